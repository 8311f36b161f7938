//! What a training run can be told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::encoder::EncoderNetwork;
use crate::chip::autoencoder::packet;
use crate::data::CellOrder;
use crate::data::sample::MAX_CALQ;
use crate::data::split::{Share, SplitPlan};
use crate::error::{Error, Result};
use crate::network::zoo::{ZooLoss, ZooModel};
use crate::nn::quantiser::Quantiser;

pub use crate::physics::decoder::DecoderKind;
pub use crate::physics::model::Arithmetic;

/// Loss function.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Loss {
    /// Telescope: cells, 2x2 and 4x4 sums.
    #[default]
    Telescope,
    /// Telescope on input and output normalised to sum 1 each: the module sum is sent separately.
    TelescopeNormalized,
    /// Squared differences times the larger of the two.
    WeightedMse,
    /// Squared differences.
    Mse,
}

/// Optimizer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum OptimizerKind {
    /// Adam; weight decay is added to the gradient.
    #[default]
    Adam,
    /// Adam with decoupled weight decay.
    AdamW,
    /// Lion: the sign of a mix of momentum and gradient; decoupled weight decay.
    Lion,
}

/// Learning rate over the epochs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ScheduleKind {
    /// Always the same.
    Constant,
    /// Half a cosine from the full rate to 0.
    #[default]
    Cosine,
    /// Cosines over a third of the epochs each.
    WarmRestarts,
    /// A tenth after every 10 epochs.
    Step,
    /// 0.96 to the power of the epoch.
    Exponential,
}

/// Everything a run can be told; the file `train.yaml` of a run directory holds all of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TrainConfig {
    /// Files or directories of data, as `econ-emu data` reads them; none stands for the built-in
    /// synthetic set.
    pub data: Vec<PathBuf>,
    /// Data of validation rows. With them all rows of `data` are training rows, and `train`, `validation`
    /// and `test` are not used.
    pub validation_data: Vec<PathBuf>,
    /// Data of test rows, beside `validation_data`; none means no test.
    pub test_data: Vec<PathBuf>,
    /// Chip configuration that link words are for.
    pub chip: Option<PathBuf>,
    /// Metadata beside link words.
    pub metadata: Option<PathBuf>,
    /// Numbering of the charges in csv files.
    pub cells: CellOrder,
    /// At most this many rows of each file.
    pub rows_per_file: Option<u64>,
    /// Full wafers only.
    pub mask_partials: bool,
    /// Only rows with `SimEnergyFraction` above 0.05.
    pub mask_energies: bool,
    /// Add consecutive rows in pairs: twice the pile-up.
    pub double: bool,
    /// Clip charges to this CALQ.
    pub max_value: Option<u32>,
    /// Weight training samples so that rare modules count as much as frequent ones.
    pub occ_reweight: bool,
    /// Rows of the built-in synthetic set.
    pub synthetic_rows: u64,
    /// Training rows: a fraction (`0.8`) or a range (`0..2160`).
    pub train: String,
    /// Validation rows, likewise.
    pub validation: String,
    /// Test rows, likewise.
    pub test: String,
    /// Train on the first 5,000 training rows only.
    pub quick: bool,
    /// Encoder network: a built-in name, a name of Ecoder's zoo, or a file.
    pub network: String,
    /// Quantisers of QKeras for weight tensors of the network, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub quantisers: BTreeMap<String, Quantiser>,
    /// Decoder.
    pub decoder: DecoderKind,
    /// Arithmetic of the encoder.
    pub arithmetic: Arithmetic,
    /// eLinks, 2..=5: latents of 3, 5, 7 or 9 bits.
    pub links: u8,
    /// Loss.
    pub loss: Loss,
    /// Plain squared differences for the first third of the epochs.
    pub mse_first: bool,
    /// Optimizer.
    pub optimizer: OptimizerKind,
    /// Full learning rate.
    pub learning_rate: f32,
    /// Weight decay.
    pub weight_decay: f32,
    /// Factor of the orthogonal regularisation, see [`super::orthogonal`]; 0 for none.
    pub orthogonal: f32,
    /// Learning rate over the epochs.
    pub schedule: ScheduleKind,
    /// Samples of a batch.
    pub batch: usize,
    /// Epochs.
    pub epochs: usize,
    /// Largest norm of a gradient; 0 for no limit. The first gradients are thousands of times larger
    /// than later ones; without a limit Adam's second moments remember them for many steps.
    pub clip: f32,
    /// Epochs without a better validation loss after which the run stops.
    pub patience: Option<usize>,
    /// Turn training samples by random multiples of 120 degrees, exact symmetries of the cells.
    pub rotations: bool,
    /// With the chip's arithmetic: the fraction of the epochs, at the start, whose training steps compute in real
    /// numbers before the chip's integers take over: latents are alive and inside their range by then.
    pub float_epochs: f64,
    /// Seed of everything random.
    pub seed: u64,
    /// Seed of the parts and of synthetic data, if not that: so that runs of many seeds see the same samples.
    pub data_seed: Option<u64>,
    /// At most this many samples of `data`.
    pub limit: Option<u64>,
    /// Fractions are of the first so many samples; all samples behind them are further training samples.
    pub split_rows: Option<u64>,
    /// `cpu` or `cuda:N`.
    pub device: String,
}

