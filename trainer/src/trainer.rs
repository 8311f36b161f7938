//! The training loop.
//!
//! Everything random in an epoch comes from the seed and the number of the epoch, so a run that was
//! stopped anywhere continues from its last checkpoint to the same weights.

use std::time::Instant;

use econ_emu::data::cells::TURNS;
use econ_emu::error::{Error, Result};
use econ_emu::network::{CELLS, LATENTS};
use econ_emu::nn::{TensorRole, real};
use econ_emu::physics::closed_form::Offsets;
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::epoch::Epoch;
use econ_emu::train::network::EncoderNetwork;
use econ_emu::train::optim::{running_average, schedule, warmed};
use econ_emu::train::options::{Arithmetic, DecoderKind, DecoderSpec, Frozen, Init, Loss, LossTerm, TrainConfig};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tch::Device;

use crate::dataset::{Dataset, shuffle};
use crate::inputs::InputScale;
use crate::layout::{Layout, Slot};
use crate::model::{Gradient, Model};
use crate::orthogonal;
use crate::polish::{self, Polish};
use crate::start::Start;
use crate::workers::{EVALUATION_PIECE, PartEvaluation, TrainWorkers};

/// A run in progress.
pub struct Trainer {
    /// Its options.
    pub config: TrainConfig,
    /// The model in the arithmetic of the run.
    pub workers: TrainWorkers,
    /// The same model in real numbers, for the first epochs of a run in the chip's arithmetic.
    float: TrainWorkers,
    /// Everything that changes.
    pub state: Checkpoint,
    /// The best weights with polished registers, once they are, and what that did.
    pub polished: Option<(Vec<f32>, Polish)>,
    /// What is to be known of its start.
    pub remarks: Vec<String>,
    /// What quantisers draw from.
    draws: ChaCha8Rng,
    /// Sizes of the decoder's inputs, where steps are taken by them.
    inputs: Option<InputScale>,
    pub(super) train: Dataset,
    pub(super) validation: Dataset,
}

