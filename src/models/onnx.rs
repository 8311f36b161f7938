//! ONNX models: `ModelProto` messages, written with `prost`. QONNX is ONNX with one more operation, `Quant`.
//!
//! Images are (row, column, channel) as in TensorFlow; ONNX convolves (channel, row, column), so they are
//! transposed around a convolution.

use prost::Message;

use super::graph::{Graph, Node, Op, power};
use crate::graphs::onnx::{
    Attribute, Dim, FLOAT, GraphProto, INT64, Length, ModelProto, NodeProto, OperatorSet, Shape, TensorProto,
    TensorType, TypeProto, ValueInfo,
};

/// Version of the file format.
const IR_VERSION: i64 = 8;

/// Version of the operations: the first in which all of them have their present form.
const OPSET: i64 = 13;

/// Domain of the operations of QONNX, and their version.
const QONNX: (&str, i64) = ("qonnx.custom_op.general", 1);

/// Kinds of attributes.
const STRING: i32 = 3;
const INTEGER: i32 = 2;
const INTEGERS: i32 = 7;

/// The bytes of an ONNX model.
pub fn write(graph: &Graph) -> Vec<u8> {
    model(graph, false)
}

/// The bytes of a QONNX model, with a `Quant` node for each quantiser.
pub fn write_qonnx(graph: &Graph) -> Vec<u8> {
    model(graph, true)
}

fn model(graph: &Graph, qonnx: bool) -> Vec<u8> {
    let mut proto = GraphProto { name: graph.about.clone(), ..GraphProto::default() };
    for node in &graph.nodes {
        translate(graph, node, qonnx, &mut proto);
    }
    proto.output = graph.nodes.last().map(|node| value_info(&node.name, &node.shape)).into_iter().collect();
    let set = |(domain, version): (&str, i64)| OperatorSet { domain: domain.to_owned(), version };
    let opset_import = [("", OPSET)].into_iter().chain(qonnx.then_some(QONNX)).map(set).collect();
    let model = ModelProto {
        ir_version: IR_VERSION,
        producer_name: env!("CARGO_PKG_NAME").to_owned(),
        producer_version: env!("CARGO_PKG_VERSION").to_owned(),
        graph: Some(proto),
        opset_import,
    };
    model.encode_to_vec()
}

/// A tensor of floats for any number of frames.
fn value_info(name: &str, shape: &[usize]) -> ValueInfo {
    let frames = Length { value: Some(Dim::Name("frames".to_owned())) };
    let lengths = shape.iter().map(|&length| Length { value: Some(Dim::Number(length as i64)) });
    let shape = Shape { dim: [frames].into_iter().chain(lengths).collect() };
    let tensor = TensorType { element: FLOAT, shape: Some(shape) };
    ValueInfo { name: name.to_owned(), kind: Some(TypeProto { tensor: Some(tensor) }) }
}

fn floats(name: &str, lengths: &[usize], values: &[f32]) -> TensorProto {
    let dims = lengths.iter().map(|&length| length as i64).collect();
    let raw_data = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    TensorProto { dims, data_type: FLOAT, name: name.to_owned(), raw_data, ..TensorProto::default() }
}

/// Adds one number and gives its name.
fn scalar(proto: &mut GraphProto, name: &str, number: f32) -> String {
    proto.initializer.push(floats(name, &[], &[number]));
    name.to_owned()
}

fn integers(name: &str, values: &[i64]) -> TensorProto {
    let raw_data = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    TensorProto {
        dims: vec![values.len() as i64],
        data_type: INT64,
        name: name.to_owned(),
        raw_data,
        ..TensorProto::default()
    }
}

fn integer(name: &str, integer: i64) -> Attribute {
    Attribute { name: name.to_owned(), integer, kind: INTEGER, ..Attribute::default() }
}

fn list(name: &str, integers: &[i64]) -> Attribute {
    Attribute { name: name.to_owned(), integers: integers.to_vec(), kind: INTEGERS, ..Attribute::default() }
}

fn operation(name: &str, op: &str, input: Vec<String>, attribute: Vec<Attribute>) -> NodeProto {
    let output = vec![name.to_owned()];
    NodeProto { input, output, name: name.to_owned(), op_type: op.to_owned(), attribute, domain: String::new() }
}

