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
//! | `.prepare/NAME/` | a complete step, its result in `result.json` |
//! | `.prepare/NAME.part/` | a step that was not completed; done again |
//!
//! and a [`DirectoryLock`] while a process works there. When all is done, `prepare.json` says so, and then `.prepare` is
//! removed, in this order: a call that finds the work done removes what is left of it.
//!
//! After a fault, complete steps stay, and if there is none, nothing does. An input that no complete step has read may
//! be another file in the next call: who mends it, goes on.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::files::{self, DirectoryLock, NewDirectories, hash};

/// Key of a request under which its inputs are.
const INPUTS: &str = "inputs";

/// Name of the record of a preparation.
pub const RECORD: &str = "prepare.json";

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
    /// Held as long as the state lives; not by a preparation that was finished before.
    _lock: Option<DirectoryLock>,
    made: NewDirectories,
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
    /// `request` is everything that the result depends on: arguments, and under `inputs` a list for each input, of
    /// what [`input`] gives. `step_of` names the step that reads an input.
    ///
    /// # Errors
    /// A directory that holds something else or the preparation of another request, and one in which
    /// another process is at work.
    pub fn open(out: &Path, request: Value, step_of: impl Fn(usize) -> String) -> Result<Self> {
        let path = out.join(RECORD);
        if let Some(record) = finished(&path, &request)? {
            // Left over if a process was killed in its last actions; nobody need be able to write here any more.
            if let Ok(_lock) = DirectoryLock::take(out) {
                files::collect(out);
                files::remove_dir(&out.join(WORK))?;
            }
            let made = NewDirectories::create(out)?;
            return Ok(PrepareState { out: out.to_owned(), record, _lock: None, made });
        }
        let made = NewDirectories::create(out)?;
        let lock = DirectoryLock::take(out)?;
        let record =
            if path.is_file() { parse(&path)? } else { files::check_free(out).map(|()| begun(request.clone()))? };
        let mut state = PrepareState { out: out.to_owned(), record, _lock: Some(lock), made };
        let new = begun(request);
        if state.record.identity != new.identity {
            if state.record.finished || !state.goes_on(&new.request, step_of) {
                return Err(Error::new("the directory holds a preparation with other arguments or other inputs")
                    .file(&path)
                    .hint("choose another --out, or remove the directory to begin again"));
            }
            state.record = new;
        }
        state.save()?;
        files::create_dir(&state.work())?;
        Ok(state)
    }

    /// Whether a request differs from the recorded one only in what is in inputs that no complete step has read.
    fn goes_on(&self, request: &Value, step_of: impl Fn(usize) -> String) -> bool {
        let [old, new] = [&self.record.request, request].map(|request| {
            let (mut others, mut inputs) = (request.clone(), Vec::new());
            if let Some(Value::Array(list)) = others.get_mut(INPUTS).map(Value::take) {
                inputs = list;
            }
            (others, inputs)
        });
        let mut inputs = old.1.iter().zip(&new.1).enumerate();
        let is_same = |(at, (old, new)): (usize, (&Value, &Value))| {
            old == new || (old[0]["path"] == new[0]["path"] && !self.has(&step_of(at)))
        };
        old.0 == new.0 && old.1.len() == new.1.len() && inputs.all(is_same)
    }

    /// What becomes of the directory after a fault: if no step is complete, it is as it was before.
    pub fn fail(self) {
        let steps = files::entries(&self.work()).unwrap_or_default();
        if !steps.iter().any(|step| step.is_dir() && step.extension().is_none()) {
            self.discard();
        }
    }

    /// Leaves the directory as it was before.
    pub fn discard(self) {
        // The fault itself matters more than what cannot be removed.
        let _stays = files::remove_dir(&self.work());
        let _stays = std::fs::remove_file(self.out.join(RECORD));
        let PrepareState { _lock, made, .. } = self;
        drop(_lock);
        drop(made);
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
            files::rename(&part, &done)?;
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
            files::rename(&made, target)
        });
        let removed = remove(&part);
        result.and(removed)
    }

    /// Notes that all is done, and removes the working files.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn finish(mut self, summary: &impl Serialize) -> Result<Value> {
        let value = to_value(summary)?;
        self.record.summary = Some(value.clone());
        self.record.finished = true;
        self.save()?;
        files::remove_dir(&self.work())?;
        self.made.keep();
        Ok(value)
    }

    /// Notes in another place that all is done, and removes the directory of the preparation.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn finish_as(mut self, mark: &Path, summary: &impl Serialize) -> Result<()> {
        self.record.summary = Some(to_value(summary)?);
        self.record.finished = true;
        files::write(mark, json(&self.record)?)?;
        files::remove_dir(&self.out)?;
        self.made.keep();
        Ok(())
    }

    fn save(&self) -> Result<()> {
        files::write(&self.out.join(RECORD), json(&self.record)?)
    }
}

