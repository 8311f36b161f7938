//! The losses, on tensors of samples x 48 in post-MUX order.

use econ_emu::error::{Error, Result};
use econ_emu::network::CELLS;
use econ_emu::physics::sinkhorn::Sinkhorn;
use econ_emu::physics::{emd, learned_emd, sliced, telescope};
use econ_emu::train::options::{Arithmetic, LearnedEmd, Loss, LossTerm};
use tch::{Device, Kind, Tensor};

use crate::nodes::{Nodes, StepNumbers};

/// The loss functions' constants on the device.
pub struct LossModel {
    /// 48 x 87: from cells in post-MUX order to the columns of the telescope.
    columns: Tensor,
    /// Factor of each column.
    factors: Tensor,
    /// 48 x places on lines: the sliced earth mover's distance.
    crossings: Tensor,
    smooth: SinkhornModel,
    learned: Option<LearnedModel>,
}

/// A network that gives the earth mover's distance, see [`LearnedEmd`].
struct LearnedModel {
    nodes: Nodes,
    weights: Vec<f32>,
    /// The weights as the nodes compute with them.
    numbers: StepNumbers,
    /// For each place of its images the cell.
    cells: Tensor,
}

/// The Sinkhorn divergence, see [`econ_emu::physics::sinkhorn`].
struct SinkhornModel {
    settings: Sinkhorn,
    /// 48 x 48: exp(-distance / epsilon).
    kernel: Tensor,
}

/// Smallest share of a cell of which single precision has the logarithm.
const MIN_SHARE: f64 = 1e-37;

/// What stands for the logarithm of no share: its exponential is 0 next to any other.
const NO_SHARE: f64 = -1e6;

/// Directions of the sliced earth mover's distance.
const SLICES: usize = 12;

/// A loss and what it is made of.
pub struct Value {
    /// The sum over samples, a graph if the output is one.
    pub sum: Tensor,
    /// The sums over samples of the telescope's terms (cells, 2x2 sums, 4x4 sums), if it is one.
    pub terms: Option<[f64; 3]>,
}

impl LossModel {
    /// Builds the constants.
    ///
    /// # Errors
    /// A network of the earth mover's distance that is too large for the trainer, or has weights that are not finite.
    pub fn new(sinkhorn: Sinkhorn, learned: Option<&LearnedEmd>, device: Device) -> Result<Self> {
        let mut columns = vec![0f32; CELLS * telescope::COLUMNS];
        for (column, cells) in telescope::columns_post_mux().enumerate() {
            cells.into_iter().for_each(|cell| columns[cell * telescope::COLUMNS + column] = 1.0);
        }
        let factors = telescope::factors().map(|factor| factor as f32);
        let crossings = sliced::matrix(SLICES);
        let by_cell: Vec<f32> =
            (0..CELLS).flat_map(|cell| crossings.iter().map(move |column| column[cell] as f32)).collect();
        Ok(LossModel {
            columns: Tensor::from_slice(&columns).view([CELLS as i64, telescope::COLUMNS as i64]).to_device(device),
            factors: Tensor::from_slice(&factors).to_device(device),
            crossings: Tensor::from_slice(&by_cell).view([CELLS as i64, -1]).to_device(device),
            smooth: SinkhornModel::new(sinkhorn, device),
            learned: learned.map(|learned| LearnedModel::new(learned, device)).transpose()?,
        })
    }

    /// The loss of `output` for the true charges. `weights` (samples x 1) multiply each sample's loss.
    pub fn value(&self, loss: &Loss, truth: &Tensor, output: &Tensor, weights: Option<&Tensor>) -> Value {
        let mut terms = loss.terms();
        // A telescope alone keeps its terms.
        if let (Some((term, 1.0)), None) = (terms.next(), terms.next()) {
            return self.term(term, truth, output, weights);
        }
        let mut sum = Tensor::zeros([], (Kind::Float, truth.device()));
        for (term, factor) in loss.terms() {
            sum += self.term(term, truth, output, weights).sum * factor;
        }
        Value { sum, terms: None }
    }

    fn term(&self, term: LossTerm, truth: &Tensor, output: &Tensor, weights: Option<&Tensor>) -> Value {
        let table = match term {
            LossTerm::Mse => (output - truth).square() / CELLS as f64,
            LossTerm::WeightedMse => (output - truth).square() * output.maximum(truth) / CELLS as f64,
            LossTerm::TelescopeCharge => return self.telescope(truth, output, weights),
            LossTerm::TelescopeNormalised => return self.telescope(&unit(truth), &unit(output), weights),
            LossTerm::Sliced => (unit(output) - unit(truth)).matmul(&self.crossings).abs(),
            // A loss with this term and no network is refused before the training.
            LossTerm::LearnedEmd => match &self.learned {
                Some(learned) => learned.distance(&unit(truth), &unit(output)),
                None => output * f64::NAN,
            },
            LossTerm::Sinkhorn => self.smooth.divergence(&unit(truth), &unit(output)),
        };
        Value { sum: weighted(table, weights).sum(Kind::Float), terms: None }
    }

    fn telescope(&self, truth: &Tensor, output: &Tensor, weights: Option<&Tensor>) -> Value {
        let (t, p) = (truth.matmul(&self.columns), output.matmul(&self.columns));
        let table = weighted((&p - &t).square() * p.maximum(&t), weights);
        let by_column = table.sum_dim_intlist([0i64].as_slice(), false, Kind::Float) * &self.factors;
        let mut values = [0f32; telescope::COLUMNS];
        by_column.detach().to_device(Device::Cpu).copy_data(&mut values, telescope::COLUMNS);
        let term = |columns: std::ops::Range<usize>| values[columns].iter().map(|&value| f64::from(value)).sum();
        let terms = telescope::TERMS.map(term);
        Value { sum: by_column.sum(Kind::Float), terms: Some(terms) }
    }
}

