//! `econ-emu data prepare conditional`.

use std::fmt::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::choice::choice;
use super::data::{TableArgs, say_rounded};
use super::{chip_args, output, progress};
use crate::data::prepare::NO_ENERGIES;
use crate::data::prepare::conditional::allocation::{Geometry, GeometryAllocation, Mode};
use crate::data::prepare::conditional::parts::Fractions;
use crate::data::prepare::conditional::resample::{ResampleCounts, SignalDefinition};
use crate::data::prepare::conditional::summary::{ConditionalSummary, PartSummary, Totals};
use crate::data::prepare::conditional::{ConditionalRequest, prepare};
use crate::data::prepare::inputs::expand;
use crate::error::{Error, Result};
use crate::network::AeBlock;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Makes OUT/data_5_eLinks (or data_9_bits) and so on, each with caches in train, validation and test, the same
rows as csv, and dataset_summary.json; and appends to OUT/dataset_log.csv. Events, not wafers, are dealt out:
no event is in two parts. A run that was killed goes on when it is called again with the same arguments.
Inputs are files, patterns in quotes, directories (their *.root), or @LIST, a file with one on each line.

Examples:
  econ-emu data prepare conditional ntuples/ --out sets --per-links
  econ-emu data prepare conditional 'ntuples/*.root' --out sets --per-bits --signal-fraction 0.5 --chunk-files 10
  econ-emu data prepare conditional ntuples/ --out sets --per-links --allocation new --geometry geometry_hgcal.txt
  econ-emu train --out run --links 5 --data sets/data_5_eLinks/train \\
      --validation-data sets/data_5_eLinks/validation --test-data sets/data_5_eLinks/test")]
pub struct PrepareConditionalArgs {
    /// ROOT files of wafers (trees or RNTuples with columns wafer_*), tables of charges (*.csv or *.parquet with the columns entry, SimEnergyTotal,
    /// layer, waferu, waferv, wafertype, eta), and link words (testInput.csv with such a metadata.csv)
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<String>,
    /// Directory for the sets
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    table: TableArgs,
    /// The chip that link words are for [default: init.yaml beside them, calibrated with 1/cosh(eta)]
    #[arg(id = "config", long = "config", value_name = "YAML")]
    chip: Option<PathBuf>,
    /// One set for each number of eLinks
    #[arg(long, required_unless_present = "per_bits", conflicts_with = "per_bits")]
    per_links: bool,
    /// One set for each width of the latents
    #[arg(long)]
    per_bits: bool,
    /// How many links a wafer has: by layer, or by layer and wafer from a table
    #[arg(long, value_enum, default_value = "old")]
    allocation: AllocationArg,
    /// Table of the wafers' links: columns plane, u, v and trigLinks, by name
    #[arg(long, value_name = "FILE", required_if_eq("allocation", "new"))]
    geometry: Option<PathBuf>,
    /// Leave out wafers that the table does not list, and count them
    #[arg(long)]
    skip_unlisted: bool,
    /// Fraction of events for training
    #[arg(long, value_name = "FRACTION", default_value_t = 0.8)]
    train: f64,
    /// Fraction of events for validation
    #[arg(long, value_name = "FRACTION", default_value_t = 0.1)]
    validation: f64,
    /// Fraction of events for the test
    #[arg(long, value_name = "FRACTION", default_value_t = 0.1)]
    test: f64,
    /// Seed of split and resampling
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Repeat signal wafers and drop others until this fraction is signal [default: all wafers once]
    #[arg(long, value_name = "FRACTION")]
    signal_fraction: Option<f64>,
    /// What that fraction means: signal, or what the reference makes of it
    #[arg(long, value_parser = choice::<SignalDefinition>(), default_value = "fraction", requires = "signal_fraction")]
    resampling: SignalDefinition,
    /// Files of a chunk
    #[arg(long, value_name = "N", default_value_t = 1)]
    chunk_files: usize,
    /// Write no csv, only caches
    #[arg(long)]
    no_csv: bool,
    /// Write parquet instead of csv, with the same columns
    #[arg(long, conflicts_with = "no_csv")]
    parquet: bool,
    /// Take the encoder's inputs in the csv from AEin of the ntuples, instead of making them from CALQ
    #[arg(long, conflicts_with = "no_csv")]
    use_aein: bool,
    /// Encoder network whose input the csv has: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long, default_value = "chip-8x8")]
    network: String,
    #[command(flatten)]
    columns: super::prepare::ColumnsArgs,
}

