//! What is in a data set: counts, quantiles, ranges, and a hash.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cache::ContentHash;
use super::conditions::{self, CONDITIONS};
use super::sample::{Column, Columns, Sample};
use crate::chip::encode::FloatCode;
use crate::registers::Density;

/// CALQ of one transverse MIP, the unit in which the Ecoder trainer counts occupancy (docs/sources.md, Ecoder).
pub const CALQ_PER_MIP: u32 = 35;

/// Probabilities of the quantiles.
pub const QUANTILES: [f64; 7] = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0];

/// Bins for numbers below 2^32 whose width is at most 1/128 of their value.
const BINS: FloatCode = FloatCode { exponent: 5, mantissa: 7 };

/// A distribution of whole numbers in bounded memory. Quantiles are exact below 256, and at most 1/128 too
/// low above.
#[derive(Debug, Clone, Default)]
pub struct Distribution {
    bins: BTreeMap<u16, u64>,
    count: u64,
    max: u32,
}

impl Distribution {
    /// Counts a number.
    pub fn push(&mut self, value: u32) {
        *self.bins.entry(BINS.encode(value, 0)).or_default() += 1;
        self.count += 1;
        self.max = self.max.max(value);
    }

    /// The smallest number that at least the fraction `p` of the numbers do not exceed.
    pub fn quantile(&self, p: f64) -> u32 {
        if p >= 1.0 {
            return self.max;
        }
        let wanted = (p * self.count as f64).ceil().max(1.0) as u64;
        let mut below = 0;
        for (&code, &count) in &self.bins {
            below += count;
            if below >= wanted {
                return u32::try_from(BINS.lower_edge(code)).unwrap_or(u32::MAX);
            }
        }
        self.max
    }

    fn quantiles(&self) -> [u32; QUANTILES.len()] {
        QUANTILES.map(|p| self.quantile(p))
    }
}

/// Collects a summary, sample by sample.
pub struct Collector {
    columns: Columns,
    above: u32,
    hash: ContentHash,
    samples: u64,
    occupancy: Distribution,
    occupancy_mip: Distribution,
    charge: Distribution,
    sum: Distribution,
    layers: BTreeMap<u8, u64>,
    low: u64,
    high: u64,
    ranges: [(f32, f32); CONDITIONS],
    conditioned: u64,
}

/// A summary.
#[derive(Debug, Clone, Serialize)]
pub struct DataSummary {
    /// Samples.
    pub samples: u64,
    /// Names of the metadata columns.
    pub columns: Vec<&'static str>,
    /// SHA-256 of the samples with these columns, as in a cache.
    pub sha256: String,
    /// The probabilities of all quantiles below.
    pub quantiles: [f64; QUANTILES.len()],
    /// Charge above which a cell counts as occupied.
    pub occupied_above: u32,
    /// Occupied cells.
    pub occupancy: [u32; QUANTILES.len()],
    /// Cells with a charge above one transverse MIP, 35 CALQ.
    pub occupancy_above_mip: [u32; QUANTILES.len()],
    /// Largest charge of a module, CALQ.
    pub max_charge: [u32; QUANTILES.len()],
    /// Sum of the charges of a module, CALQ.
    pub sum_charge: [u32; QUANTILES.len()],
    /// Samples of each layer.
    pub layers: BTreeMap<u8, u64>,
    /// Samples of low-density modules.
    pub low_density: u64,
    /// Samples of high-density modules.
    pub high_density: u64,
    /// Samples with all eight conditions.
    pub with_conditions: u64,
    /// Smallest and largest value of each condition.
    pub conditions: Vec<ConditionRange>,
}

/// Range of a condition.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionRange {
    /// Its name.
    pub name: &'static str,
    /// Smallest value.
    pub min: f32,
    /// Largest value.
    pub max: f32,
}

impl Collector {
    /// Starts, for samples of a source with these columns; cells with charges above `above` count as
    /// occupied.
    pub fn new(columns: Columns, above: u32) -> Self {
        Collector {
            columns,
            above,
            hash: ContentHash::new(columns),
            samples: 0,
            occupancy: Distribution::default(),
            occupancy_mip: Distribution::default(),
            charge: Distribution::default(),
            sum: Distribution::default(),
            layers: BTreeMap::new(),
            low: 0,
            high: 0,
            ranges: [(f32::INFINITY, f32::NEG_INFINITY); CONDITIONS],
            conditioned: 0,
        }
    }

    /// Adds a sample.
    pub fn push(&mut self, sample: &Sample) {
        self.samples += 1;
        self.hash.push(sample);
        self.occupancy.push(sample.occupancy(self.above) as u32);
        self.occupancy_mip.push(sample.occupancy(CALQ_PER_MIP) as u32);
        self.charge.push(sample.max());
        self.sum.push(sample.sum());
        if let Some(layer) = sample.meta.layer {
            *self.layers.entry(layer).or_default() += 1;
        }
        match sample.meta.density {
            Some(Density::Low) => self.low += 1,
            Some(Density::High) => self.high += 1,
            None => {}
        }
        // If the source lacks the columns, there is no need to ask for them in every row.
        if self.columns.has(Column::Eta)
            && let Ok(values) = conditions::of(sample)
        {
            self.conditioned += 1;
            for (range, value) in self.ranges.iter_mut().zip(values) {
                *range = (range.0.min(value), range.1.max(value));
            }
        }
    }

    /// The summary.
    pub fn finish(self) -> DataSummary {
        let range = |(name, (min, max)): (&'static str, (f32, f32))| ConditionRange { name, min, max };
        let ranges = conditions::NAMES.into_iter().zip(self.ranges).map(range);
        DataSummary {
            samples: self.samples,
            columns: self.columns.iter().map(Column::name).collect(),
            sha256: self.hash.finish(),
            quantiles: QUANTILES,
            occupied_above: self.above,
            occupancy: self.occupancy.quantiles(),
            occupancy_above_mip: self.occupancy_mip.quantiles(),
            max_charge: self.charge.quantiles(),
            sum_charge: self.sum.quantiles(),
            layers: self.layers,
            low_density: self.low,
            high_density: self.high,
            with_conditions: self.conditioned,
            conditions: if self.conditioned > 0 { ranges.collect() } else { Vec::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::sample::testing::full_meta;

    #[test]
    fn quantiles_are_exact_for_small_numbers_and_close_for_large_ones() {
        let mut small = Distribution::default();
        (1..=200).for_each(|value| small.push(value));
        assert_eq!(small.quantiles(), [1, 10, 50, 100, 150, 190, 200]);
        let mut large = Distribution::default();
        (1..=200u32).for_each(|value| large.push(value * 1_000_000));
        for p in QUANTILES {
            let (exact, found) = (f64::from(small.quantile(p)) * 1e6, f64::from(large.quantile(p)));
            assert!(found <= exact && found > exact * (1.0 - 1.0 / 128.0), "{p}: {found} {exact}");
        }
    }

    #[test]
    fn a_summary_counts_and_ranges() {
        let mut collector = Collector::new(Columns::ALL, 0);
        for charge in [0, 36, 100] {
            collector.push(&Sample::new([charge; 48], full_meta()).unwrap());
        }
        let summary = collector.finish();
        assert_eq!((summary.samples, summary.high_density, summary.with_conditions), (3, 3, 3));
        assert_eq!((summary.occupancy[0], summary.occupancy_above_mip[3]), (0, 48));
        assert_eq!(summary.layers, BTreeMap::from([(9, 3)]));
        assert_eq!(summary.conditions[7].max, 8.0 / 46.0);
    }
}
