//! Slow control: the chip's settings, the dialects they are written in, and the registers that
//! hold them.
//!
//! Everything that is known of a setting stands in one row of [`settings::SETTINGS`], which drives all
//! the rest; its module says how to add a register.

mod config;
mod dialect;
pub mod i2c;
pub mod image;
pub mod map;
pub mod number;
pub mod settings;
#[cfg(test)]
pub(crate) mod testing;
pub mod weight_table;
mod write;
pub mod yaml;

pub use config::{
    Algorithm, CELLS, ChipConfig, DEFAULT_IDLE_PATTERN, Density, Generation, INPUT_LINKS, KeepMask, LARGEST_DROP,
    MAX_CALIBRATION, MaskReading, OUTPUT_LINKS, StcType,
};
pub use dialect::{ConfigFile, Dialect, Source, parse_config, read_config};
pub use write::write_config;
