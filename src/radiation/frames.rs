//! Frames for the encoder.

use rayon::prelude::*;

use crate::chip::autoencoder::normalise;
use crate::chip::signals::{Calq, PerCell};
use crate::data::synth::{Synth, SynthKind};
use crate::data::{Sample, Source};
use crate::error::{Error, Result};
use crate::files::memory::Taken;
use crate::network::CELLS;
use crate::registers::Density;

/// Frames that are made up at a time.
const MADE_AT_A_TIME: u64 = 4096;

/// Normalised charges of frames, as the converter gives them to the encoder.
#[derive(Debug, Default)]
pub struct EncoderFrames {
    /// 48 of each frame, `u8.7`.
    normalised: Vec<u8>,
    taken: Taken,
}

impl EncoderFrames {
    /// Synthetic frames of a seed: modules of one density, with everything that may happen in them.
    ///
    /// # Errors
    /// More frames than the budget of memory holds.
    pub fn synthetic(seed: u64, density: Density, frames: u64) -> Result<Self> {
        let mut made = EncoderFrames::default();
        made.reserve(frames)?;
        let synth = Synth::new(seed, SynthKind::Mixed, Some(density), frames);
        for first in (0..frames).step_by(MADE_AT_A_TIME as usize) {
            let rows = first..(first + MADE_AT_A_TIME).min(frames);
            let samples: Vec<Sample> = rows.into_par_iter().map(|row| synth.sample(&synth.row(row))).collect();
            samples.iter().for_each(|sample| made.push(&sample.charges));
        }
        Ok(made)
    }

    /// The first frames of a source, so many at most.
    ///
    /// # Errors
    /// Those of the source, no frame at all, and more than the budget of memory holds.
    pub fn read(source: &mut impl Source, most: u64) -> Result<Self> {
        let mut frames = EncoderFrames::default();
        while (frames.len() as u64) < most {
            let Some(sample) = source.read()? else { break };
            if frames.normalised.len() == frames.normalised.capacity() {
                frames.reserve((frames.len() as u64 / 2).max(1 << 12))?;
            }
            frames.push(&sample.charges);
        }
        match frames.len() {
            0 => Err(Error::missing("the input holds no frame")),
            _ => Ok(frames),
        }
    }

    fn reserve(&mut self, frames: u64) -> Result<()> {
        let bytes = frames.saturating_mul(CELLS as u64);
        self.taken.add("the frames", bytes)?;
        self.normalised.reserve_exact(bytes as usize);
        Ok(())
    }

    fn push(&mut self, charges: &PerCell<Calq>) {
        self.normalised.extend(normalise::run(charges).normalised.map(|normalised| normalised.to_bits()));
    }

    /// Number of frames.
    pub fn len(&self) -> usize {
        self.normalised.len() / CELLS
    }

    /// True without frames.
    pub fn is_empty(&self) -> bool {
        self.normalised.is_empty()
    }

    /// The normalised charges, 48 of each frame.
    pub fn normalised(&self) -> &[u8] {
        &self.normalised
    }
}
