//! Sums of real numbers with AVX-512, of which compilers make ten to twenty times as slow ones.
//!
//! Every function needs the instructions of [`super::super::InstructionSet::Avx512`]; only
//! [`super::super::vector::x86::Avx512`] calls them, which exists only where those were found.

#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::super::lanes::BLOCK;
use super::{RealLanes, TileProducts};

/// Numbers in a register.
const REGISTER: usize = 16;

/// Sixteen real numbers from the start of a slice.
#[inline]
#[target_feature(enable = "avx512f")]
fn load_reals(numbers: &[f32]) -> __m512 {
    let numbers = &numbers[..REGISTER];
    // SAFETY: the slice has 64 bytes, and the load needs no alignment.
    unsafe { _mm512_loadu_ps(numbers.as_ptr()) }
}

/// Writes sixteen real numbers to the start of a slice.
#[inline]
#[target_feature(enable = "avx512f")]
fn store_reals(register: __m512, numbers: &mut [f32]) {
    let numbers = &mut numbers[..REGISTER];
    // SAFETY: the slice has 64 bytes, and the store needs no alignment.
    unsafe { _mm512_storeu_ps(numbers.as_mut_ptr(), register) }
}

/// See [`super::super::vector::Vector::real_sums`]. Two registers of each sum at a time; product and sum are rounded one after
/// the other, as everywhere.
#[inline]
#[target_feature(enable = "avx512f")]
pub(in crate::kernels) fn real_sums<const N: usize>(
    products: TileProducts,
    rows: &[RealLanes],
    sums: &mut [RealLanes; N],
) {
    let (weights, _) = products.weights.as_chunks::<N>();
    let biases = &products.biases[..N];
    for at in (0..BLOCK).step_by(2 * REGISTER) {
        let mut totals = [[_mm512_setzero_ps(); 2]; N];
        for sum in 0..N {
            totals[sum] = [_mm512_set1_ps(biases[sum]); 2];
        }
        for term in 0..weights.len().min(products.inputs.len()) {
            let row = &rows[products.inputs[term] as usize].0;
            let (first, second) = (load_reals(&row[at..]), load_reals(&row[at + REGISTER..]));
            for sum in 0..N {
                let weight = _mm512_set1_ps(weights[term][sum]);
                totals[sum][0] = _mm512_add_ps(totals[sum][0], _mm512_mul_ps(first, weight));
                totals[sum][1] = _mm512_add_ps(totals[sum][1], _mm512_mul_ps(second, weight));
            }
        }
        for sum in 0..N {
            store_reals(totals[sum][0], &mut sums[sum].0[at..]);
            store_reals(totals[sum][1], &mut sums[sum].0[at + REGISTER..]);
        }
    }
}
