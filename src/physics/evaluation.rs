//! The result of an evaluation: what survives of the showers, by contender and number of links.
//!
//! `econ-emu evaluate` writes it as `evaluation.json` (everything) and `evaluation.csv` (long format, one
//! number per line). No number in it is NaN or infinite: what is undefined is `None`, `null` in JSON,
//! an empty field in csv, and the samples for which it is undefined are counted.
//!
//! Cells are in post-MUX order ([`crate::data::cells`]; [`position`](crate::data::cells::position) says
//! where each lies), charges in CALQ.

use std::path::Path;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::statistics;
use crate::error::{Error, Result};
use crate::files;
use crate::registers::Density;

/// Name of the result in the directory of an evaluation.
pub const JSON: &str = "evaluation.json";

/// Name of the table beside it.
pub const CSV: &str = "evaluation.csv";

/// Version of the format. A reader also takes 1, in which some numbers have other names; it refuses all others.
pub const FORMAT: u32 = 2;

/// Everything that an evaluation found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvaluationFile {
    /// Version of the format, [`FORMAT`].
    pub format: u32,
    /// Name and version of the program.
    pub tool: String,
    /// The samples that every contender got.
    #[serde(rename = "frames")]
    pub samples: EvaluatedSamples,
    /// How the earth mover's distance was computed.
    pub emd: EmdMethod,
    /// Contenders that send nothing over links: they show what a value of a metric means, or what a model of another
    /// program does in its own arithmetic.
    pub baselines: Vec<Contender>,
    /// One for each number of links, in increasing order.
    pub evaluations: Vec<Evaluation>,
    /// Clusters of the true charges, if samples were whole events and clusters were asked for.
    #[serde(default)]
    pub clusters: Option<TrueClusters>,
    /// Some samples with all their reconstructions, for displays.
    pub examples: Vec<Example>,
}

/// Clusters of the true charges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrueClusters {
    /// From which charge on clusters count, transverse MIPs (35 CALQ).
    pub least: f64,
    /// Their numbers: all are found where they are.
    pub undamaged: Clusters,
}

/// What becomes of clusters over modules and layers, see [`super::clusters`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clusters {
    /// In all events.
    pub all: ClusterNumbers,
    /// In bins of the median charge of the modules of an event, which measures pile-up; empty ones are left out.
    pub bins: Vec<ClusterBin>,
}

/// Clusters in the events of a bin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClusterBin {
    /// Lower end, transverse MIPs, included.
    pub low: f64,
    /// Upper end, not included; `None` if the bin is open.
    pub high: Option<f64>,
    /// Events in it.
    pub events: usize,
    /// Their clusters.
    pub numbers: ClusterNumbers,
}

/// Numbers of clusters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ClusterNumbers {
    /// Clusters of the true charges.
    pub references: usize,
    /// Those that have a partner among the clusters of the reconstructed charges.
    pub found: usize,
    /// Clusters of the reconstructed charges.
    pub clusters: usize,
    /// Those of them without a partner.
    pub fakes: usize,
    /// Charge of a cluster over that of its partner: the response to energy, and its resolution.
    pub response: Response,
    /// Root of the mean squared distance from the partner, cm on the first layer.
    pub position: Option<f64>,
    /// Mean of the width over that of the partner.
    pub width: Option<f64>,
    /// Standard deviation of that ratio, over its mean.
    pub width_resolution: Option<f64>,
    /// Particles that simulated energies show; 0 where there are none.
    pub signals: usize,
    /// Those with a cluster of reconstructed charges.
    pub signals_found: usize,
}

impl ClusterNumbers {
    /// The share of the clusters of true charges that have a partner.
    pub fn efficiency(&self) -> Option<f64> {
        share(self.found, self.references)
    }

    /// The share of the clusters of reconstructed charges that have none.
    pub fn fake_rate(&self) -> Option<f64> {
        share(self.fakes, self.clusters)
    }

    /// The share of the particles that have a cluster.
    pub fn signal_efficiency(&self) -> Option<f64> {
        share(self.signals_found, self.signals)
    }

