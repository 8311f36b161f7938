//! The search for hyperparameters over many workers.

pub mod tensorboard;
