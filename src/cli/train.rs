//! `econ-emu train`.

use std::path::PathBuf;

use super::{chip_args, output, progress};
use crate::data::cache::ContentHash;
use crate::data::split::{Part, Split};
use crate::data::{self, Columns, ReadOptions, Sample, Source, synth};
use crate::error::{Error, Result};
use crate::files;
use crate::registers::ChipConfig;
use crate::train::checkpoint::Checkpoint;
use crate::train::dataset::Dataset;
use crate::train::options::{Arithmetic, DecoderKind, Loss, OptimizerKind, ScheduleKind, TrainConfig};
use crate::train::run_dir::{Finished, Metrics, RunDir, default_chip};
use crate::train::trainer::{Trainer, evaluate};

/// Arguments. Every option is also a key of `--config`; what is given here wins.
#[derive(clap::Args)]
#[command(after_help = "\
Without --data the built-in synthetic showers are used. --float-epochs computes in real numbers first, so
that latents are alive when the chip's arithmetic takes over.

Examples:
  econ-emu train --out run --epochs 20
  econ-emu train --out run --data calq.csv --links 3 --optimizer lion --learning-rate 3e-4
  econ-emu train --out run --data testInput.csv --chip init.yaml --decoder plain --train 0..2160 \\
      --validation 2160..2400 --test 2400..3564
  econ-emu train --out run --resume
  econ-emu verify --golden run/golden")]
pub struct Args {
    /// Directory of the run
    #[arg(long, value_name = "DIR", required_unless_present = "print_config")]
    out: Option<PathBuf>,
    /// Continue the run in that directory from its last epoch
    #[arg(long)]
    resume: bool,
    /// Options from a file
    #[arg(long, value_name = "YAML")]
    config: Option<PathBuf>,
    /// Print the options in force as YAML, and stop
    #[arg(long)]
    print_config: bool,
    /// Files or directories of data, as 'econ-emu data' reads them
    #[arg(long, num_args = 1..)]
    data: Vec<PathBuf>,
    /// Chip configuration that link words are for
    #[arg(long, value_name = "YAML")]
    chip: Option<PathBuf>,
    /// Metadata beside link words
    #[arg(long, value_name = "CSV")]
    metadata: Option<PathBuf>,
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
    #[arg(long, value_enum)]
    decoder: Option<DecoderKind>,
    /// Arithmetic of the encoder
    #[arg(long, value_enum)]
    arithmetic: Option<Arithmetic>,
    /// eLinks, 2 to 5: latents of 3, 5, 7 or 9 bits
    #[arg(long)]
    links: Option<u8>,
    /// Loss
    #[arg(long, value_enum)]
    loss: Option<Loss>,
    /// Plain squared differences for the first third of the epochs
    #[arg(long)]
    mse_first: bool,
    /// Optimiser
    #[arg(long, value_enum)]
    optimizer: Option<OptimizerKind>,
    /// Full learning rate
    #[arg(long)]
    learning_rate: Option<f32>,
    /// Weight decay
    #[arg(long)]
    weight_decay: Option<f32>,
    /// Learning rate over the epochs
    #[arg(long, value_enum)]
    schedule: Option<ScheduleKind>,
    /// Frames of a batch
    #[arg(long)]
    batch: Option<usize>,
    /// Epochs
    #[arg(long)]
    epochs: Option<usize>,
    /// Largest norm of a gradient
    #[arg(long)]
    clip: Option<f32>,
    /// Epochs without a better validation loss after which the run stops
    #[arg(long)]
    patience: Option<usize>,
    /// Do not turn training frames by multiples of 120 degrees
    #[arg(long)]
    no_rotations: bool,
    /// Fraction of the epochs, at the start, in real numbers
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
        let mut config = match &self.config {
            Some(path) => TrainConfig::from_yaml(&files::read_text(path)?, path)?,
            None => TrainConfig::default(),
        };
        macro_rules! set {
            ($($field:ident),*) => { $(if let Some(value) = &self.$field { config.$field = value.clone(); })* };
        }
        set!(synthetic_rows, train, validation, test, network, decoder, arithmetic, links, loss, optimizer);
        set!(learning_rate, weight_decay, schedule, batch, epochs, float_epochs, seed, device);
        if !self.data.is_empty() {
            config.data.clone_from(&self.data);
        }
        config.chip = self.chip.clone().or(config.chip);
        config.metadata = self.metadata.clone().or(config.metadata);
        config.clip = self.clip.or(config.clip);
        config.patience = self.patience.or(config.patience);
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
    let run = RunDir::open(out, args.resume)?;
    let (config, checkpoint) = match args.resume {
        true => {
            let (checkpoint, options) = Checkpoint::read(&run.checkpoint())?;
            let mut config = TrainConfig::from_yaml(&options, &run.checkpoint())?;
            config.device = args.device.clone().unwrap_or(config.device);
            (config, Some(checkpoint))
        }
        false => (args.effective()?, None),
    };
    let network = chip_args::network(&config.network)?;
    let (samples, columns, chip) = samples(&config)?;
    let split = Split::new(samples.len() as u64, config.seed, &config.plan()?)?;
    let part = |part, rotated| Dataset::new(&samples, &split, part, config.decoder, rotated);
    let validation = part(Part::Validation, false)?;
    let text = config.to_yaml()?;
    files::write(&run.file("train.yaml"), &text)?;
    let mut trainer =
        Trainer::new(&config, &network, part(Part::Train, config.rotations)?, validation.clone(), checkpoint)?;
    let layout = &trainer.model.layout;
    eprintln!(
        "{} training, {} validation, {} test frames; encoder {} weights, decoder {}",
        split.len(Part::Train),
        split.len(Part::Validation),
        split.len(Part::Test),
        layout.encoder_len(),
        layout.len() - layout.encoder_len()
    );

