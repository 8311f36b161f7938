//! The directory of a run, which stands alone.
//!
//! | file | what it holds |
//! |---|---|
//! | `train.yaml` | every option, as in force |
//! | `network.yaml` | the description of the encoder |
//! | `network.npz` | its weights, where it is no encoder of the chip: `econ-emu network run` reads both |
//! | `checkpoint.safetensors` | state after the last epoch, for `--resume` |
//! | `history.csv`, `history.svg` | losses of every epoch, as a table and as a curve |
//! | `init.yaml` | chip configuration with the weights as registers, of the chip's encoders |
//! | `model.safetensors` | encoder weights, of the chip's encoders as integers too; decoder as floats |
//! | `metrics.json` | numbers of the validation and test samples |
//! | `golden/` | a golden set of validation samples that `econ-emu verify --golden` passes, of the chip's encoders |
//! | `run.json` | hashes of data, design, weights, of the network of a learned loss, and of files |

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use econ_emu::chip::Options;
use econ_emu::chip::encode::FLOAT_4E3M;
use econ_emu::chip::signals::{InputWords, TcCode};
use econ_emu::data::{Sample, link_words};
use econ_emu::error::{Error, Result};
use econ_emu::files::{self, AtomicFile, DirectoryLock, NewDirectories, hash};
use econ_emu::golden::generate::{GoldenRequest, InputSource, generate};
use econ_emu::golden::stream::RowFile;
use econ_emu::interchange::npz;
use econ_emu::network::{self, AeBlock};
use econ_emu::nn::Weights;
use econ_emu::plot::{self, Axis, PlotMark, Point, Series};
use econ_emu::registers::{Algorithm, ChipConfig, Density, Dialect, Generation, KeepMask, image, write_config};
use econ_emu::train::epoch::Epoch;
use econ_emu::train::options::{Arithmetic, TrainConfig};
use econ_emu::version;
use safetensors::tensor::{Dtype, TensorView};
use serde::Serialize;

use crate::model::Model;
use crate::polish::Polish;
use crate::workers::PartEvaluation;

/// Most validation samples in the golden set.
pub const GOLDEN_ROWS: usize = 256;

/// A run directory.
#[derive(Debug, Clone)]
pub struct RunDir {
    path: PathBuf,
}

/// A run that has begun and has nothing to show yet: dropped before [`Begun::keep`], it leaves nothing behind.
#[must_use]
pub struct Begun {
    // Fields are dropped in this order: a directory can go only when it is empty.
    options: AtomicFile,
    lock: DirectoryLock,
    directory: NewDirectories,
}

impl Begun {
    /// The run has come so far that it can be resumed: directory and options stay. No other process may write the
    /// directory while what is returned is there.
    ///
    /// # Errors
    /// If the options cannot be written.
    pub fn keep(self) -> Result<DirectoryLock> {
        self.options.commit()?;
        self.directory.keep();
        Ok(self.lock)
    }
}

#[derive(Serialize)]
struct Manifest {
    tool: String,
    data_sha256: String,
    design_sha256: String,
    weights_sha256: String,
    /// Of the network of the earth mover's distance in the loss, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    loss_network_sha256: Option<String>,
    files: Vec<econ_emu::golden::manifest::FileEntry>,
}

/// What a finished run leaves behind.
#[derive(Clone, Copy)]
pub struct Finished<'a> {
    /// Options in force.
    pub config: &'a TrainConfig,
    /// The model.
    pub model: &'a Model,
    /// Its weights.
    pub weights: &'a [f32],
    /// Its numbers.
    pub metrics: &'a Metrics,
    /// The chip it is for; algorithm, links, keep mask and weights are set.
    pub chip: &'a ChipConfig,
    /// Hash of the data.
    pub data_sha256: &'a str,
    /// Samples for the golden set.
    pub golden: &'a [Sample],
}

/// Numbers of a finished run.
#[derive(Debug, Clone, Serialize)]
pub struct Metrics {
    /// Epochs done.
    pub epochs: usize,
    /// Epoch whose weights were kept.
    pub best_epoch: usize,
    /// Weights of encoder and decoder.
    pub parameters: [usize; 2],
    /// What polishing the registers did, if they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polish: Option<Polish>,
    /// Validation samples.
    pub validation: PartEvaluation,
    /// Test samples, if there are any.
    pub test: Option<PartEvaluation>,
}

impl RunDir {
    /// The directory of a run that exists, or is to be written over.
    pub fn at(path: &Path) -> Self {
        RunDir { path: path.to_owned() }
    }

