//! One layer as both back ends see it: inputs, weighted sums of them, and where each number lives.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::number::{self, Wire};
use super::stage::{self, LogicStage, Slice};
use super::text;
use crate::error::{Error, Result};
use crate::hwgen::certificate::{Bound, CertificatePart, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::marks::mark;
use crate::nn::{Format, Interval, NodeId, Overflow, Products, Rows, SumPlaces, TensorId, Typed};

/// A number that enters a layer.
pub struct LayerInput {
    /// The wire in the module of the layer.
    pub wire: Wire,
    /// Lowest bits that are always 0.
    pub zeros: usize,
    /// Bits of the unsigned vector that products and comparisons take: the number itself, or, if it can be
    /// negative, the number and `2^(width - 1)`.
    pub width: usize,
}

impl LayerInput {
    /// A value of a node; if it can be negative, it gets at least `least` bits.
    fn new(design: &Valid, id: NodeId, (index, bound): (usize, Bound), least: usize) -> Self {
        let certificate = design.certificate();
        let signal = certificate.values_of(id);
        let name = match signal {
            // The sums of the layer itself are called so.
            Signal::Layer(_, CertificatePart::Sum) => format!("{}_{index}", design.names(id).value),
            _ => certificate.wire(signal, index),
        };
        let range = Interval { min: bound.min, max: bound.max };
        let width = if bound.signed() { least.max(bound.bits() as usize) } else { text::bits(bound.max) };
        let zeros = if bound.signed() { 0 } else { low_zeros(design, design.typed().node(id).first + index) };
        LayerInput { wire: Wire { name, range, places: bound.frac }, zeros, width }
    }

    /// The value of an input that does not depend on the charges, nor on weights loaded.
    pub fn constant(&self) -> Option<i128> {
        (self.wire.range.min == self.wire.range.max).then_some(self.wire.range.max)
    }

    /// Name of the unsigned vector.
    pub fn name(&self) -> String {
        if self.offset() == 0 { self.wire.name.clone() } else { format!("{}_u", self.wire.name) }
    }

    /// What the unsigned vector has more than the number.
    pub fn offset(&self) -> i128 {
        if self.wire.range.min < 0 { 1 << (self.width - 1) } else { 0 }
    }

    /// The highest number of the unsigned vector.
    pub fn highest(&self) -> i128 {
        if self.offset() == 0 { self.wire.range.max } else { (1 << self.width) - 1 }
    }
}

/// The numbers that enter a layer: all values of the nodes that it reads.
pub struct Inputs {
    /// One after the other.
    pub all: Vec<LayerInput>,
    /// Where those of each node begin.
    first: BTreeMap<NodeId, usize>,
}

impl Inputs {
    /// The values of nodes; a number that can be negative gets at least `least` bits.
    pub fn new(design: &Valid, reads: &[NodeId], least: usize) -> Self {
        let certificate = design.certificate();
        let (mut all, mut first) = (Vec::new(), BTreeMap::new());
        for &id in reads {
            first.insert(id, all.len());
            let values = certificate.of(certificate.values_of(id));
            all.extend(values.map(|value| LayerInput::new(design, id, value, least)));
        }
        Inputs { all, first }
    }

    /// The place of the input that a value is; none for a constant zero.
    pub fn place(&self, typed: &Typed, value: u32) -> Option<usize> {
        let source = stage::source(typed, value)?;
        let node = typed.node_of(source);
        Some(self.first.get(&node)? + source as usize - typed.node(node).first)
    }

    /// Lines that take the inputs from their buses; of those that are constants, if `constants`.
    pub fn lines(&self, buses: &[(String, &[Slice])], constants: bool) -> String {
        let mut lines = String::new();
        let slices = buses.iter().flat_map(|(bus, slices)| slices.iter().map(move |slice| (bus, slice)));
        for (input, (bus, slice)) in self.all.iter().zip(slices) {
            let (name, own) = (&input.wire.name, input.wire.bits());
            match *slice {
                Slice::Bits { first, width } => {
                    let first = mark(&format!("{name}_first"), first);
                    let value = format!("{bus}[{first} +: {width}]");
                    let value = if own > width { format!("{{{}'d0, {value}}}", own - width) } else { value };
                    lines += &format!("  wire {} {name} = {value};\n", text::range(own));
                }
                Slice::Constant(value) if constants => {
                    let value = number::literal(value, own);
                    lines += &format!("  wire {} {name} = {value};\n", text::range(own));
                }
                Slice::Constant(_) => continue,
            }
            if input.offset() > 0 {
                lines += &number::raised(&input.name(), &input.wire.slice(0, input.width), input.width);
            }
        }
        lines
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
pub struct SumLogic {
    /// The wire with the sum; of exact products, before it is cast to the accumulator.
    pub wire: Wire,
    /// Products, in the order of the scalar model. Those that are always zero are left out.
    pub taps: Vec<Tap>,
    /// Index of the bias.
    pub bias: usize,
    /// How products and bias are shifted.
    places: SumPlaces,
    /// True if the accumulator can saturate on the way: then the order of additions matters.
    pub in_order: bool,
}

impl SumLogic {
    /// Bits by which a product is cut, and rounded, before it is added.
    pub fn floor(&self) -> usize {
        usize::try_from(self.places.product_drop).unwrap_or(0)
    }

    /// Bits by which a product moves left before it is added.
    pub fn up(&self) -> usize {
        usize::try_from(-self.places.product_drop).unwrap_or(0)
    }

    /// Fractional bits of the bias beyond those of the sum; negative if it moves left.
    pub fn bias_drop(&self) -> i32 {
        self.places.bias_drop
    }
}

/// A layer.
pub struct LayerLogic {
    /// Its module, and the beginning of the names of those inside: `conv`.
    pub name: String,
    /// What enters.
    pub inputs: Inputs,
    /// What is added up.
    pub sums: Vec<SumLogic>,
    /// The kernel.
    pub kernel: TensorId,
    /// The biases; if missing, they are zero.
    pub bias: Option<TensorId>,
    /// The accumulator, by which terms are rounded and limited.
    pub accumulator: Format,
}

/// What a back end makes of a layer: modules, and the wires between them.
pub struct Built {
    /// Modules, the lowest first.
    pub modules: String,
    /// Inside the module of the layer: wires and instances.
    pub body: String,
}

/// How products and bias of a sum are shifted; none for what is no sum of products.
fn places(typed: &Typed, id: NodeId, row: usize) -> Option<SumPlaces> {
    let rows = typed.sums().of(id);
    let (Rows::Sums { kernel, bias, rows: list, .. }, sum) = (rows, typed.sum(id)?) else { return None };
    let read = typed.node(*typed.node(id).inputs.first()?).number.places(0);
    let kernel = typed.tensor(*kernel);
    let term = rows.terms(row).first();
    let product = term.map_or(sum.format.frac as i32, |term| read + kernel.places(term.weight as usize));
    Some(SumPlaces::new(sum, product, bias.map(|bias| typed.tensor(bias).places(list[row].bias as usize))))
}

impl LayerLogic {
    /// The sums of products of a stage; none if its layer is of another kind.
    pub fn new(design: &Valid, stage: &LogicStage) -> Option<Self> {
        let (typed, certificate, ranges) = (design.typed(), design.certificate(), design.ranges());
        let (id, node) = (stage.node, typed.node(stage.node));
        let rows = typed.sums().of(id);
        let (Rows::Sums { kernel, bias, rows: list, .. }, Some(sum)) = (rows, typed.sum(id)) else { return None };
        let tensor = typed.tensor(*kernel);
        let places = (0..node.len()).map(|row| places(typed, id, row)).collect::<Option<Vec<SumPlaces>>>()?;
        // The offset of a signed input must be a multiple of two after it is cut, so that rounding to even
        // does not see it.
        let cut = places.iter().map(|places| places.product_drop).max().unwrap_or(0);
        let inputs = Inputs::new(design, &stage.reads, usize::try_from(cut).unwrap_or(0) + 2);
        // Products with what is always zero are none.
        let live: Vec<Vec<(usize, usize)>> = (0..node.len())
            .map(|row| {
                let terms = rows.terms(row).iter().filter(|term| ranges.value(term.input as usize) != Interval::ZERO);
                terms.filter_map(|term| Some((inputs.place(typed, term.input)?, term.weight as usize))).collect()
            })
            .collect();
        // Where every sum reads the same inputs, once each, they are called by their own names.
        fn of_row(row: &[(usize, usize)]) -> Vec<usize> {
            row.iter().map(|&(input, _)| input).collect()
        }
        let first = live.first().map(|row| of_row(row)).unwrap_or_default();
        let once = first.iter().collect::<BTreeSet<_>>().len() == first.len();
        let by_name = once && live.iter().all(|row| of_row(row) == first);
        let tap = |&(input, weight): &(usize, usize)| {
            let by_name = by_name.then(|| inputs.all[input].wire.name.clone());
            let label = by_name.unwrap_or_else(|| format!("tap_{}", tensor.place_in_channel(weight)));
            Tap { input, label, weight }
        };
        let saturates = sum.products == Products::Cast && sum.format.overflow == Overflow::Saturate;
        let ends = Interval::of(sum.format);
        let in_order = |row: usize| {
            let partial = ranges.sums(id)[row].partial;
            saturates && !(partial.min > ends.min && partial.max < ends.max)
        };
        let signal = Signal::Layer(id, CertificatePart::Sum);
        let sums = certificate.of(signal).zip(live.iter().zip(list)).map(|((index, bound), (row, own))| SumLogic {
            wire: Wire {
                name: certificate.wire(signal, index),
                range: Interval { min: bound.min, max: bound.max },
                places: bound.frac,
            },
            taps: row.iter().map(tap).collect(),
            bias: own.bias as usize,
            places: places[index],
            in_order: in_order(index),
        });
        let sums = sums.collect();
        let name = design.names(id).prefix.clone();
        Some(LayerLogic { name, inputs, sums, kernel: *kernel, bias: *bias, accumulator: sum.format })
    }

    /// The accumulator without its limits: what terms are rounded by.
    pub fn unlimited(&self) -> Format {
        self.accumulator.with_overflow(Overflow::Never)
    }

    /// The range of a term of a sum, for a weight of some range, before the accumulator limits it.
    pub fn term(&self, sum: &SumLogic, tap: &Tap, weight: Interval) -> Interval {
        let product = self.inputs.all[tap.input].wire.range.product(weight);
        product.rounded(self.accumulator, sum.places.product_drop)
    }
}

/// Lowest bits of a value that are always 0: a sum without a product is its shifted bias.
fn low_zeros(design: &Valid, value: usize) -> usize {
    let typed = design.typed();
    let node = typed.node(typed.node_of(value as u32));
    // The highest number of a format that saturates has no zeros.
    fn saturates(format: Format) -> bool {
        format.overflow == Overflow::Saturate
    }
    if node.number.format().is_none_or(saturates) {
        return 0;
    }
    match typed.sums().of(typed.node_of(value as u32)) {
        Rows::Mapped { first, .. } => {
            let from = *first as usize + value - node.first;
            let kept = node.inputs.iter().all(|&input| typed.node(input).number.places(0) == node.number.places(0));
            if kept { low_zeros(design, from) } else { 0 }
        }
        rows @ Rows::Sums { bias: Some(bias), rows: list, .. } => {
            let (ranges, row) = (design.ranges(), value - node.first);
            let mut terms = rows.terms(row).iter();
            let dead = terms.all(|term| ranges.value(term.input as usize) == Interval::ZERO);
            let limited = typed.sum(typed.node_of(value as u32)).is_none_or(|sum| saturates(sum.format));
            let places = typed.tensor(*bias).places(list[row].bias as usize);
            if dead && !limited { usize::try_from(node.number.places(0) - places).unwrap_or(0) } else { 0 }
        }
        _ => 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::autoencoder::packet::AeLayout;
    use crate::golden::random;
    use crate::hwgen::testing::design;
    use crate::network::{AeBlock, FirstForm};
    use crate::registers::KeepMask;

    /// How many sums of the convolution keep their order with an accumulator of so many bits.
    fn in_order(bits: u32, overflow: Overflow) -> usize {
        let mut form = FirstForm::chip_8x8();
        form.conv.accumulator = Format::signed(bits, 7).with_overflow(overflow);
        let weights = random::weights(&AeBlock::chip_8x8(), 1);
        let design = design(form.block().unwrap(), Some(weights), AeLayout::Chip, 5, KeepMask::ALL);
        let layers: Vec<LayerLogic> =
            stage::all(&design).iter().filter_map(|stage| LayerLogic::new(&design, stage)).collect();
        assert_eq!(layers.len(), 2);
        layers[0].sums.iter().filter(|sum| sum.in_order).count()
    }

    #[test]
    fn sums_that_saturate_keep_their_order() {
        let tree = [(13, Overflow::Never), (13, Overflow::Saturate), (8, Overflow::Wrap)];
        assert_eq!(tree.map(|(bits, overflow)| in_order(bits, overflow)), [0; 3]);
        assert!(in_order(8, Overflow::Saturate) > 0);
    }
}
