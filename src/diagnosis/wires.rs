//! What the links do to words: which expected link each received one carries, where its words begin, in which order
//! its bits come, and which of them are stuck. [`Wiring`] turns the words that are expected into those that are to be
//! received, and carries differences back.

use std::collections::VecDeque;

use super::cause::{Cause, Links, MAX_SLIP};
use crate::chip::signals::OutputWords;
use crate::error::{Error, Result};
use crate::registers::OUTPUT_LINKS;

/// Bits of a link word.
const WORD: i32 = u32::BITS as i32;

/// Order of the bits in a word: a reordering that is its own inverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub(super) struct BitOrder {
    /// The bytes are reversed.
    pub bytes: bool,
    /// The bits are reversed.
    pub bits: bool,
    /// The halves are exchanged.
    pub halves: bool,
}

impl BitOrder {
    /// All of them, the usual one first. Each is its own inverse.
    pub fn all() -> impl Iterator<Item = BitOrder> {
        (0..8).map(|i| BitOrder { bytes: i & 1 > 0, bits: i & 2 > 0, halves: i & 4 > 0 })
    }

    /// The word in this order.
    pub fn apply(self, word: u32) -> u32 {
        let word = if self.bytes { word.swap_bytes() } else { word };
        let word = if self.bits { word.reverse_bits() } else { word };
        if self.halves { word.rotate_left(16) } else { word }
    }
}

/// What a received link carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wire {
    /// The expected link; without one the words are zero.
    pub from: Option<u8>,
    /// Bits by which words begin late in the stream.
    pub late: i32,
    pub order: BitOrder,
    /// Places by which words are rotated to the left.
    pub rotated: u8,
    pub inverted: bool,
}

impl Wire {
    /// The link itself, as expected.
    pub fn straight(link: usize) -> Self {
        Wire { from: Some(link as u8), late: 0, order: BitOrder::default(), rotated: 0, inverted: false }
    }

    /// Whole words and bits by which its words begin before those of the stream.
    pub fn place(&self) -> (i64, u32) {
        (i64::from((-self.late).div_euclid(WORD)), (-self.late).rem_euclid(WORD) as u32)
    }

    /// In how many ways it is not the link itself.
    pub fn changes(&self, link: usize) -> usize {
        let BitOrder { bytes, bits, halves } = self.order;
        let moved = [self.from != Some(link as u8), self.late != 0, self.rotated != 0, self.inverted];
        moved.into_iter().chain([bytes, bits, halves]).filter(|&one| one).count()
    }

    /// Reordering without inversion, for words and for their known bits.
    pub fn reorder(&self, word: u32) -> u32 {
        self.order.apply(word).rotate_left(self.rotated.into())
    }

    /// Reordered bits in their old places.
    pub fn order_back(&self, word: u32) -> u32 {
        self.order.apply(word.rotate_right(self.rotated.into()))
    }
}

/// Words, and which of their bits are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Predicted {
    pub words: OutputWords,
    pub known: OutputWords,
    /// The expected row that it is, if a received one is to be compared with it.
    pub row: Option<u64>,
}

impl Predicted {
    /// A row of which nothing is known.
    pub const UNKNOWN: Predicted = Predicted { words: [0; OUTPUT_LINKS], known: [0; OUTPUT_LINKS], row: None };

    /// An expected row, as it is sent.
    pub fn sent(words: OutputWords, row: u64) -> Self {
        Predicted { words, known: [u32::MAX; OUTPUT_LINKS], row: Some(row) }
    }

    /// Whether anything is known of so many links.
    pub fn is_known(&self, links: usize) -> bool {
        self.known[..links].iter().any(|&known| known != 0)
    }

    /// Bits that are known and not as received.
    pub fn difference(&self, got: &OutputWords) -> OutputWords {
        std::array::from_fn(|link| (self.words[link] ^ got[link]) & self.known[link])
    }

    /// How many of the first links are not as received.
    pub fn wrong_links(&self, got: &OutputWords, links: usize) -> usize {
        self.difference(got)[..links].iter().filter(|&&word| word != 0).count()
    }

    pub fn agrees(&self, got: &OutputWords) -> bool {
        self.difference(got) == [0; OUTPUT_LINKS]
    }
}

/// Bits of a received link that do not carry what is expected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct StuckBits {
    /// Bits that are always 1.
    pub ones: u32,
    /// Bits that are always 0.
    pub zeros: u32,
    /// Bits that equal another one, by its place.
    pub copies: Vec<(u8, u8)>,
    /// The word that always comes.
    pub silent: Option<u32>,
}

