//! Wafer trees: one entry per event, vectors with one value for each wafer.

use std::path::Path;

use super::{Ntuple, TreeFlavour, Vectors, amount, whole};
use crate::data::sample::MAX_CALQ;
use crate::error::Result;

/// Pixels of the 8x8 image.
pub const PIXELS: usize = 64;

/// A module in one event.
#[derive(Debug, Clone, PartialEq)]
pub struct NtupleWafer {
    /// Entry of the event in its file, from 0.
    pub event: u64,
    /// Mean transverse momentum of the generated particles, GeV.
    pub gen_pt: Option<f64>,
    /// Layer, from 1.
    pub layer: u32,
    /// Hexagonal wafer coordinate u.
    pub u: i32,
    /// Hexagonal wafer coordinate v.
    pub v: i32,
    /// Wafer type 0 (120 µm), 1 (200 µm) or 2 (300 µm).
    pub wafer_type: i32,
    /// Pseudorapidity, with sign.
    pub eta: f64,
    /// Simulated signal energy in the module, GeV.
    pub simenergy: f64,
    /// Energy in the module.
    pub energy: f64,
    /// CALQ of the 64 pixels, row by row: whole numbers of at most 22 bits.
    pub calq: Vec<f64>,
    /// The encoder's input as the simulation normalised it, 64 pixels row by row, not negative.
    pub ae_in: Option<Vec<f64>>,
}

const SCALARS: [&str; 7] =
    ["wafer.layer", "wafer.waferu", "wafer.waferv", "wafer.wafertype", "wafer.eta", "wafer.simenergy", "wafer.energy"];

/// Reads the wafers of a wafer tree, event by event.
struct Wafers {
    ntuple: Ntuple,
    vectors: Vectors,
    gen_pt: Option<Vectors>,
    has_ae_in: bool,
    /// Entry to read next.
    entry: u64,
    /// Number of the next wafer of the current entry, and how many wafers it has.
    left: std::ops::Range<usize>,
    current: Option<f64>,
}

/// The wafers of a file, in its order.
///
/// `tree` is the name or path of the tree; without it there must be exactly one `HGCalTriggerNtuple`.
/// Memory holds one basket of each branch. The charges are checked, and so are the lengths of the
/// vectors. After a fault nothing more comes.
///
/// # Errors
/// Files that are not ROOT files or are damaged, trees of the other flavour or of both, missing branches;
/// then, as items: vectors of different lengths, charges that are not whole numbers of 22 bits, and
/// anything that is not finite.
pub fn wafers(file: &Path, tree: Option<&str>) -> Result<impl Iterator<Item = Result<NtupleWafer>> + use<>> {
    let ntuple = Ntuple::open(file, tree)?;
    ntuple.require(TreeFlavour::Wafers)?;
    let mut names: Vec<String> = SCALARS.map(str::to_owned).to_vec();
    let pixels = |what: &str| (0..PIXELS).map(|pixel| format!("wafer.{what}{pixel}")).collect::<Vec<_>>();
    names.extend(pixels("CALQ"));
    let inputs = pixels("AEin");
    let has_ae_in = inputs.iter().any(|name| ntuple.has(name));
    if has_ae_in {
        names.extend(inputs);
    }
    let vectors = ntuple.vectors(&names)?;
    let gen_pt = if ntuple.has("gen.pt") { Some(ntuple.vectors(&["gen.pt".to_owned()])?) } else { None };
    let mut wafers = Wafers { ntuple, vectors, gen_pt, has_ae_in, entry: 0, left: 0..0, current: None };
    let mut failed = false;
    Ok(std::iter::from_fn(move || {
        if failed {
            return None;
        }
        let next = wafers.next().map_err(|error| error.file(&wafers.ntuple.file.path)).transpose();
        failed = matches!(next, Some(Err(_)));
        next
    }))
}

impl Wafers {
    fn next(&mut self) -> Result<Option<NtupleWafer>> {
        while self.left.is_empty() {
            if self.entry == self.ntuple.entries() {
                return Ok(None);
            }
            self.left = 0..self.vectors.read(&self.ntuple.file, self.entry)?;
            self.current = match &mut self.gen_pt {
                None => None,
                Some(vectors) => {
                    let count = vectors.read(&self.ntuple.file, self.entry)?;
                    let sum: f64 = vectors.column(0).iter().sum();
                    (count > 0).then(|| sum / count as f64)
                }
            };
            self.entry += 1;
        }
        let at = self.left.start;
        self.left.start += 1;
        let event = self.entry - 1;
        self.wafer(event, at).map(Some).map_err(|error| error.field(format!("entry {event}, wafer {at}")))
    }

    fn wafer(&self, event: u64, at: usize) -> Result<NtupleWafer> {
        let value = |column: usize| (self.vectors.name(column), self.vectors.column(column)[at]);
        let integer = |column: usize, min: i64, max: i64| {
            let (name, value) = value(column);
            whole(name, value, min, max)
        };
        let finite = |column: usize| {
            let (name, value) = value(column);
            if value.is_finite() { Ok(value) } else { Err(super::fault(name, value, "a finite number")) }
        };
        let charge = |pixel: usize| -> Result<f64> {
            let (name, value) = value(SCALARS.len() + pixel);
            super::charge(name, value, MAX_CALQ)?;
            Ok(value)
        };
        let input = |pixel: usize| {
            let (name, value) = value(SCALARS.len() + PIXELS + pixel);
            amount(name, value)
        };
        let energy = |column: usize| {
            let (name, value) = value(column);
            amount(name, value)
        };
        Ok(NtupleWafer {
            event,
            gen_pt: self.current,
            layer: integer(0, 1, 52)? as u32,
            u: integer(1, -15, 15)? as i32,
            v: integer(2, -15, 15)? as i32,
            wafer_type: integer(3, 0, 2)? as i32,
            eta: finite(4)?,
            simenergy: energy(5)?,
            energy: energy(6)?,
            calq: (0..PIXELS).map(charge).collect::<Result<_>>()?,
            ae_in: if self.has_ae_in { Some((0..PIXELS).map(input).collect::<Result<_>>()?) } else { None },
        })
    }
}
