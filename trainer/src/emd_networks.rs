//! Networks that give the earth mover's distance ([`LearnedEmd`]), trained on pairs of images with their exact
//! distances. The networks are those of Ecoder (docs/sources.md, Ecoder): convolutions on the two images side by side, dense
//! layers, one number; computed for both orders of the images, which are averaged.
//!
//! Unlike those, ours read what the images do not share: where the first has more, and where the second has. The distance
//! depends on nothing else, since charge that both have in one cell stays there. What they give is then the mean way of
//! the charge that moves, and the distance is that times its share. Two equal images are 0 apart, whatever the weights.
//!
//! A pair is seen in a new form in every epoch: turned by a multiple of 120 degrees, which changes no distance, and in
//! half of all cases with the second image a part of the way nearer to the first, which leaves that part of the distance.
//!
//! Batch normalisation uses the means and variances of the batch in training, for each order of the images by itself, and
//! running ones of momentum 0.99 for everything else, as Keras does. In the quantised variant, too, normalisations are in
//! real numbers. The regularisation of Ecoder (L2, 1e-4) is left out.

use econ_emu::chip::signals::PerCell;
use econ_emu::data::cells::{ROTATIONS, TURNS};
use econ_emu::error::{Error, Result};
use econ_emu::network::CELLS;
use econ_emu::nn::quantiser::{Alpha, Quantiser};
use econ_emu::nn::{
    self, Format, Function, Layer, Number, Op, Overflow, Padding, Port, Rounding, TensorId, TensorSpec, Typed,
    WeightValues, Weights,
};
use econ_emu::physics::emd::emd;
use econ_emu::physics::learned_emd::{cells, image};
use econ_emu::physics::statistics;
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::emd::{EmdLoss, EmdShape, EmdTraining, EmdVariant};
use econ_emu::train::epoch::Epoch;
use econ_emu::train::optim::{Optimizer, schedule};
use econ_emu::train::options::{Arithmetic, LearnedEmd, Loss, OptimizerKind, ScheduleKind};
use econ_emu::train::quantisers;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use tch::{Device, Kind, Tensor};

use crate::dataset::shuffle;
use crate::nodes::{Nodes, Tape, torch};

/// Rows and columns of the images.
const SIDE: usize = 4;

/// Channels of an image.
const CHANNELS: usize = 3;

/// Two images as networks read them ([`image`]) and their distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The images.
    pub images: [PerCell<f32>; 2],
    /// Their exact distance.
    pub distance: f32,
}

impl Pair {
    /// The pair of two sets of charges, post-MUX order; `None` if one has none.
    pub fn of(first: &PerCell<f32>, second: &PerCell<f32>) -> Option<Self> {
        let distance = emd(first, second)? as f32;
        Some(Pair { images: [image(first)?, image(second)?], distance })
    }

    /// The pair with its images turned, and with the second image moved towards the first, so that only this part of the
    /// distance is left.
    fn seen(&self, turn: &PerCell<usize>, part: f32) -> Self {
        let [first, second] = self.images.map(|image| turn.map(|place| image[place]));
        let nearer = std::array::from_fn(|place| first[place] + part * (second[place] - first[place]));
        Pair { images: [first, nearer], distance: part * self.distance }
    }
}

