//! The hierarchical trigger autoencoder: cells of a front-end chip become a few latents, latents of three such chips those
//! of a module, and so on up to the last stage of the trigger, and all the way back.
//!
//! | module | what it holds |
//! |---|---|
//! | [`level`] | the five levels and the two networks of each |
//! | [`evaluate`] | what is left of events, against other ways to say as much |
//! | [`export`] | networks for Keras, ONNX and TensorFlow |
//! | [`groups`] | what a level reads, every different group once |
//! | [`data`] | events in and out: NumPy, pickles |
//! | [`electrons`] | events that are made up |
//! | [`model`] | ten networks with weights: files, latents of events, events of latents |
//! | [`training`] | what a training is told and what each epoch trains; the package `econ-emu-train` trains |
//!
//! An event is an array of 30 x 19 x 3 x 3 x 4 x 4 cells: sectors of the last stage, triplets of a sector, modules of a
//! triplet, chips of a module, rows and columns of a chip. Shapes, layers and the order of training are those of the
//! public repository L1Encoder (docs/sources.md, L1Encoder).

pub mod data;
pub mod electrons;
pub mod evaluate;
pub mod export;
pub mod groups;
pub mod level;
pub mod model;
pub mod training;
