//! The decoders, as graphs of libtorch, made from their description. They run off the detector, in real numbers.
//!
//! A transposed convolution from 4x4x8 onto the 48 cells of the image is a 128 x 48 matrix whose
//! entries are the kernel's, gathered: one matrix product instead of an image that is then masked. Kernels that are
//! stored as (tap, input) are used so; those that are stored as libtorch has them by its own convolution.

use tch::{Device, Kind, Tensor};

use super::layout::Layout;
use super::options::DecoderSpec;
use crate::error::{Error, Result};
use crate::nn::{Fold, Function, Layer, Node, NodeId, Rows, TensorId, Typed};
use crate::physics::decoder::{EncoderShape, describe, stored_tensors};

/// A decoder's layers, with their index tables on the device.
pub struct DecoderModel {
    steps: Vec<Step>,
}

/// What happens to the values of all samples. Kernels are numbers of leaves, each with its biases behind it.
enum Step {
    /// Product with the kernel, which is (inputs, outputs).
    Dense(usize),
    /// Product with a matrix of these sizes, gathered from the kernel and one zero.
    Gathered {
        kernel: usize,
        entries: Tensor,
        sizes: [i64; 2],
    },
    /// Transposed convolution of images, channels first.
    Transposed {
        kernel: usize,
        stride: i64,
    },
    /// Vectors become images.
    Images([i64; 3]),
    /// Values of images, numbered over (row, column, channel).
    Picked(Tensor),
    Relu,
    Gelu,
    Sigmoid,
    /// Of all values of a sample.
    Softmax,
    /// Added to what this step gave.
    Added(usize),
}

impl DecoderModel {
    /// Builds the tables.
    ///
    /// # Errors
    /// An encoder that the decoder does not fit, and layers that no decoder has.
    pub fn new(shape: &EncoderShape, decoder: &DecoderSpec, device: Device) -> Result<Self> {
        let network = describe(shape, decoder)?;
        let stored = stored_tensors(&network, decoder.kind);
        let output = network.outputs()[0];
        let cells = picked(&network, output);
        fn index(numbers: &[i64], device: Device) -> Tensor {
            Tensor::from_slice(numbers).to_device(device)
        }
        let mut steps = Vec::new();
        // The layer of each step.
        let mut layers = Vec::new();
        for (id, node, layer) in network.layers() {
            let read = network.node(node.inputs[0]);
            steps.push(match network.sums().of(id) {
                Rows::Sums { kernel: TensorId(kernel), .. } => match *stored[*kernel].shape.as_slice() {
                    // A weight for each product.
                    [inputs, outputs] if (inputs, outputs) == (read.len(), node.len()) => Step::Dense(*kernel),
                    [_, _] => {
                        let entries = entries(&network, id, &cells, stored[*kernel].len());
                        let sizes = [read.len() as i64, cells.len() as i64];
                        Step::Gathered { kernel: *kernel, entries: index(&entries, device), sizes }
                    }
                    _ => {
                        let ([rows, ..], [from, ..]) =
                            node.image().zip(read.image()).ok_or_else(|| refused(node, layer))?;
                        Step::Transposed { kernel: *kernel, stride: (rows / from) as i64 }
                    }
                },
                // Where the sums of the cells were gathered there is no image.
                Rows::Moved(_) if stored.iter().all(|tensor| tensor.shape.len() <= 2) => continue,
                Rows::Moved(_) if id == output => {
                    let cells: Vec<i64> = cells.iter().map(|&cell| cell as i64).collect();
                    Step::Picked(index(&cells, device))
                }
                Rows::Moved(_) => {
                    Step::Images(node.image().ok_or_else(|| refused(node, layer))?.map(|length| length as i64))
                }
                Rows::Mapped { function: Function::Relu, .. } => Step::Relu,
                Rows::Mapped { function: Function::Gelu, .. } => Step::Gelu,
                Rows::Mapped { function: Function::Sigmoid, .. } => Step::Sigmoid,
                Rows::Mapped { function: Function::Softmax, axis, .. } if *axis as usize == node.len() => Step::Softmax,
                // The last layer and an earlier one.
                Rows::Folded { fold: Fold::Sum, .. } if node.inputs.len() == 2 => {
                    let earlier = layers.iter().position(|&layer| layer == node.inputs[1]);
                    Step::Added(earlier.ok_or_else(|| refused(node, layer))?)
                }
                Rows::Input | Rows::Folded { .. } | Rows::Mapped { .. } | Rows::Normalised { .. } => {
                    return Err(refused(node, layer));
                }
            });
            layers.push(id);
        }
        Ok(DecoderModel { steps })
    }

