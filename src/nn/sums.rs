//! The flat level: every value by itself, without shapes.
//!
//! This is the only place that knows taps, padding, strides, pooling windows and masks. Values are
//! numbered through all nodes of the network ([`super::Node::first`]), weights within their tensor.

use super::description::{Function, Network, Op, Padding};
use super::typed::{Node, NodeId, Tensor, TensorId};
use crate::error::Result;

/// A product: a value of an earlier node times a weight of the layer's kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The value.
    pub input: u32,
    /// Index in the kernel.
    pub weight: u32,
}

/// One output value: the bias and its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SumRow {
    /// Index in the biases.
    pub bias: u32,
    /// Output channel.
    pub channel: u32,
    /// First of its terms.
    from: u32,
    /// One past the last of its terms.
    to: u32,
}

impl SumRow {
    /// Its terms among those of all rows.
    pub fn of<'a>(&self, terms: &'a [Term]) -> &'a [Term] {
        &terms[self.from as usize..self.to as usize]
    }
}

/// How several values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// The largest.
    Largest,
    /// Their exact sum.
    Sum,
    /// Their product, in order.
    Product,
    /// Their sum, divided by their number.
    Mean,
}

/// The values of one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// They come from outside.
    Input,
    /// Sums of products.
    Sums {
        /// The kernel.
        kernel: TensorId,
        /// The biases; none are all zero.
        bias: Option<TensorId>,
        /// One for each value.
        rows: Vec<SumRow>,
        /// The terms of all rows, in the order in which the scalar model adds them.
        terms: Vec<Term>,
    },
    /// Each is an earlier value, or zero.
    Moved(Vec<Option<u32>>),
    /// Each is made of several earlier values.
    Folded {
        /// How.
        fold: Fold,
        /// One past the last input of each value; they begin where those before them end.
        ends: Vec<u32>,
        /// The earlier values.
        inputs: Vec<u32>,
    },
    /// Value `i` is a function of earlier value `first + i`; softmax, of all of them along an axis.
    Mapped {
        /// The function.
        function: Function,
        /// The first earlier value.
        first: u32,
        /// Length of the last axis.
        axis: u32,
    },
    /// Value `i` is earlier value `first + i`, normalised by the statistics of its channel.
    Normalised {
        /// Scale, offset, mean, variance.
        tensors: [TensorId; 4],
        /// Added to the variance, in units of 10^-9.
        epsilon_billionths: u32,
        /// The first earlier value.
        first: u32,
        /// Number of channels; the channel runs fastest.
        channels: u32,
    },
}

impl Rows {
    /// The terms of a row, in the order of the scalar model; empty unless these are sums of products.
    pub fn terms(&self, row: usize) -> &[Term] {
        match self {
            Rows::Sums { rows, terms, .. } => rows.get(row).map_or(&[], |row| row.of(terms)),
            _ => &[],
        }
    }

    /// Marks the values that the needed values of a node are made of. Softmax needs all values of its axis.
    pub(super) fn mark_needed(&self, node: &Node, needed: &mut [bool]) {
        if let Rows::Mapped { function: Function::Softmax, axis, .. } = self {
            for group in needed[node.range()].chunks_mut(*axis as usize) {
                let any = group.contains(&true);
                group.fill(any);
            }
        }
        for (row, at) in node.range().enumerate() {
            if !needed[at] {
                continue;
            }
            match self {
                Rows::Input => {}
                Rows::Sums { .. } => self.terms(row).iter().for_each(|term| needed[term.input as usize] = true),
                Rows::Moved(sources) => sources[row].iter().for_each(|&source| needed[source as usize] = true),
                Rows::Folded { ends, inputs, .. } => {
                    let from = if row == 0 { 0 } else { ends[row - 1] };
                    inputs[from as usize..ends[row] as usize].iter().for_each(|&input| needed[input as usize] = true);
                }
                Rows::Mapped { first, .. } | Rows::Normalised { first, .. } => needed[*first as usize + row] = true,
            }
        }
    }

    /// Number of products of all rows.
    pub fn products(&self) -> usize {
        match self {
            Rows::Sums { terms, .. } => terms.len(),
            _ => 0,
        }
    }
}

/// The flat form of a network: one entry for each node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    nodes: Vec<Rows>,
}

impl Sums {
    /// The rows of a node.
    pub fn of(&self, node: NodeId) -> &Rows {
        &self.nodes[node.0]
    }

    /// The rows of all nodes, in order.
    pub(super) fn rows(&self) -> &[Rows] {
        &self.nodes
    }

