//! Mean shapes of showers: how energy is shared between layers, and how it spreads sideways.
//!
//! **Longitudinal.** An electromagnetic shower of energy E loses, at depth t in radiation lengths,
//! dE/dt = E b (b t)^(a-1) e^(-b t) / Γ(a), a Gamma distribution, with its maximum at
//! T = (a-1)/b = ln(E/Ec) + 0.5 for photons; b = 0.5 (Longo and Sestili; Particle Data Group:
//! docs/sources.md, Electromagnetic-showers). Ec = 8 MeV stands for the mixture of lead, copper and
//! tungsten.
//!
//! A hadronic shower starts where the hadron first interacts. At depth x behind that point it loses
//! k (w (x/X0)^(a-1) e^(-b x/X0) + (1-w) (x/λ)^(a-1) e^(-d x/λ)): neutral pions, which shower in
//! radiation lengths, and everything else, which does in interaction lengths (Bock, Hansl-Kozanecka and
//! Shah: docs/sources.md, Hadronic-showers). With E in GeV, a = 0.786 + 0.427 ln E, b = 0.29, d = 0.978,
//! w = 1.032 - 0.159 ln E (Kulchitsky and Vinogradov, in the same place); k makes the integral E.
//! λ/X0 = 9.5 as in iron.
//!
//! **Lateral.** At depth τ = t/T the radius r, in Molière radii, has the density
//! p 2 r Rc²/(r²+Rc²)² + (1-p) 2 r Rt²/(r²+Rt²)²: a core and a tail, whose widths grow with τ
//! (Grindhammer and Peters: docs/sources.md, Electromagnetic-showers; the coefficients of homogeneous
//! media, with the mean atomic number 70). The Molière radius is 2.8 cm. Hadronic showers have the same
//! form with a core of 1.5 cm and a tail of 5 cm, 60 % of the energy in the core: our choice, which puts
//! 95 % of the energy inside about one interaction length.

use super::draw::Draw;

/// Critical energy, GeV.
pub const CRITICAL_ENERGY: f64 = 0.008;

/// Effective Molière radius, cm.
pub const MOLIERE_RADIUS: f64 = 2.8;

/// Rate of the electromagnetic Gamma distribution, per X0.
const RATE: f64 = 0.5;

/// Interaction length of iron in its radiation lengths.
const LAMBDA_IN_X0: f64 = 9.5;

/// Mean atomic number of the absorber.
const ATOMIC_NUMBER: f64 = 70.0;

/// Regularised lower incomplete Gamma function P(a, x), for a > 0.
///
/// By its power series below a + 1 and its continued fraction above (Abramowitz and Stegun,
/// 6.5.29 and 6.5.31: docs/sources.md, Numerical-methods); accurate to about 1e-12.
pub fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > sum * 1e-14 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return (front * sum).min(1.0);
    }
    // Lentz's evaluation of the continued fraction.
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut fraction = d;
    for i in 1..500 {
        let numerator = -f64::from(i) * (f64::from(i) - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-14 {
            break;
        }
    }
    1.0 - front * fraction
}

/// Depth of the maximum of a photon shower, in X0.
pub fn shower_maximum(energy: f64) -> f64 {
    (libm::log(energy / CRITICAL_ENERGY) + 0.5).max(0.5)
}

/// Share of a photon's energy lost between two depths, in X0.
pub fn photon_share(energy: f64, x0: (f64, f64)) -> f64 {
    let shape = 1.0 + RATE * shower_maximum(energy);
    gamma_p(shape, RATE * x0.1) - gamma_p(shape, RATE * x0.0)
}

/// Share of a hadron's energy lost between two depths behind its first interaction, in X0 and λ.
pub fn hadron_share(energy: f64, x0: (f64, f64), lambda: (f64, f64)) -> f64 {
    let log = libm::log(energy.max(1.0));
    let (shape, neutral_rate, rate) = (0.786 + 0.427 * log, 0.29, 0.978);
    let weight = (1.032 - 0.159 * log).clamp(0.0, 1.0);
    // The integrals of both terms in units of X0, without the common Γ(a).
    let neutral = weight * libm::exp(-shape * libm::log(neutral_rate));
    let other = (1.0 - weight) * LAMBDA_IN_X0 * libm::exp(-shape * libm::log(rate));
    let neutral_share = gamma_p(shape, neutral_rate * x0.1) - gamma_p(shape, neutral_rate * x0.0);
    let other_share = gamma_p(shape, rate * lambda.1) - gamma_p(shape, rate * lambda.0);
    (neutral * neutral_share + other * other_share) / (neutral + other)
}

