//! Links that are found by each of their bits: the same place of all words, row after row, is compared with every place of
//! the expected streams. That finds what two faults of one link have made of it, and what lies beside bits that are stuck.

use super::wires::{BitOrder, Predicted, Wire};
use crate::chip::signals::OutputWords;
use crate::registers::OUTPUT_LINKS;

/// Rows that are compared.
const ROWS: usize = 1024;

/// Of these, rows in which a place may differ: what few of them say is tried first.
const DIFFERENT: [u32; 2] = [2, 32];

/// Rows in which a place that tells something is set, and in which it is not.
const PLAIN: u32 = 32;

/// Words before and behind a row in which places are looked for.
const WORDS: i64 = 3;

/// Bits of a link word.
const WORD: i64 = u32::BITS as i64;

/// Places of the stream around a row.
const PLACES: usize = ((2 * WORDS + 1) * WORD) as usize;

/// Places that change must be at least so many to tell something.
const TELLING: usize = 4;

/// The values of a place in the rows that are compared.
type Column = [u64; ROWS / 64];

/// What happens to a link: its words are reordered, then slipped, and reordered again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain {
    /// The order in which the words of the expected link are sent.
    pub before: (BitOrder, u8),
    /// The rest.
    pub wire: Wire,
}

/// A place of the stream of an expected link, counted from the first bit of the row, and whether it is inverted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Match {
    from: u8,
    place: i64,
    inverted: bool,
    /// Rows in which it is another.
    different: u32,
}

/// Words of a column of which most pairs are seen to have nothing in common.
const FIRST_WORDS: usize = 4;

fn distance(a: &[u64], b: &[u64]) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum()
}

/// Whether a place has nearly always the same value.
fn is_plain(column: &Column, rows: usize) -> bool {
    let ones: u32 = column.iter().map(|word| word.count_ones()).sum();
    ones <= PLAIN || ones + PLAIN >= rows as u32
}

fn set(column: &mut Column, row: usize, value: u32) {
    column[row / 64] |= u64::from(value & 1) << (row % 64);
}

/// Expected streams around the rows that are compared, by link and place.
pub(super) struct Columns<'a> {
    expected: Vec<(u8, i64, Column)>,
    sent: &'a [Predicted],
    /// Rows that are compared: where they stand in `sent`, and the received ones.
    rows: Vec<(usize, &'a OutputWords)>,
}

impl<'a> Columns<'a> {
    /// The columns of so many links; `pairs` are the places of rows that belong together.
    pub fn new(pairs: &[(usize, usize)], sent: &'a [Predicted], received: &'a [OutputWords], links: usize) -> Self {
        let around = WORDS as usize;
        let inside = pairs.iter().filter(|pair| pair.0 >= around && pair.0 + around < sent.len());
        let inside: Vec<(usize, usize)> = inside.copied().collect();
        let chosen: Vec<(usize, usize)> =
            inside.iter().copied().step_by(inside.len().div_ceil(ROWS).max(1)).take(ROWS).collect();
        let mut expected = Vec::new();
        for link in 0..links {
            let mut columns = vec![Column::default(); PLACES];
            for (row, &(at, _)) in chosen.iter().enumerate() {
                for (words, columns) in sent[at - around..=at + around].iter().zip(columns.chunks_mut(WORD as usize)) {
                    let first_bit_first = words.words[link].reverse_bits();
                    columns.iter_mut().enumerate().for_each(|(bit, column)| set(column, row, first_bit_first >> bit));
                }
            }
            let places = (-WORDS * WORD..).zip(columns).filter(|(_, column)| !is_plain(column, chosen.len()));
            expected.extend(places.map(|(place, column)| (link as u8, place, column)));
        }
        Columns { expected, sent, rows: chosen.iter().map(|&(at, row)| (at, &received[row])).collect() }
    }

    /// Where each bit of a received link, the first sent first, may come from; none for those that tell nothing.
    fn matches(&self, link: usize) -> Vec<Vec<Match>> {
        let mut columns = [Column::default(); WORD as usize];
        for (row, (_, words)) in self.rows.iter().enumerate() {
            let first_bit_first = words[link].reverse_bits();
            columns.iter_mut().enumerate().for_each(|(bit, column)| set(column, row, first_bit_first >> bit));
        }
        columns.iter().map(|column| self.matches_of(column)).collect()
    }

