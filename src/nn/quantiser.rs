//! The quantisers of QKeras, which the trainers this project replaces are built on: the same numbers,
//! bit for bit.
//!
//! Facts are those of QKeras 0.9 (google/qkeras, quantizers.py) on TensorFlow 2.15. All arithmetic is IEEE single
//! precision in the order in which QKeras writes it down, one operation at a time. With `s` the smooth
//! function that training differentiates and `q` the code (an integer) a quantiser gives
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

use std::fmt;
use std::str::FromStr;

use rand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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
/// In a description and for [`FromStr`] it is a word of QKeras: `quantized_bits(5,1,0,alpha=1.0)`.
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
        let mut draw = |probability: f32| if probability >= rng.random::<f32>() { 1.0 } else { -1.0 };
        let codes = draws.sigmoids.iter().map(|&[upper, lower]| (draw(upper) + draw(lower)) / 2.0).collect();
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
        let exponent = |&scale: &f32| {
            let exponent = exponent_of(scale).and_then(|exponent| i8::try_from(exponent + shift).ok());
            exponent.ok_or_else(|| {
                Error::new("the scale of a quantiser is no power of two: its numbers are no binary fractions")
                    .field("alpha")
                    .found(scale)
                    .hint("train with alpha=1 or with alpha='auto_po2'")
            })
        };
        let exponents: Vec<i8> = scales.iter().map(exponent).collect::<Result<_>>()?;
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
            _ => Err(Error::new("values of a layer cannot have this quantiser").found(self).allowed(
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
            Quantiser::QuantizedBits { bits, keep_negative: true, .. } if bits == 1 => sign_of_two(value),
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
        let code = |value, scale| self.code(value, scale);
        match *self {
            Quantiser::QuantizedBits { alpha, bits, integer, keep_negative, .. } if alpha.fitted() => {
                let whole = power(integer);
                let values: Vec<f32> = values.iter().map(|&value| flushed(value) / whole).collect();
                let levels = 2.0 * self.ends().1;
                let scales = groups.largest(&values).into_iter().map(|largest| largest * 2.0 / levels).collect();
                let Codes { codes, mut scales } = match alpha {
                    Alpha::PowerOfTwo => fit(&values, groups, scales, code),
                    _ => coded(&values, scales, code),
                };
                // The codes are integers, so that the scale takes the unit of the fraction.
                scales.iter_mut().for_each(|scale| *scale *= power((bits - u32::from(keep_negative)) as i32));
                Codes { codes, scales }
            }
            Quantiser::Ternary { alpha, .. } | Quantiser::StochasticTernary { alpha, .. } if alpha.fitted() => {
                ternary(values, groups, code)
            }
            Quantiser::Binary { alpha } if alpha.fitted() => {
                let Codes { codes, .. } = coded(values, vec![1.0], code);
                let scales = groups.least_squares(values, &codes);
                Codes { codes, scales }
            }
            _ => coded(values, vec![self.scale()], code),
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
            return Err(Error::new("only stochastic_ternary draws its numbers").found(self));
        };
        if !alpha.fitted() {
            return Err(Error::new("stochastic_ternary draws only with a fitted scale")
                .field("alpha")
                .found(self)
                .allowed("auto_po2")
                .hint("QKeras cannot train with it either, except in a kernel, which gets auto_po2"));
        }
        let groups = Groups::of(values, shape)?;
        let reaches = |value: f32, scale: f32| f32::from(value.abs() >= scale / 2.0) * sign(value);
        let Codes { scales, .. } = ternary(values, &groups, reaches);
        let deviations = groups.deviations(values);
        let sigmoid = |x: f32| 1.0 / (1.0 + libm::expf(-x));
        let one = |((&value, scale), deviation): ((&f32, &f32), &f32)| {
            let value = flushed(value) / (deviation + EPSILON);
            let threshold = scale / (2.0 * (deviation + EPSILON));
            [sigmoid(temperature * (value - threshold)), sigmoid(temperature * (value + threshold))]
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
            _ => Err(Error::new("a tensor to quantise has another shape than its values, or is empty")
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

/// The settings of a quantiser as they were written, taken one by one so that what is left was not
/// understood.
struct Settings {
    class: String,
    values: Map<String, Value>,
}

impl Settings {
    /// Names the setting in an error.
    fn fault(&self, message: &str, setting: &str, found: &Value, allowed: impl Into<String>) -> Error {
        Error::new(message).field(format!("{}.{setting}", self.class)).found(found).allowed(allowed)
    }

    fn take(&mut self, setting: &str) -> Option<Value> {
        self.values.shift_remove(setting)
    }

    fn integer(&mut self, setting: &str, default: u32, allowed: std::ops::RangeInclusive<u32>) -> Result<u32> {
        let Some(found) = self.take(setting) else { return Ok(default) };
        // Python wrote some of them as 1.0.
        let number =
            found.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0).map(|number| number as u32);
        number.filter(|number| allowed.contains(number)).ok_or_else(|| {
            self.fault(
                "not a usable number of bits",
                setting,
                &found,
                format!("{}..={}", allowed.start(), allowed.end()),
            )
        })
    }

    fn flag(&mut self, setting: &str, default: bool) -> Result<bool> {
        match self.take(setting) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(found) => match found.as_f64() {
                Some(0.0) => Ok(false),
                Some(1.0) => Ok(true),
                _ => Err(self.fault("not a yes or no", setting, &found, "False or True")),
            },
        }
    }

    fn alpha(&mut self) -> Result<Alpha> {
        let found = self.take("alpha").unwrap_or_default();
        let number = found.as_f64().map(|number| number as f32);
        match (&found, number) {
            (Value::Null, _) => Ok(Alpha::Unset),
            (Value::String(word), _) if word == "auto" => Ok(Alpha::Auto),
            (Value::String(word), _) if word == "auto_po2" => Ok(Alpha::PowerOfTwo),
            (_, Some(number)) if number.is_normal() && number > 0.0 => Ok(Alpha::Number(number)),
            _ => Err(self.fault("not a scale", "alpha", &found, "none, a positive number, 'auto_po2', or 'auto'")),
        }
    }

    /// An alpha that may be `auto_po2` but not `auto`.
    fn alpha_of_signs(&mut self) -> Result<Alpha> {
        match self.alpha()? {
            Alpha::Auto => Err(self
                .fault("a scale that is fitted but no power of two", "alpha", &"auto".into(), "'auto_po2'")
                .hint("hardware takes powers of two alone")),
            alpha => Ok(alpha),
        }
    }

    fn number(&mut self, setting: &str) -> Result<Option<f32>> {
        let Some(found) = self.take(setting).filter(|found| !found.is_null()) else { return Ok(None) };
        match found.as_f64().map(|number| number as f32) {
            Some(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(self.fault("not a usable number", setting, &found, "none or a number that is not negative")),
        }
    }

    /// Settings for which only one value is understood.
    fn only(&mut self, settings: &[(&str, f64)]) -> Result<()> {
        for &(setting, allowed) in settings {
            let Some(found) = self.take(setting) else { continue };
            let number = match &found {
                Value::Bool(flag) => Some(f64::from(*flag)),
                found => found.as_f64(),
            };
            if number != Some(allowed) {
                return Err(self.fault("not supported", setting, &found, allowed.to_string()));
            }
        }
        Ok(())
    }

    /// Settings that may only be none.
    fn none(&mut self, settings: &[&str]) -> Result<()> {
        for setting in settings {
            if let Some(found) = self.take(setting).filter(|found| !found.is_null()) {
                return Err(self.fault("not supported", setting, &found, "none"));
            }
        }
        Ok(())
    }

    /// Settings that change no number.
    fn of_no_effect(&mut self, settings: &[&str]) {
        for setting in settings {
            self.values.shift_remove(*setting);
        }
    }

    fn finish(self, quantiser: Quantiser) -> Result<Quantiser> {
        match self.values.iter().next() {
            None => Ok(quantiser),
            Some((setting, found)) => Err(self.fault(
                "unknown setting of a quantiser",
                setting,
                found,
                order(&self.class).unwrap_or_default().join(", "),
            )),
        }
    }
}

/// The settings of a quantiser in the order in which QKeras takes them.
fn order(class: &str) -> Option<&'static [&'static str]> {
    Some(match class {
        "quantized_bits" => &[
            "bits",
            "integer",
            "symmetric",
            "keep_negative",
            "alpha",
            "use_stochastic_rounding",
            "scale_axis",
            "qnoise_factor",
            "var_name",
            "use_ste",
            "use_variables",
        ],
        "quantized_relu" => &[
            "bits",
            "integer",
            "use_sigmoid",
            "negative_slope",
            "use_stochastic_rounding",
            "relu_upper_bound",
            "is_quantized_clip",
            "qnoise_factor",
            "var_name",
            "use_ste",
            "use_variables",
        ],
        "ternary" => &["alpha", "threshold", "use_stochastic_rounding", "number_of_unrolls"],
        "stochastic_ternary" => &["alpha", "threshold", "temperature", "use_real_sigmoid", "number_of_unrolls"],
        "binary" => &["use_01", "alpha", "use_stochastic_rounding"],
        _ => return None,
    })
}

impl Quantiser {
    /// Reads a quantiser as a Keras file holds it: a word such as `quantized_bits(5,1,alpha=1)`, or a
    /// `class_name` and its `config`.
    ///
    /// # Errors
    /// Anything that is not understood in full.
    pub fn from_keras(found: &Value) -> Result<Self> {
        match found {
            Value::String(text) => text.parse(),
            Value::Object(object) => {
                const KEYS: [&str; 4] = ["class_name", "config", "module", "registered_name"];
                if let Some((key, found)) = object.iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
                    return Err(Error::new("unknown entry of a quantiser")
                        .field(key)
                        .found(found)
                        .allowed(KEYS.join(", ")));
                }
                match (&found["class_name"], &found["config"]) {
                    (Value::String(class), Value::Object(config)) => Self::from_settings(class, config.clone()),
                    _ => Err(Error::new("a quantiser has no class_name with a config").found(found)),
                }
            }
            _ => Err(Error::new("not a quantiser").found(found).allowed("a word of QKeras, or class_name and config")),
        }
    }

    fn from_settings(class: &str, values: Map<String, Value>) -> Result<Self> {
        let mut settings = Settings { class: class.to_owned(), values };
        // Bits in all, and bits before the binary point.
        let widths = |settings: &mut Settings| -> Result<(u32, i32)> {
            let bits = settings.integer("bits", 8, 1..=MAX_BITS)?;
            Ok((bits, settings.integer("integer", 0, 0..=MAX_BITS)? as i32))
        };
        let quantiser = match class {
            "quantized_bits" => {
                let (bits, integer) = widths(&mut settings)?;
                let symmetric = settings.flag("symmetric", false)?;
                let keep_negative = settings.flag("keep_negative", true)?;
                let alpha = settings.alpha()?;
                settings.only(&[("use_stochastic_rounding", 0.0), ("qnoise_factor", 1.0), ("use_ste", 1.0)])?;
                settings.none(&["scale_axis"])?;
                settings.of_no_effect(&["var_name", "use_variables"]);
                // A fitted scale makes it symmetric.
                let symmetric = symmetric || alpha.fitted();
                Quantiser::QuantizedBits { bits, integer, symmetric, keep_negative, alpha }
            }
            "quantized_relu" => {
                let (bits, integer) = widths(&mut settings)?;
                settings.only(&[("use_sigmoid", 0.0), ("negative_slope", 0.0), ("use_stochastic_rounding", 0.0)])?;
                settings.only(&[("is_quantized_clip", 1.0), ("qnoise_factor", 1.0), ("use_ste", 1.0)])?;
                settings.none(&["relu_upper_bound"])?;
                settings.of_no_effect(&["var_name", "use_variables"]);
                Quantiser::QuantizedRelu { bits, integer }
            }
            "ternary" => {
                let alpha = settings.alpha_of_signs()?;
                let threshold = settings.number("threshold")?;
                settings.only(&[("use_stochastic_rounding", 0.0), ("number_of_unrolls", FITS as f64)])?;
                if let (Some(found), true) = (threshold, alpha.fitted()) {
                    return Err(settings
                        .fault("a fitted scale takes no threshold", "threshold", &found.into(), "none")
                        .hint("QKeras fails on it"));
                }
                Quantiser::Ternary { alpha, threshold }
            }
            "stochastic_ternary" => {
                let alpha = settings.alpha_of_signs()?;
                if let Alpha::Number(found) = alpha {
                    return Err(settings
                        .fault("stochastic_ternary takes no number as its scale", "alpha", &found.into(), "'auto_po2'")
                        .hint("QKeras cannot train with it"));
                }
                settings.none(&["threshold"])?;
                let temperature = settings.number("temperature")?.unwrap_or(TEMPERATURE);
                settings.only(&[("use_real_sigmoid", 1.0), ("number_of_unrolls", FITS as f64)])?;
                Quantiser::StochasticTernary { alpha, temperature }
            }
            "binary" => {
                let alpha = settings.alpha_of_signs()?;
                settings.only(&[("use_01", 0.0), ("use_stochastic_rounding", 0.0)])?;
                Quantiser::Binary { alpha }
            }
            _ => {
                return Err(Error::new("unknown quantiser")
                    .found(class)
                    .allowed("quantized_bits, quantized_relu, ternary, stochastic_ternary, binary"));
            }
        };
        settings.finish(quantiser)
    }
}

impl fmt::Display for Alpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Alpha::Unset => f.write_str("None"),
            Alpha::Number(number) => write!(f, "{number:?}"),
            Alpha::Auto => f.write_str("'auto'"),
            Alpha::PowerOfTwo => f.write_str("'auto_po2'"),
        }
    }
}

