//! The I2C registers of ECON-T-P1 that belong to the data path.
//!
//! Which bits hold which setting is said in the rows of [`SETTINGS`]; [`MAP`] collects these fields
//! into whole registers and adds the weights and the two registers that hold no setting. Registers
//! of several bytes are little-endian.
//!
//! Source: register documentation of ECON-T-P1. It gives the last weight register six bytes, which
//! are all that the 8x8 network needs; here it fills its group up to the pitch of 143 bytes, as the
//! 4x4x3 network needs it.

use std::sync::LazyLock;

use num_bigint::BigUint;

use super::config::CELLS;
use super::image::{GROUPS, REGISTER_BYTES};
use super::settings::{SETTINGS, Setting, ones};

/// Address of the first byte of the weights.
pub const WEIGHTS_ADDRESS: u16 = 0x538;

/// Bytes from one group of weights to the next. The chip's own network uses the first 134 of them.
pub const WEIGHTS_PITCH: u16 = 143;

/// Name and place of one register, or of one register for each trigger cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Register {
    /// Block and register; `{}` stands for the trigger cell.
    pub name: &'static str,
    /// Address of the first byte.
    pub address: u16,
    /// Bytes of one register, at most 16.
    pub bytes: u16,
    /// Number of registers, one after the other.
    pub count: u16,
}

impl Register {
    /// A single register.
    pub const fn one(name: &'static str, address: u16, bytes: u16) -> Self {
        Register { name, address, bytes, count: 1 }
    }

    /// One register for each trigger cell.
    pub const fn cells(name: &'static str, address: u16, bytes: u16) -> Self {
        Register { name, address, bytes, count: CELLS as u16 }
    }
}

/// Some bits of a register that hold a setting, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterField {
    /// The register.
    pub register: Register,
    /// Name of the field, if the register has several.
    pub name: Option<&'static str>,
    /// Lowest bit in the register.
    pub lowest: u32,
    /// Number of bits.
    pub bits: u32,
    /// The bit of the setting that stands in the lowest bit of the field.
    pub from: u32,
}

impl RegisterField {
    /// A register that holds one setting in its lowest bits and nothing else.
    pub const fn whole(register: Register, bits: u32) -> Self {
        RegisterField { register, name: None, lowest: 0, bits, from: 0 }
    }

    /// A named field of a register.
    pub const fn named(register: Register, name: &'static str, lowest: u32, bits: u32) -> Self {
        RegisterField { register, name: Some(name), lowest, bits, from: 0 }
    }

    /// The part of a setting that belongs into this field.
    pub fn part(&self, value: &BigUint) -> BigUint {
        (value >> self.from) & ones(self.bits)
    }
}

/// What a register of the map is for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// It holds settings.
    Settings(Vec<(&'static Setting, &'static RegisterField)>),
    /// It holds weights, from this byte of a group on.
    Weights(u16),
    /// It holds nothing that a configuration says. A register that cannot be written has no
    /// writable bits.
    Operation,
}

/// A whole register, or an array of registers at equal distances.
#[derive(Debug, Clone)]
pub struct Mapped {
    /// Block and register; `{}` stands for the index in an array.
    name: String,
    /// Address of the first byte.
    pub address: u16,
    /// Bytes of one register.
    pub bytes: u16,
    /// Registers in the array.
    pub count: u16,
    /// Bytes from one register of the array to the next.
    pub pitch: u16,
    /// The bits that can be written. All others read as zero.
    pub writable: BigUint,
    /// What it holds.
    pub purpose: Purpose,
}

impl Mapped {
    fn new(register: Register, writable: BigUint, purpose: Purpose) -> Self {
        let Register { name, address, bytes, count } = register;
        Mapped { name: name.to_owned(), address, bytes, count, pitch: bytes, writable, purpose }
    }

    /// Address of register `index` of the array.
    pub fn at(&self, index: u16) -> u16 {
        self.address + index * self.pitch
    }

    /// Name of register `index` of the array.
    pub fn name(&self, index: u16) -> String {
        self.name.replace("{}", &index.to_string())
    }