/// For each turn by a multiple of 120 degrees the place of the image whose share comes to each place.
fn turns() -> [PerCell<usize>; TURNS] {
    let cells = cells();
    let mut places = [0; CELLS];
    cells.iter().enumerate().for_each(|(place, &cell)| places[cell] = place);
    ROTATIONS.map(|rotation| cells.map(|cell| places[usize::from(rotation[cell])]))
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

/// Of the distance of a pair that is seen with its second image nearer to the first, at least this part is left.
const LEAST_PART: f32 = 0.3;

/// Epsilon of the normalisations, as in Keras.
const EPSILON: f64 = 1e-3;

/// Momentum of their running statistics.
const MOMENTUM: f32 = 0.99;

/// The description of a network. Both orders of the images go through layers with the same tensors.
///
/// # Errors
/// None for the sizes that [`EmdShape`] allows.
pub fn describe(shape: &EmdShape, variant: EmdVariant) -> Result<Typed> {
    let inputs = ["first", "second"].map(|name| Port {
        name: name.into(),
        shape: vec![SIDE, SIDE, CHANNELS],
        number: Number::Float32,
    });
    let mut network = nn::Network {
        name: format!("emd-{}", shape.to_string().replace(',', "-")),
        inputs: inputs.into(),
        tensors: Vec::new(),
        layers: Vec::new(),
        outputs: vec!["distance".into()],
    };
    fn layer(name: &str, inputs: &[&str], op: Op) -> Layer {
        Layer { name: name.into(), inputs: inputs.iter().map(|&input| input.to_owned()).collect(), op, output: None }
    }
    // What one image has more than the other, by cell.
    for (name, from, other) in [("more", "first", "second"), ("less", "second", "first")] {
        let [minus, difference] = [format!("minus_{other}"), format!("{name}_difference")];
        network.layers.push(layer(&minus, &[other], Op::Affine { weights: MINUS.into(), bias: None, sum: None }));
        network.layers.push(layer(&difference, &[from, &minus], Op::Add {}));
        network.layers.push(layer(name, &[&difference], Op::Activation { function: Function::Relu }));
    }
    let mut ends = Vec::new();
    for (order, inputs) in [("ab", ["more", "less"]), ("ba", ["less", "more"])] {
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
        if variant == EmdVariant::Quantised {
            branch.push("fitted", Op::Activation { function: Function::Linear });
            branch.layers.iter_mut().last().into_iter().for_each(|layer| layer.output = Some(FITTED.into()));
        }
        branch.push("base", dense("base", 1));
        ends.extend(branch.inputs);
    }
    fn one(weights: &str) -> Op {
        Op::Dense { units: 1, weights: weights.into(), bias: None, sum: None }
    }
    network.layers.push(Layer { name: "orders".into(), inputs: ends, op: Op::Concat {}, output: None });
    network.layers.push(layer("way", &["orders"], one(HALVES)));
    network.layers.push(layer("moved", &["more"], one(ONES)));
    network.layers.push(layer("distance", &["way", "moved"], Op::Multiply {}));
    let layers = (0..shape.convolutions).map(|number| (format!("conv_{number}"), true));
    let layers = layers.chain((0..shape.dense).map(|number| (format!("dense_{number}"), true)));
    for (name, is_normalised) in layers.chain([("base".to_owned(), false)]) {
        let parts = ["kernel", "bias"].iter().chain(STATISTICS.iter().filter(|_| is_normalised));
        network.tensors.extend(parts.map(|part| TensorSpec::new(format!("{name}_{part}"), Number::Float32)));
    }
    network.tensors.extend(FIXED.map(|(name, _)| TensorSpec::new(name, Number::Float32)));
    network.check()
}

/// Tensors that are not trained: what turns an image into its negative, what gives the mean of both orders, and what adds
/// up an image.
const FIXED: [(&str, f32); 3] = [(MINUS, -1.0), (HALVES, 0.5), (ONES, 1.0)];
const MINUS: &str = "minus";
const HALVES: &str = "halves";
const ONES: &str = "ones";

/// `quantized_bits(20,5)`.
const FITTED: Format = Format::signed(20, 14).with_rounding(Rounding::HalfEven).with_overflow(Overflow::Saturate);

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
    nodes: Nodes,
    quantisers: Vec<Option<Quantiser>>,
    turns: [PerCell<usize>; TURNS],
    /// Everything that changes.
    pub state: Checkpoint,
}

impl EmdTrainer {
    /// A training from the start, or from a checkpoint.
    ///
    /// # Errors
    /// Layers that are too large for the trainer, and a checkpoint of another network.
    pub fn new(training: EmdTraining, resume: Option<Checkpoint>) -> Result<Self> {
        let network = describe(&training.shape, training.variant)?;
        // Numbers come on their grids; what is left are the values of activations.
        let nodes = Nodes::new(&network, Arithmetic::Qkeras, false, Device::Cpu)?.by_batch();
        let quantisers = network.tensors().iter().map(|tensor| quantiser(training.variant, &tensor.name));
        let mut trainer = EmdTrainer {
            training,
            quantisers: quantisers.collect::<Result<_>>()?,
            turns: turns(),
            state: Checkpoint::begin(Optimizer::new(OptimizerKind::Adam, 0.0, nodes.weight_count()), Vec::new()),
            nodes,
        };
        match resume {
            None => {
                trainer.state.weights = trainer.start();
                trainer.state.best.clone_from(&trainer.state.weights);
            }
            Some(state) if state.weights.len() == trainer.nodes.weight_count() => trainer.state = state,
            Some(_) => return Err(Error::new("the checkpoint belongs to another network")),
        }
        Ok(trainer)
    }

