//! `econ-emu diff`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::chip_args::{ChipArgs, ConfigArgs};
use super::{output, progress};
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::{BxTrace, Chip, NoTrace, Options, Stage, Stages};
use crate::error::{Error, Result};
use crate::golden::diff::{Differ, Difference, FirstDifference};
use crate::golden::explain;
use crate::golden::stage_diff::{self, StageDiffer, StageResult};
use crate::golden::vectors::VectorReader;
use crate::hwgen::waves;
use crate::registers::ChipConfig;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu diff testOutput.csv received.csv --config init.yaml --input testInput.csv
  econ-emu diff --stages dump --config init.yaml --input testInput.csv

A directory of stage files holds NN_stage.csv with the names and columns that 'emulate --trace' writes,
one row for each BX; the Verilog testbench writes one with +csv=DIR. Stages without a file are not
compared. Rows that are missing and values with x or z are differences. The first difference is that of
the earliest BX, and there of the first stage in signal order.

Exit codes: 0 equal, 1 different, 2 an error.")]
pub struct DiffArgs {
    /// Expected output
    #[arg(value_name = "A", required_unless_present = "stages")]
    expected: Option<PathBuf>,
    /// Output to compare with it
    #[arg(value_name = "B", required_unless_present = "stages")]
    got: Option<PathBuf>,
    /// Compare stage files of a simulation with the emulator's own stages, instead of outputs
    #[arg(long, value_name = "DIR", requires = "input", conflicts_with_all = ["expected", "got", "all_values"])]
    stages: Option<PathBuf>,
    /// Compare only the first BX
    #[arg(long, value_name = "N", requires = "stages", value_parser = clap::value_parser!(u64).range(1..))]
    rows: Option<u64>,
    #[command(flatten)]
    config: ConfigArgs,
    /// Input words: shows the values of every stage that led to the first difference
    #[arg(long, value_name = "CSV")]
    input: Option<PathBuf>,
    /// Show all values of these stages, not only those of the field
    #[arg(long, requires = "input")]
    all_values: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    chip: ChipArgs,
}

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    difference: Difference,
    rows_expected: u64,
    rows_got: u64,
    stages: Vec<String>,
}

/// Runs the command.
pub fn run(args: &DiffArgs) -> Result<u8> {
    let options = args.chip.options()?;
    let config = args.config.read(&options.network)?.config;
    match (&args.expected, &args.got, &args.stages, &args.input) {
        (Some(expected), Some(got), ..) => outputs(args, &config, &options, expected, got),
        (_, _, Some(directory), Some(input)) => stages(args, &config, &options, directory, input),
        _ => Err(Error::new("two outputs, or --stages and --input, are needed")),
    }
}

