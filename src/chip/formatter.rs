//! Formatter: the algorithm's result as a packet of 16-bit words.
//!
//! Fields are written most significant bit first; bit 15 of word 0 is the first bit of a packet.
//! Their order and width is a fact of the algorithm ([`super::algorithm::AlgorithmFacts::walk`]). The formatter asks for
//! it to write a packet, and the unpacker ([`super::unpack`]) to read one back.
//!
//! | algorithm | packet | words in the buffer |
//! |---|---|---|
//! | TS | header 5, type 3, sum 8, then nothing; or count 3, k addresses of 6, k charges of 7; or bitmap 48, k charges of 7 | as many as needed, 1..=25 |
//! | STC | header 4, addresses, sums | padded to 32 bits |
//! | BC | header 4, sum 8, K addresses of 6 or bitmap 48, K charges of 7 | 2 N, but 25 for 13 links |
//! | RPT | header 5, 48 charges of 7 | 2 N |
//! | AE | header 5, sum 9, kept latent bits (18, 50, 82, 114 or 146); or header 4, sum 9, 16 latents of 1, 3, 5, 7 or 9 bits | 2 min(N, 5) |
//!
//! After a link reset 256 BX carry sync words instead.

use serde::{Deserialize, Serialize};

use super::algorithm::{Filler, Payload};
use super::autoencoder::packet::{AeLayout, kept_bits};
use super::bits::PacketBits;
use super::encode::FLOAT_4E3M;
use super::erx::Bx;
use super::signals::CELLS;
use super::stage::{Meaning, Stage, StageInfo, StagePart};
use crate::registers::{Algorithm, ChipConfig, Generation, MaskReading, OUTPUT_LINKS, StcType};

/// Words of a full packet: two for each of the 13 links.
pub const PACKET_WORDS: usize = 2 * OUTPUT_LINKS;

/// What the stage records.
pub(super) fn stage() -> StageInfo {
    let meaning = Meaning::Text("16-bit words that the packet takes in the buffer".into());
    let parts = vec![
        StagePart::one("NUMW", PACKET_WORDS.ilog2() + 1, meaning),
        StagePart::words("FRAMEQ", PACKET_WORDS, 16),
        StagePart::words("TRUNCATED", 2, 16),
    ];
    let about = "The packet of this BX, most significant bit first.";
    StageInfo::new(Stage::Formatter, "formatter", "Formatter", about, parts)
}

/// Bit order of the 48-bit address bitmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BitmapOrder {
    /// TC 0 is sent first (prototype).
    Tc0First,
    /// TC 47 is sent first (production chip).
    Tc47First,
}

impl From<Generation> for BitmapOrder {
    fn from(generation: Generation) -> Self {
        match generation {
            Generation::P1 => BitmapOrder::Tc0First,
            Generation::Prod => BitmapOrder::Tc47First,
        }
    }
}

/// Kind of a Threshold Sum packet, its 3-bit type field.
pub mod packet_type {
    /// No hit: the packet is one word.
    pub const EMPTY: u64 = 0b000;
    /// 1 to 7 hits: an address list.
    pub const LIST: u64 = 0b010;
    /// 8 to 48 hits: a bitmap.
    pub const BITMAP: u64 = 0b100;
    /// Truncated because the packet would not fit below T1.
    pub const TRUNCATED_T1: u64 = 0b110;
    /// Truncated because of T2 and T3.
    pub const TRUNCATED_T2: u64 = 0b111;
}

/// A field of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// BX counter, 4 or 5 bits.
    Header,
    /// Threshold Sum packet type.
    PacketType,
    /// Module sum, 8 bits of 5E3M or 9 bits of 5E4M.
    ModuleSum,
    /// Number of addresses in the list.
    Count,
    /// Address number `slot` of the list.
    Address {
        /// Place in the list.
        slot: u8,
    },
    /// Bit of the address bitmap.
    BitmapBit {
        /// Cell.
        tc: u8,
    },
    /// Charge of a cell in 4E3M.
    Charge {
        /// Cell.
        tc: u8,
    },
    /// Index of the largest charge of a group.
    GroupAddress {
        /// Group of 4 or 16 cells.
        group: u8,
    },
    /// Sum of a group.
    GroupSum {
        /// Group of 4 or 16 cells.
        group: u8,
    },
    /// One bit of a latent, where the keep mask decides bit by bit.
    LatentBit {
        /// Latent.
        latent: u8,
        /// Bit, 0 the least significant.
        bit: u8,
    },
    /// The top bits of a latent.
    Latent {
        /// Latent.
        latent: u8,
    },
    /// Bits that carry nothing and are 0.
    Spare,
}

