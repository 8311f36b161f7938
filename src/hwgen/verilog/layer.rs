//! One layer as both back ends see it: inputs, weighted sums of them, and where each number lives.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::text::{self, bits};
use crate::error::{Error, Result};
use crate::hwgen::certificate::{Bound, Part, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::marks::mark;
use crate::network::FirstForm;
use crate::nn::{Format, Interval, NodeId, Overflow, Rounding, Rows, TensorId};

/// A number that enters a layer; never negative.
pub struct Input {
    /// Name of the wire in the module of the layer.
    pub name: String,
    /// Its range.
    pub bound: Bound,
    /// Lowest bits that are always 0.
    pub zeros: usize,
}

impl Input {
    /// The value of an input that does not depend on the charges, nor on weights loaded.
    pub fn constant(&self) -> Option<i128> {
        (self.bound.min == self.bound.max).then_some(self.bound.max)
    }

    /// Bits of the wire.
    pub fn width(&self) -> usize {
        bits(self.bound.max)
    }
}

/// One product of a sum.
pub struct Tap {
    /// Index of the input.
    pub input: usize,
    /// Name of the input inside the adder, the same for all sums of one shape.
    pub label: String,
    /// Index in the kernel.
    pub weight: usize,
}

/// A sum: a bias and its taps.
pub struct Sum {
    /// Name of the wire.
    pub name: String,
    /// Products, in the order of the scalar model. Those that are always zero are left out.
    pub taps: Vec<Tap>,
    /// Index of the bias.
    pub bias: usize,
    /// Range of the sum.
    pub bound: Bound,
}

/// A layer.
pub struct Layer {
    /// Its module, and the beginning of the names of those inside: `conv`.
    pub name: String,
    /// What enters.
    pub inputs: Vec<Input>,
    /// What is added up.
    pub sums: Vec<Sum>,
    /// The kernel.
    pub kernel: TensorId,
    /// The biases; if missing, they are zero.
    pub bias: Option<TensorId>,
    /// Bits by which every product is floored before it is added.
    pub floor: usize,
    /// Bits by which a bias moves left before it is added.
    pub bias_shift: usize,
}

/// What a back end makes of a layer: modules, and the wires between them.
pub struct Built {
    /// Modules, the lowest first.
    pub modules: String,
    /// Inside the module of the layer: wires and instances.
    pub body: String,
}

impl Layer {
    /// The sums of products of a node, from the values of an earlier one: what lies between only moves
    /// values.
    ///
    /// # Errors
    /// Sums that gain fractional bits, which the adders do not make.
    pub fn new(design: &Valid, id: NodeId, from: NodeId) -> Result<Self> {
        let (typed, certificate, ranges) = (design.typed(), design.certificate(), design.ranges());
        let (node, read) = (typed.node(id), typed.node(from));
        let none = || Error::new("the Verilog adds products").field(format!("layer {}", node.name));
        let (rows, Some(sum)) = (typed.sums().of(id), typed.sum(id)) else { return Err(none()) };
        let Rows::Sums { kernel, bias, rows: list, .. } = rows else { return Err(none()) };
        let tensor = typed.tensor(*kernel);
        let accumulator = sum.format;
        let field = |part: &str| format!("layer {}.{part}", node.name);
        let floor = shift(&field("sum"), read.number.places(0) + tensor.number.places(0), accumulator)?;
        let bias_shift = match bias {
            Some(bias) => {
                let places = typed.tensor(*bias).number.places(0);
                usize::try_from(accumulator.frac as i32 - places).map_err(|_| {
                    Error::new("the Verilog needs a bias without more fractional bits than the accumulator")
                        .field(field("bias"))
                        .found(&typed.tensor(*bias).number)
                        .allowed(format!("at most {} fractional bits", accumulator.frac))
                })?
            }
            None => 0,
        };
        let signal = certificate.values_of(from);
        let inputs: Vec<Input> = certificate
            .of(signal)
            .map(|(index, bound)| Input {
                name: certificate.wire(signal, index),
                bound,
                zeros: low_zeros(design, read.first + index),
            })
            .collect();
        // Products with what is always zero are none.
        let live: Vec<Vec<(usize, usize)>> = (0..node.len())
            .map(|row| {
                let terms = rows.terms(row).iter().filter(|term| ranges.value(term.input as usize) != Interval::ZERO);
                let source = |value: u32| source(design, value).map(|source| source as usize - read.first);
                terms.filter_map(|term| Some((source(term.input)?, term.weight as usize))).collect()
            })
            .collect();
        // Where every sum reads the same inputs, once each, they are called by their own names.
        let places = |row: &[(usize, usize)]| row.iter().map(|&(input, _)| input).collect::<Vec<_>>();
        let first = live.first().map(|row| places(row)).unwrap_or_default();
        let once = first.iter().collect::<BTreeSet<_>>().len() == first.len();
        let by_name = once && live.iter().all(|row| places(row) == first);
        let label = |input: usize, weight: usize| match by_name {
            true => inputs[input].name.clone(),
            false => format!("tap_{}", tensor.place_in_channel(weight)),
        };
        let sums = certificate.of(Signal::Layer(id, Part::Sum)).zip(live.iter().zip(list)).map(
            |((index, bound), (row, own))| Sum {
                name: certificate.wire(Signal::Layer(id, Part::Sum), index),
                taps: row.iter().map(|&(input, weight)| Tap { input, label: label(input, weight), weight }).collect(),
                bias: own.bias as usize,
                bound,
            },
        );
        let sums = sums.collect();
        let name = design.names(id).prefix.clone();
        Ok(Layer { name, inputs, sums, kernel: *kernel, bias: *bias, floor, bias_shift })
    }
}

/// The value that a value is, where layers only move it; none for a constant zero.
pub fn source(design: &Valid, value: u32) -> Option<u32> {
    let typed = design.typed();
    let mut value = value;
    loop {
        let at = typed.nodes().partition_point(|node| node.first <= value as usize).checked_sub(1)?;
        match typed.sums().of(NodeId(at)) {
            Rows::Moved(sources) => value = sources[value as usize - typed.nodes()[at].first]?,
            _ => return Some(value),
        }
    }
}

/// Lowest bits of a value that are always 0: a sum without a product is its shifted bias.
fn low_zeros(design: &Valid, value: usize) -> usize {
    let typed = design.typed();
    let Some(at) = typed.nodes().partition_point(|node| node.first <= value).checked_sub(1) else { return 0 };
    let node = &typed.nodes()[at];
    match typed.sums().of(NodeId(at)) {
        Rows::Mapped { first, .. } => {
            let from = *first as usize + value - node.first;
            let kept = node.inputs.iter().all(|&input| typed.node(input).number.places(0) == node.number.places(0));
            if kept { low_zeros(design, from) } else { 0 }
        }
        rows @ Rows::Sums { bias: Some(bias), .. } => {
            let ranges = design.ranges();
            let mut terms = rows.terms(value - node.first).iter();
            let dead = terms.all(|term| ranges.value(term.input as usize) == Interval::ZERO);
            let places = typed.tensor(*bias).number.places(0);
            if dead { usize::try_from(node.number.places(0) - places).unwrap_or(0) } else { 0 }
        }
        _ => 0,
    }
}

/// Checks what the modules rely on: a network of the chip's layers, numbers that are floored, and sums
/// whose order of additions does not matter.
pub fn check(design: &Valid) -> Result<()> {
    let typed = design.typed();
    chip_form(design)?;
    for (id, node, layer) in typed.layers() {
        let sum = typed.sum(id).map(|sum| ("sum", sum.format));
        let output = layer.output.as_ref().and(node.number.format()).map(|format| ("output", format));
        for (part, format) in sum.into_iter().chain(output) {
            if format.rounding != Rounding::Floor {
                return Err(Error::new("the Verilog floors, as the chip does")
                    .field(format!("layer {}.{part}", node.name))
                    .found(format!("rounding {}", format.rounding.name()))
                    .allowed("rounding: floor")
                    .hint("the HLS export keeps other rounding modes"));
            }
        }
    }
    if !design.sums_may_be_reordered() {
        return Err(Error::new("the Verilog adds in trees, which an accumulator that saturates forbids")
            .field("accumulator")
            .allowed("overflow: never or wrap, or an accumulator wide enough never to saturate")
            .hint("the HLS export keeps the order of additions"));
    }
    Ok(())
}

/// The network as one of the chip's layers.
///
/// # Errors
/// Other layers.
pub fn chip_form(design: &Valid) -> Result<FirstForm> {
    let typed = design.typed();
    FirstForm::of(typed.network()).ok_or_else(|| {
        Error::new("the Verilog is made of an image, a convolution, ReLU, a dense layer and latents")
            .field("layers")
            .found(typed.layers().map(|(_, _, layer)| layer.op.name()).collect::<Vec<_>>().join(", "))
            .hint("the HLS export takes every network that fits the block")
    })
}

/// The difference of fractional bits, which must not be negative.
fn shift(name: &str, from: i32, to: Format) -> Result<usize> {
    usize::try_from(from - to.frac as i32).map_err(|_| {
        Error::new("the Verilog needs formats that lose fractional bits from step to step")
            .field(name)
            .found(to)
            .allowed(format!("at most {from} fractional bits"))
    })
}

/// The rectifier and the cast into `to`, of a sum with `frac` fractional bits, as an expression of
/// `width` bits.
pub fn rectified(sum: &str, bound: Bound, to: Format, width: usize) -> Result<String> {
    let drop = shift("activation", bound.frac, to)?;
    let all = bound.bits() as usize;
    // A sum that is not negative has `positive` bits, of which the lowest `drop` are floored.
    let positive = bits(bound.max.max(0));
    let top = (drop + to.bits as usize).min(positive);
    if top <= drop || bound.max <= 0 {
        return Ok(format!("{width}'d0"));
    }
    let kept = format!("{sum}[{}:{drop}]", (drop + width).min(top) - 1);
    let kept = mark(&format!("{sum}_kept"), kept);
    let mut value = if drop + width > top { format!("{{{}'d0, {kept}}}", drop + width - top) } else { kept };
    if to.overflow == Overflow::Saturate && positive > top {
        let above = positive - top;
        let overflow = mark(&format!("{sum}_overflow"), format!("{sum}[{}:{top}] != {above}'d0", positive - 1));
        let saturation = mark(&format!("{sum}_saturation"), format!("{overflow} ? {{{width}{{1'b1}}}} : "));
        value = saturation + &value;
    }
    if bound.signed() {
        let sign = mark(&format!("{sum}_sign"), format!("{sum}[{}]", all - 1));
        value = mark(&format!("{sum}_relu"), format!("{sign} ? {width}'d0 : ")) + &value;
    }
    Ok(value)
}

/// A module of the generator's own making.
#[derive(Template)]
#[template(path = "verilog/module.v", escape = "none")]
struct Module<'a> {
    name: &'a str,
    comment: &'a str,
    kept: bool,
    ports: &'a str,
    body: &'a str,
}

