//! Tables of charges as csv: the files of the Ecoder trainer, and the metadata beside link words.
//!
//! A CALQ file has the columns `CALQ_0` to `CALQ_47` and any of [`Column::ALL`], in any order, or no
//! header line and the charges in its first 48 columns. Columns with other names are ignored.
//! Charges are whole numbers of at most 22 bits. Files are read as NumPy and pandas write them: `12.0` and
//! `1.2e+01` are whole numbers, fields may be quoted, commas may be tabs, semicolons or blanks, the line of names may
//! begin with `#`, and the file may be packed with gzip or zstd. Rows are streamed; memory does not grow with the file.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::cells::{CellOrder, to_post_mux};
use super::sample::{Column, Columns, MAX_CALQ, Meta, Sample, whole};
use super::{Source, cells};
use crate::chip::signals::{CELLS, Calq};
use crate::error::{Error, Result};
use crate::files::compressed::decompressed;
use crate::files::{self, Sink};
use crate::golden::vectors::{BoundedLines, CARRIAGE_RETURNS, MAX_LINE};

/// Whether the first line names the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Header {
    /// To be found out: if the first field is a number, the line is data.
    #[default]
    Auto,
    /// It does not: the first line is data, and it is not dropped.
    Absent,
}

/// How tables of charges are read.
#[derive(Debug, Clone, Default)]
pub struct TableOptions {
    /// Whether the first line names the columns.
    pub header: Header,
    /// The first column of a file without names counts its rows and is left out.
    pub index_column: bool,
    /// Charges with a fraction are rounded to the nearest whole number, and counted; without it they are refused.
    pub round: Option<Rounded>,
}

impl TableOptions {
    /// The options of three switches: files name no columns, their first column is an index (and then they name none
    /// either), charges with a fraction are rounded.
    pub fn new(no_header: bool, index_column: bool, round: bool) -> Self {
        let header = if no_header || index_column { Header::Absent } else { Header::Auto };
        TableOptions { header, index_column, round: round.then(Rounded::default) }
    }

    /// How many charges were rounded so far, as a sentence, if that was asked for.
    pub fn said_rounded(&self) -> Option<String> {
        self.round.as_ref().map(|rounded| format!("{} charges were rounded", rounded.count()))
    }
}

/// Counts the charges that were rounded, over all files.
#[derive(Debug, Clone, Default)]
pub struct Rounded(Arc<AtomicU64>);

impl Rounded {
    /// Charges that were rounded so far.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// The nearest whole charge, if there is one; it is counted.
    pub(super) fn charge(&self, value: f64) -> Option<u32> {
        if !(value >= 0.0 && value.round() <= f64::from(MAX_CALQ)) {
            return None;
        }
        self.0.fetch_add(1, Ordering::Relaxed);
        Some(value.round() as u32)
    }
}

/// A value of a column that is not part of a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extra {
    /// A whole number.
    Whole(i64),
    /// A real number.
    Real(f32),
}

impl std::fmt::Display for Extra {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Extra::Whole(value) => value.fmt(f),
            Extra::Real(value) => value.fmt(f),
        }
    }
}

/// Why a number is not a charge.
pub(super) fn charge_hint(value: f64) -> &'static str {
    match value {
        value if value < 0.0 => "charges are unsigned; are these the columns of charges?",
        value if value > f64::from(MAX_CALQ) => "the chip's CALQ has 22 bits",
        _ => {
            "the chip counts in whole CALQ: 'econ-emu data convert --round' takes the nearest; normalised charges are of \
             no use"
        }
    }
}

/// Rows after which a first column that counts them is taken for an index.
const INDEX_ROWS: u64 = 16;

/// Rows of a whole file that are enough for that.
const INDEX_ROWS_OF_SHORT_FILE: u64 = 3;

/// What a csv column is for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Field {
    Charge(usize),
    Meta(Column),
    Other,
}

/// Reads rows of metadata and, if it is a table of charges, charges.
struct Table {
    csv: csv::Reader<Box<dyn Read>>,
    record: csv::ByteRecord,
    /// The first record is data and has been read already.
    pending: bool,
    fields: Vec<Field>,
    columns: Columns,
    path: PathBuf,
    has_header: bool,
    round: Option<Rounded>,
    /// The first column of a file without names has counted so many rows, from 0, and so far all; there are more
    /// columns than charges.
    counted: Option<u64>,
}