/// Writes or reads the fields of a packet as [`PacketLayout::walk`] names them.
pub trait FieldCodec {
    /// One field of `width` bits; returns its value, which may decide what follows.
    fn field(&mut self, field: Field, width: u32) -> u64;
}

/// Everything that decides the shape of a packet.
#[derive(Debug, Clone)]
pub struct PacketLayout {
    /// Algorithm.
    pub algorithm: Algorithm,
    /// Active links, 1..=13.
    pub links: u8,
    /// Bit order of address bitmaps.
    pub bitmap: BitmapOrder,
    /// Kind of super trigger cell.
    pub stc_type: StcType,
    /// Packet of the autoencoder.
    pub ae: AeLayout,
    /// Latent bits of the chip's autoencoder packet in the order sent: index 9k+b, or `None` for a
    /// leading zero.
    pub kept_bits: Vec<Option<u8>>,
}

impl PacketLayout {
    /// The layout for a configuration.
    pub fn new(config: &ChipConfig, bitmap: BitmapOrder, ae: AeLayout, reading: MaskReading) -> Self {
        PacketLayout {
            algorithm: config.algorithm,
            links: config.links,
            bitmap,
            stc_type: config.stc_type,
            ae,
            kept_bits: kept_bits(config, reading),
        }
    }

    /// Names every field of a packet in order.
    pub fn walk(&self, codec: &mut impl FieldCodec) {
        self.algorithm.facts().walk(self, codec);
    }

    /// A bitmap of cells, then the charges of those in it.
    pub(super) fn bitmap(&self, codec: &mut dyn FieldCodec) {
        let mut hits = [false; CELLS];
        for place in 0..CELLS {
            let tc = match self.bitmap {
                BitmapOrder::Tc0First => place,
                BitmapOrder::Tc47First => CELLS - 1 - place,
            };
            hits[tc] = codec.field(Field::BitmapBit { tc: tc as u8 }, 1) == 1;
        }
        for tc in (0..CELLS).filter(|&tc| hits[tc]) {
            codec.field(Field::Charge { tc: tc as u8 }, FLOAT_4E3M.bits());
        }
    }

    /// Words that a packet of `bits` bits occupies in the buffer.
    pub fn words_in_buffer(&self, bits: usize) -> u16 {
        self.algorithm.facts().words_in_buffer(self.links, bits)
    }
}

/// An address list: all addresses, then all charges.
pub(super) fn list(count: u8, codec: &mut dyn FieldCodec) {
    let mut addresses = [0u8; 8];
    for slot in 0..count {
        addresses[usize::from(slot)] = codec.field(Field::Address { slot }, 6) as u8;
    }
    for &tc in &addresses[..usize::from(count)] {
        codec.field(Field::Charge { tc }, FLOAT_4E3M.bits());
    }
}

/// A packet as it enters the buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// The words; beyond the payload, filler.
    pub words: [u16; PACKET_WORDS],
    /// Words by which the buffer advances.
    pub words_in_buffer: u16,
    /// Sent instead if the buffer truncates the packet; bit 8 of word 0 is set by the buffer.
    pub truncated: [u16; 2],
}

/// Settings of the formatter besides the layout.
#[derive(Debug, Clone, Copy)]
pub struct FormatterSettings {
    /// Pattern of the idle word, 11 bits.
    pub idle_pattern: u16,
    /// Pattern of the words after a link reset, 11 bits.
    pub link_reset_pattern: u16,
}

/// Builds the packet of one BX.
pub fn format(payload: &dyn Payload, bx: Bx, layout: &PacketLayout, settings: &FormatterSettings) -> Packet {
    let mut packer = Packer { payload, bx, bits: PacketBits::default() };
    layout.walk(&mut packer);
    let bits = packer.bits;
    let Filler { word, truncated } = payload.filler(bx, bx.header5() << 11 | settings.idle_pattern);
    let words_in_buffer = layout.words_in_buffer(bits.len());
    let mut words = bits.words();
    words[bits.len().div_ceil(16)..].fill(word);
    Packet { words, words_in_buffer, truncated }
}

