//! What becomes of samples that are sent, kept outside of the memory: packets and values of metrics in temporary files.

use std::ops::Range;

use crate::chip::signals::PerCell;
use crate::chip::unpack::Status;
use crate::data::SampleRows;
use crate::error::Result;
use crate::files::RowFile;
use crate::network::CELLS;
use crate::registers::Density;

/// Samples, and those of each density by themselves: low-density and high-density modules each have a chip of their own.
#[derive(Debug, Clone)]
pub struct Modules<'a> {
    /// All of them.
    pub samples: SampleRows<'a>,
    /// Numbers of those of low and of high density.
    numbers: [Vec<usize>; 2],
}

impl<'a> Modules<'a> {
    /// Sorts samples; `density` is that of modules whose sample does not say it.
    ///
    /// # Errors
    /// If the samples cannot be read.
    pub fn new(samples: SampleRows<'a>, density: Density) -> Result<Self> {
        let mut numbers = [Vec::new(), Vec::new()];
        samples.each(|at, sample| numbers[sample.meta.density.unwrap_or(density) as usize].push(at))?;
        Ok(Modules { samples, numbers })
    }

    /// Numbers of the samples of a density, among all.
    pub fn numbers(&self, density: Density) -> &[usize] {
        &self.numbers[density as usize]
    }

    /// The samples of a density.
    pub fn of(&self, density: Density) -> SampleRows<'a> {
        self.samples.chosen(self.numbers(density).iter().copied())
    }
}

/// One packet of a contender.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Reconstructed charges in the numbering of the sample, CALQ.
    pub charges: PerCell<f32>,
    /// What happened to the packet; `None` if none was sent.
    pub status: Option<Status>,
}

/// Bytes of an outcome: its charges, and the number of its status.
const OUTCOME: usize = 4 * CELLS + 1;

/// The number of no status.
const UNSENT: u8 = u8::MAX;

/// Outcomes of a contender, one for each sample.
#[derive(Debug)]
pub struct Outcomes(RowFile);

impl Default for Outcomes {
    /// Without outcomes yet.
    fn default() -> Self {
        Outcomes(RowFile::new(OUTCOME))
    }
}

impl Outcomes {
    /// Takes the outcomes of the samples of these numbers.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn put(&self, numbers: &[usize], outcomes: &[Outcome]) -> Result<()> {
        let mut rest = outcomes;
        for run in numbers.chunk_by(|one, next| *next == one + 1) {
            let (own, behind) = rest.split_at(run.len());
            let mut bytes = Vec::with_capacity(OUTCOME * own.len());
            for outcome in own {
                outcome.charges.iter().for_each(|charge| bytes.extend(charge.to_le_bytes()));
                bytes.push(outcome.status.map_or(UNSENT, |status| status as u8));
            }
            self.0.write(run[0], &bytes)?;
            rest = behind;
        }
        Ok(())
    }

    /// The outcomes of some samples.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn read(&self, range: Range<usize>) -> Result<Vec<Outcome>> {
        Ok(self.0.read(range)?.chunks_exact(OUTCOME).map(outcome).collect())
    }

    /// The outcome of a sample.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn one(&self, number: usize) -> Result<Outcome> {
        self.0.read(number..number + 1).map(|bytes| outcome(&bytes))
    }
}

fn outcome(bytes: &[u8]) -> Outcome {
    let (words, rest) = bytes.as_chunks::<4>();
    let mut charges = [0.0; CELLS];
    charges.iter_mut().zip(words).for_each(|(charge, word)| *charge = f32::from_le_bytes(*word));
    let number = rest.first().copied().map(usize::from);
    Outcome { charges, status: number.and_then(|number| Status::ALL.get(number).copied()) }
}

/// `N` values of each sample, in the order of the samples; `None` where a value is undefined.
#[derive(Debug)]
pub struct ValueRows<const N: usize> {
    rows: RowFile,
    len: usize,
}

/// What stands for an undefined value: bits of a NaN that no computation gives.
const UNDEFINED: u64 = u64::MAX;

impl<const N: usize> Default for ValueRows<N> {
    /// Without values yet.
    fn default() -> Self {
        ValueRows { rows: RowFile::new(8 * N), len: 0 }
    }
}

impl<const N: usize> ValueRows<N> {
    /// Adds the values of the next samples.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn push(&mut self, values: &[[Option<f64>; N]]) -> Result<()> {
        let bits = values.as_flattened().iter().map(|value| value.map_or(UNDEFINED, f64::to_bits));
        self.rows.write(self.len, &bits.flat_map(u64::to_le_bytes).collect::<Vec<u8>>())?;
        self.len += values.len();
        Ok(())
    }

    /// One value of all samples.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn column(&self, at: usize) -> Result<Vec<Option<f64>>> {
        const TOGETHER: usize = 1 << 14;
        let mut column = Vec::with_capacity(self.len);
        for start in (0..self.len).step_by(TOGETHER) {
            let bytes = self.rows.read(start..self.len.min(start + TOGETHER))?;
            let bits = bytes.as_chunks::<8>().0.iter().skip(at).step_by(N).map(|word| u64::from_le_bytes(*word));
            column.extend(bits.map(|bits| (bits != UNDEFINED).then_some(f64::from_bits(bits))));
        }
        Ok(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Sample;
    use crate::data::sample::Meta;

    #[test]
    fn outcomes_stand_at_the_numbers_of_their_samples() {
        let all: Vec<Outcome> = (0..9u8)
            .map(|at| Outcome { charges: [f32::from(at); CELLS], status: Status::ALL.get(usize::from(at)).copied() })
            .collect();
        let outcomes = Outcomes::default();
        outcomes.put(&[4, 5, 6, 0], &[&all[4..7], &all[..1]].concat()).unwrap();
        outcomes.put(&[1, 2, 3, 7, 8], &[&all[1..4], &all[7..]].concat()).unwrap();
        assert_eq!(outcomes.read(0..9).unwrap(), all);
        assert_eq!(outcomes.one(5).unwrap(), all[5]);
    }

    #[test]
    fn columns_of_values_come_back() {
        let rows: Vec<[Option<f64>; 2]> =
            (0..40_000).map(|at| [(at % 3 > 0).then_some(f64::from(at)), Some(f64::NAN)]).collect();
        let mut values = ValueRows::default();
        rows.chunks(999).for_each(|rows| values.push(rows).unwrap());
        assert_eq!(values.column(0).unwrap(), rows.iter().map(|row| row[0]).collect::<Vec<_>>());
        assert!(values.column(1).unwrap().iter().all(|value| value.is_some_and(f64::is_nan)));
    }

    #[test]
    fn modules_are_sorted_by_density() {
        let density = [Some(Density::Low), None, Some(Density::High), Some(Density::Low)];
        let meta = |density| Meta { density, ..Meta::default() };
        let samples = density.map(|density| Sample::new([1; CELLS], meta(density)).unwrap());
        let modules = Modules::new(samples[..].into(), Density::High).unwrap();
        assert_eq!([Density::Low, Density::High].map(|kind| modules.numbers(kind)), [&[0, 3], &[1, 2]]);
        assert_eq!(modules.of(Density::Low).read(0..2).unwrap(), [samples[0], samples[3]]);
    }
}
