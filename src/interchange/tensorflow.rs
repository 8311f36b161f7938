//! Frozen TensorFlow graphs.

use std::collections::{BTreeMap, BTreeSet};

use half::{bf16, f16};
use prost::Message;

use super::function::{Pairwise, ValueFunction};
use super::graph::{Graph, GraphOp, Id, Reduction, SliceRule, order, padding, unsupported, unwritten};
use super::ndarray::{self, NdArray, Window, WindowPadding};
use super::proto;
use super::proto::tensorflow::attr_value::{ListValue, Value};
use super::proto::tensorflow::tensor_shape_proto::Dim;
use super::proto::tensorflow::{AttrValue, DataType, GraphDef, NodeDef, TensorProto, TensorShapeProto, VersionDef};
use crate::error::{Error, Result};

/// Most elements of a constant that is read. A dense kernel has some thousands.
const MAX_ELEMENTS: usize = 1 << 20;

/// Names of the output, where several nodes are read by no other.
const OUTPUTS: [&str; 3] = ["Identity", "encoded_vector/Relu", "decoder_output/Sigmoid"];

/// Operators besides functions of values.
const SUPPORTED: &str = "Const, Placeholder, Identity, StopGradient, Cast, ClipByValue, Softmax, Select, MatMul, Conv2D, Conv2DBackpropInput, \
                         MaxPool, ResizeNearestNeighbor, Reshape, Transpose, Shape, StridedSlice, Slice, Pack, ConcatV2, Pad, GatherV2, \
                         ExpandDims, Fill, Squeeze, Sum, Mean, Max, Min, FusedBatchNorm";

/// Reads a frozen graph.
///
/// # Errors
/// Bytes that are no graph, several outputs, nodes that are missing, and operators that are not supported, by node.
pub fn read(bytes: &[u8]) -> Result<Graph> {
    let (file, _taken) = proto::decode::<GraphDef>(bytes, |error| {
        Error::new("not a frozen TensorFlow graph").found(error).hint("a file .pb of a GraphDef")
    })?;
    read_nodes(&file.node, None)
}

/// As [`read`], from the nodes of a graph; `output` is the node that leaves, where that is known.
pub(super) fn read_nodes(all: &[NodeDef], output_name: Option<&str>) -> Result<Graph> {
    let nodes: BTreeMap<&str, &NodeDef> = all.iter().map(|node| (node.name.as_str(), node)).collect();
    let output = match output_name {
        Some(name) => name,
        None => output(all, &nodes, |name| inputs_of(&nodes, name))?,
    };
    let mut order = order(output, |name| inputs_of(&nodes, name))?;
    // Inputs in the order of the file, as programs give them.
    let place = |node: &NodeDef| all.iter().position(|other| other.op == "Placeholder" && other.name == node.name);
    order.sort_by_key(|name| nodes.get(name).and_then(|node| place(node)).unwrap_or(usize::MAX));
    let mut graph = Graph::default();
    let mut ids: BTreeMap<&str, Id> = BTreeMap::new();
    for name in order {
        let own = inputs_of(&nodes, name)?.into_iter().map(|input| ids.get(input).copied()).collect::<Option<Vec<_>>>();
        let (node, own) =
            nodes.get(name).zip(own).ok_or_else(|| Error::new("the graph has no such node").field(name))?;
        ids.insert(name, read_node(&mut graph, node, own)?);
    }
    Ok(graph)
}

/// The nodes that a node reads data of.
fn inputs_of<'a>(nodes: &BTreeMap<&str, &'a NodeDef>, name: &str) -> Result<Vec<&'a str>> {
    let node = nodes.get(name).ok_or_else(|| Error::new("the graph has no such node").field(name))?;
    data(node).map(|input| source(node, input)).collect()
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
fn constant(node: &NodeDef) -> Option<NdArray> {
    match &node.attr.get("value")?.value {
        Some(Value::Tensor(tensor)) => numbers(tensor),
        _ => None,
    }
}

