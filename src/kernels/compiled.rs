//! The encoder as machine code, made for one network with its weights.
//!
//! A weight that is known while code is made costs nothing when it runs: neither an instruction nor a
//! register to fetch it, and what several sums need is looked up once.
//!
//! *Convolution.* 64 samples stand in the bytes of a register. `floor(x · w / 2^n)` comes from a table
//! of the weight's products with 64 normalised charges; filters with the same weight at a tap share the look-up. What a
//! normalised charge has above that is seldom, and is added where there is such in a block. Positive and
//! negative products are added apart: while the normalised charges of a sample add up to at most 255, either sum is a
//! byte, and their difference, at least zero, is the activation.
//!
//! *Dense layer.* `Σ floor(a · w / 2^n) = (Σ a·w - Σ (a·w mod 2^n)) / 2^n`, exactly.
//! A remainder depends on the lowest `n` bits of `a` and of `w` alone, so that there are only `2^n - 1`
//! tables, and outputs whose weights end in the same bits share the look-up. Sums of remainders that fill a
//! byte are averaged in pairs, rounded up, instead of being added in more bits: what that loses is less
//! than `2^n`, and the sum of the remainders modulo `2^n` is that of the first sum.
//!
//! The code is larger than the nearest cache of instructions, and in part as fast as it is fetched. So distances are
//! short ([`super::assembler`]), and activations of several blocks are made before their latents.
//!
//! Blocks whose module sums reach 2^22 are convolved in words. What activations have above 255 is seldom, and
//! multiplied in a second turn. [`Compiled::new`] checks what makes all this exact for a network;
//! [`Compiled::activations`] gives up where an activation is above 510, and another kernel does the work.

#![allow(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use iced_x86::{Code, Instruction, MemoryOperand, Register};

use super::assembler::{ACTIVATIONS, Assembler, At, Constants, Function, INPUT, MORE, OUTPUT, SCRATCH, Zmm};
#[cfg(target_arch = "x86_64")]
use super::avx512;
use super::lanes::{BLOCK, Lanes};
use super::matrix::{NORMALISED_SUM, TILE, Tile};
use super::vector::once;
use crate::chip::signals::CELLS;
use crate::network::LATENTS;

/// Inputs of the dense layer in a lane of 32 bits.
pub(super) const QUAD: usize = 4;

/// Outputs whose sums of products are added at once.
const OUTPUTS: usize = 4;

/// Registers of 16 sums of 32 bits in a block.
pub(super) const QUARTERS: usize = BLOCK / 16;

/// Most sums of remainders of an output: what averaging them three times loses is 12, see [`lost`].
const MOST_WINDOWS: usize = 8;

/// Bits of a normalised charge that are looked up.
pub(super) const INDEX_BITS: u32 = 6;

/// What blocks are worked on in.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    /// Normalised charges: byte `4 l + k` of a cell is sample `16 k + l`.
    pub(super) normalised: [Lanes<u8>; CELLS],
    /// A bit for each cell with a normalised charge that is not below 64.
    pub(super) more: u64,
    /// Whether the normalised charges of a sample may add up to more than 255.
    pub(super) large: bool,
    scratch: Vec<Lanes<u8>>,
}

/// The activations of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Activations {
    /// As far as they are bytes, in the order of the normalised charges: those of each input, then four inputs side by side.
    bytes: Vec<Lanes<u8>>,
    excess: Vec<Excess>,
}

/// What four inputs have above 255.
#[derive(Debug, Clone)]
pub(super) struct Excess {
    pub(super) quad: usize,
    pub(super) quarters: [Lanes<u8>; QUARTERS],
}

impl Default for Memory {
    fn default() -> Self {
        Memory { normalised: [Lanes::default(); CELLS], more: 0, large: false, scratch: Vec::new() }
    }
}

/// The code, and what it reads.
#[derive(Debug, Clone)]
pub(super) struct Compiled {
    constants: Arc<[Lanes<u8>]>,
    /// Normalised charges to activations in bytes, where weights and biases allow it.
    in_bytes: Option<Function>,
    /// Any normalised charges to activations, and these in words.
    in_words: Function,
    /// Activations to sums of remainders and of products.
    sums: Function,
    /// These sums to latents.
    latents: Function,
    /// Weights of each quad of activations for each output, the first in the lowest byte.
    weights: Arc<[[i32; LATENTS]]>,
    places: Places,
}

/// What a network and its weights give to [`Compiled::new`].
pub(super) struct Plan<'a> {
    pub(super) tiles: &'a [Tile],
    /// Shift of the weights in the tiles.
    pub(super) kernel_up: u32,
    /// Bits that the products of the convolution lose.
    pub(super) conv_floored: u32,
    /// Shift of the normalised charges that belongs to that of the weights in the tiles.
    pub(super) normalised_up: u32,
    pub(super) activation_max: i64,
    /// The same where the sums can pass it.
    pub(super) clipped: Option<i16>,
    /// Weights of each activation, in the order of the tiles.
    pub(super) columns: &'a [[i64; LATENTS]],
    pub(super) dense_bias: &'a [i64; LATENTS],
    /// Bits that the products of the dense layer lose.
    pub(super) dense_floored: u32,
    pub(super) latent_max: i64,
}