    /// The numbers with their names.
    pub fn numbers(&self) -> [(&'static str, Option<f64>); 13] {
        [
            ("references", Some(self.references as f64)),
            ("clusters", Some(self.clusters as f64)),
            ("efficiency", self.efficiency()),
            ("fake_rate", self.fake_rate()),
            ("response", self.response.mean),
            ("resolution_std", self.response.resolution_std),
            ("resolution_68", self.response.resolution_68),
            ("position", self.position),
            ("width", self.width),
            ("width_resolution", self.width_resolution),
            ("signals", Some(self.signals as f64)),
            ("signals_found", Some(self.signals_found as f64)),
            ("signal_efficiency", self.signal_efficiency()),
        ]
    }
}

/// A part of a whole, if there is a whole.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The samples of an evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvaluatedSamples {
    /// Samples evaluated.
    pub count: usize,
    /// How many of them hold no charge: metrics are undefined for these.
    pub without_charge: usize,
    /// Rows that were dropped while reading because all 48 charges are 0.
    pub empty_rows_dropped: u64,
    /// If modules below a charge were left out: the charge, transverse MIPs, and how many these were.
    #[serde(default)]
    pub showers_only: Option<ShowersOnly>,
    /// Files or directories they came from, or the seed of a synthetic set.
    pub source: String,
    /// Rows of the source (after reading options), from the first up to, not including, the last; those left out are
    /// among them.
    pub rows: [u64; 2],
    /// SHA-256 of the evaluated samples, as `econ-emu data info` computes it.
    pub sha256: String,
    /// Samples of low and of high density.
    pub density: [usize; 2],
    /// Mean number of cells above one transverse MIP (35 CALQ).
    pub mean_occupancy: f64,
    /// Mean sum of charges, CALQ.
    pub mean_charge: f64,
}

/// Which modules were left out before anything was sent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ShowersOnly {
    /// Modules of at most this charge, transverse MIPs.
    pub above: f64,
    /// How many these were.
    pub left_out: usize,
}

/// How the earth mover's distance was computed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EmdMethod {
    /// Exact or sliced.
    pub kind: EmdKind,
    /// For the sliced distance: how it compares with the exact one on samples of this evaluation.
    pub check: Option<SlicedCheck>,
}

/// Exact optimal transport, or its average over projections.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EmdKind {
    /// Optimal transport, exact
    #[default]
    Exact,
    /// Mean over projections to lines: about 100 times faster, with an error that is measured
    Sliced,
}

/// The sliced distance against the exact one, on pairs of this evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SlicedCheck {
    /// Pairs compared.
    pub pairs: usize,
    /// Mean sliced distance over mean exact distance.
    pub ratio: Option<f64>,
    /// Root mean square of the difference, over the mean exact distance.
    pub relative_rms: Option<f64>,
}

/// All contenders at one number of links.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Links of 32 bits a BX.
    pub links: u8,
    /// Contenders, in the order in which they were asked for.
    pub contenders: Vec<Contender>,
    /// Contenders that cannot run with this number of links, and why.
    pub skipped: Vec<Skipped>,
    /// Who is better than whom: for telescope and EMD, over all samples and over showers.
    #[serde(default)]
    pub rankings: Vec<Ranking>,
    /// Names of contenders than which no other is better in the telescope and not worse in the EMD, or the other way
    /// round, over all samples.
    #[serde(default)]
    pub pareto: Vec<String>,
}

/// Contenders in the order of the mean of a metric, the smallest first, all over the same samples with charge. A sample
/// of which nothing arrived counts as a flat image, so that it is no gain to lose it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// The metric, by name.
    #[serde(deserialize_with = "metric_name")]
    pub metric: String,
    /// Over modules of more than this charge, transverse MIPs; 0 for all with charge.
    pub above: f64,
    /// Samples.
    #[serde(rename = "frames")]
    pub samples: usize,
    /// The contenders.
    pub order: Vec<Ranked>,
}

/// A place in a ranking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// Name of the contender.
    pub name: String,
    /// Its mean.
    pub mean: f64,
    /// By how much it is above the mean of the first.
    pub behind: f64,
    /// Bootstrap error of that: samples are drawn with their values for both.
    pub behind_error: f64,
}

impl EvaluationFile {
    /// What it says of encoders, in sentences: their places at each number of links, and by how much they are ahead of the
    /// next, or behind the first. Where no encoder runs, who is first.
    pub fn verdicts(&self) -> Vec<String> {
        self.evaluations.iter().flat_map(Evaluation::verdicts).collect()
    }
}

impl Evaluation {
    fn verdicts(&self) -> Vec<String> {
        let is_encoder = |own: &&Contender| matches!(own.kind, ContenderKind::Run | ContenderKind::Keras);
        let mut subjects: Vec<&str> = self.contenders.iter().filter(is_encoder).map(|own| own.name.as_str()).collect();
        let rankings: Vec<&Ranking> = self.rankings.iter().filter(|ranking| ranking.above == 0.0).collect();
        if subjects.is_empty() {
            subjects
                .extend(rankings.first().and_then(|ranking| ranking.order.first()).map(|first| first.name.as_str()));
        }
        let mut verdicts = Vec::new();
        for name in subjects {
            let places: Vec<String> = rankings.iter().filter_map(|ranking| ranking.place_in_words(name)).collect();
            if !places.is_empty() {
                verdicts.push(format!("at {} links {} is {}", self.links, short_name(name), places.join(", ")));
            }
        }
        verdicts
    }
}

/// A contender without the directories of its files.
fn short_name(name: &str) -> &str {
    match name.split_once(':') {
        Some(("run", path)) => path.trim_end_matches('/').rsplit('/').next().unwrap_or(path),
        _ => name,
    }
}

