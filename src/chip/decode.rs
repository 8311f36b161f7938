//! Float to fixed: 4E3M codes to linear charges, with mid-point correction.
//!
//! The front end dropped 1 bit (low density) or 3 bits (high density) from the charge and kept a
//! mantissa of 4 bits with its leading one; half of the last kept bit is added back. So code 0
//! means 1 or 4, never 0.

use super::signals::{LINEAR_BITS, Linear, TcCode};
use super::stage::{Stage, StageInfo, StagePart};
use crate::registers::{ChipConfig, Density};

/// What the stage records.
pub(super) fn stage(config: &ChipConfig) -> StageInfo {
    let about = format!(
        "Each code becomes the middle of the charges it stands for; the front end dropped {} bits.",
        config.density.dropped_bits()
    );
    let parts = vec![StagePart::cells("LINEAR", LINEAR_BITS, "charge", format!("u{LINEAR_BITS}.0"))];
    StageInfo::new(Stage::Decode, "decode", "Float to fixed", about, parts)
}

impl Density {
    /// Bits that the front end dropped before it encoded the charge.
    pub fn dropped_bits(self) -> u32 {
        match self {
            Density::Low => 1,
            Density::High => 3,
        }
    }
}

/// Decodes one charge.
pub fn linearise(code: TcCode, density: Density) -> Linear {
    let (exponent, mantissa) = (u32::from(code.0 >> 3), u32::from(code.0 & 7));
    // Twice the mantissa plus one: the mid-point, in units of half a mantissa step.
    let (significand, shift) = match exponent {
        0 => (2 * mantissa + 1, 0),
        e => (2 * (8 + mantissa) + 1, e - 1),
    };
    Linear(significand << (shift + density.dropped_bits() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An independent statement of the same thing: the middle of the interval of charges that the
    /// front end encodes as this code.
    fn middle(code: u8, dropped: u32) -> u32 {
        let first = match (code >> 3, u32::from(code & 7)) {
            (0, m) => m,
            (e, m) => (8 + m) << (e - 1),
        };
        let step = 1u32 << (code >> 3).saturating_sub(1);
        ((2 * first + step) << dropped) / 2
    }

    #[test]
    fn all_codes_decode_to_the_middle_of_their_interval() {
        for code in 0..128 {
            assert_eq!(linearise(TcCode(code), Density::Low).0, middle(code, 1), "LDM code {code}");
            assert_eq!(linearise(TcCode(code), Density::High).0, middle(code, 3), "HDM code {code}");
        }
    }

    #[test]
    fn published_table() {
        for (code, low, high) in [(0, 1, 4), (7, 15, 60), (8, 17, 68), (16, 34, 136), (127, 507_904, 2_031_616)] {
            assert_eq!(
                (linearise(TcCode(code), Density::Low).0, linearise(TcCode(code), Density::High).0),
                (low, high)
            );
        }
    }
}
