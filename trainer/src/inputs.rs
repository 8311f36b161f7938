//! The inputs of an mlp decoder, of one size for the optimizer.
//!
//! Adam's steps are of one size for all weights, so it learns slowly where some inputs hardly vary and others lie far
//! from zero, as latents and the received module sum do. Steps are therefore taken in weights that would belong to
//! inputs of mean 0 and spread 1. The weights themselves stay those of the inputs as they are: checkpoints, exports and
//! everything that computes know nothing of it.

use std::ops::Range;

use econ_emu::error::{Error, Result};
use econ_emu::physics::statistics::mean_and_deviation;

use crate::layout::Layout;

/// Means and spreads of the inputs, and where the first layers stand in the flat vector of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct InputScale {
    means: Vec<f32>,
    /// Powers of two, so that dividing by them loses nothing.
    spreads: Vec<f32>,
    /// Kernel and biases of the first layer of each member of an ensemble.
    layers: Vec<[Range<usize>; 2]>,
}

impl InputScale {
    /// That of some samples, samples x inputs. Inputs that do not vary keep their size.
    ///
    /// # Errors
    /// A decoder that does not begin with a dense layer for so many inputs.
    pub fn of(layout: &Layout, samples: &[f32], inputs: usize) -> Result<Self> {
        let (means, spreads): (Vec<f32>, Vec<f32>) = (0..inputs).map(|at| size(samples, inputs, at)).unzip();
        InputScale::stored(layout, &[means, spreads].concat())
    }

    /// That of a checkpoint, see [`InputScale::values`].
    ///
    /// # Errors
    /// Numbers that do not belong to the decoder's first layer.
    pub fn stored(layout: &Layout, values: &[f32]) -> Result<Self> {
        let inputs = values.len() / 2;
        let (means, spreads) = values.split_at(inputs);
        if spreads.iter().any(|spread| !spread.is_normal()) {
            return Err(fault(inputs));
        }
        let mut layers = Vec::new();
        for member in layout.decoder().chunks(layout.of_member().max(1)) {
            let [kernel, bias, ..] = member else { return Err(fault(inputs)) };
            if *kernel.shape != [inputs as i64, bias.len as i64] {
                return Err(fault(inputs));
            }
            layers.push([kernel.range(), bias.range()]);
        }
        Ok(InputScale { means: means.to_vec(), spreads: spreads.to_vec(), layers })
    }

    /// The means, then the spreads.
    pub fn values(&self) -> Vec<f32> {
        [self.means.as_slice(), &self.spreads].concat()
    }

    /// Makes of a gradient in the weights that in the weights of even inputs.
    pub fn turn_gradient(&self, gradient: &mut [f32]) {
        for [kernel, bias] in &self.layers {
            let bias = gradient[bias.clone()].to_vec();
            self.each_row(&mut gradient[kernel.clone()], |row, mean, spread| {
                row.iter_mut().zip(&bias).for_each(|(slope, bias)| *slope = (*slope - mean * bias) / spread);
            });
        }
    }

    /// Changes the weights as `step` changes those of even inputs.
    pub fn in_even_inputs(&self, weights: &mut [f32], step: impl FnOnce(&mut [f32])) {
        self.enter(weights);
        step(weights);
        self.leave(weights);
    }

    /// Makes of the weights those of even inputs.
    fn enter(&self, weights: &mut [f32]) {
        self.move_bias(weights, 1.0);
        for [kernel, _] in &self.layers {
            let own = &mut weights[kernel.clone()];
            self.each_row(own, |row, _, spread| row.iter_mut().for_each(|weight| *weight *= spread));
        }
    }

    /// Makes of the weights of even inputs those of the inputs as they are.
    pub fn leave(&self, weights: &mut [f32]) {
        for [kernel, _] in &self.layers {
            let own = &mut weights[kernel.clone()];
            self.each_row(own, |row, _, spread| row.iter_mut().for_each(|weight| *weight /= spread));
        }
        self.move_bias(weights, -1.0);
    }

    /// Adds to the biases what the means make of the kernel.
    fn move_bias(&self, weights: &mut [f32], sign: f32) {
        for [kernel, place] in &self.layers {
            let mut bias = weights[place.clone()].to_vec();
            self.each_row(&mut weights[kernel.clone()], |row, mean, _| {
                bias.iter_mut().zip(row).for_each(|(bias, weight)| *bias += sign * mean * *weight);
            });
            weights[place.clone()].copy_from_slice(&bias);
        }
    }

