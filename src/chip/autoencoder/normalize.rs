//! Converter: the module sum and the charges as fractions of its leading power of two.

use crate::chip::encode::FLOAT_5E4M;
use crate::chip::formatter::Field;
use crate::chip::signals::{CELLS, Calq, MODULE_SUM_BITS, PerCell, Sum5E4M, module_sum};
use crate::chip::stage::{Meaning, Part, Stage, StageInfo};
use crate::network::{AeBlock, NORM_FRAC_BITS};

/// What the stage records.
pub(super) fn stage(network: &AeBlock) -> StageInfo {
    let norm = &network.norm().number;
    let code = FLOAT_5E4M.bits();
    let shift = |value: i64| match value {
        left @ ..0 => format!("charges move left by {} bits", -left),
        right => format!("charges move right by {right} bits"),
    };
    let parts = vec![
        Part::one("SUM", MODULE_SUM_BITS, Meaning::Text("sum of the 48 charges".into())),
        Part::one("SUM_CODE", code, Meaning::Field(|_| Field::ModuleSum, code)),
        // -7..=14.
        Part::one("SHIFT", 5, Meaning::Value(shift)),
        Part::cells("NORM", norm.bits(), "normalised charge", norm.to_string()),
    ];
    let about =
        format!("The module sum in 5E4M; every charge divided by the power of two at or below the sum, in {norm}.");
    StageInfo::new(Stage::Normalize, "normalize", "Normaliser", about, parts)
}

/// Place of the sum's code among the values of the stage.
pub const SUM_CODE: usize = 1;

/// Place of the first normalised charge among the values of the stage.
pub const FIRST_NORM: usize = 3;

/// The normaliser's sum saturates at 22 bits, so its leading bit is at most bit 21. The module sum
/// in the frame does not saturate.
pub const MAX_LEADING_BIT: u32 = 21;

/// A normalised charge, `u8.7`: below 2.
pub type Norm = fixed::types::U1F7;

/// The converter's output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalized {
    /// Sum of the 48 charges, at most 28 bits.
    pub sum: u32,
    /// The sum in 5E4M.
    pub code: Sum5E4M,
    /// Bits by which charges move right (negative: left).
    pub shift: i32,
    /// Charges divided by the power of two at or below the sum. While the sum is below 2^22 they add up
    /// to less than 2.
    pub norms: PerCell<Norm>,
}

/// Normalised charges from their integers; what is missing is 0.
pub fn of_raw(raw: &[u8]) -> PerCell<Norm> {
    std::array::from_fn(|cell| raw.get(cell).map_or(Norm::ZERO, |&norm| Norm::from_bits(norm)))
}

/// Normalises the charges; truncates, never rounds. Without any charge all norms are 0.
pub fn run(charges: &PerCell<Calq>) -> Normalized {
    let sum = module_sum(charges);
    let code = Sum5E4M(FLOAT_5E4M.encode(sum, 0));
    let Some(leading_bit) = sum.checked_ilog2() else {
        return Normalized { sum, code, shift: 0, norms: [Norm::ZERO; CELLS] };
    };
    let shift = leading_bit.min(MAX_LEADING_BIT) as i32 - NORM_FRAC_BITS as i32;
    let norms = charges.map(|charge| {
        // A charge is at most the sum: its leading bit is not above that of the sum, or at most bit 21
        // where the shift is clamped. Eight bits are left.
        Norm::from_bits(if shift >= 0 { charge.0 >> shift } else { charge.0 << -shift } as u8)
    });
    Normalized { sum, code, shift, norms }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(charges: PerCell<Calq>) -> (i32, Vec<i64>) {
        let result = run(&charges);
        (result.shift, result.norms.iter().map(|norm| norm.to_bits().into()).collect())
    }

    #[test]
    fn a_single_charge_lies_between_one_and_two() {
        for charge in [1u32, 2, 3, 127, 128, 129, 255, 256, 100_000, 4_062_240] {
            let mut charges = [Calq(0); CELLS];
            charges[11] = Calq(charge);
            let (_, norms) = raw(charges);
            assert!((128..256).contains(&norms[11]), "{charge}: {}", norms[11]);
            assert_eq!(norms.iter().sum::<i64>(), norms[11]);
        }
    }

    #[test]
    fn the_shift_is_clamped_but_the_sum_is_not() {
        let (shift, norms) = raw([Calq(4_062_240); CELLS]);
        assert_eq!(shift, 14);
        assert!(norms.iter().all(|&norm| norm == 247));
        assert_eq!(run(&[Calq(4_062_240); CELLS]).code.0, FLOAT_5E4M.encode(194_987_520, 0));
        assert_eq!(raw([Calq(0); CELLS]), (0, vec![0; CELLS]));
    }
}
