//! Event files of trials, as TensorBoard reads them (docs/sources.md, TensorBoard).
//!
//! The directory of a trial holds one file for every worker that had it, named
//! `events.out.tfevents.TIME.WORKER`; TensorBoard reads them in the order of their names. A file is a
//! sequence of records: length, checksum of the length, an `Event` message, checksum of the message. Each
//! record is appended by one call, so that a killed worker leaves at most one incomplete record, the last;
//! readers stop there and go on with the next file.
//!
//! | tag | what, at every epoch |
//! |---|---|
//! | `loss` | mean loss over the training steps |
//! | `val_loss` | validation loss |
//! | `learning_rate` | learning rate |
//!
//! Scalars are 32-bit floats. Hyperparameters, start and end of the trial are messages of the HParams plugin.
//! TensorBoard keeps the first end that it reads, so a trial counts as ended after its first rung, even if it is
//! promoted and goes on.
//!
//! Every epoch appears once: a worker that takes a trial over reads what is there, starts a new file, and writes only
//! what is missing. Its file begins with the mark by which TensorBoard drops later steps of earlier files, in
//! case a worker that was believed dead has written one more.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use prost::Message;

use super::plan::{Job, Task};
use crate::error::{Error, Result};
use crate::files;
use crate::interchange::proto::tensorboard::event::What;
use crate::interchange::proto::tensorboard::h_param::Kind;
use crate::interchange::proto::tensorboard::h_params_plugin_data::Data;
use crate::interchange::proto::tensorboard::session_log::SessionStatus;
use crate::interchange::proto::tensorboard::summary::{Value, value};
use crate::interchange::proto::tensorboard::summary_metadata::PluginData;
use crate::interchange::proto::tensorboard::{
    Event, HParam, HParamsPluginData, SessionEndInfo, SessionLog, SessionStartInfo, Status, Summary, SummaryMetadata,
};
use crate::interchange::proto::tensorflow::tensor_shape_proto::Dim;
use crate::interchange::proto::tensorflow::{DataType, TensorProto, TensorShapeProto};
use crate::train::epoch::Epoch;

/// Directory of the event files in that of a search.
const LOG: &str = "log";

/// How the names of event files begin.
const PREFIX: &str = "events.out.tfevents.";

/// Format of the files, their first record.
const VERSION: &str = "brain.Event:2";

const START_TAG: &str = "_hparams_/session_start_info";
const END_TAG: &str = "_hparams_/session_end_info";

/// The checksum of the records; it is stored rotated and shifted, see [`masked`].
const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);

/// What a worker writes: event files of the tasks that it does, below `log` in the directory of a search.
#[derive(Debug)]
pub struct EventFiles {
    root: PathBuf,
    worker: String,
    open: Option<TrialLog>,
}

impl EventFiles {
    /// For a worker in the directory of a search.
    pub fn new(search: &Path, worker: &str) -> Self {
        EventFiles { root: search.join(LOG), worker: worker.to_owned(), open: None }
    }

    /// Begins with a task, or goes on with one that others worked on: all rungs of a trial are one run for
    /// TensorBoard. Writes what is not logged yet of its history.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn start(&mut self, task: Task, job: &Job, history: &[Epoch]) -> Result<()> {
        self.open = None;
        let name = match task {
            Task::Trial { trial, .. } => format!("trial_{trial:04}"),
            task => task.to_string(),
        };
        let log = TrialLog::open(&self.root.join(name), &self.worker, &job.hyperparameters.rows())?;
        self.open.insert(log).epochs(history)
    }

    /// Writes what is not logged yet of the history of the task.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn epochs(&mut self, history: &[Epoch]) -> Result<()> {
        self.open.as_mut().map_or(Ok(()), |log| log.epochs(history))
    }

    /// Writes that the task has ended.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn end(&mut self, success: bool) -> Result<()> {
        self.open.take().map_or(Ok(()), |mut log| log.end(success))
    }
}

/// The event files of a trial, open for the worker that has it.
#[derive(Debug)]
pub struct TrialLog {
    file: File,
    path: PathBuf,
    /// What the files hold, its own included.
    logged: Logged,
}

/// What event files hold.
#[derive(Debug, Default, Clone, Copy)]
struct Logged {
    /// Epochs: they are 0, 1, … without gaps.
    epochs: usize,
    started: bool,
    ended: bool,
}

