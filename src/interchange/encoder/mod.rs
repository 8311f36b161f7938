//! The encoder of the chip in a graph: taken out of one that another program wrote, and written as one.

mod chip_form;
pub mod read;
pub mod write;
