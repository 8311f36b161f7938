//! Packets through the chip and back: charges to link words, received packets to charges of cells.
//!
//! Every algorithm of the chip gets the calibrated charges behind the front end, so that all see the
//! same input. The words go through formatter and FIFO; the receiver unpacks them, with packets that waited
//! in the FIFO given to their own BX, and reads only what was sent:
//!
//! | packet | what a [`PacketReading`] makes of it |
//! |---|---|
//! | Threshold Sum, Best Choice | cells as sent; the others 0, or what is left of the module sum, evenly or by the mean image |
//! | Repeater | cells as sent; the others 0, or by the mean image on the scale of the cells that were sent |
//! | super trigger cells | the sum of a group on its largest cell, spread evenly, by the mean image, or a share of it on the largest cell; groups that the links leave out are 0 |
//! | truncated | nothing is sent but the module sum of Threshold Sum: all of it is left |
//! | autoencoder | see [`super::model`] |
//!
//! With `use_sum` 0 the field of the module sum holds the sum of the cells that were not sent, so that what is left
//! of it is read off and not found as a difference of large numbers; truncated packets hold the full sum all the same.
//! The sum of Best Choice is that of charges whose low bits were dropped. With `use_sum` 0 half of what a charge can
//! lose is added for each unsent cell; with the full sum nothing is, so that in modules that are nearly empty it falls
//! short, and so does what is left of it.
//!
//! A code stands for an interval of charges; its middle is taken, as the front end of the chip
//! does: half an interval above its lower end, or the charge itself where no bit was cut.

use crate::chip::algorithm::{Contents, PacketLength};
use crate::chip::formatter::{Field, PacketLayout};
use crate::chip::signals::{CELLS, Calq, PerCell};
use crate::chip::unpack::{ReceivedPacket, Status, Unpacker};
use crate::chip::{Chip, Options};
use crate::data::conditions::middle;
use crate::error::Result;
use crate::golden::explain::Reader;
use crate::network::LATENTS;
use crate::registers::{Algorithm, ChipConfig, Density, FIFO_WORDS, Generation, StcType};

use super::evaluation::{Bits, Received};
use super::settings::ChipSettings;

/// The unit of [`PacketReading::Share`].
pub const SHARE_ONE: f64 = 1000.0;

/// An image without a shape.
pub(super) const EVEN: PerCell<f64> = [1.0; CELLS];

/// How received packets become charges of cells.
///
/// The first three are for packets that carry cells, the others, and [`PacketReading::Mean`], for those that carry sums of
/// groups; [`PacketReading::Learned`] is for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacketReading {
    /// Cells as sent, the others 0.
    Sent,
    /// Cells as sent; the others get equal parts of what is left of the module sum.
    Rest,
    /// What no cell of its own says is dealt out by a mean image of other samples: what is left of the module sum over
    /// the cells that were not sent, in the proportions that such cells have; the sum of a group over its cells.
    Mean,
    /// The sum of a group to its largest cell.
    Largest,
    /// The sum of a group to its cells evenly.
    Even,
    /// This share of the sum of a group, in thousandths, to its largest cell, the rest to the others evenly.
    Share(u16),
    /// As [`PacketReading::Mean`], by an image that a decoder makes of each packet, see [`super::learned`].
    Learned,
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

    /// The MUX of the production chip that does this to link words.
    pub fn mux(self) -> PerCell<u8> {
        self.cells().map(|cell| crate::data::cells::AE_MUX[usize::from(cell)])
    }
}

/// The cells, in the numbering of samples, that the MUX of a configuration puts at each place: the order in which who
/// sends charges in place of link words gives them to the chip.
pub fn routed(config: &ChipConfig) -> PerCell<u8> {
    let behind_link_words = Routing::Chip.cells();
    config.to_generation(Generation::Prod).mux.map(|input| behind_link_words[usize::from(input)])
}

