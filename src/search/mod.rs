//! The search for the best encoder: Hyperband over the hyperparameters, then many seeds, then a training of
//! the best on more data, by any number of workers on any number of machines.
//!
//! Workers of other commands share [`engine`], [`state`], [`local`] and [`launcher`] with those of the search. What trains
//! and what leads the search is in the trainer, the package `econ-emu-train`.
//!
//! | module | what it holds |
//! |---|---|
//! | [`engine`] | the loops of workers and of their leader, whatever the work is |
//! | [`state`] | who works on which task: a directory that all workers share |
//! | [`local`], [`launcher`] | workers on this machine; on a cluster |
//! | [`hyperband`] | brackets: how many configurations are trained for how long |
//! | [`space`] | the hyperparameters and their ranges |
//! | [`plan`] | the search as a pure function: from finished results to the tasks that are open |
//! | [`tensorboard`] | what a worker writes for TensorBoard |
//! | [`trials`] | all results as tables, for reports and for Optuna |
//!
//! No worker is told what to do. Each reads the definition of the search and the results so far, which alone
//! decide which tasks are open ([`plan::SearchPlan::open_tasks`]); it claims one, trains, writes the result, and looks
//! again. Rungs are synchronous, as in the paper (docs/sources.md, Hyperband): a trial is promoted when all trials
//! of its rung are finished; with [`plan::Algorithm::Asha`] they are not. A training gives the
//! same bits on any machine with any number of threads, and equal losses are ranked by the number of the trial, so the
//! outcome is the same for any number of workers, whichever of them die.
//!
//! | in the directory of a search | what it is |
//! |---|---|
//! | `search.yaml` | the definition |
//! | `tasks/trial_0000/rung_0`, `tasks/seed_0000`, `tasks/larger` | a task: log and checkpoint |
//! | `log/trial_0000`, `log/seed_0000`, `log/larger` | event files for TensorBoard |
//! | `worker.sh`, `search.sub` | how batch systems run a worker, see [`launcher`] |
//! | `stop` | workers end after their epoch |
//! | `workers/worker_0.log` | what local workers wrote |
//! | tables, models | see `leader` of the trainer |

pub mod engine;
pub mod hyperband;
pub mod launcher;
pub mod local;
pub mod plan;
pub mod space;
pub mod state;
pub mod tensorboard;
pub mod trials;
