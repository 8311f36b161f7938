//! Unpacker: packets from received link words, the inverse of formatter and buffer.
//!
//! Fixed-latency algorithms send one packet in each BX. Threshold Sum packets have any length
//! and wait in the FIFO, so they start anywhere. Where they start is known without guessing: a packet
//! advances the FIFO by its own length (a truncated one by one word), and each BX sends two
//! words for each link; the receiver can count along. What the FIFO lost beyond its 400 words
//! cannot be recovered; then the unpacker says so and starts again at the first BX that is
//! complete in itself.

use std::collections::VecDeque;

use super::algorithm::PacketLength;
use super::buffer::{self, BufferSettings, Condition};
use super::erx::{Bx, ORBIT};
use super::formatter::{Field, FieldCodec, PACKET_WORDS, PacketLayout, packet_type};
use super::signals::{CELLS, OutputWords};
use crate::registers::{ChipConfig, FIFO_WORDS};

/// A field that was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldAt {
    /// Which field.
    pub field: Field,
    /// First bit inside the packet; bit 0 is the most significant bit of word 0.
    pub start: usize,
    /// Width in bits.
    pub width: u32,
    /// Value.
    pub value: u64,
}

/// What became of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All of its fields were received.
    Complete,
    /// Only its first words fit the links (Repeater with fewer than 11 links, always).
    Cut,
    /// The buffer truncated it because of T1.
    TruncatedT1,
    /// The buffer truncated it because of T2 and T3.
    TruncatedT2,
    /// Sync words of a link reset.
    LinkReset,
    /// Its words were lost in the FIFO, or do not make a packet; nothing is known of it.
    Lost,
    /// The file ends before the packet does.
    Unfinished,
}

impl Status {
    /// All, in the order of their numbers.
    pub const ALL: [Status; 7] = [
        Status::Complete,
        Status::Cut,
        Status::TruncatedT1,
        Status::TruncatedT2,
        Status::LinkReset,
        Status::Lost,
        Status::Unfinished,
    ];

    /// Whether its packet says nothing of any cell: it was truncated, lost or replaced.
    pub fn says_nothing(self) -> bool {
        !matches!(self, Status::Complete | Status::Cut)
    }

    /// Name for files.
    pub fn name(self) -> &'static str {
        match self {
            Status::Complete => "complete",
            Status::Cut => "cut",
            Status::TruncatedT1 => "truncated_t1",
            Status::TruncatedT2 => "truncated_t2",
            Status::LinkReset => "link_reset",
            Status::Lost => "lost",
            Status::Unfinished => "unfinished",
        }
    }
}

/// A packet that was received, or what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedPacket {
    /// Row (BX of the file) that the packet belongs to.
    pub row: u64,
    /// BX of the packet, counted from the headers.
    pub bx: Bx,
    /// What became of it.
    pub status: Status,
    /// Position of its first word in the stream of all words, `row * 2N + word`.
    pub start: u64,
    /// Words it occupies.
    pub words: usize,
    /// Its fields in order.
    pub fields: Vec<FieldAt>,
    /// False where the header does not follow from the BX before.
    pub header_as_expected: bool,
}

impl ReceivedPacket {
    /// The value of a field, if it was received.
    pub fn value(&self, field: Field) -> Option<u64> {
        self.fields.iter().find(|at| at.field == field).map(|at| at.value)
    }
}

/// Unpacks a stream of rows. Memory stays bounded by the FIFO, whatever the length of the stream.
#[derive(Debug, Clone)]
pub struct Unpacker {
    layout: PacketLayout,
    buffer: BufferSettings,
    link_reset_pattern: u16,
    idle_pattern: u16,
    /// Received words from stream position `base` on.
    words: VecDeque<u16>,
    base: u64,
    rows: u64,
    next_row: u64,
    /// Words waiting in the chip's FIFO before BX `next_row`; `None` while out of step.
    waiting: Option<usize>,
    next_bx: u16,
}

impl Unpacker {
    /// An unpacker for packets of this layout and configuration, from the first row after a reset.
    ///
    /// ```
    /// use econ_emu::chip::formatter::Field;
    /// use econ_emu::chip::unpack::{Status, Unpacker};
    /// use econ_emu::chip::{Chip, NoTrace, Options};
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// let config = ChipConfig { algorithm: Algorithm::BestChoice, links: 5, ..ChipConfig::reset(Generation::Prod) };
    /// let options = Options::default();
    /// let mut chip = Chip::new(&config, &options)?;
    /// let mut unpacker = Unpacker::new(&config, options.packet_layout(&config));
    /// let mut packets = Vec::new();
    /// for words in [[0x9000_0000; 12], [0xA000_0000; 12]] {
    ///     unpacker.push(&chip.step(&words, &mut NoTrace), |packet| packets.push(packet));
    /// }
    /// unpacker.finish(|packet| packets.push(packet));
    /// assert_eq!(packets.len(), 2);
    /// assert!(packets.iter().all(|packet| packet.status == Status::Complete));
    /// assert_eq!((packets[0].bx.0, packets[1].bx.0), (0, 1));
    /// assert!(packets[0].value(Field::ModuleSum).is_some());
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn new(config: &ChipConfig, layout: PacketLayout) -> Self {
        Unpacker {
            layout,
            buffer: config.into(),
            link_reset_pattern: config.link_reset_pattern,
            idle_pattern: config.idle_pattern,
            words: VecDeque::new(),
            base: 0,
            rows: 0,
            next_row: 0,
            waiting: Some(0),
            next_bx: 0,
        }
    }

