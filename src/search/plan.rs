//! The search as a pure function: a definition and finished results give the tasks that are open.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::engine::{self, check_lease};
use super::hyperband::{self, Bracket, MAX_EPOCHS, Rung, Sizes, brackets, promote};
use super::space::{Hyperparameters, Space};
use super::state::{SearchState, TrialOutcome};
use crate::error::{Error, Result};
use crate::files;
use crate::train::options::{Arithmetic, TrainConfig};

/// File of the definition.
pub const FILE: &str = "search.yaml";

/// Which trials go on, and when.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Algorithm {
    /// Hyperband: the best of a rung, once all of it is finished. The result does not depend on the workers.
    #[default]
    Hyperband,
    /// Asynchronous successive halving (ASHA): a trial goes on as soon as it is among the best of those that have
    /// finished its rung. No worker ever waits, and the result depends on who was faster.
    Asha,
}

impl Algorithm {
    fn is_hyperband(&self) -> bool {
        *self == Algorithm::Hyperband
    }
}

/// What a search is. With Hyperband, the same definition gives the same result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchDefinition {
    /// Which trials go on.
    #[serde(default, skip_serializing_if = "Algorithm::is_hyperband")]
    pub algorithm: Algorithm,
    /// Epochs of a trial that is never stopped.
    pub max_epochs: usize,
    /// One in this many trials of a rung is promoted.
    pub factor: usize,
    /// How many trials a bracket has.
    pub bracket_sizes: Sizes,
    /// Most trials in all.
    pub num_trials: Option<usize>,
    /// Orthogonal regularisation: below 0 searched, 0 none, above 0 this factor.
    pub orthogonal: f32,
    /// Options that are searched and their ranges; if missing, those of ECON_CAE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space: Option<Space>,
    /// Hyperparameters from elsewhere; with these there are no trials.
    pub given: Option<Given>,
    /// Seeds that are tried with the best hyperparameters.
    pub num_seeds: usize,
    /// Epochs of each.
    pub seed_epochs: usize,
    /// Epochs on more data, from the weights of the best seed.
    pub larger_epochs: usize,
    /// Samples of trials and seeds: this many from the start of the data, split into training, validation and
    /// test samples.
    pub rows: u64,
    /// Samples of the last training: those after the first `rows` are additional training samples.
    pub larger_rows: u64,
    /// Everything else. Its seed splits the samples, draws the hyperparameters, and starts every trial.
    pub train: TrainConfig,
    /// Seconds without a sign of life of its worker after which a task is taken over. It stands last: a file that lacks
    /// it, or the end of its line, was cut.
    pub lease: f64,
}

/// Hyperparameters that an earlier search found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// Which.
    pub hyperparameters: Hyperparameters,
    /// Their validation loss, if it is known.
    pub loss: Option<f64>,
}

/// Most trainings with other seeds.
const MAX_SEEDS: usize = 10_000;

impl SearchDefinition {
    /// Checks what the types leave open.
    ///
    /// # Errors
    /// The first value out of range, by name.
    pub fn validate(&self) -> Result<()> {
        fn fault(field: &str, found: String, allowed: &str) -> Result<()> {
            Err(Error::out_of_range(field, found, allowed))
        }
        self.train.validate()?;
        self.train.plan([0; 3])?;
        if self.train.polish > 0 {
            return fault("polish", self.train.polish.to_string(), "0: the best run can be polished after the search");
        }
        self.brackets()?;
        self.space().validate(&self.train)?;
        if !self.orthogonal.is_finite() {
            return fault("--orthogonal-regularization-factor", self.orthogonal.to_string(), "any number");
        }
        if !(1..=MAX_SEEDS).contains(&self.num_seeds) {
            return fault("--num-seeds", self.num_seeds.to_string(), &format!("1..={MAX_SEEDS}"));
        }
        for (field, epochs) in [("--seed-epochs", self.seed_epochs), ("--larger-epochs", self.larger_epochs)] {
            if !(1..=MAX_EPOCHS).contains(&epochs) {
                return fault(field, epochs.to_string(), &format!("1..={MAX_EPOCHS}"));
            }
        }
        if self.rows == 0 || self.larger_rows < self.rows {
            let found = format!("{} and {}", self.rows, self.larger_rows);
            return fault("--rows, --larger-rows", found, "1 or more, and not fewer for the last training");
        }
        check_lease(self.lease)
    }