/// Core and tail of a lateral profile, cm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lateral {
    /// Share of the energy in the core.
    pub core: f64,
    /// Median radius of the core.
    pub core_radius: f64,
    /// Median radius of the tail.
    pub tail_radius: f64,
}

impl Lateral {
    /// That of a photon shower at a depth in X0.
    pub fn photon(energy: f64, depth: f64) -> Self {
        let (tau, log, z) = (depth / shower_maximum(energy), libm::log(energy.max(1.0)), ATOMIC_NUMBER);
        let core_radius = 0.0251 + 0.003_19 * log + (0.1162 - 0.000_381 * z) * tau;
        let shift = tau - 0.645;
        let growth = libm::exp(-2.59 * shift) + libm::exp((0.3585 + 0.0412 * log) * shift);
        let tail_radius = (0.659 - 0.003_09 * z) * growth;
        let x = (0.401 + 0.001_87 * z - tau) / (1.313 - 0.0686 * log);
        let core = (2.632 - 0.000_94 * z) * libm::exp(x - libm::exp(x));
        Lateral {
            core: core.clamp(0.0, 1.0),
            core_radius: core_radius * MOLIERE_RADIUS,
            tail_radius: tail_radius * MOLIERE_RADIUS,
        }
    }

    /// That of a hadron shower.
    pub fn hadron() -> Self {
        Lateral { core: 0.6, core_radius: 1.5, tail_radius: 5.0 }
    }

    /// Share of the energy inside a radius.
    pub fn inside(&self, radius: f64) -> f64 {
        let [core, tail] =
            [self.core_radius, self.tail_radius].map(|scale| radius * radius / (radius * radius + scale * scale));
        self.core * core + (1.0 - self.core) * tail
    }

    /// A point relative to the axis.
    pub fn draw(&self, draw: &mut Draw) -> (f64, f64) {
        let scale = if draw.uniform() < self.core { self.core_radius } else { self.tail_radius };
        let u = draw.uniform();
        draw.on_circle(scale * (u / (1.0 - u)).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_incomplete_gamma_function() {
        for (a, x, expected) in [
            (1.0, 1.0, 0.632_120_558_828_557_7),
            (0.5, 0.5, 0.682_689_492_137_085_9),
            (5.0, 10.0, 0.970_747_311_923_039),
        ] {
            assert!((gamma_p(a, x) - expected).abs() < 1e-11, "{a} {x}: {}", gamma_p(a, x));
        }
        assert_eq!((gamma_p(3.0, 0.0), gamma_p(2.0, 1000.0)), (0.0, 1.0));
    }

    #[test]
    fn the_maximum_is_where_the_formula_puts_it() {
        for energy in [5.0, 50.0, 500.0] {
            let step = 0.01;
            let shares: Vec<f64> =
                (0..4000).map(|i| photon_share(energy, (f64::from(i) * step, f64::from(i + 1) * step))).collect();
            let maximum = (0..4000).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap() as f64 * step;
            assert!((maximum - shower_maximum(energy)).abs() < 0.05, "{energy} GeV: {maximum}");
            assert!((photon_share(energy, (0.0, 60.0)) - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn hadrons_reach_deeper_than_photons() {
        // 17 cm of iron: one interaction length is about ten radiation lengths.
        fn mean(share: impl Fn((f64, f64)) -> f64) -> f64 {
            (0..400).map(|i| f64::from(i) / 2.0).map(|t| (t + 0.25) * share((t, t + 0.5))).sum()
        }
        let photon = mean(|x0| photon_share(50.0, x0));
        let hadron = mean(|x0| hadron_share(50.0, x0, (x0.0 / 10.0, x0.1 / 10.0)));
        assert!(hadron > 1.3 * photon, "{photon} {hadron}");
        assert!((hadron_share(50.0, (0.0, 500.0), (0.0, 50.0)) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn most_of_a_photon_shower_is_inside_a_moliere_radius() {
        for energy in [10.0, 100.0] {
            let depth = shower_maximum(energy);
            let own = Lateral::photon(energy, depth).inside(MOLIERE_RADIUS);
            assert!((0.8..0.97).contains(&own), "{energy} GeV: {own}");
            let later = Lateral::photon(energy, 2.0 * depth).inside(MOLIERE_RADIUS);
            assert!(later < own, "showers grow wider with depth");
            let mut draw = Draw::new(1, 0);
            let lateral = Lateral::photon(energy, depth);
            let inside = (0..10_000).filter(|_| {
                let (x, y) = lateral.draw(&mut draw);
                x.hypot(y) < MOLIERE_RADIUS
            });
            assert!((inside.count() as f64 / 10_000.0 - own).abs() < 0.02);
        }
        assert!((0.93..0.98).contains(&Lateral::hadron().inside(17.0)));
    }
}
