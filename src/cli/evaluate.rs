//! `econ-emu evaluate`.

use std::path::PathBuf;

use super::choice::choice;
use super::data::{HowArgs, say_rounded};
use super::output::{self, say};
use super::{progress, quantiser};
use crate::data::link_words::{CONFIG, WORDS};
use crate::data::select::Selected;
use crate::data::{self, Files, ReadOptions, Sample, Source, read_all};
use crate::error::{Error, Result};
use crate::hwgen::export;
use crate::interchange::import::{ImportOptions, Quantisers};
use crate::network::AeBlock;
use crate::nn::quantiser::Quantiser;
use crate::physics::choose::{ChooseBy, ChooseOptions};
use crate::physics::contender::{Spec, allowed};
use crate::physics::evaluate::{EvaluationRequest, evaluate};
use crate::physics::evaluation::{
    Bin, CSV, ChosenSettings, Contender, EmdKind, EvaluatedSummary, EvaluationFile, JSON, Property, Ranking, Skipped,
};
use crate::physics::metrics::Metric;
use crate::physics::verify_csv;
use crate::registers::{Density, read_config};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Contenders: flat, mean, normaliser (baselines); ts:THRESHOLD, ts:fit (the lowest threshold with at most 1 % of the
samples truncated), bc, rpt, stc0 to stc4; run:DIR; keras:ENCODER,DECODER, each Keras weights in HDF5, a frozen graph
(.pb), ONNX or QONNX (.onnx); npz:FILE with both, as 'export-model' writes it.
Of the chip's algorithms, settings follow the name, LOW/HIGH where the densities differ: drop=0 to 4 (drop_lsb; usually
1/3), sum=0 (use_sum; usually 1), t1=WORDS (ts), tiles (groups of 2x2 cells by the MUX); then the reading: sent, rest
(what is left of the module sum, evenly) or mean (by the mean image) for ts and bc, sent or mean for rpt, max, even,
mean, share=0.4 (on the largest cell) or fit (the best share) for stc.
With best (bc:best, stc:best, stc1:best:even) everything that is not stated is chosen for each density on the samples
that are not evaluated; chip stands for ts:best, bc:best, rpt:best and stc:best in each reading, chip:fixed for all
algorithms with their usual settings.
Without --contender: the baselines and chip. Runs are always added.

Every contender sends its samples through formatter and FIFO, and only what arrives is decoded. Writes evaluation.json, evaluation.csv and prints a table. Errors are bootstrap errors.

Examples:
  econ-emu evaluate --input testInput.csv --config init.yaml --rows 2400..3564 --out comparison
  econ-emu evaluate --input synthetic --choose-input other --links 5 --run golden/default --out comparison
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
    /// Rows for mean images, settings of 'best' and fitted readings [default: those that are not evaluated]
    #[arg(long, alias = "mean-rows", value_name = "A..B")]
    choose_rows: Option<String>,
    /// Files or directories with these rows, if they are not those of --input
    #[arg(long, value_name = "PATH", num_args = 1..)]
    choose_input: Vec<PathBuf>,
    /// What makes settings and readings the best: its mean is the smallest
    #[arg(long, value_parser = choice::<ChooseBy>(), default_value = "telescope")]
    choose_by: ChooseBy,
    /// Samples of each density to choose on, at most, evenly taken from all
    #[arg(long, value_name = "N", default_value_t = ChooseOptions::default().samples)]
    choose_samples: usize,
    /// Leave out modules of at most this charge before anything is sent or chosen: a stream of showers only
    #[arg(long, value_name = "MIP", value_parser = mips)]
    showers_only: Option<f64>,
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
    let Input { options, density, mut source } = Input::open(&args.input, args)?;
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
    let others = others(args, &samples, &rows)?;
    let names: Vec<String> = args.input.iter().map(|path| path.display().to_string()).collect();
    let request = EvaluationRequest {
        samples: &samples[rows.clone()],
        density,
        columns: source.columns(),
        first_row: rows.start as u64,
        empty_rows_dropped: source.counts().empty,
        source: names.join(", "),
        others: &others,
        choose: ChooseOptions { by: args.choose_by, samples: args.choose_samples },
        links: &args.links,
        contenders: &contenders,
        emd: args.emd,
        examples: args.examples,
        showers_only: args.showers_only,
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

/// Opened data, and what is known of them.
struct Input {
    options: ReadOptions,
    /// Density of modules for which the data give none.
    density: Density,
    source: Selected<Files>,
}

impl Input {
    fn open(paths: &[PathBuf], args: &EvaluateArgs) -> Result<Self> {
        let mut options = args.how.options()?;
        // A set of link words says its density in its own configuration.
        if options.config.is_none()
            && let [path] = paths
            && path.join(WORDS).is_file()
            && path.join(CONFIG).is_file()
        {
            options.config = Some(read_config(&path.join(CONFIG), &AeBlock::chip_8x8())?.config);
        }
        let density = options.config.as_ref().map_or(args.density.density(), |config| config.density);
        Ok(Input { source: data::open(paths, &options)?, options, density })
    }
}

/// The samples on which settings are chosen: of other files, or rows of the same.
fn others(args: &EvaluateArgs, samples: &[Sample], rows: &std::ops::Range<usize>) -> Result<Vec<Sample>> {
    if args.choose_input.is_empty() {
        return Ok(match &args.choose_rows {
            Some(text) => samples[range("--choose-rows", text, samples.len())?].to_vec(),
            None => [&samples[..rows.start], &samples[rows.end..]].concat(),
        });
    }
    let Input { density, mut source, .. } = Input::open(&args.choose_input, args)?;
    let mut others = read_all(&mut source)?;
    if let Some(text) = &args.choose_rows {
        others = others[range("--choose-rows", text, others.len())?].to_vec();
    }
    // Their files may say another density than those of --input.
    others.iter_mut().for_each(|sample| sample.meta.density = sample.meta.density.or(Some(density)));
    Ok(others)
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
            Err(Error::new("the same contender twice").field("--contender").found(twice.name()).allowed(allowed()))
        }
    }
}