impl Plan<'_> {
    /// The magnitude of a floored product, if a byte holds it.
    fn product(&self, normalised: i64, weight: i64) -> Option<u8> {
        u8::try_from(((normalised * weight) >> self.conv_floored).abs()).ok()
    }

    /// A weight of the convolution as the registers have it.
    fn kernel_weight(&self, in_tile: i32) -> i64 {
        i64::from(once(in_tile) >> self.kernel_up)
    }
}

impl Compiled {
    /// The code, if it is exact for these weights and this machine lets a program write its own.
    pub(super) fn new(plan: &Plan) -> Option<Self> {
        let inputs = plan.columns.len();
        let exact = inputs == plan.tiles.len() * TILE
            && plan.activation_max >= 255
            && plan.tiles.len() <= u64::BITS as usize
            && plan.dense_floored <= 4
            && (0..=i64::from(u16::MAX) >> plan.dense_floored).contains(&plan.latent_max);
        if !exact {
            return None;
        }
        let mut constants = Constants::default();
        let places = Places { inputs };
        let in_bytes = convolution_in_bytes(plan, places, &mut constants).and_then(Assembler::finish);
        let in_words = convolution_in_words(plan, places, &mut constants)?.finish()?;
        let weights = weights_of_quads(plan)?;
        let (remainders, windows) = remainders(plan, places, &mut constants)?;
        let products = products(plan, &weights, places, &mut constants)?;
        // Look-ups and sums of products use different parts of the machine, and are only fast side by side.
        let mut sums = Assembler::default();
        sums.code = mixed(&remainders.code, &products.code);
        let sums = sums.finish()?;
        let latents = latents(plan, places, windows, &mut constants)?.finish()?;
        let constants = constants.lines.into();
        Some(Compiled { constants, in_bytes, in_words, sums, latents, weights: weights.into(), places })
    }

    /// Makes room for what a block needs.
    pub(super) fn reserve(&self, memory: &mut Memory) {
        memory.scratch.reserve(self.places.scratch_end());
    }

    /// Makes room for the activations of a block, whatever they are.
    pub(super) fn reserve_activations(&self, activations: &mut Activations) {
        activations.bytes.reserve(self.places.activations_end());
        activations.excess.reserve(self.places.inputs.div_ceil(QUAD));
    }

    /// The activations of the normalised charges in memory. False if one is above 510: another kernel must do this block.
    ///
    /// # Safety
    /// The machine must have the instructions of [`super::InstructionSet::Avx512`].
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw")]
    pub(super) unsafe fn activations(&self, memory: &mut Memory, activations: &mut Activations) -> bool {
        let Activations { bytes, excess } = activations;
        bytes.resize(self.places.activations_end(), Lanes::default());
        memory.scratch.resize(self.places.scratch_end(), Lanes::default());
        let in_bytes = self.in_bytes.as_ref().filter(|_| !memory.large);
        let code = in_bytes.unwrap_or(&self.in_words);
        let (normalised, constants) = (memory.normalised.as_ptr().cast(), self.constants.as_ptr().cast());
        let scratch = memory.scratch.as_mut_ptr().cast();
        // SAFETY: the machine has the instructions, as the caller promises. The code reads the 48 registers of
        // the normalised charges, writes and reads only the places of activations and scratch, for which there is room, and
        // reads the constants that it was made together with.
        let exceeding = unsafe {
            code.call(normalised, constants, bytes.as_mut_ptr().cast(), scratch, std::ptr::null_mut(), memory.more)
        };
        excess.clear();
        if exceeding == 0 {
            return true;
        }
        let sums = &memory.scratch[self.places.conv_sums(0, 0).line_number()..];
        avx512::excess(exceeding, &mut bytes[..self.places.inputs], sums.as_chunks().0, excess)
    }

    /// The latents of activations, samples in their order.
    ///
    /// # Safety
    /// The machine must have the instructions of [`super::InstructionSet::Avx512`].
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) unsafe fn latents(
        &self,
        activations: &Activations,
        memory: &mut Memory,
        latents: &mut [Lanes<u16>; LATENTS],
    ) {
        let places = self.places;
        let Activations { bytes, excess } = activations;
        if bytes.len() != places.activations_end() || memory.scratch.len() != places.scratch_end() {
            // They come from the code of another network, which no caller does.
            return;
        }
        // SAFETY: the lengths were just checked, and sums go to the scratch alone.
        unsafe { self.call(&self.sums, bytes, memory, std::ptr::null_mut()) };
        if !excess.is_empty() {
            let sums = &mut memory.scratch[places.sums(0, 0).line_number()..places.normalised(0, 0).line_number()];
            avx512::add_excess(excess, &self.weights, sums.as_chunks_mut().0);
        }
        // SAFETY: as before; this writes two registers for each of the 16 latents.
        unsafe { self.call(&self.latents, bytes, memory, latents.as_mut_ptr().cast()) };
    }

    /// Runs code that has no input besides activations, which it only reads.
    ///
    /// # Safety
    /// As [`Compiled::latents`]; activations and scratch have the lengths of this network, and `output` holds what the
    /// code writes there.
    #[cfg(target_arch = "x86_64")]
    unsafe fn call(&self, code: &Function, activations: &[Lanes<u8>], memory: &mut Memory, output: *mut u8) {
        let constants = self.constants.as_ptr().cast();
        let activations = activations.as_ptr().cast_mut().cast();
        // SAFETY: as for the caller.
        unsafe { code.call(std::ptr::null(), constants, activations, memory.scratch.as_mut_ptr().cast(), output, 0) };
    }
}

