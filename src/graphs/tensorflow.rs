//! Frozen TensorFlow graphs: the messages of a `GraphDef`, and how one becomes a [`Graph`].
//!
//! Only the fields of the public message definitions that are used are here, under their numbers.

use std::collections::{BTreeMap, BTreeSet};

use prost::Message;

use super::tensor::{self, Padding, Tensor, Window};
use super::{Graph, Id, Op, Reduction, Slice, each, order, padding, pair, unsupported};
use crate::error::{Error, Result};

/// Codes of element types.
pub(crate) const FLOAT: i32 = 1;
const DOUBLE: i32 = 2;
const INT32: i32 = 3;
const INT64: i32 = 9;
const BOOL: i32 = 10;

/// Most elements of a constant that is read. A dense kernel has some thousands.
const MAX_ELEMENTS: usize = 1 << 20;

/// Names of the output, where several nodes are read by no other.
const OUTPUTS: [&str; 3] = ["Identity", "encoded_vector/Relu", "decoder_output/Sigmoid"];

/// Operators besides functions of values.
const SUPPORTED: &str = "Const, Placeholder, Identity, StopGradient, Cast, ClipByValue, Select, MatMul, Conv2D, Conv2DBackpropInput, \
                         MaxPool, ResizeNearestNeighbor, Reshape, Transpose, Shape, StridedSlice, Slice, Pack, ConcatV2, Pad, GatherV2, \
                         ExpandDims, Squeeze, Sum, Mean, Max, Min";

