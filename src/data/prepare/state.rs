//! Long preparations that survive being killed.
//!
//! A preparation is a list of steps. Each step works in a directory of its own, which is renamed when
//! the step is complete, with its result beside its files. So what was complete before a kill is
//! complete after it, and a second call with the same arguments and inputs goes on from there. During
//! the preparation the output directory holds
//!
//! | name | what |
//! |---|---|
//! | `prepare.json` | what is prepared (a hash of arguments and inputs) and, at the end, the summary |
//! | `prepare.lock` | locked while a process works here; a killed process holds no lock |
//! | `.prepare/NAME/` | a complete step, its result in `result.json` |
//! | `.prepare/NAME.part/` | a step that was not completed; done again |
//!
//! When all is done, `.prepare` and the lock are removed, and `prepare.json` says so.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::files::{self, hash};

/// Name of the record of a preparation.
pub const RECORD: &str = "prepare.json";

const LOCK: &str = "prepare.lock";
const WORK: &str = ".prepare";
const RESULT: &str = "result.json";

/// What `prepare.json` holds.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// SHA-256 of arguments and inputs.
    identity: String,
    finished: bool,
    /// What was prepared, for people: arguments and inputs.
    request: Value,
    /// What came out, at the end.
    summary: Option<Value>,
}

/// A preparation under way, or finished.
pub struct PrepareState {
    out: PathBuf,
    record: Record,
    /// Held as long as the state lives.
    _lock: Option<File>,
}

/// An input as a request names it: path, length, and time of its last change.
///
/// The contents are not hashed: ntuples are many GB, and reading them would take as long as the work.
///
/// # Errors
/// If the file does not exist.
pub fn input(path: &Path) -> Result<Value> {
    let both = path.metadata().and_then(|metadata| Ok((metadata.modified()?, metadata)));
    let (changed, metadata) = both.map_err(|error| Error::io("open", path, &error))?;
    let changed = changed.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    Ok(serde_json::json!({
        "path": path.display().to_string(), "bytes": metadata.len(), "changed_ns": changed.to_string(),
    }))
}

impl PrepareState {
    /// Begins a preparation in a directory that is new or empty, or goes on with one.
    ///
    /// `request` is everything that the result depends on: arguments, and inputs as [`input`] gives them.
    ///
    /// # Errors
    /// A directory that holds something else or the preparation of another request, and one in which
    /// another process is at work.
    pub fn open(out: &Path, request: Value) -> Result<Self> {
        let identity = hash::of_bytes(request.to_string());
        let path = out.join(RECORD);
        let record = if path.is_file() {
            let record: Record = parse(&path)?;
            if record.identity != identity {
                return Err(Error::new("the directory holds a preparation with other arguments or other inputs")
                    .file(&path)
                    .hint("choose another --out, or remove the directory to begin again"));
            }
            record
        } else {
            let occupied = out.is_dir() && {
                let mut entries = std::fs::read_dir(out).map_err(|error| Error::io("list", out, &error))?;
                // A call killed in its first moments leaves a lock and an empty directory.
                entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != LOCK && entry.file_name() != WORK))
            };
            if occupied {
                return Err(Error::new("the output directory is not empty")
                    .file(out)
                    .allowed("a new or empty directory, or one with a preparation to go on with"));
            }
            Record { identity, finished: false, request, summary: None }
        };
        let mut state = PrepareState { out: out.to_owned(), record, _lock: None };
        if state.record.finished {
            // Left over if a process was killed between its last two actions.
            remove(&state.work())?;
        } else {
            files::create_dir(&state.work())?;
            state._lock = Some(lock(&out.join(LOCK))?);
            state.save()?;
        }
        Ok(state)
    }

    /// The summary, if everything was done before.
    pub fn finished(&self) -> Option<&Value> {
        self.record.summary.as_ref().filter(|_| self.record.finished)
    }

    fn work(&self) -> PathBuf {
        self.out.join(WORK)
    }

    /// The files of a step that is complete.
    pub fn files(&self, step: &str) -> PathBuf {
        self.work().join(step)
    }

    /// Whether a step is complete.
    pub fn has(&self, step: &str) -> bool {
        self.files(step).is_dir()
    }

    /// Does a step, or takes its result if it was done before.
    ///
    /// `work` gets an empty directory for its files.
    ///
    /// # Errors
    /// Those of `work` (its directory is then removed), and failures to write.
    pub fn step<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        work: impl FnOnce(&Path) -> Result<T>,
    ) -> Result<T> {
        let done = self.files(name);
        if done.is_dir() {
            return parse(&done.join(RESULT));
        }
        let part = self.work().join(format!("{name}.part"));
        remove(&part)?;
        files::create_dir(&part)?;
        let result = work(&part).and_then(|result| {
            files::write(&part.join(RESULT), json(&result)?)?;
            std::fs::rename(&part, &done).map_err(|error| Error::io("rename", &done, &error))?;
            Ok(result)
        });
        if result.is_err() {
            // Whatever is left over is done again anyway; the error matters more.
            let _ = remove(&part);
        }
        result
    }

    /// Makes one of the files that are prepared, unless it is there.
    ///
    /// `work` gets an empty directory, and gives the file in it that is moved to `target`: the same
    /// file system, so it appears complete or not at all.
    ///
    /// # Errors
    /// Those of `work`, and failures to write.
    pub fn publish(&self, target: &Path, work: impl FnOnce(&Path) -> Result<PathBuf>) -> Result<()> {
        if target.is_file() {
            return Ok(());
        }
        let part = self.work().join("file.part");
        remove(&part)?;
        files::create_dir(&part)?;
        let result = work(&part).and_then(|made| {
            if let Some(parent) = target.parent() {
                files::create_dir(parent)?;
            }
            std::fs::rename(&made, target).map_err(|error| Error::io("rename", target, &error))
        });
        let removed = remove(&part);
        result.and(removed)
    }

    /// Notes that all is done, and removes the working files.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn finish(mut self, summary: &impl Serialize) -> Result<Value> {
        let value = serde_json::to_value(summary).map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
        self.record.summary = Some(value.clone());
        self.record.finished = true;
        self.save()?;
        remove(&self.work())?;
        let lock = self.out.join(LOCK);
        std::fs::remove_file(&lock).map_err(|error| Error::io("remove", &lock, &error))?;
        Ok(value)
    }

    fn save(&self) -> Result<()> {
        // Whatever a kill leaves of it is then among the working files.
        let (part, path) = (self.work().join(RECORD), self.out.join(RECORD));
        files::write(&part, json(&self.record)?)?;
        std::fs::rename(&part, &path).map_err(|error| Error::io("rename", &path, &error))
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
    Ok(text + "\n")
}

