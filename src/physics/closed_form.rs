//! Registers of the chip's network without training: the best linear encoder that it can hold, nearly.
//!
//! Of all linear maps from 48 charges to 16 numbers, the one from which images are read back with the smallest error
//! is known in closed form (docs/sources.md, Linear-encoders): the leading eigenvectors of the covariance of the images, in a metric of the error. Here the
//! metric is the telescope, with its weights at the mean image, plus 0.3 times the sliced earth mover's distance, each
//! divided by its trace.
//!
//! The chip's network holds such a map. Filters of a single tap pass on the four pixels of each 2x2 tile, so that every
//! pixel reaches the dense layer twice. There are three ways:
//!
//! | filters | an activation is | good where |
//! |---|---|---|
//! | weight 31/32, bias 0, two copies | floor(31 n / 32) for a normalised charge n | few cells have charge |
//! | weight -1, bias 31/32, two copies | 124 - n exactly, 0 above 124 | charge is spread over many cells |
//! | one of weight -1 and bias 31/32, one of weight 31/32 and bias -30/32 | 124 - n, and about n - 124 where n is larger | cells without charge, and cells with nearly all of it |
//!
//! Two copies double the range of the dense weights. In the first way every cell with charge loses half a unit of each
//! latent when its products are floored and a cell without charge loses nothing, so that latents also depend on the
//! number of cells with charge. In the others all cells lose nearly the same.
//!
//! All are made, and the one from which least squares read the best images is taken. What is constant (124, losses
//! when products are floored, the mean image) is moved by the biases and by the dense weights of the image's corner
//! without cells, until latents fill their range.
//!
//! With [`Choice::Best`] each bit of the links goes to the latent whose error it lowers most.

use nalgebra::{DMatrix, DVector};

use super::{sliced, telescope};
use crate::chip::autoencoder::normalise;
use crate::chip::signals::PerCell;
use crate::data::Sample;
use crate::error::{Error, Result};
use crate::network::{AeBlock, CELLS, Image, LATENT_BITS, LATENTS};
use crate::nn::{Evaluator, Rows, Values, Weights, power_of_two};
use crate::registers::LatentWidths;

/// Part of the sliced earth mover's distance in the metric.
const SLICED: f64 = 0.3;

/// Lines of that distance.
const SLICES: usize = 12;

/// Samples that are read, at most: evenly spread ones.
const MOST_SAMPLES: usize = 4000;

/// Shares of the samples that may lie outside the range of a latent, half on either side.
const CLIPPED: [f64; 7] = [0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08];

/// Pixels of the image in rows and columns.
const SIDE: usize = 8;

/// Positions of the convolution in rows and columns, and its filters.
const POSITIONS: usize = 4;
const FILTERS: usize = 8;

/// Activations.
const ACTIVATIONS: usize = POSITIONS * POSITIONS * FILTERS;

/// Ends of a weight.
const LOW: i32 = -32;
const HIGH: i32 = 31;

/// A dense weight counts products in units of a sixteenth of a latent's.
const PRODUCT: f64 = 16.0;

/// A sample to fit to.
#[derive(Debug, Clone)]
pub struct FitSample {
    /// Normalised charges, `u8.7`, post-MUX order.
    pub normalised: [u8; CELLS],
    /// Charges as shares of their sum.
    pub shares: [f32; CELLS],
}

/// Which bits of the latents are to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// These.
    Given(LatentWidths),
    /// So many, where they help most.
    Best(u32),
}

/// Registers without training.
#[derive(Debug, Clone)]
pub struct ClosedForm {
    /// Weights of the network, in the order of its tensors.
    pub weights: Vec<Vec<i32>>,
    /// Bits of each latent that are sent.
    pub widths: LatentWidths,
    /// Mean error of the images that least squares read from the latents, in the metric.
    pub error: f64,
}

