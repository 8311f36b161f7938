//! The best registers and readings of the chip's algorithms, on samples other than those that are evaluated.
//!
//! For modules of each density everything that a name leaves open is tried: `drop_lsb` 0 to 4, `use_sum` 0 and 1, the
//! types of super trigger cells, the MUX of the chip and 2x2 tiles (not for Best Choice, where it decides ties alone), T1 for a latency of 12 BX and as large as the FIFO,
//! and every reading that suits the packets. All of these are tried together; the thresholds of Threshold Sum, quantiles
//! of the charges with those between the best and its neighbours, for every T1 by itself in turn with the rest. What is best is said by the mean
//! of a metric, where a module of which nothing arrived counts as a flat image: whoever loses packets must not profit.
//!
//! Registers for a learned reading ([`super::learned`]) are those that are best for the other readings; the decoder is
//! then learned on all other samples of the density.

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::contender::{RoutedReader, Sender};
use super::evaluation::{ChosenSettings, EvaluatedSettings};
use super::learned::{self, LearnedReading, ReadingTrainer};
use super::metrics::Metric;
use super::outcomes::Modules;
use super::packets::{PacketReading, Routing, SHARE_ONE};
use super::settings::{ChipContender, ChipSettings, Stated, StatedReading, Threshold};
use super::sliced;
use crate::chip::signals::PerCell;
use crate::chip::unpack::ReceivedPacket;
use crate::data::rows::spread;
use crate::data::{Sample, SampleRows};
use crate::error::{Error, Result};
use crate::network::CELLS;
use crate::registers::{Algorithm, Density, FIFO_WORDS, LARGEST_DROP, StcType};

/// Steps, in thousandths, in which the share of the largest cell is refined; the first one over all shares.
const SHARE_STEPS: [u16; 4] = [100, 20, 4, 1];

/// Quantiles of the charges, in thousandths, that are tried as thresholds, with 0.
const THRESHOLDS: [usize; 16] = [100, 250, 400, 500, 600, 700, 750, 800, 850, 900, 930, 950, 970, 980, 990, 998];

/// How often thresholds are tried between the best and its neighbours.
const REFINED: usize = 2;

/// Into how many steps the way to a neighbour is divided.
const STEPS: u32 = 4;

/// Rounds of thresholds and other settings in turn, at most.
const ROUNDS: usize = 3;

/// By what the best settings are chosen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ChooseBy {
    /// The mean telescope of normalised charges
    #[default]
    #[serde(alias = "telescope")]
    #[strum(to_string = "telescope-normalised", serialize = "telescope")]
    TelescopeNormalised,
    /// The mean earth mover's distance, sliced
    Emd,
    /// The mean of 3,000 times the telescope plus the sliced earth mover's distance
    Mix,
}

/// Factor of the normalised telescope beside the sliced earth mover's distance in a mix of the two: with encoders of
/// today both terms are then a few tenths.
pub const TELESCOPE_IN_MIX: f64 = 3e3;

impl ChooseBy {
    /// Its value for one module, or `None` where it is undefined.
    pub fn of(self, x: &PerCell<f32>, y: &PerCell<f32>) -> Option<f64> {
        match self {
            ChooseBy::TelescopeNormalised => Metric::TelescopeNormalised.of(x, y),
            ChooseBy::Emd => sliced::sliced(x, y),
            ChooseBy::Mix => Some(TELESCOPE_IN_MIX * Metric::TelescopeNormalised.of(x, y)? + sliced::sliced(x, y)?),
        }
    }
}

/// How settings are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChooseOptions {
    /// By what.
    pub by: ChooseBy,
    /// Samples of each density on which they are chosen, at most; evenly taken from all.
    pub samples: usize,
}

impl Default for ChooseOptions {
    fn default() -> Self {
        ChooseOptions { by: ChooseBy::default(), samples: 4000 }
    }
}

/// Settings and a reading for modules of one density.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The registers.
    pub settings: ChipSettings,
    /// The reading.
    pub reading: PacketReading,
    /// The image by which [`PacketReading::Mean`] deals out, in the order of the packets; zeros for other readings.
    pub image: PerCell<f64>,
    /// On what they were chosen; `None` if all were stated.
    pub basis: Option<Basis>,
}

/// On what settings were chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Basis {
    /// By what.
    pub by: ChooseBy,
    /// Samples with charge.
    pub samples: usize,
    /// The mean of the metric on these.
    pub value: f64,
}

