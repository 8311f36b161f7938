//! The bytes and lines of a vector file, whatever it is: a regular file, a pipe, packed or not.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::format::{self, ColumnList, VectorFormat};
use super::{VectorReader, Words, ebin};
use crate::error::{Error, Result};
use crate::files::{self, compressed};

/// Longest line accepted; a row of 13 words has 116 characters.
pub(crate) const MAX_LINE: usize = 4096;

/// What to do about lines that end as they did on old machines.
pub(crate) const CARRIAGE_RETURNS: &str =
    "the lines end in carriage returns alone: make line feeds of them, as tr '\\r' '\\n' does";

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

/// How long a reader of a pipe stays awake for more of it. A driver in lock step needs 10 to 40 us from an answer to
/// its next row.
const AWAKE: Duration = Duration::from_micros(100);

/// A vector file that is open; nothing was read of it yet.
///
/// To open it and to read it are two steps: a program at the other end of two pipes may open the second one before it
/// writes to the first.
pub struct VectorSource {
    bytes: Box<dyn Read + Send>,
    /// The same file, to be asked whether more waits in it.
    descriptor: Option<File>,
    /// Whether rows come one by one, as a program or a person writes them.
    live: bool,
    buffer: Vec<u8>,
    /// Bytes of a regular file when it was opened, and those that were read.
    length: Option<u64>,
    read: u64,
    /// What is left of the bytes.
    pub(super) rest: Range<usize>,
    ended: bool,
    pub(super) path: PathBuf,
    /// Lines read.
    pub(super) line: u64,
    /// How the file is packed, if it is.
    pub(super) packed: Option<&'static str>,
}

/// A line: where it stands in the buffer, and whether a line feed ends it.
pub(super) struct Line {
    pub(super) text: Range<usize>,
    pub(super) ended: bool,
}

/// Which of the two kinds of words a file says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VectorKind {
    /// Input words.
    Input,
    /// Output words.
    Output,
}

