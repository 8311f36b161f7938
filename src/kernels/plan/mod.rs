//! Any network of fixed-point numbers on blocks of samples, one sample to a lane.
//!
//! The plan is made from the flat form of a network ([`crate::nn::Sums`]) and from the ranges of its values for the
//! weights at hand ([`Ranges`]). Values that are only moved cost nothing, constants are part of biases, and every
//! value has lanes as narrow as its range allows: 16 bits or 32. Sums and roundings may use 64.
//!
//! The plan is equal to [`crate::nn::Evaluator`] on every value. What it does not take, and why, is a [`Reason`].

mod rows;
mod sums;
mod upsets;

use std::collections::HashMap;
use std::fmt;

use num_traits::AsPrimitive;

use super::instructions::{InstructionSet, Work, dispatch};
use super::lanes::{BLOCK, Lanes};
use super::vector::PairVector;
use crate::error::{Error, Result};
use crate::nn::{
    Fold, Format, Function, Interval, Node, NodeId, Products, Ranges, Rows, Sum, SumPlaces, Typed, Weights,
    channel_places,
};
use rows::{Fit, Made, Place, RowStep, Values, Width};
use sums::{Finish, Known, Prepared, Row, SumsStep};
pub use upsets::{UpsetCounts, UpsetPlan, WeightChange};

/// Why a network has no lane plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The layer, input or tensor of this name has real numbers.
    Real(String),
    /// Values of the layer of this name need more than 32 bits.
    Wide(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Real(name) => write!(f, "{name} has real numbers"),
            Reason::Wide(name) => write!(f, "values of {name} need more than 32 bits"),
        }
    }
}

/// What is done one after the other.
#[derive(Debug, Clone)]
enum Step {
    Sums(SumsStep),
    Rows(Vec<RowStep>),
}

/// A network of fixed-point numbers with its weights, for batches of samples.
#[derive(Debug, Clone)]
pub struct LanePlan {
    network: Typed,
    set: InstructionSet,
    places: Vec<Place>,
    halves: usize,
    words: usize,
    /// For each node, what computes it: nothing if its values come from outside, are moved or are constants.
    steps: Vec<Option<Step>>,
}

/// Memory of a block at work.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    values: Values,
    prepared: Prepared,
}

/// A plan under construction.
struct Planner<'a> {
    network: &'a Typed,
    weights: &'a Weights,
    ranges: Ranges,
    /// Whether an output depends on a value.
    needed: Vec<bool>,
    places: Vec<Place>,
    halves: u32,
    words: u32,
}

impl LanePlan {
    /// Plans a network with weights that belong to it, for the fastest instructions of this machine.
    ///
    /// ```
    /// use std::path::Path;
    /// use econ_emu::error::Error;
    /// use econ_emu::kernels::LanePlan;
    /// use econ_emu::nn::{Network, Weights};
    ///
    /// let text = "
    /// format: 2
    /// name: weighted-sum
    /// inputs: [{name: x, shape: [2], number: u8.0}]
    /// tensors: [{name: kernel, number: s6.0}]
    /// layers:
    /// - {name: sum, inputs: [x], op: dense, units: 1, weights: kernel, sum: {format: s16.0, products: exact}}
    /// outputs: [sum]";
    /// let network = Network::from_yaml(text, Path::new("network.yaml"))?.check()?;
    /// let weights = Weights::of_integers(&network, vec![vec![3, -5]])?;
    /// let plan = LanePlan::new(&network, &weights).map_err(|reason| Error::unsupported(reason.to_string()))?;
    /// // Two samples.
    /// assert_eq!(plan.run(&[100, 10, 1, 2])?, [250, -7]);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Why there is no plan. Weights that do not belong to the network are [`Weights::check`]'s to refuse.
    pub fn new(network: &Typed, weights: &Weights) -> std::result::Result<Self, Reason> {
        match real_part(network) {
            Some(name) => Err(Reason::Real(name)),
            None => LanePlan::part(network, weights),
        }
    }