impl Trainer {
    /// A run from the start, or from a checkpoint.
    ///
    /// # Errors
    /// Options out of range, a checkpoint of another model.
    pub fn new(
        config: &TrainConfig,
        network: &EncoderNetwork,
        mut train: Dataset,
        validation: Dataset,
        resume: Option<Checkpoint>,
    ) -> Result<Self> {
        config.validate()?;
        let mut config = config.clone();
        let mut start = match resume {
            None => Start::find(&mut config, network, &train)?,
            Some(_) => Start::default(),
        };
        let config = &config;
        train.mix(config.mixed_copies, config.decoder()?.conditions(), config.seed)?;
        let float = workers(config, network, Arithmetic::Float)?;
        let workers = workers(config, network, config.arithmetic)?;
        let model = workers.model();
        if config.polish > 0 {
            polish::check(model)?;
        }
        let state = match resume {
            Some(state) if state.weights.len() == model.layout.len() => state,
            Some(_) => {
                return Err(Error::new("the checkpoint belongs to another model").hint("start a new run directory"));
            }
            None => {
                let mut weights = initial_weights(model, config, &train)?;
                let has_decoder = start.over(config, &model.layout, &mut weights)?;
                let offsets = offsets(config, model, &weights)?;
                let inputs = input_scale(config, model, &weights, &train)?;
                if let Some(inputs) = inputs.as_ref().filter(|_| !has_decoder) {
                    inputs.leave(&mut weights);
                }
                let inputs = inputs.map_or_else(Vec::new, |inputs| inputs.values());
                Checkpoint { offsets, inputs, ..Checkpoint::start(config, weights) }
            }
        };
        // Runs of before have none.
        let inputs = match state.inputs.as_slice() {
            [] => None,
            values => Some(InputScale::stored(&model.layout, values)?),
        };
        let (draws, remarks) = (draws(config.seed, state.epoch), start.remarks);
        let config = config.clone();
        Ok(Trainer { config, workers, float, state, polished: None, remarks, draws, inputs, train, validation })
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

    /// Samples of the training steps of an epoch.
    pub fn samples_per_epoch(&self) -> usize {
        self.train.len()
    }

    fn float_epochs(&self) -> usize {
        match self.config.arithmetic {
            // Registers stay those of the chip.
            Arithmetic::Chip if self.config.freeze == Some(Frozen::Encoder) || self.config.init != Init::Random => 0,
            Arithmetic::Chip => (self.config.float_epochs * self.config.epochs as f64) as usize,
            Arithmetic::Float | Arithmetic::Qkeras => 0,
        }
    }

    /// One epoch. `progress` gets the samples done, the loss of the last step and the samples a second.
    ///
    /// # Errors
    /// A loss that is not a number, an encoder that does not move, and, in the chip's arithmetic, any latent of a
    /// validation sample that differs from the integer emulator.
    pub fn epoch(&mut self, mut progress: impl FnMut(usize, f64, f64)) -> Result<Epoch> {
        let epoch = self.state.epoch;
        let arithmetic = if epoch < self.float_epochs() { Arithmetic::Float } else { self.config.arithmetic };
        let loss = if self.config.mse_first && epoch < self.config.epochs / 3 {
            LossTerm::Mse.into()
        } else {
            self.config.loss.clone()
        };
        let rate = self.config.learning_rate * schedule(self.config.schedule, epoch, self.config.epochs);
        let mut rng = ChaCha8Rng::seed_from_u64(self.config.seed);
        rng.set_stream(1 + epoch as u64);
        self.draws = draws(self.config.seed, epoch);
        let mut order: Vec<(usize, usize)> = (0..self.train.len()).map(|sample| (sample, 0)).collect();
        shuffle(&mut order, &mut rng);
        if self.config.rotations {
            order.iter_mut().for_each(|(_, turn)| *turn = rng.random_range(0..TURNS));
        }
        let encoder = ..self.workers.model().layout.encoder_len();
        let before = self.state.weights[encoder].to_vec();
        let started = Instant::now();
        let mut total = Means::default();
        for samples in order.chunks(self.config.batch) {
            let (value, terms) = self.step(samples, arithmetic, &loss, rate)?;
            if !value.is_finite() {
                return Err(Error::new(format!("the training diverged in epoch {epoch}: the loss is {value}"))
                    .hint("lower --learning-rate, or set --clip 1"));
            }
            total.add(samples.len(), value, terms);
            progress(total.samples, value, total.samples as f64 / started.elapsed().as_secs_f64());
        }
        if self.config.freeze != Some(Frozen::Encoder) && before == self.state.weights[encoder] {
            return Err(Error::new(format!("no weight of the encoder moved in epoch {epoch}")).hint(format!(
                "all latents are dead or saturated: another seed{}",
                if self.config.arithmetic == Arithmetic::Chip { ", or more --float-epochs" } else { "" }
            )));
        }
        let (weights, evaluation) = self.validate()?;
        let [train_cells, train_2x2, train_4x4] = total.terms();
        let [validation_cells, validation_2x2, validation_4x4] = evaluation.terms();
        let record = Epoch {
            epoch,
            arithmetic,
            loss,
            learning_rate: rate,
            train: total.loss / total.samples as f64,
            train_cells,
            train_2x2,
            train_4x4,
            validation: evaluation.loss,
            validation_cells,
            validation_2x2,
            validation_4x4,
            saturated: evaluation.saturated,
            zero: evaluation.zero,
        };
        // Weights of the epochs in real numbers were not trained for the chip: they are never the best.
        if epoch >= self.float_epochs() && evaluation.loss < self.state.best_loss {
            self.state.best_loss = evaluation.loss;
            self.state.best = weights;
        }
        self.state.history.push(record.clone());
        self.state.epoch += 1;
        Ok(record)
    }

    /// The weights of this epoch or their running average, whichever is better on the validation samples, with its
    /// numbers.
    fn validate(&mut self) -> Result<(Vec<f32>, PartEvaluation)> {
        let loss = &self.config.loss;
        let own = self.workers.evaluate(&self.state.weights, loss, &self.validation)?;
        if !self.state.average.is_empty() {
            let average = self.workers.evaluate(&self.state.average, loss, &self.validation)?;
            if average.loss < own.loss {
                return Ok((self.state.average.clone(), average));
            }
        }
        Ok((self.state.weights.clone(), own))
    }

    /// One step of the optimizer on some training samples, each with its turn; the mean loss before it
    /// and its terms.
    ///
    /// # Errors
    /// Weights that are not finite, and failures of libtorch.
    pub fn step(
        &mut self,
        samples: &[(usize, usize)],
        arithmetic: Arithmetic,
        loss: &Loss,
        rate: f32,
    ) -> Result<(f64, Option<[f64; 3]>)> {
        let workers = if arithmetic == Arithmetic::Float { &mut self.float } else { &mut self.workers };
        let Gradient { loss: value, terms, slope: mut gradient, .. } =
            workers.gradient(&self.state.weights, loss, &self.train, samples, &mut self.draws)?;
        let per_sample = 1.0 / samples.len() as f32;
        gradient.iter_mut().for_each(|g| *g *= per_sample);
        if let Some(inputs) = &self.inputs {
            inputs.turn_gradient(&mut gradient);
        }
        let orthogonal = f64::from(self.config.orthogonal);
        if orthogonal > 0.0 {
            orthogonal::add(&workers.model().layout, orthogonal, &self.state.weights, &mut gradient);
        }
        let clip = self.config.clip;
        if clip > 0.0 {
            let norm = gradient.iter().map(|g| f64::from(*g).powi(2)).sum::<f64>().sqrt() as f32;
            if norm > clip {
                gradient.iter_mut().for_each(|g| *g *= clip / norm);
            }
        }
        let encoder = self.workers.model().layout.encoder_len();
        let frozen = match self.config.freeze {
            None => 0..0,
            Some(Frozen::Encoder) => 0..encoder,
            Some(Frozen::Decoder) => encoder..self.state.weights.len(),
        };
        let kept = self.state.weights[..encoder].to_vec();
        // Weight decay and momentum do not reach frozen weights either.
        let kept_frozen = self.state.weights[frozen.clone()].to_vec();
        let steps = self.state.optimizer.steps();
        let rate = warmed(rate, steps, self.config.warmup);
        let Checkpoint { optimizer, weights, .. } = &mut self.state;
        match &self.inputs {
            Some(inputs) => inputs.in_even_inputs(weights, |weights| optimizer.step(weights, &gradient, rate)),
            None => optimizer.step(weights, &gradient, rate),
        }
        if self.config.encoder_rate < 1.0 {
            let part = self.config.encoder_rate;
            let own = self.state.weights[..encoder].iter_mut().zip(&kept);
            own.for_each(|(weight, before)| *weight = before + part * (*weight - before));
        }
        self.state.weights[frozen].copy_from_slice(&kept_frozen);
        self.keep_near_the_grid();
        self.keep_offsets(&kept)?;
        running_average(&mut self.state.average, &self.state.weights, self.config.average, steps);
        if !self.state.offsets.is_empty() && !self.state.average.is_empty() {
            // A mean of registers has other offsets than each of them.
            self.state.average[..encoder].copy_from_slice(&self.state.weights[..encoder]);
        }
        let mean = 1.0 / samples.len() as f64;
        Ok((value * mean, terms.map(|terms| terms.map(|term| term * mean))))
    }

    /// Where latents keep their offsets, what moved in the biases since `before` moves those, and the registers that do
    /// nothing else follow. Filters stay.
    fn keep_offsets(&mut self, before: &[f32]) -> Result<()> {
        let Ok(offsets) = <[f32; LATENTS]>::try_from(self.state.offsets.as_slice()) else { return Ok(()) };
        let model = self.workers.model();
        let Some(block) = model.network.block() else { return Ok(()) };
        let [filters, filter_biases, dense, biases] = model.layout.encoder() else { return Ok(()) };
        for slot in [filters, filter_biases] {
            self.state.weights[slot.range()].copy_from_slice(&before[slot.range()]);
        }
        let moved = self.state.weights[biases.range()].iter().zip(&before[biases.range()]);
        let offsets: Vec<f32> =
            offsets.iter().zip(moved).map(|(offset, (now, then))| offset + (now - then) * UNITS).collect();
        let (_, stored) = model.stored(&self.state.weights)?;
        let mut weights = stored.integer_tensors();
        let own = weights[2].clone();
        Offsets(std::array::from_fn(|latent| f64::from(offsets[latent]))).hold(&mut weights);
        let tensors = block.typed().tensors();
        for (number, slot) in [(2, dense), (3, biases)] {
            let values = &mut self.state.weights[slot.range()];
            for (at, value) in values.iter_mut().enumerate() {
                // Weights that count in a latent keep their parts below a step.
                if number == 3 || weights[2][at] != own[at] {
                    *value = real(weights[number][at].into(), tensors[number].places(at));
                }
            }
        }
        self.state.offsets = offsets;
        Ok(())
    }

    /// Weights behind a clipped one would run away, since gradients pass the clip. In the chip's arithmetic they stay
    /// within one step of the ends of their format. With the quantisers of QKeras they stay where the constraint `Clip`
    /// keeps them, which its layers have unless they are given another one: within the power of two at the upper end
    /// of the quantiser, and that within no less than 1.
    fn keep_near_the_grid(&mut self) {
        let model = self.workers.model();
        for (tensor, slot) in model.network.typed().tensors().iter().zip(model.layout.encoder()) {
            let Some(format) = tensor.number.format() else { continue };
            let own = self.state.weights[slot.range()].iter_mut().enumerate();
            match self.config.arithmetic {
                Arithmetic::Float => {}
                Arithmetic::Chip => own.for_each(|(at, weight)| {
                    let places = tensor.places(at);
                    *weight = weight.clamp(real(format.min_raw() - 1, places), real(format.max_raw() + 1, places));
                }),
                Arithmetic::Qkeras => own.for_each(|(at, weight)| {
                    let end = match &tensor.quantiser {
                        Some(quantiser) => quantiser.clip(),
                        None => real(format.max_raw() + 1, tensor.places(at)).max(1.0),
                    };
                    *weight = weight.clamp(-end, end);
                }),
            }
        }
    }
}

/// Units of a latent's least bit in a bias of 1.
const UNITS: f32 = 256.0;

/// The offsets of latents that a training of these weights keeps, if it does.
fn offsets(config: &TrainConfig, model: &Model, weights: &[f32]) -> Result<Vec<f32>> {
    let trains = config.arithmetic == Arithmetic::Chip && config.freeze != Some(Frozen::Encoder);
    let (true, Some(block)) = (trains && config.init != Init::Random, model.network.block()) else {
        return Ok(Vec::new());
    };
    let (_, stored) = model.stored(weights)?;
    let offsets = Offsets::of(block, &stored.integer_tensors());
    Ok(offsets.map_or_else(Vec::new, |Offsets(offsets)| offsets.map(|offset| offset as f32).to_vec()))
}

/// Training samples, evenly spread, that [`InputScale`] is taken from.
const SCALE_SAMPLES: usize = 4096;

/// How the inputs of an mlp decoder lie; the other kinds are trained as they were before there was one.
fn input_scale(config: &TrainConfig, model: &Model, weights: &[f32], train: &Dataset) -> Result<Option<InputScale>> {
    if config.decoder != DecoderKind::Mlp {
        return Ok(None);
    }
    let picks: Vec<(usize, usize)> =
        (0..train.len()).step_by(train.len().div_ceil(SCALE_SAMPLES).max(1)).map(|sample| (sample, 0)).collect();
    let (numbers, mut samples) = (model.numbers(weights)?, Vec::new());
    for piece in picks.chunks(EVALUATION_PIECE) {
        samples.extend(model.decoder_inputs(weights, &numbers, &train.gather(piece))?);
    }
    InputScale::of(&model.layout, &samples, samples.len() / picks.len().max(1)).map(Some)
}

/// What quantisers draw from in an epoch, apart from the order of the samples.
fn draws(seed: u64, epoch: usize) -> ChaCha8Rng {
    let mut draws = ChaCha8Rng::seed_from_u64(seed);
    draws.set_stream((1 << 32) + epoch as u64);
    draws
}

/// The model of a configuration, in some arithmetic, on its device.
///
/// # Errors
/// A device or a network that cannot be used.
pub fn workers(config: &TrainConfig, network: &EncoderNetwork, arithmetic: Arithmetic) -> Result<TrainWorkers> {
    let device = device(&config.device)?;
    let (decoder, widths, learned) = (config.decoder()?, config.latent_widths()?, config.learned_emd()?);
    TrainWorkers::new(device, || {
        Model::new(network, &decoder, arithmetic, widths, device)?.with_losses(config.sinkhorn, learned.as_ref())
    })
}

/// Sums over the samples of an epoch.
#[derive(Default)]
struct Means {
    samples: usize,
    loss: f64,
    terms: Option<[f64; 3]>,
}

impl Means {
    fn add(&mut self, samples: usize, loss: f64, terms: Option<[f64; 3]>) {
        self.samples += samples;
        self.loss += loss * samples as f64;
        if let Some(terms) = terms {
            let sums = self.terms.get_or_insert([0.0; 3]);
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term * samples as f64);
        }
    }

