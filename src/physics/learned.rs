//! Learned readings of the chip's algorithms: a decoder makes an image of what a packet says, and what the packet leaves
//! open is dealt out by it.
//!
//! What was sent stays as it was sent: cells that a packet names keep their charges, and groups their sums, so that the
//! decoder has nothing to learn but how the rest is spread ([`Said::dealt`]), and what is in groups and cells that the
//! links leave out. It is an `mlp` of
//! [`super::decoder`] and gets these numbers, all in the numbering of samples:
//!
//! | numbers | what they are |
//! |---|---|
//! | 48 | ln(1 + 48 x), x the share of each cell where the rest is spread evenly |
//! | 48 | 1 for cells that the packet names, and for those that it says are the largest of their groups, else 0 |
//! | 1 | the share of what is left |
//! | 3 | r, 1 / r and ln(sum + 1) of the sum that the packet gives, as for decoders of latents |
//!
//! Samples to learn on go through the chip as all others do, each in three turns of 120 degrees, and so do mixed copies of
//! them where there are few. Every tenth is for validation.

use std::sync::Arc;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::choose::Choice;
use super::contender::{RoutedReader, Sender};
use super::decoder::{Decoder, DecoderKind, DecoderSpec, EncoderShape};
use super::packets::Said;
use crate::chip::signals::PerCell;
use crate::chip::unpack::ReceivedPacket;
use crate::data::Sample;
use crate::data::cells::TURNS;
use crate::data::conditions::Conditions;
use crate::error::{Error, Result};
use crate::network::{AeBlock, CELLS};
use crate::registers::Density;

/// Numbers of a packet beside what its sum says.
const NUMBERS: usize = 2 * CELLS + 1;

/// Samples to learn on, at most, and from how many on none are mixed.
pub(super) const SAMPLES: [usize; 2] = [50_000, 20_000];

/// Every so many samples one is for validation.
const VALIDATION: usize = 10;

/// The fewest samples that can be learned on: two are for validation.
const FEWEST: usize = 2 * VALIDATION;

/// Samples whose images are computed together.
const BLOCK: usize = 1024;

/// How a reading is learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnOptions {
    /// Units of the hidden layers; none stand for three of 256.
    pub widths: Vec<usize>,
    /// Steps of the optimizer, with 256 samples each.
    pub steps: usize,
    /// Seed of the first weights and of the order of the samples.
    pub seed: u64,
    /// Copies of the samples in which each cell is with even odds that of another one; `None` for as many as make few
    /// samples enough.
    pub mixed_copies: Option<usize>,
}

/// What a packet says, as a decoder takes it, and what is made of the decoder's image. Charges are shares of the sum that
/// the packet gives; all in the numbering of samples.
#[derive(Debug, Clone)]
pub struct PacketFacts {
    /// The cells where what is left is spread evenly.
    even: PerCell<f32>,
    /// Cells that the packet names, in any way.
    named: PerCell<bool>,
    /// What is left.
    rest: f32,
    /// The sum, CALQ.
    sum: f64,
    /// The cells whose charges it names, 0 elsewhere.
    pub known: PerCell<f32>,
    /// For each other cell the charge that its pool shares, 0 for those that are named; the whole sum where the packet
    /// does not say it.
    pub shared: PerCell<f32>,
    /// Whether a cell is among those by which the image is divided: of its pool, or of all cells where the packet does not
    /// say what its pool shares.
    pub divides: PerCell<bool>,
}

impl PacketFacts {
    /// Those of a packet.
    fn new(reader: &RoutedReader, said: &Said) -> Self {
        let sum = said.sum();
        fn share(charge: f64, sum: f64) -> f32 {
            if sum > 0.0 { (charge / sum) as f32 } else { 0.0 }
        }
        let (mut shared, mut divides) = ([0.0; CELLS], [false; CELLS]);
        for (cell, charge) in said.cells.iter().enumerate() {
            let open = said.open[cell / said.pool];
            shared[cell] = if charge.is_none() { share(open.unwrap_or(sum), sum) } else { 0.0 };
            // Where nothing says what is left, what is said gives the scale.
            divides[cell] = charge.is_none() == open.is_some();
        }
        let even = said.dealt(&super::packets::EVEN);
        PacketFacts {
            even: reader.unrouted(&even.map(|charge| share(charge.into(), sum))),
            named: reader.unrouted(&std::array::from_fn(|cell| said.cells[cell].is_some() || said.largest[cell])),
            rest: share(sum - said.known(), sum),
            sum,
            known: reader.unrouted(&said.cells.map(|charge| share(charge.unwrap_or_default(), sum))),
            shared: reader.unrouted(&shared),
            divides: reader.unrouted(&divides),
        }
    }