impl Table {
    fn new(source: Box<dyn Read + Send>, path: &Path, charges: bool, options: &TableOptions) -> Result<Self> {
        let header = options.header;
        let begun = decompressed(source).and_then(begin).map_err(|error| Error::io("read", path, &error))?;
        let Some((delimiter, source)) = begun else {
            return Err(Error::new("a table without lines").file(path).hint(CARRIAGE_RETURNS));
        };
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(source);
        let mut table = Table {
            csv,
            record: csv::ByteRecord::new(),
            pending: false,
            fields: Vec::new(),
            columns: Columns::default(),
            path: path.to_owned(),
            has_header: true,
            round: options.round.clone(),
            counted: None,
        };
        if !table.advance()? {
            return Err(Error::new("the file is empty")
                .file(path)
                .allowed("rows of 48 charges, with or without a line of column names")
                .hint("was it written completely?"));
        }
        let first = table.record.get(0).map(text).unwrap_or_default();
        let numeric = first.parse::<f64>().is_ok();
        if charges && (numeric || header == Header::Absent) {
            table.without_header(options.index_column)?;
        } else {
            table.with_header(charges)?;
        }
        Ok(table)
    }

    fn without_header(&mut self, index_column: bool) -> Result<()> {
        if self.record.get(0).map(text).is_some_and(|first| first.parse::<f64>().is_err()) {
            return Err(Error::new("the first line is not data")
                .file(&self.path)
                .line(1)
                .column(1)
                .found(text(self.record.get(0).unwrap_or_default()))
                .hint("it looks like column names: leave --no-header out"));
        }
        let before = usize::from(index_column);
        if self.record.len() < before + CELLS {
            return Err(Error::new("too few columns for a file of charges without header")
                .file(&self.path)
                .line(1)
                .found(self.record.len())
                .allowed(if index_column {
                    "an index, 48 charges, then anything"
                } else {
                    "48 charges, then anything"
                }));
        }
        let field = |at: usize| at.checked_sub(before).filter(|&cell| cell < CELLS).map_or(Field::Other, Field::Charge);
        self.fields = (0..self.record.len()).map(field).collect();
        self.counted = (!index_column && self.record.len() > CELLS).then_some(0);
        self.has_header = false;
        self.pending = true;
        Ok(())
    }

    /// The fault of a name in the first line.
    fn no_column(&self, message: &str, at: usize, name: &str) -> Error {
        Error::new(message).file(&self.path).line(1).column(at as u64 + 1).found(name)
    }

    fn with_header(&mut self, charges: bool) -> Result<()> {
        let mut fields = Vec::new();
        for (at, name) in self.record.iter().enumerate() {
            let name = String::from_utf8_lossy(name);
            let name = name.trim();
            // A comment, as NumPy can be told to make of it.
            let name = if at == 0 { name.trim_start_matches('#') } else { name };
            let cell = name.strip_prefix("CALQ_").and_then(|number| number.parse::<usize>().ok());
            let field = match (cell, Column::parse(name)) {
                (Some(cell), _) if charges && cell < CELLS => Field::Charge(cell),
                (Some(_), _) if charges => {
                    return Err(self.no_column("no such charge", at, name).allowed("CALQ_0 to CALQ_47"));
                }
                (_, Some(column)) => Field::Meta(column),
                _ => Field::Other,
            };
            if field != Field::Other && fields.contains(&field) {
                return Err(self.no_column("a column stands there twice", at, name));
            }
            if let Field::Meta(column) = field {
                self.columns = self.columns.with(column);
            }
            fields.push(field);
        }
        let missing = (0..CELLS).find(|&cell| !fields.contains(&Field::Charge(cell)));
        if let (true, Some(cell)) = (charges, missing) {
            let names = self.record.iter().map(text).collect::<Vec<_>>().join(",");
            let hint = if names.starts_with("RX_DATA") {
                "this looks like link words: give --config, the configuration of the chip"
            } else {
                "the first line names the columns; a file without names has numbers only"
            };
            return Err(Error::new("a column of charges is missing")
                .file(&self.path)
                .line(1)
                .field(format!("CALQ_{cell}"))
                .found(names)
                .allowed("CALQ_0 to CALQ_47, each once")
                .hint(hint));
        }
        self.fields = fields;
        Ok(())
    }

    fn advance(&mut self) -> Result<bool> {
        if self.pending {
            self.pending = false;
            return Ok(true);
        }
        self.csv.read_byte_record(&mut self.record).map_err(|error| Error::csv(&self.path, error))
    }

