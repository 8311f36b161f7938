//! The container: records, directories, and compressed blocks of a ROOT file (docs/sources.md, ROOT).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::bytes::Bytes;
use crate::error::{Error, Result};
use crate::files;
use crate::files::memory;

/// The most directories that a file may have.
const MAX_DIRECTORIES: usize = 1000;

/// A file of another program that says something impossible about itself.
pub(super) fn damaged(what: &str) -> Error {
    Error::new(format!("the ROOT file is damaged: {what}")).hint("was it copied completely? fetch it again")
}

/// The head of a record.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) class: String,
    pub(super) name: String,
    pub(super) cycle: u16,
    /// Where the record begins.
    at: u64,
    /// Bytes of the record in the file, with its head.
    bytes: u64,
    /// Bytes of the object, uncompressed.
    length: u64,
    /// Bytes of the head.
    pub(super) head: usize,
}

impl Key {
    pub(super) fn parse(bytes: &mut Bytes) -> Result<Self> {
        let total = bytes.count()? as u64;
        let version = bytes.u16()?;
        let length = bytes.count()? as u64;
        bytes.u32()?;
        let (head, cycle) = (bytes.u16()?.into(), bytes.u16()?);
        let wide = version > 1000;
        let (at, _parent) = (bytes.place(wide)?, bytes.place(wide)?);
        let (class, name, _title) = (bytes.string()?, bytes.string()?, bytes.string()?);
        Ok(Key { class, name, cycle, at, bytes: total, length, head })
    }
}

/// An open ROOT file.
pub(super) struct RootFile {
    file: File,
    pub(super) path: PathBuf,
    length: u64,
    /// Where the record of the top directory stands.
    top: u64,
}

