//! The stages of the kernels, each alone: for measurements.
//!
//! A stage works on what the one before it left, in the nearest caches. Together they take a little less than the
//! whole chip, which has them fetch each other's code and results.

use super::chip::{self, BatchChip, ChipKernels, Design, GROUP, Kernel, Memory};
use super::fields::HEADER5;
use super::front;
use super::instructions::{Work, dispatch};
use super::lanes::BLOCK;
use super::vector::Vector;
use crate::chip::buffer::Buffer;
use crate::chip::erx::BxCounter;
use crate::chip::signals::{InputWords, OutputWords};
use crate::registers::OUTPUT_LINKS;

/// What the kernels do one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KernelStage {
    /// Words by packet to packets by word, and headers.
    Receive,
    /// Codes to calibrated charges.
    Charges,
    /// Autoencoder: codes to normalised charges.
    Normalised,
    /// Autoencoder: convolution.
    Convolution,
    /// Autoencoder: dense layer, and the code of the module sum.
    Dense,
    /// Autoencoder with a lane plan: the whole network, and the code of the module sum.
    Network,
    /// Other algorithms: groups, codes or the sorting network.
    Select,
    /// Packets and links; for Threshold Sum also comparisons and sums.
    Packets,
}

impl KernelStage {
    /// Name for reports.
    pub fn name(self) -> &'static str {
        match self {
            KernelStage::Receive => "receive",
            KernelStage::Charges => "charges",
            KernelStage::Normalised => "norms",
            KernelStage::Convolution => "convolution",
            KernelStage::Dense => "dense",
            KernelStage::Network => "network",
            KernelStage::Select => "select",
            KernelStage::Packets => "frames",
        }
    }
}

/// BX before each of the stages of a chip.
#[derive(Debug, Clone)]
pub struct KernelStages {
    chip: BatchChip,
    memory: Memory,
    rows: [InputWords; PACKETS],
    out: [OutputWords; PACKETS],
    buffer: Buffer,
}

/// BX that a stage works on at a time.
const PACKETS: usize = GROUP * BLOCK;

impl KernelStages {
    /// BX that a stage works on at a time.
    pub const PACKETS: usize = PACKETS;

    /// The first [`KernelStages::PACKETS`] of these BX, again and again where there are fewer; `None` where there
    /// is none, or the chip has no kernel.
    pub fn new(chip: &BatchChip, rows: &[InputWords]) -> Option<Self> {
        if chip.instructions().is_none() || rows.is_empty() {
            return None;
        }
        let rows = std::array::from_fn(|row| rows[row % rows.len()]);
        let (memory, out) = (Memory::default(), [[0; OUTPUT_LINKS]; PACKETS]);
        let mut stages = KernelStages { chip: chip.clone(), memory, rows, out, buffer: Buffer::default() };
        stages.all().iter().for_each(|&stage| stages.run(stage));
        Some(stages)
    }

    /// The stages of this chip, in their order.
    pub fn all(&self) -> &'static [KernelStage] {
        match self.chip.kernels.as_ref().map(|kernels| &kernels.design.kernel) {
            Err(_) => &[],
            Ok(Kernel::Autoencoder { .. }) => &[
                KernelStage::Receive,
                KernelStage::Normalised,
                KernelStage::Convolution,
                KernelStage::Dense,
                KernelStage::Packets,
            ],
            Ok(Kernel::LanePlan { .. }) => {
                &[KernelStage::Receive, KernelStage::Normalised, KernelStage::Network, KernelStage::Packets]
            }
            Ok(Kernel::ThresholdSum { .. }) => &[KernelStage::Receive, KernelStage::Charges, KernelStage::Packets],
            Ok(Kernel::SuperTriggerCell { .. } | Kernel::Repeater { .. } | Kernel::BestChoice { .. }) => {
                &[KernelStage::Receive, KernelStage::Charges, KernelStage::Select, KernelStage::Packets]
            }
        }
    }

    /// A stage of all the BX.
    pub fn run(&mut self, stage: KernelStage) {
        let KernelStages { chip, memory, rows, out, buffer } = self;
        if let Ok(ChipKernels { design, set }) = &chip.kernels {
            dispatch(*set, One { design, stage, memory, rows, out, buffer });
        }
    }

    /// What the last stage made of them.
    pub fn words(&self) -> &[OutputWords] {
        &self.out
    }
}

