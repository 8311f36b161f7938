//! Machine code at run time: vector instructions on 64 bytes at a time, the constants that they read, and the
//! call of what they make.
//!
//! Instructions come from a library that knows their bytes; memory that may be executed from another.

#![allow(unsafe_code)]

use std::collections::HashMap;
use std::sync::Arc;

use iced_x86::{
    BlockEncoder, BlockEncoderOptions, Code, IcedError, Instruction, InstructionBlock, MemoryOperand, Register,
};
use memmap2::{Mmap, MmapMut};

use super::lanes::{BLOCK, Lanes};

/// Machine code that can be called.
#[derive(Debug, Clone)]
pub(super) struct Function(Arc<Mmap>);

impl Function {
    /// Calls it with what the registers [`INPUT`], [`CONSTANTS`], [`ACTIVATIONS`], [`SCRATCH`], [`OUTPUT`] and
    /// [`MORE`] hold.
    ///
    /// # Safety
    /// The code must be that of a function with these arguments, and the machine must have its instructions.
    #[cfg(target_arch = "x86_64")]
    pub(super) unsafe fn call(
        &self,
        input: *const u8,
        constants: *const u8,
        activations: *mut u8,
        scratch: *mut u8,
        output: *mut u8,
        more: u64,
    ) -> u64 {
        type Entry = unsafe extern "sysv64" fn(*const u8, *const u8, *mut u8, *mut u8, *mut u8, u64) -> u64;
        // SAFETY: the memory holds whole instructions up to a return and may be executed; they follow the
        // convention of this type: all vector and mask registers are the caller's to save, and so are the only
        // others that are written, those of [`NUMBERS`] and that of the result.
        let entry = unsafe { std::mem::transmute::<*const u8, Entry>(self.0.as_ptr()) };
        let constants = constants.wrapping_add(REACH);
        let [activations, scratch] = [activations, scratch].map(|start| start.wrapping_add(REACH));
        // SAFETY: as the caller promises; see [`At::near`] for what the registers hold.
        unsafe { entry(input, constants, activations, scratch, output, more) }
    }
}

/// The six arguments.
pub(super) const INPUT: Register = Register::RDI;
pub(super) const CONSTANTS: Register = Register::RSI;
pub(super) const ACTIVATIONS: Register = Register::RDX;
pub(super) const SCRATCH: Register = Register::RCX;
pub(super) const OUTPUT: Register = Register::R8;
pub(super) const MORE: Register = Register::R9;

/// Point to numbers among the constants, see [`Assembler::point`].
const NUMBERS: [Register; 2] = [Register::R10, Register::R11];

/// Bytes on either side of a register whose distance takes one byte of an instruction, not four: 128 lines. Code
/// that is larger than the nearest cache of instructions runs no faster than it is fetched.
const REACH: usize = 128 * BLOCK;

/// The same for numbers of 32 bits that are spread to all lanes.
const REACH_OF_NUMBERS: usize = 128 * size_of::<u32>();

/// A place in memory: a register for what it is part of, and the bytes from its start.
#[derive(Debug, Clone, Copy)]
pub(super) struct At(pub(super) Register, pub(super) usize);

impl At {
    /// All 64 bytes.
    pub(super) fn line(self) -> MemoryOperand {
        let (base, distance) = self.near();
        MemoryOperand::with_base_displ(base, distance)
    }

    /// The register, and how far to count from it: most point to the middle of what they reach.
    fn near(self) -> (Register, i64) {
        let At(base, place) = self;
        let middle = match base {
            CONSTANTS | ACTIVATIONS | SCRATCH => REACH,
            _ if NUMBERS.contains(&base) => REACH_OF_NUMBERS,
            _ => 0,
        };
        (base, place as i64 - middle as i64)
    }

    /// Number of the line.
    pub(super) fn line_number(self) -> usize {
        self.1 / BLOCK
    }

    /// Four bytes, for every lane.
    pub(super) fn spread(self) -> MemoryOperand {
        let (base, distance) = self.near();
        MemoryOperand::new(base, Register::None, 1, distance, 1, true, Register::None)
    }
}

