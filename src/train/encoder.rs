//! The encoder in training: latents forward, gradients backward.
//!
//! In the chip's arithmetic the forward pass is the integer kernel, and the backward pass is written
//! out, which defines the straight-through estimator used here. Every floor and every rounding has
//! slope 1, and a weight's gradient goes to the real weight behind it, clipped or not. ReLU has slope 1
//! where the chip's own sum lies inside the range of the activation, ends included, else 0. The
//! saturation of a latent is the same inside its range; outside, the gradient passes if the step
//! against it leads back to the range: a latent that is always 0 can come back to life. With `g` the
//! gradient of the latents,
//!
//! - dense: `gᵢ = g` where the sum is inside or `g` leads back, else 0; kernel `gᵢᵀ · activations`, bias
//!   the sum of `gᵢ`;
//! - convolution: `gⱼ = gᵢ · dense kernel` where the sum is inside, else 0; kernel `normsᵀ · gⱼ`
//!   gathered by tap, bias the sum of `gⱼ` over places.
//!
//! Real numbers go the same way back. The reference's quantisers are an ordinary graph of libtorch.

use tch::{Device, Kind, Tensor};

use super::layout::Layout;
use super::model::Batch;
use super::options::Arithmetic;
use crate::error::{Error, Result};
use crate::kernels::BatchEncoder;
use crate::network::{AeBlock, CELLS, EncoderTensor, FirstForm, Format, LATENT_BITS};
use crate::nn::Weights;
use crate::nn::quantiser::{Alpha, Quantiser};

/// The reference's quantiser of input and activations.
const ACTIVATIONS: Quantiser = Quantiser::plain(8, 1);

/// The reference's quantiser of latents.
const LATENTS: Quantiser = Quantiser::plain(9, 1);

/// The encoder's shape and the index tables of its convolution, on the device.
pub struct EncoderModel {
    network: FirstForm,
    block: AeBlock,
    arithmetic: Arithmetic,
    latent_bits: u32,
    device: Device,
    /// Entry of the flat convolution kernel (plus one zero) for each of 48 x activations.
    gather: Tensor,
    /// Filter of each activation.
    filters: Tensor,
}

/// The weights on the chip's grid, ready to run.
pub struct Integers {
    parameters: Weights,
    encoder: BatchEncoder,
}

/// The latents of a batch, and what the way back needs.
pub struct Encoded {
    /// Latents as the decoder sees them, frames x 16; a leaf, so its gradient can be asked for.
    pub latents: Tensor,
    back: Back,
}

enum Back {
    /// The layers as numbers.
    Layers {
        /// Frames x 48.
        norms: Tensor,
        /// Activations x frames, as the kernel gives them.
        activations: Tensor,
        /// Where the sum of the convolution lies: -1 below the range of the activation, 0 inside, 1
        /// above; likewise.
        conv_side: Tensor,
        /// The same for the sum of the dense layer and the range of the latent, 16 x frames.
        dense_side: Tensor,
        /// Dense kernel, 16 x activations.
        kernel: Tensor,
    },
    /// A graph of libtorch: its leaves and its result.
    Graph { leaves: [Tensor; 4], latents: Tensor },
}

impl EncoderModel {
    /// Builds the tables.
    ///
    /// # Errors
    /// A network of other layers than one convolution and one dense layer.
    pub fn new(block: &AeBlock, arithmetic: Arithmetic, latent_bits: u32, device: Device) -> Result<Self> {
        let network = block.first_form()?;
        let filters = network.conv.filters;
        let (_, columns) = network.conv_shape();
        let activations = network.activations();
        let mut gather = vec![(network.taps() * filters) as i64; CELLS * activations];
        for activation in 0..activations {
            let (place, filter) = (activation / filters, activation % filters);
            for (tap, pixel) in network.taps_of(place / columns, place % columns) {
                if let Ok(cell) = usize::try_from(network.image.cells[pixel]) {
                    gather[cell * activations + activation] = (tap * filters + filter) as i64;
                }
            }
        }
        let filter_of: Vec<i64> = (0..activations as i64).map(|activation| activation % filters as i64).collect();
        Ok(EncoderModel {
            block: block.clone(),
            gather: Tensor::from_slice(&gather).to_device(device),
            filters: Tensor::from_slice(&filter_of).to_device(device),
            network,
            arithmetic,
            latent_bits,
            device,
        })
    }