impl TrialLog {
    /// Starts a new event file in the directory of a trial, which is made if need be, after reading what
    /// other workers left there. Its name contains that of the worker. Hyperparameters that can be
    /// read as numbers are written as numbers.
    ///
    /// # Errors
    /// If the directory cannot be made or read, or the file cannot be written.
    pub fn open(directory: &Path, worker: &str, hyperparameters: &[(&str, String)]) -> Result<Self> {
        files::create_dir(directory)?;
        let (logged, last) = read(directory)?;
        let (file, path) = create(directory, worker, last)?;
        let mut log = TrialLog { file, path, logged };
        log.append(0, What::FileVersion(VERSION.to_owned()))?;
        if logged.epochs > 0 {
            log.append(logged.epochs, What::SessionLog(SessionLog { status: SessionStatus::Start.into() }))?;
        }
        if !logged.started {
            let hparam = |(name, value): &(&str, String)| {
                let number = value.parse().map(Kind::NumberValue);
                let kind = number.unwrap_or_else(|_| Kind::StringValue(value.clone()));
                (name.to_string(), HParam { kind: Some(kind) })
            };
            let hparams = hyperparameters.iter().map(hparam).collect();
            log.session(START_TAG, Data::SessionStartInfo(SessionStartInfo { hparams, start_time_secs: now() }))?;
        }
        Ok(log)
    }

    /// Writes those epochs of a history that are not logged yet. The history begins with epoch 0.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn epochs(&mut self, history: &[Epoch]) -> Result<()> {
        for epoch in history.iter().skip(self.logged.epochs) {
            let scalars = [
                ("loss", epoch.train as f32),
                ("val_loss", epoch.validation as f32),
                ("learning_rate", epoch.learning_rate),
            ];
            let value = |(tag, scalar): (&str, f32)| {
                let value = Some(value::Value::SimpleValue(scalar));
                Value { tag: tag.to_owned(), value, metadata: None }
            };
            // One record, so that an epoch is there with all its values or not at all.
            self.append(epoch.epoch, What::Summary(Summary { value: scalars.map(value).into() }))?;
            self.logged.epochs += 1;
        }
        Ok(())
    }

    /// Writes that the trial has ended, unless that was written before.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn end(&mut self, success: bool) -> Result<()> {
        if self.logged.ended {
            return Ok(());
        }
        self.logged.ended = true;
        let status = if success { Status::Success } else { Status::Failure }.into();
        self.session(END_TAG, Data::SessionEndInfo(SessionEndInfo { status, end_time_secs: now() }))
    }

    fn session(&mut self, tag: &str, data: Data) -> Result<()> {
        let content = HParamsPluginData { data: Some(data) }.encode_to_vec();
        let plugin_data = Some(PluginData { plugin_name: "hparams".to_owned(), content });
        // The message is in the metadata; a value without a tensor would be dropped.
        let nothing = TensorProto {
            dtype: DataType::DtFloat.into(),
            tensor_shape: Some(TensorShapeProto { dim: vec![Dim { size: 0 }] }),
            ..TensorProto::default()
        };
        let value = Some(value::Value::Tensor(Box::new(nothing)));
        let value = Value { tag: tag.to_owned(), metadata: Some(SummaryMetadata { plugin_data }), value };
        self.append(0, What::Summary(Summary { value: vec![value] }))
    }

    fn append(&mut self, step: usize, what: What) -> Result<()> {
        let event = Event { wall_time: now(), step: step as i64, what: Some(what) }.encode_to_vec();
        self.file.write_all(&record(&event)).map_err(|error| Error::io("write", &self.path, &error))
    }
}

/// Seconds since 1970.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64())
}

/// What the event files of a directory hold, and the largest time in their names.
fn read(directory: &Path) -> Result<(Logged, u64)> {
    let (mut logged, mut last) = (Logged::default(), 0);
    let entries = std::fs::read_dir(directory).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    for entry in entries.map_err(|error| Error::io("read", directory, &error))? {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        let time = rest.split('.').next().and_then(|time| time.parse().ok());
        last = last.max(time.unwrap_or_default());
        let bytes = files::read_bytes(&entry.path())?;
        for event in events(&bytes) {
            let Some(What::Summary(summary)) = event.what else { continue };
            for value in summary.value {
                match value.tag.as_str() {
                    START_TAG => logged.started = true,
                    END_TAG => logged.ended = true,
                    _ => logged.epochs = logged.epochs.max(usize::try_from(event.step).unwrap_or_default() + 1),
                }
            }
        }
    }
    Ok((logged, last))
}

/// A new file whose name comes after those of the others, even if the clocks of machines differ.
fn create(directory: &Path, worker: &str, last: u64) -> Result<(File, PathBuf)> {
    let mut time = (now() as u64).max(last + 1);
    loop {
        let path = directory.join(format!("{PREFIX}{time:010}.{worker}"));
        match OpenOptions::new().append(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => time += 1,
            Err(error) => return Err(Error::io("create", &path, &error)),
        }
    }
}

