//! A worker: does tasks of a search until none is left.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use econ_emu::data::conditions::Conditions;
use econ_emu::data::reweight::Weighting;
use econ_emu::error::Result;
use econ_emu::search::engine::{self, End, TaskWork, Worked};
use econ_emu::search::plan::{Job, SearchDefinition, SearchPlan, Task, TrialStart};
use econ_emu::search::state::{Lease, SearchState, TrialOutcome};
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::epoch::Epoch;
use econ_emu::train::options::TrainConfig;

use crate::session::{Parts, SessionData};
use crate::trainer::Trainer;

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

/// The data as a task needs them; read once.
struct Data {
    /// The options on which they depend, as a task had them: the data of tasks differ in the number of samples, in what
    /// the decoder is told of each, and in their weights.
    of: (Option<u64>, Conditions, bool, Option<Weighting>),
    parts: Parts,
}

impl Data {
    fn of(config: &TrainConfig) -> Result<(Option<u64>, Conditions, bool, Option<Weighting>)> {
        Ok((config.limit, config.decoder()?.conditions(), config.occ_reweight, config.sample_weights))
    }
}

/// Does tasks of the search in a directory until none is left, `stop` is set, or a file [`engine::STOP`] appears.
///
/// # Errors
/// A directory without a search, data that cannot be read, files that cannot be written. A training that
/// fails is a result, not an error.
pub fn run(directory: &Path, stop: &AtomicBool, observer: &mut impl Observer) -> Result<End> {
    let plan = SearchPlan::new(SearchDefinition::read(directory)?)?;
    let lease = plan.definition.lease;
    engine::work(directory, lease, stop, &mut Trainings { plan, data: None, job: None, observer })
}

/// The tasks of a search, as a worker does them.
struct Trainings<'a, O> {
    plan: SearchPlan,
    data: Option<Data>,
    /// What the last task had to do.
    job: Option<Job>,
    observer: &'a mut O,
}

impl<O: Observer> TaskWork for Trainings<'_, O> {
    type Task = Task;
    type Outcome = TrialOutcome;

    fn open_tasks(&mut self, state: &mut SearchState) -> Result<Vec<Task>> {
        self.plan.open_tasks(state)
    }

    fn work(
        &mut self,
        task: Task,
        lease: &Lease,
        state: &mut SearchState,
        stop: &dyn Fn() -> bool,
    ) -> Result<Worked<TrialOutcome>> {
        let Some(job) = self.plan.job(task, state)? else {
            return Ok(Worked::GivenBack("what it starts from is not finished"));
        };
        let outcome = self.train(task, &job, lease, stop);
        self.job = Some(job);
        Ok(outcome?.map_or(Worked::GivenBack("told to stop"), Worked::Done))
    }

    fn finished(&mut self, task: Task, outcome: &TrialOutcome) {
        if let Some(job) = &self.job {
            self.observer.finished(task, job, outcome);
        }
    }

    fn lost(&mut self, task: Task) {
        self.observer.lost(task);
    }
}

impl<O: Observer> Trainings<'_, O> {
    /// Trains; `None` if it was stopped or the task lost.
    fn train(&mut self, task: Task, job: &Job, lease: &Lease, stop: &dyn Fn() -> bool) -> Result<Option<TrialOutcome>> {
        let of = Data::of(&job.config)?;
        let parts = match self.data.take() {
            Some(data) if data.of == of => data.parts,
            _ => Parts::new(&job.config, &SessionData::read(&job.config)?)?,
        };
        let (train, validation) = (parts.train.clone(), parts.validation.clone());
        self.data = Some(Data { of, parts });
        let (checkpoint, config) = start(job, lease)?;
        let mut trainer = Trainer::new(&config, &config.find_network()?, train, validation, checkpoint)?;
        self.observer.started(task, job, &trainer.state.history);
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
            self.observer.epoch(task, job, &trainer.state.history);
        }
        if !written {
            trainer.state.write(&path, &text)?;
        }
        let loss = Some(trainer.state.best_loss).filter(|loss| loss.is_finite() && error.is_none());
        Ok(Some(TrialOutcome { loss, epochs: trainer.state.epoch, checkpoint: name, error }))
    }
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
