//! `econ-emu evaluate`.

use std::path::PathBuf;

use super::choice::choice;
use super::data::{HowArgs, say_rounded};
use super::output::{self, say};
use super::{progress, quantiser};
use crate::data::link_words::{CONFIG, WORDS};
use crate::data::{self, Source, read_all};
use crate::error::{Error, Result};
use crate::hwgen::export;
use crate::interchange::import::{ImportOptions, Quantisers};
use crate::network::AeBlock;
use crate::nn::quantiser::Quantiser;
use crate::physics::contender::{ALLOWED, Spec};
use crate::physics::evaluate::{EvaluationRequest, evaluate};
use crate::physics::evaluation::{CSV, Contender, EmdKind, EvaluatedSummary, EvaluationFile, JSON, Skipped};
use crate::physics::metrics::Metric;
use crate::physics::verify_csv;
use crate::registers::{Density, read_config};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Contenders: flat, mean, normaliser (baselines); ts:THRESHOLD, ts:fit (the lowest threshold with at most 1 % of the
samples truncated), bc, rpt; ts and bc with :rest spread what is left of the module sum; stc0 to stc4 with :max or
:even, and :tiles for groups of 2x2 cells; run:DIR; keras:ENCODER,DECODER, each Keras weights in
HDF5, a frozen graph (.pb), ONNX or QONNX (.onnx); npz:FILE with both, as 'export-model' writes it; chip stands for
all of the chip.
Without --contender: the baselines and the chip. Runs are always added.

Every contender sends its samples through formatter and FIFO (T1 for 12 BX), and only what arrives is
decoded. Writes evaluation.json, evaluation.csv and prints a table. Errors are bootstrap errors.

Examples:
  econ-emu evaluate --input testInput.csv --config init.yaml --rows 2400..3564 --out comparison
  econ-emu evaluate --input synthetic --links 5 --run golden/default --out comparison
  econ-emu evaluate --input calq.csv --links 2,5 --contender stc0:even --contender bc:rest --out comparison")]
pub struct EvaluateArgs {
    /// Files or directories of data, as 'econ-emu data' reads them
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    input: Vec<PathBuf>,
    #[command(flatten)]
    how: HowArgs,
    /// Rows to evaluate, of those that reading leaves: A..B without B, or A..=B [default: all]
    #[arg(long, value_name = "A..B")]
    rows: Option<String>,
    /// Rows for the mean image [default: those that are not evaluated]
    #[arg(long, value_name = "A..B")]
    mean_rows: Option<String>,
    /// Density of modules for which neither the data nor the configuration give one
    #[arg(long, value_enum, default_value = "high")]
    density: super::data::DensityArg,
    /// Numbers of links
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "2,3,4,5")]
    links: Vec<u8>,
    /// A contender; may be repeated
    #[arg(long, value_name = "SPEC")]
    contender: Vec<String>,
    /// A training run, as --contender run:DIR; may be repeated
    #[arg(long, value_name = "DIR")]
    run: Vec<PathBuf>,
    /// Network of imported encoders: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long, default_value = "chip-8x8")]
    network: String,
    /// Quantiser of QKeras for weights of 'keras:' whose file names none, as 'registers weights import' takes it
    #[arg(long = "quantiser", value_name = "[TENSOR=]WORD", value_parser = quantiser::of_some)]
    quantisers: Vec<(Option<String>, Quantiser)>,
    /// The earth mover's distance
    #[arg(long, value_parser = choice::<EmdKind>(), default_value = "exact")]
    emd: EmdKind,
    /// Samples to keep with all reconstructions, for displays
    #[arg(long, value_name = "FRAMES", default_value_t = 12)]
    examples: usize,
    /// Also write the first samples of every autoencoder as the verify_*.csv of Ecoder
    #[arg(long, alias = "csv-frames", value_name = "SAMPLES", default_value_t = 0)]
    csv_samples: usize,
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &EvaluateArgs) -> Result<u8> {
    export::check_free(&args.out)?;
    let contenders = contenders(args)?;
    for spec in &contenders {
        spec.remarks().iter().for_each(|remark| say!("{}: {remark}", spec.name()));
    }
    let mut options = args.how.options()?;
    // A set of link words says its density in its own configuration.
    if options.config.is_none()
        && let [path] = args.input.as_slice()
        && path.join(WORDS).is_file()
        && path.join(CONFIG).is_file()
    {
        options.config = Some(read_config(&path.join(CONFIG), &AeBlock::chip_8x8())?.config);
    }
    let density = options.config.as_ref().map_or(args.density.density(), |config| config.density);
    let mut source = data::open(&args.input, &options)?;
    let samples = read_all(&mut source)?;
    say_rounded(&options.table);
    let count = samples.len();
    if count == 0 {
        let counts = source.counts();
        return Err(Error::new("the data hold no sample with any charge")
            .file(&args.input[0])
            .found(format!("{} rows, {} of them without charge", counts.read, counts.empty)));
    }
    let rows = match &args.rows {
        Some(text) => range("--rows", text, count)?,
        None => 0..count,
    };
    let others = match &args.mean_rows {
        Some(text) => samples[range("--mean-rows", text, count)?].to_vec(),
        None => [&samples[..rows.start], &samples[rows.end..]].concat(),
    };
    let names: Vec<String> = args.input.iter().map(|path| path.display().to_string()).collect();
    let request = EvaluationRequest {
        samples: &samples[rows.clone()],
        density,
        columns: source.columns(),
        first_row: rows.start as u64,
        empty_rows_dropped: source.counts().empty,
        source: names.join(", "),
        others: &others,
        links: &args.links,
        contenders: &contenders,
        emd: args.emd,
        examples: args.examples,
    };
    let bar = progress::bar("evaluate", Some((contenders.len() * args.links.len()) as u64));
    let file = evaluate(&request, |_| bar.inc(1))?;
    bar.finish_and_clear();
    let mut written = vec![(JSON.to_owned(), file.to_json()?), (CSV.to_owned(), file.to_csv())];
    written.extend(verify_files(&request, args.csv_samples)?);
    export::write(&args.out, &written)?;
    output::print(&text(&file))?;
    Ok(0)
}

