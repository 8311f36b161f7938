//! Values of a block, and everything that is done to them one by one: largest values, sums of a few, rectifiers,
//! rounding, and the ends of formats.

use num_traits::{AsPrimitive, PrimInt, Signed};

use crate::kernels::lanes::{BLOCK, Lanes};
use crate::nn::{Format, Interval, Overflow, Rounding};

/// Numbers that a lane works with.
pub(in crate::kernels) trait Lane:
    PrimInt + Signed + Default + AsPrimitive<i16> + AsPrimitive<i32> + AsPrimitive<i64>
{
    /// Bits of such a number.
    const BITS: u32;
    /// The number, which must fit.
    fn of(number: i64) -> Self;
}

macro_rules! lane {
    ($($number:ty),*) => {
        $(impl Lane for $number {
            const BITS: u32 = <$number>::BITS;

            #[inline(always)]
            fn of(number: i64) -> Self {
                number as $number
            }
        })*
    };
}

lane!(i16, i32, i64);

/// How wide lanes must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Width {
    /// 16 bits.
    Half,
    /// 32 bits.
    Word,
    /// 64 bits: what nothing in a checked network exceeds.
    Long,
}

impl Width {
    /// The narrowest that holds all of a range.
    pub(super) fn of(range: Interval) -> Self {
        match range.with_zero().bits() + u32::from(range.min >= 0) {
            0..=16 => Width::Half,
            17..=32 => Width::Word,
            _ => Width::Long,
        }
    }
}

/// Where the value of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Nowhere: it is always this number.
    Constant(i32),
    /// A row of 16-bit lanes.
    Half(u32),
    /// A row of 32-bit lanes.
    Word(u32),
}

/// The values of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    pub(super) halves: Vec<Lanes<i16>>,
    pub(super) words: Vec<Lanes<i32>>,
}

impl Values {
    /// The lanes of a value.
    #[inline(always)]
    pub(super) fn load<T: Lane>(&self, place: Place, lanes: &mut Lanes<T>)
    where
        i16: AsPrimitive<T>,
        i32: AsPrimitive<T>,
    {
        match place {
            Place::Constant(number) => lanes.0.fill(number.as_()),
            Place::Half(row) => {
                for (lane, number) in lanes.0.iter_mut().zip(&self.halves[row as usize].0) {
                    *lane = number.as_();
                }
            }
            Place::Word(row) => {
                for (lane, number) in lanes.0.iter_mut().zip(&self.words[row as usize].0) {
                    *lane = number.as_();
                }
            }
        }
    }

    /// Keeps the lanes of a value; a constant needs no keeping.
    #[inline(always)]
    pub(super) fn store<T: Lane>(&mut self, place: Place, lanes: &Lanes<T>) {
        match place {
            Place::Constant(_) => {}
            Place::Half(row) => {
                for (number, lane) in self.halves[row as usize].0.iter_mut().zip(&lanes.0) {
                    *number = lane.as_();
                }
            }
            Place::Word(row) => {
                for (number, lane) in self.words[row as usize].0.iter_mut().zip(&lanes.0) {
                    *number = lane.as_();
                }
            }
        }
    }
}

/// Rounding to fewer fractional bits, or a shift to more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    Not,
    Up(u32),
    Floor(u32),
    HalfUp(u32),
    HalfEven(u32),
}

/// The ends of a format, where numbers reach them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Not,
    Clamp(i64, i64),
    WrapSigned(u32),
    WrapUnsigned(u32),
}

/// What [`Format::fit`] does, without what cannot happen to numbers of a known range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) round: Round,
    pub(super) limit: Limit,
}

impl Fit {
    /// Nothing to do.
    pub(super) const NOT: Fit = Fit { round: Round::Not, limit: Limit::Not };

    /// [`Format::fit`] of numbers of a range; also the range of what comes out, and of all numbers on the way.
    pub(super) fn new(range: Interval, format: Format, drop: i32) -> (Self, Interval, Interval) {
        let by = drop.unsigned_abs();
        if drop > 62 && format.rounding != Rounding::Floor {
            // Every number is less than half of the step that it is rounded to.
            let zero = Fit { round: Round::Not, limit: Limit::Clamp(0, 0) };
            return (zero, Interval::ZERO, range.with_zero());
        }
        let round = match (drop, format.rounding) {
            (0, _) => Round::Not,
            (..0, _) => Round::Up(by),
            (_, Rounding::Floor) => Round::Floor(by),
            (_, Rounding::HalfUp) => Round::HalfUp(by),
            (_, Rounding::HalfEven) => Round::HalfEven(by),
        };
        let rounded = range.rounded(format, drop);
        let mut all = range.hull(rounded);
        if matches!(round, Round::HalfUp(_) | Round::HalfEven(_)) {
            let half = Interval::only(1 << (by - 1));
            all = all.hull(half).hull(range.plus(half));
        }
        let after = range.fitted(format, drop);
        let limit = if rounded.is_inside(Interval::of(format)) {
            Limit::Not
        } else {
            match format.overflow {
                Overflow::Never => Limit::Not,
                // Ends that no number reaches may be those of the range.
                Overflow::Saturate => Limit::Clamp(after.min as i64, after.max as i64),
                Overflow::Wrap if format.signed => Limit::WrapSigned(format.bits),
                Overflow::Wrap => Limit::WrapUnsigned(format.bits),
            }
        };
        (Fit { round, limit }, after, all.hull(after))
    }

