//! The file that says which bits of the weights are to be protected.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::atlas::{Atlas, BitEffect, UpsetTarget};
use super::bits::WeightBit;
use super::summary::encoder_hash;
use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;
use crate::nn::Weights;
use crate::registers::image::{GROUPS, ImageShape};

/// Format of the file.
pub const FORMAT: u32 = 1;

/// Bits of the weights that are to be protected, and the encoder that they were chosen for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectedBits {
    /// [`FORMAT`].
    pub format: u32,
    /// Name of the network.
    pub network: String,
    /// Hash of the network and its weights, see [`encoder_hash`].
    pub hash: String,
    /// The bits, those that do most first.
    pub bits: Vec<ProtectedBit>,
}

/// Place of a bit in the registers of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectedBit {
    /// Group of registers, 0..=11.
    pub group: usize,
    /// Byte of the group.
    pub byte: usize,
    /// Bit of the byte, 0 the lowest.
    pub bit: u32,
}

impl From<WeightBit> for ProtectedBit {
    fn from(bit: WeightBit) -> Self {
        ProtectedBit { group: bit.group, byte: bit.byte, bit: bit.bit_of_byte }
    }
}

impl ProtectedBit {
    /// Its place among all bits of the weights in the order of the registers, as in [`WeightBit::all`]; none where the
    /// network has no such bit.
    pub fn place(&self, block: &AeBlock) -> Option<usize> {
        let shape = ImageShape::of(block);
        let inside = self.group < GROUPS && self.byte < shape.group_bytes() && self.bit < u8::BITS;
        let place = inside.then(|| self.group * shape.group_bits + 8 * self.byte + self.bit as usize)?;
        (place < block.typed().weight_bits()).then_some(place)
    }
}

impl ProtectedBits {
    /// Reads a file that was made for this encoder.
    ///
    /// # Errors
    /// A file that is not of this form, of another format, or made for another network or other weights; a bit that the
    /// network does not have, or that is named twice. Named are the file and the entry.
    pub fn read(path: &Path, block: &AeBlock, weights: &Weights) -> Result<Self> {
        ProtectedBits::from_json(&files::read_text(path)?, block, weights).map_err(|error| error.file(path))
    }

    fn from_json(text: &str, block: &AeBlock, weights: &Weights) -> Result<Self> {
        let bits: ProtectedBits = serde_json::from_str(text).map_err(|error| {
            Error::syntax(format!("not a file of protected bits: {error}"))
                .line(error.line() as u64)
                .hint("such a file is made with 'econ-emu seu atlas --protect-worst K --output FILE'")
        })?;
        if bits.format != FORMAT {
            return Err(Error::unsupported("a file of protected bits of another format")
                .field("format")
                .found(bits.format)
                .allowed(FORMAT.to_string()));
        }
        let hash = encoder_hash(block, weights)?;
        if bits.hash != hash {
            return Err(Error::mismatch("the bits were chosen for another network or other weights")
                .field("hash")
                .found(&bits.hash)
                .allowed(hash)
                .hint("give the configuration that the bits were chosen for, or choose them again for this one"));
        }
        let mut places = BTreeSet::new();
        for (entry, bit) in bits.bits.iter().enumerate() {
            let field = format!("bits[{entry}]");
            let found = format!("group {}, byte {}, bit {}", bit.group, bit.byte, bit.bit);
            let place = bit.place(block).ok_or_else(|| no_such_bit(block).field(&field).found(&found))?;
            if !places.insert(place) {
                return Err(Error::new("a bit stands there twice").field(field).found(found));
            }
        }
        Ok(bits)
    }

    /// The places of the bits in the order of the registers, see [`ProtectedBit::place`].
    pub fn places(&self, block: &AeBlock) -> BTreeSet<usize> {
        self.bits.iter().filter_map(|bit| bit.place(block)).collect()
    }

    /// The bits of an atlas with the largest measure. A bit whose measure is 0 needs no protection: there may be fewer
    /// than were asked for.
    ///
    /// # Errors
    /// As [`encoder_hash`].
    pub fn worst(
        target: &UpsetTarget,
        atlas: &Atlas,
        count: usize,
        measure: impl Fn(&BitEffect) -> u64,
    ) -> Result<Self> {
        let ranking = atlas.ranking(&measure);
        let worst = ranking.iter().map(|&at| &atlas.bits[at]).filter(|effect| measure(effect) > 0).take(count);
        Ok(ProtectedBits {
            format: FORMAT,
            network: target.block.name().to_owned(),
            hash: encoder_hash(&target.block, &target.weights)?,
            bits: worst.map(|BitEffect { bit, .. }| (*bit).into()).collect(),
        })
    }

