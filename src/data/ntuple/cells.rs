//! Trees of trigger cells: one entry per event, vectors with one value for each cell.

use std::path::Path;

use super::find::CELLS;
use super::{Choice, ENERGY, Ntuple, TreeFlavour, Vectors, charge, fault};
use crate::error::Result;

/// Numbers of the scintillator in `tc_subdet`, in old and new geometries.
const SCINTILLATOR: [f64; 2] = [5.0, 10.0];

/// A trigger cell of a silicon module in one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TriggerCell {
    /// Subdetector, as the source counts.
    pub subdet: u8,
    /// End-cap: +1 or -1.
    pub zside: i8,
    /// Layer, from 1.
    pub layer: u8,
    /// Hexagonal wafer coordinate u.
    pub u: i8,
    /// Hexagonal wafer coordinate v.
    pub v: i8,
    /// Cell coordinate u in the wafer.
    pub cell_u: u8,
    /// Cell coordinate v in the wafer.
    pub cell_v: u8,
    /// The charge before it was encoded, in counts of the converter.
    pub charge: u32,
    /// Simulated signal energy, GeV, if the tree has it.
    pub simenergy: Option<f64>,
    /// Pseudorapidity with sign, if the tree has it.
    pub eta: Option<f64>,
    /// Wafer type 0, 1 or 2, if the tree has it and it is one of these.
    pub wafer_type: Option<u8>,
}

/// The trigger cells of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Entry in the file, from 0.
    pub entry: u64,
    /// Cells of silicon modules, in the order of the file.
    pub cells: Vec<TriggerCell>,
    /// Number of scintillator cells, which belong to no ECON-T module.
    pub scintillator: u64,
}

/// Readers of all columns, and where those stand that a tree may lack.
struct Cells {
    ntuple: Ntuple,
    vectors: Vectors,
    simenergy: Option<usize>,
    eta: Option<usize>,
    wafer_type: Option<usize>,
}

/// The events of a file, in its order.
///
/// Memory holds one basket or page of each column and one event. After a fault nothing more comes.
///
/// # Errors
/// Those of [`Ntuple::open`], and columns that are not numbers;
/// then, as items: vectors of different lengths, charges that are not whole numbers of 32 bits, and
/// anything that is not finite.
pub fn events(file: &Path, choice: &Choice) -> Result<impl Iterator<Item = Result<Event>> + use<>> {
    let ntuple = Ntuple::open(file, TreeFlavour::Cells, choice)?;
    let mut ends = CELLS.to_vec();
    let [simenergy, eta, wafer_type] = [ENERGY, "eta", "wafertype"].map(|end| {
        ntuple.has_end(end).then(|| {
            ends.push(end);
            ends.len() - 1
        })
    });
    let vectors = ntuple.ends(&ends)?;
    let mut cells = Cells { ntuple, vectors, simenergy, eta, wafer_type };
    let (mut entry, mut failed) = (0, false);
    Ok(std::iter::from_fn(move || {
        if failed || entry == cells.ntuple.entries() {
            return None;
        }
        let next = cells.event(entry).map_err(|error| error.file(&cells.ntuple.file.path));
        (entry, failed) = (entry + 1, next.is_err());
        Some(next)
    }))
}

impl Cells {
    fn event(&mut self, entry: u64) -> Result<Event> {
        let count = self.vectors.read(&self.ntuple.file, entry)?;
        let mut event = Event { entry, cells: Vec::with_capacity(count), scintillator: 0 };
        for at in 0..count {
            if SCINTILLATOR.contains(&self.vectors.column(0)[at]) {
                event.scintillator += 1;
            } else {
                let cell = self.cell(at).map_err(|error| error.field(format!("entry {entry}, cell {at}")))?;
                event.cells.push(cell);
            }
        }
        Ok(event)
    }

    fn cell(&self, at: usize) -> Result<TriggerCell> {
        let vectors = &self.vectors;
        let zside = vectors.whole(1, at, -1, 1)?;
        if zside == 0 {
            return Err(fault(vectors.name(1), 0.0, "1 or -1"));
        }
        let (charge_name, counts) = vectors.value(7, at);
        let eta = match self.eta.map(|column| vectors.value(column, at)) {
            None => None,
            Some((_, eta)) if eta.abs() < 10.0 => Some(eta),
            Some((name, eta)) => return Err(fault(name, eta, "a number between -10 and 10")),
        };
        let energy = self.simenergy.map(|column| vectors.amount(column, at)).transpose()?;
        let wafer_type = self
            .wafer_type
            .map(|column| vectors.value(column, at))
            .and_then(|(_, kind)| [0.0, 1.0, 2.0].iter().position(|k| *k == kind));
        Ok(TriggerCell {
            subdet: vectors.whole(0, at, 0, 15)? as u8,
            zside: zside as i8,
            layer: vectors.whole(2, at, 1, 52)? as u8,
            u: vectors.whole(3, at, -15, 15)? as i8,
            v: vectors.whole(4, at, -15, 15)? as i8,
            cell_u: vectors.whole(5, at, 0, 255)? as u8,
            cell_v: vectors.whole(6, at, 0, 255)? as u8,
            charge: charge(charge_name, counts, u32::MAX)?,
            simenergy: energy,
            eta,
            wafer_type: wafer_type.map(|kind| kind as u8),
        })
    }
}
