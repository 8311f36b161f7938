//! Networks with real numbers on blocks of samples, one sample to a lane: decoders and float encoders.
//!
//! Every number is computed in single precision in the order of the scalar evaluator and with its functions, so that
//! [`FloatPlan`] and [`crate::nn::Evaluator`] are equal bit for bit: nothing is fused, reordered or left out. Layers
//! of fixed-point numbers go through a [`LanePlan`].
//!
//! This is the one place of the kernels where numbers are real.

#![allow(clippy::float_arithmetic)]

#[cfg(target_arch = "x86_64")]
pub(super) mod avx512;

use super::instructions::{InstructionSet, Work, dispatch};
use super::lanes::{BLOCK, Lanes};
use super::plan::{self, LanePlan, Reason};
use super::vector::Vector;
use crate::error::{Error, Result};
use crate::nn::{
    Fold, Format, Function, Node, NodeId, Rounding, Rows, Typed, Weights, fit_scaled, normalised, power_of_two, real,
    real_function, real_scaled,
};

/// Sums that stand in one tile, at most.
const TILE: usize = 8;

/// Sums that are worked on together without 512-bit registers, at most.
const GROUP: usize = 4;

/// Lanes that are then worked on together.
const PART: usize = 16;

/// A network with its weights, for batches of samples.
#[derive(Debug, Clone)]
pub struct FloatPlan {
    network: Typed,
    set: InstructionSet,
    /// The layers of fixed-point numbers.
    lanes: LanePlan,
    /// The row of each value that is real, or that some layer reads as a real number.
    rows: Vec<Option<u32>>,
    row_count: usize,
    steps: Vec<Step>,
}

/// All values of all nodes for some samples: all samples of the first value, then all of the second.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FloatValues {
    /// Fixed-point values, in units of the last fractional bit of their node; 0 where values are real.
    pub integers: Vec<i32>,
    /// Real values; 0 where values are fixed point.
    pub reals: Vec<f32>,
}

/// Where an input of a value is.
#[derive(Debug, Clone, Copy)]
enum From {
    /// A row of real numbers.
    Real(u32),
    /// A value of fixed point with so many binary places.
    Integer(usize, i32),
}

/// Where a value goes.
#[derive(Debug, Clone, Copy)]
struct To {
    /// The value, its format and binary places, if it is fixed point.
    integer: Option<(usize, Format, i32)>,
    /// Its row of real numbers.
    row: Option<u32>,
}

/// Sums that read the same values.
#[derive(Debug, Clone)]
struct Tile {
    /// Rows that are read.
    inputs: Vec<u32>,
    /// Weights of the first input for every sum, then those of the second.
    weights: Vec<f32>,
    biases: Vec<f32>,
    to: Vec<To>,
    /// The row of the first sum, if all are kept as real numbers, one row after the other.
    first: Option<u32>,
}

/// How a value is made.
#[derive(Debug, Clone)]
enum Made {
    /// A function of a value; `is_same` says that the numbers of both are the same.
    Copy { from: From, function: Function, is_same: bool },
    /// Several rows become one.
    Folded { fold: Fold, rows: Vec<u32> },
    /// Several values of fixed point become one: the values with their binary places.
    FoldedIntegers { fold: Fold, from: Vec<(usize, i32)> },
    /// A value, normalised: scale, offset, mean, variance.
    Normalised { row: u32, statistics: [f32; 4] },
}

#[derive(Debug, Clone)]
enum Step {
    /// A node of the lane plan, and the values of it that are read as real numbers: value, row, binary places.
    Lanes {
        node: NodeId,
        reals: Vec<(usize, u32, i32)>,
    },
    Sums(Vec<Tile>),
    Values(Vec<(Made, To)>),
    /// Softmax of each of these groups of rows.
    Softmax(Vec<(Vec<u32>, Vec<To>)>),
}

/// Memory of a block at work.
#[derive(Debug, Clone, Default)]
struct Memory {
    lanes: plan::Memory,
    reals: Vec<Lanes<f32>>,
}