/// The registers for samples like these.
///
/// # Errors
/// A network that is not the chip's, and fewer samples with charge than latents.
pub fn closed_form(network: &AeBlock, samples: &[FitSample], choice: Choice) -> Result<ClosedForm> {
    if network.typed() != AeBlock::chip_8x8().typed() {
        return Err(Error::new("registers in closed form are known for the chip's own network only")
            .field("init")
            .found(network.name())
            .allowed("network chip-8x8"));
    }
    let step = samples.len().div_ceil(MOST_SAMPLES).max(1);
    let samples: Vec<&FitSample> = samples.iter().step_by(step).filter(|sample| sample.has_charge()).collect();
    if samples.len() <= 2 * LATENTS {
        return Err(Error::new("too few samples with charge for registers in closed form")
            .field("init")
            .found(samples.len())
            .allowed(format!("at least {}", 2 * LATENTS + 1)));
    }
    let fit = Fit::new(samples);
    let mut best: Option<ClosedForm> = None;
    for way in Way::ALL {
        let found = fit.registers(network, way, choice)?;
        if best.as_ref().is_none_or(|best| found.error < best.error) {
            best = Some(found);
        }
    }
    best.ok_or_else(|| Error::new("no registers were found; this is a fault of the program"))
}

impl From<&Sample> for FitSample {
    fn from(sample: &Sample) -> Self {
        let sum = sample.sum().max(1) as f32;
        FitSample {
            normalised: normalise::run(&sample.charges).normalised.map(|charge| charge.to_bits()),
            shares: sample.charges.map(|charge| charge.0 as f32 / sum),
        }
    }
}

impl FitSample {
    fn has_charge(&self) -> bool {
        self.normalised.iter().any(|&charge| charge > 0)
    }

    /// The sum of the normalised charges over the power of two below it: r, but for what was cut off.
    fn r(&self) -> f64 {
        self.normalised.iter().map(|&charge| f64::from(charge)).sum::<f64>() / 128.0
    }
}

/// What the two filters of a pixel do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Positive,
    Negative,
    /// One of each: what the first cuts off, the second passes on.
    Both,
}

impl Way {
    const ALL: [Way; 3] = [Way::Positive, Way::Negative, Way::Both];

    /// Weight of the one tap, and bias.
    fn filter(self, filter: usize) -> (i32, i32) {
        match (self, filter < FILTERS / 2) {
            (Way::Positive, _) => (HIGH, 0),
            (Way::Negative, _) | (Way::Both, true) => (LOW, HIGH),
            (Way::Both, false) => (HIGH, -30),
        }
    }

    /// The layer of filters: kernel and biases.
    fn filters(self) -> [Vec<i32>; 2] {
        let mut kernel = vec![0; 9 * FILTERS];
        for filter in 0..FILTERS {
            let (row, column) = (filter % 4 / 2, filter % 2);
            kernel[(row * 3 + column) * FILTERS + filter] = self.filter(filter).0;
        }
        [kernel, (0..FILTERS).map(|filter| self.filter(filter).1).collect()]
    }

    /// What the filters give where there is no charge.
    fn idle(self) -> Idle {
        std::array::from_fn(|filter| activation(self.filter(filter).1))
    }

    /// The largest dense weight of a charge, by both of its activations.
    fn most(self) -> i32 {
        match self {
            Way::Positive | Way::Negative => 2 * HIGH,
            Way::Both => HIGH,
        }
    }

    /// The weights of the two activations of a charge that is to have this weight.
    fn split(self, weight: f64) -> (i32, i32) {
        let weight = match self {
            Way::Positive => weight.round() as i32,
            Way::Negative => (-weight).round() as i32,
            Way::Both => {
                let weight = (weight.round() as i32).clamp(-HIGH, HIGH);
                return (-weight, weight);
            }
        };
        // A product that is not made loses nothing.
        let half = weight.clamp(2 * LOW, 2 * HIGH).div_euclid(2);
        if (LOW..=HIGH).contains(&weight) { (weight, 0) } else { (half, weight - half) }
    }
}

/// The activations of each filter where there is no charge.
type Idle = [i32; FILTERS];

/// What is fitted to.
struct Fit<'a> {
    samples: Vec<&'a FitSample>,
    /// The metric.
    metric: DMatrix<f64>,
    /// Directions of the latents, each a factor for each cell, of falling worth; the mean image has 0 in all.
    directions: Vec<DVector<f64>>,
}

