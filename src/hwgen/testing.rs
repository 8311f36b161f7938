//! Designs and weights for tests.

use super::design::{Design, Valid};
use crate::chip::Options;
use crate::chip::autoencoder::packet::AeLayout;
use crate::network::AeBlock;
use crate::nn::Weights;
use crate::registers::{Algorithm, ChipConfig, Generation, KeepMask};

/// A valid design; without weights it is reloadable.
pub fn design(network: AeBlock, weights: Option<Weights>, ae: AeLayout, links: u8, keep_mask: KeepMask) -> Valid {
    let reloadable = weights.is_none();
    let chip = ChipConfig::reset(Generation::Prod);
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links, keep_mask, weights, ..chip };
    let options = Options { network, ae_layout: ae, ..Options::default() };
    Design::of_chip("econ_t_ae", &config, &options, reloadable).and_then(Design::validate).unwrap()
}

/// Weights at the ends of their formats: all zero, all highest, all lowest, alternating, sparse.
pub fn extreme_weights(network: &AeBlock) -> Vec<Weights> {
    let values: [fn(usize) -> i32; 5] =
        [|_| 0, |_| 31, |_| -32, |i| if i % 2 == 0 { 31 } else { -32 }, |i| if i % 7 == 0 { 5 } else { 0 }];
    values.map(|value| Weights::from_fn(network.typed(), |_, index| value(index)).unwrap()).into()
}
