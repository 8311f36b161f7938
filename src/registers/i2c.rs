//! The I2C registers of ECON-T-P1 that hold the settings of the data path, and lists of writes.
//!
//! [`MAP`] is the register map; both directions are made from it. Registers of several bytes are
//! little-endian. Production chips have another map, so settings are converted to P1 first.
//!
//! A list of writes is also a text file, one write a line: the address of the first byte and then
//! the bytes, all in hexadecimal. `#` starts a comment.
//!
//! ```text
//! 0x3a9 22 01  # FMTBUF.tx_sync_word
//! ```

use std::fmt::Write as _;
use std::path::Path;

use super::config::{Algorithm, CELLS, ChipConfig, Density, Generation, KeepMask, OUTPUT_LINKS, StcType};
use super::image::{self, GROUPS, ImageShape};
use crate::error::{Error, Result};
use crate::network::Network;

/// One register, or an array of registers at equal distances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Register {
    /// Address of the first byte.
    pub address: u16,
    /// Bytes of one register, at most 16.
    pub bytes: u16,
    /// Block and register; `{}` stands for the index in an array.
    pub name: &'static str,
    /// The bits that can be written. All others read as zero.
    pub bits: u128,
    /// Value after a reset.
    pub reset: Reset,
    /// Number of registers in the array.
    pub count: u16,
    /// Bytes from one register of the array to the next.
    pub pitch: u16,
}

/// Value of a register after a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// A number.
    Value(u128),
    /// The index in the array: the identity MUX.
    Index,
}

impl Register {
    const fn one(address: u16, bytes: u16, name: &'static str, bits: u128, reset: u128) -> Self {
        Register { address, bytes, name, bits, reset: Reset::Value(reset), count: 1, pitch: bytes }
    }

    const fn cells(address: u16, bytes: u16, name: &'static str, bits: u128, reset: Reset) -> Self {
        Register { address, bytes, name, bits, reset, count: CELLS as u16, pitch: bytes }
    }

    const fn weights(offset: u16, bytes: u16, name: &'static str) -> Self {
        let (address, bits) = (WEIGHTS_ADDRESS + offset, u128::MAX >> (128 - 8 * bytes as u32));
        Register { address, bytes, name, bits, reset: Reset::Value(0), count: GROUPS as u16, pitch: WEIGHTS_PITCH }
    }

    /// Address of register `index` of the array.
    fn at(&self, index: u16) -> u16 {
        self.address + index * self.pitch
    }

    /// Name of register `index` of the array.
    fn name(&self, index: u16) -> String {
        self.name.replace("{}", &index.to_string())
    }

    fn reset(&self, index: u16) -> u128 {
        match self.reset {
            Reset::Value(value) => value,
            Reset::Index => index.into(),
        }
    }
}

/// Address of the first byte of the weights.
const WEIGHTS_ADDRESS: u16 = 0x538;

/// Bytes from one group of weights to the next. The chip's own network uses the first 134 of them.
const WEIGHTS_PITCH: u16 = 143;

const ALL16: u128 = 0xFFFF;

// Address, bytes, name, bits that can be written, value after a reset.
const TX_SYNC_WORD: Register = Register::one(0x3A9, 2, "FMTBUF.tx_sync_word", 0x07FF, 0x070F);
const BUFF_T1: Register = Register::one(0x3AB, 2, "FMTBUF.buff_t1", ALL16, 48);
const BUFF_T2: Register = Register::one(0x3AD, 2, "FMTBUF.buff_t2", ALL16, 511);
const BUFF_T3: Register = Register::one(0x3AF, 1, "FMTBUF.buff_t3", 0xFF, 0);
/// Bits 7..4 `eporttx_numen`, 2 `use_sum`, 1..0 `stc_type`.
const CONFIG: Register = Register::one(0x3B0, 1, "FMTBUF.config", 0xF7, 0x25);
const MASK_AE: Register = Register::one(0x3B1, 16, "FMTBUF.mask_ae", u128::MAX, u128::MAX);
const MASK_AE2: Register = Register::one(0x3C1, 2, "FMTBUF.mask_ae2", ALL16, ALL16);
/// Read-only, so it has no bit that can be written.
const BUFFER_OUT_ERR: Register = Register::one(0x3C3, 1, "FMTBUF.buffer_out_err", 0, 0);
const MUX_SELECT: Register = Register::cells(0x3C4, 1, "MFC_MUX_SELECT.mux_select_{}", 0x3F, Reset::Index);
const CAL: Register = Register::cells(0x3F4, 2, "MFC_CAL_VAL.cal_{}", 0xFFF, Reset::Value(2048));
/// Bit 3 `density`, 2..0 `select`.
const ALGO: Register = Register::one(0x454, 1, "MFC_ALGORITHM_SEL_DENSITY.algo", 0x0F, 0);
const THRESHOLD: Register =
    Register::cells(0x455, 3, "ALGO_THRESHOLD_VAL.threshold_val_{}", 0xFF_FFFF, Reset::Value(0));
