//! Which samples count, and what becomes of their charges: the reading options of the Ecoder
//! trainer (docs/sources.md, Ecoder), each doing what it was meant to do.
//!
//! In this order, row by row: rows with no charge at all are dropped; then rows of partial wafers
//! and rows with little signal energy, if that is asked for; then consecutive rows that are left are
//! added in pairs; then charges are clipped.

use super::Source;
use super::sample::{Column, Columns, MAX_CALQ, Meta, Sample};
use crate::chip::signals::Calq;
use crate::error::{Error, Result};

/// Share of the event's signal energy below which a row is masked.
pub const MIN_ENERGY_FRACTION: f64 = 0.05;

/// The options.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// Full wafers only: kind of module FI, FM or FO (`--maskPartials`, which used an undefined
    /// variable there).
    pub mask_partials: bool,
    /// Only rows with `SimEnergyFraction` above 0.05 (`--maskEnergies`); a missing column is an
    /// error here, and was only a warning there.
    pub mask_energies: bool,
    /// Keep the three simulated energies in the samples (`--saveEnergy`, which asked for a column
    /// that no file has and then dropped all three); without it they are left out.
    pub keep_energies: bool,
    /// Add consecutive rows in pairs: twice the pile-up (`--double`). Energies add up, other
    /// metadata stay where both rows agree; a last row without partner is dropped.
    pub double: bool,
    /// Clip every charge to this CALQ (`--maxVal`, as its help says; its code shortened the
    /// validation set instead). Inputs are clipped here, and as the decoder is trained to give the
    /// inputs back, so are its outputs.
    pub max_value: Option<u32>,
}

impl Selection {
    /// The columns that the options need.
    pub fn required(&self) -> Columns {
        let module = self.mask_partials.then_some(Column::Module);
        let fraction = self.mask_energies.then_some(Column::SimEnergyFraction);
        let energies = self.keep_energies.then_some(Column::ENERGIES).into_iter().flatten();
        module.into_iter().chain(fraction).chain(energies).collect()
    }

    /// The option that needs a column, for messages.
    pub(super) fn wanted_by(&self, column: Column) -> &'static str {
        match column {
            Column::Module => "--mask-partials needs it",
            Column::SimEnergyFraction if self.mask_energies => "--mask-energies needs it",
            _ => "--keep-energies needs it",
        }
    }
}

/// What became of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct SelectionCounts {
    /// Rows read.
    pub read: u64,
    /// Dropped: all 48 charges are 0.
    pub empty: u64,
    /// Dropped: partial wafers, or kind of module not known.
    pub partial: u64,
    /// Dropped: too little signal energy.
    pub low_energy: u64,
    /// Dropped: energies are to be masked, and that of the row is not known.
    pub unknown_energy: u64,
    /// Dropped: the last row of an odd number, when pairs are added.
    pub unpaired: u64,
    /// Charges that were clipped.
    pub clipped: u64,
    /// Samples passed on.
    pub given: u64,
}

/// A source that passes on only selected samples.
pub struct Selected<S> {
    source: S,
    selection: Selection,
    counts: SelectionCounts,
}

impl<S: Source> Selected<S> {
    /// Selects from a source.
    ///
    /// # Errors
    /// A source without a column that the selection needs.
    pub fn new(source: S, selection: &Selection) -> Result<Self> {
        let columns = source.columns();
        if let Some(column) = selection.required().iter().find(|&column| !columns.has(column)) {
            return Err(missing(column, selection));
        }
        Ok(Selected { source, selection: selection.clone(), counts: SelectionCounts::default() })
    }

    /// What is selected from.
    pub fn source(&self) -> &S {
        &self.source
    }

    /// What became of the rows so far.
    pub fn counts(&self) -> SelectionCounts {
        self.counts
    }

    /// The next row that no mask drops.
    fn masked(&mut self) -> Result<Option<Sample>> {
        while let Some(sample) = self.source.read()? {
            self.counts.read += 1;
            let counter = if sample.sum() == 0 {
                &mut self.counts.empty
            } else if self.selection.mask_partials && !sample.meta.module.is_some_and(|module| module.is_full()) {
                &mut self.counts.partial
            } else if self.selection.mask_energies {
                match sample.meta.sim_energy_fraction {
                    Some(fraction) if fraction > MIN_ENERGY_FRACTION => return Ok(Some(sample)),
                    Some(_) => &mut self.counts.low_energy,
                    None => &mut self.counts.unknown_energy,
                }
            } else {
                return Ok(Some(sample));
            };
            *counter += 1;
        }
        Ok(None)
    }
}

pub(super) fn missing(column: Column, selection: &Selection) -> Error {
    Error::new("a column is missing").field(column.name()).hint(selection.wanted_by(column))
}

