//! Comparison of two output streams, field by field.
//!
//! The expected stream is unpacked into packets; every differing bit is put down to the field it
//! belongs to. Rows are streamed: memory is bounded by the chip's FIFO.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::explain::Reader;
use super::field_diff::{self, Compared, FieldLister, PacketPair, Part};
use crate::chip::erx::{Bx, ORBIT};
use crate::chip::formatter::{Field, PacketLayout};
use crate::chip::signals::OutputWords;
use crate::chip::unpack::{FieldAt, ReceivedPacket, Status, Unpacker, bits};
use crate::files::hash;
use crate::registers::{ChipConfig, OUTPUT_LINKS};

/// The first bit that differs, explained.
#[derive(Debug, Clone, Serialize)]
pub struct FirstDifference {
    /// Row of the files, counted from 0.
    pub row: u64,
    /// The line where it stands, counted from 1, if it stands in a text file.
    pub line: Option<u64>,
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
    /// Bits that differ, in all rows together.
    pub bits_different: u64,
    /// In how many rows each bit of each link differs: `bits[link][bit]`, bit 0 the least significant.
    pub bits: [[u64; 32]; OUTPUT_LINKS],
    /// SHA-256 of which bits differ: of a line `row link xor` for each link word that does, in order, numbers decimal
    /// and the bits as 8 hexadecimal digits. `None` where nothing differs.
    pub sha256: Option<String>,
    /// The first differing bit.
    pub first: Option<FirstDifference>,
}

/// What a name in [`Difference::fields`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Named {
    /// A field; the value of an address belongs to its name.
    Field(Field, Option<u64>),
    /// What belongs to no field.
    Rest(&'static str),
}

impl Named {
    fn of(pair: &PacketPair, part: &Part) -> Self {
        let Some(at) = part.field else { return Named::Rest(pair.rest) };
        match at.field {
            Field::Address { .. } => Named::Field(Field::Address { slot: 0 }, Some(at.value)),
            Field::LatentBit { latent, .. } => Named::Field(Field::Latent { latent }, None),
            field => Named::Field(field, None),
        }
    }
}

/// The counts of [`Difference::fields`]. Names are made once: where everything differs they would take longest.
#[derive(Debug, Default)]
struct FieldCounts {
    fields: HashMap<Named, FieldCount>,
    /// Packets, filler words and inactive links that differ so far.
    packets: u64,
}

#[derive(Debug, Default)]
struct FieldCount {
    name: String,
    count: u64,
    /// The packet in which it was counted last.
    last: u64,
}

impl FieldCounts {
    /// Goes on to the next packet.
    fn next(&mut self) {
        self.packets += 1;
    }

    /// Counts what differs in the packet, only once.
    fn count(&mut self, named: Named, name: impl FnOnce() -> String) {
        let new = || FieldCount { name: name(), ..FieldCount::default() };
        let field = self.fields.entry(named).or_insert_with(new);
        if field.last != self.packets {
            field.count += 1;
            field.last = self.packets;
        }
    }

    fn by_name(self) -> BTreeMap<String, u64> {
        self.fields.into_values().map(|field| (field.name, field.count)).collect()
    }
}

/// Compares two streams.
pub struct Differ {
    /// Taken when the comparison ends.
    unpacker: Option<Unpacker>,
    lister: FieldLister,
    links: usize,
    /// What was compared and has not been taken; `None` if nobody wants it.
    compared: Option<Vec<Compared>>,
    hash: Sha256,
    /// Lines of one row for the hash.
    lines_of_hash: String,
    counts: FieldCounts,
    expected: VecDeque<u16>,
    got: VecDeque<u16>,
    base: u64,
    /// The word before `base` of each stream, the other half of a link word.
    before: (u16, u16),
    /// Rows with a difference on an inactive link, until the words before them are compared.
    inactive: VecDeque<(u64, OutputWords, OutputWords)>,
    /// Rows that differ and their lines, until the first difference is found.
    lines: Vec<(u64, Option<u64>)>,
    result: Difference,
    last_status: Status,
    last_row: (u64, u16),
}

