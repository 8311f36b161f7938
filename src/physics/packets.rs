//! Packets through the chip and back: charges to link words, received packets to charges of cells.
//!
//! Every algorithm of the chip gets the calibrated charges behind the front end, so that all see the
//! same input. The words go through formatter and FIFO; the receiver unpacks them, with packets that waited
//! in the FIFO given to their own BX, and reads only what was sent:
//!
//! | packet | reconstruction |
//! |---|---|
//! | Threshold Sum, Best Choice, Repeater | cells as sent, the others 0; with [`Fill::Rest`] what is left of the module sum spread evenly over the cells that were not sent |
//! | super trigger cells | the sum of a group on its largest cell, or spread evenly over the group; groups that the links leave out are 0 |
//! | truncated | nothing; with [`Fill::Rest`] the module sum spread evenly |
//! | autoencoder | see [`super::model`] |
//!
//! The sum of Best Choice is that of charges whose low bits were dropped; in modules that are nearly
//! empty it falls short, and so does what [`Fill::Rest`] makes of it.
//!
//! A code stands for an interval of charges; its middle is taken, as the front end of the chip
//! does: half an interval above its lower end, or the charge itself where no bit was cut.

use crate::chip::algorithm::PacketLength;
use crate::chip::formatter::{Field, PacketLayout};
use crate::chip::signals::{CELLS, Calq, PerCell};
use crate::chip::unpack::{ReceivedPacket, Status, Unpacker};
use crate::chip::{Chip, Options};
use crate::error::Result;
use crate::golden::explain::Reader;
use crate::network::LATENTS;
use crate::registers::{Algorithm, ChipConfig, Density, FIFO_WORDS, Generation, StcType};

use super::evaluation::Bits;

/// What cells that were not sent get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Nothing.
    Zero,
    /// Equal parts of what the sent cells leave of the module sum.
    Rest,
}

/// Where the sum of a group of cells goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// To the largest cell.
    Largest,
    /// To all cells of the group evenly.
    Even,
}

/// Which cells share a group of the chip: behind the chip's MUX, groups are 4 or 16 consecutive cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Routing {
    /// As in the published configurations of the chip: identity, so that codes of one input link share
    /// a group of 4.
    #[default]
    Chip,
    /// The best that a MUX can do: groups of 4 are 2x2 tiles, groups of 16 rhombi of the hexagon.
    Tiles,
}

impl Routing {
    /// Post-MUX cell, in the numbering of samples, of each cell behind this MUX.
    pub fn cells(self) -> PerCell<u8> {
        use crate::data::cells::{AE_MUX, POST_MUX};
        let mut cells = [0; CELLS];
        match self {
            Routing::Chip => {
                for (cell, &input) in AE_MUX.iter().enumerate() {
                    cells[usize::from(input)] = cell as u8;
                }
            }
            Routing::Tiles => {
                let tiles = super::telescope::SUPERCELLS[..12].iter().flatten();
                tiles.zip(&mut cells).for_each(|(&training, cell)| *cell = POST_MUX[training]);
            }
        }
        cells
    }
}

/// The settings with which all contenders run: production chip, drop bits that fit the density, T1 for
/// a latency of 12 BX, T2 and T3 out of reach, full module sums.
pub fn chip(algorithm: Algorithm, links: u8, density: Density) -> ChipConfig {
    ChipConfig {
        algorithm,
        density,
        drop_lsb: density.dropped_bits() as u8,
        links,
        buffer_t1: 24 * u16::from(links),
        buffer_t2: 500,
        buffer_t3: 0,
        use_sum: true,
        ..ChipConfig::reset(Generation::Prod)
    }
}

/// Sends samples through a chip, one BX each, and returns their packets as received, in order.
/// The FIFO is empty before the first; after the last, empty BX flush what still waits.
///
/// # Errors
/// Those of [`Chip::new`].
pub fn send(config: &ChipConfig, options: &Options, charges: &[PerCell<Calq>]) -> Result<Vec<ReceivedPacket>> {
    let mut chip = Chip::new(config, options)?;
    let mut unpacker = Unpacker::new(config, options.packet_layout(config));
    let mut packets = Vec::with_capacity(charges.len());
    // What may still wait in the FIFO behind the last packet.
    let behind = FIFO_WORDS / unpacker.words_per_row() + 2;
    for charges in charges.iter().chain(std::iter::repeat_n(&[Calq(0); CELLS], behind)) {
        unpacker.push(&chip.step_charges(charges), &mut |packet| packets.push(packet));
    }
    unpacker.finish(&mut |packet| packets.push(packet));
    // Those of the empty BX are nobody's.
    packets.truncate(charges.len());
    Ok(packets)
}