impl<S: Source> Source for Selected<S> {
    fn read(&mut self) -> Result<Option<Sample>> {
        let Some(mut sample) = self.masked()? else { return Ok(None) };
        if self.selection.double {
            let Some(other) = self.masked()? else {
                self.counts.unpaired += 1;
                return Ok(None);
            };
            for (charge, more) in sample.charges.iter_mut().zip(&other.charges) {
                charge.0 += more.0;
            }
            sample.meta = sample.meta.merged(&other.meta);
        }
        if let Some(max) = self.selection.max_value {
            for charge in sample.charges.iter_mut().filter(|charge| charge.0 > max) {
                *charge = Calq(max);
                self.counts.clipped += 1;
            }
        }
        if let Some(cell) = sample.charges.iter().position(|charge| charge.0 > MAX_CALQ) {
            return Err(Error::new("the sum of two charges does not fit 22 bits")
                .field(format!("rows {} and before, cell {cell} behind the MUX", self.counts.read))
                .found(sample.charges[cell].0)
                .allowed(format!("at most {MAX_CALQ}"))
                .hint("--max-value clips charges"));
        }
        if !self.selection.keep_energies {
            sample.meta = Meta { sim_energy: None, event_sim_energy: None, sim_energy_fraction: None, ..sample.meta };
        }
        self.counts.given += 1;
        Ok(Some(sample))
    }

    fn columns(&self) -> Columns {
        let columns = self.source.columns();
        if self.selection.keep_energies {
            return columns;
        }
        Column::ENERGIES.into_iter().fold(columns, Columns::without)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::signals::CELLS;
    use crate::data::Memory;
    use crate::data::sample::{ModuleType, testing::full_meta};

    fn rows(charges: &[u32]) -> Vec<Sample> {
        let sample = |(row, &charge)| Sample::new([charge; CELLS], meta(row)).unwrap();
        charges.iter().enumerate().map(sample).collect()
    }

    fn meta(row: usize) -> Meta {
        Meta {
            module: ModuleType::parse(if row.is_multiple_of(2) { "FO" } else { "bM" }),
            sim_energy_fraction: Some([0.05, 0.06, 0.5][row % 3]),
            ..full_meta()
        }
    }

    fn select(charges: &[u32], selection: Selection) -> (Vec<Sample>, SelectionCounts) {
        let mut selected = Selected::new(Memory::new(rows(charges), Columns::ALL), &selection).unwrap();
        let samples = std::iter::from_fn(|| selected.read().unwrap()).collect();
        (samples, selected.counts())
    }

    fn firsts(samples: &[Sample]) -> Vec<u32> {
        samples.iter().map(|sample| sample.charges[0].0).collect()
    }

    #[test]
    fn empty_rows_are_dropped_and_counted() {
        let (samples, counts) = select(&[1, 0, 2, 0, 3], Selection::default());
        assert_eq!(firsts(&samples), [1, 2, 3]);
        assert_eq!((counts.read, counts.empty, counts.given), (5, 2, 3));
        assert_eq!(samples[0].meta.sim_energy, None, "energies are left out unless asked for");
    }

    #[test]
    fn masks() {
        let (samples, counts) = select(&[1, 2, 3, 4, 5], Selection { mask_partials: true, ..Selection::default() });
        assert_eq!((firsts(&samples), counts.partial), (vec![1, 3, 5], 2));
        let (samples, counts) =
            select(&[1, 2, 3, 4, 5], Selection { mask_energies: true, keep_energies: true, ..Selection::default() });
        assert_eq!((firsts(&samples), counts.low_energy), (vec![2, 3, 5], 2));
        assert_eq!(samples[0].meta.sim_energy_fraction, Some(0.06));
        // Energies that are not known are not small ones.
        let mut unknown = rows(&[1, 2, 3]);
        unknown[1].meta.sim_energy_fraction = None;
        let selection = Selection { mask_energies: true, ..Selection::default() };
        let mut selected = Selected::new(Memory::new(unknown, Columns::ALL), &selection).unwrap();
        let left: Vec<Sample> = std::iter::from_fn(|| selected.read().unwrap()).collect();
        let counts = selected.counts();
        assert_eq!((firsts(&left), counts.low_energy, counts.unknown_energy), (vec![3], 1, 1));
    }

    #[test]
    fn pairs_are_added_after_the_masks_and_clipped_after_that() {
        let selection = Selection { double: true, max_value: Some(8), ..Selection::default() };
        let (samples, counts) = select(&[1, 0, 2, 3, 6, 7], selection);
        assert_eq!(firsts(&samples), [3, 8]);
        assert_eq!((counts.unpaired, counts.clipped, counts.given), (1, 48, 2));
    }

    #[test]
    fn sums_beyond_22_bits_are_an_error() {
        let selection = Selection { double: true, ..Selection::default() };
        let source = Memory::new(rows(&[MAX_CALQ, MAX_CALQ]), Columns::ALL);
        let fault = Selected::new(source, &selection).unwrap().read().unwrap_err();
        assert!(fault.to_string().contains("8388606"));
    }

    #[test]
    fn a_missing_column_is_an_error_that_names_the_option() {
        for (selection, column, option) in [
            (Selection { mask_partials: true, ..Selection::default() }, "ModType", "--mask-partials"),
            (Selection { mask_energies: true, ..Selection::default() }, "SimEnergyFraction", "--mask-energies"),
            (Selection { keep_energies: true, ..Selection::default() }, "SimEnergyTotal", "--keep-energies"),
        ] {
            let Err(error) = Selected::new(Memory::new(Vec::new(), Columns::default()), &selection) else { panic!() };
            assert!(error.to_string().contains(column) && error.to_string().contains(option), "{error}");
        }
    }
}