    /// Plans those nodes of a network that are made of fixed-point numbers only, see [`LanePlan::has`]; the other
    /// fixed-point numbers have places.
    pub(super) fn part(network: &Typed, weights: &Weights) -> std::result::Result<Self, Reason> {
        let mut planner = Planner {
            network,
            weights,
            ranges: Ranges::new(network, Some(weights)),
            needed: network.needed(),
            places: Vec::with_capacity(network.values()),
            halves: 0,
            words: 0,
        };
        let mut steps = Vec::new();
        for (id, rows) in network.sums().iter() {
            steps.push(planner.node(id, rows)?);
        }
        let Planner { places, halves, words, .. } = planner;
        Ok(LanePlan {
            network: network.clone(),
            set: InstructionSet::best(),
            places,
            halves: halves as usize,
            words: words as usize,
            steps,
        })
    }

    /// The same plan with other instructions, for tests and measurements.
    ///
    /// # Errors
    /// If this machine does not have them.
    pub fn with(mut self, set: InstructionSet) -> Result<Self> {
        set.check()?;
        self.set(set);
        Ok(self)
    }

    /// Takes instructions that the machine was found to have.
    pub(super) fn set(&mut self, set: InstructionSet) {
        self.set = set;
    }

    /// The network.
    pub fn network(&self) -> &Typed {
        &self.network
    }

    /// How the sums of each layer that has some are added, in a few words, and how many products of a sample that
    /// takes, those with zeros beside others included.
    pub fn ways(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.steps.iter().flatten().filter_map(|step| match step {
            Step::Sums(sums) => Some((sums.way(), sums.products())),
            Step::Rows(_) => None,
        })
    }

    /// The outputs of samples, one after the other as the network names them: all samples of the first value, then
    /// all of the second. `inputs` holds sample after sample, each with the integers of all inputs.
    ///
    /// # Errors
    /// If `inputs` does not hold whole samples, or an integer is outside its format.
    pub fn run<N: AsPrimitive<i32>>(&self, inputs: &[N]) -> Result<Vec<i32>> {
        self.run_values(inputs, false, self.output_values().map(|value| self.places[value]).collect())
    }

    /// The values that leave, in the order of [`LanePlan::run`].
    pub(super) fn output_values(&self) -> impl Iterator<Item = usize> {
        self.network.outputs().iter().flat_map(|&id| self.network.node(id).range())
    }

    /// Every value of every node, in the order of the nodes: all samples of the first value, then all of the
    /// second. Inputs as for [`LanePlan::run`].
    ///
    /// # Errors
    /// As [`LanePlan::run`].
    pub fn run_all<N: AsPrimitive<i32>>(&self, inputs: &[N]) -> Result<Vec<i32>> {
        self.run_values(inputs, true, self.places.clone())
    }

    fn run_values<N: AsPrimitive<i32>>(&self, inputs: &[N], all: bool, wanted: Vec<Place>) -> Result<Vec<i32>> {
        let nodes = self.network.inputs();
        let values: usize = nodes.iter().map(Node::len).sum();
        if !inputs.len().is_multiple_of(values) {
            return Err(Error::mismatch("not a whole number of samples")
                .found(format!("{} input values", inputs.len()))
                .allowed(format!("a multiple of {values}")));
        }
        for node in nodes {
            let Some(format) = node.number.format() else { continue };
            for sample in inputs.chunks_exact(values) {
                let outside = sample[node.range()].iter().position(|&value| !format.holds(i64::from(value.as_())));
                if let Some(at) = outside {
                    return Err(Error::new("an input value outside its format")
                        .field(format!("{}[{at}]", node.name))
                        .found(sample[node.range()][at].as_())
                        .allowed(format!("{}..={}", format.min_raw(), format.max_raw())));
                }
            }
        }
        let mut out = vec![0; inputs.len() / values * wanted.len()];
        dispatch(self.set, Samples { plan: self, inputs, values, all, wanted: &wanted, out: &mut out });
        Ok(out)
    }

