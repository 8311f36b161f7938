//! RNTuple, which follows the tree in ROOT: version 1 of its binary format (docs/sources.md, ROOT).
//!
//! | module | what it holds |
//! |---|---|
//! | `envelope` | compressed blocks, checksums, frames, places in the file |
//! | `pages` | where the values of a column stand, and how they are encoded |
//!
//! Columns are the fields of numbers, and vectors and arrays of them; a vector of records gives a column for each
//! member, with a dot before its name. A field that was added while the file was written is 0, or an empty vector, in
//! the entries before. Other fields (texts, variants, vectors of vectors) are known by name and refused when they are
//! asked for.

mod envelope;
mod pages;

use super::bytes::Bytes;
use super::file::{Key, RootFile, damaged};
use crate::error::{Error, Result};
use envelope::{Kind, Place, Reader, check_anchor, envelope};
use pages::Encoding;
pub(super) use pages::readers;

/// The most fields, columns, clusters, and pages of a column.
const MAX_ITEMS: usize = 1 << 20;

/// Deepest nesting of fields.
const MAX_DEPTH: usize = 16;

/// Flags of a field: an array of fixed length; one that shows the values of another.
const REPETITIVE: u16 = 1;
const PROJECTED: u16 = 2;
const CHECKSUM: u16 = 4;

/// Flags of a column: its first values are not in the file; its values have a range.
const DEFERRED: u16 = 1;
const RANGE: u16 = 2;

/// Flag of a cluster whose columns are not all there.
const SHARDED: u8 = 1;

/// An RNTuple.
pub(super) struct RNTuple {
    /// Its path in the file.
    pub(super) path: String,
    pub(super) entries: u64,
    /// Fields of numbers, by name.
    pub(super) fields: Vec<Field>,
    /// Columns, by number.
    columns: Vec<Column>,
    /// Sum of the header, which every other part repeats.
    sum: u64,
    groups: Vec<Group>,
}

/// A field that is a column of numbers for its user, or why it is none.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: String,
    layout: Layout,
}

/// How an entry of a field is laid out. Columns are numbers of [`RNTuple::columns`]; each has one or more encodings,
/// of which a cluster has one.
#[derive(Debug, Clone, PartialEq)]
enum Layout {
    /// So many values in every entry.
    Fixed { values: Vec<usize>, count: usize },
    /// As many values as the other column says.
    Vector { offsets: Vec<usize>, values: Vec<usize> },
    /// Something else: what it is.
    Other(String),
}

#[derive(Debug, Clone, Copy)]
struct Column {
    encoding: Result<Encoding, (u16, u16)>,
    /// Which of the encodings of its field it is.
    representation: u16,
    /// It was added while the file was written, so that clusters may lack it, or its first values.
    late: bool,
}

/// Clusters that have one list of pages.
#[derive(Debug, Clone, Copy)]
struct Group {
    place: Place,
    length: u64,
    clusters: u32,
}

/// A field as the header describes it.
struct Described {
    name: String,
    class: String,
    parent: usize,
    role: u16,
    count: Option<u64>,
    /// Columns, by representation, and in each by their order.
    columns: Vec<(u16, usize)>,
}

impl Described {
    /// A field that holds something else than numbers.
    fn of_other_type(&self, name: String) -> Field {
        let class = if self.class.is_empty() { "a field without type" } else { &self.class };
        Field { name, layout: Layout::Other(class.to_owned()) }
    }

    /// The column of the field in each of its encodings, if it has one column.
    fn encodings(&self) -> Option<Vec<usize>> {
        let one = |(at, (representation, _)): (usize, &(u16, usize))| usize::from(*representation) == at;
        let single = !self.columns.is_empty() && self.columns.iter().enumerate().all(one);
        single.then(|| self.columns.iter().map(|(_, column)| *column).collect())
    }
}

/// Where an envelope stands, and its length when it is unpacked.
fn link(anchor: &mut Bytes<'_>) -> Result<(Place, u64)> {
    let (at, bytes) = (anchor.u64()?, anchor.u64()?);
    Ok((Place { at, bytes }, anchor.u64()?))
}

