//! The other way: a description as a [`Graph`], to be written for other programs.
//!
//! Fixed-point numbers stand in it as real ones. Where values are fitted into a format, they are rounded to its step and cut
//! at its ends, as the reference programs of quantised networks do. Sums of products have to be exact in the description;
//! other programs add them in single precision, which holds integers of 24 bits.

use crate::error::{Error, Result};
use crate::interchange::function::{Pairwise, ValueFunction};
use crate::interchange::graph::{Graph, Id};
use crate::interchange::ndarray::{NdArray, Window, WindowPadding};
use crate::nn::{
    Function, Layer, Node, Number, Op, Overflow, Padding, Products, Rounding, TensorId, Typed, WeightValues, Weights,
    real,
};

/// The graph of a network with one input and one output, which get these names. Nodes are named after the layers.
///
/// # Errors
/// Networks with several inputs or outputs; formats that round upwards at halves, wrap, or have scales; sums that are not
/// exact; operations that are not written, by layer.
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
    let mut made: Vec<Id> = vec![fitted(&mut graph, &format!("{input}/fitted"), 0, &port.number)?];
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
    let tensor = network.tensor(id);
    let values = match &weights.tensors()[id.0] {
        WeightValues::Reals(values) => values.clone(),
        WeightValues::Integers(values) => {
            values.iter().enumerate().map(|(at, &raw)| real(raw.into(), tensor.places(at))).collect()
        }
    };
    NdArray { shape: tensor.shape.clone(), values }
}

/// Values fitted into a format; as they are, if they are real numbers.
fn fitted(graph: &mut Graph, name: &str, values: Id, number: &Number) -> Result<Id> {
    let Some(format) = number.format() else { return Ok(values) };
    match (format.rounding, format.overflow) {
        (Rounding::HalfEven, Overflow::Saturate) if number.scales() == 0 => {
            Ok(graph.quantise(name, values, format, false))
        }
        _ => Err(Error::unsupported("values of this format are not written to graphs")
            .field(name)
            .found(number)
            .allowed("formats that round halves to even and saturate, without a scale")),
    }
}

/// Refuses sums that lose something: those of real numbers do not, and exact ones in an accumulator that holds them all.
fn check_sum(network: &Typed, (node, layer): (&Node, &Layer), weights: &str) -> Result<()> {
    let Some(sum) = layer.op.sum() else { return Ok(()) };
    let places = network.node(node.inputs[0]).number.places(0);
    let kernel = network.find_tensor(weights).map(|id| network.tensor(id));
    let is_whole = kernel.is_some_and(|kernel| {
        (0..kernel.channels).all(|channel| places + kernel.number.places(channel) <= sum.format.frac as i32)
    });
    let keeps = sum.products == Products::Exact && sum.format.overflow == Overflow::Never;
    match is_whole && keeps && node.number == Number::from(sum.format) {
        true => Ok(()),
        false => Err(refused(layer, "only exact sums are written to graphs")),
    }
}

/// How a kernel passes an image.
fn window(stride: [usize; 2], padding: Padding) -> Window {
    let padding = match padding {
        Padding::Same => WindowPadding::Same,
        Padding::Valid => WindowPadding::Zeros([[0; 2]; 2]),
        Padding::Zeros([above, below, left, right]) => WindowPadding::Zeros([[above, below], [left, right]]),
    };
    Window { strides: stride, padding }
}

fn refused(layer: &Layer, what: &str) -> Error {
    Error::new(what).field(format!("layer {}", layer.name)).found(layer.op.name())
}

/// Whether fixed-point values of an operation are written: those that are summed, moved, or mapped.
fn is_written_fixed(op: &Op) -> bool {
    matches!(
        op,
        Op::Dense { .. }
            | Op::Conv2d { .. }
            | Op::ConvTranspose2d { .. }
            | Op::Activation { .. }
            | Op::Flatten {}
            | Op::Reshape { .. }
    )
}

/// The kernel of a layer.
fn kernel_of(graph: &mut Graph, name: &str, kernel: NdArray) -> Id {
    graph.numbers(format!("{name}/kernel"), &kernel.shape, kernel.values)
}

/// Products with the bias of their layer, if it has one.
fn with_bias(
    graph: &mut Graph,
    (network, numbers): (&Typed, &Weights),
    (name, bias): (&str, Option<&str>),
    product: Id,
) -> Id {
    bias.map_or(product, |bias| graph.bias(name, product, tensor_of(network, numbers, bias).values))
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
    if node.number.is_fixed() && !is_written_fixed(&layer.op) {
        return Err(refused(layer, "fixed-point numbers of this operation are not written to graphs"));
    }
    match &layer.op {
        Op::Dense { weights, bias, .. } => {
            check_sum(network, (node, layer), weights)?;
            let from =
                if read.shape.len() == 1 { from } else { graph.shaped(&format!("{name}/flat"), from, &[read.len()]) };
            // Graphs have matrices (inputs, outputs).
            let matrix =
                tensor_of(network, numbers, weights).transpose(&[1, 0]).map_err(|fault| refused(layer, &fault))?;
            let kernel = kernel_of(graph, name, matrix);
            let product = graph.product(format!("{name}/product"), from, kernel);
            Ok(with_bias(graph, (network, numbers), (name, bias.as_deref()), product))
        }
        Op::Conv2d { stride, padding, weights, bias, .. } => {
            check_sum(network, (node, layer), weights)?;
            let kernel = kernel_of(graph, name, tensor_of(network, numbers, weights));
            let product = graph.convolution(format!("{name}/products"), from, kernel, window(*stride, *padding));
            Ok(with_bias(graph, (network, numbers), (name, bias.as_deref()), product))
        }
        Op::ConvTranspose2d { stride, padding: padding @ (Padding::Same | Padding::Valid), weights, bias, .. }
            if stride[0] == stride[1] =>
        {
            check_sum(network, (node, layer), weights)?;
            let kernel = kernel_of(graph, name, tensor_of(network, numbers, weights));
            let product = graph.transposed(format!("{name}/transposed"), from, kernel, window(*stride, *padding));
            Ok(with_bias(graph, (network, numbers), (name, bias.as_deref()), product))
        }
        Op::Reshape { shape } => Ok(graph.shaped(name, from, shape)),
        Op::Flatten {} => Ok(graph.shaped(name, from, &[read.len()])),
        Op::Activation { function } => {
            // Named after the layer whose sums it takes.
            let (function, ending) = match function {
                Function::Relu => (ValueFunction::Relu, "relu"),
                Function::Sigmoid => (ValueFunction::Sigmoid, "sigmoid"),
                Function::Tanh => (ValueFunction::Tanh, "tanh"),
                Function::Linear => return fitted(graph, name, from, &node.number),
                Function::Gelu => return Ok(graph.gelu(&format!("{}/gelu", read.name), from)),
                Function::Softmax => return Ok(graph.softmax(format!("{}/softmax", read.name), from)),
                Function::LeakyRelu { .. } | Function::HardSigmoid => {
                    return Err(refused(layer, "this activation is not written to graphs"));
                }
            };
            let made = graph.each(format!("{}/{ending}", read.name), function, from);
            fitted(graph, name, made, &node.number)
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
        | Op::Affine { .. }
        | Op::BatchNorm { .. }
        | Op::MaxPool2d { .. }
        | Op::UpSample2d { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Mask { .. }
        | Op::Slice { .. }
        | Op::Concat {} => Err(refused(layer, "this operation is not written to graphs")),
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
