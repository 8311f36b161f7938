//! Verilog: the whole autoencoder block as plain synthesizable Verilog-2005, its testbench, and a
//! Makefile that runs open tools on both.
//!
//! The primitives in `templates/verilog/primitives.v` are written by hand; the rest is wires. The block is
//! a list of stages (`stage`), one for each layer that computes something; layers that only move values
//! are wires. Sums are bit heaps (`heap`), or chains where an accumulator saturates on the way (`chain`).
//! With constant weights multiples of an input are shared by all sums (`frozen`); with weights from registers
//! Booth digits choose among shared multiples (`reloadable`). Every sum of one shape is the same module, so
//! that tools synthesize it once. Layers without weights are in `values`; every cast into a format is in
//! `number`.

mod chain;
mod frozen;
mod heap;
mod layer;
mod number;
mod reloadable;
mod stage;
mod testbench;
mod text;
pub mod triplicated;
mod values;

use askama::Template;

pub use self::heap::CHAINS;
use self::heap::Heap;
use self::layer::{Built, Inputs, LayerLogic, rendered};
use self::number::{Fitted, Wire};
use self::stage::{Bus, LogicStage, Slice};
use self::values::ValueSource;
use super::design::{PacketBit, Valid};
use super::marks::mark;
use super::names;
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::network::LATENTS;
use crate::nn::{Format, Function, Interval, NodeId, Products, Rows, Typed};

/// Bits of a normalised charge: it stays below 2.0.
const NORMALISED_BITS: usize = 8;

/// Bits of the sum of all charges.
const SUM_BITS: usize = 28;

/// Samples that the Makefile simulates in Icarus Verilog: it takes about a tenth of a second for each.
pub const ICARUS_SAMPLES: usize = 48;

/// The one Verilog file that is no hardware.
const TESTBENCH: &str = "testbench.v";

/// Modules at both ends of the pipeline.
const CONVERTER: &str = "converter";
const FORMATTER: &str = "formatter";

/// Modules that stand in `primitives.v` or are made by name, so that the top may not be called so.
const MODULES: [&str; 18] = [
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
    "larger",
    "charge_sum",
    "register_copy",
    "majority",
    "triplicated",
    "stored_weight",
    "testbench",
];

#[derive(Template)]
#[template(path = "verilog/primitives.v", escape = "none")]
struct Primitives<'a> {
    stamp: &'a str,
    /// Whether the registers of the pipeline, and those of the weights, are triplicated.
    registers: bool,
    weights: bool,
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
#[template(path = "verilog/larger.v", escape = "none")]
struct Larger<'a> {
    stamp: &'a str,
}

#[derive(Template)]
#[template(path = "verilog/layer.v", escape = "none")]
struct LayerFile<'a> {
    stamp: &'a str,
    title: String,
    comment: String,
    name: &'a str,
    modules: String,
    body: String,
    inputs: Vec<Port>,
    output: Port,
    weights: Option<WeightBuses>,
}

/// A bus that enters or leaves a module: name and bits.
struct Port {
    name: String,
    bits: usize,
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

impl WeightBuses {
    fn new(typed: &Typed, layer: &LayerLogic) -> Self {
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
    }
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
    /// Which of its bits are triplicated, if any of the weights are.
    triple: Option<String>,
}

#[derive(Template)]
#[template(path = "verilog/top.v", escape = "none")]
struct Top<'a> {
    stamp: &'a str,
    name: &'a str,
    reloadable: bool,
    /// Whether the registers are triplicated, and the voters of each weight.
    registers: bool,
    voters: u8,
    banks: &'a [Bank],
    read: String,
    hash: &'a str,
    address_bits: usize,
    weight_bits: usize,
    charge_bits: usize,
    charges_bits: usize,
    normalised_bits: usize,
    latent_bits: usize,
    latents_bits: usize,
    links_bits: usize,
    last_width: usize,
    cuts: Vec<String>,
    count: String,
    first: Cut,
    stages: Vec<Instance>,
}

