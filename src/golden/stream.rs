//! Streams of rows from file to file: reading, the chip and writing at the same time, with a bounded
//! number of batches in between.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{channel, sync_channel};

use super::ebin;
use super::vectors::{self, VectorReader, Words};
use crate::chip::signals::{InputWords, OutputWords};
use crate::error::{Error, Result};
use crate::files::Sink;
use crate::kernels::BatchChip;

/// Rows of a batch: 3.3 MB with their output, enough for several threads.
pub const BATCH: usize = 1 << 15;

/// Batches that may wait between two threads.
const WAITING: usize = 2;

/// A vector file in the making: binary if its name ends in `.ebin`, else csv.
pub struct RowFile<W> {
    file: Sink,
    path: PathBuf,
    /// Columns of a binary file.
    binary: Option<usize>,
    bytes: Vec<u8>,
    kind: std::marker::PhantomData<W>,
}

impl<W: Words> RowFile<W> {
    /// Starts the file and writes its header; `-` is standard output, as csv.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create(path: &Path) -> Result<Self> {
        Self::with_format(path, ebin::is_ebin(path), W::COLUMNS)
    }

    /// As [`RowFile::create`], in a format that does not depend on the name. A binary file holds the
    /// first `columns` words of each row.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn with_format(path: &Path, binary: bool, columns: usize) -> Result<Self> {
        let columns = columns.clamp(1, W::COLUMNS);
        let mut file = Sink::create(path)?;
        let written = match binary {
            true => file.write_all(&ebin::header::<W>(columns)),
            false => vectors::write_header::<W>(&mut file),
        };
        written.map_err(|error| Error::io("write", path, &error))?;
        let binary = binary.then_some(columns);
        Ok(RowFile { file, path: path.to_owned(), binary, bytes: Vec::new(), kind: std::marker::PhantomData })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, words: &W) -> Result<()> {
        self.write_batch(std::slice::from_ref(words))
    }

    /// Adds rows.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write_batch(&mut self, rows: &[W]) -> Result<()> {
        let fault = |error: std::io::Error| Error::io("write", &self.path, &error);
        if let Some(columns) = self.binary {
            self.bytes.resize(4 * columns * rows.len(), 0);
            for (words, bytes) in rows.iter().zip(self.bytes.chunks_exact_mut(4 * columns)) {
                for (word, bytes) in words.as_ref().iter().zip(bytes.as_chunks_mut().0) {
                    *bytes = word.to_le_bytes();
                }
            }
        } else {
            self.bytes.clear();
            for words in rows {
                vectors::write_row(&mut self.bytes, words).map_err(fault)?;
            }
        }
        self.file.write_all(&self.bytes).map_err(fault)
    }

    /// Completes the file.
    ///
    /// # Errors
    /// As [`Sink::commit`].
    pub fn commit(self) -> Result<()> {
        self.file.commit()
    }
}

/// Runs a chip from file to file.
///
/// # Errors
/// Those of reading and writing; then no file appears.
pub fn run(
    chip: &mut BatchChip,
    mut input: VectorReader<InputWords>,
    mut output: RowFile<OutputWords>,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let done = std::thread::scope(|scope| {
        let (to_chip, batches) = sync_channel::<Vec<InputWords>>(WAITING);
        let (to_file, results) = sync_channel::<Vec<OutputWords>>(WAITING);
        // Memory of batches goes back to where it came from: fresh pages cost more than the chip.
        let (used_rows, free_rows) = channel::<Vec<InputWords>>();
        let (used_out, free_out) = channel::<Vec<OutputWords>>();
        let reader = scope.spawn(move || -> Result<()> {
            loop {
                let mut rows = free_rows.try_recv().unwrap_or_default();
                input.read_batch(&mut rows, BATCH)?;
                // Nobody takes rows once writing has failed.
                if rows.is_empty() || to_chip.send(rows).is_err() {
                    return Ok(());
                }
            }
        });
        let writer = scope.spawn(move || -> Result<RowFile<OutputWords>> {
            for rows in results {
                output.write_batch(&rows)?;
                // It is not needed once the last batch is on its way.
                let _ = used_out.send(rows);
            }
            Ok(output)
        });
        for rows in batches {
            let mut out = free_out.try_recv().unwrap_or_default();
            out.resize(rows.len(), [0; 13]);
            chip.run_parallel(&rows, &mut out);
            progress(rows.len() as u64);
            let _ = used_rows.send(rows);
            if to_file.send(out).is_err() {
                break;
            }
        }
        drop(to_file);
        let failed = || Error::new("a thread of the stream ended too early");
        let read = reader.join().map_err(|_| failed());
        let written = writer.join().map_err(|_| failed());
        read??;
        written?
    })?;
    done.commit()
}
