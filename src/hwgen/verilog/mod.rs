//! Verilog: the whole autoencoder block as plain synthesizable Verilog-2005, its testbench, and a
//! Makefile that runs open tools on both.
//!
//! The primitives in `templates/verilog/primitives.v` are written by hand; the rest is wires. Sums are
//! bit heaps (`heap`). With constant weights multiples of an input are shared by all sums
//! (`frozen`); with weights from registers Booth digits choose among shared multiples
//! (`reloadable`). Every sum of one shape is the same module, so that tools synthesize it once.

mod frozen;
mod heap;
mod layer;
mod reloadable;
mod testbench;
mod text;

use askama::Template;

pub use self::heap::CHAINS;
use self::heap::Heap;
use self::layer::{Built, Layer, rectified, rendered};
use super::certificate::Signal;
use super::design::{FrameBit, Valid};
use super::marks::mark;
use super::names;
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::network::LATENTS;
use crate::nn::{Format, NodeId, TensorId};

/// Bits of a normalised charge: it stays below 2.0.
const NORM_BITS: usize = 8;

/// Bits of the sum of all charges.
const SUM_BITS: usize = 28;

/// Frames that the Makefile simulates in Icarus Verilog: it takes about a tenth of a second for each.
pub const ICARUS_FRAMES: usize = 48;

/// Modules that stand in `primitives.v` or are made by name, so that the top may not be called so.
const MODULES: [&str; 17] = [
    "csa",
    "adder",
    "ripple_adder",
    "triple",
    "booth_digit",
    "recode",
    "booth_row",
    "normalise_cell",
    "sum_code",
    "pipeline_cut",
    "weight_bank",
    "charge_sum",
    "converter",
    "conv",
    "dense",
    "formatter",
    "testbench",
];

#[derive(Template)]
#[template(path = "verilog/primitives.v", escape = "none")]
struct Primitives<'a> {
    stamp: &'a str,
}

#[derive(Template)]
#[template(path = "verilog/converter.v", escape = "none")]
struct Converter<'a> {
    stamp: &'a str,
    cells: usize,
    charge_bits: usize,
    sum_bits: usize,
    sum: String,
}

#[derive(Template)]
#[template(path = "verilog/layer.v", escape = "none")]
struct LayerFile<'a> {
    stamp: &'a str,
    title: &'a str,
    comment: &'a str,
    name: &'a str,
    modules: String,
    body: String,
    input_bus: &'a str,
    input_bits: usize,
    output_bus: &'a str,
    output_bits: usize,
    weights: Option<WeightBuses>,
}

/// The weights of a layer as they come from the registers.
struct WeightBuses {
    kernel_count: usize,
    kernel_bits: usize,
    kernel_signed: u8,
    digits: usize,
    recoded_bits: usize,
    bias_count: usize,
    bias_bits: usize,
}

#[derive(Template)]
#[template(path = "verilog/formatter.v", escape = "none")]
struct Formatter<'a> {
    stamp: &'a str,
    latents_bits: usize,
    links: Vec<String>,
}

/// A bank of weight registers.
struct Bank {
    name: String,
    title: String,
    count: usize,
    bits: usize,
    base: usize,
}

#[derive(Template)]
#[template(path = "verilog/top.v", escape = "none")]
struct Top<'a> {
    stamp: &'a str,
    name: &'a str,
    reloadable: bool,
    banks: &'a [Bank],
    read: String,
    hash: &'a str,
    address_bits: usize,
    weight_bits: usize,
    charge_bits: usize,
    charges_bits: usize,
    norms_bits: usize,
    activations_bits: usize,
    latent_bits: usize,
    latents_bits: usize,
    links_bits: usize,
}

#[derive(Template)]
#[template(path = "verilog/Makefile", escape = "none")]
struct Makefile<'a> {
    stamp: &'a str,
    name: &'a str,
    sources: &'a [&'a str],
    frames: usize,
    reloadable: bool,
}

