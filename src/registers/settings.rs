//! The table of settings: everything that is known of a register setting stands in one row.
//!
//! [`SETTINGS`] has a row for each field of [`ChipConfig`] but the generation, which the dialect of
//! a file tells, and the weights, which are an image of their own ([`super::image`]). The rows drive
//! the readers and writers of all YAML dialects, the warnings about keys that nobody reads, the
//! lists of I2C writes and the way back, the values after a reset, the checks of ranges, and
//! `registers show`.
//!
//! # How to add a register
//!
//! 1. Add the field to [`ChipConfig`]. [`ChipConfig::reset`] and the random settings of the tests no
//!    longer compile until they name it.
//! 2. Add a row here: name of the field, values, reset value, key in each dialect, bits of the I2C
//!    registers, access, effect. The access is `one!(field)` or, with a value for each trigger cell,
//!    `cells!(field)`; a type that is not yet a [`Coded`] number needs an implementation. A setting
//!    that only some dialects or one generation have gets no keys or fields there, and a twin whose
//!    value it takes.
//! 3. Run the tests of this module. They fail if a row is missing, if two settings share a bit or a
//!    key, or if a setting does not survive a dialect or the I2C registers.
//!
//! Sources: register documentation of ECON-T-P1; register files in use (dialects). The reset values
//! of the production chip are not public; it is taken to start as P1 does, as its files assume.

use num_bigint::BigUint;
use num_traits::ToPrimitive;

use super::config::{
    Algorithm, CELLS, ChipConfig, DEFAULT_IDLE_PATTERN, Density, FIFO_WORDS, KeepMask, LARGEST_DROP, MAX_CALIBRATION,
    OUTPUT_LINKS, StcType,
};
use super::dialect::Dialect;
use super::map::{Register, RegisterField};
use super::number::{parse_bits, parse_in};
use crate::error::{Error, Result};

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Field of [`ChipConfig`].
    pub name: &'static str,
    /// The numbers it may have.
    pub values: SettingValues,
    /// Value after a reset of the chip.
    pub reset: Reset,
    /// Where files of each dialect hold it.
    pub keys: Keys,
    /// The bits of P1 registers that hold it.
    pub fields: &'static [RegisterField],
    /// The way to the field of [`ChipConfig`].
    pub access: Access,
    /// What it changes.
    pub effect: Effect,
    /// What only some settings have.
    pub notes: Notes,
}

/// The numbers that a setting may have, and how they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingValues {
    /// 0 or 1; files may also say `false`, `no`, `off` or `true`, `yes`, `on`, as in YAML 1.1.
    Flag,
    /// From the first number to the second one, in decimal.
    Decimal(u64, u64),
    /// From the first number to the second one, in hexadecimal with three digits.
    Hexadecimal(u64, u64),
    /// Any pattern of so many bits, in hexadecimal with all digits.
    Bits(u32),
}

/// Value after a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// A number.
    Value(u64),
    /// Every bit is set.
    Ones,
    /// The index of the trigger cell: the identity MUX.
    Index,
}

/// The keys of a setting in files of each dialect; none if the dialect has no such setting.
#[derive(Debug)]
pub struct Keys {
    a: &'static [Key],
    b: &'static [Key],
    c: &'static [Key],
    d: &'static [Key],
    e: &'static [Key],
}

/// A place in a file that holds a setting, or a part of one.
#[derive(Debug)]
pub struct Key {
    /// Paths of keys, joined by dots. A file has at most one of them; the first is written.
    pub spellings: &'static [&'static str],
    /// The lowest bit of the setting that stands here, and the number of bits; `None` for all bits.
    pub part: Option<(u32, u32)>,
    /// How the number is to be understood.
    pub form: NumberForm,
}

/// How a number in a file is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// It is the value of the setting.
    Number,
    /// It has a bit for each output link, and the value is the number of links from 0 on.
    LinkMask,
}

/// The way to a field of [`ChipConfig`].
#[derive(Debug)]
pub struct Access {
    /// 1, or the number of trigger cells.
    count: usize,
    get: fn(&ChipConfig, usize) -> BigUint,
    set: fn(&mut ChipConfig, usize, &BigUint) -> Option<()>,
}

/// What a setting changes in the data path.
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    /// What it is, in a phrase.
    pub meaning: &'static str,
    /// The stages whose values it changes first, by the names that they have in files.
    pub stages: &'static [&'static str],
    /// The algorithms that heed it.
    pub algorithms: &'static [Algorithm],
}

impl Effect {
    const fn on_all(meaning: &'static str, stages: &'static [&'static str]) -> Effect {
        Effect { meaning, stages, algorithms: &Algorithm::ALL }
    }
}

/// What only some settings have.
#[derive(Debug)]
pub struct Notes {
    /// The value of a setting that a file leaves out, if it is not that after a reset.
    pub file_default: Option<u64>,
    /// Another setting, by name, from which this one takes its value where it stands alone.
    pub twin: Option<&'static str>,
    /// What the numbers mean, for errors.
    pub hint: Option<&'static str>,
    /// A short name of the value.
    pub label: Option<fn(&ChipConfig) -> &'static str>,
    /// Comment that is written beside the key.
    pub comment: Option<fn(&ChipConfig, Dialect) -> Option<String>>,
    /// Warning about a value that is allowed but acts otherwise than it looks.
    pub warning: Option<fn(&ChipConfig) -> Option<String>>,
}

impl Notes {
    const NONE: Notes = Notes { file_default: None, twin: None, hint: None, label: None, comment: None, warning: None };

