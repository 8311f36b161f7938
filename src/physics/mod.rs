//! How much of a shower survives: distances between a module's charges and their reconstruction.
//!
//! | module | what it holds |
//! |---|---|
//! | [`emd`] | the earth mover's distance, exact |

pub mod emd;
