//! Threshold Sum (TS): every cell at or above its threshold is sent, with the sum of the module.

use std::sync::Arc;

use super::algorithm::{AlgorithmFacts, Block, Contents, Filler, PacketLength, Payload, choice};
use super::encode::{FLOAT_4E3M, FLOAT_5E3M, FloatCode};
use super::erx::Bx;
use super::formatter::{Field, FieldCodec, Packet, PacketLayout, list, packet_type};
use super::pipeline::Options;
use super::signals::{Calq, PerCell, Sum5E3M, TcCode, module_sum};
use super::stage::{Meaning, Stage, StageInfo, StagePart};
use super::trace::Record;
use crate::error::Result;
use crate::network::AeBlock;
use crate::nn::Values;
use crate::registers::{Algorithm, ChipConfig};

/// What is known of the algorithm before any BX.
pub struct ThresholdSumFacts;

impl AlgorithmFacts for ThresholdSumFacts {
    fn stages(&self, _: &ChipConfig, _: &AeBlock) -> Vec<StageInfo> {
        let (charge, sum) = (FLOAT_4E3M.bits(), FLOAT_5E3M.bits());
        let parts = vec![
            StagePart::cells("HIT", 1, "sent", "1 bit"),
            StagePart::cells("CHARGE", charge, "charge", "4E3M"),
            StagePart::one("SUM", sum, Meaning::Field(|_| Field::ModuleSum, sum)),
            StagePart::one("SUM_NOT_SENT", sum, Meaning::Field(|_| Field::ModuleSum, sum)),
        ];
        let about = "Cells at or above their threshold are sent in 4E3M; the others add to the sum that is not sent.";
        vec![StageInfo::new(Stage::ThresholdSum, "threshold_sum", Algorithm::ThresholdSum.name(), about, parts)]
    }

    fn block(&self, config: &ChipConfig, _: &Options) -> Result<Arc<dyn Block>> {
        Ok(Arc::new(Settings {
            thresholds: config.thresholds,
            drop: config.effective_drop_lsb(),
            use_sum: config.use_sum,
        }))
    }

    fn cell_setting(&self, config: &ChipConfig, cell: usize) -> Option<String> {
        config.thresholds.get(cell).map(|threshold| format!("threshold {threshold}"))
    }

    fn contents(&self) -> Contents {
        Contents::Cells { chosen: true }
    }

    fn packet_length(&self) -> PacketLength {
        PacketLength::AsNeeded
    }

    fn walk(&self, layout: &PacketLayout, codec: &mut dyn FieldCodec) {
        codec.field(Field::Header, 5);
        let kind = codec.field(Field::PacketType, 3);
        codec.field(Field::ModuleSum, FLOAT_5E3M.bits());
        match kind {
            packet_type::LIST => {
                let count = codec.field(Field::Count, 3);
                list(count as u8, codec);
            }
            packet_type::BITMAP => layout.bitmap(codec),
            _ => {}
        }
    }

    fn words_in_buffer(&self, _: u8, bits: usize) -> u16 {
        bits.div_ceil(16) as u16
    }

    fn code(&self, field: Field, _: &PacketLayout, drop: u32) -> Option<(FloatCode, u32)> {
        match field {
            Field::ModuleSum => Some((FLOAT_5E3M, 0)),
            Field::Charge { .. } => Some((FLOAT_4E3M, drop)),
            _ => None,
        }
    }

    fn rows_early(&self) -> u64 {
        0
    }
}

/// The algorithm with its settings.
#[derive(Debug)]
struct Settings {
    thresholds: PerCell<u32>,
    drop: u32,
    use_sum: bool,
}

impl Block for Settings {
    fn run(
        &self,
        charges: &PerCell<Calq>,
        _: &mut Values,
        record: Record<'_>,
        format: &dyn Fn(&dyn Payload) -> Packet,
    ) -> Packet {
        let result = run(charges, &self.thresholds, self.drop, self.use_sum);
        if let Some(record) = record {
            let cells = result.hits.map(i64::from).into_iter().chain(result.charges.map(|code| i64::from(code.0)));
            let sums = [result.sum, result.sum_not_sent].map(|sum| i64::from(sum.0));
            record(Stage::ThresholdSum, &cells.chain(sums).collect::<Vec<_>>());
        }
        format(&result)
    }
}

impl Payload for ThresholdSum {
    fn field(&self, field: Field, _: u32) -> Option<u64> {
        match field {
            Field::PacketType => Some(match self.hits.iter().filter(|&&hit| hit).count() {
                0 => packet_type::EMPTY,
                1..8 => packet_type::LIST,
                _ => packet_type::BITMAP,
            }),
            Field::ModuleSum => Some(if self.use_sum { self.sum } else { self.sum_not_sent }.0.into()),
            Field::Charge { tc } => Some(self.charges[usize::from(tc)].0.into()),
            field => choice(&self.hits, field),
        }
    }

    /// Idle words behind the packet; the truncated one says the sum of all cells.
    fn filler(&self, bx: Bx, idle: u16) -> Filler {
        let first = bx.header5() << 11 | (packet_type::TRUNCATED_T1 as u16) << 8 | u16::from(self.sum.0);
        Filler { word: idle, truncated: [first, idle] }
    }
}

/// What Threshold Sum hands to the formatter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdSum {
    /// Cells whose charge is at least their threshold; threshold 0 selects every cell.
    pub hits: PerCell<bool>,
    /// Charges in 4E3M after the drop bits; only those of hit cells are sent.
    pub charges: PerCell<TcCode>,
    /// Sum of all 48 charges, nothing dropped.
    pub sum: Sum5E3M,
    /// Sum of the charges that are not hits, nothing dropped.
    pub sum_not_sent: Sum5E3M,
    /// Whether the first of the two sums goes into the packet.
    pub use_sum: bool,
}

/// Runs the algorithm; `drop` is the effective number of drop bits (0..=4).
pub fn run(charges: &PerCell<Calq>, thresholds: &PerCell<u32>, drop: u32, use_sum: bool) -> ThresholdSum {
    let hits: PerCell<bool> = std::array::from_fn(|cell| charges[cell].0 >= thresholds[cell]);
    let hit_sum: u32 = charges.iter().zip(hits).filter(|&(_, hit)| hit).map(|(charge, _)| charge.0).sum();
    let sum = module_sum(charges);
    let [sum, sum_not_sent] = [sum, sum - hit_sum].map(|sum| Sum5E3M(FLOAT_5E3M.encode(sum, 0) as u8));
    ThresholdSum {
        hits,
        charges: charges.map(|charge| TcCode(FLOAT_4E3M.encode(charge.0, drop) as u8)),
        sum,
        sum_not_sent,
        use_sum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_equal_to_its_threshold_is_a_hit() {
        let mut charges = [Calq(10); 48];
        charges[7] = Calq(11);
        let result = run(&charges, &[11; 48], 0, true);
        assert_eq!(result.hits.iter().filter(|&&hit| hit).count(), 1);
        assert!(result.hits[7]);
        assert_eq!(result.sum.0, FLOAT_5E3M.encode(481, 0) as u8);
        assert_eq!(result.sum_not_sent.0, FLOAT_5E3M.encode(470, 0) as u8);
        assert!(run(&[Calq(0); 48], &[0; 48], 0, true).hits.iter().all(|&hit| hit));
    }
}