    let frames = split.len(Part::Train) * config.epochs as u64;
    let bar = progress::bar("train", Some(frames));
    while !trainer.is_done() {
        let start = trainer.state.epoch as u64 * split.len(Part::Train);
        let epoch = trainer.epoch(|done, loss, rate| {
            bar.set_position(start + done as u64);
            bar.set_prefix(format!("train  loss {loss:.3e}  {rate:.0} frames/s"));
        })?;
        trainer.state.write(&run.checkpoint(), &text)?;
        run.write_history(&trainer.state.history)?;
        if epoch.saturated > 0.5 || epoch.zero > 0.9 {
            bar.suspend(|| {
                eprintln!(
                    "warning: epoch {}: {:.0} % of the latents saturated, {:.0} % zero; more --float-epochs may help",
                    epoch.epoch,
                    100.0 * epoch.saturated,
                    100.0 * epoch.zero
                );
            });
        }
    }
    bar.finish_and_clear();

    let best = &trainer.state.best;
    let history = &trainer.state.history;
    let numbers = |dataset: &Dataset| evaluate(&trainer.model, best, config.loss, dataset);
    let metrics = Metrics {
        epochs: trainer.state.epoch,
        best_epoch: history.iter().position(|epoch| epoch.validation == trainer.state.best_loss).unwrap_or_default(),
        parameters: [layout_len(&trainer, true), layout_len(&trainer, false)],
        validation: numbers(&validation)?,
        test: match split.len(Part::Test) {
            0 => None,
            _ => Some(numbers(&part(Part::Test, false)?)?),
        },
    };
    if metrics.validation.dead > 0 {
        eprintln!("warning: {} of 16 latents never change on the validation frames", metrics.validation.dead);
    }
    let golden: Vec<Sample> = (0..split.len(Part::Validation))
        .filter_map(|index| split.row(Part::Validation, index))
        .filter_map(|row| samples.get(usize::try_from(row).ok()?).cloned())
        .collect();
    run.finish(&Finished {
        config: &config,
        model: &trainer.model,
        weights: best,
        metrics: &metrics,
        chip: &chip,
        data_sha256: &data_hash(&samples, columns),
        golden: &golden,
    })?;
    output::print(&summary(&run, &metrics))?;
    Ok(0)
}

fn layout_len(trainer: &Trainer, encoder: bool) -> usize {
    let layout = &trainer.model.layout;
    if encoder { layout.encoder_len() } else { layout.len() - layout.encoder_len() }
}

/// All samples, the metadata they have, and the chip they are for.
fn samples(config: &TrainConfig) -> Result<(Vec<Sample>, Columns, ChipConfig)> {
    if config.data.is_empty() {
        let mut synth = synth::Synth::new(config.seed, synth::Kind::Mixed, None, config.synthetic_rows);
        let samples = data::read_all(&mut synth)?.into_iter().filter(|sample| sample.sum() > 0).collect();
        return Ok((samples, synth.columns(), default_chip()));
    }
    let chip = match &config.chip {
        None => None,
        Some(path) => Some(chip_args::config(path, &chip_args::network(&config.network)?)?.config),
    };
    let options = ReadOptions { config: chip.clone(), metadata: config.metadata.clone(), ..ReadOptions::default() };
    let mut source = data::open(&config.data, &options)?;
    let samples = data::read_all(&mut source)?;
    if samples.is_empty() {
        return Err(Error::new("the data hold no frame with any charge"));
    }
    Ok((samples, source.columns(), chip.unwrap_or_else(default_chip)))
}

/// The hash that `econ-emu data info` prints for these samples.
fn data_hash(samples: &[Sample], columns: Columns) -> String {
    let mut content = ContentHash::new(columns);
    samples.iter().for_each(|sample| content.push(sample));
    content.finish()
}

fn summary(run: &RunDir, metrics: &Metrics) -> String {
    let mut rows = Vec::new();
    for (name, part) in [("validation", Some(&metrics.validation)), ("test", metrics.test.as_ref())] {
        let Some(part) = part else { continue };
        rows.push(vec![
            name.to_owned(),
            part.frames.to_string(),
            format!("{:.4e}", part.loss),
            format!("{:.4e}", part.telescope_normalized),
            format!("{:.1} %", 100.0 * part.saturated),
            format!("{:.1} %", 100.0 * part.zero),
        ]);
    }
    let header = ["frames", "number", "loss", "telescope, normalised", "latents saturated", "latents zero"];
    format!(
        "{}\nbest epoch {} of {}; every validation and test frame gave the emulator's latents\n\n  {}  the loss curve\n  {}  the chip's registers\n  {}  a golden set of validation frames\n",
        output::table(&header, &rows),
        metrics.best_epoch,
        metrics.epochs,
        run.file("history.svg").display(),
        run.file("init.yaml").display(),
        run.file("golden").display()
    )
}
