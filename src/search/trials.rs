//! The results of a search as tables: for reports, for other programs, and as a journal of Optuna (docs/sources.md,
//! Optuna).

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use serde_json::{Map, Value, json};

use super::plan::{Best, Results, SearchDefinition, SearchPlan, Task, state};
use super::space::{self, Hyperparameters, Range};
use super::state::{JournalEntry, SearchState, TrialOutcome, timed_entries, worker_name};
use crate::error::{Error, Result};
use crate::files;
use crate::train::checkpoint::Checkpoint;

/// Everything that is known of a search.
pub struct Trials {
    /// Last part of the path of its directory.
    pub name: String,
    /// What it is.
    pub definition: SearchDefinition,
    /// All trials that a worker has begun, by number.
    pub trials: Vec<Trial>,
    /// Validation losses of the seeds that are finished.
    pub seeds: Vec<(usize, Option<f64>)>,
    /// Validation loss after more data, if that is finished.
    pub larger: Option<f64>,
    /// Who worked on what, in the order in which it began.
    pub work: Vec<Work>,
    /// The best trial so far.
    pub best: Option<Best>,
    /// Tasks that are finished, and all that there are as far as that is known.
    pub tasks: (usize, usize),
}

/// A trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Its number.
    pub number: usize,
    /// What was drawn for it.
    pub hyperparameters: Hyperparameters,
    /// The last rung that it finished, if it finished one.
    pub rung: Option<usize>,
    /// Whether that is the last there is, so that it was trained to the end.
    pub is_complete: bool,
    /// Epochs until then.
    pub epochs: usize,
    /// Its lowest validation loss until then; `None` also where the training failed.
    pub loss: Option<f64>,
    /// Why the training failed, if it did.
    pub error: Option<String>,
    /// Validation loss after each epoch until then; empty where its checkpoint is gone.
    pub curve: Vec<f64>,
    /// When a worker began it, and when the last rung was finished.
    pub from: SystemTime,
    /// Likewise.
    pub to: Option<SystemTime>,
}

/// A time in which a worker worked on a task.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// Which task.
    pub task: Task,
    /// Who.
    pub worker: String,
    /// From when.
    pub from: SystemTime,
    /// Until when; `None` while it lasts, and where the worker vanished.
    pub to: Option<SystemTime>,
}

impl Trials {
    /// Reads the directory of a search, finished or not.
    ///
    /// # Errors
    /// A directory without a search, and logs that cannot be read.
    pub fn read(directory: &Path) -> Result<Self> {
        let plan = SearchPlan::new(SearchDefinition::read(directory)?)?;
        let mut state = state(directory, &plan.definition, &worker_name());
        let known = plan.known_tasks(&mut state)?;
        let (mut work, mut trials, mut seeds, mut larger) = (Vec::new(), BTreeMap::new(), Vec::new(), None);
        for &task in &known {
            let own = work_on(task, &Results::directory(&state, task))?;
            let outcome = Results::outcome(&mut state, task)?;
            match (task, own.first(), outcome) {
                (Task::Trial { trial, rung }, Some(first), outcome) => {
                    let to = own.last().and_then(|work| work.to);
                    let entry = trials.entry(trial).or_insert_with(|| Trial {
                        number: trial,
                        hyperparameters: plan.hyperparameters(trial),
                        rung: None,
                        is_complete: false,
                        epochs: 0,
                        loss: None,
                        error: None,
                        curve: Vec::new(),
                        from: first.from,
                        to: None,
                    });
                    entry.from = entry.from.min(first.from);
                    if let (Some(outcome), true) = (outcome, entry.rung.is_none_or(|last| last < rung)) {
                        entry.take(rung, outcome, to);
                    }
                }
                (Task::Seed(seed), _, Some(outcome)) => seeds.push((seed, outcome.loss)),
                (Task::Larger, _, Some(outcome)) => larger = outcome.loss,
                _ => {}
            }
            work.extend(own);
        }
        let mut trials: Vec<Trial> = trials.into_values().collect();
        for trial in &mut trials {
            trial.is_complete = trial.rung.is_some_and(|rung| plan.is_last(trial.number, rung));
            trial.curve = curve(&mut state, trial)?;
        }
        work.sort_by_key(|work| work.from);
        let mut finished = 0;
        for &task in &known {
            finished += usize::from(Results::outcome(&mut state, task)?.is_some());
        }
        let name = std::path::absolute(directory).ok();
        let name = name.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        Ok(Trials {
            name: name.unwrap_or_else(|| directory.display().to_string()),
            best: plan.best_trial_so_far(&mut state)?,
            tasks: (finished, plan.tasks().max(known.len())),
            definition: plan.definition,
            trials,
            seeds,
            larger,
            work,
        })
    }

