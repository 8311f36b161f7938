//! Training data: calibrated charges and what is known of the module, from csv and parquet tables, link words,
//! a binary cache, or synthetic showers.
//!
//! | module | what it holds |
//! |---|---|
//! | [`sample`], [`cells`], [`conditions`] | a sample, the numbering of its cells, the inputs of a conditional decoder |
//! | [`calq_csv`], [`parquet`], [`link_words`], [`cache`] | readers and writers, streaming |
//! | [`ntuple`] | ROOT ntuples of the trigger simulation |
//! | [`rows`] | samples that are gone through again and again, in blocks |
//! | [`prepare`] | training sets from ntuples, restartable |
//! | [`select`], [`reweight`], [`split`] | which samples count, how much, and for what |
//! | [`synth`] | synthetic showers |
//! | [`summary`] | what is in a data set |
//!
//! Every reader is a [`Source`]; [`open`] finds the right one for each file. Charges stay integers;
//! floating point begins with the conditions.

pub mod cache;
pub mod calq_csv;
pub mod cells;
pub mod conditions;
pub mod link_words;
#[cfg(feature = "ntuple")]
pub mod ntuple;
#[cfg(feature = "ntuple")]
pub mod parquet;
#[cfg(feature = "ntuple")]
pub mod prepare;
pub mod reweight;
pub mod rows;
pub mod sample;
pub mod select;
pub mod split;
pub mod summary;
pub mod synth;

use std::collections::VecDeque;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use cells::CellOrder;
pub use rows::{SampleFile, SampleRows};
pub use sample::{Column, Columns, Meta, Sample};
pub use select::{Selected, Selection, SelectionCounts};

use crate::error::{Error, Result};
use crate::files;
use crate::files::memory::Taken;
use crate::network::AeBlock;
use crate::registers::{ChipConfig, read_config};
use cache::CacheReader;
use calq_csv::{CalqReader, TableOptions};
use link_words::{CONFIG, LinkWordsReader, METADATA, WORDS};

/// Samples, one after the other.
pub trait Source {
    /// The next sample, or `None` at the end.
    ///
    /// # Errors
    /// Those of the source: faults in a file, with file, line and column.
    fn read(&mut self) -> Result<Option<Sample>>;

    /// The metadata that samples of this source may have.
    fn columns(&self) -> Columns;
}

impl<S: Source + ?Sized> Source for Box<S> {
    fn read(&mut self) -> Result<Option<Sample>> {
        (**self).read()
    }

    fn columns(&self) -> Columns {
        (**self).columns()
    }
}

/// Samples in memory.
#[derive(Debug, Clone)]
pub struct Memory {
    samples: std::vec::IntoIter<Sample>,
    columns: Columns,
}

impl Memory {
    /// These samples, with these columns.
    pub fn new(samples: Vec<Sample>, columns: Columns) -> Self {
        Memory { samples: samples.into_iter(), columns }
    }
}

impl Source for Memory {
    fn read(&mut self) -> Result<Option<Sample>> {
        Ok(self.samples.next())
    }

    fn columns(&self) -> Columns {
        self.columns
    }
}

/// Several sources, one after the other.
pub struct SourceChain<S> {
    sources: Vec<S>,
    /// Rows given of each.
    rows: Vec<u64>,
    current: usize,
}

impl<S: Source> SourceChain<S> {
    /// These sources, in this order.
    pub fn new(sources: Vec<S>) -> Self {
        let rows = vec![0; sources.len()];
        SourceChain { sources, rows, current: 0 }
    }

    /// How many rows each source has given so far.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }
}

impl<S: Source> Source for SourceChain<S> {
    fn read(&mut self) -> Result<Option<Sample>> {
        while let (Some(source), Some(rows)) = (self.sources.get_mut(self.current), self.rows.get_mut(self.current)) {
            if let Some(sample) = source.read()? {
                *rows += 1;
                return Ok(Some(sample));
            }
            self.current += 1;
        }
        Ok(None)
    }

