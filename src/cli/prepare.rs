//! `econ-emu data prepare`: training sets from the files of the trigger simulation.

use std::path::PathBuf;

use clap::ValueEnum;

use super::data::{TableArgs, say_rounded};
use super::{chip_args, output, prepare_conditional, progress};
use crate::data::ntuple::Choice;
use crate::data::prepare::ecoder::{self, Kinds};
use crate::data::prepare::inputs;
use crate::data::prepare::modules::LinkAllocation;
use crate::error::Result;

/// Arguments.
#[derive(clap::Args)]
pub struct PrepareArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Trigger cells to CALQ csv, by layer and number of links
    Ecoder(Box<EcoderArgs>),
    /// Wafers to 8x8 inputs with eight conditions, for conditional autoencoders
    Conditional(Box<prepare_conditional::PrepareConditionalArgs>),
}

#[derive(clap::Args)]
#[command(after_help = "\
Writes NAME_TrainingData_<PU|Signal|Geometry>Allocation/nElinks_<n>/NAME_Layer<L>_<n>Links.csv. A call that
was killed goes on where it stopped when it is given again; the result is the same, byte for byte.

Inputs are files, patterns in quotes, directories (their *.root), or @LIST, a file with one on each line.

Examples:
  econ-emu data prepare ecoder 'ntuples/ntuple_*.root' --allocation signal --modules ModuleLinkSummary.csv --out sets
  econ-emu data prepare ecoder @files.txt --allocation pu --modules ModuleLinkSummary.csv --sim-only --out sets
  econ-emu train --data sets/ecoder_TrainingData_PUAllocation/nElinks_5 --links 5 --out run5")]
struct EcoderArgs {
    /// ROOT files of trigger cells (trees or RNTuples with columns tc_*), tables of charges (*.csv, *.parquet), and link words (testInput.csv with
    /// its metadata.csv)
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<String>,
    /// Directory to make, or to go on with
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Where the number of links of a module comes from
    #[arg(long, value_enum)]
    allocation: AllocationArg,
    /// Modules: ModuleLinkSummary.csv, or a geometry table with columns plane, u, v, trigLinks, HDorLD
    #[arg(long, value_name = "TABLE")]
    modules: PathBuf,
    /// Count wafers that the table does not list, and go on
    #[arg(long)]
    skip_unlisted: bool,
    #[command(flatten)]
    columns: ColumnsArgs,
    /// First part of the names of files
    #[arg(long, default_value = "ecoder", value_parser = file_name)]
    name: String,
    /// Cells by their coordinates, columns u, v, cell (training order) [default: the map of Ecoder]
    #[arg(long, value_name = "CSV")]
    cell_map: Option<PathBuf>,
    /// Centres of modules, columns layer, waferu, waferv, tc_eta [default: mean tc_eta of the cells]
    #[arg(long, value_name = "CSV", conflicts_with = "config")]
    eta_map: Option<PathBuf>,
    /// Take MUX and calibration factors of this configuration [default: 1/cosh(eta) of each module]
    #[arg(id = "config", long = "config", value_name = "YAML")]
    chip: Option<PathBuf>,
    #[command(flatten)]
    table: TableArgs,
    /// Only rows with more simulated energy than this, GeV
    #[arg(long, value_name = "GEV", value_parser = energy)]
    min_energy: Option<f64>,
    /// Only rows with simulated energy in full wafers: --min-energy 0 --wafers full
    #[arg(long, conflicts_with_all = ["min_energy", "wafers"])]
    sim_only: bool,
    /// Which wafers are kept
    #[arg(long, value_enum, default_value = "all")]
    wafers: KindsArg,
    /// Most events of a file; the event numbers leave room for so many
    #[arg(long, value_name = "N", default_value_t = 5000, value_parser = clap::value_parser!(u32).range(1..))]
    events_per_file: u32,
    /// Write parquet instead of csv, with the same columns
    #[arg(long)]
    parquet: bool,
    /// Also write the link words of all rows, in words/: a set that emulate reads
    #[arg(long)]
    words: bool,
    /// Seed of the order of rows
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Keep rows in the order of the input
    #[arg(long, conflicts_with = "seed")]
    no_shuffle: bool,
}

/// Which tree of a ROOT file is meant, and which columns of it.
#[derive(clap::Args)]
pub struct ColumnsArgs {
    /// Name or path of the tree or RNTuple [default: the only one with the columns]
    #[arg(long, value_name = "PATH")]
    tree: Option<String>,
    /// What the names of the columns begin with, such as wafer_ or L1THGCAL_wafer_ [default: the only one that fits]
    #[arg(long, value_name = "PREFIX")]
    prefix: Option<String>,
}

impl ColumnsArgs {
    /// The choice that these arguments make.
    pub fn choice(&self) -> Choice {
        Choice { tree: self.tree.clone(), prefix: self.prefix.clone() }
    }
}

#[derive(ValueEnum, Clone, Copy)]
enum AllocationArg {
    /// By layer: 5 links in layer 9, 4 in 7 and 11, 3 in 13, else 2
    Signal,
    /// By module: column ECONT_eTX
    Pu,
    /// By module: column trigLinks
    Geometry,
}

#[derive(ValueEnum, Clone, Copy)]
enum KindsArg {
    /// Full and partial
    All,
    /// ModType FI, FM, FO
    Full,
    /// All others
    Partial,
}

fn file_name(text: &str) -> std::result::Result<String, String> {
    if text.is_empty() || text.starts_with('.') || text.contains(['/', '\\', '\0']) {
        return Err("a part of a file name, without slashes".into());
    }
    Ok(text.to_owned())
}

fn energy(text: &str) -> std::result::Result<f64, String> {
    text.parse()
        .ok()
        .filter(|energy: &f64| energy.is_finite() && *energy >= 0.0)
        .ok_or_else(|| "an energy in GeV, not negative".into())
}

/// Runs the command.
pub fn run(args: &PrepareArgs) -> Result<()> {
    match &args.command {
        Command::Ecoder(args) => ecoder(args),
        Command::Conditional(args) => prepare_conditional::run(args),
    }
}

fn ecoder(args: &EcoderArgs) -> Result<()> {
    let chip = chip_args::chip_of_words(args.chip.as_deref())?;
    let request = ecoder::EcoderRequest {
        inputs: inputs::expand(&args.inputs, "root")?,
        choice: args.columns.choice(),
        out: args.out.clone(),
        name: args.name.clone(),
        allocation: match args.allocation {
            AllocationArg::Signal => LinkAllocation::Signal,
            AllocationArg::Pu => LinkAllocation::Pileup,
            AllocationArg::Geometry => LinkAllocation::Geometry,
        },
        modules: args.modules.clone(),
        skip_unlisted: args.skip_unlisted,
        cell_map: args.cell_map.clone(),
        eta_map: args.eta_map.clone(),
        chip,
        order: args.table.order(),
        table: args.table.options(),
        min_energy: if args.sim_only { Some(0.0) } else { args.min_energy },
        kinds: match args.wafers {
            _ if args.sim_only => Kinds::Full,
            KindsArg::All => Kinds::All,
            KindsArg::Full => Kinds::Full,
            KindsArg::Partial => Kinds::Partial,
        },
        words: args.words,
        parquet: args.parquet,
        events_per_file: args.events_per_file,
        seed: (!args.no_shuffle).then_some(args.seed),
    };
    let bar = progress::bar("prepare", Some(2 * request.inputs.len() as u64));
    let counts = ecoder::prepare(&request, |done, _| bar.set_position(done))?;
    bar.finish_and_clear();
    say_rounded(&request.table);
    output::print(&ecoder::report(&counts))
}