impl FloatPlan {
    /// Plans a network with weights that belong to it, for the fastest instructions of this machine.
    ///
    /// ```
    /// use std::path::Path;
    /// use econ_emu::error::Error;
    /// use econ_emu::kernels::FloatPlan;
    /// use econ_emu::nn::{Network, WeightValues, Weights};
    ///
    /// let text = "
    /// format: 2
    /// name: weighted-sum
    /// inputs: [{name: x, shape: [2], number: float32}]
    /// tensors: [{name: kernel, number: float32}]
    /// layers:
    /// - {name: sum, inputs: [x], op: dense, units: 1, weights: kernel}
    /// outputs: [sum]";
    /// let network = Network::from_yaml(text, Path::new("network.yaml"))?.check()?;
    /// let weights = Weights::new(&network, vec![WeightValues::Reals(vec![0.5, -2.0])])?;
    /// let plan = FloatPlan::new(&network, &weights).map_err(|reason| Error::unsupported(reason.to_string()))?;
    /// assert_eq!(plan.run(&[1.0, 2.0, 4.0, 0.0])?, [-3.5, 2.0]);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Fixed-point values of more than 32 bits. Weights that do not belong to the network are
    /// [`Weights::check`]'s to refuse.
    pub fn new(network: &Typed, weights: &Weights) -> std::result::Result<Self, Reason> {
        let lanes = LanePlan::part(network, weights)?;
        let read = read_as_real(network, &lanes);
        let mut plan = FloatPlan {
            network: network.clone(),
            set: InstructionSet::best(),
            lanes,
            rows: Vec::with_capacity(network.values()),
            // Row 0 is a row of zeros.
            row_count: 1,
            steps: Vec::new(),
        };
        for (id, rows) in network.sums().iter() {
            let node = network.node(id);
            for (index, at) in node.range().enumerate() {
                let is_read = !node.number.is_fixed() || read[at];
                let row = match rows {
                    // Real numbers that are only moved stay where they are.
                    Rows::Moved(sources) if !node.number.is_fixed() => match sources[index] {
                        None => Some(0),
                        Some(source) if !network.node(network.node_of(source)).number.is_fixed() => {
                            plan.rows[source as usize]
                        }
                        Some(_) => Some(plan.new_row()),
                    },
                    _ => is_read.then(|| plan.new_row()),
                };
                plan.rows.push(row);
            }
            if let Some(step) = plan.step(id, rows, weights) {
                plan.steps.push(step);
            }
        }
        Ok(plan)
    }

    /// The same plan with other instructions, for tests and measurements.
    ///
    /// # Errors
    /// If this machine does not have them.
    pub fn with(mut self, set: InstructionSet) -> Result<Self> {
        set.check()?;
        self.set = set;
        self.lanes.set(set);
        Ok(self)
    }

    /// The network.
    pub fn network(&self) -> &Typed {
        &self.network
    }

    /// The outputs of samples as real numbers, sample after sample, each with the numbers of all outputs. `inputs` holds
    /// sample after sample, each with the numbers of all inputs; where an input is fixed point, they are fitted into its
    /// format.
    ///
    /// # Errors
    /// If `inputs` does not hold whole samples.
    pub fn run(&self, inputs: &[f32]) -> Result<Vec<f32>> {
        let outputs: usize = self.network.outputs().iter().map(|&id| self.network.node(id).len()).sum();
        let mut out = vec![0.0; outputs * self.samples(inputs)?];
        self.run_into(inputs, &mut out)?;
        Ok(out)
    }

    /// The same, written to `out`, which has a place for each.
    ///
    /// # Errors
    /// As [`FloatPlan::run`], and another number of places.
    pub fn run_into(&self, inputs: &[f32], out: &mut [f32]) -> Result<()> {
        let samples = self.samples(inputs)?;
        let outputs: Vec<(usize, i32)> = self.network.outputs().iter().flat_map(|&id| self.places(id)).collect();
        if out.len() != outputs.len() * samples {
            return Err(Error::mismatch("not a place for each output")
                .found(out.len())
                .allowed((outputs.len() * samples).to_string()));
        }
        let mut all = vec![RealLanes::default(); outputs.len()];
        self.run_blocks(inputs, |first, count, memory| {
            for (lanes, &(value, places)) in all.iter_mut().zip(&outputs) {
                self.reals_of(value, places, memory, lanes);
            }
            // Sample by sample: neighbours in memory are written together.
            let own = &mut out[outputs.len() * first..][..outputs.len() * count];
            for (lane, own) in own.chunks_exact_mut(outputs.len().max(1)).enumerate() {
                own.iter_mut().zip(&all).for_each(|(out, lanes)| *out = lanes.0[lane]);
            }
        });
        Ok(())
    }

    /// A value of a block as real numbers; `places` are its fractional bits where it is fixed point.
    fn reals_of(&self, value: usize, places: i32, memory: &Memory, out: &mut RealLanes) {
        if self.is_fixed(value) {
            let mut integers = Lanes::<i32>::default();
            self.lanes.get(value, &memory.lanes, &mut integers);
            out.set(&integers, |integer| real(integer.into(), places));
        } else if let Some(row) = self.rows[value] {
            *out = memory.reals[row as usize];
        }
    }

