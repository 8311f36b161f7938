//! The self-checking testbench.

use askama::Template;

use super::layer::rendered;
use super::number::{literal, slice};
use super::stage::{self, LogicStage, Slice};
use super::{Bank, address_bits, banks, cuts, text};
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::chip::{Stage as ChipStage, Stages};
use crate::error::Result;
use crate::hwgen::certificate::Signal;
use crate::hwgen::design::Valid;
use crate::hwgen::{names, vectors};
use crate::network::LATENTS;
use crate::nn::NodeId;
use crate::registers::{Algorithm, ChipConfig, Generation};

/// A golden file that the testbench opens.
struct File {
    name: String,
    upper: String,
    values: usize,
    bits: u32,
    /// One sample only.
    single: u8,
}

/// A stage that the testbench can write as csv.
struct StageCsv {
    name: String,
    file: String,
    /// When the stage holds a sample.
    valid: String,
    /// The header line in pieces.
    header: Vec<String>,
    /// Expressions, each with what follows it.
    values: Vec<(String, &'static str)>,
}

/// The values of a layer inside the block, which are compared with their golden file.
struct Compared {
    name: String,
    upper: String,
    /// When the layer holds a sample.
    valid: String,
    count: usize,
    bits: usize,
    /// All values side by side.
    values: String,
}

#[derive(Template)]
#[template(path = "verilog/testbench.v", escape = "none")]
struct Testbench<'a> {
    stamp: &'a str,
    name: &'a str,
    design_hash: &'a str,
    register_hash: &'a str,
    weights_hash: Option<&'a str>,
    reloadable: bool,
    files: Vec<File>,
    /// Most characters of the name of a file.
    name_room: usize,
    banks: Vec<Bank>,
    stages: Vec<StageCsv>,
    compared: Vec<Compared>,
    cuts: Vec<String>,
    /// The parameters as they are passed on.
    parameters: String,
    latency: String,
    weight_count: usize,
    weight_bits: u32,
    address_bits: usize,
    last_address: usize,
    cells: usize,
    charge_bits: u32,
    charges_bits: usize,
    latent_count: usize,
    latent_bits: usize,
    latents_bits: usize,
    link_count: usize,
    links_bits: usize,
}

/// The testbench of a design.
///
/// # Errors
/// If the template fails.
pub fn emit(design: &Valid, stamp: &str, stages: &[LogicStage]) -> Result<String> {
    let typed = design.typed();
    let compared = if names::is_chip_shaped(typed) { Vec::new() } else { compared(design, stages) };
    // What leaves the block is always compared. The stages inside the chip's block are there to be looked
    // at, and `econ-emu diff` compares them.
    let mut read = vec!["bx", "charges", "sum_code", "latents", "links", "weights"];
    read.extend(compared.iter().map(|compared| compared.name.as_str()));
    let files = vectors::quantities(design).into_iter().filter(|file| read.contains(&file.name.as_str()));
    let files: Vec<File> = files
        .map(|file| File {
            upper: file.name.to_uppercase(),
            values: file.values,
            bits: file.bits,
            single: u8::from(file.name == "weights"),
            name: file.name,
        })
        .collect();
    let latent_bits = design.block().latent().number.bits() as usize;
    let links = usize::from(design.links());
    let cuts = cuts(design);
    let passed: Vec<String> = cuts.iter().map(|cut| format!(".{cut}({cut})")).collect();
    rendered(&Testbench {
        stamp,
        name: design.name(),
        design_hash: vectors::short(design.design_hash()),
        register_hash: design.design_hash().get(..8).unwrap_or_default(),
        weights_hash: design.weights_hash().map(vectors::short),
        reloadable: design.frozen().is_none(),
        name_room: files.iter().map(|file| file.name.len()).max().unwrap_or(0).max(32),
        files,
        banks: banks(design),
        stages: csv_stages(design, stages),
        compared,
        parameters: passed.chunks(2).map(|pair| pair.join(", ")).collect::<Vec<_>>().join(",\n    "),
        latency: cuts.join(" + "),
        cuts,
        weight_count: typed.weight_count(),
        weight_bits: vectors::weight_bits(typed),
        address_bits: address_bits(design),
        last_address: (1 << address_bits(design)) - 1,
        cells: CELLS,
        charge_bits: CALQ_BITS,
        charges_bits: CELLS * CALQ_BITS as usize,
        latent_count: LATENTS,
        latent_bits,
        latents_bits: LATENTS * latent_bits,
        link_count: links,
        links_bits: 32 * links,
    })
}