    /// The directory of a new run. Nothing is made yet: [`RunDir::begin`] does that.
    ///
    /// # Errors
    /// If it holds anything.
    pub fn new(path: &Path) -> Result<Self> {
        let run = RunDir::at(path);
        run.check_free()?;
        Ok(run)
    }

    /// Checks that there is no run yet, nor anything else.
    ///
    /// # Errors
    /// If there is.
    pub fn check_free(&self) -> Result<()> {
        match self.checkpoint().exists() {
            true => Err(Error::new("the directory holds a run already")
                .file(&self.path)
                .hint("--resume continues it; choose another directory for a new one")),
            false => files::check_free(&self.path),
        }
    }

    /// Takes the directory of a run to resume, so that no other process does.
    ///
    /// # Errors
    /// A directory that is none of a run, or that another process writes.
    pub fn lock(&self) -> Result<DirectoryLock> {
        if !self.path.is_dir() {
            return Err(Error::new("there is no run to resume").file(&self.path).field("--resume"));
        }
        if self.checkpoint().is_file() {
            return DirectoryLock::take(&self.path);
        }
        Err(Error::new(
            "the run has no checkpoint: it ended before its first epoch did, or the directory is none of a run",
        )
        .file(self.checkpoint())
        .field("--resume")
        .hint("start it again with the same options, without --resume; nothing is lost"))
    }

    /// Makes the directory and writes the options, both of which stay once [`Begun::keep`] says so. `lock` is that of a
    /// run that is resumed.
    ///
    /// # Errors
    /// If they cannot be written, and a directory that another process writes.
    pub fn begin(&self, options: &str, lock: Option<DirectoryLock>) -> Result<Begun> {
        let directory = NewDirectories::create(&self.path)?;
        let lock = lock.map_or_else(|| DirectoryLock::take(&self.path), Ok)?;
        let path = self.file("train.yaml");
        let mut file = AtomicFile::create(&path)?;
        file.write_all(options.as_bytes()).map_err(|error| Error::io("write", &path, &error))?;
        Ok(Begun { options: file, lock, directory })
    }

    /// Path of a file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Path of the checkpoint.
    pub fn checkpoint(&self) -> PathBuf {
        self.file("checkpoint.safetensors")
    }

    /// Writes table and curve of the losses of a run in this arithmetic.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write_history(&self, history: &[Epoch], arithmetic: Arithmetic) -> Result<()> {
        let path = self.file("history.csv");
        let table = files::csv_text("the history", |table| history.iter().try_for_each(|epoch| table.serialize(epoch)));
        files::write(&path, table.map_err(|error| error.file(&path))?)?;
        files::write(&self.file("history.svg"), curve(history, arithmetic))
    }

    /// Writes everything that a finished run leaves.
    ///
    /// # Errors
    /// If a file cannot be written, or the golden set cannot be made.
    pub fn finish(&self, finished: &Finished<'_>) -> Result<()> {
        let Finished { config, model, weights, metrics, data_sha256, .. } = *finished;
        let network = &model.network;
        let (typed, quantised) = model.stored(weights)?;
        files::write(&self.file(network::FILE), typed.network().to_yaml()?)?;
        let mut names = vec!["train.yaml", network::FILE];
        let weights_sha256 = match network.block() {
            Some(block) => {
                names.push("init.yaml");
                self.registers(finished, block, &quantised)?
            }
            None => {
                names.push(network::WEIGHTS_FILE);
                let arrays = npz::write_weights(&typed, &quantised)?;
                files::write(&self.file(network::WEIGHTS_FILE), &arrays)?;
                hash::of_bytes(arrays)
            }
        };
        names.extend(["model.safetensors", "history.csv", "history.svg", "metrics.json"]);
        files::write(&self.file("model.safetensors"), tensors(model, weights, &quantised)?)?;
        let text = serde_json::to_string_pretty(metrics)
            .map_err(|error| Error::new(format!("cannot write metrics: {error}")))?;
        files::write(&self.file("metrics.json"), text + "\n")?;
        let mut entries = Vec::new();
        for name in names {
            entries.push(econ_emu::golden::manifest::FileEntry {
                path: name.into(),
                sha256: hash::of_file(&self.file(name))?,
            });
        }
        let design = match network.block() {
            Some(block) => block.hash_text()?,
            None => typed.network().to_yaml()?,
        };
        let manifest = Manifest {
            tool: version::program(),
            data_sha256: data_sha256.to_owned(),
            design_sha256: hash::of_bytes(design + &config.to_yaml()?),
            weights_sha256,
            loss_network_sha256: model.loss_network_sha256.clone(),
            files: entries,
        };
        let text = serde_json::to_string_pretty(&manifest)
            .map_err(|error| Error::new(format!("cannot write run.json: {error}")))?;
        files::write(&self.file("run.json"), text + "\n")
    }

    /// Registers and golden set of an encoder of the chip; gives the hash of its weights.
    fn registers(&self, finished: &Finished<'_>, block: &AeBlock, weights: &Weights) -> Result<String> {
        let chip = ChipConfig {
            algorithm: Algorithm::Autoencoder,
            links: finished.config.links,
            keep_mask: KeepMask::top_bits(finished.model.widths),
            weights: Some(weights.clone()),
            ..finished.chip.clone()
        };
        files::write(&self.file("init.yaml"), write_config(&chip, Dialect::C, block)?)?;
        self.golden(&chip.to_generation(Generation::Prod), block, finished.golden)?;
        Ok(hash::of_bytes(image::to_bytes(block, weights)?))
    }

    /// A golden set of these samples: charges as the nearest link words of the chip's settings.
    fn golden(&self, chip: &ChipConfig, network: &AeBlock, samples: &[Sample]) -> Result<()> {
        let scratch = tempfile::tempdir().map_err(|error| Error::io("create", &self.path, &error))?;
        let input = scratch.path().join("testInput.csv");
        let mut rows = RowFile::<InputWords>::create(&input)?;
        let drop = chip.density.dropped_bits();
        for (row, sample) in samples.iter().enumerate() {
            let codes = sample.charges.map(|charge| TcCode(FLOAT_4E3M.encode(charge.0, drop) as u8));
            rows.write(&link_words::pack(&codes, chip, row as u64))?;
        }
        rows.commit()?;
        let options = Options { network: network.clone(), ..Options::default() };
        let out = self.file("golden");
        let config = self.file("init.yaml");
        let source = InputSource::Copy { path: &input, name: "testInput.csv" };
        let request = GoldenRequest {
            config: &config,
            text: None,
            source,
            rows: None,
            options: &options,
            out: &out,
            replace: true,
        };
        generate(&request, |_| ()).map(|_| ())
    }
}

