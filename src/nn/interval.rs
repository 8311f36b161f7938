//! Ranges of numbers, exact in 128-bit integers: what a signal can hold, without running it.

use super::{Format, Overflow};

/// The ends of a range of numbers, both inside, in units of the last fractional bit of the number that
/// it belongs to.
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

    /// Nothing but this number.
    pub fn only(value: i64) -> Self {
        Interval { min: value.into(), max: value.into() }
    }

    /// Everything that a format holds.
    pub fn of(format: Format) -> Self {
        Interval { min: format.min_raw().into(), max: format.max_raw().into() }
    }

    /// Products of a number of each range.
    #[must_use]
    pub fn product(self, other: Interval) -> Self {
        let corners = [self.min * other.min, self.min * other.max, self.max * other.min, self.max * other.max];
        let (min, max) = corners.iter().fold((corners[0], corners[0]), |(a, b), &c| (a.min(c), b.max(c)));
        Interval { min, max }
    }

    /// Sums of a number of each range.
    #[must_use]
    pub fn plus(self, other: Interval) -> Self {
        Interval { min: self.min + other.min, max: self.max + other.max }
    }

    /// The smallest range around both.
    #[must_use]
    pub fn hull(self, other: Interval) -> Self {
        Interval { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// The range, and zero.
    #[must_use]
    pub fn with_zero(self) -> Self {
        self.hull(Interval::ZERO)
    }

    /// After the rectifier.
    #[must_use]
    pub fn relu(self) -> Self {
        Interval { min: self.min.max(0), max: self.max.max(0) }
    }

    /// Whether all of it lies inside `other`.
    pub fn is_inside(self, other: Interval) -> bool {
        self.min >= other.min && self.max <= other.max
    }

    /// The same numbers with `up` fractional bits more.
    #[must_use]
    pub fn shifted_up(self, up: u32) -> Self {
        Interval { min: self.min << up, max: self.max << up }
    }

    /// The ends after rounding to `drop` fractional bits fewer, as `format` rounds. Rounding keeps the
    /// order of numbers, so the rounded ends are the ends of the rounded range.
    #[must_use]
    pub fn rounded(self, format: Format, drop: i32) -> Self {
        let unlimited = format.with_overflow(Overflow::Never);
        Interval { min: unlimited.fit(self.min, drop), max: unlimited.fit(self.max, drop) }
    }

    /// The ends once the number has been fitted into `format`, see [`Format::fit`].
    #[must_use]
    pub fn fitted(self, format: Format, drop: i32) -> Self {
        let (ends, own) = (Interval::of(format), self.rounded(format, drop));
        match format.overflow {
            Overflow::Saturate => {
                Interval { min: own.min.clamp(ends.min, ends.max), max: own.max.clamp(ends.min, ends.max) }
            }
            // Once one number wraps, the range is in two pieces; the whole format covers them.
            Overflow::Wrap if !own.is_inside(ends) => ends,
            Overflow::Wrap | Overflow::Never => own,
        }
    }

    /// Bits needed, the sign included if a number can be negative; at least 1.
    pub fn bits(self) -> u32 {
        // The complement of a negative number needs as many bits as the number itself.
        let below = if self.min < 0 { !self.min } else { 0 };
        let magnitude = i128::BITS - below.max(self.max).max(0).leading_zeros();
        (magnitude + u32::from(self.min < 0)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rounding;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Fitting a number into a format never leaves the range, and both ends are reached unless
        /// numbers wrap.
        #[test]
        fn ranges_follow_the_formats(
            a in -5000i64..5000, length in 0i64..300, rounding in 0usize..3, overflow in 0usize..3, drop in -2i32..6,
        ) {
            let (rounding, overflow) = (Rounding::ALL[rounding], Overflow::ALL[overflow]);
            let bits = if overflow == Overflow::Never { 20 } else { 9 };
            let format = Format { signed: true, bits, frac: 7, rounding, overflow };
            let fitted: Vec<i128> = (a..=a + length).map(|raw| format.fit(raw, drop).into()).collect();
            let reached = Interval { min: *fitted.iter().min().unwrap(), max: *fitted.iter().max().unwrap() };
            let range = Interval { min: a.into(), max: (a + length).into() }.fitted(format, drop);
            prop_assert!(reached.is_inside(range));
            prop_assert!(overflow == Overflow::Wrap || range == reached);
        }

        #[test]
        fn products_lie_between_the_products_of_the_ends(a in -40i64..40, b in 0i64..9, c in -40i64..40, d in 0i64..9) {
            let range = |from: i64, length: i64| Interval { min: from.into(), max: (from + length).into() };
            let product = range(a, b).product(range(c, d));
            for x in a..=a + b {
                for y in c..=c + d {
                    prop_assert!(Interval::only(x * y).is_inside(product));
                }
            }
        }
    }

    #[test]
    fn bits_of_a_range() {
        fn bits(min: i128, max: i128) -> u32 {
            Interval { min, max }.bits()
        }
        assert_eq!([bits(0, 0), bits(0, 1), bits(0, 255), bits(0, 256)], [1, 1, 8, 9]);
        assert_eq!([bits(-1, 0), bits(-32, 31), bits(-33, 31), bits(-1, 32)], [1, 6, 7, 7]);
    }
}