impl<'a> Fit<'a> {
    fn new(samples: Vec<&'a FitSample>) -> Self {
        let images: Vec<DVector<f64>> = samples
            .iter()
            .map(|sample| DVector::from_iterator(CELLS, sample.shares.iter().map(|&x| x.into())))
            .collect();
        let mean = images.iter().sum::<DVector<f64>>() / images.len() as f64;
        let metric = metric(&mean);
        let mut covariance = DMatrix::zeros(CELLS, CELLS);
        for image in &images {
            let difference = image - &mean;
            covariance.ger(1.0 / images.len() as f64, &difference, &difference, 1.0);
        }
        let root = root(&metric);
        let eigen = (&root * covariance * &root).symmetric_eigen();
        let mut order: Vec<usize> = (0..CELLS).collect();
        order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
        let direction = |&at: &usize| {
            let own = &root * eigen.eigenvectors.column(at);
            let at_mean = own.dot(&mean);
            own.add_scalar(-at_mean)
        };
        let directions = order[..LATENTS].iter().map(direction).collect();
        Fit { samples, metric, directions }
    }

    /// The registers with filters of one sign.
    fn registers(&self, network: &AeBlock, way: Way, choice: Choice) -> Result<ClosedForm> {
        let mut ranges: Vec<Range> = self.directions.iter().map(|direction| self.range(direction)).collect();
        let widths = match choice {
            Choice::Given(widths) => widths,
            Choice::Best(room) => best_widths(&ranges, room),
        };
        let places = places(&network.image());
        let mut dense = vec![0; LATENTS * ACTIVATIONS];
        for (latent, direction) in self.directions.iter().enumerate() {
            let mut direction = direction.clone();
            if way == Way::Both {
                self.bring_into_reach(&mut direction, &mut ranges[latent], widths.0[latent]);
            }
            let gain = ranges[latent].gain_of(way, &direction, widths.0[latent]);
            let own = &mut dense[latent * ACTIVATIONS..][..ACTIVATIONS];
            for (cell, factor) in direction.iter().enumerate() {
                let (first, second) = places[cell];
                (own[first], own[second]) = way.split(PRODUCT * gain * factor);
            }
        }
        let [filters, filter_biases] = way.filters();
        let mut weights = vec![filters, filter_biases, dense, vec![0; LATENTS]];
        let sums = self.sums(network, &weights)?;
        for latent in 0..LATENTS {
            let mut own: Vec<f64> = sums.iter().map(|sums| sums[latent]).collect();
            own.sort_by(f64::total_cmp);
            let outside = ranges[latent].clipped(widths.0[latent]);
            let wanted = 0.5 * f64::from((1 << LATENT_BITS) - 1)
                - 0.5 * (quantile(&own, outside / 2.0) + quantile(&own, 1.0 - outside / 2.0));
            let (corner, bias) = offset(wanted, way.idle());
            let own = &mut weights[2][latent * ACTIVATIONS..][..ACTIVATIONS];
            corner_places(way.idle()).zip(corner).for_each(|(place, weight)| own[place] = weight);
            weights[3][latent] = bias;
        }
        let error = self.error(network, &weights, widths)?;
        Ok(ClosedForm { weights, widths, error })
    }

    /// Moves all factors of a direction by as much as the offset needs to be within the reach of what makes offsets.
    /// What that adds to a latent is the same for all samples, but for r.
    fn bring_into_reach(&self, direction: &mut DVector<f64>, range: &mut Range, bits: u8) {
        let idle = f64::from(Way::Both.idle()[0]);
        let corner = corner_places(Way::Both.idle()).count() as f64;
        let reach = f64::from(HIGH) * (corner * idle / PRODUCT + BIAS);
        // Each time the range is a little wider, and the weights a little smaller.
        for _ in 0..8 {
            let gain = range.gain_of(Way::Both, direction, bits);
            let middle = range.ends(bits).iter().sum::<f64>() / 2.0;
            let wanted = 0.5 * f64::from((1 << LATENT_BITS) - 1) + gain * (idle * direction.sum() - middle);
            let excess = wanted - wanted.clamp(-reach, reach);
            if excess == 0.0 {
                return;
            }
            direction.add_scalar_mut(-excess / (gain * idle * CELLS as f64));
            *range = self.range(direction);
        }
    }

    /// The values of a direction on all samples, in units of a normalised charge.
    fn range(&self, direction: &DVector<f64>) -> Range {
        let value = |sample: &&FitSample| {
            sample.normalised.iter().zip(direction.iter()).map(|(&charge, factor)| f64::from(charge) * factor).sum()
        };
        let mut values: Vec<f64> = self.samples.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        Range::new(values)
    }

