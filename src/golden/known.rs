//! Differences that are known and explained: expected outputs that are wrong.
//!
//! A list in YAML names configurations, how their output differs, and why:
//!
//! ```yaml
//! known:
//! - config: randomPatternExpInTC/BC_10eTx/init.yaml
//!   rows: 1
//!   first_row: 2659
//!   bits: 12
//!   sha256: 1f0e…
//!   reason: an older program left out cells without charge
//! ```
//!
//! | key | what it holds |
//! |---|---|
//! | `config` | path of the configuration from the directory that is searched, with forward slashes |
//! | `rows` | rows that differ |
//! | `first_row` | the first of them, from 0 |
//! | `bits` | bits that differ, in all rows together |
//! | `sha256` | which bits differ, as [`Difference::sha256`] has it |
//! | `reason` | why; never empty |
//!
//! A set is known only if all of this holds: the same rows, the same bits. A configuration may be named several times,
//! where its outputs differ between versions.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::diff::Difference;
use super::verify::{GoldenOutcome, Verification};
use crate::error::{Error, Result};
use crate::files;

/// Words with which a reason is refused, because it is still to be written.
const EMPTY: &str = "";

/// How the output of a configuration is known to differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDifference {
    /// Path of the configuration below the directory that is searched.
    pub config: String,
    /// Rows that differ.
    pub rows: u64,
    /// The first of them, from 0.
    pub first_row: u64,
    /// Bits that differ.
    pub bits: u64,
    /// Which bits differ.
    pub sha256: String,
    /// Why they do.
    pub reason: String,
}

impl KnownDifference {
    /// The entry for a configuration that differs, with its reason.
    fn of(config: &str, difference: &Difference, reason: &str) -> Option<Self> {
        Some(KnownDifference {
            config: config.to_owned(),
            rows: difference.rows_different,
            first_row: difference.first.as_ref()?.row,
            bits: difference.bits_different,
            sha256: difference.sha256.clone()?,
            reason: reason.to_owned(),
        })
    }

    /// Whether this is how the configuration differs: the same rows and the same bits.
    fn is(&self, config: &str, difference: &Difference) -> bool {
        Self::of(config, difference, &self.reason).as_ref() == Some(self)
    }
}

/// A list of known differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct KnownList {
    /// The entries.
    pub known: Vec<KnownDifference>,
}

/// Why an entry of the list matches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unmatched {
    /// Every row is equal now.
    Equal,
    /// It differs, in other rows or bits.
    DiffersOtherwise,
    /// It could not be compared.
    NotCompared,
    /// There is no such configuration in the directories.
    NotFound,
}

impl Unmatched {
    /// In words.
    pub fn text(self) -> &'static str {
        match self {
            Unmatched::Equal => "no longer differs",
            Unmatched::DiffersOtherwise => "differs in other rows or bits than are known",
            Unmatched::NotCompared => "could not be compared",
            Unmatched::NotFound => "is not in these directories",
        }
    }
}

/// An entry of the list that matches nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnmatchedEntry {
    /// Path of its configuration.
    pub config: String,
    /// Why.
    pub why: Unmatched,
}

impl KnownList {
    /// Reads a list.
    ///
    /// # Errors
    /// Unknown keys, and entries without a reason.
    pub fn read(path: &Path) -> Result<Self> {
        let text = files::read_text(path)?;
        let list: KnownList = serde_yaml::from_str(&text).map_err(|error| {
            Error::yaml("not a list of known differences", path, &error)
                .hint("verify --write-known FILE writes such a list")
        })?;
        for (number, entry) in list.known.iter().enumerate() {
            if entry.reason.trim() == EMPTY {
                return Err(Error::missing("a known difference has no reason")
                    .file(path)
                    .field(format!("known[{number}].reason"))
                    .found(format!("nothing, for {}", entry.config))
                    .allowed("a sentence that says why the expected output is wrong")
                    .hint("find out why it differs, and write it there"));
            }
        }
        Ok(list)
    }

    /// Those differences of a result that are known, and those that are not, which have no reason yet.
    pub fn of(result: &Verification) -> Self {
        let known = result.lines.iter().filter_map(|line| match &line.outcome {
            GoldenOutcome::Different(difference) => KnownDifference::of(&line.path, difference, EMPTY),
            GoldenOutcome::Known { reason, difference } => KnownDifference::of(&line.path, difference, reason),
            GoldenOutcome::Equal | GoldenOutcome::NoOutput | GoldenOutcome::Error { .. } => None,
        });
        KnownList { known: known.collect() }
    }

    /// Writes the list.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_yaml::to_string(self);
        let text = text.map_err(|error| Error::new(format!("cannot write the list: {error}")).file(path))?;
        files::write(path, text)
    }

    /// Turns the differences of a result that are in this list into known ones, and gives the entries that match
    /// nothing. An entry for a configuration of which another entry matches is not among them.
    pub fn apply(&self, result: &mut Verification) -> Vec<UnmatchedEntry> {
        for line in &mut result.lines {
            let GoldenOutcome::Different(difference) = &line.outcome else { continue };
            let entry = self.known.iter().find(|entry| entry.is(&line.path, difference));
            if let Some(KnownDifference { reason, .. }) = entry {
                line.outcome = GoldenOutcome::Known { reason: reason.clone(), difference: difference.clone() };
            }
        }
        let mut unmatched: Vec<UnmatchedEntry> = Vec::new();
        for KnownDifference { config, .. } in &self.known {
            let own = result.lines.iter().filter(|line| line.path == *config);
            // The same path may lie below several directories.
            let why = own.map(|line| match &line.outcome {
                GoldenOutcome::Known { .. } => None,
                GoldenOutcome::Equal => Some(Unmatched::Equal),
                GoldenOutcome::Different(_) => Some(Unmatched::DiffersOtherwise),
                GoldenOutcome::NoOutput | GoldenOutcome::Error { .. } => Some(Unmatched::NotCompared),
            });
            let why = why.reduce(Option::and).unwrap_or(Some(Unmatched::NotFound));
            if let Some(why) = why
                && unmatched.iter().all(|entry| entry.config != *config)
            {
                unmatched.push(UnmatchedEntry { config: config.clone(), why });
            }
        }
        unmatched
    }
}
