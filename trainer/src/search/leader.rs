//! The leader of a search: starts it, keeps workers running, and writes down what they find. It holds nothing
//! that is not in the directory, so it may be stopped and started at any time.
//!
//! | in the directory of a search | what it is |
//! |---|---|
//! | `best_hyperparameters.csv` | name and value of the best hyperparameters, `best_val_loss`, later `best_seed`, `best_seed_val_loss` |
//! | `performance_records.csv` | `Seed,Validation Loss` of the seeds |
//! | `final_val_loss.csv` | `Training Phase,Validation Loss`: `Seed Search`, `Larger Dataset Training` |
//! | `best_model_eLink_<m>_post_seed_variation` | the best seed, as a run directory with registers |
//! | `best_model_eLink_<m>_post_seed_variation_larger_dataset` | that seed after more data |
//! | `keras/` in both | encoder, decoder and both as Keras HDF5 with JSON |
//! | the same with `_for_CMSSW` | encoder and decoder as TensorFlow graphs |
//!
//! The reference (docs/sources.md, ECON_CAE) saves the last seed instead of the best, and validates on samples that
//! it also trains on. Here both losses of `final_val_loss.csv` are of the same validation samples, which no task
//! trains on.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use econ_emu::error::{Error, Result};
use econ_emu::files;
use econ_emu::hwgen::export;
use econ_emu::interchange::export::{ExportForm, ModelExport, ModelFormat};
use econ_emu::physics::model::ModelContender;
use econ_emu::search::engine::{self, End, LOGS, STOP, TASKS, Workers};
use econ_emu::search::launcher::SCRIPT;
use econ_emu::search::plan::state;
use econ_emu::search::plan::{FILE, Given, Results, SearchDefinition, SearchPlan, Task};
use econ_emu::search::space::{self, LOSS};
use econ_emu::search::state::{SearchState, TrialOutcome, worker_name};
use econ_emu::train::checkpoint::Checkpoint;

use crate::run_dir::RunDir;
use crate::session::{self, Parts, SessionData};
use crate::trainer::Trainer;

/// Table of the best hyperparameters.
pub const BEST: &str = "best_hyperparameters.csv";
/// Table of the seeds.
pub const SEEDS: &str = "performance_records.csv";
/// Table of the last losses.
pub const FINAL: &str = "final_val_loss.csv";

/// How far a search is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Tasks that are finished.
    pub finished: usize,
    /// Tasks of the whole search.
    pub tasks: usize,
    /// Tasks that could be worked on now.
    pub open: usize,
    /// The lowest loss of the trials so far, with the trial.
    pub best: Option<(usize, f64)>,
}

/// The directory of the search for a number of links, with a name in front if there is one.
pub fn directory(out: &Path, name: Option<&str>, links: u8) -> PathBuf {
    let name = name.map_or(String::new(), |name| format!("{name}_"));
    out.join(format!("{name}hyperband_search_{links}"))
}

/// Begins a search in a directory, or goes on with the same.
///
/// What every worker would stumble over is found before anything is written: all data are read and a model is made.
///
/// # Errors
/// Another search in the directory, with the first difference; data, network, decoder or device that no task can use.
pub fn open(directory: &Path, definition: SearchDefinition) -> Result<SearchPlan> {
    let path = directory.join(FILE);
    if path.is_file() {
        let old = SearchDefinition::read(directory)?;
        // The lease does not change the result, and given hyperparameters change nothing before the seeds.
        let seeds = directory.join(TASKS).join(Task::Seed(0).to_string()).exists();
        let given = if seeds { definition.given.clone() } else { old.given.clone() };
        let (own, old) =
            (SearchDefinition { lease: old.lease, given, ..definition.clone() }.to_yaml()?, old.to_yaml()?);
        if let Some((own, old)) = own.lines().zip(old.lines()).find(|(own, old)| own != old) {
            return Err(Error::new("the directory holds another search")
                .file(&path)
                .found(own.trim())
                .allowed(old.trim())
                .hint("give the options of that search to go on with it, or another --out"));
        }
    }
    let plan = SearchPlan::new(definition)?;
    if !path.is_file() {
        for config in plan.definition.space().models(&plan.on_all_rows())? {
            let network = config.find_network()?;
            if let Some(why) = network.why_not_the_chip() {
                return Err(Error::new("a search ends in registers, and this network is no encoder of the chip")
                    .field(format!("network {}", config.network))
                    .found(why));
            }
            let parts = Parts::new(&config, &SessionData::read(&config)?)?;
            Trainer::new(&config, &network, parts.train, parts.validation, None)?;
        }
    }
    // Every worker reads it.
    let text = plan.definition.to_yaml()?;
    SearchDefinition::from_yaml(&text, &path)?;
    write_if_new(&path, &text)?;
    files::create_dir(&directory.join(TASKS))?;
    Ok(plan)
}