    /// The numbers that the decoder takes.
    pub fn inputs(&self) -> impl Iterator<Item = f32> {
        let even = self.even.iter().map(|&share| libm::log1p(CELLS as f64 * f64::from(share)) as f32);
        let named = self.named.iter().map(|&named| if named { 1.0 } else { 0.0 });
        let sum = Conditions::Received.with_sum(&[], self.sum);
        even.chain(named).chain([self.rest]).chain(sum)
    }
}

/// The decoder of a learned reading; no widths stand for the usual ones.
///
/// # Errors
/// Widths out of range.
pub fn decoder_spec(widths: &[usize]) -> Result<DecoderSpec> {
    DecoderSpec::new(DecoderKind::Mlp, true, widths, 1)
}

/// What that decoder is made for: packets in place of latents.
pub fn decoder_shape() -> EncoderShape {
    EncoderShape { name: "packets".into(), latents: NUMBERS, image: AeBlock::chip_8x8().image() }
}

/// A packet to learn on.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What the packet says.
    pub facts: PacketFacts,
    /// What was sent, shares of its sum.
    pub truth: PerCell<f32>,
}

/// What a reading is learned on.
#[derive(Debug, Clone)]
pub struct Lessons {
    /// Each sample in its turns, and those that were mixed.
    pub train: Vec<Lesson>,
    /// Other samples: by them the best decoder is chosen.
    pub validation: Vec<Lesson>,
    /// The pool of each cell: cells of one share a charge; `None` if no packet says it, as of groups that the links leave
    /// out.
    pub pools: PerCell<Option<u8>>,
    /// The image of [`PacketReading::Mean`](super::packets::PacketReading::Mean) for these samples: where a decoder begins.
    pub image: PerCell<f64>,
}

impl Lessons {
    /// Sends samples of one density with these registers, with so many mixed copies, or as many as make few samples enough.
    /// What is mixed depends on the samples alone.
    ///
    /// # Errors
    /// Too few samples with charge, and those of the chip.
    pub fn new(
        all: &[Sample],
        choice: &Choice,
        links: u8,
        density: Density,
        mixed_copies: Option<usize>,
    ) -> Result<Self> {
        let charged: Vec<&Sample> = all.iter().filter(|sample| sample.sum() > 0).collect();
        if charged.len() < FEWEST {
            return Err(Error::new(format!("too few samples of {} density to learn a reading on", density.name()))
                .field("--contender")
                .found(format!("{} with charge", charged.len()))
                .allowed(format!("{FEWEST} or more"))
                .hint("give others to choose on: --choose-rows, --choose-input"));
        }
        let count = charged.len().min(SAMPLES[0]);
        let taken = (0..count).map(|at| *charged[at * charged.len() / count]);
        let (validation, own): (Vec<_>, Vec<_>) =
            taken.enumerate().partition(|(at, _)| at % VALIDATION == VALIDATION - 1);
        let [validation, own] =
            [validation, own].map(|samples| samples.into_iter().map(|(_, sample)| sample).collect::<Vec<Sample>>());
        let own = with_mixed(own, mixed_copies);
        let turned = |turn| own.iter().map(move |sample: &Sample| sample.rotated(turn));
        let train: Vec<Sample> = (0..TURNS).flat_map(turned).collect();
        let sender = Sender::of(&choice.settings, links, density);
        let reader = RoutedReader::new(&sender);
        let (packets, others) = (sender.send(train.iter())?, sender.send(validation.iter())?);
        let truth: Vec<PerCell<f32>> = train.iter().map(super::choose::charges).collect();
        let unsent = reader.image_of_unsent(packets.iter().zip(&truth));
        let mean = super::choose::mean_image(own.iter());
        Ok(Lessons {
            pools: packets.first().map_or([Some(0); CELLS], |packet| reader.pools(&reader.said(packet))),
            train: lessons(&reader, &train, &packets),
            validation: lessons(&reader, &validation, &others),
            image: unsent.map_or(mean, |image| reader.unrouted(&image)),
        })
    }
}