fn contenders(args: &EvaluateArgs) -> Result<Vec<Spec>> {
    let network = AeBlock::find(&args.network)?;
    let mut all = Vec::new();
    if !args.quantisers.is_empty() && !args.contender.iter().any(|text| text.starts_with("keras:")) {
        return Err(Error::new("quantisers are for the weights of a contender 'keras:', and there is none")
            .field("--quantiser")
            .hint("leave --quantiser out"));
    }
    let options = ImportOptions { quantisers: Quantisers::new(args.quantisers.clone())?, ..ImportOptions::default() };
    for text in &args.contender {
        all.extend(Spec::parse(text, &network, &options)?);
    }
    if args.contender.is_empty() {
        all.extend(Spec::baselines());
        all.extend(Spec::chip());
    }
    for path in &args.run {
        all.extend(Spec::parse(&format!("run:{}", path.display()), &network, &options)?);
    }
    let mut names = std::collections::BTreeSet::new();
    match all.iter().find(|spec| !names.insert(spec.name())) {
        None => Ok(all),
        Some(twice) => {
            Err(Error::new("the same contender twice").field("--contender").found(twice.name()).allowed(ALLOWED))
        }
    }
}

/// A range of rows, not empty and inside the data.
fn range(option: &str, text: &str, count: usize) -> Result<std::ops::Range<usize>> {
    range_in(text).filter(|range| range.start < range.end && range.end <= count).ok_or_else(|| {
        Error::new("not a range of rows of these data")
            .field(option)
            .found(text)
            .allowed(format!("A..B or A..=B within 0..{count}"))
    })
}

/// `A..B` or `A..=B`.
fn range_in(text: &str) -> Option<std::ops::Range<usize>> {
    let (start, end) = text.split_once("..")?;
    let end = match end.strip_prefix('=') {
        Some(last) => last.trim().parse::<usize>().ok()?.checked_add(1)?,
        None => end.trim().parse().ok()?,
    };
    Some(start.trim().parse().ok()?..end)
}

