//! Stages: the points at which the data path can be observed, and what each of them records.
//!
//! A block says itself which stages it has and what their values are, as a list of [`StageInfo`]; so the
//! columns of stage files, the widths of waveforms and the chapters of a story have one source. [`Stages`]
//! puts the lists of all blocks in signal order.

use super::formatter::Field;
use super::{buffer, calibrate, decode, erx, etx, formatter, mux};
use crate::network::AeBlock;
use crate::registers::{Algorithm, CELLS, ChipConfig};

/// The points at which the data path can be observed, in signal order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// BX, header nibble of link 0, and the 48 MUX inputs.
    Erx,
    /// 48 codes in TC order.
    Mux,
    /// 48 linear charges.
    Decode,
    /// 48 calibrated charges (CALQ).
    Calibrate,
    /// Hits, charges and both module sums of Threshold Sum.
    ThresholdSum,
    /// Sums and addresses of the super trigger cells.
    SuperTriggerCell,
    /// Sorted order, selection, charges and sum of Best Choice.
    BestChoice,
    /// 48 codes of the Repeater.
    Repeater,
    /// Module sum, its code, the shift, and 48 normalised charges (units of 2^-7).
    Normalise,
    /// Values of a layer of the encoder, in units of their last fractional bit, by the number of the
    /// layer's node. The last are the 16 latents.
    Layer(usize),
    /// Words the packet occupies, its 26 words, and the two truncated words.
    Formatter,
    /// Words waiting before the BX, words of the packet, condition 1..=4, words waiting after.
    Buffer,
    /// The 13 output words.
    Etx,
}

/// The stages that a chip runs through, in signal order.
#[derive(Debug, Clone)]
pub struct Stages(Vec<StageInfo>);

impl Stages {
    /// The stages of a configuration and a network. The configuration must be a valid one
    /// ([`ChipConfig::validate`]).
    pub fn new(config: &ChipConfig, network: &AeBlock) -> Self {
        // A stage has the same number whichever algorithm runs: those of all five count.
        let front = [erx::stage(), mux::stage(), decode::stage(config), calibrate::stage()].map(|info| (None, info));
        let blocks = Algorithm::ALL.into_iter().flat_map(|algorithm| {
            algorithm.facts().stages(config, network).into_iter().map(move |info| (Some(algorithm), info))
        });
        let back = [formatter::stage(), buffer::stage(config), etx::stage(config)].map(|info| (None, info));
        let numbered = front.into_iter().chain(blocks).chain(back).zip(1..);
        let own = numbered.filter(|((of, _), _)| of.is_none_or(|algorithm| algorithm == config.algorithm));
        Stages(own.map(|((_, info), number)| StageInfo { number, ..info }).collect())
    }

    /// All of them.
    ///
    /// ```
    /// use econ_emu::chip::Stages;
    /// use econ_emu::network::AeBlock;
    /// use econ_emu::registers::{ChipConfig, Generation};
    ///
    /// let stages = Stages::new(&ChipConfig::reset(Generation::Prod), &AeBlock::chip_8x8());
    /// assert_eq!(stages.iter().next().map(|stage| stage.file_stem()).as_deref(), Some("01_erx"));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = &StageInfo> {
        self.0.iter()
    }

    /// One of them; `None` where the algorithm does not run through it.
    pub fn get(&self, stage: Stage) -> Option<&StageInfo> {
        self.0.iter().find(|info| info.stage == stage)
    }
}

/// Everything that is known of a stage before any BX.
#[derive(Debug, Clone)]
pub struct StageInfo {
    /// Which stage.
    pub stage: Stage,
    /// Place among the stages of the chip, from 1.
    number: usize,
    /// Name for files and waveforms.
    pub name: String,
    /// What the stage does, in a word or two.
    pub title: String,
    /// How it does that with the settings in force, in a sentence.
    pub about: String,
    /// Its values, in the order in which it records them.
    pub parts: Vec<StagePart>,
}

impl StageInfo {
    /// A stage with its values.
    pub(super) fn new(stage: Stage, name: &str, title: &str, about: impl Into<String>, parts: Vec<StagePart>) -> Self {
        StageInfo { stage, number: 0, name: name.into(), title: title.into(), about: about.into(), parts }
    }

    /// Name for files: `04_calibrate` sorts in signal order.
    pub fn file_stem(&self) -> String {
        format!("{:02}_{}", self.number, self.name)
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.parts.iter().map(StagePart::len).sum()
    }

    /// Whether the stage records nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Name of every value, in order.
    pub fn columns(&self) -> Vec<String> {
        self.parts.iter().flat_map(|part| (0..part.len()).map(|number| part.column(number))).collect()
    }

    /// The part that value number `index` belongs to, and its number in the part.
    fn part(&self, mut index: usize) -> Option<(&StagePart, usize)> {
        self.parts.iter().find_map(|part| {
            let number = index;
            index = index.wrapping_sub(part.len());
            (number < part.len()).then_some((part, number))
        })
    }

    /// Bits of value number `index`, in two's complement where it can be negative; 0 if there is no such
    /// value.
    pub fn bits(&self, index: usize) -> u32 {
        self.part(index).map_or(0, |(part, _)| part.bits)
    }

