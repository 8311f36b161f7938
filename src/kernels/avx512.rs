//! What AVX-512 has instructions of its own for: codes looked up in bytes, and sums of products of bytes.
//!
//! Every function needs the instructions of [`super::InstructionSet::Avx512`]; only
//! [`super::vector::x86::Avx512`] calls them, which exists only where those were found. Loops stand in
//! place of closures: a closure is compiled without the instructions of the function around it.

#![allow(unsafe_code)]
// Both registers of a pair, and the sums of all outputs, are named by number throughout.
#![allow(clippy::needless_range_loop)]

use std::arch::x86_64::*;

use super::bytes::{Activations, Bytes, OUTPUTS, Part, QUAD, QUADS_IN_A_BYTE, Quads};
use super::front::{CODES, Front, Input};
use super::lanes::{BLOCK, Lanes};
use super::matrix::{TILE, Tile};
use crate::chip::autoencoder::normalize::MAX_LEADING_BIT;
use crate::chip::formatter::FRAME_WORDS;
use crate::chip::signals::{CELLS, OutputWords};
use crate::network::NORM_FRAC_BITS;
use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

/// Frames in a register of 32-bit lanes.
const FRAMES: usize = 16;

/// Frames in a register of 16-bit lanes.
const HALF: usize = 2 * FRAMES;

/// Halves of a block.
const HALVES: usize = BLOCK / HALF;

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
    match &front.inputs {
        Some(inputs) => {
            for at in (0..BLOCK).step_by(FRAMES) {
                calibrated(front, inputs, words, at, charges, at);
            }
        }
        None => front.charges(words, charges),
    }
}

/// The charges of the frames from `at` on, written from `to` on, and their sums. The significands and
/// shifts of the four cells of a word are looked up together, in bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2")]
fn calibrated(
    front: &Front,
    inputs: &[[Input; CODES]; INPUT_LINKS],
    words: &[Lanes<u32>; INPUT_LINKS],
    at: usize,
    charges: &mut [Lanes<u32>; CELLS],
    to: usize,
) -> __m512i {
    let zero = _mm512_setzero_si512();
    let significands = [load(&front.significands), load(&front.significands[64..])];
    let shifts = [load(&front.shifts), load(&front.shifts[64..])];
    // Codes of 7 bits become bytes; an index of 7 bits does not see what comes with them.
    let fields = _mm512_set1_epi64(0x352E_2720_150E_0700);
    let mut sum = zero;
    for (words, inputs) in words.iter().zip(inputs) {
        let codes = _mm512_multishift_epi64_epi8(fields, load(&words.0[at..]));
        let all = _mm512_permutex2var_epi8(significands[0], codes, significands[1]);
        let even = _mm512_and_si512(all, _mm512_set1_epi16(0xFF));
        let odd = _mm512_srli_epi16::<8>(all);
        let shift = _mm512_permutex2var_epi8(shifts[0], codes, shifts[1]);
        // This shift sees only the lowest five bits of its count.
        let charge = |of_two, input: &Input, shift| {
            _mm512_shrdv_epi32(_mm512_madd_epi16(of_two, _mm512_set1_epi32(input.factors)), zero, shift)
        };
        let four = [
            charge(even, &inputs[0], shift),
            charge(odd, &inputs[1], _mm512_srli_epi32::<8>(shift)),
            charge(even, &inputs[2], _mm512_srli_epi32::<16>(shift)),
            charge(odd, &inputs[3], _mm512_srli_epi32::<24>(shift)),
        ];
        for (charge, input) in four.into_iter().zip(inputs) {
            store(charge, &mut charges[input.cell].0[to..]);
            sum = _mm512_add_epi32(sum, charge);
        }
    }
    sum
}

/// Where the lanes of two registers of 16 stand in one of 32: side by side, not one register behind the other.
const BESIDE: [u16; HALF] = {
    let mut order = [0; HALF];
    let mut lane = 0;
    while lane < HALF {
        order[lane] = (lane / 2 + lane % 2 * FRAMES) as u16;
        lane += 1;
    }
    order
};

/// The way back from [`BESIDE`].
const BEHIND: [u16; HALF] = {
    let mut order = [0; HALF];
    let mut lane = 0;
    while lane < HALF {
        order[BESIDE[lane] as usize] = lane as u16;
        lane += 1;
    }
    order
};