/// The production chip with these settings, T2 and T3 out of reach.
pub fn chip(settings: &ChipSettings, links: u8, density: Density) -> ChipConfig {
    ChipConfig {
        algorithm: settings.algorithm,
        density,
        drop_lsb: settings.drop_lsb,
        thresholds: [settings.threshold; CELLS],
        stc_type: settings.stc_type,
        links,
        mux: settings.routing.mux(),
        buffer_t1: settings.t1,
        buffer_t2: 500,
        buffer_t3: 0,
        use_sum: settings.use_sum,
        ..ChipConfig::reset(Generation::Prod)
    }
}

/// Charges through a chip, one BX each, and their packets as received, in order. The FIFO is empty before the first.
pub struct PacketStream {
    chip: Chip,
    unpacker: Unpacker,
    /// BX whose packets have not arrived.
    waiting: usize,
}

impl PacketStream {
    /// Through a chip with this configuration.
    ///
    /// # Errors
    /// Those of [`Chip::new`].
    pub fn new(config: &ChipConfig, options: &Options) -> Result<Self> {
        let unpacker = Unpacker::new(config, options.packet_layout(config));
        Ok(PacketStream { chip: Chip::new(config, options)?, unpacker, waiting: 0 })
    }

    /// Sends the charges of a BX and adds the packets that have arrived with it.
    pub fn send(&mut self, charges: &PerCell<Calq>, packets: &mut Vec<ReceivedPacket>) {
        let before = packets.len();
        self.unpacker.push(&self.chip.step_charges(charges), &mut |packet| packets.push(packet));
        self.waiting = (self.waiting + 1).saturating_sub(packets.len() - before);
    }

    /// Adds the packets that still wait in the FIFO: empty BX flush them.
    pub fn finish(mut self, packets: &mut Vec<ReceivedPacket>) {
        let all = packets.len() + self.waiting;
        // What may still wait behind the last packet.
        for _ in 0..FIFO_WORDS / self.unpacker.words_per_row() + 2 {
            self.unpacker.push(&self.chip.step_charges(&[Calq(0); CELLS]), &mut |packet| packets.push(packet));
        }
        self.unpacker.finish(&mut |packet| packets.push(packet));
        // Those of the empty BX are nobody's.
        packets.truncate(all);
    }
}

/// Sends samples through a chip, one BX each, and returns their packets as received, in order.
///
/// # Errors
/// Those of [`Chip::new`].
pub fn send(config: &ChipConfig, options: &Options, charges: &[PerCell<Calq>]) -> Result<Vec<ReceivedPacket>> {
    let mut stream = PacketStream::new(config, options)?;
    let mut packets = Vec::with_capacity(charges.len());
    charges.iter().for_each(|charges| stream.send(charges, &mut packets));
    stream.finish(&mut packets);
    Ok(packets)
}

/// What a packet says of the charges of its cells, in its own order.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Charges of the cells that it names, CALQ.
    pub cells: PerCell<Option<f64>>,
    /// The cells that it says are the largest of their groups.
    pub largest: PerCell<bool>,
    /// Cells that share a charge: so many, one behind the other.
    pub pool: usize,
    /// The charge that the cells of each pool share that are not named, CALQ; `None` if the packet does not say it, as of
    /// groups that the links leave out. As many count as there are pools.
    pub open: PerCell<Option<f64>>,
}

impl Said {
    /// The sum of the cells that are named.
    pub fn known(&self) -> f64 {
        self.cells.iter().flatten().sum()
    }

    /// The charge of all cells, as far as it is said.
    pub fn sum(&self) -> f64 {
        self.known() + self.open[..CELLS / self.pool].iter().flatten().sum::<f64>()
    }

    /// Cells as named; the others of a pool share what is left for them as they do in an image, evenly where it shows
    /// none of them. Where the packet does not say what is left, that of which it says the charge gives the scale.
    pub fn dealt(&self, image: &PerCell<f64>) -> PerCell<f32> {
        let mut charges = [0.0; CELLS];
        let is_said = |cell: usize| self.cells[cell].is_some() || self.open[cell / self.pool].is_some();
        let said: f64 = (0..CELLS).filter(|&cell| is_said(cell)).map(|cell| image[cell]).sum();
        for (pool, own) in charges.chunks_mut(self.pool).enumerate() {
            let cells = pool * self.pool..(pool + 1) * self.pool;
            let (named, image) = (&self.cells[cells.clone()], &image[cells]);
            let open = named.iter().zip(image).filter(|(charge, _)| charge.is_none());
            let (all, count) = (open.clone().map(|(_, part)| part).sum::<f64>(), open.count());
            let rest = match self.open[pool] {
                Some(rest) => rest,
                None if said > 0.0 => self.sum() / said * all,
                None => 0.0,
            };
            let part = |part: f64| if all > 0.0 { rest * part / all } else { rest / count as f64 };
            for ((own, charge), image) in own.iter_mut().zip(named).zip(image) {
                *own = charge.unwrap_or_else(|| part(*image)) as f32;
            }
        }
        charges
    }