fn parse<T: DeserializeOwned>(path: &Path) -> Result<T> {
    serde_json::from_str(&files::read_text(path)?).map_err(|error| {
        Error::new(format!("not a record of a preparation: {error}"))
            .file(path)
            .hint("remove the output directory and begin again")
    })
}

fn remove(directory: &Path) -> Result<()> {
    match std::fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", directory, &error)),
        _ => Ok(()),
    }
}

fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).map_err(|error| Error::io("create", path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new("another process prepares data in this directory")
            .file(path)
            .hint("wait until it is done, or choose another --out")),
        Err(TryLockError::Error(error)) => Err(Error::io("lock", path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Value {
        serde_json::json!({"seed": 1})
    }

    #[test]
    fn complete_steps_are_not_done_again_and_broken_ones_are() {
        let scratch = tempfile::tempdir().unwrap();
        let out = scratch.path().join("out");
        let state = PrepareState::open(&out, request()).unwrap();
        let first = state.step("a", |dir| {
            files::write(&dir.join("rows"), "1\n")?;
            Ok(7)
        });
        assert_eq!(first.unwrap(), 7);
        assert!(state.step::<u32>("b", |_| Err(Error::new("disk full"))).is_err());
        // As a kill leaves it: files of a step without its result.
        std::fs::create_dir_all(out.join(".prepare/b.part")).unwrap();
        std::fs::write(out.join(".prepare/b.part/half"), "x").unwrap();
        drop(state);
        let state = PrepareState::open(&out, request()).unwrap();
        assert_eq!(state.step::<u32>("a", |_| Err(Error::new("done twice"))).unwrap(), 7);
        assert!(!state.has("b"));
        let again = state.step("b", |dir| Ok(std::fs::read_dir(dir).unwrap().count()));
        assert_eq!(again.unwrap(), 0, "the half step is gone");
        assert_eq!(std::fs::read_to_string(state.files("a").join("rows")).unwrap(), "1\n");
        assert!(state.finished().is_none());
        state.finish(&"all").unwrap();
        let left: Vec<_> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, [RECORD]);
        assert_eq!(PrepareState::open(&out, request()).unwrap().finished().unwrap(), "all");
    }

    fn fault(directory: &Path, request: Value) -> String {
        PrepareState::open(directory, request).err().unwrap().to_string()
    }

    #[test]
    fn other_requests_other_processes_and_other_files_are_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let state = PrepareState::open(scratch.path(), request()).unwrap();
        assert!(fault(scratch.path(), request()).contains("another process"));
        drop(state);
        assert!(fault(scratch.path(), serde_json::json!({"seed": 2})).contains("other arguments"));
        let other = tempfile::tempdir().unwrap();
        std::fs::write(other.path().join("notes"), "").unwrap();
        assert!(fault(other.path(), request()).contains("not empty"));
        std::fs::write(scratch.path().join(RECORD), "{}").unwrap();
        assert!(fault(scratch.path(), request()).contains("begin again"));
    }
}
