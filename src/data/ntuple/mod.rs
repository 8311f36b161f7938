//! ROOT ntuples of the trigger simulation, read without ROOT.
//!
//! | module | what it holds |
//! |---|---|
//! | `file` | the container: header, directories, records, compressed blocks (zlib, LZMA, LZ4, zstd) |
//! | `tree` | the description of a tree: branches, their types and baskets |
//! | `column` | the numbers of one branch, entry by entry |
//! | `cells`, `wafers` | trees of trigger cells, and of wafers |
//!
//! Two flavours exist (docs/sources.md, CMSSW), recognised by the names of the branches: trees of trigger
//! cells (`tc_*`) and trees of wafers (`wafer.*`). In both an entry is an event, and the branches are
//! vectors of one length: `std::vector`, or arrays with a counter, of any type of numbers.
//!
//! Memory holds one basket (some 32 KiB to some MiB) of each branch that is read, and the description
//! of the tree; it does not grow with the number of events. The reader is our own because
//! a damaged file must end in an error with its name, not in a panic, and because today's files are
//! compressed with zstd.

mod cells;
mod column;
mod file;
mod tree;
mod wafers;

use std::path::Path;

use crate::error::{Error, Result};
pub use cells::{Event, TriggerCell, events};
use column::Column;
use file::RootFile;
use tree::Tree;
pub use wafers::{NtupleWafer, PIXELS, wafers};

/// The name of the tree, whatever directory it is in.
pub const TREE: &str = "HGCalTriggerNtuple";

/// What an entry of a tree is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeFlavour {
    /// Trigger cells, branches `tc_*`.
    Cells,
    /// Wafers, branches `wafer.*`.
    Wafers,
}

impl TreeFlavour {
    fn prefix(self) -> &'static str {
        match self {
            TreeFlavour::Cells => "tc_",
            TreeFlavour::Wafers => "wafer.",
        }
    }

    fn name(self) -> &'static str {
        match self {
            TreeFlavour::Cells => "a tree of trigger cells (branches tc_*)",
            TreeFlavour::Wafers => "a tree of wafers (branches wafer.*)",
        }
    }
}

/// An open ntuple: one tree of one file.
pub struct Ntuple {
    file: RootFile,
    tree: Tree,
    flavour: TreeFlavour,
}

impl Ntuple {
    /// Opens a file and finds its tree.
    ///
    /// `tree` is a name, or a path such as `dir/HGCalTriggerNtuple`; without it the file must have
    /// exactly one tree named [`TREE`].
    ///
    /// # Errors
    /// Files that are not ROOT files or are damaged; no such tree, or several; a tree of neither flavour or
    /// of both.
    pub fn open(path: &Path, tree: Option<&str>) -> Result<Self> {
        Self::open_tree(path, tree).map_err(|error| error.file(path))
    }

    fn open_tree(path: &Path, wanted: Option<&str>) -> Result<Self> {
        let file = RootFile::open(path)?;
        let trees = file.trees()?;
        let name = wanted.unwrap_or(TREE);
        let is_wanted = |path: &str| path == name || path.rsplit('/').next() == Some(name);
        let list = |paths: Vec<&str>| if paths.is_empty() { "no trees".to_owned() } else { paths.join(", ") };
        let mut found: Vec<_> = trees.iter().filter(|(path, _)| is_wanted(path)).collect();
        if let Some(exact) = found.iter().position(|(path, _)| wanted == Some(path)) {
            found = vec![found[exact]];
        }
        let (path, key) = match found.as_slice() {
            [one] => one,
            [] => {
                return Err(Error::new("the file has no such tree")
                    .field(name)
                    .found(list(trees.iter().map(|(path, _)| path.as_str()).collect()))
                    .hint("--tree names another"));
            }
            several => {
                return Err(Error::new("the file has several trees of this name")
                    .field(name)
                    .found(list(several.iter().map(|(path, _)| path.as_str()).collect()))
                    .hint("--tree takes the whole path of one"));
            }
        };
        let tree = Tree::read(&file, path, key)?;
        let has = |flavour: TreeFlavour| tree.branches.iter().any(|branch| branch.name.starts_with(flavour.prefix()));
        let flavour = match (has(TreeFlavour::Cells), has(TreeFlavour::Wafers)) {
            (true, false) => TreeFlavour::Cells,
            (false, true) => TreeFlavour::Wafers,
            (true, true) => {
                return Err(Error::new("mixed trees: trigger cells and wafers in one tree")
                    .field(&tree.path)
                    .found("branches tc_* and wafer.*")
                    .allowed("one of the two")
                    .hint("an entry of one kind says nothing about the other: write them as two trees"));
            }
            (false, false) => {
                let names = tree.branches.iter().map(|branch| branch.name.as_str()).collect();
                return Err(Error::new("neither a tree of trigger cells nor one of wafers")
                    .field(&tree.path)
                    .found(list(names).replace("no trees", "no branches"))
                    .allowed("branches tc_* or wafer.*"));
            }
        };
        Ok(Ntuple { file, tree, flavour })
    }

