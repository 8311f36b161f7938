//! Orthogonal regularisation: a term of the loss that grows as the rows of a dense layer, or the filters
//! of a convolution, come to look alike.
//!
//! | tensors | term |
//! |---|---|
//! | dense | rows of the Keras kernel (one for each input) divided by their lengths: the mean of \|cosine\| over all pairs, as Keras' `OrthogonalRegularizer` in mode `rows` |
//! | convolutions | the kernel convolved with itself, stride 2, without padding, less an identity in the middle: the root of the sum of squares (docs/sources.md, Orthogonal; as `DeconvOrthRegularizer` of docs/sources.md, ECON_CAE) |
//!
//! Both in double precision, on the real weights behind the quantised ones. The gradient goes to the
//! optimizer with that of the loss; losses that are reported do not contain the term.

use econ_emu::nn::TensorRole;

use crate::layout::{Layout, Slot};

/// Stride of a convolution with itself.
const STRIDE: usize = 2;

/// Where the numbers of a table of some dimensions stand in a flat one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Table<const N: usize> {
    shape: [usize; N],
    steps: [usize; N],
}

impl<const N: usize> Table<N> {
    fn at(&self, index: [usize; N]) -> usize {
        index.iter().zip(self.steps).map(|(index, step)| index * step).sum()
    }
}

impl Table<2> {
    fn row(self, row: usize) -> impl Iterator<Item = usize> {
        (0..self.shape[1]).map(move |column| self.at([row, column]))
    }
}

impl Table<4> {
    fn of_filter(&self, filter: usize, [channel, row, column]: [usize; 3]) -> usize {
        self.at([filter, channel, row, column])
    }
}

/// A tensor as its term sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    /// Rows, columns.
    Rows(Table<2>),
    /// Filters, channels, kernel rows, kernel columns.
    Filters(Table<4>),
}

/// Adds `factor` times the gradient of the sum of all terms to `slope`, and returns `factor` times that
/// sum. All three follow the layout.
pub fn add(layout: &Layout, factor: f64, weights: &[f32], slope: &mut [f32]) -> f64 {
    let mut sum = 0.0;
    let encoder = layout.encoder().iter().map(Term::of_encoder);
    let terms = encoder.chain(layout.decoder().iter().map(Term::of_decoder));
    for (slot, term) in layout.slots.iter().zip(terms) {
        let Some(term) = term else { continue };
        let own: Vec<f64> = weights[slot.range()].iter().map(|&weight| f64::from(weight)).collect();
        let mut gradient = vec![0.0; own.len()];
        sum += term.value(&own, &mut gradient);
        for (slope, gradient) in slope[slot.range()].iter_mut().zip(gradient) {
            *slope += (factor * gradient) as f32;
        }
    }
    factor * sum
}

impl Term {
    /// The term of a tensor of an encoder; `None` for biases and factors of single channels.
    fn of_encoder(slot: &Slot) -> Option<Term> {
        let shape: Vec<usize> = slot.shape.iter().map(|&length| length as usize).collect();
        match (shape.as_slice(), slot.role) {
            // Descriptions have dense matrices output by output.
            (&[outputs, inputs], TensorRole::Kernel) => {
                Some(Term::Rows(Table { shape: [inputs, outputs], steps: [1, inputs] }))
            }
            (&[rows, columns, channels, filters], TensorRole::Kernel) => {
                Some(Term::kernel(filters, channels, [rows, columns]))
            }
            _ => None,
        }
    }

    /// The term for these weights, whose gradient goes to `gradient`.
    fn value(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        match *self {
            Term::Rows(table) => cosines(weights, table, gradient),
            Term::Filters(table) => self_convolution(weights, table, STRIDE, 0, gradient),
        }
    }

    /// The term of a tensor of a decoder, as it is stored; `None` for biases.
    fn of_decoder(slot: &Slot) -> Option<Term> {
        let sizes: Vec<usize> = slot.shape.iter().map(|&size| size as usize).collect();
        Some(match *sizes.as_slice() {
            // A transposed convolution from so many filters to one channel.
            [taps, filters] if slot.name.contains("deconv") => Term::kernel(filters, 1, [taps.isqrt(); 2]),
            [rows, columns] => Term::Rows(Table { shape: [rows, columns], steps: [columns, 1] }),
            [filters, channels, height, width] => {
                let shape = [filters, channels, height, width];
                Term::Filters(Table {
                    shape,
                    steps: [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1],
                })
            }
            _ => return None,
        })
    }