impl RNTuple {
    /// Reads the description of an RNTuple.
    ///
    /// # Errors
    /// RNTuples of ROOT's trial versions, and damaged ones.
    pub(super) fn read(file: &RootFile, path: &str, key: &Key) -> Result<Self> {
        let object = file.object(key)?;
        let mut anchor: Bytes = Bytes::new(&object);
        anchor.take(6)?;
        let [epoch, major, minor, _patch] = [anchor.u16()?, anchor.u16()?, anchor.u16()?, anchor.u16()?];
        if epoch != 1 {
            return Err(Error::new("an RNTuple of a version of ROOT that only tried it out")
                .found(format!("version {epoch}.{major}.{minor} of its format"))
                .allowed("1.0, of ROOT 6.34 and later")
                .hint("write it again with a newer ROOT"));
        }
        check_anchor(&object)?;
        let (header, footer) = (link(&mut anchor)?, link(&mut anchor)?);
        let (header, sum) = envelope(file, Kind::Header, header.0, header.1)?;
        let (footer, _) = envelope(file, Kind::Footer, footer.0, footer.1)?;
        let mut schema = Schema::default();
        let mut header = Reader::new(&header);
        header.features()?;
        for _name_description_writer in 0..3 {
            header.string()?;
        }
        schema.extend(&mut header)?;
        let mut footer = Reader::new(&footer);
        footer.features()?;
        if footer.u64()? != sum {
            return Err(damaged("header and footer of an RNTuple do not belong together"));
        }
        let mut extension = footer.record()?;
        if !extension.rest().is_empty() {
            schema.late = true;
            schema.extend(&mut extension)?;
        }
        let (mut list, count) = footer.list()?;
        let (mut groups, mut entries) = (Vec::new(), 0u64);
        for _ in 0..count {
            let mut group = list.record()?;
            let (first, span, clusters) = (group.u64()?, group.u64()?, group.u32()?);
            let (place, length) = group.link()?;
            if first != entries || groups.len() == MAX_ITEMS {
                return Err(damaged("clusters of an RNTuple in no order"));
            }
            entries = entries.checked_add(span).ok_or_else(|| damaged("an RNTuple of impossible length"))?;
            groups.push(Group { place, length, clusters });
        }
        let fields = schema.fields()?;
        Ok(RNTuple { path: path.to_owned(), entries, fields, columns: schema.columns, sum, groups })
    }
}

impl Field {
    /// Whether two fields show the same values.
    pub(super) fn shows_the_same(&self, other: &Field) -> bool {
        self.layout == other.layout && !matches!(self.layout, Layout::Other(_))
    }
}

/// Fields and columns, from header and footer.
#[derive(Default)]
struct Schema {
    fields: Vec<Described>,
    columns: Vec<Column>,
    /// What comes now was added while the file was written.
    late: bool,
}

impl Schema {
    /// Takes four lists: fields, columns, columns that show others, and more about types.
    fn extend(&mut self, reader: &mut Reader) -> Result<()> {
        let (mut list, count) = reader.list()?;
        for _ in 0..count {
            let mut record = list.record()?;
            let (_version, _type_version) = (record.u32()?, record.u32()?);
            let (parent, role, flags) = (record.u32()? as usize, record.u16()?, record.u16()?);
            let (name, class, _alias, _description) =
                (record.string()?, record.string()?, record.string()?, record.string()?);
            let count = if flags & REPETITIVE != 0 { Some(record.u64()?) } else { None };
            if flags & PROJECTED != 0 {
                record.u32()?;
            }
            if flags & CHECKSUM != 0 {
                record.u32()?;
            }
            if self.fields.len() == MAX_ITEMS {
                return Err(without_end());
            }
            self.fields.push(Described { name, class, parent, role, count, columns: Vec::new() });
        }
        let (mut list, count) = reader.list()?;
        for _ in 0..count {
            let mut record = list.record()?;
            let (kind, bits, field) = (record.u16()?, record.u16()?, record.u32()?);
            let (flags, representation) = (record.u16()?, record.u16()?);
            if flags & DEFERRED != 0 {
                // The first value that is in the file; what a cluster lacks says the same.
                record.u64()?;
            }
            let range = match flags & RANGE {
                0 => None,
                _ => Some([f64::from_bits(record.u64()?), f64::from_bits(record.u64()?)]),
            };
            let of_floats = self.fields.get(field as usize).is_some_and(|field| field.class == "float");
            if self.columns.len() == MAX_ITEMS {
                return Err(without_end());
            }
            let number = self.columns.len();
            let encoding = Encoding::of(kind, bits, range, of_floats);
            self.columns.push(Column { encoding, representation, late: self.late });
            self.attach(field, representation, number)?;
        }
        let (mut list, count) = reader.list()?;
        for _ in 0..count {
            let mut record = list.record()?;
            let (column, field) = (record.u32()? as usize, record.u32()?);
            let Some(representation) = self.columns.get(column).map(|column| column.representation) else {
                return Err(damaged("a column of an RNTuple that shows one that is not there"));
            };
            self.attach(field, representation, column)?;
        }
        reader.list()?;
        Ok(())
    }

