//! Keras models: the architecture as JSON, the weights as HDF5, in the form of Keras 2, which Keras 3 reads too.
//!
//! ```text
//! model = keras.models.model_from_json(open("encoder.json").read())
//! model.load_weights("encoder.hdf5")
//! ```
//!
//! Layers are the plain ones of Keras with ReLU between them. The encoder's weights are those of the chip,
//! multiples of 1/32, but every product is exact: its latents differ from those of the chip by what the chip
//! cuts off its products, and are not cut to 9 bits below 2. The decoder has no quantisers anyway.
//!
//! The autoencoder is both, one inside the other, with the conditions of the decoder, if it has any, as
//! second input.

use hdf5_pure::{AttrValue, FileBuilder, FinishedGroup, GroupBuilder};
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::interchange::encoder::write::{dense_kernel, values};
use crate::interchange::export::DecoderExport;
use crate::network::{EncoderTensor, FirstForm};
use crate::nn::{Function, NodeId, Op, Padding, Weights};

/// The version of Keras whose form this is.
const VERSION: &str = "2.5.0";

/// The files of an encoder and, if there is one, of its decoder and of the two as autoencoder.
///
/// # Errors
/// Layers of the decoder that this module does not write, by name, and HDF5 that cannot be written, which no model is
/// known to cause.
pub fn files(
    network: &FirstForm,
    parameters: &Weights,
    decoder: Option<&DecoderExport>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let mut models = vec![encoder_model(network, parameters)];
    if let Some(decoder) = decoder {
        let decoder_model = decoder_model(decoder)?;
        let autoencoder = autoencoder(network, parameters, &decoder_model, decoder.conditions);
        models.extend([decoder_model, autoencoder]);
    }
    let mut files = Vec::new();
    for model in models {
        files.push((format!("{}.json", model.name), model.architecture().to_string().into_bytes()));
        files.push((format!("{}.hdf5", model.name), model.hdf5()?));
    }
    Ok(files)
}

/// One layer.
struct Layer {
    name: String,
    /// Its class and options in the architecture.
    class: &'static str,
    options: Value,
    /// Names of the layers that it reads.
    inputs: Vec<String>,
    weights: Vec<LayerTensor>,
}

/// A tensor of weights.
struct LayerTensor {
    /// LAYER/kernel:0 or LAYER/bias:0.
    name: String,
    shape: Vec<usize>,
    values: Vec<f32>,
}

/// A model: layers, each after those that it reads; the last gives the output.
struct Model {
    name: &'static str,
    layers: Vec<Layer>,
}

impl Model {
    fn new(name: &'static str) -> Self {
        Model { name, layers: Vec::new() }
    }

    fn input(&mut self, name: &str, shape: &[usize]) {
        let lengths: Vec<Option<usize>> = [None].into_iter().chain(shape.iter().copied().map(Some)).collect();
        let options = json!({ "batch_input_shape": lengths, "sparse": false, "ragged": false });
        let (name, inputs, weights) = (name.to_owned(), Vec::new(), Vec::new());
        self.layers.push(Layer { name, class: "InputLayer", options, inputs, weights });
    }

    /// Adds a layer that reads the one before it; `kernel` comes with its shape, and the bias with it.
    fn add(&mut self, class: &'static str, name: &str, options: Value, kernel: Option<(&[usize], Vec<f32>, Vec<f32>)>) {
        let inputs = self.layers.last().map(|layer| layer.name.clone()).into_iter().collect();
        let weights = kernel.into_iter().flat_map(|(shape, kernel, bias)| {
            [
                LayerTensor { name: format!("{name}/kernel:0"), shape: shape.to_vec(), values: kernel },
                LayerTensor { name: format!("{name}/bias:0"), shape: vec![bias.len()], values: bias },
            ]
        });
        self.layers.push(Layer { name: name.to_owned(), class, options, inputs, weights: weights.collect() });
    }

    fn dense(&mut self, name: &str, activation: &str, kernel: Vec<f32>, bias: Vec<f32>) {
        let (inputs, outputs) = (kernel.len() / bias.len().max(1), bias.len());
        let options = json!({ "units": outputs, "activation": activation, "use_bias": true });
        self.add("Dense", name, options, Some((&[inputs, outputs], kernel, bias)));
    }

