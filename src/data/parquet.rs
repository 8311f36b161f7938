//! Tables of charges as parquet: the columns of the csv files (see [`calq_csv`](super::calq_csv)), with types.
//!
//! | column | type |
//! |---|---|
//! | `CALQ_0` … `CALQ_47` | INT32 |
//! | `entry` | INT64, null if it is not known |
//! | energies, their fraction, eta | DOUBLE, likewise |
//! | `HD_LD`, `ModType` | text, likewise |
//! | all other metadata | INT32, likewise |
//!
//! Read are whole numbers of any width, real numbers without fraction (or rounded, if that is asked for), and text;
//! uncompressed, or packed with snappy, gzip, LZ4 or zstd. Other columns are ignored. Rows are streamed: a page of each
//! column is in memory, and 16,384 rows of a file that is written.

mod pages;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::Source;
use super::calq_csv::{Extra, Named, Rounded, charge_hint, named};
use super::cells::{CellOrder, from_post_mux, to_post_mux};
use super::sample::{Column, Columns, MAX_CALQ, Meta, Sample};
use crate::chip::signals::{CELLS, Calq};
use crate::error::{Error, Result};
use crate::files::{self, Sink};
use pages::{Pages, unreadable};

/// Rows that are read at a time.
const BATCH: usize = 1024;

/// Rows that are written at a time.
const GROUP: usize = 1 << 14;

/// What a column of the file is for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Field {
    Charge(usize),
    Meta(Column),
}

/// A value as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Null,
    Whole(i64),
    Real(f64),
    Text(String),
}

impl Value {
    fn text(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Whole(value) => value.to_string(),
            Value::Real(value) => value.to_string(),
            Value::Text(text) => text.clone(),
        }
    }
}

/// Reads a parquet file, one sample per row.
pub struct ParquetReader {
    file: SerializedFileReader<File>,
    /// The same file, for its pages.
    bytes: Arc<File>,
    path: PathBuf,
    /// Bytes of the file.
    length: u64,
    order: CellOrder,
    round: Option<Rounded>,
    /// Columns that are read, by their number in the file.
    fields: Vec<(usize, Field)>,
    columns: Columns,
    /// Next group of rows, and rows left of the current one.
    group: usize,
    left: usize,
    readers: Vec<ColumnReader>,
    batch: std::vec::IntoIter<Sample>,
    /// Rows of all batches so far.
    rows: u64,
}

impl ParquetReader {
    /// Opens a file whose charges are numbered in `order`.
    ///
    /// # Errors
    /// Files that are not parquet or are damaged, or that lack a column of charges.
    pub fn open(path: &Path, order: CellOrder, round: Option<Rounded>) -> Result<Self> {
        let opened = files::open_regular(path)?;
        let length = opened.metadata().map_err(|error| Error::io("read", path, &error))?.len();
        let bytes = Arc::new(opened.try_clone().map_err(|error| Error::io("read", path, &error))?);
        let file = SerializedFileReader::new(opened).map_err(|error| unreadable(error).file(path))?;
        let schema = file.metadata().file_metadata().schema_descr();
        let (mut fields, mut columns, mut names) = (Vec::new(), Columns::default(), Vec::new());
        for (number, column) in schema.columns().iter().enumerate() {
            let name = column.path().string();
            let cell = name.strip_prefix("CALQ_").and_then(|number| number.parse::<usize>().ok());
            let field = match (cell, Column::parse(&name)) {
                (Some(cell), _) if cell < CELLS => Some(Field::Charge(cell)),
                (Some(_), _) => {
                    return Err(Error::new("no such charge").file(path).field(name).allowed("CALQ_0 to CALQ_47"));
                }
                (None, column) => column.map(Field::Meta),
            };
            if let Some(field) = field {
                if column.max_rep_level() > 0 {
                    return Err(Error::new("a column of lists, where one value in each row is needed")
                        .file(path)
                        .field(name));
                }
                if fields.iter().any(|(_, other)| *other == field) {
                    return Err(Error::new("a column stands there twice").file(path).field(name));
                }
                if let Field::Meta(column) = field {
                    columns = columns.with(column);
                }
                fields.push((number, field));
            }
            names.push(name);
        }
        let missing = (0..CELLS).find(|&cell| !fields.iter().any(|(_, field)| *field == Field::Charge(cell)));
        if let Some(cell) = missing {
            return Err(Error::new("a column of charges is missing")
                .file(path)
                .field(format!("CALQ_{cell}"))
                .found(names.join(","))
                .allowed("CALQ_0 to CALQ_47, each once"));
        }
        Ok(ParquetReader {
            file,
            bytes,
            path: path.to_owned(),
            length,
            order,
            round,
            fields,
            columns,
            group: 0,
            left: 0,
            readers: Vec::new(),
            batch: Vec::new().into_iter(),
            rows: 0,
        })
    }

