//! Training of encoders with the chip's own arithmetic. The only module that names `tch`.

pub mod checkpoint;
pub mod dataset;
pub mod decoder;
pub mod encoder;
pub mod layout;
pub mod loss;
pub mod model;
pub mod optim;
pub mod options;
pub mod orthogonal;
pub mod run_dir;
pub mod session;
pub mod trainer;
pub mod workers;
