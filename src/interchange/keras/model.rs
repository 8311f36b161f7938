//! Whole models of Keras and QKeras as graphs: the description of the layers, and their weights from HDF5.
//!
//! A file of `save` holds both; with one of `save_weights` the description comes as JSON (`to_json`). Layers that are
//! not known, and settings that are not understood, are refused by the name of the layer. Kernels behind quantisers of
//! QKeras are the quantised ones; quantised activations become quantisers of the graph.

use std::collections::HashMap;

use serde_json::Value;

use super::read::{self, Found};
use crate::error::{Error, Result};
use crate::interchange::build::power;
use crate::interchange::function::{Pairwise, QuantRounding, ValueFunction};
use crate::interchange::graph::{Graph, GraphOp, Id, QuantGrid, Reduction, order};
use crate::interchange::ndarray::{NdArray, Window, WindowPadding};
use crate::interchange::torch;
use crate::nn::quantiser::Quantiser;

/// Most layers of a model that is read.
const MAX_LAYERS: usize = 1000;

/// Most units of a dense layer and filters of a convolution.
const MAX_UNITS: i64 = 65_536;

/// Deepest nesting of models in models.
const MAX_DEPTH: usize = 16;

/// What is known.
const LAYERS: &str = "InputLayer, Conv2D, QConv2D, Conv2DTranspose, Dense, QDense, Activation, QActivation, ReLU, \
                      LeakyReLU, Softmax, MaxPooling2D, UpSampling2D, GlobalAveragePooling2D, ZeroPadding2D, Cropping2D, Flatten, \
                      Reshape, Permute, Add, Average, Multiply, Concatenate, BatchNormalization, Rescaling, Dropout, and models \
                      of these";

/// A model: its graph, and what QKeras does that its words do not say.
#[derive(Debug, Clone)]
pub struct KerasModel {
    /// The graph.
    pub graph: Graph,
    /// Warnings, by layer.
    pub warnings: Vec<String>,
}

/// Reads a model from the bytes of an HDF5 file; `architecture` is the JSON of its layers, if the file has none.
///
/// # Errors
/// As [`read::import_bytes`] for the file; no description of the layers; layers and settings that are not understood,
/// and weights that are missing or of another shape, by layer.
pub fn read(bytes: Vec<u8>, architecture: Option<&str>) -> Result<KerasModel> {
    let (file, own) = read::open_model(bytes)?;
    let text = architecture.map(str::to_owned).or(own).ok_or_else(|| {
        Error::new("the file does not describe the layers of its model")
            .hint("save the model with 'save', or give the JSON of 'to_json' as --architecture")
    })?;
    model(&text, Some(Stored::Hdf5(read::datasets(&file)?)), None)
}

/// Reads the description of a model, `architecture`, with tensors of PyTorch as its weights: those of the module that has
/// the name of the layer.
///
/// # Errors
/// As [`read()`].
pub fn read_with_tensors(tensors: Vec<torch::TorchTensor>, architecture: &str) -> Result<KerasModel> {
    model(architecture, Some(Stored::Torch(tensors)), None)
}

/// Reads a model, or the model of this name inside it: `encoder` also finds `encoder_2`. `None` if the file does not
/// describe its layers.
///
/// # Errors
/// As [`read()`].
pub fn read_part(bytes: Vec<u8>, part: &str) -> Result<Option<KerasModel>> {
    let (file, text) = read::open_model(bytes)?;
    text.map(|text| model(&text, Some(Stored::Hdf5(read::datasets(&file)?)), Some(part))).transpose()
}

/// Reads the description of a model alone, the JSON of `to_json`. All its weights are 1: for what follows from shapes.
///
/// # Errors
/// As [`read()`].
pub fn read_architecture(text: &str) -> Result<KerasModel> {
    model(text, None, None)
}

/// The weights of a model.
enum Stored {
    Hdf5(Vec<Found>),
    Torch(Vec<torch::TorchTensor>),
}

fn model(text: &str, weights: Option<Stored>, part: Option<&str>) -> Result<KerasModel> {
    let whole: Value =
        serde_json::from_str(text).map_err(|error| Error::new(format!("not the description of a model: {error}")))?;
    let (mut outer, mut layers) = (Vec::new(), Vec::new());
    let model = part.and_then(|part| inside(&whole, part, &mut outer)).unwrap_or(&whole);
    let output = collect(model, [&outer, &outer], None, &mut layers)?;
    let mut names =
        order(&output, |name| Ok(find(&layers, name)?.inputs.iter().map(String::as_str).collect::<Vec<&str>>()))?;
    names.sort_by_key(|name| match layers.iter().position(|layer| layer.name == *name) {
        Some(at) if layers[at].class == "InputLayer" && layers[at].inputs.is_empty() => at,
        _ => usize::MAX,
    });
    let mut groups = HashMap::new();
    name_groups(&whole, "", &[], &mut groups);
    let mut reader = Reader { graph: Graph::default(), weights, groups, warnings: Vec::new() };
    let mut made: Vec<(&str, Id)> = Vec::new();
    for name in names {
        let layer = find(&layers, name)?;
        let inputs = layer.inputs.iter().filter_map(|input| made.iter().find(|(name, _)| *name == input.as_str()));
        let inputs: Vec<Id> = inputs.map(|&(_, id)| id).collect();
        let id = reader.layer(layer, &inputs).map_err(|error| error.field(layer.described()))?;
        made.push((name, id));
    }
    Ok(KerasModel { graph: reader.graph, warnings: reader.warnings })
}

fn find<'l, 'a>(layers: &'l [Layer<'a>], name: &str) -> Result<&'l Layer<'a>> {
    let layer = layers.iter().find(|layer| layer.name == name);
    layer.ok_or_else(|| Error::new("the model has no such layer").field(name))
}

/// The model inside a model whose name begins so; the names of the models that it is in, and its own, are put to
/// `outer`.
fn inside<'a>(model: &'a Value, part: &str, outer: &mut Vec<&'a str>) -> Option<&'a Value> {
    let list = model["config"]["layers"].as_array().filter(|_| outer.len() < MAX_DEPTH)?;
    for layer in list {
        let name = layer["config"]["name"].as_str().or_else(|| layer["name"].as_str()).unwrap_or_default();
        if !layer["class_name"].as_str().is_some_and(|class| MODELS.contains(&class)) {
            continue;
        }
        outer.push(name);
        if name.to_lowercase().starts_with(part) {
            return Some(layer);
        }
        if let Some(found) = inside(layer, part, outer) {
            return Some(found);
        }
        outer.pop();
    }
    None
}