impl VectorSource {
    /// Opens a file; `-` is standard input.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        let standard = path.as_os_str() == "-";
        let file = match standard {
            true => files::standard_input(),
            false => Some(files::open(path)?),
        };
        let Some(file) = file else { return Ok(Self::new(Box::new(std::io::stdin()), path)) };
        let regular = file.metadata().ok().filter(std::fs::Metadata::is_file);
        let descriptor = if regular.is_none() { file.try_clone().ok() } else { None };
        // Of standard input somebody else may have read the beginning.
        let length = regular.as_ref().filter(|_| !standard).map(std::fs::Metadata::len);
        Ok(VectorSource { descriptor, live: regular.is_none(), length, ..Self::new(Box::new(file), path) })
    }

    /// Reads from anything; `path` is used in messages.
    pub fn new(bytes: Box<dyn Read + Send>, path: &Path) -> Self {
        VectorSource {
            bytes,
            descriptor: None,
            live: false,
            buffer: Vec::new(),
            length: None,
            read: 0,
            rest: 0..0,
            ended: false,
            path: path.to_owned(),
            line: 0,
            packed: None,
        }
    }

    /// Whether this is no regular file: rows come as a program writes them, which may wait for an answer to each.
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// Reads the beginning of the file.
    ///
    /// # Errors
    /// As [`VectorReader::open`].
    pub fn rows<W: Words>(self, format: &VectorFormat) -> Result<VectorReader<W>> {
        VectorReader::begin(self, format)
    }

    /// What is said of the words: by the names of the columns in the file or in the format, or by the header of a
    /// binary file. None if nothing says it.
    ///
    /// # Errors
    /// Those of reading.
    pub fn kind(&mut self, format: &VectorFormat) -> Result<Option<VectorKind>> {
        let listed = format.columns.as_ref().and_then(ColumnList::prefix);
        let prefix = if self.is_binary()? {
            self.fill(ebin::HEADER)?;
            self.left().get(12..14)
        } else if listed.is_some() {
            listed
        } else {
            let line = self.next_text_line()?;
            let prefix = line.as_ref().and_then(|line| format::prefix_of_names(self.text(line)));
            line.iter().for_each(|line| self.push_back(line.text.start));
            prefix
        };
        Ok(match prefix {
            Some(b"RX") => Some(VectorKind::Input),
            Some(b"TX") => Some(VectorKind::Output),
            _ => None,
        })
    }

    /// Whether the file is binary. A packed one is unpacked from here on.
    pub(super) fn is_binary(&mut self) -> Result<bool> {
        self.fill(compressed::START)?;
        if let Some(packed) = compressed::compression(self.left())
            && self.packed.is_none()
        {
            let start = Cursor::new(self.left().to_vec());
            let bytes = std::mem::replace(&mut self.bytes, Box::new(std::io::empty()));
            let unpacked = compressed::decompressed(Box::new(start.chain(bytes)));
            self.bytes = unpacked.map_err(|error| Error::io("read", &self.path, &error))?;
            (self.packed, self.descriptor, self.length, self.ended) = (Some(packed), None, None, false);
            self.rest = 0..0;
            self.fill(ebin::MAGIC.len())?;
        }
        Ok(self.left().starts_with(&ebin::MAGIC))
    }

    pub(super) fn left(&self) -> &[u8] {
        &self.buffer[self.rest.clone()]
    }

    pub(super) fn text(&self, line: &Line) -> &[u8] {
        &self.buffer[line.text.clone()]
    }

    /// Reads until at least `count` bytes are left, or the file ends.
    pub(super) fn fill(&mut self, count: usize) -> Result<()> {
        while self.rest.len() < count && self.read_more()? {}
        Ok(())
    }

    /// Reads what there is, and waits where there is nothing. False at the end of the file.
    fn read_more(&mut self) -> Result<bool> {
        self.buffer.copy_within(self.rest.clone(), 0);
        self.rest = 0..self.rest.len();
        self.buffer.resize(PIECE, 0);
        self.wait_awake();
        while !self.ended {
            match self.bytes.read(&mut self.buffer[self.rest.end..]) {
                Ok(0) => {
                    self.ended = true;
                    self.check_length()?;
                }
                Ok(read) => {
                    self.rest.end += read;
                    self.read += read as u64;
                    return Ok(true);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::io("read", &self.path, &error)),
            }
        }
        Ok(false)
    }

    /// Refuses a file that had more bytes when it was opened: what is missing would go unnoticed.
    fn check_length(&self) -> Result<()> {
        match self.length.filter(|&length| self.read < length) {
            None => Ok(()),
            Some(length) => Err(Error::system(ErrorKind::UnexpectedEof, "the file became shorter while it was read")
                .file(&self.path)
                .found(format!("{} bytes", self.read))
                .allowed(format!("{length} bytes, as when it was opened"))
                .hint("does another program write it?")),
        }
    }

    /// Whether reading would not have to wait: bytes are there, or the end.
    #[cfg(target_os = "linux")]
    pub(super) fn more_waits(&self) -> bool {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let Some(descriptor) = &self.descriptor else { return false };
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut [PollFd::new(descriptor, PollFlags::IN)], Some(&at_once)).is_ok_and(|ready| ready > 0)
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn more_waits(&self) -> bool {
        false
    }

    /// Looks out for bytes of a pipe for [`AWAKE`] before it sleeps: a driver in lock step sends the next row some
    /// microseconds after its answer, and to be woken takes longer. Whoever wants the core gets it.
    fn wait_awake(&self) {
        if self.descriptor.is_none() || self.ended || cfg!(not(target_os = "linux")) {
            return;
        }
        let begun = Instant::now();
        while !self.more_waits() && begun.elapsed() < AWAKE {
            std::thread::yield_now();
        }
    }

    /// The next line, blank or not.
    pub(super) fn next_line(&mut self) -> Result<Option<Line>> {
        self.line += 1;
        let mut seen = 0;
        loop {
            let start = self.rest.start;
            let window = &self.left()[..self.rest.len().min(MAX_LINE)];
            if let Some(end) = window[seen..].iter().position(|&byte| byte == b'\n') {
                self.rest.start += seen + end + 1;
                return Ok(Some(Line { text: start..start + seen + end, ended: true }));
            }
            seen = window.len();
            if seen == MAX_LINE {
                let fault = Error::syntax("a line without end").file(&self.path).line(self.line);
                return Err(if window.contains(&b'\r') { fault.hint(CARRIAGE_RETURNS) } else { fault });
            }
            if !self.read_more()? {
                let text = std::mem::replace(&mut self.rest, seen..seen);
                return Ok((seen > 0).then_some(Line { text, ended: false }));
            }
        }
    }

    /// The next line that is not blank.
    pub(super) fn next_text_line(&mut self) -> Result<Option<Line>> {
        while let Some(line) = self.next_line()? {
            if !self.text(&line).trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    /// Gives back the line that was read last, from a place in the buffer on.
    pub(super) fn push_back(&mut self, start: usize) {
        self.rest.start = start;
        self.line -= 1;
    }
}
