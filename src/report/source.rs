//! What a report is made of: directories that other commands wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::assign::plan::AssignPlan;
use crate::assign::result::{self, Assignment};
use crate::data::link_words::LinkWordsReader;
use crate::data::{self, ReadOptions, Sample, Source, synth};
use crate::error::{Error, Result};
use crate::files::{self, hash};
use crate::golden::manifest;
use crate::hwgen::report as hardware;
use crate::interchange::npz;
use crate::network::{self, AeBlock};
use crate::nn::{self, Typed, Weights};
use crate::physics::evaluation::{self, EvaluationFile};
use crate::physics::model::Arithmetic;
use crate::registers::{Algorithm, ChipConfig, image, read_config};
use crate::search::plan;
use crate::search::trials::Trials;

/// Name of the description of a training run.
const RUN: &str = "run.json";

/// A directory with what it holds.
pub struct ReportInput {
    /// Last part of its path.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// What it holds.
    pub content: Content,
}

/// What a directory is.
pub enum Content {
    /// A run of `econ-emu train`.
    Run(Box<Run>),
    /// A result of `econ-emu evaluate`.
    Evaluation(Box<EvaluationFile>),
    /// An export of `econ-emu export-hls --report`.
    Export(Box<hardware::Report>),
    /// A result of `econ-emu assign`, with its plan.
    Assignment(Box<(Assignment, AssignPlan)>),
    /// A golden set, or vectors without a manifest.
    Golden,
    /// A search of `econ-emu search`.
    Search(Box<Trials>),
}

/// A training run.
pub struct Run {
    /// `run.json`: hashes.
    pub manifest: Value,
    /// Files whose hash is not the one in `run.json`.
    pub changed: Vec<String>,
    /// Options by name, as in `train.yaml`.
    pub options: Vec<(String, String)>,
    /// `metrics.json`.
    pub metrics: Value,
    /// Columns of `history.csv` by name; text and empty fields are left out.
    pub history: BTreeMap<String, Vec<f64>>,
    /// The encoder network.
    pub network: Typed,
    /// Its weights.
    pub weights: Weights,
    /// The encoder as the chip's; `None` for one that the chip cannot hold.
    pub chip: Option<OnChip>,
}

/// A trained encoder of the chip.
pub struct OnChip {
    /// The network.
    pub block: AeBlock,
    /// The chip, with the trained weights.
    pub config: ChipConfig,
}

impl ReportInput {
    /// Finds out what a directory is, and reads it.
    ///
    /// # Errors
    /// A directory that is none of these, and files in it that are missing or faulty.
    pub fn read(path: &Path) -> Result<Self> {
        let name = std::path::absolute(path)
            .ok()
            .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
        let content = if path.join(RUN).is_file() {
            Content::Run(Box::new(Run::read(path)?))
        } else if path.join(evaluation::JSON).is_file() || path.is_file() {
            Content::Evaluation(Box::new(EvaluationFile::read(path)?))
        } else if path.join(hardware::FILE).is_file() {
            Content::Export(Box::new(hardware::Report::read(path)?))
        } else if path.join(result::JSON).is_file() {
            Content::Assignment(Box::new((Assignment::read(path)?, AssignPlan::read(path)?)))
        } else if path.join(manifest::FILE).is_file() || holds_vectors(path)? {
            Content::Golden
        } else if path.join(plan::FILE).is_file() {
            Content::Search(Box::new(Trials::read(path)?))
        } else {
            let exists = path.is_dir();
            return Err(Error::new(if exists {
                "nothing to report on in this directory"
            } else {
                "no such directory"
            })
            .file(path)
            .allowed(format!(
                "a training run ({RUN}), an evaluation ({}), an export with a report ({}), an assignment ({}), a golden \
                 set ({}) or vectors (init.yaml, testOutput.csv), a search (search.yaml)",
                evaluation::JSON,
                hardware::FILE,
                result::JSON,
                manifest::FILE
            ))
            .hint("econ-emu train, evaluate, export-hls --report, assign, golden generate and search write them"));
        };
        Ok(ReportInput { name: name.unwrap_or_else(|| path.display().to_string()), path: path.to_owned(), content })
    }
}