impl Ranking {
    /// A contender's place: `first of 5 in telescope_normalised (-13 % against stc0:max)`.
    fn place_in_words(&self, name: &str) -> Option<String> {
        let place = self.order.iter().position(|ranked| ranked.name == name)?;
        let own = &self.order[place];
        let words = match place {
            0 => "first".to_owned(),
            _ if place + 1 == self.order.len() => "last".to_owned(),
            _ => format!("number {}", place + 1),
        };
        let metric = if self.metric == "emd" { "EMD" } else { &self.metric };
        let mut text = format!("{words} of {} in {metric}", self.order.len());
        // The first is compared with the second, all others with the first.
        let other = if place == 0 { self.order.get(1) } else { self.order.first() };
        let Some(other) = other else { return Some(text) };
        let apart = if place == 0 { other.is_behind() } else { own.is_behind() };
        let percent = 100.0 * (own.mean - other.mean) / other.mean;
        text += &format!(" ({percent:+.0} % against {}", short_name(&other.name));
        text += if apart { ")" } else { ", not separable)" };
        Some(text)
    }
}

impl Ranked {
    /// Whether it is certainly worse than the first: by more than two errors.
    pub fn is_behind(&self) -> bool {
        self.behind > 2.0 * self.behind_error
    }
}

/// Modules of more than a charge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Showers {
    /// The charge, transverse MIPs (35 CALQ).
    pub above: f64,
    /// Samples.
    #[serde(rename = "frames")]
    pub samples: usize,
    /// How many of them were truncated or lost; `None` for baselines.
    pub lost: Option<usize>,
    /// Metrics of these samples.
    pub metrics: Vec<MetricSummary>,
}

/// A contender that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What one contender makes of the samples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contender {
    /// Name for tables, as `--contender` takes it: `stc0:even`, `bc`, `run:DIR`, `flat`.
    pub name: String,
    /// Name for legends, in words: `STC 4 cells, 9 bits, spread evenly`.
    pub title: String,
    /// What it is.
    pub kind: ContenderKind,
    /// How received samples become charges of cells.
    pub decoding: String,
    /// What happened to its samples; `None` for baselines.
    pub received: Option<Received>,
    /// Bits sent per BX; `None` for baselines.
    pub bits: Option<Bits>,
    /// Every metric over all samples.
    pub metrics: Vec<MetricSummary>,
    /// The same in bins.
    pub profiles: Vec<Profile>,
    /// The same for modules with a shower, by the least charge.
    #[serde(default)]
    pub showers: Vec<Showers>,
    /// Residuals of each cell.
    pub cells: CellResiduals,
    /// The sum of a reconstruction over the true sum.
    pub response: Response,
    /// For an algorithm of the chip: the name that states its settings and readings one by one, so that nothing is left
    /// to choose.
    #[serde(default)]
    pub stated: Option<String>,
    /// Settings and reading of an algorithm of the chip, for each density that the samples have.
    #[serde(default)]
    pub settings: Vec<EvaluatedSettings>,
    /// Clusters of its reconstructions, if they were asked for.
    #[serde(default)]
    pub clusters: Option<Clusters>,
}

/// Settings and reading of an algorithm of the chip for modules of one density; `None` where a setting means nothing to
/// the algorithm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvaluatedSettings {
    /// The density.
    pub density: Density,
    /// Register `drop_lsb`.
    pub drop_lsb: Option<u8>,
    /// Register `use_sum`.
    pub use_sum: Option<bool>,
    /// Threshold of every cell, CALQ.
    pub threshold: Option<u32>,
    /// Register `stc_type`.
    pub stc_type: Option<u8>,
    /// Register T1, words of 16 bits.
    pub t1: Option<u16>,
    /// The MUX: `chip` or `tiles`.
    pub mux: Option<String>,
    /// The reading, as in a contender's name.
    pub reading: String,
    /// How it was chosen; `None` if everything was stated.
    pub chosen: Option<ChosenSettings>,
}

/// How settings were chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChosenSettings {
    /// The metric: `telescope` or `emd` (sliced).
    pub by: String,
    /// Samples with charge on which it was computed; none of those evaluated, unless these were named twice.
    #[serde(rename = "frames")]
    pub samples: usize,
    /// Its mean over these, those without any reconstruction counted as flat images.
    pub value: f64,
}

/// What a contender is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContenderKind {
    /// Sends nothing, or knows more than any link can carry.
    Baseline,
    /// The chip's Threshold Sum.
    ThresholdSum,
    /// The chip's super trigger cells.
    SuperTriggerCell,
    /// The chip's Best Choice.
    BestChoice,
    /// The chip's Repeater.
    Repeater,
    /// The encoder of a training run, in the chip's arithmetic, with the run's decoder.
    Run,
    /// An encoder imported from Keras, in the chip's arithmetic, with its decoder.
    Keras,
    /// A model of another program in its own arithmetic: what the chip is compared with.
    Graph,
}

