//! What changed weights do to the latents of an encoder: only what they touch is computed again.
//!
//! The values of a block of samples stand side by side, one plane for each value. A weight that changes first changes
//! the sums that it is a factor or the bias of; from there only values are made again that read one which became
//! another. A sum is not added up anew: the products that change are taken out and put in. That is exact wherever
//! accumulators wrap or never overflow; where they saturate on the way, the order counts, and the sum is added up again.
//!
//! Values are those of [`crate::nn::Evaluator`], bit for bit.

use num_traits::{WrappingAdd, WrappingMul, WrappingSub};

use super::rows::{Fit, Lane, Limit, Round, Width};
use crate::error::{Error, Result};
use crate::kernels::instructions::{InstructionSet, Work, dispatch};
use crate::kernels::vector::PairVector;
use crate::network::{AeBlock, CELLS, LATENTS};
use crate::nn::{
    Fold, Format, Function, Interval, Node, NodeId, Overflow, Products, Rows, Sum, TensorId, Term, Typed, Weights,
    channel_places, weight_range,
};

/// Samples of a block.
const BLOCK: usize = 512;

/// A weight that has another number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightChange {
    /// Its tensor.
    pub tensor: TensorId,
    /// Its index in the tensor.
    pub index: usize,
    /// The number, in units of the last fractional bit of the tensor's format.
    pub value: i32,
}

/// What changed weights did to the latents of some samples.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpsetCounts {
    /// Samples of which a latent is another.
    pub samples: u64,
    /// Latents that are others, of all samples.
    pub latents: u64,
    /// Sum of the differences of latents without their signs, in units of the latents' last fractional bit.
    pub error: u64,
    /// The largest of these differences.
    pub largest: u64,
    /// Latents at the top of their format that were below it before.
    pub saturated: u64,
    /// Samples of which a bit that is sent is another.
    pub sent_samples: u64,
    /// Bits that are sent and are others, of all samples.
    pub sent_bits: u64,
}

impl UpsetCounts {
    /// The counts of more samples.
    pub fn add(&mut self, other: &UpsetCounts) {
        self.samples += other.samples;
        self.latents += other.latents;
        self.error += other.error;
        self.largest = self.largest.max(other.largest);
        self.saturated += other.saturated;
        self.sent_samples += other.sent_samples;
        self.sent_bits += other.sent_bits;
    }
}

/// Numbers that planes are made of.
trait PlaneLane: Lane + WrappingAdd + WrappingSub + WrappingMul {}

impl<N: Lane + WrappingAdd + WrappingSub + WrappingMul> PlaneLane for N {}

/// An encoder with its weights, for samples with changed weights.
#[derive(Debug, Clone)]
pub struct UpsetPlan {
    network: Typed,
    weights: Weights,
    set: InstructionSet,
    width: Width,
    /// For each node, how it is made.
    steps: Vec<Step>,
    /// Sums of products of the whole network.
    sums: usize,
    /// For each tensor and each of its weights, the sums that it is a part of.
    uses: Vec<Vec<Vec<Use>>>,
    /// The bits of each latent that are sent.
    sent: [u16; LATENTS],
    /// The top of the latents' format.
    top: i32,
}

/// A place where a weight is used.
#[derive(Debug, Clone, Copy)]
struct Use {
    node: u32,
    row: u32,
    /// The value that it is multiplied with; a bias has none.
    input: Option<u32>,
}

/// How a node is made.
#[derive(Debug, Clone)]
enum Step {
    /// It comes from outside.
    Input,
    /// Sums of products.
    Sums(SumStep),
    /// Values that are made of others without weights.
    Others(OtherStep),
}

#[derive(Debug, Clone)]
struct SumStep {
    /// Place of the first among all sums.
    first: usize,
    sum: Sum,
    /// For each channel, how a product and the bias become what is added.
    product: Vec<Fit>,
    bias: Vec<Fit>,
    /// For each channel, how what was added up becomes a number of the accumulator.
    into: Vec<Fit>,
    /// How that becomes a value.
    out: Fit,
    /// The channel of each row.
    channels: Vec<u32>,
}

