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
use crate::hwgen::waves::Waves;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu emulate --config init.yaml --input testInput.csv --output testOutput.csv
  econ-emu emulate --config init.yaml --input testInput.csv --output - --trace stages | head
  econ-emu emulate --config init.yaml --input testInput.csv --output out.csv --ae-layout design
  econ-emu emulate --config init.yaml --input testInput.csv --output out.csv --vcd stages.vcd

In the dump the signals of the autoencoder block have the names and widths of the Verilog's own dump
(testbench.dut.convolve.sum_12); all other stages stand under 'chip' with the names of the stage files.
Crossing n stands at n x 25 ns in every stage: the model has no latency. In the hardware a value comes one
clock later for every pipeline cut before it.")]
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
    /// Also write a value change dump of every stage, for GTKWave and the like
    #[arg(long, value_name = "FILE")]
    vcd: Option<PathBuf>,
    /// The dump has the widths of the hardware with weights loaded at run time, not with constants
    #[arg(long, requires = "vcd")]
    reloadable: bool,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    let options = args.chip.options()?;
    let config = chip_args::config(&args.config, &options.network)?.config;
    let mut chip = Chip::new(&config, &options).map_err(|error| error.file(&args.config))?;
    if args.trace.is_none() && args.vcd.is_none() {
        stream(&mut chip, args, &mut NoTrace)?;
        return Ok(0);
    }
    let stages = args.trace.as_ref().map(|directory| StageFiles::create(directory, &config, &options.network));
    let waves = args.vcd.as_ref().map(|path| Waves::create(path, &config, &options, args.reloadable));
    let mut trace = (stages.transpose()?, waves.transpose()?);
    stream(&mut chip, args, &mut trace)?;
    if let Some(stages) = trace.0 {
        stages.commit()?;
    }
    if let Some(waves) = trace.1 {
        waves.commit()?;
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
