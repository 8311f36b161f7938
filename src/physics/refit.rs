//! A decoder that takes the latents alone, fitted to an encoder that stays as it is.
//!
//! CMSSW gives decoders 16 latents and nothing else, so a decoder that takes conditions, too, has to be replaced. The new
//! one has a dense layer of ReLU units that is not trained: each begins to rise at the latents of one sample, in a
//! direction of its own, drawn from a fixed seed; and one passes on each latent, which is never negative. The layer behind
//! it makes the image of normalised charges, and is the solution of least squares on synthetic samples with the latents
//! that packets of so many bits carry. No trainer is needed, and the same run gives the same decoder.

use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::decoder::Decoder;
use super::metrics::Metric;
use super::model::ModelContender;
use crate::chip::autoencoder::{Encoder, normalise};
use crate::chip::signals::PerCell;
use crate::data::synth::{Synth, SynthKind};
use crate::data::{Sample, read_all};
use crate::error::{Error, Result};
use crate::interchange::export::DecoderExport;
use crate::network::{CELLS, Image, LATENTS};
use crate::nn::{
    Evaluator, Function, Layer, Network, Number, Op, Port, TensorSpec, Typed, Values, WeightValues, Weights,
    power_of_two,
};
use crate::registers::LatentWidths;

/// Samples for the fit, and their seed.
const FITTED: (u64, u64) = (12_000, 61);

/// Samples on which decoders are compared, and their seed.
const COMPARED: (u64, u64) = (2000, 62);

/// Units that rise in a direction of their own.
const UNITS: usize = 512;

/// Seed of their directions.
const SEED: u64 = 63;

/// What is added to the diagonal of the normal equations, as a part of its mean: units that are zero for all samples give
/// no equation.
const RIDGE: f64 = 1e-6;

/// A decoder of 16 inputs, and how it compares with the run's own.
#[derive(Debug, Clone)]
pub struct RefittedDecoder {
    /// The decoder, up to the image of the encoder.
    pub decoder: DecoderExport,
    /// Mean telescope of its images on samples that were not fitted.
    pub telescope: f64,
    /// That of the run's own decoder, with its conditions.
    pub full: f64,
    /// Samples that both are means of.
    pub samples: usize,
}

/// Samples with their latents as a decoder gets them.
struct Encoded {
    samples: Vec<Sample>,
    latents: Vec<[f32; LATENTS]>,
}

impl Encoded {
    fn new(model: &ModelContender, bits: LatentWidths, (rows, seed): (u64, u64)) -> Result<Self> {
        let mut samples = read_all(&mut Synth::new(seed, SynthKind::Mixed, None, rows))?;
        samples.retain(|sample| sample.sum() > 0);
        let encoder = Encoder::new(&model.network, &model.parameters)?;
        let one = power_of_two(model.network.latent().number.places(0)) as f32;
        let latents = |sample: &Sample| {
            let latents = encoder.latents(&encoder.layers(&normalise::run(&sample.charges).normalised));
            std::array::from_fn(|at| f32::from(latents[at] >> bits.dropped(at) << bits.dropped(at)) / one)
        };
        Ok(Encoded { latents: samples.iter().map(latents).collect(), samples })
    }

    /// The mean telescope of images.
    fn telescope(&self, images: &[PerCell<f32>]) -> f64 {
        let mut all = Vec::with_capacity(images.len());
        for (sample, image) in self.samples.iter().zip(images) {
            // An image without charge is compared as a flat one.
            let positive = image.map(|value| value.max(0.0));
            let image = if super::sum(&positive) > 0.0 { positive } else { [1.0; CELLS] };
            all.extend(Metric::TelescopeNormalised.of(&sample.charges.map(|charge| charge.0 as f32), &image));
        }
        all.iter().sum::<f64>() / all.len().max(1) as f64
    }

    /// The images of a decoder with conditions of the samples.
    fn decoded(&self, decoder: &Decoder) -> Result<Vec<PerCell<f32>>> {
        let mut inputs = Vec::new();
        for (sample, latents) in self.samples.iter().zip(&self.latents) {
            inputs.extend(latents);
            inputs.extend(conditions_of(sample, decoder)?);
        }
        decoder.decode_all(&inputs)
    }
}

fn conditions_of(sample: &Sample, decoder: &Decoder) -> Result<Vec<f32>> {
    decoder.conditions().of(sample)
}

/// The mean telescope of a model's own decoder on the samples of the comparison, and their number.
///
/// # Errors
/// Those of the encoder and the decoder.
pub fn telescope(model: &ModelContender, bits: LatentWidths) -> Result<(f64, usize)> {
    let encoded = Encoded::new(model, bits, COMPARED)?;
    Ok((encoded.telescope(&encoded.decoded(&model.decoder)?), encoded.samples.len()))
}

