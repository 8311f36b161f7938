//! The whole chip: the blocks wired from a configuration.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::algorithm::{Block, Largest, Payload};
use super::autoencoder::Encoder;
use super::autoencoder::packet::AeLayout;
use super::buffer::{Buffer, BufferSettings};
use super::erx::{self, Bx, BxCounter};
use super::formatter::{self, BitmapOrder, FormatterSettings, Packet, PacketLayout};
use super::signals::{Calq, InputWords, OutputWords, PerCell, TcCode};
use super::stage::Stage;
use super::super_trigger_cell::StcTie;
use super::trace::{NoTrace, Record, Trace};
use super::{calibrate, decode, etx, mux};
use crate::error::{Error, Result};
use crate::network::AeBlock;
use crate::nn::Values;
use crate::registers::{CELLS, ChipConfig, Generation, MaskReading};

/// Rows for which a link reset of the ROC-T keeps the decoded data at zero, counted after the row of
/// the command; one public script uses 256 instead.
pub const ALIGNMENT_TIME: u64 = 324;

/// What the registers do not say: readings of the documentation that can be switched, the network,
/// and fast commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Generation, if not that of the configuration's dialect.
    pub generation: Option<Generation>,
    /// Bit order of address bitmaps, if not that of the generation.
    pub bitmap_order: Option<BitmapOrder>,
    /// Tie rule of super trigger cells.
    pub stc_tie: StcTie,
    /// What decides which charge is the largest.
    #[serde(skip_serializing_if = "Largest::is_default")]
    pub largest: Largest,
    /// Reading of the P1 mask registers.
    pub mask_reading: MaskReading,
    /// Packet of the autoencoder.
    pub ae_layout: AeLayout,
    /// The encoder network.
    pub network: AeBlock,
    /// Value that the BX counter takes at an orbit header.
    pub counter_reset_value: u16,
    /// Rows with an ECON-T link reset command.
    pub link_resets_econt: Vec<u64>,
    /// Rows with a ROC-T link reset command.
    pub link_resets_roct: Vec<u64>,
    /// Rows of zero data after a ROC-T link reset, besides the row of the command.
    pub alignment_time: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            generation: None,
            bitmap_order: None,
            stc_tie: StcTie::default(),
            largest: Largest::default(),
            mask_reading: MaskReading::default(),
            ae_layout: AeLayout::default(),
            network: AeBlock::default(),
            counter_reset_value: 0,
            link_resets_econt: Vec::new(),
            link_resets_roct: Vec::new(),
            alignment_time: ALIGNMENT_TIME,
        }
    }
}

impl Options {
    /// The generation in force for a configuration.
    pub fn generation(&self, config: &ChipConfig) -> Generation {
        self.generation.unwrap_or(config.generation)
    }

    /// The packet layout in force for a configuration.
    ///
    /// ```
    /// use econ_emu::chip::Options;
    /// use econ_emu::registers::default_settings;
    ///
    /// let config = default_settings()?;
    /// let layout = Options::default().packet_layout(&config);
    /// assert_eq!((layout.links, layout.words_in_buffer(160)), (config.links, 2 * u16::from(config.links)));
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn packet_layout(&self, config: &ChipConfig) -> PacketLayout {
        let bitmap = self.bitmap_order.unwrap_or_else(|| self.generation(config).into());
        PacketLayout::new(config, bitmap, self.ae_layout, self.mask_reading)
    }
}

/// A chip as its configuration makes it: everything that stays as it is while BX pass. It can be shared.
#[derive(Debug, Clone)]
pub struct ChipDesign {
    /// Without the weights, which the block holds.
    config: Box<ChipConfig>,
    generation: Generation,
    options: Options,
    layout: PacketLayout,
    formatter: FormatterSettings,
    buffer: BufferSettings,
    block: Arc<dyn Block>,
}

/// What a BX leaves to the next: the FIFO of the formatter, the BX counter, the number of the row.
#[derive(Debug, Clone, Default)]
pub struct ChipState {
    /// BX number of the next row, if it has no orbit header: 0..=3563.
    pub(crate) next_bx: u16,
    /// Number of the next row.
    pub(crate) row: u64,
    pub(crate) buffer: Buffer,
}

impl ChipDesign {
    /// The design of a configuration.
    ///
    /// # Errors
    /// As [`Chip::new`].
    pub fn new(config: &ChipConfig, options: &Options) -> Result<Self> {
        config.validate()?;
        if options.counter_reset_value >= erx::ORBIT {
            return Err(Error::new("counter reset value beyond the orbit")
                .field("counter_reset_value")
                .found(options.counter_reset_value)
                .allowed("0..=3563"));
        }
        Ok(ChipDesign {
            generation: options.generation(config),
            layout: options.packet_layout(config),
            formatter: FormatterSettings {
                idle_pattern: config.idle_pattern,
                link_reset_pattern: config.link_reset_pattern,
            },
            buffer: config.into(),
            block: config.algorithm.facts().block(config, options)?,
            config: Box::new(config.without_weights()),
            options: options.clone(),
        })
    }

    /// The configuration, with the weights if the algorithm has any.
    pub fn config(&self) -> ChipConfig {
        ChipConfig { weights: self.encoder().map(Encoder::weights), ..(*self.config).clone() }
    }

    /// The configuration without weights.
    pub fn settings(&self) -> &ChipConfig {
        &self.config
    }

    /// The options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The encoder, if that is what the algorithm runs.
    pub fn encoder(&self) -> Option<&Encoder> {
        self.block.encoder()
    }

