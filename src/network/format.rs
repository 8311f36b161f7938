//! Fixed-point number formats: total bits, fractional bits, sign, rounding, overflow.
//!
//! A format is a value, so that a description of a network can be read from a file; the numbers
//! themselves travel in [`Value`], a carrier of the `fixed` crate wide enough for every signal.
//! Rounding and overflow happen in exactly one place: [`Format::quantise`].

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::error::{Error, Result};

/// The exact carrier of every number inside the encoder: 40 integer and 24 fractional bits, signed.
///
/// Every format used has at most 12 fractional bits, so the product of two signals is exact in it.
pub type Value = fixed::types::I40F24;

/// Fractional bits of [`Value`].
pub const VALUE_FRAC_BITS: u32 = Value::FRAC_NBITS;

/// The most fractional bits a format may have, so that products stay exact in [`Value`].
pub const MAX_FRAC_BITS: u32 = VALUE_FRAC_BITS / 2;

/// The most bits a format may have: a product with a weight of 8 bits then stays below 2^36, and a
/// sum of two such numbers far inside the carrier.
pub const MAX_BITS: u32 = 28;

/// What happens to bits below the last fractional bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Towards minus infinity: an arithmetic shift. The chip's rounding everywhere, and the
    /// default of `ac_fixed` (AC_TRN) and `ap_fixed` (AP_TRN).
    #[default]
    Floor,
    /// To the nearest, halves to the even neighbour (the rounding of QKeras on TensorFlow).
    HalfEven,
    /// To the nearest, halves towards plus infinity (AC_RND, AP_RND).
    HalfUp,
}

/// What happens to a number beyond the ends of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overflow {
    /// The format must be wide enough for every legal input; a description for which interval
    /// analysis cannot show this is refused by [`crate::network::Network::validate`].
    #[default]
    Never,
    /// The number is clamped to the ends of the format.
    Saturate,
    /// The upper bits are cut (two's complement wrap-around).
    Wrap,
}

/// A fixed-point number format, written `u8.7` (unsigned, 8 bits in all, 7 of them fractional) or
/// `s6.5` (two's complement).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Two's complement if true, unsigned if false.
    pub signed: bool,
    /// Bits in all, the sign included.
    pub bits: u32,
    /// Bits after the binary point.
    pub frac: u32,
    /// Rounding of bits below the last fractional bit.
    #[serde(default)]
    pub rounding: Rounding,
    /// Behaviour beyond the ends.
    #[serde(default)]
    pub overflow: Overflow,
}

impl Format {
    /// An unsigned format that floors and must never overflow.
    pub const fn unsigned(bits: u32, frac: u32) -> Self {
        Format { signed: false, bits, frac, rounding: Rounding::Floor, overflow: Overflow::Never }
    }

    /// A two's complement format that floors and must never overflow.
    pub const fn signed(bits: u32, frac: u32) -> Self {
        Format { signed: true, bits, frac, rounding: Rounding::Floor, overflow: Overflow::Never }
    }

    /// The same format with another overflow mode.
    #[must_use]
    pub const fn with_overflow(self, overflow: Overflow) -> Self {
        Format { overflow, ..self }
    }

    /// Smallest number, in units of the last fractional bit.
    pub const fn min_raw(&self) -> i64 {
        if self.signed { -(1 << (self.bits - 1)) } else { 0 }
    }

    /// Largest number, in units of the last fractional bit.
    pub const fn max_raw(&self) -> i64 {
        (1 << (self.bits - self.signed as u32)) - 1
    }

    /// The number `raw * 2^-frac`.
    ///
    /// # Panics
    /// Never for a validated format and a `raw` inside it: 40 bits below the binary point remain.
    pub fn value(&self, raw: i64) -> Value {
        Value::from_bits(raw << (VALUE_FRAC_BITS - self.frac))
    }

    /// A number of this format in units of its last fractional bit.
    pub fn raw(&self, value: Value) -> i64 {
        value.to_bits() >> (VALUE_FRAC_BITS - self.frac)
    }

