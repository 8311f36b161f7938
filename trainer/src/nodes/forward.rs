//! Values of all nodes.

use econ_emu::error::{Error, Result};
use econ_emu::kernels::{BatchEncoder, FloatPlan};
use econ_emu::nn::{
    Format, Function, Node, NodeId, Overflow, Rounding, TensorId, WeightValues, Weights, fit_real, nearest, real,
};
use econ_emu::train::options::Arithmetic;
use econ_emu::train::quantisers;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use tch::{Device, Kind, Tensor};

use super::{Channels, Fit, Matrix, Nodes, Pick, Rule, Step, Windows, check_inputs};

/// Samples that a thread works on at a time.
const PIECE: usize = 512;

/// The weights of a step of the training as the network computes with them, made once for all threads.
pub struct StepNumbers {
    /// The numbers on the grid, in the order of the description; empty for real numbers, which are the weights.
    flat: Vec<f32>,
    plan: Plan,
}

/// What computes the integers.
enum Plan {
    /// Nothing: libtorch computes in single precision.
    None,
    /// The kernels of the chip's own shape.
    Chip(BatchEncoder),
    /// Those of any network.
    Any(FloatPlan),
}

/// What a forward pass leaves for the way back.
pub struct Tape {
    /// For each node the table of its values, rows x samples, where it is read.
    pub(super) values: Vec<Option<Tensor>>,
    /// For each node, what its format does to gradients.
    pub(super) slopes: Vec<Option<Slope>>,
    /// For each node, the weights that its gradients go through.
    pub(super) weights: Vec<Option<Through>>,
    statistics: Vec<(TensorId, Tensor)>,
}

/// Weights that gradients go through.
pub(super) enum Through {
    /// The matrix of sums, outputs x inputs.
    Matrix(Tensor),
    /// Scale, offset, mean and variance of each row, as columns.
    Statistics([Tensor; 4]),
}

/// What a number format does to gradients.
pub(super) enum Slope {
    /// Where what was fitted lay: -1 below the range, 0 inside, 1 above. Outside, a gradient passes if `leads_back`
    /// and the step against it leads back.
    Side { side: Tensor, leads_back: bool },
    /// 1 where it passes, else 0.
    Passes(Tensor),
}

impl StepNumbers {
    /// The weights on the grid, of the weights they were made of.
    fn on_grid<'a>(&'a self, weights: &'a [f32]) -> &'a [f32] {
        if self.flat.is_empty() { weights } else { &self.flat }
    }
}

impl Tape {
    /// The values of a node, rows x samples ([`Nodes::kept`]), if a gradient or an output needs them.
    pub fn values(&self, node: NodeId) -> Option<&Tensor> {
        self.values[node.0].as_ref()
    }

    /// Means and variances of the samples by which they were normalised, one for each channel, with the tensors that
    /// are to hold them; none where those were taken.
    pub fn statistics(&self) -> &[(TensorId, Tensor)] {
        &self.statistics
    }
}

