//! The production for the Ecoder trainer: trigger cells to CALQ csv, by layer and number of links.
//!
//! For each module in each event, in this order:
//!
//! 1. The uncompressed charges are encoded as 4E3M after dropping the low bits that the density drops,
//!    and put on the input links. A cell without charge has code 0.
//! 2. The link words pass MUX, decoder and calibration of the chip. The calibration factor of a module
//!    is 1/cosh(eta) of its centre, u12.11, so charges come out transverse; or the registers are those
//!    of a configuration.
//! 3. Rows are dropped: of modules with no links, without any charge, and what the skims leave out.
//! 4. Every row goes to the file of its layer and number of links. In the file, rows are in the order of
//!    random numbers drawn from the seed.
//!
//! The event number in a row is `entry + 10000 job`, plus 5000 for the negative end-cap, where `job` is
//! the number that the name of the file ends in. Where the file names do not give different numbers, it is
//! the place in the list. With more than 5000 events in a file, numbers would repeat: such files are
//! refused, and a larger number than 5000 can be asked for.
//!
//! Where no input has simulated energies, the three columns of them are left out.
//! `SimEnergyTotal` is the sum over the cells of the module, `EventSimEnergy` the sum over all silicon
//! cells of the event's end-cap, including modules that are dropped.
//!
//! The centre of a module is that of a table, or the mean of `tc_eta` over its cells in the event. The
//! reference (docs/sources.md, ECONT_Emulator) took the factor of each cell from a geometry file that is not public.
//!
//! The link words of all rows can be written too, in the order of the input, as a set that `emulate`
//! reads; read as data with `--transverse`, it gives the same rows.
//!
//! Tables of charges (csv or parquet, as `econ-emu data` reads them) can stand beside the ROOT files: their rows keep
//! charges, energies and event numbers, and are skimmed and sorted in the same way. So can link words, a file
//! `testInput.csv` with `metadata.csv` beside it: with `--config` they pass that chip's MUX, decoder and factors,
//! else those of the `init.yaml` beside them, with the factor of each module's pseudorapidity.
//!
//! Memory: one event, one basket of each branch, and 64 KiB for each file that is written; then 32 MiB
//! of rows at a time to shuffle, or 1/512 of a file that is larger than 16 GiB.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::modules::{LinkAllocation, Modules, TableModule, signal_links};
use super::shuffle::{BUCKET, each_line, merge};
use super::state::{self, PrepareState};
use super::tables::{public_cells, read_cells, read_etas};
use super::{NO_ENERGIES, inputs};
use crate::chip::encode::FLOAT_4E3M;
use crate::chip::erx::{ORBIT, ORBIT_SYNC};
use crate::chip::signals::{CELLS, Calq, InputWords, PerCell, TcCode};
use crate::data::calq_csv::{self, CalqReader, Named, TableOptions};
use crate::data::cells::{AE_MUX, CellOrder, POST_MUX};
use crate::data::link_words::{CONFIG, METADATA, WORDS, check_mux, front_end, pack, transverse_factor};
use crate::data::ntuple::{self, Choice, Ntuple, TreeFlavour, TriggerCell};
use crate::data::parquet::ParquetWriter;
use crate::data::sample::{Column, Columns, Meta, ModuleType, Sample};
use crate::data::synth::write::CONFIG_HD;
use crate::data::{Files, Selection, Source};
use crate::error::{Error, Result};
use crate::files::{self, hash};
use crate::golden::stream::RowFile;
use crate::network::AeBlock;
use crate::registers::{ChipConfig, Density, Dialect, Generation, INPUT_LINKS, write_config};

/// Bytes of a group that are collected before they are written.
const WAITING: usize = 64 << 10;

/// Columns of the csv files beside the charges: those of Ecoder in its order, then what a conditional decoder needs, with
/// the names that such files have (docs/sources.md, Ecoder-2023).
const COLUMNS: [Named; 13] = [
    (Column::Entry, "entry"),
    (Column::SimEnergy, "SimEnergyTotal"),
    (Column::EventSimEnergy, "EventSimEnergy"),
    (Column::SimEnergyFraction, "SimEnergyFraction"),
    (Column::Subdet, "subdet"),
    (Column::Layer, "layer"),
    (Column::WaferU, "waferu"),
    (Column::WaferV, "waferv"),
    (Column::Density, "HD_LD"),
    (Column::Module, "ModType"),
    (Column::Zside, "zside"),
    (Column::Eta, "tc_eta"),
    (Column::WaferType, "wafertype"),
];

