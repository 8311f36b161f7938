//! Sums, read backwards: from the bits of a word through full adders to what is added up.
//!
//! Every bit has an integer coefficient. A full adder gives `a + b + c = sum + 2 carry`, so a carry with
//! twice the coefficient of its sum gives way to the three bits that enter. Everything holds modulo two to the
//! width of the word, so that what is carried out of it does not count.

use std::collections::{BTreeMap, HashMap};

use super::graph::{Bit, BitGraph, Gate};

/// A word as a sum: `constant` and the bits of every group, each times its coefficient.
#[derive(Debug)]
pub struct LinearForm {
    /// What is added besides.
    pub constant: i128,
    /// Bits that depend on one group of words only, by their groups.
    pub groups: BTreeMap<usize, Vec<(Bit, i128)>>,
}

/// Which words a function depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// None.
    Nothing,
    /// Those of one group.
    Group(usize),
    /// Those of several groups, or what belongs to none.
    Several,
}

/// What the functions of a graph depend on, by the groups of its signals.
pub struct Supports<'a> {
    graph: &'a BitGraph,
    groups: &'a HashMap<usize, usize>,
    known: HashMap<usize, Support>,
}

impl<'a> Supports<'a> {
    /// With a group for each signal that may be used.
    pub fn new(graph: &'a BitGraph, groups: &'a HashMap<usize, usize>) -> Self {
        Supports { graph, groups, known: HashMap::from([(0, Support::Nothing)]) }
    }

    /// What a node depends on.
    pub fn of(&mut self, node: usize) -> Support {
        if let Some(&known) = self.known.get(&node) {
            return known;
        }
        let known = &self.known;
        for inner in self.graph.cone(&[Bit::of_node(node)], |node| known.contains_key(&node)) {
            let support = match self.graph.gate(inner) {
                Gate::Input(_) => self.groups.get(&inner).map_or(Support::Several, |&group| Support::Group(group)),
                gate => gate.operands().fold(Support::Nothing, |all, bit| match (all, self.known[&bit.node()]) {
                    (all, Support::Nothing) => all,
                    (Support::Nothing, one) => one,
                    (all, one) if all == one => all,
                    _ => Support::Several,
                }),
            };
            self.known.insert(inner, support);
        }
        self.known[&node]
    }
}

/// Where reading a sum backwards came to an end.
#[derive(Debug, Clone, Copy)]
pub struct NotLinear {
    /// The node that is no full adder, or whose carry and sum do not go together.
    pub node: usize,
}

/// Reads a word backwards.
///
/// # Errors
/// A node that is not linear.
pub fn linear_form(graph: &BitGraph, word: &[Bit], supports: &mut Supports<'_>) -> Result<LinearForm, NotLinear> {
    let modulus = 1i128 << word.len();
    let mut form = LinearForm { constant: 0, groups: BTreeMap::new() };
    // The nodes that are left, with the coefficients of both outputs.
    let mut open: BTreeMap<usize, [i128; 2]> = BTreeMap::new();
    fn add(open: &mut BTreeMap<usize, [i128; 2]>, constant: &mut i128, bit: Bit, coefficient: i128) {
        if bit.inverted() {
            *constant += coefficient;
        }
        if bit.node() != 0 {
            let signed = if bit.inverted() { -coefficient } else { coefficient };
            open.entry(bit.node()).or_default()[bit.place()] += signed;
        }
    }
    for (place, &bit) in word.iter().enumerate() {
        add(&mut open, &mut form.constant, bit, 1 << place);
    }
    while let Some((node, coefficients)) = open.pop_last() {
        let [sum, carry] = coefficients.map(|coefficient| coefficient.rem_euclid(modulus));
        if sum == 0 && carry == 0 {
            continue;
        }
        match (supports.of(node), graph.gate(node)) {
            (Support::Nothing, _) => return Err(NotLinear { node }),
            (Support::Group(group), _) => {
                let bits = form.groups.entry(group).or_default();
                for (place, coefficient) in [sum, carry].into_iter().enumerate().filter(|(_, one)| *one != 0) {
                    bits.push((Bit::output(node, place), coefficient));
                }
            }
            (Support::Several, Gate::Adder(a, b, c)) if (2 * sum - carry) % modulus == 0 => {
                for bit in [a, b, c] {
                    add(&mut open, &mut form.constant, bit, sum);
                }
            }
            (Support::Several, _) => return Err(NotLinear { node }),
        }
        form.constant = form.constant.rem_euclid(modulus);
    }
    form.constant = form.constant.rem_euclid(modulus);
    Ok(form)
}