fn lessons(reader: &RoutedReader, samples: &[Sample], packets: &[ReceivedPacket]) -> Vec<Lesson> {
    samples.par_iter().zip(packets).map(|(sample, packet)| lesson(reader, sample, packet)).collect()
}

fn lesson(reader: &RoutedReader, sample: &Sample, packet: &ReceivedPacket) -> Lesson {
    let sum = f64::from(sample.sum());
    let truth = sample.charges.map(|charge| (f64::from(charge.0) / sum) as f32);
    Lesson { facts: PacketFacts::new(reader, &reader.said(packet)), truth }
}

/// With copies in which each cell is with even odds that of another sample; as many as make few samples enough, if their
/// number is not given.
fn with_mixed(own: Vec<Sample>, copies: Option<usize>) -> Vec<Sample> {
    let most = SAMPLES[0] / own.len();
    let copies = copies.map_or((SAMPLES[1] / own.len()).saturating_sub(1), |copies| copies.min(most));
    let mut draws = ChaCha8Rng::seed_from_u64(own.len() as u64);
    let mut all = own.clone();
    for _ in 0..copies {
        for sample in &own {
            let (other, from) = (&own[draws.random_range(0..own.len())], draws.random::<u64>());
            let mixed = sample.mixed(other, from);
            all.extend((mixed.sum() > 0).then_some(mixed));
        }
    }
    all
}

/// What learns readings: the trainer, which not every build has.
pub trait ReadingTrainer: Send + Sync {
    /// How many mixed copies of the samples it wants; `None` for as many as make few samples enough.
    fn mixed_copies(&self) -> Option<usize>;

    /// The decoder for [`decoder_shape`] that deals out best.
    ///
    /// # Errors
    /// Options out of range, and a training that diverges.
    fn learn(&self, lessons: &Lessons) -> Result<Decoder>;
}

/// A reading that was learned for one kind of packets.
#[derive(Debug, Clone)]
pub struct LearnedReading {
    decoder: Arc<Decoder>,
}

impl LearnedReading {
    /// Learns one.
    ///
    /// # Errors
    /// As [`Lessons::new`] and [`ReadingTrainer::learn`].
    pub fn learn(
        trainer: &dyn ReadingTrainer,
        all: &[Sample],
        choice: &Choice,
        links: u8,
        density: Density,
    ) -> Result<Self> {
        let decoder = trainer.learn(&Lessons::new(all, choice, links, density, trainer.mixed_copies())?)?;
        Ok(LearnedReading { decoder: Arc::new(decoder) })
    }

