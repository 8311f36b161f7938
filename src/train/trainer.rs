//! The training loop.
//!
//! Everything random in an epoch comes from the seed and the number of the epoch, so a run that was
//! stopped anywhere continues from its last checkpoint to the same weights.

use std::time::Instant;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use tch::Device;

use super::checkpoint::Checkpoint;
use super::dataset::{Dataset, TURNS};
use super::model::{Batch, Model};
use super::optim::{Optimizer, schedule};
use super::options::{Arithmetic, Loss, TrainConfig};
use crate::chip::autoencoder::Encoder;
use crate::error::{Error, Result};
use crate::network::{CELLS, LATENTS, Network};

/// Frames of one piece when a whole part goes through.
const PIECE: usize = 4096;

/// What one epoch gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Number of the epoch, from 0.
    pub epoch: usize,
    /// Arithmetic of its training steps.
    pub arithmetic: Arithmetic,
    /// Loss of its training steps.
    pub loss: Loss,
    /// Learning rate.
    pub learning_rate: f32,
    /// Mean loss over its training steps.
    pub train: f64,
    /// Validation loss, always in the arithmetic that is shipped and with the final loss.
    pub validation: f64,
    /// Latents of the validation frames at their upper end.
    pub saturated: f64,
    /// Latents of the validation frames that are 0.
    pub zero: f64,
}

/// Numbers of one part in the arithmetic that is shipped.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Frames.
    pub frames: usize,
    /// The loss of the run.
    pub loss: f64,
    /// Telescope of input and output as they are: charges over the power of two below their sum.
    pub telescope: f64,
    /// Telescope of input and output normalised to sum 1 each.
    pub telescope_normalized: f64,
    /// Latents at their upper end.
    pub saturated: f64,
    /// Latents that are 0.
    pub zero: f64,
    /// Latents that never change over the frames.
    pub dead: usize,
    /// Frames whose 16 latents were compared with the integer emulator.
    pub frames_checked: usize,
}

/// A run in progress.
pub struct Trainer {
    /// Its options.
    pub config: TrainConfig,
    /// The model in the arithmetic that is shipped.
    pub model: Model,
    /// The same model in real numbers, for the first epochs.
    float: Model,
    /// Everything that changes.
    pub state: Checkpoint,
    train: Dataset,
    validation: Dataset,
}

impl Trainer {
    /// A run from the start, or from a checkpoint.
    ///
    /// # Errors
    /// Options out of range, a checkpoint of another model.
    pub fn new(
        config: &TrainConfig,
        network: &Network,
        train: Dataset,
        validation: Dataset,
        resume: Option<Checkpoint>,
    ) -> Result<Self> {
        config.validate()?;
        one_thread();
        let device = device(&config.device)?;
        let model = |arithmetic| Model::new(network, config.decoder, arithmetic, config.latent_bits(), device);
        let (float, model) = (model(Arithmetic::Float)?, model(config.arithmetic)?);
        let state = match resume {
            Some(state) if state.weights.len() == model.layout.len() => state,
            Some(_) => {
                return Err(Error::new("the checkpoint belongs to another model").hint("start a new run directory"));
            }
            None => {
                let weights = initial_weights(&model, config.seed);
                let optimizer = Optimizer::new(config.optimizer, config.weight_decay, weights.len());
                Checkpoint {
                    epoch: 0,
                    best: weights.clone(),
                    best_loss: f64::INFINITY,
                    weights,
                    optimizer,
                    history: vec![],
                }
            }
        };
        Ok(Trainer { config: config.clone(), model, float, state, train, validation })
    }

    /// True if all epochs are done, or the validation loss has not improved for too long.
    pub fn is_done(&self) -> bool {
        let patience = self.config.patience.is_some_and(|patience| {
            let counted = self.state.history.iter().filter(|epoch| epoch.epoch >= self.float_epochs());
            let best = self.state.history.iter().position(|epoch| epoch.validation == self.state.best_loss);
            counted.count() > patience && best.is_some_and(|best| self.state.history.len() - best > patience)
        });
        self.state.epoch >= self.config.epochs || patience
    }

    fn float_epochs(&self) -> usize {
        match self.config.arithmetic {
            Arithmetic::Chip => (self.config.float_epochs * self.config.epochs as f64) as usize,
            Arithmetic::Float | Arithmetic::Qkeras => 0,
        }
    }

