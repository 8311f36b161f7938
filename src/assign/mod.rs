//! Every module its own choice: for each class of modules the algorithm, its registers and its reading that lose least
//! at the links of the module, and how links are best given out.
//!
//! | module | what it holds |
//! |---|---|
//! | [`plan`] | what is to be done: classes of modules, the rows that each is chosen and judged on, tasks |
//! | [`rows`] | two passes over the data: counts, then the rows of every task in a file of its own |
//! | [`candidates`] | what a class can choose from: sent, read and judged |
//! | [`tasks`] | the work of a worker |
//! | [`budget`] | links given out by their worth |
//! | [`result`] | the assignment as files, with what it gains and the error of that |
//! | [`verify`] | the emulator with the register files of an assignment: the same losses again |
//! | [`layout`] | a detector to try it on: the modules of the synthetic one |
//!
//! A class is what shares density and links and, as is asked for, layer, distance from the beam or place in the layer. Its
//! candidates are the contenders of a comparison ([`crate::physics::settings`]), each with what it leaves open chosen on
//! rows of the class, and each as it is chosen for all modules of the same density and number of links; and encoders. The
//! class takes the one with the least mean loss on its rows for choosing, but leaves the best single choice only for what
//! is better by some standard errors of the difference. What is gained is then measured on other rows: those of other
//! events, where the data know events.
//!
//! The rows of a class pass one chip as one stream, in the order of the data and behind others of the same rows, so that a
//! FIFO is as full as it is in a module of the class that has been running. A class that has too few rows takes those of a wider class: first of its whole layer,
//! then of all modules of its density.
//!
//! | in the directory of an assignment | what it is |
//! |---|---|
//! | `plan.json` | the plan: with it any worker can begin |
//! | `rows/` | the rows of each task |
//! | `tasks/`, `workers/`, `stop`, `worker.sh`, `assign.sub` | see [`crate::search::engine`] |
//! | `assignment.json` | the result |
//! | `modules.csv`, `classes.csv` | the same as tables |
//! | `registers/`, `i2c/`, `readings/` | register files, lists of I2C writes, and how packets are read |
//! | `assignment.html` | the map of the detector |

pub mod budget;
pub mod candidates;
pub mod layout;
pub mod plan;
pub mod result;
pub mod rows;
pub mod tasks;
pub mod verify;
