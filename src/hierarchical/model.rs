//! A hierarchical autoencoder: ten networks with their weights.
//!
//! It is a directory: `hierarchical.yaml` with name and number of latents, and for each level and each way a description
//! and its weights, `roc-encoder.yaml` and `roc-encoder.npz` to `stage2-decoder.npz`.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::groups::{Event, Groups, rows};
use super::level::{CHIP_CELLS, EVENT_CELLS, Level, Part, parts};
use crate::error::{Error, Result};
use crate::files;
use crate::jets::model::{JetNetwork, run_plan};
use crate::kernels::FloatPlan;

/// Name of the file with name and latents.
pub const FILE: &str = "hierarchical.yaml";

/// The number in that file that says how to read the rest.
const FORMAT: u32 = 1;

/// Cells that are decoded at once, if a group does not have more.
const PIECE_CELLS: usize = 1 << 20;

/// What stands in [`FILE`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    format: u32,
    name: String,
    latents: usize,
}

/// Encoder and decoder of a level.
#[derive(Debug, Clone)]
pub struct LevelModel {
    /// To latents.
    pub encoder: JetNetwork,
    /// From latents.
    pub decoder: JetNetwork,
}

/// A hierarchical autoencoder.
#[derive(Debug, Clone)]
pub struct HierarchicalModel {
    /// Name for reports.
    pub name: String,
    /// Latents of a group, of every level.
    pub latents: usize,
    levels: Vec<LevelModel>,
}

impl HierarchicalModel {
    /// Joins networks: encoder and decoder of the lowest level first.
    ///
    /// # Errors
    /// Another number of networks, and one with other ends than its level has.
    pub fn new(name: &str, latents: usize, networks: Vec<JetNetwork>) -> Result<Self> {
        if networks.len() != 2 * Level::ALL.len() {
            return Err(Error::mismatch("not two networks for each level").found(networks.len()));
        }
        let mut levels = Vec::new();
        let mut networks = networks.into_iter();
        for level in Level::ALL {
            let Some((encoder, decoder)) = networks.next().zip(networks.next()) else { break };
            let below = level.inputs(latents);
            for (network, part, ends) in
                [(&encoder, Part::Encoder, [below, latents]), (&decoder, Part::Decoder, [latents, below])]
            {
                if network.ends() != ends {
                    return Err(Error::mismatch("the network does not fit its level")
                        .field(level.file(part))
                        .found(format!("{:?} numbers in and out", network.ends()))
                        .allowed(format!("{ends:?}")));
                }
            }
            levels.push(LevelModel { encoder, decoder });
        }
        Ok(HierarchicalModel { name: name.to_owned(), latents, levels })
    }

    /// Reads the directory of a model.
    ///
    /// # Errors
    /// Files that are missing or damaged, and what [`HierarchicalModel::new`] refuses.
    pub fn read(directory: &Path) -> Result<Self> {
        let file = directory.join(FILE);
        let about: About = serde_yaml::from_str(&files::read_text(&file)?)
            .map_err(|error| Error::yaml("not the description of a hierarchical autoencoder", &file, &error))?;
        if about.format != FORMAT {
            return Err(Error::unknown_format(about.format, FORMAT).file(&file));
        }
        let networks = parts().map(|(level, part)| JetNetwork::read(directory, &level.file(part)));
        let networks = networks.collect::<Result<Vec<_>>>()?;
        HierarchicalModel::new(&about.name, about.latents, networks).map_err(|error| error.file(&file))
    }

    /// The files of its directory, each with its name.
    ///
    /// # Errors
    /// Weights that cannot be written, as those that are not finite.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let about = About { format: FORMAT, name: self.name.clone(), latents: self.latents };
        let about = serde_yaml::to_string(&about);
        let about = about.map_err(|error| Error::new(format!("cannot write the model: {error}")))?;
        let mut files = vec![(FILE.to_owned(), about.into_bytes())];
        for (level, part) in parts() {
            files.extend(self.network(level, part).files(&level.file(part))?);
        }
        Ok(files)
    }

    /// A network.
    pub fn network(&self, level: Level, part: Part) -> &JetNetwork {
        let own = &self.levels[level.index()];
        match part {
            Part::Encoder => &own.encoder,
            Part::Decoder => &own.decoder,
        }
    }

    /// What encodes and decodes on all threads.
    ///
    /// # Errors
    /// Networks of fixed-point values of more than 32 bits.
    pub fn coder(&self) -> Result<HierarchicalCoder> {
        let plans = self.levels.iter().map(|level| Ok([level.encoder.plan()?, level.decoder.plan()?]));
        Ok(HierarchicalCoder { latents: self.latents, plans: plans.collect::<Result<_>>()? })
    }
}

