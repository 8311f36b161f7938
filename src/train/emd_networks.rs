//! Networks that give the earth mover's distance ([`LearnedEmd`]), trained on pairs of images with their exact
//! distances. The networks are those of Ecoder (docs/sources.md, Ecoder): convolutions on the two images side by side, dense
//! layers, one number; computed for both orders of the images, which are averaged.
//!
//! Batch normalisation uses the means and variances of the batch in training, and running ones of momentum 0.99 for
//! everything else, as Keras does. In the quantised variant, too, normalisations are in real numbers. The regularisation
//! of Ecoder (L2, 1e-4) is left out.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};
use tch::{Device, Kind, Tensor};

use super::checkpoint::Checkpoint;
use super::dataset::shuffle;
use super::nodes::torch;
use super::optim::{Optimizer, schedule};
use super::options::{Arithmetic, LearnedEmd, Loss, OptimizerKind, ScheduleKind};
use super::quantisers;
use super::trainer::Epoch;
use crate::chip::signals::PerCell;
use crate::data::cells::ROTATIONS;
use crate::error::{Error, Result};
use crate::network::CELLS;
use crate::nn::quantiser::{Alpha, Quantiser};
use crate::nn::{
    self, Function, Layer, Number, Op, Padding, Port, TensorRole, TensorSpec, Typed, WeightValues, Weights,
};
use crate::physics::emd::emd;
use crate::physics::learned_emd::image;
use crate::physics::statistics;

/// Rows and columns of the images.
const SIDE: usize = 4;

/// Places of an image.
const PLACES: usize = SIDE * SIDE;

/// Channels of both images together.
const CHANNELS: usize = 6;

/// The sizes of a network, as text `filters,kernel,units,dense layers,convolutions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmdShape {
    /// Filters of each convolution.
    pub filters: usize,
    /// Rows and columns of each kernel.
    pub kernel: usize,
    /// Units of each dense layer.
    pub units: usize,
    /// Dense layers before the last one.
    pub dense: usize,
    /// Convolutions.
    pub convolutions: usize,
}

const fn shape([filters, kernel, units, dense, convolutions]: [usize; 5]) -> EmdShape {
    EmdShape { filters, kernel, units, dense, convolutions }
}

/// The eight sizes that Ecoder kept of a grid of 384.
pub const PUBLISHED: [EmdShape; 8] = [
    shape([32, 5, 256, 1, 3]),
    shape([32, 5, 32, 1, 4]),
    shape([64, 5, 32, 1, 4]),
    shape([128, 5, 32, 1, 4]),
    shape([128, 5, 64, 1, 3]),
    shape([32, 5, 128, 1, 3]),
    shape([128, 3, 256, 1, 4]),
    shape([128, 5, 256, 1, 4]),
];

impl fmt::Display for EmdShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{},{}", self.filters, self.kernel, self.units, self.dense, self.convolutions)
    }
}

impl FromStr for EmdShape {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers: Vec<usize> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        let ends = [1..=128, 1..=7, 1..=1024, 0..=4, 1..=8];
        match <[usize; 5]>::try_from(numbers.as_slice()) {
            Ok(numbers)
                if text.split(',').count() == 5
                    && numbers.iter().zip(&ends).all(|(number, ends)| ends.contains(number))
                    && numbers[1] % 2 == 1 =>
            {
                Ok(shape(numbers))
            }
            _ => Err(Error::new("not the sizes of a network").field("sizes").found(text).allowed(
                "filters (1..=128), rows of the kernel (1, 3, 5 or 7), units (1..=1024), dense layers (0..=4), \
                 convolutions (1..=8): 32,5,32,1,4",
            )),
        }
    }
}

impl TryFrom<String> for EmdShape {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<EmdShape> for String {
    fn from(shape: EmdShape) -> String {
        shape.to_string()
    }
}

/// Numbers of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EmdVariant {
    /// Real numbers.
    Float,
    /// QKeras: kernels of convolutions `stochastic_ternary`, their biases `ternary`, dense layers `quantized_bits(3)`, the
    /// last one in real numbers.
    Quantised,
}