    /// What is searched.
    pub fn space(&self) -> Space {
        self.space.clone().unwrap_or_else(|| Space::reference(self.orthogonal))
    }

    /// The brackets; for ASHA the one there is, with as many trials in each rung as the factor leaves.
    ///
    /// # Errors
    /// As [`hyperband::brackets`].
    pub fn brackets(&self) -> Result<Vec<Bracket>> {
        let brackets = brackets(self.max_epochs, self.factor, self.bracket_sizes, self.num_trials)?;
        if self.algorithm == Algorithm::Hyperband {
            return Ok(brackets);
        }
        // One bracket with the shortest first rung, and as many trials as Hyperband would have.
        let trials = self.num_trials.unwrap_or_else(|| brackets.iter().map(Bracket::configurations).sum());
        let full = hyperband::brackets(self.max_epochs, self.factor, self.bracket_sizes, None)?;
        let Some(longest) = full.into_iter().next() else { return Ok(brackets) };
        let mut configurations = trials;
        let mut rungs = Vec::new();
        for rung in longest.rungs {
            rungs.push(Rung { configurations: configurations.max(1), ..rung });
            configurations /= self.factor;
        }
        Ok(vec![Bracket { s: longest.s, rungs }])
    }

    /// Reads the definition of a search from its directory.
    ///
    /// # Errors
    /// A directory without one, and a file that is not one.
    pub fn read(directory: &Path) -> Result<Self> {
        let path = directory.join(FILE);
        if !path.is_file() {
            return Err(Error::new("there is no search here: search.yaml is missing")
                .file(directory)
                .hint("give the directory hyperband_search_<links> that 'econ-emu search' made"));
        }
        Self::from_yaml(&files::read_text(&path)?, &path)
    }

    /// Reads the definition from the text of its file.
    ///
    /// # Errors
    /// Text that is none, values out of range, and text that was cut.
    pub fn from_yaml(text: &str, path: &Path) -> Result<Self> {
        let definition: SearchDefinition =
            serde_yaml::from_str(text).map_err(|error| Error::yaml("not the definition of a search", path, &error))?;
        if !text.ends_with('\n') {
            return Err(Error::new("the definition of the search was cut: its last line has no end")
                .file(path)
                .hint("give the search with its options again, with another --out"));
        }
        definition.validate().map_err(|error| error.file(path))?;
        Ok(definition)
    }

    /// The definition as YAML.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_yaml(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the search: {error}")))
    }
}

/// A piece of work that one worker does at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// A trial until the end of a rung.
    Trial {
        /// Number of the trial, over all brackets.
        trial: usize,
        /// Number of the rung in its bracket.
        rung: usize,
    },
    /// The best hyperparameters with a seed.
    Seed(usize),
    /// The best seed on more data.
    Larger,
}

impl fmt::Display for Task {
    /// Its directory.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Task::Trial { trial, rung } => write!(f, "trial_{trial:04}/rung_{rung}"),
            Task::Seed(seed) => write!(f, "seed_{seed:04}"),
            Task::Larger => write!(f, "larger"),
        }
    }
}

/// Where the weights of a task come from.
#[derive(Debug, Clone, PartialEq)]
pub enum TrialStart {
    /// The seed.
    Seed,
    /// The training goes on from a checkpoint.
    Checkpoint(PathBuf),
    /// The best weights of a checkpoint, with a new optimizer.
    Weights(PathBuf),
}

/// What a task has to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Options of the training.
    pub config: TrainConfig,
    /// The searched ones among them.
    pub hyperparameters: Hyperparameters,
    /// Ends when this many epochs are done.
    pub epochs: usize,
    /// Where its weights come from.
    pub start: TrialStart,
}

/// The results so far: the outcome of each task that is finished.
pub trait Results {
    /// The outcome of a task.
    ///
    /// # Errors
    /// If it cannot be read.
    fn outcome(&mut self, task: Task) -> Result<Option<TrialOutcome>>;

    /// Whether a worker has ever begun a task.
    ///
    /// # Errors
    /// If it cannot be found out.
    fn is_begun(&mut self, task: Task) -> Result<bool>;

    /// The directory of a task.
    fn directory(&self, task: Task) -> PathBuf;
}

/// The best of some trainings.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Number of the trial or seed.
    pub number: usize,
    /// Task that has its weights.
    pub task: Task,
    /// Its validation loss.
    pub loss: f64,
}

