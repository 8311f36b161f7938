//! Functions by enumeration: every value of the words that they depend on, 64 at a time.

use std::collections::HashMap;

use super::graph::{Bit, BitGraph, Gate};

/// Values that are tried at once.
const CHUNK: usize = 64 * 64;

/// A word that takes values of a range.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its bits in two's complement, the lowest first.
    pub bits: Vec<Bit>,
    /// Its lowest value.
    pub min: i128,
    /// Its highest value.
    pub max: i128,
    /// From one value to the next: a power of two.
    pub step: i128,
}

impl Variable {
    /// A word that takes every value of a range.
    pub fn new(bits: &[Bit], min: i128, max: i128) -> Self {
        Variable { bits: bits.to_vec(), min, max, step: 1 }
    }

    /// Number of values.
    pub fn count(&self) -> u128 {
        ((self.max - self.min) / self.step + 1) as u128
    }
}

/// Number of value combinations of some words.
pub fn combinations(variables: &[Variable]) -> u128 {
    variables.iter().fold(1u128, |product, variable| product.saturating_mul(variable.count()))
}

/// Tries all values of some words: calls `visit` with their values and those of `outputs`,
/// until it says that something is wrong. `None` if `outputs` depend on anything else.
pub fn enumerate<Fault>(
    graph: &BitGraph,
    variables: &[Variable],
    outputs: &[Bit],
    mut visit: impl FnMut(&[i128], &[bool]) -> Result<(), Fault>,
) -> Option<Result<(), Fault>> {
    let mut columns: HashMap<usize, usize> = HashMap::new();
    // Constants of a word are no variables, and a bit that stands twice is one.
    let mut sources: Vec<(usize, usize, Bit)> = Vec::new();
    for (number, variable) in variables.iter().enumerate() {
        for (place, &bit) in variable.bits.iter().enumerate() {
            if bit.value().is_none() {
                sources.push((number, place, bit));
            }
        }
    }
    let known: std::collections::HashSet<usize> = sources.iter().map(|(_, _, bit)| bit.node()).collect();
    let cone = graph.cone(outputs, |node| known.contains(&node));
    if cone.iter().any(|&node| graph.is_input(node)) {
        return None;
    }
    // Two columns for each node: what it is read from must have been written.
    let all = sources.iter().map(|(_, _, bit)| bit.node()).chain(cone.iter().copied());
    for node in all {
        let next = columns.len() + 1;
        columns.entry(node).or_insert(next);
    }
    columns.insert(0, 0);
    // A node may give two bits, of which a word may hold only one: then the other is not known.
    let mut given = vec![[false; 2]; columns.len()];
    sources.iter().for_each(|(_, _, bit)| given[columns[&bit.node()]][bit.place()] = true);
    cone.iter().for_each(|node| given[columns[node]] = [true; 2]);
    given[0] = [true; 2];
    let mut read = cone.iter().flat_map(|&node| graph.gate(node).operands()).chain(outputs.iter().copied());
    if !read.all(|bit| given[columns[&bit.node()]][bit.place()]) {
        return None;
    }
    let total = combinations(variables);
    let mut values: Vec<[[u64; CHUNK / 64]; 2]> = vec![[[0; CHUNK / 64]; 2]; columns.len()];
    let mut next: Vec<i128> = variables.iter().map(|variable| variable.min).collect();
    let mut start = 0u128;
    while start < total {
        let count = (total - start).min(CHUNK as u128) as usize;
        let entries: Vec<Vec<i128>> = (0..count).map(|_| counted(variables, &mut next)).collect();
        for &(number, place, bit) in &sources {
            let column = &mut values[columns[&bit.node()]][bit.place()];
            *column = [0; CHUNK / 64];
            for (entry, numbers) in entries.iter().enumerate() {
                let value = numbers[number];
                let set = (value >> place & 1 == 1) != bit.inverted();
                column[entry / 64] |= u64::from(set) << (entry % 64);
            }
        }
        for &node in &cone {
            let gate = graph.gate(node);
            let mut operands = [Bit::ZERO; 3];
            operands.iter_mut().zip(gate.operands()).for_each(|(to, bit)| *to = bit);
            let mut result = [[0u64; CHUNK / 64]; 2];
            for word in 0..count.div_ceil(64) {
                let [a, b, c] = operands.map(|bit| {
                    let plain = values[columns[&bit.node()]][bit.place()][word];
                    if bit.inverted() { !plain } else { plain }
                });
                match gate {
                    Gate::Zero | Gate::Input(_) => {}
                    Gate::And(..) => result[0][word] = a & b,
                    Gate::Xor(..) => result[0][word] = a ^ b,
                    Gate::Adder(..) => {
                        result[0][word] = a ^ b ^ c;
                        result[1][word] = a & b | a & c | b & c;
                    }
                }
            }
            values[columns[&node]] = result;
        }
        for (entry, numbers) in entries.iter().enumerate() {
            let set: Vec<bool> = outputs
                .iter()
                .map(|bit| {
                    let word = values[columns[&bit.node()]][bit.place()][entry / 64];
                    (word >> (entry % 64) & 1 == 1) != bit.inverted()
                })
                .collect();
            if let Err(fault) = visit(numbers, &set) {
                return Some(Err(fault));
            }
        }
        start += count as u128;
    }
    Some(Ok(()))
}

/// A combination of values; `next` goes on to the one after it.
fn counted(variables: &[Variable], next: &mut [i128]) -> Vec<i128> {
    let now = next.to_vec();
    for (value, variable) in next.iter_mut().zip(variables) {
        if *value < variable.max {
            *value += variable.step;
            break;
        }
        *value = variable.min;
    }
    now
}
