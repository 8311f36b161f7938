//! Vector files: csv with one row of 32-bit words in hexadecimal for each crossing.
//!
//! `testInput.csv` has the columns `RX_DATA_0` to `RX_DATA_11`, `testOutput.csv` the columns
//! `TX_DATA_0` to `TX_DATA_12`. Every word has exactly 8 digits, so a file that was cut in the
//! middle of a word is noticed. Rows are streamed; memory does not grow with the file.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::files;
use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

/// Longest line accepted; a row of 13 words has 116 characters.
pub(crate) const MAX_LINE: usize = 4096;

/// Words of one crossing: 12 at the input, 13 at the output.
pub trait Words: Copy + Default + AsRef<[u32]> + AsMut<[u32]> {
    /// Prefix of the column names.
    const PREFIX: &'static str;
    /// Number of columns.
    const COLUMNS: usize;
    /// Usual file name.
    const FILE: &'static str;
}

impl Words for [u32; INPUT_LINKS] {
    const PREFIX: &'static str = "RX_DATA_";
    const COLUMNS: usize = INPUT_LINKS;
    const FILE: &'static str = "testInput.csv";
}

impl Words for [u32; OUTPUT_LINKS] {
    const PREFIX: &'static str = "TX_DATA_";
    const COLUMNS: usize = OUTPUT_LINKS;
    const FILE: &'static str = "testOutput.csv";
}

fn header<W: Words>() -> String {
    (0..W::COLUMNS).map(|column| format!("{}{column}", W::PREFIX)).collect::<Vec<_>>().join(",")
}

/// Refuses lines without end, so that a binary file cannot fill the memory as one "row".
pub(crate) struct BoundedLines<R> {
    inner: R,
    since_newline: usize,
    longest: usize,
}

impl<R> BoundedLines<R> {
    pub(crate) fn new(inner: R, longest: usize) -> Self {
        BoundedLines { inner, since_newline: 0, longest }
    }
}

impl<R: Read> Read for BoundedLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match buffer[..count].iter().rposition(|&byte| byte == b'\n') {
            Some(last) => self.since_newline = count - last - 1,
            None => self.since_newline += count,
        }
        if self.since_newline > self.longest.max(2 * buffer.len()) {
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "a line without end"));
        }
        Ok(count)
    }
}

/// Reads rows one at a time.
pub struct VectorReader<W> {
    csv: csv::Reader<BoundedLines<Box<dyn Read>>>,
    record: csv::ByteRecord,
    path: PathBuf,
    rows: u64,
    kind: std::marker::PhantomData<W>,
}

impl<W: Words> VectorReader<W> {
    /// Opens a file and checks its header line; `-` is standard input.
    ///
    /// # Errors
    /// If the file cannot be opened, is empty, or has other columns.
    pub fn open(path: &Path) -> Result<Self> {
        let source: Box<dyn Read> = if path.as_os_str() == "-" {
            Box::new(std::io::stdin())
        } else {
            let file: File = files::open(path)?;
            Box::new(BufReader::with_capacity(1 << 16, file))
        };
        Self::new(source, path)
    }

    /// Reads from anything; `path` is used in messages.
    ///
    /// # Errors
    /// As [`VectorReader::open`].
    pub fn new(source: Box<dyn Read>, path: &Path) -> Result<Self> {
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(false)
            .trim(csv::Trim::All)
            .from_reader(BoundedLines::new(source, MAX_LINE));
        let mut reader = VectorReader {
            csv,
            record: csv::ByteRecord::new(),
            path: path.to_owned(),
            rows: 0,
            kind: std::marker::PhantomData,
        };
        if !reader.advance()? {
            return Err(Error::new("the file is empty")
                .file(path)
                .allowed(format!("a header line {}", header::<W>()))
                .hint("was it written completely?"));
        }
        let names = reader.record.iter();
        let found = names.map(|name| String::from_utf8_lossy(name)).collect::<Vec<_>>().join(",");
        if found.trim_start_matches('\u{feff}') != header::<W>() {
            let hint = if found.trim_start_matches('\u{feff}').starts_with(W::PREFIX) {
                "a column is missing, misspelt or too many"
            } else if found.starts_with("RX_DATA") {
                "this looks like a testInput.csv"
            } else if found.starts_with("TX_DATA") {
                "this looks like a testOutput.csv"
            } else {
                "the first line names the columns"
            };
            return Err(Error::new("unexpected columns")
                .file(path)
                .line(1)
                .found(found)
                .allowed(header::<W>())
                .hint(hint));
        }
        Ok(reader)
    }

