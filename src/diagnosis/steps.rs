//! Causes one after the other, each on what those before it have made of the rows.

use super::cause::{Cause, Links};
use super::rows::{Reordered, RowOrder, Rows, Turned};
use super::wires::{Predicted, Transmission, Wire, Wiring};
use crate::error::Result;
use crate::registers::OUTPUT_LINKS;

/// What several causes do together.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// To the words of links.
    Links(Box<Wiring>),
    /// To the order of rows.
    Rows(RowOrder),
    /// A capture that starts inside an orbit.
    Turned(u64),
}

/// What causes do, in their order; those that can act together are one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Steps(Vec<Step>);

/// When a cause acts on its links within a step; none if it is not one of links.
fn place_in_step(cause: &Cause, active: usize) -> Option<(u8, Links)> {
    let all = Links::Some((0..OUTPUT_LINKS as u8).collect());
    let (place, links) = match cause {
        Cause::LinksPermuted { .. } | Cause::LinkMissing { .. } => return Some((1, all)),
        Cause::LinkSlipped { links, .. } => (2, links),
        Cause::ByteOrder { links } => (3, links),
        Cause::BitOrder { links } => (4, links),
        Cause::HalfWordOrder { links } => (5, links),
        Cause::LinkRotated { links, .. } => (6, links),
        Cause::Inverted { links } => (7, links),
        Cause::BitCopied { link, .. } => return Some((8, Links::Some(vec![*link]))),
        Cause::BitStuck { link, .. } => return Some((9, Links::Some(vec![*link]))),
        Cause::LinkSilent { link, .. } => return Some((10, Links::Some(vec![*link]))),
        _ => return None,
    };
    let active = Links::Some((0..active as u8).collect());
    Some((place, if *links == Links::All { active } else { links.clone() }))
}

/// Places within a step that may be taken several times for a link.
const OFTEN: [u8; 2] = [8, 9];

impl Steps {
    /// What causes do; those of the chip are no step.
    ///
    /// # Errors
    /// As [`Wiring::add`].
    pub fn new(causes: &[Cause], active: usize) -> Result<Self> {
        let mut steps: Vec<Step> = Vec::new();
        let mut places = [0; OUTPUT_LINKS];
        for cause in causes {
            if let Cause::OrbitStart { by } = cause {
                steps.push(Step::Turned(*by));
            } else if let Some((place, links)) = place_in_step(cause, active) {
                let follows = |(link, &last): (usize, &u8)| {
                    !links.contains(link) || last < place || last == place && OFTEN.contains(&place)
                };
                if !matches!(steps.last(), Some(Step::Links(_))) || !places.iter().enumerate().all(follows) {
                    steps.push(Step::Links(Box::default()));
                    places = [0; OUTPUT_LINKS];
                }
                for (_, last) in places.iter_mut().enumerate().filter(|(link, _)| links.contains(*link)) {
                    *last = place;
                }
                if let Some(Step::Links(wiring)) = steps.last_mut() {
                    wiring.add(cause, active)?;
                }
            } else {
                let added = if let Some(Step::Rows(order)) = steps.last_mut() { order.add(cause) } else { false };
                let mut order = RowOrder::default();
                if !added && order.add(cause) {
                    steps.push(Step::Rows(order));
                }
            }
        }
        Ok(Steps(steps))
    }

    /// What links do one after the other.
    pub fn wires(&self) -> Vec<[Wire; OUTPUT_LINKS]> {
        let of_step = |step: &Step| if let Step::Links(wiring) = step { Some(wiring.wires) } else { None };
        self.0.iter().filter_map(of_step).collect()
    }

    /// Whether rows come in another order than that of the expected ones.
    pub fn turn(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::Turned(_)))
    }

    fn stages(self) -> Vec<Stage> {
        self.0.into_iter().map(Stage::new).collect()
    }
}

/// A step at work.
enum Stage {
    Links(Box<Transmission>),
    Rows(Reordered),
    Turned(Turned),
}

impl Stage {
    fn new(step: Step) -> Self {
        match step {
            Step::Links(wiring) => Stage::Links(Box::new(Transmission::new(*wiring))),
            Step::Rows(order) => Stage::Rows(Reordered::new(order)),
            Step::Turned(start) => Stage::Turned(Turned::new(start)),
        }
    }

    fn push(&mut self, row: Predicted) {
        match self {
            Stage::Links(links) => links.push(row),
            Stage::Rows(rows) => rows.push(row),
            Stage::Turned(turned) => turned.push(row),
        }
    }

    /// No more rows come.
    fn end(&mut self) {
        match self {
            Stage::Links(links) => links.end(),
            // A row goes out before the next one comes.
            Stage::Rows(_) => {}
            Stage::Turned(turned) => turned.end(),
        }
    }

    fn pop(&mut self) -> Option<Predicted> {
        match self {
            Stage::Links(links) => links.pop(),
            Stage::Rows(rows) => rows.pop(),
            Stage::Turned(turned) => turned.pop(),
        }
    }
}

/// The rows that are to be received, as causes make them of the expected ones.
pub(super) struct Prediction<'a> {
    source: &'a mut dyn Rows,
    /// Expected rows that were read.
    read: u64,
    stages: Vec<Stage>,
}