impl SumStep {
    /// Whether sums must be added up in their order.
    fn is_ordered(&self) -> bool {
        self.sum.products == Products::Cast && self.sum.format.overflow == Overflow::Saturate
    }
}

/// How a value is made of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Making {
    Sum,
    Relu,
    Largest,
}

#[derive(Debug, Clone)]
struct OtherStep {
    making: Making,
    rows: Vec<OtherRow>,
    /// Earlier values, and by how many bits each moves left first.
    sources: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct OtherRow {
    from: usize,
    to: usize,
    fit: Fit,
}

/// The range of all numbers that a plan has to hold on the way.
struct Held(Interval);

impl Held {
    fn fit(&mut self, range: Interval, format: Format, drop: i32) -> Fit {
        let (fit, _, all) = Fit::new(range, format, drop);
        self.0 = self.0.hull(all);
        fit
    }
}

impl UpsetPlan {
    /// Plans an encoder with its weights. `sent` holds the bits of each latent that leave the chip.
    ///
    /// ```
    /// use econ_emu::error::Error;
    /// use econ_emu::kernels::{UpsetPlan, WeightChange};
    /// use econ_emu::nn::TensorId;
    /// use econ_emu::registers::{default_network, default_settings};
    ///
    /// let (network, config) = (default_network()?, default_settings()?);
    /// let weights = config.weights.ok_or_else(|| Error::missing("no weights"))?;
    /// let plan = UpsetPlan::new(&network, &weights, [0x1FF; 16])?;
    /// // The bias of latent 0 at its lowest and at its highest, for one sample without charge.
    /// let bias = |value| vec![WeightChange { tensor: TensorId(3), index: 0, value }];
    /// let counts = plan.run(&[0; 48], &[bias(-32), bias(31)])?;
    /// assert!(counts[0].latents <= 1 && counts[1].latents <= 1);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Weights that do not belong to the network.
    pub fn new(block: &AeBlock, weights: &Weights, sent: [u16; LATENTS]) -> Result<Self> {
        let network = block.typed();
        weights.check(network)?;
        let mut held = Held(Interval::ZERO);
        let mut sums = 0;
        let mut steps = Vec::with_capacity(network.nodes().len());
        for (id, rows) in network.sums().iter() {
            let node = network.node(id);
            network.ranges().of(node).iter().for_each(|&range| held.0 = held.0.hull(range));
            steps.push(match (rows, network.sum(id)) {
                (Rows::Input, _) => Step::Input,
                (Rows::Sums { .. }, Some(sum)) => {
                    let step = sum_step(network, id, sum, sums, &mut held);
                    sums += node.len();
                    Step::Sums(step)
                }
                _ => Step::Others(other_step(network, node, rows, &mut held)),
            });
        }
        Ok(UpsetPlan {
            network: network.clone(),
            weights: weights.clone(),
            set: InstructionSet::best(),
            width: Width::of(held.0),
            steps,
            sums,
            uses: uses(network),
            sent,
            top: block.latent().number.format().map_or(0, |format| format.max_raw() as i32),
        })
    }

    /// The same plan with other instructions, for tests and measurements.
    ///
    /// # Errors
    /// If this machine does not have them.
    pub fn with(mut self, set: InstructionSet) -> Result<Self> {
        set.check()?;
        self.set = set;
        Ok(self)
    }

    /// What each of the upsets does to samples, each against the weights of the plan. `normalised` holds 48 numbers a
    /// sample, `u8.7`, as the converter makes them; an upset is the weights that change, each once.
    ///
    /// # Errors
    /// If `normalised` does not hold whole samples, or a weight does not exist or cannot have the number.
    pub fn run(&self, normalised: &[u8], upsets: &[Vec<WeightChange>]) -> Result<Vec<UpsetCounts>> {
        if !normalised.len().is_multiple_of(CELLS) {
            return Err(Error::mismatch("a sample has 48 normalised charges")
                .found(normalised.len())
                .allowed("a multiple of 48"));
        }
        for change in upsets.iter().flatten() {
            self.check(change)?;
        }
        let mut counts = vec![UpsetCounts::default(); upsets.len()];
        let work = Blocks { plan: self, normalised, upsets, counts: &mut counts };
        dispatch(self.set, work);
        Ok(counts)
    }

