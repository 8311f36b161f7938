//! Upsets of the registers that hold settings: the whole chip with each bit flipped.

use rayon::prelude::*;

use crate::chip::{InputWords, Options, OutputWords};
use crate::data::link_words;
use crate::data::synth::{Synth, SynthKind};
use crate::error::{Error, Result};
use crate::files::memory::Taken;
use crate::golden::vectors::VectorReader;
use crate::model::{Model, Stream};
use crate::nn::Weights;
use crate::registers::ChipConfig;
use crate::registers::settings::{SETTINGS, Setting};

/// Rows that a chip is given at a time.
const ROWS_AT_A_TIME: usize = 4096;

/// Rows from which kernels are worth being made for a chip.
const MANY_ROWS: usize = 512;

/// One bit of a register that holds a setting. Registers are those of P1.
#[derive(Debug, Clone)]
pub struct SettingBit {
    /// The setting.
    pub setting: &'static Setting,
    /// The trigger cell of a setting that has a value for each; else 0.
    pub index: usize,
    /// The bit of the value, 0 the lowest.
    pub bit: u32,
    /// Name of the register.
    pub register: String,
    /// Address of its first byte.
    pub address: u16,
    /// The bit of the register, 0 the lowest bit of its first byte.
    pub bit_of_register: u32,
}

impl SettingBit {
    /// All bits of all settings. The pattern of link resets has no register of its own on P1 and is not among them.
    ///
    /// ```
    /// use econ_emu::radiation::settings::SettingBit;
    ///
    /// let bits = SettingBit::all();
    /// assert_eq!(bits.iter().filter(|bit| bit.setting.name == "mux").count(), 48 * 6);
    /// ```
    pub fn all() -> Vec<SettingBit> {
        let mut bits = Vec::new();
        for setting in &SETTINGS {
            for index in 0..setting.count() {
                for field in setting.fields {
                    bits.extend((0..field.bits).map(|bit| SettingBit {
                        setting,
                        index,
                        bit: field.from + bit,
                        register: field.register.name.replace("{}", &index.to_string()),
                        address: field.register.address + index as u16 * field.register.bytes,
                        bit_of_register: field.lowest + bit,
                    }));
                }
            }
        }
        bits
    }

    /// The settings with the bit flipped; none if the setting has no such value.
    pub fn flipped(&self, config: &ChipConfig) -> Option<ChipConfig> {
        let mut value = self.setting.get(config, self.index);
        value.set_bit(self.bit.into(), !value.bit(self.bit.into()));
        let mut upset = config.clone();
        self.setting.set(&mut upset, self.index, &value).ok()?;
        Some(upset)
    }
}

/// What a flip did to the words that the chip sends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordChanges {
    /// Rows of which a word is another.
    pub rows: u64,
    /// Bits that are others, of all rows.
    pub bits: u64,
}

impl WordChanges {
    fn of(expected: &[OutputWords], sent: &[OutputWords]) -> Self {
        let mut changes = WordChanges::default();
        for (expected, sent) in expected.iter().zip(sent).filter(|(expected, sent)| expected != sent) {
            changes.rows += 1;
            changes.bits += expected.iter().zip(sent).map(|(a, b)| u64::from((a ^ b).count_ones())).sum::<u64>();
        }
        changes
    }
}

/// The words of rows that a chip is given one after the other from its reset on.
#[derive(Debug, Default)]
pub struct ChipRows {
    rows: Vec<InputWords>,
    taken: Taken,
}

impl ChipRows {
    /// Rows of made-up modules of a seed, of the density of the chip, in the words that bring them through its MUX.
    ///
    /// # Errors
    /// More rows than the budget of memory holds.
    pub fn synthetic(seed: u64, config: &ChipConfig, count: u64) -> Result<Self> {
        let mut made = ChipRows::default();
        made.reserve(count)?;
        let synth = Synth::new(seed, SynthKind::Mixed, Some(config.density), count);
        let words = |row| link_words::pack(&synth.row(row).codes, config, row);
        made.rows.par_extend((0..count).into_par_iter().map(words));
        Ok(made)
    }

    /// The first rows of a file of link words, so many at most.
    ///
    /// # Errors
    /// Those of reading, no row at all, and more than the budget of memory holds.
    pub fn read(reader: &mut VectorReader<InputWords>, most: u64) -> Result<Self> {
        let mut read = ChipRows::default();
        while (read.rows.len() as u64) < most {
            let Some(words) = reader.read()? else { break };
            if read.rows.len() == read.rows.capacity() {
                read.reserve((read.rows.len() as u64 / 2).max(1 << 12))?;
            }
            read.rows.push(words);
        }
        match read.rows.len() {
            0 => Err(Error::missing("the input holds no row").file(reader.path())),
            _ => Ok(read),
        }
    }

    fn reserve(&mut self, rows: u64) -> Result<()> {
        // The words that are sent are kept, too.
        let bytes = (size_of::<InputWords>() + size_of::<OutputWords>()) as u64;
        self.taken.add("the rows", rows.saturating_mul(bytes))?;
        self.rows.reserve_exact(rows as usize);
        Ok(())
    }

    /// The rows.
    pub fn words(&self) -> &[InputWords] {
        &self.rows
    }
}

/// The flip of a bit of a setting.
#[derive(Debug, Clone)]
pub struct SettingFlip {
    /// The bit.
    pub bit: SettingBit,
    /// What it did; none where the setting has no such value.
    pub changes: Option<WordChanges>,
}

/// What the flip of each bit of the settings does to rows: the words of a chip that has the flipped setting from its
/// reset on, against those of the chip as it is. Weights that the configuration does not hold are zero, as after a reset.
///
/// # Errors
/// A configuration that is none.
pub fn flip_settings(config: &ChipConfig, options: &Options, rows: &ChipRows) -> Result<Vec<SettingFlip>> {
    let mut expected = vec![[0; 13]; rows.words().len()];
    let weights = config.weights.clone().unwrap_or_else(|| Weights::zeros(options.network.typed()));
    let config = &ChipConfig { weights: Some(weights), ..config.clone() };
    let model = Model::new(config, options)?;
    Stream::new(&model).run_parallel(&model, rows.words(), &mut expected);
    let flipped = SettingBit::all().into_par_iter().map(|bit| {
        let model = bit.flipped(config).and_then(|upset| Model::new(&upset, options).ok());
        let changes = model.map(|model| compared(&model, rows.words(), &expected));
        SettingFlip { bit, changes }
    });
    Ok(flipped.collect())
}

/// What a chip sends for rows, against what is expected.
fn compared(model: &Model, rows: &[InputWords], expected: &[OutputWords]) -> WordChanges {
    if rows.len() >= MANY_ROWS {
        model.compile();
    }
    let mut stream = Stream::new(model);
    let mut sent = vec![[0; 13]; rows.len().min(ROWS_AT_A_TIME)];
    let mut changes = WordChanges::default();
    for (rows, expected) in rows.chunks(ROWS_AT_A_TIME).zip(expected.chunks(ROWS_AT_A_TIME)) {
        stream.run(model, rows, &mut sent[..rows.len()]);
        let own = WordChanges::of(expected, &sent);
        changes.rows += own.rows;
        changes.bits += own.bits;
    }
    changes
}
