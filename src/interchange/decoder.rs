//! A decoder as a chain of layers: what is imported from Keras, and what every export is made from.

use super::function::ValueFunction;
use super::graph::Graph;
use super::ndarray::NdArray;
use super::npz::NamedArray;

/// One step of a decoder.
#[derive(Debug, Clone, PartialEq)]
pub enum DecoderLayer {
    /// Every input to every output.
    Dense {
        /// Name of the layer.
        name: String,
        /// Weights (inputs, outputs).
        kernel: NdArray,
        /// One for each output.
        bias: Vec<f32>,
        /// What follows.
        activation: ValueFunction,
    },
    /// Numbers as image: rows, columns, channels.
    Reshape([usize; 3]),
    /// Transposed convolution with padding "same".
    Transposed {
        /// Name of the layer.
        name: String,
        /// Step of the kernel in both directions.
        stride: usize,
        /// Weights (row, column, output, input).
        kernel: NdArray,
        /// One for each output channel.
        bias: Vec<f32>,
        /// What follows.
        activation: ValueFunction,
    },
}

/// A decoder: one vector in, an image out.
#[derive(Debug, Clone, PartialEq)]
pub struct DecoderLayers {
    /// Latents and conditions.
    pub inputs: usize,
    /// The layers, in the order of the data.
    pub layers: Vec<DecoderLayer>,
}

/// A decoder as exports need it.
#[derive(Debug, Clone)]
pub struct DecoderExport {
    /// Its layers.
    pub layers: DecoderLayers,
    /// Numbers among its inputs that are no latents.
    pub conditions: usize,
    /// Its tensors under the names and in the order of our own files.
    pub tensors: Vec<NamedArray>,
}

impl DecoderLayers {
    /// The decoder as a graph in 32-bit floats.
    pub fn graph(&self, name: String, input: &str, output: &str) -> Graph {
        let mut graph = Graph::begin(name, input, &[self.inputs]);
        let mut last = 0;
        for layer in &self.layers {
            last = match layer {
                DecoderLayer::Dense { name, kernel, bias, activation } => {
                    let kernel = graph.numbers(format!("{name}/kernel"), &kernel.shape, kernel.values.clone());
                    let product = graph.product(format!("{name}/product"), last, kernel);
                    let sums = graph.bias(name, product, bias.clone());
                    graph.each(format!("{name}/{}", ending(*activation)), *activation, sums)
                }
                DecoderLayer::Reshape(shape) => graph.shaped("reshape", last, shape),
                DecoderLayer::Transposed { name, stride, kernel, bias, activation } => {
                    let kernel = graph.numbers(format!("{name}/kernel"), &kernel.shape, kernel.values.clone());
                    let product = graph.transposed(format!("{name}/transposed"), last, kernel, *stride);
                    let sums = graph.bias(name, product, bias.clone());
                    graph.each(format!("{name}/{}", ending(*activation)), *activation, sums)
                }
            };
        }
        graph.each(output, ValueFunction::Identity, last);
        graph
    }
}

/// How the name of an activation's node ends.
fn ending(activation: ValueFunction) -> String {
    activation.operator().unwrap_or("activation").to_lowercase()
}
