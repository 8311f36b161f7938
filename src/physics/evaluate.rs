//! The comparison: every contender on the same samples, every metric, over all samples and in bins.

use rayon::prelude::*;

use super::contender::{Outcome, Outcomes, Spec};
use super::evaluation::{
    Bin, CellResiduals, Contender, EmdKind, EmdMethod, EvaluatedSamples, Evaluation, EvaluationFile, Example, FORMAT,
    MetricSummary, Profile, Property, Reconstruction, Response, Skipped, SlicedCheck,
};
use super::metrics::Metric;
use super::{emd, sliced, statistics, sum};
use crate::chip::signals::PerCell;
use crate::data::cache::ContentHash;
use crate::data::summary::CALQ_PER_MIP;
use crate::data::{Columns, Sample};
use crate::error::{Error, Result};
use crate::network::CELLS;
use crate::registers::{Density, OUTPUT_LINKS};

/// Edges of the bins in occupancy: those of the Ecoder trainer, continued to all 48 cells.
const OCCUPANCY: [f64; 9] = [0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 49.0];

/// Edges of the bins in charge, transverse MIPs, likewise continued; the last bin is open.
const CHARGE: [f64; 10] = [0.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];

/// Edges of the bins in |eta|.
const ETA: [f64; 10] = [1.4, 1.6, 1.8, 2.0, 2.2, 2.4, 2.6, 2.8, 3.0, 3.2];

/// Samples of each contender on which the sliced distance is compared with the exact one, at most.
const CHECKED_SAMPLES: usize = 50;

/// What is to be compared.
#[derive(Debug, Clone)]
pub struct EvaluationRequest<'a> {
    /// The samples.
    pub samples: &'a [Sample],
    /// Density of modules whose sample does not say it.
    pub density: Density,
    /// Metadata that the source gives, for the hash.
    pub columns: Columns,
    /// Row of the first sample in its source.
    pub first_row: u64,
    /// Rows that were dropped while reading because they hold no charge.
    pub empty_rows_dropped: u64,
    /// Where the samples are from, in words.
    pub source: String,
    /// Other samples, whose mean image is a baseline; if there are none, the samples themselves.
    pub others: &'a [Sample],
    /// Numbers of links, each 1..=13.
    pub links: &'a [u8],
    /// The contenders.
    pub contenders: &'a [Spec],
    /// Kind of the earth mover's distance.
    pub emd: EmdKind,
    /// Samples to keep with all their reconstructions.
    pub examples: usize,
}

/// Runs the comparison. `progress` gets the name of each contender when it is done.
///
/// # Errors
/// No samples, no contenders, a run for a number of links that is not asked for, and those of the
/// contenders.
pub fn evaluate(request: &EvaluationRequest<'_>, progress: impl Fn(&str) + Sync) -> Result<EvaluationFile> {
    let EvaluationRequest { samples, links, contenders, .. } = request;
    if samples.is_empty() {
        return Err(Error::new("there are no samples to evaluate").hint("the rows asked for, or the masks, leave none"));
    }
    let mut links = links.to_vec();
    links.sort_unstable();
    links.dedup();
    check(contenders, &links)?;
    let common = Common::new(request);
    let (sent, baselines): (Vec<&Spec>, Vec<&Spec>) = contenders.iter().partition(|spec| spec.sends());

    let run = |spec: &Spec, links| common.run(spec, links).inspect(|judged| progress(&judged.contender.name));
    let mut kept = Kept { examples: common.examples(request.first_row), pairs: Vec::new() };
    let baselines = kept.keep(baselines.par_iter().map(|spec| run(spec, None)).collect::<Result<_>>()?);
    let mut evaluations = Vec::new();
    for &links in &links {
        let (able, unable): (Vec<&Spec>, Vec<&Spec>) = sent.iter().partition(|spec| spec.refuses(links).is_none());
        let contenders = kept.keep(able.par_iter().map(|spec| run(spec, Some(links))).collect::<Result<_>>()?);
        let skipped =
            unable.iter().filter_map(|spec| Some(Skipped { name: spec.name(), reason: spec.refuses(links)? }));
        evaluations.push(Evaluation { links, contenders, skipped: skipped.collect() });
    }
    let check = match request.emd {
        EmdKind::Exact => None,
        EmdKind::Sliced => Some(compare(&kept.pairs)),
    };
    Ok(EvaluationFile {
        format: FORMAT,
        tool: format!("econ-emu {}", env!("CARGO_PKG_VERSION")),
        samples: common.samples(request),
        emd: EmdMethod { kind: request.emd, check },
        baselines,
        evaluations,
        examples: kept.examples,
    })
}

