//! `econ-emu jets`.

use std::path::{Path, PathBuf};

use super::choice::choice;
use super::output;
use super::{TrainerCommands, delegate};
use crate::error::{Error, Result, grouped};
use crate::files;
use crate::hwgen::export;
use crate::jets::evaluate::{self, JetEvaluation};
use crate::jets::export::JetFormat;
use crate::jets::model::{JetCoder, JetModel};
use crate::jets::scale::{JetColumn, Normalisation, default_columns};
use crate::jets::shape::JetShape;
use crate::jets::stream;
use crate::jets::synth::JetSynth;
use crate::jets::table::{self, JetRows, JetSource, TableChoice, TableWriter};
use crate::jets::training::{JetSchedule, JetTraining};
use crate::nn::Function;
use crate::plot::short;
use crate::report;

/// Arguments.
#[derive(clap::Args)]
pub struct JetsArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make up jets
    Synth(SynthArgs),
    /// Make a model from a checkpoint of PyTorch
    Import(ImportArgs),
    /// Write the latents of jets
    #[command(after_help = "\
Tables are read piece by piece, so that any number of jets needs little memory; all threads encode. Read are csv (also
packed with gzip or zstd, or - for standard input), .npy, .npz, parquet, ROOT and pickled data frames of pandas.

Examples:
  econ-emu jets encode --model model --input jets.csv -o latents.npy
  econ-emu jets encode --model model --input jets.root --columns jet_pt,jet_eta,jet_phi,jet_e -o latents.parquet")]
    Encode(CodeArgs),
    /// Write the jets that latents stand for
    #[command(after_help = "Example:\n  econ-emu jets decode --model model --input latents.npy -o jets.csv")]
    Decode(CodeArgs),
    /// Say what is left of jets, against other ways to make them smaller
    Evaluate(EvaluateArgs),
    /// Make a page of an evaluation: distributions, residuals, correlations
    Report(ReportArgs),
    /// Write a model for other programs: Keras, ONNX, TensorFlow
    ExportModel(ExportArgs),
    /// Train a model
    Train(Box<JetsTrainArgs>),
}

#[derive(clap::Args)]
#[command(after_help = "\
Columns are pT, eta, phi and E, in GeV. Momenta fall with their fifth power from 20 GeV on, directions are uniform in
|eta| < 2.8 and azimuth, masses are log-normal with mean 12 GeV and drawn by themselves: no number follows from the
others. The same arguments give the same jets on every machine.

Example:
  econ-emu jets synth --jets 200000 --seed 1 -o train.csv")]
