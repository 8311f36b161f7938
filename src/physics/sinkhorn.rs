//! The Sinkhorn divergence: the earth mover's distance with an entropy, which makes it smooth.
//!
//! Transport between two images a and b of sum 1 costs `min over P of <P, D> + ε KL(P | a⊗b)`, with the distances D of
//! [`emd::distance`] and plans P whose sums are a and b. Its dual potentials f and g solve
//!
//! ```text
//! f(i) = -ε ln Σ_j b(j) exp((g(j) - D(i, j)) / ε)        g(j) = -ε ln Σ_i a(i) exp((f(i) - D(i, j)) / ε)
//! ```
//!
//! The cost is then `<f, a> + <g, b>`, and by the envelope theorem its gradient in b is g: nothing goes back through
//! the iterations. The two equations also give f and g at cells without charge, so that the gradient is finite there.
//!
//! The entropy keeps the cost of an image and itself above 0. The divergence takes that off,
//! `S(a, b) = W(a, b) - W(a, a) / 2 - W(b, b) / 2`: it is 0 for equal images only, and tends to the earth mover's
//! distance for small ε. Whether the entropy is that of P alone or relative to a⊗b cancels in it.

use serde::{Deserialize, Serialize};

use super::{emd, unit};
use crate::chip::signals::PerCell;
use crate::error::{Error, Result};
use crate::network::CELLS;

/// How the divergence is computed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sinkhorn {
    /// Weight of the entropy, in the unit of the distances. Charge that moves by much less costs next to nothing.
    pub epsilon: f64,
    /// How often both potentials are computed. Far images need more.
    pub iterations: usize,
}

impl Default for Sinkhorn {
    fn default() -> Self {
        Sinkhorn { epsilon: 0.4, iterations: 50 }
    }
}

/// Smallest ε: below it `exp(-D / ε)` of the farthest cells is too small for single precision.
const MIN_EPSILON: f64 = 0.2;

/// Largest ε: far above the distances, where the divergence only compares centres of charge.
const MAX_EPSILON: f64 = 1000.0;

/// Most iterations.
const MAX_ITERATIONS: usize = 10_000;

impl Sinkhorn {
    /// Checks that both numbers are in range.
    ///
    /// # Errors
    /// The number that is not.
    pub fn check(&self) -> Result<()> {
        if !(MIN_EPSILON..=MAX_EPSILON).contains(&self.epsilon) {
            return Err(Error::out_of_range(
                "sinkhorn.epsilon",
                self.epsilon,
                format!("{MIN_EPSILON}..={MAX_EPSILON}, in half the spacing of neighbouring cells"),
            ));
        }
        if !(1..=MAX_ITERATIONS).contains(&self.iterations) {
            return Err(Error::out_of_range("sinkhorn.iterations", self.iterations, format!("1..={MAX_ITERATIONS}")));
        }
        Ok(())
    }

    /// Whether it is the default.
    pub fn is_default(&self) -> bool {
        *self == Sinkhorn::default()
    }

    /// The divergence of two sets of charges (post-MUX order, none below 0), in the unit of [`emd::emd`], or `None` if
    /// one of them has no charge.
    pub fn divergence(&self, from: &PerCell<f32>, to: &PerCell<f32>) -> Option<Divergence> {
        let (from, to) = (unit(from)?, unit(to)?);
        let (first, second) = (self.own_potential(&from), self.own_potential(&to));
        let both = self.transport(&from, &to, second);
        // An image and itself have the same potential on both sides, and half of their cost is taken off.
        let value = dot(&from, &both.from) + dot(&to, &both.to) - dot(&from, &first) - dot(&to, &second);
        let slope = std::array::from_fn(|cell| both.to[cell] - second[cell]);
        Some(Divergence { value, slope })
    }

    /// The potentials of two images, from those that the second has with itself: for equal images they are that.
    fn transport(&self, from: &PerCell<f64>, to: &PerCell<f64>, start: PerCell<f64>) -> Potentials {
        let (log_from, log_to) = (from.map(libm::log), to.map(libm::log));
        let mut all = Potentials { from: [0.0; CELLS], to: start };
        for _ in 0..self.iterations {
            all.from = self.potential(&log_to, &all.to);
            all.to = self.potential(&log_from, &all.from);
        }
        all
    }

    /// The potential of an image and itself, which is the same on both sides. Two in turn would change places for long
    /// where charges are far apart; their mean does not.
    fn own_potential(&self, image: &PerCell<f64>) -> PerCell<f64> {
        let shares = image.map(libm::log);
        let mut potential = [0.0; CELLS];
        for _ in 0..self.iterations {
            let next = self.potential(&shares, &potential);
            potential = std::array::from_fn(|cell| (potential[cell] + next[cell]) / 2.0);
        }
        potential
    }

