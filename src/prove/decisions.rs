//! Functions as ordered decision diagrams: two are equal exactly if they are the same node.

use std::collections::HashMap;

use super::graph::{Bit, BitGraph, Gate};

/// A function: a node of a diagram.
pub type Decision = usize;

/// Most nodes of all diagrams.
const MAX_NODES: usize = 1 << 22;

/// Most signals that one after the other are asked for below a node.
const MAX_DEPTH: usize = 1 << 10;

/// Diagrams over some signals, in a fixed order.
pub struct Decisions {
    /// Variable, and the functions where it is 0 and 1. Nodes 0 and 1 are the constants.
    nodes: Vec<(usize, Decision, Decision)>,
    numbers: HashMap<(usize, Decision, Decision), Decision>,
    chosen: HashMap<[Decision; 3], Decision>,
    order: HashMap<usize, usize>,
    of_gates: HashMap<usize, [Decision; 2]>,
    depth: usize,
    /// Whether a diagram was too large, so that nothing is known any more.
    overflowed: bool,
}

impl Decisions {
    /// Diagrams that ask for these signals in this order.
    pub fn new(order: &[Bit]) -> Self {
        let constants = vec![(usize::MAX, 0, 0), (usize::MAX, 1, 1)];
        let order = order.iter().enumerate().map(|(place, bit)| (bit.node(), place)).collect();
        let (numbers, chosen, of_gates) = (HashMap::new(), HashMap::new(), HashMap::new());
        Decisions { nodes: constants, numbers, chosen, order, of_gates, depth: 0, overflowed: false }
    }

    fn node(&mut self, variable: usize, low: Decision, high: Decision) -> Decision {
        if low == high {
            return low;
        }
        let (nodes, next) = (&mut self.nodes, self.numbers.len() + 2);
        *self.numbers.entry((variable, low, high)).or_insert_with(|| {
            nodes.push((variable, low, high));
            next
        })
    }

    /// `condition ? then : otherwise`.
    pub fn choose(&mut self, condition: Decision, then: Decision, otherwise: Decision) -> Decision {
        match (condition, then, otherwise) {
            (1, ..) => return then,
            (0, ..) => return otherwise,
            (_, 1, 0) => return condition,
            _ if then == otherwise => return then,
            _ => {}
        }
        let key = [condition, then, otherwise];
        if let Some(&known) = self.chosen.get(&key) {
            return known;
        }
        if self.depth > MAX_DEPTH || self.nodes.len() > MAX_NODES {
            self.overflowed = true;
            return 0;
        }
        self.depth += 1;
        let variable = key.iter().map(|&node| self.nodes[node].0).min().unwrap_or(usize::MAX);
        let low = key.map(|node| self.below(node, variable, false));
        let high = key.map(|node| self.below(node, variable, true));
        let low = self.choose(low[0], low[1], low[2]);
        let high = self.choose(high[0], high[1], high[2]);
        let result = self.node(variable, low, high);
        self.depth -= 1;
        self.chosen.insert(key, result);
        result
    }

    /// The function where a variable has a value.
    fn below(&self, node: Decision, variable: usize, value: bool) -> Decision {
        match self.nodes[node] {
            (own, low, high) if own == variable => [low, high][usize::from(value)],
            _ => node,
        }
    }

    fn not(&mut self, a: Decision) -> Decision {
        self.choose(a, 0, 1)
    }

    /// The diagram of a bit; none if it depends on other signals, or is too large.
    pub fn of(&mut self, graph: &BitGraph, bit: Bit) -> Option<Decision> {
        let known = &self.of_gates;
        let cone = graph.cone(&[bit], |node| known.contains_key(&node));
        for node in cone {
            let result = match graph.gate(node) {
                Gate::Zero => [0, 0],
                Gate::Input(_) => {
                    let place = *self.order.get(&node)?;
                    [self.node(place, 0, 1), 0]
                }
                Gate::And(a, b) => {
                    let (a, b) = (self.literal(a), self.literal(b));
                    [self.choose(a, b, 0), 0]
                }
                Gate::Xor(a, b) => {
                    let (a, b) = (self.literal(a), self.literal(b));
                    let inverted = self.not(b);
                    [self.choose(a, inverted, b), 0]
                }
                Gate::Adder(a, b, c) => {
                    let (a, b, c) = (self.literal(a), self.literal(b), self.literal(c));
                    let (both, any, not_c) = (self.choose(b, c, 0), self.choose(b, 1, c), self.not(c));
                    let different = self.choose(b, not_c, c);
                    let equal = self.not(different);
                    [self.choose(a, equal, different), self.choose(a, any, both)]
                }
            };
            if self.overflowed {
                return None;
            }
            self.of_gates.insert(node, result);
        }
        let result = self.literal(bit);
        (!self.overflowed).then_some(result)
    }

    fn literal(&mut self, bit: Bit) -> Decision {
        let plain = match bit.node() {
            0 => 0,
            node => self.of_gates[&node][bit.place()],
        };
        if bit.inverted() { self.not(plain) } else { plain }
    }
}