/// A search with its brackets.
#[derive(Debug, Clone)]
pub struct SearchPlan {
    /// What it is.
    pub definition: SearchDefinition,
    space: Space,
    /// Brackets, and the number of the first trial of each.
    brackets: Vec<(usize, Bracket)>,
}

impl SearchPlan {
    /// The plan of a definition.
    ///
    /// # Errors
    /// As [`SearchDefinition::validate`].
    pub fn new(definition: SearchDefinition) -> Result<Self> {
        definition.validate()?;
        let mut first = 0;
        let all = if definition.given.is_some() { Vec::new() } else { definition.brackets()? };
        let brackets = all.into_iter().map(|bracket| {
            let numbered = (first, bracket);
            first += numbered.1.configurations();
            numbered
        });
        let brackets = brackets.collect();
        Ok(SearchPlan { space: definition.space(), definition, brackets })
    }

    /// Tasks of the whole search, finished or not. ASHA may promote more than this counts.
    pub fn tasks(&self) -> usize {
        let rungs = self.brackets.iter().flat_map(|(_, bracket)| &bracket.rungs);
        rungs.map(|rung| rung.configurations).sum::<usize>() + self.definition.num_seeds + 1
    }

    /// Number of trials.
    pub fn trials(&self) -> usize {
        self.brackets.iter().map(|(_, bracket)| bracket.configurations()).sum()
    }

    /// The trials of a rung: in the first all of the bracket, then the best of the rung before. `None` while
    /// the rung before is not finished.
    fn of_rung(&self, bracket: usize, rung: usize, results: &mut impl Results) -> Result<Option<Vec<usize>>> {
        let (first, bracket) = &self.brackets[bracket];
        let mut trials: Vec<usize> = (*first..first + bracket.configurations()).collect();
        for (earlier, next) in bracket.rungs.iter().skip(1).take(rung).enumerate() {
            let mut losses = Vec::new();
            for &trial in &trials {
                match results.outcome(Task::Trial { trial, rung: earlier })? {
                    Some(outcome) => losses.push((trial, outcome.loss)),
                    None => return Ok(None),
                }
            }
            trials = promote(&losses, next.configurations);
            trials.sort_unstable();
        }
        Ok(Some(trials))
    }

    /// Every task that can be known now, finished or not, in the order in which workers try them; and
    /// whether the trials are all among them, and finished.
    fn known_trials(&self, results: &mut impl Results) -> Result<(Vec<Task>, bool)> {
        if self.definition.algorithm == Algorithm::Asha {
            return self.known_to_asha(results);
        }
        let (mut tasks, mut finished) = (Vec::new(), true);
        for (number, (_, bracket)) in self.brackets.iter().enumerate() {
            for rung in 0..bracket.rungs.len() {
                let Some(trials) = self.of_rung(number, rung, results)? else {
                    finished = false;
                    break;
                };
                for trial in trials {
                    let task = Task::Trial { trial, rung };
                    finished &= results.outcome(task)?.is_some();
                    tasks.push(task);
                }
            }
        }
        Ok((tasks, finished))
    }

    /// The same for asynchronous successive halving: in every rung the trials that were ever promoted to it, and those
    /// that are now among the best of the rung before; higher rungs first.
    fn known_to_asha(&self, results: &mut impl Results) -> Result<(Vec<Task>, bool)> {
        let Some((first, bracket)) = self.brackets.first() else { return Ok((Vec::new(), true)) };
        let all: Vec<usize> = (*first..first + bracket.configurations()).collect();
        let (mut by_rung, mut finished) = (vec![all], true);
        for rung in 1..bracket.rungs.len() {
            let mut losses = Vec::new();
            for &trial in &by_rung[rung - 1] {
                match results.outcome(Task::Trial { trial, rung: rung - 1 })? {
                    Some(outcome) => losses.push((trial, outcome.loss)),
                    None => finished = false,
                }
            }
            // Of a rung that nothing more comes to, at least one goes on.
            let least = usize::from(finished && !losses.is_empty());
            let mut trials = promote(&losses, (losses.len() / self.definition.factor).max(least));
            for &trial in &by_rung[rung - 1] {
                if !trials.contains(&trial) && results.is_begun(Task::Trial { trial, rung })? {
                    trials.push(trial);
                }
            }
            trials.sort_unstable();
            by_rung.push(trials);
        }
        let mut tasks = Vec::new();
        for (rung, trials) in by_rung.iter().enumerate().rev() {
            for &trial in trials {
                let task = Task::Trial { trial, rung };
                finished &= results.outcome(task)?.is_some();
                tasks.push(task);
            }
        }
        Ok((tasks, finished))
    }