/// See [`super::vector::Vector::norms`]; they come in the order [`BESIDE`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512vbmi,avx512vbmi2")]
pub(super) fn norms(
    front: &Front,
    words: &[Lanes<u32>; INPUT_LINKS],
    up: u32,
    charges: &mut [Lanes<u32>; CELLS],
    sums: &mut Lanes<u32>,
    norms: &mut [Lanes<i16>; CELLS],
) {
    let Some(inputs) = &front.inputs else {
        front.norms(words, up, charges, sums, norms);
        for numbers in norms.iter_mut().flat_map(|norms| norms.0.chunks_exact_mut(HALF)) {
            store(_mm512_permutexvar_epi16(load(&BESIDE), load(numbers)), numbers);
        }
        return;
    };
    let up = _mm_cvtsi32_si128(up as i32);
    for at in (0..BLOCK).step_by(HALF) {
        let mut places = [_mm512_setzero_si512(); 2];
        for (half, place) in places.iter_mut().enumerate() {
            // Both halves of a block use the same memory, which stays in the nearest cache.
            let sum = calibrated(front, inputs, words, at + FRAMES * half, charges, FRAMES * half);
            store(sum, &mut sums.0[at + FRAMES * half..]);
            let zeros = _mm512_lzcnt_epi32(_mm512_or_si512(sum, _mm512_set1_epi32(1)));
            let leading = _mm512_sub_epi32(_mm512_set1_epi32(31), zeros);
            let leading = _mm512_min_epu32(leading, _mm512_set1_epi32(MAX_LEADING_BIT as i32));
            // The lowest bit of a norm in the 64 bits of two charges. What it wraps into is above a charge.
            let lane = _mm512_set1_epi64(32 << 32);
            *place = _mm512_sub_epi32(_mm512_add_epi32(leading, lane), _mm512_set1_epi32(NORM_FRAC_BITS as i32));
        }
        // Eight bits from there become the lower byte of a word; the other bytes come from above a charge.
        let place = _mm512_and_si512(places[0], _mm512_set1_epi32(63));
        let first = _mm512_or_si512(place, _mm512_set1_epi32(0x0101_0100 * ABOVE));
        let second = _mm512_slli_epi32::<16>(places[1]);
        for (charges, norms) in charges.iter().zip(norms.iter_mut()) {
            let of_first = _mm512_multishift_epi64_epi8(first, load(&charges.0));
            let third_bytes = 0x4444_4444_4444_4444;
            let of_second = load(&charges.0[FRAMES..]);
            let both = _mm512_mask_multishift_epi64_epi8(of_first, third_bytes, second, of_second);
            store(_mm512_sll_epi16(both, up), &mut norms.0[at..]);
        }
    }
}

/// A bit from which on eight are zero: a charge has 22.
const ABOVE: i32 = 22;

/// See [`super::vector::Vector::in_order`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn in_order(latents: &mut [Lanes<u16>]) {
    for numbers in latents.iter_mut().flat_map(|latents| latents.0.chunks_exact_mut(HALF)) {
        store(_mm512_permutexvar_epi16(load(&BEHIND), load(numbers)), numbers);
    }
}

/// Bytes of four words, 0 to 255, the four of a frame side by side: frames 8 n to 8 n + 3 in the first
/// register, 8 n + 4 to 8 n + 7 in the second.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn side_by_side([a, b, c, d]: [__m512i; QUAD]) -> [__m512i; 2] {
    let (ac, bd) = (_mm512_packus_epi16(a, c), _mm512_packus_epi16(b, d));
    let (mut ab, mut cd) = (_mm512_unpacklo_epi8(ac, bd), _mm512_unpackhi_epi8(ac, bd));
    // Two steps that the compiler makes one are slower.
    together(&mut ab, &mut cd);
    [_mm512_unpacklo_epi16(ab, cd), _mm512_unpackhi_epi16(ab, cd)]
}

/// Both registers of the frames from `at` on.
#[inline]
#[target_feature(enable = "avx512f")]
fn get(quads: &Quads, at: usize) -> [__m512i; 2] {
    [load(quads.0[at..].as_flattened()), load(quads.0[at + FRAMES..].as_flattened())]
}

/// Writes what [`get`] reads.
#[inline]
#[target_feature(enable = "avx512f")]
fn put(registers: [__m512i; 2], at: usize, quads: &mut Quads) {
    store(registers[0], quads.0[at..].as_flattened_mut());
    store(registers[1], quads.0[at + FRAMES..].as_flattened_mut());
}

