//! Samples as the model sees them.

use std::sync::Arc;

use super::model::Batch;
use super::options::DecoderKind;
use crate::chip::autoencoder::normalise;
use crate::data::cache::ContentHash;
use crate::data::cells::ROTATIONS;
use crate::data::reweight::Reweighting;
use crate::data::split::{Part, Split};
use crate::data::summary::CALQ_PER_MIP;
use crate::data::{Meta, Sample, Source, conditions};
use crate::error::{Error, Result};
use crate::network::CELLS;

/// Turns of 120 degrees under which the cells are symmetric.
pub const TURNS: usize = 3;

/// All samples of the data, in the order in which they were read: 276 bytes each with the conditional
/// decoder, so that ten million fit into 3 GB.
#[derive(Debug, Clone, Default)]
pub struct SampleTable {
    normalised: Vec<u8>,
    truth: Vec<f32>,
    conditions: Vec<f32>,
    sums: Vec<u32>,
    width: usize,
}

impl SampleTable {
    /// Reads everything that a source has. Also returns the hash that `econ-emu data info` prints for
    /// these samples.
    ///
    /// # Errors
    /// Those of the source, a source without samples, and conditions that the data do not give.
    pub fn read(source: &mut impl Source, decoder: DecoderKind) -> Result<(Self, String)> {
        let mut samples = SampleTable { width: decoder.conditions(), ..SampleTable::default() };
        let mut content = ContentHash::new(source.columns());
        while let Some(sample) = source.read()? {
            content.push(&sample);
            samples.push(&sample, decoder)?;
        }
        if samples.sums.is_empty() {
            return Err(Error::new("the data hold no sample with any charge"));
        }
        Ok((samples, content.finish()))
    }

    fn push(&mut self, sample: &Sample, decoder: DecoderKind) -> Result<()> {
        let normalised = normalise::run(&sample.charges);
        self.normalised.extend(normalised.normalised.map(|normalised| normalised.to_bits()));
        let scale = f64::from(normalise::power_below(normalised.sum)).recip();
        self.truth.extend(sample.charges.iter().map(|charge| (f64::from(charge.0) * scale) as f32));
        self.sums.push(normalised.sum);
        if decoder.conditions() > 0 {
            self.conditions.extend(decoder.pick(&conditions::of(sample)?));
        }
        Ok(())
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.sums.len()
    }

    /// True without samples.
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// The charges of a sample as they were read, exactly: 22-bit numbers scaled by a power of two fit
    /// the 24 bits of a 32-bit float.
    pub fn sample(&self, row: usize) -> Sample {
        let scale = f64::from(normalise::power_below(self.sums[row]));
        let truth = &self.truth[row * CELLS..][..CELLS];
        let charges = std::array::from_fn(|cell| crate::chip::signals::Calq((f64::from(truth[cell]) * scale) as u32));
        Sample { charges, meta: Meta::default() }
    }
}

/// One part of the data.
#[derive(Debug, Clone)]
pub struct Dataset {
    samples: Arc<SampleTable>,
    rows: Vec<usize>,
    /// Weight of each row of the part; empty if all weigh 1.
    weights: Vec<f32>,
}

impl Dataset {
    /// The samples of one part.
    ///
    /// # Errors
    /// A part without samples.
    pub fn new(samples: &Arc<SampleTable>, split: &Split, part: Part) -> Result<Self> {
        let row = |index| split.row(part, index).and_then(|row| usize::try_from(row).ok());
        let rows: Vec<usize> = (0..split.len(part)).filter_map(row).filter(|&row| row < samples.len()).collect();
        match rows.is_empty() {
            true => {
                Err(Error::new(format!("the data leave no samples for {part:?}"))
                    .hint("give more rows, or other parts"))
            }
            false => Ok(Dataset { samples: samples.clone(), rows, weights: Vec::new() }),
        }
    }

    /// Adds rows of the data, before [`Dataset::reweight`].
    pub fn extend(&mut self, rows: std::ops::Range<usize>) {
        self.rows.extend(rows.filter(|&row| row < self.samples.len()));
    }

    /// Gives rare modules larger weights in the loss, see [`Reweighting`]; cells above one transverse
    /// MIP count as occupied.
    ///
    /// # Errors
    /// None for a part with samples.
    pub fn reweight(&mut self) -> Result<()> {
        let mut first = Reweighting::new(CALQ_PER_MIP);
        self.rows.iter().for_each(|&row| first.push(&self.samples.sample(row)));
        let table = first.finish()?;
        self.weights = self.rows.iter().map(|&row| table.of(&self.samples.sample(row))).collect();
        Ok(())
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without samples (never, for a part that was made).
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Charges of a sample of the part.
    pub fn sample(&self, index: usize) -> Sample {
        self.samples.sample(self.rows[index])
    }

    /// Samples of the part by number, each turned by a multiple of 120 degrees.
    pub fn gather(&self, picks: &[(usize, usize)]) -> Batch {
        let samples = &*self.samples;
        let mut batch = Batch {
            normalised: Vec::with_capacity(picks.len() * CELLS),
            truth: Vec::with_capacity(picks.len() * CELLS),
            ..Batch::default()
        };
        for &(index, turn) in picks {
            let row = self.rows[index];
            let (normalised, truth) =
                (&samples.normalised[row * CELLS..][..CELLS], &samples.truth[row * CELLS..][..CELLS]);
            let from = &ROTATIONS[turn % TURNS];
            batch.normalised.extend(from.iter().map(|&cell| normalised[usize::from(cell)]));
            batch.truth.extend(from.iter().map(|&cell| truth[usize::from(cell)]));
            batch.conditions.extend_from_slice(&samples.conditions[row * samples.width..][..samples.width]);
            batch.weights.extend(self.weights.get(index));
        }
        batch
    }
}