    /// Every value of every node. Inputs as for [`FloatPlan::run`].
    ///
    /// # Errors
    /// As [`FloatPlan::run`].
    pub fn run_all(&self, inputs: &[f32]) -> Result<FloatValues> {
        let samples = self.samples(inputs)?;
        let values = self.network.values();
        let mut all = FloatValues { integers: vec![0; values * samples], reals: vec![0.0; values * samples] };
        self.run_blocks(inputs, |first, count, memory| {
            for value in 0..values {
                let place = value * samples + first..value * samples + first + count;
                self.numbers_of(value, memory, &mut all.integers[place.clone()], &mut all.reals[place]);
            }
        });
        Ok(all)
    }

    /// A value of the samples of a block, as integers or as real numbers.
    fn numbers_of(&self, value: usize, memory: &Memory, integers: &mut [i32], reals: &mut [f32]) {
        if self.is_fixed(value) {
            let mut lanes = Lanes::<i32>::default();
            self.lanes.get(value, &memory.lanes, &mut lanes);
            integers.copy_from_slice(&lanes.0[..integers.len()]);
        } else if let Some(row) = self.rows[value] {
            reals.copy_from_slice(&memory.reals[row as usize].0[..reals.len()]);
        }
    }

    /// Number of samples of inputs.
    fn samples(&self, inputs: &[f32]) -> Result<usize> {
        let values: usize = self.network.inputs().iter().map(Node::len).sum();
        if inputs.len().is_multiple_of(values) {
            return Ok(inputs.len() / values);
        }
        Err(Error::mismatch("not a whole number of samples")
            .found(format!("{} input values", inputs.len()))
            .allowed(format!("a multiple of {values}")))
    }

    /// Keeps the inputs of the samples of a block, each with so many values.
    #[inline(always)]
    fn take_inputs(&self, inputs: &[f32], values: usize, memory: &mut Memory) {
        let mut lanes = Lanes::<f32>::default();
        for node in self.network.inputs() {
            for value in node.range() {
                // Zeros behind the last sample.
                lanes.0.fill(0.0);
                for (lane, sample) in lanes.0.iter_mut().zip(inputs.chunks_exact(values)) {
                    *lane = sample[value];
                }
                store(&lanes, self.to(node, value), &self.lanes, memory);
            }
        }
    }

    /// Runs all samples and shows each block, with the number of its first sample and how many it has.
    fn run_blocks(&self, inputs: &[f32], mut show: impl FnMut(usize, usize, &Memory)) {
        let values: usize = self.network.inputs().iter().map(Node::len).sum();
        let mut memory = Memory::default();
        memory.reals.resize(self.row_count, Lanes::default());
        self.lanes.resize(&mut memory.lanes);
        for (block, first) in inputs.chunks(values * BLOCK).zip((0..).step_by(BLOCK)) {
            dispatch(self.set, Block { plan: self, inputs: block, values, memory: &mut memory });
            show(first, block.len() / values, &memory);
        }
    }

    fn new_row(&mut self) -> u32 {
        self.row_count += 1;
        self.row_count as u32 - 1
    }

    fn is_fixed(&self, value: usize) -> bool {
        self.network.node(self.network.node_of(value as u32)).number.is_fixed()
    }