/// Whether a directory holds a configuration and an expected output, as those that `verify` finds.
fn holds_vectors(path: &Path) -> Result<bool> {
    if !path.is_dir() {
        return Ok(false);
    }
    let names: Vec<String> = files::entries(path)?.iter().map(|entry| files::name(entry)).collect();
    let mut pairs = [("init", ".yaml"), ("testOutput", ".csv")].into_iter();
    Ok(pairs.all(|(start, end)| names.iter().any(|name| name.starts_with(start) && name.ends_with(end))))
}

/// Other names that `metrics.json` of version 0.1 has: of the telescope of charges as they are, and of charges that are
/// divided by their sum.
const OLD_NAMES: [(&str, &str); 2] =
    [("telescope", "telescope_charge"), ("telescope_normalized", "telescope_normalised")];

/// The numbers of a run by their names of today.
fn with_names_of_today(mut metrics: Value) -> Value {
    for part in ["validation", "test"] {
        let Some(numbers) = metrics.get_mut(part).and_then(Value::as_object_mut) else { continue };
        for (old, name) in OLD_NAMES {
            if let Some(value) = numbers.remove(old) {
                numbers.insert(name.to_owned(), value);
            }
        }
    }
    metrics
}

impl Run {
    fn read(path: &Path) -> Result<Self> {
        let manifest = json(path, RUN)?;
        let Some(listed) = manifest["files"].as_array() else {
            return Err(Error::new("not the run.json of a training run: it lists no files")
                .file(path.join(RUN))
                .field("files"));
        };
        let mut changed = Vec::new();
        for entry in listed {
            let name = entry["path"].as_str().unwrap_or_default();
            let file = files::listed(path, name).map_err(|error| error.file(path.join(RUN)).field("files"))?;
            if hash::of_file(&file)? != entry["sha256"].as_str().unwrap_or_default() {
                changed.push(name.to_owned());
            }
        }
        let (network_file, text) = (path.join(network::FILE), files::read_text(&path.join(network::FILE))?);
        // Whoever wrote the run says what it is: registers, or weights beside a description.
        let weights_file = listed.iter().any(|entry| entry["path"] == network::WEIGHTS_FILE);
        let (network, weights, chip, found, named) = if weights_file {
            let network = nn::Network::from_yaml(&text, &network_file)?.check().map_err(|e| e.file(&network_file))?;
            let file = path.join(network::WEIGHTS_FILE);
            let bytes = files::read_bytes(&file)?;
            let weights = npz::read_weights(&network, &bytes).map_err(|error| error.file(&file))?;
            (network, weights, None, hash::of_bytes(bytes), file)
        } else {
            let block = AeBlock::from_yaml(&text, &network_file)?;
            let config = read_config(&path.join("init.yaml"), &block)?.without_warnings();
            let weights = config.weights.clone().filter(|_| config.algorithm == Algorithm::Autoencoder);
            let Some(weights) = weights else {
                return Err(Error::new("the run is not that of an autoencoder")
                    .file(path.join("init.yaml"))
                    .found(config.algorithm)
                    .allowed("the autoencoder, with weights"));
            };
            let found = hash::of_bytes(image::to_bytes(&block, &weights)?);
            (block.typed().clone(), weights, Some(OnChip { block, config }), found, path.join("init.yaml"))
        };
        if manifest["weights_sha256"] != found.as_str() {
            return Err(Error::new(match chip {
                Some(_) => "the registers are not those of this run and its network",
                None => "the weights are not those of this run",
            })
            .file(&named)
            .found(format!("weights {found}"))
            .allowed(format!("weights {}, as run.json has them", manifest["weights_sha256"]))
            .hint(match chip {
                Some(_) => "was init.yaml or network.yaml taken from another run?",
                None => "was the file taken from another run?",
            }));
        }
        Ok(Run {
            manifest,
            changed,
            options: options(&path.join("train.yaml"))?,
            metrics: with_names_of_today(json(path, "metrics.json")?),
            history: history(&path.join("history.csv"))?,
            network,
            weights,
            chip,
        })
    }

