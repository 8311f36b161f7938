//! The command line: arguments, one file for each subcommand. No logic worth testing lives here.

mod assign;
pub mod bench;
mod bench_decoder;
pub mod bench_networks;
mod chip_args;
mod choice;
mod completions;
mod data;
mod decode;
mod delegate;
mod diff;
mod diff_all;
mod emulate;
mod evaluate;
mod evaluation_text;
mod export_hls;
mod export_model;
mod golden;
pub mod hierarchical;
mod inspect;
mod instructions;
pub mod jets;
mod models;
mod network;
pub mod output;
mod prepare;
mod prepare_conditional;
pub mod progress;
mod prove;
mod quantiser;
mod registers;
mod report;
pub mod search;
mod seu;
pub mod signals;
mod threads;
pub mod train;
pub mod train_emdloss;
mod vector_args;
mod verify;
mod version;
pub mod workers;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anstream::ColorChoice;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, CommandFactory, FromArgMatches, Parser, Subcommand};

use output::say;

use crate::error::{Error, Result};
use crate::files::{self, memory};
use crate::physics::learned::{LearnOptions, ReadingTrainer};
use crate::search::plan::SearchDefinition;
use crate::train::options::Arithmetic;

/// Exit code when something differs.
const DIFFERENT: u8 = 1;

/// Exit code when something could not be done.
const FAILED: u8 = 2;

/// Exit code when the reader of a pipe has seen enough: that of a program which SIGPIPE ends, as shells give it.
const UNREAD: u8 = 141;

/// Bit-exact emulator of ECON-T, the trigger concentrator chip of the CMS HGCAL.
#[derive(Parser)]
#[command(name = "econ-emu", version, long_version = version::LONG.as_str(), about, max_term_width = 110, after_help = EXAMPLES)]
struct Cli {
    /// Memory that the files of other programs may take while they are read, all together
    /// [default: ECON_EMU_MEMORY, or 512MB]
    #[arg(long, global = true, value_name = "SIZE", value_parser = memory::parse, help_heading = "All commands")]
    memory: Option<u64>,
    /// Colours in what is printed; auto: on a terminal, if NO_COLOR is not set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "All commands",
        value_parser = PossibleValuesParser::new(["auto", "always", "never"]).map(|when| color(&when)))]
    color: ColorChoice,
    #[command(subcommand)]
    command: Command,
}