/// The numbers of a tensor.
pub(super) fn numbers(tensor: &TensorProto) -> Option<NdArray> {
    let lengths = tensor.tensor_shape.iter().flat_map(|shape| &shape.dim);
    let shape: Vec<usize> = lengths.map(|length| usize::try_from(length.size).ok()).collect::<Option<_>>()?;
    let count = ndarray::count(&shape).ok().filter(|&count| count <= MAX_ELEMENTS)?;
    let content = &tensor.tensor_content;
    let mut values: Vec<f32> = match DataType::try_from(tensor.dtype).ok()? {
        DataType::DtFloat if content.is_empty() => tensor.float_val.clone(),
        DataType::DtFloat => content.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect(),
        DataType::DtDouble if content.is_empty() => tensor.double_val.iter().map(|&value| value as f32).collect(),
        DataType::DtDouble => content.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word) as f32).collect(),
        DataType::DtInt32 if content.is_empty() => tensor.int_val.iter().map(|&value| value as f32).collect(),
        DataType::DtInt32 => content.as_chunks().0.iter().map(|&word| i32::from_le_bytes(word) as f32).collect(),
        DataType::DtInt64 if content.is_empty() => tensor.int64_val.iter().map(|&value| value as f32).collect(),
        DataType::DtInt64 => content.as_chunks().0.iter().map(|&word| i64::from_le_bytes(word) as f32).collect(),
        DataType::DtBool if content.is_empty() => {
            tensor.bool_val.iter().map(|&value| f32::from(u8::from(value))).collect()
        }
        DataType::DtBool => content.iter().map(|&value| f32::from(value)).collect(),
        DataType::DtHalf if content.is_empty() => ndarray::halves(&tensor.half_val)?,
        DataType::DtHalf => content.as_chunks().0.iter().map(|&word| f16::from_le_bytes(word).to_f32()).collect(),
        DataType::DtBfloat16 if content.is_empty() => ndarray::bfloats(&tensor.half_val)?,
        DataType::DtBfloat16 => content.as_chunks().0.iter().map(|&word| bf16::from_le_bytes(word).to_f32()).collect(),
        DataType::DtInvalid => return None,
    };
    if content.is_empty() && values.len() < count {
        values.resize(count, values.last().copied().unwrap_or(0.0));
    }
    NdArray::new(shape, values).ok()
}

fn attribute<'a>(node: &'a NodeDef, key: &str) -> Option<&'a Value> {
    node.attr.get(key).and_then(|attribute| attribute.value.as_ref())
}

/// An integer, 0 if the node has none.
fn integer_of(node: &NodeDef, key: &str) -> i64 {
    if let Some(Value::I(number)) = attribute(node, key) { *number } else { 0 }
}

fn truth_of(node: &NodeDef, key: &str) -> bool {
    matches!(attribute(node, key), Some(Value::B(true)))
}

/// A text, empty if the node has none.
fn text_of(node: &NodeDef, key: &str) -> String {
    match attribute(node, key) {
        Some(Value::S(text)) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    }
}

/// A list of integers, empty if the node has none.
fn list_of(node: &NodeDef, key: &str) -> Vec<i64> {
    match attribute(node, key) {
        Some(Value::List(list)) => list.i.clone(),
        _ => Vec::new(),
    }
}

/// How the kernel of a node passes over images, which are (sample, row, column, channel); `lengths` is the attribute with
/// its steps.
fn window(node: &NodeDef, lengths: &str) -> Result<Window> {
    let [order, known] = ["data_format", "padding"].map(|key| text_of(node, key));
    if !["", "NHWC"].contains(&order.as_str()) {
        return Err(Error::new("images must have their channels last").found(order).allowed("NHWC"));
    }
    let dilations = list_of(node, "dilations");
    if dilations.iter().any(|&step| step != 1) {
        return Err(Error::new("a kernel with gaps is not supported").found(format!("dilations {dilations:?}")));
    }
    let zeros = match (known.as_str(), list_of(node, "explicit_paddings").as_slice()) {
        ("EXPLICIT", &[_, _, above, below, left, right, ..]) => {
            let zeros = [above, below, left, right].map(|zeros| usize::try_from(zeros).unwrap_or(usize::MAX));
            Some(WindowPadding::Zeros([[zeros[0], zeros[1]], [zeros[2], zeros[3]]]))
        }
        (known, _) => padding(known),
    };
    let unknown = || Error::new("an unknown padding").found(known.as_str()).allowed("SAME, VALID, EXPLICIT");
    let zeros = zeros.ok_or_else(unknown)?;
    match list_of(node, lengths).as_slice() {
        &[_, down, right, _] => Window::new([down, right], zeros).map_err(Error::new),
        other => Err(Error::new("four numbers are needed").found(format!("{lengths} {other:?}"))),
    }
}