/// Which modules are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kinds {
    /// All of them.
    #[default]
    All,
    /// Full wafers: FI, FM, FO.
    Full,
    /// Partial wafers.
    Partial,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct EcoderRequest {
    /// ROOT files of trigger cells, tables of charges (`*.csv`, `*.parquet`) and link words (`testInput.csv`), in order.
    pub inputs: Vec<PathBuf>,
    /// Which tree of the ROOT files, and which columns of it.
    pub choice: Choice,
    /// Directory to make.
    pub out: PathBuf,
    /// First part of the names of files.
    pub name: String,
    /// How links are allocated.
    pub allocation: LinkAllocation,
    /// The table of modules.
    pub modules: PathBuf,
    /// Count wafers that the table does not list, instead of refusing them.
    pub skip_unlisted: bool,
    /// Table of cell coordinates, columns `u`, `v`, `cell` (training order); else that of the Ecoder project.
    pub cell_map: Option<PathBuf>,
    /// Table of the centres of modules, columns `layer`, `waferu`, `waferv`, `tc_eta`.
    pub eta_map: Option<PathBuf>,
    /// A configuration whose MUX, generation and calibration take the place of our own.
    pub chip: Option<ChipConfig>,
    /// Numbering of the charges in tables, those that are read and those that are written.
    pub order: CellOrder,
    /// How tables are read.
    pub table: TableOptions,
    /// Rows must have more simulated energy than this, GeV.
    pub min_energy: Option<f64>,
    /// Kinds of modules that are kept.
    pub kinds: Kinds,
    /// Also write the link words of all rows, in `words`.
    pub words: bool,
    /// Write parquet instead of csv, with the same columns.
    pub parquet: bool,
    /// Most events of a file, 5000 in the reference: the event numbers leave room for so many.
    pub events_per_file: u32,
    /// Seed of the shuffle; none keeps the order of the input.
    pub seed: Option<u64>,
}

/// What became of the input.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EcoderCounts {
    /// Events read.
    pub events: u64,
    /// Trigger cells of silicon modules read.
    pub cells: u64,
    /// Modules with any cell in an event.
    pub wafers: u64,
    /// Rows written.
    pub rows: u64,
    /// Rows written with simulated energy.
    pub signal_rows: u64,
    /// Rows written whose simulated energy is not known.
    #[serde(default)]
    pub unknown_rows: u64,
    /// What was skipped, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Rows by links and layer.
    pub files: BTreeMap<String, u64>,
}

impl EcoderCounts {
    fn skip(&mut self, reason: &str, count: u64) {
        if count > 0 {
            *self.skipped.entry(reason.to_owned()).or_default() += count;
        }
    }

    fn row(&mut self, group: Group, energy: Option<f64>) {
        self.rows += 1;
        self.signal_rows += u64::from(energy.is_some_and(|energy| energy > 0.0));
        self.unknown_rows += u64::from(energy.is_none());
        *self.files.entry(group.name()).or_default() += 1;
    }

    fn add(&mut self, other: &EcoderCounts) {
        self.events += other.events;
        self.cells += other.cells;
        self.wafers += other.wafers;
        self.rows += other.rows;
        self.signal_rows += other.signal_rows;
        self.unknown_rows += other.unknown_rows;
        other.skipped.iter().for_each(|(reason, count)| self.skip(reason, *count));
        for (group, rows) in &other.files {
            *self.files.entry(group.clone()).or_default() += rows;
        }
    }
}

/// Layer and number of links: what is in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Group {
    links: u8,
    layer: u8,
}

impl Group {
    /// Its name in the working files.
    fn name(self) -> String {
        format!("{}-{}", self.links, self.layer)
    }