#[derive(ValueEnum, Clone, Copy, PartialEq)]
enum AllocationArg {
    /// Signal allocation by layer: 9 has 5 eLinks, 7 and 11 have 4, 13 has 3, others 2
    Old,
    /// By layer, u and v, from --geometry
    New,
}

/// Runs the command.
pub fn run(args: &PrepareConditionalArgs) -> Result<()> {
    let allocation = match (args.allocation, &args.geometry) {
        (AllocationArg::New, Some(path)) => GeometryAllocation::New(Geometry::read(path)?),
        (AllocationArg::Old, None) => GeometryAllocation::Old,
        _ => {
            return Err(Error::new("a table of links is for the allocation by wafer")
                .field("--geometry")
                .hint("--allocation new --geometry FILE"));
        }
    };
    let network = AeBlock::find(&args.network)?;
    let chip = chip_args::chip_of_words(args.chip.as_deref())?;
    let table = args.table.options();
    let request = ConditionalRequest {
        order: args.table.order(),
        table: &table,
        chip: chip.as_ref(),
        inputs: &expand(&args.inputs, "root")?,
        out: &args.out,
        choice: &args.columns.choice(),
        mode: if args.per_links { Mode::ELinks } else { Mode::Bits },
        allocation: &allocation,
        skip_unlisted: args.skip_unlisted,
        fractions: Fractions::new([args.train, args.validation, args.test])?,
        seed: args.seed,
        signal_fraction: args.signal_fraction,
        definition: args.resampling,
        chunk_files: args.chunk_files,
        csv: !args.no_csv,
        parquet: args.parquet,
        use_ae_in: args.use_aein,
        network: &network,
    };
    let bar = progress::bar("prepare", None);
    let (totals, summaries) = prepare(&request, &mut |wafers| bar.inc(wafers))?;
    bar.finish_and_clear();
    say_rounded(&table);
    output::print(&text(&request, &totals, &summaries))
}

/// How many wafers a part holds, and how much of them is signal.
fn sizes(part: &PartSummary) -> String {
    let fraction = part.signal_fraction.map(|fraction| format!("{:.1} %", 100.0 * fraction));
    format!("{} ({})", part.written.total(), fraction.as_deref().unwrap_or("unknown"))
}

fn text(request: &ConditionalRequest<'_>, totals: &Totals, summaries: &[ConditionalSummary]) -> String {
    let mut text = String::new();
    let (files, events, wafers) = (totals.files.len(), totals.events(), totals.wafers());
    let _ = writeln!(text, "{files} files, {events} events, {wafers} wafers");
    let empty: Vec<&str> = totals.files.iter().filter(|file| file.events == 0).map(|file| file.name.as_str()).collect();
    if !empty.is_empty() {
        let _ = writeln!(text, "skipped: empty trees in {}", empty.join(", "));
    }
    let dropped: u64 = totals.models.values().map(|model| model.empty).sum();
    for (count, why) in [
        (dropped, "without any charge"),
        (totals.left_out.without_links, "without links"),
        (totals.left_out.unlisted, "that the table does not list"),
    ] {
        if count > 0 {
            let _ = writeln!(text, "skipped: {count} wafers {why}");
        }
    }
    let unknown = totals.unknown_energies();
    if unknown > 0 {
        let _ = writeln!(text, "simulated energies are unknown for {unknown} wafers: {}", NO_ENERGIES);
    }
    let ae_in = totals.ae_in;
    if ae_in.compared > 0 {
        let taken = if request.use_ae_in { "AEin was taken for the csv" } else { "the chip's were taken" };
        let _ = writeln!(
            text,
            "AEin of the ntuples: {} of {} wafers differ from the chip's converter; {taken}",
            ae_in.differ, ae_in.compared
        );
    }
    let _ = writeln!(text, "{}", request.allocation.rule());
    let mut rows = Vec::new();
    for summary in summaries {
        let set = request.mode.directory(summary.model());
        let parts = ["train", "validation", "test"].map(|part| summary.parts.get(part).map_or_else(String::new, sizes));
        rows.push([set.clone()].into_iter().chain(parts).collect::<Vec<String>>());
        for (part, counts) in summary.parts.iter().filter(|(_, part)| part.written.total() == 0) {
            let ResampleCounts { signal, pileup, .. } = counts.found;
            if counts.found.total() > 0 {
                let _ = writeln!(text, "{set}, {part}: nothing is left of {signal} signal and {pileup} other wafers");
            }
        }
    }
    text.push('\n');
    text += &output::table(&["set", "train (signal)", "validation", "test"], &rows);
    text
}
