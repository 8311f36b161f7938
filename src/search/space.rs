//! What is searched: the ranges of the reference, the search of ECON_CAE (docs/sources.md, ECON_CAE), and the names
//! that it gives them in tables.
//!
//! | name | range |
//! |---|---|
//! | `lr` | 1e-5 to 1e-2, uniform in the logarithm |
//! | `optimizer` | `adam`, `lion` |
//! | `weight_decay` | 1e-6 to 1e-2, uniform in the logarithm |
//! | `batch_size` | 64, 128, 256, 512, 1024 |
//! | `lr_scheduler` | `cos`, `cos_warm_restarts`, `step_decay`, `exp_decay` |
//! | `orthogonal_regularization_factor` | 1e-4 to 1, uniform in the logarithm, where it is searched |
//!
//! `adam` with a weight decay is, in Keras, Adam with decoupled decay: [`OptimizerKind::AdamW`] here.

use std::path::Path;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::train::options::{OptimizerKind, ScheduleKind, TrainConfig};

/// Key of the validation loss in the table of the best.
pub const LOSS: &str = "best_val_loss";

/// Bounds of the learning rate.
pub const LEARNING_RATE: (f64, f64) = (1e-5, 1e-2);
/// Bounds of the weight decay.
pub const WEIGHT_DECAY: (f64, f64) = (1e-6, 1e-2);
/// Bounds of the factor of the orthogonal regularisation.
pub const ORTHOGONAL: (f64, f64) = (1e-4, 1.0);
/// Samples of a batch.
pub const BATCH: [usize; 5] = [64, 128, 256, 512, 1024];

const OPTIMIZERS: [(&str, OptimizerKind); 2] = [("adam", OptimizerKind::AdamW), ("lion", OptimizerKind::Lion)];

const SCHEDULES: [(&str, ScheduleKind); 4] = [
    ("cos", ScheduleKind::Cosine),
    ("cos_warm_restarts", ScheduleKind::WarmRestarts),
    ("step_decay", ScheduleKind::Step),
    ("exp_decay", ScheduleKind::Exponential),
];

/// The stream of random numbers of trial `t` is `STREAM + t`; the trainer uses the low streams of the same
/// generator.
const STREAM: u64 = 1 << 40;

/// One point of the space.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Hyperparameters {
    /// Full learning rate.
    pub learning_rate: f32,
    /// Optimizer.
    pub optimizer: OptimizerKind,
    /// Weight decay, decoupled.
    pub weight_decay: f32,
    /// Samples of a batch.
    pub batch: usize,
    /// Learning rate over the epochs.
    pub schedule: ScheduleKind,
    /// Factor of the orthogonal regularisation; 0 for none.
    pub orthogonal: f32,
}

impl Hyperparameters {
    /// The configuration of a trial: a function of seed and number alone, whoever trains it. `orthogonal` below 0
    /// means that the factor is searched, 0 none, above 0 this factor.
    pub fn draw(seed: u64, trial: usize, orthogonal: f32) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(STREAM + trial as u64);
        let learning_rate = logarithmic(&mut rng, LEARNING_RATE);
        let optimizer = pick(&mut rng, &OPTIMIZERS);
        let weight_decay = logarithmic(&mut rng, WEIGHT_DECAY);
        let batch = BATCH.choose(&mut rng).copied().unwrap_or(BATCH[0]);
        let schedule = pick(&mut rng, &SCHEDULES);
        // Drawn last, so that the others are the same whether it is searched or not.
        let drawn = logarithmic(&mut rng, ORTHOGONAL);
        let orthogonal = if orthogonal < 0.0 { drawn } else { orthogonal };
        Hyperparameters { learning_rate, optimizer, weight_decay, batch, schedule, orthogonal }
    }

    /// The hyperparameters of a training.
    pub fn of(config: &TrainConfig) -> Self {
        Hyperparameters {
            learning_rate: config.learning_rate,
            optimizer: config.optimizer,
            weight_decay: config.weight_decay,
            batch: config.batch,
            schedule: config.schedule,
            orthogonal: config.orthogonal,
        }
    }

    /// A training with these hyperparameters.
    #[must_use]
    pub fn apply(&self, base: &TrainConfig) -> TrainConfig {
        TrainConfig {
            learning_rate: self.learning_rate,
            optimizer: self.optimizer,
            weight_decay: self.weight_decay,
            batch: self.batch,
            schedule: self.schedule,
            orthogonal: self.orthogonal,
            ..base.clone()
        }
    }

    /// Names and values as the reference writes them.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let mut rows = vec![
            ("lr", self.learning_rate.to_string()),
            ("optimizer", name(&OPTIMIZERS, self.optimizer).to_owned()),
            ("weight_decay", self.weight_decay.to_string()),
            ("batch_size", self.batch.to_string()),
            ("lr_scheduler", name(&SCHEDULES, self.schedule).to_owned()),
        ];
        if self.orthogonal > 0.0 {
            rows.push(("orthogonal_regularization_factor", self.orthogonal.to_string()));
        }
        rows
    }
}

/// A number between two bounds, uniform in its logarithm.
fn logarithmic(rng: &mut ChaCha8Rng, (low, high): (f64, f64)) -> f32 {
    let at = rng.random_range(0.0..1.0);
    libm::exp(libm::log(low) + at * (libm::log(high) - libm::log(low))) as f32
}

