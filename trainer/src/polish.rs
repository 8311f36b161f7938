//! Better registers by whole steps, judged by the exact loss of the chip's integers with the decoder as it is.
//!
//! Straight-through training moves real numbers behind the registers; what rounding them loses, and what floored
//! products and clipped latents do, it does not see. Here every change is a change of registers, and is taken only where
//! the loss over many training samples, computed from the chip's own latents, falls.
//!
//! The last layer of sums is the large one, and a change there touches one latent. Around the registers as they are, the
//! loss is nearly a quadratic function of that latent in each sample; slope and curvature come from the decoder. The
//! best change of the weights of the latent is then an integer least squares problem in a box: its real solution is
//! rounded weight by weight, each time with what the weights before it leave (the nearest plane of Babai), also at
//! random in Klein's manner (docs/sources.md, Integer-least-squares). Steps of single weights, and of pairs that
//! compensate each other, are ranked by the same function. The best of all these are tried. In other layers
//! every single step is.

use econ_emu::error::{Error, Result};
use econ_emu::network::{AeBlock, CELLS, LATENTS};
use econ_emu::nn::{Evaluator, NodeId, Rows, TensorId, Values, Weights, real};
use econ_emu::registers::LatentWidths;
use econ_emu::train::options::{Arithmetic, Loss};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

use crate::dataset::Dataset;
use crate::model::{Batch, Model};
use crate::trainer::Trainer;
use crate::workers::TrainWorkers;

/// Training samples that changes are judged by, at most: evenly spread ones.
const SAMPLES: usize = 4096;

/// Samples that go through the decoder at once.
const PIECE: usize = 512;

/// How often a latent is looked at again while that helps.
const ROUNDS: usize = 4;

/// Changes of one or two weights, and of whole rows, that are tried each time.
const TRIED_STEPS: usize = 12;
const TRIED_ROWS: usize = 6;

/// Rows that are drawn for each damping.
const DRAWN: usize = 24;

/// Parts of the mean curvature that are added to that of each weight: the loss is quadratic only nearby.
const DAMPING: [f64; 4] = [1e-4, 1e-3, 1e-2, 1e-1];

/// What a polish did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Polish {
    /// Training samples that changes were judged by.
    pub samples: usize,
    /// Times that all weights were gone through.
    pub sweeps: usize,
    /// Changes that were tried.
    pub tried: usize,
    /// Changes that were taken, in the sweeps that are kept.
    pub taken: usize,
    /// Loss of those samples before.
    pub train_before: f64,
    /// And after.
    pub train_after: f64,
    /// Loss of the validation samples before.
    pub validation_before: f64,
    /// And after; never more than before.
    pub validation_after: f64,
}

impl Trainer {
    /// Polishes the registers of the best weights: as many sweeps as the configuration says, fewer once one of them does
    /// not help on the validation samples. The weights before it stay where none does. `progress` gets the latents that
    /// are done in all sweeps, and the loss.
    ///
    /// # Errors
    /// A network whose weights are not those of the chip's arithmetic or that does not end in a dense layer, a latent that
    /// differs from the emulator, and failures of libtorch.
    pub fn polish(&mut self, mut progress: impl FnMut(usize, f64)) -> Result<()> {
        let (sweeps, loss, seed) = (self.config.polish, self.config.loss.clone(), self.config.seed);
        if sweeps == 0 {
            return Ok(());
        }
        let mut best = self.state.best.clone();
        let mut table = Table::new(&mut self.workers, best.clone(), &loss, &self.train)?;
        let before = table.loss;
        let validation_before = table.workers.evaluate(&best, &loss, &self.validation)?.loss;
        let mut polish = Polish {
            samples: table.samples(),
            sweeps: 0,
            tried: 0,
            taken: 0,
            train_before: before,
            train_after: before,
            validation_before,
            validation_after: validation_before,
        };
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(1 << 33);
        for sweep in 0..sweeps {
            for latent in 0..LATENTS {
                table.polish_latent(latent, &mut rng)?;
                progress(sweep * LATENTS + latent + 1, table.loss);
            }
            table.step_others()?;
            polish.sweeps += 1;
            polish.tried = table.tried;
            let validation = table.workers.evaluate(&table.weights, &loss, &self.validation)?.loss;
            if validation >= polish.validation_after {
                break;
            }
            let is_stuck = polish.taken == table.taken;
            polish = Polish { taken: table.taken, train_after: table.loss, validation_after: validation, ..polish };
            best.clone_from(&table.weights);
            if is_stuck {
                break;
            }
        }
        self.polished = Some((best, polish));
        Ok(())
    }
}

