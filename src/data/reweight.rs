//! Weights that make rare modules count as much as frequent ones: Ecoder's `--occReweight` (docs/sources.md, Ecoder).
//!
//! The weight of a sample is 1 / (samples in its bin of the occupancy histogram) times 1 / (samples in its bin of
//! the histogram of the largest charge), scaled so that the mean weight is 1. As in Ecoder, both histograms have 50
//! bins of equal width from the smallest to the largest value found; the largest value belongs to the last bin.
//! Occupancy is the number of cells above a charge, 0 unless said otherwise. Samples from link words have no zero
//! charges: there, 4 is the charge of an empty cell (1 with low density).
//!
//! Two passes: [`Reweighting::push`] every sample, then ask [`SampleWeights::of`] for each. Memory grows with the number of
//! different largest charges, not with the rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::sample::Sample;
use super::select::MIN_ENERGY_FRACTION;
use super::summary::CALQ_PER_MIP;
use crate::error::{Error, Result};

const BINS: u32 = 50;

/// What the weight of a sample in the loss is, before all are divided by their mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Weighting {
    /// ln(1 + module charge), the charge in transverse MIPs.
    Charge,
    /// 1 + cells above one transverse MIP.
    Occupancy,
    /// Samples with a SimEnergyFraction above 0.05 weigh as much as all others together.
    Signal,
}

impl Weighting {
    /// The weights of samples, of which the mean is 1. Each is given by its module charge in CALQ, its number of occupied
    /// cells, and whether it is signal, if the data say so.
    ///
    /// # Errors
    /// [`Weighting::Signal`] of data that do not say what is signal, or have samples of only one kind. Samples that all
    /// weigh nothing.
    pub fn weights(self, samples: &[(u32, usize, Option<bool>)]) -> Result<Vec<f32>> {
        let weights: Vec<f64> = match self {
            Weighting::Charge => {
                samples.iter().map(|&(sum, ..)| libm::log1p(f64::from(sum) / f64::from(CALQ_PER_MIP))).collect()
            }
            Weighting::Occupancy => samples.iter().map(|&(_, cells, _)| 1.0 + cells as f64).collect(),
            Weighting::Signal => {
                let signal: Option<Vec<bool>> = samples.iter().map(|&(.., signal)| signal).collect();
                let signal = signal.ok_or_else(|| {
                    Error::new("weights by signal need a value that the data do not give")
                        .field("SimEnergyFraction")
                        .allowed("in every row")
                })?;
                let own = signal.iter().filter(|&&signal| signal).count();
                let kinds = [signal.len() - own, own];
                if kinds.contains(&0) {
                    return Err(Error::new("weights by signal need samples with and without signal")
                        .field("SimEnergyFraction")
                        .found(format!("{own} of {} samples above {MIN_ENERGY_FRACTION}", signal.len())));
                }
                signal.iter().map(|&signal| 1.0 / kinds[usize::from(signal)] as f64).collect()
            }
        };
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        match mean > 0.0 {
            true => Ok(weights.into_iter().map(|weight| (weight / mean) as f32).collect()),
            false => Err(Error::new("the samples weigh nothing")),
        }
    }
}

/// Bins of equal width between two values.
#[derive(Debug, Clone, Copy)]
struct Binning {
    min: u32,
    max: u32,
}

impl Binning {
    /// From the smallest to the largest value; none if there are no values.
    fn of(values: impl Iterator<Item = u32> + Clone) -> Option<Self> {
        Some(Binning { min: values.clone().min()?, max: values.max()? })
    }

    fn bin(self, value: u32) -> usize {
        let (offset, width) = (u64::from(value.clamp(self.min, self.max) - self.min), u64::from(self.max - self.min));
        let bin = (offset * u64::from(BINS)).checked_div(width).unwrap_or(0);
        bin.min(u64::from(BINS) - 1) as usize
    }
}

/// The first pass: counts.
#[derive(Debug, Clone)]
pub struct Reweighting {
    above: u32,
    counts: BTreeMap<(u32, u32), u64>,
}

impl Reweighting {
    /// Starts; cells with charges above `above` count as occupied.
    pub fn new(above: u32) -> Self {
        Reweighting { above, counts: BTreeMap::new() }
    }

    /// Counts a sample.
    pub fn push(&mut self, sample: &Sample) {
        *self.counts.entry(key(sample, self.above)).or_default() += 1;
    }

