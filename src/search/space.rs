//! What is searched: ranges of training options by name, and the points that trials draw from them.
//!
//! A space is a list of names and ranges, in a file or in `search.yaml`. A name is that of an option in `train.yaml`.
//! Without a file it is the space of ECON_CAE (docs/sources.md, ECON_CAE):
//!
//! | option | name in tables | range |
//! |---|---|---|
//! | `learning_rate` | `lr` | 1e-5 to 1e-2, uniform in the logarithm |
//! | `optimizer` | `optimizer` | `adam-w`, `lion`; in tables `adam`, `lion` |
//! | `weight_decay` | `weight_decay` | 1e-6 to 1e-2, uniform in the logarithm |
//! | `batch` | `batch_size` | 64, 128, 256, 512, 1024 |
//! | `schedule` | `lr_scheduler` | in tables `cos`, `cos_warm_restarts`, `step_decay`, `exp_decay` |
//! | `orthogonal` | `orthogonal_regularization_factor` | 1e-4 to 1, uniform in the logarithm, where it is searched |
//!
//! `adam` with a weight decay is, in Keras, Adam with decoupled decay: `adam-w` here.

use std::collections::BTreeSet;
use std::path::Path;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use crate::error::{Error, Result};
use crate::train::options::TrainConfig;

/// Key of the validation loss in the table of the best.
pub const LOSS: &str = "best_val_loss";

/// Bounds of the learning rate.
pub const LEARNING_RATE: [f64; 2] = [1e-5, 1e-2];
/// Bounds of the weight decay.
pub const WEIGHT_DECAY: [f64; 2] = [1e-6, 1e-2];
/// Bounds of the factor of the orthogonal regularisation.
pub const ORTHOGONAL: [f64; 2] = [1e-4, 1.0];
/// Samples of a batch.
pub const BATCH: [usize; 5] = [64, 128, 256, 512, 1024];

/// Options that may be searched: those that leave the loss of the trials comparable, and the data the same.
pub const SEARCHABLE: [&str; 14] = [
    "learning_rate",
    "optimizer",
    "weight_decay",
    "batch",
    "schedule",
    "orthogonal",
    "network",
    "decoder",
    "clip",
    "patience",
    "rotations",
    "float_epochs",
    "mse_first",
    "occ_reweight",
];

/// Names in tables of ECON_CAE that are not those of the options.
const NAMES: [(&str, &str); 4] = [
    ("learning_rate", "lr"),
    ("batch", "batch_size"),
    ("schedule", "lr_scheduler"),
    ("orthogonal", "orthogonal_regularization_factor"),
];

/// Values in tables of ECON_CAE, and ours.
const VALUES: [(&str, &[(&str, &str)]); 2] = [
    ("optimizer", &[("adam", "adam-w"), ("lion", "lion")]),
    (
        "schedule",
        &[
            ("cos", "cosine"),
            ("cos_warm_restarts", "warm-restarts"),
            ("step_decay", "step"),
            ("exp_decay", "exponential"),
        ],
    ),
];

/// Most options of a space, and most values of one.
const MOST: usize = 64;

/// The stream of random numbers of trial `t` is `STREAM + t`; the trainer uses the low streams of the same
/// generator.
const STREAM: u64 = 1 << 40;

/// What an option may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Range {
    /// A real number between two bounds, both above 0, uniform in its logarithm.
    Log([f64; 2]),
    /// A real number between two bounds.
    Uniform([f64; 2]),
    /// A whole number between two bounds, both included.
    Integer([i64; 2]),
    /// One of these.
    Choice(Vec<Value>),
}

impl Range {
    /// The values at the ends, or all there are.
    pub fn extremes(&self) -> Vec<Value> {
        match self {
            Range::Log(bounds) | Range::Uniform(bounds) => bounds.map(Value::from).to_vec(),
            Range::Integer(bounds) => bounds.map(Value::from).to_vec(),
            Range::Choice(values) => values.clone(),
        }
    }