/// A vector register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zmm(pub(super) usize);

impl From<Zmm> for Register {
    fn from(zmm: Zmm) -> Register {
        Register::ZMM0 + zmm.0 as u32
    }
}

/// Constants of the code, each once.
#[derive(Default)]
pub(super) struct Constants {
    pub(super) lines: Vec<Lanes<u8>>,
    places: HashMap<[u8; BLOCK], usize>,
}

impl Constants {
    pub(super) fn line(&mut self, bytes: [u8; BLOCK]) -> At {
        let place = *self.places.entry(bytes).or_insert_with(|| {
            self.lines.push(Lanes(bytes));
            BLOCK * (self.lines.len() - 1)
        });
        At(CONSTANTS, place)
    }

    pub(super) fn words(&mut self, words: [u16; BLOCK / 2]) -> At {
        let mut bytes = [0; BLOCK];
        bytes.as_chunks_mut().0.iter_mut().zip(words).for_each(|(to, word)| *to = word.to_le_bytes());
        self.line(bytes)
    }

    /// Sixteen numbers of 32 bits; [`At`] is the first of them.
    pub(super) fn numbers(&mut self, numbers: [i32; BLOCK / 4]) -> At {
        let mut bytes = [0; BLOCK];
        bytes.as_chunks_mut().0.iter_mut().zip(numbers).for_each(|(to, number)| *to = number.to_le_bytes());
        self.line(bytes)
    }
}

/// Instructions in their order. None where there is no such instruction, which would be a fault here.
#[derive(Default)]
pub(super) struct Assembler {
    pub(super) code: Vec<Instruction>,
    /// What is seldom done, behind everything else: the branch to it, and its code.
    seldom: Vec<(usize, Vec<Instruction>)>,
}

impl Assembler {
    pub(super) fn push(&mut self, instruction: Result<Instruction, IcedError>) -> Option<()> {
        self.code.push(instruction.ok()?);
        Some(())
    }

    pub(super) fn load(&mut self, to: Zmm, from: At) -> Option<()> {
        self.push(Instruction::with2::<Register, MemoryOperand>(
            Code::EVEX_Vmovdqa64_zmm_k1z_zmmm512,
            to.into(),
            from.line(),
        ))
    }

    pub(super) fn store(&mut self, from: Zmm, to: At) -> Option<()> {
        self.push(Instruction::with2::<MemoryOperand, Register>(
            Code::EVEX_Vmovdqa64_zmmm512_k1z_zmm,
            to.line(),
            from.into(),
        ))
    }

    pub(super) fn copy(&mut self, to: Zmm, from: Zmm) -> Option<()> {
        self.push(Instruction::with2::<Register, Register>(
            Code::EVEX_Vmovdqa64_zmm_k1z_zmmm512,
            to.into(),
            from.into(),
        ))
    }

    /// The same 32 bits in every lane.
    pub(super) fn spread(&mut self, to: Zmm, from: At) -> Option<()> {
        self.push(Instruction::with2::<Register, MemoryOperand>(
            Code::EVEX_Vpbroadcastd_zmm_k1z_xmmm32,
            to.into(),
            from.line(),
        ))
    }

    /// Has registers point to as many of these lines of [`Constants::numbers`] as they reach.
    pub(super) fn point(&mut self, lines: &mut [At]) -> Option<()> {
        for register in NUMBERS {
            let Some(start) = lines.iter().filter(|at| at.0 == CONSTANTS).map(|at| at.1).min() else { break };
            let middle = At(CONSTANTS, start + REACH_OF_NUMBERS).line();
            self.push(Instruction::with2::<Register, MemoryOperand>(Code::Lea_r64_m, register, middle))?;
            for At(base, place) in lines.iter_mut().filter(|at| at.0 == CONSTANTS) {
                if *place < start + 2 * REACH_OF_NUMBERS {
                    (*base, *place) = (register, *place - start);
                }
            }
        }
        Some(())
    }