    const fn hint(hint: &'static str) -> Notes {
        Notes { hint: Some(hint), ..Notes::NONE }
    }
}

/// The words of YAML 1.1 for true.
const TRUE: [&str; 3] = ["true", "yes", "on"];

/// The words of YAML 1.1 for false.
const FALSE: [&str; 3] = ["false", "no", "off"];

/// Whether a text is a word in small letters, in capitals, or with a capital at its start.
fn is_word(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word) && (text.get(1..) == word.get(1..) || text == word.to_ascii_uppercase())
}

/// So many bits, all set.
pub fn ones(bits: u32) -> BigUint {
    (BigUint::from(1u8) << bits) - 1u8
}

impl Setting {
    /// The setting with this name.
    pub fn find(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Values of the setting: 1, or one for each trigger cell.
    pub fn count(&self) -> usize {
        self.access.count
    }

    /// A value; `index` is the trigger cell, or 0.
    pub fn get(&self, config: &ChipConfig, index: usize) -> BigUint {
        (self.access.get)(config, index)
    }

    /// Changes a value; `index` is the trigger cell, or 0.
    ///
    /// # Errors
    /// If the setting cannot have this value.
    pub fn set(&self, config: &mut ChipConfig, index: usize, value: &BigUint) -> Result<()> {
        self.values.check(value)?;
        (self.access.set)(config, index, value).ok_or_else(|| self.values.refused(value))
    }

    /// Value after a reset of the chip.
    pub fn reset_value(&self, index: usize) -> BigUint {
        match (self.reset, self.values) {
            (Reset::Value(value), _) => value.into(),
            (Reset::Index, _) => index.into(),
            (Reset::Ones, SettingValues::Bits(bits)) => ones(bits),
            (Reset::Ones, SettingValues::Flag) => ones(1),
            (Reset::Ones, SettingValues::Decimal(_, max) | SettingValues::Hexadecimal(_, max)) => max.into(),
        }
    }

    /// The value of a setting that a file leaves out.
    pub fn file_value(&self, index: usize) -> BigUint {
        self.notes.file_default.map_or_else(|| self.reset_value(index), BigUint::from)
    }

    /// Name of one value, for messages: `links`, `mux[3]`.
    pub fn name_at(&self, index: usize) -> String {
        if self.count() == 1 { self.name.to_owned() } else { format!("{}[{index}]", self.name) }
    }

    /// Adds to an error what the numbers of the setting mean.
    pub fn explain(&self, error: Error) -> Error {
        match self.notes.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }

    /// Where files of a dialect hold the setting.
    pub fn keys(&self, dialect: Dialect) -> &'static [Key] {
        match dialect {
            Dialect::A => self.keys.a,
            Dialect::B => self.keys.b,
            Dialect::C => self.keys.c,
            Dialect::D => self.keys.d,
            Dialect::E => self.keys.e,
        }
    }

    /// Bits of the P1 registers that hold one value; 0 if P1 has no register of its own for it.
    pub fn register_bits(&self) -> u32 {
        self.fields.iter().map(|field| field.bits).sum()
    }
}

impl SettingValues {
    /// Checks that a setting can have this value.
    ///
    /// # Errors
    /// With the value and what is allowed.
    pub fn check(self, value: &BigUint) -> Result<()> {
        let allowed = match self {
            SettingValues::Flag => value.bits() <= 1,
            SettingValues::Decimal(min, max) | SettingValues::Hexadecimal(min, max) => {
                value.to_u64().is_some_and(|value| (min..=max).contains(&value))
            }
            SettingValues::Bits(bits) => value.bits() <= u64::from(bits),
        };
        if allowed { Ok(()) } else { Err(self.refused(value)) }
    }

    fn refused(self, value: &BigUint) -> Error {
        Error::new("register value out of range").found(value).allowed(match self {
            SettingValues::Flag => "0..=1".to_owned(),
            SettingValues::Decimal(min, max) | SettingValues::Hexadecimal(min, max) => format!("{min}..={max}"),
            SettingValues::Bits(bits) => format!("at most {bits} bits"),
        })
    }
}

impl Key {
    /// Bits of the setting that stand here, if it is a pattern of bits.
    fn bits(&self, whole: u32) -> u32 {
        self.part.map_or(whole, |(_, bits)| bits)
    }

    /// Reads what stands in a file.
    ///
    /// # Errors
    /// Text that is no number, or a number that the setting cannot have.
    pub fn parse(&self, values: SettingValues, text: &str) -> Result<BigUint> {
        match (self.form, values) {
            (NumberForm::LinkMask, _) => links_of_mask(text).map(BigUint::from),
            (NumberForm::Number, SettingValues::Flag) => match text {
                _ if TRUE.iter().any(|word| is_word(text, word)) => Ok(true.code()),
                _ if FALSE.iter().any(|word| is_word(text, word)) => Ok(false.code()),
                _ => parse_in(text, 0..=1).map(BigUint::from),
            },
            (NumberForm::Number, SettingValues::Decimal(min, max) | SettingValues::Hexadecimal(min, max)) => {
                parse_in(text, min..=max).map(BigUint::from)
            }
            (NumberForm::Number, SettingValues::Bits(bits)) => parse_bits(text, self.bits(bits).into()),
        }
    }