/// Samples that go through the decoder at once.
struct Piece {
    batch: Batch,
    /// All values of the encoder, sample by sample.
    values: Vec<Values>,
    /// Latents as the decoder gets them, samples x latents.
    latents: Vec<f32>,
}

impl Piece {
    /// All values and latents of its samples.
    fn run(&mut self, evaluator: &Evaluator, sent: &Sent<'_>) -> Result<()> {
        for (at, values) in self.values.iter_mut().enumerate() {
            let inputs = &self.batch.normalised[at * CELLS..][..CELLS];
            let inputs: Vec<i64> = inputs.iter().map(|&charge| charge.into()).collect();
            evaluator.run(&inputs, values)?;
            for latent in 0..LATENTS {
                self.latents[at * LATENTS + latent] = sent.latent(values, latent);
            }
        }
        Ok(())
    }
}

/// A latent's row of the last layer of sums: the values it reads, with their weights.
struct Row {
    /// Places of the values and of the weights.
    terms: Vec<(usize, usize)>,
    /// Place of the bias.
    bias: Option<usize>,
}

/// A weight, and what is added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    tensor: TensorId,
    place: usize,
    by: i32,
}

/// The registers, and everything that follows from them for the samples.
struct Table<'a> {
    workers: &'a mut TrainWorkers,
    loss_of: Loss,
    block: AeBlock,
    widths: LatentWidths,
    /// Weights of encoder and decoder; those of the encoder are the registers.
    weights: Vec<f32>,
    registers: Vec<Vec<i32>>,
    evaluator: Evaluator,
    pieces: Vec<Piece>,
    /// The last layer of sums, its tensors, and the rows of the latents.
    last: NodeId,
    kernel: TensorId,
    bias: Option<TensorId>,
    rows: Vec<Row>,
    /// Mean loss of the samples.
    loss: f64,
    tried: usize,
    taken: usize,
}

impl<'a> Table<'a> {
    fn new(workers: &'a mut TrainWorkers, weights: Vec<f32>, loss: &Loss, train: &Dataset) -> Result<Self> {
        let model = workers.model();
        let block = check(model)?.clone();
        let typed = block.typed();
        let last = typed.sums().iter().filter(|(id, _)| typed.sum(*id).is_some()).last();
        let Some((last, Rows::Sums { kernel, bias, rows, .. })) = last else { return Err(refused(&block)) };
        let rows = rows.iter().enumerate().map(|(latent, row)| Row {
            terms: terms(&block, last, latent).collect(),
            bias: bias.map(|_| row.bias as usize),
        });
        let rows: Vec<Row> = rows.collect();
        check_rows(&block, &rows)?;
        let (_, stored) = model.stored(&weights)?;
        let step = train.len().div_ceil(SAMPLES).max(1);
        let picks: Vec<(usize, usize)> = (0..train.len()).step_by(step).map(|sample| (sample, 0)).collect();
        let widths = model.widths;
        let piece = |picks: &[(usize, usize)]| {
            let batch = train.gather(picks);
            Piece { values: vec![Values::default(); picks.len()], latents: vec![0.0; picks.len() * LATENTS], batch }
        };
        let mut table = Table {
            evaluator: Evaluator::new(typed, &stored)?,
            registers: stored.integer_tensors(),
            pieces: picks.chunks(PIECE).map(piece).collect(),
            kernel: *kernel,
            bias: *bias,
            loss: 0.0,
            tried: 0,
            taken: 0,
            loss_of: loss.clone(),
            workers,
            widths,
            weights,
            last,
            rows,
            block,
        };
        table.run()?;
        table.loss = table.judge()?;
        Ok(table)
    }