impl Default for TrainConfig {
    fn default() -> Self {
        TrainConfig {
            data: Vec::new(),
            validation_data: Vec::new(),
            test_data: Vec::new(),
            chip: None,
            metadata: None,
            cells: CellOrder::default(),
            rows_per_file: None,
            mask_partials: false,
            mask_energies: false,
            double: false,
            max_value: None,
            occ_reweight: false,
            synthetic_rows: 20_000,
            train: "0.8".into(),
            validation: "0.1".into(),
            test: "0.1".into(),
            quick: false,
            network: "chip-8x8".into(),
            quantisers: BTreeMap::new(),
            decoder: DecoderKind::default(),
            arithmetic: Arithmetic::default(),
            links: 5,
            loss: Loss::default(),
            mse_first: false,
            optimizer: OptimizerKind::default(),
            learning_rate: 3e-3,
            weight_decay: 0.0,
            orthogonal: 0.0,
            schedule: ScheduleKind::default(),
            batch: 256,
            epochs: 50,
            clip: 0.1,
            patience: None,
            rotations: true,
            float_epochs: 0.3,
            seed: 1,
            data_seed: None,
            limit: None,
            split_rows: None,
            device: "cpu".into(),
        }
    }
}

impl TrainConfig {
    /// The options of an entry of Ecoder's zoo: its network and loss; the plain decoder, as there; its own quantisers, with the rules of QKeras for
    /// gradients and weights, where it has some, else real numbers. Latents are not cut.
    ///
    /// # Errors
    /// An entry whose loss is a network that was trained before.
    pub fn take_model(&mut self, model: &ZooModel) -> Result<()> {
        model.check_loss()?;
        self.network = model.name.to_owned();
        self.loss = match model.loss {
            ZooLoss::WeightedMse => Loss::WeightedMse,
            ZooLoss::Telescope | ZooLoss::LearnedEmd(_) => Loss::Telescope,
        };
        self.decoder = DecoderKind::Plain;
        self.arithmetic = if model.bits.is_some() { Arithmetic::Qkeras } else { Arithmetic::Float };
        Ok(())
    }

    /// Bits of each latent that reach the decoder.
    pub fn latent_bits(&self) -> u32 {
        packet::latent_bits(self.links)
    }

    /// Seed of the parts and of synthetic data.
    pub fn data_seed(&self) -> u64 {
        self.data_seed.unwrap_or(self.seed)
    }

