//! A proof that the Verilog of an export equals its specification, for every input and, with weights from
//! registers, for every set of weights.
//!
//! The specification is the network with its weights as [`crate::nn`] evaluates it, the converter and the
//! packet of [`crate::chip`]. The checker reads the `.v` files and nothing else of the generator; it uses no
//! part of it. What it does not understand it refuses: it may be incomplete, but what it accepts is equal.
//!
//! | module | what it holds |
//! |---|---|
//! | `syntax`, `reader` | the generator's subset of Verilog |
//! | `elaborate`, `graph` | modules as gates and full adders |
//! | `tables`, `decisions` | functions by enumeration, and as decision diagrams |
//! | `primitives` | adders and pipeline registers, which are written by hand |
//! | `sums` | words as sums, by backward linear rewriting |
//! | `formula`, `layers` | values of the network, and their bits |
//! | `converter`, `frame`, `registers` | both ends of the pipeline, and the weights |
//! | `block` | all of it, in the order of the signals |
//! | [`proof`] | the proof as a file |
//!
//! A sum is a word whose bits are read backwards through full adders, with an integer coefficient for every
//! bit, until only functions of one input are left: with weights from registers, of one input and one weight.
//! These are compared with the terms of the scalar model value by value. So no part of the proof depends on
//! how the generator forms a product.

#![deny(clippy::float_arithmetic)]

mod block;
mod converter;
mod decisions;
mod elaborate;
mod formula;
mod frame;
mod graph;
mod layers;
mod primitives;
pub mod proof;
mod reader;
mod registers;
mod sums;
mod syntax;
mod tables;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use self::block::BlockProver;
use crate::chip::formatter::PacketLayout;
use crate::error::{Error, Result};
use crate::nn::{Typed, Weights};

/// What a design has to be.
#[derive(Debug, Clone)]
pub struct Specification {
    /// Name of the top module.
    pub name: String,
    /// The network.
    pub network: Typed,
    /// Its weights; none are loaded at run time.
    pub weights: Option<Weights>,
    /// The packet.
    pub layout: PacketLayout,
    /// What is read at the highest address.
    pub hash: u32,
}

/// A step of a proof that has been taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofStep {
    /// What it is about.
    pub name: String,
    /// What was proved, with numbers.
    pub detail: String,
}

/// The proof of one form of the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormProof {
    /// The macros that are defined.
    pub defined: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<ProofStep>,
}

/// A form of the sources, by the macros that are defined: sums as rows of full adders, and as adders with carry
/// chains.
pub const FORMS: [&[&str]; 2] = [&[], &["CARRY_CHAINS"]];

/// Proves the sources of a design, by name and text, in one form.
///
/// # Errors
/// What is refuted, not proved or not understood, with file, line and module.
pub fn prove(specification: &Specification, sources: &[(String, String)], defined: &[&str]) -> Result<FormProof> {
    let macros: BTreeSet<String> = defined.iter().map(|&name| name.to_owned()).collect();
    let mut modules = Vec::new();
    for (name, text) in sources {
        modules.extend(reader::read(name, text, &macros)?);
    }
    for module in &modules {
        if let Some(port) = module.ports.iter().find(|port| !port.has_type) {
            return Err(Error::new("a port has no net type")
                .file(&module.file)
                .line(port.line.into())
                .found(&port.name));
        }
    }
    let mut prover = BlockProver::new(specification, &modules);
    prover.run()?;
    Ok(FormProof { defined: macros.into_iter().collect(), steps: prover.steps })
}
