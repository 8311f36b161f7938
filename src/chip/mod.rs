//! The data path of the chip, one file for each block, in signal order:
//!
//! [`erx`] → [`mux`] → [`decode`] → [`calibrate`] → one of { [`threshold_sum`],
//! [`super_trigger_cell`], [`best_choice`], [`repeater`], [`autoencoder`] } → [`formatter`] →
//! [`buffer`] → [`etx`].
//!
//! [`signals`] names what passes between them, [`encode`] holds the floating-point codes that
//! several of them use, [`trace`] observes any of them, and [`pipeline`] wires them from a
//! configuration. [`unpack`] is the inverse of the formatter.
//!
//! This scalar model is the specification of the chip: short and obvious before fast.

// Everything here is integer arithmetic; a float would be a mistake.
#![deny(clippy::float_arithmetic)]

pub mod autoencoder;
pub mod best_choice;
pub mod buffer;
pub mod calibrate;
pub mod decode;
pub mod encode;
pub mod erx;
pub mod etx;
pub mod formatter;
pub mod mux;
pub mod pipeline;
pub mod repeater;
pub mod signals;
pub mod super_trigger_cell;
pub mod threshold_sum;
pub mod trace;
pub mod unpack;

pub use pipeline::{Chip, Options};
pub use signals::{InputWords, OutputWords};
pub use trace::{CrossingTrace, NoTrace, Stage, Trace};
