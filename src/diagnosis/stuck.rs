//! Bits that never change, or always equal another one, although the expected ones do not.

use super::wires::{Predicted, StuckBits};
use crate::chip::signals::OutputWords;
use crate::registers::OUTPUT_LINKS;

/// Rows that must show a fault of a bit: one may be chance.
const ROWS: usize = 2;

/// Of so many rows that show it, one may contradict: other faults lie over it.
const CONTRADICTION: usize = 20;

/// Places of the bits of a word.
const BITS: u8 = u32::BITS as u8;

/// The expected and the received words of a link in rows that belong together, and the bits of the expected that are known.
type Words = Vec<(u32, u32, u32)>;

/// Whether rows that contradict something are few beside those that show it.
fn few(wrong: usize, shown: usize) -> bool {
    shown >= ROWS && CONTRADICTION * wrong <= shown
}

/// What is stuck on each of so many links; `pairs` are the places of rows that belong together.
pub(super) fn find(
    pairs: &[(usize, usize)],
    predicted: &[Predicted],
    received: &[OutputWords],
    links: usize,
) -> [StuckBits; OUTPUT_LINKS] {
    std::array::from_fn(|link| {
        if link >= links {
            return StuckBits::default();
        }
        let words = |&(expected, got): &(usize, usize)| {
            (predicted[expected].words[link], received[got][link], predicted[expected].known[link])
        };
        of_link(&pairs.iter().map(words).collect())
    })
}

fn of_link(words: &Words) -> StuckBits {
    let mut wrong = [0; BITS as usize];
    for (expected, got, known) in words {
        let mut different = (expected ^ got) & known;
        while different != 0 {
            wrong[different.trailing_zeros() as usize] += 1;
            different &= different - 1;
        }
    }
    let mut stuck = StuckBits::default();
    if wrong.iter().filter(|&&rows| rows >= ROWS).count() > 1
        && let Some(word) = silent(words)
    {
        return StuckBits { silent: Some(word), ..stuck };
    }
    for bit in (0..BITS).filter(|bit| wrong[usize::from(*bit)] >= ROWS) {
        let shown = wrong[usize::from(bit)];
        let ones = words.iter().filter(|words| words.1 >> bit & 1 == 1).count();
        let copy = copied(words, bit);
        let best = ones.min(words.len() - ones);
        if few(best, shown) && best <= copy.0 {
            let of = if ones == best { &mut stuck.zeros } else { &mut stuck.ones };
            *of |= 1 << bit;
        } else if few(copy.0, shown) {
            stuck.copies.push((bit, copy.1));
        }
    }
    // Of two bits that are equal, the one that is wrong more often is the copy.
    let copies = stuck.copies.clone();
    let source = |&(bit, from): &(u8, u8)| {
        let [own, other] = [bit, from].map(|bit| (wrong[usize::from(bit)], bit));
        copies.contains(&(from, bit)) && own < other
    };
    stuck.copies.retain(|copy| !source(copy));
    stuck
}

/// Rows on which bits are compared before all are.
const SAMPLE: usize = 256;

/// The bit that another one equals in most rows, and the rows in which it does not; its neighbours come first.
fn copied(words: &Words, bit: u8) -> (usize, u8) {
    let mut differ = [0; BITS as usize];
    let step = (words.len() / SAMPLE).max(1);
    for (_, got, _) in words.iter().step_by(step) {
        let mut other = got ^ (got >> bit & 1).wrapping_neg();
        while other != 0 {
            differ[other.trailing_zeros() as usize] += 1;
            other &= other - 1;
        }
    }
    let differs = |other: u8| words.iter().filter(|words| (words.1 >> bit ^ words.1 >> other) & 1 == 1).count();
    let near = |&other: &u8| other != bit && 4 * step * differ[usize::from(other)] <= words.len();
    let others = (0..BITS).filter(near).map(|other| (differs(other), other));
    others.min_by_key(|&(rows, other)| (rows, other.abs_diff(bit) > 1, BITS - other)).unwrap_or((words.len(), bit))
}

/// The word that a link always carries, if more than one bit of it should change.
fn silent(words: &Words) -> Option<u32> {
    let mut got: Vec<u32> = words.iter().map(|words| words.1).collect();
    got.sort_unstable();
    let word = got.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?[0];
    let others = got.iter().filter(|&&other| other != word).count();
    let expected = words.iter().filter(|words| (words.0 ^ word) & words.2 != 0);
    let (rows, bits) = expected.fold((0, 0), |(rows, bits), words| (rows + 1, bits | (words.0 ^ word) & words.2));
    (few(others, rows) && u32::count_ones(bits) > 1).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(row: u32) -> u32 {
        (row + 1).wrapping_mul(0x9E37_79B9) ^ row << 9
    }

    fn case(change: impl Fn(u32) -> u32) -> StuckBits {
        let predicted: Vec<Predicted> = (0..300).map(|row| Predicted::sent([word(row); 13], row.into())).collect();
        let received: Vec<OutputWords> = (20..320).map(|row| [change(word(row)); 13]).collect();
        let pairs: Vec<(usize, usize)> = (20..300).map(|row| (row, row - 20)).collect();
        find(&pairs, &predicted, &received, 5)[4].clone()
    }

    #[test]
    fn stuck_bits_are_seen() {
        let none = StuckBits::default();
        assert_eq!(case(|word| word), none);
        assert_eq!(case(|word| word | 8), StuckBits { ones: 8, ..none.clone() });
        assert_eq!(case(|word| word & !0x8000_0001), StuckBits { zeros: 0x8000_0001, ..none.clone() });
        assert_eq!(case(|_| 0x1234), StuckBits { silent: Some(0x1234), ..none.clone() });
        assert_eq!(case(|word| word & !4 | (word & 8) >> 1), StuckBits { copies: vec![(2, 3)], ..none.clone() });
        assert_eq!(case(|word| word & !4 | (word & 2) << 1), StuckBits { copies: vec![(2, 1)], ..none.clone() });
        assert_eq!(case(|word| word & !4 | (word >> 20 & 1) << 2), StuckBits { copies: vec![(2, 20)], ..none });
    }
}
