//! Vector files: csv with one row of 32-bit words in hexadecimal for each BX.
//!
//! `testInput.csv` has the columns `RX_DATA_0` to `RX_DATA_11`, `testOutput.csv` the columns
//! `TX_DATA_0` to `TX_DATA_12`. Every word has exactly 8 digits, so a file that was cut in the
//! middle of a word is noticed. The same rows may stand in a binary file, see [`ebin`]. Rows are
//! streamed; memory does not grow with the file.
//!
//! Files of a test bench are read in other forms, too, where the file leaves no doubt about them:
//!
//! | in the file | how it is known |
//! |---|---|
//! | tabs, semicolons or blanks for commas; quotes around fields | by the first line |
//! | columns in another order | by their names, in capital or small letters; `#` may stand before the names |
//! | a column that counts: without a name, `index`, `row`, `bx`, … | by its name; it must hold whole numbers |
//! | only the first output links (the active ones) | by the names; the words of the others are 0 |
//! | no names | a row has one word for each link, and at most a count before them that is not written as words are |
//! | words with `0x` and 1 to 8 digits; 0 without `0x` | by the words of the first row |
//! | decimal words | if all words of the first row have decimal digits only, and one has more than 8 |
//! | gzip, zstd | by the first bytes |
//! | several captures | names that stand there again, or blank lines between rows, begin the next one |
//!
//! Everything else needs a [`VectorFormat`]: a list of columns, the base of the words, the number of the capture.
//! What it says is never overruled by a guess; if the names in a file say something else, that is an error. A file with
//! several captures is refused unless one of them, or all as one, are wanted. What was recognised is said by a
//! [note](crate::files::listen_to_notes), once for each file.
//!
//! A row needs no line feed behind it if its last word has all digits that a word can have (8; 10 of a decimal one).
//! Words of other lengths need it: without it, nobody could tell that the last one was cut.

mod format;
mod source;

use std::io::{Read, Write};
use std::path::Path;

use self::format::Layout;
pub use self::format::{ColumnList, VectorFormat, WantedCapture, WordRadix};
pub(crate) use self::source::BoundedLines;
#[cfg(feature = "data")]
pub(crate) use self::source::{CARRIAGE_RETURNS, MAX_LINE};
pub use self::source::{VectorKind, VectorSource};
use super::ebin;
use crate::error::{Error, Result};
use crate::files;
use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

/// Words of one BX: 12 at the input, 13 at the output.
pub trait Words: Copy + Default + AsRef<[u32]> + AsMut<[u32]> + Send + Sync {
    /// Prefix of the column names.
    const PREFIX: &'static str;
    /// Number of columns.
    const COLUMNS: usize;
    /// Usual file name.
    const FILE: &'static str;
    /// Whether a file may name only the first of the links: those of an output that are not active are 0.
    const MAY_LACK_LINKS: bool;
}

impl Words for [u32; INPUT_LINKS] {
    const PREFIX: &'static str = "RX_DATA_";
    const COLUMNS: usize = INPUT_LINKS;
    const FILE: &'static str = "testInput.csv";
    const MAY_LACK_LINKS: bool = false;
}

impl Words for [u32; OUTPUT_LINKS] {
    const PREFIX: &'static str = "TX_DATA_";
    const COLUMNS: usize = OUTPUT_LINKS;
    const FILE: &'static str = "testOutput.csv";
    const MAY_LACK_LINKS: bool = true;
}

fn header<W: Words>() -> String {
    (0..W::COLUMNS).map(|column| format!("{}{column}", W::PREFIX)).collect::<Vec<_>>().join(",")
}

/// Reads rows of a csv or of a binary file ([`ebin`]); the first bytes tell which it is.
pub struct VectorReader<W> {
    source: Box<VectorSource>,
    rows_as: RowsAs,
    format: VectorFormat,
    captures: Captures,
    rows: u64,
    /// A row that was read to see whether there is one.
    first: Option<W>,
}

