//! How much of a shower survives: distances between a module's charges and their reconstruction.
//!
//! | module | what it holds |
//! |---|---|
//! | [`emd`] | the earth mover's distance, exact |
//! | [`telescope`] | differences of cells and of sums of 4 and 16 cells: the trainer's loss |
//! | [`metrics`] | all metrics by name, with what they say of modules without charge |

pub mod emd;
pub mod metrics;
pub mod telescope;
