//! What an atlas says in a few numbers.

use serde::Serialize;

use super::atlas::{Atlas, BitEffect, UpsetTarget, Visibility};
use crate::error::Result;
use crate::files::hash;
use crate::network::{AeBlock, LATENTS};
use crate::nn::Weights;
use crate::registers::image;

/// An atlas in numbers.
#[derive(Debug, Clone, Serialize)]
pub struct AtlasSummary {
    /// Name of the network.
    pub network: String,
    /// Its hash, weights included, see [`encoder_hash`].
    pub hash: String,
    /// Frames that were tried.
    pub frames: u64,
    /// Bits of the weights.
    pub bits: usize,
    /// Whether they change latents.
    pub latents: VisibilityCounts,
    /// Whether they change words that are sent.
    pub words: VisibilityCounts,
    /// Mean over all bits of the frames that a flip changes the words of, from 0 to 1.
    pub changed_frames: f64,
    /// Mean over all bits of the latents that a flip brings to the top of their format, of all latents of all frames.
    pub saturated_latents: f64,
    /// Sum over all bits and frames of the differences of latents, in units of their last fractional bit.
    pub latent_error: u64,
    /// The fewest bits that hold half of it.
    pub bits_with_half: usize,
    /// The highest bits of all weights.
    pub highest: ErrorShare,
    /// As many bits, those with the largest error of latents.
    pub as_many_worst: ErrorShare,
    /// The bits of each tensor.
    pub tensors: Vec<TensorShare>,
}

/// Bits by what they change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct VisibilityCounts {
    /// Something changed in the frames.
    pub seen: usize,
    /// Nothing changed in the frames, and something may in others.
    pub unseen: usize,
    /// Nothing can change in any frame.
    pub never: usize,
}

impl VisibilityCounts {
    /// Bits that changed nothing in the frames.
    pub fn nothing(&self) -> usize {
        self.unseen + self.never
    }

    fn of(all: impl Iterator<Item = Visibility>) -> Self {
        all.fold(VisibilityCounts::default(), |mut counts, visibility| {
            match visibility {
                Visibility::Seen => counts.seen += 1,
                Visibility::Unseen => counts.unseen += 1,
                Visibility::Never => counts.never += 1,
            }
            counts
        })
    }
}

/// Some bits, and the share of the whole error of latents that they hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErrorShare {
    /// Number of bits.
    pub bits: usize,
    /// From 0 to 1.
    pub share: f64,
}

/// The bits of a tensor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TensorShare {
    /// Its name.
    pub tensor: String,
    /// Number of bits, and their share of the error of latents.
    #[serde(flatten)]
    pub error: ErrorShare,
    /// Whether they change latents.
    pub latents: VisibilityCounts,
}

impl AtlasSummary {
    /// The numbers of an atlas.
    ///
    /// # Errors
    /// As [`encoder_hash`].
    pub fn new(target: &UpsetTarget, atlas: &Atlas) -> Result<Self> {
        let network = target.block.typed();
        let ranking = atlas.ranking(latent_error);
        let whole = sum_of(&atlas.bits, latent_error);
        let highest: Vec<&BitEffect> = atlas.bits.iter().filter(|effect| effect.bit.is_highest()).collect();
        let worst = ranking.iter().take(highest.len()).map(|&at| &atlas.bits[at]);
        let tensors = network.tensor_ids().map(|id| {
            let own: Vec<&BitEffect> = atlas.bits.iter().filter(|effect| effect.bit.tensor == id).collect();
            TensorShare {
                tensor: network.tensor(id).name.clone(),
                latents: VisibilityCounts::of(own.iter().map(|effect| effect.latents)),
                error: ErrorShare::of(own.into_iter(), whole),
            }
        });
        let trials = atlas.bits.len() as u64 * atlas.frames;
        Ok(AtlasSummary {
            network: target.block.name().to_owned(),
            hash: encoder_hash(&target.block, &target.weights)?,
            frames: atlas.frames,
            bits: atlas.bits.len(),
            latents: VisibilityCounts::of(atlas.bits.iter().map(|effect| effect.latents)),
            words: VisibilityCounts::of(atlas.bits.iter().map(|effect| effect.words)),
            changed_frames: ratio(sum_of(&atlas.bits, |effect| effect.counts.sent_samples), trials),
            saturated_latents: ratio(sum_of(&atlas.bits, |effect| effect.counts.saturated), trials * LATENTS as u64),
            latent_error: whole,
            bits_with_half: bits_with_half(atlas, &ranking, whole),
            as_many_worst: ErrorShare::of(worst, whole),
            highest: ErrorShare::of(highest.into_iter(), whole),
            tensors: tensors.collect(),
        })
    }
}

