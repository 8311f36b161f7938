//! `econ-emu export-hls`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::chip_args::{ChipArgs, ReadingArgs};
use super::output::say;
use super::{DIFFERENT, output, prove};
use crate::chip::Options;
use crate::chip::erx::ORBIT;
use crate::error::{Error, Result};
use crate::files;
use crate::golden::manifest::{self, Manifest};
use crate::golden::random;
use crate::golden::verify::{self, GoldenCase};
use crate::hwgen::check::{self, CheckOutcome};
use crate::hwgen::design::{Design, Valid};
use crate::hwgen::export::{self, Target};
use crate::hwgen::hls::{self, HlsFlavour};
use crate::hwgen::protection::Protection;
use crate::hwgen::proved;
use crate::hwgen::report;
use crate::hwgen::vectors::{self, VectorSet};
use crate::prove::proof;
use crate::radiation::protect::ProtectedBits;
use crate::registers::{
    Algorithm, ChipConfig, DEFAULT_ENCODER, Generation, default_network, default_settings, weight_table,
};

/// Links of a design that no configuration describes.
const LINKS: u8 = 5;

/// Samples that an export can carry.
const SAMPLES: std::ops::RangeInclusive<u64> = 1..=vectors::MAX_SAMPLES as u64;

/// Seed of the weights that test a reloadable design for which none are given.
const TEST_WEIGHTS: u64 = 1;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu export-hls --out hw --config init.yaml --check
  econ-emu export-hls --out hw --golden vectors/mcDataset/AE --target vitis
  econ-emu export-hls --out hw --weights weights.csv --links 3 --ae-layout design
  econ-emu export-hls --out hw --reloadable --network cmssw-4x4x3
  econ-emu export-hls --out hw --config init.yaml --prove
  econ-emu export-hls --out hw --config init.yaml --report
  econ-emu export-hls --out hw --target verilog --config init.yaml --protect registers
  econ-emu export-hls --out hw --target verilog --config init.yaml --reloadable --protect bits.json
  econ-emu export-hls --out hw

Without configuration, golden set and weights, the default encoder is exported, which is part of this program.

The design's test samples are built in, or those of a golden set; the design is refused if the emulator
does not reproduce that set. With a golden set its configuration is the default, and its manifest, if it
has one, gives the chip options.

Exit codes: 0 done, and every check that could run has passed; 1 a check failed, a proof was asked for
and did not succeed, or a stage is slower than the clock; 2 an error.")]
pub struct ExportHlsArgs {
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Configuration with weights, links and keep mask, any dialect; given again, a file goes over those before it
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Weights as 'registers weights export' writes them
    #[arg(long, value_name = "CSV")]
    weights: Option<PathBuf>,
    /// Weights are loaded at run time instead of being constants
    #[arg(long)]
    reloadable: bool,
    /// Links of 32 bits [default: those of the configuration, or 5]
    #[arg(long, value_name = "N")]
    links: Option<u8>,
    /// What to write
    #[arg(long, value_enum, default_value = "all")]
    target: TargetArg,
    /// Golden set with the samples to ship
    #[arg(long, value_name = "DIR", conflicts_with = "seed")]
    golden: Option<PathBuf>,
    /// Samples to ship [default: one orbit of 3564, or all of the golden set]
    #[arg(long, alias = "frames", value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(SAMPLES))]
    samples: Option<usize>,
    /// Seed of the built-in random samples
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Device for the Vitis script
    #[arg(long, default_value = hls::DEFAULT_PART)]
    part: String,
    /// Name of the top function and module
    #[arg(long, default_value = "econ_t_ae")]
    name: String,
    /// Registers of the Verilog with three copies and a majority, which upsets do not harm: none, registers (of the
    /// pipeline), weights (with --reloadable), full (all), or a file of 'seu atlas --protect-worst': the bits of the
    /// weights that it names
    #[arg(long, value_name = "WHAT", default_value = "none")]
    protect: PathBuf,
    /// Run every tool on the export that is here
    #[arg(long)]
    check: bool,
    /// Prove that the Verilog equals network, converter and packet for every input, and add proof.json
    #[arg(long)]
    prove: bool,
    /// Synthesize the Verilog and add report.json and report.txt: area, timing, FPGA resources. Takes
    /// minutes
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    chip: ChipArgs,
}

#[derive(ValueEnum, Clone, Copy)]
enum TargetArg {
    /// HLS C++ with ap_fixed
    Vitis,
    /// HLS C++ with ac_fixed
    Catapult,
    /// Verilog-2005
    Verilog,
    All,
}

impl TargetArg {
    fn targets(self) -> Vec<Target> {
        match self {
            TargetArg::Vitis => vec![Target::Hls(HlsFlavour::Vitis)],
            TargetArg::Catapult => vec![Target::Hls(HlsFlavour::Catapult)],
            TargetArg::Verilog => vec![Target::Verilog],
            TargetArg::All => Target::ALL.to_vec(),
        }
    }
}

