//! The self-checking testbench.

use askama::Template;

use super::layer::rendered;
use super::number::{literal, slice};
use super::stage::{self, LogicStage, Slice};
use super::{Bank, address_bits, banks, cuts, text};
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::chip::stage::StageInfo;
use crate::chip::{Stage as ChipStage, Stages};
use crate::error::Result;
use crate::hwgen::certificate::{Certificate, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::{names, vectors};
use crate::network::LATENTS;
use crate::nn::{Node, NodeId};
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

/// A value as an expression of the testbench, with its bits and whether it is signed; a constant has its value
/// instead.
type Expression = Result<(String, usize, bool), i128>;

/// The values of a node.
fn values(design: &Valid, stages: &[LogicStage], id: NodeId) -> Vec<Expression> {
    let certificate = design.certificate();
    let signal = certificate.values_of(id);
    let slices = stages.iter().any(|stage| stage.output == id).then(|| stage::bus(design, id).slices);
    let is_output = design.typed().outputs().contains(&id);
    let mut values = Vec::new();
    for (index, bound) in certificate.of(signal) {
        values.push(match slices.as_ref().map(|all| all[index]) {
            Some(Slice::Constant(value)) => Err(value),
            Some(Slice::Bits { first, width }) if is_output => {
                Ok((format!("dut.format_{}[{first} +: {width}]", design.names(id).values), width, false))
            }
            _ => Ok((inside(certificate, signal, index), bound.bits() as usize, bound.signed())),
        });
    }
    values
}

/// The wire of the block that holds a number.
fn inside(certificate: &Certificate, signal: Signal, index: usize) -> String {
    format!("dut.{}.{}", certificate.instance(signal), certificate.wire(signal, index))
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
    inner.map(|(id, node)| compared_layer(design, stages, id, node)).collect()
}

fn compared_layer(design: &Valid, stages: &[LogicStage], id: NodeId, node: &Node) -> Compared {
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
}

/// Name of a stage in the block, the signal that says when it holds a sample, and its values as decimal
/// expressions; none for stages outside the block.
fn signals(design: &Valid, stages: &[LogicStage], info: &StageInfo) -> Option<(String, String, Vec<String>)> {
    if info.stage == ChipStage::Normalise {
        return Some((info.name.clone(), "valid_in".to_owned(), converter_signals(design.certificate())));
    }
    let of_stage = |(id, _): &(NodeId, _)| design.names(*id).stage.0 == info.stage;
    let (id, _) = design.computed().find(of_stage)?;
    let values = values(design, stages, id).into_iter().map(decimal).collect();
    Some((design.names(id).prefix.clone(), valid_of(design, stages, id), values))
}

fn converter_signals(certificate: &Certificate) -> Vec<String> {
    let normalised = (0..CELLS).map(|cell| format!("dut.converter_norms[{} +: 8]", 8 * cell));
    let [sum, code] = [Signal::ModuleSum, Signal::SumCode].map(|signal| inside(certificate, signal, 0));
    [sum, code, "normalise_shift".to_owned()].into_iter().chain(normalised).collect()
}

/// An expression that `%d` prints with its sign.
fn decimal(value: Expression) -> String {
    match value {
        Ok((wire, _, true)) => format!("$signed({wire})"),
        Ok((wire, _, false)) => wire,
        Err(value) => value.to_string(),
    }
}

/// The stages of the network with the signals of the block that hold their values.
fn csv_stages(design: &Valid, stages: &[LogicStage]) -> Vec<StageCsv> {
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, ..ChipConfig::reset(Generation::Prod) };
    let mut all = Vec::new();
    for info in Stages::new(&config, design.block()).iter() {
        let Some((name, valid, values)) = signals(design, stages, info) else { continue };
        let columns = info.columns();
        let ends = (1..=columns.len()).map(|next| if next < columns.len() { "," } else { "\\n" });
        all.push(StageCsv {
            name,
            file: format!("{}.csv", info.file_stem()),
            valid,
            header: columns.iter().zip(ends.clone()).map(|(column, end)| format!("{column}{end}")).collect(),
            values: values.into_iter().zip(ends).collect(),
        });
    }
    all
}
