//! How much of a set is signal.
//!
//! A wafer is signal if its simulated energy is not 0, else pile-up. [`SignalDefinition::Fraction`] is what the reference
//! (docs/sources.md, ECON_CAE) meant: the fraction asked for is that of signal wafers in the result. As there,
//! signal is first repeated until it is a tenth of the pile-up, if it is less than that; then pile-up is dropped
//! until the fraction is right. Where there is too little pile-up for that, signal is dropped instead.
//!
//! [`SignalDefinition::Reference`] is what the reference does with a fraction `b`: it takes the ratio `b / (1 - b)` or its
//! inverse, whichever is at most 1, as signal to pile-up. So the larger of `b` and `1 - b` is the fraction of
//! **pile-up**; 0.9 gives a tenth of signal. It fails where signal is already more than a tenth, and where there is too
//! little pile-up. It is there to compare with.
//!
//! Resampling follows the split, part by part, so copies of a wafer are never in two parts. Counts are exact, and
//! which wafers are kept depends only on the seed and their order: wafer `i` of `n` is one of the `k` that are kept
//! if a seeded permutation sends `i` below `k`. (The reference draws copies with replacement; here no signal wafer
//! has two copies more than another.)

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::data::split::Permutation;
use crate::error::{Error, Result};

/// Share of the pile-up up to which signal is repeated.
const OVERSAMPLING: u64 = 10;

/// What the fraction means.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SignalDefinition {
    /// Fraction of signal wafers in the result.
    #[default]
    Fraction,
    /// As the reference counts: the larger of the fraction and its complement is pile-up.
    Reference,
}

/// Wafers of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResampleCounts {
    /// With simulated energy.
    pub signal: u64,
    /// Without.
    pub pileup: u64,
    /// Of unknown energy.
    #[serde(default, skip_serializing_if = "is_none")]
    pub unknown: u64,
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

impl ResampleCounts {
    /// All wafers.
    pub fn total(self) -> u64 {
        self.signal + self.pileup + self.unknown
    }

    /// Adds a wafer with this simulated energy, if it is known.
    pub fn push(&mut self, energy: Option<f64>) {
        let count = match energy {
            None => &mut self.unknown,
            Some(0.0) => &mut self.pileup,
            Some(_) => &mut self.signal,
        };
        *count += 1;
    }
}

impl std::ops::AddAssign for ResampleCounts {
    fn add_assign(&mut self, other: ResampleCounts) {
        self.signal += other.signal;
        self.pileup += other.pileup;
        self.unknown += other.unknown;
    }
}

/// How many wafers of each kind a set has after resampling. The energies of all of them are known.
///
/// # Errors
/// Fails where the reference's definition cannot be met. The other one always can, with an empty result if the
/// only kind asked for is missing.
pub fn targets(found: ResampleCounts, fraction: f64, definition: SignalDefinition) -> Result<ResampleCounts> {
    let ResampleCounts { signal, pileup, .. } = found;
    fn counts(signal: u64, pileup: u64) -> ResampleCounts {
        ResampleCounts { signal, pileup, unknown: 0 }
    }
    let repeated = signal.max(if signal > 0 { pileup / OVERSAMPLING } else { 0 });
    /// Rounded to the nearest: the fraction is right to within half a wafer.
    fn scaled(count: u64, factor: f64) -> u64 {
        (count as f64 * factor).round() as u64
    }
    match definition {
        SignalDefinition::Fraction if fraction <= 0.0 => Ok(counts(0, pileup)),
        SignalDefinition::Fraction if fraction >= 1.0 => Ok(counts(repeated, 0)),
        SignalDefinition::Fraction => {
            let wanted = scaled(repeated, (1.0 - fraction) / fraction);
            Ok(match wanted <= pileup {
                true => counts(repeated, wanted),
                false => counts(scaled(pileup, fraction / (1.0 - fraction)), pileup),
            })
        }
        SignalDefinition::Reference => {
            let ratio = fraction / (1.0 - fraction);
            let ratio = if ratio > 1.0 { 1.0 / ratio } else { ratio };
            let wanted = (repeated as f64 / ratio) as u64;
            let obstacle = if signal * OVERSAMPLING > pileup {
                "signal is more than a tenth of the pile-up"
            } else if !(ratio > 0.0 && wanted <= pileup) {
                "there is too little pile-up"
            } else {
                return Ok(counts(repeated, wanted));
            };
            Err(Error::new(format!("the reference cannot resample this: {obstacle}"))
                .field("--resampling")
                .found(format!("{signal} signal and {pileup} pile-up wafers"))
                .hint("--resampling fraction can"))
        }
    }
}