/// The names of the groups in which a file of Keras 3 has the weights of each layer: those of the classes of the models
/// that it is in, and its own, numbered where there are several of a class.
fn name_groups(model: &Value, outer: &str, groups: &[String], all: &mut HashMap<String, Vec<String>>) {
    let list = model["config"]["layers"].as_array().filter(|_| groups.len() < MAX_DEPTH);
    let mut used: HashMap<String, usize> = HashMap::new();
    for value in list.into_iter().flatten() {
        let name = value["config"]["name"].as_str().or_else(|| value["name"].as_str());
        let (Some(class), Some(name)) = (value["class_name"].as_str(), name) else { continue };
        let group = snake_case(class);
        let number = used.entry(group.clone()).and_modify(|number| *number += 1).or_default();
        let group = if *number == 0 { group } else { format!("{group}_{number}") };
        let (name, groups) = (format!("{outer}{name}"), [groups, &[group]].concat());
        if MODELS.contains(&class) {
            name_groups(value, &format!("{name}/"), &groups, all);
        }
        all.insert(name, groups);
    }
}

/// The name of a class as Keras makes names of groups: `QConv2D` is `q_conv2d`, `ReLU` is `re_lu`.
fn snake_case(class: &str) -> String {
    let letters: Vec<char> = class.chars().filter(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let mut name = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let mut beside = [at.checked_sub(1), Some(at + 1)].into_iter().filter_map(|at| letters.get(at?));
        if at > 0 && letter.is_uppercase() && beside.any(|letter| letter.is_lowercase()) {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

/// A layer of the description.
struct Layer<'a> {
    /// Name; of a layer of a model inside the model behind that one's, with a number where that is used several times.
    name: String,
    /// The same without numbers: where its weights are.
    path: String,
    class: &'a str,
    config: &'a Value,
    /// Layers that it reads.
    inputs: Vec<String>,
}

impl Layer<'_> {
    fn described(&self) -> String {
        format!("{} ({})", self.name, self.class)
    }

    fn fault(&self, what: &str) -> Error {
        Error::new(what).field(self.described())
    }

    /// What is wrong with a quantiser of the layer.
    fn quantiser_fault(&self, error: &Error) -> Error {
        self.fault(&format!("a quantiser of the layer cannot be used: {}", error.sentence()))
    }

    /// A setting that nothing else than this is understood of, if it is there.
    fn only(&self, key: &str, allowed: &[Value]) -> Result<()> {
        match &self.config[key] {
            Value::Null => Ok(()),
            found if allowed.contains(found) => Ok(()),
            found => Err(self.fault("a setting that is not supported").found(format!("{key}: {found}"))),
        }
    }

    /// Whole numbers of a setting, which may be one for all.
    fn numbers(&self, key: &str, count: usize) -> Result<Vec<i64>> {
        let found = &self.config[key];
        let numbers: Option<Vec<i64>> = match found {
            Value::Number(one) => one.as_i64().map(|one| vec![one; count]),
            Value::Array(all) => all.iter().map(Value::as_i64).collect(),
            _ => None,
        };
        numbers
            .filter(|numbers| count == 0 || numbers.len() == count)
            .ok_or_else(|| self.fault("a setting is missing or no list of numbers").found(format!("{key}: {found}")))
    }

    /// How many units or filters there are.
    fn units(&self, key: &str) -> Result<usize> {
        match self.numbers(key, 1)?.as_slice() {
            &[number @ 1..=MAX_UNITS] => Ok(number as usize),
            found => Err(self.fault("a setting out of range").found(format!("{key}: {found:?}"))),
        }
    }

    fn pair(&self, key: &str) -> Result<[usize; 2]> {
        let numbers = self.numbers(key, 2)?;
        let [first, second] =
            [0, 1].map(|at| numbers.get(at).and_then(|&n| usize::try_from(n).ok()).filter(|n| (1..=64).contains(n)));
        first
            .zip(second)
            .map(Into::into)
            .ok_or_else(|| self.fault("a setting out of range").found(format!("{key}: {numbers:?}")).allowed("1..=64"))
    }

    /// Before and after rows and columns.
    fn around(&self, key: &str) -> Result<[i64; 4]> {
        let found = &self.config[key];
        let number = |value: &Value| value.as_i64().filter(|number| (0..=64).contains(number));
        let sides = twice(found, |side| twice(side, number));
        let sides = sides.map(|[[above, below], [left, right]]| [above, below, left, right]);
        sides.ok_or_else(|| self.fault("a setting out of range").found(format!("{key}: {found}")).allowed("0..=64"))
    }

    /// Whether the layer has a weight tensor that settings may leave out.
    fn has(&self, tensor: &str) -> bool {
        match tensor {
            "gamma" => self.config["scale"] != false,
            "beta" => self.config["center"] != false,
            _ => true,
        }
    }

    fn float(&self, key: &str, default: f64) -> f64 {
        self.config[key].as_f64().unwrap_or(default)
    }

    fn channels_first(&self) -> Result<bool> {
        match self.config["data_format"].as_str() {
            None | Some("channels_last") => Ok(false),
            Some("channels_first") => Ok(true),
            Some(other) => Err(self.fault("an unknown order of lengths").found(other)),
        }
    }

    fn window(&self, strides: [usize; 2]) -> Result<Window> {
        let padding = match self.config["padding"].as_str() {
            Some("same") => WindowPadding::Same,
            Some("valid") | None => WindowPadding::Zeros([[0; 2]; 2]),
            Some(other) => return Err(self.fault("an unknown padding").found(other).allowed("same, valid")),
        };
        Window::new(strides.map(|step| step as i64), padding).map_err(|what| self.fault(&what))
    }
}

/// Two settings of a list of two, or both from one.
fn twice<T: Copy>(value: &Value, setting: impl Fn(&Value) -> Option<T>) -> Option<[T; 2]> {
    match value {
        Value::Array(two) if two.len() == 2 => Some([setting(&two[0])?, setting(&two[1])?]),
        one => setting(one).map(|one| [one; 2]),
    }
}

/// Adds the layers of a model with what they read, and gives the name of the layer whose values leave. A model inside is
/// a layer that passes on the values of its last one, and its inputs pass on what the model reads: `given`. One that is
/// used several times is there as often. `outer` are the models that it is in, by name and as their weights name them.
fn collect<'a>(
    model: &'a Value,
    [outer, path]: [&[&str]; 2],
    given: Option<&[String]>,
    layers: &mut Vec<Layer<'a>>,
) -> Result<String> {
    let list = model["config"]["layers"].as_array().or_else(|| model["config"].as_array());
    let list = list.ok_or_else(|| Error::new("the description of the model has no layers"))?;
    if layers.len() + list.len() > MAX_LAYERS || outer.len() > MAX_DEPTH {
        return Err(Error::new("far too many layers")
            .found(layers.len() + list.len())
            .allowed(format!("up to {MAX_LAYERS}, in models up to {MAX_DEPTH} deep")));
    }
    fn named(outer: &[&str], name: &str) -> String {
        [outer, &[name]].concat().join("/")
    }
    let sequential = model["class_name"] == "Sequential";
    let mut entries = Vec::new();
    sources(&model["config"]["input_layers"], &mut entries);
    let mut last: Option<&str> = None;
    for value in list {
        let config = &value["config"];
        let (class, name) = (value["class_name"].as_str(), config["name"].as_str().or_else(|| value["name"].as_str()));
        let (Some(class), Some(name)) = (class, name) else {
            return Err(Error::new("a layer of the model has no class or name"));
        };
        let own_path = [path, &[name]].concat().join("/");
        let mut layer = Layer { name: named(outer, name), path: own_path, class, config, inputs: Vec::new() };
        let calls = value["inbound_nodes"].as_array().map_or(&[][..], Vec::as_slice);
        if !sequential && calls.len() > 1 && MODELS.contains(&class) {
            for (number, call) in calls.iter().enumerate() {
                let own = numbered(name, number);
                let mut read = Vec::new();
                sources(call, &mut read);
                let given: Vec<String> =
                    read.iter().map(|&(name, call)| named(outer, &reference(list, name, call))).collect();
                let names = [[outer, &[own.as_str()]].concat(), [path, &[name]].concat()];
                let last = collect(value, [&names[0], &names[1]], Some(&given), layers)?;
                layers.push(Layer {
                    name: named(outer, &own),
                    path: layer.path.clone(),
                    class,
                    config,
                    inputs: vec![last],
                });
            }
            last = Some(name);
            continue;
        }
        if sequential {
            layer.inputs = last.iter().map(|name| named(outer, name)).collect();
        } else {
            if calls.len() > 1 {
                return Err(layer.fault("a layer that is used several times is not supported"));
            }
            let mut read = Vec::new();
            sources(&value["inbound_nodes"], &mut read);
            layer.inputs = read.into_iter().map(|(name, call)| named(outer, &reference(list, name, call))).collect();
        }
        if let (Some(given), true) = (given, layer.inputs.is_empty()) {
            let number = entries.iter().position(|(entry, _)| *entry == name).unwrap_or(0);
            let own = given.get(number).ok_or_else(|| layer.fault("nothing is given to this input of the model"))?;
            layer.inputs.push(own.clone());
        }
        if MODELS.contains(&class) {
            // A model that reads nothing has the input of all.
            let given = (!layer.inputs.is_empty()).then_some(&layer.inputs[..]);
            let names = [[outer, &[name]].concat(), [path, &[name]].concat()];
            layer.inputs = vec![collect(value, [&names[0], &names[1]], given, layers)?];
        }
        layers.push(layer);
        last = Some(name);
    }
    let mut leaving = Vec::new();
    sources(&model["config"]["output_layers"], &mut leaving);
    match (leaving.as_slice(), last) {
        ([(one, call)], _) => Ok(named(outer, &reference(list, one, *call))),
        ([], Some(last)) => Ok(named(outer, last)),
        _ => {
            let names: Vec<&str> = leaving.iter().map(|&(name, _)| name).collect();
            Err(Error::new("another number of outputs").found(names.join(", ")).allowed("one"))
        }
    }
}