    /// The values of a node with their binary places.
    fn places(&self, id: NodeId) -> impl Iterator<Item = (usize, i32)> + '_ {
        let node = self.network.node(id);
        node.range().map(|value| (value, node.number.places(0)))
    }

    fn to(&self, node: &Node, value: usize) -> To {
        let integer = node.number.format().map(|format| (value, format, node.number.places(0)));
        To { integer, row: self.rows[value] }
    }

    /// An input as the evaluator reads it where it keeps integers.
    fn from(&self, value: u32) -> From {
        let node = self.network.node(self.network.node_of(value));
        match node.number.is_fixed() {
            true => From::Integer(value as usize, node.number.places(0)),
            false => From::Real(self.real_row(value)),
        }
    }

    /// The row of an input that is read as a real number; [`read_as_real`] saw to it that there is one.
    fn real_row(&self, value: u32) -> u32 {
        self.rows[value as usize].unwrap_or(0)
    }

    /// The rows that a sum of products reads.
    fn inputs(&self, rows: &Rows, row: usize) -> impl Iterator<Item = u32> {
        rows.terms(row).iter().map(|term| self.real_row(term.input))
    }

    /// What computes a node; `None` if its values come from outside or are where they were.
    fn step(&self, id: NodeId, rows: &Rows, weights: &Weights) -> Option<Step> {
        let node = self.network.node(id);
        if self.lanes.has(id) {
            // Of a sum with real values the plan computes the accumulator.
            let places = match (node.number.is_fixed(), self.network.sum(id)) {
                (false, Some(sum)) => sum.format.frac as i32,
                _ => node.number.places(0),
            };
            let reals = node.range().filter_map(|value| Some((value, self.rows[value]?, places))).collect();
            return (node.layer.is_some()).then_some(Step::Lanes { node: id, reals });
        }
        match rows {
            Rows::Input => None,
            Rows::Sums { kernel, bias, rows: list, .. } => {
                let (kernel, bias) = (weights.reals(*kernel), bias.map(|bias| weights.reals(bias)));
                let mut tiles = Vec::new();
                let mut first = 0;
                while first < list.len() {
                    let alike = (first..list.len())
                        .take(TILE)
                        .take_while(|&row| self.inputs(rows, row).eq(self.inputs(rows, first)))
                        .count();
                    let count = [TILE, GROUP, 2, 1].into_iter().find(|&count| count <= alike).unwrap_or(1);
                    let own = first..first + count;
                    let to: Vec<To> = own.clone().map(|row| self.to(node, node.first + row)).collect();
                    let mut tile = Tile {
                        inputs: self.inputs(rows, first).collect(),
                        weights: Vec::with_capacity(count * rows.terms(first).len()),
                        biases: own.clone().map(|row| bias.map_or(0.0, |bias| bias[list[row].bias as usize])).collect(),
                        first: first_row(&to),
                        to,
                    };
                    for term in 0..tile.inputs.len() {
                        tile.weights.extend(own.clone().map(|row| kernel[rows.terms(row)[term].weight as usize]));
                    }
                    tiles.push(tile);
                    first += count;
                }
                Some(Step::Sums(tiles))
            }
            Rows::Moved(sources) => {
                let copies = node.range().zip(sources).filter_map(|(value, source)| {
                    let source = (*source)?;
                    let stays = !node.number.is_fixed() && !self.is_fixed(source as usize);
                    (!stays).then(|| self.copy(node, value, source, Function::Linear))
                });
                let copies: Vec<_> = copies.collect();
                (!copies.is_empty()).then_some(Step::Values(copies))
            }
            Rows::Folded { fold, ends, inputs } => {
                let mut start = 0;
                let mut values = Vec::with_capacity(ends.len());
                for (value, &end) in node.range().zip(ends) {
                    let inputs = &inputs[start..end as usize];
                    start = end as usize;
                    let made = match keeps_integers(&self.network, *fold, inputs) {
                        true => {
                            let places = |input| self.network.node(self.network.node_of(input)).number.places(0);
                            let from = inputs.iter().map(|&input| (input as usize, places(input))).collect();
                            Made::FoldedIntegers { fold: *fold, from }
                        }
                        false => Made::Folded {
                            fold: *fold,
                            rows: inputs.iter().map(|&input| self.real_row(input)).collect(),
                        },
                    };
                    values.push((made, self.to(node, value)));
                }
                Some(Step::Values(values))
            }
            Rows::Mapped { function: Function::Softmax, first, axis } => {
                let group = |start: usize| {
                    let all = start..start + *axis as usize;
                    let rows = all.clone().map(|at| self.real_row(first + at as u32)).collect();
                    (rows, all.map(|at| self.to(node, node.first + at)).collect())
                };
                Some(Step::Softmax((0..node.len()).step_by(*axis as usize).map(group).collect()))
            }
            Rows::Mapped { function, first, .. } => {
                let copies = node.range().zip(*first..);
                Some(Step::Values(copies.map(|(value, source)| self.copy(node, value, source, *function)).collect()))
            }
            Rows::Normalised { tensors, epsilon_billionths, first, channels } => {
                let [scale, offset, mean, variance] = tensors.map(|tensor| weights.reals(tensor));
                let epsilon = *epsilon_billionths as f32 * 1e-9;
                let values = node.range().zip(*first..).enumerate().map(|(at, (value, source))| {
                    let channel = at % *channels as usize;
                    let statistics = [scale[channel], offset[channel], mean[channel], variance[channel] + epsilon];
                    (Made::Normalised { row: self.real_row(source), statistics }, self.to(node, value))
                });
                Some(Step::Values(values.collect()))
            }
        }
    }

    fn copy(&self, node: &Node, value: usize, source: u32, function: Function) -> (Made, To) {
        let own = self.network.node(self.network.node_of(source));
        let from = if function.is_integer() { self.from(source) } else { From::Real(self.real_row(source)) };
        (Made::Copy { from, function, is_same: own.number == node.number }, self.to(node, value))
    }
}