/// Reads charges and bits from received packets of one configuration.
#[derive(Debug, Clone)]
pub struct PacketReader {
    algorithm: Algorithm,
    stc_type: StcType,
    reader: Reader,
}

impl PacketReader {
    /// For packets of this configuration.
    pub fn new(config: &ChipConfig, layout: PacketLayout) -> Self {
        PacketReader { algorithm: config.algorithm, stc_type: config.stc_type, reader: Reader::new(config, layout) }
    }

    /// The middle of the charges that a field stands for, CALQ.
    fn charge(&self, field: Field, code: u64) -> f64 {
        match self.reader.range(field, code) {
            None => 0.0,
            Some((low, high)) if low == high => low as f64,
            Some((low, high)) => (low as f64 + high as f64 + 1.0) / 2.0,
        }
    }

    /// The module sum, if it was received.
    pub fn module_sum(&self, packet: &ReceivedPacket) -> Option<f64> {
        packet.value(Field::ModuleSum).map(|code| self.charge(Field::ModuleSum, code))
    }

    /// The charges of the cells that a packet names, and of the others by `fill`; behind the MUX.
    pub fn cells(&self, packet: &ReceivedPacket, fill: Fill) -> PerCell<f32> {
        let mut charges = [None; CELLS];
        for at in &packet.fields {
            if let Field::Charge { tc } = at.field
                && let Some(charge) = charges.get_mut(usize::from(tc))
            {
                *charge = Some(self.charge(at.field, at.value));
            }
        }
        let missing = charges.iter().filter(|charge| charge.is_none()).count().max(1);
        let rest = match (fill, self.module_sum(packet)) {
            (Fill::Rest, Some(sum)) => (sum - charges.iter().flatten().sum::<f64>()).max(0.0) / missing as f64,
            _ => 0.0,
        };
        charges.map(|charge| charge.unwrap_or(rest) as f32)
    }

    /// The charges of super trigger cells, behind the MUX.
    pub fn groups(&self, packet: &ReceivedPacket, spread: Spread) -> PerCell<f32> {
        let size = self.stc_type.group_size();
        let mut charges = [0.0; CELLS];
        for (group, cells) in charges.chunks_mut(size).enumerate() {
            let group = group as u8;
            let Some(code) = packet.value(Field::GroupSum { group }) else { continue };
            let sum = self.charge(Field::GroupSum { group }, code);
            match (spread, packet.value(Field::GroupAddress { group })) {
                (Spread::Largest, Some(address)) => cells[address as usize % size] = sum as f32,
                _ => cells.fill((sum / size as f64) as f32),
            }
        }
        charges
    }

    /// The latents as sent, 0 up to 2: bits that were not sent are 0. `None` if the packet is not whole.
    pub fn latents(&self, packet: &ReceivedPacket, one: f32) -> Option<[f32; LATENTS]> {
        let whole = packet.status == Status::Complete;
        let latent = |latent| self.reader.latent(packet, latent as u8, |at| at.value).0 as f32 / one;
        whole.then(|| std::array::from_fn(latent))
    }

    /// Bits of header and of payload that were received, and bits of the words in the buffer.
    fn bits(&self, packet: &ReceivedPacket) -> [f64; 3] {
        let (mut header, mut payload) = (0, 0);
        for at in &packet.fields {
            match at.field {
                Field::Header | Field::PacketType | Field::ModuleSum | Field::Count => header += at.width,
                Field::Spare => {}
                Field::Address { .. }
                | Field::BitmapBit { .. }
                | Field::Charge { .. }
                | Field::GroupAddress { .. }
                | Field::GroupSum { .. }
                | Field::LatentBit { .. }
                | Field::Latent { .. } => payload += at.width,
            }
        }
        let words = match self.algorithm.facts().packet_length() {
            PacketLength::AsNeeded | PacketLength::Fixed => packet.words,
            PacketLength::Cut => (header + payload).div_ceil(16) as usize,
        };
        [f64::from(header), f64::from(payload), 16.0 * words as f64]
    }
}

