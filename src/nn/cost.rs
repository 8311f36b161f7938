//! What a network costs: weights, products, operations, bits.

use serde::Serialize;

use super::description::{Function, Op};
use super::typed::{Node, NodeId, Typed};

/// Operations of one inference, of a layer or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Operations {
    /// Multiplications with a weight, those with the zeros around an image included, as is usual.
    pub macs: usize,
    /// Floating-point operations as the profiler of TensorFlow counts them, which Ecoder's `get_flops`
    /// asks: two for each product of a sum, one for each bias that is added, each factor of a channel, each
    /// comparison of a pooling window, each addition and each term of a mean, five for each value of a
    /// softmax, four for each of a hard sigmoid or of GELU; other functions are free. A normalisation by
    /// stored statistics counts as factors and biases, though TensorFlow's fused one counts nothing.
    pub flops: usize,
}

/// The cost of one inference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Cost {
    /// Weights of all tensors.
    pub weights: usize,
    /// Bits of all weights.
    pub weight_bits: usize,
    /// Multiplications with a weight, see [`Operations::macs`].
    pub macs: usize,
    /// Floating-point operations, see [`Operations::flops`].
    pub flops: usize,
    /// Bits of all values that leave.
    pub output_bits: usize,
}

impl Typed {
    /// The cost of one inference.
    pub fn cost(&self) -> Cost {
        let mut cost = Cost {
            weights: self.weight_count(),
            weight_bits: self.weight_bits(),
            output_bits: self
                .outputs()
                .iter()
                .map(|&id| self.node(id).len() * self.node(id).number.bits() as usize)
                .sum(),
            ..Cost::default()
        };
        for (id, ..) in self.layers() {
            let Operations { macs, flops } = self.operations(id);
            cost.macs += macs;
            cost.flops += flops;
        }
        cost
    }

    /// Operations of one node; an input has none.
    pub fn operations(&self, id: NodeId) -> Operations {
        let node = self.node(id);
        let (Some(op), Some(&read)) = (self.op(id), node.inputs.first()) else { return Operations::default() };
        operations(op, node, self.node(read))
    }
}

/// How many biases a layer adds: one to each of its values.
fn biases(bias: &Option<String>, node: &Node) -> usize {
    if bias.is_some() { node.len() } else { 0 }
}

/// Sums of products, with or without a bias.
fn sums(macs: usize, bias: &Option<String>, node: &Node) -> Operations {
    Operations { macs, flops: 2 * macs + biases(bias, node) }
}

/// Operations other than products.
fn others(flops: usize) -> Operations {
    Operations { macs: 0, flops }
}

fn operations(op: &Op, node: &Node, read: &Node) -> Operations {
    match op {
        Op::Conv2d { kernel, bias, .. } => sums(node.len() * kernel[0] * kernel[1] * read.last_axis(), bias, node),
        Op::ConvTranspose2d { kernel, stride, filters, bias, .. } => {
            let taps = kernel[0] * kernel[1];
            // The profiler counts by what leaves, which is more with padding 'valid'.
            let flops = 2 * node.len() * taps * read.last_axis() / (stride[0] * stride[1]) + biases(bias, node);
            Operations { macs: read.len() * taps * filters, flops }
        }
        Op::Dense { units, bias, .. } => sums(read.len() * units, bias, node),
        Op::Affine { bias, .. } => Operations { macs: node.len(), flops: node.len() + biases(bias, node) },
        // A factor and an offset once the statistics are folded.
        Op::BatchNorm { .. } => Operations { macs: node.len(), flops: 2 * node.len() },
        Op::MaxPool2d { size, .. } => others(node.len() * size[0] * size[1]),
        Op::Add {} => others(node.len() * node.inputs.len().saturating_sub(1)),
        Op::Multiply {} => others(node.len()),
        Op::Mean {} => others(read.len()),
        Op::Activation { function } => match function {
            Function::Softmax => others(5 * node.len()),
            Function::HardSigmoid | Function::Gelu => others(4 * node.len()),
            Function::Linear | Function::Relu | Function::LeakyRelu { .. } | Function::Tanh | Function::Sigmoid => {
                others(0)
            }
        },
        Op::UpSample2d { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Mask { .. }
        | Op::Gather { .. }
        | Op::Slice { .. }
        | Op::Flatten {}
        | Op::Reshape { .. }
        | Op::Concat {} => others(0),
    }
}
