//! What a class can choose from: a chip with its registers and how its packets are read, sent and judged on rows.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::plan::AssignDefinition;
use crate::chip::Options;
use crate::chip::autoencoder::packet::{MAX_AE_LINKS, MIN_AE_LINKS, data_bits};
use crate::chip::signals::PerCell;
use crate::chip::unpack::ReceivedPacket;
use crate::data::Sample;
use crate::error::{Error, Result};
use crate::interchange::import::ImportOptions;
use crate::network::{AeBlock, CELLS, LATENTS};
use crate::nn::{Weights, power_of_two};
use crate::physics::choose::{ChooseBy, ChooseOptions, OtherSamples, charges};
use crate::physics::closed_form::{Choice, FitSample, closed_form};
use crate::physics::contender::{RoutedReader, Sender, Spec};
use crate::physics::linear::LinearReading;
use crate::physics::model::{ModelContender, encoder_chip};
use crate::physics::packets::PacketReader;
use crate::physics::settings::ChipContender;
use crate::physics::statistics;
use crate::registers::{ChipConfig, Density, Dialect, FIFO_WORDS, KeepMask, parse_config, write_config};

/// The encoder of [`closed_form`] with its linear reading.
pub const LINEAR: &str = "ae:linear";

/// BX of the rows of a class that pass its chip before they count: the FIFO of a module that has been running is not
/// empty.
pub const BEFORE: usize = 1000;

/// Rows with charge that such an encoder is fitted to, at least.
const LEAST_FITTED: usize = 100;

/// What a class can choose from, by name.
#[derive(Debug, Clone)]
pub enum AssignContender {
    /// An algorithm of the chip.
    Chip(ChipContender),
    /// The encoder in closed form, with a linear reading of its latents.
    Linear,
    /// A trained or imported encoder with its decoder.
    Model(Arc<Spec>),
}

/// Names of contenders, for messages.
pub fn allowed() -> String {
    format!(
        "{LINEAR}, chip (the best of the chip's algorithms), run:DIR, keras:ENCODER,DECODER, npz:FILE, {}",
        crate::physics::settings::ALLOWED
    )
}

impl AssignContender {
    /// The contenders of a name, with names of their own; `chip` stands for several.
    ///
    /// # Errors
    /// Names that are not [`allowed`], what sends nothing over links, and runs and files that cannot be read.
    pub fn parse_all(text: &str) -> Result<Vec<(String, Self)>> {
        if text == LINEAR {
            return Ok(vec![(text.to_owned(), AssignContender::Linear)]);
        }
        let specs = Spec::parse(text, &AeBlock::chip_8x8(), &ImportOptions::default());
        let mut all = Vec::new();
        for spec in specs.map_err(|error| error.allowed(allowed()))? {
            match spec {
                Spec::Chip(chip) if chip.is_learned() => {
                    return Err(Error::new("readings are not learned for classes of modules")
                        .field("--contender")
                        .found(text)
                        .allowed(format!("{}, but for mlp", allowed())));
                }
                Spec::Chip(chip) => all.push((chip.name(), AssignContender::Chip(chip))),
                // The name of an imported model leaves out its decoder.
                Spec::Run(_) | Spec::Keras(_) => all.push((text.to_owned(), AssignContender::Model(Arc::new(spec)))),
                Spec::Flat | Spec::Mean | Spec::Normaliser | Spec::Graph(_) => {
                    return Err(Error::new("this contender sends nothing over links")
                        .field("--contender")
                        .found(text)
                        .allowed(allowed()));
                }
            }
        }
        Ok(all)
    }

