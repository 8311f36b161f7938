//! ONNX models, and QONNX, which is ONNX with one more operator, `Quant`.
//!
//! ONNX convolves images (sample, channel, row, column); graphs here have the channel last, so images are transposed
//! around a convolution.

use std::collections::BTreeMap;

use half::{bf16, f16};
use prost::Message;

use super::function::{Pairwise, QuantRounding, ValueFunction};
use super::graph::{Graph, GraphOp, Id, Reduction, SliceRule, order, padding, unsupported, unwritten};
use super::ndarray::{self, NdArray, Window, WindowPadding};
use super::proto;
use super::proto::onnx::attribute_proto::AttributeType;
use super::proto::onnx::tensor_proto::DataType;
use super::proto::onnx::tensor_shape_proto::{Dimension, dimension};
use super::proto::onnx::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto, TensorShapeProto, TypeProto,
    ValueInfoProto, type_proto,
};
use crate::error::{Error, Result};

/// Most elements of a constant that is read. A dense kernel has some thousands.
const MAX_ELEMENTS: usize = 1 << 20;

/// Operators besides functions of values.
const SUPPORTED: &str = "Constant, Identity, Dropout, Cast, Clip, Softmax, Where, MatMul, Gemm, Conv, ConvTranspose, BatchNormalization, MaxPool, Reshape, Flatten, \
                         Transpose, Shape, Slice, Concat, Pad, Gather, Unsqueeze, Squeeze, ReduceSum, ReduceMean, ReduceMax, ReduceMin; \
                         Quant of QONNX";

fn no_model() -> Error {
    Error::new("not an ONNX model").hint("a file .onnx of a ModelProto")
}

/// Reads a model.
///
/// # Errors
/// Bytes that are no model, several outputs, tensors that nothing gives, and operators that are not supported, by node.
pub fn read(bytes: &[u8]) -> Result<Graph> {
    let (model, _taken) = proto::decode::<ModelProto>(bytes, |error| no_model().found(error))?;
    let file = model.graph.ok_or_else(|| no_model().found("no graph"))?;
    // Every tensor by its name: a fixed one, one that a node makes, or an input.
    let fixed: BTreeMap<&str, &TensorProto> =
        file.initializer.iter().map(|tensor| (tensor.name.as_str(), tensor)).collect();
    let made: BTreeMap<&str, &NodeProto> =
        file.node.iter().filter_map(|node| Some((node.output.first()?.as_str(), node))).collect();
    let given: BTreeMap<&str, &ValueInfoProto> = file.input.iter().map(|input| (input.name.as_str(), input)).collect();
    let output = match file.output.as_slice() {
        [one] => one.name.as_str(),
        other => {
            let names: Vec<&str> = other.iter().map(|output| output.name.as_str()).collect();
            return Err(Error::new("another number of outputs").found(names.join(", ")).allowed("one"));
        }
    };
    let mut order = order(output, |name| match made.get(name) {
        _ if fixed.contains_key(name) => Ok(Vec::new()),
        Some(node) => Ok(node.input.iter().map(String::as_str).filter(|input| !input.is_empty()).collect()),
        None if given.contains_key(name) => Ok(Vec::new()),
        None => Err(Error::new("nothing in the graph gives this tensor").field(name)),
    })?;
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
                read_node(&mut graph, node, &own)?
            }
            (.., given) => graph.input(name, given.map(|input| lengths(input)).unwrap_or_default())?,
        };
        ids.insert(name, id);
    }
    Ok(graph)
}

fn lengths(input: &ValueInfoProto) -> Vec<Option<usize>> {
    let value = input.r#type.as_ref().and_then(|kind| kind.value.as_ref());
    let shape = value.and_then(|type_proto::Value::TensorType(tensor)| tensor.shape.as_ref());
    shape.map(|shape| shape.dim.iter().map(length).collect()).unwrap_or_default()
}

fn length(dimension: &Dimension) -> Option<usize> {
    match dimension.value {
        Some(dimension::Value::DimValue(number)) => usize::try_from(number).ok().filter(|&number| number > 0),
        _ => None,
    }
}

