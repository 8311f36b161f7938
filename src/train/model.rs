//! The model as a graph of tensors.
//!
//! Encoder and decoder are matrix products: a convolution on 48 cells is a 48 x 128 matrix whose
//! entries are the kernel's, gathered. The chip's integers enter as constants: where a layer of the
//! chip gives `c` and the smooth layer `s`, the graph continues with `s + (c - s)`, the bracket
//! without gradient. The value is the chip's, exactly; the gradient is that of the smooth layer.

use tch::{Device, Kind, Tensor};

use super::layout::{Layout, Slot};
use super::options::{Arithmetic, DecoderKind, Loss};
use super::telescope;
use crate::data::cells::POST_MUX;
use crate::error::{Error, Result};
use crate::kernels::BatchEncoder;
use crate::network::{CELLS, LATENTS, Network, Parameters, Tensor as Weights};

/// Frames: a batch, or a whole part of the data.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Normalised charges, frames x 48, `u8.7`, post-MUX order.
    pub norms: Vec<u8>,
    /// True charges divided by the power of two at or below their sum, frames x 48, post-MUX order.
    pub truth: Vec<f32>,
    /// Conditions of the decoder, frames x conditions.
    pub conditions: Vec<f32>,
}

impl Batch {
    /// Number of frames.
    pub fn frames(&self) -> usize {
        self.norms.len() / CELLS
    }
}

/// Constants of the graph on the device.
struct Constants {
    /// Entry of the flat convolution kernel (plus one zero) for each of 48 x activations.
    conv_gather: Tensor,
    /// Filter of each activation.
    bias_gather: Tensor,
    /// Entry of the flat 3x3x8 transposed kernel (plus one zero) for each of 128 x 48.
    deconv_gather: Tensor,
    /// 48 x 87: from cells in post-MUX order to the columns of the telescope.
    telescope: Tensor,
    /// Factor of each column.
    factors: Tensor,
    /// Pixels of the 48 cells in the flat image of the plain decoder, (row, column, channel).
    pixels: Tensor,
}

/// Encoder, decoder and loss.
pub struct Model {
    /// The encoder's description.
    pub network: Network,
    /// Decoder.
    pub decoder: DecoderKind,
    /// Arithmetic of the encoder.
    pub arithmetic: Arithmetic,
    /// Bits of each latent that reach the decoder, 1..=9.
    pub latent_bits: u32,
    /// The trainable tensors.
    pub layout: Layout,
    device: Device,
    constants: Constants,
}

/// What one pass gives.
pub struct Pass {
    /// Reconstruction, frames x 48, post-MUX order.
    pub output: Tensor,
    /// Latents as the decoder sees them, frames x 16.
    pub latents: Tensor,
    /// The leaves, in the order of the layout.
    pub leaves: Vec<Tensor>,
}

impl Model {
    /// Builds the constants on the device.
    ///
    /// # Errors
    /// A network that does not hold together, or latent bits outside 1..=9.
    pub fn new(
        network: &Network,
        decoder: DecoderKind,
        arithmetic: Arithmetic,
        latent_bits: u32,
        device: Device,
    ) -> Result<Self> {
        network.validate()?;
        if !(1..=9).contains(&latent_bits) {
            return Err(Error::new("bits of a latent").found(latent_bits).allowed("1..=9"));
        }
        Ok(Model {
            constants: Constants::new(network, device),
            layout: Layout::new(network, decoder),
            network: network.clone(),
            decoder,
            arithmetic,
            latent_bits,
            device,
        })
    }

