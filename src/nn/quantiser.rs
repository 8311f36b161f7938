//! The quantisers of QKeras, which the trainers this project replaces are built on: the same numbers,
//! bit for bit.
//!
//! All arithmetic is IEEE single precision in the order in which QKeras writes it down (docs/sources.md, QKeras),
//! one operation at a time. With `s` the smooth function that training differentiates and `q` the code (an
//! integer), a quantiser gives
//!
//! `s + (scale · (step · q) - s)`.
//!
//! That is `scale · step · q`, a number on the grid, unless the input is so large that its last bit is
//! worth more than a step: then the difference is rounded, and `quantized_bits(8,1)` makes 0 of 1e10.
//! [`Quantiser::quantise`] gives the number of QKeras, [`Quantiser::grid`] the integer that hardware
//! stores.
//!
//! | quantiser | code | step | smooth function |
//! |---|---|---|---|
//! | `quantized_bits(B, I)`, u = B without the sign | round(x · 2^u / 2^I), clipped | 2^(I - u) | x |
//! | the same with u = 0 | sign, 1 for 0 | 1 | x |
//! | `quantized_relu(B, I)` | round(x · 2^B / 2^I), clipped to 0 and 2^B - 1 | 2^(I - B) | x, clipped to 0 and the largest number |
//! | `ternary`, `stochastic_ternary` | sign where the absolute value reaches a threshold, else 0 | 1 | tanh(x) without `alpha`, else x |
//! | `binary` | sign, 1 for 0 | 1 | tanh(x) without `alpha`, else x |
//!
//! Rounding is to the nearest, halves to even. A scale is 1, a number (`alpha`), or fitted to the
//! tensor: `auto_po2` looks for the power of two of each output channel by five steps of least squares.
//! **A layer gives every kernel quantiser that has no `alpha` this one** ([`Quantiser::of_kernel`]).
//!
//! Rounded sums of a whole channel decide about powers of two only where a least-squares scale lies
//! within some 10^-6 of the middle between two of them; there alone another order of summation than
//! TensorFlow's can choose the other one.

mod words;

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::{Format, Number, Overflow, Rounding};
use crate::error::{Error, Result};

/// The most bits of a quantiser: single precision holds no more.
pub const MAX_BITS: u32 = 24;

/// The smallest number that Keras adds to divisors and arguments of logarithms.
const EPSILON: f32 = 1e-7;

/// Steps of least squares for a scale that is fitted.
const FITS: usize = 5;

/// Threshold of `ternary` where none is given.
const THRESHOLD: f32 = 0.33;

/// Steepness of the sigmoids of `stochastic_ternary` where none is given.
const TEMPERATURE: f32 = 8.0;

/// The scale of a quantiser.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Alpha {
    /// Not given. The scale is 1, except in a kernel ([`Quantiser::of_kernel`]).
    #[default]
    Unset,
    /// A number, which scales the result and not the steps.
    Number(f32),
    /// `auto`: the largest absolute value of each output channel decides.
    Auto,
    /// `auto_po2`: a power of two for each output channel, by least squares.
    PowerOfTwo,
}

/// No number of a setting is a NaN: words are refused that have one.
impl Eq for Alpha {}

impl Alpha {
    fn fitted(self) -> bool {
        matches!(self, Alpha::Auto | Alpha::PowerOfTwo)
    }

    /// The scale, if it does not depend on the tensor.
    fn number(self) -> f32 {
        if let Alpha::Number(number) = self { number } else { 1.0 }
    }
}

/// A quantiser with its settings.
///
/// In a description and for [`FromStr`](std::str::FromStr) it is a word of QKeras: `quantized_bits(5,1,0,alpha=1.0)`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Quantiser {
    /// `quantized_bits`: fixed point, with a sign or not.
    QuantizedBits {
        /// Bits in all, the sign included.
        bits: u32,
        /// Bits before the binary point, the sign not included. Formats of a description may have
        /// fewer than none; QKeras knows no such quantiser.
        integer: i32,
        /// Leaves out the most negative number.
        symmetric: bool,
        /// Two's complement if true, unsigned if false.
        keep_negative: bool,
        /// The scale.
        alpha: Alpha,
    },
    /// `quantized_relu`: unsigned fixed point.
    QuantizedRelu {
        /// Bits in all.
        bits: u32,
        /// Bits before the binary point.
        integer: i32,
    },
    /// `ternary`: -1, 0, or 1, times the scale.
    Ternary {
        /// The scale.
        alpha: Alpha,
        /// The smallest absolute value that is not made 0; for scales that are not fitted.
        threshold: Option<f32>,
    },
    /// `stochastic_ternary`: as `ternary`, but drawn in training.
    StochasticTernary {
        /// The scale, fitted or unset; training needs a fitted one.
        alpha: Alpha,
        /// Steepness of the probabilities.
        temperature: f32,
    },
    /// `binary`: -1 or 1, times the scale.
    Binary {
        /// The scale.
        alpha: Alpha,
    },
}

