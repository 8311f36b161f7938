//! Views of the latents: distributions, dead bits, entropy, mutual information with the sum, correlations,
//! principal components, and a t-SNE map (docs/sources.md, t-SNE).

use bhtsne::tSNE;

use crate::chip::autoencoder::Encoder;
use crate::chip::{NoTrace, Trace};
use crate::data::Sample;
use crate::data::summary::CALQ_PER_MIP;
use crate::error::{Error, Result};
use crate::network::{LATENT_BITS, LATENTS};

/// Bins of the module sum, equally populated, for the mutual information.
pub const SUM_BINS: usize = 16;

/// Points of a t-SNE map at most.
pub const MAP_POINTS: usize = 600;

/// Perplexity of the map.
const PERPLEXITY: f64 = 30.0;

/// Steps of the map's descent.
const EPOCHS: usize = 500;

/// One encoded sample.
#[derive(Debug, Clone, Copy)]
pub struct EncodedSample {
    /// The latents, 0..=511.
    pub latents: [u16; LATENTS],
    /// Sum of the charges, CALQ.
    pub sum: u32,
    /// Cells above one transverse MIP.
    pub occupancy: usize,
    /// Layer, if known.
    pub layer: Option<u8>,
}

/// Encodes samples in the chip's arithmetic; `trace` sees every stage.
pub fn encode<T: Trace>(encoder: &Encoder, samples: &[Sample], trace: &mut T) -> Vec<EncodedSample> {
    samples.iter().map(|sample| encode_one(encoder, sample, trace)).collect()
}

fn encode_one<T: Trace>(encoder: &Encoder, sample: &Sample, trace: &mut T) -> EncodedSample {
    let encoded = match T::ON {
        true => encoder.encode(&sample.charges, trace),
        false => encoder.encode(&sample.charges, &mut NoTrace),
    };
    EncodedSample {
        latents: encoded.latents,
        sum: sample.sum(),
        occupancy: sample.occupancy(CALQ_PER_MIP),
        layer: sample.meta.layer,
    }
}

/// Entropy of a distribution of counts, in bits.
fn entropy(counts: &[usize]) -> f64 {
    let total: usize = counts.iter().sum();
    counts.iter().map(|&count| entropy_of(count as f64 / total as f64)).sum()
}

/// What a value of this probability adds to the entropy.
fn entropy_of(p: f64) -> f64 {
    if p > 0.0 { -p * p.log2() } else { 0.0 }
}

/// For every latent and bit (0 the least significant): the entropy of the bit over the samples, in bits. A dead
/// bit has 0.
pub fn bit_entropy(samples: &[EncodedSample]) -> Vec<Vec<f64>> {
    per_bit(|latent, bit| {
        let ones = samples.iter().filter(|sample| sample.latents[latent] >> bit & 1 == 1).count();
        entropy(&[ones, samples.len() - ones])
    })
}

/// For every latent and bit: its mutual information with the module sum, I = H(bit) + H(bin) - H(bit, bin), in
/// bits. The sums are put in [`SUM_BINS`] bins by rank (equal sums in one bin). Estimated from frequencies, which
/// is too high by about (bins - 1) / (2 ln 2 x samples).
pub fn sum_information(samples: &[EncodedSample]) -> Vec<Vec<f64>> {
    let mut sums: Vec<u32> = samples.iter().map(|sample| sample.sum).collect();
    sums.sort_unstable();
    let bin = |sum: u32| sums.partition_point(|&other| other < sum) * SUM_BINS / sums.len().max(1);
    let bins: Vec<usize> = samples.iter().map(|sample| bin(sample.sum)).collect();
    per_bit(|latent, bit| information(samples, &bins, latent, bit))
}

/// The mutual information of a bit with the bins of the samples.
fn information(samples: &[EncodedSample], bins: &[usize], latent: usize, bit: usize) -> f64 {
    let mut joint = [0; 2 * SUM_BINS];
    for (sample, bin) in samples.iter().zip(bins) {
        joint[2 * bin + usize::from(sample.latents[latent] >> bit & 1)] += 1;
    }
    let of_bin: Vec<usize> = joint.chunks(2).map(|pair| pair[0] + pair[1]).collect();
    let of_bit = [0, 1].map(|bit| joint.iter().skip(bit).step_by(2).sum());
    (entropy(&of_bit) + entropy(&of_bin) - entropy(&joint)).max(0.0)
}

fn per_bit(value: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    (0..LATENTS).map(|latent| (0..LATENT_BITS as usize).map(|bit| value(latent, bit)).collect()).collect()
}

/// Mean of each latent.
fn means(samples: &[EncodedSample]) -> [f64; LATENTS] {
    let count = samples.len().max(1) as f64;
    std::array::from_fn(|latent| samples.iter().map(|sample| f64::from(sample.latents[latent])).sum::<f64>() / count)
}