/// The first row of values, if all are kept as real numbers, one row after the other.
fn first_row(to: &[To]) -> Option<u32> {
    let first = to.first()?.row?;
    let is_next = |(to, row): (&To, u32)| to.integer.is_none() && to.row == Some(row);
    to.iter().zip(first..).all(is_next).then_some(first)
}

/// Whether several values become one in integers.
fn keeps_integers(network: &Typed, fold: Fold, inputs: &[u32]) -> bool {
    matches!(fold, Fold::Largest | Fold::Sum)
        && inputs.iter().all(|&input| network.node(network.node_of(input)).number.is_fixed())
}

/// For each value, whether some layer reads it as a real number.
fn read_as_real(network: &Typed, lanes: &LanePlan) -> Vec<bool> {
    let mut read = vec![false; network.values()];
    for (id, rows) in network.sums().iter() {
        if lanes.has(id) {
            continue;
        }
        let len = network.node(id).len();
        match rows {
            // A moved fixed-point value is read as an integer.
            Rows::Input | Rows::Moved(_) => {}
            Rows::Sums { terms, .. } => terms.iter().for_each(|term| read[term.input as usize] = true),
            Rows::Folded { fold, ends, inputs } => {
                let mut from = 0;
                for &end in ends {
                    let inputs = &inputs[from..end as usize];
                    from = end as usize;
                    if !keeps_integers(network, *fold, inputs) {
                        inputs.iter().for_each(|&input| read[input as usize] = true);
                    }
                }
            }
            Rows::Mapped { function, .. } if function.is_integer() => {}
            Rows::Mapped { first, .. } | Rows::Normalised { first, .. } => {
                read[*first as usize..*first as usize + len].fill(true);
            }
        }
    }
    read
}

/// A block at work.
struct Block<'a> {
    plan: &'a FloatPlan,
    /// Sample after sample.
    inputs: &'a [f32],
    /// Input values of a sample.
    values: usize,
    memory: &'a mut Memory,
}

impl Work for Block<'_> {
    #[inline(always)]
    fn run<V: Vector<Number = i16>>(self) {
        let Block { plan, inputs, values, memory } = self;
        plan.take_inputs(inputs, values, memory);
        for step in &plan.steps {
            match step {
                Step::Lanes { node, reals } => {
                    plan.lanes.run_node(*node, &mut memory.lanes);
                    let mut integers = Lanes::<i32>::default();
                    for &(value, row, places) in reals {
                        plan.lanes.get(value, &memory.lanes, &mut integers);
                        let scale = power_of_two(-places);
                        for (lane, integer) in memory.reals[row as usize].0.iter_mut().zip(integers.0) {
                            *lane = real_scaled(integer.into(), scale);
                        }
                    }
                }
                Step::Sums(tiles) => {
                    for tile in tiles {
                        match tile.to.len() {
                            TILE => tile.run::<V, TILE>(&plan.lanes, memory),
                            GROUP => tile.run::<V, GROUP>(&plan.lanes, memory),
                            2 => tile.run::<V, 2>(&plan.lanes, memory),
                            _ => tile.run::<V, 1>(&plan.lanes, memory),
                        }
                    }
                }
                Step::Values(values) => {
                    for (made, to) in values {
                        made.run(*to, &plan.lanes, memory);
                    }
                }
                Step::Softmax(groups) => {
                    for (rows, to) in groups {
                        along(rows, to, &plan.lanes, memory);
                    }
                }
            }
        }
    }
}

/// A real number of every sample of a block.
pub(super) type RealLanes = Lanes<f32>;

/// Products of numbers and weights, for several sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct TileProducts<'a> {
    /// Rows that are read.
    pub inputs: &'a [u32],
    /// Weights of the first input for every sum, then those of the second.
    pub weights: &'a [f32],
    /// What every sum begins with.
    pub biases: &'a [f32],
}

/// The sums of products for each lane, in the order of the scalar evaluator: first the bias.
#[inline(always)]
pub(super) fn sums<const N: usize>(products: TileProducts, rows: &[RealLanes], sums: &mut [RealLanes; N]) {
    match N {
        TILE => {
            group::<N, GROUP>(0, products, rows, sums);
            group::<N, GROUP>(GROUP, products, rows, sums);
        }
        _ => group::<N, N>(0, products, rows, sums),
    }
}

