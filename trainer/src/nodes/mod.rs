//! The nodes of a network in training: values forward, gradients backward.
//!
//! A [`Nodes`] is made of the flat form of a description ([`econ_emu::nn::Sums`]), so that a network of any operations
//! trains. Forward it computes in one of three arithmetics; backward there is one rule for each kind of rows, whatever
//! the arithmetic. With `g` the gradient of a node's values:
//!
//! | rows | operations | gradient of what is read | gradient of weights |
//! |---|---|---|---|
//! | sums | convolutions, dense, affine | `matrixᵀ · g` | kernel `g · valuesᵀ`, gathered by weight; bias: `g` summed over samples, gathered by channel |
//! | moved | gather, crop, pad, mask, slice, up-sampling, concatenation, other shapes | `g`, to where each value came from | |
//! | folded | pooling | `g`, to the first of the largest values | |
//! | | add; mean | `g`; `g` over the number of values | |
//! | | multiply | `g` times the other value | |
//! | mapped | activations | `g` times the slope; 0 at the corners of rectifiers of real numbers | |
//! | norm | batch normalisation by stored statistics | `g` times the slope | scale and offset; none for the statistics |
//! | | by those of the samples ([`Nodes::by_batch`]) | the same without what is common to a channel and what goes with its values | scale and offset |
//!
//! # Through number formats
//!
//! Weights are real numbers, and the network computes with those on the grid of their formats. Every floor, every
//! rounding and every accumulator has slope 1, and a weight's gradient goes to the real weight behind it, clipped or
//! not. Where the values of an activation are fitted into a format that has ends, the slope depends on what is
//! fitted, which is a sum for most:
//!
//! - chip and real numbers: 1 where it lies inside the range of the format, ends included, else 0. Where the values
//!   leave the network, a gradient outside passes too if the step against it leads back to the range: a latent that
//!   is always 0 can come back to life. Other nodes do not show what they were before they were fitted; at the ends
//!   of their format they pass what leads back.
//! - the quantisers of QKeras: 1 everywhere, beyond the ends too; of rectifiers 1 above 0 up to the largest number.
//!   A weight whose tensor has a quantiser of its own takes the slope of that ([`econ_emu::train::quantisers`]).
//!
//! # Matrices
//!
//! Images are small here, so that sums of any shape are one matrix whose entries are those of the kernel, gathered,
//! and zeros. Values that are only moved on the way to a sum are read from where they come from, and values on which
//! no output depends are left out. A layer whose matrix would have more than 2^22 entries is refused.

mod backward;
mod build;
mod forward;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use econ_emu::error::{Error, Result};
use econ_emu::nn::{Function, NodeId, Overflow, Rounding, TensorId, Typed};
use econ_emu::train::options::Arithmetic;
use tch::{Device, Kind, Tensor};

pub use backward::Slopes;
pub use build::is_exact;
pub use forward::{StepNumbers, Tape};

/// The nodes of a network, with the index tables of their rules on the device.
#[derive(Debug)]
pub struct Nodes {
    network: Typed,
    arithmetic: Arithmetic,
    device: Device,
    /// Single precision; the tests of gradients compute in double precision.
    kind: Kind,
    /// One for each node.
    steps: Vec<Step>,
    /// First element of each tensor in the flat vector of all weights.
    starts: Vec<usize>,
    /// Whether normalisations take means and variances of the samples, in place of those that are stored.
    by_batch: bool,
}

/// What is done for a node.
#[derive(Debug)]
struct Step {
    rule: Rule,
    /// The nodes whose rows it reads, one after the other.
    reads: Vec<usize>,
    /// The format that exact sums are fitted into first, where it does not hold them all.
    accumulator: Option<Fit>,
    /// The format that its values are fitted into.
    fit: Option<Fit>,
    /// Whether its values leave the network, moved or not.
    leaves: bool,
    /// Values of the node on which an output depends: the rows of its table.
    kept: Vec<usize>,
    /// Whether a later step or the outside reads its rows.
    is_read: bool,
    /// Whether its gradient is asked for, by a tensor or by an input.
    carries: bool,
}

/// The rule of a node. Index tables count the rows of all that the node reads, one after the other.
#[derive(Debug)]
enum Rule {
    Input,
    Sums(Matrix),
    Moved(Pick),
    /// The largest value of each window.
    Largest(Windows),
    Sum(Windows),
    Mean(Windows),
    /// The product of two values.
    Product(Windows),
    Mapped {
        function: Function,
        pick: Pick,
        /// Length of the last axis.
        axis: i64,
    },
    Normalised {
        /// Scale, offset, mean, variance.
        tensors: [TensorId; 4],
        epsilon: f64,
        pick: Pick,
        /// The channel of each row.
        channels: Tensor,
    },
}

