//! `econ-emu search`.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use econ_emu::cli::search::SearchArgs;
use econ_emu::cli::workers::WorkerArgs;
use econ_emu::cli::{output, progress, signals};
use econ_emu::error::Result;
use econ_emu::files::{self, NewDirectories};
use econ_emu::search::engine::End;
use econ_emu::search::plan::{self, Job, SearchDefinition, SearchPlan, Task};
use econ_emu::search::state::{TrialOutcome, worker_name};
use econ_emu::search::tensorboard::EventFiles;
use econ_emu::train::epoch::Epoch;

use super::say;
use crate::search::leader::{self, Exported};
use crate::search::worker;

/// Runs the searches one after the other, each from where it is to its end.
///
/// # Errors
/// Data and files that searches cannot do with, and searches all of whose trainings failed.
pub fn run(args: &SearchArgs, out: &Path, definitions: &[SearchDefinition]) -> Result<u8> {
    let stop = signals::stop_flag();
    for definition in definitions {
        let code = search(args, out, definition.clone(), &stop)?;
        if code != 0 || stop.load(Ordering::Relaxed) {
            return Ok(code);
        }
    }
    Ok(0)
}

/// One search, from where it is to its end.
fn search(args: &SearchArgs, out: &Path, mut definition: SearchDefinition, stop: &AtomicBool) -> Result<u8> {
    let directory = leader::directory(out, args.mname.as_deref(), definition.train.links);
    if args.just_write_best_hyperparameters {
        let path = leader::write_best_so_far(&directory, &SearchPlan::new(SearchDefinition::read(&directory)?)?)?;
        output::print(&files::read_text(&path)?)?;
        return Ok(0);
    }
    if args.skip_to_final_model {
        definition.given = Some(leader::found_earlier(&directory, &definition)?);
    }
    let mut workers = args.workers.workers(&directory, "search")?;
    let new = !directory.join(plan::FILE).exists();
    if new {
        say!("reading the data");
    }
    let made = NewDirectories::create(&directory)?;
    let plan = leader::open(&directory, definition)?;
    say!(
        "{} trials, {} seeds, in {} tasks: {}",
        plan.trials(),
        plan.definition.num_seeds,
        plan.tasks(),
        directory.display()
    );
    let bar = progress::bar("search", Some(plan.tasks() as u64));
    let end = leader::lead(&directory, &plan, workers.as_mut(), stop, |now| {
        bar.set_length(now.tasks as u64);
        bar.set_position(now.finished as u64);
        if let Some((trial, loss)) = now.best {
            bar.set_prefix(format!("search  best so far: trial {trial}, {loss:.4e}"));
        }
    });
    bar.finish_and_clear();
    // A search that never began leaves nothing behind.
    match (&end, new) {
        (Err(_), true) => leader::take_back(&directory),
        _ => made.keep(),
    }
    if end? == End::Stopped {
        say!("stopped; the same command goes on");
        return Ok(signals::exit_code());
    }
    finish(&directory, &plan)
}

/// Exports the models and says where everything is.
fn finish(directory: &Path, plan: &SearchPlan) -> Result<u8> {
    let exported = leader::export(directory, plan)?;
    let rows = exported.iter().map(|Exported { run, validation, test, .. }| {
        let test = test.map_or("-".into(), |test| format!("{test:.4e}"));
        vec![format!("{validation:.4e}"), test, run.display().to_string()]
    });
    let mut text = output::table(&["validation loss", "test loss", "model"], &rows.collect::<Vec<_>>());
    text += "\n";
    for name in [leader::BEST, leader::SEEDS, leader::FINAL] {
        text += &format!("{}\n", directory.join(name).display());
    }
    for Exported { cmssw, .. } in &exported {
        text += &format!("{}\n", cmssw.display());
    }
    output::print(&text)?;
    Ok(0)
}

/// Does tasks of a search until none is left.
///
/// # Errors
/// As [`worker::run`].
pub fn run_worker(args: &WorkerArgs) -> Result<u8> {
    let stop = args.start()?;
    let events = EventFiles::new(&args.directory, &worker_name());
    worker::run(&args.directory, &stop, &mut Lines { events })?;
    Ok(0)
}

/// A line on standard error for what a worker does, and event files for TensorBoard.
struct Lines {
    events: EventFiles,
}

/// A training is worth more than its curves: where they cannot be written, it goes on.
fn warn(logged: Result<()>) {
    if let Err(error) = logged {
        say!("warning: {error}");
    }
}

impl worker::Observer for Lines {
    fn started(&mut self, task: Task, job: &Job, history: &[Epoch]) {
        say!("{task}: epochs {} to {}", history.len(), job.epochs);
        warn(self.events.start(task, job, history));
    }

    fn epoch(&mut self, _: Task, _: &Job, history: &[Epoch]) {
        warn(self.events.epochs(history));
    }

    fn finished(&mut self, task: Task, _: &Job, outcome: &TrialOutcome) {
        warn(self.events.end(outcome.error.is_none()));
        match (&outcome.loss, &outcome.error) {
            (Some(loss), _) => say!("{task}: validation loss {loss:.6e}"),
            (None, error) => say!("{task}: failed: {}", error.as_deref().unwrap_or("no loss")),
        }
    }

    fn lost(&mut self, task: Task) {
        say!("{task}: taken over by another worker");
    }
}
