//! What AVX2 has instructions of its own for: codes looked up in bytes, normalised charges, and the turning of packets into
//! lanes and back.
//!
//! Every function needs the instructions of [`super::InstructionSet::Avx2`]; only the vectors of
//! [`super::vector::x86`] call them, which exist only where those were found. Loops mostly stand in
//! place of closures: one that is handed to an adapter, which is compiled without these instructions, may stay a
//! call.

#![allow(unsafe_code)]

use std::arch::x86_64::*;
use std::ops::Range;

use super::front::{CODES, Front, Input, Nibbles};
use super::lanes::{BLOCK, Lanes};
use crate::chip::formatter::PACKET_WORDS;
use crate::chip::signals::{CELLS, InputWords, OutputWords};
use crate::network::NORMALISED_FRAC_BITS;
use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

/// Packets in a register of 32-bit lanes.
const PACKETS: usize = 8;

/// Packets in a register of 16-bit lanes.
const DOUBLE: usize = 2 * PACKETS;

/// Orders of bytes: the second or third byte of each word, and nothing beside it.
const ALONE: [[i8; 32]; 2] = {
    let mut orders = [[-1; 32]; 2];
    let mut word = 0;
    while word < PACKETS {
        // Bytes are counted from the start of each half.
        orders[0][4 * word] = (4 * word % 16 + 1) as i8;
        orders[1][4 * word] = (4 * word % 16 + 2) as i8;
        word += 1;
    }
    orders
};

/// A register from the start of a slice that has 32 bytes or more.
#[inline]
#[target_feature(enable = "avx2")]
fn load<T>(numbers: &[T]) -> __m256i {
    let numbers = &numbers[..32 / size_of::<T>()];
    // SAFETY: the slice has 32 bytes, and the load needs no alignment.
    unsafe { _mm256_loadu_si256(numbers.as_ptr().cast()) }
}

/// Writes a register to the start of a slice of integers that has 32 bytes or more.
#[inline]
#[target_feature(enable = "avx2")]
fn store<T>(register: __m256i, numbers: &mut [T]) {
    let numbers = &mut numbers[..32 / size_of::<T>()];
    // SAFETY: the slice has 32 bytes, any bits make integers, and the store needs no alignment.
    unsafe { _mm256_storeu_si256(numbers.as_mut_ptr().cast(), register) }
}

