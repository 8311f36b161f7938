//! Hyperband as published by Li and others: algorithm 1 of the paper (docs/sources.md, Hyperband).
//!
//! With at most `R` epochs for a configuration and a factor `η`, there are brackets
//! `s = s_max … 0`, `s_max = ⌊log_η R⌋`. Bracket `s` starts `n = ⌈(s_max + 1) η^s / (s + 1)⌉`
//! configurations; its rung `i` trains the best `n_i = ⌊n η^-i⌋` of the rung before to
//! `r_i = R η^(i-s)` epochs in all. Everything here is computed in integers; budgets are whole epochs,
//! **rounded up**, so that no configuration gets less than its share.
//!
//! | `R`, `η` | brackets, configurations x epochs |
//! |---|---|
//! | 81, 3 | 81x1 27x3 9x9 3x27 1x81; 34x3 11x9 3x27 1x81; 15x9 5x27 1x81; 8x27 2x81; 5x81 |
//! | 50, 3 | 27x2 9x6 3x17 1x50; 12x6 4x17 1x50; 6x17 2x50; 4x50 |
//!
//! The first row is table 1 of the paper. `KerasTuner` (docs/sources.md, Keras), which ECON_CAE used, has the same
//! budgets and other sizes ([`Sizes::KerasTuner`]): `⌈b η^(s-i) / (s + 1)⌉` with `b = ⌈1 + log_η R⌉`, rounded up in
//! every rung. Where `R` is not a power of `η`, each bracket's share grows by one configuration: for 50 and 3 it has
//! 34 12 4 2; 15 5 2; 8 3; 5, in its own count 90 trials (it counts every rung of a configuration anew), 62
//! configurations against the published 49. For 81 and 3 it differs in the later rungs: 81 27 9 3 1; 34 12 4 2; 15 5
//! 2; 8 3; 5. Its logarithm is a floating-point one, so for 243 and 3 it counts 4.999… and ours, which is exact, 5;
//! both round to the same sizes.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::error::{Error, Result};

/// Largest budget of one configuration, epochs.
pub const MAX_EPOCHS: usize = 1_000_000;

/// Most configurations of one bracket.
const MAX_CONFIGURATIONS: u64 = 100_000;

/// Most trials that can be asked for: those of all brackets.
const MAX_TRIALS: usize = 1_000_000;

/// How many configurations a bracket has.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Sizes {
    /// As in the paper.
    #[default]
    Published,
    /// As `KerasTuner` counts them.
    KerasTuner,
}

/// One rung of a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// Configurations that are trained.
    pub configurations: usize,
    /// Epochs that each has had at its end.
    pub epochs: usize,
}

/// A bracket: successive halving of its own configurations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// Its number `s`, as in the paper.
    pub s: usize,
    /// Its rungs, the first with all configurations.
    pub rungs: Vec<Rung>,
}

impl Bracket {
    /// Configurations that it starts.
    pub fn configurations(&self) -> usize {
        self.rungs[0].configurations
    }
}

/// All brackets, in the order of the paper: the one with the most configurations first.
///
/// `limit` is the largest number of configurations of all brackets together. Where it is below the sum,
/// every bracket shrinks in proportion (largest remainders first; if equal, the earlier bracket); one
/// without configurations is left out, and every rung keeps at least one, so that the best of a bracket is
/// still trained to the end.
///
/// # Errors
/// A factor below 2, no epochs, no configurations, and searches of an absurd size.
pub fn brackets(max_epochs: usize, factor: usize, sizes: Sizes, limit: Option<usize>) -> Result<Vec<Bracket>> {
    if !(1..=MAX_EPOCHS).contains(&max_epochs) {
        return Err(Error::out_of_range("--max-epochs", max_epochs, format!("1..={MAX_EPOCHS}")));
    }
    if !(2..=MAX_EPOCHS).contains(&factor) {
        return Err(Error::out_of_range("--factor", factor, "2 or more"));
    }
    if let Some(found) = limit.filter(|limit| !(1..=MAX_TRIALS).contains(limit)) {
        return Err(Error::out_of_range("--num-trials", found, format!("1..={MAX_TRIALS}")));
    }
    let (budget, factor) = (max_epochs as u64, factor as u64);
    let s_max = budget.ilog(factor);
    // The share of a bracket: s_max + 1, and of KerasTuner one more unless the logarithm is whole.
    let share = match sizes {
        Sizes::Published => u64::from(s_max) + 1,
        Sizes::KerasTuner => u64::from(s_max) + 1 + u64::from(factor.pow(s_max) != budget),
    };
    let full: Vec<u64> = (0..=s_max).rev().map(|s| (share * factor.pow(s)).div_ceil(u64::from(s) + 1)).collect();
    if let Some(&most) = full.iter().find(|&&size| size > MAX_CONFIGURATIONS) {
        return Err(Error::new("a bracket has too many configurations")
            .found(most)
            .allowed(format!("at most {MAX_CONFIGURATIONS}"))
            .hint("lower --max-epochs, or raise --factor"));
    }
    let kept = limit.map_or_else(|| full.clone(), |limit| shrink(&full, limit as u64));
    let mut brackets = Vec::new();
    for (s, (&all, kept)) in (0..=s_max).rev().zip(full.iter().zip(kept)).filter(|(_, (_, kept))| *kept > 0) {
        let rungs = (0..=s).map(|i| {
            let configurations = match sizes {
                Sizes::KerasTuner if kept == all => (share * factor.pow(s - i)).div_ceil(u64::from(s) + 1),
                _ => (kept / factor.pow(i)).max(1),
            };
            Rung { configurations: configurations as usize, epochs: budget.div_ceil(factor.pow(s - i)) as usize }
        });
        brackets.push(Bracket { s: s as usize, rungs: rungs.collect() });
    }
    Ok(brackets)
}

