//! Training of hierarchical autoencoders: encoders in the integers of their formats, decoders in real numbers.
//!
//! Every different group of a batch is encoded and decoded once. Of what lies between two levels only the latents are kept;
//! on the way back each network computes its values again, a few groups at a time, so that memory does not grow with the
//! number of groups: an event of the last stage is decoded to 5,130 chips.

use std::ops::Range;

use econ_emu::error::{Error, Result};
use econ_emu::hierarchical::groups::{Event, Groups, rows};
use econ_emu::hierarchical::level::{CHIP_CELLS, EVENT_CELLS, Level, Part, parts};
use econ_emu::hierarchical::model::HierarchicalModel;
use econ_emu::hierarchical::training::{HierarchicalTraining, Stage};
use econ_emu::jets::model::JetNetwork;
use econ_emu::nn::TensorRole;
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::epoch::Epoch;
use econ_emu::train::optim::Optimizer;
use econ_emu::train::options::{Arithmetic, LossTerm, OptimizerKind};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tch::{Device, Tensor};

use crate::nodes::{Nodes, StepNumbers, torch};

/// Groups whose values are there at the same time.
const AT_ONCE: usize = 4096;

/// Name of the model.
const NAME: &str = "hierarchical";

/// A network in training.
struct TrainedPart {
    level: Level,
    part: Part,
    nodes: Nodes,
    /// Its place among all weights.
    range: Range<usize>,
    numbers: Option<StepNumbers>,
}

/// A training.
pub struct HierarchicalTrainer {
    /// How it trains.
    pub training: HierarchicalTraining,
    parts: Vec<TrainedPart>,
    /// Everything that changes.
    pub state: Checkpoint,
}

impl HierarchicalTrainer {
    /// A training from the start, or from a checkpoint.
    ///
    /// # Errors
    /// A checkpoint of other networks.
    pub fn new(training: HierarchicalTraining, resume: Option<Checkpoint>) -> Result<Self> {
        let mut list = Vec::new();
        let mut end = 0;
        for (level, part) in parts() {
            let network = level.describe(part, training.latents)?;
            let arithmetic = if part == Part::Encoder { Arithmetic::Chip } else { Arithmetic::Float };
            let nodes = Nodes::new(&network, arithmetic, true, Device::Cpu)?;
            let range = end..end + nodes.weight_count();
            end = range.end;
            list.push(TrainedPart { level, part, nodes, range, numbers: None });
        }
        let state = match resume {
            Some(state) if state.weights.len() == end => state,
            Some(_) => return Err(Error::mismatch("the checkpoint belongs to other networks")),
            None => {
                let weights = start(&list, training.seed);
                let optimizer = Optimizer::new(OptimizerKind::Adam, 0.0, weights.len());
                // Levels are not trained for one loss, so no epoch is the best.
                Checkpoint { best: Vec::new(), ..Checkpoint::begin(optimizer, weights) }
            }
        };
        Ok(HierarchicalTrainer { training, parts: list, state })
    }

    /// Whether all epochs are done.
    pub fn is_done(&self) -> bool {
        self.state.epoch >= self.training.all_epochs()
    }