impl StuckBits {
    pub fn is_none(&self) -> bool {
        self.ones | self.zeros == 0 && self.copies.is_empty() && self.silent.is_none()
    }

    fn apply(&self, word: u32) -> u32 {
        if let Some(word) = self.silent {
            return word;
        }
        let copied = self.copies.iter().fold(word, |all, &(bit, from)| all & !(1 << bit) | (word >> from & 1) << bit);
        (copied | self.ones) & !self.zeros
    }

    /// Bits that are known whatever is sent, and those that are known if another one is.
    fn known(&self, known: u32) -> u32 {
        if self.silent.is_some() {
            return u32::MAX;
        }
        let copied = self.copies.iter().fold(known, |all, &(bit, from)| all & !(1 << bit) | (known >> from & 1) << bit);
        copied | self.ones | self.zeros
    }
}

/// All received links: what happens to each in this order. Copied bits come before stuck ones, and a silent link last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wiring {
    pub wires: [Wire; OUTPUT_LINKS],
    pub stuck: [StuckBits; OUTPUT_LINKS],
}

impl Default for Wiring {
    fn default() -> Self {
        Wiring { wires: std::array::from_fn(Wire::straight), stuck: std::array::from_fn(|_| StuckBits::default()) }
    }
}

impl Wiring {
    /// The wiring that causes describe, for so many active links.
    ///
    /// # Errors
    /// A permutation of another number of links, links that the chip does not have, and a bit that copies itself.
    pub fn new(causes: &[Cause], active: usize) -> Result<Self> {
        let mut wiring = Wiring::default();
        for cause in causes {
            wiring.add(cause, active)?;
        }
        Ok(wiring)
    }

    /// Adds what a cause does.
    ///
    /// # Errors
    /// As [`Wiring::new`].
    pub fn add(&mut self, cause: &Cause, active: usize) -> Result<()> {
        match cause {
            Cause::LinksPermuted { from } => {
                for (link, from) in from.iter().enumerate() {
                    self.wires[link].from = *from;
                }
            }
            Cause::LinkMissing { link } => {
                if usize::from(*link) >= active {
                    return Err(Error::out_of_range("link", link, format!("0 to {}, the active links", active - 1)));
                }
                for moved in usize::from(*link)..active {
                    self.wires[moved].from = (moved + 1 < active).then_some(moved as u8 + 1);
                }
            }
            Cause::ByteOrder { links } => self.each(links, active, |wire| wire.order.bytes = true),
            Cause::BitOrder { links } => self.each(links, active, |wire| wire.order.bits = true),
            Cause::HalfWordOrder { links } => self.each(links, active, |wire| wire.order.halves = true),
            Cause::Inverted { links } => self.each(links, active, |wire| wire.inverted = true),
            Cause::LinkSlipped { links, by } => self.with(links, active, by, |wire, late| wire.late = late),
            Cause::LinkRotated { links, by } => self.with(links, active, by, |wire, by| wire.rotated = by),
            Cause::BitStuck { link, bit, value: true } => self.stuck[usize::from(*link)].ones |= 1 << bit,
            Cause::BitStuck { link, bit, value: false } => self.stuck[usize::from(*link)].zeros |= 1 << bit,
            Cause::BitCopied { bit, from, .. } if bit == from => {
                return Err(Error::new("a bit equals itself in any case").field("value").found(from));
            }
            Cause::BitCopied { link, bit, from } => self.stuck[usize::from(*link)].copies.push((*bit, *from)),
            Cause::LinkSilent { link, word } => self.stuck[usize::from(*link)].silent = Some(*word),
            // What is left is not of links.
            _ => {}
        }
        Ok(())
    }

    fn each(&mut self, links: &Links, active: usize, change: impl Fn(&mut Wire)) {
        self.with(links, active, &[()], |wire, ()| change(wire));
    }

    /// Changes the wires of links, each by its value; one value stands for all.
    fn with<T: Copy>(&mut self, links: &Links, active: usize, values: &[T], change: impl Fn(&mut Wire, T)) {
        let Some(&first) = values.first() else { return };
        match links {
            Links::All => self.wires[..active].iter_mut().for_each(|wire| change(wire, first)),
            Links::Some(links) => {
                for (place, &link) in links.iter().enumerate() {
                    change(&mut self.wires[usize::from(link)], values.get(place).copied().unwrap_or(first));
                }
            }
        }
    }

