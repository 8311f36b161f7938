//! Samples that are gone through again and again, in blocks: of a slice, or of a source that the memory need not hold.

use std::ops::Range;
use std::sync::Arc;

use super::Source;
use super::cache::{put_row, row_bytes, taken_row};
use super::sample::{Columns, Sample};
use crate::error::{Error, Result};
use crate::files::RowFile;
use crate::files::memory::Taken;

/// Samples that are looked at together.
const BLOCK: usize = 1024;

/// What those who go through samples keep of each in memory, about: its places in lists, and values of a few metrics.
const KEPT: u64 = 150;

/// All samples of a source, in a temporary file.
#[derive(Debug)]
pub struct SampleFile {
    rows: RowFile,
    len: usize,
    _taken: Taken,
}

impl SampleFile {
    /// Reads a source to its end.
    ///
    /// # Errors
    /// Those of the source, a file that cannot be written, and more samples than the budget of memory allows: 150 bytes
    /// of it stand for each.
    pub fn read_all(source: &mut impl Source) -> Result<Self> {
        let (rows, mut taken) = (RowFile::new(row_bytes(Columns::ALL)), Taken::default());
        let (mut len, mut waiting, mut bytes) = (0, 0, Vec::new());
        loop {
            let sample = source.read()?;
            if let Some(sample) = &sample {
                put_row(sample, Columns::ALL, &mut bytes);
                waiting += 1;
            }
            if waiting == BLOCK || sample.is_none() {
                taken.add("the samples", KEPT * waiting as u64)?;
                rows.write(len, &bytes)?;
                len += std::mem::take(&mut waiting);
                bytes.clear();
            }
            if sample.is_none() {
                return Ok(SampleFile { rows, len, _taken: taken });
            }
        }
    }

    /// All of them.
    pub fn samples(&self) -> SampleRows<'_> {
        SampleRows { store: Store::File(self), places: Places::Range(0..self.len) }
    }

    fn read(&self, places: Range<usize>) -> Result<Vec<Sample>> {
        let bytes = self.rows.read(places)?;
        let rows = bytes.chunks_exact(row_bytes(Columns::ALL)).map(|row| taken_row(row, Columns::ALL));
        rows.collect::<Option<_>>().ok_or_else(|| Error::new("samples in a temporary file were changed"))
    }
}

/// Where samples are.
#[derive(Debug, Clone, Copy)]
enum Store<'a> {
    Slice(&'a [Sample]),
    File(&'a SampleFile),
}

impl Store<'_> {
    fn read(&self, places: Range<usize>, into: &mut Vec<Sample>) -> Result<()> {
        match self {
            Store::Slice(samples) => into.extend_from_slice(&samples[places]),
            Store::File(file) => into.extend(file.read(places)?),
        }
        Ok(())
    }
}

/// Which samples of a store.
#[derive(Debug, Clone)]
enum Places {
    Range(Range<usize>),
    /// In increasing order.
    List(Arc<[usize]>),
}

/// Some samples of a slice or a file, in their order.
#[derive(Debug, Clone)]
pub struct SampleRows<'a> {
    store: Store<'a>,
    places: Places,
}

impl<'a> From<&'a [Sample]> for SampleRows<'a> {
    fn from(samples: &'a [Sample]) -> Self {
        SampleRows { store: Store::Slice(samples), places: Places::Range(0..samples.len()) }
    }
}

