//! What is the chip's about its network: charges of 48 trigger cells in, 16 latents out, weights that
//! fit its registers.

use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::path::Path;

use super::{CELLS, FirstForm, LATENT_BITS, LATENTS, NORMALISED_FRAC_BITS, built_in};
use crate::error::{Error, Result};
use crate::files;
use crate::nn::{self, Node, NodeId, Number, Rows, Typed};

/// The most bits of a value inside the block.
pub const MAX_BITS: u32 = 28;

/// The most fractional bits of a value inside the block.
pub const MAX_FRAC_BITS: u32 = 12;

/// The most bits of a weight, a field of a register.
pub const MAX_WEIGHT_BITS: u32 = 8;

/// The input image: which trigger cell stands at which pixel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// Channels of each pixel.
    pub channels: usize,
    /// Post-MUX trigger cell (0..=47) of each pixel, row-major with the channel fastest;
    /// -1 is a constant zero.
    pub cells: Vec<i8>,
}

impl Image {
    /// The image that the first layer to do so makes of 48 charges, in whatever order they enter; without one, the
    /// charges in a row.
    pub fn of(typed: &Typed) -> Image {
        let row = || Image { height: 1, width: CELLS, channels: 1, cells: (0..CELLS as i8).collect() };
        typed.layers().find_map(|(id, ..)| image_of(typed, id)).unwrap_or_else(row)
    }

    /// Whether it stands in an image of so many rows and columns, which may have zeros below and to the right, as the
    /// chip's convolution has.
    pub fn stands_in(&self, rows: usize, columns: usize) -> bool {
        (self.height..=self.height + 1).contains(&rows) && (self.width..=self.width + 1).contains(&columns)
    }

    /// Number of pixels times channels.
    pub fn len(&self) -> usize {
        self.height * self.width * self.channels
    }

    /// True for an image without pixels (never for a validated network).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An encoder that fits into the chip's autoencoder block: a network whose input are the normalised
/// charges of 48 trigger cells and whose output are 16 latents, in integers throughout.
///
/// The tensors of its description are in register order. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AeBlock {
    typed: Typed,
}