    /// Every task that can be known now, finished or not, in the order in which workers try them.
    ///
    /// # Errors
    /// Results that cannot be read, and a search all of whose trials or seeds failed.
    pub fn known_tasks(&self, results: &mut impl Results) -> Result<Vec<Task>> {
        let (mut tasks, finished) = self.known_trials(results)?;
        if !finished {
            return Ok(tasks);
        }
        tasks.extend((0..self.definition.num_seeds).map(Task::Seed));
        if self.best_seed(results)?.is_some() {
            tasks.push(Task::Larger);
        }
        Ok(tasks)
    }

    /// Tasks that are not finished and whose start is known. None are left when the search is finished.
    ///
    /// # Errors
    /// As [`SearchPlan::known_tasks`].
    pub fn open_tasks(&self, results: &mut impl Results) -> Result<Vec<Task>> {
        let mut open = Vec::new();
        for task in self.known_tasks(results)? {
            if results.outcome(task)?.is_none() {
                open.push(task);
            }
        }
        Ok(open)
    }

    /// The best trial, once all are finished: the one with the lowest loss and, if equal, the lower number.
    ///
    /// # Errors
    /// Results that cannot be read, and if every trial failed.
    pub fn best_trial(&self, results: &mut impl Results) -> Result<Option<Best>> {
        let (tasks, finished) = self.known_trials(results)?;
        if !finished || tasks.is_empty() {
            return Ok(None);
        }
        self.best(&tasks, results).map(Some)
    }

    /// The best of the trials that are finished, whatever is still open; `None` if none is.
    ///
    /// # Errors
    /// As [`SearchPlan::best_trial`].
    pub fn best_trial_so_far(&self, results: &mut impl Results) -> Result<Option<Best>> {
        let mut finished = Vec::new();
        for task in self.known_trials(results)?.0 {
            if results.outcome(task)?.is_some() {
                finished.push(task);
            }
        }
        if finished.is_empty() { Ok(None) } else { self.best(&finished, results).map(Some) }
    }

    /// The best seed, once all are finished.
    ///
    /// # Errors
    /// Results that cannot be read, and if every seed failed.
    pub fn best_seed(&self, results: &mut impl Results) -> Result<Option<Best>> {
        let seeds: Vec<Task> = (0..self.definition.num_seeds).map(Task::Seed).collect();
        for &seed in &seeds {
            if results.outcome(seed)?.is_none() {
                return Ok(None);
            }
        }
        self.best(&seeds, results).map(Some)
    }

    fn best(&self, tasks: &[Task], results: &mut impl Results) -> Result<Best> {
        let mut all = Vec::new();
        let mut failure = None;
        for &task in tasks {
            let Some(outcome) = results.outcome(task)? else { continue };
            failure = failure.or(outcome.error.clone());
            let number = match task {
                Task::Trial { trial, .. } => trial,
                Task::Seed(seed) => seed,
                Task::Larger => 0,
            };
            all.push((number, task, outcome.loss));
        }
        best_of(&all).ok_or_else(|| {
            let why = failure.unwrap_or_else(|| "no loss is a number".into());
            Error::new(format!("every training failed; the first: {why}"))
                .hint("see --config: a lower clip, more float_epochs, or other data may help")
        })
    }

    /// Whether a rung is the last of a trial's bracket.
    pub fn is_last(&self, trial: usize, rung: usize) -> bool {
        let bracket = self.brackets.iter().rev().find(|(first, _)| *first <= trial);
        bracket.is_some_and(|(_, bracket)| rung + 1 == bracket.rungs.len())
    }

    /// The hyperparameters of a trial.
    pub fn hyperparameters(&self, trial: usize) -> Hyperparameters {
        self.space.draw(self.definition.train.seed, trial)
    }