/// Adds what one node needs; the last operation has its name.
fn translate(graph: &Graph, node: &Node, qonnx: bool, proto: &mut GraphProto) {
    let name = node.name.as_str();
    let mut inputs: Vec<String> = node.inputs.iter().map(|&input| graph.nodes[input].name.clone()).collect();
    let part = |part: &str| format!("{name}/{part}");
    let (op, attributes) = match &node.op {
        Op::Input => {
            proto.input.push(value_info(name, &node.shape));
            return;
        }
        Op::Constant(values) => {
            proto.initializer.push(floats(name, &node.shape, values));
            return;
        }
        Op::Add => ("Add", Vec::new()),
        Op::Multiply => ("Mul", Vec::new()),
        Op::Minimum => ("Min", Vec::new()),
        Op::Maximum => ("Max", Vec::new()),
        Op::MatMul => ("MatMul", Vec::new()),
        Op::Floor => ("Floor", Vec::new()),
        Op::Round => ("Round", Vec::new()),
        Op::Relu => ("Relu", Vec::new()),
        Op::Sigmoid => ("Sigmoid", Vec::new()),
        Op::Identity => ("Identity", Vec::new()),
        Op::Quantise(format) if qonnx => {
            let numbers = [("scale", power(-i64::from(format.frac))), ("zero", 0.0), ("bits", format.bits as f32)];
            for (what, number) in numbers {
                inputs.push(scalar(proto, &part(what), number));
            }
            let rounding = Attribute { string: b"ROUND".to_vec(), kind: STRING, ..integer("rounding_mode", 0) };
            let attributes = vec![integer("signed", format.signed.into()), integer("narrow", 0), rounding];
            let quant = operation(name, "Quant", inputs, attributes);
            proto.node.push(NodeProto { domain: QONNX.0.to_owned(), ..quant });
            return;
        }
        Op::Quantise(format) => {
            let steps = graph.quantiser(node, *format);
            steps.nodes[1..].iter().for_each(|step| translate(&steps, step, qonnx, proto));
            return;
        }
        Op::Reshape => {
            let lengths: Vec<i64> = [-1].into_iter().chain(node.shape.iter().map(|&length| length as i64)).collect();
            proto.initializer.push(integers(&part("shape"), &lengths));
            inputs.push(part("shape"));
            ("Reshape", Vec::new())
        }
        Op::Gather(indices) => {
            let indices: Vec<i64> = indices.iter().map(|&index| index as i64).collect();
            proto.initializer.push(integers(&part("indices"), &indices));
            inputs.push(part("indices"));
            ("Gather", vec![integer("axis", 1)])
        }
        Op::Sum => {
            proto.initializer.push(integers(&part("axis"), &[-2]));
            inputs.push(part("axis"));
            ("ReduceSum", vec![integer("keepdims", 0)])
        }
        Op::Convolution { stride } | Op::Transposed { stride } => {
            let forward = matches!(node.op, Op::Convolution { .. });
            let (from, kernel) = (&graph.nodes[node.inputs[0]], &graph.nodes[node.inputs[1]]);
            // Zeros around the larger of the two images, so that the lengths fit; the odd one goes after it.
            let (large, small) = if forward { (from, node) } else { (node, from) };
            let padding = |axis: usize| {
                ((small.shape[axis] - 1) * stride + kernel.shape[axis]).saturating_sub(large.shape[axis]) as i64
            };
            let (rows, columns) = (padding(0), padding(1));
            let steps = *stride as i64;
            let channels_first = list("perm", &[0, 3, 1, 2]);
            proto.node.push(operation(&part("input"), "Transpose", vec![inputs[0].clone()], vec![channels_first]));
            // Kernels are (output, input, row, column), of transposed convolutions (input, output, …); here
            // they are (row, column, input, output) and (row, column, output, input).
            let order = list("perm", &[3, 2, 0, 1]);
            proto.node.push(operation(&part("weight"), "Transpose", vec![inputs[1].clone()], vec![order]));
            let attributes = vec![
                list("kernel_shape", &[kernel.shape[0] as i64, kernel.shape[1] as i64]),
                list("strides", &[steps, steps]),
                list("pads", &[rows / 2, columns / 2, rows - rows / 2, columns - columns / 2]),
            ];
            let op = if forward { "Conv" } else { "ConvTranspose" };
            proto.node.push(operation(&part("image"), op, vec![part("input"), part("weight")], attributes));
            inputs = vec![part("image")];
            ("Transpose", vec![list("perm", &[0, 2, 3, 1])])
        }
    };
    proto.node.push(operation(name, op, inputs, attributes));
}
