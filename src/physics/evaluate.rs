//! The comparison: every contender on the same samples, every metric, over all samples and in bins.
//!
//! Samples, packets and the values of metrics need not be in memory: they are gone through in blocks, and wait in
//! temporary files. Of all samples at once there are only the values of one metric, in which means, medians and
//! quantiles are found as in any list of numbers, and some bytes that say which bins a sample is in.

use std::sync::Arc;

use rayon::prelude::*;

use super::choose::{self, ChooseOptions, OtherSamples, charges, mean_image_of_rows};
use super::clusters::Events;
use super::contender::{Sent, Spec};
use super::evaluation::{
    Bin, CellResiduals, Contender, EmdKind, EmdMethod, EvaluatedSamples, Evaluation, EvaluationFile, Example, FORMAT,
    MetricSummary, Profile, Property, Ranked, Ranking, Reconstruction, Response, Showers, ShowersOnly, Skipped,
    SlicedCheck, TrueClusters,
};
use super::learned::ReadingTrainer;
use super::metrics::Metric;
use super::outcomes::{Modules, Outcome, ValueRows};
use super::{emd, sliced, statistics, sum};
use crate::chip::signals::PerCell;
use crate::chip::unpack::Status;
use crate::data::cache::ContentHash;
use crate::data::rows::spread;
use crate::data::summary::CALQ_PER_MIP;
use crate::data::{Columns, Sample, SampleRows};
use crate::error::{Error, Result};
use crate::network::CELLS;
use crate::registers::{Density, OUTPUT_LINKS};
use crate::version;

/// Edges of the bins in occupancy: those of the Ecoder trainer, continued to all 48 cells.
const OCCUPANCY: [f64; 9] = [0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 49.0];

/// Edges of the bins in charge, transverse MIPs, likewise continued; the last bin is open.
const CHARGE: [f64; 10] = [0.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];

/// Edges of the bins in |eta|.
const ETA: [f64; 10] = [1.4, 1.6, 1.8, 2.0, 2.2, 2.4, 2.6, 2.8, 3.0, 3.2];

/// Least charges of modules that count as showers, transverse MIPs.
const SHOWERS: [f64; 2] = [5.0, 20.0];

/// Metrics by which contenders are ranked; the front is in these two.
const RANKED: [Metric; 2] = [Metric::TelescopeNormalised, Metric::Emd];

/// Contenders that run at the same time; each holds the values of a metric.
const TOGETHER: usize = 4;

/// Samples of each contender on which the sliced distance is compared with the exact one, at most.
const CHECKED_SAMPLES: usize = 50;

/// What is to be compared.
#[derive(Clone)]
pub struct EvaluationRequest<'a> {
    /// The samples.
    pub samples: SampleRows<'a>,
    /// Density of modules whose sample does not say it.
    pub density: Density,
    /// Metadata that the source gives, for the hash.
    pub columns: Columns,
    /// Rows that were dropped while reading because they hold no charge.
    pub empty_rows_dropped: u64,
    /// Where the samples are from, in words.
    pub source: String,
    /// Other samples: their mean image is a baseline (if there are none, that of the samples themselves), and on them
    /// settings of contenders are chosen and readings fitted.
    pub others: SampleRows<'a>,
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
    let samples = showers_above(&request.samples, request.showers_only)?;
    if samples.is_empty() {
        return Err(Error::new("there are no samples to evaluate")
            .hint("the rows asked for, the masks, or the charge that showers must have leave none"));
    }
    let mut links = links.to_vec();
    links.sort_unstable();
    links.dedup();
    check(contenders, &links)?;
    let common = Common::new(request, samples)?;
    common.others_suffice(contenders)?;
    let (sent, baselines): (Vec<&Spec>, Vec<&Spec>) = contenders.iter().partition(|spec| spec.sends());

    let mut kept = Kept { examples: common.examples()?, pairs: Vec::new(), ranked: Vec::new() };
    let baselines = kept.keep(common.all_judged(&baselines, None, &progress)?);
    // Who sends nothing is in no ranking.
    kept.ranked.clear();
    let mut evaluations = Vec::new();
    for &links in &links {
        let (able, unable): (Vec<&Spec>, Vec<&Spec>) = sent.iter().partition(|spec| spec.refuses(links).is_none());
        let contenders = kept.keep(common.all_judged(&able, Some(links), &progress)?);
        let skipped =
            unable.iter().filter_map(|spec| Some(Skipped { name: spec.name(), reason: spec.refuses(links)? }));
        let ranked = std::mem::take(&mut kept.ranked);
        let (rankings, pareto) = (common.rankings(&ranked)?, front(&ranked));
        evaluations.push(Evaluation { links, contenders, skipped: skipped.collect(), rankings, pareto });
    }
    let check = match request.emd {
        EmdKind::Exact => None,
        EmdKind::Sliced => Some(compare(&kept.pairs)),
    };
    Ok(EvaluationFile {
        format: FORMAT,
        tool: version::program(),
        samples: common.samples(request)?,
        emd: EmdMethod { kind: request.emd, check },
        baselines,
        evaluations,
        clusters: common.true_clusters(request),
        examples: kept.examples,
    })
}