/// What the training minimises; t and p are true and predicted distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EmdLoss {
    /// ((p - t) / (t + 0.05))², whose root is close to the spread of the relative error.
    Relative,
    /// (ln(1 + p) - ln(1 + t))², p at least 0.
    Msle,
    /// (p - t)².
    Mse,
    /// (p - t)² / 2, beyond a difference of 1 linear.
    Huber,
}

/// Two images as networks read them ([`image`]) and their distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The images.
    pub images: [PerCell<f32>; 2],
    /// Their exact distance.
    pub distance: f32,
}

impl Pair {
    /// The pair of two sets of charges, post-MUX order, turned by a multiple of 120 degrees; `None` if one has none.
    pub fn of(first: &PerCell<f32>, second: &PerCell<f32>, turn: usize) -> Option<Self> {
        let rotation = &ROTATIONS[turn % ROTATIONS.len()];
        let [first, second] = [first, second].map(|charges| rotation.map(|cell| charges[usize::from(cell)]));
        let distance = emd(&first, &second)? as f32;
        Some(Pair { images: [image(&first)?, image(&second)?], distance })
    }
}

/// How one network is trained.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmdTraining {
    /// Its sizes.
    pub shape: EmdShape,
    /// Numbers of its weights.
    pub variant: EmdVariant,
    /// Loss.
    pub loss: EmdLoss,
    /// Epochs.
    pub epochs: usize,
    /// Pairs of a batch.
    pub batch: usize,
    /// Learning rate of Adam at the start; half a cosine leads to 0.
    pub learning_rate: f32,
    /// Seed of weights and order.
    pub seed: u64,
}

/// How well a network gives the distances of pairs: relative errors (p - t) / t of pairs with t above 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// Pairs.
    pub pairs: usize,
    /// Mean of the relative error.
    pub mean: f64,
    /// Its standard deviation.
    pub spread: f64,
}

impl Accuracy {
    /// Of true and predicted distances.
    pub fn of(pairs: &[(f64, f64)]) -> Self {
        let errors: Vec<f64> = pairs.iter().filter(|(t, _)| *t > 0.0).map(|(t, p)| (p - t) / t).collect();
        let (mean, spread) = statistics::mean_and_deviation(&errors).unwrap_or_default();
        Accuracy { pairs: errors.len(), mean, spread }
    }
}

/// True and predicted distances of pairs.
///
/// # Errors
/// None for whole pairs.
pub fn predicted(network: &LearnedEmd, pairs: &[Pair]) -> Result<Vec<(f64, f64)>> {
    let images: Vec<[PerCell<f32>; 2]> = pairs.iter().map(|pair| pair.images).collect();
    let found = network.distances(&images)?;
    Ok(pairs.iter().zip(found).map(|(pair, found)| (pair.distance.into(), found.into())).collect())
}

/// Epsilon of the normalisations, as in Keras.
const EPSILON: f64 = 1e-3;

/// Momentum of their running statistics.
const MOMENTUM: f32 = 0.99;

/// The description of a network. Both orders of the images go through layers with the same tensors.
///
/// # Errors
/// None for the sizes that [`EmdShape`] allows.
pub fn describe(shape: &EmdShape) -> Result<Typed> {
    let inputs = ["first", "second"].map(|name| Port {
        name: name.into(),
        shape: vec![SIDE, SIDE, CHANNELS / 2],
        number: Number::Float32,
    });
    let mut network = nn::Network {
        name: format!("emd-{}", shape.to_string().replace(',', "-")),
        inputs: inputs.into(),
        tensors: Vec::new(),
        layers: Vec::new(),
        outputs: vec!["distance".into()],
    };
    let mut ends = Vec::new();
    for (order, inputs) in [("ab", ["first", "second"]), ("ba", ["second", "first"])] {
        let mut branch = Branch { order, layers: &mut network.layers, inputs: inputs.map(str::to_owned).into() };
        branch.push("both", Op::Concat {});
        for number in 0..shape.convolutions {
            let name = format!("conv_{number}");
            let (weights, bias) = (format!("{name}_kernel"), Some(format!("{name}_bias")));
            let (kernel, filters) = ([shape.kernel; 2], shape.filters);
            let op = Op::Conv2d { kernel, stride: [1, 1], padding: Padding::Same, filters, weights, bias, sum: None };
            branch.push_block(&name, op);
        }
        for number in 0..shape.dense {
            let name = format!("dense_{number}");
            branch.push_block(&name, dense(&name, shape.units));
        }
        branch.push("base", dense("base", 1));
        ends.extend(branch.inputs);
    }
    network.layers.push(Layer { name: "orders".into(), inputs: ends, op: Op::Concat {}, output: None });
    let mean = Op::Dense { units: 1, weights: "mean_kernel".into(), bias: None, sum: None };
    network.layers.push(Layer { name: "distance".into(), inputs: vec!["orders".into()], op: mean, output: None });
    let layers = (0..shape.convolutions).map(|number| (format!("conv_{number}"), true));
    let layers = layers.chain((0..shape.dense).map(|number| (format!("dense_{number}"), true)));
    for (name, is_normalised) in layers.chain([("base".to_owned(), false)]) {
        let parts = ["kernel", "bias"].iter().chain(STATISTICS.iter().filter(|_| is_normalised));
        network.tensors.extend(parts.map(|part| TensorSpec::new(format!("{name}_{part}"), Number::Float32)));
    }
    network.tensors.push(TensorSpec::new("mean_kernel", Number::Float32));
    network.check()
}

