//! `econ-emu evaluate`.

use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::choice::choice;
use super::data::{HowArgs, say_rounded};
use super::output::{self, say};
use super::{TrainerCommands, delegate, evaluation_text, progress, quantiser};
use crate::data::link_words::{CONFIG, WORDS};
use crate::data::select::Selected;
use crate::data::{self, Column, Columns, Files, ReadOptions, Sample, SampleFile, SampleRows, Source};
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::export;
use crate::interchange::import::{ImportOptions, Quantisers};
use crate::network::AeBlock;
use crate::nn::quantiser::Quantiser;
use crate::physics::choose::{ChooseBy, ChooseOptions};
use crate::physics::contender::{Spec, allowed};
use crate::physics::evaluate::{EvaluationRequest, evaluate, showers_above};
use crate::physics::evaluation::{CSV, EmdKind, JSON};
use crate::physics::learned::{LearnOptions, ReadingTrainer, decoder_spec};
use crate::physics::verify_csv;
use crate::registers::{Density, LatentWidths, read_config};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Contenders: flat, mean, normaliser (baselines); ts:THRESHOLD, ts:fit (the lowest threshold with at most 1 % of the
samples truncated), bc, rpt, stc0 to stc4; run:DIR; keras:ENCODER,DECODER, each Keras weights in HDF5, a frozen graph
(.pb), ONNX or QONNX (.onnx); npz:FILE with both, as 'export-model' writes it.
Of the chip's algorithms, settings follow the name, LOW/HIGH where the densities differ: drop=0 to 4 (drop_lsb; usually
1/3), sum=0 (use_sum; usually 1), t1=WORDS (ts), tiles (groups of 2x2 cells by the MUX); then the reading: sent, rest
(what is left of the module sum, evenly) or mean (by the mean image) for ts and bc, sent or mean for rpt, max, even,
mean, share=0.4 (on the largest cell) or fit (the best share) for stc; mlp for all: what is left by a decoder that is
learned on the samples that are not evaluated (by the trainer, econ-emu-train).
With best (bc:best, stc:best, stc1:best:even) everything that is not stated is chosen for each density on the samples
that are not evaluated; chip stands for ts:best, bc:best, rpt:best and stc:best in each reading, chip:mlp for these with
learned readings, chip:fixed for all algorithms with their usual settings.
Without --contender: the baselines and chip. Runs are always added.

Every contender sends its samples through formatter and FIFO, and only what arrives is decoded. Writes evaluation.json, evaluation.csv and prints a table. Errors are bootstrap errors.

Examples:
  econ-emu evaluate --input testInput.csv --config init.yaml --rows 2400..3564 --out comparison
  econ-emu evaluate --input synthetic --choose-input other --links 5 --run golden/default --out comparison
  econ-emu evaluate --input calq.csv --links 2,5 --contender stc0:even --contender bc:rest --out comparison
  econ-emu evaluate --input events --choose-input other --clusters --keep-energies --links 3 --out comparison")]
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
    #[arg(long, value_parser = choice::<ChooseBy>(), default_value = "telescope-normalised")]
    choose_by: ChooseBy,
    /// Samples of each density to choose on, at most, evenly taken from all
    #[arg(long, value_name = "N", default_value_t = ChooseOptions::default().samples)]
    choose_samples: usize,
    #[command(flatten)]
    learn: LearnArgs,
    /// Leave out modules of at most this charge before anything is sent or chosen: a stream of showers only
    #[arg(long, value_name = "MIP", value_parser = mips)]
    showers_only: Option<f64>,
    /// Compare clusters over modules and layers too: of samples that are whole events. They count from this charge on
    #[arg(long, value_name = "MIP", value_parser = mips, num_args = 0..=1, default_missing_value = "200",
          conflicts_with = "showers_only")]
    clusters: Option<f64>,
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
    /// Bits of each latent of models on the chip that are sent, in place of their own: 16 numbers, latent 0 first
    #[arg(long, value_name = "6,6,4,…")]
    bits: Option<LatentWidths>,
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

/// How readings are learned, by the trainer.
#[derive(clap::Args)]
struct LearnArgs {
    /// Steps of the decoder of a learned reading, with 256 samples each
    #[arg(long, value_name = "N", default_value_t = 6000, value_parser = clap::value_parser!(u32).range(1..))]
    learn_steps: u32,
    /// Units of its hidden layers [default: 256,256,256]
    #[arg(long, value_name = "N,N,…", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=4096))]
    learn_widths: Vec<u16>,
    /// Copies of the samples to learn on in which each cell is, with even odds, that of another sample, at most as many
    /// as make 50,000 [default: as make 20,000]
    #[arg(long, value_name = "N")]
    learn_mixed: Option<u16>,
    /// Seed of its first weights and of the order of the samples
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    learn_seed: u64,
}

impl LearnArgs {
    fn options(&self) -> Result<LearnOptions> {
        let widths: Vec<usize> = self.learn_widths.iter().copied().map(usize::from).collect();
        decoder_spec(&widths)?;
        Ok(LearnOptions {
            widths,
            steps: self.learn_steps as usize,
            seed: self.learn_seed,
            mixed_copies: self.learn_mixed.map(usize::from),
        })
    }
}

/// Runs the command.
pub(super) fn run(args: &EvaluateArgs, trainer: Option<&dyn TrainerCommands>) -> Result<u8> {
    files::check_free(&args.out)?;
    let contenders = contenders(args)?;
    let learn = args.learn.options()?;
    match contenders.iter().any(Spec::is_learned) {
        true => delegate::or_start(trainer, |trainer| compare(args, &contenders, Some(trainer.reading_trainer(learn)))),
        false => compare(args, &contenders, None),
    }
}