fn node_fault(node: &NodeDef, what: &str) -> Error {
    Error::new(what).field(format!("{} ({})", node.name, node.op))
}

fn pass(node: &NodeDef) -> Result<Window> {
    window(node, "strides").map_err(|error| error.field(format!("{} ({})", node.name, node.op)))
}

fn read_node(graph: &mut Graph, node: &NodeDef, inputs: Vec<Id>) -> Result<Id> {
    let (name, kind) = (node.name.as_str(), node.op.as_str());
    let integer_types = [DataType::DtInt32, DataType::DtInt64].map(i32::from);
    let types_of_16_bits = [DataType::DtHalf, DataType::DtBfloat16].map(i32::from);
    let op = match kind {
        "Placeholder" => {
            let shape = match attribute(node, "shape") {
                Some(Value::Shape(shape)) => shape.dim.iter().map(|length| usize::try_from(length.size).ok()).collect(),
                _ => Vec::new(),
            };
            return graph.input(name, shape);
        }
        "Const" => {
            let value = constant(node)
                .ok_or_else(|| node_fault(node, "the constant is no array of numbers that its shape says"))?;
            return graph.fixed(name, value);
        }
        "Identity" | "StopGradient" | "PreventGradient" | "Snapshot" | "CheckNumerics" | "EnsureShape" => {
            return inputs.first().copied().ok_or_else(|| node_fault(node, "an input is missing"));
        }
        "ReadVariableOp" | "VarHandleOp" | "VariableV2" | "VarIsInitializedOp" => {
            return Err(node_fault(node, "the graph has variables")
                .hint("freeze it with convert_variables_to_constants_v2, or give the directory of a SavedModel"));
        }
        "PartitionedCall" | "StatefulPartitionedCall" => {
            return Err(node_fault(node, "the graph calls functions")
                .hint("freeze it with convert_variables_to_constants_v2, or give the directory of a SavedModel"));
        }
        "Cast" => match attribute(node, "DstT") {
            Some(&Value::Type(kind)) if types_of_16_bits.contains(&kind) => {
                return Err(node_fault(node, ndarray::CAST_TO_16_BITS));
            }
            Some(&Value::Type(kind)) if integer_types.contains(&kind) => GraphOp::Each(ValueFunction::Truncate),
            _ => GraphOp::Each(ValueFunction::Identity),
        },
        "LeakyRelu" => match attribute(node, "alpha") {
            Some(Value::F(factor)) => GraphOp::LeakyRelu(*factor),
            _ => GraphOp::LeakyRelu(0.2),
        },
        "ClipByValue" => {
            let &[value, low, high] = inputs.as_slice() else {
                return Err(node_fault(node, "three inputs are needed"));
            };
            let below = graph.push(&format!("{name}/low"), kind, GraphOp::Pair(Pairwise::Maximum), &[value, low])?;
            return graph.push(name, kind, GraphOp::Pair(Pairwise::Minimum), &[below, high]);
        }
        "FusedBatchNorm" | "FusedBatchNormV2" | "FusedBatchNormV3" => {
            if truth_of(node, "is_training") || !["", "NHWC"].contains(&text_of(node, "data_format").as_str()) {
                return Err(node_fault(
                    node,
                    "only a normalisation that is no longer trained, with channels last, is supported",
                ));
            }
            let epsilon = match attribute(node, "epsilon") {
                Some(Value::F(epsilon)) => *epsilon,
                _ => 1e-4,
            };
            return normalised(graph, node, &inputs, epsilon);
        }
        "Softmax" => GraphOp::Softmax,
        "Select" | "SelectV2" => GraphOp::Select,
        "MatMul" => GraphOp::MatMul([truth_of(node, "transpose_a"), truth_of(node, "transpose_b")]),
        "Conv2D" => GraphOp::Convolution(pass(node)?),
        "Conv2DBackpropInput" => {
            let &[lengths, kernel, images] = inputs.as_slice() else {
                return Err(node_fault(node, "three inputs are needed"));
            };
            return graph.push(
                name,
                kind,
                GraphOp::Transposed { window: pass(node)?, more: [0; 2] },
                &[images, kernel, lengths],
            );
        }
        "MaxPool" => match list_of(node, "ksize").as_slice() {
            &[1, rows @ 1..=64, columns @ 1..=64, 1] => {
                GraphOp::MaxPool { size: [rows as usize, columns as usize], window: pass(node)? }
            }
            other => return Err(node_fault(node, "an unknown window").found(format!("{other:?}"))),
        },
        "ResizeNearestNeighbor" if !truth_of(node, "align_corners") => GraphOp::Enlarge,
        "Reshape" => GraphOp::Reshape { zero_keeps: false },
        "Transpose" => GraphOp::Transpose(None),
        "Shape" => GraphOp::Shape,
        "StridedSlice" if integer_of(node, "ellipsis_mask") == 0 && integer_of(node, "new_axis_mask") == 0 => {
            GraphOp::Slice(SliceRule {
                open_begin: integer_of(node, "begin_mask"),
                open_end: integer_of(node, "end_mask"),
                drop: integer_of(node, "shrink_axis_mask"),
                ..SliceRule::default()
            })
        }
        "Slice" => GraphOp::Slice(SliceRule { sizes: true, ..SliceRule::default() }),
        "Pack" => GraphOp::Concat { axis: integer_of(node, "axis"), stack: true },
        "ConcatV2" => GraphOp::ConcatLast,
        "Pad" | "PadV2" => GraphOp::Pad { pairs: true },
        "GatherV2" if integer_of(node, "batch_dims") == 0 => GraphOp::Gather(0),
        "ExpandDims" => GraphOp::Expand(None),
        "Fill" => GraphOp::Fill,
        "Squeeze" => GraphOp::Squeeze(Some(list_of(node, "squeeze_dims"))),
        "Sum" | "Mean" | "Max" | "Min" => {
            let kind = match kind {
                "Sum" => Reduction::Sum,
                "Mean" => Reduction::Mean,
                "Max" => Reduction::Max,
                _ => Reduction::Min,
            };
            GraphOp::Reduce { kind, axes: None, keep: truth_of(node, "keep_dims") }
        }
        _ => {
            let lower = kind.to_lowercase();
            match (ValueFunction::named(&lower), Pairwise::named(&lower)) {
                (Some(function), _) => GraphOp::Each(function),
                (None, Some(function)) => GraphOp::Pair(function),
                _ => return Err(unsupported(name, kind, SUPPORTED)),
            }
        }
    };
    graph.push(name, kind, op, &inputs)
}