/// As for [`Alpha`].
impl Eq for Quantiser {}

/// Numbers on the grid of a quantiser, as a description stores them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The integers.
    pub raw: Vec<i32>,
    /// What they stand for; the output channel, which may have a scale of its own, is the last axis.
    pub number: Number,
}

/// Codes of a tensor and the scales that go with them, which its elements take in turn.
struct Codes {
    codes: Vec<f32>,
    scales: Vec<f32>,
}

impl Quantiser {
    /// `quantized_bits(bits, integer, alpha=1)`: two's complement with a plain grid.
    pub const fn plain(bits: u32, integer: i32) -> Self {
        Quantiser::QuantizedBits { bits, integer, symmetric: false, keep_negative: true, alpha: Alpha::Number(1.0) }
    }

    /// What QKeras makes of this quantiser when it is the kernel quantiser of a layer: without `alpha`
    /// it becomes one with `auto_po2`. The text says so where it happens; it is a warning, for hardly
    /// anyone means it.
    ///
    /// # Errors
    /// A threshold, which a fitted scale does not go with.
    pub fn of_kernel(self) -> Result<(Self, Option<String>)> {
        let mut kernel = self;
        match &mut kernel {
            Quantiser::QuantizedBits { alpha: alpha @ Alpha::Unset, symmetric, .. } => {
                *alpha = Alpha::PowerOfTwo;
                *symmetric = true;
            }
            Quantiser::Ternary { alpha: alpha @ Alpha::Unset, threshold } => {
                if let Some(threshold) = threshold {
                    return Err(Error::new("a kernel without alpha is scaled to its values and takes no threshold")
                        .field("threshold")
                        .found(threshold)
                        .hint("QKeras fails on it; give alpha a number"));
                }
                *alpha = Alpha::PowerOfTwo;
            }
            Quantiser::StochasticTernary { alpha: alpha @ Alpha::Unset, .. }
            | Quantiser::Binary { alpha: alpha @ Alpha::Unset } => *alpha = Alpha::PowerOfTwo,
            _ => return Ok((self, None)),
        }
        let warning = format!(
            "{self} has no alpha; as the quantiser of a kernel it is {kernel}, as in QKeras: a power of two scales \
             each output channel; write alpha=1 for a plain grid"
        );
        Ok((kernel, Some(warning)))
    }

    /// The numbers that QKeras gives outside training.
    ///
    /// # Errors
    /// A shape that is not that of the values.
    pub fn quantise(&self, values: &[f32], shape: &[usize]) -> Result<Vec<f32>> {
        let codes = self.codes(values, &Groups::of(values, shape)?);
        Ok(self.through(values, &codes))
    }

    /// The numbers that QKeras gives in training: those of [`Quantiser::quantise`], except that
    /// `stochastic_ternary` draws them.
    ///
    /// # Errors
    /// As [`Quantiser::quantise`] and [`Quantiser::probabilities`].
    pub fn in_training(&self, values: &[f32], shape: &[usize], rng: &mut impl Rng) -> Result<Vec<f32>> {
        let Quantiser::StochasticTernary { .. } = self else { return self.quantise(values, shape) };
        let draws = self.sigmoids(values, shape)?;
        let one = |probabilities: &[f32; 2]| {
            let [upper, lower] = probabilities.map(|share| if share >= rng.random::<f32>() { 1.0 } else { -1.0 });
            (upper + lower) / 2.0
        };
        let codes = draws.sigmoids.iter().map(one).collect();
        Ok(self.through(values, &Codes { codes, scales: draws.scales }))
    }

    /// Probabilities of the codes -1, 0, and 1 of a `stochastic_ternary` in training.
    ///
    /// # Errors
    /// Another quantiser; no fitted scale, without which QKeras does not draw; a shape that is not that
    /// of the values.
    pub fn probabilities(&self, values: &[f32], shape: &[usize]) -> Result<Vec<[f64; 3]>> {
        let draws = self.sigmoids(values, shape)?;
        let three = |&[upper, lower]: &[f32; 2]| {
            let (upper, lower) = (f64::from(upper), f64::from(lower));
            let (below, above) = ((1.0 - upper) * (1.0 - lower), upper * lower);
            [below, 1.0 - below - above, above]
        };
        Ok(draws.sigmoids.iter().map(three).collect())
    }