    /// What the dense layer adds up to for each sample and latent, in units of a latent's least bit.
    fn sums(&self, network: &AeBlock, weights: &[Vec<i32>]) -> Result<Vec<Vec<f64>>> {
        let typed = network.typed();
        let evaluator = Evaluator::new(typed, &Weights::of_integers(typed, weights.to_vec())?)?;
        let last = typed.sums().iter().filter(|(_, rows)| matches!(rows, Rows::Sums { .. })).last();
        let (id, _) = last.ok_or_else(|| Error::new("the network has no layer of sums"))?;
        let node = typed.node(id);
        let mut values = Values::default();
        let mut all = Vec::with_capacity(self.samples.len());
        for sample in &self.samples {
            evaluator.run(&sample.normalised.map(i64::from), &mut values)?;
            all.push(values.integers(node).iter().map(|&sum| sum as f64).collect());
        }
        Ok(all)
    }

    /// Mean error, in the metric, of the images that least squares read from what is sent of the latents.
    fn error(&self, network: &AeBlock, weights: &[Vec<i32>], widths: LatentWidths) -> Result<f64> {
        const INPUTS: usize = LATENTS + 2;
        let top = f64::from((1 << LATENT_BITS) - 1);
        let sums = self.sums(network, weights)?;
        let steps: [f64; LATENTS] = std::array::from_fn(|latent| power_of_two(widths.dropped(latent) as i32));
        let sent = |sum: f64, step: f64| (sum.clamp(0.0, top) / step).floor() * step;
        let inputs = DMatrix::from_fn(self.samples.len(), INPUTS, |row, column| {
            let r = self.samples[row].r();
            match column {
                LATENTS => 1.0,
                INPUTS_LAST => r.recip(),
                latent => sent(sums[row][latent], steps[latent]) / (r * top),
            }
        });
        let images = DMatrix::from_fn(self.samples.len(), CELLS, |row, cell| f64::from(self.samples[row].shares[cell]));
        let mut normal = inputs.tr_mul(&inputs);
        let ridge = 1e-9 * normal.trace();
        (0..INPUTS).for_each(|at| normal[(at, at)] += ridge);
        let factors =
            normal.cholesky().ok_or_else(|| Error::new("the samples do not say what the registers are to be"))?;
        let left = &images - &inputs * factors.solve(&inputs.tr_mul(&images));
        Ok((&left * &self.metric).component_mul(&left).sum() / self.samples.len() as f64)
    }
}

/// Column of 1 / r among the inputs of the least squares.
const INPUTS_LAST: usize = LATENTS + 1;

/// The metric of errors of an image near the mean.
fn metric(mean: &DVector<f64>) -> DMatrix<f64> {
    let mut telescope = DMatrix::zeros(CELLS, CELLS);
    for (cells, factor) in telescope::columns_post_mux().zip(telescope::factors()) {
        let weight = factor * cells.iter().map(|&cell| mean[cell]).sum::<f64>();
        for &a in &cells {
            cells.iter().for_each(|&b| telescope[(a, b)] += weight);
        }
    }
    let mut moved = DMatrix::zeros(CELLS, CELLS);
    for column in sliced::matrix(SLICES) {
        let column = DVector::from_column_slice(&column);
        moved.ger(1.0, &column, &column, 1.0);
    }
    let [telescope, moved] = [telescope, moved].map(|matrix: DMatrix<f64>| {
        let trace = matrix.trace();
        matrix / trace
    });
    telescope + moved * SLICED
}

/// The symmetric root of a matrix.
fn root(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let eigen = matrix.clone().symmetric_eigen();
    let roots = eigen.eigenvalues.map(|value| value.max(0.0).sqrt());
    &eigen.eigenvectors * DMatrix::from_diagonal(&roots) * eigen.eigenvectors.transpose()
}

/// The two activations that pass on each cell of the chip's image.
fn places(image: &Image) -> PerCell<(usize, usize)> {
    let mut places = [(0, 0); CELLS];
    for (pixel, &cell) in image.cells.iter().enumerate() {
        if let Some(place) = usize::try_from(cell).ok().and_then(|cell| places.get_mut(cell)) {
            let (row, column) = (pixel / SIDE, pixel % SIDE);
            let first = (row / 2 * POSITIONS + column / 2) * FILTERS + row % 2 * 2 + column % 2;
            *place = (first, first + FILTERS / 2);
        }
    }
    places
}