    /// Refuses a change that the network cannot have.
    fn check(&self, change: &WeightChange) -> Result<()> {
        let Some(tensor) = self.network.tensors().get(change.tensor.0) else {
            return Err(Error::unknown("no such weight tensor").found(change.tensor.0));
        };
        let holds = |format: Format| format.holds(change.value.into());
        if change.index >= tensor.len() || !tensor.number.format().is_some_and(holds) {
            return Err(Error::new("no such weight, or a number that it cannot have")
                .field(format!("{}[{}]", tensor.name, change.index))
                .found(change.value)
                .allowed(format!("{} weights, {}", tensor.len(), tensor.number)));
        }
        Ok(())
    }
}

/// The sums that every weight is a part of.
fn uses(network: &Typed) -> Vec<Vec<Vec<Use>>> {
    let mut uses: Vec<Vec<Vec<Use>>> = network.tensors().iter().map(|tensor| vec![Vec::new(); tensor.len()]).collect();
    for (id, rows) in network.sums().iter() {
        let Rows::Sums { kernel, bias, rows: list, terms } = rows else { continue };
        for (row, own) in list.iter().enumerate() {
            let place = Use { node: id.0 as u32, row: row as u32, input: None };
            if let Some(bias) = bias {
                uses[bias.0][own.bias as usize].push(place);
            }
            for term in own.of(terms) {
                uses[kernel.0][term.weight as usize].push(Use { input: Some(term.input), ..place });
            }
        }
    }
    uses
}

/// The sums of a node.
fn sum_step(network: &Typed, id: NodeId, sum: Sum, first: usize, held: &mut Held) -> SumStep {
    let (node, rows, ranges) = (network.node(id), network.sums().of(id), network.ranges());
    let places = channel_places(network, id, rows);
    let mut products = vec![Interval::ZERO; places.len()];
    let mut biases = vec![Interval::ZERO; places.len()];
    let mut totals = vec![Interval::ZERO; places.len()];
    let mut channels = Vec::with_capacity(node.len());
    if let Rows::Sums { kernel, bias, rows: list, terms } = rows {
        for (row, range) in list.iter().zip(ranges.sums(id)) {
            let channel = row.channel as usize;
            for &term in row.of(terms) {
                let weight = weight_range(network.tensor(*kernel), *kernel, None, term.weight as usize);
                products[channel] = products[channel].hull(ranges.product(term, weight));
            }
            if let Some(bias) = bias {
                let own = weight_range(network.tensor(*bias), *bias, None, row.bias as usize);
                biases[channel] = biases[channel].hull(own);
            }
            totals[channel] = totals[channel].hull(range.total).hull(range.partial);
            channels.push(row.channel);
        }
    }
    held.0 = products.iter().chain(&totals).fold(held.0, |held, &range| held.hull(range));
    // Exact sums are cast as a whole; their products and biases only move left.
    let added = match sum.products {
        Products::Cast => sum.format,
        Products::Exact => sum.format.with_overflow(Overflow::Never),
    };
    let product = (products.iter().zip(&places))
        .map(|(&products, places)| held.fit(products, added, places.product_drop))
        .collect();
    let bias =
        (biases.iter().zip(&places)).map(|(&biases, places)| held.fit(biases, added, places.bias_drop)).collect();
    let mut accumulators = Interval::ZERO;
    let mut into = Vec::with_capacity(places.len());
    for (&totals, places) in totals.iter().zip(&places) {
        accumulators = accumulators.hull(totals.fitted(sum.format, places.total_drop));
        // A sum that wraps is kept without its ends: any number may stand there before they are cut off.
        into.push(match (sum.products, sum.format.overflow) {
            (Products::Cast, Overflow::Wrap) => Fit { round: Round::Not, limit: Fit::limit_of(sum.format) },
            (Products::Cast, _) => Fit::NOT,
            (Products::Exact, _) => held.fit(totals, sum.format, places.total_drop),
        });
    }
    let format = node.number.format();
    let drop = sum.format.frac as i32 - node.number.places(0);
    let out = format.map_or(Fit::NOT, |format| held.fit(accumulators, format, drop));
    SumStep { first, sum, product, bias, into, out, channels }
}

/// Values that are made of others without weights. All of them are integers: [`AeBlock`] sees to it.
fn other_step(network: &Typed, node: &Node, rows: &Rows, held: &mut Held) -> OtherStep {
    let step = OtherStep { making: Making::Sum, rows: Vec::new(), sources: Vec::new() };
    let mut others = Others { network, node, step, held };
    match rows {
        Rows::Moved(sources) => sources.iter().for_each(|source| others.push(source.as_slice())),
        Rows::Mapped { function, first, .. } => {
            others.step.making = if *function == Function::Relu { Making::Relu } else { Making::Sum };
            (0..node.len() as u32).for_each(|at| others.push(&[first + at]));
        }
        Rows::Folded { fold, ends, inputs } => {
            others.step.making = if *fold == Fold::Largest { Making::Largest } else { Making::Sum };
            let mut from = 0;
            for &end in ends {
                others.push(&inputs[from..end as usize]);
                from = end as usize;
            }
        }
        Rows::Input | Rows::Sums { .. } | Rows::Normalised { .. } => {}
    }
    others.step
}

/// Values under construction that are made of others.
struct Others<'a> {
    network: &'a Typed,
    node: &'a Node,
    step: OtherStep,
    held: &'a mut Held,
}