/// Mean bits of packets, each with its reader.
pub fn mean_bits<'a>(
    packets: impl ExactSizeIterator<Item = (&'a PacketReader, &'a ReceivedPacket)>,
    links: u8,
) -> Bits {
    let count = packets.len().max(1) as f64;
    let sum = packets
        .map(|(reader, packet)| reader.bits(packet))
        .fold([0.0; 3], |sum, bits| [0, 1, 2].map(|i| sum[i] + bits[i]));
    let [header, payload, words] = sum.map(|sum| sum / count);
    Bits { capacity: 32.0 * f64::from(links), sent: header + payload, header, payload, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{FLOAT_4E3M, FLOAT_5E3M};
    use crate::chip::super_trigger_cell::StcTie;
    use crate::data::synth::{Synth, SynthKind};

    fn sent(config: &ChipConfig, charges: &[PerCell<Calq>]) -> (PacketReader, Vec<ReceivedPacket>) {
        let options = Options::default();
        let reader = PacketReader::new(config, options.packet_layout(config));
        (reader, send(config, &options, charges).unwrap())
    }

    /// Charges that 4E3M with three dropped bits gives back: middles of its intervals.
    fn charges(of: &[(usize, u32)]) -> PerCell<Calq> {
        let mut charges = [Calq(4); CELLS];
        of.iter().for_each(|&(cell, charge)| charges[cell] = Calq(charge));
        charges
    }

    const SOME: [(usize, u32); 3] = [(3, 92), (20, 1216), (47, 304)];

    #[test]
    fn threshold_sum_gives_back_the_cells_above_threshold() {
        let mut config = chip(Algorithm::ThresholdSum, 5, Density::High);
        config.thresholds = [100; CELLS];
        let (reader, packets) = sent(&config, &[charges(&SOME), charges(&[])]);
        let mut expected = [0.0; CELLS];
        (expected[20], expected[47]) = (1216.0, 304.0);
        assert_eq!(reader.cells(&packets[0], Fill::Zero), expected);
        assert_eq!(reader.cells(&packets[1], Fill::Zero), [0.0; CELLS]);
        // The sum, 92 + 1216 + 304 + 45 * 4 = 1792, is the lower end of a code of width 128.
        assert_eq!(reader.module_sum(&packets[0]), Some(1792.0 + 64.0));
        let rest = ((1856.0 - 1520.0) / 46.0) as f32;
        expected.iter_mut().filter(|charge| **charge == 0.0).for_each(|charge| *charge = rest);
        assert_eq!(reader.cells(&packets[0], Fill::Rest), expected);
        // 5 + 3 + 8 + 3 bits, two addresses of 6 and charges of 7.
        assert_eq!(reader.bits(&packets[0]), [19.0, 26.0, 48.0]);
    }

    #[test]
    fn truncated_packets_keep_their_bx_and_their_sum() {
        let mut config = chip(Algorithm::ThresholdSum, 1, Density::High);
        config.buffer_t1 = 30;
        let rows: Vec<_> = (0..40u32).map(|row| [Calq(if row < 20 { 68 + 8 * (row % 8) } else { 0 }); CELLS]).collect();
        config.thresholds = [10; CELLS];
        let (reader, packets) = sent(&config, &rows);
        assert_eq!(packets.len(), 40);
        let mut complete = 0;
        for (row, (packet, bx)) in packets.iter().zip(&rows).enumerate() {
            assert_eq!(packet.row, row as u64);
            let truth = bx.map(|charge| charge.0 as f32);
            match packet.status {
                Status::Complete => {
                    complete += 1;
                    assert_eq!(reader.cells(packet, Fill::Zero), truth, "{row}");
                }
                _ => {
                    assert_eq!(packet.status, Status::TruncatedT1, "{row}");
                    assert_eq!(reader.cells(packet, Fill::Zero), [0.0; CELLS]);
                    let code = FLOAT_5E3M.encode(48 * bx[0].0, 0);
                    let low = FLOAT_5E3M.lower_edge(code) as f64;
                    let sum: f64 = reader.cells(packet, Fill::Rest).iter().map(|&charge| f64::from(charge)).sum();
                    assert!(sum >= low && sum < 1.13 * low, "{row}: {sum} {low}");
                }
            }
        }
        // Two packets of 25 words in 20 BX that send 40 words, and the empty ones.
        assert_eq!(complete, 22);
    }

    #[test]
    fn best_choice_gives_back_the_largest_cells() {
        let config = chip(Algorithm::BestChoice, 2, Density::High);
        let (reader, packets) = sent(&config, &[charges(&[(1, 92), (5, 304), (7, 1216), (40, 496), (41, 84)])]);
        let mut expected = [0.0; CELLS];
        (expected[1], expected[5], expected[7], expected[40]) = (92.0, 304.0, 1216.0, 496.0);
        assert_eq!(reader.cells(&packets[0], Fill::Zero), expected);
        assert_eq!(reader.bits(&packets[0]), [12.0, 52.0, 64.0]);
    }

    #[test]
    fn the_repeater_gives_back_the_cells_that_fit_the_links() {
        let synth = Synth::new(1, SynthKind::Mixed, Some(Density::High), 10);
        let rows: Vec<_> = (0..10).map(|row| synth.sample(&synth.row(row)).charges).collect();
        for (links, cells) in [(13, 48), (2, 8), (5, 22)] {
            let (reader, packets) = sent(&chip(Algorithm::Repeater, links, Density::High), &rows);
            for (packet, bx) in packets.iter().zip(&rows) {
                let charge = |cell: usize| if cell < cells { bx[cell].0 as f32 } else { 0.0 };
                assert_eq!(reader.cells(packet, Fill::Zero), std::array::from_fn(charge));
                assert_eq!(reader.bits(packet)[..2], [5.0, 7.0 * cells as f64]);
            }
        }
    }

    #[test]
    fn super_trigger_cells_of_every_type() {
        let bx = charges(&SOME);
        for kind in StcType::ALL {
            let config = ChipConfig { stc_type: kind, ..chip(Algorithm::SuperTriggerCell, 1, Density::High) };
            let (reader, packets) = sent(&config, &[bx]);
            let (size, sent) = (kind.group_size(), kind.groups(1).unwrap());
            for spread in [Spread::Largest, Spread::Even] {
                let found = reader.groups(&packets[0], spread);
                for (group, (found, truth)) in found.chunks(size).zip(bx.chunks(size)).enumerate() {
                    let sum: u32 = truth.iter().map(|charge| charge.0).sum();
                    // The middle of the code of the sum.
                    let (code, drop) = (kind.sum_code(), if kind.sum_code() == FLOAT_4E3M { 3 } else { 0 });
                    let (low, high) =
                        (code.lower_edge(code.encode(sum, drop)), code.upper_edge(code.encode(sum, drop)));
                    let (low, high) = (low << drop, (high + 1) << drop);
                    let middle = if high - low == 1 { low as f32 } else { (low + high) as f32 / 2.0 };
                    let total = if group < sent { middle } else { 0.0 };
                    let largest = (0..size).max_by_key(|&cell| (truth[cell], cell)).unwrap();
                    for (cell, &charge) in found.iter().enumerate() {
                        let expected = match spread {
                            Spread::Largest if kind.address_bits() > 0 => {
                                if cell == largest {
                                    total
                                } else {
                                    0.0
                                }
                            }
                            _ => total / size as f32,
                        };
                        assert_eq!(charge, expected, "{kind:?} {spread:?} group {group} cell {cell}");
                    }
                }
            }
        }
        assert_eq!(StcTie::default(), StcTie::Highest);
    }

    /// 92 + 3 * 4 = 104 is the lower end of the 5E4M code 104..=107 of group 0: by hand.
    #[test]
    fn a_super_trigger_cell_by_hand() {
        let config = ChipConfig { stc_type: StcType::Stc4Sum9, ..chip(Algorithm::SuperTriggerCell, 5, Density::High) };
        let (reader, packets) = sent(&config, &[charges(&SOME)]);
        assert_eq!(reader.groups(&packets[0], Spread::Largest)[..5], [0.0, 0.0, 0.0, 106.0, 0.0]);
        assert_eq!(reader.groups(&packets[0], Spread::Even)[..5], [26.5, 26.5, 26.5, 26.5, 4.0]);
        assert_eq!(reader.bits(&packets[0]), [4.0, 12.0 * 11.0, 160.0]);
    }

    #[test]
    fn routings_are_permutations_and_tiles_are_neighbours() {
        for routing in [Routing::Chip, Routing::Tiles] {
            let mut cells = routing.cells();
            cells.sort_unstable();
            assert_eq!(cells, std::array::from_fn(|cell| cell as u8));
        }
        for tile in Routing::Tiles.cells().chunks(4) {
            let far = tile.iter().map(|&cell| super::super::emd::distance(tile[0].into(), cell.into()));
            assert!(far.fold(0.0, f64::max) < 3.5);
        }
    }
}
