//! Every field that differs: packets of two streams side by side, and their differences as a table.
//!
//! The columns of the table, and the members of the objects of the JSON form:
//!
//! | column | what it holds |
//! |---|---|
//! | `row` | row of the files, from 0, of the field's first differing bit |
//! | `bx` | BX of the packet; of an inactive link, of the row |
//! | `link` | output link of that bit |
//! | `bits` | where the field lies: `[12:4]` of that link, or several places with their links and rows |
//! | `field` | its name: `TC 12 charge`, `latent 7`, `padding` |
//! | `expected`, `got`, `xor` | the values and the bits that differ, hexadecimal |
//! | `packet_row` | row of the packet; earlier than `row` if it waited in the buffer |

use std::io::Write;

use serde::Serialize;

use super::explain::Reader;
use crate::chip::formatter::Field;
use crate::chip::signals::OutputWords;
use crate::chip::unpack::{FieldAt, ReceivedPacket, Status, bits};
use crate::network::LATENT_BITS;
use crate::registers::OUTPUT_LINKS;

/// The widest group of bits that is one value.
const MAX_WIDTH: u32 = 64;

/// What was compared, in the order of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// A packet on both sides, or words between packets.
    Packet(PacketPair),
    /// The links of a row that are not active, where they differ.
    Inactive {
        /// Row of the files, from 0.
        row: u64,
        /// BX of the row.
        bx: u16,
        /// Expected link words of the row.
        expected: OutputWords,
        /// Link words found.
        got: OutputWords,
    },
}

/// The words of a packet on both sides. Its fields are those of the expected words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketPair {
    /// The packet; one without fields stands for words between packets.
    pub packet: ReceivedPacket,
    /// Expected words of 16 bits.
    pub expected: Vec<u16>,
    /// Words found, as many.
    pub got: Vec<u16>,
    /// What bits are called that belong to none of its fields.
    pub rest: &'static str,
}

impl PacketPair {
    /// All bits by what they belong to: each field, the bits of one latent or neighbouring spare zeros as one, and
    /// what is left of each word behind the last field.
    pub fn parts(&self) -> Vec<Part> {
        let end = 16 * self.expected.len();
        let mut parts: Vec<Part> = Vec::new();
        for at in &self.packet.fields {
            if at.start + at.width as usize > end {
                break;
            }
            let joined = parts.last_mut().filter(|part| part.joins(at));
            match joined {
                Some(part) => part.width += at.width,
                None => parts.push(Part { field: Some(*at), start: at.start, width: at.width }),
            }
        }
        let mut start = parts.last().map_or(0, |part| part.start + part.width as usize);
        while start < end {
            let width = (16 - start % 16) as u32;
            parts.push(Part { field: None, start, width });
            start += width as usize;
        }
        parts
    }

    /// The value of a part on one side.
    fn value(&self, part: &Part, words: &[u16]) -> u64 {
        bits(words, part.start, part.width)
    }
}

/// Neighbouring bits of a packet that are one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The field, or the first one of several that belong together; `None` behind the last field.
    pub field: Option<FieldAt>,
    /// First bit in the packet; bit 0 is the most significant bit of word 0.
    pub start: usize,
    /// Width in bits, at most 64.
    pub width: u32,
}

impl Part {
    /// Whether the next field is one with this: another bit of the same latent, or another spare zero.
    fn joins(&self, next: &FieldAt) -> bool {
        let together = match (self.field.map(|at| at.field), next.field) {
            (Some(Field::LatentBit { latent: a, .. }), Field::LatentBit { latent: b, .. }) => a == b,
            (Some(Field::Spare), Field::Spare) => true,
            _ => false,
        };
        together && self.width + next.width <= MAX_WIDTH
    }
}

/// A field that differs. The module says what the columns of the table hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldDifference {
    /// Row of its first differing bit, from 0.
    pub row: u64,
    /// BX of the packet.
    pub bx: u16,
    /// Link of that bit.
    pub link: usize,
    /// Where the field lies.
    pub bits: String,
    /// Its name.
    pub field: String,
    /// Expected value, hexadecimal.
    pub expected: String,
    /// Value found.
    pub got: String,
    /// The bits that differ.
    pub xor: String,
    /// Row of the packet.
    pub packet_row: u64,
}

