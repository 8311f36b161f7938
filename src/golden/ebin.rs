//! Binary files of link words, `.ebin`: the rows of a vector csv at a tenth of the time.
//!
//! All numbers are 32-bit and little-endian.
//!
//! | bytes | content |
//! |---|---|
//! | 0..4 | `EBIN` |
//! | 4..8 | version, 1 |
//! | 8..12 | columns of a row: at most 12 for input words, 13 for output words |
//! | 12..16 | `RX` and two zero bytes for input words, `TX` for output words |
//! | from 16 | rows, each the words of its columns in order |
//!
//! Columns that a file does not have are 0: a chip with 5 active links needs 5.
//!
//! The number of rows follows from the length; a row that was cut short is a fault. Files are read in pieces, as pipes
//! are: a file that is mapped into memory would end the process where another one makes it shorter.

use std::path::Path;

use super::vectors::Words;
use crate::error::{Error, Result};

/// The first four bytes.
pub const MAGIC: [u8; 4] = *b"EBIN";

/// The version written, and the only one read.
pub const VERSION: u32 = 1;

/// Bytes before the first row.
pub const HEADER: usize = 16;

/// Extension of the files.
pub const EXTENSION: &str = "ebin";

/// Whether a path names a binary file.
pub fn is_ebin(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == EXTENSION)
}

/// The header of a file.
pub fn header<W: Words>(columns: usize) -> [u8; HEADER] {
    let mut bytes = [0; HEADER];
    bytes[..4].copy_from_slice(&MAGIC);
    bytes[4..8].copy_from_slice(&VERSION.to_le_bytes());
    bytes[8..12].copy_from_slice(&(columns as u32).to_le_bytes());
    bytes[12..14].copy_from_slice(&kind::<W>());
    bytes
}

/// The first two letters of the columns' names.
fn kind<W: Words>() -> [u8; 2] {
    W::PREFIX.as_bytes().first_chunk().copied().unwrap_or_default()
}

/// Checks the header of a file and gives the number of its columns.
///
/// # Errors
/// Another version, other words or more columns, or a header that was cut short.
pub fn check<W: Words>(bytes: &[u8], path: &Path) -> Result<usize> {
    let Some(bytes) = bytes.first_chunk::<HEADER>() else {
        return Err(Error::syntax("the header is cut short").file(path).found(format!("{} bytes", bytes.len())));
    };
    let [version, columns] =
        [4, 8].map(|at| bytes[at..at + 4].iter().rev().fold(0u32, |all, &byte| all << 8 | u32::from(byte)));
    if version != VERSION {
        return Err(Error::unsupported("a binary file of another version")
            .file(path)
            .found(version)
            .allowed(VERSION.to_string()));
    }
    let columns = columns as usize;
    if bytes[12..14] != kind::<W>() || columns == 0 || columns > W::COLUMNS {
        return Err(Error::syntax("unexpected columns")
            .file(path)
            .found(format!("{columns} columns of {}", String::from_utf8_lossy(&bytes[12..14])))
            .allowed(format!("1..={} columns of {}", W::COLUMNS, String::from_utf8_lossy(&kind::<W>())))
            .hint("RX are input words, TX are output words"));
    }
    Ok(columns)
}