    /// Adds a model as a layer.
    fn model(&mut self, model: &Model, input: &str) {
        let weights = model.layers.iter().flat_map(|layer| &layer.weights);
        let weights = weights
            .map(|one| LayerTensor { name: one.name.clone(), shape: one.shape.clone(), values: one.values.clone() })
            .collect();
        let (name, inputs) = (model.name.to_owned(), vec![input.to_owned()]);
        self.layers.push(Layer { name, class: "Functional", options: model.config(), inputs, weights });
    }

    /// What Keras builds the model from. Keras 3 looks for the class in the module; Keras 2 has only names.
    fn architecture(&self) -> Value {
        json!({
            "module": "keras", "class_name": "Model", "config": self.config(), "registered_name": null,
            "keras_version": VERSION, "backend": "tensorflow",
        })
    }

    fn config(&self) -> Value {
        let tensor = |name: &str| json!([name, 0, 0]);
        let layer = |layer: &Layer| {
            let mut options = layer.options.clone();
            options["name"] = json!(layer.name);
            if layer.class != "Functional" {
                options["dtype"] = json!("float32");
            }
            let reads: Vec<Value> = layer.inputs.iter().map(|input| json!([input, 0, 0, {}])).collect();
            // One call of the layer.
            let calls = if reads.is_empty() { json!([]) } else { json!([reads]) };
            json!({ "class_name": layer.class, "config": options, "name": layer.name, "inbound_nodes": calls })
        };
        let inputs = self.layers.iter().filter(|layer| layer.inputs.is_empty()).map(|layer| tensor(&layer.name));
        let outputs = self.layers.last().map(|layer| tensor(&layer.name));
        json!({
            "name": self.name,
            "layers": self.layers.iter().map(layer).collect::<Vec<_>>(),
            "input_layers": inputs.collect::<Vec<_>>(),
            "output_layers": outputs.into_iter().collect::<Vec<_>>(),
        })
    }

    /// The weights: a group for each layer, and in it what the names of the weights say.
    fn hdf5(&self) -> Result<Vec<u8>> {
        let names = |names: Vec<String>| AttrValue::AsciiStringArray(names);
        let mut file = FileBuilder::new();
        file.set_attr("layer_names", names(self.layers.iter().map(|layer| layer.name.clone()).collect()));
        file.set_attr("backend", AttrValue::AsciiString("tensorflow".into()));
        file.set_attr("keras_version", AttrValue::AsciiString(VERSION.into()));
        for layer in &self.layers {
            let mut group = file.create_group(&layer.name);
            group.set_attr("weight_names", names(layer.weights.iter().map(|weights| weights.name.clone()).collect()));
            for pair in layer.weights.chunks(2) {
                if let Some(inner) = inner_group(&mut group, pair) {
                    group.add_group(inner);
                }
            }
            file.add_group(group.finish());
        }
        file.finish().map_err(|error| Error::new(format!("cannot write HDF5: {error}")))
    }
}

/// The group of one layer's kernel and bias.
fn inner_group(outer: &mut GroupBuilder, pair: &[LayerTensor]) -> Option<FinishedGroup> {
    let mut inner = outer.create_group(pair.first()?.name.split_once('/')?.0);
    for weights in pair {
        let shape: Vec<u64> = weights.shape.iter().map(|&length| length as u64).collect();
        inner.create_dataset(weights.name.split_once('/')?.1).with_f32_data(&weights.values).with_shape(&shape);
    }
    Some(inner.finish())
}

/// Options of a convolution, to either side.
fn convolution(filters: usize, kernel: usize, stride: usize, activation: &str) -> Value {
    json!({
        "filters": filters, "kernel_size": [kernel, kernel], "strides": [stride, stride], "padding": "same",
        "data_format": "channels_last", "dilation_rate": [1, 1], "activation": activation,
        "use_bias": true,
    })
}

fn encoder_model(network: &FirstForm, parameters: &Weights) -> Model {
    let (image, conv) = (&network.image, &network.conv);
    let values = |tensor| values(network, parameters, tensor);
    let mut model = Model::new("encoder");
    model.input("input_1", &[image.height, image.width, image.channels]);
    let shape = network.tensor_shape(EncoderTensor::ConvKernel);
    let weights = (&shape[..], values(EncoderTensor::ConvKernel), values(EncoderTensor::ConvBias));
    model.add("Conv2D", "conv2d_0_m", convolution(conv.filters, conv.kernel, conv.stride, "relu"), Some(weights));
    model.add("Flatten", "flatten", json!({ "data_format": "channels_last" }), None);
    model.dense("encoded_vector", "relu", dense_kernel(network, parameters), values(EncoderTensor::DenseBias));
    model
}