    fn samples(&self) -> usize {
        self.pieces.iter().map(|piece| piece.values.len()).sum()
    }

    /// Puts the registers into the evaluator and among the weights.
    fn set_registers(&mut self) -> Result<()> {
        let typed = self.block.typed();
        self.evaluator.set_weights(Weights::of_integers(typed, self.registers.clone())?)?;
        for ((tensor, own), slot) in
            typed.tensors().iter().zip(&self.registers).zip(self.workers.model().layout.encoder())
        {
            let values = own.iter().enumerate().map(|(at, &raw)| real(raw.into(), tensor.places(at)));
            self.weights[slot.range()].iter_mut().zip(values).for_each(|(weight, value)| *weight = value);
        }
        Ok(())
    }

    /// All values of all samples.
    fn run(&mut self) -> Result<()> {
        let (evaluator, sent) = (&self.evaluator, Sent::new(&self.block, self.widths));
        self.pieces.par_iter_mut().try_for_each(|piece| piece.run(evaluator, &sent))
    }

    /// The values that the row of a latent touches.
    fn run_latent(&mut self, latent: usize) {
        let (evaluator, last, sent) = (&self.evaluator, self.last, Sent::new(&self.block, self.widths));
        self.pieces.par_iter_mut().for_each(|piece| {
            for (at, values) in piece.values.iter_mut().enumerate() {
                evaluator.run_again(last, latent, values);
                piece.latents[at * LATENTS + latent] = sent.latent(values, latent);
            }
        });
    }

    /// Mean loss of the samples with the latents as they are.
    fn judge(&mut self) -> Result<f64> {
        let (weights, loss) = (&self.weights, &self.loss_of);
        let sums = self.workers.models().each_of(&self.pieces, |model, piece| {
            Ok(model.loss_of_latents(weights, loss, &piece.batch, &piece.latents, false)?.0)
        })?;
        Ok(sums.iter().sum::<f64>() / self.samples() as f64)
    }

    /// How the loss of each sample changes with a latent that is moved by so much.
    fn slopes(&mut self, latent: usize, moved: f32) -> Result<Vec<f64>> {
        let (weights, loss) = (&self.weights, &self.loss_of);
        let slopes = self.workers.models().each_of(&self.pieces, |model, piece| {
            let mut latents = piece.latents.clone();
            latents.iter_mut().skip(latent).step_by(LATENTS).for_each(|value| *value += moved);
            Ok(model.loss_of_latents(weights, loss, &piece.batch, &latents, true)?.1)
        })?;
        let own = slopes.iter().flat_map(|piece| piece.iter().skip(latent).step_by(LATENTS));
        Ok(own.map(|&slope| slope.into()).collect())
    }

    /// Changes the registers; what only other latents need is not computed again.
    fn change(&mut self, latent: Option<usize>, steps: &[Step]) -> Result<()> {
        for step in steps {
            self.registers[step.tensor.0][step.place] += step.by;
        }
        self.set_registers()?;
        match latent {
            Some(latent) => self.run_latent(latent),
            None => self.run()?,
        }
        Ok(())
    }

