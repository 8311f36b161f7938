//! Best Choice (BC): the largest charges, found by an exchange network.
//!
//! The network is Batcher's merge exchange (Knuth, The Art of Computer Programming, volume 3,
//! algorithm 5.2.2M) on 48 pairs of charge and index: 21 stages, 367 comparators, which swap only
//! when the first charge is strictly smaller. It is not a stable sort, and which of several equal
//! charges is sent depends on the exact network.

use std::sync::Arc;

use super::algorithm::{AlgorithmFacts, Block, Contents, Filler, Largest, PacketLength, Payload, choice};
use super::encode::{FLOAT_4E3M, FLOAT_5E3M, FloatCode};
use super::erx::Bx;
use super::formatter::{Field, FieldCodec, Packet, PacketLayout, list};
use super::pipeline::Options;
use super::signals::{CELLS, Calq, PerCell, Sum5E3M, TcCode};
use super::stage::{self, Meaning, StageInfo, StagePart};
use super::trace::Record;
use crate::error::Result;
use crate::network::AeBlock;
use crate::nn::Values;
use crate::registers::{Algorithm, ChipConfig, OUTPUT_LINKS};

/// What is known of the algorithm before any BX.
pub struct BestChoiceFacts;

impl AlgorithmFacts for BestChoiceFacts {
    fn stages(&self, config: &ChipConfig, _: &AeBlock) -> Vec<StageInfo> {
        const CELL_BITS: u32 = (CELLS - 1).ilog2() + 1;
        let sum = FLOAT_5E3M.bits();
        let parts = vec![
            StagePart::cells("ORDER", CELL_BITS, "order, largest first", "cell"),
            StagePart::cells("SELECTED", 1, "sent", "1 bit"),
            StagePart::cells("CHARGE", FLOAT_4E3M.bits(), "charge", "4E3M"),
            StagePart::one("SUM", sum, Meaning::Field(|_| Field::ModuleSum, sum)),
        ];
        let about =
            format!("The {} largest charges, found by an exchange network, are sent.", cells_sent(config.links));
        vec![StageInfo::new(stage::Stage::BestChoice, "best_choice", Algorithm::BestChoice.name(), about, parts)]
    }

    fn block(&self, config: &ChipConfig, options: &Options) -> Result<Arc<dyn Block>> {
        let (drop, links, use_sum) = (config.effective_drop_lsb(), config.links, config.use_sum);
        Ok(Arc::new(Settings { drop, links, use_sum, largest: options.largest }))
    }

    fn cell_setting(&self, _: &ChipConfig, _: usize) -> Option<String> {
        None
    }

    fn contents(&self) -> Contents {
        Contents::Cells { chosen: true }
    }

    fn packet_length(&self) -> PacketLength {
        PacketLength::Fixed
    }

    fn walk(&self, layout: &PacketLayout, codec: &mut dyn FieldCodec) {
        codec.field(Field::Header, 4);
        codec.field(Field::ModuleSum, FLOAT_5E3M.bits());
        match cells_sent(layout.links) {
            few @ 0..8 => list(few as u8, codec),
            _ => layout.bitmap(codec),
        }
    }

    fn words_in_buffer(&self, links: u8, _: usize) -> u16 {
        (2 * u16::from(links)).min(25)
    }

    /// Charges were dropped before they were sorted; they and their sum are in dropped units.
    fn code(&self, field: Field, _: &PacketLayout, drop: u32) -> Option<(FloatCode, u32)> {
        match field {
            Field::ModuleSum => Some((FLOAT_5E3M, drop)),
            Field::Charge { .. } => Some((FLOAT_4E3M, drop)),
            _ => None,
        }
    }

    fn rows_early(&self) -> u64 {
        2
    }
}