    /// Words of one BX.
    pub fn words_per_row(&self) -> usize {
        2 * self.buffer.links
    }

    /// Whether packets are of any length, and so may start anywhere.
    fn may_wait(&self) -> bool {
        self.layout.algorithm.facts().packet_length() == PacketLength::AsNeeded
    }

    /// Takes one row and hands on every packet that it completes.
    pub fn push(&mut self, row: &OutputWords, mut sink: impl FnMut(ReceivedPacket)) {
        for link in &row[..self.buffer.links] {
            self.words.push_back((link >> 16) as u16);
            self.words.push_back(*link as u16);
        }
        self.rows += 1;
        while let Some(packet) = self.next(false) {
            sink(packet);
        }
    }

    /// Hands on what is left when the stream has ended.
    pub fn finish(mut self, mut sink: impl FnMut(ReceivedPacket)) {
        while let Some(packet) = self.next(true) {
            sink(packet);
        }
    }

    fn next(&mut self, end: bool) -> Option<ReceivedPacket> {
        if self.next_row >= self.rows {
            return None;
        }
        let per_row = self.words_per_row() as u64;
        let Some(waiting) = self.waiting else { return Some(self.lost_row()) };
        let start = self.next_row * per_row + waiting as u64;
        // Everything before this packet has been handed on.
        let drop = (start - self.base).min(self.words.len() as u64);
        self.words.drain(..drop as usize);
        self.base += drop;
        let available = if self.base == start { self.words.len() } else { 0 };
        // A word that the FIFO had no room for never arrives, although its place in the stream does.
        let stored = FIFO_WORDS.saturating_sub(waiting);
        let may_wait = self.may_wait();
        let limit = if may_wait { stored.min(PACKET_WORDS) } else { self.words_per_row() };
        let view: Vec<u16> = self.words.iter().take(available.min(limit)).copied().collect();
        if view.is_empty() && stored > 0 && !end {
            return None;
        }
        let mut packet = self.read_packet(&view, start, waiting);
        if may_wait && matches!(packet.status, Status::Cut | Status::Lost) {
            if available < limit && !end {
                // The rest of the packet may still come; so may the rest of a row of sync words.
                return None;
            }
            if packet.status == Status::Cut {
                packet.status = if available < limit { Status::Unfinished } else { Status::Lost };
            }
        }
        self.waiting = match packet.status {
            Status::Lost if !length_is_known(&packet) => None,
            _ => Some((waiting + packet.words).saturating_sub(self.words_per_row())),
        };
        self.next_bx = (packet.bx.0 + 1) % ORBIT;
        self.next_row += 1;
        Some(packet)
    }

    /// Out of step: a BX is trusted again if it is a whole packet of its own row, with idle
    /// words behind it.
    fn lost_row(&mut self) -> ReceivedPacket {
        let per_row = self.words_per_row();
        let start = self.next_row * per_row as u64;
        let drop = start.saturating_sub(self.base).min(self.words.len() as u64);
        self.words.drain(..drop as usize);
        self.base += drop;
        // Words that were handed on with an earlier packet say nothing about this BX.
        let available = if self.base == start { per_row } else { 0 };
        let view: Vec<u16> = self.words.iter().take(available).copied().collect();
        let expected = Bx(self.next_bx);
        let mut packet = self.read_packet(&view, start, 0);
        if !packet.header_as_expected {
            packet.bx = expected;
        }
        let idle = packet.bx.header5() << 11 | self.idle_pattern;
        let whole = packet.status == Status::Complete
            && packet.header_as_expected
            && packet.words < per_row
            && view[packet.words..].iter().all(|&word| word == idle);
        self.next_bx = (if whole { packet.bx.0 } else { self.next_bx } + 1) % ORBIT;
        self.next_row += 1;
        if whole {
            self.waiting = Some(0);
            return packet;
        }
        ReceivedPacket { status: Status::Lost, fields: Vec::new(), words: 0, ..packet }
    }

    /// Whether a whole row of sync words stands here. A row of zeros is more likely an empty packet than the sync words
    /// of pattern 0.
    fn is_sync(&self, view: &[u16], bx: Bx) -> bool {
        let sync = bx.header5() << 11 | self.link_reset_pattern;
        sync != 0 && view.get(..self.words_per_row()).is_some_and(|row| row.iter().all(|&word| word == sync))
    }