impl Nodes {
    /// The weights on the grids of their formats, whatever quantisers tensors have: rounded to the nearest step, halves to even, clipped to the ends;
    /// real numbers as they are.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn quantised(&self, weights: &[f32]) -> Result<Weights> {
        let mut tensors = Vec::with_capacity(self.network.tensors().len());
        for id in self.network.tensor_ids() {
            let (tensor, own) = (self.network.tensor(id), &weights[self.range(id)]);
            if let Some(at) = own.iter().position(|weight| !weight.is_finite()) {
                return Err(Error::new("a weight is not a finite number: the training diverged")
                    .field(format!("{}[{at}]", tensor.name))
                    .found(own[at])
                    .hint("lower the learning rate, or clip gradients"));
            }
            tensors.push(match tensor.number.format() {
                None => WeightValues::Reals(own.to_vec()),
                Some(format) => {
                    let (low, high) = (format.min_raw() as f32, format.max_raw() as f32);
                    let scaled = own.iter().enumerate().map(|(at, weight)| weight * power(tensor.places(at)));
                    WeightValues::Integers(scaled.map(|raw| nearest(raw).clamp(low, high) as i32).collect())
                }
            });
        }
        Weights::new(&self.network, tensors)
    }

    /// The weights as the network computes with them, and what computes. With `draws`, in the arithmetic of QKeras,
    /// quantisers that draw do so.
    ///
    /// # Errors
    /// As [`Nodes::quantised`], and those of quantisers; in the chip's arithmetic, values of more than 32 bits.
    pub fn numbers(&self, weights: &[f32], mut draws: Option<&mut ChaCha8Rng>) -> Result<StepNumbers> {
        if self.arithmetic == Arithmetic::Float {
            return Ok(StepNumbers { flat: Vec::new(), plan: Plan::None });
        }
        let quantised = self.quantised(weights)?;
        let plan = match self.arithmetic {
            Arithmetic::Float | Arithmetic::Qkeras => Plan::None,
            Arithmetic::Chip => match BatchEncoder::new(&self.network, &quantised) {
                Some(encoder) => Plan::Chip(encoder),
                None => Plan::Any(FloatPlan::new(&self.network, &quantised).map_err(|reason| {
                    Error::new(format!("the trainer cannot compute this network in integers: {reason}"))
                        .field(self.network.name())
                        .hint("--arithmetic float trains it")
                })?),
            },
        };
        let mut flat = Vec::with_capacity(self.weight_count());
        for (id, values) in self.network.tensor_ids().zip(quantised.tensors()) {
            let tensor = self.network.tensor(id);
            if let Some(quantiser) = &tensor.quantiser {
                flat.extend(quantisers::numbers(tensor, quantiser, &weights[self.range(id)], draws.as_deref_mut())?);
                continue;
            }
            match values {
                WeightValues::Reals(values) => flat.extend(values),
                WeightValues::Integers(values) => {
                    flat.extend(values.iter().enumerate().map(|(at, &raw)| raw as f32 * power(-tensor.places(at))));
                }
            }
        }
        Ok(StepNumbers { flat, plan })
    }

    /// Values in the chip's arithmetic of samples whose inputs are integers in units of the last place of the one
    /// input: normalised charges.
    ///
    /// # Errors
    /// Samples that are not whole.
    pub fn forward_normalised(&self, numbers: &StepNumbers, normalised: &[u8]) -> Result<Tape> {
        let input = &self.network.inputs()[0];
        let step = real(1, input.number.places(0));
        let reals: Vec<f32> = normalised.iter().map(|&normalised| f32::from(normalised) * step).collect();
        let Plan::Chip(encoder) = &numbers.plan else { return self.forward(&[], numbers, &reals) };
        let layers = encoder.run(normalised)?;
        let samples = normalised.len() / input.len();
        let mut tape = self.tape();
        tape.values[0] = Some(self.table(&reals, input.len()).tr());
        for (id, sums) in [(encoder.activation(), &layers.conv_sums), (encoder.latent(), &layers.dense_sums)] {
            let number = self.network.node(id).number.format();
            let (values, sides) = number.map(|format| clamped(sums, format)).unwrap_or_default();
            tape.values[id.0] = Some(self.table(&values, samples));
            let side = self.table(&sides, samples);
            tape.slopes[id.0] = Some(Slope::Side { side, leads_back: self.steps[id.0].leaves });
        }
        self.add_weights(&mut tape, &numbers.flat);
        // Charges may be moved into an image that shows some of them twice, latents before they leave.
        for (node, step) in self.steps.iter().enumerate().filter(|(_, step)| step.is_read) {
            if let Rule::Moved(pick) = &step.rule {
                tape.values[node] = Some(self.picked(pick, &self.read(&tape, step)));
            }
        }
        Ok(tape)
    }

    /// Values of samples whose inputs are real numbers: sample after sample, each with the values of all inputs.
    ///
    /// # Errors
    /// Samples that are not whole.
    pub fn forward(&self, weights: &[f32], numbers: &StepNumbers, inputs: &[f32]) -> Result<Tape> {
        let nodes = self.network.inputs();
        let width: usize = nodes.iter().map(Node::len).sum();
        if !inputs.len().is_multiple_of(width) {
            return Err(Error::new("not a whole number of samples")
                .found(format!("{} input values", inputs.len()))
                .allowed(format!("a multiple of {width}")));
        }
        match (&numbers.plan, nodes[0].number.format()) {
            (Plan::Any(plan), _) => return self.integers(plan, numbers, inputs),
            (Plan::Chip(_), Some(format)) => {
                // Normalised charges have 8 bits, so the cast keeps all of them.
                let places = nodes[0].number.places(0);
                let normalised = inputs.iter().map(|&value| fit_real(format, places, value) as u8);
                return self.forward_normalised(numbers, &normalised.collect::<Vec<_>>());
            }
            _ => {}
        }
        let all = self.table(inputs, width).tr();
        match nodes {
            [_] => self.forward_tensors(weights, numbers, &[all]),
            nodes => {
                let split = nodes.iter().map(|node| all.narrow(0, node.first as i64, node.len() as i64));
                self.forward_tensors(weights, numbers, &split.collect::<Vec<_>>())
            }
        }
    }

    /// Values in real numbers or with the quantisers of QKeras. Inputs are tables of values x samples.
    ///
    /// # Errors
    /// Another number of inputs.
    pub fn forward_tensors(&self, weights: &[f32], numbers: &StepNumbers, inputs: &[Tensor]) -> Result<Tape> {
        check_inputs(&self.network, inputs.len())?;
        let _no_graph = tch::no_grad_guard();
        let weights = numbers.on_grid(weights);
        let mut tape = self.tape();
        for (node, step) in self.steps.iter().enumerate().filter(|(_, step)| step.is_read) {
            let made = match &step.rule {
                Rule::Input => inputs[node].shallow_clone(),
                Rule::Sums(matrix) => {
                    let entries = self.matrix(matrix, weights);
                    let sums = self.sums(matrix, &entries, &self.read(&tape, step), weights);
                    tape.weights[node] = self.sends(step).then_some(Through::Matrix(entries));
                    sums
                }
                Rule::Moved(pick) => self.picked(pick, &self.read(&tape, step)),
                Rule::Largest(windows) => windows.of(&self.read(&tape, step)).max_dim(1, false).0,
                Rule::Sum(windows) => self.folded(windows, &self.read(&tape, step)),
                Rule::Mean(windows) => self.folded(windows, &self.read(&tape, step)) / windows.size as f64,
                Rule::Product(windows) => windows.of(&self.read(&tape, step)).prod_dim_int(1, false, self.kind),
                Rule::Mapped { function, pick, axis } => {
                    let read = self.picked(pick, &self.read(&tape, step));
                    // A rectifier and its format are one: see `fitted`.
                    if *function == Function::Relu && step.fit.is_some() {
                        read
                    } else {
                        mapped(*function, *axis, &read)
                    }
                }
                Rule::Normalised { tensors, epsilon, pick, channels } => {
                    let read = self.picked(pick, &self.read(&tape, step));
                    let mut own = self.statistics(tensors, channels, weights);
                    if self.by_batch {
                        for (at, found) in (2..).zip(self.of_samples(tensors[2], channels, &read)) {
                            own[at] = found.index_select(0, channels).unsqueeze(1);
                            tape.statistics.push((tensors[at], found));
                        }
                    }
                    let [scale, offset, mean, variance] = &own;
                    let normal = (read - mean) / (variance + *epsilon).sqrt() * scale + offset;
                    tape.weights[node] = Some(Through::Statistics(own));
                    normal
                }
            };
            let made = match step.accumulator {
                Some(accumulator) => accumulator.rounded(&made, false),
                None => made,
            };
            let (values, slope) = match step.fit {
                Some(fit) => self.fitted(step, fit, &made),
                None => (made, None),
            };
            tape.values[node] = Some(values);
            tape.slopes[node] = slope;
        }
        Ok(tape)
    }

    /// Values by the kernels of integers, on all threads.
    fn integers(&self, plan: &FloatPlan, numbers: &StepNumbers, inputs: &[f32]) -> Result<Tape> {
        let _no_graph = tch::no_grad_guard();
        let width: usize = self.network.inputs().iter().map(Node::len).sum();
        let pieces: Vec<&[f32]> = inputs.chunks(PIECE * width).collect();
        let pieces = pieces.into_par_iter().map(|piece| plan.run_all(piece)).collect::<Result<Vec<_>>>()?;
        let samples = inputs.len() / width;
        let mut tape = self.tape();
        for (node, step) in self.steps.iter().enumerate().filter(|(_, step)| step.is_read) {
            let own = &self.network.nodes()[node];
            let step_of_number = real(1, own.number.places(0));
            let mut values = Vec::with_capacity(step.kept.len() * samples);
            for &row in &step.kept {
                for all in &pieces {
                    let count = all.reals.len() / self.network.values().max(1);
                    let place = (own.first + row) * count..(own.first + row + 1) * count;
                    match own.number.is_fixed() {
                        true => values.extend(all.integers[place].iter().map(|&raw| raw as f32 * step_of_number)),
                        false => values.extend(&all.reals[place]),
                    }
                }
            }
            let values = self.table(&values, samples);
            if let (Some(fit), true) = (step.fit, step.carries) {
                tape.slopes[node] = match &step.rule {
                    Rule::Mapped { function: function @ (Function::Linear | Function::Relu), pick, .. } => {
                        let read = self.picked(pick, &self.read(&tape, step));
                        Some(side(&read, fit, *function == Function::Relu, step.leaves))
                    }
                    _ => at_ends(&values, fit),
                };
            }
            tape.values[node] = Some(values);
        }
        self.add_weights(&mut tape, &numbers.flat);
        Ok(tape)
    }

    fn tape(&self) -> Tape {
        fn none<T>(steps: &[Step]) -> Vec<Option<T>> {
            steps.iter().map(|_| None).collect()
        }
        let steps = &self.steps;
        Tape { values: none(steps), slopes: none(steps), weights: none(steps), statistics: Vec::new() }
    }

    /// The weights that gradients go through.
    fn add_weights(&self, tape: &mut Tape, weights: &[f32]) {
        for (node, step) in self.steps.iter().enumerate().filter(|(_, step)| step.is_read) {
            if let Rule::Normalised { tensors, channels, .. } = &step.rule {
                tape.weights[node] = Some(Through::Statistics(self.statistics(tensors, channels, weights)));
            }
            if let Rule::Sums(matrix) = &step.rule {
                tape.weights[node] = self.sends(step).then(|| Through::Matrix(self.matrix(matrix, weights)));
            }
        }
    }

    /// A table from numbers row by row.
    fn table(&self, values: &[f32], columns: usize) -> Tensor {
        self.brought(Tensor::from_slice(values).view([-1, columns as i64]))
    }

    /// The same numbers where the others are. Small batches notice every call of libtorch, also one that has nothing
    /// to do.
    fn brought(&self, numbers: Tensor) -> Tensor {
        match (self.kind, self.device) {
            (Kind::Float, Device::Cpu) => numbers,
            (kind, device) => numbers.to_kind(kind).to_device(device),
        }
    }

    fn tensor(&self, id: TensorId, weights: &[f32]) -> Tensor {
        self.brought(Tensor::from_slice(&weights[self.range(id)]).view(self.shape(id).as_slice()))
    }

    /// The rows that a step reads, one node after the other.
    pub(super) fn read(&self, tape: &Tape, step: &Step) -> Tensor {
        let tables: Vec<&Tensor> = step.reads.iter().filter_map(|&read| tape.values[read].as_ref()).collect();
        match tables.as_slice() {
            [one] => one.shallow_clone(),
            tables => Tensor::cat(tables, 0),
        }
    }

    pub(super) fn picked(&self, pick: &Pick, table: &Tensor) -> Tensor {
        match pick {
            Pick::All => table.shallow_clone(),
            Pick::Rows(rows) => table.index_select(0, rows),
            Pick::RowsOrZero(rows) => {
                Tensor::cat(&[table, &self.zeros(&[1, table.size()[1]])], 0).index_select(0, rows)
            }
        }
    }

    fn folded(&self, windows: &Windows, table: &Tensor) -> Tensor {
        windows.of(table).sum_dim_intlist([1i64].as_slice(), false, self.kind)
    }

    /// The matrix of sums, outputs x inputs.
    fn matrix(&self, matrix: &Matrix, weights: &[f32]) -> Tensor {
        let kernel = self.tensor(matrix.kernel, weights);
        match &matrix.entries {
            None => kernel.view([matrix.outputs, matrix.inputs]),
            Some(entries) => {
                let flat = Tensor::cat(&[kernel.reshape([-1]), self.zeros(&[1])], 0);
                flat.index_select(0, entries).view([matrix.inputs, matrix.outputs]).tr()
            }
        }
    }

    fn sums(&self, matrix: &Matrix, entries: &Tensor, read: &Tensor, weights: &[f32]) -> Tensor {
        let Some(bias) = matrix.bias else { return entries.matmul(read) };
        let bias = self.tensor(bias, weights);
        let bias = match &matrix.channels {
            Channels::Own => bias,
            Channels::Cycle(_, list) | Channels::Listed(_, list) => bias.index_select(0, list),
        };
        bias.unsqueeze(1).addmm(entries, read)
    }

    /// Scale, offset, mean and variance of each row, as columns.
    fn statistics(&self, tensors: &[TensorId; 4], channels: &Tensor, weights: &[f32]) -> [Tensor; 4] {
        tensors.map(|id| self.tensor(id, weights).index_select(0, channels).unsqueeze(1))
    }

    /// Mean and variance of each channel over its rows and all samples; `tensor` has one number for each channel.
    fn of_samples(&self, tensor: TensorId, channels: &Tensor, read: &Tensor) -> [Tensor; 2] {
        let count = self.network.tensor(tensor).len() as i64;
        let mean = self.mean_of_channels(read, channels, count);
        let off = read - mean.index_select(0, channels).unsqueeze(1);
        let variance = self.mean_of_channels(&off.square(), channels, count);
        [mean, variance]
    }

    fn mean_of_channels(&self, table: &Tensor, channels: &Tensor, count: i64) -> Tensor {
        let rows = self.rows_of(channels, count);
        self.over_rows(&table.mean_dim([1i64].as_slice(), false, self.kind), channels, count) / rows
    }

    /// Values in the format of a node, and what it does to gradients.
    fn fitted(&self, step: &Step, fit: Fit, made: &Tensor) -> (Tensor, Option<Slope>) {
        let (rectified, leads_back) = match &step.rule {
            Rule::Mapped { function, .. } => (*function == Function::Relu, step.leaves),
            _ => (false, true),
        };
        if self.arithmetic == Arithmetic::Qkeras {
            let passes = rectified.then(|| {
                let above = made.gt(0.0);
                Slope::Passes(
                    fit.range().map_or_else(|| above.shallow_clone(), |(_, high)| above.logical_and(&made.le(high))),
                )
            });
            return (fit.rounded(made, rectified), passes.filter(|_| step.carries));
        }
        match fit.range() {
            Some((low, high)) => {
                let values = made.clamp(if rectified { low.max(0.0) } else { low }, high);
                let side = (made - &values).sign();
                (values, Some(Slope::Side { side, leads_back }))
            }
            None if rectified => (made.relu(), Some(Slope::Passes(made.ge(0.0)))),
            None => (made.shallow_clone(), None),
        }
    }
}

