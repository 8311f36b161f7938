//! ROOT ntuples of the trigger simulation, read without ROOT.
//!
//! | module | what it holds |
//! |---|---|
//! | `file` | the container: header, directories, records, compressed blocks (zlib, LZMA, LZ4, zstd) |
//! | `bytes` | numbers in either order of bytes |
//! | `tree`, `column` | the description of a tree: branches, their types and baskets; the numbers of one branch |
//! | `rntuple` | the same for an RNTuple: fields, columns, pages |
//! | `holder` | a tree or an RNTuple |
//! | `find` | which columns of which tree are meant, by the ends of their names |
//! | `cells`, `wafers` | trigger cells, and wafers |
//! | `numbers` | columns of numbers by their names |
//!
//! Two flavours exist (docs/sources.md, CMSSW): trigger cells (`tc_layer`, …) and wafers (`wafer_layer`, …), in trees or
//! RNTuples, under any prefix and in any directory. In both an entry is an event, and the columns are
//! vectors of one length: `std::vector`, or arrays with a counter, of any type of numbers.
//!
//! Memory holds one basket or page (some 32 KiB to some MiB) of each column that is read, and the description
//! of trees and pages; it does not grow with the number of events otherwise. The reader is our own because
//! a damaged file must end in an error with its name, not in a panic, and because today's files are
//! compressed with zstd.

mod bytes;
mod cells;
mod column;
mod file;
mod find;
mod holder;
mod numbers;
mod rntuple;
mod tree;
mod wafers;

use std::path::Path;

use crate::error::{Error, Result};
pub use cells::{Event, TriggerCell, events};
use file::RootFile;
pub use find::{Choice, TreeFlavour};
use holder::{Holder, Values};
pub use numbers::NtupleNumbers;
pub use wafers::{NtupleWafer, PIXELS, wafers};

/// An open ntuple: the columns of one flavour in one tree of one file.
pub struct Ntuple {
    file: RootFile,
    holder: Holder,
    prefix: String,
}

impl Ntuple {
    /// Opens a file and finds the columns of a flavour: in the tree and with the prefix of `choice`, or in the only
    /// tree that has them.
    ///
    /// # Errors
    /// Files that are not ROOT files or are damaged; no such tree; no tree with these columns, or several sets of them.
    pub fn open(path: &Path, flavour: TreeFlavour, choice: &Choice) -> Result<Self> {
        Self::find(path, flavour, choice).map_err(|error| error.file(path))
    }

    fn find(path: &Path, flavour: TreeFlavour, choice: &Choice) -> Result<Self> {
        let file = RootFile::open(path)?;
        let (holder, prefix) = find::find(holders(&file, choice.tree.as_ref())?, flavour, choice)?;
        Ok(Ntuple { file, holder, prefix })
    }

    /// Number of events.
    pub fn entries(&self) -> u64 {
        self.holder.entries()
    }

    /// Path of the tree or RNTuple in the file.
    pub fn tree(&self) -> &str {
        self.holder.path()
    }

    /// What the names of the columns begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether the file says how much simulated energy there is. CMSSW does not unless it is asked to.
    pub fn has_energies(&self) -> bool {
        self.has_end(ENERGY)
    }

    /// Whether there is a column with this end of its name.
    fn has_end(&self, end: &str) -> bool {
        self.has(&format!("{}{end}", self.prefix))
    }

    /// Whether there is a column of this name.
    fn has(&self, name: &str) -> bool {
        self.holder.names().any(|other| other == name)
    }

    /// Readers of the columns with these ends of their names.
    fn ends<S: AsRef<str>>(&self, ends: &[S]) -> Result<Vectors> {
        self.vectors(&ends.iter().map(|end| format!("{}{}", self.prefix, end.as_ref())).collect::<Vec<_>>())
    }

    /// Readers of columns whose entries are of one length.
    fn vectors(&self, names: &[String]) -> Result<Vectors> {
        let columns = self.holder.columns(&self.file, names).map_err(|error| error.file(&self.file.path))?;
        let values = vec![Vec::new(); columns.len()];
        Ok(Vectors { columns, values })
    }
}

