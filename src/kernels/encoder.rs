//! The encoder network on batches of frames: normalised charges in, sums and latents out.
//!
//! Frames are worked on in blocks of [`LANES`], one frame for each lane (structure of arrays), in
//! 32-bit integers. A product is floored by an arithmetic shift, as on the chip. The plan holds the
//! taps that touch a real cell with a weight that is not zero; everything else adds zero.

use crate::chip::autoencoder::Encoder;
use crate::chip::signals::CELLS;
use crate::error::{Error, Result};
use crate::network::{Format, LATENTS, Network, Overflow, Parameters, Rounding, Tensor};

/// Frames of one block: one 512-bit or two 256-bit registers of 32-bit numbers.
pub const LANES: usize = 16;

type Lanes = [i32; LANES];

/// Results for a batch, frame-major, in units of the last fractional bit of each format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layers {
    /// Sums of the convolution before ReLU: frames × activations.
    pub conv_sums: Vec<i32>,
    /// Sums of the dense layer before ReLU and saturation: frames × 16.
    pub dense_sums: Vec<i32>,
    /// Latents: frames × 16.
    pub latents: Vec<u16>,
}

/// One filter at one place: its bias and the taps that matter.
#[derive(Debug, Clone)]
struct Output {
    bias: i32,
    /// Cell and weight.
    taps: Vec<(u8, i32)>,
}

/// Everything in integers of 32 bits.
#[derive(Debug, Clone)]
struct Plan {
    conv: Vec<Output>,
    conv_shift: u32,
    activation_max: i32,
    dense_bias: [i32; LATENTS],
    /// Input-major: the 16 weights of activation 0 first.
    dense: Vec<[i32; LATENTS]>,
    dense_shift: u32,
    latent_max: i32,
}

/// An encoder for batches.
#[derive(Debug, Clone)]
pub struct BatchEncoder {
    scalar: Encoder,
    plan: Option<Plan>,
}

impl BatchEncoder {
    /// Joins a network and its weights.
    ///
    /// # Errors
    /// As [`Encoder::new`].
    pub fn new(network: &Network, weights: &Parameters) -> Result<Self> {
        Ok(BatchEncoder { scalar: Encoder::new(network, weights)?, plan: Plan::new(network, weights) })
    }

    /// True if the fast path applies to this network.
    pub fn is_fast(&self) -> bool {
        self.plan.is_some()
    }

    /// Runs the network on `norms`: 48 numbers a frame, `u8.7`, as the converter makes them.
    ///
    /// # Errors
    /// If `norms` does not hold whole frames.
    pub fn run(&self, norms: &[u8]) -> Result<Layers> {
        if !norms.len().is_multiple_of(CELLS) {
            return Err(Error::new("a frame has 48 normalised charges").found(norms.len()).allowed("a multiple of 48"));
        }
        let frames = norms.len() / CELLS;
        let activations = self.scalar.network().activations();
        let mut layers = Layers {
            conv_sums: vec![0; frames * activations],
            dense_sums: vec![0; frames * LATENTS],
            latents: vec![0; frames * LATENTS],
        };
        let blocks = norms
            .chunks(LANES * CELLS)
            .zip(layers.conv_sums.chunks_mut(LANES * activations))
            .zip(layers.dense_sums.chunks_mut(LANES * LATENTS))
            .zip(layers.latents.chunks_mut(LANES * LATENTS));
        for (((norms, conv_sums), dense_sums), latents) in blocks {
            match &self.plan {
                Some(plan) => dispatch(plan, norms, conv_sums, dense_sums, latents),
                None => self.scalar_block(norms, conv_sums, dense_sums, latents),
            }
        }
        Ok(layers)
    }

    fn scalar_block(&self, norms: &[u8], conv_sums: &mut [i32], dense_sums: &mut [i32], latents: &mut [u16]) {
        let network = self.scalar.network();
        let activations = network.activations();
        for (frame, norms) in norms.chunks(CELLS).enumerate() {
            let layers = self.scalar.layers(&network.norms(norms));
            for (sum, value) in conv_sums[frame * activations..].iter_mut().zip(&layers.conv_sums) {
                *sum = network.conv.accumulator.raw(*value) as i32;
            }
            for (sum, value) in dense_sums[frame * LATENTS..].iter_mut().zip(&layers.dense_sums) {
                *sum = network.dense.accumulator.raw(*value) as i32;
            }
            latents[frame * LATENTS..][..LATENTS].copy_from_slice(&layers.latents);
        }
    }
}