/// Refuses requests whose table would be meaningless.
fn check(contenders: &[Spec], links: &[u8]) -> Result<()> {
    if contenders.is_empty() {
        return Err(Error::new("there are no contenders").allowed(super::contender::ALLOWED));
    }
    if let Some(bad) = links.iter().find(|&&links| !(1..=OUTPUT_LINKS).contains(&usize::from(links))) {
        return Err(Error::new("the chip does not have this many links")
            .field("--links")
            .found(bad)
            .allowed(format!("1..={OUTPUT_LINKS}")));
    }
    if links.is_empty() {
        return Err(Error::new("no number of links")
            .field("--links")
            .allowed(format!("1..={OUTPUT_LINKS}, as 2,3,4,5")));
    }
    for spec in contenders {
        if let Spec::Run(model) = spec
            && let Some(own) = model.links()
            && !links.contains(&own)
        {
            let asked: Vec<String> = links.iter().map(u8::to_string).collect();
            return Err(Error::new("the run was trained for another number of links")
                .file(&model.path)
                .found(format!("{own} links"))
                .allowed(asked.join(", "))
                .hint(format!("add {own} to --links: contenders are compared at equal links only")));
        }
    }
    Ok(())
}

/// Mean of the images, each divided by its own sum; flat without charge.
fn mean_image(samples: &[Sample]) -> PerCell<f64> {
    let mut mean = [0.0; CELLS];
    for sample in samples.iter().filter(|sample| sample.sum() > 0) {
        let sum = f64::from(sample.sum());
        mean.iter_mut().zip(&sample.charges).for_each(|(mean, charge)| *mean += f64::from(charge.0) / sum);
    }
    let total: f64 = mean.iter().sum();
    if total > 0.0 { mean.map(|part| part / total) } else { [1.0 / CELLS as f64; CELLS] }
}

/// How the sliced distances of pairs, the first number of each, compare with the exact ones.
fn compare(pairs: &[(f64, f64)]) -> SlicedCheck {
    let exact = pairs.iter().map(|pair| pair.1).sum::<f64>();
    let sliced = pairs.iter().map(|pair| pair.0).sum::<f64>();
    let square = pairs.iter().map(|pair| (pair.0 - pair.1).powi(2)).sum::<f64>();
    let relative = |value: f64| (exact > 0.0).then(|| value / exact);
    let root = (square * pairs.len() as f64).sqrt();
    SlicedCheck { pairs: pairs.len(), ratio: relative(sliced), relative_rms: relative(root) }
}

/// What is known of a contender.
struct Judged {
    contender: Contender,
    /// Its reconstructions of the examples.
    shown: Vec<Reconstruction>,
    /// Sliced and exact distances of some samples, if distances are sliced.
    pairs: Vec<(f64, f64)>,
}

/// What is kept of all contenders beside their numbers.
struct Kept {
    examples: Vec<Example>,
    /// Sliced and exact distances.
    pairs: Vec<(f64, f64)>,
}

impl Kept {
    fn keep(&mut self, found: Vec<Judged>) -> Vec<Contender> {
        let mut contenders = Vec::new();
        for judged in found {
            self.examples.iter_mut().zip(judged.shown).for_each(|(example, own)| example.reconstructions.push(own));
            self.pairs.extend(judged.pairs);
            contenders.push(judged.contender);
        }
        contenders
    }
}

/// What all contenders share: the truth, and the bin of every sample.
struct Common<'a> {
    samples: &'a [Sample],
    density: Vec<Density>,
    /// The mean image, 48 fractions.
    mean: PerCell<f64>,
    truth: Vec<PerCell<f32>>,
    emd: EmdKind,
    bins: Vec<Binning>,
    shown: Vec<usize>,
}

/// The bins of one property.
struct Binning {
    by: Property,
    /// Lower and upper end of each bin that is not empty, and its samples.
    bins: Vec<(f64, Option<f64>, Vec<usize>)>,
}

