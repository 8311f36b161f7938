//! Pages: the values of a column, in blocks.

use std::collections::HashMap;
use std::sync::Arc;

use half::f16;

use super::envelope::{Kind, Place, Reader, block, envelope};
use super::{Field, Layout, MAX_ITEMS, RNTuple, SHARDED};
use crate::data::ntuple::column::ENTRY;
use crate::data::ntuple::file::{RootFile, damaged};
use crate::data::ntuple::holder::Values;
use crate::error::{Error, Result};
use crate::files::memory::Taken;

/// The most values of one vector.
const MAX_VECTOR: u64 = 1 << 22;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Number {
    Bit,
    Signed,
    Unsigned,
    Real,
    /// The first bits of a 32-bit number.
    Truncated,
    /// Equal steps from the first number to the second; a float is the one that is next to the step.
    Quantised {
        range: [f64; 2],
        of_floats: bool,
    },
    /// Where the vector of an entry ends, counted from the begin of the cluster.
    Index,
}

/// How the values of a column are stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Encoding {
    number: Number,
    /// Bits of a value.
    width: usize,
    /// Bytes of a value, if its bits are whole bytes.
    bytes: usize,
    /// All first bytes, then all second bytes, …; signed numbers with the sign in the lowest bit, and indices as
    /// differences.
    split: bool,
}

impl Encoding {
    /// The encoding of a column, by the number of its type, the bits of a value, the range of the values if they have
    /// one, and whether the field is of floats; those that are not known come back.
    pub(super) fn of(kind: u16, bits: u16, range: Option<[f64; 2]>, of_floats: bool) -> Result<Self, (u16, u16)> {
        let width = usize::from(bits);
        let packed = match (kind, range) {
            (0x00, _) if bits == 1 => Some(Number::Bit),
            (0x1C, _) if (10..32).contains(&bits) => Some(Number::Truncated),
            (0x1D, Some(range)) if (1..=32).contains(&bits) => Some(Number::Quantised { range, of_floats }),
            (0x1D, _) => return Err((kind, bits)),
            _ => None,
        };
        if let Some(number) = packed {
            return Ok(Encoding { number, width, bytes: 0, split: false });
        }
        let (number, bytes, split) = match kind {
            0x01 | 0x04 => (Number::Unsigned, 1, false),
            // A `char`, which has a sign where CMSSW runs.
            0x02 | 0x03 => (Number::Signed, 1, false),
            0x05 => (Number::Signed, 2, false),
            0x06 => (Number::Unsigned, 2, false),
            0x07 => (Number::Signed, 4, false),
            0x08 => (Number::Unsigned, 4, false),
            0x09 => (Number::Signed, 8, false),
            0x0A => (Number::Unsigned, 8, false),
            0x0B => (Number::Real, 2, false),
            0x0C => (Number::Real, 4, false),
            0x0D => (Number::Real, 8, false),
            0x0E => (Number::Index, 4, false),
            0x0F => (Number::Index, 8, false),
            0x11 => (Number::Signed, 2, true),
            0x12 => (Number::Unsigned, 2, true),
            0x13 => (Number::Signed, 4, true),
            0x14 => (Number::Unsigned, 4, true),
            0x15 => (Number::Signed, 8, true),
            0x16 => (Number::Unsigned, 8, true),
            0x17 => (Number::Real, 2, true),
            0x18 => (Number::Real, 4, true),
            0x19 => (Number::Real, 8, true),
            0x1A => (Number::Index, 4, true),
            0x1B => (Number::Index, 8, true),
            _ => return Err((kind, bits)),
        };
        match width == 8 * bytes {
            true => Ok(Encoding { number, width, bytes, split }),
            false => Err((kind, bits)),
        }
    }

    /// Bytes of a page of so many values.
    fn length(self, values: u64) -> Option<u64> {
        Some(values.checked_mul(self.width as u64)?.div_ceil(8))
    }

    /// Value `at` of a page, as 64 bits.
    fn bits(self, page: &[u8], values: usize, at: usize) -> u64 {
        if self.bytes == 0 {
            // At most 32 bits, somewhere in the eight bytes from here.
            let (first, shift) = (at * self.width / 8, at * self.width % 8);
            let word = page[first..].iter().take(8).rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
            return word >> shift & ((1 << self.width) - 1);
        }
        let step = if self.split { (at, values) } else { (at * self.bytes, 1) };
        (0..self.bytes).fold(0, |bits, byte| bits | u64::from(page[step.0 + byte * step.1]) << (8 * byte))
    }