    /// The one contender of a name.
    ///
    /// # Errors
    /// As [`AssignContender::parse_all`], and names that stand for several.
    pub fn parse(text: &str) -> Result<Self> {
        match AssignContender::parse_all(text)?.as_slice() {
            [(_, one)] => Ok(one.clone()),
            several => Err(Error::new("the name stands for several contenders")
                .field("--contender")
                .found(text)
                .allowed(several.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "))),
        }
    }

    /// The encoder's network, as registers are read and written for it.
    fn network(&self) -> AeBlock {
        self.model().map_or_else(AeBlock::chip_8x8, |model| model.network.clone())
    }

    fn model(&self) -> Option<&ModelContender> {
        match self {
            AssignContender::Model(spec) => spec.model(),
            AssignContender::Chip(_) | AssignContender::Linear => None,
        }
    }

    /// Whether it can run with this number of links.
    fn runs_with(&self, links: u8) -> bool {
        match self {
            AssignContender::Chip(chip) => Spec::Chip(*chip).refuses(links).is_none(),
            AssignContender::Linear => (MIN_AE_LINKS..=MAX_AE_LINKS).contains(&links),
            AssignContender::Model(spec) => spec.refuses(links).is_none(),
        }
    }
}

/// How received packets become charges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum ClassReading {
    /// As the name of a contender says.
    Packets {
        /// A name that states every setting and the reading.
        contender: String,
        /// The image by which what is left open is dealt out, in the order of the packets; 48 numbers.
        image: Vec<f64>,
    },
    /// Latents by a linear map.
    Linear {
        /// The map.
        factors: LinearReading,
    },
    /// Latents by the decoder of a model.
    Model {
        /// The contender.
        contender: String,
    },
}

/// A way to send and to read modules of one density at one number of links.
#[derive(Debug, Clone)]
pub struct Solution {
    /// The contender that it is of, by its number.
    pub contender: usize,
    /// Whether what the contender leaves open was chosen for a class alone.
    tuned: bool,
    /// The chip.
    config: ChipConfig,
    options: Options,
    reading: ClassReading,
}

/// A solution as text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredSolution {
    /// The contender that it is of, by its number.
    pub contender: usize,
    /// Whether what the contender leaves open was chosen for a class alone.
    pub tuned: bool,
    /// The register file.
    pub registers: String,
    /// The reading.
    pub reading: ClassReading,
}

/// What classes choose from.
pub struct Contenders {
    /// Names and contenders.
    pub list: Vec<(String, AssignContender)>,
    loss: ChooseBy,
    dialect: Dialect,
}

/// The latents and the module sum of packets, where they are whole.
fn latents_of(
    reader: &PacketReader,
    packets: &[ReceivedPacket],
    network: &AeBlock,
) -> Vec<Option<([f32; LATENTS], f64)>> {
    let one = power_of_two(network.latent().number.places(0)) as f32;
    packets.iter().map(|packet| Some((reader.latents(packet, one)?, reader.module_sum(packet)?))).collect()
}

impl Contenders {
    /// Those of a definition.
    ///
    /// # Errors
    /// As [`AssignContender::parse`].
    pub fn new(definition: &AssignDefinition) -> Result<Self> {
        let one = |name: &String| Ok((name.clone(), AssignContender::parse(name)?));
        let list = definition.contenders.iter().map(one).collect::<Result<_>>()?;
        Ok(Contenders { list, loss: definition.loss, dialect: definition.dialect })
    }

