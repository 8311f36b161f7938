//! `econ-emu verify`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use serde::Serialize;

use super::chip_args::ChipArgs;
use super::instructions::InstructionsArgs;
use super::{output, progress};
use crate::chip::Options;
use crate::diagnosis::{Compared, DiagnosisReport};
use crate::error::Result;
use crate::files;
use crate::golden::diff::Difference;
use crate::golden::known::KnownList;
use crate::golden::vectors::VectorFormat;
use crate::golden::verify::{self, GoldenCase, GoldenOutcome, Line, Verification};

/// The most configurations that have a line each; more of them have one for each algorithm.
const FEW: usize = 8;

/// Width of lines of text.
const WIDTH: usize = 80;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Every init*.yaml below the directories is run on its testInput.csv (beside it or above it) and compared
with its testOutput.csv. Sets with a manifest.json use the options in it and must match its hashes; the
chip options given here are for sets without one. Rows of an input behind the end of the expected output,
configurations without an expected output and outputs without a configuration are named as not verified;
--complete makes them a failure.

What differs is named first, with its likeliest cause: another option or setting that makes it equal, or what
'econ-emu diff' finds out (received is the set's output, and expected what the emulator sends). Then there is a line
for each configuration or, of more than 8, for each algorithm. Paths are shown from the directory that all of them are in. A list of known differences (--known) names
configurations by their paths from one of the directories, with the rows and bits that differ and a reason; what
differs exactly so is no failure. --write-known writes such a list, with reasons left to be written.

Examples:
  econ-emu verify golden
  econ-emu verify vectors/mcDataset vectors/alignment --list
  econ-emu verify vectors --known docs/known-vectors.yaml --quiet
  econ-emu verify vectors --json | jq '.lines[] | select(.outcome.status != \"equal\")'

Exit codes: 0 every row that is expected is equal, or known to differ; 1 any row differs (with --complete: or has no
expectation, or a known difference is gone), 2 a set is unusable or there is nothing to verify.")]
pub struct VerifyArgs {
    /// Directories to search
    #[arg(value_name = "DIR", required_unless_present = "golden")]
    directories: Vec<PathBuf>,
    /// The same as an option
    #[arg(long, value_name = "DIR", num_args = 1.., conflicts_with = "directories")]
    golden: Vec<PathBuf>,
    /// Fail if any row, configuration or output is not verified for want of its counterpart, or if a known difference
    /// is gone
    #[arg(long)]
    complete: bool,
    /// Differences that are known, with their reasons
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Write what differs as a list for --known, with the reasons left empty
    #[arg(long, value_name = "FILE")]
    write_known: Option<PathBuf>,
    /// A line for each configuration, however many there are
    #[arg(long, conflicts_with = "quiet")]
    list: bool,
    /// Print only failures, and how many of everything there are
    #[arg(long)]
    quiet: bool,
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
    let known = args.known.as_ref().map(|path| KnownList::read(path)).transpose()?;
    let mut result = Verification::default();
    let mut cases = Vec::new();
    for root in args.directories.iter().chain(&args.golden) {
        let (found, unclaimed) = verify::find(root)?;
        cases.extend(found);
        result.unclaimed.extend(unclaimed);
    }
    check_outputs(args, &cases)?;
    let progress = progress::bar("verify", Some(cases.len() as u64));
    let verify = |case| {
        let line = verify::verify(case, &options, by, |_| progress.tick());
        progress.inc(1);
        line
    };
    result.lines = cases.par_iter().map(verify).collect();
    if let Some(known) = known {
        result.known_unmatched = known.apply(&mut result);
    }
    if let Some(path) = &args.write_known {
        KnownList::of(&result).write(path)?;
    }
    let result = Diagnosed { diagnoses: diagnoses(&result, &cases, &options), verification: result };
    progress.finish_and_clear();
    if args.json {
        output::print_json(&result)?;
    } else {
        output::print(&text(&result, args))?;
    }
    Ok(result.verification.exit_code(args.complete))
}

/// The result, and why sets differ.
#[derive(Serialize)]
struct Diagnosed {
    #[serde(flatten)]
    verification: Verification,
    /// For each set that differs.
    diagnoses: BTreeMap<String, Vec<DiagnosisReport>>,
}

/// Looks for causes in the sets that differ: the emulator sends what is expected, and their output is what was received.
/// A set that cannot be read again has none.
fn diagnoses(result: &Verification, cases: &[GoldenCase], options: &Options) -> BTreeMap<String, Vec<DiagnosisReport>> {
    let different = |line: &&Line| matches!(line.outcome, GoldenOutcome::Different(_));
    let lines: Vec<&Line> = result.lines.iter().filter(different).collect();
    let of_line = |line: &&Line| {
        let case = cases.iter().find(|case| case.config == line.config)?;
        Some((line.path.clone(), diagnosis(case, options).unwrap_or_default()))
    };
    lines.par_iter().filter_map(of_line).collect()
}

fn diagnosis(case: &GoldenCase, options: &Options) -> Result<Vec<DiagnosisReport>> {
    let verify::Setup { config, options, .. } = verify::setup(case, options)?;
    let Some(output) = &case.output else { return Ok(Vec::new()) };
    let input = verify::input_of(&case.config)?;
    let received = (output.as_path(), &VectorFormat::default());
    let compared = Compared { config: &config, options: &options, expected: None, received, input: Some(&input) };
    let found = compared.diagnose(&compared.window()?)?;
    Ok(found.list.iter().map(|one| DiagnosisReport::new(one, |_| None)).collect())
}

/// The list that is written must be none of the files that are read.
fn check_outputs(args: &VerifyArgs, cases: &[GoldenCase]) -> Result<()> {
    let Some(path) = &args.write_known else { return Ok(()) };
    let found: Vec<PathBuf> = cases.iter().filter_map(|case| verify::input_of(&case.config).ok()).collect();
    let of_cases = cases.iter().flat_map(|case| case.output.iter().chain([&case.config]));
    let inputs: Vec<&Path> = of_cases.chain(&args.known).chain(&found).map(PathBuf::as_path).collect();
    files::check_outputs(&[path], &inputs)
}

/// Paths of a result, shown from the directory that all of them are in.
struct Names(PathBuf);

impl Names {
    fn of(result: &Verification) -> Self {
        let directories =
            result.lines.iter().map(|line| &line.config).chain(&result.unclaimed).filter_map(|path| path.parent());
        let common = directories.map(Path::to_owned).reduce(|a, b| {
            let same = a.components().zip(b.components()).take_while(|(a, b)| a == b);
            same.map(|(part, _)| part).collect()
        });
        Names(common.unwrap_or_default())
    }

    fn path(&self, path: &Path) -> String {
        path.strip_prefix(&self.0).unwrap_or(path).display().to_string()
    }

    /// A configuration: by its directory, where it has the usual name.
    fn config(&self, line: &Line) -> String {
        let name = self.path(&line.config);
        name.strip_suffix("/init.yaml").map_or_else(|| name.clone(), str::to_owned)
    }

    /// A configuration with its chip and the rows that are equal.
    fn with_chip(&self, line: &Line) -> String {
        let [generation, algorithm, links] = chip(line);
        format!("{} ({algorithm}, {generation}, {links} links)", self.config(line))
    }
}

fn text(result: &Diagnosed, args: &VerifyArgs) -> String {
    let Diagnosed { verification: result, diagnoses } = result;
    let names = Names::of(result);
    let mut text = String::new();
    let not_verified = not_verified(result, &names);
    failures(&mut text, result, diagnoses, &names);
    if args.complete {
        text += &not_verified;
    }
    if args.quiet && text.is_empty() {
        return summary(result);
    }
    let below =
        if names.0.as_os_str().is_empty() { String::new() } else { format!("below {}:\n\n", names.0.display()) };
    if args.quiet {
        return below + &text + "\n" + &summary(result);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    for line in &result.lines {
        if let GoldenOutcome::Known { reason, difference } = &line.outcome {
            let rows = format!("{} of {} rows differ", difference.rows_different, line.rows);
            let known = format!("known: {}: {rows}: {reason}", names.with_chip(line));
            let _ = writeln!(text, "{}\n", output::wrap(&known, WIDTH, 2));
        }
    }
    if args.list || result.lines.len() <= FEW {
        let rows: Vec<Vec<String>> = result.lines.iter().map(|line| row(line, &names)).collect();
        text += &output::table(&["config", "chip", "algo", "links", "rows equal", ""], &rows);
    } else {
        text += &by_algorithm(result);
    }
    text.push('\n');
    if !args.complete && !not_verified.is_empty() {
        text += &not_verified;
        text.push('\n');
    }
    below + &text + &summary(result)
}

/// What makes the exit code 1 or 2: first what differs, then what cannot be used.
fn failures(
    text: &mut String,
    result: &Verification,
    diagnoses: &BTreeMap<String, Vec<DiagnosisReport>>,
    names: &Names,
) {
    for line in &result.lines {
        if let GoldenOutcome::Different(difference) = &line.outcome {
            let rows = format!("{} of {} rows differ", difference.rows_different, line.rows);
            let _ = writeln!(text, "{}: {}: {rows}", output::bad("different"), names.with_chip(line));
            if let Some(first) = diagnoses.get(&line.path).and_then(|found| found.first()) {
                let _ = writeln!(text, "{}", output::wrap(&format!("  {}", first.sentence), WIDTH, 4));
            }
            text.push_str(&difference.first.as_ref().map(super::diff::explain).unwrap_or_default());
            text.push('\n');
        }
    }
    for line in &result.lines {
        if let GoldenOutcome::Error { message } = &line.outcome {
            let _ = writeln!(text, "{}: {}\nerror: {message}\n", output::bad("unusable"), names.config(line));
        }
    }
    if text.ends_with("\n\n") {
        text.pop();
    }
}

/// What has no counterpart.
fn not_verified(result: &Verification, names: &Names) -> String {
    let mut text = String::new();
    let no_output = result.count(|outcome| matches!(outcome, GoldenOutcome::NoOutput));
    if no_output > 0 {
        let _ = writeln!(text, "not verified: {no_output} configurations without an expected output");
    }
    for line in result.lines.iter().filter(|line| line.rows_without_expectation > 0) {
        let without = line.rows_without_expectation;
        let line = format!(
            "not verified: {without} of {} input rows of {} have no expectation: its output ends after {} rows",
            line.rows + without,
            names.config(line),
            line.rows
        );
        let _ = writeln!(text, "{}", output::wrap(&line, WIDTH, 2));
    }
    for path in &result.unclaimed {
        let _ = writeln!(text, "not verified: {} belongs to no configuration", names.path(path));
    }
    for entry in &result.known_unmatched {
        let _ = writeln!(text, "known difference: {} {}", entry.config, entry.why.text());
    }
    text
}

/// How many configurations of an algorithm came out how.
#[derive(Default)]
struct AlgorithmCounts {
    sets: usize,
    equal: usize,
    known: usize,
    different: usize,
    unusable: usize,
    no_output: usize,
    rows_equal: u64,
    rows: u64,
}

/// A line for each algorithm.
fn by_algorithm(result: &Verification) -> String {
    let mut counts: BTreeMap<String, AlgorithmCounts> = BTreeMap::new();
    for line in &result.lines {
        let [_, algorithm, _] = chip(line);
        let own = counts.entry(algorithm).or_default();
        own.sets += 1;
        own.rows_equal += line.rows_equal;
        own.rows += line.rows;
        *match &line.outcome {
            GoldenOutcome::Equal => &mut own.equal,
            GoldenOutcome::Known { .. } => &mut own.known,
            GoldenOutcome::Different(_) => &mut own.different,
            GoldenOutcome::Error { .. } => &mut own.unusable,
            GoldenOutcome::NoOutput => &mut own.no_output,
        } += 1;
    }
    let shown = |count: usize| if count == 0 { "-".to_owned() } else { count.to_string() };
    let row = |(algorithm, own): (String, AlgorithmCounts)| {
        let counts = [own.sets, own.equal, own.known, own.different, own.unusable, own.no_output].map(shown);
        let rows = format!("{} / {}", own.rows_equal, own.rows);
        [algorithm].into_iter().chain(counts).chain([rows]).collect()
    };
    let rows: Vec<Vec<String>> = counts.into_iter().map(row).collect();
    output::table(&["algo", "sets", "equal", "known", "different", "unusable", "no output", "rows equal"], &rows)
}

fn summary(result: &Verification) -> String {
    let equal = result.count(|outcome| matches!(outcome, GoldenOutcome::Equal));
    let known = result.count(|outcome| matches!(outcome, GoldenOutcome::Known { .. }));
    let different = result.count(|outcome| matches!(outcome, GoldenOutcome::Different(_)));
    let errors = result.count(|outcome| matches!(outcome, GoldenOutcome::Error { .. }));
    let rows_equal: u64 = result.lines.iter().map(|line| line.rows_equal).sum();
    let rows: u64 = result.lines.iter().map(|line| line.rows).sum();
    let known = if known > 0 { format!("{known} known to differ, ") } else { String::new() };
    let text =
        format!("{equal} equal, {known}{different} different, {errors} unusable; {rows_equal} of {rows} rows equal");
    let fine = different == 0 && errors == 0;
    if fine { output::good(&text) + "\n" } else { output::bad(&text) + "\n" }
}

/// Generation, algorithm and links, as far as they are known.
fn chip(line: &Line) -> [String; 3] {
    match line.chip {
        Some((generation, algorithm, links)) => [generation.to_string(), algorithm.to_string(), links.to_string()],
        None => ["?", "?", "?"].map(str::to_owned),
    }
}

fn row(line: &Line, names: &Names) -> Vec<String> {
    let [generation, algorithm, links] = chip(line);
    let rows = match line.outcome {
        GoldenOutcome::NoOutput => "–".into(),
        _ => format!("{} / {}", line.rows_equal, line.rows),
    };
    let first = |difference: &Difference| {
        difference.first.as_ref().map_or_else(String::new, |first| format!(", row {}: {}", first.row, first.field))
    };
    let last = match &line.outcome {
        GoldenOutcome::Equal => String::new(),
        GoldenOutcome::Known { .. } => "known".into(),
        GoldenOutcome::NoOutput => "no expected output".into(),
        GoldenOutcome::Error { .. } => output::bad("unusable"),
        GoldenOutcome::Different(difference) => output::bad(&format!("different{}", first(difference))),
    };
    vec![names.config(line), generation, algorithm, links, rows, last]
}
