//! Comparison of stage files with the emulator's own stages.
//!
//! The files are those of [`super::stage_files`], written by a testbench: `NN_stage.csv`, one line of
//! column names, one row for each BX. A testbench writes the stages that it can see; each file is
//! compared with the stage of that name. Rows are streamed.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::vectors::BoundedLines;
use crate::chip::stage::StageInfo;
use crate::chip::{BxTrace, Stage, Stages};
use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;
use crate::registers::ChipConfig;

/// The first value of a stage that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageDifference {
    /// BX, counted from 0 (the line is two more).
    pub row: u64,
    /// Index of the value in the stage.
    pub index: usize,
    /// Its name.
    pub element: String,
    /// The emulator's value, as the stage files write it.
    pub expected: String,
    /// What the file holds.
    pub got: String,
}

/// How one stage compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageResult {
    /// Name of the stage.
    pub stage: String,
    /// Rows of the file.
    pub rows: u64,
    /// BX in which it differs, those without a row included.
    pub rows_different: u64,
    /// The first difference.
    pub first: Option<StageDifference>,
    /// The stage itself.
    #[serde(skip)]
    pub kind: Stage,
}

/// The first difference: of the earliest BX, and there of the first stage in signal order. A
/// testbench that stops at a fault leaves files of unequal length, so the BX decides first.
pub fn first(results: &[StageResult]) -> Option<(&StageResult, &StageDifference)> {
    results.iter().filter_map(|result| Some((result, result.first.as_ref()?))).min_by_key(|(_, first)| first.row)
}

/// Compares stage files, BX by BX.
pub struct StageDiffer {
    stages: Vec<StageReader>,
    rows: u64,
}

struct StageReader {
    csv: csv::Reader<BoundedLines<File>>,
    record: csv::ByteRecord,
    path: PathBuf,
    stage: StageInfo,
    columns: Vec<String>,
    result: StageResult,
}

impl StageDiffer {
    /// Opens all stage files of a directory.
    ///
    /// # Errors
    /// A directory without stage files, a csv file that is no stage of this configuration, and other
    /// columns than those of the stage.
    pub fn open(directory: &Path, config: &ChipConfig, network: &AeBlock) -> Result<Self> {
        let all = Stages::new(config, network);
        let names: Vec<String> = all.iter().map(|stage| format!("{}.csv", stage.file_stem())).collect();
        for path in files::entries(directory)? {
            let name = files::name(&path);
            if name.ends_with(".csv") && !names.contains(&name) {
                return Err(Error::unknown("no stage of this configuration has this file name")
                    .file(path)
                    .allowed(names.join(", "))
                    .hint("is it the directory and the configuration of this run?"));
            }
        }
        let mut stages = Vec::new();
        for stage in all.iter() {
            let path = directory.join(format!("{}.csv", stage.file_stem()));
            if path.exists() {
                stages.push(StageReader::open(path, stage.clone())?);
            }
        }
        if stages.is_empty() {
            return Err(Error::missing("no stage files in this directory").file(directory).allowed(names.join(", ")));
        }
        Ok(StageDiffer { stages, rows: 0 })
    }

