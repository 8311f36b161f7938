//! The trainable tensors, side by side in one flat vector.
//!
//! Optimisers, checkpoints and hashes work on the flat vector; the model takes it apart.

use crate::error::Result;
use crate::network::AeBlock;
use crate::physics::decoder::{self, DecoderKind};

/// One tensor of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Name for files and reports.
    pub name: String,
    /// Shape; the last index runs fastest.
    pub shape: Vec<i64>,
    /// First element in the flat vector.
    pub start: usize,
    /// Number of elements.
    pub len: usize,
    /// Inputs of one output, for the initial spread.
    pub fan_in: usize,
}

impl Slot {
    /// Its place in the flat vector.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.len
    }

    /// True for biases.
    pub fn is_bias(&self) -> bool {
        self.shape.len() == 1
    }
}

/// All tensors: those of the encoder in register order, then the decoder's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The tensors in order.
    pub slots: Vec<Slot>,
}

impl Layout {
    /// The tensors of an encoder and of a decoder ([`decoder::tensors`]).
    ///
    /// # Errors
    /// An encoder that the decoder does not fit.
    pub fn new(network: &AeBlock, kind: DecoderKind) -> Result<Self> {
        let mut layout = Layout { slots: Vec::new() };
        for tensor in network.typed().tensors() {
            let shape = match *tensor.shape.as_slice() {
                [rows, columns, channels, filters] => vec![(rows * columns * channels) as i64, filters as i64],
                _ => tensor.shape.iter().map(|&length| length as i64).collect(),
            };
            layout.add(&format!("encoder.{}", tensor.name), shape, tensor.fan_in);
        }
        for tensor in decoder::tensors(network, kind)? {
            let shape = tensor.shape.iter().map(|&n| n as i64).collect();
            layout.add(&format!("decoder.{}", tensor.name), shape, tensor.fan_in);
        }
        Ok(layout)
    }

    fn add(&mut self, name: &str, shape: Vec<i64>, fan_in: usize) {
        let start = self.len();
        let len = shape.iter().product::<i64>() as usize;
        self.slots.push(Slot { name: name.to_owned(), shape, start, len, fan_in });
    }

    /// Elements of the flat vector.
    pub fn len(&self) -> usize {
        self.slots.last().map_or(0, |slot| slot.start + slot.len)
    }

    /// True without tensors (never, for a model).
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Elements of the encoder: 2,144 for the chip.
    pub fn encoder_len(&self) -> usize {
        self.slots[..4].iter().map(|slot| slot.len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_parameter_counts() {
        let layout = Layout::new(&AeBlock::chip_8x8(), DecoderKind::Conditional).unwrap();
        assert_eq!((layout.encoder_len(), layout.len() - layout.encoder_len()), (2144, 10_593));
        let layout = Layout::new(&AeBlock::cmssw_4x4x3(), DecoderKind::Plain).unwrap();
        assert_eq!(layout.encoder_len(), 2288);
    }
}