    /// The model with the weights as they are, on the grids of their formats.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn model(&self) -> Result<HierarchicalModel> {
        let networks = self.parts.iter().map(|part| {
            let network = part.nodes.network().clone();
            let weights = part.nodes.quantised(&self.state.weights[part.range.clone()])?;
            Ok(JetNetwork { network, weights })
        });
        HierarchicalModel::new(NAME, self.training.latents, networks.collect::<Result<_>>()?)
    }

    /// One epoch on events, in their order, with the loss of others at the same level behind it.
    ///
    /// # Errors
    /// A loss that is not a number, and failures of libtorch.
    pub fn epoch(&mut self, train: &[Event], test: &[Event]) -> Result<()> {
        let epoch = self.state.epoch;
        let stage = self.training.stage(epoch);
        let mut sum = 0.0;
        for events in train.chunks(self.training.batch) {
            let loss = self.step(events, stage)?;
            if !loss.is_finite() {
                return Err(Error::new(format!("the training diverged in epoch {}: the loss is {loss}", epoch + 1))
                    .hint("lower --learning-rate"));
            }
            sum += loss * events.len() as f64;
        }
        self.state.history.push(Epoch::of_losses(
            epoch,
            (Arithmetic::Chip, LossTerm::Mse.into()),
            self.training.learning_rate,
            [sum / train.len() as f64, self.model()?.coder()?.loss(test, stage.level)?],
        ));
        self.state.epoch += 1;
        Ok(())
    }

    /// One step on events; their loss before it.
    ///
    /// # Errors
    /// Weights that are not finite, and failures of libtorch.
    pub fn step(&mut self, events: &[Event], stage: Stage) -> Result<f64> {
        for part in self.parts.iter_mut().filter(|part| part.level <= stage.level) {
            part.numbers = Some(part.nodes.numbers(&self.state.weights[part.range.clone()], None)?);
        }
        let mut gradient = vec![0f32; self.state.weights.len()];
        let loss = self.gradient(events, stage, &mut gradient)?;
        let own = self.parts.iter().filter(|part| stage.trained.contains(&part.level)).map(|part| part.range.clone());
        // Levels that are trained stand one above the other.
        if let Some(own) = own.reduce(|all, next| all.start..next.end) {
            self.state.optimizer.step_within(&mut self.state.weights, &gradient, self.training.learning_rate, own);
        }
        Ok(loss)
    }

    /// The loss of events at a level, with the gradient of the weights: that of all decoders up to the level, and of the
    /// encoders down to the lowest level that is trained.
    fn gradient(&self, events: &[Event], stage: Stage, gradient: &mut [f32]) -> Result<f64> {
        let (latents, levels) = (self.training.latents, stage.level.up_to());
        let groups = Groups::new(events, stage.level);
        // What the encoders read, the lowest first.
        let mut read = vec![groups.chips().to_vec()];
        for (table, level) in groups.below().iter().zip(levels) {
            let below = self.run(*level, Part::Encoder, &read[level.index()])?;
            read.push(rows(&below, latents, table).copied().collect());
        }
        // What the decoders read, the highest first.
        let mut back = vec![self.run(stage.level, Part::Encoder, &read[stage.level.index()])?];
        for (at, level) in levels.iter().skip(1).rev().enumerate() {
            back.push(self.run(*level, Part::Decoder, &back[at])?);
        }
        let (mut sum, weighed) = (0.0, Weighed::new(&groups, events.len()));
        let chips = back.pop().unwrap_or_default();
        let mut slopes = self.back(Level::Roc, Part::Decoder, &chips, gradient, |first, decoded| {
            let (loss, slopes) = weighed.slopes(first, decoded);
            sum += loss;
            slopes
        })?;
        for level in &levels[1..] {
            let inputs = back.pop().unwrap_or_default();
            let width = level.inputs(latents);
            let given = std::mem::take(&mut slopes);
            let slope_of = |first: usize, out: &[f32]| given[first * width..][..out.len()].to_vec();
            slopes = self.back(*level, Part::Decoder, &inputs, gradient, slope_of)?;
        }
        let lowest = stage.trained.first().copied().unwrap_or(stage.level);
        for level in levels.iter().rev().take_while(|level| **level >= lowest) {
            let given = std::mem::take(&mut slopes);
            let slope_of = |first: usize, out: &[f32]| given[first * latents..][..out.len()].to_vec();
            let inputs = self.back(*level, Part::Encoder, &read[level.index()], gradient, slope_of)?;
            let Some(below) = level.index().checked_sub(1) else { break };
            // A group below may be a member of several, or of none if it is the empty one.
            slopes = vec![0.0; read[below].len() / Level::ALL[below].inputs(latents) * latents];
            for (&member, own) in groups.below()[below].iter().zip(inputs.chunks_exact(latents)) {
                let sums = &mut slopes[member as usize * latents..][..latents];
                sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            }
        }
        Ok(sum)
    }

    fn part(&self, level: Level, part: Part) -> &TrainedPart {
        &self.parts[2 * level.index() + usize::from(part == Part::Decoder)]
    }

    /// What a network gives for inputs, group after group.
    fn run(&self, level: Level, part: Part, inputs: &[f32]) -> Result<Vec<f32>> {
        let part = self.part(level, part);
        let mut out = Vec::new();
        for inputs in inputs.chunks(AT_ONCE * part.inputs()) {
            out.extend(part.forward(&self.state.weights, inputs)?.1);
        }
        Ok(out)
    }

    /// The way back through a network: the gradient of its weights is added, that of its inputs is given. `slope_of` gives
    /// that of what it gives, of groups from one number on.
    fn back(
        &self,
        level: Level,
        part: Part,
        inputs: &[f32],
        gradient: &mut [f32],
        mut slope_of: impl FnMut(usize, &[f32]) -> Vec<f32>,
    ) -> Result<Vec<f32>> {
        let part = self.part(level, part);
        let mut slopes = Vec::with_capacity(inputs.len());
        for (piece, inputs) in inputs.chunks(AT_ONCE * part.inputs()).enumerate() {
            let (tape, out) = part.forward(&self.state.weights, inputs)?;
            let given = slope_of(piece * AT_ONCE, &out);
            let samples = (inputs.len() / part.inputs()) as i64;
            let given = Tensor::from_slice(&given).view([samples, -1]).tr();
            let found = part.nodes.backward(&tape, &[given])?;
            for (id, own) in part.nodes.network().tensor_ids().zip(&found.tensors) {
                let Some(own) = own else { continue };
                let sums = &mut gradient[part.range.clone()][part.nodes.range(id)];
                sums.iter_mut().zip(numbers(own)?).for_each(|(sum, own)| *sum += own);
            }
            let own = found.inputs.first().and_then(Option::as_ref);
            slopes.extend(match own {
                Some(own) => numbers(&own.tr())?,
                None => vec![0.0; inputs.len()],
            });
        }
        Ok(slopes)
    }
}