    /// What a gradient is multiplied with on its way back through the quantiser.
    pub fn slope(&self, value: f32) -> f32 {
        let value = flushed(value);
        match self {
            // Also beyond the ends.
            Quantiser::QuantizedBits { .. } => 1.0,
            Quantiser::QuantizedRelu { .. } => f32::from(value > 0.0 && value <= self.largest()),
            _ if self.alpha() == Alpha::Unset => {
                let tanh = libm::tanhf(value);
                1.0 - tanh * tanh
            }
            _ => 1.0,
        }
    }

    /// Where the constraint `Clip` keeps real weights, which the layers of QKeras have by default: between this number
    /// and its negative.
    pub fn clip(&self) -> f32 {
        let own = match self {
            Quantiser::QuantizedBits { bits, integer, keep_negative, .. } if *bits > u32::from(*keep_negative) => {
                power(*integer)
            }
            Quantiser::QuantizedRelu { integer, .. } => power(*integer),
            _ => self.scale(),
        };
        own.max(1.0)
    }

    /// The largest number, with a scale of 1.
    pub fn largest(&self) -> f32 {
        self.ends().1 * self.step()
    }

    /// Values as integers on the grid, as outside training.
    ///
    /// # Errors
    /// Values that are not finite, or so large that the quantiser has no number for them; a scale that is
    /// no power of two; a shape that is not that of the values.
    pub fn grid(&self, values: &[f32], shape: &[usize]) -> Result<Grid> {
        if let Some(value) = values.iter().find(|value| !value.is_finite()) {
            return Err(Error::new("a weight is not a finite number").found(value));
        }
        let Codes { codes, scales } = self.codes(values, &Groups::of(values, shape)?);
        if let Some(at) = codes.iter().position(|code| !code.is_finite()) {
            return Err(Error::new("a weight is too large for its quantiser").found(values[at]));
        }
        let (format, shift) = self.format();
        let exponents: Vec<i8> = scales.iter().map(|&scale| exponent_with(scale, shift)).collect::<Result<_>>()?;
        let plain = exponents.iter().all(|&exponent| exponent == 0);
        Ok(Grid {
            raw: codes.iter().map(|&code| code as i32).collect(),
            number: Number::Fixed { format, exponents: if plain { Vec::new() } else { exponents } },
        })
    }

    /// The number format of values that this quantiser is applied to one by one, as the output of a layer
    /// has it: halves to even, saturating.
    ///
    /// # Errors
    /// A quantiser that does more than rounding and saturation, or has a scale that is no power of two.
    pub fn number(&self) -> Result<Number> {
        let (format, shift) = self.format();
        let (low, high) = self.ends();
        let exponent = exponent_of(self.scale()).and_then(|exponent| i8::try_from(exponent + shift).ok());
        match (self, exponent) {
            (Quantiser::QuantizedBits { .. } | Quantiser::QuantizedRelu { .. }, Some(exponent))
                if !self.alpha().fitted() && [low, high] == [format.min_raw() as f32, format.max_raw() as f32] =>
            {
                let format = format.with_rounding(Rounding::HalfEven).with_overflow(Overflow::Saturate);
                Ok(Number::Fixed { format, exponents: if exponent == 0 { Vec::new() } else { vec![exponent] } })
            }
            _ => Err(Error::unsupported("values of a layer cannot have this quantiser").found(self).allowed(
                "quantized_bits of at least two bits, not symmetric, or quantized_relu; alpha a power of two",
            )),
        }
    }

    /// The format that holds every code, with a scale of 1, and the exponent that goes with it where the
    /// step is larger than 1.
    fn format(&self) -> (Format, i32) {
        let (low, high) = self.ends();
        let signed = low < 0.0;
        let bits = (u32::BITS - (high as u32).leading_zeros() + u32::from(signed)).max(1);
        let places = -exponent_of(self.step()).unwrap_or(0);
        let frac = places.max(0).unsigned_abs();
        (if signed { Format::signed(bits, frac) } else { Format::unsigned(bits, frac) }, (-places).max(0))
    }

    fn alpha(&self) -> Alpha {
        match *self {
            Quantiser::QuantizedBits { alpha, .. }
            | Quantiser::Ternary { alpha, .. }
            | Quantiser::StochasticTernary { alpha, .. }
            | Quantiser::Binary { alpha } => alpha,
            Quantiser::QuantizedRelu { .. } => Alpha::Unset,
        }
    }

    /// The scale, if it is not fitted.
    fn scale(&self) -> f32 {
        self.alpha().number()
    }