/// Classes of models, which may be layers of other models.
const MODELS: [&str; 3] = ["Functional", "Model", "Sequential"];

/// The name of a use of a layer that is used several times.
fn numbered(name: &str, number: usize) -> String {
    format!("{name}#{}", number + 1)
}

/// The name of what a call refers to. Uses of a layer are numbered in order, from 0 or 1.
fn reference(list: &[Value], name: &str, call: u64) -> String {
    let is_it = |value: &&Value| value["config"]["name"].as_str().or_else(|| value["name"].as_str()) == Some(name);
    let calls = list.iter().find(is_it).and_then(|layer| layer["inbound_nodes"].as_array()).map_or(0, Vec::len);
    if calls < 2 {
        return name.to_owned();
    }
    let mut all = Vec::new();
    list.iter().for_each(|layer| sources(&layer["inbound_nodes"], &mut all));
    let first = all.iter().filter(|(other, _)| *other == name).map(|&(_, call)| call).min().unwrap_or(0).min(1);
    numbered(name, usize::try_from(call.saturating_sub(first)).unwrap_or(usize::MAX - 1))
}

/// The names of layers in a call, each with the number of its use: `[NAME, 0, 0, …]` of Keras 2, `keras_history` of
/// Keras 3.
fn sources<'a>(value: &'a Value, found: &mut Vec<(&'a str, u64)>) {
    match value {
        Value::Array(parts) => match parts.as_slice() {
            [Value::String(name), Value::Number(call), ..] => found.push((name, call.as_u64().unwrap_or(0))),
            parts => parts.iter().for_each(|part| sources(part, found)),
        },
        Value::Object(object) => object.values().for_each(|value| sources(value, found)),
        _ => {}
    }
}

struct Reader {
    graph: Graph,
    /// `None`: all weights are 1.
    weights: Option<Stored>,
    /// The groups of each layer in a file of Keras 3, by its name.
    groups: HashMap<String, Vec<String>>,
    warnings: Vec<String>,
}