    /// The causes that describe this wiring, for so many active links.
    pub fn causes(&self, active: usize) -> Vec<Cause> {
        let mut causes = self.order_of_links(active);
        causes.extend(self.those(active, |wire| wire.late != 0).map(|links| {
            let by = self.values(&links, |wire| wire.late);
            Cause::LinkSlipped { links: by.0, by: by.1 }
        }));
        causes.extend(self.those(active, |wire| wire.order.bytes).map(|links| Cause::ByteOrder { links }));
        causes.extend(self.those(active, |wire| wire.order.bits).map(|links| Cause::BitOrder { links }));
        causes.extend(self.those(active, |wire| wire.order.halves).map(|links| Cause::HalfWordOrder { links }));
        causes.extend(self.those(active, |wire| wire.rotated != 0).map(|links| {
            let by = self.values(&links, |wire| wire.rotated);
            Cause::LinkRotated { links: by.0, by: by.1 }
        }));
        causes.extend(self.those(active, |wire| wire.inverted).map(|links| Cause::Inverted { links }));
        for (link, stuck) in (0u8..).zip(&self.stuck) {
            causes.extend(stuck.copies.iter().map(|&(bit, from)| Cause::BitCopied { link, bit, from }));
            for bit in (0..u32::BITS as u8).rev() {
                if (stuck.ones | stuck.zeros) >> bit & 1 == 1 {
                    causes.push(Cause::BitStuck { link, bit, value: stuck.ones >> bit & 1 == 1 });
                }
            }
            causes.extend(stuck.silent.map(|word| Cause::LinkSilent { link, word }));
        }
        causes
    }

    /// Links whose wire is of some kind, if there are any.
    fn those(&self, active: usize, chosen: impl Fn(&Wire) -> bool) -> Option<Links> {
        let links: Vec<u8> = (0u8..).zip(&self.wires).filter(|(_, wire)| chosen(wire)).map(|one| one.0).collect();
        (!links.is_empty()).then(|| Links::new(links, active))
    }

    /// The values of links; one value and all links, where all are active and have the same.
    fn values<T: Copy + PartialEq>(&self, links: &Links, value: impl Fn(&Wire) -> T) -> (Links, Vec<T>) {
        let values: Vec<T> = match links {
            Links::All => self.wires.iter().map(&value).collect(),
            Links::Some(links) => links.iter().map(|&link| value(&self.wires[usize::from(link)])).collect(),
        };
        match links {
            Links::Some(_) => (links.clone(), values),
            Links::All => {
                // Inactive links stand behind the active ones and have nothing.
                let active: Vec<(u8, T)> = (0..).zip(values).filter(|(link, _)| self.is_changed(*link)).collect();
                match active.split_first() {
                    Some((first, rest)) if rest.iter().all(|other| other.1 == first.1) => (Links::All, vec![first.1]),
                    _ => (
                        Links::Some(active.iter().map(|one| one.0).collect()),
                        active.iter().map(|one| one.1).collect(),
                    ),
                }
            }
        }
    }

    fn is_changed(&self, link: u8) -> bool {
        let wire = &self.wires[usize::from(link)];
        *wire != Wire { from: wire.from, ..Wire::straight(link.into()) }
    }

    fn order_of_links(&self, active: usize) -> Vec<Cause> {
        let from: Vec<Option<u8>> = self.wires.iter().map(|wire| wire.from).collect();
        let changed: Vec<usize> = (0..OUTPUT_LINKS).filter(|&link| from[link] != Some(link as u8)).collect();
        let (Some(&first), Some(&last)) = (changed.first(), changed.last()) else { return Vec::new() };
        let missing = Some(first).filter(|&first| {
            (first..active).all(|link| from[link] == (link + 1 < active).then_some(link as u8 + 1))
                && last + 1 == active
        });
        match missing {
            // The last link alone is a silent one.
            Some(first) if first + 1 < active => vec![Cause::LinkMissing { link: first as u8 }],
            _ => vec![Cause::LinksPermuted { from: from[..(last + 1).max(active)].to_vec() }],
        }
    }
}

/// Rows in, the rows that are to be received out, in the same order. Links that are late or early need rows before and
/// behind, so a row comes out when those are there.
pub(super) struct Transmission {
    wiring: Wiring,
    /// Rows from `base` on.
    rows: VecDeque<Predicted>,
    base: i64,
    /// The next row to come out.
    next: i64,
    ended: bool,
    /// Rows needed behind and before one.
    behind: i64,
    before: i64,
}

