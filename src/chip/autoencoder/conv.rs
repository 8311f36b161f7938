//! Convolution: bias plus floored products, "same" padding.

use crate::network::{Network, Value};

/// The sums before ReLU, `(row, column, filter)` with the filter fastest.
///
/// Every product is cast to the accumulator format before it is added; the bias has fewer
/// fractional bits than the accumulator on the chip, so it is exact there.
pub fn sums(network: &Network, pixels: &[Value], kernel: &[Value], bias: &[Value]) -> Vec<Value> {
    let conv = &network.conv;
    let (rows, columns) = network.conv_shape();
    let mut sums = Vec::with_capacity(network.activations());
    for row in 0..rows {
        for column in 0..columns {
            for filter in 0..conv.filters {
                let mut sum = conv.accumulator.quantise(bias[filter]);
                // Taps on the padding would add zero.
                for (tap, pixel) in network.taps_of(row, column) {
                    let weight = kernel[tap * conv.filters + filter];
                    let product = conv.accumulator.quantise(pixels[pixel] * weight);
                    sum = conv.accumulator.quantise(sum + product);
                }
                sums.push(sum);
            }
        }
    }
    sums
}
