//! Second step: the samples of a chunk, resampled, as caches and csv.

use std::io::{BufReader, Read};
use std::path::Path;

use super::parts::name;
use super::read;
use super::resample::{Repeats, ResampleCounts};
use super::{ConditionalRequest, wafer};
use crate::data::cache::{CacheReader, CacheWriter};
use crate::data::calq_csv::CsvWriter;
use crate::data::split::Part;
use crate::data::{CellOrder, Columns, Source, conditions};
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
                outputs.csv.as_mut().map_or(Ok(()), |csv| csv.write_with(&sample, &more))?;
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
    csv: Option<CsvWriter>,
}

impl Outputs {
    fn create(piece: &Piece, request: &ConditionalRequest<'_>, to: &Path) -> Result<Self> {
        let directory = to.join(request.mode.directory(piece.model));
        let part = name(piece.part);
        let caches = directory.join(part);
        files::create_dir(&caches)?;
        let cache = CacheWriter::create(&caches.join(format!("{:05}.calq", piece.chunk)), piece.columns)?;
        let csv = match request.csv {
            false => None,
            true => {
                let tables = directory.join("csv");
                files::create_dir(&tables)?;
                let path = tables.join(format!("{part}_{:05}.csv", piece.chunk));
                let pixels = (0..request.network.image().len()).map(|pixel| format!("AEin_{pixel}"));
                let columns: Vec<String> = ["file".to_owned(), "event".to_owned()]
                    .into_iter()
                    .chain(CONDITION_COLUMNS.map(str::to_owned))
                    .chain(pixels)
                    .collect();
                Some(CsvWriter::create_with(&path, CellOrder::Training, piece.columns, &columns)?)
            }
        };
        Ok(Outputs { cache, csv })
    }

    fn commit(self) -> Result<()> {
        self.cache.commit()?;
        self.csv.map_or(Ok(()), CsvWriter::commit)
    }
}

/// The columns of a csv row that are not part of a sample.
fn more(sample: &crate::data::Sample, pixels: &[u8]) -> Result<Vec<String>> {
    let (file, event) = wafer::file_and_event(sample.meta.entry.unwrap_or_default());
    let conditions = conditions::of(sample)?.map(|value| value.to_string());
    let pixels = pixels.iter().map(u8::to_string);
    Ok([file.to_string(), event.to_string()].into_iter().chain(conditions).chain(pixels).collect())
}
