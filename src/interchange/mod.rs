//! Networks of other programs, in and out: TensorFlow, ONNX, Keras, PyTorch, NumPy.
//!
//! A file becomes a [`Graph`](graph::Graph): what its output needs, constants computed as far as they go, so that a
//! kernel behind quantisers is the quantised kernel. No names of nodes are assumed. A graph can be run, which is how
//! imported decoders are used, and the chip's encoder can be taken out of it, which the chip then computes in its own
//! arithmetic. The same graph is made here of an encoder or a decoder, and written as file.
//!
//! | module | file | in | out |
//! |---|---|---|---|
//! | [`tensorflow`] | `.pb`, frozen graphs | any graph of known operators | encoder and decoder |
//! | [`saved_model`] | directories of SavedModel | any graph of known operators | |
//! | [`checkpoint`] | `.index` and the files beside it | weights alone | |
//! | [`onnx`] | `.onnx`, ONNX and QONNX | the same | the same, quantisers as `Quant` nodes |
//! | [`keras`] | HDF5, `.keras`, JSON | the chip's encoder, known decoders, models of known layers | encoder, decoder, autoencoder |
//! | [`torch`] | `.pth`, `.pt` | weights alone: the chip's encoder, known decoders, layers of a description of Keras | |
//! | [`data_frame`] | `.pkl`, data frames of pandas | columns of numbers | |
//! | [`npz`] | `.npz` | the arrays that are written | weights |
//!
//! | module | what it holds |
//! |---|---|
//! | [`ndarray`], [`function`] | arrays, and functions of their values |
//! | [`graph`] | the graph of nodes, and how it runs |
//! | [`encoder`] | the chip's encoder in a graph and as one |
//! | `autoencoder` | encoder and decoder out of one graph |
//! | `archive` | zip files |
//! | [`network`] | a description of its own from any graph of known operators; descriptions of decoders as graphs |
//! | [`import`], [`export`] | files by their kind: registers and decoders from them, a run as them |

pub(crate) mod archive;
mod autoencoder;
pub mod build;
pub mod checkpoint;
pub mod data_frame;
pub mod encoder;
pub mod export;
pub mod function;
pub mod graph;
pub mod import;
pub mod keras;
pub mod ndarray;
pub mod network;
pub mod npz;
pub mod onnx;
mod pickle;
pub mod pickled;
pub(crate) mod proto;
mod run;
pub mod saved_model;
pub mod tensorflow;
pub mod torch;
