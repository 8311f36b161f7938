//! What is the chip's about its network: charges of 48 trigger cells in, 16 latents out, weights that
//! fit its registers.

use serde::Deserialize;
use std::path::Path;

use super::{CELLS, LATENT_BITS, LATENTS, NORM_FRAC_BITS, Network, built_in};
use crate::error::{Error, Result};
use crate::files;
use crate::nn::{self, Node, Number, Typed};

/// The most bits of a value inside the block.
pub const MAX_BITS: u32 = 28;

/// The most fractional bits of a value inside the block.
pub const MAX_FRAC_BITS: u32 = 12;

/// The most bits of a weight, a field of a register.
pub const MAX_WEIGHT_BITS: u32 = 8;

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
        let whose = |node: &Node| match node.layer {
            None => format!("input {}", node.name),
            Some(_) => format!("layer {}", node.name),
        };
        let [input] = typed.inputs() else {
            return Err(Error::new("the chip's network has one input, the normalised charges")
                .field("inputs")
                .found(typed.inputs().len()));
        };
        if input.shape != [CELLS] {
            return Err(Error::new("the normalised charges of 48 trigger cells enter")
                .field(format!("input {}.shape", input.name))
                .found(format!("{:?}", input.shape))
                .allowed(format!("[{CELLS}]")));
        }
        let &[output] = typed.outputs() else {
            return Err(Error::new("the frame carries the values of one layer")
                .field("outputs")
                .found(typed.outputs().len())
                .allowed("1"));
        };
        let output = typed.node(output);
        if output.len() != LATENTS {
            return Err(Error::new("the frame carries 16 latents")
                .field(whose(output))
                .found(output.len())
                .allowed(LATENTS.to_string()));
        }
        let latent = output.number.format();
        if !latent.is_some_and(|format| !format.signed && format.bits <= LATENT_BITS) || output.number.scales() > 0 {
            return Err(Error::new("the frame has 9 unsigned bits for a latent")
                .field(format!("{}.output", whose(output)))
                .found(&output.number)
                .allowed(format!("unsigned, at most {LATENT_BITS} bits")));
        }
        if !typed.is_integer() {
            return Err(Error::new("the chip computes in integers").field("layers"));
        }
        Ok(AeBlock { typed })
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
            return Err(Error::new("no such network")
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
        #[derive(Deserialize)]
        struct Probe {
            format: Option<serde_yaml::Value>,
        }
        // The first form has no number.
        let network = match nn::parse_yaml::<Probe>(text, file)?.format {
            Some(_) => nn::Network::from_yaml(text, file)?,
            None => return nn::parse_yaml::<Network>(text, file)?.block().map_err(|error| error.file(file)),
        };
        AeBlock::new(network).map_err(|error| error.file(file))
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
    pub fn norm(&self) -> &Node {
        &self.typed.inputs()[0]
    }

    /// The output: the latents.
    pub fn latent(&self) -> &Node {
        self.typed.node(self.typed.outputs()[0])
    }

    /// The text that hashes are taken of: the first form where it can say the same, so that hashes made
    /// before there was another stay valid.
    ///
    /// # Errors
    /// If serialisation fails, which no value of this type is known to cause.
    pub fn hash_text(&self) -> Result<String> {
        match Network::of(self.typed.network()) {
            Some(first) => first.hash_text(),
            None => self.typed.network().to_yaml(),
        }
    }
}

/// Checks the widths of weights, accumulators and values: limits of the chip, not of descriptions.
fn check_formats(network: &nn::Network) -> Result<()> {
    let width = |field: String, number: &Number| {
        let Some(format) = number.format() else {
            return Err(Error::new("the chip computes in integers").field(field).found(number).allowed("fixed point"));
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
    };
    for port in &network.inputs {
        let field = format!("input {}.number", port.name);
        let format = width(field.clone(), &port.number)?;
        if format.signed || format.frac != NORM_FRAC_BITS || format.bits < 8 || port.number.scales() > 0 {
            return Err(Error::new("the normaliser makes unsigned numbers with 7 fractional bits")
                .field(field)
                .found(&port.number)
                .allowed("u8.7"));
        }
    }
    for tensor in &network.tensors {
        let field = format!("tensor {}.number", tensor.name);
        let format = width(field.clone(), &tensor.number)?;
        // A signed byte holds them.
        if format.bits >= MAX_WEIGHT_BITS + u32::from(format.signed) {
            return Err(Error::new("weights are register fields of at most 8 bits")
                .field(field)
                .found(&tensor.number)
                .allowed("signed of at most 8 bits, unsigned of 7"));
        }
    }
    for layer in &network.layers {
        if let Some(sum) = layer.op.sum() {
            width(format!("layer {}.sum", layer.name), &Number::from(sum.format))?;
        }
        if let Some(output) = &layer.output {
            width(format!("layer {}.output", layer.name), output)?;
        }
    }
    Ok(())
}
