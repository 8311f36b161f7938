//! Slow control: the chip's settings, the dialects they are written in, and the registers that
//! hold them.

mod config;
mod dialect;
pub mod i2c;
pub mod image;
pub mod keras;
mod keras_config;
pub mod number;
#[cfg(test)]
pub(crate) mod testing;
pub mod weight_table;
mod write;
pub mod yaml;

pub use config::{
    Algorithm, CELLS, ChipConfig, DEFAULT_IDLE_PATTERN, Density, Generation, INPUT_LINKS, KeepMask, MAX_CALIBRATION,
    MAX_PATTERN, MAX_THRESHOLD, MaskReading, OUTPUT_LINKS, StcType,
};
pub use dialect::{ConfigFile, Dialect, Source, parse_config, read_config};
pub use write::write_config;
