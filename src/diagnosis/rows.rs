//! Which expected row a received one is to be compared with.

use super::cause::Cause;
use super::wires::{Predicted, Transmission};
use crate::chip::erx::ORBIT;
use crate::chip::signals::OutputWords;
use crate::error::{Error, Result};

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

/// Something that happens to the order of rows at a received row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    /// Expected rows are passed over.
    Lost(u64),
    /// Received rows are passed over.
    Added(u64),
}

/// Which rows belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RowOrder {
    /// Expected row of received row 0, if the capture starts in the middle of an orbit.
    orbit_start: u64,
    /// By received row, in rising order.
    events: Vec<(u64, Event)>,
}

impl RowOrder {
    /// The order that causes describe.
    ///
    /// # Errors
    /// A start in the middle of an orbit together with rows that are shifted, lost or added.
    pub fn new(causes: &[Cause]) -> Result<Self> {
        let mut order = RowOrder::default();
        for cause in causes {
            match *cause {
                Cause::RowsShifted { by } if by > 0 => order.events.push((0, Event::Added(by.unsigned_abs()))),
                Cause::RowsShifted { by } => order.events.push((0, Event::Lost(by.unsigned_abs()))),
                Cause::RowsLost { row, by } => order.events.push((row, Event::Lost(by))),
                Cause::RowsInserted { row, by } => order.events.push((row, Event::Added(by))),
                // The second time is one time too many.
                Cause::RowsDoubled { row, by } => order.events.push((row.saturating_add(by), Event::Added(by))),
                Cause::OrbitStart { by } => order.orbit_start = by,
                _ => {}
            }
        }
        order.events.sort_by_key(|event| event.0);
        if order.orbit_start > 0 && !order.events.is_empty() {
            return Err(Error::new("rows cannot be shifted, lost or added in a capture that starts inside an orbit")
                .hint("leave out orbit-start, or the other one"));
        }
        Ok(order)
    }

    /// Calls `pair` with the predicted and the received rows that belong together, and their numbers.
    ///
    /// # Errors
    /// Those of reading, and of `pair`.
    pub fn pairs(
        &self,
        expected: &mut Prediction<'_>,
        received: &mut dyn Rows,
        mut pair: impl FnMut(Pair<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.orbit_start > 0 {
            return self.orbit_pairs(expected, received, pair);
        }
        let mut events = self.events.iter().peekable();
        let (mut expected_row, mut received_row) = (0, 0);
        loop {
            while let Some((_, event)) = events.next_if(|event| event.0 <= received_row) {
                let (count, rows) = match event {
                    Event::Lost(count) => (*count, &mut expected_row),
                    Event::Added(count) => (*count, &mut received_row),
                };
                for _ in 0..count {
                    let there = match event {
                        Event::Lost(_) => expected.next()?.is_some(),
                        Event::Added(_) => received.next()?.is_some(),
                    };
                    if !there {
                        return Ok(());
                    }
                    *rows += 1;
                }
            }
            let (Some(predicted), Some(got)) = (expected.next()?, received.next()?) else { return Ok(()) };
            pair(Pair { expected_row, received_row, predicted: &predicted, got: &got })?;
            expected_row += 1;
            received_row += 1;
        }
    }

    /// Pairs in the order of the expected rows, for one orbit or what there is of it.
    fn orbit_pairs(
        &self,
        expected: &mut Prediction<'_>,
        received: &mut dyn Rows,
        mut pair: impl FnMut(Pair<'_>) -> Result<()>,
    ) -> Result<()> {
        let (mut orbit, mut capture) = (Vec::new(), Vec::new());
        while orbit.len() < usize::from(ORBIT)
            && let Some(row) = expected.next()?
        {
            orbit.push(row);
        }
        while capture.len() < orbit.len()
            && let Some(row) = received.next()?
        {
            capture.push(row);
        }
        let length = orbit.len() as u64;
        for (expected_row, predicted) in (0..).zip(&orbit) {
            let received_row = (expected_row + length - self.orbit_start % length.max(1)) % length.max(1);
            if let Some(got) = capture.get(received_row as usize) {
                pair(Pair { expected_row, received_row, predicted, got })?;
            }
        }
        Ok(())
    }
}

/// Rows that belong together.
pub(super) struct Pair<'a> {
    pub expected_row: u64,
    pub received_row: u64,
    pub predicted: &'a Predicted,
    pub got: &'a OutputWords,
}

/// The rows that are to be received, as the links make them of the expected ones.
pub(super) struct Prediction<'a> {
    source: &'a mut dyn Rows,
    transmission: Transmission,
}

impl<'a> Prediction<'a> {
    pub fn new(source: &'a mut dyn Rows, transmission: Transmission) -> Self {
        Prediction { source, transmission }
    }

    pub fn next(&mut self) -> Result<Option<Predicted>> {
        loop {
            if let Some(row) = self.transmission.pop() {
                return Ok(Some(row));
            }
            match self.source.next()? {
                Some(row) => self.transmission.push(&row),
                None => {
                    self.transmission.end();
                    return Ok(self.transmission.pop());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::wires::Wiring;

    fn row(number: u32) -> OutputWords {
        [number; 13]
    }

    /// Received rows of the pairs, those that are equal.
    fn equal(causes: &[Cause], expected: &[u32], received: &[u32]) -> (usize, usize) {
        let expected: Vec<OutputWords> = expected.iter().copied().map(row).collect();
        let received: Vec<OutputWords> = received.iter().copied().map(row).collect();
        let (mut source, mut received) = (InMemory::new(&expected), InMemory::new(&received));
        let mut prediction = Prediction::new(&mut source, Transmission::new(Wiring::default()));
        let (mut equal, mut all) = (0, 0);
        let order = RowOrder::new(causes).unwrap();
        let count = |pair: Pair<'_>| {
            all += 1;
            equal += usize::from(pair.predicted.agrees(pair.got));
            Ok(())
        };
        order.pairs(&mut prediction, &mut received, count).unwrap();
        (equal, all)
    }

    #[test]
    fn rows_find_each_other() {
        let rows = [0, 1, 2, 3, 4, 5];
        assert_eq!(equal(&[Cause::RowsShifted { by: 2 }], &rows, &[9, 9, 0, 1, 2, 3]), (4, 4));
        assert_eq!(equal(&[Cause::RowsShifted { by: -2 }], &rows, &[2, 3, 4, 5]), (4, 4));
        assert_eq!(equal(&[Cause::OrbitStart { by: 4 }], &rows, &[4, 5, 0, 1, 2, 3]), (6, 6));
        let edits = [
            Cause::RowsLost { row: 1, by: 1 },
            Cause::RowsDoubled { row: 1, by: 2 },
            Cause::RowsInserted { row: 5, by: 1 },
        ];
        assert_eq!(equal(&edits, &rows, &[0, 2, 3, 2, 3, 9, 4, 5]), (5, 5));
        assert_eq!(equal(&[], &rows, &[0, 1, 7]), (2, 3));
        assert!(RowOrder::new(&[Cause::OrbitStart { by: 4 }, Cause::RowsShifted { by: 1 }]).is_err());
    }
}
