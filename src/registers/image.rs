//! Weights <-> register image.
//!
//! All weights, in the order of [`crate::network::Tensor::ALL`], make one long number, the first
//! weight in its lowest bits. It is cut into 12 groups (12 x 1,072 bits for the chip's 2,144
//! weights of 6 bits), and each group into little-endian registers of 128 bits at byte offsets
//! 0, 16, … 112 and a last one with the rest (48 bits) at byte offset 128.

use num_bigint::BigUint;

use crate::error::{Error, Result};
use crate::network::{AeBlock, Network, Parameters, Tensor};
use crate::nn::Weights;

/// Groups of weight registers on the chip.
pub const GROUPS: usize = 12;

/// Bytes of one full weight register.
pub const REGISTER_BYTES: usize = 16;

/// Bits of one full weight register.
const REGISTER_BITS: usize = 8 * REGISTER_BYTES;

/// Shape of the register image of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageShape {
    /// Bits of one group: 1,072 for the chip, 1,144 for the 4x4x3 network.
    pub group_bits: usize,
}

impl ImageShape {
    /// The shape for a network: its weight bits, spread over 12 groups of whole bytes.
    pub fn of(network: &Network) -> Self {
        ImageShape::of_bits(network.parameter_bits())
    }

    /// The shape for so many bits of weights.
    fn of_bits(bits: usize) -> Self {
        ImageShape { group_bits: bits.div_ceil(GROUPS).div_ceil(8) * 8 }
    }

    /// Byte offset and width in bits of each register of a group.
    pub fn registers(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let bits = self.group_bits;
        (0..bits.div_ceil(REGISTER_BITS))
            .map(move |i| (REGISTER_BYTES * i, REGISTER_BITS.min(bits - REGISTER_BITS * i)))
    }

    /// Bytes of one group.
    pub fn group_bytes(&self) -> usize {
        self.group_bits / 8
    }
}

/// The bits of a weight: two's complement in its own width.
fn field(value: i8, bits: u32) -> u8 {
    value as u8 & (u8::MAX >> (8 - bits))
}

/// Weights to bytes: the groups one after the other, lowest byte first.
pub fn to_bytes(network: &Network, weights: &Parameters) -> Vec<u8> {
    let fields = weights.iter().map(|(tensor, value)| (value, network.tensor_format(tensor).bits));
    packed(ImageShape::of(network), fields)
}

/// The same for any network of the block: its tensors are in register order.
///
/// # Errors
/// Weights that do not belong to the network.
pub fn bytes_of_block(block: &AeBlock, weights: &Weights) -> Result<Vec<u8>> {
    let typed = block.typed();
    weights.check(typed)?;
    // A weight of the block has at most 8 bits.
    let fields = typed.tensor_ids().flat_map(|id| {
        let bits = typed.tensor(id).number.bits();
        weights.integers(id).iter().map(move |&value| (value as i8, bits))
    });
    Ok(packed(ImageShape::of_bits(typed.weight_bits()), fields))
}

/// Fields one after the other, each with its value and width, and zeros up to the end of the last group.
fn packed(shape: ImageShape, fields: impl Iterator<Item = (i8, u32)>) -> Vec<u8> {
    let mut bits = bitvec::vec::BitVec::<u8, bitvec::order::Lsb0>::with_capacity(GROUPS * shape.group_bits);
    for (value, width) in fields {
        let byte = field(value, width);
        bits.extend((0..width).map(|bit| byte >> bit & 1 == 1));
    }
    bits.resize(GROUPS * shape.group_bits, false);
    bits.into_vec()
}

/// As [`to_bytes`], for weights that may have been made for another network.
///
/// # Errors
/// If the tensors have not the lengths or ranges of `network`.
pub fn checked_bytes(network: &Network, weights: &Parameters) -> Result<Vec<u8>> {
    let weights = Parameters::new(network, Tensor::ALL.map(|tensor| weights.tensor(tensor).to_vec()))?;
    Ok(to_bytes(network, &weights))
}