/// Takes back what [`open`] and a launcher wrote for a search whose workers could not be started: nothing that any
/// worker has seen, and no directory.
pub fn take_back(directory: &Path) {
    let empty = |name: &str| std::fs::read_dir(directory.join(name)).is_ok_and(|mut entries| entries.next().is_none());
    let [tasks, logs] = [TASKS, LOGS].map(|name| !directory.join(name).exists() || empty(name));
    if !(tasks && logs) {
        return;
    }
    // What cannot be removed only takes room.
    for name in [FILE, SCRIPT, STOP] {
        let _stays = std::fs::remove_file(directory.join(name));
    }
    for name in [TASKS, LOGS] {
        let _stays = std::fs::remove_dir(directory.join(name));
    }
}

/// The hyperparameters that an earlier search in the directory found, from its table or else from its trials so far.
///
/// # Errors
/// If there are neither.
pub fn found_earlier(directory: &Path, definition: &SearchDefinition) -> Result<Given> {
    let table = directory.join(BEST);
    if table.is_file() {
        let (hyperparameters, loss) = space::read(&table, &definition.train)?;
        return Ok(Given { hyperparameters, loss });
    }
    let plan = SearchPlan::new(SearchDefinition { given: None, ..definition.clone() })?;
    let mut state = state(directory, definition, &worker_name());
    let best = plan.best_trial_so_far(&mut state)?.ok_or_else(|| {
        Error::new("there are no hyperparameters yet: no trial is finished")
            .file(directory)
            .hint(format!("run the search first, or put a {BEST} there"))
    })?;
    Ok(Given { hyperparameters: plan.hyperparameters(best.number), loss: Some(best.loss) })
}

/// Writes the table of the best hyperparameters, of the trials so far if they are not all finished.
///
/// # Errors
/// If no trial is finished.
pub fn write_best_so_far(directory: &Path, plan: &SearchPlan) -> Result<PathBuf> {
    let mut state = state(directory, &plan.definition, &worker_name());
    if plan.best_hyperparameters(&mut state)?.is_some() {
        tables(directory, plan, &mut state)?;
    } else {
        let best = plan.best_trial_so_far(&mut state)?;
        let best = best.ok_or_else(|| Error::new("no trial is finished").file(directory))?;
        let given = Given { hyperparameters: plan.hyperparameters(best.number), loss: Some(best.loss) };
        write_if_new(&directory.join(BEST), &best_table(&given))?;
    }
    Ok(directory.join(BEST))
}

/// Leads a search to its end, or until `stop` is set.
///
/// # Errors
/// Those of the workers, results that cannot be read, and a search all of whose trainings failed.
pub fn lead(
    directory: &Path,
    plan: &SearchPlan,
    workers: &mut dyn Workers,
    stop: &AtomicBool,
    mut progress: impl FnMut(&Progress),
) -> Result<End> {
    let mut state = state(directory, &plan.definition, &worker_name());
    engine::lead(directory, workers, stop, || look(directory, plan, &mut state, &mut progress))
}

/// One look at the results: how many tasks are finished, or nothing if all are.
fn look(
    directory: &Path,
    plan: &SearchPlan,
    state: &mut SearchState,
    progress: &mut impl FnMut(&Progress),
) -> Result<Option<usize>> {
    let known = plan.known_tasks(state)?;
    let open = plan.open_tasks(state)?.len();
    let finished = known.len() - open;
    let best = plan.best_trial_so_far(state).ok().flatten().map(|best| (best.number, best.loss));
    progress(&Progress { finished, tasks: plan.tasks(), open, best });
    tables(directory, plan, state)?;
    Ok((open > 0).then_some(finished))
}

/// Writes as much of the tables as is known.
fn tables(directory: &Path, plan: &SearchPlan, state: &mut SearchState) -> Result<()> {
    let given = match plan.definition.given.clone() {
        Some(given) => given,
        None => match plan.best_trial(state)? {
            Some(best) => Given { hyperparameters: plan.hyperparameters(best.number), loss: Some(best.loss) },
            None => return Ok(()),
        },
    };
    let mut best = best_table(&given);
    let mut seeds = "Seed,Validation Loss\n".to_owned();
    for seed in 0..plan.definition.num_seeds {
        if let Some(outcome) = Results::outcome(state, Task::Seed(seed))? {
            let _ok = writeln!(seeds, "{seed},{}", loss(&outcome));
        }
    }
    write_if_new(&directory.join(SEEDS), &seeds)?;
    if let Some(seed) = plan.best_seed(state)? {
        let _ok = write!(best, "best_seed,{}\nbest_seed_val_loss,{}\n", seed.number, seed.loss);
        let mut last = format!("Training Phase,Validation Loss\nSeed Search,{}\n", seed.loss);
        if let Some(outcome) = Results::outcome(state, Task::Larger)? {
            let _ok = writeln!(last, "Larger Dataset Training,{}", loss(&outcome));
        }
        write_if_new(&directory.join(FINAL), &last)?;
    }
    write_if_new(&directory.join(BEST), &best)
}