    fn parse(name: &str) -> Option<Self> {
        let (links, layer) = name.split_once('-')?;
        Some(Group { links: links.parse().ok()?, layer: layer.parse().ok()? })
    }
}

/// Prepares the files, or goes on where a killed call stopped. `progress` gets the number of inputs
/// and files that are done, of the number it gets beside.
///
/// # Errors
/// Everything that is wrong with the input (see [`ntuple::events`] and [`Modules::read`]), wafers that
/// the table does not list, an output directory that holds something else, a full disk. What was
/// complete stays; what was not has no name that looks complete. If nothing was, nothing stays.
pub fn prepare(request: &EcoderRequest, mut progress: impl FnMut(u64, u64)) -> Result<EcoderCounts> {
    if request.words
        && let Some(table) = request.inputs.iter().find(|path| inputs::is_table(path))
    {
        return Err(Error::new("link words cannot be made of a table of charges").file(table).field("--words"));
    }
    let mut maker = Maker::new(request)?;
    let has_energies = maker.has_energies()?;
    if !has_energies {
        maker.drop_energies()?;
    }
    let state = PrepareState::open(&request.out, identity(request, has_energies)?, step)?;
    if let Some(summary) = state.finished() {
        return serde_json::from_value(summary.clone())
            .map_err(|error| Error::new(format!("not a summary: {error}")).file(request.out.join(state::RECORD)));
    }
    match steps(request, &maker, &state, &mut progress) {
        Ok(counts) if counts.rows == 0 => {
            state.discard();
            Err(no_rows(&counts))
        }
        Ok(counts) => state.finish(&counts).map(|_| counts),
        Err(error) => {
            state.fail();
            Err(error)
        }
    }
}

/// The step that reads an input.
fn step(input: usize) -> String {
    format!("input-{input:06}")
}

fn no_rows(counts: &EcoderCounts) -> Error {
    let skipped: Vec<_> = counts.skipped.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    Error::new("no rows are left").found(format!(
        "{} events, {} modules; skipped: {}",
        counts.events,
        counts.wafers,
        skipped.join(", ")
    ))
}

/// Sorts all inputs, and merges what is sorted if it is anything.
fn steps(
    request: &EcoderRequest,
    maker: &Maker<'_>,
    state: &PrepareState,
    progress: &mut impl FnMut(u64, u64),
) -> Result<EcoderCounts> {
    let inputs = request.inputs.len() as u64;
    let mut counts = EcoderCounts::default();
    for (at, (path, job)) in request.inputs.iter().zip(jobs(&request.inputs)).enumerate() {
        counts.add(&state.step(&step(at), |dir| maker.sort(path, job, dir))?);
        progress(at as u64 + 1, 2 * inputs);
    }
    if counts.rows == 0 {
        return Ok(counts);
    }
    let sorted: Vec<PathBuf> = (0..request.inputs.len()).map(|at| state.files(&step(at))).collect();
    if request.words {
        maker.write_words(state, &sorted)?;
    }
    let groups: Vec<Group> = counts.files.keys().filter_map(|name| Group::parse(name)).collect();
    for (done, &group) in groups.iter().enumerate() {
        let parts: Vec<PathBuf> =
            sorted.iter().map(|dir| dir.join(group.name())).filter(|path| path.is_file()).collect();
        let target = request.out.join(file_name(request, group));
        let shuffle = request.seed.map(|seed| (seed, u64::from(group.links) << 8 | u64::from(group.layer)));
        state.publish(&target, |dir| {
            let path = dir.join("rows");
            let header = calq_csv::header(Some(request.order), &maker.columns) + "\n";
            merge(&parts, &path, dir, &header, shuffle, BUCKET)?;
            if request.parquet { maker.to_parquet(&path, dir) } else { Ok(path) }
        })?;
        progress(inputs + inputs * (done as u64 + 1) / groups.len() as u64, 2 * inputs);
    }
    counts.files = groups
        .iter()
        .map(|&group| (file_name(request, group), counts.files.get(&group.name()).copied().unwrap_or_default()))
        .collect();
    Ok(counts)
}

