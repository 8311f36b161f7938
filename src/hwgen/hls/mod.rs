//! HLS C++ from one family of templates, in two flavours: Vitis (`ap_fixed`) and Catapult
//! (`ac_fixed`).
//!
//! The sources keep the loops and the stage names of `src/chip`; the templates in `templates/hls` are
//! written by hand and this module fills in types, shapes, weights and the fields of the frame.
//! Rounding and overflow stand in every type, so that no default of a tool can change them.

mod types;

use askama::Template;

use super::certificate::Signal;
use super::design::{FrameBit, Valid};
use super::marks::{mark, width};
use super::vectors::{self, Quantity, short};
use crate::chip::autoencoder::normalize::MAX_LEADING_BIT;
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::CELLS;
use crate::error::{Error, Result};
use crate::network::{LATENTS, NORM_FRAC_BITS, Tensor};
use types::Type;

/// Longest line of a generated source.
pub const LINE: usize = 100;

/// Device that the Vitis script names if the user names none.
pub const DEFAULT_PART: &str = "xcvu13p-flga2577-2-e";

/// A family of HLS tools, by its number types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Vitis HLS: `ap_fixed`, `ap_uint`.
    Vitis,
    /// Catapult: `ac_fixed`, `ac_int`.
    Catapult,
}

impl Flavour {
    /// Both.
    pub const ALL: [Flavour; 2] = [Flavour::Vitis, Flavour::Catapult];

    /// Name of the directory in the export.
    pub fn name(self) -> &'static str {
        match self {
            Flavour::Vitis => "vitis",
            Flavour::Catapult => "catapult",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Flavour::Vitis => "Vitis",
            Flavour::Catapult => "Catapult",
        }
    }

    fn is_vitis(self) -> bool {
        self == Flavour::Vitis
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
/// A part without the shape of one, and failures of a template.
pub fn emit(design: &Valid, flavour: Flavour, part: &str) -> Result<Vec<(String, String)>> {
    check_part(part)?;
    if TAKEN.contains(&design.name()) {
        return Err(Error::new("a function or file inside the block has this name")
            .field("name")
            .found(design.name())
            .hint("give the top another name"));
    }
    let s = &Source::new(design, flavour, part);
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
        Flavour::Vitis => ("vitis.tcl".to_owned(), VitisScript { s }.render()),
        Flavour::Catapult => ("catapult.tcl".to_owned(), CatapultScript { s }.render()),
    });
    let file = |(name, text): (String, askama::Result<String>)| match text {
        Ok(text) => Ok((name, text.trim_start().to_owned() + "\n")),
        Err(error) => Err(Error::new(format!("cannot write the source: {error}")).file(name)),
    };
    files.into_iter().map(file).collect()
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
    flavour: Flavour,
    name: &'a str,
    part: &'a str,
    provenance: [String; 4],
    design_hash: &'a str,
    /// Empty for reloadable weights.
    weights_hash: &'a str,
    constants: Vec<(&'static str, usize, &'static str)>,
    integers: Vec<Type>,
    numbers: Vec<Type>,
    golden: Vec<Quantity>,
}