impl AeBlock {
    /// Names of the built-in networks.
    pub const BUILT_IN: [&'static str; 2] = built_in::NAMES;

    /// Checks that a network fits the block.
    ///
    /// # Errors
    /// As [`nn::Network::check`]; another input than 48 unsigned numbers with 7 fractional bits, other
    /// outputs than one of 16 unsigned numbers of at most 9 bits, real numbers, weights of more than 8
    /// bits, values of more than 28.
    pub fn new(network: nn::Network) -> Result<Self> {
        check_formats(&network)?;
        AeBlock::of(network.check()?)
    }

    /// As [`AeBlock::new`], for a network that was checked.
    ///
    /// # Errors
    /// As [`AeBlock::new`].
    pub fn of(typed: Typed) -> Result<Self> {
        check_formats(typed.network())?;

        let [input] = typed.inputs() else {
            return Err(Error::mismatch("the chip's network has one input, the normalised charges")
                .field("inputs")
                .found(typed.inputs().len()));
        };
        if input.shape != [CELLS] {
            return Err(Error::mismatch("the normalised charges of 48 trigger cells enter")
                .field(format!("input {}.shape", input.name))
                .found(format!("{:?}", input.shape))
                .allowed(format!("[{CELLS}]")));
        }
        let &[output] = typed.outputs() else {
            return Err(Error::mismatch("the sample carries the values of one layer")
                .field("outputs")
                .found(typed.outputs().len())
                .allowed("1"));
        };
        let output = typed.node(output);
        let whose = match output.layer {
            None => format!("input {}", output.name),
            Some(_) => format!("layer {}", output.name),
        };
        if output.len() != LATENTS {
            return Err(Error::mismatch("the sample carries 16 latents")
                .field(whose)
                .found(output.len())
                .allowed(LATENTS.to_string()));
        }
        let latent = output.number.format();
        if !latent.is_some_and(|format| !format.signed && format.bits <= LATENT_BITS) || output.number.scales() > 0 {
            return Err(Error::mismatch("the sample has 9 unsigned bits for a latent")
                .field(format!("{whose}.output"))
                .found(&output.number)
                .allowed(format!("unsigned, at most {LATENT_BITS} bits")));
        }
        if !typed.is_integer() {
            let real = typed.layers().find(|(_, node, layer)| !node.number.is_fixed() || !layer.op.is_integer());
            let real =
                real.map_or("layers".to_owned(), |(.., layer)| format!("layer {} ({})", layer.name, layer.op.name()));
            return Err(Error::mismatch("the chip computes in integers").field(real));
        }
        Ok(AeBlock { typed })
    }

    /// The encoder of the chip: 8x8x1 image, 3x3 convolution with stride 2 to 4x4x8, dense to 16;
    /// 72 + 8 + 2,048 + 16 = 2,144 weights of 6 bits.
    ///
    /// Rows 0 to 3 of the image hold cells 0 to 31, rows 4 to 7 hold cells 32 to 47 in their left
    /// half; the lower right quarter is constant zero. Every width was fitted to golden vectors of
    /// the chip, except the width of the activation, which they leave open (12 bits fit all inputs).
    pub fn chip_8x8() -> Self {
        built_in::chip_8x8()
    }

    /// The 4x4x3 encoder that CMSSW ships: 3x3x3 convolution with stride 1 to 4x4x8, dense to 16;
    /// 216 + 8 + 2,048 + 16 = 2,288 weights. Channel `c` of pixel `j` is cell `16 c + j`.
    ///
    /// No vectors of the chip exist for it. Its arithmetic is that of the 8x8 encoder, with the
    /// wider sums that 27 taps need.
    pub fn cmssw_4x4x3() -> Self {
        built_in::cmssw_4x4x3()
    }

    /// A built-in network by name.
    pub fn built_in(name: &str) -> Option<Self> {
        built_in::find(name)
    }

    /// A built-in network by name, or a description from a file.
    ///
    /// # Errors
    /// A name that is neither, and as [`AeBlock::from_yaml`].
    pub fn find(name: &str) -> Result<Self> {
        if let Some(network) = AeBlock::built_in(name) {
            return Ok(network);
        }
        let path = Path::new(name);
        if !path.exists() {
            return Err(Error::unknown("no such network")
                .field("--network")
                .found(name)
                .allowed(format!("{}, or a file with a description", AeBlock::BUILT_IN.join(", ")))
                .hint("'econ-emu registers network chip-8x8' prints a description to start from"));
        }
        AeBlock::from_yaml(&files::read_text(path)?, path)
    }

    /// Reads a description from YAML text, in either form, and checks it.
    ///
    /// # Errors
    /// As [`nn::Network::from_yaml`] and [`AeBlock::new`].
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        let block = match nn::parse_yaml::<FormNumber>(text, file)?.is_first() {
            true => nn::parse_yaml::<FirstForm>(text, file)?.block(),
            false => AeBlock::new(nn::Network::from_yaml(text, file)?),
        };
        block.map_err(|error| error.file(file))
    }

    /// The network.
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// Name of the network.
    pub fn name(&self) -> &str {
        self.typed.name()
    }

    /// The input: the normalised charges.
    pub fn normalised(&self) -> &Node {
        &self.typed.inputs()[0]
    }

    /// The output: the latents.
    pub fn latent(&self) -> &Node {
        self.typed.node(self.typed.outputs()[0])
    }

    /// The image that the layers see: of the first layer that only moves the charges to pixels. Without
    /// such a layer it is one row of all 48 charges.
    pub fn image(&self) -> Image {
        Image::of(&self.typed)
    }

    /// The layer that makes the image.
    pub fn image_layer(&self) -> Option<NodeId> {
        self.typed.layers().map(|(id, ..)| id).find(|&id| image_of(&self.typed, id).is_some())
    }

    /// The first form of its description, if it has one: one convolution and one dense layer.
    ///
    /// # Errors
    /// Any other network.
    pub fn first_form(&self) -> Result<FirstForm> {
        FirstForm::of(self.typed.network()).ok_or_else(|| {
            Error::mismatch("the encoder is not made of one convolution and one dense layer")
                .field("layers")
                .found(format!("the network {}", self.name()))
        })
    }

    /// The description as YAML text (`format: 2`).
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_yaml(&self) -> Result<String> {
        self.typed.network().to_yaml()
    }