    /// A kernel that stands by row, column, channel, filter.
    fn kernel(filters: usize, channels: usize, [rows, columns]: [usize; 2]) -> Term {
        let step = channels * filters;
        Term::Filters(Table { shape: [filters, channels, rows, columns], steps: [1, filters, columns * step, step] })
    }
}

/// The mean of |cosine| over all pairs of rows. Rows without length count as 0.
fn cosines(weights: &[f64], table: Table<2>, gradient: &mut [f64]) -> f64 {
    let [rows, columns] = table.shape;
    let pairs = (rows * rows.saturating_sub(1)) as f64 / 2.0;
    if pairs == 0.0 {
        return 0.0;
    }
    fn dot(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }
    let lengths: Vec<f64> = (0..rows).map(|r| table.row(r).map(|at| weights[at].powi(2)).sum::<f64>().sqrt()).collect();
    let unit: Vec<Vec<f64>> = (0..rows)
        .map(|r| table.row(r).map(|at| if lengths[r] > 0.0 { weights[at] / lengths[r] } else { 0.0 }).collect())
        .collect();
    let mut slopes = vec![vec![0.0; columns]; rows];
    let mut sum = 0.0;
    for first in 0..rows {
        for second in 0..first {
            let cosine = dot(&unit[first], &unit[second]);
            sum += cosine.abs();
            let sign = if cosine == 0.0 { 0.0 } else { cosine.signum() };
            for column in 0..columns {
                slopes[first][column] += sign * unit[second][column];
                slopes[second][column] += sign * unit[first][column];
            }
        }
    }
    for r in (0..rows).filter(|&r| lengths[r] > 0.0) {
        // Only what turns a row changes its cosines.
        let along = dot(&slopes[r], &unit[r]);
        for (column, at) in table.row(r).enumerate() {
            gradient[at] += (slopes[r][column] - along * unit[r][column]) / (lengths[r] * pairs);
        }
    }
    sum / pairs
}