    /// Refuses a first column that counts the rows: it is the index that pandas writes, not a charge.
    fn look_for_index(&mut self, more: bool) -> Result<()> {
        let Some(rows) = self.counted else { return Ok(()) };
        let counts = more && self.record.get(0).and_then(small).map(u64::from) == Some(rows);
        let rows = if counts { rows + 1 } else { rows };
        self.counted = (counts || !more).then_some(rows);
        if self.counted.is_some() && rows >= if more { INDEX_ROWS } else { INDEX_ROWS_OF_SHORT_FILE } {
            return Err(Error::new("the first column counts the rows: it looks like an index, not like charges")
                .file(&self.path)
                .found(format!("0 to {} in the first column, and {} columns", rows - 1, self.fields.len()))
                .hint("--index-column leaves it out; name the columns in a first line if they are charges"));
        }
        Ok(())
    }

    /// The next row: charges as numbered in the file (zeros if there are none), and metadata.
    fn read(&mut self) -> Result<Option<([u32; CELLS], Meta)>> {
        let more = self.advance()?;
        self.look_for_index(more)?;
        if !more {
            return Ok(None);
        }
        if self.record.len() != self.fields.len() {
            return Err(Error::new("wrong number of columns in the row")
                .file(&self.path)
                .line(self.line())
                .found(self.record.len())
                .allowed(self.fields.len().to_string())
                .hint("was the file cut short?"));
        }
        let (mut charges, mut meta) = ([0; CELLS], Meta::default());
        for (at, (bytes, &field)) in self.record.iter().zip(&self.fields).enumerate() {
            match field {
                Field::Other => {}
                Field::Charge(cell) => {
                    charges[cell] = small(bytes).map_or_else(|| self.charge(at, cell, bytes), Ok)?;
                }
                Field::Meta(column) => {
                    let value = std::str::from_utf8(bytes).ok().and_then(|text| meta.set(column, text.trim()));
                    value.ok_or_else(|| self.fault(at, column.name(), bytes).allowed(column.allowed()))?;
                }
            }
        }
        Ok(Some((charges, meta)))
    }

    /// A charge that is not a few digits: written otherwise, or wrong.
    #[cold]
    fn charge(&self, at: usize, cell: usize, bytes: &[u8]) -> Result<u32> {
        let text = std::str::from_utf8(bytes).unwrap_or_default().trim();
        let number = whole(text).and_then(|number| u32::try_from(number).ok()).filter(|&number| number <= MAX_CALQ);
        let rounded = || self.round.as_ref()?.charge(text.parse().ok()?);
        number.or_else(rounded).ok_or_else(|| {
            let hint = match text.parse::<f64>() {
                Ok(value) => charge_hint(value),
                Err(_) if text.is_empty() => "an empty field at the end of a file means that it was cut short",
                Err(_) => "charges are decimal numbers",
            };
            self.fault(at, &format!("CALQ_{cell}"), bytes).allowed(format!("a whole number, 0..={MAX_CALQ}")).hint(hint)
        })
    }

    fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    fn fault(&self, at: usize, name: &str, bytes: &[u8]) -> Error {
        Error::new("not a value of this column")
            .file(&self.path)
            .line(self.line())
            .column(at as u64 + 1)
            .field(name)
            .found(format!("'{}'", String::from_utf8_lossy(bytes)))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// Up to 6 digits; anything else takes the slow way.
fn small(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 6 {
        return None;
    }
    bytes.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| 10 * number + u32::from(byte - b'0')))
}

fn open_bytes(path: &Path) -> Result<Box<dyn Read + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(std::io::stdin()));
    }
    let file: File = files::open(path)?;
    Ok(Box::new(file))
}