    /// One epoch. `progress` gets the frames done, the loss of the last step and the frames a second.
    ///
    /// # Errors
    /// A loss that is not a number, an encoder that does not move, and any latent of a validation
    /// frame that differs from the integer emulator.
    pub fn epoch(&mut self, mut progress: impl FnMut(usize, f64, f64)) -> Result<Epoch> {
        let epoch = self.state.epoch;
        let arithmetic = if epoch < self.float_epochs() { Arithmetic::Float } else { self.config.arithmetic };
        let loss = if self.config.mse_first && epoch < self.config.epochs / 3 { Loss::Mse } else { self.config.loss };
        let rate = self.config.learning_rate * schedule(self.config.schedule, epoch, self.config.epochs);
        let mut rng = ChaCha8Rng::seed_from_u64(self.config.seed);
        rng.set_stream(1 + epoch as u64);
        let mut order: Vec<(usize, usize)> = (0..self.train.len).map(|frame| (frame, 0)).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, rng.random_range(0..=at));
        }
        if self.config.rotations {
            order.iter_mut().for_each(|(_, turn)| *turn = rng.random_range(0..TURNS));
        }
        let before = self.state.weights[..self.model.layout.encoder_len()].to_vec();
        let started = Instant::now();
        let (mut total, mut done) = (0.0, 0usize);
        for frames in order.chunks(self.config.batch) {
            let batch = self.train.gather(frames.iter().copied());
            let value = self.step(&batch, arithmetic, loss, rate)?;
            if !value.is_finite() {
                return Err(Error::new(format!("the training diverged in epoch {epoch}: the loss is {value}"))
                    .hint("lower --learning-rate, or set --clip 1"));
            }
            total += value * frames.len() as f64;
            done += frames.len();
            progress(done, value, done as f64 / started.elapsed().as_secs_f64());
        }
        if before == self.state.weights[..self.model.layout.encoder_len()] {
            return Err(Error::new(format!("no weight of the encoder moved in epoch {epoch}"))
                .hint("all latents are dead or saturated: another seed, or more --float-epochs"));
        }
        let evaluation = evaluate(&self.model, &self.state.weights, self.config.loss, &self.validation)?;
        let record = Epoch {
            epoch,
            arithmetic,
            loss,
            learning_rate: rate,
            train: total / done as f64,
            validation: evaluation.loss,
            saturated: evaluation.saturated,
            zero: evaluation.zero,
        };
        // Weights of the real-number phase were not trained for the chip: they are never the best.
        if epoch + 1 >= self.float_epochs() && evaluation.loss < self.state.best_loss {
            self.state.best_loss = evaluation.loss;
            self.state.best.clone_from(&self.state.weights);
        }
        self.state.history.push(record.clone());
        self.state.epoch += 1;
        Ok(record)
    }

    /// One step of the optimiser; the loss before it.
    fn step(&mut self, batch: &Batch, arithmetic: Arithmetic, loss: Loss, rate: f32) -> Result<f64> {
        let model = if arithmetic == Arithmetic::Float { &self.float } else { &self.model };
        let (value, mut gradient) = gradient(model, &self.state.weights, loss, batch)?;
        if let Some(clip) = self.config.clip {
            let norm = gradient.iter().map(|g| f64::from(*g).powi(2)).sum::<f64>().sqrt() as f32;
            if norm > clip {
                gradient.iter_mut().for_each(|g| *g *= clip / norm);
            }
        }
        self.state.optimizer.step(&mut self.state.weights, &gradient, rate);
        self.keep_near_the_grid();
        Ok(value)
    }

    /// Weights behind a clipped one would run away, since gradients pass the clip: they stay within
    /// one step of the ends of their format.
    fn keep_near_the_grid(&mut self) {
        if self.config.arithmetic == Arithmetic::Float {
            return;
        }
        for (tensor, slot) in crate::network::Tensor::ALL.into_iter().zip(&self.model.layout.slots) {
            let format = self.model.network.tensor_format(tensor);
            let step = 1.0 / (1u32 << format.frac) as f32;
            let (low, high) = ((format.min_raw() - 1) as f32 * step, (format.max_raw() + 1) as f32 * step);
            self.state.weights[slot.range()].iter_mut().for_each(|weight| *weight = weight.clamp(low, high));
        }
    }
}

/// The loss of a batch and its gradient, in the order of the layout.
///
/// # Errors
/// Weights that are not finite, and failures of libtorch.
pub fn gradient(model: &Model, weights: &[f32], loss: Loss, batch: &Batch) -> Result<(f64, Vec<f32>)> {
    let torch = |error: tch::TchError| Error::new(format!("libtorch: {error}"));
    let pass = model.forward(weights, batch)?;
    let value = model.loss(loss, &pass.output, batch);
    value.f_backward().map_err(torch)?;
    let mut gradient = vec![0f32; model.layout.len()];
    for (leaf, slot) in pass.leaves.iter().zip(&model.layout.slots) {
        let own = leaf.grad();
        if own.defined() {
            own.contiguous().f_copy_data(&mut gradient[slot.range()], slot.len).map_err(torch)?;
        }
    }
    Ok((value.double_value(&[]), gradient))
}

