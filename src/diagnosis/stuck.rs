//! Bits that never change, or always equal their neighbour, although the expected ones do not.

use super::wires::{Predicted, StuckBits};
use crate::chip::signals::OutputWords;
use crate::registers::OUTPUT_LINKS;

/// Rows that must show a fault of a bit: one may be chance.
const ROWS: usize = 2;

/// Of so many rows that show it, one may contradict: other faults lie over it.
const CONTRADICTION: usize = 100;

/// Places of the bits of a word.
const BITS: u8 = u32::BITS as u8;

/// How often each bit of a link is set, and how often it differs from the one above it.
struct Counts {
    ones: [usize; BITS as usize],
    changes: [usize; BITS as usize],
    rows: usize,
}

impl Counts {
    fn new(words: impl Iterator<Item = u32>) -> Self {
        let mut counts = Counts { ones: [0; BITS as usize], changes: [0; BITS as usize], rows: 0 };
        for word in words {
            counts.rows += 1;
            for (bit, (ones, changes)) in counts.ones.iter_mut().zip(&mut counts.changes).enumerate() {
                *ones += (word >> bit & 1) as usize;
                *changes += ((word ^ word >> 1) >> bit & 1) as usize;
            }
        }
        counts
    }
}

/// Whether something that is expected in so many rows is received in none.
fn never(received: usize, expected: usize) -> bool {
    expected >= ROWS && received <= expected / CONTRADICTION
}

/// What is stuck on each link.
pub(super) fn find(predicted: &[Predicted], received: &[OutputWords]) -> [StuckBits; OUTPUT_LINKS] {
    std::array::from_fn(|link| of_link(link, predicted, received))
}

fn of_link(link: usize, predicted: &[Predicted], received: &[OutputWords]) -> StuckBits {
    let expected = Counts::new(predicted.iter().map(|row| row.words[link]));
    let got = Counts::new(received.iter().map(|row| row[link]));
    let mut stuck = StuckBits::default();
    for bit in 0..BITS {
        let at = usize::from(bit);
        if never(got.ones[at], expected.ones[at]) {
            stuck.zeros |= 1 << bit;
        } else if never(got.rows - got.ones[at], expected.rows - expected.ones[at]) {
            stuck.ones |= 1 << bit;
        }
    }
    if stuck.ones | stuck.zeros != 0
        && let Some(word) = silent(link, predicted, received)
    {
        return StuckBits { silent: Some(word), ..StuckBits::default() };
    }
    for bit in 0..BITS - 1 {
        let at = usize::from(bit);
        let constant = (stuck.ones | stuck.zeros) >> bit & 3 != 0;
        if !constant && never(got.changes[at], expected.changes[at]) {
            stuck.copies.push(copied(&expected, &got, bit));
        }
    }
    stuck
}

/// Which of two bits that are always equal, `bit` and the one above it, is the copy: the one that is set more or less
/// often than expected.
fn copied(expected: &Counts, got: &Counts, bit: u8) -> (u8, u8) {
    let at = usize::from(bit);
    let [own, above] = [at, at + 1].map(|at| expected.ones[at].abs_diff(got.ones[at]));
    if above > own { (bit + 1, bit) } else { (bit, bit + 1) }
}

/// The word that a link always carries, if more than one bit of it should change.
fn silent(link: usize, predicted: &[Predicted], received: &[OutputWords]) -> Option<u32> {
    let mut words: Vec<u32> = received.iter().map(|row| row[link]).collect();
    words.sort_unstable();
    let word = words.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?[0];
    let others = words.iter().filter(|&&other| other != word).count();
    let expected = predicted.iter().filter(|row| row.words[link] != word);
    let (rows, bits) = expected.fold((0, 0u32), |(rows, bits), row| (rows + 1, bits | row.words[link] ^ word));
    (never(others, rows) && bits.count_ones() > 1).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(row: u32) -> u32 {
        (row + 1).wrapping_mul(0x9E37_79B9) ^ row << 9
    }

    fn case(change: impl Fn(u32) -> u32) -> StuckBits {
        let predicted: Vec<Predicted> =
            (0..300).map(|row| Predicted { words: [word(row); 13], known: [u32::MAX; 13] }).collect();
        // Rows need not belong together.
        let received: Vec<OutputWords> = (20..320).map(|row| [change(word(row)); 13]).collect();
        find(&predicted, &received)[4].clone()
    }

    #[test]
    fn stuck_bits_are_seen() {
        let none = StuckBits::default();
        assert_eq!(case(|word| word), none);
        assert_eq!(case(|word| word | 8), StuckBits { ones: 8, ..none.clone() });
        assert_eq!(case(|word| word & !0x8000_0001), StuckBits { zeros: 0x8000_0001, ..none.clone() });
        assert_eq!(case(|_| 0x1234), StuckBits { silent: Some(0x1234), ..none.clone() });
        let copy = case(|word| word & !4 | (word & 8) >> 1).copies;
        assert!(copy == [(2, 3)] || copy == [(3, 2)], "{copy:?}");
    }
}