/// Settings and readings of low and of high density as the result of an evaluation has them.
pub fn evaluated(choices: [Option<Choice>; 2]) -> Vec<EvaluatedSettings> {
    let both = [Density::Low, Density::High].into_iter().zip(choices);
    both.filter_map(|(density, choice)| Some(evaluated_of(density, choice?))).collect()
}

fn evaluated_of(density: Density, Choice { settings, reading, basis, .. }: Choice) -> EvaluatedSettings {
    let stated = ChipContender::stating([(settings, reading); 2]).stated[0];
    EvaluatedSettings {
        density,
        drop_lsb: stated.drop_lsb,
        use_sum: stated.use_sum,
        threshold: stated.threshold.map(|_| settings.threshold),
        stc_type: stated.stc_type.map(StcType::register),
        t1: stated.t1,
        mux: stated.routing.map(|routing| routing.name().into()),
        reading: reading.name(),
        chosen: basis.map(chosen),
    }
}

/// The name that states settings and readings one by one; a density that no sample has gets those of the other.
pub fn stating(choices: [Option<Choice>; 2]) -> Option<String> {
    let [low, high] = [0, 1].map(|at| choices[at].or(choices[1 - at]).map(|choice| (choice.settings, choice.reading)));
    Some(ChipContender::stating([low?, high?]).name())
}

fn chosen(basis: Basis) -> ChosenSettings {
    ChosenSettings { by: <&str>::from(basis.by).into(), samples: basis.samples, value: basis.value }
}

/// Samples other than those that are evaluated.
pub struct OtherSamples {
    by: ChooseBy,
    /// BX that go before the samples.
    before: usize,
    /// Of low and of high density.
    of: [OfDensity; 2],
    /// What learns readings.
    trainer: Option<Arc<dyn ReadingTrainer>>,
}

/// Samples of one density.
struct OfDensity {
    /// Those with charge on which readings are learned, as many as are used at most.
    lessons: Vec<Sample>,
    /// Those on which settings are chosen.
    samples: Vec<Sample>,
    truth: Vec<PerCell<f32>>,
    /// What a flat image would be worth for each; `None` without charge.
    flat: Vec<Option<f64>>,
    /// The mean image of all of this density; flat if there are none.
    mean: PerCell<f64>,
}

/// Sum of images, each divided by its own sum.
#[derive(Debug, Clone)]
struct ImageSum(PerCell<f64>);

impl ImageSum {
    fn add(&mut self, sample: &Sample) {
        let sum = f64::from(sample.sum());
        if sum > 0.0 {
            self.0.iter_mut().zip(&sample.charges).for_each(|(mean, charge)| *mean += f64::from(charge.0) / sum);
        }
    }

    fn mean(&self) -> PerCell<f64> {
        let total: f64 = self.0.iter().sum();
        if total > 0.0 { self.0.map(|part| part / total) } else { [1.0 / CELLS as f64; CELLS] }
    }
}

/// Mean of the images, each divided by its own sum; flat without charge.
pub fn mean_image<'a>(samples: impl Iterator<Item = &'a Sample>) -> PerCell<f64> {
    let mut sum = ImageSum([0.0; CELLS]);
    samples.for_each(|sample| sum.add(sample));
    sum.mean()
}

/// The same of samples that need not be in memory.
///
/// # Errors
/// If they cannot be read.
pub fn mean_image_of_rows(samples: &SampleRows<'_>) -> Result<PerCell<f64>> {
    let mut sum = ImageSum([0.0; CELLS]);
    samples.each(|_, sample| sum.add(sample))?;
    Ok(sum.mean())
}

/// The charges of a sample as real numbers.
pub fn charges(sample: &Sample) -> PerCell<f32> {
    sample.charges.map(|charge| charge.0 as f32)
}

impl OfDensity {
    fn new(all: &[&Sample], options: ChooseOptions) -> Self {
        fn taken(all: &[&Sample], count: usize) -> Vec<Sample> {
            spread(all.len(), count).map(|at| *all[at]).collect()
        }
        let charged: Vec<&Sample> = all.iter().copied().filter(|sample| sample.sum() > 0).collect();
        let (samples, lessons) = (taken(all, options.samples), taken(&charged, learned::SAMPLES[0]));
        Self::with(samples, lessons, mean_image(all.iter().copied()), options)
    }

