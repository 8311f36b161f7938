//! Random numbers of the distributions that showers need.
//!
//! The uniform numbers come from ChaCha8, everything else from [`libm`], so that a seed gives the
//! same showers on every machine.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::RngCore;

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Draw {
    rng: ChaCha8Rng,
}

impl Draw {
    /// The stream of row `row` of a seed. Streams are independent, so any row can be made by itself.
    pub fn new(seed: u64, row: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(row);
        Draw { rng }
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    pub fn uniform(&mut self) -> f64 {
        (self.rng.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// Uniform between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// A whole number below `count` (0 if `count` is 0).
    pub fn below(&mut self, count: usize) -> usize {
        ((self.uniform() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.uniform())
    }

    /// Normal with mean 0 and standard deviation 1, by the method of Box and Muller (docs/sources.md,
    /// Numerical-methods).
    pub fn normal(&mut self) -> f64 {
        let radius = (2.0 * self.exponential()).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Log-normal with mean 1; `sigma` is the standard deviation of the logarithm.
    pub fn around_one(&mut self, sigma: f64) -> f64 {
        libm::exp(sigma * self.normal() - sigma * sigma / 2.0)
    }

    /// Poisson: by multiplying uniforms below a mean of 30, above it a rounded normal number.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        if mean >= 30.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as u32;
        }
        let (limit, mut product, mut count) = (libm::exp(-mean), self.uniform(), 0);
        while product > limit {
            product *= self.uniform();
            count += 1;
        }
        count
    }

    /// A point in a disc about the origin, uniform in area.
    pub fn in_disc(&mut self, radius: f64) -> (f64, f64) {
        let at = radius * self.uniform().sqrt();
        self.on_circle(at)
    }

    /// A point at a distance from the origin, in any direction.
    pub fn on_circle(&mut self, radius: f64) -> (f64, f64) {
        let phi = std::f64::consts::TAU * self.uniform();
        (radius * libm::cos(phi), radius * libm::sin(phi))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(mut draw: impl FnMut(&mut Draw) -> f64) -> (f64, f64) {
        let mut stream = Draw::new(1, 0);
        let values: Vec<f64> = (0..20_000).map(|_| draw(&mut stream)).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64;
        (mean, variance)
    }

    #[track_caller]
    fn near((mean, variance): (f64, f64), m: f64, v: f64) {
        assert!((mean - m).abs() < 0.03 * (1.0 + m), "mean {mean} instead of {m}");
        assert!((variance - v).abs() < 0.06 * (1.0 + v), "variance {variance} instead of {v}");
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        near(moments(Draw::uniform), 0.5, 1.0 / 12.0);
        near(moments(Draw::exponential), 1.0, 1.0);
        near(moments(Draw::normal), 0.0, 1.0);
        near(moments(|draw| draw.around_one(0.3)), 1.0, 0.0942);
        for mean in [0.3, 5.0, 100.0] {
            near(moments(|draw| draw.poisson(mean).into()), mean, mean);
        }
        near(
            moments(|draw| {
                let (x, y) = draw.in_disc(2.0);
                x * x + y * y
            }),
            2.0,
            16.0 / 12.0,
        );
    }

    #[test]
    fn rows_are_streams_of_their_own() {
        fn first(seed: u64, row: u64) -> f64 {
            Draw::new(seed, row).uniform()
        }
        assert_eq!(first(1, 5), first(1, 5));
        assert_ne!(first(1, 5), first(1, 6));
        assert_ne!(first(1, 5), first(2, 5));
    }
}