impl Others<'_> {
    fn places_of(&self, value: u32) -> i32 {
        self.network.node(self.network.node_of(value)).number.places(0)
    }

    /// One value more, of these earlier ones.
    fn push(&mut self, sources: &[u32]) {
        let from = self.step.sources.len();
        let own_places = self.node.number.places(0);
        // Values to be added are brought to the most fractional bits of all; the largest is taken of equal ones.
        let common = sources.iter().map(|&source| self.places_of(source)).max().unwrap_or(own_places);
        let mut range = Interval::ZERO;
        for &source in sources {
            let up = (common - self.places_of(source)).unsigned_abs();
            let own = self.network.ranges().value(source as usize).shifted_up(up);
            range = match self.step.making {
                Making::Sum => range.plus(own),
                Making::Relu | Making::Largest => range.hull(own),
            };
            self.held.0 = self.held.0.hull(own).hull(range);
            self.step.sources.push((source, up));
        }
        let format = self.node.number.format();
        let fit = format.map_or(Fit::NOT, |format| self.held.fit(range, format, common - own_places));
        self.step.rows.push(OtherRow { from, to: self.step.sources.len(), fit });
    }
}

/// Samples at work.
struct Blocks<'a> {
    plan: &'a UpsetPlan,
    normalised: &'a [u8],
    upsets: &'a [Vec<WeightChange>],
    counts: &'a mut [UpsetCounts],
}

impl Work for Blocks<'_> {
    #[inline(always)]
    fn run<V: PairVector>(self) {
        match self.plan.width {
            Width::Half | Width::Word => self.run_in::<i32>(),
            Width::Long => self.run_in::<i64>(),
        }
    }
}

impl Blocks<'_> {
    #[inline(always)]
    fn run_in<N: PlaneLane>(self) {
        let mut memory = Memory::<N>::new(self.plan);
        for normalised in self.normalised.chunks(CELLS * BLOCK) {
            memory.begin(self.plan, normalised);
            for (changes, counts) in self.upsets.iter().zip(self.counts.iter_mut()) {
                memory.upset(self.plan, changes, counts);
            }
        }
    }
}