/// Modules above a charge in transverse MIPs; all of them without one.
///
/// # Errors
/// If the samples cannot be read.
pub fn showers_above<'a>(samples: &SampleRows<'a>, above: Option<f64>) -> Result<SampleRows<'a>> {
    match above {
        Some(above) => samples.filtered(|_, sample| charge_in_mips(sample) > above),
        None => Ok(samples.clone()),
    }
}

/// The charge of a module in transverse MIPs.
fn charge_in_mips(sample: &Sample) -> f64 {
    f64::from(sample.sum()) / f64::from(CALQ_PER_MIP)
}

/// Contenders with telescope and EMD such that nobody is better in one and at least as good in the other.
fn front(ranked: &[RankedValues]) -> Vec<String> {
    let means: Vec<(f64, f64)> = ranked.iter().map(|one| one.means.into()).collect();
    let beaten = |own: &(f64, f64)| means.iter().any(|other| other.0 <= own.0 && other.1 <= own.1 && other != own);
    let on = ranked.iter().zip(&means).filter(|(_, own)| !beaten(own));
    on.map(|(one, _)| one.name.clone()).collect()
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
    values: ValueRows<{ RANKED.len() }>,
    means: [f64; RANKED.len()],
}

impl RankedValues {
    /// The values of some samples, as far as they are defined, by one of [`RANKED`].
    fn of(&self, at: usize, samples: &[usize]) -> Result<Vec<f64>> {
        let values = self.values.column(at)?;
        Ok(samples.iter().filter_map(|&sample| values[sample]).collect())
    }
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
    modules: Modules<'a>,
    /// The mean image, 48 fractions.
    mean: PerCell<f64>,
    others: OtherSamples,
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
    /// Where its bins begin, and whether the last one is open.
    fn edges(by: Property) -> (Vec<f64>, bool) {
        match by {
            Property::Occupancy => (OCCUPANCY.to_vec(), false),
            Property::Charge => (CHARGE.to_vec(), true),
            Property::Eta => (ETA.to_vec(), false),
            Property::Layer => ((1..=u8::MAX).map(f64::from).collect(), false),
        }
    }

    /// What the property is of a sample, if it is known.
    fn value(by: Property, sample: &Sample) -> Option<f64> {
        match by {
            Property::Occupancy => Some(sample.occupancy(CALQ_PER_MIP) as f64),
            Property::Charge => Some(charge_in_mips(sample)),
            Property::Eta => sample.meta.eta.map(f64::abs),
            Property::Layer => sample.meta.layer.map(f64::from),
        }
    }

