//! Lists of writes to the I2C registers of ECON-T-P1 that hold the settings of the data path.
//!
//! [`MAP`] is the register map; both directions are made from it. Production chips have another map,
//! so settings are converted to P1 first.
//!
//! A list of writes is also a text file, one write a line: the address of the first byte and then
//! the bytes, all in hexadecimal. `#` starts a comment.
//!
//! ```text
//! 0x3a9 22 01  # FMTBUF.tx_sync_word
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;
use std::path::Path;

use num_bigint::BigUint;

use super::config::{ChipConfig, Generation};
use super::image::{self, GROUPS, ImageShape, REGISTER_BYTES};
use super::map::{MAP, Mapped, Purpose, RegisterField, WEIGHTS_ADDRESS, WEIGHTS_PITCH, other_block};
use super::settings::{SETTINGS, Setting, ones};
use crate::error::{Error, Result};
use crate::network::AeBlock;

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
    register: &'static Mapped,
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

    /// The fault of a byte that cannot be written here.
    fn refuses(&self, byte: u8, message: &str) -> Error {
        let address = self.register.at(self.index) + self.byte;
        Error::new(message).field(format!("{} ({address:#05x})", self.name())).found(format!("{byte:#04x}"))
    }

    /// The register with the byte nearest to `address`, for hints.
    fn nearest(address: u16) -> String {
        let registers = MAP.iter().flat_map(|register| (0..register.count).map(move |i| (register, i)));
        let distance = |&(register, index): &(&Mapped, u16)| {
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
fn group_bytes(network: &AeBlock) -> Result<u16> {
    let bytes = ImageShape::of(network).group_bytes();
    u16::try_from(bytes).ok().filter(|&bytes| bytes <= WEIGHTS_PITCH).ok_or_else(|| {
        Error::mismatch(format!(
            "the weights of the network {} do not fit into the registers of the chip",
            network.name()
        ))
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
/// ```
/// use econ_emu::registers::{default_network, default_settings, i2c};
///
/// let (config, network) = (default_settings()?, default_network()?);
/// let writes = i2c::to_writes(&config, &network)?;
/// let (read, others) = i2c::from_writes(&writes, &network)?;
/// assert!(read.weights == config.weights && others.is_empty());
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
///
/// # Errors
/// Settings out of range, weights of another network, `stc_type` 4 (the P1 field has two bits), and
/// different idle and link reset patterns (P1 has one register for both).
pub fn to_writes(config: &ChipConfig, network: &AeBlock) -> Result<Vec<Write>> {
    config.validate()?;
    config.one_pattern()?;
    let config = config.to_generation(Generation::P1);
    for setting in SETTINGS.iter().filter(|setting| !setting.fields.is_empty()) {
        for index in 0..setting.count() {
            fits(setting, index, &setting.get(&config, index))?;
        }
    }
    let mut writes = Vec::new();
    for register in MAP.iter().filter(|register| matches!(register.purpose, Purpose::Settings(_))) {
        writes.extend((0..register.count).map(|index| Write {
            address: register.at(index),
            bytes: register.bytes_with(index, |setting, index| setting.get(&config, index)),
        }));
    }
    if let Some(weights) = &config.weights {
        let group_bytes = usize::from(group_bytes(network)?);
        let bytes = image::to_bytes(network, weights)?;
        let mut address = WEIGHTS_ADDRESS;
        for group in bytes.chunks(group_bytes) {
            // One write for each register; the last one is shorter.
            writes.extend(
                (address..)
                    .step_by(REGISTER_BYTES)
                    .zip(group.chunks(REGISTER_BYTES))
                    .map(|(address, register)| Write { address, bytes: register.to_vec() }),
            );
            address += WEIGHTS_PITCH;
        }
    }
    Ok(writes)
}

/// Checks that the P1 registers have room for a value.
fn fits(setting: &Setting, index: usize, value: &BigUint) -> Result<()> {
    let bits = setting.register_bits();
    if value.bits() <= u64::from(bits) {
        return Ok(());
    }
    let error = Error::new(format!("the value does not fit the {bits} bits of the P1 register"));
    Err(setting.explain(error.field(setting.name_at(index)).found(value).allowed(format!("0..={}", ones(bits)))))
}

/// The settings of a P1 chip after a reset and these writes, in the order given, and the bytes that went to other
/// blocks than the data path, by block.
///
/// Writes may start and end anywhere, also in the middle of a register, and run over several
/// registers; what is written later counts. A register that is never written keeps its reset value.
/// That is the value a configuration file defaults to, except for the pattern: 0x70F after a reset,
/// 0x122 in files. There are weights if any weight register is written, and the others are zero.
/// `MISC` may be written but is no setting. Lists of a whole chip have other blocks, too (eRX, eTX, PLL, …): these
/// are counted and read over.
///
/// # Errors
/// An address of no block, writes to other blocks only, bits set that a register does not have, a link count of 0 or
/// above 13, an algorithm above 4, a MUX input above 47, and a write without bytes.
pub fn from_writes(writes: &[Write], network: &AeBlock) -> Result<(ChipConfig, OtherBlocks)> {
    let group_bytes = group_bytes(network)?;
    let mut others = OtherBlocks::default();
    let mut settings = writes.is_empty();
    let mut memory = Memory::reset();
    let mut any_weight = false;
    for write in writes {
        if write.bytes.is_empty() {
            return Err(Error::syntax("a write without bytes").field(format!("{:#05x}", write.address)));
        }
        for (offset, &byte) in write.bytes.iter().enumerate() {
            let address = u16::try_from(usize::from(write.address) + offset).map_err(|_| {
                Error::new("the write runs beyond the last address").field(format!("{:#05x}", write.address))
            })?;
            if let Some(block) = other_block(address) {
                *others.0.entry(block).or_default() += 1;
                continue;
            }
            settings = true;
            any_weight |= memory.write(address, byte, group_bytes, network)?;
        }
    }
    if !settings {
        return Err(Error::missing("no write goes to the data path")
            .found(others)
            .allowed("registers of MAP: 0x3a9..0xbed"));
    }

    let mut config = ChipConfig::reset(Generation::P1);
    for setting in &SETTINGS {
        // A setting without a register of its own has the value of its twin.
        let source = match setting.notes.twin.and_then(Setting::find) {
            Some(twin) if setting.fields.is_empty() => twin,
            _ => setting,
        };
        for index in 0..setting.count() {
            let value = source.fields.iter().map(|field| memory.field(field, index) << field.from).sum();
            setting.set(&mut config, index, &value).map_err(|error| fault_of(source, index, error))?;
        }
    }
    if any_weight {
        let group = |g: usize| {
            let start = usize::from(WEIGHTS_ADDRESS) + g * usize::from(WEIGHTS_PITCH);
            &memory.0[start..start + usize::from(group_bytes)]
        };
        let bytes: Vec<u8> = (0..GROUPS).flat_map(group).copied().collect();
        config.weights = Some(image::from_bytes(network, &bytes).map_err(|error| error.field("AUTOENCODER"))?);
    }
    Ok((config, others))
}

/// Bytes written to blocks that do not belong to the data path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherBlocks(BTreeMap<&'static str, usize>);

impl OtherBlocks {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for OtherBlocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blocks: Vec<String> = self.0.iter().map(|(block, bytes)| format!("{block} {bytes}")).collect();
        write!(f, "{} bytes: {}", self.0.values().sum::<usize>(), blocks.join(", "))
    }
}

/// Names the register and the bits of a setting that has no such value.
fn fault_of(setting: &Setting, index: usize, error: Error) -> Error {
    let place = setting.fields.iter().map(|field| {
        let RegisterField { register, name, lowest, bits, .. } = field;
        let address = register.address + index as u16 * register.bytes;
        let bits = name.map_or_else(String::new, |name| format!(", {name} in bits {}..{lowest}", lowest + bits - 1));
        format!("{} ({address:#05x}){bits}", register.name.replace("{}", &index.to_string()))
    });
    setting.explain(error.field(place.collect::<Vec<_>>().join(" and ")))
}

/// All registers as bytes, from address 0.
struct Memory(Vec<u8>);

impl Memory {
    fn reset() -> Self {
        let end = MAP.iter().map(|register| register.at(register.count - 1) + register.bytes).max().unwrap_or(0);
        let mut memory = vec![0; end.into()];
        for register in MAP.iter() {
            for index in 0..register.count {
                let bytes = register.bytes_with(index, Setting::reset_value);
                memory[register.at(index).into()..][..bytes.len()].copy_from_slice(&bytes);
            }
        }
        Memory(memory)
    }

    /// Writes one byte; true if it holds weights of the network.
    fn write(&mut self, address: u16, byte: u8, group_bytes: u16, network: &AeBlock) -> Result<bool> {
        let Some(place) = Place::of(address) else {
            return Err(Error::unknown("the address belongs to no register of the P1 data path")
                .field(format!("{address:#05x}"))
                .hint(format!("the nearest one is {}", Place::nearest(address))));
        };
        let register = place.register;
        let writable = register.writable_bytes()[usize::from(place.byte)];
        if byte & !writable != 0 {
            return Err(if register.writable == BigUint::ZERO {
                place.refuses(byte, "the register is read-only").allowed("0x00, if a longer write runs over it")
            } else {
                place
                    .refuses(byte, "bits are set that the register does not have")
                    .allowed(format!("the bits {writable:#04x}"))
            });
        }
        let weight = match register.purpose {
            Purpose::Weights(offset) => Some(offset + place.byte),
            Purpose::Settings(_) | Purpose::Operation => None,
        };
        let surplus = weight.is_some_and(|byte| byte >= group_bytes);
        if surplus && byte != 0 {
            return Err(place
                .refuses(byte, "the byte lies beyond the weights of its group")
                .allowed("0x00")
                .hint(format!("the network {} has {group_bytes} bytes in each group", network.name())));
        }
        self.0[usize::from(address)] = byte;
        Ok(weight.is_some() && !surplus)
    }

    /// The bits of a field in register `index` of its array.
    fn field(&self, field: &RegisterField, index: usize) -> BigUint {
        let register = field.register;
        let bytes: usize = register.bytes.into();
        let start = usize::from(register.address) + index * bytes;
        (BigUint::from_bytes_le(&self.0[start..start + bytes]) >> field.lowest) & ones(field.bits)
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
        return Err(Error::missing("the file has no writes")
            .file(file)
            .allowed("one write a line, such as: 0x3a9 22 01  # FMTBUF.tx_sync_word"));
    }
    Ok(writes)
}

fn is_hex(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn parse_write<'a>(address: &str, bytes: impl Iterator<Item = &'a str>) -> Result<Write> {
    let digits = address.strip_prefix("0x").or_else(|| address.strip_prefix("0X")).filter(|digits| is_hex(digits));
    let Some(digits) = digits else {
        return Err(Error::syntax("not an address").found(format!("'{address}'")).allowed("0x and hexadecimal digits"));
    };
    let Ok(first) = u16::from_str_radix(digits, 16) else {
        return Err(Error::new("the address needs more than 16 bits").found(address).allowed("0x0..=0xffff"));
    };
    let bytes = bytes
        .map(|word| {
            let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
            let byte = if is_hex(digits) && digits.len() <= 2 { u8::from_str_radix(digits, 16).ok() } else { None };
            byte.ok_or_else(|| {
                Error::syntax("not a byte")
                    .found(format!("'{word}'"))
                    .allowed("one or two hexadecimal digits")
                    .hint("values of several bytes are written byte by byte, the lowest first")
            })
        })
        .collect::<Result<Vec<u8>>>()?;
    if bytes.is_empty() {
        return Err(Error::syntax("an address without bytes to write").found(address));
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
    use crate::network::FirstForm;
    use crate::nn::Weights;
    use crate::registers::testing::{any_config, any_network};
    use crate::registers::{Algorithm, DEFAULT_IDLE_PATTERN, Density, StcType};

    const PATTERN: u16 = 0x70F;

    fn chip(writes: &[(u16, &[u8])]) -> Result<ChipConfig> {
        let writes: Vec<Write> =
            writes.iter().map(|&(address, bytes)| Write { address, bytes: bytes.to_vec() }).collect();
        from_writes(&writes, &AeBlock::chip_8x8()).map(|(config, _)| config)
    }

    fn fault(address: u16, bytes: &[u8]) -> String {
        chip(&[(address, bytes)]).unwrap_err().to_string()
    }

    #[test]
    fn the_map_has_no_overlaps_and_the_documented_blocks() {
        let memory = Memory::reset().0;
        let mut owners = vec![0; memory.len()];
        for register in MAP.iter() {
            assert!((1..=16).contains(&register.bytes) && register.bytes <= register.pitch, "{register:?}");
            assert!(register.writable.bits() <= u64::from(8 * register.bytes), "{register:?}");
            for index in 0..register.count {
                let start = usize::from(register.at(index));
                owners[start..start + usize::from(register.bytes)].iter_mut().for_each(|owner| *owner += 1);
            }
        }
        let known = |address: &usize| (0x3A9..0x4E6).contains(address) || (0x538..0xBED).contains(address);
        assert!((0..memory.len()).all(|address| owners[address] == u8::from(known(&address))));
        assert_eq!((MAP.len(), memory.len()), (23, 0xBED));
        assert_eq!(0xBEC, WEIGHTS_ADDRESS + GROUPS as u16 * WEIGHTS_PITCH);
    }

    /// Bytes of the register documentation, written down apart from the table.
    #[test]
    fn the_map_has_the_documented_reset_values_and_bits() {
        let memory = Memory::reset().0;
        for (address, reset, writable) in [
            (0x3A9, &[0x0F, 0x07][..], &[0xFF, 0x07][..]),
            (0x3AB, &[0x30, 0, 0xFF, 0x01, 0], &[0xFF; 5]),
            (0x3B0, &[0x25], &[0xF7]),
            (0x3B1, &[0xFF; 18], &[0xFF; 18]),
            (0x3C3, &[0], &[0]),
            (0x3C4, &[0, 1, 2], &[0x3F; 3]),
            (0x3F3, &[47, 0, 8], &[0x3F, 0xFF, 0x0F]),
            (0x452, &[0, 8, 0, 0, 0, 0, 0], &[0xFF, 0x0F, 0x0F, 0xFF, 0xFF, 0xFF, 0xFF]),
            (0x4E5, &[0], &[0xFF]),
            (0x538, &[0; 143], &[0xFF; 143]),
            (0xBEC, &[0], &[0x03]),
        ] {
            assert_eq!(&memory[address..address + reset.len()], reset, "{address:#x}");
            for (byte, mask) in (address as u16..).zip(writable) {
                let place = Place::of(byte).unwrap();
                assert_eq!(place.register.writable_bytes()[usize::from(place.byte)], *mask, "{byte:#x}");
            }
        }
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
        let writes = to_writes(&config, &AeBlock::chip_8x8()).unwrap();
        for (address, bytes) in [
            (0x3A9, &[0x22, 0x01][..]),
            (0x3B0, &[0xD5]),
            (0x454, &[0x0C]),
            (0x4E2, &[0x56, 0x34, 0x12]),
            (0x3F6, &[0xBC, 0x0A]),
            // Input 0 of the production chip is input 3 of P1.
            (0x3C4, &[3]),
        ] {
            let write = writes.iter().find(|write| write.address == address).unwrap();
            assert_eq!(write.bytes, bytes, "{address:#x}");
        }
        assert_eq!(writes.len(), 7 + 48 + 48 + 1 + 48 + 1);
        assert!(writes.iter().all(|write| write.address < WEIGHTS_ADDRESS), "no weights, no writes");
    }

    #[test]
    fn weight_registers_have_the_pitch_of_143_bytes() {
        for (network, last) in [(AeBlock::chip_8x8(), 6), (AeBlock::cmssw_4x4x3(), 15)] {
            let weights = Some(Weights::zeros(network.typed()));
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
        let network = AeBlock::chip_8x8();
        let values: Vec<i32> =
            network.typed().tensor_ids().flat_map(|id| weights.integers(id).iter().copied()).collect();
        assert_eq!(values[..3], [-1, 0, 0]);
        assert_eq!(values.iter().filter(|&&value| value != 0).count(), 1);
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
            (0x3A8, &[0], &["no write goes to the data path", "fast control 1"]),
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
    fn writes_to_other_blocks_are_counted() {
        let text = "0x000 1\n0x3a8 1 22 01\n0x3b0 d0\n0x4e6 05\n0x517 00 0e\n0x517 80 0e\n0x537 1\n";
        let writes = parse_list(text, Path::new("chip.txt")).unwrap();
        let (config, others) = from_writes(&writes, &AeBlock::chip_8x8()).unwrap();
        assert_eq!((config.links, config.idle_pattern), (13, 0x122));
        assert_eq!(others.to_string(), "8 bytes: PLL 5, channel aligner 1, eRX 1, fast control 1");
        assert!(!others.is_empty() && OtherBlocks::default().is_empty());
        // Every address up to the last register belongs to one block, and none beyond.
        for address in 0..=u16::MAX {
            let one = u8::from(other_block(address).is_some()) + u8::from(Place::of(address).is_some());
            assert_eq!(one, u8::from(address < 0xBED), "{address:#x}");
        }
    }

    fn refused(change: fn(&mut ChipConfig)) -> String {
        let mut config = ChipConfig::reset(Generation::Prod);
        change(&mut config);
        to_writes(&config, &AeBlock::chip_8x8()).unwrap_err().to_string()
    }

    #[test]
    fn what_p1_does_not_have_is_refused() {
        assert!(refused(|c| c.stc_type = StcType::Ctc4Sum9).contains("0..=3"));
        assert!(refused(|c| c.idle_pattern = 1).contains("link reset 0x122"));
        assert!(refused(|c| c.links = 14).contains("links"));
        assert!(refused(|c| c.weights = Some(Weights::zeros(AeBlock::cmssw_4x4x3().typed()))).contains("conv_kernel"));
        let mut wide = FirstForm::chip_8x8();
        (wide.conv.filters, wide.dense.accumulator.bits) = (16, 22);
        let wide = wide.block().unwrap();
        let config = ChipConfig { weights: Some(Weights::zeros(wide.typed())), ..ChipConfig::reset(Generation::P1) };
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
            prop_assert_eq!(&from_writes(&read, &network).unwrap(), &(config.clone(), OtherBlocks::default()));

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
            prop_assert_eq!(&from_writes(&pieces, &network).unwrap().0, &config);
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
            if let Ok((config, _)) = from_writes(&[write], &AeBlock::chip_8x8()) {
                prop_assert!(config.validate().is_ok());
            }
        }
    }
}