/// A stage in the top: the instance of its module, and the pipeline register behind it.
struct Instance {
    title: String,
    module: String,
    name: String,
    /// Ports with what they are connected to.
    connections: String,
    /// Kernel and biases, if they come from registers.
    weights: Option<(String, Option<String>)>,
    /// The port and the wire of what leaves.
    port: String,
    result: Port,
    cut: Cut,
}

/// A pipeline register.
struct Cut {
    name: String,
    parameter: String,
    width: usize,
    /// The stages on both sides, which the names of what passes begin with.
    from: String,
    to: String,
    data_in: String,
    data_out: String,
    wires: Vec<Port>,
}

#[derive(Template)]
#[template(path = "verilog/Makefile", escape = "none")]
struct Makefile<'a> {
    stamp: &'a str,
    name: &'a str,
    sources: &'a [&'a str],
    samples: usize,
    reloadable: bool,
    /// A pipeline register that can be left out.
    cut: &'a str,
}

/// The program around the testbench in Verilator: its own does not go with hierarchical models.
#[derive(Template)]
#[template(path = "verilog/main.cpp", escape = "none")]
struct Main<'a> {
    stamp: &'a str,
}

/// Whether a file beside the Verilog is a source of the block: hardware, not the testbench.
pub fn is_source(name: &str) -> bool {
    name.ends_with(".v") && name != TESTBENCH
}

/// The modules between two pipeline registers, in signal order.
pub fn modules(design: &Valid) -> Vec<String> {
    let layers = stage::all(design).into_iter().map(|stage| design.names(stage.node).prefix.clone());
    [CONVERTER.to_owned()].into_iter().chain(layers).chain([FORMATTER.to_owned()]).collect()
}

/// The parameters that leave the pipeline registers out, in signal order.
fn cuts(design: &Valid) -> Vec<String> {
    let layers = stage::all(design).into_iter().map(|stage| cut_of(&design.names(stage.node).prefix));
    ["CUT_CONVERTER".to_owned()].into_iter().chain(layers).chain(["CUT_FORMAT".to_owned()]).collect()
}

fn cut_of(prefix: &str) -> String {
    format!("CUT_{}", prefix.to_uppercase())
}