    /// The potential of one side from the logarithms of the other's shares and its potential.
    fn potential(&self, shares: &PerCell<f64>, other: &PerCell<f64>) -> PerCell<f64> {
        std::array::from_fn(|cell| {
            let exponents: PerCell<f64> =
                std::array::from_fn(|at| shares[at] + (other[at] - emd::distance(cell, at)) / self.epsilon);
            let largest = exponents.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = exponents.iter().map(|exponent| libm::exp(exponent - largest)).sum();
            -self.epsilon * (largest + libm::log(sum))
        })
    }
}

/// A Sinkhorn divergence with its slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divergence {
    /// The divergence.
    pub value: f64,
    /// Its derivative by the shares of the second image, up to a number that is the same for all cells: shares add up
    /// to 1, so that only differences count.
    pub slope: PerCell<f64>,
}

fn dot(image: &PerCell<f64>, potential: &PerCell<f64>) -> f64 {
    image.iter().zip(potential).map(|(share, potential)| share * potential).sum()
}

/// The dual potentials of both sides.
struct Potentials {
    from: PerCell<f64>,
    to: PerCell<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::synth::{Synth, SynthKind};

    fn showers(row: u64) -> PerCell<f32> {
        let synth = Synth::new(4, SynthKind::Mixed, None, 100);
        synth.sample(&synth.row(row)).charges.map(|charge| charge.0 as f32)
    }

    /// All charge in one cell.
    fn one(cell: usize) -> PerCell<f32> {
        std::array::from_fn(|at| if at == cell { 2.0 } else { 0.0 })
    }

    /// The same share in each of these cells.
    fn even(cells: &[usize]) -> PerCell<f64> {
        std::array::from_fn(|at| if cells.contains(&at) { 1.0 / cells.len() as f64 } else { 0.0 })
    }

    fn divergence(sinkhorn: &Sinkhorn, from: &PerCell<f64>, to: &PerCell<f64>) -> Divergence {
        let [from, to] = [from, to].map(|image| image.map(|share| (share * 1e6) as f32));
        sinkhorn.divergence(&from, &to).unwrap()
    }

    #[test]
    fn it_is_zero_for_equal_images_and_nearly_the_distance_of_far_ones() {
        let sinkhorn = Sinkhorn { epsilon: 0.2, iterations: 1000 };
        for (a, b) in [(0, 1), (3, 40), (5, 5)] {
            let Divergence { value, .. } = sinkhorn.divergence(&one(a), &one(b)).unwrap();
            assert!((value - emd::distance(a, b)).abs() < 1e-9, "{a} {b}: {value}");
        }
        for row in 0..5 {
            let (a, b) = (showers(2 * row), showers(2 * row + 1));
            let own = sinkhorn.divergence(&a, &a).unwrap();
            let mean = own.slope.iter().sum::<f64>() / CELLS as f64;
            let even = own.slope.iter().all(|slope| (slope - mean).abs() < 1e-3);
            assert!(own.value.abs() < 1e-6 && even, "{own:?}");
            let (smooth, exact) = (sinkhorn.divergence(&a, &b).unwrap().value, emd::emd(&a, &b).unwrap());
            assert!(smooth > 0.5 * exact && smooth < 1.1 * exact, "{row}: {smooth} {exact}");
        }
        assert_eq!(sinkhorn.divergence(&[0.0; CELLS], &one(3)), None);
    }

    /// At cells with and without charge.
    #[test]
    fn the_slope_is_that_of_the_value() {
        let sinkhorn = Sinkhorn { epsilon: 1.0, iterations: 500 };
        let (from, to) = (even(&[0, 1, 5, 30]), even(&[1, 2, 6, 9, 20]));
        let start = divergence(&sinkhorn, &from, &to);
        let mean: f64 = (0..CELLS).map(|cell| to[cell] * start.slope[cell]).sum();
        for cell in [1, 2, 20, 10, 21, 5] {
            let step = 1e-3;
            let moved = std::array::from_fn(|at| to[at] * (1.0 - step) + if at == cell { step } else { 0.0 });
            let moved = divergence(&sinkhorn, &from, &moved).value;
            let (found, expected) = ((moved - start.value) / step, start.slope[cell] - mean);
            assert!((found - expected).abs() < 0.02 * (1.0 + expected.abs()), "{cell}: {found} {expected}");
        }
    }

    #[test]
    fn numbers_out_of_range_are_named() {
        for (sinkhorn, field) in [
            (Sinkhorn { epsilon: 0.1, ..Sinkhorn::default() }, "sinkhorn.epsilon"),
            (Sinkhorn { epsilon: f64::NAN, ..Sinkhorn::default() }, "sinkhorn.epsilon"),
            (Sinkhorn { iterations: 0, ..Sinkhorn::default() }, "sinkhorn.iterations"),
        ] {
            assert!(sinkhorn.check().unwrap_err().to_string().contains(field));
        }
    }
}
