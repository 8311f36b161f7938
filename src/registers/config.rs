//! The settings of one chip, whatever dialect they were written in.

use std::fmt;

use serde::{Deserialize, Serialize};

use num_bigint::BigUint;

use super::settings::{SETTINGS, Setting};
use crate::error::{Error, Result};
pub use crate::network::CELLS;
use crate::network::{LATENT_BITS, LATENTS};
use crate::nn::Weights;

/// Input links (eRX) of 32 bits a BX.
pub const INPUT_LINKS: usize = 12;

/// Output links (eTX) of 32 bits a BX.
pub const OUTPUT_LINKS: usize = 13;

/// Prototype or production chip. They differ in the numbering of the MUX inputs, in the bit order
/// of the address bitmap, and in what `active_etxs` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generation {
    /// ECON-T-P1: MUX input `4 L + k` is bits `7k+6..7k` of link `L`; the bitmap starts with TC 0.
    P1,
    /// ECON-T-Prod: MUX input `4 L` is the most significant code; the bitmap starts with TC 47.
    Prod,
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Generation::P1 => "P1",
            Generation::Prod => "Prod",
        })
    }
}

/// The trigger algorithm, register `select` (P1) or `alg_type` (Prod).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Algorithm {
    /// 0: every trigger cell at or above its threshold.
    ThresholdSum,
    /// 1: sums of 4 or 16 trigger cells.
    SuperTriggerCell,
    /// 2: the largest charges.
    BestChoice,
    /// 3: all 48 codes.
    Repeater,
    /// 4: the encoder network.
    Autoencoder,
}

impl Algorithm {
    /// All five, in the order of the register.
    pub const ALL: [Algorithm; Algorithm::Autoencoder as usize + 1] = [
        Algorithm::ThresholdSum,
        Algorithm::SuperTriggerCell,
        Algorithm::BestChoice,
        Algorithm::Repeater,
        Algorithm::Autoencoder,
    ];

    /// The value of the register.
    pub fn register(self) -> u8 {
        self as u8
    }

    /// Its name in words: Threshold Sum.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::ThresholdSum => "Threshold Sum",
            Algorithm::SuperTriggerCell => "Super Trigger Cell",
            Algorithm::BestChoice => "Best Choice",
            Algorithm::Repeater => "Repeater",
            Algorithm::Autoencoder => "Autoencoder",
        }
    }

    /// The usual abbreviation: TS, STC, BC, RPT, AE.
    pub fn short(self) -> &'static str {
        match self {
            Algorithm::ThresholdSum => "TS",
            Algorithm::SuperTriggerCell => "STC",
            Algorithm::BestChoice => "BC",
            Algorithm::Repeater => "RPT",
            Algorithm::Autoencoder => "AE",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short())
    }
}

/// Sensor density of the module; it sets how many bits the front end dropped from a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// LDM, 1 bit dropped.
    Low,
    /// HDM, 3 bits dropped.
    High,
}

impl Density {
    /// Its name: low, high.
    pub fn name(self) -> &'static str {
        match self {
            Density::Low => "low",
            Density::High => "high",
        }
    }
}

/// The kind of super trigger cell, register `stc_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StcType {
    /// 0, "STC4B": 4 cells, 9-bit sums, 2-bit address.
    Stc4Sum9,
    /// 1: 16 cells, 9-bit sums, 4-bit address.
    Stc16Sum9,
    /// 2, "CTC4A": 4 cells, 7-bit sums, no address.
    Ctc4Sum7,
    /// 3, "STC4A": 4 cells, 7-bit sums, 2-bit address.
    Stc4Sum7,
    /// 4, "CTC4B": 4 cells, 9-bit sums, no address. Production chip only.
    Ctc4Sum9,
}

impl StcType {
    /// All five, in the order of the register.
    pub const ALL: [StcType; StcType::Ctc4Sum9 as usize + 1] =
        [StcType::Stc4Sum9, StcType::Stc16Sum9, StcType::Ctc4Sum7, StcType::Stc4Sum7, StcType::Ctc4Sum9];

    /// The value of the register.
    pub fn register(self) -> u8 {
        self as u8
    }
}

/// How many bits of each latent are sent, 0..=9: the top ones. As text `6,6,4,4` and so on, latent 0 first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LatentWidths(pub [u8; LATENTS]);

impl LatentWidths {
    /// Bits of all latents.
    pub fn total(&self) -> u32 {
        self.0.iter().map(|&width| u32::from(width)).sum()
    }

