//! Frozen TensorFlow graphs: `GraphDef` messages, written with `prost`.

use prost::Message;

use super::graph::{Graph, Node, Op};
use crate::graphs::tensorflow::{
    AttrValue, FLOAT, GraphDef, Length, List, NodeDef, Shape, TensorProto, Value, VersionDef,
};

/// Version of the producer: above those for which readers expect older forms of operations.
const PRODUCER: i32 = 134;

const INT32: i32 = 3;

/// The bytes of a frozen graph.
pub fn write(graph: &Graph) -> Vec<u8> {
    let mut nodes = Vec::new();
    for node in &graph.nodes {
        translate(graph, node, &mut nodes);
    }
    GraphDef { node: nodes, versions: Some(VersionDef { producer: PRODUCER }) }.encode_to_vec()
}

fn shape(lengths: impl IntoIterator<Item = i64>) -> Shape {
    Shape { dim: lengths.into_iter().map(|size| Length { size }).collect() }
}

fn definition(name: &str, op: &str, input: Vec<String>, attributes: &[(&str, Value)]) -> NodeDef {
    let attr = attributes.iter().map(|(key, value)| (key.to_string(), AttrValue { value: Some(value.clone()) }));
    NodeDef { name: name.to_owned(), op: op.to_owned(), input, attr: attr.collect() }
}

fn constant(name: &str, dtype: i32, lengths: &[usize], content: Vec<u8>) -> NodeDef {
    let shape = shape(lengths.iter().map(|&length| length as i64));
    let tensor = TensorProto { dtype, shape: Some(shape), content, ..TensorProto::default() };
    definition(name, "Const", Vec::new(), &[("dtype", Value::Type(dtype)), ("value", Value::Tensor(tensor))])
}

/// A vector of 32-bit integers, or without `vector` one of them.
fn integers(name: &str, values: &[i32], vector: bool) -> NodeDef {
    let lengths = if vector { vec![values.len()] } else { Vec::new() };
    constant(name, INT32, &lengths, values.iter().flat_map(|value| value.to_le_bytes()).collect())
}

/// Adds the nodes of one; the last has its name.
fn translate(graph: &Graph, node: &Node, nodes: &mut Vec<NodeDef>) {
    let name = node.name.as_str();
    let mut inputs: Vec<String> = node.inputs.iter().map(|&input| graph.nodes[input].name.clone()).collect();
    let float = |key: &'static str| (key, Value::Type(FLOAT));
    let int = |key: &'static str| (key, Value::Type(INT32));
    let part = |part: &str| format!("{name}/{part}");
    let lengths =
        |first: i32| -> Vec<i32> { [first].into_iter().chain(node.shape.iter().map(|&l| l as i32)).collect() };
    // Images are (frame, row, column, channel).
    let image = |stride: usize| {
        let steps = |step: i64| Value::List(List { integers: vec![1, step, step, 1] });
        vec![
            float("T"),
            ("strides", steps(stride as i64)),
            ("dilations", steps(1)),
            ("padding", Value::Bytes(b"SAME".to_vec())),
            ("data_format", Value::Bytes(b"NHWC".to_vec())),
        ]
    };
    let (op, attributes) = match &node.op {
        Op::Input => {
            let shape = shape(lengths(-1).into_iter().map(i64::from));
            ("Placeholder", vec![float("dtype"), ("shape", Value::Shape(shape))])
        }
        Op::Constant(values) => {
            let content = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            nodes.push(constant(name, FLOAT, &node.shape, content));
            return;
        }
        Op::Add => ("AddV2", vec![float("T")]),
        Op::Multiply => ("Mul", vec![float("T")]),
        Op::Minimum => ("Minimum", vec![float("T")]),
        Op::Maximum => ("Maximum", vec![float("T")]),
        Op::MatMul => {
            let straight = |key| (key, Value::Bool(false));
            ("MatMul", vec![float("T"), straight("transpose_a"), straight("transpose_b")])
        }
        Op::Floor => ("Floor", vec![float("T")]),
        Op::Round => ("Round", vec![float("T")]),
        Op::Relu => ("Relu", vec![float("T")]),
        Op::Sigmoid => ("Sigmoid", vec![float("T")]),
        Op::Identity => ("Identity", vec![float("T")]),
        Op::Quantise(format) => {
            let steps = graph.quantiser(node, *format);
            steps.nodes[1..].iter().for_each(|step| translate(&steps, step, nodes));
            return;
        }
        Op::Reshape => {
            nodes.push(integers(&part("shape"), &lengths(-1), true));
            inputs.push(part("shape"));
            ("Reshape", vec![float("T"), int("Tshape")])
        }
        Op::Gather(indices) => {
            let indices: Vec<i32> = indices.iter().map(|&index| index as i32).collect();
            nodes.push(integers(&part("indices"), &indices, true));
            nodes.push(integers(&part("axis"), &[1], false));
            inputs.extend([part("indices"), part("axis")]);
            ("GatherV2", vec![float("Tparams"), int("Tindices"), int("Taxis"), ("batch_dims", Value::Integer(0))])
        }
        Op::Sum => {
            nodes.push(integers(&part("axis"), &[-2], true));
            inputs.push(part("axis"));
            ("Sum", vec![float("T"), int("Tidx"), ("keep_dims", Value::Bool(false))])
        }
        Op::Convolution { stride } => ("Conv2D", image(*stride)),
        Op::Transposed { stride } => {
            // The shape of the result, with as many frames as the input has.
            nodes.push(definition(
                &part("input_shape"),
                "Shape",
                vec![inputs[0].clone()],
                &[float("T"), int("out_type")],
            ));
            nodes.push(integers(&part("begin"), &[0], true));
            nodes.push(integers(&part("size"), &[1], true));
            let slice = [part("input_shape"), part("begin"), part("size")].to_vec();
            nodes.push(definition(&part("frames"), "Slice", slice, &[int("T"), int("Index")]));
            nodes.push(integers(&part("image"), &lengths(0)[1..], true));
            nodes.push(integers(&part("axis"), &[0], false));
            let parts = [part("frames"), part("image"), part("axis")].to_vec();
            let attributes = [int("T"), int("Tidx"), ("N", Value::Integer(2))];
            nodes.push(definition(&part("shape"), "ConcatV2", parts, &attributes));
            inputs = vec![part("shape"), inputs[1].clone(), inputs[0].clone()];
            ("Conv2DBackpropInput", image(*stride))
        }
    };
    nodes.push(definition(name, op, inputs, &attributes));
}