/// The layers for one order of the images.
struct Branch<'a> {
    order: &'a str,
    layers: &'a mut Vec<Layer>,
    /// What the next layer reads.
    inputs: Vec<String>,
}

impl Branch<'_> {
    /// Adds a layer behind the last one.
    fn push(&mut self, name: &str, op: Op) {
        let name = format!("{name}_{}", self.order);
        let inputs = std::mem::replace(&mut self.inputs, vec![name.clone()]);
        self.layers.push(Layer { name, inputs, op, output: None });
    }

    /// Adds a layer with its normalisation and ReLU.
    fn push_block(&mut self, name: &str, op: Op) {
        self.push(name, op);
        let [scale, offset, mean, variance] = STATISTICS.map(|part| format!("{name}_{part}"));
        let epsilon_billionths = (EPSILON * 1e9) as u32;
        self.push(&format!("{name}_norm"), Op::BatchNorm { scale, offset, mean, variance, epsilon_billionths });
        self.push(&format!("{name}_relu"), Op::Activation { function: Function::Relu });
    }
}

/// What the tensors of a normalisation are called.
const STATISTICS: [&str; 4] = ["scale", "offset", "mean", "variance"];

/// A dense layer; from images it takes the values in their order.
fn dense(name: &str, units: usize) -> Op {
    Op::Dense { units, weights: format!("{name}_kernel"), bias: Some(format!("{name}_bias")), sum: None }
}

/// A training in progress.
pub struct EmdTrainer {
    /// How it trains.
    pub training: EmdTraining,
    network: Typed,
    /// Place of each tensor in the flat vector of all weights.
    ranges: Vec<Range<usize>>,
    quantisers: Vec<Option<Quantiser>>,
    /// Entries of the kernels of convolutions as matrices: those of the first, and those of all others.
    entries: [Tensor; 2],
    /// For each place of both images beside each other the value of the images one after the other.
    beside: Tensor,
    /// Everything that changes.
    pub state: Checkpoint,
}

impl EmdTrainer {
    /// A training from the start, or from a checkpoint.
    ///
    /// # Errors
    /// A checkpoint of another network.
    pub fn new(training: EmdTraining, resume: Option<Checkpoint>) -> Result<Self> {
        let network = describe(&training.shape)?;
        let mut ranges = Vec::new();
        for tensor in network.tensors() {
            let start = ranges.last().map_or(0, |range: &Range<usize>| range.end);
            ranges.push(start..start + tensor.len());
        }
        let quantisers = network.tensors().iter().map(|tensor| quantiser(training.variant, &tensor.name));
        let EmdShape { filters, kernel, .. } = training.shape;
        let beside: Vec<i64> = (0..PLACES * CHANNELS)
            .map(|at| {
                let (place, channel) = (at / CHANNELS, at % CHANNELS);
                (channel / 3 * CELLS + place * 3 + channel % 3) as i64
            })
            .collect();
        let mut trainer = EmdTrainer {
            training,
            quantisers: quantisers.collect::<Result<_>>()?,
            entries: [CHANNELS, filters].map(|channels| Tensor::from_slice(&entries(kernel, channels, filters))),
            beside: Tensor::from_slice(&beside),
            state: Checkpoint {
                epoch: 0,
                weights: Vec::new(),
                average: Vec::new(),
                offsets: Vec::new(),
                inputs: Vec::new(),
                best: Vec::new(),
                best_loss: f64::INFINITY,
                optimizer: Optimizer::new(OptimizerKind::Adam, 0.0, network.weight_count()),
                history: Vec::new(),
            },
            network,
            ranges,
        };
        match resume {
            None => {
                trainer.state.weights = trainer.start();
                trainer.state.best.clone_from(&trainer.state.weights);
            }
            Some(state) if state.weights.len() == trainer.network.weight_count() => trainer.state = state,
            Some(_) => return Err(Error::new("the checkpoint belongs to another network")),
        }
        Ok(trainer)
    }