    /// Bits of a latent that are not sent.
    pub fn dropped(&self, latent: usize) -> u32 {
        LATENT_BITS.saturating_sub(self.0[latent].into())
    }

    /// The bits of every latent, if all have as many.
    pub fn uniform(&self) -> Option<u32> {
        self.0.iter().all(|width| *width == self.0[0]).then(|| self.0[0].into())
    }
}

impl From<u32> for LatentWidths {
    /// As many of every latent; no more than it has.
    fn from(bits: u32) -> Self {
        LatentWidths([bits.min(LATENT_BITS) as u8; LATENTS])
    }
}

impl fmt::Display for LatentWidths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: Vec<String> = self.0.iter().map(u8::to_string).collect();
        f.write_str(&widths.join(","))
    }
}

impl std::str::FromStr for LatentWidths {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let widths =
            text.split(',').map(|part| part.trim().parse().ok().filter(|&width: &u8| u32::from(width) <= LATENT_BITS));
        let widths = widths.collect::<Option<Vec<u8>>>().and_then(|widths| widths.try_into().ok());
        widths.map(LatentWidths).ok_or_else(|| {
            Error::new("not the bits of the latents")
                .found(text)
                .allowed(format!("{LATENTS} numbers, 0..={LATENT_BITS} each, with commas between them; latent 0 first"))
        })
    }
}

/// The autoencoder keep mask as the registers hold it: 16 leading and 128 trailing bits.
///
/// P1 has two registers, `mask_ae2` (leading 16 bits) and `mask_ae` (trailing 128 bits); the
/// production chip has one of 144 bits, `keep_auto_encoder_bits`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepMask {
    /// `mask_ae2`, or bits 143..=128.
    pub leading: u16,
    /// `mask_ae`, or bits 127..=0.
    pub trailing: u128,
}

/// How the two P1 mask registers make one mask of 144 bits. No published vector can tell them
/// apart (all have every bit set). The production chip's single register leaves no choice; a
/// conversion between the generations takes the documented reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaskReading {
    /// As the register map documents: `mask = mask_ae2 << 128 | mask_ae`.
    #[default]
    Documented,
    /// As one public script builds it: `mask = mask_ae << 16 | mask_ae2`.
    Runner,
}

impl KeepMask {
    /// Bits of the mask: one for each bit of each latent.
    pub const BITS: u32 = LATENT_BITS * LATENTS as u32;

    /// Bits of `trailing`.
    pub const TRAILING_BITS: u32 = u128::BITS;

    /// Bits of `leading`.
    pub const LEADING_BITS: u32 = Self::BITS - Self::TRAILING_BITS;

    /// Every latent bit is kept.
    pub const ALL: KeepMask = KeepMask { leading: u16::MAX, trailing: u128::MAX };

    /// The mask that keeps the top bits of every latent, so many as `widths` says.
    pub fn top_bits(widths: impl Into<LatentWidths>) -> Self {
        let LatentWidths(widths) = widths.into();
        let mut mask = KeepMask { leading: 0, trailing: 0 };
        let kept = |bit: &u32| {
            let width = u32::from(widths[(bit / LATENT_BITS) as usize]);
            bit % LATENT_BITS >= LATENT_BITS.saturating_sub(width)
        };
        for bit in (0..Self::BITS).filter(kept) {
            match bit {
                0..128 => mask.trailing |= 1 << bit,
                _ => mask.leading |= 1 << (bit - 128),
            }
        }
        mask
    }

    /// How many bits of each latent it keeps, if those are the top ones.
    pub fn widths(&self) -> Option<LatentWidths> {
        let kept = |latent: usize| {
            let bits = latent * LATENT_BITS as usize..(latent + 1) * LATENT_BITS as usize;
            bits.filter(|&bit| self.keeps(bit, MaskReading::Documented)).count() as u8
        };
        let widths = LatentWidths(std::array::from_fn(kept));
        (KeepMask::top_bits(widths) == *self).then_some(widths)
    }

    /// Whether bit `i` (0..144) of the data part is kept; latent `k` has bits `9k..9k+9`.
    pub fn keeps(&self, bit: usize, reading: MaskReading) -> bool {
        match (reading, bit) {
            (MaskReading::Documented, 0..128) => self.trailing >> bit & 1 == 1,
            (MaskReading::Documented, _) => self.leading >> (bit - 128) & 1 == 1,
            (MaskReading::Runner, 0..16) => self.leading >> bit & 1 == 1,
            (MaskReading::Runner, _) => self.trailing >> (bit - 16) & 1 == 1,
        }
    }
}

