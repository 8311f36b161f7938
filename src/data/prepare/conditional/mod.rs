//! Sets for conditional autoencoders: 8x8 inputs and eight conditions, one set for each number of eLinks
//! or width of the latents, from trees of wafers.
//!
//! | module | what it holds |
//! |---|---|
//! | [`allocation`] | which wafer trains which model |
//! | [`wafer`] | a wafer of an ntuple as a sample |
//! | [`parts`] | which event belongs to which part |
//! | [`resample`] | how much of a set is signal |
//! | [`read`], [`mod@write`] | the two steps, chunk by chunk |
//! | [`summary`] | what is said about a set |
//!
//! Beside the output directory's log and the mark of a finished preparation (`prepare_eLinks.json`, `prepare_bits.json`: what
//! was asked for, and what was found), every model has a directory, `data_5_eLinks` or `data_9_bits`:
//!
//! | file | content |
//! |---|---|
//! | `train/00000.calq`, `validation/…`, `test/…` | samples, one cache for each chunk of files; each directory is data for `econ-emu train` |
//! | `csv/train_00000.csv`, … | the same rows: charges, metadata, identity, eight conditions, input image; or `parquet/train_00000.parquet`, … |
//! | `dataset_summary.json` | counts, files with hashes, arguments |
//!
//! A row's identity is (file, event, zside, layer, u, v): `file` is its place in the summary's list, `event`
//! the entry of its tree. Both stand in the column `entry` of caches and csv, see [`wafer::entry`], and
//! singly in the csv.
//!
//! Differences from the reference (docs/sources.md, ECON_CAE), all of which are faults there: the split is by event,
//! not by wafer, so that wafers of an event are never on both sides; there is a validation part; every layer is in
//! one model; every chunk has the number of files asked for, the first one too; resampling knows which wafer is
//! signal in every chunk (the reference goes on with the energies of earlier chunks); the module sum has all 48
//! charges; empty wafers are dropped.
//!
//! Memory holds what the reader of ntuples needs and a buffer for each file that is written, whatever the
//! input. Where no file has simulated energies, sets have no column of them, and nothing can be resampled. Work that was killed goes on with the next chunk, see [`PrepareState`]; the directories of the models
//! appear when all of it is done.

pub mod allocation;
pub mod parts;
pub mod read;
pub mod resample;
pub mod summary;
pub mod wafer;
pub mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::data::calq_csv::TableOptions;
use crate::data::ntuple::Choice;
use crate::data::prepare::inputs;
use crate::data::prepare::state::{self, PrepareState};
use crate::data::split::Part;
use crate::data::{CellOrder, Column};
use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;
use crate::registers::ChipConfig;
use allocation::{GeometryAllocation, Mode};
use parts::Fractions;
use read::Chunk;
use resample::{ResampleCounts, SignalDefinition, targets};
use summary::{ConditionalSummary, LOG, Made, SUMMARY, Totals};
use write::Piece;

/// The working directory inside the output directory.
const WORK: &str = ".prepare-conditional";

/// The step after which directories go to their place.
const SUMMARIES: &str = "summaries";

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct ConditionalRequest<'a> {
    /// Ntuples, tables of charges (`*.csv`) and link words (`testInput.csv`), in order.
    pub inputs: &'a [PathBuf],
    /// Directory for the models' directories and the log.
    pub out: &'a Path,
    /// Which tree of the files, and which columns of it.
    pub choice: &'a Choice,
    /// Numbering of the charges in tables.
    pub order: CellOrder,
    /// How tables are read.
    pub table: &'a TableOptions,
    /// The chip that link words are for; else that of the configuration beside them.
    pub chip: Option<&'a ChipConfig>,
    /// A model for each number of links, or for each width of the latents.
    pub mode: Mode,
    /// How many links a wafer has.
    pub allocation: &'a GeometryAllocation,
    /// Leave out wafers that the table does not list, instead of stopping there.
    pub skip_unlisted: bool,
    /// Shares of training, validation and test events.
    pub fractions: Fractions,
    /// Seed of split and resampling.
    pub seed: u64,
    /// Resample to this fraction; `definition` says what it means.
    pub signal_fraction: Option<f64>,
    /// What the fraction means.
    pub definition: SignalDefinition,
    /// Files of a chunk.
    pub chunk_files: usize,
    /// Write csv beside the caches.
    pub csv: bool,
    /// Write parquet instead of csv, with the same columns.
    pub parquet: bool,
    /// For the csv, take the encoder inputs that the ntuples hold.
    pub use_ae_in: bool,
    /// The network whose image the input is.
    pub network: &'a AeBlock,
}

