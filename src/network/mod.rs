//! The one description of the encoder network: shapes, number formats, image map.
//!
//! The emulator, the register image, and everything that is generated or trained from the network
//! read this description; nobody repeats a width. The chip's own 8x8x1 encoder is
//! [`Network::chip_8x8`]; other networks are other values of the same description, not other code.

mod format;
mod interval;
mod parameters;

pub use format::{Format, MAX_BITS, MAX_FRAC_BITS, Overflow, Rounding, VALUE_FRAC_BITS, Value};
pub use interval::Interval;
pub use parameters::{Parameters, Tensor};

use serde::{Deserialize, Serialize};
use std::path::Path;

use crate::error::{Error, Result};
use crate::files;

/// Name of a file that describes the network of the configuration beside it.
pub const FILE: &str = "network.yaml";

/// Trigger cells that enter the network.
pub const CELLS: usize = 48;

/// Latents that leave the network; the frame has room for 16 of at most 9 bits.
pub const LATENTS: usize = 16;

/// Fractional bits of the normalised charges: the normaliser puts the leading bit of the module
/// sum at this weight, so a normalised charge is `charge / 2^floor(log2(sum))`.
pub const NORM_FRAC_BITS: u32 = 7;

/// Deepest nesting of brackets in a description.
const MAX_NESTING: usize = 64;

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
    /// Number of pixels times channels.
    pub fn len(&self) -> usize {
        self.height * self.width * self.channels
    }

    /// True for an image without pixels (never for a validated network).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The convolution: square kernel, "same" padding, ReLU.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conv {
    /// Rows and columns of the kernel.
    pub kernel: usize,
    /// Step of the kernel in both directions.
    pub stride: usize,
    /// Output channels.
    pub filters: usize,
    /// Format of the kernel weights.
    pub weight: Format,
    /// Format of the biases.
    pub bias: Format,
    /// Format to which every product is cast before it is added, and of the running sum.
    pub accumulator: Format,
    /// Format after ReLU. Its width and overflow mode are not settled by the published vectors,
    /// where no activation exceeds 124/128; the default fits every input.
    pub activation: Format,
}

/// The dense layer: every activation to every latent, ReLU, saturation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// Format of the weights.
    pub weight: Format,
    /// Format of the biases.
    pub bias: Format,
    /// Format to which every product is cast before it is added, and of the running sum.
    pub accumulator: Format,
    /// Format of the latents.
    pub latent: Format,
}

/// A complete description of an encoder.
///
/// In a file it is YAML; `econ-emu registers network` prints the built-in ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Name for reports and manifests.
    pub name: String,
    /// The input image.
    pub image: Image,
    /// Format of the normalised charges.
    pub norm: Format,
    /// The convolution.
    pub conv: Conv,
    /// The dense layer.
    pub dense: Dense,
}

impl Default for Network {
    fn default() -> Self {
        Network::chip_8x8()
    }
}