fn constant(tensor: &TensorProto) -> Option<NdArray> {
    let shape: Vec<usize> = tensor.dims.iter().map(|&length| usize::try_from(length).ok()).collect::<Option<_>>()?;
    ndarray::count(&shape).ok().filter(|&count| count <= MAX_ELEMENTS)?;
    let raw = &tensor.raw_data;
    let values: Vec<f32> = match DataType::try_from(tensor.data_type).ok()? {
        DataType::Float if raw.is_empty() => tensor.float_data.clone(),
        DataType::Float => raw.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect(),
        DataType::Double if raw.is_empty() => tensor.double_data.iter().map(|&value| value as f32).collect(),
        DataType::Double => raw.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word) as f32).collect(),
        DataType::Int64 if raw.is_empty() => tensor.int64_data.iter().map(|&value| value as f32).collect(),
        DataType::Int64 => raw.as_chunks().0.iter().map(|&word| i64::from_le_bytes(word) as f32).collect(),
        DataType::Int32 if !raw.is_empty() => {
            raw.as_chunks().0.iter().map(|&word| i32::from_le_bytes(word) as f32).collect()
        }
        DataType::Int8 if !raw.is_empty() => raw.iter().map(|&byte| f32::from(byte as i8)).collect(),
        DataType::Uint8 | DataType::Bool if !raw.is_empty() => raw.iter().map(|&byte| f32::from(byte)).collect(),
        DataType::Int32 | DataType::Int8 | DataType::Uint8 | DataType::Bool => {
            tensor.int32_data.iter().map(|&value| value as f32).collect()
        }
        DataType::Float16 if raw.is_empty() => ndarray::halves(&tensor.int32_data)?,
        DataType::Float16 => raw.as_chunks().0.iter().map(|&word| f16::from_le_bytes(word).to_f32()).collect(),
        DataType::Bfloat16 if raw.is_empty() => ndarray::bfloats(&tensor.int32_data)?,
        DataType::Bfloat16 => raw.as_chunks().0.iter().map(|&word| bf16::from_le_bytes(word).to_f32()).collect(),
        DataType::Undefined => return None,
    };
    NdArray::new(shape, values).ok()
}

/// Rows and columns before and after from (above, left, below, right).
fn zeros(pads: &[i64]) -> Option<WindowPadding> {
    let zeros: Vec<usize> = pads.iter().map(|&zeros| usize::try_from(zeros).ok()).collect::<Option<_>>()?;
    match *zeros.as_slice() {
        [] => padding("VALID"),
        [above, left, below, right] => Some(WindowPadding::Zeros([[above, below], [left, right]])),
        _ => None,
    }
}

fn attribute<'a>(node: &'a NodeProto, key: &str) -> Option<&'a AttributeProto> {
    node.attribute.iter().find(|attribute| attribute.name == key)
}

/// A list of integers.
fn integers_of<'a>(node: &'a NodeProto, key: &str) -> Option<&'a [i64]> {
    attribute(node, key).map(|attribute| attribute.ints.as_slice())
}

/// How the kernel of a node passes over images.
fn window(node: &NodeProto) -> Result<Window> {
    let is_in_groups = attribute(node, "group").is_some_and(|attribute| attribute.i != 1);
    if is_in_groups || integers_of(node, "dilations").unwrap_or_default().iter().any(|&step| step != 1) {
        return Err(Error::new("groups of channels and kernels with gaps are not supported"));
    }
    let around = match attribute(node, "auto_pad").map(|attribute| String::from_utf8_lossy(&attribute.s)).as_deref() {
        None | Some("NOTSET" | "") => zeros(integers_of(node, "pads").unwrap_or_default()),
        Some(known) => padding(known),
    };
    let around = around.ok_or_else(|| {
        Error::new("an unknown padding").allowed("pads of four numbers, or auto_pad SAME_UPPER or VALID")
    })?;
    match *integers_of(node, "strides").unwrap_or(&[1, 1]) {
        [down, right] => Window::new([down, right], around).map_err(Error::new),
        _ => Err(Error::new("only images of rows and columns are supported")),
    }
}

