//! `econ-emu emulate`.

use std::path::{Path, PathBuf};

use super::chip_args::{ChipArgs, ConfigOrDefaultArgs};
use super::instructions::InstructionsArgs;
use super::output::say;
use super::progress;
use super::vector_args::VectorArgs;
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::{Chip, Trace};
use crate::error::Result;
use crate::golden::ebin;
use crate::golden::stage_files::StageFiles;
use crate::golden::stream::{self, RowFile};
use crate::golden::vectors::{VectorReader, VectorSource};
use crate::hwgen::waves::Waves;
use crate::kernels::{BatchChip, CHUNK};
use crate::registers::ChipConfig;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu emulate --config init.yaml --input testInput.csv --output testOutput.csv
  econ-emu emulate --config init.yaml --input testInput.csv --output - --trace stages | head
  econ-emu emulate --config init.yaml --input packets.ebin --output - --format ebin | consumer
  econ-emu emulate --config init.yaml --input testInput.csv --output out.csv --ae-layout design
  econ-emu emulate --default-encoder --input testInput.csv --output out.csv --instructions portable
  econ-emu emulate --config base.yaml --config calibration.yaml --input testInput.csv --output out.csv
  econ-emu emulate --config init.yaml --input testInput.csv --output out.csv --vcd stages.vcd

In the dump the signals of the autoencoder block have the names and widths of the Verilog's own dump
(testbench.dut.convolve.sum_12); all other stages stand under 'chip' with the names of the stage files.
BX n stands at n x 25 ns in every stage: the model has no latency. In the hardware a value comes one
clock later for every pipeline cut before it.")]
pub struct EmulateArgs {
    #[command(flatten)]
    config: ConfigOrDefaultArgs,
    /// Input words, 12 columns, csv or .ebin; - is standard input
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// Output words, 13 columns, binary if the name ends in .ebin; - is standard output
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Format of the output, whatever its name
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Also write the values of every stage to this directory, one csv file each, over files of the same names
    #[arg(long, value_name = "DIR")]
    trace: Option<PathBuf>,
    /// Also write a value change dump of every stage, for GTKWave and the like
    #[arg(long, value_name = "FILE")]
    vcd: Option<PathBuf>,
    /// The dump has the widths of the hardware with weights loaded at run time, not with constants
    #[arg(long, requires = "vcd")]
    reloadable: bool,
    #[command(flatten)]
    instructions: InstructionsArgs,
    /// Say on standard error what computes the BX, and why
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    vectors: VectorArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    /// Binary, see the documentation of golden::ebin
    Ebin,
}

/// Runs the command.
pub fn run(args: &EmulateArgs) -> Result<u8> {
    let outputs: Vec<&Path> = [&args.output].into_iter().chain(&args.vcd).map(PathBuf::as_path).collect();
    args.config.check_outputs(&outputs, &[&args.input])?;
    let mut options = args.chip.options()?;
    let config = args.config.read(&mut options)?.without_warnings();
    let progress = progress::bar("emulate", None);
    if args.trace.is_none() && args.vcd.is_none() {
        let chip = BatchChip::new(&config, &options).map_err(|error| error.file(args.config.path()))?;
        let mut chip = chip.computed_by(args.instructions.choice()?)?;
        if args.verbose {
            say!("computed by {}", chip.way());
        }
        let (input, output) = open(args, &config)?;
        stream::run(&mut chip, input, output, |rows| progress.inc(rows))?;
    } else {
        let mut chip = Chip::new(&config, &options).map_err(|error| error.file(args.config.path()))?;
        if args.verbose {
            say!("computed by the scalar model: the values of every stage are wanted");
        }
        let stages = args.trace.as_ref().map(|directory| StageFiles::create(directory, &config, &options.network));
        let waves = args.vcd.as_ref().map(|path| Waves::create(path, &config, &options, args.reloadable));
        let mut stages = (stages.transpose()?, waves.transpose()?);
        let (input, output) = open(args, &config)?;
        trace(&mut chip, input, output, &mut stages, || progress.inc(1))?;
        if let Some(files) = stages.0 {
            files.commit()?;
        }
        if let Some(waves) = stages.1 {
            waves.commit()?;
        }
    }
    progress.finish_and_clear();
    Ok(0)
}

/// Opens input and output. A program at the other end of both may open the second one before it writes to the first,
/// and may wait for the header of the output before it sends a row.
fn open(args: &EmulateArgs, config: &ChipConfig) -> Result<(VectorReader<InputWords>, RowFile<OutputWords>)> {
    let source = VectorSource::open(&args.input)?;
    let binary = args.format.map_or(ebin::is_ebin(&args.output), |format| format == Format::Ebin);
    let mut output = RowFile::with_format(&args.output, binary, config.links.into())?;
    let input = source.rows(&args.vectors.format())?;
    if input.is_live() {
        output.flush()?;
    }
    Ok((input.with_rows()?, output))
}

/// Every stage is of interest: one BX at a time.
fn trace(
    chip: &mut Chip,
    mut input: VectorReader<InputWords>,
    mut output: RowFile<OutputWords>,
    stages: &mut impl Trace,
    progress: impl Fn(),
) -> Result<()> {
    let mut rows = Vec::new();
    loop {
        let read = input.read_batch(&mut rows, CHUNK);
        for words in &rows {
            output.write(&chip.step(words, stages))?;
            progress();
        }
        if input.is_live() {
            output.flush()?;
        }
        read?;
        if rows.is_empty() {
            return output.commit();
        }
    }
}