    /// The value of an option.
    pub fn option(&self, name: &str) -> &str {
        self.options.iter().find(|(option, _)| option == name).map_or("", |(_, value)| value)
    }

    /// How the run computed its numbers. Latents and ranges of a report come from the chip's integers whatever that
    /// was.
    pub fn arithmetic_in_words(&self) -> &'static str {
        let arithmetic = serde_yaml::from_str(self.option("arithmetic"));
        arithmetic.map_or("in an arithmetic that this program does not know", Arithmetic::in_words)
    }

    /// Samples for the views of latents and ranges, at most `limit`, and where they come from: `data`; or, for a
    /// run on synthetic showers, showers of another seed; or else the samples of the run's golden set.
    ///
    /// # Errors
    /// Those of reading.
    pub fn samples(
        &self,
        chip: &OnChip,
        path: &Path,
        data: Option<&(PathBuf, ReadOptions)>,
        limit: usize,
    ) -> Result<(Vec<Sample>, String)> {
        let seed = self.option("seed").parse::<u64>().unwrap_or_default().wrapping_add(1);
        if let Some((data, reading)) = data {
            let mut source = data::open(std::slice::from_ref(data), reading)?;
            let name = data.file_name().unwrap_or(data.as_os_str()).to_string_lossy().into_owned();
            return Ok((some(&mut source, limit)?, name));
        }
        if self.option("data") == "[]" {
            let mut source = synth::Synth::new(seed, synth::SynthKind::Mixed, None, limit as u64);
            return Ok((
                some(&mut source, limit)?,
                format!("synthetic showers of seed {seed}, which the run has not seen"),
            ));
        }
        let words = path.join("golden").join(data::link_words::WORDS);
        let mut source = LinkWordsReader::open(&words, &chip.config, None, false)?;
        Ok((some(&mut source, limit)?, "the validation samples of the run's golden set".into()))
    }
}

/// The first samples of a source.
fn some(source: &mut impl Source, limit: usize) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    while samples.len() < limit
        && let Some(sample) = source.read()?
    {
        samples.push(sample);
    }
    if samples.is_empty() {
        return Err(Error::new("no samples to look at: the data are empty"));
    }
    Ok(samples)
}

/// A JSON file of a run.
fn json(run: &Path, name: &str) -> Result<Value> {
    let path = run.join(name);
    let value = serde_json::from_str(&files::read_text(&path)?);
    value.map_err(|error| {
        Error::new(format!("not the {name} of a training run: {error}")).file(path).line(error.line() as u64)
    })
}

/// Options of a run in their order.
fn options(path: &Path) -> Result<Vec<(String, String)>> {
    let value: serde_yaml::Result<Value> = serde_yaml::from_str(&files::read_text(path)?);
    let map = match &value {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err("no list of names and values".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    let map = map.map_err(|what| Error::new(format!("not the options of a training run: {what}")).file(path))?;
    Ok(map.iter().map(|(name, value)| (name.clone(), option_text(value))).collect())
}

fn option_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "none".into(),
        value => value.to_string(),
    }
}

/// Numbers of a table by column.
fn history(path: &Path) -> Result<BTreeMap<String, Vec<f64>>> {
    let mut reader = csv::Reader::from_reader(files::open_regular(path)?);
    let names = reader.headers().map_err(|error| Error::csv(path, error))?.clone();
    let mut columns = BTreeMap::new();
    for row in reader.records() {
        let row = row.map_err(|error| Error::csv(path, error))?;
        for (name, field) in names.iter().zip(&row) {
            if let Ok(value) = field.parse::<f64>() {
                columns.entry(name.to_owned()).or_insert_with(Vec::new).push(value);
            }
        }
    }
    if columns.is_empty() {
        return Err(Error::new("the table has no rows of numbers").file(path));
    }
    Ok(columns)
}