    fn of_rows(all: &SampleRows<'_>, options: ChooseOptions) -> Result<Self> {
        let lessons = all.filtered(|_, sample| sample.sum() > 0)?.spread(learned::SAMPLES[0]);
        let samples = all.spread(options.samples);
        let [samples, lessons] = [samples, lessons].map(|rows| rows.read(0..rows.len()));
        Ok(Self::with(samples?, lessons?, mean_image_of_rows(all)?, options))
    }

    fn with(samples: Vec<Sample>, lessons: Vec<Sample>, mean: PerCell<f64>, options: ChooseOptions) -> Self {
        let truth: Vec<PerCell<f32>> = samples.iter().map(charges).collect();
        let flat = truth.par_iter().map(|truth| options.by.of(truth, &[1.0; CELLS])).collect();
        OfDensity { lessons, samples, truth, flat, mean }
    }

    /// Samples with charge.
    fn charged(&self) -> usize {
        self.flat.iter().flatten().count()
    }

    /// Thresholds to try first, in increasing order.
    fn thresholds(&self) -> Vec<u32> {
        let mut charges: Vec<u32> =
            self.samples.iter().flat_map(|sample| sample.charges.map(|charge| charge.0)).collect();
        charges.sort_unstable();
        let quantile = |thousandths: usize| charges.get(thousandths * charges.len() / 1000).copied();
        // A cell is a hit from its threshold on: one more leaves out all cells of this charge.
        let beyond = THRESHOLDS.into_iter().filter_map(quantile).map(|charge| charge + 1);
        let mut thresholds: Vec<u32> = std::iter::once(0).chain(beyond).collect();
        thresholds.dedup();
        thresholds
    }
}

/// What is tried, for modules of one density at one number of links.
struct Trials<'a> {
    by: ChooseBy,
    before: usize,
    others: &'a OfDensity,
    mean: PerCell<f64>,
    links: u8,
    density: Density,
    algorithm: Algorithm,
    stated: Stated,
    best: bool,
}

/// What was tried, and how good it is.
type Tried = (f64, ChipSettings, PacketReading);

/// The better of two, and the first of equals.
fn better(first: Option<Tried>, second: Option<Tried>) -> Option<Tried> {
    match (first, second) {
        (Some(first), Some(second)) => Some(if second.0 < first.0 { second } else { first }),
        (first, second) => first.or(second),
    }
}

/// A stated value alone, or all that can be chosen, or the usual one.
fn either<T: Copy>(stated: Option<T>, chosen: bool, all: &[T], usual: T) -> Vec<T> {
    match stated {
        Some(value) => vec![value],
        None if chosen => all.to_vec(),
        None => vec![usual],
    }
}

