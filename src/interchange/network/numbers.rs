//! Number formats: of quantisers, of weights, and of sums that lose nothing.

use crate::error::{Error, Result};
use crate::interchange::function::QuantRounding;
use crate::interchange::graph::QuantGrid;
use crate::interchange::ndarray::{Fault, NdArray, Window, WindowPadding};
use crate::nn::{Format, MAX_FRAC_BITS, MAX_WEIGHT_BITS, Number, Overflow, Padding, Rounding};

/// Most bits of a sum.
pub(super) const MAX_SUM_BITS: u32 = 62;

/// What the width of a sum of products follows from.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    /// Numbers of what is multiplied.
    pub(super) input: Number,
    pub(super) kernel: Number,
    pub(super) bias: Option<Number>,
    /// Most products of a sum.
    pub(super) count: usize,
    pub(super) channels: usize,
}

impl Terms {
    fn product_places(&self, channel: usize) -> i32 {
        self.input.places(0) + self.kernel.places(channel)
    }

    fn bias_places(&self, channel: usize) -> Option<i32> {
        self.bias.as_ref().map(|bias| bias.places(channel))
    }

    /// The format that holds every sum exactly; `None` for real numbers.
    pub(super) fn accumulator(&self) -> Result<Option<Format>, Fault> {
        let (Some(input), Some(kernel)) = (self.input.format(), self.kernel.format()) else { return Ok(None) };
        let exact = |channel| self.product_places(channel).max(self.bias_places(channel).unwrap_or(i32::MIN));
        let frac = (0..self.channels).map(exact).max().unwrap_or(0).max(0);
        if frac > MAX_FRAC_BITS as i32 {
            return Err(format!("the sums have {frac} fractional bits; {MAX_FRAC_BITS} are possible"));
        }
        let corners = ends(input).into_iter().flat_map(|a| ends(kernel).map(|b| a * b));
        let products: Vec<i128> = corners.map(|corner| corner * self.count as i128).collect();
        let (mut low, mut high) = (0i128, 0i128);
        for channel in 0..self.channels {
            let mut sums = Vec::new();
            for &value in &products {
                let value = shifted(value, frac - self.product_places(channel)).ok_or_else(too_far_apart)?;
                match (self.bias.as_ref().and_then(Number::format), self.bias_places(channel)) {
                    (Some(format), Some(places)) => {
                        for end in ends(format) {
                            let end = shifted(end, frac - places).ok_or_else(too_far_apart)?;
                            sums.extend([end, value.checked_add(end).ok_or_else(too_far_apart)?]);
                        }
                    }
                    _ => sums.push(value),
                }
            }
            low = sums.iter().copied().fold(low, i128::min);
            high = sums.iter().copied().fold(high, i128::max);
        }
        let bits = signed_bits(low, high);
        if bits > MAX_SUM_BITS {
            return Err(format!("the sums need {bits} bits; {MAX_SUM_BITS} are possible"));
        }
        Ok(Some(Format::signed(bits, frac as u32)))
    }
}

fn ends(format: Format) -> [i128; 2] {
    [i128::from(format.min_raw()), i128::from(format.max_raw())]
}

fn too_far_apart() -> Fault {
    "the scales of the channels lie too far apart".to_owned()
}

/// As [`up`]; a negative number of places counts as none.
fn shifted(value: i128, by: i32) -> Option<i128> {
    up(value, u32::try_from(by).unwrap_or(0))
}

/// A number times `2^by`, if it is not far too large.
fn up(value: i128, by: u32) -> Option<i128> {
    value.checked_mul(1i128.checked_shl(by).filter(|_| by < 64).unwrap_or(i128::MAX))
}

/// Bits of a signed number that holds these ends.
pub(super) fn signed_bits(low: i128, high: i128) -> u32 {
    let [low, high] = [low, high].map(|end| 129 - if end < 0 { (!end).leading_zeros() } else { end.leading_zeros() });
    low.max(high)
}

/// The number that holds every sum of two.
pub(super) fn sum_number(a: &Number, b: &Number) -> Result<Number, Fault> {
    let frac = a.places(0).max(b.places(0)).max(0);
    if frac > MAX_FRAC_BITS as i32 {
        return Err(format!("the sums have {frac} fractional bits; {MAX_FRAC_BITS} are possible"));
    }
    let (mut low, mut high) = (0, 0);
    for number in [a, b] {
        let Some(format) = number.format() else { continue };
        let by = u32::try_from(frac - number.places(0)).unwrap_or(0).min(60);
        low += i128::from(format.min_raw()) << by;
        high += i128::from(format.max_raw()) << by;
    }
    match signed_bits(low, high) {
        bits if bits > MAX_SUM_BITS => Err(format!("the sums need {bits} bits; {MAX_SUM_BITS} are possible")),
        bits => Ok(Format::signed(bits, frac as u32).into()),
    }
}

/// How a kernel passes, in the words of a description.
pub(super) fn padding(window: &Window, lengths: [usize; 2], kernel: [usize; 2]) -> Padding {
    let same = Window { padding: WindowPadding::Same, ..*window };
    let [own, same] = [window, &same].map(|window| [0, 1].map(|axis| window.around(axis, lengths[axis], kernel[axis])));
    match own {
        [[0, 0], [0, 0]] => Padding::Valid,
        own if own == same => Padding::Same,
        [[above, below], [left, right]] => Padding::Zeros([above, below, left, right]),
    }
}

/// The binary places of a step that is a power of two: 3 for 1/8.
pub(super) fn places_of(step: f32) -> Option<i32> {
    let normal = step.is_normal() && step > 0.0 && step.to_bits() & 0x7f_ffff == 0;
    normal.then(|| 127 - (step.to_bits() >> 23) as i32)
}

