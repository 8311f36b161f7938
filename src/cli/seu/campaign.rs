//! `econ-emu seu campaign`.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::{DIFFERENT, output};
use crate::error::{Result, grouped};
use crate::radiation::campaign::{self, ExportedBlock, UpsetOutcome, UpsetResult, UpsetSimulation};

/// Upsets that are listed.
const LISTED: usize = 12;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Each flip-flop of the exported Verilog is upset once, at a random time of the first half of the frames: it is written
between two clock edges, and the block goes on. What leaves the block is compared with the emulator, that is, with the
golden files of the export, which are the frames too. Times are whole clocks; nothing is said of glitches in logic.

masked     what leaves is right
corrected  so it is, and the upset copy of a triplicated register is right again after one clock
wrong      a frame with other words, one missing or one too many, or another number that is read back
hang       no frame leaves any more

Examples:
  econ-emu export-hls --out hw --config init.yaml --target verilog --reloadable --protect full
  econ-emu seu campaign hw --upsets 20000
  econ-emu seu campaign hw --json

Exit codes: 0 done; 1 an upset of a triplicated register was not corrected; 2 an error.")]
pub struct CampaignArgs {
    /// Directory of an export with Verilog
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Upsets that are drawn, flip-flops and times [default: each flip-flop once]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    upsets: Option<u32>,
    /// Frames of each run: the first of the golden files, and again from the first
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u32).range(8..=65_536))]
    frames: u32,
    /// Seed of the times, and of the upsets that are drawn
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Let the compiler optimise: for long campaigns, of a large block it takes minutes
    #[arg(long)]
    optimise: bool,
    /// Print the numbers as JSON, with every upset that was not harmless
    #[arg(long)]
    json: bool,
}

/// What a campaign found.
#[derive(Serialize)]
struct Printed {
    directory: String,
    frames: u32,
    seed: u64,
    flip_flops: usize,
    triplicated_flip_flops: usize,
    #[serde(flatten)]
    all: Counts,
    /// Upsets of triplicated flip-flops that were not corrected.
    not_corrected: usize,
    parts: Vec<Part>,
    harmful: Vec<Harmful>,
}

/// Upsets of a part of the block.
#[derive(Serialize)]
struct Part {
    part: String,
    flip_flops: usize,
    #[serde(flatten)]
    counts: Counts,
}

/// Upsets by what they did.
#[derive(Default, Serialize)]
struct Counts {
    upsets: usize,
    masked: usize,
    corrected: usize,
    wrong: usize,
    hang: usize,
    /// After which some register was another one until the end of the run.
    lasting: usize,
}

/// An upset that was not harmless.
#[derive(Serialize)]
struct Harmful {
    register: String,
    bit: u32,
    clock: usize,
    outcome: UpsetOutcome,
    /// Frames with other words, or without.
    frames: usize,
}

impl Counts {
    fn add(&mut self, result: &UpsetResult) {
        self.upsets += 1;
        self.lasting += usize::from(result.restored_after.is_none());
        match result.outcome {
            UpsetOutcome::Masked => self.masked += 1,
            UpsetOutcome::Corrected => self.corrected += 1,
            UpsetOutcome::Wrong => self.wrong += 1,
            UpsetOutcome::Hang => self.hang += 1,
        }
    }

    fn cells(&self) -> Vec<String> {
        let counts = [self.upsets, self.masked, self.corrected, self.wrong, self.hang, self.lasting];
        counts.map(|count| grouped(count as u64)).to_vec()
    }
}

