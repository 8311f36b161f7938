//! A model on all threads of the machine.
//!
//! Tensors cannot be shared between threads, so every thread has its own copy of the model. Work is
//! cut into pieces by the number of samples alone, and sums are made in the order of the pieces: the
//! result has the same bits on any number of threads.

use econ_emu::error::{Error, Result};
use econ_emu::network::CELLS;
use econ_emu::nn::{Evaluator, Node, Typed, Values, Weights, real};
use econ_emu::physics::emd::emd;
use econ_emu::registers::LatentWidths;
use econ_emu::train::network::EncoderNetwork;
use econ_emu::train::options::{Loss, LossTerm};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tch::{Device, Tensor};

use crate::dataset::Dataset;
use crate::model::{Batch, Gradient, Model, Pass};
use crate::nodes::StepNumbers;

/// Samples of one piece of a batch: half of it, so that two cores have something to do, but enough
/// for matrix products to pay and few enough for many cores.
pub(super) fn step_piece(batch: usize) -> usize {
    (batch / 2).clamp(128, 512)
}

/// Samples of one piece when a whole part goes through.
pub(super) const EVALUATION_PIECE: usize = 1024;

/// Copies of a model, one for each thread; one in all on an accelerator.
pub struct Copies<M> {
    all: Vec<M>,
}

impl<M: Send> Copies<M> {
    /// Makes them.
    ///
    /// # Errors
    /// Those of `model`.
    pub fn new(device: Device, model: impl Fn() -> Result<M>) -> Result<Self> {
        // Networks this small gain nothing from threads inside a product, and where others want the cores
        // such threads wait busily for each other, at ten times the cost. Parts of libtorch keep the number
        // for each thread that calls them.
        tch::set_num_threads(1);
        rayon::broadcast(|_| tch::set_num_threads(1));
        let threads = if device == Device::Cpu { rayon::current_num_threads() } else { 1 };
        Ok(Copies { all: (0..threads.max(1)).map(|_| model()).collect::<Result<_>>()? })
    }

    /// One of them.
    pub fn first(&self) -> &M {
        &self.all[0]
    }

    /// Applies `work` to every piece of `picks` and returns the results in order.
    ///
    /// # Errors
    /// The first of `work`.
    pub fn each<P: Sync, T: Send>(
        &mut self,
        picks: &[P],
        size: usize,
        work: impl Fn(&M, &[P]) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let pieces: Vec<&[P]> = picks.chunks(size.min(picks.len()).max(1)).collect();
        self.each_of(&pieces, |model, piece| work(model, piece))
    }

    /// Applies `work` to pieces and returns the results in order.
    ///
    /// # Errors
    /// The first of `work`.
    pub fn each_of<P: Sync, T: Send>(
        &mut self,
        pieces: &[P],
        work: impl Fn(&M, &P) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let threads = self.all.len();
        let by_thread: Vec<Vec<Result<T>>> = self
            .all
            .par_iter_mut()
            .enumerate()
            .map(|(thread, model)| {
                pieces.iter().skip(thread).step_by(threads).map(|piece| work(model, piece)).collect()
            })
            .collect();
        let mut by_thread: Vec<_> = by_thread.into_iter().map(Vec::into_iter).collect();
        let in_order = (0..pieces.len()).filter_map(|piece| by_thread[piece % threads].next());
        in_order.collect()
    }
}

/// The models of a run.
pub struct TrainWorkers {
    models: Copies<Model>,
    device: Device,
}

/// Numbers of one part, in the arithmetic of the model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PartEvaluation {
    /// Samples.
    #[serde(rename = "frames")]
    pub samples: usize,
    /// The loss of the run, with the weights of samples where it has some. All other numbers are plain means.
    pub loss: f64,
    /// Terms of the loss over cells, 2x2 sums and 4x4 sums, if it is a telescope.
    pub loss_terms: Option<[f64; 3]>,
    /// Telescope of input and output as they are: charges over the power of two below their sum. Only where the loss
    /// trains the sum of the output; it says nothing elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "telescope")]
    pub telescope_charge: Option<f64>,
    /// Telescope of input and output normalised to sum 1 each.
    #[serde(alias = "telescope_normalized")]
    pub telescope_normalised: f64,
    /// Mean earth mover's distance of input and output, over the samples whose output is not empty; only
    /// for finished models.
    pub emd: Option<f64>,
    /// Latents at their upper end.
    pub saturated: f64,
    /// Latents that are 0.
    pub zero: f64,
    /// Latents that never change over the samples.
    pub dead: usize,
    /// The largest difference of a latent from that of the scalar evaluator, as a fraction of the largest latent: of
    /// finished models in real numbers that are no encoders of the chip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<f64>,
    /// Samples whose latents were compared with the scalar evaluator of the encoder, for the chip's network the
    /// emulator, and were equal: all or none.
    #[serde(rename = "frames_checked")]
    pub samples_checked: usize,
}