impl Transmission {
    pub fn new(wiring: Wiring) -> Self {
        let places: Vec<(i64, u32)> = wiring.wires.iter().map(Wire::place).collect();
        let behind = places.iter().map(|place| place.0 + i64::from(place.1 > 0)).max().unwrap_or(0).max(0);
        let before = places.iter().map(|place| -place.0).max().unwrap_or(0).max(0);
        Transmission { wiring, rows: VecDeque::new(), base: 0, next: 0, ended: false, behind, before }
    }

    pub fn push(&mut self, row: Predicted) {
        self.rows.push_back(row);
    }

    /// No more rows come.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// The next row, if what it needs has come.
    pub fn pop(&mut self) -> Option<Predicted> {
        let end = self.base + self.rows.len() as i64;
        let needed = if self.ended { self.next } else { self.next + self.behind };
        if needed >= end {
            return None;
        }
        let predicted = self.at(self.next)?;
        self.next += 1;
        while self.base < self.next - self.before {
            self.rows.pop_front();
            self.base += 1;
        }
        Some(predicted)
    }

    /// The word of a link in a row, and which of its bits are known.
    fn word(&self, link: u8, row: i64) -> (u32, u32) {
        let row = usize::try_from(row - self.base).ok().and_then(|at| self.rows.get(at));
        row.map_or((0, 0), |row| (row.words[usize::from(link)], row.known[usize::from(link)]))
    }

    fn at(&self, row: i64) -> Option<Predicted> {
        let mut predicted = *self.rows.get(usize::try_from(row - self.base).ok()?)?;
        for (link, (wire, stuck)) in self.wiring.wires.iter().zip(&self.wiring.stuck).enumerate() {
            if *wire == Wire::straight(link) && stuck.is_none() {
                continue;
            }
            let (mut word, mut known) = (0, u32::MAX);
            if let Some(from) = wire.from {
                let (rows, bits) = wire.place();
                let ((first, first_known), (second, second_known)) = match bits {
                    0 => (self.word(from, row + rows), (0, 0)),
                    _ => (self.word(from, row + rows), self.word(from, row + rows + 1)),
                };
                let pair = u64::from(first) << 32 | u64::from(second);
                let known_pair = u64::from(first_known) << 32 | u64::from(second_known);
                word = wire.reorder((pair << bits >> 32) as u32);
                known = wire.reorder((known_pair << bits >> 32) as u32);
            }
            if wire.inverted {
                word = !word;
            }
            if !stuck.is_none() {
                (word, known) = (stuck.apply(word), stuck.known(known));
            }
            predicted.words[link] = word;
            predicted.known[link] = known;
        }
        Some(predicted)
    }
}

/// Carries differences of received rows back to the bits of the expected rows that they are differences of. Rows that
/// are lost or come in between are left out of account: next to them a difference may be shown a row too far.
pub(super) struct Return {
    /// What links do one after the other.
    wires: Vec<[Wire; OUTPUT_LINKS]>,
    /// Differences of rows from `base` on, as far as they came.
    rows: VecDeque<OutputWords>,
    base: i64,
}

impl Return {
    pub fn new(wires: Vec<[Wire; OUTPUT_LINKS]>) -> Self {
        Return { wires, rows: VecDeque::new(), base: 0 }
    }

    /// Takes the difference in the row that was predicted from expected row `row`, and those behind.
    pub fn push(&mut self, row: i64, difference: &OutputWords) {
        for (link, &word) in difference.iter().enumerate() {
            self.carry(self.wires.len(), (row, link, word));
        }
    }

    /// A difference in front of so many of the steps.
    fn carry(&mut self, steps: usize, (row, link, word): (i64, usize, u32)) {
        if word == 0 {
            return;
        }
        let Some(step) = steps.checked_sub(1) else { return self.put(row, link, word) };
        let wire = self.wires[step][link];
        let Some(from) = wire.from.map(usize::from) else { return };
        let (rows, bits) = wire.place();
        let pair = u64::from(wire.order_back(word)) << 32 >> bits;
        self.carry(step, (row + rows, from, (pair >> 32) as u32));
        self.carry(step, (row + rows + 1, from, pair as u32));
    }

    fn put(&mut self, row: i64, link: usize, word: u32) {
        let Ok(at) = usize::try_from(row - self.base) else { return };
        if self.rows.len() <= at {
            self.rows.resize(at + 1, [0; OUTPUT_LINKS]);
        }
        self.rows[at][link] ^= word;
    }

    /// The difference in the next expected row; to be asked for when all that may add to it was pushed.
    pub fn pop(&mut self) -> OutputWords {
        self.base += 1;
        self.rows.pop_front().unwrap_or([0; OUTPUT_LINKS])
    }

