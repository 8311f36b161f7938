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

mod columns;
mod pages;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use columns::{NumberColumns, NumberWriter};
use columns::{ParquetColumns, Value, cannot_write};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::Source;
use super::calq_csv::{Extra, Named, Rounded, charge_hint, named};
use super::cells::{CellOrder, from_post_mux, to_post_mux};
use super::sample::{Column, Columns, MAX_CALQ, Meta, Sample};
use crate::chip::signals::{CELLS, Calq};
use crate::error::{Error, Result};
use crate::files::Sink;

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

/// Reads a parquet file, one sample per row.
pub struct ParquetReader {
    table: ParquetColumns,
    order: CellOrder,
    round: Option<Rounded>,
    /// What the columns that are read are for.
    fields: Vec<Field>,
    columns: Columns,
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
        let mut table = ParquetColumns::open(path)?;
        let (mut fields, mut chosen, mut columns) = (Vec::new(), Vec::new(), Columns::default());
        for (number, name) in table.names().iter().enumerate() {
            let cell = name.strip_prefix("CALQ_").and_then(|number| number.parse::<usize>().ok());
            let field = match (cell, Column::parse(name)) {
                (Some(cell), _) if cell < CELLS => Some(Field::Charge(cell)),
                (Some(_), _) => {
                    return Err(Error::new("no such charge").file(path).field(name).allowed("CALQ_0 to CALQ_47"));
                }
                (None, column) => column.map(Field::Meta),
            };
            if let Some(field) = field {
                table.check(number)?;
                if fields.contains(&field) {
                    return Err(Error::new("a column stands there twice").file(path).field(name));
                }
                if let Field::Meta(column) = field {
                    columns = columns.with(column);
                }
                fields.push(field);
                chosen.push(number);
            }
        }
        if let Some(cell) = (0..CELLS).find(|&cell| !fields.contains(&Field::Charge(cell))) {
            return Err(Error::new("a column of charges is missing")
                .file(path)
                .field(format!("CALQ_{cell}"))
                .found(table.names().join(","))
                .allowed("CALQ_0 to CALQ_47, each once"));
        }
        table.choose(chosen);
        Ok(ParquetReader { table, order, round, fields, columns, batch: Vec::new().into_iter(), rows: 0 })
    }

    /// Reads the next rows; none are left at the end.
    fn load(&mut self) -> Result<()> {
        let read = self.table.load(BATCH)?;
        let count = read.first().map_or(0, Vec::len);
        let mut samples = vec![([0; CELLS], Meta::default()); count];
        for (at, (values, &field)) in read.iter().zip(&self.fields).enumerate() {
            for (row, (value, (charges, meta))) in values.iter().zip(&mut samples).enumerate() {
                let set = match field {
                    Field::Charge(cell) => charge_of(value, self.round.as_ref()).map(|charge| charges[cell] = charge),
                    Field::Meta(column) => {
                        meta.set(column, &value.text()).ok_or_else(|| not_a_value(value).allowed(column.allowed()))
                    }
                };
                set.map_err(|error| self.table.place(error, at, self.rows + row as u64))?;
            }
        }
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