    /// All nodes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Rows)> {
        self.nodes.iter().enumerate().map(|(index, rows)| (NodeId(index), rows))
    }

    /// Number of products of the whole network. Products with the zeros around an image do not count.
    pub fn products(&self) -> usize {
        self.nodes.iter().map(Rows::products).sum()
    }

    pub(super) fn new(network: &Network, nodes: &[Node], tensors: &[Tensor]) -> Result<Self> {
        let rows = nodes.iter().map(|node| match node.layer {
            None => Rows::Input,
            Some(layer) => flatten(&network.layers[layer].op, node, nodes, tensors),
        });
        Ok(Sums { nodes: rows.collect() })
    }
}

impl Padding {
    /// Zeros before an axis (0: rows, 1: columns) of a length, for windows of a size and a stride.
    pub fn before(self, axis: usize, length: usize, window: usize, stride: usize) -> usize {
        zeros_before(length, window, stride, self.zeros(axis))
    }

    /// What a transposed convolution cuts off before an axis (0: rows, 1: columns).
    pub fn cut_before(self, axis: usize, kernel: usize, stride: usize) -> usize {
        cut_before(kernel, stride, self.zeros(axis))
    }

    /// Zeros before and after an axis (0: rows, 1: columns), where they are given.
    pub(super) fn zeros(self, axis: usize) -> Zeros {
        match self {
            Padding::Same => Zeros::Same,
            Padding::Valid => Zeros::Given([0, 0]),
            Padding::Zeros([above, below, left, right]) => {
                Zeros::Given(if axis == 0 { [above, below] } else { [left, right] })
            }
        }
    }
}

/// Zeros before and after an axis.
#[derive(Debug, Clone, Copy)]
pub(super) enum Zeros {
    /// As many as the output needs, the odd one after.
    Same,
    /// These.
    Given([usize; 2]),
}

/// Windows along both axes; `None` if there is none along one of them.
pub(super) fn window_counts(
    lengths: [usize; 2],
    window: [usize; 2],
    stride: [usize; 2],
    padding: Padding,
) -> Option<[usize; 2]> {
    let [rows, columns] =
        [0, 1].map(|axis| window_count(lengths[axis], window[axis], stride[axis], padding.zeros(axis)));
    Some([rows?, columns?])
}

/// Windows along an axis; `None` if there is none.
fn window_count(length: usize, window: usize, stride: usize, zeros: Zeros) -> Option<usize> {
    match zeros {
        Zeros::Same => Some(length.div_ceil(stride)),
        Zeros::Given([before, after]) => {
            let whole = length.checked_add(before)?.checked_add(after)?;
            Some(whole.checked_sub(window)? / stride + 1)
        }
    }
}

/// Zeros before an axis.
fn zeros_before(length: usize, window: usize, stride: usize, zeros: Zeros) -> usize {
    match zeros {
        Zeros::Same => ((length.div_ceil(stride) - 1) * stride + window).saturating_sub(length) / 2,
        Zeros::Given([before, _]) => before,
    }
}

/// Lengths of both axes after a transposed convolution; `None` if nothing is left.
pub(super) fn transposed_lengths(
    lengths: [usize; 2],
    kernel: [usize; 2],
    stride: [usize; 2],
    padding: Padding,
) -> Option<[usize; 2]> {
    let [rows, columns] =
        [0, 1].map(|axis| transposed_length(lengths[axis], kernel[axis], stride[axis], padding.zeros(axis)));
    Some([rows?, columns?])
}

/// Length of an axis after a transposed convolution.
fn transposed_length(length: usize, kernel: usize, stride: usize, zeros: Zeros) -> Option<usize> {
    match zeros {
        Zeros::Same => Some(length * stride),
        Zeros::Given([before, after]) => {
            let full = (length - 1) * stride + kernel;
            full.checked_sub(before)?.checked_sub(after).filter(|&rest| rest > 0)
        }
    }
}

/// What a transposed convolution cuts off before the first row or column. For `same` it is the padding
/// of the convolution that it is the transpose of; where the kernel is smaller than the stride, nothing.
fn cut_before(kernel: usize, stride: usize, zeros: Zeros) -> usize {
    match zeros {
        Zeros::Same => kernel.saturating_sub(stride) / 2,
        Zeros::Given([before, _]) => before,
    }
}

/// Rows, columns and channels of a node that is an image; a row of values is one row and column.
fn image(node: &Node) -> [usize; 3] {
    node.image().unwrap_or([1, 1, node.len()])
}

/// Sums under construction.
#[derive(Default)]
struct Rowed {
    rows: Vec<SumRow>,
    terms: Vec<Term>,
}

impl Rowed {
    fn row(&mut self, channel: usize, terms: impl Iterator<Item = Term>) {
        let from = self.terms.len() as u32;
        self.terms.extend(terms);
        let channel = channel as u32;
        self.rows.push(SumRow { bias: channel, channel, from, to: self.terms.len() as u32 });
    }

    fn finish(self, kernel: TensorId, bias: Option<TensorId>) -> Rows {
        Rows::Sums { kernel, bias, rows: self.rows, terms: self.terms }
    }
}