    pub(super) fn zero(&mut self, to: Zmm) -> Option<()> {
        self.apply(Code::EVEX_Vpxord_zmm_k1z_zmm_zmmm512b32, to, to, to)
    }

    /// An instruction with three registers.
    pub(super) fn apply(&mut self, code: Code, to: Zmm, first: Zmm, second: Zmm) -> Option<()> {
        self.push(Instruction::with3::<Register, Register, Register>(code, to.into(), first.into(), second.into()))
    }

    /// An instruction with two registers and memory.
    pub(super) fn apply_to(&mut self, code: Code, to: Zmm, first: Zmm, second: MemoryOperand) -> Option<()> {
        self.push(Instruction::with3::<Register, Register, MemoryOperand>(code, to.into(), first.into(), second))
    }

    /// An instruction with two registers and a number.
    pub(super) fn apply_number(&mut self, code: Code, to: Zmm, from: Zmm, number: u32) -> Option<()> {
        self.push(Instruction::with3::<Register, Register, u32>(code, to.into(), from.into(), number))
    }

    pub(super) fn add(&mut self, sum: Zmm, term: Zmm) -> Option<()> {
        self.apply(Code::EVEX_Vpaddb_zmm_k1z_zmm_zmmm512, sum, sum, term)
    }

    /// Bytes of four registers side by side: quarter `q` of the packets has lane `4 B + t` from byte
    /// `16 B + 4 q + t`. Eight registers from `free` on hold the results and what leads to them.
    pub(super) fn side_by_side(&mut self, from: [Zmm; 4], free: usize) -> Option<[Zmm; 4]> {
        let [a, b, c, d] = from;
        let [ab, cd] = [[0, 1], [2, 3]].map(|two| two.map(|register| Zmm(free + register)));
        let quarters = [4, 5, 6, 7].map(|register| Zmm(free + register));
        for (first, second, [low, high]) in [(a, b, ab), (c, d, cd)] {
            self.apply(Code::EVEX_Vpunpcklbw_zmm_k1z_zmm_zmmm512, low, first, second)?;
            self.apply(Code::EVEX_Vpunpckhbw_zmm_k1z_zmm_zmmm512, high, first, second)?;
        }
        for half in 0..2 {
            self.apply(Code::EVEX_Vpunpcklwd_zmm_k1z_zmm_zmmm512, quarters[2 * half], ab[half], cd[half])?;
            self.apply(Code::EVEX_Vpunpckhwd_zmm_k1z_zmm_zmmm512, quarters[2 * half + 1], ab[half], cd[half])?;
        }
        Some(quarters)
    }

    /// Does something first where a branch is taken.
    pub(super) fn seldom(&mut self, branch: Code, code: Assembler) -> Option<()> {
        self.seldom.push((self.code.len(), code.code));
        self.push(Instruction::with_branch(branch, label(0)))
    }

    /// Code that returns what it left in its register of the result.
    pub(super) fn finish(mut self) -> Option<Function> {
        // Other code of this process may still use the older half of these registers.
        self.push(Ok(Instruction::with(Code::VEX_Vzeroupper)))?;
        self.push(Ok(Instruction::with(Code::Retnq)))?;
        for (branch, seldom) in std::mem::take(&mut self.seldom) {
            let here = label(self.code.len());
            self.code[branch].set_near_branch64(here);
            self.code.extend(seldom);
            self.push(Instruction::with_branch(Code::Jmp_rel32_64, label(branch + 1)))?;
        }
        for (index, instruction) in self.code.iter_mut().enumerate() {
            instruction.set_ip(label(index));
        }
        let block = InstructionBlock::new(&self.code, 0);
        let bytes = BlockEncoder::encode(64, block, BlockEncoderOptions::NONE).ok()?.code_buffer;
        let mut memory = MmapMut::map_anon(bytes.len()).ok()?;
        memory.copy_from_slice(&bytes);
        Some(Function(Arc::new(memory.make_exec().ok()?)))
    }
}

/// The name of an instruction in branches.
fn label(index: usize) -> u64 {
    1 + index as u64
}