impl Reader {
    /// Adds a layer and gives the node of its values.
    fn layer(&mut self, layer: &Layer, inputs: &[Id]) -> Result<Id> {
        let (name, class) = (layer.name.as_str(), layer.class);
        match inputs.first() {
            None if class == "InputLayer" => return self.input(layer, name),
            Some(&passed) if class == "InputLayer" || MODELS.contains(&class) => return Ok(passed),
            _ => {}
        }
        // The first layer of a sequence may be its own input.
        let first = match inputs.first() {
            Some(&first) => first,
            None => self.input(layer, "input")?,
        };
        match class {
            "Conv2D" | "QConv2D" | "Conv2DTranspose" => self.convolution(layer, first),
            "Dense" | "QDense" => {
                let kernel = self.weight(layer, first, "kernel", Some("kernel_quantizer"))?;
                let product = self.graph.push(name, class, GraphOp::MatMul([false; 2]), &[first, kernel])?;
                let sums = self.bias(layer, first, product)?;
                self.activation(layer, sums, &layer.config["activation"])
            }
            "Activation" | "QActivation" => self.activation(layer, first, &layer.config["activation"]),
            "ReLU" => {
                layer.only("threshold", &[0.into(), 0.0.into()])?;
                let slope = layer.float("negative_slope", 0.0) as f32;
                let op = if slope == 0.0 { GraphOp::Each(ValueFunction::Relu) } else { GraphOp::LeakyRelu(slope) };
                let positive = self.graph.push(name, class, op, &[first])?;
                match layer.config["max_value"].as_f64() {
                    None => Ok(positive),
                    Some(most) => self.with(layer, positive, Pairwise::Minimum, most as f32),
                }
            }
            "Softmax" => {
                layer.only("axis", &[(-1).into()])?;
                self.graph.push(name, class, GraphOp::Softmax, &[first])
            }
            "LeakyReLU" => {
                let slope = layer.float("negative_slope", layer.float("alpha", 0.3));
                self.graph.push(name, class, GraphOp::LeakyRelu(slope as f32), &[first])
            }
            "MaxPooling2D" => {
                let size = layer.pair("pool_size")?;
                let strides = if layer.config["strides"].is_null() { size } else { layer.pair("strides")? };
                let window = layer.window(strides)?;
                self.on_images(layer, first, |graph, images| {
                    graph.push(name, class, GraphOp::MaxPool { size, window }, &[images])
                })
            }
            "UpSampling2D" => {
                layer.only("interpolation", &["nearest".into()])?;
                let [down, right] = layer.pair("size")?;
                self.on_images(layer, first, |graph, images| {
                    let shapes = graph.shapes()?;
                    let &[_, rows, columns, _] = shapes[images].as_slice() else {
                        return Err(layer.fault("an image is needed").found(format!("{:?}", shapes[images])));
                    };
                    let lengths = NdArray::vector(vec![(rows * down) as f32, (columns * right) as f32]);
                    let lengths = graph.fixed(name, lengths)?;
                    graph.push(name, class, GraphOp::Enlarge, &[images, lengths])
                })
            }
            "GlobalAveragePooling2D" => {
                let axes = Some(if layer.channels_first()? { vec![2, 3] } else { vec![1, 2] });
                let keep = layer.config["keepdims"] == true;
                self.graph.push(name, class, GraphOp::Reduce { kind: Reduction::Mean, axes, keep }, &[first])
            }
            "ZeroPadding2D" | "Cropping2D" => {
                let key = if class == "Cropping2D" { "cropping" } else { "padding" };
                let sign = if class == "Cropping2D" { -1.0 } else { 1.0 };
                let around = layer.around(key)?.map(|number| sign * number as f32);
                self.on_images(layer, first, |graph, images| {
                    let pairs = [&[0.0, 0.0], &around[..], &[0.0, 0.0]].concat();
                    let pairs = graph.fixed(name, NdArray::vector(pairs))?;
                    graph.push(name, class, GraphOp::Pad { pairs: true }, &[images, pairs])
                })
            }
            "Flatten" => {
                // With channels first, Keras puts them last before it flattens.
                let images = layer.channels_first()? && self.graph.shapes()?[first].len() == 4;
                let turned = vec![0, 2, 3, 1];
                let from = if images {
                    self.graph.push(name, class, GraphOp::Transpose(Some(turned)), &[first])?
                } else {
                    first
                };
                self.graph.push(name, class, GraphOp::Flatten(1), &[from])
            }
            "Reshape" => {
                let lengths = layer.numbers("target_shape", 0)?;
                // 0: as many samples as there are.
                let lengths = [0].into_iter().chain(lengths).map(|length| length as f32).collect();
                let lengths = self.graph.fixed(name, NdArray::vector(lengths))?;
                self.graph.push(name, class, GraphOp::Reshape { zero_keeps: true }, &[first, lengths])
            }
            "Permute" => {
                let order = [0].into_iter().chain(layer.numbers("dims", 0)?).collect();
                self.graph.push(name, class, GraphOp::Transpose(Some(order)), &[first])
            }
            "Add" | "Average" | "Multiply" => {
                let function = if class == "Multiply" { Pairwise::Multiply } else { Pairwise::Add };
                let mut all = first;
                for &other in inputs.iter().skip(1) {
                    all = self.graph.push(name, class, GraphOp::Pair(function), &[all, other])?;
                }
                match class {
                    "Average" => self.with(layer, all, Pairwise::Multiply, 1.0 / inputs.len() as f32),
                    _ => Ok(all),
                }
            }
            "Concatenate" => {
                let axis = layer.config["axis"].as_i64().unwrap_or(-1);
                self.graph.push(name, class, GraphOp::Concat { axis, stack: false }, inputs)
            }
            "BatchNormalization" => self.normalisation(layer, first),
            "Rescaling" => {
                let scaled = self.with(layer, first, Pairwise::Multiply, layer.float("scale", 1.0) as f32)?;
                self.with(layer, scaled, Pairwise::Add, layer.float("offset", 0.0) as f32)
            }
            // Of training only.
            "Dropout" | "SpatialDropout2D" | "GaussianNoise" | "GaussianDropout" | "ActivityRegularization" => {
                self.graph.push(name, class, GraphOp::Each(ValueFunction::Identity), &[first])
            }
            _ => Err(layer.fault("a layer that is not supported").allowed(LAYERS)),
        }
    }

    fn input(&mut self, layer: &Layer, name: &str) -> Result<Id> {
        let shape = ["batch_input_shape", "batch_shape"].into_iter().find_map(|key| layer.config[key].as_array());
        let shape = shape.ok_or_else(|| layer.fault("the shape of the input is not said"))?;
        let length = |length: &Value| length.as_u64().and_then(|length| usize::try_from(length).ok());
        self.graph.input(name, shape.iter().map(length).collect())
    }

    /// A function of two arrays, the second of which is one number.
    fn with(&mut self, layer: &Layer, input: Id, function: Pairwise, number: f32) -> Result<Id> {
        let number = self.graph.fixed(&layer.name, NdArray::scalar(number))?;
        self.graph.push(&layer.name, layer.class, GraphOp::Pair(function), &[input, number])
    }

