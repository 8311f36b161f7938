//! Registers of weights: how they are written, and what is read back.

use std::collections::HashMap;

use super::decisions::Decisions;
use super::elaborate::{Elaboration, Ports, one_bit};
use super::graph::{Bit, BitGraph};
use super::tables::Variable;
use crate::error::{Error, Result};
use crate::nn::{Interval, Typed};

/// Bits that are read back.
pub const READ_BITS: usize = 32;

/// The ports that banks and read-back see.
pub struct RegisterPorts {
    reset: Bit,
    clock: Bit,
    address: Vec<Bit>,
    /// The port that writes, and its data; none with constant weights.
    write: Option<(Bit, Vec<Bit>)>,
    read_data: Vec<Bit>,
}

impl RegisterPorts {
    /// From the ports of the top.
    ///
    /// # Errors
    /// A port that is missing.
    pub fn new(ports: &Ports, reloadable: bool) -> Result<Self> {
        let write = if reloadable { Some((bit(ports, "write")?, word(ports, "write_data")?)) } else { None };
        let (reset, clock) = (bit(ports, "reset")?, bit(ports, "clock")?);
        let (address, read_data) = (word(ports, "address")?, word(ports, "read_data")?);
        Ok(RegisterPorts { reset, clock, address, write, read_data })
    }
}

/// A port of the top.
///
/// # Errors
/// If there is none.
pub fn word(ports: &Ports, name: &str) -> Result<Vec<Bit>> {
    ports.get(name).cloned().ok_or_else(|| Error::new("refuted: the top has no such port").found(name))
}

/// A port of the top that is one bit.
///
/// # Errors
/// If there is none.
pub fn bit(ports: &Ports, name: &str) -> Result<Bit> {
    one_bit(ports, name).ok_or_else(|| Error::new("refuted: the top has no such port of one bit").found(name))
}

/// The weights that are loaded, by tensor and place.
pub type Loaded = HashMap<(usize, usize), Variable>;

/// The weights of all banks, in register order: which signals they are. Nothing is proved of them yet.
///
/// # Errors
/// A weight that stands nowhere or twice.
pub fn loaded(design: &Elaboration<'_>, typed: &Typed) -> Result<Loaded> {
    let mut at_address: HashMap<i64, Vec<Bit>> = HashMap::new();
    for bank in &design.banks {
        for (address, bits) in (bank.base..).zip(bank.weights.chunks(bank.bits.max(1))) {
            if at_address.insert(address, bits.to_vec()).is_some() {
                return Err(design.at(bank.site, "refuted: two weights have one address").found(address));
            }
        }
    }
    let (mut loaded, mut address) = (Loaded::new(), 0);
    for id in typed.tensor_ids() {
        let tensor = typed.tensor(id);
        let Some(format) = tensor.number.format() else { return Err(Error::new("weights are real numbers")) };
        let range = Interval::of(format);
        for index in 0..tensor.len() {
            let bits = at_address.remove(&address).filter(|bits| bits.len() == format.bits as usize);
            let missing = || Error::new("refuted: no weight of the right width has this address").found(address);
            let bits = bits.ok_or_else(missing)?;
            loaded.insert((id.0, index), Variable::new(&bits, range.min, range.max));
            address += 1;
        }
    }
    match at_address.keys().min() {
        None => Ok(loaded),
        Some(address) => Err(Error::new("refuted: there is no weight of this address").found(address)),
    }
}

/// Proves how weights are written and what is read back: reset clears everything; a weight takes the data at
/// its address; at the highest address the hash is read, at that of a weight the weight, elsewhere 0.
///
/// # Errors
/// The first bit that does something else.
pub fn registers(
    design: &mut Elaboration<'_>,
    ports: &RegisterPorts,
    typed: &Typed,
    (loaded, hash): (&Loaded, u32),
) -> Result<()> {
    let mut order = vec![ports.reset];
    order.extend(ports.write.iter().map(|(write, _)| *write));
    order.extend(&ports.address);
    order.extend(ports.write.iter().flat_map(|(_, data)| data));
    let mut weights: Vec<&Vec<Bit>> = Vec::new();
    for id in typed.tensor_ids() {
        weights.extend((0..typed.tensor(id).len()).filter_map(|index| Some(&loaded.get(&(id.0, index))?.bits)));
    }
    order.extend(weights.iter().flat_map(|bits| bits.iter()));
    let mut decisions = Decisions::new(&order);
    let graph = &mut design.graph;
    // What is expected, as functions of the graph.
    let mut expected: Vec<(Bit, Bit)> = Vec::new();
    let mut read = [Bit::ZERO; READ_BITS];
    for (address, bits) in weights.iter().enumerate() {
        let here = equal(graph, &ports.address, address);
        for (place, &bit) in bits.iter().enumerate() {
            let found = graph.and(here, bit);
            if let Some(read) = read.get_mut(place) {
                *read = graph.or(*read, found);
            }
            let Some((write, data)) = &ports.write else { continue };
            let Some(&data) = data.get(place) else {
                return Err(Error::new("refuted: fewer bits are written than a weight has").found(data.len()));
            };
            let takes = graph.and(*write, here);
            let kept = graph.choose(takes, data, bit);
            expected.push((bit, graph.and(!ports.reset, kept)));
        }
    }
    let highest = equal(graph, &ports.address, (1 << ports.address.len()) - 1);
    if ports.read_data.len() != READ_BITS {
        return Err(Error::new("refuted: the width of what is read back").found(ports.read_data.len()));
    }
    for (place, (&state, found)) in ports.read_data.iter().zip(read).enumerate() {
        let value = graph.choose(highest, Bit::constant(hash >> place & 1 == 1), found);
        expected.push((state, graph.and(!ports.reset, value)));
    }
    for (state, wanted) in expected {
        let register = design.registers.get(&state);
        let register = register.ok_or_else(|| Error::new("refuted: a bit of a register that no clock changes"))?;
        let got = decisions.of(&design.graph, register.next);
        if register.clock != ports.clock || got.is_none() || got != decisions.of(&design.graph, wanted) {
            let read = ports.read_data.contains(&state);
            let what = if read { "what is read back is another value" } else { "a weight takes another value" };
            return Err(design.at(register.site, format!("refuted: {what}")));
        }
    }
    Ok(())
}

/// Whether a word is a number.
fn equal(graph: &mut BitGraph, word: &[Bit], number: usize) -> Bit {
    word.iter().enumerate().fold(Bit::ONE, |all, (place, &bit)| {
        let same = if number >> place & 1 == 1 { bit } else { !bit };
        graph.and(all, same)
    })
}