/// As many sums as registers hold, from one on.
#[inline(always)]
fn group<const N: usize, const G: usize>(from: usize, of: TileProducts, rows: &[RealLanes], sums: &mut [RealLanes; N]) {
    for at in (0..BLOCK).step_by(PART) {
        let mut totals = [[0.0f32; PART]; G];
        for (total, &bias) in totals.iter_mut().zip(&of.biases[from..]) {
            *total = [bias; PART];
        }
        for (&input, weights) in of.inputs.iter().zip(of.weights.chunks_exact(N)) {
            let numbers = &rows[input as usize].0[at..at + PART];
            for (total, &weight) in totals.iter_mut().zip(&weights[from..]) {
                for (total, &number) in total.iter_mut().zip(numbers) {
                    *total += number * weight;
                }
            }
        }
        for (sum, total) in sums[from..].iter_mut().zip(totals) {
            sum.0[at..at + PART].copy_from_slice(&total);
        }
    }
}

impl Tile {
    #[inline(always)]
    fn run<V: Vector, const N: usize>(&self, plan: &LanePlan, memory: &mut Memory) {
        let products = TileProducts { inputs: &self.inputs, weights: &self.weights, biases: &self.biases };
        if let Some(first) = self.first {
            // What is read has rows before these.
            let (read, own) = memory.reals.split_at_mut(first as usize);
            own.first_chunk_mut().into_iter().for_each(|own: &mut [_; N]| V::real_sums(products, read, own));
            return;
        }
        let mut totals = [Lanes::<f32>::default(); N];
        V::real_sums(products, &memory.reals, &mut totals);
        for (total, &to) in totals.iter().zip(&self.to) {
            store(total, to, plan, memory);
        }
    }
}

impl Made {
    #[inline(always)]
    fn run(&self, to: To, plan: &LanePlan, memory: &mut Memory) {
        match self {
            Made::Copy { from: From::Integer(value, places), function, is_same } => {
                let mut integers = load(*value, plan, memory);
                if *function == Function::Relu {
                    for integer in &mut integers.0 {
                        *integer = (*integer).max(0);
                    }
                }
                return store_integers(&integers, *places, *is_same, to, plan, memory);
            }
            Made::FoldedIntegers { fold, from } => return fold_integers(*fold, from, to, plan, memory),
            Made::Copy { .. } | Made::Folded { .. } | Made::Normalised { .. } => {}
        }
        let mut apart = RealLanes::default();
        match to {
            // What is read has rows before this one.
            To { integer: None, row: Some(row) } => {
                let (read, own) = memory.reals.split_at_mut(row as usize);
                self.make(read, &mut own[0]);
            }
            _ => {
                self.make(&memory.reals, &mut apart);
                store(&apart, to, plan, memory);
            }
        }
    }

    /// Makes real numbers of rows; nothing of what is made of integers.
    #[inline(always)]
    fn make(&self, rows: &[RealLanes], lanes: &mut RealLanes) {
        match self {
            Made::Copy { from: From::Real(row), function, .. } => {
                let row = &rows[*row as usize];
                match function {
                    Function::Linear => *lanes = *row,
                    // Loops of their own, which become those of vectors.
                    Function::Relu => lanes.set(row, |x| real_function(Function::Relu, x)),
                    Function::Gelu => lanes.set(row, |x| real_function(Function::Gelu, x)),
                    Function::Sigmoid => lanes.set(row, |x| real_function(Function::Sigmoid, x)),
                    Function::Tanh => lanes.set(row, |x| real_function(Function::Tanh, x)),
                    other => lanes.set(row, |x| real_function(*other, x)),
                }
            }
            Made::Folded { fold, rows: read } => {
                if let Some((&first, rest)) = read.split_first() {
                    *lanes = rows[first as usize];
                    for &row in rest {
                        let others = &rows[row as usize].0;
                        for (lane, &other) in lanes.0.iter_mut().zip(others) {
                            *lane = match fold {
                                Fold::Largest => lane.max(other),
                                Fold::Sum | Fold::Mean => *lane + other,
                                Fold::Product => *lane * other,
                            };
                        }
                    }
                }
                if *fold == Fold::Mean {
                    let count = read.len() as f32;
                    lanes.0.iter_mut().for_each(|lane| *lane /= count);
                }
            }
            Made::Normalised { row, statistics } => lanes.set(&rows[*row as usize], |x| normalised(x, *statistics)),
            Made::Copy { .. } | Made::FoldedIntegers { .. } => {}
        }
    }
}

