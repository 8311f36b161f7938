//! Columns of numbers by their names, whatever they mean: one row for each value of an entry.

use std::path::Path;

use super::file::RootFile;
use super::holder::Holder;
use super::{Vectors, holders};
use crate::error::{Error, Result};

/// Columns of one tree or RNTuple, read side by side. Entries hold one value in each column, or several, all of the same
/// number; each of them is a row.
pub struct NtupleNumbers {
    file: RootFile,
    holder: Holder,
    vectors: Vectors,
    entry: u64,
    /// Rows of the entry read last that have not been given out.
    waiting: std::ops::Range<usize>,
}

impl NtupleNumbers {
    /// Opens the columns of these names: of the tree with this name or path, or of the first that has them all.
    ///
    /// # Errors
    /// Files that are not ROOT files or are damaged, and names that no tree has all of.
    pub fn open(path: &Path, tree: Option<&String>, names: &[String]) -> Result<Self> {
        Self::find(path, tree, names).map_err(|error| error.file(path))
    }

    fn find(path: &Path, tree: Option<&String>, names: &[String]) -> Result<Self> {
        let file = RootFile::open(path)?;
        let mut seen = Vec::new();
        for holder in holders(&file, tree)? {
            let holder = holder?;
            let own: Vec<&str> = holder.names().collect();
            if names.iter().all(|name| own.contains(&name.as_str())) {
                let columns = holder.columns(&file, names)?;
                let vectors = Vectors { values: vec![Vec::new(); columns.len()], columns };
                return Ok(NtupleNumbers { file, holder, vectors, entry: 0, waiting: 0..0 });
            }
            seen.push(format!("{}: {}", holder.path(), own.join(",")));
        }
        Err(Error::missing("no tree of the file has all of the columns")
            .field(names.join(","))
            .found(if seen.is_empty() { "no trees".to_owned() } else { seen.join("; ") }))
    }

    /// The next rows, at most so many, row after row; none at the end.
    ///
    /// # Errors
    /// Damaged data, and entries whose columns have different numbers of values.
    pub fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        let width = self.vectors.values.len();
        let mut rows = Vec::new();
        while rows.len() < most * width {
            match self.waiting.next() {
                Some(at) => rows.extend((0..width).map(|column| self.vectors.column(column)[at])),
                None if self.entry == self.holder.entries() => break,
                None => {
                    let read = self.vectors.read(&self.file, self.entry);
                    self.waiting = 0..read.map_err(|error| error.file(&self.file.path))?;
                    self.entry += 1;
                }
            }
        }
        Ok(rows)
    }
}