impl PartEvaluation {
    /// The terms of the loss, if it is a telescope.
    pub fn terms(&self) -> [Option<f64>; 3] {
        [0, 1, 2].map(|term| self.loss_terms.map(|terms| terms[term]))
    }
}

/// What one piece of an evaluation gives: sums, and the latents.
struct Piece {
    samples: usize,
    loss: f64,
    terms: Option<[f64; 3]>,
    telescope_charge: Option<f64>,
    telescope_normalised: f64,
    latents: Vec<f32>,
}

impl Piece {
    fn new(model: &Model, loss: &Loss, batch: &Batch, pass: &Pass) -> Self {
        let value = model.loss(loss, &pass.output, batch);
        Piece {
            samples: batch.samples(),
            loss: value.sum.double_value(&[]),
            terms: value.terms,
            telescope_charge: loss
                .has_scale()
                .then(|| model.even_loss(LossTerm::TelescopeCharge, &pass.output, batch).sum.double_value(&[])),
            telescope_normalised: model
                .even_loss(LossTerm::TelescopeNormalised, &pass.output, batch)
                .sum
                .double_value(&[]),
            latents: Model::latents(&pass.encoded),
        }
    }
}

impl TrainWorkers {
    /// Makes the copies of a model.
    ///
    /// # Errors
    /// Those of `model`.
    pub fn new(device: Device, model: impl Fn() -> Result<Model>) -> Result<Self> {
        Ok(TrainWorkers { models: Copies::new(device, model)?, device })
    }

    /// One of the copies.
    pub fn model(&self) -> &Model {
        self.models.first()
    }

    /// All of them.
    pub fn models(&mut self) -> &mut Copies<Model> {
        &mut self.models
    }

    /// The loss of some samples of a part and its gradient, summed over samples. Quantisers that draw take numbers from
    /// `draws`.
    ///
    /// # Errors
    /// Weights that are not finite, and failures of libtorch.
    pub fn gradient(
        &mut self,
        weights: &[f32],
        loss: &Loss,
        dataset: &Dataset,
        picks: &[(usize, usize)],
        draws: &mut ChaCha8Rng,
    ) -> Result<Gradient> {
        let numbers = self.model().numbers_in_training(weights, draws)?;
        let size = if self.device == Device::Cpu { step_piece(picks.len()) } else { picks.len() };
        let pieces = self
            .models
            .each(picks, size, |model, piece| model.gradient(weights, &numbers, loss, &dataset.gather(piece)))?;
        let zero = Gradient { samples: 0, loss: 0.0, terms: None, slope: vec![0.0; weights.len()] };
        Ok(pieces.into_iter().fold(zero, |mut sum, piece| {
            sum.samples += piece.samples;
            sum.loss += piece.loss;
            sum.terms = add(sum.terms, piece.terms);
            sum.slope.iter_mut().zip(&piece.slope).for_each(|(sum, slope)| *sum += slope);
            sum
        }))
    }

    /// As [`TrainWorkers::evaluate`], with the earth mover's distance.
    ///
    /// # Errors
    /// As [`TrainWorkers::evaluate`].
    pub fn evaluate_fully(&mut self, weights: &[f32], loss: &Loss, dataset: &Dataset) -> Result<PartEvaluation> {
        let mut evaluation = self.evaluate(weights, loss, dataset)?;
        let numbers = self.model().numbers(weights)?;
        let pieces = self.models.each(&all(dataset), EVALUATION_PIECE, |model, piece| {
            let _no_graph = tch::no_grad_guard();
            let batch = dataset.gather(piece);
            Ok(distances(&batch, &model.forward(weights, &numbers, &batch)?.output))
        })?;
        let (sum, count) = pieces.into_iter().fold((0.0, 0), |all, piece| (all.0 + piece.0, all.1 + piece.1));
        evaluation.emd = (count > 0).then(|| sum / count as f64);
        if evaluation.samples_checked == 0 && self.model().network.block().is_none() {
            evaluation.deviation = Some(self.deviation(weights, &numbers, dataset)?);
        }
        Ok(evaluation)
    }

