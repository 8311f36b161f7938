//! Tables of jets, a jet to a row: read and written some rows at a time.
//!
//! | form | columns | known by |
//! |---|---|---|
//! | csv, also packed with gzip or zstd | by their names in the first line | none of the others |
//! | `.npy`: an array `[jets, columns]` | by their order | its first bytes |
//! | `.npz`: one such array, or one `[jets]` for each column | by their order, or by keys | its first bytes |
//! | parquet | by their names | its first bytes |
//! | pickled data frames of pandas, 0.25 to 2.x, read as a whole | by their names | its first byte |
//! | ROOT: a tree or an RNTuple with a value or a vector in each entry | by the names of branches | its first bytes |
//!
//! Written are csv, `.npy` and parquet, by the end of the file's name, all in single precision.

use std::fs::File;
use std::io::{BufReader, Read, Take, Write};
use std::path::{Path, PathBuf};

use crate::data::ntuple::NtupleNumbers;
use crate::data::parquet::{NumberColumns, NumberWriter};
use crate::error::{Error, Result};
use crate::files::compressed::decompressed;
use crate::files::{self, Sink};
use crate::interchange::data_frame;
use crate::interchange::npz::{self, NpyReader, NpyRows};

/// Jets, some rows at a time.
pub trait JetSource {
    /// Names of the columns, in the order of the numbers of a row.
    fn columns(&self) -> &[String];

    /// The next rows, at most so many, row after row; none at the end.
    ///
    /// # Errors
    /// Faults of reading, and what is no number.
    fn read(&mut self, most: usize) -> Result<Vec<f64>>;
}

/// Which columns of a file are read.
#[derive(Debug, Clone, Default)]
pub struct TableChoice {
    /// Names in the file, in the order in which they are needed, where they are others than those that are needed.
    pub names: Option<Vec<String>>,
    /// The tree of a ROOT file.
    pub tree: Option<String>,
}

/// Jets in memory.
#[derive(Debug, Clone)]
pub struct JetRows {
    columns: Vec<String>,
    numbers: Vec<f64>,
    at: usize,
}

impl JetRows {
    /// Numbers of jets, row after row.
    pub fn new(columns: Vec<String>, numbers: Vec<f64>) -> Self {
        JetRows { columns, numbers, at: 0 }
    }
}

impl JetSource for JetRows {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        let rest = &self.numbers[self.at..];
        let read = rest[..rest.len().min(most.saturating_mul(self.columns.len()))].to_vec();
        self.at += read.len();
        Ok(read)
    }
}

/// First bytes of the forms.
const NPY: &[u8] = b"\x93NUMPY";
const NPZ: &[u8] = b"PK\x03\x04";
const PARQUET: &[u8] = b"PAR1";
const ROOT: &[u8] = b"root";
const PICKLE: &[u8] = &[0x80];

/// Opens a table, of which the columns `wanted` are read, under the names of `choice` if it has some.
///
/// # Errors
/// Files that cannot be read or are none of the forms, and columns that are missing.
pub fn open(path: &Path, wanted: &[String], choice: &TableChoice) -> Result<Box<dyn JetSource>> {
    let names = choice.names.as_deref().unwrap_or(wanted);
    if names.len() != wanted.len() {
        return Err(Error::mismatch("another number of columns than are needed")
            .field("--columns")
            .found(names.len())
            .allowed(format!("{}: {}", wanted.len(), wanted.join(","))));
    }
    let columns = wanted.to_vec();
    let mut start = Vec::new();
    if path.as_os_str() != "-" {
        let mut first = files::open_regular(path)?.take(8);
        first.read_to_end(&mut start).map_err(|error| Error::io("read", path, &error))?;
    }
    let source: Box<dyn JetSource> = match () {
        () if start.starts_with(NPY) => Box::new(Arrays::npy(path, columns)?),
        () if start.starts_with(NPZ) => Box::new(Arrays::npz(path, columns, names)?),
        () if start.starts_with(PARQUET) => Box::new(Parquet::open(path, columns, names)?),
        () if start.starts_with(ROOT) => {
            Box::new(Ntuple { numbers: NtupleNumbers::open(path, choice.tree.as_ref(), names)?, columns })
        }
        () if start.starts_with(PICKLE) => Box::new(frame(path, columns, names)?),
        () => Box::new(Csv::open(path, columns, names)?),
    };
    Ok(source)
}

