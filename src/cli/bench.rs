//! `econ-emu bench`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::chip_args::ReadingArgs;
use super::instructions::InstructionsArgs;
use super::output::say;
use super::{TrainerCommands, bench_decoder, bench_networks, delegate, output};
use crate::chip::algorithm::PacketLength;
use crate::chip::{InputWords, Options};
use crate::data::cells::AE_MUX;
use crate::data::synth::{Synth, SynthKind};
use crate::error::{Error, Result};
use crate::golden::random::RandomInput;
use crate::golden::vectors::VectorReader;
use crate::kernels::stages::KernelStages;
use crate::kernels::{BatchChip, ComputedBy, InstructionSet};
use crate::registers::{
    Algorithm, ChipConfig, DEFAULT_ENCODER, Density, Generation, default_network, default_settings,
};

/// BX a second at the LHC.
const BX_RATE: f64 = 40.08e6;

/// BX in memory that one pass works on: 0.4 MB, which stay in the cache of a core.
const ROWS: usize = 4096;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
BX a second in memory, 12 words in and 13 words out, for every algorithm and instruction set, with 5
active links (Threshold Sum: 13). Each is measured on modules in collisions with pile-up (synthetic, high density),
which is what the LHC delivers, and on random codes, whose sums are often far larger than any module's. The best
of many short passes counts, so that other work on the machine matters little. Without --config the autoencoder is
measured with the default encoder, which is part of this program.

Examples:
  econ-emu bench
  econ-emu bench --realtime
  econ-emu bench --stages --algorithm AE
  econ-emu bench --networks
  econ-emu bench --config init.yaml --instructions avx2
  econ-emu bench --decoder
  econ-emu bench --json --seconds 1")]
pub struct BenchArgs {
    /// Only ask whether each algorithm keeps up with the LHC on one core, with the best instructions
    #[arg(long)]
    realtime: bool,
    /// Measure the stages of the kernels instead, each alone in the nearest caches, on one core
    #[arg(long, conflicts_with = "realtime")]
    stages: bool,
    /// Measure encoders of other shapes instead, on one core: those of the zoo, by the general plans
    #[arg(long, conflicts_with_all = ["realtime", "stages", "input", "algorithm"])]
    networks: bool,
    /// Measure decoders instead, on all cores, beside products of matrices
    #[arg(long, conflicts_with_all = ["realtime", "stages", "networks", "input", "algorithm"])]
    decoder: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    /// Seconds for each line, also a part of one
    #[arg(long, value_parser = seconds, default_value = "1")]
    seconds: Duration,
    /// Measure on the first 4,096 BX of this file (csv or .ebin) instead
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Only this algorithm: TS, STC, BC, RPT or AE
    #[arg(long)]
    algorithm: Option<String>,
    /// Measure this configuration of the chip instead, any dialect; given again, a file goes over those before it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["algorithm", "networks", "decoder"])]
    config: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    instructions: InstructionsArgs,
    /// Measure training instead, by the trainer
    #[arg(long)]
    train: bool,
    /// With --train: only this arithmetic [default: all]
    #[arg(long, value_parser = super::choice::choice::<crate::train::options::Arithmetic>(), requires = "train")]
    arithmetic: Option<crate::train::options::Arithmetic>,
}

/// A measurement.
#[derive(Serialize)]
struct Line {
    algorithm: &'static str,
    #[serde(rename = "crossings")]
    inputs: InputKind,
    instructions: &'static str,
    threads: usize,
    #[serde(rename = "frames_per_second")]
    packets_per_second: f64,
    #[serde(rename = "nanoseconds_per_frame")]
    nanoseconds_per_packet: f64,
    /// Packets a second as a multiple of 40.08 million.
    realtime: f64,
    /// Times the scalar model on one thread, measured in the same run.
    over_scalar: f64,
}

/// A measurement of a network.
#[derive(Serialize)]
struct NetworkLine {
    network: String,
    plan: &'static str,
    instructions: &'static str,
    /// Products of a sample.
    products: usize,
    #[serde(rename = "frames_per_second")]
    samples_per_second: f64,
    /// Billions of products a second.
    gmacs_per_second: f64,
    /// Times the scalar evaluator, measured in the same run.
    over_scalar: f64,
}

/// A measurement of a stage.
#[derive(Serialize)]
struct StageLine {
    algorithm: &'static str,
    #[serde(rename = "crossings")]
    inputs: InputKind,
    instructions: &'static str,
    stage: &'static str,
    #[serde(rename = "nanoseconds_per_frame")]
    nanoseconds_per_packet: f64,
}