impl<'a> Prediction<'a> {
    pub fn new(source: &'a mut dyn Rows, steps: Steps) -> Self {
        Prediction { source, read: 0, stages: steps.stages() }
    }

    /// The next row.
    ///
    /// # Errors
    /// Those of reading.
    pub fn next(&mut self) -> Result<Option<Predicted>> {
        self.behind(self.stages.len())
    }

    /// The next row behind so many of the stages.
    fn behind(&mut self, stages: usize) -> Result<Option<Predicted>> {
        let Some(stage) = stages.checked_sub(1) else {
            let row = self.source.next()?.map(|row| Predicted::sent(row, self.read));
            self.read += 1;
            return Ok(row);
        };
        loop {
            if let Some(row) = self.stages[stage].pop() {
                return Ok(Some(row));
            }
            match self.behind(stage)? {
                Some(row) => self.stages[stage].push(row),
                None => {
                    self.stages[stage].end();
                    return Ok(self.stages[stage].pop());
                }
            }
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// Those of reading.
    pub fn all(mut self) -> Result<Vec<Predicted>> {
        std::iter::from_fn(|| self.next().transpose()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::signals::OutputWords;
    use crate::diagnosis::rows::InMemory;

    /// Rows that are to be received, by the first word; none for one that nobody expects.
    fn made(causes: &[Cause], expected: &[u32]) -> Vec<Option<u32>> {
        let expected: Vec<OutputWords> = expected.iter().map(|&word| [word; OUTPUT_LINKS]).collect();
        let mut source = InMemory::new(&expected);
        let rows = Prediction::new(&mut source, Steps::new(causes, 13).unwrap()).all().unwrap();
        rows.iter().map(|row| row.row.map(|_| row.words[0])).collect()
    }

    fn all(rows: &[u32]) -> Vec<Option<u32>> {
        rows.iter().copied().map(Some).collect()
    }

    #[test]
    fn rows_in_another_order() {
        let rows = [0, 1, 2, 3, 4, 5];
        let late = [vec![None, None], all(&rows)].concat();
        assert_eq!(made(&[Cause::RowsShifted { by: 2 }], &rows), late);
        assert_eq!(made(&[Cause::RowsShifted { by: -2 }], &rows), all(&[2, 3, 4, 5]));
        assert_eq!(made(&[Cause::OrbitStart { by: 4 }], &rows), all(&[4, 5, 0, 1, 2, 3]));
        let edits = [
            Cause::RowsLost { row: 1, by: 1 },
            Cause::RowsDoubled { row: 1, by: 2 },
            Cause::RowsInserted { row: 5, by: 1 },
        ];
        let edited = [Some(0), Some(2), Some(3), None, None, None, Some(4), Some(5)];
        assert_eq!(made(&edits, &rows), edited);
        // In the order of the list: rows are lost from those that the first cause leaves.
        let turned = [Cause::OrbitStart { by: 4 }, Cause::RowsLost { row: 1, by: 2 }];
        assert_eq!(made(&turned, &rows), all(&[4, 1, 2, 3]));
        let turned = [Cause::RowsLost { row: 1, by: 2 }, Cause::OrbitStart { by: 3 }];
        assert_eq!(made(&turned, &rows), all(&[5, 0, 3, 4]));
        let shifted = [Cause::RowsLost { row: 3, by: 1 }, Cause::RowsShifted { by: -1 }];
        assert_eq!(made(&shifted, &rows), all(&[1, 2, 4, 5]));
        assert!(made(&[Cause::RowsLost { row: 2, by: u64::MAX / 2 }], &rows).len() == 2);
    }

    #[test]
    fn links_and_rows_one_after_the_other() {
        let slip = Cause::LinkSlipped { links: Links::All, by: vec![-16] };
        let lost = Cause::RowsLost { row: 1, by: 1 };
        let rows = [0x11_0000, 0x22_0011, 0x33_0022, 0x33];
        assert_eq!(made(&[slip.clone(), lost.clone()], &rows)[..2], all(&[0x22, 0x22_0000]));
        assert_eq!(made(&[lost, slip], &rows)[..2], all(&[0x33, 0x22_0000]));
        let (bytes, bits) =
            (Cause::ByteOrder { links: Links::All }, Cause::LinkRotated { links: Links::All, by: vec![4] });
        assert_eq!(made(&[bytes.clone(), bits.clone()], &[0x1234_5678]), all(&[0x8563_4127]));
        assert_eq!(made(&[bits, bytes.clone()], &[0x1234_5678]), all(&[0x8167_4523]));
        assert_eq!(made(&[bytes.clone(), bytes], &[0x1234_5678]), all(&[0x1234_5678]));
        let stuck = Cause::BitStuck { link: 0, bit: 5, value: true };
        let copied = Cause::BitCopied { link: 0, bit: 4, from: 5 };
        assert_eq!(made(&[stuck.clone(), copied.clone()], &[0]), all(&[0x30]));
        assert_eq!(made(&[copied, stuck], &[0]), all(&[0x20]));
    }
}
