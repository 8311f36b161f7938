//! Super Trigger Cells (STC): sums of 4 or 16 neighbouring cells, with the address of the largest.

use serde::{Deserialize, Serialize};

use super::encode::{FLOAT_4E3M, FLOAT_5E4M, FloatCode};
use super::signals::{CELLS, Calq, PerCell};
use crate::registers::StcType;

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

    /// Groups that fit `links`, or `None` where the links outnumber the table: then the formatter
    /// sends zeros only, header included.
    ///
    /// That zero frame is known for types 0 to 3; type 4, for which no vector exists, is taken to
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
    /// Encoded sum of each group.
    pub sums: Vec<u16>,
    /// Index inside its group of the largest charge, compared before any bit is dropped.
    pub addresses: Vec<u8>,
}

/// Runs the algorithm; `drop` is the effective number of drop bits (0..=4).
pub fn run(charges: &PerCell<Calq>, kind: StcType, drop: u32, tie: StcTie) -> SuperTriggerCells {
    let drop = if kind.sum_code() == FLOAT_4E3M { drop } else { 0 };
    let groups = charges.chunks(kind.group_size());
    let sums = groups.clone().map(|group| kind.sum_code().encode(group.iter().map(|charge| charge.0).sum(), drop));
    let addresses = groups.map(|group| {
        let mut best = 0;
        for (index, charge) in group.iter().enumerate() {
            let better = match tie {
                StcTie::Highest => *charge >= group[best],
                StcTie::Lowest => *charge > group[best],
            };
            if better {
                best = index;
            }
        }
        best as u8
    });
    let result = SuperTriggerCells { sums: sums.collect(), addresses: addresses.collect() };
    debug_assert_eq!(result.sums.len(), CELLS / kind.group_size());
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
        let address = |kind, tie| run(&charges, kind, 0, tie).addresses;
        assert_eq!(address(StcType::Stc4Sum9, StcTie::Highest)[..3], [3, 2, 3]);
        assert_eq!(address(StcType::Stc4Sum9, StcTie::Lowest)[..3], [0, 1, 0]);
        assert_eq!(address(StcType::Stc16Sum9, StcTie::Highest), [6, 15, 15]);
        assert_eq!(address(StcType::Stc16Sum9, StcTie::Lowest), [5, 0, 0]);
    }

    #[test]
    fn only_seven_bit_sums_drop_bits() {
        let charges = [Calq(100); 48];
        assert_eq!(run(&charges, StcType::Stc4Sum9, 3, StcTie::Highest).sums[0], FLOAT_5E4M.encode(400, 0));
        assert_eq!(run(&charges, StcType::Ctc4Sum9, 3, StcTie::Highest).sums[0], FLOAT_5E4M.encode(400, 0));
        assert_eq!(run(&charges, StcType::Stc4Sum7, 3, StcTie::Highest).sums[0], FLOAT_4E3M.encode(50, 0));
        assert_eq!(run(&charges, StcType::Stc16Sum9, 3, StcTie::Highest).sums.len(), 3);
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
