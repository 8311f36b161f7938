//! How much of jets survives: a model against others of the same size.
//!
//! | contender | bytes of a jet |
//! |---|---|
//! | the model, latents as float32 | 4 for each latent |
//! | the same, latents as float16 | 2 for each latent |
//! | a PCA with as many components, as float32 | 4 for each component |
//! | deflate: numbers cut to fewer bits, byte by byte side by side, packed | as many as the latents as float32, or as float16 |
//! | float16 of every number | 2 for each number |
//!
//! The PCA is fitted to the jets that are evaluated, which favours it. Networks, PCA and floats work on the scaled
//! numbers ([`super::scale`]); residuals are those of the numbers themselves, output minus input, and relative ones are
//! divided by the input.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use half::f16;
use nalgebra::{DMatrix, SymmetricEigen};
use serde::Serialize;

use super::model::{JetCoder, JetModel};
use super::scale::Moments;
use super::stream::pieces;
use super::table::JetSource;
use crate::error::{Error, Result};

/// Jets that are kept for pictures, at most.
pub const KEPT: u64 = 20_000;

/// Bits of the mantissa of float32.
const MANTISSA: u32 = 23;

/// A mean and a standard deviation with their standard errors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation over the square root of the number.
    pub mean_error: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// Standard deviation over the square root of twice the number.
    pub deviation_error: f64,
}

/// What is left of a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JetVariable {
    /// Name of the column.
    pub name: String,
    /// Output minus input.
    pub difference: Spread,
    /// The same over the input, where that is not 0.
    pub relative: Spread,
}

/// What is left of jets after one way to make them smaller.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JetContender {
    /// What it is.
    pub name: String,
    /// Bytes of a jet.
    pub bytes: f64,
    /// Bytes of a jet over those of its numbers as float16.
    pub of_float16: f64,
    /// Mean squared difference of the scaled numbers, over jets and columns: the loss of the training.
    pub loss: f64,
    /// Each column.
    pub variables: Vec<JetVariable>,
}

/// An evaluation.
#[derive(Debug, Clone, Serialize)]
pub struct JetEvaluation {
    /// Name of the model.
    pub model: String,
    /// Parameters of encoder and decoder.
    pub parameters: [usize; 2],
    /// Jets.
    pub jets: u64,
    /// Nanoseconds of a jet with all threads, for the encoder and for the decoder, from scaled numbers to scaled numbers.
    pub nanoseconds: [f64; 2],
    /// The model first.
    pub contenders: Vec<JetContender>,
    /// Some jets, evenly spread, with what the model makes of them: not written with the numbers.
    #[serde(skip)]
    pub kept: Vec<[Vec<f64>; 2]>,
}

impl Spread {
    /// That of a column.
    pub fn of(moments: &Moments, column: usize) -> Self {
        let (count, deviation) = (moments.rows() as f64, moments.deviation(column));
        Spread {
            mean: moments.mean(column),
            mean_error: deviation / count.sqrt(),
            deviation,
            deviation_error: deviation / (2.0 * count).sqrt(),
        }
    }
}

/// Sums over jets, for one contender.
struct Tally {
    name: String,
    bytes: f64,
    differences: Moments,
    /// For each column, as inputs of 0 have no relative residual.
    relatives: Vec<Moments>,
    squares: f64,
    numbers: u64,
}

impl Tally {
    fn new(name: impl Into<String>, bytes: f64, columns: usize) -> Self {
        let relatives = vec![Moments::new(1); columns];
        Tally { name: name.into(), bytes, differences: Moments::new(columns), relatives, squares: 0.0, numbers: 0 }
    }

    /// Adds jets and what became of them, as numbers and scaled.
    fn add(&mut self, numbers: [&[f64]; 2], scaled: [&[f32]; 2]) {
        let columns = self.relatives.len();
        for (input, output) in numbers[0].chunks_exact(columns).zip(numbers[1].chunks_exact(columns)) {
            let difference: Vec<f64> = output.iter().zip(input).map(|(output, input)| output - input).collect();
            self.differences.add(&difference);
            for ((relative, difference), &input) in self.relatives.iter_mut().zip(&difference).zip(input) {
                if input != 0.0 {
                    relative.add(&[difference / input]);
                }
            }
        }
        for (&input, &output) in scaled[0].iter().zip(scaled[1]) {
            self.squares += (f64::from(output) - f64::from(input)).powi(2);
        }
        self.numbers += scaled[0].len() as u64;
    }

