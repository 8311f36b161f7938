//! Encoder, decoder and loss together: from a batch to a loss and its gradient.

use econ_emu::error::Result;
use econ_emu::network::CELLS;
use econ_emu::nn::{Typed, Weights};
use econ_emu::registers::LatentWidths;
use econ_emu::train::network::EncoderNetwork;
use econ_emu::train::options::{Arithmetic, DecoderSpec, LearnedEmd, Loss, Sinkhorn};
use rand_chacha::ChaCha8Rng;
use tch::{Device, Tensor};

use crate::decoder::DecoderModel;
use crate::encoder::{EncodedBatch, EncoderModel};
use crate::layout::Layout;
use crate::loss::{LossModel, Value};
use crate::nodes::{StepNumbers, torch};

/// Samples: a batch, or a piece of one.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Normalised charges, samples x 48, `u8.7`, post-MUX order.
    pub normalised: Vec<u8>,
    /// True charges divided by the power of two at or below their sum, samples x 48, post-MUX order.
    pub truth: Vec<f32>,
    /// Conditions of the decoder, samples x conditions.
    pub conditions: Vec<f32>,
    /// Weight of each sample in the loss; empty if all weigh 1.
    pub weights: Vec<f32>,
}

impl Batch {
    /// Number of samples.
    pub fn samples(&self) -> usize {
        self.normalised.len() / CELLS
    }
}

/// Encoder, decoder and loss.
pub struct Model {
    /// The encoder.
    pub network: EncoderNetwork,
    /// Arithmetic of the encoder.
    pub arithmetic: Arithmetic,
    /// Bits of each latent of the chip's network that reach the decoder.
    pub widths: LatentWidths,
    /// The trainable tensors.
    pub layout: Layout,
    device: Device,
    encoder: EncoderModel,
    decoder: DecoderModel,
    loss: LossModel,
    /// Hash of the network of the earth mover's distance in the loss, if there is one.
    pub loss_network_sha256: Option<String>,
}

/// What one pass gives.
pub struct Pass {
    /// Reconstruction, samples x 48, post-MUX order.
    pub output: Tensor,
    /// Latents and what the encoder's way back needs.
    pub encoded: EncodedBatch,
    /// The decoder's leaves, in the order of the layout.
    leaves: Vec<Tensor>,
}

/// The sums over samples of a loss and of its gradient.
#[derive(Debug, Clone)]
pub struct Gradient {
    /// Samples.
    pub samples: usize,
    /// Loss.
    pub loss: f64,
    /// Terms of the telescope, if the loss is one.
    pub terms: Option<[f64; 3]>,
    /// Gradient, in the order of the layout.
    pub slope: Vec<f32>,
}

impl Model {
    /// Weights of encoder and decoder.
    pub fn parameters(&self) -> [usize; 2] {
        [self.layout.encoder_len(), self.layout.len() - self.layout.encoder_len()]
    }

    /// Builds the tables on the device.
    ///
    /// # Errors
    /// A network that does not hold together or that the decoder does not fit.
    pub fn new(
        network: &EncoderNetwork,
        decoder: impl Into<DecoderSpec>,
        arithmetic: Arithmetic,
        widths: impl Into<LatentWidths>,
        device: Device,
    ) -> Result<Self> {
        let (decoder, widths) = (decoder.into(), widths.into());
        Ok(Model {
            layout: Layout::new(network, &decoder)?,
            encoder: EncoderModel::new(network, arithmetic, widths, device)?,
            decoder: DecoderModel::new(network.shape(), &decoder, device)?,
            loss: LossModel::new(Sinkhorn::default(), None, device)?,
            loss_network_sha256: None,
            network: network.clone(),
            arithmetic,
            widths,
            device,
        })
    }

    /// The same model with losses that are computed so.
    ///
    /// # Errors
    /// A network of the earth mover's distance that is too large.
    pub fn with_losses(self, sinkhorn: Sinkhorn, learned: Option<&LearnedEmd>) -> Result<Self> {
        let loss_network_sha256 = learned.map(LearnedEmd::sha256).transpose()?;
        Ok(Model { loss: LossModel::new(sinkhorn, learned, self.device)?, loss_network_sha256, ..self })
    }

    /// The encoder's weights on their grids, with the description that goes with them.
    ///
    /// # Errors
    /// Weights that are not finite, or that a quantiser has no numbers for.
    pub fn stored(&self, weights: &[f32]) -> Result<(Typed, Weights)> {
        self.encoder.stored(weights)
    }

    /// Whether the latents can be compared bit for bit with the scalar evaluator of what is stored: in the chip's
    /// arithmetic, and with the quantisers that the description itself names.
    pub fn is_comparable(&self, stored: &Typed) -> bool {
        self.encoder.is_comparable(stored)
    }