/// Encodes and decodes groups of all levels, on all threads: encoders in integers, decoders in single precision.
#[derive(Debug, Clone)]
pub struct HierarchicalCoder {
    latents: usize,
    /// Encoder and decoder of each level.
    plans: Vec<[FloatPlan; 2]>,
}

impl HierarchicalCoder {
    /// Latents of a group.
    pub fn latents(&self) -> usize {
        self.latents
    }

    /// Latents of every different group of the highest level, and of all levels below it: those of chips first.
    ///
    /// # Errors
    /// None that groups are known to cause.
    pub fn encode_groups(&self, groups: &Groups) -> Result<Vec<Vec<f32>>> {
        let chips = [CHIP_CELLS, self.latents];
        let mut all = vec![run_plan(&self.plans[0][0], groups.chips(), chips)?];
        for (table, level) in groups.below().iter().zip(&Level::ALL[1..]) {
            let below = all.last().map(Vec::as_slice).unwrap_or_default();
            let inputs: Vec<f32> = rows(below, self.latents, table).copied().collect();
            all.push(run_plan(&self.plans[level.index()][0], &inputs, [level.inputs(self.latents), self.latents])?);
        }
        Ok(all)
    }

    /// Cells of groups of a level, of their latents: group after group.
    ///
    /// # Errors
    /// If there are no whole sets of latents.
    pub fn decode_groups(&self, latents: &[f32], level: Level) -> Result<Vec<f32>> {
        let mut numbers = latents.to_vec();
        for level in level.up_to().iter().rev() {
            numbers = run_plan(&self.plans[level.index()][1], &numbers, [self.latents, level.inputs(self.latents)])?;
        }
        Ok(numbers)
    }

