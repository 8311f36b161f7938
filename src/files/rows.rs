//! Rows of one length that need not stay in memory.

use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::SpooledTempFile;

use crate::error::{Error, Result};

/// Up to so many bytes rows stay in memory.
const IN_MEMORY: usize = 1 << 20;

/// Rows of one length: in memory while they are few, then in a file without a name in the system's directory for
/// temporary files. It goes with this value, and with its process however that ends.
#[derive(Debug)]
pub struct RowFile {
    file: Mutex<SpooledTempFile>,
    row_bytes: usize,
}

impl RowFile {
    /// No rows yet, each of so many bytes.
    pub fn new(row_bytes: usize) -> Self {
        RowFile { file: Mutex::new(SpooledTempFile::new(IN_MEMORY)), row_bytes }
    }

    /// Writes rows from the place of the first one on; places that were left out before hold zeros.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&self, first: usize, bytes: &[u8]) -> Result<()> {
        let mut file = self.at(first)?;
        file.write_all(bytes).map_err(|error| fault("write", &error))
    }

    /// Reads rows that were written, one behind the other.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn read(&self, rows: Range<usize>) -> Result<Vec<u8>> {
        let mut bytes = vec![0; rows.len() * self.row_bytes];
        self.at(rows.start)?.read_exact(&mut bytes).map_err(|error| fault("read", &error))?;
        Ok(bytes)
    }

    /// The file at the start of a row.
    fn at(&self, row: usize) -> Result<MutexGuard<'_, SpooledTempFile>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let start = SeekFrom::Start(row as u64 * self.row_bytes as u64);
        file.seek(start).map_err(|error| fault("use", &error))?;
        Ok(file)
    }
}

fn fault(action: &str, error: &std::io::Error) -> Error {
    Error::system(error.kind(), format!("cannot {action} a temporary file: {error}"))
        .file(std::env::temp_dir())
        .hint("rows wait there that are too many for the memory; TMPDIR names another directory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_were_written_in_memory_and_in_a_file() {
        for count in [4, IN_MEMORY / 4] {
            let rows = RowFile::new(8);
            let last = (count - 1).to_le_bytes();
            rows.write(count - 1, &last).unwrap();
            rows.write(1, &[[1; 8], [2; 8]].concat()).unwrap();
            assert_eq!(rows.read(0..3).unwrap(), [[0; 8], [1; 8], [2; 8]].concat());
            assert_eq!(rows.read(count - 1..count).unwrap(), last);
            assert!(rows.read(count..count + 1).unwrap_err().to_string().contains("TMPDIR"));
        }
    }
}
