//! Streams of rows from file to file: reading, the chip and writing at the same time, with one chunk of rows
//! for each thread, where there are threads.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};

use super::ebin;
use super::vectors::{self, VectorReader, Words};
use crate::chip::signals::{InputWords, OutputWords};
use crate::error::{Error, Result};
use crate::files::Sink;
use crate::kernels::{BatchChip, CHUNK, Scratch};

/// So many rows of a pipe are computed by the thread that has read them: whoever has sent them may wait for the
/// answer, and to wake another thread takes longer.
const FEW: usize = 64;

/// Rows of a batch: 3.3 MB with their output, enough for several threads.
pub const BATCH: usize = 1 << 15;

/// A vector file in the making: binary if its name ends in `.ebin`, else csv.
pub struct RowFile<W> {
    file: Sink,
    path: PathBuf,
    /// Columns of a binary file.
    binary: Option<usize>,
    /// The header, until it is written.
    header: Vec<u8>,
    bytes: Vec<u8>,
    kind: std::marker::PhantomData<W>,
}

impl<W: Words> RowFile<W> {
    /// Starts the file; `-` is standard output, as csv. Its header is written with the first rows, by
    /// [`RowFile::flush`] or at the end.
    ///
    /// ```
    /// use econ_emu::chip::OutputWords;
    /// use econ_emu::golden::stream::RowFile;
    /// use econ_emu::golden::vectors::VectorReader;
    ///
    /// let path = std::env::temp_dir().join(format!("econ-emu-rows-{}.csv", std::process::id()));
    /// let mut file = RowFile::create(&path)?;
    /// file.write(&[7; 13])?;
    /// assert!(!path.exists(), "it appears when it is complete");
    /// file.commit()?;
    /// assert_eq!(VectorReader::<OutputWords>::open(&path)?.read_all()?, [[7; 13]]);
    /// # std::fs::remove_file(&path).map_err(|error| econ_emu::error::Error::io("remove", &path, &error))?;
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
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
        let file = Sink::create(path)?;
        let mut header = Vec::new();
        match binary {
            true => header.extend(ebin::header::<W>(columns)),
            false => vectors::write_header::<W>(&mut header).map_err(|error| Error::io("write", path, &error))?,
        }
        let (path, binary) = (path.to_owned(), binary.then_some(columns));
        Ok(RowFile { file, path, binary, header, bytes: Vec::new(), kind: std::marker::PhantomData })
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
        let mut bytes = std::mem::take(&mut self.bytes);
        self.format().encode(rows, &mut bytes);
        let written = self.write_bytes(&bytes);
        self.bytes = bytes;
        written
    }

    fn format(&self) -> RowFormat {
        RowFormat { binary: self.binary }
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        let header = std::mem::take(&mut self.header);
        let written = self.file.write_all(&header).and_then(|()| self.file.write_all(bytes));
        written.map_err(|error| Error::io("write", &self.path, &error))
    }

    /// Hands on what was written so far, at least the header, to whoever reads a pipe.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        self.write_bytes(&[])?;
        self.file.flush().map_err(|error| Error::io("write", &self.path, &error))
    }

    /// Completes the file.
    ///
    /// # Errors
    /// As [`Sink::commit`].
    pub fn commit(mut self) -> Result<()> {
        self.write_bytes(&[])?;
        self.file.commit()
    }
}

/// How rows become bytes.
#[derive(Debug, Clone, Copy)]
struct RowFormat {
    binary: Option<usize>,
}

impl RowFormat {
    /// Replaces `bytes` by the rows.
    fn encode<W: Words>(self, rows: &[W], bytes: &mut Vec<u8>) {
        if let Some(columns) = self.binary {
            bytes.resize(4 * columns * rows.len(), 0);
            for (words, bytes) in rows.iter().zip(bytes.chunks_exact_mut(4 * columns)) {
                for (word, bytes) in words.as_ref().iter().zip(bytes.as_chunks_mut().0) {
                    *bytes = word.to_le_bytes();
                }
            }
        } else {
            bytes.clear();
            rows.iter().for_each(|words| vectors::write_row(bytes, words));
        }
    }
}

/// What one thread at a time reads.
struct Source<'a> {
    input: VectorReader<InputWords>,
    chip: &'a mut BatchChip,
    /// Chunks taken.
    taken: u64,
}

/// What one thread at a time writes, in the order in which chunks were taken.
struct Target<P> {
    output: RowFile<OutputWords>,
    /// Chunks written.
    written: u64,
    /// The first fault; nobody goes on after it.
    fault: Option<Error>,
    progress: P,
}