    /// Reads the next rows; none are left at the end.
    fn load(&mut self) -> Result<()> {
        while self.left == 0 {
            if self.group == self.file.num_row_groups() {
                return Ok(());
            }
            let group = self.file.get_row_group(self.group).map_err(|error| unreadable(error).file(&self.path))?;
            let rows = usize::try_from(group.metadata().num_rows());
            self.left = rows.map_err(|_| Error::new("a negative number of rows").file(&self.path))?;
            // The library takes for granted that the pages lie in the file.
            let outside = |(number, _): &&(usize, Field)| !lies_inside(group.metadata().column(*number), self.length);
            if let Some((number, _)) = self.fields.iter().find(outside) {
                return Err(Error::new("the parquet file is damaged: pages outside of the file")
                    .file(&self.path)
                    .field(group.metadata().column(*number).column_path().string()));
            }
            // The pages before are given up, and with them their memory.
            self.readers.clear();
            for (number, _) in &self.fields {
                let column = group.metadata().column(*number);
                let pages = Pages::new(&self.bytes, column, self.left)
                    .map_err(|error| error.file(&self.path).field(column.column_path().string()))?;
                self.readers.push(get_column_reader(column.column_descr_ptr(), Box::new(pages)));
            }
            self.group += 1;
        }
        let count = self.left.min(BATCH);
        let mut samples = vec![([0; CELLS], Meta::default()); count];
        for (&(number, field), reader) in self.fields.iter().zip(&mut self.readers) {
            let values = values(reader, count).map_err(|error| match error {
                Some(error) => unreadable(error).file(&self.path).field(name_of(self.file.metadata(), number)),
                None => Error::new("a column of a type that is not read")
                    .file(&self.path)
                    .field(name_of(self.file.metadata(), number))
                    .allowed("INT32, INT64, FLOAT, DOUBLE or text (BYTE_ARRAY)"),
            })?;
            if values.len() != count {
                return Err(Error::new("the parquet file is damaged: a column has too few values")
                    .file(&self.path)
                    .field(name_of(self.file.metadata(), number)));
            }
            for (at, (value, (charges, meta))) in values.iter().zip(&mut samples).enumerate() {
                let set = match field {
                    Field::Charge(cell) => charge_of(value, self.round.as_ref()).map(|charge| charges[cell] = charge),
                    Field::Meta(column) => {
                        meta.set(column, &value.text()).ok_or_else(|| not_a_value(value).allowed(column.allowed()))
                    }
                };
                set.map_err(|error| {
                    let name = name_of(self.file.metadata(), number);
                    error.file(&self.path).field(format!("row {}, {name}", self.rows + at as u64 + 1))
                })?;
            }
        }
        self.left -= count;
        self.rows += count as u64;
        let in_order = |charges: [u32; CELLS]| to_post_mux(&charges.map(Calq), self.order);
        let samples = samples.into_iter().map(|(charges, meta)| Sample { charges: in_order(charges), meta });
        self.batch = samples.collect::<Vec<_>>().into_iter();
        Ok(())
    }
}

impl Source for ParquetReader {
    fn read(&mut self) -> Result<Option<Sample>> {
        if self.batch.as_slice().is_empty() {
            self.load()?;
        }
        Ok(self.batch.next())
    }

    fn columns(&self) -> Columns {
        self.columns
    }
}

