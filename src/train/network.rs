//! The network of an encoder that is trained.
//!
//! An encoder that fits the chip's block reads the normalised charges and ends in registers. Others may be any
//! description with 48 inputs and one output, such as those of Ecoder's zoo: real inputs are charges in the order of
//! the CALQ files.

use std::collections::BTreeMap;
use std::path::Path;

use super::quantisers;
use crate::data::cells::POST_MUX;
use crate::error::{Error, Result};
use crate::network::zoo::{ZOO, ZooModel};
use crate::network::{AeBlock, CELLS, Image, NORMALISED_FRAC_BITS};
use crate::nn::quantiser::Quantiser;
use crate::nn::{self, Rows, TensorId, TensorRole, Typed, real};
use crate::physics::decoder::EncoderShape;

/// A network that can be trained as an encoder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncoderNetwork {
    typed: Typed,
    /// The network as the chip's, or why it is none.
    block: std::result::Result<AeBlock, String>,
    /// What a decoder is made for.
    shape: EncoderShape,
    warnings: Vec<String>,
}

impl From<AeBlock> for EncoderNetwork {
    fn from(block: AeBlock) -> Self {
        EncoderNetwork {
            typed: block.typed().clone(),
            shape: EncoderShape::from(&block),
            block: Ok(block),
            warnings: vec![],
        }
    }
}

impl From<&AeBlock> for EncoderNetwork {
    fn from(block: &AeBlock) -> Self {
        block.clone().into()
    }
}

impl EncoderNetwork {
    /// A built-in network or an encoder of Ecoder's zoo by name, or a description from a file.
    ///
    /// # Errors
    /// As [`AeBlock::find`], and as [`EncoderNetwork::new`].
    pub fn find(name: &str) -> Result<Self> {
        if let Some(model) = ZOO.iter().find(|model| model.name == name) {
            return EncoderNetwork::of_zoo(model);
        }
        if AeBlock::built_in(name).is_some() || !Path::new(name).exists() {
            return AeBlock::find(name).map(EncoderNetwork::from);
        }
        EncoderNetwork::from_yaml(&crate::files::read_text(Path::new(name))?, Path::new(name))
    }

    /// An encoder of the zoo.
    ///
    /// # Errors
    /// None for the entries there are.
    pub fn of_zoo(model: &ZooModel) -> Result<Self> {
        let mut network = EncoderNetwork::new(model.describe().check()?)?;
        network.shape.image = in_post_mux_order(model.arrangement.decoded());
        Ok(network)
    }

    /// Reads a description from YAML text.
    ///
    /// # Errors
    /// As [`AeBlock::from_yaml`] and [`EncoderNetwork::new`].
    pub fn from_yaml(text: &str, file: &Path) -> Result<Self> {
        match (AeBlock::from_yaml(text, file), nn::Network::from_yaml(text, file).and_then(nn::Network::check)) {
            (Ok(block), _) if !quantisers::are_named(block.typed()) => Ok(block.into()),
            (_, Ok(typed)) => EncoderNetwork::new(typed).map_err(|error| error.file(file)),
            (Ok(_), Err(error)) | (Err(error), Err(_)) => Err(error),
        }
    }

    /// Takes a description.
    ///
    /// # Errors
    /// Other inputs than one of 48 values, other than one output, and quantisers that weights cannot be stored with.
    pub fn new(typed: Typed) -> Result<Self> {
        let inputs: usize = typed.inputs().iter().map(nn::Node::len).sum();
        if typed.inputs().len() != 1 || inputs != CELLS {
            return Err(Error::new("an encoder reads the charges of 48 trigger cells")
                .field("inputs")
                .found(format!("{} with {inputs} values", typed.inputs().len()))
                .allowed(format!("1 with {CELLS} values")));
        }
        if typed.outputs().len() != 1 {
            return Err(Error::new("an encoder has one output, the latents")
                .field("outputs")
                .found(typed.outputs().len())
                .allowed("1"));
        }
        let (typed, warnings) = quantisers::taken(&typed)?;
        let block = match quantisers::are_named(&typed) {
            true => Err("weights have quantisers of their own".to_owned()),
            false => AeBlock::of(typed.clone()).map_err(|error| error.sentence()),
        };
        let image = Image::of(&typed);
        let shape = EncoderShape {
            name: typed.name().to_owned(),
            latents: typed.node(typed.outputs()[0]).len(),
            image: if typed.inputs()[0].number.is_fixed() { image } else { in_post_mux_order(image) },
        };
        Ok(EncoderNetwork { typed, block, shape, warnings })
    }

    /// The same with quantisers for tensors, by name.
    ///
    /// # Errors
    /// A name that no tensor has, and as [`EncoderNetwork::new`].
    pub fn with_quantisers(self, quantisers: &BTreeMap<String, Quantiser>) -> Result<Self> {
        if quantisers.is_empty() {
            return Ok(self);
        }
        let network = quantisers::named(self.typed.network().clone(), quantisers)?.check()?;
        Ok(EncoderNetwork { shape: self.shape, ..EncoderNetwork::new(network)? })
    }

    /// What hardly anyone means who trains it.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The description.
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// The network as the chip's.
    pub fn block(&self) -> Option<&AeBlock> {
        self.block.as_ref().ok()
    }

    /// Why the chip cannot hold it, if it cannot.
    pub fn why_not_the_chip(&self) -> Option<&str> {
        self.block.as_ref().err().map(String::as_str)
    }

    /// Number of latents.
    pub fn latents(&self) -> usize {
        self.shape.latents
    }

    /// What a decoder is made for.
    pub fn shape(&self) -> &EncoderShape {
        &self.shape
    }

    /// The node of the latents.
    pub fn output(&self) -> &nn::Node {
        self.typed.node(self.typed.outputs()[0])
    }

    /// The largest latent that its format holds; `None` for real numbers.
    pub fn largest_latent(&self) -> Option<f32> {
        let number = &self.output().number;
        number.format().map(|format| real(format.max_raw(), number.places(0)))
    }

    /// What it reads of each sample, sample after sample: the normalised charges where its input is fixed point, else
    /// the charges, in the order in which the network has them. Both have 48 values for each sample, post-MUX.
    pub fn inputs(&self, normalised: &[u8], charges: &[f32]) -> Vec<f32> {
        match self.typed.inputs()[0].number.is_fixed() {
            true => normalised.iter().map(|&cell| real(cell.into(), NORMALISED_FRAC_BITS as i32)).collect(),
            false => in_calq_order(charges),
        }
    }

    /// The biases of the last layer that has some.
    pub fn last_bias(&self) -> Option<TensorId> {
        self.typed.tensor_ids().filter(|&id| self.typed.tensor(id).role == TensorRole::Bias).last()
    }

    /// The variances of normalisations.
    pub fn variances(&self) -> impl Iterator<Item = TensorId> {
        self.typed.sums().iter().filter_map(|(_, rows)| match rows {
            Rows::Normalised { tensors: [.., variance], .. } => Some(*variance),
            _ => None,
        })
    }
}

/// An image of cells that are numbered in the order of the CALQ files.
fn in_post_mux_order(mut image: Image) -> Image {
    image.cells.iter_mut().for_each(|cell| {
        if let Ok(own) = usize::try_from(*cell) {
            // 48 cells.
            *cell = POST_MUX[own] as i8;
        }
    });
    image
}

/// Charges in post-MUX order, in the order of the CALQ files.
fn in_calq_order(charges: &[f32]) -> Vec<f32> {
    let samples = charges.chunks(CELLS);
    samples.flat_map(|sample| POST_MUX.iter().map(|&cell| sample[usize::from(cell)])).collect()
}