    /// Calls `work` with the weights of a kernel, the mean and the spread of each input.
    fn each_row(&self, kernel: &mut [f32], mut work: impl FnMut(&mut [f32], f32, f32)) {
        let rows = kernel.chunks_exact_mut((kernel.len() / self.means.len().max(1)).max(1));
        let sizes = self.means.iter().zip(&self.spreads);
        rows.zip(sizes).for_each(|(row, (&mean, &spread))| work(row, mean, spread));
    }
}

/// Mean of an input, and the power of two nearest to its spread.
fn size(samples: &[f32], inputs: usize, at: usize) -> (f32, f32) {
    let own: Vec<f64> = samples.iter().skip(at).step_by(inputs.max(1)).map(|&value| f64::from(value)).collect();
    let (mean, spread) = mean_and_deviation(&own).unwrap_or_default();
    (mean as f32, if spread > 1e-6 { spread.log2().round().exp2() as f32 } else { 1.0 })
}

fn fault(inputs: usize) -> Error {
    Error::new("the sizes of a decoder's inputs do not belong to its first layer").found(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use econ_emu::physics::decoder::{DecoderKind, DecoderSpec};
    use econ_emu::physics::learned::decoder_shape;

    fn layout() -> Layout {
        let spec = DecoderSpec::new(DecoderKind::Mlp, true, &[4], 2).unwrap();
        Layout::of_decoder(&decoder_shape(), &spec).unwrap()
    }

    fn inputs(layout: &Layout) -> usize {
        layout.decoder()[0].shape[0] as usize
    }

    /// What the first layer gives for an input.
    fn first_layer(layout: &Layout, weights: &[f32], input: &[f32]) -> Vec<f64> {
        let (kernel, bias) = (&weights[layout.decoder()[0].range()], &weights[layout.decoder()[1].range()]);
        let product = |at: usize, (row, &x): (usize, &f32)| f64::from(x) * f64::from(kernel[row * bias.len() + at]);
        (0..bias.len())
            .map(|at| f64::from(bias[at]) + input.iter().enumerate().map(|own| product(at, own)).sum::<f64>())
            .collect()
    }

    /// Even inputs with the weights that belong to them give what inputs as they are give, also after a step.
    #[test]
    fn weights_of_even_inputs_compute_the_same() {
        let layout = layout();
        let inputs = inputs(&layout);
        let value = |at: usize| ((at / inputs * 7 + at % inputs * 3) % 11) as f32 * 0.1 * (at % inputs) as f32 + 1.0;
        let samples: Vec<f32> = (0..50 * inputs).map(value).collect();
        let scale = InputScale::of(&layout, &samples, inputs).unwrap();
        assert_eq!(scale, InputScale::stored(&layout, &scale.values()).unwrap());
        let mut weights: Vec<f32> = (0..layout.len()).map(|at| (at % 13) as f32 * 0.05 - 0.3).collect();
        let before = weights.clone();
        let input = &samples[3 * inputs..4 * inputs];
        let even: Vec<f32> = (0..inputs).map(|at| (input[at] - scale.means[at]) / scale.spreads[at]).collect();
        let expected = first_layer(&layout, &weights, input);
        scale.enter(&mut weights);
        let own = first_layer(&layout, &weights, &even);
        assert!(own.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-4), "{own:?} {expected:?}");
        scale.leave(&mut weights);
        assert!(weights.iter().zip(&before).all(|(a, b)| (a - b).abs() < 1e-5));
        // The first layer's first output has a slope of 1; its kernel's slopes are the inputs, even ones after the turn.
        let mut gradient = vec![0f32; layout.len()];
        let width = layout.decoder()[1].len;
        (0..inputs).for_each(|at| gradient[layout.decoder()[0].start + at * width] = input[at]);
        gradient[layout.decoder()[1].start] = 1.0;
        scale.turn_gradient(&mut gradient);
        for (at, even) in even.iter().enumerate() {
            assert!((gradient[layout.decoder()[0].start + at * width] - even).abs() < 1e-5, "{at}");
        }
    }

    #[test]
    fn sizes_of_another_decoder_are_refused() {
        let layout = layout();
        let inputs = inputs(&layout);
        assert!(InputScale::stored(&layout, &vec![1.0; 2 * inputs]).is_ok());
        assert!(InputScale::stored(&layout, &vec![1.0; 2 * inputs - 2]).is_err());
        assert!(InputScale::stored(&layout, &vec![0.0; 2 * inputs]).is_err());
    }
}