impl Plan {
    /// The plan, if 32-bit integers and plain sums are exact for this network: accumulators that
    /// never overflow (shown by interval analysis when the network was validated), floor rounding,
    /// and saturation or nothing at the ends of activations and latents.
    fn new(network: &Network, weights: &Parameters) -> Option<Self> {
        let (conv, dense) = (&network.conv, &network.dense);
        let floors = |format: Format| format.rounding == Rounding::Floor;
        let plain = |format: Format| floors(format) && format.overflow == Overflow::Never;
        let clamps = |format: Format| floors(format) && format.overflow != Overflow::Wrap && !format.signed;
        let shift = |product: u32, sum: u32| product.checked_sub(sum);
        let fits = plain(conv.accumulator)
            && plain(dense.accumulator)
            && clamps(conv.activation)
            && clamps(dense.latent)
            && conv.activation.frac == conv.accumulator.frac
            && dense.latent.frac == dense.accumulator.frac
            && network.norm.bits + conv.weight.bits <= 31
            && conv.activation.bits + dense.weight.bits <= 31;
        if !fits {
            return None;
        }
        let conv_shift = shift(network.norm.frac + conv.weight.frac, conv.accumulator.frac)?;
        let dense_shift = shift(conv.activation.frac + dense.weight.frac, dense.accumulator.frac)?;
        let conv_bias_shift = conv.accumulator.frac.checked_sub(conv.bias.frac)?;
        let dense_bias_shift = dense.accumulator.frac.checked_sub(dense.bias.frac)?;
        let kernel = weights.tensor(Tensor::ConvKernel);
        let (rows, columns) = network.conv_shape();
        let mut outputs = Vec::with_capacity(network.activations());
        for output in 0..rows * columns * conv.filters {
            let (place, filter) = (output / conv.filters, output % conv.filters);
            let bias = i32::from(weights.tensor(Tensor::ConvBias)[filter]) << conv_bias_shift;
            let taps = network
                .taps_of(place / columns, place % columns)
                .filter_map(|(tap, pixel)| {
                    let weight = i32::from(kernel[tap * conv.filters + filter]);
                    let cell = u8::try_from(network.image.cells[pixel]).ok()?;
                    (weight != 0).then_some((cell, weight))
                })
                .collect();
            outputs.push(Output { bias, taps });
        }
        let matrix = weights.tensor(Tensor::DenseKernel);
        let inputs = network.activations();
        Some(Plan {
            conv: outputs,
            conv_shift,
            activation_max: i32::try_from(conv.activation.max_raw()).ok()?,
            dense_bias: std::array::from_fn(|o| i32::from(weights.tensor(Tensor::DenseBias)[o]) << dense_bias_shift),
            dense: (0..inputs).map(|i| std::array::from_fn(|o| i32::from(matrix[o * inputs + i]))).collect(),
            dense_shift,
            latent_max: i32::try_from(dense.latent.max_raw()).ok()?,
        })
    }
}

