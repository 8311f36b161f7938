//! What a training run can be told.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Not;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::network::EncoderNetwork;
use crate::chip::autoencoder::packet;
use crate::data::CellOrder;
use crate::data::reweight::Weighting;
use crate::data::sample::MAX_CALQ;
use crate::data::split::{Share, SplitPlan};
use crate::error::{Error, Result};
use crate::network::zoo::{ZooLoss, ZooModel};
use crate::nn::quantiser::Quantiser;
use crate::physics::choose::TELESCOPE_IN_MIX;
use crate::registers::LatentWidths;

pub use crate::physics::decoder::{DecoderKind, DecoderSpec};
pub use crate::physics::learned_emd::LearnedEmd;
pub use crate::physics::model::Arithmetic;
pub use crate::physics::sinkhorn::Sinkhorn;

/// What a loss can be made of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumCount, EnumString,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LossTerm {
    /// Telescope of charges as they are: cells, 2x2 and 4x4 sums.
    #[serde(alias = "telescope")]
    #[strum(to_string = "telescope-charge", serialize = "telescope")]
    TelescopeCharge,
    /// Telescope on input and output normalised to sum 1 each: the module sum is sent separately.
    #[serde(alias = "telescope-normalized")]
    #[strum(to_string = "telescope-normalised", serialize = "telescope-normalized")]
    TelescopeNormalised,
    /// Squared differences times the larger of the two.
    WeightedMse,
    /// Squared differences.
    Mse,
    /// The sliced earth mover's distance in 12 directions, of input and output normalised to sum 1 each.
    Sliced,
    /// The Sinkhorn divergence of input and output normalised to sum 1 each.
    Sinkhorn,
    /// A network that was trained to give the earth mover's distance, `emd:NAME`.
    #[strum(serialize = "emd")]
    #[serde(rename = "emd")]
    LearnedEmd,
}

/// Loss function: a weighted sum of terms. As text `telescope-charge`, `3000*telescope-normalised+sliced`, or `mix`, which is
/// short for the latter: with encoders of today both terms are then a few tenths.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Loss {
    /// Factor of each term, 0 for those that are not part of it.
    factors: [f64; LossTerm::COUNT],
    /// Name of the network of [`LossTerm::LearnedEmd`]; empty without that term.
    network: String,
}

impl Loss {
    /// The normalised telescope and the sliced earth mover's distance.
    pub fn mix() -> Self {
        let mut mix = Loss::from(LossTerm::Sliced);
        mix.factors[LossTerm::TelescopeNormalised as usize] = TELESCOPE_IN_MIX;
        mix
    }

    /// The terms that it has, with their factors.
    pub fn terms(&self) -> impl Iterator<Item = (LossTerm, f64)> {
        let all = LossTerm::VARIANTS.iter().copied().zip(self.factors);
        all.filter(|&(_, factor)| factor != 0.0)
    }

    /// The learned earth mover's distance of the network of this name.
    pub fn learned_emd(network: &str) -> Self {
        Loss { network: network.to_owned(), ..LossTerm::LearnedEmd.into() }
    }

    /// The network of the earth mover's distance that it has as a term.
    pub fn network(&self) -> Option<&str> {
        (self.factors[LossTerm::LearnedEmd as usize] != 0.0).then_some(&self.network)
    }

    /// Whether it trains the sum of the reconstruction, not only its shares.
    pub fn has_scale(&self) -> bool {
        self.terms().any(|(term, _)| match term {
            LossTerm::TelescopeCharge | LossTerm::WeightedMse | LossTerm::Mse => true,
            LossTerm::TelescopeNormalised | LossTerm::Sliced | LossTerm::Sinkhorn | LossTerm::LearnedEmd => false,
        })
    }
}

/// The mix: what counts are the shares of the cells, since the module sum is sent beside the latents.
impl Default for Loss {
    fn default() -> Self {
        Loss::mix()
    }
}

impl From<LossTerm> for Loss {
    fn from(term: LossTerm) -> Self {
        let mut factors = [0.0; LossTerm::COUNT];
        factors[term as usize] = 1.0;
        Loss { factors, network: String::new() }
    }
}