    /// The mean over all cells of events of the squared difference of what entered and what comes back from the latents
    /// of a level.
    ///
    /// # Errors
    /// As [`HierarchicalCoder::encode_groups`].
    pub fn loss(&self, events: &[Event], level: Level) -> Result<f64> {
        let groups = Groups::new(events, level);
        let latents = self.encode_groups(&groups)?.pop().unwrap_or_default();
        let counts = groups.counts();
        let at_once = (PIECE_CELLS / level.cells()).max(1);
        let mut sum = 0.0;
        for (piece, latents) in latents.chunks(at_once * self.latents).enumerate() {
            let decoded = self.decode_groups(latents, level)?;
            for (number, decoded) in (piece * at_once..).zip(decoded.chunks_exact(level.cells())) {
                let cells = groups.cells(number);
                let squares = cells.iter().zip(decoded).map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2));
                sum += counts[number] as f64 * squares.sum::<f64>();
            }
        }
        Ok(sum / (events.len().max(1) * EVENT_CELLS) as f64)
    }

    /// Latents of all groups of events, one event after the other: events x groups of the level x latents.
    ///
    /// # Errors
    /// As [`HierarchicalCoder::encode_groups`].
    pub fn encode(&self, events: &[Event], level: Level) -> Result<Vec<f32>> {
        let groups = Groups::new(events, level);
        let latents = self.encode_groups(&groups)?.pop().unwrap_or_default();
        let mut all = Vec::with_capacity(events.len() * level.count() * self.latents);
        for members in groups.events() {
            let mut numbers = vec![0; level.count()];
            members.iter().for_each(|&(place, number)| numbers[place as usize] = number);
            all.extend(rows(&latents, self.latents, &numbers));
        }
        Ok(all)
    }

    /// Cells of events, of the latents of a level: events x 30 x 19 x 3 x 3 x 4 x 4. Equal latents are decoded once.
    ///
    /// # Errors
    /// Latents of no whole number of events.
    pub fn decode(&self, latents: &[f32], level: Level) -> Result<Vec<f32>> {
        if !latents.len().is_multiple_of(level.count() * self.latents) {
            return Err(Error::mismatch("not the latents of whole events")
                .found(format!("{} numbers", latents.len()))
                .allowed(format!("a multiple of {} x {}", level.count(), self.latents)));
        }
        let (mut known, mut different, mut numbers) = (HashMap::new(), Vec::new(), Vec::new());
        for own in latents.chunks_exact(self.latents) {
            let key: Vec<u32> = own.iter().map(|latent| latent.to_bits()).collect();
            let next = known.len() as u32;
            let number = *known.entry(key).or_insert(next);
            if number == next {
                different.extend(own);
            }
            numbers.push(number);
        }
        let cells = self.decode_groups(&different, level)?;
        let mut all = Vec::with_capacity(latents.len() / self.latents / level.count() * EVENT_CELLS);
        all.extend(rows(&cells, level.cells(), &numbers));
        Ok(all)
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::nn::{Tensor, WeightValues, Weights};

    fn weights(tensor: &Tensor, number: usize) -> WeightValues {
        let raw = (0..tensor.len()).map(|at| ((at * 37 + number * 11) % 33) as i32 - 15);
        match tensor.number.is_fixed() {
            true => WeightValues::Integers(raw.collect()),
            false => WeightValues::Reals(raw.map(|raw| raw as f32 / 128.0).collect()),
        }
    }

    /// A model with weights that are made up, deterministic.
    pub(in crate::hierarchical) fn model(latents: usize) -> HierarchicalModel {
        let mut networks = Vec::new();
        for (level, part) in parts() {
            let network = level.describe(part, latents).unwrap();
            let tensors = network.tensors().iter().zip(0..).map(|(tensor, number)| weights(tensor, number));
            networks.push(JetNetwork { weights: Weights::new(&network, tensors.collect()).unwrap(), network });
        }
        HierarchicalModel::new("test", latents, networks).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hierarchical::groups::testing::events;
    use crate::nn::{Evaluator, Values};

    #[test]
    fn models_are_read_as_they_were_written() {
        let scratch = tempfile::tempdir().unwrap();
        let model = testing::model(4);
        for (name, contents) in model.files().unwrap() {
            std::fs::write(scratch.path().join(name), contents).unwrap();
        }
        let read = HierarchicalModel::read(scratch.path()).unwrap();
        assert_eq!((&read.name, read.latents), (&model.name, 4));
        for (level, part) in parts() {
            assert_eq!(read.network(level, part).weights, model.network(level, part).weights, "{level:?} {part:?}");
        }
        let file = scratch.path().join(FILE);
        let text = std::fs::read_to_string(&file).unwrap();
        for (from, to, word) in
            [("format: 1", "format: 7", "unknown format"), ("latents: 4", "latents: 5", "does not fit its level")]
        {
            assert!(text.contains(from), "{text}");
            std::fs::write(&file, text.replacen(from, to, 1)).unwrap();
            let fault = HierarchicalModel::read(scratch.path()).unwrap_err().to_string();
            assert!(fault.contains(word) && fault.contains(FILE), "{fault}");
        }
        std::fs::remove_file(scratch.path().join("stage1-decoder.npz")).unwrap();
        assert!(HierarchicalModel::read(scratch.path()).is_err());
    }

    /// One network on one group after the other, by the scalar evaluator.
    fn evaluated(network: &JetNetwork, inputs: &[f32]) -> Vec<f32> {
        let evaluator = Evaluator::new(&network.network, &network.weights).unwrap();
        let output = network.network.node(network.network.outputs()[0]);
        let mut values = Values::default();
        let one = |input: &[f32]| {
            evaluator.run_reals(input, &mut values).unwrap();
            values.numbers(output)
        };
        inputs.chunks(network.ends()[0]).flat_map(one).collect()
    }

    /// Every chip of an event, then every module, and so on, each computed by itself, and the same way back.
    #[test]
    fn events_are_encoded_and_decoded_level_by_level() {
        let model = testing::model(2);
        let coder = model.coder().unwrap();
        let events = events(1);
        let mut cells = vec![0.0; EVENT_CELLS];
        events[0].cells.iter().for_each(|&(place, charge)| cells[place as usize] = charge);
        let mut numbers = cells.clone();
        for level in [Level::Roc, Level::Module] {
            numbers = evaluated(model.network(level, Part::Encoder), &numbers);
            assert!(numbers.iter().any(|latent| *latent != numbers[0]));
            assert_eq!(coder.encode(&events, level).unwrap(), numbers, "{level:?}");
        }
        let modules = numbers.clone();
        for level in [Level::Triplet, Level::Stage1, Level::Stage2] {
            numbers = evaluated(model.network(level, Part::Encoder), &numbers);
            assert_eq!(coder.encode(&events, level).unwrap(), numbers, "{level:?}");
        }
        // Of six modules, by themselves and among those of the event.
        let mut some = modules[..6 * 2].to_vec();
        for level in [Level::Module, Level::Roc] {
            some = evaluated(model.network(level, Part::Decoder), &some);
        }
        let decoded = coder.decode(&modules, Level::Module).unwrap();
        assert_eq!((decoded.len(), &decoded[..some.len()]), (EVENT_CELLS, &some[..]));
        let squares = decoded.iter().zip(&cells).map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2));
        let loss = squares.sum::<f64>() / EVENT_CELLS as f64;
        let found = coder.loss(&events, Level::Module).unwrap();
        assert!((found - loss).abs() < 1e-9 * loss && loss > 0.0, "{found} {loss}");
        let two = coder.decode(&[&modules[..], &modules[..]].concat(), Level::Module).unwrap();
        assert_eq!(two, decoded.repeat(2));
        assert!(coder.decode(&modules[1..], Level::Module).is_err());
    }
}