    /// Value `at` of a page.
    fn value(self, page: &[u8], values: usize, at: usize) -> f64 {
        let bits = self.bits(page, values, at);
        match (self.number, self.bytes) {
            (Number::Truncated, _) => f32::from_bits((bits as u32) << (32 - self.width)).into(),
            (Number::Quantised { range: [from, to], of_floats }, _) => {
                let value = from + bits as f64 * ((to - from) / ((1u64 << self.width) - 1) as f64);
                if of_floats { f64::from(value as f32) } else { value }
            }
            (Number::Real, 2) => f16::from_bits(bits as u16).to_f64(),
            (Number::Real, 4) => f32::from_bits(bits as u32).into(),
            (Number::Real, _) => f64::from_bits(bits),
            (Number::Signed, _) if self.split => ((bits >> 1) as i64 ^ -((bits & 1) as i64)) as f64,
            (Number::Signed, bytes) => {
                let unused = 64 - 8 * bytes as u32;
                ((bits << unused) as i64 >> unused) as f64
            }
            _ => bits as f64,
        }
    }
}

/// Values of a column in one cluster that stand together.
#[derive(Debug, Clone, Copy)]
struct Page {
    /// Where they stand; none if all are 0, because the column was added later.
    place: Option<Place>,
    values: usize,
    encoding: Encoding,
    cluster: u32,
    /// A checksum follows it.
    has_sum: bool,
}

/// The values of a column in order; one page is in memory.
struct Stream {
    pages: std::vec::IntoIter<Page>,
    page: Option<Page>,
    data: Vec<u8>,
    /// Memory of the page.
    taken: Taken,
    /// Next value of the page.
    at: usize,
    /// The last index that was read, for the differences of a page.
    index: u64,
}

impl Stream {
    fn new(pages: Vec<Page>) -> Self {
        Stream { pages: pages.into_iter(), page: None, data: Vec::new(), taken: Taken::default(), at: 0, index: 0 }
    }

    /// Makes a page the current one that has values left, in this cluster.
    fn advance(&mut self, file: &RootFile, cluster: u32) -> Result<(Page, usize)> {
        loop {
            if let Some(page) = self.page.filter(|page| self.at < page.values) {
                if page.cluster != cluster {
                    return Err(damaged("a cluster of an RNTuple with too few values"));
                }
                return Ok((page, self.at));
            }
            let Some(page) = self.pages.next() else { return Err(damaged("an RNTuple with too few values")) };
            let length = page.encoding.length(page.values as u64).unwrap_or(u64::MAX);
            // The page before is given up first.
            self.data = Vec::new();
            self.data = match page.place {
                Some(place) => {
                    self.taken.set("a page of the RNTuple", length)?;
                    block(file, place, length, page.has_sum)?
                }
                None => Vec::new(),
            };
            (self.page, self.at, self.index) = (Some(page), 0, 0);
        }
    }

    /// Appends the next values.
    fn take(&mut self, file: &RootFile, cluster: u32, mut count: usize, out: &mut Vec<f64>) -> Result<()> {
        while count > 0 {
            let (page, at) = self.advance(file, cluster)?;
            let end = page.values.min(at + count);
            match page.place {
                Some(_) => out.extend((at..end).map(|at| page.encoding.value(&self.data, page.values, at))),
                None => out.resize(out.len() + (end - at), 0.0),
            }
            count -= end - at;
            self.at = end;
        }
        Ok(())
    }

    /// The next index.
    fn next_index(&mut self, file: &RootFile, cluster: u32) -> Result<u64> {
        let (page, at) = self.advance(file, cluster)?;
        let bits = page.place.map_or(0, |_| page.encoding.bits(&self.data, page.values, at));
        self.index = if page.encoding.split { self.index.wrapping_add(bits) } else { bits };
        self.at = at + 1;
        Ok(self.index)
    }

    /// Whether all values of the cluster were read.
    fn is_through(&self, cluster: u32) -> bool {
        let left = self.page.is_some_and(|page| page.cluster == cluster && self.at < page.values);
        !left && self.pages.as_slice().first().is_none_or(|page| page.cluster != cluster)
    }
}

/// Reads a field of an RNTuple.
pub(in crate::data::ntuple) struct FieldReader {
    name: String,
    /// Entries of each cluster.
    clusters: Arc<[u64]>,
    cluster: usize,
    /// Entries of the cluster that were read.
    read: u64,
    entry: u64,
    offsets: Option<Stream>,
    values: Stream,
    /// Values of an entry, if it has no offsets.
    count: usize,
    /// Where the last entry ended in its cluster.
    end: u64,
    out: Vec<f64>,
    /// Memory of an entry, and of the list of all pages.
    taken: Taken,
    _pages: Arc<Taken>,
}