/// The files of a design, by name: the Verilog, the primitives first and the testbench last, then what
/// runs it in the tools. The texts hold [marks](super::marks).
///
/// # Errors
/// A name that a module of the block has, an operation on real numbers, and a template that fails.
pub fn emit(design: &Valid) -> Result<Vec<(String, String)>> {
    let stages = stage::all(design);
    let modules = modules(design);
    let is_inside = |name: &str| modules.iter().any(|module| module == name || name.starts_with(&format!("{module}_")));
    if MODULES.contains(&design.name()) || is_inside(design.name()) {
        return Err(Error::new("a module inside the block has this name")
            .field("name")
            .found(design.name())
            .hint("give the top another name"));
    }
    let stamp = design.provenance().map(|line| format!("// {line}")).join("\n");
    let latent_bits = design.block().latent().number.bits() as usize;
    let latents_bits = LATENTS * latent_bits;

    let converter = Converter {
        stamp: &stamp,
        cells: CELLS,
        charge_bits: CALQ_BITS as usize,
        sum_bits: SUM_BITS,
        sum: charge_sum(),
    };
    let formatter = Formatter { stamp: &stamp, latents_bits, links: link_words(design.packet(), latent_bits) };
    let banks = banks(design);
    let registers = design.protection().of_registers();
    let cuts = cuts(design);
    let (first, instances) = instances(design, &stages);
    let top = Top {
        stamp: &stamp,
        name: design.name(),
        reloadable: design.frozen().is_none(),
        registers,
        voters: design.protection().voters().unwrap_or(1),
        read: read_back(&banks),
        banks: &banks,
        hash: design.design_hash().get(..8).unwrap_or_default(),
        address_bits: address_bits(design),
        weight_bits: super::vectors::weight_bits(design.typed()) as usize,
        charge_bits: CALQ_BITS as usize,
        charges_bits: CELLS * CALQ_BITS as usize,
        normalised_bits: CELLS * NORMALISED_BITS,
        latent_bits,
        latents_bits,
        links_bits: 32 * usize::from(design.links()),
        last_width: last_width(design),
        count: text::count(cuts.len()),
        cuts: cuts.clone(),
        first,
        stages: instances,
    };
    let primitives = Primitives { stamp: &stamp, registers, weights: triplicated::of_weights(design) };
    let mut files = vec![("primitives.v".to_owned(), rendered(&primitives)?)];
    files.extend(triplicated::source(design, &stamp)?);
    let layers = stages.iter().map(|stage| layer_file(design, &stamp, stage)).collect::<Result<Vec<_>>>()?;
    if layers.iter().any(|layer| layer.body.contains(" larger #(")) {
        files.push(("larger.v".to_owned(), rendered(&Larger { stamp: &stamp })?));
    }
    files.push((format!("{CONVERTER}.v"), rendered(&converter)?));
    for layer in &layers {
        files.push((format!("{}.v", layer.name), rendered(layer)?));
    }
    files.push((format!("{FORMATTER}.v"), rendered(&formatter)?));
    files.push((format!("{}.v", design.name()), rendered(&top)?));
    let sources: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let stamp_of_make = design.provenance().map(|line| format!("# {line}")).join("\n");
    let makefile = rendered(&Makefile {
        stamp: &stamp_of_make,
        name: design.name(),
        sources: &sources,
        samples: ICARUS_SAMPLES,
        reloadable: design.frozen().is_none(),
        cut: cuts.get(1).map_or("", String::as_str),
    })?;
    files.push((TESTBENCH.to_owned(), testbench::emit(design, &stamp, &stages)?));
    files.push(("main.cpp".to_owned(), rendered(&Main { stamp: &stamp })?));
    files.push(("Makefile".to_owned(), makefile));
    files.extend(triplicated::constraints(design, &stamp_of_make)?);
    Ok(files)
}

/// What the head and the comment of a stage's file say, and the heading of its part of the top.
fn words(design: &Valid, stage: &LogicStage) -> [String; 3] {
    let (typed, names) = (design.typed(), design.names(stage.node));
    if names::is_chip_shaped(typed) {
        let words = match names.prefix.as_str() {
            "conv" => [
                "Convolution: bias plus floored products, rectified, for every place and filter.",
                "Norms (u8.7) in, activations out, in the order (row, column, filter).",
                "Convolution",
            ],
            _ => [
                "Dense layer: bias plus floored products, rectified and saturated, for every latent.",
                "Activations in, latents out.",
                "Dense layer",
            ],
        };
        return words.map(str::to_owned);
    }
    let all = match stage.node == stage.output {
        true => layer_words(typed, stage.node),
        false => format!("{} and {}", layer_words(typed, stage.node), layer_words(typed, stage.output)),
    };
    let title = format!("The {all}: {} values of {}.", typed.node(stage.output).len(), typed.node(stage.output).number);
    let reads: Vec<&str> = stage.reads.iter().map(|&read| typed.node(read).name.as_str()).collect();
    let comment = format!("Values of {} in, values of {} out.", reads.join(", "), typed.node(stage.output).name);
    let head = format!("Layer {}", typed.node(stage.node).name);
    [title, comment, head]
}

fn layer_words(typed: &Typed, id: NodeId) -> String {
    let op = typed.op(id).map_or("input", |op| op.name());
    format!("layer {} ({op})", typed.node(id).name)
}

/// The pipeline between its registers.
struct Pipeline<'a> {
    design: &'a Valid,
    stages: &'a [LogicStage],
    /// The buses before a stage, by the names that they have there.
    live: Vec<(NodeId, String)>,
}

