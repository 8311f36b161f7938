//! Mean, median, quantiles and their bootstrap errors.
//!
//! The bootstrap draws the samples again and again, with replacement, and takes the spread of a statistic over the
//! draws as its error. For the mean and for a quantile the limit of infinitely many draws is known in closed form,
//! and that is what is computed: no seed, and no noise of a few hundred draws. The error of the mean is the standard
//! deviation over the root of the count; the quantile of a draw is the k-th smallest value with a probability that
//! the binomial distribution gives (docs/sources.md, Bootstrap).

use super::evaluation::EvaluatedSummary;

/// Statistics of values; `None` is a value that is undefined.
pub fn summarise(values: impl Iterator<Item = Option<f64>>) -> EvaluatedSummary {
    let (mut defined, mut undefined) = (Vec::new(), 0);
    for value in values {
        match value.filter(|value| value.is_finite()) {
            Some(value) => defined.push(value),
            None => undefined += 1,
        }
    }
    defined.sort_by(f64::total_cmp);
    let spread = mean_and_deviation(&defined);
    EvaluatedSummary {
        samples: defined.len(),
        undefined,
        mean: spread.map(|(mean, _)| mean),
        mean_error: spread.map(|(_, deviation)| deviation / (defined.len() as f64).sqrt()),
        median: quantile(&defined, 0.5),
        median_error: quantile_error(&defined, 0.5),
        q16: quantile(&defined, 0.16),
        q84: quantile(&defined, 0.84),
    }
}

/// Mean and standard deviation (of these values, not of a larger population), if there are values.
pub fn mean_and_deviation(values: &[f64]) -> Option<(f64, f64)> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    (!values.is_empty()).then(|| (mean, square.sqrt()))
}

/// The rank (from 1) of a quantile: the smallest value that at least the fraction `p` do not exceed.
fn rank(count: usize, p: f64) -> usize {
    ((p * count as f64).ceil() as usize).clamp(1, count.max(1))
}

/// A quantile of sorted values.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    sorted.get(rank(sorted.len(), p) - 1).copied()
}

/// Half the width of the shortest interval that holds 68 % of sorted values (docs/sources.md, Ecoder-2023).
pub fn effective_width(sorted: &[f64]) -> Option<f64> {
    let within = (0.68 * sorted.len() as f64) as usize;
    let widths = sorted.iter().zip(sorted.get(within..)?).map(|(low, high)| high - low);
    widths.min_by(f64::total_cmp).map(|width| width / 2.0)
}

/// The bootstrap error of a quantile of sorted values.
pub fn quantile_error(sorted: &[f64], p: f64) -> Option<f64> {
    let count = sorted.len();
    let rank = rank(count, p);
    let (mut mean, mut square, mut below) = (0.0, 0.0, 0.0);
    let origin = quantile(sorted, p)?;
    // Beyond ten deviations of the rank nothing is left.
    let reach = 10.0 * (count as f64 * p * (1.0 - p)).sqrt() + 10.0;
    let first = (rank as f64 - reach).max(0.0) as usize;
    for (k, value) in sorted.iter().enumerate().skip(first).take(2 * reach as usize + 2) {
        // The quantile of a draw is at most the (k+1)-th value if `rank` of `count` draws are.
        let up_to = at_least(rank, count, (k + 1) as f64 / count as f64);
        let probability = up_to - below;
        below = up_to;
        mean += probability * (value - origin);
        square += probability * (value - origin).powi(2);
    }
    Some((square - mean * mean).max(0.0).sqrt())
}

/// Probability that at least `rank` of `count` draws hit something of probability `p`: the regularised
/// incomplete beta function of (rank, count - rank + 1) at `p`.
fn at_least(rank: usize, count: usize, p: f64) -> f64 {
    if p >= 1.0 {
        return 1.0;
    }
    let (a, b) = (rank as f64, (count - rank + 1) as f64);
    let front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(p) + b * libm::log1p(-p);
    let front = libm::exp(front);
    if p < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, p) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - p) / b
    }
}

