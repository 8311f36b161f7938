//! Second step: the samples of a chunk, resampled, as caches and csv.

use std::io::{BufReader, Read};
use std::path::Path;

use super::parts::name;
use super::read;
use super::resample::{Repeats, ResampleCounts};
use super::{ConditionalRequest, wafer};
use crate::data::cache::{CacheReader, CacheWriter};
use crate::data::calq_csv::{CsvWriter, Extra};
use crate::data::parquet::ParquetWriter;
use crate::data::split::Part;
use crate::data::{CellOrder, Columns, Sample, Source, conditions};
use crate::error::{Error, Result};
use crate::files;

/// Names of the eight conditions in csv files, in the order of [`conditions`].
pub const CONDITION_COLUMNS: [&str; conditions::CONDITIONS] =
    ["cond_eta", "cond_waferv", "cond_waferu", "cond_type0", "cond_type1", "cond_type2", "cond_logsum", "cond_layer"];

/// One part of one model, in one chunk.
pub struct Piece {
    /// Number of the chunk.
    pub chunk: usize,
    /// Model.
    pub model: u8,
    /// Part.
    pub part: Part,
    /// Wafers of this model and part in all chunks, before resampling.
    pub found: ResampleCounts,
    /// The same after resampling.
    pub wanted: ResampleCounts,
    /// Wafers of this model and part in the chunks before this.
    pub before: ResampleCounts,
    /// Columns of samples.
    pub columns: Columns,
}

impl Piece {
    /// Writes the piece, if there is anything in it. Files without rows are not written.
    ///
    /// # Errors
    /// Failures to read what the first step left in `from`, and to write to `to`.
    pub fn write(&self, request: &ConditionalRequest<'_>, from: &Path, to: &Path) -> Result<()> {
        let (samples, inputs) = read::paths(from, self.model, self.part as usize);
        if !samples.exists() {
            return Ok(());
        }
        let mut outputs = None;
        let repeats = [
            Repeats::new(self.found.signal, self.wanted.signal, self.seed(request.seed, "signal")),
            Repeats::new(self.found.pileup, self.wanted.pileup, self.seed(request.seed, "pile-up")),
        ];
        let mut reader = CacheReader::open(&samples)?;
        let mut inputs = match request.csv {
            true => Some((BufReader::with_capacity(1 << 16, files::open(&inputs)?), inputs)),
            false => None,
        };
        let mut pixels = vec![0; request.network.image().len()];
        let mut place = self.before;
        while let Some(sample) = reader.read()? {
            if let Some((file, path)) = &mut inputs {
                file.read_exact(&mut pixels).map_err(|error| Error::io("read", path, &error))?;
            }
            let times = match sample.meta.sim_energy {
                // Nothing is resampled then.
                None => 1,
                Some(0.0) => repeats[1].of(place.pileup),
                Some(_) => repeats[0].of(place.signal),
            };
            place.push(sample.meta.sim_energy);
            if times == 0 {
                continue;
            }
            let outputs = match &mut outputs {
                Some(outputs) => outputs,
                none => none.insert(Outputs::create(self, request, to)?),
            };
            let more = if request.csv { more(&sample, &pixels)? } else { Vec::new() };
            for _ in 0..times {
                outputs.cache.write(&sample)?;
                outputs.table.as_mut().map_or(Ok(()), |table| table.write(&sample, &more))?;
            }
        }
        outputs.map_or(Ok(()), Outputs::commit)
    }

    /// Removes what the first step left in `from`.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn clean(&self, from: &Path) -> Result<()> {
        let (samples, inputs) = read::paths(from, self.model, self.part as usize);
        let mut paths = [samples, inputs].into_iter().filter(|path| path.exists());
        paths.try_for_each(|path| std::fs::remove_file(&path).map_err(|error| Error::io("remove", &path, &error)))
    }

    /// Draws for different models, parts and kinds are independent.
    fn seed(&self, seed: u64, kind: &str) -> u64 {
        let text = format!("{seed}/{}/{}/{kind}", self.model, name(self.part));
        crate::files::hash::of_bytes(text)
            .bytes()
            .take(16)
            .fold(0, |number, digit| number << 4 | u64::from(char::from(digit).to_digit(16).unwrap_or_default()))
    }
}

/// The files of a piece.
struct Outputs {
    cache: CacheWriter,
    table: Option<Table>,
}

/// Rows for other programs.
enum Table {
    Csv(CsvWriter),
    Parquet(ParquetWriter),
}

impl Table {
    fn create(piece: &Piece, request: &ConditionalRequest<'_>, directory: &Path) -> Result<Self> {
        let end = if request.parquet { "parquet" } else { "csv" };
        let tables = directory.join(end);
        files::create_dir(&tables)?;
        let path = tables.join(format!("{}_{:05}.{end}", name(piece.part), piece.chunk));
        let more: Vec<(String, Extra)> = ["file", "event"]
            .map(|name| (name.to_owned(), Extra::Whole(0)))
            .into_iter()
            .chain(CONDITION_COLUMNS.map(|name| (name.to_owned(), Extra::Real(0.0))))
            .chain((0..request.network.image().len()).map(|pixel| (format!("AEin_{pixel}"), Extra::Whole(0))))
            .collect();
        let (order, columns) = (CellOrder::Training, piece.columns);
        Ok(match request.parquet {
            true => Table::Parquet(ParquetWriter::create_with(&path, order, columns, &more)?),
            false => Table::Csv(CsvWriter::create_with(&path, order, columns, &more)?),
        })
    }

    fn write(&mut self, sample: &Sample, more: &[Extra]) -> Result<()> {
        match self {
            Table::Csv(writer) => writer.write_with(sample, more),
            Table::Parquet(writer) => writer.write_with(sample, more),
        }
    }

    fn commit(self) -> Result<()> {
        match self {
            Table::Csv(writer) => writer.commit(),
            Table::Parquet(writer) => writer.commit(),
        }
    }
}

impl Outputs {
    fn create(piece: &Piece, request: &ConditionalRequest<'_>, to: &Path) -> Result<Self> {
        let directory = to.join(request.mode.directory(piece.model));
        let caches = directory.join(name(piece.part));
        files::create_dir(&caches)?;
        let cache = CacheWriter::create(&caches.join(format!("{:05}.calq", piece.chunk)), piece.columns)?;
        let table = if request.csv { Some(Table::create(piece, request, &directory)?) } else { None };
        Ok(Outputs { cache, table })
    }

    fn commit(self) -> Result<()> {
        self.cache.commit()?;
        self.table.map_or(Ok(()), Table::commit)
    }
}

/// The columns of a row that are not part of a sample.
fn more(sample: &Sample, pixels: &[u8]) -> Result<Vec<Extra>> {
    let (file, event) = wafer::file_and_event(sample.meta.entry.unwrap_or_default());
    let conditions = conditions::of(sample)?.map(Extra::Real);
    let pixels = pixels.iter().map(|&pixel| Extra::Whole(pixel.into()));
    Ok([file, event].map(Extra::Whole).into_iter().chain(conditions).chain(pixels).collect())
}