/// Path of the file of a group in the output directory.
fn file_name(request: &EcoderRequest, Group { links, layer }: Group) -> String {
    let (name, allocation) = (&request.name, request.allocation.name());
    let end = if request.parquet { "parquet" } else { "csv" };
    format!("{name}_TrainingData_{allocation}Allocation/nElinks_{links}/{name}_Layer{layer}_{links}Links.{end}")
}

/// Everything that the result depends on.
fn identity(request: &EcoderRequest, has_energies: bool) -> Result<serde_json::Value> {
    fn table(path: &Option<PathBuf>) -> Result<Option<String>> {
        path.as_deref().map(hash::of_file).transpose()
    }
    Ok(serde_json::json!({
        "production": "ecoder",
        "version": env!("CARGO_PKG_VERSION"),
        "inputs": inputs::request(&request.inputs)?,
        "energies": has_energies,
        "tree": request.choice.tree,
        "prefix": request.choice.prefix,
        "name": request.name,
        "allocation": request.allocation.name(),
        "modules": hash::of_file(&request.modules)?,
        "skip_unlisted": request.skip_unlisted,
        "cell_map": table(&request.cell_map)?,
        "eta_map": table(&request.eta_map)?,
        "chip": inputs::request_of_chip(request.chip.as_ref()),
        "order": inputs::request_of_tables(request.order, &request.table),
        "min_energy": request.min_energy,
        "kinds": format!("{:?}", request.kinds),
        "words": request.words,
        "parquet": request.parquet,
        "events_per_file": request.events_per_file,
        "seed": request.seed,
    }))
}

/// The job number of each file: the digits before its extension, if every file has some and no two
/// are equal; else its place in the list, from 1.
fn jobs(inputs: &[PathBuf]) -> Vec<i64> {
    let number = |path: &PathBuf| {
        let stem = path.file_stem()?.to_str()?;
        let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        stem[stem.len() - digits..].parse::<i64>().ok().filter(|&job| job < 1_000_000_000)
    };
    let found: Option<Vec<i64>> = inputs.iter().map(number).collect();
    let different = |jobs: &Vec<i64>| jobs.iter().collect::<std::collections::HashSet<_>>().len() == jobs.len();
    found.filter(different).unwrap_or_else(|| (1..=inputs.len() as i64).collect())
}

/// Makes rows of events.
struct Maker<'a> {
    request: &'a EcoderRequest,
    modules: Modules,
    cells: HashMap<(u8, u8), usize>,
    etas: Option<HashMap<(i64, i64, i64), f64>>,
    config: ChipConfig,
    /// Columns of the csv files, and of the metadata beside link words.
    columns: Vec<Named>,
    metadata: Vec<Named>,
}

impl<'a> Maker<'a> {
    fn new(request: &'a EcoderRequest) -> Result<Self> {
        let config = match &request.chip {
            Some(chip) => {
                chip.validate()?;
                check_mux(chip)?;
                chip.clone()
            }
            None => ChipConfig { mux: AE_MUX, ..ChipConfig::reset(Generation::Prod) },
        };
        Ok(Maker {
            request,
            modules: Modules::read(&request.modules, request.allocation)?,
            cells: request.cell_map.as_deref().map_or_else(|| Ok(public_cells()), read_cells)?,
            etas: request.eta_map.as_deref().map(read_etas).transpose()?,
            config,
            columns: COLUMNS.to_vec(),
            metadata: calq_csv::named(Columns::ALL),
        })
    }