/// The planes of a block.
struct Memory<N> {
    /// Samples in the block.
    count: usize,
    /// Values and what was added up for sums, with the weights of the plan.
    values: Vec<N>,
    sums: Vec<N>,
    /// The same with changed weights, where they are others.
    new_values: Vec<N>,
    new_sums: Vec<N>,
    /// Whether a value is another, and whether a node has such a value.
    is_new: Vec<bool>,
    node_is_new: Vec<bool>,
    /// Sums of the node at hand that were begun.
    begun: Vec<u32>,
    is_begun: Vec<bool>,
    lanes: Vec<N>,
    more: Vec<N>,
    /// The bits that are others in any latent, and those of them that are sent.
    changed: Vec<u32>,
    changed_sent: Vec<u32>,
}

/// A plane of one value.
#[inline(always)]
fn plane<N>(planes: &[N], value: usize, count: usize) -> &[N] {
    &planes[value * BLOCK..][..count]
}

#[inline(always)]
fn plane_mut<N>(planes: &mut [N], value: usize, count: usize) -> &mut [N] {
    &mut planes[value * BLOCK..][..count]
}

/// A factor of a product before and after a change.
#[derive(Debug, Clone, Copy)]
struct Factors<'a, N> {
    old: &'a [N],
    new: &'a [N],
    old_weight: N,
    new_weight: N,
}

/// Takes a product out of a sum and puts another one in.
#[inline(always)]
fn replace<N: PlaneLane>(sum: &mut [N], factors: Factors<'_, N>, fit: Fit, lanes: &mut [N], more: &mut [N]) {
    let Factors { old, new, old_weight, new_weight } = factors;
    let shift = match fit {
        Fit { round: Round::Not, limit: Limit::Not } => Some(0),
        Fit { round: Round::Floor(by), limit: Limit::Not } => Some(by.min(N::BITS - 1) as usize),
        _ => None,
    };
    if let Some(shift) = shift {
        for ((sum, &old), &new) in sum.iter_mut().zip(old).zip(new) {
            let (out, put) = (old.wrapping_mul(&old_weight) >> shift, new.wrapping_mul(&new_weight) >> shift);
            *sum = sum.wrapping_add(&put.wrapping_sub(&out));
        }
        return;
    }
    let (lanes, more) = (&mut lanes[..sum.len()], &mut more[..sum.len()]);
    for ((out, put), (&old, &new)) in lanes.iter_mut().zip(more.iter_mut()).zip(old.iter().zip(new)) {
        (*out, *put) = (old.wrapping_mul(&old_weight), new.wrapping_mul(&new_weight));
    }
    fit.apply(lanes);
    fit.apply(more);
    for ((sum, out), put) in sum.iter_mut().zip(lanes).zip(more) {
        *sum = sum.wrapping_add(&put.wrapping_sub(out));
    }
}

/// A number as it is added.
#[inline(always)]
fn fitted<N: PlaneLane>(fit: Fit, number: i32) -> N {
    let mut one = [N::of(number.into())];
    fit.apply(&mut one);
    one[0]
}

/// Whether any lane is another.
#[inline(always)]
fn differ<N: PlaneLane>(one: &[N], other: &[N]) -> bool {
    one.iter().zip(other).fold(N::zero(), |all, (&one, &other)| all | (one ^ other)) != N::zero()
}

/// The number that a weight has after changes.
#[inline(always)]
fn changed_weight(changes: &[WeightChange], tensor: TensorId, index: usize, weight: i32) -> i32 {
    let own = changes.iter().find(|change| change.tensor == tensor && change.index == index);
    own.map_or(weight, |change| change.value)
}

impl<N: PlaneLane> Memory<N> {
    fn new(plan: &UpsetPlan) -> Self {
        let values = plan.network.values();
        let planes = |count: usize| vec![N::zero(); count * BLOCK];
        let [values_of, new_values, sums, new_sums] = [values, values, plan.sums, plan.sums].map(planes);
        Memory {
            count: 0,
            values: values_of,
            sums,
            new_values,
            new_sums,
            is_new: vec![false; values],
            node_is_new: vec![false; plan.steps.len()],
            begun: Vec::new(),
            is_begun: vec![false; plan.sums],
            lanes: vec![N::zero(); BLOCK],
            more: vec![N::zero(); BLOCK],
            changed: vec![0; BLOCK],
            changed_sent: vec![0; BLOCK],
        }
    }

