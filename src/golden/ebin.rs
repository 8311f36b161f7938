//! Binary frame files, `.ebin`: the rows of a vector csv at a tenth of the time.
//!
//! All numbers are 32-bit and little-endian.
//!
//! | bytes | content |
//! |---|---|
//! | 0..4 | `EBIN` |
//! | 4..8 | version, 1 |
//! | 8..12 | columns: 12 for input words (RX), 13 for output words (TX) |
//! | 12..16 | 0 |
//! | from 16 | rows, each the words of its columns in order |
//!
//! The number of rows follows from the length; a row that was cut short is a fault. Files are read in
//! pieces into one buffer: mapping them into memory would need unsafe code, and reading is not what
//! takes the time.

use std::path::Path;

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
pub fn header(columns: usize) -> [u8; HEADER] {
    let mut bytes = [0; HEADER];
    let fields = [u32::from_le_bytes(MAGIC), VERSION, columns as u32, 0];
    bytes.chunks_exact_mut(4).zip(fields).for_each(|(bytes, field)| bytes.copy_from_slice(&field.to_le_bytes()));
    bytes
}

/// Checks the header of a file.
///
/// # Errors
/// Another version, another number of columns, or a header that was cut short.
pub fn check(bytes: &[u8], columns: usize, path: &Path) -> Result<()> {
    let field =
        |at: usize| bytes.get(at..at + 4).map(|bytes| bytes.iter().rev().fold(0u32, |all, &b| all << 8 | u32::from(b)));
    let (Some(version), Some(found), Some(_)) = (field(4), field(8), field(12)) else {
        return Err(Error::new("the header is cut short").file(path).found(format!("{} bytes", bytes.len())));
    };
    if version != VERSION {
        return Err(Error::new("a binary file of another version")
            .file(path)
            .found(version)
            .allowed(VERSION.to_string()));
    }
    if found as usize != columns {
        return Err(Error::new("unexpected columns")
            .file(path)
            .found(found)
            .allowed(columns.to_string())
            .hint("12 columns are input words, 13 are output words"));
    }
    Ok(())
}