    fn contender(self, columns: &[String]) -> JetContender {
        let mut variables = Vec::new();
        for (at, (name, relative)) in columns.iter().zip(&self.relatives).enumerate() {
            let (difference, relative) = (Spread::of(&self.differences, at), Spread::of(relative, 0));
            variables.push(JetVariable { name: name.clone(), difference, relative });
        }
        JetContender {
            variables,
            of_float16: self.bytes / (2 * columns.len()) as f64,
            loss: self.squares / self.numbers.max(1) as f64,
            name: self.name,
            bytes: self.bytes,
        }
    }
}

/// The largest principal components of scaled jets.
struct Components {
    mean: Vec<f64>,
    /// Component after component.
    directions: Vec<Vec<f64>>,
}

impl Components {
    /// So many components of jets with these sums and sums of products.
    fn new(jets: u64, sums: &[f64], products: &DMatrix<f64>, count: usize) -> Self {
        let mean: Vec<f64> = sums.iter().map(|sum| sum / jets as f64).collect();
        let covariance =
            DMatrix::from_fn(mean.len(), mean.len(), |a, b| products[(a, b)] / jets as f64 - mean[a] * mean[b]);
        let eigen = SymmetricEigen::new(covariance);
        let mut order: Vec<usize> = (0..mean.len()).collect();
        order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
        let directions = order.iter().take(count).map(|&at| eigen.eigenvectors.column(at).iter().copied().collect());
        Components { directions: directions.collect(), mean }
    }

    /// What is left of scaled jets.
    fn there_and_back(&self, scaled: &[f32]) -> Vec<f32> {
        let mut back = Vec::with_capacity(scaled.len());
        for jet in scaled.chunks_exact(self.mean.len()) {
            let away: Vec<f64> = jet.iter().zip(&self.mean).map(|(&number, mean)| f64::from(number) - mean).collect();
            let mut sum = self.mean.clone();
            for direction in &self.directions {
                let own: f64 = direction.iter().zip(&away).map(|(a, b)| a * b).sum();
                // Kept as float32, as latents are.
                let own = f64::from(own as f32);
                sum.iter_mut().zip(direction).for_each(|(sum, part)| *sum += own * part);
            }
            back.extend(sum.into_iter().map(|number| number as f32));
        }
        back
    }
}

/// A number with fewer bits of its mantissa, rounded.
fn cut(number: f32, mantissa: u32) -> f32 {
    let drop = MANTISSA - mantissa;
    let half = if drop == 0 { 0 } else { 1 << (drop - 1) };
    // A carry goes on into the exponent, where it belongs.
    f32::from_bits((number.to_bits().saturating_add(half)) >> drop << drop)
}

/// Bytes of scaled jets with so many bits of each mantissa, packed: all first bytes, then all second ones, column by column.
fn packed(scaled: &[f32], columns: usize, mantissa: u32) -> Result<usize> {
    let mut bytes = Vec::with_capacity(4 * scaled.len());
    for column in 0..columns {
        let own: Vec<u32> =
            scaled.iter().skip(column).step_by(columns).map(|&number| cut(number, mantissa).to_bits()).collect();
        for shift in [24, 16, 8, 0] {
            bytes.extend(own.iter().map(|bits| (bits >> shift) as u8));
        }
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(&bytes).and_then(|()| encoder.finish());
    packed.map(|packed| packed.len()).map_err(|error| Error::new(format!("cannot pack the jets: {error}")))
}

/// The most bits of mantissas with which scaled jets take at most so many bytes each, and the bytes that they take; `None`
/// if they do not fit with any.
fn fitting(scaled: &[f32], columns: usize, bytes: f64) -> Result<Option<(u32, f64)>> {
    let jets = (scaled.len() / columns.max(1)).max(1) as f64;
    for mantissa in (0..=MANTISSA).rev() {
        let size = packed(scaled, columns, mantissa)? as f64 / jets;
        if size <= bytes {
            return Ok(Some((mantissa, size)));
        }
    }
    Ok(None)
}

/// What is known of jets once they have been read.
struct Seen<'a> {
    coder: &'a JetCoder,
    /// Bytes of a jet's latents as float32 and as float16.
    sizes: [usize; 2],
    sums: Vec<f64>,
    products: DMatrix<f64>,
    /// Bits of mantissas with which deflate takes so many bytes, if any do.
    bits: Vec<Option<(u32, usize)>>,
}

impl Seen<'_> {
    fn add(&mut self, rows: &[f64], first: u64) -> Result<()> {
        let (scaled, width) = (self.coder.scaled(rows, first)?, self.coder.jet());
        for jet in scaled.chunks_exact(width) {
            add_products(jet, &mut self.sums, &mut self.products);
        }
        // Deflate's bits are chosen on the first piece.
        for size in self.sizes.into_iter().filter(|_| first == 0) {
            self.bits.push(fitting(&scaled, width, size as f64)?.map(|(mantissa, _)| (mantissa, size)));
        }
        Ok(())
    }
}

