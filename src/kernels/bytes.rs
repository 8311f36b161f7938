//! The dense layer in bytes, four inputs to a 32-bit lane, for machines that multiply and add bytes.
//!
//! `Σ floor(a·w / 2^n) = (Σ a·w - Σ (a·w mod 2^n)) / 2^n`, exactly. The first sum is a dot product of
//! bytes. A remainder depends on the lowest four bits of `a` alone as long as `n <= 4`, and comes from
//! a table of 16 for each weight. Four tables fill a register, one for each input of a lane.
//!
//! Activations above 255 are rare: what they have more is multiplied in a second turn.

use super::lanes::BLOCK;
use crate::network::LATENTS;

/// Outputs that are worked on together.
pub(super) const OUTPUTS: usize = 4;

/// Inputs in a 32-bit lane.
pub(super) const QUAD: usize = 4;

/// Bits of an input that tell its remainders.
const INDEX_BITS: u32 = 4;

/// Quads whose remainders a byte can add: 17 of at most 15.
pub(super) const QUADS_IN_A_BYTE: usize = 17;

/// Most quads: the chip has 24. 32 bits hold every sum, with 4 products of 510 x 128 in each.
const MOST_QUADS: usize = 1 << 8;

/// The dense layer's weights.
#[derive(Debug, Clone)]
pub(super) struct Bytes {
    /// Bits that the floor takes.
    pub(super) floored: u32,
    /// Biases before the floor.
    pub(super) bias: [i32; LATENTS],
    /// Each quad for the first outputs, for those after them, and so on.
    pub(super) parts: [Vec<Part>; LATENTS / OUTPUTS],
}

/// What a quad adds to some outputs.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Remainders for each output: input first, then its lowest bits.
    pub(super) tables: [Table; OUTPUTS],
    /// Weights for each output, the first input in the lowest byte.
    pub(super) weights: [i32; OUTPUTS],
}

/// Remainders of the four inputs of a quad.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(super) struct Table(pub(super) [u8; QUAD << INDEX_BITS]);

/// One byte of each input of a quad, for all frames; frames stand in an order of the kernel's own.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(super) struct Quads(pub(super) [[u8; QUAD]; BLOCK]);

/// The activations of a quad.
#[derive(Debug, Clone)]
pub(super) struct Quad {
    /// At most 255.
    pub(super) low: Quads,
    /// Where their remainders stand in a [`Table`].
    pub(super) index: Quads,
}

/// The activations of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Activations {
    pub(super) quads: Vec<Quad>,
    /// What is above 255, for the quads of [`Activations::exceeding`].
    pub(super) excess: Vec<Quads>,
    /// Quads with an activation above 255, in each half of the frames.
    pub(super) exceeding: [Vec<u16>; 2],
    /// Whether 8 bits do not hold an excess.
    pub(super) too_large: bool,
}

impl Activations {
    /// Room for so many quads; nothing exceeds.
    pub(super) fn clear(&mut self, quads: usize) {
        const ZERO: Quads = Quads([[0; QUAD]; BLOCK]);
        self.quads.resize(quads, Quad { low: ZERO, index: ZERO });
        self.excess.resize(quads, ZERO);
        self.exceeding.iter_mut().for_each(Vec::clear);
        self.too_large = false;
    }
}

impl Bytes {
    /// Groups of four inputs.
    pub(super) fn quads(&self) -> usize {
        self.parts[0].len()
    }

    /// The layer, if bytes can compute it: weights of each input, in whole quads.
    pub(super) fn new(floored: u32, bias: &[i64; LATENTS], columns: &[[i64; LATENTS]]) -> Option<Self> {
        let (quads, []) = columns.as_chunks::<QUAD>() else { return None };
        if floored > INDEX_BITS || quads.len() > MOST_QUADS {
            return None;
        }
        let weight = |quad: &[[i64; LATENTS]; QUAD], output: usize| {
            i32::from_le_bytes(std::array::from_fn(|input| quad[input][output] as u8))
        };
        let table = |quad: &[[i64; LATENTS]; QUAD], output: usize| {
            Table(std::array::from_fn(|place| {
                let (input, low) = (place >> INDEX_BITS, place as i64 & ((1 << INDEX_BITS) - 1));
                ((low * quad[input][output]) & ((1 << floored) - 1)) as u8
            }))
        };
        let mut scaled = [0; LATENTS];
        for (scaled, &bias) in scaled.iter_mut().zip(bias) {
            *scaled = i32::from(i16::try_from(bias).ok()?) << floored;
        }
        Some(Bytes {
            floored,
            bias: scaled,
            parts: std::array::from_fn(|part| {
                let outputs: [usize; OUTPUTS] = std::array::from_fn(|output| part * OUTPUTS + output);
                let part = |quad| Part {
                    tables: outputs.map(|output| table(quad, output)),
                    weights: outputs.map(|output| weight(quad, output)),
                };
                quads.iter().map(part).collect()
            }),
        })
    }
}
