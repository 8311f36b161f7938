//! Vectors of numbers, one packet for each lane.
//!
//! Sixteen-bit lanes floor a product with one instruction: the high half of `(x · 2^a) · (w · 2^b)`
//! is `floor(x · w / 2^(16 - a - b))`.

use super::compiled::{self, Activations, Compiled};
use super::float::{self, RealLanes, TileProducts};
use super::front::{self, Front};
use super::lanes::{BLOCK, Lanes};
use crate::chip::formatter::PACKET_WORDS;
use crate::chip::signals::{CELLS, InputWords, OutputWords};
use crate::registers::{INPUT_LINKS, OUTPUT_LINKS};

/// Numbers side by side, all of one width.
pub(super) trait Vector: Copy {
    /// One lane.
    type Number: Copy + Default + TryFrom<i32> + Into<i32>;
    /// Numbers in a vector.
    const LANES: usize;
    /// The same number in every lane.
    fn splat(number: Self::Number) -> Self;
    /// The same number in every lane, from memory that holds it twice: see [`twice`].
    fn splat_twice(number: &i32) -> Self;
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
    /// At least zero.
    fn relu(self) -> Self;
    /// The 7-bit codes of the cells that are hit, side by side. Code of cell 0 of eight in the top
    /// byte of `codes`, its hit in bit 0 of `hits`.
    fn pack_codes(codes: u64, hits: u8) -> u64;

    /// Has both numbers ready before either is used. Products one behind the other keep the
    /// multipliers busy; a sum between them takes one of their places, which compilers do not know.
    #[inline(always)]
    fn together(_first: &mut Self, _second: &mut Self) {}

    /// The calibrated charges of a block.
    #[inline(always)]
    fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
        front.charges(words, charges);
    }

    /// What the converter makes of charges with these sums, times `2^up`.
    #[inline(always)]
    fn normalise(charges: &[Lanes<u32>; CELLS], sums: &Lanes<u32>, up: u32, normalised: &mut [Lanes<i16>; CELLS]) {
        front::normalise(charges, sums, up, normalised);
    }

    /// The module sums and normalised charges of a block, as code that was made for a network reads them. False, with all of it
    /// still to do, where these vectors or this front end need something else.
    #[inline(always)]
    fn byte_normalised(
        _front: &Front,
        _words: &[Lanes<u32>; INPUT_LINKS],
        _charges: &mut [Lanes<u32>; CELLS],
        _sums: &mut Lanes<u32>,
        _memory: &mut compiled::Memory,
    ) -> bool {
        false
    }

    /// The activations of a block whose normalised charges [`Vector::byte_normalised`] made, by that code. False where this block
    /// needs something else.
    #[inline(always)]
    fn activations(_compiled: &Compiled, _memory: &mut compiled::Memory, _activations: &mut Activations) -> bool {
        false
    }

    /// The latents of a block whose activations [`Vector::activations`] made.
    #[inline(always)]
    fn latents(
        _compiled: &Compiled,
        _activations: &Activations,
        _memory: &mut compiled::Memory,
        _latents: &mut [Lanes<u16>],
    ) {
    }

    /// Sums of products of real numbers.
    #[inline(always)]
    fn real_sums<const N: usize>(products: TileProducts, rows: &[RealLanes], sums: &mut [RealLanes; N]) {
        float::sums(products, rows, sums);
    }

    /// Words by packet become packets by word.
    #[inline(always)]
    fn receive(rows: &[InputWords; BLOCK], words: &mut [Lanes<u32>; INPUT_LINKS]) {
        for (packet, row) in rows.iter().enumerate() {
            for (words, word) in words.iter_mut().zip(row) {
                words.0[packet] = *word;
            }
        }
    }

    /// Pairs of 16-bit words become the links of every packet; the links behind `links` are 0.
    #[inline(always)]
    fn send(words: &[Lanes<u16>; PACKET_WORDS], links: usize, out: &mut [OutputWords]) {
        for (packet, out) in out.iter_mut().enumerate() {
            *out = [0; OUTPUT_LINKS];
            for (out, words) in out[..links].iter_mut().zip(words.chunks_exact(2)) {
                *out = u32::from(words[0].0[packet]) << 16 | u32::from(words[1].0[packet]);
            }
        }
    }
}