    /// What its entries are made of.
    pub fn flavour(&self) -> TreeFlavour {
        self.flavour
    }

    /// Number of events.
    pub fn entries(&self) -> u64 {
        self.tree.entries
    }

    /// Path of the tree in the file.
    pub fn tree(&self) -> &str {
        &self.tree.path
    }

    /// Whether there is a branch of this name.
    fn has(&self, name: &str) -> bool {
        self.tree.branches.iter().any(|branch| branch.name == name)
    }

    fn require(&self, flavour: TreeFlavour) -> Result<()> {
        if self.flavour == flavour {
            return Ok(());
        }
        let hint = match flavour {
            TreeFlavour::Cells => "'econ-emu data prepare conditional' reads wafers",
            TreeFlavour::Wafers => "'econ-emu data prepare ecoder' reads trigger cells",
        };
        Err(Error::new("a tree of the other flavour")
            .file(&self.file.path)
            .field(&self.tree.path)
            .found(self.flavour.name())
            .allowed(flavour.name())
            .hint(hint))
    }

    /// Readers of branches whose entries are of one length.
    fn vectors(&self, names: &[String]) -> Result<Vectors> {
        let column = |name: &String| {
            let branch = self.tree.branches.iter().find(|branch| branch.name == *name);
            let branch = branch.ok_or_else(|| self.missing(name))?;
            if branch.entries != self.tree.entries {
                return Err(Error::new("the branch and its tree have different numbers of entries")
                    .field(name)
                    .found(branch.entries)
                    .allowed(self.tree.entries.to_string()));
            }
            Column::new(branch)
        };
        let columns = names.iter().map(column).collect::<Result<Vec<_>>>();
        let columns = columns.map_err(|error| error.file(&self.file.path))?;
        let values = vec![Vec::new(); columns.len()];
        Ok(Vectors { columns, values })
    }

    /// Names the branches whose names come nearest to one that is missing.
    fn missing(&self, name: &str) -> Error {
        let names: Vec<&str> = self.tree.branches.iter().map(|branch| branch.name.as_str()).collect();
        let mut near: Vec<(usize, &str)> = names.iter().map(|other| (distance(name, other), *other)).collect();
        near.sort();
        let near: Vec<&str> =
            near.iter().take_while(|(far, _)| *far <= name.len() / 2).map(|near| near.1).take(3).collect();
        let error = Error::new("the tree has no such branch").field(name).found(names.join(", "));
        match near.as_slice() {
            [] => error.hint("was the ntuple made with another configuration?"),
            _ => error.hint(format!("the nearest names are {}", near.join(", "))),
        }
    }
}

/// Branches that are read side by side.
struct Vectors {
    columns: Vec<Column>,
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

    /// Number of branches.
    fn names(&self) -> usize {
        self.columns.len()
    }
}

/// Number of letters to change, add or remove to turn one name into the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            (corner, row[j + 1]) = (row[j + 1], best);
        }
    }
    row[b.len()]
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

/// An amount: finite and not negative.
fn amount(name: &str, value: f64) -> Result<f64> {
    if value.is_finite() && value >= 0.0 { Ok(value) } else { Err(fault(name, value, "a finite number, not negative")) }
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