impl Windows {
    /// The values of all windows: rows x size x samples.
    pub(super) fn of(&self, table: &Tensor) -> Tensor {
        table.index_select(0, &self.rows).view([-1, self.size, table.size()[1]])
    }
}

impl Fit {
    /// Numbers in the format.
    fn rounded(&self, numbers: &Tensor, rectified: bool) -> Tensor {
        let scaled = numbers * self.scale;
        let rounded = match self.rounding {
            Rounding::Floor => scaled.floor(),
            // libtorch rounds halves to even.
            Rounding::HalfEven => scaled.round(),
            // Single precision may round the sum up to the next integer.
            Rounding::HalfUp => (scaled.to_kind(Kind::Double) + 0.5).floor().to_kind(numbers.kind()),
        };
        let rounded = if rectified { rounded.clamp_min(0.0) } else { rounded };
        let (low, high) = self.ends;
        let limited = match self.overflow {
            Overflow::Never | Overflow::Saturate => rounded.clamp(low, high),
            Overflow::Wrap => {
                let turns = 2f64.powi(self.bits as i32);
                let shift = if self.is_signed { turns / 2.0 } else { 0.0 };
                (rounded + shift).remainder(turns) - shift
            }
        };
        limited * (1.0 / self.scale)
    }
}

/// 2^places.
#[inline]
fn power(places: i32) -> f32 {
    real(1, -places)
}