    /// The encoder's weights on the chip's grid: rounded to the nearest step, halves to even,
    /// clipped to the ends of the format.
    ///
    /// # Errors
    /// Weights that are not finite.
    pub fn quantised(&self, weights: &[f32]) -> Result<Parameters> {
        let mut tensors = Weights::ALL.map(|_| Vec::new());
        for (tensor, slot) in Weights::ALL.into_iter().zip(&self.layout.slots) {
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
                tensors[tensor as usize].push(raw as i8);
            }
        }
        Parameters::new(&self.network, tensors)
    }

    fn leaf(&self, values: &[f32], slot: &Slot) -> Tensor {
        Tensor::from_slice(values).reshape(&slot.shape).to_device(self.device).set_requires_grad(true)
    }

    fn constant(&self, values: &[f32], columns: usize) -> Tensor {
        Tensor::from_slice(values).reshape([-1, columns as i64]).to_device(self.device)
    }

    /// Runs encoder and decoder.
    ///
    /// # Errors
    /// As [`Model::quantised`].
    pub fn forward(&self, weights: &[f32], batch: &Batch) -> Result<Pass> {
        let slots = &self.layout.slots;
        let qkeras = self.arithmetic == Arithmetic::Qkeras;
        let chip = match self.arithmetic {
            Arithmetic::Float | Arithmetic::Qkeras => None,
            Arithmetic::Chip => {
                let parameters = self.quantised(weights)?;
                let layers = BatchEncoder::new(&self.network, &parameters)?.run(&batch.norms)?;
                Some((parameters, layers))
            }
        };
        let mut leaves = Vec::with_capacity(slots.len());
        for (index, slot) in slots.iter().enumerate() {
            // The leaf holds the chip's weight; its gradient is that of the weight behind it.
            let on_grid: Option<Vec<f32>> = chip.as_ref().filter(|_| index < 4).map(|(parameters, _)| {
                let tensor = Weights::ALL[index];
                let step = 1.0 / (1u32 << self.network.tensor_format(tensor).frac) as f32;
                parameters.tensor(tensor).iter().map(|&raw| f32::from(raw) * step).collect()
            });
            let mut values = on_grid.unwrap_or_else(|| weights[slot.range()].to_vec());
            if qkeras && index < 4 {
                values.iter_mut().for_each(|weight| *weight = quantized_bits(*weight, 6, 0));
            }
            leaves.push(self.leaf(&values, slot));
        }

        let norm_step = 1.0 / (1u32 << self.network.norm.frac) as f32;
        let input: Vec<f32> = match chip {
            Some(_) => batch.norms.iter().map(|&norm| f32::from(norm) * norm_step).collect(),
            None if qkeras => batch.truth.iter().map(|&charge| quantized_bits(charge, 8, 1)).collect(),
            None => batch.truth.clone(),
        };
        let input = self.constant(&input, CELLS);
        let activations = self.network.activations() as i64;
        let kernel =
            with_zero(&leaves[0]).index_select(0, &self.constants.conv_gather).view([CELLS as i64, activations]);
        let bias = leaves[1].index_select(0, &self.constants.bias_gather);
        let mut sums = bias.addmm(&input, &kernel);
        if let Some((_, layers)) = &chip {
            sums = through(
                &sums,
                &self.scaled(&layers.conv_sums, self.network.conv.accumulator.frac, activations as usize),
            );
        }
        if qkeras {
            let activation = through(&sums, &quantized_tensor(&sums, 8, 1));
            let latents = leaves[3].addmm(&activation, &leaves[2].tr());
            let latents = through(&latents, &quantized_tensor(&latents, 9, 1));
            // Floor to the fractional bits sent, saturate below 2; negative latents pass.
            let steps = f64::from(1u32 << (self.latent_bits - 1));
            let sent = (&latents * steps).floor() / steps;
            let latents = through(&latents, &sent.clamp_max(2.0 - 1.0 / steps));
            let output = self.decode(&latents, batch, &leaves);
            return Ok(Pass { output, latents, leaves });
        }
        let (act_format, latent_format) = (self.network.conv.activation, self.network.dense.latent);
        let top = |format: crate::network::Format| format.max_raw() as f64 / f64::from(1u32 << format.frac);
        let activation = sums.clamp(0.0, top(act_format));
        let mut latents = leaves[3].addmm(&activation, &leaves[2].tr());
        if let Some((_, layers)) = &chip {
            latents = through(&latents, &self.scaled(&layers.dense_sums, self.network.dense.accumulator.frac, LATENTS));
        }
        latents = latents.clamp(0.0, top(latent_format));
        if let Some((_, layers)) = &chip
            && self.latent_bits < 9
        {
            let mask = !0u16 << (9 - self.latent_bits);
            let sent: Vec<i32> = layers.latents.iter().map(|&latent| i32::from(latent & mask)).collect();
            latents = through(&latents, &self.scaled(&sent, latent_format.frac, LATENTS));
        }
        let output = self.decode(&latents, batch, &leaves);
        Ok(Pass { output, latents, leaves })
    }

    /// Integers of the chip as numbers, frames x columns.
    fn scaled(&self, raw: &[i32], frac: u32, columns: usize) -> Tensor {
        let step = 1.0 / (1u32 << frac) as f32;
        self.constant(&raw.iter().map(|&value| value as f32 * step).collect::<Vec<_>>(), columns)
    }

    fn decode(&self, latents: &Tensor, batch: &Batch, leaves: &[Tensor]) -> Tensor {
        let conditions = self.decoder.conditions();
        let input = match conditions {
            0 => latents.shallow_clone(),
            _ => Tensor::cat(&[latents, &self.constant(&batch.conditions, conditions)], 1),
        };
        let dense = |input: &Tensor, first: usize| leaves[first + 1].addmm(input, &leaves[first]).relu();
        match self.decoder {
            DecoderKind::Conditional | DecoderKind::SumEta => {
                let hidden = dense(&dense(&dense(&input, 4), 6), 8);
                let kernel =
                    with_zero(&leaves[10]).index_select(0, &self.constants.deconv_gather).view([128, CELLS as i64]);
                (hidden.matmul(&kernel) + &leaves[11]).relu()
            }
            DecoderKind::Plain => {
                // Dense output in Keras order (row, column, filter).
                let hidden = dense(&input, 4).view([-1, 4, 4, 8]).permute([0, 3, 1, 2]);
                let stride = self.network.conv.stride as i64;
                let image = &self.network.image;
                let (height, width) = (image.height as i64, image.width as i64);
                let transposed = |input: &Tensor, first: usize, stride: i64| {
                    let full = input.conv_transpose2d(
                        &leaves[first],
                        Some(&leaves[first + 1]),
                        [stride, stride],
                        [0, 0],
                        [0, 0],
                        1,
                        [1, 1],
                    );
                    // "same": stride 2 cuts the last row and column, stride 1 one on every side.
                    let start = i64::from(stride == 1);
                    let (rows, columns) = (input.size()[2] * stride, input.size()[3] * stride);
                    full.narrow(2, start, rows).narrow(3, start, columns)
                };
                let wide = transposed(&hidden, 6, stride).relu();
                let image = transposed(&wide, 8, 1).sigmoid();
                debug_assert_eq!(image.size()[2..], [height, width]);
                image
                    .permute([0, 2, 3, 1])
                    .reshape([-1, height * width * self.network.image.channels as i64])
                    .index_select(1, &self.constants.pixels)
            }
        }
    }

    /// Mean loss over the batch, with optional weights of the frames.
    pub fn loss(&self, loss: Loss, output: &Tensor, batch: &Batch) -> Tensor {
        let truth = self.constant(&batch.truth, CELLS);
        match loss {
            Loss::Mse => (output - truth).square().mean(Kind::Float),
            Loss::WeightedMse => ((output - &truth).square() * output.maximum(&truth)).mean(Kind::Float),
            Loss::Telescope => self.telescope(&truth, output),
            Loss::TelescopeNormalized => {
                let unit = |values: &Tensor| {
                    let sums = values.sum_dim_intlist([1i64].as_slice(), true, Kind::Float);
                    values / sums.clamp_min(1e-6)
                };
                self.telescope(&unit(&truth), &unit(output))
            }
        }
    }

    fn telescope(&self, truth: &Tensor, output: &Tensor) -> Tensor {
        let (t, p) = (truth.matmul(&self.constants.telescope), output.matmul(&self.constants.telescope));
        let columns = (&t - &p).square() * t.maximum(&p) * &self.constants.factors;
        columns.sum(Kind::Float) / truth.size()[0] as f64
    }
}