    /// Takes the best of some changes, if it is better than none.
    fn take_best(&mut self, latent: Option<usize>, changes: &[Vec<Step>]) -> Result<bool> {
        let mut best: Option<(f64, &Vec<Step>)> = None;
        for change in changes {
            self.change(latent, change)?;
            let loss = self.judge()?;
            self.tried += 1;
            if loss < best.map_or(self.loss, |(best, _)| best) {
                best = Some((loss, change));
            }
            undo(&mut self.registers, change);
        }
        // Also where nothing is changed: values and weights are those of the last change that was tried.
        self.change(latent, best.map_or(&[], |(_, change)| change))?;
        if let Some((loss, _)) = best {
            self.loss = loss;
            self.taken += 1;
        }
        Ok(best.is_some())
    }

    /// Changes the row of a latent while that helps.
    fn polish_latent(&mut self, latent: usize, rng: &mut ChaCha8Rng) -> Result<()> {
        for _ in 0..ROUNDS {
            let changes = self.changes(latent, rng)?;
            if !self.take_best(Some(latent), &changes)? {
                break;
            }
        }
        Ok(())
    }

    /// Steps of single weights of all other tensors.
    fn step_others(&mut self) -> Result<()> {
        let own = [Some(self.kernel), self.bias];
        for tensor in self.block.typed().tensor_ids().filter(|&tensor| !own.contains(&Some(tensor))) {
            for place in 0..self.registers[tensor.0].len() {
                let steps: Vec<Vec<Step>> = [-1, 1]
                    .map(|by| Step { tensor, place, by })
                    .into_iter()
                    .filter(|step| self.allows(step))
                    .map(|step| vec![step])
                    .collect();
                self.take_best(None, &steps)?;
            }
        }
        Ok(())
    }

    /// Whether a step stays in the format of its tensor.
    fn allows(&self, step: &Step) -> bool {
        let [low, high] = self.room(step.tensor, step.place);
        (low..=high).contains(&step.by)
    }

    /// The lowest and highest change of a weight.
    fn room(&self, tensor: TensorId, place: usize) -> [i32; 2] {
        let (own, format) = (self.registers[tensor.0][place], self.block.typed().tensor(tensor).number.format());
        // Weights have few bits.
        format.map_or([0, 0], |format| [format.min_raw() as i32 - own, format.max_raw() as i32 - own])
    }

    /// The changes of a latent's row that are worth to be tried.
    fn changes(&mut self, latent: usize, rng: &mut ChaCha8Rng) -> Result<Vec<Vec<Step>>> {
        let step = Sent::new(&self.block, self.widths).step(latent);
        let slopes = self.slopes(latent, 0.0)?;
        let (up, down) = (self.slopes(latent, step)?, self.slopes(latent, -step)?);
        let curvatures: Vec<f64> =
            up.iter().zip(&down).map(|(up, down)| ((up - down) / f64::from(2.0 * step)).max(0.0)).collect();
        let mean = curvatures.iter().sum::<f64>() / curvatures.len() as f64;
        if mean <= 0.0 {
            return Ok(Vec::new());
        }
        let row = &self.rows[latent];
        let places = self.places(row);
        let (kernel, input) = (self.block.typed().tensor(self.kernel), self.block.typed().node(self.last).inputs[0]);
        let places_read = self.block.typed().node(input).number.places(0);
        let mut problem = Problem::new(places.iter().map(|&(tensor, place)| self.room(tensor, place)).collect());
        let values = self.pieces.iter().flat_map(|piece| &piece.values);
        let mut parts = vec![0.0; places.len()];
        let sent = Sent::new(&self.block, self.widths);
        for ((values, &slope), &curvature) in values.zip(&slopes).zip(&curvatures) {
            if sent.is_at_an_end(values, latent) {
                continue;
            }
            for (part, &(value, weight)) in parts.iter_mut().zip(&row.terms) {
                *part =
                    f64::from(real(values.integers[value], places_read)) * f64::from(real(1, kernel.places(weight)));
            }
            if let (Some(tensor), Some(place)) = (self.bias, row.bias) {
                parts[row.terms.len()] = real(1, self.block.typed().tensor(tensor).places(place)).into();
            }
            // A sample whose loss is flat just here still holds the others back a little.
            problem.add(&parts, slope, curvature.max(0.1 * mean));
        }
        problem.close();
        let changes = problem.steps(TRIED_STEPS).into_iter().chain(problem.rows(TRIED_ROWS, rng));
        let named = changes.map(|change| {
            let steps = places.iter().zip(&change).filter(|(_, by)| **by != 0);
            steps.map(|(&(tensor, place), &by)| Step { tensor, place, by }).collect()
        });
        Ok(named.collect())
    }