impl Differ {
    /// Compares streams of this configuration.
    ///
    /// ```
    /// use econ_emu::chip::{Chip, NoTrace, Options};
    /// use econ_emu::golden::diff::Differ;
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
    /// let options = Options::default();
    /// let expected = Chip::new(&config, &options)?.step(&[0x9000_0000; 12], &mut NoTrace);
    /// let mut got = expected;
    /// got[0] ^= 1 << 26;
    /// let mut differ = Differ::new(&config, &options.packet_layout(&config));
    /// differ.push(&expected, &got);
    /// let difference = differ.finish();
    /// assert_eq!((difference.rows_different, difference.bits_different), (1, 1));
    /// let first = difference.first.ok_or_else(|| econ_emu::error::Error::missing("a difference"))?;
    /// assert_eq!((first.link, first.bit), (0, 26));
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn new(config: &ChipConfig, layout: &PacketLayout) -> Self {
        let links = config.links.into();
        Differ {
            unpacker: Some(Unpacker::new(config, layout.clone())),
            lister: FieldLister::new(Reader::new(config, layout.clone()), links),
            links,
            compared: None,
            hash: Sha256::new(),
            lines_of_hash: String::new(),
            counts: FieldCounts::default(),
            expected: VecDeque::new(),
            got: VecDeque::new(),
            base: 0,
            before: (0, 0),
            inactive: VecDeque::new(),
            lines: Vec::new(),
            result: Difference::default(),
            last_status: Status::Complete,
            last_row: (0, 0),
        }
    }

    /// As [`Differ::new`], and hands on all that it compares by [`Differ::take`].
    pub fn listing(config: &ChipConfig, layout: &PacketLayout) -> Self {
        Differ { compared: Some(Vec::new()), ..Differ::new(config, layout) }
    }

    /// What tells the fields that differ.
    pub fn lister(&self) -> &FieldLister {
        &self.lister
    }