    /// The value of code 1 with a scale of 1.
    pub fn step(&self) -> f32 {
        match *self {
            Quantiser::QuantizedBits { bits, integer, keep_negative, alpha, .. } => {
                let magnitude = (bits - u32::from(keep_negative)) as i32;
                if magnitude == 0 && !alpha.fitted() { 1.0 } else { power(integer - magnitude) }
            }
            Quantiser::QuantizedRelu { bits, integer } => power(integer - bits as i32),
            _ => 1.0,
        }
    }

    /// The smallest and the largest code.
    pub fn ends(&self) -> (f32, f32) {
        match *self {
            Quantiser::QuantizedBits { bits, alpha, .. } if alpha.fitted() => {
                let end = power(bits as i32 - 1) - 1.0;
                (-end, end)
            }
            Quantiser::QuantizedBits { bits, symmetric, keep_negative, .. } => {
                let magnitude = power((bits - u32::from(keep_negative)) as i32);
                match (keep_negative, magnitude == 1.0) {
                    (true, true) => (-1.0, 1.0),
                    (true, false) => (f32::from(symmetric) - magnitude, magnitude - 1.0),
                    (false, _) => (0.0, magnitude - 1.0),
                }
            }
            Quantiser::QuantizedRelu { bits, .. } => (0.0, power(bits as i32) - 1.0),
            _ => (-1.0, 1.0),
        }
    }

    /// The function that training differentiates.
    fn smooth(&self, value: f32) -> f32 {
        match self {
            Quantiser::QuantizedBits { .. } => value,
            Quantiser::QuantizedRelu { .. } => {
                let largest = self.largest();
                if value <= largest { if value > 0.0 { value } else { 0.0 } } else { largest }
            }
            // Which function it is does not show in the result: for a code of 1 or -1 both differences
            // round to it, for 0 they are exact.
            _ if self.alpha() == Alpha::Unset => libm::tanhf(value),
            _ => value,
        }
    }

    /// The code of a value with a known scale.
    fn code(&self, value: f32, scale: f32) -> f32 {
        match *self {
            Quantiser::QuantizedBits { alpha, .. } if alpha.fitted() => {
                let (_, end) = self.ends();
                let nearest = (value.abs() / scale + 0.5).floor();
                sign(value) * if nearest < end { nearest } else { end }
            }
            Quantiser::QuantizedBits { bits: 1, keep_negative: true, .. } => sign_of_two(value),
            Quantiser::QuantizedBits { bits, integer, keep_negative, .. } => {
                let magnitude = power((bits - u32::from(keep_negative)) as i32);
                let (low, high) = self.ends();
                round_through(value * magnitude / power(integer)).clamp(low, high)
            }
            Quantiser::QuantizedRelu { bits, integer } => {
                let (low, high) = self.ends();
                round_through(value * power(bits as i32) / power(integer)).clamp(low, high)
            }
            Quantiser::Ternary { alpha, threshold } if !alpha.fitted() => {
                f32::from(value.abs() >= threshold.unwrap_or(THRESHOLD)) * sign(value)
            }
            Quantiser::StochasticTernary { alpha, .. } if !alpha.fitted() => {
                f32::from(value.abs() >= THRESHOLD) * sign(value)
            }
            Quantiser::Ternary { .. } | Quantiser::StochasticTernary { .. } => {
                let nearest = scale * round_through(value / scale);
                f32::from(nearest.abs() >= scale / 2.0) * sign(value)
            }
            Quantiser::Binary { .. } => sign_of_two(value),
        }
    }

    /// Codes and scales, as outside training.
    fn codes(&self, values: &[f32], groups: &Groups) -> Codes {
        match *self {
            Quantiser::QuantizedBits { alpha, bits, integer, keep_negative, .. } if alpha.fitted() => {
                let whole = power(integer);
                let values: Vec<f32> = values.iter().map(|&value| flushed(value) / whole).collect();
                let levels = 2.0 * self.ends().1;
                let scales = groups.largest(&values).into_iter().map(|largest| largest * 2.0 / levels).collect();
                let Codes { codes, mut scales } = match alpha {
                    Alpha::PowerOfTwo => fit(&values, groups, scales, |value, scale| self.code(value, scale)),
                    _ => coded(&values, scales, |value, scale| self.code(value, scale)),
                };
                // The codes are integers, so that the scale takes the unit of the fraction.
                scales.iter_mut().for_each(|scale| *scale *= power((bits - u32::from(keep_negative)) as i32));
                Codes { codes, scales }
            }
            Quantiser::Ternary { alpha, .. } | Quantiser::StochasticTernary { alpha, .. } if alpha.fitted() => {
                ternary(values, groups, |value, scale| self.code(value, scale))
            }
            Quantiser::Binary { alpha } if alpha.fitted() => {
                let Codes { codes, .. } = coded(values, vec![1.0], |value, scale| self.code(value, scale));
                let scales = groups.least_squares(values, &codes);
                Codes { codes, scales }
            }
            _ => coded(values, vec![self.scale()], |value, scale| self.code(value, scale)),
        }
    }

