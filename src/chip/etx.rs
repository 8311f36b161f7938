//! eTX: pairs of 16-bit words as 32-bit link words.

use super::formatter::PACKET_WORDS;
use super::signals::OutputWords;
use super::stage::{Stage, StageInfo, StagePart};
use crate::registers::{ChipConfig, OUTPUT_LINKS};

/// What the stage records.
pub(super) fn stage(config: &ChipConfig) -> StageInfo {
    let links = config.links;
    let others = OUTPUT_LINKS.saturating_sub(links.into());
    let about = format!("{links} active links of 32 bits; the {others} others send 0.");
    let parts = vec![StagePart::words("TX_DATA", OUTPUT_LINKS, 32)];
    StageInfo::new(Stage::Etx, "etx", "Link words out", about, parts)
}

/// Link `l` carries words `2l` (upper half) and `2l + 1`; word 0 with the header is the upper half
/// of link 0.
pub fn run(words: &[u16; PACKET_WORDS]) -> OutputWords {
    std::array::from_fn(|link| u32::from(words[2 * link]) << 16 | u32::from(words[2 * link + 1]))
}