impl ContenderKind {
    /// Name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            ContenderKind::Baseline => "baseline",
            ContenderKind::ThresholdSum => "threshold-sum",
            ContenderKind::SuperTriggerCell => "super-trigger-cell",
            ContenderKind::BestChoice => "best-choice",
            ContenderKind::Repeater => "repeater",
            ContenderKind::Run => "run",
            ContenderKind::Keras => "keras",
            ContenderKind::Graph => "graph",
        }
    }
}

/// What happened to the packets of a contender, as its receiver sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Received {
    /// Complete packets.
    pub complete: usize,
    /// Packets of which only the first words fit the links (Repeater).
    pub cut: usize,
    /// Truncated by the buffer: only the module sum is known.
    pub truncated: usize,
    /// Lost in the FIFO or not understood: nothing is known.
    pub lost: usize,
}

/// Mean bits per BX.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bits {
    /// What the links carry: 32 bits each.
    pub capacity: f64,
    /// Meaningful bits of received packets: header and payload, without padding.
    pub sent: f64,
    /// BX counter, packet type and count, module sum.
    pub header: f64,
    /// Addresses, charges, sums of groups, latents.
    pub payload: f64,
    /// Bits of the 16-bit words that packets take up in the buffer, padding included.
    pub words: f64,
}

/// A metric over a set of samples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricSummary {
    /// Name, [`Metric::name`](super::metrics::Metric::name).
    #[serde(deserialize_with = "metric_name")]
    pub metric: String,
    /// Its numbers.
    #[serde(flatten)]
    pub summary: EvaluatedSummary,
}

/// Statistics of a number over samples.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct EvaluatedSummary {
    /// Samples for which it is defined.
    #[serde(rename = "frames")]
    pub samples: usize,
    /// Samples for which it is not (no charge, or nothing reconstructed).
    pub undefined: usize,
    /// Mean.
    pub mean: Option<f64>,
    /// Bootstrap error of the mean.
    pub mean_error: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Bootstrap error of the median.
    pub median_error: Option<f64>,
    /// 16 % quantile.
    pub q16: Option<f64>,
    /// 84 % quantile.
    pub q84: Option<f64>,
}

/// Metrics in bins of a property of the module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The property.
    pub by: Property,
    /// The bins in order; empty ones are left out.
    pub bins: Vec<Bin>,
}

/// A property of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Property {
    /// Cells above one transverse MIP (35 CALQ), 0 to 48.
    Occupancy,
    /// Sum of charges in transverse MIPs (35 CALQ).
    Charge,
    /// Absolute pseudorapidity of the module.
    Eta,
    /// Layer, from 1.
    Layer,
}

impl Property {
    /// All, in the order of files.
    pub const ALL: [Property; 4] = [Property::Occupancy, Property::Charge, Property::Eta, Property::Layer];

    /// Name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Property::Occupancy => "occupancy",
            Property::Charge => "charge",
            Property::Eta => "eta",
            Property::Layer => "layer",
        }
    }

    /// Label of an axis.
    pub fn axis(self) -> &'static str {
        match self {
            Property::Occupancy => "cells above 1 MIP_T",
            Property::Charge => "module charge (MIP_T)",
            Property::Eta => "|eta|",
            Property::Layer => "layer",
        }
    }
}

/// One bin of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Lower end, included.
    pub low: f64,
    /// Upper end, not included; `None` if the bin is open.
    pub high: Option<f64>,
    /// Samples in it.
    #[serde(rename = "frames")]
    pub samples: usize,
    /// Metrics of these samples.
    pub metrics: Vec<MetricSummary>,
}

/// Residuals (reconstructed - true) of each cell as fractions of the module's true charge, over the
/// samples with charge. Empty lists if there are none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CellResiduals {
    /// Mean residual of each of 48 cells.
    pub mean: Vec<f64>,
    /// Root mean square of the residual.
    pub rms: Vec<f64>,
}

/// Reconstructed sum over true sum, over the samples with charge. The energy of a module is its transverse
/// charge times a factor of the module, so that this is the response to energy too.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Response {
    /// Mean.
    pub mean: Option<f64>,
    /// Standard deviation over the mean.
    #[serde(alias = "resolution")]
    pub resolution_std: Option<f64>,
    /// Half the shortest interval that holds 68 % of the samples, over the mean.
    #[serde(alias = "effective_resolution")]
    pub resolution_68: Option<f64>,
}

impl Response {
    /// Of ratios in increasing order.
    pub fn of(ratios: &[f64]) -> Self {
        let Some((mean, deviation)) = statistics::mean_and_deviation(ratios) else { return Response::default() };
        let [resolution_std, resolution_68] = [Some(deviation), statistics::effective_width(ratios)]
            .map(|width| width.filter(|_| mean > 0.0).map(|width| width / mean));
        Response { mean: Some(mean), resolution_std, resolution_68 }
    }
}