    fn columns(&self) -> Columns {
        self.sources.iter().fold(Columns::default(), |all, source| all.union(source.columns()))
    }
}

/// All remaining samples of a source; about 300 bytes each.
///
/// # Errors
/// Those of the source, and more samples than the budget of memory holds: a packed file may give any number.
pub fn read_all(source: &mut impl Source) -> Result<Vec<Sample>> {
    let (mut samples, mut taken) = (Vec::new(), Taken::default());
    while let Some(sample) = source.read()? {
        if samples.len() == samples.capacity() {
            let room = (samples.len() / 4).max(1 << 10);
            taken.add("the samples", (size_of::<Sample>() * room) as u64)?;
            samples.reserve_exact(room);
        }
        samples.push(sample);
    }
    Ok(samples)
}

/// How files are read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Numbering of the charges in csv files.
    pub order: CellOrder,
    /// How csv files are read.
    pub table: TableOptions,
    /// At most this many rows of each file (`--nrowsPerFile`).
    pub rows_per_file: Option<u64>,
    /// The chip that link words are for; with it, csv files are link words.
    pub config: Option<ChipConfig>,
    /// Metadata beside link words.
    pub metadata: Option<PathBuf>,
    /// Transverse charges from link words, see [`LinkWordsReader::open`].
    pub transverse: bool,
    /// Which samples count.
    pub selection: Selection,
}

/// Opens files and directories as one source.
///
/// A directory with `testInput.csv` and `init.yaml` is one set of link words, with `metadata.csv` if
/// that is there. Any other directory stands for its `*.csv` (also `.csv.gz`, `.csv.zst`), `*.parquet` and `*.calq` files
/// in alphabetical order (not those of directories inside it). The first bytes of a file and the options tell what it is:
/// a cache begins with `ECONCALQ`, parquet with `PAR1`; other files are link words if there is a configuration, else CALQ
/// csv. `-` is standard input (not for a cache or parquet). The columns of the source are all that any file has.
///
/// # Errors
/// Files that cannot be opened or are none of these, directories without data, a file without a
/// column that the selection needs, metadata for several files.
pub fn open(paths: &[PathBuf], options: &ReadOptions) -> Result<Selected<Files>> {
    Selected::new(all_rows(paths, options)?, &options.selection)
}

/// The same with nothing dropped or changed; the selection only says which columns are needed.
///
/// # Errors
/// As [`open`].
pub fn all_rows(paths: &[PathBuf], options: &ReadOptions) -> Result<Files> {
    let mut inputs = VecDeque::new();
    for path in paths {
        inputs.extend(expand(path)?);
    }
    if options.metadata.is_some()
        && (inputs.len() != 1 || !(options.config.is_some() || inputs.iter().all(|path| is_set(path))))
    {
        return Err(Error::new("metadata stand beside one file of link words")
            .field("--metadata")
            .hint("give that file alone, and --config for the chip it is for"));
    }
    if inputs.is_empty() {
        return Err(Error::new("no data").allowed("at least one file or directory"));
    }
    let mut files = Files {
        inputs,
        options: options.clone(),
        columns: Columns::default(),
        current: None,
        path: PathBuf::new(),
        standard_input: None,
    };
    for path in files.inputs.clone() {
        let source = open_file(&path, options)?;
        let missing = options.selection.required().iter().find(|&column| !source.columns().has(column));
        if let Some(column) = missing {
            return Err(select::missing(column, &options.selection).file(&path));
        }
        files.columns = files.columns.union(source.columns());
        if path.as_os_str() == "-" {
            files.standard_input = Some(source);
        }
    }
    Ok(files)
}

/// Whether a directory is a set of link words with its configuration.
fn is_set(path: &Path) -> bool {
    [WORDS, CONFIG].iter().all(|name| files::is_there(&path.join(name)))
}

