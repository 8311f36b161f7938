//! The first form of a description: one convolution, one dense layer. Files of it are still read, and
//! it is what hashes are taken of, so that those of old manifests, runs and exports stay valid.

use serde::{Deserialize, Serialize};

use super::{AeBlock, CELLS, Image, LATENTS, NORMALISED_FRAC_BITS};
use crate::error::{Error, Result};
use crate::nn::{self, Format, Function, Layer, Number, Op, Overflow, Padding, Port, Products, Sum, TensorSpec};

/// Formats as the first form writes them: a mapping of every part.
mod format {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::nn::{Format, Overflow, Rounding};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Parts {
        signed: bool,
        bits: u32,
        frac: u32,
        #[serde(default)]
        rounding: Rounding,
        #[serde(default)]
        overflow: Overflow,
    }

    pub fn serialize<S: Serializer>(format: &Format, serializer: S) -> Result<S::Ok, S::Error> {
        let Format { signed, bits, frac, rounding, overflow } = *format;
        Parts { signed, bits, frac, rounding, overflow }.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Format, D::Error> {
        let Parts { signed, bits, frac, rounding, overflow } = Parts::deserialize(deserializer)?;
        Ok(Format { signed, bits, frac, rounding, overflow })
    }
}

/// The four weight tensors, in the order in which the registers hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncoderTensor {
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

impl EncoderTensor {
    /// All four, in register order.
    pub const ALL: [EncoderTensor; 4] =
        [EncoderTensor::ConvKernel, EncoderTensor::ConvBias, EncoderTensor::DenseKernel, EncoderTensor::DenseBias];

    /// Its number in the description.
    pub fn id(self) -> nn::TensorId {
        nn::TensorId(self as usize)
    }

    /// Name for files and reports.
    pub fn name(self) -> &'static str {
        match self {
            EncoderTensor::ConvKernel => "conv_kernel",
            EncoderTensor::ConvBias => "conv_bias",
            EncoderTensor::DenseKernel => "dense_kernel",
            EncoderTensor::DenseBias => "dense_bias",
        }
    }
}

fn layer(name: &str, input: &str, op: Op, output: Option<Format>) -> Layer {
    Layer { name: name.to_owned(), inputs: vec![input.to_owned()], op, output: output.map(Number::from) }
}

/// What the first form calls a field of the general description.
fn field_name(field: &str) -> Option<String> {
    let name = match field {
        "input norm.number" => "norm",
        "tensor conv_kernel.number" => "conv.weight",
        "tensor conv_bias.number" => "conv.bias",
        "tensor dense_kernel.number" => "dense.weight",
        "tensor dense_bias.number" => "dense.bias",
        "layer image.indices" => "image.cells",
        "layer image.shape" => "image",
        "layer conv.sum" | "layer conv.sum.format" => "conv.accumulator",
        "layer activation.output" => "conv.activation",
        "layer dense.sum" | "layer dense.sum.format" => "dense.accumulator",
        "layer latents.output" => "dense.latent",
        _ => field.strip_prefix("layer ")?,
    };
    Some(name.to_owned())
}

/// The convolution: square kernel, "same" padding, ReLU.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conv {
    /// Rows and columns of the kernel.
    pub kernel: usize,
    /// Step of the kernel in both directions.
    pub stride: usize,
    /// Output channels.
    pub filters: usize,
    /// Format of the kernel weights.
    #[serde(with = "format")]
    pub weight: Format,
    /// Format of the biases.
    #[serde(with = "format")]
    pub bias: Format,
    /// Format to which every product is cast before it is added, and of the running sum.
    #[serde(with = "format")]
    pub accumulator: Format,
    /// Format after ReLU. Its width and overflow mode are not settled by the published vectors,
    /// where no activation exceeds 124/128; the default fits every input.
    #[serde(with = "format")]
    pub activation: Format,
}

/// The dense layer: every activation to every latent, ReLU, saturation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// Format of the weights.
    #[serde(with = "format")]
    pub weight: Format,
    /// Format of the biases.
    #[serde(with = "format")]
    pub bias: Format,
    /// Format to which every product is cast before it is added, and of the running sum.
    #[serde(with = "format")]
    pub accumulator: Format,
    /// Format of the latents.
    #[serde(with = "format")]
    pub latent: Format,
}