    /// An operation on images whose channels are last, also where those of the layer are first.
    fn on_images(
        &mut self,
        layer: &Layer,
        input: Id,
        operation: impl FnOnce(&mut Graph, Id) -> Result<Id>,
    ) -> Result<Id> {
        if !layer.channels_first()? {
            return operation(&mut self.graph, input);
        }
        let [last, first] = [[0, 2, 3, 1], [0, 3, 1, 2]].map(|order| GraphOp::Transpose(Some(order.to_vec())));
        let images = self.graph.push(&layer.name, layer.class, last, &[input])?;
        let end = operation(&mut self.graph, images)?;
        self.graph.push(&layer.name, layer.class, first, &[end])
    }

    fn convolution(&mut self, layer: &Layer, input: Id) -> Result<Id> {
        let ones = [1.into(), serde_json::json!([1, 1])];
        layer.only("dilation_rate", &ones)?;
        layer.only("groups", &[1.into()])?;
        layer.only("output_padding", &[])?;
        let window = layer.window(layer.pair("strides")?)?;
        let op = match layer.class {
            "Conv2DTranspose" => GraphOp::Transposed { window, more: [0; 2] },
            _ => GraphOp::Convolution(window),
        };
        let kernel = self.weight(layer, input, "kernel", Some("kernel_quantizer"))?;
        let first = layer.channels_first()?;
        let images = match first {
            true => self.graph.push(&layer.name, layer.class, GraphOp::Transpose(Some(vec![0, 2, 3, 1])), &[input])?,
            false => input,
        };
        let products = self.graph.push(&layer.name, layer.class, op, &[images, kernel])?;
        let sums = self.bias(layer, input, products)?;
        let end = self.activation(layer, sums, &layer.config["activation"])?;
        match first {
            true => self.graph.push(&layer.name, layer.class, GraphOp::Transpose(Some(vec![0, 3, 1, 2])), &[end]),
            false => Ok(end),
        }
    }

    /// The products of a layer that reads `read`, with its biases.
    fn bias(&mut self, layer: &Layer, read: Id, products: Id) -> Result<Id> {
        if layer.config["use_bias"] == false {
            return Ok(products);
        }
        let bias = self.weight(layer, read, "bias", Some("bias_quantizer"))?;
        self.graph.push(&layer.name, layer.class, GraphOp::Pair(Pairwise::Add), &[products, bias])
    }

    /// The shape that a weight tensor of a layer has by the description, if the layer reads `read`.
    fn shape(&self, layer: &Layer, read: Id, what: &str) -> Result<Vec<usize>> {
        let shapes = self.graph.shapes()?;
        let lengths = &shapes[read];
        // Of a normalisation `axis` says where channels are.
        let channels = match (layer.channels_first()?, layer.config["axis"].as_i64()) {
            (true, _) => lengths.get(1),
            (false, Some(axis @ 1..)) => lengths.get(axis as usize),
            _ => lengths.last(),
        };
        let channels = *channels.ok_or_else(|| layer.fault("the layer reads no channels"))?;
        Ok(match (layer.class, what) {
            ("Dense" | "QDense", "kernel") => vec![channels, layer.units("units")?],
            ("Dense" | "QDense", _) => vec![layer.units("units")?],
            ("Conv2DTranspose", "kernel") => {
                [&layer.pair("kernel_size")?[..], &[layer.units("filters")?, channels]].concat()
            }
            (_, "kernel") => [&layer.pair("kernel_size")?[..], &[channels, layer.units("filters")?]].concat(),
            (_, "bias") => vec![layer.units("filters")?],
            _ => vec![channels],
        })
    }

    /// The values of a weight tensor of a layer that reads `read`.
    fn values(&self, layer: &Layer, read: Id, what: &str) -> Result<NdArray> {
        let Some(weights) = &self.weights else {
            let shape = self.shape(layer, read, what)?;
            let count = crate::interchange::ndarray::count(&shape).map_err(|fault| layer.fault(&fault))?;
            return Ok(NdArray { shape, values: vec![1.0; count] });
        };
        match weights {
            Stored::Hdf5(weights) => stored(weights, &self.groups, layer, what),
            Stored::Torch(tensors) => of_torch(tensors, layer, what),
        }
    }

    /// A weight tensor as a constant, behind the quantiser that the layer has for it.
    fn weight(&mut self, layer: &Layer, read: Id, what: &str, quantiser: Option<&str>) -> Result<Id> {
        let array = self.values(layer, read, what)?;
        let name = format!("{}/{what}", layer.name);
        let word = quantiser.map_or(&Value::Null, |key| &layer.config[key]);
        if word.is_null() {
            return self.graph.fixed(&name, array);
        }
        let mut quantiser = Quantiser::from_keras(word).map_err(|error| layer.quantiser_fault(&error))?;
        if what == "kernel" {
            let (own, warning) = quantiser.of_kernel().map_err(|error| layer.quantiser_fault(&error))?;
            self.warnings.extend(warning.map(|warning| format!("{}: {warning}", layer.described())));
            quantiser = own;
        }
        let grid = quantiser.grid(&array.values, &array.shape).map_err(|error| layer.quantiser_fault(&error))?;
        let Some(format) = grid.number.format() else { return self.graph.fixed(&name, array) };
        let channels = array.shape.last().copied().unwrap_or(1);
        let places = (0..grid.raw.len()).map(|at| grid.number.places(at % channels.max(1)));
        let steps: Vec<f32> = places.map(|places| power(-i64::from(places))).collect();
        let values = grid.raw.iter().zip(&steps).map(|(&raw, step)| raw as f32 * step).collect();
        let step = NdArray { shape: array.shape.clone(), values: steps };
        let grid = QuantGrid { step, bits: format.bits as f32, signed: format.signed };
        self.graph.on_grid(&name, NdArray { shape: array.shape, values }, grid)
    }

