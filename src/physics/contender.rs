//! What can be compared: baselines, the chip's algorithms, trained and imported encoders.

use std::path::Path;
use std::sync::Arc;

use super::evaluation::{Bits, ContenderKind, Received};
use super::imported::{Imported, OwnModel};
use super::model::ModelContender;
use super::packets::{self, Fill, PacketReader, Routing, Spread};
use crate::chip::Options;
use crate::chip::autoencoder::normalise;
use crate::chip::signals::{CELLS, Calq, PerCell};
use crate::chip::unpack::{ReceivedPacket, Status};
use crate::data::Sample;
use crate::data::sample::MAX_CALQ;
use crate::error::{Error, Result};
use crate::interchange::import::ImportOptions;
use crate::network::AeBlock;
use crate::registers::{Algorithm, ChipConfig, Density, OUTPUT_LINKS, StcType};

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
    /// The chip's Threshold Sum.
    ThresholdSum {
        /// The threshold of every cell.
        threshold: Threshold,
        /// What cells get that were not sent.
        fill: Fill,
    },
    /// The chip's super trigger cells.
    SuperTriggerCell {
        /// Register `stc_type`.
        kind: StcType,
        /// Where sums go.
        spread: Spread,
        /// Which cells share a group.
        routing: Routing,
    },
    /// The chip's Best Choice.
    BestChoice {
        /// What cells get that were not sent.
        fill: Fill,
    },
    /// The chip's Repeater.
    Repeater,
    /// A training run.
    Run(Arc<ModelContender>),
    /// An encoder and a decoder from files of other programs, the encoder on the chip.
    Keras(Arc<Imported>),
    /// The same as their files describe them.
    Graph(Arc<OwnModel>),
}

/// A threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// This one, CALQ.
    Fixed(u32),
    /// The lowest threshold with which at most one packet in a hundred is truncated, on the packets of the evaluation.
    Fitting,
}

/// One packet of a contender.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Reconstructed charges in the numbering of the sample, CALQ.
    pub charges: PerCell<f32>,
    /// What happened to the packet; `None` if none was sent.
    pub status: Option<Status>,
}

/// All packets of a contender.
#[derive(Debug, Clone)]
pub struct Outcomes {
    /// One for each sample.
    pub packets: Vec<Outcome>,
    /// What happened to them; `None` if none were sent.
    pub received: Option<Received>,
    /// Bits sent; `None` if none were.
    pub bits: Option<Bits>,
    /// The threshold in use, for Threshold Sum.
    pub threshold: Option<u32>,
}

/// Received packets with their readers, in the order of the samples.
pub struct Transmission {
    packets: Vec<ReceivedPacket>,
    /// Reader of low and of high density.
    readers: [PacketReader; 2],
    density: Vec<Density>,
}

impl Transmission {
    /// Sends samples; low-density and high-density modules each have a chip of their own.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn send(
        samples: &[Sample],
        density: &[Density],
        routing: &PerCell<u8>,
        chip: impl Fn(Density) -> (ChipConfig, Options),
    ) -> Result<Self> {
        let mut packets: Vec<Option<ReceivedPacket>> = vec![None; samples.len()];
        let mut readers = Vec::new();
        for kind in [Density::Low, Density::High] {
            let (config, options) = chip(kind);
            let own: Vec<usize> = (0..samples.len()).filter(|&at| density[at] == kind).collect();
            let charges = |&at: &usize| routing.map(|cell| samples[at].charges[usize::from(cell)]);
            let sent = packets::send(&config, &options, &own.iter().map(charges).collect::<Vec<PerCell<Calq>>>())?;
            own.into_iter().zip(sent).for_each(|(at, packet)| packets[at] = Some(packet));
            readers.push(PacketReader::new(&config, options.packet_layout(&config)));
        }
        let missing = || Error::new("the unpacker lost a BX; this is a fault of the program");
        let packets = packets.into_iter().collect::<Option<Vec<_>>>().ok_or_else(missing)?;
        let readers = readers.try_into().map_err(|_| missing())?;
        Ok(Transmission { packets, readers, density: density.to_vec() })
    }

    /// Sends samples through the encoder of a model.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn autoencoder(model: &ModelContender, links: u8, samples: &[Sample], density: &[Density]) -> Result<Self> {
        Transmission::send(samples, density, &IDENTITY, |density| model.chip(links, density))
    }

    /// Each packet with its reader.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&PacketReader, &ReceivedPacket)> {
        self.packets.iter().zip(&self.density).map(|(packet, &density)| (&self.readers[density as usize], packet))
    }

    fn received(&self) -> Received {
        let mut count = Received::default();
        for packet in &self.packets {
            *match packet.status {
                Status::Complete => &mut count.complete,
                Status::Cut => &mut count.cut,
                Status::TruncatedT1 | Status::TruncatedT2 => &mut count.truncated,
                Status::LinkReset | Status::Lost | Status::Unfinished => &mut count.lost,
            } += 1;
        }
        count
    }

    fn outcomes(
        &self,
        links: u8,
        charges: impl Fn(usize, &PacketReader, &ReceivedPacket) -> Result<PerCell<f32>>,
    ) -> Result<Outcomes> {
        let outcome = |(at, (reader, packet)): (usize, (&PacketReader, &ReceivedPacket))| {
            Ok(Outcome { charges: charges(at, reader, packet)?, status: Some(packet.status) })
        };
        Ok(Outcomes {
            packets: self.iter().enumerate().map(outcome).collect::<Result<_>>()?,
            received: Some(self.received()),
            bits: Some(packets::mean_bits(self.iter(), links)),
            threshold: None,
        })
    }
}