    /// Weights at the start: uniform with the spread of Glorot, as in Keras; biases 0.
    fn start(&self) -> Vec<f32> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.training.seed);
        let mut weights = vec![0.0; self.network.weight_count()];
        for (tensor, range) in self.network.tensors().iter().zip(&self.ranges) {
            let own = &mut weights[range.clone()];
            match (tensor.name.rsplit_once('_').map_or("", |(_, part)| part), tensor.name.as_str()) {
                (_, "mean_kernel") => own.fill(0.5),
                ("scale" | "variance", _) => own.fill(1.0),
                ("kernel", _) => {
                    let fan_out = tensor.len() / tensor.fan_in.max(1);
                    let spread = (6.0 / (tensor.fan_in + fan_out) as f32).sqrt();
                    own.iter_mut().for_each(|weight| *weight = rng.random_range(-spread..spread));
                }
                _ => {}
            }
        }
        weights
    }

    /// True if all epochs are done.
    pub fn is_done(&self) -> bool {
        self.state.epoch >= self.training.epochs
    }

    /// One epoch, with its loss on the pairs of the validation.
    ///
    /// # Errors
    /// A loss that is not a number, and failures of libtorch.
    pub fn epoch(&mut self, train: &[Pair], validation: &[Pair]) -> Result<()> {
        let (epoch, training) = (self.state.epoch, self.training);
        let rate = training.learning_rate * schedule(ScheduleKind::Cosine, epoch, training.epochs);
        let mut rng = ChaCha8Rng::seed_from_u64(training.seed);
        rng.set_stream(1 + epoch as u64);
        let mut order: Vec<usize> = (0..train.len()).collect();
        shuffle(&mut order, &mut rng);
        let mut sum = 0.0;
        for batch in order.chunks(training.batch) {
            let pairs: Vec<&Pair> = batch.iter().map(|&at| &train[at]).collect();
            let value = self.step(&pairs, rate, &mut rng)?;
            if !value.is_finite() {
                return Err(Error::new(format!("the training diverged in epoch {epoch}: the loss is {value}"))
                    .hint("lower --learning-rate"));
            }
            sum += value * batch.len() as f64;
        }
        let found = predicted(&self.network(&self.state.weights)?, validation)?;
        let validated = found.iter().map(|&(t, p)| one_loss(training.loss, t, p)).sum::<f64>() / found.len() as f64;
        if validated < self.state.best_loss {
            self.state.best_loss = validated;
            self.state.best.clone_from(&self.state.weights);
        }
        self.state.history.push(Epoch {
            epoch,
            arithmetic: Arithmetic::Float,
            loss: Loss::learned_emd(training.loss.into()),
            learning_rate: rate,
            train: sum / train.len() as f64,
            train_cells: None,
            train_2x2: None,
            train_4x4: None,
            validation: validated,
            validation_cells: None,
            validation_2x2: None,
            validation_4x4: None,
            saturated: 0.0,
            zero: 0.0,
        });
        self.state.epoch += 1;
        Ok(())
    }

    /// The network with these weights, on their grids.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn network(&self, weights: &[f32]) -> Result<LearnedEmd> {
        let numbers = self.numbers(weights, None)?;
        let tensors = self.ranges.iter().map(|range| WeightValues::Reals(numbers[range.clone()].to_vec())).collect();
        LearnedEmd::new(&self.network, &Weights::new(&self.network, tensors)?)
    }

    /// The weights as the network computes with them.
    fn numbers(&self, weights: &[f32], mut draws: Option<&mut ChaCha8Rng>) -> Result<Vec<f32>> {
        let mut numbers = weights.to_vec();
        for ((tensor, range), quantiser) in self.network.tensors().iter().zip(&self.ranges).zip(&self.quantisers) {
            if let Some(quantiser) = quantiser {
                let own = quantisers::numbers(tensor, quantiser, &weights[range.clone()], draws.as_deref_mut())?;
                numbers[range.clone()].copy_from_slice(&own);
            }
        }
        Ok(numbers)
    }

    /// One step on some pairs; their mean loss before it.
    fn step(&mut self, pairs: &[&Pair], rate: f32, rng: &mut ChaCha8Rng) -> Result<f64> {
        let numbers = self.numbers(&self.state.weights, Some(rng))?;
        let leaves: Vec<Tensor> = (self.network.tensors().iter().zip(&self.ranges))
            .map(|(tensor, range)| {
                let shape: Vec<i64> = tensor.shape.iter().map(|&length| length as i64).collect();
                let leaf = Tensor::from_slice(&numbers[range.clone()]).view(shape.as_slice());
                leaf.set_requires_grad(tensor.role != TensorRole::Statistic && tensor.name != "mean_kernel")
            })
            .collect();
        let mut statistics = Vec::new();
        let found = self.forward(pairs, &leaves, &mut statistics);
        let truth: Vec<f32> = pairs.iter().map(|pair| pair.distance).collect();
        let loss = loss(self.training.loss, &Tensor::from_slice(&truth), &found).mean(Kind::Float);
        loss.f_backward().map_err(torch)?;
        let mut slope = vec![0f32; self.state.weights.len()];
        for (leaf, range) in leaves.iter().zip(&self.ranges) {
            let own = leaf.grad();
            if own.defined() {
                own.contiguous().f_copy_data(&mut slope[range.clone()], range.len()).map_err(torch)?;
            }
        }
        for (quantiser, range) in self.quantisers.iter().zip(&self.ranges) {
            let Some(quantiser) = quantiser else { continue };
            let weights = &self.state.weights[range.clone()];
            slope[range.clone()].iter_mut().zip(weights).for_each(|(slope, &at)| *slope *= quantiser.slope(at));
        }
        self.state.optimizer.step(&mut self.state.weights, &slope, rate);
        for (quantiser, range) in self.quantisers.iter().zip(&self.ranges) {
            let Some(end) = quantiser.map(|quantiser| quantiser.clip()) else { continue };
            self.state.weights[range.clone()].iter_mut().for_each(|weight| *weight = weight.clamp(-end, end));
        }
        for (tensor, values) in statistics {
            let range = self.ranges[tensor].clone();
            let mut now = vec![0f32; range.len()];
            values.contiguous().f_copy_data(&mut now, range.len()).map_err(torch)?;
            let own = self.state.weights[range].iter_mut().zip(now);
            own.for_each(|(kept, now)| *kept = MOMENTUM * *kept + (1.0 - MOMENTUM) * now);
        }
        Ok(loss.double_value(&[]))
    }

    /// Distances of pairs, with the means and variances of this batch, which are added to `statistics` with the numbers of
    /// their tensors.
    fn forward(&self, pairs: &[&Pair], leaves: &[Tensor], statistics: &mut Vec<(usize, Tensor)>) -> Tensor {
        let orders = [[0, 1], [1, 0]].map(|order: [usize; 2]| {
            let values = pairs.iter().flat_map(|pair| order.map(|at| pair.images[at])).flatten();
            Tensor::from_slice(&values.collect::<Vec<f32>>()).view([-1, 2 * CELLS as i64])
        });
        let mut values = Tensor::cat(&orders, 0).index_select(1, &self.beside);
        let EmdShape { filters, convolutions, dense, .. } = self.training.shape;
        let mut first = 0;
        for layer in 0..convolutions + dense {
            let (kernel, bias) = (&leaves[first], &leaves[first + 1]);
            let sums = if layer < convolutions {
                let zero = Tensor::zeros([1], (Kind::Float, Device::Cpu));
                let entries = &self.entries[usize::from(layer > 0)];
                let matrix = Tensor::cat(&[kernel.reshape([-1]), zero], 0).index_select(0, entries);
                let outputs = (PLACES * filters) as i64;
                values.matmul(&matrix.view([-1, outputs])) + bias.repeat([PLACES as i64])
            } else {
                values.matmul(&kernel.tr()) + bias
            };
            let channels = bias.size()[0];
            let rows = sums.view([-1, channels]);
            let mean = rows.mean_dim([0i64].as_slice(), false, Kind::Float);
            let variance = (&rows - &mean).square().mean_dim([0i64].as_slice(), false, Kind::Float);
            let normal = (rows - &mean) / (&variance + EPSILON).sqrt() * &leaves[first + 2] + &leaves[first + 3];
            statistics.push((first + 4, mean.detach()));
            statistics.push((first + 5, variance.detach()));
            values = normal.relu().view(sums.size().as_slice());
            first += 6;
        }
        let both = values.matmul(&leaves[first].tr()) + &leaves[first + 1];
        both.view([2, -1]).mean_dim([0i64].as_slice(), false, Kind::Float)
    }
}

