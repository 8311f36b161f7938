//! Hardware: from weights and a network to sources that compile, simulate and match on every bit.
//!
//! # One way through
//!
//! A [`design::Design`] says what to build: the network, its weights (constants, or loaded at run
//! time), the packet and the links. [`design::Design::validate`] refuses what does not hold together
//! and derives the rest: where every bit of the sample comes from, the hashes, and the
//! [`certificate::Certificate`], the range of every number inside the encoder. Emitters take only
//! the [`design::Valid`] design. They fill in templates and return text or an error.
//!
//! # Widths
//!
//! No emitter chooses a width. The number formats come from the description of the network; how many
//! bits of an accumulator are really used comes from the certificate, by interval analysis in 128-bit
//! integers. The same ranges stand in the comments of the sources and in the assertions of the
//! testbenches.
//!
//! # The files
//!
//! | module | what it holds |
//! |---|---|
//! | [`design`] | the design, its validation, sample, hashes, provenance |
//! | [`protection`] | which registers are triplicated |
//! | [`names`] | what the layers of a network are called |
//! | [`certificate`] | the ranges, as values, JSON and text |
//! | [`vectors`] | golden files: inputs, every stage, outputs; built-in samples, or those of a golden set |
//! | [`hls`] | HLS C++ for Vitis and Catapult, from the templates in `templates/hls` |
//! | [`verilog`] | Verilog, from the templates in `templates/verilog` |
//! | [`marks`] | named places in the sources, for tests that change them |
//! | [`export`] | the directory: all files, in place at once |
//! | [`waves`] | the stages of the emulator as a value change dump, with the names of the hardware |
//! | [`check`] | g++ and other tools on an export, one table |
//! | [`proved`] | what [`crate::prove`] is asked about an export |
//! | [`report`] | area, cells, timing and FPGA resources by open synthesis, from the scripts in `templates/report` |

#![deny(clippy::float_arithmetic)]

pub mod certificate;
pub mod check;
pub mod design;
pub mod export;
pub mod hls;
pub mod marks;
pub mod names;
pub mod protection;
pub mod proved;
pub mod report;
mod reserved;
#[cfg(test)]
pub(crate) mod testing;
pub mod vectors;
pub mod verilog;
pub mod waves;