    fn draw(&self, rng: &mut ChaCha8Rng) -> Value {
        match self {
            Range::Log([low, high]) => {
                let at = rng.random_range(0.0..1.0);
                decimal(libm::exp(libm::log(*low) + at * (libm::log(*high) - libm::log(*low))) as f32)
            }
            Range::Uniform([low, high]) => {
                let at = rng.random_range(0.0..1.0);
                decimal((low + at * (high - low)) as f32)
            }
            Range::Integer([low, high]) => rng.random_range(*low..=*high).into(),
            Range::Choice(values) => values.choose(rng).cloned().unwrap_or(Value::Null),
        }
    }

    fn check(&self) -> std::result::Result<(), &'static str> {
        fn ordered([low, high]: &[f64; 2]) -> bool {
            low.is_finite() && high.is_finite() && low < high
        }
        match self {
            Range::Log(bounds) if !(ordered(bounds) && bounds[0] > 0.0) => {
                Err("two numbers above 0, the lower one first")
            }
            Range::Uniform(bounds) if !ordered(bounds) => Err("two numbers, the lower one first"),
            Range::Integer([low, high]) if low >= high => Err("two whole numbers, the lower one first"),
            Range::Choice(values) if values.is_empty() || values.len() > MOST => Err("1 to 64 values"),
            _ => Ok(()),
        }
    }
}

/// A mapping of one kind to its bounds or values.
impl Serialize for Range {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Range::Log(bounds) => serializer.collect_map([("log", bounds)]),
            Range::Uniform(bounds) => serializer.collect_map([("uniform", bounds)]),
            Range::Integer(bounds) => serializer.collect_map([("integer", bounds)]),
            Range::Choice(values) => serializer.collect_map([("choice", values)]),
        }
    }
}

/// The shortest decimal number that is this one in single precision: what files and tables show.
fn decimal(value: f32) -> Value {
    value.to_string().parse::<f64>().map_or(Value::Null, Value::from)
}

/// Options and their ranges, in the order in which trials draw them.
#[derive(Debug, Clone, PartialEq)]
pub struct Space(Vec<(String, Range)>);

impl Space {
    /// The space of ECON_CAE. `orthogonal` below 0 means that the factor is searched, 0 none, above 0 this factor.
    pub fn reference(orthogonal: f32) -> Self {
        let [optimizer, schedule] = ["optimizer", "schedule"]
            .map(|name| Range::Choice(words(name).iter().map(|(_, value)| Value::from(*value)).collect()));
        let batch = Range::Choice(BATCH.iter().map(|&batch| Value::from(batch)).collect());
        let orthogonal = match orthogonal < 0.0 {
            true => Range::Log(ORTHOGONAL),
            false => Range::Choice(vec![decimal(orthogonal)]),
        };
        // The factor is drawn last, so that the others are the same whether it is searched or not.
        let all = [
            ("learning_rate", Range::Log(LEARNING_RATE)),
            ("optimizer", optimizer),
            ("weight_decay", Range::Log(WEIGHT_DECAY)),
            ("batch", batch),
            ("schedule", schedule),
            ("orthogonal", orthogonal),
        ];
        Space(all.into_iter().map(|(name, range)| (name.to_owned(), range)).collect())
    }

