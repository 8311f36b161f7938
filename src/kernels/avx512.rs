//! What AVX-512 has instructions of its own for: codes looked up in bytes, normalised charges as bytes, and what the code of
//! [`super::compiled`] leaves to do.
//!
//! Every function needs the instructions of [`super::InstructionSet::Avx512`]; only
//! [`super::vector::x86::Avx512`] calls them, which exists only where those were found. Loops mostly stand in
//! place of closures: one that is handed to an adapter, which is compiled without these instructions, may stay a
//! call.

#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::avx2::{FEW_LINKS, four_words, put_row};
use super::compiled::{self, Activations, Compiled, Excess, INDEX_BITS, QUAD, QUARTERS};
use super::front::{CODES, Front, Input, LARGE_SUM_BITS};
use super::lanes::{BLOCK, Lanes};
use super::matrix::TILE;
use crate::chip::autoencoder::normalise::MAX_LEADING_BIT;
use crate::chip::formatter::PACKET_WORDS;
use crate::chip::signals::{CELLS, InputWords, OutputWords};
use crate::network::{LATENTS, NORMALISED_FRAC_BITS};
use crate::registers::INPUT_LINKS;

/// Packets in a register of 32-bit lanes.
const PACKETS: usize = 16;

/// Packets in a register of 16-bit lanes.
const HALF: usize = 2 * PACKETS;

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

/// See [`super::vector::Vector::receive`].
#[inline]
#[target_feature(enable = "avx512f")]
pub(super) fn receive(rows: &[InputWords; BLOCK], words: &mut [Lanes<u32>; INPUT_LINKS]) {
    for (rows, at) in rows.as_chunks::<PACKETS>().0.iter().zip((0..).step_by(PACKETS)) {
        for (words, from) in words.as_chunks_mut::<4>().0.iter_mut().zip((0..).step_by(4)) {
            let mut columns = [_mm512_setzero_si512(); 4];
            for (packet, column) in columns.iter_mut().enumerate() {
                let all = _mm512_castsi128_si512(four_words(&rows[packet], from));
                let all = _mm512_inserti32x4::<1>(all, four_words(&rows[packet + 4], from));
                let all = _mm512_inserti32x4::<2>(all, four_words(&rows[packet + 8], from));
                *column = _mm512_inserti32x4::<3>(all, four_words(&rows[packet + 12], from));
            }
            for (words, column) in words.iter_mut().zip(transpose(columns)) {
                store(column, &mut words.0[at..]);
            }
        }
    }
}

/// [`Front::charges`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2")]
pub(super) fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
    match &front.inputs {
        Some(inputs) => {
            calibrated(front, inputs, words, charges);
        }
        None => front.charges(words, charges),
    }
}

/// Charges of one cell: its significands, each beside a zero or another one, times the factor, then shifted right. The
/// shift sees only the lowest five bits of its count.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2")]
fn charge(of_two: __m512i, factor: __m512i, shift: __m512i) -> __m512i {
    _mm512_shrdv_epi32(_mm512_madd_epi16(of_two, factor), _mm512_setzero_si512(), shift)
}

/// The charges and their sums. The significands and shifts of the four cells of a word are looked up together,
/// in bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2")]
fn calibrated(
    front: &Front,
    inputs: &[[Input; CODES]; INPUT_LINKS],
    words: &[Lanes<u32>; INPUT_LINKS],
    charges: &mut [Lanes<u32>; CELLS],
) -> [__m512i; QUARTERS] {
    let zero = _mm512_setzero_si512();
    let significands = [load(&front.significands), load(&front.significands[64..])];
    let shifts = [load(&front.shifts), load(&front.shifts[64..])];
    // Codes of 7 bits become bytes; an index of 7 bits does not see what comes with them.
    let fields = _mm512_set1_epi64(0x352E_2720_150E_0700);
    let mut sums = [zero; QUARTERS];
    for (words, inputs) in words.iter().zip(inputs) {
        let factors = inputs.each_ref().map(|input| _mm512_set1_epi32(input.factors));
        for (quarter, sum) in sums.iter_mut().enumerate() {
            let at = PACKETS * quarter;
            let codes = _mm512_multishift_epi64_epi8(fields, load(&words.0[at..]));
            let all = _mm512_permutex2var_epi8(significands[0], codes, significands[1]);
            let even = _mm512_and_si512(all, _mm512_set1_epi16(0xFF));
            let odd = _mm512_srli_epi16::<8>(all);
            let shift = _mm512_permutex2var_epi8(shifts[0], codes, shifts[1]);
            let four = [
                charge(even, factors[0], shift),
                charge(odd, factors[1], _mm512_srli_epi32::<8>(shift)),
                charge(even, factors[2], _mm512_srli_epi32::<16>(shift)),
                charge(odd, factors[3], _mm512_srli_epi32::<24>(shift)),
            ];
            for (charge, input) in four.into_iter().zip(inputs) {
                store(charge, &mut charges[input.cell].0[at..]);
                *sum = _mm512_add_epi32(*sum, charge);
            }
        }
    }
    sums
}

