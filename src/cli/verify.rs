//! `econ-emu verify`.

use std::fmt::Write;
use std::path::PathBuf;

use rayon::prelude::*;

use super::chip_args::ChipArgs;
use super::instructions::InstructionsArgs;
use super::{output, progress};
use crate::error::Result;
use crate::golden::verify::{self, GoldenOutcome, Line, Verification};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Every init*.yaml below the directories is run on its testInput.csv (beside it or above it) and compared
with its testOutput.csv. Sets with a manifest.json use the options in it and must match its hashes; the
chip options given here are for sets without one. Rows of an input behind the end of the expected output,
configurations without an expected output and outputs without a configuration are named as not verified;
--complete makes them a failure.

Examples:
  econ-emu verify --golden golden
  econ-emu verify --golden vectors/mcDataset vectors/alignment
  econ-emu verify --golden vectors --json | jq '.lines[] | select(.outcome.status != \"equal\")'

Exit codes: 0 every row that is expected is equal, 1 any row differs (with --complete: or has no expectation),
2 a set is unusable or there is nothing to verify.")]
pub struct VerifyArgs {
    /// Directories to search
    #[arg(long, value_name = "DIR", required = true, num_args = 1..)]
    golden: Vec<PathBuf>,
    /// Fail if any row, configuration or output is not verified for want of its counterpart
    #[arg(long)]
    complete: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    instructions: InstructionsArgs,
    #[command(flatten)]
    chip: ChipArgs,
}

/// Runs the command.
pub fn run(args: &VerifyArgs) -> Result<u8> {
    let options = args.chip.options()?;
    let by = args.instructions.choice()?;
    let mut result = Verification::default();
    let mut cases = Vec::new();
    for root in &args.golden {
        let (found, unclaimed) = verify::find(root)?;
        cases.extend(found);
        result.unclaimed.extend(unclaimed);
    }
    let progress = progress::bar("verify", Some(cases.len() as u64));
    let verify = |case| {
        let line = verify::verify(case, &options, by, |_| progress.tick());
        progress.inc(1);
        line
    };
    result.lines = cases.par_iter().map(verify).collect();
    progress.finish_and_clear();
    if args.json {
        output::print_json(&result)?;
    } else {
        output::print(&text(&result))?;
    }
    Ok(result.exit_code(args.complete))
}

fn text(result: &Verification) -> String {
    let rows: Vec<Vec<String>> = result.lines.iter().map(row).collect();
    let mut text = output::table(&["config", "chip", "algo", "links", "rows equal", "first difference"], &rows);
    for line in &result.lines {
        match &line.outcome {
            GoldenOutcome::Different(difference) => {
                if let Some(first) = &difference.first {
                    let _ = write!(text, "\n{}\n{}", line.config.display(), super::diff::explain(first));
                }
            }
            GoldenOutcome::Error { message } => {
                let _ = writeln!(text, "\nerror: {message}");
            }
            GoldenOutcome::Equal | GoldenOutcome::NoOutput => {}
        }
    }
    let equal = result.count(|outcome| matches!(outcome, GoldenOutcome::Equal));
    let different = result.count(|outcome| matches!(outcome, GoldenOutcome::Different(_)));
    let errors = result.count(|outcome| matches!(outcome, GoldenOutcome::Error { .. }));
    let no_output = result.count(|outcome| matches!(outcome, GoldenOutcome::NoOutput));
    let rows_equal: u64 = result.lines.iter().map(|line| line.rows_equal).sum();
    let rows: u64 = result.lines.iter().map(|line| line.rows).sum();
    let _ =
        writeln!(text, "\n{equal} equal, {different} different, {errors} unusable; {rows_equal} of {rows} rows equal");
    if no_output > 0 {
        let _ = writeln!(text, "not verified: {no_output} configurations without an expected output");
    }
    for line in result.lines.iter().filter(|line| line.rows_without_expectation > 0) {
        let without = line.rows_without_expectation;
        let _ = writeln!(
            text,
            "not verified: {without} of {} input rows of {} have no expectation: its output ends after {} rows",
            line.rows + without,
            line.config.display(),
            line.rows
        );
    }
    for path in &result.unclaimed {
        let _ = writeln!(text, "not verified: {} belongs to no configuration", path.display());
    }
    text
}

fn row(line: &Line) -> Vec<String> {
    let (generation, algorithm, links) = match line.chip {
        Some((generation, algorithm, links)) => (generation.to_string(), algorithm.to_string(), links.to_string()),
        None => ("?".into(), "?".into(), "?".into()),
    };
    let rows = match line.outcome {
        GoldenOutcome::NoOutput => "–".into(),
        _ => format!("{} / {}", line.rows_equal, line.rows),
    };
    let last = match &line.outcome {
        GoldenOutcome::Equal if line.rows_without_expectation > 0 => {
            format!("none; {} input rows without expectation", line.rows_without_expectation)
        }
        GoldenOutcome::Equal => String::new(),
        GoldenOutcome::NoOutput => "no expected output".into(),
        GoldenOutcome::Error { message } => format!("error: {}", message.lines().next().unwrap_or_default()),
        GoldenOutcome::Different(difference) => match &difference.first {
            Some(first) => format!("row {}, BX {}: {}", first.row, first.bx, first.field),
            None => "differs".into(),
        },
    };
    vec![line.config.display().to_string(), generation, algorithm, links, rows, last]
}