/// A stage at work.
struct One<'a> {
    design: &'a Design,
    stage: KernelStage,
    memory: &'a mut Memory,
    rows: &'a [InputWords; PACKETS],
    out: &'a mut [OutputWords; PACKETS],
    buffer: &'a mut Buffer,
}

impl Work for One<'_> {
    #[inline(always)]
    fn run<V: Vector<Number = i16>>(self) {
        let One { design, stage, memory, rows, out, buffer } = self;
        let Memory { group, shared, .. } = memory;
        let mut counter = BxCounter::new(0);
        let (rows, _) = rows.as_chunks::<BLOCK>();
        for ((block, rows), out) in group.iter_mut().zip(rows).zip(out.chunks_mut(BLOCK)) {
            match (stage, &design.kernel) {
                (KernelStage::Receive, _) => {
                    V::receive(rows, &mut block.words);
                    front::headers(&mut counter, rows, &block.words[0], &mut block.values[HEADER5]);
                }
                (KernelStage::Charges, _) => V::charges(&design.front, &block.words, &mut shared.charges),
                (KernelStage::Normalised, Kernel::Autoencoder { matrix, .. }) => {
                    let memory = &mut shared.matrix.compiled;
                    block.is_begun = matrix.compiled.is_some()
                        && V::byte_normalised(
                            &design.front,
                            &block.words,
                            &mut shared.charges,
                            &mut block.sums,
                            memory,
                        );
                    if !block.is_begun {
                        chip::normalised::<V>(&design.front, matrix.normalised_up, block, shared);
                    }
                }
                (KernelStage::Convolution, Kernel::Autoencoder { matrix, .. }) => match &matrix.compiled {
                    Some(compiled) if block.is_begun => {
                        block.is_begun = V::activations(compiled, &mut shared.matrix.compiled, &mut block.activations);
                    }
                    _ => matrix.activations::<V>(&shared.normalised, &mut shared.matrix),
                },
                (KernelStage::Dense, Kernel::Autoencoder { matrix, .. }) => chip::latents::<V>(matrix, block, shared),
                (KernelStage::Normalised, Kernel::LanePlan { .. }) => {
                    chip::normalised::<V>(&design.front, 0, block, shared)
                }
                (KernelStage::Network, Kernel::LanePlan { plan, .. }) => chip::planned(plan, block, shared),
                (KernelStage::Normalised | KernelStage::Convolution | KernelStage::Dense | KernelStage::Network, _) => {
                }
                (KernelStage::Select, kernel) => chip::select(kernel, block, shared),
                (KernelStage::Packets, _) => chip::packets::<V>(design, 0, buffer, block, shared, out),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::Options;
    use crate::kernels::InstructionSet;
    use crate::network::AeBlock;
    use crate::nn::Weights;
    use crate::registers::{Algorithm, ChipConfig, Generation};

    #[test]
    fn stages_one_after_the_other_are_the_chip() {
        let network = AeBlock::chip_8x8();
        let value = |index: usize| ((37 * index) % 64) as i32 - 32;
        let weights = Weights::from_fn(network.typed(), |_, index| value(index)).unwrap();
        // One BX everywhere: what blocks share is then the same for all of them. Bits are dropped once a block.
        let row: InputWords = std::array::from_fn(|link| 0xA000_0000 | ((link as u32 * 0x0123_4567) & 0x03F9_FCFE));
        for algorithm in Algorithm::ALL {
            let config = ChipConfig {
                algorithm,
                links: 5,
                weights: Some(weights.clone()),
                mux: std::array::from_fn(|cell| cell as u8),
                thresholds: [2000; 48],
                buffer_t1: 400,
                drop_lsb: 0,
                ..ChipConfig::reset(Generation::Prod)
            };
            for set in InstructionSet::available() {
                let [mut chip, other] =
                    [(); 2].map(|()| BatchChip::new(&config, &Options::default()).unwrap().with(Some(set)).unwrap());
                let mut expected = [[0; OUTPUT_LINKS]; PACKETS];
                chip.run(&[row; PACKETS], &mut expected);
                let mut stages = KernelStages::new(&other, &[row]).unwrap();
                assert!(stages.words() == expected, "{algorithm} {set:?}");
                assert!(!stages.all().is_empty());
                stages.all().iter().for_each(|&stage| stages.run(stage));
            }
        }
        assert!(KernelStages::new(&new_scalar(), &[row]).is_none());
    }

    fn new_scalar() -> BatchChip {
        BatchChip::new(&ChipConfig::reset(Generation::P1), &Options::default()).unwrap().with(None).unwrap()
    }
}