/// The values of a node as expressions of the testbench, each with its bits and whether it is signed;
/// constants have their value instead.
fn values(design: &Valid, stages: &[LogicStage], id: NodeId) -> Vec<Result<(String, usize, bool), i128>> {
    let certificate = design.certificate();
    let signal = certificate.values_of(id);
    let slices = stages.iter().any(|stage| stage.output == id).then(|| stage::bus(design, id).slices);
    let inside = |index: usize| format!("dut.{}.{}", certificate.instance(signal), certificate.wire(signal, index));
    let is_output = design.typed().outputs().contains(&id);
    let value = |(index, bound): (usize, crate::hwgen::certificate::Bound)| match slices.as_ref().map(|all| all[index])
    {
        Some(Slice::Constant(value)) => Err(value),
        Some(Slice::Bits { first, width }) if is_output => {
            Ok((format!("dut.format_{}[{first} +: {width}]", design.names(id).values), width, false))
        }
        _ => Ok((inside(index), bound.bits() as usize, bound.signed())),
    };
    certificate.of(signal).map(value).collect()
}

/// The signal that says when a node holds a sample.
fn valid_of(design: &Valid, stages: &[LogicStage], id: NodeId) -> String {
    if design.typed().outputs().contains(&id) {
        return "dut.format_valid".to_owned();
    }
    let stage = stages.iter().find(|stage| stage.node == id || stage.output == id);
    let prefix = stage.map_or("converter", |stage| design.names(stage.node).prefix.as_str());
    format!("dut.{prefix}_valid")
}

/// What is compared of the layers inside the block.
fn compared(design: &Valid, stages: &[LogicStage]) -> Vec<Compared> {
    let typed = design.typed();
    let inner = design.computed().filter(|(id, _)| !typed.outputs().contains(id));
    let compare = |(id, node): (NodeId, &crate::nn::Node)| {
        let (name, bits) = (design.names(id).values.clone(), node.number.bits() as usize);
        let values = values(design, stages, id).into_iter().map(|value| match value {
            Ok((wire, own, signed)) => slice(&wire, own, signed, 0, bits),
            Err(value) => literal(value, bits),
        });
        // Number 0 is in the lowest bits.
        let values: Vec<String> = values.rev().collect();
        Compared {
            upper: name.to_uppercase(),
            valid: valid_of(design, stages, id),
            count: node.len(),
            bits,
            values: text::list(&format!("  wire [{}:0] got_{name} = {{", bits * node.len() - 1), &values, "};"),
            name,
        }
    };
    inner.map(compare).collect()
}

/// The stages of the network with the signals of the block that hold their values.
fn csv_stages(design: &Valid, stages: &[LogicStage]) -> Vec<StageCsv> {
    let certificate = design.certificate();
    let inside = |signal: Signal, index: usize| {
        format!("dut.{}.{}", certificate.instance(signal), certificate.wire(signal, index))
    };
    let normalised = (0..CELLS).map(|cell| format!("dut.converter_norms[{} +: 8]", 8 * cell));
    let head = [inside(Signal::ModuleSum, 0), inside(Signal::SumCode, 0), "normalise_shift".to_owned()];
    let converter: Vec<String> = head.into_iter().chain(normalised).collect();
    let signals = |info: &crate::chip::stage::StageInfo| {
        if info.stage == ChipStage::Normalise {
            return Some((info.name.clone(), "valid_in".to_owned(), converter.clone()));
        }
        let of_stage = |(id, _): &(NodeId, _)| design.names(*id).stage.0 == info.stage;
        let (id, _) = design.computed().find(of_stage)?;
        let show = |value| match value {
            Ok((wire, _, true)) => format!("$signed({wire})"),
            Ok((wire, _, false)) => wire,
            Err(value) => i128::to_string(&value),
        };
        let values = values(design, stages, id).into_iter().map(show).collect();
        Some((design.names(id).prefix.clone(), valid_of(design, stages, id), values))
    };
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, ..ChipConfig::reset(Generation::Prod) };
    let mut all = Vec::new();
    for info in Stages::new(&config, design.block()).iter() {
        let Some((name, valid, values)) = signals(info) else { continue };
        let columns = info.columns();
        let end = |index: usize| if index + 1 < columns.len() { "," } else { "\\n" };
        all.push(StageCsv {
            name,
            file: format!("{}.csv", info.file_stem()),
            valid,
            header: columns.iter().enumerate().map(|(index, column)| format!("{column}{}", end(index))).collect(),
            values: values.into_iter().enumerate().map(|(index, value)| (value, end(index))).collect(),
        });
    }
    all
}