    /// Digits of value number `index` where it is written in hexadecimal: words are, everything else is
    /// decimal.
    pub fn hex_digits(&self, index: usize) -> Option<usize> {
        self.part(index).and_then(|(part, _)| part.hex_digits)
    }

    /// Value number `index` of the stage as text.
    pub fn show(&self, index: usize, value: i64) -> String {
        match self.hex_digits(index) {
            Some(digits) => format!("{value:0digits$x}"),
            None => value.to_string(),
        }
    }
}

/// Values of one kind, which stand together in a stage.
#[derive(Debug, Clone)]
pub struct StagePart {
    /// Name of their columns, before the number.
    pub name: String,
    /// How many there are, and what their numbers mean.
    pub shape: Shape,
    /// Bits of each, in two's complement where it can be negative.
    pub bits: u32,
    /// Digits of words, which are written in hexadecimal.
    pub hex_digits: Option<usize>,
    /// How they are shown to people.
    pub view: View,
}

/// How many values a part has, and what their numbers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One, without a number.
    One,
    /// Numbered from 0.
    List(Of, usize),
    /// Rows and columns of planes, the plane fastest; the numbers are called `r`, `c` and as `plane` says.
    Grid {
        /// Rows.
        rows: usize,
        /// Columns.
        columns: usize,
        /// Planes.
        planes: usize,
        /// What a plane is called in names of columns.
        plane: &'static str,
    },
}

/// What the numbers of a list count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Inputs of the MUX.
    Input,
    /// Trigger cells.
    Cell,
    /// Groups of trigger cells.
    Group,
    /// Latents.
    Latent,
    /// Values of a layer.
    Value,
    /// Words.
    Word,
}

/// How values are shown to people.
#[derive(Debug, Clone)]
pub enum View {
    /// One line each, with its meaning.
    Lines(Meaning),
    /// 48 numbers.
    Cells {
        /// What they are.
        name: &'static str,
        /// Number format.
        format: String,
    },
    /// Pictures of so many columns, one for each plane; the plane runs fastest.
    Planes {
        /// What they are.
        name: &'static str,
        /// Number format.
        format: String,
        /// Columns.
        columns: usize,
        /// Planes.
        planes: usize,
    },
    /// Words, bit by bit, with the fields that their bits belong to.
    Words,
}

/// What a value means.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// The same for every value.
    Text(String),
    /// It depends on the value.
    Value(fn(i64) -> String),
    /// That of a field of a packet, given by the number in the list, with so many bits.
    Field(fn(u8) -> Field, u32),
}

impl StagePart {
    /// A value with a meaning.
    pub(super) fn one(name: &str, bits: u32, meaning: Meaning) -> Self {
        StagePart { name: name.into(), shape: Shape::One, bits, hex_digits: None, view: View::Lines(meaning) }
    }

    /// Values with meanings.
    pub(super) fn list(name: &str, of: Of, count: usize, bits: u32, meaning: Meaning) -> Self {
        StagePart { shape: Shape::List(of, count), ..StagePart::one(name, bits, meaning) }
    }

    /// A value for each trigger cell; `label` and `format` are for people.
    pub(super) fn cells(name: &str, bits: u32, label: &'static str, format: impl Into<String>) -> Self {
        let view = View::Cells { name: label, format: format.into() };
        StagePart { name: name.into(), shape: Shape::List(Of::Cell, CELLS), bits, hex_digits: None, view }
    }

    /// Words of 16 or 32 bits.
    pub(super) fn words(name: &str, count: usize, bits: u32) -> Self {
        let hex_digits = Some(bits as usize / 4);
        StagePart { name: name.into(), shape: Shape::List(Of::Word, count), bits, hex_digits, view: View::Words }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        match self.shape {
            Shape::One => 1,
            Shape::List(_, count) => count,
            Shape::Grid { rows, columns, planes, .. } => rows * columns * planes,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a value as its column has it: `12`, `r0_c1_f3`, or nothing for a single value.
    pub fn suffix(&self, number: usize) -> String {
        match self.shape {
            Shape::One => String::new(),
            Shape::List(..) => number.to_string(),
            Shape::Grid { columns, planes, plane, .. } => {
                format!("r{}_c{}_{plane}{}", number / planes / columns, number / planes % columns, number % planes)
            }
        }
    }

    /// Name of a value: `CALQ_12`.
    pub fn column(&self, number: usize) -> String {
        match self.suffix(number) {
            suffix if suffix.is_empty() => self.name.clone(),
            suffix => format!("{}_{suffix}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Generation;
    use crate::registers::settings::SETTINGS;

    /// The table of settings lies below the chip and knows its stages by name only.
    #[test]
    fn the_stages_that_settings_change_exist() {
        let network = AeBlock::chip_8x8();
        let config = |algorithm| ChipConfig { algorithm, ..ChipConfig::reset(Generation::Prod) };
        for setting in &SETTINGS {
            let stages = setting.effect.algorithms.iter().map(|&algorithm| Stages::new(&config(algorithm), &network));
            let known: Vec<String> = stages.flat_map(|stages| stages.0).map(|info| info.name).collect();
            assert!(!known.is_empty() && !setting.effect.stages.is_empty(), "{}", setting.name);
            for stage in setting.effect.stages {
                assert!(known.iter().any(|name| name == stage), "{}: no stage {stage}", setting.name);
            }
        }
    }
}
