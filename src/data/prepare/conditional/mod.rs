//! Sets for conditional autoencoders: 8x8 inputs and eight conditions, one set for each number of eLinks
//! or width of the latents.
//!
//! | module | what it holds |
//! |---|---|
//! | [`allocation`] | which wafer trains which model |
//! | [`wafer`] | a wafer of an ntuple as a sample |
//! | [`parts`] | which event belongs to which part |
//! | [`resample`] | how much of a set is signal |

pub mod allocation;
pub mod parts;
pub mod resample;
pub mod wafer;

/// One wafer in one event of an ntuple.
#[derive(Debug, Clone, PartialEq)]
pub struct Wafer {
    /// Entry in the tree, from 0.
    pub event: u64,
    /// Mean transverse momentum of the generated particles, GeV.
    pub gen_pt: Option<f64>,
    /// Layer, from 1.
    pub layer: u32,
    /// Hexagonal coordinate u.
    pub u: i32,
    /// Hexagonal coordinate v.
    pub v: i32,
    /// Wafer type, 0 to 2.
    pub wafer_type: i32,
    /// Pseudorapidity, with sign.
    pub eta: f64,
    /// Simulated energy; 0 for pile-up.
    pub simenergy: f64,
    /// Energy.
    pub energy: f64,
    /// The 64 charges.
    pub calq: Vec<f64>,
    /// The 64 inputs of the encoder, if the ntuple has them.
    pub ae_in: Option<Vec<f64>>,
}