/// Sums clamped to an unsigned format, and where they lay: -1 below it, 0 inside, 1 above.
fn clamped(sums: &[i32], format: Format) -> (Vec<f32>, Vec<f32>) {
    let (step, top) = (power(-(format.frac as i32)), i32::try_from(format.max_raw()).unwrap_or(i32::MAX));
    sums.iter().map(|&sum| (sum.clamp(0, top) as f32 * step, (sum > top) as i8 as f32 - (sum < 0) as i8 as f32)).unzip()
}

/// Where numbers lie that a format, perhaps of a rectifier, is to hold.
fn side(numbers: &Tensor, fit: Fit, rectified: bool, leads_back: bool) -> Slope {
    match fit.range() {
        Some((low, high)) => {
            let inside = numbers.clamp(if rectified { low.max(0.0) } else { low }, high);
            Slope::Side { side: (numbers - inside).sign(), leads_back }
        }
        None if rectified => Slope::Passes(numbers.ge(0.0)),
        None => Slope::Passes(numbers.ones_like().to_kind(Kind::Bool)),
    }
}

/// For numbers in a format that saturates, which are at its ends.
fn at_ends(numbers: &Tensor, fit: Fit) -> Option<Slope> {
    let (low, high) = fit.range().filter(|_| fit.overflow == Overflow::Saturate)?;
    let (above, below) = (numbers.ge(high).to_kind(numbers.kind()), numbers.le(low).to_kind(numbers.kind()));
    Some(Slope::Side { side: above - below, leads_back: true })
}

/// A function of real numbers, rows x samples; softmax of each group of `axis` rows.
fn mapped(function: Function, axis: i64, x: &Tensor) -> Tensor {
    match function {
        Function::Linear => x.shallow_clone(),
        Function::Relu => x.relu(),
        Function::LeakyRelu { slope_millionths } => {
            x.clamp_min(0.0) + x.clamp_max(0.0) * (f64::from(slope_millionths) * 1e-6)
        }
        Function::Tanh => x.tanh(),
        Function::Sigmoid => x.sigmoid(),
        Function::HardSigmoid => (x * 0.2 + 0.5).clamp(0.0, 1.0),
        Function::Gelu => x.gelu("none"),
        Function::Softmax => x.view([-1, axis, x.size()[1]]).softmax(1, x.kind()).view_as(x),
    }
}