/// Runs the command.
pub fn run(args: &CampaignArgs) -> Result<u8> {
    let block = ExportedBlock::read(&args.directory)?;
    let simulation = UpsetSimulation::new(&block, args.optimise).map_err(|error| error.file(&args.directory))?;
    let (frames, draws) = (args.frames as usize, args.upsets.map(|upsets| upsets as usize));
    let upsets = campaign::plan(simulation.flip_flops.len(), frames, draws, args.seed);
    let results = campaign::run(&block, &simulation, frames, &upsets).map_err(|error| error.file(&args.directory))?;
    let printed = printed(args, &simulation, &results);
    match args.json {
        true => output::print_json(&printed)?,
        false => output::print(&text(&printed))?,
    }
    Ok(if printed.not_corrected > 0 { DIFFERENT } else { 0 })
}

fn printed(args: &CampaignArgs, simulation: &UpsetSimulation, results: &[UpsetResult]) -> Printed {
    let mut parts: Vec<Part> = Vec::new();
    let mut of_flip_flop = Vec::new();
    for flip_flop in &simulation.flip_flops {
        let place = parts.iter().position(|part| part.part == flip_flop.part()).unwrap_or(parts.len());
        if place == parts.len() {
            let part = flip_flop.part().to_owned();
            parts.push(Part { part, flip_flops: 0, counts: Counts::default() });
        }
        parts[place].flip_flops += 1;
        of_flip_flop.push(place);
    }
    let (mut all, mut harmful, mut not_corrected) = (Counts::default(), Vec::new(), 0);
    for result in results {
        let flip_flop = &simulation.flip_flops[result.upset.flip_flop];
        all.add(result);
        parts[of_flip_flop[result.upset.flip_flop]].counts.add(result);
        not_corrected += usize::from(flip_flop.is_copy() && result.outcome != UpsetOutcome::Corrected);
        if matches!(result.outcome, UpsetOutcome::Wrong | UpsetOutcome::Hang) {
            harmful.push(Harmful {
                register: flip_flop.name.clone(),
                bit: flip_flop.bit,
                clock: result.upset.clock,
                outcome: result.outcome,
                frames: result.frames.len(),
            });
        }
    }
    Printed {
        directory: args.directory.display().to_string(),
        frames: args.frames,
        seed: args.seed,
        flip_flops: simulation.flip_flops.len(),
        triplicated_flip_flops: simulation.flip_flops.iter().filter(|flip_flop| flip_flop.is_copy()).count(),
        all,
        not_corrected,
        parts,
        harmful,
    }
}

fn row(name: &str, flip_flops: usize, counts: &Counts) -> Vec<String> {
    [vec![name.to_owned(), grouped(flip_flops as u64)], counts.cells()].concat()
}

fn text(printed: &Printed) -> String {
    let mut text = format!(
        "{}: {} flip-flops, {} of them copies of triplicated registers; {} upsets, {} frames each, seed {}\n\n",
        printed.directory,
        grouped(printed.flip_flops as u64),
        grouped(printed.triplicated_flip_flops as u64),
        grouped(printed.all.upsets as u64),
        printed.frames,
        printed.seed,
    );
    let mut rows: Vec<Vec<String>> =
        printed.parts.iter().map(|part| row(&part.part, part.flip_flops, &part.counts)).collect();
    rows.push(row("all", printed.flip_flops, &printed.all));
    let header = ["part", "flip-flops", "upsets", "masked", "corrected", "wrong", "hang", "lasting"];
    text += &output::table(&header, &rows);
    if !printed.harmful.is_empty() {
        let worst = printed.harmful.iter().take(LISTED).map(|own| {
            let outcome = if own.outcome == UpsetOutcome::Hang { "hang" } else { "wrong" };
            let numbers = [own.bit as usize, own.clock, own.frames].map(|number| number.to_string());
            [vec![own.register.clone()], numbers.to_vec(), vec![outcome.to_owned()]].concat()
        });
        text += "\nthe first that did harm\n";
        text += &output::table(&["register", "bit", "clock", "frames", "outcome"], &worst.collect::<Vec<_>>());
    }
    if printed.not_corrected > 0 {
        text += &format!("\n{} upsets of triplicated registers were not corrected\n", printed.not_corrected);
    }
    text
}
