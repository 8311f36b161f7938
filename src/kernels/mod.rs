//! The fast path: the same bits as [`crate::chip`], many packets at a time.
//!
//! [`BatchChip`] is the whole chip, from link words to link words; [`BatchEncoder`] is the encoder with
//! all its sums, for training. Blocks of 64 packets, one to a lane, go through plain loops that the
//! compiler turns into vector instructions, once for each [`InstructionSet`]; only the network, the
//! packing of charges and the turning of packets into lanes name instructions. With AVX-512, the
//! encoder is machine code made for its weights, in bytes wherever that is exact.
//!
//! The network of the chip's own shape (`pattern`) has kernels of its own. Any other network of fixed-point
//! numbers has a [`LanePlan`], made from its sums and ranges; networks with real numbers have a [`FloatPlan`].
//! What changed weights do to the latents is an [`UpsetPlan`]'s to say.
//!
//! Every kernel is equal to the scalar model for every input it accepts, and whoever calls it need
//! not know when it applies: where no plan fits a network, the scalar model does the work, and
//! [`BatchChip::way`] says why. All `unsafe` code of the crate stands here, each block with its reason.

#![deny(clippy::float_arithmetic)]

mod arithmetic;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
mod assembler;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod best_choice;
pub mod chip;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
mod compiled;
pub mod encoder;
mod fields;
pub mod float;
mod front;
mod instructions;
mod lanes;
mod lists;
mod matrix;
mod pattern;
mod plan;
pub mod stages;
mod vector;

pub use arithmetic::Range;
pub use chip::{BatchChip, CHUNK, ChipKernels, ChipStart, NoKernel, Scratch};
pub use encoder::{BatchEncoder, Layers};
pub use float::FloatPlan;
pub use instructions::{ComputedBy, InstructionSet};
pub use matrix::Limits;
pub use plan::{LanePlan, Reason, UpsetCounts, UpsetPlan, WeightChange};