    fn terms(&self) -> [Option<f64>; 3] {
        [0, 1, 2].map(|term| self.terms.map(|terms| terms[term] / self.samples as f64))
    }
}

/// Weights at the start: uniform with the spread of He for the inputs of each output; biases 0.
///
/// Three things keep rectifiers open, which otherwise close in the first steps and stay closed: the
/// encoder's biases start above 0; the conditions, some of them ten times larger than a latent, enter
/// with a tenth of the spread; and a decoder that ends in a rectifier starts near the mean of the
/// normalised charges, 1/32, for every cell. One that ends in softmax starts near the mean image. Factors of single channels and variances start at 1.
fn initial_weights(model: &Model, config: &TrainConfig, train: &Dataset) -> Result<Vec<f32>> {
    let mut rng = ChaCha8Rng::seed_from_u64(config.seed);
    let mut weights = vec![0f32; model.layout.len()];
    let last_bias = model.network.last_bias().map(|id| id.0);
    let variances: Vec<usize> = model.network.variances().map(|id| id.0).collect();
    for (number, slot) in model.layout.encoder().iter().enumerate() {
        let own = &mut weights[slot.range()];
        match slot.role {
            TensorRole::Bias => own.fill(if Some(number) == last_bias { 0.3 } else { 0.1 }),
            TensorRole::Statistic => own.fill(if variances.contains(&number) { 1.0 } else { 0.0 }),
            TensorRole::Kernel if slot.shape.len() == 1 => own.fill(1.0),
            TensorRole::Kernel => draw_kernel(slot, 0.7, &mut rng, own),
        }
    }
    let (latents, mean) = (model.network.latents(), train.mean_image());
    initial_decoder(&model.layout, &config.decoder()?, latents, &mean, &mut rng, &mut weights);
    Ok(weights)
}

