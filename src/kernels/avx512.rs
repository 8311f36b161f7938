//! What AVX-512 has instructions of its own for: codes looked up in bytes, and sums of products of bytes.
//!
//! Every function needs the instructions of [`super::InstructionSet::Avx512`]; only
//! [`super::vector::x86::Avx512`] calls them, which exists only where those were found. Loops stand in
//! place of closures: a closure is compiled without the instructions of the function around it.

#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::bytes::{Bytes, MOST_QUADS, OUTPUTS, Part, QUAD, QUADS_IN_A_BYTE, Quad, Quads};
use super::front::Front;
use super::lanes::{BLOCK, Lanes};
use crate::chip::autoencoder::normalize::MAX_LEADING_BIT;
use crate::chip::signals::CELLS;
use crate::network::NORM_FRAC_BITS;
use crate::registers::INPUT_LINKS;

/// Frames in a register of 32-bit lanes.
const FRAMES: usize = 16;

/// Frames at work together, in two registers.
const HALF: usize = 2 * FRAMES;

/// Halves of a block.
const HALVES: usize = BLOCK / HALF;

type Two = [__m512i; 2];

/// A register from the start of a slice that has 64 bytes or more.
#[inline]
#[target_feature(enable = "avx512f")]
fn load<T>(numbers: &[T]) -> __m512i {
    let numbers = &numbers[..64 / size_of::<T>()];
    // SAFETY: the slice has 64 bytes, and the load needs no alignment.
    unsafe { _mm512_loadu_si512(numbers.as_ptr().cast()) }
}

/// Writes a register to the start of a slice of integers that has 64 bytes or more.
#[inline]
#[target_feature(enable = "avx512f")]
fn store<T>(register: __m512i, numbers: &mut [T]) {
    let numbers = &mut numbers[..64 / size_of::<T>()];
    // SAFETY: the slice has 64 bytes, any bits make integers, and the store needs no alignment.
    unsafe { _mm512_storeu_si512(numbers.as_mut_ptr().cast(), register) }
}

/// See [`super::vector::Vector::together`].
#[inline]
#[target_feature(enable = "avx512f")]
pub(super) fn together(first: &mut __m512i, second: &mut __m512i) {
    // SAFETY: there is no instruction in it. The compiler only has to have both registers at hand.
    unsafe {
        std::arch::asm!(
            "/* {0} {1} */",
            inout(zmm_reg) * first,
            inout(zmm_reg) * second,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
}

/// [`Front::charges`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2")]
pub(super) fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
    let mut own = [[_mm512_setzero_si512(); 2]; CELLS];
    for at in (0..BLOCK).step_by(HALF) {
        calibrated(front, words, at, &mut own);
        for (own, charges) in own.iter().zip(charges.iter_mut()) {
            store(own[0], &mut charges.0[at..]);
            store(own[1], &mut charges.0[at + FRAMES..]);
        }
    }
}

/// The charges of the frames from `at` on. Codes, significands and shifts of the four cells of a word
/// stand side by side in bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2")]
fn calibrated(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], at: usize, charges: &mut [Two; CELLS]) {
    let zero = _mm512_setzero_si512();
    let significands = [load(&front.significands), load(&front.significands[64..])];
    let shifts = [load(&front.shifts), load(&front.shifts[64..])];
    // Codes of 7 bits become bytes; an index of 7 bits does not see what comes with them.
    let fields = _mm512_set1_epi64(0x352E_2720_150E_0700);
    let mut significand_of = [[zero; 2]; CELLS / 2];
    let mut shift_of = [[zero; 2]; CELLS];
    for (index, words) in words.iter().enumerate() {
        for half in 0..2 {
            let codes = _mm512_multishift_epi64_epi8(fields, load(&words.0[at + FRAMES * half..]));
            let all = _mm512_permutex2var_epi8(significands[0], codes, significands[1]);
            significand_of[2 * index][half] = _mm512_and_si512(all, _mm512_set1_epi16(0xFF));
            significand_of[2 * index + 1][half] = _mm512_srli_epi16::<8>(all);
            let all = _mm512_permutex2var_epi8(shifts[0], codes, shifts[1]);
            shift_of[4 * index][half] = all;
            shift_of[4 * index + 1][half] = _mm512_srli_epi32::<8>(all);
            shift_of[4 * index + 2][half] = _mm512_srli_epi32::<16>(all);
            shift_of[4 * index + 3][half] = _mm512_srli_epi32::<24>(all);
        }
    }
    for (pick, charges) in front.picks.iter().zip(charges) {
        let (significands, shifts) = (&significand_of[pick.significands], &shift_of[pick.shift]);
        let factors = _mm512_set1_epi32(pick.factors);
        for half in 0..2 {
            let product = _mm512_madd_epi16(significands[half], factors);
            // This shift sees only the lowest five bits of its count.
            charges[half] = _mm512_shrdv_epi32(product, zero, shifts[half]);
        }
    }
}

