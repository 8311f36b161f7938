//! `econ-emu search`.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::output;
use crate::error::{Error, Result};
use crate::search::hyperband::{Sizes, brackets};
use crate::search::plan::{Job, Task};
use crate::search::state::{Outcome, worker_name};
use crate::search::tensorboard::EventFiles;
use crate::search::worker;
use crate::train::trainer::Epoch;

/// Arguments.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Most epochs of a trial
    #[arg(long, default_value_t = 50)]
    max_epochs: usize,
    /// One in so many trials of a rung goes on
    #[arg(long, default_value_t = 3)]
    factor: usize,
    /// Sizes of the brackets
    #[arg(long, value_enum, default_value_t)]
    bracket_sizes: Sizes,
    /// Most trials in all: every bracket shrinks in proportion
    #[arg(long)]
    num_trials: Option<usize>,
    /// Print the brackets, and stop
    #[arg(long)]
    print_brackets: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Do tasks of a search until none is left
    Worker(WorkerArgs),
}

/// Arguments of a worker.
#[derive(clap::Args)]
struct WorkerArgs {
    /// Directory of the search, hyperband_search_<links>
    directory: PathBuf,
    /// Threads
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// End after the epoch when standard input closes: with the leader
    #[arg(long, hide = true)]
    with_leader: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    match &args.command {
        Some(Command::Worker(args)) => run_worker(args),
        None => print_brackets(args),
    }
}

fn print_brackets(args: &Args) -> Result<u8> {
    let brackets = brackets(args.max_epochs, args.factor, args.bracket_sizes, args.num_trials)?;
    let mut lines = Vec::new();
    for bracket in &brackets {
        let rungs = bracket.rungs.iter().map(|rung| format!("{}x{}", rung.configurations, rung.epochs));
        lines.push(vec![bracket.s.to_string(), rungs.collect::<Vec<_>>().join(" ")]);
    }
    output::print(&output::table(&["bracket", "trials x epochs of each rung"], &lines))?;
    Ok(0)
}

/// A flag that Ctrl-C and SIGTERM set; the second of them ends the process at once.
fn stop_flag() -> Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = flag.clone();
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .map_err(|error| Error::new(format!("cannot listen to signals: {error}")))?;
    Ok(flag)
}

fn run_worker(args: &WorkerArgs) -> Result<u8> {
    let stop = stop_flag()?;
    if args.with_leader {
        let stop = stop.clone();
        std::thread::spawn(move || {
            let _closed = std::io::stdin().read_to_end(&mut Vec::new());
            stop.store(true, Ordering::Relaxed);
        });
    }
    rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .build_global()
        .map_err(|error| Error::new(format!("cannot start threads: {error}")).field("--threads").found(args.threads))?;
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
        eprintln!("warning: {error}");
    }
}

impl worker::Observer for Lines {
    fn started(&mut self, task: Task, job: &Job, history: &[Epoch]) {
        eprintln!("{task}: epochs {} to {}", history.len(), job.epochs);
        warn(self.events.start(task, job, history));
    }

    fn epoch(&mut self, _: Task, _: &Job, history: &[Epoch]) {
        warn(self.events.epochs(history));
    }

    fn finished(&mut self, task: Task, _: &Job, outcome: &Outcome) {
        warn(self.events.end(outcome.error.is_none()));
        match (&outcome.loss, &outcome.error) {
            (Some(loss), _) => eprintln!("{task}: validation loss {loss:.6e}"),
            (None, error) => eprintln!("{task}: failed: {}", error.as_deref().unwrap_or("no loss")),
        }
    }

    fn lost(&mut self, task: Task) {
        eprintln!("{task}: taken over by another worker");
    }
}
