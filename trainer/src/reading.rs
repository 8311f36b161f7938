//! The decoders of learned readings ([`econ_emu::physics::learned`]): packets of the chip's other algorithms in place of
//! latents.
//!
//! Decoder, loss and optimizer are those of a run whose encoder is frozen. Between decoder and loss stands what the
//! reading does with its image: named cells keep their charges, and the others of a pool share what is left.

use econ_emu::error::{Error, Result};
use econ_emu::network::CELLS;
use econ_emu::physics::decoder::Decoder;
use econ_emu::physics::learned::{
    LearnOptions, Lesson, Lessons, PacketFacts, ReadingTrainer, decoder_shape, decoder_spec,
};
use econ_emu::train::optim::{Optimizer, running_average, schedule, warmed};
use econ_emu::train::options::{DecoderSpec, Loss, OptimizerKind, ScheduleKind, Sinkhorn};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tch::{Device, Kind, Tensor};

use crate::dataset::shuffle;
use crate::decoder::DecoderModel;
use crate::inputs::InputScale;
use crate::layout::Layout;
use crate::loss::LossModel;
use crate::nodes::torch;
use crate::trainer::initial_decoder;
use crate::workers::{Copies, EVALUATION_PIECE, step_piece};

/// Samples of a step.
const BATCH: usize = 256;

/// Full learning rate; it falls along half a cosine.
const LEARNING_RATE: f32 = 2e-3;

/// Steps over which the rate rises.
const WARMUP: u64 = 100;

/// Decay of the running average of the weights.
const AVERAGE: f32 = 0.998;

/// How often the weights are compared with the best so far.
const ROUNDS: usize = 40;

/// The trainer of readings.
#[derive(Debug, Clone)]
pub struct DecoderTrainer {
    /// What it is told.
    pub options: LearnOptions,
}

impl ReadingTrainer for DecoderTrainer {
    fn mixed_copies(&self) -> Option<usize> {
        self.options.mixed_copies
    }

    fn learn(&self, lessons: &Lessons) -> Result<Decoder> {
        let LearnOptions { widths, steps, seed, .. } = &self.options;
        let spec = decoder_spec(widths)?;
        let best = Learning::new(&spec, lessons, *seed)?.run(*steps, *seed)?;
        let layout = Layout::of_decoder(&decoder_shape(), &spec)?;
        let tensors = layout.decoder().iter().map(|slot| best[slot.range()].to_vec()).collect();
        Decoder::new(decoder_shape(), &spec, tensors)
    }
}

/// Decoder and loss of one thread.
struct ReadingModel {
    layout: Layout,
    decoder: DecoderModel,
    loss: LossModel,
    /// 48 x 48: 1 where the image of the first cell divides that of the second, if it is among those that do.
    pools: Tensor,
}

/// Below this a pool of the image counts as empty: softmax leaves no cell without anything.
const LEAST: f64 = 1e-9;

/// The loss of some packets, summed, and its gradient.
struct Slope {
    loss: f64,
    slope: Vec<f32>,
}

impl ReadingModel {
    fn new(spec: &DecoderSpec, lessons: &Lessons) -> Result<Self> {
        let own = |first: usize| lessons.pools.map(|pool| pool.is_none() || pool == lessons.pools[first]);
        let pools: Vec<f32> = (0..CELLS).flat_map(own).map(|divides| f32::from(u8::from(divides))).collect();
        Ok(ReadingModel {
            layout: Layout::of_decoder(&decoder_shape(), spec)?,
            decoder: DecoderModel::new(&decoder_shape(), spec, Device::Cpu)?,
            loss: LossModel::new(Sinkhorn::default(), None, Device::Cpu)?,
            pools: Tensor::from_slice(&pools).view([CELLS as i64, CELLS as i64]),
        })
    }

    /// The mean loss of packets times their number.
    fn loss(&self, leaves: &[Tensor], lessons: &[&Lesson]) -> Tensor {
        let inputs: Vec<f32> = lessons.iter().flat_map(|lesson| lesson.facts.inputs()).collect();
        let inputs = Tensor::from_slice(&inputs).view([lessons.len() as i64, -1]);
        let image = self.decoder.forward(&inputs, leaves);
        let divides = cells(lessons, |lesson| divisors(&lesson.facts));
        let pools = (&image * divides).matmul(&self.pools).clamp_min(LEAST);
        let output =
            cells(lessons, |lesson| lesson.facts.known) + cells(lessons, |lesson| lesson.facts.shared) * image / pools;
        self.loss.value(&Loss::mix(), &cells(lessons, |lesson| lesson.truth), &output, None).sum
    }