fn color(when: &str) -> ColorChoice {
    match when {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

const EXAMPLES: &str = "\
Examples:
  econ-emu verify --golden golden
  econ-emu emulate --config init.yaml --input testInput.csv --output testOutput.csv
  econ-emu diff expected.csv received.csv --config init.yaml --input testInput.csv

Outputs: a file that is named is replaced when the new one is complete; a directory must be new (or empty, but for
golden and synthetic sets), unless the command goes on with its own work there, or --force lets it replace a set.

Exit codes: 0 fine, 1 something differs, 2 an error, 141 the reader of a pipe has closed it.";

#[derive(Subcommand)]
enum Command {
    /// Run the chip: link words in, link words out
    Emulate(emulate::EmulateArgs),
    /// Check golden directories: does the chip reproduce their outputs?
    Verify(verify::VerifyArgs),
    /// Compare two outputs and explain the first differing bit
    Diff(diff::DiffArgs),
    /// Follow one BX through the chip, stage by stage
    Inspect(inspect::InspectArgs),
    /// Unpack received samples into a table
    Decode(decode::DecodeArgs),
    /// Make golden directories
    Golden(golden::GoldenArgs),
    /// Make up, describe and convert training data
    Data(data::DataArgs),
    /// Describe models of other programs as networks, and compute them
    Network(network::NetworkArgs),
    /// Show, convert and fill configurations
    Registers(registers::RegistersArgs),
    /// Write the autoencoder block as hardware sources with testbenches
    ExportHls(Box<export_hls::ExportHlsArgs>),
    /// Prove again that an export's Verilog equals the emulator for every input
    Prove(prove::ProveArgs),
    /// Write an encoder and its decoder for other programs: TensorFlow, ONNX, QONNX, NumPy
    ExportModel(export_model::ExportModelArgs),
    /// Make a page of runs, evaluations, exports and golden sets, or show hardware reports side by side
    Report(report::ReportArgs),
    /// Compare encoders and the chip's algorithms: how much of the showers survives
    Evaluate(Box<evaluate::EvaluateArgs>),
    /// Give every module the algorithm and the registers that suit it best
    Assign(Box<assign::AssignArgs>),
    /// Train an encoder with the chip's own arithmetic
    Train(Box<train::TrainArgs>),
    /// Train networks that give the earth mover's distance, to be used as a loss
    TrainEmdloss(Box<train_emdloss::TrainEmdlossArgs>),
    /// Search the best encoder: hyperparameters, seeds, more data; on many cores and machines
    Search(Box<search::SearchArgs>),
    /// Compress tables of jets with an autoencoder
    Jets(Box<jets::JetsArgs>),
    /// Compress whole trigger events with the hierarchical autoencoder
    Hierarchical(Box<hierarchical::HierarchicalArgs>),
    /// What upsets of registers by radiation do
    Seu(seu::SeuArgs),
    /// Measure the speed of this machine
    Bench(bench::BenchArgs),
    /// List the networks that have a name, with what they cost; print their descriptions
    Models(models::ModelsArgs),
    /// Print shell completions
    Completions(completions::CompletionsArgs),
}

/// Commands that need libtorch: those of the program that has it, `econ-emu-train`.
pub trait TrainerCommands: Sync {
    /// `train`, with a run in a directory.
    ///
    /// # Errors
    /// Options, data and files that training cannot do with, and failures of libtorch; so for all of them.
    fn train(&self, args: &train::TrainArgs, out: &Path) -> Result<u8>;

    /// `train-emdloss`.
    ///
    /// # Errors
    /// As [`TrainerCommands::train`].
    fn train_emdloss(&self, args: &train_emdloss::TrainEmdlossArgs) -> Result<u8>;

    /// `jets train`.
    ///
    /// # Errors
    /// As [`TrainerCommands::train`].
    fn train_jets(&self, args: &jets::JetsTrainArgs) -> Result<u8>;

    /// `hierarchical train`.
    ///
    /// # Errors
    /// As [`TrainerCommands::train`].
    fn train_hierarchical(&self, args: &hierarchical::HierarchicalTrainArgs) -> Result<u8>;

    /// `search`: leads the searches of these definitions, one after the other.
    ///
    /// # Errors
    /// As [`TrainerCommands::train`].
    fn search(&self, args: &search::SearchArgs, out: &Path, definitions: &[SearchDefinition]) -> Result<u8>;

    /// `search worker`.
    ///
    /// # Errors
    /// As [`TrainerCommands::train`].
    fn search_worker(&self, args: &workers::WorkerArgs) -> Result<u8>;

    /// `bench --train`.
    ///
    /// # Errors
    /// As [`TrainerCommands::train`].
    fn bench(&self, only: Option<Arithmetic>, time: Duration) -> Result<u8>;

    /// What learns readings of packets for `evaluate`.
    fn reading_trainer(&self, options: LearnOptions) -> Arc<dyn ReadingTrainer>;

    /// The version of libtorch that it was built with, as `econ-emu-train by libtorch <2.9.1+cpu>`: `econ-emu` reads that
    /// in the file of the trainer.
    fn libtorch(&self) -> &'static str;
}

/// The program `econ-emu`: parses the arguments of the process, runs the command, and gives its exit code. Commands that
/// need libtorch are left to the trainer.
pub fn main() -> ExitCode {
    start(None)
}

/// As [`main`], in the program that is the trainer.
pub fn main_with(trainer: &'static dyn TrainerCommands) -> ExitCode {
    start(Some(trainer))
}

fn start(trainer: Option<&'static dyn TrainerCommands>) -> ExitCode {
    if let Some(error) = trainer.and_then(|_| delegate::mismatch()) {
        say!("error: {error}");
        return ExitCode::from(FAILED);
    }
    version::set_trainer(trainer);
    let matches = commands().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = matches.unwrap_or_else(|error| refuse(&error));
    cli.color.write_global();
    signals::listen();
    files::listen_to_notes(output::say_line);
    match limit_memory(cli.memory).and_then(|()| run(cli.command, trainer)) {
        Ok(code) => ExitCode::from(code),
        Err(_) if files::is_unread() => ExitCode::from(UNREAD),
        Err(error) => {
            signals::wait_if_ending();
            say!("error: {error}");
            ExitCode::from(FAILED)
        }
    }
}

/// Says what is wrong with the arguments, or prints the help that was asked for, and ends.
fn refuse(error: &clap::Error) -> ! {
    if error.kind() != clap::error::ErrorKind::ValueValidation {
        error.exit();
    }
    let text = error.render();
    let text = if std::io::stderr().is_terminal() { text.ansi().to_string() } else { text.to_string() };
    say!("{}", ranges_in_words(text.trim_end()));
    std::process::exit(error.exit_code())
}

/// A message of clap with its range as people write it: `0 to 3563` for `0..3564`.
fn ranges_in_words(text: &str) -> String {
    const BEFORE: &str = " is not in ";
    let Some((before, rest)) = text.split_once(BEFORE) else { return text.to_owned() };
    let (range, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    let words = match range.split_once("..") {
        Some((least, "")) => format!("{least} or more"),
        Some((least, most)) => match (most.strip_prefix('='), most.parse::<i128>()) {
            (Some(most), _) => format!("{least} to {most}"),
            (None, Ok(end)) => format!("{least} to {}", end - 1),
            (None, Err(_)) => range.to_owned(),
        },
        None => range.to_owned(),
    };
    format!("{before}{BEFORE}{words}{after}")
}

/// The commands with their options, of which those for files have the same short names everywhere.
fn commands() -> clap::Command {
    with_short_names(Cli::command())
        .mut_subcommand("train", train::with_defaults)
        .mut_subcommand("inspect", inspect::with_directory)
}

fn with_short_names(command: clap::Command) -> clap::Command {
    let command = command.mut_args(with_short_name).mut_subcommands(with_short_names);
    if !command.get_arguments().any(Arg::is_hide_short_help_set) {
        return command;
    }
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let short = format!("More options, of the chip and of csv files: --help\n\n{after}");
    command.after_long_help(after).after_help(short)
}

/// -c, -i and -o, and either word for what is written.
fn with_short_name(arg: Arg) -> Arg {
    // Of the chip's own options the short help says nothing.
    let arg = match arg.get_help_heading() {
        Some("Chip" | "Link words as csv") => arg.hide_short_help(true),
        _ => arg,
    };
    let (short, other) = match arg.get_long() {
        Some("config") => ('c', Some("chip")),
        Some("input") => ('i', None),
        Some("out") => ('o', Some("output")),
        Some("output") => ('o', Some("out")),
        _ => return arg,
    };
    arg.short(short).aliases(other)
}

/// Sets the budget for reading: what was asked for, or what the environment says.
fn limit_memory(asked: Option<u64>) -> Result<()> {
    let given = std::env::var(memory::VARIABLE).ok();
    let given = given.map(|text| {
        memory::parse(&text)
            .map_err(|allowed| Error::new("not a size of memory").field(memory::VARIABLE).found(text).allowed(allowed))
    });
    if let Some(bytes) = asked.map(Ok).or(given).transpose()? {
        memory::set_limit(bytes);
    }
    Ok(())
}

/// Whether the command makes its threads itself, as many as its worker was told.
fn makes_threads(command: &Command) -> bool {
    match command {
        Command::Assign(args) => args.is_worker(),
        Command::Search(args) => args.is_worker(),
        _ => false,
    }
}

fn run(command: Command, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    if !makes_threads(&command) {
        threads::prepare(None)?;
    }
    match command {
        Command::Emulate(args) => emulate::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Decode(args) => decode::run(&args),
        Command::Golden(args) => golden::run(&args),
        Command::Data(args) => data::run(&args),
        Command::Network(args) => network::run(&args),
        Command::Registers(args) => registers::run(&args),
        Command::ExportHls(args) => export_hls::run(&args),
        Command::Prove(args) => prove::run(&args),
        Command::ExportModel(args) => export_model::run(&args),
        Command::Evaluate(args) => evaluate::run(&args, trainer),
        Command::Report(args) => report::run(&args),
        Command::Assign(args) => assign::run(&args),
        Command::Train(args) => train::run(&args, trainer),
        Command::TrainEmdloss(args) => delegate::or_start(trainer, |trainer| trainer.train_emdloss(&args)),
        Command::Search(args) => search::run(&args, trainer),
        Command::Jets(args) => jets::run(&args, trainer),
        Command::Hierarchical(args) => hierarchical::run(&args, trainer),
        Command::Seu(args) => seu::run(&args),
        Command::Bench(args) => bench::run(&args, trainer),
        Command::Models(args) => models::run(&args),
        Command::Completions(args) => completions::run(&args, &mut commands()),
    }
}
