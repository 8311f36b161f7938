//! The values of one branch, entry by entry; one basket at a time is in memory.

use super::bytes::Bytes;
use super::file::{RootFile, damaged};
use super::holder::Values;
use super::tree::{Branch, Element, Layout};
use crate::error::{Error, Result};
use crate::files::memory::{self, Taken};

/// Bytes of memory for a value of an entry: as a number, the same number beside those of other columns, and what is made
/// of it.
pub(super) const ENTRY: u64 = 32;

/// Bytes before the count of a `std::vector`: its length and its version.
const VECTOR_HEAD: usize = 6;

/// Reads a branch of numbers.
#[derive(Debug)]
pub(super) struct Column {
    branch: Branch,
    element: Element,
    /// Index of the next basket.
    next: usize,
    /// The first entry of the basket in memory, and the first after it.
    entries: std::ops::Range<u64>,
    data: Vec<u8>,
    /// Where each entry begins in `data`, and where the last one ends; empty if all have the same length.
    offsets: Vec<usize>,
    values: Vec<f64>,
    /// Memory of the basket, and of the values of an entry.
    taken: [Taken; 2],
}

impl Column {
    /// # Errors
    /// Branches that hold no numbers, or hold them in another file; the error names their type.
    pub(super) fn new(branch: &Branch) -> Result<Self> {
        let element = match (&branch.layout, &branch.obstacle) {
            (_, Some(obstacle)) => {
                return Err(Error::new(obstacle).field(&branch.name).hint("write it again with ROOT or uproot"));
            }
            (Layout::Other(found), None) => {
                return Err(Error::new("a branch of a type that cannot be read")
                    .field(&branch.name)
                    .found(found)
                    .allowed("numbers, arrays of numbers, or std::vector of numbers"));
            }
            (Layout::Fixed(element, _) | Layout::Jagged(element) | Layout::Vector(element), None) => *element,
        };
        Ok(Column {
            branch: branch.clone(),
            element,
            next: 0,
            entries: 0..0,
            data: Vec::new(),
            offsets: Vec::new(),
            values: Vec::new(),
            taken: <[Taken; 2]>::default(),
        })
    }

    /// Reads the next basket.
    fn load(&mut self, file: &RootFile) -> Result<()> {
        let Some(&place) = self.branch.baskets.get(self.next) else {
            return Err(damaged("a branch has fewer entries than its tree"));
        };
        let (head, key, data) = file.record(place.at, place.bytes)?;
        // The basket's own numbers are the last 19 bytes of the head.
        let Some(own) = key.head.checked_sub(19) else { return Err(damaged("a basket without its numbers")) };
        let mut bytes: Bytes = Bytes::new(&head);
        bytes.take(own)?;
        let (_version, _size, _offsets) = (bytes.u16()?, bytes.count()?, bytes.u32()?);
        let (count, last) = (bytes.count()?, bytes.count()?);
        let Some(border) = last.checked_sub(key.head).filter(|&border| border <= data.len()) else {
            return Err(damaged("a basket whose values end beyond it"));
        };
        if place.first != self.entries.end {
            return Err(
                damaged("a basket is missing").found(format!("entry {} after {}", place.first, self.entries.end))
            );
        }
        self.offsets.clear();
        memory::check("a basket of the tree", size_of::<usize>() as u64 * count as u64)?;
        if let Layout::Fixed(_, values) = self.branch.layout {
            if border as u128 != count as u128 * values as u128 * self.element.bytes() as u128 {
                return Err(damaged("a basket of another length than its entries"));
            }
        } else {
            let mut bytes: Bytes = Bytes::new(&data);
            bytes.take(border)?;
            if bytes.count()? != count + 1 {
                return Err(damaged("a basket that does not say where its entries begin"));
            }
            for _ in 0..count {
                self.offsets.push(bytes.count()?.checked_sub(key.head).unwrap_or(usize::MAX));
            }
            self.offsets.push(border);
            if !self.offsets.is_sorted() {
                return Err(damaged("a basket whose entries stand in no order"));
            }
        }
        let held = data.len() + size_of::<usize>() * self.offsets.len();
        self.taken[0].set("a basket of the tree", held as u64)?;
        self.data = data;
        self.data.truncate(border);
        self.entries = place.first..place.first + count as u64;
        self.next += 1;
        Ok(())
    }
}

impl Values for Column {
    fn name(&self) -> &str {
        &self.branch.name
    }

    fn entry(&mut self, file: &RootFile, entry: u64) -> Result<&[f64]> {
        while entry >= self.entries.end {
            self.load(file).map_err(|error| error.field(&self.branch.name))?;
        }
        let at = entry.checked_sub(self.entries.start).and_then(|at| usize::try_from(at).ok());
        let Some(at) = at else { return Err(damaged("entries in no order").field(&self.branch.name)) };
        let width = self.element.bytes();
        let bytes = match &self.branch.layout {
            Layout::Fixed(_, values) => self.data.get(at * values * width..(at + 1) * values * width),
            _ => self.offsets.get(at).zip(self.offsets.get(at + 1)).and_then(|(&from, &to)| self.data.get(from..to)),
        };
        let bytes = match (&self.branch.layout, bytes) {
            (Layout::Vector(_), Some(bytes)) => {
                let mut bytes: Bytes = Bytes::new(bytes);
                bytes.take(VECTOR_HEAD).and_then(|_| bytes.count()).and_then(|count| bytes.take(count * width)).ok()
            }
            (_, bytes) => bytes,
        };
        let bytes = bytes.filter(|bytes| bytes.len() % width == 0);
        let Some(bytes) = bytes else {
            return Err(damaged("an entry of another length than it says").field(&self.branch.name));
        };
        self.values.clear();
        self.taken[1].set("an entry of the tree", ENTRY * (bytes.len() / width) as u64)?;
        decode(bytes, self.element, &mut self.values);
        Ok(&self.values)
    }
}

fn decode(bytes: &[u8], element: Element, values: &mut Vec<f64>) {
    fn all<const N: usize>(bytes: &[u8], values: &mut Vec<f64>, value: impl Fn([u8; N]) -> f64) {
        values.extend(bytes.as_chunks::<N>().0.iter().map(|bytes| value(*bytes)));
    }
    match element {
        Element::I8 => all(bytes, values, |b| i8::from_be_bytes(b).into()),
        Element::U8 => all(bytes, values, |b| u8::from_be_bytes(b).into()),
        Element::I16 => all(bytes, values, |b| i16::from_be_bytes(b).into()),
        Element::U16 => all(bytes, values, |b| u16::from_be_bytes(b).into()),
        Element::I32 => all(bytes, values, |b| i32::from_be_bytes(b).into()),
        Element::U32 => all(bytes, values, |b| u32::from_be_bytes(b).into()),
        Element::I64 => all(bytes, values, |b| i64::from_be_bytes(b) as f64),
        Element::U64 => all(bytes, values, |b| u64::from_be_bytes(b) as f64),
        Element::F32 => all(bytes, values, |b| f32::from_be_bytes(b).into()),
        Element::F64 => all(bytes, values, f64::from_be_bytes),
    }
}