const DROP_LSB: Register = Register::one(0x4E5, 1, "ALGO_DROPLSB.drop_lsb", 0xFF, 0);
/// Bit 1 `run`, 0 clear of the error correction counters.
const MISC: Register = Register::one(0xBEC, 1, "MISC.run", 0x03, 0);

/// The register map of the P1 data path, in address order (the weights group by group).
///
/// Source: register documentation of ECON-T-P1. It gives the last weight register six bytes, which
/// are all that the 8x8 network needs; here it fills its group up to the pitch of 143 bytes, as the
/// 4x4x3 network needs it.
pub static MAP: [Register; 23] = [
    TX_SYNC_WORD,
    BUFF_T1,
    BUFF_T2,
    BUFF_T3,
    CONFIG,
    MASK_AE,
    MASK_AE2,
    BUFFER_OUT_ERR,
    MUX_SELECT,
    CAL,
    ALGO,
    THRESHOLD,
    DROP_LSB,
    Register::weights(0, 16, "AUTOENCODER_{}INPUT.weights_byte0"),
    Register::weights(16, 16, "AUTOENCODER_{}INPUT.weights_byte16"),
    Register::weights(32, 16, "AUTOENCODER_{}INPUT.weights_byte32"),
    Register::weights(48, 16, "AUTOENCODER_{}INPUT.weights_byte48"),
    Register::weights(64, 16, "AUTOENCODER_{}INPUT.weights_byte64"),
    Register::weights(80, 16, "AUTOENCODER_{}INPUT.weights_byte80"),
    Register::weights(96, 16, "AUTOENCODER_{}INPUT.weights_byte96"),
    Register::weights(112, 16, "AUTOENCODER_{}INPUT.weights_byte112"),
    Register::weights(128, 15, "AUTOENCODER_{}INPUT.weights_byte128"),
    MISC,
];

/// Bytes from address 0 to the end of the map.
const MEMORY: usize = MISC.address as usize + 1;

/// One write: bytes to consecutive addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Address of the first byte.
    pub address: u16,
    /// The bytes, the one for the lowest address first.
    pub bytes: Vec<u8>,
}

/// A byte of the map: which register, which index of its array, which byte of the register.
struct Place {
    register: &'static Register,
    index: u16,
    byte: u16,
}

impl Place {
    fn of(address: u16) -> Option<Place> {
        MAP.iter().find_map(|register| {
            let distance = address.checked_sub(register.address)?;
            let (index, byte) = (distance / register.pitch, distance % register.pitch);
            (index < register.count && byte < register.bytes).then_some(Place { register, index, byte })
        })
    }

    fn name(&self) -> String {
        self.register.name(self.index)
    }

    /// The register with the byte nearest to `address`, for hints.
    fn nearest(address: u16) -> String {
        let registers = MAP.iter().flat_map(|register| (0..register.count).map(move |i| (register, i)));
        let distance = |&(register, index): &(&Register, u16)| {
            let first = register.at(index);
            address.abs_diff(address.clamp(first, first + (register.bytes - 1)))
        };
        registers.min_by_key(distance).map_or_else(String::new, |(register, index)| {
            let first = register.at(index);
            format!("{} at {first:#05x}..={:#05x}", register.name(index), first + (register.bytes - 1))
        })
    }
}

/// Bytes of one group of weights of `network`.
fn group_bytes(network: &Network) -> Result<u16> {
    let bytes = ImageShape::of(network).group_bytes();
    u16::try_from(bytes).ok().filter(|&bytes| bytes <= WEIGHTS_PITCH).ok_or_else(|| {
        Error::new(format!("the weights of the network {} do not fit into the registers of the chip", network.name))
            .found(format!("{bytes} bytes in each of {GROUPS} groups"))
            .allowed(format!("at most {WEIGHTS_PITCH}"))
    })
}