    /// Rows that are to be pushed before one may be popped.
    pub fn delay(&self) -> i64 {
        self.wires.len() as i64 * (i64::from(MAX_SLIP / WORD) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seed: u32) -> OutputWords {
        std::array::from_fn(|link| (seed + 1).wrapping_mul(0x9E37_79B9).rotate_left(link as u32) ^ link as u32)
    }

    fn sent(causes: &[Cause], rows: &[OutputWords]) -> Vec<Predicted> {
        let mut transmission = Transmission::new(Wiring::new(causes, 13).unwrap());
        let mut out = Vec::new();
        for (row, words) in (0..).zip(rows) {
            transmission.push(Predicted::sent(*words, row));
            out.extend(std::iter::from_fn(|| transmission.pop()));
        }
        transmission.end();
        out.extend(std::iter::from_fn(|| transmission.pop()));
        out
    }

    #[test]
    fn words_of_a_slipped_link() {
        let rows: Vec<OutputWords> = (0..100).map(row).collect();
        let late = sent(&[Cause::LinkSlipped { links: Links::Some(vec![1, 2, 3]), by: vec![5, -5, 69] }], &rows);
        assert_eq!(late.len(), 100);
        assert_eq!(late[7].words[0], rows[7][0]);
        assert_eq!(late[7].words[1], rows[6][1] << 27 | rows[7][1] >> 5);
        assert_eq!(late[7].words[2], rows[7][2] << 5 | rows[8][2] >> 27);
        assert_eq!(late[7].words[3], rows[4][3] << 27 | rows[5][3] >> 5);
        assert_eq!((late[0].known[1], late[99].known[2], late[1].known[3]), (u32::MAX >> 5, u32::MAX << 5, 0));
    }

    #[test]
    fn differences_find_back() {
        let causes = [
            Cause::LinksPermuted { from: vec![Some(2), Some(0), Some(1)] },
            Cause::LinkSlipped { links: Links::Some(vec![0, 1]), by: vec![37, -3] },
            Cause::ByteOrder { links: Links::All },
            Cause::LinkRotated { links: Links::Some(vec![2]), by: vec![9] },
            Cause::Inverted { links: Links::Some(vec![1]) },
        ];
        let rows: Vec<OutputWords> = (0..50).map(row).collect();
        let mut changed = rows.clone();
        changed[20][2] ^= 0x8000_0101;
        changed[31][0] ^= 0x7000_0000;
        let (before, after) = (sent(&causes, &rows), sent(&causes, &changed));
        let mut back = Return::new(vec![Wiring::new(&causes, 13).unwrap().wires]);
        for (at, (before, after)) in (0..).zip(before.iter().zip(&after)) {
            back.push(at, &before.difference(&after.words));
        }
        for (a, b) in rows.iter().zip(&changed) {
            let difference: OutputWords = std::array::from_fn(|link| a[link] ^ b[link]);
            assert_eq!(back.pop(), difference);
        }
    }

    #[test]
    fn causes_survive_a_wiring() {
        let causes = vec![
            Cause::LinksPermuted { from: (0..13).map(|link| Some(12 - link)).collect() },
            Cause::LinkSlipped { links: Links::All, by: vec![-7] },
            Cause::BitOrder { links: Links::Some(vec![4]) },
            Cause::LinkRotated { links: Links::Some(vec![3, 4]), by: vec![1, 16] },
            Cause::Inverted { links: Links::All },
            Cause::LinkSilent { link: 2, word: 7 },
            Cause::BitStuck { link: 3, bit: 30, value: true },
            Cause::BitStuck { link: 3, bit: 2, value: false },
            Cause::BitCopied { link: 5, bit: 2, from: 3 },
        ];
        assert_eq!(Wiring::new(&causes, 13).unwrap().causes(13), causes);
        let missing = vec![Cause::LinkMissing { link: 1 }];
        assert_eq!(Wiring::new(&missing, 5).unwrap().causes(5), missing);
        assert!(Wiring::new(&[Cause::BitCopied { link: 0, bit: 1, from: 1 }], 5).is_err());
        assert!(Wiring::new(&[Cause::LinkMissing { link: 5 }], 5).is_err());
    }

    #[test]
    fn stuck_bits_and_copies() {
        let stuck = StuckBits { ones: 0b1, zeros: 0b1000_0000, copies: vec![(2, 3)], silent: None };
        assert_eq!((stuck.apply(0b1000_1000), stuck.known(0)), (0b1101, 0b1000_0001));
        assert_eq!(StuckBits { silent: Some(9), ..stuck }.apply(5), 9);
    }
}
