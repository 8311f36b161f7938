//! Training of autoencoders of jets, in real numbers.

use econ_emu::error::{Error, Result};
use econ_emu::jets::model::{JetCoder, JetModel, JetNetwork};
use econ_emu::jets::shape::JetShape;
use econ_emu::jets::training::{JetTraining, TRIED_RATES, tried_rate};
use econ_emu::nn::{Function, Typed, WeightValues, Weights};
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::epoch::Epoch;
use econ_emu::train::optim::Optimizer;
use econ_emu::train::options::{Arithmetic, LossTerm, OptimizerKind};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tch::{Device, Kind, Tensor};

use crate::nodes::{Nodes, torch};

/// Jets whose loss is computed together.
const PIECE: usize = 1 << 13;

/// How much of the loss before a step stays in the smoothed loss of tried rates, and how far it may rise above its least.
const SMOOTH: f64 = 0.9;
const TOO_FAR: f64 = 4.0;

/// A training.
pub struct JetTrainer {
    /// How it trains.
    pub training: JetTraining,
    /// Encoder and decoder.
    parts: [Typed; 2],
    nodes: Nodes,
    /// Everything that changes.
    pub state: Checkpoint,
}

impl JetTrainer {
    /// A training from the start, or from a checkpoint.
    ///
    /// # Errors
    /// Layers that are too large for the trainer, and a checkpoint of another network.
    pub fn new(training: JetTraining, resume: Option<Checkpoint>) -> Result<Self> {
        let shape: JetShape = training.shape.parse()?;
        let parts = shape.describe(NAME, Function::Tanh)?;
        let whole = shape.describe_whole(NAME, Function::Tanh).check()?;
        let nodes = Nodes::new(&whole, Arithmetic::Float, false, Device::Cpu)?;
        let state = match resume {
            Some(state) if state.weights.len() == nodes.weight_count() => state,
            Some(_) => return Err(Error::mismatch("the checkpoint belongs to another network")),
            None => {
                let weights = start(&nodes, training.seed);
                let optimizer = Optimizer::new(OptimizerKind::AdamW, training.weight_decay, weights.len());
                Checkpoint::begin(optimizer, weights)
            }
        };
        Ok(JetTrainer { training, parts, nodes, state })
    }

    /// Whether all epochs are done, or enough have been without a better validation loss.
    pub fn is_done(&self) -> bool {
        let best = self.best_epoch().unwrap_or(0);
        self.state.epoch >= self.training.epochs || self.training.is_enough((self.state.epoch).saturating_sub(best + 1))
    }

    /// The epoch with the lowest validation loss.
    pub fn best_epoch(&self) -> Option<usize> {
        self.state.history.iter().position(|epoch| epoch.validation == self.state.best_loss)
    }

