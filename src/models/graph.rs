//! A graph of tensors, before it is written as TensorFlow or ONNX.
//!
//! Every tensor but constants has the number of frames as its first length; shapes here leave it out.
//! Images are (row, column, channel).

use crate::network::Format;

/// Number of a node in its graph.
pub type Id = usize;

/// What a node computes from its inputs, in 32-bit floats.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// What the user gives.
    Input,
    /// Fixed numbers; the shape is complete.
    Constant(Vec<f32>),
    /// Sum of two tensors; the second may be repeated along leading lengths.
    Add,
    /// Product of two tensors, as [`Op::Add`].
    Multiply,
    /// The smaller of two, as [`Op::Add`].
    Minimum,
    /// The larger of two, as [`Op::Add`].
    Maximum,
    /// Vector times matrix (inputs, outputs).
    MatMul,
    /// Towards minus infinity.
    Floor,
    /// To the nearest integer, halves to the even one.
    Round,
    /// Negative numbers become zero.
    Relu,
    /// 1 / (1 + exp(-x)).
    Sigmoid,
    /// The same numbers under another name or shape.
    Identity,
    /// The nearest number of a format, halves to the even one; beyond the ends the end.
    Quantise(Format),
    /// The same numbers in another shape.
    Reshape,
    /// These elements of a vector, in this order.
    Gather(Vec<usize>),
    /// Sum over the second-last length.
    Sum,
    /// Convolution, "same" padding, kernel (row, column, input, output).
    Convolution {
        /// Step of the kernel.
        stride: usize,
    },
    /// Transposed convolution, "same" padding, kernel (row, column, output, input).
    Transposed {
        /// Step of the kernel.
        stride: usize,
    },
}

/// One tensor and how it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Unique in the graph.
    pub name: String,
    /// How it is made.
    pub op: Op,
    /// From what.
    pub inputs: Vec<Id>,
    /// Shape, without the number of frames.
    pub shape: Vec<usize>,
}

/// Nodes, each after its inputs. The first is the input, the last the output.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// What it is, for readers of the file.
    pub about: String,
    /// The nodes.
    pub nodes: Vec<Node>,
}

impl Graph {
    /// A graph with its input, which is node 0.
    pub fn new(about: String, input: &str, shape: &[usize]) -> Self {
        let input = Node { name: input.to_owned(), op: Op::Input, inputs: Vec::new(), shape: shape.to_vec() };
        Graph { about, nodes: vec![input] }
    }

    /// Adds a node.
    pub fn add(&mut self, name: impl Into<String>, op: Op, inputs: &[Id], shape: &[usize]) -> Id {
        self.nodes.push(Node { name: name.into(), op, inputs: inputs.to_vec(), shape: shape.to_vec() });
        self.nodes.len() - 1
    }

    /// Adds a constant.
    pub fn constant(&mut self, name: impl Into<String>, shape: &[usize], values: Vec<f32>) -> Id {
        self.add(name, Op::Constant(values), &[], shape)
    }

    /// Adds a node of the shape of its one input.
    pub fn map(&mut self, name: impl Into<String>, op: Op, input: Id) -> Id {
        let shape = self.nodes[input].shape.clone();
        self.add(name, op, &[input], &shape)
    }

    /// Adds an operation with one fixed number; nothing for a factor of 1.
    pub fn with(&mut self, name: &str, op: Op, input: Id, number: f32) -> Id {
        if op == Op::Multiply && number == 1.0 {
            return input;
        }
        let shape = self.nodes[input].shape.clone();
        let number = self.constant(format!("{name}/number"), &[], vec![number]);
        self.add(name, op, &[input, number], &shape)
    }

    /// Adds a bias to the last length.
    pub fn bias(&mut self, name: &str, input: Id, bias: Vec<f32>) -> Id {
        let shape = self.nodes[input].shape.clone();
        let bias = self.constant(format!("{name}/bias"), &[bias.len()], bias);
        self.add(format!("{name}/sum"), Op::Add, &[input, bias], &shape)
    }

    /// Adds a dense layer with a matrix (inputs, outputs).
    pub fn dense(&mut self, name: &str, input: Id, kernel: Vec<f32>, bias: Vec<f32>) -> Id {
        let outputs = bias.len();
        let kernel = self.constant(format!("{name}/kernel"), &[kernel.len() / outputs.max(1), outputs], kernel);
        let product = self.add(format!("{name}/product"), Op::MatMul, &[input, kernel], &[outputs]);
        self.bias(name, product, bias)
    }

    /// The steps of a node that is a quantiser, in a graph of their own: in units of the last fractional bit,
    /// rounded, cut at the ends, and back. Node 0 is the input of the quantiser, the last has its name.
    pub fn quantiser(&self, node: &Node, format: Format) -> Graph {
        let input = &self.nodes[node.inputs[0]];
        let mut steps = Graph::new(String::new(), &input.name, &input.shape);
        let (name, step) = (&node.name, power(-i64::from(format.frac)));
        let scaled = steps.with(&format!("{name}/scaled"), Op::Multiply, 0, 1.0 / step);
        let rounded = steps.map(format!("{name}/rounded"), Op::Round, scaled);
        let low = steps.with(&format!("{name}/minimum"), Op::Minimum, rounded, format.max_raw() as f32);
        let inside = steps.with(&format!("{name}/maximum"), Op::Maximum, low, format.min_raw() as f32);
        let step = steps.constant(format!("{name}/step"), &[], vec![step]);
        steps.add(name, Op::Multiply, &[inside, step], &node.shape);
        steps
    }
}

/// A power of two, exact.
pub fn power(exponent: i64) -> f32 {
    libm::ldexp(1.0, exponent as i32) as f32
}
