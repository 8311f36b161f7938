//! `econ-emu data`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::chip_args::ReadingArgs;
use super::choice::choice;
use super::output::say;
use super::{chip_args, output, progress};
use crate::data::cache::CacheWriter;
use crate::data::calq_csv::{CsvWriter, TableOptions};
use crate::data::link_words::LinkWordsWriter;
use crate::data::parquet::ParquetWriter;
use crate::data::reweight::Reweighting;
use crate::data::sample::MAX_CALQ;
use crate::data::summary::{CALQ_PER_MIP, Collector, DataSummary};
use crate::data::synth::SynthKind;
use crate::data::synth::event::EventOptions;
use crate::data::synth::write::{self, Extent};
use crate::data::{self, CellOrder, ReadOptions, Sample, Selection, SelectionCounts, Source};
use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;
use crate::registers::Density;

/// Arguments.
#[derive(clap::Args)]
pub struct DataArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make up a set: showers, pile-up and noise, as link words with metadata
    Synth(SynthArgs),
    /// Say what is in a data set
    Info(InfoArgs),
    /// Write a data set in another form
    Convert(ConvertArgs),
    /// Make training sets from the files of the trigger simulation
    Prepare(super::prepare::PrepareArgs),
}

#[derive(clap::Args)]
#[command(after_help = "\
Writes testInput.csv (link words), init.yaml (the chip they are for; init_hd.yaml for high density),
metadata.csv and manifest.json. The same arguments give the same bytes on every machine.

Examples:
  econ-emu data synth --seed 1 --rows 100000 --out synthetic
  econ-emu data synth --seed 1 --rows 3564 --kind em --density low --out showers
  econ-emu data synth --seed 1 --events 200 --pile-up 140 --cone 0.3 --out events
  econ-emu emulate --config showers/init.yaml --input showers/testInput.csv --output out.csv")]
struct SynthArgs {
    /// Directory to make
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Seed of the generator
    #[arg(long)]
    seed: u64,
    /// Number of rows: modules of as many events
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..), required_unless_present = "events")]
    rows: Option<u64>,
    /// Whole events instead: all modules of both end-caps that a particle in each and the pile-up reach
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), conflicts_with = "rows")]
    events: Option<u64>,
    /// Mean number of pile-up collisions of an event
    #[arg(long, value_name = "MEAN", requires = "events", conflicts_with = "rows", default_value_t = 0.0)]
    pile_up: f64,
    /// Only modules within this distance in eta and azimuth of the particle of their end-cap [default: all]
    #[arg(long, value_name = "RADIUS", requires = "events", conflicts_with = "rows")]
    cone: Option<f64>,
    /// What happens in the modules
    #[arg(long, value_enum, default_value = "mixed")]
    kind: KindArg,
    /// Only modules of this density [default: both]
    #[arg(long, value_enum)]
    density: Option<DensityArg>,
    /// Replace a synthetic set that is there already
    #[arg(long)]
    force: bool,
}

#[derive(ValueEnum, Clone, Copy)]
enum KindArg {
    /// Everything, with pile-up of any intensity
    Mixed,
    /// Electromagnetic showers, no pile-up
    Em,
    /// Hadronic showers, no pile-up
    Hadronic,
    /// Pile-up alone
    Pileup,
    /// Noise alone
    Noise,
}

/// Density of modules.
#[derive(ValueEnum, Clone, Copy)]
pub enum DensityArg {
    /// Low density
    Low,
    /// High density
    High,
}

impl DensityArg {
    /// The density.
    pub fn density(self) -> Density {
        match self {
            DensityArg::Low => Density::Low,
            DensityArg::High => Density::High,
        }
    }
}

/// What to read, and which samples count.
#[derive(clap::Args)]
pub struct ReadArgs {
    /// Files or directories: CALQ csv, parquet, caches (*.calq), link words (with --config), synthetic sets; - is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    how: HowArgs,
}

impl ReadArgs {
    /// The files that are read: of directories, all that stand in them.
    fn files(&self) -> Result<Vec<PathBuf>> {
        let mut all = self.how.config.clone();
        all.extend(self.how.rows.metadata.clone());
        for path in &self.paths {
            match path.is_dir() {
                true => all.extend(files::entries(path)?),
                false => all.push(path.clone()),
            }
        }
        Ok(all)
    }
}

/// How tables of charges are read. Everything that reads them takes these options.
#[derive(clap::Args, Clone, Default, PartialEq)]
pub struct TableArgs {
    /// Numbering of the charges in csv and parquet files [default: training]
    #[arg(long, value_parser = choice::<CellOrder>())]
    pub cells: Option<CellOrder>,
    /// The csv files name no columns: the first line is data [default: look]
    #[arg(long)]
    pub no_header: bool,
    /// The csv files name no columns, and the first column is an index, as pandas writes it
    #[arg(long)]
    pub index_column: bool,
    /// Round charges with a fraction to the nearest whole CALQ (a half away from 0)
    #[arg(long)]
    pub round: bool,
}

