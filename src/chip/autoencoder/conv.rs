//! Convolution: bias plus floored products, "same" padding.

use crate::network::{Network, Value};

/// The sums before ReLU, `(row, column, filter)` with the filter fastest.
///
/// Every product is cast to the accumulator format before it is added; the bias has fewer
/// fractional bits than the accumulator on the chip, so it is exact there.
pub fn sums(network: &Network, pixels: &[Value], kernel: &[Value], bias: &[Value]) -> Vec<Value> {
    let (image, conv) = (&network.image, &network.conv);
    let (rows, columns) = network.conv_shape();
    let (above, left) = network.padding_before();
    let mut sums = Vec::with_capacity(network.activations());
    for row in 0..rows {
        for column in 0..columns {
            for filter in 0..conv.filters {
                let mut sum = conv.accumulator.quantise(bias[filter]);
                for ky in 0..conv.kernel {
                    for kx in 0..conv.kernel {
                        // Rows and columns outside the image are the padding's zeros.
                        let y = (row * conv.stride + ky).checked_sub(above).filter(|&y| y < image.height);
                        let x = (column * conv.stride + kx).checked_sub(left).filter(|&x| x < image.width);
                        let (Some(y), Some(x)) = (y, x) else { continue };
                        for channel in 0..image.channels {
                            let pixel = pixels[(y * image.width + x) * image.channels + channel];
                            let weight =
                                kernel[((ky * conv.kernel + kx) * image.channels + channel) * conv.filters + filter];
                            let product = conv.accumulator.quantise(pixel * weight);
                            sum = conv.accumulator.quantise(sum + product);
                        }
                    }
                }
                sums.push(sum);
            }
        }
    }
    sums
}
