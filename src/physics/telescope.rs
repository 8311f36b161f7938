//! The telescope, the trainer's loss and a metric: differences of cells, of overlapping 2x2 sums and of 4x4 sums,
//! each weighted by the larger of the two charges.
//!
//! For true charges `t` and prediction `p`, 48 cells each:
//! `4 mean48[(t-p)² max(t,p)] + 2 mean36[w (a-b)² max(a,b)] + mean3[(c-d)² max(c,d)]`, where `a, b` are
//! the 36 overlapping sums of four cells and `c, d` the 3 sums of 16. The weights are the literal ones of Ecoder
//! (docs/sources.md, Ecoder), six of which deviate from its own rule. Cells here are in training order.

use std::sync::LazyLock;

use crate::data::cells::POST_MUX;
use crate::network::CELLS;

/// Overlapping 2x2 sums.
const SUMS_OF_4: usize = 36;

/// 4x4 sums.
const SUMS_OF_16: usize = 3;

/// Cells of the 36 overlapping 2x2 sums, in training order; the first 12 tile the module.
pub const SUPERCELLS: [[usize; 4]; SUMS_OF_4] = [
    [0, 1, 4, 5],
    [2, 3, 6, 7],
    [8, 9, 12, 13],
    [10, 11, 14, 15],
    [16, 17, 20, 21],
    [18, 19, 22, 23],
    [24, 25, 28, 29],
    [26, 27, 30, 31],
    [32, 33, 36, 37],
    [34, 35, 38, 39],
    [40, 41, 44, 45],
    [42, 43, 46, 47],
    [4, 5, 8, 9],
    [6, 7, 10, 11],
    [20, 21, 24, 25],
    [22, 23, 26, 27],
    [36, 37, 40, 41],
    [38, 39, 42, 43],
    [1, 2, 5, 6],
    [9, 10, 13, 14],
    [17, 18, 21, 22],
    [25, 26, 29, 30],
    [33, 34, 37, 38],
    [41, 42, 45, 46],
    [5, 6, 9, 10],
    [21, 22, 25, 26],
    [37, 38, 41, 42],
    [0, 1, 27, 31],
    [1, 2, 23, 27],
    [2, 3, 19, 23],
    [3, 7, 34, 35],
    [7, 11, 33, 34],
    [11, 15, 32, 33],
    [16, 17, 47, 43],
    [17, 18, 43, 39],
    [18, 19, 39, 35],
];

/// Weights of the 36 sums.
pub fn supercell_weights() -> [f64; SUMS_OF_4] {
    const CORNER: f64 = 0.375;
    const CENTRE: f64 = 0.25;
    const BORDER: f64 = 0.5625;
    const THIRD: f64 = 0.25 + 1.0 / 12.0;
    const TIP: f64 = 0.25 + 1.0 / 6.0;
    [
        CORNER, THIRD, BORDER, CORNER, CORNER, THIRD, BORDER, CORNER, CORNER, THIRD, BORDER, CORNER, CORNER, CENTRE,
        CORNER, CENTRE, CORNER, CENTRE, CENTRE, CORNER, CENTRE, CORNER, CENTRE, CORNER, CENTRE, CENTRE, CENTRE, CORNER,
        CENTRE, TIP, TIP, CENTRE, CORNER, CORNER, CENTRE, TIP,
    ]
}

/// Columns of the telescope: cells, 2x2 sums, 4x4 sums.
pub const COLUMNS: usize = CELLS + SUMS_OF_4 + SUMS_OF_16;

/// Columns of each term: cells, 2x2 sums, 4x4 sums.
pub const TERMS: [std::ops::Range<usize>; 3] = [0..CELLS, CELLS..CELLS + SUMS_OF_4, CELLS + SUMS_OF_4..COLUMNS];

/// For each column the cells (training order) that are summed.
pub fn columns() -> Vec<Vec<usize>> {
    let cells = (0..CELLS).map(|cell| vec![cell]);
    let pairs = SUPERCELLS.iter().map(|cells| cells.to_vec());
    let large = (0..SUMS_OF_16).map(|group| (16 * group..16 * (group + 1)).collect());
    cells.chain(pairs).chain(large).collect()
}

/// The same with cells in post-MUX order.
pub fn columns_post_mux() -> impl Iterator<Item = Vec<usize>> {
    columns().into_iter().map(|cells| cells.into_iter().map(|cell| usize::from(POST_MUX[cell])).collect())
}

/// The factor of each column in the loss.
pub fn factors() -> [f64; COLUMNS] {
    let weights = supercell_weights();
    std::array::from_fn(|column| match column {
        0..CELLS => 4.0 / CELLS as f64,
        _ if column < CELLS + SUMS_OF_4 => 2.0 / SUMS_OF_4 as f64 * weights[column - CELLS],
        _ => 1.0 / SUMS_OF_16 as f64,
    })
}

/// The loss of one module in 64-bit numbers: the definition against which the trainer is tested.
pub fn loss(truth: &[f64; CELLS], prediction: &[f64; CELLS]) -> f64 {
    static COLUMNS_WITH_FACTORS: LazyLock<Vec<(Vec<usize>, f64)>> =
        LazyLock::new(|| columns().into_iter().zip(factors()).collect());
    COLUMNS_WITH_FACTORS
        .iter()
        .map(|(cells, factor)| {
            let [t, p] = [truth, prediction].map(|values| cells.iter().map(|&cell| values[cell]).sum::<f64>());
            factor * (t - p) * (t - p) * t.max(p)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(cell: usize) -> [f64; 48] {
        std::array::from_fn(|i| if i == cell { 1.0 } else { 0.0 })
    }

    #[test]
    fn published_anchors() {
        let zero = [0.0; 48];
        let anchors = [
            (unit(0), zero, 0.4583333),
            (unit(0), unit(1), 0.1944444),
            (unit(0), unit(47), 0.9166667),
            ([1.0 / 48.0; 48], unit(5), 0.3114885),
        ];
        for (t, p, expected) in anchors {
            assert!((loss(&t, &p) - expected).abs() < 1e-6, "{} is not {expected}", loss(&t, &p));
        }
        assert!((supercell_weights().iter().sum::<f64>() - 12.5625).abs() < 1e-12);
    }
}