/// The algorithm with its settings.
#[derive(Debug)]
struct Settings {
    drop: u32,
    links: u8,
    use_sum: bool,
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
        let result = run(charges, self.drop, self.links, self.use_sum, self.largest);
        if let Some(record) = record {
            let order = result.order.map(i64::from).into_iter().chain(result.selected.map(i64::from));
            let charges = result.charges.map(|code| i64::from(code.0));
            let values: Vec<i64> = order.chain(charges).chain([i64::from(result.sum.0)]).collect();
            record(stage::Stage::BestChoice, &values);
        }
        format(&result)
    }
}

impl Payload for BestChoice {
    fn field(&self, field: Field, _: u32) -> Option<u64> {
        match field {
            Field::ModuleSum => Some(self.sum.0.into()),
            Field::Charge { tc } => Some(self.charges[usize::from(tc)].0.into()),
            field => choice(&self.selected, field),
        }
    }

    fn filler(&self, _: Bx, _: u16) -> Filler {
        Filler::default()
    }
}

/// Largest value compared: charges saturate at 18 bits after the drop bits.
pub const MAX_VALUE: u32 = (1 << 18) - 1;

/// Cells sent for 1..=13 links.
const SENT: [usize; OUTPUT_LINKS] = [1, 4, 6, 9, 14, 18, 23, 28, 32, 37, 41, 46, 48];

/// Cells sent with `links` active links (1..=13).
pub fn cells_sent(links: u8) -> usize {
    SENT[usize::from(links) - 1]
}

/// What Best Choice hands to the formatter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestChoice {
    /// Order in which the network leaves the cells, largest charge first.
    pub order: [u8; CELLS],
    /// Cells that are sent: the first of `order`.
    pub selected: PerCell<bool>,
    /// Charges in 4E3M of the dropped and saturated values.
    pub charges: PerCell<TcCode>,
    /// Module sum in dropped units, of all cells or of those not sent.
    pub sum: Sum5E3M,
}

/// One stage of the network: comparators `(i, i + distance)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortingStage {
    /// Distance between the two inputs of each comparator.
    pub distance: usize,
    /// A comparator starts at `i` if `i & mask == pattern` and `i + distance < 48`.
    pub mask: usize,
    /// See `mask`.
    pub pattern: usize,
}

/// The stages in order. The comparators of one stage are disjoint.
pub fn stages() -> impl Iterator<Item = SortingStage> {
    let p_values = std::iter::successors(Some(32usize), |p| (*p > 1).then_some(p / 2));
    p_values.flat_map(|p| {
        let first = std::iter::once(SortingStage { distance: p, mask: p, pattern: 0 });
        let later = std::iter::successors(Some(32usize), |q| Some(q / 2))
            .take_while(move |&q| q > p)
            .map(move |q| SortingStage { distance: q - p, mask: p, pattern: p });
        first.chain(later)
    })
}

/// Sends the values through the network and returns the order of the cells.
pub fn sort(values: &PerCell<u32>) -> [u8; CELLS] {
    let mut pairs: [(u32, u8); CELLS] = std::array::from_fn(|cell| (values[cell], cell as u8));
    for SortingStage { distance, mask, pattern } in stages() {
        for first in (0..CELLS - distance).filter(|first| first & mask == pattern) {
            if pairs[first].0 < pairs[first + distance].0 {
                pairs.swap(first, first + distance);
            }
        }
    }
    pairs.map(|(_, cell)| cell)
}