/// The input row of so many that reaches an output row of a transposed convolution by a kernel row.
fn transposed_source(out: usize, tap: usize, stride: usize, rows: usize) -> Option<usize> {
    let reach = out.checked_sub(tap)?;
    (reach.is_multiple_of(stride) && reach / stride < rows).then_some(reach / stride)
}

/// A term of a sum; indices fit 32 bits, as of all layers.
fn term(input: usize, weight: usize) -> Term {
    Term { input: input as u32, weight: weight as u32 }
}

/// The tensor of a name, which was resolved when the layer was typed.
fn tensor_of(name: &str, tensors: &[Tensor]) -> TensorId {
    TensorId(tensors.iter().position(|tensor| tensor.name == name).unwrap_or_default())
}

/// The rows of a layer. All indices fit 32 bits: their numbers were limited when the layer was typed.
fn flatten(op: &Op, node: &Node, nodes: &[Node], tensors: &[Tensor]) -> Rows {
    let read = &nodes[node.inputs[0].0];
    let first = read.first;
    match op {
        Op::Conv2d { kernel, stride, padding, filters, weights, bias, .. } => {
            let [rows, columns, channels] = image(read);
            let [out_rows, out_columns, _] = image(node);
            let above = zeros_before(rows, kernel[0], stride[0], padding.zeros(0));
            let left = zeros_before(columns, kernel[1], stride[1], padding.zeros(1));
            let mut rowed = Rowed::default();
            for (row, column) in places(out_rows, out_columns) {
                for filter in 0..*filters {
                    let taps = places(kernel[0], kernel[1]).flat_map(|(ky, kx)| {
                        let y = (row * stride[0] + ky).checked_sub(above).filter(|&y| y < rows);
                        let x = (column * stride[1] + kx).checked_sub(left).filter(|&x| x < columns);
                        // Taps on the zeros around the image add nothing.
                        let pixel = y.zip(x).map(|(y, x)| first + (y * columns + x) * channels);
                        let tap = (ky * kernel[1] + kx) * channels;
                        pixel.into_iter().flat_map(move |pixel| {
                            (0..channels).map(move |channel| term(pixel + channel, (tap + channel) * filters + filter))
                        })
                    });
                    rowed.row(filter, taps);
                }
            }
            rowed.finish(tensor_of(weights, tensors), bias.as_ref().map(|bias| tensor_of(bias, tensors)))
        }
        Op::ConvTranspose2d { kernel, stride, padding, filters, weights, bias, .. } => {
            let [rows, columns, channels] = image(read);
            let [out_rows, out_columns, _] = image(node);
            let above = cut_before(kernel[0], stride[0], padding.zeros(0));
            let left = cut_before(kernel[1], stride[1], padding.zeros(1));

            let mut rowed = Rowed::default();
            for (row, column) in places(out_rows, out_columns) {
                for filter in 0..*filters {
                    let taps = places(kernel[0], kernel[1]).flat_map(|(ky, kx)| {
                        let y = transposed_source(row + above, ky, stride[0], rows);
                        let x = transposed_source(column + left, kx, stride[1], columns);
                        let pixel = y.zip(x).map(|(y, x)| first + (y * columns + x) * channels);
                        let tap = ((ky * kernel[1] + kx) * filters + filter) * channels;
                        pixel.into_iter().flat_map(move |pixel| {
                            (0..channels).map(move |channel| term(pixel + channel, tap + channel))
                        })
                    });
                    rowed.row(filter, taps);
                }
            }
            rowed.finish(tensor_of(weights, tensors), bias.as_ref().map(|bias| tensor_of(bias, tensors)))
        }
        Op::Dense { units, weights, bias, .. } => {
            let inputs = read.len();
            let mut rowed = Rowed::default();
            for unit in 0..*units {
                rowed.row(unit, (0..inputs).map(|input| term(first + input, unit * inputs + input)));
            }
            rowed.finish(tensor_of(weights, tensors), bias.as_ref().map(|bias| tensor_of(bias, tensors)))
        }
        Op::Affine { weights, bias, .. } => {
            let channels = node.last_axis();
            let mut rowed = Rowed::default();
            for value in 0..node.len() {
                let channel = value % channels;
                let term = term(first + value, channel);
                rowed.row(channel, std::iter::once(term));
            }
            rowed.finish(tensor_of(weights, tensors), bias.as_ref().map(|bias| tensor_of(bias, tensors)))
        }
        Op::BatchNorm { scale, offset, mean, variance, epsilon_billionths } => Rows::Normalised {
            tensors: [scale, offset, mean, variance].map(|name| tensor_of(name, tensors)),
            epsilon_billionths: *epsilon_billionths,
            first: first as u32,
            channels: node.last_axis() as u32,
        },
        Op::MaxPool2d { size, stride, padding } => {
            let [rows, columns, channels] = image(read);
            let [out_rows, out_columns, _] = image(node);
            let above = zeros_before(rows, size[0], stride[0], padding.zeros(0));
            let left = zeros_before(columns, size[1], stride[1], padding.zeros(1));
            let mut folded = Folding::default();
            for (row, column) in places(out_rows, out_columns) {
                for channel in 0..channels {
                    folded.row(places(size[0], size[1]).filter_map(|(ky, kx)| {
                        let y = (row * stride[0] + ky).checked_sub(above).filter(|&y| y < rows)?;
                        let x = (column * stride[1] + kx).checked_sub(left).filter(|&x| x < columns)?;
                        Some(first + (y * columns + x) * channels + channel)
                    }));
                }
            }
            folded.finish(Fold::Largest)
        }
        Op::Add {} | Op::Multiply {} => {
            let mut folded = Folding::default();
            for value in 0..node.len() {
                folded.row(node.inputs.iter().map(|input| nodes[input.0].first + value));
            }
            folded.finish(if matches!(op, Op::Add {}) { Fold::Sum } else { Fold::Product })
        }
        Op::Mean {} => {
            let [rows, columns, channels] = image(read);
            let mut folded = Folding::default();
            for channel in 0..channels {
                folded.row((0..rows * columns).map(|place| first + place * channels + channel));
            }
            folded.finish(Fold::Mean)
        }
        Op::Activation { function } => {
            Rows::Mapped { function: *function, first: first as u32, axis: node.last_axis() as u32 }
        }
        Op::UpSample2d { factor } => {
            let [_, columns, channels] = image(read);
            moved_image(node, |row, column, channel| {
                Some(first + (row / factor[0] * columns + column / factor[1]) * channels + channel)
            })
        }
        Op::Pad { zeros } => {
            let [rows, columns, channels] = image(read);
            moved_image(node, |row, column, channel| {
                let y = row.checked_sub(zeros[0]).filter(|&y| y < rows)?;
                let x = column.checked_sub(zeros[2]).filter(|&x| x < columns)?;
                Some(first + (y * columns + x) * channels + channel)
            })
        }
        Op::Crop { cut } => {
            let [_, columns, channels] = image(read);
            moved_image(node, |row, column, channel| {
                Some(first + ((row + cut[0]) * columns + column + cut[2]) * channels + channel)
            })
        }
        Op::Mask { keep } => {
            let [_, _, channels] = image(read);
            let kept = keep.iter().enumerate().filter(|&(_, &keep)| keep == 1);
            moved(kept.flat_map(|(place, _)| (0..channels).map(move |c| Some(first + place * channels + c))))
        }
        Op::Gather { indices, .. } => {
            moved(indices.iter().map(|&index| usize::try_from(index).ok().map(|index| first + index)))
        }
        Op::Slice { from, to } => {
            let axis = read.last_axis();
            let blocks = read.len() / axis;
            moved((0..blocks).flat_map(|block| (*from..*to).map(move |at| Some(first + block * axis + at))))
        }
        Op::Flatten {} | Op::Reshape { .. } => moved((0..node.len()).map(|value| Some(first + value))),
        Op::Concat {} => {
            let blocks = node.len() / node.last_axis();
            moved((0..blocks).flat_map(|block| {
                node.inputs.iter().flat_map(move |input| {
                    let (first, own) = (nodes[input.0].first, nodes[input.0].last_axis());
                    (0..own).map(move |at| Some(first + block * own + at))
                })
            }))
        }
    }
}

fn places(rows: usize, columns: usize) -> impl Iterator<Item = (usize, usize)> + Clone {
    (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)))
}

fn moved(sources: impl Iterator<Item = Option<usize>>) -> Rows {
    Rows::Moved(sources.map(|source| source.map(|source| source as u32)).collect())
}

/// Every value of an image, moved from a place that follows from row, column and channel.
fn moved_image(node: &Node, source: impl Fn(usize, usize, usize) -> Option<usize>) -> Rows {
    let [rows, columns, channels] = image(node);
    moved(
        places(rows, columns)
            .flat_map(|(row, column)| (0..channels).map(move |channel| (row, column, channel)))
            .map(|(row, column, channel)| source(row, column, channel)),
    )
}

/// Folded values under construction.
#[derive(Default)]
struct Folding {
    ends: Vec<u32>,
    inputs: Vec<u32>,
}

impl Folding {
    fn row(&mut self, inputs: impl Iterator<Item = usize>) {
        self.inputs.extend(inputs.map(|input| input as u32));
        self.ends.push(self.inputs.len() as u32);
    }

    fn finish(self, fold: Fold) -> Rows {
        Rows::Folded { fold, ends: self.ends, inputs: self.inputs }
    }
}
