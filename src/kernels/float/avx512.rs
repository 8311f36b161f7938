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

/// Sixteen real numbers.
#[inline]
#[target_feature(enable = "avx512f")]
fn load_reals(numbers: &[f32; REGISTER]) -> __m512 {
    // SAFETY: the array has 64 bytes, and the load needs no alignment.
    unsafe { _mm512_loadu_ps(numbers.as_ptr()) }
}

/// Writes sixteen real numbers.
#[inline]
#[target_feature(enable = "avx512f")]
fn store_reals(register: __m512, numbers: &mut [f32; REGISTER]) {
    // SAFETY: the array has 64 bytes, and the store needs no alignment.
    unsafe { _mm512_storeu_ps(numbers.as_mut_ptr(), register) }
}

/// See [`super::super::vector::Vector::real_sums`]. Product and sum are rounded one after the other, as everywhere.
#[inline]
#[target_feature(enable = "avx512f")]
pub(in crate::kernels) fn real_sums<const N: usize>(
    products: TileProducts,
    rows: &[RealLanes],
    sums: &mut [RealLanes; N],
) {
    // An addition waits for the one before it: with few sums more registers of each are under way.
    match N {
        ..=4 => parts::<N, 4>(products, rows, sums),
        _ => parts::<N, 2>(products, rows, sums),
    }
}

/// So many registers of each sum at a time.
#[inline]
#[target_feature(enable = "avx512f")]
fn parts<const N: usize, const R: usize>(products: TileProducts, rows: &[RealLanes], sums: &mut [RealLanes; N]) {
    let (weights, _) = products.weights.as_chunks::<N>();
    let biases = &products.biases[..N];
    for part in (0..BLOCK / REGISTER).step_by(R) {
        let mut totals = [[_mm512_setzero_ps(); R]; N];
        for (total, &bias) in totals.iter_mut().zip(biases) {
            *total = [_mm512_set1_ps(bias); R];
        }
        for (&input, weights) in products.inputs.iter().zip(weights) {
            let (numbers, _) = rows[input as usize].0.as_chunks::<REGISTER>();
            let mut own = [_mm512_setzero_ps(); R];
            for (own, numbers) in own.iter_mut().zip(&numbers[part..]) {
                *own = load_reals(numbers);
            }
            for (total, &weight) in totals.iter_mut().zip(weights) {
                let weight = _mm512_set1_ps(weight);
                for (total, &number) in total.iter_mut().zip(&own) {
                    *total = _mm512_add_ps(*total, _mm512_mul_ps(number, weight));
                }
            }
        }
        for (sum, total) in sums.iter_mut().zip(totals) {
            let (numbers, _) = sum.0.as_chunks_mut::<REGISTER>();
            for (numbers, total) in numbers[part..].iter_mut().zip(total) {
                store_reals(total, numbers);
            }
        }
    }
}