/// Where things stand, in bytes.
#[derive(Debug, Clone, Copy)]
struct Places {
    inputs: usize,
}

impl Places {
    /// The activations of an input, in the order of the normalised charges.
    fn activations(self, input: usize) -> At {
        At(ACTIVATIONS, BLOCK * input)
    }

    /// The activations of four inputs side by side, a register for each quarter of the samples.
    fn quads(self, quad: usize, quarter: usize) -> At {
        At(ACTIVATIONS, BLOCK * (self.inputs + QUARTERS * quad + quarter))
    }

    /// Lines of activations.
    fn activations_end(self) -> usize {
        self.quads(self.inputs / QUAD, 0).line_number()
    }

    /// Sums of remainders of an output.
    fn window(self, output: usize, window: usize) -> At {
        At(SCRATCH, BLOCK * (MOST_WINDOWS * output + window))
    }

    /// Sums of products of an output.
    fn sums(self, output: usize, quarter: usize) -> At {
        At(SCRATCH, self.window(LATENTS, 0).1 + BLOCK * (QUARTERS * output + quarter))
    }

    /// Normalised charges in words, shifted for products: those of the lower and of the upper eight bytes of each 16.
    fn normalised(self, cell: usize, half: usize) -> At {
        At(SCRATCH, self.sums(LATENTS, 0).1 + BLOCK * (2 * cell + half))
    }

    /// Sums of the convolution in words, for the halves of the normalised charges.
    fn conv_sums(self, input: usize, half: usize) -> At {
        At(SCRATCH, self.normalised(CELLS, 0).1 + BLOCK * (2 * input + half))
    }

    /// Lines of scratch.
    fn scratch_end(self) -> usize {
        self.conv_sums(self.inputs, 0).line_number()
    }
}

/// What both convolutions do.
impl Assembler {
    /// The start of a convolution: no tile exceeds.
    fn begin(&mut self) -> Option<()> {
        self.push(Instruction::with2::<Register, Register>(Code::Xor_r32_rm32, Register::EAX, Register::EAX))?;
        self.zero(ZERO)
    }

    /// Makes [`LARGEST`] as large as these bytes.
    fn largest(&mut self, is_first: bool, bytes: Zmm) -> Option<()> {
        if is_first {
            self.copy(LARGEST, bytes)
        } else {
            self.apply(Code::EVEX_Vpmaxub_zmm_k1z_zmm_zmmm512, LARGEST, LARGEST, bytes)
        }
    }

    /// Does something first where a byte of [`LARGEST`] is 255, and notes the tile.
    fn if_full(&mut self, tile: usize, mut exceeding: Assembler, constants: &mut Constants) -> Option<()> {
        let full = constants.line([u8::MAX; BLOCK]).line();
        let equal = Code::EVEX_Vpcmpeqb_kr_k1_zmm_zmmm512;
        self.push(Instruction::with3::<Register, Register, MemoryOperand>(equal, Register::K1, LARGEST.into(), full))?;
        self.push(Instruction::with2::<Register, Register>(Code::VEX_Kortestq_kr_kr, Register::K1, Register::K1))?;
        let bit = u32::try_from(tile).ok()?;
        exceeding.push(Instruction::with2::<Register, u32>(Code::Bts_rm64_imm8, Register::RAX, bit))?;
        self.seldom(Code::Jne_rel32_64, exceeding)
    }
}

/// Where the 16 sums of a tile stand, normalised charges, and registers that nothing holds for long. In bytes, the first
/// half is sums of positive products and the other one of negative products; in words, they are those of both
/// halves of the samples.
const FIRST_SUMS: usize = 0;
const OTHER_SUMS: usize = TILE;
const NORMALISED: usize = 2 * TILE;
const FREE: usize = NORMALISED + 4;
/// Bits of a normalised charge that are not looked up, and masks of the samples that have them.
const MORE_BITS: [u32; 2] = [INDEX_BITS, INDEX_BITS + 1];
const MASKS: [Register; 2] = [Register::K1, Register::K2];
/// Registers that are free while products are added.
const PRODUCTS: usize = 8;
/// Largest activation, or sum that may not have fitted, of a tile.
const LARGEST: Zmm = Zmm(31);
const ZERO: Zmm = Zmm(30);