/// The settings of one chip that reach its data path.
///
/// Built by reading a file ([`crate::registers::read_config`]) or field by field from
/// [`ChipConfig::reset`]; [`ChipConfig::validate`] checks every range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChipConfig {
    /// Prototype or production numbering; derived from the dialect of the file.
    pub generation: Generation,
    /// Algorithm in use.
    pub algorithm: Algorithm,
    /// Density of the module.
    pub density: Density,
    /// `drop_lsb` register, 0..=255; values above 4 act as 0.
    pub drop_lsb: u8,
    /// Threshold of each cell, 24 bits.
    pub thresholds: [u32; CELLS],
    /// MUX input of each cell, 0..=47, in the numbering of `generation`.
    pub mux: [u8; CELLS],
    /// Calibration factor of each cell, u12.11: 2048 is 1.0.
    pub calibration: [u16; CELLS],
    /// Active output links, 1..=13.
    pub links: u8,
    /// Pattern of the idle word, 11 bits.
    pub idle_pattern: u16,
    /// Pattern of the words sent after a link reset, 11 bits; P1 has one register for both.
    pub link_reset_pattern: u16,
    /// Buffer threshold T1 in 16-bit words.
    pub buffer_t1: u16,
    /// Buffer threshold T2 in 16-bit words.
    pub buffer_t2: u16,
    /// Buffer threshold T3 in 16-bit words.
    pub buffer_t3: u8,
    /// Kind of super trigger cell.
    pub stc_type: StcType,
    /// Module sum over all cells (true) or over the cells not sent (false).
    pub use_sum: bool,
    /// Keep mask of the autoencoder.
    pub keep_mask: KeepMask,
    /// Weights of the autoencoder, if the file holds any.
    pub weights: Option<Weights>,
}

/// Words that the buffer of the formatter stores.
pub const FIFO_WORDS: usize = 400;

/// Largest value of a calibration factor (12 bits).
pub const MAX_CALIBRATION: u16 = 0xFFF;

/// Largest number of bits that can be dropped from a charge.
pub const LARGEST_DROP: u8 = 4;

/// The idle pattern of normal use. The register's reset value is 0x70F, but the one public vector
/// that leaves the key out was made with 0x122, so that is the default of a configuration file.
pub const DEFAULT_IDLE_PATTERN: u16 = 0x122;

impl ChipConfig {
    /// The same settings without weights.
    pub fn without_weights(&self) -> Self {
        ChipConfig { weights: None, ..*self }
    }

    /// The settings of a configuration file that leaves everything out: the reset values of
    /// [`SETTINGS`], but the idle pattern of normal use, and no weights.
    ///
    /// ```
    /// use econ_emu::registers::{ChipConfig, Generation};
    ///
    /// let config = ChipConfig::reset(Generation::Prod);
    /// assert!(config.validate().is_ok() && config.weights.is_none());
    /// assert!(ChipConfig { links: 14, ..config }.validate().is_err());
    /// ```
    pub fn reset(generation: Generation) -> Self {
        let mut config = ChipConfig {
            generation,
            algorithm: Algorithm::ThresholdSum,
            density: Density::Low,
            drop_lsb: 0,
            thresholds: [0; CELLS],
            mux: [0; CELLS],
            calibration: [0; CELLS],
            links: 0,
            idle_pattern: 0,
            link_reset_pattern: 0,
            buffer_t1: 0,
            buffer_t2: 0,
            buffer_t3: 0,
            stc_type: StcType::Stc4Sum9,
            use_sum: false,
            keep_mask: KeepMask { leading: 0, trailing: 0 },
            weights: None,
        };
        config.set_all(Setting::file_value);
        config
    }

    /// Gives every setting the value that its row says.
    fn set_all(&mut self, value: fn(&Setting, usize) -> BigUint) {
        for setting in &SETTINGS {
            for index in 0..setting.count() {
                let set = setting.set(self, index, &value(setting, index));
                debug_assert!(set.is_ok(), "{}: {set:?}", setting.name);
            }
        }
    }

    /// The bits dropped from a charge before it is encoded: a register value above [`LARGEST_DROP`]
    /// acts as 0.
    pub fn effective_drop_lsb(&self) -> u32 {
        if self.drop_lsb > LARGEST_DROP { 0 } else { u32::from(self.drop_lsb) }
    }

