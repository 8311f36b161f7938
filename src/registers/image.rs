//! Weights <-> register image.
//!
//! All weights, tensor by tensor in the order of the description, make one long number, the first
//! weight in its lowest bits. It is cut into 12 groups (12 x 1,072 bits for the chip's 2,144
//! weights of 6 bits), and each group into little-endian registers of 128 bits at byte offsets
//! 0, 16, … 112 and a last one with the rest (48 bits) at byte offset 128.

use num_bigint::BigUint;

use crate::error::{Error, Result};
use crate::network::AeBlock;
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
    pub fn of(network: &AeBlock) -> Self {
        ImageShape { group_bits: network.typed().weight_bits().div_ceil(GROUPS).div_ceil(8) * 8 }
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

/// Weights to bytes: the groups one after the other, lowest byte first. The tensors of the block are in
/// register order.
///
/// ```
/// use econ_emu::nn::Weights;
/// use econ_emu::network::AeBlock;
/// use econ_emu::registers::image;
///
/// let network = AeBlock::chip_8x8();
/// // The first weight is -1, all others are 0.
/// let weights = Weights::from_fn(network.typed(), |tensor, index| if tensor.0 == 0 && index == 0 { -1 } else { 0 })?;
/// let bytes = image::to_bytes(&network, &weights)?;
/// assert_eq!((bytes.len(), bytes[0], bytes[1]), (12 * 134, 0b0011_1111, 0), "6 bits a weight, the first in the lowest");
/// assert_eq!(image::from_bytes(&network, &bytes)?, weights);
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
///
/// # Errors
/// Weights that do not belong to the network.
pub fn to_bytes(network: &AeBlock, weights: &Weights) -> Result<Vec<u8>> {
    let typed = network.typed();
    weights.check(typed)?;
    // A weight of the block has at most 8 bits.
    let fields = typed.tensor_ids().flat_map(|id| {
        let bits = typed.tensor(id).number.bits();
        weights.integers(id).iter().map(move |&value| (value as i8, bits))
    });
    Ok(packed(ImageShape::of(network), fields))
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

/// Bytes to weights: the inverse of [`to_bytes`].
///
/// # Errors
/// If the number of bytes is not that of the network's image, or bits beyond the last weight are
/// set (they would be lost).
pub fn from_bytes(network: &AeBlock, bytes: &[u8]) -> Result<Weights> {
    let shape = ImageShape::of(network);
    if bytes.len() != GROUPS * shape.group_bytes() {
        return Err(Error::mismatch(format!("wrong size of the weight image for the network {}", network.name()))
            .found(format!("{} bytes", bytes.len()))
            .allowed(format!("{} bytes", GROUPS * shape.group_bytes())));
    }
    let bits = bitvec::slice::BitSlice::<u8, bitvec::order::Lsb0>::from_slice(bytes);
    let mut start = 0;
    let typed = network.typed();
    let mut tensors = Vec::with_capacity(typed.tensors().len());
    for tensor in typed.tensors() {
        let width = tensor.number.bits();
        let signed = tensor.number.format().is_some_and(|format| format.signed);
        let mut values = Vec::with_capacity(tensor.len());
        for _ in 0..tensor.len() {
            let field = &bits[start..start + width as usize];
            let raw = field.iter().by_vals().rev().fold(0u8, |all, bit| all << 1 | u8::from(bit));
            start += width as usize;
            let unused = 8 - width;
            values.push(if signed { i32::from(((raw << unused) as i8) >> unused) } else { i32::from(raw) });
        }
        tensors.push(values);
    }
    if bits[start..].any() {
        return Err(Error::mismatch("bits beyond the last weight are set")
            .hint(format!("is {} the network these registers were made for?", network.name())));
    }
    Weights::of_integers(typed, tensors)
}

/// The registers of one group as numbers, lowest first, with their byte offsets.
pub fn group_registers(network: &AeBlock, bytes: &[u8], group: usize) -> Vec<(usize, BigUint)> {
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
    use crate::network::FirstForm;
    use crate::registers::testing::{any_network, any_weights};
    use proptest::prelude::*;

    #[test]
    fn the_image_of_the_chip_has_12_groups_of_eight_and_a_half_registers() {
        let shape = ImageShape::of(&AeBlock::chip_8x8());
        assert_eq!((shape.group_bits, shape.group_bytes()), (1072, 134));
        let registers: Vec<_> = shape.registers().collect();
        assert_eq!((registers.len(), registers[0], registers[8]), (9, (0, 128), (128, 48)));
        let wide = ImageShape::of(&AeBlock::cmssw_4x4x3());
        assert_eq!((wide.group_bits, wide.group_bytes(), wide.registers().last()), (1144, 143, Some((128, 120))));
    }

    #[test]
    fn the_first_weight_is_in_the_lowest_bits() {
        let network = AeBlock::chip_8x8();
        let weights = Weights::from_fn(network.typed(), |tensor, index| match (tensor.0, index) {
            (0, 0) => -1,
            (0, 1) => 1,
            _ => 0,
        });
        let bytes = to_bytes(&network, &weights.unwrap()).unwrap();
        assert_eq!(&bytes[..2], &[0b0111_1111, 0]);
        assert_eq!(group_registers(&network, &bytes, 0)[0].1, BigUint::from(0x7Fu32));
    }

    #[test]
    fn surplus_bits_are_not_lost_silently() {
        let mut form = FirstForm::chip_8x8();
        form.conv.filters = 7; // 2,144 - 10 - 256 weights: the last group is not full
        let network = form.block().unwrap();
        let mut bytes = to_bytes(&network, &Weights::zeros(network.typed())).unwrap();
        assert!(from_bytes(&network, &bytes).is_ok());
        *bytes.last_mut().unwrap() = 0x80;
        assert!(from_bytes(&network, &bytes).unwrap_err().to_string().contains("beyond the last weight"));
        assert!(from_bytes(&network, &bytes[1..]).is_err());
    }

    proptest! {
        #[test]
        fn weights_survive_the_registers(
            (network, weights) in any_network().prop_flat_map(|network| (Just(network.clone()), any_weights(network)))
        ) {
            prop_assert_eq!(from_bytes(&network, &to_bytes(&network, &weights).unwrap()).unwrap(), weights);
        }
    }
}
