//! Keras models: `NAME.json` and `NAME.hdf5` in the form of Keras 2, which Keras 3 reads too, and `NAME.keras`, the archive
//! of Keras 3, which Keras 2 reads from 2.12 on (as tf_keras).
//!
//! ```text
//! model = keras.models.load_model("encoder.keras")
//! model = keras.models.load_model("encoder.hdf5")
//! model = keras.models.model_from_json(open("encoder.json").read())
//! model.load_weights("encoder.hdf5")
//! ```
//!
//! | form | the encoder's layers |
//! |---|---|
//! | plain | Conv2D and Dense with ReLU; the weights are those of the chip, multiples of 1/32 |
//! | reference | QConv2D and QDense of QKeras with the quantisers of the reference systems |
//!
//! In both every product is exact, and the latents are not cut to what a packet carries: they differ from those of the
//! chip. The decoder has no quantisers. The autoencoder is the layers of both, one behind the other, with the conditions
//! of the decoder, if it has any, as second input. A model inside a model is not written: Keras 2 does not come to an
//! end with one in the description of Keras 3.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hdf5_pure::{AttrValue, FileBuilder, GroupBuilder};
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::interchange::archive;
use crate::interchange::encoder::write::{REFERENCE_ACTIVATION, REFERENCE_LATENT, dense_kernel, values};
use crate::interchange::export::{DecoderExport, ExportForm, PortNames};
use crate::interchange::network as described;
use crate::network::{EncoderTensor, FirstForm, Format};
use crate::nn::{self, Function, Op, Padding, Typed, Weights};

/// The version of Keras whose form this is.
const VERSION: &str = "2.5.0";

/// The files of an encoder and, if there is one, of its decoder and of the two as autoencoder. `form` is plain or
/// reference.
///
/// # Errors
/// Layers of the decoder that this module does not write, by name; formats of weights that no quantiser of QKeras has;
/// and HDF5 that cannot be written, which no model is known to cause.
pub fn files(
    network: &FirstForm,
    parameters: &Weights,
    form: ExportForm,
    names: &PortNames,
    decoder: Option<&DecoderExport>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let encoder = match form {
        ExportForm::Reference => quantised_encoder(network, parameters, names)?,
        ExportForm::Plain | ExportForm::Chip => plain_encoder(network, parameters),
    };
    let mut models = vec![encoder];
    if let Some(decoder) = decoder {
        let decoder_model = described_model("decoder", "", &decoder.network, &decoder.weights)?;
        let autoencoder = autoencoder(&models[0], &decoder_model, decoder.conditions);
        models.extend([decoder_model, autoencoder]);
    }
    // The layers of QKeras are not in the registry that loading an archive asks.
    written(&models, form != ExportForm::Reference)
}

/// The files of two described networks of real numbers, the second of which reads what the first gives, and of both as
/// autoencoder.
///
/// # Errors
/// Layers that this module does not write, by name.
pub fn described_files([encoder, decoder]: [(&Typed, &Weights); 2]) -> Result<Vec<(String, Vec<u8>)>> {
    let encoder = described_model("encoder", "encoder_", encoder.0, encoder.1)?;
    let decoder = described_model("decoder", "", decoder.0, decoder.1)?;
    let both = autoencoder(&encoder, &decoder, 0);
    written(&[encoder, decoder, both], true)
}

/// The files of one described network of real numbers.
///
/// # Errors
/// As [`described_files`].
pub fn described_file(name: &'static str, network: &Typed, weights: &Weights) -> Result<Vec<(String, Vec<u8>)>> {
    written(&[described_model(name, "", network, weights)?], true)
}

/// The files of models, with archives of Keras 3 or without.
fn written(models: &[Model], archives: bool) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for model in models {
        let description = model.architecture().to_string();
        files.push((format!("{}.json", model.name), description.clone().into_bytes()));
        files.push((format!("{}.hdf5", model.name), model.hdf5(&description)?));
        if archives {
            files.push((format!("{}.keras", model.name), model.archive(&description)?));
        }
    }
    Ok(files)
}