    /// Reads a space from YAML: a mapping of options to ranges.
    ///
    /// # Errors
    /// YAML that is no such mapping, with the line.
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        serde_yaml::from_str(text).map_err(|error| {
            Error::yaml("not a space of a search", file, &error).hint(
                "a line for each option, as 'learning_rate: {log: [1e-4, 1e-2]}' or 'batch: {choice: [128, 256]}'; \
                 'econ-emu search --print-space' prints the usual one",
            )
        })
    }

    /// As YAML.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_yaml(&self) -> Result<String> {
        // Numbers and words stand in one line, as people write them.
        let mut text = String::new();
        for (name, range) in &self.0 {
            let json = serde_json::to_string(range)
                .map_err(|error| Error::new(format!("cannot write the space: {error}")).field(name.clone()))?;
            text += &format!("{name}: {json}\n");
        }
        Ok(text)
    }

    /// Options and ranges.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Range)> {
        self.0.iter().map(|(name, range)| (name.as_str(), range))
    }

    /// Checks that every option can be searched, and that a training may have each value.
    ///
    /// # Errors
    /// The first that cannot, by name.
    pub fn validate(&self, base: &TrainConfig) -> Result<()> {
        if self.0.is_empty() || self.0.len() > MOST {
            return Err(unsearchable("").found(format!("{} options", self.0.len())).allowed(format!("1 to {MOST}")));
        }
        for (name, range) in &self.0 {
            if !SEARCHABLE.contains(&name.as_str()) {
                let hint = match name.as_str() {
                    "links" => "'--links 2,3,4,5' makes a search for each",
                    "loss" | "arithmetic" => "losses of trials must be comparable",
                    _ => "names are those of 'econ-emu train --print-options'",
                };
                return Err(unsearchable(name).found(name).allowed(SEARCHABLE.join(", ")).hint(hint));
            }
            if let Err(allowed) = range.check() {
                return Err(unsearchable(name)
                    .found(serde_json::to_string(range).unwrap_or_default())
                    .allowed(allowed));
            }
            for value in range.extremes() {
                let one = Hyperparameters(vec![(name.clone(), value)]);
                one.apply(base).and_then(|config| config.validate())?;
            }
        }
        Ok(())
    }

    /// The point of a trial: a function of seed and number alone, whoever trains it.
    pub fn draw(&self, seed: u64, trial: usize) -> Hyperparameters {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(STREAM + trial as u64);
        Hyperparameters(self.0.iter().map(|(name, range)| (name.clone(), range.draw(&mut rng))).collect())
    }

    /// All networks that trials may have, with all decoders.
    ///
    /// # Errors
    /// As [`Hyperparameters::apply`].
    pub fn models(&self, base: &TrainConfig) -> Result<Vec<TrainConfig>> {
        let mut all = vec![base.clone()];
        for (name, range) in self.iter().filter(|(name, _)| ["network", "decoder"].contains(name)) {
            let values = range.extremes();
            let with = |config: &TrainConfig, value: &Value| {
                Hyperparameters(vec![(name.to_owned(), value.clone())]).apply(config)
            };
            all = all
                .iter()
                .flat_map(|config| values.iter().map(move |value| with(config, value)))
                .collect::<Result<_>>()?;
        }
        Ok(all)
    }

    /// Changes the paths of files among the networks.
    ///
    /// # Errors
    /// Those of `change`.
    pub fn change_networks(&mut self, change: impl Fn(&str) -> Result<String>) -> Result<()> {
        for (_, range) in self.0.iter_mut().filter(|(name, _)| name == "network") {
            let Range::Choice(values) = range else { continue };
            for value in values {
                if let Some(name) = value.as_str() {
                    *value = change(name)?.into();
                }
            }
        }
        Ok(())
    }
}

impl Serialize for Space {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, range)| (name, range)))
    }
}

impl<'de> Deserialize<'de> for Space {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use serde::de::Error as _;
        let mut all = Vec::new();
        for (name, value) in Mapping::deserialize(deserializer)? {
            let Value::String(name) = name else { return Err(D::Error::custom("an option has a name")) };
            let range = ranged(&value).map_err(|error| D::Error::custom(format!("{name}: {error}")))?;
            all.push((name, range));
        }
        Ok(Space(all))
    }
}

/// One range: a mapping of its kind to its bounds or values.
fn ranged(value: &Value) -> std::result::Result<Range, String> {
    const KINDS: &str = "one of log: [LOW, HIGH], uniform: [LOW, HIGH], integer: [LOW, HIGH], choice: [VALUES]";
    let of_kind = value.as_mapping().filter(|mapping| mapping.len() == 1).and_then(|mapping| mapping.iter().next());
    let Some((Value::String(kind), bounds)) = of_kind else { return Err(format!("expected {KINDS}")) };
    let bounds = bounds.clone();
    let range = match kind.as_str() {
        "log" => serde_yaml::from_value(bounds).map(Range::Log),
        "uniform" => serde_yaml::from_value(bounds).map(Range::Uniform),
        "integer" => serde_yaml::from_value(bounds).map(Range::Integer),
        "choice" => serde_yaml::from_value(bounds).map(Range::Choice),
        _ => return Err(format!("'{kind}' is no kind of range; expected {KINDS}")),
    };
    range.map_err(|error| format!("{kind}: {error}; expected {KINDS}"))
}