impl<'a> Source<'a> {
    fn new(design: &'a Valid, flavour: Flavour, part: &'a str) -> Self {
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

    fn cells(&self) -> Vec<String> {
        let cells = self.design.network().image.cells.iter().enumerate();
        lines(cells.map(|(pixel, cell)| mark(&format!("pixel_{pixel}"), cell)))
    }

    /// Every tensor with a title and its values.
    fn weights(&self) -> Vec<(String, Vec<String>)> {
        let Some(weights) = self.design.frozen() else { return Vec::new() };
        let tensor = |tensor: Tensor| {
            let shape: Vec<String> =
                self.design.network().tensor_shape(tensor).iter().map(ToString::to_string).collect();
            let title =
                format!("{}, {}, {}", tensor.name(), shape.join(" x "), self.design.network().tensor_format(tensor));
            (title, lines(weights.tensor(tensor).iter().map(ToString::to_string)))
        };
        Tensor::ALL.map(tensor).to_vec()
    }

    /// The assignments that fill the link words: neighbouring bits of one source go together.
    fn fields(&self) -> Vec<String> {
        let mut fields = Vec::new();
        for (link, bits) in self.design.frame().chunks(32).enumerate() {
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
    fn ranges(&self) -> Vec<(String, &'static str, Vec<String>)> {
        let range = |(signal, size): (Signal, &'static str)| {
            let bounds = self.design.certificate().of(signal);
            let least = format!("{}_min", signal.name());
            let values = bounds.map(|(_, bound)| format!("{{{}, {}}}", mark(&least, bound.min), bound.max));
            (format!("{}_range", signal.name()), size, lines(values))
        };
        [
            (Signal::ConvSum, "ACTIVATIONS"),
            (Signal::Activation, "ACTIVATIONS"),
            (Signal::DenseSum, "LATENTS"),
            (Signal::Latent, "LATENTS"),
        ]
        .map(range)
        .to_vec()
    }

    /// Golden files with a row for each frame.
    fn per_frame(&self) -> Vec<&'static str> {
        self.golden.iter().map(|quantity| quantity.name).filter(|&name| name != "weights").collect()
    }
}

/// The variable that a bit of the frame comes from (none for a constant zero), and its place there.
fn source_of(bit: FrameBit) -> (String, u8) {
    match bit {
        FrameBit::Header(bit) => ("header".into(), bit),
        FrameBit::Sum(bit) => ("sum".into(), bit),
        FrameBit::Latent { latent, bit } => (format!("latent[{latent}]"), bit),
        FrameBit::Zero => (String::new(), 0),
    }
}

fn constants(design: &Valid) -> Vec<(&'static str, usize, &'static str)> {
    let network = design.network();
    let (conv, dense, image) = (&network.conv, &network.dense, &network.image);
    let (rows, columns) = network.conv_shape();
    let (above, left) = network.padding_before();
    let start = |tensor: Tensor| -> usize {
        Tensor::ALL.iter().take_while(|&&before| before != tensor).map(|&before| network.tensor_len(before)).sum()
    };
    vec![
        ("CELLS", CELLS, "trigger cells"),
        ("LATENTS", LATENTS, ""),
        ("LINKS", design.links().into(), "links of 32 bits"),
        ("IMAGE_HEIGHT", image.height, ""),
        ("IMAGE_WIDTH", image.width, ""),
        ("CHANNELS", image.channels, ""),
        ("PIXELS", image.len(), "height x width x channels, the channel fastest"),
        ("KERNEL", conv.kernel, "rows and columns of the kernel"),
        ("TAPS", network.taps(), "kernel x kernel x channels"),
        ("STRIDE", conv.stride, ""),
        ("PAD_ABOVE", above, "rows of zeros before the image"),
        ("PAD_LEFT", left, "columns of zeros before the image"),
        ("COLUMNS", columns, "of the convolution's output"),
        ("FILTERS", conv.filters, ""),
        ("ACTIVATIONS", rows * columns * conv.filters, "row, column, filter; the filter fastest"),
        ("WEIGHTS", network.parameter_count(), "of all tensors; they begin at"),
        ("CONV_KERNEL", start(Tensor::ConvKernel), "row, column, channel, filter"),
        ("CONV_BIAS", start(Tensor::ConvBias), ""),
        ("DENSE_KERNEL", start(Tensor::DenseKernel), "output-major"),
        ("DENSE_BIAS", start(Tensor::DenseBias), ""),
        ("SUM_BITS", design.certificate().hull(Signal::ModuleSum).bits() as usize, "bits of the module sum"),
        ("MANTISSA_BITS", FLOAT_5E4M.mantissa as usize, "of the module sum's code"),
        ("MAX_LEADING_BIT", MAX_LEADING_BIT as usize, "where the normaliser's sum saturates"),
        ("LATENT_BITS", dense.latent.bits as usize, ""),
        ("NORM_FRAC", NORM_FRAC_BITS as usize, "fractional bits"),
        ("CONV_FRAC", conv.accumulator.frac as usize, ""),
        ("ACTIVATION_FRAC", conv.activation.frac as usize, ""),
        ("DENSE_FRAC", dense.accumulator.frac as usize, ""),
        ("LATENT_FRAC", dense.latent.frac as usize, ""),
    ]
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
