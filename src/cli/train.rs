//! `econ-emu train`.

use std::path::{Path, PathBuf};

use super::choice::choice;
use super::data::{RowArgs, TableArgs};
use super::output::say;
use super::train_models as comparison;
use super::{output, progress, quantiser};
use crate::data::reweight::Weighting;
use crate::data::split::{Part, Split, SplitPlan};
use crate::error::{Error, Result};
use crate::files::{self, DirectoryLock};
use crate::network::LATENTS;
use crate::network::zoo::ZooModel;
use crate::nn::quantiser::Quantiser;
use crate::train::checkpoint::Checkpoint;
use crate::train::dataset::Dataset;
use crate::train::encoder::EncoderNetwork;
use crate::train::options::{Arithmetic, Bits, DecoderKind, Frozen, Loss, OptimizerKind, ScheduleKind, TrainConfig};
use crate::train::recipe::Recipe;
use crate::train::run_dir::{Metrics, RunDir};
use crate::train::session::{self, Parts, SessionData};
use crate::train::trainer::{Epoch, Trainer, workers};
use crate::train::workers::PartEvaluation;

/// Arguments. Every option is also a key of `--config`; what is given here wins.
#[derive(clap::Args)]
#[command(after_help = "\
Without --data the built-in synthetic showers are used.

With --arithmetic chip, the default, the training steps of the first 30 % of the epochs compute in real numbers, so
that latents are alive when the chip's integers take over for the rest; --float-epochs sets that fraction, 0 for none.
Validation computes in the chip's integers from the first epoch on, and its latents are compared with the emulator's;
weights of the epochs in real numbers are never the result. With --arithmetic qkeras and float nothing is compared.

--model takes network, loss and quantisers of an encoder of Ecoder's zoo ('econ-emu models' lists them), and the plain
decoder, whatever --config says of them; what else is given counts. Encoders that do not fit the chip leave no registers
and no golden set, and their latents are not cut; those with quantisers are compared with the scalar evaluator of their
description instead.

Examples:
  econ-emu train --out run --recipe closed-form --synthetic-rows 40000
  econ-emu train --out run --epochs 20
  econ-emu train --out run --data calq.csv --links 3 --optimizer lion --learning-rate 3e-4
  econ-emu train --out run --data testInput.csv --chip init.yaml --decoder plain --train 0..2160 \\
      --validation 2160..2400 --test 2400..3564
  econ-emu train --out run --model 8x8_c8_S2_tele --epochs 20
  econ-emu train --out runs --models 8x8_c8_S2_tele,8x8_c8_pool_tele,Sep1_CNN_keras_normalised
  econ-emu train --out run --model 8x8_c8_S2_qK_RTL_tele --quantiser 'encoded_vector_kernel=ternary()'
  econ-emu train --out run --resume
  econ-emu train --out run --eval-only --data other.csv
  econ-emu verify --golden run/golden")]