    /// Makes room for a block.
    pub(super) fn resize(&self, memory: &mut Memory) {
        memory.values.halves.resize(self.halves, Lanes::default());
        memory.values.words.resize(self.words, Lanes::default());
    }

    /// Puts the integers of a block at an input value.
    pub(super) fn put<T: rows::Lane>(&self, value: usize, lanes: &Lanes<T>, memory: &mut Memory) {
        memory.values.store(self.places[value], lanes);
    }

    /// The integers of a block at a value.
    pub(super) fn get(&self, value: usize, memory: &Memory, lanes: &mut Lanes<i32>) {
        memory.values.load(self.places[value], lanes);
    }

    /// Computes the outputs of a block whose inputs are in memory.
    pub(super) fn run_block(&self, memory: &mut Memory) {
        dispatch(self.set, OneBlock { plan: self, steps: &self.steps, all: false, memory });
    }

    /// Computes a node of a block, all of it. Everything before it must have been computed.
    pub(super) fn run_node(&self, node: NodeId, memory: &mut Memory) {
        dispatch(self.set, OneBlock { plan: self, steps: &self.steps[node.0..=node.0], all: true, memory });
    }

    /// Whether the plan computes a node: it and all that it is made of are fixed point. Of a sum of fixed-point
    /// numbers whose value is real, the plan computes the accumulator.
    pub(super) fn has(&self, node: NodeId) -> bool {
        is_integer(&self.network, node)
    }

    /// Computes a block whose inputs are in memory; `all` says whether values are wanted too on which no output
    /// depends.
    #[inline(always)]
    fn block<V: PairVector>(&self, steps: &[Option<Step>], all: bool, memory: &mut Memory) {
        let Memory { values, prepared } = memory;
        for step in steps.iter().flatten() {
            match step {
                Step::Sums(sums) => sums.run::<V>(all, values, prepared),
                Step::Rows(rows) => {
                    for row in rows {
                        if all || row.needed {
                            row.run(values);
                        }
                    }
                }
            }
        }
    }
}

/// A block at work.
struct OneBlock<'a> {
    plan: &'a LanePlan,
    steps: &'a [Option<Step>],
    all: bool,
    memory: &'a mut Memory,
}

impl Work for OneBlock<'_> {
    #[inline(always)]
    fn run<V: PairVector>(self) {
        self.plan.block::<V>(self.steps, self.all, self.memory);
    }
}

/// Samples at work.
struct Samples<'a, N> {
    plan: &'a LanePlan,
    inputs: &'a [N],
    /// Input values of a sample.
    values: usize,
    all: bool,
    wanted: &'a [Place],
    out: &'a mut [i32],
}

impl<N: AsPrimitive<i32>> Work for Samples<'_, N> {
    #[inline(always)]
    fn run<V: PairVector>(self) {
        let Samples { plan, inputs, values, all, wanted, out } = self;
        let samples = inputs.len() / values;
        let mut memory = Memory::default();
        plan.resize(&mut memory);
        let mut lanes = Lanes::<i32>::default();
        for (inputs, first) in inputs.chunks(values * BLOCK).zip((0..).step_by(BLOCK)) {
            for value in 0..values {
                // Zeros behind the last sample: every format has them.
                lanes.0.fill(0);
                for (lane, sample) in lanes.0.iter_mut().zip(inputs.chunks_exact(values)) {
                    *lane = sample[value].as_();
                }
                plan.put(value, &lanes, &mut memory);
            }
            plan.block::<V>(&plan.steps, all, &mut memory);
            let count = inputs.len() / values;
            for (value, &place) in wanted.iter().enumerate() {
                memory.values.load(place, &mut lanes);
                out[value * samples + first..][..count].copy_from_slice(&lanes.0[..count]);
            }
        }
    }
}

