//! The binary cache: samples in rows of one length, little-endian.
//!
//! | offset | bytes | content |
//! |---|---|---|
//! | 0 | 8 | `ECONCALQ` |
//! | 8 | 2 | version, 1 |
//! | 10 | 2 | columns present: bit `i` is column `i` of [`Column::ALL`] |
//! | 12 | 4 | bytes of a row |
//! | 16 | 8 | rows |
//! | 24 | 32 | SHA-256 of all rows |
//! | 56 | 8 | zero |
//! | 64 | | the rows |
//!
//! A row is 48 charges of 3 bytes in post-MUX order, then the columns present in their order: 8
//! bytes for the event number (two's complement) and for each energy, the fraction and eta (IEEE 754
//! double), 1 byte for everything else. An unknown value is the smallest number of a signed integer,
//! 255 of an unsigned one, and NaN of a double. Density is 0 for low and 1 for high; the kind of module is its place
//! in FI FM FO aI aM aO bI bM bO cO dO dI gI.
//!
//! Lengths are checked when the file is opened, the hash when the last row is read in order. The
//! hash covers no header: the same samples with the same columns have the same hash, whatever they
//! were read from.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::Source;
use super::sample::{Column, Columns, MAX_CALQ, Meta, Sample};
use crate::chip::signals::{CELLS, Calq};
use crate::error::{Error, Result};
use crate::files::hash::hex;
use crate::files::{self, AtomicFile};

/// First bytes of every cache.
pub const MAGIC: &[u8; 8] = b"ECONCALQ";

/// The version of the format.
const VERSION: u16 = 1;

/// Bytes before the first row.
const HEADER: usize = 64;

/// Bytes of a row.
pub(super) fn row_bytes(columns: Columns) -> usize {
    3 * CELLS + columns.iter().map(Column::bytes).sum::<usize>()
}

/// Appends the row of a sample; columns outside the set are left out.
pub(super) fn put_row(sample: &Sample, columns: Columns, out: &mut Vec<u8>) {
    for charge in &sample.charges {
        out.extend(&charge.0.to_le_bytes()[..3]);
    }
    columns.iter().for_each(|column| sample.meta.put(column, out));
}

/// The sample of a row with these columns; `None` if the row holds values that mean nothing.
pub(super) fn taken_row(row: &[u8], columns: Columns) -> Option<Sample> {
    let (charges, mut rest) = row.split_at_checked(3 * CELLS)?;
    let mut sample = Sample { charges: [Calq(0); CELLS], meta: Meta::default() };
    for (charge, bytes) in sample.charges.iter_mut().zip(charges.chunks_exact(3)) {
        *charge = Calq(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]));
        if charge.0 > MAX_CALQ {
            return None;
        }
    }
    for column in columns.iter() {
        sample.meta.take(column, &mut rest)?;
    }
    Some(sample)
}

/// SHA-256 of samples as a cache with these columns would hold them.
pub struct ContentHash {
    columns: Columns,
    hash: Sha256,
    row: Vec<u8>,
}

impl ContentHash {
    /// Starts with no samples.
    pub fn new(columns: Columns) -> Self {
        ContentHash { columns, hash: Sha256::new(), row: Vec::new() }
    }

    /// Adds a sample.
    pub fn push(&mut self, sample: &Sample) {
        self.row.clear();
        put_row(sample, self.columns, &mut self.row);
        self.hash.update(&self.row);
    }

    /// The hash, 64 hexadecimal digits.
    pub fn finish(self) -> String {
        hex(self.hash.finalize())
    }
}

/// Writes a cache. The file appears when it is complete.
pub struct CacheWriter {
    file: AtomicFile,
    path: PathBuf,
    content: ContentHash,
    rows: u64,
}

impl CacheWriter {
    /// Starts a cache with the given columns.
    ///
    /// # Errors
    /// If the file cannot be created, and for `-`, because the header is written last.
    pub fn create(path: &Path, columns: Columns) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Err(Error::new("a cache cannot be written to standard output")
                .hint("its header holds the number of rows and is written last: name a file, or write csv"));
        }
        let mut writer = CacheWriter {
            file: AtomicFile::create(path)?,
            path: path.to_owned(),
            content: ContentHash::new(columns),
            rows: 0,
        };
        writer.put(&[0; HEADER])?;
        Ok(writer)
    }

    /// Adds a sample.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, sample: &Sample) -> Result<()> {
        self.content.push(sample);
        self.file.write_all(&self.content.row).map_err(|error| Error::io("write", &self.path, &error))?;
        self.rows += 1;
        Ok(())
    }

    /// Completes the file.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn commit(mut self) -> Result<()> {
        let columns = self.content.columns;
        let mut header = Vec::with_capacity(HEADER);
        header.extend(MAGIC);
        header.extend(VERSION.to_le_bytes());
        header.extend(columns.bits().to_le_bytes());
        header.extend((row_bytes(columns) as u32).to_le_bytes());
        header.extend(self.rows.to_le_bytes());
        header.extend(self.content.hash.finalize());
        header.resize(HEADER, 0);
        self.file.rewrite_start(&header)?;
        self.file.commit()
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| Error::io("write", &self.path, &error))
    }
}

