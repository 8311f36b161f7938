//! Comparison of two output streams, field by field.
//!
//! The expected stream is unpacked into packets; every differing bit is put down to the field it
//! belongs to. Rows are streamed: memory is bounded by the chip's FIFO.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::explain::Reader;
use crate::chip::erx::{Bx, ORBIT};
use crate::chip::formatter::{Field, PacketLayout};
use crate::chip::signals::OutputWords;
use crate::chip::unpack::{FieldAt, ReceivedPacket, Status, Unpacker, bits};
use crate::network::LATENT_BITS;
use crate::registers::{ChipConfig, OUTPUT_LINKS};

/// The first bit that differs, explained.
#[derive(Debug, Clone, Serialize)]
pub struct FirstDifference {
    /// Row of the files, counted from 0 (the line is two more).
    pub row: u64,
    /// Row to which the packet in question belongs; earlier than `row` if the packet waited.
    #[serde(rename = "frame_row")]
    pub packet_row: u64,
    /// BX of the packet.
    pub bx: u16,
    /// Output link of the first differing bit.
    pub link: usize,
    /// Its place in the link word, 31 the most significant.
    pub bit: usize,
    /// Where the whole field lies, as `link 3 [12:4]`.
    pub place: String,
    /// The field and bit: `latent 7, bit 3`.
    pub field: String,
    /// Expected link word, hexadecimal.
    pub expected_word: String,
    /// Link word found, hexadecimal.
    pub got_word: String,
    /// Expected value of the field, hexadecimal.
    pub expected: String,
    /// Value found.
    pub got: String,
    /// What the expected value means.
    pub expected_means: String,
    /// What the value found means.
    pub got_means: String,
    /// The field itself, for choosing the stages to show.
    #[serde(skip)]
    pub field_kind: Option<Field>,
}

/// How two streams differ.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Difference {
    /// Rows compared.
    pub rows: u64,
    /// Rows in which any word differs.
    pub rows_different: u64,
    /// Packets (or filler words) in which a field differs, by name.
    pub fields: BTreeMap<String, u64>,
    /// The first differing bit.
    pub first: Option<FirstDifference>,
}

/// Compares two streams.
pub struct Differ {
    /// Taken when the comparison ends.
    unpacker: Option<Unpacker>,
    reader: Reader,
    links: usize,
    expected: VecDeque<u16>,
    got: VecDeque<u16>,
    base: u64,
    /// The word before `base` of each stream, the other half of a link word.
    before: (u16, u16),
    /// Rows with a difference on an inactive link, until the words before them are compared.
    inactive: VecDeque<(u64, OutputWords, OutputWords)>,
    result: Difference,
    last_status: Status,
    last_row: (u64, u16),
}

impl Differ {
    /// Compares streams of this configuration.
    pub fn new(config: &ChipConfig, layout: &PacketLayout) -> Self {
        Differ {
            unpacker: Some(Unpacker::new(config, layout.clone())),
            reader: Reader::new(config, layout.clone()),
            links: config.links.into(),
            expected: VecDeque::new(),
            got: VecDeque::new(),
            base: 0,
            before: (0, 0),
            inactive: VecDeque::new(),
            result: Difference::default(),
            last_status: Status::Complete,
            last_row: (0, 0),
        }
    }

    /// Takes one row of each stream.
    pub fn push(&mut self, expected: &OutputWords, got: &OutputWords) {
        let row = self.result.rows;
        self.result.rows += 1;
        if expected != got {
            self.result.rows_different += 1;
        }
        for (words, row) in [(&mut self.expected, expected), (&mut self.got, got)] {
            words.extend(row[..self.links].iter().flat_map(|link| [(link >> 16) as u16, *link as u16]));
        }
        if expected[self.links..] != got[self.links..] {
            self.inactive.push_back((row, *expected, *got));
        }
        let mut packets = Vec::new();
        if let Some(unpacker) = &mut self.unpacker {
            unpacker.push(expected, |packet| packets.push(packet));
        }
        for packet in packets {
            self.compare(&packet);
        }
        self.inactive_links();
    }

