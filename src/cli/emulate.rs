//! `econ-emu emulate`.

use std::path::PathBuf;

use super::chip_args::{self, ChipArgs};
use super::progress;
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::{Chip, NoTrace, Trace};
use crate::error::Result;
use crate::golden::generate::RowFile;
use crate::golden::stage_files::StageFiles;
use crate::golden::vectors::VectorReader;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu emulate --config init.yaml --input testInput.csv --output testOutput.csv
  econ-emu emulate --config init.yaml --input testInput.csv --output - --trace stages | head
  econ-emu emulate --config init.yaml --input testInput.csv --output out.csv --ae-layout design")]
pub struct Args {
    /// Configuration of the chip, any YAML dialect
    #[arg(long, value_name = "YAML")]
    config: PathBuf,
    /// Input words, 12 columns; - is standard input
    #[arg(long, value_name = "CSV")]
    input: PathBuf,
    /// Output words, 13 columns; - is standard output
    #[arg(long, value_name = "CSV")]
    output: PathBuf,
    /// Also write the values of every stage to this directory, one csv file each
    #[arg(long, value_name = "DIR")]
    trace: Option<PathBuf>,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    let options = args.chip.options()?;
    let config = chip_args::config(&args.config, &options.network)?.config;
    let mut chip = Chip::new(&config, &options).map_err(|error| error.file(&args.config))?;
    match &args.trace {
        None => stream(&mut chip, args, &mut NoTrace)?,
        Some(directory) => {
            let mut stages = StageFiles::create(directory, &config, &options.network)?;
            stream(&mut chip, args, &mut stages)?;
            stages.commit()?;
        }
    }
    Ok(0)
}

fn stream(chip: &mut Chip, args: &Args, trace: &mut impl Trace) -> Result<()> {
    let mut input = VectorReader::<InputWords>::open(&args.input)?;
    let mut output = RowFile::<OutputWords>::create(&args.output)?;
    let progress = progress::bar("emulate", None);
    while let Some(words) = input.read()? {
        output.write(&chip.step(&words, trace))?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    output.file.commit()
}