    /// Names of the options that are searched, as tables have them, with the options.
    pub fn names(&self) -> Vec<(String, String)> {
        let space = self.definition.space();
        space.iter().map(|(option, _)| (option.to_owned(), space::in_tables(option).to_owned())).collect()
    }

    /// A row for each trial: number, hyperparameters, rungs, epochs, validation loss, state, seconds from its start to
    /// the end of its last rung.
    ///
    /// # Errors
    /// If the table cannot be written.
    pub fn to_csv(&self) -> Result<String> {
        let names = self.names();
        let head = ["trial"].into_iter().chain(names.iter().map(|(_, name)| name.as_str()));
        let head = head.chain(["rung", "epochs", "validation_loss", "state", "seconds", "error"]);
        files::csv_text("the table", |table| {
            table.write_record(head)?;
            self.trials.iter().try_for_each(|trial| table.write_record(trial.csv_row(&names)))
        })
    }

    /// A journal of Optuna with all trials: one JSON object to a line. A trial that was trained to the end is COMPLETE,
    /// one that was left behind PRUNED with its last loss, one that failed FAIL, the others RUNNING.
    ///
    /// # Errors
    /// A choice that Optuna cannot hold.
    pub fn to_optuna(&self) -> Result<String> {
        // Numbers of operations and of states as in optuna/storages/journal/_storage.py and optuna/trial/_state.py.
        let (create_study, create_trial, minimize) = (0, 4, 1);
        let worker = worker_name();
        let study = json!({
            "op_code": create_study, "worker_id": worker, "study_name": self.name, "directions": [minimize],
        });
        let mut text = format!("{study}\n");
        let space = self.definition.space();
        let mut distributions = Map::new();
        for (option, range) in space.iter() {
            distributions.insert(space::in_tables(option).to_owned(), distribution(option, range)?.to_string().into());
        }
        for trial in &self.trials {
            let mut parameters = Map::new();
            for (option, range) in space.iter() {
                let value = trial.hyperparameters.get(option).and_then(|value| internal(range, value));
                let value = value.ok_or_else(|| Error::new("a value is outside its range").field(option.to_owned()))?;
                parameters.insert(space::in_tables(option).to_owned(), value);
            }
            let curve: Map<String, Value> =
                trial.curve.iter().enumerate().map(|(epoch, loss)| (epoch.to_string(), json!(loss))).collect();
            let mut entry = json!({
                "op_code": create_trial,
                "worker_id": worker,
                "study_id": 0,
                "datetime_start": iso(trial.from),
                "state": trial.optuna_state(),
                "value": trial.loss,
                "values": null,
                "distributions": distributions,
                "params": parameters,
                "user_attrs": { "trial": trial.number, "rung": trial.rung, "epochs": trial.epochs, "error": trial.error },
                "system_attrs": {},
                "intermediate_values": curve,
            });
            if let (Some(to), Some(object)) = (trial.to, entry.as_object_mut()) {
                object.insert("datetime_complete".to_owned(), iso(to).into());
            }
            text += &format!("{entry}\n");
        }
        Ok(text)
    }
}

impl Trial {
    /// Its line in the table; `names` are those of the hyperparameters.
    fn csv_row(&self, names: &[(String, String)]) -> Vec<String> {
        let hyperparameters =
            names.iter().map(|(option, _)| self.hyperparameters.get(option).map_or(String::new(), space::text));
        let others = [
            self.rung.map_or(String::new(), |rung| rung.to_string()),
            self.epochs.to_string(),
            self.loss.map_or(String::new(), |loss| loss.to_string()),
            self.state().to_owned(),
            self.seconds().map_or(String::new(), |seconds| format!("{seconds:.1}")),
            self.error.clone().unwrap_or_default(),
        ];
        [self.number.to_string()].into_iter().chain(hyperparameters).chain(others).collect()
    }