    /// An activation: a function by its name, or a quantiser of QKeras.
    fn activation(&mut self, layer: &Layer, input: Id, word: &Value) -> Result<Id> {
        let name = layer.name.as_str();
        let op = match word.as_str() {
            None if word.is_null() => return Ok(input),
            Some("linear") => return Ok(input),
            // The slope of Keras 3, which alone has it as a word.
            Some("leaky_relu") => GraphOp::LeakyRelu(0.2),
            Some("softmax") => GraphOp::Softmax,
            Some(function @ ("relu" | "relu6" | "elu" | "gelu" | "sigmoid" | "tanh" | "softplus")) => {
                let function = ValueFunction::named(function);
                GraphOp::Each(function.ok_or_else(|| layer.fault("an activation that is not supported").found(word))?)
            }
            Some(other) if !other.contains('(') && !other.starts_with("quantized") => {
                return Err(layer
                    .fault("an activation that is not supported")
                    .found(other)
                    .allowed(
                        "linear, relu, leaky_relu, relu6, elu, gelu, sigmoid, softmax, tanh, softplus, quantisers of QKeras",
                    ));
            }
            _ => {
                let number = Quantiser::from_keras(word).and_then(|quantiser| quantiser.number());
                let number = number.map_err(|error| layer.quantiser_fault(&error))?;
                let Some(format) = number.format() else { return Ok(input) };
                let settings = [power(-i64::from(number.places(0))), 0.0, format.bits as f32];
                let mut inputs = vec![input];
                for setting in settings {
                    inputs.push(self.graph.fixed(name, NdArray::scalar(setting))?);
                }
                let rounding = QuantRounding::HalfEven;
                let op = GraphOp::Quantise { signed: format.signed, narrow: false, rounding };
                return self.graph.push(name, layer.class, op, &inputs);
            }
        };
        self.graph.push(name, layer.class, op, &[input])
    }

    /// Factors and offsets of each channel.
    fn normalisation(&mut self, layer: &Layer, input: Id) -> Result<Id> {
        let rank = self.graph.shapes()?[input].len();
        let axis = match &layer.config["axis"] {
            Value::Array(one) if one.len() == 1 => one[0].as_i64(),
            one => one.as_i64(),
        };
        let axis = axis.map(|axis| if axis < 0 { axis + rank as i64 } else { axis });
        let axis = axis.and_then(|axis| usize::try_from(axis).ok()).filter(|axis| (1..rank).contains(axis));
        let axis = axis.ok_or_else(|| layer.fault("an axis that is not supported").found(&layer.config["axis"]))?;
        let [mean, variance] = ["moving_mean", "moving_variance"].map(|what| self.values(layer, input, what));
        let (mean, variance) = (mean?.values, variance?.values);
        let channels = mean.len();
        let (mut gamma, mut beta) = (vec![1.0; channels], vec![0.0; channels]);
        for (what, values) in [("gamma", &mut gamma), ("beta", &mut beta)] {
            if layer.has(what) {
                *values = self.values(layer, input, what)?.values;
            }
        }
        let epsilon = layer.float("epsilon", 1e-3);
        let factors: Vec<f64> =
            gamma.iter().zip(&variance).map(|(&g, &v)| f64::from(g) / (f64::from(v) + epsilon).sqrt()).collect();
        let offsets = beta.iter().zip(&mean).zip(&factors);
        let offsets = offsets.map(|((&beta, &mean), factor)| (f64::from(beta) - f64::from(mean) * factor) as f32);
        let shape: Vec<usize> = [channels].into_iter().chain((axis + 1..rank).map(|_| 1)).collect();
        let offsets: Vec<f32> = offsets.collect();
        let factors: Vec<f32> = factors.iter().map(|&factor| factor as f32).collect();
        let [factors, offsets] =
            [factors, offsets].map(|values| NdArray::new(shape.clone(), values).map_err(|fault| layer.fault(&fault)));
        let factors = self.graph.fixed(&format!("{}/factors", layer.name), factors?)?;
        let offsets = self.graph.fixed(&format!("{}/offsets", layer.name), offsets?)?;
        let scaled = self.graph.push(&layer.name, layer.class, GraphOp::Pair(Pairwise::Multiply), &[input, factors])?;
        self.graph.push(&layer.name, layer.class, GraphOp::Pair(Pairwise::Add), &[scaled, offsets])
    }
}

/// Number of lengths of a weight tensor of a layer.
fn rank(layer: &Layer, what: &str) -> usize {
    match (what, layer.class) {
        ("kernel", "Dense" | "QDense") => 2,
        ("kernel", _) => 4,
        _ => 1,
    }
}

/// Whether a tensor of a file of Keras belongs to a layer. Groups are named by classes, or after the outermost model or
/// layer; below it stands the layer again.
fn is_of(found: &Found, groups: &HashMap<String, Vec<String>>, layer: &Layer) -> bool {
    if found.by_class {
        return groups.get(&layer.path) == Some(&found.layers);
    }
    let (mut groups, mut names) = (found.layers.iter().map(String::as_str), layer.path.split('/'));
    groups.next() == names.next() && names.all(|name| groups.any(|group| group == name))
}

/// A weight tensor of a layer in a file of Keras.
fn stored(weights: &[Found], groups: &HashMap<String, Vec<String>>, layer: &Layer, what: &str) -> Result<NdArray> {
    // Keras 3 numbers the tensors of a layer.
    let tensors: &[&str] = match layer.class {
        "BatchNormalization" => &["gamma", "beta", "moving_mean", "moving_variance"],
        _ => &["kernel", "bias"],
    };
    let number = tensors.iter().filter(|name| layer.has(name)).position(|name| *name == what).unwrap_or(usize::MAX);
    let number = number.to_string();
    let named =
        |found: &&Found| found.name == what || found.name.strip_prefix(what) == Some(":0") || found.name == number;
    let own = weights.iter().filter(named).filter(|found| is_of(found, groups, layer));
    let [found] = read::once(own)[..] else {
        return Err(layer.fault("the file does not hold this tensor of the layer once").found(what));
    };
    let shape = found.shape.iter().map(|&length| usize::try_from(length).unwrap_or(usize::MAX)).collect::<Vec<_>>();
    of_rank(layer, what, &shape)?;
    crate::interchange::ndarray::count(&shape).map_err(|fault| layer.fault(&fault))?;
    let values = read::values(found, &found.path())?.into_iter().map(|value| value as f32).collect();
    NdArray::new(shape, values).map_err(|fault| layer.fault(&fault))
}

fn of_rank(layer: &Layer, what: &str, shape: &[usize]) -> Result<()> {
    let rank = rank(layer, what);
    match shape.len() == rank {
        true => Ok(()),
        false => Err(layer
            .fault("a tensor of the layer has another number of lengths")
            .found(format!("{what} {shape:?}"))
            .allowed(rank.to_string())),
    }
}