    /// The best hyperparameters, once they are known.
    ///
    /// # Errors
    /// As [`SearchPlan::best_trial`].
    pub fn best_hyperparameters(&self, results: &mut impl Results) -> Result<Option<Hyperparameters>> {
        match &self.definition.given {
            Some(given) => Ok(Some(given.hyperparameters.clone())),
            None => Ok(self.best_trial(results)?.map(|best| self.hyperparameters(best.number))),
        }
    }

    /// A training on this many samples, split as for every other task.
    fn on_rows(&self, rows: u64) -> TrainConfig {
        let SearchDefinition { train, rows: split, larger_rows, .. } = &self.definition;
        TrainConfig {
            data_seed: Some(train.data_seed()),
            synthetic_rows: *larger_rows,
            limit: Some(rows),
            split_rows: Some(*split),
            ..train.clone()
        }
    }

    /// A training on all samples that any task of the search sees.
    pub fn on_all_rows(&self) -> TrainConfig {
        self.on_rows(self.definition.larger_rows)
    }

    /// What an open task has to do. `None` if the task that it starts from is not finished.
    ///
    /// # Errors
    /// Results that cannot be read.
    pub fn job(&self, task: Task, results: &mut impl Results) -> Result<Option<Job>> {
        let definition = &self.definition;
        let job = match task {
            Task::Trial { trial, rung } => {
                let bracket = self.brackets.iter().rev().find(|(first, _)| *first <= trial);
                let Some((_, Bracket { rungs, .. })) = bracket else { return Ok(None) };
                let hyperparameters = self.hyperparameters(trial);
                let base = TrainConfig { epochs: definition.max_epochs, ..self.on_rows(definition.rows) };
                let config = hyperparameters.apply(&base)?;
                let float_epochs = float_epochs(&config, rungs[0].epochs, definition.max_epochs);
                let start = match rung.checked_sub(1) {
                    None => TrialStart::Seed,
                    Some(rung) => match checkpoint(Task::Trial { trial, rung }, results)? {
                        Some(path) => TrialStart::Checkpoint(path),
                        None => return Ok(None),
                    },
                };
                let config = TrainConfig { float_epochs, ..config };
                Job { config, hyperparameters, epochs: rungs[rung].epochs, start }
            }
            Task::Seed(seed) => {
                let Some(best) = self.best_hyperparameters(results)? else { return Ok(None) };
                let epochs = definition.seed_epochs;
                let base = TrainConfig { epochs, seed: seed as u64, ..self.on_rows(definition.rows) };
                Job { config: best.apply(&base)?, hyperparameters: best, epochs, start: TrialStart::Seed }
            }
            Task::Larger => {
                let Some(best) = self.best_hyperparameters(results)? else { return Ok(None) };
                let Some(seed) = self.best_seed(results)? else { return Ok(None) };
                let Some(weights) = checkpoint(seed.task, results)? else { return Ok(None) };
                let epochs = definition.larger_epochs;
                // The best seed has left its epochs in real numbers behind.
                let base = TrainConfig { epochs, seed: seed.number as u64, ..self.on_rows(definition.larger_rows) };
                let config = TrainConfig { float_epochs: 0.0, mse_first: false, ..best.apply(&base)? };
                Job { config, hyperparameters: best, epochs, start: TrialStart::Weights(weights) }
            }
        };
        Ok(Some(job))
    }
}

fn checkpoint(task: Task, results: &mut impl Results) -> Result<Option<PathBuf>> {
    Ok(results.outcome(task)?.map(|outcome| results.directory(task).join(outcome.checkpoint)))
}

/// The part of a trial in real numbers, as a fraction of all its epochs: it ends inside the first rung of its
/// bracket, so that every result of a rung is of weights that were trained for the chip.
fn float_epochs(train: &TrainConfig, first_rung: usize, max_epochs: usize) -> f64 {
    let epochs = match train.arithmetic {
        Arithmetic::Chip => (train.float_epochs * first_rung as f64) as usize,
        Arithmetic::Float | Arithmetic::Qkeras => 0,
    };
    // Half an epoch more, so that the trainer's product of fraction and epochs is this number when cut.
    if epochs == 0 { 0.0 } else { (epochs as f64 + 0.5) / max_epochs as f64 }
}