/// See [`super::vector::Vector::norms`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512vbmi,avx512vbmi2")]
pub(super) fn norms(
    front: &Front,
    words: &[Lanes<u32>; INPUT_LINKS],
    up: u32,
    sums: &mut Lanes<u32>,
    norms: &mut [Lanes<i16>; CELLS],
) {
    let zero = _mm512_setzero_si512();
    let mut charges = [[zero; 2]; CELLS];
    for at in (0..BLOCK).step_by(HALF) {
        calibrated(front, words, at, &mut charges);
        let mut sum = [zero; 2];
        for charges in &charges {
            sum = [_mm512_add_epi32(sum[0], charges[0]), _mm512_add_epi32(sum[1], charges[1])];
        }
        let mut turns = [zero; 2];
        for half in 0..2 {
            store(sum[half], &mut sums.0[at + FRAMES * half..]);
            let zeros = _mm512_lzcnt_epi32(_mm512_or_si512(sum[half], _mm512_set1_epi32(1)));
            let leading = _mm512_sub_epi32(_mm512_set1_epi32(31), zeros);
            let leading = _mm512_min_epu32(leading, _mm512_set1_epi32(MAX_LEADING_BIT as i32));
            turns[half] = _mm512_sub_epi32(_mm512_set1_epi32((NORM_FRAC_BITS + up) as i32), leading);
        }
        let mask = _mm512_set1_epi16(0xFF << up);
        for (charges, norms) in charges.iter().zip(norms.iter_mut()) {
            let first = _mm512_cvtepi32_epi16(_mm512_rolv_epi32(charges[0], turns[0]));
            let second = _mm512_cvtepi32_epi16(_mm512_rolv_epi32(charges[1], turns[1]));
            let both = _mm512_inserti64x4::<1>(_mm512_castsi256_si512(first), second);
            store(_mm512_and_si512(both, mask), &mut norms.0[at..]);
        }
    }
}

/// Bytes of four words, 0 to 255, the four of a frame side by side: frames 8 n to 8 n + 3 in the first
/// register, 8 n + 4 to 8 n + 7 in the second.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn side_by_side([a, b, c, d]: [__m512i; QUAD]) -> Two {
    let (ac, bd) = (_mm512_packus_epi16(a, c), _mm512_packus_epi16(b, d));
    let (ab, cd) = (_mm512_unpacklo_epi8(ac, bd), _mm512_unpackhi_epi8(ac, bd));
    [_mm512_unpacklo_epi16(ab, cd), _mm512_unpackhi_epi16(ab, cd)]
}

/// Both registers of the frames from `at` on.
#[inline]
#[target_feature(enable = "avx512f")]
fn get(quads: &Quads, at: usize) -> Two {
    [load(quads.0[at..].as_flattened()), load(quads.0[at + FRAMES..].as_flattened())]
}

/// Writes what [`get`] reads.
#[inline]
#[target_feature(enable = "avx512f")]
fn put(registers: Two, at: usize, quads: &mut Quads) {
    store(registers[0], quads.0[at..].as_flattened_mut());
    store(registers[1], quads.0[at + FRAMES..].as_flattened_mut());
}

/// See [`super::vector::Vector::keep`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn keep(four: [__m512i; QUAD], at: usize, quad: &mut Quad) {
    let zero = _mm512_setzero_si512();
    // Place of an input's entries in a table.
    let inputs = _mm512_set1_epi32(0x3020_1000);
    let low_bits = _mm512_set1_epi8(15);
    let low = side_by_side(four);
    put(low, at, &mut quad.low);
    let mut index = low;
    for index in &mut index {
        // inputs | index & low_bits
        *index = _mm512_ternarylogic_epi32::<0xF8>(inputs, *index, low_bits);
    }
    put(index, at, &mut quad.index);
    let top = _mm512_max_epu8(low[0], low[1]);
    quad.active[at / HALF] = _mm512_test_epi8_mask(top, top) != 0;
    let exceeds = _mm512_cmpeq_epi8_mask(top, _mm512_set1_epi8(-1)) != 0;
    quad.exceeds[at / HALF] = exceeds;
    if exceeds {
        let (mut excess, mut index) = (four, four);
        for (excess, index) in excess.iter_mut().zip(&mut index) {
            let own = _mm512_max_epi16(*index, zero);
            *excess = _mm512_subs_epu16(own, _mm512_set1_epi16(255));
            *index = _mm512_and_si512(own, _mm512_set1_epi16(15));
        }
        let (excess, index) = (side_by_side(excess), side_by_side(index));
        put(excess, at, &mut quad.excess);
        put([_mm512_or_si512(inputs, index[0]), _mm512_or_si512(inputs, index[1])], at, &mut quad.index);
        let top = _mm512_max_epu8(excess[0], excess[1]);
        quad.too_large |= _mm512_cmpeq_epi8_mask(top, _mm512_set1_epi8(-1)) != 0;
    }
}