/// The largest or the sum of fixed-point values.
fn fold_integers(fold: Fold, from: &[(usize, i32)], to: To, plan: &LanePlan, memory: &mut Memory) {
    let places = from.iter().map(|&(_, places)| places).max().unwrap_or(0);
    let mut all: Option<Lanes<i64>> = None;
    for &(value, own) in from {
        let mut integers = load(value, plan, memory);
        if fold == Fold::Sum {
            integers.0.iter_mut().for_each(|integer| *integer <<= places - own);
        }
        match &mut all {
            None => all = Some(integers),
            Some(all) => {
                for (all, integer) in all.0.iter_mut().zip(integers.0) {
                    *all = if fold == Fold::Largest { (*all).max(integer) } else { *all + integer };
                }
            }
        }
    }
    store_integers(&all.unwrap_or_default(), places, false, to, plan, memory);
}

/// Softmax along an axis, in the steps of the scalar evaluator.
#[inline(always)]
fn along(rows: &[u32], to: &[To], plan: &LanePlan, memory: &mut Memory) {
    let mut all: Vec<Lanes<f32>> = rows.iter().map(|&row| memory.reals[row as usize]).collect();
    let (mut top, mut sum) = (Lanes([f32::NEG_INFINITY; BLOCK]), Lanes::<f32>::default());
    for lanes in &all {
        for (top, &number) in top.0.iter_mut().zip(&lanes.0) {
            *top = top.max(number);
        }
    }
    for lanes in &mut all {
        for ((number, top), sum) in lanes.0.iter_mut().zip(&top.0).zip(&mut sum.0) {
            *number = real_function(Function::Softmax, *number - top);
            *sum += *number;
        }
    }
    for (lanes, &to) in all.iter_mut().zip(to) {
        for (number, sum) in lanes.0.iter_mut().zip(&sum.0) {
            *number /= sum;
        }
        store(lanes, to, plan, memory);
    }
}

fn load(value: usize, plan: &LanePlan, memory: &Memory) -> Lanes<i64> {
    let (mut integers, mut wide) = (Lanes::<i32>::default(), Lanes::<i64>::default());
    plan.get(value, &memory.lanes, &mut integers);
    for (wide, integer) in wide.0.iter_mut().zip(integers.0) {
        *wide = integer.into();
    }
    wide
}

/// Keeps real numbers, fitted into the format where the value is fixed point.
#[inline(always)]
fn store(lanes: &Lanes<f32>, to: To, plan: &LanePlan, memory: &mut Memory) {
    let Some((value, format, places)) = to.integer else {
        if let Some(row) = to.row {
            memory.reals[row as usize] = *lanes;
        }
        return;
    };
    let mut integers = Lanes::<i64>::default();
    let scale = power_of_two(places);
    // A loop for each rounding, which become loops of vectors where numbers saturate.
    match format.rounding {
        Rounding::Floor => integers.set(lanes, |x| fit_scaled(format.with_rounding(Rounding::Floor), scale, x)),
        Rounding::HalfUp => integers.set(lanes, |x| fit_scaled(format.with_rounding(Rounding::HalfUp), scale, x)),
        Rounding::HalfEven => integers.set(lanes, |x| fit_scaled(format.with_rounding(Rounding::HalfEven), scale, x)),
    }
    keep(&integers, value, places, to, plan, memory);
}

/// Keeps integers with so many binary places, fitted into the value's numbers unless they are the same.
fn store_integers(lanes: &Lanes<i64>, places: i32, is_same: bool, to: To, plan: &LanePlan, memory: &mut Memory) {
    match to.integer {
        None => {
            if let Some(row) = to.row {
                let scale = power_of_two(-places);
                for (lane, &integer) in memory.reals[row as usize].0.iter_mut().zip(&lanes.0) {
                    *lane = real_scaled(integer, scale);
                }
            }
        }
        Some((value, format, own)) => {
            let mut integers = *lanes;
            if !is_same {
                integers.0.iter_mut().for_each(|integer| *integer = format.fit(*integer, places - own));
            }
            keep(&integers, value, own, to, plan, memory);
        }
    }
}