    /// The text that hashes are taken of: the first form where it can say the same, so that hashes made
    /// before there was another stay valid.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn hash_text(&self) -> Result<String> {
        match FirstForm::of(self.typed.network()) {
            Some(first) => first.hash_text(),
            None => self.to_yaml(),
        }
    }
}

/// The image that a layer makes of the charges, if it only moves them.
fn image_of(typed: &Typed, id: NodeId) -> Option<Image> {
    let (Rows::Moved(from), [height, width, channels]) = (typed.sums().of(id), typed.node(id).image()?) else {
        return None;
    };
    Some(Image { height, width, channels, cells: from.iter().map(|&value| cell_of(value)).collect::<Option<_>>()? })
}

/// The cell of a pixel, -1 for a constant zero; none if it shows another value.
fn cell_of(value: Option<u32>) -> Option<i8> {
    // The charges are the first values of all.
    match value {
        None => Some(-1),
        Some(value) => i8::try_from(value).ok().filter(|_| (value as usize) < CELLS),
    }
}

impl Default for AeBlock {
    fn default() -> Self {
        AeBlock::chip_8x8()
    }
}

/// As what hashes are taken of, see [`AeBlock::hash_text`].
impl Serialize for AeBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match FirstForm::of(self.typed.network()) {
            Some(first) => first.serialize(serializer),
            None => self.typed.network().serialize(serializer),
        }
    }
}

/// What of a description tells its form.
#[derive(Deserialize)]
struct FormNumber {
    format: Option<IgnoredAny>,
}

impl FormNumber {
    /// The first form has no number.
    fn is_first(&self) -> bool {
        self.format.is_none()
    }
}

/// Of either form.
impl<'de> Deserialize<'de> for AeBlock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let block = match FormNumber::deserialize(&value).map_err(D::Error::custom)?.is_first() {
            true => serde_json::from_value::<FirstForm>(value).map_err(D::Error::custom)?.block(),
            false => AeBlock::new(serde_json::from_value(value).map_err(D::Error::custom)?),
        };
        block.map_err(nn::custom)
    }
}

/// The format of a number, if the chip can have one of its widths.
fn chip_format(field: &str, number: &Number) -> Result<nn::Format> {
    let Some(format) = number.format() else {
        return Err(Error::mismatch("the chip computes in integers").field(field).found(number).allowed("fixed point"));
    };
    if format.bits > MAX_BITS {
        return Err(Error::new("number format has an unusable width")
            .field(field)
            .found(format.bits)
            .allowed(format!("1..={MAX_BITS}")));
    }
    if format.frac > MAX_FRAC_BITS {
        return Err(Error::new("number format has too many fractional bits")
            .field(field)
            .found(format.frac)
            .allowed(format!("0..={MAX_FRAC_BITS}")));
    }
    Ok(format)
}

/// Checks the widths of weights, accumulators and values: limits of the chip, not of descriptions.
fn check_formats(network: &nn::Network) -> Result<()> {
    for port in &network.inputs {
        let field = format!("input {}.number", port.name);
        let format = chip_format(&field, &port.number)?;
        if format.signed || format.frac != NORMALISED_FRAC_BITS || format.bits < 8 || port.number.scales() > 0 {
            return Err(Error::mismatch("the normaliser makes unsigned numbers with 7 fractional bits")
                .field(field)
                .found(&port.number)
                .allowed("u8.7"));
        }
    }
    for tensor in &network.tensors {
        let field = format!("tensor {}.number", tensor.name);
        let format = chip_format(&field, &tensor.number)?;
        // A signed byte holds them.
        if format.bits >= MAX_WEIGHT_BITS + u32::from(format.signed) {
            return Err(Error::mismatch("weights are register fields of at most 8 bits")
                .field(field)
                .found(&tensor.number)
                .allowed("signed of at most 8 bits, unsigned of 7"));
        }
    }
    for layer in &network.layers {
        if let Some(sum) = layer.op.sum() {
            chip_format(&format!("layer {}.sum", layer.name), &Number::from(sum.format))?;
        }
        if let Some(output) = &layer.output {
            chip_format(&format!("layer {}.output", layer.name), output)?;
        }
    }
    Ok(())
}