/// Readers of fields.
///
/// # Errors
/// Fields that hold no numbers, or hold them in a way that is not read; damaged lists of pages.
pub(in crate::data::ntuple) fn readers(
    file: &RootFile,
    ntuple: &RNTuple,
    fields: &[&Field],
) -> Result<Vec<FieldReader>> {
    let mut wanted = Wanted { places: HashMap::new(), kinds: Vec::new() };
    let mut parts = Vec::new();
    for field in fields {
        let (offsets, values, count) = usable(ntuple, field)?;
        let of_values = if offsets.is_none() { Some(count) } else { None };
        let offsets = offsets.map(|offsets| wanted.add(ntuple, offsets, Some(1)));
        parts.push((offsets, wanted.add(ntuple, values, of_values), count));
    }
    let (clusters, mut pages, taken) = locate(file, ntuple, &wanted).map_err(|error| error.field(&ntuple.path))?;
    let taken = Arc::new(taken);
    let mut readers = Vec::new();
    for (field, (offsets, values, count)) in fields.iter().zip(parts) {
        readers.push(FieldReader {
            name: field.name.clone(),
            clusters: Arc::clone(&clusters),
            cluster: 0,
            read: 0,
            entry: 0,
            offsets: offsets.map(|place| Stream::new(std::mem::take(&mut pages[place]))),
            values: Stream::new(std::mem::take(&mut pages[values])),
            count,
            end: 0,
            out: Vec::new(),
            taken: Taken::default(),
            _pages: Arc::clone(&taken),
        });
    }
    Ok(readers)
}

/// Offsets and values of a field, and the values of an entry if it has no offsets.
type Usable<'a> = (Option<&'a [usize]>, &'a [usize], usize);

/// The columns of a field, if all of them can be read.
fn usable<'a>(ntuple: &RNTuple, field: &'a Field) -> Result<Usable<'a>> {
    let (offsets, values, count) = match &field.layout {
        Layout::Fixed { values, count } => (None, values.as_slice(), *count),
        Layout::Vector { offsets, values } => (Some(offsets.as_slice()), values.as_slice(), 0),
        Layout::Other(class) => return Err(unreadable(field, class)),
    };
    for (at, &column) in offsets.into_iter().flatten().chain(values).enumerate() {
        let column = ntuple.columns[column];
        let is_offsets = at < offsets.map_or(0, <[usize]>::len);
        match column.encoding {
            Err((kind, bits)) => {
                return Err(unreadable(field, &format!("values stored as type {kind:#04x} of {bits} bits")));
            }
            Ok(encoding) if (encoding.number == Number::Index) != is_offsets => {
                return Err(unreadable(field, "a vector without its offsets, or only these"));
            }
            Ok(_) => {}
        }
    }
    Ok((offsets, values, count))
}

fn unreadable(field: &Field, found: &str) -> Error {
    Error::new("a field of an RNTuple of a type that cannot be read")
        .field(&field.name)
        .found(found)
        .allowed("numbers, arrays of numbers, or vectors of numbers")
}

/// The columns that are read, by what they are read for.
struct Wanted {
    /// Places in the result, by the number of a column.
    places: HashMap<usize, Vec<usize>>,
    /// What stands at each place.
    kinds: Vec<WantedColumn>,
}

#[derive(Debug, Clone, Copy)]
struct WantedColumn {
    /// Values of an entry, if all entries have as many.
    per_entry: Option<usize>,
    /// It was added while the file was written, in all its encodings.
    late: bool,
}

impl Wanted {
    /// Adds a column in all its encodings.
    fn add(&mut self, ntuple: &RNTuple, encodings: &[usize], per_entry: Option<usize>) -> usize {
        for &column in encodings {
            self.places.entry(column).or_default().push(self.kinds.len());
        }
        let late = encodings.iter().all(|&column| ntuple.columns[column].late);
        self.kinds.push(WantedColumn { per_entry, late });
        self.kinds.len() - 1
    }
}