/// The best of finished tasks, each with the number of its trial or seed; none if no loss is a number.
fn best_of(all: &[(usize, Task, Option<f64>)]) -> Option<Best> {
    let losses: Vec<(usize, Option<f64>)> = all.iter().map(|&(number, _, loss)| (number, loss)).collect();
    let number = *promote(&losses, 1).first()?;
    let of_it = all.iter().filter(|(other, ..)| *other == number);
    let (_, task, loss) = of_it.min_by(|(_, a, loss), (_, b, other)| {
        let [loss, other] = [loss, other].map(|loss| loss.unwrap_or(f64::INFINITY));
        // If losses are equal, the later rung: it was trained longer.
        loss.total_cmp(&other).then(b.cmp(a))
    })?;
    Some(Best { number, task: *task, loss: (*loss)? })
}

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
    engine::state(directory, definition.lease, worker)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    struct Memory(BTreeMap<Task, TrialOutcome>);

    impl Results for Memory {
        fn outcome(&mut self, task: Task) -> Result<Option<TrialOutcome>> {
            Ok(self.0.get(&task).cloned())
        }

        fn is_begun(&mut self, task: Task) -> Result<bool> {
            Ok(self.0.contains_key(&task))
        }

        fn directory(&self, task: Task) -> PathBuf {
            task.to_string().into()
        }
    }

    fn definition() -> SearchDefinition {
        SearchDefinition {
            algorithm: Algorithm::Hyperband,
            space: None,
            max_epochs: 9,
            factor: 3,
            bracket_sizes: Sizes::Published,
            num_trials: None,
            orthogonal: 0.0,
            given: None,
            num_seeds: 3,
            seed_epochs: 5,
            larger_epochs: 6,
            rows: 100,
            larger_rows: 200,
            lease: 1.0,
            train: TrainConfig::default(),
        }
    }

    /// An invented loss: trials differ, and improve with their epochs.
    fn loss(task: Task, epochs: usize) -> f64 {
        let quality = match task {
            Task::Trial { trial, .. } => (trial * 7 + 3) % 5,
            Task::Seed(seed) => (seed + 1) % 3,
            Task::Larger => 0,
        };
        quality as f64 + 1.0 / epochs as f64
    }

    fn search(plan: &SearchPlan, mut choose: impl FnMut(usize) -> usize) -> (Memory, Vec<Task>) {
        let (mut results, mut order) = (Memory(BTreeMap::new()), Vec::new());
        loop {
            let open = plan.open_tasks(&mut results).unwrap();
            let Some(&task) = open.get(choose(open.len())) else { return (results, order) };
            let job = plan.job(task, &mut results).unwrap().unwrap();
            let outcome = TrialOutcome {
                loss: Some(loss(task, job.epochs)),
                epochs: job.epochs,
                checkpoint: "c".into(),
                error: None,
            };
            assert!(results.0.insert(task, outcome).is_none());
            order.push(task);
        }
    }

    #[test]
    fn the_outcome_does_not_depend_on_the_order_of_the_work() {
        let plan = SearchPlan::new(definition()).unwrap();
        let (first, order) = search(&plan, |_| 0);
        // 9x1 3x3 1x9; 5x3 1x9; 3x9; three seeds; one more.
        assert_eq!((plan.trials(), order.len()), (17, 13 + 6 + 3 + 3 + 1));
        for step in 1..20 {
            let (other, _) = search(&plan, |open| if open == 0 { 0 } else { step * 31 % open });
            assert_eq!(other.0, first.0);
        }
        let mut first = first;
        let best = plan.best_trial(&mut first).unwrap().unwrap();
        assert_eq!((best.number * 7 + 3) % 5, 0);
        assert_eq!(plan.best_seed(&mut first).unwrap().unwrap().number, 2);
        let TrialStart::Weights(path) = plan.job(Task::Larger, &mut first).unwrap().unwrap().start else { panic!() };
        assert_eq!(path, PathBuf::from("seed_0002/c"));
    }

    #[test]
    fn asha_promotes_the_best_of_those_that_are_finished() {
        let definition = SearchDefinition { algorithm: Algorithm::Asha, num_trials: Some(30), ..definition() };
        let plan = SearchPlan::new(definition).unwrap();
        let (mut results, order) = search(&plan, |_| 0);
        let counts = [0, 1, 2].map(|rung| {
            order.iter().filter(|task| matches!(task, Task::Trial { rung: at, .. } if *at == rung)).count()
        });
        // A trial is promoted with the third result at the latest, long before all are there.
        let first = order.iter().position(|task| matches!(task, Task::Trial { rung: 1, .. })).unwrap();
        assert_eq!(first, 3);
        assert_eq!(counts[0], 30);
        assert!((10..=16).contains(&counts[1]) && (3..=7).contains(&counts[2]), "{order:?}");
        let best = plan.best_trial(&mut results).unwrap().unwrap();
        assert_eq!(((best.number * 7 + 3) % 5, plan.is_last(best.number, 2)), (0, true));
        assert!(plan.open_tasks(&mut results).unwrap().is_empty());
        // Whoever is faster, the search ends, and some trial is trained to the end.
        for step in 1..10 {
            let (mut other, order) = search(&plan, |open| if open == 0 { 0 } else { step * 31 % open });
            assert!(order.iter().any(|task| matches!(task, Task::Trial { rung: 2, .. })));
            assert!(plan.best_trial(&mut other).unwrap().is_some());
        }
        // One trial alone goes all the way.
        let alone = SearchDefinition { num_trials: Some(1), ..plan.definition.clone() };
        let (_, order) = search(&SearchPlan::new(alone).unwrap(), |_| 0);
        assert_eq!(order.iter().filter(|task| matches!(task, Task::Trial { .. })).count(), 3);
    }

    #[test]
    fn a_trial_goes_on_and_ends_at_its_rung() {
        let plan = SearchPlan::new(definition()).unwrap();
        let (mut results, _) = search(&plan, |_| 0);
        let later: Vec<Task> =
            results.0.keys().copied().filter(|task| matches!(task, Task::Trial { rung: 1, .. })).collect();
        for task in later {
            let Task::Trial { trial, .. } = task else { panic!() };
            let job = plan.job(task, &mut results).unwrap().unwrap();
            assert_eq!(job.start, TrialStart::Checkpoint(format!("trial_{trial:04}/rung_0/c").into()));
            assert_eq!(job.config.epochs, 9);
            let first = plan.job(Task::Trial { trial, rung: 0 }, &mut results).unwrap().unwrap();
            assert_eq!(job.config, first.config);
            assert!(first.epochs < job.epochs);
        }
    }

    #[test]
    fn failures_are_passed_over_until_nothing_is_left() {
        let plan = SearchPlan::new(SearchDefinition { num_trials: Some(3), ..definition() }).unwrap();
        let failed = TrialOutcome { loss: None, epochs: 0, checkpoint: "c".into(), error: Some("diverged".into()) };
        let mut results = Memory(BTreeMap::new());
        while let Some(&task) = plan.open_tasks(&mut results).as_ref().ok().and_then(|open| open.first()) {
            results.0.insert(task, failed.clone());
        }
        let error = plan.best_trial(&mut results).unwrap_err().to_string();
        assert!(error.contains("every training failed") && error.contains("diverged"), "{error}");
    }

    #[test]
    fn real_numbers_end_inside_the_first_rung() {
        let train = TrainConfig { float_epochs: 0.3, ..TrainConfig::default() };
        for max in 1..300 {
            for first in 1..=max {
                let fraction = float_epochs(&train, first, max);
                let epochs = (fraction * max as f64) as usize;
                assert_eq!(epochs, (0.3 * first as f64) as usize);
                assert!(epochs < first && fraction < 1.0);
            }
        }
    }

    #[test]
    fn a_definition_is_read_back() {
        let scratch = tempfile::tempdir().unwrap();
        assert!(SearchDefinition::read(scratch.path()).unwrap_err().to_string().contains("search.yaml is missing"));
        let own = SearchDefinition {
            given: Some(Given { hyperparameters: Space::reference(0.0).draw(1, 2), loss: None }),
            ..definition()
        };
        let own = SearchDefinition { algorithm: Algorithm::Asha, ..own };
        let space = Space::from_yaml("batch: {choice: [64, 128]}\nclip: {log: [0.01, 1.0]}", Path::new("x")).unwrap();
        for own in [SearchDefinition { space: Some(space), ..own.clone() }, own] {
            std::fs::write(scratch.path().join(FILE), own.to_yaml().unwrap()).unwrap();
            assert_eq!(SearchDefinition::read(scratch.path()).unwrap(), own);
            // What was cut anywhere is not filled up with defaults.
            let text = own.to_yaml().unwrap();
            for end in 0..text.len() {
                assert!(SearchDefinition::from_yaml(&text[..end], Path::new(FILE)).is_err(), "{}", &text[..end]);
            }
        }
    }
}
