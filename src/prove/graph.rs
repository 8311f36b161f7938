//! Boolean functions as a graph of gates and full adders, equal ones once.
//!
//! Full adders are kept whole, because a sum is read backwards by what they promise:
//! `a + b + c = sum + 2 carry`. Nodes are numbered in the order in which they are made, operands first.

use std::collections::HashMap;

/// A bit: an output of a node, or its complement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bit(u32);

impl Bit {
    /// Always 0.
    pub const ZERO: Bit = Bit(0);
    /// Always 1.
    pub const ONE: Bit = Bit(1);

    /// The constant of a truth value.
    pub fn constant(value: bool) -> Bit {
        Bit(value.into())
    }

    /// Output 0 or 1 of a node.
    pub fn output(node: usize, output: usize) -> Bit {
        Bit((node as u32) << 2 | (output as u32) << 1)
    }

    /// The first output of a node.
    pub fn of_node(node: usize) -> Bit {
        Bit::output(node, 0)
    }

    /// The node that the bit comes from.
    pub fn node(self) -> usize {
        (self.0 >> 2) as usize
    }

    /// The output of that node; a full adder has its carry at 1.
    pub fn place(self) -> usize {
        (self.0 >> 1 & 1) as usize
    }

    /// Whether the output is inverted.
    pub fn inverted(self) -> bool {
        self.0 & 1 == 1
    }

    /// The bit without its inversion.
    #[must_use]
    pub fn plain(self) -> Bit {
        Bit(self.0 & !1)
    }

    /// The value, if it is always the same.
    pub fn value(self) -> Option<bool> {
        (self.0 <= 1).then_some(self.0 == 1)
    }
}

impl std::ops::Not for Bit {
    type Output = Bit;
    fn not(self) -> Bit {
        Bit(self.0 ^ 1)
    }
}

/// Where something stands in the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Site {
    /// Module, by its number.
    pub module: u32,
    /// Line of its file.
    pub line: u32,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gate {
    /// 0.
    Zero,
    /// A signal that the function depends on, by its number.
    Input(u32),
    /// Both.
    And(Bit, Bit),
    /// Exactly one.
    Xor(Bit, Bit),
    /// A full adder: output 0 is the sum, output 1 the carry.
    Adder(Bit, Bit, Bit),
}

impl Gate {
    /// The bits that enter.
    pub fn operands(&self) -> impl Iterator<Item = Bit> + use<> {
        let (all, count) = match *self {
            Gate::Zero | Gate::Input(_) => ([Bit::ZERO; 3], 0),
            Gate::And(a, b) | Gate::Xor(a, b) => ([a, b, Bit::ZERO], 2),
            Gate::Adder(a, b, c) => ([a, b, c], 3),
        };
        all.into_iter().take(count)
    }
}

/// All functions of a design.
#[derive(Debug)]
pub struct BitGraph {
    gates: Vec<Gate>,
    sites: Vec<Site>,
    numbers: HashMap<Gate, usize>,
    inputs: u32,
    /// The place that new nodes get.
    pub site: Site,
}

impl Default for BitGraph {
    fn default() -> Self {
        let (gates, sites) = (vec![Gate::Zero], vec![Site::default()]);
        BitGraph { gates, sites, numbers: HashMap::new(), inputs: 0, site: Site::default() }
    }
}

