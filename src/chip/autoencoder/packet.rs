//! The packet of the autoencoder: which bits of the latents are sent.

use serde::{Deserialize, Serialize};

use crate::chip::encode::FLOAT_5E4M;
use crate::chip::formatter::{Field, FieldCodec, PacketLayout};
use crate::network::{LATENT_BITS, LATENTS};
use crate::registers::{ChipConfig, Generation, KeepMask, MaskReading};

/// Links the autoencoder can use.
pub const MAX_AE_LINKS: u8 = 5;
/// Fewest links that encoders are trained and designs are made for: one link has 18 bits for 16 latents.
pub const MIN_AE_LINKS: u8 = 2;

/// The two packets of the autoencoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AeLayout {
    /// As on the chip: 5-bit header, 9-bit sum, and the latent bits that the keep mask selects.
    #[default]
    Chip,
    /// As in the design documents: 4-bit header, 9-bit sum, and the top 3, 5, 7 or 9 bits of every
    /// latent for 2, 3, 4 or 5 links (1 bit for one link, as in CMSSW's table).
    Design,
}

/// Bits of every latent that `links` carry when all latents get as many: 1, 3, 5, 7, 9 for 1 to 5 links.
/// More links are not used.
pub fn latent_bits(links: u8) -> u32 {
    (2 * u32::from(links.min(MAX_AE_LINKS))).saturating_sub(1)
}

/// Bits of the data field of the chip's packet on `links`, 1..=5: 18 on the first link and 32 on each other.
fn data_field_bits(links: u8) -> u32 {
    18 + 32 * u32::from(links.clamp(1, MAX_AE_LINKS) - 1)
}

/// Bits of latents that the chip's packet carries on `links` at most: the data field, or all bits that there are.
pub fn data_bits(links: u8) -> u32 {
    data_field_bits(links).min(KeepMask::BITS)
}

/// Names every field of a packet in order.
pub(super) fn walk(layout: &PacketLayout, codec: &mut dyn FieldCodec) {
    match layout.ae {
        AeLayout::Chip => {
            codec.field(Field::Header, 5);
            codec.field(Field::ModuleSum, FLOAT_5E4M.bits());
            for bit in &layout.kept_bits {
                match bit {
                    Some(index) => {
                        let (latent, bit) = (index / LATENT_BITS as u8, index % LATENT_BITS as u8);
                        codec.field(Field::LatentBit { latent, bit }, 1)
                    }
                    None => codec.field(Field::Spare, 1),
                };
            }
        }
        AeLayout::Design => {
            codec.field(Field::Header, 4);
            codec.field(Field::ModuleSum, FLOAT_5E4M.bits());
            for latent in (0..LATENTS as u8).rev() {
                codec.field(Field::Latent { latent }, latent_bits(layout.links));
            }
        }
    }
}

/// The latent bits of the chip's packet in the order sent.
///
/// Bits whose mask bit is set are kept in order, most significant first. Of the kept string the
/// least significant `18 + 32 (N-1)` (at most 146) bits are sent; a shorter string gets zeros in
/// front. So with 5 links and the whole mask two zeros come first, and with fewer links the upper
/// latents are lost unless the mask clears low bits instead.
pub(in crate::chip) fn kept_bits(config: &ChipConfig, reading: MaskReading) -> Vec<Option<u8>> {
    // The production chip has one register of 144 bits; only P1's two registers can be read two ways.
    let reading = match config.generation {
        Generation::P1 => reading,
        Generation::Prod => MaskReading::Documented,
    };
    let room = data_field_bits(config.links) as usize;
    let kept = (0..KeepMask::BITS as usize).rev().filter(|&bit| config.keep_mask.keeps(bit, reading));
    let kept: Vec<Option<u8>> = kept.map(|bit| Some(bit as u8)).collect();
    let mut sent = vec![None; room.saturating_sub(kept.len())];
    sent.extend_from_slice(&kept[kept.len().saturating_sub(room)..]);
    sent
}