/// A whole part through the model, and all of its frames through the integer emulator.
///
/// # Errors
/// The first frame and latent that differ.
pub fn evaluate(model: &Model, weights: &[f32], loss: Loss, dataset: &Dataset) -> Result<Evaluation> {
    let _no_gradient = tch::no_grad_guard();
    let mut sum = Evaluation::default();
    let (mut low, mut high) = ([f32::INFINITY; LATENTS], [f32::NEG_INFINITY; LATENTS]);
    let encoder = match model.arithmetic {
        Arithmetic::Chip => Some(Encoder::new(&model.network, &model.quantised(weights)?)?),
        Arithmetic::Float | Arithmetic::Qkeras => None,
    };
    let format = model.network.dense.latent;
    let top = format.max_raw() as f32 / (1u32 << format.frac) as f32;
    for batch in dataset.pieces(PIECE) {
        let pass = model.forward(weights, &batch)?;
        let frames = batch.frames();
        let part = frames as f64;
        let value = |loss| model.loss(loss, &pass.output, &batch).double_value(&[]) * part;
        sum.loss += value(loss);
        sum.telescope += value(Loss::Telescope);
        sum.telescope_normalized += value(Loss::TelescopeNormalized);
        let mut latents = vec![0f32; frames * LATENTS];
        pass.latents.contiguous().to_device(Device::Cpu).copy_data(&mut latents, frames * LATENTS);
        if let Some(encoder) = &encoder {
            check_frames(encoder, model.latent_bits, &batch, &latents, sum.frames)?;
            sum.frames_checked += frames;
        }
        for (at, &latent) in latents.iter().enumerate() {
            let output = at % LATENTS;
            low[output] = low[output].min(latent);
            high[output] = high[output].max(latent);
            sum.saturated += f64::from(u8::from(latent >= top));
            sum.zero += f64::from(u8::from(latent <= 0.0));
        }
        sum.frames += frames;
    }
    let frames = sum.frames as f64;
    for value in [&mut sum.loss, &mut sum.telescope, &mut sum.telescope_normalized] {
        *value /= frames;
    }
    for value in [&mut sum.saturated, &mut sum.zero] {
        *value /= frames * LATENTS as f64;
    }
    sum.dead = (0..LATENTS).filter(|&output| low[output] == high[output]).count();
    Ok(sum)
}

/// Compares the latents of the graph with those of the scalar model of the chip.
fn check_frames(encoder: &Encoder, bits: u32, batch: &Batch, latents: &[f32], first: usize) -> Result<()> {
    let network = encoder.network();
    let mask = !0u16 << (9 - bits);
    for (frame, norms) in batch.norms.chunks(CELLS).enumerate() {
        let layers = encoder.layers(&network.norms(norms));
        for (output, &chip) in layers.latents.iter().enumerate() {
            let chip = f32::from(chip & mask) / (1u32 << network.dense.latent.frac) as f32;
            let graph = latents[frame * LATENTS + output];
            if chip.to_bits() != graph.to_bits() && chip != graph {
                return Err(Error::new("the training graph and the integer emulator differ")
                    .field(format!("validation frame {}, latent {output}", first + frame))
                    .found(format!("{graph} in the graph, {chip} in the emulator"))
                    .hint("this is a fault of the program: please report it with the run directory"));
            }
        }
    }
    Ok(())
}

/// Weights at the start: uniform with the spread of He for the inputs of each output; biases 0,
/// except those of the encoder, which start above 0 so that its rectifiers are open.
fn initial_weights(model: &Model, seed: u64) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut weights = vec![0f32; model.layout.len()];
    for slot in &model.layout.slots {
        let encoder = slot.name.starts_with("encoder");
        if slot.is_bias() {
            let bias = match slot.name.as_str() {
                "encoder.conv_bias" => 0.1,
                "encoder.dense_bias" => 0.3,
                _ => 0.0,
            };
            weights[slot.range()].fill(bias);
        } else {
            let spread = (6.0 / slot.fan_in as f32).sqrt() * if encoder { 0.7 } else { 1.0 };
            weights[slot.range()].iter_mut().for_each(|weight| *weight = rng.random_range(-spread..spread));
        }
    }
    weights
}

/// One thread: for networks this small it is fastest, and its sums are reproducible.
pub fn one_thread() {
    tch::set_num_threads(1);
}

/// `cpu` or `cuda:N`.
///
/// # Errors
/// Another name, or a device that this libtorch does not find.
pub fn device(name: &str) -> Result<Device> {
    let fault = |message: &str| {
        Err(Error::new(message.to_owned()).field("--device").found(name).allowed("cpu, cuda, cuda:0, cuda:1, …"))
    };
    match name.split_once(':').unwrap_or((name, "0")) {
        ("cpu", _) => Ok(Device::Cpu),
        ("cuda", index) => match index.parse::<usize>() {
            Ok(index) if (index as i64) < tch::Cuda::device_count() => Ok(Device::Cuda(index)),
            Ok(_) => fault("this libtorch finds no such device"),
            Err(_) => fault("not a device"),
        },
        _ => fault("not a device"),
    }
}
