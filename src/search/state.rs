//! Who works on which task: a directory on a file system that all workers share, and nothing else. There is no
//! daemon, and no lock that could outlive its owner.
//!
//! Every task has a directory with a **log**: the files `0000.json`, `0001.json`, … Each entry says that a
//! worker claims the task, gives it back, or has finished it; the last one counts. An entry appears as a whole,
//! under the next number, through a hard link from a temporary file, which succeeds for exactly one of all who
//! try (on NFS too: if the answer gets lost, the number of links tells). So
//!
//! * if several workers claim a task, one wins;
//! * a worker whose task was taken over cannot finish it: the number its result needs is taken;
//! * a result can be neither lost nor doubled: nothing is written after it.
//!
//! The owner of entry `n` renews its **lease** by writing a new count into `beat.n`. Another worker takes the
//! task over when it has seen neither entry nor count change for the time of a lease, by its own clock;
//! clocks of different machines are never compared. The new owner goes on from the last checkpoint. An
//! owner that was only asleep notices at its next beat, at the latest at the end of its epoch, and stops;
//! its late checkpoint does no harm, since checkpoints carry the number of the entry too.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::files::{self, TemporaryFile};

/// Beats of a heart in the time of a lease.
const BEATS: u32 = 6;

/// What a task leaves when it is finished.
pub trait TaskOutcome: Clone + Serialize + DeserializeOwned {
    /// The file in the directory of the task that belongs to it, if there is one: files of this kind that other owners
    /// left are removed.
    fn checkpoint(&self) -> Option<&str>;
}

/// The result of a finished training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialOutcome {
    /// Lowest validation loss so far; `None` if the training failed.
    pub loss: Option<f64>,
    /// Epochs done, those of earlier rungs included.
    pub epochs: usize,
    /// Its checkpoint, in the directory of the task.
    pub checkpoint: String,
    /// Why the training failed, if it did: such a trial is never promoted.
    pub error: Option<String>,
}

impl TaskOutcome for TrialOutcome {
    fn checkpoint(&self) -> Option<&str> {
        Some(&self.checkpoint)
    }
}

/// An entry of a log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum JournalEntry<O = TrialOutcome> {
    /// A worker works on the task.
    Claimed {
        /// Who.
        worker: String,
    },
    /// It gave the task back unfinished.
    Released {
        /// Who.
        worker: String,
        /// Why.
        reason: String,
    },
    /// The task is finished.
    Done {
        /// By whom.
        worker: String,
        /// Its result.
        outcome: O,
    },
}

/// The tasks of a search, as one worker or observer sees them.
pub type SearchState = TaskState<TrialOutcome>;

/// Tasks with their outcomes, as one worker or observer sees them.
pub struct TaskState<O> {
    root: PathBuf,
    worker: String,
    lease: Duration,
    /// Results that were read; they do not change.
    done: HashMap<String, O>,
    /// When each claim was first seen with its present count of beats.
    seen: HashMap<String, (u64, String, Instant)>,
}

/// What a look at a task finds.
#[derive(Debug, Clone, PartialEq)]
pub enum Look<O = TrialOutcome> {
    /// Nobody works on it.
    Free,
    /// A worker does.
    Taken {
        /// Who.
        worker: String,
        /// True if its lease has run out.
        expired: bool,
    },
    /// It is finished.
    Done(O),
}

impl<O: TaskOutcome> TaskState<O> {
    /// The tasks below a directory, seen by a worker with a unique name; see [`worker_name`].
    pub fn new(root: &Path, worker: &str, lease: Duration) -> Self {
        let (done, seen) = (HashMap::new(), HashMap::new());
        TaskState { root: root.to_owned(), worker: worker.to_owned(), lease, done, seen }
    }

    /// The directory of a task.
    pub fn directory(&self, task: &str) -> PathBuf {
        self.root.join(task)
    }