fn best_table(given: &Given) -> String {
    let mut rows = given.hyperparameters.rows();
    rows.extend(given.loss.map(|loss| (LOSS, loss.to_string())));
    rows.into_iter().map(|(key, value)| format!("{key},{value}\n")).collect()
}

/// The loss for tables. A training that failed has none; infinity makes any program sort it last.
fn loss(outcome: &TrialOutcome) -> f64 {
    outcome.loss.unwrap_or(f64::INFINITY)
}

fn write_if_new(path: &Path, text: &str) -> Result<()> {
    if path.is_file() && files::read_text(path)? == text {
        return Ok(());
    }
    files::write(path, text)
}

/// What a search exports.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The run directory.
    pub run: PathBuf,
    /// The graphs for CMSSW.
    pub cmssw: PathBuf,
    /// Validation loss of the model in it, computed anew.
    pub validation: f64,
    /// Test loss, if there are test samples.
    pub test: Option<f64>,
}

/// Writes the models of a finished search: the best seed, and the same after more data. A second call writes the
/// same files again.
///
/// # Errors
/// A search that is not finished, and files that cannot be written.
pub fn export(directory: &Path, plan: &SearchPlan) -> Result<Vec<Exported>> {
    let mut state = state(directory, &plan.definition, &worker_name());
    let seed = plan.best_seed(&mut state)?.ok_or_else(|| Error::new("the search is not finished").file(directory))?;
    let links = plan.definition.train.links;
    let name = format!("best_model_eLink_{links}_post_seed_variation");
    let mut exported = vec![model(&directory.join(&name), plan, &mut state, seed.task)?];
    // A last training that failed leaves no model.
    if Results::outcome(&mut state, Task::Larger)?.is_some_and(|outcome| outcome.loss.is_some()) {
        exported.push(model(&directory.join(name + "_larger_dataset"), plan, &mut state, Task::Larger)?);
    }
    Ok(exported)
}

/// Writes the run directory of a finished task, and its graphs beside it.
fn model(out: &Path, plan: &SearchPlan, state: &mut SearchState, task: Task) -> Result<Exported> {
    let finished = match Results::outcome(state, task)? {
        Some(outcome) => plan.job(task, state)?.map(|job| (outcome, job)),
        None => None,
    };
    let (outcome, job) = finished.ok_or_else(|| Error::new("the task is not finished").field(task.to_string()))?;
    let path = Results::directory(state, task).join(&outcome.checkpoint);
    let (checkpoint, options) = Checkpoint::read(&path)?;
    let config = job.config.with_bits_of(&options, &path)?;
    let network = config.find_network()?;
    let input = SessionData::read(&config)?;
    let parts = Parts::new(&config, &input)?;
    let (train, validation) = (parts.train.clone(), parts.validation.clone());
    let mut trainer = Trainer::new(&config, &network, train, validation, Some(checkpoint))?;

    let run = RunDir::at(out);
    let text = config.to_yaml()?;
    let _held = run.begin(&text, None)?.keep()?;
    trainer.state.write(&run.checkpoint(), &text)?;
    run.write_history(&trainer.state.history, config.arithmetic)?;
    let metrics = session::finish(&run, &mut trainer, &parts, &input)?;
    if Some(metrics.validation.loss) != outcome.loss {
        return Err(Error::new("the model does not have the loss of its training: are the data the same?")
            .file(out)
            .found(metrics.validation.loss)
            .allowed(format!("{:?}", outcome.loss)));
    }
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("_for_CMSSW");
    let cmssw = out.with_file_name(name);
    let model = ModelContender::from_run(out)?;
    let bits = model.latent_widths(config.links)?;
    let exports = [
        (cmssw.clone(), ModelFormat::Tf, ExportForm::Chip, Some(bits)),
        (out.join("keras"), ModelFormat::Keras, ExportForm::Plain, None),
    ];
    let decoder = model.decoder.export()?;
    for (directory, target, form, bits) in exports {
        if !directory.exists() {
            let ModelContender { network, parameters, .. } = &model;
            let export = ModelExport { network, parameters, decoder: Some(&decoder), form, bits };
            export::write(&directory, &export.files(target)?)?;
        }
    }
    let test = metrics.test.map(|test| test.loss);
    Ok(Exported { run: out.to_owned(), cmssw, validation: metrics.validation.loss, test })
}