/// A batch normalisation by its stored numbers: a factor and an offset of each channel.
fn normalised(graph: &mut Graph, node: &NodeDef, inputs: &[Id], epsilon: f32) -> Result<Id> {
    let &[values, scale, offset, mean, variance] = inputs else {
        return Err(node_fault(node, "five inputs are needed"));
    };
    let (name, kind) = (&node.name, &node.op);
    let epsilon = graph.fixed(name, NdArray::scalar(epsilon))?;
    let spread = graph.push(name, kind, GraphOp::Pair(Pairwise::Add), &[variance, epsilon])?;
    let spread = graph.push(name, kind, GraphOp::Each(ValueFunction::Sqrt), &[spread])?;
    let factor = graph.push(name, kind, GraphOp::Pair(Pairwise::Divide), &[scale, spread])?;
    let moved = graph.push(name, kind, GraphOp::Pair(Pairwise::Multiply), &[mean, factor])?;
    let offset = graph.push(name, kind, GraphOp::Pair(Pairwise::Subtract), &[offset, moved])?;
    let scaled = graph.push(name, kind, GraphOp::Pair(Pairwise::Multiply), &[values, factor])?;
    graph.push(name, kind, GraphOp::Pair(Pairwise::Add), &[scaled, offset])
}

/// Version of the producer: above those for which readers expect older forms of operations.
const PRODUCER: i32 = 134;

