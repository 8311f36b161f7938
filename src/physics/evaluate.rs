//! The comparison: every contender on the same samples, every metric, over all samples and in bins.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::choose::{self, ChooseOptions, OtherSamples, charges, mean_image};
use super::clusters::Events;
use super::contender::{Outcome, Outcomes, Spec};
use super::evaluation::{
    Bin, CellResiduals, Contender, EmdKind, EmdMethod, EvaluatedSamples, Evaluation, EvaluationFile, Example, FORMAT,
    MetricSummary, Profile, Property, Ranked, Ranking, Reconstruction, Response, Showers, ShowersOnly, Skipped,
    SlicedCheck, TrueClusters,
};
use super::learned::ReadingTrainer;
use super::metrics::Metric;
use super::{emd, sliced, statistics, sum};
use crate::chip::signals::PerCell;
use crate::chip::unpack::Status;
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

/// Least charges of modules that count as showers, transverse MIPs.
const SHOWERS: [f64; 2] = [5.0, 20.0];

/// Metrics by which contenders are ranked; the front is in these two.
const RANKED: [Metric; 2] = [Metric::Telescope, Metric::Emd];

/// Samples of each contender on which the sliced distance is compared with the exact one, at most.
const CHECKED_SAMPLES: usize = 50;

/// What is to be compared.
#[derive(Clone)]
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
    /// Other samples: their mean image is a baseline (if there are none, that of the samples themselves), and on them
    /// settings of contenders are chosen and readings fitted.
    pub others: &'a [Sample],
    /// How that is done.
    pub choose: ChooseOptions,
    /// What learns readings, where contenders ask for it.
    pub trainer: Option<Arc<dyn ReadingTrainer>>,
    /// Numbers of links, each 1..=13.
    pub links: &'a [u8],
    /// The contenders.
    pub contenders: &'a [Spec],
    /// Kind of the earth mover's distance.
    pub emd: EmdKind,
    /// Samples to keep with all their reconstructions.
    pub examples: usize,
    /// Leave out modules of at most this charge, transverse MIPs, before anything is sent or chosen.
    pub showers_only: Option<f64>,
    /// Compare clusters over modules and layers too; they count from this charge on, transverse MIPs.
    pub clusters: Option<f64>,
}

/// Runs the comparison. `progress` gets the name of each contender when it is done.
///
/// # Errors
/// No samples, no contenders, a run for a number of links that is not asked for, and those of the
/// contenders.
pub fn evaluate(request: &EvaluationRequest<'_>, progress: impl Fn(&str) + Sync) -> Result<EvaluationFile> {
    let EvaluationRequest { links, contenders, .. } = request;
    let (samples, rows) = showers_above(request.samples, request.showers_only);
    if samples.is_empty() {
        return Err(Error::new("there are no samples to evaluate")
            .hint("the rows asked for, the masks, or the charge that showers must have leave none"));
    }
    let mut links = links.to_vec();
    links.sort_unstable();
    links.dedup();
    check(contenders, &links)?;
    let common = Common::new(request, &samples)?;
    common.others_suffice(contenders)?;
    let (sent, baselines): (Vec<&Spec>, Vec<&Spec>) = contenders.iter().partition(|spec| spec.sends());

    let mut kept = Kept { examples: common.examples(request.first_row, &rows), pairs: Vec::new(), ranked: Vec::new() };
    let baselines =
        kept.keep(baselines.par_iter().map(|spec| common.judged(spec, None, &progress)).collect::<Result<_>>()?);
    // Who sends nothing is in no ranking.
    kept.ranked.clear();
    let mut evaluations = Vec::new();
    for &links in &links {
        let (able, unable): (Vec<&Spec>, Vec<&Spec>) = sent.iter().partition(|spec| spec.refuses(links).is_none());
        let contenders =
            kept.keep(able.par_iter().map(|spec| common.judged(spec, Some(links), &progress)).collect::<Result<_>>()?);
        let skipped =
            unable.iter().filter_map(|spec| Some(Skipped { name: spec.name(), reason: spec.refuses(links)? }));
        let ranked = std::mem::take(&mut kept.ranked);
        let (rankings, pareto) = (common.rankings(&ranked), front(&ranked));
        evaluations.push(Evaluation { links, contenders, skipped: skipped.collect(), rankings, pareto });
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
        clusters: common.true_clusters(request),
        examples: kept.examples,
    })
}