/// Runs the command.
pub(super) fn run(args: &BenchArgs, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    if args.train {
        return delegate::or_start(trainer, |trainer| {
            trainer.bench(args.arithmetic, args.seconds.max(Duration::from_secs(3)))
        });
    }
    if args.networks {
        return networks(args);
    }
    if args.decoder {
        return bench_decoder::run(args.seconds, args.json);
    }
    let by = args.instructions.choice()?;
    let chips = chips(args)?;
    let cores = rayon::current_num_threads();
    let mut lines = Vec::new();
    let mut inputs = match &args.input {
        Some(path) => vec![(InputKind::File, of_file(path)?)],
        None => vec![(InputKind::Modules, modules(ROWS)), (InputKind::Random, random(ROWS))],
    };
    if args.realtime {
        // Random codes come from no detector.
        inputs.truncate(1);
    }
    if args.stages {
        return stages(&chips, &inputs, args, by);
    }
    for (measured, (kind, rows)) in chips.iter().flat_map(|one| inputs.iter().map(move |input| (one, input))) {
        let algorithm = measured.config.algorithm;
        let scalar = measure(measured, rows, None, 1, args.seconds)?;
        let sets = sets(by);
        // The first of them are the fastest; none is left where the scalar model was asked for.
        let best = sets.first().copied();
        let mut ways = vec![(best, 1)];
        if !args.realtime {
            ways = vec![(None, 1)];
            ways.extend(sets.iter().map(|&set| (Some(set), 1)));
            ways.extend(best.filter(|_| cores > 1).map(|best| (Some(best), cores)));
        }
        for (set, threads) in ways {
            let rate = match set {
                Some(_) => measure(measured, rows, set, threads, args.seconds)?,
                None => scalar,
            };
            lines.push(Line {
                algorithm: algorithm.short(),
                inputs: *kind,
                instructions: set.map_or("scalar", InstructionSet::name),
                threads,
                packets_per_second: rate.round(),
                nanoseconds_per_packet: (1e12 / rate).round() / 1e3,
                realtime: (rate / BX_RATE * 1e3).round() / 1e3,
                over_scalar: (rate / scalar * 10.0).round() / 10.0,
            });
        }
    }
    if args.json {
        output::print_json(&lines)?;
    } else {
        let rows: Vec<Vec<String>> = lines.iter().map(row).collect();
        let header = ["algorithm", "BX", "instructions", "threads", "BX/s", "ns/BX", "of 40.08 MHz", "of scalar"];
        output::print(&output::table(&header, &rows))?;
        for measured in &chips {
            let way = BatchChip::new(&measured.config, &measured.options)?.computed_by(by)?.way();
            output::print(&format!("{} is computed by {way}\n", measured.config.algorithm.short()))?;
        }
    }
    let slow = args.realtime && lines.iter().any(|line| line.realtime < 1.0);
    Ok(u8::from(slow))
}

/// The instructions that are measured.
fn sets(by: ComputedBy) -> Vec<InstructionSet> {
    match by {
        ComputedBy::Fastest => InstructionSet::available().collect(),
        ComputedBy::Scalar => Vec::new(),
        ComputedBy::Kernels(set) => vec![set],
    }
}

/// The chips that are measured: that of the configuration, or one for each algorithm.
fn chips(args: &BenchArgs) -> Result<Vec<MeasuredChip>> {
    if !args.config.is_empty() {
        let options = Options::default();
        let config = args.reading.read(&args.config, &options.network)?.without_warnings();
        return Ok(vec![MeasuredChip { config, options }]);
    }
    let only = args.algorithm.as_deref().map(str::to_uppercase);
    let algorithms: Vec<Algorithm> =
        Algorithm::ALL.into_iter().filter(|one| only.as_deref().is_none_or(|only| one.short() == only)).collect();
    if algorithms.is_empty() {
        return Err(Error::new("no such algorithm")
            .field("--algorithm")
            .found(args.algorithm.as_deref().unwrap_or_default())
            .allowed(Algorithm::ALL.map(Algorithm::short).join(", ")));
    }
    if algorithms.contains(&Algorithm::Autoencoder) {
        say!("AE is measured with {DEFAULT_ENCODER}");
    }
    algorithms.into_iter().map(MeasuredChip::of).collect()
}