    fn read_packet(&self, view: &[u16], start: u64, waiting: usize) -> ReceivedPacket {
        let mut reader = FieldReader { words: view, position: 0, fields: Vec::new(), cut: false };
        self.layout.walk(&mut reader);
        let header = reader.fields.first().filter(|at| at.field == Field::Header);
        let expected = Bx(self.next_bx);
        let (bx, header_as_expected) = match header {
            Some(at) => {
                let (value, start_of_orbit, own) =
                    if at.width == 5 { (at.value, 31, expected.header5()) } else { (at.value, 15, expected.header4()) };
                if value == start_of_orbit { (Bx(0), true) } else { (expected, value == u64::from(own)) }
            }
            None => (expected, true),
        };
        let bits = reader.position;
        let mut packet = ReceivedPacket {
            row: self.next_row,
            bx,
            status: if reader.cut { Status::Cut } else { Status::Complete },
            start,
            words: usize::from(self.layout.words_in_buffer(bits)),
            fields: reader.fields,
            header_as_expected,
        };
        if self.may_wait() {
            let kind = packet.value(Field::PacketType);
            match kind {
                Some(packet_type::EMPTY | packet_type::LIST | packet_type::BITMAP) => {}
                Some(packet_type::TRUNCATED_T1) => packet.status = Status::TruncatedT1,
                Some(packet_type::TRUNCATED_T2) => packet.status = Status::TruncatedT2,
                // 001, 011, 101: not a packet. Sync words of a link reset look like this.
                Some(_) if self.is_sync(view, bx) => self.not_a_packet(&mut packet, Status::LinkReset),
                Some(_) => self.not_a_packet(&mut packet, Status::Lost),
                None => {}
            }
            if packet.status != Status::Cut && !packet.header_as_expected {
                // A truncated reset packet is a zero word (the second yields to the next packet);
                // anything else is out of step.
                match view.first() {
                    Some(0x0000) => self.zeros_sent(&mut packet, Status::TruncatedT1),
                    Some(0x0100) => self.zeros_sent(&mut packet, Status::TruncatedT2),
                    _ => self.not_a_packet(&mut packet, Status::Lost),
                }
            }
            return packet;
        }
        // Fixed latency: whether the buffer truncates depends on the settings alone.
        let (own, resets) = [Bx(0), expected].into_iter().fold((packet.bx, false), |found, candidate| {
            if self.is_sync(view, candidate) { (candidate, true) } else { found }
        });
        if resets {
            packet.bx = own;
            packet.header_as_expected = true;
            self.not_a_packet(&mut packet, Status::LinkReset);
        } else {
            match buffer::decide(waiting, packet.words, &self.buffer) {
                Condition::BeyondT1 => self.zeros_sent(&mut packet, Status::TruncatedT1),
                Condition::BeyondT2 => self.zeros_sent(&mut packet, Status::TruncatedT2),
                _ => {}
            }
        }
        packet
    }

    /// A packet of zeros in place of the truncated one: no field can be trusted.
    fn zeros_sent(&self, packet: &mut ReceivedPacket, status: Status) {
        packet.bx = Bx(self.next_bx);
        packet.header_as_expected = true;
        packet.status = status;
        packet.fields.clear();
        packet.words = 1;
    }

    fn not_a_packet(&self, packet: &mut ReceivedPacket, status: Status) {
        packet.status = status;
        packet.fields.clear();
        packet.words = if status == Status::LinkReset { self.words_per_row() } else { 0 };
    }
}

/// Whether a packet whose tail was lost still tells its length: the count or the whole bitmap came.
fn length_is_known(packet: &ReceivedPacket) -> bool {
    match packet.value(Field::PacketType) {
        Some(packet_type::LIST) => packet.value(Field::Count).is_some(),
        Some(packet_type::BITMAP) => {
            packet.fields.iter().filter(|at| matches!(at.field, Field::BitmapBit { .. })).count() == CELLS
        }
        _ => false,
    }
}

/// The fields of a packet from its words, as many as the words hold.
pub fn fields(layout: &PacketLayout, words: &[u16]) -> Vec<FieldAt> {
    let mut reader = FieldReader { words, position: 0, fields: Vec::new(), cut: false };
    layout.walk(&mut reader);
    reader.fields
}

/// Reads fields from words; stops recording at the end of the words.
struct FieldReader<'a> {
    words: &'a [u16],
    position: usize,
    fields: Vec<FieldAt>,
    cut: bool,
}

impl FieldCodec for FieldReader<'_> {
    fn field(&mut self, field: Field, width: u32) -> u64 {
        let (start, end) = (self.position, self.position + width as usize);
        self.position = end;
        if end > 16 * self.words.len() {
            self.cut = true;
            return 0;
        }
        let value = bits(self.words, start, width);
        self.fields.push(FieldAt { field, start, width, value });
        value
    }
}

/// `width` bits of a stream of words from bit `start` on, most significant first.
pub fn bits(words: &[u16], start: usize, width: u32) -> u64 {
    (start..start + width as usize).fold(0, |value, bit| value << 1 | u64::from(words[bit / 16] >> (15 - bit % 16) & 1))
}