/// Whether the pages of a column lie in a file of this length.
fn lies_inside(column: &ColumnChunkMetaData, length: u64) -> bool {
    let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let end = u64::try_from(start).ok().zip(u64::try_from(column.compressed_size()).ok());
    end.and_then(|(start, bytes)| start.checked_add(bytes)).is_some_and(|end| end <= length)
        && column.data_page_offset() >= 0
        && column.uncompressed_size() >= 0
        && column.num_values() >= 0
}

fn charge(value: &Value, round: Option<&Rounded>) -> Option<u32> {
    match value {
        Value::Whole(number) => u32::try_from(*number).ok().filter(|number| *number <= MAX_CALQ),
        Value::Real(number) if number.fract() == 0.0 && (0.0..=f64::from(MAX_CALQ)).contains(number) => {
            Some(*number as u32)
        }
        Value::Real(number) => round.and_then(|round| round.charge(*number)),
        _ => None,
    }
}

/// The name of a column.
fn name_of(metadata: &ParquetMetaData, number: usize) -> String {
    metadata.file_metadata().schema_descr().column(number).path().string()
}

fn not_a_value(value: &Value) -> Error {
    Error::new("not a value of this column").found(format!("'{}'", value.text()))
}

fn charge_of(value: &Value, round: Option<&Rounded>) -> Result<u32> {
    charge(value, round).ok_or_else(|| {
        let error = not_a_value(value).allowed(format!("a whole number, 0..={MAX_CALQ}"));
        match value {
            Value::Whole(number) => error.hint(charge_hint(*number as f64)),
            Value::Real(number) => error.hint(charge_hint(*number)),
            _ => error,
        }
    })
}

/// The next values of a column; no error of the library means a type that is not read.
fn values(reader: &mut ColumnReader, count: usize) -> Result<Vec<Value>, Option<ParquetError>> {
    fn typed<T: DataType>(
        reader: &mut ColumnReaderImpl<T>,
        count: usize,
        value: impl Fn(T::T) -> Value,
    ) -> Result<Vec<Value>, Option<ParquetError>> {
        let (mut levels, mut read) = (Vec::new(), Vec::new());
        reader.read_records(count, Some(&mut levels), None, &mut read)?;
        let mut read = read.into_iter().map(value);
        // Without levels no value is null.
        if levels.is_empty() {
            return Ok(read.collect());
        }
        let most = levels.iter().copied().max().unwrap_or_default().max(1);
        Ok(levels
            .iter()
            .map(|&level| if level == most { read.next().unwrap_or(Value::Null) } else { Value::Null })
            .collect())
    }
    match reader {
        ColumnReader::Int32ColumnReader(reader) => typed(reader, count, |value| Value::Whole(value.into())),
        ColumnReader::Int64ColumnReader(reader) => typed(reader, count, Value::Whole),
        ColumnReader::FloatColumnReader(reader) => typed(reader, count, |value| Value::Real(value.into())),
        ColumnReader::DoubleColumnReader(reader) => typed(reader, count, Value::Real),
        ColumnReader::ByteArrayColumnReader(reader) => {
            typed(reader, count, |value| Value::Text(String::from_utf8_lossy(value.data()).trim().to_owned()))
        }
        _ => Err(None),
    }
}

/// What stands in a column that is written.
#[derive(Debug, Clone, Copy)]
enum Written {
    Charge(usize),
    Meta(Column),
    Extra(usize),
}

/// Writes samples as parquet, packed with snappy. The file appears when it is complete.
pub struct ParquetWriter {
    writer: SerializedFileWriter<Sink>,
    path: PathBuf,
    order: CellOrder,
    plan: Vec<Written>,
    rows: Vec<(Sample, Vec<Extra>)>,
}

/// A column in the text of a schema.
fn column_line(kind: &str, name: &str) -> String {
    format!("  {kind} {name}{};\n", if kind.ends_with("BYTE_ARRAY") { " (UTF8)" } else { "" })
}