    /// Ends the comparison.
    pub fn finish(mut self) -> Difference {
        let mut packets = Vec::new();
        if let Some(unpacker) = self.unpacker.take() {
            unpacker.finish(|packet| packets.push(packet));
        }
        for packet in packets {
            self.compare(&packet);
        }
        let end = self.base + self.expected.len() as u64;
        self.filler(end);
        self.inactive_links();
        self.result
    }

    fn count(&mut self, name: &str) {
        *self.result.fields.entry(name.to_owned()).or_default() += 1;
    }

    /// Differences on the inactive links of the rows whose other words are compared: they come behind these, and belong
    /// to no packet.
    fn inactive_links(&mut self) {
        while let Some(&(row, expected, got)) = self.inactive.front()
            && self.base >= (row + 1) * 2 * self.links as u64
        {
            self.inactive.pop_front();
            self.inactive_link(row, &expected, &got);
        }
    }

    /// An inactive link carries zeros.
    fn inactive_link(&mut self, row: u64, expected: &OutputWords, got: &OutputWords) {
        self.count("inactive link");
        let Some(link) = (self.links..OUTPUT_LINKS).find(|&link| expected[link] != got[link]) else { return };
        if self.result.first.is_some() {
            return;
        }
        let bit = 31 - (expected[link] ^ got[link]).leading_zeros() as usize;
        self.result.first = Some(FirstDifference {
            row,
            packet_row: row,
            bx: self.bx_of(row),
            link,
            bit,
            place: format!("link {link} [31:0]"),
            field: format!("link {link}, which is not active, bit {bit}"),
            expected_word: format!("{:08x}", expected[link]),
            got_word: format!("{:08x}", got[link]),
            expected: format!("{:#x}", expected[link]),
            got: format!("{:#x}", got[link]),
            expected_means: format!("the configuration has {} active links", self.links),
            got_means: "a word on an inactive link".into(),
            field_kind: None,
        });
    }

    /// BX of a row: the packet that was compared last is its own or, where packets wait, an earlier one.
    fn bx_of(&self, row: u64) -> u16 {
        let (last, bx) = self.last_row;
        ((u64::from(bx) + row.saturating_sub(last)) % u64::from(ORBIT)) as u16
    }

    fn compare(&mut self, packet: &ReceivedPacket) {
        if packet.start > self.base {
            self.filler(packet.start);
        }
        self.inactive_links();
        self.last_status = packet.status;
        self.last_row = (packet.row, packet.bx.0);
        let covered = packet.fields.last().map_or(0, |at| (at.start + at.width as usize).div_ceil(16));
        let words = covered.max(if packet.status == Status::Lost { 0 } else { packet.words }).min(self.expected.len());
        if packet.start != self.base || words == 0 {
            return;
        }
        let expected: Vec<u16> = self.expected.drain(..words).collect();
        let got: Vec<u16> = self.got.drain(..words).collect();
        self.base += words as u64;
        self.packet_differences(packet, &expected, &got);
        self.before = (expected[words - 1], got[words - 1]);
    }

    fn packet_differences(&mut self, packet: &ReceivedPacket, expected: &[u16], got: &[u16]) {
        if expected == got {
            return;
        }
        let words = expected.len();
        let mut names = Vec::new();
        let mut end = 0;
        for at in &packet.fields {
            end = at.start + at.width as usize;
            if end > 16 * words {
                break;
            }
            let value = bits(got, at.start, at.width);
            if value != at.value {
                let name = self.reader.name(at);
                if !names.contains(&name) {
                    names.push(name);
                }
                self.first_in_packet(packet, at, expected, got);
            }
        }
        let differs = (end..16 * words).find(|&bit| bits(expected, bit, 1) != bits(got, bit, 1));
        if let Some(bit) = differs {
            let name = match packet.status {
                Status::LinkReset => "sync word of the link reset",
                Status::TruncatedT1 | Status::TruncatedT2 => "truncated word",
                _ => "padding",
            };
            names.push(name.to_owned());
            // Bits of a field in the same word are its own.
            let start = end.max(bit / 16 * 16);
            let width = (16 - start % 16) as u32;
            let word = FieldAt { field: Field::Spare, start, width, value: bits(expected, start, width) };
            if self.result.first.is_none() {
                let mut first = self.difference(packet, &word, expected, got);
                first.field = name.to_owned();
                self.result.first = Some(first);
            }
        }
        for name in names {
            self.count(&name);
        }
    }

