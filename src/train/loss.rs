//! The losses, on tensors of samples x 48 in post-MUX order.

use tch::{Device, Kind, Tensor};

use super::options::{Loss, LossTerm};
use crate::data::cells::POST_MUX;
use crate::network::CELLS;
use crate::physics::{sliced, telescope};

/// The loss functions' constants on the device.
pub struct LossModel {
    /// 48 x 87: from cells in post-MUX order to the columns of the telescope.
    columns: Tensor,
    /// Factor of each column.
    factors: Tensor,
    /// 48 x places on lines: the sliced earth mover's distance.
    crossings: Tensor,
}

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
    pub fn new(device: Device) -> Self {
        let mut columns = vec![0f32; CELLS * telescope::COLUMNS];
        for (column, cells) in telescope::columns().iter().enumerate() {
            for &cell in cells {
                columns[usize::from(POST_MUX[cell]) * telescope::COLUMNS + column] = 1.0;
            }
        }
        let factors = telescope::factors().map(|factor| factor as f32);
        let crossings = sliced::matrix(SLICES);
        let by_cell: Vec<f32> =
            (0..CELLS).flat_map(|cell| crossings.iter().map(move |column| column[cell] as f32)).collect();
        LossModel {
            columns: Tensor::from_slice(&columns).view([CELLS as i64, telescope::COLUMNS as i64]).to_device(device),
            factors: Tensor::from_slice(&factors).to_device(device),
            crossings: Tensor::from_slice(&by_cell).view([CELLS as i64, -1]).to_device(device),
        }
    }

    /// The loss of `output` for the true charges. `weights` (samples x 1) multiply each sample's loss.
    pub fn value(&self, loss: Loss, truth: &Tensor, output: &Tensor, weights: Option<&Tensor>) -> Value {
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
        let plain = |table| Value { sum: weighted(table, weights).sum(Kind::Float), terms: None };
        match term {
            LossTerm::Mse => plain((output - truth).square() / CELLS as f64),
            LossTerm::WeightedMse => plain((output - truth).square() * output.maximum(truth) / CELLS as f64),
            LossTerm::Telescope => self.telescope(truth, output, weights),
            LossTerm::TelescopeNormalized => self.telescope(&unit(truth), &unit(output), weights),
            LossTerm::Sliced => plain((unit(output) - unit(truth)).matmul(&self.crossings).abs()),
        }
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

fn weighted(table: Tensor, weights: Option<&Tensor>) -> Tensor {
    match weights {
        Some(weights) => table * weights,
        None => table,
    }
}

/// Each row divided by its sum.
fn unit(values: &Tensor) -> Tensor {
    let sums = values.sum_dim_intlist([1i64].as_slice(), true, Kind::Float);
    values / sums.clamp_min(1e-6)
}
