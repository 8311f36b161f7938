//! One csv file for each stage of the chip.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::chip::trace::{Stage, Trace};
use crate::error::{Error, Result};
use crate::files::{self, AtomicFile};
use crate::network::Network;
use crate::registers::ChipConfig;

/// Writes every stage that runs to `NN_stage.csv` in a directory: one column for each value, one row
/// for each crossing. Words are in hexadecimal, everything else is decimal.
pub struct StageFiles {
    files: Vec<(Stage, PathBuf, AtomicFile)>,
    fault: Option<Error>,
    /// The directory, if it was made for these files: it goes again unless they are committed.
    made: Option<PathBuf>,
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
    pub fn create(directory: &Path, config: &ChipConfig, network: &Network) -> Result<Self> {
        let made = (!directory.exists()).then(|| directory.to_owned());
        files::create_dir(directory)?;
        let mut stage_files = StageFiles { files: Vec::new(), fault: None, made };
        for stage in Stage::of(config.algorithm) {
            let path = directory.join(format!("{}.csv", stage.file_stem()));
            let mut file = AtomicFile::create(&path)?;
            writeln!(file, "{}", stage.columns(config, network).join(","))
                .map_err(|error| Error::io("write", &path, &error))?;
            stage_files.files.push((stage, path, file));
        }
        Ok(stage_files)
    }

    /// Completes the files and returns their paths.
    ///
    /// # Errors
    /// The first failure of any write; then no file appears.
    pub fn commit(mut self) -> Result<Vec<PathBuf>> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let mut paths = Vec::new();
        for (_, path, file) in std::mem::take(&mut self.files) {
            file.commit()?;
            paths.push(path);
        }
        self.made = None;
        Ok(paths)
    }
}

impl Trace for StageFiles {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        let Some((_, path, file)) = self.files.iter_mut().find(|(of, ..)| *of == stage) else { return };
        let shown = values.iter().enumerate().map(|(index, &value)| stage.show(index, value));
        let line = shown.collect::<Vec<_>>().join(",");
        // A trace cannot fail in the middle of a crossing; the failure is reported by `commit`.
        if let Err(error) = writeln!(file, "{line}") {
            self.fault.get_or_insert_with(|| Error::io("write", path, &error));
        }
    }
}