    fn matches_of(&self, column: &Column) -> Vec<Match> {
        if is_plain(column, self.rows.len()) {
            return Vec::new();
        }
        let rows = self.rows.len() as u32;
        let (first, rest) = column.split_at(FIRST_WORDS);
        let first_rows = rows.min(FIRST_WORDS as u32 * u64::BITS);
        let few = DIFFERENT[1];
        let mut matches = Vec::new();
        for &(from, place, ref other) in &self.expected {
            let wrong = distance(first, &other[..FIRST_WORDS]);
            if wrong > few && wrong + few < first_rows {
                continue;
            }
            let wrong = wrong + distance(rest, &other[FIRST_WORDS..]);
            let (inverted, different) = if wrong <= few { (false, wrong) } else { (true, rows - wrong) };
            if different <= few {
                matches.push(Match { from, place, inverted, different });
            }
        }
        matches
    }

    /// What happens to a link, if most of its bits say so.
    pub fn chain(&self, link: usize) -> Option<Chain> {
        let mut matches = self.matches(link);
        let all = matches.clone();
        matches.iter_mut().for_each(|of| of.retain(|one| one.different <= DIFFERENT[0]));
        [matches, all].iter().find_map(|matches| self.chain_of(matches, link))
    }

    fn chain_of(&self, matches: &[Vec<Match>], link: usize) -> Option<Chain> {
        let told = matches.iter().filter(|of| !of.is_empty()).count();
        if told < TELLING {
            return None;
        }
        let table = Table::new(matches);
        let mut chains: Vec<(usize, usize, Chain)> = Vec::new();
        for (before, behind) in orders() {
            for (count, from, late, inverted) in table.best(before, behind) {
                let wire = Wire { from: Some(from), late, order: behind.0, rotated: behind.1, inverted };
                let first = Wire { order: before.0, rotated: before.1, ..Wire::straight(link) };
                chains.push((count, first.changes(link) + wire.changes(link), Chain { before, wire }));
            }
        }
        let most = chains.iter().map(|one| one.0).max().filter(|&most| 4 * most >= 3 * told && most >= TELLING)?;
        chains.retain(|one| one.0 == most);
        chains.sort_by_key(|one| one.1);
        chains.truncate(COMPARED);
        // Bits that seldom change fit in several ways: all bits decide.
        let wrong = |(_, causes, chain): &(usize, usize, Chain)| (self.wrong_bits(chain, link), *causes);
        chains.into_iter().min_by_key(wrong).map(|one| one.2)
    }

    /// Bits of a received link that are not as a chain makes them.
    fn wrong_bits(&self, chain: &Chain, link: usize) -> u32 {
        let Chain { before: (order, rotated), wire } = *chain;
        let first = Wire { order, rotated, ..Wire::straight(link) };
        let (rows, bits) = wire.place();
        let from = usize::from(wire.from.unwrap_or(0));
        let mut wrong = 0;
        for &(at, got) in &self.rows {
            let pair = [rows, rows + 1].map(|behind| {
                let row = usize::try_from(at as i64 + behind).ok().and_then(|at| self.sent.get(at));
                u64::from(first.reorder(row.map_or(0, |row| row.words[from])))
            });
            let word = wire.reorder(((pair[0] << 32 | pair[1]) << bits >> 32) as u32);
            wrong += (if wire.inverted { !word } else { word } ^ got[link]).count_ones();
        }
        wrong
    }
}

/// Chains that are compared by all bits.
const COMPARED: usize = 64;

/// How words may be reordered before and behind a slip: in one of the two places by any order, or rotated first and in
/// another order of bytes or bits then.
fn orders() -> Vec<((BitOrder, u8), (BitOrder, u8))> {
    let none = (BitOrder::default(), 0);
    // An exchange of halves is a rotation.
    let plain: Vec<BitOrder> = BitOrder::all().filter(|order| !order.halves).collect();
    let words: Vec<(BitOrder, u8)> =
        plain.iter().flat_map(|&order| (0..WORD as u8).map(move |places| (order, places))).map(named).collect();
    let mut orders = vec![(none, none)];
    orders.extend(words.iter().filter(|&&word| word != none).flat_map(|&word| [(none, word), (word, none)]));
    let bytes = plain.iter().filter(|order| order.bytes);
    orders.extend(bytes.flat_map(|&order| (1..WORD as u8).map(move |by| ((BitOrder::default(), by), (order, 0)))));
    orders
}

/// A rotation by half a word as what it is called.
fn named((order, rotated): (BitOrder, u8)) -> (BitOrder, u8) {
    if rotated == 16 { (BitOrder { halves: true, ..order }, 0) } else { (order, rotated) }
}

/// Which places match, quick to ask.
struct Table {
    /// By link, place and received bit, the first sent first: whether it matches as it is, or inverted.
    matching: Vec<[u32; 2]>,
    /// Links that match somewhere.
    links: Vec<u8>,
}

