//! Outputs as they would be if causes were put right.

use std::cell::RefCell;
use std::collections::VecDeque;

use serde::Serialize;

use super::cause::Cause;
use super::change::{Setup, setup_of};
use super::rows::Rows;
use super::search::{Emulated, Pair, pairs};
use super::steps::Steps;
use super::wires::Return;
use crate::chip::Options;
use crate::chip::signals::{InputWords, OutputWords};
use crate::error::{Error, Result};
use crate::golden::vectors::VectorReader;
use crate::registers::{ChipConfig, OUTPUT_LINKS};

/// What is expected.
pub enum Expected<'a> {
    /// Rows of a file.
    Rows(&'a mut dyn Rows),
    /// What the chip sends for this input.
    Input(VectorReader<InputWords>),
}

/// Rows that were compared, and those of them that are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Corrected {
    /// Received rows that are equal.
    pub explains: u64,
    /// Received rows that have a counterpart.
    pub of: u64,
}

/// Rows that go by and are kept until they were asked for.
struct Kept<'a> {
    source: &'a mut dyn Rows,
    rows: &'a RefCell<VecDeque<OutputWords>>,
}

impl Rows for Kept<'_> {
    fn next(&mut self) -> Result<Option<OutputWords>> {
        let row = self.source.next()?;
        self.rows.borrow_mut().extend(row);
        Ok(row)
    }
}

/// Compares with causes put right: `sink` is given every expected row, in order, and the received one without what the
/// causes did to it. A row that was not received is given as expected.
///
/// # Errors
/// Those of reading and of `sink`; causes that do not fit each other or the chip; another configuration without the input.
pub fn correct(
    (config, options): (&ChipConfig, &Options),
    causes: &[Cause],
    expected: Expected<'_>,
    received: &mut dyn Rows,
    mut sink: impl FnMut(&OutputWords, &OutputWords) -> Result<()>,
) -> Result<Corrected> {
    let setup = setup_of(&Setup { config: config.clone(), options: options.clone() }, causes)?;
    let other = causes.iter().any(|cause| matches!(cause, Cause::Configuration { .. }));
    let mut emulated;
    let source: &mut dyn Rows = match expected {
        Expected::Rows(_) if other => {
            return Err(Error::missing("another configuration is tried on the input").hint("give it by --input"));
        }
        Expected::Rows(rows) => rows,
        Expected::Input(input) => {
            emulated = Emulated::of(&setup.config, &setup.options, input)?;
            &mut emulated
        }
    };
    let rows = RefCell::new(VecDeque::new());
    let mut kept = Kept { source, rows: &rows };
    let back = Return::new(Steps::new(causes, setup.config.links.into())?.wires());
    let mut sender = Sender { rows: &rows, back, done: 0, corrected: Corrected::default(), sink: &mut sink };
    pairs(&setup, causes, &mut kept, received, |pair| sender.take(&pair))?;
    // What was read ahead of the last received row is not compared.
    sender.send(i64::MAX)?;
    Ok(sender.corrected)
}

/// Expected rows on their way out, with the differences that come back to them.
struct Sender<'a, S> {
    rows: &'a RefCell<VecDeque<OutputWords>>,
    back: Return,
    done: i64,
    corrected: Corrected,
    sink: &'a mut S,
}

impl<S: FnMut(&OutputWords, &OutputWords) -> Result<()>> Sender<'_, S> {
    fn take(&mut self, pair: &Pair<'_>) -> Result<()> {
        let Some(row) = pair.predicted.row else { return Ok(()) };
        let difference = pair.predicted.difference(pair.got);
        self.corrected.of += 1;
        self.corrected.explains += u64::from(difference == [0; OUTPUT_LINKS]);
        self.back.push(row as i64, &difference);
        self.send(row as i64 - self.back.delay())
    }

    fn send(&mut self, until: i64) -> Result<()> {
        while self.done < until
            && let Some(row) = self.rows.borrow_mut().pop_front()
        {
            let difference = self.back.pop();
            (self.sink)(&row, &std::array::from_fn(|link| row[link] ^ difference[link]))?;
            self.done += 1;
        }
        Ok(())
    }
}