/// An encoder of one convolution and one dense layer, as files of the first form describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstForm {
    /// Name for reports and manifests.
    pub name: String,
    /// The input image.
    pub image: Image,
    /// Format of the normalised charges.
    #[serde(with = "format")]
    #[serde(rename = "norm")]
    pub normalised: Format,
    /// The convolution.
    pub conv: Conv,
    /// The dense layer.
    pub dense: Dense,
}

impl FirstForm {
    /// See [`AeBlock::chip_8x8`].
    pub fn chip_8x8() -> Self {
        let cells = (0..64i8)
            .map(|pixel| match (pixel / 8, pixel % 8) {
                (row @ 0..=3, column) => 8 * row + column,
                (row, column @ 0..=3) => 32 + 4 * (row - 4) + column,
                _ => -1,
            })
            .collect();
        FirstForm {
            name: "chip-8x8".into(),
            image: Image { height: 8, width: 8, channels: 1, cells },
            normalised: Format::unsigned(8, NORMALISED_FRAC_BITS),
            conv: Conv {
                kernel: 3,
                stride: 2,
                filters: 8,
                weight: Format::signed(6, 5),
                bias: Format::signed(6, 5),
                accumulator: Format::signed(13, 7),
                activation: Format::unsigned(12, 7),
            },
            dense: Dense {
                weight: Format::signed(6, 5),
                bias: Format::signed(6, 5),
                accumulator: Format::signed(21, 8),
                latent: Format::unsigned(9, 8).with_overflow(Overflow::Saturate),
            },
        }
    }

    /// See [`AeBlock::cmssw_4x4x3`].
    pub fn cmssw_4x4x3() -> Self {
        let chip = FirstForm::chip_8x8();
        let cells = (0..48i8).map(|i| 16 * (i % 3) + i / 3).collect();
        FirstForm {
            name: "cmssw-4x4x3".into(),
            image: Image { height: 4, width: 4, channels: 3, cells },
            conv: Conv {
                stride: 1,
                accumulator: Format::signed(14, 7),
                activation: Format::unsigned(13, 7),
                ..chip.conv
            },
            dense: Dense { accumulator: Format::signed(22, 8), ..chip.dense },
            normalised: chip.normalised,
        }
    }

    /// The text that hashes are taken of: the first form, see [`AeBlock::hash_text`].
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn hash_text(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the description: {error}")))
    }

    /// Rows and columns of the convolution's output.
    pub fn conv_shape(&self) -> (usize, usize) {
        (self.image.height.div_ceil(self.conv.stride), self.image.width.div_ceil(self.conv.stride))
    }

    /// Zero rows and zero columns that "same" padding puts before the image. The odd one goes
    /// after it: stride 2 on 8 pads nothing before and one row and column after.
    pub fn padding_before(&self) -> (usize, usize) {
        let (rows, columns) = self.conv_shape();
        let [above, left] = [(self.image.height, rows), (self.image.width, columns)]
            .map(|(size, out)| ((out - 1) * self.conv.stride + self.conv.kernel).saturating_sub(size) / 2);
        (above, left)
    }

    /// Activations between convolution and dense layer, flattened as `(row, column, filter)`.
    pub fn activations(&self) -> usize {
        let (rows, columns) = self.conv_shape();
        rows * columns * self.conv.filters
    }

    /// The taps of the kernel that touch the image at an output place: tap number
    /// `(ky, kx, channel)` with the channel fastest, and pixel number. Taps on the padding, which are
    /// zero, are left out.
    pub fn taps_of(&self, row: usize, column: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let (above, left) = self.padding_before();
        let (kernel, channels) = (self.conv.kernel, self.image.channels);
        (0..kernel * kernel * channels).filter_map(move |tap| {
            let (ky, kx, channel) = (tap / channels / kernel, tap / channels % kernel, tap % channels);
            let y = (row * self.conv.stride + ky).checked_sub(above).filter(|&y| y < self.image.height)?;
            let x = (column * self.conv.stride + kx).checked_sub(left).filter(|&x| x < self.image.width)?;
            Some((tap, (y * self.image.width + x) * channels + channel))
        })
    }