    /// The weights of a row, the bias last.
    fn places(&self, row: &Row) -> Vec<(TensorId, usize)> {
        let weights = row.terms.iter().map(|&(_, weight)| (self.kernel, weight));
        weights.chain(self.bias.zip(row.bias)).collect()
    }
}

/// What is sent of latents.
struct Sent<'a> {
    block: &'a AeBlock,
    widths: LatentWidths,
}

impl<'a> Sent<'a> {
    fn new(block: &'a AeBlock, widths: LatentWidths) -> Self {
        Sent { block, widths }
    }

    fn raw(&self, values: &Values, latent: usize) -> i64 {
        values.integers(self.block.latent())[latent]
    }

    /// A latent as the decoder gets it.
    fn latent(&self, values: &Values, latent: usize) -> f32 {
        let dropped = self.widths.dropped(latent);
        real(self.raw(values, latent) >> dropped << dropped, self.block.latent().number.places(0))
    }

    /// The step in which a latent is sent.
    fn step(&self, latent: usize) -> f32 {
        real(1 << self.widths.dropped(latent), self.block.latent().number.places(0))
    }

    /// Whether a latent is the lowest or highest that there is: a small change of its sum may change nothing.
    fn is_at_an_end(&self, values: &Values, latent: usize) -> bool {
        let raw = self.raw(values, latent);
        self.block.latent().number.format().is_some_and(|format| raw == format.min_raw() || raw == format.max_raw())
    }
}

/// Takes a change back.
fn undo(registers: &mut [Vec<i32>], change: &[Step]) {
    for step in change {
        registers[step.tensor.0][step.place] -= step.by;
    }
}

/// The network of a model whose registers can be polished.
///
/// # Errors
/// Others.
pub fn check(model: &Model) -> Result<&AeBlock> {
    match model.network.block() {
        Some(block) if model.arithmetic == Arithmetic::Chip => Ok(block),
        _ => Err(Error::new("only registers of the chip are polished")
            .field("polish")
            .found(format!("network {}, arithmetic {}", model.network.typed().name(), <&str>::from(model.arithmetic)))
            .allowed("a network of the chip, trained in arithmetic chip")),
    }
}

fn refused(block: &AeBlock) -> Error {
    Error::new("only networks that end in a dense layer can be polished").field("polish").found(block.name())
}

/// Checks that there is a row for each latent, and that no weight is in two.
fn check_rows(block: &AeBlock, rows: &[Row]) -> Result<()> {
    let mut places: Vec<usize> = rows.iter().flat_map(|row| row.terms.iter().map(|&(_, weight)| weight)).collect();
    let mut biases: Vec<usize> = rows.iter().filter_map(|row| row.bias).collect();
    let counts = [places.len(), biases.len()];
    for list in [&mut places, &mut biases] {
        list.sort_unstable();
        list.dedup();
    }
    match rows.len() == LATENTS && counts == [places.len(), biases.len()] {
        true => Ok(()),
        false => Err(refused(block)),
    }
}

fn terms(block: &AeBlock, last: NodeId, latent: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let terms = block.typed().sums().of(last).terms(latent).iter();
    terms.map(|term| (term.input as usize, term.weight as usize))
}

