//! Small tables of the geometry: cells by their coordinates, centres of modules.

use std::collections::HashMap;
use std::path::Path;

use crate::chip::signals::CELLS;
use crate::data::sample::whole;
use crate::error::{Error, Result};
use crate::files;

/// The cell, in training order, of each pair of coordinates in the public table of the Ecoder project
/// (training sheet B.1).
pub(super) fn public_cells() -> HashMap<(u8, u8), usize> {
    let place = |cell: u8| {
        let (group, rank) = (cell % 16 / 4, cell % 4);
        match cell / 16 {
            0 => (7 - rank, 4 + group),
            1 => (rank + 1 + group, rank),
            _ => (3 - group, 6 - group - rank),
        }
    };
    (0..CELLS as u8).map(|cell| (place(cell), cell.into())).collect()
}

/// A csv table of whole numbers but for its last column, which `value` reads.
fn table<T>(
    path: &Path,
    columns: &[&str],
    value: impl Fn(&str) -> Option<T>,
    what: &str,
) -> Result<Vec<(Vec<i64>, T, u64)>> {
    let text = files::read_text(path)?;
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, header)) = lines.next() else { return Err(Error::new("the file is empty").file(path)) };
    let names: Vec<&str> = header.split(',').map(str::trim).collect();
    let mut places = Vec::new();
    for column in columns {
        let place = names.iter().position(|name| name == column);
        places.push(place.ok_or_else(|| {
            Error::new("the table lacks a column")
                .file(path)
                .line(1)
                .field(*column)
                .found(header)
                .allowed(columns.join(","))
        })?);
    }
    let mut rows = Vec::new();
    for (number, line) in lines {
        let number = number as u64 + 1;
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let fault = |column: usize, allowed: &str| {
            let found = fields.get(places[column]).copied().unwrap_or_default();
            Error::new("not a value of this column")
                .file(path)
                .line(number)
                .field(columns[column])
                .found(format!("'{found}'"))
                .allowed(allowed)
        };
        let last = columns.len() - 1;
        let key = (0..last).map(|column| {
            fields.get(places[column]).and_then(|text| whole(text)).ok_or_else(|| fault(column, "a whole number"))
        });
        let key = key.collect::<Result<Vec<_>>>()?;
        let own = fields.get(places[last]).and_then(|text| value(text)).ok_or_else(|| fault(last, what))?;
        rows.push((key, own, number));
    }
    Ok(rows)
}

/// Cells by their coordinates, from columns `u`, `v`, `cell`.
pub(super) fn read_cells(path: &Path) -> Result<HashMap<(u8, u8), usize>> {
    let cell = |text: &str| whole(text).and_then(|cell| usize::try_from(cell).ok()).filter(|cell| *cell < CELLS);
    let mut cells = HashMap::new();
    for (key, cell, line) in table(path, &["u", "v", "cell"], cell, "0..=47")? {
        let [Ok(u), Ok(v)] = [u8::try_from(key[0]), u8::try_from(key[1])] else {
            return Err(Error::new("coordinates of cells are small").file(path).line(line).allowed("0..=255"));
        };
        let taken = cells.values().any(|other| *other == cell);
        if cells.insert((u, v), cell).is_some() || taken {
            return Err(Error::new("a cell stands there twice")
                .file(path)
                .line(line)
                .found(format!("u {u}, v {v}, cell {cell}")));
        }
    }
    Ok(cells)
}

/// Centres of modules by layer, u and v, from columns `layer`, `waferu`, `waferv`, `tc_eta`.
pub(super) fn read_etas(path: &Path) -> Result<HashMap<(i64, i64, i64), f64>> {
    let eta = |text: &str| text.parse::<f64>().ok().filter(|eta| eta.abs() < 10.0);
    let rows = table(path, &["layer", "waferu", "waferv", "tc_eta"], eta, "a number between -10 and 10")?;
    Ok(rows.into_iter().map(|(key, eta, _)| ((key[0], key[1], key[2]), eta)).collect())
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
