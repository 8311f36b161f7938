//! The front end and the codes of sums and charges, for a block of packets: the same bits as
//! [`crate::chip::erx`], [`crate::chip::mux`], [`crate::chip::decode`], [`crate::chip::calibrate`],
//! [`crate::chip::autoencoder::normalise`] and [`crate::chip::encode`].

use super::lanes::{BLOCK, Lanes};
use crate::chip::autoencoder::normalise::MAX_LEADING_BIT;
use crate::chip::encode::{FLOAT_4E3M, FloatCode};
use crate::chip::erx::{BxCounter, ORBIT, ORBIT_SYNC};
use crate::chip::signals::{CELLS, InputWords};
use crate::network::NORMALISED_FRAC_BITS;
use crate::registers::{ChipConfig, Generation, INPUT_LINKS};

/// Bits by which products of significand and factor are kept larger than they are, so that the
/// rest of the way is a shift to the right: the charge 31 × 4095 × 2^5 has 22 bits.
const HEADROOM: u32 = 5;

/// How many of them a factor takes where the significand has no room for all.
const FACTOR_UP: u32 = 2;

/// A module sum with more bits saturates the converter: only below it do the normalised charges of a packet add up
/// to less than 256.
pub(super) const LARGE_SUM_BITS: u32 = MAX_LEADING_BIT + 1;

/// Where each cell's code stands and what becomes of it.
#[derive(Debug, Clone)]
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
pub(super) struct Front {
    cells: [Cell; CELLS],
    /// Inputs of each word, lowest bits first, where every cell has an input of its own.
    pub(super) inputs: Option<[[Input; CODES]; INPUT_LINKS]>,
    /// Significand of each code, times 2^([`HEADROOM`] - [`FACTOR_UP`]): at most 248.
    pub(super) significands: [u8; 128],
    /// Shift to the right for each code.
    pub(super) shifts: [u8; 128],
    /// The same by four bits at a time, twice in a row.
    pub(super) nibbles: Nibbles,
    /// Shift to the right of a charge, less its exponent (at least 1).
    shift: u32,
}

/// Significands and shifts for instructions that look up one of 16 bytes in each half of a register.
#[derive(Debug, Clone)]
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
pub(super) struct Nibbles {
    /// A significand without its highest bit, by the low four bits of a code.
    pub(super) mantissas: [u8; 32],
    /// Its highest bit, by the exponent.
    pub(super) hidden: [u8; 32],
    /// Shift to the right, by the exponent.
    pub(super) shifts: [u8; 32],
}