    fn new(by: Property, samples: &SampleRows<'_>) -> Result<Self> {
        let (edges, open) = Self::edges(by);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
        samples.each(|at, sample| {
            let Some(value) = Self::value(by, sample) else { return };
            let above = edges.partition_point(|&edge| edge <= value);
            if above > 0 && (above < edges.len() || open) {
                members[above - 1].push(at);
            }
        })?;
        let bin = |(at, members): (usize, Vec<usize>)| (edges[at], edges.get(at + 1).copied(), members);
        let bins = members.into_iter().enumerate().map(bin).filter(|(.., members)| !members.is_empty());
        Ok(Binning { by, bins: bins.collect() })
    }

    /// What all metrics are in the bins.
    fn profile(&self, metrics: &mut impl Iterator<Item = Vec<MetricSummary>>) -> Profile {
        let mut bins = Vec::new();
        for ((low, high, samples), metrics) in self.bins.iter().zip(metrics) {
            bins.push(Bin { low: *low, high: *high, samples: samples.len(), metrics });
        }
        Profile { by: self.by, bins }
    }
}

/// The metrics of a sample, in the order of [`Metric::ALL`].
type MetricValues = [Option<f64>; Metric::ALL.len()];

/// What all metrics are over each of some sets of samples, given by their numbers; and the values of each metric, to a
/// function.
fn summaries(
    values: &ValueRows<{ Metric::ALL.len() }>,
    sets: &[&[usize]],
    mut visit: impl FnMut(Metric, Vec<Option<f64>>),
) -> Result<Vec<Vec<MetricSummary>>> {
    let mut summaries = vec![Vec::new(); sets.len()];
    for (at, &metric) in Metric::ALL.iter().enumerate() {
        let values = values.column(at)?;
        for (set, summaries) in sets.iter().zip(&mut summaries) {
            let summary = statistics::summarise(set.iter().map(|&sample| values[sample]));
            summaries.push(MetricSummary { metric: metric.name().into(), summary });
        }
        visit(metric, values);
    }
    Ok(summaries)
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
    fn new(request: &EvaluationRequest<'_>, samples: SampleRows<'a>) -> Result<Self> {
        let (mut charged, mut showers) = (Vec::new(), SHOWERS.map(|_| Vec::new()));
        samples.each(|at, sample| {
            charged.extend((sample.sum() > 0).then_some(at));
            let above = |&least: &f64| charge_in_mips(sample) > least;
            showers.iter_mut().zip(&SHOWERS).filter(|(_, least)| above(least)).for_each(|(own, _)| own.push(at));
        })?;
        let mut flat = RANKED.map(|_| Vec::with_capacity(samples.len()));
        for block in samples.blocks() {
            let (_, block) = block?;
            for (own, metric) in flat.iter_mut().zip(RANKED) {
                let of = |sample: &Sample| value(metric, request.emd, &charges(sample), &[1.0; CELLS]);
                own.par_extend(block.par_iter().map(of));
            }
        }
        let others = showers_above(&request.others, request.showers_only)?;
        let mean = mean_image_of_rows(if others.is_empty() { &samples } else { &others })?;
        let others = OtherSamples::of_rows(others, request.density, request.choose)?;
        let bins = Property::ALL.into_iter().map(|by| Binning::new(by, &samples)).collect::<Result<_>>()?;
        Ok(Common {
            mean,
            others: others.with_trainer(request.trainer.clone()),
            flat,
            showers,
            emd: request.emd,
            bins,
            shown: spread(charged.len(), request.examples).map(|at| charged[at]).collect(),
            events: request.clusters.map(|least| Events::new(&samples, least)).transpose()?,
            modules: Modules::new(samples, request.density)?,
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
                    && !self.modules.numbers(density).is_empty()
                {
                    self.others.suffice(chip, density)?;
                }
            }
        }
        Ok(())
    }

    /// The examples.
    fn examples(&self) -> Result<Vec<Example>> {
        let shown = self.modules.samples.chosen(self.shown.iter().copied());
        let mut examples = Vec::new();
        for (at, sample) in shown.read(0..shown.len())?.iter().enumerate() {
            examples.push(Example {
                row: shown.place(at) as u64,
                layer: sample.meta.layer,
                eta: sample.meta.eta,
                charges: sample.charges.iter().map(|charge| charge.0).collect(),
                reconstructions: Vec::new(),
            });
        }
        Ok(examples)
    }

    /// Runs contenders over links, or baselines over none, and says which are done.
    fn all_judged(&self, specs: &[&Spec], links: Option<u8>, progress: &(impl Fn(&str) + Sync)) -> Result<Vec<Judged>> {
        let judged = |spec: &&Spec| self.run(spec, links).inspect(|done| progress(&done.contender.name));
        let mut all = Vec::new();
        for some in specs.chunks(TOGETHER) {
            all.extend(some.par_iter().map(judged).collect::<Result<Vec<_>>>()?);
        }
        Ok(all)
    }

    /// Runs a contender over links, or a baseline over none.
    fn run(&self, spec: &Spec, links: Option<u8>) -> Result<Judged> {
        let sent = match links {
            None => spec.unsent(&self.modules.samples, &self.mean)?,
            Some(links) => spec.transmit(links, &self.modules, &self.others)?,
        };
        self.judge(spec, links, &sent)
    }

    fn samples(&self, request: &EvaluationRequest<'_>) -> Result<EvaluatedSamples> {
        let samples = &self.modules.samples;
        let (mut content, count) = (ContentHash::new(request.columns), samples.len());
        let (mut without_charge, mut occupancy, mut charge) = (0, 0.0, 0.0);
        samples.each(|_, sample| {
            content.push(sample);
            without_charge += usize::from(sample.sum() == 0);
            occupancy += sample.occupancy(CALQ_PER_MIP) as f64;
            charge += f64::from(sample.sum());
        })?;
        let first = if request.samples.is_empty() { 0 } else { request.samples.place(0) as u64 };
        Ok(EvaluatedSamples {
            count,
            without_charge,
            empty_rows_dropped: request.empty_rows_dropped,
            source: request.source.clone(),
            showers_only: request
                .showers_only
                .map(|above| ShowersOnly { above, left_out: request.samples.len() - count }),
            rows: [first, first + request.samples.len() as u64],
            sha256: content.finish(),
            density: [Density::Low, Density::High].map(|density| self.modules.numbers(density).len()),
            mean_occupancy: occupancy / count as f64,
            mean_charge: charge / count as f64,
        })
    }

    fn judge(&self, spec: &Spec, links: Option<u8>, sent: &Sent) -> Result<Judged> {
        let samples = &self.modules.samples;
        let (mut values, mut ranks) = (ValueRows::default(), Ranks::default());
        let (mut residuals, mut silent) = (Residuals::default(), Vec::new());
        for block in samples.blocks() {
            let (first, block) = block?;
            let outcomes = sent.outcomes.read(first..first + block.len())?;
            let truth: Vec<PerCell<f32>> = block.iter().map(charges).collect();
            let of =
                |(x, y): (&PerCell<f32>, &Outcome)| Metric::ALL.map(|metric| value(metric, self.emd, x, &y.charges));
            let own: Vec<MetricValues> = truth.par_iter().zip(&outcomes).map(of).collect();
            values.push(&own)?;
            let flat = (first..first + own.len()).map(|at| std::array::from_fn(|metric| self.flat[metric][at]));
            ranks.add(&own, flat)?;
            truth.iter().zip(&outcomes).for_each(|(x, y)| residuals.add(x, &y.charges));
            silent.extend(outcomes.iter().map(|outcome| outcome.status.is_some_and(Status::says_nothing)));
        }
        let name = spec.name();
        let mut shown = Vec::new();
        for &at in &self.shown {
            shown.push(sent.outcomes.one(at)?.reconstruction(&name, links));
        }
        let (mut metrics, response) = self.summaries(&values)?;
        let mut of_sets = metrics.split_off(1).into_iter();
        let showers = self.showers(links.is_some(), &silent, &mut of_sets);
        let profiles: Vec<Profile> = self.bins.iter().map(|binning| binning.profile(&mut of_sets)).collect();
        let clusters = self.events.as_ref();
        let clusters = clusters.map(|events| events.with(|at| Ok(sent.outcomes.one(at)?.charges))).transpose()?;
        let contender = Contender {
            title: spec.title(&sent.choices),
            kind: spec.kind(),
            decoding: spec.decoding(&sent.choices),
            received: sent.received,
            bits: sent.bits,
            metrics: metrics.remove(0),
            profiles: profiles.into_iter().filter(|profile| !profile.bins.is_empty()).collect(),
            showers,
            cells: residuals.means(),
            response,
            stated: choose::stating(sent.choices),
            settings: choose::evaluated(sent.choices),
            clusters,
            name: name.clone(),
        };
        Ok(Judged { contender, shown, pairs: self.pairs(sent)?, ranked: ranks.finish(name) })
    }

    /// What all metrics are over all samples, over showers and in the bins of each property; and the response.
    fn summaries(&self, values: &ValueRows<{ Metric::ALL.len() }>) -> Result<(Vec<Vec<MetricSummary>>, Response)> {
        let all: Vec<usize> = (0..self.modules.samples.len()).collect();
        let mut sets: Vec<&[usize]> = vec![&all];
        sets.extend(self.showers.iter().map(Vec::as_slice));
        sets.extend(self.bins.iter().flat_map(|binning| binning.bins.iter().map(|(.., members)| members.as_slice())));
        let mut response = Response::default();
        let summaries = summaries(values, &sets, |metric, values| {
            if metric == Metric::SumResponse {
                let mut ratios: Vec<f64> = values.into_iter().flatten().collect();
                ratios.sort_by(f64::total_cmp);
                response = Response::of(&ratios);
            }
        })?;
        Ok((summaries, response))
    }

    /// Modules with showers; `silent` says whose packets say nothing, and `metrics` what their metrics are.
    fn showers(
        &self,
        was_sent: bool,
        silent: &[bool],
        metrics: &mut impl Iterator<Item = Vec<MetricSummary>>,
    ) -> Vec<Showers> {
        let mut all = Vec::new();
        for ((&above, own), metrics) in SHOWERS.iter().zip(&self.showers).zip(metrics) {
            let lost = was_sent.then(|| own.iter().filter(|&&at| silent[at]).count());
            all.push(Showers { above, samples: own.len(), lost, metrics });
        }
        all
    }

    /// Contenders in order, for each metric over all samples and over showers.
    fn rankings(&self, ranked: &[RankedValues]) -> Result<Vec<Ranking>> {
        let all: Vec<usize> = (0..self.modules.samples.len()).collect();
        let sets = [(0.0, &all)].into_iter().chain(SHOWERS.into_iter().zip(&self.showers));
        let sets: Vec<(f64, &Vec<usize>)> = sets.collect();
        let mut rankings = Vec::new();
        for (at, metric) in RANKED.iter().enumerate() {
            for &(above, own) in &sets {
                let own: Vec<usize> = own.iter().copied().filter(|&sample| self.flat[at][sample].is_some()).collect();
                let order = if own.is_empty() { Vec::new() } else { ranking(ranked, at, &own)? };
                rankings.push(Ranking { metric: metric.name().into(), above, samples: own.len(), order });
            }
        }
        Ok(rankings)
    }

    /// Sliced and exact distances of evenly chosen samples.
    fn pairs(&self, sent: &Sent) -> Result<Vec<(f64, f64)>> {
        let samples = &self.modules.samples;
        let mut pairs = Vec::new();
        if self.emd == EmdKind::Exact {
            return Ok(pairs);
        }
        for at in (0..samples.len()).step_by(samples.len().div_ceil(CHECKED_SAMPLES)) {
            let y = sent.outcomes.one(at)?.charges;
            let truth = samples.read(at..at + 1)?;
            let of = |x: PerCell<f32>| Some((sliced::sliced(&x, &y)?, emd::emd(&x, &y)?));
            pairs.extend(truth.iter().filter_map(|sample| of(charges(sample))));
        }
        Ok(pairs)
    }
}