    /// The image of each packet, 48 fractions in the order of the packets.
    ///
    /// # Errors
    /// None for packets of the reader that the reading was learned for.
    pub fn images(&self, reader: &RoutedReader, packets: &[ReceivedPacket]) -> Result<Vec<PerCell<f64>>> {
        let blocks = packets.par_chunks(BLOCK).map(|packets| {
            let facts = packets.iter().map(|packet| PacketFacts::new(reader, &reader.said(packet)));
            let inputs: Vec<f32> = facts.flat_map(|facts| facts.inputs().collect::<Vec<_>>()).collect();
            self.decoder.decode_all(&inputs)
        });
        let images: Vec<Vec<PerCell<f32>>> = blocks.collect::<Result<_>>()?;
        Ok(images.into_iter().flatten().map(|image| reader.routed(&image.map(f64::from))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::synth::{Synth, SynthKind};
    use crate::physics::choose::{ChooseOptions, OtherSamples};
    use crate::physics::packets::PacketReading;
    use crate::physics::settings::ChipContender;

    fn samples(rows: u64) -> Vec<Sample> {
        let synth = Synth::new(9, SynthKind::Mixed, Some(Density::Low), rows);
        (0..rows).map(|row| synth.sample(&synth.row(row))).collect()
    }

    /// What a contender that states everything runs with.
    fn choice(name: &str, links: u8) -> Choice {
        let others = OtherSamples::new(&[], Density::Low, ChooseOptions::default());
        others.choose(&ChipContender::parse(name).unwrap(), links, Density::Low).unwrap()
    }

    /// What the trainer makes of facts and image is what the reading makes of packet and image.
    #[test]
    fn facts_say_what_packets_say() {
        let all = samples(60);
        let image: PerCell<f64> = std::array::from_fn(|cell| (1 + cell * 7 % 13) as f64 / 300.0);
        for (name, links) in [
            ("bc:sum=0:drop=0:rest:tiles", 3),
            ("bc:rest", 2),
            ("ts:40:rest", 1),
            ("rpt:tiles", 3),
            ("rpt", 13),
            ("stc0:even:tiles", 4),
            ("stc2:even", 2),
            ("stc4:even:tiles", 4),
            ("stc1:max:tiles", 2),
        ] {
            let sender = Sender::of(&choice(name, links).settings, links, Density::Low);
            let reader = RoutedReader::new(&sender);
            let (mut seen, packets) = (0, sender.send(all.iter()).unwrap());
            for packet in &packets {
                let facts = PacketFacts::new(&reader, &reader.said(packet));
                let pools = reader.pools(&reader.said(packet));
                let charges = reader.charges(packet, PacketReading::Learned, &reader.routed(&image));
                for cell in 0..CELLS {
                    let own = |other: usize| pools[cell].is_none() || pools[other] == pools[cell];
                    let of_pool = (0..CELLS).filter(|&other| own(other) && facts.divides[other]);
                    let divisor: f64 = of_pool.map(|other| image[other]).sum();
                    let part = if divisor > 0.0 { f64::from(facts.shared[cell]) * image[cell] / divisor } else { 0.0 };
                    let charge = (f64::from(facts.known[cell]) + part) * facts.sum;
                    let off = (charge - f64::from(charges[cell])).abs();
                    assert!(off < 1e-5 * facts.sum.max(1.0), "{name} cell {cell}: {charge}, but {}", charges[cell]);
                }
                let inputs: Vec<f32> = facts.inputs().collect();
                assert_eq!(inputs.len(), NUMBERS + Conditions::Received.count());
                assert!(inputs.iter().all(|input| input.is_finite()), "{name}: {inputs:?}");
                seen += usize::from(facts.sum > 0.0);
            }
            assert!(seen > 40, "{name}: {seen}");
        }
    }

    #[test]
    fn lessons_are_turned_mixed_and_apart_from_those_for_validation() {
        let all = samples(50);
        fn lessons(all: &[Sample]) -> Result<Lessons> {
            Lessons::new(all, &choice("bc", 3), 3, Density::Low, None)
        }
        let own = lessons(&all).unwrap();
        let charged = all.iter().filter(|sample| sample.sum() > 0).count();
        assert_eq!(own.validation.len(), charged / VALIDATION);
        let learned = charged - charged / VALIDATION;
        assert!(own.train.len() > TURNS * (SAMPLES[1] - 2 * learned) && own.train.len().is_multiple_of(TURNS));
        let third = own.train.len() / TURNS;
        for lesson in &own.train {
            assert!((lesson.truth.iter().sum::<f32>() - 1.0).abs() < 1e-5);
            assert!(own.validation.iter().all(|other| other.truth != lesson.truth));
        }
        let turned = crate::data::cells::ROTATIONS[1].map(|from| own.train[0].truth[usize::from(from)]);
        assert_eq!(turned, own.train[third].truth);
        let again = lessons(&all).unwrap();
        assert!(own.train.iter().zip(&again.train).all(|(one, other)| one.truth == other.truth));
        let plain = Lessons::new(&all, &choice("bc", 3), 3, Density::Low, Some(0)).unwrap();
        assert_eq!(plain.train.len(), TURNS * learned);
        assert!((plain.image.iter().sum::<f64>() - 1.0).abs() < 0.5 && plain.image.iter().all(|part| *part >= 0.0));
        let fault = lessons(&all[..10]).unwrap_err().to_string();
        assert!(fault.contains("low density") && fault.contains("20 or more"), "{fault}");
    }
}
