//! Super Trigger Cells (STC): sums of 4 or 16 neighbouring cells, with the address of the largest.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::algorithm::{AlgorithmFacts, Block, Contents, Filler, Largest, PacketLength, Payload};
use super::encode::{FLOAT_4E3M, FLOAT_5E4M, FloatCode};
use super::erx::Bx;
use super::formatter::{Field, FieldCodec, Packet, PacketLayout};
use super::pipeline::Options;
use super::signals::{CELLS, Calq, PerCell};
use super::stage::{Meaning, Of, Stage, StageInfo, StagePart};
use super::trace::Record;
use crate::error::Result;
use crate::network::AeBlock;
use crate::nn::Values;
use crate::registers::{ChipConfig, StcType};

/// What is known of the algorithm before any BX.
pub struct SuperTriggerCellFacts;

impl AlgorithmFacts for SuperTriggerCellFacts {
    fn stages(&self, config: &ChipConfig, _: &AeBlock) -> Vec<StageInfo> {
        let kind = config.stc_type;
        let groups = CELLS / kind.group_size();
        let sum = kind.sum_code().bits();
        let (sums, addresses) = (
            Meaning::Field(|group| Field::GroupSum { group }, sum),
            Meaning::Field(|group| Field::GroupAddress { group }, kind.address_bits()),
        );
        let parts = vec![
            StagePart::list("SUM", Of::Group, groups, sum, sums),
            StagePart::list("ADDRESS", Of::Group, groups, kind.group_size().ilog2(), addresses),
        ];
        let about =
            format!("Sums of {} consecutive cells, and in each the place of the largest charge.", kind.group_size());
        vec![StageInfo::new(Stage::SuperTriggerCell, "super_trigger_cell", "Super trigger cells", about, parts)]
    }

    fn block(&self, config: &ChipConfig, options: &Options) -> Result<Arc<dyn Block>> {
        let (kind, drop) = (config.stc_type, config.effective_drop_lsb());
        Ok(Arc::new(Settings { kind, drop, tie: options.stc_tie, largest: options.largest }))
    }

    fn cell_setting(&self, _: &ChipConfig, _: usize) -> Option<String> {
        None
    }

    fn contents(&self) -> Contents {
        Contents::Groups
    }

    fn packet_length(&self) -> PacketLength {
        PacketLength::Fixed
    }

    fn walk(&self, layout: &PacketLayout, codec: &mut dyn FieldCodec) {
        let kind = layout.stc_type;
        let Some(groups) = kind.groups(layout.links) else { return };
        codec.field(Field::Header, 4);
        if kind.address_bits() > 0 {
            for group in 0..groups as u8 {
                codec.field(Field::GroupAddress { group }, kind.address_bits());
            }
        }
        for group in 0..groups as u8 {
            codec.field(Field::GroupSum { group }, kind.sum_code().bits());
        }
    }

    /// Padded to 32 bits. A packet without any field counts as one link's worth.
    fn words_in_buffer(&self, _: u8, bits: usize) -> u16 {
        2 * bits.div_ceil(32).max(1) as u16
    }

    fn code(&self, field: Field, layout: &PacketLayout, drop: u32) -> Option<(FloatCode, u32)> {
        match field {
            Field::GroupSum { .. } => Some((layout.stc_type.sum_code(), layout.stc_type.dropped_bits(drop))),
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
    kind: StcType,
    drop: u32,
    tie: StcTie,
    largest: Largest,
}

impl Block for Settings {
    fn run(
        &self,
        charges: &PerCell<Calq>,
        _: &mut Values,
        record: Record<'_>,
        format: &dyn Fn(&dyn Payload) -> Packet,
    ) -> Packet {
        let result = run(charges, self.kind, self.drop, self.tie, self.largest);
        if let Some(record) = record {
            let sums = result.sums[..result.groups].iter().map(|&sum| i64::from(sum));
            let addresses = result.addresses[..result.groups].iter().map(|&address| i64::from(address));
            record(Stage::SuperTriggerCell, &sums.chain(addresses).collect::<Vec<_>>());
        }
        format(&result)
    }
}

impl Payload for SuperTriggerCells {
    fn field(&self, field: Field, _: u32) -> Option<u64> {
        match field {
            Field::GroupAddress { group } => Some(self.addresses[usize::from(group)].into()),
            Field::GroupSum { group } => Some(self.sums[usize::from(group)].into()),
            _ => None,
        }
    }

    fn filler(&self, _: Bx, _: u16) -> Filler {
        Filler::default()
    }
}

/// Which of several equal largest charges gives its address.
///
/// All published vectors have the highest index win (2,433 of 42,768 four-cell groups of the MC set
/// hold a tie). A C++ front-end emulator changed to the lowest index for the chips of the September
/// 2024 beam test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StcTie {
    /// The highest index wins, as in the vectors.
    #[default]
    Highest,
    /// The lowest index wins.
    Lowest,
}

impl StcType {
    /// Cells summed in one group.
    pub fn group_size(self) -> usize {
        match self {
            StcType::Stc16Sum9 => 16,
            _ => 4,
        }
    }

    /// Bits of the address of the largest cell; 0 if it is not sent.
    pub fn address_bits(self) -> u32 {
        match self {
            StcType::Stc4Sum9 | StcType::Stc4Sum7 => 2,
            StcType::Stc16Sum9 => 4,
            StcType::Ctc4Sum7 | StcType::Ctc4Sum9 => 0,
        }
    }

    /// Code of the sums; only the 7-bit codes drop bits.
    pub fn sum_code(self) -> FloatCode {
        match self {
            StcType::Ctc4Sum7 | StcType::Stc4Sum7 => FLOAT_4E3M,
            _ => FLOAT_5E4M,
        }
    }