/// What became of jets in each of the ways.
struct Compared<'a> {
    coder: &'a JetCoder,
    components: Components,
    own: Tally,
    short: Tally,
    pca: Tally,
    floats: Tally,
    /// Bits of mantissas, residuals, and bytes of all jets.
    deflated: Vec<(u32, Tally, usize)>,
    /// Encoding, decoding.
    times: [Duration; 2],
    /// One jet of so many is kept, with what the model makes of it.
    every: u64,
    kept: Vec<[Vec<f64>; 2]>,
}

impl<'a> Compared<'a> {
    fn new(seen: &Seen<'a>, jets: u64) -> Self {
        let (width, latents) = (seen.coder.jet(), seen.coder.latents());
        let [long, brief] = seen.sizes.map(|size| size as f64);
        let mut deflated = Vec::new();
        for &(mantissa, size) in seen.bits.iter().flatten() {
            let name = format!("deflate at {size} bytes, {mantissa} bits of mantissa");
            deflated.push((mantissa, Tally::new(name, 0.0, width), 0));
        }
        Compared {
            coder: seen.coder,
            components: Components::new(jets, &seen.sums, &seen.products, latents),
            own: Tally::new("model, latents as float32", long, width),
            short: Tally::new("model, latents as float16", brief, width),
            pca: Tally::new(format!("PCA of {latents} components, as float32"), long, width),
            floats: Tally::new("float16 of every number", (2 * width) as f64, width),
            deflated,
            times: [Duration::ZERO; 2],
            every: jets.div_ceil(KEPT),
            kept: Vec::new(),
        }
    }

    fn add(&mut self, rows: &[f64], first: u64) -> Result<()> {
        let (coder, width) = (self.coder, self.coder.jet());
        let scaled = coder.scaled(rows, first)?;
        let start = Instant::now();
        let encoded = coder.encode_scaled(&scaled)?;
        let middle = Instant::now();
        let decoded = coder.decode_scaled(&encoded)?;
        self.times[0] += middle - start;
        self.times[1] += middle.elapsed();
        let back = compare(coder, &mut self.own, rows, &scaled, &decoded);
        for (row, (jet, other)) in (first..).zip(rows.chunks_exact(width).zip(back.chunks_exact(width))) {
            if row % self.every == 0 {
                self.kept.push([jet.to_vec(), other.to_vec()]);
            }
        }
        let rounded: Vec<f32> = encoded.iter().map(|&number| half(number)).collect();
        compare(coder, &mut self.short, rows, &scaled, &coder.decode_scaled(&rounded)?);
        compare(coder, &mut self.pca, rows, &scaled, &self.components.there_and_back(&scaled));
        let halves: Vec<f32> = scaled.iter().map(|&number| half(number)).collect();
        compare(coder, &mut self.floats, rows, &scaled, &halves);
        for (mantissa, tally, bytes) in &mut self.deflated {
            *bytes += packed(&scaled, width, *mantissa)?;
            let cut: Vec<f32> = scaled.iter().map(|&number| cut(number, *mantissa)).collect();
            compare(coder, tally, rows, &scaled, &cut);
        }
        Ok(())
    }
}

/// Evaluates a model on jets, which are read twice: `open` opens them.
///
/// # Errors
/// Faults of reading, numbers that cannot be scaled, and no jets.
pub fn evaluate(model: &JetModel, mut open: impl FnMut() -> Result<Box<dyn JetSource>>) -> Result<JetEvaluation> {
    let coder = model.coder()?;
    let (names, width, latents) = (model.column_names(), coder.jet(), coder.latents());
    let mut seen = Seen {
        coder: &coder,
        sizes: [4 * latents, 2 * latents],
        sums: vec![0.0; width],
        products: DMatrix::<f64>::zeros(width, width),
        bits: Vec::new(),
    };
    let jets = pieces(&mut *open()?, |rows, first| seen.add(rows, first))?;
    if jets == 0 {
        return Err(Error::missing("the table has no rows"));
    }
    let mut compared = Compared::new(&seen, jets);
    pieces(&mut *open()?, |rows, first| compared.add(rows, first))?;
    let Compared { own, short, pca, floats, deflated, times, kept, .. } = compared;
    let deflated = deflated.into_iter().map(|(_, tally, bytes)| Tally { bytes: bytes as f64 / jets as f64, ..tally });
    let all = [own, short, pca, floats].into_iter().chain(deflated);
    Ok(JetEvaluation {
        model: model.name.clone(),
        parameters: [&model.encoder, &model.decoder].map(|part| part.network.weight_count()),
        jets,
        nanoseconds: times.map(|time| time.as_nanos() as f64 / jets as f64),
        contenders: all.map(|tally| tally.contender(&names)).collect(),
        kept,
    })
}