/// Whether a node is made of fixed-point numbers by integer arithmetic; its own numbers may be real only if they are
/// sums of products.
fn is_integer(network: &Typed, id: NodeId) -> bool {
    let node = network.node(id);
    let fixed = node.number.is_fixed() && node.inputs.iter().all(|&input| network.node(input).number.is_fixed());
    match network.sums().of(id) {
        Rows::Input => fixed,
        Rows::Sums { .. } => network.sum(id).is_some(),
        Rows::Moved(_) => fixed,
        Rows::Folded { fold, .. } => fixed && matches!(fold, Fold::Largest | Fold::Sum),
        Rows::Mapped { function, .. } => fixed && function.is_integer(),
        Rows::Normalised { .. } => false,
    }
}

/// Name of the first part of a network that is not fixed point.
fn real_part(network: &Typed) -> Option<String> {
    let node = network.nodes().iter().find(|node| !node.number.is_fixed()).map(|node| &node.name);
    let tensor = network.tensors().iter().find(|tensor| !tensor.number.is_fixed()).map(|tensor| &tensor.name);
    let op = network.sums().iter().find(|&(id, _)| !is_integer(network, id));
    node.or(tensor).or_else(|| op.map(|(id, _)| &network.node(id).name)).cloned()
}

impl Planner<'_> {
    /// What computes a node, after everything before it.
    fn node(&mut self, id: NodeId, rows: &Rows) -> std::result::Result<Option<Step>, Reason> {
        let network = self.network;
        let node = network.node(id);
        if let (Rows::Sums { .. }, Some(sum)) = (rows, network.sum(id)) {
            let places = channel_places(network, id, rows);
            let mut list = Vec::new();
            for (row, at) in node.range().enumerate() {
                let (row, accumulator) = self.sum(id, sum, rows, (row, at), &places);
                let range = if node.number.is_fixed() { self.ranges.value(at) } else { accumulator };
                if let Some(to) = self.new_place(node, range)? {
                    list.push(Row { to, ..row });
                }
            }
            let known = Known { ranges: &|value| self.ranges.value(value as usize), places: &self.places };
            return Ok((!list.is_empty()).then(|| Step::Sums(SumsStep::new(list, &known))));
        }
        if !is_integer(network, id) {
            // Its numbers are made elsewhere, if they are fixed point.
            for at in node.range() {
                match node.number.is_fixed() {
                    true => drop(self.new_place(node, self.ranges.value(at))?),
                    false => self.places.push(Place::Constant(0)),
                }
            }
            return Ok(None);
        }
        let mut steps = Vec::new();
        // The same value moved to several places, as up-sampling does, is made once.
        let mut copies = HashMap::new();
        for (row, at) in node.range().enumerate() {
            let range = self.ranges.value(at);
            let Some((made, fit, width)) = self.made(node, rows, row) else {
                self.new_place(node, range)?;
                continue;
            };
            let source = match made {
                Made::Copy(source) => Some(source),
                _ => None,
            };
            let is_constant = range.min == range.max;
            if let (Some(source), false, true) = (source, is_constant, fit == Fit::NOT) {
                self.places.push(source);
            } else if let Some(&place) = source.filter(|_| !is_constant).and_then(|source| copies.get(&source)) {
                self.places.push(place);
            } else if let Some(to) = self.new_place(node, range)? {
                source.and_then(|source| copies.insert(source, to));
                steps.push((at, RowStep { needed: false, width, made, fit, to }));
            }
        }
        // Several values may share a step.
        let mut of_place: HashMap<Place, bool> = HashMap::new();
        for at in node.range() {
            *of_place.entry(self.places[at]).or_default() |= self.needed[at];
        }
        let steps: Vec<RowStep> = steps
            .into_iter()
            .map(|(at, step)| RowStep { needed: of_place.get(&self.places[at]).copied().unwrap_or(true), ..step })
            .collect();
        Ok((!steps.is_empty()).then_some(Step::Rows(steps)))
    }

    /// A place for a value of this range that has to be computed or comes from outside; `None` if it is always the
    /// same.
    fn new_place(&mut self, node: &Node, range: Interval) -> std::result::Result<Option<Place>, Reason> {
        if range.min == range.max {
            let number = i32::try_from(range.min).map_err(|_| Reason::Wide(node.name.clone()))?;
            self.places.push(Place::Constant(number));
            return Ok(None);
        }
        let (count, place): (&mut u32, fn(u32) -> Place) = match Width::of(range) {
            Width::Half => (&mut self.halves, Place::Half),
            Width::Word => (&mut self.words, Place::Word),
            Width::Long => return Err(Reason::Wide(node.name.clone())),
        };
        self.places.push(place(*count));
        *count += 1;
        Ok(self.places.last().copied())
    }

    /// A sum, still without a place, and the range of its accumulator.
    fn sum(
        &self,
        id: NodeId,
        sum: Sum,
        rows: &Rows,
        (row, at): (usize, usize),
        places: &[SumPlaces],
    ) -> (Row, Interval) {
        let node = self.network.node(id);
        let (own, kernel, bias) = match rows {
            Rows::Sums { kernel, bias, rows, .. } => (rows[row], self.weights.integers(*kernel), *bias),
            // No other node has an accumulator.
            _ => return (Row::NOTHING, Interval::ZERO),
        };
        let SumPlaces { product_drop, bias_drop, total_drop } = places[own.channel as usize];
        let bias = bias.map_or(0, |bias| i64::from(self.weights.integers(bias)[own.bias as usize]));
        let cast = (sum.products == Products::Cast).then_some(sum.format);
        let bias = match cast {
            Some(format) => format.fit(bias, bias_drop),
            None => bias << bias_drop.unsigned_abs(),
        };
        let terms: Vec<(u32, i32)> =
            rows.terms(row).iter().map(|term| (term.input, kernel[term.weight as usize])).collect();
        let total = match self.ranges.sums(id).get(row).filter(|_| !terms.is_empty()) {
            Some(range) => range.total,
            None => Interval::only(bias),
        };
        let (first, accumulator, before) = match cast {
            Some(_) => (Fit::NOT, total, total),
            None => Fit::new(total, sum.format, total_drop),
        };
        let (second, before_second) = match node.number.is_fixed() {
            true => fit(node, accumulator, sum.format.frac as i32),
            false => (Fit::NOT, accumulator),
        };
        let finish = Finish { fits: [first, second], width: Width::of(before.hull(before_second)) };
        let needed = self.needed[at];
        (Row { bias, terms, drop: product_drop, cast, finish, needed, ..Row::NOTHING }, accumulator)
    }

    /// How a value is made that is another one, rectified or not.
    fn copied(&self, node: &Node, source: u32, relu: bool) -> (Made, Fit, Width) {
        let own = self.ranges.value(source as usize);
        let positive = if relu { own.relu() } else { own };
        let place = self.places[source as usize];
        let made = if positive == own { Made::Copy(place) } else { Made::Relu(place) };
        let number = &self.source(source).number;
        let (fit, all) = match *number == node.number {
            true => (Fit::NOT, positive),
            false => fit(node, positive, number.places(0)),
        };
        (made, fit, Width::of(all.hull(own)))
    }

    fn place(&self, value: u32) -> Place {
        self.places[value as usize]
    }

    fn range(&self, value: u32) -> Interval {
        self.ranges.value(value as usize)
    }

    /// Fractional places of a value.
    fn places_of(&self, value: u32) -> i32 {
        self.source(value).number.places(0)
    }

    /// How a value is made of others that are no sums of products; `None` if it comes from outside or is zero.
    fn made(&self, node: &Node, rows: &Rows, row: usize) -> Option<(Made, Fit, Width)> {
        match rows {
            Rows::Moved(sources) => sources[row].map(|source| self.copied(node, source, false)),
            Rows::Mapped { function, first, .. } => {
                Some(self.copied(node, first + row as u32, *function == Function::Relu))
            }
            Rows::Folded { fold, ends, inputs } => {
                let from = if row == 0 { 0 } else { ends[row - 1] };
                let inputs = &inputs[from as usize..ends[row] as usize];
                let all =
                    inputs.iter().map(|&input| self.range(input)).reduce(Interval::hull).unwrap_or(Interval::ZERO);
                let places = inputs.iter().map(|&input| self.places_of(input)).max().unwrap_or(0);
                if *fold == Fold::Largest {
                    // No input can be smaller than the largest of the smallest.
                    let bottom = inputs.iter().map(|&input| self.range(input).min).max().unwrap_or(0);
                    let (fit, before) = fit(node, Interval { min: bottom, max: all.max }, places);
                    let made = Made::Largest(inputs.iter().map(|&input| self.place(input)).collect());
                    return Some((made, fit, Width::of(before.hull(all))));
                }
                let ups = inputs.iter().map(|&input| (input, (places - self.places_of(input)).unsigned_abs()));
                let (mut sum, mut before) = (Interval::ZERO, all);
                for (input, up) in ups.clone() {
                    let shifted = self.range(input).shifted_up(up);
                    sum = sum.plus(shifted);
                    before = before.hull(sum).hull(shifted);
                }
                let (fit, all) = fit(node, sum, places);
                let made = Made::Sum(ups.map(|(input, up)| (self.place(input), up)).collect());
                Some((made, fit, Width::of(all.hull(before))))
            }
            Rows::Input | Rows::Sums { .. } | Rows::Normalised { .. } => None,
        }
    }

    /// The node that a value belongs to.
    fn source(&self, value: u32) -> &Node {
        self.network.node(self.network.node_of(value))
    }
}

