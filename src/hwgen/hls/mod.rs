//! HLS C++ from one family of templates, in two flavours: Vitis (`ap_fixed`) and Catapult
//! (`ac_fixed`).
//!
//! The sources keep the loops and the stage names of `src/chip`; the templates in `templates/hls` are
//! written by hand and this module fills in types, shapes, weights and the fields of the sample.
//! Every layer is a function, from one partial template for each kind of operation (`ops`), and the block
//! is a list of calls.
//! Rounding and overflow stand in every type, so that no default of a tool can change them.

mod ops;
mod types;

use askama::Template;

use super::certificate::Signal;
use super::design::{PacketBit, Valid};
use super::marks::{mark, width};
use super::names::{self, Names};
use super::vectors::{self, Quantity, short};
use crate::chip::autoencoder::normalise::MAX_LEADING_BIT;
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::CELLS;
use crate::error::{Error, Result};
use crate::network::{LATENTS, NORMALISED_FRAC_BITS};
use crate::nn::{NodeId, TensorId};
use ops::{Stage, Table, constant};
use types::Type;

/// Longest line of a generated source.
pub const LINE: usize = 100;

/// Device that the Vitis script names if the user names none.
pub const DEFAULT_PART: &str = "xcvu13p-flga2577-2-e";

/// A family of HLS tools, by its number types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HlsFlavour {
    /// Vitis HLS: `ap_fixed`, `ap_uint`.
    Vitis,
    /// Catapult: `ac_fixed`, `ac_int`.
    Catapult,
}

impl HlsFlavour {
    /// Both.
    pub const ALL: [HlsFlavour; 2] = [HlsFlavour::Vitis, HlsFlavour::Catapult];

    /// Name of the directory in the export.
    pub fn name(self) -> &'static str {
        match self {
            HlsFlavour::Vitis => "vitis",
            HlsFlavour::Catapult => "catapult",
        }
    }

    fn title(self) -> &'static str {
        match self {
            HlsFlavour::Vitis => "Vitis",
            HlsFlavour::Catapult => "Catapult",
        }
    }

    fn is_vitis(self) -> bool {
        self == HlsFlavour::Vitis
    }
}

/// Checks the shape of a part name: Vitis itself knows which parts exist.
///
/// # Errors
/// Anything but device, package and speed grade as in `xcvu13p-flga2577-2-e`.
pub fn check_part(part: &str) -> Result<()> {
    let plain = part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let fields: Vec<&str> = part.split('-').collect();
    let shaped = part.starts_with("xc") && fields.len() >= 3 && fields.iter().all(|field| !field.is_empty());
    if plain && shaped && part.len() <= 40 {
        return Ok(());
    }
    Err(Error::new("not the name of a part")
        .field("--part")
        .found(part)
        .allowed("device-package-speed in lower case, beginning with xc")
        .hint(format!("for example {DEFAULT_PART}")))
}

/// Functions, the namespace and files of the block, so that the top may not be called so.
const TAKEN: [&str; 14] = [
    "bit_length",
    "encode",
    "normalize",
    "image",
    "conv",
    "activate",
    "dense",
    "saturate",
    "format",
    "econ_t",
    "std",
    "certificate",
    "weights",
    "testbench",
];