/// A sample with all its reconstructions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Row of the source.
    pub row: u64,
    /// Layer, if known.
    pub layer: Option<u8>,
    /// Pseudorapidity, if known.
    pub eta: Option<f64>,
    /// True charges, CALQ, 48.
    pub charges: Vec<u32>,
    /// Its reconstructions.
    pub reconstructions: Vec<Reconstruction>,
}

/// One reconstruction of an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reconstruction {
    /// Links; `None` for baselines.
    pub links: Option<u8>,
    /// Name of the contender.
    pub contender: String,
    /// What happened to the sample: `complete`, `cut`, `truncated_t1`, `lost`, …; `None` for baselines.
    pub status: Option<String>,
    /// Reconstructed charges, CALQ, 48.
    pub charges: Vec<f32>,
}

/// The name of a metric; files of format 1 have another one for the telescope.
fn metric_name<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<String, D::Error> {
    let name = String::deserialize(from)?;
    Ok(if name == "telescope" { super::metrics::Metric::TelescopeNormalised.name().to_owned() } else { name })
}

fn not_an_evaluation(path: &Path, error: &serde_json::Error) -> Error {
    Error::new(format!("not an evaluation: {error}")).file(path).line(error.line() as u64)
}

impl EvaluationFile {
    /// Reads `evaluation.json`, or that of a directory.
    ///
    /// # Errors
    /// A file that cannot be read, is not an evaluation, or has another version of the format.
    pub fn read(path: &Path) -> Result<Self> {
        let path = if path.is_dir() { path.join(JSON) } else { path.to_owned() };
        let text = files::read_text(&path)?;
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| not_an_evaluation(&path, &error))?;
        if value["format"] != FORMAT && value["format"] != 1 {
            return Err(Error::new("not an evaluation of this version")
                .file(&path)
                .field("format")
                .found(&value["format"])
                .allowed(format!("1 or {FORMAT}"))
                .hint("run econ-emu evaluate again"));
        }
        serde_json::from_value(value).map_err(|error| not_an_evaluation(&path, &error))
    }

    /// All contenders with their links; baselines, which have none, first.
    pub fn contenders(&self) -> impl Iterator<Item = (Option<u8>, &Contender)> {
        let of_links = |evaluation: &'_ Evaluation| Some(evaluation.links);
        let sent = self.evaluations.iter().flat_map(move |evaluation| {
            evaluation.contenders.iter().map(move |contender| (of_links(evaluation), contender))
        });
        self.baselines.iter().map(|contender| (None, contender)).chain(sent)
    }

    /// The file as JSON.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_json(&self) -> Result<String> {
        let text = serde_json::to_string(self);
        text.map(|text| text + "\n").map_err(|error| Error::new(format!("cannot write {JSON}: {error}")))
    }

    /// The numbers in long format: `links,contender,kind,by,low,high,metric,statistic,value`. Over all
    /// samples `by`, `low` and `high` are empty; bits, response, settings and the samples received stand there as
    /// metrics.
    pub fn to_csv(&self) -> String {
        let mut text = String::from("links,contender,kind,by,low,high,metric,statistic,value\n");
        for (links, contender) in self.contenders() {
            let start = [links.map_or_else(String::new, |links| links.to_string()), quoted(&contender.name)];
            let start = format!("{},{},{}", start[0], start[1], contender.kind.name());
            let mut table = CsvLines { text: &mut text, start };
            let all = ",,";
            if let Some(bits) = contender.bits {
                let Bits { capacity, sent, header, payload, words } = bits;
                let values = [capacity, sent, header, payload, words];
                for (name, value) in ["capacity", "sent", "header", "payload", "words"].into_iter().zip(values) {
                    table.line(all, "bits", name, Some(value));
                }
            }
            if let Some(Received { complete, cut, truncated, lost }) = contender.received {
                let values = [complete, cut, truncated, lost];
                for (name, value) in ["complete", "cut", "truncated", "lost"].into_iter().zip(values) {
                    table.line(all, "received", name, Some(value as f64));
                }
            }
            let Response { mean, resolution_std, resolution_68 } = contender.response;
            for settings in &contender.settings {
                let name = format!("settings_{}", settings.density.name());
                settings.numbers().iter().for_each(|(what, value)| table.line(all, &name, what, Some(*value)));
            }
            table.line(all, "response", "mean", mean);
            table.line(all, "response", "resolution_std", resolution_std);
            table.line(all, "response", "resolution_68", resolution_68);
            for metric in &contender.metrics {
                metric.summary.numbers().iter().for_each(|&(name, value)| table.line(all, &metric.metric, name, value));
            }
            for showers in &contender.showers {
                let place = format!("charge_above,{},", showers.above);
                table.line(&place, "received", "truncated_or_lost", showers.lost.map(|lost| lost as f64));
                for metric in &showers.metrics {
                    let numbers = metric.summary.numbers();
                    numbers.iter().for_each(|&(name, value)| table.line(&place, &metric.metric, name, value));
                }
            }
            if let Some(clusters) = &contender.clusters {
                table.clusters(clusters);
            }
            for profile in &contender.profiles {
                for bin in &profile.bins {
                    let place = format!("{},{},{}", profile.by.name(), bin.low, number(bin.high));
                    for metric in &bin.metrics {
                        let numbers = metric.summary.numbers();
                        numbers.iter().for_each(|&(name, value)| table.line(&place, &metric.metric, name, value));
                    }
                }
            }
        }
        if let Some(TrueClusters { undamaged, .. }) = &self.clusters {
            CsvLines { text: &mut text, start: ",undamaged,baseline".into() }.clusters(undamaged);
        }
        text += &self.rankings_to_csv();
        text
    }

    /// Differences to the best contender, and who is on the front of telescope against EMD.
    fn rankings_to_csv(&self) -> String {
        let mut text = String::new();
        for evaluation in &self.evaluations {
            for Ranking { metric, above, order, .. } in &evaluation.rankings {
                let place = if *above > 0.0 { format!("charge_above,{above},") } else { ",,".into() };
                for ranked in order {
                    let start = format!("{},{place},{metric}", evaluation.csv_start(&ranked.name));
                    text += &format!("{start},behind_best,{}\n", ranked.behind);
                    text += &format!("{start},behind_best_error,{}\n", ranked.behind_error);
                }
            }
            for contender in &evaluation.contenders {
                let on = u8::from(evaluation.pareto.contains(&contender.name));
                text += &format!("{},,,,front,pareto,{on}\n", evaluation.csv_start(&contender.name));
            }
        }
        text
    }
}