struct SynthArgs {
    /// Number of jets
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    jets: u64,
    /// Seed of the generator
    #[arg(long)]
    seed: u64,
    /// Table to write: .csv, .npy, .parquet, or - for csv on standard output
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

/// Columns of a table.
#[derive(clap::Args)]
struct ColumnArgs {
    /// Names that the columns have in the file, in the order of the model's, where they are others
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// Tree or RNTuple of a ROOT file [default: the first that has the columns]
    #[arg(long, value_name = "NAME")]
    tree: Option<String>,
}

impl ColumnArgs {
    fn open(&self, file: &Path, wanted: &[String]) -> Result<Box<dyn JetSource>> {
        table::open(file, wanted, &TableChoice { names: self.columns.clone(), tree: self.tree.clone() })
    }
}

#[derive(clap::Args)]
#[command(after_help = "\
The checkpoint holds tensors en1.weight, en1.bias, … and de1.weight, …, as those of the class AE_3D_200 of
HEPAutoencoders, alone or beside the state of an optimiser; nothing in it is executed. It does not say how the numbers
of jets are scaled before they enter: --normalisation does, with the data that the model was trained on.

A model is a directory: jets.yaml with the columns and their scales, and descriptions with weights, encoder.yaml and
.npz, decoder.yaml and .npz, which 'econ-emu network run' takes.

Examples:
  econ-emu jets import AE_3D_200_no1cycle_trainforever.pth --normalisation standard --data train.csv -o model
  econ-emu jets import 4D_TLA.pth --normalisation logarithmic -o model")]
struct ImportArgs {
    /// Checkpoint (.pth, .pt)
    #[arg(value_name = "FILE")]
    checkpoint: PathBuf,
    /// How the numbers of jets are brought to about 1
    #[arg(long, value_parser = choice::<Normalisation>(), default_value = "none")]
    normalisation: Normalisation,
    /// Table of the jets that the model was trained on, for means and standard deviations
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Names of the columns [default: pT,eta,phi,E for four, else x0,x1,…]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// Name of the model [default: that of the file]
    #[arg(long)]
    name: Option<String>,
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
}

/// What `encode` and `decode` are told.
#[derive(clap::Args)]
struct CodeArgs {
    /// Model
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Table to read: of jets that are encoded, of latents that are decoded
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    columns: ColumnArgs,
    /// Table to write, of latents or of jets: .csv, .npy, .parquet, or - for csv on standard output
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "\
Residuals are output minus input; relative ones are divided by the input. The loss is the mean squared difference of the
scaled numbers. Compared are the model with latents of 32 and of 16 bits, a PCA with as many components, which is fitted
to these very jets, 16-bit floats of every number, and deflate on numbers that are cut to as many bits as give the size
of the model's latents.

Examples:
  econ-emu jets evaluate --model model --input test.csv
  econ-emu jets evaluate --model model --input test.csv --json > evaluation.json")]
struct EvaluateArgs {
    #[command(flatten)]
    what: EvaluatedArgs,
    /// For programs, with residuals of every contender
    #[arg(long)]
    json: bool,
}

/// What is evaluated.
#[derive(clap::Args)]
struct EvaluatedArgs {
    /// Model
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Table of jets, which is read twice
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    columns: ColumnArgs,
}

impl EvaluatedArgs {
    fn evaluate(&self) -> Result<JetEvaluation> {
        let model = JetModel::read(&self.model)?;
        // Standard input cannot be read twice.
        files::check_regular(&self.input)?;
        let open = || self.columns.open(&self.input, &model.column_names());
        evaluate::evaluate(&model, open).map_err(|error| error.file(&self.input))
    }
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  econ-emu jets report --model model --input test.csv -o jets.html")]
struct ReportArgs {
    #[command(flatten)]
    what: EvaluatedArgs,
    /// Page to write
    #[arg(long, value_name = "HTML")]
    output: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "\
The networks take and give scaled numbers; jets.yaml, which goes with them, says how numbers are scaled.

Example:
  econ-emu jets export-model model --to onnx -o onnx")]
struct ExportArgs {
    /// Model
    #[arg(value_name = "DIR")]
    model: PathBuf,
    /// Format
    #[arg(long, value_parser = choice::<JetFormat>())]
    to: JetFormat,
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
}

/// Arguments of `jets train`.
#[derive(clap::Args)]
#[command(after_help = "\
A tenth of the jets validates, and a tenth tests; the model is that of the epoch with the lowest validation loss. The
loss is the mean squared difference of the scaled numbers. DIR is a model for the other commands of 'jets' when the
training has ended, with train.yaml, history.csv and .svg, metrics.json, and checkpoint.safetensors after every epoch, from
which --resume goes on, with the same result.

--find-rate tries rates from 1e-7 to 10, one for each step, and writes rates.csv and rates.svg.

Examples:
  econ-emu jets train --out model
  econ-emu jets train --data train.csv --schedule one-cycle --epochs 100 --out model
  econ-emu jets train --data train.csv --find-rate --out rates
  econ-emu jets train --resume --out model")]
pub struct JetsTrainArgs {
    /// Directory of the model
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Go on with a training that was stopped; all options are those that it began with
    #[arg(long)]
    pub resume: bool,
    /// Only try learning rates
    #[arg(long, conflicts_with = "resume")]
    pub find_rate: bool,
    /// Layers: a name of 'econ-emu models', or numbers as 4-50-3-50-4
    #[arg(long, default_value = "ae-3d-200", conflicts_with = "resume")]
    shape: JetShape,
    /// Table of jets [default: jets that are made up]
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    data: Option<PathBuf>,
    /// Jets that are made up
    #[arg(long, value_name = "N", default_value_t = 200_000, conflicts_with_all = ["data", "resume"], value_parser = clap::value_parser!(u64).range(100..))]
    jets: u64,
    /// Names of the columns [default: pT,eta,phi,E for four, else x0,x1,…]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', requires = "data")]
    columns: Option<Vec<String>>,
    /// Tree or RNTuple of a ROOT file [default: the first that has the columns]
    #[arg(long, value_name = "NAME", requires = "data")]
    tree: Option<String>,
    /// How the numbers of jets are brought to about 1
    #[arg(long, value_parser = choice::<Normalisation>(), default_value = "standard", conflicts_with = "resume")]
    normalisation: Normalisation,
    /// Epochs
    #[arg(long, default_value_t = 30, conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    epochs: u64,
    /// Jets of a batch
    #[arg(long, default_value_t = 256, conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    batch: u64,
    /// Learning rate of Adam
    #[arg(long, default_value_t = 1e-3, conflicts_with = "resume")]
    learning_rate: f32,
    /// How the learning rate goes
    #[arg(long, value_parser = choice::<JetSchedule>(), default_value = "one-cycle", conflicts_with = "resume")]
    schedule: JetSchedule,
    /// Weight decay, as in AdamW
    #[arg(long, default_value_t = 1e-6, conflicts_with = "resume")]
    weight_decay: f32,
    /// End after so many epochs without a better validation loss
    #[arg(long, value_name = "EPOCHS", conflicts_with = "resume", value_parser = clap::value_parser!(u64).range(1..))]
    patience: Option<u64>,
    /// Seed of weights, split, order, and jets that are made up
    #[arg(long, default_value_t = 1, conflicts_with = "resume")]
    seed: u64,
}

impl JetsTrainArgs {
    /// The options in force: with the scales of the columns, for which the table is read.
    ///
    /// # Errors
    /// Options out of their range, and faults of reading.
    pub fn training(&self) -> Result<JetTraining> {
        let names = self.columns.clone().unwrap_or_else(|| default_columns(self.shape.inputs()));
        if names.len() != self.shape.inputs() || (self.data.is_none() && names.len() != 4) {
            return Err(Error::mismatch("another number of columns than the encoder takes")
                .field("--columns")
                .found(if self.data.is_none() { 4 } else { names.len() })
                .allowed(self.shape.inputs().to_string()));
        }
        let mut training = JetTraining {
            shape: self.shape.to_string(),
            data: self.data.clone(),
            tree: self.tree.clone(),
            synthetic_jets: self.jets,
            columns: JetColumn::all_plain(&names),
            epochs: self.epochs as usize,
            batch: self.batch as usize,
            learning_rate: self.learning_rate,
            schedule: self.schedule,
            weight_decay: self.weight_decay,
            patience: self.patience.map(|patience| patience as usize),
            seed: self.seed,
            data_sha256: String::new(),
        };
        training.check()?;
        training.columns = self.normalisation.of(&mut *training.open()?)?;
        Ok(training)
    }
}

/// Runs the command.
pub fn run(args: &JetsArgs, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    match &args.command {
        Command::Train(args) => return delegate::or_start(trainer, |trainer| trainer.train_jets(args)),
        Command::Synth(args) => synth(args)?,
        Command::Import(args) => import(args)?,
        Command::Encode(args) => encode(args)?,
        Command::Decode(args) => decode(args)?,
        Command::Evaluate(args) => evaluate(args)?,
        Command::Report(args) => report(args)?,
        Command::ExportModel(args) => export_model(args)?,
    }
    Ok(0)
}

fn synth(args: &SynthArgs) -> Result<()> {
    let mut jets = JetSynth::new(args.seed, args.jets);
    let mut table = TableWriter::create(&args.output, jets.columns())?;
    let count = stream::pieces(&mut jets, |rows, _| {
        table.write(&rows.iter().map(|&number| number as f32).collect::<Vec<_>>())
    })?;
    table.commit()?;
    written(&args.output, count, "jets")
}

/// Says what was written, unless that went to standard output.
fn written(output: &Path, count: u64, what: &str) -> Result<()> {
    match files::is_standard_output(output) {
        true => Ok(()),
        false => output::print(&format!("{}: {} {what}\n", output.display(), grouped(count))),
    }
}

fn import(args: &ImportArgs) -> Result<()> {
    let bytes = files::read_bytes(&args.checkpoint)?;
    let stem = args.checkpoint.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = args.name.clone().or(stem).unwrap_or_default();
    let networks = JetModel::import_torch(&bytes, &name, Function::Tanh);
    let [encoder, decoder] = networks.map_err(|error| error.file(&args.checkpoint))?;
    let [jet, latents] = encoder.ends();
    let columns = args.columns.clone().unwrap_or_else(|| default_columns(jet));
    if columns.len() != jet {
        return Err(Error::mismatch("another number of columns than the encoder takes")
            .field("--columns")
            .found(columns.len())
            .allowed(jet.to_string()));
    }
    let columns = match &args.data {
        Some(data) => args.normalisation.of(&mut *table::open(data, &columns, &TableChoice::default())?),
        None => args.normalisation.of(&mut JetRows::new(columns, Vec::new())).map_err(|_| {
            Error::missing("this normalisation needs the jets that the model was trained on").field("--data")
        }),
    }?;
    let parameters = [&encoder, &decoder].map(|part| part.network.weight_count() as u64);
    let model = JetModel::new(&name, columns, encoder, decoder)?;
    export::write(&args.output, &model.files()?)?;
    output::print(&format!(
        "{}: {jet} numbers become {latents}; {} parameters ({} + {})\n",
        args.output.display(),
        grouped(parameters.iter().sum()),
        grouped(parameters[0]),
        grouped(parameters[1])
    ))
}

fn encode(args: &CodeArgs) -> Result<()> {
    let count = code(args, [JetModel::column_names, JetModel::latent_names], stream::encode)?;
    written(&args.output, count, "jets encoded")
}

fn decode(args: &CodeArgs) -> Result<()> {
    let count = code(args, [JetModel::latent_names, JetModel::column_names], stream::decode)?;
    written(&args.output, count, "jets decoded")
}

/// One half of a model at work on a table.
type Half = fn(&JetCoder, &mut dyn JetSource, &mut TableWriter) -> Result<u64>;

/// Takes a table through one half of a model, from columns of these names to columns of those; gives the number of rows.
fn code(args: &CodeArgs, names: [fn(&JetModel) -> Vec<String>; 2], half: Half) -> Result<u64> {
    files::check_outputs(&[&args.output], &[&args.input])?;
    let model = JetModel::read(&args.model)?;
    let [from, to] = names.map(|of| of(&model));
    let mut source = args.columns.open(&args.input, &from)?;
    let mut table = TableWriter::create(&args.output, &to)?;
    let count = half(&model.coder()?, &mut *source, &mut table).map_err(|error| error.file(&args.input))?;
    table.commit()?;
    Ok(count)
}

fn evaluate(args: &EvaluateArgs) -> Result<()> {
    let evaluation = args.what.evaluate()?;
    if args.json {
        return output::print_json(&evaluation);
    }
    let columns = evaluation.contenders.first().into_iter().flat_map(|own| &own.variables);
    let names: Vec<&str> = columns.map(|variable| variable.name.as_str()).collect();
    let (mut rows, mut own) = (Vec::new(), Vec::new());
    for (at, contender) in evaluation.contenders.iter().enumerate() {
        let line = [contender.name.clone(), format!("{:.2}", contender.bytes), format!("{:.3}", contender.of_float16)];
        let spreads = contender.variables.iter().map(|variable| short(variable.relative.deviation));
        // Four columns have room beside the loss.
        rows.push([&line[..], &[format!("{:.2e}", contender.loss)], &spreads.take(4).collect::<Vec<_>>()].concat());
        for variable in contender.variables.iter().filter(|_| at == 0) {
            let spread = &variable.relative;
            own.push(vec![
                variable.name.clone(),
                format!("{:.2e} ± {:.1e}", spread.mean, spread.mean_error),
                format!("{:.2e} ± {:.1e}", spread.deviation, spread.deviation_error),
                format!("{:.2e}", variable.difference.mean),
                format!("{:.2e}", variable.difference.deviation),
            ]);
        }
    }
    let [encoded, decoded] = evaluation.nanoseconds;
    let mut text = format!(
        "{} jets; {encoded:.0} ns to encode one, {decoded:.0} ns to decode it, on this machine\n\n",
        grouped(evaluation.jets)
    );
    let head = ["model, relative", "mean", "standard deviation", "difference: mean", "deviation"];
    text += &output::table(&head, &own);
    text += "\nBytes of a jet, over those of 16-bit floats, loss, standard deviations of relative residuals:\n\n";
    let head: Vec<&str> =
        ["contender", "bytes", "of f16", "loss"].into_iter().chain(names.iter().take(4).copied()).collect();
    text += &output::table(&head, &rows);
    output::print(&text)
}

fn report(args: &ReportArgs) -> Result<()> {
    files::check_outputs(&[&args.output], &[&args.what.input])?;
    files::write(&args.output, report::jets::page(&args.what.evaluate()?)?)
}

fn export_model(args: &ExportArgs) -> Result<()> {
    let files = JetModel::read(&args.model)?.export(args.to)?;
    export::write(&args.output, &files)?;
    let lines = files.iter().map(|(name, contents)| {
        let path = args.output.join(name);
        format!("{}: {} bytes\n", path.display(), contents.len())
    });
    output::print(&lines.collect::<String>())
}
