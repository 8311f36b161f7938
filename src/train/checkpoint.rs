//! The state of a run between two epochs, written so that it survives anything.

use std::path::Path;

use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensorError, SafeTensors};
use serde::{Deserialize, Serialize};

use super::epoch::Epoch;
use super::optim::Optimizer;
use super::options::TrainConfig;
use crate::error::{Error, Result};
use crate::files;

/// Everything that changes during a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// Epochs done.
    pub epoch: usize,
    /// Weights.
    pub weights: Vec<f32>,
    /// Running average of the weights; none unless one is kept.
    pub average: Vec<f32>,
    /// Offsets of the latents that steps keep, see [`crate::physics::closed_form::Offsets`]; none unless they do.
    pub offsets: Vec<f32>,
    /// Sizes of the decoder's inputs, see `InputScale` of the trainer; none unless steps are taken by them.
    pub inputs: Vec<f32>,
    /// Weights of the best epoch.
    pub best: Vec<f32>,
    /// Validation loss of the best epoch.
    pub best_loss: f64,
    /// Optimizer and its state.
    pub optimizer: Optimizer,
    /// What every epoch gave.
    pub history: Vec<Epoch>,
}

/// The part that goes into the header of the file.
#[derive(Serialize, Deserialize)]
struct Header {
    epoch: usize,
    best_loss: Option<f64>,
    optimizer: Optimizer,
    history: Vec<Epoch>,
    config: String,
}

/// Tensors that are left out where they are empty.
const OPTIONAL: [&str; 3] = ["average", "offsets", "inputs"];

fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn floats(view: &TensorView<'_>) -> Vec<f32> {
    let chunks = view.data().chunks_exact(4);
    chunks.map(|chunk| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]])).collect()
}

impl Checkpoint {
    /// A run with these options that begins with these weights.
    pub fn start(config: &TrainConfig, weights: Vec<f32>) -> Self {
        let average = if config.average > 0.0 { weights.clone() } else { Vec::new() };
        let optimizer = Optimizer::new(config.optimizer, config.weight_decay, weights.len());
        Checkpoint { average, ..Checkpoint::begin(optimizer, weights) }
    }

    /// A training that begins with these weights, which are the best so far, and keeps nothing beside them.
    pub fn begin(optimizer: Optimizer, weights: Vec<f32>) -> Self {
        Checkpoint {
            epoch: 0,
            optimizer,
            average: Vec::new(),
            offsets: Vec::new(),
            inputs: Vec::new(),
            best: weights.clone(),
            best_loss: f64::INFINITY,
            weights,
            history: Vec::new(),
        }
    }

    /// Writes the checkpoint: a safetensors file that replaces the old one in one rename. `config`
    /// is what it belongs to.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path, config: &str) -> Result<()> {
        let file = self.serialised(config);
        files::write(
            path,
            file.map_err(|error| Error::new(format!("cannot write the checkpoint: {error}")).file(path))?,
        )
    }

    /// The file, or why it cannot be written.
    fn serialised(&self, config: &str) -> std::result::Result<Vec<u8>, String> {
        let (first, second) = self.optimizer.state();
        let mut data = vec![
            ("weights", bytes(&self.weights)),
            ("best", bytes(&self.best)),
            ("first", bytes(first)),
            ("second", bytes(second)),
        ];
        for (name, values) in OPTIONAL.into_iter().zip([&self.average, &self.offsets, &self.inputs]) {
            if !values.is_empty() {
                data.push((name, bytes(values)));
            }
        }
        let views: Vec<(&str, TensorView<'_>)> = data
            .iter()
            .map(|(name, data)| Ok((*name, TensorView::new(Dtype::F32, vec![data.len() / 4], data)?)))
            .collect::<std::result::Result<_, safetensors::SafeTensorError>>()
            .map_err(|error| error.to_string())?;
        let header = Header {
            epoch: self.epoch,
            best_loss: self.best_loss.is_finite().then_some(self.best_loss),
            optimizer: self.optimizer.without_state(),
            history: self.history.clone(),
            config: config.to_owned(),
        };
        let header = serde_json::to_string(&header).map_err(|error| error.to_string())?;
        let meta = std::collections::HashMap::from([("checkpoint".to_owned(), header)]);
        safetensors::serialize(views, Some(meta)).map_err(|error| error.to_string())
    }

    /// Reads a checkpoint, and the options it belongs to.
    ///
    /// # Errors
    /// A file that is no checkpoint.
    pub fn read(path: &Path) -> Result<(Self, String)> {
        Checkpoint::deserialised(&files::read_bytes(path)?).map_err(|error| {
            Error::new(format!("not a checkpoint: {error}")).file(path).hint("delete it to start the run anew")
        })
    }

    /// What a file holds, or why it is none.
    fn deserialised(file: &[u8]) -> std::result::Result<(Self, String), String> {
        let (_, metadata) = SafeTensors::read_metadata(file).map_err(|error| error.to_string())?;
        let header = metadata.metadata().as_ref().and_then(|meta| meta.get("checkpoint"));
        let header = header.ok_or("its header is missing")?;
        let header: Header = serde_json::from_str(header).map_err(|error| error.to_string())?;
        let tensors = SafeTensors::deserialize(file).map_err(|error| error.to_string())?;
        let [weights, best, first, second, average, offsets, inputs] =
            ["weights", "best", "first", "second", "average", "offsets", "inputs"].map(|name| {
                match tensors.tensor(name) {
                    Err(SafeTensorError::TensorNotFound(_)) if OPTIONAL.contains(&name) => Ok(Vec::new()),
                    view => view.map(|view| floats(&view)).map_err(|error| error.to_string()),
                }
            });
        let mut optimizer = header.optimizer;
        optimizer.restore(first?, second?);
        let checkpoint = Checkpoint {
            epoch: header.epoch,
            weights: weights?,
            average: average?,
            offsets: offsets?,
            inputs: inputs?,
            best: best?,
            best_loss: header.best_loss.unwrap_or(f64::INFINITY),
            optimizer,
            history: header.history,
        };
        Ok((checkpoint, header.config))
    }
}
