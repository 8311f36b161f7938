//! The effects of all bits as arrays of NumPy.

use super::atlas::{Atlas, BitEffect, UpsetTarget};
use crate::error::Result;
use crate::interchange::npz::{self, NamedArray};

/// The bytes of a `.npz` file: an array for each column, with an entry for each bit in the order of the registers, and
/// `frames`, the number of frames. `tensor` is the number of the tensor in the description; `latents` and `words` are 0
/// where nothing can change in any frame, 1 where nothing did in these, 2 where something did.
///
/// # Errors
/// As [`npz::write`].
pub fn npz(target: &UpsetTarget, atlas: &Atlas) -> Result<Vec<u8>> {
    let columns = Columns { atlas };
    let flips: Vec<[i32; 2]> = atlas.bits.iter().map(|effect| weights_of(target, effect)).collect();
    let [before, after] = [0, 1].map(|at| flips.iter().map(|flip| flip[at]).collect());
    npz::write(&[
        NamedArray::int64("frames", &[1], vec![atlas.frames as i64]),
        columns.bytes("tensor", |effect| effect.bit.tensor.0 as i8),
        columns.words("index", |effect| effect.bit.index as i32),
        columns.bytes("bit", |effect| effect.bit.bit as i8),
        columns.bytes("group", |effect| effect.bit.group as i8),
        columns.words("byte", |effect| effect.bit.byte as i32),
        columns.bytes("bit_of_byte", |effect| effect.bit.bit_of_byte as i8),
        NamedArray::int32("weight", &[atlas.bits.len()], before),
        NamedArray::int32("weight_flipped", &[atlas.bits.len()], after),
        columns.counts("frames_changed", |effect| effect.counts.samples),
        columns.counts("latents_changed", |effect| effect.counts.latents),
        columns.counts("latent_error", |effect| effect.counts.error),
        columns.counts("latent_error_largest", |effect| effect.counts.largest),
        columns.counts("latents_saturated", |effect| effect.counts.saturated),
        columns.counts("frames_with_other_words", |effect| effect.counts.sent_samples),
        columns.counts("word_bits_changed", |effect| effect.counts.sent_bits),
        columns.bytes("latents", |effect| effect.latents.number()),
        columns.bytes("words", |effect| effect.words.number()),
    ])
}

/// The weight of a bit, before and after the flip.
pub fn weights_of(target: &UpsetTarget, effect: &BitEffect) -> [i32; 2] {
    let before = target.weights.integers(effect.bit.tensor).get(effect.bit.index).copied();
    [before.unwrap_or_default(), effect.bit.flipped(&target.block, &target.weights).value]
}

/// Columns of an atlas.
struct Columns<'a> {
    atlas: &'a Atlas,
}

impl Columns<'_> {
    fn of<T>(&self, value: fn(&BitEffect) -> T) -> Vec<T> {
        self.atlas.bits.iter().map(value).collect()
    }

    fn bytes(&self, name: &str, value: fn(&BitEffect) -> i8) -> NamedArray {
        NamedArray::int8(name, &[self.atlas.bits.len()], self.of(value))
    }

    fn words(&self, name: &str, value: fn(&BitEffect) -> i32) -> NamedArray {
        NamedArray::int32(name, &[self.atlas.bits.len()], self.of(value))
    }

    fn counts(&self, name: &str, value: fn(&BitEffect) -> u64) -> NamedArray {
        let values = self.of(value).into_iter().map(|count| count as i64).collect();
        NamedArray::int64(name, &[self.atlas.bits.len()], values)
    }
}
