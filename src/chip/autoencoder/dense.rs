//! Dense layer: every activation to every latent, floored products.

use crate::network::{LATENTS, Network, Value};

/// The sums before ReLU and saturation, one for each latent. `kernel` is output-major.
pub fn sums(network: &Network, activations: &[Value], kernel: &[Value], bias: &[Value]) -> [Value; LATENTS] {
    let accumulator = network.dense.accumulator;
    std::array::from_fn(|latent| {
        let row = &kernel[latent * activations.len()..][..activations.len()];
        activations.iter().zip(row).fold(accumulator.quantise(bias[latent]), |sum, (&activation, &weight)| {
            let product = accumulator.quantise(activation * weight);
            accumulator.quantise(sum + product)
        })
    })
}