/// The activations of the corner without cells that are above 0.
fn corner_places(idle: Idle) -> impl Iterator<Item = usize> {
    let positions = (2..POSITIONS).flat_map(|row| (2..POSITIONS).map(move |column| row * POSITIONS + column));
    let places = positions.flat_map(|position| position * FILTERS..(position + 1) * FILTERS);
    places.filter(move |place| idle[place % FILTERS] > 0)
}

/// What the corner leaves for a bias: how far the nearest one is away, and this.
fn left(wanted: f64, activation: i32, corner: &[i32]) -> (f64, i32) {
    nearest_bias(wanted - corner.iter().map(|&weight| product(activation, weight)).sum::<f64>())
}

/// Dense weights of the corner and a bias that together add what is wanted, as nearly as they can. Filters that give
/// anything without charge give the same.
fn offset(wanted: f64, idle: Idle) -> (Vec<i32>, i32) {
    let activation = idle.into_iter().max().unwrap_or_default();
    let mut corner = vec![0; corner_places(idle).count()];
    let each = (wanted / (f64::from(activation) / PRODUCT) / corner.len() as f64).trunc() as i32;
    corner.fill(each.clamp(LOW, HIGH));
    let mut best = left(wanted, activation, &corner);
    if let Some(&first) = corner.first() {
        // One of them takes up what a bias in steps of 8 leaves.
        let mut chosen = first;
        for weight in LOW..=HIGH {
            corner[0] = weight;
            let found = left(wanted, activation, &corner);
            if found.0 < best.0 {
                (best, chosen) = (found, weight);
            }
        }
        corner[0] = chosen;
    }
    (corner, best.1)
}

/// The bias that adds an offset most nearly, and before it how far it is off.
fn nearest_bias(offset: f64) -> (f64, i32) {
    let bias = (offset / BIAS).round().clamp(f64::from(LOW), f64::from(HIGH));
    ((offset - BIAS * bias).abs(), bias as i32)
}

/// What latents are without any charge, before they are cut to their range, in units of their least bit. Training moves
/// dense weights one step at a time, and where activations are 124 - n each step moves a latent by 7.75: what it moves is
/// given back by the weights of the corner without cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offsets(pub [f64; LATENTS]);

impl Offsets {
    /// Those of registers whose filters with biases above 0 all have the same; `None` for others and for other networks.
    pub fn of(network: &AeBlock, weights: &[Vec<i32>]) -> Option<Self> {
        let [_, filter_biases, dense, biases] = weights else { return None };
        let idle = idle_of(filter_biases)?;
        let highest = idle.into_iter().max()?;
        if network.typed() != AeBlock::chip_8x8().typed() || idle.iter().any(|&own| own > 0 && own != highest) {
            return None;
        }
        let of = |latent: usize| {
            BIAS * f64::from(biases[latent]) + idle_sum(idle, &dense[latent * ACTIVATIONS..][..ACTIVATIONS])
        };
        Some(Offsets(std::array::from_fn(of)))
    }

    /// Sets the weights of the corner and the biases so that latents have these offsets, as nearly as they can.
    pub fn hold(&self, weights: &mut [Vec<i32>]) {
        let [_, filter_biases, dense, biases] = weights else { return };
        let Some(idle) = idle_of(filter_biases) else { return };
        for (latent, wanted) in self.0.iter().enumerate() {
            let own = &mut dense[latent * ACTIVATIONS..][..ACTIVATIONS];
            corner_places(idle).for_each(|place| own[place] = 0);
            let (corner, bias) = offset(wanted - idle_sum(idle, own), idle);
            corner_places(idle).zip(corner).for_each(|(place, weight)| own[place] = weight);
            biases[latent] = bias;
        }
    }
}

/// The activations without charge of filters with these biases.
fn idle_of(filter_biases: &[i32]) -> Option<Idle> {
    Idle::try_from(filter_biases).ok().map(|biases| biases.map(activation))
}

