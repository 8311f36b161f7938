//! `econ-emu train`: what it can be told. The trainer does it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Arg;

use super::choice::choice;
use super::data::{RowArgs, TableArgs};
use super::{TrainerCommands, delegate, output, quantiser};
use crate::data::reweight::Weighting;
use crate::error::{Error, Result};
use crate::files;
use crate::network::zoo::ZooModel;
use crate::nn::quantiser::Quantiser;
use crate::train::options::{Arithmetic, Bits, DecoderKind, Frozen, Loss, OptimizerKind, ScheduleKind, TrainConfig};
use crate::train::recipe::Recipe;

/// The options with the values that they have where nothing is given, those of [`TrainConfig`].
pub fn with_defaults(command: clap::Command) -> clap::Command {
    match serde_yaml::to_value(TrainConfig::default()) {
        Ok(serde_yaml::Value::Mapping(defaults)) => command.mut_args(|arg| with_default(arg, &defaults)),
        _ => command,
    }
}

/// An option with its value in a mapping, if that is a number or a word and nothing else is said of it.
fn with_default(arg: Arg, defaults: &serde_yaml::Mapping) -> Arg {
    let default = match defaults.get(arg.get_id().as_str()) {
        Some(serde_yaml::Value::Number(number)) => number.to_string(),
        Some(serde_yaml::Value::String(word)) => word.clone(),
        _ => return arg,
    };
    let [short, long] = [arg.get_help(), arg.get_long_help()].map(|help| help.map(ToString::to_string));
    if [&short, &long].into_iter().flatten().any(|help| help.contains("[default")) {
        return arg;
    }
    let [short, long] = [short, long].map(|help| help.map(|help| format!("{help} [default: {default}]")));
    let arg = match short {
        Some(help) => arg.help(help),
        None => arg,
    };
    match long {
        Some(help) => arg.long_help(help),
        None => arg,
    }
}

/// Arguments. Every option is also a key of the file of `--options`; what is given here wins.
#[derive(clap::Args)]
#[command(after_help = "\
Without --data the built-in synthetic showers are used.

With --arithmetic chip, the default, the training steps of the first 30 % of the epochs compute in real numbers, so
that latents are alive when the chip's integers take over for the rest; --float-epochs sets that fraction, 0 for none.
Validation computes in the chip's integers from the first epoch on, and its latents are compared with the emulator's;
weights of the epochs in real numbers are never the result. With --arithmetic qkeras and float nothing is compared.

--model takes network, loss and quantisers of an encoder of Ecoder's zoo ('econ-emu models' lists them), and the plain
decoder, whatever --options says of them; what else is given counts. Encoders that do not fit the chip leave no registers
and no golden set, and their latents are not cut; those with quantisers are compared with the scalar evaluator of their
description instead.

Examples:
  econ-emu train --out run --recipe closed-form --synthetic-rows 40000
  econ-emu train --out run --epochs 20
  econ-emu train --out run --data calq.csv --links 3 --optimizer lion --learning-rate 3e-4
  econ-emu train --out run --data testInput.csv --config init.yaml --decoder plain --train 0..2160 \\
      --validation 2160..2400 --test 2400..3564
  econ-emu train --out run --model 8x8_c8_S2_tele --epochs 20
  econ-emu train --out runs --models 8x8_c8_S2_tele,8x8_c8_pool_tele,Sep1_CNN_keras_normalised
  econ-emu train --out run --model 8x8_c8_S2_qK_RTL_tele --quantiser 'encoded_vector_kernel=ternary()'
  econ-emu train --out run --resume
  econ-emu train --out run --eval-only --data other.csv
  econ-emu verify --golden run/golden")]
