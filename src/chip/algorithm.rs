//! The trigger algorithms: everything in which they differ.
//!
//! Each has one file, which implements the traits of this one: [`AlgorithmFacts`] says what is known before any
//! BX, [`Block`] does the work, and [`Payload`] is what the formatter sends of its result. No method has
//! a default, so that an algorithm cannot leave one out.
//!
//! # How to add one
//!
//! 1. A variant of [`Algorithm`], with its names and its value in the registers.
//! 2. A file beside this one that implements the three traits, and its line in [`Algorithm::facts`].
//! 3. Variants of [`Stage`](super::Stage) for what can be observed in it, and of [`Field`] for what only its
//!    packets have.
//! 4. Whatever else the compiler asks for: the meaning of new fields, the fast code in `kernels`, and in
//!    `physics` how its packets become charges again.

use std::fmt::Debug;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::autoencoder::Encoder;
use super::encode::{FLOAT_4E3M, FloatCode};
use super::erx::Bx;
use super::formatter::{Field, FieldCodec, Packet, PacketLayout};
use super::pipeline::Options;
use super::signals::{Calq, PerCell};
use super::stage::StageInfo;
use super::trace::Record;
use super::{autoencoder, best_choice, repeater, super_trigger_cell, threshold_sum};
use crate::error::Result;
use crate::network::AeBlock;
use crate::nn::Values;
use crate::registers::{Algorithm, ChipConfig};

impl Algorithm {
    /// What the algorithm has of its own.
    pub fn facts(self) -> &'static dyn AlgorithmFacts {
        match self {
            Algorithm::ThresholdSum => &threshold_sum::ThresholdSumFacts,
            Algorithm::SuperTriggerCell => &super_trigger_cell::SuperTriggerCellFacts,
            Algorithm::BestChoice => &best_choice::BestChoiceFacts,
            Algorithm::Repeater => &repeater::RepeaterFacts,
            Algorithm::Autoencoder => &autoencoder::AutoencoderFacts,
        }
    }
}

/// What an algorithm has of its own.
pub trait AlgorithmFacts: Sync {
    /// Its stages with their values, in the order in which its block records them.
    fn stages(&self, config: &ChipConfig, network: &AeBlock) -> Vec<StageInfo>;

    /// Its block, set up.
    ///
    /// # Errors
    /// An Autoencoder without weights or with weights of another network.
    fn block(&self, config: &ChipConfig, options: &Options) -> Result<Arc<dyn Block>>;

    /// The setting of its own that decides what becomes of a cell, in words.
    fn cell_setting(&self, config: &ChipConfig, cell: usize) -> Option<String>;

    /// What its packets carry besides header and module sum.
    fn contents(&self) -> Contents;

    /// Whether packets are as long as they need to be.
    fn packet_length(&self) -> PacketLength;

    /// Names every field of a packet in order.
    fn walk(&self, layout: &PacketLayout, codec: &mut dyn FieldCodec);

    /// Words that a packet of `bits` bits occupies in the buffer, with this number of active links.
    fn words_in_buffer(&self, links: u8, bits: usize) -> u16;

    /// The code of a field that stands for a charge or a sum, and the low bits that are dropped before it
    /// is encoded; `drop` is the effective number of drop bits (0..=4). `None` for other fields.
    fn code(&self, field: Field, layout: &PacketLayout, drop: u32) -> Option<(FloatCode, u32)>;

    /// Rows by which sync words of a link reset come earlier, because the block is that much longer.
    fn rows_early(&self) -> u64;
}

/// By what cells are compared where the largest charge is asked for: in super trigger cells and Best Choice.
///
/// The sources differ (docs/sources.md, Open-choices). Both give the same as long as every calibration factor is 2048
/// and no bits are dropped but those that the front end did not send, as in all published vectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Largest {
    /// The calibrated charge itself (Best Choice: of 18 bits, after the drop bits).
    #[default]
    Charge,
    /// Its code 4E3M, after the drop bits: charges with the same code are equal.
    Code,
}

impl Largest {
    /// Whether it is the usual one, which manifests do not mention.
    pub fn is_default(&self) -> bool {
        *self == Largest::default()
    }

    /// What is compared of a charge; `drop` is the number of bits that are yet to be dropped.
    pub fn key(self, charge: u32, drop: u32) -> u32 {
        match self {
            Largest::Charge => charge,
            Largest::Code => FLOAT_4E3M.encode(charge, drop).into(),
        }
    }
}

/// What packets carry besides header and module sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Charges of trigger cells.
    Cells {
        /// Of those that the algorithm chose, not of all.
        chosen: bool,
    },
    /// Sums of groups of trigger cells.
    Groups,
    /// Latents.
    Latents,
}

/// Whether packets are as long as they need to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacketLength {
    /// They are, and wait in the FIFO.
    AsNeeded,
    /// Every packet has the same words.
    Fixed,
    /// Every packet has the same fields, of which the first are sent that fit the links.
    Cut,
}