/// The values that rank a contender, as they come.
#[derive(Default)]
struct Ranks {
    values: ValueRows<{ RANKED.len() }>,
    sums: [f64; RANKED.len()],
    counts: [usize; RANKED.len()],
}

impl Ranks {
    /// Adds samples: their metrics, and what a flat image is worth.
    fn add(&mut self, own: &[MetricValues], flat: impl Iterator<Item = [Option<f64>; RANKED.len()]>) -> Result<()> {
        let places = RANKED.map(|metric| Metric::ALL.iter().position(|own| *own == metric).unwrap_or_default());
        let mut values = Vec::with_capacity(own.len());
        for (own, flat) in own.iter().zip(flat) {
            let of = |at: usize| flat[at].map(|flat| own[places[at]].unwrap_or(flat));
            let row: [Option<f64>; RANKED.len()] = std::array::from_fn(of);
            for (at, value) in row.iter().enumerate() {
                self.sums[at] += value.unwrap_or_default();
                self.counts[at] += usize::from(value.is_some());
            }
            values.push(row);
        }
        self.values.push(&values)
    }

    fn finish(self, name: String) -> RankedValues {
        let means = std::array::from_fn(|at| self.sums[at] / self.counts[at].max(1) as f64);
        RankedValues { name, values: self.values, means }
    }
}

