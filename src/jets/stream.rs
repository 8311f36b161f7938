//! Files of jets encoded and decoded, of any length: a piece of them is in memory.

use super::model::JetCoder;
use super::table::{JetSource, TableWriter};
use crate::error::Result;

/// Jets in memory.
pub const PIECE: usize = 1 << 13;

/// Calls `each` with the rows of a table, piece by piece, and the number of the first row; gives the number of all.
///
/// # Errors
/// Those of reading and of `each`.
pub fn pieces(source: &mut dyn JetSource, mut each: impl FnMut(&[f64], u64) -> Result<()>) -> Result<u64> {
    let width = source.columns().len();
    let mut row = 0;
    loop {
        let rows = source.read(PIECE)?;
        if rows.is_empty() {
            return Ok(row);
        }
        each(&rows, row)?;
        row += (rows.len() / width) as u64;
    }
}

/// Writes the latents of all jets; gives the number of jets.
///
/// # Errors
/// Faults of reading and writing, and numbers that cannot be scaled, with row and column.
pub fn encode(coder: &JetCoder, jets: &mut dyn JetSource, latents: &mut TableWriter) -> Result<u64> {
    pieces(jets, |rows, first| latents.write(&coder.encode_scaled(&coder.scaled(rows, first)?)?))
}

/// Writes the jets that latents stand for; gives the number of jets.
///
/// # Errors
/// Faults of reading and writing.
pub fn decode(coder: &JetCoder, latents: &mut dyn JetSource, jets: &mut TableWriter) -> Result<u64> {
    pieces(latents, |rows, _| {
        let scaled: Vec<f32> = rows.iter().map(|&number| number as f32).collect();
        let decoded = coder.unscaled(&coder.decode_scaled(&scaled)?);
        jets.write(&decoded.into_iter().map(|number| number as f32).collect::<Vec<_>>())
    })
}
