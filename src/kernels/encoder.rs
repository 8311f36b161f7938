//! The encoder network on batches of samples: normalised charges in, sums and latents out.
//!
//! Samples are worked on in blocks, one sample for each lane of a vector (structure of arrays). The
//! plan holds the taps that touch a real cell with a weight that is not zero; everything else adds
//! zero. Lanes have 16 bits where interval analysis of these weights shows that every sum fits, for
//! any input; else 32. A network of another shape, or whose numbers need something else, has no such plan.

use super::arithmetic::{Arithmetic, Range};
use super::instructions::{InstructionSet, Work, dispatch};
use super::pattern::{ConvDense, pattern};
use super::vector::{Vector, Wide};
use crate::error::{Error, Result};
use crate::network::{CELLS, LATENTS};
use crate::nn::{NodeId, Typed, Weights};

/// Results for a batch, in units of the last fractional bit of each format. All samples of the first
/// activation (or output) stand before those of the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layers {
    /// Sums of the convolution before ReLU: activations x samples.
    pub conv_sums: Vec<i32>,
    /// Sums of the dense layer before ReLU and saturation: 16 x samples.
    pub dense_sums: Vec<i32>,
    /// Latents: 16 x samples.
    pub latents: Vec<u16>,
}

/// One filter at one place: its bias and the taps that matter.
#[derive(Debug, Clone)]
struct Output<N> {
    bias: N,
    /// Cell and shifted weight.
    taps: Vec<(u8, N)>,
}

/// Everything in integers of one width.
#[derive(Debug, Clone)]
struct Plan<N> {
    conv: Vec<Output<N>>,
    /// Factor of the charges.
    normalised_scale: N,
    activation_max: N,
    /// Factor of the activations.
    activation_scale: N,
    dense_bias: [N; LATENTS],
    /// Shifted weights, input-major: the 16 of activation 0 first.
    dense: Vec<[N; LATENTS]>,
    latent_max: N,
}

#[derive(Debug, Clone)]
enum Way {
    Narrow(Plan<i16>),
    Wide(Plan<i32>),
}

/// An encoder for batches.
#[derive(Debug, Clone)]
pub struct BatchEncoder {
    shape: ConvDense,
    way: Way,
}

impl BatchEncoder {
    /// Plans a network of the chip's own shape, with weights that belong to it. `None` for any other network, and
    /// where plain sums are not exact: accumulators that overflow, or numbers of more than 32 bits.
    ///
    /// ```
    /// use econ_emu::error::Error;
    /// use econ_emu::kernels::BatchEncoder;
    /// use econ_emu::registers::{default_network, default_settings};
    ///
    /// let (network, config) = (default_network()?, default_settings()?);
    /// let weights = config.weights.ok_or_else(|| Error::missing("no weights"))?;
    /// let encoder = BatchEncoder::new(network.typed(), &weights).ok_or_else(|| Error::unsupported("another network"))?;
    /// // Two samples: nothing, and all charge in the first cell.
    /// let mut samples = [0; 96];
    /// samples[48] = 128;
    /// let layers = encoder.run(&samples)?;
    /// assert_eq!(layers.latents.len(), 2 * 16);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn new(network: &Typed, weights: &Weights) -> Option<Self> {
        let shape = pattern(network)?;
        let narrow = Plan::new(&shape, weights).map(Way::Narrow);
        let way = narrow.or_else(|| Plan::new(&shape, weights).map(Way::Wide))?;
        Some(BatchEncoder { shape, way })
    }

    /// The rectifier behind the convolution.
    pub fn activation(&self) -> NodeId {
        self.shape.conv.relu
    }

    /// The rectifier behind the dense layer, whose values are the latents.
    pub fn latent(&self) -> NodeId {
        self.shape.dense.relu
    }

    /// Runs the network on `normalised`: 48 numbers a sample, `u8.7`, as the converter makes them.
    ///
    /// # Errors
    /// If `normalised` does not hold whole samples.
    pub fn run(&self, normalised: &[u8]) -> Result<Layers> {
        if !normalised.len().is_multiple_of(CELLS) {
            return Err(Error::mismatch("a sample has 48 normalised charges")
                .found(normalised.len())
                .allowed("a multiple of 48"));
        }
        let samples = normalised.len() / CELLS;
        let mut layers = Layers {
            conv_sums: vec![0; samples * self.shape.activations()],
            dense_sums: vec![0; samples * LATENTS],
            latents: vec![0; samples * LATENTS],
        };
        match &self.way {
            Way::Narrow(plan) => dispatch(InstructionSet::best(), NarrowBlocks { plan, normalised, out: &mut layers }),
            Way::Wide(plan) => blocks::<Wide>(plan, normalised, &mut layers),
        }
        Ok(layers)
    }
}