    /// The file, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Rows read so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    fn advance(&mut self) -> Result<bool> {
        self.csv.read_byte_record(&mut self.record).map_err(|error| Error::csv(&self.path, error))
    }

    /// The next row, or `None` at the end of the file.
    ///
    /// # Errors
    /// A row of another length, and words that are not 8 hexadecimal digits, with line and column.
    pub fn read(&mut self) -> Result<Option<W>> {
        if !self.advance()? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        if self.record.len() != W::COLUMNS {
            return Err(Error::new("wrong number of words in the row")
                .file(&self.path)
                .line(line)
                .found(self.record.len())
                .allowed(W::COLUMNS.to_string())
                .hint("was the file cut short?"));
        }
        let mut words = W::default();
        for (column, (text, word)) in self.record.iter().zip(words.as_mut()).enumerate() {
            *word = parse_word(text).ok_or_else(|| {
                Error::new("not a 32-bit word")
                    .file(&self.path)
                    .line(line)
                    .field(format!("{}{column}", W::PREFIX))
                    .found(format!("'{}'", String::from_utf8_lossy(text)))
                    .allowed("exactly 8 hexadecimal digits, without prefix")
                    .hint("fewer digits at the end of a file mean that it was cut short")
            })?;
        }
        self.rows += 1;
        Ok(Some(words))
    }

    /// All remaining rows.
    ///
    /// # Errors
    /// As [`VectorReader::read`].
    pub fn read_all(mut self) -> Result<Vec<W>> {
        let mut rows = Vec::new();
        while let Some(row) = self.read()? {
            rows.push(row);
        }
        Ok(rows)
    }
}

/// Exactly 8 hexadecimal digits of either case.
fn parse_word(text: &[u8]) -> Option<u32> {
    if text.len() != 8 {
        return None;
    }
    text.iter().try_fold(0u32, |word, &byte| Some(word << 4 | char::from(byte).to_digit(16)?))
}

/// Writes the header line.
///
/// # Errors
/// Those of the writer.
pub fn write_header<W: Words>(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}", header::<W>())
}

/// Writes one row: lower-case words of 8 digits, a line feed at the end.
///
/// # Errors
/// Those of the writer.
pub fn write_row<W: Words>(out: &mut impl Write, words: &W) -> std::io::Result<()> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut line = [b','; 9 * OUTPUT_LINKS];
    for (word, text) in words.as_ref().iter().zip(line.chunks_mut(9)) {
        for (place, digit) in text[..8].iter_mut().enumerate() {
            *digit = DIGITS[(word >> (28 - 4 * place) & 15) as usize];
        }
    }
    let length = 9 * W::COLUMNS;
    line[length - 1] = b'\n';
    out.write_all(&line[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    type Input = [u32; INPUT_LINKS];

    fn read(text: &[u8]) -> Result<Vec<Input>> {
        VectorReader::<Input>::new(Box::new(std::io::Cursor::new(text.to_vec())), Path::new("in.csv"))?.read_all()
    }

    fn file(rows: &[Input]) -> Vec<u8> {
        let mut text = Vec::new();
        write_header::<Input>(&mut text).unwrap();
        rows.iter().for_each(|row| write_row(&mut text, row).unwrap());
        text
    }

    #[test]
    fn rows_survive_writing_and_reading() {
        let rows = [[0x9000_000f; 12], std::array::from_fn(|i| 0xdead_bee0 + i as u32)];
        let text = file(&rows);
        assert!(text.ends_with(b"deadbeeb\n"));
        assert_eq!(read(&text).unwrap(), rows);
        assert_eq!(read(&text[..text.len() - 1]).unwrap(), rows, "no newline at the end");
        let crlf = String::from_utf8(text).unwrap().replace('\n', "\r\n");
        assert_eq!(read(crlf.as_bytes()).unwrap(), rows);
    }

    #[test]
    fn faults_name_line_and_column() {
        let fault = |text: &[u8]| read(text).unwrap_err().to_string();
        let good = file(&[[1; 12], [2; 12]]);
        assert!(fault(b"").contains("empty"));
        assert!(fault(&good[..good.len() - 2]).contains("in.csv:3: RX_DATA_11"), "cut inside the last word");
        assert!(fault(&good[..good.len() - 12]).contains("wrong number of words"));
        let text = String::from_utf8(good).unwrap();
        assert!(fault(text.replacen("00000001", "0000000g", 1).as_bytes()).contains("in.csv:2: RX_DATA_0"));
        assert!(fault(text.replacen("00000001", "000000001", 1).as_bytes()).contains("8 hexadecimal"));
        assert!(fault(text.replace("RX_", "TX_").as_bytes()).contains("testOutput.csv"));
        assert!(fault(&[0xFF; 40]).contains("unexpected columns"));
        assert!(fault(&vec![b'a'; 1 << 22]).contains("line without end"));
    }
}