impl LearnedModel {
    fn new(learned: &LearnedEmd, device: Device) -> Result<Self> {
        let network = learned.network();
        let nodes = Nodes::new(network, Arithmetic::Float, true, device)?;
        let weights: Vec<f32> = network.tensor_ids().flat_map(|id| learned.weights().reals(id)).copied().collect();
        let cells = Tensor::from_slice(&learned_emd::cells().map(|cell| cell as i64)).to_device(device);
        Ok(LearnedModel { numbers: nodes.numbers(&weights, None)?, nodes, weights, cells })
    }

    /// The distance of images of sum 1, samples x 1, no less than 0. The network is no part of the graph: its gradient in
    /// the output is found on the way.
    fn distance(&self, truth: &Tensor, output: &Tensor) -> Tensor {
        let output = output.index_select(1, &self.cells);
        let (value, slope) = tch::no_grad(|| self.found(&truth.index_select(1, &self.cells), &output))
            .unwrap_or_else(|_| (output.zeros_like() * f64::NAN, output.zeros_like()));
        let rest = tch::no_grad(|| value - dot(&slope, &output));
        (rest + dot(&slope, &output)).relu()
    }

    /// Distances, samples x 1, and their slopes in the second images, samples x 48.
    fn found(&self, truth: &Tensor, output: &Tensor) -> Result<(Tensor, Tensor)> {
        let tape = self.nodes.forward_tensors(&self.weights, &self.numbers, &[truth.tr(), output.tr()])?;
        let node = self.nodes.network().outputs()[0];
        let values = tape.values(node).ok_or_else(no_distance)?;
        let slopes = self.nodes.backward(&tape, &[values.ones_like()])?;
        let slope = slopes.inputs.into_iter().nth(1).flatten().ok_or_else(no_distance)?;
        Ok((values.tr(), slope.tr()))
    }
}

fn no_distance() -> Error {
    Error::new("the network of the earth mover's distance gives nothing")
}

impl SinkhornModel {
    fn new(settings: Sinkhorn, device: Device) -> Self {
        let pairs = (0..CELLS).flat_map(|a| (0..CELLS).map(move |b| emd::distance(a, b)));
        let kernel: Vec<f32> = pairs.map(|distance| (-distance / settings.epsilon).exp() as f32).collect();
        let kernel = Tensor::from_slice(&kernel).view([CELLS as i64, CELLS as i64]).to_device(device);
        SinkhornModel { settings, kernel }
    }

    /// The divergence of images of sum 1, samples x 1. Its gradient are the potentials: the iterations are no part of the
    /// graph.
    fn divergence(&self, truth: &Tensor, output: &Tensor) -> Tensor {
        let (rest, slope) = tch::no_grad(|| {
            let (value, slope) = self.found(truth, output);
            // What does not depend on the output.
            (value - dot(&slope, output), slope)
        });
        (rest + dot(&slope, output)) * self.settings.epsilon
    }

    /// Divergences over epsilon, samples x 1, and their slopes in the second images, samples x 48.
    fn found(&self, truth: &Tensor, output: &Tensor) -> (Tensor, Tensor) {
        let (from, to) = (with_charge(truth), with_charge(output));
        let both = Tensor::cat(&[&from, &to], 0);
        let (log_from, log_to, log_both) = (logarithm(&from), logarithm(&to), logarithm(&both));
        let mut own = both.zeros_like();
        for _ in 0..self.settings.iterations {
            own = (self.potential(&(&own + &log_both)) + own) / 2.0;
        }
        let samples = to.size()[0];
        let (first, second) = (own.narrow(0, 0, samples), own.narrow(0, samples, samples));
        let (mut f, mut g) = (to.zeros_like(), second.shallow_clone());
        for _ in 0..self.settings.iterations {
            f = self.potential(&(g + &log_to));
            g = self.potential(&(&f + &log_from));
        }
        let slope = &g - &second;
        let value = dot(&f, &from) + dot(&g, &to) - dot(&first, &from) - dot(&second, &to);
        (value, slope)
    }

    /// A potential over epsilon from the exponents of the other side.
    fn potential(&self, exponents: &Tensor) -> Tensor {
        let largest = exponents.amax([1i64].as_slice(), true);
        let sums = (exponents - &largest).exp().matmul(&self.kernel);
        -(sums.log() + largest)
    }
}

/// Images, with an even one in the place of an empty one.
fn with_charge(images: &Tensor) -> Tensor {
    let sums = images.sum_dim_intlist([1i64].as_slice(), true, Kind::Float);
    images + sums.le(0.0).to_kind(Kind::Float) / CELLS as f64
}

fn logarithm(shares: &Tensor) -> Tensor {
    shares.clamp_min(MIN_SHARE).log() + shares.le(0.0).to_kind(Kind::Float) * NO_SHARE
}

fn weighted(table: Tensor, weights: Option<&Tensor>) -> Tensor {
    match weights {
        Some(weights) => table * weights,
        None => table,
    }
}

/// The dot product of each row with that of the other, samples x 1.
fn dot(a: &Tensor, b: &Tensor) -> Tensor {
    (a * b).sum_dim_intlist([1i64].as_slice(), true, Kind::Float)
}

/// Each row divided by its sum.
fn unit(values: &Tensor) -> Tensor {
    let sums = values.sum_dim_intlist([1i64].as_slice(), true, Kind::Float);
    values / sums.clamp_min(1e-6)
}
