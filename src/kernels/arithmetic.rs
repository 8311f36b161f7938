//! Which networks plain integer sums compute exactly, and how far products shift for that.

use super::pattern::ConvDense;
use crate::nn::{Format, Overflow, Rounding};

/// Bits that a product loses to the floor, with its operands shifted up.
const FLOOR: u32 = 16;

/// Shifts that make `floor(x · w / 2^n)` the upper part of a product of two shifted numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arithmetic {
    /// Bits that a product of the convolution loses to the floor.
    pub(super) conv_floored: u32,
    /// Shift of the charges.
    pub(super) normalised_up: u32,
    /// Shift of the convolution's weights.
    pub(super) kernel_up: u32,
    /// Shift of the convolution's biases to the accumulator's last bit.
    pub(super) conv_bias_up: u32,
    /// Bits that a product of the dense layer loses to the floor.
    pub(super) dense_floored: u32,
    /// Shift of the activations.
    pub(super) activation_up: u32,
    /// Shift of the dense layer's weights.
    pub(super) matrix_up: u32,
    /// Shift of the dense layer's biases to the accumulator's last bit.
    pub(super) dense_bias_up: u32,
}

impl Arithmetic {
    /// The shifts for lanes of `width` bits, if sums without any overflow are exact for this network:
    /// accumulators that never overflow, floor rounding, and saturation or nothing at the ends of
    /// activations and latents.
    pub(super) fn new(network: &ConvDense, width: u32) -> Option<Self> {
        let (conv, dense) = (&network.conv, &network.dense);
        let [sums, outputs] = [[conv.accumulator, dense.accumulator], [conv.output, dense.output]];
        let floors = |format: &Format| format.rounding == Rounding::Floor;
        let fits = sums.iter().chain(&outputs).all(floors)
            && sums.iter().all(|sum| sum.overflow == Overflow::Never)
            && outputs.iter().all(|output| output.overflow != Overflow::Wrap && !output.signed)
            && conv.output.frac == conv.accumulator.frac
            && dense.output.frac == dense.accumulator.frac
            && network.normalised.bits >= u8::BITS;
        if !fits {
            return None;
        }
        let (conv_floored, normalised_up, kernel_up) =
            shifts(network.normalised, conv.weight, conv.accumulator, width)?;
        let (dense_floored, activation_up, matrix_up) = shifts(conv.output, dense.weight, dense.accumulator, width)?;
        Some(Arithmetic {
            conv_floored,
            normalised_up,
            kernel_up,
            conv_bias_up: conv.accumulator.frac.checked_sub(conv.bias.frac)?,
            dense_floored,
            activation_up,
            matrix_up,
            dense_bias_up: dense.accumulator.frac.checked_sub(dense.bias.frac)?,
        })
    }
}

/// How far a product of an input and a weight floors, and how far both are shifted up for it in lanes of `width` bits.
fn shifts(input: Format, weight: Format, sum: Format, width: u32) -> Option<(u32, u32, u32)> {
    let floored = (input.frac + weight.frac).checked_sub(sum.frac)?;
    let up = FLOOR.checked_sub(floored)?;
    // Weights are shifted once, inputs with every packet.
    let weight_up = up.min(width.checked_sub(weight.bits)?);
    let input_up = up - weight_up;
    (input.bits + input_up < width).then_some((floored, input_up, weight_up))
}

/// Smallest and largest value of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Smallest value.
    pub low: i64,
    /// Largest value.
    pub high: i64,
}

impl Range {
    /// The range of `bias + Σ floor(xᵢ · wᵢ / 2^shift)` for `0 ≤ xᵢ ≤ topᵢ`, partial sums included.
    pub(super) fn of(bias: i64, products: impl Iterator<Item = (i64, i64)>, shift: u32) -> Self {
        products.fold(Range { low: bias, high: bias }, |sum, (top, weight)| sum.plus(top, weight, shift))
    }

    /// The range with one more product.
    pub(super) fn plus(self, top: i64, weight: i64, shift: u32) -> Self {
        let end = (top * weight) >> shift;
        Range { low: self.low + end.min(0), high: self.high + end.max(0) }
    }

    /// Whether a 16-bit number holds all of it.
    pub(super) fn fits_16_bits(self) -> bool {
        i16::try_from(self.low).is_ok() && i16::try_from(self.high).is_ok()
    }
}