    /// A share of the charge of each pool on its largest cell, the rest evenly on the others; evenly where the packet
    /// does not say which is the largest.
    fn with_share(&self, share: f64) -> PerCell<f32> {
        let mut charges = [0.0; CELLS];
        for (pool, own) in charges.chunks_mut(self.pool).enumerate() {
            let sum = self.open[pool].unwrap_or_default();
            match self.largest[pool * self.pool..][..self.pool].iter().position(|&largest| largest) {
                Some(largest) => {
                    own.fill((sum * (1.0 - share) / (self.pool - 1) as f64) as f32);
                    own[largest] = (sum * share) as f32;
                }
                None => own.fill((sum / self.pool as f64) as f32),
            }
        }
        charges
    }
}

/// Reads charges and bits from received packets of one configuration.
#[derive(Debug, Clone)]
pub struct PacketReader {
    algorithm: Algorithm,
    stc_type: StcType,
    /// Whether the field of the module sum holds the cells that were not sent.
    only_unsent: bool,
    reader: Reader,
}

impl PacketReader {
    /// For packets of this configuration.
    pub fn new(config: &ChipConfig, layout: PacketLayout) -> Self {
        let cells = matches!(config.algorithm.facts().contents(), Contents::Cells { .. });
        PacketReader {
            algorithm: config.algorithm,
            stc_type: config.stc_type,
            only_unsent: cells && !config.use_sum,
            reader: Reader::new(config, layout),
        }
    }

    /// The middle of the charges that a field stands for, CALQ.
    fn charge(&self, field: Field, code: u64) -> f64 {
        match self.reader.range(field, code) {
            None => 0.0,
            Some((low, high)) => middle(low, high),
        }
    }

    /// What the field of the module sum says, if it was received.
    fn sum_field(&self, packet: &ReceivedPacket) -> Option<f64> {
        packet.value(Field::ModuleSum).map(|code| self.charge(Field::ModuleSum, code))
    }

    /// Whether the sum in this packet is that of the cells that it leaves out.
    fn sum_of_unsent(&self, packet: &ReceivedPacket) -> bool {
        self.only_unsent && !matches!(packet.status, Status::TruncatedT1 | Status::TruncatedT2)
    }

    /// What a charge loses on average by the bits that are dropped before the charges are summed.
    fn lost_in_sum(&self) -> f64 {
        match self.reader.range(Field::ModuleSum, 0) {
            // Code 0 of a sum whose bits are all kept is 0 alone.
            Some((_, high)) => high as f64 / 2.0,
            None => 0.0,
        }
    }

    /// What is left for the cells that a packet does not name, if it says that; `known` is the sum of the others.
    fn rest(&self, packet: &ReceivedPacket, known: f64, unsent: usize) -> Option<f64> {
        let sum = self.sum_field(packet)?;
        let own = self.sum_of_unsent(packet);
        // The interval of the code allows for one charge.
        let lost = self.lost_in_sum() * unsent.saturating_sub(1) as f64;
        Some(if own { sum + lost } else { (sum - known).max(0.0) })
    }

    /// The charges of the cells that a packet names.
    fn sent(&self, packet: &ReceivedPacket) -> PerCell<Option<f64>> {
        let mut charges = [None; CELLS];
        for at in &packet.fields {
            if let Field::Charge { tc } = at.field
                && let Some(charge) = charges.get_mut(usize::from(tc))
            {
                *charge = Some(self.charge(at.field, at.value));
            }
        }
        charges
    }