pub struct TrainArgs {
    /// Directory of the run; with --models of all runs, each in a directory with the name of its model
    #[arg(long, value_name = "DIR", required_unless_present = "print_config")]
    out: Option<PathBuf>,
    /// Train an encoder of Ecoder's zoo
    #[arg(long, value_name = "NAME", conflicts_with_all = ["network", "resume", "eval_only"])]
    model: Option<String>,
    /// Train several of them, one after the other, and compare them
    #[arg(long, value_name = "NAMES", value_delimiter = ',', conflicts_with_all = ["model", "network", "resume", "eval_only", "print_config"])]
    models: Vec<String>,
    /// Continue the run in that directory from its last epoch
    #[arg(long)]
    resume: bool,
    /// Train nothing: run the finished model on its validation and test samples, or on all of --data; with --arithmetic
    /// chip, whatever it was trained with, every sample is compared with the emulator
    #[arg(long, conflicts_with = "resume")]
    eval_only: bool,
    /// Options from a file
    #[arg(long, value_name = "YAML")]
    config: Option<PathBuf>,
    /// Options that belong together; what else is given goes over them
    #[arg(long, value_parser = choice::<Recipe>(), conflicts_with_all = ["config", "model", "models", "resume", "eval_only"])]
    recipe: Option<Recipe>,
    /// Print the options in force as YAML, and stop
    #[arg(long)]
    print_config: bool,
    /// Files or directories of data, as 'econ-emu data' reads them
    #[arg(long, num_args = 1..)]
    data: Vec<PathBuf>,
    /// Validation rows from other files or directories; all rows of --data are for training then
    #[arg(long, num_args = 1.., requires = "data", conflicts_with_all = ["train", "validation", "test"])]
    validation_data: Vec<PathBuf>,
    /// Test rows from other files or directories
    #[arg(long, num_args = 1.., requires = "validation_data")]
    test_data: Vec<PathBuf>,
    /// Chip configuration that link words are for
    #[arg(long, value_name = "YAML")]
    chip: Option<PathBuf>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    rows: RowArgs,
    /// Weight training samples so that rare modules count as much as frequent ones
    #[arg(long)]
    occ_reweight: bool,
    /// Weight all samples in the loss, validation and test samples too; the other numbers of these stay plain means
    #[arg(long, value_name = "BY", value_parser = choice::<Weighting>(), conflicts_with = "occ_reweight")]
    sample_weights: Option<Weighting>,
    /// Train on the first 5,000 training rows only
    #[arg(long)]
    quick: bool,
    /// Rows of the built-in synthetic set
    #[arg(long)]
    synthetic_rows: Option<u64>,
    /// Training rows: a fraction or a range
    #[arg(long)]
    train: Option<String>,
    /// Validation rows
    #[arg(long)]
    validation: Option<String>,
    /// Test rows
    #[arg(long)]
    test: Option<String>,
    /// Encoder network: chip-8x8, cmssw-4x4x3, a name of 'econ-emu models', or a description in YAML
    #[arg(long)]
    network: Option<String>,
    /// Quantiser of QKeras for the weights of a tensor of the network ('econ-emu models show' names them), with
    /// --arithmetic qkeras: 'dense_kernel=ternary()'; may be given several times
    #[arg(long = "quantiser", value_name = "TENSOR=WORD", value_parser = quantiser::of_one)]
    quantisers: Vec<(String, Quantiser)>,
    /// Decoder [default: mlp]
    #[arg(long, value_parser = choice::<DecoderKind>())]
    decoder: Option<DecoderKind>,
    /// Leave r and 1 / r of the received module sum out of the decoder: for programs that give it 16, 18 or 24 numbers
    #[arg(long)]
    no_received_sum: bool,
    /// Units of each hidden layer of '--decoder mlp' and 'film' [default: 256,256,256]
    #[arg(long, value_name = "UNITS", value_delimiter = ',')]
    decoder_widths: Vec<usize>,
    /// So many decoders side by side, mlp or film, each with weights of its own; the image is the mean of theirs
    /// [default: 1]
    #[arg(long, value_name = "DECODERS")]
    ensemble: Option<usize>,
    /// Arithmetic of the encoder [default: chip]
    #[arg(long, value_parser = choice::<Arithmetic>())]
    arithmetic: Option<Arithmetic>,
    /// eLinks, 2 to 5: latents of 3, 5, 7 or 9 bits
    #[arg(long)]
    links: Option<u8>,
    /// Bits of each latent that are sent: even, auto (where they help most; with --init closed-form), or 16 numbers
    #[arg(long, value_name = "BITS")]
    bits: Option<Bits>,
    /// How the weights begin: random, closed-form, a run, a register file, or a file of another program
    #[arg(long, value_name = "START")]
    init: Option<String>,
    /// Copies of each training sample with a random half of the cells of another one: for small samples
    #[arg(long, value_name = "COPIES")]
    mixed_copies: Option<u32>,
    /// Loss: telescope, telescope-normalized, sliced, sinkhorn, emd:NAME (a learned distance), weighted-mse, mse, a sum of these with factors, or mix, which is
    /// 3000*telescope-normalized+sliced [default: mix]
    #[arg(long)]
    loss: Option<Loss>,
    /// Directory of the networks that '--loss emd:NAME' names [default: emdloss]
    #[arg(long, value_name = "DIR")]
    emdloss: Option<PathBuf>,
    /// Weight of the entropy in '--loss sinkhorn', in half the spacing of neighbouring cells [default: 0.4]
    #[arg(long, value_name = "EPSILON")]
    sinkhorn_epsilon: Option<f64>,
    /// Iterations of '--loss sinkhorn' [default: 50]
    #[arg(long, value_name = "ITERATIONS")]
    sinkhorn_iterations: Option<usize>,
    /// Plain squared differences for the first third of the epochs
    #[arg(long)]
    mse_first: bool,
    /// Optimizer
    #[arg(long, value_parser = choice::<OptimizerKind>())]
    optimizer: Option<OptimizerKind>,
    /// Full learning rate
    #[arg(long)]
    learning_rate: Option<f32>,
    /// Weight decay
    #[arg(long)]
    weight_decay: Option<f32>,
    /// Factor of the orthogonal regularisation of all kernels; 0 for none
    #[arg(long)]
    orthogonal: Option<f32>,
    /// Learning rate over the epochs
    #[arg(long, value_parser = choice::<ScheduleKind>())]
    schedule: Option<ScheduleKind>,
    /// Samples of a batch
    #[arg(long)]
    batch: Option<usize>,
    /// Epochs
    #[arg(long)]
    epochs: Option<usize>,
    /// Largest norm of a gradient; 0 for no limit
    #[arg(long)]
    clip: Option<f32>,
    /// Steps over which the learning rate rises to its full value
    #[arg(long, value_name = "STEPS")]
    warmup: Option<u64>,
    /// Decay of a running average of all weights, kept where it is better: 0.999
    #[arg(long, value_name = "DECAY")]
    average: Option<f32>,
    /// Learning rate of the encoder as a part of the full one
    #[arg(long, value_name = "PART")]
    encoder_rate: Option<f32>,
    /// Do not train the encoder, or the decoder
    #[arg(long, value_parser = choice::<Frozen>())]
    freeze: Option<Frozen>,
    /// After the last epoch change the registers by whole steps where that lowers the exact loss, in so many sweeps
    #[arg(long, value_name = "SWEEPS", num_args = 0..=1, default_missing_value = "3")]
    polish: Option<usize>,
    /// Epochs without a better validation loss after which the run stops
    #[arg(long)]
    patience: Option<usize>,
    /// Do not turn training samples by multiples of 120 degrees
    #[arg(long)]
    no_rotations: bool,
    /// With --arithmetic chip: fraction of the epochs, at the start, whose training steps compute in real numbers
    /// [default: 0.3]
    #[arg(long)]
    float_epochs: Option<f64>,
    /// Seed of everything random
    #[arg(long)]
    seed: Option<u64>,
    /// cpu or cuda:N
    #[arg(long)]
    device: Option<String>,
}

