//! Packets of Threshold Sum and Best Choice, whose charges move with the cells that are sent.

use super::vector::Vector;
use crate::chip::bits::PacketBits;
use crate::chip::encode::FLOAT_4E3M;
use crate::chip::formatter::{BitmapOrder, Field, FieldCodec, PACKET_WORDS, PacketLayout, packet_type};
use crate::chip::signals::CELLS;

/// Groups of eight cells.
pub(super) const GROUPS: usize = CELLS / 8;

/// A packet with some number of cells.
#[derive(Debug, Clone, Default)]
struct Shape {
    /// What stands before the cells: field and width, in order.
    head: Vec<(Field, u32)>,
    addresses: bool,
    bitmap: bool,
    /// Bits in all.
    bits: usize,
    words_in_buffer: u16,
}

/// Notes the fields of a packet whose first `cells` cells are sent.
struct Recorder {
    cells: u64,
    kind: u64,
    shape: Shape,
}

impl FieldCodec for Recorder {
    fn field(&mut self, field: Field, width: u32) -> u64 {
        self.shape.bits += width as usize;
        match field {
            Field::Address { slot } => {
                self.shape.addresses = true;
                slot.into()
            }
            Field::BitmapBit { tc } => {
                self.shape.bitmap = true;
                u64::from(u64::from(tc) < self.cells)
            }
            Field::Charge { .. } => 0,
            _ => {
                self.shape.head.push((field, width));
                match field {
                    Field::PacketType => self.kind,
                    Field::Count => self.cells,
                    _ => 0,
                }
            }
        }
    }
}

/// The packet with so many cells, and its type.
fn shape(layout: &PacketLayout, cells: u64) -> (Shape, u64) {
    let kind = match cells {
        0 => packet_type::EMPTY,
        1..8 => packet_type::LIST,
        _ => packet_type::BITMAP,
    };
    let mut recorder = Recorder { cells, kind, shape: Shape::default() };
    layout.walk(&mut recorder);
    let mut shape = recorder.shape;
    shape.words_in_buffer = layout.words_in_buffer(shape.bits);
    (shape, kind)
}

/// The packets for every number of cells.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// Packet for each number of cells, 0..=48, with the type of a Threshold Sum packet.
    shapes: Vec<(Shape, u64)>,
    bitmap: BitmapOrder,
}

/// A packet before it meets the buffer.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListPacket {
    /// The words, zero behind the last bit.
    pub(super) words: [u16; PACKET_WORDS],
    /// Words with any bit of the packet.
    pub(super) used: usize,
    /// Words by which the buffer advances.
    pub(super) words_in_buffer: u16,
}

/// What a list packet is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contents {
    pub(super) header5: u16,
    pub(super) sum: u16,
    /// Cells sent, cell 0 in bit 0.
    pub(super) hits: u64,
    /// Codes of eight cells each, the first in the top byte.
    pub(super) codes: [u64; GROUPS],
}

/// The 4-bit header that belongs to a 5-bit header: without bit 3.
#[inline(always)]
pub(super) fn header4(header5: u16) -> u16 {
    (header5 >> 1 & 8) | (header5 & 7)
}

impl Lists {
    pub(super) fn new(layout: &PacketLayout) -> Self {
        let shapes = (0..=CELLS as u64).map(|cells| shape(layout, cells));
        Lists { shapes: shapes.collect(), bitmap: layout.bitmap }
    }

    /// Words by which the longest packet advances the buffer.
    pub(super) fn longest(&self) -> usize {
        self.shapes.iter().map(|(shape, _)| usize::from(shape.words_in_buffer)).max().unwrap_or(0)
    }

    /// Builds a packet.
    #[inline(always)]
    pub(super) fn packet<V: Vector>(&self, contents: &Contents) -> ListPacket {
        let &Contents { header5, sum, hits, codes } = contents;
        let count = hits.count_ones() as usize;
        let (shape, kind) = &self.shapes[count.min(CELLS)];
        let mut bits = PacketBits::default();
        for &(field, width) in &shape.head {
            let value = match field {
                Field::Header if width == 5 => header5.into(),
                Field::Header => header4(header5).into(),
                Field::PacketType => *kind,
                Field::ModuleSum => sum.into(),
                _ => count as u64,
            };
            bits.push(value, width);
        }
        if shape.addresses {
            let (mut rest, mut addresses) = (hits, 0);
            while rest != 0 {
                addresses = addresses << 6 | u64::from(rest.trailing_zeros());
                rest &= rest - 1;
            }
            bits.push(addresses, 6 * count as u32);
        } else if shape.bitmap {
            bits.push(
                match self.bitmap {
                    BitmapOrder::Tc0First => hits.reverse_bits() >> (64 - CELLS),
                    BitmapOrder::Tc47First => hits,
                },
                CELLS as u32,
            );
        }
        if count > 0 {
            for (group, codes) in codes.into_iter().enumerate() {
                let hits = (hits >> (8 * group)) as u8;
                bits.push(V::pack_codes(codes, hits), FLOAT_4E3M.bits() * hits.count_ones());
            }
        }
        ListPacket { words: bits.words(), used: shape.bits.div_ceil(16), words_in_buffer: shape.words_in_buffer }
    }
}
