//! Packets whose fields always stand in the same place: a packet is 16-bit words, and each word a few
//! shifted pieces of values. [`PacketLayout::walk`] says once where they stand.

use super::lanes::Lanes;
use crate::chip::formatter::{Field, FieldCodec, PACKET_WORDS, PacketLayout};

/// Values that the pieces come from: header of 5 bits, header of 4 bits, module sum, then those of
/// the algorithm.
pub(super) const HEADER5: usize = 0;
pub(super) const HEADER4: usize = 1;
pub(super) const SUM: usize = 2;
pub(super) const FIRST: usize = 3;

/// Some bits of a value in a word of the packet.
#[derive(Debug, Clone, Copy)]
struct Piece {
    value: usize,
    /// Shift to the left; negative to the right.
    shift: i32,
    /// Bits of the word.
    mask: u16,
}

/// The pieces of every word.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    words: Vec<Vec<Piece>>,
    /// Words by which the buffer advances.
    pub(super) words_in_buffer: u16,
}

/// A run of bits: those of the packet from `at` on are those of a value from `low` up.
struct Run {
    value: usize,
    low: usize,
    width: usize,
    at: usize,
}

/// Notes where fields stand. `place` gives the value of a field and its lowest bit there.
struct Recorder<P> {
    place: P,
    at: usize,
    runs: Vec<Run>,
}

impl<P: Fn(Field) -> Option<(usize, usize)>> FieldCodec for Recorder<P> {
    fn field(&mut self, field: Field, width: u32) -> u64 {
        let (at, width) = (self.at, width as usize);
        self.at += width;
        let place = match field {
            Field::Header => Some((if width == 5 { HEADER5 } else { HEADER4 }, 0)),
            Field::ModuleSum => Some((SUM, 0)),
            _ => (self.place)(field),
        };
        let Some((value, low)) = place else { return 0 };
        match self.runs.last_mut() {
            // Latents come bit by bit, the most significant first.
            Some(last) if last.value == value && last.low == low + width && last.at + last.width == at => {
                last.low = low;
                last.width += width;
            }
            _ => self.runs.push(Run { value, low, width, at }),
        }
        0
    }
}

impl Fields {
    /// The packets of a layout; `place` gives the value of a field of the algorithm and its lowest bit.
    pub(super) fn new(layout: &PacketLayout, place: impl Fn(Field) -> Option<(usize, usize)>) -> Self {
        let mut recorder = Recorder { place, at: 0, runs: Vec::new() };
        layout.walk(&mut recorder);
        // A packet is cut to the links there are.
        let count = (2 * usize::from(layout.links)).min(PACKET_WORDS);
        let mut words = vec![Vec::new(); count];
        for Run { value, low, width, at } in recorder.runs {
            for (word, pieces) in words.iter_mut().enumerate().skip(at / 16) {
                let (from, to) = (at.max(16 * word), (at + width).min(16 * word + 16));
                if from >= to {
                    break;
                }
                let mask = (0xFFFFu32 >> (from - 16 * word)) as u16 & (0xFFFFu32 << (16 * word + 16 - to)) as u16;
                let shift = (16 * word + 16) as i32 - (at + width + low) as i32;
                pieces.push(Piece { value, shift, mask });
            }
        }
        Fields { words, words_in_buffer: layout.words_in_buffer(recorder.at) }
    }

    /// Builds the words of a block: two for each link.
    #[inline(always)]
    pub(super) fn run(&self, values: &[Lanes<u16>], words: &mut [Lanes<u16>; PACKET_WORDS]) {
        for (word, pieces) in words.iter_mut().zip(&self.words) {
            let mut all = Lanes::<u16>::default();
            for &Piece { value, shift, mask } in pieces {
                let value = &values[value];
                if shift >= 0 {
                    all.0.iter_mut().zip(value.0).for_each(|(all, value)| *all |= value << shift & mask);
                } else {
                    all.0.iter_mut().zip(value.0).for_each(|(all, value)| *all |= value >> -shift & mask);
                }
            }
            *word = all;
        }
    }
}