impl Network {
    /// Names of the built-in networks.
    pub const BUILT_IN: [&'static str; 2] = ["chip-8x8", "cmssw-4x4x3"];

    /// The encoder of the chip: 8x8x1 image, 3x3 convolution with stride 2 to 4x4x8, dense to 16;
    /// 72 + 8 + 2,048 + 16 = 2,144 weights of 6 bits.
    ///
    /// Rows 0 to 3 of the image hold cells 0 to 31, rows 4 to 7 hold cells 32 to 47 in their left
    /// half; the lower right quarter is constant zero. Every width was fitted to golden vectors of
    /// the chip, except the width of the activation, which they leave open (12 bits fit all inputs).
    pub fn chip_8x8() -> Self {
        let cells = (0..64i8)
            .map(|pixel| match (pixel / 8, pixel % 8) {
                (row @ 0..=3, column) => 8 * row + column,
                (row, column @ 0..=3) => 32 + 4 * (row - 4) + column,
                _ => -1,
            })
            .collect();
        Network {
            name: "chip-8x8".into(),
            image: Image { height: 8, width: 8, channels: 1, cells },
            norm: Format::unsigned(8, NORM_FRAC_BITS),
            conv: Conv {
                kernel: 3,
                stride: 2,
                filters: 8,
                weight: Format::signed(6, 5),
                bias: Format::signed(6, 5),
                accumulator: Format::signed(13, 7),
                activation: Format::unsigned(12, 7),
            },
            dense: Dense {
                weight: Format::signed(6, 5),
                bias: Format::signed(6, 5),
                accumulator: Format::signed(21, 8),
                latent: Format::unsigned(9, 8).with_overflow(Overflow::Saturate),
            },
        }
    }

    /// The 4x4x3 encoder that CMSSW ships: 3x3x3 convolution with stride 1 to 4x4x8, dense to 16;
    /// 216 + 8 + 2,048 + 16 = 2,288 weights. Channel `c` of pixel `j` is cell `16 c + j`.
    ///
    /// No vectors of the chip exist for it. Its arithmetic is that of the 8x8 encoder, with the
    /// wider sums that 27 taps need.
    pub fn cmssw_4x4x3() -> Self {
        let chip = Network::chip_8x8();
        let cells = (0..48i8).map(|i| 16 * (i % 3) + i / 3).collect();
        Network {
            name: "cmssw-4x4x3".into(),
            image: Image { height: 4, width: 4, channels: 3, cells },
            conv: Conv {
                stride: 1,
                accumulator: Format::signed(14, 7),
                activation: Format::unsigned(13, 7),
                ..chip.conv
            },
            dense: Dense { accumulator: Format::signed(22, 8), ..chip.dense },
            norm: chip.norm,
        }
    }

    /// A built-in network by name.
    pub fn built_in(name: &str) -> Option<Self> {
        match name {
            "chip-8x8" => Some(Network::chip_8x8()),
            "cmssw-4x4x3" => Some(Network::cmssw_4x4x3()),
            _ => None,
        }
    }

    /// A built-in network by name, or a description from a file.
    ///
    /// # Errors
    /// A name that is neither, and as [`Network::from_yaml`].
    pub fn find(name: &str) -> Result<Self> {
        if let Some(network) = Network::built_in(name) {
            return Ok(network);
        }
        let path = Path::new(name);
        if !path.exists() {
            return Err(Error::new("no such network")
                .field("--network")
                .found(name)
                .allowed(format!("{}, or a file with a description", Network::BUILT_IN.join(", ")))
                .hint("'econ-emu registers network chip-8x8' prints a description to start from"));
        }
        Network::from_yaml(&files::read_text(path)?, path)
    }

    /// Reads a description from YAML text and validates it.
    ///
    /// # Errors
    /// YAML that does not parse or is nested far too deep, unknown or missing keys, and descriptions
    /// that [`Network::validate`] refuses.
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        check_nesting(text).map_err(|error| error.file(file))?;
        let network: Network = serde_yaml::from_str(text).map_err(|error| {
            let place = error.location();
            let mut report = Error::new(format!("not a network description: {error}"))
                .file(file)
                .hint("'econ-emu registers network chip-8x8' prints a complete description to start from");
            if let Some(place) = place {
                report = report.line(place.line() as u64);
            }
            report
        })?;
        network.validate().map_err(|error| error.file(file))?;
        Ok(network)
    }

