//! The default encoder: the registers of the run in `golden/default`, which are part of this program, so that it can be
//! shown, measured and exported where no file is at hand.

use std::path::Path;

use super::dialect::parse_config;
use super::{ChipConfig, ConfigFile};
use crate::error::Result;
use crate::network::AeBlock;

/// How the default encoder is called in messages.
pub const DEFAULT_ENCODER: &str = "the default encoder that is built in (golden/default)";

/// Its registers and the description of its network.
const REGISTERS: &str = include_str!("../../golden/default/init.yaml");
const NETWORK: &str = include_str!("../../golden/default/network.yaml");

/// The network of the default encoder.
///
/// # Errors
/// None that a built program is known to give: a test reads the same text.
pub fn default_network() -> Result<AeBlock> {
    AeBlock::from_yaml(NETWORK, Path::new("golden/default/network.yaml"))
}

/// The registers of the default encoder, as a file of them reads.
///
/// # Errors
/// As [`default_network`].
pub fn default_encoder() -> Result<ConfigFile> {
    parse_config(REGISTERS, Path::new("golden/default/init.yaml"), &default_network()?)
}

/// The settings of the default encoder.
///
/// ```
/// use econ_emu::registers::{Algorithm, default_settings};
///
/// assert_eq!(default_settings()?.algorithm, Algorithm::Autoencoder);
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
///
/// # Errors
/// As [`default_network`].
pub fn default_settings() -> Result<ChipConfig> {
    default_encoder()?.strict()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Algorithm;

    #[test]
    fn the_default_encoder_is_one() {
        let file = default_encoder().unwrap();
        assert!(file.warnings.is_empty(), "{:?}", file.warnings);
        assert_eq!(file.config.algorithm, Algorithm::Autoencoder);
        assert!(file.config.weights.is_some() && file.config.validate().is_ok());
    }
}
