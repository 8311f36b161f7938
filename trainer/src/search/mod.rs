//! The part of a search that trains: workers and their leader. Plans, states, tables and event
//! files are in [`econ_emu::search`].

pub mod leader;
pub mod worker;
