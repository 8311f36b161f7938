//! The hand-written modules that are taken for granted elsewhere: their texts are what they are taken for.
//!
//! Adders of every width that is used are compared as decision diagrams with a row or a chain of full adders;
//! a pipeline register is compared by structure, with and without its register.

use std::collections::HashMap;

use super::decisions::Decisions;
use super::elaborate::{CUT, Elaboration, Ports, one_bit};
use super::graph::{Bit, BitGraph};
use super::syntax::Module;
use crate::error::{Error, Result};

/// Widest adder whose text is compared.
const MAX_WIDTH: usize = 128;

/// Proves that adders of this name and width add.
///
/// # Errors
/// If the text does something else, or cannot be understood.
pub fn adder(modules: &[Module], name: &str, width: usize) -> Result<()> {
    if width > MAX_WIDTH {
        return Err(Error::new("an adder is too wide").found(width).allowed(format!("1..={MAX_WIDTH}")));
    }
    let mut text = Elaboration::new(modules)?;
    let ports = text.enter(name, &HashMap::from([("W".to_owned(), width as i64)]), Ports::new())?;
    let graph = &mut text.graph;
    let (a, b) = (word(&ports, "a"), word(&ports, "b"));
    let (third, expected) = if name == "csa" {
        let c = word(&ports, "c");
        let pairs: Vec<[Bit; 2]> = a.iter().zip(&b).zip(&c).map(|((&a, &b), &c)| graph.adder(a, b, c)).collect();
        let [sum, carry] = [0, 1].map(|output| pairs.iter().map(|pair| pair[output]).collect::<Vec<_>>());
        (c, vec![("sum", sum), ("carry", carry)])
    } else {
        let carry = word(&ports, "carry_in");
        let first = carry.first().copied().unwrap_or(Bit::ZERO);
        let sum = graph.add(&a, &b, first);
        (carry, vec![("sum", sum)])
    };
    // The bits of one place stand together.
    let places = a.len().max(third.len());
    let order: Vec<Bit> =
        (0..places).flat_map(|at| [third.get(at), a.get(at), b.get(at)].into_iter().flatten().copied()).collect();
    let mut decisions = Decisions::new(&order);
    for (port, expected) in expected {
        let got = word(&ports, port);
        if got.len() != width || !same(graph, &mut decisions, &got, &expected) {
            let module = text.module(name)?;
            return Err(Error::new("refuted: the text of an adder does not add")
                .file(&module.file)
                .field(format!("module {name}"))
                .found(format!("{port} with W = {width}")));
        }
    }
    Ok(())
}

/// The bits of a port; none if there is no such port.
fn word(ports: &Ports, name: &str) -> Vec<Bit> {
    ports.get(name).cloned().unwrap_or_default()
}

/// Whether two words are the same functions.
fn same(graph: &BitGraph, decisions: &mut Decisions, got: &[Bit], expected: &[Bit]) -> bool {
    got.len() == expected.len()
        && got.iter().zip(expected).all(|(&got, &expected)| {
            let got = decisions.of(graph, got);
            got.is_some() && got == decisions.of(graph, expected)
        })
}

/// Proves that a pipeline register of this width keeps everything for one clock, and is a wire without its
/// register.
///
/// # Errors
/// If the text does something else, or cannot be understood.
pub fn cut(modules: &[Module], width: usize) -> Result<()> {
    for register in [1, 0] {
        let mut text = Elaboration::new(modules)?;
        let parameters = [("WIDTH".to_owned(), width as i64), ("REGISTER".to_owned(), register)];
        let ports = text.enter(CUT, &HashMap::from(parameters), Ports::new())?;
        let [clock, reset, valid, valid_out] =
            ["clock", "reset", "valid_in", "valid_out"].map(|port| one_bit(&ports, port).unwrap_or(Bit::ZERO));
        let cleared = text.graph.and(valid, !reset);
        let mut expected = vec![(valid_out, if register == 1 { cleared } else { valid })];
        expected.extend(word(&ports, "data_out").into_iter().zip(word(&ports, "data_in")));
        let right = expected.len() == width + 1
            && expected.iter().all(|&(out, wanted)| match text.registers.get(&out) {
                Some(found) => register == 1 && found.next == wanted && found.clock == clock,
                None => register == 0 && out == wanted,
            });
        if !right {
            let module = text.module(CUT)?;
            return Err(Error::new("the text of a pipeline register is another one than usual")
                .file(&module.file)
                .field(format!("module {CUT}"))
                .found(format!("REGISTER = {register}, WIDTH = {width}")));
        }
    }
    Ok(())
}