/// See [`super::vector::Vector::byte_normalised`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512vbmi,avx512vbmi2")]
pub(super) fn byte_normalised(
    front: &Front,
    words: &[Lanes<u32>; INPUT_LINKS],
    charges: &mut [Lanes<u32>; CELLS],
    sums: &mut Lanes<u32>,
    memory: &mut compiled::Memory,
) -> bool {
    let Some(inputs) = &front.inputs else { return false };
    let of_quarters = calibrated(front, inputs, words, charges);
    for (quarter, sum) in of_quarters.into_iter().enumerate() {
        store(sum, &mut sums.0[PACKETS * quarter..]);
    }
    let [a, b, c, d] = of_quarters;
    let all_sums = _mm512_or_si512(_mm512_or_si512(a, b), _mm512_or_si512(c, d));
    let places = of_quarters.map(|sum| places_of_normalised(sum));
    memory.large = _mm512_test_epi32_mask(all_sums, _mm512_set1_epi32(!0 << LARGE_SUM_BITS)) != 0;
    // Eight bits from a place become one of the four bytes of a lane, those of the first quarter the lowest; its
    // other bytes come from above a charge.
    let first = _mm512_and_si512(places[0], _mm512_set1_epi32(63));
    let first = _mm512_or_si512(first, _mm512_set1_epi32(0x0101_0100 * ABOVE));
    let [second, third, fourth] =
        [_mm512_slli_epi32::<8>(places[1]), _mm512_slli_epi32::<16>(places[2]), _mm512_slli_epi32::<24>(places[3])];
    let mut packets_with_more = [0; CELLS];
    let cells = charges.iter().zip(&mut memory.normalised).zip(&mut packets_with_more);
    for ((charges, normalised), with_more) in cells {
        let [a, b, c, d] = std::array::from_fn(|quarter| load(&charges.0[PACKETS * quarter..]));
        let of_one = _mm512_multishift_epi64_epi8(first, a);
        let of_two = _mm512_mask_multishift_epi64_epi8(of_one, 0x2222_2222_2222_2222, second, b);
        let of_three = _mm512_mask_multishift_epi64_epi8(of_two, 0x4444_4444_4444_4444, third, c);
        let of_four = _mm512_mask_multishift_epi64_epi8(of_three, 0x8888_8888_8888_8888, fourth, d);
        store(of_four, &mut normalised.0);
        *with_more = _mm512_test_epi8_mask(of_four, _mm512_set1_epi8(!0 << INDEX_BITS));
    }
    memory.more = 0;
    for (masks, at) in packets_with_more.as_chunks::<8>().0.iter().zip((0..).step_by(8)) {
        let masks = load(masks);
        memory.more |= u64::from(_mm512_test_epi64_mask(masks, masks)) << at;
    }
    true
}

/// See [`super::vector::Vector::activations`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn activations(compiled: &Compiled, memory: &mut compiled::Memory, activations: &mut Activations) -> bool {
    // SAFETY: the machine has the instructions of the set, or this would not be called.
    unsafe { compiled.activations(memory, activations) }
}

/// See [`super::vector::Vector::latents`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) fn latents(
    compiled: &Compiled,
    activations: &Activations,
    memory: &mut compiled::Memory,
    latents: &mut [Lanes<u16>],
) {
    if let Some(latents) = latents.first_chunk_mut() {
        // SAFETY: as above.
        unsafe { compiled.latents(activations, memory, latents) }
    }
}

/// Where the normalised charge of a charge begins in the 64 bits of two charges, given the sums of the packets. What it
/// wraps into, counted modulo 64, is above a charge.
#[inline]
#[target_feature(enable = "avx512f,avx512cd")]
fn places_of_normalised(sums: __m512i) -> __m512i {
    let zeros = _mm512_lzcnt_epi32(_mm512_or_si512(sums, _mm512_set1_epi32(1)));
    let leading = _mm512_sub_epi32(_mm512_set1_epi32(31), zeros);
    let leading = _mm512_min_epu32(leading, _mm512_set1_epi32(MAX_LEADING_BIT as i32));
    let lane = _mm512_set1_epi64(32 << 32);
    _mm512_sub_epi32(_mm512_add_epi32(leading, lane), _mm512_set1_epi32(NORMALISED_FRAC_BITS as i32))
}

/// A bit from which on eight are zero: a charge has 22.
const ABOVE: i32 = 22;

/// See [`super::compiled::Assembler::side_by_side`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn side_by_side([a, b, c, d]: [__m512i; QUAD]) -> [__m512i; QUARTERS] {
    let [ab, cd] = [[a, b], [c, d]].map(|[a, b]| [_mm512_unpacklo_epi8(a, b), _mm512_unpackhi_epi8(a, b)]);
    [
        _mm512_unpacklo_epi16(ab[0], cd[0]),
        _mm512_unpackhi_epi16(ab[0], cd[0]),
        _mm512_unpacklo_epi16(ab[1], cd[1]),
        _mm512_unpackhi_epi16(ab[1], cd[1]),
    ]
}