/// Entries of the flat kernel (row, column, input channel, filter), or one past its end for zero, of a convolution as a
/// matrix from all values that it reads to all that it gives.
fn entries(kernel: usize, channels: usize, filters: usize) -> Vec<i64> {
    let zero = kernel * kernel * channels * filters;
    let mut entries = Vec::with_capacity(PLACES * channels * PLACES * filters);
    for (from, channel) in (0..PLACES).flat_map(|from| (0..channels).map(move |channel| (from, channel))) {
        for (to, filter) in (0..PLACES).flat_map(|to| (0..filters).map(move |filter| (to, filter))) {
            let taps = tap(kernel, from / SIDE, to / SIDE).zip(tap(kernel, from % SIDE, to % SIDE));
            let entry =
                taps.map_or(zero, |(row, column)| ((row * kernel + column) * channels + channel) * filters + filter);
            entries.push(entry as i64);
        }
    }
    entries
}

/// The tap of a kernel that leads along one axis from one place to another, if one does.
fn tap(kernel: usize, from: usize, to: usize) -> Option<usize> {
    (from + kernel / 2).checked_sub(to).filter(|&tap| tap < kernel)
}

/// The quantiser of a tensor, if it has one.
fn quantiser(variant: EmdVariant, tensor: &str) -> Result<Option<Quantiser>> {
    let (layer, part) = tensor.rsplit_once('_').unwrap_or((tensor, ""));
    match (variant, layer.split('_').next().unwrap_or(layer), part) {
        (EmdVariant::Float, ..) => Ok(None),
        (_, "conv", "kernel") => of_kernel("stochastic_ternary()"),
        (_, "conv", "bias") => Ok(Some(Quantiser::Ternary { alpha: Alpha::Unset, threshold: None })),
        (_, "dense", "kernel") => of_kernel("quantized_bits(3)"),
        (_, "dense", "bias") => Ok(Some("quantized_bits(3)".parse()?)),
        _ => Ok(None),
    }
}