/// A number as a lane holds it.
fn lane<N: TryFrom<i32>>(value: i64) -> Option<N> {
    N::try_from(i32::try_from(value).ok()?).ok()
}

impl<N: Copy + Default + TryFrom<i32> + Into<i32>> Plan<N> {
    /// The plan, if sums without any overflow are exact for this network and fit `N` with these
    /// weights: accumulators that never overflow, floor rounding, and saturation or nothing at the
    /// ends of activations and latents.
    fn new(network: &ConvDense, weights: &Weights) -> Option<Self> {
        let (conv, dense, filters) = (&network.conv, &network.dense, network.filters);
        let width = 8 * std::mem::size_of::<N>() as u32;
        let arithmetic = Arithmetic::new(network, width)?;
        let normalised_max = network.normalised.max_raw();
        let activation_max = conv.output.max_raw();

        let [kernel, conv_bias, matrix, matrix_bias] =
            [conv.kernel, conv.biases, dense.kernel, dense.biases].map(|tensor| weights.integers(tensor));
        let inputs = network.activations();
        let mut outputs = Vec::with_capacity(inputs);
        let mut tops = Vec::with_capacity(inputs);
        for output in 0..inputs {
            let (place, filter) = (output / filters, output % filters);
            let bias = i64::from(conv_bias[filter]) << arithmetic.conv_bias_up;
            let taps: Vec<(u8, i64)> = network.places[place]
                .iter()
                .filter_map(|&(tap, cell)| {
                    let weight = i64::from(kernel[tap * filters + filter]);
                    (weight != 0).then_some((u8::try_from(cell).ok()?, weight))
                })
                .collect();
            let sum =
                Range::of(bias, taps.iter().map(|&(_, weight)| (normalised_max, weight)), arithmetic.conv_floored);
            lane::<N>(sum.low)?;
            lane::<N>(sum.high)?;
            tops.push(sum.high.clamp(0, activation_max));
            let shifted = taps.into_iter().map(|(cell, weight)| Some((cell, lane(weight << arithmetic.kernel_up)?)));
            outputs.push(Output { bias: lane(bias)?, taps: shifted.collect::<Option<_>>()? });
        }
        let mut dense_bias = [N::default(); LATENTS];
        for (output, own) in dense_bias.iter_mut().enumerate() {
            let bias = i64::from(matrix_bias[output]) << arithmetic.dense_bias_up;
            let weights = matrix[output * inputs..][..inputs].iter().map(|&weight| i64::from(weight));
            let sum = Range::of(bias, tops.iter().copied().zip(weights), arithmetic.dense_floored);
            lane::<N>(sum.low)?;
            lane::<N>(sum.high)?;
            *own = lane(bias)?;
        }
        let mut rows = vec![[N::default(); LATENTS]; inputs];
        for (input, row) in rows.iter_mut().enumerate() {
            for (output, own) in row.iter_mut().enumerate() {
                *own = lane(i64::from(matrix[output * inputs + input]) << arithmetic.matrix_up)?;
            }
        }
        Some(Plan {
            conv: outputs,
            normalised_scale: lane(1 << arithmetic.normalised_up)?,
            activation_max: lane(activation_max)?,
            activation_scale: lane(1 << arithmetic.activation_up)?,
            dense_bias,
            dense: rows,
            latent_max: lane(dense.output.max_raw())?,
        })
    }
}