/// Sums of products as a matrix.
#[derive(Debug)]
struct Matrix {
    kernel: TensorId,
    bias: Option<TensorId>,
    inputs: i64,
    outputs: i64,
    /// Entry of the flat kernel, with a zero behind it, for each input and output; `None` if the kernel is the matrix,
    /// output by output.
    entries: Option<Tensor>,
    channels: Channels,
}

/// The output channel of each row of a matrix.
#[derive(Debug)]
enum Channels {
    /// Row by row, each its own.
    Own,
    /// So many, in turn.
    Cycle(i64, Tensor),
    /// Any of so many.
    Listed(i64, Tensor),
}

/// One row that is read for each row.
#[derive(Debug)]
enum Pick {
    /// Each row its own.
    All,
    /// These.
    Rows(Tensor),
    /// These of the rows with a row of zeros behind them.
    RowsOrZero(Tensor),
}

/// Several rows that are read for each row, the same number for all.
#[derive(Debug)]
struct Windows {
    rows: Tensor,
    size: i64,
}

/// A number format that values are fitted into.
#[derive(Debug, Clone, Copy)]
struct Fit {
    /// 2^places.
    scale: f64,
    /// Ends of the format, in units of its last place.
    ends: (f64, f64),
    bits: u32,
    is_signed: bool,
    rounding: Rounding,
    overflow: Overflow,
}

impl Fit {
    /// The ends as numbers; `None` for a format that wraps.
    fn range(&self) -> Option<(f64, f64)> {
        match self.overflow {
            Overflow::Wrap => None,
            Overflow::Never | Overflow::Saturate => Some((self.ends.0 / self.scale, self.ends.1 / self.scale)),
        }
    }
}

impl Nodes {
    /// The network.
    pub fn network(&self) -> &Typed {
        &self.network
    }

    /// The same with normalisations by the means and variances of the samples of a pass, as they are in training.
    /// [`Tape::statistics`] says what those were.
    #[must_use]
    pub fn by_batch(self) -> Self {
        Nodes { by_batch: true, ..self }
    }

    /// Elements of a tensor in the flat vector of all weights, which is in the order of the description.
    pub fn range(&self, tensor: TensorId) -> std::ops::Range<usize> {
        let start = self.starts[tensor.0];
        start..start + self.network.tensor(tensor).len()
    }

    /// Elements of the flat vector of all weights.
    pub fn weight_count(&self) -> usize {
        self.network.weight_count()
    }

    /// Values of a node on which an output depends, in order: the rows of its table.
    pub fn kept(&self, node: NodeId) -> &[usize] {
        &self.steps[node.0].kept
    }

    /// Whether the gradient of what a step reads is asked for.
    fn sends(&self, step: &Step) -> bool {
        step.reads.iter().any(|&read| self.steps[read].carries)
    }

    fn shape(&self, tensor: TensorId) -> Vec<i64> {
        self.network.tensor(tensor).shape.iter().map(|&length| length as i64).collect()
    }

    fn zeros(&self, shape: &[i64]) -> Tensor {
        Tensor::zeros(shape, (self.kind, self.device))
    }

    /// Sums of rows over each of so many channels.
    fn over_rows(&self, rows: &Tensor, channels: &Tensor, count: i64) -> Tensor {
        self.zeros(&[count]).index_add(0, channels, rows)
    }

    /// Rows that each of so many channels has; 1 for one without any, since they are divided by.
    fn rows_of(&self, channels: &Tensor, count: i64) -> Tensor {
        self.over_rows(&channels.ones_like().to_kind(self.kind), channels, count).clamp_min(1.0)
    }
}

/// A failure of libtorch.
pub(super) fn torch(error: tch::TchError) -> Error {
    Error::new(format!("libtorch: {error}"))
}

/// Sums over the second axis of a table.
fn over_samples(table: &Tensor) -> Tensor {
    table.sum_dim_intlist([1i64].as_slice(), false, table.kind())
}

/// Checks the number of inputs of a forward pass.
fn check_inputs(network: &Typed, found: usize) -> Result<()> {
    let needed = network.inputs().len();
    if found == needed {
        return Ok(());
    }
    Err(Error::new("wrong number of inputs").field(network.name()).found(found).allowed(needed.to_string()))
}
