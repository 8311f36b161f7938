//! How much of events survives each level, against other ways to say as much in as few numbers.
//!
//! Each of these has the loss of the training: the mean over all cells of events of squared differences.
//!
//! | | what is left of a group of the level |
//! |---|---|
//! | the model | what its decoders make of the latents |
//! | the mean image | the mean of all groups |
//! | the sum alone | a shape, the same for all groups, times the sum of the group: that of least squares |
//! | PCA | the mean and as many principal components as the level has latents, in real numbers |
//!
//! The last three are fitted to other events, where such are given, or to those that are evaluated, which favours them.
//! Components are found by subspace iteration with a few more directions than are asked for.
//!
//! Layers, places and widths are those of the detector of [`super::electrons`], whatever the events are from. The energy of
//! the particle is fitted, by least squares, to the latents of the last stage and, for comparison, to the sum of the
//! charges that enter.

use nalgebra::{DMatrix, DVector, SymmetricEigen};
use serde::Serialize;

use super::data::EventData;
use super::electrons::{LAYERS, cell_centres};
use super::groups::{Event, Groups};
use super::level::{CELL, EVENT_CELLS, LATENT, Level};
use super::model::{HierarchicalCoder, HierarchicalModel};
use crate::data::synth::draw::Draw;
use crate::error::{Error, Result};
use crate::jets::evaluate::Spread;
use crate::jets::scale::Moments;

/// Events that are decoded at the same time.
const AT_ONCE: usize = 8;

/// Steps of the subspace iteration, and directions beyond those that are asked for.
const STEPS: usize = 20;
const MORE: usize = 8;

/// Particles of at least this energy are those that the resolution is compared for, GeV.
const HARD: f64 = 50.0;

/// Ends of the ranges of energy in tables, GeV.
const RANGES: [f64; 6] = [0.0, 20.0, 50.0, 100.0, 250.0, f64::INFINITY];

/// What is left of events at a level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelEvaluation {
    /// Its name.
    pub level: &'static str,
    /// Bits of the latents of an event.
    pub bits: usize,
    /// Bits of the charges of an event over that.
    pub ratio: f64,
    /// Loss of the model.
    pub loss: f64,
    /// Loss of the mean image.
    pub mean_image: f64,
    /// Loss of the sum alone.
    pub sum_alone: f64,
    /// Loss of the principal components.
    pub pca: f64,
    /// Sum of the decoded charges over that of the charges.
    pub response: Spread,
    /// Decoded minus true: mean layer by charge.
    pub layer: Spread,
    /// Likewise, mean x, cm.
    pub x: Spread,
    /// Likewise, mean y, cm.
    pub y: Spread,
    /// Likewise, root of the mean squared distance from there, cm.
    pub width: Spread,
}

/// How well a number says the energy, in a range of energies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EnergyRange {
    /// Lowest energy, GeV.
    pub from: f64,
    /// Events.
    pub events: usize,
    /// (found - energy) / energy of the fit to the latents of the last stage.
    pub latents: Spread,
    /// The same of the fit to the sum of the charges.
    pub sum: Spread,
}

/// How well the latents of the last stage say the energy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EnergyFit {
    /// By energy.
    pub ranges: Vec<EnergyRange>,
    /// Resolution from the latents over that from the sum, above 50 GeV; none without such events.
    pub ratio: Option<f64>,
    /// For each event: energy, that of the latents, that of the sum.
    #[serde(skip)]
    pub events: Vec<[f64; 3]>,
}

/// An evaluation.
#[derive(Debug, Clone, Serialize)]
pub struct HierarchicalEvaluation {
    /// Name of the model.
    pub model: String,
    /// Latents of a group.
    pub latents: usize,
    /// Parameters of all encoders and of all decoders.
    pub parameters: [usize; 2],
    /// Events.
    pub events: usize,
    /// Events that the others are fitted to; none if those are the evaluated ones.
    pub fitted: Option<usize>,
    /// The lowest level first.
    pub levels: Vec<LevelEvaluation>,
    /// If the energies are known, and the last stage is among the levels.
    pub energy: Option<EnergyFit>,
    /// Some triplets: cells, and what is left of them at each level.
    #[serde(skip)]
    pub triplets: Vec<Vec<Vec<f32>>>,
}