/// The convolution of normalised charges that add up to [`NORMALISED_SUM`]. Activations are 255 where they would be larger; what
/// it gives back has a bit for each tile with such, whose sums are kept in words.
fn convolution_in_bytes(plan: &Plan, places: Places, constants: &mut Constants) -> Option<Assembler> {
    let mut code = Assembler::default();
    code.begin()?;
    for (number, tile) in plan.tiles.iter().enumerate() {
        check_sums(plan, tile)?;
        // Whether a sum has its first product.
        let mut started = [false; 2 * TILE];
        for (tap, at) in tile.taps.iter().enumerate() {
            let normalised = Zmm(NORMALISED + tap % 2);
            code.load(normalised, At(INPUT, BLOCK * at.cell))?;
            let mut look_ups = BTreeMap::<[u8; BLOCK], Vec<usize>>::new();
            let mut more = Assembler::default();
            for (bit, mask) in MORE_BITS.into_iter().zip(MASKS) {
                let bit = constants.line([1 << bit; BLOCK]).line();
                let test = Code::EVEX_Vptestmb_kr_k1_zmm_zmmm512;
                more.push(Instruction::with3::<Register, Register, MemoryOperand>(test, mask, normalised.into(), bit))?;
            }
            for (filter, &weight) in at.weights.iter().enumerate().filter(|&(_, &weight)| weight != 0) {
                let weight = plan.kernel_weight(weight);
                let sum = filter + if weight > 0 { FIRST_SUMS } else { OTHER_SUMS };
                let mut products = [0; BLOCK];
                for (normalised, to) in (0..).zip(&mut products) {
                    *to = plan.product(normalised, weight)?;
                }
                look_ups.entry(products).or_default().push(sum);
                for (bit, mask) in MORE_BITS.into_iter().zip(MASKS) {
                    // Nothing to floor, so that it can be added to the product of the lower bits.
                    ((1 << bit) * weight % (1 << plan.conv_floored) == 0).then_some(())?;
                    let product = constants.line([plan.product(1 << bit, weight)?; BLOCK]).line();
                    more.apply_to(Code::EVEX_Vpaddb_zmm_k1z_zmm_zmmm512, Zmm(sum), Zmm(sum), product)?;
                    more.code.last_mut()?.set_op_mask(mask);
                }
            }
            for (count, (table, sums)) in look_ups.into_iter().enumerate() {
                // The first product of a sum is looked up where the sum stands.
                let first = sums.iter().copied().find(|&sum| !started[sum]);
                let product = Zmm(first.unwrap_or(FREE + count % PRODUCTS));
                let table = constants.line(table).line();
                code.apply_to(Code::EVEX_Vpermb_zmm_k1z_zmm_zmmm512, product, normalised, table)?;
                for sum in sums {
                    if Zmm(sum) == product {
                        started[sum] = true;
                    } else if std::mem::replace(&mut started[sum], true) {
                        code.add(Zmm(sum), product)?;
                    } else {
                        code.copy(Zmm(sum), product)?;
                    }
                }
            }
            let cell = u32::try_from(at.cell).ok()?;
            code.push(Instruction::with2::<Register, u32>(Code::Bt_rm64_imm8, MORE, cell))?;
            code.seldom(Code::Jb_rel32_64, more)?;
        }
        let mut may_exceed = false;
        let mut exceeding = Assembler::default();
        for filter in 0..TILE {
            let has = [FIRST_SUMS, OTHER_SUMS].map(|sums| started[sums + filter]);
            let bias = once(tile.bias[filter]);
            activation(filter, has, bias, &mut may_exceed, constants, &mut code)?;
            let sums = [NORMALISED, NORMALISED + 1].map(Zmm);
            sums_in_words(filter, has, bias, sums, constants, &mut exceeding)?;
            finish_sums(plan, places, TILE * number + filter, sums, Zmm(FREE + filter), constants, &mut exceeding)?;
        }
        if may_exceed {
            code.if_full(number, exceeding, constants)?;
        }
        keep(number, places, &mut code)?;
    }
    Some(code)
}

/// The same sums of a filter as words, for each half of the samples; two registers behind them help.
fn sums_in_words(
    filter: usize,
    has: [bool; 2],
    bias: i16,
    sums: [Zmm; 2],
    constants: &mut Constants,
    code: &mut Assembler,
) -> Option<()> {
    let bias = constants.words([bias as u16; BLOCK / 2]);
    let widen = [Code::EVEX_Vpunpcklbw_zmm_k1z_zmm_zmmm512, Code::EVEX_Vpunpckhbw_zmm_k1z_zmm_zmmm512];
    for (sum, widen) in sums.into_iter().zip(widen) {
        code.load(sum, bias)?;
        let signs = [Code::EVEX_Vpaddw_zmm_k1z_zmm_zmmm512, Code::EVEX_Vpsubw_zmm_k1z_zmm_zmmm512];
        for ((sums, sign), _) in [FIRST_SUMS, OTHER_SUMS].into_iter().zip(signs).zip(has).filter(|&(_, has)| has) {
            let wide = Zmm(sum.0 + 2);
            code.apply(widen, wide, Zmm(sums + filter), ZERO)?;
            code.apply(sign, sum, sum, wide)?;
        }
    }
    Some(())
}

/// Keeps the sums of an activation in words, and makes it of them.
fn finish_sums(
    plan: &Plan,
    places: Places,
    input: usize,
    sums: [Zmm; 2],
    activation: Zmm,
    constants: &mut Constants,
    code: &mut Assembler,
) -> Option<()> {
    for (half, sum) in sums.into_iter().enumerate() {
        if let Some(clipped) = plan.clipped {
            let top = constants.words([clipped as u16; BLOCK / 2]).line();
            code.apply_to(Code::EVEX_Vpminsw_zmm_k1z_zmm_zmmm512, sum, sum, top)?;
        }
        code.store(sum, places.conv_sums(input, half))?;
    }
    code.apply(Code::EVEX_Vpackuswb_zmm_k1z_zmm_zmmm512, activation, sums[0], sums[1])
}