    /// The same settings for the other generation: the MUX is renumbered so that every cell is
    /// routed as before. What the generations do differently stays different: the address bitmap
    /// of Threshold Sum and Best Choice is reversed.
    #[must_use]
    pub fn to_generation(&self, generation: Generation) -> Self {
        let mut converted = self.clone();
        if generation != self.generation {
            converted.generation = generation;
            // Input 4L+k of one generation is input 4L+(3-k) of the other.
            for input in &mut converted.mux {
                *input ^= 3;
            }
        }
        converted
    }

    /// Checks that the idle word and the link reset have one pattern, as P1 needs.
    pub(super) fn one_pattern(&self) -> crate::error::Result<()> {
        if self.idle_pattern == self.link_reset_pattern {
            return Ok(());
        }
        Err(crate::error::Error::unsupported("P1 has one register for the idle and the link reset pattern")
            .field("idle_pattern")
            .found(format!("idle {:#05x}, link reset {:#05x}", self.idle_pattern, self.link_reset_pattern))
            .allowed("the same value for both")
            .hint("make them equal, or write dialect C, which has both"))
    }

    /// Checks every range that the types leave open.
    ///
    /// # Errors
    /// The first setting out of range, by name.
    pub fn validate(&self) -> crate::error::Result<()> {
        for setting in &SETTINGS {
            for index in 0..setting.count() {
                let value = setting.get(self, index);
                setting.values.check(&value).map_err(|error| error.field(setting.name_at(index)))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_and_widths_of_latents() {
        assert_eq!(KeepMask::top_bits(9), KeepMask::ALL);
        let widths: LatentWidths = "6,6,4,4,3,3,3,3,3,3,2,2,2,2,2,2".parse().unwrap();
        assert_eq!((widths.total(), widths.uniform(), widths.dropped(1)), (50, None, 3));
        let mask = KeepMask::top_bits(widths);
        for (latent, expected) in [(0, &[3, 4, 5, 6, 7, 8][..]), (15, &[7, 8])] {
            let keeps = |bit: &usize| mask.keeps(9 * latent + bit, MaskReading::Documented);
            assert_eq!((0..9).filter(keeps).collect::<Vec<usize>>(), expected);
        }
        assert_eq!(mask.widths(), Some(widths));
        assert_eq!(widths.to_string().parse::<LatentWidths>().unwrap(), widths);
        assert_eq!(KeepMask::top_bits(3).widths().unwrap().uniform(), Some(3));
        // The lowest bit without those above it.
        assert_eq!(KeepMask { leading: 0, trailing: 1 }.widths(), None);
        for bad in ["", "3", "10,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,x"] {
            assert!(bad.parse::<LatentWidths>().unwrap_err().to_string().contains("0..=9"), "{bad}");
        }
    }

    #[test]
    fn both_readings_of_the_mask() {
        let mask = KeepMask { leading: 0x0001, trailing: 1 << 127 };
        for (reading, expected) in [(MaskReading::Documented, [127, 128]), (MaskReading::Runner, [0, 143])] {
            let kept: Vec<_> = (0..KeepMask::BITS as usize).filter(|&bit| mask.keeps(bit, reading)).collect();
            assert_eq!(kept, expected);
        }
    }

    #[test]
    fn converting_twice_is_the_identity() {
        let mut config = ChipConfig::reset(Generation::P1);
        config.mux[5] = 18;
        let prod = config.to_generation(Generation::Prod);
        assert_eq!(prod.mux[5], 17);
        assert_eq!(prod.to_generation(Generation::P1), config);
    }

    fn fault(change: fn(&mut ChipConfig)) -> String {
        let mut config = ChipConfig::reset(Generation::Prod);
        change(&mut config);
        config.validate().unwrap_err().to_string()
    }

    #[test]
    fn ranges_are_checked() {
        assert!(fault(|c| c.mux[47] = 48).contains("mux[47]"));
        assert!(fault(|c| c.calibration[0] = 4096).contains("0..=4095"));
        assert!(fault(|c| c.links = 14).contains("1..=13"));
        assert!(fault(|c| c.links = 0).contains("links"));
        assert!(fault(|c| c.idle_pattern = 0x800).contains("idle_pattern"));
        assert!(fault(|c| c.thresholds[3] = 1 << 24).contains("thresholds[3]"));
    }
}