/// Runs one block with the widest instructions of this machine.
fn dispatch(plan: &Plan, norms: &[u8], conv_sums: &mut [i32], dense_sums: &mut [i32], latents: &mut [u16]) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the function needs nothing but AVX-512F, which this machine was just found to have.
            #[allow(unsafe_code)]
            unsafe {
                return block_avx512(plan, norms, conv_sums, dense_sums, latents);
            }
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the function needs nothing but AVX2, which this machine was just found to have.
            #[allow(unsafe_code)]
            unsafe {
                return block_avx2(plan, norms, conv_sums, dense_sums, latents);
            }
        }
    }
    block(plan, norms, conv_sums, dense_sums, latents);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn block_avx512(plan: &Plan, norms: &[u8], conv_sums: &mut [i32], dense_sums: &mut [i32], latents: &mut [u16]) {
    block(plan, norms, conv_sums, dense_sums, latents);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn block_avx2(plan: &Plan, norms: &[u8], conv_sums: &mut [i32], dense_sums: &mut [i32], latents: &mut [u16]) {
    block(plan, norms, conv_sums, dense_sums, latents);
}

/// One block of at most [`LANES`] frames. Plain loops over lanes: compiled once for each instruction
/// set above.
#[inline(always)]
fn block(plan: &Plan, norms: &[u8], conv_sums: &mut [i32], dense_sums: &mut [i32], latents: &mut [u16]) {
    let frames = norms.len() / CELLS;
    let mut cells: [Lanes; CELLS] = [[0; LANES]; CELLS];
    for (lane, frame) in norms.chunks_exact(CELLS).enumerate() {
        for (cell, &norm) in cells.iter_mut().zip(frame) {
            cell[lane] = i32::from(norm);
        }
    }
    let inputs = plan.conv.len();
    let mut dense: [Lanes; LATENTS] = plan.dense_bias.map(|bias| [bias; LANES]);
    for (index, (output, weights)) in plan.conv.iter().zip(&plan.dense).enumerate() {
        let mut sum: Lanes = [output.bias; LANES];
        for &(cell, weight) in &output.taps {
            let pixels = &cells[usize::from(cell)];
            for lane in 0..LANES {
                sum[lane] += (pixels[lane] * weight) >> plan.conv_shift;
            }
        }
        for lane in 0..frames {
            conv_sums[lane * inputs + index] = sum[lane];
        }
        let activation = sum.map(|sum| sum.clamp(0, plan.activation_max));
        for (total, &weight) in dense.iter_mut().zip(weights) {
            for lane in 0..LANES {
                total[lane] += (activation[lane] * weight) >> plan.dense_shift;
            }
        }
    }
    for (output, sums) in dense.iter().enumerate() {
        for lane in 0..frames {
            dense_sums[lane * LATENTS + output] = sums[lane];
            latents[lane * LATENTS + output] = sums[lane].clamp(0, plan.latent_max) as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::testing::any_weights;
    use proptest::prelude::*;

    fn check(network: &Network, weights: &Parameters, norms: &[u8]) {
        let batch = BatchEncoder::new(network, weights).unwrap();
        let fast = batch.run(norms).unwrap();
        let slow = BatchEncoder { plan: None, ..batch }.run(norms).unwrap();
        assert_eq!(fast, slow);
    }

    fn extremes(network: &Network) -> Vec<Parameters> {
        let fill = |value: fn(usize) -> i8| {
            Parameters::new(network, Tensor::ALL.map(|t| (0..network.tensor_len(t)).map(value).collect())).unwrap()
        };
        vec![
            fill(|_| 0),
            fill(|_| 31),
            fill(|_| -32),
            fill(|i| if i % 2 == 0 { 31 } else { -32 }),
            fill(|i| if i % 7 == 0 { 5 } else { 0 }),
        ]
    }

    #[test]
    fn extremes_equal_the_scalar_model() {
        for network in [Network::chip_8x8(), Network::cmssw_4x4x3()] {
            for weights in extremes(&network) {
                assert!(BatchEncoder::new(&network, &weights).unwrap().is_fast());
                check(&network, &weights, &[255; 48 * 17]);
                check(&network, &weights, &[0; 48]);
                check(&network, &weights, &(0..48 * 40).map(|i| (i * 37 % 256) as u8).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn other_formats_take_the_scalar_path_and_the_same_bits() {
        let mut network = Network::chip_8x8();
        network.conv.accumulator = Format::signed(9, 7).with_overflow(Overflow::Wrap);
        let weights = &extremes(&network)[3];
        let batch = BatchEncoder::new(&network, weights).unwrap();
        assert!(!batch.is_fast());
        assert_eq!(batch.run(&[200; 96]).unwrap().latents.len(), 32);
        assert!(batch.run(&[0; 47]).is_err());
        let mut saturating = Network::chip_8x8();
        saturating.conv.activation = Format::unsigned(8, 7).with_overflow(Overflow::Saturate);
        let weights = &extremes(&saturating)[1];
        assert!(BatchEncoder::new(&saturating, weights).unwrap().is_fast());
        check(&saturating, weights, &[255; 96]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn random_weights_equal_the_scalar_model(
            (network, weights) in prop_oneof![Just(Network::chip_8x8()), Just(Network::cmssw_4x4x3())]
                .prop_flat_map(|network| (Just(network.clone()), any_weights(network))),
            norms in proptest::collection::vec(any::<u8>(), 48 * 19),
        ) {
            check(&network, &weights, &norms);
        }
    }
}