    /// The ends of a format for any numbers.
    pub(super) fn limit_of(format: Format) -> Limit {
        match format.overflow {
            Overflow::Never => Limit::Not,
            Overflow::Saturate => Limit::Clamp(format.min_raw(), format.max_raw()),
            Overflow::Wrap if format.signed => Limit::WrapSigned(format.bits),
            Overflow::Wrap => Limit::WrapUnsigned(format.bits),
        }
    }

    /// Fits numbers.
    #[inline(always)]
    pub(super) fn apply<T: Lane>(self, lanes: &mut [T]) {
        self.round.apply(lanes);
        self.limit.apply(lanes);
    }
}

impl Round {
    #[inline(always)]
    fn apply<T: Lane>(self, lanes: &mut [T]) {
        match self {
            Round::Not => {}
            Round::Up(by) => {
                for lane in lanes {
                    *lane = *lane << by as usize;
                }
            }
            Round::Floor(by) => {
                let by = by.min(T::BITS - 1) as usize;
                for lane in lanes {
                    *lane = *lane >> by;
                }
            }
            Round::HalfUp(by) => {
                let half = T::one() << (by - 1) as usize;
                for lane in lanes {
                    *lane = (*lane + half) >> by as usize;
                }
            }
            Round::HalfEven(by) => {
                // One less than a half, unless that makes a half even.
                let less = (T::one() << (by - 1) as usize) - T::one();
                for lane in lanes {
                    *lane = (*lane + less + (*lane >> by as usize & T::one())) >> by as usize;
                }
            }
        }
    }
}

impl Limit {
    #[inline(always)]
    pub(super) fn apply<T: Lane>(self, lanes: &mut [T]) {
        match self {
            Limit::Not => {}
            Limit::Clamp(bottom, top) => {
                let (bottom, top) = (T::of(bottom), T::of(top));
                for lane in lanes {
                    *lane = (*lane).max(bottom).min(top);
                }
            }
            Limit::WrapSigned(bits) => {
                let spare = (T::BITS - bits) as usize;
                for lane in lanes {
                    *lane = (*lane << spare) >> spare;
                }
            }
            Limit::WrapUnsigned(bits) => {
                let mask = T::of((1 << bits) - 1);
                for lane in lanes {
                    *lane = *lane & mask;
                }
            }
        }
    }
}

/// How one value is made of others.
#[derive(Debug, Clone)]
pub(super) enum Made {
    /// The value itself.
    Copy(Place),
    /// The value, or zero where it is negative.
    Relu(Place),
    /// The largest.
    Largest(Box<[Place]>),
    /// The sum of values, each shifted to more fractional bits first.
    Sum(Box<[(Place, u32)]>),
}

/// A value that is made of others, then fitted.
#[derive(Debug, Clone)]
pub(super) struct RowStep {
    /// Whether an output depends on it.
    pub(super) needed: bool,
    pub(super) width: Width,
    pub(super) made: Made,
    pub(super) fit: Fit,
    pub(super) to: Place,
}

impl RowStep {
    #[inline(always)]
    pub(super) fn run(&self, values: &mut Values) {
        match self.width {
            Width::Half => self.run_in::<i16>(values),
            Width::Word => self.run_in::<i32>(values),
            Width::Long => self.run_in::<i64>(values),
        }
    }

    #[inline(always)]
    fn run_in<T: Lane>(&self, values: &mut Values)
    where
        i16: AsPrimitive<T>,
        i32: AsPrimitive<T>,
    {
        let mut lanes = Lanes([T::zero(); BLOCK]);
        let mut more = Lanes([T::zero(); BLOCK]);
        match &self.made {
            Made::Copy(from) => values.load(*from, &mut lanes),
            Made::Relu(from) => {
                values.load(*from, &mut lanes);
                for lane in &mut lanes.0 {
                    *lane = (*lane).max(T::zero());
                }
            }
            Made::Largest(all) => {
                for (at, &from) in all.iter().enumerate() {
                    if at == 0 {
                        values.load(from, &mut lanes);
                        continue;
                    }
                    values.load(from, &mut more);
                    for (lane, other) in lanes.0.iter_mut().zip(more.0) {
                        *lane = (*lane).max(other);
                    }
                }
            }
            Made::Sum(all) => {
                for &(from, up) in all {
                    values.load(from, &mut more);
                    for (lane, other) in lanes.0.iter_mut().zip(more.0) {
                        *lane = *lane + (other << up as usize);
                    }
                }
            }
        }
        self.fit.apply(&mut lanes.0);
        values.store(self.to, &lanes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// In every width that holds the numbers, as a format fits them.
        #[test]
        fn numbers_are_fitted_as_formats_say(
            from in -20_000i64..20_000, length in 0i64..2000, drop in -6i32..70, rounding in 0usize..3,
            overflow in 0usize..3, signed: bool, bits in 1u32..30,
        ) {
            let (rounding, overflow) = (Rounding::ALL[rounding], Overflow::ALL[overflow]);
            let format = Format { signed, bits, frac: 0, rounding, overflow };
            let range = Interval { min: from.into(), max: (from + length).into() };
            let (fit, after, all) = Fit::new(range, format, drop);
            for number in (from..=from + length).step_by(17).chain([from + length]) {
                let expected = format.fit(number, drop);
                prop_assert!(Interval::only(expected).is_inside(after));
                let mut long = [number];
                fit.apply(&mut long);
                prop_assert_eq!(long, [expected]);
                if Width::of(all) <= Width::Word {
                    let mut word = [number as i32];
                    fit.apply(&mut word);
                    prop_assert_eq!(i64::from(word[0]), expected);
                }
                if Width::of(all) == Width::Half {
                    let mut half = [number as i16];
                    fit.apply(&mut half);
                    prop_assert_eq!(i64::from(half[0]), expected);
                }
            }
        }
    }
}