    /// The bytes of register `index`, lowest first, when each setting has the value that `value`
    /// gives for it.
    pub fn bytes_with(&self, index: u16, value: impl Fn(&Setting, usize) -> BigUint) -> Vec<u8> {
        let mut register = BigUint::ZERO;
        if let Purpose::Settings(fields) = &self.purpose {
            for (setting, field) in fields {
                register |= field.part(&value(setting, index.into())) << field.lowest;
            }
        }
        self.to_bytes(&register)
    }

    /// The bits that can be written, byte by byte.
    pub fn writable_bytes(&self) -> Vec<u8> {
        self.to_bytes(&self.writable)
    }

    fn to_bytes(&self, value: &BigUint) -> Vec<u8> {
        let mut bytes = value.to_bytes_le();
        bytes.resize(self.bytes.into(), 0);
        bytes
    }
}

/// The register map of the P1 data path, in order of address (the weights group by group).
pub static MAP: LazyLock<Vec<Mapped>> = LazyLock::new(in_order_of_address);

fn in_order_of_address() -> Vec<Mapped> {
    let mut map: Vec<Mapped> = Vec::new();
    for setting in &SETTINGS {
        for field in setting.fields {
            let writable = ones(field.bits) << field.lowest;
            let known = map.iter_mut().find(|mapped| mapped.address == field.register.address);
            if let Some(Mapped { writable: all, purpose: Purpose::Settings(fields), .. }) = known {
                *all |= writable;
                fields.push((setting, field));
            } else {
                map.push(Mapped::new(field.register, writable, Purpose::Settings(vec![(setting, field)])));
            }
        }
    }
    map.extend((0..WEIGHTS_PITCH).step_by(REGISTER_BYTES).map(weight_registers));
    // Read-only, so it has no bit that can be written.
    let errors = Register::one("FMTBUF.buffer_out_err", 0x3C3, 1);
    map.push(Mapped::new(errors, BigUint::ZERO, Purpose::Operation));
    // Bit 1 `run`, 0 clear of the error correction counters.
    map.push(Mapped::new(Register::one("MISC.run", 0xBEC, 1), ones(2), Purpose::Operation));
    map.sort_by_key(|mapped| mapped.address);
    map
}

/// The registers at an offset in each group of weights.
fn weight_registers(offset: u16) -> Mapped {
    let bytes = (WEIGHTS_PITCH - offset).min(REGISTER_BYTES as u16);
    Mapped {
        name: format!("{}.{}", weight_block("{}"), weight_register(offset.into())),
        address: WEIGHTS_ADDRESS + offset,
        bytes,
        count: GROUPS as u16,
        pitch: WEIGHTS_PITCH,
        writable: ones(8 * u32::from(bytes)),
        purpose: Purpose::Weights(offset),
    }
}

/// First addresses of the blocks of P1 that do not belong to the data path, and the address behind the last register.
/// A block ends where the next one begins, or the data path.
///
/// Source: docs/sources.md, P1-registers.
const OTHER_BLOCKS: [(u16, &str); 9] = [
    (0x000, "channel aligner"),
    (0x300, "errors of the channel aligner"),
    (0x340, "ePortRX group"),
    (0x380, "global aligner"),
    (0x39A, "errors"),
    (0x3A5, "fast control"),
    (0x4E6, "eRX"),
    (0x4F5, "eTX"),
    (0x517, "PLL"),
];

/// The block besides the data path that an address belongs to.
pub fn other_block(address: u16) -> Option<&'static str> {
    let place = MAP
        .iter()
        .any(|register| (register.address..register.at(register.count - 1) + register.bytes).contains(&address));
    let end = MAP.last().map_or(0, |last| last.address);
    let block = OTHER_BLOCKS.iter().rev().find(|(first, _)| *first <= address).map(|(_, name)| *name);
    block.filter(|_| !place && address < end)
}

/// Name of the block with the weights of a group.
pub fn weight_block(group: impl std::fmt::Display) -> String {
    format!("AUTOENCODER_{group}INPUT")
}

/// Name of the weight register at a byte offset of its group.
pub fn weight_register(offset: usize) -> String {
    format!("weights_byte{offset}")
}