    /// The encoder's weights as it computes with them.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn numbers(&self, weights: &[f32]) -> Result<StepNumbers> {
        self.encoder.numbers(weights, None)
    }

    /// As [`Model::numbers`], for a step of the training: quantisers that draw do so.
    ///
    /// # Errors
    /// As [`Model::numbers`].
    pub fn numbers_in_training(&self, weights: &[f32], draws: &mut ChaCha8Rng) -> Result<StepNumbers> {
        self.encoder.numbers(weights, Some(draws))
    }

    /// Runs encoder and decoder. `numbers` comes from [`Model::numbers`] with the same weights.
    ///
    /// # Errors
    /// Samples that are not whole.
    pub fn forward(&self, weights: &[f32], numbers: &StepNumbers, batch: &Batch) -> Result<Pass> {
        let encoded = self.encoder.forward(weights, numbers, batch)?;
        let leaves = DecoderModel::leaves(&self.layout, weights, self.device);
        Ok(Pass { output: self.decode(&encoded.latents, &leaves, batch), encoded, leaves })
    }

    /// The reconstruction from latents, samples x latents, and the conditions of a batch.
    fn decode(&self, latents: &Tensor, leaves: &[Tensor], batch: &Batch) -> Tensor {
        match batch.conditions.len() / batch.samples().max(1) {
            0 => self.decoder.forward(latents, leaves),
            conditions => {
                let conditions = self.table(&batch.conditions, conditions);
                self.decoder.forward(&Tensor::cat(&[latents, &conditions], 1), leaves)
            }
        }
    }

    /// The loss of a batch, given its latents, samples x latents, summed over samples, and with `slope` how it changes
    /// with each latent.
    ///
    /// # Errors
    /// Failures of libtorch.
    pub fn loss_of_latents(
        &self,
        weights: &[f32],
        loss: &Loss,
        batch: &Batch,
        latents: &[f32],
        slope: bool,
    ) -> Result<(f64, Vec<f32>)> {
        let latents = self.table(latents, self.network.latents());
        let leaves = DecoderModel::leaves(&self.layout, weights, self.device);
        if !slope {
            let _no_graph = tch::no_grad_guard();
            return Ok((self.loss(loss, &self.decode(&latents, &leaves, batch), batch).sum.double_value(&[]), vec![]));
        }
        let latents = latents.set_requires_grad(true);
        let value = self.loss(loss, &self.decode(&latents, &leaves, batch), batch);
        value.sum.f_backward().map_err(torch)?;
        let own = latents.grad().contiguous().to_device(Device::Cpu);
        let mut slopes = vec![0f32; own.numel()];
        own.f_copy_data(&mut slopes, own.numel()).map_err(torch)?;
        Ok((value.sum.double_value(&[]), slopes))
    }

    /// The loss of a reconstruction, summed over samples with their weights.
    pub fn loss(&self, loss: impl Into<Loss>, output: &Tensor, batch: &Batch) -> Value {
        let weights = (!batch.weights.is_empty()).then(|| self.table(&batch.weights, 1));
        self.loss.value(&loss.into(), &self.table(&batch.truth, CELLS), output, weights.as_ref())
    }

    /// The same where every sample weighs 1.
    pub fn even_loss(&self, loss: impl Into<Loss>, output: &Tensor, batch: &Batch) -> Value {
        self.loss.value(&loss.into(), &self.table(&batch.truth, CELLS), output, None)
    }

    /// The loss of a batch and its gradient, summed over samples.
    ///
    /// # Errors
    /// As [`Model::forward`], and failures of libtorch.
    pub fn gradient(
        &self,
        weights: &[f32],
        numbers: &StepNumbers,
        loss: impl Into<Loss>,
        batch: &Batch,
    ) -> Result<Gradient> {
        let pass = self.forward(weights, numbers, batch)?;
        let value = self.loss(loss, &pass.output, batch);
        value.sum.f_backward().map_err(torch)?;
        let encoder = self.encoder_gradient(&pass, &pass.encoded.latents.grad())?;
        let mut slope = vec![0f32; self.layout.len()];
        let gradients = encoder.into_iter().chain(pass.leaves.iter().map(|leaf| Some(leaf.grad())));
        for (own, slot) in gradients.zip(&self.layout.slots) {
            if let Some(own) = own.filter(Tensor::defined) {
                let own = own.contiguous().to_device(Device::Cpu);
                own.f_copy_data(&mut slope[slot.range()], slot.len).map_err(torch)?;
            }
        }
        if self.arithmetic == Arithmetic::Qkeras {
            for (tensor, slot) in self.network.typed().tensors().iter().zip(self.layout.encoder()) {
                let Some(quantiser) = &tensor.quantiser else { continue };
                let weights = &weights[slot.range()];
                slope[slot.range()].iter_mut().zip(weights).for_each(|(slope, &at)| *slope *= quantiser.slope(at));
            }
        }
        Ok(Gradient { samples: batch.samples(), loss: value.sum.double_value(&[]), terms: value.terms, slope })
    }

    /// The gradients of the encoder's tensors, from that of its latents (samples x latents); none where nothing reaches
    /// a tensor.
    ///
    /// # Errors
    /// Failures of libtorch.
    pub fn encoder_gradient(&self, pass: &Pass, latents: &Tensor) -> Result<Vec<Option<Tensor>>> {
        self.encoder.backward(&pass.encoded, latents)
    }

    /// What the decoder reads, samples x (latents and conditions).
    ///
    /// # Errors
    /// As [`Model::forward`].
    pub fn decoder_inputs(&self, weights: &[f32], numbers: &StepNumbers, batch: &Batch) -> Result<Vec<f32>> {
        let _no_graph = tch::no_grad_guard();
        let latents = Model::latents(&self.encoder.forward(weights, numbers, batch)?);
        let conditions = batch.conditions.len() / batch.samples().max(1);
        let rows = latents.chunks_exact(self.network.latents()).enumerate();
        Ok(rows
            .flat_map(|(row, own)| own.iter().chain(&batch.conditions[row * conditions..][..conditions]))
            .copied()
            .collect())
    }

    /// The latents of encoded samples, samples x latents, on the CPU.
    pub fn latents(encoded: &EncodedBatch) -> Vec<f32> {
        let latents = encoded.latents.contiguous().to_device(Device::Cpu);
        let mut values = vec![0f32; latents.numel()];
        latents.copy_data(&mut values, latents.numel());
        values
    }

    fn table(&self, values: &[f32], columns: usize) -> Tensor {
        Tensor::from_slice(values).reshape([-1, columns as i64]).to_device(self.device)
    }
}
