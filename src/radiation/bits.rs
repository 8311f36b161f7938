//! The bits of the weights.

use crate::kernels::WeightChange;
use crate::network::AeBlock;
use crate::nn::{TensorId, Weights};
use crate::registers::image::ImageShape;

/// One bit of a weight, in the registers of the chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightBit {
    /// The tensor of the weight.
    pub tensor: TensorId,
    /// The index of the weight in it.
    pub index: usize,
    /// The bit of the weight, 0 the lowest.
    pub bit: u32,
    /// Bits of the weight.
    pub width: u32,
    /// Group of weight registers.
    pub group: usize,
    /// Byte in the group.
    pub byte: usize,
    /// Bit of the byte, 0 the lowest.
    pub bit_of_byte: u32,
}

impl WeightBit {
    /// All bits of a network, in the order of the registers.
    ///
    /// ```
    /// use econ_emu::network::AeBlock;
    /// use econ_emu::radiation::bits::WeightBit;
    ///
    /// let bits = WeightBit::all(&AeBlock::chip_8x8());
    /// assert_eq!(bits.len(), 12_864);
    /// assert_eq!((bits[1072].group, bits[1072].byte, bits[1072].bit_of_byte), (1, 0, 0));
    /// ```
    pub fn all(block: &AeBlock) -> Vec<WeightBit> {
        let (network, shape) = (block.typed(), ImageShape::of(block));
        let mut bits = Vec::with_capacity(network.weight_bits());
        for tensor in network.tensor_ids() {
            let width = network.tensor(tensor).number.bits();
            for place in 0..network.tensor(tensor).len() * width as usize {
                let number = bits.len();
                let in_group = number % shape.group_bits;
                bits.push(WeightBit {
                    tensor,
                    index: place / width as usize,
                    bit: place as u32 % width,
                    width,
                    group: number / shape.group_bits,
                    byte: in_group / 8,
                    bit_of_byte: in_group as u32 % 8,
                });
            }
        }
        bits
    }

    /// Whether it is the highest bit of its weight: the sign, where weights have one.
    pub fn is_highest(&self) -> bool {
        self.bit + 1 == self.width
    }

    /// The weight as a flip of the bit makes it.
    pub fn flipped(&self, block: &AeBlock, weights: &Weights) -> WeightChange {
        let weight = weights.integers(self.tensor).get(self.index).copied().unwrap_or_default();
        let signed = block.typed().tensor(self.tensor).number.format().is_some_and(|format| format.signed);
        let unused = i32::BITS - self.width;
        let field = (weight ^ (1 << self.bit)) << unused;
        let value = if signed { field >> unused } else { (field as u32 >> unused) as i32 };
        WeightChange { tensor: self.tensor, index: self.index, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::random;
    use crate::registers::image;

    #[test]
    fn a_flip_is_that_of_the_bit_in_the_registers() {
        for block in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let weights = random::weights(&block, 3);
            let bytes = image::to_bytes(&block, &weights).unwrap();
            let bits = WeightBit::all(&block);
            assert_eq!(bits.len(), block.typed().weight_bits());
            for bit in bits.iter().step_by(37).chain(bits.last()) {
                let mut upset = bytes.clone();
                upset[bit.group * ImageShape::of(&block).group_bytes() + bit.byte] ^= 1 << bit.bit_of_byte;
                let mut tensors = weights.integer_tensors();
                tensors[bit.tensor.0][bit.index] = bit.flipped(&block, &weights).value;
                let expected = Weights::of_integers(block.typed(), tensors).unwrap();
                assert_eq!(image::from_bytes(&block, &upset).unwrap(), expected, "{bit:?}");
            }
        }
    }
}