#[derive(Clone, PartialEq, Message)]
pub(crate) struct GraphDef {
    #[prost(message, repeated, tag = "1")]
    pub(crate) node: Vec<NodeDef>,
    #[prost(message, optional, tag = "4")]
    pub(crate) versions: Option<VersionDef>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct VersionDef {
    #[prost(int32, tag = "1")]
    pub(crate) producer: i32,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct NodeDef {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(string, tag = "2")]
    pub(crate) op: String,
    #[prost(string, repeated, tag = "3")]
    pub(crate) input: Vec<String>,
    #[prost(btree_map = "string, message", tag = "5")]
    pub(crate) attr: BTreeMap<String, AttrValue>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct AttrValue {
    #[prost(oneof = "Value", tags = "1, 2, 3, 4, 5, 6, 7, 8")]
    pub(crate) value: Option<Value>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Value {
    #[prost(message, tag = "1")]
    List(List),
    #[prost(bytes, tag = "2")]
    Bytes(Vec<u8>),
    #[prost(int64, tag = "3")]
    Integer(i64),
    #[prost(float, tag = "4")]
    Float(f32),
    #[prost(bool, tag = "5")]
    Bool(bool),
    #[prost(int32, tag = "6")]
    Type(i32),
    #[prost(message, tag = "7")]
    Shape(Shape),
    #[prost(message, tag = "8")]
    Tensor(TensorProto),
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct List {
    #[prost(int64, repeated, tag = "3")]
    pub(crate) integers: Vec<i64>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Shape {
    #[prost(message, repeated, tag = "2")]
    pub(crate) dim: Vec<Length>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Length {
    #[prost(int64, tag = "1")]
    pub(crate) size: i64,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct TensorProto {
    #[prost(int32, tag = "1")]
    pub(crate) dtype: i32,
    #[prost(message, optional, tag = "2")]
    pub(crate) shape: Option<Shape>,
    #[prost(bytes = "vec", tag = "4")]
    pub(crate) content: Vec<u8>,
    /// Instead of the content: numbers, of which the last stands for all that follow.
    #[prost(float, repeated, tag = "5")]
    pub(crate) floats: Vec<f32>,
    #[prost(double, repeated, tag = "6")]
    pub(crate) doubles: Vec<f64>,
    #[prost(int32, repeated, tag = "7")]
    pub(crate) ints: Vec<i32>,
    #[prost(int64, repeated, tag = "10")]
    pub(crate) longs: Vec<i64>,
    #[prost(bool, repeated, tag = "11")]
    pub(crate) bools: Vec<bool>,
}

/// Reads a frozen graph.
///
/// # Errors
/// Bytes that are no graph, several outputs, nodes that are missing, and operators that are not supported, by node.
pub fn read(bytes: &[u8]) -> Result<Graph> {
    let file = GraphDef::decode(bytes)
        .map_err(|error| Error::new("not a frozen TensorFlow graph").found(error).hint("a file .pb of a GraphDef"))?;
    let nodes: BTreeMap<&str, &NodeDef> = file.node.iter().map(|node| (node.name.as_str(), node)).collect();
    let inputs = |name: &str| {
        let node = nodes.get(name).ok_or_else(|| Error::new("the graph has no such node").field(name))?;
        data(node).map(|input| source(node, input)).collect::<Result<Vec<&str>>>()
    };
    let output = output(&file.node, &nodes, inputs)?;
    let mut order = order(output, inputs)?;
    // Inputs in the order of the file, as programs give them.
    let place = |name: &&str| match nodes.get(name) {
        Some(node) if node.op == "Placeholder" => file.node.iter().position(|other| other.name == node.name),
        _ => None,
    };
    order.sort_by_key(|name| place(name).unwrap_or(usize::MAX));
    let mut graph = Graph::default();
    let mut ids: BTreeMap<&str, Id> = BTreeMap::new();
    for name in order {
        let own = inputs(name)?.into_iter().map(|input| ids.get(input).copied()).collect::<Option<Vec<_>>>();
        let (node, own) =
            nodes.get(name).zip(own).ok_or_else(|| Error::new("the graph has no such node").field(name))?;
        ids.insert(name, translate(&mut graph, node, own)?);
    }
    Ok(graph)
}

/// The inputs that are data; ^NODE only says what runs first.
fn data(node: &NodeDef) -> impl Iterator<Item = &str> {
    node.input.iter().map(String::as_str).filter(|input| !input.starts_with('^'))
}

/// The node of a tensor NODE or NODE:0.
fn source<'a>(node: &NodeDef, tensor: &'a str) -> Result<&'a str> {
    match tensor.split_once(':') {
        None => Ok(tensor),
        Some((name, "0")) => Ok(name),
        Some(_) => Err(Error::new("only the first output of a node is supported").field(&node.name).found(tensor)),
    }
}

/// The one node that gives what no other reads, and that depends on an input.
fn output<'a>(
    all: &'a [NodeDef],
    nodes: &BTreeMap<&str, &NodeDef>,
    inputs: impl Fn(&str) -> Result<Vec<&'a str>>,
) -> Result<&'a str> {
    let read: BTreeSet<&str> =
        all.iter().flat_map(data).map(|tensor| tensor.split(':').next().unwrap_or(tensor)).collect();
    let mut ends = Vec::new();
    for node in all.iter().filter(|node| !read.contains(node.name.as_str()) && node.op != "NoOp") {
        let needs = order(&node.name, &inputs)?;
        if needs.iter().any(|name| nodes.get(name).is_some_and(|node| node.op == "Placeholder")) {
            ends.push(node.name.as_str());
        }
    }
    let named = || OUTPUTS.into_iter().find_map(|name| ends.iter().copied().find(|end| *end == name));
    match ends.as_slice() {
        [one] => Ok(one),
        [] => Err(Error::new("no node of the graph depends on a Placeholder")
            .hint("a frozen graph of an encoder or a decoder is needed")),
        several => named().ok_or_else(|| {
            Error::new("the graph has several outputs")
                .found(several.join(", "))
                .allowed("one, or one of the names ".to_owned() + &OUTPUTS.join(", "))
        }),
    }
}

/// Values of a constant.
fn constant(node: &NodeDef) -> Option<Tensor> {
    let Some(Value::Tensor(tensor)) = &node.attr.get("value")?.value else { return None };
    let lengths = tensor.shape.iter().flat_map(|shape| &shape.dim);
    let shape: Vec<usize> = lengths.map(|length| usize::try_from(length.size).ok()).collect::<Option<_>>()?;
    let count = tensor::count(&shape).ok().filter(|&count| count <= MAX_ELEMENTS)?;
    let content = &tensor.content;
    let mut values: Vec<f32> = match tensor.dtype {
        FLOAT if content.is_empty() => tensor.floats.clone(),
        FLOAT => content.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect(),
        DOUBLE if content.is_empty() => tensor.doubles.iter().map(|&value| value as f32).collect(),
        DOUBLE => content.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word) as f32).collect(),
        INT32 if content.is_empty() => tensor.ints.iter().map(|&value| value as f32).collect(),
        INT32 => content.as_chunks().0.iter().map(|&word| i32::from_le_bytes(word) as f32).collect(),
        INT64 if content.is_empty() => tensor.longs.iter().map(|&value| value as f32).collect(),
        INT64 => content.as_chunks().0.iter().map(|&word| i64::from_le_bytes(word) as f32).collect(),
        BOOL if content.is_empty() => tensor.bools.iter().map(|&value| f32::from(u8::from(value))).collect(),
        BOOL => content.iter().map(|&value| f32::from(value)).collect(),
        _ => return None,
    };
    if content.is_empty() && values.len() < count {
        values.resize(count, values.last().copied().unwrap_or(0.0));
    }
    Tensor::new(shape, values).ok()
}

fn translate(graph: &mut Graph, node: &NodeDef, inputs: Vec<Id>) -> Result<Id> {
    let (name, kind) = (node.name.as_str(), node.op.as_str());
    let fault = |what: &str| Error::new(what).field(format!("{name} ({kind})"));
    let attribute = |key: &str| node.attr.get(key).and_then(|attribute| attribute.value.as_ref());
    let integer = |key: &str| match attribute(key) {
        Some(Value::Integer(number)) => *number,
        _ => 0,
    };
    let truth = |key: &str| matches!(attribute(key), Some(Value::Bool(true)));
    let text = |key: &str| match attribute(key) {
        Some(Value::Bytes(text)) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    };
    let list = |key: &str| match attribute(key) {
        Some(Value::List(list)) => list.integers.clone(),
        _ => Vec::new(),
    };
    // Images are (frame, row, column, channel).
    let pass = |lengths: &str| {
        if !["", "NHWC"].contains(&text("data_format").as_str()) {
            return Err(fault("images must have their channels last").found(text("data_format")).allowed("NHWC"));
        }
        if list("dilations").iter().any(|&step| step != 1) {
            return Err(
                fault("a kernel with gaps is not supported").found(format!("dilations {:?}", list("dilations")))
            );
        }
        let zeros = match (text("padding").as_str(), list("explicit_paddings").as_slice()) {
            ("EXPLICIT", &[_, _, above, below, left, right, ..]) => {
                let zeros = [above, below, left, right].map(|zeros| usize::try_from(zeros).unwrap_or(usize::MAX));
                Some(Padding::Zeros([[zeros[0], zeros[1]], [zeros[2], zeros[3]]]))
            }
            (known, _) => padding(known),
        };
        let zeros =
            zeros.ok_or_else(|| fault("an unknown padding").found(text("padding")).allowed("SAME, VALID, EXPLICIT"))?;
        match list(lengths).as_slice() {
            &[_, down, right, _] => Window::new([down, right], zeros).map_err(|what| fault(&what)),
            other => Err(fault("four numbers are needed").found(format!("{lengths} {other:?}"))),
        }
    };
    let op = match kind {
        "Placeholder" => {
            let shape = match attribute("shape") {
                Some(Value::Shape(shape)) => shape.dim.iter().map(|length| usize::try_from(length.size).ok()).collect(),
                _ => Vec::new(),
            };
            return graph.input(name, shape);
        }
        "Const" => {
            let value =
                constant(node).ok_or_else(|| fault("the constant is no array of numbers that its shape says"))?;
            return graph.fixed(name, value);
        }
        "Identity" | "StopGradient" | "PreventGradient" | "Snapshot" | "CheckNumerics" | "EnsureShape" => {
            return inputs.first().copied().ok_or_else(|| fault("an input is missing"));
        }
        "ReadVariableOp" | "VarHandleOp" | "VariableV2" | "VarIsInitializedOp" => {
            return Err(fault("the graph has variables").hint("freeze it: convert_variables_to_constants_v2"));
        }
        "PartitionedCall" | "StatefulPartitionedCall" => {
            return Err(
                fault("the graph calls functions").hint("freeze it: convert_variables_to_constants_v2 puts them in")
            );
        }
        "Cast" => match attribute("DstT") {
            Some(Value::Type(INT32 | INT64)) => Op::Each(f32::trunc),
            _ => Op::Each(|value| value),
        },
        "LeakyRelu" => match attribute("alpha") {
            Some(Value::Float(factor)) => Op::LeakyRelu(*factor),
            _ => Op::LeakyRelu(0.2),
        },
        "ClipByValue" => {
            let &[value, low, high] = inputs.as_slice() else { return Err(fault("three inputs are needed")) };
            let below = graph.push(&format!("{name}/low"), kind, Op::Pair(f32::max), &[value, low])?;
            return graph.push(name, kind, Op::Pair(f32::min), &[below, high]);
        }
        "Select" | "SelectV2" => Op::Select,
        "MatMul" => Op::MatMul([truth("transpose_a"), truth("transpose_b")]),
        "Conv2D" => Op::Convolution(pass("strides")?),
        "Conv2DBackpropInput" => {
            let &[lengths, kernel, images] = inputs.as_slice() else { return Err(fault("three inputs are needed")) };
            return graph.push(
                name,
                kind,
                Op::Transposed { window: pass("strides")?, more: [0; 2] },
                &[images, kernel, lengths],
            );
        }
        "MaxPool" => match list("ksize").as_slice() {
            &[1, rows @ 1..=64, columns @ 1..=64, 1] => {
                Op::MaxPool { size: [rows as usize, columns as usize], window: pass("strides")? }
            }
            other => return Err(fault("an unknown window").found(format!("{other:?}"))),
        },
        "ResizeNearestNeighbor" if !truth("align_corners") => Op::Enlarge,
        "Reshape" => Op::Reshape { zero_keeps: false },
        "Transpose" => Op::Transpose(None),
        "Shape" => Op::Shape,
        "StridedSlice" if integer("ellipsis_mask") == 0 && integer("new_axis_mask") == 0 => Op::Slice(Slice {
            open_begin: integer("begin_mask"),
            open_end: integer("end_mask"),
            drop: integer("shrink_axis_mask"),
            ..Slice::default()
        }),
        "Slice" => Op::Slice(Slice { sizes: true, ..Slice::default() }),
        "Pack" => Op::Concat { axis: integer("axis"), stack: true },
        "ConcatV2" => Op::ConcatLast,
        "Pad" | "PadV2" => Op::Pad { pairs: true },
        "GatherV2" if integer("batch_dims") == 0 => Op::Gather(0),
        "ExpandDims" => Op::Expand(None),
        "Squeeze" => Op::Squeeze(Some(list("squeeze_dims"))),
        "Sum" | "Mean" | "Max" | "Min" => {
            let kind = match kind {
                "Sum" => Reduction::Sum,
                "Mean" => Reduction::Mean,
                "Max" => Reduction::Max,
                _ => Reduction::Min,
            };
            Op::Reduce { kind, axes: None, keep: truth("keep_dims") }
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
