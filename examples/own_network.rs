//! A network of one's own: a description, its weights, and its values by the scalar evaluator and by a fast plan.
//!
//!     cargo run --example own_network
#![allow(clippy::print_stdout)]

use std::path::Path;

use econ_emu::error::{Error, Result};
use econ_emu::kernels::LanePlan;
use econ_emu::nn::{Evaluator, Network, Values, Weights};

/// Four charges of 8 bits; one dense layer, whose sums are cut to 8 bits behind a ReLU.
const DESCRIPTION: &str = "
format: 2
name: four-to-two
inputs: [{name: charges, shape: [4], number: u8.7}]
tensors:
- {name: kernel, number: s6.5}
- {name: bias, number: s6.5}
layers:
- name: dense
  inputs: [charges]
  op: dense
  units: 2
  weights: kernel
  bias: bias
  sum: {format: s16.8, products: cast}
- name: latents
  inputs: [dense]
  op: activation
  function: relu
  output: u8.7 saturate
outputs: [latents]
";

fn main() -> Result<()> {
    let network = Network::from_yaml(DESCRIPTION, Path::new("four-to-two.yaml"))?.check()?;
    println!("{} weights of {} bits together", network.weight_count(), network.weight_bits());
    // In units of the last bit of s6.5: 1/32. The matrix has a row of four for each unit.
    let weights = Weights::of_integers(&network, vec![vec![31, -32, 16, 16, 8, -8, 4, 4], vec![2, 0]])?;

    let inputs = [128, 64, 32, 255];
    let mut values = Values::default();
    Evaluator::new(&network, &weights)?.run(&inputs, &mut values)?;
    let latents = values.integers(network.node(network.outputs()[0]));
    println!("evaluator: {latents:?}");

    let plan = LanePlan::new(&network, &weights).map_err(|reason| Error::unsupported(reason.to_string()))?;
    println!("plan:      {:?}", plan.run(&inputs)?);
    Ok(())
}