/// The first samples of every autoencoder: one directory each, named by links and number.
fn verify_files(request: &EvaluationRequest<'_>, samples: usize) -> Result<Vec<(String, String)>> {
    let samples = &request.samples[..samples.min(request.samples.len())];
    let mut all = Vec::new();
    if samples.is_empty() {
        return Ok(all);
    }
    let density: Vec<Density> = samples.iter().map(|sample| sample.meta.density.unwrap_or(request.density)).collect();
    for (number, spec) in request.contenders.iter().enumerate() {
        let Some(model) = spec.model() else { continue };
        for &links in request.links.iter().filter(|&&links| model.refuses(links).is_none()) {
            let name = model.path.file_stem().unwrap_or_default().to_string_lossy();
            let directory = format!("csv/{links}_links_{number}_{name}");
            let files = verify_csv::files(model, links, samples, &density)?;
            all.extend(files.into_iter().map(|(file, text)| (format!("{directory}/{file}"), text)));
        }
    }
    Ok(all)
}

/// A number, or a dash where there is none.
fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "-".into(), |value| format!("{value:.digits$}"))
}

/// A contender in the table of so many samples.
fn row_of(links: Option<u8>, contender: &Contender, samples: f64) -> Vec<String> {
    let summary = |metric: Metric| contender.metric(metric.name()).copied().unwrap_or_default();
    let (telescope, emd) = (summary(Metric::Telescope), summary(Metric::Emd));
    let lost = contender.received.map(|received| received.truncated + received.lost);
    vec![
        links.map_or_else(|| "-".into(), |links| links.to_string()),
        contender.name.clone(),
        number(contender.bits.map(|bits| bits.sent), 0),
        lost.map_or_else(|| "-".into(), |lost| format!("{:.1} %", 100.0 * lost as f64 / samples)),
        with_error(telescope.mean, telescope.mean_error, true),
        defined(&emd, with_error(emd.mean, emd.mean_error, false)),
        with_error(emd.median, emd.median_error, false),
        number(contender.response.mean, 4),
        number(contender.response.resolution, 4),
    ]
}

fn text(file: &EvaluationFile) -> String {
    let samples = &file.samples;
    let mut text = format!(
        "{} samples, rows {}..{} of {}; {} without charge, {} empty rows dropped\n{:.1} cells above one transverse MIP, \
         {:.0} CALQ a module\n",
        samples.count,
        samples.rows[0],
        samples.rows[1],
        samples.source,
        samples.without_charge,
        samples.empty_rows_dropped,
        samples.mean_occupancy,
        samples.mean_charge
    );
    if let Some(check) = file.emd.check {
        text += &format!(
            "EMD is sliced: on {} pairs {} of the exact one, difference {} of it (rms)\n",
            check.pairs,
            number(check.ratio, 3),
            number(check.relative_rms, 3)
        );
    }
    let header =
        ["links", "contender", "bits", "truncated", "telescope", "EMD", "median EMD", "response", "resolution"];
    let rows: Vec<Vec<String>> =
        file.contenders().map(|(links, contender)| row_of(links, contender, samples.count as f64)).collect();
    text += &format!("\n{}", output::table(&header, &rows));
    let mut left_out: Vec<(&Skipped, Vec<String>)> = Vec::new();
    for evaluation in &file.evaluations {
        for skipped in &evaluation.skipped {
            match left_out.iter_mut().find(|(known, _)| *known == skipped) {
                Some((_, links)) => links.push(evaluation.links.to_string()),
                None => left_out.push((skipped, vec![evaluation.links.to_string()])),
            }
        }
    }
    for (Skipped { name, reason }, links) in left_out {
        text += &format!("{name} left out at {} links: {reason}\n", links.join(", "));
    }
    text
}

fn with_error(value: Option<f64>, error: Option<f64>, scientific: bool) -> String {
    match (value, error) {
        (Some(value), Some(error)) if scientific => format!("{value:.2e} ± {error:.0e}"),
        (Some(value), Some(error)) => format!("{value:.3} ± {error:.3}"),
        _ => "-".into(),
    }
}

/// Says of how many samples a mean is, if not of all.
fn defined(summary: &EvaluatedSummary, text: String) -> String {
    match summary.undefined {
        0 => text,
        _ => format!("{text} ({} of {})", summary.samples, summary.samples + summary.undefined),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_rows() {
        assert_eq!(range("--rows", "2..5", 5).unwrap(), 2..5);
        assert_eq!(range("--rows", "2..=4", 5).unwrap(), 2..5);
        for bad in ["2..6", "3..3", "..4", "2", "a..b", "0..=18446744073709551615"] {
            let fault = range("--rows", bad, 5).unwrap_err().to_string();
            assert!(fault.contains("0..5") && fault.contains("--rows"), "{fault}");
        }
    }
}