pub struct TrainArgs {
    /// Directory of the run; with --models of all runs, each in a directory with the name of its model
    #[arg(long, value_name = "DIR", required_unless_present = "print_options")]
    pub out: Option<PathBuf>,
    /// Train an encoder of Ecoder's zoo
    #[arg(long, value_name = "NAME", conflicts_with_all = ["network", "resume", "eval_only"])]
    pub model: Option<String>,
    /// Train several of them, one after the other, and compare them
    #[arg(long, value_name = "NAMES", value_delimiter = ',', conflicts_with_all = ["model", "network", "resume", "eval_only", "print_options"])]
    pub models: Vec<String>,
    /// Continue the run in that directory from its last epoch
    #[arg(long)]
    pub resume: bool,
    /// Train nothing: run the finished model on its validation and test samples, or on all of --data; with --arithmetic
    /// chip, whatever it was trained with, every sample is compared with the emulator
    #[arg(long, conflicts_with = "resume")]
    pub eval_only: bool,
    /// Options from a file
    #[arg(long, value_name = "YAML")]
    pub options: Option<PathBuf>,
    /// Options that belong together; what else is given goes over them
    #[arg(long, value_parser = choice::<Recipe>(), conflicts_with_all = ["options", "model", "models", "resume", "eval_only"])]
    pub recipe: Option<Recipe>,
    /// Print the options in force as YAML, and stop
    #[arg(long, alias = "print-config")]
    pub print_options: bool,
    /// Files or directories of data, as 'econ-emu data' reads them
    #[arg(long, num_args = 1..)]
    pub data: Vec<PathBuf>,
    /// Validation rows from other files or directories; all rows of --data are for training then
    #[arg(long, num_args = 1.., requires = "data", conflicts_with_all = ["train", "validation", "test"])]
    pub validation_data: Vec<PathBuf>,
    /// Test rows from other files or directories
    #[arg(long, num_args = 1.., requires = "validation_data")]
    pub test_data: Vec<PathBuf>,
    /// Chip configuration that link words are for
    #[arg(id = "config", long = "config", value_name = "YAML")]
    pub chip: Option<PathBuf>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    rows: RowArgs,
    /// Weight training samples so that rare modules count as much as frequent ones
    #[arg(long)]
    pub occ_reweight: bool,
    /// Weight all samples in the loss, validation and test samples too; the other numbers of these stay plain means
    #[arg(long, value_name = "BY", value_parser = choice::<Weighting>(), conflicts_with = "occ_reweight")]
    pub sample_weights: Option<Weighting>,
    /// Train on the first 5,000 training rows only
    #[arg(long)]
    pub quick: bool,
    /// Rows of the built-in synthetic set
    #[arg(long)]
    pub synthetic_rows: Option<u64>,
    /// Training rows: a fraction or a range
    #[arg(long)]
    pub train: Option<String>,
    /// Validation rows
    #[arg(long)]
    pub validation: Option<String>,
    /// Test rows
    #[arg(long)]
    pub test: Option<String>,
    /// Encoder network: chip-8x8, cmssw-4x4x3, a name of 'econ-emu models', or a description in YAML
    #[arg(long)]
    pub network: Option<String>,
    /// Quantiser of QKeras for the weights of a tensor of the network ('econ-emu models show' names them), with
    /// --arithmetic qkeras: 'dense_kernel=ternary()'; may be given several times
    #[arg(long = "quantiser", value_name = "TENSOR=WORD", value_parser = quantiser::of_one)]
    pub quantisers: Vec<(String, Quantiser)>,
    /// Decoder
    #[arg(long, value_parser = choice::<DecoderKind>())]
    pub decoder: Option<DecoderKind>,
    /// Leave r and 1 / r of the received module sum out of the decoder: for programs that give it 16, 18 or 24 numbers
    #[arg(long)]
    pub no_received_sum: bool,
    /// Units of each hidden layer of '--decoder mlp' and 'film' [default: 256,256,256]
    #[arg(long, value_name = "UNITS", value_delimiter = ',')]
    pub decoder_widths: Vec<usize>,
    /// So many decoders side by side, mlp or film, each with weights of its own; the image is the mean of theirs
    /// [default: 1]
    #[arg(long, value_name = "DECODERS")]
    pub ensemble: Option<usize>,
    /// Arithmetic of the encoder
    #[arg(long, value_parser = choice::<Arithmetic>())]
    pub arithmetic: Option<Arithmetic>,
    /// eLinks, 2 to 5: latents of 3, 5, 7 or 9 bits
    #[arg(long)]
    pub links: Option<u8>,
    /// Bits of each latent that are sent: even, auto (where they help most; with --init closed-form), or 16 numbers
    #[arg(long, value_name = "BITS")]
    pub bits: Option<Bits>,
    /// How the weights begin: random, closed-form, a run, a register file, or a file of another program
    #[arg(long, value_name = "START")]
    pub init: Option<String>,
    /// Copies of each training sample with a random half of the cells of another one: for small samples
    #[arg(long, value_name = "COPIES")]
    pub mixed_copies: Option<u32>,
    /// Loss: telescope-charge, telescope-normalised, sliced, sinkhorn, emd:NAME (a learned distance), weighted-mse, mse, a sum of these with factors, or mix, which is
    /// 3000*telescope-normalised+sliced
    #[arg(long)]
    pub loss: Option<Loss>,
    /// Directory of the networks that '--loss emd:NAME' names [default: emdloss]
    #[arg(long, value_name = "DIR")]
    pub emdloss: Option<PathBuf>,
    /// Weight of the entropy in '--loss sinkhorn', in half the spacing of neighbouring cells [default: 0.4]
    #[arg(long, value_name = "EPSILON")]
    pub sinkhorn_epsilon: Option<f64>,
    /// Iterations of '--loss sinkhorn' [default: 50]
    #[arg(long, value_name = "ITERATIONS")]
    pub sinkhorn_iterations: Option<usize>,
    /// Plain squared differences for the first third of the epochs
    #[arg(long)]
    pub mse_first: bool,
    /// Optimizer
    #[arg(long, value_parser = choice::<OptimizerKind>())]
    pub optimizer: Option<OptimizerKind>,
    /// Full learning rate
    #[arg(long)]
    pub learning_rate: Option<f32>,
    /// Weight decay
    #[arg(long)]
    pub weight_decay: Option<f32>,
    /// Factor of the orthogonal regularisation of all kernels; 0 for none
    #[arg(long)]
    pub orthogonal: Option<f32>,
    /// Learning rate over the epochs
    #[arg(long, value_parser = choice::<ScheduleKind>())]
    pub schedule: Option<ScheduleKind>,
    /// Samples of a batch
    #[arg(long)]
    pub batch: Option<usize>,
    /// Epochs
    #[arg(long)]
    pub epochs: Option<usize>,
    /// Largest norm of a gradient; 0 for no limit
    #[arg(long)]
    pub clip: Option<f32>,
    /// Steps over which the learning rate rises to its full value
    #[arg(long, value_name = "STEPS")]
    pub warmup: Option<u64>,
    /// Decay of a running average of all weights, kept where it is better: 0.999
    #[arg(long, value_name = "DECAY")]
    pub average: Option<f32>,
    /// Learning rate of the encoder as a part of the full one
    #[arg(long, value_name = "PART")]
    pub encoder_rate: Option<f32>,
    /// Do not train the encoder, or the decoder
    #[arg(long, value_parser = choice::<Frozen>())]
    pub freeze: Option<Frozen>,
    /// After the last epoch change the registers by whole steps where that lowers the exact loss, in so many sweeps
    #[arg(long, value_name = "SWEEPS", num_args = 0..=1, default_missing_value = "3")]
    pub polish: Option<usize>,
    /// Epochs without a better validation loss after which the run stops
    #[arg(long)]
    pub patience: Option<usize>,
    /// Do not turn training samples by multiples of 120 degrees
    #[arg(long)]
    pub no_rotations: bool,
    /// With --arithmetic chip: fraction of the epochs, at the start, whose training steps compute in real numbers
    #[arg(long)]
    pub float_epochs: Option<f64>,
    /// Seed of everything random
    #[arg(long)]
    pub seed: Option<u64>,
    /// cpu or cuda:N
    #[arg(long)]
    pub device: Option<String>,
}