    /// One BX. `values` is memory for a network; nothing is allocated once it is large enough, unless somebody looks.
    pub fn step<T: Trace>(
        &self,
        state: &mut ChipState,
        values: &mut Values,
        words: &InputWords,
        trace: &mut T,
    ) -> OutputWords {
        let (row, config) = (state.row, &self.config);
        let mut counter = BxCounter::at(state.next_bx, self.options.counter_reset_value);
        let bx = counter.step(words);
        state.next_bx = counter.next();
        let mut inputs = erx::split(words, self.generation);
        let alignment = self.options.alignment_time;
        if self.options.link_resets_roct.iter().any(|&at| row >= at && row - at <= alignment) {
            inputs = [TcCode::default(); CELLS];
        }
        let codes = mux::route(&inputs, &config.mux);
        let linear = codes.map(|code| decode::linearise(code, config.density));
        let charges = std::array::from_fn(|tc| calibrate::calibrate(linear[tc], config.calibration[tc]));
        if T::ON {
            let mut head = vec![i64::from(bx.0), i64::from(words[0] >> 28)];
            head.extend(inputs.map(|code| i64::from(code.0)));
            trace.record(Stage::Erx, &head);
            trace.record(Stage::Mux, &codes.map(|code| i64::from(code.0)));
            trace.record(Stage::Decode, &linear.map(|charge| i64::from(charge.0)));
            trace.record(Stage::Calibrate, &charges.map(|charge| i64::from(charge.0)));
        }
        self.send(state, values, bx, &charges, trace)
    }

    /// The packet of what the algorithm made, or sync words.
    fn packet(&self, payload: &dyn Payload, bx: Bx, in_reset: bool) -> Packet {
        match in_reset {
            true => formatter::link_reset_packet(bx, self.config.links, &self.formatter),
            false => formatter::format(payload, bx, &self.layout, &self.formatter),
        }
    }

    /// Calibrated charges to link words.
    pub(crate) fn send<T: Trace>(
        &self,
        state: &mut ChipState,
        values: &mut Values,
        bx: Bx,
        charges: &PerCell<Calq>,
        trace: &mut T,
    ) -> OutputWords {
        let row = state.row;
        state.row += 1;
        let resets = &self.options.link_resets_econt;
        let in_reset = resets.iter().any(|&at| formatter::in_link_reset(row, at, self.config.algorithm));
        let mut observe = |stage, recorded: &[i64]| trace.record(stage, recorded);
        let record: Record<'_> = if T::ON { Some(&mut observe) } else { None };
        let packet = self.block.run(charges, values, record, &|payload| self.packet(payload, bx, in_reset));
        let step = state.buffer.step(&packet, &self.buffer);
        let sent = etx::run(&step.words);
        if T::ON {
            let mut record = vec![i64::from(packet.words_in_buffer)];
            record.extend(packet.words.iter().chain(&packet.truncated).map(|&word| i64::from(word)));
            trace.record(Stage::Formatter, &record);
            let record = [step.waiting, step.packet_words, step.condition as usize, state.buffer.waiting()];
            trace.record(Stage::Buffer, &record.map(|value| value as i64));
            trace.record(Stage::Etx, &sent.map(i64::from));
        }
        sent
    }
}

/// A chip in operation: link words in, link words out, one BX at a time.
///
/// Output row `i` belongs to input row `i`; the model has no latency. The FIFO starts empty and no
/// state wraps around from one orbit to the next.
#[derive(Debug, Clone)]
pub struct Chip {
    design: ChipDesign,
    state: ChipState,
    /// Memory for a network.
    values: Values,
}

impl Chip {
    /// A chip just after reset.
    ///
    /// ```
    /// use econ_emu::chip::{Chip, NoTrace, Options};
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// let config = ChipConfig { algorithm: Algorithm::BestChoice, links: 5, ..ChipConfig::reset(Generation::Prod) };
    /// let mut chip = Chip::new(&config, &Options::default())?;
    /// let sent = chip.step(&[0xA000_0000; 12], &mut NoTrace);
    /// assert!(sent[0] != 0 && sent[5..] == [0; 8], "five links carry words");
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Settings out of range, and an Autoencoder without weights or with weights of another network.
    pub fn new(config: &ChipConfig, options: &Options) -> Result<Self> {
        let design = ChipDesign::new(config, options)?;
        Ok(Chip { design, state: ChipState::default(), values: Values::default() })
    }

    /// One BX.
    pub fn step<T: Trace>(&mut self, words: &InputWords, trace: &mut T) -> OutputWords {
        self.design.step(&mut self.state, &mut self.values, words, trace)
    }

    /// One BX from calibrated charges, behind the front end: for data that are no link words. The
    /// BX is the number of the row in its orbit; resets of the ROC-T do not reach these charges.
    ///
    /// ```
    /// use econ_emu::chip::signals::Calq;
    /// use econ_emu::chip::{Chip, Options};
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
    /// let mut chip = Chip::new(&config, &Options::default())?;
    /// // The header of BX 0 in 5 bits, then codes of 7 bits: 8 is the code of the charge 8.
    /// assert_eq!(chip.step_charges(&[Calq(8); 48])[0], 0b11111_0001000_0001000_0001000_000100);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn step_charges(&mut self, charges: &PerCell<Calq>) -> OutputWords {
        let bx = Bx((self.state.row % u64::from(erx::ORBIT)) as u16);
        self.design.send(&mut self.state, &mut self.values, bx, charges, &mut NoTrace)
    }
}