    /// Whether any input says how much simulated energy there is.
    fn has_energies(&self) -> Result<bool> {
        for path in &self.request.inputs {
            let has = match inputs::is_table(path) {
                true => self.table(path)?.columns().has(Column::SimEnergy),
                false => Ntuple::open(path, TreeFlavour::Cells, &self.request.choice)?.has_energies(),
            };
            if has {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Leaves the columns of energies out, which nothing is known of.
    fn drop_energies(&mut self) -> Result<()> {
        if self.request.min_energy.is_some() {
            return Err(self.unknown_energy());
        }
        for columns in [&mut self.columns, &mut self.metadata] {
            columns.retain(|(column, _)| !Column::ENERGIES.contains(column));
        }
        Ok(())
    }

    fn unknown_energy(&self) -> Error {
        Error::new("rows cannot be chosen by an energy that they do not have")
            .field(Column::SimEnergy.name())
            .allowed("inputs with simulated energies: a column simenergy in ROOT files, SimEnergyTotal in tables")
            .hint("CMSSW writes simulated energies only on request (FillSimEnergy); leave out --min-energy, --sim-only")
    }

    /// Makes parquet of a csv file of ours.
    fn to_parquet(&self, csv: &Path, dir: &Path) -> Result<PathBuf> {
        let path = dir.join("parquet");
        let mut rows = CalqReader::open(csv, self.request.order, &TableOptions::default())?;
        let mut writer = ParquetWriter::start(&path, self.request.order, &self.columns, &[])?;
        while let Some(sample) = rows.read()? {
            writer.write(&sample)?;
        }
        writer.commit()?;
        Ok(path)
    }

    /// Opens a table of charges, or link words.
    fn table(&self, path: &Path) -> Result<Files> {
        let EcoderRequest { order, table, chip, .. } = &self.request;
        inputs::open_table(path, (*order, table), chip.as_ref(), &Selection::default())
    }

    /// Sorts the rows of a file by group, into files of a directory.
    fn sort(&self, path: &Path, job: i64, dir: &Path) -> Result<EcoderCounts> {
        let mut counts = EcoderCounts::default();
        let mut waiting = WaitingRows { dir, rows: BTreeMap::new() };
        let (columns, order) = (self.columns.as_slice(), Some(self.request.order));
        if inputs::is_table(path) {
            self.sort_table(path, &mut counts, |group, sample| {
                waiting.put(&group.name(), |rows| calq_csv::push_row(rows, sample, order, columns))
            })?;
        } else {
            self.sort_events(path, job, &mut counts, &mut |group, sample, words| {
                waiting.put(&group.name(), |rows| calq_csv::push_row(rows, sample, order, columns))?;
                if self.request.words {
                    waiting.put(WORDS, |rows| words.iter().for_each(|word| *rows += &format!("{word:08x}")))?;
                    waiting.put(METADATA, |rows| calq_csv::push_row(rows, sample, None, &self.metadata))?;
                }
                Ok(())
            })?;
        }
        waiting.finish()?;
        Ok(counts)
    }

    /// The rows of the events of a file.
    fn sort_events(
        &self,
        path: &Path,
        job: i64,
        counts: &mut EcoderCounts,
        take: &mut impl FnMut(Group, &Sample, &InputWords) -> Result<()>,
    ) -> Result<()> {
        for event in ntuple::events(path, &self.request.choice)? {
            let event = event?;
            counts.events += 1;
            counts.cells += event.cells.len() as u64;
            counts.skip("cells of the scintillator", event.scintillator);
            let (entry, most) = (event.entry as i64, i64::from(self.request.events_per_file));
            if entry >= most {
                return Err(Error::new("too many events in one file: their numbers would be those of other events")
                    .file(path)
                    .found(format!("more than {most} events"))
                    .allowed(format!("{most}: the number of an event is entry + {} job (+ {most})", 2 * most))
                    .hint("--events-per-file leaves room for more"));
            }
            for side in [1, -1] {
                let cells: Vec<&TriggerCell> = event.cells.iter().filter(|cell| cell.zside == side).collect();
                let number = entry + 2 * most * job + if side < 0 { most } else { 0 };
                self.end_cap(&cells, number, counts, take)
                    .map_err(|error| error.file(path).field(format!("entry {entry}")))?;
            }
        }
        if counts.events == 0 {
            counts.skip("empty trees", 1);
        }
        Ok(())
    }

    /// The rows of the modules of an end-cap, in the order of layer, u and v.
    fn end_cap(
        &self,
        cells: &[&TriggerCell],
        entry: i64,
        counts: &mut EcoderCounts,
        take: &mut impl FnMut(Group, &Sample, &InputWords) -> Result<()>,
    ) -> Result<()> {
        let total: Option<f64> = cells.iter().map(|cell| cell.simenergy).sum();
        let mut wafers: BTreeMap<(u8, i8, i8), Vec<&TriggerCell>> = BTreeMap::new();
        for cell in cells {
            wafers.entry((cell.layer, cell.u, cell.v)).or_default().push(cell);
        }
        for ((layer, u, v), cells) in wafers {
            counts.wafers += 1;
            let energy: Option<f64> = cells.iter().map(|cell| cell.simenergy).sum();
            let Some((group, module)) = self.admit((layer, u, v), energy, counts)? else { continue };
            let (words, eta, charges) = self.front_end(&cells, module)?;
            let meta = Meta {
                entry: Some(entry),
                subdet: cells.first().map(|cell| cell.subdet),
                zside: cells.first().map(|cell| cell.zside),
                eta,
                layer: Some(layer),
                wafer_u: Some(u),
                wafer_v: Some(v),
                density: Some(module.density),
                module: module.kind,
                wafer_type: cells.first().and_then(|cell| cell.wafer_type).or(module.kind.map(ModuleType::wafer_type)),
                sim_energy: energy,
                event_sim_energy: total,
                sim_energy_fraction: energy.zip(total).map(|(own, all)| if all > 0.0 { own / all } else { 0.0 }),
            };
            let sample = Sample { charges, meta };
            if sample.sum() == 0 {
                counts.skip("rows without charge", 1);
                continue;
            }
            counts.row(group, energy);
            take(group, &sample, &words)?;
        }
        Ok(())
    }

    /// Where the row of a module goes, and what the table says of it; none if it is skipped.
    fn admit(
        &self,
        (layer, u, v): (u8, i8, i8),
        energy: Option<f64>,
        counts: &mut EcoderCounts,
    ) -> Result<Option<(Group, &TableModule)>> {
        let Some(module) = self.modules.get(layer, u, v) else {
            if self.request.skip_unlisted {
                counts.skip("modules that the table does not list", 1);
                return Ok(None);
            }
            return Err(self.modules.missing(layer, u, v));
        };
        let links = match self.request.allocation {
            LinkAllocation::Signal => signal_links(layer),
            LinkAllocation::Pileup | LinkAllocation::Geometry => module.links,
        };
        let little = match (self.request.min_energy, energy) {
            (None, _) => false,
            (Some(least), Some(energy)) => energy <= least,
            (Some(_), None) => return Err(self.unknown_energy()),
        };
        let reason = match self.unwanted(module)? {
            _ if links == 0 => "modules without links",
            Some(reason) => reason,
            None if little => "rows of too little energy",
            None => return Ok(Some((Group { links, layer }, module))),
        };
        counts.skip(reason, 1);
        Ok(None)
    }

    /// Takes the rows of a table of charges, or of link words: they are sorted again, and keep their charges.
    fn sort_table(
        &self,
        path: &Path,
        counts: &mut EcoderCounts,
        mut put: impl FnMut(Group, &Sample) -> Result<()>,
    ) -> Result<()> {
        let (mut rows, mut read) = (self.table(path)?, 0u64);
        while let Some(mut sample) = rows.read()? {
            read += 1;
            if sample.sum() == 0 {
                counts.skip("rows without charge", 1);
                continue;
            }
            let (Some(layer), Some(u), Some(v)) = (sample.meta.layer, sample.meta.wafer_u, sample.meta.wafer_v) else {
                return Err(Error::new("the row does not say which module it is from")
                    .file(path)
                    .field(format!("row {read}"))
                    .allowed("layer, waferu and waferv in every row"));
            };
            counts.wafers += 1;
            let energy = sample.meta.sim_energy;
            let admitted = self.admit((layer, u, v), energy, counts).map_err(|error| error.file(path))?;
            if let Some((group, module)) = admitted {
                sample.meta.density = Some(module.density);
                sample.meta.module = module.kind;
                sample.meta.wafer_type = sample.meta.wafer_type();
                let of_eta = sample.meta.eta.filter(|eta| *eta != 0.0).map(|eta| if eta > 0.0 { 1 } else { -1 });
                sample.meta.zside = sample.meta.zside.or(of_eta);
                counts.row(group, energy);
                put(group, &sample)?;
            }
        }
        Ok(())
    }

    /// Why a module is not wanted, if it is not.
    fn unwanted(&self, module: &TableModule) -> Result<Option<&'static str>> {
        if self.request.kinds == Kinds::All {
            return Ok(None);
        }
        let kind = module.kind.ok_or_else(|| {
            Error::new("the table of modules does not say which wafers are full")
                .field("ModType")
                .file(&self.request.modules)
                .hint("keep all wafers, or give a table with a column ModType")
        })?;
        Ok(match (self.request.kinds, kind.is_full()) {
            (Kinds::Full, false) => Some("partial wafers"),
            (Kinds::Partial, true) => Some("full wafers"),
            _ => None,
        })
    }

    /// Link words, pseudorapidity and CALQ of a module: the encoder, the links, and the chip.
    fn front_end(
        &self,
        cells: &[&TriggerCell],
        module: &TableModule,
    ) -> Result<(InputWords, Option<f64>, PerCell<Calq>)> {
        let mut codes = [None; CELLS];
        for cell in cells {
            let Some(&training) = self.cells.get(&(cell.cell_u, cell.cell_v)) else {
                return Err(Error::new("the map of cells has no such cell")
                    .found(place(cell))
                    .allowed("the 48 trigger cells of a silicon wafer")
                    .hint("--cell-map names a table of another geometry"));
            };
            let code = FLOAT_4E3M.encode(cell.charge, module.density.dropped_bits());
            if codes[usize::from(POST_MUX[training])].replace(TcCode(code as u8)).is_some() {
                return Err(Error::new("a cell occurs twice in one event").found(place(cell)));
            }
        }
        let codes = codes.map(Option::unwrap_or_default);
        let mut config = self.config.clone();
        let eta = self.eta(cells)?;
        if self.request.chip.is_none() {
            let eta = eta.ok_or_else(|| {
                Error::new("the calibration needs the pseudorapidity of every module, and the tree does not have it")
                    .field("tc_eta")
                    .hint("--eta-map names a table of the centres (WaferEtaPhiMap.csv), --config gives the factors")
            })?;
            config.calibration = [transverse_factor(eta); CELLS];
        }
        // The header of an orbit belongs to a place in a file, not to the module.
        let words = pack(&codes, &config, 1);
        Ok((words, eta, front_end(&words, &config, module.density)))
    }

    /// Pseudorapidity of the centre of the module, if it is known.
    fn eta(&self, cells: &[&TriggerCell]) -> Result<Option<f64>> {
        let (Some(etas), Some(cell)) = (&self.etas, cells.first()) else {
            let sum = cells.iter().map(|cell| cell.eta).sum::<Option<f64>>();
            return Ok(sum.map(|sum| sum / cells.len() as f64));
        };
        match etas.get(&(cell.layer.into(), cell.u.into(), cell.v.into())) {
            // The table is of the positive end-cap.
            Some(eta) => Ok(Some(eta.abs() * f64::from(cell.zside))),
            None => Err(Error::new("the table of centres does not list a wafer of the data")
                .field(format!("layer {}, u {}, v {}", cell.layer, cell.u, cell.v))
                .hint("--eta-map and the data must be of one geometry")),
        }
    }

    /// Writes the link words of all inputs as a set: words, metadata, and the chips they are for.
    fn write_words(&self, state: &PrepareState, inputs: &[PathBuf]) -> Result<()> {
        let target = self.request.out.join("words");
        let [words, metadata] = [WORDS, METADATA].map(|name| -> Vec<PathBuf> {
            inputs.iter().map(|dir| dir.join(name)).filter(|path| path.is_file()).collect()
        });
        state.publish(&target.join(WORDS), |dir| {
            let file = dir.join(WORDS);
            link_words(&words, &file).map(|()| file)
        })?;
        state.publish(&target.join(METADATA), |dir| {
            let path = dir.join(METADATA);
            let header = calq_csv::header(None, &self.metadata) + "\n";
            merge(&metadata, &path, dir, &header, None, BUCKET)?;
            Ok(path)
        })?;
        for (name, density) in [(CONFIG, Density::Low), (CONFIG_HD, Density::High)] {
            state.publish(&target.join(name), |dir| {
                let config = ChipConfig { density, ..self.config.clone() };
                files::write(&dir.join(name), write_config(&config, Dialect::C, &AeBlock::chip_8x8())?)?;
                Ok(dir.join(name))
            })?;
        }
        Ok(())
    }
}

/// Writes the link words that stand in lines of working files, in orbits.
fn link_words(parts: &[PathBuf], to: &Path) -> Result<()> {
    let mut file = RowFile::<InputWords>::create(to)?;
    let mut row = 0u64;
    each_line(parts, &mut |line| {
        let mut words = words_of(line).ok_or_else(|| Error::new("a working file was changed").file(to))?;
        if row.is_multiple_of(ORBIT.into()) {
            words = words.map(|word| word & 0x0FFF_FFFF | ORBIT_SYNC << 28);
        }
        row += 1;
        file.write(&words)
    })?;
    file.commit()
}

/// The words of a line, eight hexadecimal digits each.
fn words_of(line: &str) -> Option<InputWords> {
    let mut words = [0; INPUT_LINKS];
    for (at, word) in words.iter_mut().enumerate() {
        *word = u32::from_str_radix(line.get(8 * at..8 * at + 8)?, 16).ok()?;
    }
    Some(words)
}

/// Rows that wait to be appended to files of a directory, by the names of the files.
struct WaitingRows<'a> {
    dir: &'a Path,
    rows: BTreeMap<String, String>,
}

impl WaitingRows<'_> {
    fn put(&mut self, name: &str, row: impl FnOnce(&mut String)) -> Result<()> {
        let rows = match self.rows.get_mut(name) {
            Some(rows) => rows,
            None => self.rows.entry(name.to_owned()).or_default(),
        };
        row(rows);
        rows.push('\n');
        if rows.len() >= WAITING { Self::flush(self.dir, name, rows) } else { Ok(()) }
    }