/// Cells behind the MUX back to the numbering of samples.
/// A chip for samples of a density, with something else in its configuration.
fn changed_chip(
    algorithm: Algorithm,
    links: u8,
    density: Density,
    change: &dyn Fn(&mut ChipConfig),
) -> (ChipConfig, Options) {
    let mut config = packets::chip(algorithm, links, density);
    change(&mut config);
    (config, Options::default())
}

fn unrouted(routing: &PerCell<u8>, charges: &PerCell<f32>) -> PerCell<f32> {
    let mut own = [0.0; CELLS];
    routing.iter().zip(charges).for_each(|(&cell, &charge)| own[usize::from(cell)] = charge);
    own
}

const IDENTITY: PerCell<u8> = {
    let mut cells = [0; CELLS];
    let mut cell = 0;
    while cell < CELLS {
        cells[cell] = cell as u8;
        cell += 1;
    }
    cells
};

/// What names of contenders are allowed.
pub const ALLOWED: &str = "flat, mean, normaliser, ts:THRESHOLD, ts:fit, bc, rpt (ts and bc also with :rest), stc0 to stc4 \
                           (with :max or :even, :tiles), run:DIR, keras:ENCODER,DECODER, npz:FILE, \
                           graph:ENCODER,DECODER, chip (all of the chip)";