impl BitGraph {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.gates.len()
    }

    /// What a node is.
    pub fn gate(&self, node: usize) -> Gate {
        self.gates[node]
    }

    /// Where a node was made first.
    pub fn site_of(&self, node: usize) -> Site {
        self.sites[node]
    }

    /// A new signal.
    pub fn input(&mut self) -> Bit {
        self.inputs += 1;
        Bit::output(self.node(Gate::Input(self.inputs)), 0)
    }

    /// New signals, the lowest bit first.
    pub fn word(&mut self, width: usize) -> Vec<Bit> {
        (0..width).map(|_| self.input()).collect()
    }

    fn node(&mut self, gate: Gate) -> usize {
        if let Some(&node) = self.numbers.get(&gate) {
            return node;
        }
        let node = self.gates.len();
        self.gates.push(gate);
        self.sites.push(self.site);
        self.numbers.insert(gate, node);
        node
    }

    /// `a & b`.
    pub fn and(&mut self, a: Bit, b: Bit) -> Bit {
        match (a.value(), b.value()) {
            (Some(false), _) | (_, Some(false)) => Bit::ZERO,
            (Some(true), _) => b,
            (_, Some(true)) => a,
            _ if a == b => a,
            _ if a == !b => Bit::ZERO,
            _ => Bit::output(self.node(Gate::And(a.min(b), a.max(b))), 0),
        }
    }

    /// `a | b`.
    pub fn or(&mut self, a: Bit, b: Bit) -> Bit {
        !self.and(!a, !b)
    }

    /// `a ^ b`.
    pub fn xor(&mut self, a: Bit, b: Bit) -> Bit {
        let inverted = a.inverted() != b.inverted();
        let (a, b) = (a.plain().min(b.plain()), a.plain().max(b.plain()));
        let plain = match a {
            _ if a == b => Bit::ZERO,
            Bit::ZERO => b,
            _ => Bit::output(self.node(Gate::Xor(a, b)), 0),
        };
        if inverted { !plain } else { plain }
    }

    /// `condition ? a : b`.
    pub fn choose(&mut self, condition: Bit, a: Bit, b: Bit) -> Bit {
        if a == b {
            return a;
        }
        let (left, right) = (self.and(condition, a), self.and(!condition, b));
        self.or(left, right)
    }

    /// The sum and the carry of three bits.
    pub fn adder(&mut self, a: Bit, b: Bit, c: Bit) -> [Bit; 2] {
        let mut operands = [a, b, c];
        operands.sort();
        let [a, b, c] = operands;
        match (a.value(), b.value()) {
            (Some(low), Some(high)) if low == high => [c, Bit::constant(low)],
            (Some(_), Some(_)) => [!c, c],
            _ if a == b => [c, a],
            _ if b == c => [a, b],
            _ if a == !b => [!c, c],
            _ if b == !c => [!a, a],
            _ => {
                let node = self.node(Gate::Adder(a, b, c));
                [0, 1].map(|output| Bit::output(node, output))
            }
        }
    }

    /// `a + b + carry` of two words of one width, modulo that width.
    pub fn add(&mut self, a: &[Bit], b: &[Bit], mut carry: Bit) -> Vec<Bit> {
        let mut total = Vec::with_capacity(a.len());
        for (&a, &b) in a.iter().zip(b) {
            let [sum, next] = self.adder(a, b, carry);
            total.push(sum);
            carry = next;
        }
        total
    }

    /// The same gate with other operands.
    pub fn rebuilt(&mut self, gate: Gate, bit: impl Fn(Bit) -> Bit) -> [Bit; 2] {
        match gate {
            Gate::Zero | Gate::Input(_) => [Bit::ZERO; 2],
            Gate::And(a, b) => [self.and(bit(a), bit(b)), Bit::ZERO],
            Gate::Xor(a, b) => [self.xor(bit(a), bit(b)), Bit::ZERO],
            Gate::Adder(a, b, c) => self.adder(bit(a), bit(b), bit(c)),
        }
    }

    /// The nodes that some bits are made of down to `known` ones, operands first; `known` ones are left out.
    pub fn cone(&self, bits: &[Bit], known: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut seen = std::collections::HashSet::new();
        let mut open: Vec<usize> = bits.iter().map(|bit| bit.node()).collect();
        let mut cone = Vec::new();
        while let Some(node) = open.pop() {
            if node == 0 || known(node) || !seen.insert(node) {
                continue;
            }
            cone.push(node);
            open.extend(self.gates[node].operands().map(Bit::node));
        }
        cone.sort_unstable();
        cone
    }

    /// Whether a node is a signal that functions depend on.
    pub fn is_input(&self, node: usize) -> bool {
        matches!(self.gates[node], Gate::Input(_))
    }
}