    /// Taps of one filter: the products added for one activation.
    pub fn taps(&self) -> usize {
        self.conv.kernel * self.conv.kernel * self.image.channels
    }

    /// Checks the description.
    ///
    /// # Errors
    /// As [`AeBlock::new`].
    pub fn validate(&self) -> Result<()> {
        self.block().map(|_| ())
    }

    /// The encoder as the chip's block.
    ///
    /// # Errors
    /// As [`AeBlock::new`].
    pub fn block(&self) -> Result<AeBlock> {
        AeBlock::new(self.describe()?).map_err(|error| error.rename_field(field_name))
    }
}

impl FirstForm {
    /// The same network as a general description.
    ///
    /// # Errors
    /// An image map with another number of pixels than the image has, which no description can hold.
    pub fn describe(&self) -> Result<nn::Network> {
        let FirstForm { name, image, normalised, conv, dense } = self;
        if image.cells.len() != image.len() {
            return Err(Error::mismatch("wrong number of pixels")
                .field("image.cells")
                .found(image.cells.len())
                .allowed(format!("{} (height x width x channels)", image.len())));
        }
        const RELU: Op = Op::Activation { function: Function::Relu };
        let [conv_kernel, conv_bias, dense_kernel, dense_bias] =
            EncoderTensor::ALL.map(|tensor| tensor.name().to_owned());
        let formats = [conv.weight, conv.bias, dense.weight, dense.bias];
        Ok(nn::Network {
            name: name.clone(),
            inputs: vec![Port { name: "norm".to_owned(), shape: vec![CELLS], number: Number::from(*normalised) }],
            tensors: EncoderTensor::ALL
                .into_iter()
                .zip(formats)
                .map(|(tensor, format)| TensorSpec::new(tensor.name(), Number::from(format)))
                .collect(),
            layers: vec![
                layer(
                    "image",
                    "norm",
                    Op::Gather {
                        shape: vec![image.height, image.width, image.channels],
                        indices: image.cells.iter().map(|&cell| i32::from(cell)).collect(),
                    },
                    None,
                ),
                layer(
                    "conv",
                    "image",
                    Op::Conv2d {
                        kernel: [conv.kernel; 2],
                        stride: [conv.stride; 2],
                        padding: Padding::Same,
                        filters: conv.filters,
                        weights: conv_kernel,
                        bias: Some(conv_bias),
                        sum: Some(Sum { format: conv.accumulator, products: Products::Cast }),
                    },
                    None,
                ),
                layer("activation", "conv", RELU, Some(conv.activation)),
                layer(
                    "dense",
                    "activation",
                    Op::Dense {
                        units: LATENTS,
                        weights: dense_kernel,
                        bias: Some(dense_bias),
                        sum: Some(Sum { format: dense.accumulator, products: Products::Cast }),
                    },
                    None,
                ),
                layer("latents", "dense", RELU, Some(dense.latent)),
            ],
            outputs: vec!["latents".to_owned()],
        })
    }

    /// The first form of a description, if it has one: the same layers under the same names.
    pub fn of(network: &nn::Network) -> Option<Self> {
        fn format(number: &Number) -> Option<Format> {
            number.format().filter(|_| number.scales() == 0)
        }
        let [gather, conv, activation, dense, latents] = network.layers.as_slice() else { return None };
        let Op::Gather { shape, indices } = &gather.op else { return None };
        let &[height, width, channels] = shape.as_slice() else { return None };
        let cells = indices.iter().map(|&index| i8::try_from(index).ok()).collect::<Option<Vec<i8>>>()?;
        let Op::Conv2d { kernel, stride, filters, sum: Some(conv_sum), .. } = &conv.op else { return None };
        let Op::Dense { sum: Some(dense_sum), .. } = &dense.op else { return None };
        let [conv_weight, conv_bias, dense_weight, dense_bias] = network.tensors.as_slice() else { return None };
        let form = FirstForm {
            name: network.name.clone(),
            image: Image { height, width, channels, cells },
            normalised: format(&network.inputs.first()?.number)?,
            conv: Conv {
                kernel: kernel[0],
                stride: stride[0],
                filters: *filters,
                weight: format(&conv_weight.number)?,
                bias: format(&conv_bias.number)?,
                accumulator: conv_sum.format,
                activation: format(activation.output.as_ref()?)?,
            },
            dense: Dense {
                weight: format(&dense_weight.number)?,
                bias: format(&dense_bias.number)?,
                accumulator: dense_sum.format,
                latent: format(latents.output.as_ref()?)?,
            },
        };
        // Whatever the first form cannot say makes a difference here.
        (form.describe().ok()? == *network).then_some(form)
    }
}

