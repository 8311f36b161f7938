//! Graphs that are made here, to be written or run: node by node, nothing computed beforehand.

use std::sync::Arc;

use super::function::{Pairwise, QuantRounding, ValueFunction};
use super::graph::{Graph, GraphInput, GraphNode, GraphOp, Id, Reduction};
use super::ndarray::{NdArray, Window};
use crate::network::Format;

impl Graph {
    /// A graph with its input, which is node 0; `shape` leaves out the number of samples, which may be any.
    pub fn begin(name: String, input: &str, shape: &[usize]) -> Self {
        let shape = [None].into_iter().chain(shape.iter().copied().map(Some)).collect();
        let inputs = vec![GraphInput { name: input.to_owned(), shape }];
        let mut graph = Graph { name, inputs, ..Graph::default() };
        graph.node(input, "input", GraphOp::Input(0), &[]);
        graph
    }

    fn node(&mut self, name: impl Into<String>, kind: &str, op: GraphOp, inputs: &[Id]) -> Id {
        self.add(GraphNode { name: name.into(), kind: kind.to_owned(), op, inputs: inputs.to_vec(), grid: None })
    }

    /// Adds a constant whose shape has as many elements as there are values.
    pub fn numbers(&mut self, name: impl Into<String>, shape: &[usize], values: Vec<f32>) -> Id {
        let array = Arc::new(NdArray { shape: shape.to_vec(), values });
        self.node(name, "constant", GraphOp::Constant(array), &[])
    }

    /// Adds a function of each value.
    pub fn each(&mut self, name: impl Into<String>, function: ValueFunction, input: Id) -> Id {
        self.node(name, function.operator().unwrap_or("function"), GraphOp::Each(function), &[input])
    }

    /// Adds softmax along the last length.
    pub fn softmax(&mut self, name: impl Into<String>, input: Id) -> Id {
        self.node(name, "Softmax", GraphOp::Softmax, &[input])
    }

    /// Adds GELU as the steps that it stands for: neither TensorFlow nor ONNX before version 20 has a node for it.
    pub fn gelu(&mut self, name: &str, input: Id) -> Id {
        let scaled = self.with(&format!("{name}/scaled"), Pairwise::Multiply, input, std::f32::consts::FRAC_1_SQRT_2);
        let erf = self.each(format!("{name}/erf"), ValueFunction::Erf, scaled);
        let above = self.with(&format!("{name}/above"), Pairwise::Add, erf, 1.0);
        let half = self.with(&format!("{name}/half"), Pairwise::Multiply, input, 0.5);
        self.pair(name, Pairwise::Multiply, [half, above])
    }

    /// Adds a function of two arrays.
    pub fn pair(&mut self, name: impl Into<String>, function: Pairwise, inputs: [Id; 2]) -> Id {
        let [_, kind] = function.operators().unwrap_or(["function"; 2]);
        self.node(name, kind, GraphOp::Pair(function), &inputs)
    }

    /// Adds an operation with one fixed number; nothing for a factor of 1.
    pub fn with(&mut self, name: &str, function: Pairwise, input: Id, number: f32) -> Id {
        if function == Pairwise::Multiply && number == 1.0 {
            return input;
        }
        let number = self.numbers(format!("{name}/number"), &[], vec![number]);
        self.pair(name, function, [input, number])
    }

    /// Adds a bias to the last length.
    pub fn bias(&mut self, name: &str, input: Id, bias: Vec<f32>) -> Id {
        let bias = self.numbers(format!("{name}/bias"), &[bias.len()], bias);
        self.pair(format!("{name}/sum"), Pairwise::Add, [input, bias])
    }

    /// Adds the product of vectors with a matrix (inputs, outputs).
    pub fn product(&mut self, name: impl Into<String>, input: Id, matrix: Id) -> Id {
        self.node(name, "MatMul", GraphOp::MatMul([false; 2]), &[input, matrix])
    }

    /// Adds a convolution with a kernel (row, column, input, output).
    pub fn convolution(&mut self, name: impl Into<String>, input: Id, kernel: Id, window: Window) -> Id {
        self.node(name, "Conv", GraphOp::Convolution(window), &[input, kernel])
    }

