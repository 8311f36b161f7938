//! What the training of a hierarchical autoencoder is told, and what each epoch of it trains.
//!
//! | epochs of L1Encoder | loss at | trained |
//! |---|---|---|
//! | 1 | stage2 | all levels |
//! | 2 | stage1 | all but stage2 |
//! | 3 | triplet | roc, module, triplet |
//! | 4 | module | roc, module |
//! | 5 to 200 | roc | roc |
//! | 201 to 500 | module | module |
//! | 501 to 900 | triplet | triplet |
//! | 901 to 1400 | stage1 | stage1 |
//! | from 1401 on | stage2 | stage2 |
//!
//! The loss at a level is the mean over all cells of events of the squared difference of what entered and what comes back
//! from the latents of that level. The weights of a level that is not trained keep their bytes.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::data::EventData;
use super::electrons::Gun;
use super::level::{Level, MAX_LATENTS};
use crate::error::{Error, Result};

/// Epochs that a level is trained by itself for, the lowest first: those of L1Encoder, and for the last, which has no end
/// there, as many as for the one before it.
pub const LEVEL_EPOCHS: [usize; 5] = [196, 300, 400, 500, 500];

/// Events that test; those of L1Encoder.
pub const TEST_EVENTS: usize = 16;

/// Levels above the lowest, from above: those at which the training begins.
const FIRST: [Level; 4] = [Level::Stage2, Level::Stage1, Level::Triplet, Level::Module];

/// Seed of events that are made up, beside that of the training.
const SYNTHETIC: u64 = 0x656C_6563;

/// What an epoch trains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// The level at which the loss is taken.
    pub level: Level,
    /// The levels that are trained, one above the other.
    pub trained: &'static [Level],
}

/// Options of a training, as in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HierarchicalTraining {
    /// File of events; events that are made up without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Events that are made up, without a file.
    pub synthetic_events: u64,
    /// Latents of a group, of every level.
    pub latents: usize,
    /// Epochs at each of the levels above the lowest, at the beginning, of which all below are trained, too.
    pub first_epochs: usize,
    /// Epochs that each level is then trained by itself for, the lowest first.
    pub level_epochs: [usize; 5],
    /// Most epochs of all together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epochs: Option<usize>,
    /// Events of a batch.
    pub batch: usize,
    /// Events that test.
    pub test_events: usize,
    /// Learning rate of Adam.
    pub learning_rate: f32,
    /// Seed of weights, of the order of events, and of those that are made up.
    pub seed: u64,
    /// Hash of the events; empty until they are read.
    pub data_sha256: String,
}

impl HierarchicalTraining {
    /// Reads the options of a checkpoint.
    ///
    /// # Errors
    /// Text that is none.
    pub fn from_yaml(text: &str) -> Result<Self> {
        serde_yaml::from_str(text)
            .map_err(|error| Error::syntax(format!("not the options of a hierarchical training: {error}")))
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
        if !(1..=MAX_LATENTS).contains(&self.latents) {
            return Err(Error::out_of_range("--latents", self.latents, format!("1 to {MAX_LATENTS}")));
        }
        match self.all_epochs() {
            0 => Err(Error::out_of_range("--epochs", 0, "at least one, of all levels together")),
            _ => Ok(()),
        }
    }

    /// Epochs in all.
    pub fn all_epochs(&self) -> usize {
        let all = FIRST.len() * self.first_epochs + self.level_epochs.iter().sum::<usize>();
        self.epochs.map_or(all, |most| most.min(all))
    }

    /// What an epoch trains, counted from 0; the last level behind the last one.
    pub fn stage(&self, epoch: usize) -> Stage {
        let first = FIRST.map(|level| (self.first_epochs, Stage { level, trained: level.up_to() }));
        let alone = Level::ALL.iter().zip(self.level_epochs).map(|(level, epochs)| {
            let trained = std::slice::from_ref(level);
            (epochs, Stage { level: *level, trained })
        });
        let mut left = epoch;
        for (epochs, stage) in first.into_iter().chain(alone) {
            if left < epochs {
                return stage;
            }
            left -= epochs;
        }
        Stage { level: Level::Stage2, trained: &[Level::Stage2] }
    }

    /// The events, all of them in the order of the file.
    ///
    /// # Errors
    /// As [`EventData::read`], and too few events to train and test.
    pub fn read(&self) -> Result<EventData> {
        let data = match &self.data {
            Some(path) => EventData::read(path)?,
            None => {
                let (gun, mut data) = (Gun::default(), EventData::default());
                for number in 0..self.synthetic_events {
                    let (event, meta) = gun.event(self.seed ^ SYNTHETIC, number);
                    data.push(event, Some(meta))?;
                }
                data
            }
        };
        match data.events.len() > self.test_events {
            true => Ok(data),
            false => Err(Error::missing("too few events to train and to test on")
                .found(data.events.len())
                .allowed(format!("more than the {} that test", self.test_events))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn training() -> HierarchicalTraining {
        HierarchicalTraining {
            data: None,
            synthetic_events: 20,
            latents: 8,
            first_epochs: 1,
            level_epochs: LEVEL_EPOCHS,
            epochs: None,
            batch: 32,
            test_events: TEST_EVENTS,
            learning_rate: 1e-4,
            seed: 1,
            data_sha256: String::new(),
        }
    }

    #[test]
    fn epochs_train_what_they_do_in_the_reference() {
        use Level::{Module, Roc, Stage1, Stage2, Triplet};
        let training = training();
        let table: [(&[usize], Level, &[Level]); 9] = [
            (&[1], Stage2, &Level::ALL),
            (&[2], Stage1, &[Roc, Module, Triplet, Stage1]),
            (&[3], Triplet, &[Roc, Module, Triplet]),
            (&[4], Module, &[Roc, Module]),
            (&[5, 100, 200], Roc, &[Roc]),
            (&[201, 500], Module, &[Module]),
            (&[501, 900], Triplet, &[Triplet]),
            (&[901, 1400], Stage1, &[Stage1]),
            (&[1401, 1900, 5000], Stage2, &[Stage2]),
        ];
        for (epochs, level, trained) in table {
            for epoch in epochs {
                assert_eq!(training.stage(epoch - 1), Stage { level, trained }, "epoch {epoch}");
            }
        }
        assert_eq!(training.all_epochs(), 1900);
        let short =
            HierarchicalTraining { first_epochs: 0, level_epochs: [2, 0, 3, 0, 0], epochs: Some(4), ..training };
        let levels: Vec<Level> = (0..short.all_epochs()).map(|epoch| short.stage(epoch).level).collect();
        assert_eq!(levels, [Roc, Roc, Triplet, Triplet]);
    }

    #[test]
    fn options_are_read_as_they_were_written() {
        let own = training();
        assert_eq!(HierarchicalTraining::from_yaml(&own.to_yaml().unwrap()).unwrap(), own);
        assert!(HierarchicalTraining::from_yaml("epochs: 3").is_err());
        assert!(own.check().is_ok());
        for bad in [
            HierarchicalTraining { learning_rate: f32::NAN, ..own.clone() },
            HierarchicalTraining { latents: 0, ..own.clone() },
            HierarchicalTraining { epochs: Some(0), ..own.clone() },
        ] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
        let data = own.read().unwrap();
        assert_eq!((data.events.len(), data.energies().unwrap().len()), (20, 20));
        assert!(HierarchicalTraining { synthetic_events: 16, ..own }.read().is_err());
    }
}
