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
use crate::interchange::decoder::{DecoderExport, DecoderLayer, DecoderLayers};
use crate::interchange::encoder::write::{dense_kernel, values};
use crate::interchange::function::ValueFunction;
use crate::interchange::ndarray::NdArray;
use crate::network::{EncoderTensor, FirstForm};
use crate::nn::Weights;

/// The version of Keras whose form this is.
const VERSION: &str = "2.5.0";

/// The files of an encoder and, if there is one, of its decoder and of the two as autoencoder.
///
/// # Errors
/// If HDF5 cannot be written, which no model is known to cause.
pub fn files(
    network: &FirstForm,
    parameters: &Weights,
    decoder: Option<&DecoderExport>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let mut models = vec![encoder_model(network, parameters)];
    if let Some(decoder) = decoder {
        models.push(decoder_model(&decoder.layers));
        models.push(autoencoder(network, parameters, decoder));
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

    fn dense(&mut self, name: &str, inputs: usize, kernel: Vec<f32>, bias: Vec<f32>) {
        let outputs = bias.len();
        let options = json!({ "units": outputs, "activation": "relu", "use_bias": true });
        self.add("Dense", name, options, Some((&[inputs, outputs], kernel, bias)));
    }

    /// A transposed convolution with padding "same", kernel (row, column, output, input).
    fn transposed(&mut self, name: &str, stride: usize, activation: &str, kernel: &NdArray, bias: &[f32]) {
        let rows = kernel.shape.first().copied().unwrap_or_default();
        let mut options = convolution(bias.len(), rows, stride, activation);
        options["output_padding"] = Value::Null;
        let weights = (&kernel.shape[..], kernel.values.clone(), bias.to_vec());
        self.add("Conv2DTranspose", name, options, Some(weights));
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
    let kernel = dense_kernel(network, parameters);
    model.dense("encoded_vector", network.activations(), kernel, values(EncoderTensor::DenseBias));
    model
}

fn decoder_model(decoder: &DecoderLayers) -> Model {
    let mut model = Model::new("decoder");
    model.input("decoder_input", &[decoder.inputs]);
    // Layers of a kind are counted, as Keras does.
    let counted = |kind: &str, number: &mut usize| {
        *number += 1;
        if *number == 1 { kind.to_owned() } else { format!("{kind}_{}", *number - 1) }
    };
    let (mut dense, mut transposed) = (0, 0);
    for layer in &decoder.layers {
        match layer {
            DecoderLayer::Dense { kernel, bias, .. } => {
                let inputs = kernel.values.len() / bias.len().max(1);
                model.dense(&counted("dense", &mut dense), inputs, kernel.values.clone(), bias.clone());
            }
            DecoderLayer::Reshape(shape) => model.add("Reshape", "reshape", json!({ "target_shape": shape }), None),
            DecoderLayer::Transposed { stride, kernel, bias, activation, .. } => {
                let name = counted("conv2d_transpose", &mut transposed);
                // The reference has its sigmoid in a layer of its own, and names the output after it.
                let sigmoid = *activation == ValueFunction::Sigmoid;
                model.transposed(&name, *stride, if sigmoid { "linear" } else { "relu" }, kernel, bias);
                if sigmoid {
                    model.add("Activation", "decoder_output", json!({ "activation": "sigmoid" }), None);
                }
            }
        }
    }
    model
}

fn autoencoder(network: &FirstForm, parameters: &Weights, decoder: &DecoderExport) -> Model {
    let image = &network.image;
    let (encoder, conditions) = (encoder_model(network, parameters), decoder.conditions);
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
    model.model(&decoder_model(&decoder.layers), latents);
    model
}