/// The loss near some weights, as a quadratic function of what is added to each: `d G d / 2 - b d`.
struct Problem {
    /// Lowest and highest change of each.
    room: Vec<[i32; 2]>,
    gram: DMatrix<f64>,
    right: DVector<f64>,
}

impl Problem {
    fn new(room: Vec<[i32; 2]>) -> Self {
        let count = room.len();
        Problem { room, gram: DMatrix::zeros(count, count), right: DVector::zeros(count) }
    }

    /// Adds a sample: what a step of each weight adds to the latent, and slope and curvature of its loss.
    fn add(&mut self, parts: &[f64], slope: f64, curvature: f64) {
        for (column, part) in parts.iter().enumerate().filter(|(_, part)| **part != 0.0) {
            self.right[column] -= slope * part;
            let mut own = self.gram.column_mut(column);
            // The lower half.
            own.iter_mut().zip(parts).skip(column).for_each(|(sum, other)| *sum += curvature * part * other);
        }
    }

    fn close(&mut self) {
        self.gram.fill_upper_triangle_with_lower_triangle();
    }

    fn count(&self) -> usize {
        self.room.len()
    }

    fn allows(&self, at: usize, by: i32) -> bool {
        (self.room[at][0]..=self.room[at][1]).contains(&by)
    }

    /// The function.
    fn value(&self, change: &[i32]) -> f64 {
        let change = DVector::from_iterator(change.len(), change.iter().map(|&by| f64::from(by)));
        0.5 * change.dot(&(&self.gram * &change)) - self.right.dot(&change)
    }

    /// The best changes of one weight or two by one step each.
    fn steps(&self, most: usize) -> Vec<Vec<i32>> {
        let mut found: Vec<(f64, [(usize, i32); 2])> = Vec::new();
        for first in 0..self.count() {
            for by in [-1, 1].into_iter().filter(|&by| self.allows(first, by)) {
                let alone = 0.5 * self.gram[(first, first)] - f64::from(by) * self.right[first];
                found.push((alone, [(first, by), (first, 0)]));
                for second in first + 1..self.count() {
                    for other in [-1, 1].into_iter().filter(|&other| self.allows(second, other)) {
                        let more = 0.5 * self.gram[(second, second)] - f64::from(other) * self.right[second]
                            + f64::from(by * other) * self.gram[(first, second)];
                        found.push((alone + more, [(first, by), (second, other)]));
                    }
                }
            }
        }
        found.retain(|(value, _)| *value < 0.0);
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let change = |(_, steps): &(f64, [(usize, i32); 2])| {
            let mut change = vec![0; self.count()];
            steps.iter().for_each(|&(at, by)| change[at] += by);
            change
        };
        found.iter().take(most).map(change).collect()
    }

