//! Samples as the model sees them.

use std::sync::Arc;

use econ_emu::chip::autoencoder::normalise;
use econ_emu::data::cache::ContentHash;
use econ_emu::data::cells::{ROTATIONS, TURNS};
use econ_emu::data::conditions::{Conditions, received};
use econ_emu::data::reweight::{Reweighting, Weighting};
use econ_emu::data::select::MIN_ENERGY_FRACTION;
use econ_emu::data::split::{Part, Split};
use econ_emu::data::summary::CALQ_PER_MIP;
use econ_emu::data::{Column, Meta, Sample, Source};
use econ_emu::error::{Error, Result};
use econ_emu::files::memory::Taken;
use econ_emu::network::CELLS;
use econ_emu::physics::closed_form::FitSample;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::model::Batch;

/// Bytes of memory for a sample, without its conditions, and samples for which memory is taken at a time.
const SAMPLE: usize = 300;
const ROWS: usize = 1 << 10;

/// All samples of the data, in the order in which they were read: 276 bytes each with the conditional
/// decoder, so that ten million fit into 3 GB.
#[derive(Debug, Clone, Default)]
pub struct SampleTable {
    normalised: Vec<u8>,
    truth: Vec<f32>,
    conditions: Vec<f32>,
    sums: Vec<u32>,
    /// Event of each sample, where the source gives events.
    events: Vec<Option<i64>>,
    /// Whether a sample is signal, if the data say so.
    signal: Vec<Option<bool>>,
    width: usize,
}

impl SampleTable {
    /// Reads everything that a source has. Also returns the hash that `econ-emu data info` prints for
    /// these samples.
    ///
    /// # Errors
    /// Those of the source, a source without samples, conditions that the data do not give, and more samples than the
    /// budget of memory holds.
    pub fn read(source: &mut impl Source, conditions: Conditions) -> Result<(Self, String)> {
        let mut samples = SampleTable { width: conditions.count(), ..SampleTable::default() };
        let mut content = ContentHash::new(source.columns());
        let has_events = source.columns().has(Column::Entry);
        let mut taken = Taken::default();
        while let Some(sample) = source.read()? {
            if samples.sums.len().is_multiple_of(ROWS) {
                let bytes = SAMPLE + size_of::<f32>() * samples.width;
                taken.add("the samples", (ROWS * bytes) as u64)?;
            }
            content.push(&sample);
            samples.push(&sample, conditions)?;
            samples.events.extend(has_events.then_some(sample.meta.entry));
        }
        if samples.sums.is_empty() {
            return Err(Error::new("the data hold no sample with any charge"));
        }
        Ok((samples, content.finish()))
    }

    fn push(&mut self, sample: &Sample, conditions: Conditions) -> Result<()> {
        let normalised = normalise::run(&sample.charges);
        self.normalised.extend(normalised.normalised.map(|normalised| normalised.to_bits()));
        let scale = f64::from(normalise::power_below(normalised.sum)).recip();
        self.truth.extend(sample.charges.iter().map(|charge| (f64::from(charge.0) * scale) as f32));
        self.sums.push(normalised.sum);
        self.signal.push(sample.meta.sim_energy_fraction.map(|fraction| fraction > MIN_ENERGY_FRACTION));
        self.conditions.extend(conditions.of(sample)?);
        Ok(())
    }