    /// The result of a task, if it is finished.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub fn outcome(&mut self, task: &str) -> Result<Option<O>> {
        if let Some(known) = self.done.get(task) {
            return Ok(Some(known.clone()));
        }
        match last_entry::<O>(&self.directory(task))? {
            Some((_, JournalEntry::Done { outcome, .. })) => {
                self.done.insert(task.to_owned(), outcome.clone());
                Ok(Some(outcome))
            }
            _ => Ok(None),
        }
    }

    /// Whether a worker has ever claimed a task.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub fn is_begun(&self, task: &str) -> Result<bool> {
        Ok(self.done.contains_key(task) || last_entry::<O>(&self.directory(task))?.is_some())
    }

    /// The state of a task. A claim counts as expired once this observer has seen no change for the time of
    /// a lease.
    ///
    /// # Errors
    /// A log that cannot be read.
    pub fn look(&mut self, task: &str) -> Result<Look<O>> {
        if let Some(outcome) = self.outcome(task)? {
            return Ok(Look::Done(outcome));
        }
        let directory = self.directory(task);
        let Some((number, entry)) = last_entry::<O>(&directory)? else { return Ok(Look::Free) };
        match entry {
            JournalEntry::Released { .. } => Ok(Look::Free),
            JournalEntry::Done { outcome, .. } => Ok(Look::Done(outcome)),
            JournalEntry::Claimed { worker } => {
                let beat = std::fs::read_to_string(beat_file(&directory, number)).unwrap_or_default();
                let fresh = (number, beat, Instant::now());
                let first = self.seen.entry(task.to_owned()).or_insert_with(|| fresh.clone());
                if (first.0, &first.1) != (fresh.0, &fresh.1) {
                    *first = fresh;
                }
                Ok(Look::Taken { worker, expired: first.2.elapsed() >= self.lease })
            }
        }
    }

    /// Claims a task, if it is free or its owner's lease has run out. `None` if it is taken.
    ///
    /// # Errors
    /// A directory that cannot be written.
    pub fn claim(&mut self, task: &str) -> Result<Option<Lease>> {
        if !matches!(self.look(task)?, Look::Free | Look::Taken { expired: true, .. }) {
            return Ok(None);
        }
        let directory = self.directory(task);
        files::create_dir(&directory)?;
        // Read again: what was looked at may be older.
        let number = match last_entry::<O>(&directory)? {
            None => 0,
            Some((_, JournalEntry::Done { .. })) => return Ok(None),
            Some((number, JournalEntry::Claimed { .. })) if self.seen.get(task).is_none_or(|seen| seen.0 != number) => {
                return Ok(None);
            }
            Some((number, _)) => number + 1,
        };
        let claim = JournalEntry::<O>::Claimed { worker: self.worker.clone() };
        if !append(&directory, number, &claim)? {
            return Ok(None);
        }
        Lease::new(directory, number, &self.worker, self.lease).map(Some)
    }
}

/// A claim that is being renewed. Dropped without [`Lease::done`] or [`Lease::release`], it runs out.
pub struct Lease {
    directory: PathBuf,
    number: u64,
    worker: String,
    lost: Arc<AtomicBool>,
    end: Option<Sender<()>>,
    heart: Option<JoinHandle<()>>,
}

