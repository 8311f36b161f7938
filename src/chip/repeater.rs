//! Repeater (RPT): all 48 charges, re-encoded.

use super::encode::FLOAT_4E3M;
use super::signals::{Calq, PerCell, TcCode};

/// Encodes every charge in 4E3M after dropping `drop` bits. With calibration 1.0 and the drop bits
/// of the module's density the input codes come out unchanged.
pub fn run(charges: &PerCell<Calq>, drop: u32) -> PerCell<TcCode> {
    charges.map(|charge| TcCode(FLOAT_4E3M.encode(charge.0, drop) as u8))
}