/// Modules by what they hold: equal ones are written, and synthesized, once.
pub struct Library {
    prefix: String,
    comment: String,
    kept: bool,
    names: BTreeMap<(String, String), String>,
    text: String,
}

impl Library {
    /// An empty library; its modules are called `prefix_0`, `prefix_1`, … Modules that are `kept` stay
    /// modules in synthesis: equal ones are mapped to cells once. The others dissolve in the layer.
    pub fn new(prefix: &str, comment: &str, kept: bool) -> Self {
        let (prefix, comment) = (prefix.to_owned(), comment.to_owned());
        Library { prefix, comment, kept, names: BTreeMap::new(), text: String::new() }
    }

    /// The name of the module with these ports and this body; written if it is new.
    ///
    /// # Errors
    /// If the template fails.
    pub fn module(&mut self, ports: &[String], body: String) -> Result<String> {
        let ports = text::list("  ", ports, "");
        let key = (ports, body);
        if let Some(name) = self.names.get(&key) {
            return Ok(name.clone());
        }
        let name = format!("{}_{}", self.prefix, self.names.len());
        let (comment, ports) = (self.comment.as_str(), key.0.trim_end());
        let module = Module { name: &name, comment, kept: self.kept, ports, body: &key.1 };
        self.text += &rendered(&module)?;
        self.names.insert(key, name.clone());
        Ok(name)
    }

    /// All modules.
    pub fn text(self) -> String {
        self.text
    }
}

/// Fills a template in; the text ends with one line end.
///
/// # Errors
/// If the template fails.
pub fn rendered(template: &impl Template) -> Result<String> {
    let text = template.render().map_err(|error| Error::new(format!("cannot fill the template in: {error}")))?;
    Ok(text.trim_end().to_owned() + "\n")
}

/// An instance: `module name (connections);`.
pub fn instance(module: &str, name: &str, connections: &[(String, String)]) -> String {
    let connections: Vec<String> = connections.iter().map(|(port, wire)| format!(".{port}({wire})")).collect();
    text::list(&format!("  {module} {name} ("), &connections, ");")
}