/// The writes that bring a chip from reset to these settings, one for each register, in address
/// order.
///
/// Settings of the production chip are converted to P1 numbering. All registers of the data path
/// are written, those at their reset value too, except
/// - the weights, if the settings have none: they stay zero, as after a reset;
/// - `buffer_out_err`, which is read-only;
/// - `MISC`, whose `run` bit starts the chip: that is a step of operation, not a setting.
///
/// # Errors
/// Settings out of range, weights of another network, `stc_type` 4 (the P1 field has two bits), and
/// different idle and link reset patterns (P1 has one register for both).
pub fn to_writes(config: &ChipConfig, network: &Network) -> Result<Vec<Write>> {
    config.validate()?;
    config.one_pattern()?;
    let config = config.to_generation(Generation::P1);
    let stc_type = config.stc_type.register();
    if stc_type > 3 {
        return Err(Error::new("the super trigger cell type does not fit the two bits of the P1 register")
            .field("stc_type")
            .found(stc_type)
            .allowed("0..=3")
            .hint("type 4 (CTC4 with 9-bit sums) exists on the production chip only"));
    }
    let formatter = config.links << 4 | u8::from(config.use_sum) << 2 | stc_type;
    let algorithm = u8::from(config.density == Density::High) << 3 | config.algorithm.register();

    let mut writes = Vec::new();
    put(&mut writes, &TX_SYNC_WORD, 0, config.idle_pattern.into())?;
    put(&mut writes, &BUFF_T1, 0, config.buffer_t1.into())?;
    put(&mut writes, &BUFF_T2, 0, config.buffer_t2.into())?;
    put(&mut writes, &BUFF_T3, 0, config.buffer_t3.into())?;
    put(&mut writes, &CONFIG, 0, formatter.into())?;
    put(&mut writes, &MASK_AE, 0, config.keep_mask.trailing)?;
    put(&mut writes, &MASK_AE2, 0, config.keep_mask.leading.into())?;
    for (index, &input) in (0..).zip(&config.mux) {
        put(&mut writes, &MUX_SELECT, index, input.into())?;
    }
    for (index, &factor) in (0..).zip(&config.calibration) {
        put(&mut writes, &CAL, index, factor.into())?;
    }
    put(&mut writes, &ALGO, 0, algorithm.into())?;
    for (index, &threshold) in (0..).zip(&config.thresholds) {
        put(&mut writes, &THRESHOLD, index, threshold.into())?;
    }
    put(&mut writes, &DROP_LSB, 0, config.drop_lsb.into())?;
    if let Some(weights) = &config.weights {
        let group_bytes = usize::from(group_bytes(network)?);
        let bytes = image::checked_bytes(network, weights)?;
        let mut address = WEIGHTS_ADDRESS;
        for group in bytes.chunks(group_bytes) {
            // One write for each register of 16 bytes; the last one is shorter.
            writes.extend(
                (address..)
                    .step_by(16)
                    .zip(group.chunks(16))
                    .map(|(address, register)| Write { address, bytes: register.to_vec() }),
            );
            address += WEIGHTS_PITCH;
        }
    }
    Ok(writes)
}

fn put(writes: &mut Vec<Write>, register: &Register, index: u16, value: u128) -> Result<()> {
    if value & !register.bits != 0 {
        return Err(Error::new("the value does not fit the register")
            .field(register.name(index))
            .found(format!("{value:#x}"))
            .allowed(format!("the bits {:#x}", register.bits)));
    }
    let bytes = value.to_le_bytes()[..usize::from(register.bytes)].to_vec();
    writes.push(Write { address: register.at(index), bytes });
    Ok(())
}