    /// What a contender is at its best on some rows; `None` if it cannot run with this number of links, or if there
    /// are too few rows for it.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn solve(&self, contender: usize, rows: &ChoosingRows<'_>, links: u8) -> Result<Option<Solution>> {
        let of = &self.list[contender].1;
        if !of.runs_with(links) {
            return Ok(None);
        }
        let (config, options, reading) = match of {
            AssignContender::Chip(chip) => {
                let choice = rows.others.choose(chip, links, rows.density)?;
                let stated = ChipContender::stating([(choice.settings, choice.reading); 2]).name();
                let reading = ClassReading::Packets { contender: stated, image: choice.image.to_vec() };
                let config = crate::physics::packets::chip(&choice.settings, links, rows.density);
                (config, Options::default(), reading)
            }
            AssignContender::Linear => match linear(rows.samples, links, rows.density)? {
                Some((config, factors)) => (config, Options::default(), ClassReading::Linear { factors }),
                None => return Ok(None),
            },
            AssignContender::Model(_) => {
                let Some(model) = of.model() else { return Ok(None) };
                let (config, options) = model.chip(links, rows.density);
                (config, options, ClassReading::Model { contender: self.list[contender].0.clone() })
            }
        };
        Ok(Some(Solution { contender, tuned: false, config, options, reading }))
    }

    /// The loss of what [`Contenders::solve`] finds on rows for choosing, by which it is compared with others. A reading
    /// with many numbers is fitted to one half of the rows and judged on the other, in turn; the others have few.
    ///
    /// # Errors
    /// Those of the chip.
    pub fn value(&self, solution: &Solution, rows: &ChoosingRows<'_>, links: u8) -> Result<Vec<Option<f64>>> {
        if !(solution.tuned && matches!(solution.reading, ClassReading::Linear { .. })) {
            return self.losses(solution, rows.samples);
        }
        let halves = [0, 1].map(|first| rows.samples.iter().skip(first).step_by(2).copied().collect::<Vec<Sample>>());
        let mut values = vec![None; rows.samples.len()];
        for (own, other) in [(0, 1), (1, 0)] {
            let Some((config, factors)) = linear(&halves[other], links, rows.density)? else {
                return self.losses(solution, rows.samples);
            };
            let fitted = Solution { config, reading: ClassReading::Linear { factors }, ..solution.clone() };
            let found = self.losses(&fitted, &halves[own])?;
            found.into_iter().enumerate().for_each(|(at, value)| values[2 * at + own] = value);
        }
        Ok(values)
    }

    /// The loss of each row, all rows being sent in one stream; that of a flat image where nothing arrives, and `None`
    /// for a row without charge.
    ///
    /// # Errors
    /// Those of the chip, and conditions of a decoder that the data do not give.
    pub fn losses(&self, solution: &Solution, samples: &[Sample]) -> Result<Vec<Option<f64>>> {
        let received = self.charges(solution, samples)?;
        let loss = |(sample, received): (&Sample, &PerCell<f32>)| {
            let truth = charges(sample);
            let flat = self.loss.of(&truth, &[1.0; CELLS])?;
            Some(self.loss.of(&truth, received).unwrap_or(flat))
        };
        Ok(samples.iter().zip(&received).map(loss).collect())
    }

    /// Rows through the chip and back.
    fn charges(&self, solution: &Solution, samples: &[Sample]) -> Result<Vec<PerCell<f32>>> {
        let Solution { config, options, reading, contender, .. } = solution;
        let sender = Sender::new(config.clone(), options.clone());
        let packets = sender.send_in_stream(samples, BEFORE)?;
        let reader = RoutedReader::new(&sender);
        match reading {
            ClassReading::Packets { contender, image } => {
                let chip = ChipContender::parse(contender)?;
                let unknown = || Error::new("the contender does not say how packets are read").found(contender);
                let reading = chip.stated_reading(config.density).ok_or_else(unknown)?;
                let image: &PerCell<f64> = image.as_slice().try_into().map_err(|_| {
                    Error::new("not an image of the cells").found(format!("{} numbers", image.len())).allowed("48")
                })?;
                Ok(packets.iter().map(|packet| reader.charges(packet, reading, image)).collect())
            }
            ClassReading::Linear { factors } => {
                let all = latents_of(reader.packets(), &packets, &options.network);
                let of = |one: Option<([f32; LATENTS], f64)>| {
                    one.map_or([0.0; CELLS], |(latents, sum)| factors.charges(&latents, sum))
                };
                Ok(all.into_iter().map(of).collect())
            }
            ClassReading::Model { .. } => {
                let model = self.list.get(*contender).and_then(|(_, contender)| contender.model());
                let model =
                    model.ok_or_else(|| Error::new("the assignment does not know the decoder of its encoder"))?;
                let decoded = model.decode(packets.iter().map(|packet| (reader.packets(), packet)), samples)?;
                Ok(decoded.into_iter().map(|one| one.map_or([0.0; CELLS], |one| one.charges)).collect())
            }
        }
    }

    /// A solution as text.
    ///
    /// # Errors
    /// Registers that the dialect cannot hold.
    pub fn store(&self, solution: &Solution) -> Result<StoredSolution> {
        let Solution { contender, tuned, config, options, reading } = solution;
        // The prototype has one pattern for idle words and for those behind a link reset. T2 is out of reach where it is
        // as large as the FIFO.
        let config = ChipConfig {
            link_reset_pattern: config.idle_pattern,
            buffer_t2: config.buffer_t2.min(FIFO_WORDS as u16),
            ..config.clone()
        };
        let registers = write_config(&config, self.dialect, &options.network)?;
        Ok(StoredSolution { contender: *contender, tuned: *tuned, registers, reading: reading.clone() })
    }

    /// The solution of a register file with a reading.
    ///
    /// # Errors
    /// A contender that there is not, and registers that cannot be read.
    pub fn load(&self, stored: &StoredSolution, file: &Path) -> Result<Solution> {
        let unknown = || Error::new("the assignment has no such contender").found(stored.contender);
        let network = self.list.get(stored.contender).ok_or_else(unknown)?.1.network();
        let config = parse_config(&stored.registers, file, &network)?.without_warnings();
        let options = Options { network, ..Options::default() };
        Ok(Solution {
            contender: stored.contender,
            tuned: stored.tuned,
            config,
            options,
            reading: stored.reading.clone(),
        })
    }
}