    /// Weights at the start: uniform with the spread of Glorot, as in Keras; biases 0.
    fn start(&self) -> Vec<f32> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.training.seed);
        let mut weights = vec![0.0; self.nodes.weight_count()];
        for id in self.tensors() {
            let (tensor, own) = (self.nodes.network().tensor(id), &mut weights[self.nodes.range(id)]);
            if let Some((_, fixed)) = FIXED.iter().find(|(name, _)| tensor.name == *name) {
                own.fill(*fixed);
                continue;
            }
            match tensor.name.rsplit_once('_').map_or("", |(_, part)| part) {
                "scale" | "variance" => own.fill(1.0),
                "kernel" => {
                    let fan_out = tensor.len() / tensor.fan_in.max(1);
                    let spread = (6.0 / (tensor.fan_in + fan_out) as f32).sqrt();
                    own.iter_mut().for_each(|weight| *weight = rng.random_range(-spread..spread));
                }
                _ => {}
            }
        }
        weights
    }

    fn tensors(&self) -> impl Iterator<Item = TensorId> + use<> {
        self.nodes.network().tensor_ids()
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
            let seen = batch.iter().map(|&at| {
                let turn = rng.random_range(0..TURNS);
                let part = if rng.random() { rng.random_range(LEAST_PART..1.0) } else { 1.0 };
                train[at].seen(&self.turns[turn], part)
            });
            let pairs: Vec<Pair> = seen.collect();
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
        self.state.history.push(Epoch::of_losses(
            epoch,
            (Arithmetic::Float, Loss::learned_emd(training.loss.into())),
            rate,
            [sum / train.len() as f64, validated],
        ));
        self.state.epoch += 1;
        Ok(())
    }

    /// The network with these weights, on their grids.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn network(&self, weights: &[f32]) -> Result<LearnedEmd> {
        let numbers = self.numbers(weights, None)?;
        let tensors = self.tensors().map(|id| WeightValues::Reals(numbers[self.nodes.range(id)].to_vec())).collect();
        LearnedEmd::new(self.nodes.network(), &Weights::new(self.nodes.network(), tensors)?)
    }

    /// The weights as the network computes with them.
    fn numbers(&self, weights: &[f32], mut draws: Option<&mut ChaCha8Rng>) -> Result<Vec<f32>> {
        let mut numbers = weights.to_vec();
        for (id, quantiser) in self.tensors().zip(&self.quantisers) {
            if let Some(quantiser) = quantiser {
                let (tensor, range) = (self.nodes.network().tensor(id), self.nodes.range(id));
                let own = quantisers::numbers(tensor, quantiser, &weights[range.clone()], draws.as_deref_mut())?;
                numbers[range].copy_from_slice(&own);
            }
        }
        Ok(numbers)
    }

    /// One step on some pairs; their mean loss before it.
    fn step(&mut self, pairs: &[Pair], rate: f32, rng: &mut ChaCha8Rng) -> Result<f64> {
        let numbers = self.numbers(&self.state.weights, Some(rng))?;
        let tape = self.pass(pairs, &numbers)?;
        let output = self.nodes.network().outputs()[0];
        let no_distance = || Error::new("the network gives no distance");
        let found = tape.values(output).ok_or_else(no_distance)?.detach().set_requires_grad(true);
        let truth: Vec<f32> = pairs.iter().map(|pair| pair.distance).collect();
        let loss = loss(self.training.loss, &Tensor::from_slice(&truth).view_as(&found), &found).mean(Kind::Float);
        loss.f_backward().map_err(torch)?;
        let slopes = self.nodes.backward(&tape, &[found.grad()])?;
        let mut slope = vec![0f32; self.state.weights.len()];
        for (id, own) in self.tensors().zip(slopes.tensors) {
            let is_fixed = FIXED.iter().any(|(name, _)| self.nodes.network().tensor(id).name == *name);
            if let (Some(own), false) = (own, is_fixed) {
                copy(&own, &mut slope[self.nodes.range(id)])?;
            }
        }
        for (id, quantiser) in self.tensors().zip(&self.quantisers) {
            let Some(quantiser) = quantiser else { continue };
            let weights = &self.state.weights[self.nodes.range(id)];
            slope[self.nodes.range(id)].iter_mut().zip(weights).for_each(|(slope, &at)| *slope *= quantiser.slope(at));
        }
        self.state.optimizer.step(&mut self.state.weights, &slope, rate);
        for (id, quantiser) in self.tensors().zip(&self.quantisers) {
            let Some(end) = quantiser.map(|quantiser| quantiser.clip()) else { continue };
            self.state.weights[self.nodes.range(id)].iter_mut().for_each(|weight| *weight = weight.clamp(-end, end));
        }
        for (id, values) in tape.statistics() {
            let range = self.nodes.range(*id);
            let mut now = vec![0f32; range.len()];
            copy(values, &mut now)?;
            let own = self.state.weights[range].iter_mut().zip(now);
            own.for_each(|(kept, now)| *kept = MOMENTUM * *kept + (1.0 - MOMENTUM) * now);
        }
        Ok(loss.double_value(&[]))
    }

    /// The network on pairs, with weights on their grids.
    fn pass(&self, pairs: &[Pair], numbers: &[f32]) -> Result<Tape> {
        let images = [0, 1].map(|at| {
            let values: Vec<f32> = pairs.iter().flat_map(|pair| pair.images[at]).collect();
            Tensor::from_slice(&values).view([-1, CELLS as i64]).tr()
        });
        self.nodes.forward_tensors(numbers, &self.nodes.numbers(numbers, None)?, &images)
    }
}

