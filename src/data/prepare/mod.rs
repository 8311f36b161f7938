//! Training sets from detector files.
//!
//! | module | what it holds |
//! |---|---|
//! | [`conditional`] | 8x8 inputs and eight conditions, for conditional autoencoders |
//! | [`state`] | work that goes on after it was killed |

pub mod conditional;
pub mod state;
