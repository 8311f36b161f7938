//! The metrics of a reconstruction by name, those of the Ecoder trainer (docs/sources.md, Ecoder), the reference
//! here.
//!
//! All compare the true charges `x` of a module with the reconstructed `y`, 48 each, in post-MUX
//! order, none below 0, in any unit. Lengths are in units of half the spacing of neighbouring cells,
//! as in [`emd`]. A metric that a module without charge leaves undefined is `None`
//! there; the reference wrote -1 (`x` empty) or -0.5 (`y` empty) into its tables instead.

use std::fmt;

use super::{emd, sum, telescope, unit};
use crate::chip::signals::{CELLS, PerCell};
use crate::data::cells::{self, CellOrder};

/// A metric. Zero is a perfect reconstruction, but for [`Metric::CrossCorrelation`] and
/// [`Metric::SumResponse`], where it is 1, and [`Metric::ZeroFraction`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// The telescope of charges normalised to sum 1.
    TelescopeNormalised,
    /// The earth mover's distance.
    Emd,
    /// Distance of the charge-weighted means.
    DMean,
    /// Absolute difference of the widths, see [`width`].
    DRms,
    /// Pearson's correlation of the cells; 0 if all cells of either are equal.
    CrossCorrelation,
    /// `sum((x-y)²) / sqrt(sum(x²) sum(y²))`.
    Ssd,
    /// 1 if nothing is reconstructed: its mean is a fraction of modules.
    ZeroFraction,
    /// `sum(y) / sum(x)`. The energy of a cell is its transverse charge times a factor of the whole
    /// module, so that this is also the response to energy.
    SumResponse,
}

impl Metric {
    /// All, in the order of tables.
    pub const ALL: [Metric; 8] = [
        Metric::TelescopeNormalised,
        Metric::Emd,
        Metric::DMean,
        Metric::DRms,
        Metric::CrossCorrelation,
        Metric::Ssd,
        Metric::ZeroFraction,
        Metric::SumResponse,
    ];