/// One point of a space: options of a training and their values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hyperparameters(Vec<(String, Value)>);

impl Hyperparameters {
    /// A training with these hyperparameters.
    ///
    /// # Errors
    /// A value that its option cannot have.
    pub fn apply(&self, base: &TrainConfig) -> Result<TrainConfig> {
        let mut options = serde_yaml::to_value(base).map_err(unwritten)?;
        for (name, value) in &self.0 {
            let Some(mapping) = options.as_mapping_mut() else { continue };
            mapping.insert(name.as_str().into(), value.clone());
            // One by one, so that the error is of this one.
            if let Err(error) = serde_yaml::from_value::<TrainConfig>(options.clone()) {
                return Err(Error::new(format!("not a value of this option: {error}"))
                    .field(name.clone())
                    .found(text(value)));
            }
        }
        serde_yaml::from_value(options).map_err(unwritten)
    }

    /// Options and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The value of an option.
    pub fn get(&self, option: &str) -> Option<&Value> {
        self.iter().find(|(name, _)| *name == option).map(|(_, value)| value)
    }

    /// Names and values as the tables of ECON_CAE have them. A factor of 0, which means none, is left out.
    pub fn rows(&self) -> Vec<(&str, String)> {
        let shown = self.iter().filter(|(name, value)| *name != "orthogonal" || value.as_f64() != Some(0.0));
        shown.map(|(name, value)| (in_tables(name), value_in_tables(name, value))).collect()
    }
}

impl Serialize for Hyperparameters {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Hyperparameters {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use serde::de::Error as _;
        let mut all = Vec::new();
        for (name, value) in Mapping::deserialize(deserializer)? {
            match name.as_str().filter(|name| SEARCHABLE.contains(name)) {
                Some(name) => all.push((name.to_owned(), value)),
                None => return Err(D::Error::custom(format!("{} is no option that is searched", text(&name)))),
            }
        }
        Ok(Hyperparameters(all))
    }
}

/// The name of an option in tables.
pub fn in_tables(option: &str) -> &str {
    NAMES.iter().find(|(own, _)| *own == option).map_or(option, |(_, name)| name)
}

fn value_in_tables(option: &str, value: &Value) -> String {
    let own = text(value);
    words(option).iter().find(|(_, ours)| *ours == own).map_or(own, |(theirs, _)| (*theirs).to_owned())
}

/// Words of ECON_CAE for the values of an option, and ours.
fn words(option: &str) -> &'static [(&'static str, &'static str)] {
    VALUES.iter().find(|(own, _)| *own == option).map_or(&[], |(_, words)| words)
}

/// A value as people write it.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "none".to_owned(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// Reads `best_hyperparameters.csv`: rows of a key and a value, in any order; keys that are no options that are
/// searched are ignored, as those of the tuner. Also returns the loss from `best_val_loss`.
///
/// # Errors
/// A file that cannot be read, and invalid values, with the line.
pub fn read(path: &Path, base: &TrainConfig) -> Result<(Hyperparameters, Option<f64>)> {
    let mut found = Hyperparameters::default();
    let mut loss = None;
    let mut seen = BTreeSet::new();
    let text = crate::files::read_text(path)?;
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for record in rows.records() {
        let record = record.map_err(|error| Error::csv(path, error))?;
        let (key, value) = (record.get(0).unwrap_or_default().trim(), record.get(1).unwrap_or_default().trim());
        let line = record.position().map_or(0, csv::Position::line);
        if key == LOSS {
            loss = value.parse().ok();
            continue;
        }
        let option = NAMES.iter().find(|(_, theirs)| *theirs == key).map_or(key, |(own, _)| own);
        if !SEARCHABLE.contains(&option) {
            continue;
        }
        if !seen.insert(option.to_owned()) {
            return Err(Error::new("a hyperparameter stands here twice").file(path).line(line).field(key));
        }
        let known = words(option);
        let one = match known.iter().find(|(theirs, _)| *theirs == value) {
            Some((_, ours)) => Value::from(*ours),
            None if !known.is_empty() => {
                return Err(invalid(path, line, key, value)
                    .allowed(known.iter().map(|(theirs, _)| *theirs).collect::<Vec<_>>().join(", ")));
            }
            None => serde_yaml::from_str(value).map_err(|_| invalid(path, line, key, value))?,
        };
        let one = Hyperparameters(vec![(option.to_owned(), one)]);
        one.apply(base)
            .and_then(|config| config.validate())
            .map_err(|error| invalid(path, line, key, value).hint(error.sentence()))?;
        found.0.extend(one.0);
    }
    Ok((found, loss))
}