    /// The results for some codes.
    fn through(&self, values: &[f32], codes: &Codes) -> Vec<f32> {
        let step = self.step();
        let scales = codes.scales.iter().cycle();
        let one = |((&value, code), scale): ((&f32, &f32), &f32)| {
            let smooth = self.smooth(flushed(value));
            smooth + (scale * (step * code) - smooth)
        };
        values.iter().zip(&codes.codes).zip(scales).map(one).collect()
    }

    /// The two probabilities of a draw of each value, and the scales.
    fn sigmoids(&self, values: &[f32], shape: &[usize]) -> Result<Draws> {
        let Quantiser::StochasticTernary { alpha, temperature } = *self else {
            return Err(Error::unsupported("only stochastic_ternary draws its numbers").found(self));
        };
        if !alpha.fitted() {
            return Err(Error::unsupported("stochastic_ternary draws only with a fitted scale")
                .field("alpha")
                .found(self)
                .allowed("auto_po2")
                .hint("QKeras cannot train with it either, except in a kernel, which gets auto_po2"));
        }
        let groups = Groups::of(values, shape)?;
        let reaches = |value: f32, scale: f32| f32::from(value.abs() >= scale / 2.0) * sign(value);
        let Codes { scales, .. } = ternary(values, &groups, reaches);
        let deviations = groups.deviations(values);
        let one = |((&value, scale), deviation): ((&f32, &f32), &f32)| {
            let value = flushed(value) / (deviation + EPSILON);
            let threshold = scale / (2.0 * (deviation + EPSILON));
            [value - threshold, value + threshold].map(|x| 1.0 / (1.0 + libm::expf(-(temperature * x))))
        };
        let sigmoids = values.iter().zip(scales.iter().cycle()).zip(deviations.iter().cycle()).map(one).collect();
        Ok(Draws { sigmoids, scales })
    }
}

/// What a draw of `stochastic_ternary` needs.
struct Draws {
    /// Of each value, the probabilities that it counts as above its threshold and as above the negative
    /// of it.
    sigmoids: Vec<[f32; 2]>,
    scales: Vec<f32>,
}

/// How the elements of a tensor share a scale: element `i` belongs to group `i` modulo their number.
struct Groups {
    /// Groups whose largest value a fit begins with.
    first: usize,
    /// Groups that get a scale.
    fitted: usize,
    /// Elements of a tensor.
    len: usize,
}

impl Groups {
    /// The last axis is that of output channels. A tensor of one axis, such as a bias, begins with one
    /// scale and then has one for each element.
    fn of(values: &[f32], shape: &[usize]) -> Result<Self> {
        let elements = shape.iter().try_fold(1usize, |product, &axis| product.checked_mul(axis));
        match (shape, shape.last()) {
            (_, Some(&last)) if elements == Some(values.len()) && !values.is_empty() => {
                let first = if shape.len() == 1 { 1 } else { last };
                Ok(Groups { first, fitted: last, len: values.len() })
            }
            _ => Err(Error::mismatch("a tensor to quantise has another shape than its values, or is empty")
                .found(format!("{} values", values.len()))
                .allowed(format!("shape {shape:?}"))),
        }
    }

    /// The largest absolute value of each first group.
    fn largest(&self, values: &[f32]) -> Vec<f32> {
        let mut largest = vec![0f32; self.first];
        for (index, value) in values.iter().enumerate() {
            let largest = &mut largest[index % self.first];
            *largest = largest.max(flushed(*value).abs());
        }
        largest
    }

    /// The mean of each group of `count` groups.
    fn means(&self, count: usize, values: impl Iterator<Item = f32>) -> Vec<f32> {
        let mut sums = vec![0f64; count];
        values.enumerate().for_each(|(index, value)| sums[index % count] += f64::from(value));
        let each = (self.len / count) as f64;
        sums.iter().map(|sum| (sum / each) as f32).collect()
    }

    /// The standard deviation of each first group.
    fn deviations(&self, values: &[f32]) -> Vec<f32> {
        let means = self.means(self.first, values.iter().copied());
        let squares = values.iter().zip(means.iter().cycle()).map(|(value, mean)| (value - mean) * (value - mean));
        self.means(self.first, squares).into_iter().map(f32::sqrt).collect()
    }

