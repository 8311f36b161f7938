//! Waveforms: the stages of the chip as a value change dump (VCD).
//!
//! Inside the autoencoder block the signals have the names, the widths and the places that they have
//! in the dump of the Verilog testbench ([names](super::names), the [certificate](super::certificate), the ports of
//! [`vectors::quantities`]), so both files open side by side with the same list of signals. Everything
//! else stands under `chip`, one scope for each stage, with the names of the stage files.
//!
//! The clock has a period of 25 ns. Everything that BX `n` brings about, down to the words on the
//! links, stands at `n * 25 ns`: the model has no latency. In the hardware a value comes later by one
//! clock for every pipeline cut before it. Numbers are in units of their last fractional bit, negative
//! ones in two's complement.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use vcd::{IdCode, TimescaleUnit, Value, Writer};

use super::certificate::{Bound, CertificatePart, Signal};
use super::design::{Design, MIN_LINKS, Valid};
use super::vectors::{self, Quantity};
use crate::chip::autoencoder::packet::MAX_AE_LINKS;
use crate::chip::{Options, Stage, Stages, Trace};
use crate::error::{Error, Result};
use crate::files::Sink;
use crate::nn::NodeId;
use crate::registers::{Algorithm, ChipConfig};
use crate::version;

/// Scopes around the autoencoder block: the testbench and its instance of the block.
const BLOCK: [&str; 2] = ["testbench", "dut"];

/// Whether a signal has wires of its own inside the block: those of layers that only move values have not.
fn has_wires(signal: Signal, design: &Valid) -> bool {
    match signal {
        Signal::Charge | Signal::Shift => false,
        Signal::ModuleSum | Signal::SumCode => true,
        Signal::Layer(node, CertificatePart::Sum | CertificatePart::Value) => {
            node == NodeId(0) || design.computed().any(|(computed, _)| computed == node)
        }
        Signal::Layer(..) => false,
    }
}

/// Scope of what lies outside the block.
const CHIP: &str = "chip";

/// Time units of 100 ps in one BX.
const BX_TIME: u64 = 250;

/// A signal of the dump, made of values of one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wire {
    /// Instances or stages around it, the outermost first.
    scopes: Vec<String>,
    name: String,
    stage: Stage,
    /// Index in the stage and bits of every part, the most significant first.
    parts: Vec<(usize, u32)>,
}

impl Wire {
    fn bits(&self) -> u32 {
        self.parts.iter().map(|&(_, bits)| bits).sum()
    }
}

/// The wires of a stage, and the values that they have.
struct StageWires {
    stage: Stage,
    wires: Vec<(IdCode, Wire)>,
    last: Vec<i64>,
}

/// Writes the stages that run to one file; memory does not grow with the BX.
pub struct Waves {
    file: Sink,
    path: PathBuf,
    fault: Option<Error>,
    /// Text of the current BX.
    text: Writer<Vec<u8>>,
    clock: IdCode,
    stages: Vec<StageWires>,
    rows: u64,
}

impl Waves {
    /// Starts the file. The widths inside the autoencoder block are those of the block with these
    /// weights as constants, or, if `reloadable`, with any weights.
    ///
    /// # Errors
    /// A file that cannot be created, and an autoencoder that no hardware can be made of.
    pub fn create(path: &Path, config: &ChipConfig, options: &Options, reloadable: bool) -> Result<Self> {
        let (block, wires) = wires(config, options, reloadable)?;
        let mut waves = Waves {
            file: Sink::create(path)?,
            path: path.to_owned(),
            fault: None,
            text: Writer::new(Vec::new()),
            clock: IdCode::FIRST,
            stages: Stages::new(config, &options.network)
                .iter()
                .map(|info| StageWires { stage: info.stage, wires: Vec::new(), last: Vec::new() })
                .collect(),
            rows: 0,
        };
        waves.header(wires, block.as_ref()).and_then(|()| waves.flush()).map_err(|error| waves.io(&error))?;
        Ok(waves)
    }

    /// Completes the file.
    ///
    /// # Errors
    /// The first failure of any write, and a value that does not fit its wire; then no file appears.
    pub fn commit(mut self) -> Result<()> {
        if self.rows > 0 {
            self.edge(None);
        }
        match self.fault {
            Some(fault) => Err(fault),
            None => self.file.commit(),
        }
    }

    fn io(&self, error: &std::io::Error) -> Error {
        Error::io("write", &self.path, error)
    }