/// Triplets that are kept for pictures, at most.
pub const TRIPLETS: usize = 16;

/// Evaluates a model on events, at the levels up to one. The other ways are fitted to `fit`, or to those events. The energy
/// is fitted where the last stage is among the levels.
///
/// # Errors
/// No events.
pub fn evaluate(
    model: &HierarchicalModel,
    data: &EventData,
    fit: Option<&EventData>,
    up_to: Level,
) -> Result<HierarchicalEvaluation> {
    let coder = model.coder()?;
    let fitted = fit.unwrap_or(data);
    if data.events.is_empty() || fitted.events.is_empty() {
        return Err(Error::missing("no events"));
    }
    let truth: Vec<Shape> = data.events.iter().map(|event| Shape::of(event.cells.iter().copied())).collect();
    let chosen = chosen_triplets(&data.events);
    let mut triplets: Vec<Vec<Vec<f32>>> = chosen.iter().map(|own| vec![own.cells(&data.events)]).collect();
    let mut levels = Vec::new();
    for &level in up_to.up_to() {
        let others = Others::fit(&Groups::new(&fitted.events, level), coder.latents());
        let mut left = Left::new(level, &chosen, &mut triplets);
        for (piece, events) in data.events.chunks(AT_ONCE).enumerate() {
            left.add(&coder, events, &truth, piece * AT_ONCE)?;
        }
        levels.push(left.evaluation(coder.latents(), others.losses(&Groups::new(&data.events, level))));
    }
    let parts = |part| Level::ALL.iter().map(|&level| model.network(level, part).network.weight_count()).sum();
    Ok(HierarchicalEvaluation {
        model: model.name.clone(),
        latents: coder.latents(),
        parameters: [super::level::Part::Encoder, super::level::Part::Decoder].map(parts),
        events: data.events.len(),
        fitted: fit.map(|fit| fit.events.len()),
        levels,
        energy: if up_to == Level::Stage2 { energy(&coder, data, fitted)? } else { None },
        triplets,
    })
}

/// Sum, place and width of the charges of an event.
#[derive(Debug, Clone, Copy)]
struct Shape {
    sum: f64,
    /// Layer, x, y, width.
    moments: [f64; 4],
}

impl Shape {
    fn of(cells: impl Iterator<Item = (u32, f32)>) -> Self {
        let centres = cell_centres();
        let (mut sum, mut layer, mut first, mut square) = (0.0, 0.0, [0.0; 2], 0.0);
        for (place, charge) in cells {
            let (charge, at) = (f64::from(charge), centres[place as usize % centres.len()]);
            sum += charge;
            layer += charge * (place as usize / centres.len()) as f64;
            first[0] += charge * at[0];
            first[1] += charge * at[1];
            square += charge * (at[0] * at[0] + at[1] * at[1]);
        }
        let [x, y] = first.map(|first| first / sum);
        Shape { sum, moments: [layer / sum, x, y, (square / sum - x * x - y * y).max(0.0).sqrt()] }
    }
}

/// A triplet of an event.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    event: usize,
    place: usize,
}

impl Chosen {
    fn cells(&self, events: &[Event]) -> Vec<f32> {
        let width = Level::Triplet.cells();
        let mut cells = vec![0.0; width];
        for &(place, charge) in events.get(self.event).iter().flat_map(|event| &event.cells) {
            if place as usize / width == self.place {
                cells[place as usize % width] = charge;
            }
        }
        cells
    }
}