impl Trials<'_> {
    /// T1 as usual, and as large as the FIFO.
    fn t1s(&self, of: &ChipContender) -> Vec<u16> {
        let usual = ChipSettings::usual(self.algorithm, self.links, self.density).t1;
        either(self.stated.t1, self.best && of.takes_threshold(), &[usual, FIFO_WORDS as u16], usual)
    }

    /// All settings but thresholds.
    fn settings(&self, of: &ChipContender, threshold: u32) -> Vec<ChipSettings> {
        let usual = ChipSettings { threshold, ..ChipSettings::usual(self.algorithm, self.links, self.density) };
        let (best, stated) = (self.best, self.stated);
        let drops: Vec<u8> = (0..=LARGEST_DROP).collect();
        let sums = either(stated.use_sum, best && of.takes_sum(), &[false, true], usual.use_sum);
        let routings =
            either(stated.routing, best && of.routing_matters(), &[Routing::Chip, Routing::Tiles], usual.routing);
        let t1s = self.t1s(of);
        let types: Vec<StcType> = StcType::ALL.into_iter().filter(|kind| kind.groups(self.links).is_some()).collect();
        let types = either(stated.stc_type, best && of.takes_groups(), &types, usual.stc_type);
        let mut all = Vec::new();
        for stc_type in types {
            let dropped = !of.takes_groups() || stc_type.dropped_bits(1) > 0;
            for drop_lsb in either(stated.drop_lsb, best && dropped, &drops, usual.drop_lsb) {
                for &routing in &routings {
                    let of_sum = |&use_sum| t1s.iter().map(move |&t1| (use_sum, t1));
                    let settings = |(use_sum, t1)| ChipSettings { drop_lsb, use_sum, stc_type, routing, t1, ..usual };
                    all.extend(sums.iter().flat_map(of_sum).map(settings));
                }
            }
        }
        all
    }

    /// Readings of packets with these settings; shares in the coarsest steps.
    fn readings(&self, settings: &ChipSettings) -> Vec<PacketReading> {
        let shares = (0..=SHARE_ONE as u16).step_by(SHARE_STEPS[0].into()).map(PacketReading::Share);
        let plain = [
            PacketReading::Sent,
            PacketReading::Rest,
            PacketReading::Mean,
            PacketReading::Largest,
            PacketReading::Even,
        ];
        let all: Vec<PacketReading> = match self.stated.reading {
            // A decoder for each of these would take hours: what is best for other readings will do.
            Some(StatedReading::This(PacketReading::Learned)) => plain.into_iter().chain(shares).collect(),
            Some(StatedReading::This(reading)) => vec![reading],
            Some(StatedReading::FittedShare) => shares.collect(),
            None if self.best => plain.into_iter().chain(shares).collect(),
            None => vec![PacketReading::Sent],
        };
        let suits = |reading: &PacketReading| reading.suits(self.algorithm, Some(settings.stc_type));
        all.into_iter().filter(suits).collect()
    }

    /// Sends the samples.
    fn send(&self, settings: &ChipSettings) -> Result<(RoutedReader, Vec<ReceivedPacket>)> {
        let sender = Sender::of(settings, self.links, self.density);
        Ok((RoutedReader::new(&sender), sender.send_in_stream(&self.others.samples, self.before)?))
    }

    /// The mean of the metric over the samples with charge.
    fn value(
        &self,
        reader: &RoutedReader,
        packets: &[ReceivedPacket],
        reading: PacketReading,
        image: &PerCell<f64>,
    ) -> f64 {
        let one = |((packet, truth), flat): ((&ReceivedPacket, &PerCell<f32>), &Option<f64>)| {
            let flat = (*flat)?;
            Some(self.by.of(truth, &reader.charges(packet, reading, image)).unwrap_or(flat))
        };
        let all = packets.iter().zip(&self.others.truth).zip(&self.others.flat);
        all.filter_map(one).sum::<f64>() / self.others.charged() as f64
    }

    /// The image by which [`PacketReading::Mean`] deals out what these packets leave open, in their order.
    fn image(&self, reader: &RoutedReader, packets: &[ReceivedPacket]) -> PerCell<f64> {
        let unsent = reader.image_of_unsent(packets.iter().zip(&self.others.truth));
        unsent.unwrap_or_else(|| reader.routed(&self.mean))
    }

    /// The image that a reading needs with these settings.
    fn image_for(&self, settings: &ChipSettings, reading: PacketReading) -> Result<PerCell<f64>> {
        if reading != PacketReading::Mean {
            return Ok([0.0; CELLS]);
        }
        let (reader, packets) = self.send(settings)?;
        Ok(self.image(&reader, &packets))
    }

    /// The best reading with these settings.
    fn try_settings(&self, settings: &ChipSettings) -> Result<Option<Tried>> {
        let readings = self.readings(settings);
        if readings.is_empty() {
            return Ok(None);
        }
        let (reader, packets) = self.send(settings)?;
        let image = self.image(&reader, &packets);
        let tried = |reading| Some((self.value(&reader, &packets, reading, &image), *settings, reading));
        Ok(readings.into_iter().map(tried).fold(None, better))
    }

    /// The best of some settings, and of one found before.
    fn try_all(&self, all: &[ChipSettings], before: Option<Tried>) -> Result<Option<Tried>> {
        let tried: Vec<Option<Tried>> = all.par_iter().map(|one| self.try_settings(one)).collect::<Result<_>>()?;
        Ok(tried.into_iter().fold(before, better))
    }

    /// Thresholds in turn with the other settings, for every T1 by itself: with a larger one lower thresholds are better.
    fn by_thresholds(&self, of: &ChipContender) -> Result<Option<Tried>> {
        let found: Vec<Option<Tried>> =
            self.t1s(of).into_iter().map(|t1| self.by_thresholds_with(of, t1)).collect::<Result<_>>()?;
        Ok(found.into_iter().fold(None, better))
    }

    fn settings_of_t1(&self, of: &ChipContender, threshold: u32, t1: u16) -> impl Iterator<Item = ChipSettings> {
        self.settings(of, threshold).into_iter().filter(move |settings| settings.t1 == t1)
    }

    fn by_thresholds_with(&self, of: &ChipContender, t1: u16) -> Result<Option<Tried>> {
        let first = self.others.thresholds();
        let (mut best, mut settings) = (None, self.settings_of_t1(of, 0, t1).next());
        for _ in 0..ROUNDS {
            let before = best;
            let mut thresholds = first.clone();
            for _ in 0..=REFINED {
                let Some(settings) = settings else { return Ok(None) };
                let with = thresholds.iter().map(|&threshold| ChipSettings { threshold, ..settings });
                best = self.try_all(&with.collect::<Vec<_>>(), best)?;
                let Some((_, found, _)) = best else { return Ok(None) };
                thresholds = between(&thresholds, found.threshold);
            }
            let Some((_, found, _)) = best else { return Ok(None) };
            best = self.try_all(&self.settings_of_t1(of, found.threshold, t1).collect::<Vec<_>>(), best)?;
            settings = best.map(|(_, found, _)| found);
            if best == before {
                break;
            }
        }
        Ok(best)
    }

    /// The best share in the finest steps.
    fn refined(&self, (value, settings, share): (f64, ChipSettings, u16)) -> Result<Tried> {
        let (reader, packets) = self.send(&settings)?;
        let (mut best, mut share) = (value, share);
        for steps in SHARE_STEPS.windows(2) {
            let (around, reach) = (share, steps[0] - steps[1]);
            let shares = around.saturating_sub(reach)..=(around + reach).min(SHARE_ONE as u16);
            for other in shares.step_by(steps[1].into()) {
                let value = self.value(&reader, &packets, PacketReading::Share(other), &[0.0; CELLS]);
                if value < best {
                    (best, share) = (value, other);
                }
            }
        }
        Ok((best, settings, PacketReading::Share(share)))
    }
}