/// The program around the testbench in Verilator: its own does not go with hierarchical models.
#[derive(Template)]
#[template(path = "verilog/main.cpp", escape = "none")]
struct Main<'a> {
    stamp: &'a str,
}

/// A signal of a bus between two layers: the place of its bits, or its value if it is a constant.
#[derive(Debug, Clone, Copy)]
enum Slice {
    Bits { first: usize, width: usize },
    Constant(i128),
}

/// The files of a design, by name: the Verilog, the primitives first and the testbench last, then what
/// runs it in the tools. The texts hold [marks](super::marks).
///
/// # Errors
/// Formats that round instead of flooring, accumulators that saturate, and a template that fails.
pub fn emit(design: &Valid) -> Result<Vec<(String, String)>> {
    layer::check(design)?;
    if MODULES.contains(&design.name()) {
        return Err(Error::new("a module inside the block has this name")
            .field("name")
            .found(design.name())
            .hint("give the top another name"));
    }
    let stamp = design.provenance().map(|line| format!("// {line}")).join("\n");
    let [_, _, _, activation_node, _, latent_node] = CHIP_NODES;
    let (conv, dense) = layers(design)?;
    let norms: Vec<Slice> = (0..CELLS).map(|i| Slice::Bits { first: NORM_BITS * i, width: NORM_BITS }).collect();
    let (activations, activations_bits) = bus(&dense);
    let format = |node: NodeId| design.typed().node(node).number.format().unwrap_or(Format::unsigned(1, 0));
    let latent = format(latent_node);
    let latents_bits = LATENTS * latent.bits as usize;
    let latents: Vec<Slice> =
        (0..LATENTS).map(|i| Slice::Bits { first: latent.bits as usize * i, width: latent.bits as usize }).collect();

    let converter = Converter {
        stamp: &stamp,
        cells: CELLS,
        charge_bits: CALQ_BITS as usize,
        sum_bits: SUM_BITS,
        sum: charge_sum(),
    };
    let conv_file = layer_file(
        design,
        &stamp,
        &conv,
        &LayerText {
            title: "Convolution: bias plus floored products, rectified, for every place and filter.",
            comment: "Norms (u8.7) in, activations out, in the order (row, column, filter).",
            buses: ["norms", "activations"],
            inputs: (&norms, CELLS * NORM_BITS),
            outputs: (&activations, activations_bits),
            format: format(activation_node),
            output: design.certificate().values_of(activation_node),
        },
    )?;
    let dense_file = layer_file(
        design,
        &stamp,
        &dense,
        &LayerText {
            title: "Dense layer: bias plus floored products, rectified and saturated, for every latent.",
            comment: "Activations in, latents out.",
            buses: ["activations", "latents"],
            inputs: (&activations, activations_bits),
            outputs: (&latents, latents_bits),
            format: latent,
            output: design.certificate().values_of(latent_node),
        },
    )?;
    let formatter = Formatter { stamp: &stamp, latents_bits, links: link_words(design.frame(), latent.bits as usize) };
    let banks = banks(design);
    let top = Top {
        stamp: &stamp,
        name: design.name(),
        reloadable: design.frozen().is_none(),
        read: read_back(&banks),
        banks: &banks,
        hash: design.design_hash().get(..8).unwrap_or_default(),
        address_bits: address_bits(design),
        weight_bits: super::vectors::weight_bits(design.typed()) as usize,
        charge_bits: CALQ_BITS as usize,
        charges_bits: CELLS * CALQ_BITS as usize,
        norms_bits: CELLS * NORM_BITS,
        activations_bits,
        latent_bits: latent.bits as usize,
        latents_bits,
        links_bits: 32 * usize::from(design.links()),
    };
    let mut files = vec![
        ("primitives.v".to_owned(), rendered(&Primitives { stamp: &stamp })?),
        ("converter.v".to_owned(), rendered(&converter)?),
        ("conv.v".to_owned(), rendered(&conv_file)?),
        ("dense.v".to_owned(), rendered(&dense_file)?),
        ("formatter.v".to_owned(), rendered(&formatter)?),
        (format!("{}.v", design.name()), rendered(&top)?),
    ];
    let sources: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let stamp_of_make = design.provenance().map(|line| format!("# {line}")).join("\n");
    let makefile = rendered(&Makefile {
        stamp: &stamp_of_make,
        name: design.name(),
        sources: &sources,
        frames: ICARUS_FRAMES,
        reloadable: design.frozen().is_none(),
    })?;
    files.push(("testbench.v".to_owned(), testbench::emit(design, &stamp, &activations)?));
    files.push(("main.cpp".to_owned(), rendered(&Main { stamp: &stamp })?));
    files.push(("Makefile".to_owned(), makefile));
    Ok(files)
}

