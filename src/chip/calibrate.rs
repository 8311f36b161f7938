//! Calibration: every charge times its own factor, truncated.

use super::signals::{CALQ_BITS, Calq, Linear};
use super::stage::{Stage, StageInfo, StagePart};

/// What the stage records.
pub(super) fn stage() -> StageInfo {
    let parts = vec![StagePart::cells("CALQ", CALQ_BITS, "CALQ", format!("u{CALQ_BITS}.0"))];
    let about = "CALQ = charge x factor / 2048, rounded down.";
    StageInfo::new(Stage::Calibrate, "calibrate", "Calibration", about, parts)
}

/// Fractional bits of a calibration factor, u12.11: 2048 is 1.0, 4095 is 1.9995.
pub const FACTOR_FRAC_BITS: u32 = 11;

/// `floor(charge * factor)`; the product is exact and fits 33 bits, the result 22 bits.
pub fn calibrate(charge: Linear, register: u16) -> Calq {
    let product = u64::from(charge.0) * u64::from(register);
    Calq((product >> FACTOR_FRAC_BITS) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_charge_fits_22_bits() {
        assert_eq!(calibrate(Linear(2_031_616), 4095), Calq(4_062_240));
        assert_eq!(calibrate(Linear(2_031_616), 2048), Calq(2_031_616));
        assert_eq!(calibrate(Linear(1), 2047), Calq(0));
    }

    proptest! {
        #[test]
        fn is_the_largest_number_at_or_below_the_product(charge in 0u32..=2_031_616, factor in 0u16..4096) {
            let (product, calq) = (u64::from(charge) * u64::from(factor), calibrate(Linear(charge), factor));
            prop_assert!((0..2048).contains(&(product - 2048 * u64::from(calq.0))));
        }
    }
}