fn invalid(path: &Path, line: u64, key: &str, value: &str) -> Error {
    Error::new("not a value of this hyperparameter").file(path).line(line).field(key).found(value)
}

/// The fault of a space.
fn unsearchable(name: &str) -> Error {
    Error::new("not a space that can be searched").field(format!("space: {name}"))
}

fn unwritten(error: serde_yaml::Error) -> Error {
    Error::new(format!("cannot write the options: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::options::{OptimizerKind, ScheduleKind};

    fn number(point: &Hyperparameters, option: &str) -> f64 {
        point.get(option).and_then(Value::as_f64).unwrap()
    }

    fn draw(seed: u64, trial: usize, orthogonal: f32) -> Hyperparameters {
        Space::reference(orthogonal).draw(seed, trial)
    }

    #[test]
    fn draws_stay_in_their_ranges_and_reach_all_of_them() {
        let all: Vec<Hyperparameters> = (0..2000).map(|trial| draw(1, trial, -1.0)).collect();
        for (option, [low, high]) in
            [("learning_rate", LEARNING_RATE), ("weight_decay", WEIGHT_DECAY), ("orthogonal", ORTHOGONAL)]
        {
            assert!(all.iter().all(|point| (low..=high * 1.000001).contains(&number(point, option))));
        }
        // Uniform in the logarithm: a third of the learning rates in each decade.
        let decade = all.iter().filter(|point| number(point, "learning_rate") < 1e-4).count();
        assert!((600..730).contains(&decade), "{decade}");
        for batch in BATCH {
            assert!((320..480).contains(&all.iter().filter(|p| number(p, "batch") == batch as f64).count()));
        }
        let mut shares = vec![("optimizer", "lion", 900..1100)];
        shares.extend(words("schedule").iter().map(|&(_, schedule)| ("schedule", schedule, 400..600)));
        for (option, word, share) in shares {
            let drawn = all.iter().filter(|point| point.get(option).unwrap().as_str() == Some(word)).count();
            assert!(share.contains(&drawn), "{option} {word} {drawn}");
        }
    }

    /// The points of searches that were made before spaces could be chosen.
    #[test]
    fn a_trial_is_its_number() {
        assert_eq!(draw(3, 17, 0.0), draw(3, 17, 0.0));
        assert_ne!(draw(3, 17, 0.0), draw(3, 18, 0.0));
        assert_ne!(draw(3, 17, 0.0), draw(4, 17, 0.0));
        let (fixed, searched) = (draw(3, 17, 0.5), draw(3, 17, -1.0));
        assert_eq!(number(&fixed, "orthogonal"), 0.5);
        assert_eq!(fixed.get("learning_rate"), searched.get("learning_rate"));
        assert!(draw(3, 17, 0.0).rows().iter().all(|(name, _)| !name.starts_with("orthogonal")));
        for trial in 0..100 {
            let mut rng = ChaCha8Rng::seed_from_u64(7);
            rng.set_stream(STREAM + trial);
            let config = draw(7, trial as usize, -1.0).apply(&TrainConfig::default()).unwrap();
            let rate = libm::log(1e-5) + rng.random_range(0.0..1.0) * (libm::log(1e-2) - libm::log(1e-5));
            assert_eq!(config.learning_rate, libm::exp(rate) as f32);
            assert_eq!(config.optimizer, *[OptimizerKind::AdamW, OptimizerKind::Lion].choose(&mut rng).unwrap());
            let decay = libm::log(1e-6) + rng.random_range(0.0..1.0) * (libm::log(1e-2) - libm::log(1e-6));
            assert_eq!(config.weight_decay, libm::exp(decay) as f32);
            assert_eq!(config.batch, *BATCH.choose(&mut rng).unwrap());
            let schedules =
                [ScheduleKind::Cosine, ScheduleKind::WarmRestarts, ScheduleKind::Step, ScheduleKind::Exponential];
            assert_eq!(config.schedule, *schedules.choose(&mut rng).unwrap());
            let factor = libm::log(1e-4) + rng.random_range(0.0..1.0) * (libm::log(1.0) - libm::log(1e-4));
            assert_eq!(config.orthogonal, libm::exp(factor) as f32);
        }
    }

    #[test]
    fn a_table_is_read_back() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("best_hyperparameters.csv");
        for trial in 0..20 {
            let own = draw(5, trial, -1.0);
            let text: String = own.rows().iter().map(|(key, value)| format!("{key},{value}\n")).collect();
            std::fs::write(&path, text + "tuner/epochs,50\nbest_val_loss,0.1\n").unwrap();
            let read = read(&path, &TrainConfig::default()).unwrap();
            assert_eq!(read, (own, Some(0.1)));
        }
        for (text, says) in [
            ("lr,1e-3\noptimizer,sgd\n", "adam, lion"),
            ("lr,1e-3\nlr,-1\n", "twice"),
            ("batch_size,3\nlr,-1\n", "learning_rate"),
            ("clip,0.1\ndecoder,large\n", "decoder"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = read(&path, &TrainConfig::default()).unwrap_err().to_string();
            assert!(error.contains("best_hyperparameters.csv:2") && error.contains(says), "{error}");
        }
    }

    #[test]
    fn a_space_of_ones_own() {
        let text = "learning_rate: {log: [1e-4, 1e-2]}\nnetwork: {choice: [chip-8x8, cmssw-4x4x3]}\n\
                    decoder: {choice: [plain, conditional]}\nfloat_epochs: {uniform: [0.0, 0.5]}\n\
                    batch: {integer: [32, 64]}\nrotations: {choice: [true, false]}\n";
        let space = Space::from_yaml(text, Path::new("space.yaml")).unwrap();
        let base = TrainConfig::default();
        space.validate(&base).unwrap();
        assert_eq!(space.models(&base).unwrap().len(), 4);
        assert_eq!(Space::from_yaml(&space.to_yaml().unwrap(), Path::new("x")).unwrap(), space);
        let mut networks = BTreeSet::new();
        for trial in 0..50 {
            let config = space.draw(9, trial).apply(&base).unwrap();
            assert!((1e-4..=1e-2).contains(&config.learning_rate) && (32..=64).contains(&config.batch));
            networks.insert(config.network);
        }
        assert_eq!(networks.len(), 2);
        for (text, says) in [
            ("learning_rate: {log: [1e-2, 1e-4]}", "the lower one first"),
            ("learning_rate: {log: [0, 1e-4]}", "above 0"),
            ("learning_rate: 1e-3", "log: [LOW, HIGH]"),
            ("learning_rate: {normal: [0, 1]}", "'normal' is no kind"),
            ("batch: {choice: [128, many]}", "many"),
            ("batch: {integer: [0, 4]}", "batch"),
            ("links: {choice: [2, 3]}", "--links 2,3,4,5"),
            ("loss: {choice: [telescope]}", "comparable"),
            ("epochs: {integer: [1, 3]}", "learning_rate, optimizer"),
            ("decoder: {choice: []}", "1 to 64 values"),
            ("{}", "0 options"),
        ] {
            let space = Space::from_yaml(text, Path::new("space.yaml"));
            let error = space.and_then(|space| space.validate(&base)).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