/// Keeps the activations of a tile; its sums are of no more use.
fn keep(number: usize, places: Places, code: &mut Assembler) -> Option<()> {
    for filter in 0..TILE {
        code.store(Zmm(FREE + filter), places.activations(TILE * number + filter))?;
    }
    for quad in 0..TILE / QUAD {
        let four = std::array::from_fn(|input| Zmm(FREE + QUAD * quad + input));
        for (quarter, register) in code.side_by_side(four, FIRST_SUMS)?.into_iter().enumerate() {
            code.store(register, places.quads(TILE / QUAD * number + quad, quarter))?;
        }
    }
    Some(())
}

/// The convolution of any normalised charges, all in words; what follows as in [`convolution_in_bytes`].
fn convolution_in_words(plan: &Plan, places: Places, constants: &mut Constants) -> Option<Assembler> {
    let mut code = Assembler::default();
    let of_weight = Zmm(28);
    code.begin()?;
    let cells: BTreeSet<usize> = plan.tiles.iter().flat_map(|tile| &tile.taps).map(|tap| tap.cell).collect();
    for (count, cell) in cells.into_iter().enumerate() {
        let (normalised, words) = (Zmm(count % 4), [4, 8].map(|from| Zmm(from + count % 4)));
        code.load(normalised, At(INPUT, BLOCK * cell))?;
        code.apply(Code::EVEX_Vpunpcklbw_zmm_k1z_zmm_zmmm512, words[0], normalised, ZERO)?;
        code.apply(Code::EVEX_Vpunpckhbw_zmm_k1z_zmm_zmmm512, words[1], normalised, ZERO)?;
        for (half, words) in words.into_iter().enumerate() {
            code.apply_number(Code::EVEX_Vpsllw_zmm_k1z_zmmm512_imm8, words, words, plan.normalised_up)?;
            code.store(words, places.normalised(cell, half))?;
        }
    }
    let halves = [FIRST_SUMS, OTHER_SUMS];
    for (number, tile) in plan.tiles.iter().enumerate() {
        let biases = tile.bias.map(|bias| constants.words([once(bias) as u16; BLOCK / 2]));
        let mut started = [false; TILE];
        for (tap, at) in tile.taps.iter().enumerate() {
            let normalised = [0, 1].map(|half| Zmm(NORMALISED + 2 * (tap % 2) + half));
            for (half, normalised) in normalised.into_iter().enumerate() {
                code.load(normalised, places.normalised(at.cell, half))?;
            }
            let mut of_weights = BTreeMap::<i16, Vec<usize>>::new();
            for (filter, &weight) in at.weights.iter().enumerate().filter(|&(_, &weight)| weight != 0) {
                of_weights.entry(once(weight)).or_default().push(filter);
            }
            for (count, (weight, filters)) in of_weights.into_iter().enumerate() {
                // One fetch for both halves.
                code.load(of_weight, constants.words([weight as u16; BLOCK / 2]))?;
                let products = [0, 1].map(|half| Zmm(FREE + (2 * count + half) % PRODUCTS));
                for (normalised, product) in normalised.into_iter().zip(products) {
                    code.apply(Code::EVEX_Vpmulhw_zmm_k1z_zmm_zmmm512, product, normalised, of_weight)?;
                }
                for filter in filters {
                    let add = Code::EVEX_Vpaddw_zmm_k1z_zmm_zmmm512;
                    let has = std::mem::replace(&mut started[filter], true);
                    for (sums, product) in halves.into_iter().zip(products) {
                        let sum = Zmm(sums + filter);
                        if has {
                            code.apply(add, sum, sum, product)?;
                        } else {
                            code.apply_to(add, sum, product, biases[filter].line())?;
                        }
                    }
                }
            }
        }
        let mut exceeding = Assembler::default();
        for filter in 0..TILE {
            let sums = halves.map(|sums| Zmm(sums + filter));
            for sum in sums.into_iter().filter(|_| !started[filter]) {
                code.load(sum, biases[filter])?;
            }
            let activation = Zmm(FREE + filter);
            code.apply(Code::EVEX_Vpackuswb_zmm_k1z_zmm_zmmm512, activation, sums[0], sums[1])?;
            code.largest(filter == 0, activation)?;
            // The sums themselves are only needed where an activation may be above 255.
            finish_sums(plan, places, TILE * number + filter, sums, activation, constants, &mut exceeding)?;
        }
        code.if_full(number, exceeding, constants)?;
        keep(number, places, &mut code)?;
    }
    Some(code)
}

/// None unless bytes hold the sums of a tile's products, positive and negative, for normalised charges that add up to
/// [`NORMALISED_SUM`].
fn check_sums(plan: &Plan, tile: &Tile) -> Option<()> {
    for filter in 0..TILE {
        // What one unit of a cell's normalised charge adds at most: the largest sums have all of it in one cell. Each
        // negative product is rounded away from zero.
        let mut cells = BTreeMap::<usize, [i64; 2]>::new();
        for tap in &tile.taps {
            let weight = plan.kernel_weight(tap.weights[filter]);
            let [positive, negative] = cells.entry(tap.cell).or_default();
            *positive += weight.max(0);
            *negative += -(weight.min(0) >> plan.conv_floored);
        }
        let fits = |[positive, negative]: &[i64; 2]| {
            (NORMALISED_SUM * positive) >> plan.conv_floored <= 255 && NORMALISED_SUM * negative <= 255
        };
        cells.values().all(fits).then_some(())?;
    }
    Some(())
}

