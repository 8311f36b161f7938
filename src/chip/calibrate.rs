//! Calibration: every charge times its own factor, truncated.

use fixed::types::extra::U11;
use fixed::{FixedU32, FixedU64};

use super::signals::{CALQ_BITS, Calq, Linear};
use super::stage::{Stage, StageInfo, StagePart};

/// What the stage records.
pub(super) fn stage() -> StageInfo {
    let parts = vec![StagePart::cells("CALQ", CALQ_BITS, "CALQ", format!("u{CALQ_BITS}.0"))];
    let about = "CALQ = charge x factor / 2048, rounded down.";
    StageInfo::new(Stage::Calibrate, "calibrate", "Calibration", about, parts)
}

/// A calibration factor, u12.11: 2048 is 1.0, 4095 is 1.9995.
pub type Factor = FixedU32<U11>;

/// `floor(charge * factor)`; the product is exact and fits 33 bits, the result 22 bits.
pub fn calibrate(charge: Linear, register: u16) -> Calq {
    let product: FixedU64<U11> =
        FixedU32::<fixed::types::extra::U0>::from_bits(charge.0).wide_mul(Factor::from_bits(u32::from(register)));
    Calq(product.to_num())
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
        fn is_the_shifted_integer_product(charge in 0u32..=2_031_616, factor in 0u16..4096) {
            prop_assert_eq!(u64::from(calibrate(Linear(charge), factor).0), (u64::from(charge) * u64::from(factor)) >> 11);
        }
    }
}
