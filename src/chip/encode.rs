//! Fixed to float: the truncating floating-point codes of charges and sums.

/// A floating-point code: bits of exponent and mantissa. Nothing is ever rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloatCode {
    /// Bits of the exponent.
    pub exponent: u32,
    /// Bits of the mantissa, without the leading one.
    pub mantissa: u32,
}

/// 7 bits: charges, and the sums of STC types 2 and 3.
pub const FLOAT_4E3M: FloatCode = FloatCode { exponent: 4, mantissa: 3 };

/// 8 bits: the module sum of Threshold Sum and Best Choice.
pub const FLOAT_5E3M: FloatCode = FloatCode { exponent: 5, mantissa: 3 };

/// 9 bits: the module sum of the Autoencoder, and the sums of STC types 0, 1 and 4.
pub const FLOAT_5E4M: FloatCode = FloatCode { exponent: 5, mantissa: 4 };

impl FloatCode {
    /// Bits of the whole code.
    pub const fn bits(self) -> u32 {
        self.exponent + self.mantissa
    }

    /// Encodes `value` after dropping its `drop` lowest bits. Numbers beyond the largest exponent
    /// become all ones.
    ///
    /// ```
    /// use econ_emu::chip::encode::FLOAT_4E3M;
    ///
    /// // Bits are cut: 17 and 16 have the same code.
    /// assert_eq!((FLOAT_4E3M.encode(17, 0), FLOAT_4E3M.encode(16, 0)), (16, 16));
    /// assert_eq!((FLOAT_4E3M.lower_edge(16), FLOAT_4E3M.upper_edge(16)), (16, 17));
    /// ```
    pub fn encode(self, value: u32, drop: u32) -> u16 {
        let value = value >> drop;
        let length = u32::BITS - value.leading_zeros();
        if length <= self.mantissa {
            return value as u16;
        }
        let exponent = length - self.mantissa;
        if exponent >= 1 << self.exponent {
            return (1 << self.bits()) - 1;
        }
        let mantissa = value >> (exponent - 1) & ((1 << self.mantissa) - 1);
        (exponent << self.mantissa | mantissa) as u16
    }

    /// The smallest number (in units of the kept bits) that has this code.
    pub fn lower_edge(self, code: u16) -> u64 {
        let (exponent, mantissa) = (code >> self.mantissa, u64::from(code) & ((1 << self.mantissa) - 1));
        match exponent {
            0 => mantissa,
            e => (1 << self.mantissa | mantissa) << (e - 1),
        }
    }

    /// The largest number (in units of the kept bits) that has this code; for the all-ones code,
    /// which also stands for everything beyond, the largest number that is not saturated.
    pub fn upper_edge(self, code: u16) -> u64 {
        let exponent = code >> self.mantissa;
        self.lower_edge(code) + (1 << exponent.saturating_sub(1)) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::decode::linearise;
    use crate::chip::signals::TcCode;
    use crate::registers::Density;
    use proptest::prelude::*;

    const ALL: [FloatCode; 3] = [FLOAT_4E3M, FLOAT_5E3M, FLOAT_5E4M];

    #[test]
    fn anchors() {
        let anchors =
            [(0, 0), (15, 15), (16, 16), (31, 31), (32, 32), (33, 32), (63, 47), (64, 48), (100, 57), (1000, 111)];
        for (value, code) in anchors.into_iter().chain([(5000, 147), (100_000, 216), (4_194_303, 303)]) {
            assert_eq!(FLOAT_5E4M.encode(value, 0), code, "{value}");
        }
        assert_eq!(FLOAT_4E3M.encode(1 << 18, 0), 127);
        assert_eq!(FLOAT_4E3M.encode((1 << 18) - 1, 0), 127);
        assert_eq!(FLOAT_4E3M.encode(15 << 14, 0), 127);
        assert_eq!(FLOAT_4E3M.encode((15 << 14) - 1, 0), 126);
    }

    /// Every code is reached from exactly the interval between its edges, and the intervals join.
    #[test]
    fn the_intervals_of_all_codes_join() {
        for format in ALL {
            let mut next = 0;
            for code in 0..1u16 << format.bits() {
                let (low, high) = (format.lower_edge(code), format.upper_edge(code));
                assert_eq!(low, next, "{format:?} {code}");
                next = high + 1;
                for value in [low, (low + high) / 2, high] {
                    if let Ok(value) = u32::try_from(value) {
                        assert_eq!(format.encode(value, 0), code, "{format:?} {value}");
                    }
                }
            }
        }
    }

    #[test]
    fn matched_settings_reproduce_every_input_code() {
        for (density, drop) in [(Density::Low, 1), (Density::High, 3)] {
            for code in 0..128 {
                let linear = linearise(TcCode(code), density);
                assert_eq!(FLOAT_4E3M.encode(linear.0, drop), u16::from(code), "{density:?}");
            }
        }
    }

    proptest! {
        /// The definition: keep the leading one and the bits after it, cut the rest.
        #[test]
        fn keeps_the_leading_bits(value in any::<u32>(), drop in 0u32..8, which in 0usize..3) {
            let format = ALL[which];
            let code = format.encode(value, drop);
            let kept = u64::from(value >> drop);
            prop_assert!(code < 1 << format.bits());
            if code + 1 < 1 << format.bits() {
                prop_assert!(format.lower_edge(code) <= kept && kept <= format.upper_edge(code));
            } else {
                prop_assert!(kept >= format.lower_edge(code));
            }
        }
    }
}