    /// No date: the same input gives the same bytes.
    fn header(&mut self, wires: Vec<Wire>, block: Option<&Valid>) -> std::io::Result<()> {
        let text = &mut self.text;
        text.version(version::PROGRAM)?;
        text.comment("crossing n stands at n x 25 ns in every stage; the hardware has a latency")?;
        if let Some(block) = block {
            text.comment(&block.provenance()[1..].join("\n    "))?;
        }
        text.timescale(100, TimescaleUnit::PS)?;
        let mut open: Vec<String> = Vec::new();
        let mut next = self.clock;
        for wire in wires {
            let common = open.iter().zip(&wire.scopes).take_while(|(a, b)| a == b).count();
            for _ in common..open.len() {
                text.upscope()?;
            }
            open.truncate(common);
            for scope in &wire.scopes[common..] {
                text.add_module(scope)?;
                open.push(scope.clone());
                // Inside the block, and where no block is: at the top.
                if open == BLOCK || open == [CHIP] {
                    text.var_def(vcd::VarType::Wire, 1, self.clock, "clock", None)?;
                }
            }
            next = next.next();
            let index = (wire.bits() > 1).then(|| vcd::ReferenceIndex::Range(wire.bits() as i32 - 1, 0));
            text.var_def(vcd::VarType::Wire, wire.bits(), next, &wire.name, index)?;
            if let Some(of_stage) = self.stages.iter_mut().find(|of| of.stage == wire.stage) {
                of_stage.wires.push((next, wire));
            }
        }
        for _ in open {
            text.upscope()?;
        }
        text.enddefinitions()
    }

    /// Hands the text over to the file.
    fn flush(&mut self) -> std::io::Result<()> {
        self.file.write_all(self.text.writer())?;
        self.text.writer().clear();
        Ok(())
    }

    /// Ends the BX before, if there is one, and begins the next one or ends the file.
    fn edge(&mut self, next: Option<u64>) {
        if let Err(error) = self.write_edge(next.is_some()) {
            let error = self.io(&error);
            self.fault.get_or_insert(error);
        }
        self.rows = next.unwrap_or(self.rows);
    }

    fn write_edge(&mut self, goes_on: bool) -> std::io::Result<()> {
        let (clock, start) = (self.clock, self.rows * BX_TIME);
        if self.rows > 0 {
            self.text.timestamp(start - BX_TIME / 2)?;
            self.text.change_scalar(clock, false)?;
        }
        self.text.timestamp(start)?;
        if goes_on {
            self.text.change_scalar(clock, true)?;
        }
        self.flush()
    }
}

impl Trace for Waves {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        fn value(values: &[i64], index: usize) -> i64 {
            values.get(index).copied().unwrap_or_default()
        }
        // The first stage of every BX.
        if stage == Stage::Erx {
            self.edge(Some(self.rows + 1));
        }
        let Some(StageWires { wires, last, .. }) = self.stages.iter_mut().find(|of| of.stage == stage) else { return };
        for (id, wire) in wires {
            if wire.parts.iter().all(|&(index, _)| last.get(index) == Some(&value(values, index))) {
                continue;
            }
            if let Some(&(index, bits)) =
                wire.parts.iter().find(|&&(index, bits)| !matches!(value(values, index) >> bits, 0 | -1))
            {
                let error = Error::new("a value does not fit its wire").file(&self.path).field(&wire.name);
                let error = error.found(value(values, index)).allowed(format!("{bits} bits"));
                self.fault.get_or_insert(error);
            }
            let digits = wire.parts.iter().flat_map(|&(index, bits)| {
                (0..bits).rev().map(move |bit| Value::from(value(values, index) >> bit & 1 == 1))
            });
            let digits: Vec<Value> = digits.collect();
            // Text in memory: writing it cannot fail.
            let _ = match digits.as_slice() {
                [digit] => self.text.change_scalar(*id, *digit),
                _ => self.text.change_vector(*id, digits),
            };
        }
        *last = values.to_vec();
    }
}

/// Full name of the wire that holds value number `index` of a stage, and the time in ns at which
/// BX `row` stands in the dump.
///
/// # Errors
/// As [`Waves::create`], but for the file.
pub fn place(
    stage: Stage,
    index: usize,
    row: u64,
    config: &ChipConfig,
    options: &Options,
) -> Result<Option<(String, u64)>> {
    // The weights decide widths, not names.
    let (_, wires) = wires(config, options, true)?;
    let wire =
        wires.into_iter().rev().find(|wire| wire.stage == stage && wire.parts.iter().any(|part| part.0 == index));
    Ok(wire.map(|wire| (format!("{}.{}", wire.scopes.join("."), wire.name), row * 25)))
}