/// The record of a request in this file, if it says that all is done.
fn finished(path: &Path, request: &Value) -> Result<Option<Record>> {
    if !path.is_file() {
        return Ok(None);
    }
    let record: Record = parse(path)?;
    Ok(Some(record).filter(|record| record.finished && record.identity == hash::of_bytes(request.to_string())))
}

/// The summary of a request for which [`PrepareState::finish_as`] left this mark.
///
/// # Errors
/// A file that is no record of a preparation.
pub fn summary_of(mark: &Path, request: &Value) -> Result<Option<Value>> {
    Ok(finished(mark, request)?.and_then(|record| record.summary))
}

fn to_value(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::new(format!("cannot write JSON: {error}")))
}

/// The record of a preparation that begins.
fn begun(request: Value) -> Record {
    Record { identity: hash::of_bytes(request.to_string()), finished: false, request, summary: None }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Value {
        serde_json::json!({"seed": 1, "inputs": [[{"path": "a", "bytes": 1}], [{"path": "b", "bytes": 2}]]})
    }

    fn open(out: &Path, request: Value) -> Result<PrepareState> {
        PrepareState::open(out, request, |input| ["a", "b"][input].to_owned())
    }

    #[test]
    fn complete_steps_are_not_done_again_and_broken_ones_are() {
        let scratch = tempfile::tempdir().unwrap();
        let out = scratch.path().join("out");
        let state = open(&out, request()).unwrap();
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
        let state = open(&out, request()).unwrap();
        assert_eq!(state.step::<u32>("a", |_| Err(Error::new("done twice"))).unwrap(), 7);
        assert!(!state.has("b"));
        let again = state.step("b", |dir| Ok(std::fs::read_dir(dir).unwrap().count()));
        assert_eq!(again.unwrap(), 0, "the half step is gone");
        assert_eq!(std::fs::read_to_string(state.files("a").join("rows")).unwrap(), "1\n");
        assert!(state.finished().is_none());
        state.finish(&"all").unwrap();
        let left: Vec<_> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, [RECORD]);
        assert_eq!(open(&out, request()).unwrap().finished().unwrap(), "all");
    }

    /// An input may be mended as long as no complete step has read it.
    #[test]
    fn mended_inputs_go_on() {
        let scratch = tempfile::tempdir().unwrap();
        let out = scratch.path().join("new/out");
        let state = open(&out, request()).unwrap();
        assert!(state.step::<u32>("a", |_| Err(Error::new("a bad file"))).is_err());
        state.fail();
        assert!(!scratch.path().join("new").exists(), "nothing was complete");

        let state = open(&out, request()).unwrap();
        state.step("a", |_| Ok(7)).unwrap();
        state.fail();
        let [mut of_a, mut of_b, mut other] = [(); 3].map(|()| request());
        of_a["inputs"][0][0]["bytes"] = 9.into();
        of_b["inputs"][1][0]["bytes"] = 9.into();
        other["inputs"][1][0]["path"] = "c".into();
        for changed in [of_a, other] {
            assert!(fault(&out, changed).contains("other inputs"));
        }
        let state = open(&out, of_b.clone()).unwrap();
        assert!(state.has("a"));
        drop(state);
        assert!(fault(&out, request()).is_empty(), "back to the first file, which nothing has read either");
    }

    fn fault(directory: &Path, request: Value) -> String {
        open(directory, request).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn other_requests_other_processes_and_other_files_are_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let state = open(scratch.path(), request()).unwrap();
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
