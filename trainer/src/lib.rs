//! Training of encoders with the chip's own arithmetic: the program `econ-emu-train`, which `econ-emu` starts for the
//! commands that train. The only package that names `tch`.
//!
//! The forward pass is the chip's integers, bit for bit; gradients go straight through floors, rounding and clipping
//! ([`nodes`]). By default the training steps of the first 30 % of the epochs compute in real numbers instead
//! (`float_epochs`). Validation always computes in the arithmetic of the run; in the chip's, all of its latents are
//! compared with those of [`econ_emu::chip::autoencoder`]. Runs with the reference's quantisers or in
//! real numbers throughout are for comparison, and nothing of them is compared with the chip until
//! `--eval-only --arithmetic chip` does so.

pub mod commands;
pub mod dataset;
pub mod decoder;
pub mod emd_networks;
pub mod encoder;
pub mod hierarchical;
pub mod inputs;
pub mod jets;
pub mod layout;
pub mod loss;
pub mod model;
pub mod nodes;
pub mod orthogonal;
pub mod polish;
pub mod reading;
pub mod run_dir;
pub mod search;
pub mod session;
pub mod start;
pub mod trainer;
pub mod workers;
