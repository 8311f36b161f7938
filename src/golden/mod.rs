//! Golden vectors: read, write, make, compare, and explain the first difference.

#![deny(clippy::float_arithmetic)]

pub mod decode;
pub mod diff;
pub mod ebin;
pub mod explain;
pub mod field_diff;
#[cfg(any(test, feature = "random"))]
pub mod generate;
#[cfg(test)]
mod kernels_equal;
pub mod known;
pub mod manifest;
#[cfg(any(test, feature = "random"))]
pub mod random;
#[cfg(test)]
mod round_trip;
pub mod stage_diff;
pub mod stage_files;
pub mod stream;
pub mod vectors;
pub mod verify;

use crate::error::Result;
use crate::files::hash;
use crate::network::AeBlock;
use crate::registers::{ChipConfig, image};

/// Hash of the weight image of a configuration, if it holds weights.
///
/// # Errors
/// Weights of another network.
pub fn sha_of_weights(config: &ChipConfig, network: &AeBlock) -> Result<Option<String>> {
    let bytes = config.weights.as_ref().map(|weights| image::to_bytes(network, weights)).transpose()?;
    Ok(bytes.map(hash::of_bytes))
}