    /// Its name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Metric::TelescopeNormalised => "telescope_normalised",
            Metric::Emd => "emd",
            Metric::DMean => "dmean",
            Metric::DRms => "drms",
            Metric::CrossCorrelation => "cross_correlation",
            Metric::Ssd => "ssd",
            Metric::ZeroFraction => "zero_fraction",
            Metric::SumResponse => "sum_response",
        }
    }

    /// Its value for one module, or `None` where it is undefined.
    pub fn of(self, x: &PerCell<f32>, y: &PerCell<f32>) -> Option<f64> {
        match self {
            Metric::TelescopeNormalised => {
                let [t, p] = [unit(x)?, unit(y)?].map(|charges| cells::from_post_mux(&charges, CellOrder::Training));
                Some(telescope::loss(&t, &p))
            }
            Metric::Emd => emd::emd(x, y),
            Metric::DMean => {
                let [(ax, ay), (bx, by)] = [mean(&unit(x)?), mean(&unit(y)?)];
                Some((ax - bx).hypot(ay - by))
            }
            Metric::DRms => Some((width(x)? - width(y)?).abs()),
            Metric::CrossCorrelation => {
                let _ = (unit(x)?, unit(y)?);
                Some(correlation(x, y))
            }
            Metric::Ssd => {
                let (square, other) = (dot(x, x), dot(y, y));
                let difference = x.iter().zip(y).map(|(&x, &y)| (f64::from(x) - f64::from(y)).powi(2)).sum::<f64>();
                (square > 0.0 && other > 0.0).then(|| difference / (square * other).sqrt())
            }
            Metric::ZeroFraction => Some(if sum(y) == 0.0 { 1.0 } else { 0.0 }),
            Metric::SumResponse => (sum(x) > 0.0).then(|| sum(y) / sum(x)),
        }
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The width of a shower: `sqrt(sum(w² r²))`, with `w` the fraction of charge in a cell and `r` its
/// distance from the mean, each coordinate in units of the spread of all cells. The square of the fraction is the
/// reference's definition; it makes a cell weigh less the more cells share the charge.
pub fn width(charges: &PerCell<f32>) -> Option<f64> {
    let fractions = unit(charges)?;
    let (mx, my) = mean(&fractions);
    let all = mean(&[1.0 / CELLS as f64; CELLS]);
    let (mut spread, mut total) = ((0.0, 0.0), 0.0);
    for cell in 0..CELLS {
        let (x, y) = place(cell);
        spread.0 += (x - all.0).powi(2) / CELLS as f64;
        spread.1 += (y - all.1).powi(2) / CELLS as f64;
    }
    for (cell, fraction) in fractions.iter().enumerate() {
        let (x, y) = place(cell);
        total += fraction * fraction * ((x - mx).powi(2) / spread.0 + (y - my).powi(2) / spread.1);
    }
    Some(total.sqrt())
}

/// Position of a cell in units of half the spacing of neighbours.
fn place(cell: usize) -> (f64, f64) {
    let (x, y) = cells::position(cell);
    (x / emd::HALF_SPACING, y / emd::HALF_SPACING)
}

/// The weighted mean of the positions.
fn mean(fractions: &[f64; CELLS]) -> (f64, f64) {
    fractions.iter().enumerate().fold((0.0, 0.0), |(sx, sy), (cell, fraction)| {
        let (x, y) = place(cell);
        (sx + fraction * x, sy + fraction * y)
    })
}

fn dot(a: &PerCell<f32>, b: &PerCell<f32>) -> f64 {
    a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum()
}

fn correlation(x: &PerCell<f32>, y: &PerCell<f32>) -> f64 {
    let count = CELLS as f64;
    let (mx, my) = (sum(x) / count, sum(y) / count);
    fn product(a: &PerCell<f32>, ma: f64, b: &PerCell<f32>, mb: f64) -> f64 {
        a.iter().zip(b).map(|(&a, &b)| (f64::from(a) - ma) * (f64::from(b) - mb)).sum()
    }
    let spread = product(x, mx, x, mx) * product(y, my, y, my);
    if spread > 0.0 { product(x, mx, y, my) / spread.sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::cells::POST_MUX;

    /// Charges of cells in training order.
    fn charges(of: &[(usize, f32)]) -> PerCell<f32> {
        let mut charges = [0.0; CELLS];
        of.iter().for_each(|&(cell, charge)| charges[usize::from(POST_MUX[cell])] = charge);
        charges
    }

    #[track_caller]
    fn close(metric: Metric, x: &PerCell<f32>, y: &PerCell<f32>, expected: f64, within: f64) {
        let value = metric.of(x, y).unwrap();
        assert!((value - expected).abs() < within, "{metric}: {value} is not {expected}");
    }

    #[test]
    fn a_charge_that_moves_to_its_neighbour() {
        let (x, y) = (charges(&[(0, 3.0)]), charges(&[(1, 6.0)]));
        close(Metric::TelescopeNormalised, &x, &y, 0.194_444_4, 1e-6);
        close(Metric::Emd, &x, &y, 2.0, 1e-4);
        close(Metric::DMean, &x, &y, 2.0, 1e-4);
        close(Metric::DRms, &x, &y, 0.0, 1e-12);
        // One cell of 48 each: the products of the deviations are -1/48 of their squares, 47/48.
        close(Metric::CrossCorrelation, &x, &y, -1.0 / 47.0, 1e-12);
        close(Metric::Ssd, &x, &y, 45.0 / 18.0, 1e-12);
        close(Metric::ZeroFraction, &x, &y, 0.0, 1e-12);
        close(Metric::SumResponse, &x, &y, 2.0, 1e-12);
    }

    /// Two cells at distance 2 with half the charge: each 1 from the mean, which is 1/3.6113224 of the
    /// spread of the cells, and its weight is 1/4.
    #[test]
    fn widths_are_in_units_of_the_spread_and_weights_are_squared() {
        let two = charges(&[(0, 1.0), (1, 1.0)]);
        let expected = (2.0f64 * 0.25).sqrt() / 3.611_322_4;
        assert!((width(&two).unwrap() - expected).abs() < 1e-5, "{:?} is not {expected}", width(&two));
        close(Metric::DRms, &charges(&[(9, 1.0)]), &two, expected, 1e-5);
        close(Metric::DMean, &charges(&[(0, 7.0)]), &two, 1.0, 1e-4);
    }

    #[test]
    fn equal_charges_are_perfect() {
        let x = charges(&[(0, 1.0), (17, 4.0), (40, 2.5)]);
        let half = x.map(|charge| charge / 2.0);
        for metric in Metric::ALL {
            let perfect = matches!(metric, Metric::CrossCorrelation | Metric::SumResponse);
            close(metric, &x, &x, if perfect { 1.0 } else { 0.0 }, 1e-12);
        }
        close(Metric::TelescopeNormalised, &x, &half, 0.0, 1e-12);
        close(Metric::CrossCorrelation, &x, &half, 1.0, 1e-12);
        close(Metric::Ssd, &x, &half, 0.5, 1e-6);
        close(Metric::SumResponse, &x, &half, 0.5, 1e-6);
    }

    #[test]
    fn modules_without_charge_leave_no_number_that_means_nothing() {
        let (none, some, flat) = ([0.0; CELLS], charges(&[(5, 1.0)]), [1.0; CELLS]);
        for metric in Metric::ALL {
            for (x, y) in [(&none, &some), (&some, &none), (&none, &none), (&some, &flat), (&flat, &flat)] {
                assert!(metric.of(x, y).is_none_or(f64::is_finite), "{metric}");
            }
        }
        assert_eq!(Metric::Emd.of(&none, &some), None);
        assert_eq!(Metric::Emd.of(&some, &none), None);
        assert_eq!(Metric::ZeroFraction.of(&some, &none), Some(1.0));
        assert_eq!(Metric::SumResponse.of(&some, &none), Some(0.0));
        assert_eq!(Metric::CrossCorrelation.of(&some, &flat), Some(0.0));
    }
}