    /// Which cells a packet leaves out, where the algorithm sends those that it chose by their charges.
    pub fn unsent(&self, packet: &ReceivedPacket) -> Option<PerCell<bool>> {
        let chosen = self.algorithm.facts().contents() == Contents::Cells { chosen: true };
        chosen.then(|| self.sent(packet).map(|charge| charge.is_none()))
    }

    /// The sum of all cells, if it was received.
    pub fn module_sum(&self, packet: &ReceivedPacket) -> Option<f64> {
        if !self.sum_of_unsent(packet) {
            return self.sum_field(packet);
        }
        let charges = self.sent(packet);
        let (known, unsent) = (charges.iter().flatten().sum(), charges.iter().filter(|one| one.is_none()).count());
        Some(known + self.rest(packet, known, unsent)?)
    }

    /// How many cells share a charge, see [`Said::pool`].
    pub fn pool(&self) -> usize {
        match self.algorithm.facts().contents() {
            Contents::Groups => self.stc_type.group_size(),
            Contents::Cells { .. } | Contents::Latents => CELLS,
        }
    }

    /// What a packet says of the charges of its cells; nothing of one that carries latents.
    pub fn said(&self, packet: &ReceivedPacket) -> Said {
        let mut said = Said { cells: [None; CELLS], largest: [false; CELLS], pool: self.pool(), open: [None; CELLS] };
        match self.algorithm.facts().contents() {
            Contents::Cells { .. } => {
                said.cells = self.sent(packet);
                let unsent = said.cells.iter().filter(|charge| charge.is_none()).count();
                said.open[0] = self.rest(packet, said.known(), unsent);
            }
            Contents::Groups => {
                for group in 0..CELLS / said.pool {
                    let number = group as u8;
                    let (sum, address) = (Field::GroupSum { group: number }, Field::GroupAddress { group: number });
                    let code = packet.value(sum);
                    said.open[group] = code.map(|code| self.charge(sum, code));
                    if let (Some(_), Some(address)) = (code, packet.value(address)) {
                        said.largest[group * said.pool + address as usize % said.pool] = true;
                    }
                }
            }
            Contents::Latents => {}
        }
        said
    }

    /// The charges of a packet's cells behind the MUX. `image`, 48 fractions there, is that of
    /// [`PacketReading::Mean`] and [`PacketReading::Learned`].
    pub fn cells(&self, packet: &ReceivedPacket, reading: PacketReading, image: &PerCell<f64>) -> PerCell<f32> {
        let mut said = self.said(packet);
        if self.algorithm.facts().contents() == Contents::Groups && reading != PacketReading::Learned {
            // Groups that the links leave out are empty but for a decoder that knows how they go with the others.
            said.open = said.open.map(|charge| charge.or(Some(0.0)));
        }
        match reading {
            PacketReading::Sent => said.cells.map(|charge| charge.unwrap_or_default() as f32),
            PacketReading::Rest | PacketReading::Even => said.dealt(&EVEN),
            PacketReading::Mean | PacketReading::Learned => said.dealt(image),
            PacketReading::Largest => said.with_share(1.0),
            PacketReading::Share(share) => said.with_share(f64::from(share) / SHARE_ONE),
        }
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

/// What arrived of packets, and how many bits they take.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// How many arrived, and how.
    pub received: Received,
    count: usize,
    /// Sums of what [`PacketReader::bits`] gives.
    bits: [f64; 3],
}

impl Tally {
    /// Counts packets of a reader.
    pub fn add(&mut self, reader: &PacketReader, packets: &[ReceivedPacket]) {
        for packet in packets {
            let bits = reader.bits(packet);
            self.bits.iter_mut().zip(bits).for_each(|(sum, bits)| *sum += bits);
            *match packet.status {
                Status::Complete => &mut self.received.complete,
                Status::Cut => &mut self.received.cut,
                Status::TruncatedT1 | Status::TruncatedT2 => &mut self.received.truncated,
                Status::LinkReset | Status::Lost | Status::Unfinished => &mut self.received.lost,
            } += 1;
        }
        self.count += packets.len();
    }