impl FirstForm {
    /// Shape of a tensor; the last index runs fastest.
    pub fn tensor_shape(&self, tensor: EncoderTensor) -> Vec<usize> {
        let conv = &self.conv;
        match tensor {
            EncoderTensor::ConvKernel => vec![conv.kernel, conv.kernel, self.image.channels, conv.filters],
            EncoderTensor::ConvBias => vec![conv.filters],
            EncoderTensor::DenseKernel => vec![LATENTS, self.activations()],
            EncoderTensor::DenseBias => vec![LATENTS],
        }
    }

    /// Number of weights in a tensor.
    pub fn tensor_len(&self, tensor: EncoderTensor) -> usize {
        self.tensor_shape(tensor).iter().product()
    }

    /// Number format of a tensor.
    pub fn tensor_format(&self, tensor: EncoderTensor) -> Format {
        match tensor {
            EncoderTensor::ConvKernel => self.conv.weight,
            EncoderTensor::ConvBias => self.conv.bias,
            EncoderTensor::DenseKernel => self.dense.weight,
            EncoderTensor::DenseBias => self.dense.bias,
        }
    }

    /// Number of weights in all tensors: 2,144 for the chip.
    pub fn parameter_count(&self) -> usize {
        EncoderTensor::ALL.iter().map(|&tensor| self.tensor_len(tensor)).sum()
    }

