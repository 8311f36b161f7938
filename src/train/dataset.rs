//! Samples as the model sees them.

use super::model::Batch;
use super::options::DecoderKind;
use crate::chip::autoencoder::normalize;
use crate::data::split::{Part, Split};
use crate::data::{Sample, conditions};
use crate::error::{Error, Result};
use crate::network::{CELLS, Format, NORM_FRAC_BITS};

/// Turns of 120 degrees under which the cells are symmetric.
pub const TURNS: usize = 3;

/// One part of the data, in memory: 272 bytes a frame with the conditional decoder.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// The frames; with rotations, all of them as they are, then all turned once, then twice.
    pub frames: Batch,
    /// Frames before rotation.
    pub len: usize,
    /// Whether turned copies follow.
    pub rotated: bool,
    conditions: usize,
}

impl Dataset {
    /// The frames of one part.
    ///
    /// # Errors
    /// A part without frames, and conditions that the data do not give.
    pub fn new(samples: &[Sample], split: &Split, part: Part, decoder: DecoderKind, rotated: bool) -> Result<Self> {
        let len = usize::try_from(split.len(part)).unwrap_or(usize::MAX);
        if len == 0 {
            return Err(
                Error::new(format!("the data leave no frames for {part:?}")).hint("give more rows, or other parts")
            );
        }
        let mut dataset = Dataset { len, rotated, conditions: decoder.conditions(), ..Dataset::default() };
        for turn in 0..if rotated { TURNS } else { 1 } {
            for index in 0..len {
                let row = split.row(part, index as u64).and_then(|row| samples.get(usize::try_from(row).ok()?));
                let Some(sample) = row else {
                    return Err(Error::new("the split asks for a row that the data do not have").found(index));
                };
                dataset.push(&sample.rotated(turn), decoder)?;
            }
        }
        Ok(dataset)
    }

    fn push(&mut self, sample: &Sample, decoder: DecoderKind) -> Result<()> {
        let format = Format::unsigned(8, NORM_FRAC_BITS);
        let normalized = normalize::run(&sample.charges, format);
        let scale = 1.0 / 2f64.powi(normalized.sum.checked_ilog2().unwrap_or(0) as i32);
        for (charge, norm) in sample.charges.iter().zip(&normalized.norms) {
            self.frames.norms.push(format.raw(*norm) as u8);
            self.frames.truth.push((f64::from(charge.0) * scale) as f32);
        }
        match decoder {
            DecoderKind::Conditional => self.frames.conditions.extend(conditions::of(sample)?),
            DecoderKind::SumEta => {
                let all = conditions::of(sample)?;
                self.frames.conditions.extend([all[6], all[0]]);
            }
            DecoderKind::Plain => {}
        }
        Ok(())
    }

    /// The frames with these numbers; `turn` picks the copy.
    pub fn gather(&self, frames: impl Iterator<Item = (usize, usize)>) -> Batch {
        let mut batch = Batch::default();
        for (frame, turn) in frames {
            let at = frame + if self.rotated { turn * self.len } else { 0 };
            batch.norms.extend_from_slice(&self.frames.norms[at * CELLS..][..CELLS]);
            batch.truth.extend_from_slice(&self.frames.truth[at * CELLS..][..CELLS]);
            batch.conditions.extend_from_slice(&self.frames.conditions[at * self.conditions..][..self.conditions]);
        }
        batch
    }

    /// All frames without rotation, in pieces.
    pub fn pieces(&self, size: usize) -> impl Iterator<Item = Batch> + '_ {
        (0..self.len)
            .step_by(size)
            .map(move |start| self.gather((start..self.len.min(start + size)).map(|frame| (frame, 0))))
    }
}