/// Vectors of 16-bit numbers that can also be taken as half as many of 32 bits: pairs of numbers, the first in the
/// lower half, and sums of their products.
pub(super) trait PairVector: Vector<Number = i16> {
    /// The first 32-bit numbers of a slice, half as many as [`Vector::LANES`].
    fn load_wide(numbers: &[i32]) -> Self;
    /// Writes the 32-bit lanes to the start of a slice.
    fn store_wide(self, numbers: &mut [i32]);
    /// The same 32 bits in every lane.
    fn splat_wide(number: i32) -> Self;
    /// Sum of 32-bit numbers, wrapping.
    fn add_wide(self, other: Self) -> Self;
    /// Products of the numbers of both, each two of them added up in 32 bits, wrapping.
    fn pair_products(self, other: Self) -> Self;
    /// Arithmetic shift of 32-bit numbers by at most 31.
    fn shift_wide(self, right: u32) -> Self;

    /// Adds [`PairVector::pair_products`] of two others.
    #[inline(always)]
    fn add_pair_products(self, numbers: Self, others: Self) -> Self {
        self.add_wide(numbers.pair_products(others))
    }
}

/// A 16-bit number twice in 32 bits: vectors fetch 32 bits for all lanes faster than 16.
pub(super) fn twice(number: i16) -> i32 {
    i32::from(number) << 16 | i32::from(number as u16)
}

/// The number that [`twice`] had.
pub(super) fn once(number: i32) -> i16 {
    number as i16
}

/// Two vectors as one.
#[derive(Clone, Copy)]
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
pub(super) struct Pair<V>(V, V);

impl<V: Vector> Vector for Pair<V> {
    type Number = V::Number;
    const LANES: usize = 2 * V::LANES;

    #[inline(always)]
    fn splat(number: V::Number) -> Self {
        Pair(V::splat(number), V::splat(number))
    }

    #[inline(always)]
    fn splat_twice(number: &i32) -> Self {
        let both = V::splat_twice(number);
        Pair(both, both)
    }

    #[inline(always)]
    fn load(numbers: &[V::Number]) -> Self {
        Pair(V::load(numbers), V::load(&numbers[V::LANES..]))
    }

    #[inline(always)]
    fn store(self, numbers: &mut [V::Number]) {
        self.0.store(numbers);
        self.1.store(&mut numbers[V::LANES..]);
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Pair(self.0.add(other.0), self.1.add(other.1))
    }

    #[inline(always)]
    fn scale(self, other: Self) -> Self {
        Pair(self.0.scale(other.0), self.1.scale(other.1))
    }

    #[inline(always)]
    fn floored_product(self, other: Self) -> Self {
        Pair(self.0.floored_product(other.0), self.1.floored_product(other.1))
    }

    #[inline(always)]
    fn together(first: &mut Self, second: &mut Self) {
        V::together(&mut first.0, &mut first.1);
        V::together(&mut second.0, &mut second.1);
    }

    #[inline(always)]
    fn clamp(self, top: Self) -> Self {
        Pair(self.0.clamp(top.0), self.1.clamp(top.1))
    }

    #[inline(always)]
    fn relu(self) -> Self {
        Pair(self.0.relu(), self.1.relu())
    }

    #[inline(always)]
    fn pack_codes(codes: u64, hits: u8) -> u64 {
        V::pack_codes(codes, hits)
    }