impl Pipeline<'_> {
    fn bits(&self, node: NodeId) -> usize {
        stage::bus(self.design, node).bits
    }

    fn values(&self, node: NodeId) -> &str {
        &self.design.names(node).values
    }

    /// Whether the values of a node leave: what is called so is a port of the block.
    fn is_output(&self, node: NodeId) -> bool {
        self.design.typed().outputs().contains(&node)
    }

    /// The register between a stage, or the converter, and the stage of a number: it lets through what is
    /// still read.
    fn cut(&mut self, made: NodeId, result: &str, from: &str, next: usize) -> Cut {
        let later = &self.stages[next.min(self.stages.len())..];
        let to = later.first().map_or("format", |stage| self.design.names(stage.node).prefix.as_str()).to_owned();
        let mut before = std::mem::take(&mut self.live);
        before.push((made, result.to_owned()));
        before.retain(|&(node, _)| self.is_output(node) || later.iter().any(|stage| stage.reads.contains(&node)));
        before.sort_by_key(|&(node, _)| node);
        let live: Vec<(NodeId, String)> = before
            .iter()
            .map(|&(node, _)| match self.values(node) {
                values if node == made && !self.is_output(node) => (node, values.to_owned()),
                values => (node, format!("{to}_{values}")),
            })
            .collect();
        let width = 21 + before.iter().map(|&(node, _)| self.bits(node)).sum::<usize>();
        let (name, entering) = match from {
            "" => ("converter", ["bx".to_owned(), "converter_code".to_owned()]),
            from => (from, ["bx", "code"].map(|of| format!("{from}_{of}"))),
        };
        let [bx, code] = entering;
        let bx = mark(&format!("cut_{name}_bx"), bx);
        let data_in: Vec<String> = [bx, code].into_iter().chain(before.into_iter().map(|(_, name)| name)).collect();
        let data_out = [format!("{to}_bx"), format!("{to}_code")].into_iter();
        let data_out: Vec<String> = data_out.chain(live.iter().map(|(_, name)| name.clone())).collect();
        let wires = live.iter().map(|(node, name)| Port { name: name.clone(), bits: self.bits(*node) }).collect();
        let valid_out = format!("    .valid_out({to}_valid), .data_out({{");
        self.live = live;
        Cut {
            name: format!("cut_{name}"),
            parameter: mark(&format!("cut_{name}_register"), cut_of(name)),
            width,
            from: if from.is_empty() { "valid_in".to_owned() } else { format!("{from}_valid") },
            to,
            data_in: text::list("    .data_in({", &data_in, "}),").trim_end().to_owned(),
            data_out: text::list(&valid_out, &data_out, "}));").trim_end().to_owned(),
            wires,
        }
    }
}

/// The pipeline register behind the converter, and the stages with theirs.
fn instances(design: &Valid, stages: &[LogicStage]) -> (Cut, Vec<Instance>) {
    let typed = design.typed();
    let mut pipeline = Pipeline { design, stages, live: Vec::new() };
    let first = pipeline.cut(NodeId(0), "converter_norms", "", 0);
    let mut instances = Vec::new();
    for (number, stage) in stages.iter().enumerate() {
        let name = design.names(stage.node).prefix.clone();
        let read = pipeline.live.iter().filter(|(node, _)| stage.reads.contains(node));
        let connections: Vec<String> =
            read.map(|(node, wire)| format!(".{}({wire})", pipeline.values(*node))).collect();
        let weights = match (typed.sums().of(stage.node), design.frozen()) {
            (Rows::Sums { kernel, bias, .. }, None) => {
                let biases = bias.map(|bias| mark(&format!("{name}_biases"), names::of_tensor(typed, bias)));
                Some((names::of_tensor(typed, *kernel), biases))
            }
            _ => None,
        };
        let values = &design.names(stage.output).values;
        let result = format!("{name}_{values}");
        let cut = pipeline.cut(stage.output, &result, &name, number + 1);
        let [.., title] = words(design, stage);
        instances.push(Instance {
            title,
            module: name,
            name: design.names(stage.output).instance.clone(),
            connections: connections.join(", "),
            weights,
            port: values.clone(),
            result: Port { name: result, bits: pipeline.bits(stage.output) },
            cut,
        });
    }
    (first, instances)
}