/// The reference's `quantized_bits(bits, integer)` with a sign: round half to even, clip.
fn quantized_bits(value: f32, bits: u32, integer: u32) -> f32 {
    let scale = (1u32 << (bits - 1 - integer)) as f32;
    let end = (1u32 << (bits - 1)) as f32;
    (value * scale).round_ties_even().clamp(-end, end - 1.0) / scale
}

/// As [`quantized_bits`], on a tensor (libtorch rounds halves to even).
fn quantized_tensor(values: &Tensor, bits: u32, integer: u32) -> Tensor {
    let scale = f64::from(1u32 << (bits - 1 - integer));
    let end = f64::from(1u32 << (bits - 1));
    (values.detach() * scale).round().clamp(-end, end - 1.0) / scale
}

/// The value of `chip`, the gradient of `smooth`.
fn through(smooth: &Tensor, chip: &Tensor) -> Tensor {
    smooth + (chip - smooth).detach()
}

/// A flat tensor with one zero behind it.
fn with_zero(values: &Tensor) -> Tensor {
    let flat = values.reshape([-1]);
    let zero = Tensor::zeros([1], (Kind::Float, flat.device()));
    Tensor::cat(&[flat, zero], 0)
}

impl Constants {
    fn new(network: &Network, device: Device) -> Self {
        let filters = network.conv.filters;
        let (_, columns) = network.conv_shape();
        let activations = network.activations();
        let zero = (network.taps() * filters) as i64;
        let mut conv = vec![zero; CELLS * activations];
        for activation in 0..activations {
            let (place, filter) = (activation / filters, activation % filters);
            for (tap, pixel) in network.taps_of(place / columns, place % columns) {
                if let Ok(cell) = usize::try_from(network.image.cells[pixel]) {
                    conv[cell * activations + activation] = (tap * filters + filter) as i64;
                }
            }
        }
        let bias: Vec<i64> = (0..activations as i64).map(|activation| activation % filters as i64).collect();
        // Transposed convolution, stride 2, on 4x4x8: output (2y+ky, 2x+kx), cropped to 8x8. The
        // decoder's image is that of the chip, whatever the encoder's.
        let image = Network::chip_8x8().image;
        let mut deconv = vec![72i64; 128 * CELLS];
        for hidden in 0..128usize {
            let (y, x, filter) = (hidden / 32, hidden / 8 % 4, hidden % 8);
            for (ky, kx) in (0..9).map(|tap| (tap / 3, tap % 3)) {
                let (row, column) = (2 * y + ky, 2 * x + kx);
                if row < 8
                    && column < 8
                    && let Ok(cell) = usize::try_from(image.cells[8 * row + column])
                {
                    deconv[hidden * CELLS + cell] = ((3 * ky + kx) * 8 + filter) as i64;
                }
            }
        }
        let mut telescope_matrix = vec![0f32; CELLS * telescope::COLUMNS];
        for (column, cells) in telescope::columns().iter().enumerate() {
            for &cell in cells {
                telescope_matrix[usize::from(POST_MUX[cell]) * telescope::COLUMNS + column] = 1.0;
            }
        }
        let mut pixels = vec![0i64; CELLS];
        for (pixel, &cell) in network.image.cells.iter().enumerate() {
            if let Ok(cell) = usize::try_from(cell) {
                pixels[cell] = pixel as i64;
            }
        }
        let on = |tensor: Tensor| tensor.to_device(device);
        Constants {
            conv_gather: on(Tensor::from_slice(&conv)),
            bias_gather: on(Tensor::from_slice(&bias)),
            deconv_gather: on(Tensor::from_slice(&deconv)),
            telescope: on(Tensor::from_slice(&telescope_matrix).view([CELLS as i64, telescope::COLUMNS as i64])),
            factors: on(Tensor::from_slice(&telescope::factors().map(|factor| factor as f32))),
            pixels: on(Tensor::from_slice(&pixels)),
        }
    }
}
