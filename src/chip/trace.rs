//! Trace: every stage can be observed, and costs nothing when it is not.
//!
//! A block reports what it computed through [`Trace::record`], inside `if T::ON` where collecting
//! the values would cost anything. With [`NoTrace`] all of it is compiled away.

use super::encode::{FLOAT_4E3M, FLOAT_5E3M, FLOAT_5E4M};
use super::erx::ORBIT;
use super::signals::CALQ_BITS;
use crate::network::{LATENTS, Network};
use crate::registers::{Algorithm, CELLS, ChipConfig, INPUT_LINKS, OUTPUT_LINKS};

/// The points at which the data path can be observed, in signal order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Bunch crossing, header nibble of link 0, and the 48 MUX inputs.
    Erx,
    /// 48 codes in TC order.
    Mux,
    /// 48 linear charges.
    Decode,
    /// 48 calibrated charges (CALQ).
    Calibrate,
    /// Hits, charges and both module sums of Threshold Sum.
    ThresholdSum,
    /// Sums and addresses of the super trigger cells.
    SuperTriggerCell,
    /// Sorted order, selection, charges and sum of Best Choice.
    BestChoice,
    /// 48 codes of the Repeater.
    Repeater,
    /// Module sum, its code, the shift, and 48 normalised charges (units of 2^-7).
    Normalize,
    /// Pixels of the image (units of 2^-7).
    Image,
    /// Sums of the convolution before ReLU, in units of the accumulator.
    Conv,
    /// Activations after ReLU, in units of their format.
    Activation,
    /// Sums of the dense layer before ReLU, in units of the accumulator.
    Dense,
    /// The 16 latents.
    Latents,
    /// Words the frame occupies, its 26 words, and the two truncated words.
    Formatter,
    /// Words waiting before the crossing, words of the frame, condition 1..=4, words waiting after.
    Buffer,
    /// The 13 output words.
    Etx,
}

impl Stage {
    /// All stages, in signal order.
    pub const ALL: [Stage; 17] = [
        Stage::Erx,
        Stage::Mux,
        Stage::Decode,
        Stage::Calibrate,
        Stage::ThresholdSum,
        Stage::SuperTriggerCell,
        Stage::BestChoice,
        Stage::Repeater,
        Stage::Normalize,
        Stage::Image,
        Stage::Conv,
        Stage::Activation,
        Stage::Dense,
        Stage::Latents,
        Stage::Formatter,
        Stage::Buffer,
        Stage::Etx,
    ];

    /// Name for files: `04_calibrate` sorts in signal order.
    pub fn file_stem(self) -> String {
        format!("{:02}_{}", self as usize + 1, self.name())
    }