/// A number as float16.
fn half(number: f32) -> f32 {
    f16::from_f32(number).to_f32()
}

/// Adds a jet to the sums of a covariance.
fn add_products(jet: &[f32], sums: &mut [f64], products: &mut DMatrix<f64>) {
    for (a, &one) in jet.iter().enumerate() {
        sums[a] += f64::from(one);
        for (b, &other) in jet.iter().enumerate() {
            products[(a, b)] += f64::from(one) * f64::from(other);
        }
    }
}

/// Adds jets and what became of them; gives the numbers that they became.
fn compare(coder: &JetCoder, tally: &mut Tally, rows: &[f64], scaled: &[f32], back: &[f32]) -> Vec<f64> {
    let numbers = coder.unscaled(back);
    tally.add([rows, &numbers], [scaled, back]);
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jets::model::testing;
    use crate::jets::scale::default_columns;
    use crate::jets::synth::JetSynth;
    use crate::jets::table::JetRows;

    #[test]
    fn mantissas_are_cut_to_the_nearest() {
        assert_eq!([cut(1.0 / 3.0, 23), cut(1.0, 0), cut(1.6, 0), cut(-1.6, 0)], [1.0 / 3.0, 1.0, 2.0, -2.0]);
        for mantissa in 0..=MANTISSA {
            let away = (cut(0.7, mantissa) / 0.7 - 1.0).abs();
            assert!(away <= 0.5f32.powi(mantissa as i32 + 1), "{mantissa}: {away}");
        }
    }

    /// Three directions are all that is there, and a PCA of three components finds them.
    #[test]
    fn a_pca_loses_nothing_of_a_plane() {
        let jets: Vec<f64> = (0..900)
            .flat_map(|at| {
                let [a, b, c] = [7, 11, 13].map(|step| f64::from(at * step % 101) / 50.0 - 1.0);
                [a, b, c, a + b - c]
            })
            .collect();
        let model = testing::model("4-6-3-6-4");
        let open = || Ok(Box::new(JetRows::new(default_columns(4), jets.clone())) as Box<dyn JetSource>);
        let evaluation = evaluate(&model, open).unwrap();
        let pca = evaluation.contenders.iter().find(|one| one.name.starts_with("PCA")).unwrap();
        assert!(pca.loss < 1e-12, "{pca:?}");
        assert!(evaluation.contenders[0].loss > 1e-3);
        assert_eq!((evaluation.jets, evaluation.kept.len(), evaluation.parameters), (900, 900, [51, 52]));
        let none = evaluate(&model, || Ok(Box::new(JetRows::new(default_columns(4), Vec::new()))));
        assert!(none.unwrap_err().to_string().contains("no rows"));
    }

    #[test]
    fn residuals_are_those_of_the_numbers() {
        let model = testing::model("4-6-3-6-4");
        let synth = JetSynth::new(3, 20_000);
        let evaluation = evaluate(&model, || Ok(Box::new(synth.clone()))).unwrap();
        let coder = model.coder().unwrap();
        let jets = synth.clone().read(20_000).unwrap();
        let scaled = coder.scaled(&jets, 0).unwrap();
        let back = coder.unscaled(&coder.decode_scaled(&coder.encode_scaled(&scaled).unwrap()).unwrap());
        let own = &evaluation.contenders[0];
        for (at, variable) in own.variables.iter().enumerate() {
            let pairs: Vec<(f64, f64)> = jets.iter().copied().zip(back.iter().copied()).skip(at).step_by(4).collect();
            let mean = pairs.iter().map(|(input, output)| output - input).sum::<f64>() / 20_000.0;
            let relative: Vec<f64> = pairs.iter().map(|(input, output)| (output - input) / input).collect();
            let relative_mean = relative.iter().sum::<f64>() / 20_000.0;
            let square = relative.iter().map(|x| (x - relative_mean).powi(2)).sum::<f64>() / 20_000.0;
            assert!((variable.difference.mean / mean - 1.0).abs() < 1e-9, "{variable:?}");
            assert!((variable.relative.mean / relative_mean - 1.0).abs() < 1e-9, "{variable:?}");
            assert!((variable.relative.deviation / square.sqrt() - 1.0).abs() < 1e-9, "{variable:?}");
            assert_eq!(variable.relative.deviation_error, variable.relative.deviation / 40_000f64.sqrt());
        }
        // What is packed is not larger than what it is compared with, nor far smaller.
        for contender in evaluation.contenders.iter().filter(|one| one.name.starts_with("deflate")) {
            let size: f64 = contender.name.split(' ').nth(2).unwrap().parse().unwrap();
            assert!(contender.bytes <= 1.02 * size && contender.bytes > 0.7 * size, "{contender:?}");
        }
        assert_eq!(evaluation.contenders.len(), 6);
    }
}