    /// The description as YAML text.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn to_yaml(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the description: {error}")))
    }

    /// Normalised charges of a frame from their integers; what is missing is 0.
    pub fn norms(&self, raw: &[u8]) -> [Value; CELLS] {
        std::array::from_fn(|cell| raw.get(cell).map_or(Value::ZERO, |&norm| self.norm.value(norm.into())))
    }

    /// Rows and columns of the convolution's output.
    pub fn conv_shape(&self) -> (usize, usize) {
        (self.image.height.div_ceil(self.conv.stride), self.image.width.div_ceil(self.conv.stride))
    }

    /// Zero rows and zero columns that "same" padding puts before the image. The odd one goes
    /// after it: stride 2 on 8 pads nothing before and one row and column after.
    pub fn padding_before(&self) -> (usize, usize) {
        let before =
            |size: usize, out: usize| ((out - 1) * self.conv.stride + self.conv.kernel).saturating_sub(size) / 2;
        let (rows, columns) = self.conv_shape();
        (before(self.image.height, rows), before(self.image.width, columns))
    }

    /// Activations between convolution and dense layer, flattened as `(row, column, filter)`.
    pub fn activations(&self) -> usize {
        let (rows, columns) = self.conv_shape();
        rows * columns * self.conv.filters
    }

    /// The taps of the kernel that touch the image at an output place: tap number
    /// `(ky, kx, channel)` with the channel fastest, and pixel number. Taps on the padding, which are
    /// zero, are left out.
    pub fn taps_of(&self, row: usize, column: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let (above, left) = self.padding_before();
        let (kernel, channels) = (self.conv.kernel, self.image.channels);
        (0..kernel * kernel * channels).filter_map(move |tap| {
            let (ky, kx, channel) = (tap / channels / kernel, tap / channels % kernel, tap % channels);
            let y = (row * self.conv.stride + ky).checked_sub(above).filter(|&y| y < self.image.height)?;
            let x = (column * self.conv.stride + kx).checked_sub(left).filter(|&x| x < self.image.width)?;
            Some((tap, (y * self.image.width + x) * channels + channel))
        })
    }

    /// Taps of one filter: the products added for one activation.
    pub fn taps(&self) -> usize {
        self.conv.kernel * self.conv.kernel * self.image.channels
    }

    /// Checks shapes, the image map, and with integer intervals that every format marked
    /// [`Overflow::Never`] holds every number that legal weights and inputs can produce.
    ///
    /// # Errors
    /// The first part of the description that does not hold, by name.
    pub fn validate(&self) -> Result<()> {
        let fault = |field: &str, message: &str| Error::new(message.to_owned()).field(field.to_owned());
        let limit = |field: &str, value: usize, max: usize| match value {
            v if v == 0 || v > max => Err(fault(field, "shape out of range").found(v).allowed(format!("1..={max}"))),
            _ => Ok(()),
        };
        limit("image.height", self.image.height, 64)?;
        limit("image.width", self.image.width, 64)?;
        limit("image.channels", self.image.channels, 64)?;
        limit("conv.kernel", self.conv.kernel, 16)?;
        limit("conv.stride", self.conv.stride, 16)?;
        limit("conv.filters", self.conv.filters, 256)?;
        limit("conv output", self.activations(), 65_536)?;
        if self.image.cells.len() != self.image.len() {
            return Err(fault("image.cells", "wrong number of pixels")
                .found(self.image.cells.len())
                .allowed(format!("{} (height x width x channels)", self.image.len())));
        }
        if let Some(cell) = self.image.cells.iter().find(|cell| !(-1..CELLS as i8).contains(*cell)) {
            return Err(fault("image.cells", "not a trigger cell").found(cell).allowed("0..=47, or -1 for zero"));
        }
        for (name, format) in [
            ("norm", self.norm),
            ("conv.weight", self.conv.weight),
            ("conv.bias", self.conv.bias),
            ("conv.accumulator", self.conv.accumulator),
            ("conv.activation", self.conv.activation),
            ("dense.weight", self.dense.weight),
            ("dense.bias", self.dense.bias),
            ("dense.accumulator", self.dense.accumulator),
            ("dense.latent", self.dense.latent),
        ] {
            format.validate(name)?;
        }
        if self.norm.signed || self.norm.frac != NORM_FRAC_BITS || self.norm.bits < 8 {
            return Err(fault("norm", "the normaliser makes unsigned numbers with 7 fractional bits")
                .found(self.norm)
                .allowed("u8.7"));
        }
        for (name, weight) in [
            ("conv.weight", self.conv.weight),
            ("conv.bias", self.conv.bias),
            ("dense.weight", self.dense.weight),
            ("dense.bias", self.dense.bias),
        ] {
            // A signed byte holds them.
            if weight.bits > if weight.signed { 8 } else { 7 } {
                return Err(fault(name, "weights are register fields of at most 8 bits")
                    .found(weight)
                    .allowed("signed of at most 8 bits, unsigned of 7"));
            }
        }
        if self.dense.latent.signed || self.dense.latent.bits > 9 {
            return Err(fault("dense.latent", "the frame has 9 unsigned bits for a latent").found(self.dense.latent));
        }
        self.prove_no_overflow()
    }

    /// Interval analysis over all legal weights and inputs, in units of 2^-24.
    fn prove_no_overflow(&self) -> Result<()> {
        let of = Interval::of;
        let fits = |name: &str, range: Interval, format: Format| match format.overflow {
            Overflow::Never if !range.rounded(format).is_inside(of(format)) => {
                Err(Error::new("the format is too narrow for the numbers that legal weights and inputs can produce")
                    .field(name)
                    .found(format!("{format}, which holds {}..={}", format.min_raw(), format.max_raw()))
                    .allowed(format!(
                        "a format that holds {}..={}",
                        range.rounded(format).min_raw(format.frac),
                        range.rounded(format).max_raw(format.frac)
                    ))
                    .hint("widen it, or say what shall happen: overflow: saturate or overflow: wrap"))
            }
            _ => Ok(()),
        };
        // Taps on the padding add exactly zero, so zero is always inside a term's range.
        let sum = |input: Interval, terms: usize, weight: Format, bias: Format, accumulator: Format| {
            let term = input.product(of(weight)).rounded(accumulator).with_zero();
            of(bias).rounded(accumulator).plus(term.times(terms))
        };
        let conv = sum(of(self.norm), self.taps(), self.conv.weight, self.conv.bias, self.conv.accumulator);
        fits("conv.accumulator", conv, self.conv.accumulator)?;
        let activation = conv.after(self.conv.accumulator).relu();
        fits("conv.activation", activation, self.conv.activation)?;
        let activation = activation.after(self.conv.activation);
        let (terms, accumulator) = (self.activations(), self.dense.accumulator);
        let dense = sum(activation, terms, self.dense.weight, self.dense.bias, accumulator);
        fits("dense.accumulator", dense, accumulator)?;
        fits("dense.latent", dense.after(accumulator).relu(), self.dense.latent)
    }
}