    fn flush(dir: &Path, name: &str, rows: &mut String) -> Result<()> {
        let path = dir.join(name);
        let file = File::options().create(true).append(true).open(&path);
        let mut file = file.map_err(|error| Error::io("create", &path, &error))?;
        file.write_all(rows.as_bytes()).map_err(|error| Error::io("write", &path, &error))?;
        rows.clear();
        Ok(())
    }

    /// Appends all that still waits.
    fn finish(mut self) -> Result<()> {
        self.rows.iter_mut().try_for_each(|(name, rows)| Self::flush(self.dir, name, rows))
    }
}

/// What was done, for people.
pub fn report(counts: &EcoderCounts) -> String {
    let mut text = String::new();
    let EcoderCounts { events, cells, wafers, rows, signal_rows, unknown_rows, skipped, files } = counts;
    let _ = writeln!(text, "{events} events, {cells} trigger cells, {wafers} modules");
    let _ = match unknown_rows {
        0 => writeln!(text, "{rows} rows, {signal_rows} of them with simulated energy"),
        unknown if unknown == rows => writeln!(text, "{rows} rows; simulated energies are unknown: {NO_ENERGIES}"),
        unknown => writeln!(
            text,
            "{rows} rows, {signal_rows} of them with simulated energy; that of {unknown} is unknown: {NO_ENERGIES}"
        ),
    };
    for (reason, count) in skipped {
        let _ = writeln!(text, "skipped {count} {reason}");
    }
    for (file, rows) in files {
        let _ = writeln!(text, "{file}: {rows} rows");
    }
    text
}

/// Where a trigger cell is, for messages.
fn place(cell: &TriggerCell) -> String {
    format!("layer {}, u {}, v {}, cell u {}, v {}", cell.layer, cell.u, cell.v, cell.cell_u, cell.cell_v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn job_numbers_are_those_of_the_names_or_the_places() {
        for (names, numbers) in [
            (&["a/n_12.root", "n_3.root"][..], &[12, 3][..]),
            (&["a/n_3.root", "b/n_3.root"], &[1, 2]),
            (&["n_3.root", "n.root", "n_1.root"], &[1, 2, 3]),
        ] {
            assert_eq!(jobs(&names.iter().map(PathBuf::from).collect::<Vec<_>>()), numbers);
        }
    }
}