    fn attach(&mut self, field: u32, representation: u16, column: usize) -> Result<()> {
        let field = self.fields.get_mut(field as usize);
        let field = field.ok_or_else(|| damaged("a column of an RNTuple without a field"))?;
        field.columns.push((representation, column));
        Ok(())
    }

    /// All fields that are columns for their users.
    fn fields(&self) -> Result<Vec<Field>> {
        let mut children = vec![Vec::new(); self.fields.len()];
        let mut tops = Vec::new();
        for (number, field) in self.fields.iter().enumerate() {
            match children.get_mut(field.parent) {
                // A field is its own parent at the top; else the parent comes first.
                _ if field.parent == number => tops.push(number),
                Some(children) if field.parent < number => children.push(number),
                _ => return Err(damaged("a field of an RNTuple inside one that is not there")),
            }
        }
        let mut found = Vec::new();
        for top in tops {
            self.walk(&children, top, self.fields[top].name.clone(), None, MAX_DEPTH, &mut found)?;
        }
        Ok(found)
    }

    /// The columns of a field, given the one that says how long its vectors are.
    fn walk(
        &self,
        children: &[Vec<usize>],
        number: usize,
        name: String,
        offsets: Option<&[usize]>,
        depth: usize,
        found: &mut Vec<Field>,
    ) -> Result<()> {
        if depth == 0 {
            return Err(damaged("fields of an RNTuple inside each other without end"));
        }
        let (field, inside) = (&self.fields[number], children[number].as_slice());
        match (field.role, field.encodings(), inside, offsets) {
            // A number, or numbers of a vector.
            (0, Some(values), [], offsets) if field.count.is_none() => {
                let layout = match offsets {
                    None => Layout::Fixed { values, count: 1 },
                    Some(offsets) => Layout::Vector { offsets: offsets.to_vec(), values },
                };
                found.push(Field { name, layout });
                Ok(())
            }
            // An array of numbers.
            (0, None, &[child], None) if field.count.is_some() && field.columns.is_empty() => {
                let (child, count) = (&self.fields[child], field.count.and_then(|count| usize::try_from(count).ok()));
                match (count.filter(|&count| count <= MAX_ITEMS), child.encodings()) {
                    (Some(count), Some(values)) if child.role == 0 && child.count.is_none() => {
                        found.push(Field { name, layout: Layout::Fixed { values, count } });
                        Ok(())
                    }
                    _ => {
                        found.push(field.of_other_type(name));
                        Ok(())
                    }
                }
            }
            // What an enumeration or an atomic number is made of.
            (0, None, &[child], offsets) if field.columns.is_empty() => {
                self.walk(children, child, name, offsets, depth - 1, found)
            }
            // A vector.
            (1, Some(offsets), &[child], None) => self.walk(children, child, name, Some(&offsets), depth - 1, found),
            // A record.
            (2, None, members, offsets) if field.columns.is_empty() && field.count.is_none() => {
                for &member in members {
                    let name = format!("{name}.{}", self.fields[member].name);
                    self.walk(children, member, name, offsets, depth - 1, found)?;
                    if found.len() > MAX_ITEMS {
                        return Err(damaged("an RNTuple with fields without end"));
                    }
                }
                Ok(())
            }
            _ => {
                found.push(field.of_other_type(name));
                Ok(())
            }
        }
    }
}

fn without_end() -> Error {
    damaged("an RNTuple with fields or columns without end")
}
