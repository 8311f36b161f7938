//! One description of any quantised network, and what every part of this crate reads of it.
//!
//! Nothing in here knows the chip. Its encoder, other encoders, decoders and whole model zoos are
//! values of [`Network`]; what is the chip's own about a network stands in [`crate::network`].
//!
//! # Three levels
//!
//! 1. [`Network`], the description: inputs, weight tensors, layers that name what they read, outputs.
//!    It is what a file holds ([`Network::from_yaml`]).
//! 2. [`Typed`], what every consumer takes: a description that holds together, with shapes, sizes,
//!    places and costs. Only [`Network::check`] makes one. [`Weights`] hold one vector of numbers for
//!    each weight tensor.
//! 3. [`Sums`], the flat level: every value of the network as a sum of products, the largest of
//!    several values, a value moved, or a function of one. It alone knows taps, padding, pooling
//!    windows and masks. [`Ranges`] are the intervals of all these values, for any legal weights or
//!    for given ones.
//!
//! [`Evaluator`] runs a typed network on one sample with every value observable. It is the
//! specification that kernels, training and generated hardware are tested against.
//!
//! # Numbers
//!
//! Every tensor has a [`Number`]: fixed point ([`Format`], scaled by a power of two, or by one for
//! each output channel) or `float32`. Fixed-point numbers travel as integers in units of their last
//! fractional bit. A layer's requantisation to its output is explicit: rounding and overflow belong to
//! the format. A format that must not overflow ([`Overflow::Never`]) is proven wide enough by interval
//! analysis before anything runs. How trainers bring real numbers to such grids is in [`quantiser`].
//!
//! # How to add an operation
//!
//! 1. A variant of [`Op`], with its parameters in the file.
//! 2. Its shape in `typed.rs` and its flat form in `sums.rs`; both are exhaustive, so that the compiler
//!    asks for it.
//! 3. Whatever else the compiler asks for: the partial templates of the generators, the backward rule
//!    of the trainer, the formats of other programs.

mod cost;
mod description;
mod eval;
mod format;
mod functions;
mod interval;
mod number;
pub mod quantiser;
mod ranges;
mod sums;
#[cfg(test)]
pub(crate) mod testing;
mod typed;
mod weights;
mod words;

pub use cost::{Cost, Operations};
pub use description::{Function, Layer, Network, Op, Padding, Port, Products, Sum, TensorSpec};
pub(crate) use description::{custom, parse_yaml};
pub use eval::{Evaluator, Values, channel_places, fit_real, real, real_function};
pub(crate) use eval::{fit_scaled, normalised, power_of_two, real_scaled};
pub use format::{Format, MAX_BITS, MAX_FRAC_BITS, Overflow, Rounding};
pub use functions::nearest;
pub use interval::Interval;
pub use number::Number;
pub use ranges::{Ranges, SumPlaces, SumRange, weight_range};
pub use sums::{Fold, Rows, SumRow, Sums, Term};
pub use typed::{MAX_LAYERS, MAX_WEIGHT_BITS, Node, NodeId, Tensor, TensorId, TensorRole, Typed};
pub use weights::{ShortWeights, TensorNumbers, WeightValues, Weights};
pub use words::lengths;
