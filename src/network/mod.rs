//! The one description of the encoder network: shapes, number formats, image map.
//!
//! The emulator, the register image, and everything that is generated or trained from the network
//! read this description; nobody repeats a width. The chip's own 8x8x1 encoder is
//! [`Network::chip_8x8`]; other networks are other values of the same description, not other code.

mod block;
mod built_in;
mod first_form;
mod parameters;
pub mod zoo;

pub use crate::nn::{Format, Overflow, Rounding};
pub use block::{AeBlock, MAX_BITS, MAX_FRAC_BITS};
pub use parameters::{Parameters, Tensor};

use serde::{Deserialize, Serialize};
use std::path::Path;

use crate::error::{Error, Result};

/// Name of a file that describes the network of the configuration beside it.
pub const FILE: &str = "network.yaml";

/// Trigger cells of one chip; all of them enter the network.
pub const CELLS: usize = 48;

/// Latents that leave the network; the frame has room for 16 of at most 9 bits.
pub const LATENTS: usize = 16;

/// Bits of a latent, in the keep mask of the registers and in frames. The latents of a network may have fewer.
pub const LATENT_BITS: u32 = 9;

/// Fractional bits of the normalised charges: the normaliser puts the leading bit of the module
/// sum at this weight, so a normalised charge is `charge / 2^floor(log2(sum))`.
pub const NORM_FRAC_BITS: u32 = 7;

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
    #[serde(with = "first_form::format")]
    pub weight: Format,
    /// Format of the biases.
    #[serde(with = "first_form::format")]
    pub bias: Format,
    /// Format to which every product is cast before it is added, and of the running sum.
    #[serde(with = "first_form::format")]
    pub accumulator: Format,
    /// Format after ReLU. Its width and overflow mode are not settled by the published vectors,
    /// where no activation exceeds 124/128; the default fits every input.
    #[serde(with = "first_form::format")]
    pub activation: Format,
}

/// The dense layer: every activation to every latent, ReLU, saturation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dense {
    /// Format of the weights.
    #[serde(with = "first_form::format")]
    pub weight: Format,
    /// Format of the biases.
    #[serde(with = "first_form::format")]
    pub bias: Format,
    /// Format to which every product is cast before it is added, and of the running sum.
    #[serde(with = "first_form::format")]
    pub accumulator: Format,
    /// Format of the latents.
    #[serde(with = "first_form::format")]
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
    #[serde(with = "first_form::format")]
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
        Network::of_block(&AeBlock::find(name)?, Path::new(name))
    }

    /// Reads a description from YAML text and validates it.
    ///
    /// # Errors
    /// As [`AeBlock::from_yaml`].
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        Network::of_block(&AeBlock::from_yaml(text, file)?, file)
    }

    /// The first form of a block that was read from `file`.
    fn of_block(block: &AeBlock, file: &Path) -> Result<Self> {
        Network::of(block.typed().network()).ok_or_else(|| {
            Error::new("the encoder is not made of one convolution and one dense layer").file(file).field("layers")
        })
    }

    /// The description as YAML text, in the general form (`format: 2`).
    ///
    /// # Errors
    /// An image map with another number of pixels than the image has.
    pub fn to_yaml(&self) -> Result<String> {
        self.describe()?.to_yaml()
    }

    /// The text that hashes are taken of: the first form, see [`AeBlock::hash_text`].
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn hash_text(&self) -> Result<String> {
        serde_yaml::to_string(self).map_err(|error| Error::new(format!("cannot write the description: {error}")))
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

    /// Checks the description.
    ///
    /// # Errors
    /// As [`AeBlock::new`].
    pub fn validate(&self) -> Result<()> {
        self.block().map(|_| ())
    }

    /// The encoder as the chip's block.
    ///
    /// # Errors
    /// As [`AeBlock::new`].
    pub fn block(&self) -> Result<AeBlock> {
        AeBlock::new(self.describe()?).map_err(|error| error.rename_field(first_form::field_name))
    }
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

    /// The widths of the two accumulators and of the activation, made narrower until the network is
    /// refused. The chip's dense accumulator has one bit more than legal weights and inputs need: at the
    /// edges of the image most taps see padding or zero pixels.
    #[test]
    fn the_default_widths_hold_every_number() {
        type Part = fn(&mut Network) -> &mut Format;
        for (name, expected) in AeBlock::BUILT_IN.into_iter().zip([[13, 12, 20], [14, 13, 22]]) {
            let formats: [(Part, &str); 3] = [
                (|n| &mut n.conv.accumulator, "conv.accumulator"),
                (|n| &mut n.conv.activation, "conv.activation"),
                (|n| &mut n.dense.accumulator, "dense.accumulator"),
            ];
            let narrowest = formats.map(|(format, field)| {
                let mut network = Network::built_in(name).unwrap();
                loop {
                    format(&mut network).bits -= 1;
                    if let Err(error) = network.validate() {
                        assert!(error.to_string().contains(field), "{error}");
                        return format(&mut network).bits + 1;
                    }
                }
            });
            assert_eq!(narrowest, expected, "{name}");
        }
    }

    #[test]
    fn both_forms_are_read_as_the_same_network() {
        for name in AeBlock::BUILT_IN {
            let (first, block) = (Network::built_in(name).unwrap(), AeBlock::built_in(name).unwrap());
            let numbered = block.typed().network().to_yaml().unwrap();
            assert!(numbered.starts_with("format: 2\n"), "{numbered}");
            assert_eq!(first.to_yaml().unwrap(), numbered);
            for text in [first.hash_text().unwrap(), numbered] {
                assert_eq!(AeBlock::from_yaml(&text, Path::new("n.yaml")).unwrap(), block);
            }
            assert_eq!(block.hash_text().unwrap(), first.hash_text().unwrap());
        }
    }

    /// What the first form cannot say is hashed in the other.
    #[test]
    fn another_network_is_hashed_as_it_is() {
        let mut network = AeBlock::built_in("chip-8x8").unwrap().typed().network().clone();
        if let Some(crate::nn::Op::Conv2d { padding, .. }) = network.layer_mut("conv").map(|layer| &mut layer.op) {
            *padding = crate::nn::Padding::Zeros([0, 1, 0, 1]);
        }
        assert!(Network::of(&network).is_none());
        let block = AeBlock::new(network.clone()).unwrap();
        assert_eq!(block.hash_text().unwrap(), network.to_yaml().unwrap());
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
        let text = Network::chip_8x8().hash_text().unwrap().replace("stride:", "strid:");
        let error = Network::from_yaml(&text, Path::new("n.yaml")).unwrap_err().to_string();
        assert!(error.contains("n.yaml:") && error.contains("strid"), "{error}");
    }
}
