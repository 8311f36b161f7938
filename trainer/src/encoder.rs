//! The encoder in training: from a batch to latents, and back ([`crate::nodes`]).

use econ_emu::error::{Error, Result};
use econ_emu::network::{AeBlock, LATENT_BITS, LATENTS, NORMALISED_FRAC_BITS};
use econ_emu::nn::{
    self, Format, Function, Layer, Number, Op, Overflow, Products, Rounding, Sum, Typed, Weights, real,
};
use econ_emu::registers::LatentWidths;
use econ_emu::train::network::EncoderNetwork;
use econ_emu::train::options::Arithmetic;
use econ_emu::train::quantisers;
use rand_chacha::ChaCha8Rng;
use tch::{Device, Tensor};

use crate::model::Batch;
use crate::nodes::{self, Nodes, StepNumbers, Tape};

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
        let typed = network.typed();
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
        let (typed, quantised) = (self.network.typed(), self.nodes.quantised(weights)?);
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
        let input = &self.network.typed().inputs()[0].number;
        let tape = match (input.is_fixed(), self.arithmetic) {
            (true, Arithmetic::Chip) if input.places(0) == NORMALISED_FRAC_BITS as i32 => {
                self.nodes.forward_normalised(numbers, &batch.normalised)?
            }
            (true, Arithmetic::Float) => self.nodes.forward(weights, numbers, &batch.truth)?,
            // What the reference trainers have in place of the chip's quantises the charges itself.
            (true, Arithmetic::Qkeras) if self.network.block().is_some() => {
                self.nodes.forward(weights, numbers, &batch.truth)?
            }
            _ => self.nodes.forward(weights, numbers, &self.network.inputs(&batch.normalised, &batch.truth))?,
        };
        let latents = tape.values(self.nodes.network().outputs()[0]).map(|latents| latents.tr().contiguous());
        let latents =
            latents.ok_or_else(|| Error::new("the network gives no latents").field(self.network.typed().name()))?;
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rand::{Rng, SeedableRng};
    use tch::Device;

    use econ_emu::network::zoo::ZooModel;
    use econ_emu::nn::quantiser::Quantiser;
    use econ_emu::nn::{Evaluator, Values};

    use super::*;
    use crate::nodes::is_exact;

    /// One of the quantised encoders of the zoo with a quantiser for each tensor.
    fn network(words: [&str; 4]) -> Result<EncoderNetwork> {
        let names = ["conv2d_0_m_kernel", "conv2d_0_m_bias", "encoded_vector_kernel", "encoded_vector_bias"];
        let quantisers: BTreeMap<String, Quantiser> =
            names.into_iter().zip(words).map(|(name, word)| (name.to_owned(), word.parse().unwrap())).collect();
        EncoderNetwork::of_zoo(ZooModel::find("8x8_c8_S2_qK_RTL_tele")?)?.with_quantisers(&quantisers)
    }

    /// Every quantiser: a training step computes with the numbers that the trained description stores, and its latents
    /// are those of the scalar evaluator.
    #[test]
    fn what_is_trained_is_what_is_stored() {
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        let mut exact = 0;
        for (words, warnings) in [
            (["quantized_bits(5,1,alpha=1)"; 4], 0),
            (["quantized_bits(4,0,alpha=0.25)"; 4], 0),
            (["quantized_bits(5,1)"; 4], 2),
            (["quantized_bits(4,0,alpha='auto_po2')"; 4], 0),
            (["quantized_relu(4,1)"; 4], 0),
            (["ternary()", "ternary()", "ternary(alpha=1,threshold=0.2)", "ternary()"], 1),
            (["stochastic_ternary()", "ternary()", "stochastic_ternary()", "ternary()"], 2),
            (["binary()", "binary(alpha=0.5)", "binary(alpha='auto_po2')", "binary()"], 1),
        ] {
            let network = network(words).unwrap();
            assert_eq!(network.warnings().len(), warnings, "{words:?}: {:?}", network.warnings());
            let model = EncoderModel::new(&network, Arithmetic::Qkeras, 9, Device::Cpu).unwrap();
            // The scales of channels differ, and one channel of the first kernel is zero, unless 0 has a sign.
            let third = if words[0].starts_with("binary") { 0.4 } else { 0.0 };
            let weights: Vec<f32> = (0..network.typed().weight_count())
                .map(|at| rng.random_range(-1.0f32..1.0) * [0.5, 0.1, third, 1.0, 0.7, 0.3, 0.9, 0.2][at % 8])
                .collect();
            let (typed, stored) = model.stored(&weights).unwrap();
            let text = typed.network().to_yaml().unwrap();
            assert_eq!(nn::Network::from_yaml(&text, "n.yaml".as_ref()).unwrap().check().unwrap(), typed);
            let mut from = 0;
            for id in typed.tensor_ids() {
                let (tensor, own) = (typed.tensor(id), &weights[from..from + typed.tensor(id).len()]);
                from += tensor.len();
                let quantiser = tensor.quantiser.unwrap();
                let found = quantisers::numbers(tensor, &quantiser, own, None).unwrap();
                for (at, (&found, &raw)) in found.iter().zip(stored.integers(id)).enumerate() {
                    assert_eq!(found, real(raw.into(), tensor.places(at)), "{quantiser} {} {at}", tensor.name);
                }
                let drawn = quantisers::numbers(tensor, &quantiser, own, Some(&mut rng)).unwrap();
                assert_eq!(drawn != found, matches!(quantiser, Quantiser::StochasticTernary { .. }), "{quantiser}");
            }
            let truth: Vec<f32> = (0..48 * 40).map(|_| rng.random_range(0.0f32..0.6).powi(2)).collect();
            let batch = Batch { normalised: vec![0; truth.len()], truth, ..Batch::default() };
            let pass = model.forward(&weights, &model.numbers(&weights, None).unwrap(), &batch).unwrap();
            let latents: Vec<f32> = Vec::try_from(pass.latents.reshape([-1])).unwrap();
            assert!(latents.iter().any(|&latent| latent != 0.0));
            let evaluator = Evaluator::new(&typed, &stored).unwrap();
            let (mut values, output) = (Values::default(), typed.node(typed.outputs()[0]));
            exact += usize::from(is_exact(&typed));
            let mut different = 0;
            for (inputs, latents) in network.inputs(&batch.normalised, &batch.truth).chunks(48).zip(latents.chunks(16))
            {
                evaluator.run_reals(inputs, &mut values).unwrap();
                different += values.numbers(output).iter().zip(latents).filter(|(a, b)| a != b).count();
            }
            // Sums beyond 24 bits are rounded in the graph; then a latent may change by a step.
            assert!(different == 0 || !is_exact(&typed) && different < 6, "{words:?}: {different} latents differ");
        }
        assert!(exact >= 5, "{exact}");
    }

    #[test]
    fn what_cannot_be_stored_is_refused_by_name() {
        let fault = |word: &str| network([word; 4]).unwrap_err().to_string();
        for (word, part) in [
            ("quantized_bits(5,1,alpha=3)", "power of two"),
            ("quantized_bits(5,1,alpha='auto')", "power of two"),
            ("ternary(threshold=0.5)", "threshold"),
            ("quantized_bits(20,1,alpha=1)", "at most 16 bits"),
        ] {
            let error = fault(word);
            assert!(error.contains(part) && error.contains("conv2d_0_m_kernel"), "{error}");
        }
        let reals = EncoderNetwork::of_zoo(ZooModel::find("8x8_c8_S2").unwrap()).unwrap();
        let [kernel, other] = ["conv2d_0_m_kernel", "kernel"]
            .map(|name| BTreeMap::from([(name.to_owned(), "binary()".parse().unwrap())]));
        let error = reals.clone().with_quantisers(&kernel).unwrap_err().to_string();
        assert!(error.contains("fixed-point") && error.contains("8x8_c8_S2_qK_RTL_tele"), "{error}");
        let error = reals.with_quantisers(&other).unwrap_err().to_string();
        assert!(error.contains("kernel") && error.contains("encoded_vector_bias"), "{error}");
        let quantised = network(["ternary()"; 4]).unwrap();
        let error = EncoderModel::new(&quantised, Arithmetic::Chip, 9, Device::Cpu).unwrap_err().to_string();
        assert!(error.contains("qkeras"), "{error}");
    }
}