/// Runs a chip from file to file, on all threads: each takes a chunk of rows, small enough for its cache, and
/// writes it when those before it are written.
///
/// Rows of a pipe are taken as they come: their words are on the way before the next rows are waited for.
///
/// # Errors
/// Those of reading and writing; then no file appears. The rows before a fault are written.
pub fn run(
    chip: &mut BatchChip,
    input: VectorReader<InputWords>,
    output: RowFile<OutputWords>,
    progress: impl FnMut(u64) + Send,
) -> Result<()> {
    let format = output.format();
    let fixed = chip.clone();
    let source = Mutex::new(Source { input, chip, taken: 0 });
    let target = Mutex::new(Target { output, written: 0, fault: None, progress });
    let turn = Condvar::new();
    on_all_threads(|| worker(&fixed, format, &source, &target, &turn));
    let Target { output, fault, .. } = target.into_inner().unwrap_or_else(PoisonError::into_inner);
    match fault {
        Some(fault) => Err(fault),
        None => output.commit(),
    }
}

/// Has every thread do the same work, of which each takes a part.
#[cfg(feature = "threads")]
fn on_all_threads(work: impl Fn() + Sync) {
    rayon::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            scope.spawn(|_| work());
        }
    });
}

/// Without threads this one does all of it.
#[cfg(not(feature = "threads"))]
fn on_all_threads(work: impl Fn() + Sync) {
    work();
}

fn worker<P: FnMut(u64)>(
    fixed: &BatchChip,
    format: RowFormat,
    source: &Mutex<Source<'_>>,
    target: &Mutex<Target<P>>,
    turn: &Condvar,
) {
    let (mut rows, mut out, mut bytes, mut scratch) = (Vec::new(), Vec::new(), Vec::new(), Scratch::default());
    let mut held = None;
    loop {
        let mut guard = held.take().unwrap_or_else(|| source.lock().unwrap_or_else(PoisonError::into_inner));
        let live = guard.input.is_live();
        let read = guard.input.read_batch(&mut rows, CHUNK);
        if rows.is_empty() && read.is_ok() {
            return;
        }
        out.resize(rows.len(), OutputWords::default());
        let start = guard.chip.skip(&rows);
        if start.is_none() {
            guard.chip.run(&rows, &mut out);
        }
        let number = guard.taken;
        guard.taken += 1;
        held = (live && rows.len() < FEW).then_some(guard);
        if let Some(start) = start {
            fixed.run_at(start, &rows, &mut out, &mut scratch);
        }
        format.encode(&out, &mut bytes);

        let mut guard = target.lock().unwrap_or_else(PoisonError::into_inner);
        while guard.written != number && guard.fault.is_none() {
            guard = turn.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
        if guard.fault.is_none() {
            let written = guard.output.write_bytes(&bytes);
            let flushed = if live { written.and_then(|()| guard.output.flush()) } else { written };
            guard.fault = flushed.and(read).err();
            (guard.progress)(rows.len() as u64);
        }
        guard.written += 1;
        turn.notify_all();
        if guard.fault.is_some() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::{Chip, NoTrace, Options};
    use crate::golden::random::RandomInput;
    use crate::registers::{Algorithm, ChipConfig, Generation};

    /// Runs the rows from file to file.
    fn streamed(config: &ChipConfig, rows: &[InputWords], tail: &str) -> Result<Vec<OutputWords>> {
        let directory = tempfile::tempdir().unwrap();
        let (input, output) = (directory.path().join("in.csv"), directory.path().join("out.csv"));
        let mut text = Vec::new();
        vectors::write_header::<InputWords>(&mut text).unwrap();
        rows.iter().for_each(|row| vectors::write_row(&mut text, row));
        text.extend_from_slice(tail.as_bytes());
        std::fs::write(&input, text).unwrap();
        let mut chip = BatchChip::new(config, &Options::default()).unwrap();
        let mut done = 0;
        let ran = run(&mut chip, VectorReader::open(&input)?, RowFile::create(&output)?, |rows| done += rows);
        assert_eq!(output.exists(), ran.is_ok());
        ran?;
        assert_eq!(done, rows.len() as u64);
        VectorReader::open(&output)?.read_all()
    }

    #[test]
    fn chunks_come_out_in_order_whether_or_not_rows_depend_on_each_other() {
        for (algorithm, links) in [(Algorithm::Repeater, 11), (Algorithm::ThresholdSum, 2)] {
            let config = ChipConfig { algorithm, links, ..ChipConfig::reset(Generation::P1) };
            let rows: Vec<InputWords> = RandomInput::new(5).take(5 * CHUNK + 7).collect();
            let mut chip = Chip::new(&config, &Options::default()).unwrap();
            let expected: Vec<OutputWords> = rows.iter().map(|words| chip.step(words, &mut NoTrace)).collect();
            assert!(streamed(&config, &rows, "").unwrap() == expected, "{algorithm}");
            assert!(streamed(&config, &[], "").unwrap().is_empty());
        }
    }

    #[test]
    fn a_fault_behind_many_rows_leaves_no_file() {
        let config = ChipConfig { algorithm: Algorithm::Repeater, links: 11, ..ChipConfig::reset(Generation::P1) };
        let rows: Vec<InputWords> = RandomInput::new(6).take(3 * CHUNK + 1).collect();
        let error = streamed(&config, &rows, "0,1,2\n").unwrap_err().to_string();
        assert!(error.contains(&format!("{}", 3 * CHUNK + 3)), "{error}");
    }
}
