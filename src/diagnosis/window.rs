//! The rows on which causes are tried: those around the first difference.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasherDefault;

use crate::chip::erx::ORBIT;
use crate::chip::signals::OutputWords;

/// Rows by which files may be shifted against each other.
pub(super) const REACH: usize = ORBIT as usize;

/// Rows on which a cause is tried, besides those that a shift needs.
pub const PREFIX: usize = 4096;

/// Hashes keys that are numbers already.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// Values by keys that are numbers.
pub(super) type ByKey<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Keys that are numbers.
pub(super) type Keys<K> = HashSet<K, BuildHasherDefault<KeyHasher>>;

/// Rows of two files from the same row on, collected while they are compared. Memory: at most 1.2 MB.
#[derive(Debug, Default)]
pub struct Window {
    /// Expected rows.
    pub(super) expected: VecDeque<OutputWords>,
    /// Received rows.
    pub(super) received: VecDeque<OutputWords>,
    /// Number of the first row of both.
    pub(super) start: u64,
    /// Rows that came, of each file.
    pub(super) rows: (u64, u64),
    /// The first row that differs.
    pub(super) first: Option<u64>,
}

impl Window {
    /// Takes a row of each file; of the longer one alone where the other has ended.
    pub fn push(&mut self, expected: Option<&OutputWords>, received: Option<&OutputWords>) {
        let row = self.rows.0.max(self.rows.1);
        self.rows.0 += u64::from(expected.is_some());
        self.rows.1 += u64::from(received.is_some());
        if self.first.is_none() && expected != received {
            self.first = Some(row);
        }
        let end = self.first.map(|first| first + (PREFIX + REACH) as u64);
        if end.is_some_and(|end| row >= end) {
            return;
        }
        self.expected.extend(expected);
        self.received.extend(received);
        // The first rows stay until it is known that they are not needed: the whole of a short file is tried.
        if self.first.is_none() && self.expected.len() > 2 * REACH + PREFIX {
            self.expected.pop_front();
            self.received.pop_front();
            self.start += 1;
        }
    }

    /// Rows that came, of the expected and of the received file.
    pub fn rows(&self) -> (u64, u64) {
        self.rows
    }

    /// Whether the files are equal.
    pub fn is_equal(&self) -> bool {
        self.first.is_none()
    }

    /// Whether it holds all rows of both files.
    pub fn is_whole(&self) -> bool {
        (self.expected.len() as u64, self.received.len() as u64) == self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32) -> OutputWords {
        [number; 13]
    }

    #[test]
    fn it_holds_what_is_around_the_first_difference() {
        let mut window = Window::default();
        for number in 0..100_000 {
            let received = if number == 50_000 { 1 } else { number };
            window.push(Some(&row(number)), Some(&row(received)));
        }
        let (start, end) = (window.start, window.start + window.expected.len() as u64);
        assert_eq!((window.first, window.rows), (Some(50_000), (100_000, 100_000)));
        assert!(start <= 50_000 - REACH as u64 && end >= 50_000 + (PREFIX + REACH) as u64);
        assert!(end - start < 20_000 && !window.is_whole());
        let mut short = Window::default();
        for number in 0..5000 {
            short.push(Some(&row(number)), (number > 0).then_some(&row(number)));
        }
        assert_eq!((short.first, short.rows, short.is_whole()), (Some(0), (5000, 4999), true));
    }
}
