//! Random link words: packets that reach every corner of the data path.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::chip::erx::ORBIT;
use crate::chip::signals::InputWords;
use crate::network::AeBlock;
use crate::nn::Weights;
use crate::registers::INPUT_LINKS;

/// An endless source of input rows, the same for a seed on every machine.
///
/// Each BX is drawn from one of eight kinds: empty, a few cells, a shower (codes that fall off
/// from one cell on), small codes, uniform codes, equal codes (ties), large codes, all ones. Row 0
/// and every 3564th row after it carry the orbit header 9, the others 10.
#[derive(Debug, Clone)]
pub struct RandomInput {
    rng: ChaCha8Rng,
    row: u64,
}

impl RandomInput {
    /// The rows of a seed.
    ///
    /// ```
    /// use econ_emu::golden::random::RandomInput;
    ///
    /// let rows: Vec<_> = RandomInput::new(1).take(2).collect();
    /// assert!(rows[0][0] >> 28 == 9 && rows[1][0] >> 28 == 10, "row 0 begins an orbit");
    /// assert!(RandomInput::new(1).take(2).eq(rows));
    /// ```
    pub fn new(seed: u64) -> Self {
        RandomInput { rng: ChaCha8Rng::seed_from_u64(seed), row: 0 }
    }

    fn codes(&mut self) -> [u32; 4 * INPUT_LINKS] {
        let rng = &mut self.rng;
        let mut codes = [0; 4 * INPUT_LINKS];
        match rng.random_range(0..8u32) {
            0 => {}
            1 => {
                for _ in 0..rng.random_range(1..8u32) {
                    codes[rng.random_range(0..48usize)] = rng.random_range(1..128);
                }
            }
            2 => {
                let (centre, peak) = (rng.random_range(0..48u32), rng.random_range(20..128u32));
                for (cell, code) in codes.iter_mut().enumerate() {
                    let distance = (cell as u32).abs_diff(centre);
                    *code = peak.saturating_sub(distance * rng.random_range(3..12));
                }
            }
            3 => codes.iter_mut().for_each(|code| *code = rng.random_range(0..16)),
            4 => codes.iter_mut().for_each(|code| *code = rng.random_range(0..128)),
            5 => {
                let value = rng.random_range(0..128);
                codes.iter_mut().for_each(|code| *code = if rng.random_range(0..4u32) == 0 { 0 } else { value });
            }
            6 => codes.iter_mut().for_each(|code| *code = rng.random_range(96..128)),
            _ => codes = [127; 48],
        }
        codes
    }
}

impl Iterator for RandomInput {
    type Item = InputWords;

    fn next(&mut self) -> Option<InputWords> {
        let codes = self.codes();
        let header = if self.row.is_multiple_of(u64::from(ORBIT)) { 0x9 } else { 0xA };
        self.row += 1;
        Some(std::array::from_fn(|link| {
            codes[4 * link..4 * link + 4].iter().fold(header, |word, code| word << 7 | code)
        }))
    }
}

/// Uniform random weights over the whole range of their formats: a test pattern, not an encoder.
pub fn weights(network: &AeBlock, seed: u64) -> Weights {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let typed = network.typed();
    let weights = Weights::from_fn(typed, |tensor, _| {
        // Numbers of 64 bits: those of another width would be other ones.
        let format = typed.tensor(tensor).number.format();
        format.map_or(0, |format| rng.random_range(format.min_raw()..=format.max_raw()) as i32)
    });
    // Every value was drawn inside its format, so the weights are always accepted.
    weights.unwrap_or_else(|_| Weights::zeros(typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::hash;
    use crate::registers::image;

    /// The hash of these weights as they were in every version: a seed stands for them in scripts and
    /// tests.
    #[test]
    fn a_seed_gives_the_weights_that_it_always_gave() {
        let network = AeBlock::chip_8x8();
        let bytes = image::to_bytes(&network, &weights(&network, 1)).unwrap();
        assert_eq!(hash::of_bytes(bytes), "1c7086a887f145fe72f8dd0b53f699b7959983ee7b09129b8e73fd7be58d3a84");
    }

    #[test]
    fn the_same_seed_gives_the_same_rows_and_headers_mark_orbits() {
        let rows: Vec<_> = RandomInput::new(7).take(3566).collect();
        assert_eq!(rows, RandomInput::new(7).take(3566).collect::<Vec<_>>());
        assert_ne!(rows, RandomInput::new(8).take(3566).collect::<Vec<_>>());
        let orbits: Vec<usize> = (0..rows.len()).filter(|&row| rows[row][3] >> 28 == 9).collect();
        assert_eq!(orbits, [0, 3564]);
        assert!(rows.iter().all(|row| row.iter().all(|word| matches!(word >> 28, 9 | 10))));
    }
}
