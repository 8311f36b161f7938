//! ONNX and QONNX models: the messages of a `ModelProto`, and how one becomes a [`Graph`].
//!
//! ONNX convolves images (frame, channel, row, column); graphs here have the channel last, so images are transposed
//! around a convolution. Only the fields of the public message definitions that are used are here, under their
//! numbers.

use std::collections::BTreeMap;

use prost::Message;

use super::tensor::{self, Padding, Tensor, Window};
use super::{Graph, Id, Op, Reduction, Slice, each, order, padding, pair, unsupported};
use crate::error::{Error, Result};

/// Codes of element types.
pub(crate) const FLOAT: i32 = 1;
pub(crate) const INT64: i32 = 7;
const UINT8: i32 = 2;
const INT8: i32 = 3;
const INT32: i32 = 6;
const BOOL: i32 = 9;
const DOUBLE: i32 = 11;

/// Most elements of a constant that is read. A dense kernel has some thousands.
const MAX_ELEMENTS: usize = 1 << 20;

/// Operators besides functions of values.
const SUPPORTED: &str = "Constant, Identity, Dropout, Cast, Clip, Where, MatMul, Gemm, Conv, ConvTranspose, MaxPool, Reshape, Flatten, \
                         Transpose, Shape, Slice, Concat, Pad, Gather, Unsqueeze, Squeeze, ReduceSum, ReduceMean, ReduceMax, ReduceMin; \
                         Quant of QONNX";

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ModelProto {
    #[prost(int64, tag = "1")]
    pub(crate) ir_version: i64,
    #[prost(string, tag = "2")]
    pub(crate) producer_name: String,
    #[prost(string, tag = "3")]
    pub(crate) producer_version: String,
    #[prost(message, optional, tag = "7")]
    pub(crate) graph: Option<GraphProto>,
    #[prost(message, repeated, tag = "8")]
    pub(crate) opset_import: Vec<OperatorSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct OperatorSet {
    #[prost(string, tag = "1")]
    pub(crate) domain: String,
    #[prost(int64, tag = "2")]
    pub(crate) version: i64,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct GraphProto {
    #[prost(message, repeated, tag = "1")]
    pub(crate) node: Vec<NodeProto>,
    #[prost(string, tag = "2")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "5")]
    pub(crate) initializer: Vec<TensorProto>,
    #[prost(message, repeated, tag = "11")]
    pub(crate) input: Vec<ValueInfo>,
    #[prost(message, repeated, tag = "12")]
    pub(crate) output: Vec<ValueInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct NodeProto {
    #[prost(string, repeated, tag = "1")]
    pub(crate) input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(crate) output: Vec<String>,
    #[prost(string, tag = "3")]
    pub(crate) name: String,
    #[prost(string, tag = "4")]
    pub(crate) op_type: String,
    #[prost(message, repeated, tag = "5")]
    pub(crate) attribute: Vec<Attribute>,
    #[prost(string, tag = "7")]
    pub(crate) domain: String,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Attribute {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(float, tag = "2")]
    pub(crate) float: f32,
    #[prost(int64, tag = "3")]
    pub(crate) integer: i64,
    #[prost(bytes = "vec", tag = "4")]
    pub(crate) string: Vec<u8>,
    #[prost(message, optional, tag = "5")]
    pub(crate) tensor: Option<TensorProto>,
    #[prost(float, repeated, packed = "false", tag = "7")]
    pub(crate) floats: Vec<f32>,
    #[prost(int64, repeated, packed = "false", tag = "8")]
    pub(crate) integers: Vec<i64>,
    #[prost(int32, tag = "20")]
    pub(crate) kind: i32,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct TensorProto {
    #[prost(int64, repeated, packed = "false", tag = "1")]
    pub(crate) dims: Vec<i64>,
    #[prost(int32, tag = "2")]
    pub(crate) data_type: i32,
    /// Instead of the raw data.
    #[prost(float, repeated, tag = "4")]
    pub(crate) floats: Vec<f32>,
    #[prost(int32, repeated, tag = "5")]
    pub(crate) ints: Vec<i32>,
    #[prost(int64, repeated, tag = "7")]
    pub(crate) longs: Vec<i64>,
    #[prost(string, tag = "8")]
    pub(crate) name: String,
    #[prost(bytes = "vec", tag = "9")]
    pub(crate) raw_data: Vec<u8>,
    #[prost(double, repeated, tag = "10")]
    pub(crate) doubles: Vec<f64>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ValueInfo {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(message, optional, tag = "2")]
    pub(crate) kind: Option<TypeProto>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct TypeProto {
    #[prost(message, optional, tag = "1")]
    pub(crate) tensor: Option<TensorType>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct TensorType {
    #[prost(int32, tag = "1")]
    pub(crate) element: i32,
    #[prost(message, optional, tag = "2")]
    pub(crate) shape: Option<Shape>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Shape {
    #[prost(message, repeated, tag = "1")]
    pub(crate) dim: Vec<Length>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Length {
    #[prost(oneof = "Dim", tags = "1, 2")]
    pub(crate) value: Option<Dim>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Dim {
    #[prost(int64, tag = "1")]
    Number(i64),
    #[prost(string, tag = "2")]
    Name(String),
}

/// Reads a model.
///
/// # Errors
/// Bytes that are no model, several outputs, tensors that nothing gives, and operators that are not supported, by node.
pub fn read(bytes: &[u8]) -> Result<Graph> {
    let broken = || Error::new("not an ONNX model").hint("a file .onnx of a ModelProto");
    let model = ModelProto::decode(bytes).map_err(|error| broken().found(error))?;
    let file = model.graph.ok_or_else(|| broken().found("no graph"))?;
    // Every tensor by its name: a fixed one, one that a node makes, or an input.
    let fixed: BTreeMap<&str, &TensorProto> =
        file.initializer.iter().map(|tensor| (tensor.name.as_str(), tensor)).collect();
    let made: BTreeMap<&str, &NodeProto> =
        file.node.iter().filter_map(|node| Some((node.output.first()?.as_str(), node))).collect();
    let given: BTreeMap<&str, &ValueInfo> = file.input.iter().map(|input| (input.name.as_str(), input)).collect();
    let inputs = |name: &str| -> Result<Vec<&str>> {
        match made.get(name) {
            _ if fixed.contains_key(name) => Ok(Vec::new()),
            Some(node) => Ok(node.input.iter().map(String::as_str).filter(|input| !input.is_empty()).collect()),
            None if given.contains_key(name) => Ok(Vec::new()),
            None => Err(Error::new("nothing in the graph gives this tensor").field(name)),
        }
    };
    let output = match file.output.as_slice() {
        [one] => one.name.as_str(),
        other => {
            let names: Vec<&str> = other.iter().map(|output| output.name.as_str()).collect();
            return Err(Error::new("another number of outputs").found(names.join(", ")).allowed("one"));
        }
    };
    let mut order = order(output, inputs)?;
    // Inputs in the order of the file, as programs give them.
    order.sort_by_key(|name| file.input.iter().position(|input| input.name == *name).unwrap_or(usize::MAX));
    let mut graph = Graph::default();
    let mut ids: BTreeMap<&str, Id> = BTreeMap::new();
    for name in order {
        let id = match (fixed.get(name), made.get(name), given.get(name)) {
            (Some(tensor), ..) => {
                let value = constant(tensor).ok_or_else(|| {
                    Error::new("the constant is no array of numbers that its shape says")
                        .field(name)
                        .hint("external data are not read")
                })?;
                graph.fixed(name, value)?
            }
            (_, Some(node), _) => {
                // What is left out has an empty name.
                let own: Vec<Option<Id>> = node.input.iter().map(|input| ids.get(input.as_str()).copied()).collect();
                translate(&mut graph, node, &own)?
            }
            (.., given) => graph.input(name, given.map(|input| lengths(input)).unwrap_or_default())?,
        };
        ids.insert(name, id);
    }
    Ok(graph)
}

fn lengths(input: &ValueInfo) -> Vec<Option<usize>> {
    let shape = input.kind.as_ref().and_then(|kind| kind.tensor.as_ref()?.shape.as_ref());
    let length = |length: &Length| match length.value {
        Some(Dim::Number(number)) => usize::try_from(number).ok().filter(|&number| number > 0),
        _ => None,
    };
    shape.map(|shape| shape.dim.iter().map(length).collect()).unwrap_or_default()
}

fn constant(tensor: &TensorProto) -> Option<Tensor> {
    let shape: Vec<usize> = tensor.dims.iter().map(|&length| usize::try_from(length).ok()).collect::<Option<_>>()?;
    tensor::count(&shape).ok().filter(|&count| count <= MAX_ELEMENTS)?;
    let raw = &tensor.raw_data;
    let values: Vec<f32> = match tensor.data_type {
        FLOAT if raw.is_empty() => tensor.floats.clone(),
        FLOAT => raw.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect(),
        DOUBLE if raw.is_empty() => tensor.doubles.iter().map(|&value| value as f32).collect(),
        DOUBLE => raw.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word) as f32).collect(),
        INT64 if raw.is_empty() => tensor.longs.iter().map(|&value| value as f32).collect(),
        INT64 => raw.as_chunks().0.iter().map(|&word| i64::from_le_bytes(word) as f32).collect(),
        INT32 if !raw.is_empty() => raw.as_chunks().0.iter().map(|&word| i32::from_le_bytes(word) as f32).collect(),
        INT8 if !raw.is_empty() => raw.iter().map(|&byte| f32::from(byte as i8)).collect(),
        UINT8 | BOOL if !raw.is_empty() => raw.iter().map(|&byte| f32::from(byte)).collect(),
        INT32 | INT8 | UINT8 | BOOL => tensor.ints.iter().map(|&value| value as f32).collect(),
        _ => return None,
    };
    Tensor::new(shape, values).ok()
}

/// Rows and columns before and after from (above, left, below, right).
fn zeros(pads: &[i64]) -> Option<Padding> {
    let zeros: Vec<usize> = pads.iter().map(|&zeros| usize::try_from(zeros).ok()).collect::<Option<_>>()?;
    match *zeros.as_slice() {
        [] => padding("VALID"),
        [above, left, below, right] => Some(Padding::Zeros([[above, below], [left, right]])),
        _ => None,
    }
}

fn translate(graph: &mut Graph, node: &NodeProto, given: &[Option<Id>]) -> Result<Id> {
    let kind = node.op_type.as_str();
    let output = node.output.first().map_or("", String::as_str);
    let name = if node.name.is_empty() { output } else { &node.name };
    let fault = |what: &str| Error::new(what).field(format!("{name} ({kind})"));
    let attribute = |key: &str| node.attribute.iter().find(|attribute| attribute.name == key);
    let integer = |key: &str, default: i64| attribute(key).map_or(default, |attribute| attribute.integer);
    let float = |key: &str, default: f32| attribute(key).map_or(default, |attribute| attribute.float);
    let list = |key: &str| attribute(key).map(|attribute| attribute.integers.clone());
    let text = |key: &str| attribute(key).map(|attribute| String::from_utf8_lossy(&attribute.string).into_owned());
    let input = |number: usize| given.get(number).copied().flatten();
    let needed = |number: usize| input(number).ok_or_else(|| fault("an input is missing"));
    let inputs: Vec<Id> = given.iter().copied().flatten().collect();
    let part = |part: &str| format!("{name}/{part}");
    let vector = |values: Vec<i64>| Tensor::vector(values.into_iter().map(|value| value as f32).collect());
    // A list of numbers that is an attribute in old models and an input in new ones.
    let listed = |graph: &mut Graph, key: &str, number: usize| match (list(key), input(number)) {
        (Some(values), _) => graph.fixed(&part(key), vector(values)).map(Some),
        (None, id) => Ok(id),
    };
    let pass = || {
        if integer("group", 1) != 1 || list("dilations").unwrap_or_default().iter().any(|&step| step != 1) {
            return Err(fault("groups of channels and kernels with gaps are not supported"));
        }
        let around = match text("auto_pad").as_deref() {
            None | Some("NOTSET" | "") => zeros(&list("pads").unwrap_or_default()),
            Some(known) => padding(known),
        };
        let around = around.ok_or_else(|| {
            fault("an unknown padding").allowed("pads of four numbers, or auto_pad SAME_UPPER or VALID")
        })?;
        match *list("strides").unwrap_or_else(|| vec![1, 1]).as_slice() {
            [down, right] => Window::new([down, right], around).map_err(|what| fault(&what)),
            _ => Err(fault("only images of rows and columns are supported")),
        }
    };
    // Channels last, and first again.
    let (last, first) = (Op::Transpose(Some(vec![0, 2, 3, 1])), Op::Transpose(Some(vec![0, 3, 1, 2])));
    let op = match kind {
        "Constant" => {
            let value = attribute("value").and_then(|attribute| attribute.tensor.as_ref());
            let value = match (value, attribute("value_float"), attribute("value_int")) {
                (Some(tensor), ..) => constant(tensor),
                (_, Some(one), _) => Some(Tensor::scalar(one.float)),
                (.., Some(one)) => Some(Tensor::scalar(one.integer as f32)),
                _ => match (attribute("value_floats"), list("value_ints")) {
                    (Some(several), _) => Some(Tensor::vector(several.floats.clone())),
                    (_, several) => several.map(vector),
                },
            };
            return graph
                .fixed(name, value.ok_or_else(|| fault("the constant is no array of numbers that its shape says"))?);
        }
        "Identity" | "Dropout" => return needed(0),
        "Cast" => match integer("to", FLOAT.into()) as i32 {
            INT8 | UINT8 | INT32 | INT64 => Op::Each(f32::trunc),
            _ => Op::Each(|value| value),
        },
        "LeakyRelu" => Op::LeakyRelu(float("alpha", 0.01)),
        "Elu" if float("alpha", 1.0) != 1.0 => return Err(fault("only alpha 1 is supported")),
        "Clip" => {
            let mut end = needed(0)?;
            for (number, key, function) in [(1, "min", f32::max as fn(f32, f32) -> f32), (2, "max", f32::min)] {
                let limit = match attribute(key) {
                    Some(attribute) => Some(graph.fixed(&part(key), Tensor::scalar(attribute.float))?),
                    None => input(number),
                };
                if let Some(limit) = limit {
                    end = graph.push(&part(key), kind, Op::Pair(function), &[end, limit])?;
                }
            }
            return Ok(end);
        }
        "Where" => Op::Select,
        "MatMul" => Op::MatMul([false; 2]),
        "Gemm" => {
            let (mut matrix, rows) = (needed(1)?, needed(0)?);
            let scaled = |graph: &mut Graph, id: Id, key: &str| {
                let factor = float(key, 1.0);
                if factor == 1.0 {
                    return Ok(id);
                }
                let factor = graph.fixed(&part(key), Tensor::scalar(factor))?;
                graph.push(&part(key), "Mul", Op::Pair(|a, b| a * b), &[id, factor])
            };
            matrix = scaled(graph, matrix, "alpha")?;
            let turned = [integer("transA", 0) != 0, integer("transB", 0) != 0];
            let product = graph.push(name, kind, Op::MatMul(turned), &[rows, matrix])?;
            let Some(bias) = input(2) else { return Ok(product) };
            let bias = scaled(graph, bias, "beta")?;
            return graph.push(name, "Add", Op::Pair(|a, b| a + b), &[product, bias]);
        }
        "Conv" | "ConvTranspose" => {
            let window = pass()?;
            let images = graph.push(&part("images"), kind, last, &[needed(0)?])?;
            // (output, input, row, column), of transposed convolutions (input, output, row, column).
            let kernel = graph.push(&part("kernel"), kind, Op::Transpose(Some(vec![2, 3, 1, 0])), &[needed(1)?])?;
            let more = list("output_padding").unwrap_or_default();
            let more = [0, 1].map(|axis| {
                more.get(axis).map_or(Some(0), |&more| usize::try_from(more).ok().filter(|&more| more < 64))
            });
            let op = match (kind, more, attribute("output_shape")) {
                ("Conv", ..) => Op::Convolution(window),
                (_, [Some(rows), Some(columns)], None) => Op::Transposed { window, more: [rows, columns] },
                _ => return Err(fault("output_shape is not supported").allowed("pads and output_padding")),
            };
            let mut end = graph.push(name, kind, op, &[images, kernel])?;
            if let Some(bias) = input(2) {
                end = graph.push(name, "Add", Op::Pair(|a, b| a + b), &[end, bias])?;
            }
            return graph.push(&part("channels"), kind, first, &[end]);
        }
        "MaxPool" => {
            let window = pass()?;
            let &[rows @ 1..=64, columns @ 1..=64] = list("kernel_shape").unwrap_or_default().as_slice() else {
                return Err(fault("only windows of rows and columns are supported"));
            };
            let images = graph.push(&part("images"), kind, last, &[needed(0)?])?;
            let op = Op::MaxPool { size: [rows as usize, columns as usize], window };
            let end = graph.push(name, kind, op, &[images])?;
            return graph.push(&part("channels"), kind, first, &[end]);
        }
        "Reshape" => {
            let lengths = listed(graph, "shape", 1)?.ok_or_else(|| fault("an input is missing"))?;
            let op = Op::Reshape { zero_keeps: integer("allowzero", 0) == 0 };
            return graph.push(name, kind, op, &[needed(0)?, lengths]);
        }
        "Flatten" => Op::Flatten(integer("axis", 1)),
        "Transpose" => Op::Transpose(list("perm")),
        "Shape" if attribute("start").is_none() && attribute("end").is_none() => Op::Shape,
        "Slice" => {
            let (begin, end) = (listed(graph, "starts", 1)?, listed(graph, "ends", 2)?);
            let (axes, step) = (listed(graph, "axes", 3)?, input(4));
            let ends = [Some(needed(0)?), begin, end, axes].into_iter().flatten().chain(step).collect::<Vec<_>>();
            return graph.push(name, kind, Op::Slice(Slice { named: axes.is_some(), ..Slice::default() }), &ends);
        }
        "Concat" => Op::Concat { axis: integer("axis", 1), stack: false },
        "Pad" if matches!(text("mode").as_deref(), None | Some("constant")) && given.len() < 4 => {
            let around = listed(graph, "pads", 1)?.ok_or_else(|| fault("an input is missing"))?;
            let value = match attribute("value") {
                Some(attribute) => Some(graph.fixed(&part("value"), Tensor::scalar(attribute.float))?),
                None => input(2),
            };
            let ends: Vec<Id> = [needed(0)?, around].into_iter().chain(value).collect();
            return graph.push(name, kind, Op::Pad { pairs: false }, &ends);
        }
        "Gather" => Op::Gather(integer("axis", 0)),
        "Unsqueeze" => Op::Expand(list("axes")),
        "Squeeze" => Op::Squeeze(list("axes")),
        "ReduceSum" | "ReduceMean" | "ReduceMax" | "ReduceMin" => {
            let reduction = match kind {
                "ReduceSum" => Reduction::Sum,
                "ReduceMean" => Reduction::Mean,
                "ReduceMax" => Reduction::Max,
                _ => Reduction::Min,
            };
            Op::Reduce { kind: reduction, axes: list("axes"), keep: integer("keepdims", 1) != 0 }
        }
        "Quant" => {
            let round: fn(f32) -> f32 = match text("rounding_mode").as_deref() {
                None | Some("ROUND") => f32::round_ties_even,
                Some("FLOOR") => f32::floor,
                Some("CEIL") => f32::ceil,
                Some("ROUND_TO_ZERO") => f32::trunc,
                Some(other) => {
                    return Err(fault("an unknown rounding").found(other).allowed("ROUND, FLOOR, CEIL, ROUND_TO_ZERO"));
                }
            };
            Op::Quantise { signed: integer("signed", 1) != 0, narrow: integer("narrow", 0) != 0, round }
        }
        _ => {
            let lower = kind.to_lowercase();
            match (each(&lower), pair(&lower)) {
                (Some(function), _) => Op::Each(function),
                (None, Some(function)) => Op::Pair(function),
                _ => return Err(unsupported(name, kind, SUPPORTED)),
            }
        }
    };
    graph.push(name, kind, op, &inputs)
}