/// How often each wafer of one kind is written, in order.
pub struct Repeats {
    whole: u64,
    remainder: u64,
    permutation: Permutation,
}

impl Repeats {
    /// For `found` wafers of which `wanted` are written.
    pub fn new(found: u64, wanted: u64, seed: u64) -> Self {
        let whole = wanted.checked_div(found).unwrap_or(0);
        Repeats { whole, remainder: wanted - whole * found, permutation: Permutation::new(found, seed) }
    }

    /// How often wafer `i` is written.
    pub fn of(&self, i: u64) -> u64 {
        // All or nothing needs no draw.
        let more = self.remainder > 0 && self.permutation.at(i).is_some_and(|place| place < self.remainder);
        self.whole + u64::from(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(signal: u64, pileup: u64, fraction: f64, definition: SignalDefinition) -> Result<(u64, u64)> {
        let counts = targets(ResampleCounts { signal, pileup, unknown: 0 }, fraction, definition)?;
        Ok((counts.signal, counts.pileup))
    }

    #[test]
    fn the_fraction_is_that_of_signal() {
        fn share(signal: u64, pileup: u64, fraction: f64) -> (u64, u64) {
            of(signal, pileup, fraction, SignalDefinition::Fraction).unwrap()
        }
        // Little signal: repeated to a tenth, then pile-up is dropped.
        assert_eq!(share(10, 1000, 0.5), (100, 100));
        assert_eq!(share(10, 1000, 0.9), (100, 11));
        // More than a tenth: not repeated.
        assert_eq!(share(300, 1000, 0.5), (300, 300));
        // Too little pile-up: signal is dropped.
        assert_eq!(share(900, 100, 0.5), (100, 100));
        assert_eq!(share(100, 1000, 0.02), (20, 1000));
        assert_eq!((share(10, 1000, 0.0), share(10, 1000, 1.0)), ((0, 1000), (100, 0)));
        assert_eq!((share(0, 1000, 0.5), share(7, 0, 0.5), share(0, 0, 0.5)), ((0, 0), (0, 0), (0, 0)));
    }

    #[test]
    fn the_reference_means_pile_up() {
        fn reference(signal: u64, pileup: u64, fraction: f64) -> Result<(u64, u64)> {
            of(signal, pileup, fraction, SignalDefinition::Reference)
        }
        // 0.9 and 0.1 both give nine tenths of pile-up, cut to whole wafers in floating point.
        assert_eq!(reference(10, 1000, 0.9).unwrap(), (100, 900));
        assert_eq!(reference(10, 1000, 0.1).unwrap(), (100, 899));
        assert_eq!(reference(10, 1000, 0.5).unwrap(), (100, 100));
        assert!(reference(200, 1000, 0.5).unwrap_err().to_string().contains("more than a tenth"));
        assert!(reference(10, 1000, 0.95).unwrap_err().to_string().contains("too little pile-up"));
    }

    #[test]
    fn counts_are_exact_and_copies_even() {
        for (found, wanted) in [(10, 100), (10, 104), (1000, 11), (7, 7), (5, 0), (0, 0), (3, 10)] {
            let repeats = Repeats::new(found, wanted, 3);
            let times: Vec<u64> = (0..found).map(|i| repeats.of(i)).collect();
            assert_eq!(times.iter().sum::<u64>(), wanted, "{found} {wanted}");
            let (min, max) = (times.iter().min().copied(), times.iter().max().copied());
            assert!(max.unwrap_or(0) - min.unwrap_or(0) <= 1);
        }
        fn kept(seed: u64) -> Vec<u64> {
            (0..1000).filter(|&i| Repeats::new(1000, 100, seed).of(i) == 1).collect()
        }
        assert_eq!(kept(1), kept(1));
        assert_ne!(kept(1), kept(2));
    }
}