/// The files a path stands for.
fn expand(path: &Path) -> Result<Vec<PathBuf>> {
    if path.as_os_str() == "-" || !path.is_dir() || is_set(path) {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|error| Error::io("list", path, &error))? {
        let entry = entry.map_err(|error| Error::io("list", path, &error))?.path();
        let name = entry.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let table = [".csv", ".csv.gz", ".csv.zst"].iter().any(|end| name.ends_with(end));
        let known = table || entry.extension().is_some_and(|end| end == "calq" || end == "parquet");
        if known && entry.is_file() {
            found.push(entry);
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(Error::new("the directory holds no data")
            .file(path)
            .allowed("files named *.csv, *.csv.gz, *.csv.zst, *.parquet or *.calq")
            .hint("directories inside it are not searched"));
    }
    Ok(found)
}

/// The first bytes of every parquet file.
const PARQUET: &[u8] = b"PAR1";

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Cache,
    Parquet,
    /// csv or link words.
    Text,
}

impl Form {
    fn of(path: &Path) -> Result<Self> {
        let mut start = Vec::new();
        let mut limited = files::open_regular(path)?.take(cache::MAGIC.len() as u64);
        limited.read_to_end(&mut start).map_err(|error| Error::io("read", path, &error))?;
        Ok(match () {
            () if start == cache::MAGIC || path.extension().is_some_and(|end| end == "calq") => Form::Cache,
            () if start.starts_with(PARQUET) => Form::Parquet,
            () => Form::Text,
        })
    }
}

fn open_file(path: &Path, options: &ReadOptions) -> Result<Box<dyn Source>> {
    if path.is_dir() {
        return open_set(path, options);
    }
    let form = if path.as_os_str() == "-" { Form::Text } else { Form::of(path)? };
    match &options.config {
        _ if form == Form::Cache => Ok(Box::new(CacheReader::open(path)?)),
        _ if form == Form::Parquet => open_parquet(path, options),
        Some(config) => {
            let metadata = options.metadata.as_deref();
            Ok(Box::new(LinkWordsReader::open(path, config, metadata, options.transverse)?))
        }
        None => Ok(Box::new(CalqReader::open(path, options.order, &options.table)?)),
    }
}

#[cfg(feature = "ntuple")]
fn open_parquet(path: &Path, options: &ReadOptions) -> Result<Box<dyn Source>> {
    Ok(Box::new(parquet::ParquetReader::open(path, options.order, options.table.round.clone())?))
}

#[cfg(not(feature = "ntuple"))]
fn open_parquet(path: &Path, _: &ReadOptions) -> Result<Box<dyn Source>> {
    Err(Error::new("this is a parquet file, and this was built without the feature 'ntuple', which reads them")
        .file(path))
}

fn open_set(path: &Path, options: &ReadOptions) -> Result<Box<dyn Source>> {
    let config = match &options.config {
        Some(config) => config.clone(),
        None => read_config(&path.join(CONFIG), &AeBlock::chip_8x8())?.without_warnings(),
    };
    let own = path.join(METADATA);
    let metadata = options.metadata.clone().or(files::is_there(&own).then_some(own));
    let reader = LinkWordsReader::open(&path.join(WORDS), &config, metadata.as_deref(), options.transverse)?;
    Ok(Box::new(reader))
}

/// Several files, one after the other. Only one is open at a time.
pub struct Files {
    inputs: VecDeque<PathBuf>,
    options: ReadOptions,
    columns: Columns,
    current: Option<(Box<dyn Source>, u64)>,
    /// The current file, or the last one.
    path: PathBuf,
    /// Opened only once, because it cannot be opened again.
    standard_input: Option<Box<dyn Source>>,
}