/// The bytes of a frozen graph.
///
/// # Errors
/// Operators that are not written, by node, and as [`Graph::shapes`].
pub fn write(graph: &Graph) -> Result<Vec<u8>> {
    let shapes = graph.shapes()?;
    let mut nodes = Vec::new();
    for id in 0..graph.nodes.len() {
        write_node(graph, id, &shapes, &mut nodes)?;
    }
    Ok(GraphDef { node: nodes, versions: Some(VersionDef { producer: PRODUCER }), library: None }.encode_to_vec())
}

fn shape(lengths: impl IntoIterator<Item = i64>) -> TensorShapeProto {
    TensorShapeProto { dim: lengths.into_iter().map(|size| Dim { size }).collect() }
}

fn definition(name: &str, op: &str, input: Vec<String>, attributes: &[(&str, Value)]) -> NodeDef {
    let attr = attributes.iter().map(|(key, value)| (key.to_string(), AttrValue { value: Some(value.clone()) }));
    NodeDef { name: name.to_owned(), op: op.to_owned(), input, attr: attr.collect() }
}

fn array(name: &str, dtype: DataType, lengths: &[usize], tensor_content: Vec<u8>) -> NodeDef {
    let (dtype, tensor_shape) = (dtype.into(), Some(shape(lengths.iter().map(|&length| length as i64))));
    let tensor = TensorProto { dtype, tensor_shape, tensor_content, ..TensorProto::default() };
    definition(name, "Const", Vec::new(), &[("dtype", Value::Type(dtype)), ("value", Value::Tensor(tensor))])
}

/// A vector of 32-bit integers, or without `vector` one of them.
fn integers(name: &str, values: &[i32], vector: bool) -> NodeDef {
    let lengths = if vector { vec![values.len()] } else { Vec::new() };
    array(name, DataType::DtInt32, &lengths, values.iter().flat_map(|value| value.to_le_bytes()).collect())
}

/// An attribute with a type.
fn of_type(key: &'static str, kind: DataType) -> (&'static str, Value) {
    (key, Value::Type(kind.into()))
}

/// The attributes of an operation on images, which are (sample, row, column, channel).
fn image_attributes(window: &Window) -> Option<Vec<(&'static str, Value)>> {
    fn steps([down, right]: [usize; 2]) -> Value {
        Value::List(ListValue { i: vec![1, down as i64, right as i64, 1] })
    }
    let padding = match window.padding {
        WindowPadding::Same => "SAME",
        WindowPadding::Zeros([[0, 0], [0, 0]]) => "VALID",
        WindowPadding::Zeros(_) => return None,
    };
    Some(vec![
        of_type("T", DataType::DtFloat),
        ("strides", steps(window.strides)),
        ("dilations", steps([1; 2])),
        ("padding", Value::S(padding.as_bytes().to_vec())),
        ("data_format", Value::S(b"NHWC".to_vec())),
    ])
}

fn float(key: &'static str) -> (&'static str, Value) {
    of_type(key, DataType::DtFloat)
}

fn int(key: &'static str) -> (&'static str, Value) {
    of_type(key, DataType::DtInt32)
}

/// The name of a node that stands for a part of another.
fn part(node: &super::graph::GraphNode, part: &str) -> String {
    format!("{}/{part}", node.name)
}

/// A shape with another number of samples.
fn lengths(shape: &[usize], samples: i32) -> Vec<i32> {
    [samples].into_iter().chain(shape.iter().skip(1).map(|&length| length as i32)).collect()
}

