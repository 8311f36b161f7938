//! The encoder network on a block of samples, in 16-bit lanes.
//!
//! Only taps that touch a real cell and activations that can leave zero are worked on; what is
//! constant is part of the biases. Sums of the convolution fit 16 bits for every input, which is
//! checked. Sums of the dense layer may not: its inputs are taken in chunks, each so short that
//! interval analysis of these weights shows its sums to fit; chunks are added in 32 bits.

use super::arithmetic::{Arithmetic, Range};
use super::compiled::{self, Compiled};
use super::instructions::InstructionSet;
use super::lanes::{BLOCK, Lanes};
use super::pattern::ConvDense;
use super::vector::{Vector, twice};
use crate::chip::signals::CELLS;
use crate::network::LATENTS;
use crate::nn::{Overflow, Weights};

/// Filters whose weights stand together.
pub(super) const TILE: usize = 8;

/// Sums at work together: they, a number, a weight and products fit the 16 registers of AVX2 even where a
/// vector is two of them.
const SUMS: usize = 4;

/// Normalised charges of a sample whose module sum is below 2^22 add up to at most this, see the converter.
pub(super) const NORMALISED_SUM: i64 = 255;

/// The largest normalised charge.
const NORMALISED_MAX: i64 = 255;

/// A tap of some filters at one place.
#[derive(Debug, Clone)]
pub(super) struct Tap {
    pub(super) cell: usize,
    /// Shifted weights, see [`twice`].
    pub(super) weights: [i32; TILE],
}

/// Some filters at one place.
#[derive(Debug, Clone)]
pub(super) struct Tile {
    pub(super) taps: Vec<Tap>,
    pub(super) bias: [i32; TILE],
}

/// Inputs of the dense layer whose sums fit 16 bits: one past the last.
type Chunks = Vec<usize>;

/// An encoder in 16-bit integers.
#[derive(Debug, Clone)]
pub(super) struct Matrix {
    tiles: Vec<Tile>,
    /// Shift of the normalised charges.
    pub(super) normalised_up: u32,
    /// Largest activation, where the sums can pass it.
    activation_max: Option<i16>,
    activation_scale: i16,
    /// Shifted weights of each activation that is computed, in the order of the tiles.
    dense: Vec<[i32; LATENTS]>,
    dense_bias: [i32; LATENTS],
    latent_max: i16,
    /// The encoder as code of its own, where that is exact and the machine can run it.
    pub(super) compiled: Option<Compiled>,
    /// Chunks for blocks in which every module sum is below 2^22, and for any block.
    chunks: [Chunks; 2],
    pub(super) limits: Limits,
}

/// What bounds the arithmetic of a kernel for one network with its weights: the widths that its
/// 16-bit lanes were checked against when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Sums of the convolution for any input, in units of the accumulator: always 16-bit numbers.
    pub conv_sums: Range,
    /// Largest activation for any input, in units of its last fractional bit.
    pub activation: i64,
    /// Pieces that the dense layer's sum is taken in so that each stays a 16-bit number: for samples
    /// whose module sum is below 2^22, and for any sample.
    pub dense_chunks: [usize; 2],
    /// Products in a sample; those with a constant are part of the biases.
    pub products: usize,
}

/// Memory of a block at work.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    activations: Vec<Lanes<i16>>,
    pub(super) compiled: compiled::Memory,
    totals: Vec<Lanes<i32>>,
}

/// Adds the floored products of a number with an even number of weights, see [`twice`].
#[inline(always)]
pub(super) fn add_products<V: Vector, const N: usize>(sums: &mut [V; N], number: V, weights: &[i32]) {
    for (sums, weights) in sums.chunks_exact_mut(2).zip(weights.chunks_exact(2)) {
        let mut first = number.floored_product(V::splat_twice(&weights[0]));
        let mut second = number.floored_product(V::splat_twice(&weights[1]));
        V::together(&mut first, &mut second);
        sums[0] = sums[0].add(first);
        sums[1] = sums[1].add(second);
    }
}

/// A value in a lane, if it fits.
fn lane(value: i64) -> Option<i16> {
    i16::try_from(value).ok()
}

/// Values side by side in the lanes of a tile, zeros behind them.
fn tile_of(values: impl Iterator<Item = i64>) -> Option<[i32; TILE]> {
    let mut tile = [0; TILE];
    for (own, value) in tile.iter_mut().zip(values) {
        *own = twice(lane(value)?);
    }
    Some(tile)
}

/// Where the chunks of the dense sums end, if 16 bits hold each chunk; the first has the biases in it. `inputs` are the
/// highest value of each input and its weights.
fn chunks<'a>(
    bias: [i16; LATENTS],
    inputs: impl ExactSizeIterator<Item = (i64, &'a [i64; LATENTS])>,
    floored: u32,
) -> Option<Chunks> {
    let count = inputs.len();
    let mut ends = Vec::new();
    let mut sums: [Range; LATENTS] = bias.map(|bias| Range { low: bias.into(), high: bias.into() });
    for (input, (top, weights)) in inputs.enumerate() {
        sums = std::array::from_fn(|o| sums[o].plus(top, weights[o], floored));
        if !sums.iter().all(|sum| sum.fits_16_bits()) {
            ends.push(input);
            sums = std::array::from_fn(|o| Range { low: 0, high: 0 }.plus(top, weights[o], floored));
            if !sums.iter().all(|sum| sum.fits_16_bits()) {
                return None;
            }
        }
    }
    ends.push(count);
    Some(ends)
}