/// The triplet of the largest charge of each of the first events.
fn chosen_triplets(events: &[Event]) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for (number, event) in events.iter().enumerate() {
        let mut sums = vec![0.0; Level::Triplet.count()];
        event.cells.iter().for_each(|&(place, charge)| sums[place as usize / Level::Triplet.cells()] += charge);
        let most = sums.iter().copied().fold(0.0, f32::max);
        if let Some(place) = sums.iter().position(|&sum| sum == most && most > 0.0) {
            chosen.push(Chosen { event: number, place });
        }
        if chosen.len() == TRIPLETS {
            break;
        }
    }
    chosen
}

/// Sums over events of what is left at a level.
struct Left<'a> {
    level: Level,
    chosen: &'a [Chosen],
    triplets: &'a mut [Vec<Vec<f32>>],
    squares: f64,
    events: usize,
    response: Moments,
    shapes: Moments,
}

impl<'a> Left<'a> {
    fn new(level: Level, chosen: &'a [Chosen], triplets: &'a mut [Vec<Vec<f32>>]) -> Self {
        let (response, shapes) = (Moments::new(1), Moments::new(4));
        Left { level, chosen, triplets, squares: 0.0, events: 0, response, shapes }
    }

    fn add(&mut self, coder: &HierarchicalCoder, events: &[Event], truth: &[Shape], first: usize) -> Result<()> {
        let decoded = coder.decode(&coder.encode(events, self.level)?, self.level)?;
        for (number, (event, decoded)) in (first..).zip(events.iter().zip(decoded.chunks_exact(EVENT_CELLS))) {
            self.squares += decoded.iter().map(|&charge| f64::from(charge).powi(2)).sum::<f64>();
            for &(place, charge) in &event.cells {
                let (found, charge) = (f64::from(decoded[place as usize]), f64::from(charge));
                self.squares += (found - charge).powi(2) - found.powi(2);
            }
            self.events += 1;
            let (own, width) = (Shape::of((0..).zip(decoded.iter().copied())), Level::Triplet.cells());
            if truth[number].sum > 0.0 {
                self.response.add(&[own.sum / truth[number].sum]);
            }
            let away: Vec<f64> =
                own.moments.iter().zip(truth[number].moments).map(|(own, truth)| own - truth).collect();
            if away.iter().all(|away| away.is_finite()) {
                self.shapes.add(&away);
            }
            for (chosen, triplet) in self.chosen.iter().zip(self.triplets.iter_mut()) {
                if chosen.event == number {
                    triplet.push(decoded[chosen.place * width..][..width].to_vec());
                }
            }
        }
        Ok(())
    }

    fn evaluation(self, latents: usize, [mean_image, sum_alone, pca]: [f64; 3]) -> LevelEvaluation {
        let bits = self.level.count() * latents * LATENT.bits as usize;
        let [layer, x, y, width] = [0, 1, 2, 3].map(|column| Spread::of(&self.shapes, column));
        LevelEvaluation {
            level: self.level.name(),
            bits,
            ratio: (EVENT_CELLS * CELL.bits as usize) as f64 / bits as f64,
            loss: self.squares / (self.events * EVENT_CELLS) as f64,
            mean_image,
            sum_alone,
            pca,
            response: Spread::of(&self.response, 0),
            layer,
            x,
            y,
            width,
        }
    }
}

/// A different group with its cells that are not 0, and how often it is there.
struct Row {
    cells: Vec<(u32, f32)>,
    count: f64,
}

impl Row {
    fn all(groups: &Groups) -> Vec<Row> {
        let counts = groups.counts();
        let mut rows = Vec::new();
        for (number, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            rows.push(Row { cells: Event::of_cells(&groups.cells(number)).cells, count: count as f64 });
        }
        rows
    }

    fn dot(&self, vector: &[f64]) -> f64 {
        self.cells.iter().map(|&(place, charge)| f64::from(charge) * vector[place as usize]).sum()
    }

    fn square(&self) -> f64 {
        self.cells.iter().map(|&(_, charge)| f64::from(charge).powi(2)).sum()
    }