impl TableArgs {
    /// Numbering of the charges.
    pub fn order(&self) -> CellOrder {
        self.cells.unwrap_or_default()
    }

    /// The options that these arguments ask for.
    pub fn options(&self) -> TableOptions {
        TableOptions::new(self.no_header, self.index_column, self.round)
    }
}

/// Which rows of files count. Everything that reads samples takes these options.
#[derive(clap::Args, Clone, Default, PartialEq)]
pub struct RowArgs {
    /// At most this many rows of each file
    #[arg(long, value_name = "ROWS")]
    pub rows_per_file: Option<u64>,
    /// Metadata beside link words, one row for each
    #[arg(long, value_name = "CSV")]
    pub metadata: Option<PathBuf>,
    /// Full wafers only (ModType FI, FM or FO)
    #[arg(long)]
    pub mask_partials: bool,
    /// Only rows with SimEnergyFraction above 0.05
    #[arg(long)]
    pub mask_energies: bool,
    /// Add consecutive rows in pairs: twice the pile-up
    #[arg(long)]
    pub double: bool,
    /// Clip charges to this CALQ
    #[arg(long, value_name = "CALQ", value_parser = clap::value_parser!(u32).range(1..=MAX_CALQ as i64))]
    pub max_value: Option<u32>,
}

/// How to read, and which samples count.
#[derive(clap::Args, Clone, Default, PartialEq)]
pub struct HowArgs {
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    rows: RowArgs,
    /// The csv files are link words for the chip with this configuration; given again, a file with some or all settings
    /// goes over those before it
    #[arg(long, value_name = "YAML")]
    config: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Calibrate the link words with 1/cosh(eta) of each module instead of the configuration's factors
    #[arg(long)]
    transverse: bool,
    /// Keep the simulated energies
    #[arg(long)]
    keep_energies: bool,
}

impl HowArgs {
    /// The options that these arguments ask for.
    pub fn options(&self) -> Result<ReadOptions> {
        let config = match self.config.as_slice() {
            [] => None,
            paths => Some(self.reading.read(paths, &AeBlock::chip_8x8())?.without_warnings()),
        };
        Ok(ReadOptions {
            order: self.table.order(),
            table: self.table.options(),
            rows_per_file: self.rows.rows_per_file,
            config,
            metadata: self.rows.metadata.clone(),
            transverse: self.transverse,
            selection: Selection {
                mask_partials: self.rows.mask_partials,
                mask_energies: self.rows.mask_energies,
                keep_energies: self.keep_energies,
                double: self.rows.double,
                max_value: self.rows.max_value,
            },
        })
    }
}

#[derive(clap::Args)]
#[command(after_help = "\
The hash is that of the samples: a csv and the cache made from it have the same.

Examples:
  econ-emu data info nElinks_5/ --mask-partials
  econ-emu data info synthetic --json
  econ-emu data info testInput.csv --config init.yaml")]
struct InfoArgs {
    #[command(flatten)]
    read: ReadArgs,
    /// Cells with charges above this CALQ count as occupied; link words give empty cells 1 (low density)
    /// or 4 (high)
    #[arg(long, value_name = "CALQ", default_value_t = 0)]
    occupied_above: u32,
    /// Also show the weights that make rare modules count as much as frequent ones
    #[arg(long)]
    occ_reweight: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
#[command(after_help = "\
Caches keep everything and read fastest. Link words can only hold charges that some code of the front end
decodes to; others are refused.

Examples:
  econ-emu data convert nElinks_5/ --keep-energies --to cache --output train.calq
  econ-emu data convert testInput.csv --config init.yaml --to csv --output charges.csv
  econ-emu data convert train.calq --to parquet --output train.parquet
  econ-emu data convert train.calq --to words --output-config init.yaml --output testInput.csv")]
struct ConvertArgs {
    #[command(flatten)]
    read: ReadArgs,
    /// Form to write
    #[arg(long, value_enum)]
    to: FormArg,
    /// File to write; - is standard output (not for a cache)
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Numbering of the charges in a csv or parquet file that is written
    #[arg(long, value_parser = choice::<CellOrder>(), default_value = "training")]
    output_cells: CellOrder,
    /// Configuration of the chip that link words are written for
    #[arg(long, value_name = "YAML", required_if_eq("to", "words"))]
    output_config: Option<PathBuf>,
    /// Also write the metadata as csv, to stand beside link words
    #[arg(long, value_name = "CSV")]
    output_metadata: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq)]
