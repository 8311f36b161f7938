//! The converter: the sum of the charges, its code, and every charge over the power of two below the sum.
//!
//! The sum is read backwards. Behind it there is one case for each leading bit of the sum: then the bits above
//! are zero, in the sum and in every charge, which is not above the sum. In each case the gates fold until every
//! output is a constant or one bit, which is compared with the scalar model.

use std::collections::HashMap;

use super::elaborate::Elaboration;
use super::graph::{Bit, BitGraph};
use super::sums::{Supports, linear_form};
use crate::chip::autoencoder::normalise;
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::{CALQ_BITS, CELLS, Calq, MODULE_SUM_BITS, PerCell};
use crate::error::{Error, Result};
use crate::network::NORMALISED_FRAC_BITS;

const CHARGE: usize = CALQ_BITS as usize;
const SUM: usize = MODULE_SUM_BITS as usize;
const NORM: usize = NORMALISED_FRAC_BITS as usize + 1;

/// Proves code and normalised charges.
///
/// # Errors
/// The first bit that is another one, with its place in the sources.
pub fn converter(design: &mut Elaboration<'_>, charges: &[Bit], code: &[Bit], norms: &[Bit]) -> Result<()> {
    let sum = sum_of(design, charges, code)?;
    let outputs: Vec<Bit> = code.iter().chain(norms).copied().collect();
    // No charge at all, then every leading bit.
    for leading in std::iter::once(None).chain((0..SUM).map(Some)) {
        let mut known: HashMap<Bit, Bit> = HashMap::new();
        for (place, &bit) in sum.iter().enumerate().filter(|(_, bit)| bit.value().is_none()) {
            let value = match leading {
                Some(leading) if place < leading => bit,
                Some(leading) => Bit::constant(place == leading),
                None => Bit::ZERO,
            };
            known.insert(bit.plain(), if bit.inverted() { !value } else { value });
        }
        for (at, &bit) in charges.iter().enumerate() {
            let above = leading.is_none_or(|leading| at % CHARGE > leading);
            known.insert(bit, if above { Bit::ZERO } else { bit });
        }
        let words = format!("where the leading bit of the sum is {leading:?}");
        let folded = folded(&mut design.graph, &outputs, known)
            .ok_or_else(|| Error::new("not proved: the converter depends on more than charges and their sum"))?;
        let shift = shift_of(leading);
        for (at, &got) in folded[code.len()..].iter().enumerate() {
            let (cell, place) = (at / NORM, (at % NORM) as i32 + shift);
            let from = usize::try_from(place).ok().filter(|&place| place < CHARGE);
            let from = from.filter(|&place| leading.is_some_and(|leading| place <= leading));
            let wanted = from.map_or(Bit::ZERO, |place| charges[CHARGE * cell + place]);
            if got != wanted {
                return Err(wrong(design, outputs[code.len() + at], &norm_name(at), &words));
            }
        }
        for sum_now in sums_of(leading) {
            let wanted = FLOAT_5E4M.encode(sum_now, 0);
            for (at, &got) in folded[..code.len()].iter().enumerate() {
                let place = sum.iter().position(|&bit| bit.plain() == got.plain());
                let value = match (got.value(), place) {
                    (Some(value), _) => value,
                    (None, Some(place)) => (sum_now >> place & 1 == 1) != (got != sum[place]),
                    (None, None) => return Err(wrong(design, code[at], &format!("bit {at} of the sum code"), &words)),
                };
                if value != (wanted >> at & 1 == 1) {
                    let words = format!("where the sum is {sum_now}");
                    return Err(wrong(design, code[at], &format!("bit {at} of the sum code"), &words));
                }
            }
        }
    }
    Ok(())
}

/// The error of an output bit.
fn wrong(design: &Elaboration<'_>, bit: Bit, name: &str, words: &str) -> Error {
    design.at(design.graph.site_of(bit.node()), format!("not proved: {name} is wrong {words}"))
}

