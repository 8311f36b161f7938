//! Training sets from the files of the trigger simulation.
//!
//! | module | what it holds |
//! |---|---|
//! | [`state`] | steps that survive being killed |
//! | [`inputs`] | lists of files: paths, patterns, directories |
//! | `shuffle`, `tables` | rows in random order with bounded memory; cells and centres of modules |
//! | [`modules`] | tables of modules: links, density, kind |
//! | [`ecoder`] | trigger cells to CALQ csv, by layer and number of links |
//! | [`conditional`] | wafers to 8x8 inputs with eight conditions, by number of links or width of the latents |

pub mod conditional;
pub mod ecoder;
pub mod inputs;
pub mod modules;
mod shuffle;
pub mod state;
mod tables;

/// What is said once of ntuples without simulated energies.
pub const NO_ENERGIES: &str = "no column simenergy, which CMSSW writes only on request; nothing can be chosen by them";
