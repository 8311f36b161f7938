//! Faults of a test bench, put into received rows. Written apart from what looks for them: every fault is made of the
//! words alone, the way a bench makes it.

use econ_emu::chip::signals::OutputWords;
use econ_emu::diagnosis::{Cause, Links};

/// Random numbers that a seed fixes (splitmix64).
pub struct Seed(pub u64);

impl Seed {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// The stream of bits of a link, first sent first.
fn stream(rows: &[OutputWords], link: usize) -> Vec<bool> {
    rows.iter().flat_map(|row| (0..32).rev().map(move |bit| row[link] >> bit & 1 == 1)).collect()
}

/// A link late by some bits of its stream; what came before the first row is zero.
fn late(rows: &mut [OutputWords], link: usize, by: i64) {
    let bits = stream(rows, link);
    for (row, words) in rows.iter_mut().enumerate() {
        words[link] = (0..32).fold(0, |word, place| {
            let at = 32 * row as i64 + place - by;
            let bit = usize::try_from(at).ok().and_then(|at| bits.get(at)).copied().unwrap_or(false);
            word << 1 | u32::from(bit)
        });
    }
}

fn each(rows: &mut [OutputWords], links: &Links, active: usize, change: impl Fn(u32) -> u32) {
    for row in rows {
        (0..active).filter(|link| links.contains(*link)).for_each(|link| row[link] = change(row[link]));
    }
}

/// The rows of a capture of the same length, with faults one after the other.
pub fn received(rows: &[OutputWords], causes: &[Cause], active: usize, seed: &mut Seed) -> Vec<OutputWords> {
    let mut received = rows.to_vec();
    causes.iter().for_each(|cause| inject(&mut received, cause, active, seed));
    received.truncate(rows.len());
    received
}

/// Puts a fault into rows as a bench would; where rows come in between, those behind them are kept. The chip's own, BX counters and configurations, are made by the emulator.
fn inject(rows: &mut Vec<OutputWords>, cause: &Cause, active: usize, seed: &mut Seed) {
    match cause {
        Cause::RowsShifted { by } if *by > 0 => {
            // What comes before the first row is zero.
            rows.splice(0..0, vec![[0; 13]; *by as usize]);
        }
        Cause::RowsShifted { by } => drop(rows.drain(..by.unsigned_abs() as usize)),
        Cause::OrbitStart { by } => rows.rotate_left(*by as usize),
        Cause::RowsLost { row, by } => drop(rows.drain(*row as usize..(row + by) as usize)),
        Cause::RowsDoubled { row, by } => {
            let again = rows[*row as usize..(row + by) as usize].to_vec();
            rows.splice((row + by) as usize..(row + by) as usize, again);
        }
        Cause::RowsInserted { row, by } => {
            let junk: Vec<OutputWords> = (0..*by)
                .map(|_| std::array::from_fn(|link| if link < active { seed.next() as u32 } else { 0 }))
                .collect();
            rows.splice(*row as usize..*row as usize, junk);
        }
        Cause::LinksPermuted { from } => {
            for row in rows {
                let sent = *row;
                for (link, from) in from.iter().enumerate() {
                    row[link] = from.map_or(0, |from| sent[usize::from(from)]);
                }
            }
        }
        Cause::LinkMissing { link } => {
            for row in rows {
                row[usize::from(*link)..active].rotate_left(1);
                row[active - 1] = 0;
            }
        }
        Cause::LinkSilent { link, word } => rows.iter_mut().for_each(|row| row[usize::from(*link)] = *word),
        Cause::ByteOrder { links } => each(rows, links, active, |word| u32::from_le_bytes(word.to_be_bytes())),
        Cause::BitOrder { links } => {
            each(rows, links, active, |word| (0..32).fold(0, |all, bit| all << 1 | (word >> bit & 1)));
        }
        Cause::HalfWordOrder { links } => each(rows, links, active, |word| word.rotate_left(16)),
        Cause::Inverted { links } => each(rows, links, active, |word| word ^ 0xffff_ffff),
        Cause::LinkSlipped { links, by } => {
            let slipped: Vec<usize> = (0..active).filter(|link| links.contains(*link)).collect();
            for (place, link) in slipped.into_iter().enumerate() {
                late(rows, link, by[place.min(by.len() - 1)].into());
            }
        }
        Cause::LinkRotated { links, by } => {
            let rotated: Vec<usize> = (0..active).filter(|link| links.contains(*link)).collect();
            for (place, link) in rotated.into_iter().enumerate() {
                let by = by[place.min(by.len() - 1)];
                rows.iter_mut().for_each(|row| row[link] = row[link].rotate_left(by.into()));
            }
        }
        Cause::BitStuck { link, bit, value } => {
            let set = |word: u32| if *value { word | 1 << bit } else { word & !(1 << bit) };
            rows.iter_mut().for_each(|row| row[usize::from(*link)] = set(row[usize::from(*link)]));
        }
        Cause::BitCopied { link, bit, from } => {
            let copy = |word: u32| word & !(1 << bit) | (word >> from & 1) << bit;
            rows.iter_mut().for_each(|row| row[usize::from(*link)] = copy(row[usize::from(*link)]));
        }
        Cause::BxOffset { .. } | Cause::Configuration { .. } | Cause::ExpectedOfOther { .. } => {
            panic!("the emulator makes {cause}")
        }
    }
}

/// Flips a random bit of an active link in so many different rows from `first` on.
pub fn noise(rows: &mut [OutputWords], active: usize, count: usize, first: usize, seed: &mut Seed) {
    let mut hit = std::collections::BTreeSet::new();
    while hit.len() < count {
        hit.insert(first + seed.below((rows.len() - first) as u64) as usize);
    }
    for row in hit {
        rows[row][seed.below(active as u64) as usize] ^= 1 << seed.below(32);
    }
}