/// See [`super::vector::Vector::together`].
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn together(first: &mut __m256i, second: &mut __m256i) {
    // SAFETY: there is no instruction in it. The compiler only has to have both registers at hand.
    unsafe {
        std::arch::asm!(
            "/* {0} {1} */",
            inout(ymm_reg) * first,
            inout(ymm_reg) * second,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
}

/// Four words of a row.
#[inline]
pub(super) fn four_words(row: &InputWords, from: usize) -> __m128i {
    let words = &row[from..from + 4];
    // SAFETY: the slice has the 16 bytes, and the load needs no alignment.
    unsafe { _mm_loadu_si128(words.as_ptr().cast()) }
}

/// See [`super::vector::Vector::receive`].
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn receive(rows: &[InputWords; BLOCK], words: &mut [Lanes<u32>; INPUT_LINKS]) {
    for (rows, at) in rows.as_chunks::<PACKETS>().0.iter().zip((0..).step_by(PACKETS)) {
        for (words, from) in words.as_chunks_mut::<4>().0.iter_mut().zip((0..).step_by(4)) {
            let mut columns = [_mm256_setzero_si256(); 4];
            for (packet, column) in columns.iter_mut().enumerate() {
                let low = _mm256_castsi128_si256(four_words(&rows[packet], from));
                *column = _mm256_inserti128_si256::<1>(low, four_words(&rows[packet + 4], from));
            }
            for (words, column) in words.iter_mut().zip(transpose(columns)) {
                store(column, &mut words.0[at..]);
            }
        }
    }
}

/// [`Front::charges`].
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
    match &front.inputs {
        Some(inputs) => calibrated(front, inputs, words, charges),
        None => front.charges(words, charges),
    }
}

/// The charges. The significands and shifts of the four cells of a word are looked up together, in bytes, by four
/// bits of each code at a time.
#[inline]
#[target_feature(enable = "avx2")]
fn calibrated(
    front: &Front,
    inputs: &[[Input; CODES]; INPUT_LINKS],
    words: &[Lanes<u32>; INPUT_LINKS],
    charges: &mut [Lanes<u32>; CELLS],
) {
    let Nibbles { mantissas, hidden, shifts } = &front.nibbles;
    let [mantissas, hidden, shifts] = [load(mantissas), load(hidden), load(shifts)];
    let [second, third] = [load(&ALONE[0]), load(&ALONE[1])];
    for (words, inputs) in words.iter().zip(inputs) {
        let factors = inputs.each_ref().map(|input| _mm256_set1_epi32(input.factors));
        for at in (0..BLOCK).step_by(PACKETS) {
            let words = load(&words.0[at..]);
            // Two codes in each half of a word, then one in each byte; bit 7 is made 0.
            let halves = _mm256_blend_epi16::<0xAA>(words, _mm256_slli_epi32::<2>(words));
            let doubled = _mm256_add_epi16(halves, halves);
            let codes = _mm256_or_si256(
                _mm256_and_si256(halves, _mm256_set1_epi16(0x007F)),
                _mm256_and_si256(doubled, _mm256_set1_epi16(0x7F00)),
            );
            let exponents = _mm256_and_si256(_mm256_srli_epi16::<3>(codes), _mm256_set1_epi8(0x0F));
            let all = _mm256_or_si256(_mm256_shuffle_epi8(mantissas, codes), _mm256_shuffle_epi8(hidden, exponents));
            let even = _mm256_and_si256(all, _mm256_set1_epi16(0xFF));
            let odd = _mm256_srli_epi16::<8>(all);
            let shift = _mm256_shuffle_epi8(shifts, exponents);
            let four = [
                _mm256_srlv_epi32(
                    _mm256_madd_epi16(even, factors[0]),
                    _mm256_and_si256(shift, _mm256_set1_epi32(0xFF)),
                ),
                _mm256_srlv_epi32(_mm256_madd_epi16(odd, factors[1]), _mm256_shuffle_epi8(shift, second)),
                _mm256_srlv_epi32(_mm256_madd_epi16(even, factors[2]), _mm256_shuffle_epi8(shift, third)),
                _mm256_srlv_epi32(_mm256_madd_epi16(odd, factors[3]), _mm256_srli_epi32::<24>(shift)),
            ];
            for (charge, input) in four.into_iter().zip(inputs) {
                store(charge, &mut charges[input.cell].0[at..]);
            }
        }
    }
}

/// [`super::front::normalise`], given the shift to the right of each packet.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn normalise(
    charges: &[Lanes<u32>; CELLS],
    leading: &Lanes<u32>,
    up: u32,
    normalised: &mut [Lanes<i16>; CELLS],
) {
    let up = _mm_cvtsi32_si128(up as i32);
    for at in (0..BLOCK).step_by(DOUBLE) {
        let leading = [load(&leading.0[at..]), load(&leading.0[at + PACKETS..])];
        for (charges, normalised) in charges.iter().zip(&mut *normalised) {
            let mut pair = [_mm256_setzero_si256(); 2];
            for (half, normalised) in pair.iter_mut().enumerate() {
                let charges =
                    _mm256_slli_epi32::<{ NORMALISED_FRAC_BITS as i32 }>(load(&charges.0[at + half * PACKETS..]));
                *normalised = _mm256_srlv_epi32(charges, leading[half]);
            }
            // Packets 0 to 3, 8 to 11, 4 to 7, 12 to 15.
            let packed = _mm256_packus_epi32(pair[0], pair[1]);
            store(_mm256_sll_epi16(_mm256_permute4x64_epi64::<0xD8>(packed), up), &mut normalised.0[at..]);
        }
    }
}

/// See [`super::vector::Vector::send`].
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn send(words: &[Lanes<u16>; PACKET_WORDS], links: usize, out: &mut [OutputWords]) {
    for (at, out) in (0..).step_by(DOUBLE).zip(out.chunks_mut(DOUBLE)) {
        match <&mut [OutputWords; DOUBLE]>::try_from(&mut *out) {
            Ok(out) if links <= FEW_LINKS => send_few(words, links, at, out),
            _ => send_any(words, links, at, out),
        }
    }
}