/// Fits a decoder to the latents of a model, cut to these bits.
///
/// # Errors
/// Those of the encoder and of the model's own decoder.
pub fn refit(model: &ModelContender, bits: LatentWidths) -> Result<RefittedDecoder> {
    let encoded = Encoded::new(model, bits, FITTED)?;
    let image = model.network.image();
    let units = Units::new(&encoded.latents);
    let columns = units.columns(&encoded.latents);
    let last = least_squares(&columns, &targets(&image, &encoded.samples))?;
    let (network, weights) = described(&image, units, &last)?;
    let compared = Encoded::new(model, bits, COMPARED)?;
    Ok(RefittedDecoder {
        telescope: compared.telescope(&images(&network, &weights, &image, &compared.latents)?),
        full: compared.telescope(&compared.decoded(&model.decoder)?),
        samples: compared.samples.len(),
        decoder: DecoderExport { network, weights, conditions: 0, tensors: Vec::new() },
    })
}

/// The first layer: weights of each unit, output-major, and biases.
struct Units {
    kernel: Vec<f32>,
    bias: Vec<f32>,
}

impl Units {
    fn new(latents: &[[f32; LATENTS]]) -> Self {
        let count = latents.len().max(1) as f64;
        let spread: [f64; LATENTS] = std::array::from_fn(|at| {
            let mean = latents.iter().map(|latents| f64::from(latents[at])).sum::<f64>() / count;
            let square = latents.iter().map(|latents| (f64::from(latents[at]) - mean).powi(2)).sum::<f64>() / count;
            // A latent that is always the same has no direction.
            if square > 0.0 { square.sqrt() } else { f64::INFINITY }
        });
        let mut rng = ChaCha8Rng::seed_from_u64(SEED);
        let (mut kernel, mut bias) = (Vec::new(), Vec::new());
        for latent in 0..LATENTS {
            kernel.extend((0..LATENTS).map(|at| if at == latent { 1.0 } else { 0.0 }));
            bias.push(0.0);
        }
        for _ in 0..UNITS {
            let direction: [f64; LATENTS] = std::array::from_fn(|_| rng.random_range(-1.0..1.0));
            let length = direction.iter().map(|part| part * part).sum::<f64>().sqrt();
            let weights: [f32; LATENTS] = std::array::from_fn(|at| (direction[at] / length / spread[at]) as f32);
            let begin = latents.get(rng.random_range(0..latents.len().max(1))).copied().unwrap_or_default();
            bias.push(-weights.iter().zip(begin).map(|(weight, latent)| weight * latent).sum::<f32>());
            kernel.extend(weights);
        }
        Units { kernel, bias }
    }

    /// What each unit gives for all samples, and a last column of ones.
    fn columns(&self, latents: &[[f32; LATENTS]]) -> Vec<Vec<f64>> {
        let unit = |(weights, &bias): (&[f32], &f32)| {
            let sum = |latents: &[f32; LATENTS]| bias + weights.iter().zip(latents).map(|(w, x)| w * x).sum::<f32>();
            latents.iter().map(|latents| f64::from(sum(latents).max(0.0))).collect()
        };
        let units = self.kernel.chunks(LATENTS).zip(&self.bias).map(unit);
        units.chain([vec![1.0; latents.len()]]).collect()
    }
}

/// For each pixel its normalised charges in all samples; none for a pixel without a trigger cell.
fn targets(image: &Image, samples: &[Sample]) -> Vec<Option<Vec<f64>>> {
    let powers = samples.iter().map(|sample| f64::from(normalise::power_below(sample.sum())));
    let units: Vec<f64> = powers.map(f64::recip).collect();
    let charges = |cell: usize| {
        samples.iter().zip(&units).map(|(sample, unit)| f64::from(sample.charges[cell].0) * unit).collect()
    };
    image.cells.iter().map(|&cell| usize::try_from(cell).ok().map(charges)).collect()
}

fn layer(name: &str, input: &str, op: Op) -> Layer {
    Layer { name: name.to_owned(), inputs: vec![input.to_owned()], op, output: None }
}

fn dense(name: &str, units: usize) -> Op {
    Op::Dense { units, weights: format!("{name}_kernel"), bias: Some(format!("{name}_bias")), sum: None }
}