impl From<&Loss> for Loss {
    fn from(loss: &Loss) -> Self {
        loss.clone()
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Loss::mix() {
            return f.write_str("mix");
        }
        for (number, (term, factor)) in self.terms().enumerate() {
            let plus = if number > 0 { "+" } else { "" };
            let name: &str = term.into();
            match factor {
                1.0 => write!(f, "{plus}{name}")?,
                _ => write!(f, "{plus}{factor}*{name}")?,
            }
            if term == LossTerm::LearnedEmd {
                write!(f, ":{}", self.network)?;
            }
        }
        Ok(())
    }
}

/// How a term is written.
fn written(term: &LossTerm) -> &'static str {
    match term {
        LossTerm::LearnedEmd => "emd:NAME",
        term => term.into(),
    }
}

fn no_loss(found: &str) -> Error {
    let names: Vec<&str> = LossTerm::VARIANTS.iter().map(written).collect();
    Error::new("no such loss").field("loss").found(found).allowed(format!(
        "mix, {}, or a sum of these with factors above 0: 3000*telescope-normalised+sliced",
        names.join(", ")
    ))
}

impl FromStr for Loss {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text == "mix" {
            return Ok(Loss::mix());
        }
        let mut loss = Loss { factors: [0.0; LossTerm::COUNT], network: String::new() };
        for part in text.split('+').map(str::trim) {
            let (factor, name) = match part.split_once('*') {
                Some((factor, name)) => (factor.trim().parse().ok(), name.trim()),
                None => (Some(1.0), part),
            };
            let factor =
                factor.filter(|factor: &f64| factor.is_finite() && *factor > 0.0).ok_or_else(|| no_loss(part))?;
            let (name, network) = name.split_once(':').unwrap_or((name, ""));
            let term: LossTerm = name.parse().map_err(|_| no_loss(part))?;
            if (term == LossTerm::LearnedEmd) == network.is_empty() {
                return Err(no_loss(part));
            }
            loss.network.push_str(network);
            if std::mem::replace(&mut loss.factors[term as usize], factor) != 0.0 {
                return Err(no_loss(part).hint("each term once"));
            }
        }
        Ok(loss)
    }
}

impl TryFrom<String> for Loss {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Loss> for String {
    fn from(loss: Loss) -> String {
        loss.to_string()
    }
}

/// What a training leaves as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Frozen {
    /// The encoder: a decoder for registers that are there.
    Encoder,
    /// The decoder.
    Decoder,
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

/// Which bits of the latents are sent: `even`, `auto`, or 16 numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Bits {
    /// The top 3, 5, 7 or 9 bits of every latent on 2, 3, 4 or 5 links.
    #[default]
    Even,
    /// As many of each as the error of the image says, together as many as the links carry.
    Auto,
    /// So many of each, the top ones.
    Widths(LatentWidths),
}

impl Bits {
    fn is_even(&self) -> bool {
        *self == Bits::Even
    }
}

impl FromStr for Bits {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "even" => Ok(Bits::Even),
            "auto" => Ok(Bits::Auto),
            widths => widths.parse().map(Bits::Widths).map_err(|error: Error| {
                error.field("bits").hint("'even' sends as many of every latent, 'auto' as many as each is worth")
            }),
        }
    }
}

impl TryFrom<String> for Bits {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Bits> for String {
    fn from(bits: Bits) -> String {
        match bits {
            Bits::Even => "even".to_owned(),
            Bits::Auto => "auto".to_owned(),
            Bits::Widths(widths) => widths.to_string(),
        }
    }
}

/// How the weights begin: `random`, `closed-form`, or a file or directory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Init {
    /// At random, by the seed.
    #[default]
    Random,
    /// The encoder by [`crate::physics::closed_form`], the decoder at random.
    ClosedForm,
    /// The encoder of a register file or of another program's file; of a run also the decoder, if it is of the same
    /// kind.
    Path(PathBuf),
}

impl Init {
    fn is_random(&self) -> bool {
        *self == Init::Random
    }
}