/// A fixed-point number with this many bits and binary places for each channel.
pub(super) fn number_with(signed: bool, bits: u32, places: &[i32]) -> Result<Number, Fault> {
    let most = places.iter().copied().max().unwrap_or(0);
    let frac = most.clamp(0, MAX_FRAC_BITS as i32);
    let exponents = places.iter().map(|&places| {
        i8::try_from(frac - places).map_err(|_| format!("a scale of 2^{} is out of range", -i64::from(places)))
    });
    let mut exponents = exponents.collect::<Result<Vec<i8>, Fault>>()?;
    if exponents.windows(2).all(|two| two[0] == two[1]) {
        exponents.truncate(usize::from(exponents.first().is_some_and(|&exponent| exponent != 0)));
    }
    Ok(Number::Fixed { format: Format { signed, ..Format::unsigned(bits, frac as u32) }, exponents })
}

/// Bits of a quantiser, which are any number in QONNX.
fn whole_bits(bits: f32) -> Result<u32, Fault> {
    match bits {
        bits if bits.fract() == 0.0 && (1.0..=f32::from(32u8)).contains(&bits) => Ok(bits as u32),
        _ => Err(format!("a quantiser of {bits} bits is no number format")),
    }
}

/// The numbers of quantised weights: a scale for each channel, or one for all.
pub(super) fn grid_number(
    grid: &QuantGrid,
    values: &NdArray,
    channels: usize,
    channel: impl Fn(usize) -> usize,
) -> Result<Number, Fault> {
    let bits = whole_bits(grid.bits)?;
    let mut places: Vec<Option<i32>> = vec![None; channels];
    let steps = grid.step.expand(&values.shape)?;
    for (at, &step) in steps.values.iter().enumerate() {
        let own =
            places_of(step).ok_or_else(|| format!("the scale {step} of the quantised weights is no power of two"))?;
        let seen = &mut places[channel(at)];
        if seen.is_some_and(|seen| seen != own) {
            return Err("the scales of the quantised weights differ within an output channel".to_owned());
        }
        *seen = Some(own);
    }
    let places: Vec<i32> = places.into_iter().map(|places| places.unwrap_or(0)).collect();
    number_with(grid.signed, bits, &places)
}

/// The narrowest format that holds these numbers exactly, if weights may be so wide.
pub(super) fn narrowest(values: &[f32]) -> Option<Format> {
    let whole = |frac: &u32| values.iter().all(|&value| libm::ldexp(value.into(), *frac as i32).fract() == 0.0);
    let frac = (0..=MAX_FRAC_BITS).find(whole)?;
    let raw = values.iter().map(|&value| libm::ldexp(value.into(), frac as i32));
    let (low, high) = (raw.clone().fold(0.0, f64::min), raw.fold(0.0, f64::max));
    if low < -f64::from(1u32 << 31) || high > f64::from(1u32 << 31) {
        return None;
    }
    let signed = low < 0.0;
    let bits = (signed_bits(low as i128, high as i128) - u32::from(!signed)).max(1);
    (bits <= MAX_WEIGHT_BITS).then_some(Format { signed, ..Format::unsigned(bits, frac) })
}

/// The one number that all of an array are.
fn only(numbers: &NdArray, what: &str) -> Result<f32> {
    match numbers.values.as_slice() {
        [first, others @ ..] if others.iter().all(|other| other == first) => Ok(*first),
        _ => Err(Error::new(format!("values have one {what}, not one for each channel"))),
    }
}

/// The numbers of quantised values.
pub(super) fn activation_number(
    [step, zero, bits]: [&NdArray; 3],
    signed: bool,
    narrow: bool,
    rounding: QuantRounding,
) -> Result<Number> {
    if zero.values.iter().any(|&zero| zero != 0.0) {
        return Err(Error::new("a quantiser with a zero point is no number format").found(format!("{:?}", zero.values)));
    }
    if narrow {
        return Err(Error::new("a quantiser of values with narrow range is no number format").found("narrow: 1"));
    }
    let step = only(step, "scale")?;
    let places =
        places_of(step).ok_or_else(|| Error::new("the scale of the quantiser is no power of two").found(step))?;
    let bits = whole_bits(only(bits, "number of bits")?).map_err(Error::new)?;
    // Without a sign bit nothing below zero is left to be rounded.
    let rounding = match rounding {
        QuantRounding::HalfEven => Rounding::HalfEven,
        QuantRounding::Floor => Rounding::Floor,
        QuantRounding::Down if !signed => Rounding::Floor,
        QuantRounding::HalfUp if !signed => Rounding::HalfUp,
        other => {
            return Err(Error::new("a number format does not round so")
                .found(other.name())
                .allowed("ROUND, FLOOR; without sign also ROUND_TO_ZERO, HALF_UP"));
        }
    };
    match number_with(signed, bits, &[places]).map_err(Error::new)? {
        Number::Fixed { format, exponents } => {
            let format = format.with_rounding(rounding).with_overflow(Overflow::Saturate);
            Ok(Number::Fixed { format, exponents })
        }
        Number::Float32 => Ok(Number::Float32),
    }
}

/// Whether two numbers are of the same bits, sign and places, so that one is nothing new to the other.
pub(super) fn same_grid(one: &Number, other: &Number) -> bool {
    match (one.format(), other.format()) {
        (Some(a), Some(b)) => (a.signed, a.bits) == (b.signed, b.bits) && one.places(0) == other.places(0),
        _ => false,
    }
}
