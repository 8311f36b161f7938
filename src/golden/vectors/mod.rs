//! Vector files: csv with one row of 32-bit words in hexadecimal for each BX.
//!
//! `testInput.csv` has the columns `RX_DATA_0` to `RX_DATA_11`, `testOutput.csv` the columns
//! `TX_DATA_0` to `TX_DATA_12`. Every word has exactly 8 digits, so a file that was cut in the
//! middle of a word is noticed. The same rows may stand in a binary file, see [`ebin`]. Rows are
//! streamed; memory does not grow with the file.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::ebin;
use crate::error::{Error, Result};
use crate::files;
use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

/// Longest line accepted; a row of 13 words has 116 characters.
pub(crate) const MAX_LINE: usize = 4096;

/// What to do about lines that end as they did on old machines.
pub(crate) const CARRIAGE_RETURNS: &str =
    "the lines end in carriage returns alone: make line feeds of them, as tr '\\r' '\\n' does";

/// Words of one BX: 12 at the input, 13 at the output.
pub trait Words: Copy + Default + AsRef<[u32]> + AsMut<[u32]> + Send + Sync {
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

/// Bytes read at a time.
const PIECE: usize = 1 << 18;

/// Reads rows of a csv or of a binary file ([`ebin`]); the first bytes tell which it is.
pub struct VectorReader<W> {
    source: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// Bytes of a regular file when it was opened, and those that were read.
    length: Option<u64>,
    read: u64,
    /// What is left of the bytes.
    rest: std::ops::Range<usize>,
    /// Columns of a binary file.
    binary: Option<usize>,
    path: PathBuf,
    line: u64,
    rows: u64,
    /// A row that was read to see whether there is one.
    first: Option<W>,
    kind: std::marker::PhantomData<W>,
}

impl<W: Words> VectorReader<W> {
    /// Opens a file and checks its header; `-` is standard input.
    ///
    /// # Errors
    /// If the file cannot be opened, is empty, or has other columns.
    pub fn open(path: &Path) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Self::new(Box::new(std::io::stdin()), path);
        }
        let file = files::open(path)?;
        let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|meta| meta.len());
        Self::begin(Box::new(file), length, path)
    }

    /// Reads from anything; `path` is used in messages.
    ///
    /// # Errors
    /// As [`VectorReader::open`].
    pub fn new(source: Box<dyn Read + Send>, path: &Path) -> Result<Self> {
        Self::begin(source, None, path)
    }

    fn begin(source: Box<dyn Read + Send>, length: Option<u64>, path: &Path) -> Result<Self> {
        let mut reader = VectorReader {
            source,
            rest: 0..0,
            length,
            read: 0,
            buffer: Vec::new(),
            binary: None,
            path: path.to_owned(),
            line: 0,
            rows: 0,
            first: None,
            kind: std::marker::PhantomData,
        };
        reader.fill(ebin::HEADER)?;
        if reader.left().starts_with(&ebin::MAGIC) {
            let header = &reader.left()[..ebin::HEADER.min(reader.rest.len())];
            reader.binary = Some(ebin::check::<W>(header, path)?);
            reader.rest.start += ebin::HEADER;
            return Ok(reader);
        }
        let Some(line) = reader.next_line()? else {
            return Err(Error::new("the file is empty")
                .file(path)
                .allowed(format!("a header line {}", header::<W>()))
                .hint("was it written completely?"));
        };
        let line = String::from_utf8_lossy(&reader.buffer[line]).trim_end().to_owned();
        let found = line.split(',').map(str::trim).collect::<Vec<_>>().join(",");
        if found.trim_start_matches('\u{feff}') != header::<W>() {
            let hint = if line.contains('\r') {
                CARRIAGE_RETURNS
            } else if found.trim_start_matches('\u{feff}').starts_with(W::PREFIX) {
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

    /// The same reader, if the file has a row.
    ///
    /// # Errors
    /// A file without rows, and those of [`VectorReader::read`].
    pub fn with_rows(mut self) -> Result<Self> {
        self.first = self.read()?;
        match self.first {
            Some(_) => {
                self.rows = 0;
                Ok(self)
            }
            None => Err(Error::new("the file has no rows")
                .file(&self.path)
                .allowed("a row of words for each BX, behind the names of the columns")
                .hint("was it written completely?")),
        }
    }

    /// The file, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Rows read so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    fn left(&self) -> &[u8] {
        &self.buffer[self.rest.clone()]
    }

    /// Reads until at least `count` bytes are left, or the file ends.
    fn fill(&mut self, count: usize) -> Result<()> {
        if self.rest.len() >= count {
            return Ok(());
        }
        self.buffer.copy_within(self.rest.clone(), 0);
        self.rest = 0..self.rest.len();
        self.buffer.resize(PIECE.max(count), 0);
        while self.rest.len() < count {
            match self.source.read(&mut self.buffer[self.rest.end..]) {
                Ok(0) => {
                    self.check_length()?;
                    break;
                }
                Ok(read) => {
                    self.rest.end += read;
                    self.read += read as u64;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::io("read", &self.path, &error)),
            }
        }
        Ok(())
    }

    /// Refuses a file that had more bytes when it was opened: what is missing would go unnoticed.
    fn check_length(&self) -> Result<()> {
        match self.length.filter(|&length| self.read < length) {
            None => Ok(()),
            Some(length) => Err(Error::new("the file became shorter while it was read")
                .file(&self.path)
                .found(format!("{} bytes", self.read))
                .allowed(format!("{length} bytes, as when it was opened"))
                .hint("does another program write it?")),
        }
    }

    /// The next line that is not empty: where it stands in the buffer, without its end.
    fn next_line(&mut self) -> Result<Option<std::ops::Range<usize>>> {
        loop {
            self.line += 1;
            let mut length = self.left().iter().position(|&byte| byte == b'\n');
            if length.is_none() {
                self.fill(MAX_LINE)?;
                length = self.left().iter().position(|&byte| byte == b'\n');
            }
            let start = self.rest.start;
            let end = match length {
                Some(length) => {
                    self.rest.start += length + 1;
                    start + length
                }
                None if self.rest.len() >= MAX_LINE => {
                    let fault = Error::new("a line without end").file(&self.path).line(self.line);
                    let ends = self.left().contains(&b'\r');
                    return Err(if ends { fault.hint(CARRIAGE_RETURNS) } else { fault });
                }
                None if self.rest.is_empty() => return Ok(None),
                None => {
                    self.rest.start = self.rest.end;
                    self.rest.end
                }
            };
            if !self.buffer[start..end].trim_ascii().is_empty() {
                return Ok(Some(start..end));
            }
        }
    }

    /// The next row, or `None` at the end of the file.
    ///
    /// # Errors
    /// A row of another length, and words that are not 8 hexadecimal digits, with line and column.
    pub fn read(&mut self) -> Result<Option<W>> {
        if let Some(first) = self.first.take() {
            self.rows += 1;
            return Ok(Some(first));
        }
        let length = self.binary.map_or(9 * W::COLUMNS, |columns| 4 * columns);
        if self.rest.len() < length {
            self.fill(length)?;
        }
        let mut words = W::default();
        if self.binary.is_some() {
            let Some(bytes) = self.left().get(..length) else {
                return match self.rest.len() {
                    0 => Ok(None),
                    left => Err(Error::new("the last row is cut short")
                        .file(&self.path)
                        .found(format!("{left} bytes"))
                        .allowed(format!("{length} bytes"))),
                };
            };
            for (word, bytes) in words.as_mut().iter_mut().zip(bytes.as_chunks().0) {
                *word = u32::from_le_bytes(*bytes);
            }
            self.rest.start += length;
        } else if let Some(line) = self.left().get(..length)
            && parse_line(line, &mut words)
        {
            self.rest.start += length;
            self.line += 1;
        } else {
            let Some(line) = self.next_line()? else { return Ok(None) };
            words = self.parse(line)?;
        }
        self.rows += 1;
        Ok(Some(words))
    }

    /// A row that is not written as this program writes it.
    fn parse(&self, line: std::ops::Range<usize>) -> Result<W> {
        let texts: Vec<&[u8]> = self.buffer[line].split(|&byte| byte == b',').map(<[u8]>::trim_ascii).collect();
        if texts.len() != W::COLUMNS {
            return Err(Error::new("wrong number of words in the row")
                .file(&self.path)
                .line(self.line)
                .found(texts.len())
                .allowed(W::COLUMNS.to_string())
                .hint("was the file cut short?"));
        }
        let mut words = W::default();
        for (column, (text, word)) in texts.into_iter().zip(words.as_mut()).enumerate() {
            let Some(value) = text.first_chunk().filter(|_| text.len() == 8).and_then(parse_word) else {
                return Err(Error::new("not a 32-bit word")
                    .file(&self.path)
                    .line(self.line)
                    .field(format!("{}{column}", W::PREFIX))
                    .found(format!("'{}'", String::from_utf8_lossy(text)))
                    .allowed("exactly 8 hexadecimal digits, without prefix")
                    .hint("fewer digits at the end of a file mean that it was cut short"));
            };
            *word = value;
        }
        Ok(words)
    }

    /// Takes the next rows, at most `limit`, in place of those in `rows`; none at the end of the file.
    ///
    /// # Errors
    /// As [`VectorReader::read`].
    pub fn read_batch(&mut self, rows: &mut Vec<W>, limit: usize) -> Result<()> {
        rows.clear();
        while rows.len() < limit {
            // This reads the file where nothing is left of the buffer.
            let Some(row) = self.read()? else { break };
            rows.push(row);
            if self.binary == Some(W::COLUMNS) {
                self.take_rows(rows, limit);
            }
        }
        Ok(())
    }

    /// Whole rows that the buffer holds, of a binary file with all columns.
    fn take_rows(&mut self, rows: &mut Vec<W>, limit: usize) {
        let length = 4 * W::COLUMNS;
        let count = (self.rest.len() / length).min(limit - rows.len());
        let bytes = &self.buffer[self.rest.start..][..count * length];
        rows.extend(bytes.chunks_exact(4 * W::COLUMNS).map(|bytes| {
            let mut words = W::default();
            for (word, bytes) in words.as_mut().iter_mut().zip(bytes.as_chunks().0) {
                *word = u32::from_le_bytes(*bytes);
            }
            words
        }));
        self.rest.start += count * length;
        self.rows += count as u64;
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

/// A line exactly as [`write_row`] writes it. False if it is written in another way.
fn parse_line<W: Words>(line: &[u8], words: &mut W) -> bool {
    let (fields, _) = line.as_chunks::<9>();
    let last = fields.len() - 1;
    fields.iter().zip(words.as_mut()).enumerate().all(|(column, (field, word))| {
        let end = if column == last { b'\n' } else { b',' };
        match field.first_chunk().and_then(parse_word) {
            Some(value) if field[8] == end => {
                *word = value;
                true
            }
            _ => false,
        }
    })
}

/// Exactly 8 hexadecimal digits of either case, all at once.
fn parse_word(text: &[u8; 8]) -> Option<u32> {
    let text = u64::from_be_bytes(*text);
    // Bit 6 tells letters from digits; a letter counts from 10, and its low bits from 1.
    let letters = text >> 6 & 0x0101_0101_0101_0101;
    let digits = (text & 0x0F0F_0F0F_0F0F_0F0F) + 9 * letters;
    let pairs = (digits | digits >> 4) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF;
    let word = (fours | fours >> 16) as u32;
    // What was not a digit does not come back; upper case does so as lower case.
    (digits_of(word) == text | letters << 5).then_some(word)
}

/// The 8 lower-case digits of a word, the first in the top byte.
fn digits_of(word: u32) -> u64 {
    let word = u64::from(word);
    let fours = (word | word << 16) & 0x0000_FFFF_0000_FFFF;
    let pairs = (fours | fours << 8) & 0x00FF_00FF_00FF_00FF;
    let digits = (pairs | pairs << 4) & 0x0F0F_0F0F_0F0F_0F0F;
    // Six more carry a digit from 10 on into bit 4; letters stand 39 behind the digits.
    let letters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    digits + 0x3030_3030_3030_3030 + 39 * letters
}

/// Writes the header line.
///
/// # Errors
/// Those of the writer.
pub fn write_header<W: Words>(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}", header::<W>())
}

/// Adds one row to a text: lower-case words of 8 digits, a line feed at the end.
pub fn write_row<W: Words>(out: &mut Vec<u8>, words: &W) {
    let mut line = [b','; 9 * OUTPUT_LINKS];
    for (word, text) in words.as_ref().iter().zip(line.as_chunks_mut::<9>().0) {
        text[..8].copy_from_slice(&digits_of(*word).to_be_bytes());
    }
    let length = 9 * W::COLUMNS;
    line[length - 1] = b'\n';
    out.extend_from_slice(&line[..length]);
}

#[cfg(test)]
mod tests {
    use super::*;

    type Input = [u32; INPUT_LINKS];

    fn read(text: &[u8]) -> Result<Vec<Input>> {
        VectorReader::<Input>::new(Box::new(std::io::Cursor::new(text.to_vec())), Path::new("in.csv"))?.read_all()
    }

    fn fault(text: &[u8]) -> String {
        read(text).unwrap_err().to_string()
    }

    fn file(rows: &[Input]) -> Vec<u8> {
        let mut text = Vec::new();
        write_header::<Input>(&mut text).unwrap();
        rows.iter().for_each(|row| write_row(&mut text, row));
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

    #[test]
    fn every_digit_is_checked() {
        for byte in 0..=255u8 {
            for place in 0..8 {
                let mut text = *b"01f9aAF0";
                text[place] = byte;
                let expected = std::str::from_utf8(&text).ok().filter(|text| !text.contains('+'));
                let expected = expected.and_then(|text| u32::from_str_radix(text, 16).ok());
                assert_eq!(parse_word(&text), expected, "{byte:#x} at {place}");
            }
        }
        for word in [0, u32::MAX, 0x0123_4567, 0x89AB_CDEF] {
            assert_eq!(digits_of(word).to_be_bytes().as_slice(), format!("{word:08x}").as_bytes());
        }
    }

    #[test]
    fn binary_rows_survive_and_faults_are_named() {
        let rows: Vec<Input> = (0..20_000u32).map(|i| std::array::from_fn(|j| i << 8 | j as u32)).collect();
        let mut bytes = ebin::header::<Input>(INPUT_LINKS).to_vec();
        rows.iter().flatten().for_each(|word| bytes.extend(word.to_le_bytes()));
        assert_eq!(read(&bytes).unwrap(), rows);
        assert_eq!(read(&bytes[..ebin::HEADER]).unwrap(), Vec::<Input>::new());
        assert!(fault(&bytes[..bytes.len() - 1]).contains("cut short"));
        assert!(fault(&bytes[..10]).contains("cut short"));
        for bad in [ebin::header::<Input>(13), ebin::header::<Input>(0), ebin::header::<[u32; OUTPUT_LINKS]>(5)] {
            assert!(fault(&bad).contains("columns"));
        }
        let mut few = ebin::header::<Input>(1).to_vec();
        few.extend([7, 0, 0, 0, 9, 0, 0, 0]);
        let mut expected = [[0; 12]; 2];
        (expected[0][0], expected[1][0]) = (7, 9);
        assert_eq!(read(&few).unwrap(), expected);
        bytes[4] = 2;
        assert!(fault(&bytes).contains("version"));
    }
}