impl SampleRows<'_> {
    /// How many they are.
    pub fn len(&self) -> usize {
        match &self.places {
            Places::Range(range) => range.len(),
            Places::List(list) => list.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a sample among all of the slice or the file.
    pub fn place(&self, at: usize) -> usize {
        match &self.places {
            Places::Range(range) => range.start + at,
            Places::List(list) => list[at],
        }
    }

    /// Reads some of them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(&self, range: Range<usize>) -> Result<Vec<Sample>> {
        let mut samples = Vec::with_capacity(range.len());
        match &self.places {
            Places::Range(own) => self.store.read(own.start + range.start..own.start + range.end, &mut samples)?,
            Places::List(list) => {
                for run in list[range].chunk_by(|one, next| *next == one + 1) {
                    self.store.read(run[0]..run[0] + run.len(), &mut samples)?;
                }
            }
        }
        Ok(samples)
    }

    /// All of them in blocks, each with the number of its first one.
    pub fn blocks(&self) -> impl Iterator<Item = Result<(usize, Vec<Sample>)>> {
        let starts = (0..self.len()).step_by(BLOCK);
        starts.map(|start| Ok((start, self.read(start..self.len().min(start + BLOCK))?)))
    }

    /// Calls a function with each and its number.
    ///
    /// # Errors
    /// As [`SampleRows::read`].
    pub fn each(&self, mut visit: impl FnMut(usize, &Sample)) -> Result<()> {
        for block in self.blocks() {
            let (first, samples) = block?;
            samples.iter().enumerate().for_each(|(at, sample)| visit(first + at, sample));
        }
        Ok(())
    }

    /// Those of these numbers, which increase.
    #[must_use]
    pub fn chosen(&self, numbers: impl IntoIterator<Item = usize>) -> Self {
        let places = numbers.into_iter().map(|at| self.place(at)).collect();
        SampleRows { store: self.store, places: Places::List(places) }
    }

    /// Those of a range of numbers.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let places = match &self.places {
            Places::Range(own) => Places::Range(own.start + range.start..own.start + range.end),
            Places::List(list) => Places::List(list[range].into()),
        };
        SampleRows { store: self.store, places }
    }

    /// Those that a function wants, by number and sample.
    ///
    /// # Errors
    /// As [`SampleRows::read`].
    pub fn filtered(&self, wants: impl Fn(usize, &Sample) -> bool) -> Result<Self> {
        let mut numbers = Vec::new();
        self.each(|at, sample| numbers.extend(wants(at, sample).then_some(at)))?;
        Ok(self.chosen(numbers))
    }

    /// At most so many of them, evenly taken from all.
    #[must_use]
    pub fn spread(&self, count: usize) -> Self {
        self.chosen(spread(self.len(), count))
    }
}

/// Numbers below `len`, evenly taken, at most so many.
pub fn spread(len: usize, count: usize) -> impl Iterator<Item = usize> {
    let count = count.min(len);
    (0..count).map(move |at| at * len / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Memory;
    use crate::data::sample::testing::full_meta;

    fn numbers(rows: &SampleRows<'_>) -> Vec<u32> {
        let mut all = Vec::new();
        rows.each(|at, sample| {
            assert_eq!(at, all.len());
            all.push(sample.max());
        })
        .unwrap();
        all
    }

    #[test]
    fn a_file_gives_the_samples_of_its_source() {
        let samples: Vec<Sample> = (0..3000).map(|row| Sample::new([row; 48], full_meta()).unwrap()).collect();
        let file = SampleFile::read_all(&mut Memory::new(samples.clone(), Columns::ALL)).unwrap();
        for all in [file.samples(), SampleRows::from(&samples[..])] {
            assert_eq!((all.len(), all.read(0..3000).unwrap()), (3000, samples.clone()));
            let odd = all.filtered(|at, sample| at % 2 == 1 && sample.max() > 10).unwrap();
            assert_eq!(numbers(&odd.part(0..3)), [11, 13, 15]);
            assert_eq!(numbers(&odd.chosen([0, 1, 1000])), [11, 13, 2011]);
            assert_eq!((odd.place(1000), numbers(&all.part(7..9))), (2011, vec![7, 8]));
            assert_eq!(numbers(&all.part(10..20).spread(4)), [10, 12, 15, 17]);
            assert!(all.spread(0).is_empty() && numbers(&all).len() == 3000);
        }
        let none = SampleFile::read_all(&mut Memory::new(Vec::new(), Columns::ALL)).unwrap();
        assert!(none.samples().is_empty() && numbers(&none.samples().spread(4)).is_empty());
    }
}
