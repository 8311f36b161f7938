//! The first form of a description: one convolution, one dense layer. Files of it are still read, and
//! it is what hashes are taken of, so that those of old manifests, runs and exports stay valid.

use super::{CELLS, Conv, Dense, Image, LATENTS, Network};
use crate::error::{Error, Result};
use crate::nn::{self, Format, Function, Layer, Number, Op, Padding, Port, Products, Sum, TensorSpec};

/// Formats as the first form writes them: a mapping of every part.
pub(super) mod format {
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

/// Names of the tensors, in register order.
const TENSORS: [&str; 4] = ["conv_kernel", "conv_bias", "dense_kernel", "dense_bias"];

/// What the first form calls a field of the general description.
pub(super) fn field_name(field: &str) -> Option<String> {
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

impl Network {
    /// The same network as a general description.
    ///
    /// # Errors
    /// An image map with another number of pixels than the image has, which no description can hold.
    pub fn describe(&self) -> Result<nn::Network> {
        let Network { name, image, norm, conv, dense } = self;
        if image.cells.len() != image.len() {
            return Err(Error::new("wrong number of pixels")
                .field("image.cells")
                .found(image.cells.len())
                .allowed(format!("{} (height x width x channels)", image.len())));
        }
        let layer = |name: &str, input: &str, op, output: Option<Format>| Layer {
            name: name.to_owned(),
            inputs: vec![input.to_owned()],
            op,
            output: output.map(Number::from),
        };
        let relu = || Op::Activation { function: Function::Relu };
        let sum = |format| Some(Sum { format, products: Products::Cast });
        let [conv_kernel, conv_bias, dense_kernel, dense_bias] = TENSORS.map(str::to_owned);
        let formats = [conv.weight, conv.bias, dense.weight, dense.bias];
        Ok(nn::Network {
            name: name.clone(),
            inputs: vec![Port { name: "norm".to_owned(), shape: vec![CELLS], number: Number::from(*norm) }],
            tensors: TENSORS
                .into_iter()
                .zip(formats)
                .map(|(name, format)| TensorSpec { name: name.to_owned(), number: Number::from(format) })
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
                        sum: sum(conv.accumulator),
                    },
                    None,
                ),
                layer("activation", "conv", relu(), Some(conv.activation)),
                layer(
                    "dense",
                    "activation",
                    Op::Dense {
                        units: LATENTS,
                        weights: dense_kernel,
                        bias: Some(dense_bias),
                        sum: sum(dense.accumulator),
                    },
                    None,
                ),
                layer("latents", "dense", relu(), Some(dense.latent)),
            ],
            outputs: vec!["latents".to_owned()],
        })
    }

    /// The first form of a description, if it has one: the same layers under the same names.
    pub fn of(network: &nn::Network) -> Option<Self> {
        let format = |number: &Number| number.format().filter(|_| number.scales() == 0);
        let [gather, conv, activation, dense, latents] = network.layers.as_slice() else { return None };
        let Op::Gather { shape, indices } = &gather.op else { return None };
        let &[height, width, channels] = shape.as_slice() else { return None };
        let cells = indices.iter().map(|&index| i8::try_from(index).ok()).collect::<Option<Vec<i8>>>()?;
        let Op::Conv2d { kernel, stride, filters, sum: Some(conv_sum), .. } = &conv.op else { return None };
        let Op::Dense { sum: Some(dense_sum), .. } = &dense.op else { return None };
        let [conv_weight, conv_bias, dense_weight, dense_bias] = network.tensors.as_slice() else { return None };
        let form = Network {
            name: network.name.clone(),
            image: Image { height, width, channels, cells },
            norm: format(&network.inputs.first()?.number)?,
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