    /// All values of a block with the weights of the plan.
    #[inline(always)]
    fn begin(&mut self, plan: &UpsetPlan, normalised: &[u8]) {
        self.count = normalised.len() / CELLS;
        for (lane, sample) in normalised.chunks_exact(CELLS).enumerate() {
            for (cell, &normalised) in sample.iter().enumerate() {
                self.values[cell * BLOCK + lane] = N::of(normalised.into());
            }
        }
        for (id, step) in plan.steps.iter().enumerate() {
            let node = plan.network.node(NodeId(id));
            match (step, plan.network.sums().of(NodeId(id))) {
                (Step::Sums(step), rows) => {
                    for row in 0..node.len() {
                        self.add_up(plan, step, rows, row, &[]);
                        self.finish(step, row);
                        plane_mut(&mut self.sums, step.first + row, self.count).copy_from_slice(plane(
                            &self.new_sums,
                            step.first + row,
                            self.count,
                        ));
                        plane_mut(&mut self.values, node.first + row, self.count)
                            .copy_from_slice(&self.lanes[..self.count]);
                    }
                }
                (Step::Others(step), _) => {
                    for row in 0..node.len() {
                        self.make(step, row);
                        plane_mut(&mut self.values, node.first + row, self.count)
                            .copy_from_slice(&self.lanes[..self.count]);
                    }
                }
                (Step::Input, _) => {}
            }
        }
    }

    /// What changed weights do to the block.
    #[inline(always)]
    fn upset(&mut self, plan: &UpsetPlan, changes: &[WeightChange], counts: &mut UpsetCounts) {
        let used = changes.iter().flat_map(|change| &plan.uses[change.tensor.0][change.index]);
        let Some(first) = used.map(|own| own.node as usize).min() else { return };
        for (id, step) in plan.steps.iter().enumerate().skip(first) {
            let node = plan.network.node(NodeId(id));
            let reads_new = node.inputs.iter().any(|input| self.node_is_new[input.0]);
            match step {
                Step::Sums(step) => self.new_sums_of(plan, NodeId(id), step, changes, reads_new),
                Step::Others(step) if reads_new => {
                    for row in 0..node.len() {
                        let own = &step.rows[row];
                        if step.sources[own.from..own.to].iter().any(|&(source, _)| self.is_new[source as usize]) {
                            self.make(step, row);
                            self.keep(NodeId(id), node.first + row);
                        }
                    }
                }
                Step::Others(_) | Step::Input => {}
            }
        }
        for &output in plan.network.outputs() {
            if self.node_is_new[output.0] {
                self.compare(plan, plan.network.node(output), counts);
            }
        }
        for (id, is_new) in self.node_is_new.iter_mut().enumerate().skip(first).filter(|(_, is_new)| **is_new) {
            self.is_new[plan.network.node(NodeId(id)).range()].fill(false);
            *is_new = false;
        }
    }