    /// How far latents in single precision are from those of the scalar evaluator.
    fn deviation(&mut self, weights: &[f32], numbers: &StepNumbers, dataset: &Dataset) -> Result<f64> {
        let model = self.model();
        let scalar = Scalar::new(model, model.stored(weights)?)?;
        let pieces = self.models.each(&all(dataset), EVALUATION_PIECE, |model, piece| {
            let _no_graph = tch::no_grad_guard();
            let batch = dataset.gather(piece);
            scalar.difference(&batch, &Model::latents(&model.forward(weights, numbers, &batch)?.encoded))
        })?;
        let (most, largest) = pieces.into_iter().fold((0f32, 0f32), |all, own| (all.0.max(own.0), all.1.max(own.1)));
        Ok(if largest > 0.0 { f64::from(most / largest) } else { f64::from(most) })
    }

    /// A whole part through the model. Where the latents can be compared bit for bit ([`Model::is_comparable`]), all
    /// samples go through the scalar evaluator too.
    ///
    /// # Errors
    /// The first sample and latent that differ from the emulator, and weights that are not finite.
    pub fn evaluate(&mut self, weights: &[f32], loss: &Loss, dataset: &Dataset) -> Result<PartEvaluation> {
        let model = self.model();
        let numbers = model.numbers(weights)?;
        let stored = model.stored(weights)?;
        let scalar = match model.is_comparable(&stored.0) {
            true => Some(Scalar::new(model, stored)?),
            false => None,
        };
        let top = model.network.largest_latent().unwrap_or(f32::INFINITY);
        let latents = model.network.latents();
        let pieces = self.models.each(&all(dataset), EVALUATION_PIECE, |model, piece| {
            let _no_graph = tch::no_grad_guard();
            let batch = dataset.gather(piece);
            let pass = model.forward(weights, &numbers, &batch)?;
            let evaluated = Piece::new(model, loss, &batch, &pass);
            if let Some(scalar) = &scalar {
                scalar.check(&batch, &evaluated.latents, piece[0].0)?;
            }
            Ok(evaluated)
        })?;
        let mut sum = PartEvaluation::default();
        let (mut low, mut high) = (vec![f32::INFINITY; latents], vec![f32::NEG_INFINITY; latents]);
        for piece in pieces {
            sum.samples += piece.samples;
            sum.loss += piece.loss;
            sum.loss_terms = add(sum.loss_terms, piece.terms);
            sum.telescope_charge = piece.telescope_charge.map(|own| own + sum.telescope_charge.unwrap_or(0.0));
            sum.telescope_normalised += piece.telescope_normalised;
            for (at, &latent) in piece.latents.iter().enumerate() {
                let output = at % latents;
                low[output] = low[output].min(latent);
                high[output] = high[output].max(latent);
                sum.saturated += f64::from(u8::from(latent >= top));
                sum.zero += f64::from(u8::from(latent <= 0.0));
            }
        }
        let samples = sum.samples as f64;
        let means = [&mut sum.loss, &mut sum.telescope_normalised].into_iter().chain(&mut sum.telescope_charge);
        means.chain(sum.loss_terms.iter_mut().flatten()).for_each(|value| *value /= samples);
        for value in [&mut sum.saturated, &mut sum.zero] {
            *value /= samples * latents as f64;
        }
        sum.dead = (0..latents).filter(|&output| low[output] == high[output]).count();
        sum.samples_checked = if scalar.is_some() { sum.samples } else { 0 };
        Ok(sum)
    }
}

/// All samples of a part as they are.
fn all(dataset: &Dataset) -> Vec<(usize, usize)> {
    (0..dataset.len()).map(|sample| (sample, 0)).collect()
}

/// Sum of the earth mover's distances of a batch, and how many samples it is of.
fn distances(batch: &Batch, output: &Tensor) -> (f64, usize) {
    let output = output.contiguous().to_device(Device::Cpu);
    let mut values = vec![0f32; output.numel()];
    output.copy_data(&mut values, output.numel());
    let (truth, _) = batch.truth.as_chunks::<CELLS>();
    let (output, _) = values.as_chunks::<CELLS>();
    let all = truth.iter().zip(output).filter_map(|(truth, output)| emd(truth, output));
    all.fold((0.0, 0), |(sum, count), distance| (sum + distance, count + 1))
}

