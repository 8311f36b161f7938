//! What the training of an autoencoder of jets is told.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::scale::JetColumn;
use super::synth::JetSynth;
use super::table::{self, JetSource, TableChoice};
use crate::error::{Error, Result};

/// Learning rates of one cycle: where it begins and ends, as parts of the full rate, and the part of the steps in which
/// it rises. Those of fast.ai.
const CYCLE_START: f32 = 1.0 / 25.0;
const CYCLE_END: f32 = 1e-5;
const CYCLE_RISE: f32 = 0.25;

/// Seed of jets that are made up, beside that of the training.
const SYNTHETIC: u64 = 0x6A65_7473;

/// How the learning rate goes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum JetSchedule {
    /// Always the same.
    #[default]
    Constant,
    /// One cycle: half a cosine from a 25th up to the full rate in a quarter of the steps, then half a cosine down to 10^-5
    /// of it.
    OneCycle,
}

/// Options of a training, as in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JetTraining {
    /// Layers, as text of a [`super::shape::JetShape`].
    pub shape: String,
    /// Table of jets; jets that are made up without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Tree of a ROOT file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<String>,
    /// Jets that are made up, without a table.
    pub synthetic_jets: u64,
    /// Columns and how they are scaled.
    pub columns: Vec<JetColumn>,
    /// Epochs.
    pub epochs: usize,
    /// Jets of a batch.
    pub batch: usize,
    /// Full learning rate of Adam.
    pub learning_rate: f32,
    /// How it goes.
    pub schedule: JetSchedule,
    /// Weight decay, not through the gradient.
    pub weight_decay: f32,
    /// Epochs without a better validation loss after which the training ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patience: Option<usize>,
    /// Seed of weights, split and order.
    pub seed: u64,
    /// Hash of the scaled jets; empty until they are read.
    pub data_sha256: String,
}

impl JetTraining {
    /// Reads the options of a checkpoint.
    ///
    /// # Errors
    /// Text that is none.
    pub fn from_yaml(text: &str) -> Result<Self> {
        serde_yaml::from_str(text)
            .map_err(|error| Error::syntax(format!("not the options of a training of jets: {error}")))
    }

    /// The options as text.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn to_yaml(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the options: {error}")))
    }

    /// Refuses what no training can do with.
    ///
    /// # Errors
    /// The first option that is out of its range.
    pub fn check(&self) -> Result<()> {
        if !(self.learning_rate.is_finite() && self.learning_rate > 0.0) {
            return Err(Error::out_of_range("--learning-rate", self.learning_rate, "above 0"));
        }
        if !(self.weight_decay.is_finite() && self.weight_decay >= 0.0) {
            return Err(Error::out_of_range("--weight-decay", self.weight_decay, "from 0 on"));
        }
        Ok(())
    }

    /// The jets, all of them in order.
    ///
    /// # Errors
    /// As [`table::open`].
    pub fn open(&self) -> Result<Box<dyn JetSource>> {
        let wanted: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        match &self.data {
            None => Ok(Box::new(JetSynth::new(self.seed ^ SYNTHETIC, self.synthetic_jets))),
            Some(data) => {
                let choice = TableChoice { names: None, tree: self.tree.clone() };
                table::open(data, &wanted, &choice)
            }
        }
    }

    /// The learning rate of a step, counted from 0, of so many.
    pub fn rate(&self, step: usize, steps: usize) -> f32 {
        let part = step as f32 / steps.max(1) as f32;
        let factor = match self.schedule {
            JetSchedule::Constant => 1.0,
            JetSchedule::OneCycle if part < CYCLE_RISE => between(CYCLE_START, 1.0, part / CYCLE_RISE),
            JetSchedule::OneCycle => between(1.0, CYCLE_END, (part - CYCLE_RISE) / (1.0 - CYCLE_RISE)),
        };
        factor * self.learning_rate
    }

    /// Whether so many epochs without a better validation loss end the training.
    pub fn is_enough(&self, without: usize) -> bool {
        self.patience.is_some_and(|patience| without >= patience)
    }
}

/// Half a cosine from one number to another.
fn between(from: f32, to: f32, part: f32) -> f32 {
    to + (from - to) * (1.0 + (std::f32::consts::PI * part).cos()) / 2.0
}

/// Learning rates that are tried to find one, from the first to the last, each with a step.
pub const TRIED_RATES: (f32, f32, usize) = (1e-7, 10.0, 200);

/// Steps over which the fall of the loss is seen, a decade of rates: from one to the next it is noise.
const SPAN: usize = 25;

/// The rate of a step of that.
pub fn tried_rate(step: usize) -> f32 {
    let (first, last, steps) = TRIED_RATES;
    first * (last / first).powf(step as f32 / (steps - 1) as f32)
}

/// The learning rate at which a smoothed loss falls most steeply with the logarithm of the rate; `None` where it never
/// does.
pub fn steepest(tried: &[(f32, f64)]) -> Option<f32> {
    let mut best = None;
    let mut steepest = 0.0;
    let span = SPAN.min(tried.len() / 2).max(1);
    for (at, (from, to)) in tried.iter().zip(tried.iter().skip(span)).enumerate() {
        let slope = (to.1 - from.1) / f64::from((to.0 / from.0).ln());
        if slope < steepest {
            steepest = slope;
            best = Some(tried[at + span / 2].0);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jets::scale::default_columns;

    fn training(schedule: JetSchedule) -> JetTraining {
        JetTraining {
            shape: "ae-3d-200".into(),
            data: None,
            tree: None,
            synthetic_jets: 100,
            columns: JetColumn::all_plain(&default_columns(4)),
            epochs: 3,
            batch: 8,
            learning_rate: 0.1,
            schedule,
            weight_decay: 1e-6,
            patience: Some(2),
            seed: 1,
            data_sha256: String::new(),
        }
    }

    #[test]
    fn rates_go_as_they_are_told() {
        let constant = training(JetSchedule::Constant);
        assert_eq!([0, 50, 99].map(|step| constant.rate(step, 100)), [0.1; 3]);
        let cycle = training(JetSchedule::OneCycle);
        let rates: Vec<f32> = (0..=100).map(|step| cycle.rate(step, 100)).collect();
        assert!((rates[0] - 0.004).abs() < 1e-6 && (rates[25] - 0.1).abs() < 1e-6 && rates[100] < 2e-6, "{rates:?}");
        assert!(rates[..=25].is_sorted() && rates[25..].is_sorted_by(|a, b| a >= b));
        assert!((tried_rate(0) / 1e-7 - 1.0).abs() < 1e-3 && (tried_rate(199) / 10.0 - 1.0).abs() < 1e-3);
        assert_eq!(steepest(&[(0.1, 3.0), (1.0, 2.0), (10.0, 0.5), (100.0, 4.0)]), Some(1.0));
        assert_eq!(steepest(&[(0.1, 3.0), (1.0, 4.0)]), None);
    }

    #[test]
    fn options_are_read_as_they_were_written() {
        let own = training(JetSchedule::OneCycle);
        assert_eq!(JetTraining::from_yaml(&own.to_yaml().unwrap()).unwrap(), own);
        assert!(JetTraining::from_yaml("epochs: 3").is_err());
        assert!(own.is_enough(2) && !own.is_enough(1));
        for bad in [f32::NAN, 0.0, -1.0] {
            assert!(JetTraining { learning_rate: bad, ..own.clone() }.check().is_err());
        }
        assert_eq!(own.open().unwrap().read(1000).unwrap().len(), 400);
    }
}