impl ConditionalRequest<'_> {
    /// The directory of a model.
    fn target(&self, model: u8) -> PathBuf {
        self.out.join(self.mode.directory(model))
    }

    /// Everything that the result depends on.
    fn arguments(&self) -> Result<Value> {
        let fault = |error: serde_json::Error| Error::new(format!("cannot write the arguments: {error}"));
        Ok(json!({
            "inputs": inputs::request(self.inputs)?,
            "order": inputs::request_of_tables(self.order, self.table),
            "chip": inputs::request_of_chip(self.chip),
            "tree": self.choice.tree,
            "prefix": self.choice.prefix,
            "mode": self.mode,
            "allocation": self.allocation.fingerprint(),
            "skip_unlisted": self.skip_unlisted,
            "fractions": self.fractions.values(),
            "seed": self.seed,
            "signal_fraction": self.signal_fraction,
            "definition": self.definition,
            "chunk_files": self.chunk_files,
            "csv": self.csv,
            "parquet": self.parquet,
            "use_aein": self.use_ae_in,
            "network": serde_json::to_value(self.network).map_err(fault)?,
        }))
    }

    fn validate(&self) -> Result<()> {
        if self.inputs.is_empty() {
            return Err(Error::new("no ntuples").allowed("at least one file"));
        }
        if self.chunk_files == 0 {
            return Err(Error::new("a chunk needs files").field("--chunk-files").found(0).allowed("at least 1"));
        }
        if let Some(fraction) = self.signal_fraction.filter(|fraction| !(0.0..=1.0).contains(fraction)) {
            return Err(Error::new("not a fraction").field("--signal-fraction").found(fraction).allowed("0 to 1"));
        }
        if self.use_ae_in && !(self.csv && self.network.image() == AeBlock::chip_8x8().image()) {
            return Err(Error::new("the ntuple's inputs are 8x8 images, for csv files")
                .field("--use-aein")
                .hint("caches hold charges, from which every reader makes the inputs itself"));
        }
        Ok(())
    }
}