    /// The power of two next to the scale of least squares of each group.
    fn least_squares(&self, values: &[f32], codes: &[f32]) -> Vec<f32> {
        let products = values.iter().zip(codes).map(|(value, code)| flushed(*value) * code);
        let products = self.means(self.fitted, products);
        let squares = self.means(self.fitted, codes.iter().map(|code| code * code));
        products.iter().zip(squares).map(|(product, square)| nearest_power(product / (square + EPSILON))).collect()
    }
}

/// The codes of values that take scales in turn.
fn coded(values: &[f32], scales: Vec<f32>, code: impl Fn(f32, f32) -> f32) -> Codes {
    let codes = values.iter().zip(scales.iter().cycle()).map(|(&value, &scale)| code(flushed(value), scale)).collect();
    Codes { codes, scales }
}

/// Codes with a scale that is fitted to them, by turns. The scale of the last turn is that of its codes,
/// which were made with the one before.
fn fit(values: &[f32], groups: &Groups, first: Vec<f32>, code: impl Fn(f32, f32) -> f32) -> Codes {
    let mut fitted = Codes { codes: Vec::new(), scales: first.into_iter().map(nearest_power).collect() };
    for _ in 0..FITS {
        fitted = coded(values, fitted.scales, &code);
        fitted.scales = groups.least_squares(values, &fitted.codes);
    }
    fitted
}

/// As [`fit`], beginning as ternary quantisers do.
fn ternary(values: &[f32], groups: &Groups, code: impl Fn(f32, f32) -> f32) -> Codes {
    let first = groups.largest(values).into_iter().map(|largest| 2.0 * largest / 3.0).collect();
    fit(values, groups, first, code)
}

/// 2^exponent; 0 or infinite beyond single precision.
fn power(exponent: i32) -> f32 {
    libm::ldexpf(1.0, exponent)
}

/// The exponent of a power of two.
fn exponent_of(power: f32) -> Option<i32> {
    let (fraction, exponent) = libm::frexpf(power);
    (fraction == 0.5).then_some(exponent - 1)
}

/// The exponent of the numbers of a channel with this scale, whose codes are `shift` places off.
fn exponent_with(scale: f32, shift: i32) -> Result<i8> {
    let exponent = exponent_of(scale).and_then(|exponent| i8::try_from(exponent + shift).ok());
    exponent.ok_or_else(|| {
        Error::unsupported("the scale of a quantiser is no power of two: its numbers are no binary fractions")
            .field("alpha")
            .found(scale)
            .hint("train with alpha=1 or with alpha='auto_po2'")
    })
}

/// The power of two next to a scale, on a logarithmic axis.
fn nearest_power(scale: f32) -> f32 {
    let exponent = (libm::logf(scale + EPSILON) / std::f32::consts::LN_2).round_ties_even();
    // An infinite scale stays so (a code of 1 bit has no levels).
    if exponent.is_finite() { power(exponent as i32) } else { exponent }
}

/// TensorFlow takes numbers below the normal ones for 0.
fn flushed(value: f32) -> f32 {
    if value.is_subnormal() { 0.0 } else { value }
}

/// Rounds to the nearest, halves to even, as a smooth function would: infinite values give no number.
fn round_through(value: f32) -> f32 {
    value + (value.round_ties_even() - value)
}

/// -1, 0, or 1.
fn sign(value: f32) -> f32 {
    if value == 0.0 || value.is_nan() { value } else { value.signum() }
}