/// The settings of a P1 chip after a reset and these writes, in the order given.
///
/// Writes may start and end anywhere, also in the middle of a register, and run over several
/// registers; what is written later counts. A register that is never written keeps its reset value.
/// That is the value a configuration file defaults to, except for the pattern: 0x70F after a reset,
/// 0x122 in files. There are weights if any weight register is written, and the others are zero.
/// `MISC` may be written but is no setting.
///
/// # Errors
/// An address outside the data path, bits set that a register does not have, a link count of 0 or
/// above 13, an algorithm above 4, a MUX input above 47, and a write without bytes.
pub fn from_writes(writes: &[Write], network: &Network) -> Result<ChipConfig> {
    let group_bytes = group_bytes(network)?;
    let mut memory = Memory::reset();
    let mut any_weight = false;
    for write in writes {
        if write.bytes.is_empty() {
            return Err(Error::new("a write without bytes").field(format!("{:#05x}", write.address)));
        }
        for (offset, &byte) in write.bytes.iter().enumerate() {
            let address = u16::try_from(usize::from(write.address) + offset).map_err(|_| {
                Error::new("the write runs beyond the last address").field(format!("{:#05x}", write.address))
            })?;
            any_weight |= memory.write(address, byte, group_bytes, network)?;
        }
    }

    let mut config = ChipConfig::reset(Generation::P1);
    let pattern = memory.word(&TX_SYNC_WORD, 0);
    (config.idle_pattern, config.link_reset_pattern) = (pattern, pattern);
    config.buffer_t1 = memory.word(&BUFF_T1, 0);
    config.buffer_t2 = memory.word(&BUFF_T2, 0);
    config.buffer_t3 = memory.byte(&BUFF_T3, 0);

    let formatter = memory.byte(&CONFIG, 0);
    config.links = formatter >> 4;
    if config.links == 0 || usize::from(config.links) > OUTPUT_LINKS {
        return Err(Error::new("the number of links is out of range")
            .field(format!("{} ({:#05x}), eporttx_numen in bits 7..4", CONFIG.name, CONFIG.address))
            .found(config.links)
            .allowed(format!("1..={OUTPUT_LINKS}")));
    }
    config.use_sum = formatter >> 2 & 1 == 1;
    config.stc_type = StcType::ALL[usize::from(formatter & 3)];
    config.keep_mask = KeepMask { trailing: memory.value(&MASK_AE, 0), leading: memory.word(&MASK_AE2, 0) };

    let algorithm = memory.byte(&ALGO, 0);
    let select = algorithm & 7;
    config.algorithm = *Algorithm::ALL.get(usize::from(select)).ok_or_else(|| {
        Error::new("no such algorithm")
            .field(format!("{} ({:#05x}), select in bits 2..0", ALGO.name, ALGO.address))
            .found(select)
            .allowed("0 Threshold Sum, 1 Super Trigger Cell, 2 Best Choice, 3 Repeater, 4 Autoencoder")
    })?;
    config.density = if algorithm >> 3 & 1 == 1 { Density::High } else { Density::Low };
    config.drop_lsb = memory.byte(&DROP_LSB, 0);

    for (index, input) in (0..).zip(&mut config.mux) {
        *input = memory.byte(&MUX_SELECT, index);
        if usize::from(*input) >= CELLS {
            return Err(Error::new("no such MUX input")
                .field(format!("{} ({:#05x})", MUX_SELECT.name(index), MUX_SELECT.at(index)))
                .found(*input)
                .allowed("0..=47"));
        }
    }
    for (index, factor) in (0..).zip(&mut config.calibration) {
        *factor = memory.word(&CAL, index);
    }
    for (index, threshold) in (0..).zip(&mut config.thresholds) {
        let [a, b, c, ..] = memory.value(&THRESHOLD, index).to_le_bytes();
        *threshold = u32::from_le_bytes([a, b, c, 0]);
    }
    if any_weight {
        let group = |g: usize| {
            let start = usize::from(WEIGHTS_ADDRESS) + g * usize::from(WEIGHTS_PITCH);
            &memory.0[start..start + usize::from(group_bytes)]
        };
        let bytes: Vec<u8> = (0..GROUPS).flat_map(group).copied().collect();
        config.weights = Some(image::from_bytes(network, &bytes).map_err(|error| error.field("AUTOENCODER"))?);
    }
    config.validate()?;
    Ok(config)
}

/// All registers as bytes, from address 0.
struct Memory(Vec<u8>);

impl Memory {
    fn reset() -> Self {
        let mut bytes = vec![0; MEMORY];
        for register in &MAP {
            for index in 0..register.count {
                let value = register.reset(index).to_le_bytes();
                let (start, length) = (usize::from(register.at(index)), usize::from(register.bytes));
                bytes[start..start + length].copy_from_slice(&value[..length]);
            }
        }
        Memory(bytes)
    }