/// The trees of a file, or the one of this name or path; those that cannot be read as faults.
fn holders(file: &RootFile, name: Option<&String>) -> Result<Vec<Result<Holder>>> {
    let trees = file.trees()?;
    let mut wanted: Vec<_> = trees.iter().collect();
    if let Some(name) = name {
        wanted.retain(|(path, _)| path == name || path.rsplit('/').next() == Some(name));
        if let Some(exact) = wanted.iter().position(|(path, _)| path == name) {
            wanted = vec![wanted[exact]];
        }
        if wanted.is_empty() {
            let all: Vec<&str> = trees.iter().map(|(path, _)| path.as_str()).collect();
            return Err(Error::new("the file has no such tree")
                .field(name)
                .found(if all.is_empty() { "no trees".to_owned() } else { all.join(", ") })
                .hint("--tree names another; without it, all are searched"));
        }
    }
    Ok(wanted.into_iter().map(|(path, key)| Holder::read(file, path, key)).collect())
}

/// End of the name of the column of simulated energies.
const ENERGY: &str = "simenergy";

/// Branches that are read side by side.
struct Vectors {
    columns: Vec<Box<dyn Values>>,
    values: Vec<Vec<f64>>,
}

impl Vectors {
    /// Reads an entry of all branches; gives their common length.
    fn read(&mut self, file: &RootFile, entry: u64) -> Result<usize> {
        for (column, values) in self.columns.iter_mut().zip(&mut self.values) {
            let read = column.entry(file, entry).map_err(|error| error.field(format!("entry {entry}")))?;
            values.clear();
            values.extend_from_slice(read);
        }
        let length = self.values.first().map_or(0, Vec::len);
        match self.values.iter().position(|values| values.len() != length) {
            None => Ok(length),
            Some(other) => Err(Error::new("vectors of different lengths in one event")
                .field(format!("entry {entry}"))
                .found(format!(
                    "{} has {length} values, {} has {}",
                    self.columns[0].name(),
                    self.columns[other].name(),
                    self.values[other].len()
                ))),
        }
    }

    fn column(&self, column: usize) -> &[f64] {
        &self.values[column]
    }

    fn name(&self, column: usize) -> &str {
        self.columns[column].name()
    }

    /// Name of a branch and its value at a place.
    fn value(&self, column: usize, at: usize) -> (&str, f64) {
        (self.name(column), self.column(column)[at])
    }

    /// A whole number in a range.
    fn whole(&self, column: usize, at: usize, min: i64, max: i64) -> Result<i64> {
        let (name, value) = self.value(column, at);
        whole(name, value, min, max)
    }

    fn finite(&self, column: usize, at: usize) -> Result<f64> {
        let (name, value) = self.value(column, at);
        if value.is_finite() { Ok(value) } else { Err(fault(name, value, "a finite number")) }
    }

    /// An amount: finite and not negative.
    fn amount(&self, column: usize, at: usize) -> Result<f64> {
        let (name, value) = self.value(column, at);
        if value.is_finite() && value >= 0.0 {
            Ok(value)
        } else {
            Err(fault(name, value, "a finite number, not negative"))
        }
    }
}

fn fault(name: &str, value: f64, allowed: &str) -> Error {
    Error::new(format!("not a value of the branch {name}")).found(value).allowed(allowed)
}

/// A whole number in a range.
fn whole(name: &str, value: f64, min: i64, max: i64) -> Result<i64> {
    if value.fract() == 0.0 && (min as f64..=max as f64).contains(&value) {
        return Ok(value as i64);
    }
    Err(fault(name, value, &format!("a whole number, {min}..={max}")))
}

/// A charge that is counted: a whole number from 0 to `max`.
fn charge(name: &str, value: f64, max: u32) -> Result<u32> {
    whole(name, value, 0, max.into()).map(|value| value as u32).map_err(|error| {
        error.hint(match value {
            value if value.is_nan() => "the charge is not a number: something went wrong before",
            value if value.is_infinite() => "the charge is infinite: something went wrong before",
            value if value < 0.0 => "charges are unsigned",
            value if value.fract() != 0.0 => "wrong units? charges are counts; MIPs, GeV and normalised values are not",
            _ => "the charge does not fit; is this branch what its name says?",
        })
    })
}