impl TrainedPart {
    /// Numbers of a group.
    fn inputs(&self) -> usize {
        self.nodes.network().inputs()[0].len()
    }

    fn unprepared(&self) -> Error {
        Error::new("the network was not prepared").field(self.level.file(self.part))
    }

    /// Values of groups, and what leaves, group after group.
    fn forward(&self, weights: &[f32], inputs: &[f32]) -> Result<(crate::nodes::Tape, Vec<f32>)> {
        let plan = self.numbers.as_ref().ok_or_else(|| self.unprepared())?;
        let tape = self.nodes.forward(&weights[self.range.clone()], plan, inputs)?;
        let output = tape.values(self.nodes.network().outputs()[0]).ok_or_else(|| self.unprepared())?;
        let out = numbers(&output.tr())?;
        Ok((tape, out))
    }
}

/// The chips of the groups of a level, with how much each of them counts.
struct Weighed<'a> {
    groups: &'a Groups,
    /// Chips of a group.
    chips: usize,
    /// What a squared difference of a group counts.
    weights: Vec<f64>,
}

impl<'a> Weighed<'a> {
    fn new(groups: &'a Groups, events: usize) -> Self {
        let all = (events.max(1) * EVENT_CELLS) as f64;
        let weights = groups.counts().iter().map(|&count| count as f64 / all).collect();
        Weighed { groups, chips: groups.level().cells() / CHIP_CELLS, weights }
    }