    /// The value with what stands here put into its place.
    pub fn insert(&self, value: &BigUint, here: &BigUint) -> BigUint {
        match self.part {
            None => here.clone(),
            Some((from, bits)) => {
                let place = ones(bits) << from;
                ((value | &place) ^ place) | (here << from)
            }
        }
    }

    /// What a file holds here.
    pub fn write(&self, values: SettingValues, value: &BigUint) -> String {
        match (self.form, values) {
            (NumberForm::LinkMask, _) => format!("{:#x}", ones(value.to_u32().unwrap_or_default())),
            (NumberForm::Number, SettingValues::Flag | SettingValues::Decimal(..)) => value.to_string(),
            (NumberForm::Number, SettingValues::Hexadecimal(..)) => format!("{value:#05x}"),
            (NumberForm::Number, SettingValues::Bits(bits)) => {
                let (from, bits) = self.part.unwrap_or((0, bits));
                grouped_hexadecimal(&((value >> from) & ones(bits)), bits)
            }
        }
    }
}

/// Number of links from the production chip's bit mask, whose links are numbered from 0.
fn links_of_mask(text: &str) -> Result<u32> {
    let mask = parse_in(text, 1..=(1 << OUTPUT_LINKS) - 1).map_err(|error| {
        error.hint(format!("a bit mask with one bit for each of the {OUTPUT_LINKS} links, 0x1F for 5 links"))
    })?;
    if (mask + 1).is_power_of_two() {
        Ok(mask.count_ones())
    } else {
        Err(Error::unsupported("a link mask with gaps is not modelled")
            .found(format!("{mask:#x}"))
            .allowed("0x1, 0x3, 0x7, 0xF, 0x1F, … 0x1FFF")
            .hint("the chip's packets fill links from 0 upwards; set the mask to (1 << links) - 1"))
    }
}

/// All digits of a number of `bits` bits in hexadecimal, with an underscore before every fourth
/// one from the right.
pub fn grouped_hexadecimal(value: &BigUint, bits: u32) -> String {
    let digits = format!("{value:0width$x}", width = bits.div_ceil(4) as usize);
    let mut text = String::from("0x");
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(4) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// A type whose values are numbers in a register.
pub trait Coded: Sized {
    /// The number.
    fn code(&self) -> BigUint;
    /// The value with this number, if there is one.
    fn decode(code: &BigUint) -> Option<Self>;
}

macro_rules! coded_integers {
    ($($integer:ty),+) => {$(
        impl Coded for $integer {
            fn code(&self) -> BigUint {
                BigUint::from(*self)
            }

            fn decode(code: &BigUint) -> Option<Self> {
                code.try_into().ok()
            }
        }
    )+};
}

coded_integers!(u8, u16, u32);

impl Coded for bool {
    fn code(&self) -> BigUint {
        BigUint::from(u8::from(*self))
    }

    fn decode(code: &BigUint) -> Option<Self> {
        match code.to_u8() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        }
    }
}

impl Coded for Density {
    fn code(&self) -> BigUint {
        (*self == Density::High).code()
    }

    fn decode(code: &BigUint) -> Option<Self> {
        bool::decode(code).map(|high| if high { Density::High } else { Density::Low })
    }
}

impl Coded for Algorithm {
    fn code(&self) -> BigUint {
        self.register().code()
    }

    fn decode(code: &BigUint) -> Option<Self> {
        Algorithm::ALL.get(code.to_usize()?).copied()
    }
}

impl Coded for StcType {
    fn code(&self) -> BigUint {
        self.register().code()
    }

    fn decode(code: &BigUint) -> Option<Self> {
        StcType::ALL.get(code.to_usize()?).copied()
    }
}

impl Coded for KeepMask {
    fn code(&self) -> BigUint {
        (BigUint::from(self.leading) << KeepMask::TRAILING_BITS) | BigUint::from(self.trailing)
    }

    fn decode(code: &BigUint) -> Option<Self> {
        let leading = (code >> KeepMask::TRAILING_BITS).to_u16()?;
        let trailing = (code & ones(KeepMask::TRAILING_BITS)).to_u128()?;
        Some(KeepMask { leading, trailing })
    }
}

/// Access to a field.
macro_rules! one {
    ($field:ident) => {
        Access {
            count: 1,
            get: |config, _| config.$field.code(),
            set: |config, _, code| {
                config.$field = Coded::decode(code)?;
                Some(())
            },
        }
    };
}

/// Access to a field with a value for each trigger cell.
macro_rules! cells {
    ($field:ident) => {
        Access {
            count: CELLS,
            get: |config, cell| config.$field[cell].code(),
            set: |config, cell, code| {
                config.$field[cell] = Coded::decode(code)?;
                Some(())
            },
        }
    };
}

/// A key that holds the whole setting, in one or several spellings.
macro_rules! key {
    ($($spelling:expr),+) => {
        &[Key { spellings: &[$($spelling),+], part: None, form: NumberForm::Number }]
    };
}

/// A register of its own in dialect A.
macro_rules! a_register {
    ($block:literal, $register:literal) => {
        concat!($block, ".registers.", $register, ".value")
    };
}

