//! What a tree says about itself: its branches, their types, and where their values stand.

use std::collections::HashSet;

use super::bytes::Bytes;
use super::file::{Key, RootFile, damaged};
use crate::error::{Error, Result};
use crate::files::memory::Taken;

/// Most branches of a tree.
const MAX_BRANCHES: usize = 100_000;

/// Bytes of memory for each byte of a description.
const DESCRIPTION: u64 = 4;

/// Deepest nesting of branches.
const MAX_DEPTH: usize = 16;

const BYTE_COUNT: u32 = 0x4000_0000;
const NEW_CLASS: u32 = 0xFFFF_FFFF;
const CLASS: u32 = 0x8000_0000;

/// Type of the numbers of a branch, all big-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
}

impl Element {
    pub(super) fn bytes(self) -> usize {
        match self {
            Element::I8 | Element::U8 => 1,
            Element::I16 | Element::U16 => 2,
            Element::I32 | Element::U32 | Element::F32 => 4,
            Element::I64 | Element::U64 | Element::F64 => 8,
        }
    }

    /// The element type of a C++ type name.
    fn parse(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "char" | "Char_t" | "signed char" | "int8_t" => Element::I8,
            "unsigned char" | "UChar_t" | "uint8_t" | "bool" | "Bool_t" => Element::U8,
            "short" | "Short_t" | "int16_t" => Element::I16,
            "unsigned short" | "UShort_t" | "uint16_t" => Element::U16,
            "int" | "Int_t" | "int32_t" => Element::I32,
            "unsigned int" | "unsigned" | "UInt_t" | "uint32_t" => Element::U32,
            "long" | "long long" | "Long_t" | "Long64_t" | "int64_t" => Element::I64,
            "unsigned long" | "unsigned long long" | "ULong_t" | "ULong64_t" | "uint64_t" => Element::U64,
            "float" | "Float_t" => Element::F32,
            "double" | "Double_t" => Element::F64,
            _ => return None,
        })
    }

    /// The element type of a leaf class.
    fn of_leaf(class: &str, unsigned: bool) -> Option<Self> {
        Some(match (class, unsigned) {
            ("TLeafB", false) => Element::I8,
            ("TLeafB", true) | ("TLeafO", _) => Element::U8,
            ("TLeafS", false) => Element::I16,
            ("TLeafS", true) => Element::U16,
            ("TLeafI", false) => Element::I32,
            ("TLeafI", true) => Element::U32,
            ("TLeafL" | "TLeafG", false) => Element::I64,
            ("TLeafL" | "TLeafG", true) => Element::U64,
            ("TLeafF", _) => Element::F32,
            ("TLeafD", _) => Element::F64,
            _ => return None,
        })
    }

    /// The element type of a data member, by the number that ROOT gives its type.
    fn of_member(number: u32) -> Option<Self> {
        Some(match number {
            1 => Element::I8,
            2 => Element::I16,
            3 | 6 => Element::I32,
            4 | 16 => Element::I64,
            5 => Element::F32,
            8 => Element::F64,
            11 | 18 => Element::U8,
            12 => Element::U16,
            13 => Element::U32,
            14 | 17 => Element::U64,
            _ => return None,
        })
    }
}

/// How an entry of a branch is laid out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Layout {
    /// So many values in every entry.
    Fixed(Element, usize),
    /// As many values as fit the length of the entry.
    Jagged(Element),
    /// A `std::vector`: 6 bytes of version, a count, the values.
    Vector(Element),
    /// Something else, by the name of its type.
    Other(String),
}

/// A basket on file.
#[derive(Debug, Clone, Copy)]
pub(super) struct BasketPlace {
    pub(super) first: u64,
    pub(super) at: u64,
    pub(super) bytes: u64,
}

/// A branch that holds values.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub(super) name: String,
    pub(super) layout: Layout,
    pub(super) entries: u64,
    pub(super) baskets: Vec<BasketPlace>,
    /// Why its values cannot be read, whatever their layout.
    pub(super) obstacle: Option<String>,
}

/// A tree.
#[derive(Debug)]
pub(super) struct Tree {
    /// Its path in the file.
    pub(super) path: String,
    pub(super) entries: u64,
    /// All branches, also those inside others.
    pub(super) branches: Vec<Branch>,
    /// Names that count the values of a branch, as uproot writes them: `nX` for `X`.
    counters: HashSet<String>,
}

impl Tree {
    /// Reads the description of a tree.
    ///
    /// # Errors
    /// Trees written before ROOT 5, and damaged ones.
    pub(super) fn read(file: &RootFile, path: &str, key: &Key) -> Result<Self> {
        let data = file.object(key)?;
        // A branch and the places of its baskets take some times the memory of their bytes.
        let _taken = Taken::new("the description of the tree", DESCRIPTION * data.len() as u64)?;
        let mut parser = Parser { bytes: Bytes::new(&data), head: key.head, classes: Vec::new(), branches: Vec::new() };
        let entries = parser.tree()?;
        let branches = parser.branches;
        let jagged = branches.iter().filter(|branch| matches!(branch.layout, Layout::Jagged(_)));
        let counters = jagged.map(|branch| format!("n{}", branch.name)).collect();
        Ok(Tree { path: path.to_owned(), entries, branches, counters })
    }