/// A weight tensor of a layer as PyTorch has it for the module of this name, in the order of Keras.
fn of_torch(tensors: &[torch::TorchTensor], layer: &Layer, what: &str) -> Result<NdArray> {
    let own = match what {
        "kernel" | "gamma" => "weight",
        "beta" => "bias",
        "moving_mean" => "running_mean",
        "moving_variance" => "running_var",
        other => other,
    };
    let name = format!("{}.{own}", layer.path.replace('/', "."));
    let tensor = tensors.iter().find(|tensor| tensor.name == name).ok_or_else(|| {
        let names: Vec<&str> = tensors.iter().map(|tensor| tensor.name.as_str()).take(40).collect();
        layer
            .fault("the file has no tensor for this layer")
            .found(names.join(", "))
            .allowed(&name)
            .hint("the layers of the description must have the names of the modules")
    })?;
    of_rank(layer, what, &tensor.shape)?;
    let values = tensor.values.iter().map(|&value| value as f32).collect();
    let array = NdArray::new(tensor.shape.clone(), values).map_err(|fault| layer.fault(&fault))?;
    // (outputs, inputs); (output, input, row, column), of transposed convolutions (input, output, row, column).
    // Keras turns both round: (row, column, input, output), (row, column, output, input).
    let order: &[i64] = match tensor.shape.len() {
        2 => &[1, 0],
        4 => &[2, 3, 1, 0],
        _ => return Ok(array),
    };
    array.transpose(order).map_err(|fault| layer.fault(&fault))
}

#[cfg(test)]
mod tests {
    use hdf5_pure::{AttrValue, FileBuilder};
    use serde_json::json;

    use super::*;
    use crate::interchange::network;
    use crate::nn::{Evaluator, Values};

    /// A file as `save` of Keras 2 writes it.
    fn file(model: &Value, tensors: &[(&str, &str, &[u64], &[f32])]) -> Vec<u8> {
        let mut builder = FileBuilder::new();
        builder.set_attr("model_config", AttrValue::String(model.to_string()));
        let mut weights = builder.create_group("model_weights");
        for layer in ["conv", "dense", "norm"] {
            let mut outer = weights.create_group(layer);
            let mut inner = outer.create_group(layer);
            for (_, name, shape, values) in tensors.iter().filter(|tensor| tensor.0 == layer) {
                inner.create_dataset(&format!("{name}:0")).with_f32_data(values).with_shape(shape);
            }
            outer.add_group(inner.finish());
            weights.add_group(outer.finish());
        }
        builder.add_group(weights.finish());
        builder.finish().unwrap()
    }

    fn layer(class: &str, name: &str, input: &str, mut config: Value) -> Value {
        config["name"] = json!(name);
        let nodes = if input.is_empty() { json!([]) } else { json!([[[input, 0, 0, {}]]]) };
        json!({ "class_name": class, "name": name, "config": config, "inbound_nodes": nodes })
    }

    fn bits(bits: u32, integer: u32) -> Value {
        json!({ "class_name": "quantized_bits", "config": { "bits": bits, "integer": integer, "alpha": 1.0 } })
    }

    /// A quantised encoder of 3x3 images; `change` may replace layers.
    fn quantised(change: impl FnOnce(&mut Vec<Value>)) -> Value {
        let conv = json!({
            "filters": 2, "kernel_size": [2, 2], "strides": [1, 1], "padding": "same", "data_format": "channels_last",
            "dilation_rate": [1, 1], "activation": null, "use_bias": true,
            "kernel_quantizer": bits(4, 0), "bias_quantizer": bits(6, 1),
        });
        let dense = json!({
            "units": 2, "activation": "linear", "use_bias": false, "kernel_quantizer": bits(5, 1), "bias_quantizer": null,
        });
        let mut layers = vec![
            layer("InputLayer", "image", "", json!({ "batch_input_shape": [null, 3, 3, 1] })),
            layer("QActivation", "start", "image", json!({ "activation": "quantized_bits(6,1,0,alpha=1)" })),
            layer("QConv2D", "conv", "start", conv),
            layer("QActivation", "act", "conv", json!({ "activation": "quantized_relu(5,1)" })),
            layer("Flatten", "flat", "act", json!({ "data_format": "channels_last" })),
            layer("QDense", "dense", "flat", dense),
            layer("QActivation", "out", "dense", json!({ "activation": "quantized_bits(8,3,0,alpha=1)" })),
        ];
        change(&mut layers);
        json!({ "class_name": "Functional", "config": { "name": "small", "layers": layers, "output_layers": [["out", 0, 0]] } })
    }

    fn spread(len: usize, from: usize) -> Vec<f32> {
        (0..len).map(|at| ((at * 37 + from * 11) % 64) as f32 / 35.0 - 0.9).collect()
    }

    fn bytes(model: &Value) -> Vec<u8> {
        let (kernel, bias, matrix) = (spread(8, 1), spread(2, 2), spread(36, 3));
        let tensors: [(&str, &str, &[u64], &[f32]); 3] = [
            ("conv", "kernel", &[2, 2, 1, 2], &kernel),
            ("conv", "bias", &[2], &bias),
            ("dense", "kernel", &[18, 2], &matrix),
        ];
        file(model, &tensors)
    }

    /// The layers in plain integers, as QKeras' words define them, against the description.
    #[test]
    fn a_quantised_model_is_its_description() {
        let model = read(bytes(&quantised(|_| {})), None).unwrap();
        assert!(model.warnings.is_empty(), "{:?}", model.warnings);
        let network::Described { network: described, weights, .. } = network::import(&model.graph, "small").unwrap();
        assert!(described.is_integer());
        let numbers: Vec<String> = described.tensors().iter().map(|tensor| tensor.number.to_string()).collect();
        assert_eq!(numbers, ["s4.3", "s6.4", "s5.3"]);
        let operations: Vec<&str> = described.network().layers.iter().map(|layer| layer.op.name()).collect();
        assert_eq!(operations[0], "conv2d");
        fn fit(value: f64, step: f64, low: f64, high: f64) -> f64 {
            (value / step).round_ties_even().clamp(low, high) * step
        }
        fn quantise(values: Vec<f32>, step: f64, end: f64) -> Vec<f64> {
            values.into_iter().map(|value| fit(value.into(), step, -end, end - 1.0)).collect()
        }
        let kernel = quantise(spread(8, 1), 0.125, 8.0);
        let bias = quantise(spread(2, 2), 0.0625, 32.0);
        let matrix = quantise(spread(36, 3), 0.125, 16.0);
        let evaluator = Evaluator::new(&described, &weights).unwrap();
        let output = described.node(described.outputs()[0]);
        let mut seen = std::collections::BTreeSet::new();
        for sample in 0..200 {
            let image: Vec<f32> = (0..9).map(|at| ((sample * 53 + at * 29) % 97) as f32 / 24.0 - 2.0).collect();
            let pixels = quantise(image.clone(), 0.0625, 32.0);
            let mut sums = [0.0; 2];
            for place in 0..9 {
                for filter in 0..2 {
                    let mut sum = bias[filter];
                    for tap in 0..4 {
                        let (row, column) = (place / 3 + tap / 2, place % 3 + tap % 2);
                        if row < 3 && column < 3 {
                            sum += pixels[3 * row + column] * kernel[2 * tap + filter];
                        }
                    }
                    let activation = fit(sum, 0.0625, 0.0, 31.0);
                    for (unit, total) in sums.iter_mut().enumerate() {
                        *total += activation * matrix[2 * (2 * place + filter) + unit];
                    }
                }
            }
            let mut values = Values::default();
            evaluator.run_reals(&image, &mut values).unwrap();
            let expected = sums.map(|sum| (fit(sum, 0.0625, -128.0, 127.0) * 16.0) as i64);
            assert_eq!(values.integers(output), expected, "sample {sample}");
            seen.insert(expected);
        }
        assert!(seen.len() > 50, "{} outputs say too little", seen.len());
    }