impl Table {
    fn new(matches: &[Vec<Match>]) -> Self {
        let mut table = Table { matching: vec![[0; 2]; OUTPUT_LINKS * PLACES], links: Vec::new() };
        for (bit, of_bit) in matches.iter().enumerate() {
            for one in of_bit {
                table.matching[Self::at(one.from, one.place)][usize::from(one.inverted)] |= 1 << bit;
                if !table.links.contains(&one.from) {
                    table.links.push(one.from);
                }
            }
        }
        table
    }

    fn at(link: u8, place: i64) -> usize {
        usize::from(link) * PLACES + (place + WORDS * WORD) as usize
    }

    /// The slips, links and polarities under which most bits match, with these orders, and how many do.
    fn best(&self, before: (BitOrder, u8), behind: (BitOrder, u8)) -> Vec<(usize, u8, i32, bool)> {
        let (before, behind) = (places(before), places(behind));
        let straight = places((BitOrder::default(), 0));
        let slips = if before != straight && behind != straight { 0..=0 } else { (1 - WORD)..=(WORD - 1) };
        let mut best: Vec<(usize, u8, i32, bool)> = Vec::new();
        for early in slips {
            // The expected place of each received bit.
            let from: [i64; WORD as usize] = std::array::from_fn(|bit| {
                let sent = behind[bit] + early;
                sent.div_euclid(WORD) * WORD + before[sent.rem_euclid(WORD) as usize]
            });
            for &link in &self.links {
                let mut counts = [0; 2];
                for (bit, &place) in from.iter().enumerate() {
                    let matching = self.matching[Self::at(link, place)];
                    counts.iter_mut().zip(matching).for_each(|(count, bits)| *count += (bits >> bit & 1) as usize);
                }
                for (count, inverted) in counts.into_iter().zip([false, true]) {
                    let most = best.first().map_or(1, |best| best.0);
                    if count > most {
                        best.clear();
                    }
                    if count >= most {
                        best.push((count, link, -early as i32, inverted));
                    }
                }
            }
        }
        best
    }
}

/// The place of a word that comes to each place, the first sent first, when it is reordered.
fn places((order, rotated): (BitOrder, u8)) -> [i64; WORD as usize] {
    std::array::from_fn(|bit| {
        let wire = Wire { order, rotated, ..Wire::straight(0) };
        i64::from(wire.order_back(1 << (WORD as usize - 1 - bit)).leading_zeros())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(row: u32, link: u32) -> u32 {
        (row * 13 + link + 1).wrapping_mul(0x9E37_79B9) ^ (row << 7)
    }

    #[test]
    fn two_faults_of_a_link_are_found() {
        let sent: Vec<Predicted> = (0..400)
            .map(|row| Predicted::sent(std::array::from_fn(|link| word(row, link as u32)), row.into()))
            .collect();
        let pairs: Vec<(usize, usize)> = (0..400).map(|row| (row, row)).collect();
        let none = (BitOrder::default(), 0);
        let bytes = BitOrder { bytes: true, ..BitOrder::default() };
        let bits = BitOrder { bits: true, ..BitOrder::default() };
        let straight = Wire::straight(3);
        for (before, wire) in [
            (none, Wire { late: -5, order: bytes, ..straight }),
            (none, Wire { late: 21, rotated: 9, inverted: true, ..straight }),
            ((bytes, 0), Wire { late: -11, ..straight }),
            ((bits, 0), Wire { late: 3, ..straight }),
            ((BitOrder::default(), 7), Wire { late: 3, ..straight }),
            ((BitOrder::default(), 7), Wire { order: bytes, ..straight }),
            (none, Wire { order: bytes, rotated: 7, from: Some(1), ..straight }),
        ] {
            let mut transmission = super::super::wires::Transmission::new(super::super::wires::Wiring {
                wires: std::array::from_fn(|link| if link == 3 { wire } else { Wire::straight(link) }),
                ..Default::default()
            });
            let first = Wire { order: before.0, rotated: before.1, ..straight };
            for row in &sent {
                transmission.push(Predicted { words: row.words.map(|word| first.reorder(word)), ..*row });
            }
            transmission.end();
            let mut received: Vec<OutputWords> =
                std::iter::from_fn(|| transmission.pop()).map(|row| row.words).collect();
            // A stuck bit lies over it.
            received.iter_mut().for_each(|row| row[3] |= 1 << 20);
            let columns = Columns::new(&pairs, &sent, &received, 13);
            assert_eq!(columns.chain(3), Some(Chain { before, wire }));
        }
    }
}
