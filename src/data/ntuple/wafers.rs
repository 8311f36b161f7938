//! Wafer trees: one entry per event, vectors with one value for each wafer.

use std::path::Path;
use std::sync::Arc;

use super::find::{WAFERS, pixels};
use super::{Choice, ENERGY, Ntuple, TreeFlavour, Vectors};
use crate::data::sample::MAX_CALQ;
use crate::error::Result;

/// Pixels of the 8x8 image.
pub const PIXELS: usize = 64;

/// A module in one event.
#[derive(Debug, Clone, PartialEq)]
pub struct NtupleWafer {
    /// Entry of the event in its file, from 0.
    pub event: u64,
    /// What the names of its columns begin with, for messages.
    pub prefix: Arc<str>,
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
    /// Simulated signal energy in the module, GeV, if the tree has it.
    pub simenergy: Option<f64>,
    /// Energy in the module, if the tree has it.
    pub energy: Option<f64>,
    /// CALQ of the 64 pixels, row by row: whole numbers of at most 22 bits.
    pub calq: Vec<f64>,
    /// The encoder's input as the simulation normalised it, 64 pixels row by row, not negative.
    pub ae_in: Option<Vec<f64>>,
}

/// Names that the column of the momenta of generated particles has.
const GEN_PT: [&str; 3] = ["gen_pt", "gen.pt", "GenPart_pt"];

/// Reads the wafers of a wafer tree, event by event.
struct Wafers {
    ntuple: Ntuple,
    prefix: Arc<str>,
    vectors: Vectors,
    gen_pt: Option<Vectors>,
    /// Where columns stand that a tree may lack.
    simenergy: Option<usize>,
    energy: Option<usize>,
    /// The first of 64.
    ae_in: Option<usize>,
    /// Entry to read next.
    entry: u64,
    /// Number of the next wafer of the current entry, and how many wafers it has.
    left: std::ops::Range<usize>,
    current: Option<f64>,
}

/// The wafers of a file, in its order.
///
/// Memory holds one basket or page of each column. The charges are checked, and so are the lengths of the
/// vectors. After a fault nothing more comes.
///
/// # Errors
/// Those of [`Ntuple::open`], and columns that are not numbers;
/// then, as items: vectors of different lengths, charges that are not whole numbers of 22 bits, and
/// anything that is not finite.
pub fn wafers(file: &Path, choice: &Choice) -> Result<impl Iterator<Item = Result<NtupleWafer>> + use<>> {
    let ntuple = Ntuple::open(file, TreeFlavour::Wafers, choice)?;
    let mut ends: Vec<String> = WAFERS.into_iter().map(str::to_owned).chain(pixels("CALQ")).collect();
    let simenergy = optional(&ntuple, &mut ends, vec![ENERGY.to_owned()]);
    let energy = optional(&ntuple, &mut ends, vec!["energy".to_owned()]);
    let ae_in = optional(&ntuple, &mut ends, pixels("AEin").collect());
    let vectors = ntuple.ends(&ends)?;
    let gen_pt = GEN_PT.into_iter().find(|name| ntuple.has(name));
    let gen_pt = gen_pt.map(|name| ntuple.vectors(&[name.to_owned()])).transpose()?;
    let prefix = ntuple.prefix().into();
    let mut wafers =
        Wafers { ntuple, prefix, vectors, gen_pt, simenergy, energy, ae_in, entry: 0, left: 0..0, current: None };
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

/// Adds columns if the tree has any of them, and says where the first stands.
fn optional(ntuple: &Ntuple, ends: &mut Vec<String>, names: Vec<String>) -> Option<usize> {
    let first = ends.len();
    let has = names.iter().any(|name| ntuple.has_end(name));
    ends.extend(names.into_iter().filter(|_| has));
    has.then_some(first)
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
        let vectors = &self.vectors;
        let charge = |pixel: usize| -> Result<f64> {
            let (name, value) = vectors.value(WAFERS.len() + pixel, at);
            super::charge(name, value, MAX_CALQ)?;
            Ok(value)
        };
        let inputs =
            |first: usize| (first..first + PIXELS).map(|column| vectors.amount(column, at)).collect::<Result<_>>();
        Ok(NtupleWafer {
            event,
            prefix: Arc::clone(&self.prefix),
            gen_pt: self.current,
            layer: vectors.whole(0, at, 1, 52)? as u32,
            u: vectors.whole(1, at, -15, 15)? as i32,
            v: vectors.whole(2, at, -15, 15)? as i32,
            wafer_type: vectors.whole(3, at, 0, 2)? as i32,
            eta: vectors.finite(4, at)?,
            simenergy: self.simenergy.map(|column| vectors.amount(column, at)).transpose()?,
            energy: self.energy.map(|column| vectors.amount(column, at)).transpose()?,
            calq: (0..PIXELS).map(charge).collect::<Result<_>>()?,
            ae_in: self.ae_in.map(inputs).transpose()?,
        })
    }
}
