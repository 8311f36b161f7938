//! Work by many workers, whatever it is: the loop of a worker, and that of a leader who looks on.
//!
//! | in a directory that workers share | what it is |
//! |---|---|
//! | `tasks/` | a directory for each task, with its log: see [`super::state`] |
//! | `stop` | its presence tells workers to end |
//! | `worker.sh`, `<command>.sub` | how batch systems run a worker, see [`super::launcher`] |
//! | `workers/` | what workers wrote on the screen |

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::state::{Lease, TaskOutcome, TaskState, worker_name};
use crate::error::{Error, Result};
use crate::files;

/// Directory of the tasks.
pub const TASKS: &str = "tasks";

/// File whose presence tells workers to end.
pub const STOP: &str = "stop";

/// Directory of what workers write on the screen.
pub const LOGS: &str = "workers";

/// Longest time between two looks of a worker for work.
const POLL: Duration = Duration::from_secs(1);

/// Time between two looks of a leader at the results.
const LOOKS: Duration = Duration::from_millis(200);

/// How work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All of it is done.
    Finished,
    /// It was told to stop.
    Stopped,
}

/// What became of a task.
pub enum Worked<O> {
    /// It is done.
    Done(O),
    /// It is given back, for this reason.
    GivenBack(&'static str),
}

/// Tasks, and how they are done.
pub trait TaskWork {
    /// A task; its text is the name of its directory.
    type Task: Copy + fmt::Display;
    /// What it leaves.
    type Outcome: TaskOutcome;

    /// Tasks that are not finished and can be begun, in the order in which workers try them; none when all is done.
    ///
    /// # Errors
    /// Results that cannot be read.
    fn open_tasks(&mut self, state: &mut TaskState<Self::Outcome>) -> Result<Vec<Self::Task>>;

    /// Does a task. It looks at `stop` and at the lease as often as it can, and gives the task back if it is told to
    /// stop or another worker has taken it over.
    ///
    /// # Errors
    /// What keeps this worker from going on. A task that fails by itself has an outcome that says so.
    fn work(
        &mut self,
        task: Self::Task,
        lease: &Lease,
        state: &mut TaskState<Self::Outcome>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Worked<Self::Outcome>>;

    /// A task is finished, and its outcome counts.
    fn finished(&mut self, task: Self::Task, outcome: &Self::Outcome);

    /// Another worker has taken a task over.
    fn lost(&mut self, task: Self::Task);
}

/// The state of the tasks in a directory; a lease of so many seconds.
pub fn state<O: TaskOutcome>(directory: &Path, lease: f64, worker: &str) -> TaskState<O> {
    TaskState::new(&directory.join(TASKS), worker, Duration::from_secs_f64(lease))
}

/// Checks the time without a sign of life of a worker after which a task is taken over, seconds.
///
/// # Errors
/// Times that make no sense.
pub fn check_lease(lease: f64) -> Result<()> {
    if lease.is_finite() && (0.1..=86400.0).contains(&lease) {
        return Ok(());
    }
    Err(Error::out_of_range("--lease", lease, "0.1 to 86400 seconds"))
}

/// Whether workers are to end.
fn is_stopped(directory: &Path, stop: &AtomicBool) -> bool {
    stop.load(Ordering::Relaxed) || directory.join(STOP).exists()
}

/// A worker: does tasks until none is left, `stop` is set, or a file [`STOP`] appears.
///
/// # Errors
/// Those of the work, and files that cannot be written.
pub fn work<W: TaskWork>(directory: &Path, lease: f64, stop: &AtomicBool, work: &mut W) -> Result<End> {
    let mut state = state(directory, lease, &worker_name());
    let pause = Duration::from_secs_f64(lease / 8.0).min(POLL);
    while !is_stopped(directory, stop) {
        let open = work.open_tasks(&mut state)?;
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
        match work.work(task, &lease, &mut state, &|| is_stopped(directory, stop)) {
            Ok(Worked::Done(outcome)) => {
                if lease.done(outcome.clone())? {
                    work.finished(task, &outcome);
                } else {
                    work.lost(task);
                }
            }
            Ok(Worked::GivenBack(_)) if lease.is_lost() => work.lost(task),
            Ok(Worked::GivenBack(reason)) => lease.release(reason)?,
            Err(error) => {
                lease.release(&error.to_string())?;
                return Err(error);
            }
        }
    }
    Ok(End::Stopped)
}

/// Runs workers.
pub trait Workers {
    /// Starts workers, and restarts those that died. Called a few times a second, with the number of tasks that
    /// are finished.
    ///
    /// # Errors
    /// If the work cannot go on.
    fn tend(&mut self, finished: usize) -> Result<()>;

    /// Waits for the end of all workers; the file [`STOP`] or the finished work tells them.
    ///
    /// # Errors
    /// If they cannot be waited for.
    fn end(&mut self) -> Result<()>;
}

/// A leader: looks at the results and tends the workers until `look` finds that all is done, or until `stop` is set.
/// `look` gives the number of finished tasks, or nothing at the end.
///
/// # Errors
/// Those of the workers and of `look`.
pub fn lead(
    directory: &Path,
    workers: &mut dyn Workers,
    stop: &AtomicBool,
    mut look: impl FnMut() -> Result<Option<usize>>,
) -> Result<End> {
    let sign = directory.join(STOP);
    if sign.exists() {
        std::fs::remove_file(&sign).map_err(|error| Error::io("remove", &sign, &error))?;
    }
    let result = loop {
        // Before workers are started: a signal may have ended them too.
        if stop.load(Ordering::Relaxed) {
            break Ok(End::Stopped);
        }
        match look().and_then(|finished| finished.map(|finished| workers.tend(finished)).transpose()) {
            Ok(None) => break Ok(End::Finished),
            Ok(Some(())) => std::thread::sleep(LOOKS),
            Err(error) => break Err(error),
        }
    };
    if !matches!(result, Ok(End::Finished)) {
        files::write(&sign, "")?;
    }
    workers.end()?;
    result
}