/// The continued fraction of the incomplete beta function, by Lentz's method (docs/sources.md, Numerical-methods).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let safe = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / safe(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..10_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / safe(1.0 + term * d);
            c = safe(1.0 + term / c);
            change = c * d;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-14 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn a_few_numbers_by_hand() {
        let values = [Some(3.0), None, Some(1.0), Some(2.0), Some(10.0), Some(f64::NAN)];
        let summary = summarise(values.into_iter());
        assert_eq!((summary.samples, summary.undefined), (4, 2));
        assert_eq!(
            (summary.mean, summary.median, summary.q16, summary.q84),
            (Some(4.0), Some(2.0), Some(1.0), Some(10.0))
        );
        // Deviations -3, -2, -1, 6: variance 12.5.
        assert!((summary.mean_error.unwrap() - (12.5f64 / 4.0).sqrt()).abs() < 1e-12);
        let none = summarise([None].into_iter());
        assert_eq!((none.samples, none.undefined, none.mean, none.median_error), (0, 1, None, None));
        let one = summarise([Some(5.0)].into_iter());
        assert_eq!((one.median, one.median_error, one.mean_error), (Some(5.0), Some(0.0), Some(0.0)));
        assert_eq!(effective_width(&[0.0, 1.0, 1.1, 1.2, 1.3]), Some(0.15000000000000002));
    }

    /// Three values, median the second of a draw of three: it is the smallest if at least two draws are,
    /// 7 of 27 times, likewise the largest.
    #[test]
    fn the_median_of_three_by_hand() {
        let error = quantile_error(&[0.0, 1.0, 3.0], 0.5).unwrap();
        let (low, high) = (7.0 / 27.0, 7.0 / 27.0);
        let mean = (1.0 - low - high) + 3.0 * high;
        let square = (1.0 - low - high) + 9.0 * high;
        assert!((error - f64::sqrt(square - mean * mean)).abs() < 1e-12, "{error}");
    }

    #[test]
    fn the_closed_forms_are_the_limit_of_many_draws() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        for count in [2usize, 17, 200] {
            // Exponential, known mean 1 and median ln 2.
            let mut values: Vec<f64> = (0..count).map(|_| -rng.random_range(1e-9..1.0f64).ln()).collect();
            values.sort_by(f64::total_cmp);
            let summary = summarise(values.iter().map(|&value| Some(value)));
            let draws = 8_000;
            let (mut means, mut medians) = (Vec::new(), Vec::new());
            for _ in 0..draws {
                let mut draw: Vec<f64> = (0..count).map(|_| values[rng.random_range(0..count)]).collect();
                draw.sort_by(f64::total_cmp);
                means.push(draw.iter().sum::<f64>() / count as f64);
                medians.push(quantile(&draw, 0.5).unwrap());
            }
            for (drawn, closed) in [(means, summary.mean_error), (medians, summary.median_error)] {
                let (drawn, closed) = (mean_and_deviation(&drawn).unwrap().1, closed.unwrap());
                // 8,000 draws determine a deviation to about 1 %.
                assert!((drawn / closed - 1.0).abs() < 0.04, "{count}: {drawn} {closed}");
            }
        }
    }

    /// For many values the error of the median is 1 / (2 f √n) with f the density at the median: 1/2
    /// for the exponential distribution.
    #[test]
    fn the_error_of_the_median_of_a_known_distribution() {
        let count = 100_000;
        let values: Vec<f64> = (0..count).map(|i| -(1.0 - (f64::from(i) + 0.5) / f64::from(count)).ln()).collect();
        let error = quantile_error(&values, 0.5).unwrap() * f64::from(count).sqrt();
        assert!((error - 1.0).abs() < 0.005, "{error}");
        let mean = summarise(values.iter().map(|&value| Some(value)));
        assert!((mean.mean_error.unwrap() * f64::from(count).sqrt() - 1.0).abs() < 0.005);
    }
}