/// Writes beats until the lease ends or somebody has taken over.
fn beat(directory: &Path, number: u64, every: Duration, lost: &AtomicBool, ended: &Receiver<()>) {
    for count in 0u64.. {
        // If a beat cannot be written, others miss it and rightly may take over.
        let _missed = files::write(&beat_file(directory, number), count.to_string());
        if entry_file(directory, number + 1).exists() {
            lost.store(true, Ordering::Relaxed);
            return;
        }
        if ended.recv_timeout(every) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

impl Lease {
    fn new(directory: PathBuf, number: u64, worker: &str, lease: Duration) -> Result<Self> {
        let lost = Arc::new(AtomicBool::new(false));
        let (end, ended) = channel::<()>();
        let (flag, at) = (lost.clone(), directory.clone());
        let heart = std::thread::Builder::new().spawn(move || beat(&at, number, lease / BEATS, &flag, &ended));
        let heart = heart.map_err(|error| Error::new(format!("cannot start a thread for the lease: {error}")))?;
        Ok(Lease { directory, number, worker: worker.to_owned(), lost, end: Some(end), heart: Some(heart) })
    }

    /// The number of the claim.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Directory of the task.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// True if another worker has taken the task over.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed) || entry_file(&self.directory, self.number + 1).exists()
    }

    /// File name of the checkpoint that this claim writes.
    pub fn checkpoint(&self) -> String {
        checkpoint_name(self.number)
    }

    /// Checkpoints that earlier owners left, the last owner's first.
    pub fn earlier_checkpoints(&self) -> Vec<PathBuf> {
        let all = (0..self.number).rev().map(|number| self.directory.join(checkpoint_name(number)));
        all.filter(|path| path.exists()).collect()
    }

    /// Finishes the task. False if another worker had taken it over: then the result does not count.
    ///
    /// # Errors
    /// If the entry cannot be written.
    pub fn done<O: TaskOutcome>(mut self, outcome: O) -> Result<bool> {
        let kept = outcome.checkpoint().map(str::to_owned);
        let entry = JournalEntry::Done { worker: self.worker.clone(), outcome };
        let counts = append(&self.directory, self.number + 1, &entry)?;
        self.still();
        if counts {
            // Nobody needs these any more; a file that stays only takes up room.
            for number in 0..=self.number {
                let _stays = std::fs::remove_file(beat_file(&self.directory, number));
                if kept.as_deref() != Some(&checkpoint_name(number)) {
                    let _stays = std::fs::remove_file(self.directory.join(checkpoint_name(number)));
                }
            }
        }
        Ok(counts)
    }

    /// Gives the task back, so that others need not wait for the lease to run out.
    ///
    /// # Errors
    /// If the entry cannot be written.
    pub fn release(self, reason: &str) -> Result<()> {
        let entry = JournalEntry::<()>::Released { worker: self.worker.clone(), reason: reason.to_owned() };
        append(&self.directory, self.number + 1, &entry).map(|_| ())
    }
}

impl Lease {
    /// Ends the beats.
    fn still(&mut self) {
        drop(self.end.take());
        if let Some(heart) = self.heart.take() {
            let _ended = heart.join();
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.still();
    }
}

/// A unique name for a worker: machine, process, time.
pub fn worker_name() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host: String = host.trim().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let host = if host.is_empty() { "worker" } else { &host };
    format!("{host}-{}-{:x}", std::process::id(), since.as_nanos())
}

/// All entries of a log, in order.
///
/// # Errors
/// An entry that cannot be read or is not valid.
pub fn entries(directory: &Path) -> Result<Vec<JournalEntry>> {
    let mut all = Vec::new();
    while let Some(entry) = read_entry(&entry_file(directory, all.len() as u64))? {
        all.push(entry);
    }
    Ok(all)
}

/// All entries of a log in order, each with the time when its file was written, by the clock of the file server.
///
/// # Errors
/// As [`entries`].
pub fn timed_entries(directory: &Path) -> Result<Vec<(JournalEntry, SystemTime)>> {
    let at = |number: usize| {
        let path = entry_file(directory, number as u64);
        std::fs::metadata(&path).and_then(|file| file.modified()).map_err(|error| Error::io("read", &path, &error))
    };
    entries(directory)?.into_iter().enumerate().map(|(number, entry)| Ok((entry, at(number)?))).collect()
}

fn last_entry<O: DeserializeOwned>(directory: &Path) -> Result<Option<(u64, JournalEntry<O>)>> {
    let mut number = 0;
    while entry_file(directory, number).exists() {
        number += 1;
    }
    let Some(last) = number.checked_sub(1) else { return Ok(None) };
    Ok(read_entry(&entry_file(directory, last))?.map(|entry| (last, entry)))
}

fn read_entry<O: DeserializeOwned>(path: &Path) -> Result<Option<JournalEntry<O>>> {
    if !path.exists() {
        return Ok(None);
    }
    let entry = serde_json::from_str(&files::read_text(path)?).map_err(|error| {
        Error::new(format!("not an entry of a task's log: {error}"))
            .file(path)
            .hint("remove the directory of the task to do it anew")
    })?;
    Ok(Some(entry))
}

/// Adds an entry under a number. False if that is taken.
fn append<O: Serialize>(directory: &Path, number: u64, entry: &JournalEntry<O>) -> Result<bool> {
    let path = entry_file(directory, number);
    let text = serde_json::to_string_pretty(entry)
        .map_err(|error| Error::new(format!("cannot write the entry: {error}")).file(&path))?;
    let temporary = TemporaryFile::create(directory).map_err(|error| Error::io("write", &path, &error))?;
    let mut file = temporary.as_file();
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let linked = written.and_then(|()| std::fs::hard_link(temporary.path(), &path));
    let own = is_linked(temporary.path());
    drop(temporary);
    match linked {
        Ok(()) => Ok(true),
        // The file server did it, but its answer was lost.
        Err(_) if own => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Error::io("write", &path, &error)),
    }
}

/// Whether a file has a second name.
#[cfg(unix)]
fn is_linked(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.nlink() > 1)
}

#[cfg(not(unix))]
fn is_linked(_: &Path) -> bool {
    false
}

fn entry_file(directory: &Path, number: u64) -> PathBuf {
    directory.join(format!("{number:04}.json"))
}

fn beat_file(directory: &Path, number: u64) -> PathBuf {
    directory.join(format!("beat.{number:04}"))
}

