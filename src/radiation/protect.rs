//! The file that says which bits of the weights are to be protected.

use serde::Serialize;

use super::atlas::{Atlas, BitEffect, UpsetTarget};
use super::bits::WeightBit;
use super::summary::encoder_hash;
use crate::error::{Error, Result};

/// Format of the file.
pub const FORMAT: u32 = 1;

/// Bits of the weights that are to be protected, and the encoder that they were chosen for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

impl ProtectedBits {
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
