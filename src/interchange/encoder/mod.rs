//! The encoder of the chip in a graph: taken out of one that another program wrote, and written as one.

pub mod read;
pub mod write;