/// A plan with narrow lanes at work.
struct NarrowBlocks<'a> {
    plan: &'a Plan<i16>,
    normalised: &'a [u8],
    out: &'a mut Layers,
}

impl Work for NarrowBlocks<'_> {
    #[inline(always)]
    fn run<V: Vector<Number = i16>>(self) {
        blocks::<V>(self.plan, self.normalised, self.out);
    }
}

/// All samples, a block of lanes at a time.
#[inline(always)]
fn blocks<V: Vector>(plan: &Plan<V::Number>, normalised: &[u8], out: &mut Layers) {
    let samples = normalised.len() / CELLS;
    let zero = V::Number::default();
    let mut cells = vec![zero; CELLS * V::LANES];
    let mut lanes = vec![zero; V::LANES];
    let scale: i32 = plan.normalised_scale.into();
    for (block, normalised) in normalised.chunks(CELLS * V::LANES).enumerate() {
        let first = block * V::LANES;
        let count = normalised.len() / CELLS;
        for (lane, sample) in normalised.chunks_exact(CELLS).enumerate() {
            for (cell, &normalised) in sample.iter().enumerate() {
                // The plan saw to it that the largest normalised charge fits.
                cells[cell * V::LANES + lane] = V::Number::try_from(i32::from(normalised) * scale).unwrap_or(zero);
            }
        }
        let top = V::splat(plan.activation_max);
        let activation_scale = V::splat(plan.activation_scale);
        let mut dense: [V; LATENTS] = plan.dense_bias.map(V::splat);
        for (index, (output, weights)) in plan.conv.iter().zip(&plan.dense).enumerate() {
            let mut sum = V::splat(output.bias);
            for &(cell, weight) in &output.taps {
                let pixels = V::load(&cells[usize::from(cell) * V::LANES..]);
                sum = sum.add(pixels.floored_product(V::splat(weight)));
            }
            sum.store(&mut lanes);
            let own = &mut out.conv_sums[index * samples + first..][..count];
            own.iter_mut().zip(&lanes).for_each(|(own, &lane)| *own = lane.into());
            let activation = sum.clamp(top).scale(activation_scale);
            for output in 0..LATENTS {
                dense[output] = dense[output].add(activation.floored_product(V::splat(weights[output])));
            }
        }
        for (output, sums) in dense.into_iter().enumerate() {
            let at = output * samples + first;
            sums.store(&mut lanes);
            out.dense_sums[at..][..count].iter_mut().zip(&lanes).for_each(|(own, &lane)| *own = lane.into());
            sums.clamp(V::splat(plan.latent_max)).store(&mut lanes);
            let latents = out.latents[at..][..count].iter_mut();
            latents.zip(&lanes).for_each(|(own, &lane)| *own = Into::<i32>::into(lane) as u16);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{AeBlock, FirstForm};
    use crate::nn::{Evaluator, Format, Node, Overflow, Values};
    use crate::registers::testing::any_weights;
    use proptest::prelude::*;

    /// The values of a node, sample after sample of each.
    fn integers_of(node: &Node, values: &[Values]) -> Vec<i32> {
        node.range().flat_map(|at| values.iter().map(move |values| values.integers[at] as i32)).collect()
    }

    /// The layers by the scalar evaluator.
    fn scalar(encoder: &BatchEncoder, block: &AeBlock, weights: &Weights, normalised: &[u8]) -> Layers {
        let evaluator = Evaluator::new(block.typed(), weights).unwrap();
        let samples = normalised.len() / CELLS;
        let mut values = vec![Values::default(); samples];
        for (values, normalised) in values.iter_mut().zip(normalised.chunks(CELLS)) {
            evaluator
                .run(&normalised.iter().map(|&normalised| i64::from(normalised)).collect::<Vec<_>>(), values)
                .unwrap();
        }
        let network = block.typed();
        let [conv_sums, dense_sums] = [encoder.activation(), encoder.latent()]
            .map(|relu| integers_of(network.node(network.node(relu).inputs[0]), &values));
        let latents = integers_of(network.node(encoder.latent()), &values);
        Layers { conv_sums, dense_sums, latents: latents.into_iter().map(|latent| latent as u16).collect() }
    }

    /// Every way that applies to these weights gives the bits of the scalar evaluator.
    fn check(network: &AeBlock, weights: &Weights, normalised: &[u8]) {
        let encoder = BatchEncoder::new(network.typed(), weights).unwrap();
        let scalar = scalar(&encoder, network, weights, normalised);
        assert_eq!(encoder.run(normalised).unwrap(), scalar);
        let wide = Way::Wide(Plan::new(&encoder.shape, weights).unwrap());
        assert_eq!(BatchEncoder { way: wide, ..encoder.clone() }.run(normalised).unwrap(), scalar);
        let Some(plan) = Plan::new(&encoder.shape, weights) else { return };
        let empty = Layers {
            conv_sums: vec![0; scalar.conv_sums.len()],
            dense_sums: vec![0; scalar.dense_sums.len()],
            latents: vec![0; scalar.latents.len()],
        };
        for set in InstructionSet::available() {
            let mut layers = empty.clone();
            dispatch(set, NarrowBlocks { plan: &plan, normalised, out: &mut layers });
            assert_eq!(layers, scalar, "{set:?}");
        }
    }

    fn extremes(network: &AeBlock) -> Vec<Weights> {
        let values: [fn(usize) -> i32; 5] =
            [|_| 0, |_| 31, |_| -32, |i| if i % 2 == 0 { 31 } else { -32 }, |i| if i % 7 == 0 { 5 } else { 0 }];
        values.map(|value| Weights::from_fn(network.typed(), |_, index| value(index)).unwrap()).into()
    }

    #[test]
    fn extremes_equal_the_scalar_model() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            for weights in extremes(&network) {
                check(&network, &weights, &[255; 48 * 17]);
                check(&network, &weights, &[0; 48]);
                check(&network, &weights, &(0..48 * 40).map(|i| (i * 37 % 256) as u8).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn narrow_lanes_where_every_sum_fits() {
        let network = AeBlock::chip_8x8();
        let sets = extremes(&network);
        let is_narrow = |weights| matches!(BatchEncoder::new(network.typed(), weights).unwrap().way, Way::Narrow(_));
        // All 31 on 128 activations at their top is 581,000: not a 16-bit number.
        assert_eq!([0, 1, 4].map(|set| is_narrow(&sets[set])), [true, false, true]);
    }

    #[test]
    fn other_formats_have_no_plan() {
        let mut wrapping = FirstForm::chip_8x8();
        wrapping.conv.accumulator = Format::signed(9, 7).with_overflow(Overflow::Wrap);
        let wrapping = wrapping.block().unwrap();
        assert!(BatchEncoder::new(wrapping.typed(), &extremes(&wrapping)[3]).is_none());
        let chip = AeBlock::chip_8x8();
        assert!(BatchEncoder::new(chip.typed(), &extremes(&chip)[3]).unwrap().run(&[0; 47]).is_err());
        let mut saturating = FirstForm::chip_8x8();
        saturating.conv.activation = Format::unsigned(8, 7).with_overflow(Overflow::Saturate);
        let saturating = saturating.block().unwrap();
        check(&saturating, &extremes(&saturating)[1], &[255; 96]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn random_weights_equal_the_scalar_model(
            (network, weights) in prop_oneof![Just(AeBlock::chip_8x8()), Just(AeBlock::cmssw_4x4x3())]
                .prop_flat_map(|network| (Just(network.clone()), any_weights(network))),
            normalised in proptest::collection::vec(any::<u8>(), 48 * 19),
        ) {
            check(&network, &weights, &normalised);
        }
    }
}
