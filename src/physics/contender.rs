//! What can be compared: baselines, the chip's algorithms, trained and imported encoders.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::choose::{Choice, OtherSamples};
use super::evaluation::{Bits, ContenderKind, Received};
use super::imported::{Imported, OwnModel};
use super::learned::LearnedReading;
use super::model::{Decoded, ModelContender};
use super::outcomes::{Modules, Outcome, Outcomes};
use super::packets::{self, PacketReader, PacketReading, PacketStream, Said, Tally};
use super::settings::{self, ChipContender, ChipSettings, Stated, StatedReading, Threshold};
use crate::chip::Options;
use crate::chip::algorithm::PacketLength;
use crate::chip::autoencoder::normalise;
use crate::chip::signals::{CELLS, Calq, PerCell};
use crate::chip::unpack::ReceivedPacket;
use crate::data::{Sample, SampleRows};
use crate::error::{Error, Result};
use crate::interchange::import::ImportOptions;
use crate::network::AeBlock;
use crate::registers::{Algorithm, ChipConfig, Density, LatentWidths, OUTPUT_LINKS, StcType};

/// Share of truncated packets that [`Threshold::Fitting`] allows.
const FITTING: f64 = 0.01;

/// A contender, as `--contender` names it.
#[derive(Debug, Clone)]
pub enum Spec {
    /// The true sum, spread evenly: an encoder that sends no image must beat it.
    Flat,
    /// The true sum times the mean image of other samples.
    Mean,
    /// All normalised charges of 8 bits, as they enter the encoder: nothing behind it can do better.
    Normaliser,
    /// An algorithm of the chip.
    Chip(ChipContender),
    /// A training run.
    Run(Arc<ModelContender>),
    /// An encoder and a decoder from files of other programs, the encoder on the chip.
    Keras(Arc<Imported>),
    /// The same as their files describe them.
    Graph(Arc<OwnModel>),
}

/// What becomes of all samples with a contender.
#[derive(Debug)]
pub struct Sent {
    /// One outcome for each sample.
    pub outcomes: Outcomes,
    /// What happened to the packets; `None` if none were sent.
    pub received: Option<Received>,
    /// Bits sent; `None` if none were.
    pub bits: Option<Bits>,
    /// Settings and reading of an algorithm of the chip for modules of low and of high density; `None` for others, and
    /// for a density that no sample has.
    pub choices: [Option<Choice>; 2],
}

/// A chip to send samples through, and the order in which it gets their cells.
pub struct Sender {
    config: ChipConfig,
    options: Options,
    routing: PerCell<u8>,
}

impl Sender {
    /// For a chip with these settings.
    pub fn of(settings: &ChipSettings, links: u8, density: Density) -> Self {
        Sender::new(packets::chip(settings, links, density), Options::default())
    }

    /// For a configured chip, whose MUX says in which order it gets the cells.
    pub fn new(config: ChipConfig, options: Options) -> Self {
        Sender { routing: packets::routed(&config), config, options }
    }

    /// The packets of samples, in order.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn send<'a>(&self, samples: impl Iterator<Item = &'a Sample>) -> Result<Vec<ReceivedPacket>> {
        let charges: Vec<PerCell<Calq>> = samples.map(|sample| self.routed(sample)).collect();
        packets::send(&self.config, &self.options, &charges)
    }

    /// The charges of a sample in the order in which the chip gets them.
    fn routed(&self, sample: &Sample) -> PerCell<Calq> {
        self.routing.map(|cell| sample.charges[usize::from(cell)])
    }

    /// Sends samples and calls a function with some at a time: the number of the first one, and each with its packet.
    ///
    /// # Errors
    /// Those of the chip and of the function, and samples that cannot be read.
    pub fn send_each(
        &self,
        samples: &SampleRows<'_>,
        mut visit: impl FnMut(usize, &[Sample], &[ReceivedPacket]) -> Result<()>,
    ) -> Result<()> {
        let mut stream = PacketStream::new(&self.config, &self.options)?;
        let (mut waiting, mut packets, mut first) = (Vec::new(), Vec::new(), 0);
        for block in samples.blocks() {
            let (_, block) = block?;
            block.iter().for_each(|sample| stream.send(&self.routed(sample), &mut packets));
            waiting.extend(block);
            visit(first, &waiting[..packets.len()], &packets)?;
            waiting.drain(..packets.len());
            first += packets.len();
            packets.clear();
        }
        stream.finish(&mut packets);
        if packets.len() != waiting.len() {
            return Err(Error::new("the unpacker lost a BX; this is a fault of the program"));
        }
        visit(first, &waiting, &packets)
    }

    /// The same in the middle of a long stream: at least so many BX of the same samples, in turn, go before, so that the
    /// FIFO is as full as it then is. Packets of a fixed length do not wait, and nothing goes before them.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn send_in_stream(&self, samples: &[Sample], before: usize) -> Result<Vec<ReceivedPacket>> {
        let waits = self.config.algorithm.facts().packet_length() == PacketLength::AsNeeded;
        let rounds = if waits { before.div_ceil(samples.len().max(1)) } else { 0 };
        let mut packets = self.send(std::iter::repeat_n(samples, rounds + 1).flatten())?;
        Ok(packets.split_off(rounds * samples.len()))
    }
}

