//! `econ-emu train`.

use std::path::{Path, PathBuf};

use super::choice::choice;
use super::{output, progress};
use crate::data::CellOrder;
use crate::data::split::{Part, Plan, Split};
use crate::error::Result;
use crate::files;
use crate::train::checkpoint::Checkpoint;
use crate::train::dataset::Dataset;
use crate::train::options::{Arithmetic, DecoderKind, Loss, OptimizerKind, ScheduleKind, TrainConfig};
use crate::train::run_dir::RunDir;
use crate::train::session::{self, Input, Parts};
use crate::train::trainer::{Trainer, workers};
use crate::train::workers::Evaluation;

/// Arguments. Every option is also a key of `--config`; what is given here wins.
#[derive(clap::Args)]
#[command(after_help = "\
Without --data the built-in synthetic showers are used.

With --arithmetic chip, the default, the training steps of the first 30 % of the epochs compute in real numbers, so
that latents are alive when the chip's integers take over for the rest; --float-epochs sets that fraction, 0 for none.
Validation computes in the chip's integers from the first epoch on, and its latents are compared with the emulator's;
weights of the epochs in real numbers are never the result. With --arithmetic qkeras and float nothing is compared.

Examples:
  econ-emu train --out run --epochs 20
  econ-emu train --out run --data calq.csv --links 3 --optimizer lion --learning-rate 3e-4
  econ-emu train --out run --data testInput.csv --chip init.yaml --decoder plain --train 0..2160 \\
      --validation 2160..2400 --test 2400..3564
  econ-emu train --out run --resume
  econ-emu train --out run --eval-only --data other.csv
  econ-emu verify --golden run/golden")]
pub struct Args {
    /// Directory of the run
    #[arg(long, value_name = "DIR", required_unless_present = "print_config")]
    out: Option<PathBuf>,
    /// Continue the run in that directory from its last epoch
    #[arg(long)]
    resume: bool,
    /// Train nothing: run the finished model on its validation and test frames, or on all of --data; with --arithmetic
    /// chip, whatever it was trained with, every frame is compared with the emulator
    #[arg(long, conflicts_with = "resume")]
    eval_only: bool,
    /// Options from a file
    #[arg(long, value_name = "YAML")]
    config: Option<PathBuf>,
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
    /// Metadata beside link words
    #[arg(long, value_name = "CSV")]
    metadata: Option<PathBuf>,
    /// Numbering of the charges in csv files
    #[arg(long, value_parser = choice::<CellOrder>())]
    cells: Option<CellOrder>,
    /// At most this many rows of each file
    #[arg(long)]
    rows_per_file: Option<u64>,
    /// Full wafers only
    #[arg(long)]
    mask_partials: bool,
    /// Only rows with SimEnergyFraction above 0.05
    #[arg(long)]
    mask_energies: bool,
    /// Add consecutive rows in pairs: twice the pile-up
    #[arg(long)]
    double: bool,
    /// Clip charges to this CALQ
    #[arg(long, value_name = "CALQ")]
    max_value: Option<u32>,
    /// Weight training frames so that rare modules count as much as frequent ones
    #[arg(long)]
    occ_reweight: bool,
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
    /// Encoder network: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long)]
    network: Option<String>,
    /// Decoder
    #[arg(long, value_parser = choice::<DecoderKind>())]
    decoder: Option<DecoderKind>,
    /// Arithmetic of the encoder [default: chip]
    #[arg(long, value_parser = choice::<Arithmetic>())]
    arithmetic: Option<Arithmetic>,
    /// eLinks, 2 to 5: latents of 3, 5, 7 or 9 bits
    #[arg(long)]
    links: Option<u8>,
    /// Loss
    #[arg(long, value_parser = choice::<Loss>())]
    loss: Option<Loss>,
    /// Plain squared differences for the first third of the epochs
    #[arg(long)]
    mse_first: bool,
    /// Optimiser
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
    /// Frames of a batch
    #[arg(long)]
    batch: Option<usize>,
    /// Epochs
    #[arg(long)]
    epochs: Option<usize>,
    /// Largest norm of a gradient; 0 for no limit
    #[arg(long)]
    clip: Option<f32>,
    /// Epochs without a better validation loss after which the run stops
    #[arg(long)]
    patience: Option<usize>,
    /// Do not turn training frames by multiples of 120 degrees
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

impl Args {
    fn effective(&self) -> Result<TrainConfig> {
        self.over(match &self.config {
            Some(path) => TrainConfig::from_yaml(&files::read_text(path)?, path)?,
            None => TrainConfig::default(),
        })
    }