    /// The model with the best weights so far.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn best(&self) -> Result<JetModel> {
        self.model(&self.state.best)
    }

    fn model(&self, weights: &[f32]) -> Result<JetModel> {
        let (encoder, decoder) = weights.split_at(self.parts[0].weight_count());
        let [encoder, decoder] = [(&self.parts[0], encoder), (&self.parts[1], decoder)].map(with_weights);
        JetModel::new(NAME, self.training.columns.clone(), encoder?, decoder?)
    }

    /// One epoch on scaled jets, with its loss on those of the validation.
    ///
    /// # Errors
    /// A loss that is not a number, and failures of libtorch.
    pub fn epoch(&mut self, train: &[f32], validation: &[f32]) -> Result<()> {
        let (epoch, width) = (self.state.epoch, self.training.columns.len());
        let mut rng = ChaCha8Rng::seed_from_u64(self.training.seed);
        rng.set_stream(1 + epoch as u64);
        let mut order: Vec<usize> = (0..train.len() / width).collect();
        order.shuffle(&mut rng);
        let steps = order.len().div_ceil(self.training.batch);
        let (mut sum, mut rate) = (0.0, 0.0);
        for (step, batch) in order.chunks(self.training.batch).enumerate() {
            rate = self.training.rate(epoch * steps + step, self.training.epochs * steps);
            let jets: Vec<f32> = batch.iter().flat_map(|&at| &train[at * width..][..width]).copied().collect();
            let loss = self.step(&jets, rate)?;
            if !loss.is_finite() {
                return Err(Error::new(format!("the training diverged in epoch {epoch}: the loss is {loss}"))
                    .hint("lower --learning-rate"));
            }
            sum += loss * batch.len() as f64;
        }
        let validated = loss(&self.model(&self.state.weights)?.coder()?, validation)?;
        if validated < self.state.best_loss {
            self.state.best_loss = validated;
            self.state.best.clone_from(&self.state.weights);
        }
        self.state.history.push(Epoch::of_losses(
            epoch,
            (Arithmetic::Float, LossTerm::Mse.into()),
            rate,
            [sum / order.len() as f64, validated],
        ));
        self.state.epoch += 1;
        Ok(())
    }

    /// One step on scaled jets; their loss before it.
    fn step(&mut self, jets: &[f32], rate: f32) -> Result<f64> {
        let weights = &self.state.weights;
        let truth = Tensor::from_slice(jets).view([-1, self.training.columns.len() as i64]).tr();
        let tape =
            self.nodes.forward_tensors(weights, &self.nodes.numbers(weights, None)?, &[truth.shallow_clone()])?;
        let output = tape.values(self.nodes.network().outputs()[0]);
        let found = output.ok_or_else(|| Error::new("the network gives nothing"))?.detach();
        let away = found - truth;
        let slope = &away * (2.0 / jets.len() as f64);
        let slopes = self.nodes.backward(&tape, &[slope])?;
        let mut gradient = vec![0f32; weights.len()];
        for (id, own) in self.nodes.network().tensor_ids().zip(slopes.tensors) {
            if let Some(own) = own {
                let range = self.nodes.range(id);
                own.contiguous().f_copy_data(&mut gradient[range.clone()], range.len()).map_err(torch)?;
            }
        }
        self.state.optimizer.step(&mut self.state.weights, &gradient, rate);
        Ok(away.square().mean(Kind::Double).double_value(&[]))
    }

    /// Learning rates, each tried with a step from where the one before it led, with the smoothed loss; ends where that
    /// rises far above its least.
    ///
    /// # Errors
    /// Failures of libtorch.
    pub fn try_rates(mut self, train: &[f32]) -> Result<Vec<(f32, f64)>> {
        let width = self.training.columns.len();
        let mut rng = ChaCha8Rng::seed_from_u64(self.training.seed);
        let (mut tried, mut sum, mut least) = (Vec::new(), 0.0, f64::INFINITY);
        for step in 0..TRIED_RATES.2 {
            let mut jets = Vec::with_capacity(self.training.batch * width);
            for _ in 0..self.training.batch {
                jets.extend_from_slice(&train[rng.random_range(0..train.len() / width) * width..][..width]);
            }
            let rate = tried_rate(step);
            let loss = self.step(&jets, rate)?;
            sum = SMOOTH * sum + (1.0 - SMOOTH) * loss;
            // As if all losses before the first had been as those since.
            let smoothed = sum / (1.0 - SMOOTH.powi(step as i32 + 1));
            if !smoothed.is_finite() || smoothed > TOO_FAR * least {
                break;
            }
            least = least.min(smoothed);
            tried.push((rate, smoothed));
        }
        Ok(tried)
    }
}

/// Name of the networks.
const NAME: &str = "jets";

/// Weights and biases at the start: uniform within one over the root of the numbers that a unit reads, as in PyTorch.
fn start(nodes: &Nodes, seed: u64) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut weights = vec![0.0; nodes.weight_count()];
    let mut spread = 1.0;
    for id in nodes.network().tensor_ids() {
        let tensor = nodes.network().tensor(id);
        // Biases follow the matrix of their layer.
        if let [_, inputs] = tensor.shape[..] {
            spread = 1.0 / (inputs as f32).sqrt();
        }
        weights[nodes.range(id)].iter_mut().for_each(|weight| *weight = rng.random_range(-spread..spread));
    }
    weights
}

/// A part with its weights, tensor after tensor.
fn with_weights((network, mut weights): (&Typed, &[f32])) -> Result<JetNetwork> {
    let mut tensors = Vec::new();
    for tensor in network.tensors() {
        let (own, rest) = weights.split_at(tensor.len());
        tensors.push(WeightValues::Reals(own.to_vec()));
        weights = rest;
    }
    Ok(JetNetwork { weights: Weights::new(network, tensors)?, network: network.clone() })
}

