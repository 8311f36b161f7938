//! `dataset_summary.json` of each model, and `dataset_log.csv` of them all.
//!
//! The summary begins with the keys of the reference (docs/sources.md, ECON_CAE), then says everything that is
//! needed to make the set again and to check it. Two runs with the same arguments and files differ only in
//! `timestamp` and `host`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::allocation::{GeometryAllocation, LAYERS, Mode, links_of_layer, model_of_links};
use super::read::{AeIn, FileRecord, LeftOut, PreparedModel};
use super::resample::{ResampleCounts, SignalDefinition};
use super::{ConditionalRequest, parts};
use crate::data::split::Part;
use crate::error::{Error, Result};
use crate::files;
use crate::version;

/// Name of the summary in the directory of a model.
pub const SUMMARY: &str = "dataset_summary.json";

/// Name of the log beside the directories.
pub const LOG: &str = "dataset_log.csv";

/// Columns of the log: the nine of the reference, then ours.
const LOG_COLUMNS: &str = "timestamp,host,model_mode,model_value,alloc_geom,n_root_files,raw_events,raw_wafers,\
                           geomsel_wafers,seed,signal_fraction,train_wafers,validation_wafers,test_wafers";

/// Where and when a set was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// Time, UTC.
    pub timestamp: String,
    /// Name of the machine.
    pub host: String,
}

impl Made {
    /// This machine, now.
    pub fn now() -> Self {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let host = files::read_text(Path::new("/proc/sys/kernel/hostname"))
            .ok()
            .or_else(|| std::env::var("HOSTNAME").ok())
            .map(|name| name.trim().replace(',', "_"))
            .filter(|name| !name.is_empty());
        Made { timestamp: utc(seconds), host: host.unwrap_or_else(|| "unknown".into()) }
    }
}