/// The word that QKeras writes and reads.
impl fmt::Display for Quantiser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alpha = match self.alpha() {
            Alpha::Unset => None,
            alpha => Some(format!("alpha={alpha}")),
        };
        let (class, settings) = match self {
            Quantiser::QuantizedBits { bits, integer, symmetric, keep_negative, .. } => {
                let widths = format!("{bits},{integer},{}", u8::from(*symmetric));
                let sign = (!keep_negative).then(|| "keep_negative=False".to_owned());
                ("quantized_bits", vec![Some(widths), sign, alpha])
            }
            Quantiser::QuantizedRelu { bits, integer } => ("quantized_relu", vec![Some(format!("{bits},{integer}"))]),
            Quantiser::Ternary { threshold, .. } => {
                ("ternary", vec![alpha, threshold.map(|threshold| format!("threshold={threshold:?}"))])
            }
            Quantiser::StochasticTernary { temperature, .. } => {
                let temperature = (*temperature != TEMPERATURE).then(|| format!("temperature={temperature:?}"));
                ("stochastic_ternary", vec![alpha, temperature])
            }
            Quantiser::Binary { .. } => ("binary", vec![alpha]),
        };
        let settings: Vec<String> = settings.into_iter().flatten().collect();
        write!(f, "{class}({})", settings.join(","))
    }
}

