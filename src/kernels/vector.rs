//! Vectors of numbers, one frame for each lane.
//!
//! Sixteen-bit lanes floor a product with one instruction: the high half of `(x · 2^a) · (w · 2^b)`
//! is `floor(x · w / 2^(16 - a - b))`.

/// Numbers side by side, all of one width.
pub(super) trait Vector: Copy {
    /// One lane.
    type Number: Copy + Default + TryFrom<i32> + Into<i32>;
    /// Numbers in a vector.
    const LANES: usize;
    /// The same number in every lane.
    fn splat(number: Self::Number) -> Self;
    /// The first [`Vector::LANES`] numbers of a slice.
    fn load(numbers: &[Self::Number]) -> Self;
    /// Writes the lanes to the start of a slice.
    fn store(self, numbers: &mut [Self::Number]);
    /// Sum, wrapping.
    fn add(self, other: Self) -> Self;
    /// Lower half of the product.
    fn scale(self, other: Self) -> Self;
    /// `floor(self · other / 2^16)`.
    fn floored_product(self, other: Self) -> Self;
    /// Clamped to `0..=top`.
    fn clamp(self, top: Self) -> Self;
}

/// Lanes without special instructions, 16 bits wide.
#[derive(Clone, Copy)]
pub(super) struct Narrow([i16; 16]);

/// Lanes without special instructions, 32 bits wide.
#[derive(Clone, Copy)]
pub(super) struct Wide([i32; 16]);

macro_rules! portable {
    ($name:ident, $number:ty, $double:ty) => {
        impl Vector for $name {
            type Number = $number;
            const LANES: usize = 16;

            #[inline(always)]
            fn splat(number: $number) -> Self {
                $name([number; 16])
            }

            #[inline(always)]
            fn load(numbers: &[$number]) -> Self {
                let mut lanes = [0; 16];
                lanes.copy_from_slice(&numbers[..16]);
                $name(lanes)
            }

            #[inline(always)]
            fn store(self, numbers: &mut [$number]) {
                numbers[..16].copy_from_slice(&self.0);
            }

            #[inline(always)]
            fn add(self, other: Self) -> Self {
                $name(std::array::from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
            }

            #[inline(always)]
            fn scale(self, other: Self) -> Self {
                $name(std::array::from_fn(|lane| self.0[lane].wrapping_mul(other.0[lane])))
            }

            #[inline(always)]
            fn floored_product(self, other: Self) -> Self {
                $name(std::array::from_fn(|lane| {
                    ((<$double>::from(self.0[lane]) * <$double>::from(other.0[lane])) >> 16) as $number
                }))
            }

            #[inline(always)]
            fn clamp(self, top: Self) -> Self {
                $name(std::array::from_fn(|lane| self.0[lane].max(0).min(top.0[lane])))
            }
        }
    };
}

portable!(Narrow, i16, i32);
portable!(Wide, i32, i64);

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
pub(super) mod x86 {
    use std::arch::x86_64::*;

    use super::Vector;

    /// 32 lanes of 16 bits. Only made where the machine was found to have AVX-512 F and BW.
    #[derive(Clone, Copy)]
    pub(in crate::kernels) struct Avx512(__m512i);

    /// 16 lanes of 16 bits. Only made where the machine was found to have AVX2.
    #[derive(Clone, Copy)]
    pub(in crate::kernels) struct Avx2(__m256i);

    macro_rules! intrinsics {
        ($name:ident, $lanes:literal, $set:ident, $load:ident, $store:ident, $zero:ident, $add:ident, $low:ident,
         $high:ident, $max:ident, $min:ident) => {
            impl Vector for $name {
                type Number = i16;
                const LANES: usize = $lanes;

                #[inline(always)]
                fn splat(number: i16) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $set(number) })
                }

                #[inline(always)]
                fn load(numbers: &[i16]) -> Self {
                    let numbers = &numbers[..$lanes];
                    // SAFETY: the instructions exist, see the type; the slice holds all lanes, and the
                    // load needs no alignment.
                    $name(unsafe { $load(numbers.as_ptr().cast()) })
                }

                #[inline(always)]
                fn store(self, numbers: &mut [i16]) {
                    let numbers = &mut numbers[..$lanes];
                    // SAFETY: as for the load.
                    unsafe { $store(numbers.as_mut_ptr().cast(), self.0) }
                }

                #[inline(always)]
                fn add(self, other: Self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $add(self.0, other.0) })
                }

                #[inline(always)]
                fn scale(self, other: Self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $low(self.0, other.0) })
                }

                #[inline(always)]
                fn floored_product(self, other: Self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $high(self.0, other.0) })
                }

                #[inline(always)]
                fn clamp(self, top: Self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $min($max(self.0, $zero()), top.0) })
                }
            }
        };
    }

    intrinsics!(
        Avx512,
        32,
        _mm512_set1_epi16,
        _mm512_loadu_si512,
        _mm512_storeu_si512,
        _mm512_setzero_si512,
        _mm512_add_epi16,
        _mm512_mullo_epi16,
        _mm512_mulhi_epi16,
        _mm512_max_epi16,
        _mm512_min_epi16
    );
    intrinsics!(
        Avx2,
        16,
        _mm256_set1_epi16,
        _mm256_loadu_si256,
        _mm256_storeu_si256,
        _mm256_setzero_si256,
        _mm256_add_epi16,
        _mm256_mullo_epi16,
        _mm256_mulhi_epi16,
        _mm256_max_epi16,
        _mm256_min_epi16
    );
}
