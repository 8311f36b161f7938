//! Exports of models: an encoder and its decoder in the formats that other programs load.
//!
//! | format | files | read by |
//! |---|---|---|
//! | `tf` | `encoder.pb`, `decoder.pb`: frozen TensorFlow graphs | CMSSW, TensorFlow |
//! | `onnx` | `encoder.onnx`, `decoder.onnx` | ONNX Runtime |
//! | `qonnx` | the same with `Quant` nodes, form `reference` only | hls4ml, QONNX |
//! | `keras` | `encoder.json`, `encoder.hdf5`, and the same of the decoder and of both as `autoencoder`; form `reference` only | Keras |
//! | `npz` | arrays of the weights | NumPy |
//!
//! Graphs are made once, as a [`graph::Graph`], and written in each format from there. No TensorFlow is
//! needed.
//!
//! Inputs and outputs are named as CMSSW asks for them ([`Names`]). The number of frames is free.
//!
//! | graph | input | output |
//! |---|---|---|
//! | encoder | `x` [N, 8, 8, 1], normalised charges | `Identity` [N, 16], latents |
//! | decoder | `x` [N, 24], latents and conditions | `Identity` [N, 8, 8, 1], charges |
//! | 4x4x3 encoder | `input_1` [N, 4, 4, 3] | `encoded_vector/Relu` [N, 16] |
//! | 4x4x3 decoder | `decoder_input` [N, 16] | `decoder_output/Sigmoid` [N, 4, 4, 3] |

pub mod decoder;
pub mod encoder;
pub mod graph;
pub mod keras;
pub mod onnx;
pub mod tensorflow;

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::error::{Error, Result};
use crate::graphs::npz::{self, Array};
use crate::network::{Network, Parameters, Tensor};
use crate::physics::decoder::{Decoder, DecoderKind, tensors};
use graph::Graph;

/// How the encoder computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum Form {
    /// In the chip's integers: its latents are those of the chip, bit for bit.
    #[default]
    Chip,
    /// With the quantisers of the reference systems around exact products.
    Reference,
}

impl Form {
    /// Name on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum Target {
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

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The encoder's description.
    pub network: &'a Network,
    /// Its weights.
    pub parameters: &'a Parameters,
    /// The decoder, if there is one.
    pub decoder: Option<&'a Decoder>,
    /// How the encoder computes.
    pub form: Form,
    /// Cut the latents to these bits, as [`encoder::bits_of_links`] gives them.
    pub bits: Option<u32>,
}

/// Names of the inputs and outputs of the graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    /// Image of normalised charges.
    pub encoder_input: &'static str,
    /// Latents.
    pub encoder_output: &'static str,
    /// Latents and conditions.
    pub decoder_input: &'static str,
    /// Image of charges.
    pub decoder_output: &'static str,
}

impl Names {
    /// Names of the conditional autoencoder.
    pub const CONDITIONAL: Names =
        Names { encoder_input: "x", encoder_output: "Identity", decoder_input: "x", decoder_output: "Identity" };

    /// Names of the 4x4x3 autoencoder.
    pub const CMSSW_4X4X3: Names = Names {
        encoder_input: "input_1",
        encoder_output: "encoded_vector/Relu",
        decoder_input: "decoder_input",
        decoder_output: "decoder_output/Sigmoid",
    };

    /// The names that CMSSW uses for a network and its decoder.
    pub fn of(network: &Network, decoder: Option<DecoderKind>) -> Self {
        let (own, cmssw) = (&network.image, &Network::cmssw_4x4x3().image);
        let same = (own.height, own.width, own.channels) == (cmssw.height, cmssw.width, cmssw.channels);
        match decoder {
            None | Some(DecoderKind::Plain) if same => Names::CMSSW_4X4X3,
            _ => Names::CONDITIONAL,
        }
    }

    /// Whether they are those of the 4x4x3 autoencoder.
    pub fn is_cmssw_4x4x3(&self) -> bool {
        *self == Names::CMSSW_4X4X3
    }
}

impl Export<'_> {
    /// The files, each with its name.
    ///
    /// # Errors
    /// As [`encoder::graph`], and the chip's form as QONNX or for Keras.
    pub fn files(&self, target: Target) -> Result<Vec<(String, Vec<u8>)>> {
        let (extension, write): (_, fn(&Graph) -> Vec<u8>) = match target {
            Target::Tf => ("pb", tensorflow::write),
            Target::Onnx => ("onnx", onnx::write),
            Target::Qonnx if self.form == Form::Chip => {
                return Err(Error::new("QONNX has no layer that floors every product")
                    .field("form")
                    .found(self.form.name())
                    .allowed(Form::Reference.name())
                    .hint("export the form 'chip' as ONNX"));
            }
            Target::Keras if self.form == Form::Chip => {
                return Err(Error::new("Keras has no layer that floors every product")
                    .field("form")
                    .found(self.form.name())
                    .allowed(Form::Reference.name())
                    .hint("export the form 'chip' as TensorFlow graph"));
            }
            Target::Keras => return keras::files(self.network, self.parameters, self.decoder),
            Target::Qonnx => ("onnx", onnx::write_qonnx),
            Target::Npz => return Ok(vec![("model.npz".to_owned(), npz::npz(&self.arrays())?)]),
        };
        let names = Names::of(self.network, self.decoder.map(Decoder::kind));
        let encoder = encoder::graph(self.network, self.parameters, self.form, &names, self.bits)?;
        let mut graphs = vec![("encoder", encoder)];
        graphs.extend(self.decoder.map(|decoder| ("decoder", decoder::graph(self.network, decoder, &names))));
        Ok(graphs.into_iter().map(|(name, graph)| (format!("{name}.{extension}"), write(&graph))).collect())
    }

    /// The weights: `registers.*` as integers, `encoder.*` as numbers, `decoder.*`.
    fn arrays(&self) -> Vec<Array> {
        let mut arrays = Vec::new();
        for tensor in Tensor::ALL {
            let (name, shape) = (tensor.name(), self.network.tensor_shape(tensor));
            arrays.push(Array::int8(format!("registers.{name}"), &shape, self.parameters.tensor(tensor).to_vec()));
            let values = encoder::values(self.network, self.parameters, tensor);
            arrays.push(Array::float32(format!("encoder.{name}"), &shape, values));
        }
        if let Some(decoder) = self.decoder {
            for (tensor, values) in tensors(self.network, decoder.kind()).iter().zip(decoder.weights()) {
                arrays.push(Array::float32(format!("decoder.{}", tensor.name), &tensor.shape, values.clone()));
            }
        }
        arrays
    }
}
