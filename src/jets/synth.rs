//! Jets that are made up: four independent numbers, deterministic by seed.
//!
//! | number | distribution |
//! |---|---|
//! | pT, GeV | falls with its fifth power from 20 GeV on: `20 u^(-1/4)` of a uniform number u in (0, 1], at most 4,000 |
//! | eta | uniform in ±2.8 |
//! | phi | uniform in ±π |
//! | mass, GeV | log-normal with mean 12 GeV, of which the logarithm has the standard deviation 0.6; drawn by itself |
//! | E, GeV | `√((pT cosh eta)² + mass²)` |
//!
//! The mass does not depend on the momentum as that of real jets does, so that no number of a jet follows from the other
//! three, and a latent space of three numbers has to lose something.

use super::scale::default_columns;
use super::table::JetSource;
use crate::data::synth::draw::Draw;
use crate::error::Result;

/// Lowest and highest transverse momentum, GeV.
const MOMENTA: [f64; 2] = [20.0, 4000.0];

/// The power of the spectrum of momenta.
const POWER: f64 = 5.0;

/// Largest pseudorapidity.
const ETA: f64 = 2.8;

/// Mean mass, GeV, and standard deviation of its logarithm.
const MASS: (f64, f64) = (12.0, 0.6);

/// Jets that are made up.
#[derive(Debug, Clone)]
pub struct JetSynth {
    seed: u64,
    /// Next jet, and how many there are.
    row: u64,
    rows: u64,
    columns: Vec<String>,
}

impl JetSynth {
    /// So many jets of a seed. Each jet follows from the seed and its number alone.
    pub fn new(seed: u64, rows: u64) -> Self {
        JetSynth { seed, row: 0, rows, columns: default_columns(4) }
    }
}

/// A jet by its number: pT, eta, phi, E.
fn jet(seed: u64, row: u64) -> [f64; 4] {
    let mut draw = Draw::new(seed, row);
    let [low, high] = MOMENTA;
    let momentum = (low * libm::pow(1.0 - draw.uniform(), -1.0 / (POWER - 1.0))).min(high);
    let eta = draw.between(-ETA, ETA);
    let phi = draw.between(-std::f64::consts::PI, std::f64::consts::PI);
    let mass = MASS.0 * draw.around_one(MASS.1);
    [momentum, eta, phi, libm::hypot(momentum * libm::cosh(eta), mass)]
}

impl JetSource for JetSynth {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        let end = self.rows.min(self.row.saturating_add(most as u64));
        let rows = (self.row..end).flat_map(|row| jet(self.seed, row)).collect();
        self.row = end;
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jets(seed: u64, rows: u64) -> Vec<f64> {
        JetSynth::new(seed, rows).read(usize::MAX).unwrap()
    }

    #[test]
    fn a_seed_gives_the_same_jets_in_any_pieces() {
        let mut synth = JetSynth::new(7, 10);
        let mut pieces = Vec::new();
        while let part @ [_, ..] = &synth.read(3).unwrap()[..] {
            pieces.extend_from_slice(part);
        }
        assert_eq!(pieces, jets(7, 10));
        assert_eq!(jets(7, 30)[..40], pieces);
        assert_ne!(jets(8, 10), pieces);
    }

    #[test]
    fn the_spectrum_is_what_it_says() {
        let jets = jets(1, 20_000);
        let (mut above, mut mass_sum, mut masses) = (0, 0.0, Vec::new());
        for jet in jets.chunks_exact(4) {
            assert!((20.0..=4000.0).contains(&jet[0]) && jet[1].abs() <= ETA && jet[2].abs() <= std::f64::consts::PI);
            above += u32::from(jet[0] > 40.0);
            let momentum = jet[0] * jet[1].cosh();
            let mass = (jet[3] * jet[3] - momentum * momentum).max(0.0).sqrt();
            mass_sum += mass;
            masses.push((jet[0], mass));
        }
        // A sixteenth is above twice the lowest momentum.
        assert!((f64::from(above) / 20_000.0 - 1.0 / 16.0).abs() < 0.006, "{above}");
        assert!((mass_sum / 20_000.0 - 12.0).abs() < 0.3, "{mass_sum}");
        // The mass knows nothing of the momentum.
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        let hard = mean(masses.iter().filter(|(momentum, _)| *momentum > 30.0).map(|(_, mass)| *mass).collect());
        assert!((hard - 12.0).abs() < 0.7, "{hard}");
    }
}
