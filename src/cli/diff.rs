//! `econ-emu diff`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Serialize;

use super::chip_args::{ChipArgs, ConfigArgs};
use super::diff_all::{self, AllArgs, AllOutputs};
use super::output::say;
use super::vector_args::VectorArgs;
use super::{output, progress};
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::{BxTrace, Chip, NoTrace, Options, Stage, Stages};
use crate::diagnosis::{Cause, Compared, Corrected, Diagnoses, DiagnosisReport, LinkErrors, PREFIX, Window};
use crate::error::{Error, Result};
use crate::golden::diff::{Differ, Difference, FirstDifference};
use crate::golden::explain;
use crate::golden::stage_diff::{self, StageDiffer, StageResult};
use crate::golden::vectors::{VectorFormat, VectorReader};
use crate::hwgen::waves;
use crate::registers::ChipConfig;
use crate::report::differences::PageDiagnosis;

/// Width of lines of text.
const WIDTH: usize = 80;

/// Other causes for the same rows that are shown.
const EQUALS_SHOWN: usize = 3;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu diff testOutput.csv received.csv --config init.yaml --input testInput.csv
  econ-emu diff received.csv --config init.yaml --input testInput.csv
  econ-emu diff testOutput.csv received.csv --config init.yaml --assume rows-shifted,by=1
  econ-emu diff testOutput.csv received.csv --config init.yaml --all differences.csv --html differences.html
  econ-emu diff --stages dump --config init.yaml --input testInput.csv

Where the files differ, causes are looked for: rows that are late, lost or come twice, links that are exchanged,
slipped, inverted or stuck, a BX counter that is ahead, and, with --input, another configuration. Each comes
with the rows it explains and the command that compares again with it put right (--assume). 'possible' are those
that rest on fewer than 64 rows, or leave more than 5 % different. A file that cannot be read twice is diagnosed
on the rows around its first difference. docs/diagnosis.md lists the causes.

Of all differences --json has the counts: 'bits' is, for each link, in how many rows each of its bits differs, bit 0
first. --all has a line for each field that differs, with the columns row, bx, link, bits, field, expected, got, xor
and packet_row: the row of the files of the first differing bit (from 0), the BX of the packet, the link of that
bit, where the field lies, its name, both values and the bits that differ (hexadecimal), and the row of the packet.
With --all - or --html - the text goes to standard error.

A directory of stage files holds NN_stage.csv with the names and columns that 'emulate --trace' writes,
one row for each BX; the Verilog testbench writes one with +csv=DIR. Stages without a file are not
compared. Rows that are missing and values with x or z are differences. The first difference is that of
the earliest BX, and there of the first stage in signal order.

Exit codes: 0 equal, 1 different, 2 an error.")]
pub struct DiffArgs {
    /// Expected output, and the one that is compared with it; or that one alone, for what the emulator gives for --input
    #[arg(value_name = "OUTPUT", num_args = 1..=2, required_unless_present = "stages")]
    outputs: Vec<PathBuf>,
    /// Compare stage files of a simulation with the emulator's own stages, instead of outputs
    #[arg(long, value_name = "DIR", requires = "input", conflicts_with_all = ["outputs", "all_values", "no_diagnosis", "assume"])]
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
    /// Do not look for causes
    #[arg(long)]
    no_diagnosis: bool,
    /// Compare as if this cause were put right, in the words of a diagnosis; may be repeated
    #[arg(long, value_name = "CAUSE", value_parser = Cause::from_str)]
    assume: Vec<Cause>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    every: AllArgs,
    #[command(flatten)]
    vectors: VectorArgs,
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
    #[serde(flatten)]
    diagnosis: DiagnosisPart,
}

/// What was found out about the reason.
#[derive(Serialize, Default)]
struct DiagnosisPart {
    /// What may be wrong, the best explanation first.
    diagnoses: Vec<DiagnosisReport>,
    /// Rows on which they were judged, if those are not all.
    diagnosed_on: Option<u64>,
    /// Where there is none: the wrong bits of each link.
    bit_errors: Option<Vec<LinkErrors>>,
    notes: Vec<String>,
    /// What differs when the first diagnosis is put right.
    remains: Option<Difference>,
}

