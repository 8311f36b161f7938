//! The decoders, as graphs of libtorch. They run off the detector, in real numbers.
//!
//! A transposed convolution from 4x4x8 onto the 48 cells of the image is a 128 x 48 matrix whose
//! entries are the kernel's, gathered: one matrix product instead of an image that is then masked.

use tch::{Device, Kind, Tensor};

use super::layout::Layout;
use super::options::DecoderKind;
use crate::network::{AeBlock, CELLS};
use crate::physics::decoder::plain_stride;

/// A decoder's index tables, on the device.
pub struct DecoderModel {
    kind: DecoderKind,
    stride: i64,
    /// Entry of the flat 3x3x8 transposed kernel (plus one zero) for each of 128 x 48.
    gather: Tensor,
    /// Pixels of the 48 cells in the flat image of the plain decoder, (row, column, channel).
    pixels: Tensor,
}

impl DecoderModel {
    /// Builds the tables. The decoder must fit the network ([`DecoderKind::check`]).
    pub fn new(network: &AeBlock, kind: DecoderKind, device: Device) -> Self {
        // Stride 2 on 4x4x8: output (2y+ky, 2x+kx), cropped to 8x8. The image of the conditional
        // decoders is that of the chip, whatever the encoder's.
        let image = AeBlock::chip_8x8().image();
        let mut gather = vec![72i64; 128 * CELLS];
        for hidden in 0..128usize {
            let (y, x, filter) = (hidden / 32, hidden / 8 % 4, hidden % 8);
            for (ky, kx) in (0..9).map(|tap| (tap / 3, tap % 3)) {
                let (row, column) = (2 * y + ky, 2 * x + kx);
                if row < 8
                    && column < 8
                    && let Ok(cell) = usize::try_from(image.cells[8 * row + column])
                {
                    gather[hidden * CELLS + cell] = ((3 * ky + kx) * 8 + filter) as i64;
                }
            }
        }
        let mut pixels = vec![0i64; CELLS];
        for (pixel, &cell) in network.image().cells.iter().enumerate() {
            if let Ok(cell) = usize::try_from(cell) {
                pixels[cell] = pixel as i64;
            }
        }
        DecoderModel {
            kind,
            stride: plain_stride(network) as i64,
            gather: Tensor::from_slice(&gather).to_device(device),
            pixels: Tensor::from_slice(&pixels).to_device(device),
        }
    }

    /// The decoder's tensors as leaves of a graph, in the order of the layout.
    pub fn leaves(layout: &Layout, weights: &[f32], device: Device) -> Vec<Tensor> {
        let own = layout.slots.iter().skip(4);
        own.map(|slot| {
            let leaf = Tensor::from_slice(&weights[slot.range()]).reshape(&slot.shape);
            leaf.to_device(device).set_requires_grad(true)
        })
        .collect()
    }

    /// Reconstruction of the 48 charges, frames x 48, post-MUX order. `input` is latents and
    /// conditions, frames x (16 + conditions).
    pub fn forward(&self, input: &Tensor, leaves: &[Tensor]) -> Tensor {
        let dense = |input: &Tensor, first: usize| leaves[first + 1].addmm(input, &leaves[first]).relu_();
        match self.kind {
            DecoderKind::Conditional | DecoderKind::SumEta => {
                let hidden = dense(&dense(&dense(input, 0), 2), 4);
                let zero = Tensor::zeros([1], (Kind::Float, hidden.device()));
                let kernel = Tensor::cat(&[leaves[6].reshape([-1]), zero], 0)
                    .index_select(0, &self.gather)
                    .view([128, CELLS as i64]);
                leaves[7].addmm(&hidden, &kernel).relu_()
            }
            DecoderKind::Plain => {
                // Dense output in Keras order (row, column, filter).
                let hidden = dense(input, 0).view([-1, 4, 4, 8]).permute([0, 3, 1, 2]);
                let wide = transposed(&hidden, leaves, 2, self.stride).relu_();
                let image = transposed(&wide, leaves, 4, 1).sigmoid();
                image.permute([0, 2, 3, 1]).flatten(1, -1).index_select(1, &self.pixels)
            }
        }
    }
}

/// A transposed convolution of 3x3 with padding "same": stride 1 cuts one row and column on every side of the full
/// result, stride 2 the last row and column, stride 3 none.
fn transposed(input: &Tensor, leaves: &[Tensor], first: usize, stride: i64) -> Tensor {
    let (kernel, bias) = (&leaves[first], &leaves[first + 1]);
    let full = input.conv_transpose2d(kernel, Some(bias), [stride, stride], [0, 0], [0, 0], 1, [1, 1]);
    let start = i64::from(stride == 1);
    let (rows, columns) = (input.size()[2] * stride, input.size()[3] * stride);
    full.narrow(2, start, rows).narrow(3, start, columns)
}