/// Brings the numbers of a tensor.
fn copy(tensor: &Tensor, numbers: &mut [f32]) -> Result<()> {
    tensor.contiguous().f_copy_data(numbers, numbers.len()).map_err(torch)
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
    use econ_emu::train::emd::PUBLISHED;

    use super::*;

    fn random_pairs(seed: u64, count: usize) -> Vec<Pair> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut pairs = Vec::new();
        for _ in 0..count {
            let [first, second] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(0.0..1.0)));
            pairs.push(Pair::of(&first, &second).unwrap());
        }
        pairs
    }

    /// A trainer after some more epochs.
    fn after(mut trainer: EmdTrainer, epochs: usize, pairs: &[Pair]) -> EmdTrainer {
        (0..epochs).for_each(|_| trainer.epoch(&pairs[..16], &pairs[16..]).unwrap());
        trainer
    }

    /// With the means and variances of a batch in place of running ones, the network gives what the trainer computes.
    #[test]
    fn the_pass_of_the_trainer_is_the_network() {
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
            // Both orders of the images in every batch: their means and variances are then the same.
            let both = pairs.iter().flat_map(|pair| {
                let [first, second] = pair.images;
                [pair.clone(), Pair { images: [second, first], ..pair.clone() }]
            });
            let both: Vec<Pair> = both.collect();
            let numbers = trainer.numbers(&trainer.state.weights, None).unwrap();
            let tape = trainer.pass(&both, &numbers).unwrap();
            for (id, values) in tape.statistics() {
                let range = trainer.nodes.range(*id);
                copy(values, &mut trainer.state.weights[range]).unwrap();
            }
            let found = tape.values(trainer.nodes.network().outputs()[0]).unwrap();
            let network = trainer.network(&trainer.state.weights).unwrap();
            for (at, (_, expected)) in predicted(&network, &both).unwrap().into_iter().enumerate() {
                let found = found.double_value(&[0, at as i64]);
                assert!((found - expected).abs() < 1e-4 * (1.0 + expected.abs()), "{variant:?}: {found} {expected}");
            }
            let same: Vec<[PerCell<f32>; 2]> = pairs.iter().map(|pair| [pair.images[0]; 2]).collect();
            assert!(network.distances(&same).unwrap().iter().all(|&distance| distance == 0.0));
        }
    }

    /// A pair in any of the forms in which it is seen has the distance that goes with it.
    #[test]
    fn pairs_are_seen_with_their_distances() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let [first, second]: [PerCell<f32>; 2] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random::<f32>()));
        let pair = Pair::of(&first, &second).unwrap();
        for (turn, rotation) in turns().iter().zip(ROTATIONS) {
            let turned = [first, second].map(|charges| rotation.map(|cell| charges[usize::from(cell)]));
            let expected = Pair::of(&turned[0], &turned[1]).unwrap();
            let seen = pair.seen(turn, 1.0);
            let pairs = seen.images.as_flattened().iter().zip(expected.images.as_flattened());
            assert!(pairs.map(|(seen, expected)| (seen - expected).abs()).all(|off| off < 1e-6));
            assert!((seen.distance - expected.distance).abs() < 1e-4 * seen.distance);
            let nearer = pair.seen(turn, 0.4);
            let of_cells = |image: &PerCell<f32>| {
                let mut charges = [0.0; CELLS];
                cells().into_iter().zip(image).for_each(|(cell, &share)| charges[cell] = share);
                charges
            };
            let [first, second] = nearer.images.each_ref().map(of_cells);
            let exact = emd(&first, &second).unwrap() as f32;
            assert!((nearer.distance - exact).abs() < 1e-4 * exact, "{} {exact}", nearer.distance);
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
            describe(&shape, EmdVariant::Quantised).unwrap();
        }
        for wrong in ["32,5,32,1", "32,4,32,1,4", "0,5,32,1,4", "256,5,32,1,4", "a,5,32,1,4", "32,5,32,1,4,"] {
            assert!(wrong.parse::<EmdShape>().is_err(), "{wrong}");
        }
    }
}