impl Nibbles {
    fn new(significands: &[u8; 128], shifts: &[u8; 128]) -> Self {
        const MANTISSAS: usize = 1 << FLOAT_4E3M.mantissa;
        fn of_exponent(index: usize) -> usize {
            index % 16 * MANTISSAS
        }
        Nibbles {
            mantissas: std::array::from_fn(|index| significands[index % MANTISSAS]),
            hidden: std::array::from_fn(|index| significands[of_exponent(index)] ^ significands[0]),
            shifts: std::array::from_fn(|index| shifts[of_exponent(index)]),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// Input word and the place of the code in it.
    word: usize,
    place: u32,
    /// Calibration factor, u12.11.
    factor: u32,
}

impl Cell {
    fn new(config: &ChipConfig, generation: Generation, cell: usize) -> Self {
        let input = usize::from(config.mux[cell]);
        let slot = input as u32 % 4;
        let place = match generation {
            Generation::P1 => 7 * slot,
            Generation::Prod => 21 - 7 * slot,
        };
        Cell { word: input / 4 % INPUT_LINKS, place, factor: config.calibration[cell].into() }
    }
}

/// Codes in a word.
pub(super) const CODES: usize = 4;

/// Where the charge of an input goes.
#[derive(Debug, Clone, Copy, Default)]
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
pub(super) struct Input {
    pub(super) cell: usize,
    /// Factor of 14 bits, in the half of the number where the significand stands: that of the codes 0 and 1
    /// of a word in the lower one, of the codes 2 and 3 in the upper one.
    pub(super) factors: i32,
}

impl Front {
    /// The front end of a valid configuration.
    pub(super) fn new(config: &ChipConfig, generation: Generation) -> Self {
        let cells: [Cell; CELLS] = std::array::from_fn(|cell| Cell::new(config, generation, cell));
        let shift = 11 + HEADROOM + 2 - config.density.dropped_bits();
        let significand = |code: usize| significand(code as u32) << (HEADROOM - FACTOR_UP);
        let significands = std::array::from_fn(|code| significand(code) as u8);
        let shifts = std::array::from_fn(|code| (shift - (code as u32 >> 3).max(1)) as u8);
        let nibbles = Nibbles::new(&significands, &shifts);
        Front { cells, inputs: inputs(&cells), significands, shifts, nibbles, shift }
    }

    /// The calibrated charges: 22 bits each.
    #[inline(always)]
    pub(super) fn charges(&self, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
        for (charges, cell) in charges.iter_mut().zip(&self.cells) {
            let words = &words[cell.word];
            let factor = cell.factor << HEADROOM;
            for (charge, word) in charges.0.iter_mut().zip(words.0) {
                *charge = calq(word >> cell.place & 0x7F, factor, self.shift);
            }
        }
    }
}

fn inputs(cells: &[Cell; CELLS]) -> Option<[[Input; CODES]; INPUT_LINKS]> {
    let mut inputs = [[None; CODES]; INPUT_LINKS];
    for (index, cell) in cells.iter().enumerate() {
        let slot = (cell.place / FLOAT_4E3M.bits()) as usize;
        let factors = (cell.factor << FACTOR_UP << (16 * (slot / 2))) as i32;
        inputs[cell.word][slot] = Some(Input { cell: index, factors });
    }
    let mut all = [[Input::default(); CODES]; INPUT_LINKS];
    for (all, input) in all.as_flattened_mut().iter_mut().zip(inputs.as_flattened()) {
        *all = (*input)?;
    }
    Some(all)
}

/// Decoder and calibration of one code. `factor` is in units of 2^-[`HEADROOM`].
#[inline(always)]
fn calq(code: u32, factor: u32, shift: u32) -> u32 {
    (significand(code) * factor) >> (shift - (code >> 3).max(1))
}

/// Twice the mantissa of a code with its hidden bit, and half a step.
#[inline(always)]
fn significand(code: u32) -> u32 {
    let hidden = if code >> 3 > 0 { 17 } else { 1 };
    (code & 7) * 2 + hidden
}

/// The sums of some signals.
#[inline(always)]
pub(super) fn sums<'a>(terms: impl IntoIterator<Item = &'a Lanes<u32>>) -> Lanes<u32> {
    let mut sums = Lanes::<u32>::default();
    for terms in terms {
        for (sum, term) in sums.0.iter_mut().zip(terms.0) {
            *sum += term;
        }
    }
    sums
}

/// Floating-point codes, at most 9 bits, of numbers after `drop` bits.
#[inline(always)]
pub(super) fn codes(values: &Lanes<u32>, code: FloatCode, drop: u32, codes: &mut Lanes<u16>) {
    let (top, hidden) = ((1 << code.bits()) - 1, code.mantissa + 1);
    let mut wide = *values;
    for value in &mut wide.0 {
        let dropped = *value >> drop;
        // The leading one of the mantissa counts as one of the exponent; exponents 0 and 1 are one shift.
        let shift = (32 - dropped.leading_zeros()).max(hidden) - hidden;
        *value = ((shift << code.mantissa) + (dropped >> shift)).min(top);
    }
    codes.0 = wide.0.map(|code| code as u16);
}

/// The converter: charges as fractions of the leading power of two of their sum, times `2^up`.
#[inline(always)]
pub(super) fn normalise(
    charges: &[Lanes<u32>; CELLS],
    sums: &Lanes<u32>,
    up: u32,
    normalised: &mut [Lanes<i16>; CELLS],
) {
    let leading = leading_bits(sums);
    for (normalised, charges) in normalised.iter_mut().zip(charges) {
        for ((normalised, charge), leading) in normalised.0.iter_mut().zip(charges.0).zip(leading.0) {
            *normalised = ((charge << NORMALISED_FRAC_BITS >> leading) << up) as i16;
        }
    }
}

/// The leading bits of sums, as the converter counts them; 0 for 0.
#[inline(always)]
pub(super) fn leading_bits(sums: &Lanes<u32>) -> Lanes<u32> {
    Lanes(sums.0.map(|sum| (31 - (sum | 1).leading_zeros()).min(MAX_LEADING_BIT)))
}

/// The 5-bit headers of the packets of at most [`BLOCK`] rows; `first` holds the first words of the rows of a whole
/// block.
#[inline(always)]
pub(super) fn headers(counter: &mut BxCounter, rows: &[InputWords], first: &Lanes<u32>, headers: &mut Lanes<u16>) {
    let next = counter.next();
    let syncs = first.0.iter().filter(|&word| word >> 28 == ORBIT_SYNC).count();
    if rows.len() == BLOCK && usize::from(next) + BLOCK < usize::from(ORBIT) && next > 0 && syncs == 0 {
        // BX one after the other, none of which is number 0.
        for (lane, header) in headers.0.iter_mut().enumerate() {
            *header = (next + lane as u16) & 15;
        }
        return counter.pass(BLOCK);
    }
    for (header, words) in headers.0.iter_mut().zip(rows) {
        *header = counter.step(words).header5();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{FLOAT_5E3M, FLOAT_5E4M};
    use crate::chip::signals::TcCode;
    use crate::chip::{calibrate, decode};
    use crate::kernels::instructions::{InstructionSet, Work, dispatch};
    use crate::kernels::vector::Vector;
    use crate::registers::Density;

    #[test]
    fn every_code_density_and_factor_gives_the_charge_of_the_chip() {
        for density in [Density::Low, Density::High] {
            let config = ChipConfig { density, ..ChipConfig::reset(Generation::P1) };
            let front = Front::new(&config, Generation::P1);
            for code in 0..128u8 {
                for factor in 0..4096u16 {
                    let expected = calibrate::calibrate(decode::linearise(TcCode(code), density), factor).0;
                    assert_eq!(calq(code.into(), u32::from(factor) << HEADROOM, front.shift), expected);
                }
            }
        }
    }

    /// Charges of a block by one instruction set, and their normalised charges for some sums.
    struct Steps<'a> {
        front: &'a Front,
        words: &'a [Lanes<u32>; INPUT_LINKS],
        sums: &'a Lanes<u32>,
        charges: &'a mut [Lanes<u32>; CELLS],
        normalised: &'a mut [Lanes<i16>; CELLS],
    }

    impl Work for Steps<'_> {
        #[inline(always)]
        fn run<V: Vector<Number = i16>>(self) {
            V::charges(self.front, self.words, self.charges);
            V::normalise(self.charges, self.sums, 3, self.normalised);
        }
    }

