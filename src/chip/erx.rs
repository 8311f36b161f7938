//! eRX: the input words and the BX counter.
//!
//! Each BX brings 12 words of 32 bits. The top 4 bits are a header (9 in the BX that
//! starts an orbit, otherwise 10), the other 28 bits are four 7-bit codes. The header restarts the
//! counter and never reaches the data path.

use super::encode::FLOAT_4E3M;
use super::signals::{InputWords, TcCode};
use super::stage::{Meaning, Of, Shape, Stage, StageInfo, StagePart, View};
use crate::registers::{CELLS, Generation, INPUT_LINKS};

/// BX in an orbit of the LHC.
pub const ORBIT: u16 = 3564;

/// Header nibble of the BX that starts an orbit.
pub const ORBIT_SYNC: u32 = 0x9;

fn header_in_words(header: i64) -> String {
    match header == i64::from(ORBIT_SYNC) {
        true => "first BX of an orbit".to_owned(),
        false => "not the first of an orbit".to_owned(),
    }
}

/// What the stage records.
pub(super) fn stage() -> StageInfo {
    let parts = vec![
        StagePart::one("BX", (ORBIT - 1).ilog2() + 1, Meaning::Text("BX, restarted by header 9".into())),
        StagePart::one("HEADER", 4, Meaning::Value(header_in_words)),
        StagePart {
            name: "MUX_IN".into(),
            shape: Shape::List(Of::Input, 4 * INPUT_LINKS),
            bits: FLOAT_4E3M.bits(),
            hex_digits: None,
            view: View::Words,
        },
    ];
    let about = "12 words of 32 bits: a header of 4 bits, then four charges of 7 bits (4E3M).";
    StageInfo::new(Stage::Erx, "erx", "Link words in", about, parts)
}

/// A BX number, 0..3564.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bx(pub u16);

impl Bx {
    /// The number of the BX after it, in the orbit.
    pub(crate) fn after(self) -> u16 {
        if self.0 >= ORBIT - 1 { 0 } else { self.0 + 1 }
    }

    /// The 5-bit header of Threshold Sum, Repeater and Autoencoder packets: 31 in BX 0,
    /// otherwise the BX modulo 16.
    pub fn header5(self) -> u16 {
        if self.0 == 0 { 31 } else { self.0 % 16 }
    }

    /// The 4-bit header of the other packets: bit 3 of the 5-bit header left out, so 15 in
    /// BX 0, otherwise the BX modulo 8.
    pub fn header4(self) -> u16 {
        let header = self.header5();
        (header >> 1 & 8) | (header & 7)
    }
}

/// Counts BX: restarted by every orbit header on link 0, modulo 3564 in between. Before the
/// first header it counts from 0.
#[derive(Debug, Clone, Copy)]
pub struct BxCounter {
    next: u16,
    reset_value: u16,
}

impl BxCounter {
    /// A counter that takes `reset_value` (normally 0) in the BX of an orbit header.
    pub fn new(reset_value: u16) -> Self {
        BxCounter::at(0, reset_value % ORBIT)
    }

    /// A counter before BX `next`. Both numbers lie in the orbit.
    pub(crate) fn at(next: u16, reset_value: u16) -> Self {
        BxCounter { next, reset_value }
    }

    /// The number of the next BX, if it has no orbit header.
    pub fn next(self) -> u16 {
        self.next
    }

    /// The number of the BX that these words belong to.
    #[inline]
    pub fn step(&mut self, words: &InputWords) -> Bx {
        let now = Bx(if words[0] >> 28 == ORBIT_SYNC { self.reset_value } else { self.next });
        self.next = now.after();
        now
    }

    /// Moves over rows that somebody else works on.
    pub fn skip(&mut self, rows: &[InputWords]) {
        let behind = match rows.iter().rposition(|words| words[0] >> 28 == ORBIT_SYNC) {
            Some(at) => {
                self.next = self.reset_value;
                rows.len() - at
            }
            None => rows.len(),
        };
        self.pass(behind);
    }

    /// Moves over so many BX without an orbit header.
    #[inline]
    pub(crate) fn pass(&mut self, count: usize) {
        self.next = ((usize::from(self.next) + count % usize::from(ORBIT)) % usize::from(ORBIT)) as u16;
    }
}

/// Splits the words into the 48 MUX inputs: input `4 L + k` is slot `k` of link `L`.
///
/// The prototype counts slots from the least significant code, the production chip from the most
/// significant one; nothing else in the front end differs.
pub fn split(words: &InputWords, generation: Generation) -> [TcCode; CELLS] {
    let mut codes = [TcCode::default(); CELLS];
    for link in 0..INPUT_LINKS {
        for slot in 0..4 {
            let shift = match generation {
                Generation::P1 => 7 * slot,
                Generation::Prod => 21 - 7 * slot,
            };
            codes[4 * link + slot] = TcCode((words[link] >> shift & 0x7F) as u8);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_at_the_turn_of_the_orbit() {
        let header5: Vec<u16> = [3562, 3563, 0, 1, 2].map(|bx| Bx(bx).header5()).to_vec();
        assert_eq!(header5, [10, 11, 31, 1, 2]);
        assert_eq!([0, 1, 7, 8, 15, 16].map(|bx| Bx(bx).header4()), [15, 1, 7, 0, 7, 0]);
    }

    #[test]
    fn the_counter_restarts_on_every_orbit_header() {
        fn words(nibble: u32) -> InputWords {
            [nibble << 28; INPUT_LINKS]
        }
        let mut counter = BxCounter::new(0);
        let seen: Vec<u16> = [0xA, 0xA, 0x9, 0xA, 0x9, 0x9, 0xA].map(|n| counter.step(&words(n)).0).to_vec();
        assert_eq!(seen, [0, 1, 0, 1, 0, 0, 1]);
        let mut counter = BxCounter::new(3563);
        assert_eq!([0x9, 0xA, 0xA].map(|n| counter.step(&words(n)).0), [3563, 0, 1]);
        let mut counter = BxCounter::new(0);
        let last = (0..3566).map(|_| counter.step(&words(0)).0).last();
        assert_eq!(last, Some(1));
    }

    #[test]
    fn the_generations_number_the_slots_from_opposite_ends() {
        let mut words = [0; INPUT_LINKS];
        words[2] = 0xA000_0000 | 1 << 21 | 2 << 14 | 3 << 7 | 4;
        for (generation, expected) in [(Generation::P1, [4, 3, 2, 1]), (Generation::Prod, [1, 2, 3, 4])] {
            let slots: Vec<_> = split(&words, generation)[8..12].iter().map(|code| code.0).collect();
            assert_eq!(slots, expected);
        }
    }
}