/// A charge in transverse MIPs.
fn mips(text: &str) -> std::result::Result<f64, String> {
    let charge = text.parse().ok().filter(|charge: &f64| charge.is_finite() && *charge >= 0.0);
    charge.ok_or_else(|| "a charge in transverse MIPs, 0 or more".into())
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

/// A contender in the table.
fn row_of(file: &EvaluationFile, links: Option<u8>, contender: &Contender) -> Vec<String> {
    let samples = file.samples.count as f64;
    let [telescope, emd] =
        [Metric::Telescope, Metric::Emd].map(|metric| contender.metric(metric.name()).copied().unwrap_or_default());
    let lost = contender.received.map(|received| received.truncated + received.lost);
    vec![
        links_text(links),
        if on_front(file, links, contender) { format!("{} *", contender.name) } else { contender.name.clone() },
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
    if let Some(only) = samples.showers_only {
        text += &format!(
            "Only modules above {} transverse MIPs: {} of at most that left out before anything was sent\n",
            only.above, only.left_out
        );
    }
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
    let rows: Vec<Vec<String>> = file.contenders().map(|(links, contender)| row_of(file, links, contender)).collect();
    text += &format!("\n{}", output::table(&header, &rows));
    if file.evaluations.iter().any(|evaluation| evaluation.contenders.len() > 1) {
        text += "* on the front: no other is better in one of telescope and EMD and as good in the other\n";
    }
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
    text + &showers(file) + &by_charge(file) + &first_places(file) + &chosen(file)
}

/// Whether a contender is on the front of telescope against EMD at its number of links.
fn on_front(file: &EvaluationFile, links: Option<u8>, contender: &Contender) -> bool {
    // Alone, everybody is.
    let own = file.evaluations.iter().filter(|own| Some(own.links) == links && own.contenders.len() > 1);
    own.flat_map(|evaluation| &evaluation.pareto).any(|name| *name == contender.name)
}

fn links_text(links: Option<u8>) -> String {
    links.map_or_else(|| "-".into(), |links| links.to_string())
}

/// Modules with showers: what most samples, which hold noise, hide.
fn showers(file: &EvaluationFile) -> String {
    let Some((_, first)) = file.contenders().next() else { return String::new() };
    let mut header = vec!["links".to_owned(), "contender".into()];
    for showers in &first.showers {
        header.extend(["telescope", "EMD"].map(|metric| format!("{metric} >{}", showers.above)));
    }
    header.extend(first.showers.last().map(|showers| format!("lost >{}", showers.above)));
    let rows: Vec<Vec<String>> = file.contenders().map(|(links, contender)| showers_row(links, contender)).collect();
    let counts: Vec<String> =
        first.showers.iter().map(|showers| format!("{} above {}", showers.samples, showers.above)).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    format!(
        "\nModules with showers, by charge in transverse MIPs: {};\nlost: truncated or lost\n\n{}",
        counts.join(", "),
        output::table(&header, &rows)
    )
}

fn showers_row(links: Option<u8>, contender: &Contender) -> Vec<String> {
    let mut row = vec![links_text(links), contender.name.clone()];
    for showers in &contender.showers {
        let [telescope, emd] =
            ["telescope", "emd"].map(|name| showers.metrics.iter().find(|metric| metric.metric == name)?.summary.mean);
        row.push(telescope.map_or_else(|| "-".into(), |value| format!("{value:.2e}")));
        row.push(number(emd, 3));
    }
    let last = contender.showers.last();
    let share = last.and_then(|last| Some(100.0 * last.lost? as f64 / last.samples.max(1) as f64));
    row.push(share.map_or_else(|| "-".into(), |share| format!("{share:.1} %")));
    row
}

/// The distance in bins of charge.
fn by_charge(file: &EvaluationFile) -> String {
    let Some((_, first)) = file.contenders().next() else { return String::new() };
    let mut header = vec!["links".to_owned(), "contender".into()];
    header.extend(charge_bins(first).iter().map(|bin| bin.low.to_string()));
    let mut counts = vec![String::new(), "modules".into()];
    counts.extend(charge_bins(first).iter().map(|bin| bin.samples.to_string()));
    let mut rows = vec![counts];
    for (links, contender) in file.contenders() {
        let mut row = vec![links_text(links), contender.name.clone()];
        for bin in charge_bins(contender) {
            let mean = bin.metrics.iter().find(|metric| metric.metric == "emd").and_then(|metric| metric.summary.mean);
            row.push(number(mean, 2));
        }
        rows.push(row);
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    format!("\nEMD by module charge, from … transverse MIPs\n\n{}", output::table(&header, &rows))
}

fn charge_bins(contender: &Contender) -> &[Bin] {
    let profile = contender.profiles.iter().find(|profile| profile.by == Property::Charge);
    profile.map_or(&[], |profile| &profile.bins)
}

/// Who is first at each number of links, and whether that is certain.
fn first_places(file: &EvaluationFile) -> String {
    let mut rows = Vec::new();
    for evaluation in &file.evaluations {
        for Ranking { metric, above, order, .. } in &evaluation.rankings {
            let [first, second, ..] = order.as_slice() else { continue };
            let modules = if *above > 0.0 { format!("> {above} MIP") } else { "all".into() };
            let apart = if second.is_behind() { "" } else { ", not separable" };
            let difference = with_error(Some(second.behind), Some(second.behind_error), metric == "telescope");
            rows.push(vec![
                evaluation.links.to_string(),
                metric.clone(),
                modules,
                first.name.clone(),
                second.name.clone(),
                difference + apart,
            ]);
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "\nFirst places, and by how much the second is behind on the same samples (paired bootstrap); modules of\n\
         which nothing arrived count as flat images, and within two errors nothing is separable\n\n{}",
        output::table(&["links", "metric", "modules", "first", "second", "behind"], &rows)
    )
}

/// A line for each contender whose settings were chosen.
fn chosen(file: &EvaluationFile) -> String {
    fn basis(contender: &Contender) -> Option<&ChosenSettings> {
        contender.settings.iter().find_map(|settings| settings.chosen.as_ref())
    }
    let row = |(links, contender): (Option<u8>, &Contender)| {
        basis(contender)?;
        Some(vec![links?.to_string(), contender.name.clone(), contender.stated.clone()?])
    };
    let rows: Vec<Vec<String>> = file.contenders().filter_map(row).collect();
    let Some(chosen) = file.contenders().find_map(|(_, contender)| basis(contender)) else { return String::new() };
    let mut counts: Vec<String> = Vec::new();
    for density in [Density::Low, Density::High] {
        let settings = file.contenders().flat_map(|(_, contender)| &contender.settings);
        let own = settings.filter(|settings| settings.density == density);
        let count = own.filter_map(|settings| settings.chosen.as_ref()).map(|chosen| chosen.samples).next();
        counts.extend(count.map(|count| format!("{count} of {} density", density.name())));
    }
    let by = if chosen.by == "emd" { "sliced EMD" } else { &chosen.by };
    format!(
        "\nChosen by the mean {by} on other samples with charge: {};\n\
         as names of contenders, LOW/HIGH where the densities differ\n\n{}",
        counts.join(" and "),
        output::table(&["links", "contender", "chosen"], &rows)
    )
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