    fn take(&mut self, rung: usize, outcome: TrialOutcome, to: Option<SystemTime>) {
        self.rung = Some(rung);
        self.epochs = outcome.epochs;
        self.loss = outcome.loss;
        self.error = outcome.error;
        self.to = to;
    }

    /// What became of it, in a word.
    pub fn state(&self) -> &'static str {
        match (self.rung, &self.error) {
            (_, Some(_)) => "failed",
            (None, None) => "running",
            (Some(_), None) if self.is_complete => "complete",
            (Some(_), None) => "pruned",
        }
    }

    fn optuna_state(&self) -> u8 {
        match self.state() {
            "complete" => 1,
            "pruned" => 2,
            "failed" => 3,
            _ => 0,
        }
    }

    /// From the start of the trial to the end of its last rung, waiting included.
    pub fn seconds(&self) -> Option<f64> {
        self.to.and_then(|to| to.duration_since(self.from).ok()).map(|time| time.as_secs_f64())
    }
}

/// The times in which workers worked on a task.
fn work_on(task: Task, directory: &Path) -> Result<Vec<Work>> {
    let mut all: Vec<Work> = Vec::new();
    for (entry, at) in timed_entries(directory)? {
        match entry {
            JournalEntry::Claimed { worker } => all.push(Work { task, worker, from: at, to: None }),
            JournalEntry::Released { .. } | JournalEntry::Done { .. } => {
                if let Some(last) = all.last_mut() {
                    last.to = Some(at);
                }
            }
        }
    }
    Ok(all)
}

/// Validation losses of a trial from its last checkpoint.
fn curve(state: &mut SearchState, trial: &Trial) -> Result<Vec<f64>> {
    let Some(rung) = trial.rung else { return Ok(Vec::new()) };
    let task = Task::Trial { trial: trial.number, rung };
    let Some(outcome) = Results::outcome(state, task)? else { return Ok(Vec::new()) };
    let path = Results::directory(state, task).join(outcome.checkpoint);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    Ok(Checkpoint::read(&path)?.0.history.iter().map(|epoch| epoch.validation).collect())
}

/// A range as Optuna writes it.
fn distribution(option: &str, range: &Range) -> Result<Value> {
    Ok(match range {
        Range::Log([low, high]) => {
            json!({ "name": "FloatDistribution", "attributes": { "step": null, "low": low, "high": high, "log": true } })
        }
        Range::Uniform([low, high]) => {
            json!({ "name": "FloatDistribution", "attributes": { "step": null, "low": low, "high": high, "log": false } })
        }
        Range::Integer([low, high]) => {
            json!({ "name": "IntDistribution", "attributes": { "log": false, "step": 1, "low": low, "high": high } })
        }
        Range::Choice(values) => {
            let choices = serde_json::to_value(values)
                .map_err(|error| Error::new(format!("a choice that is no JSON: {error}")).field(option.to_owned()))?;
            json!({ "name": "CategoricalDistribution", "attributes": { "choices": choices } })
        }
    })
}

/// A value as Optuna keeps it: numbers as they are, choices by their place.
fn internal(range: &Range, value: &serde_yaml::Value) -> Option<Value> {
    Some(match range {
        // Values are in single precision, bounds in double.
        Range::Log([low, high]) | Range::Uniform([low, high]) => json!(value.as_f64()?.clamp(*low, *high)),
        Range::Integer(_) => json!(value.as_i64()?),
        Range::Choice(values) => json!(values.iter().position(|one| one == value)?),
    })
}

/// A time as ISO 8601 in UTC, to the microsecond.
fn iso(time: SystemTime) -> String {
    let text = humantime::format_rfc3339_micros(time).to_string();
    text.trim_end_matches('Z').to_owned() + "+00:00"
}