/// See [`super::vector::Vector::dense`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vnni")]
pub(super) fn dense(bytes: &Bytes, quads: &[Quad], top: i16, latents: &mut [Lanes<u16>]) -> bool {
    if quads.iter().any(|quad| quad.too_large) {
        return false;
    }
    let mut active = [[0u16; MOST_QUADS]; HALVES];
    let mut exceeding = [[0u16; MOST_QUADS]; HALVES];
    let (mut actives, mut excesses) = ([0; HALVES], [0; HALVES]);
    for (index, quad) in (0..).zip(quads.iter().take(MOST_QUADS)) {
        for half in 0..HALVES {
            active[half][actives[half]] = index;
            actives[half] += usize::from(quad.active[half]);
            exceeding[half][excesses[half]] = index;
            excesses[half] += usize::from(quad.exceeds[half]);
        }
    }
    // The tables of a few outputs stay in the cache for both halves.
    for (outputs, parts) in bytes.parts.iter().enumerate() {
        let first = OUTPUTS * outputs;
        for half in 0..HALVES {
            let (active, exceeding) = (&active[half][..actives[half]], &exceeding[half][..excesses[half]]);
            let bias: &[i32] = &bytes.bias[first..];
            outputs_of_half(
                parts,
                quads,
                active,
                exceeding,
                bias,
                bytes.floored,
                top,
                HALF * half,
                &mut latents[first..],
            );
        }
    }
    true
}

/// Some outputs of the frames from `at` on, from the quads that have anything.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vnni")]
#[allow(clippy::too_many_arguments)]
fn outputs_of_half(
    parts: &[Part],
    quads: &[Quad],
    active: &[u16],
    exceeding: &[u16],
    bias: &[i32],
    floored: u32,
    top: i16,
    at: usize,
    latents: &mut [Lanes<u16>],
) {
    let zero = _mm512_setzero_si512();
    let mut sums = [[zero; 2]; OUTPUTS];
    for (sums, &bias) in sums.iter_mut().zip(bias) {
        *sums = [_mm512_set1_epi32(bias); 2];
    }
    for indices in active.chunks(QUADS_IN_A_BYTE) {
        let mut rests = [[zero; 2]; OUTPUTS];
        for &index in indices {
            let (part, quad) = (&parts[usize::from(index)], &quads[usize::from(index)]);
            let (low, place) = (get(&quad.low, at), get(&quad.index, at));
            for output in 0..OUTPUTS {
                let weight = _mm512_set1_epi32(part.weights[output]);
                let table = load(&part.tables[output].0);
                for half in 0..2 {
                    let (sum, rest) = (&mut sums[output][half], &mut rests[output][half]);
                    *sum = _mm512_dpbusd_epi32(*sum, low[half], weight);
                    *rest = _mm512_add_epi8(*rest, _mm512_permutexvar_epi8(place[half], table));
                }
            }
        }
        for output in 0..OUTPUTS {
            for half in 0..2 {
                let (sum, rest) = (&mut sums[output][half], rests[output][half]);
                *sum = _mm512_dpbusd_epi32(*sum, rest, _mm512_set1_epi8(-1));
            }
        }
    }
    for &index in exceeding {
        let (part, excess) = (&parts[usize::from(index)], get(&quads[usize::from(index)].excess, at));
        for output in 0..OUTPUTS {
            for half in 0..2 {
                let sum = &mut sums[output][half];
                *sum = _mm512_dpbusd_epi32(*sum, excess[half], _mm512_set1_epi32(part.weights[output]));
            }
        }
    }
    let floored = _mm_cvtsi32_si128(floored as i32);
    for (sums, latents) in sums.iter().zip(latents) {
        // Negative sums become 0; frames come back into their order.
        let words = _mm512_srl_epi16(_mm512_packus_epi32(sums[0], sums[1]), floored);
        store(_mm512_min_epu16(words, _mm512_set1_epi16(top)), &mut latents.0[at..]);
    }
}