/// Bytes to weights: the inverse of [`to_bytes`].
///
/// # Errors
/// If the number of bytes is not that of the network's image, or bits beyond the last weight are
/// set (they would be lost).
pub fn from_bytes(network: &Network, bytes: &[u8]) -> Result<Parameters> {
    let shape = ImageShape::of(network);
    if bytes.len() != GROUPS * shape.group_bytes() {
        return Err(Error::new(format!("wrong size of the weight image for the network {}", network.name))
            .found(format!("{} bytes", bytes.len()))
            .allowed(format!("{} bytes", GROUPS * shape.group_bytes())));
    }
    let bits = bitvec::slice::BitSlice::<u8, bitvec::order::Lsb0>::from_slice(bytes);
    let mut start = 0;
    let tensors = Tensor::ALL.map(|tensor| {
        let format = network.tensor_format(tensor);
        let width = format.bits as usize;
        (0..network.tensor_len(tensor))
            .map(|_| {
                let raw =
                    bits[start..start + width].iter().by_vals().rev().fold(0u8, |all, bit| all << 1 | u8::from(bit));
                start += width;
                let unused = 8 - format.bits;
                if format.signed { ((raw << unused) as i8) >> unused } else { raw as i8 }
            })
            .collect()
    });
    if bits[start..].any() {
        return Err(Error::new("bits beyond the last weight are set")
            .hint(format!("is {} the network these registers were made for?", network.name)));
    }
    Parameters::new(network, tensors)
}

/// The registers of one group as numbers, lowest first, with their byte offsets.
pub fn group_registers(network: &Network, bytes: &[u8], group: usize) -> Vec<(usize, BigUint)> {
    let shape = ImageShape::of(network);
    let group = &bytes[group * shape.group_bytes()..][..shape.group_bytes()];
    shape
        .registers()
        .map(|(offset, bits)| (offset, BigUint::from_bytes_le(&group[offset..offset + bits / 8])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_image_of_the_chip_has_12_groups_of_eight_and_a_half_registers() {
        let shape = ImageShape::of(&Network::chip_8x8());
        assert_eq!((shape.group_bits, shape.group_bytes()), (1072, 134));
        let registers: Vec<_> = shape.registers().collect();
        assert_eq!((registers.len(), registers[0], registers[8]), (9, (0, 128), (128, 48)));
        let wide = ImageShape::of(&Network::cmssw_4x4x3());
        assert_eq!((wide.group_bits, wide.group_bytes(), wide.registers().last()), (1144, 143, Some((128, 120))));
    }

    #[test]
    fn the_first_weight_is_in_the_lowest_bits() {
        let network = Network::chip_8x8();
        let mut tensors = Tensor::ALL.map(|tensor| vec![0i8; network.tensor_len(tensor)]);
        tensors[0][0] = -1;
        tensors[0][1] = 1;
        let bytes = to_bytes(&network, &Parameters::new(&network, tensors).unwrap());
        assert_eq!(&bytes[..2], &[0b0111_1111, 0]);
        assert_eq!(group_registers(&network, &bytes, 0)[0].1, BigUint::from(0x7Fu32));
    }

    #[test]
    fn surplus_bits_are_not_lost_silently() {
        let mut network = Network::chip_8x8();
        network.conv.filters = 7; // 2,144 - 10 - 256 weights: the last group is not full
        network.validate().unwrap();
        let mut bytes = to_bytes(&network, &Parameters::zeros(&network));
        assert!(from_bytes(&network, &bytes).is_ok());
        *bytes.last_mut().unwrap() = 0x80;
        assert!(from_bytes(&network, &bytes).unwrap_err().to_string().contains("beyond the last weight"));
        assert!(from_bytes(&network, &bytes[1..]).is_err());
    }

    proptest! {
        #[test]
        fn weights_survive_the_registers(seed in proptest::collection::vec(-32i8..32, 2288), wide in any::<bool>()) {
            let network = if wide { Network::cmssw_4x4x3() } else { Network::chip_8x8() };
            let mut rest = seed.into_iter();
            let tensors = Tensor::ALL.map(|tensor| rest.by_ref().take(network.tensor_len(tensor)).collect());
            let weights = Parameters::new(&network, tensors).unwrap();
            prop_assert_eq!(from_bytes(&network, &to_bytes(&network, &weights)).unwrap(), weights);
        }
    }
}