    /// Whether a branch only counts the values of another.
    pub(super) fn counts(&self, branch: &str) -> bool {
        self.counters.contains(branch)
    }
}

/// Reads the streamed form of a tree.
struct Parser<'a> {
    bytes: Bytes<'a>,
    /// Bytes before the data in its record: names of classes are referred to by their place there.
    head: usize,
    classes: Vec<(u32, String)>,
    branches: Vec<Branch>,
}

impl Parser<'_> {
    /// The version of the object that begins here, and where it ends.
    fn version(&mut self) -> Result<(u16, usize)> {
        let count = self.bytes.u32()?;
        if count & BYTE_COUNT == 0 {
            return Err(damaged("an object without a length"));
        }
        let end = self.bytes.at + (count & !BYTE_COUNT) as usize;
        Ok((self.bytes.u16()?, end))
    }

    /// Skips an object that has a length.
    fn skip(&mut self) -> Result<()> {
        let (_, end) = self.version()?;
        self.bytes.at = end;
        Ok(())
    }

    /// The name of a `TNamed`.
    fn named(&mut self) -> Result<String> {
        let (_, end) = self.version()?;
        self.object()?;
        let name = self.bytes.string()?;
        self.bytes.at = end;
        Ok(name)
    }

    /// Skips a `TObject`.
    fn object(&mut self) -> Result<()> {
        self.bytes.take(6)?;
        let bits = self.bytes.u32()?;
        // Bit 4: the object is referenced, and a process number follows.
        if bits & 0x10 != 0 {
            self.bytes.u16()?;
        }
        Ok(())
    }

    fn tree(&mut self) -> Result<u64> {
        let (version, _) = self.version()?;
        if !(16..=20).contains(&version) {
            return Err(Error::new("a tree of an unknown version")
                .found(version)
                .allowed("16 to 20, written by ROOT 5 or 6"));
        }
        self.named()?;
        for _ in 0..3 {
            self.skip()?;
        }
        let entries = self.bytes.u64()?;
        // Sizes, weight, intervals: nothing that reading needs.
        let sizes = if version >= 18 { 4 } else { 3 };
        self.bytes.take(8 * sizes + 8 + 12)?;
        if version >= 17 {
            self.bytes.u32()?;
        }
        let ranges = if version >= 19 { self.bytes.count()? } else { 0 };
        self.bytes.take(8 * if version >= 18 { 6 } else { 5 })?;
        if version >= 19 {
            for _ in 0..2 {
                self.bytes.take(1 + 8 * ranges)?;
            }
        }
        if version >= 20 {
            self.skip()?;
        }
        self.branch_list(MAX_DEPTH)?;
        Ok(entries)
    }

    /// The objects of a `TObjArray`; `each` gets the class and reads the object or leaves it.
    fn list(&mut self, mut each: impl FnMut(&mut Self, &str) -> Result<()>) -> Result<()> {
        let (_, end) = self.version()?;
        self.object()?;
        self.bytes.string()?;
        let count = self.bytes.count()?;
        self.bytes.u32()?;
        for _ in 0..count {
            self.pointer(&mut each)?;
        }
        self.bytes.at = end;
        Ok(())
    }

    /// An object behind a pointer: none, one that came earlier, or a new one with its class.
    fn pointer(&mut self, each: &mut impl FnMut(&mut Self, &str) -> Result<()>) -> Result<()> {
        let place = |at: usize, head: usize| (at + head + 2) as u32;
        let first = self.bytes.u32()?;
        if first & BYTE_COUNT == 0 || first == NEW_CLASS {
            // Null or a reference to an object; without a length nothing new can follow.
            return if first & CLASS == 0 { Ok(()) } else { Err(damaged("an object without a length")) };
        }
        let start = self.bytes.at;
        let end = start + (first & !BYTE_COUNT) as usize;
        if end < start + 4 {
            return Err(damaged("an object shorter than its class"));
        }
        let class = match self.bytes.u32()? {
            NEW_CLASS => {
                let class = self.bytes.c_string()?;
                self.classes.push((place(start, self.head), class.clone()));
                class
            }
            tag if tag & CLASS != 0 => {
                let known = self.classes.iter().find(|(at, _)| *at == tag & !CLASS);
                known.map(|(_, class)| class.clone()).ok_or_else(|| damaged("an object of a class without name"))?
            }
            _ => {
                self.bytes.at = end;
                return Ok(());
            }
        };
        each(self, &class)?;
        self.bytes.at = end;
        Ok(())
    }

    fn branch_list(&mut self, depth: usize) -> Result<()> {
        if depth == 0 {
            return Err(damaged("branches inside each other without end"));
        }
        self.list(|parser, class| match class {
            "TBranch" => parser.branch(depth),
            "TBranchElement" => parser.branch_element(depth),
            // Other kinds (objects, whole classes) hold nothing that is read here.
            _ => Ok(()),
        })
    }

    fn branch_element(&mut self, depth: usize) -> Result<()> {
        let (version, _) = self.version()?;
        let at = self.branches.len();
        self.branch(depth)?;
        let class = self.bytes.string()?;
        if version > 1 {
            self.bytes.string()?;
            self.bytes.string()?;
            self.bytes.u32()?;
        }
        self.bytes.take(if version >= 10 { 2 } else { 4 })?;
        let (_id, _kind, member) = (self.bytes.u32()?, self.bytes.u32()?, self.bytes.u32()?);
        let inner = class.strip_prefix("vector<").and_then(|rest| rest.strip_suffix('>'));
        // Branches inside this one were added after it.
        if let Some(branch) = self.branches.get_mut(at) {
            let values = match &branch.layout {
                Layout::Fixed(_, values) => *values,
                _ => 1,
            };
            branch.layout = match (inner.and_then(Element::parse), Element::of_member(member)) {
                (Some(element), _) => Layout::Vector(element),
                (None, Some(element)) => Layout::Fixed(element, values),
                (None, None) => Layout::Other(class),
            };
        }
        Ok(())
    }

    fn branch(&mut self, depth: usize) -> Result<()> {
        let (version, end) = self.version()?;
        let name = self.named()?;
        if !(10..=13).contains(&version) {
            return Err(Error::new("a branch of an unknown version")
                .field(name)
                .found(version)
                .allowed("10 to 13, written by ROOT 5 or 6"));
        }
        self.skip()?;
        self.bytes.take(12)?;
        let on_file = self.bytes.count()?;
        self.bytes.u64()?;
        if version >= 13 {
            self.skip()?;
        }
        self.bytes.u32()?;
        let places = self.bytes.count()?;
        self.bytes.u32()?;
        let entries = self.bytes.u64()?;
        self.bytes.take(if version >= 11 { 24 } else { 16 })?;
        if self.branches.len() == MAX_BRANCHES {
            return Err(damaged("branches without end"));
        }
        // The branch comes before those inside it.
        let at = self.branches.len();
        self.branches.push(Branch {
            name,
            layout: Layout::Other(String::new()),
            entries,
            baskets: Vec::new(),
            obstacle: None,
        });
        self.branch_list(depth - 1)?;
        let leaves = self.leaves()?;
        let mut unwritten = 0;
        self.list(|_, _| {
            unwritten += 1;
            Ok(())
        })?;
        let (bytes, firsts, seeks) = (self.column(4, places)?, self.column(8, places)?, self.column(8, places)?);
        let elsewhere = self.bytes.string()?;
        self.bytes.at = end;
        let rows = bytes.iter().zip(&firsts).zip(&seeks).take(on_file);
        let baskets: Vec<BasketPlace> = rows
            .filter(|((bytes, _), _)| **bytes > 0)
            .map(|((&bytes, &first), &at)| BasketPlace { first, at, bytes })
            .collect();
        // The entry after the baskets on file belongs to a basket that the tree itself holds.
        let in_tree = unwritten > 0 && firsts.get(on_file).is_none_or(|&first| first < entries);
        if let Some(branch) = self.branches.get_mut(at) {
            branch.baskets = baskets;
            branch.layout = match <[Layout; 1]>::try_from(leaves) {
                Ok([layout]) => layout,
                Err(leaves) => Layout::Other(format!("{} leaves", leaves.len())),
            };
            if in_tree {
                branch.obstacle =
                    Some("its last values stand in the record of the tree: the file was not closed".into());
            } else if !elsewhere.is_empty() {
                branch.obstacle = Some(format!("its values stand in another file, {elsewhere}"));
            }
        }
        Ok(())
    }

    /// An array of numbers of `width` bytes about the baskets of a branch.
    fn column(&mut self, width: usize, count: usize) -> Result<Vec<u64>> {
        // 0: nothing follows. For places in the file, 2: 64 bits (also written for 1 by ROOT 5).
        self.bytes.u8()?;
        let data = self.bytes.take(width * count)?;
        let value = |bytes: &[u8]| bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte));
        Ok(data.chunks_exact(width).map(value).collect())
    }

    fn leaves(&mut self) -> Result<Vec<Layout>> {
        let mut leaves = Vec::new();
        self.list(|parser, class| {
            leaves.push(parser.leaf(class)?);
            Ok(())
        })?;
        Ok(leaves)
    }

    fn leaf(&mut self, class: &str) -> Result<Layout> {
        let (_, end) = self.version()?;
        // The part common to all leaves stands first, with its own length.
        let (_, inner) = self.version()?;
        self.named()?;
        let values = self.bytes.count()?;
        self.bytes.take(8)?;
        self.bytes.u8()?;
        let unsigned = self.bytes.u8()? != 0;
        let counted = self.bytes.u32()? != 0;
        self.bytes.at = inner.min(end);
        Ok(match (Element::of_leaf(class, unsigned), counted) {
            (Some(element), true) => Layout::Jagged(element),
            (Some(element), false) => Layout::Fixed(element, values),
            (None, _) if class == "TLeafElement" => Layout::Fixed(Element::U8, values),
            (None, _) => Layout::Other(class.to_owned()),
        })
    }
}
