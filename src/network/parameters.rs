//! The weights of an encoder and their one order.

use crate::error::{Error, Result};

use super::{AeBlock, Format, LATENTS, Network};
use crate::nn::{WeightValues, Weights};

/// The four weight tensors, in the order in which the registers hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tensor {
    /// Convolution kernel, `(row, column, channel, filter)` with the filter fastest.
    ConvKernel,
    /// Convolution biases, one per filter.
    ConvBias,
    /// Dense matrix, **output-major**: the weights of latent 0 first, each row in the flatten
    /// order `(row, column, filter)`. Keras stores the transpose.
    DenseKernel,
    /// Dense biases, one per latent.
    DenseBias,
}

impl Tensor {
    /// All four, in register order.
    pub const ALL: [Tensor; 4] = [Tensor::ConvKernel, Tensor::ConvBias, Tensor::DenseKernel, Tensor::DenseBias];

    /// Name for files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Tensor::ConvKernel => "conv_kernel",
            Tensor::ConvBias => "conv_bias",
            Tensor::DenseKernel => "dense_kernel",
            Tensor::DenseBias => "dense_bias",
        }
    }
}

impl Network {
    /// Shape of a tensor; the last index runs fastest.
    pub fn tensor_shape(&self, tensor: Tensor) -> Vec<usize> {
        let conv = &self.conv;
        match tensor {
            Tensor::ConvKernel => vec![conv.kernel, conv.kernel, self.image.channels, conv.filters],
            Tensor::ConvBias => vec![conv.filters],
            Tensor::DenseKernel => vec![LATENTS, self.activations()],
            Tensor::DenseBias => vec![LATENTS],
        }
    }

    /// Number of weights in a tensor.
    pub fn tensor_len(&self, tensor: Tensor) -> usize {
        self.tensor_shape(tensor).iter().product()
    }

    /// Number format of a tensor.
    pub fn tensor_format(&self, tensor: Tensor) -> Format {
        match tensor {
            Tensor::ConvKernel => self.conv.weight,
            Tensor::ConvBias => self.conv.bias,
            Tensor::DenseKernel => self.dense.weight,
            Tensor::DenseBias => self.dense.bias,
        }
    }

    /// Number of weights in all tensors: 2,144 for the chip.
    pub fn parameter_count(&self) -> usize {
        Tensor::ALL.iter().map(|&tensor| self.tensor_len(tensor)).sum()
    }

    /// Bits of all weights together: 12,864 for the chip.
    pub fn parameter_bits(&self) -> usize {
        Tensor::ALL.iter().map(|&tensor| self.tensor_len(tensor) * self.tensor_format(tensor).bits as usize).sum()
    }
}

/// The weights of an encoder, as integers in units of the last fractional bit of their format
/// (1/32 on the chip, -32..=31), each tensor flattened in register order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameters {
    tensors: [Vec<i8>; 4],
}

impl Parameters {
    /// Weights that are all zero, as after a reset of the chip.
    pub fn zeros(network: &Network) -> Self {
        Parameters { tensors: Tensor::ALL.map(|tensor| vec![0; network.tensor_len(tensor)]) }
    }

    /// Takes the four tensors in register order and checks lengths and ranges.
    ///
    /// # Errors
    /// The tensor and index of the first weight outside its format, or a tensor of another length.
    pub fn new(network: &Network, tensors: [Vec<i8>; 4]) -> Result<Self> {
        for (tensor, values) in Tensor::ALL.into_iter().zip(&tensors) {
            let (expected, format) = (network.tensor_len(tensor), network.tensor_format(tensor));
            if values.len() != expected {
                return Err(Error::new("wrong number of weights")
                    .field(tensor.name())
                    .found(values.len())
                    .allowed(format!("{expected} for the network {}", network.name)));
            }
            let range = format.min_raw()..=format.max_raw();
            if let Some(index) = values.iter().position(|&value| !range.contains(&i64::from(value))) {
                return Err(Error::new(format!("weight outside its {} bits", format.bits))
                    .field(format!("{}[{index}]", tensor.name()))
                    .found(values[index])
                    .allowed(format!("{}..={} (units of 2^-{})", range.start(), range.end(), format.frac)));
            }
        }
        Ok(Parameters { tensors })
    }

    /// One tensor, flattened.
    pub fn tensor(&self, tensor: Tensor) -> &[i8] {
        &self.tensors[tensor as usize]
    }

    /// The same weights as those of a general network.
    ///
    /// # Errors
    /// Weights that do not belong to it.
    pub fn weights(&self, block: &AeBlock) -> Result<Weights> {
        let integers = |values: &Vec<i8>| WeightValues::Integers(values.iter().map(|&value| value.into()).collect());
        Weights::new(block.typed(), self.tensors.iter().map(integers).collect())
    }

    /// All weights in register order, with the tensor each belongs to.
    pub fn iter(&self) -> impl Iterator<Item = (Tensor, i8)> + '_ {
        Tensor::ALL.into_iter().flat_map(|tensor| self.tensor(tensor).iter().map(move |&value| (tensor, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_outside_six_bits_is_named() {
        let network = Network::chip_8x8();
        let mut tensors = Tensor::ALL.map(|tensor| vec![0i8; network.tensor_len(tensor)]);
        tensors[2][130] = 32;
        let error = Parameters::new(&network, tensors).unwrap_err().to_string();
        assert!(error.contains("dense_kernel[130]") && error.contains("32") && error.contains("-32..=31"), "{error}");
    }

    #[test]
    fn the_order_is_kernel_bias_matrix_bias() {
        let network = Network::chip_8x8();
        let parameters = Parameters::zeros(&network);
        let lengths = Tensor::ALL.map(|tensor| parameters.tensor(tensor).len());
        assert_eq!(lengths, [72, 8, 2048, 16]);
        assert_eq!(parameters.iter().count(), 2144);
        assert_eq!(parameters.iter().nth(72).unwrap().0, Tensor::ConvBias);
    }
}