fn pick<T: Copy>(rng: &mut ChaCha8Rng, of: &[(&str, T)]) -> T {
    of.choose(rng).map_or(of[0].1, |(_, value)| *value)
}

fn name<T: PartialEq>(of: &[(&'static str, T)], value: T) -> &'static str {
    of.iter().find(|(_, other)| *other == value).map_or("", |(name, _)| name)
}

/// Reads `best_hyperparameters.csv`: rows of a key and a value, in any order; keys that are not hyperparameters
/// are ignored. What is missing keeps the value of `base`. Also returns the loss from `best_val_loss`.
///
/// # Errors
/// A file that cannot be read, and invalid values, with the line.
pub fn read(path: &Path, base: &TrainConfig) -> Result<(Hyperparameters, Option<f64>)> {
    let mut found = Hyperparameters::of(base);
    let mut loss = None;
    let text = crate::files::read_text(path)?;
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for record in rows.records() {
        let record = record.map_err(|error| Error::csv(path, error))?;
        let (key, value) = (record.get(0).unwrap_or_default().trim(), record.get(1).unwrap_or_default().trim());
        let fault = |allowed: &str| {
            let line = record.position().map_or(0, csv::Position::line);
            Error::new("not a value of this hyperparameter")
                .file(path)
                .line(line)
                .field(key)
                .found(value)
                .allowed(allowed)
        };
        let number = || {
            let number = value.parse::<f32>().ok().filter(|number| number.is_finite() && *number >= 0.0);
            number.ok_or_else(|| fault("a number, not negative"))
        };
        match key {
            "lr" => found.learning_rate = number()?,
            "weight_decay" => found.weight_decay = number()?,
            "orthogonal_regularization_factor" => found.orthogonal = number()?,
            "batch_size" => found.batch = value.parse().map_err(|_| fault("a whole number"))?,
            "optimizer" => {
                let known = OPTIMIZERS.iter().find(|(name, _)| *name == value);
                found.optimizer = known.ok_or_else(|| fault("adam, lion"))?.1;
            }
            "lr_scheduler" => {
                let known = SCHEDULES.iter().find(|(name, _)| *name == value);
                found.schedule = known.ok_or_else(|| fault(&SCHEDULES.map(|(name, _)| name).join(", ")))?.1;
            }
            LOSS => loss = value.parse().ok(),
            _ => {}
        }
    }
    Ok((found, loss))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_stay_in_their_ranges_and_reach_all_of_them() {
        let all: Vec<Hyperparameters> = (0..2000).map(|trial| Hyperparameters::draw(1, trial, -1.0)).collect();
        let inside = |value: f32, (low, high): (f64, f64)| (low..=high * 1.000001).contains(&f64::from(value));
        assert!(all.iter().all(|p| inside(p.learning_rate, LEARNING_RATE) && inside(p.weight_decay, WEIGHT_DECAY)));
        assert!(all.iter().all(|p| inside(p.orthogonal, ORTHOGONAL)));
        // Uniform in the logarithm: a third of the learning rates in each decade.
        let decade = all.iter().filter(|p| p.learning_rate < 1e-4).count();
        assert!((600..730).contains(&decade), "{decade}");
        for batch in BATCH {
            assert!((320..480).contains(&all.iter().filter(|p| p.batch == batch).count()));
        }
        assert!((900..1100).contains(&all.iter().filter(|p| p.optimizer == OptimizerKind::Lion).count()));
        for (_, schedule) in SCHEDULES {
            assert!((400..600).contains(&all.iter().filter(|p| p.schedule == schedule).count()));
        }
    }

    #[test]
    fn a_trial_is_its_number() {
        assert_eq!(Hyperparameters::draw(3, 17, 0.0), Hyperparameters::draw(3, 17, 0.0));
        assert_ne!(Hyperparameters::draw(3, 17, 0.0), Hyperparameters::draw(3, 18, 0.0));
        assert_ne!(Hyperparameters::draw(3, 17, 0.0), Hyperparameters::draw(4, 17, 0.0));
        let (fixed, searched) = (Hyperparameters::draw(3, 17, 0.5), Hyperparameters::draw(3, 17, -1.0));
        assert_eq!(fixed.orthogonal, 0.5);
        assert_eq!((fixed.learning_rate, fixed.batch), (searched.learning_rate, searched.batch));
        assert!(Hyperparameters::draw(3, 17, 0.0).rows().iter().all(|(name, _)| !name.starts_with("orthogonal")));
    }

    #[test]
    fn a_table_is_read_back() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("best_hyperparameters.csv");
        for trial in 0..20 {
            let own = Hyperparameters::draw(5, trial, -1.0);
            let text: String = own.rows().iter().map(|(key, value)| format!("{key},{value}\n")).collect();
            std::fs::write(&path, text + "tuner/epochs,50\nbest_val_loss,0.1\n").unwrap();
            let read = read(&path, &TrainConfig::default()).unwrap();
            assert_eq!(read, (own, Some(0.1)));
        }
        std::fs::write(&path, "lr,1e-3\noptimizer,sgd\n").unwrap();
        let error = read(&path, &TrainConfig::default()).unwrap_err().to_string();
        assert!(error.contains("best_hyperparameters.csv:2") && error.contains("adam, lion"), "{error}");
    }
}