/// Received packets with their readers, in the order of the samples.
pub struct Transmission {
    packets: Vec<ReceivedPacket>,
    /// Reader of low and of high density.
    readers: [RoutedReader; 2],
    density: Vec<Density>,
}

impl Transmission {
    /// Sends samples; low-density and high-density modules each have a chip of their own.
    ///
    /// # Errors
    /// Those of the chip.
    fn send(samples: &[Sample], density: &[Density], senders: [Sender; 2]) -> Result<Self> {
        let mut packets: Vec<Option<ReceivedPacket>> = vec![None; samples.len()];
        for (kind, sender) in [Density::Low, Density::High].into_iter().zip(&senders) {
            let own: Vec<usize> = (0..samples.len()).filter(|&at| density[at] == kind).collect();
            let sent = sender.send(own.iter().map(|&at| &samples[at]))?;
            own.into_iter().zip(sent).for_each(|(at, packet)| packets[at] = Some(packet));
        }
        let missing = || Error::new("the unpacker lost a BX; this is a fault of the program");
        let packets = packets.into_iter().collect::<Option<Vec<_>>>().ok_or_else(missing)?;
        Ok(Transmission { packets, readers: senders.each_ref().map(RoutedReader::new), density: density.to_vec() })
    }

    /// Sends samples through the encoder of a model.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn autoencoder(model: &ModelContender, links: u8, samples: &[Sample], density: &[Density]) -> Result<Self> {
        let senders = [Density::Low, Density::High].map(|density| {
            let (config, options) = model.chip(links, density);
            Sender::new(config, options)
        });
        Transmission::send(samples, density, senders)
    }

    /// Each packet with its reader.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&PacketReader, &ReceivedPacket)> {
        let reader = |density: Density| &self.readers[density as usize].reader;
        self.packets.iter().zip(&self.density).map(move |(packet, &density)| (reader(density), packet))
    }
}

/// Reads packets of cells that were put in another order.
pub struct RoutedReader {
    reader: PacketReader,
    routing: PerCell<u8>,
}

impl RoutedReader {
    /// For packets of a sender.
    pub fn new(sender: &Sender) -> Self {
        let layout = sender.options.packet_layout(&sender.config);
        RoutedReader { reader: PacketReader::new(&sender.config, layout), routing: sender.routing }
    }

    /// The reader of the packets as they are.
    pub fn packets(&self) -> &PacketReader {
        &self.reader
    }

    /// A mean image in the order of the packets.
    pub fn routed(&self, mean: &PerCell<f64>) -> PerCell<f64> {
        self.routing.map(|cell| mean[usize::from(cell)])
    }