impl From<String> for Init {
    fn from(text: String) -> Self {
        match text.as_str() {
            "random" => Init::Random,
            "closed-form" => Init::ClosedForm,
            path => Init::Path(path.into()),
        }
    }
}

impl From<Init> for String {
    fn from(init: Init) -> String {
        match init {
            Init::Random => "random".to_owned(),
            Init::ClosedForm => "closed-form".to_owned(),
            Init::Path(path) => path.display().to_string(),
        }
    }
}

fn one() -> f32 {
    1.0
}

/// Where `econ-emu train-emdloss` leaves its networks unless told otherwise.
fn emdloss() -> PathBuf {
    "emdloss".into()
}

fn is_emdloss(path: &Path) -> bool {
    path == emdloss()
}

fn is_one(number: &usize) -> bool {
    *number == 1
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Most copies of each sample that are mixed.
const MOST_COPIES: u32 = 1000;

/// Most samples of a batch, epochs, and synthetic samples.
const MAX_BATCH: usize = 1 << 20;
const MAX_EPOCHS: usize = 1_000_000;
const MAX_SYNTHETIC_ROWS: u64 = 1_000_000_000;

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
    /// The csv files name no columns: the first line is data.
    #[serde(skip_serializing_if = "Not::not")]
    pub no_header: bool,
    /// The csv files name no columns, and the first column is an index.
    #[serde(skip_serializing_if = "Not::not")]
    pub index_column: bool,
    /// Round charges with a fraction to the nearest whole one.
    #[serde(skip_serializing_if = "Not::not")]
    pub round: bool,
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
    /// Weights of all samples in the loss, of validation and test samples too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_weights: Option<Weighting>,
    /// Rows of the built-in synthetic set.
    pub synthetic_rows: u64,
    /// Training rows: a fraction (`0.8`) or a range (`0..2160`).
    pub train: String,
    /// Validation rows, likewise.
    pub validation: String,
    /// Test rows, likewise.
    pub test: String,
    /// Fractions are of events, where the data give them: no event is in two parts. In files of runs that do not say it
    /// they are of rows: it came later.
    #[serde(default)]
    pub by_event: bool,
    /// Train on the first 5,000 training rows only.
    pub quick: bool,
    /// Encoder network: a built-in name, a name of Ecoder's zoo, or a file.
    pub network: String,
    /// Quantisers of QKeras for weight tensors of the network, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub quantisers: BTreeMap<String, Quantiser>,
    /// Decoder.
    pub decoder: DecoderKind,
    /// Whether r and 1 / r of the received module sum, and its logarithm, enter the decoder. In files of runs that do
    /// not say it they do not: it came later.
    #[serde(default)]
    pub received_sum: bool,
    /// Units of each hidden layer of an mlp or film decoder; none stand for three of 256.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decoder_widths: Vec<usize>,
    /// So many decoders side by side, whose mean the image is; of mlp and film.
    #[serde(skip_serializing_if = "is_one")]
    pub ensemble: usize,
    /// Arithmetic of the encoder.
    pub arithmetic: Arithmetic,
    /// eLinks, 2..=5.
    pub links: u8,
    /// Bits of each latent that are sent.
    #[serde(skip_serializing_if = "Bits::is_even")]
    pub bits: Bits,
    /// How the weights begin.
    #[serde(skip_serializing_if = "Init::is_random")]
    pub init: Init,
    /// Copies of each training sample in which a random half of the cells is that of another sample.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub mixed_copies: u32,
    /// Loss.
    pub loss: Loss,
    /// How a Sinkhorn divergence in the loss is computed.
    #[serde(default, skip_serializing_if = "Sinkhorn::is_default")]
    pub sinkhorn: Sinkhorn,
    /// Directory of the networks that the loss `emd:NAME` names.
    #[serde(default = "emdloss", skip_serializing_if = "is_emdloss")]
    pub emdloss: PathBuf,
    /// Plain squared differences for the first third of the epochs.
    pub mse_first: bool,
    /// Optimizer.
    pub optimizer: OptimizerKind,
    /// Full learning rate.
    pub learning_rate: f32,
    /// Weight decay.
    pub weight_decay: f32,
    /// Factor of the orthogonal regularisation, see `orthogonal` of the trainer; 0 for none.
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
    /// Steps over which the learning rate rises to its full value, once at the start.
    #[serde(default)]
    pub warmup: u64,
    /// Decay of a running average of all weights, for each step; its weights are kept where they are better on the
    /// validation samples. 0 for none.
    #[serde(default)]
    pub average: f32,
    /// Learning rate of the encoder as a part of the full one: its weights move on a grid of 1/32, and those of a good
    /// start are soon lost.
    #[serde(default = "one")]
    pub encoder_rate: f32,
    /// What is not trained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freeze: Option<Frozen>,
    /// Sweeps over the registers after the last epoch, in which they are changed by whole steps where that lowers the
    /// exact loss.
    #[serde(default)]
    pub polish: usize,
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
            no_header: false,
            index_column: false,
            round: false,
            rows_per_file: None,
            mask_partials: false,
            mask_energies: false,
            double: false,
            max_value: None,
            occ_reweight: false,
            sample_weights: None,
            synthetic_rows: 20_000,
            train: "0.8".into(),
            validation: "0.1".into(),
            test: "0.1".into(),
            by_event: true,
            quick: false,
            network: "chip-8x8".into(),
            quantisers: BTreeMap::new(),
            decoder: DecoderKind::default(),
            received_sum: true,
            decoder_widths: Vec::new(),
            ensemble: 1,
            arithmetic: Arithmetic::default(),
            links: 5,
            bits: Bits::Even,
            init: Init::Random,
            mixed_copies: 0,
            loss: Loss::default(),
            sinkhorn: Sinkhorn::default(),
            emdloss: emdloss(),
            mse_first: false,
            optimizer: OptimizerKind::default(),
            learning_rate: 3e-3,
            weight_decay: 0.0,
            orthogonal: 0.0,
            schedule: ScheduleKind::default(),
            batch: 256,
            epochs: 50,
            clip: 0.1,
            warmup: 0,
            average: 0.0,
            encoder_rate: 1.0,
            freeze: None,
            polish: 0,
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
    /// The options of an entry of Ecoder's zoo: its network and loss; the plain decoder without conditions, as there; its
    /// own quantisers, with the rules of QKeras for gradients and weights, where it has some, else real numbers. Latents
    /// are not cut. A loss that is a network of its own has to be found among those of `emdloss`.
    pub fn take_model(&mut self, model: &ZooModel) {
        self.network = model.name.to_owned();
        self.loss = match model.loss {
            ZooLoss::WeightedMse => LossTerm::WeightedMse.into(),
            ZooLoss::TelescopeCharge => LossTerm::TelescopeCharge.into(),
            ZooLoss::LearnedEmd(name) => Loss::learned_emd(name),
        };
        (self.decoder, self.received_sum) = (DecoderKind::Plain, false);
        self.arithmetic = if model.bits.is_some() { Arithmetic::Qkeras } else { Arithmetic::Float };
    }

    /// The network of the earth mover's distance in the loss, if there is one.
    ///
    /// # Errors
    /// As [`LearnedEmd::find`] and [`LearnedEmd::read`].
    pub fn learned_emd(&self) -> Result<Option<LearnedEmd>> {
        let read = |name| LearnedEmd::read(&LearnedEmd::find(&self.emdloss, name)?);
        self.loss.network().map(read).transpose()
    }

    /// The decoder with all its choices.
    ///
    /// # Errors
    /// Widths and ensembles that it cannot have.
    pub fn decoder(&self) -> Result<DecoderSpec> {
        DecoderSpec::new(self.decoder, self.received_sum, &self.decoder_widths, self.ensemble)
    }

    /// Bits of each latent that reach the decoder.
    ///
    /// # Errors
    /// [`Bits::Auto`]: the data say it.
    pub fn latent_widths(&self) -> Result<LatentWidths> {
        match self.bits {
            Bits::Even => Ok(packet::latent_bits(self.links).into()),
            Bits::Widths(widths) => Ok(widths),
            Bits::Auto => Err(Error::new("the bits of the latents are not chosen yet")
                .field("bits")
                .found("auto")
                .hint("this is a fault of the program: a start chooses them")),
        }
    }

    /// These options with the bits of the latents that a start chose, which the options of its checkpoint name.
    ///
    /// # Errors
    /// As [`TrainConfig::of_run`].
    pub fn with_bits_of(&self, options: &str, checkpoint: &Path) -> Result<Self> {
        let bits = match self.bits {
            Bits::Auto => TrainConfig::of_run(options, checkpoint)?.bits,
            Bits::Even | Bits::Widths(_) => self.bits,
        };
        Ok(TrainConfig { bits, ..self.clone() })
    }

    /// Seed of the parts and of synthetic data.
    pub fn data_seed(&self) -> u64 {
        self.data_seed.unwrap_or(self.seed)
    }

    /// Reads the options of a run; what they do not name has its default of the time when it could not be named.
    ///
    /// # Errors
    /// YAML that does not parse and unknown keys, with the line.
    pub fn of_run(text: &str, file: &Path) -> Result<Self> {
        serde_yaml::from_str(text).map_err(|error| {
            Error::yaml("not a training configuration", file, &error)
                .hint("'econ-emu train --print-options' prints one with every option")
        })
    }

    /// Reads the options for a new run; what they do not name keeps its default.
    ///
    /// # Errors
    /// As [`TrainConfig::of_run`].
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        let config = TrainConfig::of_run(text, file)?;
        let named: BTreeMap<String, serde::de::IgnoredAny> = serde_yaml::from_str(text).unwrap_or_default();
        let received_sum = config.received_sum || !named.contains_key("received_sum");
        let by_event = config.by_event || !named.contains_key("by_event");
        Ok(TrainConfig { received_sum, by_event, ..config })
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
        fn fault(field: &str, found: String, allowed: &str) -> Result<()> {
            Err(Error::out_of_range(field, found, allowed))
        }
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
        if !(self.encoder_rate > 0.0 && self.encoder_rate <= 1.0) {
            return fault("encoder_rate", self.encoder_rate.to_string(), "above 0, up to 1");
        }
        if !(0.0..1.0).contains(&self.average) {
            return fault("average", self.average.to_string(), "0 up to, not including, 1; 0.999 averages 1,000 steps");
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
        if self.mixed_copies > MOST_COPIES {
            return fault("mixed_copies", self.mixed_copies.to_string(), &format!("0..={MOST_COPIES}"));
        }
        if self.polish > 0 && self.freeze == Some(Frozen::Encoder) {
            return fault("polish, freeze", format!("{}, encoder", self.polish), "one of both: frozen registers stay");
        }
        if let (true, Some(weights)) = (self.occ_reweight, self.sample_weights) {
            let found = <&str>::from(weights).to_owned();
            return fault("sample_weights", found, "one weight for each sample: this, or occ_reweight");
        }
        self.sinkhorn.check()?;
        self.decoder()?;
        let room = packet::data_bits(self.links);
        if let Bits::Widths(widths) = self.bits
            && !(1..=room).contains(&widths.total())
        {
            let allowed = format!("1..={room} bits of all latents on {} links", self.links);
            return fault("bits", format!("{} bits, {widths}", widths.total()), &allowed);
        }
        if self.bits == Bits::Auto && self.init != Init::ClosedForm {
            return fault("bits", "auto".into(), "with init closed-form: it knows what each latent is worth");
        }
        if !(1..=MAX_BATCH).contains(&self.batch) {
            return fault("batch", self.batch.to_string(), &format!("1..={MAX_BATCH}"));
        }
        if self.epochs > MAX_EPOCHS {
            return fault("epochs", self.epochs.to_string(), &format!("up to {MAX_EPOCHS}"));
        }
        if !(1..=MAX_SYNTHETIC_ROWS).contains(&self.synthetic_rows) {
            return fault("synthetic_rows", self.synthetic_rows.to_string(), &format!("1..={MAX_SYNTHETIC_ROWS}"));
        }
        if self.epochs == 0 && (self.polish == 0 || self.init == Init::Random) {
            return fault("epochs", "0".into(), "at least 1, or 0 to polish the registers of init as they are");
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