/// The activation of a filter. `has` says which of its sums have a product; `may_exceed` becomes true where the
/// activation may have lost something above 255.
fn activation(
    filter: usize,
    [positive, negative]: [bool; 2],
    bias: i16,
    may_exceed: &mut bool,
    constants: &mut Constants,
    code: &mut Assembler,
) -> Option<()> {
    let (more, less, activation) = (Zmm(FIRST_SUMS + filter), Zmm(OTHER_SUMS + filter), Zmm(FREE + filter));
    let (add, subtract) = (Code::EVEX_Vpaddusb_zmm_k1z_zmm_zmmm512, Code::EVEX_Vpsubusb_zmm_k1z_zmm_zmmm512);
    if !positive {
        code.zero(more)?;
    }
    // No sum of positive products is larger than 255: with less than -255 all are as good.
    let own = constants.line([u8::try_from(bias.unsigned_abs()).unwrap_or(u8::MAX); BLOCK]).line();
    if bias > 0 {
        u8::try_from(bias).ok()?;
        code.apply_to(add, activation, more, own)?;
        code.largest(!*may_exceed, activation)?;
        *may_exceed = true;
        return if negative { code.apply(subtract, activation, activation, less) } else { Some(()) };
    }
    match (bias, negative) {
        (0, false) => code.copy(activation, more),
        (0, true) => code.apply(subtract, activation, more, less),
        (_, false) => code.apply_to(subtract, activation, more, own),
        (_, true) => {
            code.apply_to(add, activation, less, own)?;
            code.apply(subtract, activation, more, activation)
        }
    }
}

/// Remainders of 64 samples of all outputs, sums of products of a quarter of the samples of some outputs, and what
/// these need. A quarter is 16 samples.
const REMAINDERS: usize = 0;
const SUMS: usize = LATENTS;
const SUMS_AT_WORK: usize = 8;
const INPUTS: usize = SUMS + SUMS_AT_WORK;
const REMAINDERS_OF_INPUT: usize = INPUTS + 2;
const FREE_REMAINDERS: usize = 2;
const WEIGHTS: usize = REMAINDERS_OF_INPUT + FREE_REMAINDERS;
const QUADS: usize = WEIGHTS + 2;

/// Both in their order, evenly.
fn mixed(first: &[Instruction], second: &[Instruction]) -> Vec<Instruction> {
    const STEP: usize = 2;
    let (mut firsts, mut seconds) = (first, second);
    let mut all = Vec::with_capacity(first.len() + second.len());
    while !firsts.is_empty() || !seconds.is_empty() {
        let done = [first.len() - firsts.len(), second.len() - seconds.len()];
        let first_is_behind = done[0] * second.len() <= done[1] * first.len();
        let from = if seconds.is_empty() || first_is_behind && !firsts.is_empty() { &mut firsts } else { &mut seconds };
        let (next, left) = from.split_at(STEP.min(from.len()));
        all.extend_from_slice(next);
        *from = left;
    }
    all
}

/// Sums of remainders, and how many each output has.
fn remainders(plan: &Plan, places: Places, constants: &mut Constants) -> Option<(Assembler, [usize; LATENTS])> {
    let modulus = 1 << plan.dense_floored;
    let mut code = Assembler::default();
    // The largest that a sum can be, or None before its first remainder.
    let mut largest = [None; LATENTS];
    let mut windows = [0; LATENTS];
    for (input, weights) in plan.columns.iter().enumerate() {
        let register = Zmm(INPUTS + input % 2);
        code.load(register, places.activations(input))?;
        let mut look_ups = BTreeMap::<i64, Vec<usize>>::new();
        for (output, weight) in weights.iter().enumerate() {
            if weight % modulus != 0 {
                look_ups.entry(weight.rem_euclid(modulus)).or_default().push(output);
            }
        }
        for (count, (weight, outputs)) in look_ups.into_iter().enumerate() {
            let table: [u8; BLOCK] = std::array::from_fn(|low| (low as i64 * weight).rem_euclid(modulus) as u8);
            let top: u32 = table.iter().copied().max().unwrap_or(0).into();
            for &output in &outputs {
                if largest[output].is_some_and(|largest| largest + top > 255) {
                    code.store(Zmm(REMAINDERS + output), places.window(output, windows[output]))?;
                    windows[output] += 1;
                    largest[output] = None;
                }
            }
            let first = outputs.iter().copied().find(|&output| largest[output].is_none());
            let remainder =
                Zmm(first.map_or(REMAINDERS_OF_INPUT + count % FREE_REMAINDERS, |output| REMAINDERS + output));
            let table = constants.line(table).line();
            code.apply_to(Code::EVEX_Vpermb_zmm_k1z_zmm_zmmm512, remainder, register, table)?;
            for output in outputs {
                let sum = Zmm(REMAINDERS + output);
                match largest[output] {
                    Some(_) => code.add(sum, remainder)?,
                    None if sum == remainder => {}
                    None => code.copy(sum, remainder)?,
                }
                largest[output] = Some(largest[output].unwrap_or(0) + top);
            }
        }
    }
    for output in 0..LATENTS {
        if largest[output].is_some() {
            code.store(Zmm(REMAINDERS + output), places.window(output, windows[output]))?;
            windows[output] += 1;
        }
        if windows[output] > MOST_WINDOWS || lost(windows[output]) >= modulus {
            return None;
        }
    }
    Some((code, windows))
}