impl ParquetWriter {
    /// Starts a file with charges in `order` and the given columns; `-` is standard output.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create(path: &Path, order: CellOrder, columns: Columns) -> Result<Self> {
        Self::start(path, order, &named(columns), &[])
    }

    /// As [`ParquetWriter::create`], with columns of other names at the end, each with a value of its type;
    /// [`ParquetWriter::write_with`] takes their values.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create_with(path: &Path, order: CellOrder, columns: Columns, more: &[(String, Extra)]) -> Result<Self> {
        Self::start(path, order, &named(columns), more)
    }

    /// Starts a file with columns under these names.
    pub(super) fn start(path: &Path, order: CellOrder, columns: &[Named], more: &[(String, Extra)]) -> Result<Self> {
        let (mut plan, mut text) = (Vec::new(), "message samples {\n".to_owned());
        let (entry, rest): (Vec<&Named>, Vec<&Named>) =
            columns.iter().partition(|(column, _)| *column == Column::Entry);
        for (column, name) in entry {
            plan.push(Written::Meta(*column));
            text += &column_line("OPTIONAL INT64", name);
        }
        for cell in 0..CELLS {
            plan.push(Written::Charge(cell));
            text += &column_line("REQUIRED INT32", &format!("CALQ_{cell}"));
        }
        for (column, name) in rest {
            let kind = match column {
                Column::SimEnergy | Column::EventSimEnergy | Column::SimEnergyFraction | Column::Eta => {
                    "OPTIONAL DOUBLE"
                }
                Column::Density | Column::Module => "OPTIONAL BYTE_ARRAY",
                _ => "OPTIONAL INT32",
            };
            plan.push(Written::Meta(*column));
            text += &column_line(kind, name);
        }
        for (place, (name, value)) in more.iter().enumerate() {
            let kind = match value {
                Extra::Whole(_) => "REQUIRED INT64",
                Extra::Real(_) => "REQUIRED FLOAT",
            };
            plan.push(Written::Extra(place));
            text += &column_line(kind, name);
        }
        text += "}";
        let schema = Arc::new(parse_message_type(&text).map_err(|error| cannot_write(path, &error))?);
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(Sink::create(path)?, schema, Arc::new(properties))
            .map_err(|error| cannot_write(path, &error))?;
        Ok(ParquetWriter { writer, path: path.to_owned(), order, plan, rows: Vec::new() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, sample: &Sample) -> Result<()> {
        self.write_with(sample, &[])
    }

    /// Adds a row with values of more columns.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_with(&mut self, sample: &Sample, more: &[Extra]) -> Result<()> {
        let charges = from_post_mux(&sample.charges, self.order);
        self.rows.push((Sample { charges, ..*sample }, more.to_vec()));
        if self.rows.len() == GROUP { self.flush() } else { Ok(()) }
    }

    /// Writes the rows that wait as a group.
    fn flush(&mut self) -> Result<()> {
        self.write_group().map_err(|error| cannot_write(&self.path, &error))?;
        self.rows.clear();
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for written in &self.plan {
            let Some(mut column) = group.next_column()? else { break };
            put(&mut column, *written, &self.rows).and_then(|()| column.close())?;
        }
        group.close().map(|_| ())
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn commit(mut self) -> Result<()> {
        if !self.rows.is_empty() {
            self.flush()?;
        }
        let sink = self.writer.into_inner().map_err(|error| cannot_write(&self.path, &error))?;
        sink.commit()
    }
}

fn cannot_write(path: &Path, error: &ParquetError) -> Error {
    Error::new(format!("cannot write the file: {error}")).file(path)
}

/// Writes a column of some rows.
fn put(
    column: &mut SerializedColumnWriter,
    written: Written,
    rows: &[(Sample, Vec<Extra>)],
) -> Result<(), ParquetError> {
    fn all<T: DataType>(column: &mut SerializedColumnWriter, values: Vec<T::T>) -> Result<(), ParquetError> {
        column.typed::<T>().write_batch(&values, None, None).map(|_| ())
    }
    fn known<T: DataType>(
        column: &mut SerializedColumnWriter,
        texts: &[String],
        value: impl Fn(&str) -> Option<T::T>,
    ) -> Result<(), ParquetError> {
        let values: Vec<Option<T::T>> = texts.iter().map(|text| value(text)).collect();
        let levels: Vec<i16> = values.iter().map(|value| value.is_some().into()).collect();
        let values: Vec<T::T> = values.into_iter().flatten().collect();
        column.typed::<T>().write_batch(&values, Some(&levels), None).map(|_| ())
    }
    match written {
        Written::Charge(cell) => {
            all::<Int32Type>(column, rows.iter().map(|(sample, _)| sample.charges[cell].0 as i32).collect())
        }
        Written::Meta(meta) => {
            let texts: Vec<String> = rows.iter().map(|(sample, _)| sample.meta.text(meta)).collect();
            match meta {
                Column::Entry => known::<Int64Type>(column, &texts, |text| text.parse().ok()),
                Column::SimEnergy | Column::EventSimEnergy | Column::SimEnergyFraction | Column::Eta => {
                    known::<DoubleType>(column, &texts, |text| text.parse().ok())
                }
                Column::Density | Column::Module => {
                    known::<ByteArrayType>(column, &texts, |text| (!text.is_empty()).then(|| ByteArray::from(text)))
                }
                _ => known::<Int32Type>(column, &texts, |text| text.parse().ok()),
            }
        }
        Written::Extra(place) => match rows.first().and_then(|(_, more)| more.get(place)) {
            Some(Extra::Real(_)) => {
                all::<FloatType>(column, rows.iter().map(|(_, more)| real(more.get(place))).collect())
            }
            _ => all::<Int64Type>(column, rows.iter().map(|(_, more)| whole(more.get(place))).collect()),
        },
    }
}

/// The number of a column of real numbers.
fn real(value: Option<&Extra>) -> f32 {
    match value {
        Some(Extra::Real(value)) => *value,
        _ => f32::NAN,
    }
}

/// The number of a column of whole numbers.
fn whole(value: Option<&Extra>) -> i64 {
    match value {
        Some(Extra::Whole(value)) => *value,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::sample::testing::full_meta;

    fn samples(count: u32) -> Vec<Sample> {
        let sample = |row: u32| {
            let meta =
                if row % 3 == 1 { Meta::default() } else { Meta { entry: Some(-i64::from(row)), ..full_meta() } };
            Sample::new(std::array::from_fn(|cell| 4_000_000 / (row + 1) + cell as u32), meta).unwrap()
        };
        (0..count).map(sample).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.parquet");
        let samples = samples(GROUP as u32 + 700);
        for order in [CellOrder::Training, CellOrder::PostMux] {
            let more = [("event".to_owned(), Extra::Whole(0)), ("cond".to_owned(), Extra::Real(0.0))];
            let mut writer = ParquetWriter::create_with(&path, order, Columns::ALL, &more).unwrap();
            samples.iter().for_each(|s| writer.write_with(s, &[Extra::Whole(7), Extra::Real(0.5)]).unwrap());
            writer.commit().unwrap();
            let mut reader = ParquetReader::open(&path, order, None).unwrap();
            assert_eq!(reader.columns(), Columns::ALL);
            for sample in &samples {
                assert_eq!(reader.read().unwrap().as_ref(), Some(sample));
            }
            assert_eq!((reader.read().unwrap(), reader.read().unwrap()), (None, None));
        }
    }

    fn random(state: &mut u64, below: usize) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % below
    }

    /// Whatever bytes are wrong, the reader comes back with samples or a fault.
    #[test]
    fn no_damage_makes_the_reader_panic() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.parquet");
        let mut writer = ParquetWriter::create(&path, CellOrder::Training, Columns::ALL).unwrap();
        samples(40).iter().for_each(|sample| writer.write(sample).unwrap());
        writer.commit().unwrap();
        let good = std::fs::read(&path).unwrap();
        let (mut faults, mut state) = (0, 3u64);
        for case in 0..1000 {
            let mut bytes = good.clone();
            for _ in 0..1 + random(&mut state, 3) {
                let at = random(&mut state, bytes.len());
                let other = random(&mut state, 256) as u8;
                bytes[at] = [0, 0xFF, 0x40, 0x80, other][random(&mut state, 5)];
            }
            if case % 10 == 0 {
                bytes.truncate(random(&mut state, good.len()));
            }
            std::fs::write(&path, bytes).unwrap();
            let read = ParquetReader::open(&path, CellOrder::Training, None)
                .and_then(|mut reader| std::iter::from_fn(|| reader.read().transpose()).collect::<Result<Vec<_>>>());
            faults += usize::from(read.is_err());
        }
        assert!((100..1000).contains(&faults), "{faults}");
    }
}
