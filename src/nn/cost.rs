//! What a network costs: weights, products, operations, bits.

use serde::Serialize;

use super::description::{Function, Op};
use super::typed::{Node, Typed};

/// The cost of one inference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Cost {
    /// Weights of all tensors.
    pub weights: usize,
    /// Bits of all weights.
    pub weight_bits: usize,
    /// Multiplications with a weight, those with the zeros around an image included, as is usual.
    pub macs: usize,
    /// Floating-point operations as the profiler of TensorFlow counts them, which Ecoder's `get_flops`
    /// asks: two for each multiplication with a weight, one for each bias that is added, each comparison of
    /// a pooling window, each addition and each term of a mean, five for each value of a softmax; other
    /// functions are free.
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
        for (_, node, layer) in self.layers() {
            let (macs, others) = operations(&layer.op, node, self.node(node.inputs[0]));
            cost.macs += macs;
            cost.flops += 2 * macs + others;
        }
        cost
    }
}

/// Multiplications with weights, and other operations.
fn operations(op: &Op, node: &Node, read: &Node) -> (usize, usize) {
    let channels = read.shape.last().copied().unwrap_or(1);
    let biased = |bias: &Option<String>| if bias.is_some() { node.len() } else { 0 };
    match op {
        Op::Conv2d { kernel, bias, .. } => (node.len() * kernel[0] * kernel[1] * channels, biased(bias)),
        Op::ConvTranspose2d { kernel, filters, bias, .. } => {
            (read.len() * kernel[0] * kernel[1] * filters, biased(bias))
        }
        Op::Dense { units, bias, .. } => (read.len() * units, biased(bias)),
        Op::Affine { bias, .. } => (node.len(), biased(bias)),
        // A factor and an offset once the statistics are folded.
        Op::BatchNorm { .. } => (node.len(), node.len()),
        Op::MaxPool2d { size, .. } => (0, node.len() * size[0] * size[1]),
        Op::Add {} => (0, node.len() * node.inputs.len().saturating_sub(1)),
        Op::Multiply {} => (0, node.len()),
        Op::Mean {} => (0, read.len()),
        Op::Activation { function: Function::Softmax } => (0, 5 * node.len()),
        Op::Activation { .. }
        | Op::UpSample2d { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Mask { .. }
        | Op::Gather { .. }
        | Op::Slice { .. }
        | Op::Flatten {}
        | Op::Reshape { .. }
        | Op::Concat {} => (0, 0),
    }
}