/// Prepares all models' sets. `progress` is told of wafers read.
///
/// # Errors
/// Sets that exist already; faults in the files; the same file twice; wafers that the table does not
/// list; failures to write. If a chunk is done by then, the working directory stays, and the same request
/// goes on from there; so it does if the process was killed.
pub fn prepare(
    request: &ConditionalRequest<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<(Totals, Vec<ConditionalSummary>)> {
    request.validate()?;
    let arguments = request.arguments()?;
    let log = request.out.join(LOG);
    summary::read_log(&log)?;
    let (work, mark) = (request.out.join(WORK), request.out.join(request.mode.record()));
    let is_there = request.allocation.models(request.mode).iter().all(|&model| request.target(model).exists());
    if is_there && let Some(totals) = state::summary_of(&mark, &arguments)? {
        // Left over if a process was killed in its last actions.
        files::collect(request.out);
        files::remove_dir(&work)?;
        return done_before(request, totals).map_err(|error| error.file(&mark));
    }
    let state = PrepareState::open(&work, arguments, |input| step("read", input / request.chunk_files))?;
    match run(request, &state, progress) {
        Ok((totals, summaries)) => {
            let lines: String = summaries.iter().map(ConditionalSummary::log_line).collect();
            summary::append_log(&log, &lines)?;
            state.finish_as(&mark, &totals)?;
            Ok((totals, summaries))
        }
        Err(error) => {
            state.fail();
            Err(error)
        }
    }
}

/// What a preparation that was finished before gave.
fn done_before(request: &ConditionalRequest<'_>, totals: Value) -> Result<(Totals, Vec<ConditionalSummary>)> {
    let totals = serde_json::from_value(totals).map_err(|error| Error::new(format!("not a summary: {error}")))?;
    let written = written(request, &totals)?;
    let made = match request.allocation.models(request.mode).first() {
        Some(&model) => summary::read_made(&request.target(model).join(SUMMARY))?,
        None => Made::now(),
    };
    let summaries = summaries(request, &made, &totals, &written);
    Ok((totals, summaries))
}

fn step(name: &str, chunk: usize) -> String {
    format!("{name}-{chunk:05}")
}

fn run(
    request: &ConditionalRequest<'_>,
    state: &PrepareState,
    progress: &mut dyn FnMut(u64),
) -> Result<(Totals, Vec<ConditionalSummary>)> {
    let models = request.allocation.models(request.mode);
    if !state.has(SUMMARIES)
        && let Some(there) = models.iter().map(|&model| request.target(model)).find(|path| path.exists())
    {
        return Err(Error::new("the set is there already")
            .file(there)
            .hint("choose another output directory, or remove the directories of that set"));
    }
    let mut chunks: Vec<Chunk> = Vec::new();
    for (number, inputs) in request.inputs.chunks(request.chunk_files).enumerate() {
        let first = (number * request.chunk_files) as u64;
        chunks.push(
            state.step(&step("read", number), |directory| read::chunk(request, directory, first, inputs, progress))?,
        );
    }
    let totals = total(&chunks);
    refuse_twins(&totals, request.inputs)?;
    let written = written(request, &totals)?;
    let columns = match totals.has_energies() {
        true => wafer::columns(),
        false => wafer::columns().without(Column::SimEnergy),
    };
    let mut before: BTreeMap<(u8, usize), ResampleCounts> = BTreeMap::new();
    for (number, chunk) in chunks.iter().enumerate() {
        let mut pieces = Vec::new();
        for (&model, found) in &chunk.models {
            for part in Part::ALL {
                let at = part as usize;
                let place = before.entry((model, at)).or_default();
                pieces.push(Piece {
                    chunk: number,
                    model,
                    part,
                    found: totals.models.get(&model).map_or_else(ResampleCounts::default, |model| model.parts[at]),
                    wanted: written.get(&model).map_or_else(ResampleCounts::default, |parts| parts[at]),
                    before: *place,
                    columns,
                });
                *place += found.parts[at];
            }
        }
        let from = state.files(&step("read", number));
        state.step(&step("write", number), |to| pieces.iter().try_for_each(|piece| piece.write(request, &from, to)))?;
        // The record of the step stays.
        pieces.iter().try_for_each(|piece| piece.clean(&from))?;
    }

    // The time stands in the record of the step, so that it stays the same when that is read again.
    let made = state.step(SUMMARIES, |directory| {
        let made = Made::now();
        for summary in summaries(request, &made, &totals, &written) {
            write_summary(&directory.join(request.mode.directory(summary.model())), &summary)?;
        }
        Ok(made)
    })?;
    for &model in &models {
        let name = request.mode.directory(model);
        let gathered = state.files(SUMMARIES).join(&name);
        // A directory that is missing was moved to its place before a kill.
        if gathered.exists() {
            for number in 0..chunks.len() {
                gather(&state.files(&step("write", number)).join(&name), &gathered)?;
            }
            let target = request.target(model);
            files::rename(&gathered, &target)?;
        }
    }
    let summaries = summaries(request, &made, &totals, &written);
    Ok((totals, summaries))
}

fn summaries(
    request: &ConditionalRequest<'_>,
    made: &Made,
    totals: &Totals,
    written: &BTreeMap<u8, [ResampleCounts; 3]>,
) -> Vec<ConditionalSummary> {
    let models = request.allocation.models(request.mode);
    models.iter().map(|&model| ConditionalSummary::new(request, made, totals, model, written.get(&model))).collect()
}

fn write_summary(directory: &Path, summary: &ConditionalSummary) -> Result<()> {
    files::create_dir(directory)?;
    let text = serde_json::to_string_pretty(summary)
        .map_err(|error| Error::new(format!("cannot write the summary: {error}")))?;
    files::write(&directory.join(SUMMARY), text + "\n")
}

/// Moves the files of a directory, and of those inside it, into another.
fn gather(from: &Path, to: &Path) -> Result<()> {
    if !from.exists() {
        return Ok(());
    }
    files::create_dir(to)?;
    for entry in std::fs::read_dir(from).map_err(|error| Error::io("list", from, &error))? {
        let entry = entry.map_err(|error| Error::io("list", from, &error))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match from.is_dir() {
            true => gather(&from, &to)?,
            false => std::fs::rename(&from, &to).map_err(|error| Error::io("move", &from, &error))?,
        }
    }
    Ok(())
}

/// Rows of each model and part after resampling.
fn written(request: &ConditionalRequest<'_>, totals: &Totals) -> Result<BTreeMap<u8, [ResampleCounts; 3]>> {
    let mut written = BTreeMap::new();
    for (&model, found) in &totals.models {
        let mut counts = found.parts;
        if let Some(fraction) = request.signal_fraction {
            for (counts, part) in counts.iter_mut().zip(Part::ALL) {
                *counts = targets(*counts, fraction, request.definition)
                    .map_err(|error| error.file(format!("{}, {}", request.mode.directory(model), parts::name(part))))?;
            }
        }
        written.insert(model, counts);
    }
    Ok(written)
}

/// All chunks together.
fn total(chunks: &[Chunk]) -> Totals {
    let mut totals = Totals::default();
    for chunk in chunks {
        totals.files.extend_from_slice(&chunk.files);
        for (&model, found) in &chunk.models {
            *totals.models.entry(model).or_default() += found;
        }
        totals.left_out.without_links += chunk.left_out.without_links;
        totals.left_out.unlisted += chunk.left_out.unlisted;
        totals.ae_in.compared += chunk.ae_in.compared;
        totals.ae_in.differ += chunk.ae_in.differ;
    }
    totals
}

/// Two files of the same bytes would be the same events twice.
fn refuse_twins(totals: &Totals, inputs: &[PathBuf]) -> Result<()> {
    let mut seen = BTreeMap::new();
    for (file, path) in totals.files.iter().zip(inputs).filter(|(file, _)| file.events > 0) {
        if let Some(first) = seen.insert(&file.sha256, path) {
            return Err(Error::new("the same file twice")
                .file(path)
                .found(format!("the bytes of {}", first.display()))
                .hint("name every file once"));
        }
    }
    Ok(())
}
