//! `econ-emu decode`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::chip_args::{ChipArgs, ConfigArgs};
use super::output::say;
use super::progress;
use super::vector_args::VectorArgs;
use crate::chip::signals::OutputWords;
use crate::error::{Error, Result};
use crate::files::Sink;
use crate::golden::decode::{PacketDecoder, TableForm};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
One row (csv) or object (JSON) for each packet. Charges and sums appear as codes and as the smallest linear
value they stand for. STATUS says what became of the packet: complete, cut (links too few for it),
truncated_t1, truncated_t2, link_reset, lost (in the 400-word FIFO), unfinished (the file ends first).

Examples:
  econ-emu decode testOutput.csv --config init.yaml --output packets.csv
  econ-emu decode --config init.yaml --input testOutput.csv --format json | jq '.[0]'")]
pub struct DecodeArgs {
    /// Received words, 13 columns; - is standard input
    #[arg(value_name = "CSV", required_unless_present = "input")]
    file: Option<PathBuf>,
    #[command(flatten)]
    config: ConfigArgs,
    /// The same as an option
    #[arg(long, value_name = "CSV", conflicts_with = "file")]
    input: Option<PathBuf>,
    /// Table to write; - is standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Form of the table
    #[arg(long, value_enum, default_value = "csv")]
    format: FormArg,
    #[command(flatten)]
    vectors: VectorArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum FormArg {
    Csv,
    Json,
}

fn not_written(args: &DecodeArgs, error: &std::io::Error) -> Error {
    Error::io("write", Path::new(&args.output), error)
}

/// Runs the command.
pub fn run(args: &DecodeArgs) -> Result<u8> {
    let input = args.file.as_deref().or(args.input.as_deref()).unwrap_or(Path::new("-"));
    args.config.check_outputs(&[&args.output], &[input])?;
    let options = args.chip.options()?;
    let config = args.config.read(&options.network)?.without_warnings();
    let mut input = args.vectors.open::<OutputWords>(input)?.with_rows()?;
    let form = match args.format {
        FormArg::Csv => TableForm::Csv,
        FormArg::Json => TableForm::Json,
    };
    let sink = Sink::create(&args.output)?;
    let mut decoder = PacketDecoder::new(&config, &options.packet_layout(&config), form, sink)
        .map_err(|error| not_written(args, &error))?;
    let progress = progress::bar("decode", None);
    while let Some(row) = input.read()? {
        decoder.push(&row).map_err(|error| not_written(args, &error))?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    let (mut sink, counts) = decoder.finish().map_err(|error| not_written(args, &error))?;
    sink.flush().map_err(|error| not_written(args, &error))?;
    sink.commit()?;
    say!(
        "{} packets: {} complete, {} truncated, {} in a link reset, {} lost, {} unfinished; {} unexpected headers",
        counts.packets,
        counts.complete,
        counts.truncated,
        counts.link_reset,
        counts.lost,
        counts.unfinished,
        counts.unexpected_headers
    );
    Ok(0)
}