/// The distance of a kernel's convolution with itself from the identity.
fn self_convolution(weights: &[f64], table: Table<4>, stride: usize, padding: usize, gradient: &mut [f64]) -> f64 {
    let [filters, channels, height, width] = table.shape;
    let places = 2 * padding / stride + 1;
    // Pairs of entries that meet where the kernel is moved to a place.
    let mut meeting = Vec::new();
    for (down, right) in (0..places).flat_map(|down| (0..places).map(move |right| (down, right))) {
        let mut own = Vec::new();
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let moved = ((y + down * stride).checked_sub(padding), (x + right * stride).checked_sub(padding));
            if let (Some(row), Some(column)) = moved
                && row < height
                && column < width
            {
                own.extend((0..channels).map(|channel| ([channel, row, column], [channel, y, x])));
            }
        }
        meeting.push(((down, right) == (places / 2, places / 2), own));
    }
    let mut differences = Vec::new();
    for (middle, pairs) in &meeting {
        for (first, second) in (0..filters).flat_map(|first| (0..filters).map(move |second| (first, second))) {
            let products =
                pairs.iter().map(|&(a, b)| weights[table.of_filter(first, a)] * weights[table.of_filter(second, b)]);
            let identity = if *middle && first == second { 1.0 } else { 0.0 };
            differences.push((first, second, pairs, products.sum::<f64>() - identity));
        }
    }
    let distance = differences.iter().map(|(.., difference)| difference.powi(2)).sum::<f64>().sqrt();
    if distance > 0.0 {
        for (first, second, pairs, difference) in differences {
            for &(a, b) in pairs {
                gradient[table.of_filter(first, a)] += difference / distance * weights[table.of_filter(second, b)];
                gradient[table.of_filter(second, b)] += difference / distance * weights[table.of_filter(first, a)];
            }
        }
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;
    use econ_emu::network::AeBlock;
    use econ_emu::train::options::DecoderKind;

    /// numpy's `RandomState(seed).randn`: MT19937, pairs of normal numbers by the polar method.
    struct Normal {
        source: rand_mt::Mt,
        second: Option<f64>,
    }

    impl Normal {
        fn uniform(&mut self) -> f64 {
            let (high, low) = (self.source.next_u32() >> 5, self.source.next_u32() >> 6);
            (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
        }

        fn next(&mut self) -> f64 {
            if let Some(second) = self.second.take() {
                return second;
            }
            loop {
                let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
                let square = x * x + y * y;
                if square > 0.0 && square < 1.0 {
                    let factor = (-2.0 * square.ln() / square).sqrt();
                    self.second = Some(factor * x);
                    return factor * y;
                }
            }
        }
    }

    fn plain(shape: [usize; 4]) -> Table<4> {
        Table { shape, steps: [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1] }
    }

    #[test]
    fn the_published_distances() {
        let mut normal = Normal { source: rand_mt::Mt::new(42), second: None };
        let kernel: Vec<f64> = (0..4 * 3 * 3 * 3).map(|_| normal.next()).collect();
        let matrix: Vec<f64> = (0..10 * 20).map(|_| normal.next()).collect();
        let mut slope = vec![0.0; 200];
        let deconv = self_convolution(&kernel, plain([4, 3, 3, 3]), 2, 1, &mut slope);
        assert!((deconv - 24.65718).abs() < 1e-5, "{deconv}");
        // A matrix is a kernel of 1x1: the distance of W Wᵀ from the identity.
        let orth = self_convolution(&matrix, plain([10, 20, 1, 1]), 1, 0, &mut slope);
        assert!((orth - 77.49186).abs() < 1e-5, "{orth}");
    }

    #[test]
    fn of_orthogonal_rows_and_filters_nothing_is_left() {
        let table = Table { shape: [2, 3], steps: [3, 1] };
        let mut slope = vec![0.0; 6];
        assert_eq!(cosines(&[2.0, 0.0, 0.0, 0.0, -5.0, 0.0], table, &mut slope), 0.0);
        assert_eq!(slope, [0.0; 6]);
        // Rows at 60 degrees, and one without length.
        let half = cosines(&[1.0, 0.0, 0.0, 0.5, 0.75f64.sqrt(), 0.0], table, &mut slope);
        assert!((half - 0.5).abs() < 1e-12);
        assert_eq!(cosines(&[1.0, 0.0, 0.0, 0.0, 0.0, 0.0], table, &mut [0.0; 6]), 0.0);
        let mut slope = vec![0.0; 4];
        assert_eq!(self_convolution(&[0.0, 1.0, -1.0, 0.0], plain([2, 2, 1, 1]), 2, 0, &mut slope), 0.0);
        assert_eq!(slope, [0.0; 4]);
    }

    #[test]
    fn gradients_are_finite_differences() {
        for (network, decoder) in
            [(AeBlock::chip_8x8(), DecoderKind::Conditional), (AeBlock::cmssw_4x4x3(), DecoderKind::Plain)]
        {
            let layout = Layout::new(&network.into(), &decoder.into()).unwrap();
            let mut normal = Normal { source: rand_mt::Mt::new(7), second: None };
            let weights: Vec<f32> = (0..layout.len()).map(|_| 0.3 * normal.next() as f32).collect();
            let encoder = layout.encoder().iter().map(Term::of_encoder);
            for (slot, term) in layout.slots.iter().zip(encoder.chain(layout.decoder().iter().map(Term::of_decoder))) {
                let Some(term) = term else {
                    assert!(slot.is_bias(), "{}", slot.name);
                    continue;
                };
                let own: Vec<f64> = weights[slot.range()].iter().map(|&weight| f64::from(weight)).collect();
                let mut slope = vec![0.0; own.len()];
                term.value(&own, &mut slope);
                for at in (0..own.len()).step_by(own.len() / 5 + 1) {
                    let [above, below] = [1e-6, -1e-6].map(|step| {
                        let mut moved = own.clone();
                        moved[at] += step;
                        term.value(&moved, &mut vec![0.0; own.len()])
                    });
                    let difference = (above - below) / 2e-6;
                    assert!((difference - slope[at]).abs() < 1e-6, "{} {at}: {difference} {}", slot.name, slope[at]);
                }
            }
            let mut slope = vec![0.0; layout.len()];
            assert!(add(&layout, 0.5, &weights, &mut slope) > 0.0);
            let biases = layout.slots.iter().filter(|slot| slot.is_bias());
            assert!(biases.into_iter().all(|slot| slope[slot.range()].iter().all(|&slope| slope == 0.0)));
        }
    }
}
