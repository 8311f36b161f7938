//! Models of Keras: weights in HDF5, descriptions in JSON.

mod links;
pub mod model;
pub mod read;
pub mod write;
