//! Outputs in files, and what the emulator sends in place of an expected one.

use std::path::Path;

use super::Diagnoses;
use super::cause::Cause;
use super::correct::{Corrected, Expected, correct};
use super::rows::Rows;
use super::search::{Case, Emulated, diagnose};
use super::window::Window;
use crate::chip::Options;
use crate::chip::signals::{InputWords, OutputWords};
use crate::error::{Error, Result};
use crate::files;
use crate::golden::vectors::{VectorFormat, VectorReader, VectorSource};
use crate::registers::ChipConfig;

/// Two outputs of one chip.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// Settings of the chip.
    pub config: &'a ChipConfig,
    /// What the registers do not say.
    pub options: &'a Options,
    /// The expected output; without one it is what the chip sends for the input.
    pub expected: Option<&'a Path>,
    /// The received output, and how it is written.
    pub received: (&'a Path, &'a VectorFormat),
    /// The input.
    pub input: Option<&'a Path>,
}

/// Rows of a file.
struct FileRows(VectorReader<OutputWords>);

impl Rows for FileRows {
    fn next(&mut self) -> Result<Option<OutputWords>> {
        self.0.read()
    }

    fn line(&self) -> Option<u64> {
        self.0.line()
    }
}

/// Whether a file is one that can be read again.
fn is_regular(path: &Path) -> bool {
    path.as_os_str() != "-" && files::check_regular(path).is_ok()
}

impl Compared<'_> {
    /// The expected rows, from the first on.
    ///
    /// # Errors
    /// Those of opening the file or the input, and of the chip.
    pub fn open_expected(&self) -> Result<Box<dyn Rows>> {
        Ok(match self.expected {
            Some(path) => Box::new(FileRows(VectorReader::open(path)?)),
            None => Box::new(Emulated::of(self.config, self.options, self.open_input()?)?),
        })
    }

    /// The received rows, from the first on.
    ///
    /// # Errors
    /// As [`VectorReader::open`].
    pub fn open_received(&self) -> Result<Box<dyn Rows>> {
        let (path, form) = self.received;
        Ok(Box::new(FileRows(VectorSource::open(path)?.rows(form)?)))
    }

    fn open_input(&self) -> Result<VectorReader<InputWords>> {
        let input = self.input.ok_or_else(|| Error::missing("the input is needed").hint("give it by --input"))?;
        VectorReader::open(input)
    }

    /// Whether every file of the comparison can be read once more.
    pub fn can_be_reopened(&self) -> bool {
        let input = self.input.filter(|_| self.expected.is_none());
        [self.expected, Some(self.received.0), input].into_iter().flatten().all(is_regular)
    }

    /// Compares all rows.
    ///
    /// # Errors
    /// Those of opening and reading.
    pub fn window(&self) -> Result<Window> {
        let mut window = Window::default();
        let (mut expected, mut received) = (self.open_expected()?, self.open_received()?);
        loop {
            let rows = (expected.next()?, received.next()?);
            if rows == (None, None) {
                return Ok(window);
            }
            window.push(rows.0.as_ref(), rows.1.as_ref());
        }
    }

    /// Finds out why the outputs differ; `window` was collected while they were compared.
    ///
    /// # Errors
    /// Those of reading the files again.
    pub fn diagnose(&self, window: &Window) -> Result<Diagnoses> {
        let reopen = || Ok((self.open_expected()?, self.open_received()?));
        let input = || self.open_input();
        diagnose(&Case {
            config: self.config,
            options: self.options,
            window,
            reopen: if self.can_be_reopened() { Some(&reopen) } else { None },
            input: if self.input.is_some_and(is_regular) { Some(&input) } else { None },
            emulated: self.expected.is_none(),
        })
    }

    /// Compares with causes put right, see [`correct`].
    ///
    /// # Errors
    /// As [`correct`].
    pub fn correct(
        &self,
        causes: &[Cause],
        sink: impl FnMut(&OutputWords, &OutputWords) -> Result<()>,
    ) -> Result<Corrected> {
        let other = |cause: &Cause| matches!(cause, Cause::Configuration { .. } | Cause::ExpectedOfOther { .. });
        let (setup, mut received) = ((self.config, self.options), self.open_received()?);
        if causes.iter().any(other) {
            return correct(setup, causes, Expected::Input(self.open_input()?), &mut *received, sink);
        }
        let mut expected = self.open_expected()?;
        correct(setup, causes, Expected::Rows(&mut *expected), &mut *received, sink)
    }
}
