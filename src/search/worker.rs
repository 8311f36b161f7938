//! A worker: does tasks of a search until none is left.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::plan::{Job, Results, SearchDefinition, SearchPlan, Task, TrialStart};
use super::state::{Lease, SearchState, TrialOutcome, worker_name};
use crate::data::conditions::Conditions;
use crate::error::Result;
use crate::train::checkpoint::Checkpoint;
use crate::train::options::TrainConfig;
use crate::train::session::{Parts, SessionData};
use crate::train::trainer::{Epoch, Trainer};

/// Directory of the tasks in that of a search.
pub const TASKS: &str = "tasks";

/// File whose presence tells workers to end.
pub const STOP: &str = "stop";

/// Longest time between two looks for work.
const POLL: Duration = Duration::from_secs(1);

/// How a worker ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The search is finished.
    Finished,
    /// It was told to stop.
    Stopped,
}

/// Is told of a worker's progress.
pub trait Observer {
    /// A task begins, or goes on after these epochs.
    fn started(&mut self, _task: Task, _job: &Job, _history: &[Epoch]) {}

    /// An epoch is over, and its checkpoint is written; it is the last of the history.
    fn epoch(&mut self, _task: Task, _job: &Job, _history: &[Epoch]) {}

    /// A task is finished, and its result counts.
    fn finished(&mut self, _task: Task, _job: &Job, _outcome: &TrialOutcome) {}

    /// Another worker has taken a task over.
    fn lost(&mut self, _task: Task) {}
}

/// Nobody listens.
impl Observer for () {}

/// A [`SearchState`] by tasks.
impl Results for SearchState {
    fn outcome(&mut self, task: Task) -> Result<Option<TrialOutcome>> {
        SearchState::outcome(self, &task.to_string())
    }

    fn is_begun(&mut self, task: Task) -> Result<bool> {
        SearchState::is_begun(self, &task.to_string())
    }

    fn directory(&self, task: Task) -> PathBuf {
        SearchState::directory(self, &task.to_string())
    }
}

/// The state of the tasks of a search.
pub fn state(directory: &Path, definition: &SearchDefinition, worker: &str) -> SearchState {
    SearchState::new(&directory.join(TASKS), worker, Duration::from_secs_f64(definition.lease))
}

/// The data as a task needs them; read once.
struct Data {
    /// The options on which they depend, as a task had them: the data of tasks differ in the number of samples, in what
    /// the decoder is told of each, and in their weights.
    of: (Option<u64>, Conditions, bool),
    parts: Parts,
}

impl Data {
    fn of(config: &TrainConfig) -> Result<(Option<u64>, Conditions, bool)> {
        Ok((config.limit, config.decoder()?.conditions(), config.occ_reweight))
    }
}

/// Does tasks of the search in a directory until none is left, `stop` is set, or a file [`STOP`] appears.
///
/// # Errors
/// A directory without a search, data that cannot be read, files that cannot be written. A training that
/// fails is a result, not an error.
pub fn run(directory: &Path, stop: &AtomicBool, observer: &mut impl Observer) -> Result<End> {
    let definition = SearchDefinition::read(directory)?;
    let plan = SearchPlan::new(definition)?;
    let mut state = state(directory, &plan.definition, &worker_name());
    let mut data = None;
    let stop = || stop.load(Ordering::Relaxed) || directory.join(STOP).exists();
    let pause = Duration::from_secs_f64(plan.definition.lease / 8.0).min(POLL);
    while !stop() {
        let open = plan.open_tasks(&mut state)?;
        if open.is_empty() {
            return Ok(End::Finished);
        }
        let mut claimed = None;
        for task in open {
            if let Some(lease) = state.claim(&task.to_string())? {
                claimed = Some((task, lease));
                break;
            }
        }
        let Some((task, lease)) = claimed else {
            std::thread::sleep(pause);
            continue;
        };
        let Some(job) = plan.job(task, &mut state)? else {
            lease.release("what it starts from is not finished")?;
            continue;
        };
        match work(task, &job, &lease, &mut data, &stop, observer) {
            Ok(Some(outcome)) => {
                if lease.done(outcome.clone())? {
                    observer.finished(task, &job, &outcome);
                } else {
                    observer.lost(task);
                }
            }
            Ok(None) if lease.is_lost() => observer.lost(task),
            Ok(None) => lease.release("told to stop")?,
            Err(error) => {
                lease.release(&error.to_string())?;
                return Err(error);
            }
        }
    }
    Ok(End::Stopped)
}

/// Trains; `None` if it was stopped or the task lost.
fn work(
    task: Task,
    job: &Job,
    lease: &Lease,
    data: &mut Option<Data>,
    stop: &impl Fn() -> bool,
    observer: &mut impl Observer,
) -> Result<Option<TrialOutcome>> {
    let of = Data::of(&job.config)?;
    let parts = match data.take() {
        Some(data) if data.of == of => data.parts,
        _ => Parts::new(&job.config, &SessionData::read(&job.config)?)?,
    };
    let (train, validation) = (parts.train.clone(), parts.validation.clone());
    *data = Some(Data { of, parts });
    let (checkpoint, config) = start(job, lease)?;
    let mut trainer = Trainer::new(&config, &config.find_network()?, train, validation, checkpoint)?;
    observer.started(task, job, &trainer.state.history);
    let name = lease.checkpoint();
    let (path, text) = (lease.directory().join(&name), trainer.config.to_yaml()?);
    let mut written = false;
    let mut error = None;
    while trainer.state.epoch < job.epochs && !trainer.is_done() {
        if stop() || lease.is_lost() {
            return Ok(None);
        }
        // A training that diverges, or whose latents are dead, is a bad trial, not the end of the search.
        if let Err(failure) = trainer.epoch(|_, _, _| ()) {
            error = Some(failure.to_string());
            break;
        }
        trainer.state.write(&path, &text)?;
        written = true;
        observer.epoch(task, job, &trainer.state.history);
    }
    if !written {
        trainer.state.write(&path, &text)?;
    }
    let loss = Some(trainer.state.best_loss).filter(|loss| loss.is_finite() && error.is_none());
    Ok(Some(TrialOutcome { loss, epochs: trainer.state.epoch, checkpoint: name, error }))
}

/// What a training goes on from, the checkpoint of an earlier owner or what its job says, and its options.
fn start(job: &Job, lease: &Lease) -> Result<(Option<Checkpoint>, TrainConfig)> {
    for path in lease.earlier_checkpoints() {
        // A checkpoint that an earlier owner did not complete is ignored.
        if let Ok((checkpoint, options)) = Checkpoint::read(&path) {
            return Ok((Some(checkpoint), job.config.with_bits_of(&options, &path)?));
        }
    }
    let (path, keeps_all) = match &job.start {
        TrialStart::Seed => return Ok((None, job.config.clone())),
        TrialStart::Checkpoint(path) => (path, true),
        TrialStart::Weights(path) => (path, false),
    };
    let (from, options) =
        Checkpoint::read(path).map_err(|error| error.hint("the file of an earlier task is needed"))?;
    let config = job.config.with_bits_of(&options, path)?;
    let checkpoint = if keeps_all { from } else { Checkpoint::start(&config, from.best) };
    Ok((Some(checkpoint), config))
}