    /// Loss and its gradient of decoded chips from one on, all groups one behind the other.
    fn slopes(&self, first: usize, decoded: &[f32]) -> (f64, Vec<f32>) {
        let (mut loss, mut slopes) = (0.0, Vec::with_capacity(decoded.len()));
        let mut own: Option<(usize, Vec<f32>)> = None;
        for (chip, decoded) in (first..).zip(decoded.chunks_exact(CHIP_CELLS)) {
            let group = chip / self.chips;
            let (_, cells) = match own.take().filter(|(number, _)| *number == group) {
                Some(known) => own.insert(known),
                None => own.insert((group, self.groups.cells(group))),
            };
            let cells = &cells[chip % self.chips * CHIP_CELLS..][..CHIP_CELLS];
            for (&decoded, &cell) in decoded.iter().zip(cells) {
                let away = f64::from(decoded) - f64::from(cell);
                loss += self.weights[group] * away * away;
                slopes.push((2.0 * self.weights[group] * away) as f32);
            }
        }
        (loss, slopes)
    }
}

/// The numbers of a tensor, one after the other.
fn numbers(tensor: &Tensor) -> Result<Vec<f32>> {
    let mut numbers = vec![0f32; tensor.numel()];
    let len = numbers.len();
    tensor.contiguous().f_copy_data(&mut numbers, len).map_err(torch)?;
    Ok(numbers)
}