impl Binning {
    fn new(by: Property, samples: &[Sample]) -> Self {
        let layers: Vec<f64> = (1..=u8::MAX).map(f64::from).collect();
        let (edges, open): (&[f64], bool) = match by {
            Property::Occupancy => (&OCCUPANCY, false),
            Property::Charge => (&CHARGE, true),
            Property::Eta => (&ETA, false),
            Property::Layer => (&layers, false),
        };
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
        for (at, sample) in samples.iter().enumerate() {
            let value = match by {
                Property::Occupancy => Some(sample.occupancy(CALQ_PER_MIP) as f64),
                Property::Charge => Some(f64::from(sample.sum()) / f64::from(CALQ_PER_MIP)),
                Property::Eta => sample.meta.eta.map(f64::abs),
                Property::Layer => sample.meta.layer.map(f64::from),
            };
            let Some(value) = value else { continue };
            let above = edges.partition_point(|&edge| edge <= value);
            if above > 0 && (above < edges.len() || open) {
                members[above - 1].push(at);
            }
        }
        let bin = |(at, members): (usize, Vec<usize>)| (edges[at], edges.get(at + 1).copied(), members);
        let bins = members.into_iter().enumerate().map(bin).filter(|(.., members)| !members.is_empty());
        Binning { by, bins: bins.collect() }
    }

    /// What all metrics are in the bins.
    fn profile(&self, values: &[MetricValues]) -> Profile {
        let bin = |(low, high, samples): &(f64, Option<f64>, Vec<usize>)| {
            let metrics = summaries(values, samples.iter().copied());
            Bin { low: *low, high: *high, samples: samples.len(), metrics }
        };
        Profile { by: self.by, bins: self.bins.iter().map(bin).collect() }
    }
}

/// The metrics of a sample, in the order of [`Metric::ALL`].
type MetricValues = [Option<f64>; Metric::ALL.len()];

/// What all metrics are over some of the samples.
fn summaries(values: &[MetricValues], samples: impl Iterator<Item = usize> + Clone) -> Vec<MetricSummary> {
    let mut summaries = Vec::new();
    for (at, metric) in Metric::ALL.iter().enumerate() {
        let summary = statistics::summarise(samples.clone().map(|sample| values[sample][at]));
        summaries.push(MetricSummary { metric: metric.name().into(), summary });
    }
    summaries
}

impl Outcome {
    fn reconstruction(&self, contender: &str, links: Option<u8>) -> Reconstruction {
        Reconstruction {
            links,
            contender: contender.to_owned(),
            status: self.status.map(|status| status.name().into()),
            charges: self.charges.to_vec(),
        }
    }
}

impl<'a> Common<'a> {
    fn new(request: &EvaluationRequest<'a>) -> Self {
        let samples = request.samples;
        let charged: Vec<usize> = (0..samples.len()).filter(|&at| samples[at].sum() > 0).collect();
        let count = request.examples.min(charged.len());
        Common {
            samples,
            density: samples.iter().map(|sample| sample.meta.density.unwrap_or(request.density)).collect(),
            mean: mean_image(if request.others.is_empty() { samples } else { request.others }),
            truth: samples.iter().map(|sample| sample.charges.map(|charge| charge.0 as f32)).collect(),
            emd: request.emd,
            bins: Property::ALL.into_iter().map(|by| Binning::new(by, samples)).collect(),
            shown: (0..count).map(|example| charged[example * charged.len() / count]).collect(),
        }
    }

    fn examples(&self, first_row: u64) -> Vec<Example> {
        let mut examples = Vec::new();
        for &at in &self.shown {
            let sample = &self.samples[at];
            examples.push(Example {
                row: first_row + at as u64,
                layer: sample.meta.layer,
                eta: sample.meta.eta,
                charges: sample.charges.iter().map(|charge| charge.0).collect(),
                reconstructions: Vec::new(),
            });
        }
        examples
    }

    /// Runs a contender over links, or a baseline over none.
    fn run(&self, spec: &Spec, links: Option<u8>) -> Result<Judged> {
        let outcomes = match links {
            None => spec.unsent(self.samples, &self.mean)?,
            Some(links) => spec.transmit(links, self.samples, &self.density)?,
        };
        Ok(self.judge(spec, links, &outcomes))
    }