/// The files of one flavour: name, and text with [marks](super::marks).
///
/// # Errors
/// A part without the shape of one, a number that `ap_fixed` cannot round, and failures of a template.
pub fn emit(design: &Valid, flavour: HlsFlavour, part: &str) -> Result<Vec<(String, String)>> {
    check_part(part)?;
    if TAKEN.contains(&design.name()) {
        return Err(Error::new("a function or file inside the block has this name")
            .field("name")
            .found(design.name())
            .hint("give the top another name"));
    }
    if flavour == HlsFlavour::Vitis {
        types::check_rounding(design)?;
    }
    let mut source = Source::new(design, flavour, part);
    let stages = design.typed().layers().map(|(id, ..)| ops::stage(&source, id)).collect::<Result<Vec<_>>>()?;
    source.stages = stages;
    let s = &source;
    let mut files = vec![
        (format!("{}.h", s.name), Header { s }.render()),
        (format!("{}.cpp", s.name), Body { s }.render()),
        ("certificate.h".to_owned(), Certificate { s }.render()),
        ("testbench.cpp".to_owned(), Testbench { s }.render()),
        ("Makefile".to_owned(), Makefile { s }.render()),
    ];
    if design.frozen().is_some() {
        files.push(("weights.h".to_owned(), Weights { s }.render()));
    }
    files.push(match flavour {
        HlsFlavour::Vitis => ("vitis.tcl".to_owned(), VitisScript { s }.render()),
        HlsFlavour::Catapult => ("catapult.tcl".to_owned(), CatapultScript { s }.render()),
    });
    files.into_iter().map(rendered).collect()
}

/// A file of the export, from what its template gave.
fn rendered((name, text): (String, askama::Result<String>)) -> Result<(String, String)> {
    match text {
        Ok(text) => Ok((name, text.trim_start().to_owned() + "\n")),
        Err(error) => Err(Error::new(format!("cannot write the source: {error}")).file(name)),
    }
}

macro_rules! templates {
    ($($name:ident $path:literal),* $(,)?) => {$(
        #[derive(Template)]
        #[template(path = $path, escape = "none")]
        struct $name<'a> {
            s: &'a Source<'a>,
        }
    )*};
}

templates! {
    Header "hls/block.h",
    Body "hls/block.cpp",
    Weights "hls/weights.h",
    Certificate "hls/certificate.h",
    Testbench "hls/testbench.cpp",
    Makefile "hls/Makefile",
    VitisScript "hls/vitis.tcl",
    CatapultScript "hls/catapult.tcl",
}

/// What the templates print.
struct Source<'a> {
    design: &'a Valid,
    flavour: HlsFlavour,
    name: &'a str,
    part: &'a str,
    provenance: [String; 4],
    design_hash: &'a str,
    /// Empty for reloadable weights.
    weights_hash: &'a str,
    constants: Vec<ops::Constant>,
    integers: Vec<Type>,
    numbers: Vec<Type>,
    golden: Vec<Quantity>,
    /// The layers; empty while they are made.
    stages: Vec<Stage>,
}

/// A call of a layer in the testbench, and what is compared then.
struct Checked<'a> {
    call: String,
    compared: Option<&'a Names>,
}

impl<'a> Source<'a> {
    fn new(design: &'a Valid, flavour: HlsFlavour, part: &'a str) -> Self {
        Source {
            design,
            flavour,
            name: design.name(),
            part,
            provenance: design.provenance(),
            design_hash: short(design.design_hash()),
            weights_hash: design.weights_hash().map_or("", short),
            constants: constants(design),
            integers: types::integers(design, flavour),
            numbers: types::numbers(design, flavour),
            golden: vectors::quantities(design),
            stages: Vec::new(),
        }
    }

    fn guard(&self) -> String {
        self.name.to_uppercase()
    }

    fn is_frozen(&self) -> bool {
        self.design.frozen().is_some()
    }