/// Links for which the last 8 of a row's 13 words may be written after the first 8.
pub(super) const FEW_LINKS: usize = OUTPUT_LINKS - 8;

/// The packets from `at` on, with at most [`FEW_LINKS`] links.
#[inline]
#[target_feature(enable = "avx2")]
fn send_few(words: &[Lanes<u16>; PACKET_WORDS], links: usize, at: usize, out: &mut [OutputWords; DOUBLE]) {
    let (first, last) = (halves(words, 0..links.min(4), at), halves(words, 4..links.max(4), at));
    for (half, (first, last)) in first.into_iter().zip(last).enumerate() {
        for (packet, (first, last)) in transpose(first).into_iter().zip(transpose(last)).enumerate() {
            let packet = 4 * half + packet;
            put_row(_mm256_permute2x128_si256::<0x20>(first, last), &mut out[packet]);
            put_row(_mm256_permute2x128_si256::<0x31>(first, last), &mut out[packet + 8]);
        }
    }
}

/// The packets from `at` on, at most [`DOUBLE`].
#[inline]
#[target_feature(enable = "avx2")]
fn send_any(words: &[Lanes<u16>; PACKET_WORDS], links: usize, at: usize, out: &mut [OutputWords]) {
    for from in (0..OUTPUT_LINKS).step_by(4) {
        let of_halves = halves(words, from..links.min(from + 4).max(from), at);
        for (half, links) in of_halves.into_iter().enumerate() {
            for (packet, row) in transpose(links).into_iter().enumerate() {
                let packet = 4 * half + packet;
                put_part(_mm256_castsi256_si128(row), from, out.get_mut(packet));
                put_part(_mm256_extracti128_si256::<1>(row), from, out.get_mut(packet + 8));
            }
        }
    }
}

/// Words of at most four links; the others are 0. The lanes hold the packets 0 to 3 and 8 to 11 after `at`, then 4
/// to 7 and 12 to 15.
#[inline]
#[target_feature(enable = "avx2")]
fn halves(words: &[Lanes<u16>; PACKET_WORDS], links: Range<usize>, at: usize) -> [[__m256i; 4]; 2] {
    let mut halves = [[_mm256_setzero_si256(); 4]; 2];
    for (index, link) in links.enumerate() {
        let (upper, lower) = (load(&words[2 * link].0[at..]), load(&words[2 * link + 1].0[at..]));
        halves[0][index] = _mm256_unpacklo_epi16(lower, upper);
        halves[1][index] = _mm256_unpackhi_epi16(lower, upper);
    }
    halves
}

/// Words of at most [`FEW_LINKS`] links, and zeros.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn put_row(words: __m256i, row: &mut OutputWords) {
    store(words, row);
    store(_mm256_setzero_si256(), &mut row[FEW_LINKS..]);
}

/// Four words of a row from `from` on, or the last one.
#[inline]
#[target_feature(enable = "avx2")]
fn put_part(words: __m128i, from: usize, row: Option<&mut OutputWords>) {
    let Some(to) = row.map(|row| &mut row[from..]) else { return };
    match to.first_chunk_mut::<4>() {
        // SAFETY: the four words are there, and the store needs no alignment.
        Some(to) => unsafe { _mm_storeu_si128(to.as_mut_ptr().cast(), words) },
        None => to[0] = _mm_cvtsi128_si32(words) as u32,
    }
}

/// Transposes a 4 by 4 block in each half.
#[inline]
#[target_feature(enable = "avx2")]
fn transpose([a, b, c, d]: [__m256i; 4]) -> [__m256i; 4] {
    let (ab, cd) = (_mm256_unpacklo_epi32(a, b), _mm256_unpacklo_epi32(c, d));
    let (ef, gh) = (_mm256_unpackhi_epi32(a, b), _mm256_unpackhi_epi32(c, d));
    [
        _mm256_unpacklo_epi64(ab, cd),
        _mm256_unpackhi_epi64(ab, cd),
        _mm256_unpacklo_epi64(ef, gh),
        _mm256_unpackhi_epi64(ef, gh),
    ]
}
