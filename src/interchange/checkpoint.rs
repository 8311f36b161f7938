//! Checkpoints of TensorFlow: tensors by name, in a table (`NAME.index`) and files of numbers beside it
//! (`NAME.data-00000-of-00001`). A SavedModel keeps its variables so (docs/sources.md, TensorFlow).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use prost::Message;

use super::proto::tensorflow::{BundleEntryProto, BundleHeaderProto, DataType, TensorProto};
use super::proto::{self, varint};
use crate::error::{Error, Result};
use crate::files;
use crate::files::memory::Taken;

/// What a table ends with.
const MAGIC: [u8; 8] = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

/// Bytes of the end of a table, with that.
const FOOTER: usize = 48;

/// Bytes behind a block: the kind of its compression, and a checksum.
const TRAILER: usize = 5;

/// Most tensors of a checkpoint, most bytes of their names together, and most files of numbers.
const MAX_TENSORS: usize = 100_000;
const MAX_NAMES: usize = 1 << 24;
const MAX_SHARDS: i32 = 1000;

/// A checkpoint.
#[derive(Debug)]
pub struct Checkpoint {
    /// Its path without `.index`.
    prefix: PathBuf,
    entries: BTreeMap<String, BundleEntryProto>,
    /// Files of numbers, as they are needed.
    shards: Vec<Option<Vec<u8>>>,
    /// Memory of the entries and of the files.
    taken: Taken,
}

impl Checkpoint {
    /// Reads the table of a checkpoint, `NAME.index`.
    ///
    /// # Errors
    /// Files that are no such table or are damaged, and numbers in the other order of bytes.
    pub fn open(index: &Path) -> Result<Self> {
        Checkpoint::of_index(&files::read_bytes(index)?, index).map_err(|error| error.file(index))
    }

    fn of_index(bytes: &[u8], index: &Path) -> Result<Self> {
        let mut entries = BTreeMap::new();
        let (mut header, mut taken) = (None, Taken::default());
        for (key, value) in table(bytes)? {
            if key.is_empty() {
                header = BundleHeaderProto::decode(&value[..]).ok();
                continue;
            }
            let name = String::from_utf8(key).map_err(|_| damaged("a name is no text"))?;
            let (entry, own) = proto::decode(&value, |_| damaged("an entry is none")).map_err(|e| e.field(&name))?;
            taken.join(own);
            entries.insert(name, entry);
        }
        let header = header.ok_or_else(|| damaged("the table has no header"))?;
        if header.endianness != 0 {
            return Err(Error::new("the numbers of the checkpoint are not little-endian"));
        }
        let shards = usize::try_from(header.num_shards).ok().filter(|_| (1..=MAX_SHARDS).contains(&header.num_shards));
        let shards = shards.ok_or_else(|| damaged("a number of files that cannot be").found(header.num_shards))?;
        let mut empty = Vec::new();
        empty.resize_with(shards, || None);
        Ok(Checkpoint { prefix: index.with_extension(""), entries, shards: empty, taken })
    }

    /// The names of its tensors, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The lengths of a tensor and whether it is of floats.
    pub fn shape(&self, name: &str) -> Option<(Vec<u64>, bool)> {
        let entry = self.entries.get(name)?;
        let lengths = entry.shape.iter().flat_map(|shape| &shape.dim);
        let shape = lengths.map(|length| u64::try_from(length.size).ok()).collect::<Option<_>>()?;
        let floats = [DataType::DtFloat, DataType::DtDouble, DataType::DtHalf, DataType::DtBfloat16].map(i32::from);
        Some((shape, floats.contains(&entry.dtype)))
    }

    /// A tensor.
    ///
    /// # Errors
    /// A name that is not there, tensors in parts, and files of numbers that are missing or too short.
    pub fn tensor(&mut self, name: &str) -> Result<TensorProto> {
        let entry =
            self.entries.get(name).ok_or_else(|| Error::new("the checkpoint has no such tensor").field(name))?;
        if !entry.slices.is_empty() {
            return Err(Error::new("a tensor that is stored in parts is not supported").field(name));
        }
        let count = self.shards.len();
        let shard = usize::try_from(entry.shard_id).ok().filter(|&shard| shard < count);
        let shard = shard.ok_or_else(|| damaged("a tensor is in no file").field(name))?;
        let file = format!("{}.data-{shard:05}-of-{count:05}", self.prefix.display());
        let file = PathBuf::from(file);
        let numbers = match &mut self.shards[shard] {
            Some(numbers) => numbers,
            empty => {
                let numbers = files::read_bytes(&file)?;
                self.taken.add("the numbers of the checkpoint", numbers.len() as u64)?;
                empty.insert(numbers)
            }
        };
        let place = usize::try_from(entry.offset).ok().zip(usize::try_from(entry.size).ok());
        let content = place.and_then(|(from, size)| numbers.get(from..)?.get(..size));
        let content = content.ok_or_else(|| damaged("a tensor reaches beyond its file").field(name).file(&file))?;
        Ok(TensorProto {
            dtype: entry.dtype,
            tensor_shape: entry.shape.clone(),
            tensor_content: content.to_vec(),
            ..TensorProto::default()
        })
    }
}

fn damaged(what: &str) -> Error {
    Error::new(format!("not a checkpoint of TensorFlow: {what}")).hint("is it complete? copy or save it again")
}