/// A list of numbers that is an attribute in old models and an input in new ones.
fn listed(graph: &mut Graph, node: &NodeProto, key: &str, name: &str, input: Option<Id>) -> Result<Option<Id>> {
    match attribute(node, key) {
        Some(attribute) => {
            let values = attribute.ints.iter().map(|&value| value as f32).collect();
            graph.fixed(name, NdArray::vector(values)).map(Some)
        }
        None => Ok(input),
    }
}

/// Values times a number, in a node of this name unless that is 1.
fn multiplied(graph: &mut Graph, name: &str, id: Id, factor: f32) -> Result<Id> {
    if factor == 1.0 {
        return Ok(id);
    }
    let factor = graph.fixed(name, NdArray::scalar(factor))?;
    graph.push(name, "Mul", GraphOp::Pair(Pairwise::Multiply), &[id, factor])
}

/// A node of a file, with the nodes of the graph that it reads.
struct OnnxNode<'a> {
    proto: &'a NodeProto,
    given: &'a [Option<Id>],
    /// Its own name or that of its output.
    name: &'a str,
    kind: &'a str,
}

impl OnnxNode<'_> {
    fn fault(&self, what: &str) -> Error {
        Error::new(what).field(format!("{} ({})", self.name, self.kind))
    }

    fn attribute(&self, key: &str) -> Option<&AttributeProto> {
        attribute(self.proto, key)
    }

    fn integer(&self, key: &str, default: i64) -> i64 {
        self.attribute(key).map_or(default, |attribute| attribute.i)
    }

    fn float(&self, key: &str, default: f32) -> f32 {
        self.attribute(key).map_or(default, |attribute| attribute.f)
    }

    fn list(&self, key: &str) -> Option<Vec<i64>> {
        integers_of(self.proto, key).map(<[i64]>::to_vec)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.attribute(key).map(|attribute| String::from_utf8_lossy(&attribute.s).into_owned())
    }

    fn input(&self, number: usize) -> Option<Id> {
        self.given.get(number).copied().flatten()
    }

    fn needed(&self, number: usize) -> Result<Id> {
        self.input(number).ok_or_else(|| self.fault("an input is missing"))
    }

    /// The name of a node that stands for a part of this one.
    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.name)
    }

    fn listed(&self, graph: &mut Graph, key: &str, number: usize) -> Result<Option<Id>> {
        listed(graph, self.proto, key, &self.part(key), self.input(number))
    }

    fn window(&self) -> Result<Window> {
        window(self.proto).map_err(|error| error.field(format!("{} ({})", self.name, self.kind)))
    }
}