/// Whole numbers in proportion to `sizes` that add up to `limit`, if the sizes add up to more.
fn shrink(sizes: &[u64], limit: u64) -> Vec<u64> {
    let all: u64 = sizes.iter().sum();
    if limit >= all {
        return sizes.to_vec();
    }
    let mut kept: Vec<u64> = sizes.iter().map(|size| size * limit / all).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(sizes[at] * limit % all), at));
    let left = limit - kept.iter().sum::<u64>();
    for &at in order.iter().take(left as usize) {
        kept[at] += 1;
    }
    kept
}

/// The best `keep` of some results, each a number of a trial and its loss: by loss and, if equal, by the
/// lower number. A loss that is missing (the training failed) or is not a number ranks last and is never kept.
pub fn promote(results: &[(usize, Option<f64>)], keep: usize) -> Vec<usize> {
    let mut sound: Vec<(f64, usize)> =
        results.iter().filter_map(|&(trial, loss)| Some((loss.filter(|loss| loss.is_finite())?, trial))).collect();
    sound.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    sound.into_iter().take(keep).map(|(_, trial)| trial).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(max_epochs: usize, factor: usize, sizes: Sizes, limit: Option<usize>) -> Vec<String> {
        let line = |bracket: &Bracket| {
            let rungs = bracket.rungs.iter().map(|rung| format!("{}x{}", rung.configurations, rung.epochs));
            format!("{}: {}", bracket.s, rungs.collect::<Vec<_>>().join(" "))
        };
        brackets(max_epochs, factor, sizes, limit).unwrap().iter().map(line).collect()
    }

    #[test]
    fn the_published_table() {
        let published =
            ["4: 81x1 27x3 9x9 3x27 1x81", "3: 34x3 11x9 3x27 1x81", "2: 15x9 5x27 1x81", "1: 8x27 2x81", "0: 5x81"];
        assert_eq!(table(81, 3, Sizes::Published, None), published);
        let fifty = ["3: 27x2 9x6 3x17 1x50", "2: 12x6 4x17 1x50", "1: 6x17 2x50", "0: 4x50"];
        assert_eq!(table(50, 3, Sizes::Published, None), fifty);
        assert_eq!(table(1, 3, Sizes::Published, None), ["0: 1x1"]);
    }

    /// What KerasTuner's code computes for these numbers.
    #[test]
    fn the_sizes_of_keras_tuner() {
        let fifty = ["3: 34x2 12x6 4x17 2x50", "2: 15x6 5x17 2x50", "1: 8x17 3x50", "0: 5x50"];
        assert_eq!(table(50, 3, Sizes::KerasTuner, None), fifty);
        let trials = brackets(50, 3, Sizes::KerasTuner, None).unwrap();
        assert_eq!(trials.iter().flat_map(|bracket| &bracket.rungs).map(|rung| rung.configurations).sum::<usize>(), 90);
        let eighty = ["4: 81x1 27x3 9x9 3x27 1x81", "3: 34x3 12x9 4x27 2x81", "2: 15x9 5x27 2x81", "1: 8x27 3x81"];
        assert_eq!(table(81, 3, Sizes::KerasTuner, None)[..4], eighty);
        assert_eq!(table(243, 3, Sizes::KerasTuner, None)[1], "4: 98x3 33x9 11x27 4x81 2x243");
        assert_eq!(table(2, 3, Sizes::KerasTuner, None), ["0: 2x2"]);
    }

    /// Powers are where a floating-point logarithm goes wrong.
    #[test]
    fn exact_at_powers() {
        for (factor, power) in [(3, 5), (2, 10), (10, 3), (5, 4), (6, 3)] {
            let whole = brackets(factor_to(factor, power), factor, Sizes::Published, None);
            assert_eq!(whole.unwrap().len(), power as usize + 1, "{factor} to {power}");
            let below = brackets(factor_to(factor, power) - 1, factor, Sizes::Published, None).unwrap();
            assert_eq!(below.len(), power as usize);
        }
    }

    fn factor_to(factor: usize, power: u32) -> usize {
        factor.pow(power)
    }

    #[test]
    fn a_limit_shrinks_every_bracket_in_proportion() {
        for limit in 1..60 {
            let brackets = brackets(50, 3, Sizes::Published, Some(limit)).unwrap();
            assert_eq!(brackets.iter().map(Bracket::configurations).sum::<usize>(), limit.min(49));
            assert!(brackets.iter().all(|bracket| bracket.rungs.last().unwrap().epochs == 50));
        }
        assert_eq!(
            table(50, 3, Sizes::Published, Some(10)),
            ["3: 6x2 2x6 1x17 1x50", "2: 2x6 1x17 1x50", "1: 1x17 1x50", "0: 1x50"]
        );
        assert_eq!(table(50, 3, Sizes::Published, Some(1)), ["3: 1x2 1x6 1x17 1x50"]);
    }

    #[test]
    fn promotion_prefers_the_lower_loss_then_the_lower_number() {
        let results = [(7, Some(0.5)), (3, Some(0.25)), (5, None), (4, Some(0.5)), (6, Some(f64::NAN))];
        assert_eq!(promote(&results, 3), [3, 4, 7]);
        assert_eq!(promote(&results, 5), [3, 4, 7]);
        assert_eq!(promote(&results, 2), [3, 4]);
    }

    #[test]
    fn nonsense_is_named() {
        for (r, eta, limit, words) in [
            (0, 3, None, "--max-epochs"),
            (9, 1, None, "--factor"),
            (9, 3, Some(0), "--num-trials"),
            (1_000_000, 2, None, "too many configurations"),
        ] {
            let error = brackets(r, eta, Sizes::Published, limit).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
