//! Rows as they are read, and what happens to their order.

use std::collections::VecDeque;

use super::cause::Cause;
use super::window::REACH;
use super::wires::Predicted;
use crate::chip::erx::ORBIT;
use crate::chip::signals::OutputWords;
use crate::error::Result;

/// Rows one after the other, and `None` behind the last.
pub trait Rows {
    /// The next row.
    ///
    /// # Errors
    /// Those of the file that it stands in.
    fn next(&mut self) -> Result<Option<OutputWords>>;

    /// The line of a file where the row stands that [`Rows::next`] gave last, counted from 1, if it has one.
    fn line(&self) -> Option<u64> {
        None
    }
}

impl<F: FnMut() -> Result<Option<OutputWords>>> Rows for F {
    fn next(&mut self) -> Result<Option<OutputWords>> {
        self()
    }
}

/// Rows in memory.
pub(super) struct InMemory<'a>(pub std::slice::Iter<'a, OutputWords>);

impl<'a> InMemory<'a> {
    pub fn new(rows: &'a [OutputWords]) -> Self {
        InMemory(rows.iter())
    }
}

impl Rows for InMemory<'_> {
    fn next(&mut self) -> Result<Option<OutputWords>> {
        Ok(self.0.next().copied())
    }
}

/// Something that happens to the order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    /// Rows are passed over.
    Lost(u64),
    /// Rows come in between that nobody expects.
    Inserted(u64),
    /// The last rows come again.
    Again(u64),
}

/// What happens to the order of rows, by the number that a row has behind it, in rising order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RowOrder {
    events: Vec<(u64, Event)>,
    /// The first row behind what has happened so far.
    end: u64,
}

impl RowOrder {
    /// Adds what a cause does; false if it does nothing to rows, or acts before what is there already.
    pub fn add(&mut self, cause: &Cause) -> bool {
        let (row, event) = match *cause {
            Cause::RowsShifted { by } if by > 0 => (0, Event::Inserted(by.unsigned_abs())),
            Cause::RowsShifted { by } => (0, Event::Lost(by.unsigned_abs())),
            Cause::RowsLost { row, by } => (row, Event::Lost(by)),
            Cause::RowsInserted { row, by } => (row, Event::Inserted(by)),
            // The second time is one time too many.
            Cause::RowsDoubled { row, by } => (row.saturating_add(by), Event::Again(by)),
            _ => return false,
        };
        if row < self.end {
            return false;
        }
        self.events.push((row, event));
        self.end = match event {
            Event::Lost(_) => row,
            Event::Inserted(by) | Event::Again(by) => row.saturating_add(by),
        };
        true
    }
}

/// Rows in, rows in another order out.
pub(super) struct Reordered {
    events: VecDeque<(u64, Event)>,
    /// Rows that came out.
    out: u64,
    /// The row that is to come out next.
    next: Option<Predicted>,
    /// Rows that are still to be passed over.
    lost: u64,
    /// Rows that still come in between.
    inserted: u64,
    /// Rows that still come again.
    again: u64,
    /// The last rows that came out, as many as may come again.
    last: VecDeque<Predicted>,
}

/// The most rows that come again one by one; of more, nothing is known.
const AGAIN: u64 = REACH as u64;

impl Reordered {
    pub fn new(order: RowOrder) -> Self {
        Reordered {
            events: order.events.into(),
            out: 0,
            next: None,
            lost: 0,
            inserted: 0,
            again: 0,
            last: VecDeque::new(),
        }
    }

    pub fn push(&mut self, row: Predicted) {
        if self.lost > 0 {
            self.lost -= 1;
        } else {
            self.next = Some(row);
        }
    }

    pub fn pop(&mut self) -> Option<Predicted> {
        while let Some(&(_, event)) = self.events.front().filter(|event| event.0 <= self.out) {
            self.events.pop_front();
            match event {
                Event::Lost(by) => self.lost = self.lost.saturating_add(by),
                Event::Again(by) if by <= AGAIN => self.again = by,
                Event::Inserted(by) | Event::Again(by) => self.inserted = self.inserted.saturating_add(by),
            }
        }
        if self.lost > 0 && self.next.take().is_some() {
            self.lost -= 1;
        }
        let row = if self.inserted > 0 {
            self.inserted -= 1;
            Predicted::UNKNOWN
        } else if self.again > 0 {
            let row = self.last.len().checked_sub(self.again as usize).and_then(|at| self.last.get(at));
            let row = Predicted { row: None, ..row.copied().unwrap_or(Predicted::UNKNOWN) };
            self.again -= 1;
            self.out += 1;
            return Some(row);
        } else {
            self.next.take()?
        };
        self.out += 1;
        if matches!(self.events.front(), Some((_, Event::Again(_)))) {
            self.last.push_back(row);
            if self.last.len() > AGAIN as usize {
                self.last.pop_front();
            }
        }
        Some(row)
    }
}

/// The rows of an orbit, from one in its middle on.
pub(super) struct Turned {
    /// The row that comes first.
    start: u64,
    orbit: VecDeque<Predicted>,
    ended: bool,
}

impl Turned {
    pub fn new(start: u64) -> Self {
        Turned { start, orbit: VecDeque::new(), ended: false }
    }

    /// Takes a row; those behind the first orbit are left out.
    pub fn push(&mut self, row: Predicted) {
        if !self.ended {
            self.orbit.push_back(row);
            if self.orbit.len() == usize::from(ORBIT) {
                self.end();
            }
        }
    }

    pub fn end(&mut self) {
        if !self.ended {
            self.ended = true;
            let rows = self.orbit.len().max(1) as u64;
            self.orbit.rotate_left((self.start % rows) as usize);
        }
    }

    pub fn pop(&mut self) -> Option<Predicted> {
        if self.ended { self.orbit.pop_front() } else { None }
    }
}