    fn first_in_packet(&mut self, packet: &ReceivedPacket, at: &FieldAt, expected: &[u16], got: &[u16]) {
        if self.result.first.is_some() {
            return;
        }
        let mut first = self.difference(packet, at, expected, got);
        if let Field::LatentBit { latent, .. } | Field::Latent { latent } = at.field {
            let (want, known) = self.reader.latent(packet, latent, |at| at.value);
            let (have, _) = self.reader.latent(packet, latent, |at| {
                if at.start + at.width as usize <= 16 * got.len() { bits(got, at.start, at.width) } else { 0 }
            });
            let sent =
                if known == (1 << LATENT_BITS) - 1 { String::new() } else { format!(", bits {known:#05x} of it sent") };
            first.expected = format!("{want:#05x}");
            first.got = format!("{have:#05x}");
            first.expected_means = format!("latent {latent} = {want}/256{sent}");
            first.got_means = format!("latent {latent} = {have}/256{sent}");
        }
        self.result.first = Some(first);
    }

    fn difference(&self, packet: &ReceivedPacket, at: &FieldAt, expected: &[u16], got: &[u16]) -> FirstDifference {
        let value = bits(got, at.start, at.width);
        let offset = (0..at.width as usize)
            .find(|&bit| bits(expected, at.start + bit, 1) != bits(got, at.start + bit, 1))
            .unwrap_or(0);
        let (row, link, bit) = place(packet.start, at.start + offset, self.links);
        let first = (packet.start + ((at.start + offset) / 16) as u64) / 2 * 2;
        let expected_words = Side { packet: expected, later: &self.expected, before: self.before.0 };
        let got_words = Side { packet: got, later: &self.got, before: self.before.1 };
        let width = at.width.div_ceil(4) as usize + 2;
        FirstDifference {
            row,
            packet_row: packet.row,
            bx: packet.bx.0,
            link,
            bit,
            place: spans(at, |bit| place(packet.start, bit, self.links)),
            field: self.reader.name_of_bit(at, offset),
            expected_word: expected_words.link_word(packet.start, first),
            got_word: got_words.link_word(packet.start, first),
            expected: format!("{:#0width$x}", at.value),
            got: format!("{value:#0width$x}"),
            expected_means: self.reader.meaning(at.field, at.width, at.value),
            got_means: self.reader.meaning(at.field, at.width, value),
            field_kind: Some(at.field),
        }
    }

    /// Words up to stream position `end` that belong to no packet.
    fn filler(&mut self, end: u64) {
        while self.base < end {
            let (Some(expected), Some(got)) = (self.expected.pop_front(), self.got.pop_front()) else { return };
            if expected != got {
                let name = if self.last_status == Status::Lost { "word of a lost packet" } else { "filler word" };
                self.count(name);
                if self.result.first.is_none() {
                    let (row, bx) = self.last_row;
                    let packet = ReceivedPacket {
                        row,
                        bx: Bx(bx),
                        status: self.last_status,
                        start: self.base,
                        words: 1,
                        fields: Vec::new(),
                        header_as_expected: true,
                    };
                    let at = FieldAt { field: Field::Spare, start: 0, width: 16, value: expected.into() };
                    let mut first = self.difference(&packet, &at, &[expected], &[got]);
                    first.field = name.to_owned();
                    first.field_kind = None;
                    self.result.first = Some(first);
                }
            }
            self.before = (expected, got);
            self.base += 1;
        }
    }
}

/// `link 3 [12:4]`, or several of them where a field crosses from one link to the next.
/// Row, link and bit in its word of a bit of a packet that begins at a word of the stream.
fn place(start: u64, bit: usize, links: usize) -> (u64, usize, usize) {
    let (word, per_row) = (start + (bit / 16) as u64, 2 * links as u64);
    let in_row = (word % per_row) as usize;
    (word / per_row, in_row / 2, 31 - 16 * (in_row % 2) - bit % 16)
}

/// The words of one side around a packet.
struct Side<'a> {
    packet: &'a [u16],
    /// Those behind it.
    later: &'a VecDeque<u16>,
    /// The one before it.
    before: u16,
}