/// One layer.
#[derive(Clone)]
struct Layer {
    name: String,
    /// Its class and options in the architecture.
    class: &'static str,
    options: Value,
    /// Names of the layers that it reads.
    inputs: Vec<String>,
    weights: Vec<LayerTensor>,
}

impl Layer {
    /// The layer in the architecture.
    fn config(&self) -> Value {
        let mut options = self.options.clone();
        options["name"] = json!(self.name);
        options["dtype"] = json!("float32");
        let reads: Vec<Value> = self.inputs.iter().map(|input| json!([input, 0, 0, {}])).collect();
        // One call of the layer.
        let calls = if reads.is_empty() { json!([]) } else { json!([reads]) };
        json!({ "class_name": self.class, "config": options, "name": self.name, "inbound_nodes": calls })
    }
}

/// A tensor of weights.
#[derive(Clone)]
struct LayerTensor {
    /// `kernel:0` or `bias:0`.
    name: &'static str,
    shape: Vec<usize>,
    values: Vec<f32>,
}

/// Shape and values of a kernel, and the biases.
type Kernel<'a> = (&'a [usize], Vec<f32>, Option<Vec<f32>>);

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

    /// Adds a layer that reads the one before it; `kernel` comes with its shape, and with the bias if there is one.
    fn add(&mut self, class: &'static str, name: &str, options: Value, kernel: Option<Kernel>) {
        let inputs = self.last();
        let weights = kernel.into_iter().flat_map(|(shape, kernel, bias)| {
            let kernel = LayerTensor { name: "kernel:0", shape: shape.to_vec(), values: kernel };
            let bias = bias.map(|bias| LayerTensor { name: "bias:0", shape: vec![bias.len()], values: bias });
            [kernel].into_iter().chain(bias)
        });
        self.layers.push(Layer { name: name.to_owned(), class, options, inputs, weights: weights.collect() });
    }

    /// The name of the last layer.
    fn last(&self) -> Vec<String> {
        self.layers.last().map(|layer| layer.name.clone()).into_iter().collect()
    }

    /// Adds a dense layer; `kernel` is (inputs, units).
    fn dense(&mut self, name: &str, activation: &str, units: usize, kernel: Vec<f32>, bias: Option<Vec<f32>>) {
        let inputs = kernel.len() / units.max(1);
        let options = json!({ "units": units, "activation": activation, "use_bias": bias.is_some() });
        self.add("Dense", name, options, Some((&[inputs, units], kernel, bias)));
    }

    /// Puts the layers in the order in which Keras has those of a model that it built from its description, and in which
    /// it takes weights from a file: by the longest way to the output, and then as they are met on the way back from it.
    fn sort(&mut self) {
        let place = |name: &String| self.layers.iter().position(|layer| layer.name == *name);
        let inputs: Vec<Vec<usize>> =
            self.layers.iter().map(|layer| layer.inputs.iter().filter_map(place).collect()).collect();
        let (mut ways, mut met) = (vec![0usize; inputs.len()], vec![None; inputs.len()]);
        for (layer, inputs) in inputs.iter().enumerate().rev() {
            for &input in inputs {
                ways[input] = ways[input].max(ways[layer] + 1);
            }
        }
        let (mut open, mut count) = (vec![inputs.len().saturating_sub(1)], 0);
        while let Some(layer) = open.pop() {
            if met[layer].is_none() {
                met[layer] = Some(count);
                count += 1;
                open.extend(inputs[layer].iter().rev());
            }
        }
        let mut keyed: Vec<_> = std::mem::take(&mut self.layers).into_iter().zip(ways.into_iter().zip(met)).collect();
        keyed.sort_by_key(|&(_, (way, met))| (Reverse(way), met));
        self.layers = keyed.into_iter().map(|(layer, _)| layer).collect();
    }

    /// What Keras builds the model from. Keras 3 looks for the class in the module; Keras 2 has only names.
    fn architecture(&self) -> Value {
        json!({
            "module": "keras", "class_name": "Model", "config": self.config(), "registered_name": null,
            "keras_version": VERSION, "backend": "tensorflow",
        })
    }

    fn config(&self) -> Value {
        fn tensor(name: &str) -> Value {
            json!([name, 0, 0])
        }
        let inputs = self.layers.iter().filter(|layer| layer.inputs.is_empty()).map(|layer| tensor(&layer.name));
        let outputs = self.layers.last().map(|layer| tensor(&layer.name));
        json!({
            "name": self.name,
            "layers": self.layers.iter().map(Layer::config).collect::<Vec<_>>(),
            "input_layers": inputs.collect::<Vec<_>>(),
            "output_layers": outputs.into_iter().collect::<Vec<_>>(),
        })
    }

    /// A file as `save` writes it: the description, and in `model_weights` a group for each layer.
    fn hdf5(&self, description: &str) -> Result<Vec<u8>> {
        let versions = [("backend", "tensorflow"), ("keras_version", VERSION)];
        let mut file = FileBuilder::new();
        file.set_attr("model_config", AttrValue::AsciiString(description.to_owned()));
        let mut all = file.create_group("model_weights");
        for (key, value) in versions {
            file.set_attr(key, AttrValue::AsciiString(value.into()));
            all.set_attr(key, AttrValue::AsciiString(value.into()));
        }
        let names = self.layers.iter().map(|layer| layer.name.clone()).collect();
        all.set_attr("layer_names", AttrValue::AsciiStringArray(names));
        for layer in &self.layers {
            let mut outer = all.create_group(&layer.name);
            let names = layer.weights.iter().map(|weights| format!("{}/{}", layer.name, weights.name)).collect();
            outer.set_attr("weight_names", AttrValue::AsciiStringArray(names));
            if !layer.weights.is_empty() {
                let mut inner = outer.create_group(&layer.name);
                for weights in &layer.weights {
                    dataset(&mut inner, weights.name, weights);
                }
                outer.add_group(inner.finish());
            }
            all.add_group(outer.finish());
        }
        file.add_group(all.finish());
        finished(file)
    }

    /// The archive of Keras 3. In the file of weights layers are called after their classes, and numbered.
    fn archive(&self, description: &str) -> Result<Vec<u8>> {
        let mut file = FileBuilder::new();
        let own = file.create_group("vars").finish();
        file.add_group(own);
        let mut layers = file.create_group("layers");
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        for layer in &self.layers {
            let class = snake_case(layer.class);
            let number = classes.entry(class.clone()).or_default();
            let mut outer = layers.create_group(&if *number == 0 { class } else { format!("{class}_{number}") });
            *number += 1;
            let mut vars = outer.create_group("vars");
            vars.set_attr("name", AttrValue::AsciiString(layer.name.clone()));
            for (number, weights) in layer.weights.iter().enumerate() {
                dataset(&mut vars, &number.to_string(), weights);
            }
            outer.add_group(vars.finish());
            layers.add_group(outer.finish());
        }
        file.add_group(layers.finish());
        archive::write(&[
            ("metadata.json".to_owned(), json!({ "keras_version": VERSION }).to_string().into_bytes()),
            ("config.json".to_owned(), description.as_bytes().to_vec()),
            ("model.weights.h5".to_owned(), finished(file)?),
        ])
    }
}