    #[inline(always)]
    fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
        V::charges(front, words, charges);
    }

    #[inline(always)]
    fn normalise(charges: &[Lanes<u32>; CELLS], sums: &Lanes<u32>, up: u32, normalised: &mut [Lanes<i16>; CELLS]) {
        V::normalise(charges, sums, up, normalised);
    }

    #[inline(always)]
    fn byte_normalised(
        front: &Front,
        words: &[Lanes<u32>; INPUT_LINKS],
        charges: &mut [Lanes<u32>; CELLS],
        sums: &mut Lanes<u32>,
        memory: &mut compiled::Memory,
    ) -> bool {
        V::byte_normalised(front, words, charges, sums, memory)
    }

    #[inline(always)]
    fn activations(compiled: &Compiled, memory: &mut compiled::Memory, activations: &mut Activations) -> bool {
        V::activations(compiled, memory, activations)
    }

    #[inline(always)]
    fn latents(
        compiled: &Compiled,
        activations: &Activations,
        memory: &mut compiled::Memory,
        latents: &mut [Lanes<u16>],
    ) {
        V::latents(compiled, activations, memory, latents);
    }

    #[inline(always)]
    fn real_sums<const N: usize>(products: TileProducts, rows: &[RealLanes], sums: &mut [RealLanes; N]) {
        V::real_sums(products, rows, sums);
    }

    #[inline(always)]
    fn receive(rows: &[InputWords; BLOCK], words: &mut [Lanes<u32>; INPUT_LINKS]) {
        V::receive(rows, words);
    }

    #[inline(always)]
    fn send(words: &[Lanes<u16>; PACKET_WORDS], links: usize, out: &mut [OutputWords]) {
        V::send(words, links, out);
    }
}

impl<V: PairVector> PairVector for Pair<V> {
    #[inline(always)]
    fn load_wide(numbers: &[i32]) -> Self {
        Pair(V::load_wide(numbers), V::load_wide(&numbers[V::LANES / 2..]))
    }

    #[inline(always)]
    fn store_wide(self, numbers: &mut [i32]) {
        self.0.store_wide(numbers);
        self.1.store_wide(&mut numbers[V::LANES / 2..]);
    }

    #[inline(always)]
    fn splat_wide(number: i32) -> Self {
        let both = V::splat_wide(number);
        Pair(both, both)
    }

    #[inline(always)]
    fn add_wide(self, other: Self) -> Self {
        Pair(self.0.add_wide(other.0), self.1.add_wide(other.1))
    }

    #[inline(always)]
    fn pair_products(self, other: Self) -> Self {
        Pair(self.0.pair_products(other.0), self.1.pair_products(other.1))
    }

    #[inline(always)]
    fn shift_wide(self, right: u32) -> Self {
        Pair(self.0.shift_wide(right), self.1.shift_wide(right))
    }

    #[inline(always)]
    fn add_pair_products(self, numbers: Self, others: Self) -> Self {
        Pair(self.0.add_pair_products(numbers.0, others.0), self.1.add_pair_products(numbers.1, others.1))
    }
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
            fn splat_twice(number: &i32) -> Self {
                $name([*number as i16 as $number; 16])
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

            #[inline(always)]
            fn relu(self) -> Self {
                $name(self.0.map(|lane| lane.max(0)))
            }

            #[inline(always)]
            fn pack_codes(codes: u64, hits: u8) -> u64 {
                (0..8)
                    .filter(|cell| hits >> cell & 1 == 1)
                    .fold(0, |all, cell| all << 7 | codes >> (56 - 8 * cell) & 0x7F)
            }
        }
    };
}

portable!(Narrow, i16, i32);
portable!(Wide, i32, i64);

impl Narrow {
    /// The 32 bits of two numbers.
    #[inline(always)]
    fn wide(self, lane: usize) -> i32 {
        i32::from(self.0[2 * lane + 1]) << 16 | i32::from(self.0[2 * lane] as u16)
    }

    #[inline(always)]
    fn from_wide(number: impl Fn(usize) -> i32) -> Self {
        Narrow(std::array::from_fn(|lane| (number(lane / 2) >> (16 * (lane % 2))) as i16))
    }
}

impl PairVector for Narrow {
    #[inline(always)]
    fn load_wide(numbers: &[i32]) -> Self {
        Narrow::from_wide(|lane| numbers[lane])
    }

    #[inline(always)]
    fn store_wide(self, numbers: &mut [i32]) {
        for (lane, number) in numbers[..Self::LANES / 2].iter_mut().enumerate() {
            *number = self.wide(lane);
        }
    }

    #[inline(always)]
    fn splat_wide(number: i32) -> Self {
        Narrow::from_wide(|_| number)
    }

    #[inline(always)]
    fn add_wide(self, other: Self) -> Self {
        Narrow::from_wide(|lane| self.wide(lane).wrapping_add(other.wide(lane)))
    }