/// A parameter of a register in dialect A, in two spellings.
macro_rules! a_parameter {
    ($block:literal, $register:literal, $parameter:literal) => {
        key!(
            concat!($block, ".registers.", $register, ".params.", $parameter, ".param_value"),
            concat!($block, ".registers.", $register, ".", $parameter, ".param_value")
        )
    };
}

/// A parameter of the formatter's register `config` in dialect A, which may stand alone, too.
macro_rules! a_config {
    ($parameter:literal) => {
        key!(
            concat!("FMTBUF_ALL.registers.config.params.", $parameter, ".param_value"),
            concat!("FMTBUF_ALL.registers.config.", $parameter, ".param_value"),
            a_register!("FMTBUF_ALL", $parameter)
        )
    };
}

/// A key of the formatter in dialects B and C.
macro_rules! formatter {
    ($key:literal) => {
        concat!("FormatterBuffer.Global.", $key)
    };
}

/// A key of the formatter in dialect D.
macro_rules! formatter_d {
    ($key:literal) => {
        concat!("FmtBuf.Global.", $key)
    };
}

/// A block with a value for each trigger cell.
macro_rules! cell_keys {
    ($a:expr, $block:literal, $e:expr) => {
        Keys { a: key!($a), b: key!($block), c: key!($block), d: key!($block), e: $e }
    };
}

/// A register of the formatter that has the same name in all dialects.
macro_rules! formatter_keys {
    ($name:literal) => {
        Keys {
            a: key!(a_register!("FMTBUF_ALL", $name)),
            b: key!(formatter!($name)),
            c: key!(formatter!($name)),
            d: key!(formatter_d!($name)),
            e: &[],
        }
    };
}

/// A parameter of `config` that has the same name in all dialects.
macro_rules! config_keys {
    ($name:literal) => {
        Keys {
            a: a_config!($name),
            b: key!(formatter!($name)),
            c: key!(formatter!($name)),
            d: key!(formatter_d!($name)),
            e: key!($name),
        }
    };
}

/// Threshold T2 of the buffer after a reset.
const T2_AFTER_RESET: u16 = 511;

const ALGO: Register = Register::one("MFC_ALGORITHM_SEL_DENSITY.algo", 0x454, 1);
const CONFIG: Register = Register::one("FMTBUF.config", 0x3B0, 1);

/// Key of one bit mask that P1 splits into two.
const fn mask_part(spellings: &'static [&'static str], from: u32, bits: u32) -> Key {
    Key { spellings, part: Some((from, bits)), form: NumberForm::Number }
}