impl Matrix {
    /// The encoder, if 16-bit integers compute it exactly for every input.
    pub(super) fn new(network: &ConvDense, weights: &Weights) -> Option<Self> {
        let arithmetic = Arithmetic::new(network, i16::BITS)?;
        let (conv, dense) = (&network.conv, &network.dense);
        let [kernel, conv_bias, matrix, matrix_bias] =
            [conv.kernel, conv.biases, dense.kernel, dense.biases].map(|tensor| weights.integers(tensor));
        let (latent_max, activation_max) = (dense.output.max_raw(), conv.output.max_raw());
        let inputs = network.activations();
        let product = |input: i64, weight: i64| (input * weight) >> arithmetic.dense_floored;
        let by_activation: Vec<[i64; LATENTS]> =
            (0..inputs).map(|input| std::array::from_fn(|o| matrix[o * inputs + input].into())).collect();

        let mut dense_bias: [i64; LATENTS] =
            std::array::from_fn(|o| i64::from(matrix_bias[o]) << arithmetic.dense_bias_up);
        let (mut tiles, mut dense, mut tops) = (Vec::new(), Vec::new(), Vec::new());
        let mut conv_sums = Range { low: 0, high: 0 };
        for (place, taps) in network.places.iter().enumerate() {
            let mut filters = Vec::new();
            for filter in 0..network.filters {
                let weights: Vec<i64> =
                    kernel.iter().skip(filter).step_by(network.filters).map(|&weight| weight.into()).collect();
                let bias = i64::from(conv_bias[filter]) << arithmetic.conv_bias_up;
                let sum = taps.iter().fold(Range { low: bias, high: bias }, |sum, &(tap, _)| {
                    sum.plus(NORMALISED_MAX, weights[tap], arithmetic.conv_floored)
                });
                if sum.low == sum.high || sum.high <= 0 {
                    let constant = sum.high.clamp(0, activation_max);
                    let weights = by_activation[place * network.filters + filter];
                    dense_bias.iter_mut().zip(weights).for_each(|(bias, weight)| *bias += product(constant, weight));
                    continue;
                }
                if !sum.fits_16_bits() {
                    return None;
                }
                conv_sums = Range { low: conv_sums.low.min(sum.low), high: conv_sums.high.max(sum.high) };
                // While the normalised charges add up to little, the best a sample can do is to put them all on the
                // cell with the largest weights.
                let of_cell = |cell| taps.iter().filter(|of| of.1 == cell).map(|&(tap, _)| weights[tap].max(0)).sum();
                let best: i64 = taps.iter().map(|&(_, cell)| of_cell(cell)).max().unwrap_or(0);
                let low_sum = bias + ((NORMALISED_SUM * best) >> arithmetic.conv_floored);
                filters.push((filter, bias, [low_sum.min(sum.high), sum.high]));
            }
            for filters in filters.chunks(TILE) {
                let biases = filters.iter().map(|&(_, bias, _)| bias);
                let mut tile = Tile { taps: Vec::new(), bias: tile_of(biases)? };
                for &(tap, cell) in taps {
                    let own = filters.iter().map(|&(filter, ..)| i64::from(kernel[tap * network.filters + filter]));
                    let weights = tile_of(own.map(|weight| weight << arithmetic.kernel_up))?;
                    if weights != [0; TILE] {
                        tile.taps.push(Tap { cell, weights });
                    }
                }
                tiles.push(tile);
                // What fills the last tile of a place is always zero.
                for index in 0..TILE {
                    let (column, top) = match filters.get(index) {
                        Some(&(filter, _, top)) => (by_activation[place * network.filters + filter], top),
                        None => ([0; LATENTS], [0; 2]),
                    };
                    tops.push(top.map(|top| top.clamp(0, activation_max)));
                    let mut weights = [0; LATENTS];
                    for (shifted, weight) in weights.iter_mut().zip(column) {
                        *shifted = twice(lane(weight << arithmetic.matrix_up)?);
                    }
                    dense.push((weights, column));
                }
            }
        }
        let mut bias = [0i16; LATENTS];
        for (bias, &value) in bias.iter_mut().zip(&dense_bias) {
            *bias = lane(value)?;
        }
        let columns: Vec<[i64; LATENTS]> = dense.iter().map(|&(_, column)| column).collect();
        let chunks = [0, 1].map(|samples| {
            let inputs = tops.iter().map(|top| top[samples]).zip(&columns);
            chunks(bias, inputs, arithmetic.dense_floored)
        });
        let [Some(of_small), Some(of_any)] = chunks else { return None };
        let chunks = [of_small, of_any];
        let clipped = conv.output.overflow == Overflow::Saturate && conv_sums.high > activation_max;
        let clipped = if clipped { Some(lane(activation_max)?) } else { None };

        let limits = Limits {
            conv_sums,
            activation: conv_sums.high.min(activation_max),
            dense_chunks: chunks.each_ref().map(Vec::len),
            products: tiles.iter().map(|tile: &Tile| tile.taps.len() * TILE).sum::<usize>() + dense.len() * LATENTS,
        };
        let plan = compiled::Plan {
            tiles: &tiles,
            kernel_up: arithmetic.kernel_up,
            normalised_up: arithmetic.normalised_up,
            conv_floored: arithmetic.conv_floored,
            activation_max,
            clipped,
            columns: &columns,
            dense_bias: &dense_bias,
            dense_floored: arithmetic.dense_floored,
            latent_max,
        };
        let can_run = InstructionSet::Avx512.is_available();
        Some(Matrix {
            compiled: if can_run { Compiled::new(&plan) } else { None },
            chunks,
            limits,
            tiles,
            normalised_up: arithmetic.normalised_up,
            activation_max: clipped,
            activation_scale: lane(1 << arithmetic.activation_up)?,
            dense: dense.into_iter().map(|(weights, _)| weights).collect(),
            dense_bias: bias.map(twice),
            latent_max: lane(latent_max)?,
        })
    }