fn layer_file<'a>(design: &'a Valid, stamp: &'a str, stage: &LogicStage) -> Result<LayerFile<'a>> {
    let (typed, certificate) = (design.typed(), design.certificate());
    let reads: Vec<(String, Bus)> =
        stage.reads.iter().map(|&read| (design.names(read).values.clone(), stage::bus(design, read))).collect();
    let buses: Vec<(String, &[Slice])> = reads.iter().map(|(name, bus)| (name.clone(), &bus.slices[..])).collect();
    let layer = LayerLogic::new(design, stage);
    let (modules, mut lines, sources) = match &layer {
        Some(layer) => {
            let Built { modules, body } = match design.frozen() {
                Some(weights) => frozen::build(layer, weights)?,
                None => reloadable::build(layer, typed)?,
            };
            let sums = layer.sums.iter().map(|sum| ValueSource::Number(sum.wire.clone(), false)).collect();
            // Multiples of constants are constants.
            (modules, layer.inputs.lines(&buses, design.frozen().is_none()) + &body, sums)
        }
        None => {
            let inputs = Inputs::new(design, &stage.reads, 0);
            let values = values::build(design, stage, &inputs)?;
            (String::new(), inputs.lines(&buses, true) + &values.lines, values.sources)
        }
    };
    let own = stage::bus(design, stage.output);
    // In the order of the bus, and never empty.
    let mut outputs = Vec::new();
    for (index, (source, slice)) in sources.into_iter().zip(&own.slices).enumerate() {
        let (before, value) = last_format(design, stage, index, source);
        lines += &before;
        let Slice::Bits { width, .. } = *slice else { continue };
        let name = certificate.wire(certificate.values_of(stage.output), index);
        if let Some(value) = value {
            let Fitted { lines: before, value } = value(&name, width);
            lines += &format!("{before}  wire {} {name} = {};\n", text::range(width), mark(&name, value));
        }
        outputs.push(mark(&format!("{name}_output"), name));
    }
    if outputs.is_empty() {
        outputs.push("1'b0".to_owned());
    }
    outputs.reverse();
    let output = Port { name: design.names(stage.output).values.clone(), bits: own.bits };
    lines += &text::list(&format!("  assign {} = {{", output.name), &outputs, "};");
    let weights = layer.filter(|_| design.frozen().is_none()).map(|layer| WeightBuses::new(typed, &layer));
    let [title, comment, _] = words(design, stage);
    let inputs = reads.into_iter().map(|(name, bus)| Port { name, bits: bus.bits }).collect();
    Ok(LayerFile {
        stamp,
        title,
        comment,
        name: &design.names(stage.node).prefix,
        modules,
        body: lines.trim_end().to_owned(),
        inputs,
        output,
        weights,
    })
}

/// How the last wire of a value is made, from its name and width.
type Last = Box<dyn Fn(&str, usize) -> Fitted>;

/// A format that a value of a stage is fitted into.
struct Step {
    format: Format,
    places: i32,
    /// Whether negative numbers become zero before.
    rectify: bool,
    /// The wire that holds the value then, and its range; none for the cast of an exact sum.
    wire: Option<(String, Interval)>,
}

impl Step {
    /// The cast into the format of a node, behind its rectifier if it is one.
    fn of_node(design: &Valid, id: NodeId, index: usize) -> Self {
        let (typed, certificate) = (design.typed(), design.certificate());
        let (node, signal) = (typed.node(id), certificate.values_of(id));
        let bound = certificate.get(signal, index);
        let range = bound.map_or(Interval::ZERO, |bound| Interval { min: bound.min, max: bound.max });
        Step {
            format: node.number.format().unwrap_or(Format::unsigned(1, 0)),
            places: node.number.places(0),
            rectify: matches!(typed.sums().of(id), Rows::Mapped { function: Function::Relu, .. }),
            wire: Some((certificate.wire(signal, index), range)),
        }
    }
}

