//! Jets in fewer numbers: autoencoders of four-momenta and of longer lists of what a jet is (the AE_3D_200 of ATLAS and
//! its kin), as a compressor of files.
//!
//! | module | what it holds |
//! |---|---|
//! | [`shape`] | the networks: layers, parameters, those that have a name |
//! | [`scale`] | how numbers of jets become numbers of about 1, and back |
//! | [`model`] | networks with weights and scales: files, import of PyTorch's, batches of jets |
//! | [`table`] | tables of jets in and out: csv, NumPy, parquet, ROOT |
//! | [`stream`] | files encoded and decoded, of any length in bounded memory |
//! | [`evaluate`] | what is left of jets, against others of the same size |
//! | [`export`] | models for Keras, ONNX and TensorFlow |
//! | [`synth`] | jets that are made up |
//! | [`training`] | what a training is told; the package `econ-emu-train` trains |
//!
//! A jet is transverse momentum, pseudorapidity, azimuth and energy. Formats and facts are those of the public repository
//! HEPAutoencoders (docs/sources.md, HEPAutoencoders).

pub mod evaluate;
pub mod export;
pub mod model;
pub mod scale;
pub mod shape;
pub mod stream;
pub mod synth;
pub mod table;
pub mod training;