    /// What is said of the quantised encoder with another layer.
    fn fault(at: usize, new: Value) -> String {
        let model = quantised(|layers| layers[at] = new);
        let described = read(bytes(&model), None).and_then(|model| network::import(&model.graph, "small").map(|_| ()));
        described.unwrap_err().to_string()
    }

    /// Layers and settings that are not understood, by name.
    #[test]
    fn other_layers_are_refused_by_name() {
        let lstm = fault(4, layer("LSTM", "flat", "act", json!({})));
        assert!(lstm.contains("flat (LSTM)") && lstm.contains("QConv2D"), "{lstm}");
        let ternary = fault(3, layer("QActivation", "act", "conv", json!({ "activation": "ternary(alpha=1)" })));
        assert!(ternary.contains("act (QActivation)") && ternary.contains("ternary"), "{ternary}");
        let swish = fault(3, layer("Activation", "act", "conv", json!({ "activation": "swish" })));
        assert!(swish.contains("act (Activation)") && swish.contains("swish"), "{swish}");
        let missing = fault(5, layer("Dense", "other", "flat", json!({ "activation": "linear" })));
        assert!(missing.contains("no such layer") && missing.contains("dense"), "{missing}");
        let circle = fault(3, layer("Activation", "act", "flat", json!({ "activation": "relu" })));
        assert!(circle.contains("circle"), "{circle}");
        let dilated = json!({ "strides": 1, "padding": "same", "dilation_rate": [2, 2] });
        let dilated = fault(2, layer("Conv2D", "conv", "start", dilated));
        assert!(dilated.contains("conv (Conv2D)") && dilated.contains("dilation_rate"), "{dilated}");
        let unit = layer("Dense", "dense", "flat", json!({ "units": 2, "activation": "linear", "use_bias": true }));
        let unit = fault(5, unit);
        assert!(unit.contains("dense (Dense)") && unit.contains("bias"), "{unit}");
        let bare = FileBuilder::new().finish().unwrap();
        assert!(read(bare, None).unwrap_err().to_string().contains("--architecture"));
    }

    /// A kernel quantiser without alpha scales each channel, and the import says so.
    #[test]
    fn a_kernel_without_alpha_is_scaled_by_channel() {
        let model = quantised(|layers| layers[2]["config"]["kernel_quantizer"] = json!("quantized_bits(4,0)"));
        let model = read(bytes(&model), None).unwrap();
        assert!(model.warnings.len() == 1 && model.warnings[0].contains("conv (QConv2D)"), "{:?}", model.warnings);
        let described = network::import(&model.graph, "small").unwrap().network;
        assert!(described.is_integer());
        assert!(described.network().to_yaml().unwrap().contains("exponents"));
    }

    /// Models inside models: their layers in their place, with the weights of their groups.
    #[test]
    fn models_in_models_are_read() {
        fn dense(name: &str, input: &str, units: usize) -> Value {
            layer("Dense", name, input, json!({ "units": units, "activation": "linear", "use_bias": false }))
        }
        fn input(name: &str, length: usize) -> Value {
            layer("InputLayer", name, "", json!({ "batch_input_shape": [null, length] }))
        }
        fn model(name: &str, layers: Vec<Value>, [first, last]: [&str; 2]) -> Value {
            json!({
                "name": name, "layers": layers, "input_layers": [[first, 0, 0]], "output_layers": [[last, 0, 0]],
            })
        }
        let first = model("first", vec![input("a", 3), dense("one", "a", 2)], ["a", "one"]);
        // A sequence may have no layer for its input.
        let second = json!({ "name": "second", "layers": [dense("one", "", 4)] });
        let outer = model(
            "outer",
            vec![
                input("x", 3),
                layer("Functional", "first", "x", first),
                layer("Sequential", "second", "first", second),
            ],
            ["x", "second"],
        );
        let outer = json!({ "class_name": "Functional", "config": outer });
        let mut builder = FileBuilder::new();
        builder.set_attr("model_config", AttrValue::String(outer.to_string()));
        let mut weights = builder.create_group("model_weights");
        for (part, shape, value) in [("first", [3, 2], 0.5), ("second", [2, 4], 2.0)] {
            let mut group = weights.create_group(part);
            let mut inner = group.create_group("one");
            let values = vec![value; (shape[0] * shape[1]) as usize];
            inner.create_dataset("kernel:0").with_f32_data(&values).with_shape(&shape);
            group.add_group(inner.finish());
            weights.add_group(group.finish());
        }
        builder.add_group(weights.finish());
        let graph = read(builder.finish().unwrap(), None).unwrap().graph;
        let output = graph.run(&[NdArray { shape: vec![1, 3], values: vec![1.0, 2.0, 3.0] }]).unwrap();
        assert_eq!((output.shape, output.values), (vec![1, 4], vec![12.0; 4]));
        // The same layers with weights of 1.
        let graph = read_architecture(&outer.to_string()).unwrap().graph;
        let output = graph.run(&[NdArray { shape: vec![1, 3], values: vec![1.0, 2.0, 3.0] }]).unwrap();
        assert_eq!(output.values, vec![12.0; 4]);
        // A description that is nested without end.
        let mut deep = outer;
        for _ in 0..MAX_DEPTH {
            deep = json!({ "class_name": "Sequential", "config": { "layers": [deep] } });
            deep["config"]["layers"][0]["config"]["name"] = json!("m");
        }
        assert!(read_architecture(&deep.to_string()).unwrap_err().to_string().contains("deep"));
    }
}
