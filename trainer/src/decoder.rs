//! The decoders, as graphs of libtorch, made from their description. They run off the detector, in real numbers.
//!
//! A transposed convolution from 4x4x8 onto the 48 cells of the image is a 128 x 48 matrix whose
//! entries are the kernel's, gathered: one matrix product instead of an image that is then masked. Kernels that are
//! stored as (tap, input) are used so; those that are stored as libtorch has them by its own convolution.

use econ_emu::error::{Error, Result};
use econ_emu::nn::{Fold, Function, Layer, Node, NodeId, Rows, TensorId, Typed};
use econ_emu::physics::decoder::{EncoderShape, describe, stored_tensors};
use econ_emu::train::options::DecoderSpec;
use tch::{Device, Kind, Tensor};

use crate::layout::Layout;

/// A decoder's layers, with their index tables on the device.
pub struct DecoderModel {
    steps: Vec<Step>,
}

/// What happens to the values of all samples.
struct Step {
    kind: StepKind,
    /// What it reads: 0 is the input, 1 what the first step gives, and so on.
    reads: Vec<usize>,
}

/// Kernels are numbers of leaves, each with its biases behind it.
enum StepKind {
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
    /// Values of vectors from one on, so many.
    Slice(i64, i64),
    /// Vectors behind each other.
    Concat,
    /// The mean of each channel of images.
    Mean,
    Relu,
    Gelu,
    Sigmoid,
    /// Of all values of a sample.
    Softmax,
    Sum,
    Product,
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
        let has_images = stored.iter().any(|tensor| tensor.shape.len() > 2);
        let mut steps: Vec<Step> = Vec::new();
        // What each node reads as: the input, or what a step gives.
        let mut values = vec![0; network.inputs().len()];
        for (id, node, layer) in network.layers() {
            let read = network.node(node.inputs[0]);
            let reads: Vec<usize> = node.inputs.iter().map(|input| values[input.0]).collect();
            let kind = match network.sums().of(id) {
                Rows::Sums { kernel: TensorId(kernel), .. } => match *stored[*kernel].shape.as_slice() {
                    // A weight for each product.
                    [inputs, outputs] if (inputs, outputs) == (read.len(), node.len()) => StepKind::Dense(*kernel),
                    [_, _] => {
                        let entries = entries(&network, id, &cells, stored[*kernel].len());
                        let sizes = [read.len() as i64, cells.len() as i64];
                        StepKind::Gathered { kernel: *kernel, entries: index(&entries, device), sizes }
                    }
                    _ => {
                        let ([rows, ..], [from, ..]) =
                            node.image().zip(read.image()).ok_or_else(|| refused(node, layer))?;
                        StepKind::Transposed { kernel: *kernel, stride: (rows / from) as i64 }
                    }
                },
                Rows::Moved(_) if reads.len() > 1 => StepKind::Concat,
                Rows::Moved(_) if has_images && id == output => {
                    let cells: Vec<i64> = cells.iter().map(|&cell| cell as i64).collect();
                    StepKind::Picked(index(&cells, device))
                }
                Rows::Moved(_) if has_images || is_averaged(&network, id) => {
                    StepKind::Images(node.image().ok_or_else(|| refused(node, layer))?.map(|length| length as i64))
                }
                Rows::Moved(sources) => match stretch(sources, read) {
                    Some((from, len)) => StepKind::Slice(from, len),
                    // Where the sums of the cells were gathered, or cells come as such, there is no image.
                    None => {
                        values.push(reads[0]);
                        continue;
                    }
                },
                Rows::Mapped { function: Function::Relu, .. } => StepKind::Relu,
                Rows::Mapped { function: Function::Gelu, .. } => StepKind::Gelu,
                Rows::Mapped { function: Function::Sigmoid, .. } => StepKind::Sigmoid,
                Rows::Mapped { function: Function::Softmax, axis, .. } if *axis as usize == node.len() => {
                    StepKind::Softmax
                }
                Rows::Folded { fold: Fold::Sum, .. } if reads.len() == 2 => StepKind::Sum,
                Rows::Folded { fold: Fold::Product, .. } if reads.len() == 2 => StepKind::Product,
                Rows::Folded { fold: Fold::Mean, .. } => StepKind::Mean,
                Rows::Input | Rows::Folded { .. } | Rows::Mapped { .. } | Rows::Normalised { .. } => {
                    return Err(refused(node, layer));
                }
            };
            steps.push(Step { kind, reads });
            values.push(steps.len());
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
        let mut all = vec![input.shallow_clone()];
        for step in &self.steps {
            let next = step.apply(&all, leaves);
            all.push(next);
        }
        all.swap_remove(self.steps.len())
    }
}

impl Step {
    /// What it makes of the input and of what the steps before it gave.
    fn apply(&self, all: &[Tensor], leaves: &[Tensor]) -> Tensor {
        let values = &all[self.reads[0]];
        match &self.kind {
            StepKind::Dense(kernel) => leaves[kernel + 1].addmm(values, &leaves[*kernel]),
            StepKind::Gathered { kernel, entries, sizes } => {
                let zero = Tensor::zeros([1], (Kind::Float, values.device()));
                let matrix =
                    Tensor::cat(&[leaves[*kernel].reshape([-1]), zero], 0).index_select(0, entries).view(*sizes);
                leaves[kernel + 1].addmm(values, &matrix)
            }
            StepKind::Transposed { kernel, stride } => {
                transposed(values, &leaves[*kernel], &leaves[kernel + 1], *stride)
            }
            // Dense output is in Keras order (row, column, filter).
            StepKind::Images([rows, columns, channels]) => {
                values.view([-1, *rows, *columns, *channels]).permute([0, 3, 1, 2])
            }
            StepKind::Picked(places) => values.permute([0, 2, 3, 1]).flatten(1, -1).index_select(1, places),
            // What is rectified are sums, which nothing else needs.
            StepKind::Relu => values.shallow_clone().relu_(),
            StepKind::Gelu => values.gelu("none"),
            StepKind::Sigmoid => values.sigmoid(),
            StepKind::Softmax => values.softmax(1, Kind::Float),
            StepKind::Slice(from, len) => values.narrow(1, *from, *len),
            StepKind::Concat => Tensor::cat(&self.reads.iter().map(|&read| &all[read]).collect::<Vec<_>>(), 1),
            StepKind::Mean => values.mean_dim([2i64, 3].as_slice(), false, Kind::Float),
            StepKind::Sum => values + &all[self.reads[1]],
            StepKind::Product => values * &all[self.reads[1]],
        }
    }
}

/// Whether the mean of what a node gives is taken.
fn is_averaged(network: &Typed, id: NodeId) -> bool {
    let is_mean = |id: NodeId| matches!(network.sums().of(id), Rows::Folded { fold: Fold::Mean, .. });
    network.layers().any(|(other, node, _)| node.inputs == [id] && is_mean(other))
}

/// The first and the number of values of a vector that another consists of, if they stand behind each other in it and
/// are not all.
fn stretch(sources: &[Option<u32>], read: &Node) -> Option<(i64, i64)> {
    let first = sources.first().copied().flatten()?;
    let is_stretch = sources.iter().copied().eq((first..).map(Some).take(sources.len()));
    let is_part = read.shape.len() == 1 && sources.len() < read.len();
    (is_stretch && is_part).then_some((i64::from(first) - read.first as i64, sources.len() as i64))
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
