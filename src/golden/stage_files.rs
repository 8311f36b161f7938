//! One csv file for each stage of the chip.

use std::io::Write;
use std::path::{Path, PathBuf};

#[cfg(feature = "threads")]
use rayon::prelude::*;

use crate::chip::stage::StageInfo;
use crate::chip::{Stage, Stages, Trace};
use crate::error::{Error, Result};
use crate::files::{self, AtomicFile};
use crate::network::AeBlock;
use crate::registers::ChipConfig;

/// Values that are kept of each stage before all stages are written at once: at most 2 MB each.
const WAITING: usize = 1 << 18;

/// Writes every stage that runs to `NN_stage.csv` in a directory: one column for each value, one row
/// for each BX. Words are in hexadecimal, everything else is decimal.
///
/// Text costs more than the chip, so the stages are written by all threads, each in the order of the
/// BX.
pub struct StageFiles {
    files: Vec<StageFile>,
    fault: Option<Error>,
    /// The directory, if it was made for these files: it goes again unless they are committed.
    made: Option<PathBuf>,
}

struct StageFile {
    stage: StageInfo,
    path: PathBuf,
    file: AtomicFile,
    columns: usize,
    /// Rows that are not written yet.
    values: Vec<i64>,
    text: Vec<u8>,
}

impl StageFile {
    fn create(stage: &StageInfo, path: PathBuf) -> Result<Self> {
        let mut file = AtomicFile::create(&path)?;
        let columns = stage.columns();
        writeln!(file, "{}", columns.join(",")).map_err(|error| Error::io("write", &path, &error))?;
        Ok(StageFile { stage: stage.clone(), path, file, columns: columns.len(), values: Vec::new(), text: Vec::new() })
    }

    /// Writes what waits.
    fn flush(&mut self) -> Result<()> {
        let StageFile { stage, path, file, columns, values, text } = self;
        text.clear();
        let mut decimal = itoa::Buffer::new();
        for row in values.chunks(*columns) {
            for (index, &value) in row.iter().enumerate() {
                if index > 0 {
                    text.push(b',');
                }
                match stage.hex_digits(index) {
                    None => text.extend_from_slice(decimal.format(value).as_bytes()),
                    Some(_) => text.extend_from_slice(stage.show(index, value).as_bytes()),
                }
            }
            text.push(b'\n');
        }
        values.clear();
        file.write_all(text).map_err(|error| Error::io("write", path, &error))
    }
}

impl Drop for StageFiles {
    fn drop(&mut self) {
        self.files.clear();
        if let Some(directory) = &self.made {
            // Fails where somebody has put something there, which is right.
            let _ = std::fs::remove_dir(directory);
        }
    }
}

impl StageFiles {
    /// Starts the files of all stages that this configuration runs through.
    ///
    /// # Errors
    /// If the directory or a file cannot be created.
    pub fn create(directory: &Path, config: &ChipConfig, network: &AeBlock) -> Result<Self> {
        let made = (!directory.exists()).then(|| directory.to_owned());
        files::create_dir(directory)?;
        let mut stage_files = StageFiles { files: Vec::new(), fault: None, made };
        for stage in Stages::new(config, network).iter() {
            let path = directory.join(format!("{}.csv", stage.file_stem()));
            stage_files.files.push(StageFile::create(stage, path)?);
        }
        Ok(stage_files)
    }

    /// Completes the files and returns their paths.
    ///
    /// # Errors
    /// The first failure of any write; then no file appears.
    pub fn commit(mut self) -> Result<Vec<PathBuf>> {
        self.flush();
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let mut paths = Vec::new();
        for StageFile { path, file, .. } in std::mem::take(&mut self.files) {
            file.commit()?;
            paths.push(path);
        }
        self.made = None;
        Ok(paths)
    }

    /// Writes what waits. A trace cannot fail in the middle of a BX: the first failure is reported
    /// by [`StageFiles::commit`].
    fn flush(&mut self) {
        #[cfg(feature = "threads")]
        let flushed = self.files.par_iter_mut().try_for_each(StageFile::flush);
        #[cfg(not(feature = "threads"))]
        let flushed = self.files.iter_mut().try_for_each(StageFile::flush);
        if let Err(error) = flushed {
            self.fault.get_or_insert(error);
        }
    }
}

impl Trace for StageFiles {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        let Some(file) = self.files.iter_mut().find(|file| file.stage.stage == stage) else { return };
        file.values.extend_from_slice(values);
        if file.values.len() >= WAITING {
            self.flush();
        }
    }
}
