//! Exports of models: an encoder and its decoder in the formats that other programs load.
//!
//! | format | files | read by |
//! |---|---|---|
//! | `tf` | `encoder.pb`, `decoder.pb`: frozen TensorFlow graphs | CMSSW, TensorFlow |
//! | `onnx` | `encoder.onnx`, `decoder.onnx` | ONNX Runtime |
//! | `qonnx` | the same with `Quant` nodes, form `reference` only | hls4ml, QONNX |
//! | `keras` | `encoder.json`, `encoder.hdf5`, `encoder.keras`, and the same of the decoder and of both as `autoencoder`; form `plain`, or `reference` with layers of QKeras and no `.keras` | Keras, QKeras |
//! | `npz` | arrays of the weights | NumPy |
//!
//! Graphs are made once, as a [`Graph`], and written in each format from there. No TensorFlow is
//! needed.
//!
//! Inputs and outputs are named as CMSSW asks for them ([`PortNames`]). The number of samples is free; in `qonnx` it is 1,
//! because hls4ml and the passes of QONNX need all lengths.
//!
//! | graph | input | output |
//! |---|---|---|
//! | encoder | `x` [N, 8, 8, 1], normalised charges | `Identity` [N, 16], latents |
//! | decoder | `x` [N, 16 + conditions], latents and conditions | `Identity` [N, 8, 8, 1], charges |
//! | 4x4x3 encoder | `input_1` [N, 4, 4, 3] | `encoded_vector/Relu` [N, 16] |
//! | 4x4x3 decoder | `decoder_input` [N, 16] | `decoder_output/Sigmoid` [N, 4, 4, 3] |

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::encoder::write as encoder;
use super::graph::Graph;
use super::npz::{self, NamedArray};
use super::{keras, network, onnx, tensorflow};
use crate::error::{Error, Result};
use crate::network::{AeBlock, EncoderTensor, FirstForm};
use crate::nn::{Typed, Weights};
use crate::registers::LatentWidths;

/// How the encoder computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum ExportForm {
    /// In the chip's integers: its latents are those of the chip, bit for bit.
    #[default]
    Chip,
    /// With the quantisers of the reference systems around exact products.
    Reference,
    /// In real numbers, with the weights of the chip: nothing is quantised, and no latent cut.
    Plain,
}

impl ExportForm {
    /// Name on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum ModelFormat {
    /// Frozen TensorFlow graphs.
    Tf,
    /// ONNX models.
    Onnx,
    /// ONNX models with quantisers as QONNX writes them.
    Qonnx,
    /// Keras, JSON and HDF5.
    Keras,
    /// NumPy arrays.
    Npz,
}

impl ModelFormat {
    /// The forms that models in this format can have; the first is the one that they have unless another is asked for.
    pub fn forms(self) -> &'static [ExportForm] {
        match self {
            // The arrays are the same in all.
            ModelFormat::Tf | ModelFormat::Onnx | ModelFormat::Npz => ExportForm::VARIANTS,
            // Neither QONNX nor Keras has a layer that floors every product.
            ModelFormat::Qonnx => &[ExportForm::Reference],
            ModelFormat::Keras => &[ExportForm::Plain, ExportForm::Reference],
        }
    }

    /// Whether the encoders of a form can cut their latents to the bits that a packet carries.
    pub fn cuts(self, form: ExportForm) -> bool {
        match (self, form) {
            (_, ExportForm::Plain) | (ModelFormat::Keras | ModelFormat::Npz, _) => false,
            (_, ExportForm::Chip | ExportForm::Reference) => true,
        }
    }
}

/// A decoder as exports need it.
#[derive(Debug, Clone)]
pub struct DecoderExport {
    /// Its description, from latents and conditions to the image.
    pub network: Typed,
    /// Its weights.
    pub weights: Weights,
    /// Numbers among its inputs that are no latents.
    pub conditions: usize,
    /// Its tensors under the names and in the order of our own files.
    pub tensors: Vec<NamedArray>,
}

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub struct ModelExport<'a> {
    /// The encoder's description.
    pub network: &'a AeBlock,
    /// Its weights.
    pub parameters: &'a Weights,
    /// The decoder, if there is one.
    pub decoder: Option<&'a DecoderExport>,
    /// How the encoder computes.
    pub form: ExportForm,
    /// Cut the latents to these bits, those that packets carry.
    pub bits: Option<LatentWidths>,
}

/// PortNames of the inputs and outputs of the graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortNames {
    /// Image of normalised charges.
    pub encoder_input: &'static str,
    /// Latents.
    pub encoder_output: &'static str,
    /// Latents and conditions.
    pub decoder_input: &'static str,
    /// Image of charges.
    pub decoder_output: &'static str,
}