/// Modules above a charge in transverse MIPs, with their places among all; all of them without one.
pub fn showers_above(samples: &[Sample], above: Option<f64>) -> (Cow<'_, [Sample]>, Vec<usize>) {
    let Some(above) = above else { return (samples.into(), (0..samples.len()).collect()) };
    let places: Vec<usize> = (0..samples.len()).filter(|&at| charge_in_mips(&samples[at]) > above).collect();
    (places.iter().map(|&at| samples[at]).collect(), places)
}

/// The charge of a module in transverse MIPs.
fn charge_in_mips(sample: &Sample) -> f64 {
    f64::from(sample.sum()) / f64::from(CALQ_PER_MIP)
}

/// Contenders with telescope and EMD such that nobody is better in one and at least as good in the other.
fn front(ranked: &[RankedValues]) -> Vec<String> {
    let means: Vec<(f64, f64)> = ranked.iter().map(|one| (mean(&one.values[0]), mean(&one.values[1]))).collect();
    let beaten = |own: &(f64, f64)| means.iter().any(|other| other.0 <= own.0 && other.1 <= own.1 && other != own);
    let on = ranked.iter().zip(&means).filter(|(_, own)| !beaten(own));
    on.map(|(one, _)| one.name.clone()).collect()
}

/// The mean of what is defined.
fn mean(values: &[Option<f64>]) -> f64 {
    let count = values.iter().flatten().count().max(1);
    values.iter().flatten().sum::<f64>() / count as f64
}