/// What the dense weights of a latent add up to where there is no charge.
fn idle_sum(idle: Idle, dense: &[i32]) -> f64 {
    dense.iter().enumerate().map(|(place, &weight)| product(idle[place % FILTERS], weight)).sum()
}

/// The activation of a filter where there is no charge.
fn activation(bias: i32) -> i32 {
    (4 * bias).max(0)
}

/// What the product with a dense weight adds to a latent.
fn product(activation: i32, weight: i32) -> f64 {
    f64::from((activation * weight).div_euclid(16))
}

/// What a step of a bias adds to a latent.
const BIAS: f64 = 8.0;

/// The values that a latent is to carry.
struct Range {
    /// In order.
    values: Vec<f64>,
    /// For each number of bits the share outside its best range, and its mean square error.
    by_bits: Vec<(f64, f64)>,
}

impl Range {
    fn new(values: Vec<f64>) -> Self {
        let by_bits = (0..=LATENT_BITS).map(|bits| best_range(&values, bits)).collect();
        Range { values, by_bits }
    }

    fn clipped(&self, bits: u8) -> f64 {
        self.by_bits[usize::from(bits)].0
    }

    /// Units of a latent for each unit of the values, so that the range fills the latent, as far as weights allow.
    fn gain_of(&self, way: Way, direction: &DVector<f64>, bits: u8) -> f64 {
        let [low, high] = self.ends(bits);
        let most = direction.iter().fold(0f64, |most, factor| most.max(factor.abs()));
        let full = f64::from((1 << LATENT_BITS) - 1) / (high - low).max(1e-9);
        full.min(f64::from(way.most()) / PRODUCT / most.max(1e-9))
    }

    /// How much less the error is with one bit more.
    fn gain(&self, bits: u8) -> f64 {
        self.by_bits[usize::from(bits)].1 - self.by_bits[usize::from(bits) + 1].1
    }

    fn ends(&self, bits: u8) -> [f64; 2] {
        let outside = self.clipped(bits) / 2.0;
        [quantile(&self.values, outside), quantile(&self.values, 1.0 - outside)]
    }
}

/// The share of values outside the range with which so many bits have the least mean square error, and that error.
fn best_range(values: &[f64], bits: u32) -> (f64, f64) {
    let all = CLIPPED.iter().map(|&clipped| (clipped, square_error(values, bits, clipped)));
    all.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default()
}

/// The mean square error of so many bits, with a range that leaves out so large a share of the values.
fn square_error(values: &[f64], bits: u32, clipped: f64) -> f64 {
    let [low, high] = [clipped / 2.0, 1.0 - clipped / 2.0].map(|at| quantile(values, at));
    let steps = power_of_two(bits as i32);
    let step = ((high - low) / steps).max(1e-12);
    let error = |&value: &f64| {
        let middle = ((value - low) / step).floor().clamp(0.0, steps - 1.0) + 0.5;
        (value - low - middle * step).powi(2)
    };
    values.iter().map(error).sum::<f64>() / values.len() as f64
}

/// So many bits, each to the latent whose error it lowers most.
fn best_widths(ranges: &[Range], room: u32) -> LatentWidths {
    let mut widths = [0u8; LATENTS];
    for _ in 0..room {
        let open = (0..LATENTS).filter(|&latent| u32::from(widths[latent]) < LATENT_BITS);
        let gains = open.map(|latent| (latent, ranges[latent].gain(widths[latent])));
        match gains.max_by(|(a, gain), (b, other)| gain.total_cmp(other).then(b.cmp(a))) {
            Some((latent, _)) => widths[latent] += 1,
            None => break,
        }
    }
    LatentWidths(widths)
}