/// Fits numbers of a range, with so many binary places, into the output of a node. Also the range of all numbers on
/// the way.
fn fit(node: &Node, range: Interval, places: i32) -> (Fit, Interval) {
    let format = node.number.format().unwrap_or(Format::signed(1, 0));
    let (fit, _, all) = Fit::new(range, format, places - node.number.places(0));
    (fit, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::testing::{RandomCase, any_integer_network, any_network, samples};
    use crate::nn::{Evaluator, Network, WeightValues};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    use std::collections::BTreeMap;
    use std::path::Path;

    /// Every value of every sample is the evaluator's, with every instruction set; outputs also when nothing else
    /// is computed. Gives back the reason if there is no plan.
    fn check(network: &Typed, weights: &Weights, samples: &[Vec<i64>]) -> Option<Reason> {
        let evaluator = Evaluator::new(network, weights).unwrap();
        let mut values = crate::nn::Values::default();
        let mut expected = Vec::new();
        for inputs in samples {
            evaluator.run(inputs, &mut values).unwrap();
            expected.push(values.integers.clone());
        }
        let plan = match LanePlan::new(network, weights) {
            Ok(plan) => plan,
            Err(reason) => return Some(reason),
        };
        let inputs: Vec<i32> = samples.iter().flatten().map(|&value| value as i32).collect();
        let outputs: Vec<usize> = network.outputs().iter().flat_map(|&id| network.node(id).range()).collect();
        for set in InstructionSet::available() {
            let plan = plan.clone().with(set).unwrap();
            let all = plan.run_all(&inputs).unwrap();
            for (sample, expected) in expected.iter().enumerate() {
                for (value, &expected) in expected.iter().enumerate() {
                    let own = i64::from(all[value * samples.len() + sample]);
                    let node = network.nodes().iter().find(|node| node.range().contains(&value)).unwrap();
                    assert_eq!(own, expected, "{set:?} sample {sample} {} value {value}", node.name);
                }
            }
            let some = plan.run(&inputs).unwrap();
            for (at, &value) in outputs.iter().enumerate() {
                let [some, all] =
                    [(&some, at), (&all, value)].map(|(of, at)| &of[at * samples.len()..][..samples.len()]);
                assert_eq!(some, all, "{set:?} output {at}");
            }
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn random_networks_equal_the_evaluator(case in any_integer_network(), seed in any::<u64>()) {
            let RandomCase { network, weights } = case;
            let reason = check(&network, &weights, &samples(&network, 70, seed));
            // Only values of more than 32 bits stand in the way.
            let is_wide = |node: &Node| {
                Ranges::new(&network, Some(&weights)).of(node).iter().any(|&range| Width::of(range) == Width::Long)
            };
            let wide = network.nodes().iter().find(|node| is_wide(node)).map(|node| Reason::Wide(node.name.clone()));
            prop_assert_eq!(reason, wide);
        }

        #[test]
        fn real_numbers_are_refused(case in any_network()) {
            let plan = LanePlan::new(&case.network, &case.weights);
            prop_assert!(case.network.is_integer() || matches!(plan, Err(Reason::Real(_))));
        }
    }

    /// Every way of adding is reached by random networks.
    #[test]
    fn every_way_is_drawn() {
        let mut runner = TestRunner::deterministic();
        let mut ways = BTreeMap::<&str, usize>::new();
        for _ in 0..800 {
            let RandomCase { network, weights } = any_integer_network().new_tree(&mut runner).unwrap().current();
            if let Ok(plan) = LanePlan::new(&network, &weights) {
                plan.ways().for_each(|(way, _)| *ways.entry(way).or_default() += 1);
            }
        }
        assert!(ways.len() == 5 && ways.values().all(|&count| count >= 3), "{ways:?}");
    }

    /// An encoder in the chip's arithmetic, with another layer; sums of the dense layer take several chunks.
    #[test]
    fn a_larger_encoder_with_extreme_weights() {
        let text = "{format: 2, name: n, inputs: [{name: x, shape: [4, 4, 3], number: u8.7}], \
            tensors: [{name: k, number: s6.5}, {name: b, number: s6.5}, {name: m, number: s6.5}, {name: c, number: s6.5}], \
            layers: [{name: conv, op: conv2d, inputs: [x], kernel: [3, 3], filters: 8, weights: k, bias: b, \
            sum: {format: s14.7, products: cast}}, {name: relu, op: activation, function: relu, inputs: [conv], output: u13.7}, \
            {name: pool, op: max-pool2d, inputs: [relu], size: [2, 2], stride: [1, 1], padding: valid}, \
            {name: dense, op: dense, inputs: [pool], units: 16, weights: m, bias: c, sum: {format: s22.8, products: cast}}, \
            {name: out, op: activation, function: relu, inputs: [dense], output: u9.8 saturate}], outputs: [out]}";
        let network = Network::from_yaml(text, Path::new("n.yaml")).unwrap().check().unwrap();
        for fill in [
            |_| 31,
            |_| -32,
            |index: usize| if index.is_multiple_of(2) { 31 } else { -32 },
            |index| (index % 3) as i32 - 1,
        ] {
            let tensors =
                network.tensors().iter().map(|tensor| WeightValues::Integers((0..tensor.len()).map(fill).collect()));
            let weights = Weights::new(&network, tensors.collect()).unwrap();
            assert_eq!(check(&network, &weights, &samples(&network, 65, 3)), None);
            let plan = LanePlan::new(&network, &weights).unwrap();
            assert!(plan.ways().all(|(way, _)| way.starts_with("16-bit")), "{:?}", plan.ways().collect::<Vec<_>>());
            let bad = [plan.run(&[0i32; 47]), plan.run(&[256i32; 48])].map(|result| result.unwrap_err().to_string());
            assert!(bad[0].contains("whole number of samples") && bad[1].contains("x[0]"), "{bad:?}");
        }
    }
}
