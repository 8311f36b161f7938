//! What is the chip's about its network: charges of 48 trigger cells in, 16 latents out, number formats
//! that its registers and sums hold, and the order of its weights.
//!
//! The network itself is a description ([`crate::nn`]); an [`AeBlock`] is one that fits. The chip's own
//! 8x8x1 encoder is [`AeBlock::chip_8x8`]; other encoders are other values of the same description, not
//! other code.

mod block;
mod built_in;
mod first_form;
pub mod zoo;

pub use crate::nn::{Format, Overflow, Rounding};
pub use block::{AeBlock, Image, MAX_BITS, MAX_FRAC_BITS};
pub use first_form::{Conv, Dense, EncoderTensor, FirstForm};

/// Name of a file that describes the network of the configuration beside it.
pub const FILE: &str = "network.yaml";

/// Name of the file with the weights of a trained encoder that the chip cannot hold, beside its description.
pub const WEIGHTS_FILE: &str = "network.npz";

/// Trigger cells of one chip; all of them enter the network.
pub const CELLS: usize = 48;

/// Latents that leave the network; the sample has room for 16 of at most 9 bits.
pub const LATENTS: usize = 16;

/// Bits of a latent, in the keep mask of the registers and in samples. The latents of a network may have fewer.
pub const LATENT_BITS: u32 = 9;

/// Fractional bits of the normalised charges: the normaliser puts the leading bit of the module
/// sum at this weight, so a normalised charge is `charge / 2^floor(log2(sum))`.
pub const NORMALISED_FRAC_BITS: u32 = 7;