/// The columns of a pickled data frame.
fn frame(path: &Path, columns: Vec<String>, names: &[String]) -> Result<JetRows> {
    let frame = data_frame::read(&files::read_bytes(path)?).map_err(|error| error.file(path))?;
    let places = places(names, &frame.names).map_err(|error| error.file(path))?;
    let rows = frame.columns.first().map_or(0, Vec::len);
    let numbers = (0..rows).flat_map(|row| places.iter().map(move |&place| (row, place)));
    Ok(JetRows::new(columns, numbers.map(|(row, place)| frame.columns[place][row]).collect()))
}

/// The places of names among those of a file: the same, or the same but for capitals.
fn places(names: &[String], there: &[String]) -> Result<Vec<usize>> {
    let mut places = Vec::with_capacity(names.len());
    for name in names {
        let same = there.iter().position(|other| other == name);
        let alike = || there.iter().position(|other| other.eq_ignore_ascii_case(name));
        places.push(same.or_else(alike).ok_or_else(|| {
            Error::missing("a column is missing")
                .field(name)
                .found(there.join(","))
                .allowed(names.join(","))
                .hint("--columns gives the names that they have in the file, in this order")
        })?);
    }
    Ok(places)
}

/// A csv file.
struct Csv {
    csv: csv::Reader<Box<dyn Read + Send>>,
    record: csv::ByteRecord,
    path: PathBuf,
    columns: Vec<String>,
    places: Vec<usize>,
    /// Columns of the file.
    width: usize,
}

impl Csv {
    fn open(path: &Path, columns: Vec<String>, names: &[String]) -> Result<Self> {
        let source: Box<dyn Read + Send> = match path.as_os_str() == "-" {
            true => Box::new(std::io::stdin()),
            false => Box::new(files::open(path)?),
        };
        let plain = decompressed(source).map_err(|error| Error::io("read", path, &error))?;
        let mut csv = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(plain);
        let there = csv.headers().map_err(|error| Error::csv(path, error))?;
        let there: Vec<String> =
            there.iter().map(|name| name.trim_start_matches(['#', ' ', '\u{feff}']).to_owned()).collect();
        let places = places(names, &there).map_err(|error| error.file(path).line(1))?;
        let record = csv::ByteRecord::new();
        Ok(Csv { csv, record, path: path.to_owned(), columns, places, width: there.len() })
    }

    /// Where the row read last stands.
    fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }
}

impl JetSource for Csv {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        let mut rows = Vec::new();
        for _ in 0..most {
            if !self.csv.read_byte_record(&mut self.record).map_err(|error| Error::csv(&self.path, error))? {
                break;
            }
            if self.record.len() != self.width {
                return Err(Error::new("wrong number of columns in the row")
                    .file(&self.path)
                    .line(self.line())
                    .found(self.record.len())
                    .allowed(self.width.to_string())
                    .hint("was the file cut short?"));
            }
            for (&place, name) in self.places.iter().zip(&self.columns) {
                let text = std::str::from_utf8(&self.record[place]).unwrap_or("bytes that are no text");
                rows.push(text.parse().map_err(|_| {
                    let fault = Error::new("not a number").file(&self.path).line(self.line()).column(place as u64 + 1);
                    fault.field(name).found(text)
                })?);
            }
        }
        Ok(rows)
    }
}

/// An array that is read beside others.
type Array = NpyReader<BufReader<Take<File>>>;

/// Arrays of NumPy.
struct Arrays {
    path: PathBuf,
    columns: Vec<String>,
    /// One with all columns, or one for each.
    arrays: Vec<Array>,
}

impl Arrays {
    fn npy(path: &Path, columns: Vec<String>) -> Result<Self> {
        let array = npz::open(path, 0, u64::MAX).map_err(|error| error.file(path))?;
        Arrays::of(path, columns, vec![array])
    }

    fn npz(path: &Path, columns: Vec<String>, names: &[String]) -> Result<Self> {
        let there = npz::places(files::open_regular(path)?).map_err(|error| error.file(path))?;
        let wanted = match there.as_slice() {
            [_] => vec![0],
            _ => {
                let keys: Vec<String> = there.iter().map(|(key, ..)| key.clone()).collect();
                places(names, &keys).map_err(|error| error.file(path))?
            }
        };
        let arrays = wanted.into_iter().map(|at| {
            let (key, start, bytes) = &there[at];
            npz::open(path, *start, *bytes).map_err(|error| error.file(path).field(key))
        });
        Arrays::of(path, columns, arrays.collect::<Result<_>>()?)
    }