/// The block, if there is hardware of it, and all wires: ports, inner wires, the rest of the chip.
fn wires(config: &ChipConfig, options: &Options, reloadable: bool) -> Result<(Option<Valid>, Vec<Wire>)> {
    let is_block = config.algorithm == Algorithm::Autoencoder && (MIN_LINKS..=MAX_AE_LINKS).contains(&config.links);
    let block = match is_block {
        true => Some(Design::of_chip("econ_t_ae", config, options, reloadable)?.validate()?),
        false => None,
    };
    let (ports, inner) = block.as_ref().map(block_wires).unwrap_or_default();
    let outer = chip_wires(config, options, &inner);
    Ok((block, [ports, inner, outer].concat()))
}

/// The ports of the block, then its inner wires.
fn block_wires(design: &Valid) -> (Vec<Wire>, Vec<Wire>) {
    let ports = vectors::quantities(design).into_iter().filter_map(|port| port_wire(design, port));
    let inner = design.certificate().iter().filter_map(|number| inner_wire(design, number));
    (ports.collect(), inner.collect())
}

/// The wire of a port that carries values of a stage.
fn port_wire(design: &Valid, port: Quantity) -> Option<Wire> {
    let certificate = design.certificate();
    let (stage, first) = match port.name.as_str() {
        "bx" => (Stage::Erx, 0),
        "charges" => certificate.stage(Signal::Charge)?,
        "sum_code" => certificate.stage(Signal::SumCode)?,
        "latents" => certificate.stage(certificate.values_of(design.typed().outputs()[0]))?,
        // Two words of 16 bits for each link; the first value is their number.
        "links" => (Stage::Formatter, 1),
        _ => return None,
    };
    // Number 0 is in the lowest bits.
    let numbers = (0..port.values).rev();
    let parts = match stage {
        Stage::Formatter => {
            let words = numbers.flat_map(|number| [first + 2 * number, first + 2 * number + 1]);
            words.map(|word| (word, port.bits / 2)).collect()
        }
        _ => numbers.map(|number| (first + number, port.bits)).collect(),
    };
    Some(Wire { scopes: BLOCK.map(str::to_owned).to_vec(), name: port.name, stage, parts })
}

/// The wire of a number inside the block, if it has one of its own.
fn inner_wire(design: &Valid, (signal, number, bound): (Signal, usize, Bound)) -> Option<Wire> {
    let certificate = design.certificate();
    let (stage, first) = certificate.stage(signal).filter(|_| has_wires(signal, design))?;
    Some(Wire {
        scopes: BLOCK.into_iter().chain([certificate.instance(signal)]).map(str::to_owned).collect(),
        name: certificate.wire(signal, number),
        stage,
        parts: vec![(first + number, bound.bits())],
    })
}

/// All values of all stages that have no wire inside the block.
fn chip_wires(config: &ChipConfig, options: &Options, inner: &[Wire]) -> Vec<Wire> {
    let inside: HashSet<(Stage, usize)> =
        inner.iter().flat_map(|wire| wire.parts.iter().map(|&(index, _)| (wire.stage, index))).collect();
    let mut wires = Vec::new();
    for info in Stages::new(config, &options.network).iter() {
        for (index, name) in info.columns().into_iter().enumerate() {
            if !inside.contains(&(info.stage, index)) {
                let scopes = vec![CHIP.to_owned(), info.name.clone()];
                wires.push(Wire { scopes, name, stage: info.stage, parts: vec![(index, info.bits(index))] });
            }
        }
    }
    wires
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Generation;

    /// Writes one BX in which all cells have a code.
    fn written(path: &Path, code: i64) -> Result<()> {
        let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
        let mut waves = Waves::create(path, &config, &Options::default(), false).unwrap();
        waves.record(Stage::Erx, &[0; 50]);
        waves.record(Stage::Mux, &[code; 48]);
        waves.commit()
    }

    #[test]
    fn a_value_that_does_not_fit_its_wire_is_a_fault_and_leaves_no_file() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("out.vcd");
        let message = written(&path, 128).unwrap_err().to_string();
        assert!(message.contains("out.vcd: TC_0:") && message.contains("7 bits"), "{message}");
        assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
        written(&path, 127).unwrap();
        assert!(path.is_file());
    }
}