impl From<Quantiser> for String {
    fn from(quantiser: Quantiser) -> Self {
        quantiser.to_string()
    }
}

impl TryFrom<String> for Quantiser {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

/// Reads a word as QKeras does: settings by position, then by name.
impl FromStr for Quantiser {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fault = |message: &str| {
            Error::new(message).found(text).allowed("such as quantized_bits(5,1,alpha=1) or quantized_relu(11,3)")
        };
        let (class, list) = match text.trim().split_once('(') {
            Some((class, rest)) => (class, rest.strip_suffix(')').ok_or_else(|| fault("a parenthesis is not closed"))?),
            None => (text.trim(), ""),
        };
        let mut values = Map::new();
        let mut positions = order(class).unwrap_or_default().iter();
        let mut named = false;
        for setting in list.split(',').map(str::trim).filter(|_| !list.trim().is_empty()) {
            let (name, word) = match setting.split_once('=') {
                Some((name, word)) => {
                    named = true;
                    (name.trim(), word.trim())
                }
                None if named => return Err(fault("a setting without a name stands behind one with a name")),
                None => match positions.next() {
                    Some(name) => (*name, setting),
                    // The class is unknown, which is the fault to report, or takes no more settings.
                    None if order(class).is_none() => break,
                    None => return Err(fault("more settings than the quantiser has")),
                },
            };
            if values.insert(name.to_owned(), literal(word).ok_or_else(|| fault("not a value of Python"))?).is_some() {
                return Err(fault("a setting is given twice").field(name));
            }
        }
        Self::from_settings(class, values)
    }
}