/// How often so many sums are averaged until one is left.
fn averaged(windows: usize) -> u32 {
    windows.next_power_of_two().trailing_zeros()
}

/// How much larger than the sum of so many bytes their average, times `2^averaged`, can be: each time the
/// pairs of bytes, each `2^k` of the sum, may be rounded up.
fn lost(windows: usize) -> i64 {
    (0..averaged(windows)).map(|k| (windows.div_ceil(2 << k) as i64) << k).sum()
}

/// Weights of four inputs for each output, the first in the lowest byte.
fn weights_of_quads(plan: &Plan) -> Option<Vec<[i32; LATENTS]>> {
    let (quads, _) = plan.columns.as_chunks::<QUAD>();
    let mut all = vec![[0; LATENTS]; quads.len()];
    for (weights, quad) in all.iter_mut().zip(quads) {
        for (output, weight) in weights.iter_mut().enumerate() {
            let mut bytes = [0; QUAD];
            for (byte, weights) in bytes.iter_mut().zip(quad) {
                *byte = i8::try_from(weights[output]).ok()? as u8;
            }
            *weight = i32::from_le_bytes(bytes);
        }
    }
    Some(all)
}

/// Sums of the products of bytes, with the biases, before the floor.
fn products(plan: &Plan, weights: &[[i32; LATENTS]], places: Places, constants: &mut Constants) -> Option<Assembler> {
    let multiply = Code::EVEX_Vpdpbusd_zmm_k1z_zmm_zmmm512b32;
    let mut code = Assembler::default();
    let mut weights: Vec<At> = weights.iter().map(|&weights| constants.numbers(weights)).collect();
    code.point(&mut weights)?;
    // The floor comes after what averages lose, which this makes up for.
    let mut biases = [0; LATENTS];
    for (scaled, &bias) in biases.iter_mut().zip(plan.dense_bias) {
        *scaled = (i32::from(i16::try_from(bias).ok()?) << plan.dense_floored) + (1 << plan.dense_floored) - 1;
    }
    let biases = constants.numbers(biases);
    fn of_output(At(base, place): At, output: usize) -> At {
        At(base, place + size_of::<i32>() * output)
    }
    fn sum(output: usize, quarter: usize) -> Zmm {
        Zmm(SUMS + 2 * output + quarter)
    }
    for first in (0..LATENTS).step_by(OUTPUTS) {
        for half in 0..2 {
            for output in 0..OUTPUTS {
                for quarter in 0..2 {
                    code.spread(sum(output, quarter), of_output(biases, first + output))?;
                }
            }
            for (quad, &weights) in weights.iter().enumerate() {
                for quarter in 0..2 {
                    code.load(Zmm(QUADS + quarter), places.quads(quad, 2 * half + quarter))?;
                }
                for output in 0..OUTPUTS {
                    let weight = of_output(weights, first + output);
                    if output % 2 == 0 {
                        for quarter in 0..2 {
                            code.apply_to(multiply, sum(output, quarter), Zmm(QUADS + quarter), weight.spread())?;
                        }
                        continue;
                    }
                    // One fetch for both saves some of the time of loads, and costs an instruction: half of each
                    // is fastest.
                    let spread = Zmm(WEIGHTS + output / 2 % 2);
                    code.spread(spread, weight)?;
                    for quarter in 0..2 {
                        code.apply(multiply, sum(output, quarter), Zmm(QUADS + quarter), spread)?;
                    }
                }
            }
            for output in 0..OUTPUTS {
                for quarter in 0..2 {
                    code.store(sum(output, quarter), places.sums(first + output, 2 * half + quarter))?;
                }
            }
        }
    }
    Some(code)
}