/// The chip a run is for when the data do not name one: production chip, high density, the cells
/// arranged for the image.
pub fn default_chip() -> ChipConfig {
    ChipConfig { density: Density::High, mux: econ_emu::data::cells::AE_MUX, ..ChipConfig::reset(Generation::Prod) }
}

fn unwritten(error: safetensors::SafeTensorError) -> Error {
    Error::new(format!("cannot write the weights: {error}"))
}

fn tensors(model: &Model, weights: &[f32], quantised: &Weights) -> Result<Vec<u8>> {
    let mut data: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    if let Some(block) = model.network.block() {
        for (id, tensor) in block.typed().tensor_ids().zip(block.typed().tensors()) {
            // Registers hold at most 8 bits.
            let values = quantised.integers(id).iter().map(|&value| value as u8).collect();
            data.push((format!("registers.{}", tensor.name), Dtype::I8, tensor.shape.clone(), values));
        }
    }
    for slot in &model.layout.slots {
        let values = weights[slot.range()].iter().flat_map(|value| value.to_le_bytes()).collect();
        let shape = slot.shape.iter().map(|&n| n as usize).collect();
        data.push((slot.name.clone(), Dtype::F32, shape, values));
    }
    let views: Vec<(&str, TensorView<'_>)> = data
        .iter()
        .map(|(name, dtype, shape, values)| Ok((name.as_str(), TensorView::new(*dtype, shape.clone(), values)?)))
        .collect::<std::result::Result<_, safetensors::SafeTensorError>>()
        .map_err(unwritten)?;
    let meta = HashMap::from([("network".to_owned(), model.network.typed().name().to_owned())]);
    safetensors::serialize(views, Some(meta)).map_err(unwritten)
}

/// A number of every epoch.
fn series(history: &[Epoch], name: &str, of: fn(&Epoch) -> f64) -> Series {
    let points = history.iter().map(|epoch| Point::new(epoch.epoch as f64, of(epoch))).collect();
    Series { name: name.to_owned(), mark: PlotMark::Line, points }
}

/// The loss curve: training and validation loss of every epoch, logarithmic.
fn curve(history: &[Epoch], arithmetic: Arithmetic) -> String {
    let validation = format!("validation, {}", arithmetic.in_words());
    let losses = [
        series(history, "training, in the arithmetic of the epoch", |epoch| epoch.train),
        series(history, &validation, |epoch| epoch.validation),
    ];
    plot::file(&plot::chart("Loss", &Axis::linear("epoch"), &Axis::log("loss"), &losses))
}