    /// The weights.
    ///
    /// # Errors
    /// If there were no samples.
    pub fn finish(self) -> Result<SampleWeights> {
        let occupancy = Binning::of(self.counts.keys().map(|key| key.0));
        let charge = Binning::of(self.counts.keys().map(|key| key.1));
        let (Some(occupancy), Some(charge)) = (occupancy, charge) else {
            return Err(Error::new("no samples to weight"));
        };
        let (mut by_occupancy, mut by_charge) = ([0u64; BINS as usize], [0u64; BINS as usize]);
        for (&(cells, max), &count) in &self.counts {
            by_occupancy[occupancy.bin(cells)] += count;
            by_charge[charge.bin(max)] += count;
        }
        let mut weights = SampleWeights { above: self.above, occupancy, charge, by_occupancy, by_charge, scale: 1.0 };
        let (mut sum, mut rows) = (0.0, 0u64);
        for (&(cells, max), &count) in &self.counts {
            sum += weights.raw(cells, max) * count as f64;
            rows += count;
        }
        weights.scale = rows as f64 / sum;
        Ok(weights)
    }
}

/// The second pass: the weight of each sample.
#[derive(Debug, Clone)]
pub struct SampleWeights {
    above: u32,
    occupancy: Binning,
    charge: Binning,
    by_occupancy: [u64; BINS as usize],
    by_charge: [u64; BINS as usize],
    scale: f64,
}

impl SampleWeights {
    fn raw(&self, cells: u32, max: u32) -> f64 {
        let occupancy = self.by_occupancy[self.occupancy.bin(cells)].max(1);
        let charge = self.by_charge[self.charge.bin(max)].max(1);
        1.0 / (occupancy as f64) / (charge as f64)
    }

    /// The weight of a sample; the mean over the samples of the first pass is 1. A sample in a bin
    /// that was empty in the first pass counts as alone in it.
    pub fn of(&self, sample: &Sample) -> f32 {
        let (cells, max) = key(sample, self.above);
        (self.raw(cells, max) * self.scale) as f32
    }
}

fn key(sample: &Sample, above: u32) -> (u32, u32) {
    (sample.occupancy(above) as u32, sample.max())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::sample::Meta;

    fn sample(cells: usize, charge: u32) -> Sample {
        let charges = std::array::from_fn(|cell: usize| if cell < cells { charge } else { 0 });
        Sample::new(charges, Meta::default()).unwrap()
    }

    fn weights(samples: &[Sample]) -> Vec<f32> {
        let mut first = Reweighting::new(0);
        samples.iter().for_each(|sample| first.push(sample));
        let weights = first.finish().unwrap();
        samples.iter().map(|sample| weights.of(sample)).collect()
    }

    #[test]
    fn rare_samples_weigh_more_and_the_mean_is_one() {
        // Eight small modules and two large ones: 1/8/8 against 1/2/2.
        let samples: Vec<Sample> = (0..10).map(|i| if i < 8 { sample(2, 10) } else { sample(40, 1000) }).collect();
        let weights = weights(&samples);
        assert!((weights[9] / weights[0] - 16.0).abs() < 1e-3);
        assert!((weights.iter().sum::<f32>() - 10.0).abs() < 1e-4);
    }

    #[test]
    fn weights_by_charge_occupancy_and_signal() {
        let samples = [(35, 0, Some(true)), (3500, 9, Some(false)), (0, 4, Some(false))];
        let of = |weighting: Weighting| {
            let weights = weighting.weights(&samples).unwrap();
            assert!((weights.iter().sum::<f32>() - 3.0).abs() < 1e-5);
            weights
        };
        let [charge, occupancy, signal] = [Weighting::Charge, Weighting::Occupancy, Weighting::Signal].map(of);
        assert!((charge[1] / charge[0] - 101f32.ln() / 2f32.ln()).abs() < 1e-5 && charge[2] == 0.0);
        assert!((occupancy[1] / occupancy[0] - 10.0).abs() < 1e-5);
        assert_eq!(signal, [1.5, 0.75, 0.75]);
        for (samples, message) in [(vec![(35, 1, None)], "do not give"), (vec![(35, 1, Some(false))], "0 of 1 samples")]
        {
            assert!(Weighting::Signal.weights(&samples).unwrap_err().to_string().contains(message));
        }
        assert!(Weighting::Charge.weights(&[(0, 0, None)]).is_err());
    }

    #[test]
    fn bins_are_equally_wide_and_include_both_ends() {
        let bins = Binning { min: 10, max: 110 };
        assert_eq!([10, 11, 12, 59, 60, 109, 110, 500].map(|v| bins.bin(v)), [0, 0, 1, 24, 25, 49, 49, 49]);
        assert_eq!(Binning { min: 3, max: 3 }.bin(3), 0);
        assert!(weights(&[sample(3, 5), sample(3, 5)]).iter().all(|&weight| weight == 1.0));
        assert!(Reweighting::new(0).finish().is_err());
    }
}