    /// Mean bits of the packets.
    pub fn mean_bits(&self, links: u8) -> Bits {
        let [header, payload, words] = self.bits.map(|sum| sum / self.count.max(1) as f64);
        Bits { capacity: 32.0 * f64::from(links), sent: header + payload, header, payload, words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::encode::{FLOAT_4E3M, FLOAT_5E3M};
    use crate::chip::super_trigger_cell::StcTie;
    use crate::data::synth::{Synth, SynthKind};

    fn usual(algorithm: Algorithm, links: u8) -> ChipConfig {
        chip(&ChipSettings::usual(algorithm, links, Density::High), links, Density::High)
    }

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
        let mut config = usual(Algorithm::ThresholdSum, 5);
        config.thresholds = [100; CELLS];
        let (reader, packets) = sent(&config, &[charges(&SOME), charges(&[])]);
        let mut expected = [0.0; CELLS];
        (expected[20], expected[47]) = (1216.0, 304.0);
        assert_eq!(reader.cells(&packets[0], PacketReading::Sent, &EVEN), expected);
        assert_eq!(reader.cells(&packets[1], PacketReading::Sent, &EVEN), [0.0; CELLS]);
        // The sum, 92 + 1216 + 304 + 45 * 4 = 1792, is the lower end of a code of width 128.
        assert_eq!(reader.module_sum(&packets[0]), Some(1792.0 + 64.0));
        let rest = ((1856.0 - 1520.0) / 46.0) as f32;
        expected.iter_mut().filter(|charge| **charge == 0.0).for_each(|charge| *charge = rest);
        assert_eq!(reader.cells(&packets[0], PacketReading::Rest, &EVEN), expected);
        // 5 + 3 + 8 + 3 bits, two addresses of 6 and charges of 7.
        assert_eq!(reader.bits(&packets[0]), [19.0, 26.0, 48.0]);
    }

    #[test]
    fn truncated_packets_keep_their_bx_and_their_sum() {
        let mut config = usual(Algorithm::ThresholdSum, 1);
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
                    assert_eq!(reader.cells(packet, PacketReading::Sent, &EVEN), truth, "{row}");
                }
                _ => {
                    assert_eq!(packet.status, Status::TruncatedT1, "{row}");
                    assert_eq!(reader.cells(packet, PacketReading::Sent, &EVEN), [0.0; CELLS]);
                    let code = FLOAT_5E3M.encode(48 * bx[0].0, 0);
                    let low = FLOAT_5E3M.lower_edge(code) as f64;
                    let sum: f64 =
                        reader.cells(packet, PacketReading::Rest, &EVEN).iter().map(|&charge| f64::from(charge)).sum();
                    assert!(sum >= low && sum < 1.13 * low, "{row}: {sum} {low}");
                }
            }
        }
        // Two packets of 25 words in 20 BX that send 40 words, and the empty ones.
        assert_eq!(complete, 22);
    }

    #[test]
    fn best_choice_gives_back_the_largest_cells() {
        let config = usual(Algorithm::BestChoice, 2);
        let (reader, packets) = sent(&config, &[charges(&[(1, 92), (5, 304), (7, 1216), (40, 496), (41, 84)])]);
        let mut expected = [0.0; CELLS];
        (expected[1], expected[5], expected[7], expected[40]) = (92.0, 304.0, 1216.0, 496.0);
        assert_eq!(reader.cells(&packets[0], PacketReading::Sent, &EVEN), expected);
        assert_eq!(reader.bits(&packets[0]), [12.0, 52.0, 64.0]);
    }

    #[test]
    fn the_repeater_gives_back_the_cells_that_fit_the_links() {
        let synth = Synth::new(1, SynthKind::Mixed, Some(Density::High), 10);
        let rows: Vec<_> = (0..10).map(|row| synth.sample(&synth.row(row)).charges).collect();
        for (links, cells) in [(13, 48), (2, 8), (5, 22)] {
            let (reader, packets) = sent(&usual(Algorithm::Repeater, links), &rows);
            for (packet, bx) in packets.iter().zip(&rows) {
                let charge = |cell: usize| if cell < cells { bx[cell].0 as f32 } else { 0.0 };
                assert_eq!(reader.cells(packet, PacketReading::Sent, &EVEN), std::array::from_fn(charge));
                assert_eq!(reader.bits(packet)[..2], [5.0, 7.0 * cells as f64]);
            }
        }
    }

    #[test]
    fn super_trigger_cells_of_every_type() {
        let bx = charges(&SOME);
        for kind in StcType::ALL {
            let config = ChipConfig { stc_type: kind, ..usual(Algorithm::SuperTriggerCell, 1) };
            let (reader, packets) = sent(&config, &[bx]);
            let (size, sent) = (kind.group_size(), kind.groups(1).unwrap());
            for reading in [PacketReading::Largest, PacketReading::Even] {
                let found = reader.cells(&packets[0], reading, &EVEN);
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
                        let expected = match reading {
                            PacketReading::Largest if kind.address_bits() > 0 => {
                                if cell == largest {
                                    total
                                } else {
                                    0.0
                                }
                            }
                            _ => total / size as f32,
                        };
                        assert_eq!(charge, expected, "{kind:?} {reading:?} group {group} cell {cell}");
                    }
                }
            }
        }
        assert_eq!(StcTie::default(), StcTie::Highest);
    }

    /// 92 + 3 * 4 = 104 is the lower end of the 5E4M code 104..=107 of group 0: by hand.
    #[test]
    fn a_super_trigger_cell_by_hand() {
        let config = ChipConfig { stc_type: StcType::Stc4Sum9, ..usual(Algorithm::SuperTriggerCell, 5) };
        let (reader, packets) = sent(&config, &[charges(&SOME)]);
        assert_eq!(reader.cells(&packets[0], PacketReading::Largest, &EVEN)[..5], [0.0, 0.0, 0.0, 106.0, 0.0]);
        assert_eq!(reader.cells(&packets[0], PacketReading::Even, &EVEN)[..5], [26.5, 26.5, 26.5, 26.5, 4.0]);
        assert_eq!(reader.bits(&packets[0]), [4.0, 12.0 * 11.0, 160.0]);
    }

    /// Link words through the MUX of a configuration give the charges that are otherwise sent in its order.
    #[test]
    fn the_mux_of_a_routing_does_it_to_link_words() {
        let synth = Synth::new(3, SynthKind::Mixed, Some(Density::High), 4);
        for routing in [Routing::Chip, Routing::Tiles] {
            let settings = ChipSettings { routing, ..ChipSettings::usual(Algorithm::Repeater, 13, Density::High) };
            let config = chip(&settings, 13, Density::High);
            assert_eq!(routed(&config), routing.cells());
            assert_eq!(routed(&config.to_generation(Generation::P1)), routing.cells());
            for number in 0..4 {
                let row = synth.row(number);
                let sample = synth.sample(&row);
                let charges = crate::data::link_words::front_end(&synth.words(number, &row), &config, Density::High);
                assert_eq!(charges, routing.cells().map(|cell| sample.charges[usize::from(cell)]));
            }
        }
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

    /// With `use_sum` 0 the field is what is left; a truncated packet carries the full sum all the same.
    #[test]
    fn the_sum_of_unsent_cells_is_what_is_left() {
        // 600 in cells 0 to 9, which are sent; 38 cells of 20 are not: 760, in the code 704..=767 of 5E3M.
        let mut bx = [Calq(20); CELLS];
        bx[..10].fill(Calq(600));
        let mut config = ChipConfig { drop_lsb: 0, use_sum: false, ..usual(Algorithm::ThresholdSum, 5) };
        config.thresholds = [100; CELLS];
        let (reader, packets) = sent(&config, &[bx]);
        let charges = reader.cells(&packets[0], PacketReading::Rest, &EVEN);
        // 600 is in the code 576..=639.
        assert_eq!(charges, std::array::from_fn(|cell| if cell < 10 { 608.0 } else { (736.0 / 38.0) as f32 }));
        assert_eq!(reader.module_sum(&packets[0]), Some(6080.0 + 736.0));
        // By an image that has nothing but cells 0, 20 and 30, and by one that has no unsent cell.
        let image: PerCell<f64> = std::array::from_fn(|cell| match cell {
            0 => 0.5,
            20 => 0.375,
            30 => 0.125,
            _ => 0.0,
        });
        let filled = reader.cells(&packets[0], PacketReading::Mean, &image);
        assert_eq!((filled[0], filled[20], filled[30], filled[47]), (608.0, 552.0, 184.0, 0.0));
        let none: PerCell<f64> = std::array::from_fn(|cell| if cell < 10 { 0.1 } else { 0.0 });
        assert_eq!(reader.cells(&packets[0], PacketReading::Mean, &none), charges);

        let (reader, packets) = sent(&ChipConfig { buffer_t1: 2, ..config }, &[bx]);
        assert_eq!(packets[0].status, Status::TruncatedT1);
        // 6,760, in the code 6,656..=7,167.
        assert_eq!(reader.module_sum(&packets[0]), Some(6912.0));
        assert_eq!(reader.cells(&packets[0], PacketReading::Rest, &EVEN), [144.0; CELLS]);
        assert_eq!(reader.cells(&packets[0], PacketReading::Sent, &EVEN), [0.0; CELLS]);

        // Best Choice: 14 cells at 5 links, 34 times 20 = 680 in 640..=703 are left.
        let (reader, packets) =
            sent(&ChipConfig { drop_lsb: 0, use_sum: false, ..usual(Algorithm::BestChoice, 5) }, &[bx]);
        let charges = reader.cells(&packets[0], PacketReading::Rest, &EVEN);
        assert_eq!(charges.iter().filter(|&&charge| charge == (672.0 / 34.0) as f32).count(), 34);
        assert_eq!(reader.module_sum(&packets[0]), Some(6080.0 + 4.0 * 21.0 + 672.0));
        // With two bits dropped 5 of each is left: 170 in 160..=175, middle 672, and 1.5 for each of 34 cells but one.
        let (reader, packets) =
            sent(&ChipConfig { drop_lsb: 2, use_sum: false, ..usual(Algorithm::BestChoice, 5) }, &[bx]);
        let charges = reader.cells(&packets[0], PacketReading::Rest, &EVEN);
        let part = ((672.0 + 33.0 * 1.5) / 34.0) as f32;
        assert_eq!(charges.iter().filter(|&&charge| charge == part).count(), 34, "{charges:?}");
    }

    /// Cells that do not fit the links, by the mean image on the scale of the others.
    #[test]
    fn a_cut_repeater_is_filled_by_the_mean_image() {
        let bx: PerCell<Calq> = std::array::from_fn(|cell| Calq(if cell < 8 { 4 } else { 36 }));
        let (reader, packets) = sent(&usual(Algorithm::Repeater, 2), &[bx]);
        let image = std::array::from_fn(|cell| if cell < 8 { 1.0 } else { 9.0 });
        let charges = reader.cells(&packets[0], PacketReading::Mean, &image);
        assert_eq!(charges, bx.map(|charge| charge.0 as f32));
    }

    #[test]
    fn groups_by_the_mean_image_and_by_a_share() {
        let config = ChipConfig { stc_type: StcType::Stc4Sum9, ..usual(Algorithm::SuperTriggerCell, 5) };
        let (reader, packets) = sent(&config, &[charges(&SOME)]);
        // Group 0 holds 106, most of it in cell 3.
        let image: PerCell<f64> = std::array::from_fn(|cell| cell as f64);
        for (reading, image, cells) in [
            (PacketReading::Mean, &image, [0.0, (106.0 / 6.0) as f32, (106.0 / 3.0) as f32, 53.0]),
            (PacketReading::Mean, &[0.0; CELLS], [26.5; 4]),
            (PacketReading::Share(700), &EVEN, [10.6, 10.6, 10.6, 74.2]),
        ] {
            assert_eq!(reader.cells(&packets[0], reading, image)[..4], cells);
        }
        for (share, reading) in [(1000, PacketReading::Largest), (250, PacketReading::Even)] {
            let [own, other] =
                [PacketReading::Share(share), reading].map(|reading| reader.cells(&packets[0], reading, &EVEN));
            assert_eq!(own[..4], other[..4]);
        }
    }
}