    /// The weights on the chip's grid: rounded to the nearest step, halves to even, clipped to the
    /// ends of the format.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn quantised(&self, layout: &Layout, weights: &[f32]) -> Result<Weights> {
        let mut tensors = vec![Vec::new(); EncoderTensor::ALL.len()];
        for (tensor, slot) in EncoderTensor::ALL.into_iter().zip(&layout.slots) {
            let format = self.network.tensor_format(tensor);
            let scale = (1u32 << format.frac) as f32;
            for &weight in &weights[slot.range()] {
                if !weight.is_finite() {
                    return Err(Error::new("a weight is not a finite number: the training diverged")
                        .field(slot.name.clone())
                        .found(weight)
                        .hint("lower the learning rate, or clip gradients"));
                }
                let raw = (weight * scale).round_ties_even().clamp(format.min_raw() as f32, format.max_raw() as f32);
                tensors[tensor as usize].push(raw as i32);
            }
        }
        Weights::of_integers(self.block.typed(), tensors)
    }

    /// The integer encoder with these weights, if the arithmetic is the chip's.
    ///
    /// # Errors
    /// As [`EncoderModel::quantised`].
    pub fn integers(&self, layout: &Layout, weights: &[f32]) -> Result<Option<Integers>> {
        match self.arithmetic {
            Arithmetic::Float | Arithmetic::Qkeras => Ok(None),
            Arithmetic::Chip => {
                let parameters = self.quantised(layout, weights)?;
                Ok(Some(Integers { encoder: BatchEncoder::new(&self.block, &parameters)?, parameters }))
            }
        }
    }

    /// Latents of a batch. `integers` comes from [`EncoderModel::integers`] with the same weights.
    ///
    /// # Errors
    /// Frames that are not whole.
    pub fn forward(
        &self,
        layout: &Layout,
        weights: &[f32],
        integers: Option<&Integers>,
        batch: &Batch,
    ) -> Result<Encoded> {
        match integers {
            Some(integers) => self.chip(integers, &batch.norms),
            None if self.arithmetic == Arithmetic::Qkeras => self.qkeras(layout, weights, &batch.truth),
            None => Ok(self.float(layout, weights, &batch.truth)),
        }
    }

    fn chip(&self, integers: &Integers, norms: &[u8]) -> Result<Encoded> {
        let layers = integers.encoder.run(norms)?;
        let frames = norms.len() / CELLS;
        let (activation, latent) = (self.network.conv.activation, self.network.dense.latent);
        let (values, conv_side) = clamped(&layers.conv_sums, activation);
        let (mut latents, dense_side) = clamped(&layers.dense_sums, latent);
        let unsent = LATENT_BITS - self.latent_bits;
        if unsent > 0 {
            let step = step(latent);
            for (value, raw) in latents.iter_mut().zip(&layers.latents) {
                *value = f32::from(raw >> unsent << unsent) * step;
            }
        }
        let kernel_step = step(self.network.dense.weight);
        let kernel = integers.parameters.integers(EncoderTensor::DenseKernel.id());
        let kernel: Vec<f32> = kernel.iter().map(|&raw| raw as f32 * kernel_step).collect();
        let norm_step = step(self.network.norm);
        let norms: Vec<f32> = norms.iter().map(|&norm| f32::from(norm) * norm_step).collect();
        Ok(Encoded {
            latents: self.table(&latents, frames).tr().contiguous().set_requires_grad(true),
            back: Back::Layers {
                norms: self.table(&norms, CELLS),
                activations: self.table(&values, frames),
                conv_side: self.table(&conv_side, frames),
                dense_side: self.table(&dense_side, frames),
                kernel: self.table(&kernel, self.network.activations()),
            },
        })
    }

    /// Real numbers, clamped as the chip's are.
    fn float(&self, layout: &Layout, weights: &[f32], truth: &[f32]) -> Encoded {
        let _no_graph = tch::no_grad_guard();
        let [conv_kernel, conv_bias, dense_kernel, dense_bias] = self.tensors(layout, weights);
        let norms = self.table(truth, CELLS);
        let column = |bias: Tensor| bias.unsqueeze(1);
        let bias = column(conv_bias.index_select(0, &self.filters));
        let conv_sums = bias.addmm(&self.conv_matrix(&conv_kernel).tr(), &norms.tr());
        let (activations, conv_side) = clamped_tensor(&conv_sums, self.network.conv.activation);
        let dense_sums = column(dense_bias).addmm(&dense_kernel, &activations);
        let (latents, dense_side) = clamped_tensor(&dense_sums, self.network.dense.latent);
        let latents = latents.tr().contiguous().set_requires_grad(true);
        Encoded { latents, back: Back::Layers { norms, activations, conv_side, dense_side, kernel: dense_kernel } }
    }

    /// The quantisers of the reference trainers.
    fn qkeras(&self, layout: &Layout, weights: &[f32], truth: &[f32]) -> Result<Encoded> {
        let mut on_grid = Vec::with_capacity(layout.encoder_len());
        for (tensor, slot) in EncoderTensor::ALL.into_iter().zip(&layout.slots) {
            let weights = &weights[slot.range()];
            on_grid.extend(weight_quantiser(self.network.tensor_format(tensor)).quantise(weights, &[weights.len()])?);
        }
        let leaves = self.tensors(layout, &on_grid).map(|tensor| tensor.set_requires_grad(true));
        let [conv_kernel, conv_bias, dense_kernel, dense_bias] = &leaves;
        let input = ACTIVATIONS.quantise(truth, &[truth.len()])?;
        let bias = conv_bias.index_select(0, &self.filters);
        let sums = bias.addmm(&self.table(&input, CELLS), &self.conv_matrix(conv_kernel));
        let activation = through(&sums, &quantised_tensor(&sums, ACTIVATIONS));
        let sums = dense_bias.addmm(&activation, &dense_kernel.tr());
        let latents = through(&sums, &quantised_tensor(&sums, LATENTS));
        // Floor to the fractional bits sent, saturate below 2; negative latents pass.
        let steps = f64::from(1u32 << (self.latent_bits - 1));
        let sent = (&latents * steps).floor() / steps;
        let latents = through(&latents, &sent.clamp_max(2.0 - 1.0 / steps));
        Ok(Encoded { latents: latents.detach().set_requires_grad(true), back: Back::Graph { leaves, latents } })
    }

    /// The encoder's four tensors.
    fn tensors(&self, layout: &Layout, weights: &[f32]) -> [Tensor; 4] {
        std::array::from_fn(|index| {
            let slot = &layout.slots[index];
            Tensor::from_slice(&weights[slot.range()]).reshape(&slot.shape).to_device(self.device)
        })
    }

    /// The convolution as a matrix, 48 x activations.
    fn conv_matrix(&self, kernel: &Tensor) -> Tensor {
        let zero = Tensor::zeros([1], (Kind::Float, self.device));
        let matrix = Tensor::cat(&[kernel.reshape([-1]), zero], 0).index_select(0, &self.gather);
        matrix.view([CELLS as i64, self.network.activations() as i64])
    }

    /// The gradient of the four tensors of the encoder, in the order of the layout, from that of the
    /// latents, frames x 16.
    ///
    /// # Errors
    /// Failures of libtorch.
    pub fn backward(&self, encoded: &Encoded, latents: &Tensor) -> std::result::Result<[Tensor; 4], tch::TchError> {
        let sum = |table: &Tensor, over: i64| table.sum_dim_intlist([over].as_slice(), false, Kind::Float);
        match &encoded.back {
            Back::Layers { norms, activations, conv_side, dense_side, kernel } => {
                let _no_graph = tch::no_grad_guard();
                // Outputs x frames, like everything that comes from the kernel.
                let dense = inward(&latents.tr(), dense_side);
                let conv = kernel.tr().matmul(&dense) * conv_side.eq(0.0);
                let taps = self.network.taps() as i64;
                let filters = self.network.conv.filters as i64;
                let by_tap = Tensor::zeros([taps * filters + 1], (Kind::Float, self.device)).index_add(
                    0,
                    &self.gather,
                    &conv.matmul(norms).tr().reshape([-1]),
                );
                Ok([
                    by_tap.narrow(0, 0, taps * filters),
                    sum(&sum(&conv, 1).view([-1, filters]), 0),
                    dense.matmul(&activations.tr()),
                    sum(&dense, 1),
                ])
            }
            Back::Graph { leaves, latents: result } => {
                (result * latents).sum(Kind::Float).f_backward()?;
                Ok(std::array::from_fn(|index| leaves[index].grad()))
            }
        }
    }

    fn table(&self, values: &[f32], columns: usize) -> Tensor {
        Tensor::from_slice(values).reshape([-1, columns as i64]).to_device(self.device)
    }
}