/// See [`super::vector::Vector::convolve`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn convolve(tiles: &[Tile], top: Option<i16>, norms: &[Lanes<i16>; CELLS], activations: &mut Activations) {
    match top {
        Some(top) => convolve_up_to::<true>(tiles, top, norms, activations),
        None => convolve_up_to::<false>(tiles, i16::MAX, norms, activations),
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn convolve_up_to<const TOP: bool>(
    tiles: &[Tile],
    top: i16,
    norms: &[Lanes<i16>; CELLS],
    activations: &mut Activations,
) {
    for (number, tile) in tiles.iter().enumerate() {
        let mut sums = [[_mm512_setzero_si512(); HALVES]; TILE];
        for (sums, &bias) in sums.iter_mut().zip(&tile.bias) {
            *sums = [_mm512_set1_epi32(bias); HALVES];
        }
        for tap in &tile.taps {
            let norms = &norms[tap.cell].0;
            let pixels = [load(norms), load(&norms[HALF..])];
            for filter in 0..TILE {
                let weight = _mm512_set1_epi32(tap.weights[filter]);
                let [mut first, mut second] =
                    [_mm512_mulhi_epi16(pixels[0], weight), _mm512_mulhi_epi16(pixels[1], weight)];
                together(&mut first, &mut second);
                sums[filter][0] = _mm512_add_epi16(sums[filter][0], first);
                sums[filter][1] = _mm512_add_epi16(sums[filter][1], second);
            }
        }
        if TOP {
            for sum in sums.as_flattened_mut() {
                *sum = _mm512_min_epi16(*sum, _mm512_set1_epi16(top));
            }
        }
        // Written out: sums with a number that changes would leave the registers.
        let [s, t, u, v, w, x, y, z] = sums;
        let index = TILE / QUAD * number;
        keep(s[0], t[0], u[0], v[0], index, 0, activations);
        keep(s[1], t[1], u[1], v[1], index, 1, activations);
        keep(w[0], x[0], y[0], z[0], index + 1, 0, activations);
        keep(w[1], x[1], y[1], z[1], index + 1, 1, activations);
    }
}

/// Place of an input's entries in a table, and what its lowest bits add to that.
const TABLE_PLACES: i32 = 0x3020_1000;
const LOW_BITS: i8 = 15;

/// Keeps four activations before the rectifier, of half of the frames.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn keep(a: __m512i, b: __m512i, c: __m512i, d: __m512i, index: usize, half: usize, activations: &mut Activations) {
    let low = side_by_side([a, b, c, d]);
    let quad = &mut activations.quads[index];
    put(low, HALF * half, &mut quad.low);
    let (inputs, low_bits) = (_mm512_set1_epi32(TABLE_PLACES), _mm512_set1_epi8(LOW_BITS));
    let [first, second] = low;
    // inputs | low & low_bits
    let places = [
        _mm512_ternarylogic_epi32::<0xF8>(inputs, first, low_bits),
        _mm512_ternarylogic_epi32::<0xF8>(inputs, second, low_bits),
    ];
    put(places, HALF * half, &mut quad.index);
    if _mm512_cmpeq_epi8_mask(_mm512_max_epu8(first, second), _mm512_set1_epi8(-1)) != 0 {
        keep_excess(a, b, c, d, index, half, activations);
    }
}

/// The rest of [`keep`] where an activation is above 255. Arguments by value: they stay in registers
/// where this is not called.
#[cold]
#[inline(never)]
#[target_feature(enable = "avx512f,avx512bw")]
fn keep_excess(
    a: __m512i,
    b: __m512i,
    c: __m512i,
    d: __m512i,
    index: usize,
    half: usize,
    activations: &mut Activations,
) {
    let mut excess = [a, b, c, d];
    let mut places = excess;
    for (excess, place) in excess.iter_mut().zip(&mut places) {
        let own = _mm512_max_epi16(*excess, _mm512_setzero_si512());
        *excess = _mm512_subs_epu16(own, _mm512_set1_epi16(255));
        *place = _mm512_and_si512(own, _mm512_set1_epi16(LOW_BITS.into()));
    }
    let (excess, places) = (side_by_side(excess), side_by_side(places));
    put(excess, HALF * half, &mut activations.excess[index]);
    let places = places.map(|place| _mm512_or_si512(_mm512_set1_epi32(TABLE_PLACES), place));
    put(places, HALF * half, &mut activations.quads[index].index);
    let top = _mm512_max_epu8(excess[0], excess[1]);
    activations.too_large |= _mm512_cmpeq_epi8_mask(top, _mm512_set1_epi8(-1)) != 0;
    activations.exceeding[half].push(index as u16);
}

