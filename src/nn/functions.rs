//! Functions of real numbers without branches, of additions, products and quotients alone: loops over them become loops of
//! vectors, and every machine gives the same bits.
//!
//! The coefficients are least-squares fits of single precision on the range that is used, made for this file.

// Digits beyond single precision show which fit it was.
#![allow(clippy::excessive_precision)]

/// Beyond this number GELU is the number itself, and 0 below its negative.
const GELU_END: f32 = 5.5;

/// `x / 2 · (1 + erf(x / √2))`, exact to 1.2e-6 of the larger of 1 and `x`.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    // Half the error function of x / √2 is x times a quotient of two polynomials of x².
    let inside = x.clamp(-GELU_END, GELU_END);
    let square = inside * inside;
    let above = [
        1.107_773_386_910_260e-10,
        -2.286_759_759_329_016e-8,
        3.588_159_870_560_048e-6,
        1.975_497_597_580_134e-4,
        4.675_759_002_566_338e-3,
        3.842_527_046_799_66e-2,
        3.989_419_341_087_341e-1,
    ];
    let below =
        [7.187_024_311_861_023e-5, 1.983_488_909_900_189e-3, 3.055_863_641_202_45e-2, 2.629_795_372_486_115e-1, 1.0];
    let half = inside * polynomial(above, square) / polynomial(below, square);
    x * (0.5 + half.clamp(-0.5, 0.5))
}

/// Beyond this number the hyperbolic tangent stays as it is there, which is 1 to single precision.
const TANH_END: f32 = 8.0;

/// The hyperbolic tangent, exact to 6e-7 of itself.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    // The function over its argument is a quotient of two polynomials of the square.
    let inside = x.clamp(-TANH_END, TANH_END);
    let square = inside * inside;
    let above = [1.523_041_371e-8, 2.189_465_925e-5, 3.571_597_881e-3, 1.344_449_787e-1, 1.0];
    let below = [8.522_445_014e-7, 3.411_291_767e-4, 2.616_444_242e-2, 4.677_782_519e-1, 1.0];
    (inside * polynomial(above, square) / polynomial(below, square)).clamp(-1.0, 1.0)
}

/// Added to this number, another is rounded to an integer, halves to even, which stands in the last bits.
const WHOLE: f32 = 12_582_912.0;

/// The nearest integer, halves to even. Additions instead of a call of the C library for each number.
#[inline]
pub fn nearest(value: f32) -> f32 {
    // From here on a float has no half.
    if value.abs() < 4_194_304.0 { (value + WHOLE) - WHOLE } else { value.round_ties_even() }
}

/// Below this number the exponential is 0, above its negative what it is there.
const EXP_END: f32 = 87.0;

/// The exponential, exact to two units of the last place between -87 and 87.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let inside = x.clamp(-EXP_END, EXP_END);
    let shifted = inside * std::f32::consts::LOG2_E + WHOLE;
    let power = shifted - WHOLE;
    // ln 2 in two parts: products of the first, which has few bits, are exact.
    let rest = inside - power * 0.693_359_375 - power * -2.121_944_4e-4;
    let tail = polynomial(
        [
            1.381_453_941_576_183e-3,
            8.368_745_446_205_14e-3,
            4.166_838_899_254_799e-2,
            1.666_652_113_199_234e-1,
            4.999_999_403_953_552e-1,
        ],
        rest,
    );
    let fraction = tail * (rest * rest) + rest + 1.0;
    let scale = f32::from_bits((shifted.to_bits() << 23).wrapping_add(1f32.to_bits()));
    if x < -EXP_END { 0.0 } else { fraction * scale }
}

/// A polynomial, the factor of the highest power first.
#[inline(always)]
fn polynomial<const N: usize>(factors: [f32; N], x: f32) -> f32 {
    let mut sum = factors[0];
    for factor in &factors[1..] {
        sum = sum * x + factor;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from `low` to `high` in so many steps.
    fn steps(low: f64, high: f64, count: u32) -> impl Iterator<Item = f32> {
        (0..=count).map(move |step| (low + (high - low) * f64::from(step) / f64::from(count)) as f32)
    }

    #[test]
    fn gelu_is_close() {
        for x in steps(-7.0, 7.0, 300_000) {
            let exact = 0.5 * f64::from(x) * libm::erfc(-f64::from(x) / 2f64.sqrt());
            let bound = 1.2e-6 * f64::from(x.abs()).max(1.0);
            assert!((f64::from(gelu(x)) - exact).abs() <= bound, "{x}: {}, {exact}", gelu(x));
        }
        for x in [GELU_END, 6.0, 1e4, 1e30, f32::MAX] {
            assert_eq!((gelu(x), gelu(-x)), (x, 0.0), "{x}");
        }
        assert!(gelu(f32::NAN).is_nan());
    }

    #[test]
    fn hyperbolic_tangents_are_close() {
        let small = (0..120).map(|power| 2f32.powi(-power));
        for x in steps(1e-6, 12.0, 300_000).chain(small).chain([f32::MIN_POSITIVE, 1e30, f32::INFINITY]) {
            let exact = libm::tanh(x.into());
            assert!((f64::from(tanh(x)) / exact - 1.0).abs() <= 6e-7, "{x}: {}, {exact}", tanh(x));
            assert_eq!(tanh(-x), -tanh(x), "{x}");
        }
        assert_eq!(tanh(0.0), 0.0);
        assert!(tanh(f32::NAN).is_nan());
    }

    #[test]
    fn exponentials_are_close() {
        for x in steps(-87.0, 87.0, 300_000) {
            let exact = libm::exp(x.into());
            assert!((f64::from(exp(x)) / exact - 1.0).abs() <= 2.4e-7, "{x}: {}, {exact}", exp(x));
        }
        assert_eq!([exp(0.0), exp(-87.5), exp(f32::NEG_INFINITY)], [1.0, 0.0, 0.0]);
        assert!(exp(100.0) == exp(87.0) && exp(f32::NAN).is_nan());
    }

    /// Every 4,099th float, of either sign, and those around each half near zero and near the end of halves.
    #[test]
    fn halves_go_to_the_even_neighbour() {
        let spread = (0..=u32::MAX).step_by(4_099).map(f32::from_bits).filter(|value| !value.is_nan());
        let halves = [0i32, 1 << 22].into_iter().flat_map(|at| (at - 99..at + 99).map(|half| half as f32 / 2.0));
        let near = halves.flat_map(|half| [half.next_down(), half, half.next_up()]);
        for value in spread.chain(near).chain([4_194_303.5, 4_194_304.5, 8_388_607.5]) {
            assert_eq!(nearest(value), value.round_ties_even(), "{value}");
        }
    }
}