/// The packet of a BX inside a link reset: sync words throughout, nothing if truncated.
pub fn link_reset_packet(bx: Bx, links: u8, settings: &FormatterSettings) -> Packet {
    let sync = bx.header5() << 11 | settings.link_reset_pattern;
    Packet { words: [sync; PACKET_WORDS], words_in_buffer: 2 * u16::from(links), truncated: [0, 0] }
}

/// BX that a link reset lasts.
pub const LINK_RESET_LENGTH: u64 = 256;

/// Whether `row` carries sync words because of a reset command in `command_row`.
///
/// They start in the row after the command, or as many rows earlier as the block of the algorithm is
/// longer than others: the output rows of this model carry no latency.
pub fn in_link_reset(row: u64, command_row: u64, algorithm: Algorithm) -> bool {
    let past = row + algorithm.facts().rows_early();
    past > command_row && past - command_row <= LINK_RESET_LENGTH
}

/// Writes fields: asks the algorithm's result for the value of each.
struct Packer<'a> {
    payload: &'a dyn Payload,
    bx: Bx,
    bits: PacketBits,
}

impl FieldCodec for Packer<'_> {
    fn field(&mut self, field: Field, width: u32) -> u64 {
        let value = match field {
            Field::Header if width == 5 => Some(self.bx.header5().into()),
            Field::Header => Some(self.bx.header4().into()),
            Field::Spare => Some(0),
            field => self.payload.field(field, width),
        };
        debug_assert!(value.is_some(), "{field:?} is not a field of this algorithm's packets");
        let value = value.unwrap_or_default();
        debug_assert!(value >> width == 0, "{field:?} = {value} needs more than {width} bits");
        self.bits.push(value, width);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::autoencoder::Encoded;
    use crate::chip::autoencoder::packet::latent_bits;
    use crate::chip::signals::{Calq, Sum5E3M, Sum5E4M};
    use crate::chip::threshold_sum::{self, ThresholdSum};
    use crate::network::LATENTS;
    use crate::registers::KeepMask;

    const SETTINGS: FormatterSettings = FormatterSettings { idle_pattern: 0x122, link_reset_pattern: 0x155 };

    fn config(algorithm: Algorithm, links: u8) -> ChipConfig {
        ChipConfig { algorithm, links, ..ChipConfig::reset(Generation::P1) }
    }

    fn layout(config: &ChipConfig) -> PacketLayout {
        PacketLayout::new(config, config.generation.into(), AeLayout::Chip, MaskReading::Documented)
    }

    fn hits(k: usize) -> ThresholdSum {
        let charges = std::array::from_fn(|i| Calq(if i < k { 100 } else { 0 }));
        threshold_sum::run(&charges, &[1; 48], 0, true)
    }

    #[test]
    fn an_empty_packet_and_its_idle_words() {
        let config = config(Algorithm::ThresholdSum, 2);
        let mut output = threshold_sum::run(&[Calq(0); 48], &[1; 48], 0, true);
        output.sum = Sum5E3M(0x58);
        let packet = format(&output, Bx(5), &layout(&config), &SETTINGS);
        assert_eq!(packet.words[..3], [0x2858, 0x2922, 0x2922]);
        assert_eq!((packet.words_in_buffer, packet.truncated), (1, [0x2E58, 0x2922]));
    }

    #[test]
    fn words_for_every_number_of_hits() {
        let expected = [
            1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 15, 16, 16, 17, 17,
            18, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 22, 23, 23, 24, 24, 25, 25, 25,
        ];
        let layout = layout(&config(Algorithm::ThresholdSum, 13));
        for (k, words) in expected.into_iter().enumerate() {
            assert_eq!(format(&hits(k), Bx(3), &layout, &SETTINGS).words_in_buffer, words, "{k} hits");
        }
    }

    #[test]
    fn the_bitmap_starts_at_opposite_ends() {
        let mut layout = layout(&config(Algorithm::ThresholdSum, 13));
        assert_eq!(format(&hits(8), Bx(3), &layout, &SETTINGS).words[1..4], [0xFF00, 0, 0]);
        layout.bitmap = BitmapOrder::Tc47First;
        assert_eq!(format(&hits(8), Bx(3), &layout, &SETTINGS).words[1..4], [0, 0, 0x00FF]);
    }

    fn encoded() -> Encoded {
        Encoded { sum: Sum5E4M(0x1FF), latents: std::array::from_fn(|i| 0x100 | i as u16) }
    }

    #[test]
    fn kept_bits_for_every_number_of_links() {
        for (links, bits, first) in [
            (1, 18, Some(17)),   // latents 1 and 0
            (2, 50, Some(49)),   // latent 5 bits 4..0, latents 4..0
            (3, 82, Some(81)),   // latent 9 bit 0
            (4, 114, Some(113)), // latent 12 bits 5..0
            (5, 146, None),      // two spare zeros
            (13, 146, None),
        ] {
            let layout = layout(&config(Algorithm::Autoencoder, links));
            assert_eq!((layout.kept_bits.len(), layout.kept_bits[0]), (bits, first), "{links} links");
        }
    }

    #[test]
    fn a_mask_of_high_bits_keeps_three_bits_of_every_latent() {
        let mask = (0..LATENTS).fold(0u128, |mask, k| if 9 * k + 6 < 120 { mask | 0b111 << (9 * k + 6) } else { mask });
        let mut config = config(Algorithm::Autoencoder, 2);
        // Latents 13 to 15 have their top bits in the leading part: bits 123..=125, 132..=134, 141..=143.
        config.keep_mask = KeepMask { trailing: mask | 0b111 << 123, leading: 0b1110_0000_0111_0000 };
        let layout = layout(&config);
        let kept: Vec<u8> = layout.kept_bits.iter().flatten().copied().collect();
        let expected: Vec<u8> = (0..16u8).rev().flat_map(|k| [9 * k + 8, 9 * k + 7, 9 * k + 6]).collect();
        assert_eq!((kept, layout.kept_bits.len()), (expected, 50));
        assert_eq!(layout.kept_bits[..2], [None, None]);
    }

    #[test]
    fn the_reading_of_two_mask_registers_does_not_touch_the_one_of_the_production_chip() {
        let mut config = config(Algorithm::Autoencoder, 1);
        config.keep_mask = KeepMask { leading: 0x8001, trailing: 0xF0F0 << 60 | 0x3 };
        assert_ne!(kept_bits(&config, MaskReading::Documented), kept_bits(&config, MaskReading::Runner));
        config.generation = Generation::Prod;
        assert_eq!(kept_bits(&config, MaskReading::Documented), kept_bits(&config, MaskReading::Runner));
    }

    #[test]
    fn the_design_layout_fills_61_93_125_and_157_bits() {
        for (links, bits) in [(1, 29), (2, 61), (3, 93), (4, 125), (5, 157), (6, 157)] {
            let mut layout = layout(&config(Algorithm::Autoencoder, links));
            layout.ae = AeLayout::Design;
            let output = encoded();
            let mut packer = Packer { payload: &output, bx: Bx(9), bits: PacketBits::default() };
            layout.walk(&mut packer);
            assert_eq!(packer.bits.len(), bits, "{links} links");
            let packet = format(&output, Bx(9), &layout, &SETTINGS);
            assert_eq!(packet.words_in_buffer, 2 * u16::from(links.min(5)));
            // Header 9 mod 8 = 1 in 4 bits, nine ones of the sum, then the top of latent 15.
            let latent = 0x10F >> (9 - latent_bits(links));
            let top_two = (latent << 2 >> latent_bits(links)) as u16 & 3;
            let rest = if links == 1 { 0b111 } else { top_two << 1 };
            assert_eq!(packet.words[0] & 0xFFFC, 0b0001_1111_1111_1000 | rest & 0b100, "{links} links");
        }
    }

    #[test]
    fn reset_windows() {
        for (algorithm, first) in
            [(Algorithm::ThresholdSum, 101), (Algorithm::BestChoice, 99), (Algorithm::Autoencoder, 100)]
        {
            let rows: Vec<u64> = (0..600).filter(|&row| in_link_reset(row, 100, algorithm)).collect();
            assert_eq!((rows[0], rows.len()), (first, 256), "{algorithm}");
        }
        let packet = link_reset_packet(Bx(0), 3, &SETTINGS);
        assert_eq!((packet.words[25], packet.words_in_buffer, packet.truncated), (31 << 11 | 0x155, 6, [0, 0]));
    }
}