    /// The sums of a node that change.
    #[inline(always)]
    fn new_sums_of(&mut self, plan: &UpsetPlan, id: NodeId, step: &SumStep, changes: &[WeightChange], reads_new: bool) {
        let rows = plan.network.sums().of(id);
        let Rows::Sums { kernel, bias, rows: list, terms } = rows else { return };
        let weights = plan.weights.integers(*kernel);
        let node = plan.network.node(id);
        if reads_new {
            let own = changes.iter().any(|change| change.tensor == *kernel);
            for (row, one) in list.iter().enumerate() {
                for term in one.of(terms) {
                    let weight = weights[term.weight as usize];
                    let new_weight =
                        if own { changed_weight(changes, *kernel, term.weight as usize, weight) } else { weight };
                    let zero = weight == 0 && new_weight == 0;
                    if !zero && (self.is_new[term.input as usize] || weight != new_weight) {
                        self.replace_product(step, row, one.channel, term, [weight, new_weight]);
                    }
                }
            }
        } else {
            for change in changes.iter().filter(|change| change.tensor == *kernel) {
                let uses = plan.uses[kernel.0][change.index].iter().filter(|own| own.node as usize == id.0);
                for own in uses {
                    let Some(input) = own.input else { continue };
                    let term = Term { input, weight: change.index as u32 };
                    let (row, channel) = (own.row as usize, list[own.row as usize].channel);
                    self.replace_product(step, row, channel, &term, [weights[change.index], change.value]);
                }
            }
        }
        for change in changes.iter().filter(|change| Some(change.tensor) == *bias) {
            let uses = plan.uses[change.tensor.0][change.index].iter();
            for own in uses.filter(|own| own.node as usize == id.0 && own.input.is_none()) {
                let fit = step.bias[list[own.row as usize].channel as usize];
                let old = fitted::<N>(fit, plan.weights.integers(change.tensor)[change.index]);
                let more = fitted::<N>(fit, change.value).wrapping_sub(&old);
                self.begin_sum(step, own.row as usize);
                for sum in plane_mut(&mut self.new_sums, step.first + own.row as usize, self.count) {
                    *sum = sum.wrapping_add(&more);
                }
            }
        }
        for at in 0..self.begun.len() {
            let row = self.begun[at] as usize;
            self.is_begun[step.first + row] = false;
            if step.is_ordered() {
                self.add_up(plan, step, rows, row, changes);
            }
            self.finish(step, row);
            self.keep(id, node.first + row);
        }
        self.begun.clear();
    }

    /// Begins a new sum with the old one.
    #[inline(always)]
    fn begin_sum(&mut self, step: &SumStep, row: usize) {
        let at = step.first + row;
        if !self.is_begun[at] {
            self.is_begun[at] = true;
            self.begun.push(row as u32);
            plane_mut(&mut self.new_sums, at, self.count).copy_from_slice(plane(&self.sums, at, self.count));
        }
    }

    /// Puts a product in the place of that before.
    #[inline(always)]
    fn replace_product(&mut self, step: &SumStep, row: usize, channel: u32, term: &Term, weights: [i32; 2]) {
        self.begin_sum(step, row);
        if step.is_ordered() {
            return;
        }
        let input = term.input as usize;
        let old = plane(&self.values, input, self.count);
        let new = if self.is_new[input] { plane(&self.new_values, input, self.count) } else { old };
        let [old_weight, new_weight] = weights.map(|weight| N::of(weight.into()));
        let sum = plane_mut(&mut self.new_sums, step.first + row, self.count);
        let fit = step.product[channel as usize];
        replace(sum, Factors { old, new, old_weight, new_weight }, fit, &mut self.lanes, &mut self.more);
    }

    /// Adds up a sum in its order.
    #[inline(always)]
    fn add_up(&mut self, plan: &UpsetPlan, step: &SumStep, rows: &Rows, row: usize, changes: &[WeightChange]) {
        let Rows::Sums { kernel, bias, rows: list, terms } = rows else { return };
        let (own, weights) = (&list[row], plan.weights.integers(*kernel));
        let channel = own.channel as usize;
        let first = bias.map_or(0, |bias| {
            let index = own.bias as usize;
            changed_weight(changes, bias, index, plan.weights.integers(bias)[index])
        });
        let sum = plane_mut(&mut self.new_sums, step.first + row, self.count);
        sum.fill(fitted(step.bias[channel], first));
        let limit = if step.is_ordered() { Fit::limit_of(step.sum.format) } else { Limit::Not };
        for term in own.of(terms) {
            let input = term.input as usize;
            let index = term.weight as usize;
            let weight = N::of(changed_weight(changes, *kernel, index, weights[index]).into());
            let planes = if self.is_new[input] { &self.new_values } else { &self.values };
            let product = &mut self.lanes[..self.count];
            for (product, value) in product.iter_mut().zip(plane(planes, input, self.count)) {
                *product = value.wrapping_mul(&weight);
            }
            step.product[channel].apply(product);
            for (sum, product) in sum.iter_mut().zip(product) {
                *sum = sum.wrapping_add(product);
            }
            limit.apply(sum);
        }
    }