impl EvaluatedSettings {
    /// The numbers with their names; a reading is a name with the number 1.
    fn numbers(&self) -> Vec<(String, f64)> {
        let numbers = [
            ("drop_lsb", self.drop_lsb.map(f64::from)),
            ("use_sum", self.use_sum.map(f64::from)),
            ("threshold", self.threshold.map(f64::from)),
            ("stc_type", self.stc_type.map(f64::from)),
            ("t1", self.t1.map(f64::from)),
            ("chosen", self.chosen.as_ref().map(|chosen| chosen.value)),
        ];
        let numbers = numbers.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let words = self.mux.iter().map(|mux| format!("mux={mux}")).chain([format!("reading={}", self.reading)]);
        numbers.chain(words.map(|word| (word, 1.0))).collect()
    }
}

impl EvaluatedSummary {
    /// The numbers with their names.
    pub fn numbers(&self) -> [(&'static str, Option<f64>); 8] {
        [
            ("frames", Some(self.samples as f64)),
            ("undefined", Some(self.undefined as f64)),
            ("mean", self.mean),
            ("mean_error", self.mean_error),
            ("median", self.median),
            ("median_error", self.median_error),
            ("q16", self.q16),
            ("q84", self.q84),
        ]
    }
}

impl Contender {
    /// The summary of a metric over all samples.
    pub fn metric(&self, name: &str) -> Option<&EvaluatedSummary> {
        self.metrics.iter().find(|metric| metric.metric == name).map(|metric| &metric.summary)
    }
}

/// A field of a csv file; names of runs may hold anything.
fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

impl Evaluation {
    /// What a line of a ranking begins with: links, name and kind of a contender.
    fn csv_start(&self, name: &str) -> String {
        let kind = self.contenders.iter().find(|one| one.name == name).map_or("", |one| one.kind.name());
        format!("{},{},{kind}", self.links, quoted(name))
    }
}

/// Lines of a table that begin alike.
struct CsvLines<'a> {
    text: &'a mut String,
    start: String,
}