/// Finds what separates the fields in the first line, and drops a byte order mark and the `# ` that NumPy puts before
/// the names of columns; none if lines end in carriage returns alone. The text that is given back is refused where a
/// line has no end, or a quoted field no end on its line.
fn begin(mut source: Box<dyn Read + Send>) -> std::io::Result<Option<(u8, Box<dyn Read>)>> {
    let mut start = Vec::new();
    source.by_ref().take(MAX_LINE as u64).read_to_end(&mut start)?;
    let mark = "\u{feff}".as_bytes();
    let begin = if start.starts_with(mark) { mark.len() } else { 0 };
    let begin = if start[begin..].starts_with(b"# ") { begin + 2 } else { begin };
    let line = start.get(begin..).and_then(|text| text.split(|&byte| byte == b'\n').next()).unwrap_or_default();
    if line.trim_ascii_end().contains(&b'\r') {
        return Ok(None);
    }
    // What names of columns may have in them comes last.
    let delimiter = *b",\t; ".iter().find(|delimiter| line.contains(delimiter)).unwrap_or(&b',');
    let mut text = std::io::Cursor::new(start);
    text.set_position(begin as u64);
    let text = BoundedLines::new(text.chain(source), MAX_LINE);
    Ok(Some((delimiter, Box::new(ClosedQuotes { inner: text, open: false }))))
}

/// Text whose quoted fields end on their line, so that none of them grows with the file.
struct ClosedQuotes<R> {
    inner: R,
    open: bool,
}

impl<R: Read> Read for ClosedQuotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        for &byte in &buffer[..count] {
            self.open ^= byte == b'"';
            if self.open && byte == b'\n' {
                return Err(std::io::Error::new(
                    ErrorKind::InvalidData,
                    "a quoted field that does not end on its line",
                ));
            }
        }
        Ok(count)
    }
}

/// Reads a CALQ csv file, one sample per row.
pub struct CalqReader {
    table: Table,
    order: CellOrder,
}

impl CalqReader {
    /// Opens a file and reads its header; `-` is standard input. `order` is the numbering of its
    /// charges.
    ///
    /// # Errors
    /// If the file cannot be opened, is empty, or does not have 48 charges.
    pub fn open(path: &Path, order: CellOrder, options: &TableOptions) -> Result<Self> {
        Self::new(open_bytes(path)?, path, order, options)
    }

    /// Reads from anything; `path` is used in messages.
    ///
    /// # Errors
    /// As [`CalqReader::open`].
    pub fn new(source: Box<dyn Read + Send>, path: &Path, order: CellOrder, options: &TableOptions) -> Result<Self> {
        Ok(CalqReader { table: Table::new(source, path, true, options)?, order })
    }

    /// Whether the file names its columns.
    pub fn has_header(&self) -> bool {
        self.table.has_header
    }
}

impl Source for CalqReader {
    fn read(&mut self) -> Result<Option<Sample>> {
        let Some((charges, meta)) = self.table.read()? else { return Ok(None) };
        Ok(Some(Sample { charges: to_post_mux(&charges.map(Calq), self.order), meta }))
    }

    fn columns(&self) -> Columns {
        self.table.columns
    }
}

/// Reads a metadata csv: a header line and one row for each row of link words.
pub struct MetadataReader {
    table: Table,
}

impl MetadataReader {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// If it cannot be opened or is empty.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(MetadataReader { table: Table::new(open_bytes(path)?, path, false, &TableOptions::default())? })
    }

    /// The columns it has.
    pub fn columns(&self) -> Columns {
        self.table.columns
    }

    /// The next row.
    ///
    /// # Errors
    /// Rows of another length, and values outside [`Column::allowed`], with line and column.
    pub fn read(&mut self) -> Result<Option<Meta>> {
        Ok(self.table.read()?.map(|(_, meta)| meta))
    }
}