    #[test]
    fn every_set_gives_the_charges_and_normalised_of_the_chip() {
        for (density, generation) in [(Density::Low, Generation::P1), (Density::High, Generation::Prod)] {
            // With the second mux several cells have one input.
            for mux in [std::array::from_fn(|cell| (cell * 5 % CELLS) as u8), [7; CELLS]] {
                for step in 0..86 {
                    let calibration = std::array::from_fn(|cell| (step * CELLS + cell).min(4095) as u16);
                    let config = ChipConfig { density, mux, calibration, ..ChipConfig::reset(generation) };
                    let front = Front::new(&config, generation);
                    for half in 0..2 {
                        // Four different codes in a word; the header's bits are all set.
                        let codes: [[u32; 4]; BLOCK] = std::array::from_fn(|packet| {
                            std::array::from_fn(|slot| ((64 * half + packet) * (2 * slot + 1) + slot) as u32 % 128)
                        });
                        let word = |packet: usize| {
                            0xF000_0000 | (0..4).map(|slot| codes[packet][slot] << (7 * slot)).sum::<u32>()
                        };
                        let words = [Lanes(std::array::from_fn(word)); INPUT_LINKS];
                        let mut expected = [Lanes::<u32>::default(); CELLS];
                        for (cell, expected) in expected.iter_mut().enumerate() {
                            let slot = usize::from(mux[cell]) % 4;
                            let slot = if generation == Generation::P1 { slot } else { 3 - slot };
                            *expected = Lanes(std::array::from_fn(|packet| {
                                let code = TcCode(codes[packet][slot] as u8);
                                calibrate::calibrate(decode::linearise(code, density), calibration[cell]).0
                            }));
                        }
                        // Normalised charges have at most 8 bits only if no charge is larger than the sum.
                        let largest =
                            |packet: usize| expected.iter().map(|charges| charges.0[packet]).max().unwrap_or(0);
                        let sums = Lanes(std::array::from_fn(|packet| largest(packet) + (packet * step) as u32));
                        let expected_normalised = expected.map(|charges| {
                            Lanes(std::array::from_fn(|packet| {
                                let leading = sums.0[packet].checked_ilog2().unwrap_or(0).min(MAX_LEADING_BIT);
                                (((u64::from(charges.0[packet]) << NORMALISED_FRAC_BITS) >> leading) << 3) as i16
                            }))
                        });
                        for set in InstructionSet::available() {
                            let (mut charges, mut normalised) = ([Lanes::default(); CELLS], [Lanes::default(); CELLS]);
                            let (charges, normalised) = (&mut charges, &mut normalised);
                            dispatch(set, Steps { front: &front, words: &words, sums: &sums, charges, normalised });
                            assert_eq!((*charges, *normalised), (expected, expected_normalised), "{set:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn codes_equal_those_of_the_chip_at_every_edge() {
        for code in [FLOAT_4E3M, FLOAT_5E3M, FLOAT_5E4M] {
            for drop in 0..5 {
                for bit in 0..28 {
                    let values: [u32; BLOCK] =
                        std::array::from_fn(|i| ((1u64 << bit) * (i as u64 + 1) / 16) as u32 % (1 << 28));
                    for around in [-1i32, 0, 1] {
                        let values = values.map(|value| value.saturating_add_signed(around));
                        let mut got = Lanes::default();
                        codes(&Lanes(values), code, drop, &mut got);
                        assert_eq!(got.0, values.map(|value| code.encode(value, drop)));
                    }
                }
            }
        }
    }

    #[test]
    fn counters_agree_with_that_of_the_chip() {
        for (count, syncs) in [(0, vec![]), (10, vec![]), (7_200, vec![]), (7_200, vec![3, 90, 128]), (50, vec![1, 20])]
        {
            let mut rows = vec![[0xA000_0000u32; 12]; count];
            syncs.iter().for_each(|&at: &usize| rows[at][0] = 0x9000_0000);
            let mut chip = BxCounter::new(17);
            let expected: Vec<u16> = rows.iter().map(|row| chip.step(row).header5()).collect();
            let (mut blocks, mut skipped) = (BxCounter::new(17), BxCounter::new(17));
            let mut got = Vec::new();
            for rows in rows.chunks(BLOCK) {
                let mut headers = Lanes::default();
                let first = Lanes(std::array::from_fn(|lane| rows.get(lane).map_or(0, |row| row[0])));
                super::headers(&mut blocks, rows, &first, &mut headers);
                got.extend_from_slice(&headers.0[..rows.len()]);
            }
            assert_eq!(got, expected);
            skipped.skip(&rows);
            let next = chip.step(&[0; 12]);
            assert_eq!((blocks.step(&[0; 12]), skipped.step(&[0; 12])), (next, next));
        }
    }
}
