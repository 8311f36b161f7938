//! `econ-emu golden`.

use std::path::PathBuf;

use super::chip_args::ChipArgs;
use super::{output, progress};
use crate::error::Result;
use crate::golden::generate::{self, InputSource, Request};

/// Arguments.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a golden directory: configuration, input, output, every stage, manifest
    Generate(GenerateArgs),
}

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu golden generate --config init.yaml --input testInput.csv --out my_set
  econ-emu golden generate --config init.yaml --random 7 --rows 3564 --out my_set
  econ-emu verify --golden my_set")]
struct GenerateArgs {
    /// Configuration of the chip
    #[arg(long, value_name = "YAML")]
    config: PathBuf,
    /// Input words
    #[arg(long, value_name = "CSV", required_unless_present = "random", conflicts_with = "random")]
    input: Option<PathBuf>,
    /// Draw the input at random from this seed
    #[arg(long, value_name = "SEED")]
    random: Option<u64>,
    /// Number of rows [default: one orbit of 3564 for --random, the whole file for --input]
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    rows: Option<u64>,
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Replace a golden set that is there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    let Command::Generate(args) = &args.command;
    let options = args.chip.options()?;
    let (source, rows) = match (&args.input, args.random) {
        (Some(path), _) => (InputSource::File(path), args.rows),
        (None, seed) => (InputSource::Random(seed.unwrap_or_default()), Some(args.rows.unwrap_or(3564))),
    };
    let request =
        Request { config: &args.config, source, rows, options: &options, out: &args.out, replace: args.force };
    let progress = progress::bar("generate", rows);
    let manifest = generate::generate(&request, |row| progress.set_position(row))?;
    progress.finish_and_clear();
    output::print(&format!(
        "{}: {} rows, {} {} with {} links, {} files\n",
        args.out.display(),
        manifest.rows,
        manifest.generation,
        manifest.algorithm,
        manifest.links,
        manifest.files.len() + 1
    ))?;
    Ok(0)
}