/// Runs the command.
pub fn run(args: &ExportHlsArgs) -> Result<u8> {
    // Cheap refusals first.
    files::check_free(&args.out)?;
    hls::check_part(&args.part)?;
    let tools = args.report.then(report::Tools::find).transpose()?;
    let targets = args.target.targets();
    if args.prove && !targets.contains(&Target::Verilog) {
        return Err(Error::new("only Verilog can be proved").field("--prove").hint("leave --target out"));
    }
    let is_protected = args.protect != Path::new("none");
    if is_protected && targets != [Target::Verilog] {
        return Err(Error::new("only the Verilog can be protected").field("--protect").hint("give --target verilog"));
    }
    if is_protected && args.prove {
        return Err(Error::new("triplicated registers cannot be proved")
            .field("--prove")
            .hint("prove the design without --protect: its logic is the same"));
    }
    let case = args.golden.as_deref().map(verify::only).transpose()?;
    let options = options(args)?;
    let config = config(args, case.as_ref(), &options)?;
    let design = Design::of_chip(&args.name, &config, &options, args.reloadable)?;
    let design = Design { protection: protection(args, &config, &options)?, ..design }.validate()?;
    let test_weights = config.weights.clone().unwrap_or_else(|| random::weights(&options.network, TEST_WEIGHTS));
    let inputs = match &case {
        Some(case) => {
            let chip = ChipConfig { weights: Some(test_weights.clone()), ..config };
            vectors::of_golden_set(&design, case, &chip, &options, args.samples)?
        }
        None => vectors::builtin(design.block(), &test_weights, args.samples.unwrap_or(usize::from(ORBIT)), args.seed),
    };
    let vectors = VectorSet::new(&design, &test_weights, &inputs)?;
    let mut rendered = export::render(&design, &vectors, &targets, &args.part)?;
    let report = tools.map(|tools| report::measure(&design, &rendered, &tools)).transpose()?;
    if let Some(report) = &report {
        rendered.extend(report.files()?);
    }
    let proof = args.prove.then(|| proved::of_export(&design, &rendered));
    if let Some(Ok(proof)) = &proof {
        rendered.push((proof::FILE.to_owned(), proof.to_json()?));
    }
    export::write(&args.out, &rendered)?;
    output::print(&summary(args, &design, &vectors, rendered.len()))?;
    match &proof {
        Some(Ok(proof)) => output::print(&format!("\n{}", prove::table(proof)))?,
        Some(Err(error)) => say!("{error}"),
        None => {}
    }
    let is_unproved = proof.is_some_and(|proof| proof.is_err());
    if let Some(report) = &report {
        output::print(&format!("\n{}", report::table(std::slice::from_ref(report))))?;
    }
    let too_slow = report.is_some_and(|report| !report.meets_the_clock());
    if !args.check {
        return Ok(if too_slow || is_unproved { DIFFERENT } else { 0 });
    }
    let rows = check::run(&args.out, &targets, vectors.samples())?;
    let failed = rows.iter().any(|row| matches!(row.outcome, CheckOutcome::Failed(_)));
    let cells = rows.iter().map(|row| {
        let (result, detail) = match &row.outcome {
            CheckOutcome::Passed(detail) => ("passed", detail),
            CheckOutcome::Failed(detail) => ("FAILED", detail),
            CheckOutcome::Skipped(detail) => ("skipped", detail),
        };
        vec![row.target.name().to_owned(), row.tool.clone(), result.to_owned(), detail.clone()]
    });
    let table = output::table(&["target", "tool", "result", "details"], &cells.collect::<Vec<_>>());
    output::print(&format!("\n{table}"))?;
    Ok(if failed || too_slow || is_unproved { DIFFERENT } else { 0 })
}

fn options(args: &ExportHlsArgs) -> Result<Options> {
    let own = args.golden.as_deref().filter(|golden| golden.join(manifest::FILE).is_file());
    match own {
        Some(golden) => Ok(Manifest::read_and_check(golden)?.options),
        None => args.chip.options(),
    }
}

/// The settings of the chip: those of the configuration, with the weights and links of the arguments.
fn config(args: &ExportHlsArgs, case: Option<&GoldenCase>, options: &Options) -> Result<ChipConfig> {
    let own: Vec<PathBuf> = case.map(|case| case.config.clone()).into_iter().collect();
    let paths = if args.config.is_empty() { &own } else { &args.config };
    let mut config = match paths.as_slice() {
        [_, ..] => args.reading.read(paths, &options.network)?.without_warnings(),
        [] if args.weights.is_none() && !args.reloadable && options.network == default_network()? => {
            say!("no configuration is given: exported is {DEFAULT_ENCODER}");
            default_settings()?
        }
        [] => ChipConfig { algorithm: Algorithm::Autoencoder, links: LINKS, ..ChipConfig::reset(Generation::Prod) },
    };
    if let Some(weights) = &args.weights {
        config.weights = Some(weight_table::read(&files::read_text(weights)?, weights, &options.network)?);
    }
    config.links = args.links.unwrap_or(config.links);
    config.validate()?;
    Ok(config)
}

/// What is to be triplicated.
fn protection(args: &ExportHlsArgs, config: &ChipConfig, options: &Options) -> Result<Protection> {
    let path = &args.protect;
    match path.to_str() {
        Some("none") => Ok(Protection::None),
        Some("registers") => Ok(Protection::Registers),
        Some("weights") => Ok(Protection::Weights),
        Some("full") => Ok(Protection::Full),
        _ if !files::is_there(path) => Err(Error::unknown("no such protection, and no such file")
            .field("--protect")
            .found(path.display())
            .allowed("none, registers, weights, full, or a file")
            .hint("'econ-emu seu atlas --protect-worst' makes a file of bits")),
        _ => {
            let weights = config.weights.as_ref().ok_or_else(|| {
                Error::missing("the bits of the file were chosen for weights, and there are none")
                    .file(path)
                    .hint("give the configuration that they were chosen for, with --config or --weights")
            })?;
            Ok(Protection::Bits(ProtectedBits::read(path, &options.network, weights)?.places(&options.network)))
        }
    }
}

fn summary(args: &ExportHlsArgs, design: &Valid, vectors: &VectorSet, files: usize) -> String {
    let provenance = design.provenance()[1..].join("\n");
    format!("{}: {files} files, {} golden samples\n{provenance}\n", args.out.display(), vectors.samples())
}
