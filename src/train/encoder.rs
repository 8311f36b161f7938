//! The encoder in training: from a batch to latents, and back ([`super::nodes`]).
//!
//! An encoder that fits the chip's block reads the normalised charges and ends in registers. Others may be any
//! description with 48 inputs and one output, such as those of Ecoder's zoo: real inputs are charges in the order of
//! the CALQ files.

use std::collections::BTreeMap;
use std::path::Path;

use rand_chacha::ChaCha8Rng;
use tch::{Device, Tensor};

use super::model::Batch;
use super::nodes::{self, Nodes, StepNumbers, Tape};
use super::options::Arithmetic;
use super::quantisers;
use crate::data::cells::POST_MUX;
use crate::error::{Error, Result};
use crate::network::zoo::{ZOO, ZooModel};
use crate::network::{AeBlock, CELLS, Image, LATENT_BITS, LATENTS, NORMALISED_FRAC_BITS};
use crate::nn::quantiser::Quantiser;
use crate::nn::{
    self, Format, Function, Layer, Number, Op, Overflow, Products, Rounding, Rows, Sum, TensorId, TensorRole, Typed,
    Weights, real,
};
use crate::physics::decoder::EncoderShape;
use crate::registers::LatentWidths;

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
    /// the charges, in the order in which the network has them.
    pub fn inputs(&self, batch: &Batch) -> Vec<f32> {
        match self.typed.inputs()[0].number.is_fixed() {
            true => batch
                .normalised
                .iter()
                .map(|&normalised| real(normalised.into(), NORMALISED_FRAC_BITS as i32))
                .collect(),
            false => in_calq_order(&batch.truth),
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

/// An encoder with the tables that its arithmetic needs, on the device.
#[derive(Debug)]
pub struct EncoderModel {
    network: EncoderNetwork,
    arithmetic: Arithmetic,
    /// For each latent the step in which it is sent, where some bits are cut off.
    sent_steps: Option<Tensor>,
    /// The network that is computed: the encoder, or what the reference trainers have in place of the chip's.
    nodes: Nodes,
}

/// The latents of a batch, and what the way back needs.
pub struct EncodedBatch {
    /// Latents as the decoder sees them, samples x latents; a leaf, so that its gradient can be asked for.
    pub latents: Tensor,
    tape: Tape,
}

impl EncoderModel {
    /// Builds the tables. Of the latents of the chip's network, these bits reach the decoder.
    ///
    /// # Errors
    /// Real numbers in the chip's arithmetic, and as [`Nodes::new`].
    pub fn new(
        network: &EncoderNetwork,
        arithmetic: Arithmetic,
        widths: impl Into<LatentWidths>,
        device: Device,
    ) -> Result<Self> {
        let widths = widths.into();
        let typed = &network.typed;
        if arithmetic != Arithmetic::Float && typed.tensors().iter().all(|tensor| !tensor.number.is_fixed()) {
            return Err(Error::new("the weights of this network are real numbers")
                .field(format!("network {}, --arithmetic", typed.name()))
                .found(<&str>::from(arithmetic))
                .allowed("float"));
        }
        if arithmetic == Arithmetic::Chip && quantisers::are_named(typed) {
            return Err(Error::new("weights with quantisers of QKeras are not trained in the chip's arithmetic")
                .field(format!("network {}, --arithmetic", typed.name()))
                .found(<&str>::from(arithmetic))
                .allowed("qkeras, float"));
        }
        let reference = match (network.block(), arithmetic) {
            (Some(block), Arithmetic::Qkeras) => {
                let bits = widths.uniform().filter(|&bits| bits > 0).ok_or_else(|| {
                    Error::new("the reference trainers send as many bits of every latent")
                        .field("--bits, --arithmetic")
                        .found(format!("{widths}, qkeras"))
                        .allowed("arithmetic chip, or as many bits of every latent")
                })?;
                Some(reference(block, bits)?)
            }
            _ => None,
        };
        let is_cut =
            network.block().is_some() && arithmetic == Arithmetic::Chip && widths.uniform() != Some(LATENT_BITS);
        let places = network.output().number.places(0);
        let step = |latent| real(1 << widths.dropped(latent), places);
        let steps = || Tensor::from_slice(&(0..LATENTS).map(step).collect::<Vec<f32>>()).to_device(device);
        Ok(EncoderModel {
            nodes: Nodes::new(reference.as_ref().unwrap_or(typed), arithmetic, false, device)?,
            sent_steps: is_cut.then(steps),
            arithmetic,
            network: network.clone(),
        })
    }

    /// The weights on their grids, with the description that goes with them: that of the encoder, but for scales that
    /// quantisers fit to the weights.
    ///
    /// # Errors
    /// Weights that are not finite, or that a quantiser has no numbers for.
    pub fn stored(&self, weights: &[f32]) -> Result<(Typed, Weights)> {
        let (typed, quantised) = (&self.network.typed, self.nodes.quantised(weights)?);
        match quantisers::are_named(typed) {
            true => quantisers::stored(typed, &quantised, |id| &weights[self.nodes.range(id)]),
            false => Ok((typed.clone(), quantised)),
        }
    }

    /// Whether the latents can be compared bit for bit with the scalar evaluator of what is stored.
    pub fn is_comparable(&self, stored: &Typed) -> bool {
        match self.arithmetic {
            Arithmetic::Chip => true,
            Arithmetic::Qkeras => self.network.block().is_none() && nodes::is_exact(stored),
            Arithmetic::Float => false,
        }
    }

    /// The weights as the network computes with them. With `draws`, for a step of the training, quantisers that draw do
    /// so.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn numbers(&self, weights: &[f32], draws: Option<&mut ChaCha8Rng>) -> Result<StepNumbers> {
        self.nodes.numbers(weights, draws)
    }

    /// Latents of a batch. `numbers` comes from [`EncoderModel::numbers`] with the same weights.
    ///
    /// # Errors
    /// Samples that are not whole.
    pub fn forward(&self, weights: &[f32], numbers: &StepNumbers, batch: &Batch) -> Result<EncodedBatch> {
        let input = &self.network.typed.inputs()[0].number;
        let tape = match (input.is_fixed(), self.arithmetic) {
            (true, Arithmetic::Chip) if input.places(0) == NORMALISED_FRAC_BITS as i32 => {
                self.nodes.forward_normalised(numbers, &batch.normalised)?
            }
            (true, Arithmetic::Float) => self.nodes.forward(weights, numbers, &batch.truth)?,
            // What the reference trainers have in place of the chip's quantises the charges itself.
            (true, Arithmetic::Qkeras) if self.network.block().is_some() => {
                self.nodes.forward(weights, numbers, &batch.truth)?
            }
            _ => self.nodes.forward(weights, numbers, &self.network.inputs(batch))?,
        };
        let latents = tape.values(self.nodes.network().outputs()[0]).map(|latents| latents.tr().contiguous());
        let latents =
            latents.ok_or_else(|| Error::new("the network gives no latents").field(self.network.typed.name()))?;
        let latents = match &self.sent_steps {
            None => latents,
            // Steps are powers of two: both are exact.
            Some(steps) => (latents / steps).floor() * steps,
        };
        Ok(EncodedBatch { latents: latents.set_requires_grad(true), tape })
    }

    /// The gradients of the tensors of the encoder, in the order of its description, from that of the latents,
    /// samples x latents; none where nothing reaches a tensor.
    ///
    /// # Errors
    /// Failures of libtorch.
    pub fn backward(&self, encoded: &EncodedBatch, latents: &Tensor) -> Result<Vec<Option<Tensor>>> {
        Ok(self.nodes.backward(&encoded.tape, &[latents.tr()])?.tensors)
    }
}

/// The format of `quantized_bits`, with so many binary places.
fn quantised_bits(bits: u32, frac: u32) -> Number {
    Format::signed(bits, frac).with_rounding(Rounding::HalfEven).with_overflow(Overflow::Saturate).into()
}

/// A layer that casts values into a format.
fn linear(name: &str, input: &str, output: Number) -> Layer {
    Layer {
        name: name.to_owned(),
        inputs: vec![input.to_owned()],
        op: Op::Activation { function: Function::Linear },
        output: Some(output),
    }
}

/// The chip's network as the reference trainers have it: the widths of its weights are those of the block, input and
/// activations have `quantized_bits(8,1)`, latents `quantized_bits(9,1)`, products are exact, and there is no
/// rectifier. Then latents are rounded down to the bits that are sent and saturate below 2; negative ones pass.
fn reference(block: &AeBlock, latent_bits: u32) -> Result<Typed> {
    const WIDE: u32 = 48;
    let (activations, latents) = (quantised_bits(8, 6), quantised_bits(9, 7));
    let mut network = block.typed().network().clone();
    let (input, output) = (network.inputs[0].name.clone(), network.outputs[0].clone());
    network.inputs[0].number = Number::Float32;
    let widest = |network: &nn::Network| {
        let places = network.tensors.iter().filter_map(|tensor| tensor.number.format()).map(|format| format.frac);
        places.max().unwrap_or(0)
    };
    // Values have 6 binary places, or those of a sum of such.
    let places = 6 + 2 * widest(&network);
    for layer in &mut network.layers {
        layer.inputs.iter_mut().filter(|name| **name == input).for_each(|name| *name = "input_quantization".to_owned());
        layer.output = None;
        let is_output = layer.name == output;
        if [Function::Relu, Function::Linear].map(|function| Op::Activation { function }).contains(&layer.op) {
            layer.op = Op::Activation { function: Function::Linear };
            layer.output = Some(activations.clone()).filter(|_| !is_output);
        }
        if let Some(Some(sum)) = layer.op.sum_mut() {
            *sum = Sum { format: Format::signed(WIDE, places.min(nn::MAX_FRAC_BITS)), products: Products::Exact };
        }
    }
    network.layers.insert(0, linear("input_quantization", &input, activations));
    network.layers.push(linear("latent_quantization", &output, latents));
    let sent = Format::signed(latent_bits + 1, latent_bits - 1).with_overflow(Overflow::Saturate);
    network.layers.push(linear("sent", "latent_quantization", sent.into()));
    network.outputs = vec!["sent".to_owned()];
    network.name = format!("{} of the reference", network.name).chars().take(48).collect();
    network.check()
}