    /// How the cells that packets leave out share their sum on average, in the order of the packets; `None` if they
    /// leave out none by their charge. The packets come with the true charges in the numbering of samples.
    pub fn image_of_unsent<'a>(
        &self,
        packets: impl Iterator<Item = (&'a ReceivedPacket, &'a PerCell<f32>)>,
    ) -> Option<PerCell<f64>> {
        let (mut shares, mut counts) = ([0.0; CELLS], [0u32; CELLS]);
        for (packet, truth) in packets {
            let unsent = self.reader.unsent(packet)?;
            let charges = self.routing.map(|place| f64::from(truth[usize::from(place)]));
            let sum: f64 = (0..CELLS).filter(|&cell| unsent[cell]).map(|cell| charges[cell]).sum();
            for cell in (0..CELLS).filter(|&cell| unsent[cell] && sum > 0.0) {
                shares[cell] += charges[cell] / sum;
                counts[cell] += 1;
            }
        }
        Some(std::array::from_fn(|cell| shares[cell] / f64::from(counts[cell].max(1))))
    }

    /// Values of cells in the order of the packets, in the numbering of samples.
    pub fn unrouted<T: Copy + Default>(&self, values: &PerCell<T>) -> PerCell<T> {
        let mut own = [T::default(); CELLS];
        self.routing.iter().zip(values).for_each(|(&cell, &value)| own[usize::from(cell)] = value);
        own
    }

    /// What a packet says, in its own order of cells.
    pub fn said(&self, packet: &ReceivedPacket) -> Said {
        self.reader.said(packet)
    }

    /// The number of the pool that each cell is in, in the numbering of samples, see [`Said::pool`]; `None` if the packet
    /// does not say what its cells share.
    pub fn pools(&self, said: &Said) -> PerCell<Option<u8>> {
        let pools: PerCell<usize> = std::array::from_fn(|cell| cell / said.pool);
        self.unrouted(&pools.map(|pool| said.open[pool].map(|_| pool as u8)))
    }

    /// The charges of a packet in the numbering of samples; `image` is in the order of the packets.
    pub fn charges(&self, packet: &ReceivedPacket, reading: PacketReading, image: &PerCell<f64>) -> PerCell<f32> {
        self.unrouted(&self.reader.cells(packet, reading, image))
    }

    /// What packets give with settings and reading that were chosen, or with a learned reading.
    ///
    /// # Errors
    /// As [`LearnedReading::images`].
    fn outcomes(
        &self,
        packets: &[ReceivedPacket],
        choice: &Choice,
        learned: Option<&LearnedReading>,
    ) -> Result<Vec<Outcome>> {
        let images = match learned {
            Some(learned) => learned.images(self, packets)?,
            None => vec![choice.image; packets.len()],
        };
        let packets = packets.par_iter().zip(&images);
        Ok(packets.map(|(packet, image)| self.outcome(packet, choice.reading, image)).collect())
    }

    fn outcome(&self, packet: &ReceivedPacket, reading: PacketReading, image: &PerCell<f64>) -> Outcome {
        Outcome { charges: self.charges(packet, reading, image), status: Some(packet.status) }
    }
}

/// What names of contenders are allowed.
pub fn allowed() -> String {
    format!(
        "flat, mean, normaliser, run:DIR, keras:ENCODER,DECODER, npz:FILE, graph:ENCODER,DECODER, chip (the best of the \
         chip's algorithms), chip:mlp (these with learned readings), chip:fixed (the chip with usual settings), {}",
        settings::ALLOWED
    )
}

impl Spec {
    /// The contenders of a name; `chip` stands for several.
    ///
    /// # Errors
    /// Names that are not [`allowed`], and runs and files that cannot be read.
    pub fn parse(text: &str, network: &AeBlock, options: &ImportOptions) -> Result<Vec<Spec>> {
        if let Some(path) = text.strip_prefix("run:") {
            return Ok(vec![Spec::Run(Arc::new(ModelContender::from_run(Path::new(path))?))]);
        }
        let imported = match text.strip_prefix("npz:") {
            Some(file) => Some((file, file)),
            None => text.strip_prefix("keras:").map(|files| pair(files, text)).transpose()?,
        };
        if let Some((encoder, decoder)) = imported {
            let imported = Imported::read(Path::new(encoder), Path::new(decoder), network, options)?;
            return Ok(vec![Spec::Keras(Arc::new(imported))]);
        }
        let graphs = text.strip_prefix("graph:").map(|files| pair(files, text)).transpose()?;
        if let Some((encoder, decoder)) = graphs {
            let own = OwnModel::read(Path::new(encoder), Path::new(decoder), network)?;
            return Ok(vec![Spec::Graph(Arc::new(own))]);
        }
        Ok(match text {
            "flat" => vec![Spec::Flat],
            "mean" => vec![Spec::Mean],
            "normaliser" => vec![Spec::Normaliser],
            "chip" => Spec::chip(),
            "chip:mlp" => Spec::chip_learned(),
            "chip:fixed" => Spec::chip_fixed(),
            _ => vec![Spec::Chip(ChipContender::parse(text).map_err(|error| error.allowed(allowed()))?)],
        })
    }

