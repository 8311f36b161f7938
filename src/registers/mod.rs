//! Slow control: the chip's settings, the dialects they are written in, and the registers that
//! hold them.
//!
//! Everything that is known of a setting stands in one row of [`settings::SETTINGS`], which drives all
//! the rest; its module says how to add a register.

mod compare;
mod config;
mod default_encoder;
mod dialect;
pub mod i2c;
pub mod image;
pub mod map;
mod module_types;
pub mod number;
mod read;
pub mod settings;
#[cfg(test)]
pub(crate) mod testing;
mod unknown;
pub mod weight_table;
mod write;
pub mod yaml;

pub use compare::{ConfigDifference, SettingDifference, TensorDifference, ValueDifference, WeightsDifference};
pub use config::{
    Algorithm, CELLS, ChipConfig, DEFAULT_IDLE_PATTERN, Density, FIFO_WORDS, Generation, INPUT_LINKS, KeepMask,
    LARGEST_DROP, LatentWidths, MAX_CALIBRATION, MaskReading, OUTPUT_LINKS, StcType,
};
pub use default_encoder::{DEFAULT_ENCODER, default_encoder, default_network, default_settings};
pub use dialect::{ConfigFile, ConfigSource, Dialect, Reading, parse_config, parse_configs, read_config, read_configs};
pub use write::write_config;