/// A kernel with the spread of He, times a factor.
fn draw_kernel(slot: &Slot, factor: f32, rng: &mut ChaCha8Rng, own: &mut [f32]) {
    let spread = (6.0 / slot.fan_in as f32).sqrt() * factor;
    own.iter_mut().for_each(|weight| *weight = rng.random_range(-spread..spread));
}

/// The decoder's part of the first weights, see [`initial_weights`]; `mean` is the mean image of the training samples.
pub(super) fn initial_decoder(
    layout: &Layout,
    decoder: &DecoderSpec,
    latents: usize,
    mean: &[f64; CELLS],
    rng: &mut ChaCha8Rng,
    weights: &mut [f32],
) {
    // The scores of the cells begin close to those of the mean image.
    let of_member = layout.of_member();
    let (scores, gives_shares) = (of_member - 2, decoder.kind.gives_shares());
    let mut is_first = true;
    for (number, slot) in layout.decoder().iter().enumerate() {
        let number = number % of_member;
        is_first |= number == 0;
        let own = &mut weights[slot.range()];
        match slot.role {
            TensorRole::Bias => own.fill(if slot.name == "decoder.deconv.bias" { 1.0 / 32.0 } else { 0.0 }),
            TensorRole::Statistic => own.fill(0.0),
            TensorRole::Kernel if slot.shape.len() == 1 => own.fill(1.0),
            TensorRole::Kernel => {
                let factor = match slot.name.as_str() {
                    "decoder.deconv.kernel" => 0.1,
                    _ if gives_shares && number == scores => 0.1,
                    // What the conditions do to a layer begins small.
                    name if name.starts_with("decoder.film") => 0.1,
                    _ => 1.0,
                };
                draw_kernel(slot, factor, rng, own);
            }
        }
        // The first dense layer reads latents and conditions; those of an mlp are of one size for the optimizer, see
        // [`InputScale`].
        if is_first && slot.name.starts_with("decoder.dense") && decoder.kind != DecoderKind::Mlp {
            is_first = false;
            let conditions = latents * slot.shape[1] as usize;
            own[conditions..].iter_mut().for_each(|weight| *weight *= 0.1);
        }
        if gives_shares && number == scores + 1 {
            let shares = own.iter_mut().zip(mean);
            shares.for_each(|(score, share)| *score = share.max(1e-6).ln() as f32);
        }
    }
}

/// `cpu` or `cuda:N`.
///
/// # Errors
/// Another name, or a device that this libtorch does not find.
pub fn device(name: &str) -> Result<Device> {
    let message = match name.split_once(':').unwrap_or((name, "0")) {
        ("cpu", _) => return Ok(Device::Cpu),
        ("cuda", index) => match index.parse::<usize>() {
            Ok(index) if (index as i64) < tch::Cuda::device_count() => return Ok(Device::Cuda(index)),
            Ok(_) => "this libtorch finds no such device",
            Err(_) => "not a device",
        },
        _ => "not a device",
    };
    Err(Error::new(message).field("--device").found(name).allowed("cpu, cuda, cuda:0, cuda:1, …"))
}