impl Files {
    /// The file that samples come from, or came from last.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Source for Files {
    fn read(&mut self) -> Result<Option<Sample>> {
        loop {
            if let Some((source, rows)) = &mut self.current {
                let more = self.options.rows_per_file.is_none_or(|limit| *rows < limit);
                if more && let Some(sample) = source.read()? {
                    *rows += 1;
                    return Ok(Some(sample));
                }
                if more && *rows == 0 {
                    return Err(Error::new("the file has no rows")
                        .file(&self.path)
                        .hint("it has names of columns only: was it written completely?"));
                }
                self.current = None;
            }
            let Some(path) = self.inputs.pop_front() else { return Ok(None) };
            let source = match self.standard_input.take_if(|_| path.as_os_str() == "-") {
                Some(source) => source,
                None => open_file(&path, &self.options)?,
            };
            self.path = path;
            self.current = Some((source, 0));
        }
    }

    fn columns(&self) -> Columns {
        self.columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::cache::CacheWriter;
    use crate::data::calq_csv::CsvWriter;
    use crate::data::sample::testing::full_meta;

    fn samples(first: u32, count: u32) -> Vec<Sample> {
        (first..first + count).map(|row| Sample::new([row; 48], full_meta()).unwrap()).collect()
    }

    fn csv(path: &Path, samples: &[Sample], columns: Columns) {
        let mut writer = CsvWriter::create(path, CellOrder::Training, columns).unwrap();
        samples.iter().for_each(|sample| writer.write(sample).unwrap());
        writer.commit().unwrap();
    }

    #[test]
    fn a_directory_is_read_in_order_with_a_limit_for_each_file() {
        let scratch = tempfile::tempdir().unwrap();
        csv(&scratch.path().join("b.csv"), &samples(100, 5), Columns::ALL);
        csv(&scratch.path().join("a.csv"), &samples(1, 5), Columns::default());
        let mut writer = CacheWriter::create(&scratch.path().join("c.calq"), Columns::ALL).unwrap();
        samples(200, 2).iter().for_each(|sample| writer.write(sample).unwrap());
        writer.commit().unwrap();
        std::fs::write(scratch.path().join("notes.txt"), "no data").unwrap();
        let options = ReadOptions { rows_per_file: Some(3), ..ReadOptions::default() };
        let mut source = open(&[scratch.path().to_owned()], &options).unwrap();
        let rows: Vec<u32> = read_all(&mut source).unwrap().iter().map(|sample| sample.max()).collect();
        assert_eq!(rows, [1, 2, 3, 100, 101, 102, 200, 201]);
        assert!(source.columns().has(Column::Layer));
        // One file without the column is enough to refuse the option.
        let selection = Selection { mask_partials: true, ..Selection::default() };
        let Err(error) = open(&[scratch.path().to_owned()], &ReadOptions { selection, ..options }) else { panic!() };
        assert!(error.to_string().contains("a.csv") && error.to_string().contains("ModType"), "{error}");
    }

    #[test]
    fn a_chain_counts_the_rows_of_each_source() {
        let sources = [(1, 2), (5, 0), (7, 3)].map(|(first, count)| Memory::new(samples(first, count), Columns::ALL));
        let mut chain = SourceChain::new(sources.into());
        let rows: Vec<u32> = read_all(&mut chain).unwrap().iter().map(|sample| sample.max()).collect();
        assert_eq!((rows, chain.rows()), (vec![1, 2, 7, 8, 9], &[2, 0, 3][..]));
        assert_eq!((chain.columns(), chain.read().unwrap()), (Columns::ALL, None));
    }

    #[test]
    fn nothing_to_read_is_an_error() {
        let scratch = tempfile::tempdir().unwrap();
        fn fault(paths: &[PathBuf]) -> String {
            open(paths, &ReadOptions::default()).err().unwrap().to_string()
        }
        assert!(fault(&[scratch.path().to_owned()]).contains("holds no data"));
        assert!(fault(&[]).contains("no data"));
        assert!(fault(&[scratch.path().join("none.csv")]).contains("none.csv"));
        let bad = scratch.path().join("bad.calq");
        std::fs::write(&bad, "ECON").unwrap();
        assert!(fault(&[bad]).contains("too short for a cache"));
    }
}