/// The value below which so large a part of the values lies.
fn quantile(values: &[f64], part: f64) -> f64 {
    let at = (part * (values.len() - 1) as f64).clamp(0.0, (values.len() - 1) as f64);
    let (below, above) = (values[at.floor() as usize], values[at.ceil() as usize]);
    below + (above - below) * (at - at.floor())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::autoencoder::Encoder;
    use crate::data::synth::{Synth, SynthKind};

    fn samples(rows: u64) -> Vec<FitSample> {
        let synth = Synth::new(7, SynthKind::Mixed, None, rows);
        let samples = (0..rows).map(|row| synth.sample(&synth.row(row)));
        samples.map(|sample| FitSample::from(&sample)).collect()
    }

    /// The same charge in every cell but one, which has none: far from where filters of -1 are cut off.
    fn even(without: usize) -> [u8; CELLS] {
        std::array::from_fn(|cell| if cell == without { 0 } else { 3 })
    }

    /// The values of a node with these normalised charges.
    fn integers(evaluator: &Evaluator, charges: [u8; CELLS], node: &crate::nn::Node) -> Vec<i64> {
        let mut values = Values::default();
        evaluator.run(&charges.map(i64::from), &mut values).unwrap();
        values.integers(node).to_vec()
    }

    #[test]
    fn every_cell_reaches_both_of_its_activations() {
        let network = AeBlock::chip_8x8();
        let typed = network.typed();
        for way in Way::ALL {
            let [filters, filter_biases] = way.filters();
            let weights = vec![filters, filter_biases, vec![0; LATENTS * ACTIVATIONS], vec![0; LATENTS]];
            let evaluator = Evaluator::new(typed, &Weights::of_integers(typed, weights).unwrap()).unwrap();
            let (id, _) = typed.sums().iter().find(|(_, rows)| matches!(rows, Rows::Mapped { .. })).unwrap();
            let activations = typed.node(id);
            assert_eq!(activations.len(), ACTIVATIONS);
            let all = integers(&evaluator, [3; CELLS], activations);
            assert!(corner_places([1; FILTERS]).all(|place| all[place] == i64::from(way.idle()[place % FILTERS])));
            for cell in 0..CELLS {
                let (first, second) = places(&network.image())[cell];
                let mut large = [3; CELLS];
                large[cell] = 200;
                let of_small = if way == Way::Both { vec![first] } else { vec![first, second] };
                for (charges, expected) in [(even(cell), of_small), (large, vec![first, second])] {
                    let own = integers(&evaluator, charges, activations);
                    let changed: Vec<usize> = (0..ACTIVATIONS).filter(|&at| own[at] != all[at]).collect();
                    assert_eq!(changed, expected, "{way:?} cell {cell}");
                }
            }
        }
    }

    /// With one filter of each sign a charge counts by its weight over the whole range.
    #[test]
    fn what_one_filter_cuts_off_the_other_passes_on() {
        let [first, second] = [0, FILTERS / 2].map(|filter| {
            let (tap, bias) = Way::Both.filter(filter);
            move |charge: i32| (((tap * charge) >> 5) + 4 * bias).max(0)
        });
        for charge in 0..256 {
            let (low, high) = Way::Both.split(5.0);
            let counted = f64::from(low * first(charge) + high * second(charge) + 5 * 124) / 5.0;
            assert!((counted - f64::from(charge)).abs() <= 5.0, "{charge}: {counted}");
            assert!(charge > 124 || counted == f64::from(charge), "{charge}: {counted}");
        }
    }

    /// Offsets stay within reach of the corner: every latent's sums lie around the middle of its range.
    #[test]
    fn offsets_are_within_reach() {
        let network = AeBlock::chip_8x8();
        let samples = samples(1500);
        let fit = Fit::new(samples.iter().filter(|sample| sample.has_charge()).collect());
        for way in Way::ALL {
            let found = fit.registers(&network, way, Choice::Given(9.into())).unwrap();
            let sums = fit.sums(&network, &found.weights).unwrap();
            for latent in 0..LATENTS {
                let mut own: Vec<f64> = sums.iter().map(|sums| sums[latent]).collect();
                own.sort_by(f64::total_cmp);
                let middle = (quantile(&own, 0.005) + quantile(&own, 0.995)) / 2.0;
                assert!((middle - 255.5).abs() < 100.0, "{way:?} latent {latent}: {middle}");
            }
        }
    }

    #[test]
    fn what_is_wanted_is_added_within_a_step() {
        for (way, reach, within) in
            [(Way::Negative, 7000.0, 1.0), (Way::Positive, 240.0, 4.0), (Way::Both, 3800.0, 1.0)]
        {
            for number in -40..=40 {
                let wanted = reach * f64::from(number) / 40.0;
                let (corner, bias) = offset(wanted, way.idle());
                assert_eq!(corner.len(), corner_places(way.idle()).count());
                assert!(corner.iter().chain([&bias]).all(|weight| (LOW..=HIGH).contains(weight)));
                let activation = way.idle()[0];
                let sum: i32 = corner.iter().map(|weight| (activation * weight) >> 4).sum();
                let off = f64::from(sum + 8 * bias) - wanted;
                assert!(off.abs() <= within, "{way:?} {wanted}: {off}");
            }
        }
    }

    #[test]
    fn offsets_are_held() {
        let network = AeBlock::chip_8x8();
        let mut weights = closed_form(&network, &samples(300), Choice::Given(9.into())).unwrap().weights;
        for way in Way::ALL {
            weights[1] = way.filters()[1].clone();
            let before = Offsets::of(&network, &weights).unwrap();
            // A step in some weights of every latent.
            let mut moved = weights.clone();
            (0..LATENTS * 12).for_each(|at| {
                moved[2][at * ACTIVATIONS / 12] += if weights[2][at * ACTIVATIONS / 12] < HIGH { 1 } else { -1 }
            });
            let wanted = Offsets(before.0.map(|offset| offset + 1.25));
            wanted.hold(&mut moved);
            let after = Offsets::of(&network, &moved).unwrap();
            let reach = if way == Way::Positive { 4.0 } else { 1.0 };
            for (after, wanted) in after.0.iter().zip(wanted.0) {
                assert!((after - wanted).abs() <= reach, "{after} {wanted}");
            }
        }
        weights[1][3] = 1;
        assert_eq!(Offsets::of(&network, &weights), None);
        weights[1] = vec![0, 5, -7, 5, 0, 0, 0, 0];
        assert!(Offsets::of(&network, &weights).is_some());
    }

    #[test]
    fn bits_go_where_they_help() {
        /// Ranges of which so many are wide.
        fn ranges(wide: usize) -> Vec<Range> {
            let scales = (0..LATENTS).map(|at| if at < wide { 1.0 } else { 64.0 });
            scales.map(|scale| Range::new((0..1000).map(|value| f64::from(value) / scale).collect())).collect()
        }
        let widths = best_widths(&ranges(4), 4 * 6);
        assert_eq!(widths.0, [6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(best_widths(&ranges(4), 144), LatentWidths::from(9));
        assert_eq!(best_widths(&ranges(2), 1).0[0], 1);
    }

    /// Images are read better than from latents of any other directions tried, the more bits the better, and latents use
    /// their range.
    #[test]
    fn registers_for_showers() {
        let network = AeBlock::chip_8x8();
        let samples = samples(1500);
        let few = closed_form(&network, &samples, Choice::Best(50)).unwrap();
        let even = closed_form(&network, &samples, Choice::Given(3.into())).unwrap();
        let all = closed_form(&network, &samples, Choice::Best(144)).unwrap();
        assert_eq!((few.widths.total(), all.widths.total()), (50, 144));
        assert!(all.error < 0.9 * few.error && few.error < even.error, "{} {} {}", all.error, few.error, even.error);
        let held: Vec<&FitSample> = samples.iter().filter(|sample| sample.has_charge()).collect();
        let fit = Fit::new(held);
        let random = crate::golden::random::weights(&network, 3);
        let random = random.integer_tensors();
        assert!(all.error < 0.5 * fit.error(&network, &random, all.widths).unwrap());
        let encoder =
            Encoder::new(&network, &Weights::of_integers(network.typed(), all.weights.clone()).unwrap()).unwrap();
        for latent in 0..LATENTS {
            let of =
                |sample: &FitSample| encoder.latents(&encoder.layers(&normalise::of_raw(&sample.normalised)))[latent];
            let values: Vec<u16> = samples.iter().map(of).collect();
            let inside = values.iter().filter(|&&value| value > 0 && value < 511).count();
            assert!(inside > samples.len() * 9 / 10, "latent {latent}: {inside}");
            assert!(
                values.iter().any(|&value| value < 200) && values.iter().any(|&value| value > 311),
                "latent {latent}"
            );
        }
        let other = closed_form(&AeBlock::cmssw_4x4x3(), &samples, Choice::Best(50)).unwrap_err().to_string();
        assert!(other.contains("chip-8x8"), "{other}");
        let few = closed_form(&network, &samples[..20], Choice::Best(50)).unwrap_err().to_string();
        assert!(few.contains("at least 33"), "{few}");
    }
}