/// Contenders in order over some samples, by one of [`RANKED`].
fn ranking(ranked: &[RankedValues], at: usize, samples: &[usize]) -> Result<Vec<Ranked>> {
    let mut order: Vec<(&RankedValues, f64)> = Vec::new();
    for one in ranked {
        order.extend(statistics::mean_and_deviation(&one.of(at, samples)?).map(|(mean, _)| (one, mean)));
    }
    order.sort_by(|one, other| one.1.total_cmp(&other.1));
    let best = order.first().map(|(best, _)| best.of(at, samples)).transpose()?.unwrap_or_default();
    let mut all = Vec::new();
    for (one, mean) in order {
        let pairs = one.of(at, samples)?.into_iter().zip(best.iter().copied());
        all.extend(statistics::mean_difference(pairs).map(|(behind, behind_error)| Ranked {
            name: one.name.clone(),
            mean,
            behind,
            behind_error,
        }));
    }
    Ok(all)
}

/// What reconstructed charges differ by from the true ones in each cell, in parts of the sum of the module.
struct Residuals {
    total: PerCell<f64>,
    square: PerCell<f64>,
    count: usize,
}

impl Default for Residuals {
    fn default() -> Self {
        Residuals { total: [0.0; CELLS], square: [0.0; CELLS], count: 0 }
    }
}

impl Residuals {
    /// Adds a module, if it has charge.
    fn add(&mut self, x: &PerCell<f32>, y: &PerCell<f32>) {
        if sum(x) <= 0.0 {
            return;
        }
        self.count += 1;
        for cell in 0..CELLS {
            let residual = (f64::from(y[cell]) - f64::from(x[cell])) / sum(x);
            self.total[cell] += residual;
            self.square[cell] += residual * residual;
        }
    }

    fn means(&self) -> CellResiduals {
        if self.count == 0 {
            return CellResiduals::default();
        }
        let count = self.count as f64;
        CellResiduals {
            mean: self.total.iter().map(|total| total / count).collect(),
            rms: self.square.iter().map(|square| (square / count).sqrt()).collect(),
        }
    }
}