    /// Reads a file; what it does not name keeps its default.
    ///
    /// # Errors
    /// YAML that does not parse and unknown keys, with the line.
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        serde_yaml::from_str(text).map_err(|error| {
            Error::yaml("not a training configuration", file, &error)
                .hint("'econ-emu train --print-config' prints one with every option")
        })
    }

    /// All of it as YAML.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_yaml(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the options: {error}")))
    }

    /// Checks what the types leave open.
    ///
    /// # Errors
    /// The first option out of range, by name.
    pub fn validate(&self) -> Result<()> {
        let fault = |field: &str, found: String, allowed: &str| {
            Err(Error::new("option out of range").field(field).found(found).allowed(allowed))
        };
        if !(packet::MIN_AE_LINKS..=packet::MAX_AE_LINKS).contains(&self.links) {
            return fault("links", self.links.to_string(), "2..=5, for 3, 5, 7 or 9 bits of each latent");
        }
        if !(self.learning_rate.is_finite() && self.learning_rate > 0.0) {
            return fault("learning_rate", self.learning_rate.to_string(), "above 0");
        }
        if !(self.weight_decay.is_finite() && self.weight_decay >= 0.0) {
            return fault("weight_decay", self.weight_decay.to_string(), "at least 0");
        }
        if !(self.orthogonal.is_finite() && self.orthogonal >= 0.0) {
            return fault("orthogonal", self.orthogonal.to_string(), "above 0, or 0 for none");
        }
        if !(self.clip.is_finite() && self.clip >= 0.0) {
            return fault("clip", self.clip.to_string(), "above 0, or 0 for no limit");
        }
        if !(0.0..1.0).contains(&self.float_epochs) {
            return fault("float_epochs", self.float_epochs.to_string(), "0 up to, not including, 1");
        }
        if self.max_value.is_some_and(|value| !(1..=MAX_CALQ).contains(&value)) {
            return fault("max_value", format!("{:?}", self.max_value), "1..=4194303");
        }
        if self.validation_data.is_empty() && !self.test_data.is_empty() {
            return fault(
                "test_data",
                "no validation_data".into(),
                "data of all parts: data, validation_data, test_data",
            );
        }
        if self.data.is_empty() && !self.validation_data.is_empty() {
            return fault("validation_data", "no data".into(), "data to train on, beside it");
        }
        if self.batch == 0 || self.epochs == 0 {
            return fault("batch, epochs", format!("{}, {}", self.batch, self.epochs), "at least 1");
        }
        Ok(())
    }

    /// The encoder's network, which the decoder fits.
    ///
    /// # Errors
    /// As [`EncoderNetwork::find`], [`EncoderNetwork::with_quantisers`] and [`DecoderKind::check`].
    pub fn find_network(&self) -> Result<EncoderNetwork> {
        let network = EncoderNetwork::find(&self.network)?.with_quantisers(&self.quantisers)?;
        self.decoder.check(network.shape())?;
        Ok(network)
    }

    /// The three parts of the data. `rows` are those of `data`, `validation_data` and `test_data`, which
    /// follow each other.
    ///
    /// # Errors
    /// Text that is neither a fraction nor a range.
    pub fn plan(&self, rows: [u64; 3]) -> Result<SplitPlan> {
        if !self.validation_data.is_empty() {
            let [train, validation, test] = rows;
            let ends = [train, train + validation, train + validation + test];
            return Ok(SplitPlan {
                train: Share::Rows(0..ends[0]),
                validation: Share::Rows(ends[0]..ends[1]),
                test: Share::Rows(ends[1]..ends[2]),
                quick: self.quick,
            });
        }
        Ok(SplitPlan {
            train: share("train", &self.train)?,
            validation: share("validation", &self.validation)?,
            test: share("test", &self.test)?,
            quick: self.quick,
        })
    }
}

/// A share of the data: a fraction, or a range of rows.
fn share(field: &str, text: &str) -> Result<Share> {
    let range = text.split_once("..").and_then(|(a, b)| Some(a.trim().parse().ok()?..b.trim().parse().ok()?));
    match (range, text.trim().parse()) {
        (Some(rows), _) => Ok(Share::Rows(rows)),
        (None, Ok(fraction)) => Ok(Share::Fraction(fraction)),
        _ => Err(Error::new("neither a fraction nor a range of rows")
            .field(field)
            .found(text)
            .allowed("0.8, or 0..2160")),
    }
}