fn of_kernel(text: &str) -> Result<Option<Quantiser>> {
    let (quantiser, _) = text.parse::<Quantiser>()?.of_kernel()?;
    Ok(Some(quantiser))
}

/// Added to the true distance in [`EmdLoss::Relative`]: pairs that are nearly equal do not decide.
const LEAST: f64 = 0.05;

/// The loss of each pair.
fn loss(kind: EmdLoss, truth: &Tensor, found: &Tensor) -> Tensor {
    let difference = found - truth;
    match kind {
        EmdLoss::Relative => (difference / (truth + LEAST)).square(),
        EmdLoss::Msle => (found.relu().log1p() - truth.log1p()).square(),
        EmdLoss::Mse => difference.square(),
        EmdLoss::Huber => found.huber_loss(truth, tch::Reduction::None, 1.0),
    }
}

/// The same for one pair.
fn one_loss(kind: EmdLoss, truth: f64, found: f64) -> f64 {
    let difference = found - truth;
    match kind {
        EmdLoss::Relative => (difference / (truth + LEAST)).powi(2),
        EmdLoss::Msle => (libm::log1p(found.max(0.0)) - libm::log1p(truth)).powi(2),
        EmdLoss::Mse => difference.powi(2),
        EmdLoss::Huber if difference.abs() <= 1.0 => difference.powi(2) / 2.0,
        EmdLoss::Huber => difference.abs() - 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random_pairs(seed: u64, count: usize) -> Vec<Pair> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut pairs = Vec::new();
        for turn in 0..count {
            let [first, second] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(0.0..1.0)));
            pairs.push(Pair::of(&first, &second, turn).unwrap());
        }
        pairs
    }

    /// A trainer after some more epochs.
    fn after(mut trainer: EmdTrainer, epochs: usize, pairs: &[Pair]) -> EmdTrainer {
        (0..epochs).for_each(|_| trainer.epoch(&pairs[..16], &pairs[16..]).unwrap());
        trainer
    }

    /// Without the running average the trainer's own pass is the description's.
    #[test]
    fn the_pass_of_the_trainer_is_the_description() {
        let pairs = random_pairs(3, 8);
        for variant in [EmdVariant::Float, EmdVariant::Quantised] {
            let training = EmdTraining {
                shape: "4,3,5,1,2".parse().unwrap(),
                variant,
                loss: EmdLoss::Huber,
                epochs: 1,
                batch: 8,
                learning_rate: 1e-3,
                seed: 1,
            };
            let mut trainer = EmdTrainer::new(training, None).unwrap();
            let numbers = trainer.numbers(&trainer.state.weights, None).unwrap();
            let leaf = |(tensor, range): (&nn::Tensor, &Range<usize>)| {
                let shape: Vec<i64> = tensor.shape.iter().map(|&length| length as i64).collect();
                Tensor::from_slice(&numbers[range.clone()]).view(shape.as_slice())
            };
            let leaves: Vec<Tensor> = trainer.network.tensors().iter().zip(&trainer.ranges).map(leaf).collect();
            let mut statistics = Vec::new();
            let found = trainer.forward(&pairs.iter().collect::<Vec<_>>(), &leaves, &mut statistics);
            for (tensor, values) in statistics {
                let range = trainer.ranges[tensor].clone();
                values.copy_data(&mut trainer.state.weights[range.clone()], range.len());
            }
            let network = trainer.network(&trainer.state.weights).unwrap();
            for (at, (_, expected)) in predicted(&network, &pairs).unwrap().into_iter().enumerate() {
                let found = found.double_value(&[at as i64]);
                assert!((found - expected).abs() < 1e-4 * (1.0 + expected.abs()), "{variant:?}: {found} {expected}");
            }
        }
    }

    /// A training that was stopped ends in the same weights.
    #[test]
    fn a_checkpoint_goes_on_to_the_same_weights() {
        let pairs = random_pairs(4, 24);
        let training = EmdTraining {
            shape: "3,3,4,1,1".parse().unwrap(),
            variant: EmdVariant::Quantised,
            loss: EmdLoss::Relative,
            epochs: 3,
            batch: 8,
            learning_rate: 1e-2,
            seed: 1,
        };
        let whole = after(EmdTrainer::new(training, None).unwrap(), 3, &pairs);
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("checkpoint.safetensors");
        after(EmdTrainer::new(training, None).unwrap(), 1, &pairs).state.write(&path, "").unwrap();
        let resumed = EmdTrainer::new(training, Some(Checkpoint::read(&path).unwrap().0)).unwrap();
        let resumed = after(resumed, 2, &pairs);
        assert!(whole.is_done() && resumed.is_done());
        assert_eq!(whole.state, resumed.state);
        let other = EmdTraining { shape: "4,3,4,1,1".parse().unwrap(), ..training };
        assert!(EmdTrainer::new(other, Some(resumed.state)).is_err());
    }

    #[test]
    fn sizes_are_read_as_they_are_written() {
        for shape in PUBLISHED {
            assert_eq!(shape.to_string().parse::<EmdShape>().unwrap(), shape);
            describe(&shape).unwrap();
        }
        for wrong in ["32,5,32,1", "32,4,32,1,4", "0,5,32,1,4", "256,5,32,1,4", "a,5,32,1,4", "32,5,32,1,4,"] {
            assert!(wrong.parse::<EmdShape>().is_err(), "{wrong}");
        }
    }
}