/// A record with its lengths and checksums.
fn record(message: &[u8]) -> Vec<u8> {
    let length = (message.len() as u64).to_le_bytes();
    let parts = [length.as_slice(), message].map(|part| [part, &masked(part).to_le_bytes()].concat());
    parts.concat()
}

/// The checksum as it is stored. A checksum of data that hold checksums themselves is weak, so the format
/// turns it by 15 bits and adds a constant.
fn masked(bytes: &[u8]) -> u32 {
    CRC.checksum(bytes).rotate_right(15).wrapping_add(0xA282_EAD8)
}

/// The messages of a file up to the first incomplete one.
fn events(mut bytes: &[u8]) -> impl Iterator<Item = Event> {
    std::iter::from_fn(move || {
        let (length, rest) = checked(bytes, 8)?;
        let length = u64::from_le_bytes(length.try_into().ok()?);
        let (message, rest) = checked(rest, usize::try_from(length).ok()?)?;
        bytes = rest;
        Event::decode(message).ok()
    })
}

/// The first bytes, if the checksum behind them is right, and what follows it.
fn checked(bytes: &[u8], length: usize) -> Option<(&[u8], &[u8])> {
    let (part, rest) = bytes.split_at_checked(length)?;
    let (check, rest) = rest.split_at_checked(4)?;
    (check == masked(part).to_le_bytes()).then_some((part, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::options::{Arithmetic, LossTerm};

    fn history(epochs: usize) -> Vec<Epoch> {
        (0..epochs).map(epoch).collect()
    }

    fn epoch(epoch: usize) -> Epoch {
        Epoch::of_losses(
            epoch,
            (Arithmetic::Chip, LossTerm::TelescopeCharge.into()),
            1e-3,
            [1.0 / (epoch + 1) as f64, 2.0 / (epoch + 1) as f64],
        )
    }

    fn files_of(directory: &Path) -> Vec<PathBuf> {
        let mut files: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    fn steps(directory: &Path) -> Vec<i64> {
        let mut steps = Vec::new();
        for file in files_of(directory) {
            for event in events(&std::fs::read(file).unwrap()) {
                let Some(What::Summary(summary)) = event.what else { continue };
                steps.extend(summary.value.iter().filter(|value| value.tag == "val_loss").map(|_| event.step));
            }
        }
        steps
    }

    /// The published check value of this checksum is that of the digits 1 to 9.
    #[test]
    fn checksums_are_those_of_the_format() {
        assert_eq!(CRC.checksum(b"123456789"), 0xE306_9283);
        assert_eq!(masked(b"123456789"), 0x2507_C60D_u32.wrapping_add(0xA282_EAD8));
    }

    #[test]
    fn a_trial_that_is_taken_over_has_every_epoch_once() {
        let scratch = tempfile::tempdir().unwrap();
        let mut first = TrialLog::open(scratch.path(), "first", &[]).unwrap();
        first.epochs(&history(3)).unwrap();
        // The second worker starts from a checkpoint that is older than what the first one logged.
        let mut second = TrialLog::open(scratch.path(), "b", &[]).unwrap();
        second.epochs(&history(2)).unwrap();
        second.epochs(&history(5)).unwrap();
        second.end(true).unwrap();
        second.end(true).unwrap();
        let files = files_of(scratch.path());
        assert_eq!(files.len(), 2);
        assert!(files[0].to_str().unwrap().ends_with(".first"), "{files:?}");
        assert_eq!(steps(scratch.path()), [0, 1, 2, 3, 4]);
        let (logged, _) = read(scratch.path()).unwrap();
        assert!(logged.started && logged.ended && logged.epochs == 5);
    }

    #[test]
    fn an_epoch_of_which_only_a_part_was_written_is_written_again() {
        let scratch = tempfile::tempdir().unwrap();
        TrialLog::open(scratch.path(), "a", &[]).unwrap().epochs(&history(3)).unwrap();
        let file = &files_of(scratch.path())[0];
        let bytes = std::fs::read(file).unwrap();
        std::fs::write(file, &bytes[..bytes.len() - 1]).unwrap();
        assert_eq!(steps(scratch.path()), [0, 1]);
        TrialLog::open(scratch.path(), "a", &[]).unwrap().epochs(&history(3)).unwrap();
        assert_eq!(steps(scratch.path()), [0, 1, 2]);
        std::fs::write(file, [&bytes[..bytes.len() - 6], b"wrong!"].concat()).unwrap();
        assert_eq!(steps(scratch.path()), [0, 1, 2], "a record with a wrong checksum counts");
    }
}