/// Keeps fixed-point numbers, and what they are as real numbers where those are read.
#[inline(always)]
fn keep(integers: &Lanes<i64>, value: usize, places: i32, to: To, plan: &LanePlan, memory: &mut Memory) {
    plan.put(value, integers, &mut memory.lanes);
    if let Some(row) = to.row {
        let scale = power_of_two(-places);
        for (lane, &integer) in memory.reals[row as usize].0.iter_mut().zip(&integers.0) {
            *lane = real_scaled(integer, scale);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::testing::{RandomCase, any_network, real_samples};
    use crate::nn::{Evaluator, Ranges, Values};
    use proptest::prelude::*;

    /// Every value of every sample is the evaluator's, bit for bit, with every instruction set. Gives back the
    /// reason if there is no plan.
    fn check(network: &Typed, weights: &Weights, samples: &[Vec<f32>]) -> Option<Reason> {
        let plan = match FloatPlan::new(network, weights) {
            Ok(plan) => plan,
            Err(reason) => return Some(reason),
        };
        let evaluator = Evaluator::new(network, weights).unwrap();
        let mut values = Values::default();
        let inputs: Vec<f32> = samples.iter().flatten().copied().collect();
        for set in InstructionSet::available() {
            let plan = plan.clone().with(set).unwrap();
            let all = plan.run_all(&inputs).unwrap();
            let outputs = plan.run(&inputs).unwrap();
            for (sample, inputs) in samples.iter().enumerate() {
                evaluator.run_reals(inputs, &mut values).unwrap();
                for node in network.nodes() {
                    for value in node.range() {
                        let at = value * samples.len() + sample;
                        let (own, expected) = match node.number.is_fixed() {
                            true => (i64::from(all.integers[at]), values.integers[value]),
                            false => (all.reals[at].to_bits().into(), values.reals[value].to_bits().into()),
                        };
                        assert_eq!(own, expected, "{set:?} sample {sample} {} value {value}", node.name);
                    }
                }
                let mut expected = Vec::new();
                for node in network.outputs().iter().map(|&id| network.node(id)) {
                    expected.extend(node.range().map(|value| match node.number.is_fixed() {
                        true => real(values.integers[value], node.number.places(0)),
                        false => values.reals[value],
                    }));
                }
                for (output, expected) in expected.into_iter().enumerate() {
                    let own = outputs[sample * outputs.len() / samples.len() + output];
                    assert_eq!(own.to_bits(), expected.to_bits(), "{set:?} sample {sample} output {output}");
                }
            }
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn random_networks_equal_the_evaluator_bit_for_bit(case in any_network(), seed in any::<u64>()) {
            let RandomCase { network, weights } = case;
            if let Some(reason) = check(&network, &weights, &real_samples(&network, 67, seed)) {
                let ranges = Ranges::new(&network, Some(&weights));
                let wide = |range: &crate::nn::Interval| range.with_zero().bits() + u32::from(range.min >= 0) > 32;
                let is_wide = network.nodes().iter().any(|node| ranges.of(node).iter().any(wide))
                    || network.layers().any(|(_, _, layer)| layer.op.sum().is_some_and(|sum| sum.format.bits > 32));
                prop_assert!(is_wide, "{}", reason);
            }
        }
    }

    /// A decoder: dense, dense, transposed convolutions, with sigmoids at the end.
    #[test]
    fn a_decoder_equals_the_evaluator_bit_for_bit() {
        let text = "{format: 2, name: n, inputs: [{name: x, shape: [16], number: float32}], \
            tensors: [{name: a, number: float32}, {name: b, number: float32}, {name: k, number: float32}, \
            {name: c, number: float32}, {name: m, number: float32}], \
            layers: [{name: d, op: dense, inputs: [x], units: 32, weights: a, bias: b}, \
            {name: r, op: activation, function: relu, inputs: [d]}, {name: i, op: reshape, inputs: [r], shape: [4, 4, 2]}, \
            {name: t, op: conv-transpose2d, inputs: [i], kernel: [3, 3], stride: [2, 2], filters: 5, weights: k, bias: c}, \
            {name: u, op: up-sample2d, inputs: [t], factor: [2, 1]}, {name: v, op: crop, inputs: [u], cut: [1, 0, 0, 2]}, \
            {name: w, op: conv2d, inputs: [v], kernel: [3, 3], filters: 1, weights: m}, \
            {name: s, op: activation, function: sigmoid, inputs: [w]}], outputs: [s]}";
        let network = crate::nn::Network::from_yaml(text, std::path::Path::new("n.yaml")).unwrap().check().unwrap();
        let tensors = network.tensors().iter().enumerate().map(|(tensor, of)| {
            let weight = |index: usize| ((index * 37 + 11 * tensor) % 64) as f32 / 50.0 - 0.63;
            crate::nn::WeightValues::Reals((0..of.len()).map(weight).collect())
        });
        let weights = Weights::new(&network, tensors.collect()).unwrap();
        assert_eq!(check(&network, &weights, &real_samples(&network, 130, 1)), None);
        let plan = FloatPlan::new(&network, &weights).unwrap();
        assert!(plan.run(&[0.0; 17]).unwrap_err().to_string().contains("whole number of samples"));
        assert!(plan.run_into(&[0.0; 16], &mut [0.0; 3]).unwrap_err().to_string().contains("a place for each"));
    }
}
