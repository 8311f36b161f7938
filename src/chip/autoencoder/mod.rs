//! Autoencoder (AE): converter, image, convolution, dense layer, latents.
//!
//! The arithmetic was fitted to golden vectors of the chip: every row of all 16 published
//! autoencoder configurations. Its one surprise is that each product is floored to the
//! accumulator's fractional bits **before** it is added, as a C++ model does when products are cast
//! to the accumulator type. Shapes and formats come from [`Network`].

pub mod normalize;

use super::signals::{Calq, PerCell, Sum5E4M};
use super::trace::{Stage, Trace};
use crate::error::Result;
use crate::network::{AeBlock, CELLS, LATENTS, Network, Parameters};
use crate::nn::{Evaluator, Values};
use normalize::Norm;

/// What the autoencoder hands to the formatter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoded {
    /// Module sum of all 48 charges.
    pub sum: Sum5E4M,
    /// Latents in units of their last fractional bit: 0..=511 for the chip's `u9.8`.
    pub latents: [u16; LATENTS],
}

/// An encoder network with its weights, ready to run.
#[derive(Debug, Clone)]
pub struct Encoder {
    block: AeBlock,
    evaluator: Evaluator,
}

impl Encoder {
    /// Joins a network and its weights.
    ///
    /// # Errors
    /// If the network does not fit the block or the weights do not belong to it.
    pub fn new(network: &Network, parameters: &Parameters) -> Result<Self> {
        let block = network.block()?;
        Ok(Encoder { evaluator: Evaluator::new(block.typed(), &parameters.weights(&block)?)?, block })
    }

    /// The network.
    pub fn block(&self) -> &AeBlock {
        &self.block
    }

    /// The values of every layer, for normalised charges.
    pub fn layers(&self, norms: &PerCell<Norm>) -> Values {
        let norms: [i64; CELLS] = norms.map(|norm| norm.to_bits().into());
        let mut values = Values::default();
        let run = self.evaluator.run(&norms, &mut values);
        debug_assert!(run.is_ok(), "48 numbers of 8 bits fit the block: {run:?}");
        values
    }

    /// The latents among the values of every layer, in units of their last fractional bit.
    pub fn latents(&self, values: &Values) -> [u16; LATENTS] {
        let latents = values.integers(self.block.latent());
        // At most 9 unsigned bits, and 16 of them: AeBlock sees to it.
        std::array::from_fn(|index| latents.get(index).map_or(0, |&latent| latent as u16))
    }

    /// Encodes one crossing.
    pub fn run<T: Trace>(&self, charges: &PerCell<Calq>, trace: &mut T) -> Encoded {
        let normalized = normalize::run(charges);
        let values = self.layers(&normalized.norms);
        if T::ON {
            let mut head = vec![i64::from(normalized.sum), i64::from(normalized.code.0), i64::from(normalized.shift)];
            head.extend(normalized.norms.map(|norm| i64::from(norm.to_bits())));
            trace.record(Stage::Normalize, &head);
            let stages = [Stage::Image, Stage::Conv, Stage::Activation, Stage::Dense, Stage::Latents];
            for (stage, (_, node, _)) in stages.into_iter().zip(self.block.typed().layers()) {
                trace.record(stage, values.integers(node));
            }
        }
        Encoded { sum: normalized.code, latents: self.latents(&values) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::trace::NoTrace;
    use crate::network::Tensor;
    use proptest::prelude::*;

    /// The sheet's arithmetic in plain integers, written a second time and independently of the
    /// description: the 8x8x1 encoder with all its shifts as numbers.
    fn plain(charges: &[u32; 48], weights: &[Vec<i8>; 4]) -> [u16; 16] {
        let sum: u64 = charges.iter().map(|&c| u64::from(c)).sum();
        let mut image = [[0i64; 9]; 9];
        if sum > 0 {
            let msb = (63 - sum.leading_zeros() as i64).min(21);
            for (i, &charge) in charges.iter().enumerate() {
                let norm = if msb >= 7 { i64::from(charge) >> (msb - 7) } else { i64::from(charge) << (7 - msb) };
                let (row, column) = if i < 32 { (i / 8, i % 8) } else { (4 + (i - 32) / 4, (i - 32) % 4) };
                image[row][column] = norm;
            }
        }
        let mut act = [0i64; 128];
        for y in 0..4 {
            for x in 0..4 {
                for f in 0..8 {
                    let mut acc = i64::from(weights[1][f]) << 2;
                    for ky in 0..3 {
                        for kx in 0..3 {
                            acc += (image[2 * y + ky][2 * x + kx] * i64::from(weights[0][(ky * 3 + kx) * 8 + f])) >> 5;
                        }
                    }
                    act[(y * 4 + x) * 8 + f] = acc.max(0);
                }
            }
        }
        std::array::from_fn(|o| {
            let acc: i64 = act.iter().enumerate().map(|(i, &a)| (a * i64::from(weights[2][o * 128 + i])) >> 4).sum();
            (acc + (i64::from(weights[3][o]) << 3)).clamp(0, 511) as u16
        })
    }

    fn tensors(fill: impl FnMut() -> i8) -> [Vec<i8>; 4] {
        let mut fill = fill;
        let network = Network::chip_8x8();
        Tensor::ALL.map(|tensor| (0..network.tensor_len(tensor)).map(|_| fill()).collect())
    }

    fn check(charges: &[u32; 48], weights: &[Vec<i8>; 4]) {
        let network = Network::chip_8x8();
        let encoder = Encoder::new(&network, &Parameters::new(&network, weights.clone()).unwrap()).unwrap();
        let encoded = encoder.run(&charges.map(Calq), &mut NoTrace);
        assert_eq!(encoded.latents, plain(charges, weights));
    }

    #[test]
    fn extremes_match_the_plain_integers() {
        const MAX: u32 = 4_062_240;
        for charges in [[0; 48], [1; 48], [MAX; 48], std::array::from_fn(|i| if i == 17 { MAX } else { 0 })] {
            for value in [-32, -1, 0, 1, 31] {
                check(&charges, &tensors(|| value));
            }
            let mut flip = 31;
            check(
                &charges,
                &tensors(|| {
                    flip = -1 - flip;
                    flip
                }),
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn random_weights_match_the_plain_integers(
            weights in proptest::collection::vec(-32i8..32, 2144),
            charges in proptest::collection::vec(prop_oneof![Just(0u32), 0u32..200, 0u32..4_062_241], 48),
        ) {
            let mut weights = weights.into_iter().cycle();
            let tensors = tensors(|| weights.next().unwrap());
            check(&std::array::from_fn(|i| charges[i]), &tensors);
        }
    }
}