/// An algorithm with its settings.
pub trait Block: Debug + Send + Sync {
    /// What it makes of the charges of a BX, as the packet that `format` makes of its result. Each of its stages is
    /// recorded, if anybody looks. `values` is memory for a network.
    fn run(
        &self,
        charges: &PerCell<Calq>,
        values: &mut Values,
        record: Record<'_>,
        format: &dyn Fn(&dyn Payload) -> Packet,
    ) -> Packet;

    /// The encoder, if that is what it runs.
    fn encoder(&self) -> Option<&Encoder> {
        None
    }
}

/// The result of an algorithm, as the formatter needs it.
pub trait Payload {
    /// The value of a field of `width` bits; `None` if its packets have no such field. The header is not
    /// asked for.
    fn field(&self, field: Field, width: u32) -> Option<u64>;

    /// What is sent besides the fields. `idle` is the idle word of the BX.
    fn filler(&self, bx: Bx, idle: u16) -> Filler;
}

/// What is sent besides the fields of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filler {
    /// Words behind the fields.
    pub word: u16,
    /// Words instead of the packet if the buffer truncates it.
    pub truncated: [u16; 2],
}

/// The fields that name chosen cells: their count, a list of addresses, or a bitmap.
pub(super) fn choice(selected: &PerCell<bool>, field: Field) -> Option<u64> {
    let mut cells = (0u64..).zip(selected).filter(|&(_, &selected)| selected).map(|(cell, _)| cell);
    match field {
        Field::Count => Some(cells.count() as u64),
        Field::Address { slot } => cells.nth(slot.into()),
        Field::BitmapBit { tc } => Some(selected[usize::from(tc)].into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::chip::autoencoder::packet::{AeLayout, MAX_AE_LINKS, latent_bits};
    use crate::chip::formatter::PACKET_WORDS;
    use crate::chip::{BxTrace, Chip, InputWords, Stage, Stages, unpack};
    use crate::network::{LATENT_BITS, LATENTS};
    use crate::nn::Weights;
    use crate::registers::{CELLS, Density, Generation, INPUT_LINKS, OUTPUT_LINKS, StcType};

    /// Settings of an algorithm that make packets of every shape: all numbers of links, all kinds of super
    /// trigger cells, few and many hits.
    fn settings(algorithm: Algorithm, network: &AeBlock) -> Vec<ChipConfig> {
        let value = |index: usize| ((37 * index + 11) % 64) as i32 - 32;
        let weights = Some(Weights::from_fn(network.typed(), |_, index| value(index)).unwrap());
        let mut all = Vec::new();
        for links in 1..=OUTPUT_LINKS as u8 {
            for (kind, threshold) in StcType::ALL.into_iter().zip([0, 1 << 8, 1 << 14, 1 << 18, u32::MAX >> 8]) {
                all.push(ChipConfig {
                    algorithm,
                    links,
                    stc_type: kind,
                    thresholds: [threshold; CELLS],
                    density: Density::High,
                    drop_lsb: links % 5,
                    use_sum: links % 2 == 0,
                    buffer_t1: 0x1FF,
                    weights: weights.clone(),
                    ..ChipConfig::reset(Generation::Prod)
                });
            }
        }
        all
    }

    fn rows() -> [InputWords; 4] {
        let mixed = std::array::from_fn(|link| 0xA000_0000 | (0x0123_4567u32.rotate_left(5 * link as u32) >> 4));
        [[0x9000_0000; INPUT_LINKS], [0xAFFF_FFFF; INPUT_LINKS], mixed, [0xA000_0000; INPUT_LINKS]]
    }

    /// Both packets of the autoencoder; networks of different shapes.
    fn variants() -> Vec<Options> {
        let design = Options { ae_layout: AeLayout::Design, ..Options::default() };
        let cmssw = Options { network: AeBlock::cmssw_4x4x3(), ..Options::default() };
        vec![Options::default(), design, cmssw]
    }

    /// Runs every algorithm with all settings.
    fn run(mut see: impl FnMut(&ChipConfig, &Options, &BxTrace)) {
        for options in variants() {
            for config in Algorithm::ALL.into_iter().flat_map(|algorithm| settings(algorithm, &options.network)) {
                let mut chip = Chip::new(&config, &options).unwrap();
                for words in rows() {
                    let mut trace = BxTrace::default();
                    chip.step(&words, &mut trace);
                    see(&config, &options, &trace);
                }
            }
        }
    }

    /// The stages of a BX are those of the table, with values that fit their columns.
    fn check_stages(config: &ChipConfig, options: &Options, trace: &BxTrace) {
        let stages = Stages::new(config, &options.network);
        let recorded: Vec<Stage> = trace.stages.iter().map(|(stage, _)| *stage).collect();
        assert_eq!(recorded, stages.iter().map(|info| info.stage).collect::<Vec<_>>());
        for (info, (_, values)) in stages.iter().zip(&trace.stages) {
            let columns = info.columns();
            assert_eq!((values.len(), columns.len()), (info.len(), info.len()), "{}", info.name);
            assert_eq!(columns.iter().collect::<HashSet<_>>().len(), columns.len(), "{}", info.name);
            for (index, &value) in values.iter().enumerate() {
                let bits = info.bits(index);
                assert!(matches!(value >> bits, 0 | -1), "{} = {value} in {bits} bits", columns[index]);
            }
        }
    }

    #[test]
    fn the_stages_of_the_table_are_recorded_with_their_columns() {
        run(check_stages);
    }

    #[test]
    fn a_stage_has_the_same_number_whichever_algorithm_runs() {
        let network = AeBlock::chip_8x8();
        let stems = |algorithm| {
            let config = ChipConfig { algorithm, ..ChipConfig::reset(Generation::Prod) };
            Stages::new(&config, &network).iter().map(|info| info.file_stem()).collect::<Vec<_>>().join(" ")
        };
        let (front, back) = ("01_erx 02_mux 03_decode 04_calibrate", "15_formatter 16_buffer 17_etx");
        let blocks = [
            "05_threshold_sum",
            "06_super_trigger_cell",
            "07_best_choice",
            "08_repeater",
            "09_normalize 10_image 11_conv 12_activation 13_dense 14_latents",
        ];
        for (algorithm, block) in Algorithm::ALL.into_iter().zip(blocks) {
            assert_eq!(stems(algorithm), format!("{front} {block} {back}"));
        }
    }

    /// Writes the fields that were read once more.
    struct Again<'a> {
        fields: &'a [unpack::FieldAt],
        next: usize,
    }

    impl FieldCodec for Again<'_> {
        fn field(&mut self, field: Field, width: u32) -> u64 {
            let at = &self.fields[self.next];
            assert_eq!((at.field, at.width), (field, width));
            self.next += 1;
            at.value
        }
    }

    /// The fields of a packet follow each other, and its words hold them.
    fn check_fields(config: &ChipConfig, options: &Options, trace: &BxTrace) {
        let facts = config.algorithm.facts();
        let layout = options.packet_layout(config);
        let values = trace.get(Stage::Formatter).unwrap();
        let words: Vec<u16> = values[1..=PACKET_WORDS].iter().map(|&word| word as u16).collect();
        let fields = unpack::fields(&layout, &words);
        let mut seen = HashSet::new();
        let mut end = 0;
        for at in &fields {
            assert_eq!(at.start, end, "{:?} follows the field before it", at.field);
            end += at.width as usize;
            assert_eq!(at.value, unpack::bits(&words, at.start, at.width));
            assert!(at.field == Field::Spare || seen.insert(at.field), "{:?} twice", at.field);
            assert!(facts.code(at.field, &layout, 0).is_none_or(|(code, _)| code.bits() == at.width));
        }
        layout.walk(&mut Again { fields: &fields, next: 0 });
        // The words that the packet takes hold it, unless the links cut it; the last one is not empty.
        let in_buffer = layout.words_in_buffer(end);
        assert_eq!(i64::from(in_buffer), values[0]);
        let held = 16 * usize::from(in_buffer);
        match facts.packet_length() {
            PacketLength::Cut => assert_eq!(in_buffer, 2 * u16::from(config.links)),
            PacketLength::AsNeeded => assert!(held >= end && held < end + 16),
            PacketLength::Fixed => assert!(held >= end),
        }
        // What was chosen is sent: the contents are in the fields, or in none.
        let cells = fields.iter().filter(|at| matches!(at.field, Field::Charge { .. })).count();
        let groups = fields.iter().filter(|at| matches!(at.field, Field::GroupSum { .. })).count();
        let is_latent = |at: &&unpack::FieldAt| matches!(at.field, Field::Latent { .. } | Field::LatentBit { .. });
        let latents = fields.iter().filter(is_latent).count();
        match facts.contents() {
            Contents::Cells { chosen } => {
                assert_eq!((groups, latents), (0, 0));
                assert!(cells <= CELLS && (chosen || cells == CELLS));
            }
            Contents::Groups => {
                assert_eq!((cells, latents), (0, 0));
                assert_eq!(groups, config.stc_type.groups(config.links).unwrap_or(0));
            }
            Contents::Latents => {
                assert_eq!((cells, groups), (0, 0));
                let links = usize::from(config.links.min(MAX_AE_LINKS));
                let expected = match options.ae_layout {
                    AeLayout::Chip => (18 + 32 * (links - 1)).min(LATENTS * LATENT_BITS as usize),
                    AeLayout::Design => LATENTS,
                };
                assert_eq!(latents, expected);
            }
        }
    }

    #[test]
    fn fields_cover_every_bit_of_a_packet_once_and_words_hold_them() {
        run(check_fields);
    }

    #[test]
    fn latents_get_two_bits_more_for_each_link() {
        let bits: Vec<u32> = (1..=OUTPUT_LINKS as u8).map(latent_bits).collect();
        assert_eq!(bits[..6], [1, 3, 5, 7, LATENT_BITS, LATENT_BITS]);
        assert!(bits[6..].iter().all(|&bits| bits == LATENT_BITS));
    }
}