impl Side<'_> {
    /// The link word that begins with a word of the stream; its halves may belong to neighbouring packets.
    fn link_word(&self, start: u64, first: u64) -> String {
        format!("{:04x}{:04x}", self.word(start, first), self.word(start, first + 1))
    }

    /// A word of the stream, in which the packet begins at `start`.
    fn word(&self, start: u64, at: u64) -> u16 {
        let Some(index) = at.checked_sub(start) else { return self.before };
        let index = index as usize;
        let later = || self.later.get(index.saturating_sub(self.packet.len())).copied().unwrap_or_default();
        self.packet.get(index).copied().unwrap_or_else(later)
    }
}

fn spans(at: &FieldAt, place: impl Fn(usize) -> (u64, usize, usize)) -> String {
    let mut spans: Vec<(u64, usize, usize, usize)> = Vec::new();
    for bit in at.start..at.start + at.width as usize {
        let (row, link, bit) = place(bit);
        match spans.last_mut() {
            Some((last_row, last_link, _, low)) if (*last_row, *last_link) == (row, link) => *low = bit,
            _ => spans.push((row, link, bit, bit)),
        }
    }
    let first_row = spans.first().map_or(0, |span| span.0);
    let show = |&(row, link, high, low): &(u64, usize, usize, usize)| {
        let bits = if high == low { format!("[{high}]") } else { format!("[{high}:{low}]") };
        let next = if row == first_row { String::new() } else { format!(" of row {row}") };
        format!("link {link} {bits}{next}")
    };
    spans.iter().map(show).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::{Chip, NoTrace, Options};
    use crate::golden::random::RandomInput;
    use crate::registers::{Algorithm, Generation};

    /// The first difference, if one bit of one link in one row is flipped.
    fn flipped(config: &ChipConfig, row: usize, link: usize, bit: usize) -> FirstDifference {
        let options = Options::default();
        let mut chip = Chip::new(config, &options).unwrap();
        let rows: Vec<OutputWords> =
            RandomInput::new(3).take(40).map(|words| chip.step(&words, &mut NoTrace)).collect();
        let mut differ = Differ::new(config, &options.packet_layout(config));
        for (number, expected) in rows.iter().enumerate() {
            let mut got = *expected;
            got[link] ^= u32::from(number == row) << bit;
            differ.push(expected, &got);
        }
        let difference = differ.finish();
        assert_eq!((difference.rows, difference.rows_different), (40, 1));
        let first = difference.first.unwrap();
        assert_eq!((first.row, first.link, first.bit), (row as u64, link, bit), "{first:?}");
        first
    }

    #[test]
    fn an_inactive_link_has_the_bx_of_its_own_row() {
        for (algorithm, links) in [(Algorithm::Repeater, 5), (Algorithm::BestChoice, 2), (Algorithm::ThresholdSum, 3)] {
            let config = ChipConfig { algorithm, links, ..ChipConfig::reset(Generation::P1) };
            for row in [0, 1, 17, 39] {
                let first = flipped(&config, row, 12, 30);
                assert_eq!((usize::from(first.bx), first.packet_row), (row, row as u64), "{algorithm}: {first:?}");
            }
        }
    }

    #[test]
    fn padding_is_the_bits_behind_the_last_field_and_no_others() {
        let config = ChipConfig { algorithm: Algorithm::BestChoice, links: 5, ..ChipConfig::reset(Generation::Prod) };
        let first = flipped(&config, 9, 4, 0);
        assert_eq!(first.field, "padding");
        let high = first.place.strip_prefix("link 4 [").and_then(|rest| rest.strip_suffix(":0]")).unwrap();
        assert!(high.parse::<u32>().unwrap() < 15, "{first:?}");
        assert_eq!((first.expected.as_str(), first.got.as_str()), ("0x0", "0x1"), "{first:?}");
    }

    #[test]
    fn a_header_that_is_no_bx_is_said_to_be_none() {
        for (algorithm, width, none) in [(Algorithm::Autoencoder, 5, 16..31), (Algorithm::Repeater, 4, 8..15)] {
            let config = ChipConfig { algorithm, ..ChipConfig::reset(Generation::P1) };
            let reader = Reader::new(&config, Options::default().packet_layout(&config));
            for value in 0..1 << width {
                let meaning = reader.meaning(Field::Header, width, value);
                assert_eq!(meaning.starts_with("no BX"), none.contains(&value), "{value}: {meaning}");
            }
        }
    }
}