/// See [`super::vector::Vector::dense`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vnni")]
pub(super) fn dense(bytes: &Bytes, activations: &Activations, top: i16, latents: &mut [Lanes<u16>]) -> bool {
    if activations.too_large {
        return false;
    }
    // The tables of a few outputs stay in the cache for both halves.
    for (outputs, parts) in bytes.parts.iter().enumerate() {
        let first = OUTPUTS * outputs;
        for half in 0..HALVES {
            let bias: &[i32] = &bytes.bias[first..];
            outputs_of_half(parts, activations, bias, bytes.floored, top, half, &mut latents[first..]);
        }
    }
    true
}

/// Some outputs of half of the frames.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vnni")]
fn outputs_of_half(
    parts: &[Part],
    activations: &Activations,
    bias: &[i32],
    floored: u32,
    top: i16,
    half: usize,
    latents: &mut [Lanes<u16>],
) {
    let Activations { quads, excess, exceeding, .. } = activations;
    let at = HALF * half;
    let zero = _mm512_setzero_si512();
    let mut sums = [[zero; 2]; OUTPUTS];
    for (sums, &bias) in sums.iter_mut().zip(bias) {
        *sums = [_mm512_set1_epi32(bias); 2];
    }
    for (parts, quads) in parts.chunks(QUADS_IN_A_BYTE).zip(quads.chunks(QUADS_IN_A_BYTE)) {
        let mut rests = [[zero; 2]; OUTPUTS];
        for (part, quad) in parts.iter().zip(quads) {
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
    for index in exceeding[half].iter().copied().map(usize::from) {
        let (part, excess) = (&parts[index], get(&excess[index], at));
        for output in 0..OUTPUTS {
            for half in 0..2 {
                let sum = &mut sums[output][half];
                *sum = _mm512_dpbusd_epi32(*sum, excess[half], _mm512_set1_epi32(part.weights[output]));
            }
        }
    }
    let floored = _mm_cvtsi32_si128(floored as i32);
    for (sums, latents) in sums.iter().zip(latents) {
        // Negative sums become 0; frames come back into the order of the norms, and from there into their own.
        let words = _mm512_srl_epi16(_mm512_packus_epi32(sums[0], sums[1]), floored);
        let words = _mm512_min_epu16(words, _mm512_set1_epi16(top));
        store(_mm512_permutexvar_epi16(load(&BEHIND), words), &mut latents.0[at..]);
    }
}

/// [`super::vector::Vector::send`] of a whole block to at most [`FEW_LINKS`] links; false if it is another.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
pub(super) fn send(words: &[Lanes<u16>; FRAME_WORDS], links: usize, out: &mut [OutputWords]) -> bool {
    let Ok(out) = <&mut [OutputWords; BLOCK]>::try_from(out) else { return false };
    if links > FEW_LINKS {
        return false;
    }
    let zero = _mm512_setzero_si512();
    for (at, out) in (0..).step_by(HALF).zip(out.chunks_exact_mut(HALF)) {
        // Links 0 to 3 and 4 to 7 of the frames 8 n to 8 n + 3, then of those 8 n + 4 to 8 n + 7.
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
                for (pair, frame) in pairs.into_iter().zip([0, 16]) {
                    let frame = frame + 4 * part + row;
                    put_row(_mm512_castsi512_si256(pair), &mut out[frame]);
                    put_row(_mm512_extracti64x4_epi64::<1>(pair), &mut out[frame + 8]);
                }
            }
        }
    }
    true
}

/// Links for which [`send`] is made: the last 8 of a row's 13 words may be written twice.
const FEW_LINKS: usize = OUTPUT_LINKS - 8;

/// Words of at most [`FEW_LINKS`] links, and zeros.
#[inline]
#[target_feature(enable = "avx512f,avx512vl")]
fn put_row(words: __m256i, row: &mut OutputWords) {
    let (first, _) = row.split_at_mut(8);
    // SAFETY: both parts of the row have eight words, and the stores need no alignment.
    unsafe { _mm256_storeu_si256(first.as_mut_ptr().cast(), words) }
    let last = &mut row[FEW_LINKS..];
    // SAFETY: as above.
    unsafe { _mm256_storeu_si256(last.as_mut_ptr().cast(), _mm256_setzero_si256()) }
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