/// The text that tells one layer from the other.
struct LayerText<'a> {
    title: &'a str,
    comment: &'a str,
    buses: [&'a str; 2],
    inputs: (&'a [Slice], usize),
    outputs: (&'a [Slice], usize),
    format: Format,
    output: Signal,
}

fn layer_file<'a>(design: &Valid, stamp: &'a str, layer: &'a Layer, text: &LayerText<'a>) -> Result<LayerFile<'a>> {
    let typed = design.typed();
    let Built { modules, body } = match design.frozen() {
        Some(weights) => frozen::build(layer, weights)?,
        None => reloadable::build(layer, typed)?,
    };
    let [input_bus, output_bus] = text.buses;
    let mut lines = String::new();
    for (input, slice) in layer.inputs.iter().zip(text.inputs.0) {
        if let Slice::Bits { first, width } = *slice {
            let name = &input.name;
            let first = mark(&format!("{name}_first"), first);
            lines += &format!("  wire {} {name} = {input_bus}[{first} +: {width}];\n", text::range(width));
        }
    }
    lines += &body;
    // In the order of the bus, and never empty.
    let mut outputs = Vec::new();
    for (index, (sum, slice)) in layer.sums.iter().zip(text.outputs.0).enumerate() {
        if let Slice::Bits { width, .. } = *slice {
            let value = rectified(&sum.name, sum.bound, text.format, width)?;
            let name = design.certificate().wire(text.output, index);
            lines += &format!("  wire {} {name} = {};\n", text::range(width), mark(&name, value));
            outputs.push(mark(&format!("{name}_output"), name));
        }
    }
    if outputs.is_empty() {
        outputs.push("1'b0".to_owned());
    }
    outputs.reverse();
    lines += &text::list(&format!("  assign {output_bus} = {{"), &outputs, "};");
    let weights = design.frozen().is_none().then(|| {
        let (kernel, bias) = (typed.tensor(layer.kernel), layer.bias.map(|bias| typed.tensor(bias)));
        let format = kernel.number.format().unwrap_or(Format::unsigned(1, 0));
        WeightBuses {
            kernel_count: kernel.len(),
            kernel_bits: format.bits as usize,
            kernel_signed: format.signed.into(),
            digits: reloadable::digits(format),
            recoded_bits: reloadable::recoded_bits(format),
            bias_count: bias.map_or(0, |bias| bias.len()),
            bias_bits: bias.map_or(0, |bias| bias.number.bits() as usize),
        }
    });
    Ok(LayerFile {
        stamp,
        title: text.title,
        comment: text.comment,
        name: &layer.name,
        modules,
        body: lines.trim_end().to_owned(),
        input_bus,
        input_bits: text.inputs.1,
        output_bus,
        output_bits: text.outputs.1,
        weights,
    })
}

/// Where every activation lies on the bus between the layers, and its width. A bus has at least one
/// bit.
fn bus(dense: &Layer) -> (Vec<Slice>, usize) {
    let mut first = 0;
    let slices = dense
        .inputs
        .iter()
        .map(|input| match input.constant() {
            Some(value) => Slice::Constant(value),
            None => {
                let width = input.width();
                first += width;
                Slice::Bits { first: first - width, width }
            }
        })
        .collect();
    (slices, first.max(1))
}

