//! A bit-exact emulator of ECON-T, the trigger concentrator chip of the CMS High Granularity
//! Calorimeter.

pub mod chip;
pub mod cli;
pub mod error;
pub mod files;
pub mod golden;
pub mod network;
pub mod registers;