    /// The baselines.
    pub fn baselines() -> Vec<Spec> {
        vec![Spec::Flat, Spec::Mean, Spec::Normaliser]
    }

    /// The best that the chip can do without a network: every algorithm with the registers and the reading that suit
    /// other samples best, super trigger cells in each of their readings.
    pub fn chip() -> Vec<Spec> {
        Algorithm::ALL.into_iter().flat_map(Spec::best_of).map(Spec::Chip).collect()
    }

    /// The same with learned readings.
    pub fn chip_learned() -> Vec<Spec> {
        let algorithms = Algorithm::ALL.into_iter().filter(|algorithm| *algorithm != Algorithm::Autoencoder);
        let reading = StatedReading::This(PacketReading::Learned);
        algorithms.map(|algorithm| Spec::Chip(ChipContender::of(algorithm, true).read_as(reading))).collect()
    }

    fn best_of(algorithm: Algorithm) -> Vec<ChipContender> {
        let best = ChipContender::of(algorithm, true);
        match algorithm {
            Algorithm::ThresholdSum | Algorithm::BestChoice | Algorithm::Repeater => vec![best],
            Algorithm::SuperTriggerCell => {
                let plain = [PacketReading::Largest, PacketReading::Even, PacketReading::Mean];
                plain
                    .map(StatedReading::This)
                    .into_iter()
                    .chain([StatedReading::FittedShare])
                    .map(|reading| best.read_as(reading))
                    .collect()
            }
            // A contender for each network.
            Algorithm::Autoencoder => Vec::new(),
        }
    }

    /// The chip without a network and with usual settings.
    pub fn chip_fixed() -> Vec<Spec> {
        Algorithm::ALL.into_iter().flat_map(Spec::fixed_of).map(Spec::Chip).collect()
    }

    fn fixed_of(algorithm: Algorithm) -> Vec<ChipContender> {
        fn read(reading: PacketReading, own: Stated) -> Stated {
            Stated { reading: Some(StatedReading::This(reading)), ..own }
        }
        let usual = Stated::default();
        let all = match algorithm {
            Algorithm::ThresholdSum => {
                let [fixed, fitting] = [Threshold::Fixed(47), Threshold::Fitting]
                    .map(|threshold| Stated { threshold: Some(threshold), ..usual });
                vec![fixed, fitting, read(PacketReading::Rest, fitting)]
            }
            Algorithm::SuperTriggerCell => {
                let all = StcType::ALL.into_iter().flat_map(|kind| {
                    let readings = [PacketReading::Largest, PacketReading::Even].into_iter();
                    let suited = readings.filter(move |reading| reading.suits(algorithm, Some(kind)));
                    suited.map(move |reading| (reading, Stated { stc_type: Some(kind), ..usual }))
                });
                all.map(|(reading, own)| read(reading, own)).collect()
            }
            Algorithm::BestChoice => vec![usual, read(PacketReading::Rest, usual)],
            Algorithm::Repeater => vec![usual],
            Algorithm::Autoencoder => Vec::new(),
        };
        let of_both = |stated| ChipContender { stated: [stated; 2], ..ChipContender::of(algorithm, false) };
        all.into_iter().map(of_both).collect()
    }

    /// Sends these bits of the latents in place of its own, if it is a model whose encoder the chip computes; says whether
    /// it is one.
    pub fn send(&mut self, bits: LatentWidths) -> bool {
        match self {
            Spec::Run(model) => Arc::make_mut(model).bits = Some(bits),
            Spec::Keras(imported) => Arc::make_mut(imported).model.bits = Some(bits),
            _ => return false,
        }
        true
    }

    /// The model whose encoder the chip computes, if it is one.
    pub fn model(&self) -> Option<&ModelContender> {
        match self {
            Spec::Run(model) => Some(model),
            Spec::Keras(imported) => Some(&imported.model),
            _ => None,
        }
    }

    /// Whether its packets are read by a decoder that is yet to be learned, by a trainer.
    pub fn is_learned(&self) -> bool {
        matches!(self, Spec::Chip(chip) if chip.is_learned())
    }