    fn samples(&self, request: &EvaluationRequest<'_>) -> EvaluatedSamples {
        let mut content = ContentHash::new(request.columns);
        self.samples.iter().for_each(|sample| content.push(sample));
        let count = self.samples.len();
        let mean = |of: &dyn Fn(&Sample) -> f64| self.samples.iter().map(of).sum::<f64>() / count as f64;
        let high = self.density.iter().filter(|&&density| density == Density::High).count();
        EvaluatedSamples {
            count,
            without_charge: self.samples.iter().filter(|sample| sample.sum() == 0).count(),
            empty_rows_dropped: request.empty_rows_dropped,
            source: request.source.clone(),
            rows: [request.first_row, request.first_row + count as u64],
            sha256: content.finish(),
            density: [count - high, high],
            mean_occupancy: mean(&|sample| sample.occupancy(CALQ_PER_MIP) as f64),
            mean_charge: mean(&|sample| f64::from(sample.sum())),
        }
    }

    fn judge(&self, spec: &Spec, links: Option<u8>, outcomes: &Outcomes) -> Judged {
        let pairs = self.truth.par_iter().zip(&outcomes.packets);
        let values: Vec<MetricValues> =
            pairs.map(|(x, y)| Metric::ALL.map(|metric| self.value(metric, x, &y.charges))).collect();
        let profiles = self.bins.iter().map(|binning| binning.profile(&values));
        let profiles = profiles.filter(|profile| !profile.bins.is_empty());
        let name = spec.name();
        let shown = self.shown.iter().map(|&at| outcomes.packets[at].reconstruction(&name, links)).collect();
        let contender = Contender {
            title: spec.title(outcomes.threshold),
            kind: spec.kind(),
            decoding: spec.decoding().into(),
            received: outcomes.received,
            bits: outcomes.bits,
            metrics: summaries(&values, 0..self.samples.len()),
            profiles: profiles.collect(),
            cells: self.residuals(&outcomes.packets),
            response: self.response(&outcomes.packets),
            name,
        };
        Judged { contender, shown, pairs: self.pairs(&outcomes.packets) }
    }

    fn value(&self, metric: Metric, x: &PerCell<f32>, y: &PerCell<f32>) -> Option<f64> {
        match (metric, self.emd) {
            (Metric::Emd, EmdKind::Sliced) => sliced::sliced(x, y),
            _ => metric.of(x, y),
        }
    }

    /// Sliced and exact distances of evenly chosen samples.
    fn pairs(&self, samples: &[Outcome]) -> Vec<(f64, f64)> {
        if self.emd == EmdKind::Exact {
            return Vec::new();
        }
        let all = self.truth.iter().zip(samples).step_by(samples.len().div_ceil(CHECKED_SAMPLES));
        all.filter_map(|(x, y)| Some((sliced::sliced(x, &y.charges)?, emd::emd(x, &y.charges)?))).collect()
    }

    fn residuals(&self, samples: &[Outcome]) -> CellResiduals {
        let (mut total, mut square, mut count) = ([0.0; CELLS], [0.0; CELLS], 0usize);
        for (x, y) in self.truth.iter().zip(samples).filter(|(x, _)| sum(x) > 0.0) {
            count += 1;
            for cell in 0..CELLS {
                let residual = (f64::from(y.charges[cell]) - f64::from(x[cell])) / sum(x);
                total[cell] += residual;
                square[cell] += residual * residual;
            }
        }
        if count == 0 {
            return CellResiduals::default();
        }
        let mean = |value: f64| value / count as f64;
        CellResiduals {
            mean: total.iter().map(|&total| mean(total)).collect(),
            rms: square.iter().map(|&square| mean(square).sqrt()).collect(),
        }
    }

    fn response(&self, samples: &[Outcome]) -> Response {
        let pairs = self.truth.iter().zip(samples);
        let mut ratios: Vec<f64> = pairs.filter_map(|(x, y)| Metric::SumResponse.of(x, &y.charges)).collect();
        ratios.sort_by(f64::total_cmp);
        let Some((mean, deviation)) = statistics::mean_and_deviation(&ratios) else { return Response::default() };
        let over_mean = |value: f64| (mean > 0.0).then(|| value / mean);
        Response {
            mean: Some(mean),
            resolution: over_mean(deviation),
            effective_resolution: statistics::effective_width(&ratios).and_then(over_mean),
        }
    }
}