/// The sum of two sets of terms, if there are any.
fn add(sum: Option<[f64; 3]>, terms: Option<[f64; 3]>) -> Option<[f64; 3]> {
    match (sum, terms) {
        (Some(sum), Some(terms)) => Some([0, 1, 2].map(|term| sum[term] + terms[term])),
        (sum, terms) => sum.or(terms),
    }
}

/// The scalar evaluator of an encoder, to compare with.
struct Scalar {
    network: EncoderNetwork,
    /// The description of the trained network.
    stored: Typed,
    evaluator: Evaluator,
    /// Bits of each latent that are sent; none where latents are not cut.
    widths: Option<LatentWidths>,
}

impl Scalar {
    fn new(model: &Model, (stored, weights): (Typed, Weights)) -> Result<Self> {
        let widths = model.network.block().map(|_| model.widths);
        let evaluator = Evaluator::new(&stored, &weights)?;
        Ok(Scalar { network: model.network.clone(), stored, evaluator, widths })
    }

    /// The node of the latents.
    fn output(&self) -> &Node {
        self.stored.node(self.stored.outputs()[0])
    }

    /// The largest difference between latents of the graph and of the evaluator, and the largest latent.
    fn difference(&self, batch: &Batch, latents: &[f32]) -> Result<(f32, f32)> {
        let output = self.output();
        let inputs = self.network.inputs(&batch.normalised, &batch.truth);
        let (mut values, mut most, mut largest) = (Values::default(), 0f32, 0f32);
        for (inputs, latents) in inputs.chunks(CELLS).zip(latents.chunks(self.network.latents())) {
            self.evaluator.run_reals(inputs, &mut values)?;
            for (at, graph) in output.range().zip(latents) {
                let own = match output.number.is_fixed() {
                    true => real(values.integers[at], output.number.places(0)),
                    false => values.reals[at],
                };
                most = most.max((own - graph).abs());
                largest = largest.max(own.abs());
            }
        }
        Ok((most, largest))
    }

    /// Compares the latents of the graph with those of the evaluator.
    fn check(&self, batch: &Batch, latents: &[f32], first: usize) -> Result<()> {
        let output = self.output();
        let mut values = Values::default();
        let count = self.network.latents();
        for (sample, (inputs, latents)) in
            self.network.inputs(&batch.normalised, &batch.truth).chunks(CELLS).zip(latents.chunks(count)).enumerate()
        {
            self.evaluator.run_reals(inputs, &mut values)?;
            let places = output.number.places(0);
            for (latent, (&raw, &graph)) in values.integers(output).iter().zip(latents).enumerate() {
                let unsent = self.widths.map_or(0, |widths| widths.dropped(latent));
                let scalar = real(raw >> unsent << unsent, places);
                if scalar != graph {
                    return Err(Error::new(match self.network.block() {
                        Some(_) => "the training graph and the integer emulator differ",
                        None => "the training graph and the scalar evaluator differ",
                    })
                    .field(format!("sample {} of the part, latent {latent}", first + sample))
                    .found(format!("{graph} in the graph, {scalar} in integers"))
                    .hint("this is a fault of the program: please report it with the run directory"));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use econ_emu::network::AeBlock;
    use econ_emu::train::options::{Arithmetic, DecoderKind};

    #[test]
    fn one_differing_latent_is_reported_by_sample_and_number() {
        let network = AeBlock::chip_8x8();
        let model = Model::new(&network.into(), DecoderKind::Plain, Arithmetic::Chip, 9, Device::Cpu).unwrap();
        let weights: Vec<f32> = (0..model.layout.len()).map(|at| (at % 13) as f32 / 32.0 - 0.15).collect();
        let batch = Batch { normalised: (0..5 * CELLS).map(|i| (i * 29 % 100) as u8).collect(), ..Batch::default() };
        let batch = Batch { truth: vec![0.0; 5 * CELLS], ..batch };
        let scalar = Scalar::new(&model, model.stored(&weights).unwrap()).unwrap();
        let pass = model.forward(&weights, &model.numbers(&weights).unwrap(), &batch).unwrap();
        let mut latents = Model::latents(&pass.encoded);
        assert!(scalar.check(&batch, &latents, 100).is_ok());
        latents[3 * 16 + 7] += 1.0 / 256.0;
        let error = scalar.check(&batch, &latents, 100).unwrap_err().to_string();
        assert!(error.contains("sample 103 of the part, latent 7"), "{error}");
    }
}