impl TrainArgs {
    /// The options in force: those of the file or the recipe, of a model of the zoo, and what is given besides.
    ///
    /// # Errors
    /// A file that cannot be read, and options that cannot be.
    pub fn effective(&self, model: Option<&String>) -> Result<TrainConfig> {
        let file = self.options.as_ref().map(|path| Ok((path, files::read_text(path)?))).transpose()?;
        let config = file.as_ref().map(|(path, text)| TrainConfig::from_yaml(text, path)).transpose()?;
        let mut config = config.unwrap_or_else(|| self.recipe.map(Recipe::config).unwrap_or_default());
        // A fault of the file is named with its line; one of the options is not the file's.
        let own = config.validate().err().map(|error| error.to_string());
        if let Some(model) = model {
            config.take_model(ZooModel::find(model)?);
        }
        self.over(config).map_err(|error| match &file {
            Some((path, text)) if own == Some(error.to_string()) => error.in_setting_of(path, text),
            _ => error,
        })
    }

    /// A configuration with what is given on the command line.
    ///
    /// # Errors
    /// Options that cannot be.
    pub fn over(&self, mut config: TrainConfig) -> Result<TrainConfig> {
        macro_rules! set {
            ($($field:ident),*) => { $(if let Some(value) = &self.$field { config.$field = value.clone(); })* };
        }
        set!(synthetic_rows, train, validation, test, network, decoder, arithmetic, links, loss, optimizer);
        set!(learning_rate, weight_decay, orthogonal, schedule, batch, epochs, clip, float_epochs, seed, device);
        set!(warmup, average, encoder_rate, bits, mixed_copies, polish, emdloss, ensemble);
        if let Some(init) = &self.init {
            config.init = init.clone().into();
        }
        config.sinkhorn.epsilon = self.sinkhorn_epsilon.unwrap_or(config.sinkhorn.epsilon);
        config.sinkhorn.iterations = self.sinkhorn_iterations.unwrap_or(config.sinkhorn.iterations);
        config.freeze = self.freeze.or(config.freeze);
        if !self.data.is_empty() {
            config.data.clone_from(&self.data);
            config.validation_data.clone_from(&self.validation_data);
            config.test_data.clone_from(&self.test_data);
        }
        if !self.decoder_widths.is_empty() {
            config.decoder_widths.clone_from(&self.decoder_widths);
        }
        config.chip = chip_configuration(self.chip.as_deref())?.or(config.chip);
        read_as(&self.table, &self.rows, &mut config);
        config.patience = self.patience.or(config.patience);
        config.occ_reweight |= self.occ_reweight;
        config.sample_weights = self.sample_weights.or(config.sample_weights);
        config.quick |= self.quick;
        config.quantisers.extend(self.quantisers.iter().cloned());
        config.mse_first |= self.mse_first;
        config.rotations &= !self.no_rotations;
        config.received_sum &= !self.no_received_sum;
        config.validate()?;
        Ok(config)
    }
}

