//! First step: the wafers of a chunk of files, sorted by model and part.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::allocation::model_of_links;
use super::resample::ResampleCounts;
use super::{ConditionalRequest, wafer};
use crate::data::cache::CacheWriter;
use crate::data::ntuple::{Ntuple, NtupleWafer, TreeFlavour, wafers};
use crate::data::prepare::inputs;
use crate::data::{Sample, Selection, Source};
use crate::error::{Error, Result};
use crate::files::{AtomicFile, hash};
use crate::network::{AeBlock, Image};

/// What was found in a chunk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chunk {
    /// Its files.
    pub files: Vec<FileRecord>,
    /// What each model gets.
    pub models: BTreeMap<u8, PreparedModel>,
    /// Wafers that no model gets.
    pub left_out: LeftOut,
    /// How the encoder inputs in the ntuples compare with ours.
    pub ae_in: AeIn,
}

/// A file of a chunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Its name, without directory.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Entries of its tree.
    pub events: u64,
    /// Wafers in all events.
    pub wafers: u64,
    /// Events of each part, in the order of [`crate::data::split::Part::ALL`].
    pub events_by_part: [u64; 3],
}

impl FileRecord {
    fn new(path: &Path, events: u64) -> Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(FileRecord { name, sha256: hash::of_file(path)?, events, wafers: 0, events_by_part: [0; 3] })
    }
}

/// Wafers of a model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreparedModel {
    /// Wafers with its number of links.
    pub selected: u64,
    /// Of these, the ones without any charge, which are dropped.
    pub empty: u64,
    /// Wafers of each part before resampling.
    pub parts: [ResampleCounts; 3],
}

impl std::ops::AddAssign<&PreparedModel> for PreparedModel {
    fn add_assign(&mut self, other: &PreparedModel) {
        self.selected += other.selected;
        self.empty += other.empty;
        self.parts.iter_mut().zip(other.parts).for_each(|(own, other)| *own += other);
    }
}

/// Wafers that no model gets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// The table gives them no link.
    pub without_links: u64,
    /// The table does not list them.
    pub unlisted: u64,
}

/// Wafers whose encoder input the ntuple holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AeIn {
    /// Wafers compared.
    pub compared: u64,
    /// Wafers where the chip's converter gives another input.
    pub differ: u64,
}

/// Where the first step leaves samples of a model and part, and their inputs, for the second.
pub fn paths(directory: &Path, model: u8, part: usize) -> (PathBuf, PathBuf) {
    ["calq", "inputs"].map(|end| directory.join(format!("{model}_{part}.{end}"))).into()
}

/// Samples of one model and part, and the encoder's inputs beside them, a byte each.
struct Writer {
    samples: CacheWriter,
    inputs: Option<(AtomicFile, PathBuf)>,
}

impl Writer {
    fn create((samples, inputs): (PathBuf, PathBuf), with_inputs: bool) -> Result<Self> {
        let inputs = if with_inputs { Some((AtomicFile::create(&inputs)?, inputs)) } else { None };
        Ok(Writer { samples: CacheWriter::create(&samples, wafer::columns())?, inputs })
    }
}

/// Reads the files of a chunk, the first of which has the number `first` in the list of all, and leaves what
/// it finds in `directory`.
///
/// # Errors
/// Faults in the files, with their names; wafers that the table does not list, unless they are to be
/// skipped; failures to write.
pub fn chunk(
    request: &ConditionalRequest<'_>,
    directory: &Path,
    first: u64,
    inputs: &[PathBuf],
    progress: &mut dyn FnMut(u64),
) -> Result<Chunk> {
    let [image, chip] = [request.network.image(), AeBlock::chip_8x8().image()];
    let mut sorter = Sorter { request, directory, image, chip, writers: BTreeMap::new(), found: Chunk::default() };
    for (path, file) in inputs.iter().zip(first..) {
        sorter.file(path, file, progress).map_err(|error| error.file(path))?;
    }
    for writer in sorter.writers.into_values() {
        writer.samples.commit()?;
        writer.inputs.map_or(Ok(()), |(file, _)| file.commit())?;
    }
    Ok(sorter.found)
}

/// A number that a sample has.
fn shown(number: Option<impl std::fmt::Display>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

struct Sorter<'a> {
    request: &'a ConditionalRequest<'a>,
    directory: &'a Path,
    /// The image of the network.
    image: Image,
    /// The image that the ntuple's 64 values are.
    chip: Image,
    writers: BTreeMap<(u8, usize), Writer>,
    found: Chunk,
}