impl FieldReader {
    fn next(&mut self, file: &RootFile) -> Result<()> {
        while self.clusters.get(self.cluster).is_some_and(|&entries| self.read == entries) {
            let cluster = self.cluster as u32;
            if !self.values.is_through(cluster)
                || !self.offsets.as_ref().is_none_or(|offsets| offsets.is_through(cluster))
            {
                return Err(damaged("a cluster of an RNTuple with more values than its entries have"));
            }
            self.cluster += 1;
            (self.read, self.end) = (0, 0);
        }
        if self.cluster == self.clusters.len() {
            return Err(damaged("an RNTuple has fewer entries than it says"));
        }
        let cluster = self.cluster as u32;
        self.out.clear();
        let count = match &mut self.offsets {
            None => self.count,
            Some(offsets) => {
                let end = offsets.next_index(file, cluster)?;
                let count = end.checked_sub(self.end).filter(|&count| count <= MAX_VECTOR);
                self.end = end;
                count.ok_or_else(|| damaged("a vector of an RNTuple of impossible length"))? as usize
            }
        };
        self.taken.set("an entry of the RNTuple", ENTRY.saturating_mul(count as u64))?;
        self.values.take(file, cluster, count, &mut self.out)?;
        self.read += 1;
        self.entry += 1;
        Ok(())
    }
}

impl Values for FieldReader {
    fn name(&self) -> &str {
        &self.name
    }

    fn entry(&mut self, file: &RootFile, entry: u64) -> Result<&[f64]> {
        if entry != self.entry {
            return Err(damaged("entries in no order").field(&self.name));
        }
        self.next(file).map_err(|error| error.field(&self.name))?;
        Ok(&self.out)
    }
}

/// The entries of each cluster, the pages of some columns, each with all its encodings, and their memory.
type Located = (Arc<[u64]>, Vec<Vec<Page>>, Taken);

/// Finds the pages of some columns.
fn locate(file: &RootFile, ntuple: &RNTuple, wanted: &Wanted) -> Result<Located> {
    let (mut clusters, mut pages) = (Vec::new(), vec![Vec::new(); wanted.kinds.len()]);
    let (mut entries, mut taken) = (0u64, Taken::default());
    for group in &ntuple.groups {
        let (list, _) = envelope(file, Kind::PageList, group.place, group.length)?;
        let mut list = Reader::new(&list);
        if list.u64()? != ntuple.sum {
            return Err(damaged("a list of pages of another RNTuple"));
        }
        let (mut summaries, count) = list.list()?;
        if count != group.clusters || clusters.len() + count as usize > MAX_ITEMS {
            return Err(damaged("a list of pages of another number of clusters"));
        }
        let first = clusters.len() as u32;
        for _ in 0..count {
            let mut summary = summaries.record()?;
            let (begin, rows) = (summary.u64()?, summary.u64()?);
            if (rows >> 56) as u8 & SHARDED != 0 {
                return Err(Error::new("an RNTuple whose clusters stand in several parts").hint("write it again whole"));
            }
            let rows = rows & (u64::MAX >> 8);
            if begin != entries {
                return Err(damaged("clusters of an RNTuple in no order"));
            }
            entries += rows;
            clusters.push(rows);
        }
        let (mut of_clusters, count) = list.list()?;
        if count != group.clusters {
            return Err(damaged("a list of pages of another number of clusters"));
        }
        for cluster in first..first + count {
            let (of_columns, columns) = of_clusters.list()?;
            let entries = clusters[cluster as usize];
            locate_in_cluster(ntuple, wanted, (of_columns, columns), (cluster, entries), &mut pages, &mut taken)?;
        }
    }
    if entries != ntuple.entries {
        return Err(damaged("an RNTuple of another number of entries than its clusters have"));
    }
    Ok((clusters.into(), pages, taken))
}

/// Adds the pages of one cluster, which has so many entries.
fn locate_in_cluster(
    ntuple: &RNTuple,
    wanted: &Wanted,
    (mut of_columns, columns): (Reader, u32),
    (cluster, entries): (u32, u64),
    pages: &mut [Vec<Page>],
    taken: &mut Taken,
) -> Result<()> {
    let mut present: Vec<Option<Vec<Page>>> = vec![None; wanted.kinds.len()];
    for column in 0..columns as usize {
        let (mut of_pages, count) = of_columns.list()?;
        let Some(uses) = wanted.places.get(&column) else { continue };
        let Some(Ok(encoding)) = ntuple.columns.get(column).map(|column| column.encoding) else { continue };
        let mut found = Vec::new();
        // Once as it is read, and once for each use.
        taken
            .add("the list of pages of the RNTuple", (size_of::<Page>() * count as usize * (1 + uses.len())) as u64)?;
        for _ in 0..count {
            // Negative: a checksum follows the page.
            let values = of_pages.u32()? as i32;
            let (place, has_sum) = (of_pages.locator()?, values < 0);
            found.push(Page { place: Some(place), values: values.unsigned_abs() as usize, encoding, cluster, has_sum });
        }
        // A cluster that has the column in another encoding marks it here.
        if (of_pages.u64()? as i64) < 0 {
            continue;
        }
        for &place in uses {
            if present[place].replace(found.clone()).is_some() {
                return Err(damaged("a column of an RNTuple in two encodings at once"));
            }
        }
    }
    for ((found, kind), pages) in present.into_iter().zip(&wanted.kinds).zip(pages) {
        let found = match (found, kind.late) {
            (found, true) => complete(found.unwrap_or_default(), *kind, (cluster, entries))?,
            (Some(found), false) => found,
            (None, false) => return Err(damaged("a cluster of an RNTuple without one of its columns")),
        };
        pages.extend(found);
        if pages.len() > MAX_ITEMS {
            return Err(damaged("an RNTuple with pages without end"));
        }
    }
    Ok(())
}

