//! Instruction sets, found at run time.

use super::vector::{Narrow, PairVector};
use crate::error::{Error, Result};

/// The instructions a kernel may use. All give the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstructionSet {
    /// AVX-512 F, BW, CD, DQ, VL, VBMI, VBMI2, VNNI (Ice Lake, Zen 4 and later): 32 packets in a register.
    Avx512,
    /// AVX2 and BMI2: 16 packets in a register.
    Avx2,
    /// What every machine of this architecture has.
    Portable,
}

impl InstructionSet {
    /// All of them, the fastest first.
    pub const ALL: [InstructionSet; 3] = [InstructionSet::Avx512, InstructionSet::Avx2, InstructionSet::Portable];

    /// Name for reports and arguments.
    pub fn name(self) -> &'static str {
        match self {
            InstructionSet::Avx512 => "avx512",
            InstructionSet::Avx2 => "avx2",
            InstructionSet::Portable => "portable",
        }
    }

    /// Those that this machine has, the fastest first; never empty.
    pub fn available() -> impl Iterator<Item = InstructionSet> {
        InstructionSet::ALL.into_iter().filter(|set| set.is_available())
    }

    /// The fastest that this machine has.
    pub fn best() -> Self {
        InstructionSet::available().next().unwrap_or(InstructionSet::Portable)
    }

    /// Whether this machine has it.
    pub fn is_available(self) -> bool {
        match self {
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx512 => {
                use std::arch::is_x86_feature_detected as has;
                InstructionSet::Avx2.is_available()
                    && has!("avx512f")
                    && has!("avx512bw")
                    && has!("avx512cd")
                    && has!("avx512dq")
                    && has!("avx512vl")
                    && has!("avx512vbmi")
                    && has!("avx512vbmi2")
                    && has!("avx512vnni")
            }
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx2 => {
                use std::arch::is_x86_feature_detected as has;
                has!("avx2") && has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt")
            }
            #[cfg(not(target_arch = "x86_64"))]
            InstructionSet::Avx512 | InstructionSet::Avx2 => false,
            InstructionSet::Portable => true,
        }
    }

    /// An error if this machine does not have it.
    ///
    /// # Errors
    /// The sets that it has.
    pub fn check(self) -> Result<()> {
        if self.is_available() {
            return Ok(());
        }
        let have: Vec<&str> = InstructionSet::available().map(InstructionSet::name).collect();
        Err(Error::unsupported("this machine does not have these instructions")
            .found(self.name())
            .allowed(have.join(", ")))
    }
}

/// What computes BX, where somebody chooses. All give the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ComputedBy {
    /// The kernels with the fastest instructions of this machine.
    #[default]
    Fastest,
    /// The scalar model, one BX after the other.
    Scalar,
    /// The kernels with these instructions.
    Kernels(InstructionSet),
}

impl ComputedBy {
    /// Name of the scalar model, beside those of [`InstructionSet`].
    pub const SCALAR: &str = "scalar";

    /// By its name.
    ///
    /// ```
    /// use econ_emu::error::ErrorKind;
    /// use econ_emu::kernels::{ComputedBy, InstructionSet};
    ///
    /// let best = InstructionSet::best();
    /// assert_eq!(ComputedBy::named(best.name())?, ComputedBy::Kernels(best));
    /// assert_eq!(ComputedBy::named("abacus").unwrap_err().kind(), ErrorKind::Unknown);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Other names, and instructions that this machine does not have.
    pub fn named(name: &str) -> Result<Self> {
        if name == Self::SCALAR {
            return Ok(ComputedBy::Scalar);
        }
        let Some(set) = InstructionSet::ALL.into_iter().find(|set| set.name() == name) else {
            let names: Vec<&str> = InstructionSet::ALL.into_iter().rev().map(InstructionSet::name).collect();
            return Err(Error::unknown("no such instructions").found(name).allowed(format!(
                "{}, {}",
                Self::SCALAR,
                names.join(", ")
            )));
        };
        set.check().map(|()| ComputedBy::Kernels(set))
    }
}

/// Work that is compiled once for each instruction set. `run` must be `#[inline(always)]`, so that it
/// becomes part of a function with that set's instructions.
pub(super) trait Work {
    /// Does it, with vectors of type `V`.
    fn run<V: PairVector>(self);
}

/// Does the work with an instruction set; with portable code where the machine does not have it.
pub(super) fn dispatch(set: InstructionSet, work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    {
        use super::vector::Pair;
        use super::vector::x86::{Avx2, Avx512};

        #[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx512vnni")]
        #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
        fn avx512(work: impl Work) {
            // Two registers at a time: every weight that is fetched serves 64 packets.
            work.run::<Pair<Avx512>>();
        }

        #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
        fn avx2(work: impl Work) {
            work.run::<Pair<Avx2>>();
        }

        if set.is_available() {
            match set {
                // SAFETY: the machine was just found to have these instructions.
                #[allow(unsafe_code)]
                InstructionSet::Avx512 => return unsafe { avx512(work) },
                // SAFETY: as above.
                #[allow(unsafe_code)]
                InstructionSet::Avx2 => return unsafe { avx2(work) },
                InstructionSet::Portable => {}
            }
        }
    }
    let _ = set;
    work.run::<Narrow>();
}