/// A value of a stage on its way through accumulator, layer and activation: the lines up to the last
/// format, and how that is made; nothing if the value leaves as it is in the accumulator.
fn last_format(design: &Valid, stage: &LogicStage, index: usize, source: ValueSource) -> (String, Option<Last>) {
    let typed = design.typed();
    let (mut wire, mut rectify) = match source {
        ValueSource::Zero => return (String::new(), Some(Box::new(|_, width| fixed(0, width)))),
        ValueSource::Number(wire, rectify) => (wire, rectify),
    };
    let mut steps = Vec::new();
    if let Some(sum) = typed.sum(stage.node).filter(|sum| sum.products == Products::Exact) {
        steps.push(Step { format: sum.format, places: sum.format.frac as i32, rectify: false, wire: None });
    }
    if !typed.keeps_sums(stage.node) {
        steps.push(Step { rectify: false, ..Step::of_node(design, stage.node, index) });
    }
    if stage.output != stage.node {
        steps.push(Step::of_node(design, stage.output, index));
    }
    let mut lines = String::new();
    let Some(last) = steps.pop() else { return (lines, None) };
    for step in steps {
        let (name, range) = step.wire.unwrap_or_else(|| {
            let range = wire.range.fitted(step.format, wire.places - step.places);
            (format!("accumulator_{index}"), range)
        });
        let next = Wire { name, range, places: step.places };
        let Fitted { lines: before, value } =
            wire.fitted(rectify || step.rectify, step.format, step.places, &next.name, next.bits());
        lines += &format!("{before}  wire {} {} = {value};\n", text::range(next.bits()), next.name);
        (wire, rectify) = (next, false);
    }
    let rectify = rectify || last.rectify;
    (lines, Some(Box::new(move |name, width| wire.fitted(rectify, last.format, last.places, name, width))))
}

/// A constant.
fn fixed(value: i128, width: usize) -> Fitted {
    Fitted { lines: String::new(), value: number::literal(value, width) }
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
fn link_words(sample: &[PacketBit], latent_bits: usize) -> Vec<String> {
    sample.chunks(32).enumerate().map(|(link, bits)| link_word(link, bits, latent_bits)).collect()
}

fn link_word(link: usize, bits: &[PacketBit], latent_bits: usize) -> String {
    // Signal, highest and lowest bit of each run.
    let mut runs: Vec<(&str, usize, usize)> = Vec::new();
    for (signal, bit) in bits.iter().map(|&bit| place(bit, latent_bits)) {
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
}

/// Signal and bit that a bit of the link words comes from; no signal for a constant zero.
fn place(bit: PacketBit, latent_bits: usize) -> (&'static str, usize) {
    match bit {
        PacketBit::Header(bit) => ("header", usize::from(bit)),
        PacketBit::Sum(bit) => ("sum_code", usize::from(bit)),
        PacketBit::Latent { latent, bit } => ("latents", latent_bits * usize::from(latent) + usize::from(bit)),
        PacketBit::Zero => ("", 0),
    }
}

/// Bits that the last pipeline register holds, besides the one that says whether they are valid.
fn last_width(design: &Valid) -> usize {
    let latent_bits = design.block().latent().number.bits() as usize;
    32 * usize::from(design.links()) + LATENTS * latent_bits + FLOAT_5E4M.bits() as usize
}

/// The tensors as banks of registers, in register order.
fn banks(design: &Valid) -> Vec<Bank> {
    let typed = design.typed();
    let (mut banks, mut base, mut base_bit) = (Vec::new(), 0, 0);
    for id in typed.tensor_ids() {
        let (tensor, first, name) = (typed.tensor(id), base, names::of_tensor(typed, id));
        base += tensor.len();
        let title = format!("{name} at addresses {first} to {}.", base - 1);
        let (count, bits) = (tensor.len(), tensor.number.bits() as usize);
        let triple = triplicated::of_bank(design, base_bit, count * bits);
        base_bit += count * bits;
        banks.push(Bank { name, title, count, bits, base: first, triple });
    }
    banks
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