/// Compares contenders, and learns their readings with the trainer.
fn compare(args: &EvaluateArgs, contenders: &[Spec], trainer: Option<Arc<dyn ReadingTrainer>>) -> Result<u8> {
    for spec in contenders {
        spec.remarks().iter().for_each(|remark| say!("{}: {remark}", spec.name()));
    }
    let Input { options, density, mut source } = Input::open(&args.input, args)?;
    let file = SampleFile::read_all(&mut source)?;
    let samples = file.samples();
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
    let other_file = (!args.choose_input.is_empty()).then(|| other_file(args)).transpose()?;
    let others = match &other_file {
        Some(file) => part("--choose-rows", args.choose_rows.as_deref(), file.samples())?,
        None => others(args, &samples, &rows)?,
    };
    let names: Vec<String> = args.input.iter().map(|path| path.display().to_string()).collect();
    let request = EvaluationRequest {
        samples: samples.part(rows),
        density,
        columns: source.columns(),
        empty_rows_dropped: source.counts().empty,
        source: names.join(", "),
        others,
        choose: ChooseOptions { by: args.choose_by, samples: args.choose_samples },
        trainer,
        links: &args.links,
        contenders,
        emd: args.emd,
        examples: args.examples,
        showers_only: args.showers_only,
        clusters: args.clusters,
    };
    let bar = progress::bar("evaluate", Some((contenders.len() * args.links.len()) as u64));
    let file = evaluate(&request, |_| bar.inc(1))?;
    bar.finish_and_clear();
    let mut written = vec![(JSON.to_owned(), file.to_json()?), (CSV.to_owned(), file.to_csv())];
    written.extend(verify_files(&request, args.csv_samples)?);
    export::write(&args.out, &written)?;
    output::print(&evaluation_text::text(&file))?;
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
            options.config = Some(read_config(&path.join(CONFIG), &AeBlock::chip_8x8())?.without_warnings());
        }
        let density = options.config.as_ref().map_or(args.density.density(), |config| config.density);
        Ok(Input { source: data::open(paths, &options)?, options, density })
    }
}

/// The samples on which settings are chosen, where they are rows of the same files.
fn others<'a>(args: &EvaluateArgs, samples: &SampleRows<'a>, rows: &Range<usize>) -> Result<SampleRows<'a>> {
    if let Some(text) = &args.choose_rows {
        return Ok(samples.part(range("--choose-rows", text, samples.len())?));
    }
    if rows.len() == samples.len() {
        return Ok(samples.part(0..0));
    }
    // Modules of an event are alike: none of those that are evaluated is among the others.
    let mut events = HashSet::new();
    samples.part(rows.clone()).each(|_, sample| events.extend(sample.meta.entry))?;
    let is_other =
        |at, sample: &Sample| !rows.contains(&at) && sample.meta.entry.is_none_or(|event| !events.contains(&event));
    samples.filtered(is_other)
}

/// The samples of other files on which settings are chosen.
fn other_file(args: &EvaluateArgs) -> Result<SampleFile> {
    let Input { density, source, .. } = Input::open(&args.choose_input, args)?;
    // Their files may say another density than those of --input.
    SampleFile::read_all(&mut OfDensity { source, density })
}

/// The rows that an option asks for, or all of them.
fn part<'a>(option: &str, text: Option<&str>, all: SampleRows<'a>) -> Result<SampleRows<'a>> {
    match text {
        Some(text) => Ok(all.part(range(option, text, all.len())?)),
        None => Ok(all),
    }
}

/// A source whose samples all say their density.
struct OfDensity<S> {
    source: S,
    /// That of samples that do not say it.
    density: Density,
}

impl<S: Source> Source for OfDensity<S> {
    fn read(&mut self) -> Result<Option<Sample>> {
        let sample = self.source.read()?;
        Ok(sample.map(|mut sample| {
            sample.meta.density = sample.meta.density.or(Some(self.density));
            sample
        }))
    }

    fn columns(&self) -> Columns {
        self.source.columns().with(Column::Density)
    }
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
    if let Some(bits) = args.bits {
        let mut sends = false;
        all.iter_mut().for_each(|spec| sends |= spec.send(bits));
        if !sends {
            return Err(Error::new("no contender has latents of which bits could be sent")
                .field("--bits")
                .found(bits)
                .allowed("with --run or a contender 'keras:' or 'npz:'"));
        }
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
fn range(option: &str, text: &str, count: usize) -> Result<Range<usize>> {
    range_in(text).filter(|range| range.start < range.end && range.end <= count).ok_or_else(|| {
        Error::new("not a range of rows of these data")
            .field(option)
            .found(text)
            .allowed(format!("A..B or A..=B within 0..{count}"))
    })
}

/// `A..B` or `A..=B`.
pub fn range_in(text: &str) -> Option<Range<usize>> {
    let (start, end) = text.split_once("..")?;
    let end = match end.strip_prefix('=') {
        Some(last) => last.trim().parse::<usize>().ok()?.checked_add(1)?,
        None => end.trim().parse().ok()?,
    };
    Some(start.trim().parse().ok()?..end)
}

/// The first samples of every autoencoder: one directory each, named by links and number.
fn verify_files(request: &EvaluationRequest<'_>, samples: usize) -> Result<Vec<(String, String)>> {
    let all = showers_above(&request.samples, request.showers_only)?;
    let samples = all.read(0..samples.min(all.len()))?;
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
            let files = verify_csv::files(model, links, &samples, &density)?;
            all.extend(files.into_iter().map(|(file, text)| (format!("{directory}/{file}"), text)));
        }
    }
    Ok(all)
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