/// A time in seconds since 1970 as `2026-01-31T23:59:59Z`.
fn utc(seconds: u64) -> String {
    let (mut days, second) = (seconds / 86_400, seconds % 86_400);
    fn leap(year: u64) -> bool {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    }
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let mut month = 1;
    for length in [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (day, hour, minute, second) = (days + 1, second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// One part of a set.
#[derive(Debug, Clone, Serialize)]
pub struct PartSummary {
    /// Its share of the events, as asked for.
    pub fraction: f64,
    /// Events of the part in all files, with or without wafers of this model.
    pub events: u64,
    /// Wafers of this model before resampling.
    pub found: ResampleCounts,
    /// Rows written.
    pub written: ResampleCounts,
    /// Rows with signal, of those written; not known without simulated energies.
    pub signal_fraction: Option<f64>,
}

/// The summary of a model's set.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionalSummary {
    #[serde(flatten)]
    made: Made,
    model_mode: Mode,
    model_value: u8,
    alloc_geom: &'static str,
    n_root_files: u64,
    raw_events: u64,
    raw_wafers: u64,
    geomsel_wafers: u64,
    tool: String,
    allocation: String,
    /// Layers of the model, where layers decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    layers: Option<Vec<u8>>,
    /// Wafers of the model without any charge, which are dropped.
    empty_wafers: u64,
    /// Wafers that no model gets.
    left_out: LeftOut,
    /// How the ntuples' inputs compare with the chip's.
    aein: AeIn,
    inputs: &'static str,
    network: String,
    seed: u64,
    split: &'static str,
    resampling: Option<Resampling>,
    /// The parts by name.
    pub parts: BTreeMap<&'static str, PartSummary>,
    chunk_files: u64,
    files: Vec<FileRecord>,
}

#[derive(Debug, Clone, Serialize)]
struct Resampling {
    fraction: f64,
    definition: SignalDefinition,
}

/// What all chunks together have found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Totals {
    /// All files, in order.
    pub files: Vec<FileRecord>,
    /// What each model gets.
    pub models: BTreeMap<u8, PreparedModel>,
    /// Wafers that no model gets.
    pub left_out: LeftOut,
    /// How the ntuples' own inputs compare.
    pub ae_in: AeIn,
}

impl Totals {
    /// Events in all files.
    pub fn events(&self) -> u64 {
        self.files.iter().map(|file| file.events).sum()
    }

    /// Whether any wafer has a simulated energy.
    pub fn has_energies(&self) -> bool {
        let mut parts = self.models.values().flat_map(|model| &model.parts);
        parts.any(|counts| counts.signal + counts.pileup > 0)
    }

    /// Wafers of unknown simulated energy.
    pub fn unknown_energies(&self) -> u64 {
        self.models.values().flat_map(|model| &model.parts).map(|counts| counts.unknown).sum()
    }

    /// Wafers in all files.
    pub fn wafers(&self) -> u64 {
        self.files.iter().map(|file| file.wafers).sum()
    }
}

impl PartSummary {
    fn new(
        request: &ConditionalRequest<'_>,
        totals: &Totals,
        part: Part,
        found: ResampleCounts,
        written: ResampleCounts,
    ) -> Self {
        PartSummary {
            fraction: request.fractions.values()[part as usize],
            events: totals.files.iter().map(|file| file.events_by_part[part as usize]).sum(),
            found,
            written,
            signal_fraction: (written.unknown == 0).then(|| written.signal as f64 / written.total().max(1) as f64),
        }
    }
}

impl ConditionalSummary {
    /// The summary of one model; `written` holds the counts of its parts after resampling.
    pub fn new(
        request: &ConditionalRequest<'_>,
        made: &Made,
        totals: &Totals,
        model: u8,
        written: Option<&[ResampleCounts; 3]>,
    ) -> Self {
        let written = written.copied().unwrap_or_default();
        let found = totals.models.get(&model).cloned().unwrap_or_default();
        let part = |part: Part| {
            let (found, written) = (found.parts[part as usize], written[part as usize]);
            (parts::name(part), PartSummary::new(request, totals, part, found, written))
        };
        let of_model = |layer: &u8| model_of_links(request.mode, links_of_layer(*layer)) == model;
        let layers = || (1..=LAYERS).filter(of_model).collect();
        ConditionalSummary {
            made: made.clone(),
            model_mode: request.mode,
            model_value: model,
            alloc_geom: request.allocation.name(),
            n_root_files: totals.files.len() as u64,
            raw_events: totals.events(),
            raw_wafers: totals.wafers(),
            geomsel_wafers: found.selected,
            tool: version::program(),
            allocation: request.allocation.rule(),
            layers: matches!(request.allocation, GeometryAllocation::Old).then(layers),
            empty_wafers: found.empty,
            left_out: totals.left_out,
            aein: totals.ae_in,
            inputs: match request.use_ae_in {
                true => "columns AEin_* of the csv: AEin of the ntuple, times 128; caches hold CALQ",
                false => "columns AEin_* of the csv: the chip's converter on CALQ, times 128",
            },
            network: request.network.name().to_owned(),
            seed: request.seed,
            split: "by event: the first 53 bits of SHA-256 of 'seed/SHA-256 of the file/entry', over 2^53, against the \
                    fractions",
            resampling: request.signal_fraction.map(|fraction| Resampling { fraction, definition: request.definition }),
            parts: Part::ALL.into_iter().map(part).collect(),
            chunk_files: request.chunk_files as u64,
            files: totals.files.clone(),
        }
    }

    /// The model.
    pub fn model(&self) -> u8 {
        self.model_value
    }

    /// Its line in the log.
    pub fn log_line(&self) -> String {
        let rows = |part| self.parts.get(parts::name(part)).map_or(0, |part| part.written.total());
        let fraction = self.resampling.as_ref().map_or_else(String::new, |resampling| resampling.fraction.to_string());
        let [train, validation, test] = Part::ALL.map(rows);
        format!(
            "{},{},{},{},{},{},{},{},{},{},{fraction},{train},{validation},{test}\n",
            self.made.timestamp,
            self.made.host,
            self.model_mode.name(),
            self.model_value,
            self.alloc_geom,
            self.n_root_files,
            self.raw_events,
            self.raw_wafers,
            self.geomsel_wafers,
            self.seed
        )
    }
}

/// Where and when the set was made whose summary this is.
///
/// # Errors
/// A file that is no such summary.
pub fn read_made(path: &Path) -> Result<Made> {
    /// The rest of a summary is of no interest.
    #[derive(Deserialize)]
    struct Head {
        timestamp: String,
        host: String,
    }
    let Head { timestamp, host } = serde_json::from_str(&files::read_text(path)?)
        .map_err(|error| Error::new(format!("not the summary of a set: {error}")).file(path))?;
    Ok(Made { timestamp, host })
}

/// The log as it is, or only the line of column names if there is no log yet.
///
/// # Errors
/// A log with other columns.
pub fn read_log(path: &Path) -> Result<String> {
    let header = format!("{LOG_COLUMNS}\n");
    if !path.exists() {
        return Ok(header);
    }
    let text = files::read_text(path)?;
    match text.starts_with(&header) {
        true => Ok(text),
        false => Err(Error::new("a log with other columns")
            .file(path)
            .line(1)
            .found(text.lines().next().unwrap_or_default())
            .allowed(LOG_COLUMNS)
            .hint("choose another output directory, or move that file away")),
    }
}

/// Appends lines to the log, all or none; lines that it already ends with are not written twice.
///
/// # Errors
/// As [`read_log`], and failures to write.
pub fn append_log(path: &Path, lines: &str) -> Result<()> {
    let text = read_log(path)?;
    if text.ends_with(lines) { Ok(()) } else { files::write(path, text + lines) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates() {
        assert_eq!(utc(0), "1970-01-01T00:00:00Z");
        assert_eq!(utc(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(utc(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(utc(4_102_444_799), "2099-12-31T23:59:59Z");
    }

    #[test]
    fn the_log_grows_and_keeps_its_columns() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join(LOG);
        for _ in 0..2 {
            append_log(&path, "a\nb\n").unwrap();
        }
        append_log(&path, "c\n").unwrap();
        let text = files::read_text(&path).unwrap();
        assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), ["a", "b", "c"]);
        files::write(&path, "timestamp,host\n").unwrap();
        assert!(append_log(&path, "d\n").unwrap_err().to_string().contains("other columns"));
    }
}
