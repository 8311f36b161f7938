//! Long work that may be killed at any time and goes on where it was.
//!
//! A working directory holds the arguments of the work, what it has made so far, and a record of every
//! step that is complete. A step is done when its record is there; the record appears, by rename, after
//! everything that the step writes. So a step that was cut off is done again from its start, and one that
//! was finished never is.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::files;

const ARGUMENTS: &str = "arguments.json";
const LOCK: &str = "lock";
const STEPS: &str = "steps";

/// An input file, as it was when the work began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was changed last, nanoseconds since 1970.
    pub modified: u64,
}

impl Input {
    /// A file as it is now.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn of(path: &Path) -> Result<Self> {
        let metadata = files::open(path)?.metadata().map_err(|error| Error::io("read", path, &error))?;
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.map_or(0, |since| since.as_nanos() as u64);
        Ok(Input { path: path.to_owned(), bytes: metadata.len(), modified })
    }
}

/// The working directory.
pub struct State {
    directory: PathBuf,
    /// Held until the process ends, however it ends.
    _lock: File,
}

impl State {
    /// Begins the work, or goes on with it if the directory is there. The arguments are all that decides
    /// what comes out, the [`Input`]s among them.
    ///
    /// # Errors
    /// Other arguments than those the work was begun with, another process at the same work, and failures
    /// to write.
    pub fn open(directory: &Path, arguments: &impl Serialize) -> Result<Self> {
        files::create_dir(&directory.join(STEPS))?;
        let lock = directory.join(LOCK);
        let file = File::create(&lock).map_err(|error| Error::io("create", &lock, &error))?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::new("another process is at this work")
                .file(directory)
                .hint("wait for it, or choose another output directory"),
            TryLockError::Error(error) => Error::io("lock", &lock, &error),
        })?;
        let (own, path) = (to_json(arguments)?, directory.join(ARGUMENTS));
        match path.exists() {
            false => files::write(&path, own)?,
            true if files::read_text(&path)? == own => {}
            true => {
                return Err(Error::new("the directory holds unfinished work of other arguments or other input files")
                    .file(directory)
                    .hint("finish it with the arguments it was begun with, or remove that directory to begin anew"));
            }
        }
        remove_leftovers(directory)?;
        Ok(State { directory: directory.to_owned(), _lock: file })
    }

    /// A place for something that the work makes.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// The record of a step, if it is done.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn record<T: DeserializeOwned>(&self, step: &str) -> Result<Option<T>> {
        let path = self.step(step);
        if !path.exists() {
            return Ok(None);
        }
        let text = files::read_text(&path)?;
        serde_json::from_str(&text).map(Some).map_err(|error| {
            Error::new(format!("not the record of a step: {error}"))
                .file(&path)
                .hint("remove the directory that it is in to begin anew")
        })
    }

    /// Marks a step as done.
    ///
    /// # Errors
    /// If its record cannot be written.
    pub fn finish(&self, step: &str, record: &impl Serialize) -> Result<()> {
        files::write(&self.step(step), to_json(record)?)
    }

    /// Removes the working directory, when everything is where it belongs.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn remove(self) -> Result<()> {
        std::fs::remove_dir_all(&self.directory).map_err(|error| Error::io("remove", &self.directory, &error))
    }

    fn step(&self, step: &str) -> PathBuf {
        self.directory.join(STEPS).join(format!("{step}.json"))
    }
}

/// A value as indented JSON with a new line at the end.
///
/// # Errors
/// If serialisation fails, which no type used here is known to cause.
pub fn to_json(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").map_err(|error| Error::new(format!("cannot write as JSON: {error}")))
}

/// Removes what a killed process had begun to write.
fn remove_leftovers(directory: &Path) -> Result<()> {
    let fault = |path: &Path, error: std::io::Error| Error::io("remove", path, &error);
    for entry in std::fs::read_dir(directory).map_err(|error| fault(directory, error))? {
        let path = entry.map_err(|error| fault(directory, error))?.path();
        if path.is_dir() {
            remove_leftovers(&path)?;
        } else if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(files::TEMPORARY)) {
            std::fs::remove_file(&path).map_err(|error| fault(&path, error))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finished_steps_are_remembered_and_half_written_files_are_not() {
        let scratch = tempfile::tempdir().unwrap();
        let directory = scratch.path().join("work");
        let state = State::open(&directory, &("a", 1)).unwrap();
        assert_eq!(state.record::<u32>("one").unwrap(), None);
        state.finish("one", &7).unwrap();
        std::fs::create_dir(state.path("out")).unwrap();
        let half = state.path("out").join(format!("{}123", files::TEMPORARY));
        std::fs::write(&half, "half").unwrap();
        // The lock goes with the process, or here with the value.
        assert!(State::open(&directory, &("a", 1)).err().unwrap().to_string().contains("another process"));
        drop(state);
        let state = State::open(&directory, &("a", 1)).unwrap();
        assert_eq!((state.record::<u32>("one").unwrap(), half.exists()), (Some(7), false));
        assert!(state.record::<String>("one").unwrap_err().to_string().contains("begin anew"));
        state.remove().unwrap();
        assert!(!directory.exists());
    }

    #[test]
    fn other_arguments_are_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let input = scratch.path().join("in");
        std::fs::write(&input, "a").unwrap();
        let directory = scratch.path().join("work");
        State::open(&directory, &Input::of(&input).unwrap()).unwrap();
        State::open(&directory, &Input::of(&input).unwrap()).unwrap();
        std::fs::write(&input, "ab").unwrap();
        let error = State::open(&directory, &Input::of(&input).unwrap()).err().unwrap();
        assert!(error.to_string().contains("other input files"), "{error}");
        assert!(Input::of(&scratch.path().join("none")).is_err());
    }
}