/// Measures the general plans.
fn networks(args: &BenchArgs) -> Result<u8> {
    const EVALUATED: usize = 64;
    let (mut lines, by) = (Vec::new(), args.instructions.choice()?);
    for subject in bench_networks::subjects()? {
        let scalar = EVALUATED as f64 / best_pass(args.seconds, subject.evaluate(EVALUATED)?).as_secs_f64();
        let mut rates = vec![("evaluator", "scalar", scalar)];
        for set in sets(by) {
            let plan = subject.plan(set)?;
            plan.run()?;
            let best = best_pass(args.seconds, || drop(plan.run()));
            rates.push((plan.name(), set.name(), bench_networks::SAMPLES as f64 / best.as_secs_f64()));
        }
        for (plan, instructions, rate) in rates {
            lines.push(NetworkLine {
                network: subject.name.clone(),
                plan,
                instructions,
                products: subject.products(),
                samples_per_second: rate.round(),
                gmacs_per_second: (rate * subject.products() as f64 / 1e6).round() / 1e3,
                over_scalar: (rate / scalar * 10.0).round() / 10.0,
            });
        }
    }
    if args.json {
        output::print_json(&lines)?;
    } else {
        let header = ["network", "plan", "instructions", "products", "samples/s", "GMAC/s", "of scalar"];
        output::print(&output::table(&header, &lines.iter().map(network_row).collect::<Vec<_>>()))?;
    }
    Ok(0)
}

fn network_row(line: &NetworkLine) -> Vec<String> {
    vec![
        line.network.clone(),
        line.plan.to_owned(),
        line.instructions.to_owned(),
        line.products.to_string(),
        format!("{:.3} M", line.samples_per_second / 1e6),
        format!("{:.2}", line.gmacs_per_second),
        format!("{:.1}", line.over_scalar),
    ]
}

/// Measures stages.
fn stages(
    chips: &[MeasuredChip],
    inputs: &[(InputKind, Vec<InputWords>)],
    args: &BenchArgs,
    by: ComputedBy,
) -> Result<u8> {
    const TIMES: usize = 16;
    let mut lines = Vec::new();
    for (measured, (kind, rows)) in chips.iter().flat_map(|one| inputs.iter().map(move |input| (one, input))) {
        for set in sets(by) {
            let chip = measured.chip(Some(set))?;
            let Some(mut stages) = KernelStages::new(&chip, rows) else { continue };
            for &stage in stages.all() {
                let best = best_pass(args.seconds, || (0..TIMES).for_each(|_| stages.run(stage)));
                let nanoseconds = best.as_secs_f64() * 1e9 / (TIMES * KernelStages::PACKETS) as f64;
                lines.push(StageLine {
                    algorithm: measured.config.algorithm.short(),
                    inputs: *kind,
                    instructions: set.name(),
                    stage: stage.name(),
                    nanoseconds_per_packet: (nanoseconds * 1e3).round() / 1e3,
                });
            }
        }
    }
    if args.json {
        output::print_json(&lines)?;
    } else {
        let header = ["algorithm", "BX", "instructions", "stage", "ns/BX"];
        let row = |line: &StageLine| {
            let names = [line.algorithm, line.inputs.name(), line.instructions, line.stage].map(String::from);
            names.into_iter().chain([format!("{:.2}", line.nanoseconds_per_packet)]).collect()
        };
        output::print(&output::table(&header, &lines.iter().map(row).collect::<Vec<_>>()))?;
    }
    Ok(0)
}

/// A time as an option has it.
fn seconds(text: &str) -> std::result::Result<Duration, String> {
    let number: f64 = text.parse().map_err(|_| format!("'{text}' is not a number"))?;
    if !(0.0..=3600.0).contains(&number) {
        return Err("a time is 0 to 3600 seconds, and 0 is one pass".to_owned());
    }
    Ok(Duration::from_secs_f64(number))
}

/// The shortest of the passes that fit some time, at least one.
fn best_pass(time: Duration, mut run: impl FnMut()) -> Duration {
    let started = Instant::now();
    let mut best = time_of(&mut run);
    while started.elapsed() < time {
        best = best.min(time_of(&mut run));
    }
    best
}

#[inline]
fn time_of(run: &mut impl FnMut()) -> Duration {
    let started = Instant::now();
    run();
    started.elapsed()
}