/// The threshold and its neighbours, with some between them.
fn between(thresholds: &[u32], threshold: u32) -> Vec<u32> {
    let at = thresholds.partition_point(|&other| other < threshold);
    let low = at.checked_sub(1).map_or(threshold, |below| thresholds[below]);
    let high = thresholds.get(at + 1).copied().unwrap_or(threshold);
    fn part(from: u32, to: u32) -> impl Iterator<Item = u32> {
        (0..=STEPS).map(move |step| from + (u64::from(to - from) * u64::from(step) / u64::from(STEPS)) as u32)
    }
    let mut all: Vec<u32> = part(low, threshold).chain(part(threshold, high)).collect();
    all.dedup();
    all
}

impl OtherSamples {
    /// Sorts samples by density; `density` is that of modules whose sample does not say it.
    pub fn new(samples: &[Sample], density: Density, options: ChooseOptions) -> Self {
        let of = [Density::Low, Density::High].map(|kind| {
            let own = |sample: &&Sample| sample.meta.density.unwrap_or(density) == kind;
            OfDensity::new(&samples.iter().filter(own).collect::<Vec<_>>(), options)
        });
        OtherSamples { by: options.by, before: 0, of, trainer: None }
    }

    /// The same with samples that need not be in memory.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn of_rows(samples: SampleRows<'_>, density: Density, options: ChooseOptions) -> Result<Self> {
        let modules = Modules::new(samples, density)?;
        let [low, high] = [Density::Low, Density::High].map(|kind| OfDensity::of_rows(&modules.of(kind), options));
        Ok(OtherSamples { by: options.by, before: 0, of: [low?, high?], trainer: None })
    }

    /// The same in the middle of a long stream, see [`Sender::send_in_stream`].
    #[must_use]
    pub fn in_stream(self, before: usize) -> Self {
        OtherSamples { before, ..self }
    }

    /// The same, and readings can be learned on them.
    #[must_use]
    pub fn with_trainer(self, trainer: Option<Arc<dyn ReadingTrainer>>) -> Self {
        OtherSamples { trainer, ..self }
    }

    /// Learns the reading of packets that are sent with these settings.
    ///
    /// # Errors
    /// As [`LearnedReading::learn`], and no trainer.
    pub fn learn(&self, choice: &Choice, links: u8, density: Density) -> Result<LearnedReading> {
        let trainer = self.trainer.as_deref().ok_or_else(no_trainer)?;
        LearnedReading::learn(trainer, &self.of[density as usize].lessons, choice, links, density)
    }

    /// Whether there are samples for what a contender leaves open on modules of a density, for its mean image, and for a
    /// reading that it learns; and what learns it.
    ///
    /// # Errors
    /// There are none, or nothing that learns, and it needs them.
    pub fn suffice(&self, of: &ChipContender, density: Density) -> Result<()> {
        if of.is_learned() && self.trainer.is_none() {
            return Err(no_trainer().found(of.name()));
        }
        let what = match of.stated_reading(density) {
            _ if self.of[density as usize].charged() > 0 => return Ok(()),
            Some(PacketReading::Mean) => "for the mean image",
            Some(PacketReading::Learned) => "to learn a reading on",
            None => "to choose settings or to fit a reading on",
            Some(_) => return Ok(()),
        };
        Err(missing(density, what).found(of.name()))
    }

    /// What a contender runs with on modules of a density: all that it states, and the best of what it leaves open.
    ///
    /// # Errors
    /// Those of the chip, and no samples to choose on.
    pub fn choose(&self, of: &ChipContender, links: u8, density: Density) -> Result<Choice> {
        self.suffice(of, density)?;
        let stated = of.stated[density as usize];
        let others = &self.of[density as usize];
        let trials = Trials {
            by: self.by,
            before: self.before,
            others,
            mean: others.mean,
            links,
            density,
            algorithm: of.algorithm,
            stated,
            best: of.best,
        };
        if let Some(reading) = of.stated_reading(density) {
            let settings = stated.settings(ChipSettings::usual(of.algorithm, links, density));
            return Ok(Choice { settings, reading, image: trials.image_for(&settings, reading)?, basis: None });
        }
        let none = || missing(density, "to choose settings or to fit a reading on").found(of.name());
        let best = match stated.threshold {
            None if of.best && of.takes_threshold() => trials.by_thresholds(of)?,
            Some(Threshold::Fixed(threshold)) => trials.try_all(&trials.settings(of, threshold), None)?,
            Some(Threshold::Fitting) | None => trials.try_all(&trials.settings(of, 0), None)?,
        };
        let learned = stated.reading == Some(StatedReading::This(PacketReading::Learned));
        let fitted = !matches!(stated.reading, Some(StatedReading::This(_)));
        let (value, settings, reading) = match best.ok_or_else(none)? {
            (value, settings, _) if learned => (value, settings, PacketReading::Learned),
            (value, settings, PacketReading::Share(share)) if fitted => trials.refined((value, settings, share))?,
            tried => tried,
        };
        let basis = Basis { by: self.by, samples: others.charged(), value };
        Ok(Choice { settings, reading, image: trials.image_for(&settings, reading)?, basis: Some(basis) })
    }
}