/// How rows are written.
enum RowsAs {
    /// Words of so many columns, 4 bytes each.
    Binary(usize),
    /// Text. `true` where rows may be as this program writes them, which is fast.
    Text(Layout, bool),
}

/// Where the reader is among the captures of a file.
#[derive(Default)]
struct Captures {
    /// The number of the one that is read or passed over, from 1; 0 before the first one.
    number: u64,
    /// It has rows.
    has_rows: bool,
    /// A blank line was read behind them.
    gap: bool,
    /// The one that was wanted is at its end.
    ended: bool,
}

impl Captures {
    /// Whether a line begins the next one.
    fn ends_at(&mut self, text: &[u8], names: bool) -> bool {
        let blank = text.trim_ascii().is_empty();
        if blank {
            self.gap = self.has_rows;
        }
        !blank && (names || self.gap)
    }

    /// Begins the next one.
    fn begin(&mut self) {
        *self = Captures { number: self.number + 1, ..Captures::default() };
    }
}

impl<W: Words> VectorReader<W> {
    /// Opens a file and reads the names of its columns; `-` is standard input. Any form of a file that leaves no doubt
    /// is read.
    ///
    /// # Errors
    /// If the file cannot be opened, is empty, or has other columns.
    pub fn open(path: &Path) -> Result<Self> {
        VectorSource::open(path)?.rows(&VectorFormat::default())
    }

    /// As [`VectorReader::open`], from anything; `path` is used in messages.
    ///
    /// ```
    /// use std::path::Path;
    /// use econ_emu::chip::InputWords;
    /// use econ_emu::golden::vectors::{VectorReader, write_header, write_row};
    ///
    /// let mut text = Vec::new();
    /// write_header::<InputWords>(&mut text).map_err(|error| econ_emu::error::Error::io("write", Path::new("in.csv"), &error))?;
    /// write_row(&mut text, &[0x9000_0000; 12]);
    /// let source = Box::new(std::io::Cursor::new(text));
    /// let rows = VectorReader::<InputWords>::new(source, Path::new("in.csv"))?.read_all()?;
    /// assert_eq!(rows, [[0x9000_0000; 12]]);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`VectorReader::open`].
    pub fn new(source: Box<dyn Read + Send>, path: &Path) -> Result<Self> {
        VectorSource::new(source, path).rows(&VectorFormat::default())
    }