    /// The directive before a loop, on a line of its own.
    fn unroll(&self) -> &'static str {
        if self.flavour.is_vitis() { "" } else { "\n    #pragma hls_unroll yes" }
    }

    /// The directive at the start of a stage; Vitis then unrolls its loops with the pipelined top.
    fn inline(&self) -> &'static str {
        if self.flavour.is_vitis() { "\n#pragma HLS INLINE" } else { "" }
    }

    /// Tables of all layers.
    fn tables(&self) -> Vec<Table> {
        let tables = self
            .stages
            .iter()
            .flat_map(|stage| stage.table.iter().cloned().chain(ops::shift_tables(self.design, stage.node)));
        tables.collect()
    }

    /// Every tensor with a title and its values.
    fn weights(&self) -> Vec<(String, Vec<String>)> {
        let Some(weights) = self.design.frozen() else { return Vec::new() };
        let ids = self.design.typed().tensor_ids();
        ids.map(|id| (self.title(id), lines(weights.integers(id).iter().map(ToString::to_string)))).collect()
    }

    /// Name, shape and number format of a tensor.
    fn title(&self, id: TensorId) -> String {
        let tensor = self.design.typed().tensor(id);
        let shape: Vec<String> = tensor.shape.iter().map(ToString::to_string).collect();
        format!("{}, {}, {}", tensor.name, shape.join(" x "), tensor.number)
    }

    /// The nodes in order, the input first.
    fn nodes(&self) -> impl Iterator<Item = (NodeId, &Names)> {
        let nodes = 0..self.design.typed().nodes().len();
        nodes.map(|node| (NodeId(node), self.design.names(NodeId(node))))
    }

    /// The arrays between the layers: type, name, size. The latents are not among them.
    fn arrays(&self) -> Vec<(&str, &str, &str)> {
        let inner = self.nodes().filter(|&(id, _)| !self.design.typed().outputs().contains(&id));
        inner.map(|(_, names)| (names.number.as_str(), names.values.as_str(), names.size.as_str())).collect()
    }

    /// The call of a layer, with its arrays by these names.
    fn call(&self, stage: &Stage, weights: &str, name: impl Fn(NodeId) -> String) -> String {
        let mut arguments: Vec<String> = stage.inputs.iter().map(|&input| name(input)).collect();
        arguments.extend(stage.weighted.then(|| weights.to_owned()));
        arguments.push(name(stage.node));
        format!("{}({});", self.design.names(stage.node).function, arguments.join(", "))
    }

    /// The calls of the block.
    fn calls(&self) -> Vec<String> {
        self.stages.iter().map(|stage| self.call(stage, "weights", |node| self.array(node))).collect()
    }

    /// The array of the block that holds the values of a node.
    fn array(&self, node: NodeId) -> String {
        match self.design.typed().outputs().contains(&node) {
            true => "encoded".to_owned(),
            false => self.design.names(node).values.clone(),
        }
    }

    /// The calls of the testbench.
    fn checks(&self) -> Vec<Checked<'_>> {
        self.stages.iter().map(|stage| self.check(stage)).collect()
    }

    fn check(&self, stage: &Stage) -> Checked<'_> {
        let names = self.design.names(stage.node);
        Checked {
            call: self.call(stage, "loaded", |node| self.design.names(node).result.clone()),
            compared: Some(names).filter(|_| !names::is_moved(self.design.typed(), stage.node)),
        }
    }

    /// The arrays of the testbench, neighbours of one type together.
    fn results(&self) -> Vec<String> {
        let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
        for (_, names) in self.nodes() {
            let array = format!("{}[{}]", names.result, names.size);
            match lines.last_mut() {
                Some((number, arrays)) if *number == names.number => arrays.push(array),
                _ => lines.push((&names.number, vec![array])),
            }
        }
        lines.into_iter().map(|(number, arrays)| format!("static {number} {};", arrays.join(", "))).collect()
    }

    /// Most characters of the name of a golden file.
    fn name_room(&self) -> usize {
        self.golden.iter().map(|quantity| quantity.name.len()).max().unwrap_or(0).max(31)
    }

    /// Whether some values are multiples of more than 1.
    fn has_coarse_numbers(&self) -> bool {
        self.design.typed().nodes().iter().any(|node| node.number.places(0) < 0)
    }

    /// The assignments that fill the link words: neighbouring bits of one source go together.
    fn fields(&self) -> Vec<String> {
        let mut fields = Vec::new();
        for (link, bits) in self.design.packet().chunks(32).enumerate() {
            let mut at = 0;
            while at < bits.len() {
                let (source, top) = source_of(bits[at]);
                let run = bits[at..].iter().zip(0u8..).take_while(|&(&bit, below)| {
                    let (same, place) = source_of(bit);
                    same == source && top.checked_sub(below) == Some(place)
                });
                let width = run.count().max(1);
                if !source.is_empty() {
                    let (low, left) = (usize::from(top) + 1 - width, 32 - at - width);
                    let bits = (1u64 << width) - 1;
                    let name = format!("word_{link}_{}", source.replace(['[', ']'], ""));
                    let (source, left) = (mark(&name, source), mark(&format!("{name}_place"), left));
                    fields.push(format!("word[{link}] |= link_t(({source} >> {low}) & {bits:#x}) << {left};"));
                }
                at += width;
            }
        }
        fields
    }

    /// The certified ranges that the testbench asserts: name, size, lines.
    fn ranges(&self) -> Vec<(String, &str, Vec<String>)> {
        self.design.computed().map(|(id, _)| self.range(id)).collect()
    }

    fn range(&self, id: NodeId) -> (String, &str, Vec<String>) {
        let (names, certificate) = (self.design.names(id), self.design.certificate());
        let bounds = certificate.of(certificate.values_of(id));
        let least = format!("{}_min", names.value);
        let values = bounds.map(|(_, bound)| format!("{{{}, {}}}", mark(&least, bound.min), bound.max));
        (format!("{}_range", names.value), names.size.as_str(), lines(values))
    }

    /// Golden files with a row for each sample.
    fn per_sample(&self) -> Vec<&str> {
        self.golden.iter().map(|quantity| quantity.name.as_str()).filter(|&name| name != "weights").collect()
    }
}