/// All settings, in the order in which files of dialects B and C hold them.
pub static SETTINGS: [Setting; 15] = [
    Setting {
        name: "algorithm",
        values: SettingValues::Decimal(0, Algorithm::ALL.len() as u64 - 1),
        reset: Reset::Value(0),
        keys: Keys {
            a: a_parameter!("MFC_ALGORITHM_SEL_DENSITY", "algo", "select"),
            b: key!("Algorithm.Global.select"),
            c: key!("ConfigAlgo.Global.alg_type"),
            d: key!("Algorithm.Global.select"),
            e: key!("select"),
        },
        fields: &[RegisterField::named(ALGO, "select", 0, 3)],
        access: one!(algorithm),
        effect: Effect::on_all(
            "the trigger algorithm, which makes the packets",
            &["threshold_sum", "super_trigger_cell", "best_choice", "repeater", "normalize", "formatter"],
        ),
        notes: Notes {
            label: Some(|config| config.algorithm.short()),
            comment: Some(|config, _| Some(config.algorithm.to_string())),
            ..Notes::hint("0 Threshold Sum, 1 Super Trigger Cell, 2 Best Choice, 3 Repeater, 4 Autoencoder")
        },
    },
    Setting {
        name: "density",
        values: SettingValues::Flag,
        reset: Reset::Value(0),
        keys: Keys {
            a: a_parameter!("MFC_ALGORITHM_SEL_DENSITY", "algo", "density"),
            b: key!("Algorithm.Global.density"),
            c: key!("ConfigAlgo.Global.alg_high_density"),
            d: key!("Algorithm.Global.density"),
            e: key!("density"),
        },
        fields: &[RegisterField::named(ALGO, "density", 3, 1)],
        access: one!(density),
        effect: Effect::on_all(
            "density of the module: the front end has dropped 1 bit of a charge (low) or 3 (high)",
            &["decode"],
        ),
        notes: Notes {
            label: Some(|config| match config.density {
                Density::Low => "low, LDM",
                Density::High => "high, HDM",
            }),
            ..Notes::NONE
        },
    },
    Setting {
        name: "drop_lsb",
        values: SettingValues::Decimal(0, u8::MAX as u64),
        reset: Reset::Value(0),
        keys: Keys {
            a: key!(a_register!("ALGO_DROPLSB", "drop_lsb")),
            b: key!("AlgoDroplsb.Global.drop_lsb", "AlgoDroplsb.Global"),
            c: key!("AlgoDroplsb.Global.drop_lsb", "AlgoDroplsb.Global"),
            d: key!("AlgoDroplsb.Global.drop_lsb", "AlgoDroplsb.Global"),
            e: key!("dropLSB"),
        },
        fields: &[RegisterField::whole(Register::one("ALGO_DROPLSB.drop_lsb", 0x4E5, 1), 8)],
        access: one!(drop_lsb),
        effect: Effect {
            meaning: "bits dropped from a charge before it is encoded",
            stages: &["threshold_sum", "super_trigger_cell", "best_choice", "repeater"],
            algorithms: &[
                Algorithm::ThresholdSum,
                Algorithm::SuperTriggerCell,
                Algorithm::BestChoice,
                Algorithm::Repeater,
            ],
        },
        notes: Notes {
            warning: Some(|config| {
                let drop = config.drop_lsb;
                (drop > LARGEST_DROP).then(|| format!("{drop} acts as 0 (only 0..={LARGEST_DROP} drop bits)"))
            }),
            ..Notes::hint("bits dropped from charges: 1 on LDM, 3 on HDM; above 4 acts as 0")
        },
    },
    Setting {
        name: "thresholds",
        values: SettingValues::Decimal(0, 0xFF_FFFF),
        reset: Reset::Value(0),
        keys: cell_keys!(a_register!("ALGO_THRESHOLD_VAL", "threshold_val_*"), "AlgoThreshold", &[]),
        fields: &[RegisterField::whole(Register::cells("ALGO_THRESHOLD_VAL.threshold_val_{}", 0x455, 3), 24)],
        access: cells!(thresholds),
        effect: Effect {
            meaning: "least charge of a cell that is sent, CALQ",
            stages: &["threshold_sum"],
            algorithms: &[Algorithm::ThresholdSum],
        },
        notes: Notes::hint("thresholds have 24 bits and compare with CALQ"),
    },
    Setting {
        name: "mux",
        values: SettingValues::Decimal(0, CELLS as u64 - 1),
        reset: Reset::Index,
        keys: cell_keys!(a_register!("MFC_MUX_SELECT", "mux_select_*"), "Mux", key!("mux")),
        fields: &[RegisterField::whole(Register::cells("MFC_MUX_SELECT.mux_select_{}", 0x3C4, 1), 6)],
        access: cells!(mux),
        effect: Effect::on_all("the input that a cell takes: 4 x link + slot", &["mux"]),
        notes: Notes::hint("MUX input 4 L + k is slot k of link L; there are 12 links of 4 slots"),
    },
    Setting {
        name: "calibration",
        values: SettingValues::Decimal(0, MAX_CALIBRATION as u64),
        reset: Reset::Value(2048),
        keys: cell_keys!(a_register!("MFC_CAL_VAL", "cal_*"), "Cal", key!("calv")),
        fields: &[RegisterField::whole(Register::cells("MFC_CAL_VAL.cal_{}", 0x3F4, 2), 12)],
        access: cells!(calibration),
        effect: Effect::on_all("factor of a cell's charge; 2048 is 1.0", &["calibrate"]),
        notes: Notes::hint("calibration factors have 12 bits; 2048 is 1.0"),
    },
    Setting {
        name: "links",
        values: SettingValues::Decimal(1, OUTPUT_LINKS as u64),
        reset: Reset::Value(2),
        keys: Keys {
            a: a_config!("eporttx_numen"),
            b: key!(formatter!("active_etxs")),
            c: &[Key { spellings: &[formatter!("active_etxs")], part: None, form: NumberForm::LinkMask }],
            d: key!(formatter_d!("eporttx_numen")),
            e: key!("eporttx_numen"),
        },
        fields: &[RegisterField::named(CONFIG, "eporttx_numen", 4, 4)],
        access: one!(links),
        effect: Effect::on_all("output links in use, from link 0 on", &["best_choice", "formatter", "buffer", "etx"]),
        notes: Notes {
            comment: Some(|config, dialect| match dialect {
                Dialect::A => Some("a count".to_owned()),
                Dialect::C => Some(format!("{} links", config.links)),
                Dialect::B | Dialect::D | Dialect::E => None,
            }),
            ..Notes::hint("on P1 this is a count; the bit mask (0x1F for 5 links) belongs to the production chip")
        },
    },
    Setting {
        name: "idle_pattern",
        values: SettingValues::Hexadecimal(0, 0x7FF),
        reset: Reset::Value(0x70F),
        keys: Keys {
            a: key!(a_register!("FMTBUF_ALL", "tx_sync_word")),
            b: key!(formatter!("link_reset_pattern"), formatter!("tx_sync_word")),
            c: key!(formatter!("idle_pattern")),
            d: key!(formatter_d!("tx_sync_word")),
            e: &[],
        },
        fields: &[RegisterField::whole(Register::one("FMTBUF.tx_sync_word", 0x3A9, 2), 11)],
        access: one!(idle_pattern),
        effect: Effect {
            meaning: "pattern of the idle words behind a packet",
            stages: &["formatter"],
            algorithms: &[Algorithm::ThresholdSum],
        },
        notes: Notes {
            file_default: Some(DEFAULT_IDLE_PATTERN as u64),
            // Files of the migration carry the idle pattern under the name of the reset pattern.
            twin: Some("link_reset_pattern"),
            comment: Some(|_, dialect| {
                (dialect == Dialect::B).then(|| "also the idle pattern: P1 has one register for both".to_owned())
            }),
            ..Notes::NONE
        },
    },
    Setting {
        // P1 has one register for both patterns.
        name: "link_reset_pattern",
        values: SettingValues::Hexadecimal(0, 0x7FF),
        reset: Reset::Value(0x70F),
        keys: Keys { a: &[], b: &[], c: key!(formatter!("link_reset_pattern")), d: &[], e: &[] },
        fields: &[],
        access: one!(link_reset_pattern),
        effect: Effect::on_all("pattern of the words that are sent during a link reset", &["formatter"]),
        notes: Notes { file_default: Some(DEFAULT_IDLE_PATTERN as u64), twin: Some("idle_pattern"), ..Notes::NONE },
    },
    Setting {
        name: "buffer_t1",
        values: SettingValues::Decimal(0, u16::MAX as u64),
        reset: Reset::Value(48),
        keys: formatter_keys!("buff_t1"),
        fields: &[RegisterField::whole(Register::one("FMTBUF.buff_t1", 0x3AB, 2), 16)],
        access: one!(buffer_t1),
        effect: Effect::on_all("T1: a packet is truncated if more 16-bit words than that would wait", &["buffer"]),
        notes: Notes {
            warning: Some(|config| {
                let t1 = usize::from(config.buffer_t1);
                (t1 > FIFO_WORDS).then(|| {
                    format!(
                        "{t1} is beyond the {FIFO_WORDS} words of the buffer's memory: words are lost before a packet is \
                         truncated"
                    )
                })
            }),
            ..Notes::NONE
        },
    },
    Setting {
        name: "buffer_t2",
        values: SettingValues::Decimal(0, u16::MAX as u64),
        reset: Reset::Value(T2_AFTER_RESET as u64),
        keys: formatter_keys!("buff_t2"),
        fields: &[RegisterField::whole(Register::one("FMTBUF.buff_t2", 0x3AD, 2), 16)],
        access: one!(buffer_t2),
        effect: Effect {
            meaning: "T2: a packet of at most T3 words is truncated if more words than that wait",
            stages: &["buffer"],
            algorithms: &[Algorithm::ThresholdSum],
        },
        notes: Notes {
            warning: Some(|config| {
                // The value after a reset is beyond it, too: T2 is out of use then.
                let t2 = usize::from(config.buffer_t2);
                (t2 > FIFO_WORDS && config.buffer_t2 != T2_AFTER_RESET).then(|| {
                    format!(
                        "{t2} is beyond the {FIFO_WORDS} words of the buffer's memory: T2 truncates only what T1 should"
                    )
                })
            }),
            ..Notes::NONE
        },
    },
    Setting {
        name: "buffer_t3",
        values: SettingValues::Decimal(0, u8::MAX as u64),
        reset: Reset::Value(0),
        keys: formatter_keys!("buff_t3"),
        fields: &[RegisterField::whole(Register::one("FMTBUF.buff_t3", 0x3AF, 1), 8)],
        access: one!(buffer_t3),
        effect: Effect {
            meaning: "T3: the longest packet that T2 truncates, in 16-bit words",
            stages: &["buffer"],
            algorithms: &[Algorithm::ThresholdSum],
        },
        notes: Notes::NONE,
    },
    Setting {
        name: "stc_type",
        values: SettingValues::Decimal(0, StcType::ALL.len() as u64 - 1),
        reset: Reset::Value(1),
        keys: config_keys!("stc_type"),
        // Two bits: type 4 exists on the production chip only.
        fields: &[RegisterField::named(CONFIG, "stc_type", 0, 2)],
        access: one!(stc_type),
        effect: Effect {
            meaning: "kind of super trigger cells: cells of each, bits of its sum and address",
            stages: &["super_trigger_cell", "formatter"],
            algorithms: &[Algorithm::SuperTriggerCell],
        },
        notes: Notes::hint("0 STC4 9-bit, 1 STC16 9-bit, 2 CTC4 7-bit, 3 STC4 7-bit, 4 CTC4 9-bit (production chip)"),
    },
    Setting {
        name: "use_sum",
        values: SettingValues::Flag,
        reset: Reset::Value(1),
        keys: config_keys!("use_sum"),
        fields: &[RegisterField::named(CONFIG, "use_sum", 2, 1)],
        access: one!(use_sum),
        effect: Effect {
            meaning: "the sum in a packet: of all cells (1), or of the cells that are not sent (0)",
            stages: &["threshold_sum", "best_choice"],
            algorithms: &[Algorithm::ThresholdSum, Algorithm::BestChoice],
        },
        notes: Notes::NONE,
    },
    Setting {
        name: "keep_mask",
        values: SettingValues::Bits(KeepMask::BITS),
        reset: Reset::Ones,
        keys: Keys {
            a: &[
                mask_part(&[a_register!("FMTBUF_ALL", "mask_ae")], 0, KeepMask::TRAILING_BITS),
                mask_part(&[a_register!("FMTBUF_ALL", "mask_ae2")], KeepMask::TRAILING_BITS, KeepMask::LEADING_BITS),
            ],
            b: &[
                mask_part(&[formatter!("mask_ae")], 0, KeepMask::TRAILING_BITS),
                mask_part(&[formatter!("mask_ae2")], KeepMask::TRAILING_BITS, KeepMask::LEADING_BITS),
            ],
            c: key!(formatter!("keep_auto_encoder_bits")),
            d: &[
                mask_part(&[formatter_d!("mask_ae")], 0, KeepMask::TRAILING_BITS),
                mask_part(&[formatter_d!("mask_ae2")], KeepMask::TRAILING_BITS, KeepMask::LEADING_BITS),
            ],
            e: &[],
        },
        fields: &[
            RegisterField::whole(Register::one("FMTBUF.mask_ae", 0x3B1, 16), KeepMask::TRAILING_BITS),
            RegisterField {
                from: KeepMask::TRAILING_BITS,
                ..RegisterField::whole(Register::one("FMTBUF.mask_ae2", 0x3C1, 2), KeepMask::LEADING_BITS)
            },
        ],
        access: one!(keep_mask),
        effect: Effect {
            meaning: "bits of the latents that are sent",
            stages: &["formatter"],
            algorithms: &[Algorithm::Autoencoder],
        },
        notes: Notes::hint("latent k has bits 9k to 9k+8 of the 144-bit mask; P1 splits it into 16 and 128 bits"),
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::network::AeBlock;
    use crate::registers::testing::any_config;
    use crate::registers::{Generation, parse_config, write_config};

    /// Names of all fields of [`ChipConfig`]; a new field does not compile until it is named here.
    macro_rules! fields {
        ($($field:ident),+) => {{
            let ChipConfig { $($field: _),+ } = ChipConfig::reset(Generation::P1);
            [$(stringify!($field)),+]
        }};
    }

    #[test]
    fn every_field_has_one_row() {
        let mut fields = fields!(
            algorithm,
            density,
            drop_lsb,
            thresholds,
            mux,
            calibration,
            links,
            idle_pattern,
            link_reset_pattern,
            buffer_t1,
            buffer_t2,
            buffer_t3,
            stc_type,
            use_sum,
            keep_mask,
            generation,
            weights
        )
        .to_vec();
        // The dialect tells the generation; the weights are an image of their own.
        fields.retain(|field| !["generation", "weights"].contains(field));
        fields.sort_unstable();
        let mut rows: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        rows.sort_unstable();
        assert_eq!(rows, fields);
    }

    /// The least and the largest value, and one that is too large.
    fn limits(values: SettingValues) -> (BigUint, BigUint, BigUint) {
        let (min, max) = match values {
            SettingValues::Flag => (BigUint::ZERO, ones(1)),
            SettingValues::Decimal(min, max) | SettingValues::Hexadecimal(min, max) => (min.into(), max.into()),
            SettingValues::Bits(bits) => (BigUint::ZERO, ones(bits)),
        };
        (min, max.clone(), max + 1u8)
    }

    #[test]
    fn a_setting_reaches_its_own_field_and_no_other() {
        let reset = ChipConfig::reset(Generation::Prod);
        for setting in &SETTINGS {
            let (min, max, beyond) = limits(setting.values);
            for index in [0, setting.count() - 1] {
                for value in [&min, &max] {
                    let mut config = reset.clone();
                    setting.set(&mut config, index, value).unwrap();
                    assert_eq!(&setting.get(&config, index), value, "{}", setting.name);
                    for other in &SETTINGS {
                        for i in 0..other.count() {
                            let own = other.name == setting.name && i == index;
                            assert!(own || other.get(&config, i) == reset_of(other, i), "{}", other.name);
                        }
                    }
                }
                let mut config = reset.clone();
                let error = setting.set(&mut config, index, &beyond).unwrap_err().to_string();
                assert!(error.contains(&beyond.to_string()), "{error}");
                assert_eq!(config, reset, "{}", setting.name);
                if min > BigUint::ZERO {
                    assert!(setting.set(&mut config, index, &(min.clone() - 1u8)).is_err(), "{}", setting.name);
                }
            }
        }
    }

    fn reset_of(setting: &Setting, index: usize) -> BigUint {
        setting.get(&ChipConfig::reset(Generation::Prod), index)
    }

    #[test]
    fn every_reset_value_is_used_and_allowed() {
        for setting in &SETTINGS {
            for index in 0..setting.count() {
                setting.values.check(&setting.reset_value(index)).unwrap();
                assert_eq!(reset_of(setting, index), setting.file_value(index), "{}", setting.name);
            }
        }
        let config = ChipConfig::reset(Generation::P1);
        assert_eq!((config.links, config.buffer_t1, config.buffer_t2, config.buffer_t3), (2, 48, 511, 0));
        assert_eq!((config.idle_pattern, config.link_reset_pattern), (DEFAULT_IDLE_PATTERN, DEFAULT_IDLE_PATTERN));
        assert_eq!((config.mux[0], config.mux[47], config.calibration[9]), (0, 47, 2048));
        assert_eq!((config.stc_type, config.use_sum, config.keep_mask), (StcType::Stc16Sum9, true, KeepMask::ALL));
        assert_eq!((config.algorithm, config.density, config.drop_lsb), (Algorithm::ThresholdSum, Density::Low, 0));
        config.validate().unwrap();
    }

    /// Parts, given by their lowest bits and widths, that follow each other from bit 0.
    fn covered(parts: impl Iterator<Item = (u32, u32)>) -> u32 {
        parts.fold(0, |end, (from, bits)| {
            assert_eq!(from, end);
            end + bits
        })
    }

    #[test]
    fn no_two_settings_share_a_bit_of_a_register() {
        let mut bits = HashSet::new();
        for setting in &SETTINGS {
            for field in setting.fields {
                assert_eq!(usize::from(field.register.count), setting.count(), "{}", setting.name);
                assert!(field.lowest + field.bits <= 8 * u32::from(field.register.bytes), "{}", setting.name);
                for bit in field.lowest..field.lowest + field.bits {
                    assert!(bits.insert((field.register.address, bit)), "{}: bit {bit}", setting.name);
                }
            }
            match setting.notes.twin.and_then(Setting::find) {
                Some(twin) if setting.fields.is_empty() => assert!(!twin.fields.is_empty(), "{}", setting.name),
                _ => {
                    let room = covered(setting.fields.iter().map(|field| (field.from, field.bits)));
                    // The P1 register has no room for STC type 4.
                    let largest = if setting.name == "stc_type" { ones(2) } else { limits(setting.values).1 };
                    assert_eq!(u64::from(room), largest.bits(), "{}", setting.name);
                }
            }
        }
    }

    #[test]
    fn no_two_settings_share_a_key_of_a_dialect() {
        for dialect in Dialect::ALL {
            let mut spellings = HashSet::new();
            for setting in &SETTINGS {
                let keys = setting.keys(dialect);
                for spelling in keys.iter().flat_map(|key| key.spellings) {
                    assert!(spellings.insert(spelling), "{dialect:?} {spelling}");
                }
                match keys {
                    [] => assert!(
                        // CMSSW's form has no thresholds and nothing of the autoencoder.
                        dialect == Dialect::E
                            || setting
                                .notes
                                .twin
                                .and_then(Setting::find)
                                .is_some_and(|twin| !twin.keys(dialect).is_empty()),
                        "{dialect:?} {}",
                        setting.name
                    ),
                    [key] if key.part.is_none() => {}
                    parts => {
                        let SettingValues::Bits(bits) = setting.values else { panic!("{} has parts", setting.name) };
                        assert_eq!(covered(parts.iter().map(|key| key.part.unwrap())), bits, "{}", setting.name);
                    }
                }
            }
        }
    }

    #[test]
    fn the_patterns_of_p1_are_one_register_and_have_one_source() {
        for text in [
            "Algorithm: {Global: {select: 0}}\nFormatterBuffer: {Global: {tx_sync_word: 5}}\n",
            "Algorithm: {Global: {select: 0}}\nFmtBuf: {Global: {tx_sync_word: 5}}\n",
            "ECON-T: {RW: {FMTBUF_ALL: {registers: {tx_sync_word: {value: 5}}}}}\n",
        ] {
            let file = parse_config(text, Path::new("init.yaml"), &AeBlock::chip_8x8()).unwrap();
            assert_eq!((file.config.idle_pattern, file.config.link_reset_pattern), (5, 5));
            let sources = file.sources.iter().filter(|source| source.setting.ends_with("_pattern"));
            let keys: Vec<_> = sources.map(|source| source.key.clone().unwrap().0).collect();
            assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].contains("tx_sync_word"), "{keys:?}");
        }
    }

    fn warnings(t1: u32, t2: u32) -> Vec<String> {
        let text = format!(
            "ConfigAlgo: {{Global: {{alg_type: 0}}}}\nFormatterBuffer: {{Global: {{buff_t1: {t1}, buff_t2: {t2}}}}}\n"
        );
        parse_config(&text, Path::new("init.yaml"), &AeBlock::chip_8x8()).unwrap().warnings
    }

    #[test]
    fn thresholds_beyond_the_memory_of_the_buffer_are_mentioned() {
        assert_eq!(warnings(400, 400), Vec::<String>::new());
        assert_eq!(warnings(48, 511), Vec::<String>::new());
        let found = warnings(401, 65535);
        assert!(found.len() == 2 && found[0].starts_with("FormatterBuffer.Global.buff_t1: 401 is beyond"), "{found:?}");
        assert!(found[1].contains("buff_t2: 65535 is beyond the 400 words"), "{found:?}");
    }

    #[test]
    fn a_link_mask_is_the_number_of_links() {
        let key = &Setting::find("links").unwrap().keys(Dialect::C)[0];
        for links in 1..=OUTPUT_LINKS as u32 {
            let text = key.write(SettingValues::Flag, &links.into());
            assert_eq!(text, format!("{:#x}", (1u32 << links) - 1));
            assert_eq!(key.parse(SettingValues::Flag, &text).unwrap(), links.into());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// Dialect D is not written, so a file in B with the names of D takes its place.
        #[test]
        fn dialect_d_is_b_with_other_names(config in any_config(AeBlock::chip_8x8())) {
            let network = AeBlock::chip_8x8();
            let config = ChipConfig { link_reset_pattern: config.idle_pattern, ..config };
            let text = write_config(&config, Dialect::B, &network).unwrap();
            let text = text.replace("FormatterBuffer", "FmtBuf").replace("active_etxs:", "eporttx_numen:");
            let text = text.replace("link_reset_pattern:", "tx_sync_word:");
            let file = parse_config(&text, Path::new("init.yaml"), &network).unwrap();
            prop_assert_eq!((file.dialect, file.config), (Dialect::D, config));
            prop_assert!(file.sources.iter().all(|source| source.key.is_some() || source.setting == "weights"));
        }
    }
}