/// The chip configuration that was named, if it is one: `--config` has meant the options of a training.
///
/// # Errors
/// A file of options, or one that cannot be read.
pub fn chip_configuration(file: Option<&Path>) -> Result<Option<PathBuf>> {
    let Some(path) = file else { return Ok(None) };
    type Keys = BTreeMap<String, serde::de::IgnoredAny>;
    let options: Keys = serde_yaml::from_str(&TrainConfig::default().to_yaml()?).unwrap_or_default();
    let keys: Keys = serde_yaml::from_str(&files::read_text(path)?).unwrap_or_default();
    match keys.keys().find(|&key| options.contains_key(key)) {
        None => Ok(Some(path.to_owned())),
        Some(key) => Err(Error::new("options of a training, not a chip configuration")
            .file(path)
            .field(key)
            .hint("use --options for this file; --config is the chip")),
    }
}

/// Puts what is said about reading data into the options of a training.
pub fn read_as(table: &TableArgs, rows: &RowArgs, config: &mut TrainConfig) {
    config.cells = table.cells.unwrap_or(config.cells);
    config.no_header |= table.no_header;
    config.index_column |= table.index_column;
    config.round |= table.round;
    config.rows_per_file = rows.rows_per_file.or(config.rows_per_file);
    config.metadata = rows.metadata.clone().or_else(|| config.metadata.take());
    config.max_value = rows.max_value.or(config.max_value);
    config.mask_partials |= rows.mask_partials;
    config.mask_energies |= rows.mask_energies;
    config.double |= rows.double;
}

/// Runs the command.
pub(super) fn run(args: &TrainArgs, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    match &args.out {
        Some(out) if !args.print_options => delegate::or_start(trainer, |trainer| trainer.train(args, out)),
        _ => {
            output::print(&args.effective(args.model.as_ref())?.to_yaml()?)?;
            Ok(0)
        }
    }
}