    /// What was compared since the last call, in the order of the stream; equal packets are among it. Nothing, unless
    /// made by [`Differ::listing`].
    pub fn take(&mut self) -> Vec<Compared> {
        self.compared.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Takes one row of each stream.
    pub fn push(&mut self, expected: &OutputWords, got: &OutputWords) {
        self.push_line(expected, got, None);
    }

    /// As [`Differ::push`], of rows that stand in a line of a file.
    pub fn push_line(&mut self, expected: &OutputWords, got: &OutputWords, line: Option<u64>) {
        let row = self.result.rows;
        self.result.rows += 1;
        if expected != got {
            self.result.rows_different += 1;
            self.count_bits(row, expected, got);
            if self.result.first.is_none() {
                self.lines.push((row, line));
            }
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
            self.compare(packet);
        }
        self.inactive_links();
    }

    /// Counts the bits of a row that differ, and adds them to the hash.
    fn count_bits(&mut self, row: u64, expected: &OutputWords, got: &OutputWords) {
        self.lines_of_hash.clear();
        for (link, (expected, got)) in expected.iter().zip(got).enumerate() {
            let xor = expected ^ got;
            if xor == 0 {
                continue;
            }
            self.result.bits_different += u64::from(xor.count_ones());
            for (bit, count) in self.result.bits[link].iter_mut().enumerate() {
                *count += u64::from(xor >> bit & 1);
            }
            let _ = writeln!(self.lines_of_hash, "{row} {link} {xor:08x}");
        }
        self.hash.update(&self.lines_of_hash);
    }

    /// Ends the comparison.
    pub fn finish(mut self) -> Difference {
        self.end();
        self.result.fields = self.counts.by_name();
        let differs = self.result.rows_different > 0;
        self.result.sha256 = differs.then(|| hash::hex(self.hash.finalize()));
        self.result
    }

    /// Compares what is left when the streams have ended; [`Differ::take`] has the last of it then.
    pub fn end(&mut self) {
        let mut packets = Vec::new();
        if let Some(unpacker) = self.unpacker.take() {
            unpacker.finish(|packet| packets.push(packet));
        }
        for packet in packets {
            self.compare(packet);
        }
        let end = self.base + self.expected.len() as u64;
        self.filler(end);
        self.inactive_links();
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
        self.counts.next();
        self.counts.count(Named::Rest("inactive link"), || "inactive link".into());
        let bx = self.bx_of(row);
        if let Some(compared) = &mut self.compared {
            compared.push(Compared::Inactive { row, bx, expected: *expected, got: *got });
        }
        let Some(link) = (self.links..OUTPUT_LINKS).find(|&link| expected[link] != got[link]) else { return };
        if self.result.first.is_some() {
            return;
        }
        let bit = 31 - (expected[link] ^ got[link]).leading_zeros() as usize;
        self.result.first = Some(FirstDifference {
            row,
            line: self.line_of(row),
            packet_row: row,
            bx,
            link,
            bit,
            place: format!("link {link} [31:0]"),
            field: format!("link {link}, which is not active, bit {bit}"),
            expected_word: format!("{:08x}", expected[link]),
            got_word: format!("{:08x}", got[link]),
            expected: format!("{:#010x}", expected[link]),
            got: format!("{:#010x}", got[link]),
            expected_means: format!("the configuration has {} active links", self.links),
            got_means: "a word on an inactive link".into(),
            field_kind: None,
        });
    }

    /// The line of a row that differs, until the first difference is found.
    fn line_of(&self, row: u64) -> Option<u64> {
        self.lines.iter().find(|&&(of, _)| of == row).and_then(|&(_, line)| line)
    }

    /// BX of a row: the packet that was compared last is its own or, where packets wait, an earlier one.
    fn bx_of(&self, row: u64) -> u16 {
        let (last, bx) = self.last_row;
        ((u64::from(bx) + row.saturating_sub(last)) % u64::from(ORBIT)) as u16
    }

    fn compare(&mut self, packet: ReceivedPacket) {
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
        let rest = field_diff::rest_of(packet.status);
        let [expected, got] = [&mut self.expected, &mut self.got].map(|words_of| words_of.drain(..words).collect());
        self.base += words as u64;
        self.pair(PacketPair { packet, expected, got, rest });
    }

    /// Compares words that were taken from both sides.
    fn pair(&mut self, pair: PacketPair) {
        if pair.expected != pair.got {
            self.counts.next();
            for part in self.lister.differing(&pair) {
                self.counts.count(Named::of(&pair, &part), || self.lister.name(&pair, &part));
                if self.result.first.is_none() {
                    self.result.first = Some(self.first(&pair, &part));
                }
            }
        }
        self.before = (last(&pair.expected), last(&pair.got));
        if let Some(compared) = &mut self.compared {
            compared.push(Compared::Packet(pair));
        }
    }

    /// The first difference, in this part of a packet.
    fn first(&self, pair: &PacketPair, part: &Part) -> FirstDifference {
        let PacketPair { packet, expected, got, .. } = pair;
        let Some(of_part) = part.field else {
            let value = bits(expected, part.start, part.width);
            let at = FieldAt { field: Field::Spare, start: part.start, width: part.width, value };
            return FirstDifference {
                field: self.lister.name(pair, part),
                ..self.difference(packet, &at, expected, got)
            };
        };
        let inside = part.start..part.start + part.width as usize;
        let differs = |at: &&FieldAt| inside.contains(&at.start) && bits(got, at.start, at.width) != at.value;
        let at = packet.fields.iter().find(differs).unwrap_or(&of_part);
        let mut first = self.difference(packet, at, expected, got);
        if let Field::LatentBit { .. } | Field::Latent { .. } = at.field {
            let [(want, expected), (have, got)] = [expected, got].map(|words| self.lister.meaning(pair, part, words));
            (first.expected, first.expected_means) = (format!("{want:#05x}"), expected);
            (first.got, first.got_means) = (format!("{have:#05x}"), got);
        }
        first
    }

    fn difference(&self, packet: &ReceivedPacket, at: &FieldAt, expected: &[u16], got: &[u16]) -> FirstDifference {
        let value = bits(got, at.start, at.width);
        let reader = self.lister.reader();
        let offset = field_diff::first_differing_bit(expected, got, at.start, at.width);
        let (row, link, bit) = field_diff::place(packet.start, at.start + offset, self.links);
        let first = (packet.start + ((at.start + offset) / 16) as u64) / 2 * 2;
        let expected_words = Side { packet: expected, later: &self.expected, before: self.before.0 };
        let got_words = Side { packet: got, later: &self.got, before: self.before.1 };
        let width = at.width.div_ceil(4) as usize + 2;
        FirstDifference {
            row,
            line: self.line_of(row),
            packet_row: packet.row,
            bx: packet.bx.0,
            link,
            bit,
            place: field_diff::spans(at.start, at.width, packet.start, self.links).text(),
            field: reader.name_of_bit(at, offset),
            expected_word: expected_words.link_word(packet.start, first),
            got_word: got_words.link_word(packet.start, first),
            expected: format!("{:#0width$x}", at.value),
            got: format!("{value:#0width$x}"),
            expected_means: reader.meaning(at.field, at.width, at.value),
            got_means: reader.meaning(at.field, at.width, value),
            field_kind: Some(at.field),
        }
    }

    /// Words up to stream position `end` that belong to no packet.
    fn filler(&mut self, end: u64) {
        while self.base < end {
            let (Some(expected), Some(got)) = (self.expected.pop_front(), self.got.pop_front()) else { return };
            let start = self.base;
            self.base += 1;
            if expected == got && self.compared.is_none() {
                self.before = (expected, got);
                continue;
            }
            let (row, bx) = self.last_row;
            let packet = ReceivedPacket {
                row,
                bx: Bx(bx),
                status: self.last_status,
                start,
                words: 1,
                fields: Vec::new(),
                header_as_expected: true,
            };
            let rest = field_diff::between(self.last_status);
            self.pair(PacketPair { packet, expected: vec![expected], got: vec![got], rest });
        }
    }
}

fn last(words: &[u16]) -> u16 {
    words.last().copied().unwrap_or_default()
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
