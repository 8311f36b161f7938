//! Columns of a parquet file by their names: some rows at a time, and tables of numbers alone.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{DataType, FloatType};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::GROUP;
use super::pages::{Pages, unreadable};
use crate::error::{Error, Result};
use crate::files::{self, Sink};

/// A value as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Whole(i64),
    Real(f64),
    Text(String),
}

impl Value {
    /// The value as text, empty for null.
    pub(super) fn text(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Whole(value) => value.to_string(),
            Value::Real(value) => value.to_string(),
            Value::Text(text) => text.clone(),
        }
    }
}

/// An open parquet file, of which some columns are read.
pub(super) struct ParquetColumns {
    file: SerializedFileReader<File>,
    /// The same file, for its pages.
    bytes: Arc<File>,
    path: PathBuf,
    /// Bytes of the file.
    length: u64,
    /// Names of all columns, and the numbers of those that are read.
    names: Vec<String>,
    chosen: Vec<usize>,
    /// Next group of rows, and rows left of the current one.
    group: usize,
    left: usize,
    readers: Vec<ColumnReader>,
}

impl ParquetColumns {
    /// Opens a file.
    ///
    /// # Errors
    /// Files that are not parquet or are damaged.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let opened = files::open_regular(path)?;
        let length = opened.metadata().map_err(|error| Error::io("read", path, &error))?.len();
        let bytes = Arc::new(opened.try_clone().map_err(|error| Error::io("read", path, &error))?);
        let file = SerializedFileReader::new(opened).map_err(|error| unreadable(error).file(path))?;
        let schema = file.metadata().file_metadata().schema_descr();
        let names = schema.columns().iter().map(|column| column.path().string()).collect();
        let (chosen, readers) = (Vec::new(), Vec::new());
        Ok(ParquetColumns { file, bytes, path: path.to_owned(), length, names, chosen, group: 0, left: 0, readers })
    }

    /// The names of all columns.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Refuses a column with several values in a row.
    ///
    /// # Errors
    /// Such a column.
    pub(super) fn check(&self, number: usize) -> Result<()> {
        let schema = self.file.metadata().file_metadata().schema_descr();
        match schema.column(number).max_rep_level() {
            0 => Ok(()),
            _ => Err(Error::new("a column of lists, where one value in each row is needed")
                .file(&self.path)
                .field(&self.names[number])),
        }
    }

    /// Says which columns are read.
    pub(super) fn choose(&mut self, numbers: Vec<usize>) {
        self.chosen = numbers;
    }

    /// Puts a fault in its place: a row, from 0, and a chosen column.
    pub(super) fn place(&self, error: Error, column: usize, row: u64) -> Error {
        error.file(&self.path).field(format!("row {}, {}", row + 1, self.names[self.chosen[column]]))
    }

    /// Opens the next groups of rows until there is one with rows, or none is left.
    fn next_group(&mut self) -> Result<()> {
        while self.left == 0 && self.group < self.file.num_row_groups() {
            let group = self.file.get_row_group(self.group).map_err(|error| unreadable(error).file(&self.path))?;
            let rows = usize::try_from(group.metadata().num_rows());
            self.left = rows.map_err(|_| Error::new("a negative number of rows").file(&self.path))?;
            // The library takes for granted that the pages lie in the file.
            let outside = |number: &&usize| !lies_inside(group.metadata().column(**number), self.length);
            if let Some(&number) = self.chosen.iter().find(outside) {
                return Err(Error::new("the parquet file is damaged: pages outside of the file")
                    .file(&self.path)
                    .field(group.metadata().column(number).column_path().string()));
            }
            // The pages before are given up, and with them their memory.
            self.readers.clear();
            for &number in &self.chosen {
                let column = group.metadata().column(number);
                let pages = Pages::new(&self.bytes, column, self.left)
                    .map_err(|error| error.file(&self.path).field(column.column_path().string()))?;
                self.readers.push(get_column_reader(column.column_descr_ptr(), Box::new(pages)));
            }
            self.group += 1;
        }
        Ok(())
    }

    /// The next values of the chosen columns, at most so many of each and of all the same number; none at the end.
    ///
    /// # Errors
    /// Damaged files, and columns of other types than numbers and text.
    pub(super) fn load(&mut self, most: usize) -> Result<Vec<Vec<Value>>> {
        self.next_group()?;
        let count = self.left.min(most);
        let mut all = Vec::with_capacity(self.chosen.len());
        for (&number, reader) in self.chosen.iter().zip(&mut self.readers) {
            let name = &self.names[number];
            let values = values(reader, count).map_err(|error| match error {
                Some(error) => unreadable(error).file(&self.path).field(name),
                None => Error::new("a column of a type that is not read")
                    .file(&self.path)
                    .field(name)
                    .allowed("INT32, INT64, FLOAT, DOUBLE or text (BYTE_ARRAY)"),
            })?;
            if values.len() != count {
                return Err(Error::new("the parquet file is damaged: a column has too few values")
                    .file(&self.path)
                    .field(name));
            }
            all.push(values);
        }
        self.left -= count;
        Ok(all)
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

/// Columns of numbers, some rows at a time.
pub struct NumberColumns {
    table: ParquetColumns,
    rows: u64,
}

impl NumberColumns {
    /// Opens a file.
    ///
    /// # Errors
    /// Files that are not parquet or are damaged.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(NumberColumns { table: ParquetColumns::open(path)?, rows: 0 })
    }

    /// The names of all columns, in the order of the file.
    pub fn names(&self) -> &[String] {
        self.table.names()
    }

    /// Says which columns are read, by their numbers.
    ///
    /// # Errors
    /// Columns with several values in a row.
    pub fn choose(&mut self, numbers: &[usize]) -> Result<()> {
        numbers.iter().try_for_each(|&number| self.table.check(number))?;
        self.table.choose(numbers.to_vec());
        Ok(())
    }

    /// The next rows, at most so many, row after row; none at the end.
    ///
    /// # Errors
    /// Damaged files, and values that are no numbers.
    pub fn read(&mut self, most: usize) -> Result<Vec<f64>> {
        let columns = self.table.load(most)?;
        let rows = columns.first().map_or(0, Vec::len);
        let mut numbers = Vec::with_capacity(rows * columns.len());
        for row in 0..rows {
            for (at, column) in columns.iter().enumerate() {
                numbers.push(match &column[row] {
                    Value::Whole(value) => *value as f64,
                    Value::Real(value) => *value,
                    other => {
                        let fault = Error::new("not a number").found(format!("'{}'", other.text()));
                        return Err(self.table.place(fault, at, self.rows + row as u64));
                    }
                });
            }
        }
        self.rows += rows as u64;
        Ok(numbers)
    }
}

