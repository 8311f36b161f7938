//! What a training is told and what it leaves behind. The trainer itself, which needs libtorch, is a package of its own,
//! `econ-emu-train`; options, networks, optimizers and checkpoints are known here, so that searches are planned, shown
//! and continued, and checkpoints read, without it.

pub mod checkpoint;
pub mod emd;
pub mod epoch;
pub mod network;
pub mod optim;
pub mod options;
pub mod quantisers;
pub mod recipe;