    /// What is to be known of a model of another program: what its files do not say, and how far the chip is from it.
    pub fn remarks(&self) -> Vec<String> {
        fn warnings(warnings: &[String]) -> Vec<String> {
            warnings.iter().map(|warning| format!("warning: {warning}")).collect()
        }
        match self {
            Spec::Keras(imported) => [warnings(&imported.warnings), vec![imported.agreement.to_string()]].concat(),
            Spec::Graph(own) => warnings(&own.warnings),
            _ => Vec::new(),
        }
    }

    /// Whether it sends something over links; what does not is the same for any number of them.
    pub fn sends(&self) -> bool {
        !matches!(self, Spec::Flat | Spec::Mean | Spec::Normaliser | Spec::Graph(_))
    }

    /// What it is.
    pub fn kind(&self) -> ContenderKind {
        match self {
            Spec::Flat | Spec::Mean | Spec::Normaliser => ContenderKind::Baseline,
            Spec::Chip(chip) => match chip.algorithm {
                Algorithm::ThresholdSum => ContenderKind::ThresholdSum,
                Algorithm::SuperTriggerCell => ContenderKind::SuperTriggerCell,
                Algorithm::BestChoice => ContenderKind::BestChoice,
                Algorithm::Repeater => ContenderKind::Repeater,
                Algorithm::Autoencoder => ContenderKind::Run,
            },
            Spec::Run(_) => ContenderKind::Run,
            Spec::Keras(_) => ContenderKind::Keras,
            Spec::Graph(_) => ContenderKind::Graph,
        }
    }

    /// Its name, which [`Spec::parse`] understands (for an imported model without its decoder).
    pub fn name(&self) -> String {
        match self {
            Spec::Flat => "flat".into(),
            Spec::Mean => "mean".into(),
            Spec::Normaliser => "normaliser".into(),
            Spec::Chip(chip) => chip.name(),
            Spec::Run(model) => format!("run:{}", model.path.display()),
            Spec::Keras(imported) => format!("keras:{}", imported.model.path.display()),
            Spec::Graph(own) => format!("graph:{}", own.path.display()),
        }
    }

    /// Its name in words; `choices` are the settings and readings with which it ran.
    pub fn title(&self, choices: &[Option<Choice>; 2]) -> String {
        match self {
            Spec::Flat => "flat image".into(),
            Spec::Mean => "mean image".into(),
            Spec::Normaliser => "normalised charges of 8 bits".into(),
            Spec::Chip(chip) => chip_title(chip, choices),
            Spec::Run(model) => format!("autoencoder {}", file_name(&model.path)),
            Spec::Keras(imported) => format!("imported autoencoder {}", file_name(&imported.model.path)),
            Spec::Graph(own) => format!("{} in its own arithmetic", file_name(&own.path)),
        }
    }

    /// How packets become charges, in words.
    pub fn decoding(&self, choices: &[Option<Choice>; 2]) -> String {
        let fixed = match self {
            Spec::Flat => "true module sum, spread evenly",
            Spec::Mean => "true module sum times the mean image",
            Spec::Normaliser => "charges cut to 1/128 of the power of two below the module sum",
            Spec::Chip(_) => {
                return match by_density(choices, |choice| choice.reading.in_words()).as_slice() {
                    [low, high] => format!("low density: {low}; high density: {high}"),
                    texts => texts.concat(),
                };
            }
            Spec::Run(_) | Spec::Keras(_) => "image of the decoder, its sum scaled to the module sum of the packet",
            Spec::Graph(_) => "image of the decoder, its sum scaled to the true module sum",
        };
        fixed.into()
    }

    /// Why it cannot run with this number of links, if it cannot.
    pub fn refuses(&self, links: u8) -> Option<String> {
        match self {
            _ if !(1..=OUTPUT_LINKS).contains(&usize::from(links)) => {
                Some(format!("the chip has 1 to {OUTPUT_LINKS} links"))
            }
            Spec::Chip(chip) if chip.sends_zeros(links) => {
                Some("all groups fit fewer links; with these the chip sends zeros".into())
            }
            _ => self.model().and_then(|model| model.refuses(links)),
        }
    }