    #[inline(always)]
    fn pair_products(self, other: Self) -> Self {
        Narrow::from_wide(|lane| {
            let [even, odd] = [2 * lane, 2 * lane + 1].map(|lane| i32::from(self.0[lane]) * i32::from(other.0[lane]));
            even.wrapping_add(odd)
        })
    }

    #[inline(always)]
    fn shift_wide(self, right: u32) -> Self {
        Narrow::from_wide(|lane| self.wide(lane) >> right)
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
pub(super) mod x86 {
    use std::arch::x86_64::*;

    use super::super::{avx2, avx512};
    use super::*;

    /// 32 lanes of 16 bits. Only made where the machine was found to have AVX-512, see
    /// [`super::super::InstructionSet`].
    #[derive(Clone, Copy)]
    pub(in crate::kernels) struct Avx512(__m512i);

    /// 16 lanes of 16 bits. Only made where the machine was found to have AVX2.
    #[derive(Clone, Copy)]
    pub(in crate::kernels) struct Avx2(__m256i);

    /// The bits of the codes of those of eight cells that are hit: cell 0 in bit 0 of the index and in
    /// the top byte of the mask.
    const CODES: [u64; 256] = {
        let mut masks = [0; 256];
        let mut hits = 0;
        while hits < 256 {
            let mut cell = 0;
            while cell < 8 {
                if hits >> cell & 1 == 1 {
                    masks[hits] |= 0x7F << (56 - 8 * cell);
                }
                cell += 1;
            }
            hits += 1;
        }
        masks
    };

    macro_rules! intrinsics {
        ($name:ident, $lanes:literal, $set:ident, $set_twice:ident, $load:ident, $store:ident, $zero:ident, $add:ident, $low:ident,
         $high:ident, $max:ident, $min:ident $(, $more:item)*) => {
            impl Vector for $name {
                $($more)*

                type Number = i16;
                const LANES: usize = $lanes;

                #[inline(always)]
                fn splat(number: i16) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $set(number) })
                }

                #[inline(always)]
                fn splat_twice(number: &i32) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $set_twice(*number) })
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

