//! The other way: a description of real numbers as a [`Graph`], to be written for other programs.

use crate::error::{Error, Result};
use crate::interchange::function::{Pairwise, ValueFunction};
use crate::interchange::graph::{Graph, Id};
use crate::interchange::ndarray::NdArray;
use crate::nn::{Function, Layer, Node, Op, Padding, TensorId, Typed, Weights};

/// The graph of a network with one input and one output, which get these names. Nodes are named after the layers.
///
/// # Errors
/// Networks with several inputs or outputs or with fixed-point numbers; operations that decoders do not have, by layer.
pub fn graph(network: &Typed, weights: &Weights, input: &str, output: &str) -> Result<Graph> {
    let ([port], &[last]) = (network.inputs(), network.outputs()) else {
        return Err(Error::new("only a network with one input and one output becomes a graph").found(format!(
            "{} inputs, {} outputs",
            network.inputs().len(),
            network.outputs().len()
        )));
    };
    let mut graph = Graph::begin(network.name().to_owned(), input, &port.shape);
    // Node 0 is the input.
    let mut made: Vec<Id> = vec![0];
    for (_, node, layer) in network.layers() {
        let id = added(&mut graph, (network, weights), (node, layer), &made)?;
        made.push(id);
    }
    graph.each(output, ValueFunction::Identity, made[last.0]);
    Ok(graph)
}

/// A tensor with its numbers.
fn tensor_of(network: &Typed, weights: &Weights, name: &str) -> NdArray {
    let id = network.find_tensor(name).unwrap_or(TensorId(0));
    NdArray { shape: network.tensor(id).shape.clone(), values: weights.reals(id).to_vec() }
}

fn refused(layer: &Layer, what: &str) -> Error {
    Error::new(what).field(format!("layer {}", layer.name)).found(layer.op.name())
}

/// Adds a layer and gives the node of its values; `made` are those of the layers before it.
fn added(
    graph: &mut Graph,
    (network, numbers): (&Typed, &Weights),
    (node, layer): (&Node, &Layer),
    made: &[Id],
) -> Result<Id> {
    let name = &layer.name;
    let (read, from) = (network.node(node.inputs[0]), made[node.inputs[0].0]);
    if node.number.is_fixed() {
        return Err(refused(layer, "fixed-point numbers are not written to graphs of real numbers"));
    }
    match &layer.op {
        Op::Dense { weights, bias, .. } => {
            let from =
                if read.shape.len() == 1 { from } else { graph.shaped(&format!("{name}/flat"), from, &[read.len()]) };
            // Graphs have matrices (inputs, outputs).
            let matrix =
                tensor_of(network, numbers, weights).transpose(&[1, 0]).map_err(|fault| refused(layer, &fault))?;
            let kernel = graph.numbers(format!("{name}/kernel"), &matrix.shape, matrix.values);
            let product = graph.product(format!("{name}/product"), from, kernel);
            let bias = bias.as_ref().map(|bias| tensor_of(network, numbers, bias).values);
            Ok(bias.map_or(product, |bias| graph.bias(name, product, bias)))
        }
        Op::ConvTranspose2d { stride: [down, right], padding: Padding::Same, weights, bias, .. } if down == right => {
            let kernel = tensor_of(network, numbers, weights);
            let kernel = graph.numbers(format!("{name}/kernel"), &kernel.shape, kernel.values);
            let product = graph.transposed(format!("{name}/transposed"), from, kernel, *down);
            let bias = bias.as_ref().map(|bias| tensor_of(network, numbers, bias).values);
            Ok(bias.map_or(product, |bias| graph.bias(name, product, bias)))
        }
        Op::Reshape { shape } => Ok(graph.shaped(name, from, shape)),
        Op::Activation { function } => {
            // Named after the layer whose sums it takes.
            let (function, ending) = match function {
                Function::Relu => (ValueFunction::Relu, "relu"),
                Function::Sigmoid => (ValueFunction::Sigmoid, "sigmoid"),
                Function::Tanh => (ValueFunction::Tanh, "tanh"),
                Function::Linear => return Ok(from),
                Function::Gelu => return Ok(graph.gelu(&format!("{}/gelu", read.name), from)),
                Function::Softmax => return Ok(graph.softmax(format!("{}/softmax", read.name), from)),
                Function::LeakyRelu { .. } | Function::HardSigmoid => {
                    return Err(refused(layer, "this activation is not written to graphs"));
                }
            };
            Ok(graph.each(format!("{}/{ending}", read.name), function, from))
        }
        Op::Add {} => Ok(graph.pair(name, Pairwise::Add, [from, made[node.inputs[1].0]])),
        Op::Multiply {} => Ok(graph.pair(name, Pairwise::Multiply, [from, made[node.inputs[1].0]])),
        Op::Slice { from: first, to } if read.shape.len() == 1 => {
            Ok(graph.gather(name, from, &(*first..*to).collect::<Vec<_>>()))
        }
        Op::Concat {} if read.shape.len() == 1 => {
            let parts: Vec<Id> = node.inputs.iter().map(|input| made[input.0]).collect();
            Ok(graph.concat(name, &parts))
        }
        Op::Mean {} => Ok(graph.mean(name, from)),
        Op::Gather { shape, indices } => {
            let from =
                if read.shape.len() == 1 { from } else { graph.shaped(&format!("{name}/flat"), from, &[read.len()]) };
            let matrix =
                graph.numbers(format!("{name}/places"), &[read.len(), indices.len()], placed(read.len(), indices));
            let values = graph.product(format!("{name}/values"), from, matrix);
            Ok(graph.shaped(name, values, shape))
        }
        Op::ConvTranspose2d { .. }
        | Op::Conv2d { .. }
        | Op::Affine { .. }
        | Op::BatchNorm { .. }
        | Op::MaxPool2d { .. }
        | Op::UpSample2d { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Mask { .. }
        | Op::Slice { .. }
        | Op::Flatten {}
        | Op::Concat {} => {
            Err(refused(layer, "decoders do not have this operation, and no other network becomes a graph"))
        }
    }
}

/// The matrix (inputs, outputs) that gathers: 1 where a value goes, else 0. No operation of Keras, and none for values
/// in TensorFlow and ONNX, gathers and leaves zeros where an index is -1; products with 0 and 1 are exact.
pub(in crate::interchange) fn placed(inputs: usize, indices: &[i32]) -> Vec<f32> {
    let mut matrix = vec![0.0; inputs * indices.len()];
    for (output, &index) in indices.iter().enumerate() {
        if let Ok(input) = usize::try_from(index) {
            matrix[input * indices.len() + output] = 1.0;
        }
    }
    matrix
}