/// The decoder layer by layer. The activations behind sums are settings of their layers, but for the sigmoid at the end:
/// the reference has it in a layer of its own, and names the output after it.
fn decoder_model(decoder: &DecoderExport) -> Result<Model> {
    let DecoderExport { network, weights, .. } = decoder;
    let mut model = Model::new("decoder");
    model.input("decoder_input", &network.inputs()[0].shape);
    // Layers of a kind are counted, as Keras does.
    let counted = |kind: &str, number: &mut usize| {
        *number += 1;
        if *number == 1 { kind.to_owned() } else { format!("{kind}_{}", *number - 1) }
    };
    let reals = |name: &str| network.find_tensor(name).map_or(&[][..], |id| weights.reals(id));
    let (mut dense, mut transposed) = (0, 0);
    for (id, node, layer) in network.layers() {
        let refused = || {
            let what = "Keras models are written of dense layers, transposed convolutions with padding and bias, ReLU and \
                        sigmoid, each behind the other";
            Error::new(what).field(format!("layer {}", layer.name)).found(layer.op.name())
        };
        if node.inputs != [NodeId(id.0 - 1)] {
            return Err(refused());
        }
        match &layer.op {
            Op::Dense { units, weights, bias: Some(bias), .. } => {
                let (matrix, inputs) = (reals(weights), network.node(node.inputs[0]).len());
                // Keras has (inputs, outputs).
                let kernel = (0..inputs * units).map(|at| matrix[at % units * inputs + at / units]).collect();
                model.dense(&counted("dense", &mut dense), "linear", kernel, reals(bias).to_vec());
            }
            Op::ConvTranspose2d {
                kernel, stride, padding: Padding::Same, filters, weights, bias: Some(bias), ..
            } if kernel[0] == kernel[1] && stride[0] == stride[1] => {
                let mut options = convolution(*filters, kernel[0], stride[0], "linear");
                options["output_padding"] = Value::Null;
                let shape = network.find_tensor(weights).map(|id| network.tensor(id).shape.clone());
                let own = (&shape.unwrap_or_default()[..], reals(weights).to_vec(), reals(bias).to_vec());
                model.add("Conv2DTranspose", &counted("conv2d_transpose", &mut transposed), options, Some(own));
            }
            Op::Reshape { shape } => model.add("Reshape", "reshape", json!({ "target_shape": shape }), None),
            Op::Activation { function: Function::Relu } => match model.layers.last_mut() {
                Some(sums) if sums.options["activation"] == "linear" => sums.options["activation"] = json!("relu"),
                _ => return Err(refused()),
            },
            Op::Activation { function: Function::Sigmoid } => {
                model.add("Activation", "decoder_output", json!({ "activation": "sigmoid" }), None);
            }
            Op::Dense { .. }
            | Op::ConvTranspose2d { .. }
            | Op::Activation { .. }
            | Op::Conv2d { .. }
            | Op::Affine { .. }
            | Op::BatchNorm { .. }
            | Op::MaxPool2d { .. }
            | Op::UpSample2d { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Add {}
            | Op::Multiply {}
            | Op::Mean {}
            | Op::Mask { .. }
            | Op::Gather { .. }
            | Op::Slice { .. }
            | Op::Flatten {}
            | Op::Concat {} => return Err(refused()),
        }
    }
    Ok(model)
}

fn autoencoder(network: &FirstForm, parameters: &Weights, decoder: &Model, conditions: usize) -> Model {
    let (image, encoder) = (&network.image, encoder_model(network, parameters));
    let mut model = Model::new("autoencoder");
    model.input("input_1", &[image.height, image.width, image.channels]);
    let mut latents = encoder.name;
    if conditions > 0 {
        model.input("conditions", &[conditions]);
    }
    model.model(&encoder, "input_1");
    if conditions > 0 {
        model.add("Concatenate", "concatenate", json!({ "axis": -1 }), None);
        if let Some(concatenate) = model.layers.last_mut() {
            concatenate.inputs.push("conditions".to_owned());
        }
        latents = "concatenate";
    }
    model.model(decoder, latents);
    model
}