impl PortNames {
    /// PortNames of the conditional autoencoder.
    pub const CONDITIONAL: PortNames =
        PortNames { encoder_input: "x", encoder_output: "Identity", decoder_input: "x", decoder_output: "Identity" };

    /// PortNames of the 4x4x3 autoencoder.
    pub const CMSSW_4X4X3: PortNames = PortNames {
        encoder_input: "input_1",
        encoder_output: "encoded_vector/Relu",
        decoder_input: "decoder_input",
        decoder_output: "decoder_output/Sigmoid",
    };

    /// The names that CMSSW uses for a network and its decoder, which takes so many conditions.
    pub fn of(network: &AeBlock, conditions: Option<usize>) -> Self {
        let [own, cmssw] = [network, &AeBlock::cmssw_4x4x3()].map(AeBlock::image);
        let same = (own.height, own.width, own.channels) == (cmssw.height, cmssw.width, cmssw.channels);
        if same && conditions.unwrap_or(0) == 0 { PortNames::CMSSW_4X4X3 } else { PortNames::CONDITIONAL }
    }

    /// Whether they are those of the 4x4x3 autoencoder.
    pub fn is_cmssw_4x4x3(&self) -> bool {
        *self == PortNames::CMSSW_4X4X3
    }
}

impl ModelExport<'_> {
    /// The files, each with its name.
    ///
    /// # Errors
    /// As [`graph`](super::encoder::write::graph); a form that the format has not, and cut latents in a form that does
    /// not cut them.
    pub fn files(&self, format: ModelFormat) -> Result<Vec<(String, Vec<u8>)>> {
        let network = &self.network.first_form()?;
        if !format.forms().contains(&self.form) {
            let allowed: Vec<&str> = format.forms().iter().map(|form| form.name()).collect();
            let format: &str = format.into();
            return Err(Error::new(format!("models in the format {format} cannot have this form"))
                .field("form")
                .found(self.form.name())
                .allowed(allowed.join(", "))
                .hint("'tf' and 'onnx' have every form"));
        }
        if let (Some(bits), false) = (self.bits, format.cuts(self.form)) {
            return Err(Error::new("this form does not cut latents")
                .field("latent bits")
                .found(bits)
                .allowed("none said: latents are whole"));
        }
        let names = PortNames::of(self.network, self.decoder.map(|decoder| decoder.conditions));
        type Write = fn(&Graph) -> Result<Vec<u8>>;
        let (extension, write): (_, Write) = match format {
            ModelFormat::Tf => ("pb", tensorflow::write),
            ModelFormat::Keras => {
                return keras::write::files(network, self.parameters, self.form, &names, self.decoder);
            }
            ModelFormat::Onnx => ("onnx", onnx::write),
            ModelFormat::Qonnx => ("onnx", onnx::write_qonnx),
            ModelFormat::Npz => return Ok(vec![("model.npz".to_owned(), npz::write(&self.arrays(network))?)]),
        };
        let quant_nodes = format == ModelFormat::Qonnx;
        let encoder = encoder::graph(network, self.parameters, self.form, &names, self.bits, quant_nodes)?;
        let mut graphs = vec![("encoder", encoder)];
        if let Some(decoder) = self.decoder {
            let ends = (names.decoder_input, names.decoder_output);
            let graph = network::write::graph(&decoder.network, &decoder.weights, ends.0, ends.1)?;
            let name = format!("decoder of {}", self.network.name());
            graphs.push(("decoder", Graph { name, ..graph }));
        }
        graphs.into_iter().map(|(name, graph)| Ok((format!("{name}.{extension}"), write(&graph)?))).collect()
    }

    /// The encoder as a graph in its form, with whole latents.
    ///
    /// # Errors
    /// As [`graph`](super::encoder::write::graph).
    pub fn whole_encoder(&self) -> Result<Graph> {
        let names = PortNames::of(self.network, self.decoder.map(|decoder| decoder.conditions));
        encoder::graph(&self.network.first_form()?, self.parameters, self.form, &names, None, false)
    }

    /// The weights: `registers.*` as integers, `encoder.*` as numbers, `decoder.*`.
    fn arrays(&self, network: &FirstForm) -> Vec<NamedArray> {
        let mut arrays = Vec::new();
        for tensor in EncoderTensor::ALL {
            let (name, shape) = (tensor.name(), network.tensor_shape(tensor));
            // A weight of the block has at most 8 bits.
            let registers = self.parameters.integers(tensor.id()).iter().map(|&raw| raw as i8).collect();
            arrays.push(NamedArray::int8(format!("registers.{name}"), &shape, registers));
            let values = encoder::values(network, self.parameters, tensor);
            arrays.push(NamedArray::float32(format!("encoder.{name}"), &shape, values));
        }
        arrays.extend(self.decoder.iter().flat_map(|decoder| decoder.tensors.iter().cloned()));
        arrays
    }
}
