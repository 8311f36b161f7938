//! What layers do, in words for people.

use super::description::{Function, Op, Products, Sum};
use super::format::Rounding;
use super::typed::{NodeId, Typed};

impl Typed {
    /// What a node is, in a word or two: `Convolution`.
    pub fn title(&self, id: NodeId) -> &'static str {
        let Some(op) = self.op(id) else { return "Input" };
        match op {
            Op::Conv2d { .. } => "Convolution",
            Op::ConvTranspose2d { .. } => "Transposed convolution",
            Op::Dense { .. } => "Dense layer",
            Op::Affine { .. } => "Factor and offset",
            Op::BatchNorm { .. } => "Batch normalisation",
            Op::MaxPool2d { .. } => "Max pooling",
            Op::UpSample2d { .. } => "Upsampling",
            Op::Pad { .. } => "Padding",
            Op::Crop { .. } => "Cropping",
            Op::Add {} => "Sum",
            Op::Multiply {} => "Product",
            Op::Mean {} => "Mean",
            Op::Activation { function } => match function {
                Function::Linear => "Requantisation",
                Function::Relu => "ReLU",
                Function::LeakyRelu { .. } => "Leaky ReLU",
                Function::Tanh => "Hyperbolic tangent",
                Function::Sigmoid => "Sigmoid",
                Function::HardSigmoid => "Hard sigmoid",
                Function::Gelu => "GELU",
                Function::Softmax => "Softmax",
            },
            Op::Mask { .. } => "Mask",
            Op::Gather { .. } => "Selection",
            Op::Slice { .. } => "Slice",
            Op::Flatten {} => "Flattening",
            Op::Reshape { .. } => "Reshaping",
            Op::Concat {} => "Concatenation",
        }
    }

    /// What a node computes, with its parameters and number formats, in one sentence.
    pub fn about(&self, id: NodeId) -> String {
        let node = self.node(id);
        let shape = lengths(&node.shape);
        let Some(op) = self.op(id) else { return format!("{shape} numbers, {}.", node.number) };
        match op {
            Op::Conv2d { kernel, stride, filters, sum, .. } => {
                let (kernel, stride) = (lengths(kernel), steps(*stride));
                format!("{filters} filters of {kernel}, stride {stride}: bias plus products{}.", each(*sum))
            }
            Op::ConvTranspose2d { kernel, stride, filters, sum, .. } => {
                let (kernel, stride) = (lengths(kernel), steps(*stride));
                let products = each(*sum);
                format!("Transposed, {filters} filters of {kernel}, stride {stride}: bias plus products{products}.")
            }
            Op::Dense { sum, .. } => {
                let products = self.sums().of(id).terms(0).len();
                format!("Each of {} values: bias plus {products} products{}.", node.len(), each(*sum))
            }
            Op::Affine { sum, .. } => format!("A factor and an offset for each channel{}.", each(*sum)),
            Op::BatchNorm { .. } => "Each channel is normalised by stored statistics.".to_owned(),
            Op::MaxPool2d { size, stride, .. } => {
                format!("The largest value of windows of {}, stride {}.", lengths(size), steps(*stride))
            }
            Op::UpSample2d { factor } => format!("Every pixel becomes {} pixels.", lengths(factor)),
            Op::Pad { .. } => format!("Zeros around the image: {shape}."),
            Op::Crop { .. } => format!("Rows and columns are cut off the image: {shape}."),
            Op::Add {} => format!("The sum of {} inputs, {}.", node.inputs.len(), node.number),
            Op::Multiply {} => "The product of both inputs.".to_owned(),
            Op::Mean {} => "The mean of each channel.".to_owned(),
            Op::Activation { function: Function::Relu } => format!("Negative sums become zero; {}.", node.number),
            Op::Activation { function: Function::Linear } => format!("Fitted into {}.", node.number),
            Op::Activation { .. } => format!("Of each value; {}.", node.number),
            Op::Mask { keep } => {
                let kept = keep.iter().filter(|&&keep| keep != 0).count();
                format!("{kept} of {} places are kept, the others dropped.", keep.len())
            }
            Op::Gather { .. } => format!("Values picked by index: {shape}."),
            Op::Slice { from, to } => format!("Places {from} to {} of the last axis.", to - 1),
            Op::Flatten {} | Op::Reshape { .. } => format!("The same values as {shape}."),
            Op::Concat {} => format!("{} inputs side by side: {shape}.", node.inputs.len()),
        }
    }
}

/// Lengths for people: `8x8x1`.
pub fn lengths(shape: &[usize]) -> String {
    shape.iter().map(usize::to_string).collect::<Vec<_>>().join("x")
}

/// `2`, or `2x1` where the directions differ.
fn steps(stride: [usize; 2]) -> String {
    if stride[0] == stride[1] { stride[0].to_string() } else { lengths(&stride) }
}

/// What happens to each product.
fn each(sum: Option<Sum>) -> String {
    let Some(Sum { format, products }) = sum else { return String::new() };
    let rounded = match format.rounding {
        Rounding::Floor => "rounded down",
        Rounding::HalfUp => "rounded, halves up,",
        Rounding::HalfEven => "rounded, halves to even,",
    };
    match products {
        Products::Cast => format!(", each product {rounded} to {} fractional bits", format.frac),
        Products::Exact => format!("; the exact sum is {rounded} to {} fractional bits", format.frac),
    }
}
