//! The rows on which causes are tried: those around the first difference.

use std::collections::VecDeque;

use crate::chip::erx::ORBIT;
use crate::chip::signals::OutputWords;

/// Rows by which files may be shifted against each other.
pub(super) const REACH: usize = ORBIT as usize;

/// Rows on which a cause is tried, besides those that a shift needs.
pub const PREFIX: usize = 4096;

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