/// The mean squared difference of scaled jets and what a model makes of them.
///
/// # Errors
/// If there are no whole jets.
pub fn loss(coder: &JetCoder, jets: &[f32]) -> Result<f64> {
    let mut sum = 0.0;
    for jets in jets.chunks(PIECE * coder.jet()) {
        let decoded = coder.decode_scaled(&coder.encode_scaled(jets)?)?;
        sum += jets.iter().zip(&decoded).map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum::<f64>();
    }
    Ok(sum / jets.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use econ_emu::jets::scale::Normalisation;
    use econ_emu::jets::training::JetSchedule;

    use super::*;

    fn training(epochs: usize) -> (JetTraining, Vec<f32>) {
        let mut training = JetTraining {
            shape: "4-12-3-12-4".into(),
            data: None,
            tree: None,
            synthetic_jets: 400,
            columns: econ_emu::jets::scale::JetColumn::all_plain(&econ_emu::jets::scale::default_columns(4)),
            epochs,
            batch: 32,
            learning_rate: 1e-2,
            schedule: JetSchedule::OneCycle,
            weight_decay: 1e-6,
            patience: None,
            seed: 3,
            data_sha256: String::new(),
        };
        training.columns = Normalisation::Standard.of(&mut *training.open().unwrap()).unwrap();
        let jets = training.open().unwrap().read(400).unwrap();
        let columns = training.columns.iter().cycle();
        let scaled = jets.iter().zip(columns).map(|(&number, column)| column.read(number).unwrap()).collect();
        (training, scaled)
    }

    /// The loss of the model with these weights.
    fn value(trainer: &JetTrainer, weights: &[f32], jets: &[f32]) -> f64 {
        loss(&trainer.model(weights).unwrap().coder().unwrap(), jets).unwrap()
    }

    /// A training after so many epochs more.
    fn after(mut trainer: JetTrainer, epochs: usize, jets: &[f32]) -> JetTrainer {
        (0..epochs).for_each(|_| trainer.epoch(&jets[..1200], &jets[1200..]).unwrap());
        trainer
    }

    /// The gradient of a step is that of the loss of the model, by differences.
    #[test]
    fn steps_follow_the_loss_of_the_model() {
        let (training, jets) = training(1);
        let mut trainer = JetTrainer::new(training, None).unwrap();
        let at = trainer.state.weights.clone();
        let before = value(&trainer, &at, &jets);
        let stepped = trainer.step(&jets, 1e-4).unwrap();
        assert!((stepped - before).abs() < 1e-5 * before, "{stepped} {before}");
        // The first step of Adam is the sign of the gradient.
        for weight in [0, 5, 47, 55, 60, 90] {
            let [up, down] = [1e-2, -1e-2].map(|by| {
                let mut moved = at.clone();
                moved[weight] += by;
                value(&trainer, &moved, &jets)
            });
            let went = trainer.state.weights[weight] - at[weight];
            assert!((up - down) * f64::from(went) < 0.0, "{weight}: {up} {down} {went}");
        }
    }

    #[test]
    fn a_checkpoint_goes_on_to_the_same_weights() {
        let (training, jets) = training(4);
        let whole = after(JetTrainer::new(training.clone(), None).unwrap(), 4, &jets);
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("checkpoint.safetensors");
        after(JetTrainer::new(training.clone(), None).unwrap(), 2, &jets).state.write(&path, "").unwrap();
        let resumed = JetTrainer::new(training.clone(), Some(Checkpoint::read(&path).unwrap().0)).unwrap();
        let resumed = after(resumed, 2, &jets);
        assert!(whole.is_done() && resumed.is_done());
        assert_eq!(whole.state, resumed.state);
        let history = &whole.state.history;
        assert!(history[3].validation < 0.9 * history[0].validation, "{history:?}");
        let other = JetTraining { shape: "4-13-3-12-4".into(), ..training };
        assert!(JetTrainer::new(other, Some(resumed.state)).is_err());
    }

    #[test]
    fn rates_are_tried_until_the_loss_rises() {
        let (training, jets) = training(1);
        let training = JetTraining { batch: 200, ..training };
        let tried = JetTrainer::new(training, None).unwrap().try_rates(&jets).unwrap();
        assert!(tried.len() > 20 && tried.len() < TRIED_RATES.2, "{}", tried.len());
        let found = econ_emu::jets::training::steepest(&tried).unwrap();
        assert!((1e-4..1.0).contains(&found), "{found}");
    }
}