/// Runs the command.
pub fn run(args: &DiffArgs) -> Result<u8> {
    if args.json && args.every.is_standard_output() {
        return Err(Error::new("--json is written to standard output, which --all or --html has already")
            .hint("give --all or --html a file"));
    }
    let inputs: Vec<&Path> = args.outputs.iter().chain(&args.input).map(PathBuf::as_path).collect();
    args.config.check_outputs(&args.every.outputs(), &inputs)?;
    let options = args.chip.options()?;
    let config = args.config.read(&options.network)?.without_warnings();
    let form = args.vectors.format();
    match (args.outputs.as_slice(), &args.stages, &args.input) {
        ([expected, got], ..) => Outputs { args, config, options, expected: Some(expected), got, form }.run(),
        ([got], _, Some(_)) => Outputs { args, config, options, expected: None, got, form }.run(),
        ([_], ..) => Err(Error::new("one output is compared with what the emulator gives for the input")
            .hint("give the input by --input, or two outputs")),
        (_, Some(directory), Some(input)) => stages(args, &config, &options, directory, input),
        _ => Err(Error::new("two outputs, or --stages and --input, are needed")),
    }
}

/// Two outputs; the emulator gives the expected one if there is no file of it.
struct Outputs<'a> {
    args: &'a DiffArgs,
    config: ChipConfig,
    options: Options,
    expected: Option<&'a Path>,
    got: &'a Path,
    /// How the received file is written.
    form: VectorFormat,
}

impl Outputs<'_> {
    fn run(&self) -> Result<u8> {
        if !self.args.assume.is_empty() {
            return self.assumed();
        }
        let mut window = Window::default();
        let (mut sent, mut received) = (self.compared().open_expected()?, self.compared().open_received()?);
        let mut differ = self.differ();
        let mut every = self.args.every.start(&differ)?;
        let progress = progress::bar("diff", None);
        loop {
            let rows = (sent.next()?, received.next()?);
            if rows == (None, None) {
                break;
            }
            window.push(rows.0.as_ref(), rows.1.as_ref());
            // Rows of the longer file have nothing to be compared with.
            if let (Some(expected), Some(got)) = rows {
                differ.push_line(&expected, &got, received.line());
                every.take(&mut differ)?;
            }
            progress.inc(1);
        }
        differ.end();
        every.take(&mut differ)?;
        let difference = differ.finish();
        let (rows_expected, rows_got) = window.rows();
        if (rows_expected, rows_got) == (0, 0) {
            return Err(Error::new("nothing to compare: neither file has a row").file(self.got));
        }
        let stages = self.stages_of(difference.first.as_ref())?;
        let diagnosis = match self.args.no_diagnosis || difference.rows_different == 0 {
            true => DiagnosisPart::default(),
            false => self.diagnosis(&window)?,
        };
        progress.finish_and_clear();
        let report = Report { difference, rows_expected, rows_got, stages, diagnosis };
        let equal = report.difference.rows_different == 0 && rows_expected == rows_got;
        let about = match rows_expected == rows_got {
            true => self.about(),
            false => format!("{}; they have {rows_expected} and {rows_got} rows", self.about()),
        };
        every.finish(&about, &report.difference, &on_page(&report.diagnosis.diagnoses))?;
        self.answer(&report, || text(&report))?;
        Ok(if equal { 0 } else { super::DIFFERENT })
    }

    /// Prints the result; beside a table on standard output the text goes to standard error.
    fn answer(&self, report: &impl Serialize, text: impl FnOnce() -> String) -> Result<()> {
        match (self.args.json, self.args.every.is_standard_output()) {
            (true, _) => output::print_json(report)?,
            (false, true) => say!("{}", text().trim_end()),
            (false, false) => output::print(&text())?,
        }
        Ok(())
    }

    fn differ(&self) -> Differ {
        let layout = self.options.packet_layout(&self.config);
        if self.args.every.any() { Differ::listing(&self.config, &layout) } else { Differ::new(&self.config, &layout) }
    }

    /// What was compared, for a page.
    fn about(&self) -> String {
        let files: Vec<String> = self.args.outputs.iter().map(|path| path.display().to_string()).collect();
        let (config, generation) = (&self.config, self.options.generation(&self.config));
        format!("{} · {}, {generation}, {} links", files.join(" and "), config.algorithm, config.links)
    }

    fn compared(&self) -> Compared<'_> {
        Compared {
            config: &self.config,
            options: &self.options,
            expected: self.expected,
            received: (self.got, &self.form),
            input: self.args.input.as_deref(),
        }
    }

    fn diagnosis(&self, window: &Window) -> Result<DiagnosisPart> {
        let compared = self.compared();
        let Diagnoses { list, judged_on, errors, notes } = compared.diagnose(window)?;
        let remains = match list.first().filter(|first| !first.is_only_possible() && compared.can_be_reopened()) {
            // Where no row remains, there is nothing to be taken apart.
            Some(first) if first.remaining() == 0 => Some(Difference { rows: first.of, ..Difference::default() }),
            Some(first) => Some(self.corrected(&first.causes, None)?.0),
            None => None,
        };
        let diagnoses = list.iter().map(|one| DiagnosisReport::new(one, |causes| self.command(causes))).collect();
        Ok(DiagnosisPart { diagnoses, diagnosed_on: judged_on, bit_errors: errors, notes, remains })
    }

    /// The comparison with causes put right, which may be written in full, too.
    fn corrected(&self, causes: &[Cause], mut every: Option<&mut AllOutputs>) -> Result<(Difference, Corrected)> {
        let mut differ = self.differ();
        let compare = |expected: &OutputWords, got: &OutputWords| {
            differ.push(expected, got);
            every.as_mut().map_or(Ok(()), |every| every.take(&mut differ))
        };
        let corrected = self.compared().correct(causes, compare)?;
        differ.end();
        every.map_or(Ok(()), |every| every.take(&mut differ))?;
        Ok((differ.finish(), corrected))
    }

    fn assumed(&self) -> Result<u8> {
        let mut every = self.args.every.start(&self.differ())?;
        let (difference, corrected) = self.corrected(&self.args.assume, Some(&mut every))?;
        every.finish(&self.about(), &difference, &[])?;
        let equal = corrected.explains == corrected.of && difference.rows_different == 0;
        let report =
            AssumedReport { assumed: self.args.assume.iter().map(Cause::to_string).collect(), corrected, difference };
        self.answer(&report, || assumed_text(&report))?;
        Ok(if equal { 0 } else { super::DIFFERENT })
    }

    /// The stages that led to a difference.
    fn stages_of(&self, first: Option<&FirstDifference>) -> Result<Vec<String>> {
        let (Some(first), Some(input)) = (first, &self.args.input) else { return Ok(Vec::new()) };
        let field = if self.args.all_values { None } else { first.field_kind };
        let trace = trace_of(&self.config, &self.options, input, first.packet_row)?;
        Ok(explain::stages(&trace, field, &self.config, &self.options.network))
    }

    /// This command with causes put right, if its files can be read again.
    fn command(&self, causes: &[Cause]) -> Option<String> {
        if !self.compared().can_be_reopened()
            || causes.iter().any(|cause| matches!(cause, Cause::ExpectedOfOther { .. }))
        {
            return None;
        }
        let mut words = vec!["econ-emu".to_owned()];
        // What was given, but for the form of the answer; names that are no text cannot be shown.
        for word in std::env::args_os().skip(1).filter(|word| word != "--json") {
            words.push(word.into_string().ok()?);
        }
        for cause in causes {
            words.extend(["--assume".to_owned(), cause.to_string()]);
        }
        Some(words.iter().map(|word| output::shell_word(word)).collect::<Vec<_>>().join(" "))
    }
}