/// The value of the last fractional bit.
fn step(format: Format) -> f32 {
    1.0 / (1u32 << format.frac) as f32
}

/// Sums clamped to an unsigned format, and where they lay: -1 below it, 0 inside, 1 above.
fn clamped(sums: &[i32], format: Format) -> (Vec<f32>, Vec<f32>) {
    let (step, top) = (step(format), i32::try_from(format.max_raw()).unwrap_or(i32::MAX));
    sums.iter().map(|&sum| (sum.clamp(0, top) as f32 * step, (sum > top) as i8 as f32 - (sum < 0) as i8 as f32)).unzip()
}

/// As [`clamped`], for real numbers.
fn clamped_tensor(sums: &Tensor, format: Format) -> (Tensor, Tensor) {
    let values = sums.clamp(0.0, format.max_raw() as f64 * f64::from(step(format)));
    let side = (sums - &values).sign();
    (values, side)
}

/// A gradient where the sum was inside the range or the step against the gradient leads back to it.
fn inward(gradient: &Tensor, side: &Tensor) -> Tensor {
    gradient * (gradient * side).ge(0.0)
}

/// The reference's quantiser for weights that a format stores.
fn weight_quantiser(format: Format) -> Quantiser {
    Quantiser::QuantizedBits {
        bits: format.bits,
        integer: format.bits as i32 - i32::from(format.signed) - format.frac as i32,
        symmetric: false,
        keep_negative: format.signed,
        alpha: Alpha::Number(1.0),
    }
}

/// The numbers of a quantiser with a fixed step, on a tensor (libtorch rounds halves to even).
fn quantised_tensor(values: &Tensor, quantiser: Quantiser) -> Tensor {
    let step = f64::from(quantiser.step());
    let (low, high) = quantiser.ends();
    (values.detach() / step).round().clamp(f64::from(low), f64::from(high)) * step
}

/// The value of `stepped`, the gradient of `smooth`.
fn through(smooth: &Tensor, stepped: &Tensor) -> Tensor {
    smooth + (stepped - smooth).detach()
}