    /// What it makes of the samples where nothing is sent. `mean` is the mean image, 48 fractions.
    ///
    /// # Errors
    /// A contender that sends something, those of a model in its own arithmetic, and samples that cannot be read.
    pub fn unsent(&self, samples: &SampleRows<'_>, mean: &PerCell<f64>) -> Result<Sent> {
        let outcomes = Outcomes::default();
        for block in samples.blocks() {
            let (first, samples) = block?;
            let charges = match self {
                Spec::Graph(own) => own.charges(&samples)?,
                Spec::Flat | Spec::Mean | Spec::Normaliser => {
                    samples.iter().map(|sample| self.baseline_charges(sample, mean)).collect()
                }
                _ => return Err(Error::new("the contender sends something over links").found(self.name())),
            };
            let own: Vec<Outcome> = charges.into_iter().map(|charges| Outcome { charges, status: None }).collect();
            outcomes.put(&(first..first + own.len()).collect::<Vec<_>>(), &own)?;
        }
        Ok(Sent { outcomes, received: None, bits: None, choices: [None; 2] })
    }

    /// What a baseline makes of a sample.
    fn baseline_charges(&self, sample: &Sample, mean: &PerCell<f64>) -> PerCell<f32> {
        let sum = f64::from(sample.sum());
        match self {
            Spec::Mean => mean.map(|fraction| (fraction * sum) as f32),
            Spec::Normaliser => {
                let normalised = normalise::run(&sample.charges);
                let scale = f64::from(normalise::power_below(normalised.sum));
                normalised.normalised.map(|normalised| (f64::from(normalised) * scale) as f32)
            }
            _ => [(sum / CELLS as f64) as f32; CELLS],
        }
    }

    /// What it makes of the samples, sent over links; `others` are for what is chosen or fitted.
    ///
    /// # Errors
    /// Those of the chip, conditions of a decoder that the data do not give, no other samples to choose or to fit on, and
    /// samples that cannot be read.
    pub fn transmit(&self, links: u8, modules: &Modules<'_>, others: &OtherSamples) -> Result<Sent> {
        match self {
            Spec::Flat | Spec::Mean | Spec::Normaliser | Spec::Graph(_) => {
                Err(Error::new("the contender sends nothing over links").found(self.name()))
            }
            Spec::Chip(chip) => chip.transmit(links, modules, others),
            Spec::Run(model) => through(model, links, modules),
            Spec::Keras(imported) => through(&imported.model, links, modules),
        }
    }
}

impl ChipContender {
    /// Whether all groups fit fewer links, so that nothing but zeros is sent.
    fn sends_zeros(&self, links: u8) -> bool {
        let stated = |stated: &Stated| {
            let own = |kind: &StcType| stated.stc_type.is_none_or(|stated| stated == *kind);
            StcType::ALL.iter().filter(|kind| own(kind)).all(|kind| kind.groups(links).is_none())
        };
        self.takes_groups() && self.stated.iter().any(stated)
    }

    fn transmit(&self, links: u8, modules: &Modules<'_>, others: &OtherSamples) -> Result<Sent> {
        let mut own = *self;
        if own.stated.iter().any(|stated| stated.threshold == Some(Threshold::Fitting)) {
            let received = |threshold| self.received_with(threshold, links, modules);
            let found = Some(Threshold::Fixed(lowest_threshold(&modules.samples, received)?));
            own.stated = own.stated.map(|stated| Stated { threshold: found, ..stated });
        }
        let (outcomes, mut tally, mut choices) = (Outcomes::default(), Tally::default(), [None; 2]);
        for density in [Density::Low, Density::High] {
            let numbers = modules.numbers(density);
            if numbers.is_empty() {
                continue;
            }
            let choice = others.choose(&own, links, density)?;
            choices[density as usize] = Some(choice);
            let learned = match choice.reading {
                PacketReading::Learned => Some(others.learn(&choice, links, density)?),
                _ => None,
            };
            let sender = Sender::of(&choice.settings, links, density);
            let reader = RoutedReader::new(&sender);
            sender.send_each(&modules.of(density), |first, _, packets| {
                tally.add(reader.packets(), packets);
                let own = reader.outcomes(packets, &choice, learned.as_ref())?;
                outcomes.put(&numbers[first..first + own.len()], &own)
            })?;
        }
        Ok(Sent { outcomes, received: Some(tally.received), bits: Some(tally.mean_bits(links)), choices })
    }