    /// The decoder's tensors as leaves of a graph, in the order of the layout.
    pub fn leaves(layout: &Layout, weights: &[f32], device: Device) -> Vec<Tensor> {
        let own = layout.decoder().iter();
        own.map(|slot| {
            let leaf = Tensor::from_slice(&weights[slot.range()]).reshape(&slot.shape);
            leaf.to_device(device).set_requires_grad(true)
        })
        .collect()
    }

    /// Reconstruction of the 48 charges, samples x 48, post-MUX order. `input` is latents and
    /// conditions, samples x (16 + conditions).
    pub fn forward(&self, input: &Tensor, leaves: &[Tensor]) -> Tensor {
        let mut all: Vec<Tensor> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let values = all.last().unwrap_or(input);
            let next = step.apply(values, &all, leaves);
            all.push(next);
        }
        all.pop().unwrap_or_else(|| input.shallow_clone())
    }
}

impl Step {
    /// What it makes of the values that the step before it gave; `all` holds those of all steps before it.
    fn apply(&self, values: &Tensor, all: &[Tensor], leaves: &[Tensor]) -> Tensor {
        match self {
            Step::Dense(kernel) => leaves[kernel + 1].addmm(values, &leaves[*kernel]),
            Step::Gathered { kernel, entries, sizes } => {
                let zero = Tensor::zeros([1], (Kind::Float, values.device()));
                let matrix =
                    Tensor::cat(&[leaves[*kernel].reshape([-1]), zero], 0).index_select(0, entries).view(*sizes);
                leaves[kernel + 1].addmm(values, &matrix)
            }
            Step::Transposed { kernel, stride } => transposed(values, &leaves[*kernel], &leaves[kernel + 1], *stride),
            // Dense output is in Keras order (row, column, filter).
            Step::Images([rows, columns, channels]) => {
                values.view([-1, *rows, *columns, *channels]).permute([0, 3, 1, 2])
            }
            Step::Picked(places) => values.permute([0, 2, 3, 1]).flatten(1, -1).index_select(1, places),
            // What is rectified are sums, which nothing else needs.
            Step::Relu => values.shallow_clone().relu_(),
            Step::Gelu => values.gelu("none"),
            Step::Sigmoid => values.sigmoid(),
            Step::Softmax => values.softmax(1, Kind::Float),
            Step::Added(earlier) => values + &all[*earlier],
        }
    }
}

/// For each value of a node that picks, its number among those that are picked from.
fn picked(network: &Typed, id: NodeId) -> Vec<usize> {
    let first = network.node(network.node(id).inputs[0]).first;
    match network.sums().of(id) {
        Rows::Moved(sources) => sources.iter().flatten().map(|&source| source as usize - first).collect(),
        _ => Vec::new(),
    }
}

/// The kernel's entry, or one past its end for zero, for each value that the sums read and each cell.
fn entries(network: &Typed, sums: NodeId, cells: &[usize], zero: usize) -> Vec<i64> {
    let read = network.node(network.node(sums).inputs[0]);
    let mut entries = vec![zero as i64; read.len() * cells.len()];
    for (cell, &pixel) in cells.iter().enumerate() {
        for term in network.sums().of(sums).terms(pixel) {
            entries[(term.input as usize - read.first) * cells.len() + cell] = i64::from(term.weight);
        }
    }
    entries
}

/// A transposed convolution of 3x3 with padding "same": stride 1 cuts one row and column on every side of the full
/// result, stride 2 the last row and column, stride 3 none.
fn transposed(input: &Tensor, kernel: &Tensor, bias: &Tensor, stride: i64) -> Tensor {
    let full = input.conv_transpose2d(kernel, Some(bias), [stride, stride], [0, 0], [0, 0], 1, [1, 1]);
    let start = i64::from(stride == 1);
    let (rows, columns) = (input.size()[2] * stride, input.size()[3] * stride);
    full.narrow(2, start, rows).narrow(3, start, columns)
}

/// The fault of a layer that no decoder has.
fn refused(node: &Node, layer: &Layer) -> Error {
    Error::new("no decoder has this").field(format!("layer {}", node.name)).found(layer.op.name())
}