    /// Adds a sample in the module of an earlier row.
    fn push_mixed(&mut self, sample: &Sample, row: usize, conditions: Conditions) -> Result<()> {
        let of_module = self.conditions[row * self.width..][..self.width].to_vec();
        self.push(sample, Conditions::None)?;
        self.conditions.extend(conditions.with_sum(&of_module, received(sample.sum())));
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

    /// The event of each sample; nothing if the data give no events.
    pub fn events(&self) -> &[Option<i64>] {
        &self.events
    }

    /// The charges of a sample as they were read, exactly: 22-bit numbers scaled by a power of two fit
    /// the 24 bits of a 32-bit float.
    pub fn sample(&self, row: usize) -> Sample {
        let scale = f64::from(normalise::power_below(self.sums[row]));
        let truth = &self.truth[row * CELLS..][..CELLS];
        let charges =
            std::array::from_fn(|cell| econ_emu::chip::signals::Calq((f64::from(truth[cell]) * scale) as u32));
        Sample { charges, meta: Meta::default() }
    }
}

/// Puts samples into an order that the generator decides.
pub fn shuffle<T>(order: &mut [T], rng: &mut ChaCha8Rng) {
    for at in (1..order.len()).rev() {
        order.swap(at, rng.random_range(0..=at));
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
        let rows = (0..split.len(part)).filter_map(|index| usize::try_from(split.row(part, index)?).ok());
        let rows: Vec<usize> = rows.filter(|&row| row < samples.len()).collect();
        match rows.is_empty() {
            true => {
                Err(Error::new(format!("the data leave no samples for {part:?}"))
                    .hint("give more rows, or other parts"))
            }
            false => Ok(Dataset { samples: samples.clone(), rows, weights: Vec::new() }),
        }
    }

    /// Adds rows of the data, before [`Dataset::reweight`].
    pub fn extend(&mut self, rows: impl Iterator<Item = usize>) {
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

    /// Gives each sample a weight in the loss.
    ///
    /// # Errors
    /// As [`Weighting::weights`].
    pub fn weigh(&mut self, by: Weighting) -> Result<()> {
        let of = |&row: &usize| {
            let sample = self.samples.sample(row);
            (sample.sum(), sample.occupancy(CALQ_PER_MIP), self.samples.signal[row])
        };
        self.weights = by.weights(&self.rows.iter().map(of).collect::<Vec<_>>())?;
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

    /// The samples of the part, for registers in closed form.
    pub fn fit_samples(&self) -> Vec<FitSample> {
        let samples = &*self.samples;
        let rows = self.rows.iter().map(|&row| {
            let truth = &samples.truth[row * CELLS..][..CELLS];
            let sum: f32 = truth.iter().sum();
            let share = |cell: usize| if sum > 0.0 { truth[cell] / sum } else { 0.0 };
            let normalised = std::array::from_fn(|cell| samples.normalised[row * CELLS + cell]);
            FitSample { normalised, shares: std::array::from_fn(share) }
        });
        rows.collect()
    }

    /// Adds copies of the samples of the part in which each cell is, with even odds, that of another sample. The module
    /// that a copy is in is that of the first.
    ///
    /// # Errors
    /// Conditions that a copy cannot have.
    pub fn mix(&mut self, copies: u32, conditions: Conditions, seed: u64) -> Result<()> {
        if copies == 0 {
            return Ok(());
        }
        let mut draws = ChaCha8Rng::seed_from_u64(seed);
        draws.set_stream(1 << 40);
        let mut table = (*self.samples).clone();
        let own = self.rows.clone();
        for _ in 0..copies {
            for (index, &row) in own.iter().enumerate() {
                let other = own[draws.random_range(0..own.len())];
                let (first, second) = (table.sample(row), table.sample(other));
                let mixed = first.mixed(&second, !draws.random::<u64>());
                if mixed.sum() > 0 {
                    self.rows.push(table.len());
                    self.weights.extend(self.weights.get(index).copied());
                    table.push_mixed(&mixed, row, conditions)?;
                }
            }
        }
        self.samples = Arc::new(table);
        Ok(())
    }

    /// The mean of the images of the part, each divided by its own sum; post-MUX order.
    pub fn mean_image(&self) -> [f64; CELLS] {
        let mut mean = [0.0; CELLS];
        for &row in &self.rows {
            let truth = &self.samples.truth[row * CELLS..][..CELLS];
            let sum: f64 = truth.iter().map(|&charge| f64::from(charge)).sum();
            let share = if sum > 0.0 { 1.0 / (sum * self.rows.len() as f64) } else { 0.0 };
            mean.iter_mut().zip(truth).for_each(|(mean, &charge)| *mean += share * f64::from(charge));
        }
        mean
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
