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
        median: median(&defined),
        median_error: median_error(&defined),
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

/// The mean of paired differences and its bootstrap error, samples being drawn with all their values; `None` without
/// samples.
pub fn mean_difference(pairs: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let differences: Vec<f64> = pairs.map(|(own, other)| own - other).collect();
    let (mean, deviation) = mean_and_deviation(&differences)?;
    Some((mean, deviation / (differences.len() as f64).sqrt()))
}

/// The median of sorted values: the middle one, or the mean of the two in the middle, as NumPy has it.
pub fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    Some(if sorted.len() % 2 == 1 { upper } else { (sorted[sorted.len() / 2 - 1] + upper) / 2.0 })
}

/// The bootstrap error of the median of sorted values.
///
/// For an odd count it is that of a quantile. For an even one the two in the middle of a draw, of ranks k and k + 1,
/// matter together: the first is the a-th value and the second a larger one if k draws are among the first a, one of
/// them the a-th itself, and the others are beyond it; the second is then the smallest of these.
pub fn median_error(sorted: &[f64]) -> Option<f64> {
    let count = sorted.len();
    if count % 2 == 1 {
        return quantile_error(sorted, 0.5);
    }
    let rank = count / 2;
    let origin = median(sorted)?;
    let (first, end) = within_reach(count, 0.5);
    // Moments of the smallest of `rank` draws from the values beyond the a-th, from the last a down.
    let mut beyond = [0.0; 2];
    let (mut mean, mut square) = (0.0, 0.0);
    let mut above = 1.0;
    for a in (first + 1..=end).rev() {
        let value = sorted[a - 1] - origin;
        // All draws beyond the a-th are beyond the next value too.
        if a < count {
            let stays = libm::pow((count - a - 1) as f64 / (count - a) as f64, rank as f64);
            let next = sorted[a] - origin;
            beyond = [(1.0 - stays) * next + stays * beyond[0], (1.0 - stays) * next * next + stays * beyond[1]];
        }
        let below = at_least(rank, count, (a - 1) as f64 / count as f64);
        // The first of the two is the a-th value, and the second is a larger one.
        let first_here = above - below;
        let apart =
            exactly(rank, count, a as f64 / count as f64) * (1.0 - libm::pow((a - 1) as f64 / a as f64, rank as f64));
        let together = first_here - apart;
        mean += together * value + apart * (value + beyond[0]) / 2.0;
        square += together * value * value + apart * (value * value + 2.0 * value * beyond[0] + beyond[1]) / 4.0;
        above = below;
    }
    Some((square - mean * mean).max(0.0).sqrt())
}

/// Values, from the first up to, not including, the last, beyond which a quantile of a draw never lies: ten deviations
/// of its rank.
fn within_reach(count: usize, p: f64) -> (usize, usize) {
    let reach = 10.0 * (count as f64 * p * (1.0 - p)).sqrt() + 10.0;
    let first = (rank(count, p) as f64 - reach).max(0.0) as usize;
    (first, (first + 2 * reach as usize + 2).min(count))
}

/// Probability that exactly `rank` of `count` draws hit something of probability `p`.
fn exactly(rank: usize, count: usize, p: f64) -> f64 {
    if p >= 1.0 {
        return if rank == count { 1.0 } else { 0.0 };
    }
    let (k, rest) = (rank as f64, (count - rank) as f64);
    let choices = libm::lgamma(count as f64 + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(rest + 1.0);
    libm::exp(choices + k * libm::log(p) + rest * libm::log1p(-p))
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
    let (first, end) = within_reach(count, p);
    for (k, value) in sorted.iter().enumerate().take(end).skip(first) {
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
    fn safe(value: f64) -> f64 {
        if value.abs() < 1e-300 { 1e-300 } else { value }
    }
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
            (Some(4.0), Some(2.5), Some(1.0), Some(10.0))
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

    /// Two values: both draws the first, both the second, or one of each, in either order.
    #[test]
    fn the_median_of_two_by_hand() {
        assert_eq!(median(&[1.0, 5.0]), Some(3.0));
        assert_eq!((median(&[]), median_error(&[])), (None, None));
        // 1 and 5 a quarter each, 3 a half: variance (4 + 4) / 4.
        assert!((median_error(&[1.0, 5.0]).unwrap() - f64::sqrt(2.0)).abs() < 1e-12);
    }

    #[test]
    fn differences_of_pairs_have_smaller_errors_than_their_parts() {
        let pairs = [(1.0, 0.5), (101.0, 100.0), (11.0, 10.0), (1001.0, 1000.5)];
        let (mean, error) = mean_difference(pairs.into_iter()).unwrap();
        assert_eq!(mean, 0.75);
        assert!((error - 0.25 / 2.0).abs() < 1e-12, "{error}");
        assert_eq!(mean_difference(std::iter::empty()), None);
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
                medians.push(median(&draw).unwrap());
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