                #[inline(always)]
                fn relu(self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $max(self.0, $zero()) })
                }

                #[inline(always)]
                fn pack_codes(codes: u64, hits: u8) -> u64 {
                    // SAFETY: BMI2 was found together with this set, see InstructionSet.
                    unsafe { _pext_u64(codes, CODES[usize::from(hits)]) }
                }
            }
        };
    }

    intrinsics!(
        Avx512,
        32,
        _mm512_set1_epi16,
        _mm512_set1_epi32,
        _mm512_loadu_si512,
        _mm512_storeu_si512,
        _mm512_setzero_si512,
        _mm512_add_epi16,
        _mm512_mullo_epi16,
        _mm512_mulhi_epi16,
        _mm512_max_epi16,
        _mm512_min_epi16,
        #[inline(always)]
        fn together(first: &mut Self, second: &mut Self) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx512::together(&mut first.0, &mut second.0) }
        },
        #[inline(always)]
        fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx512::charges(front, words, charges) }
        },
        #[inline(always)]
        fn byte_normalised(
            front: &Front,
            words: &[Lanes<u32>; INPUT_LINKS],
            charges: &mut [Lanes<u32>; CELLS],
            sums: &mut Lanes<u32>,
            memory: &mut compiled::Memory,
        ) -> bool {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx512::byte_normalised(front, words, charges, sums, memory) }
        },
        #[inline(always)]
        fn activations(compiled: &Compiled, memory: &mut compiled::Memory, activations: &mut Activations) -> bool {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx512::activations(compiled, memory, activations) }
        },
        #[inline(always)]
        fn latents(
            compiled: &Compiled,
            activations: &Activations,
            memory: &mut compiled::Memory,
            latents: &mut [Lanes<u16>],
        ) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx512::latents(compiled, activations, memory, latents) }
        },
        #[inline(always)]
        fn real_sums<const N: usize>(products: TileProducts, rows: &[RealLanes], sums: &mut [RealLanes; N]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { float::avx512::real_sums(products, rows, sums) }
        },
        #[inline(always)]
        fn receive(rows: &[InputWords; BLOCK], words: &mut [Lanes<u32>; INPUT_LINKS]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx512::receive(rows, words) }
        },
        #[inline(always)]
        fn send(words: &[Lanes<u16>; PACKET_WORDS], links: usize, out: &mut [OutputWords]) {
            // SAFETY: the instructions exist, see the type; a set with AVX-512 has AVX2.
            unsafe {
                if !avx512::send(words, links, out) {
                    avx2::send(words, links, out);
                }
            }
        }
    );
    intrinsics!(
        Avx2,
        16,
        _mm256_set1_epi16,
        _mm256_set1_epi32,
        _mm256_loadu_si256,
        _mm256_storeu_si256,
        _mm256_setzero_si256,
        _mm256_add_epi16,
        _mm256_mullo_epi16,
        _mm256_mulhi_epi16,
        _mm256_max_epi16,
        _mm256_min_epi16,
        #[inline(always)]
        fn together(first: &mut Self, second: &mut Self) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx2::together(&mut first.0, &mut second.0) }
        },
        #[inline(always)]
        fn charges(front: &Front, words: &[Lanes<u32>; INPUT_LINKS], charges: &mut [Lanes<u32>; CELLS]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx2::charges(front, words, charges) }
        },
        #[inline(always)]
        fn normalise(charges: &[Lanes<u32>; CELLS], sums: &Lanes<u32>, up: u32, normalised: &mut [Lanes<i16>; CELLS]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx2::normalise(charges, &front::leading_bits(sums), up, normalised) }
        },
        #[inline(always)]
        fn receive(rows: &[InputWords; BLOCK], words: &mut [Lanes<u32>; INPUT_LINKS]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx2::receive(rows, words) }
        },
        #[inline(always)]
        fn send(words: &[Lanes<u16>; PACKET_WORDS], links: usize, out: &mut [OutputWords]) {
            // SAFETY: the instructions exist, see the type.
            unsafe { avx2::send(words, links, out) }
        }
    );

    macro_rules! pairs {
        ($name:ident, $load:ident, $store:ident, $set:ident, $add:ident, $products:ident, $shift:ident $(, $more:item)*) => {
            impl PairVector for $name {
                $($more)*

                #[inline(always)]
                fn load_wide(numbers: &[i32]) -> Self {
                    let numbers = &numbers[..Self::LANES / 2];
                    // SAFETY: the instructions exist, see the type; the slice holds all lanes, and the
                    // load needs no alignment.
                    $name(unsafe { $load(numbers.as_ptr().cast()) })
                }

                #[inline(always)]
                fn store_wide(self, numbers: &mut [i32]) {
                    let numbers = &mut numbers[..Self::LANES / 2];
                    // SAFETY: as for the load.
                    unsafe { $store(numbers.as_mut_ptr().cast(), self.0) }
                }

                #[inline(always)]
                fn splat_wide(number: i32) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $set(number) })
                }

                #[inline(always)]
                fn add_wide(self, other: Self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $add(self.0, other.0) })
                }

                #[inline(always)]
                fn pair_products(self, other: Self) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $products(self.0, other.0) })
                }

                #[inline(always)]
                fn shift_wide(self, right: u32) -> Self {
                    // SAFETY: the instructions exist, see the type.
                    $name(unsafe { $shift(self.0, _mm_cvtsi32_si128(right as i32)) })
                }
            }
        };
    }

    pairs!(
        Avx512,
        _mm512_loadu_si512,
        _mm512_storeu_si512,
        _mm512_set1_epi32,
        _mm512_add_epi32,
        _mm512_madd_epi16,
        _mm512_sra_epi32,
        #[inline(always)]
        fn add_pair_products(self, numbers: Self, others: Self) -> Self {
            // SAFETY: the instructions exist, see the type.
            Avx512(unsafe { _mm512_dpwssd_epi32(self.0, numbers.0, others.0) })
        }
    );
    pairs!(
        Avx2,
        _mm256_loadu_si256,
        _mm256_storeu_si256,
        _mm256_set1_epi32,
        _mm256_add_epi32,
        _mm256_madd_epi16,
        _mm256_sra_epi32
    );
}