    /// The text of the file: JSON, a line for each bit.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_json(&self) -> Result<String> {
        let lines = self.bits.iter().map(serde_json::to_string).collect::<serde_json::Result<Vec<_>>>();
        let lines = lines.map_err(|error| Error::new(format!("cannot write JSON: {error}")))?.join(",\n    ");
        let head = serde_json::json!({ "format": self.format, "network": self.network, "hash": self.hash });
        let mut text = String::from("{\n");
        for (key, value) in head.as_object().into_iter().flatten() {
            text += &format!("  \"{key}\": {value},\n");
        }
        let bits = if self.bits.is_empty() { "[]".to_owned() } else { format!("[\n    {lines}\n  ]") };
        Ok(text + &format!("  \"bits\": {bits}\n}}\n"))
    }
}

fn no_such_bit(block: &AeBlock) -> Error {
    let (last, bytes) = (GROUPS - 1, ImageShape::of(block).group_bytes() - 1);
    Error::new("the weights of the network have no such bit").allowed(format!(
        "groups 0..={last}, bytes 0..={bytes}, bits 0..=7, of which the first {} are there",
        block.typed().weight_bits()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::random;

    /// A network whose last group is not full.
    fn encoder() -> (AeBlock, Weights) {
        let block = AeBlock::cmssw_4x4x3();
        let weights = random::weights(&block, 4);
        (block, weights)
    }

    fn text(bits: &[WeightBit]) -> String {
        let (block, weights) = encoder();
        let bits = bits.iter().map(|&bit| bit.into()).collect();
        let hash = encoder_hash(&block, &weights).unwrap();
        ProtectedBits { format: FORMAT, network: block.name().to_owned(), hash, bits }.to_json().unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        for block in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let all = WeightBit::all(&block);
            let places = all.iter().map(|&bit| ProtectedBit::from(bit).place(&block));
            assert!(places.eq((0..all.len()).map(Some)), "{}", block.name());
        }
        let (block, weights) = encoder();
        let all = WeightBit::all(&block);
        let chosen = [all[all.len() - 1], all[0], all[2000]];
        let read = ProtectedBits::from_json(&text(&chosen), &block, &weights).unwrap();
        assert_eq!(read.bits, chosen.map(ProtectedBit::from));
        assert!(read.places(&block).into_iter().eq([0, 2000, all.len() - 1]));
        assert_eq!(read.to_json().unwrap(), text(&chosen));
        assert!(ProtectedBits::from_json(&text(&[]), &block, &weights).unwrap().bits.is_empty());
    }

    /// What is said of the text after a change.
    fn fault(from: &str, to: &str) -> String {
        let (block, weights) = encoder();
        let text = text(&WeightBit::all(&block)[8..10]);
        assert!(text.contains(from), "{text}");
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("bits.json");
        std::fs::write(&path, text.replace(from, to)).unwrap();
        ProtectedBits::read(&path, &block, &weights).unwrap_err().to_string()
    }

    #[test]
    fn a_bad_file_is_refused_with_its_entry() {
        for (from, to, said) in [
            ("\"format\": 1", "\"format\": 2", "bits.json: format: "),
            ("\"format\": 1", "\"format\": 1, \"form\": 1", "unknown field `form`"),
            ("\"bit\":1}", "\"bit\":1,\"copy\":3}", "unknown field `copy`"),
            ("\"bit\":1}", "\"bit\":-1}", "line 7"),
            ("\"bit\":1}", "\"bit\":8}", "bits[1]"),
            ("\"bit\":1}", "\"bit\":0}", "twice"),
            ("\"bit\":1}", "\"bit\":4294967297}", "line 7"),
            ("\"byte\":1", "\"byte\":143", "bits[0]"),
            ("\"group\":0", "\"group\":12", "0..=11"),
            ("\"hash\": \"", "\"hash\": \"0", "bits.json: hash: "),
            ("]", "", "not a file of protected bits"),
        ] {
            let fault = fault(from, to);
            assert!(fault.contains(said) && fault.contains("bits.json"), "{from} -> {to}: {fault}");
        }
        // The network's bits end inside the last group.
        let (block, _) = encoder();
        let beyond = ProtectedBit { group: 11, byte: ImageShape::of(&block).group_bytes() - 1, bit: 7 };
        let full = WeightBit::all(&block).len() == GROUPS * ImageShape::of(&block).group_bits;
        assert_eq!(beyond.place(&block).is_some(), full);
    }
}