/// The pages of a cluster of a column that was added while the file was written, with zeros for the entries before.
fn complete(mut found: Vec<Page>, kind: WantedColumn, (cluster, entries): (u32, u64)) -> Result<Vec<Page>> {
    // What a vector holds is not missing where the vector is empty.
    let Some(per_entry) = kind.per_entry else { return Ok(found) };
    let all = entries.checked_mul(per_entry as u64).and_then(|all| usize::try_from(all).ok());
    let all = all.ok_or_else(|| damaged("an RNTuple of impossible length"))?;
    let there = found.iter().fold(0usize, |sum, page| sum.saturating_add(page.values));
    if let Some(missing) = all.checked_sub(there).filter(|&missing| missing > 0) {
        let encoding = Encoding { number: Number::Unsigned, width: 8, bytes: 1, split: false };
        found.insert(0, Page { place: None, values: missing, encoding, cluster, has_sum: false });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(kind: u16, bits: u16, page: &[u8], count: usize) -> Vec<f64> {
        let range = (kind == 0x1D).then_some([-4.0, 4.0]);
        let encoding = Encoding::of(kind, bits, range, true).unwrap();
        assert_eq!(encoding.length(count as u64), Some(page.len() as u64));
        (0..count).map(|at| encoding.value(page, count, at)).collect()
    }

    #[test]
    fn values_of_each_encoding() {
        assert_eq!(all(0x00, 1, &[0b101, 0b1], 9), [1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
        assert_eq!(all(0x02, 8, &[0xFE], 1), [-2.0]);
        assert_eq!(all(0x04, 8, &[0xFE], 1), [254.0]);
        assert_eq!(all(0x05, 16, &[0xFE, 0xFF, 1, 0], 2), [-2.0, 1.0]);
        assert_eq!(all(0x06, 16, &[0xFE, 0xFF], 1), [65534.0]);
        assert_eq!(all(0x0B, 16, &[0x00, 0x3E], 1), [1.5]);
        assert_eq!(all(0x0D, 64, &2.25f64.to_le_bytes(), 1), [2.25]);
        // Split: the low bytes of all values first. Signed: 0, -1, 1, -2, …
        assert_eq!(all(0x11, 16, &[3, 2, 0, 1], 2), [-2.0, 129.0]);
        assert_eq!(all(0x12, 16, &[3, 2, 0, 1], 2), [3.0, 258.0]);
        assert_eq!(all(0x17, 16, &[0x00, 0x00, 0x3E, 0xC0], 2), [1.5, -2.0]);
        assert_eq!(all(0x13, 32, &[0xFF, 0xFF, 0xFF, 0xFF], 1), [-2_147_483_648.0]);
        // Packed bits, the lowest first: 1.5 is 0x3FC, 1.75 is 0x3FE, cut from 32 bits to 12.
        assert_eq!(all(0x1C, 12, &[0xFC, 0xE3, 0x3F], 2), [1.5, 1.75]);
        assert_eq!(all(0x1C, 31, &[0, 0, 0xF0, 0x1F], 1), [1.75]);
        assert_eq!(all(0x1D, 2, &[0b11_01_00_11], 4), [4.0, -4.0, f64::from(-4.0f32 / 3.0), 4.0]);
        assert_eq!(all(0x1D, 32, &[0xFF, 0xFF, 0xFF, 0xFF], 1), [4.0]);
        for (kind, bits) in [(0x1C, 32), (0x1C, 9), (0x1D, 8), (0x1D, 33), (0x10, 96), (0x07, 16), (0x99, 8), (0x00, 2)]
        {
            assert_eq!(Encoding::of(kind, bits, None, true), Err((kind, bits)));
        }
    }
}