fn checkpoint_name(number: u64) -> String {
    format!("checkpoint.{number:04}.safetensors")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Duration = Duration::from_millis(120);

    fn outcome(loss: f64) -> TrialOutcome {
        TrialOutcome { loss: Some(loss), epochs: 3, checkpoint: checkpoint_name(0), error: None }
    }

    /// What a worker gets of 50 tasks once all workers are there.
    fn claim_fifty(root: &Path, worker: usize, start: &std::sync::Barrier) -> Vec<Lease> {
        let mut state = SearchState::new(root, &format!("w{worker}"), Duration::from_secs(60));
        start.wait();
        (0..50).filter_map(|task| state.claim(&format!("t{task}")).unwrap()).collect()
    }

    #[test]
    fn of_many_that_claim_one_wins() {
        let scratch = tempfile::tempdir().unwrap();
        let start = std::sync::Barrier::new(8);
        let leases: Vec<Vec<Lease>> = std::thread::scope(|scope| {
            let (root, start) = (scratch.path(), &start);
            let threads: Vec<_> = (0..8).map(|worker| scope.spawn(move || claim_fifty(root, worker, start))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let mut claimed: Vec<_> = leases.iter().flatten().map(|lease| lease.directory().to_owned()).collect();
        assert_eq!(claimed.len(), 50);
        claimed.sort();
        claimed.dedup();
        assert_eq!(claimed.len(), 50);
    }

    #[test]
    fn a_silent_owner_loses_its_task_and_cannot_finish_it() {
        let scratch = tempfile::tempdir().unwrap();
        let mut first = SearchState::new(scratch.path(), "first", LEASE);
        let mut second = SearchState::new(scratch.path(), "second", LEASE);
        let mut lease = first.claim("task").unwrap().unwrap();
        // As long as its heart beats, nobody gets the task.
        let until = Instant::now() + 3 * LEASE;
        while Instant::now() < until {
            assert!(second.claim("task").unwrap().is_none());
            std::thread::sleep(LEASE / 10);
        }
        lease.still();
        let taken = loop {
            match second.claim("task").unwrap() {
                Some(taken) => break taken,
                None => std::thread::sleep(LEASE / 10),
            }
        };
        assert_eq!(taken.number(), 1);
        assert!(lease.is_lost() && !taken.is_lost());
        assert!(!lease.done(outcome(0.5)).unwrap());
        assert!(taken.done(outcome(0.25)).unwrap());
        assert_eq!(first.outcome("task").unwrap(), Some(outcome(0.25)));
        assert!(first.claim("task").unwrap().is_none());
        let log = entries(&scratch.path().join("task")).unwrap();
        assert_eq!(log.len(), 3);
        assert!(matches!(&log[2], JournalEntry::Done { worker, .. } if worker == "second"));
    }

    #[test]
    fn what_is_given_back_is_free_at_once() {
        let scratch = tempfile::tempdir().unwrap();
        let mut first = SearchState::new(scratch.path(), "first", Duration::from_secs(60));
        let mut second = SearchState::new(scratch.path(), "second", Duration::from_secs(60));
        let lease = first.claim("task").unwrap().unwrap();
        std::fs::write(lease.directory().join(lease.checkpoint()), "weights").unwrap();
        assert!(matches!(second.look("task").unwrap(), Look::Taken { expired: false, .. }));
        lease.release("told to stop").unwrap();
        assert_eq!(second.look("task").unwrap(), Look::Free);
        let lease = second.claim("task").unwrap().unwrap();
        assert_eq!(lease.earlier_checkpoints(), [scratch.path().join("task/checkpoint.0000.safetensors")]);
        // Of the files of a task only its log and the checkpoint of its result stay.
        std::fs::write(lease.directory().join(lease.checkpoint()), "more").unwrap();
        let checkpoint = lease.checkpoint();
        assert!(lease.done(TrialOutcome { checkpoint, ..outcome(1.0) }).unwrap());
        let mut left: Vec<_> = std::fs::read_dir(scratch.path().join("task"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["0000.json", "0001.json", "0002.json", "0003.json", "checkpoint.0002.safetensors"]);
    }

    #[test]
    fn a_broken_log_is_named() {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::create_dir(scratch.path().join("task")).unwrap();
        std::fs::write(scratch.path().join("task/0000.json"), "{}").unwrap();
        let mut state = SearchState::new(scratch.path(), "w", LEASE);
        let error = state.look("task").unwrap_err().to_string();
        assert!(error.contains("0000.json") && error.contains("anew"), "{error}");
    }
}