    /// Adds a transposed convolution with a kernel (row, column, output, input).
    pub fn transposed(&mut self, name: impl Into<String>, input: Id, kernel: Id, window: Window) -> Id {
        self.node(name, "ConvTranspose", GraphOp::Transposed { window, more: [0; 2] }, &[input, kernel])
    }

    /// Adds the same numbers in another shape, which leaves out the number of samples.
    pub fn shaped(&mut self, name: &str, input: Id, shape: &[usize]) -> Id {
        let lengths: Vec<f32> = [-1.0].into_iter().chain(shape.iter().map(|&length| length as f32)).collect();
        let lengths = self.numbers(format!("{name}/shape"), &[lengths.len()], lengths);
        self.node(name, "Reshape", GraphOp::Reshape { zero_keeps: false }, &[input, lengths])
    }

    /// Adds elements of vectors, in this order.
    pub fn gather(&mut self, name: &str, input: Id, indices: &[usize]) -> Id {
        let numbers = indices.iter().map(|&index| index as f32).collect();
        let indices = self.numbers(format!("{name}/indices"), &[indices.len()], numbers);
        self.node(name, "Gather", GraphOp::Gather(1), &[input, indices])
    }

    /// Adds vectors behind each other.
    pub fn concat(&mut self, name: impl Into<String>, inputs: &[Id]) -> Id {
        self.node(name, "Concat", GraphOp::Concat { axis: 1, stack: false }, inputs)
    }

    /// Adds the mean of each channel of images.
    pub fn mean(&mut self, name: impl Into<String>, input: Id) -> Id {
        let op = GraphOp::Reduce { kind: Reduction::Mean, axes: Some(vec![1, 2]), keep: false };
        self.node(name, "ReduceMean", op, &[input])
    }

    /// Adds the sum over the second-last length.
    pub fn sum(&mut self, name: impl Into<String>, input: Id) -> Id {
        let op = GraphOp::Reduce { kind: Reduction::Sum, axes: Some(vec![-2]), keep: false };
        self.node(name, "ReduceSum", op, &[input])
    }

    /// Adds a quantiser: the nearest number of a format, halves to the even one; beyond the ends the end. It is one
    /// node, or without `node` the steps that it stands for: in units of the last fractional bit, rounded, cut at
    /// the ends, and back.
    pub fn quantise(&mut self, name: &str, input: Id, format: Format, node: bool) -> Id {
        if node {
            return self.quantiser(name, input, format, QuantRounding::HalfEven);
        }
        let step = power(-i64::from(format.frac));
        let scaled = self.with(&format!("{name}/scaled"), Pairwise::Multiply, input, 1.0 / step);
        let rounded = self.each(format!("{name}/rounded"), ValueFunction::Round, scaled);
        let low = self.with(&format!("{name}/minimum"), Pairwise::Minimum, rounded, format.max_raw() as f32);
        let inside = self.with(&format!("{name}/maximum"), Pairwise::Maximum, low, format.min_raw() as f32);
        let step = self.numbers(format!("{name}/step"), &[], vec![step]);
        self.pair(name, Pairwise::Multiply, [inside, step])
    }

    /// Adds a quantiser as one node: a number of a format; beyond the ends the end.
    pub fn quantiser(&mut self, name: &str, input: Id, format: Format, rounding: QuantRounding) -> Id {
        let step = power(-i64::from(format.frac));
        let numbers = [("scale", step), ("zero", 0.0), ("bits", format.bits as f32)];
        let numbers = numbers.map(|(part, number)| self.numbers(format!("{name}/{part}"), &[], vec![number]));
        let op = GraphOp::Quantise { signed: format.signed, narrow: false, rounding };
        self.node(name, "Quant", op, &[&[input], &numbers[..]].concat())
    }
}

/// A power of two, exact.
pub fn power(exponent: i64) -> f32 {
    libm::ldexp(1.0, exponent as i32) as f32
}