impl TrainArgs {
    fn effective(&self, model: Option<&String>) -> Result<TrainConfig> {
        let file = self.config.as_ref().map(|path| Ok((path, files::read_text(path)?))).transpose()?;
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
    fn over(&self, mut config: TrainConfig) -> Result<TrainConfig> {
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
        config.chip = self.chip.clone().or(config.chip);
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
pub fn run(args: &TrainArgs) -> Result<u8> {
    let out = match &args.out {
        Some(out) if !args.print_config => out,
        _ => {
            output::print(&args.effective(args.model.as_ref())?.to_yaml()?)?;
            return Ok(0);
        }
    };
    if args.eval_only {
        return eval_only(args, out);
    }
    if !args.models.is_empty() {
        return models(args, out);
    }
    let (run, config, resumed) = match args.resume {
        true => {
            let run = RunDir::at(out);
            let lock = run.lock()?;
            let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
            let mut config = TrainConfig::of_run(&options, &run.checkpoint())?;
            config.device = args.device.clone().unwrap_or(config.device);
            (run, config, Some((checkpoint, lock)))
        }
        false => (RunDir::new(out)?, args.effective(args.model.as_ref())?, None),
    };
    train(&run, &config, resumed)?;
    Ok(0)
}

/// Several models of the zoo, and what came of them side by side.
fn models(args: &TrainArgs, out: &Path) -> Result<u8> {
    // Whatever can be refused is refused before the first training.
    let mut runs = Vec::new();
    for (at, model) in args.models.iter().enumerate() {
        if args.models[..at].contains(model) {
            return Err(Error::new("a model is named twice").field("--models").found(model));
        }
        let config = args.effective(Some(model))?;
        config.find_network()?;
        config.learned_emd()?;
        runs.push((model, RunDir::new(&out.join(model))?, config));
    }
    let mut results = Vec::new();
    for (model, run, config) in &runs {
        say!("{model}");
        results.push((*model, config, train(run, config, None)?));
    }
    comparison::write(out, &results)?;
    Ok(0)
}

/// Trains one model to the end and says what came of it.
fn train(run: &RunDir, config: &TrainConfig, resumed: Option<(Checkpoint, DirectoryLock)>) -> Result<Outcome> {
    let (checkpoint, lock) = resumed.unzip();
    let network = config.find_network()?;
    let input = SessionData::read(config)?;
    input.warnings.iter().for_each(|warning| say!("warning: {warning}"));
    let parts = Parts::new(config, &input)?;
    let mut trainer = Trainer::new(config, &network, parts.train.clone(), parts.validation.clone(), checkpoint)?;
    // With what the start chose.
    let config = trainer.config.clone();
    let text = config.to_yaml()?;
    let per_epoch = trainer.samples_per_epoch();
    let parameters = trainer.workers.model().parameters();
    say!(
        "{per_epoch} training, {} validation, {} test samples; encoder {} weights, decoder {}",
        parts.validation.len(),
        parts.test.as_ref().map_or(0, Dataset::len),
        parameters[0],
        parameters[1]
    );
    trainer.remarks.iter().for_each(|remark| say!("{remark}"));
    network.warnings().iter().for_each(|warning| say!("warning: {warning}"));
    if let Some(why) = network.why_not_the_chip() {
        say!("note: no encoder of the chip ({why}): no registers, no golden set, and latents are not cut");
    }

    // Only a run that can be resumed leaves something behind.
    let is_new = lock.is_none();
    let mut begun = Some(run.begin(&text, lock)?);
    if is_new {
        // Another process may have finished one meanwhile.
        run.check_free()?;
    }
    let mut held = None;
    let bar = progress::bar("train", Some((per_epoch * config.epochs) as u64));
    while !trainer.is_done() {
        let start = trainer.state.epoch * per_epoch;
        let epoch = trainer.epoch(|done, loss, rate| {
            bar.set_position((start + done) as u64);
            bar.set_prefix(format!("train  loss {loss:.3e}  {rate:.0} samples/s"));
        })?;
        trainer.state.write(&run.checkpoint(), &text)?;
        if let Some(begun) = begun.take() {
            held = Some(begun.keep()?);
        }
        run.write_history(&trainer.state.history, config.arithmetic)?;
        if epoch.saturated > 0.5 || epoch.zero > 0.9 {
            // Other arithmetics have no epochs in real numbers before their own.
            let remedy = if config.arithmetic == Arithmetic::Chip { "; more --float-epochs may help" } else { "" };
            bar.suspend(|| {
                say!(
                    "warning: epoch {}: {:.0} % of the latents saturated, {:.0} % zero{remedy}",
                    epoch.epoch,
                    100.0 * epoch.saturated,
                    100.0 * epoch.zero
                );
            });
        }
    }
    bar.finish_and_clear();
    if let Some(begun) = begun {
        // No epoch was left to do, or none was asked for.
        trainer.state.write(&run.checkpoint(), &text)?;
        held = Some(begun.keep()?);
        run.write_history(&trainer.state.history, config.arithmetic)?;
    }

    if config.polish > 0 {
        let bar = progress::bar("polish", Some((config.polish * LATENTS) as u64));
        trainer.polish(|done, loss| {
            bar.set_position(done as u64);
            bar.set_prefix(format!("polish  loss {loss:.4e}"));
        })?;
        bar.finish_and_clear();
    }
    let metrics = session::finish(run, &mut trainer, &parts, &input)?;
    if let Some(polish) = &metrics.polish {
        say!(
            "polish: {} changes of registers taken of {} tried in {} sweeps; loss {:.4e} to {:.4e} on {} training samples, \
             {:.4e} to {:.4e} on the validation samples",
            polish.taken,
            polish.tried,
            polish.sweeps,
            polish.train_before,
            polish.train_after,
            polish.samples,
            polish.validation_before,
            polish.validation_after
        );
    }
    if metrics.validation.dead > 0 {
        say!(
            "warning: {} of {} latents never change on the validation samples",
            metrics.validation.dead,
            network.latents()
        );
    }
    let parts = [("validation", Some(&metrics.validation)), ("test", metrics.test.as_ref())];
    let mut files = vec![("history.svg", "the loss curve")];
    match network.block() {
        Some(_) => files.extend([
            ("init.yaml", "the weights as registers of the chip"),
            ("golden", "a golden set: validation samples through the chip with these registers"),
        ]),
        None => {
            files.extend([("network.yaml", "the encoder"), ("network.npz", "its weights, for 'econ-emu network run'")])
        }
    }
    let files = files.into_iter().map(|(name, what)| format!("  {}  {what}\n", run.file(name).display()));
    output::print(&format!(
        "{}\nbest epoch {} of {}; {}\n\n{}",
        table(&network, parts),
        metrics.best_epoch,
        metrics.epochs,
        compared(&network, config.arithmetic, parts),
        files.collect::<String>()
    ))?;
    drop(held);
    Ok(Outcome { history: trainer.state.history, metrics })
}

/// What a run that has finished gave.
pub(super) struct Outcome {
    pub(super) history: Vec<Epoch>,
    pub(super) metrics: Metrics,
}

/// The finished model on its own validation and test samples, or on all samples of other data.
fn eval_only(args: &TrainArgs, out: &Path) -> Result<u8> {
    let run = RunDir::at(out);
    let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
    let own = TrainConfig::of_run(&options, &run.checkpoint())?;
    let config = args.over(own)?;
    let input = SessionData::read(&config)?;
    let samples = &input.samples;
    let split = match args.data.is_empty() {
        true => session::split(&config, &input)?,
        false => Split::new(samples.len() as u64, config.data_seed(), &SplitPlan::eval_only())?,
    };
    let network = config.find_network()?;
    let mut workers = workers(&config, &network, config.arithmetic)?;
    let [mut validation, mut test] = [None, None];
    for (part, numbers) in [(Part::Validation, &mut validation), (Part::Test, &mut test)] {
        if split.len(part) > 0 {
            let mut dataset = Dataset::new(samples, &split, part)?;
            if let Some(by) = config.sample_weights {
                dataset.weigh(by)?;
            }
            *numbers = Some(workers.evaluate_fully(&checkpoint.best, &config.loss, &dataset)?);
        }
    }
    let parts = [("validation", validation.as_ref()), ("test", test.as_ref())];
    output::print(&format!("{}\n{}\n", table(&network, parts), compared(&network, config.arithmetic, parts)))?;
    Ok(0)
}

/// The samples of both parts that were compared with the emulator or the scalar evaluator.
fn samples_checked(parts: [(&str, Option<&PartEvaluation>); 2]) -> usize {
    parts.iter().filter_map(|(_, part)| part.map(|part| part.samples_checked)).sum()
}

/// What is known of the latents of the samples of a table.
fn compared(network: &EncoderNetwork, arithmetic: Arithmetic, parts: [(&str, Option<&PartEvaluation>); 2]) -> String {
    let words = arithmetic.in_words();
    let deviation = parts
        .iter()
        .filter_map(|(_, part)| part.and_then(|part| part.deviation))
        .fold(None, |most, own| Some(own.max(most.unwrap_or(0.0))));
    match (samples_checked(parts), network.block(), deviation) {
        (0, Some(_), _) => format!(
            "computed {words}, nothing compared with the chip; 'train --eval-only --arithmetic chip' shows what the \
             chip makes of these weights"
        ),
        (0, None, Some(deviation)) => format!(
            "computed {words}: no latent is further from the scalar evaluator's than {deviation:.1e} of the largest"
        ),
        (0, None, None) => format!("computed {words}, nothing compared"),
        (samples, Some(_), _) => format!("computed {words}: all latents of {samples} samples are the emulator's"),
        (samples, None, _) => {
            format!("computed {words}: all latents of {samples} samples are the scalar evaluator's")
        }
    }
}

fn table(network: &EncoderNetwork, parts: [(&str, Option<&PartEvaluation>); 2]) -> String {
    let compared = samples_checked(parts) > 0;
    let mut rows = Vec::new();
    for (name, part) in parts.into_iter().filter_map(|(name, part)| Some((name, part?))) {
        let mut row = vec![
            name.to_owned(),
            part.samples.to_string(),
            format!("{:.4e}", part.loss),
            part.telescope.map_or_else(|| "-".into(), |telescope| format!("{telescope:.4e}")),
            format!("{:.4e}", part.telescope_normalized),
            part.emd.map_or_else(|| "-".into(), |emd| format!("{emd:.4}")),
            format!("{:.1} %", 100.0 * part.saturated),
            format!("{:.1} %", 100.0 * part.zero),
        ];
        row.extend(compared.then(|| part.samples_checked.to_string()));
        rows.push(row);
    }
    let mut header = vec!["samples", "number", "loss", "telescope", "normalised", "EMD", "saturated", "zero"];
    let evaluator = if network.block().is_some() { "equal to the emulator" } else { "equal to the evaluator" };
    header.extend(compared.then_some(evaluator));
    output::table(&header, &rows)
}
