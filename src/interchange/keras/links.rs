//! The links of HDF5 groups, read from the bytes of the file.
//!
//! The library that reads the datasets knows hard links only: it stops at a soft link of the older kind of group, and
//! passes over one of the newer kind. So the links are listed here, and soft ones are followed. The structures are those
//! of the HDF5 file format specification (docs/sources.md, HDF5).

use hdf5_pure::File;

use crate::error::{Error, Result};

/// Most parts of one object header, and most links and tree nodes of a group.
const MAX_PARTS: usize = 1000;
const MAX_LINKS: usize = 10_000;

/// Most soft links on the way to one object.
const MAX_FOLLOWED: usize = 16;

/// Types of messages in an object header.
const LINK_INFO: u16 = 0x02;
const LINK: u16 = 0x06;
const CONTINUATION: u16 = 0x10;
const SYMBOL_TABLE: u16 = 0x11;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// The header of an object.
    Object(u64),
    /// A path in the same file, from the root or from the group of the link.
    Path(String),
    /// Another file.
    OtherFile(String),
}

impl Target {
    /// The header of the object, of a hard link.
    pub(super) fn object(&self) -> Option<u64> {
        match self {
            Target::Object(address) => Some(*address),
            Target::Path(_) | Target::OtherFile(_) => None,
        }
    }
}

/// The links of a group.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Listing {
    /// All of them, by name.
    Links(Vec<(String, Target)>),
    /// So many, in a form that is not read here: large groups of the newer kind.
    Indexed(u64),
}

/// The links of a file.
pub(super) struct Links<'a> {
    bytes: &'a [u8],
    /// Where the addresses of the file count from.
    base: u64,
    /// Bytes of an address and of a length.
    widths: [usize; 2],
    /// The header of the root group.
    pub(super) root: u64,
}

/// An object that a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its path of hard links, from the root.
    pub(super) path: Vec<String>,
    /// Its header.
    pub(super) address: u64,
}

impl Place {
    /// An object that is in this group.
    pub(super) fn inside(&self, name: &str, address: u64) -> Place {
        Place { path: self.path.iter().cloned().chain([name.to_owned()]).collect(), address }
    }
}

impl<'a> Links<'a> {
    pub(super) fn of(file: &'a File) -> Self {
        let superblock = file.superblock();
        let base = superblock.base_address.get();
        let widths = [superblock.offset_size, superblock.length_size].map(usize::from);
        // The root is the one address that the library has counted from the start of the file already.
        let root = superblock.root_group_address.wrapping_sub(base);
        Links { bytes: file.as_bytes(), base, widths, root }
    }

    /// The links of the group whose header is at this address; none of what is no group.
    ///
    /// # Errors
    /// Structures that are not whole, or that are no such structure.
    pub(super) fn list(&self, address: u64) -> Result<Listing> {
        self.listing(address).ok_or_else(|| {
            Error::new("cannot read the links of a group of the HDF5 file")
                .found(format!("at byte {address}"))
                .hint("is it complete? copy or export it again")
        })
    }

    /// The object that a soft link leads to, which stands in the group at `from`.
    ///
    /// # Errors
    /// Paths that lead nowhere, to another file, in a circle or through a group whose links are not read.
    pub(super) fn follow(&self, from: &Place, target: &str) -> Result<Place> {
        self.walk(from, target, MAX_FOLLOWED)
    }

    fn walk(&self, from: &Place, target: &str, left: usize) -> Result<Place> {
        let root = || Place { path: Vec::new(), address: self.root };
        let mut at = if target.starts_with('/') { root() } else { from.clone() };
        for name in target.split('/').filter(|name| !["", "."].contains(name)) {
            let link = match self.list(at.address)? {
                Listing::Links(links) => links.into_iter().find(|(own, _)| own == name).map(|(_, target)| target),
                Listing::Indexed(_) => {
                    return Err(Error::new("a soft link leads through a group whose links are not read")
                        .found(target)
                        .hint("write the file without libver='latest'"));
                }
            };
            at = match link {
                Some(Target::Object(address)) => at.inside(name, address),
                Some(Target::Path(next)) => {
                    let left = left
                        .checked_sub(1)
                        .ok_or_else(|| Error::new("soft links of the file lead in a circle").found(target))?;
                    self.walk(&at, &next, left)?
                }
                Some(Target::OtherFile(file)) => return Err(other_file(&file)),
                None => return Err(Error::new("a soft link leads nowhere").found(target)),
            };
        }
        Ok(at)
    }

