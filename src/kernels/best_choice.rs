//! The exchange network of Best Choice on a block of packets.

use super::lanes::{BLOCK, Lanes};
use crate::chip::best_choice::{self, MAX_VALUE};
use crate::chip::signals::CELLS;

/// Bits of a cell's number, below its charge in a key.
const CELL_BITS: u32 = 6;

/// Those bits.
const CELL_MASK: u32 = (1 << CELL_BITS) - 1;

/// The comparators in order.
#[derive(Debug, Clone)]
pub(super) struct Network(Vec<(usize, usize)>);

/// What is sent of each packet of a block.
#[derive(Default)]
pub(super) struct Selection {
    /// Cells sent, cell 0 in bit 0.
    pub(super) sent: Lanes<u64>,
    /// Sum of all charges.
    pub(super) sums: Lanes<u32>,
    /// Sum of the charges that are not sent.
    pub(super) sums_not_sent: Lanes<u32>,
}

impl Network {
    pub(super) fn new() -> Self {
        let comparators = best_choice::stages().flat_map(|stage| {
            let first = (0..CELLS - stage.distance).filter(move |first| first & stage.mask == stage.pattern);
            first.map(move |first| (first, first + stage.distance))
        });
        Network(comparators.collect())
    }

    /// Drops bits, saturates, and selects the first `sent` cells behind the network.
    #[inline(always)]
    pub(super) fn run(&self, charges: &mut [Lanes<u32>; CELLS], drop: u32, sent: usize) -> Selection {
        let mut keys = [Lanes::<u32>::default(); CELLS];
        for ((cell, keys), charges) in (0..).zip(&mut keys).zip(charges) {
            for (key, charge) in keys.0.iter_mut().zip(&mut charges.0) {
                *charge = (*charge >> drop).min(MAX_VALUE);
                *key = *charge << CELL_BITS | cell;
            }
        }
        for &(first, second) in &self.0 {
            let (mut larger, mut smaller) = (keys[first], keys[second]);
            for lane in 0..BLOCK {
                let (a, b) = (larger.0[lane], smaller.0[lane]);
                // Only charges are compared: with all bits of the cell set, an equal charge is not less.
                let swap = a | CELL_MASK < b;
                (larger.0[lane], smaller.0[lane]) = if swap { (b, a) } else { (a, b) };
            }
            (keys[first], keys[second]) = (larger, smaller);
        }
        let mut selection = Selection::default();
        for (place, keys) in keys.iter().enumerate() {
            for (lane, key) in keys.0.into_iter().enumerate() {
                selection.sums.0[lane] += key >> CELL_BITS;
                if place < sent {
                    selection.sent.0[lane] |= 1 << (key & CELL_MASK);
                } else {
                    selection.sums_not_sent.0[lane] += key >> CELL_BITS;
                }
            }
        }
        selection
    }
}
