//! Training sets from detector files.

pub mod conditional;