    fn slope(&self, weights: &[f32], lessons: &[&Lesson]) -> Result<Slope> {
        let leaves = DecoderModel::leaves(&self.layout, weights, Device::Cpu);
        let loss = self.loss(&leaves, lessons);
        loss.f_backward().map_err(torch)?;
        let mut slope = vec![0f32; self.layout.len()];
        for (leaf, slot) in leaves.iter().zip(self.layout.decoder()) {
            leaf.grad().contiguous().f_copy_data(&mut slope[slot.range()], slot.len).map_err(torch)?;
        }
        Ok(Slope { loss: loss.double_value(&[]), slope })
    }
}

fn divisors(facts: &PacketFacts) -> [f32; CELLS] {
    facts.divides.map(|divides| if divides { 1.0 } else { 0.0 })
}

/// A training in progress.
struct Learning<'a> {
    models: Copies<ReadingModel>,
    lessons: &'a Lessons,
    weights: Vec<f32>,
    average: Vec<f32>,
    optimizer: Optimizer,
    inputs: InputScale,
    best: (f64, Vec<f32>),
}

impl<'a> Learning<'a> {
    fn new(spec: &DecoderSpec, lessons: &'a Lessons, seed: u64) -> Result<Self> {
        let models = Copies::new(Device::Cpu, || ReadingModel::new(spec, lessons))?;
        let layout = &models.first().layout;
        let mut weights = vec![0f32; layout.len()];
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        initial_decoder(layout, spec, decoder_shape().latents, &lessons.image, &mut rng, &mut weights);
        let samples: Vec<f32> = lessons.train.iter().flat_map(|lesson| lesson.facts.inputs()).collect();
        let inputs = InputScale::of(layout, &samples, samples.len() / lessons.train.len().max(1))?;
        inputs.leave(&mut weights);
        let optimizer = Optimizer::new(OptimizerKind::Adam, 0.0, weights.len());
        let best = (f64::INFINITY, weights.clone());
        Ok(Learning { models, lessons, average: weights.clone(), weights, optimizer, inputs, best })
    }

    /// The best weights of a training of so many steps.
    fn run(mut self, steps: usize, seed: u64) -> Result<Vec<f32>> {
        let mut draws = ChaCha8Rng::seed_from_u64(seed);
        draws.set_stream(1);
        let mut order: Vec<usize> = (0..self.lessons.train.len()).collect();
        let mut next = order.len();
        // The image that the first weights give is that of a reading by the mean image.
        self.compare()?;
        for step in 0..steps {
            let mut batch = Vec::with_capacity(BATCH);
            while batch.len() < BATCH.min(order.len()) {
                if next == order.len() {
                    shuffle(&mut order, &mut draws);
                    next = 0;
                }
                batch.push(&self.lessons.train[order[next]]);
                next += 1;
            }
            self.step(&batch, LEARNING_RATE * schedule(ScheduleKind::Cosine, step, steps))?;
            if (step + 1) % (steps / ROUNDS).max(1) == 0 || step + 1 == steps {
                self.compare()?;
            }
        }
        Ok(self.best.1)
    }

    fn step(&mut self, batch: &[&Lesson], rate: f32) -> Result<()> {
        let weights = &self.weights;
        let pieces = self.models.each(batch, step_piece(batch.len()), |model, piece| model.slope(weights, piece))?;
        let (mut loss, mut slope) = (0.0, vec![0f32; weights.len()]);
        for piece in pieces {
            loss += piece.loss;
            slope.iter_mut().zip(piece.slope).for_each(|(sum, own)| *sum += own / batch.len() as f32);
        }
        if !loss.is_finite() {
            return Err(Error::new("the training of a reading diverged").found(loss));
        }
        let steps = self.optimizer.steps();
        self.inputs.turn_gradient(&mut slope);
        let rate = warmed(rate, steps, WARMUP);
        self.inputs.in_even_inputs(&mut self.weights, |weights| self.optimizer.step(weights, &slope, rate));
        running_average(&mut self.average, &self.weights, AVERAGE, steps);
        Ok(())
    }

    /// Keeps the weights or their running average, if one of them is better on the samples for validation than all
    /// before.
    fn compare(&mut self) -> Result<()> {
        let all: Vec<&Lesson> = self.lessons.validation.iter().collect();
        for weights in [&self.weights, &self.average] {
            let pieces = self.models.each(&all, EVALUATION_PIECE, |model, piece| {
                let _no_graph = tch::no_grad_guard();
                let leaves = DecoderModel::leaves(&model.layout, weights, Device::Cpu);
                Ok(model.loss(&leaves, piece).to_kind(Kind::Double).double_value(&[]))
            })?;
            let loss: f64 = pieces.into_iter().sum();
            if loss < self.best.0 {
                self.best = (loss, weights.clone());
            }
        }
        Ok(())
    }
}

/// A number of each cell, samples x 48.
fn cells(lessons: &[&Lesson], of: fn(&Lesson) -> [f32; CELLS]) -> Tensor {
    let values: Vec<f32> = lessons.iter().flat_map(|&lesson| of(lesson)).collect();
    Tensor::from_slice(&values).view([lessons.len() as i64, CELLS as i64])
}