    /// Fits `value` into this format: first rounding, then overflow.
    pub fn quantise(&self, value: Value) -> Value {
        let drop = VALUE_FRAC_BITS - self.frac;
        let bits = value.to_bits();
        let floor = bits >> drop;
        let rounded = match self.rounding {
            Rounding::Floor => floor,
            Rounding::HalfUp => floor + ((bits >> (drop - 1)) & 1),
            Rounding::HalfEven => {
                let (rest, half) = (bits & ((1 << drop) - 1), 1 << (drop - 1));
                floor + i64::from(rest > half || (rest == half && floor & 1 == 1))
            }
        };
        let raw = match self.overflow {
            Overflow::Never => {
                debug_assert!((self.min_raw()..=self.max_raw()).contains(&rounded), "{rounded} does not fit {self}");
                rounded
            }
            Overflow::Saturate => rounded.clamp(self.min_raw(), self.max_raw()),
            Overflow::Wrap => {
                let cut = 64 - self.bits;
                if self.signed { (rounded << cut) >> cut } else { ((rounded as u64) << cut >> cut) as i64 }
            }
        };
        self.value(raw)
    }

    /// Checks that the format can be represented by the carrier.
    ///
    /// # Errors
    /// `name` as the field, if there are no bits, more than [`MAX_BITS`], or more than
    /// [`MAX_FRAC_BITS`] fractional bits.
    pub fn validate(&self, name: &str) -> Result<()> {
        if self.bits < 1 || self.bits > MAX_BITS {
            return Err(Error::new("number format has an unusable width")
                .field(name)
                .found(self.bits)
                .allowed(format!("1..={MAX_BITS}")));
        }
        if self.frac > MAX_FRAC_BITS {
            return Err(Error::new("number format has too many fractional bits")
                .field(name)
                .found(self.frac)
                .allowed(format!("0..={MAX_FRAC_BITS}"))
                .hint("products of two formats must stay exact in the 24 fractional bits of the model's carrier"));
        }
        Ok(())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}.{}", if self.signed { 's' } else { 'u' }, self.bits, self.frac)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(rounding: Rounding, overflow: Overflow) -> Format {
        Format { signed: true, bits: 4, frac: 1, rounding, overflow }
    }

    #[test]
    fn names_and_ends() {
        assert_eq!(Format::unsigned(8, 7).to_string(), "u8.7");
        assert_eq!(Format::signed(6, 5).to_string(), "s6.5");
        assert_eq!((Format::signed(6, 5).min_raw(), Format::signed(6, 5).max_raw()), (-32, 31));
        assert_eq!((Format::unsigned(9, 8).min_raw(), Format::unsigned(9, 8).max_raw()), (0, 511));
    }

    #[test]
    fn rounding_modes_on_halves() {
        // 0.25 steps into a format with steps of 0.5: -0.75 -0.25 0.25 0.75 are the halves.
        let cases = [(-3, -2, -2, -1), (-1, -1, 0, 0), (1, 0, 0, 1), (3, 1, 2, 2)];
        for (quarters, floor, half_even, half_up) in cases {
            let value = Value::from_bits(quarters << (VALUE_FRAC_BITS - 2));
            for (rounding, expected) in
                [(Rounding::Floor, floor), (Rounding::HalfEven, half_even), (Rounding::HalfUp, half_up)]
            {
                let format = all(rounding, Overflow::Saturate);
                assert_eq!(format.raw(format.quantise(value)), expected, "{quarters}/4 {rounding:?}");
            }
        }
    }

    #[test]
    fn overflow_modes_at_both_ends() {
        let value = |half_units: i64| Value::from_bits(half_units << (VALUE_FRAC_BITS - 1));
        let saturate = all(Rounding::Floor, Overflow::Saturate);
        let wrap = all(Rounding::Floor, Overflow::Wrap);
        assert_eq!(saturate.raw(saturate.quantise(value(8))), 7);
        assert_eq!(saturate.raw(saturate.quantise(value(-9))), -8);
        assert_eq!(wrap.raw(wrap.quantise(value(8))), -8);
        assert_eq!(wrap.raw(wrap.quantise(value(-9))), 7);
        let unsigned = Format::unsigned(4, 1).with_overflow(Overflow::Wrap);
        assert_eq!(unsigned.raw(unsigned.quantise(value(17))), 1);
        assert_eq!(unsigned.raw(unsigned.quantise(value(-1))), 15);
    }

    proptest! {
        /// A product of two signals, floored, is the arithmetic shift of the integer product.
        #[test]
        fn a_floored_product_is_an_arithmetic_shift(norm in 0i64..256, weight in -32i64..32) {
            let (u8_7, s6_5, acc) = (Format::unsigned(8, 7), Format::signed(6, 5), Format::signed(20, 7));
            let product = acc.quantise(u8_7.value(norm) * s6_5.value(weight));
            prop_assert_eq!(acc.raw(product), (norm * weight) >> 5);
        }
    }
}