/// The variable that a bit of the sample comes from (none for a constant zero), and its place there.
fn source_of(bit: PacketBit) -> (String, u8) {
    match bit {
        PacketBit::Header(bit) => ("header".into(), bit),
        PacketBit::Sum(bit) => ("sum".into(), bit),
        PacketBit::Latent { latent, bit } => (format!("latent[{latent}]"), bit),
        PacketBit::Zero => (String::new(), 0),
    }
}

fn constants(design: &Valid) -> Vec<ops::Constant> {
    let typed = design.typed();
    let mut all = vec![
        constant("CELLS", CELLS, "trigger cells"),
        constant("LATENTS", LATENTS, ""),
        constant("LINKS", design.links().into(), "links of 32 bits"),
    ];
    for own in typed.layers().flat_map(|(id, ..)| ops::constants(design, id)) {
        // Layers of the chip's network share sizes.
        if all.iter().all(|(name, ..)| *name != own.0) {
            all.push(own);
        }
    }
    all.push(constant("WEIGHTS", typed.weight_count(), "of all tensors; they begin at"));
    let mut start = 0;
    for id in typed.tensor_ids() {
        let tensor = typed.tensor(id);
        let order = match (tensor.shape.len(), tensor.place_in_channel(0) == tensor.place_in_channel(1)) {
            (4, true) => "row, column, channel, filter",
            (4, false) => "row, column, filter, channel",
            (2, _) => "output-major",
            _ => "",
        };
        all.push(constant(&names::of_tensor(typed, id).to_uppercase(), start, order));
        start += tensor.len();
    }
    all.extend([
        constant("SUM_BITS", design.certificate().hull(Signal::ModuleSum).bits() as usize, "bits of the module sum"),
        constant("MANTISSA_BITS", FLOAT_5E4M.mantissa as usize, "of the module sum's code"),
        constant("MAX_LEADING_BIT", MAX_LEADING_BIT as usize, "where the normaliser's sum saturates"),
        constant("LATENT_BITS", design.block().latent().number.bits() as usize, ""),
        constant("NORM_FRAC", NORMALISED_FRAC_BITS as usize, "fractional bits"),
    ]);
    let places = design
        .computed()
        .map(|(id, node)| (design.names(id).frac.clone(), node.number.places(0).into(), String::new()));
    all.extend(places);
    all
}

/// A comma-separated list, broken into lines that fit with an indent.
fn lines(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for item in items {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if width(line) + width(&item) + 2 > LINE - 8 {
            lines.push(item + ",");
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            *line += &(item + ",");
        }
    }
    lines
}
