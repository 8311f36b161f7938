//! The self-checking testbench.

use askama::Template;

use super::layer::{Layer, rendered};
use super::{Bank, CHIP_NODES, Slice, address_bits, banks, layers};
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::chip::{Stage, Stages};
use crate::error::Result;
use crate::hwgen::certificate::{Part, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::vectors;
use crate::network::LATENTS;
use crate::nn::NodeId;
use crate::registers::{Algorithm, ChipConfig, Generation};

/// A golden file that the testbench opens.
struct File {
    name: String,
    upper: String,
    values: usize,
    bits: u32,
    /// One frame only.
    single: u8,
}

/// A stage that the testbench can write as csv.
struct StageCsv {
    name: String,
    file: String,
    /// When the stage holds a frame.
    valid: &'static str,
    /// The header line in pieces.
    header: Vec<String>,
    /// Expressions, each with what follows it.
    values: Vec<(String, &'static str)>,
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
    banks: Vec<Bank>,
    stages: Vec<StageCsv>,
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

/// The testbench of a design; `activations` says which of them are constants.
///
/// # Errors
/// If the template fails.
pub fn emit(design: &Valid, stamp: &str, activations: &[Slice]) -> Result<String> {
    // Inner stages are there to be looked at; what is compared is what leaves the block.
    let read = ["bx", "charges", "sum_code", "latents", "links", "weights"];
    let files = vectors::quantities(design).into_iter().filter(|file| read.contains(&file.name.as_str()));
    let files = files.map(|file| File {
        upper: file.name.to_uppercase(),
        values: file.values,
        bits: file.bits,
        single: u8::from(file.name == "weights"),
        name: file.name,
    });
    let latent_bits = design.block().latent().number.bits() as usize;
    let links = usize::from(design.links());
    rendered(&Testbench {
        stamp,
        name: design.name(),
        design_hash: vectors::short(design.design_hash()),
        register_hash: design.design_hash().get(..8).unwrap_or_default(),
        weights_hash: design.weights_hash().map(vectors::short),
        reloadable: design.frozen().is_none(),
        files: files.collect(),
        banks: banks(design),
        stages: stages(design, activations)?,
        weight_count: design.typed().weight_count(),
        weight_bits: vectors::weight_bits(design.typed()),
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

/// The stages with the signals of the block that hold their values.
fn stages(design: &Valid, activations: &[Slice]) -> Result<Vec<StageCsv>> {
    let [_, _, conv_node, activation_node, dense_node, latent_node] = CHIP_NODES;
    let (conv, dense) = layers(design)?;
    let certificate = design.certificate();
    let inside = |signal: Signal, index: usize| {
        format!("dut.{}.{}", certificate.instance(signal), certificate.wire(signal, index))
    };
    let shift = "normalise_shift".to_owned();
    let norms = (0..CELLS).map(|cell| format!("dut.converter_norms[{} +: 8]", 8 * cell));
    let converter: Vec<String> =
        [inside(Signal::ModuleSum, 0), inside(Signal::SumCode, 0), shift].into_iter().chain(norms).collect();
    let sums = |signal: Signal, layer: &Layer| {
        let each = layer.sums.iter().enumerate().map(|(index, sum)| {
            let wire = inside(signal, index);
            if sum.bound.signed() { format!("$signed({wire})") } else { wire }
        });
        each.collect::<Vec<_>>()
    };
    let activation = |(index, slice): (usize, &Slice)| match slice {
        Slice::Bits { .. } => inside(Signal::Layer(activation_node, Part::Value), index),
        Slice::Constant(value) => value.to_string(),
    };
    let activations: Vec<String> = activations.iter().enumerate().map(activation).collect();
    let bits = design.block().latent().number.bits() as usize;
    let latents: Vec<String> =
        (0..LATENTS).map(|index| format!("dut.format_latents[{} +: {bits}]", bits * index)).collect();
    let signals = |stage: Stage| {
        Some(match stage {
            Stage::Normalize => ("valid_in", converter.clone()),
            Stage::Layer(number) => match NodeId(number) {
                id if id == conv_node => ("dut.conv_valid", sums(Signal::Layer(id, Part::Sum), &conv)),
                id if id == activation_node => ("dut.conv_valid", activations.clone()),
                id if id == dense_node => ("dut.dense_valid", sums(Signal::Layer(id, Part::Sum), &dense)),
                id if id == latent_node => ("dut.format_valid", latents.clone()),
                _ => return None,
            },
            _ => return None,
        })
    };
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, ..ChipConfig::reset(Generation::Prod) };
    let mut stages = Vec::new();
    for info in Stages::new(&config, design.block()).iter() {
        let Some((valid, values)) = signals(info.stage) else { continue };
        let columns = info.columns();
        let end = |index: usize| if index + 1 < columns.len() { "," } else { "\\n" };
        stages.push(StageCsv {
            name: info.name.clone(),
            file: format!("{}.csv", info.file_stem()),
            valid,
            header: columns.iter().enumerate().map(|(index, column)| format!("{column}{}", end(index))).collect(),
            values: values.into_iter().enumerate().map(|(index, value)| (value, end(index))).collect(),
        });
    }
    Ok(stages)
}