/// Keys and values of a table, in order.
fn table(bytes: &[u8]) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let footer = bytes.len().checked_sub(FOOTER).map(|at| &bytes[at..]).filter(|footer| footer.ends_with(&MAGIC));
    let mut footer = footer.ok_or_else(|| damaged("its end is none of a table"))?;
    // The first of two blocks is about the table itself.
    let blocks = handle(&mut footer).and_then(|_| handle(&mut footer)).ok_or_else(|| damaged("its end is damaged"))?;
    let (mut all, mut names) = (Vec::new(), 0);
    for (_, place) in block(bytes, blocks)? {
        let place = handle(&mut &place[..]).ok_or_else(|| damaged("the place of a block is damaged"))?;
        for entry in block(bytes, place)? {
            names += entry.0.len();
            all.push(entry);
            if all.len() > MAX_TENSORS || names > MAX_NAMES {
                return Err(damaged("far too many tensors for a model"));
            }
        }
    }
    Ok(all)
}

fn length(bytes: &mut &[u8]) -> Option<usize> {
    usize::try_from(varint(bytes)?).ok()
}

/// Takes the place of a block: where it begins, and its bytes.
fn handle(bytes: &mut &[u8]) -> Option<[usize; 2]> {
    Some([length(bytes)?, length(bytes)?])
}

fn short() -> Error {
    damaged("a block is not whole")
}

/// Entries of a block. A key leaves out what it has in common with the one before.
fn block(bytes: &[u8], [from, size]: [usize; 2]) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let own = bytes.get(from..).and_then(|rest| rest.get(..size.checked_add(TRAILER)?)).ok_or_else(short)?;
    let own = match own[size] {
        0 => Cow::Borrowed(&own[..size]),
        // Snappy, which TensorFlow itself does not use.
        1 => match snap::raw::decompress_len(&own[..size]) {
            Ok(length) if length > MAX_NAMES => return Err(damaged("far too many tensors for a model")),
            _ => snap::raw::Decoder::new().decompress_vec(&own[..size]).map(Cow::Owned).map_err(|_| short())?,
        },
        other => return Err(damaged("an unknown compression").found(other)),
    };
    // At the end stand the places of keys that are whole, and how many.
    let restarts = own.last_chunk().map(|word| u32::from_le_bytes(*word) as usize).ok_or_else(short)?;
    let end = restarts.checked_mul(4).and_then(|places| own.len().checked_sub(places)?.checked_sub(4));
    let (mut rest, mut key, mut all, mut held) = (&own[..end.ok_or_else(short)?], Vec::new(), Vec::new(), 0);
    while !rest.is_empty() {
        let value = entry(&mut rest, &mut key).ok_or_else(short)?;
        held += key.len();
        if all.len() >= MAX_TENSORS || held > MAX_NAMES {
            return Err(damaged("far too many tensors for a model"));
        }
        all.push((key.clone(), value.to_vec()));
    }
    Ok(all)
}

/// Takes an entry: turns the key before into its own, and gives the value.
fn entry<'a>(bytes: &mut &'a [u8], key: &mut Vec<u8>) -> Option<&'a [u8]> {
    let [common, more, size] = [length(bytes)?, length(bytes)?, length(bytes)?];
    let (own, rest) = bytes.split_at_checked(more)?;
    let (value, rest) = rest.split_at_checked(size)?;
    key.truncate((common <= key.len()).then_some(common)?);
    key.extend(own);
    *bytes = rest;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of whole keys, with what follows it in a table.
    fn stored(entries: &[(&str, &[u8])], compressed: bool) -> Vec<u8> {
        let mut plain = Vec::new();
        for (key, value) in entries {
            plain.extend([0, key.len() as u8, value.len() as u8]);
            plain.extend(key.as_bytes());
            plain.extend(*value);
        }
        plain.extend([0, 0, 0, 0, 1, 0, 0, 0]);
        let own = if compressed { snap::raw::Encoder::new().compress_vec(&plain).unwrap() } else { plain };
        [&own[..], &[u8::from(compressed), 0, 0, 0, 0]].concat()
    }

    /// A number of seven bits in each byte, here always two.
    fn number(number: usize) -> [u8; 2] {
        [(number as u8 & 0x7F) | 0x80, (number >> 7) as u8]
    }

    /// A table of one block.
    fn table_of(entries: &[(&str, &[u8])], compressed: bool) -> Vec<u8> {
        let mut file = stored(entries, compressed);
        let at = file.len();
        let first = [number(0), number(at - TRAILER)].concat();
        file.extend(stored(&[("z", &first)], compressed));
        let footer = [number(0), number(0), number(at), number(file.len() - at - TRAILER)].concat();
        let padding = FOOTER - footer.len() - MAGIC.len();
        file.extend(footer.into_iter().chain(std::iter::repeat_n(0, padding)));
        file.extend(MAGIC);
        file
    }

    #[test]
    fn blocks_of_snappy_are_those_that_are_plain() {
        let value = [7; 100];
        let entries = [("", &value[..3]), ("conv/kernel", &value[..]), ("dense/kernel", &value[..])];
        let expected: Vec<_> = entries.map(|(key, value)| (key.as_bytes().to_vec(), value.to_vec())).to_vec();
        for compressed in [false, true] {
            let file = table_of(&entries, compressed);
            assert_eq!(table(&file).unwrap(), expected, "{compressed}");
            for at in 0..file.len() {
                let mut bad = file.clone();
                bad[at] ^= 0xFF;
                let _ = table(&bad);
            }
        }
        // A block that says it becomes 4 GiB.
        let bomb = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 0, 0, 0, 0];
        assert!(block(&bomb, [0, 5]).unwrap_err().message().contains("far too many"));
    }
}
