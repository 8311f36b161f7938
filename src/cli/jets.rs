//! `econ-emu jets`.

use std::path::{Path, PathBuf};

use super::choice::choice;
use super::output;
use crate::error::{Error, Result, grouped};
use crate::files;
use crate::hwgen::export;
use crate::jets::model::JetModel;
use crate::jets::scale::{Normalisation, default_columns};
use crate::jets::stream;
use crate::jets::synth::JetSynth;
use crate::jets::table::{self, JetRows, JetSource, TableChoice, TableWriter};
use crate::nn::Function;

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
    Encode(EncodeArgs),
    /// Write the jets that latents stand for
    Decode(DecodeArgs),
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
    #[arg(short, long, value_name = "FILE")]
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
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "\
Tables are read piece by piece, so that any number of jets needs little memory; all threads encode. Read are csv (also
packed with gzip or zstd, or - for standard input), .npy, .npz, parquet and ROOT.

Examples:
  econ-emu jets encode --model model --input jets.csv -o latents.npy
  econ-emu jets encode --model model --input jets.root --columns jet_pt,jet_eta,jet_phi,jet_e -o latents.parquet")]
struct EncodeArgs {
    /// Model
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Table of jets
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    columns: ColumnArgs,
    /// Table of latents to write: .csv, .npy, .parquet, or - for csv on standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  econ-emu jets decode --model model --input latents.npy -o jets.csv")]
struct DecodeArgs {
    /// Model
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Table of latents
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    #[command(flatten)]
    columns: ColumnArgs,
    /// Table of jets to write: .csv, .npy, .parquet, or - for csv on standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(args: &JetsArgs) -> Result<u8> {
    match &args.command {
        Command::Synth(args) => synth(args)?,
        Command::Import(args) => import(args)?,
        Command::Encode(args) => encode(args)?,
        Command::Decode(args) => decode(args)?,
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

fn encode(args: &EncodeArgs) -> Result<()> {
    files::check_outputs(&[&args.output], &[&args.input])?;
    let model = JetModel::read(&args.model)?;
    let mut jets = args.columns.open(&args.input, &model.column_names())?;
    let mut latents = TableWriter::create(&args.output, &model.latent_names())?;
    let count = stream::encode(&model.coder()?, &mut *jets, &mut latents).map_err(|error| error.file(&args.input))?;
    latents.commit()?;
    written(&args.output, count, "jets encoded")
}

fn decode(args: &DecodeArgs) -> Result<()> {
    files::check_outputs(&[&args.output], &[&args.input])?;
    let model = JetModel::read(&args.model)?;
    let mut latents = args.columns.open(&args.input, &model.latent_names())?;
    let mut jets = TableWriter::create(&args.output, &model.column_names())?;
    let count = stream::decode(&model.coder()?, &mut *latents, &mut jets).map_err(|error| error.file(&args.input))?;
    jets.commit()?;
    written(&args.output, count, "jets decoded")
}
