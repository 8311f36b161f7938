//! One layer as both back ends see it: inputs, weighted sums of them, and where each number lives.

use std::collections::BTreeMap;

use askama::Template;

use super::text::{self, bits};
use crate::error::{Error, Result};
use crate::hwgen::certificate::{Bound, Signal};
use crate::hwgen::design::Valid;
use crate::hwgen::marks::mark;
use crate::network::{Format, LATENTS, Network, Overflow, Rounding, Tensor};

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
    /// `conv` or `dense`: the beginning of the names of its modules.
    pub name: &'static str,
    /// What enters.
    pub inputs: Vec<Input>,
    /// What is added up.
    pub sums: Vec<Sum>,
    /// The kernel and the biases.
    pub tensors: [Tensor; 2],
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
    /// The convolution.
    pub fn conv(design: &Valid) -> Result<Self> {
        let (network, certificate) = (design.network(), design.certificate());
        let Network { conv, .. } = network;
        let floor = shift("conv.accumulator", network.norm.frac + conv.weight.frac, conv.accumulator)?;
        let bias_shift = shift("conv.bias", conv.accumulator.frac, conv.bias)?;
        let inputs = certificate.of(Signal::Norm);
        let inputs = inputs.map(|(cell, bound)| Input { name: Signal::Norm.wire(cell), bound, zeros: 0 }).collect();
        let (_, columns) = network.conv_shape();
        let sums = certificate.of(Signal::ConvSum).map(|(index, bound)| {
            let (place, filter) = (index / conv.filters, index % conv.filters);
            let taps = live_taps(network, place / columns, place % columns);
            let taps = taps.map(|(tap, cell)| Tap {
                input: cell,
                label: format!("tap_{tap}"),
                weight: tap * conv.filters + filter,
            });
            Sum { name: Signal::ConvSum.wire(index), taps: taps.collect(), bias: filter, bound }
        });
        let tensors = [Tensor::ConvKernel, Tensor::ConvBias];
        Ok(Layer { name: "conv", inputs, sums: sums.collect(), tensors, floor, bias_shift })
    }

    /// The dense layer.
    pub fn dense(design: &Valid) -> Result<Self> {
        let (network, certificate) = (design.network(), design.certificate());
        let Network { conv, dense, .. } = network;
        let floor = shift("dense.accumulator", conv.activation.frac + dense.weight.frac, dense.accumulator)?;
        let bias_shift = shift("dense.bias", dense.accumulator.frac, dense.bias)?;
        let (_, columns) = network.conv_shape();
        let inputs: Vec<Input> = certificate
            .of(Signal::Activation)
            .map(|(index, bound)| {
                let place = index / conv.filters;
                // What sees no cell is a shifted bias.
                let dead = live_taps(network, place / columns, place % columns).next().is_none();
                let zeros = if dead && conv.activation.frac == conv.accumulator.frac {
                    conv.accumulator.frac.saturating_sub(conv.bias.frac) as usize
                } else {
                    0
                };
                Input { name: Signal::Activation.wire(index), bound, zeros }
            })
            .collect();
        let taps = |latent: usize| {
            let live = inputs.iter().enumerate().filter(|(_, input)| input.bound.max > 0);
            live.map(|(index, input)| Tap {
                input: index,
                label: input.name.clone(),
                weight: latent * inputs.len() + index,
            })
            .collect()
        };
        let sums = certificate.of(Signal::DenseSum).map(|(latent, bound)| Sum {
            name: Signal::DenseSum.wire(latent),
            taps: taps(latent),
            bias: latent,
            bound,
        });
        let sums: Vec<Sum> = sums.collect();
        debug_assert_eq!(sums.len(), LATENTS);
        let tensors = [Tensor::DenseKernel, Tensor::DenseBias];
        Ok(Layer { name: "dense", inputs, sums, tensors, floor, bias_shift })
    }
}

/// The taps at an output place that see a cell, with the cell.
pub fn live_taps(network: &Network, row: usize, column: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    network.taps_of(row, column).filter_map(|(tap, pixel)| {
        let cell = network.image.cells.get(pixel).copied().unwrap_or(-1);
        usize::try_from(cell).ok().map(|cell| (tap, cell))
    })
}

/// Checks what the adders rely on: numbers are floored, and the order of additions does not matter.
pub fn check(design: &Valid) -> Result<()> {
    let Network { conv, dense, .. } = design.network();
    for (name, format) in [
        ("conv.accumulator", conv.accumulator),
        ("conv.activation", conv.activation),
        ("dense.accumulator", dense.accumulator),
        ("dense.latent", dense.latent),
    ] {
        if format.rounding != Rounding::Floor {
            return Err(Error::new("the Verilog floors, as the chip does")
                .field(name)
                .found(format!("rounding {:?}", format.rounding))
                .allowed("rounding: floor")
                .hint("the HLS export keeps other rounding modes"));
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

/// The difference of fractional bits, which must not be negative.
fn shift(name: &str, from: u32, to: Format) -> Result<usize> {
    from.checked_sub(to.frac).map(|shift| shift as usize).ok_or_else(|| {
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