/// Refuses brackets inside brackets beyond [`MAX_NESTING`]: the YAML parser takes time quadratic in
/// their depth. Brackets in comments and quotes count too, which nobody will notice.
fn check_nesting(text: &str) -> Result<()> {
    let mut depth = 0usize;
    for (line, number) in text.lines().zip(1..) {
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_NESTING {
                return Err(Error::new(format!("the description is nested more than {MAX_NESTING} levels deep"))
                    .line(number)
                    .hint("a complete description has three levels"));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chip_has_2144_weights_and_the_cmssw_network_2288() {
        assert_eq!(Network::chip_8x8().parameter_count(), 2144);
        assert_eq!(Network::cmssw_4x4x3().parameter_count(), 2288);
    }

    #[test]
    fn built_in_networks_are_valid_and_survive_yaml() {
        for name in Network::BUILT_IN {
            let network = Network::built_in(name).unwrap();
            network.validate().unwrap();
            let text = network.to_yaml().unwrap();
            assert_eq!(Network::from_yaml(&text, Path::new("n.yaml")).unwrap(), network);
        }
    }

    #[test]
    fn the_image_of_the_chip() {
        let image = Network::chip_8x8().image;
        assert_eq!(&image.cells[..8], &[0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(&image.cells[32..40], &[32, 33, 34, 35, -1, -1, -1, -1]);
        assert_eq!(&image.cells[56..64], &[44, 45, 46, 47, -1, -1, -1, -1]);
        assert_eq!(&Network::cmssw_4x4x3().image.cells[..6], &[0, 16, 32, 1, 17, 33]);
    }

    #[test]
    fn same_padding_as_the_chip() {
        let chip = Network::chip_8x8();
        assert_eq!((chip.conv_shape(), chip.padding_before(), chip.activations()), ((4, 4), (0, 0), 128));
        let cmssw = Network::cmssw_4x4x3();
        assert_eq!((cmssw.conv_shape(), cmssw.padding_before(), cmssw.activations()), ((4, 4), (1, 1), 128));
    }

    #[test]
    fn the_default_widths_are_the_narrowest_that_never_overflow() {
        for name in Network::BUILT_IN {
            let narrower = |change: fn(&mut Network) -> &mut Format| {
                let mut network = Network::built_in(name).unwrap();
                change(&mut network).bits -= 1;
                network.validate().unwrap_err().to_string()
            };
            assert!(narrower(|n| &mut n.conv.accumulator).contains("conv.accumulator"), "{name}");
            assert!(narrower(|n| &mut n.conv.activation).contains("conv.activation"), "{name}");
            assert!(narrower(|n| &mut n.dense.accumulator).contains("dense.accumulator"), "{name}");
        }
    }

    #[test]
    fn faults_are_named() {
        let refused = |change: fn(&mut Network)| {
            let mut network = Network::chip_8x8();
            change(&mut network);
            network.validate().unwrap_err().to_string()
        };
        assert!(refused(|n| n.image.cells[3] = 48).contains("image.cells"));
        assert!(refused(|n| n.image.cells.truncate(63)).contains("image.cells"));
        assert!(refused(|n| n.conv.stride = 0).contains("conv.stride"));
        assert!(refused(|n| n.conv.weight.bits = 9).contains("conv.weight"));
        assert!(refused(|n| n.dense.latent.bits = 10).contains("dense.latent"));
        assert!(refused(|n| n.norm.frac = 6).contains("norm"));
        assert!(refused(|n| n.dense.bias.frac = 13).contains("dense.bias"));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let text = Network::chip_8x8().to_yaml().unwrap().replace("stride:", "strid:");
        let error = Network::from_yaml(&text, Path::new("n.yaml")).unwrap_err().to_string();
        assert!(error.contains("n.yaml:") && error.contains("strid"), "{error}");
    }
}
