//! Models of Keras: weights in HDF5, descriptions in JSON.

pub mod model;
pub mod read;
pub mod write;