fn read_node(graph: &mut Graph, proto: &NodeProto, given: &[Option<Id>]) -> Result<Id> {
    let kind = proto.op_type.as_str();
    let output = proto.output.first().map_or("", String::as_str);
    let name = if proto.name.is_empty() { output } else { &proto.name };
    let node = OnnxNode { proto, given, name, kind };
    let inputs: Vec<Id> = given.iter().copied().flatten().collect();
    // Channels last, and first again.
    let (last, first) = (GraphOp::Transpose(Some(vec![0, 2, 3, 1])), GraphOp::Transpose(Some(vec![0, 3, 1, 2])));
    let op = match kind {
        "Constant" => {
            let value = node.attribute("value").and_then(|attribute| attribute.t.as_ref());
            let value = match (value, node.attribute("value_float"), node.attribute("value_int")) {
                (Some(tensor), ..) => constant(tensor),
                (_, Some(one), _) => Some(NdArray::scalar(one.f)),
                (.., Some(one)) => Some(NdArray::scalar(one.i as f32)),
                _ => match (node.attribute("value_floats"), node.list("value_ints")) {
                    (Some(several), _) => Some(NdArray::vector(several.floats.clone())),
                    (_, several) => {
                        several.map(|several| NdArray::vector(several.iter().map(|&one| one as f32).collect()))
                    }
                },
            };
            return graph.fixed(
                name,
                value.ok_or_else(|| node.fault("the constant is no array of numbers that its shape says"))?,
            );
        }
        "Identity" | "Dropout" => return node.needed(0),
        "Cast" => match DataType::try_from(node.integer("to", DataType::Float as i64) as i32) {
            Ok(DataType::Float16 | DataType::Bfloat16) => return Err(node.fault(ndarray::CAST_TO_16_BITS)),
            Ok(DataType::Int8 | DataType::Uint8 | DataType::Int32 | DataType::Int64) => {
                GraphOp::Each(ValueFunction::Truncate)
            }
            _ => GraphOp::Each(ValueFunction::Identity),
        },
        "LeakyRelu" => GraphOp::LeakyRelu(node.float("alpha", 0.01)),
        "Elu" if node.float("alpha", 1.0) != 1.0 => return Err(node.fault("only alpha 1 is supported")),
        "Gelu" if !matches!(node.text("approximate").as_deref(), None | Some("none")) => {
            return Err(node.fault("only GELU without approximation is supported"));
        }
        "Softmax" => {
            let rank = graph.shapes()?.get(node.needed(0)?).map_or(0, Vec::len) as i64;
            // Without one, versions before 13 have another axis than later ones; of vectors they are the same.
            match node.attribute("axis").map(|attribute| attribute.i) {
                None if rank == 2 => GraphOp::Softmax,
                Some(axis) if axis == -1 || axis == rank - 1 => GraphOp::Softmax,
                axis => {
                    let fault = node.fault("only softmax along the last axis is supported");
                    return Err(fault.found(axis.map_or("no axis".to_owned(), |axis| axis.to_string())));
                }
            }
        }
        "Clip" => {
            let mut end = node.needed(0)?;
            for (number, key, function) in [(1, "min", Pairwise::Maximum), (2, "max", Pairwise::Minimum)] {
                let limit = match node.attribute(key) {
                    Some(attribute) => Some(graph.fixed(&node.part(key), NdArray::scalar(attribute.f))?),
                    None => node.input(number),
                };
                if let Some(limit) = limit {
                    end = graph.push(&node.part(key), kind, GraphOp::Pair(function), &[end, limit])?;
                }
            }
            return Ok(end);
        }
        "Where" => GraphOp::Select,
        "MatMul" => GraphOp::MatMul([false; 2]),
        "Gemm" => {
            let (mut matrix, rows) = (node.needed(1)?, node.needed(0)?);
            matrix = multiplied(graph, &node.part("alpha"), matrix, node.float("alpha", 1.0))?;
            let turned = [node.integer("transA", 0) != 0, node.integer("transB", 0) != 0];
            let product = graph.push(name, kind, GraphOp::MatMul(turned), &[rows, matrix])?;
            let Some(bias) = node.input(2) else { return Ok(product) };
            let bias = multiplied(graph, &node.part("beta"), bias, node.float("beta", 1.0))?;
            return graph.push(name, "Add", GraphOp::Pair(Pairwise::Add), &[product, bias]);
        }
        "Conv" | "ConvTranspose" => {
            let window = node.window()?;
            let images = graph.push(&node.part("images"), kind, last, &[node.needed(0)?])?;
            // (output, input, row, column), of transposed convolutions (input, output, row, column).
            let kernel = graph.push(
                &node.part("kernel"),
                kind,
                GraphOp::Transpose(Some(vec![2, 3, 1, 0])),
                &[node.needed(1)?],
            )?;
            let more = node.list("output_padding").unwrap_or_default();
            let more = [0, 1].map(|axis| {
                more.get(axis).map_or(Some(0), |&more| usize::try_from(more).ok().filter(|&more| more < 64))
            });
            let op = match (kind, more, node.attribute("output_shape")) {
                ("Conv", ..) => GraphOp::Convolution(window),
                (_, [Some(rows), Some(columns)], None) => GraphOp::Transposed { window, more: [rows, columns] },
                _ => return Err(node.fault("output_shape is not supported").allowed("pads and output_padding")),
            };
            let mut end = graph.push(name, kind, op, &[images, kernel])?;
            if let Some(bias) = node.input(2) {
                end = graph.push(name, "Add", GraphOp::Pair(Pairwise::Add), &[end, bias])?;
            }
            return graph.push(&node.part("channels"), kind, first, &[end]);
        }
        "BatchNormalization" => {
            let mut statistics = [const { Vec::new() }; 4];
            for (values, number) in statistics.iter_mut().zip(1..) {
                let constant = graph.constant(node.needed(number)?);
                let constant =
                    constant.ok_or_else(|| node.fault("statistics that are no constants are not supported"))?;
                *values = constant.values.clone();
            }
            let [scale, shift, mean, variance] = statistics;
            let epsilon = f64::from(node.float("epsilon", 1e-5));
            let factors = scale.iter().zip(&variance);
            let factors: Vec<f64> =
                factors.map(|(&scale, &variance)| f64::from(scale) / (f64::from(variance) + epsilon).sqrt()).collect();
            let offset = |((&offset, &mean), factor): ((&f32, &f32), &f64)| {
                (f64::from(offset) - f64::from(mean) * factor) as f32
            };
            let offsets = shift.iter().zip(&mean).zip(&factors).map(offset).collect();
            // Channels are first; behind them are rows and columns, if there are any.
            let images = node.needed(0)?;
            let rank = graph.shapes()?.get(images).map_or(0, Vec::len);
            let shape: Vec<usize> = [factors.len()].into_iter().chain((2..rank).map(|_| 1)).collect();
            let factors = factors.iter().map(|&factor| factor as f32).collect();
            let [factors, offsets] =
                [factors, offsets].map(|values| NdArray::new(shape.clone(), values).map_err(|what| node.fault(&what)));
            let factors = graph.fixed(&node.part("factors"), factors?)?;
            let offsets = graph.fixed(&node.part("offsets"), offsets?)?;
            let scaled = graph.push(name, kind, GraphOp::Pair(Pairwise::Multiply), &[images, factors])?;
            return graph.push(name, "Add", GraphOp::Pair(Pairwise::Add), &[scaled, offsets]);
        }
        "MaxPool" => {
            let window = node.window()?;
            let &[rows @ 1..=64, columns @ 1..=64] = node.list("kernel_shape").unwrap_or_default().as_slice() else {
                return Err(node.fault("only windows of rows and columns are supported"));
            };
            let images = graph.push(&node.part("images"), kind, last, &[node.needed(0)?])?;
            let op = GraphOp::MaxPool { size: [rows as usize, columns as usize], window };
            let end = graph.push(name, kind, op, &[images])?;
            return graph.push(&node.part("channels"), kind, first, &[end]);
        }
        "Reshape" => {
            let lengths = node.listed(graph, "shape", 1)?.ok_or_else(|| node.fault("an input is missing"))?;
            let op = GraphOp::Reshape { zero_keeps: node.integer("allowzero", 0) == 0 };
            return graph.push(name, kind, op, &[node.needed(0)?, lengths]);
        }
        "Flatten" => GraphOp::Flatten(node.integer("axis", 1)),
        "Transpose" => GraphOp::Transpose(node.list("perm")),
        "Shape" if node.attribute("start").is_none() && node.attribute("end").is_none() => GraphOp::Shape,
        "Slice" => {
            let (begin, end) = (node.listed(graph, "starts", 1)?, node.listed(graph, "ends", 2)?);
            let (axes, step) = (node.listed(graph, "axes", 3)?, node.input(4));
            let ends = [Some(node.needed(0)?), begin, end, axes].into_iter().flatten().chain(step).collect::<Vec<_>>();
            return graph.push(
                name,
                kind,
                GraphOp::Slice(SliceRule { named: axes.is_some(), ..SliceRule::default() }),
                &ends,
            );
        }
        "Concat" => GraphOp::Concat { axis: node.integer("axis", 1), stack: false },
        "Pad" if matches!(node.text("mode").as_deref(), None | Some("constant")) && given.len() < 4 => {
            let around = node.listed(graph, "pads", 1)?.ok_or_else(|| node.fault("an input is missing"))?;
            let value = match node.attribute("value") {
                Some(attribute) => Some(graph.fixed(&node.part("value"), NdArray::scalar(attribute.f))?),
                None => node.input(2),
            };
            let ends: Vec<Id> = [node.needed(0)?, around].into_iter().chain(value).collect();
            return graph.push(name, kind, GraphOp::Pad { pairs: false }, &ends);
        }
        "Gather" => GraphOp::Gather(node.integer("axis", 0)),
        "Unsqueeze" => GraphOp::Expand(node.list("axes")),
        "Squeeze" => GraphOp::Squeeze(node.list("axes")),
        "ReduceSum" | "ReduceMean" | "ReduceMax" | "ReduceMin" => {
            let reduction = match kind {
                "ReduceSum" => Reduction::Sum,
                "ReduceMean" => Reduction::Mean,
                "ReduceMax" => Reduction::Max,
                _ => Reduction::Min,
            };
            GraphOp::Reduce { kind: reduction, axes: node.list("axes"), keep: node.integer("keepdims", 1) != 0 }
        }
        "Quant" => {
            let rounding = node.text("rounding_mode").unwrap_or_else(|| "ROUND".to_owned());
            let rounding = QuantRounding::named(&rounding)
                .ok_or_else(|| node.fault("an unknown rounding").found(&rounding).allowed(QuantRounding::NAMES))?;
            GraphOp::Quantise {
                signed: node.integer("signed", 1) != 0,
                narrow: node.integer("narrow", 0) != 0,
                rounding,
            }
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

/// Version of the file format.
const IR_VERSION: i64 = 8;

/// Version of the operations: the first in which all of them have their present form.
const OPSET: i64 = 13;

/// Domain of the operations of QONNX, and their version.
const QONNX: (&str, i64) = ("qonnx.custom_op.general", 1);

/// The bytes of an ONNX model for any number of samples.
///
/// # Errors
/// Operators that are not written, by node, and as [`Graph::shapes`].
pub fn write(graph: &Graph) -> Result<Vec<u8>> {
    model(graph, &[("", OPSET)], dimension::Value::DimParam("samples".to_owned()))
}

/// The bytes of a QONNX model, which may have quantisers as nodes. It is for one sample at a time: hls4ml and the passes
/// of QONNX need all lengths.
///
/// # Errors
/// As [`write()`].
pub fn write_qonnx(graph: &Graph) -> Result<Vec<u8>> {
    model(graph, &[("", OPSET), QONNX], dimension::Value::DimValue(1))
}

fn model(graph: &Graph, operators: &[(&str, i64)], samples: dimension::Value) -> Result<Vec<u8>> {
    let mut writer =
        Writer { graph, shapes: graph.shapes()?, biased: biased(graph), samples, proto: GraphProto::default() };
    for id in 0..graph.nodes.len() {
        writer.node(id)?;
    }
    let output = graph.nodes.last().zip(writer.shapes.last());
    let output = output.map(|(node, shape)| writer.value_info(&node.name, shape)).into_iter().collect();
    let proto = GraphProto { name: graph.name.clone(), output, ..writer.proto };
    let set = |&(domain, version): &(&str, i64)| OperatorSetIdProto { domain: domain.to_owned(), version };
    let opset_import = operators.iter().map(set).collect();
    let model = ModelProto {
        ir_version: IR_VERSION,
        producer_name: env!("CARGO_PKG_NAME").to_owned(),
        producer_version: env!("CARGO_PKG_VERSION").to_owned(),
        graph: Some(proto),
        opset_import,
    };
    Ok(model.encode_to_vec())
}

fn floats(name: &str, lengths: &[usize], values: &[f32]) -> TensorProto {
    let dims = lengths.iter().map(|&length| length as i64).collect();
    let raw_data = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    TensorProto { dims, data_type: DataType::Float.into(), name: name.to_owned(), raw_data, ..TensorProto::default() }
}

fn integers(name: &str, values: &[i64]) -> TensorProto {
    let raw_data = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let (dims, data_type) = (vec![values.len() as i64], DataType::Int64.into());
    TensorProto { dims, data_type, name: name.to_owned(), raw_data, ..TensorProto::default() }
}

fn integer(name: &str, i: i64) -> AttributeProto {
    AttributeProto { name: name.to_owned(), i, r#type: AttributeType::Int.into(), ..AttributeProto::default() }
}

fn list(name: &str, ints: &[i64]) -> AttributeProto {
    let (name, ints, r#type) = (name.to_owned(), ints.to_vec(), AttributeType::Ints.into());
    AttributeProto { name, ints, r#type, ..AttributeProto::default() }
}

fn operation(name: &str, op: &str, input: Vec<String>, attribute: Vec<AttributeProto>) -> NodeProto {
    let output = vec![name.to_owned()];
    NodeProto { input, output, name: name.to_owned(), op_type: op.to_owned(), attribute, domain: String::new() }
}

/// The sums of a convolution that nothing else reads and one number for each channel, with the two: in ONNX such biases
/// are an input of the convolution.
fn biased(graph: &Graph) -> BTreeMap<Id, (Id, Id)> {
    let mut readers = vec![0; graph.nodes.len()];
    graph.nodes.iter().flat_map(|node| &node.inputs).for_each(|&input| readers[input] += 1);
    let convolution = |id: Id| matches!(graph.nodes[id].op, GraphOp::Convolution(_) | GraphOp::Transposed { .. });
    let mut biased = BTreeMap::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        if let (GraphOp::Pair(Pairwise::Add), &[products, bias]) = (&node.op, node.inputs.as_slice())
            && readers[products] == 1
            && convolution(products)
            && is_vector(graph, bias)
        {
            biased.insert(id, (products, bias));
        }
    }
    biased
}

/// Whether a node gives one fixed number for each channel, which may be behind a quantiser.
fn is_vector(graph: &Graph, id: Id) -> bool {
    let node = &graph.nodes[id];
    let numbers = match node.op {
        GraphOp::Quantise { .. } => node.inputs.first().copied().unwrap_or(id),
        _ => id,
    };
    graph.constant(numbers).is_some_and(|numbers| numbers.rank() == 1)
}

/// A model under construction.
struct Writer<'a> {
    graph: &'a Graph,
    /// The shape of every node for one sample.
    shapes: Vec<Vec<usize>>,
    /// See [`biased`].
    biased: BTreeMap<Id, (Id, Id)>,
    /// The first length of inputs and outputs.
    samples: dimension::Value,
    proto: GraphProto,
}

impl Writer<'_> {
    /// An array of floats; `shape` is that of one sample.
    fn value_info(&self, name: &str, shape: &[usize]) -> ValueInfoProto {
        let lengths = shape.iter().skip(1).map(|&length| dimension::Value::DimValue(length as i64));
        let dim =
            [self.samples.clone()].into_iter().chain(lengths).map(|value| Dimension { value: Some(value) }).collect();
        let tensor = type_proto::Tensor { elem_type: DataType::Float.into(), shape: Some(TensorShapeProto { dim }) };
        let kind = TypeProto { value: Some(type_proto::Value::TensorType(tensor)) };
        ValueInfoProto { name: name.to_owned(), r#type: Some(kind) }
    }

    /// Adds what one node needs; the last operation has its name.
    fn node(&mut self, id: Id) -> Result<()> {
        let graph = self.graph;
        let node = &graph.nodes[id];
        let name = node.name.as_str();
        let mut inputs: Vec<String> = node.inputs.iter().map(|&input| graph.nodes[input].name.clone()).collect();
        if self.biased.values().any(|&(products, _)| products == id) {
            // It is written where its biases are added.
            return Ok(());
        }
        let (op, attributes) = match &node.op {
            GraphOp::Input(_) => {
                let input = self.value_info(name, &self.shapes[id]);
                self.proto.input.push(input);
                return Ok(());
            }
            GraphOp::Constant(values) if graph.is_list(id) => {
                self.proto.initializer.push(integers(name, &values.integers()));
                return Ok(());
            }
            GraphOp::Constant(values) => {
                self.proto.initializer.push(floats(name, &values.shape, &values.values));
                return Ok(());
            }
            GraphOp::Each(function) => (function.operator().ok_or_else(|| unwritten(node))?, Vec::new()),
            GraphOp::Pair(function) => match self.biased.get(&id) {
                Some(&(products, bias)) => return self.convolution(products, Some(bias), name),
                None => (function.operators().ok_or_else(|| unwritten(node))?[1], Vec::new()),
            },
            GraphOp::Softmax => ("Softmax", vec![integer("axis", -1)]),
            GraphOp::MatMul([false, false]) => ("MatMul", Vec::new()),
            GraphOp::Quantise { signed, narrow, rounding } => {
                let (s, r#type) = (rounding.name().as_bytes().to_vec(), AttributeType::String.into());
                let rounding =
                    AttributeProto { name: "rounding_mode".to_owned(), s, r#type, ..AttributeProto::default() };
                let [signed, narrow] =
                    [("signed", *signed), ("narrow", *narrow)].map(|(name, holds)| integer(name, holds.into()));
                let attributes = vec![signed, narrow, rounding];
                let quant = operation(name, "Quant", inputs, attributes);
                self.proto.node.push(NodeProto { domain: QONNX.0.to_owned(), ..quant });
                return Ok(());
            }
            GraphOp::Reshape { zero_keeps: false } => ("Reshape", Vec::new()),
            GraphOp::Gather(axis) => ("Gather", vec![integer("axis", *axis)]),
            GraphOp::Concat { axis, stack: false } => ("Concat", vec![integer("axis", *axis)]),
            GraphOp::Reduce { kind: Reduction::Mean, axes: Some(axes), keep } => {
                ("ReduceMean", vec![list("axes", axes), integer("keepdims", (*keep).into())])
            }
            GraphOp::Reduce { kind: Reduction::Sum, axes: Some(axes), keep } => {
                let axis = format!("{name}/axis");
                self.proto.initializer.push(integers(&axis, axes));
                inputs.push(axis);
                ("ReduceSum", vec![integer("keepdims", (*keep).into())])
            }
            GraphOp::Convolution(_) | GraphOp::Transposed { .. } => return self.convolution(id, None, name),
            _ => return Err(unwritten(node)),
        };
        self.proto.node.push(operation(name, op, inputs, attributes));
        Ok(())
    }

    /// Adds a convolution or a transposed one, with its biases, whose result gets this name.
    fn convolution(&mut self, id: Id, bias: Option<Id>, name: &str) -> Result<()> {
        let node = &self.graph.nodes[id];
        let (op, window) = match &node.op {
            GraphOp::Convolution(window) => ("Conv", window),
            GraphOp::Transposed { window, more: [0, 0] } => ("ConvTranspose", window),
            _ => return Err(unwritten(node)),
        };
        let [input, weight, image] = ["input", "weight", "image"].map(|part| format!("{}/{part}", node.name));
        let (images, weights) = (node.inputs[0], node.inputs[1]);
        let (from, kernel) = (&self.shapes[images], &self.shapes[weights]);
        // Zeros around the larger of the two images.
        let large = if op == "Conv" { from } else { &self.shapes[id] };
        let [rows, columns] =
            [0, 1].map(|axis| window.around(axis, large[axis + 1], kernel[axis]).map(|length| length as i64));
        // Kernels are (output, input, row, column), of transposed convolutions (input, output, …); here they are (row,
        // column, input, output) and (row, column, output, input).
        let before = [(&input, images, [0, 3, 1, 2]), (&weight, weights, [3, 2, 0, 1])].map(|(name, from, order)| {
            operation(name, "Transpose", vec![self.graph.nodes[from].name.clone()], vec![list("perm", &order)])
        });
        // The passes of QONNX need those that ONNX lets stand for themselves, too.
        let attributes = vec![
            list("dilations", &[1, 1]),
            integer("group", 1),
            list("kernel_shape", &[kernel[0] as i64, kernel[1] as i64]),
            list("strides", &window.strides.map(|step| step as i64)),
            list("pads", &[rows[0], columns[0], rows[1], columns[1]]),
        ];
        let bias = bias.map(|bias| self.graph.nodes[bias].name.clone());
        let products = operation(&image, op, [input, weight].into_iter().chain(bias).collect(), attributes);
        let after = operation(name, "Transpose", vec![image], vec![list("perm", &[0, 2, 3, 1])]);
        self.proto.node.extend(before.into_iter().chain([products, after]));
        Ok(())
    }
}