impl RootFile {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// Files that cannot be opened, are not ROOT files, or are shorter than they say.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file = files::open_regular(path)?;
        let length = file.metadata().map_err(|error| Error::io("read", path, &error))?.len();
        let mut root = RootFile { file, path: path.to_owned(), length, top: 0 };
        root.header().map_err(|error| error.file(path))?;
        Ok(root)
    }

    fn header(&mut self) -> Result<()> {
        if self.length == 0 {
            return Err(Error::new("the file is empty").hint("was it written completely?"));
        }
        let start = self.read(0, self.length.min(64))?;
        if !start.starts_with(b"root") || start.len() < 64 {
            let found: String = start.iter().take(8).map(|byte| byte.escape_ascii().to_string()).collect();
            return Err(Error::new("not a ROOT file")
                .found(format!("'{found}'"))
                .allowed("a file that begins with 'root'"));
        }
        let mut bytes: Bytes = Bytes::new(&start);
        bytes.u32()?;
        let wide = bytes.u32()? >= 1_000_000;
        let begin = u64::from(bytes.u32()?);
        let end = bytes.place(wide)?;
        bytes.place(wide)?;
        let (_free_bytes, _free) = (bytes.u32()?, bytes.u32()?);
        let name_bytes = u64::from(bytes.u32()?);
        if end > self.length {
            return Err(Error::new("the ROOT file is cut short")
                .found(format!("{} bytes", self.length))
                .allowed(format!("{end} bytes, as its header says"))
                .hint("was it copied completely? fetch it again"));
        }
        self.top = begin + name_bytes;
        Ok(())
    }

    /// Bytes of the file.
    pub(super) fn read(&self, at: u64, count: u64) -> Result<Vec<u8>> {
        if at.checked_add(count).is_none_or(|end| end > self.length) {
            return Err(damaged("a record lies beyond its end").found(format!("{count} bytes at {at}")));
        }
        memory::check("a record of the ROOT file", count)?;
        let mut data = vec![0; count as usize];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))
            .and_then(|_| file.read_exact(&mut data))
            .map_err(|error| Error::io("read", &self.path, &error))?;
        Ok(data)
    }

    /// The object of a record, uncompressed.
    pub(super) fn object(&self, key: &Key) -> Result<Vec<u8>> {
        let Some(stored) = key.bytes.checked_sub(key.head as u64) else {
            return Err(damaged("a record is shorter than its head"));
        };
        // As it stands in the file, and unpacked.
        memory::check("a record of the ROOT file", stored.saturating_add(key.length))?;
        let data = self.read(key.at + key.head as u64, stored)?;
        if stored == key.length { Ok(data) } else { decompress(&data, key.length as usize) }
    }

    /// A record that the file holds at `at`, `count` bytes long: its head as bytes, and its object.
    pub(super) fn record(&self, at: u64, count: u64) -> Result<(Vec<u8>, Key, Vec<u8>)> {
        let start = self.read(at, count.min(1 << 10))?;
        let key = Key::parse(&mut Bytes::new(&start))?;
        if key.at != at || key.bytes != count {
            return Err(damaged("a record is not where it should be").found(format!("{count} bytes at {at}")));
        }
        let head = self.read(at, key.head as u64)?;
        let object = self.object(&key)?;
        Ok((head, key, object))
    }

    /// Every tree and RNTuple of the file with its path, in the order of the file. Of several versions of one
    /// the newest counts.
    pub(super) fn trees(&self) -> Result<Vec<(String, Key)>> {
        let mut trees = Vec::new();
        self.walk(self.top, "", &mut Vec::new(), &mut trees)?;
        Ok(trees)
    }

    fn walk(&self, directory: u64, path: &str, seen: &mut Vec<u64>, trees: &mut Vec<(String, Key)>) -> Result<()> {
        if seen.contains(&directory) || seen.len() == MAX_DIRECTORIES {
            return Err(damaged("directories inside each other without end"));
        }
        seen.push(directory);
        let record = self.read(directory, (self.length.saturating_sub(directory)).min(42))?;
        let mut bytes: Bytes = Bytes::new(&record);
        let wide = bytes.u16()? > 1000;
        bytes.take(8)?;
        let (count, _name) = (bytes.count()? as u64, bytes.u32()?);
        let (_own, _parent, keys) = (bytes.place(wide)?, bytes.place(wide)?, bytes.place(wide)?);
        if keys == 0 {
            return Err(Error::new("the ROOT file was not closed: a directory has no list of what it holds")
                .hint("the program that wrote it was stopped; write it again, or let ROOT recover it"));
        }
        let record = self.read(keys, count)?;
        let mut bytes: Bytes = Bytes::new(&record);
        Key::parse(&mut bytes)?;
        for _ in 0..bytes.count()? {
            let key = Key::parse(&mut bytes)?;
            let path = if path.is_empty() { key.name.clone() } else { format!("{path}/{}", key.name) };
            match key.class.as_str() {
                "TDirectory" | "TDirectoryFile" => self.walk(key.at + key.head as u64, &path, seen, trees)?,
                "TTree" | "ROOT::RNTuple" | "ROOT::Experimental::RNTuple" => {
                    match trees.iter_mut().find(|(known, _)| *known == path) {
                        Some((_, known)) if known.cycle < key.cycle => *known = key,
                        Some(_) => {}
                        None => trees.push((path, key)),
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Takes exactly this many bytes.
struct Bounded<'a> {
    out: &'a mut Vec<u8>,
    left: usize,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::InvalidData)?;
        self.out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn damaged_block(method: &str) -> Error {
    damaged(&format!("a {method} block cannot be decompressed"))
}

/// Decompresses a record, page or envelope: blocks of at most 16 MiB, each with its own method.
pub(super) fn decompress(mut data: &[u8], length: usize) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(length);
    while out.len() < length {
        let Some((head, rest)) = data.split_at_checked(9) else { return Err(damaged("a compressed block is missing")) };
        let [stored, wanted] =
            [3, 6].map(|at| usize::from(head[at]) | usize::from(head[at + 1]) << 8 | usize::from(head[at + 2]) << 16);
        let Some((block, rest)) = rest.split_at_checked(stored) else {
            return Err(damaged("a compressed block ends too early"));
        };
        let before = out.len();
        if wanted > length - before {
            return Err(damaged("a record has another length than it says"));
        }
        // One byte more than wanted shows a block that is too long.
        let limit = wanted as u64 + 1;
        match &head[..2] {
            b"ZL" => {
                let mut reader = flate2::read::ZlibDecoder::new(block).take(limit);
                reader.read_to_end(&mut out).map_err(|_| damaged_block("zlib"))?;
            }
            b"XZ" => {
                let mut block = std::io::BufReader::new(block);
                let mut bounded = Bounded { out: &mut out, left: wanted };
                lzma_rs::xz_decompress(&mut block, &mut bounded).map_err(|_| damaged_block("LZMA"))?;
            }
            b"L4" => {
                // The first 8 bytes are a checksum.
                let block = block.get(8..).ok_or_else(|| damaged_block("LZ4"))?;
                out.extend(lz4_flex::block::decompress(block, wanted).map_err(|_| damaged_block("LZ4"))?);
            }
            b"ZS" => {
                let decoder = ruzstd::decoding::StreamingDecoder::new(block).map_err(|_| damaged_block("zstd"))?;
                decoder.take(limit).read_to_end(&mut out).map_err(|_| damaged_block("zstd"))?;
            }
            other => {
                return Err(Error::new("an unknown kind of compression")
                    .found(other.escape_ascii())
                    .allowed("zlib, LZMA, LZ4, zstd, or none"));
            }
        }
        if out.len() - before != wanted {
            return Err(damaged("a compressed block has another length than it says"));
        }
        data = rest;
    }
    if out.len() != length {
        return Err(damaged("a record has another length than it says"));
    }
    Ok(out)
}