/// Adds the nodes of one; the last has its name.
fn write_node(graph: &Graph, id: Id, shapes: &[Vec<usize>], nodes: &mut Vec<NodeDef>) -> Result<()> {
    let node = &graph.nodes[id];
    let name = node.name.as_str();
    let mut inputs: Vec<String> = node.inputs.iter().map(|&input| graph.nodes[input].name.clone()).collect();
    let (op, attributes) = match &node.op {
        GraphOp::Input(_) => {
            let shape = shape(lengths(&shapes[id], -1).into_iter().map(i64::from));
            ("Placeholder", vec![float("dtype"), ("shape", Value::Shape(shape))])
        }
        GraphOp::Constant(values) if graph.is_list(id) => {
            let list: Vec<i32> = values.integers().into_iter().map(|value| value as i32).collect();
            nodes.push(integers(name, &list, true));
            return Ok(());
        }
        GraphOp::Constant(values) => {
            let content = values.values.iter().flat_map(|value| value.to_le_bytes()).collect();
            nodes.push(array(name, DataType::DtFloat, &values.shape, content));
            return Ok(());
        }
        GraphOp::Each(function) => (function.operator().ok_or_else(|| unwritten(node))?, vec![float("T")]),
        GraphOp::Softmax => ("Softmax", vec![float("T")]),
        GraphOp::Pair(function) => (function.operators().ok_or_else(|| unwritten(node))?[0], vec![float("T")]),
        GraphOp::MatMul(turned) => {
            let [first, second] = turned.map(Value::B);
            ("MatMul", vec![float("T"), ("transpose_a", first), ("transpose_b", second)])
        }
        GraphOp::Reshape { zero_keeps: false } => ("Reshape", vec![float("T"), int("Tshape")]),
        GraphOp::Gather(axis) => {
            nodes.push(integers(&part(node, "axis"), &[*axis as i32], false));
            inputs.push(part(node, "axis"));
            ("GatherV2", vec![float("Tparams"), int("Tindices"), int("Taxis"), ("batch_dims", Value::I(0))])
        }
        GraphOp::Concat { axis, stack: false } => {
            let parts = Value::I(inputs.len() as i64);
            nodes.push(integers(&part(node, "axis"), &[*axis as i32], false));
            inputs.push(part(node, "axis"));
            ("ConcatV2", vec![float("T"), int("Tidx"), ("N", parts)])
        }
        GraphOp::Reduce { kind: kind @ (Reduction::Sum | Reduction::Mean), axes: Some(axes), keep } => {
            let axes: Vec<i32> = axes.iter().map(|&axis| axis as i32).collect();
            nodes.push(integers(&part(node, "axis"), &axes, true));
            inputs.push(part(node, "axis"));
            let op = if *kind == Reduction::Sum { "Sum" } else { "Mean" };
            (op, vec![float("T"), int("Tidx"), ("keep_dims", Value::B(*keep))])
        }
        GraphOp::Convolution(window) => ("Conv2D", image_attributes(window).ok_or_else(|| unwritten(node))?),
        GraphOp::Transposed { window, more: [0, 0] } => {
            // The shape of the result, with as many samples as the input has.
            nodes.push(definition(
                &part(node, "input_shape"),
                "Shape",
                vec![inputs[0].clone()],
                &[float("T"), int("out_type")],
            ));
            nodes.push(integers(&part(node, "begin"), &[0], true));
            nodes.push(integers(&part(node, "size"), &[1], true));
            let slice = [part(node, "input_shape"), part(node, "begin"), part(node, "size")].to_vec();
            nodes.push(definition(&part(node, "frames"), "Slice", slice, &[int("T"), int("Index")]));
            nodes.push(integers(&part(node, "image"), &lengths(&shapes[id], 0)[1..], true));
            nodes.push(integers(&part(node, "axis"), &[0], false));
            let parts = [part(node, "frames"), part(node, "image"), part(node, "axis")].to_vec();
            let attributes = [int("T"), int("Tidx"), ("N", Value::I(2))];
            nodes.push(definition(&part(node, "shape"), "ConcatV2", parts, &attributes));
            inputs = vec![part(node, "shape"), inputs[1].clone(), inputs[0].clone()];
            ("Conv2DBackpropInput", image_attributes(window).ok_or_else(|| unwritten(node))?)
        }
        _ => return Err(unwritten(node)),
    };
    nodes.push(definition(name, op, inputs, &attributes));
    Ok(())
}