    /// Takes the emulator's stages of the next BX.
    ///
    /// # Errors
    /// A row that is too long, and values that are neither numbers nor unknown, with line and column.
    pub fn push(&mut self, trace: &BxTrace) -> Result<()> {
        for stage in &mut self.stages {
            stage.compare(self.rows, trace.get(stage.result.kind).unwrap_or_default())?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the comparison; the results are in signal order. Rows behind the last BX are
    /// differences, unless only the first BX were asked for.
    ///
    /// # Errors
    /// A file that cannot be read on.
    pub fn finish(mut self, rows_may_follow: bool) -> Result<Vec<StageResult>> {
        for stage in &mut self.stages {
            while !rows_may_follow && stage.advance()? {
                let columns = stage.columns.first().cloned().unwrap_or_default();
                stage.differs(stage.result.rows - 1, 0, columns, "no row: the input has ended", "a row");
            }
        }
        Ok(self.stages.into_iter().map(|stage| stage.result).collect())
    }
}

impl StageReader {
    fn open(path: PathBuf, stage: StageInfo) -> Result<Self> {
        let file = files::open(&path)?;
        let columns = stage.columns();
        // A row has as many values as there are names, and every value is shorter than 24 digits.
        let longest = columns.iter().map(|name| name.len() + 24).sum();
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(false)
            .trim(csv::Trim::All)
            .from_reader(BoundedLines::new(file, longest));
        let result =
            StageResult { stage: stage.name.clone(), rows: 0, rows_different: 0, first: None, kind: stage.stage };
        let mut reader = StageReader { csv, record: csv::ByteRecord::new(), path, stage, columns, result };
        if !reader.advance()? {
            return Err(Error::syntax("the file is empty")
                .file(&reader.path)
                .allowed("a line with the names of the columns")
                .hint("did the simulation end before its first clock?"));
        }
        reader.result.rows = 0;
        let found: Vec<String> = reader.record.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        if found != reader.columns {
            let same = found.iter().zip(&reader.columns).take_while(|(a, b)| a == b).count();
            let [found, allowed] =
                [&found, &reader.columns].map(|names| names.get(same).map_or("no further column", String::as_str));
            return Err(Error::syntax("unexpected columns")
                .file(&reader.path)
                .line(1)
                .column(same as u64 + 1)
                .found(found)
                .allowed(allowed)
                .hint("are the configuration and the network those of the simulated block?"));
        }
        Ok(reader)
    }

    /// The next row, if there is one.
    fn advance(&mut self) -> Result<bool> {
        let more = self.csv.read_byte_record(&mut self.record).map_err(|error| Error::csv(&self.path, error))?;
        self.result.rows += u64::from(more);
        Ok(more)
    }

    /// A BX differs; the first difference is kept.
    fn differs(&mut self, row: u64, index: usize, element: String, expected: &str, got: &str) {
        let (expected, got) = (expected.to_owned(), got.to_owned());
        self.result.rows_different += 1;
        self.result.first.get_or_insert(StageDifference { row, index, element, expected, got });
    }

    fn compare(&mut self, row: u64, expected: &[i64]) -> Result<()> {
        if !self.advance()? {
            let first = expected.first().map_or(String::new(), |&value| self.stage.show(0, value));
            let got = format!("no row: the file ends after {} rows", self.result.rows);
            self.differs(row, 0, self.columns.first().cloned().unwrap_or_default(), &first, &got);
            return Ok(());
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        if self.record.len() > expected.len() {
            return Err(Error::syntax("too many values in the row")
                .file(&self.path)
                .line(line)
                .column(expected.len() as u64 + 1)
                .found(self.record.len())
                .allowed(expected.len().to_string()));
        }
        let mut first = None;
        for (index, &value) in expected.iter().enumerate() {
            let got = match self.record.get(index) {
                None | Some(b"") => {
                    format!("no value: the row has {} of {} values", self.record.len(), expected.len())
                }
                Some(text) => match self.parse(index, text, line)? {
                    Some(got) if got == value => continue,
                    Some(got) => self.stage.show(index, got),
                    None => format!("{}: not all bits are known", String::from_utf8_lossy(text)),
                },
            };
            first.get_or_insert((index, self.stage.show(index, value), got));
        }
        if let Some((index, expected, got)) = first {
            self.differs(row, index, self.columns.get(index).cloned().unwrap_or_default(), &expected, &got);
        }
        Ok(())
    }

    /// A value; `None` where a simulator wrote x or z for any digit.
    fn parse(&self, index: usize, text: &[u8], line: u64) -> Result<Option<i64>> {
        let radix = if self.stage.hex_digits(index).is_some() { 16 } else { 10 };
        let shown = String::from_utf8_lossy(text);
        fn unknown(c: char) -> bool {
            matches!(c, 'x' | 'X' | 'z' | 'Z')
        }
        // Simulators print one letter for a whole decimal number, and one for each hexadecimal digit.
        let legal = |c: char| c.is_digit(radix) || (unknown(c) && (radix == 16 || shown.len() == 1));
        let digits = if radix == 10 { shown.strip_prefix('-').unwrap_or(&shown) } else { &shown };
        if !digits.is_empty() && digits.chars().all(legal) {
            if digits.contains(unknown) {
                return Ok(None);
            }
            if let Ok(value) = i64::from_str_radix(&shown, radix) {
                return Ok(Some(value));
            }
        }
        Err(Error::syntax("not a number of the stage")
            .file(&self.path)
            .line(line)
            .column(index as u64 + 1)
            .field(self.columns.get(index).cloned().unwrap_or_default())
            .found(format!("'{shown}'"))
            .allowed(if radix == 16 { "hexadecimal digits, or x or z" } else { "a decimal number, or x or z" }))
    }
}
