//! Fixed-point number formats: total bits, fractional bits, sign, rounding, overflow.
//!
//! A format is a value, so that a description of a network can be read from a file. Numbers travel as
//! integers in units of the last fractional bit; [`Format::fit`] is the one place where a number is
//! rounded and where it meets the ends of a format, for single numbers and for ends of ranges alike.

use num_traits::{PrimInt, Signed};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};

/// The most bits of a format: sums of 62 bits and one more term stay inside 64.
pub const MAX_BITS: u32 = 62;

/// The most fractional bits of a format.
pub const MAX_FRAC_BITS: u32 = 24;

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

impl Rounding {
    /// All modes.
    pub const ALL: [Rounding; 3] = [Rounding::Floor, Rounding::HalfEven, Rounding::HalfUp];

    /// The word for it in a description.
    pub fn name(self) -> &'static str {
        match self {
            Rounding::Floor => "floor",
            Rounding::HalfEven => "half-even",
            Rounding::HalfUp => "half-up",
        }
    }
}

/// What happens to a number beyond the ends of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overflow {
    /// The format must be wide enough for every legal input; a description for which interval
    /// analysis cannot show this is refused by [`crate::nn::Network::check`].
    #[default]
    Never,
    /// The number is clamped to the ends of the format.
    Saturate,
    /// The upper bits are cut (two's complement wrap-around).
    Wrap,
}

impl Overflow {
    /// All modes.
    pub const ALL: [Overflow; 3] = [Overflow::Never, Overflow::Saturate, Overflow::Wrap];

    /// The word for it in a description.
    pub fn name(self) -> &'static str {
        match self {
            Overflow::Never => "never",
            Overflow::Saturate => "saturate",
            Overflow::Wrap => "wrap",
        }
    }
}

/// A fixed-point number format, written `u8.7` (unsigned, 8 bits in all, 7 of them fractional) or
/// `s6.5` (two's complement).
///
/// In a description it is such a word, followed by the rounding if that is not `floor` and by the
/// overflow if that is not `never`: `u9.8 saturate`, `s8.6 half-even saturate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Two's complement if true, unsigned if false.
    pub signed: bool,
    /// Bits in all, the sign included.
    pub bits: u32,
    /// Bits after the binary point.
    pub frac: u32,
    /// Rounding of bits below the last fractional bit.
    pub rounding: Rounding,
    /// Behaviour beyond the ends.
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

    /// The same format with another rounding mode.
    #[must_use]
    pub const fn with_rounding(self, rounding: Rounding) -> Self {
        Format { rounding, ..self }
    }

    /// Smallest number, in units of the last fractional bit.
    pub const fn min_raw(&self) -> i64 {
        if self.signed { -(1 << (self.bits - 1)) } else { 0 }
    }

    /// Largest number, in units of the last fractional bit.
    pub const fn max_raw(&self) -> i64 {
        (1 << (self.bits - self.signed as u32)) - 1
    }

    /// Fits a number that has `drop` fractional bits more than this format (fewer, if negative) into
    /// it: rounds first, then applies the overflow mode.
    ///
    /// The number must lie inside ±2^(width of `T` - 2), also once it has moved left; the checks of
    /// [`crate::nn::Network::check`] see to that. A number that overflows although the format says it
    /// never does is returned as it is.
    #[inline(always)]
    pub fn fit<T: PrimInt + Signed>(&self, value: T, drop: i32) -> T {
        self.limit(round(value, drop, self.rounding))
    }

    /// Applies the overflow mode to a number in units of the last fractional bit.
    #[inline(always)]
    pub fn limit<T: PrimInt + Signed>(&self, value: T) -> T {
        let one = T::one();
        match self.overflow {
            Overflow::Never => value,
            Overflow::Saturate => {
                let top = (one << (self.bits - u32::from(self.signed)) as usize) - one;
                value.min(top).max(if self.signed { -top - one } else { T::zero() })
            }
            Overflow::Wrap => {
                let cut = value & ((one << self.bits as usize) - one);
                if self.signed && cut >> (self.bits - 1) as usize != T::zero() {
                    cut - (one << self.bits as usize)
                } else {
                    cut
                }
            }
        }
    }

    /// Whether the format holds this number, in units of its last fractional bit.
    pub const fn holds(&self, raw: i64) -> bool {
        self.min_raw() <= raw && raw <= self.max_raw()
    }

    /// Checks the width.
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
                .hint("a scale of the whole tensor goes into its exponent"));
        }
        Ok(())
    }

    /// The format in the words of a description, rounding and overflow included.
    pub fn words(&self) -> String {
        let mut words = self.to_string();
        if self.rounding != Rounding::default() {
            words += &format!(" {}", self.rounding.name());
        }
        if self.overflow != Overflow::default() {
            words += &format!(" {}", self.overflow.name());
        }
        words
    }
}

/// Rounds a number to `drop` fractional bits fewer; moves it left if `drop` is negative.
#[inline(always)]
fn round<T: PrimInt + Signed>(value: T, drop: i32, rounding: Rounding) -> T {
    if drop <= 0 {
        return value << drop.unsigned_abs() as usize;
    }
    let width = 8 * size_of::<T>();
    let drop = drop as usize;
    if drop >= width - 1 {
        // The number is below a half of the step it is rounded to.
        return if rounding == Rounding::Floor && value.is_negative() { -T::one() } else { T::zero() };
    }
    let floor = value >> drop;
    let half = T::one() << (drop - 1);
    let remainder = value - (floor << drop);
    let up = match rounding {
        Rounding::Floor => false,
        Rounding::HalfUp => remainder >= half,
        Rounding::HalfEven => remainder > half || (remainder == half && floor & T::one() == T::one()),
    };
    if up { floor + T::one() } else { floor }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}.{}", if self.signed { 's' } else { 'u' }, self.bits, self.frac)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        format_of(text).ok_or_else(|| no_format(text))
    }
}