    /// Makes room for everything that a block may need.
    pub(super) fn reserve<'a>(
        &self,
        memory: &mut Memory,
        activations: impl Iterator<Item = &'a mut compiled::Activations>,
    ) {
        memory.activations.reserve(self.dense.len());
        memory.totals.reserve(LATENTS);
        if let Some(compiled) = &self.compiled {
            compiled.reserve(&mut memory.compiled);
            activations.for_each(|activations| compiled.reserve_activations(activations));
        }
    }

    /// The activations of a block. Normalised charges are shifted up by `normalised_up`.
    #[inline(always)]
    pub(super) fn activations<V: Vector<Number = i16>>(&self, normalised: &[Lanes<i16>; CELLS], memory: &mut Memory) {
        memory.activations.resize(self.dense.len(), Lanes::default());
        let activations = &mut memory.activations[..];
        let scale = V::splat(self.activation_scale);
        for (index, activations) in activations.chunks_exact_mut(SUMS).enumerate() {
            let (tile, first) = (&self.tiles[index * SUMS / TILE], index * SUMS % TILE);
            for at in (0..BLOCK).step_by(V::LANES) {
                let mut sums: [V; SUMS] = std::array::from_fn(|filter| V::splat_twice(&tile.bias[first + filter]));
                for tap in &tile.taps {
                    let pixels = V::load(&normalised[tap.cell].0[at..]);
                    add_products(&mut sums, pixels, &tap.weights[first..first + SUMS]);
                }
                for (sum, activations) in sums.into_iter().zip(&mut *activations) {
                    let activation = self.activation_max.map_or_else(|| sum.relu(), |top| sum.clamp(V::splat(top)));
                    activation.scale(scale).store(&mut activations.0[at..]);
                }
            }
        }
    }

    /// The latents of the activations in memory; `large` says that a module sum may have reached 2^22.
    #[inline(always)]
    pub(super) fn latents<V: Vector<Number = i16>>(
        &self,
        large: bool,
        memory: &mut Memory,
        latents: &mut [Lanes<u16>],
    ) {
        let activations = &memory.activations[..];
        let chunks = &self.chunks[usize::from(large)];
        if chunks.len() > 1 {
            memory.totals.clear();
            memory.totals.resize(LATENTS, Lanes::default());
        }
        let mut from = 0;
        for &to in chunks {
            for first in (0..LATENTS).step_by(SUMS) {
                for at in (0..BLOCK).step_by(V::LANES) {
                    let mut sums: [V; SUMS] = std::array::from_fn(|output| match from {
                        0 => V::splat_twice(&self.dense_bias[first + output]),
                        _ => V::splat(0),
                    });
                    for (activations, weights) in activations[from..to].iter().zip(&self.dense[from..to]) {
                        let activation = V::load(&activations.0[at..]);
                        add_products(&mut sums, activation, &weights[first..first + SUMS]);
                    }
                    for (output, sum) in (first..).zip(sums) {
                        let latents = &mut latents[output].0[at..];
                        let mut lanes = Lanes::<i16>::default();
                        if chunks.len() == 1 {
                            sum.clamp(V::splat(self.latent_max)).store(&mut lanes.0);
                            latents[..V::LANES].copy_from_slice(&lanes.0.map(|lane| lane as u16)[..V::LANES]);
                            continue;
                        }
                        sum.store(&mut lanes.0);
                        let totals = &mut memory.totals[output].0[at..];
                        for ((total, latent), lane) in totals.iter_mut().zip(latents).zip(&lanes.0[..V::LANES]) {
                            *total += i32::from(*lane);
                            *latent = (*total).clamp(0, self.latent_max.into()) as u16;
                        }
                    }
                }
            }
            from = to;
        }
    }
}