/// -1 or 1, which 0 has.
fn sign_of_two(value: f32) -> f32 {
    let sign = sign(value);
    sign + (1.0 - sign.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn read(text: &str) -> Quantiser {
        text.parse().unwrap()
    }

    fn of(text: &str, values: &[f32]) -> Vec<f32> {
        read(text).quantise(values, &[values.len()]).unwrap()
    }

    #[test]
    fn the_grids_of_the_replaced_systems() {
        // Quantiser, step, smallest and largest number.
        let table = [
            ("quantized_bits(10,3,0,1,alpha=1)", 0.015625, -8.0, 7.984375),
            ("quantized_bits(5,1,0,True,alpha=1)", 0.125, -2.0, 1.875),
            ("quantized_relu(11,3)", 0.00390625, 0.0, 8.0 - 0.00390625),
            ("quantized_relu(3,1)", 0.25, 0.0, 1.75),
            ("quantized_relu(9,1)", 0.00390625, 0.0, 2.0 - 0.00390625),
            ("quantized_bits(8,1)", 0.015625, -2.0, 1.984375),
            ("quantized_bits(6,0,alpha=1)", 0.03125, -1.0, 0.96875),
            ("quantized_bits(9,1)", 0.0078125, -2.0, 1.9921875),
            ("quantized_bits(9,6)", 0.25, -64.0, 63.75),
            ("quantized_relu(9,6)", 0.125, 0.0, 63.875),
        ];
        for (text, step, low, high) in table {
            assert_eq!(read(text).step(), step, "{text}");
            let halves = [-1e3, 1e3, 0.5 * step, 1.5 * step, 2.5 * step];
            let grid = read(text).grid(&halves, &[5]).unwrap();
            let value = |index: usize| grid.raw[index] as f32 * power(-grid.number.places(0));
            assert_eq!([0, 1, 2, 3, 4].map(value), [low, high, 0.0, 2.0 * step, 2.0 * step], "{text}");
        }
    }

    #[test]
    fn what_qkeras_gives_of_huge_numbers_is_not_on_the_grid() {
        let quantiser = read("quantized_bits(8,1)");
        assert_eq!(of("quantized_bits(8,1)", &[-100.3, 2e5, 3e5, 1e10]), [-2.0, 1.984375, 2.0, 0.0]);
        assert_eq!(quantiser.grid(&[-100.3, 2e5, 3e5, 1e10], &[4]).unwrap().raw, [-128, 127, 127, 127]);
    }

    #[test]
    fn one_bit_is_a_sign() {
        assert_eq!(of("quantized_bits(1,0,alpha=1)", &[-0.2, -0.0, 0.0, 3.0]), [-1.0, 1.0, 1.0, 1.0]);
        assert_eq!(of("binary(alpha=0.5)", &[-0.2, 0.0, 0.3]), [-0.5, 0.5, 0.5]);
        assert_eq!(of("ternary", &[-0.5, -0.32, 0.0, 0.33]), [-1.0, 0.0, 0.0, 1.0]);
        assert_eq!(of("ternary(threshold=0.1)", &[-0.5, -0.32, 0.05, 0.33]), [-1.0, -1.0, 0.0, 1.0]);
        let grid = read("quantized_bits(1,0)").grid(&[-3.0, 2.0], &[2]).unwrap();
        assert_eq!((grid.raw, grid.number), (vec![-1, 1], Format::signed(2, 0).into()));
    }

    #[test]
    fn a_power_of_two_for_each_output_channel() {
        // The second channel is eight times the first, the third is zero.
        let first = [0.11f32, -0.93, 0.52, 0.3];
        let values: Vec<f32> = first.iter().flat_map(|&value| [value, 8.0 * value, 0.0]).collect();
        let (kernel, warning) = read("quantized_bits(4,0)").of_kernel().unwrap();
        assert!(warning.unwrap().contains("alpha=1"));
        let grid = kernel.grid(&values, &[4, 3]).unwrap();
        assert_eq!(grid.number.places(1), grid.number.places(0) - 3);
        let rows: Vec<&[i32]> = grid.raw.chunks(3).collect();
        assert!(rows.iter().all(|row| row[0] == row[1] && row[2] == 0), "{rows:?}");
        assert!(rows.iter().any(|row| row[0].abs() > 3) && rows.iter().all(|row| row[0].abs() <= 7), "{rows:?}");
        // The numbers are those of the grid.
        let numbers = kernel.quantise(&values, &[4, 3]).unwrap();
        for (index, number) in numbers.iter().enumerate() {
            assert_eq!(*number, grid.raw[index] as f32 * power(-grid.number.places(index % 3)));
        }
    }

    #[test]
    fn a_kernel_without_alpha_is_scaled_and_says_so() {
        for (given, kernel) in [
            ("quantized_bits(9,6)", "quantized_bits(9,6,1,alpha='auto_po2')"),
            ("ternary()", "ternary(alpha='auto_po2')"),
            ("stochastic_ternary", "stochastic_ternary(alpha='auto_po2')"),
            ("binary", "binary(alpha='auto_po2')"),
        ] {
            let (made, warning) = read(given).of_kernel().unwrap();
            assert_eq!(made.to_string(), kernel);
            assert!(warning.unwrap().contains(kernel));
        }
        for given in ["quantized_bits(5,1,alpha=1)", "ternary(alpha=1)", "quantized_relu(8,1)"] {
            assert_eq!(read(given).of_kernel().unwrap(), (read(given), None));
        }
        assert!(read("ternary(threshold=0.5)").of_kernel().unwrap_err().to_string().contains("threshold"));
    }

    #[test]
    fn slopes() {
        fn slopes(text: &str, values: &[f32]) -> Vec<f32> {
            values.iter().map(|&value| read(text).slope(value)).collect()
        }
        assert_eq!(slopes("quantized_bits(8,1)", &[-9.0, 0.1, 9.0]), [1.0; 3]);
        assert_eq!(slopes("quantized_relu(8,1)", &[-1.0, 0.0, 1e-9, 1.9921875, 1.993]), [0.0, 0.0, 1.0, 1.0, 0.0]);
        assert_eq!(slopes("ternary(alpha='auto_po2')", &[-9.0, 0.0]), [1.0; 2]);
        assert_eq!(slopes("binary", &[0.0]), [1.0]);
        assert!((slopes("ternary", &[0.5])[0] - (1.0 - 0.5f32.tanh().powi(2))).abs() < 1e-6);
    }

    #[test]
    fn drawn_codes_have_their_probabilities() {
        let quantiser = read("stochastic_ternary(alpha='auto_po2')");
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let one: Vec<f32> = (0..32).map(|_| rng.random_range(-1.0..1.0)).collect();
        // Copies along the first axis change no statistic of a channel.
        let copies = 4_000;
        let values = one.repeat(copies);
        let shape = [copies * 8, 4];
        let probabilities = quantiser.probabilities(&one, &[8, 4]).unwrap();
        let drawn = quantiser.in_training(&values, &shape, &mut rng).unwrap();
        let scales = quantiser.sigmoids(&one, &[8, 4]).unwrap().scales;
        for (index, probabilities) in probabilities.iter().enumerate() {
            for (code, probability) in [-1.0, 0.0, 1.0].into_iter().zip(probabilities) {
                let number = code * scales[index % 4];
                let count = drawn.iter().skip(index).step_by(32).filter(|&&drawn| drawn == number).count() as f64;
                let (mean, variance) = (copies as f64 * probability, copies as f64 * probability * (1.0 - probability));
                assert!(
                    (count - mean).abs() <= 4.0 * variance.sqrt() + 1.0,
                    "{index} {code}: {count}, {mean} expected"
                );
            }
        }
        // Outside training nothing is drawn.
        let ternary = read("ternary(alpha='auto_po2')");
        assert_eq!(quantiser.quantise(&one, &[8, 4]).unwrap(), ternary.quantise(&one, &[8, 4]).unwrap());
        assert!(read("stochastic_ternary").probabilities(&one, &[8, 4]).unwrap_err().to_string().contains("auto_po2"));
    }

    #[test]
    fn formats_of_values() {
        fn number(text: &str) -> Number {
            read(text).number().unwrap()
        }
        fn saturating(format: Format) -> Format {
            format.with_rounding(Rounding::HalfEven).with_overflow(Overflow::Saturate)
        }
        assert_eq!(number("quantized_bits(10,3)"), saturating(Format::signed(10, 6)).into());
        assert_eq!(number("quantized_relu(11,3)"), saturating(Format::unsigned(11, 8)).into());
        assert_eq!(number("quantized_bits(6,0,keep_negative=False)"), saturating(Format::unsigned(6, 6)).into());
        let scaled = Number::Fixed { format: saturating(Format::signed(6, 5)), exponents: vec![-2] };
        assert_eq!(number("quantized_bits(6,0,alpha=0.25)"), scaled);
        let coarse = Number::Fixed { format: saturating(Format::signed(4, 0)), exponents: vec![2] };
        assert_eq!(number("quantized_bits(4,5)"), coarse);
        for text in [
            "quantized_bits(8,1,1)",
            "quantized_bits(1,0)",
            "quantized_bits(8,1,alpha=3)",
            "binary",
            "quantized_bits(8,1,alpha='auto_po2')",
            "ternary(alpha=1)",
        ] {
            assert!(read(text).number().is_err(), "{text}");
        }
    }

    #[test]
    fn what_no_grid_holds_is_refused() {
        for (text, value, words) in [
            ("quantized_bits(8,1)", f32::NAN, "finite"),
            ("quantized_bits(8,1)", f32::MAX, "too large"),
            ("quantized_bits(8,1,alpha=3)", 0.5, "power of two"),
            ("quantized_bits(8,1,alpha='auto')", 0.7, "power of two"),
        ] {
            let error = read(text).grid(&[value], &[1]).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        let shape = read("quantized_bits(8,1)").quantise(&[0.0; 3], &[2, 2]).unwrap_err().to_string();
        assert!(shape.contains("[2, 2]"), "{shape}");
        assert!(read("binary").quantise(&[], &[0, 2]).is_err());
        assert!(read("binary").quantise(&[], &[usize::MAX, 3]).is_err());
    }
}