/// Reads a cache, in order or from any row.
pub struct CacheReader {
    file: BufReader<File>,
    path: PathBuf,
    columns: Columns,
    rows: u64,
    next: u64,
    expected: [u8; 32],
    /// The hash so far, while rows are read in order from the first.
    hash: Option<Sha256>,
    row: Vec<u8>,
}

impl CacheReader {
    /// Opens a cache and checks its header and length.
    ///
    /// # Errors
    /// Files that are not a cache or are of another version, and files that are too short or too long.
    pub fn open(path: &Path) -> Result<Self> {
        let file = files::open_regular(path)?;
        let length = file.metadata().map_err(|error| Error::io("read", path, &error))?.len();
        let mut file = BufReader::with_capacity(1 << 16, file);
        let mut header = [0; HEADER];
        if length < HEADER as u64 {
            return Err(unusable(path, "too short for a cache of samples").found(format!("{length} bytes")));
        }
        file.read_exact(&mut header).map_err(|error| Error::io("read", path, &error))?;
        if &header[..8] != MAGIC {
            return Err(unusable(path, "not a cache of samples").allowed("a file that begins with ECONCALQ"));
        }
        let [version, columns] = [8, 10].map(|at| u16::from_le_bytes([header[at], header[at + 1]]));
        if version != VERSION {
            return Err(unusable(path, "a cache of another version").found(version).allowed(VERSION.to_string()));
        }
        let columns = Columns::from_bits(columns)
            .ok_or_else(|| unusable(path, "a cache with unknown columns").found(format!("{columns:#06x}")))?;
        let own_row = u32::from_le_bytes([header[12], header[13], header[14], header[15]]);
        if own_row as usize != row_bytes(columns) {
            return Err(unusable(path, "a cache with rows of another length")
                .found(own_row)
                .allowed(row_bytes(columns).to_string()));
        }
        if header[56..].iter().any(|&byte| byte != 0) {
            return Err(unusable(path, "a cache with a damaged header").allowed("zeros in bytes 56 to 63"));
        }
        let (mut rows, mut expected) = ([0; 8], [0; 32]);
        rows.copy_from_slice(&header[16..24]);
        expected.copy_from_slice(&header[24..56]);
        let rows = u64::from_le_bytes(rows);
        let wanted = rows.checked_mul(own_row.into()).and_then(|bytes| bytes.checked_add(HEADER as u64));
        if wanted != Some(length) {
            return Err(unusable(path, "the cache does not have the length its header says")
                .found(format!("{length} bytes"))
                .allowed(format!("64 + {rows} x {own_row} bytes")));
        }
        let row = vec![0; row_bytes(columns)];
        Ok(CacheReader {
            file,
            path: path.to_owned(),
            columns,
            rows,
            next: 0,
            expected,
            hash: Some(Sha256::new()),
            row,
        })
    }

    /// Number of rows.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The hash in the header, 64 hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(self.expected)
    }

    /// Continues at another row. The hash is checked again only after `seek(0)`.
    ///
    /// # Errors
    /// A row beyond the last, and failures to read.
    pub fn seek(&mut self, row: u64) -> Result<()> {
        if row > self.rows {
            return Err(Error::new("no such row").file(&self.path).found(row).allowed(format!("0..={}", self.rows)));
        }
        if row != self.next {
            let at = SeekFrom::Start(HEADER as u64 + row * self.row.len() as u64);
            self.file.seek(at).map_err(|error| Error::io("read", &self.path, &error))?;
            self.next = row;
            self.hash = None;
        }
        if row == 0 {
            self.hash = Some(Sha256::new());
        }
        Ok(())
    }

    fn damaged(&self, message: &str) -> Error {
        Error::new(message)
            .file(&self.path)
            .field(format!("row {}", self.next))
            .hint("the file was damaged or edited; make it again with 'econ-emu data convert'")
    }
}

