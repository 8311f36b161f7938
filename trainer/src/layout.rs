//! The trainable tensors, side by side in one flat vector.
//!
//! Optimizers, checkpoints and hashes work on the flat vector; the model takes it apart.

use econ_emu::error::Result;
use econ_emu::nn::TensorRole;
use econ_emu::physics::decoder::{self, DecoderSpec, EncoderShape};
use econ_emu::train::network::EncoderNetwork;

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
    /// What it is to its layers.
    pub role: TensorRole,
}

impl Slot {
    /// Its place in the flat vector.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.len
    }

    /// True for biases.
    pub fn is_bias(&self) -> bool {
        self.role == TensorRole::Bias
    }
}

/// All tensors: those of the encoder in the order of its description, then the decoder's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The tensors in order.
    pub slots: Vec<Slot>,
    /// How many of them are the encoder's.
    pub encoder_slots: usize,
    /// Decoders side by side, whose tensors stand one after the other.
    pub members: usize,
}

impl Layout {
    /// The tensors of an encoder and of a decoder ([`decoder::tensors`]).
    ///
    /// # Errors
    /// An encoder that the decoder does not fit.
    pub fn new(network: &EncoderNetwork, decoder: &DecoderSpec) -> Result<Self> {
        let encoder_slots = network.typed().tensors().len();
        let mut layout = Layout { slots: Vec::new(), encoder_slots, members: decoder.members };
        for tensor in network.typed().tensors() {
            layout.add(format!("encoder.{}", tensor.name), &tensor.shape, tensor.fan_in, tensor.role);
        }
        layout.add_decoder(network.shape(), decoder)?;
        Ok(layout)
    }

    /// The tensors of a decoder alone.
    ///
    /// # Errors
    /// A decoder that does not fit.
    pub fn of_decoder(shape: &EncoderShape, decoder: &DecoderSpec) -> Result<Self> {
        let mut layout = Layout { slots: Vec::new(), encoder_slots: 0, members: decoder.members };
        layout.add_decoder(shape, decoder)?;
        Ok(layout)
    }

    fn add_decoder(&mut self, shape: &EncoderShape, decoder: &DecoderSpec) -> Result<()> {
        for tensor in decoder::tensors(shape, decoder)? {
            let is_bias = tensor.name.ends_with("bias");
            let role = if is_bias { TensorRole::Bias } else { TensorRole::Kernel };
            self.add(format!("decoder.{}", tensor.name), &tensor.shape, tensor.fan_in, role);
        }
        Ok(())
    }

    /// The tensors of the encoder.
    pub fn encoder(&self) -> &[Slot] {
        &self.slots[..self.encoder_slots]
    }

    /// The tensors of the decoder.
    pub fn decoder(&self) -> &[Slot] {
        &self.slots[self.encoder_slots..]
    }

    /// Tensors of each of the decoders side by side.
    pub fn of_member(&self) -> usize {
        self.decoder().len() / self.members
    }

    fn add(&mut self, name: String, shape: &[usize], fan_in: usize, role: TensorRole) {
        let (start, len) = (self.len(), shape.iter().product());
        let shape = shape.iter().map(|&length| length as i64).collect();
        self.slots.push(Slot { name, shape, start, len, fan_in, role });
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
        self.encoder().iter().map(|slot| slot.len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use econ_emu::network::AeBlock;
    use econ_emu::physics::decoder::DecoderKind;

    #[test]
    fn the_published_parameter_counts() {
        fn of(network: AeBlock, kind: DecoderKind) -> Layout {
            Layout::new(&network.into(), &kind.into()).unwrap()
        }
        let layout = of(AeBlock::chip_8x8(), DecoderKind::Conditional);
        assert_eq!((layout.encoder_len(), layout.len() - layout.encoder_len()), (2144, 10_593));
        let layout = of(AeBlock::cmssw_4x4x3(), DecoderKind::Plain);
        assert_eq!(layout.encoder_len(), 2288);
    }
}