    /// Bits dropped from a sum before it is encoded, of those that the register drops.
    pub fn dropped_bits(self, drop: u32) -> u32 {
        if self.sum_code() == FLOAT_4E3M { drop } else { 0 }
    }

    /// Groups that fit `links`, or `None` where the links outnumber the table: then the formatter
    /// sends zeros only, header included.
    ///
    /// That zero packet is known for types 0 to 3; type 4, for which no vector exists, is taken to
    /// behave as type 3, which has the same number of groups for every number of links.
    pub fn groups(self, links: u8) -> Option<usize> {
        let table: &[usize] = match self {
            StcType::Stc4Sum9 => &[2, 5, 8, 11, 12],
            StcType::Stc16Sum9 => &[2, 3],
            StcType::Ctc4Sum7 => &[4, 8, 12],
            StcType::Stc4Sum7 | StcType::Ctc4Sum9 => &[3, 6, 10, 12],
        };
        table.get(usize::from(links) - 1).copied()
    }
}

/// What the algorithm hands to the formatter, for all 12 (or 3) groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuperTriggerCells {
    /// Groups that there are.
    pub groups: usize,
    /// Encoded sum of each group.
    pub sums: [u16; MAX_GROUPS],
    /// Index inside its group of the largest charge.
    pub addresses: [u8; MAX_GROUPS],
}

/// The most groups of any kind of super trigger cell.
pub const MAX_GROUPS: usize = CELLS / 4;

/// The index in a group of the charge with the largest key.
#[inline]
fn address(group: &[Calq], tie: StcTie, key: impl Fn(Calq) -> u32) -> u8 {
    let mut best = 0;
    for (index, charge) in group.iter().enumerate() {
        let better = match tie {
            StcTie::Highest => key(*charge) >= key(group[best]),
            StcTie::Lowest => key(*charge) > key(group[best]),
        };
        if better {
            best = index;
        }
    }
    best as u8
}

/// Runs the algorithm; `drop` is the effective number of drop bits (0..=4).
pub fn run(charges: &PerCell<Calq>, kind: StcType, drop: u32, tie: StcTie, largest: Largest) -> SuperTriggerCells {
    let key = |charge: Calq| largest.key(charge.0, drop);
    let drop = kind.dropped_bits(drop);
    let groups = CELLS / kind.group_size();
    let mut result = SuperTriggerCells { groups, sums: [0; MAX_GROUPS], addresses: [0; MAX_GROUPS] };
    for (index, group) in charges.chunks(kind.group_size()).enumerate() {
        result.sums[index] = kind.sum_code().encode(group.iter().map(|charge| charge.0).sum(), drop);
        result.addresses[index] = address(group, tie, key);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_highest_index_unless_switched() {
        let mut charges = [Calq(3); 48];
        charges[5] = Calq(9);
        charges[6] = Calq(9);
        for (kind, tie, groups, first) in [
            (StcType::Stc4Sum9, StcTie::Highest, 12, [3, 2, 3]),
            (StcType::Stc4Sum9, StcTie::Lowest, 12, [0, 1, 0]),
            (StcType::Stc16Sum9, StcTie::Highest, 3, [6, 15, 15]),
            (StcType::Stc16Sum9, StcTie::Lowest, 3, [5, 0, 0]),
        ] {
            let SuperTriggerCells { groups: of_kind, addresses, .. } = run(&charges, kind, 0, tie, Largest::Charge);
            assert_eq!((of_kind, &addresses[..3]), (groups, &first[..]), "{kind:?} {tie:?}");
        }
    }

    /// 1000 and 1001 have the same code; 1001 is in the lower place.
    #[test]
    fn the_largest_may_be_that_of_the_codes() {
        let mut charges = [Calq(3); 48];
        (charges[4], charges[6]) = (Calq(1001), Calq(1000));
        let [by_charge, by_code, lowest] =
            [(StcTie::Highest, Largest::Charge), (StcTie::Highest, Largest::Code), (StcTie::Lowest, Largest::Code)]
                .map(|(tie, largest)| run(&charges, StcType::Stc4Sum9, 1, tie, largest));
        assert_eq!([by_charge.addresses[1], by_code.addresses[1], lowest.addresses[1]], [0, 2, 0]);
        assert_eq!(by_charge.sums, by_code.sums);
    }

    #[test]
    fn only_seven_bit_sums_drop_bits() {
        let charges = [Calq(100); 48];
        assert_eq!(
            run(&charges, StcType::Stc4Sum9, 3, StcTie::Highest, Largest::Charge).sums[0],
            FLOAT_5E4M.encode(400, 0)
        );
        assert_eq!(
            run(&charges, StcType::Ctc4Sum9, 3, StcTie::Highest, Largest::Charge).sums[0],
            FLOAT_5E4M.encode(400, 0)
        );
        assert_eq!(
            run(&charges, StcType::Stc4Sum7, 3, StcTie::Highest, Largest::Charge).sums[0],
            FLOAT_4E3M.encode(50, 0)
        );
        assert_eq!(run(&charges, StcType::Stc16Sum9, 3, StcTie::Highest, Largest::Charge).groups, 3);
    }

    #[test]
    fn the_groups_sent_always_fit_the_links() {
        for kind in StcType::ALL {
            for links in 1..=13 {
                if let Some(groups) = kind.groups(links) {
                    let bits = 4 + groups as u32 * (kind.address_bits() + kind.sum_code().bits());
                    assert!(bits <= 32 * u32::from(links), "{kind:?} {links}");
                    assert!(groups <= CELLS / kind.group_size());
                }
            }
        }
    }
}