/// Refuses requests whose table would be meaningless.
fn check(contenders: &[Spec], links: &[u8]) -> Result<()> {
    if contenders.is_empty() {
        return Err(Error::new("there are no contenders").allowed(super::contender::allowed()));
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

/// How the sliced distances of pairs, the first number of each, compare with the exact ones.
fn compare(pairs: &[(f64, f64)]) -> SlicedCheck {
    let exact = pairs.iter().map(|pair| pair.1).sum::<f64>();
    let sliced = pairs.iter().map(|pair| pair.0).sum::<f64>();
    let square = pairs.iter().map(|pair| (pair.0 - pair.1).powi(2)).sum::<f64>();
    let root = (square * pairs.len() as f64).sqrt();
    let [ratio, relative_rms] = [sliced, root].map(|value| (exact > 0.0).then(|| value / exact));
    SlicedCheck { pairs: pairs.len(), ratio, relative_rms }
}

/// What is known of a contender.
struct Judged {
    contender: Contender,
    /// Its reconstructions of the examples.
    shown: Vec<Reconstruction>,
    /// Sliced and exact distances of some samples, if distances are sliced.
    pairs: Vec<(f64, f64)>,
    ranked: RankedValues,
}

/// What ranks a contender: for each of [`RANKED`] the value of each sample, that of a flat image where nothing arrived;
/// `None` without charge.
struct RankedValues {
    name: String,
    values: [Vec<Option<f64>>; RANKED.len()],
}

/// What is kept of all contenders beside their numbers.
struct Kept {
    examples: Vec<Example>,
    /// Sliced and exact distances.
    pairs: Vec<(f64, f64)>,
    /// Of the contenders at one number of links.
    ranked: Vec<RankedValues>,
}

impl Kept {
    fn keep(&mut self, found: Vec<Judged>) -> Vec<Contender> {
        let mut contenders = Vec::new();
        for judged in found {
            self.examples.iter_mut().zip(judged.shown).for_each(|(example, own)| example.reconstructions.push(own));
            self.pairs.extend(judged.pairs);
            self.ranked.push(judged.ranked);
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
    others: OtherSamples,
    truth: Vec<PerCell<f32>>,
    /// What a flat image is worth for each of [`RANKED`].
    flat: [Vec<Option<f64>>; RANKED.len()],
    /// Samples above each of [`SHOWERS`].
    showers: [Vec<usize>; SHOWERS.len()],
    emd: EmdKind,
    bins: Vec<Binning>,
    shown: Vec<usize>,
    /// The events that they are of, if clusters were asked for.
    events: Option<Events>,
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
                Property::Charge => Some(charge_in_mips(sample)),
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

/// A metric of a sample, with the earth mover's distance of this kind.
fn value(metric: Metric, emd: EmdKind, x: &PerCell<f32>, y: &PerCell<f32>) -> Option<f64> {
    match (metric, emd) {
        (Metric::Emd, EmdKind::Sliced) => sliced::sliced(x, y),
        _ => metric.of(x, y),
    }
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
    fn new(request: &EvaluationRequest<'_>, samples: &'a [Sample]) -> Result<Self> {
        let charged: Vec<usize> = (0..samples.len()).filter(|&at| samples[at].sum() > 0).collect();
        let count = request.examples.min(charged.len());
        let (others, _) = showers_above(request.others, request.showers_only);
        let truth: Vec<PerCell<f32>> = samples.iter().map(charges).collect();
        let above = |least: f64| (0..samples.len()).filter(|&at| charge_in_mips(&samples[at]) > least).collect();
        let value = |metric: Metric, x: &PerCell<f32>| value(metric, request.emd, x, &[1.0; CELLS]);
        let flat = RANKED.map(|metric| truth.par_iter().map(|x| value(metric, x)).collect());
        Ok(Common {
            samples,
            density: samples.iter().map(|sample| sample.meta.density.unwrap_or(request.density)).collect(),
            mean: mean_image((if others.is_empty() { samples } else { &others }).iter()),
            others: OtherSamples::new(&others, request.density, request.choose).with_trainer(request.trainer.clone()),
            flat,
            showers: SHOWERS.map(above),
            truth,
            emd: request.emd,
            bins: Property::ALL.into_iter().map(|by| Binning::new(by, samples)).collect(),
            shown: (0..count).map(|example| charged[example * charged.len() / count]).collect(),
            events: request.clusters.map(|least| Events::new(samples, least)).transpose()?,
        })
    }

    /// Clusters of the true charges, if they were asked for.
    fn true_clusters(&self, request: &EvaluationRequest<'_>) -> Option<TrueClusters> {
        Some(TrueClusters { least: request.clusters?, undamaged: self.events.as_ref()?.undamaged() })
    }

    /// Refuses contenders that need other samples where there are none.
    fn others_suffice(&self, contenders: &[Spec]) -> Result<()> {
        for spec in contenders {
            for density in [Density::Low, Density::High] {
                if let Spec::Chip(chip) = spec
                    && self.density.contains(&density)
                {
                    self.others.suffice(chip, density)?;
                }
            }
        }
        Ok(())
    }

    /// The examples; `rows` are the places of the samples behind the first row.
    fn examples(&self, first_row: u64, rows: &[usize]) -> Vec<Example> {
        let mut examples = Vec::new();
        for &at in &self.shown {
            let sample = &self.samples[at];
            examples.push(Example {
                row: first_row + rows[at] as u64,
                layer: sample.meta.layer,
                eta: sample.meta.eta,
                charges: sample.charges.iter().map(|charge| charge.0).collect(),
                reconstructions: Vec::new(),
            });
        }
        examples
    }

    /// Runs a contender and says so.
    fn judged(&self, spec: &Spec, links: Option<u8>, progress: &impl Fn(&str)) -> Result<Judged> {
        self.run(spec, links).inspect(|judged| progress(&judged.contender.name))
    }

    /// Runs a contender over links, or a baseline over none.
    fn run(&self, spec: &Spec, links: Option<u8>) -> Result<Judged> {
        let outcomes = match links {
            None => spec.unsent(self.samples, &self.mean)?,
            Some(links) => spec.transmit(links, self.samples, &self.density, &self.others)?,
        };
        Ok(self.judge(spec, links, &outcomes))
    }

    fn samples(&self, request: &EvaluationRequest<'_>) -> EvaluatedSamples {
        let mut content = ContentHash::new(request.columns);
        self.samples.iter().for_each(|sample| content.push(sample));
        let count = self.samples.len();
        fn mean(samples: &[Sample], of: fn(&Sample) -> f64) -> f64 {
            samples.iter().map(of).sum::<f64>() / samples.len() as f64
        }
        let high = self.density.iter().filter(|&&density| density == Density::High).count();
        EvaluatedSamples {
            count,
            without_charge: self.samples.iter().filter(|sample| sample.sum() == 0).count(),
            empty_rows_dropped: request.empty_rows_dropped,
            source: request.source.clone(),
            showers_only: request
                .showers_only
                .map(|above| ShowersOnly { above, left_out: request.samples.len() - count }),
            rows: [request.first_row, request.first_row + request.samples.len() as u64],
            sha256: content.finish(),
            density: [count - high, high],
            mean_occupancy: mean(self.samples, |sample| sample.occupancy(CALQ_PER_MIP) as f64),
            mean_charge: mean(self.samples, |sample| f64::from(sample.sum())),
        }
    }

    fn judge(&self, spec: &Spec, links: Option<u8>, outcomes: &Outcomes) -> Judged {
        let pairs = self.truth.par_iter().zip(&outcomes.packets);
        let values: Vec<MetricValues> =
            pairs.map(|(x, y)| Metric::ALL.map(|metric| value(metric, self.emd, x, &y.charges))).collect();
        let rank = |at: usize, metric: Metric| {
            let place = Metric::ALL.iter().position(|own| *own == metric).unwrap_or_default();
            values.iter().zip(&self.flat[at]).map(|(own, flat)| flat.map(|flat| own[place].unwrap_or(flat))).collect()
        };
        let ranked = RankedValues { name: spec.name(), values: std::array::from_fn(|at| rank(at, RANKED[at])) };
        let profiles = self.bins.iter().map(|binning| binning.profile(&values));
        let profiles = profiles.filter(|profile| !profile.bins.is_empty());
        let name = spec.name();
        let shown = self.shown.iter().map(|&at| outcomes.packets[at].reconstruction(&name, links)).collect();
        let contender = Contender {
            title: spec.title(&outcomes.choices),
            kind: spec.kind(),
            decoding: spec.decoding(&outcomes.choices),
            received: outcomes.received,
            bits: outcomes.bits,
            metrics: summaries(&values, 0..self.samples.len()),
            profiles: profiles.collect(),
            showers: self.showers(&values, &outcomes.packets),
            cells: self.residuals(&outcomes.packets),
            response: self.response(&outcomes.packets),
            stated: choose::stating(outcomes.choices),
            settings: choose::evaluated(outcomes.choices),
            clusters: self.events.as_ref().map(|events| events.with(&outcomes.charges())),
            name,
        };
        Judged { contender, shown, pairs: self.pairs(&outcomes.packets), ranked }
    }

    /// Modules with showers.
    fn showers(&self, values: &[MetricValues], packets: &[Outcome]) -> Vec<Showers> {
        let mut all = Vec::new();
        for (&above, own) in SHOWERS.iter().zip(&self.showers) {
            let lost = own.iter().filter(|&&at| packets[at].status.is_some_and(Status::says_nothing)).count();
            all.push(Showers {
                above,
                samples: own.len(),
                lost: packets.first().and_then(|packet| packet.status).map(|_| lost),
                metrics: summaries(values, own.iter().copied()),
            });
        }
        all
    }

    /// Contenders in order, for each metric over all samples and over showers.
    fn rankings(&self, ranked: &[RankedValues]) -> Vec<Ranking> {
        let all: Vec<usize> = (0..self.samples.len()).collect();
        let sets = [(0.0, &all)].into_iter().chain(SHOWERS.into_iter().zip(&self.showers));
        let sets: Vec<(f64, &Vec<usize>)> = sets.collect();
        let mut rankings = Vec::new();
        for (at, metric) in RANKED.iter().enumerate() {
            for &(above, own) in &sets {
                let own: Vec<usize> = own.iter().copied().filter(|&sample| self.flat[at][sample].is_some()).collect();
                let of = |one: &RankedValues| -> Vec<f64> {
                    own.iter().filter_map(|&sample| one.values[at][sample]).collect()
                };
                let mut order: Vec<(&str, Vec<f64>, f64)> = Vec::new();
                for one in ranked {
                    let values = of(one);
                    let Some((mean, _)) = statistics::mean_and_deviation(&values) else { continue };
                    order.push((&one.name, values, mean));
                }
                order.sort_by(|one, other| one.2.total_cmp(&other.2));
                let placed = |(name, values, mean): &(&str, Vec<f64>, f64)| {
                    let pairs = values.iter().copied().zip(order[0].1.iter().copied());
                    let (behind, behind_error) = statistics::mean_difference(pairs)?;
                    Some(Ranked { name: (*name).to_owned(), mean: *mean, behind, behind_error })
                };
                let order = order.iter().filter_map(placed).collect();
                rankings.push(Ranking { metric: metric.name().into(), above, samples: own.len(), order });
            }
        }
        rankings
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
        CellResiduals {
            mean: total.iter().map(|total| total / count as f64).collect(),
            rms: square.iter().map(|square| (square / count as f64).sqrt()).collect(),
        }
    }

    fn response(&self, samples: &[Outcome]) -> Response {
        let pairs = self.truth.iter().zip(samples);
        let mut ratios: Vec<f64> = pairs.filter_map(|(x, y)| Metric::SumResponse.of(x, &y.charges)).collect();
        ratios.sort_by(f64::total_cmp);
        Response::of(&ratios)
    }
}