/// The adder of all charges.
fn charge_sum() -> String {
    let mut heap = Heap::default();
    let width = CALQ_BITS as usize;
    for cell in 0..CELLS {
        heap.plus(&format!("charges[{} +: {width}]", width * cell), width, 0);
    }
    heap.total("total", SUM_BITS, "ripple_adder")
}

/// Assignments of the link words, neighbouring bits of one signal together.
fn link_words(frame: &[FrameBit], latent_bits: usize) -> Vec<String> {
    let place = |bit: &FrameBit| match *bit {
        FrameBit::Header(bit) => ("header", usize::from(bit)),
        FrameBit::Sum(bit) => ("sum_code", usize::from(bit)),
        FrameBit::Latent { latent, bit } => ("latents", latent_bits * usize::from(latent) + usize::from(bit)),
        FrameBit::Zero => ("", 0),
    };
    let word = |(link, bits): (usize, &[FrameBit])| {
        // Signal, highest and lowest bit of each run.
        let mut runs: Vec<(&str, usize, usize)> = Vec::new();
        for (signal, bit) in bits.iter().map(place) {
            match runs.last_mut() {
                Some((last, high, _)) if *last == signal && signal.is_empty() => *high += 1,
                Some((last, _, low)) if *last == signal && *low == bit + 1 => *low = bit,
                _ => runs.push((signal, bit, bit)),
            }
        }
        let items: Vec<String> = runs
            .iter()
            .map(|(signal, high, low)| match signal {
                &"" => mark(&format!("link_{link}_zeros"), format!("{}'d0", high + 1)),
                _ if high == low => mark(&format!("link_{link}_{signal}"), format!("{signal}[{high}]")),
                _ => mark(&format!("link_{link}_{signal}"), format!("{signal}[{high}:{low}]")),
            })
            .collect();
        let target = mark(&format!("link_{link}_target"), format!("links[{}:{}]", 32 * link + 31, 32 * link));
        mark(&format!("link_{link}"), text::list(&format!("  assign {target} = {{"), &items, "};").trim_end())
    };
    frame.chunks(32).enumerate().map(word).collect()
}

/// The nodes of the chip's network, in order.
const CHIP_NODES: [NodeId; 6] = [NodeId(0), NodeId(1), NodeId(2), NodeId(3), NodeId(4), NodeId(5)];

/// The two layers of the chip's network that add products.
fn layers(design: &Valid) -> Result<(Layer, Layer)> {
    let [norm, _, conv, activation, dense, _] = CHIP_NODES;
    Ok((Layer::new(design, conv, norm)?, Layer::new(design, dense, activation)?))
}

/// The tensors as banks of registers, in register order.
fn banks(design: &Valid) -> Vec<Bank> {
    let typed = design.typed();
    let mut base = 0;
    let bank = |id: TensorId| {
        let (tensor, first, name) = (typed.tensor(id), base, names::of_tensor(typed, id));
        base += tensor.len();
        let title = format!("{name} at addresses {first} to {}.", base - 1);
        Bank { name, title, count: tensor.len(), bits: tensor.number.bits() as usize, base: first }
    };
    typed.tensor_ids().map(bank).collect()
}

/// What is read back: the bank that is addressed gives its weight, the others zero.
fn read_back(banks: &[Bank]) -> String {
    let each = banks.iter().map(|Bank { name, bits, .. }| {
        mark(&format!("{name}_read_back"), format!("{{{}'d0, {name}_read}}", 32 - bits))
    });
    each.collect::<Vec<_>>().join("\n      | ")
}

/// Bits of an address: all weights, and one address above them for the hash.
fn address_bits(design: &Valid) -> usize {
    text::bits(design.typed().weight_count() as i128)
}