    /// A configuration with what is given on the command line.
    fn over(&self, mut config: TrainConfig) -> Result<TrainConfig> {
        macro_rules! set {
            ($($field:ident),*) => { $(if let Some(value) = &self.$field { config.$field = value.clone(); })* };
        }
        set!(synthetic_rows, train, validation, test, network, decoder, arithmetic, links, loss, optimizer);
        set!(learning_rate, weight_decay, orthogonal, schedule, batch, epochs, clip, float_epochs, seed, device);
        if !self.data.is_empty() {
            config.data.clone_from(&self.data);
            config.validation_data.clone_from(&self.validation_data);
            config.test_data.clone_from(&self.test_data);
        }
        config.chip = self.chip.clone().or(config.chip);
        config.metadata = self.metadata.clone().or(config.metadata);
        config.patience = self.patience.or(config.patience);
        config.cells = self.cells.unwrap_or(config.cells);
        config.rows_per_file = self.rows_per_file.or(config.rows_per_file);
        config.max_value = self.max_value.or(config.max_value);
        config.mask_partials |= self.mask_partials;
        config.mask_energies |= self.mask_energies;
        config.double |= self.double;
        config.occ_reweight |= self.occ_reweight;
        config.quick |= self.quick;
        config.mse_first |= self.mse_first;
        config.rotations &= !self.no_rotations;
        config.validate()?;
        Ok(config)
    }
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    let Some(out) = &args.out else {
        output::print(&args.effective()?.to_yaml()?)?;
        return Ok(0);
    };
    if args.eval_only {
        return eval_only(args, out);
    }
    let (run, config, checkpoint) = match args.resume {
        true => {
            let run = RunDir::at(out);
            let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
            let mut config = TrainConfig::from_yaml(&options, &run.checkpoint())?;
            config.device = args.device.clone().unwrap_or(config.device);
            (run, config, Some(checkpoint))
        }
        false => (RunDir::new(out)?, args.effective()?, None),
    };
    let network = config.find_network()?;
    let input = Input::read(&config)?;
    input.warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
    let parts = Parts::new(&config, &input)?;
    let text = config.to_yaml()?;
    let per_epoch = parts.train.len();
    let mut trainer = Trainer::new(&config, &network, parts.train.clone(), parts.validation.clone(), checkpoint)?;
    let parameters = trainer.workers.model().parameters();
    eprintln!(
        "{per_epoch} training, {} validation, {} test frames; encoder {} weights, decoder {}",
        parts.validation.len(),
        parts.test.as_ref().map_or(0, Dataset::len),
        parameters[0],
        parameters[1]
    );