/// What activations of some tiles have above 255, given their sums in words. The activations keep their lowest
/// bits, which are all that their remainders need. False if one is above 510.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn excess(
    tiles: u64,
    activations: &mut [Lanes<u8>],
    sums: &[[Lanes<u8>; 2]],
    excess: &mut Vec<Excess>,
) -> bool {
    let (zero, full) = (_mm512_setzero_si512(), _mm512_set1_epi16(255));
    let quads = activations.as_chunks_mut::<QUAD>().0.iter_mut().zip(sums.as_chunks::<QUAD>().0);
    for (quad, (activations, sums)) in quads.enumerate() {
        if tiles >> (quad * QUAD / TILE) & 1 == 0 {
            continue;
        }
        let mut above_full = [zero; QUAD];
        let mut any = zero;
        for ((activations, sums), above_full) in activations.iter_mut().zip(sums).zip(&mut above_full) {
            let own = sums.each_ref().map(|sums| _mm512_max_epi16(load(&sums.0), zero));
            let above = own.map(|own| _mm512_subs_epu16(own, full));
            if above.iter().any(|&above| _mm512_cmpgt_epi16_mask(above, full) != 0) {
                return false;
            }
            *above_full = _mm512_packus_epi16(above[0], above[1]);
            let low = own.map(|own| _mm512_and_si512(own, full));
            store(_mm512_packus_epi16(low[0], low[1]), &mut activations.0);
            any = _mm512_or_si512(any, *above_full);
        }
        if _mm512_test_epi8_mask(any, any) != 0 {
            let mut quarters = [Lanes::default(); QUARTERS];
            for (to, quarter) in quarters.iter_mut().zip(side_by_side(above_full)) {
                store(quarter, &mut to.0);
            }
            excess.push(Excess { quad, quarters });
        }
    }
    true
}

/// Adds the products of an excess to the sums of products of each output.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn add_excess(excess: &[Excess], weights: &[[i32; LATENTS]], sums: &mut [[Lanes<u8>; QUARTERS]]) {
    for (output, sums) in sums.iter_mut().enumerate() {
        let mut quarters = sums.each_ref().map(|sums| load(&sums.0));
        for Excess { quad, quarters: excess } in excess {
            let weight = _mm512_set1_epi32(weights[*quad][output]);
            for (sum, excess) in quarters.iter_mut().zip(excess) {
                *sum = _mm512_dpbusd_epi32(*sum, load(&excess.0), weight);
            }
        }
        for (quarter, sums) in quarters.into_iter().zip(sums) {
            store(quarter, &mut sums.0);
        }
    }
}

/// [`super::vector::Vector::send`] of a whole block to at most [`FEW_LINKS`] links; false if it is another.
#[inline]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl")]
pub(super) fn send(words: &[Lanes<u16>; PACKET_WORDS], links: usize, out: &mut [OutputWords]) -> bool {
    let Ok(out) = <&mut [OutputWords; BLOCK]>::try_from(out) else { return false };
    if links > FEW_LINKS {
        return false;
    }
    let zero = _mm512_setzero_si512();
    for (at, out) in (0..).step_by(HALF).zip(out.chunks_exact_mut(HALF)) {
        // Links 0 to 3 and 4 to 7 of the packets 8 n to 8 n + 3, then of those 8 n + 4 to 8 n + 7.
        let mut rows = [[[zero; 4]; 2]; 2];
        for link in 0..links {
            let (upper, lower) = (load(&words[2 * link].0[at..]), load(&words[2 * link + 1].0[at..]));
            rows[0][link / 4][link % 4] = _mm512_unpacklo_epi16(lower, upper);
            rows[1][link / 4][link % 4] = _mm512_unpackhi_epi16(lower, upper);
        }
        for (part, [first, second]) in rows.into_iter().enumerate() {
            let (first, second) = (transpose(first), transpose(second));
            for row in 0..4 {
                let pairs = [
                    _mm512_permutex2var_epi64(first[row], _mm512_set_epi64(11, 10, 3, 2, 9, 8, 1, 0), second[row]),
                    _mm512_permutex2var_epi64(first[row], _mm512_set_epi64(15, 14, 7, 6, 13, 12, 5, 4), second[row]),
                ];
                for (pair, packet) in pairs.into_iter().zip([0, 16]) {
                    let packet = packet + 4 * part + row;
                    put_row(_mm512_castsi512_si256(pair), &mut out[packet]);
                    put_row(_mm512_extracti64x4_epi64::<1>(pair), &mut out[packet + 8]);
                }
            }
        }
    }
    true
}

/// Transposes a 4 by 4 block of words in each quarter.
#[inline]
#[target_feature(enable = "avx512f")]
fn transpose([a, b, c, d]: [__m512i; 4]) -> [__m512i; 4] {
    let (ab, cd) = (_mm512_unpacklo_epi32(a, b), _mm512_unpacklo_epi32(c, d));
    let (ef, gh) = (_mm512_unpackhi_epi32(a, b), _mm512_unpackhi_epi32(c, d));
    [
        _mm512_unpacklo_epi64(ab, cd),
        _mm512_unpackhi_epi64(ab, cd),
        _mm512_unpacklo_epi64(ef, gh),
        _mm512_unpackhi_epi64(ef, gh),
    ]
}