/// Puts the remainders and the sums of products together.
fn latents(plan: &Plan, places: Places, windows: [usize; LATENTS], constants: &mut Constants) -> Option<Assembler> {
    let mut code = Assembler::default();
    let average = Code::EVEX_Vpavgb_zmm_k1z_zmm_zmmm512;
    let (zero, top, orders) = (Zmm(31), Zmm(30), [Zmm(28), Zmm(29)]);
    code.zero(zero)?;
    code.load(top, constants.words([u16::try_from(plan.latent_max).ok()?; BLOCK / 2]))?;
    for (half, register) in orders.into_iter().enumerate() {
        code.load(register, constants.words(order(half)))?;
    }
    for first in (0..LATENTS).step_by(OUTPUTS) {
        // Averages of these outputs, and registers to come to them.
        let remainders: [Zmm; OUTPUTS] = std::array::from_fn(Zmm);
        let mut weights = [0; LATENTS];
        for (output, remainder) in (first..).zip(remainders) {
            let of_windows: [Zmm; MOST_WINDOWS / 2] =
                std::array::from_fn(|pair| if pair == 0 { remainder } else { Zmm(OUTPUTS + pair) });
            let count = windows[output];
            let mut pairs = count.div_ceil(2);
            if count == 0 {
                code.zero(remainder)?;
            }
            for (pair, &of_pair) in of_windows[..pairs].iter().enumerate() {
                code.load(of_pair, places.window(output, 2 * pair))?;
                if 2 * pair + 1 < count {
                    let second = places.window(output, 2 * pair + 1).line();
                    code.apply_to(average, of_pair, of_pair, second)?;
                } else if count > 1 {
                    code.apply(average, of_pair, of_pair, zero)?;
                }
            }
            while pairs > 1 {
                for pair in 0..pairs.div_ceil(2) {
                    let second = if 2 * pair + 1 < pairs { of_windows[2 * pair + 1] } else { zero };
                    code.apply(average, of_windows[pair], of_windows[2 * pair], second)?;
                }
                pairs = pairs.div_ceil(2);
            }
            let mut bytes = [0; QUAD];
            bytes[output - first] = -(1i8 << averaged(count)) as u8;
            weights[output - first] = i32::from_le_bytes(bytes);
        }
        let quarters = code.side_by_side(remainders, 2 * OUTPUTS)?;
        let At(base, weights) = constants.numbers(weights);
        for output in 0..OUTPUTS {
            let sums: [Zmm; QUARTERS] = std::array::from_fn(|quarter| Zmm(LATENTS + quarter));
            for (quarter, (sum, remainders)) in sums.into_iter().zip(quarters).enumerate() {
                let weight = At(base, weights + size_of::<i32>() * output).spread();
                code.load(sum, places.sums(first + output, quarter))?;
                code.apply_to(Code::EVEX_Vpdpbusd_zmm_k1z_zmm_zmmm512b32, sum, remainders, weight)?;
            }
            // Negative sums become 0.
            let halves = [Zmm(LATENTS + QUARTERS), Zmm(LATENTS + QUARTERS + 1)];
            for (half, sums) in halves.into_iter().zip(sums.as_chunks::<2>().0) {
                code.apply(Code::EVEX_Vpackusdw_zmm_k1z_zmm_zmmm512b32, half, sums[0], sums[1])?;
                code.apply_number(Code::EVEX_Vpsrlw_zmm_k1z_zmmm512_imm8, half, half, plan.dense_floored)?;
                code.apply(Code::EVEX_Vpminuw_zmm_k1z_zmm_zmmm512, half, half, top)?;
            }
            let ordered = Zmm(LATENTS + QUARTERS + 2);
            code.copy(ordered, halves[0])?;
            for (half, register) in [ordered, halves[0]].into_iter().enumerate() {
                code.apply(Code::EVEX_Vpermt2w_zmm_k1z_zmm_zmmm512, register, orders[half], halves[1])?;
                code.store(register, At(OUTPUT, BLOCK * (2 * (first + output) + half)))?;
            }
        }
    }
    Some(code)
}

/// Where the samples of half of a block stand in two registers of words, which were packed from the four
/// quarters of [`Assembler::side_by_side`].
fn order(half: usize) -> [u16; BLOCK / 2] {
    std::array::from_fn(|sample| {
        // Byte 4 l + k of the normalised charges is sample 16 k + l.
        let sample = BLOCK / 2 * half + sample;
        let byte = 4 * (sample % 16) + sample / 16;
        let (block, quarter, lane) = (byte / 16, byte / 4 % QUARTERS, byte % 4);
        (BLOCK / 2 * (quarter / 2) + 8 * block + 4 * (quarter % 2) + lane) as u16
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::InstructionSet;
    use crate::kernels::matrix::Matrix;
    use crate::kernels::pattern::pattern;
    use crate::network::AeBlock;
    use crate::nn::Weights;

    #[test]
    fn the_networks_of_the_chip_have_code_of_their_own() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            for seed in 0..4 {
                let value = |index: usize| ((37 * index + 11 * seed) % 64) as i32 - 32;
                let weights = Weights::from_fn(network.typed(), |_, index| value(index)).unwrap();
                let shape = pattern(network.typed()).unwrap();
                let matrix = Matrix::new(&shape, &weights).unwrap();
                let in_bytes = matrix.compiled.and_then(|compiled| compiled.in_bytes);
                assert_eq!(in_bytes.is_some(), InstructionSet::Avx512.is_available());
            }
        }
    }

    #[test]
    fn averages_lose_no_more_than_is_made_up_for() {
        let average = |a: u32, b: u32| (a + b).div_ceil(2);
        for windows in 1..=MOST_WINDOWS {
            assert!(lost(windows) < 16);
            for seed in 0..2000u32 {
                let mut bytes: Vec<u32> =
                    (0..windows as u32).map(|window| seed.wrapping_mul(2_654_435_761 + 97 * window) >> 24).collect();
                let sum: u32 = bytes.iter().sum();
                while bytes.len() > 1 {
                    bytes = bytes.chunks(2).map(|pair| average(pair[0], pair.get(1).copied().unwrap_or(0))).collect();
                }
                let more = i64::from(bytes[0] << averaged(windows)) - i64::from(sum);
                assert!((0..=lost(windows)).contains(&more), "{windows} {more}");
            }
        }
    }
}