    fn sum(&self) -> f64 {
        self.cells.iter().map(|&(_, charge)| f64::from(charge)).sum()
    }
}

/// The ways that a model is compared with, at a level.
struct Others {
    mean: Vec<f64>,
    shape: Vec<f64>,
    /// Principal components, each of length 1.
    components: Vec<Vec<f64>>,
}

impl Others {
    fn fit(groups: &Groups, latents: usize) -> Self {
        let (rows, cells) = (Row::all(groups), groups.level().cells());
        let all: f64 = rows.iter().map(|row| row.count).sum();
        let (mut mean, mut shape, mut square) = (vec![0.0; cells], vec![0.0; cells], 0.0);
        for row in &rows {
            let sum = row.sum();
            square += row.count * sum * sum;
            for &(place, charge) in &row.cells {
                mean[place as usize] += row.count * f64::from(charge) / all;
                shape[place as usize] += row.count * sum * f64::from(charge);
            }
        }
        // Without any charge there is no shape.
        shape.iter_mut().for_each(|part| *part /= if square > 0.0 { square } else { 1.0 });
        let components = components(&rows, &mean, latents.min(cells));
        Others { mean, shape, components }
    }

    /// Losses of the mean image, the sum alone and the components.
    fn losses(&self, groups: &Groups) -> [f64; 3] {
        let [mean_square, shape_square] = [&self.mean, &self.shape].map(|vector| dot(vector, vector));
        let along: Vec<f64> = self.components.iter().map(|component| dot(component, &self.mean)).collect();
        let mut losses = [0.0; 3];
        let mut all = 0.0;
        for row in Row::all(groups) {
            let (square, sum) = (row.square(), row.sum());
            let from_mean = square - 2.0 * row.dot(&self.mean) + mean_square;
            let parts = self.components.iter().zip(&along).map(|(own, mean)| (row.dot(own) - mean).powi(2));
            let of_shape = square - 2.0 * sum * row.dot(&self.shape) + sum * sum * shape_square;
            // Differences of squares may be below 0 by their last bits.
            let own = [from_mean, of_shape, from_mean - parts.sum::<f64>()].map(|loss| loss.max(0.0));
            losses.iter_mut().zip(own).for_each(|(sum, loss)| *sum += row.count * loss);
            all += row.count * groups.level().cells() as f64;
        }
        losses.map(|loss| loss / all)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Rows, each with its count, less their mean: the covariance times some directions, and not divided by anything.
fn covariance_times(rows: &[Row], mean: &[f64], directions: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let along: Vec<f64> = directions.iter().map(|direction| dot(direction, mean)).collect();
    let mut products = vec![vec![0.0; mean.len()]; directions.len()];
    for ((direction, along), product) in directions.iter().zip(along).zip(&mut products) {
        let mut sum = 0.0;
        for row in rows {
            let part = row.count * (row.dot(direction) - along);
            sum += part;
            row.cells.iter().for_each(|&(place, charge)| product[place as usize] += part * f64::from(charge));
        }
        product.iter_mut().zip(mean).for_each(|(product, mean)| *product -= sum * mean);
    }
    products
}

/// Makes directions orthogonal, of length 1; those that others make up are left out.
fn orthonormal(directions: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let mut kept: Vec<Vec<f64>> = Vec::new();
    for mut direction in directions {
        let before = dot(&direction, &direction).sqrt();
        // Twice is enough.
        for _ in 0..2 {
            for other in &kept {
                let part = dot(other, &direction);
                direction.iter_mut().zip(other).for_each(|(own, other)| *own -= part * other);
            }
        }
        let length = dot(&direction, &direction).sqrt();
        if length > 1e-10 * before && length > 0.0 {
            direction.iter_mut().for_each(|part| *part /= length);
            kept.push(direction);
        }
    }
    kept
}

/// The largest principal components of rows.
fn components(rows: &[Row], mean: &[f64], count: usize) -> Vec<Vec<f64>> {
    let mut draw = Draw::new(1, 0);
    let some = (count + MORE).min(mean.len());
    let start = (0..some).map(|_| (0..mean.len()).map(|_| draw.normal()).collect()).collect();
    let mut directions = orthonormal(start);
    for _ in 0..STEPS {
        directions = orthonormal(covariance_times(rows, mean, &directions));
    }
    let products = covariance_times(rows, mean, &directions);
    let inner = DMatrix::from_fn(directions.len(), directions.len(), |a, b| dot(&directions[a], &products[b]));
    let eigen = SymmetricEigen::new(inner);
    let mut order: Vec<usize> = (0..directions.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let mut components = Vec::new();
    for &at in order.iter().take(count) {
        let mut component = vec![0.0; mean.len()];
        for (direction, part) in directions.iter().zip(eigen.eigenvectors.column(at).iter()) {
            component.iter_mut().zip(direction).for_each(|(sum, own)| *sum += part * own);
        }
        components.push(component);
    }
    components
}

/// Latents of the last stage, and the sum of the charges, each with a 1 behind them.
fn readings(coder: &HierarchicalCoder, events: &[Event]) -> Result<[DMatrix<f64>; 2]> {
    let (mut latents, width) = (Vec::new(), coder.latents());
    for events in events.chunks(AT_ONCE) {
        latents.extend(coder.encode(events, Level::Stage2)?);
    }
    let latents = DMatrix::from_row_iterator(events.len(), width, latents.into_iter().map(f64::from));
    let sums = DMatrix::from_fn(events.len(), 2, |row, column| if column == 0 { events[row].sum() } else { 1.0 });
    Ok([latents.insert_column(width, 1.0), sums])
}

fn energy(coder: &HierarchicalCoder, data: &EventData, fit: &EventData) -> Result<Option<EnergyFit>> {
    let Some((energies, known)) = data.energies().zip(fit.energies()) else { return Ok(None) };
    let (own, given) = (readings(coder, &data.events)?, readings(coder, &fit.events)?);
    let known = DVector::from_vec(known);
    let mut found = Vec::new();
    for (own, given) in own.iter().zip(&given) {
        let factors = given.clone().svd(true, true).solve(&known, 1e-9);
        found.push(own * factors.map_err(|reason| Error::new(format!("the energies cannot be fitted: {reason}")))?);
    }
    let events: Vec<[f64; 3]> =
        energies.iter().enumerate().map(|(at, &energy)| [energy, found[0][at], found[1][at]]).collect();
    let mut ranges = Vec::new();
    for ends in RANGES.windows(2) {
        let [latents, sum] = relative(&events, ends[0], ends[1]);
        if latents.rows() > 1 {
            let events = latents.rows() as usize;
            let [latents, sum] = [latents, sum].map(|moments| Spread::of(&moments, 0));
            ranges.push(EnergyRange { from: ends[0], events, latents, sum });
        }
    }
    let [latents, sum] = relative(&events, HARD, f64::INFINITY);
    let ratio = (latents.rows() > 1).then(|| latents.deviation(0) / sum.deviation(0)).filter(|ratio| ratio.is_finite());
    Ok(Some(EnergyFit { ranges, ratio, events }))
}

/// Relative differences of what is found, by latents and by sum, of events in a range of energies.
fn relative(events: &[[f64; 3]], from: f64, to: f64) -> [Moments; 2] {
    let mut all = [Moments::new(1), Moments::new(1)];
    for [energy, latents, sum] in events.iter().filter(|event| (from..to).contains(&event[0]) && event[0] > 0.0) {
        all[0].add(&[latents / energy - 1.0]);
        all[1].add(&[sum / energy - 1.0]);
    }
    all
}

/// Layers of the detector and cells of a layer are those of an event.
const _: () = assert!(LAYERS * 2736 == EVENT_CELLS);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hierarchical::groups::testing::events;
    use crate::hierarchical::model::testing::model;

    fn data(count: u64) -> EventData {
        let mut data = EventData::default();
        for event in events(count) {
            let meta = Some(vec![3.0 * event.sum() as f32 + 1.0]);
            data.push(event, meta).unwrap();
        }
        data
    }

    /// Groups of chips that are sums of two images: the second component leaves nothing.
    #[test]
    fn components_are_those_that_are_there() {
        let images = [[1.0, 2.0, 0.0, 4.0], [0.0, -1.0, 3.0, 0.5]];
        let mut list = Vec::new();
        for (a, b) in [(1.0, 0.0), (2.0, 1.0), (0.5, -2.0), (-1.0, 3.0), (4.0, 0.25)] {
            let mut cells = vec![0.0; EVENT_CELLS];
            (0..4).for_each(|at| cells[16 * 5 + at] = a * images[0][at] + b * images[1][at]);
            list.push(Event::of_cells(&cells));
        }
        let groups = Groups::new(&list, Level::Roc);
        let [mean, _, one] = Others::fit(&groups, 1).losses(&groups);
        let [.., two] = Others::fit(&groups, 2).losses(&groups);
        assert!(two < 1e-12 * mean && one > 1e-3 * mean && one < mean, "{mean} {one} {two}");
        // By hand: the variance of all cells.
        let rows = Row::all(&groups);
        let square: f64 = rows.iter().map(|row| row.count * row.square()).sum();
        let all: f64 = rows.iter().map(|row| row.count).sum();
        let means: Vec<f64> = (0..16)
            .map(|at| {
                let own = |row: &Row| row.cells.iter().find(|cell| cell.0 == at).map_or(0.0, |cell| f64::from(cell.1));
                rows.iter().map(|row| row.count * own(row)).sum::<f64>() / all
            })
            .collect();
        let expected = (square / all - dot(&means, &means)) / 16.0;
        assert!((mean / expected - 1.0).abs() < 1e-9, "{mean} {expected}");
        // One shape in every group, of any size.
        let scaled = list.iter().enumerate().map(|(at, _)| {
            let cells = (0..4).map(|cell| (80 + cell, images[0][cell as usize] * (at + 1) as f32));
            Event { cells: cells.filter(|cell| cell.1 != 0.0).collect() }
        });
        let groups = Groups::new(&scaled.collect::<Vec<_>>(), Level::Roc);
        let [mean, sum, _] = Others::fit(&groups, 1).losses(&groups);
        assert!(sum < 1e-12 * mean, "{sum} {mean}");
    }

    #[test]
    fn an_evaluation_has_every_level() {
        let (model, one, three) = (model(2), data(1), data(3));
        let coder = model.coder().unwrap();
        let evaluation = evaluate(&model, &one, Some(&three), Level::Stage2).unwrap();
        assert_eq!((evaluation.events, evaluation.fitted, evaluation.levels.len()), (1, Some(3), 5));
        for (own, level) in evaluation.levels.iter().zip(Level::ALL) {
            if level <= Level::Triplet {
                let loss = coder.loss(&one.events, level).unwrap();
                assert!((own.loss / loss - 1.0).abs() < 1e-6, "{level:?}: {} {loss}", own.loss);
            }
            assert!(
                own.loss > 0.0 && own.pca <= own.mean_image && own.pca.is_finite() && own.response.mean.is_finite(),
                "{own:?}"
            );
            assert_eq!(own.bits, level.count() * 2 * 9);
        }
        // Three events lie in a plane.
        assert!(evaluation.levels[4].pca < 1e-9 * evaluation.levels[4].mean_image);
        // The energy is a multiple of the sum, and more.
        let energy = evaluation.energy.unwrap();
        assert!(energy.events.iter().all(|[energy, _, sum]| (sum / energy - 1.0).abs() < 1e-6), "{energy:?}");
        assert_eq!((evaluation.triplets.len(), evaluation.triplets[0].len()), (1, 6));
        assert!(evaluation.triplets[0][0].iter().any(|charge| *charge > 0.0));
    }
}