    fn of(path: &Path, columns: Vec<String>, arrays: Vec<Array>) -> Result<Self> {
        let shapes: Vec<&[usize]> = arrays.iter().map(NpyReader::shape).collect();
        let rows = shapes.first().and_then(|shape| shape.first()).copied().unwrap_or(0);
        let fits = match shapes.as_slice() {
            [[_, width]] => *width == columns.len(),
            several => several.len() == columns.len() && several.iter().all(|shape| *shape == [rows]),
        };
        if !fits {
            let count = columns.len();
            return Err(Error::mismatch("the arrays have other lengths")
                .file(path)
                .found(format!("{shapes:?}"))
                .allowed(format!("[jets, {count}] with {}, or [jets] for each of them", columns.join(","))));
        }
        Ok(Arrays { path: path.to_owned(), columns, arrays })
    }
}

impl JetSource for Arrays {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        let width = if self.arrays.len() == 1 { self.columns.len() } else { 1 };
        let parts = self.arrays.iter_mut().map(|array| array.next(most.saturating_mul(width)));
        let mut parts = parts.collect::<Result<Vec<_>>>().map_err(|error| error.file(&self.path))?;
        if parts.len() == 1 {
            return Ok(parts.swap_remove(0));
        }
        let rows = parts.first().map_or(0, Vec::len);
        Ok((0..rows).flat_map(|row| parts.iter().map(move |part| part[row])).collect())
    }
}

/// A parquet file.
struct Parquet {
    numbers: NumberColumns,
    columns: Vec<String>,
}

impl Parquet {
    fn open(path: &Path, columns: Vec<String>, names: &[String]) -> Result<Self> {
        let mut numbers = NumberColumns::open(path)?;
        let places = places(names, numbers.names()).map_err(|error| error.file(path))?;
        if let Some(at) = (0..places.len()).find(|&at| places[..at].contains(&places[at])) {
            return Err(Error::new("a column is named twice").file(path).field(&names[at]));
        }
        numbers.choose(&places)?;
        Ok(Parquet { numbers, columns })
    }
}

impl JetSource for Parquet {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        self.numbers.read(most)
    }
}

/// A ROOT file.
struct Ntuple {
    numbers: NtupleNumbers,
    columns: Vec<String>,
}

impl JetSource for Ntuple {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        self.numbers.read(most)
    }
}

/// Writes a table of single-precision numbers; it appears when it is complete.
pub struct TableWriter {
    form: Written,
    path: PathBuf,
    columns: usize,
}

/// The forms that are written.
enum Written {
    Csv(Sink),
    Npy(NpyRows),
    Parquet(Box<NumberWriter>),
}

impl TableWriter {
    /// Starts a table with columns of these names, in the form that the end of its name says; `-` is csv on standard
    /// output.
    ///
    /// # Errors
    /// Other names, and files that cannot be created.
    pub fn create(path: &Path, names: &[String]) -> Result<Self> {
        let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let form = match (path.as_os_str() == "-", end.as_str()) {
            (true, _) | (_, "csv") => Written::Csv(Sink::create(path)?),
            (_, "npy") => Written::Npy(NpyRows::create(path, &[names.len()])?),
            (_, "parquet") => Written::Parquet(Box::new(NumberWriter::create(path, names)?)),
            _ => {
                return Err(Error::new("the end of the name is that of no table that is written")
                    .file(path)
                    .found(end)
                    .allowed(".csv, .npy, .parquet, or - for csv on standard output"));
            }
        };
        let mut writer = TableWriter { form, path: path.to_owned(), columns: names.len() };
        if let Written::Csv(sink) = &mut writer.form {
            let line = csv_line(names).map_err(|error| error.file(path))?;
            sink.write_all(&line).map_err(|error| Error::io("write", path, &error))?;
        }
        Ok(writer)
    }

    /// Adds rows, one behind the other.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, numbers: &[f32]) -> Result<()> {
        match &mut self.form {
            Written::Npy(rows) => rows.write(numbers),
            Written::Parquet(rows) => rows.write(numbers),
            Written::Csv(sink) => {
                let mut text = String::with_capacity(12 * numbers.len());
                for row in numbers.chunks_exact(self.columns) {
                    let mut separator = "";
                    for number in row {
                        text.push_str(separator);
                        text.push_str(&number.to_string());
                        separator = ",";
                    }
                    text.push('\n');
                }
                sink.write_all(text.as_bytes()).map_err(|error| Error::io("write", &self.path, &error))
            }
        }
    }

    /// Completes the table.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn commit(self) -> Result<()> {
        match self.form {
            Written::Csv(sink) => sink.commit(),
            Written::Npy(rows) => rows.commit(),
            Written::Parquet(rows) => rows.commit(),
        }
    }
}

