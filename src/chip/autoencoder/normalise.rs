//! Converter: the module sum and the charges as fractions of its leading power of two.

use crate::chip::encode::FLOAT_5E4M;
use crate::chip::formatter::Field;
use crate::chip::signals::{CELLS, Calq, MODULE_SUM_BITS, PerCell, Sum5E4M, module_sum};
use crate::chip::stage::{Meaning, Stage, StageInfo, StagePart};
use crate::network::{AeBlock, NORMALISED_FRAC_BITS};

fn shift_in_words(shift: i64) -> String {
    match shift {
        left @ ..0 => format!("charges move left by {} bits", -left),
        right => format!("charges move right by {right} bits"),
    }
}

/// What the stage records.
pub(super) fn stage(network: &AeBlock) -> StageInfo {
    let normalised = &network.normalised().number;
    let code = FLOAT_5E4M.bits();

    let parts = vec![
        StagePart::one("SUM", MODULE_SUM_BITS, Meaning::Text("sum of the 48 charges".into())),
        StagePart::one("SUM_CODE", code, Meaning::Field(|_| Field::ModuleSum, code)),
        // -7..=14.
        StagePart::one("SHIFT", 5, Meaning::Value(shift_in_words)),
        StagePart::cells("NORM", normalised.bits(), "normalised charge", normalised.to_string()),
    ];
    let about = format!(
        "The module sum in 5E4M; every charge divided by the power of two at or below the sum, in {normalised}."
    );
    StageInfo::new(Stage::Normalise, "normalize", "Normaliser", about, parts)
}

/// Place of the sum's code among the values of the stage.
pub const SUM_CODE: usize = 1;

/// Place of the first normalised charge among the values of the stage.
pub const FIRST_NORMALISED: usize = 3;

/// The normaliser's sum saturates at 22 bits, so its leading bit is at most bit 21. The module sum
/// in the packet does not saturate.
pub const MAX_LEADING_BIT: u32 = 21;

/// A normalised charge, `u8.7`: below 2.
pub type NormalisedCharge = fixed::types::U1F7;

/// The converter's output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    /// Sum of the 48 charges, at most 28 bits.
    pub sum: u32,
    /// The sum in 5E4M.
    pub code: Sum5E4M,
    /// Bits by which charges move right (negative: left).
    pub shift: i32,
    /// Charges divided by the power of two at or below the sum. While the sum is below 2^22 they add up
    /// to less than 2.
    pub normalised: PerCell<NormalisedCharge>,
}

/// The power of two at or below a module sum, by which normalised charges are divided; 1 without any charge. The chip's
/// own division saturates, see [`MAX_LEADING_BIT`].
pub fn power_below(sum: u32) -> u32 {
    1 << sum.checked_ilog2().unwrap_or(0)
}

/// Normalised charges from their integers; what is missing is 0.
pub fn of_raw(raw: &[u8]) -> PerCell<NormalisedCharge> {
    std::array::from_fn(|cell| {
        raw.get(cell).map_or(NormalisedCharge::ZERO, |&normalised| NormalisedCharge::from_bits(normalised))
    })
}

/// Normalises the charges; truncates, never rounds. Without any charge all normalised charges are 0.
pub fn run(charges: &PerCell<Calq>) -> Normalised {
    let sum = module_sum(charges);
    let code = Sum5E4M(FLOAT_5E4M.encode(sum, 0));
    let Some(leading_bit) = sum.checked_ilog2() else {
        return Normalised { sum, code, shift: 0, normalised: [NormalisedCharge::ZERO; CELLS] };
    };
    let shift = leading_bit.min(MAX_LEADING_BIT) as i32 - NORMALISED_FRAC_BITS as i32;
    let normalised = charges.map(|charge| {
        // A charge is at most the sum: its leading bit is not above that of the sum, or at most bit 21
        // where the shift is clamped. Eight bits are left.
        NormalisedCharge::from_bits(if shift >= 0 { charge.0 >> shift } else { charge.0 << -shift } as u8)
    });
    Normalised { sum, code, shift, normalised }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(charges: PerCell<Calq>) -> (i32, Vec<i64>) {
        let result = run(&charges);
        (result.shift, result.normalised.iter().map(|normalised| normalised.to_bits().into()).collect())
    }

    #[test]
    fn a_single_charge_lies_between_one_and_two() {
        for charge in [1u32, 2, 3, 127, 128, 129, 255, 256, 100_000, 4_062_240] {
            let mut charges = [Calq(0); CELLS];
            charges[11] = Calq(charge);
            let (_, normalised) = raw(charges);
            assert!((128..256).contains(&normalised[11]), "{charge}: {}", normalised[11]);
            assert_eq!(normalised.iter().sum::<i64>(), normalised[11]);
        }
    }

    #[test]
    fn the_shift_is_clamped_but_the_sum_is_not() {
        let (shift, normalised) = raw([Calq(4_062_240); CELLS]);
        assert_eq!(shift, 14);
        assert!(normalised.iter().all(|&normalised| normalised == 247));
        assert_eq!(run(&[Calq(4_062_240); CELLS]).code.0, FLOAT_5E4M.encode(194_987_520, 0));
        assert_eq!(raw([Calq(0); CELLS]), (0, vec![0; CELLS]));
    }
}
