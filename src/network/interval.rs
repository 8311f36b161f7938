//! Ranges of numbers, exact in 128-bit integers: what a signal can hold, without running it.

use super::{Format, Overflow, Rounding, VALUE_FRAC_BITS};

/// The ends of a range of numbers, in units of 2^-24, both inside.
///
/// 128 bits hold every sum of products that a validated network can form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lowest number.
    pub min: i128,
    /// Highest number.
    pub max: i128,
}

impl Interval {
    /// Nothing but zero.
    pub const ZERO: Interval = Interval { min: 0, max: 0 };

    /// The numbers `min..=max` in units of `2^-frac`.
    pub fn raw(min: i64, max: i64, frac: u32) -> Self {
        let scale = |raw: i64| i128::from(raw) << (VALUE_FRAC_BITS - frac);
        Interval { min: scale(min), max: scale(max) }
    }

    /// Everything that a format holds.
    pub fn of(format: Format) -> Self {
        Interval::raw(format.min_raw(), format.max_raw(), format.frac)
    }

    /// Lowest number in units of `2^-frac`.
    pub fn min_raw(self, frac: u32) -> i128 {
        self.min >> (VALUE_FRAC_BITS - frac)
    }

    /// Highest number in units of `2^-frac`.
    pub fn max_raw(self, frac: u32) -> i128 {
        self.max >> (VALUE_FRAC_BITS - frac)
    }

    /// Products of a number of each range. Formats have at most 12 fractional bits, so nothing is lost.
    pub fn product(self, other: Interval) -> Self {
        let corners = [self.min * other.min, self.min * other.max, self.max * other.min, self.max * other.max]
            .map(|product| product >> VALUE_FRAC_BITS);
        let (min, max) = corners.iter().fold((corners[0], corners[0]), |(a, b), &c| (a.min(c), b.max(c)));
        Interval { min, max }
    }

    /// Sums of a number of each range.
    pub fn plus(self, other: Interval) -> Self {
        Interval { min: self.min + other.min, max: self.max + other.max }
    }

    /// Sums of `terms` numbers of this range.
    pub fn times(self, terms: usize) -> Self {
        Interval { min: self.min * terms as i128, max: self.max * terms as i128 }
    }

    /// The smallest range around both.
    pub fn hull(self, other: Interval) -> Self {
        Interval { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// The range, and zero.
    pub fn with_zero(self) -> Self {
        self.hull(Interval::ZERO)
    }

    /// After the rectifier.
    pub fn relu(self) -> Self {
        Interval { min: self.min.max(0), max: self.max.max(0) }
    }

    /// Whether all of it lies inside `other`.
    pub fn is_inside(self, other: Interval) -> bool {
        self.min >= other.min && self.max <= other.max
    }

    /// The ends after rounding to the last fractional bit of `format`. Rounding keeps the order of
    /// numbers, so the rounded ends are the ends of the rounded range.
    pub fn rounded(self, format: Format) -> Self {
        let unit = 1i128 << (VALUE_FRAC_BITS - format.frac);
        let round = |value: i128| {
            let (floor, rest) = (value.div_euclid(unit), value.rem_euclid(unit));
            let up = match format.rounding {
                Rounding::Floor => false,
                Rounding::HalfUp => 2 * rest >= unit,
                Rounding::HalfEven => 2 * rest > unit || (2 * rest == unit && floor & 1 == 1),
            };
            (floor + i128::from(up)) * unit
        };
        Interval { min: round(self.min), max: round(self.max) }
    }

    /// The ends once the number has been fitted into `format`.
    pub fn after(self, format: Format) -> Self {
        let (ends, own) = (Interval::of(format), self.rounded(format));
        match format.overflow {
            Overflow::Saturate => {
                Interval { min: own.min.clamp(ends.min, ends.max), max: own.max.clamp(ends.min, ends.max) }
            }
            // Once one number wraps, the range is in two pieces; the whole format covers them.
            Overflow::Wrap if !own.is_inside(ends) => ends,
            Overflow::Wrap | Overflow::Never => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Fitting a number into a format never leaves the range, and both ends are reached unless
        /// numbers wrap.
        #[test]
        fn ranges_follow_the_formats(
            a in -5000i64..5000, length in 0i64..300, mode in 0usize..9,
        ) {
            let rounding = [Rounding::Floor, Rounding::HalfEven, Rounding::HalfUp][mode % 3];
            let overflow = [Overflow::Saturate, Overflow::Wrap, Overflow::Never][mode / 3];
            let bits = if overflow == Overflow::Never { 20 } else { 9 };
            let format = Format { signed: true, bits, frac: 7, rounding, overflow };
            let fitted: Vec<i128> = (a..=a + length)
                .map(|raw| format.quantise(super::super::Value::from_bits(raw << 14)).to_bits().into())
                .collect();
            let (min, max) = (*fitted.iter().min().unwrap(), *fitted.iter().max().unwrap());
            let range = Interval::raw(a, a + length, 10).after(format);
            let reached = Interval { min, max };
            prop_assert!(reached.is_inside(range));
            prop_assert!(overflow == Overflow::Wrap || range == reached);
        }
    }
}