/// A number, a truth value or a quoted text of Python. QKeras cannot read `None` in such a word.
fn literal(word: &str) -> Option<Value> {
    let quoted = |quote: char| word.strip_prefix(quote)?.strip_suffix(quote);
    match word {
        "True" => Some(Value::Bool(true)),
        "False" => Some(Value::Bool(false)),
        _ => match quoted('\'').or_else(|| quoted('"')) {
            Some(text) => Some(text.into()),
            None => word.parse::<i64>().map(Value::from).ok().or_else(|| {
                let number = word.parse::<f64>().ok()?;
                number.is_finite().then(|| number.into())
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use serde_json::json;

    fn read(text: &str) -> Quantiser {
        text.parse().unwrap()
    }

    fn of(text: &str, values: &[f32]) -> Vec<f32> {
        read(text).quantise(values, &[values.len()]).unwrap()
    }

    fn fault(text: &str) -> String {
        text.parse::<Quantiser>().unwrap_err().to_string()
    }

    #[test]
    fn the_grids_of_the_replaced_systems() {
        // Quantiser, step, smallest and largest number.
        let table = [
            ("quantized_bits(10,3,0,1,alpha=1)", 0.015625, -8.0, 7.984375),
            ("quantized_bits(5,1,0,True,alpha=1)", 0.125, -2.0, 1.875),
            ("quantized_relu(11,3)", 0.00390625, 0.0, 7.99609375),
            ("quantized_relu(3,1)", 0.25, 0.0, 1.75),
            ("quantized_relu(9,1)", 0.00390625, 0.0, 1.99609375),
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
        let slopes =
            |text: &str, values: &[f32]| values.iter().map(|&value| read(text).slope(value)).collect::<Vec<_>>();
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
    fn words_and_configs_of_keras() {
        let words = [
            "quantized_bits(5,1,0,alpha=1.0)",
            "quantized_bits(9,6,0)",
            "quantized_bits(6,0,1,alpha='auto_po2')",
            "quantized_bits(6,0,1,keep_negative=False,alpha=0.25)",
            "quantized_relu(11,3)",
            "ternary(alpha=2.0,threshold=0.1)",
            "stochastic_ternary(alpha='auto_po2',temperature=6.0)",
            "binary()",
        ];
        for word in words {
            assert_eq!(read(word).to_string(), word);
            let yaml = serde_yaml::to_string(&read(word)).unwrap();
            assert_eq!(serde_yaml::from_str::<Quantiser>(&yaml).unwrap(), read(word));
        }
        assert_eq!(read(" quantized_bits( 5, 1, alpha = 1 ) ").to_string(), words[0]);
        assert_eq!(read("quantized_bits").to_string(), "quantized_bits(8,0,0)");
        assert_eq!(read("quantized_bits(6,alpha=\"auto_po2\")"), read(words[2]));
        let config = json!({"module": "qkeras.quantizers", "class_name": "quantized_bits", "config": {"bits": 5,
            "integer": 1.0, "symmetric": 0, "alpha": 1, "keep_negative": true, "use_stochastic_rounding": false,
            "qnoise_factor": 1.0}, "registered_name": "quantized_bits"});
        assert_eq!(Quantiser::from_keras(&config).unwrap(), read(words[0]));
        assert_eq!(Quantiser::from_keras(&json!(words[1])).unwrap(), read(words[1]));
    }

    #[test]
    fn formats_of_values() {
        let number = |text: &str| read(text).number().unwrap();
        let saturating = |format: Format| format.with_rounding(Rounding::HalfEven).with_overflow(Overflow::Saturate);
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
    fn what_is_not_understood_is_refused_by_name() {
        for (text, named) in [
            ("quantized_po2(4)", "quantized_po2"),
            ("quantized_bits(0)", "quantized_bits.bits"),
            ("quantized_bits(25)", "1..=24"),
            ("quantized_bits(8,-1)", "quantized_bits.integer"),
            ("quantized_bits(8,1.5)", "quantized_bits.integer"),
            ("quantized_bits(8,1,2)", "quantized_bits.symmetric"),
            ("quantized_bits(8,1,alpha=0)", "quantized_bits.alpha"),
            ("quantized_bits(8,1,alpha='po2')", "quantized_bits.alpha"),
            ("quantized_bits(8,1,alpha=auto_po2)", "not a value of Python"),
            ("quantized_bits(8,1,alpha=None)", "not a value of Python"),
            ("quantized_bits(8,1,use_stochastic_rounding=True)", "use_stochastic_rounding"),
            ("quantized_bits(8,1,scale_axis=0)", "scale_axis"),
            ("quantized_bits(8,1,qnoise_factor=0.5)", "qnoise_factor"),
            ("quantized_bits(8,1,bits=8)", "given twice"),
            ("quantized_bits(bits=8,1)", "behind one with a name"),
            ("quantized_bits(8", "not closed"),
            ("quantized_bits(1,2,0,1,1,0,0,1,0,1,0,0)", "more settings"),
            ("quantized_bits(8,1,post_training_scale=1)", "post_training_scale"),
            ("quantized_relu(8,1,negative_slope=0.125)", "negative_slope"),
            ("quantized_relu(8,1,relu_upper_bound=6)", "relu_upper_bound"),
            ("quantized_relu(8,1,alpha=1)", "alpha"),
            ("ternary(alpha='auto')", "ternary.alpha"),
            ("ternary(alpha='auto_po2',threshold=0.5)", "threshold"),
            ("ternary(number_of_unrolls=3)", "number_of_unrolls"),
            ("stochastic_ternary(alpha=1)", "QKeras cannot train"),
            ("stochastic_ternary(threshold=0.5)", "threshold"),
            ("binary(1)", "use_01"),
            ("", "unknown quantiser"),
        ] {
            assert!(fault(text).contains(named), "{text}: {}", fault(text));
        }
        let of_keras = |value: Value| Quantiser::from_keras(&value).unwrap_err().to_string();
        assert!(of_keras(json!({"class_name": "ternary"})).contains("config"));
        assert!(of_keras(json!({"class_name": "ternary", "config": {}, "name": 1})).contains("name"));
        assert!(of_keras(json!({"class_name": "ternary", "config": {"alpha": [1]}})).contains("ternary.alpha"));
        assert!(of_keras(json!(3)).contains("not a quantiser"));
    }

    #[test]
    fn what_no_grid_holds_is_refused() {
        let grid = |text: &str, value: f32| read(text).grid(&[value], &[1]).unwrap_err().to_string();
        assert!(grid("quantized_bits(8,1)", f32::NAN).contains("finite"));
        assert!(grid("quantized_bits(8,1)", f32::MAX).contains("too large"));
        assert!(grid("quantized_bits(8,1,alpha=3)", 0.5).contains("power of two"));
        assert!(grid("quantized_bits(8,1,alpha='auto')", 0.7).contains("power of two"));
        let shape = read("quantized_bits(8,1)").quantise(&[0.0; 3], &[2, 2]).unwrap_err().to_string();
        assert!(shape.contains("[2, 2]"), "{shape}");
        assert!(read("binary").quantise(&[], &[0, 2]).is_err());
        assert!(read("binary").quantise(&[], &[usize::MAX, 3]).is_err());
    }
}
