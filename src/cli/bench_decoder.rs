//! `econ-emu bench --decoder`: decoders on all cores, beside products of matrices.

use std::time::{Duration, Instant};

use nalgebra::DMatrix;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

use super::output;
use crate::error::Result;
use crate::network::{AeBlock, LATENTS};
use crate::physics::decoder::{Decoder, DecoderKind, DecoderSpec, describe, tensors};

/// Samples of one pass of a core.
const SAMPLES: usize = 4096;

/// Rows and columns of the matrices.
const SIDE: usize = 512;

/// A measurement.
#[derive(Serialize)]
struct DecoderLine {
    decoder: String,
    /// Products of a sample.
    products: usize,
    samples_per_second: f64,
    /// Billions of products a second.
    gmacs_per_second: f64,
    /// Parts of the rate of products of matrices.
    of_matrices: f64,
}

/// The decoders that are measured.
fn decoders() -> Vec<(String, DecoderSpec)> {
    fn mlp(widths: &[usize]) -> DecoderSpec {
        DecoderSpec { widths: widths.to_vec(), ..DecoderKind::Mlp.into() }
    }
    [
        ("conditional", DecoderKind::Conditional.into()),
        ("plain", DecoderKind::Plain.into()),
        ("mlp 64,64", mlp(&[64, 64])),
        ("mlp 256,256,256", DecoderKind::Mlp.into()),
        ("mlp 384,384,384,384", mlp(&[384; 4])),
    ]
    .map(|(name, spec)| (name.to_owned(), spec))
    .into()
}

/// Measures.
pub fn run(time: Duration, json: bool) -> Result<u8> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let matrix = DMatrix::from_fn(SIDE, SIDE, |_, _| rng.random_range(-1.0..1.0f32));
    let product = || drop(std::hint::black_box(&matrix * &matrix));
    let matrices = rate(time, product) * (SIDE * SIDE * SIDE) as f64 * 1e-9;
    let network = AeBlock::chip_8x8();
    let mut lines = Vec::new();
    for (name, spec) in decoders() {
        let weights =
            tensors(&network, &spec)?.iter().map(|tensor| random(&mut rng, tensor.len(), tensor.fan_in)).collect();
        let decoder = Decoder::new(&network, &spec, weights)?;
        let width = LATENTS + spec.conditions().count();
        let inputs: Vec<f32> = (0..SAMPLES * width).map(|_| rng.random_range(0.0..2.0)).collect();
        decoder.decode_all(&inputs)?;
        // The pass before has shown that it works.
        let passes = rate(time, || drop(std::hint::black_box(decoder.decode_all(&inputs))));
        let products = describe(&network, &spec)?.sums().products();
        let samples_per_second = passes * SAMPLES as f64;
        let gmacs_per_second = samples_per_second * products as f64 * 1e-9;
        let of_matrices = gmacs_per_second / matrices;
        lines.push(DecoderLine { decoder: name, products, samples_per_second, gmacs_per_second, of_matrices });
    }
    if json {
        output::print_json(&lines)?;
        return Ok(0);
    }
    let rows: Vec<Vec<String>> = lines.iter().map(row).collect();
    output::print(&format!(
        "{}\nProducts of matrices of {SIDE}x{SIDE} (SGEMM): {matrices:.1} GMAC/s, on {} cores as everything here.\n",
        output::table(&["decoder", "products", "samples a second", "GMAC/s", "of SGEMM"], &rows),
        rayon::current_num_threads()
    ))?;
    Ok(0)
}

fn row(line: &DecoderLine) -> Vec<String> {
    vec![
        line.decoder.clone(),
        line.products.to_string(),
        format!("{:.0}", line.samples_per_second),
        format!("{:.1}", line.gmacs_per_second),
        format!("{:.2}", line.of_matrices),
    ]
}

/// Random weights whose sums stay near 1.
fn random(rng: &mut ChaCha8Rng, count: usize, fan_in: usize) -> Vec<f32> {
    let spread = (3.0 / fan_in as f32).sqrt();
    (0..count).map(|_| rng.random_range(-spread..spread)).collect()
}

/// How often a second all cores together do some work.
fn rate(time: Duration, work: impl Fn() + Sync) -> f64 {
    let cores = rayon::current_num_threads();
    (0..cores).into_par_iter().with_max_len(1).map(|_| rate_of_core(time, &work)).sum()
}

/// The same of one core.
fn rate_of_core(time: Duration, work: impl Fn()) -> f64 {
    let (started, mut done) = (Instant::now(), 0u64);
    while started.elapsed() < time {
        work();
        done += 1;
    }
    done as f64 / started.elapsed().as_secs_f64()
}