/// Result of a comparison with causes put right.
#[derive(Serialize)]
struct AssumedReport {
    assumed: Vec<String>,
    #[serde(flatten)]
    corrected: Corrected,
    #[serde(flatten)]
    difference: Difference,
}

fn assumed_text(report: &AssumedReport) -> String {
    let mut text = String::new();
    for cause in &report.assumed {
        let _ = writeln!(text, "put right: {cause}");
    }
    text += &difference_text(&report.difference);
    let Corrected { explains, of } = report.corrected;
    let _ = writeln!(text, "{explains} of {of} rows are equal then");
    text
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
        let _ = writeln!(text, "  expected          {}", output::good(&first.expected.to_string()));
        let _ = writeln!(text, "  got               {}", output::bad(&first.got.to_string()));
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
    let line = first.line.map(|line| format!(" (line {line})")).unwrap_or_default();
    let _ = writeln!(text, "  first difference  row {}{line}, BX {}{waited}", first.row, first.bx);
    let _ = writeln!(text, "  field             {} ({})", first.field, first.place);
    let _ = writeln!(text, "  first bit         link {}, bit {}", first.link, first.bit);
    let _ =
        writeln!(text, "  expected          {}  {}", output::good(&first.expected.to_string()), first.expected_means);
    let _ = writeln!(text, "  got               {}  {}", output::bad(&first.got.to_string()), first.got_means);
    let _ = writeln!(
        text,
        "  link word         {} expected, {} got",
        output::good(&first.expected_word.to_string()),
        output::bad(&first.got_word.to_string())
    );
    text
}