impl ErrorShare {
    fn of<'a>(bits: impl Iterator<Item = &'a BitEffect>, whole: u64) -> Self {
        let (count, error) = bits.fold((0, 0), |(count, error), effect| (count + 1, error + latent_error(effect)));
        ErrorShare { bits: count, share: ratio(error, whole) }
    }
}

/// The error of latents that a flip makes, of all frames.
pub fn latent_error(effect: &BitEffect) -> u64 {
    effect.counts.error
}

fn sum_of(bits: &[BitEffect], of: fn(&BitEffect) -> u64) -> u64 {
    bits.iter().map(of).sum()
}

/// A share; of nothing it is 0.
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The fewest bits that hold half of the whole error.
fn bits_with_half(atlas: &Atlas, ranking: &[usize], whole: u64) -> usize {
    let mut held = 0;
    let enough = ranking.iter().position(|&at| {
        held += latent_error(&atlas.bits[at]);
        2 * held >= whole
    });
    if whole == 0 { 0 } else { enough.map_or(0, |last| last + 1) }
}

/// The hash of an encoder: of the text of its network ([`AeBlock::hash_text`]) and, behind a byte 0, the bytes of its
/// weights in the registers.
///
/// # Errors
/// Weights that do not belong to the network.
pub fn encoder_hash(block: &AeBlock, weights: &Weights) -> Result<String> {
    let mut bytes = block.hash_text()?.into_bytes();
    bytes.push(0);
    bytes.extend(image::to_bytes(block, weights)?);
    Ok(hash::of_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::Options;
    use crate::radiation::frames::EncoderFrames;
    use crate::registers::{Density, default_network, default_settings};

    #[test]
    fn shares_are_those_of_the_bits() {
        let options = Options { network: default_network().unwrap(), ..Options::default() };
        let target = UpsetTarget::new(&default_settings().unwrap(), &options).unwrap();
        let frames = EncoderFrames::synthetic(1, Density::Low, 40).unwrap();
        let atlas = Atlas::new(&target, &frames).unwrap();
        let summary = AtlasSummary::new(&target, &atlas).unwrap();
        assert_eq!((summary.bits, summary.frames, summary.highest.bits), (12_864, 40, 2144));
        let VisibilityCounts { seen, unseen, never } = summary.latents;
        assert_eq!(seen + unseen + never, 12_864);
        assert!(seen > 6000 && never > 100, "{:?}", summary.latents);
        assert!(summary.as_many_worst.share > summary.highest.share && summary.highest.share > 0.2);
        assert!((summary.tensors.iter().map(|tensor| tensor.error.share).sum::<f64>() - 1.0).abs() < 1e-9);
        // The bits with half of the error, and not one of them less.
        let ranking = atlas.ranking(latent_error);
        let held = |count: usize| ranking[..count].iter().map(|&at| latent_error(&atlas.bits[at])).sum::<u64>();
        let half = summary.bits_with_half;
        assert!([half - 1, half].map(|count| 2 * held(count) >= summary.latent_error) == [false, true]);
    }

    #[test]
    fn the_hash_is_that_of_network_and_weights() {
        let block = AeBlock::chip_8x8();
        let zeros = Weights::zeros(block.typed());
        let ones = Weights::from_fn(block.typed(), |_, _| 1).unwrap();
        let hash = encoder_hash(&block, &zeros).unwrap();
        assert_ne!(hash, encoder_hash(&block, &ones).unwrap());
        assert_eq!(hash, encoder_hash(&block.clone(), &zeros).unwrap());
        assert!(encoder_hash(&AeBlock::cmssw_4x4x3(), &zeros).is_err());
    }
}
