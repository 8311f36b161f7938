//! Rounding.

/// Added to this number, another is rounded to an integer, halves to even, which stands in the last bits.
const WHOLE: f32 = 12_582_912.0;

/// The nearest integer, halves to even. Additions instead of a call of the C library for each number.
#[inline]
pub fn nearest(value: f32) -> f32 {
    // From here on a float has no half.
    if value.abs() < 4_194_304.0 { (value + WHOLE) - WHOLE } else { value.round_ties_even() }
}

#[cfg(test)]
mod tests {
    use super::*;

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
