//! eTX: pairs of 16-bit words as 32-bit link words.

use super::formatter::FRAME_WORDS;
use super::signals::OutputWords;

/// Link `l` carries words `2l` (upper half) and `2l + 1`; word 0 with the header is the upper half
/// of link 0.
pub fn run(words: &[u16; FRAME_WORDS]) -> OutputWords {
    std::array::from_fn(|link| u32::from(words[2 * link]) << 16 | u32::from(words[2 * link + 1]))
}