/// Says which fields differ.
#[derive(Debug, Clone)]
pub struct FieldLister {
    reader: Reader,
    links: usize,
}

impl FieldLister {
    /// For streams on so many active links.
    pub(super) fn new(reader: Reader, links: usize) -> Self {
        FieldLister { reader, links }
    }

    /// The names of fields and the meaning of their values.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Active links.
    pub fn links(&self) -> usize {
        self.links
    }

    /// The name of a part of a packet.
    pub fn name(&self, pair: &PacketPair, part: &Part) -> String {
        part.field.map_or_else(|| pair.rest.to_owned(), |at| self.reader.name(&at))
    }

    /// What a part of a packet says on one side, and its value with all bits in their places: a latent of which only
    /// some bits were sent has zeros in place of the others.
    pub fn meaning(&self, pair: &PacketPair, part: &Part, words: &[u16]) -> (u64, String) {
        let value = pair.value(part, words);
        let Some(at) = part.field else { return (value, format!("{value}")) };
        let (Field::LatentBit { latent, .. } | Field::Latent { latent }) = at.field else {
            return (value, self.reader.meaning(at.field, part.width, value));
        };
        let (value, known) = self.reader.latent(&pair.packet, latent, |at| sent(words, at));
        let all = known == (1 << LATENT_BITS) - 1;
        let part = if all { String::new() } else { format!(", bits {known:#05x} of it sent") };
        (value, format!("latent {latent} = {value}/256{part}"))
    }

    /// The parts of a packet that differ.
    pub(super) fn differing(&self, pair: &PacketPair) -> Vec<Part> {
        let differs = |part: &Part| pair.value(part, &pair.expected) != pair.value(part, &pair.got);
        pair.parts().into_iter().filter(differs).collect()
    }

    /// The fields of a packet, or of words that belong to none, that differ.
    pub fn differences(&self, compared: &Compared) -> Vec<FieldDifference> {
        match compared {
            Compared::Packet(pair) if pair.expected != pair.got => {
                self.differing(pair).iter().map(|part| self.difference(pair, part)).collect()
            }
            Compared::Packet(_) => Vec::new(),
            Compared::Inactive { row, bx, expected, got } => {
                let links = (self.links..OUTPUT_LINKS).filter(|&link| expected[link] != got[link]);
                links
                    .map(|link| FieldDifference {
                        row: *row,
                        bx: *bx,
                        link,
                        bits: "[31:0]".into(),
                        field: "inactive link".into(),
                        expected: format!("{:#010x}", expected[link]),
                        got: format!("{:#010x}", got[link]),
                        xor: format!("{:#010x}", expected[link] ^ got[link]),
                        packet_row: *row,
                    })
                    .collect()
            }
        }
    }

    fn difference(&self, pair: &PacketPair, part: &Part) -> FieldDifference {
        let [(expected, _), (got, _)] = [&pair.expected, &pair.got].map(|words| self.meaning(pair, part, words));
        let first = first_differing_bit(&pair.expected, &pair.got, part.start, part.width);
        let (row, link, _) = place(pair.packet.start, part.start + first, self.links);
        let is_latent =
            matches!(part.field, Some(FieldAt { field: Field::LatentBit { .. } | Field::Latent { .. }, .. }));
        let width = if is_latent { LATENT_BITS } else { part.width };
        let width = width.div_ceil(4) as usize + 2;
        FieldDifference {
            row,
            bx: pair.packet.bx.0,
            link,
            bits: spans(part.start, part.width, pair.packet.start, self.links).join(link),
            field: self.name(pair, part),
            expected: format!("{expected:#0width$x}"),
            got: format!("{got:#0width$x}"),
            xor: format!("{:#0width$x}", expected ^ got),
            packet_row: pair.packet.row,
        }
    }
}

/// The value of a field on one side; 0 where the words end before it.
fn sent(words: &[u16], at: &FieldAt) -> u64 {
    if at.start + at.width as usize <= 16 * words.len() { bits(words, at.start, at.width) } else { 0 }
}

/// The first of `width` bits from `start` on that differs, counted from `start`.
pub(super) fn first_differing_bit(expected: &[u16], got: &[u16], start: usize, width: u32) -> usize {
    let differs = |bit: &usize| bits(expected, start + bit, 1) != bits(got, start + bit, 1);
    (0..width as usize).find(differs).unwrap_or(0)
}