impl Source for CacheReader {
    fn read(&mut self) -> Result<Option<Sample>> {
        if self.next == self.rows {
            if let Some(hash) = self.hash.take()
                && hash.finalize().as_slice() != self.expected
            {
                return Err(self.damaged("the rows of the cache do not have the hash of its header"));
            }
            return Ok(None);
        }
        self.file.read_exact(&mut self.row).map_err(|error| Error::io("read", &self.path, &error))?;
        if let Some(hash) = &mut self.hash {
            hash.update(&self.row);
        }
        let sample = taken_row(&self.row, self.columns)
            .ok_or_else(|| self.damaged("a row of the cache holds values that mean nothing"))?;
        self.next += 1;
        Ok(Some(sample))
    }

    fn columns(&self) -> Columns {
        self.columns
    }
}

/// The fault of a file that is no cache, or none of this program.
fn unusable(path: &Path, message: &str) -> Error {
    Error::new(message).file(path).hint("make it again with 'econ-emu data convert'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::sample::testing::full_meta;

    fn samples() -> Vec<Sample> {
        let sample = |row: u32| Sample::new(std::array::from_fn(|cell| row * 1000 + cell as u32), full_meta()).unwrap();
        (0..50).map(sample).collect()
    }

    fn write(path: &Path, columns: Columns) {
        let mut writer = CacheWriter::create(path, columns).unwrap();
        samples().iter().for_each(|sample| writer.write(sample).unwrap());
        writer.commit().unwrap();
    }

    fn read(path: &Path) -> Result<Vec<Sample>> {
        let mut reader = CacheReader::open(path)?;
        std::iter::from_fn(|| reader.read().transpose()).collect()
    }

    #[test]
    fn samples_survive_with_all_columns_or_none() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.calq");
        write(&path, Columns::ALL);
        assert_eq!(read(&path).unwrap(), samples());
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 64 + 50 * 192);
        write(&path, Columns::default());
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 64 + 50 * 144);
        let bare = read(&path).unwrap();
        assert_eq!((bare[3].charges, bare[3].meta), (samples()[3].charges, Meta::default()));
    }

    #[test]
    fn rows_can_be_read_in_any_order() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.calq");
        write(&path, Columns::ALL);
        let mut reader = CacheReader::open(&path).unwrap();
        for row in [49, 0, 17, 50, 3] {
            reader.seek(row).unwrap();
            assert_eq!(reader.read().unwrap().as_ref(), samples().get(row as usize));
        }
        assert!(reader.seek(51).is_err());
        let mut content = ContentHash::new(Columns::ALL);
        samples().iter().for_each(|sample| content.push(sample));
        assert_eq!(content.finish(), reader.sha256());
    }

    /// What is said of a file with changed bytes.
    fn damaged(path: &Path, good: &[u8], change: &dyn Fn(&mut Vec<u8>)) -> String {
        let mut bytes = good.to_vec();
        change(&mut bytes);
        std::fs::write(path, bytes).unwrap();
        read(path).unwrap_err().to_string()
    }

    #[test]
    fn damage_is_noticed() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.calq");
        write(&path, Columns::ALL);
        let good = std::fs::read(&path).unwrap();
        assert!(damaged(&path, &good, &|b| b[0] = b'e').contains("not a cache"));
        assert!(damaged(&path, &good, &|b| b[8] = 2).contains("another version"));
        assert!(damaged(&path, &good, &|b| b[11] = 0xff).contains("unknown columns"));
        assert!(damaged(&path, &good, &|b| b[10] ^= 1).contains("another length"));
        assert!(damaged(&path, &good, &|b| b[60] = 1).contains("damaged header"));
        assert!(damaged(&path, &good, &|b| b[16] += 1).contains("length its header says"));
        assert!(damaged(&path, &good, &|b| b[23] = 0xff).contains("length its header says"));
        assert!(damaged(&path, &good, &|b| b.truncate(63)).contains("too short"));
        assert!(
            damaged(&path, &good, &|b| {
                b.pop();
            })
            .contains("length its header says")
        );
        assert!(damaged(&path, &good, &|b| b.push(0)).contains("length its header says"));
        assert!(damaged(&path, &good, &|b| b[64] ^= 1).contains("hash"));
        assert!(damaged(&path, &good, &|b| b[66] = 0xff).contains("row 0: a row of the cache holds"));
        assert!(CacheWriter::create(Path::new("-"), Columns::ALL).is_err());
    }
}