    // Only a run that can be resumed leaves something behind.
    let mut begun = Some(run.begin(&text)?);
    let bar = progress::bar("train", Some((per_epoch * config.epochs) as u64));
    while !trainer.is_done() {
        let start = trainer.state.epoch * per_epoch;
        let epoch = trainer.epoch(|done, loss, rate| {
            bar.set_position((start + done) as u64);
            bar.set_prefix(format!("train  loss {loss:.3e}  {rate:.0} frames/s"));
        })?;
        trainer.state.write(&run.checkpoint(), &text)?;
        if let Some(begun) = begun.take() {
            begun.keep()?;
        }
        run.write_history(&trainer.state.history, config.arithmetic)?;
        if epoch.saturated > 0.5 || epoch.zero > 0.9 {
            // Other arithmetics have no epochs in real numbers before their own.
            let remedy = if config.arithmetic == Arithmetic::Chip { "; more --float-epochs may help" } else { "" };
            bar.suspend(|| {
                eprintln!(
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
        begun.keep()?;
    }

    let metrics = session::finish(&run, &mut trainer, &parts, &input)?;
    if metrics.validation.dead > 0 {
        eprintln!("warning: {} of 16 latents never change on the validation frames", metrics.validation.dead);
    }
    let parts = [("validation", Some(&metrics.validation)), ("test", metrics.test.as_ref())];
    output::print(&format!(
        "{}\nbest epoch {} of {}; {}\n\n  {}  the loss curve\n  {}  the weights as registers of the chip\n  {}  a \
         golden set: validation frames through the chip with these registers\n",
        table(parts),
        metrics.best_epoch,
        metrics.epochs,
        comparison(config.arithmetic, parts),
        run.file("history.svg").display(),
        run.file("init.yaml").display(),
        run.file("golden").display()
    ))?;
    Ok(0)
}

/// The finished model on its own validation and test frames, or on all frames of other data.
fn eval_only(args: &Args, out: &Path) -> Result<u8> {
    let run = RunDir::at(out);
    let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
    let own = TrainConfig::from_yaml(&options, &run.checkpoint())?;
    let config = args.over(own)?;
    let input = Input::read(&config)?;
    let frames = &input.frames;
    let split = match args.data.is_empty() {
        true => session::split(&config, &input)?,
        false => Split::new(frames.len() as u64, config.data_seed(), &Plan::eval_only())?,
    };
    let mut workers = workers(&config, &config.find_network()?, config.arithmetic)?;
    let mut numbers = |part| match split.len(part) {
        0 => Ok(None),
        _ => workers.evaluate_fully(&checkpoint.best, config.loss, &Dataset::new(frames, &split, part)?).map(Some),
    };
    let (validation, test) = (numbers(Part::Validation)?, numbers(Part::Test)?);
    let parts = [("validation", validation.as_ref()), ("test", test.as_ref())];
    output::print(&format!("{}\n{}\n", table(parts), comparison(config.arithmetic, parts)))?;
    Ok(0)
}

/// The frames of both parts that were compared with the emulator.
fn frames_checked(parts: [(&str, Option<&Evaluation>); 2]) -> usize {
    parts.iter().filter_map(|(_, part)| part.map(|part| part.frames_checked)).sum()
}

/// What is known of the chip's latents for the frames of a table.
fn comparison(arithmetic: Arithmetic, parts: [(&str, Option<&Evaluation>); 2]) -> String {
    match frames_checked(parts) {
        0 => format!(
            "computed {}, nothing compared with the chip; 'train --eval-only --arithmetic chip' shows what the chip \
             makes of these weights",
            arithmetic.in_words()
        ),
        frames => format!("computed {}: all latents of {frames} frames are the emulator's", arithmetic.in_words()),
    }
}

fn table(parts: [(&str, Option<&Evaluation>); 2]) -> String {
    let compared = frames_checked(parts) > 0;
    let rows: Vec<Vec<String>> = parts
        .into_iter()
        .filter_map(|(name, part)| {
            let part = part?;
            let mut row = vec![
                name.to_owned(),
                part.frames.to_string(),
                format!("{:.4e}", part.loss),
                format!("{:.4e}", part.telescope),
                format!("{:.4e}", part.telescope_normalized),
                part.emd.map_or_else(|| "-".into(), |emd| format!("{emd:.4}")),
                format!("{:.1} %", 100.0 * part.saturated),
                format!("{:.1} %", 100.0 * part.zero),
            ];
            row.extend(compared.then(|| part.frames_checked.to_string()));
            Some(row)
        })
        .collect();
    let mut header = vec!["frames", "number", "loss", "telescope", "normalised", "EMD", "saturated", "zero"];
    header.extend(compared.then_some("equal to the emulator"));
    output::table(&header, &rows)
}