    fn begin(mut source: VectorSource, format: &VectorFormat) -> Result<Self> {
        let mut captures = Captures::default();
        let rows_as = if source.is_binary()? {
            source.fill(ebin::HEADER)?;
            let columns = ebin::check::<W>(&source.left()[..ebin::HEADER.min(source.rest.len())], &source.path)?;
            source.rest.start += ebin::HEADER;
            RowsAs::Binary(columns)
        } else {
            let Some(line) = source.next_text_line()? else {
                return Err(Error::syntax("the file is empty")
                    .file(&source.path)
                    .allowed(format!("a header line {}", header::<W>()))
                    .hint("was it written completely?"));
            };
            captures.begin();
            RowsAs::Text(Layout::of_first_line::<W>(&mut source, &line, format)?, false)
        };
        Ok(VectorReader { source: Box::new(source), rows_as, format: format.clone(), captures, rows: 0, first: None })
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
            None => Err(Error::missing("the file has no rows")
                .file(self.path())
                .allowed("a row of words for each BX, behind the names of the columns")
                .hint("was it written completely?")),
        }
    }

    /// The file, for messages.
    pub fn path(&self) -> &Path {
        &self.source.path
    }

    /// Rows read so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The line where the row that was read last ends, counted from 1; of a packed file, that of the unpacked text. None
    /// of a binary file.
    pub fn line(&self) -> Option<u64> {
        matches!(self.rows_as, RowsAs::Text(..)).then_some(self.source.line)
    }

    /// As [`VectorSource::is_live`].
    pub fn is_live(&self) -> bool {
        self.source.is_live()
    }

    /// The next row, or `None` at the end of the file or of the capture that is wanted.
    ///
    /// # Errors
    /// A row of another length, and words that are none, with line and column; a capture that was not expected.
    pub fn read(&mut self) -> Result<Option<W>> {
        if let Some(first) = self.first.take() {
            self.rows += 1;
            return Ok(Some(first));
        }
        let words = match &self.rows_as {
            RowsAs::Binary(columns) => self.read_binary(4 * columns)?,
            RowsAs::Text(_, true) => match self.read_plain() {
                Some(words) => Some(words),
                None => self.read_text()?,
            },
            RowsAs::Text(_, false) => self.read_text()?,
        };
        self.rows += u64::from(words.is_some());
        Ok(words)
    }

    fn read_binary(&mut self, length: usize) -> Result<Option<W>> {
        self.source.fill(length)?;
        let Some(bytes) = self.source.left().get(..length) else {
            return match self.source.rest.len() {
                0 => Ok(None),
                left => Err(Error::syntax("the last row is cut short")
                    .file(self.path())
                    .found(format!("{left} bytes"))
                    .allowed(format!("{length} bytes"))),
            };
        };
        let words = words_of(bytes);
        self.source.rest.start += length;
        Ok(Some(words))
    }

    /// A row as this program writes it, if the buffer holds one.
    fn read_plain(&mut self) -> Option<W> {
        let length = 9 * W::COLUMNS;
        let mut words = W::default();
        let row = self.source.left().get(..length).is_some_and(|line| parse_line(line, &mut words));
        row.then(|| {
            self.source.rest.start += length;
            self.source.line += 1;
            words
        })
    }

    /// A row that is written in any way.
    fn read_text(&mut self) -> Result<Option<W>> {
        while !self.captures.ended {
            let Some(line) = self.source.next_line()? else {
                self.check_capture()?;
                return Ok(None);
            };
            let text = self.source.text(&line);
            let (blank, names) = (text.trim_ascii().is_empty(), format::prefix_of_names(text).is_some());
            if self.captures.ends_at(text, names) {
                self.next_capture(names)?;
            }
            let RowsAs::Text(layout, fast) = &mut self.rows_as else { return Ok(None) };
            if blank || self.captures.ended {
                // Rows that follow are not to be read.
                *fast &= !self.captures.ended;
                continue;
            }
            if names {
                *layout = Layout::of_first_line::<W>(&mut self.source, &line, &self.format)?;
                *fast = false;
                continue;
            }
            let first = !std::mem::replace(&mut self.captures.has_rows, true);
            let number = self.captures.number;
            if matches!(self.format.capture, Some(WantedCapture::Number(wanted)) if wanted != number) {
                continue;
            }
            let words = layout.parse(&self.source, &line)?;
            *fast = layout.is_plain::<W>();
            if first {
                self.note();
            }
            return Ok(Some(words));
        }
        Ok(None)
    }

    /// Goes on to the next capture, unless the one that is wanted is at its end.
    ///
    /// # Errors
    /// If it was not said which of several is wanted.
    fn next_capture(&mut self, names: bool) -> Result<()> {
        match self.format.capture {
            Some(WantedCapture::Number(number)) if number == self.captures.number => self.captures.ended = true,
            Some(_) => self.captures.begin(),
            None => return Err(self.several_captures(names)),
        }
        Ok(())
    }

    /// The fault of a file with several captures, of which one is behind; a line of names or of words begins the next.
    fn several_captures(&mut self, names: bool) -> Error {
        let place = self.source.line;
        self.captures.begin();
        self.captures.has_rows = !names;
        let found = match self.is_live() {
            true => "2 or more of them".to_owned(),
            false => match self.count_captures() {
                Ok(count) => format!("{count} of them"),
                Err(error) => return error,
            },
        };
        Error::syntax(
            "another capture begins here: names of columns that stand there again, or a row behind a blank line",
        )
        .file(self.path())
        .line(place)
        .found(found)
        .allowed("one capture in a file, unless one of several is wanted")
        .hint("--capture 1 takes the first one, --capture all takes all of them as one")
    }

    /// The number of captures, at the end of the file.
    fn count_captures(&mut self) -> Result<u64> {
        while let Some(line) = self.source.next_line()? {
            let text = self.source.text(&line);
            let names = format::prefix_of_names(text).is_some();
            if self.captures.ends_at(text, names) {
                self.captures.begin();
            }
            self.captures.has_rows |= !names && !text.trim_ascii().is_empty();
        }
        Ok(self.captures.number)
    }

    /// Refuses a capture that the file does not have.
    fn check_capture(&self) -> Result<()> {
        match self.format.capture {
            Some(WantedCapture::Number(number)) if number > self.captures.number => {
                Err(Error::missing("the file does not have so many captures")
                    .file(self.path())
                    .field("--capture")
                    .found(number)
                    .allowed(format!("1..={}", self.captures.number)))
            }
            _ => Ok(()),
        }
    }

    /// Says in which way the file is not as this program writes it.
    fn note(&self) {
        let RowsAs::Text(layout, _) = &self.rows_as else { return };
        let mut parts: Vec<String> = self.source.packed.iter().map(|packed| format!("packed with {packed}")).collect();
        parts.extend(layout.in_words::<W>());
        match self.format.capture {
            Some(WantedCapture::Number(number)) => parts.push(format!("capture {number}")),
            Some(WantedCapture::All) => parts.push("all captures as one".to_owned()),
            None => {}
        }
        if !parts.is_empty() {
            files::note(format!("note: {}: {}", self.path().display(), parts.join(", ")));
        }
    }

    /// Takes the next rows, at most `limit`, in place of those in `rows`; none at the end of the file. Of what is no
    /// regular file only the rows that have come: at least one, for which it waits.
    ///
    /// # Errors
    /// As [`VectorReader::read`]; the rows before the fault are in `rows`.
    pub fn read_batch(&mut self, rows: &mut Vec<W>, limit: usize) -> Result<()> {
        rows.clear();
        while rows.len() < limit {
            if self.is_live() && !rows.is_empty() && !self.has_row() && !self.source.more_waits() {
                break;
            }
            // This reads the file where nothing is left of the buffer.
            let Some(row) = self.read()? else { break };
            rows.push(row);
            if matches!(self.rows_as, RowsAs::Binary(columns) if columns == W::COLUMNS) {
                self.take_rows(rows, limit);
            }
        }
        Ok(())
    }

    /// Whether the buffer holds a row, or part of one whose rest is on its way.
    fn has_row(&self) -> bool {
        let left = self.source.left();
        match &self.rows_as {
            RowsAs::Binary(columns) => left.len() >= 4 * columns,
            RowsAs::Text(_, fast) => (*fast && left.len() >= 9 * W::COLUMNS) || left.contains(&b'\n'),
        }
    }

    /// Whole rows that the buffer holds, of a binary file with all columns.
    fn take_rows(&mut self, rows: &mut Vec<W>, limit: usize) {
        let length = 4 * W::COLUMNS;
        let count = (self.source.rest.len() / length).min(limit - rows.len());
        let bytes = &self.source.left()[..count * length];
        rows.extend(bytes.chunks_exact(length).map(words_of::<W>));
        self.source.rest.start += count * length;
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

/// The words of a binary row; those of missing columns are 0.
fn words_of<W: Words>(bytes: &[u8]) -> W {
    let mut words = W::default();
    for (word, bytes) in words.as_mut().iter_mut().zip(bytes.as_chunks().0) {
        *word = u32::from_le_bytes(*bytes);
    }
    words
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
mod tests;