/// Covariance of the latents.
fn covariance(samples: &[EncodedSample]) -> Vec<Vec<f64>> {
    let means = means(samples);
    let mut matrix = vec![vec![0.0; LATENTS]; LATENTS];
    for sample in samples {
        let centred: [f64; LATENTS] = std::array::from_fn(|i| f64::from(sample.latents[i]) - means[i]);
        for (row, a) in matrix.iter_mut().zip(centred) {
            row.iter_mut().zip(centred).for_each(|(entry, b)| *entry += a * b / samples.len() as f64);
        }
    }
    matrix
}

/// Pearson's correlation of the latents; `None` where one of them is constant.
pub fn correlation(samples: &[EncodedSample]) -> Vec<Vec<Option<f64>>> {
    let matrix = covariance(samples);
    let entry = |i: usize, j: usize| {
        let scale = (matrix[i][i] * matrix[j][j]).sqrt();
        (scale > 0.0).then(|| (matrix[i][j] / scale).clamp(-1.0, 1.0))
    };
    (0..LATENTS).map(|i| (0..LATENTS).map(|j| entry(i, j)).collect()).collect()
}

/// Principal components of the latents (centred, in units of their last bit).
pub struct Components {
    /// Share of the variance along each component, the largest first.
    pub shares: Vec<f64>,
    /// The samples along the first two components.
    pub points: Vec<(f64, f64)>,
}

/// How far a sample lies from the mean along an axis.
fn along(sample: &EncodedSample, means: &[f64; LATENTS], axis: &[f64]) -> f64 {
    axis.iter().enumerate().map(|(i, weight)| weight * (f64::from(sample.latents[i]) - means[i])).sum()
}

/// Principal components, by Jacobi's rotations of the covariance.
pub fn components(samples: &[EncodedSample]) -> Components {
    let (values, vectors) = eigen(covariance(samples));
    let total: f64 = values.iter().sum();
    let means = means(samples);
    Components {
        shares: values.iter().map(|value| if total > 0.0 { (value / total).max(0.0) } else { 0.0 }).collect(),
        points: samples
            .iter()
            .map(|sample| [&vectors[0], &vectors[1]].map(|axis| along(sample, &means, axis)).into())
            .collect(),
    }
}

/// The sum of the squares of the entries on the diagonal of a square matrix, or of all others.
fn squares(a: &[Vec<f64>], diagonal: bool) -> f64 {
    let n = a.len();
    let entries = (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).filter(|(i, j)| diagonal == (i == j));
    entries.map(|(i, j)| a[i][j] * a[i][j]).sum()
}

/// Eigenvalues of a symmetric matrix, the largest first, and their unit vectors. The largest entry of each vector
/// is positive, so that nothing depends on the order of rotations.
fn eigen(mut a: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = a.len();
    let mut v: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();

    // Convergence is quadratic: a handful of sweeps.
    for _ in 0..50 {
        if squares(&a, false) <= 1e-24 * squares(&a, true) {
            break;
        }
        for (p, q) in (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q))) {
            if a[p][q] == 0.0 {
                continue;
            }
            let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
            let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
            let c = 1.0 / (t * t + 1.0).sqrt();
            let s = t * c;
            for row in a.iter_mut() {
                (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
            }
            for k in 0..n {
                (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]);
                (v[p][k], v[q][k]) = (c * v[p][k] - s * v[q][k], s * v[p][k] + c * v[q][k]);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]));
    let vector = |&i: &usize| {
        let largest =
            v[i].iter().copied().fold(0.0, |best: f64, entry| if entry.abs() > best.abs() { entry } else { best });
        v[i].iter().map(|entry| entry * if largest < 0.0 { -1.0 } else { 1.0 }).collect()
    };
    (order.iter().map(|&i| a[i][i]).collect(), order.iter().map(vector).collect())
}