fn norm_name(at: usize) -> String {
    format!("bit {} of normalised charge {}", at % NORM, at / NORM)
}

/// The word that the code is made of, if it is the sum of all charges.
fn sum_of(design: &Elaboration<'_>, charges: &[Bit], code: &[Bit]) -> Result<Vec<Bit>> {
    let graph = &design.graph;
    let groups = charges.iter().enumerate().map(|(at, bit)| (bit.node(), at)).collect();
    let mut supports = Supports::new(graph, &groups);
    let mut refused = Error::new("not proved: the sum code is not made of a sum of the charges");
    for word in design.words.iter().rev().filter(|word| word.len() == SUM) {
        let nodes: std::collections::HashSet<usize> = word.iter().map(|bit| bit.node()).collect();
        if graph.cone(code, |node| nodes.contains(&node)).iter().any(|&node| graph.is_input(node)) {
            continue;
        }
        let form = match linear_form(graph, word, &mut supports) {
            Ok(form) => form,
            Err(fault) => {
                refused = design.at(graph.site_of(fault.node), "not proved: the sum of the charges is no sum");
                continue;
            }
        };
        let right = |at: usize| {
            let wanted = [(charges[at], 1i128 << (at % CHARGE))];
            form.groups.get(&at).is_some_and(|bits| bits[..] == wanted)
        };
        match (0..CHARGE * CELLS).find(|&at| !right(at)) {
            None if form.constant == 0 => return Ok(word.clone()),
            None => refused = Error::new("refuted: the sum of the charges has a constant").found(form.constant),
            Some(at) => {
                let site = graph.site_of(word[SUM - 1].node());
                let (cell, bit) = (at / CHARGE, at % CHARGE);
                refused = design.at(site, format!("refuted: the weight of bit {bit} of charge {cell} in the sum"));
            }
        }
    }
    Err(refused)
}

/// Bits by which charges move right, as the scalar model says.
fn shift_of(leading: Option<usize>) -> i32 {
    let mut left = leading.map_or(0, |leading| 1u32 << leading);
    let charges: PerCell<Calq> = std::array::from_fn(|_| {
        let charge = left.min((1 << CHARGE) - 1);
        left -= charge;
        Calq(charge)
    });
    normalise::run(&charges).shift
}

/// Sums with a leading bit: every mantissa, with the lowest and the highest number that it stands for.
fn sums_of(leading: Option<usize>) -> Vec<u32> {
    let Some(leading) = leading else { return vec![0] };
    let below = leading.saturating_sub(FLOAT_5E4M.mantissa as usize);
    let mantissas = 1u32 << (leading - below);
    let all = (0..mantissas).map(|mantissa| (mantissas + mantissa) << below);
    all.flat_map(|sum| [sum, sum + ((1 << below) - 1)]).collect()
}

/// The functions with other bits in the places of some; none if a signal remains that is not among them.
fn folded(graph: &mut BitGraph, outputs: &[Bit], mut known: HashMap<Bit, Bit>) -> Option<Vec<Bit>> {
    known.insert(Bit::ZERO, Bit::ZERO);
    let nodes: std::collections::HashSet<usize> = known.keys().map(|bit| bit.node()).collect();
    let cone = graph.cone(outputs, |node| nodes.contains(&node));
    fn of(known: &HashMap<Bit, Bit>, bit: Bit) -> Option<Bit> {
        known.get(&bit.plain()).map(|&value| if bit.inverted() { !value } else { value })
    }
    for node in cone {
        let gate = graph.gate(node);
        if graph.is_input(node) || gate.operands().any(|bit| of(&known, bit).is_none()) {
            return None;
        }
        let result = graph.rebuilt(gate, |bit| of(&known, bit).unwrap_or(Bit::ZERO));
        for (place, value) in result.into_iter().enumerate() {
            known.insert(Bit::output(node, place), value);
        }
    }
    outputs.iter().map(|&bit| of(&known, bit)).collect()
}