    /// Bits of all weights together: 12,864 for the chip.
    pub fn parameter_bits(&self) -> usize {
        EncoderTensor::ALL
            .iter()
            .map(|&tensor| self.tensor_len(tensor) * self.tensor_format(tensor).bits as usize)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn built_in(name: &str) -> FirstForm {
        AeBlock::built_in(name).unwrap().first_form().unwrap()
    }

    #[test]
    fn the_chip_has_2144_weights_and_the_cmssw_network_2288() {
        assert_eq!(FirstForm::chip_8x8().parameter_count(), 2144);
        assert_eq!(FirstForm::cmssw_4x4x3().parameter_count(), 2288);
    }

    #[test]
    fn built_in_networks_are_valid_and_survive_yaml() {
        for name in AeBlock::BUILT_IN {
            let network = AeBlock::built_in(name).unwrap();
            let text = network.to_yaml().unwrap();
            assert_eq!(AeBlock::from_yaml(&text, Path::new("n.yaml")).unwrap(), network);
        }
    }

    #[test]
    fn the_image_of_the_chip() {
        let image = FirstForm::chip_8x8().image;
        assert_eq!(&image.cells[..8], &[0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(&image.cells[32..40], &[32, 33, 34, 35, -1, -1, -1, -1]);
        assert_eq!(&image.cells[56..64], &[44, 45, 46, 47, -1, -1, -1, -1]);
        assert_eq!(&FirstForm::cmssw_4x4x3().image.cells[..6], &[0, 16, 32, 1, 17, 33]);
    }

    #[test]
    fn same_padding_as_the_chip() {
        let chip = FirstForm::chip_8x8();
        assert_eq!((chip.conv_shape(), chip.padding_before(), chip.activations()), ((4, 4), (0, 0), 128));
        let cmssw = FirstForm::cmssw_4x4x3();
        assert_eq!((cmssw.conv_shape(), cmssw.padding_before(), cmssw.activations()), ((4, 4), (1, 1), 128));
    }

    type Part = fn(&mut FirstForm) -> &mut Format;

    /// The fewest bits of a format with which a network is not refused.
    fn narrowest(mut network: FirstForm, format: Part, field: &str) -> u32 {
        loop {
            format(&mut network).bits -= 1;
            if let Err(error) = network.validate() {
                assert!(error.to_string().contains(field), "{error}");
                return format(&mut network).bits + 1;
            }
        }
    }

    /// The widths of the two accumulators and of the activation, made narrower until the network is
    /// refused. The chip's dense accumulator has one bit more than legal weights and inputs need: at the
    /// edges of the image most taps see padding or zero pixels.
    #[test]
    fn the_default_widths_hold_every_number() {
        for (name, expected) in AeBlock::BUILT_IN.into_iter().zip([[13, 12, 20], [14, 13, 22]]) {
            let formats: [(Part, &str); 3] = [
                (|n| &mut n.conv.accumulator, "conv.accumulator"),
                (|n| &mut n.conv.activation, "conv.activation"),
                (|n| &mut n.dense.accumulator, "dense.accumulator"),
            ];
            let narrowest = formats.map(|(format, field)| narrowest(built_in(name), format, field));
            assert_eq!(narrowest, expected, "{name}");
        }
    }

    #[test]
    fn both_forms_are_read_as_the_same_network() {
        for name in AeBlock::BUILT_IN {
            let (first, block) = (built_in(name), AeBlock::built_in(name).unwrap());
            let numbered = block.typed().network().to_yaml().unwrap();
            assert!(numbered.starts_with("format: 2\n"), "{numbered}");
            assert_eq!(first.block().unwrap().to_yaml().unwrap(), numbered);
            for text in [first.hash_text().unwrap(), numbered] {
                assert_eq!(AeBlock::from_yaml(&text, Path::new("n.yaml")).unwrap(), block);
            }
            assert_eq!(block.hash_text().unwrap(), first.hash_text().unwrap());
        }
    }

    /// What the first form cannot say is hashed in the other.
    #[test]
    fn another_network_is_hashed_as_it_is() {
        let mut network = AeBlock::built_in("chip-8x8").unwrap().typed().network().clone();
        if let Some(crate::nn::Op::Conv2d { padding, .. }) = network.layer_mut("conv").map(|layer| &mut layer.op) {
            *padding = crate::nn::Padding::Zeros([0, 1, 0, 1]);
        }
        assert!(FirstForm::of(&network).is_none());
        let block = AeBlock::new(network.clone()).unwrap();
        assert_eq!(block.hash_text().unwrap(), network.to_yaml().unwrap());
    }

    /// Manifests of golden sets hold a network in JSON: in the first form where it can say the same, else
    /// as a description with its number.
    #[test]
    fn any_block_survives_a_manifest() {
        let mut other = AeBlock::chip_8x8().typed().network().clone();
        other.layer_mut("activation").unwrap().name = "rectified".into();
        other.layer_mut("dense").unwrap().inputs = vec!["rectified".into()];
        for block in [AeBlock::chip_8x8(), AeBlock::new(other).unwrap()] {
            let text = serde_json::to_string(&block).unwrap();
            assert_eq!(text.contains("\"format\":2"), block.first_form().is_err());
            assert_eq!(serde_json::from_str::<AeBlock>(&text).unwrap(), block);
        }
    }

    /// What is said of the chip's network after a change.
    fn refused(change: fn(&mut FirstForm)) -> String {
        let mut network = FirstForm::chip_8x8();
        change(&mut network);
        network.validate().unwrap_err().to_string()
    }

    #[test]
    fn faults_are_named() {
        assert!(refused(|n| n.image.cells[3] = 48).contains("image.cells"));
        assert!(refused(|n| n.image.cells.truncate(63)).contains("image.cells"));
        assert!(refused(|n| n.conv.stride = 0).contains("conv.stride"));
        assert!(refused(|n| n.conv.weight.bits = 9).contains("conv.weight"));
        assert!(refused(|n| n.dense.latent.bits = 10).contains("dense.latent"));
        assert!(refused(|n| n.normalised.frac = 6).contains("norm"));
        assert!(refused(|n| n.dense.bias.frac = 13).contains("dense.bias"));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let text = FirstForm::chip_8x8().hash_text().unwrap().replace("stride:", "strid:");
        let error = AeBlock::from_yaml(&text, Path::new("n.yaml")).unwrap_err().to_string();
        assert!(error.contains("n.yaml:") && error.contains("strid"), "{error}");
    }
}