/// Nothing learns readings.
fn no_trainer() -> Error {
    Error::new("a learned reading needs a trainer, and there is none here")
        .field("--contender")
        .allowed("readings that are not learned: without mlp")
        .hint("the program econ-emu-train learns them")
}

/// There are no other samples of a density.
fn missing(density: Density, what: &str) -> Error {
    Error::new(format!("there are no other samples of {} density with charge {what}", density.name()))
        .field("--contender")
        .hint(
            "evaluate a part of the rows (--rows), or give others (--choose-rows, --choose-input); \
              chip:fixed stands for the algorithms with usual settings",
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::synth::{Synth, SynthKind};

    fn samples(rows: u64) -> Vec<Sample> {
        let synth = Synth::new(8, SynthKind::Mixed, None, rows);
        (0..rows).map(|row| synth.sample(&synth.row(row))).collect()
    }

    fn choose(others: &OtherSamples, name: &str, links: u8, density: Density) -> Choice {
        others.choose(&ChipContender::parse(name).unwrap(), links, density).unwrap()
    }

    /// What a contender that states everything is worth on the same samples.
    fn value(others: &OtherSamples, name: &str, links: u8, density: Density) -> f64 {
        let of = ChipContender::parse(name).unwrap();
        let choice = others.choose(&of, links, density).unwrap();
        let own = &others.of[density as usize];
        let trials = Trials {
            by: others.by,
            before: 0,
            others: own,
            mean: own.mean,
            links,
            density,
            algorithm: of.algorithm,
            stated: of.stated[0],
            best: false,
        };
        let (reader, packets) = trials.send(&choice.settings).unwrap();
        trials.value(&reader, &packets, choice.reading, &choice.image)
    }

    /// No stated settings are better than the chosen ones, and those keep what the name states.
    #[test]
    fn nothing_that_can_be_stated_is_better() {
        let all = samples(300);
        for by in [ChooseBy::TelescopeNormalised, ChooseBy::Emd] {
            let others = OtherSamples::new(&all, Density::High, ChooseOptions { by, samples: 100 });
            for (best, stated) in [
                ("bc:best", &["bc", "bc:rest", "bc:drop=0:sum=0:rest", "bc:mean", "bc:drop=2:sum=0:mean:tiles"][..]),
                (
                    "ts:best",
                    &["ts:0:rest", "ts:47:rest", "ts:47:drop=0:sum=0:mean", "ts:9999:rest", "ts:20:t1=400:mean"],
                ),
                ("stc:best", &["stc0:max", "stc1:even", "stc2:mean:drop=0", "stc3:share=0.4:tiles", "stc0:fit"]),
                ("rpt:best", &["rpt", "rpt:mean:drop=0", "rpt:tiles"]),
                ("stc0:best:even", &["stc0:even", "stc0:even:tiles"]),
            ] {
                for density in [Density::Low, Density::High] {
                    let chosen = choose(&others, best, 3, density);
                    let basis = chosen.basis.unwrap();
                    assert_eq!((basis.by, basis.samples), (by, others.of[density as usize].charged()));
                    let name = ChipContender::stating([(chosen.settings, chosen.reading); 2]).name();
                    assert_eq!(value(&others, &name, 3, density), basis.value, "{name}");
                    for stated in stated {
                        let other = value(&others, stated, 3, density);
                        assert!(basis.value <= other, "{name}: {}, but {stated}: {other}", basis.value);
                    }
                }
            }
            assert_eq!(choose(&others, "stc0:best:even", 3, Density::Low).reading, PacketReading::Even);
        }
    }

    /// Best Choice sends charges of a sparse module without loss of small ones, and the rest by itself.
    #[test]
    fn best_choice_of_showers_drops_nothing() {
        let others =
            OtherSamples::new(&samples(600), Density::High, ChooseOptions { samples: 200, ..ChooseOptions::default() });
        for density in [Density::Low, Density::High] {
            let chosen = choose(&others, "bc:best", 5, density);
            assert_eq!((chosen.settings.drop_lsb, chosen.settings.use_sum), (0, false), "{density:?}");
        }
        // A share is fitted to a thousandth: its neighbours are no better.
        let fitted = choose(&others, "stc0:tiles:fit", 5, Density::Low);
        let PacketReading::Share(share) = fitted.reading else { panic!("{fitted:?}") };
        for other in [share - 1, share + 1] {
            let name = format!("stc0:tiles:share={}", f64::from(other) / SHARE_ONE);
            assert!(value(&others, &name, 5, Density::Low) >= fitted.basis.unwrap().value, "{name}");
        }
    }

    #[test]
    fn nothing_is_chosen_without_other_samples() {
        let high: Vec<Sample> = samples(40).into_iter().filter(|one| one.meta.density == Some(Density::High)).collect();
        let others = OtherSamples::new(&high, Density::High, ChooseOptions::default());
        fn name(name: &str) -> ChipContender {
            ChipContender::parse(name).unwrap()
        }
        for open in ["bc:best", "stc0:fit"] {
            let fault = others.choose(&name(open), 5, Density::Low).unwrap_err().to_string();
            assert!(fault.contains("low density") && fault.contains("--choose-input"), "{fault}");
            assert!(others.choose(&name(open), 5, Density::High).is_ok());
        }
        // What is stated needs none but for the mean image, which is that of a density.
        assert_eq!(others.choose(&name("bc:rest"), 5, Density::Low).unwrap().basis, None);
        assert!(others.choose(&name("bc:mean"), 5, Density::Low).is_err());
        assert_eq!(others.choose(&name("bc:mean"), 5, Density::High).unwrap().basis, None);
        let none = OtherSamples::new(&high, Density::High, ChooseOptions { samples: 0, ..ChooseOptions::default() });
        assert!(none.choose(&name("bc:best"), 5, Density::High).is_err());
    }

    #[test]
    fn thresholds_close_in_on_the_best() {
        assert_eq!(between(&[0, 8, 16, 100], 8), [0, 2, 4, 6, 8, 10, 12, 14, 16]);
        assert_eq!(between(&[0, 8], 0), [0, 2, 4, 6, 8]);
        assert_eq!(between(&[3, 4, 5], 4), [3, 4, 5]);
        assert_eq!(between(&[7], 7), [7]);
    }
}