impl Solution {
    /// The same, chosen for a class alone.
    #[must_use]
    pub fn tuned(self) -> Self {
        Solution { tuned: true, ..self }
    }

    /// The chip.
    pub fn config(&self) -> &ChipConfig {
        &self.config
    }

    /// The encoder's network.
    pub fn network(&self) -> &AeBlock {
        &self.options.network
    }
}

/// The encoder in closed form for some rows, and the linear reading of what they become; `None` with too few rows.
fn linear(samples: &[Sample], links: u8, density: Density) -> Result<Option<(ChipConfig, LinearReading)>> {
    let network = AeBlock::chip_8x8();
    let charged: Vec<Sample> = samples.iter().filter(|sample| sample.sum() > 0).copied().collect();
    if charged.len() < LEAST_FITTED {
        return Ok(None);
    }
    let fitted: Vec<FitSample> = charged.iter().map(FitSample::from).collect();
    let found = closed_form(&network, &fitted, Choice::Best(data_bits(links)))?;
    let weights = Weights::of_integers(network.typed(), found.weights)?;
    let config = encoder_chip(weights, KeepMask::top_bits(found.widths), links, density);
    let sender = Sender::new(config.clone(), Options::default());
    let packets = sender.send(charged.iter())?;
    let received = latents_of(RoutedReader::new(&sender).packets(), &packets, &network);
    let whole = received.iter().zip(&fitted).filter_map(|(one, sample)| {
        let (latents, sum) = one.as_ref()?;
        Some((latents, *sum, &sample.shares))
    });
    Ok(Some((config, LinearReading::fit(whole)?)))
}

/// Rows for choosing, of modules of one density.
pub struct ChoosingRows<'a> {
    samples: &'a [Sample],
    others: OtherSamples,
    density: Density,
}

impl<'a> ChoosingRows<'a> {
    /// These rows.
    pub fn new(samples: &'a [Sample], density: Density, loss: ChooseBy) -> Self {
        let options = ChooseOptions { by: loss, samples: usize::MAX };
        ChoosingRows { samples, others: OtherSamples::new(samples, density, options).in_stream(BEFORE), density }
    }
}

/// The mean of the losses of rows with charge.
pub fn mean(losses: &[Option<f64>]) -> f64 {
    let count = losses.iter().flatten().count().max(1);
    losses.iter().flatten().sum::<f64>() / count as f64
}

/// The one with the least mean loss of those that are better than the first by more than so many standard errors of the
/// difference; the first if none is. Gives the place.
pub fn pick(losses: &[Vec<Option<f64>>], margin: f64) -> usize {
    let mut best = (0, losses.first().map_or(f64::INFINITY, |first| mean(first)));
    for (place, own) in losses.iter().enumerate().skip(1) {
        let pairs = losses[0].iter().zip(own).filter_map(|(first, own)| Some(((*first)?, (*own)?)));
        let Some((gain, error)) = statistics::mean_difference(pairs) else { continue };
        let value = mean(own);
        if gain > margin * error && value < best.1 {
            best = (place, value);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_left_for_what_is_surely_better() {
        fn some(values: &[f64]) -> Vec<Option<f64>> {
            values.iter().copied().map(Some).collect()
        }
        let first = some(&[1.0, 2.0, 3.0, 4.0]);
        // Better on average, by one row alone.
        let lucky = some(&[1.1, 2.1, 3.1, 3.0]);
        let surely = some(&[0.9, 1.8, 2.9, 3.8]);
        let all = [first.clone(), lucky.clone(), surely.clone()];
        assert_eq!(pick(&all, 0.0), 1);
        assert_eq!(pick(&all, 1.0), 2);
        assert_eq!(pick(&[first.clone(), some(&[2.0; 4])], 0.0), 1);
        assert_eq!(pick(&[first.clone(), first], 0.0), 0);
        assert_eq!(mean(&[None, Some(1.0), Some(2.0)]), 1.5);
    }

    #[test]
    fn names_of_what_sends_something() {
        assert_eq!(AssignContender::parse_all("chip").unwrap().len(), 7);
        assert!(matches!(AssignContender::parse(LINEAR).unwrap(), AssignContender::Linear));
        for bad in ["chip", "flat", "ae", "bc:best:mlp", "bc:what", "run:nowhere"] {
            let fault = AssignContender::parse(bad).unwrap_err().to_string();
            assert!(fault.contains("--contender") || fault.contains("nowhere"), "{bad}: {fault}");
        }
    }
}