/// Columns of metadata in the order in which they are written, with their names.
pub(super) type Named = (Column, &'static str);

/// Columns in our order, with our names.
pub(super) fn named(columns: Columns) -> Vec<Named> {
    columns.iter().map(|column| (column, column.name())).collect()
}

/// The names of the columns as in the files of Ecoder: the event number, the charges, everything else.
pub(super) fn header(charges: Option<CellOrder>, columns: &[Named]) -> String {
    let (entry, others): (Vec<&Named>, Vec<&Named>) = columns.iter().partition(|(column, _)| *column == Column::Entry);
    let [entry, others] = [entry, others].map(|part| part.into_iter().map(|(_, name)| (*name).to_owned()));
    let cells = (0..CELLS).filter(|_| charges.is_some()).map(|cell| format!("CALQ_{cell}"));
    entry.chain(cells).chain(others).collect::<Vec<_>>().join(",")
}

/// Appends a row with the columns of [`header`], without the end of the line.
pub(super) fn push_row(line: &mut String, sample: &Sample, charges: Option<CellOrder>, columns: &[Named]) {
    use std::fmt::Write;
    push_meta(line, &sample.meta, columns, true);
    if let Some(order) = charges {
        for charge in cells::from_post_mux(&sample.charges, order) {
            // Writing to a string cannot fail.
            let _ = write!(line, "{},", charge.0);
        }
    }
    push_meta(line, &sample.meta, columns, false);
    line.pop();
}

/// Appends the event number, or everything else, with a comma behind each.
fn push_meta(line: &mut String, meta: &Meta, columns: &[Named], entry: bool) {
    for (column, _) in columns.iter().filter(|(column, _)| (*column == Column::Entry) == entry) {
        line.push_str(&meta.text(*column));
        line.push(',');
    }
}

/// Writes rows of charges, metadata, or both as csv with a header line.
pub struct CsvWriter {
    sink: Sink,
    path: PathBuf,
    charges: Option<CellOrder>,
    columns: Vec<Named>,
    line: String,
}

impl CsvWriter {
    /// Starts a CALQ file with charges in `order` and the given columns; `-` is standard output.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create(path: &Path, order: CellOrder, columns: Columns) -> Result<Self> {
        Self::start(path, Some(order), columns, &[])
    }

    /// As [`CsvWriter::create`], with columns of other names at the end, each with a value of its type;
    /// [`CsvWriter::write_with`] takes their values.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create_with(path: &Path, order: CellOrder, columns: Columns, more: &[(String, Extra)]) -> Result<Self> {
        Self::start(path, Some(order), columns, more)
    }

    /// Starts a metadata file.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn metadata(path: &Path, columns: Columns) -> Result<Self> {
        Self::start(path, None, columns, &[])
    }

    fn start(path: &Path, charges: Option<CellOrder>, columns: Columns, more: &[(String, Extra)]) -> Result<Self> {
        let sink = Sink::create(path)?;
        let columns = named(columns);
        let line = header(charges, &columns);
        let mut writer = CsvWriter { sink, path: path.to_owned(), charges, columns, line };
        more.iter().for_each(|(name, _)| writer.line.extend([",", name]));
        writer.finish_line()?;
        Ok(writer)
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
        use std::fmt::Write;
        self.line.clear();
        push_row(&mut self.line, sample, self.charges, &self.columns);
        for value in more {
            let _ = write!(self.line, ",{value}");
        }
        self.finish_line()
    }

    fn finish_line(&mut self) -> Result<()> {
        self.line.push('\n');
        self.sink.write_all(self.line.as_bytes()).map_err(|error| Error::io("write", &self.path, &error))
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn commit(self) -> Result<()> {
        self.sink.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::sample::testing::full_meta;

    fn reader(text: &[u8], header: Header) -> Result<CalqReader> {
        let source = Box::new(std::io::Cursor::new(text.to_vec()));
        let options = TableOptions { header, ..TableOptions::default() };
        CalqReader::new(source, Path::new("in.csv"), CellOrder::Training, &options)
    }

    fn read(text: &[u8], header: Header) -> Result<Vec<Sample>> {
        let mut reader = reader(text, header)?;
        std::iter::from_fn(|| reader.read().transpose()).collect()
    }

    fn row(first: &str) -> String {
        let rest: Vec<String> = (1..CELLS).map(|cell| cell.to_string()).collect();
        format!("{first},{}\n", rest.join(","))
    }

    fn header() -> String {
        (0..CELLS).map(|cell| format!("CALQ_{cell}")).collect::<Vec<_>>().join(",") + "\n"
    }

    #[test]
    fn without_header_no_row_is_lost_and_more_columns_are_read_over() {
        let text = row("100") + &row("200");
        for header in [Header::Auto, Header::Absent] {
            let samples = read(text.as_bytes(), header).unwrap();
            assert_eq!(samples.len(), 2);
            // Cell 0 of the training order has index 4 behind the MUX.
            assert_eq!((samples[0].charges[4].0, samples[1].charges[4].0), (100, 200));
            assert_eq!(samples[0].charges[12].0, 1);
        }
        let longer = text.replace('\n', ",FI,17\n");
        assert_eq!(read(longer.as_bytes(), Header::Auto).unwrap(), read(text.as_bytes(), Header::Auto).unwrap());
    }

    #[test]
    fn a_header_gives_columns_in_any_order() {
        let text = format!("entry,,tc_eta,{},ModType,unknown\n", header().trim());
        let text = format!("{text}5,0,1.5,{},FM,x\n6,1,,{},aO,y\n", row("7").trim(), row("8.0").trim());
        let samples = read(text.as_bytes(), Header::Auto).unwrap();
        assert_eq!((samples[0].meta.entry, samples[0].meta.eta), (Some(5), Some(1.5)));
        assert_eq!((samples[1].meta.eta, samples[1].charges[4].0), (None, 8));
        let columns = reader(text.as_bytes(), Header::Auto).unwrap().columns();
        assert_eq!(columns, [Column::Entry, Column::Module, Column::Eta].into_iter().collect());
    }

    #[test]
    fn faults_name_line_column_and_field() {
        fn fault(text: &str, header: Header) -> String {
            read(text.as_bytes(), header).unwrap_err().to_string()
        }
        fn auto(text: impl AsRef<str>) -> String {
            fault(text.as_ref(), Header::Auto)
        }
        assert!(auto("").contains("empty"));
        assert!(auto(header() + &row("-1")).contains("in.csv:2:1: CALQ_0"));
        assert!(auto(header() + &row("0.25")).contains("whole CALQ"));
        assert!(auto(header() + &row("4194304")).contains("22 bits"));
        assert_eq!(read((header() + &row("4194303")).as_bytes(), Header::Auto).unwrap()[0].max(), MAX_CALQ);
        assert!(auto(header() + &row("")).contains("cut short"));
        assert!(auto(header() + "1,2\n").contains("in.csv:2: wrong number of columns"));
        assert!(auto(header().replace("CALQ_9,", "")).contains("CALQ_9: a column of charges is missing"));
        assert!(auto(header().replace("CALQ_9,", "CALQ_8,")).contains("in.csv:1:10: a column stands there twice"));
        assert!(auto(header().replace("CALQ_9,", "CALQ_48,")).contains("no such charge"));
        assert!(auto("RX_DATA_0,RX_DATA_1\n").contains("--config"));
        assert!(auto("1,2,3\n").contains("too few columns"));
        assert!(fault(&(header() + &row("1")), Header::Absent).contains("leave --no-header out"));
        assert!(read(&vec![b'7'; 1 << 22], Header::Auto).unwrap_err().to_string().contains("line without end"));
    }

    #[test]
    fn tables_are_read_as_numpy_and_pandas_write_them() {
        let plain = format!("{}{}{}", header(), row("272"), row("0"));
        let expected = read(plain.as_bytes(), Header::Auto).unwrap();
        let floats = plain.lines().skip(1).map(|line| {
            let fields = line.split(',').map(|field| format!("{:.18e}", field.parse::<f64>().unwrap()));
            fields.map(|field| field.replace('e', "e+0")).collect::<Vec<_>>().join(" ") + "\n"
        });
        let floats: String = floats.collect();
        let quoted: String = plain
            .lines()
            .map(|line| line.split(',').map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",") + "\n")
            .collect();
        let index: String = std::iter::once(format!(",{}", header()))
            .chain(plain.lines().skip(1).zip(0..).map(|(line, at)| format!("{at},{line}\n")))
            .collect();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(plain.as_bytes()).unwrap();
        let fastest = ruzstd::encoding::CompressionLevel::Fastest;
        for (name, text) in [
            ("savetxt", floats.clone().into_bytes()),
            ("savetxt with a header", format!("# {}{floats}", header().replace(',', " ")).into_bytes()),
            ("savetxt with commas", format!("# {}{}", header(), floats.replace(' ', ",")).into_bytes()),
            ("quoted", quoted.into_bytes()),
            ("index", index.into_bytes()),
            ("tabs", plain.replace(',', "\t").into_bytes()),
            ("semicolons", plain.replace(',', ";").into_bytes()),
            ("byte order mark", format!("\u{feff}{plain}").into_bytes()),
            ("byte order mark without names", format!("\u{feff}{}", plain.split_once('\n').unwrap().1).into_bytes()),
            ("gzip", gzip.finish().unwrap()),
            ("zstd", ruzstd::encoding::compress_to_vec(plain.as_bytes(), fastest)),
        ] {
            let samples = read(&text, Header::Auto).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(samples, expected, "{name}");
        }
        let named = format!("comment,{}\"a,b\",{}", header(), row("1"));
        assert_eq!(read(named.as_bytes(), Header::Auto).unwrap().len(), 1, "a comma in quotes");
        let open = format!("{}\"1,{}", header(), row("1"));
        assert!(read(open.as_bytes(), Header::Auto).unwrap_err().to_string().contains("does not end on its line"));
    }

    #[test]
    fn an_index_without_a_name_is_not_taken_for_a_charge() {
        fn rows(count: u32) -> String {
            (0..count).map(|at| format!("{at},{}", row("7"))).collect()
        }
        let index = TableOptions { index_column: true, ..TableOptions::default() };
        for count in [3, 40] {
            let error = read(rows(count).as_bytes(), Header::Auto).unwrap_err().to_string();
            assert!(error.contains("counts the rows") && error.contains("--index-column"), "{error}");
            let source = Box::new(std::io::Cursor::new(rows(count).into_bytes()));
            let mut reader = CalqReader::new(source, Path::new("in.csv"), CellOrder::Training, &index).unwrap();
            let samples: Vec<Sample> = std::iter::from_fn(|| reader.read().transpose()).map(Result::unwrap).collect();
            assert!(samples.len() == count as usize && samples.iter().all(|sample| sample.charges[4].0 == 7));
        }
        let other = rows(40).replace("\n3,", "\n4,");
        assert_eq!(read(other.as_bytes(), Header::Auto).unwrap().len(), 40, "charges that count three rows only");
        let source = Box::new(std::io::Cursor::new(row("7").into_bytes()));
        let reader = CalqReader::new(source, Path::new("in.csv"), CellOrder::Training, &index);
        assert!(reader.err().unwrap().to_string().contains("too few columns"));
    }

    fn open(text: String, options: &TableOptions) -> CalqReader {
        let source = Box::new(std::io::Cursor::new(text.into_bytes()));
        CalqReader::new(source, Path::new("in.csv"), CellOrder::Training, options).unwrap()
    }

    #[test]
    fn charges_with_a_fraction_are_rounded_on_request() {
        let text = header() + &row("2.5") + &row("0.49") + &row("3e-1") + &row("4194303.4") + &row("10");
        assert!(read(text.as_bytes(), Header::Auto).unwrap_err().to_string().contains("--round"));
        let rounded = Rounded::default();
        let options = TableOptions { round: Some(rounded.clone()), ..TableOptions::default() };
        let mut reader = open(text, &options);
        let first: Vec<u32> =
            std::iter::from_fn(|| reader.read().transpose()).map(|sample| sample.unwrap().charges[4].0).collect();
        assert_eq!((first, rounded.count()), (vec![3, 0, 0, MAX_CALQ, 10], 4));
        for bad in ["-0.4", "4194303.6", "nan", "1e400", "x"] {
            assert!(open(header() + &row(bad), &options).read().is_err(), "{bad}");
        }
    }

    #[test]
    fn exponents_are_exact() {
        for (text, value) in [
            ("2.720000e+02", Some(272)),
            ("1.0e3", Some(1000)),
            ("10e-1", Some(1)),
            ("1e-1", None),
            ("1.25e1", None),
            ("1.25E2", Some(125)),
            ("0e-400", Some(0)),
            ("0.000e+00", Some(0)),
            ("-3.0", Some(-3)),
            ("9007199254740993", Some(9_007_199_254_740_993)),
            ("9.007199254740993e15", Some(9_007_199_254_740_993)),
            ("1e18", Some(1_000_000_000_000_000_000)),
            ("1e19", None),
            ("1e2147483648", None),
            ("12.", Some(12)),
            (".5e1", Some(5)),
            (".", None),
            ("", None),
            ("1e", None),
            ("e5", None),
            ("1_0", None),
            ("0x10", None),
        ] {
            assert_eq!(whole(text), value, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("out.csv");
        let sample = Sample::new(std::array::from_fn(|cell| 1000 * cell as u32), full_meta()).unwrap();
        for order in [CellOrder::Training, CellOrder::PostMux] {
            let mut writer = CsvWriter::create(&path, order, Columns::ALL).unwrap();
            writer.write(&sample).unwrap();
            writer.commit().unwrap();
            let mut reader = CalqReader::open(&path, order, &TableOptions::default()).unwrap();
            assert!(reader.has_header() && reader.columns() == Columns::ALL);
            assert_eq!(reader.read().unwrap(), Some(sample));
            assert_eq!(reader.read().unwrap(), None);
        }
        let mut writer = CsvWriter::metadata(&path, Columns::ALL).unwrap();
        writer.write(&sample).unwrap();
        writer.commit().unwrap();
        let mut reader = MetadataReader::open(&path).unwrap();
        assert_eq!(reader.read().unwrap(), Some(sample.meta));
    }
}
