//! Trees of trigger cells: one entry per event, vectors with one value for each cell.

use std::path::Path;

use super::{Ntuple, TreeFlavour, Vectors, amount, charge, fault, whole};
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
    /// Simulated signal energy, GeV.
    pub simenergy: f64,
    /// Pseudorapidity with sign, if the tree has it.
    pub eta: Option<f64>,
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

const COLUMNS: [&str; 9] = [
    "tc_subdet",
    "tc_zside",
    "tc_layer",
    "tc_waferu",
    "tc_waferv",
    "tc_cellu",
    "tc_cellv",
    "tc_uncompressedCharge",
    "tc_simenergy",
];

const ETA: &str = "tc_eta";

/// The events of a file, in its order.
///
/// `tree` is the name or path of the tree; without it there must be exactly one `HGCalTriggerNtuple`.
/// Memory holds one basket of each branch and one event. After a fault nothing more comes.
///
/// # Errors
/// Files that are not ROOT files or are damaged, trees of the other flavour or of both, missing branches;
/// then, as items: vectors of different lengths, charges that are not whole numbers of 32 bits, and
/// anything that is not finite.
pub fn events(file: &Path, tree: Option<&str>) -> Result<impl Iterator<Item = Result<Event>> + use<>> {
    let ntuple = Ntuple::open(file, tree)?;
    ntuple.require(TreeFlavour::Cells)?;
    let mut names: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    if ntuple.has(ETA) {
        names.push(ETA.to_owned());
    }
    let mut vectors = ntuple.vectors(&names)?;
    let (mut entry, mut failed) = (0, false);
    Ok(std::iter::from_fn(move || {
        if failed || entry == ntuple.entries() {
            return None;
        }
        let next = event(&ntuple, &mut vectors, entry).map_err(|error| error.file(&ntuple.file.path));
        (entry, failed) = (entry + 1, next.is_err());
        Some(next)
    }))
}

fn event(ntuple: &Ntuple, vectors: &mut Vectors, entry: u64) -> Result<Event> {
    let count = vectors.read(&ntuple.file, entry)?;
    let mut event = Event { entry, cells: Vec::with_capacity(count), scintillator: 0 };
    for at in 0..count {
        if SCINTILLATOR.contains(&vectors.column(0)[at]) {
            event.scintillator += 1;
        } else {
            let cell = cell(vectors, at).map_err(|error| error.field(format!("entry {entry}, cell {at}")))?;
            event.cells.push(cell);
        }
    }
    Ok(event)
}

fn cell(vectors: &Vectors, at: usize) -> Result<TriggerCell> {
    let value = |column: usize| (vectors.name(column), vectors.column(column)[at]);
    let integer = |column: usize, min: i64, max: i64| {
        let (name, value) = value(column);
        whole(name, value, min, max)
    };
    let zside = integer(1, -1, 1)?;
    if zside == 0 {
        return Err(fault(COLUMNS[1], 0.0, "1 or -1"));
    }
    let (charge_name, counts) = value(7);
    let (energy_name, energy) = value(8);
    let eta = match vectors.names() > COLUMNS.len() {
        false => None,
        true => match value(COLUMNS.len()) {
            (_, eta) if eta.abs() < 10.0 => Some(eta),
            (name, eta) => return Err(fault(name, eta, "a number between -10 and 10")),
        },
    };
    Ok(TriggerCell {
        subdet: integer(0, 0, 15)? as u8,
        zside: zside as i8,
        layer: integer(2, 1, 52)? as u8,
        u: integer(3, -15, 15)? as i8,
        v: integer(4, -15, 15)? as i8,
        cell_u: integer(5, 0, 255)? as u8,
        cell_v: integer(6, 0, 255)? as u8,
        charge: charge(charge_name, counts, u32::MAX)?,
        simenergy: amount(energy_name, energy)?,
        eta,
    })
}