    /// Name of the stage.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Erx => "erx",
            Stage::Mux => "mux",
            Stage::Decode => "decode",
            Stage::Calibrate => "calibrate",
            Stage::ThresholdSum => "threshold_sum",
            Stage::SuperTriggerCell => "super_trigger_cell",
            Stage::BestChoice => "best_choice",
            Stage::Repeater => "repeater",
            Stage::Normalize => "normalize",
            Stage::Image => "image",
            Stage::Conv => "conv",
            Stage::Activation => "activation",
            Stage::Dense => "dense",
            Stage::Latents => "latents",
            Stage::Formatter => "formatter",
            Stage::Buffer => "buffer",
            Stage::Etx => "etx",
        }
    }

    /// The stages that a configuration runs through.
    pub fn of(algorithm: Algorithm) -> impl Iterator<Item = Stage> {
        Stage::ALL.into_iter().filter(move |stage| match stage {
            Stage::ThresholdSum => algorithm == Algorithm::ThresholdSum,
            Stage::SuperTriggerCell => algorithm == Algorithm::SuperTriggerCell,
            Stage::BestChoice => algorithm == Algorithm::BestChoice,
            Stage::Repeater => algorithm == Algorithm::Repeater,
            Stage::Normalize | Stage::Image | Stage::Conv | Stage::Activation | Stage::Dense | Stage::Latents => {
                algorithm == Algorithm::Autoencoder
            }
            _ => true,
        })
    }

    /// Base in which value number `index` is written: words in hexadecimal, everything else decimal.
    pub fn radix(self, index: usize) -> u32 {
        match self {
            Stage::Formatter if index > 0 => 16,
            Stage::Etx => 16,
            _ => 10,
        }
    }

    /// Value number `index` of the stage as text; words of 4 digits in the formatter, 8 on the links.
    pub fn show(self, index: usize, value: i64) -> String {
        match (self.radix(index), self) {
            (16, Stage::Formatter) => format!("{value:04x}"),
            (16, _) => format!("{value:08x}"),
            _ => value.to_string(),
        }
    }

    /// Name of every value that the stage records, in order.
    pub fn columns(self, config: &ChipConfig, network: &Network) -> Vec<String> {
        let cells = |prefix: &str| (0..CELLS).map(|i| format!("{prefix}_{i}")).collect::<Vec<_>>();
        let some = |prefix: &str, n: usize| (0..n).map(|i| format!("{prefix}_{i}")).collect::<Vec<_>>();
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let join = |parts: Vec<Vec<String>>| parts.concat();
        let grid = |prefix: &str, (rows, columns): (usize, usize), last: &str, n: usize| {
            let at = |i: usize| (i / n / columns, i / n % columns, i % n);
            (0..rows * columns * n)
                .map(|i| {
                    let (row, column, rest) = at(i);
                    format!("{prefix}_r{row}_c{column}_{last}{rest}")
                })
                .collect::<Vec<_>>()
        };
        match self {
            Stage::Erx => join(vec![named(&["BX", "HEADER"]), some("MUX_IN", 4 * INPUT_LINKS)]),
            Stage::Mux => cells("TC"),
            Stage::Decode => cells("LINEAR"),
            Stage::Calibrate => cells("CALQ"),
            Stage::ThresholdSum => join(vec![cells("HIT"), cells("CHARGE"), named(&["SUM", "SUM_NOT_SENT"])]),
            Stage::SuperTriggerCell => {
                let groups = CELLS / config.stc_type.group_size();
                join(vec![some("SUM", groups), some("ADDRESS", groups)])
            }
            Stage::BestChoice => join(vec![some("ORDER", CELLS), cells("SELECTED"), cells("CHARGE"), named(&["SUM"])]),
            Stage::Repeater => cells("CHARGE"),
            Stage::Normalize => join(vec![named(&["SUM", "SUM_CODE", "SHIFT"]), cells("NORM")]),
            Stage::Image => grid("PIXEL", (network.image.height, network.image.width), "ch", network.image.channels),
            Stage::Conv => grid("CONV", network.conv_shape(), "f", network.conv.filters),
            Stage::Activation => grid("ACT", network.conv_shape(), "f", network.conv.filters),
            Stage::Dense => some("DENSE", LATENTS),
            Stage::Latents => some("LATENT", LATENTS),
            Stage::Formatter => {
                join(vec![named(&["NUMW"]), some("FRAMEQ", 2 * OUTPUT_LINKS), named(&["TRUNCATED_0", "TRUNCATED_1"])])
            }
            Stage::Buffer => named(&["NBUF", "NBXC", "CONDITION", "NBUF_AFTER"]),
            Stage::Etx => some("TX_DATA", OUTPUT_LINKS),
        }
    }

    /// Bits of value number `index`, in two's complement where it can be negative.
    pub fn bits(self, index: usize, config: &ChipConfig, network: &Network) -> u32 {
        const CELL_BITS: u32 = (CELLS - 1).ilog2() + 1;
        match (self, index) {
            (Stage::Erx, 0) => (ORBIT - 1).ilog2() + 1,
            (Stage::Erx, 1) => 4,
            (Stage::Erx | Stage::Mux | Stage::Repeater, _) => FLOAT_4E3M.bits(),
            (Stage::Decode, _) => 21,
            (Stage::Calibrate, _) => CALQ_BITS,
            (Stage::ThresholdSum, index) if index < CELLS => 1,
            (Stage::ThresholdSum, index) if index < 2 * CELLS => FLOAT_4E3M.bits(),
            (Stage::ThresholdSum, _) => FLOAT_5E3M.bits(),
            (Stage::SuperTriggerCell, index) if index < CELLS / config.stc_type.group_size() => {
                config.stc_type.sum_code().bits()
            }
            (Stage::SuperTriggerCell, _) => config.stc_type.group_size().ilog2(),
            (Stage::BestChoice, index) if index < CELLS => CELL_BITS,
            (Stage::BestChoice, index) if index < 2 * CELLS => 1,
            (Stage::BestChoice, index) if index < 3 * CELLS => FLOAT_4E3M.bits(),
            (Stage::BestChoice, _) => FLOAT_5E3M.bits(),
            (Stage::Normalize, 0) => 28,
            (Stage::Normalize, 1) => FLOAT_5E4M.bits(),
            // -7..=14.
            (Stage::Normalize, 2) => 5,
            (Stage::Normalize | Stage::Image, _) => network.norm.bits,
            (Stage::Conv, _) => network.conv.accumulator.bits,
            (Stage::Activation, _) => network.conv.activation.bits,
            (Stage::Dense, _) => network.dense.accumulator.bits,
            (Stage::Latents, _) => network.dense.latent.bits,
            (Stage::Formatter, 0) | (Stage::Buffer, 1) => (2 * OUTPUT_LINKS).ilog2() + 1,
            (Stage::Formatter, _) => 16,
            (Stage::Buffer, 2) => 3,
            // The model's counters of waiting words go beyond the FIFO.
            (Stage::Buffer, _) | (Stage::Etx, _) => 32,
        }
    }
}

/// A place for the values of every stage.
pub trait Trace {
    /// False where nobody looks: then the values are not even collected.
    const ON: bool;

    /// Takes the values of one stage of the current crossing, in the order of [`Stage::columns`].
    fn record(&mut self, stage: Stage, values: &[i64]);
}

/// Nobody looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTrace;

impl Trace for NoTrace {
    const ON: bool = false;

    fn record(&mut self, _: Stage, _: &[i64]) {}
}

/// Keeps the stages of one crossing.
#[derive(Debug, Clone, Default)]
pub struct CrossingTrace {
    /// Stage and values, in the order in which they were recorded.
    pub stages: Vec<(Stage, Vec<i64>)>,
}

impl CrossingTrace {
    /// The values of a stage, if it ran.
    pub fn get(&self, stage: Stage) -> Option<&[i64]> {
        self.stages.iter().find(|(at, _)| *at == stage).map(|(_, values)| values.as_slice())
    }
}

impl Trace for CrossingTrace {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        self.stages.push((stage, values.to_vec()));
    }
}

/// Two places at once.
impl<A: Trace, B: Trace> Trace for (A, B) {
    const ON: bool = A::ON || B::ON;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        self.0.record(stage, values);
        self.1.record(stage, values);
    }
}

/// A place that may be missing.
impl<T: Trace> Trace for Option<T> {
    const ON: bool = T::ON;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        if let Some(trace) = self {
            trace.record(stage, values);
        }
    }
}