impl Spec {
    /// The contenders of a name; `chip` stands for several.
    ///
    /// # Errors
    /// Names that are not [`ALLOWED`], and runs and files that cannot be read.
    pub fn parse<'a>(text: &'a str, network: &AeBlock, options: &ImportOptions) -> Result<Vec<Spec>> {
        let unknown = || Error::new("no such contender").field("--contender").found(text).allowed(ALLOWED);
        if let Some(path) = text.strip_prefix("run:") {
            return Ok(vec![Spec::Run(Arc::new(ModelContender::from_run(Path::new(path))?))]);
        }
        let pair = |files: &'a str| files.split_once(',').ok_or_else(unknown);
        let imported = match text.strip_prefix("npz:") {
            Some(file) => Some((file, file)),
            None => text.strip_prefix("keras:").map(pair).transpose()?,
        };
        if let Some((encoder, decoder)) = imported {
            let imported = Imported::read(Path::new(encoder), Path::new(decoder), network, options)?;
            return Ok(vec![Spec::Keras(Arc::new(imported))]);
        }
        if let Some((encoder, decoder)) = text.strip_prefix("graph:").map(pair).transpose()? {
            let own = OwnModel::read(Path::new(encoder), Path::new(decoder), network)?;
            return Ok(vec![Spec::Graph(Arc::new(own))]);
        }
        let mut parts = text.split(':');
        let name = parts.next().unwrap_or_default();
        let mut options: Vec<&str> = parts.collect();
        let mut has = |option: &str| take(&mut options, option);
        let fill = if matches!(name, "ts" | "bc") && has("rest") { Fill::Rest } else { Fill::Zero };
        let specs = match name {
            "flat" => vec![Spec::Flat],
            "mean" => vec![Spec::Mean],
            "normaliser" => vec![Spec::Normaliser],
            "ts" => {
                let threshold = match options.pop() {
                    Some("fit") => Threshold::Fitting,
                    Some(number) => {
                        Threshold::Fixed(number.parse().ok().filter(|&t| t <= MAX_CALQ).ok_or_else(unknown)?)
                    }
                    None => return Err(unknown().hint("ts:47 is the usual threshold, 1.35 transverse MIPs")),
                };
                vec![Spec::ThresholdSum { threshold, fill }]
            }
            "bc" => vec![Spec::BestChoice { fill }],
            "rpt" => vec![Spec::Repeater],
            "chip" => Spec::chip(),
            _ => {
                let number = name.strip_prefix("stc").and_then(|number| number.parse::<usize>().ok());
                let kind = *number.and_then(|number| StcType::ALL.get(number)).ok_or_else(unknown)?;
                let addressed = kind.address_bits() > 0;
                let spread = match (addressed && has("max"), has("even")) {
                    (false, false) if addressed => Spread::Largest,
                    (true, false) => Spread::Largest,
                    (false, _) => Spread::Even,
                    (true, true) => return Err(unknown()),
                };
                let routing = if has("tiles") { Routing::Tiles } else { Routing::Chip };
                vec![Spec::SuperTriggerCell { kind, spread, routing }]
            }
        };
        if options.is_empty() { Ok(specs) } else { Err(unknown()) }
    }

    /// The baselines.
    pub fn baselines() -> Vec<Spec> {
        vec![Spec::Flat, Spec::Mean, Spec::Normaliser]
    }

    /// Everything that the chip can do without a network.
    pub fn chip() -> Vec<Spec> {
        Algorithm::ALL.into_iter().flat_map(Spec::of_algorithm).collect()
    }

    /// What can be done with an algorithm of the chip.
    fn of_algorithm(algorithm: Algorithm) -> Vec<Spec> {
        let super_trigger_cells = |kind: StcType| {
            let spreads = if kind.address_bits() > 0 { &[Spread::Largest, Spread::Even][..] } else { &[Spread::Even] };
            spreads.iter().map(move |&spread| Spec::SuperTriggerCell { kind, spread, routing: Routing::Chip })
        };
        match algorithm {
            Algorithm::ThresholdSum => vec![
                Spec::ThresholdSum { threshold: Threshold::Fixed(47), fill: Fill::Zero },
                Spec::ThresholdSum { threshold: Threshold::Fitting, fill: Fill::Zero },
                Spec::ThresholdSum { threshold: Threshold::Fitting, fill: Fill::Rest },
            ],
            Algorithm::SuperTriggerCell => StcType::ALL.into_iter().flat_map(super_trigger_cells).collect(),
            Algorithm::BestChoice => [Fill::Zero, Fill::Rest].map(|fill| Spec::BestChoice { fill }).into(),
            Algorithm::Repeater => vec![Spec::Repeater],
            // A contender for each network.
            Algorithm::Autoencoder => Vec::new(),
        }
    }

    /// The model whose encoder the chip computes, if it is one.
    pub fn model(&self) -> Option<&ModelContender> {
        match self {
            Spec::Run(model) => Some(model),
            Spec::Keras(imported) => Some(&imported.model),
            _ => None,
        }
    }

    /// What is to be known of a model of another program: what its files do not say, and how far the chip is from it.
    pub fn remarks(&self) -> Vec<String> {
        let warnings = |warnings: &[String]| warnings.iter().map(|warning| format!("warning: {warning}")).collect();
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
            Spec::ThresholdSum { .. } => ContenderKind::ThresholdSum,
            Spec::SuperTriggerCell { .. } => ContenderKind::SuperTriggerCell,
            Spec::BestChoice { .. } => ContenderKind::BestChoice,
            Spec::Repeater => ContenderKind::Repeater,
            Spec::Run(_) => ContenderKind::Run,
            Spec::Keras(_) => ContenderKind::Keras,
            Spec::Graph(_) => ContenderKind::Graph,
        }
    }

    /// Its name, which [`Spec::parse`] understands (for an imported model without its decoder).
    pub fn name(&self) -> String {
        let rest = |fill: &Fill| if *fill == Fill::Rest { ":rest" } else { "" };
        match self {
            Spec::Flat => "flat".into(),
            Spec::Mean => "mean".into(),
            Spec::Normaliser => "normaliser".into(),
            Spec::ThresholdSum { threshold: Threshold::Fixed(threshold), fill } => {
                format!("ts:{threshold}{}", rest(fill))
            }
            Spec::ThresholdSum { threshold: Threshold::Fitting, fill } => format!("ts:fit{}", rest(fill)),
            Spec::SuperTriggerCell { kind, spread, routing } => {
                let spread = if *spread == Spread::Even { "even" } else { "max" };
                let routing = if *routing == Routing::Tiles { ":tiles" } else { "" };
                format!("stc{}:{spread}{routing}", kind.register())
            }
            Spec::BestChoice { fill } => format!("bc{}", rest(fill)),
            Spec::Repeater => "rpt".into(),
            Spec::Run(model) => format!("run:{}", model.path.display()),
            Spec::Keras(imported) => format!("keras:{}", imported.model.path.display()),
            Spec::Graph(own) => format!("graph:{}", own.path.display()),
        }
    }

    /// Its name in words; `threshold` is the one that was found.
    pub fn title(&self, threshold: Option<u32>) -> String {
        let rest = |fill: &Fill| if *fill == Fill::Rest { ", rest of the sum spread evenly" } else { "" };
        match self {
            Spec::Flat => "flat image".into(),
            Spec::Mean => "mean image".into(),
            Spec::Normaliser => "normalised charges of 8 bits".into(),
            Spec::ThresholdSum { fill, .. } => {
                let name = Algorithm::ThresholdSum.name();
                format!("{name}, {} CALQ{}", threshold.unwrap_or_default(), rest(fill))
            }
            Spec::SuperTriggerCell { kind, spread, routing } => format!(
                "{}s of {}, {} bits, {}{}",
                Algorithm::SuperTriggerCell.name(),
                kind.group_size(),
                kind.sum_code().bits(),
                if *spread == Spread::Even { "spread evenly" } else { "on the largest" },
                if *routing == Routing::Tiles { ", 2x2 tiles" } else { "" },
            ),
            Spec::BestChoice { fill } => format!("{}{}", Algorithm::BestChoice.name(), rest(fill)),
            Spec::Repeater => format!("{}, cells that fit", Algorithm::Repeater.name()),
            Spec::Run(model) => format!("autoencoder {}", file_name(&model.path)),
            Spec::Keras(imported) => format!("imported autoencoder {}", file_name(&imported.model.path)),
            Spec::Graph(own) => format!("{} in its own arithmetic", file_name(&own.path)),
        }
    }

    /// How packets become charges, in words.
    pub fn decoding(&self) -> &'static str {
        match self {
            Spec::Flat => "true module sum, spread evenly",
            Spec::Mean => "true module sum times the mean image",
            Spec::Normaliser => "charges cut to 1/128 of the power of two below the module sum",
            Spec::ThresholdSum { fill: Fill::Zero, .. } | Spec::BestChoice { fill: Fill::Zero } | Spec::Repeater => {
                "cells as sent, others 0; truncated packets 0"
            }
            Spec::ThresholdSum { .. } | Spec::BestChoice { .. } => {
                "cells as sent; what they leave of the module sum spread evenly over the others"
            }
            Spec::SuperTriggerCell { spread: Spread::Largest, .. } => "sum of a group on its largest cell",
            Spec::SuperTriggerCell { .. } => "sum of a group spread evenly over its cells",
            Spec::Run(_) | Spec::Keras(_) => "image of the decoder, its sum scaled to the module sum of the packet",
            Spec::Graph(_) => "image of the decoder, its sum scaled to the true module sum",
        }
    }

    /// Why it cannot run with this number of links, if it cannot.
    pub fn refuses(&self, links: u8) -> Option<String> {
        match self {
            _ if !(1..=OUTPUT_LINKS).contains(&usize::from(links)) => {
                Some(format!("the chip has 1 to {OUTPUT_LINKS} links"))
            }
            Spec::SuperTriggerCell { kind, .. } if kind.groups(links).is_none() => {
                Some("all groups fit fewer links; with these the chip sends zeros".into())
            }
            _ => self.model().and_then(|model| model.refuses(links)),
        }
    }

    /// What it makes of the samples where nothing is sent. `mean` is the mean image, 48 fractions.
    ///
    /// # Errors
    /// A contender that sends something, and those of a model in its own arithmetic.
    pub fn unsent(&self, samples: &[Sample], mean: &PerCell<f64>) -> Result<Outcomes> {
        let charges = match self {
            Spec::Graph(own) => own.charges(samples)?,
            Spec::Flat | Spec::Mean | Spec::Normaliser => {
                samples.iter().map(|sample| self.baseline_charges(sample, mean)).collect()
            }
            _ => return Err(Error::new("the contender sends something over links").found(self.name())),
        };
        let packets = charges.into_iter().map(|charges| Outcome { charges, status: None }).collect();
        Ok(Outcomes { packets, received: None, bits: None, threshold: None })
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

    /// What it makes of the samples, sent over links.
    ///
    /// # Errors
    /// Those of the chip, and conditions of a decoder that the data do not give.
    pub fn transmit(&self, links: u8, samples: &[Sample], density: &[Density]) -> Result<Outcomes> {
        let send = |routing: &PerCell<u8>, algorithm, change: &dyn Fn(&mut ChipConfig)| {
            Transmission::send(samples, density, routing, |density| changed_chip(algorithm, links, density, change))
        };
        // The order of cells decides which of several equal charges Best Choice takes, and which cells fit a Repeater's
        // packet.
        let chip = Routing::Chip.cells();
        let cells = |fill| {
            move |_, reader: &PacketReader, packet: &ReceivedPacket| Ok(unrouted(&chip, &reader.cells(packet, fill)))
        };
        match self {
            Spec::Flat | Spec::Mean | Spec::Normaliser | Spec::Graph(_) => {
                Err(Error::new("the contender sends nothing over links").found(self.name()))
            }
            Spec::ThresholdSum { threshold, fill } => {
                let send =
                    |threshold| send(&chip, Algorithm::ThresholdSum, &|config| config.thresholds = [threshold; CELLS]);
                let threshold = match threshold {
                    Threshold::Fixed(threshold) => *threshold,
                    Threshold::Fitting => fitting(samples, |threshold| Ok(send(threshold)?.received()))?,
                };
                let outcomes = send(threshold)?.outcomes(links, cells(*fill))?;
                Ok(Outcomes { threshold: Some(threshold), ..outcomes })
            }
            Spec::SuperTriggerCell { kind, spread, routing } => {
                let routing = routing.cells();
                send(&routing, Algorithm::SuperTriggerCell, &|config| config.stc_type = *kind)?
                    .outcomes(links, |_, reader, packet| Ok(unrouted(&routing, &reader.groups(packet, *spread))))
            }
            Spec::BestChoice { fill } => send(&chip, Algorithm::BestChoice, &|_| ())?.outcomes(links, cells(*fill)),
            Spec::Repeater => send(&chip, Algorithm::Repeater, &|_| ())?.outcomes(links, cells(Fill::Zero)),
            Spec::Run(model) => through(model, links, samples, density),
            Spec::Keras(imported) => through(&imported.model, links, samples, density),
        }
    }
}

/// What the decoder of a model makes of the latents that the chip sends.
fn through(model: &ModelContender, links: u8, samples: &[Sample], density: &[Density]) -> Result<Outcomes> {
    let transmission = Transmission::autoencoder(model, links, samples, density)?;
    let decoded = model.decode(transmission.iter(), samples)?;
    let charges = |at: usize| decoded[at].as_ref().map_or([0.0; CELLS], |decoded| decoded.charges);
    transmission.outcomes(links, |at, _, _| Ok(charges(at)))
}

/// The lowest threshold with which few packets are truncated, by bisection.
fn fitting(samples: &[Sample], received: impl Fn(u32) -> Result<Received>) -> Result<u32> {
    // With `high` nothing is hit.
    let (mut low, mut high) = (0, samples.iter().map(Sample::max).max().unwrap_or_default() + 1);
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

/// Takes an option away; false if it is not there.
fn take(options: &mut Vec<&str>, option: &str) -> bool {
    let at = options.iter().position(|own| *own == option);
    at.map(|at| options.remove(at)).is_some()
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
