//! The dense layer in bytes, four inputs to a 32-bit lane, for machines that multiply and add bytes.
//!
//! `Σ floor(a·w / 2^n) = (Σ a·w - Σ (a·w mod 2^n)) / 2^n`, exactly. The first sum is a dot product of
//! bytes. A remainder depends on the lowest four bits of `a` alone as long as `n <= 4`, and comes from
//! a table of 16 for each weight. Four tables fill a register, one for each input of a lane.
//!
//! Activations above 255 are rare: what they have more is multiplied in a second turn.

use super::lanes::BLOCK;
use crate::network::LATENTS;

/// Inputs in a 32-bit lane.
pub(super) const QUAD: usize = 4;

/// Bits of an input that tell its remainders.
const INDEX_BITS: u32 = 4;

/// Quads whose remainders a byte can add: 17 of at most 15.
pub(super) const QUADS_IN_A_BYTE: usize = 17;

/// Most quads, so that 32 bits hold every sum: 4 products of 510 x 128 in each.
const MOST_QUADS: usize = 1 << 12;

/// The dense layer's weights.
#[derive(Debug, Clone)]
pub(super) struct Bytes {
    /// Bits that the floor takes.
    pub(super) floored: u32,
    /// Biases before the floor.
    pub(super) bias: [i32; LATENTS],
    /// Weights of each quad for each output, the first input in the lowest byte.
    pub(super) weights: Vec<[i32; LATENTS]>,
    /// Remainders of each quad for each output: input first, then its lowest bits.
    pub(super) tables: Vec<[Table; LATENTS]>,
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
    /// What is above that.
    pub(super) excess: Quads,
    /// Where their remainders stand in a [`Table`].
    pub(super) index: Quads,
    pub(super) has_excess: bool,
    /// Whether 8 bits do not hold the excess.
    pub(super) too_large: bool,
}

impl Quad {
    pub(super) const EMPTY: Quad = {
        let zero = Quads([[0; QUAD]; BLOCK]);
        Quad { low: zero, excess: zero, index: zero, has_excess: false, too_large: false }
    };
}

impl Bytes {
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
                (low * quad[input][output] & ((1 << floored) - 1)) as u8
            }))
        };
        let mut scaled = [0; LATENTS];
        for (scaled, &bias) in scaled.iter_mut().zip(bias) {
            *scaled = i32::from(i16::try_from(bias).ok()?) << floored;
        }
        Some(Bytes {
            floored,
            bias: scaled,
            weights: quads.iter().map(|quad| std::array::from_fn(|output| weight(quad, output))).collect(),
            tables: quads.iter().map(|quad| std::array::from_fn(|output| table(quad, output))).collect(),
        })
    }
}