impl CsvLines<'_> {
    /// Clusters in all events, and in bins of pile-up.
    fn clusters(&mut self, clusters: &Clusters) {
        clusters.all.numbers().iter().for_each(|&(name, value)| self.line(",,", "clusters", name, value));
        for bin in &clusters.bins {
            let place = format!("pile_up,{},{}", bin.low, number(bin.high));
            self.line(&place, "clusters", "events", Some(bin.events as f64));
            bin.numbers.numbers().iter().for_each(|&(name, value)| self.line(&place, "clusters", name, value));
        }
    }

    fn line(&mut self, bin: &str, metric: &str, statistic: &str, value: Option<f64>) {
        *self.text += &format!("{},{bin},{metric},{statistic},{}\n", self.start, number(value));
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::metrics::Metric;
    use super::*;

    fn ranked(name: &str, mean: f64, behind: f64) -> Ranked {
        Ranked { name: name.into(), mean, behind, behind_error: 0.01 }
    }

    fn ranking(metric: &str, order: Vec<Ranked>) -> Ranking {
        Ranking { metric: metric.into(), above: 0.0, samples: 9, order }
    }

    #[test]
    fn verdicts_name_the_place_and_who_is_next() {
        let telescope =
            vec![ranked("run:/some/where/ae", 0.87, 0.0), ranked("stc0:max", 1.0, 0.13), ranked("flat", 2.0, 1.13)];
        let emd = vec![ranked("bc:rest", 1.0, 0.0), ranked("flat", 1.4, 0.4), ranked("run:/some/where/ae", 1.53, 0.53)];
        let mut file = file();
        let first = &mut file.evaluations[0];
        first.links = 5;
        first.contenders[0].name = "run:/some/where/ae".into();
        first.rankings = vec![ranking("telescope_normalised", telescope), ranking("emd", emd)];
        let said = "at 5 links ae is first of 3 in telescope_normalised (-13 % against stc0:max), last of 3 in EMD (+53 % against bc:rest)";
        assert_eq!(file.verdicts(), [said]);
        // Within two errors nobody is ahead; without an encoder the first is named.
        let first = &mut file.evaluations[0];
        first.contenders[0].kind = ContenderKind::BestChoice;
        let close = vec![ranked("bc:rest", 1.0, 0.0), ranked("flat", 1.01, 0.01)];
        first.rankings = vec![ranking("emd", close)];
        assert_eq!(file.verdicts(), ["at 5 links bc:rest is first of 2 in EMD (-1 % against flat, not separable)"]);
    }

    fn file() -> EvaluationFile {
        let summary = EvaluatedSummary { samples: 2, undefined: 1, mean: Some(0.1), ..EvaluatedSummary::default() };
        let metrics = vec![MetricSummary { metric: "emd".into(), summary }];
        let bin = Bin { low: 15.0, high: None, samples: 2, metrics: metrics.clone() };
        let numbers = ClusterNumbers {
            references: 4,
            found: 3,
            clusters: 0,
            fakes: 0,
            response: Response { mean: Some(0.5), ..Response::default() },
            position: Some(1.5),
            width: None,
            width_resolution: None,
            signals: 0,
            signals_found: 0,
        };
        let bins = vec![ClusterBin { low: 2.0, high: None, events: 7, numbers }];
        let clusters = Clusters { all: numbers, bins };
        let contender = Contender {
            name: "run:a,b".into(),
            title: "a run".into(),
            kind: ContenderKind::Run,
            decoding: "image times sum".into(),
            received: Some(Received { complete: 3, ..Received::default() }),
            bits: Some(Bits { capacity: 64.0, sent: 62.0, header: 14.0, payload: 48.0, words: 64.0 }),
            metrics,
            profiles: vec![Profile { by: Property::Occupancy, bins: vec![bin] }],
            showers: vec![Showers { above: 20.0, samples: 2, lost: Some(1), metrics: Vec::new() }],
            cells: CellResiduals::default(),
            response: Response::default(),
            stated: Some("bc:drop=0:sum=0:rest".into()),
            settings: vec![EvaluatedSettings {
                density: Density::Low,
                drop_lsb: Some(0),
                use_sum: Some(false),
                threshold: None,
                stc_type: None,
                t1: None,
                mux: Some("tiles".into()),
                reading: "rest".into(),
                chosen: Some(ChosenSettings { by: "emd".into(), samples: 5, value: 0.25 }),
            }],
            clusters: Some(clusters.clone()),
        };
        let ranked = Ranked { name: "run:a,b".into(), mean: 0.1, behind: 0.0, behind_error: 0.0 };
        EvaluationFile {
            format: FORMAT,
            tool: "econ-emu".into(),
            samples: EvaluatedSamples {
                count: 3,
                without_charge: 1,
                empty_rows_dropped: 0,
                showers_only: None,
                source: "x".into(),
                rows: [0, 3],
                sha256: String::new(),
                density: [0, 3],
                mean_occupancy: 1.0,
                mean_charge: 1.0,
            },
            emd: EmdMethod { kind: EmdKind::Exact, check: None },
            baselines: vec![Contender { name: "flat".into(), received: None, bits: None, ..contender.clone() }],
            evaluations: vec![Evaluation {
                links: 2,
                contenders: vec![contender],
                skipped: Vec::new(),
                rankings: vec![Ranking { metric: "emd".into(), above: 20.0, samples: 2, order: vec![ranked] }],
                pareto: vec!["run:a,b".into()],
            }],
            clusters: Some(TrueClusters { least: 200.0, undamaged: clusters }),
            examples: Vec::new(),
        }
    }

    #[test]
    fn json_is_read_back_as_it_was() {
        let scratch = tempfile::tempdir().unwrap();
        let file = file();
        let text = file.to_json().unwrap();
        std::fs::write(scratch.path().join(JSON), &text).unwrap();
        assert_eq!(EvaluationFile::read(scratch.path()).unwrap(), file);
        std::fs::write(scratch.path().join(JSON), text.replace(&format!("\"format\":{FORMAT}"), "\"format\":7"))
            .unwrap();
        let fault = EvaluationFile::read(scratch.path()).unwrap_err().to_string();
        assert!(fault.contains("version") && fault.contains('7'), "{fault}");
        std::fs::write(scratch.path().join(JSON), "{").unwrap();
        assert!(EvaluationFile::read(scratch.path()).unwrap_err().to_string().contains("not an evaluation"));
    }

    /// Files of earlier versions hold neither rankings nor settings.
    #[test]
    fn files_without_the_newer_fields_are_read() {
        let scratch = tempfile::tempdir().unwrap();
        let mut value = serde_json::to_value(file()).unwrap();
        fn remove(value: &mut serde_json::Value, names: &[&str]) {
            names.iter().for_each(|name| assert!(value.as_object_mut().unwrap().remove(*name).is_some(), "{name}"));
        }
        remove(&mut value, &["clusters"]);
        remove(&mut value["frames"], &["showers_only"]);
        remove(&mut value["evaluations"][0], &["rankings", "pareto"]);
        for contender in ["/baselines/0", "/evaluations/0/contenders/0"] {
            remove(value.pointer_mut(contender).unwrap(), &["stated", "settings", "showers", "clusters"]);
        }
        std::fs::write(scratch.path().join(JSON), value.to_string()).unwrap();
        let read = EvaluationFile::read(scratch.path()).unwrap();
        assert_eq!(read.evaluations[0].contenders[0].metrics, file().evaluations[0].contenders[0].metrics);
        assert!(read.evaluations[0].rankings.is_empty() && read.evaluations[0].contenders[0].settings.is_empty());
    }

    /// Format 1 has other names for the telescope and for the two resolutions.
    #[test]
    fn files_of_format_1_have_their_meaning() {
        let scratch = tempfile::tempdir().unwrap();
        let mut file = file();
        file.evaluations[0].contenders[0].metrics[0].metric = Metric::TelescopeNormalised.name().to_owned();
        file.evaluations[0].contenders[0].response =
            Response { mean: Some(1.0), resolution_std: Some(0.5), resolution_68: Some(0.25) };
        let mut text = file.to_json().unwrap();
        for (name, old) in [
            ("\"format\":2", "\"format\":1"),
            ("\"telescope_normalised\"", "\"telescope\""),
            ("\"resolution_std\"", "\"resolution\""),
            ("\"resolution_68\"", "\"effective_resolution\""),
        ] {
            assert!(text.contains(name) && !text.contains(old), "{name}");
            text = text.replace(name, old);
        }
        std::fs::write(scratch.path().join(JSON), &text).unwrap();
        let read = EvaluationFile::read(scratch.path()).unwrap();
        assert_eq!(EvaluationFile { format: FORMAT, ..read }, file);
        std::fs::write(scratch.path().join(JSON), text.replace("\"format\":1", "\"format\":3")).unwrap();
        let error = EvaluationFile::read(scratch.path()).unwrap_err().to_string();
        assert!(error.contains("found:   3") && error.contains("1 or 2"), "{error}");
    }

    #[test]
    fn csv_has_one_number_a_line_and_nothing_where_it_is_undefined() {
        let text = file().to_csv();
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> =
            rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert!(rows.iter().all(|row| row.len() == 9));
        for row in [
            ["2", "run:a,b", "run", "", "", "", "emd", "mean", "0.1"],
            ["2", "run:a,b", "run", "", "", "", "emd", "median", ""],
            ["2", "run:a,b", "run", "occupancy", "15", "", "emd", "undefined", "1"],
            ["2", "run:a,b", "run", "", "", "", "bits", "payload", "48"],
            ["", "flat", "run", "", "", "", "emd", "frames", "2"],
            ["2", "run:a,b", "run", "charge_above", "20", "", "received", "truncated_or_lost", "1"],
            ["2", "run:a,b", "run", "charge_above", "20", "", "emd", "behind_best", "0"],
            ["2", "run:a,b", "run", "", "", "", "front", "pareto", "1"],
            ["2", "run:a,b", "run", "", "", "", "settings_low", "use_sum", "0"],
            ["2", "run:a,b", "run", "", "", "", "settings_low", "reading=rest", "1"],
            ["2", "run:a,b", "run", "", "", "", "settings_low", "chosen", "0.25"],
            ["2", "run:a,b", "run", "", "", "", "clusters", "efficiency", "0.75"],
            ["2", "run:a,b", "run", "pile_up", "2", "", "clusters", "events", "7"],
            ["2", "run:a,b", "run", "pile_up", "2", "", "clusters", "fake_rate", ""],
            ["", "undamaged", "baseline", "", "", "", "clusters", "position", "1.5"],
        ] {
            assert!(rows.iter().any(|found| found == &row), "{row:?}");
        }
        assert!(!text.contains("NaN") && !text.contains("null"));
    }
}