    /// The values of a sum that was added up, in the lanes.
    #[inline(always)]
    fn finish(&mut self, step: &SumStep, row: usize) {
        let lanes = &mut self.lanes[..self.count];
        lanes.copy_from_slice(plane(&self.new_sums, step.first + row, self.count));
        step.into[step.channels[row] as usize].apply(lanes);
        step.out.apply(lanes);
    }

    /// Values that are made of others, in the lanes.
    #[inline(always)]
    fn make(&mut self, step: &OtherStep, row: usize) {
        let own = &step.rows[row];
        let lanes = &mut self.lanes[..self.count];
        lanes.fill(N::zero());
        for (at, &(source, up)) in step.sources[own.from..own.to].iter().enumerate() {
            let planes = if self.is_new[source as usize] { &self.new_values } else { &self.values };
            let values = plane(planes, source as usize, self.count);
            match step.making {
                Making::Sum if at == 0 && up == 0 => lanes.copy_from_slice(values),
                Making::Sum => {
                    for (lane, &value) in lanes.iter_mut().zip(values) {
                        *lane = lane.wrapping_add(&(value << up as usize));
                    }
                }
                Making::Largest if at == 0 => lanes.copy_from_slice(values),
                Making::Relu | Making::Largest => {
                    for (lane, &value) in lanes.iter_mut().zip(values) {
                        *lane = (*lane).max(value);
                    }
                }
            }
        }
        own.fit.apply(lanes);
    }

    /// Keeps the lanes as the new plane of a value, if any is another.
    #[inline(always)]
    fn keep(&mut self, id: NodeId, value: usize) {
        let lanes = &self.lanes[..self.count];
        if differ(lanes, plane(&self.values, value, self.count)) {
            plane_mut(&mut self.new_values, value, self.count).copy_from_slice(lanes);
            self.is_new[value] = true;
            self.node_is_new[id.0] = true;
        }
    }

    /// Compares the latents of the block. They have at most 9 bits: sums over a block fit 32.
    #[inline(always)]
    fn compare(&mut self, plan: &UpsetPlan, node: &Node, counts: &mut UpsetCounts) {
        let (changed, changed_sent) = (&mut self.changed[..self.count], &mut self.changed_sent[..self.count]);
        changed.fill(0);
        changed_sent.fill(0);
        for (at, &sent) in node.range().zip(&plan.sent) {
            if !self.is_new[at] {
                continue;
            }
            let (old, new) = (plane(&self.values, at, self.count), plane(&self.new_values, at, self.count));
            let [mut latents, mut error, mut largest, mut saturated, mut bits] = [0u32; 5];
            let lanes = old.iter().zip(new).zip(changed.iter_mut().zip(changed_sent.iter_mut()));
            for ((&old, &new), (changed, changed_sent)) in lanes {
                let (old, new): (i32, i32) = (old.as_(), new.as_());
                let (difference, other) = (new.abs_diff(old), (new ^ old) as u32);
                let own = other & u32::from(sent);
                latents += u32::from(other != 0);
                error += difference;
                largest = largest.max(difference);
                saturated += u32::from(new == plan.top && other != 0);
                bits += own.count_ones();
                *changed |= other;
                *changed_sent |= own;
            }
            counts.latents += u64::from(latents);
            counts.error += u64::from(error);
            counts.largest = counts.largest.max(largest.into());
            counts.saturated += u64::from(saturated);
            counts.sent_bits += u64::from(bits);
        }
        counts.samples += u64::from(changed.iter().map(|&bits| u32::from(bits != 0)).sum::<u32>());
        counts.sent_samples += u64::from(changed_sent.iter().map(|&bits| u32::from(bits != 0)).sum::<u32>());
    }
}

#[cfg(test)]
mod tests;