/// The first line of a csv file.
fn csv_line(names: &[String]) -> Result<Vec<u8>> {
    files::csv_text("the names of the columns", |table| table.write_record(names)).map(String::into_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::npz::NamedArray;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn read_all(path: &Path, wanted: &[&str], choice: &TableChoice) -> Result<Vec<f64>> {
        let mut source = open(path, &names(wanted), choice)?;
        assert_eq!(source.columns(), names(wanted));
        let mut all = Vec::new();
        loop {
            let rows = source.read(7)?;
            assert!(rows.len() <= 7 * wanted.len());
            if rows.is_empty() {
                return Ok(all);
            }
            all.extend(rows);
        }
    }

    #[test]
    fn tables_are_read_as_they_were_written() {
        let scratch = tempfile::tempdir().unwrap();
        let numbers: Vec<f32> = (0..300).map(|at| (at as f32 - 100.0) / 4.0).collect();
        let wide: Vec<f64> = numbers.iter().map(|&number| number.into()).collect();
        for file in ["a.csv", "a.npy", "a.parquet"] {
            let path = scratch.path().join(file);
            let mut writer = TableWriter::create(&path, &names(&["pT", "eta", "phi"])).unwrap();
            numbers.chunks(60).for_each(|rows| writer.write(rows).unwrap());
            assert!(!path.exists());
            writer.commit().unwrap();
            assert_eq!(read_all(&path, &["pT", "eta", "phi"], &TableChoice::default()).unwrap(), wide, "{file}");
            if file != "a.npy" {
                let turned: Vec<f64> = wide.chunks(3).flat_map(|row| [row[2], row[0]]).collect();
                assert_eq!(read_all(&path, &["PHI", "pt"], &TableChoice::default()).unwrap(), turned, "{file}");
                let choice = TableChoice { names: Some(names(&["phi", "pT"])), tree: None };
                assert_eq!(read_all(&path, &["a", "b"], &choice).unwrap(), turned, "{file}");
                let fault = read_all(&path, &["pT", "E"], &TableChoice::default()).unwrap_err().to_string();
                assert!(
                    fault.contains("column is missing") && fault.contains(file) && fault.contains("pT,eta"),
                    "{fault}"
                );
            }
            let fault = read_all(&path, &["pT", "eta", "phi", "E"], &TableChoice::default()).unwrap_err().to_string();
            assert!(fault.contains(file), "{fault}");
        }
        assert!(TableWriter::create(&scratch.path().join("a.txt"), &names(&["a"])).is_err());
    }

    #[test]
    fn archives_of_arrays_are_read_side_by_side() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.npz");
        let column = |at: usize| (0..30).map(|row| (10 * row + at) as f32).collect::<Vec<_>>();
        let arrays = ["E", "pT"].iter().zip(0..).map(|(name, at)| NamedArray::float32(*name, &[30], column(at)));
        std::fs::write(&path, npz::write(&arrays.collect::<Vec<_>>()).unwrap()).unwrap();
        let expected: Vec<f64> = (0..30).flat_map(|row| [f64::from(10 * row + 1), f64::from(10 * row)]).collect();
        assert_eq!(read_all(&path, &["pT", "E"], &TableChoice::default()).unwrap(), expected);
        let whole: Vec<f32> = expected.iter().map(|&number| number as f32).collect();
        std::fs::write(&path, npz::write(&[NamedArray::float32("jets", &[30, 2], whole)]).unwrap()).unwrap();
        assert_eq!(read_all(&path, &["pT", "E"], &TableChoice::default()).unwrap(), expected);
        let fault = read_all(&path, &["pT"], &TableChoice::default()).unwrap_err().to_string();
        assert!(fault.contains("other lengths") && fault.contains("[30, 2]"), "{fault}");
    }

    #[test]
    fn faults_of_csv_have_their_place() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.csv");
        for (text, line, word) in [
            ("a,b\n1,2\n1,x\n", 3, "not a number"),
            ("a,b\n1,2\n1\n", 3, "wrong number of columns"),
            ("a,c\n1,2\n", 1, "column is missing"),
            ("a,b\n1,\n", 2, "not a number"),
        ] {
            std::fs::write(&path, text).unwrap();
            let fault = read_all(&path, &["a", "b"], &TableChoice::default()).unwrap_err();
            assert_eq!((fault.named_line(), fault.named_file()), (Some(line), Some(path.as_path())), "{fault}");
            assert!(fault.message().contains(word), "{fault}");
        }
    }
}