fn format_of(text: &str) -> Option<Format> {
    let mut words = text.split_ascii_whitespace();
    let shape = words.next()?;
    let signed = shape.starts_with('s');
    let (bits, frac) = shape.strip_prefix(['s', 'u'])?.split_once('.')?;
    let mut format = Format { signed, ..Format::unsigned(width(bits)?, width(frac)?) };
    let mut word = words.next();
    if let Some(rounding) = Rounding::ALL.into_iter().find(|mode| Some(mode.name()) == word) {
        format.rounding = rounding;
        word = words.next();
    }
    if let Some(overflow) = Overflow::ALL.into_iter().find(|mode| Some(mode.name()) == word) {
        format.overflow = overflow;
        word = words.next();
    }
    word.is_none().then_some(format)
}

fn no_format(text: &str) -> Error {
    Error::syntax("not a number format")
        .found(text)
        .allowed("u or s, all bits, a point, fractional bits; then half-even or half-up; then saturate or wrap")
        .hint("for example u8.7, s13.7, u9.8 saturate, s8.6 half-even saturate")
}

/// At most three digits without a sign: "+7" is no width.
fn width(digits: &str) -> Option<u32> {
    let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

impl Serialize for Format {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.words())
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(super::description::custom)
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
    fn words_are_read_back_and_nothing_else_is() {
        for rounding in Rounding::ALL {
            for overflow in Overflow::ALL {
                let format = Format { signed: true, bits: 13, frac: 7, rounding, overflow };
                assert_eq!(format.words().parse::<Format>().unwrap(), format);
            }
        }
        assert_eq!(Format::unsigned(9, 8).with_overflow(Overflow::Saturate).words(), "u9.8 saturate");
        for bad in ["", "8.7", "u8", "u8.", "u.7", "u+8.7", "i8.7", "u8.7 round", "u8.7 saturate half-even", "u9999.1"]
        {
            assert!(bad.parse::<Format>().is_err(), "{bad}");
        }
    }

    #[test]
    fn rounding_modes_on_halves() {
        // 0.25 steps into a format with steps of 0.5: -0.75 -0.25 0.25 0.75 are the halves.
        let cases = [(-3i64, -2, -2, -1), (-1, -1, 0, 0), (1, 0, 0, 1), (3, 1, 2, 2)];
        for (quarters, floor, half_even, half_up) in cases {
            for (rounding, expected) in
                [(Rounding::Floor, floor), (Rounding::HalfEven, half_even), (Rounding::HalfUp, half_up)]
            {
                let format = all(rounding, Overflow::Saturate);
                assert_eq!(format.fit(quarters, 1), expected, "{quarters}/4 {rounding:?}");
                assert_eq!(format.fit(i128::from(quarters), 1), i128::from(expected));
            }
        }
    }

    #[test]
    fn overflow_modes_at_both_ends() {
        let saturate = all(Rounding::Floor, Overflow::Saturate);
        let wrap = all(Rounding::Floor, Overflow::Wrap);
        assert_eq!([saturate.fit(8, 0), saturate.fit(-9, 0)], [7, -8]);
        assert_eq!([wrap.fit(8, 0), wrap.fit(-9, 0)], [-8, 7]);
        let unsigned = Format::unsigned(4, 1).with_overflow(Overflow::Wrap);
        assert_eq!([unsigned.fit(17, 0), unsigned.fit(-1, 0)], [1, 15]);
        let unsigned = Format::unsigned(4, 1).with_overflow(Overflow::Saturate);
        assert_eq!([unsigned.fit(17, 0), unsigned.fit(-1, 0)], [15, 0]);
    }

    #[test]
    fn far_shifts() {
        for rounding in Rounding::ALL {
            let format = Format::signed(40, 0).with_rounding(rounding);
            let floor = i64::from(rounding == Rounding::Floor);
            for drop in [62, 63, 64, 90] {
                assert_eq!(format.fit(-1i64, drop), -floor, "{rounding:?} {drop}");
                assert_eq!(format.fit(1i64 << 60, drop), 0, "{rounding:?} {drop}");
            }
            assert_eq!(format.fit(3i64, -4), 48);
        }
    }

    proptest! {
        /// A product of two signals, floored, is the arithmetic shift of the integer product.
        #[test]
        fn a_floored_product_is_an_arithmetic_shift(norm in 0i64..256, weight in -32i64..32) {
            // u8.7 times s6.5 has 12 fractional bits.
            prop_assert_eq!(Format::signed(20, 7).fit(norm * weight, 12 - 7), (norm * weight) >> 5);
        }

        /// The nearest number of the format, as real arithmetic finds it.
        #[test]
        fn rounding_is_that_of_real_numbers(value in -100_000i64..100_000, drop in 0i32..12) {
            let real = value as f64 / f64::from(1u32 << drop);
            let fit = |rounding| Format::signed(40, 0).with_rounding(rounding).fit(value, drop) as f64;
            prop_assert_eq!(fit(Rounding::Floor), real.floor());
            prop_assert_eq!(fit(Rounding::HalfEven), real.round_ties_even());
            prop_assert_eq!(fit(Rounding::HalfUp), (real + 0.5).floor());
        }
    }
}