/// The description of the decoder, from its last layer: for each pixel the factor of each unit, and what is added.
fn described(image: &Image, units: Units, last: &[Vec<f64>]) -> Result<(Typed, Weights)> {
    let hidden = units.bias.len();
    const RELU: Op = Op::Activation { function: Function::Relu };
    let shape = vec![image.height, image.width, image.channels];
    let tensors = ["dense_0_kernel", "dense_0_bias", "dense_1_kernel", "dense_1_bias"];
    let network = Network {
        name: "refitted-decoder".to_owned(),
        inputs: vec![Port { name: "decoder_input".to_owned(), shape: vec![LATENTS], number: Number::Float32 }],
        tensors: tensors.map(|name| TensorSpec::new(name, Number::Float32)).to_vec(),
        layers: vec![
            layer("dense_0", "decoder_input", dense("dense_0", hidden)),
            layer("dense_0_relu", "dense_0", RELU),
            layer("dense_1", "dense_0_relu", dense("dense_1", image.len())),
            layer("dense_1_relu", "dense_1", RELU),
            layer("image", "dense_1_relu", Op::Reshape { shape }),
        ],
        outputs: vec!["image".to_owned()],
    };
    let network = network.check()?;
    let [kernel, bias] = [0..hidden, hidden..hidden + 1].map(|range| {
        last.iter().flat_map(|pixel| &pixel[range.clone()]).map(|&weight| weight as f32).collect::<Vec<f32>>()
    });
    let values = [units.kernel, units.bias, kernel, bias];
    let weights = Weights::new(&network, values.map(WeightValues::Reals).to_vec())?;
    Ok((network, weights))
}

/// What a decoder makes of latents.
fn images(network: &Typed, weights: &Weights, image: &Image, latents: &[[f32; LATENTS]]) -> Result<Vec<PerCell<f32>>> {
    let evaluator = Evaluator::new(network, weights)?;
    let output = network.node(network.outputs()[0]);
    let mut values = Values::default();
    let mut images = Vec::with_capacity(latents.len());
    for latents in latents {
        evaluator.run_reals(latents, &mut values)?;
        let mut cells = [0.0; CELLS];
        for (&cell, &pixel) in image.cells.iter().zip(values.reals(output)) {
            if let Ok(cell) = usize::try_from(cell) {
                cells[cell] = pixel;
            }
        }
        images.push(cells);
    }
    Ok(images)
}

/// For each target the factors of the columns that make the squares of the differences least; zeros without a target.
fn least_squares(columns: &[Vec<f64>], targets: &[Option<Vec<f64>>]) -> Result<Vec<Vec<f64>>> {
    let products = |row: usize| columns[..=row].iter().map(|column| dot(&columns[row], column)).collect();
    let lower: Vec<Vec<f64>> = (0..columns.len()).into_par_iter().map(products).collect();
    // Only the lower half is read.
    let entry = |row: usize, column: usize| lower[row].get(column).copied().unwrap_or_default();
    let mut matrix = DMatrix::from_fn(columns.len(), columns.len(), entry);
    let ridge = RIDGE * matrix.trace() / columns.len().max(1) as f64;
    (0..columns.len()).for_each(|at| matrix[(at, at)] += ridge);
    let unsolved = || Error::new("the samples do not say what the decoder is to give");
    let factors = matrix.cholesky().ok_or_else(unsolved)?;
    let solution = |target: &Vec<f64>| {
        let right = DVector::from_iterator(columns.len(), columns.iter().map(|column| dot(column, target)));
        factors.solve(&right).as_slice().to_vec()
    };
    let zeros = || vec![0.0; columns.len()];
    Ok(targets.par_iter().map(|target| target.as_ref().map_or_else(zeros, solution)).collect())
}

/// The sum of the products, in eight parts that a processor adds side by side.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_remainder), (b, b_remainder)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f64>() + a_remainder.iter().zip(b_remainder).map(|(a, b)| a * b).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_function_is_found() {
        let [first, second, third] =
            [7, 5, 3].map(|modulus| (0..61).map(|at| f64::from(at % modulus)).collect::<Vec<f64>>());
        let columns = [first, second, third, vec![1.0; 61]];
        let target = (0..61).map(|at| 2.0 * columns[0][at] - 0.5 * columns[1][at] + 3.0).collect();
        let found = least_squares(&columns, &[None, Some(target)]).unwrap();
        assert_eq!(found[0], [0.0; 4]);
        for (found, expected) in found[1].iter().zip([2.0, -0.5, 0.0, 3.0]) {
            assert!((found - expected).abs() < 1e-3, "{found}, {expected}");
        }
        assert!(least_squares(&[vec![f64::NAN; 9]], &[]).is_err());
    }

    #[test]
    fn a_unit_rises_at_a_sample() {
        let latents: Vec<[f32; LATENTS]> =
            (0..200).map(|row| std::array::from_fn(|at| ((row * 31 + at * at * 17) % 97) as f32 / 48.0)).collect();
        let units = Units::new(&latents);
        let columns = units.columns(&latents);
        assert_eq!(columns.len(), LATENTS + UNITS + 1);
        for (latent, column) in columns[..LATENTS].iter().enumerate() {
            assert!(latents.iter().zip(column).all(|(latents, &own)| f64::from(latents[latent]) == own));
        }
        // Some samples are on either side of most units.
        let both = |column: &&Vec<f64>| column.iter().any(|&own| own > 0.1) && column.contains(&0.0);
        assert!(columns[LATENTS..].iter().filter(both).count() > UNITS * 9 / 10);
    }
}
