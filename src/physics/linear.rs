//! Latents read back to an image by a linear map: the decoder of [`super::closed_form`] that needs no training.
//!
//! Latents of such registers grow with the normalised charges, which are shares of the module sum times r, the mantissa
//! of the received sum. The shares are therefore a linear function of the latents divided by r, of 1 / r and of a
//! constant; least squares find it.

use nalgebra::DMatrix;
use serde::{Deserialize, Serialize};

use crate::chip::signals::PerCell;
use crate::data::conditions::mantissa;
use crate::error::{Error, Result};
use crate::network::{CELLS, LATENTS};

/// Numbers that an image is a linear function of: latents over r, 1 / r, 1.
const INPUTS: usize = LATENTS + 2;

/// What is added to the diagonal of the normal equations, as a part of its mean: latents that are always the same give
/// no equation.
const RIDGE: f64 = 1e-7;

/// The map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<f64>", into = "Vec<f64>")]
pub struct LinearReading {
    /// For each cell (post-MUX order) a factor for each input.
    factors: Vec<[f64; INPUTS]>,
}

impl TryFrom<Vec<f64>> for LinearReading {
    type Error = Error;

    fn try_from(numbers: Vec<f64>) -> Result<Self> {
        let (factors, rest) = numbers.as_chunks::<INPUTS>();
        if factors.len() != CELLS || !rest.is_empty() || numbers.iter().any(|number| !number.is_finite()) {
            return Err(Error::new("not a linear reading of latents")
                .found(format!("{} numbers", numbers.len()))
                .allowed(format!("{CELLS} x {INPUTS} finite numbers")));
        }
        Ok(LinearReading { factors: factors.to_vec() })
    }
}

impl From<LinearReading> for Vec<f64> {
    fn from(reading: LinearReading) -> Self {
        reading.factors.into_iter().flatten().collect()
    }
}

/// The inputs of the map for received latents and a received module sum, CALQ.
fn inputs(latents: &[f32; LATENTS], sum: f64) -> [f64; INPUTS] {
    let r = mantissa(sum);
    std::array::from_fn(|at| match at {
        LATENTS => 1.0 / r,
        at if at > LATENTS => 1.0,
        at => f64::from(latents[at]) / r,
    })
}

impl LinearReading {
    /// The map that reads the shares of these samples back with the least squares of differences; each comes with
    /// its received latents and module sum.
    ///
    /// # Errors
    /// No samples.
    pub fn fit<'a>(samples: impl Iterator<Item = (&'a [f32; LATENTS], f64, &'a [f32; CELLS])>) -> Result<Self> {
        let mut square = DMatrix::<f64>::zeros(INPUTS, INPUTS);
        let mut right = DMatrix::<f64>::zeros(INPUTS, CELLS);
        for (latents, sum, shares) in samples {
            let inputs = inputs(latents, sum);
            for (row, own) in inputs.iter().enumerate() {
                inputs.iter().enumerate().for_each(|(column, other)| square[(row, column)] += own * other);
                shares.iter().enumerate().for_each(|(cell, &share)| right[(row, cell)] += own * f64::from(share));
            }
        }
        let ridge = RIDGE * square.trace() / INPUTS as f64;
        (0..INPUTS).for_each(|at| square[(at, at)] += ridge);
        let unsolved = || Error::new("there are no samples to fit a reading to");
        let found = square.cholesky().ok_or_else(unsolved)?.solve(&right);
        let of = |cell: usize| std::array::from_fn(|at| found[(at, cell)]);
        Ok(LinearReading { factors: (0..CELLS).map(of).collect() })
    }

    /// The image of a packet; cells may be below 0.
    pub fn image(&self, latents: &[f32; LATENTS], sum: f64) -> PerCell<f32> {
        let inputs = inputs(latents, sum);
        let of = |cell: usize| self.factors[cell].iter().zip(inputs).map(|(a, b)| a * b).sum::<f64>() as f32;
        std::array::from_fn(of)
    }

    /// The charges of a packet: the image on the scale of the received module sum.
    pub fn charges(&self, latents: &[f32; LATENTS], sum: f64) -> PerCell<f32> {
        super::scaled(&self.image(latents, sum), sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_map_is_found_and_kept() {
        let share = |latents: &[f32; LATENTS], sum: f64, cell: usize| {
            let r = mantissa(sum) as f32;
            (latents[cell % LATENTS] / r + 0.25 * latents[(cell + 5) % LATENTS] / r + 0.5 / r + cell as f32) / 64.0
        };
        let samples: Vec<([f32; LATENTS], f64, [f32; CELLS])> = (0..400usize)
            .map(|row| {
                let latents = std::array::from_fn(|at| ((row * (2 * at + 3) + at * at) % 41) as f32 / 20.0);
                let sum = 1000.0 + (row * 37 % 900) as f64;
                (latents, sum, std::array::from_fn(|cell| share(&latents, sum, cell)))
            })
            .collect();
        let found = LinearReading::fit(samples.iter().map(|(latents, sum, shares)| (latents, *sum, shares))).unwrap();
        for (latents, sum, shares) in &samples[..50] {
            let image = found.image(latents, *sum);
            assert!(image.iter().zip(shares).all(|(a, b)| (a - b).abs() < 1e-3), "{image:?} {shares:?}");
            let charges = found.charges(latents, *sum);
            assert!((charges.iter().map(|&charge| f64::from(charge)).sum::<f64>() - sum).abs() < 1e-2 * sum);
        }
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<LinearReading>(&text).unwrap(), found);
        let short = serde_json::from_str::<LinearReading>("[1.0, 2.0]").unwrap_err().to_string();
        assert!(short.contains("2 numbers") && short.contains("48 x 18"), "{short}");
        assert!(LinearReading::fit(std::iter::empty()).is_err());
    }
}