enum FormArg {
    /// The binary cache
    Cache,
    /// CALQ csv with a header line
    Csv,
    /// Parquet with the columns of the csv
    Parquet,
    /// Link words, testInput.csv
    Words,
}

/// Runs the command.
pub fn run(args: &DataArgs) -> Result<u8> {
    match &args.command {
        Command::Synth(args) => synth(args)?,
        Command::Info(args) => info(args)?,
        Command::Convert(args) => convert(args)?,
        Command::Prepare(args) => super::prepare::run(args)?,
    }
    Ok(0)
}

fn synth(args: &SynthArgs) -> Result<()> {
    let SynthArgs { pile_up, cone, .. } = *args;
    let (extent, length) = match (args.events, args.rows) {
        (Some(events), _) => (Extent::Events(EventOptions { events, pile_up, cone }), events),
        (None, rows) => (Extent::Rows(rows.unwrap_or_default()), rows.unwrap_or_default()),
    };
    let request = write::SynthRequest {
        out: &args.out,
        seed: args.seed,
        extent,
        kind: match args.kind {
            KindArg::Mixed => SynthKind::Mixed,
            KindArg::Em => SynthKind::Em,
            KindArg::Hadronic => SynthKind::Hadronic,
            KindArg::Pileup => SynthKind::Pileup,
            KindArg::Noise => SynthKind::Noise,
        },
        density: args.density.map(DensityArg::density),
        replace: args.force,
    };
    let progress = progress::bar("synth", Some(length));
    let manifest = write::write(&request, |done| progress.set_position(done))?;
    progress.finish_and_clear();
    output::print(&format!(
        "{}: {} rows, {} of low and {} of high density, {} empty, {} full\n",
        args.out.display(),
        manifest.rows,
        manifest.low_density,
        manifest.high_density,
        manifest.empty,
        manifest.full
    ))
}

/// Reads everything once; what is done with each sample is up to the caller.
fn each(
    what: &'static str,
    source: &mut data::Selected<data::Files>,
    mut take: impl FnMut(&Sample) -> Result<()>,
) -> Result<SelectionCounts> {
    let progress = progress::bar(what, None);
    while let Some(sample) = source.read()? {
        take(&sample)?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    let counts = source.counts();
    if counts.given == 0 {
        return Err(Error::new("no samples are left")
            .file(source.source().path())
            .found(dropped(&counts))
            .hint("no rows, or the masks drop them all"));
    }
    Ok(counts)
}

#[derive(Serialize)]
struct Report {
    counts: SelectionCounts,
    #[serde(flatten)]
    summary: DataSummary,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<WeightRange>,
}

#[derive(Serialize)]
struct WeightRange {
    min: f32,
    max: f32,
}

fn info(args: &InfoArgs) -> Result<()> {
    let options = args.read.how.options()?;
    if args.occ_reweight && args.read.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Error::new("weights take two passes, and standard input has only one")
            .field("--occ-reweight")
            .hint("write it to a cache first: econ-emu data convert - --to cache"));
    }
    let mut source = data::open(&args.read.paths, &options)?;
    let mut collector = Collector::new(source.columns(), args.occupied_above);
    let mut first = Reweighting::new(args.occupied_above);
    let counts = each("info", &mut source, |sample| {
        collector.push(sample);
        if args.occ_reweight {
            first.push(sample);
        }
        Ok(())
    })?;
    say_rounded(&options.table);
    let mut weights = None;
    if args.occ_reweight {
        let table = first.finish()?;
        let mut range = WeightRange { min: f32::INFINITY, max: 0.0 };
        each("weights", &mut data::open(&args.read.paths, &options)?, |sample| {
            let weight = table.of(sample);
            (range.min, range.max) = (range.min.min(weight), range.max.max(weight));
            Ok(())
        })?;
        weights = Some(range);
    }
    let report = Report { counts, summary: collector.finish(), weights };
    if args.json { output::print_json(&report) } else { output::print(&text(&report)) }
}

fn dropped(counts: &SelectionCounts) -> String {
    let SelectionCounts { read, empty, partial, low_energy, unknown_energy, unpaired, .. } = counts;
    let unknown = if *unknown_energy > 0 { format!(", {unknown_energy} of unknown energy") } else { String::new() };
    format!(
        "{read} rows: {empty} without charge, {partial} partial, {low_energy} of low energy{unknown}, {unpaired} unpaired"
    )
}

