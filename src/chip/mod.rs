//! The data path of the chip, one file for each block, in signal order:
//!
//! [`erx`] → [`mux`] → [`decode`] → [`calibrate`] → one of { [`threshold_sum`],
//! [`super_trigger_cell`], [`best_choice`], [`repeater`], [`autoencoder`] } → [`formatter`] →
//! [`buffer`] → [`etx`].
//!
//! [`signals`] names what passes between them, [`encode`] holds the floating-point codes that
//! several of them use, and [`pipeline`] wires them from a configuration. [`algorithm`] says in what the five
//! algorithms differ. [`trace`] observes any block, and [`stage`] says what it sees. [`unpack`] is the inverse
//! of the formatter.
//!
//! This scalar model is the specification of the chip: short and obvious before fast.

// Everything here is integer arithmetic; a float would be a mistake.
#![deny(clippy::float_arithmetic)]

pub mod algorithm;
pub mod autoencoder;
pub mod best_choice;
pub(crate) mod bits;
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
pub mod stage;
pub mod super_trigger_cell;
pub mod threshold_sum;
pub mod trace;
pub mod unpack;

pub use pipeline::{Chip, ChipDesign, ChipState, Options};
pub use signals::{InputWords, OutputWords};
pub use stage::{Stage, Stages};
pub use trace::{BxTrace, NoTrace, Trace};