    /// The best changes of all weights.
    fn rows(&self, most: usize, rng: &mut ChaCha8Rng) -> Vec<Vec<i32>> {
        let mean = self.gram.trace() / self.count() as f64;
        let mut found: Vec<(f64, Vec<i32>)> = Vec::new();
        for damping in DAMPING {
            let mut damped = self.gram.clone();
            (0..self.count()).for_each(|at| damped[(at, at)] += damping * mean);
            let Some(factors) = damped.cholesky() else { continue };
            let solution = factors.solve(&self.right);
            let upper = factors.l().transpose();
            for draw in 0..=DRAWN {
                let change = self.nearest_plane(&upper, &solution, (draw > 0).then_some(&mut *rng));
                let value = self.value(&change);
                if value < 0.0 && found.iter().all(|(_, other)| *other != change) {
                    found.push((value, change));
                }
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().take(most).map(|(_, change)| change).collect()
    }

    /// Rounds a real solution weight by weight, from the last to the first, each with what those behind it leave, and
    /// within its room. With a generator a weight is that below or above, the likelier the less it adds to the function.
    fn nearest_plane(
        &self,
        upper: &DMatrix<f64>,
        solution: &DVector<f64>,
        mut rng: Option<&mut ChaCha8Rng>,
    ) -> Vec<i32> {
        let count = self.count();
        let mut change = vec![0i32; count];
        // How far each weight is from the real solution.
        let mut off = vec![0f64; count];
        let largest = (0..count).map(|at| upper[(at, at)].powi(2)).fold(0.0, f64::max);
        for at in (0..count).rev() {
            let left: f64 = (at + 1..count).map(|other| upper[(at, other)] * off[other]).sum();
            let wanted = solution[at] - left / upper[(at, at)];
            let rounded = match rng.as_deref_mut() {
                None => wanted.round(),
                Some(rng) => {
                    let [low, high] = [wanted.floor(), wanted.floor() + 1.0];
                    let sharp = 4.0 * upper[(at, at)].powi(2) / largest;
                    let [below, above] = [low, high].map(|value| (-sharp * (value - wanted).powi(2)).exp());
                    if rng.random::<f64>() * (below + above) < below { low } else { high }
                }
            };
            let [low, high] = self.room[at].map(f64::from);
            let own = rounded.clamp(low, high);
            // Within the room, which is that of a few bits.
            change[at] = own as i32;
            off[at] = own - solution[at];
        }
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(seed: u64, count: usize) -> Problem {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut problem = Problem::new((0..count).map(|at| [-2 - at as i32 % 2, 2]).collect());
        for _ in 0..40 {
            let common: f64 = rng.random();
            let parts: Vec<f64> = (0..count).map(|_| common + rng.random::<f64>()).collect();
            problem.add(&parts, 12.0 * (rng.random::<f64>() - 0.5), 0.1 + rng.random::<f64>());
        }
        problem.close();
        problem
    }

    /// The least value over all changes.
    fn least(problem: &Problem, change: &mut Vec<i32>) -> f64 {
        match problem.room.get(change.len()) {
            None => problem.value(change),
            Some(&[low, high]) => {
                let mut best = f64::INFINITY;
                for by in low..=high {
                    change.push(by);
                    best = best.min(least(problem, change));
                    change.pop();
                }
                best
            }
        }
    }

    #[test]
    fn steps_are_the_best_of_one_and_two_weights() {
        let problem = problem(3, 7);
        let steps = problem.steps(4);
        let values: Vec<f64> = steps.iter().map(|change| problem.value(change)).collect();
        assert!(values.is_sorted() && values[0] < 0.0, "{values:?}");
        let mut best = f64::INFINITY;
        for first in 0..7 {
            for second in 0..7 {
                for (by, other) in [(-1, -1), (-1, 1), (1, -1), (1, 1), (-1, 0), (1, 0)] {
                    let mut change = vec![0; 7];
                    change[first] = by;
                    if second != first {
                        change[second] = other;
                    }
                    best = best.min(problem.value(&change));
                }
            }
        }
        assert!((values[0] - best).abs() < 1e-9);
    }

    #[test]
    fn rows_are_near_the_integer_least_squares_and_within_their_room() {
        for seed in 0..6 {
            let problem = problem(seed, 6);
            let rows = problem.rows(6, &mut ChaCha8Rng::seed_from_u64(seed));
            let exact = least(&problem, &mut Vec::new());
            let found = problem.value(&rows[0]);
            assert!(found >= exact - 1e-9 && found <= 0.9 * exact, "{seed}: {found} {exact}");
            for row in &rows {
                assert!(row.iter().enumerate().all(|(at, &by)| problem.allows(at, by)), "{row:?}");
            }
            // Rounding each weight of the real solution for itself is worse, or the same.
            let real = problem.gram.clone().cholesky().unwrap().solve(&problem.right);
            let rounded: Vec<i32> =
                real.iter().zip(&problem.room).map(|(by, &[low, high])| (by.round() as i32).clamp(low, high)).collect();
            assert!(found <= problem.value(&rounded) + 1e-9, "{seed}");
        }
    }
}
