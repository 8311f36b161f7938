//! Why two outputs differ: causes at a test bench, found from the rows alone.
//!
//! A cause ([`Cause`]) turns the expected rows into those that are received: the chip has another setting, its BX counter
//! is ahead, links are exchanged, slipped, inverted or stuck, rows are late, lost or come twice. Causes are looked for
//! around the first difference ([`Window`]), tried alone and together, and judged by the rows that are equal then
//! ([`diagnose`]). What is found is confirmed on all rows.

mod align;
mod cause;
mod change;
mod columns;
mod correct;
mod errors;
mod files;
mod headers;
mod rows;
mod search;
mod sentence;
mod steps;
mod streams;
mod stuck;
mod truncation;
mod variants;
mod window;
mod wires;

use serde::Serialize;

pub use cause::{Cause, CauseParts, KINDS, Links, OneOrMore};
pub use correct::{Corrected, Expected, correct};
pub use errors::LinkErrors;
pub use files::Compared;
pub use rows::Rows;
pub use search::{Case, Emulated, OpenInput, Reopen, TwoRows, diagnose};
pub use window::{PREFIX, Window};

/// Rows that a cause must make equal, fewer of which may be chance.
pub const EVIDENCE: u64 = 64;

/// Of 100 rows that are compared, so many must be equal after the correction.
pub const SHARE: u64 = 95;

/// What is wrong, and how much of the difference it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// The causes, in the order in which they act: usually the chip, its links, rows.
    pub causes: Vec<Cause>,
    /// Received rows that are equal once the causes are put right.
    pub explains: u64,
    /// Received rows that have a counterpart then.
    pub of: u64,
    /// Rows more than without it that are equal.
    pub gained: u64,
    /// Other causes that explain the same rows.
    pub equal_to: Vec<Vec<Cause>>,
}

impl Diagnosis {
    /// Rows that still differ.
    pub fn remaining(&self) -> u64 {
        self.of - self.explains
    }

    /// Whether it rests on few rows, or leaves many.
    pub fn is_only_possible(&self) -> bool {
        self.gained < EVIDENCE || 100 * self.explains < SHARE * self.of
    }
}

/// All that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnoses {
    /// What may be wrong, the best explanation first; at most five.
    pub list: Vec<Diagnosis>,
    /// Rows on which they were judged, if those are not all.
    pub judged_on: Option<u64>,
    /// Where no cause was found: the wrong bits of each link.
    pub errors: Option<Vec<LinkErrors>>,
    /// What else was noticed.
    pub notes: Vec<String>,
}

/// A diagnosis as it is written.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosisReport {
    /// The first cause.
    #[serde(flatten)]
    pub cause: CauseParts,
    /// Causes beside the first.
    pub with: Vec<CauseParts>,
    /// See [`Diagnosis::explains`].
    pub explains: u64,
    /// See [`Diagnosis::of`].
    pub of: u64,
    /// Rows that still differ.
    pub remaining: u64,
    /// See [`Diagnosis::is_only_possible`].
    pub possible: bool,
    /// It in words.
    pub sentence: String,
    /// The command that compares with the causes put right.
    pub command: Option<String>,
    /// Other causes that explain the same rows.
    pub equal_to: Vec<Vec<CauseParts>>,
    /// Those in words.
    #[serde(skip)]
    pub equal_sentences: Vec<String>,
}

impl DiagnosisReport {
    /// A diagnosis with the command that confirms it: `command` is given its causes.
    pub fn new(diagnosis: &Diagnosis, command: impl Fn(&[Cause]) -> Option<String>) -> Self {
        let parts: Vec<CauseParts> = diagnosis.causes.iter().map(Cause::parts).collect();
        let (cause, with) = match parts.split_first() {
            Some((first, rest)) => (first.clone(), rest.to_vec()),
            None => (CauseParts::default(), Vec::new()),
        };
        DiagnosisReport {
            cause,
            with,
            explains: diagnosis.explains,
            of: diagnosis.of,
            remaining: diagnosis.remaining(),
            possible: diagnosis.is_only_possible(),
            sentence: sentence::of(diagnosis),
            command: command(&diagnosis.causes),
            equal_to: diagnosis.equal_to.iter().map(|causes| causes.iter().map(Cause::parts).collect()).collect(),
            equal_sentences: diagnosis.equal_to.iter().map(|causes| sentence::of_causes(causes)).collect(),
        }
    }
}
