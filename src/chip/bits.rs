//! The bits of a packet, one behind the other.

use super::formatter::PACKET_WORDS;

/// A string of bits, the first in the top bit of the first word; as long as a packet at most.
#[derive(Default)]
pub(crate) struct PacketBits {
    words: [u64; 8],
    count: u32,
}

impl PacketBits {
    /// Adds the lower `width` bits (0..=56) of a value that has no others.
    #[inline(always)]
    pub(crate) fn push(&mut self, value: u64, width: u32) {
        let (word, used) = ((self.count / 64) as usize & 7, self.count % 64);
        // In two steps where a shift would be by 64.
        let top = value << 1 << (63 - width);
        self.words[word] |= top >> used;
        self.words[(word + 1) & 7] |= top << 1 << (63 - used) & if used == 0 { 0 } else { u64::MAX };
        self.count += width;
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    /// As words, with zeros behind the last bit.
    #[inline(always)]
    pub(crate) fn words(&self) -> [u16; PACKET_WORDS] {
        std::array::from_fn(|word| (self.words[word / 4] >> (48 - 16 * (word % 4))) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_stand_one_behind_the_other() {
        let mut bits = PacketBits::default();
        let mut text = String::new();
        for (index, width) in [5, 3, 0, 56, 48, 1, 56, 56, 15, 56].into_iter().enumerate() {
            let value = 0x9E37_79B9_7F4A_7C15u64.rotate_left(index as u32) & ((1u64 << width) - 1);
            bits.push(value, width);
            text += &(0..width).rev().map(|bit| char::from(b'0' + (value >> bit & 1) as u8)).collect::<String>();
        }
        let got: String = bits.words().iter().map(|word| format!("{word:016b}")).collect();
        assert_eq!((bits.len(), &got[..text.len()]), (text.len(), text.as_str()));
        assert!(!got[text.len()..].contains('1'));
    }
}