    fn listing(&self, address: u64) -> Option<Listing> {
        let (mut links, mut indexed) = (Vec::new(), None);
        for (kind, message) in self.messages(address)? {
            match kind {
                SYMBOL_TABLE => {
                    let tree = self.number(&mut &*message, self.widths[0])?;
                    let heap = self.number(&mut message.get(self.widths[0]..)?, self.widths[0])?;
                    self.symbols(tree, heap, &mut links)?;
                }
                LINK => links.push(self.link(message)?),
                LINK_INFO => {
                    let flags = *message.get(1)?;
                    let mut rest = message.get(2 + if flags & 1 == 1 { 8 } else { 0 }..)?;
                    let heap = self.number(&mut rest, self.widths[0])?;
                    let index = self.number(&mut rest, self.widths[0])?;
                    if !self.is_undefined(heap) {
                        indexed = Some(self.count(index)?);
                    }
                }
                _ => {}
            }
            if links.len() > MAX_LINKS {
                return None;
            }
        }
        Some(indexed.map_or(Listing::Links(links), Listing::Indexed))
    }

    /// Bytes of the file from an address on.
    fn from(&self, address: u64) -> Option<&'a [u8]> {
        self.bytes.get(usize::try_from(self.base.checked_add(address)?).ok()?..)
    }

    /// Takes a little-endian number of some bytes.
    fn number(&self, bytes: &mut &[u8], width: usize) -> Option<u64> {
        let (own, rest) = bytes.split_at_checked(width)?;
        *bytes = rest;
        (width <= 8).then(|| own.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    /// An address that stands for none has all bits set.
    fn is_undefined(&self, address: u64) -> bool {
        address == u64::MAX >> (64 - 8 * self.widths[0].clamp(1, 8))
    }

    /// The messages of an object header, of all its parts.
    fn messages(&self, address: u64) -> Option<Vec<(u16, &'a [u8])>> {
        let bytes = self.from(address)?;
        // The newer kind has a signature; there the size of what stands before a message depends on flags.
        let newer = bytes.starts_with(b"OHDR");
        let flags = if newer { *bytes.get(5)? } else { 0 };
        let (first, size) = if newer {
            let before = 6 + if flags & 0x20 != 0 { 16 } else { 0 } + if flags & 0x10 != 0 { 4 } else { 0 };
            let width = 1 << (flags & 3);
            (before + width, self.number(&mut bytes.get(before..)?, width)?)
        } else {
            (bytes.first() == Some(&1)).then_some(())?;
            (16, self.number(&mut bytes.get(8..)?, 4)?)
        };
        let mut parts = vec![bytes.get(first..)?.get(..usize::try_from(size).ok()?)?];
        let (mut all, mut at) = (Vec::new(), 0);
        while let Some(&part) = parts.get(at) {
            let mut rest = part;
            let head = if newer { 4 + if flags & 4 != 0 { 2 } else { 0 } } else { 8 };
            while rest.len() >= head {
                let (kind, size) = match newer {
                    true => (u16::from(rest[0]), usize::from(u16::from_le_bytes([rest[1], rest[2]]))),
                    false => {
                        let [kind, size] = [0, 2].map(|at| u16::from_le_bytes([rest[at], rest[at + 1]]));
                        (kind, usize::from(size))
                    }
                };
                let message = rest.get(head..)?.get(..size)?;
                rest = &rest[head + size..];
                if kind == CONTINUATION {
                    let place = self.number(&mut &*message, self.widths[0])?;
                    let length = self.number(&mut message.get(self.widths[0]..)?, self.widths[1])?;
                    let part = self.from(place)?.get(..usize::try_from(length).ok()?)?;
                    // A signature before and a checksum behind the messages.
                    let part =
                        if newer { part.strip_prefix(b"OCHK")?.get(..part.len().checked_sub(8)?)? } else { part };
                    parts.push(part);
                } else {
                    all.push((kind, message));
                }
                if parts.len() > MAX_PARTS || all.len() > MAX_LINKS {
                    return None;
                }
            }
            at += 1;
        }
        Some(all)
    }

    /// The links of an older group: a tree of nodes with entries, and a heap with their names.
    fn symbols(&self, tree: u64, heap: u64, links: &mut Vec<(String, Target)>) -> Option<()> {
        let [offset, length] = self.widths;
        let mut head = self.from(heap)?.strip_prefix(b"HEAP")?.get(4..)?;
        let size = self.number(&mut head, length)?;
        let _free = self.number(&mut head, length)?;
        let names = self.from(self.number(&mut head, offset)?)?.get(..usize::try_from(size).ok()?)?;
        let (mut nodes, mut seen) = (vec![tree], 0);
        while let Some(node) = nodes.pop() {
            seen += 1;
            if seen > MAX_LINKS || links.len() > MAX_LINKS {
                return None;
            }
            let bytes = self.from(node)?;
            if let Some(entries) = bytes.strip_prefix(b"SNOD") {
                let mut rest = entries.get(4..)?;
                for _ in 0..u16::from_le_bytes([*entries.get(2)?, *entries.get(3)?]) {
                    let name = text_at(names, self.number(&mut rest, length)?)?;
                    let address = self.number(&mut rest, offset)?;
                    let kind = self.number(&mut rest, 4)?;
                    let scratch = rest.get(4..)?;
                    rest = rest.get(20..)?;
                    // A soft link has the place of its path in the heap where a group has the address of its tree.
                    links.push(match kind {
                        2 => (name, Target::Path(text_at(names, self.number(&mut &*scratch, 4)?)?)),
                        _ => (name, Target::Object(address)),
                    });
                }
                continue;
            }
            let head = bytes.strip_prefix(b"TREE")?;
            let count = u16::from_le_bytes([*head.get(2)?, *head.get(3)?]);
            let mut rest = head.get(4 + 2 * offset..)?;
            let mut children = Vec::new();
            for _ in 0..count {
                let _key = self.number(&mut rest, length)?;
                children.push(self.number(&mut rest, offset)?);
            }
            nodes.extend(children.into_iter().rev());
        }
        Some(())
    }

    /// A link of a newer group.
    fn link(&self, message: &[u8]) -> Option<(String, Target)> {
        let mut rest = message;
        (self.number(&mut rest, 1)? == 1).then_some(())?;
        let flags = self.number(&mut rest, 1)?;
        let kind = if flags & 8 != 0 { self.number(&mut rest, 1)? } else { 0 };
        if flags & 4 != 0 {
            self.number(&mut rest, 8)?;
        }
        if flags & 16 != 0 {
            self.number(&mut rest, 1)?;
        }
        let length = usize::try_from(self.number(&mut rest, 1 << (flags & 3))?).ok()?;
        let (name, mut rest) = rest.split_at_checked(length)?;
        fn text(bytes: &[u8]) -> String {
            String::from_utf8_lossy(bytes).into_owned()
        }
        let target = match kind {
            0 => Target::Object(self.number(&mut rest, self.widths[0])?),
            _ => {
                let length = self.number(&mut rest, 2)?;
                let value = rest.get(..usize::try_from(length).ok()?)?;
                match kind {
                    1 => Target::Path(text(value)),
                    // Flags, then the names of the file and of the object, each with a zero behind it.
                    _ => Target::OtherFile(text(value.get(1..)?.split(|&byte| byte == 0).next()?)),
                }
            }
        };
        Some((text(name), target))
    }

    /// Number of links in the index of a large group.
    fn count(&self, index: u64) -> Option<u64> {
        let rest = self.from(index)?.strip_prefix(b"BTHD")?.get(12..)?;
        self.number(&mut rest.get(self.widths[0] + 2..)?, self.widths[1])
    }
}

/// A link to another file, which is not opened.
pub(super) fn other_file(file: &str) -> Error {
    Error::new("a link of the file leads to another file, which is not read")
        .found(file)
        .hint("copy what is meant into one file, as h5py's File.copy with expand_external does")
}

/// The text that ends with a zero byte at a place of a heap.
fn text_at(heap: &[u8], at: u64) -> Option<String> {
    let text = heap.get(usize::try_from(at).ok()?..)?;
    Some(String::from_utf8_lossy(text.split(|&byte| byte == 0).next()?).into_owned())
}