fn text(report: &Report) -> String {
    let Difference { rows, rows_different, first, .. } = &report.difference;
    let mut text = diagnosis_text(&report.diagnosis);
    // Of one row the first difference says all.
    if let Some(errors) = report.diagnosis.bit_errors.as_ref().filter(|_| *rows_different > 1) {
        text += &errors_text(errors);
    }
    match &report.diagnosis.remains {
        Some(remains) if remains.rows_different == 0 => text += "nothing else differs\n\n",
        Some(remains) => {
            text += "What differs with the first one put right:\n\n";
            text += &difference_text(remains);
        }
        None => {
            if let Some(first) = first {
                text += &explain(first);
            }
            if !report.stages.is_empty() {
                text += "\nStages of that BX in this model:\n";
                for line in &report.stages {
                    let _ = writeln!(text, "{}", output::wrap(&format!("  {line}"), 110, 22));
                }
            }
            text += &fields_text(&report.difference);
        }
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

/// The first difference, and the fields that differ.
fn difference_text(difference: &Difference) -> String {
    let first = difference.first.as_ref().map(explain).unwrap_or_default();
    first + &fields_text(difference)
}

fn fields_text(difference: &Difference) -> String {
    let mut text = String::new();
    if difference.fields.is_empty() {
        return text;
    }
    let mut order: Vec<(&String, &u64)> = difference.fields.iter().collect();
    order.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), name.to_owned()));
    let shown = order.iter().take(20).map(|(name, count)| vec![(*name).clone(), count.to_string()]);
    let _ = write!(text, "\n{}", output::table(&["field", "packets that differ"], &shown.collect::<Vec<_>>()));
    if order.len() > 20 {
        let _ = writeln!(text, "and {} more fields (--json lists all)", order.len() - 20);
    }
    text.push('\n');
    text += &diff_all::bit_map(difference);
    text.push('\n');
    text
}

/// Diagnoses as a page shows them.
fn on_page(diagnoses: &[DiagnosisReport]) -> Vec<PageDiagnosis> {
    let texts = diagnoses.iter().map(|one| (one.sentence.clone(), one.command.clone().unwrap_or_default()));
    texts.map(|(sentence, command)| PageDiagnosis { sentence, command }).collect()
}

/// Diagnoses, the first with its command, and what else was noticed.
fn diagnosis_text(part: &DiagnosisPart) -> String {
    let mut text = String::new();
    for (place, one) in part.diagnoses.iter().enumerate() {
        match place {
            0 => {}
            1 => text += "Other explanations:\n",
            _ => {}
        }
        let _ = writeln!(text, "{}", output::wrap(&one.sentence, WIDTH, 2));
        if let Some(command) = one.command.as_ref().filter(|_| place == 0) {
            let _ = writeln!(text, "  {command}");
        }
        for equal in one.equal_sentences.iter().take(EQUALS_SHOWN) {
            let _ = writeln!(text, "{}", output::wrap(&format!("  or, the same for these rows: {equal}"), WIDTH, 4));
        }
        match one.equal_sentences.len().saturating_sub(EQUALS_SHOWN) {
            0 => {}
            more => _ = writeln!(text, "  and {more} more that are the same for these rows (--json lists them)"),
        }
        if place == 0 {
            text.push('\n');
        }
    }
    if part.diagnoses.len() > 1 {
        text.push('\n');
    }
    if let Some(rows) = part.diagnosed_on {
        let line = format!(
            "diagnosed on the first {rows} rows: the files cannot be read again, so {PREFIX} rows from the first \
             difference on must do"
        );
        let _ = writeln!(text, "{}\n", output::wrap(&line, WIDTH, 2));
    }
    for note in &part.notes {
        let _ = writeln!(text, "{}\n", output::wrap(note, WIDTH, 2));
    }
    text
}

/// Rate of wrong bits of each link, and when they come.
fn errors_text(links: &[LinkErrors]) -> String {
    let wrong = links.iter().filter(|link| link.wrong > 0);
    let row = |link: &LinkErrors| {
        let rate = format!("{:.1e}", link.wrong as f64 / link.bits.max(1) as f64);
        vec![link.link.to_string(), link.wrong.to_string(), rate, link.longest.to_string(), picture(&link.bursts)]
    };
    let rows: Vec<Vec<String>> = wrong.map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "no cause was found for the wrong bits:\n\n{}\n",
        output::table(&["link", "wrong", "rate", "run", "when (rows from left to right)"], &rows)
    )
}

/// One character for each stretch of rows: how many of them have wrong bits.
fn picture(bursts: &[u32]) -> String {
    let most = bursts.iter().max().copied().unwrap_or(0).max(1);
    // At most 48 columns, so that the table fits 80.
    let parts = bursts.chunks(bursts.len().div_ceil(48).max(1));
    parts.map(|part| shade(part.iter().max().copied().unwrap_or(0), most)).collect()
}

/// The darker, the more of `most` there are.
fn shade(count: u32, most: u32) -> char {
    match (count, 4 * count / most) {
        (0, _) => '·',
        (_, 0 | 1) => '░',
        (_, 2) => '▒',
        (_, 3) => '▓',
        _ => '█',
    }
}
