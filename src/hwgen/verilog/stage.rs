//! The stages of the pipeline: which layers are one module, and the buses between them.

use std::collections::BTreeSet;

use super::NORMALISED_BITS;
use crate::hwgen::design::Valid;
use crate::hwgen::names;
use crate::nn::{NodeId, Rows, Typed};

/// A module between two pipeline registers.
pub struct LogicStage {
    /// The layer that it computes.
    pub node: NodeId,
    /// The layer whose values leave: the same, or the activation behind it.
    pub output: NodeId,
    /// The nodes whose values enter, in order.
    pub reads: Vec<NodeId>,
}

/// The values of a node side by side.
pub struct Bus {
    /// Where each value lies.
    pub slices: Vec<Slice>,
    /// Bits of all of them; at least 1.
    pub bits: usize,
}

/// A value on a bus: the place of its bits, or itself if it is a constant.
#[derive(Debug, Clone, Copy)]
pub enum Slice {
    Bits { first: usize, width: usize },
    Constant(i128),
}

/// All stages of a design, in the order in which its layers are computed.
pub fn all(design: &Valid) -> Vec<LogicStage> {
    let typed = design.typed();
    let own = design.computed().filter(|&(id, _)| names::module_of(typed, id) == id);
    let stage = |(id, _)| {
        let activation = design.computed().find(|&(other, _)| other != id && names::module_of(typed, other) == id);
        LogicStage { node: id, output: activation.map_or(id, |(activation, _)| activation), reads: reads(typed, id) }
    };
    own.map(stage).collect()
}

/// The nodes that hold the values that a layer computes with, behind layers that only move values. All of them,
/// also where no value is left that counts: what a layer makes always has a reader.
fn reads(typed: &Typed, id: NodeId) -> Vec<NodeId> {
    let (mut computed, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<NodeId> = typed.node(id).inputs.clone();
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        match names::is_moved(typed, node) {
            true => open.extend(&typed.node(node).inputs),
            false => _ = computed.insert(node),
        }
    }
    computed.into_iter().collect()
}

/// The computed value that a value is, where layers only move it; none for a constant zero.
pub fn source(typed: &Typed, value: u32) -> Option<u32> {
    let mut value = value;
    loop {
        let id = typed.node_of(value);
        match typed.sums().of(id) {
            Rows::Moved(sources) if names::is_moved(typed, id) => {
                value = sources[value as usize - typed.node(id).first]?;
            }
            _ => return Some(value),
        }
    }
}

/// The bus of a node: what enters and what leaves the network in its full format, everything between
/// in as many bits as the certificate says.
pub fn bus(design: &Valid, id: NodeId) -> Bus {
    let (typed, certificate) = (design.typed(), design.certificate());
    let fixed = match id {
        NodeId(0) => Some(NORMALISED_BITS),
        _ if typed.outputs().contains(&id) => Some(typed.node(id).number.bits() as usize),
        _ => None,
    };
    let (mut slices, mut first) = (Vec::new(), 0);
    for (_, bound) in certificate.of(certificate.values_of(id)) {
        if fixed.is_none() && bound.min == bound.max {
            slices.push(Slice::Constant(bound.min));
            continue;
        }
        let width = fixed.unwrap_or(bound.bits() as usize);
        slices.push(Slice::Bits { first, width });
        first += width;
    }
    Bus { slices, bits: first.max(1) }
}
