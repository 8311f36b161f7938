//! The signals that pass between blocks, each with its number format.

use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

pub use crate::registers::CELLS;

/// One BX at the input: 12 eRX words of 32 bits, 4 bits of header and 4 codes of 7 bits each.
pub type InputWords = [u32; INPUT_LINKS];

/// One BX at the output: 13 eTX words of 32 bits; inactive links are 0.
pub type OutputWords = [u32; OUTPUT_LINKS];

/// A charge in 4E3M floating point: 4 bits of exponent, 3 of mantissa, 7 in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct TcCode(pub u8);

/// Bits of a charge after the float-to-fixed decoder.
pub const LINEAR_BITS: u32 = 21;

/// Bits of a calibrated charge. All of them are legal at the input of the autoencoder block.
pub const CALQ_BITS: u32 = 22;

/// A charge after the float-to-fixed decoder: unsigned, at most 2,031,616 (21 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Linear(pub u32);

/// A calibrated charge (CALQ): unsigned, at most 4,062,240 (22 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Calq(pub u32);

/// A module sum in 5E3M floating point, 8 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Sum5E3M(pub u8);

/// A module sum in 5E4M floating point, 9 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Sum5E4M(pub u16);

/// One value for each of the 48 trigger cells, in post-MUX numbering.
pub type PerCell<T> = [T; CELLS];

/// Bits of the sum of all charges of a BX.
pub const MODULE_SUM_BITS: u32 = 28;

/// The sum of all charges of a BX: below 2^28.
pub fn module_sum(charges: &PerCell<Calq>) -> u32 {
    charges.iter().map(|charge| charge.0).sum()
}