fn outputs(args: &DiffArgs, config: &ChipConfig, options: &Options, expected_path: &Path, got: &Path) -> Result<u8> {
    let mut expected = VectorReader::<OutputWords>::open(expected_path)?;
    let mut got = VectorReader::<OutputWords>::open(got)?;
    let mut differ = Differ::new(config, &options.packet_layout(config));
    let progress = progress::bar("diff", None);
    loop {
        match (expected.read()?, got.read()?) {
            (Some(expected), Some(got)) => differ.push(&expected, &got),
            (None, None) => break,
            // One file is longer: count its rows, which have nothing to be compared with.
            (Some(_), None) => while expected.read()?.is_some() {},
            (None, Some(_)) => while got.read()?.is_some() {},
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let difference = differ.finish();
    if expected.rows() == 0 && got.rows() == 0 {
        return Err(Error::new("nothing to compare: neither file has a row").file(expected_path));
    }
    let stages = match (&difference.first, &args.input) {
        (Some(first), Some(input)) => {
            let field = if args.all_values { None } else { first.field_kind };
            let trace = trace_of(config, options, input, first.packet_row)?;
            explain::stages(&trace, field, config, &options.network)
        }
        _ => Vec::new(),
    };
    let report = Report { difference, rows_expected: expected.rows(), rows_got: got.rows(), stages };
    let equal = report.difference.rows_different == 0 && report.rows_expected == report.rows_got;
    if args.json {
        output::print_json(&report)?
    } else {
        output::print(&text(&report))?
    }
    Ok(if equal { 0 } else { super::DIFFERENT })
}

/// Result of a comparison of stage files.
#[derive(Serialize)]
struct StagesReport {
    /// BX of the input.
    rows: u64,
    /// The stage of the first difference.
    first: Option<String>,
    stages: Vec<StageResult>,
    /// Where `emulate --vcd` has that value: the wire, and the time in ns.
    in_the_dump: Option<(String, u64)>,
    /// Stages of the configuration for which there is no file.
    not_compared: Vec<String>,
}

fn stages(args: &DiffArgs, config: &ChipConfig, options: &Options, directory: &Path, input: &Path) -> Result<u8> {
    let mut chip = Chip::new(config, options).map_err(|error| error.file(args.config.path()))?;
    let mut differ = StageDiffer::open(directory, config, &options.network)?;
    let mut reader = VectorReader::<InputWords>::open(input)?;
    let progress = progress::bar("diff", None);
    while args.rows.is_none_or(|rows| reader.rows() < rows) {
        let Some(words) = reader.read()? else { break };
        let mut trace = BxTrace::default();
        chip.step(&words, &mut trace);
        differ.push(&trace)?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    let rows = reader.rows();
    if rows == 0 || args.rows.is_some_and(|wanted| rows < wanted) {
        return Err(Error::new("the input has too few rows")
            .file(input)
            .found(rows)
            .allowed(format!("at least {}", args.rows.unwrap_or(1))));
    }
    let stages = differ.finish(args.rows.is_some())?;
    let differing = stage_diff::first(&stages);
    let first = differing.map(|(result, _)| result.stage.clone());
    let in_the_dump = match differing {
        Some((result, at)) => waves::place(result.kind, at.index, at.row, config, options)?,
        None => None,
    };
    let compared = |stage: Stage| stages.iter().any(|result| result.kind == stage);
    let all = Stages::new(config, &options.network);
    let not_compared = all.iter().filter(|info| !compared(info.stage)).map(|info| info.name.clone()).collect();
    let report = StagesReport { rows, first, in_the_dump, stages, not_compared };
    if args.json {
        output::print_json(&report)?
    } else {
        output::print(&stages_text(&report))?
    }
    Ok(if report.first.is_none() { 0 } else { super::DIFFERENT })
}

fn stages_text(report: &StagesReport) -> String {
    let mut text = String::new();
    if let Some((result, first)) = stage_diff::first(&report.stages) {
        let _ = writeln!(text, "  first stage       {}", result.stage);
        let _ = writeln!(text, "  BX                {} (line {})", first.row, first.row + 2);
        let _ = writeln!(text, "  element           {}", first.element);
        let _ = writeln!(text, "  expected          {}", first.expected);
        let _ = writeln!(text, "  got               {}", first.got);
        if let Some((wire, time)) = &report.in_the_dump {
            let _ = writeln!(text, "  emulate --vcd     {wire} at {time} ns");
        }
        text.push('\n');
    }
    let row = |result: &StageResult| {
        let first = result.first.as_ref().map_or_else(|| "-".to_owned(), |first| first.row.to_string());
        vec![result.stage.clone(), result.rows.to_string(), result.rows_different.to_string(), first]
    };
    let rows: Vec<Vec<String>> = report.stages.iter().map(row).collect();
    text += &output::table(&["stage", "rows", "BX that differ", "first"], &rows);
    if !report.not_compared.is_empty() {
        let line = format!("no file, not compared: {}", report.not_compared.join(", "));
        let _ = writeln!(text, "\n{}", output::wrap(&line, 110, 2));
    }
    let _ = writeln!(text, "{} BX", report.rows);
    text
}

/// The stages of one BX, as this chip computes them.
fn trace_of(config: &ChipConfig, options: &Options, input: &Path, row: u64) -> Result<BxTrace> {
    let mut chip = Chip::new(config, options)?;
    let mut reader = VectorReader::<InputWords>::open(input)?;
    let mut trace = BxTrace::default();
    while let Some(words) = reader.read()? {
        if reader.rows() == row + 1 {
            chip.step(&words, &mut trace);
            return Ok(trace);
        }
        chip.step(&words, &mut NoTrace);
    }
    Err(Error::new("the input ends before the BX that differs")
        .file(input)
        .found(format!("{} rows", reader.rows()))
        .allowed(format!("at least {} rows", row + 1)))
}

/// The first difference in a few lines.
pub fn explain(first: &FirstDifference) -> String {
    let mut text = String::new();
    let waited = match first.row - first.packet_row {
        0 => String::new(),
        waited => format!(", packet of row {} ({waited} BX in the buffer)", first.packet_row),
    };
    let _ = writeln!(text, "  first difference  row {} (line {}), BX {}{waited}", first.row, first.row + 2, first.bx);
    let _ = writeln!(text, "  field             {} ({})", first.field, first.place);
    let _ = writeln!(text, "  first bit         link {}, bit {}", first.link, first.bit);
    let _ = writeln!(text, "  expected          {}  {}", first.expected, first.expected_means);
    let _ = writeln!(text, "  got               {}  {}", first.got, first.got_means);
    let _ = writeln!(text, "  link word         {} expected, {} got", first.expected_word, first.got_word);
    text
}

fn text(report: &Report) -> String {
    let Difference { rows, rows_different, fields, first } = &report.difference;
    let mut text = String::new();
    if let Some(first) = first {
        text += &explain(first);
    }
    if !report.stages.is_empty() {
        text += "\nStages of that BX in this model:\n";
        for line in &report.stages {
            let _ = writeln!(text, "{}", output::wrap(&format!("  {line}"), 110, 22));
        }
    }
    if !fields.is_empty() {
        let mut order: Vec<(&String, &u64)> = fields.iter().collect();
        order.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), name.to_owned()));
        let shown = order.iter().take(20).map(|(name, count)| vec![(*name).clone(), count.to_string()]);
        let _ = write!(text, "\n{}", output::table(&["field", "packets that differ"], &shown.collect::<Vec<_>>()));
        if order.len() > 20 {
            let _ = writeln!(text, "and {} more fields (--json lists all)", order.len() - 20);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{rows_different} of {rows} rows differ");
    if report.rows_expected != report.rows_got {
        let _ = writeln!(
            text,
            "the files have {} and {} rows; only the first {rows} were compared",
            report.rows_expected, report.rows_got
        );
    }
    text
}