fn finished(file: FileBuilder) -> Result<Vec<u8>> {
    file.finish().map_err(|error| Error::new(format!("cannot write HDF5: {error}")))
}

fn dataset(group: &mut GroupBuilder, name: &str, weights: &LayerTensor) {
    let shape: Vec<u64> = weights.shape.iter().map(|&length| length as u64).collect();
    group.create_dataset(name).with_f32_data(&weights.values).with_shape(&shape);
}

/// The name of a class with small letters: `Conv2DTranspose` is `conv2d_transpose`.
fn snake_case(class: &str) -> String {
    let letters: Vec<char> = class.chars().collect();
    let mut name = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let begins = letter.is_ascii_uppercase() && letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        if at > 0 && (begins || letter.is_ascii_uppercase() && letters[at - 1].is_ascii_lowercase()) {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Options of a convolution, to either side.
fn convolution(filters: usize, kernel: usize, stride: usize, activation: &str) -> Value {
    json!({
        "filters": filters, "kernel_size": [kernel, kernel], "strides": [stride, stride], "padding": "same",
        "data_format": "channels_last", "dilation_rate": [1, 1], "activation": activation,
        "use_bias": true,
    })
}

fn plain_encoder(network: &FirstForm, parameters: &Weights) -> Model {
    let (image, conv) = (&network.image, &network.conv);
    let mut model = Model::new("encoder");
    model.input("input_1", &[image.height, image.width, image.channels]);
    let shape = network.tensor_shape(EncoderTensor::ConvKernel);
    let weights = (
        &shape[..],
        values(network, parameters, EncoderTensor::ConvKernel),
        Some(values(network, parameters, EncoderTensor::ConvBias)),
    );
    model.add("Conv2D", CONVOLUTION, convolution(conv.filters, conv.kernel, conv.stride, "relu"), Some(weights));
    model.add("Flatten", "flatten", json!({ "data_format": "channels_last" }), None);
    let bias = values(network, parameters, EncoderTensor::DenseBias);
    model.dense(LATENT_LAYER, "relu", bias.len(), dense_kernel(network, parameters), Some(bias));
    model
}

/// Names that the layers of the reference have.
const CONVOLUTION: &str = "conv2d_0_m";
const LATENT_LAYER: &str = "encoded_vector";

/// The encoder in layers of QKeras, as the graph of the form has it: the 4x4x3 network has ReLU, and quantisers of the
/// weights only.
fn quantised_encoder(network: &FirstForm, parameters: &Weights, names: &PortNames) -> Result<Model> {
    let real = names.is_cmssw_4x4x3();
    let mut model = Model::new("encoder");
    for layer in plain_encoder(network, parameters).layers {
        let activation = match (layer.class, layer.name.as_str()) {
            ("InputLayer", _) if real => None,
            ("InputLayer", _) => Some(("input_quantization", REFERENCE_ACTIVATION)),
            ("Conv2D", _) => Some(("act", REFERENCE_ACTIVATION)),
            (_, LATENT_LAYER) if real => Some(("latents", REFERENCE_LATENT)),
            (_, LATENT_LAYER) => Some(("latent_quantization", REFERENCE_LATENT)),
            _ => None,
        };
        let tensors = match layer.class {
            "Conv2D" => Some(("QConv2D", EncoderTensor::ConvKernel, EncoderTensor::ConvBias)),
            "Dense" => Some(("QDense", EncoderTensor::DenseKernel, EncoderTensor::DenseBias)),
            _ => None,
        };
        let mut layer = Layer { inputs: model.last(), ..layer };
        if let Some((class, kernel, bias)) = tensors {
            layer.class = class;
            layer.options["activation"] = Value::Null;
            layer.options["kernel_quantizer"] = quantiser(network.tensor_format(kernel), kernel.name())?;
            layer.options["bias_quantizer"] = quantiser(network.tensor_format(bias), bias.name())?;
        }
        model.layers.push(layer);
        if let Some((name, format)) = activation {
            if real {
                model.add("Activation", name, json!({ "activation": "relu" }), None);
            } else {
                let settings = &quantiser(format, name)?["config"];
                let word = format!("quantized_bits({},{},0,1,alpha=1)", settings["bits"], settings["integer"]);
                model.add("QActivation", name, json!({ "activation": word }), None);
            }
        }
    }
    Ok(model)
}

/// The quantiser of QKeras to a format.
fn quantiser(format: Format, field: &str) -> Result<Value> {
    let Some(integer) = (format.bits - u32::from(format.signed)).checked_sub(format.frac) else {
        return Err(Error::new("QKeras has no quantiser to numbers that are all below 1/2")
            .field(field)
            .found(format)
            .allowed("at most as many bits behind the binary point as there are")
            .hint("--form plain has no quantisers"));
    };
    let config = json!({
        "bits": format.bits, "integer": integer, "symmetric": 0, "keep_negative": format.signed, "alpha": 1,
    });
    Ok(json!({ "class_name": "quantized_bits", "config": config }))
}

/// The name of one more layer of a kind: they are counted as Keras does.
fn counted(prefix: &str, kind: &str, number: &mut usize) -> String {
    *number += 1;
    if *number == 1 { format!("{prefix}{kind}") } else { format!("{prefix}{kind}_{}", *number - 1) }
}

/// A layer that no Keras model here has.
fn unwritten(layer: &nn::Layer) -> Error {
    let what = "Keras models are written of dense layers, convolutions and transposed ones with bias, sums, products and \
                means of layers, ReLU, GELU, softmax, tanh and sigmoid";
    Error::new(what).field(format!("layer {}", layer.name)).found(layer.op.name())
}

/// A described network layer by layer, whose layers get names that begin with `prefix`. The activations behind sums are
/// settings of their layers, but for the sigmoid at the end: the reference has it in a layer of its own, and names the
/// output after it. Keras has no layer that puts values to places: that is a dense layer of zeros and ones.
fn described_model(name: &'static str, prefix: &str, network: &Typed, numbers: &Weights) -> Result<Model> {
    if let Some(node) = network.nodes().iter().find(|node| node.number.is_fixed()) {
        return Err(Error::unsupported("fixed-point numbers are not written to models of Keras")
            .field(format!("network {}, {}", network.name(), node.name))
            .found(&node.number));
    }
    let mut model = Model::new(name);
    model.input(&format!("{name}_input"), &network.inputs()[0].shape);
    fn reals<'a>((network, numbers): (&Typed, &'a Weights), name: &str) -> &'a [f32] {
        network.find_tensor(name).map_or(&[][..], |id| numbers.reals(id))
    }
    let own = (network, numbers);
    let [mut dense, mut conv, mut transposed, mut sums, mut products, mut activations, mut slices] = [0; 7];
    // The layer of each node: the input's first.
    let mut names = model.last();
    for (_, node, layer) in network.layers() {
        let inputs: Vec<String> = node.inputs.iter().map(|input| names[input.0].clone()).collect();
        let made = model.layers.len();
        match &layer.op {
            Op::Dense { units, weights, bias: Some(bias), .. } => {
                let (matrix, inputs) = (reals(own, weights), network.node(node.inputs[0]).len());
                // Keras has (inputs, outputs).
                let kernel = (0..inputs * units).map(|at| matrix[at % units * inputs + at / units]).collect();
                let bias = Some(reals(own, bias).to_vec());
                model.dense(&counted(prefix, "dense", &mut dense), "linear", *units, kernel, bias);
            }
            Op::Conv2d { kernel, stride, padding, filters, weights, bias: Some(bias), .. }
            | Op::ConvTranspose2d { kernel, stride, padding, filters, weights, bias: Some(bias), .. }
                if kernel[0] == kernel[1] && stride[0] == stride[1] && !matches!(padding, Padding::Zeros(_)) =>
            {
                let mut options = convolution(*filters, kernel[0], stride[0], "linear");
                options["padding"] = json!(if *padding == Padding::Same { "same" } else { "valid" });
                let (class, name) = match &layer.op {
                    Op::Conv2d { .. } => ("Conv2D", counted(prefix, "conv2d", &mut conv)),
                    _ => {
                        options["output_padding"] = Value::Null;
                        ("Conv2DTranspose", counted(prefix, "conv2d_transpose", &mut transposed))
                    }
                };
                let shape = network.find_tensor(weights).map(|id| network.tensor(id).shape.clone());
                let [kernel, bias] = [weights, bias].map(|name| reals(own, name).to_vec());
                model.add(class, &name, options, Some((&shape.unwrap_or_default()[..], kernel, Some(bias))));
            }
            Op::Flatten {} => model.add("Flatten", "flatten", json!({ "data_format": "channels_last" }), None),
            Op::Reshape { shape } => model.add("Reshape", "reshape", json!({ "target_shape": shape }), None),
            Op::Activation { function: Function::Sigmoid } => {
                model.add("Activation", "decoder_output", json!({ "activation": "sigmoid" }), None);
            }
            Op::Activation { function } => {
                let word = match function {
                    Function::Relu => "relu",
                    Function::Gelu => "gelu",
                    Function::Softmax => "softmax",
                    Function::Tanh => "tanh",
                    _ => return Err(unwritten(layer)),
                };
                let alone = network.nodes().iter().filter(|other| other.inputs.contains(&node.inputs[0])).count() == 1;
                match model.layers.last_mut() {
                    Some(sums) if alone && inputs == [sums.name.as_str()] && sums.options["activation"] == "linear" => {
                        sums.options["activation"] = json!(word);
                    }
                    _ => {
                        let name = counted(prefix, "activation", &mut activations);
                        model.add("Activation", &name, json!({ "activation": word }), None);
                    }
                }
            }
            Op::Add {} => model.add("Add", &counted(prefix, "add", &mut sums), json!({}), None),
            Op::Multiply {} => model.add("Multiply", &counted(prefix, "multiply", &mut products), json!({}), None),
            Op::Concat {} => model.add("Concatenate", "members", json!({ "axis": -1 }), None),
            Op::Mean {} => {
                let options = json!({ "data_format": "channels_last", "keepdims": false });
                model.add("GlobalAveragePooling2D", "mean", options, None);
            }
            Op::Slice { from, to } => {
                let indices: Vec<i32> = (*from..*to).map(|index| index as i32).collect();
                let places = described::write::placed(network.node(node.inputs[0]).len(), &indices);
                model.dense(&counted(prefix, "conditions_only", &mut slices), "linear", indices.len(), places, None);
            }
            Op::Gather { shape, indices } => {
                let places = described::write::placed(network.node(node.inputs[0]).len(), indices);
                model.dense("places", "linear", indices.len(), places, None);
                model.add("Reshape", "image", json!({ "target_shape": shape }), None);
            }
            Op::Dense { .. }
            | Op::ConvTranspose2d { .. }
            | Op::Conv2d { .. }
            | Op::Affine { .. }
            | Op::BatchNorm { .. }
            | Op::MaxPool2d { .. }
            | Op::UpSample2d { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Mask { .. } => return Err(unwritten(layer)),
        }
        if let Some(first) = model.layers.get_mut(made) {
            first.inputs = inputs;
        }
        names.extend(model.last());
    }
    model.sort();
    Ok(model)
}

/// The layers of both, one behind the other.
fn autoencoder(encoder: &Model, decoder: &Model, conditions: usize) -> Model {
    let mut model = Model { name: "autoencoder", layers: encoder.layers.clone() };
    let latents = model.last();
    if conditions > 0 {
        model.input("conditions", &[conditions]);
        model.add("Concatenate", "concatenate", json!({ "axis": -1 }), None);
        if let Some(concatenate) = model.layers.last_mut() {
            concatenate.inputs = latents.into_iter().chain(std::mem::take(&mut concatenate.inputs)).collect();
        }
    }
    // The first layer is the decoder's input.
    let input = decoder.layers.first().map(|input| input.name.clone());
    let given = model.last();
    for layer in decoder.layers.iter().skip(1) {
        let read = |name: &String| if Some(name) == input.as_ref() { given.clone() } else { vec![name.clone()] };
        let inputs = layer.inputs.iter().flat_map(read).collect();
        model.layers.push(Layer { inputs, ..layer.clone() });
    }
    model.sort();
    model
}