fn row(line: &Line) -> Vec<String> {
    vec![
        line.algorithm.to_owned(),
        line.inputs.name().to_owned(),
        line.instructions.to_owned(),
        line.threads.to_string(),
        format!("{:.2} M", line.packets_per_second / 1e6),
        format!("{:.1}", line.nanoseconds_per_packet),
        format!("{:.2}", line.realtime),
        format!("{:.1}", line.over_scalar),
    ]
}

/// A chip that is measured.
#[derive(Debug, Clone)]
pub struct MeasuredChip {
    /// Its settings.
    pub config: ChipConfig,
    /// What the registers do not say.
    pub options: Options,
}

impl MeasuredChip {
    /// Settings that keep all of an algorithm at work; the autoencoder has the weights of the default encoder.
    ///
    /// # Errors
    /// As [`default_settings`].
    pub fn of(algorithm: Algorithm) -> Result<Self> {
        let weights = default_settings()?.weights.filter(|_| algorithm == Algorithm::Autoencoder);
        let config = ChipConfig {
            algorithm,
            links: match algorithm.facts().packet_length() {
                PacketLength::AsNeeded => 13,
                PacketLength::Fixed | PacketLength::Cut => 5,
            },
            density: Density::High,
            drop_lsb: 3,
            mux: AE_MUX,
            calibration: std::array::from_fn(|cell| 1900 + 7 * cell as u16),
            thresholds: [1 << 12; 48],
            buffer_t1: 312,
            weights,
            ..ChipConfig::reset(Generation::Prod)
        };
        Ok(MeasuredChip { config, options: Options { network: default_network()?, ..Options::default() } })
    }

    /// The chip just after reset, with these instructions or as the scalar model.
    ///
    /// # Errors
    /// As [`BatchChip::new`] and [`BatchChip::with`].
    pub fn chip(&self, set: Option<InstructionSet>) -> Result<BatchChip> {
        BatchChip::new(&self.config, &self.options)?.with(set)
    }
}

/// What the BX of a measurement are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum InputKind {
    /// Modules of HGCAL in collisions with pile-up, as [`Synth`] makes them: nearly all of what the LHC delivers.
    Modules,
    /// Random codes: what no detector sends, and what hardware is checked with.
    Random,
    /// Those of a file.
    File,
}

impl InputKind {
    /// Name for reports.
    pub fn name(self) -> &'static str {
        match self {
            InputKind::Modules => "modules",
            InputKind::Random => "random",
            InputKind::File => "file",
        }
    }
}

/// So many modules, always the same.
pub fn modules(count: usize) -> Vec<InputWords> {
    let synth = Synth::new(1, SynthKind::Pileup, Some(Density::High), count as u64);
    (0..count as u64).map(|number| synth.words(number, &synth.row(number))).collect()
}

/// So many BX with small charges in most cells and large ones in some.
pub fn random(count: usize) -> Vec<InputWords> {
    // The random source draws from packets of many kinds; half of the large codes are taken away.
    RandomInput::new(1).take(count).map(|words| words.map(|word| word & 0xF1E_7BC7F)).collect()
}

/// The first BX of a file.
fn of_file(path: &Path) -> Result<Vec<InputWords>> {
    let mut reader = VectorReader::<InputWords>::open(path)?;
    let mut rows = Vec::new();
    reader.read_batch(&mut rows, ROWS)?;
    if rows.is_empty() {
        return Err(Error::new("no row to measure with").file(path).allowed("one row or more"));
    }
    Ok(rows)
}

/// Packets a second: the best of short passes.
fn measure(
    measured: &MeasuredChip,
    rows: &[InputWords],
    set: Option<InstructionSet>,
    threads: usize,
    time: Duration,
) -> Result<f64> {
    let mut chip = measured.chip(set)?;
    // With several threads each gets a few times as many rows, so that their starts and ends weigh little.
    let count = if threads > 1 { 4 * ROWS * threads } else { ROWS };
    let rows: Vec<InputWords> = rows.iter().cycle().take(count).copied().collect();
    let mut out = vec![[0; 13]; rows.len()];
    // Passes begin on a thread of the pool: waking one from outside takes longer than many a pass.
    let best = rayon::scope(|_| {
        best_pass(time, || {
            if threads > 1 {
                chip.run_parallel(&rows, &mut out);
            } else {
                chip.run(&rows, &mut out);
            }
            std::hint::black_box(&mut out);
        })
    });
    Ok(rows.len() as f64 / best.as_secs_f64())
}