/// Weights at the start, uniform: kernels of encoders with the spread of He, those of decoders with that of Glorot, biases
/// within one over the root of the numbers that are added, so that groups whose latents are 0 are trained on, too. The
/// last layer of the decoder of chips begins without negative numbers: behind it is a rectifier, which would let nothing
/// through in either direction.
fn start(parts: &[TrainedPart], seed: u64) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut weights, mut inputs) = (Vec::new(), 1.0);
    for part in parts {
        for tensor in part.nodes.network().tensors() {
            let outputs = tensor.channels as f32;
            let spread = match (tensor.role, part.part) {
                (TensorRole::Kernel, Part::Encoder) => (6.0 / tensor.fan_in as f32).sqrt(),
                (TensorRole::Kernel, Part::Decoder) => (6.0 / (tensor.fan_in as f32 + outputs)).sqrt(),
                // Biases follow the kernel of their layer.
                _ => 1.0 / f32::sqrt(inputs),
            };
            inputs = tensor.fan_in as f32;
            let is_last = part.level == Level::Roc && part.part == Part::Decoder && tensor.name.starts_with("conv2_");
            let lowest = if is_last { 0.0 } else { -1.0 };
            weights.extend((0..tensor.len()).map(|_| spread * rng.random_range(lowest..=1.0f32)));
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use econ_emu::hierarchical::training::{LEVEL_EPOCHS, TEST_EVENTS};

    use super::*;

    fn training() -> HierarchicalTraining {
        HierarchicalTraining {
            data: None,
            synthetic_events: 6,
            latents: 2,
            first_epochs: 1,
            level_epochs: LEVEL_EPOCHS,
            epochs: None,
            batch: 2,
            test_events: TEST_EVENTS,
            learning_rate: 1e-3,
            seed: 4,
            data_sha256: String::new(),
        }
    }

    /// Events of a few chips.
    fn events(count: u64) -> Vec<Event> {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let mut events = Vec::new();
        for _ in 0..count {
            let mut cells: Vec<(u32, f32)> = Vec::new();
            for chip in [3, 4, 11, 300, 4000] {
                let place = 16 * chip + rng.random_range(0..16);
                cells.push((place, rng.random_range(1..64) as f32 / 8.0));
            }
            events.push(Event { cells });
        }
        events
    }

    fn bytes(trainer: &HierarchicalTrainer, level: Level) -> Vec<u32> {
        let own = trainer.parts.iter().filter(|part| part.level == level);
        own.flat_map(|part| &trainer.state.weights[part.range.clone()]).map(|weight| weight.to_bits()).collect()
    }

    /// In every epoch of the first rounds of the schedule the levels that are not trained keep their bytes, also after
    /// epochs that left something in the optimiser, and those that are trained do not.
    #[test]
    fn frozen_levels_keep_their_bytes() {
        let events = events(1);
        let mut trainer = HierarchicalTrainer::new(training(), None).unwrap();
        for epoch in [1, 2, 3, 4, 5, 201, 501] {
            let stage = trainer.training.stage(epoch - 1);
            let before = Level::ALL.map(|level| bytes(&trainer, level));
            trainer.step(&events, stage).unwrap();
            for (level, before) in Level::ALL.into_iter().zip(before) {
                let kept = bytes(&trainer, level) == before;
                assert_eq!(kept, !stage.trained.contains(&level), "epoch {epoch}, {level:?}");
            }
        }
    }

    /// The loss of a step is that of the model, and the gradient of decoders that of its differences.
    #[test]
    fn steps_follow_the_loss_of_the_model() {
        let events = events(3);
        let mut trainer = HierarchicalTrainer::new(training(), None).unwrap();
        for level in [Level::Roc, Level::Module, Level::Triplet] {
            let stage = Stage { level, trained: level.up_to() };
            let expected = trainer.model().unwrap().coder().unwrap().loss(&events, level).unwrap();
            for part in &mut trainer.parts {
                part.numbers = Some(part.nodes.numbers(&trainer.state.weights[part.range.clone()], None).unwrap());
            }
            let mut gradient = vec![0.0; trainer.state.weights.len()];
            let loss = trainer.gradient(&events, stage, &mut gradient).unwrap();
            assert!((loss - expected).abs() < 1e-5 * expected, "{level:?}: {loss} {expected}");
            for own in level.up_to() {
                let range = trainer.part(*own, Part::Decoder).range.clone();
                let at = range.clone().max_by(|&a, &b| gradient[a].abs().total_cmp(&gradient[b].abs())).unwrap();
                let kept = trainer.state.weights[at];
                let [up, down] = [1e-3, -1e-3].map(|by| {
                    trainer.state.weights[at] = kept + by;
                    trainer.model().unwrap().coder().unwrap().loss(&events, level).unwrap()
                });
                trainer.state.weights[at] = kept;
                let (slope, found) = ((up - down) / 2e-3, f64::from(gradient[at]));
                assert!((slope - found).abs() < 0.05 * found.abs(), "{level:?} {own:?}: {slope} {found}");
                let encoder = trainer.part(*own, Part::Encoder).range.clone();
                assert!(gradient[encoder].iter().any(|slope| *slope != 0.0), "{level:?} {own:?}");
            }
        }
    }

    /// A training after so many epochs more.
    fn after(mut trainer: HierarchicalTrainer, epochs: usize, events: &[Event]) -> HierarchicalTrainer {
        (0..epochs).for_each(|_| trainer.epoch(&events[2..], &events[..2]).unwrap());
        trainer
    }

    #[test]
    fn a_checkpoint_goes_on_to_the_same_weights_and_the_loss_falls() {
        let training = HierarchicalTraining { first_epochs: 0, level_epochs: [6, 2, 0, 0, 0], ..training() };
        let events = events(6);
        let whole = after(HierarchicalTrainer::new(training.clone(), None).unwrap(), 8, &events);
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("checkpoint.safetensors");
        after(HierarchicalTrainer::new(training.clone(), None).unwrap(), 5, &events).state.write(&path, "").unwrap();
        let resumed = HierarchicalTrainer::new(training.clone(), Some(Checkpoint::read(&path).unwrap().0)).unwrap();
        let resumed = after(resumed, 3, &events);
        assert!(whole.is_done() && resumed.is_done());
        assert_eq!(whole.state, resumed.state);
        let history = &whole.state.history;
        assert!(history[5].train < history[0].train, "{history:?}");
        let other = HierarchicalTraining { latents: 3, ..training };
        assert!(HierarchicalTrainer::new(other, Some(resumed.state)).is_err());
    }
}
