//! Two bits at once: what one particle may flip, and whether flips add up.

use serde::Serialize;

use super::atlas::{Atlas, UpsetTarget, count};
use super::bits::WeightBit;
use super::frames::EncoderFrames;
use crate::data::split::mix;
use crate::error::Result;
use crate::kernels::{UpsetCounts, WeightChange};
use crate::registers::image::ImageShape;

/// Which pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PairKind {
    /// All two bits of a byte.
    InByte,
    /// Two bits side by side in a register: a model of upsets of several bits by one particle.
    Neighbours,
    /// Any two bits, drawn at random.
    Sampled,
}

impl PairKind {
    /// All kinds.
    pub const ALL: [PairKind; 3] = [PairKind::InByte, PairKind::Neighbours, PairKind::Sampled];

    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            PairKind::InByte => "in a byte",
            PairKind::Neighbours => "side by side",
            PairKind::Sampled => "any, sampled",
        }
    }
}

/// Two bits, by their places among all bits of the network, the first below the second.
pub type BitPair = [usize; 2];

/// The pairs of a kind. `sampled` are drawn with `seed`; one may be drawn twice.
pub fn pairs(target: &UpsetTarget, kind: PairKind, sampled: u64, seed: u64) -> Vec<BitPair> {
    let bits = WeightBit::all(&target.block);
    let shape = ImageShape::of(&target.block);
    match kind {
        PairKind::InByte => {
            let of_byte = |first: usize| {
                let byte = (bits[first].group, bits[first].byte);
                let others = (first + 1..bits.len()).take_while(|&at| (bits[at].group, bits[at].byte) == byte);
                others.map(|second| [first, second]).collect::<Vec<_>>()
            };
            (0..bits.len()).flat_map(of_byte).collect()
        }
        PairKind::Neighbours => {
            let starts: Vec<usize> = shape.registers().map(|(byte, _)| byte).collect();
            // A register begins with the lowest bit of its first byte.
            let begins = |at: usize| bits[at].bit_of_byte == 0 && starts.contains(&bits[at].byte);
            (1..bits.len()).filter(|&second| !begins(second)).map(|second| [second - 1, second]).collect()
        }
        PairKind::Sampled => (0..sampled).map(|number| drawn(bits.len() as u64, seed, number)).collect(),
    }
}

/// A pair of so many bits, by its number and a seed.
fn drawn(bits: u64, seed: u64, number: u64) -> BitPair {
    let first = mix(seed ^ mix(2 * number)) % bits;
    // Any but the first.
    let second = (first + 1 + mix(seed ^ mix(2 * number + 1)) % (bits - 1).max(1)) % bits;
    [first.min(second) as usize, first.max(second) as usize]
}

/// The changes that the flips of two bits make; two bits of a weight change it once.
fn changes(target: &UpsetTarget, bits: &[WeightBit], [first, second]: BitPair) -> Vec<WeightChange> {
    let [one, other] = [first, second].map(|at| bits[at].flipped(&target.block, &target.weights));
    if (one.tensor, one.index) != (other.tensor, other.index) {
        return vec![one, other];
    }
    let weight = target.weights.integers(one.tensor).get(one.index).copied().unwrap_or_default();
    // Each flip is the weight with some bits inverted, and these are different ones.
    vec![WeightChange { value: one.value ^ other.value ^ weight, ..one }]
}

/// What pairs do, beside what their bits do alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct PairSums {
    /// Number of pairs.
    pub pairs: usize,
    /// Pairs that change no latent, although one of their bits alone does.
    pub undone: usize,
    /// Sum over all pairs of the error of latents.
    pub error: u64,
    /// The same of their bits alone, added up.
    pub error_alone: u64,
    /// Sum over all pairs of the share of frames with other words, from 0 to 1 each.
    pub frames: f64,
    /// What it would be if both bits changed frames independently of each other.
    pub frames_if_independent: f64,
    /// The largest share of frames with other words of a pair.
    pub largest: f64,
}

/// Flips pairs on all frames; the atlas of the same frames has what their bits do alone.
///
/// # Errors
/// None that frames and targets made as they must be are known to give.
pub fn flip_pairs(
    target: &UpsetTarget,
    frames: &EncoderFrames,
    atlas: &Atlas,
    pairs: &[BitPair],
) -> Result<(Vec<UpsetCounts>, PairSums)> {
    let bits = WeightBit::all(&target.block);
    let upsets: Vec<Vec<WeightChange>> = pairs.iter().map(|&pair| changes(target, &bits, pair)).collect();
    let counts = count(target, frames, &upsets)?;
    let whole = frames.len().max(1) as f64;
    let mut sums = PairSums { pairs: pairs.len(), ..PairSums::default() };
    for (pair, counts) in pairs.iter().zip(&counts) {
        let single = pair.map(|at| atlas.bits[at].counts);
        let [one, other] = single.map(|counts| counts.sent_samples as f64 / whole);
        let own = counts.sent_samples as f64 / whole;
        sums.undone += usize::from(counts.latents == 0 && single.iter().any(|counts| counts.latents > 0));
        sums.error += counts.error;
        sums.error_alone += single.iter().map(|counts| counts.error).sum::<u64>();
        sums.frames += own;
        sums.frames_if_independent += one + other - one * other;
        sums.largest = sums.largest.max(own);
    }
    Ok((counts, sums))
}
