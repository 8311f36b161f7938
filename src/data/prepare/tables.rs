//! Tables of the geometry, by the names of their columns: cells by their coordinates, centres of modules.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::chip::signals::CELLS;
use crate::data::sample::whole;
use crate::error::{Error, Result};
use crate::files;

/// The cell, in training order, of each pair of coordinates in the public table `tcRemap.csv`
/// (docs/sources.md, Ecoder-2023).
pub(super) fn public_cells() -> HashMap<(u8, u8), usize> {
    (0..CELLS as u8).map(|cell| (place(cell), cell.into())).collect()
}

/// The coordinates of a cell in that table.
fn place(cell: u8) -> (u8, u8) {
    let (group, rank) = (cell % 16 / 4, cell % 4);
    match cell / 16 {
        0 => (7 - rank, 4 + group),
        1 => (rank + 1 + group, rank),
        _ => (3 - group, 6 - group - rank),
    }
}

/// A table with a line of column names. Fields are separated by commas if the names are, else by white space;
/// empty lines are skipped.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    names: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Column(usize);

/// A row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    line: u64,
    fields: &'a [String],
}

fn fields(line: &str, commas: bool) -> Vec<String> {
    match commas {
        true => line.split(',').map(|field| field.trim().to_owned()).collect(),
        false => line.split_whitespace().map(str::to_owned).collect(),
    }
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// A file that cannot be read or is empty, and rows of another length than the first, by line.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = files::read_text(path)?;
        let mut lines = text.lines().zip(1u64..).filter(|(line, _)| !line.trim().is_empty());
        let Some((header, _)) = lines.next() else { return Err(Error::new("the file is empty").file(path)) };
        let commas = header.contains(',');
        let names = fields(header, commas);
        let mut rows = Vec::new();
        for (line, number) in lines {
            let row = fields(line, commas);
            if row.len() != names.len() {
                let error = Error::new("wrong number of columns in the row")
                    .file(path)
                    .line(number)
                    .found(row.len())
                    .allowed(format!("{}, as in the first line", names.len()));
                return Err(match names.get(row.len()) {
                    Some(first_missing) => error.field(first_missing),
                    None => error,
                });
            }
            rows.push((number, row));
        }
        Ok(Table { path: path.to_owned(), names, rows })
    }

    /// The column with one of these names.
    pub(super) fn find(&self, names: &[&str]) -> Option<Column> {
        self.names.iter().position(|name| names.contains(&name.as_str())).map(Column)
    }

    /// As [`Table::find`].
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn column(&self, names: &[&str]) -> Result<Column> {
        self.find(names).ok_or_else(|| {
            Error::new("the table lacks a column")
                .file(&self.path)
                .line(1)
                .field(names.first().copied().unwrap_or_default())
                .found(self.names.join(","))
                .allowed(names.join(" or "))
        })
    }

    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, fields)| Row { table: self, line: *line, fields })
    }
}

impl Row<'_> {
    fn text(&self, Column(column): Column) -> &str {
        self.fields.get(column).map_or("", String::as_str)
    }

    /// An error about this row.
    pub(super) fn fault(&self, what: &str) -> Error {
        Error::new(what).file(&self.table.path).line(self.line)
    }

    /// What a field means; `allowed` says what it may be.
    ///
    /// # Errors
    /// If it is not valid.
    pub(super) fn value<T>(&self, column: Column, allowed: &str, meaning: impl Fn(&str) -> Option<T>) -> Result<T> {
        let text = self.text(column);
        meaning(text).ok_or_else(|| {
            let name = self.table.names.get(column.0).map_or("", String::as_str);
            self.fault("not a value of this column").field(name).found(format!("'{text}'")).allowed(allowed)
        })
    }

    /// A whole number, in a type that holds all that are allowed.
    ///
    /// # Errors
    /// If it is not one, or not allowed.
    pub(super) fn integer<T: TryFrom<i64>>(&self, column: Column, allowed: RangeInclusive<i64>) -> Result<T> {
        let range = format!("a whole number, {}..={}", allowed.start(), allowed.end());
        self.value(column, &range, |text| {
            whole(text).filter(|value| allowed.contains(value)).and_then(|value| T::try_from(value).ok())
        })
    }
}

/// Cells by their coordinates, from columns `u`, `v`, `cell`.
pub(super) fn read_cells(path: &Path) -> Result<HashMap<(u8, u8), usize>> {
    let table = Table::read(path)?;
    let [u, v, cell] = [table.column(&["u"])?, table.column(&["v"])?, table.column(&["cell"])?];
    let mut cells = HashMap::new();
    for row in table.rows() {
        let (u, v) = (row.integer(u, 0..=255)?, row.integer(v, 0..=255)?);
        let cell: usize = row.integer(cell, 0..=CELLS as i64 - 1)?;
        let taken = cells.values().any(|other| *other == cell);
        if cells.insert((u, v), cell).is_some() || taken {
            return Err(row.fault("a cell stands there twice").found(format!("u {u}, v {v}, cell {cell}")));
        }
    }
    Ok(cells)
}

/// Centres of modules by layer, u and v, from columns `layer`, `waferu`, `waferv`, `tc_eta`.
pub(super) fn read_etas(path: &Path) -> Result<HashMap<(i64, i64, i64), f64>> {
    let table = Table::read(path)?;
    let [layer, u, v, eta] = ["layer", "waferu", "waferv", "tc_eta"].map(|name| table.column(&[name]));
    let [layer, u, v, eta] = [layer?, u?, v?, eta?];
    let meaning = |text: &str| text.parse::<f64>().ok().filter(|eta| eta.abs() < 10.0);
    let mut etas = HashMap::new();
    for row in table.rows() {
        let [layer, u, v] = [layer, u, v].map(|column| row.value(column, "a whole number", whole));
        let eta = row.value(eta, "a number between -10 and 10", meaning)?;
        etas.insert((layer?, u?, v?), eta);
    }
    Ok(etas)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_of_cells_is_that_of_the_public_table() {
        let cells = public_cells();
        assert_eq!(cells.len(), CELLS);
        for (place, cell) in
            [((7, 4), 0), ((4, 7), 15), ((1, 0), 16), ((5, 1), 29), ((3, 6), 32), ((3, 3), 35), ((0, 0), 47)]
        {
            assert_eq!(cells.get(&place), Some(&cell), "{place:?}");
        }
    }
}
