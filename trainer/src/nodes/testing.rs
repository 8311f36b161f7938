//! The random networks of the library's own tests.

#[path = "../../../src/nn/testing.rs"]
mod networks;

use econ_emu::nn::{
    Evaluator, Format, Function, Interval, Layer, Network, Node, Number, Op, Overflow, Padding, Port, Products, Ranges,
    Rounding, Sum, Tensor, TensorRole, TensorSpec, Typed, Values, WeightValues, Weights,
};

pub use networks::{any_integer_network, any_network, real_samples};