    /// Writes one byte; true if it holds weights of the network.
    fn write(&mut self, address: u16, byte: u8, group_bytes: u16, network: &Network) -> Result<bool> {
        let Some(place) = Place::of(address) else {
            return Err(Error::new("the address belongs to no register of the P1 data path")
                .field(format!("{address:#05x}"))
                .hint(format!("the nearest one is {}", Place::nearest(address))));
        };
        let register = place.register;
        let writable = register.bits.to_le_bytes()[usize::from(place.byte)];
        let fault = |message: &str| {
            Error::new(message).field(format!("{} ({address:#05x})", place.name())).found(format!("{byte:#04x}"))
        };
        if byte & !writable != 0 {
            return Err(if register.bits == 0 {
                fault("the register is read-only").allowed("0x00, if a longer write runs over it")
            } else {
                fault("bits are set that the register does not have").allowed(format!("the bits {writable:#04x}"))
            });
        }
        let is_weight = register.pitch == WEIGHTS_PITCH;
        let surplus = is_weight && register.address - WEIGHTS_ADDRESS + place.byte >= group_bytes;
        if surplus && byte != 0 {
            return Err(fault("the byte lies beyond the weights of its group")
                .allowed("0x00")
                .hint(format!("the network {} has {group_bytes} bytes in each group", network.name)));
        }
        self.0[usize::from(address)] = byte;
        Ok(is_weight && !surplus)
    }

    fn value(&self, register: &Register, index: u16) -> u128 {
        let (start, length) = (usize::from(register.at(index)), usize::from(register.bytes));
        self.0[start..start + length].iter().rev().fold(0, |value, &byte| value << 8 | u128::from(byte))
    }

    /// The lowest two bytes: the whole value of a register of two bytes.
    fn word(&self, register: &Register, index: u16) -> u16 {
        let [low, high, ..] = self.value(register, index).to_le_bytes();
        u16::from_le_bytes([low, high])
    }

    /// The lowest byte: the whole value of a register of one byte.
    fn byte(&self, register: &Register, index: u16) -> u8 {
        let [low, ..] = self.value(register, index).to_le_bytes();
        low
    }
}

/// The writes as text, one a line, with the names of the registers as comments.
pub fn write_list(writes: &[Write]) -> String {
    let mut text = String::from("# ECON-T-P1 I2C writes: address of the first byte, then the bytes (hexadecimal)\n");
    for write in writes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{:#05x}", write.address);
        for byte in &write.bytes {
            let _ = write!(text, " {byte:02x}");
        }
        let last = write.bytes.len().checked_sub(1).and_then(|more| u16::try_from(more).ok());
        let last = last.and_then(|more| Place::of(write.address.checked_add(more)?)).map(|place| place.name());
        match (Place::of(write.address).map(|place| place.name()), last) {
            (Some(first), Some(last)) if first != last => {
                let _ = write!(text, "  # {first} to {last}");
            }
            (Some(first), _) => {
                let _ = write!(text, "  # {first}");
            }
            _ => {}
        }
        text.push('\n');
    }
    text
}

/// Reads a list of writes; `file` is used in messages only. What the writes mean is checked by
/// [`from_writes`].
///
/// # Errors
/// With the line: an address without `0x` or beyond 16 bits, a byte that is not one or two
/// hexadecimal digits, a write without bytes or beyond the last address; and a file without writes.
pub fn parse_list(text: &str, file: &Path) -> Result<Vec<Write>> {
    let mut writes = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let content = line.split_once('#').map_or(line, |(content, _)| content);
        let mut words = content.split_whitespace();
        if let Some(address) = words.next() {
            writes.push(parse_write(address, words).map_err(|error| error.file(file).line(number))?);
        }
    }
    if writes.is_empty() {
        return Err(Error::new("the file has no writes")
            .file(file)
            .allowed("one write a line, such as: 0x3a9 22 01  # FMTBUF.tx_sync_word"));
    }
    Ok(writes)
}