/// Runs the algorithm; `drop` is the effective number of drop bits (0..=4).
pub fn run(charges: &PerCell<Calq>, drop: u32, links: u8, use_sum: bool, largest: Largest) -> BestChoice {
    let values = charges.map(|charge| (charge.0 >> drop).min(MAX_VALUE));
    let order = sort(&values.map(|value| largest.key(value, 0)));
    let (sent, not_sent) = order.split_at(cells_sent(links));
    let mut selected = [false; CELLS];
    for &cell in sent {
        selected[usize::from(cell)] = true;
    }
    let summed = if use_sum { &order[..] } else { not_sent };
    let sum = summed.iter().map(|&cell| values[usize::from(cell)]).sum();
    BestChoice {
        order,
        selected,
        charges: values.map(|value| TcCode(FLOAT_4E3M.encode(value, 0) as u8)),
        sum: Sum5E3M(FLOAT_5E3M.encode(sum, 0) as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Generation;
    use proptest::prelude::*;

    #[test]
    fn the_network_has_21_stages_and_367_comparators() {
        let sizes: Vec<(usize, usize)> = stages()
            .map(|s| (s.distance, (0..CELLS - s.distance).filter(|i| i & s.mask == s.pattern).count()))
            .collect();
        let expected = [
            (32, 16),
            (16, 16),
            (16, 16),
            (8, 24),
            (24, 8),
            (8, 16),
            (4, 24),
            (28, 8),
            (12, 16),
            (4, 20),
            (2, 24),
            (30, 8),
            (14, 16),
            (6, 20),
            (2, 22),
            (1, 24),
            (31, 8),
            (15, 16),
            (7, 20),
            (3, 22),
            (1, 23),
        ];
        assert_eq!(sizes, expected);
        assert_eq!(sizes.iter().map(|(_, comparators)| comparators).sum::<usize>(), 367);
    }

    fn order(value: impl Fn(u32) -> u32) -> Vec<u8> {
        sort(&std::array::from_fn(|i| value(i as u32))).to_vec()
    }

    #[test]
    fn known_answers() {
        assert_eq!(order(|_| 5), (0..48).collect::<Vec<u8>>());
        assert_eq!(
            order(|i| i / 12),
            [
                40, 41, 42, 43, 36, 37, 38, 39, 44, 45, 46, 47, 32, 33, 34, 35, 24, 25, 26, 27, 28, 29, 30, 31, 16, 17,
                18, 19, 20, 21, 22, 23, 12, 13, 14, 15, 0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7
            ]
        );
        assert_eq!(
            order(|i| i % 5),
            [
                24, 9, 34, 19, 4, 29, 14, 39, 44, 33, 18, 43, 8, 13, 38, 23, 28, 3, 42, 17, 32, 37, 22, 47, 12, 27, 2,
                7, 16, 41, 46, 21, 36, 1, 26, 11, 6, 31, 0, 5, 40, 25, 10, 35, 20, 45, 30, 15
            ]
        );
        assert_eq!(
            order(|i| 7 * i % 16),
            [
                9, 25, 41, 34, 2, 18, 27, 43, 11, 4, 20, 36, 45, 13, 29, 22, 38, 6, 15, 31, 47, 40, 8, 24, 17, 33, 1,
                10, 26, 42, 35, 3, 19, 28, 44, 12, 5, 21, 37, 46, 14, 30, 23, 39, 7, 0, 16, 32
            ]
        );
    }

    /// As many cells as the links have room for: 4 bits of header, 8 of the sum, then 7 for each charge, with 6 of its
    /// address or one bit for each of all cells.
    #[test]
    fn as_many_cells_are_sent_as_have_room() {
        for links in 1..=13 {
            let room = 32 * usize::from(links) - 12;
            let (few, many) = (room / 13, room.saturating_sub(48) / 7);
            let expected = if few < 8 { few } else { many.min(48) };
            assert_eq!(cells_sent(links), expected, "{links} links");
            assert_eq!(BestChoiceFacts.words_in_buffer(links, 0), [2 * u16::from(links), 25][usize::from(links == 13)]);
        }
    }

    /// Charges that are all different are sorted in one way only, whatever the network.
    #[test]
    fn the_largest_are_sent_and_the_others_summed() {
        // Cell 7 i mod 48 has the i-th smallest charge.
        let charges: PerCell<Calq> = std::array::from_fn(|cell| Calq(100 + 16 * (7 * cell as u32 % 48)));
        for (drop, links) in (0..=4).flat_map(|drop| (1..=13).map(move |links| (drop, links))) {
            let mut falling: Vec<usize> = (0..CELLS).collect();
            falling.sort_by_key(|&cell| std::cmp::Reverse(charges[cell].0));
            let sent = &falling[..SENT[usize::from(links) - 1]];
            for use_sum in [false, true] {
                let result = run(&charges, drop, links, use_sum, Largest::Charge);
                assert_eq!(result.order.map(usize::from).to_vec(), falling);
                assert_eq!(result.selected, std::array::from_fn(|cell| sent.contains(&cell)));
                let summed = (0..CELLS).filter(|cell| use_sum || !sent.contains(cell));
                let sum: u32 = summed.map(|cell| charges[cell].0 >> drop).sum();
                assert_eq!(result.sum.0, FLOAT_5E3M.encode(sum, 0) as u8, "{drop} {links} {use_sum}");
                let codes = charges.map(|charge| TcCode(FLOAT_4E3M.encode(charge.0 >> drop, 0) as u8));
                assert_eq!(result.charges, codes);
            }
        }
    }

    #[test]
    fn what_is_known_before_any_bx() {
        let config = ChipConfig { links: 3, algorithm: Algorithm::BestChoice, ..ChipConfig::reset(Generation::Prod) };
        let layout = Options::default().packet_layout(&config);
        let codes = [Field::ModuleSum, Field::Charge { tc: 3 }, Field::Header];
        let codes = codes.map(|field| BestChoiceFacts.code(field, &layout, 2));
        assert_eq!(codes, [Some((FLOAT_5E3M, 2)), Some((FLOAT_4E3M, 2)), None]);
        assert_eq!((BestChoiceFacts.rows_early(), MAX_VALUE), (2, 0x3_FFFF));
        assert_eq!(BestChoiceFacts.cell_setting(&config, 0), None);
        let [stage] = BestChoiceFacts.stages(&config, &AeBlock::chip_8x8()).try_into().unwrap_or_else(|_| panic!());
        assert!(stage.about.starts_with("The 6 largest"), "{}", stage.about);
        let widths: Vec<u32> = stage.parts.iter().map(|part| part.bits).collect();
        assert_eq!(widths, [6, 1, 7, 8]);
    }

    #[test]
    fn values_saturate_before_they_are_compared() {
        let mut charges = [Calq(0); CELLS];
        charges[10] = Calq(MAX_VALUE);
        charges[20] = Calq(4_000_000);
        let result = run(&charges, 0, 1, true, Largest::Charge);
        assert_eq!(result.charges[20], result.charges[10]);
        assert_eq!(result.sum.0, FLOAT_5E3M.encode(2 * MAX_VALUE, 0) as u8);
    }

    /// 1000 and 1001 have the same code, and of equal values the network takes the first of these two places.
    #[test]
    fn the_largest_may_be_that_of_the_codes() {
        let mut charges = [Calq(0); CELLS];
        (charges[0], charges[32]) = (Calq(1000), Calq(1001));
        for (largest, expected) in [(Largest::Charge, 32), (Largest::Code, 0)] {
            let result = run(&charges, 0, 1, true, largest);
            let sent: Vec<usize> = (0..CELLS).filter(|&cell| result.selected[cell]).collect();
            assert_eq!(sent, [expected]);
        }
    }

    proptest! {
        #[test]
        fn the_order_is_a_sorted_permutation(values in proptest::collection::vec(0u32..40, CELLS)) {
            let values: PerCell<u32> = std::array::from_fn(|i| values[i]);
            let order = sort(&values);
            let mut seen = order;
            seen.sort_unstable();
            prop_assert_eq!(seen.to_vec(), (0..48).collect::<Vec<u8>>());
            prop_assert!(order.windows(2).all(|pair| values[pair[0] as usize] >= values[pair[1] as usize]));
        }
    }
}
