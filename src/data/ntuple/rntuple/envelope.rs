//! Envelopes: what an RNTuple says about itself, little-endian, in frames.

use twox_hash::XxHash3_64;

use crate::data::ntuple::bytes::{Bytes, LittleEndian};
use crate::data::ntuple::file::{RootFile, damaged, decompress};
use crate::error::{Error, Result};
use crate::files::memory;

/// Largest envelope or page, uncompressed: far above what ROOT writes (pages of 1 MiB), so that a small file cannot
/// take all memory.
pub(super) const MAX_BLOCK: u64 = 64 << 20;

/// Bytes of memory for each byte of an envelope.
const DESCRIPTION: u64 = 6;

/// Kind of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Header = 1,
    Footer = 2,
    PageList = 3,
}

/// Where bytes stand in the file, and how many they are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) at: u64,
    pub(super) bytes: u64,
}

/// Reads a block of the file that has `length` bytes uncompressed; its checksum may stand behind it.
pub(super) fn block(file: &RootFile, place: Place, length: u64, has_sum: bool) -> Result<Vec<u8>> {
    if length > MAX_BLOCK {
        return Err(Error::new("the RNTuple has a block that is too large to be read")
            .found(format!("{length} bytes"))
            .allowed(format!("at most {MAX_BLOCK}"))
            .hint("write it again with smaller pages"));
    }
    // A block that does not shrink is stored as it is.
    if place.bytes > length {
        return Err(damaged("a block of an RNTuple is longer than what it holds"));
    }
    let mut data = file.read(place.at, place.bytes + if has_sum { 8 } else { 0 })?;
    if has_sum {
        let sum = Reader::new(&data[place.bytes as usize..]).u64()?;
        data.truncate(place.bytes as usize);
        if XxHash3_64::oneshot(&data) != sum {
            return Err(damaged("a wrong checksum of a page of an RNTuple").found(format!("page at byte {}", place.at)));
        }
    }
    if place.bytes == length { Ok(data) } else { decompress(&data, length as usize) }
}

fn no_envelope(kind: Kind, place: Place, what: &str) -> Error {
    damaged(&format!("{what} of an RNTuple")).found(format!("{kind:?} at byte {}", place.at))
}

/// Reads an envelope: what is in it, and its checksum.
pub(super) fn envelope(file: &RootFile, kind: Kind, place: Place, length: u64) -> Result<(Vec<u8>, u64)> {
    // What it describes takes some times the memory of its bytes.
    memory::check("the description of the RNTuple", DESCRIPTION.saturating_mul(length))?;
    let mut data = block(file, place, length, false)?;
    let Some(end) = data.len().checked_sub(8).filter(|&end| end >= 8) else {
        return Err(no_envelope(kind, place, "a short envelope"));
    };
    let sum = Reader::new(&data[end..]).u64()?;
    if XxHash3_64::oneshot(&data[..end]) != sum {
        return Err(no_envelope(kind, place, "a wrong checksum of an envelope"));
    }
    let head = Reader::new(&data).u64()?;
    if head & 0xFFFF != kind as u64 || head >> 16 != data.len() as u64 {
        return Err(no_envelope(kind, place, "an envelope of another kind or length"));
    }
    data.truncate(end);
    data.drain(..8);
    Ok((data, sum))
}

/// The sum of the anchor, which is big-endian, over all of it but head and sum.
pub(super) fn check_anchor(object: &[u8]) -> Result<()> {
    let parts = object.get(6..).and_then(|anchor| anchor.split_last_chunk());
    if parts.is_some_and(|(anchor, sum)| XxHash3_64::oneshot(anchor) == u64::from_be_bytes(*sum)) {
        return Ok(());
    }
    Err(damaged("a wrong checksum of the anchor of an RNTuple"))
}

/// Reads the values of an RNTuple.
pub(super) type Reader<'a> = Bytes<'a, LittleEndian>;

impl Reader<'_> {
    pub(super) fn string(&mut self) -> Result<String> {
        let length = self.u32()? as usize;
        Ok(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    /// Sets of bits that say what a reader must know; none exist yet.
    pub(super) fn features(&mut self) -> Result<()> {
        let bits = self.u64()?;
        if bits == 0 {
            return Ok(());
        }
        Err(Error::new("the RNTuple has features that came after version 1.0 of its format")
            .found(format!("{bits:#x}"))
            .hint("write it again without them, or as a tree"))
    }

    /// The content of a frame, and the number of items if it is a list.
    fn frame(&mut self) -> Result<(Self, Option<u32>)> {
        let whole = self.rest();
        let size = self.u64()? as i64;
        let items = if size < 0 { Some(self.u32()?) } else { None };
        let head = whole.len() - self.rest().len();
        let size = usize::try_from(size.unsigned_abs()).ok().filter(|&size| size >= head);
        let Some((own, rest)) = size.and_then(|size| whole.split_at_checked(size)) else {
            return Err(damaged("a frame of an RNTuple of impossible length"));
        };
        *self = Reader::new(rest);
        Ok((Reader::new(&own[head..]), items))
    }

    /// A record: known things stand first in it, and later versions may add others.
    pub(super) fn record(&mut self) -> Result<Self> {
        match self.frame()? {
            (content, None) => Ok(content),
            _ => Err(damaged("a list in an RNTuple where a record should be")),
        }
    }

    /// A list and the number of its items.
    pub(super) fn list(&mut self) -> Result<(Self, u32)> {
        match self.frame()? {
            // No item is shorter than a byte, so that the number is bounded by the file.
            (content, Some(items)) if items as usize <= content.rest().len() => Ok((content, items)),
            (_, Some(_)) => Err(damaged("a list in an RNTuple with more items than bytes")),
            _ => Err(damaged("a record in an RNTuple where a list should be")),
        }
    }

    /// A place in the file.
    pub(super) fn locator(&mut self) -> Result<Place> {
        let head = self.u32()?;
        if head >> 31 == 0 {
            return Ok(Place { at: self.u64()?, bytes: head.into() });
        }
        let size = u64::from((head as i32).unsigned_abs() & 0xFFFF);
        let kind = (head as i32).unsigned_abs() >> 24 & 0x7F;
        if kind != 1 || size != 20 {
            return Err(Error::new("the RNTuple has a place that is not in a file").found(format!("kind {kind}")));
        }
        let (bytes, at) = (self.u64()?, self.u64()?);
        Ok(Place { at, bytes })
    }

    /// A link to an envelope: its place, and its length uncompressed.
    pub(super) fn link(&mut self) -> Result<(Place, u64)> {
        let length = self.u64()?;
        Ok((self.locator()?, length))
    }
}