impl Sorter<'_> {
    fn file(&mut self, path: &Path, file: u64, progress: &mut dyn FnMut(u64)) -> Result<()> {
        if inputs::is_table(path) {
            return self.table(path, file, progress);
        }
        let ConditionalRequest { choice, fractions, seed, .. } = *self.request;
        let events = Ntuple::open(path, TreeFlavour::Wafers, choice)?.entries();
        let mut record = FileRecord::new(path, events)?;
        for wafer in wafers(path, choice)? {
            let wafer = wafer?;
            self.wafer(&wafer, file, fractions.part(seed, &record.sha256, wafer.event) as usize)?;
            record.wafers += 1;
            progress(1);
        }
        // All entries are there: a damaged file may claim any number of them.
        for event in 0..events {
            record.events_by_part[fractions.part(seed, &record.sha256, event) as usize] += 1;
        }
        self.found.files.push(record);
        Ok(())
    }

    /// Takes the rows of a table. Rows of one event need not be next to each other, so the numbers of all events
    /// are kept: 8 bytes each.
    fn table(&mut self, path: &Path, file: u64, progress: &mut dyn FnMut(u64)) -> Result<()> {
        let ConditionalRequest { fractions, seed, order, table, chip, use_ae_in, .. } = *self.request;
        if use_ae_in {
            return Err(Error::new("tables have no inputs of the encoder").field("--use-aein"));
        }
        let mut record = FileRecord::new(path, 0)?;
        let mut events = HashSet::new();
        let mut source = inputs::open_table(path, (order, table), chip, &Selection::default())?;
        while let Some(sample) = source.read()? {
            let row = format!("row {}", record.wafers + 1);
            let (event, sample) = wafer::of_table(sample, file).map_err(|error| error.field(row))?;
            let part = fractions.part(seed, &record.sha256, event) as usize;
            if events.insert(event) {
                record.events += 1;
                record.events_by_part[part] += 1;
            }
            let inputs = wafer::inputs(&sample, &self.chip);
            self.sample(&sample, inputs, event, part)?;
            record.wafers += 1;
            progress(1);
        }
        self.found.files.push(record);
        Ok(())
    }

    fn wafer(&mut self, wafer: &NtupleWafer, file: u64, part: usize) -> Result<()> {
        let sample = wafer::sample(wafer, file, &self.chip)?;
        let inputs = self.compare(wafer, wafer::inputs(&sample, &self.chip), self.request.use_ae_in)?;
        self.sample(&sample, inputs, wafer.event, part)
    }

    fn sample(&mut self, sample: &Sample, inputs: Vec<u8>, event: u64, part: usize) -> Result<()> {
        let ConditionalRequest { allocation, mode, skip_unlisted, signal_fraction, .. } = *self.request;
        let meta = &sample.meta;
        let links = match (meta.layer, meta.wafer_u, meta.wafer_v) {
            (Some(layer), Some(u), Some(v)) => allocation.links(layer, u, v),
            _ => None,
        };
        let model = match links {
            Some(0) => {
                self.found.left_out.without_links += 1;
                return Ok(());
            }
            Some(links) => model_of_links(mode, links),
            None if skip_unlisted => {
                self.found.left_out.unlisted += 1;
                return Ok(());
            }
            None => {
                return Err(Error::new("the table does not list this wafer")
                    .field(format!("event {event}"))
                    .found(format!("layer {}, u {}, v {}", shown(meta.layer), shown(meta.wafer_u), shown(meta.wafer_v)))
                    .allowed("wafers of the table that --geometry names")
                    .hint("--skip-unlisted leaves such wafers out; some tables list one sector of 120 degrees only"));
            }
        };
        let found = self.found.models.entry(model).or_default();
        found.selected += 1;
        if sample.sum() == 0 {
            found.empty += 1;
            return Ok(());
        }
        if meta.sim_energy.is_none() && signal_fraction.is_some() {
            return Err(Error::new("the fraction of signal cannot be chosen: the simulated energy is not known")
                .field("--signal-fraction")
                .found(format!("a wafer without simenergy in event {event}"))
                .hint(
                    "CMSSW writes simulated energies only on request (FillSimEnergy); without --signal-fraction, all \
                       wafers are taken once",
                ));
        }
        found.parts[part].push(meta.sim_energy);
        let writer = match self.writers.entry((model, part)) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let paths = paths(self.directory, model, part);
                entry.insert(Writer::create(paths, self.request.csv)?)
            }
        };
        writer.samples.write(sample)?;
        if let Some((file, path)) = &mut writer.inputs {
            // The image of another network holds the same charges in other places.
            let inputs = if self.image == self.chip { inputs } else { wafer::inputs(sample, &self.image) };
            file.write_all(&inputs).map_err(|error| Error::io("write", path, &error))?;
        }
        Ok(())
    }

    /// Compares the input with that of the ntuple and returns the one to use.
    fn compare(&mut self, wafer: &NtupleWafer, own: Vec<u8>, use_ae_in: bool) -> Result<Vec<u8>> {
        let counts = &mut self.found.ae_in;
        let equal = wafer::equals_ntuple(wafer, &own);
        counts.compared += u64::from(equal.is_some());
        counts.differ += u64::from(equal == Some(false));
        if use_ae_in { wafer::ntuple_inputs(wafer) } else { Ok(own) }
    }
}