fn text(report: &Report) -> String {
    let Report { counts, summary, weights } = report;
    let mut text = String::new();
    let _ = writeln!(text, "samples   {}", summary.samples);
    let _ = writeln!(text, "read      {} dropped; {} charges clipped", dropped(counts), counts.clipped);
    let columns = if summary.columns.is_empty() { "none".to_owned() } else { summary.columns.join(" ") };
    let _ = writeln!(text, "{}", output::wrap(&format!("metadata  {columns}"), 110, 10));
    let _ = writeln!(text, "density   {} low, {} high", summary.low_density, summary.high_density);
    let layers = summary.layers.iter().map(|(layer, count)| format!("{layer}:{count}")).collect::<Vec<_>>().join(" ");
    if !layers.is_empty() {
        let _ = writeln!(text, "{}", output::wrap(&format!("layers    {layers}"), 110, 10));
    }
    let _ = writeln!(text, "sha256    {}\n", summary.sha256);
    let percent: Vec<String> = summary.quantiles.iter().map(|p| format!("{:.0} %", p * 100.0)).collect();
    let header: Vec<&str> = ["quantile"].into_iter().chain(percent.iter().map(String::as_str)).collect();
    let rows = [
        (format!("cells above {} CALQ", summary.occupied_above), summary.occupancy),
        (format!("cells above {CALQ_PER_MIP} CALQ"), summary.occupancy_above_mip),
        ("largest charge".to_owned(), summary.max_charge),
        ("sum of charges".to_owned(), summary.sum_charge),
    ];
    let rows = rows.map(|(name, values)| [name].into_iter().chain(values.map(|v| v.to_string())).collect());
    text += &output::table(&header, &rows);
    if !summary.conditions.is_empty() {
        let row = |range: &data::summary::ConditionRange| {
            vec![range.name.to_owned(), format!("{:.4}", range.min), format!("{:.4}", range.max)]
        };
        let rows: Vec<Vec<String>> = summary.conditions.iter().map(row).collect();
        let _ = write!(text, "\n{}", output::table(&["condition", "min", "max"], &rows));
        if summary.with_conditions < summary.samples {
            let _ = writeln!(text, "only {} samples have all conditions", summary.with_conditions);
        }
    } else {
        text += "\nno sample has all eight conditions\n";
    }
    if let Some(range) = weights {
        let _ =
            writeln!(text, "\nweights by occupancy and largest charge: {:.4} to {:.4}, mean 1", range.min, range.max);
    }
    text
}

/// Says how many charges were rounded, if that was asked for.
pub fn say_rounded(table: &TableOptions) {
    if let Some(said) = table.said_rounded() {
        say!("{said}");
    }
}

/// What samples are written to.
enum Writer {
    Cache(CacheWriter),
    Csv(CsvWriter),
    Parquet(Box<ParquetWriter>),
    Words(Box<LinkWordsWriter>),
}

fn convert(args: &ConvertArgs) -> Result<()> {
    let outputs: Vec<&Path> = [&args.output].into_iter().chain(&args.output_metadata).map(PathBuf::as_path).collect();
    let inputs = args.read.files()?;
    let inputs: Vec<&Path> = inputs.iter().chain(&args.output_config).map(PathBuf::as_path).collect();
    files::check_outputs(&outputs, &inputs)?;
    let options = args.read.how.options()?;
    let mut source = data::open(&args.read.paths, &options)?;
    let columns = source.columns();
    let mut writer = match (args.to, &args.output_config) {
        (FormArg::Cache, _) => Writer::Cache(CacheWriter::create(&args.output, columns)?),
        (FormArg::Words, Some(config)) => {
            let config = chip_args::config(config, &AeBlock::chip_8x8())?.without_warnings();
            Writer::Words(Box::new(LinkWordsWriter::create(&args.output, &config)?))
        }
        (FormArg::Words, None) => {
            return Err(Error::new("link words are for a chip").hint("--output-config names its configuration"));
        }
        (FormArg::Csv, _) => Writer::Csv(CsvWriter::create(&args.output, args.output_cells, columns)?),
        (FormArg::Parquet, _) => {
            Writer::Parquet(Box::new(ParquetWriter::create(&args.output, args.output_cells, columns)?))
        }
    };
    let mut metadata = match &args.output_metadata {
        Some(path) => Some(CsvWriter::metadata(path, columns)?),
        None => None,
    };
    let counts = each("convert", &mut source, |sample| {
        match &mut writer {
            Writer::Cache(writer) => writer.write(sample)?,
            Writer::Csv(writer) => writer.write(sample)?,
            Writer::Parquet(writer) => writer.write(sample)?,
            Writer::Words(writer) => writer.write(sample)?,
        }
        metadata.as_mut().map_or(Ok(()), |metadata| metadata.write(sample))
    })?;
    match writer {
        Writer::Cache(writer) => writer.commit()?,
        Writer::Csv(writer) => writer.commit()?,
        Writer::Parquet(writer) => writer.commit()?,
        Writer::Words(writer) => writer.commit()?,
    }
    metadata.map_or(Ok(()), CsvWriter::commit)?;
    say_rounded(&options.table);
    say!("{} samples of {}", counts.given, dropped(&counts));
    Ok(())
}