/// A t-SNE map of at most [`MAP_POINTS`] different samples, evenly spaced: index of the sample, place. It starts at
/// the principal components and is exact, on one thread, so that the same samples give the same map: the crate's
/// faster approximation draws random numbers, and sums of several threads differ in their last bits. Empty if there
/// are too few different samples.
///
/// # Errors
/// If the thread cannot be started.
pub fn map(samples: &[EncodedSample], components: &Components) -> Result<Vec<(usize, f64, f64)>> {
    let mut seen = std::collections::BTreeSet::new();
    let different: Vec<usize> = (0..samples.len()).filter(|&i| seen.insert(samples[i].latents)).collect();
    let step = different.len().div_ceil(MAP_POINTS).max(1);
    let chosen: Vec<usize> = different.into_iter().step_by(step).collect();
    // The perplexity asks for three times as many neighbours.
    if chosen.len() < 4 * PERPLEXITY as usize {
        return Ok(Vec::new());
    }
    let points: Vec<[f64; LATENTS]> = chosen.iter().map(|&i| samples[i].latents.map(f64::from)).collect();
    let spread = components.points.iter().map(|point| point.0.abs()).fold(f64::MIN_POSITIVE, f64::max);
    let start: Vec<f64> = chosen
        .iter()
        .flat_map(|&i| [components.points[i].0, components.points[i].1].map(|at| 1e-2 * at / spread))
        .collect();
    let distance =
        |a: &[f64; LATENTS], b: &[f64; LATENTS]| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.map_err(|error| Error::new(format!("cannot start a thread: {error}")))?;
    let embedding = pool.install(|| {
        let mut tsne = tSNE::<f64, [f64; LATENTS], 2>::new(&points);
        tsne.perplexity(PERPLEXITY).epochs(EPOCHS).initial_embedding(start).exact(distance);
        tsne.embedding()
    });
    Ok(chosen.into_iter().zip(embedding.chunks(2)).map(|(i, at)| (i, at[0], at[1])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(latents: [u16; LATENTS], sum: u32) -> EncodedSample {
        EncodedSample { latents, sum, occupancy: 0, layer: None }
    }

    /// Latent 0 counts, latent 1 is twice latent 0, latent 2 falls with it, the others are constant.
    fn samples() -> Vec<EncodedSample> {
        let latents = |i: u16| std::array::from_fn(|k| [i % 256, 2 * (i % 256), 400 - i % 256, 5][k.min(3)]);
        (0..512).map(|i| sample(latents(i), 1000 + u32::from(i % 256))).collect()
    }

    #[test]
    fn entropy_and_information_of_known_bits() {
        let entropy = bit_entropy(&samples());
        assert!((0..8).all(|bit| (entropy[0][bit] - 1.0).abs() < 1e-12), "{entropy:?}");
        assert_eq!((entropy[0][8], entropy[1][0], entropy[3][2]), (0.0, 0.0, 0.0));
        // 16 bins of 16 values each: the four upper bits of the count are known from the bin, the lower ones not.
        let information = sum_information(&samples());
        assert!((4..8).all(|bit| (information[0][bit] - 1.0).abs() < 1e-9), "{information:?}");
        assert!((0..4).all(|bit| information[0][bit] < 1e-9) && information[3][2] == 0.0);
    }

    #[test]
    fn correlations_and_components_of_known_latents() {
        let correlation = correlation(&samples());
        assert!((correlation[0][1].unwrap() - 1.0).abs() < 1e-12 && (correlation[0][2].unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(correlation[0][3], None);
        let components = components(&samples());
        assert!((components.shares[0] - 1.0).abs() < 1e-9, "{:?}", components.shares);
        // Along (1, 2, -1) / sqrt 6 the count from 0 to 255 spans 255 sqrt 6.
        let ends = [components.points[0].0, components.points[255].0];
        assert!(((ends[1] - ends[0]).abs() - 255.0 * 6f64.sqrt()).abs() < 1e-6, "{ends:?}");
    }

    #[test]
    fn eigenvectors_solve_the_equation() {
        let a: Vec<Vec<f64>> = (0..6)
            .map(|i| (0..6).map(|j| f64::from((i + 1) * (j + 1) % 7) + f64::from((i * j) % 5)).collect())
            .collect();
        let (values, vectors) = eigen(a.clone());
        assert!(values.windows(2).all(|pair| pair[0] >= pair[1]));
        for (value, vector) in values.iter().zip(&vectors) {
            for (row, entry) in a.iter().zip(vector) {
                let product: f64 = row.iter().zip(vector).map(|(a, b)| a * b).sum();
                assert!((product - value * entry).abs() < 1e-9);
            }
        }
    }

    /// The mean place of the samples with even or odd indices.
    fn mean_of_group(map: &[(usize, f64, f64)], odd: usize) -> (f64, f64) {
        let some: Vec<_> = map.iter().filter(|point| point.0 % 2 == odd).collect();
        let n = some.len() as f64;
        (some.iter().map(|p| p.1).sum::<f64>() / n, some.iter().map(|p| p.2).sum::<f64>() / n)
    }

    #[test]
    fn a_map_is_the_same_every_time_and_keeps_groups_apart() {
        let group = |i: usize| sample(std::array::from_fn(|k| (300 * (i % 2) + (i * (k + 3)) % 97) as u16), 1);
        let samples: Vec<EncodedSample> = (0..300).map(group).collect();
        let [map, again] = [(); 2].map(|()| map(&samples, &components(&samples)).unwrap());
        assert_eq!(map, again);
        assert_eq!(map.len(), 194, "samples that differ");
        let (a, b) = (mean_of_group(&map, 0), mean_of_group(&map, 1));
        let nearest = map.iter().filter(|point| {
            let own = if point.0 % 2 == 0 { a } else { b };
            let other = if point.0 % 2 == 0 { b } else { a };
            (point.1 - own.0).hypot(point.2 - own.1) < (point.1 - other.0).hypot(point.2 - other.1)
        });
        assert_eq!(nearest.count(), map.len());
        assert!(super::map(&samples[..50], &components(&samples[..50])).unwrap().is_empty());
    }
}