/// Writes columns of single-precision numbers, packed with snappy. The file appears when it is complete.
pub struct NumberWriter {
    writer: SerializedFileWriter<Sink>,
    path: PathBuf,
    columns: usize,
    /// Numbers that wait, row after row.
    waiting: Vec<f32>,
}

impl NumberWriter {
    /// Starts a file with columns of these names.
    ///
    /// # Errors
    /// If the file cannot be created, and names that no column of parquet has.
    pub fn create(path: &Path, names: &[String]) -> Result<Self> {
        let columns: String = names.iter().map(|name| format!("  REQUIRED FLOAT {name};\n")).collect();
        let schema = parse_message_type(&format!("message numbers {{\n{columns}}}"));
        let schema = Arc::new(schema.map_err(|error| cannot_write(path, &error))?);
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(Sink::create(path)?, schema, Arc::new(properties))
            .map_err(|error| cannot_write(path, &error))?;
        Ok(NumberWriter { writer, path: path.to_owned(), columns: names.len(), waiting: Vec::new() })
    }

    /// Adds rows, one behind the other.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, numbers: &[f32]) -> Result<()> {
        self.waiting.extend(numbers);
        let group = GROUP * self.columns;
        while self.waiting.len() >= group {
            let rest = self.waiting.split_off(group);
            self.flush()?;
            self.waiting = rest;
        }
        Ok(())
    }

    /// Writes the rows that wait as a group.
    fn flush(&mut self) -> Result<()> {
        self.write_group().map_err(|error| cannot_write(&self.path, &error))
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in 0..self.columns {
            let values: Vec<f32> = self.waiting.iter().skip(column).step_by(self.columns).copied().collect();
            let Some(mut writer) = group.next_column()? else { break };
            writer.typed::<FloatType>().write_batch(&values, None, None)?;
            writer.close()?;
        }
        group.close().map(|_| ())
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn commit(mut self) -> Result<()> {
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        let sink = self.writer.into_inner().map_err(|error| cannot_write(&self.path, &error))?;
        sink.commit()
    }
}

/// The fault of writing.
pub(super) fn cannot_write(path: &Path, error: &ParquetError) -> Error {
    Error::new(format!("cannot write the file: {error}")).file(path)
}
