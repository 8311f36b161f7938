//! The exact effect of every single flip of a bit of the weights.

use rayon::prelude::*;

use super::bits::WeightBit;
use super::frames::EncoderFrames;
use super::proof::UpsetProof;
use crate::chip::Options;
use crate::chip::buffer::{BufferSettings, Condition, decide};
use crate::chip::formatter::{Field, FieldCodec};
use crate::error::{Error, Result};
use crate::kernels::{UpsetCounts, UpsetPlan, WeightChange};
use crate::network::{AeBlock, CELLS, LATENT_BITS, LATENTS};
use crate::nn::Weights;
use crate::registers::{Algorithm, ChipConfig};

/// Frames that a thread takes at a time.
const FRAMES_AT_A_TIME: usize = 2048;

/// An encoder on its chip: what is upset.
#[derive(Debug, Clone)]
pub struct UpsetTarget {
    /// The network.
    pub block: AeBlock,
    /// Its weights.
    pub weights: Weights,
    /// The bits of each latent that the chip sends.
    pub sent: [u16; LATENTS],
}

impl UpsetTarget {
    /// The encoder of a configuration.
    ///
    /// # Errors
    /// Another algorithm than the autoencoder, no weights, or weights of another network.
    pub fn new(config: &ChipConfig, options: &Options) -> Result<Self> {
        if config.algorithm != Algorithm::Autoencoder {
            return Err(Error::mismatch("weights shape nothing that this chip sends: it runs another algorithm")
                .field("algorithm")
                .found(config.algorithm.name())
                .allowed(Algorithm::Autoencoder.name()));
        }
        let weights = config.weights.clone().ok_or_else(|| {
            Error::missing("the configuration holds no weights")
                .hint("'econ-emu registers weights import' puts weights into a configuration")
        })?;
        weights.check(options.network.typed())?;
        Ok(UpsetTarget { block: options.network.clone(), weights, sent: sent_bits(config, options) })
    }

    /// What was counted for a flip, and whether more could have been: what was seen needs no proof.
    fn judge(&self, proof: &UpsetProof<'_>, bit: WeightBit, flip: &WeightChange, counts: UpsetCounts) -> BitEffect {
        let at_risk = if counts.sent_samples > 0 { u16::MAX } else { proof.latents_at_risk(flip) };
        let sent = (0..LATENTS).fold(0u16, |all, latent| all | u16::from(self.sent[latent] != 0) << latent);
        BitEffect {
            bit,
            counts,
            latents: visibility(counts.samples, at_risk),
            words: visibility(counts.sent_samples, at_risk & sent),
        }
    }
}

/// The bits of each latent that a chip sends.
///
/// All packets of the autoencoder are of one length, of which each BX sends as much as it adds: the FIFO is empty before
/// every BX, so that either every packet is sent or every packet is truncated.
pub fn sent_bits(config: &ChipConfig, options: &Options) -> [u16; LATENTS] {
    let layout = options.packet_layout(config);
    // The length does not depend on the bits inside.
    let words = usize::from(layout.words_in_buffer(0));
    let mut sent = SentBits([0; LATENTS]);
    match decide(0, words, &BufferSettings::from(config)) {
        Condition::BeyondT1 | Condition::BeyondT2 => {}
        Condition::LongerThanT3 | Condition::Normal => layout.walk(&mut sent),
    }
    sent.0
}

/// Collects the bits of latents that a packet names.
struct SentBits([u16; LATENTS]);

impl FieldCodec for SentBits {
    fn field(&mut self, field: Field, width: u32) -> u64 {
        let (latent, bits) = match field {
            Field::LatentBit { latent, bit } => (latent, 1 << bit),
            Field::Latent { latent } => (latent, ((1u32 << width) - 1) << LATENT_BITS.saturating_sub(width)),
            _ => return 0,
        };
        if let Some(own) = self.0.get_mut(usize::from(latent)) {
            *own |= bits as u16;
        }
        0
    }
}

/// Whether a flip changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// It did, in these frames.
    Seen,
    /// It did not in these frames, and may in others.
    Unseen,
    /// It cannot in any frame: proven from the ranges of the network.
    Never,
}

impl Visibility {
    /// Its number in tables: 0 never, 1 unseen, 2 seen.
    pub fn number(self) -> i8 {
        match self {
            Visibility::Never => 0,
            Visibility::Unseen => 1,
            Visibility::Seen => 2,
        }
    }
}

/// What the flip of a bit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BitEffect {
    /// The bit.
    pub bit: WeightBit,
    /// What it did to the frames.
    pub counts: UpsetCounts,
    /// Whether it changes latents.
    pub latents: Visibility,
    /// Whether it changes words that are sent.
    pub words: Visibility,
}

/// The effect of every bit of the weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atlas {
    /// Number of frames.
    pub frames: u64,
    /// For every bit, in the order of the registers.
    pub bits: Vec<BitEffect>,
}

impl Atlas {
    /// Flips every bit of an encoder's weights on all frames.
    ///
    /// # Errors
    /// None that frames and targets made as they must be are known to give.
    pub fn new(target: &UpsetTarget, frames: &EncoderFrames) -> Result<Self> {
        let bits = WeightBit::all(&target.block);
        let flips: Vec<WeightChange> = bits.iter().map(|bit| bit.flipped(&target.block, &target.weights)).collect();
        let upsets: Vec<Vec<WeightChange>> = flips.iter().map(|&flip| vec![flip]).collect();
        let counts = count(target, frames, &upsets)?;
        let proof = UpsetProof::new(&target.block, &target.weights);
        let judged = bits.par_iter().zip(&flips).zip(&counts);
        let bits = judged.map(|((&bit, flip), &counts)| target.judge(&proof, bit, flip, counts)).collect();
        Ok(Atlas { frames: frames.len() as u64, bits })
    }

    /// The places of all bits, those of the largest measure first; of equal ones, the first in the registers first.
    pub fn ranking(&self, measure: impl Fn(&BitEffect) -> u64) -> Vec<usize> {
        let mut ranking: Vec<usize> = (0..self.bits.len()).collect();
        ranking.sort_by_key(|&at| std::cmp::Reverse(measure(&self.bits[at])));
        ranking
    }
}

fn visibility(samples: u64, at_risk: u16) -> Visibility {
    match (samples, at_risk) {
        (1.., _) => Visibility::Seen,
        (0, 0) => Visibility::Never,
        (0, _) => Visibility::Unseen,
    }
}

/// What upsets do to frames, on all threads.
///
/// # Errors
/// As [`UpsetPlan::new`] and [`UpsetPlan::run`].
pub fn count(target: &UpsetTarget, frames: &EncoderFrames, upsets: &[Vec<WeightChange>]) -> Result<Vec<UpsetCounts>> {
    let plan = UpsetPlan::new(&target.block, &target.weights, target.sent)?;
    let none = || vec![UpsetCounts::default(); upsets.len()];
    let parts = frames.normalised().par_chunks(CELLS * FRAMES_AT_A_TIME).map(|part| plan.run(part, upsets));
    parts.try_reduce(none, |mut all, part| {
        all.iter_mut().zip(&part).for_each(|(all, part)| all.add(part));
        Ok(all)
    })
}