fn parse_write<'a>(address: &str, bytes: impl Iterator<Item = &'a str>) -> Result<Write> {
    let is_hex = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let digits = address.strip_prefix("0x").or_else(|| address.strip_prefix("0X")).filter(|digits| is_hex(digits));
    let Some(digits) = digits else {
        return Err(Error::new("not an address").found(format!("'{address}'")).allowed("0x and hexadecimal digits"));
    };
    let Ok(first) = u16::from_str_radix(digits, 16) else {
        return Err(Error::new("the address needs more than 16 bits").found(address).allowed("0x0..=0xffff"));
    };
    let bytes = bytes
        .map(|word| {
            let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
            let byte = if is_hex(digits) && digits.len() <= 2 { u8::from_str_radix(digits, 16).ok() } else { None };
            byte.ok_or_else(|| {
                Error::new("not a byte")
                    .found(format!("'{word}'"))
                    .allowed("one or two hexadecimal digits")
                    .hint("values of several bytes are written byte by byte, the lowest first")
            })
        })
        .collect::<Result<Vec<u8>>>()?;
    if bytes.is_empty() {
        return Err(Error::new("an address without bytes to write").found(address));
    }
    if usize::from(first) + bytes.len() > 1 << 16 {
        return Err(Error::new("the write runs beyond the last address, 0xffff")
            .found(format!("{} bytes from {first:#05x}", bytes.len())));
    }
    Ok(Write { address: first, bytes })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::network::Parameters;
    use crate::registers::DEFAULT_IDLE_PATTERN;
    use crate::registers::testing::{any_config, any_network};

    const PATTERN: u16 = 0x70F;

    fn chip(writes: &[(u16, &[u8])]) -> Result<ChipConfig> {
        let writes: Vec<Write> =
            writes.iter().map(|&(address, bytes)| Write { address, bytes: bytes.to_vec() }).collect();
        from_writes(&writes, &Network::chip_8x8())
    }

    fn fault(address: u16, bytes: &[u8]) -> String {
        chip(&[(address, bytes)]).unwrap_err().to_string()
    }

    #[test]
    fn the_map_has_no_overlaps_and_the_documented_blocks() {
        let mut owners = vec![0; MEMORY];
        for register in &MAP {
            assert!((1..=16).contains(&register.bytes) && register.bytes <= register.pitch, "{register:?}");
            for index in 0..register.count {
                let start = usize::from(register.at(index));
                owners[start..start + usize::from(register.bytes)].iter_mut().for_each(|owner| *owner += 1);
                let outside = if register.bytes == 16 { 0 } else { u128::MAX << (8 * register.bytes) };
                assert_eq!((register.bits & outside, register.reset(index) & !register.bits), (0, 0), "{register:?}");
            }
        }
        let known = |address: &usize| (0x3A9..0x4E6).contains(address) || (0x538..0xBED).contains(address);
        assert!((0..MEMORY).all(|address| owners[address] == u8::from(known(&address))));
        assert_eq!(MISC.address, WEIGHTS_ADDRESS + GROUPS as u16 * WEIGHTS_PITCH);
    }

    #[test]
    fn a_chip_after_reset_differs_from_a_file_in_the_pattern_only() {
        let reset =
            ChipConfig { idle_pattern: PATTERN, link_reset_pattern: PATTERN, ..ChipConfig::reset(Generation::P1) };
        assert_ne!(PATTERN, DEFAULT_IDLE_PATTERN);
        assert_eq!(chip(&[]).unwrap(), reset);
        assert_eq!(chip(&[(0x3A9, &[0x22, 0x01])]).unwrap(), ChipConfig::reset(Generation::P1));
        assert_eq!(chip(&[(0xBEC, &[2])]).unwrap(), reset);
    }

    #[test]
    fn known_writes() {
        let mut config = ChipConfig::reset(Generation::Prod);
        config.links = 13;
        config.algorithm = Algorithm::Autoencoder;
        config.density = Density::High;
        config.thresholds[47] = 0x12_3456;
        config.calibration[1] = 0xABC;
        let writes = to_writes(&config, &Network::chip_8x8()).unwrap();
        let at = |address| writes.iter().find(|write| write.address == address).unwrap().bytes.clone();
        assert_eq!((at(0x3A9), at(0x3B0), at(0x454)), (vec![0x22, 0x01], vec![0xD5], vec![0x0C]));
        assert_eq!((at(0x4E2), at(0x3F6)), (vec![0x56, 0x34, 0x12], vec![0xBC, 0x0A]));
        assert_eq!(at(0x3C4), [3], "input 0 of the production chip is input 3 of P1");
        assert_eq!(writes.len(), 7 + 48 + 48 + 1 + 48 + 1);
        assert!(writes.iter().all(|write| write.address < WEIGHTS_ADDRESS), "no weights, no writes");
    }

    #[test]
    fn weight_registers_have_the_pitch_of_143_bytes() {
        for (network, last) in [(Network::chip_8x8(), 6), (Network::cmssw_4x4x3(), 15)] {
            let weights = Some(Parameters::zeros(&network));
            let config = ChipConfig { weights, ..ChipConfig::reset(Generation::P1) };
            let writes = to_writes(&config, &network).unwrap();
            let weights: Vec<_> = writes.iter().filter(|write| write.address >= WEIGHTS_ADDRESS).collect();
            assert_eq!(weights.len(), 9 * GROUPS);
            assert_eq!((weights[8].address, weights[8].bytes.len()), (0x538 + 128, last));
            assert_eq!(weights[9].address, 0x538 + 143);
            assert!(writes.windows(2).all(|pair| pair[0].address < pair[1].address));
        }
    }

    #[test]
    fn a_single_weight_byte_gives_weights_that_are_zero_elsewhere() {
        let config = chip(&[(0x538, &[0x3F])]).unwrap();
        let weights = config.weights.unwrap();
        assert_eq!(weights.iter().map(|(_, value)| value).collect::<Vec<_>>()[..3], [-1, 0, 0]);
        assert_eq!(weights.iter().filter(|&(_, value)| value != 0).count(), 1);
        assert!(chip(&[(0x538 + 134, &[0; 9])]).unwrap().weights.is_none());
    }

    #[test]
    fn later_writes_count_and_registers_may_be_split() {
        let config = chip(&[(0x3AB, &[1, 2, 3]), (0x3AC, &[7]), (0x3AE, &[9])]).unwrap();
        assert_eq!((config.buffer_t1, config.buffer_t2), (0x0701, 0x0903));
    }

    #[test]
    fn faults_name_register_and_address() {
        for (address, bytes, words) in [
            (0x3C5u16, &[0x40u8][..], &["mux_select_1", "0x3c5", "0x3f"][..]),
            (0x3C5, &[48], &["mux_select_1", "0..=47"]),
            (0x3AA, &[0x08], &["tx_sync_word", "0x07"]),
            (0x3F5, &[0x10], &["cal_0", "0x0f"]),
            (0x3B0, &[0x05], &["eporttx_numen", "1..=13"]),
            (0x3B0, &[0xE5], &["eporttx_numen", "14"]),
            (0x3B0, &[0x28], &["FMTBUF.config", "0xf7"]),
            (0x454, &[5], &["select", "Autoencoder"]),
            (0x454, &[0x10], &["algo", "0x0f"]),
            (0x3C3, &[1], &["buffer_out_err", "read-only"]),
            (0xBEC, &[4], &["MISC"]),
            (0x3A8, &[0], &["0x3a8", "tx_sync_word"]),
            (0x4E6, &[0], &["0x4e6", "drop_lsb"]),
            (0x52F, &[0], &["AUTOENCODER_0INPUT.weights_byte0"]),
            (0xBEC, &[0, 0], &["0xbed", "MISC"]),
            (0xFFFF, &[0], &["0xffff", "MISC"]),
            (0x538 + 134, &[1], &["weights_byte128", "134 bytes"]),
            (0x3A9, &[], &["without bytes"]),
        ] {
            let error = fault(address, bytes);
            assert!(words.iter().all(|word| error.contains(word)), "{error}");
        }
    }

    #[test]
    fn what_p1_does_not_have_is_refused() {
        let network = Network::chip_8x8();
        let fault = |change: fn(&mut ChipConfig)| {
            let mut config = ChipConfig::reset(Generation::Prod);
            change(&mut config);
            to_writes(&config, &network).unwrap_err().to_string()
        };
        assert!(fault(|c| c.stc_type = StcType::Ctc4Sum9).contains("0..=3"));
        assert!(fault(|c| c.idle_pattern = 1).contains("link reset 0x122"));
        assert!(fault(|c| c.links = 14).contains("links"));
        assert!(fault(|c| c.weights = Some(Parameters::zeros(&Network::cmssw_4x4x3()))).contains("conv_kernel"));
        let mut wide = Network::chip_8x8();
        wide.conv.filters = 16;
        let config = ChipConfig { weights: Some(Parameters::zeros(&wide)), ..ChipConfig::reset(Generation::P1) };
        assert!(to_writes(&config, &wide).unwrap_err().to_string().contains("at most 143"));
        assert!(from_writes(&[], &wide).is_err());
    }

    #[test]
    fn text_of_a_list() {
        let writes = [Write { address: 0x3A9, bytes: vec![0x22, 1] }, Write { address: 0x3AF, bytes: vec![0, 0x25] }];
        let text = write_list(&writes);
        assert!(text.contains("\n0x3a9 22 01  # FMTBUF.tx_sync_word\n"), "{text}");
        assert!(text.contains("\n0x3af 00 25  # FMTBUF.buff_t3 to FMTBUF.config\n"), "{text}");
        assert_eq!(parse_list(&text, Path::new("w")).unwrap(), writes);
        let loose = parse_list("  0X3A9\t0x22 1 # x # y\r\n\n# z\n0x3af 0 25", Path::new("w")).unwrap();
        assert_eq!(loose, writes);
    }

    #[test]
    fn faults_of_a_list_name_the_line() {
        for (line, words) in [
            ("3a9 22", &["not an address", "'3a9'"][..]),
            ("0x 22", &["not an address"]),
            ("0x3g9 22", &["not an address"]),
            ("0x10000 22", &["16 bits", "0xffff"]),
            ("0x3a9 122", &["not a byte", "'122'"]),
            ("0x3a9 0x", &["not a byte"]),
            ("0x3a9 +1", &["not a byte"]),
            ("0x3a9 22,01", &["not a byte"]),
            ("0x3a9 # 22", &["without bytes"]),
            ("0xffff 1 2", &["beyond the last address"]),
        ] {
            let error = parse_list(&format!("# list\n{line}\n"), Path::new("w.txt")).unwrap_err().to_string();
            assert!(error.starts_with("w.txt:2:") && words.iter().all(|word| error.contains(word)), "{error}");
        }
        for empty in ["", "\n\n", "# only comments\n"] {
            assert!(parse_list(empty, Path::new("w.txt")).unwrap_err().to_string().contains("no writes"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn settings_survive_registers_and_text(
            (network, config) in any_network().prop_flat_map(|network| (Just(network.clone()), any_config(network))),
            cuts in proptest::collection::vec(1usize..40, 40..80),
            turn in any::<usize>(),
        ) {
            let stc_type = StcType::ALL[usize::from(config.stc_type.register() & 3)];
            let config = ChipConfig { link_reset_pattern: config.idle_pattern, stc_type, ..config };
            let writes = to_writes(&config, &network).unwrap();
            let read = parse_list(&write_list(&writes), Path::new("list.txt")).unwrap();
            prop_assert_eq!(&read, &writes);
            prop_assert_eq!(&from_writes(&read, &network).unwrap(), &config);

            // The same bytes in other pieces (merged where addresses follow each other, then cut
            // anywhere) and in another order.
            let mut merged: Vec<Write> = Vec::new();
            for write in writes {
                match merged.last_mut() {
                    Some(last) if usize::from(last.address) + last.bytes.len() == usize::from(write.address) => {
                        last.bytes.extend(write.bytes);
                    }
                    _ => merged.push(write),
                }
            }
            let mut pieces: Vec<Write> = Vec::new();
            let mut lengths = cuts.iter().cycle();
            for write in merged {
                let (mut address, mut rest) = (write.address, write.bytes.as_slice());
                while !rest.is_empty() {
                    let (piece, after) = rest.split_at(rest.len().min(*lengths.next().unwrap()));
                    pieces.push(Write { address, bytes: piece.to_vec() });
                    address += piece.len() as u16;
                    rest = after;
                }
            }
            let middle = turn % pieces.len();
            pieces.rotate_left(middle);
            prop_assert_eq!(&from_writes(&pieces, &network).unwrap(), &config);
        }

        #[test]
        fn any_text_and_any_writes_are_handled(
            text in "(0x[0-9a-f]{1,5}( [0-9a-f]{1,3}){0,4}|.{0,20})\n{0,2}",
            address in any::<u16>(),
            bytes in proptest::collection::vec(any::<u8>(), 0..20),
        ) {
            let _ = parse_list(&text, Path::new("list.txt"));
            let write = Write { address, bytes };
            let _ = write_list(std::slice::from_ref(&write));
            if let Ok(config) = from_writes(&[write], &Network::chip_8x8()) {
                prop_assert!(config.validate().is_ok());
            }
        }
    }
}