    /// What happens to packets with this threshold and what else is stated.
    fn received_with(&self, threshold: u32, links: u8, modules: &Modules<'_>) -> Result<Received> {
        let mut tally = Tally::default();
        for density in [Density::Low, Density::High] {
            let settings = self.stated[density as usize].settings(ChipSettings::usual(self.algorithm, links, density));
            let sender = Sender::of(&ChipSettings { threshold, ..settings }, links, density);
            let reader = RoutedReader::new(&sender);
            sender.send_each(&modules.of(density), |_, _, packets| {
                tally.add(reader.packets(), packets);
                Ok(())
            })?;
        }
        Ok(tally.received)
    }
}

/// A text of both densities, or one if they are alike.
fn by_density(choices: &[Option<Choice>; 2], text: impl Fn(&Choice) -> String) -> Vec<String> {
    let mut texts: Vec<String> = choices.iter().flatten().map(text).collect();
    texts.dedup();
    texts
}

/// What an algorithm of the chip is called in legends.
fn chip_title(chip: &ChipContender, choices: &[Option<Choice>; 2]) -> String {
    let name = chip.algorithm.name();
    fn each(choices: &[Option<Choice>; 2], text: fn(&Choice) -> String) -> String {
        by_density(choices, text).join("/")
    }
    let title = match chip.algorithm {
        Algorithm::ThresholdSum => {
            format!("{name}, {} CALQ", each(choices, |choice| choice.settings.threshold.to_string()))
        }
        Algorithm::SuperTriggerCell => format!(
            "{name}s of {}, {} bits",
            each(choices, |choice| choice.settings.stc_type.group_size().to_string()),
            each(choices, |choice| choice.settings.stc_type.sum_code().bits().to_string())
        ),
        Algorithm::Repeater => format!("{name}, cells that fit"),
        Algorithm::BestChoice | Algorithm::Autoencoder => name.to_owned(),
    };
    let reading = each(choices, |choice| choice.reading.in_legend());
    let routing = each(choices, |choice| choice.settings.routing.in_legend().into());
    let best = if chip.best { "best registers" } else { "" };
    let parts = [title, reading, routing, best.into()].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// What the decoder of a model makes of the latents that the chip sends.
fn through(model: &ModelContender, links: u8, modules: &Modules<'_>) -> Result<Sent> {
    let (outcomes, mut tally) = (Outcomes::default(), Tally::default());
    for density in [Density::Low, Density::High] {
        let (config, options) = model.chip(links, density);
        let sender = Sender::new(config, options);
        let reader = RoutedReader::new(&sender);
        sender.send_each(&modules.of(density), |first, samples, packets| {
            tally.add(reader.packets(), packets);
            let decoded = model.decode(packets.iter().map(|packet| (reader.packets(), packet)), samples)?;
            let own = decoded.into_iter().zip(packets).map(|(decoded, packet)| decoded_outcome(decoded, packet));
            outcomes.put(&modules.numbers(density)[first..first + packets.len()], &own.collect::<Vec<_>>())
        })?;
    }
    Ok(Sent { outcomes, received: Some(tally.received), bits: Some(tally.mean_bits(links)), choices: [None; 2] })
}

fn decoded_outcome(decoded: Option<Decoded>, packet: &ReceivedPacket) -> Outcome {
    let charges = decoded.map_or([0.0; CELLS], |decoded| decoded.charges);
    Outcome { charges, status: Some(packet.status) }
}

/// The lowest threshold with which few packets are truncated, by bisection.
fn lowest_threshold(samples: &SampleRows<'_>, received: impl Fn(u32) -> Result<Received>) -> Result<u32> {
    let (mut low, mut high) = (0, 0);
    // One more than the largest charge: with it nothing is hit.
    samples.each(|_, sample| high = high.max(sample.max() + 1))?;
    while low < high {
        let middle = low + (high - low) / 2;
        let received = received(middle)?;
        if ((received.truncated + received.lost) as f64) <= FITTING * samples.len() as f64 {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The two files of a contender that is called `text`.
fn pair<'a>(files: &'a str, text: &str) -> Result<(&'a str, &'a str)> {
    let unknown = || Error::new("no such contender").field("--contender").found(text).allowed(allowed());
    files.split_once(',').ok_or_else(unknown)
}