/// What the bits of a packet are called that belong to none of its fields.
pub(super) fn rest_of(status: Status) -> &'static str {
    match status {
        Status::LinkReset => "sync word of the link reset",
        Status::TruncatedT1 | Status::TruncatedT2 => "truncated word",
        Status::Complete | Status::Cut | Status::Lost | Status::Unfinished => "padding",
    }
}

/// What words between packets are called.
pub(super) fn between(last: Status) -> &'static str {
    if last == Status::Lost { "word of a lost packet" } else { "filler word" }
}

/// Row, link and bit in its word of a bit of a packet that begins at a word of the stream.
pub fn place(start: u64, bit: usize, links: usize) -> (u64, usize, usize) {
    let (word, per_row) = (start + (bit / 16) as u64, 2 * links as u64);
    let in_row = (word % per_row) as usize;
    (word / per_row, in_row / 2, 31 - 16 * (in_row % 2) - bit % 16)
}

/// Places of the bits of a field: on a link, and further ones where it crosses from one link to the next.
pub(super) struct Spans(Vec<(u64, usize, usize, usize)>);

/// Where `width` bits lie from bit `first` of a packet on that begins at word `start` of the stream.
pub(super) fn spans(first: usize, width: u32, start: u64, links: usize) -> Spans {
    let mut spans: Vec<(u64, usize, usize, usize)> = Vec::new();
    for bit in first..first + width as usize {
        let (row, link, bit) = place(start, bit, links);
        match spans.last_mut() {
            Some((last_row, last_link, _, low)) if (*last_row, *last_link) == (row, link) => *low = bit,
            _ => spans.push((row, link, bit, bit)),
        }
    }
    Spans(spans)
}

impl Spans {
    /// `link 3 [12:4]`, or several of them.
    pub(super) fn text(&self) -> String {
        let first_row = self.0.first().map_or(0, |span| span.0);
        let show = |&(row, link, high, low): &(u64, usize, usize, usize)| {
            let next = if row == first_row { String::new() } else { format!(" of row {row}") };
            format!("link {link} {}{next}", range(high, low))
        };
        self.0.iter().map(show).collect::<Vec<_>>().join(" and ")
    }

    /// As [`Spans::text`], without the link where it is `link` alone.
    fn join(&self, link: usize) -> String {
        match self.0.as_slice() {
            [(_, own, high, low)] if *own == link => range(*high, *low),
            _ => self.text(),
        }
    }
}

fn range(high: usize, low: usize) -> String {
    if high == low { format!("[{high}]") } else { format!("[{high}:{low}]") }
}

/// Form of the table of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceForm {
    /// A header and one line for each difference.
    Csv,
    /// An array with one object for each difference.
    Json,
}

/// The table of differences, written line by line.
pub struct DifferenceTable<W: Write> {
    form: DifferenceForm,
    out: W,
    written: u64,
}

impl<W: Write> DifferenceTable<W> {
    /// Begins the table.
    ///
    /// # Errors
    /// Those of writing.
    pub fn new(form: DifferenceForm, mut out: W) -> std::io::Result<Self> {
        match form {
            DifferenceForm::Csv => writeln!(out, "row,bx,link,bits,field,expected,got,xor,packet_row")?,
            DifferenceForm::Json => write!(out, "[")?,
        }
        Ok(DifferenceTable { form, out, written: 0 })
    }

    /// Adds a line. No value holds a comma or a quotation mark.
    ///
    /// # Errors
    /// Those of writing.
    pub fn write(&mut self, difference: &FieldDifference) -> std::io::Result<()> {
        let FieldDifference { row, bx, link, bits, field, expected, got, xor, packet_row } = difference;
        match self.form {
            DifferenceForm::Csv => {
                writeln!(self.out, "{row},{bx},{link},{bits},{field},{expected},{got},{xor},{packet_row}")?;
            }
            DifferenceForm::Json => {
                write!(self.out, "{}", if self.written == 0 { "\n  " } else { ",\n  " })?;
                serde_json::to_writer(&mut self.out, difference)?;
            }
        }
        self.written += 1;
        Ok(())
    }

    /// Differences written.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Ends the table.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self) -> std::io::Result<W> {
        if self.form == DifferenceForm::Json {
            writeln!(self.out, "{}]", if self.written == 0 { "" } else { "\n" })?;
        }
        Ok(self.out)
    }
}
