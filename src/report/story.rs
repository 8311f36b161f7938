//! The story of one BX: what the chip made of 12 link words, stage by stage.
//!
//! One data structure for the terminal ([`super::story_text`]) and for the packet viewer of a page. Every
//! number in it is one that the chip's trace recorded; nothing is computed a second time.

use std::collections::VecDeque;

use serde::Serialize;

use crate::chip::algorithm::PacketLength;
use crate::chip::erx::BxCounter;
use crate::chip::formatter::{Field, PACKET_WORDS, PacketLayout};
use crate::chip::signals::{InputWords, OutputWords};
use crate::chip::stage::{Meaning, StageInfo, View};
use crate::chip::unpack::{self, FieldAt, ReceivedPacket, Status, Unpacker};
use crate::chip::{BxTrace, Chip, NoTrace, Options, Stage, Stages};
use crate::error::Result;
use crate::golden::explain::Reader;
use crate::network::LATENT_BITS;
use crate::registers::{CELLS, ChipConfig, FIFO_WORDS, Generation};

/// Rows that are run after the last one asked for, so that a packet that waits in the FIFO is seen leaving, at two
/// words per BX.
const ROWS_AFTER: u64 = FIFO_WORDS as u64 / 2;

/// What happened in one BX.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    /// Row of the input, from 0.
    pub row: u64,
    /// BX as the chip counts.
    pub bx: u16,
    /// The chip: algorithm, generation, links.
    pub chip: String,
    /// Sum of all charges, for lists of BX.
    pub sum: i64,
    /// The stages, in signal order.
    pub chapters: Vec<Chapter>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chapter {
    /// Name of the stage, as in stage files.
    pub stage: String,
    /// What the stage does.
    pub title: String,
    /// How, in a sentence.
    pub about: String,
    /// What it made.
    pub blocks: Vec<ValueBlock>,
}

/// Values that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ValueBlock {
    /// Single values with what they mean.
    Values {
        /// The values.
        entries: Vec<StoryEntry>,
    },
    /// One number for each trigger cell, post-MUX order.
    Cells {
        /// What they are.
        name: String,
        /// Number format.
        format: String,
        /// 48 values.
        values: Vec<i64>,
    },
    /// Numbers in rows and columns, one picture for each plane.
    Grid {
        /// What they are.
        name: String,
        /// Number format.
        format: String,
        /// Columns of every plane.
        columns: usize,
        /// The planes: a channel or a filter each, row-major.
        planes: Vec<Vec<i64>>,
    },
    /// Words, every bit of which belongs to a field.
    Words {
        /// Bits of a word.
        width: u32,
        /// The words.
        words: Vec<Word>,
        /// The fields that their spans point to.
        fields: Vec<FieldLine>,
    },
}

/// A value with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryEntry {
    /// Name, as in stage files.
    pub name: String,
    /// The value.
    pub value: i64,
    /// What it means.
    pub meaning: String,
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    /// Name: `link 3`, `word 3`.
    pub name: String,
    /// Its value in hexadecimal.
    pub hex: String,
    /// Bits from the most significant on, each run with the index of its field.
    pub spans: Vec<Span>,
}

/// Neighbouring bits of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The bits as 0 and 1.
    pub bits: String,
    /// Index in the block's fields.
    pub field: usize,
}

/// A field of a word or a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldLine {
    /// Name: `module sum`, `latent 7`.
    pub name: String,
    /// Where it lies: `link 0 [26:18]`.
    pub place: String,
    /// Its value.
    pub value: u64,
    /// What the value means.
    pub meaning: String,
    /// Kind of field, for colours.
    pub class: &'static str,
}

/// Tells the stories of the first `limit` rows (row, BX) of an input that are `wanted`.
///
/// The chip runs from the first row on, because packets may wait in its buffer.
///
/// # Errors
/// A configuration that [`Chip::new`] refuses, and faults of the input.
pub fn tell(
    config: &ChipConfig,
    options: &Options,
    input: impl FnMut() -> Result<Option<InputWords>>,
    wanted: impl FnMut(u64, u16) -> bool,
    limit: usize,
) -> Result<Vec<Story>> {
    run(config, options, input, First { wanted, limit })
}

/// Tells the story of the first row that is `wanted`, and of so many before it and behind it. Which of them is the wanted
/// one; none if there is no such row.
///
/// # Errors
/// As [`tell`].
pub fn tell_around(
    config: &ChipConfig,
    options: &Options,
    input: impl FnMut() -> Result<Option<InputWords>>,
    wanted: impl FnMut(u64, u16) -> bool,
    around: usize,
) -> Result<Option<(Vec<Story>, usize)>> {
    let mut choice = Around { wanted, around, found: None };
    let stories = run(config, options, input, &mut choice)?;
    let place = choice.found.and_then(|found| stories.iter().position(|story| story.row == found));
    Ok(place.map(|place| (stories, place)))
}

/// What the chip made of a row.
struct Seen {
    row: u64,
    trace: BxTrace,
    words: InputWords,
    sent: OutputWords,
}

/// Whether the story of a row is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    No,
    Yes,
    /// It is, and none of a later row.
    Last,
}

/// Which rows are told.
trait Choice {
    /// What becomes of a row; of those before it some may be forgotten.
    fn keep(&mut self, row: u64, bx: u16, seen: &mut VecDeque<Seen>) -> Keep;
}

/// The first rows that are wanted.
struct First<F> {
    wanted: F,
    limit: usize,
}

impl<F: FnMut(u64, u16) -> bool> Choice for First<F> {
    fn keep(&mut self, row: u64, bx: u16, seen: &mut VecDeque<Seen>) -> Keep {
        match seen.len() + 1 {
            number if number > self.limit || !(self.wanted)(row, bx) => Keep::No,
            number if number == self.limit => Keep::Last,
            _ => Keep::Yes,
        }
    }
}

/// The first row that is wanted, with some before it and behind it.
struct Around<F> {
    wanted: F,
    around: usize,
    found: Option<u64>,
}

impl<F: FnMut(u64, u16) -> bool> Choice for &mut Around<F> {
    fn keep(&mut self, row: u64, bx: u16, seen: &mut VecDeque<Seen>) -> Keep {
        if self.found.is_none() {
            while seen.len() > self.around {
                seen.pop_front();
            }
            self.found = (self.wanted)(row, bx).then_some(row);
        }
        let last = self.found.is_some_and(|found| row == found + self.around as u64);
        if last { Keep::Last } else { Keep::Yes }
    }
}

/// Runs a chip, and tells the stories of the rows that are kept.
fn run(
    config: &ChipConfig,
    options: &Options,
    mut input: impl FnMut() -> Result<Option<InputWords>>,
    mut choice: impl Choice,
) -> Result<Vec<Story>> {
    let mut chip = Chip::new(config, options)?;
    let layout = options.packet_layout(config);
    let mut unpacker = Unpacker::new(config, layout.clone());
    let mut counter = BxCounter::new(options.counter_reset_value);
    let mut seen = VecDeque::new();
    let mut packets = Vec::new();
    let (mut row, mut stop, mut told) = (0, u64::MAX, false);
    while row < stop
        && let Some(words) = input()?
    {
        let bx = counter.step(&words);
        let keep = if told { Keep::No } else { choice.keep(row, bx.0, &mut seen) };
        let sent = if keep == Keep::No {
            chip.step(&words, &mut NoTrace)
        } else {
            let mut trace = BxTrace::default();
            let sent = chip.step(&words, &mut trace);
            seen.push_back(Seen { row, trace, words, sent });
            sent
        };
        if keep == Keep::Last {
            let after = match config.algorithm.facts().packet_length() {
                PacketLength::AsNeeded => ROWS_AFTER,
                PacketLength::Fixed | PacketLength::Cut => 0,
            };
            (told, stop) = (true, row + 1 + after);
        }
        unpacker.push(&sent, |packet| packets.push(packet));
        row += 1;
    }
    unpacker.finish(|packet| packets.push(packet));
    let stages = Stages::new(config, &options.network);
    let teller = Teller { config, options, stages, reader: Reader::new(config, layout.clone()), layout };
    Ok(seen.iter().map(|seen| teller.story(seen, &packets)).collect())
}

/// What every story of a run shares.
struct Teller<'a> {
    config: &'a ChipConfig,
    options: &'a Options,
    stages: Stages,
    layout: PacketLayout,
    reader: Reader,
}

impl Teller<'_> {
    fn story(&self, seen: &Seen, packets: &[ReceivedPacket]) -> Story {
        let &Seen { row, ref trace, ref words, ref sent } = seen;
        let value = |stage, index: usize| trace.get(stage).and_then(|values| values.get(index)).copied().unwrap_or(0);
        let own = packets.iter().find(|packet| packet.row == row);
        let mut chapters = Vec::new();
        for (stage, values) in &trace.stages {
            let Some(info) = self.stages.get(*stage) else { continue };
            let mut blocks = self.blocks(info, values);
            match stage {
                Stage::Erx => blocks.push(self.input(words, &values[2..])),
                Stage::Formatter => blocks.push(self.packet(values, own)),
                Stage::Etx => blocks.extend(self.links(row, sent, packets, own)),
                _ => {}
            }
            let StageInfo { name, title, about, .. } = info.clone();
            chapters.push(Chapter { stage: name, title, about, blocks });
        }
        Story {
            row,
            bx: value(Stage::Erx, 0) as u16,
            chip: format!(
                "{}, {}, {} links",
                self.config.algorithm,
                self.options.generation(self.config),
                self.config.links
            ),
            sum: trace.get(Stage::Calibrate).map_or(0, |charges| charges.iter().sum()),
            chapters,
        }
    }

    /// The values of a stage; its words are shown with the fields that their bits belong to, elsewhere.
    fn blocks(&self, stage: &StageInfo, values: &[i64]) -> Vec<ValueBlock> {
        let mut blocks = Vec::new();
        let mut rest = values;
        for part in &stage.parts {
            let (own, behind) = rest.split_at(part.len().min(rest.len()));
            rest = behind;
            match &part.view {
                View::Words => {}
                View::Lines(meaning) => {
                    let lines = own.iter().enumerate().map(|(number, &value)| {
                        let meaning = self.meaning(meaning, number, value);
                        StoryEntry { name: part.column(number), value, meaning }
                    });
                    match blocks.last_mut() {
                        Some(ValueBlock::Values { entries }) => entries.extend(lines),
                        _ => blocks.push(ValueBlock::Values { entries: lines.collect() }),
                    }
                }
                View::Cells { name, format } => {
                    blocks.push(ValueBlock::Cells {
                        name: (*name).into(),
                        format: format.clone(),
                        values: own.to_vec(),
                    });
                }
                &View::Planes { name, ref format, columns, planes } => {
                    let plane = |plane: usize| own.iter().skip(plane).step_by(planes).copied().collect();
                    let planes = (0..planes).map(plane).collect();
                    blocks.push(ValueBlock::Grid { name: name.into(), format: format.clone(), columns, planes });
                }
            }
        }
        blocks
    }

    /// What a single value means.
    fn meaning(&self, meaning: &Meaning, number: usize, value: i64) -> String {
        match meaning {
            Meaning::Text(text) => text.clone(),
            Meaning::Value(text) => text(value),
            Meaning::Field(field, width) => {
                self.reader.meaning(field(number as u8), *width, u64::try_from(value).unwrap_or_default())
            }
        }
    }

    /// The input words: header and four codes each, with the MUX inputs they become.
    fn input(&self, words: &InputWords, codes: &[i64]) -> ValueBlock {
        let mut fields = Vec::new();
        let mut lines = Vec::new();
        for (link, &word) in words.iter().enumerate() {
            let mut at = vec![FieldLine {
                name: "header".into(),
                place: format!("link {link} [31:28]"),
                value: u64::from(word >> 28),
                meaning: String::new(),
                class: "header",
            }];
            for place in 0..4 {
                // The first of the four codes is slot 0 on the production chip and slot 3 on the prototype.
                let slot = if self.options.generation(self.config) == Generation::P1 { 3 - place } else { place };
                let input = 4 * link + slot;
                let value = u64::from(word >> (21 - 7 * place) & 0x7F);
                let held = codes.get(input).is_some_and(|&code| code as u64 != value);
                let cells = (0..CELLS).filter(|&tc| usize::from(self.config.mux[tc]) == input);
                let cells = cells.map(|tc| format!("TC {tc}")).collect::<Vec<_>>().join(", ");
                at.push(FieldLine {
                    name: format!("MUX input {input}"),
                    place: format!("link {link} [{}:{}]", 27 - 7 * place, 21 - 7 * place),
                    value,
                    meaning: format!(
                        "exponent {}, mantissa {}; {}to {}",
                        value >> 3,
                        value & 7,
                        if held { "held at 0 after a link reset; " } else { "" },
                        if cells.is_empty() { "no cell" } else { &cells }
                    ),
                    class: if place % 2 == 0 { "charge" } else { "charge alternate" },
                });
            }
            let first = fields.len();
            let owners = (0..32usize).map(|bit| first + if bit < 4 { 0 } else { 1 + (bit - 4) / 7 });
            lines.push(word_line(format!("link {link}"), word.into(), 32, owners));
            fields.append(&mut at);
        }
        ValueBlock::Words { width: 32, words: lines, fields }
    }

    /// The packet as the formatter made it.
    fn packet(&self, values: &[i64], own: Option<&ReceivedPacket>) -> ValueBlock {
        let words: Vec<u16> = values.iter().skip(1).take(PACKET_WORDS).map(|&word| word as u16).collect();
        let used = values.first().map_or(0, |&words| words as usize).min(words.len());
        let reset = own.is_some_and(|packet| packet.status == Status::LinkReset);
        let fields = if reset { Vec::new() } else { unpack::fields(&self.layout, &words[..used]) };
        let other = if reset { ("sync word of the link reset", "other") } else { ("padding", "spare") };
        let mut painter = Painter::new(self, 16 * used);
        painter.paint(&fields, 0, 16, "word");
        painter.block(16, &words[..used], "word", other)
    }

    /// The words on the links: packets of this BX and of earlier ones.
    fn links(
        &self,
        row: u64,
        sent: &OutputWords,
        packets: &[ReceivedPacket],
        own: Option<&ReceivedPacket>,
    ) -> Vec<ValueBlock> {
        let links = usize::from(self.config.links);
        let per_row = 2 * links as u64;
        let words: Vec<u16> = sent[..links].iter().flat_map(|link| [(link >> 16) as u16, *link as u16]).collect();
        let start = row * per_row;
        let mut painter = Painter::new(self, 32 * links);
        for packet in packets
            .iter()
            .filter(|packet| packet.start < start + per_row && packet.start + PACKET_WORDS as u64 >= start)
        {
            let offset = 16 * (packet.start as i64 - start as i64);
            painter.packet = if packet.row == row { String::new() } else { format!(", packet of row {}", packet.row) };
            painter.paint(&packet.fields, offset, 32, "link");
        }
        let reset = own.is_some_and(|packet| packet.status == Status::LinkReset);
        let other = if reset { ("sync word of the link reset", "other") } else { ("padding or idle word", "spare") };
        let block = painter.block(32, &words, "link", other);
        let mut blocks = vec![block];
        if let Some(packet) = own {
            let last = packet.start + (packet.words as u64).max(1) - 1;
            let when = match (packet.start / per_row, last / per_row) {
                (first, last) if (first, last) == (row, row) => "in this BX".to_owned(),
                (first, last) if first == last => format!("in row {first}"),
                (first, last) => format!("in rows {first} to {last}"),
            };
            let meaning = format!("this BX's packet: {}; on the links {when}", packet.status.name().replace('_', " "));
            blocks.insert(
                0,
                ValueBlock::Values {
                    entries: vec![StoryEntry { name: "FRAME_WORDS".into(), value: packet.words as i64, meaning }],
                },
            );
        }
        blocks
    }
}

/// Gives every bit of a row of words its field.
struct Painter<'a> {
    teller: &'a Teller<'a>,
    owners: Vec<Option<usize>>,
    fields: Vec<FieldLine>,
    /// Added to the place of a field.
    packet: String,
}

impl<'a> Painter<'a> {
    fn new(teller: &'a Teller<'a>, bits: usize) -> Self {
        Painter { teller, owners: vec![None; bits], fields: Vec::new(), packet: String::new() }
    }

    /// Adds the fields of a packet whose first bit lies at `offset`; parts outside are left out. Words have
    /// `width` bits and are called `name`.
    fn paint(&mut self, fields: &[FieldAt], offset: i64, width: usize, name: &str) {
        let inside = |bit: i64| usize::try_from(bit).ok().filter(|&bit| bit < self.owners.len());
        let mut merged: Vec<(FieldLine, usize, Vec<usize>)> = Vec::new();
        let mut last = None;
        for at in fields {
            let bits = (0..at.width as usize).filter_map(|bit| inside(offset + (at.start + bit) as i64));
            let bits: Vec<usize> = bits.collect();
            // The bits of one latent, and those of the bitmap and of spare zeros, make one line each.
            let joins = match (last, at.field) {
                (Some(Field::LatentBit { latent: a, .. }), Field::LatentBit { latent: b, .. }) => a == b,
                (Some(Field::BitmapBit { .. }), Field::BitmapBit { .. }) | (Some(Field::Spare), Field::Spare) => true,
                _ => false,
            };
            last = Some(at.field);
            match merged.last_mut() {
                Some((line, width, all)) if joins => {
                    line.value = line.value << at.width | at.value;
                    *width += at.width as usize;
                    all.extend(bits);
                }
                _ => merged.push((self.line(at, fields), at.width as usize, bits)),
            }
        }
        for (mut line, total, bits) in merged {
            let (Some(&first), Some(&end)) = (bits.first(), bits.last()) else { continue };
            let [(word, high), (last, low)] = [first, end].map(|bit| (bit / width, width - 1 - bit % width));
            line.place = match (word == last, high == low) {
                (true, true) => format!("{name} {word} [{high}]"),
                (true, false) => format!("{name} {word} [{high}:{low}]"),
                _ => format!("{name} {word} [{high}] to {name} {last} [{low}]"),
            };
            line.place += if bits.len() < total { ", in part" } else { "" };
            line.place += &self.packet;
            bits.iter().for_each(|&bit| self.owners[bit] = Some(self.fields.len()));
            self.fields.push(line);
        }
    }

    fn line(&self, at: &FieldAt, fields: &[FieldAt]) -> FieldLine {
        let reader = &self.teller.reader;
        let (name, meaning) = match at.field {
            Field::BitmapBit { .. } => {
                let sent = fields.iter().filter_map(|at| match at.field {
                    Field::BitmapBit { tc } if at.value == 1 => Some(tc),
                    _ => None,
                });
                let mut sent: Vec<u8> = sent.collect();
                sent.sort_unstable();
                let list = sent.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
                ("bitmap".to_owned(), format!("{} cells sent: {list}", sent.len()))
            }
            Field::LatentBit { latent, .. } => {
                let all: Vec<FieldAt> = fields
                    .iter()
                    .filter(|at| matches!(at.field, Field::LatentBit { latent: of, .. } if of == latent))
                    .copied()
                    .collect();
                let value = all.iter().fold(0, |sum, at| match at.field {
                    Field::LatentBit { bit, .. } => sum | at.value << bit,
                    _ => sum,
                });
                (reader.name(at), format!("{value} of {}; {} of {LATENT_BITS} bits sent", 1 << LATENT_BITS, all.len()))
            }
            Field::Spare => ("spare zeros".into(), String::new()),
            field => (reader.name(at), reader.meaning(field, at.width, at.value)),
        };
        FieldLine { name, place: String::new(), value: at.value, meaning, class: class(at.field) }
    }

    /// The words with their fields; bits without an owner belong to `other`.
    fn block(mut self, width: u32, words: &[u16], name: &str, other: (&str, &'static str)) -> ValueBlock {
        if self.owners.contains(&None) {
            let none = self.fields.len();
            self.owners.iter_mut().for_each(|owner| *owner = owner.or(Some(none)));
            self.fields.push(FieldLine {
                name: other.0.into(),
                place: "elsewhere".into(),
                value: 0,
                meaning: "no field of a packet".into(),
                class: other.1,
            });
        }
        let per_word = width as usize / 16;
        let line = |(index, word): (usize, &[u16])| {
            let value = word.iter().fold(0u64, |value, &half| value << 16 | u64::from(half));
            let owners = self.owners[index * width as usize..].iter().map(|owner| owner.unwrap_or_default());
            word_line(format!("{name} {index}"), value, width, owners)
        };
        let words = words.chunks(per_word).enumerate().map(line).collect();
        ValueBlock::Words { width, words, fields: self.fields }
    }
}

/// A word cut where the owner of its bits changes.
fn word_line(name: String, value: u64, width: u32, owners: impl Iterator<Item = usize>) -> Word {
    let mut spans: Vec<Span> = Vec::new();
    for (bit, field) in (0..width).rev().zip(owners) {
        let digit = if value >> bit & 1 == 1 { '1' } else { '0' };
        match spans.last_mut() {
            Some(span) if span.field == field => span.bits.push(digit),
            _ => spans.push(Span { bits: digit.into(), field }),
        }
    }
    Word { name, hex: format!("{value:0digits$x}", digits = width as usize / 4), spans }
}

/// Kind of a field, for colours; neighbours of one kind alternate.
pub(super) fn class(field: Field) -> &'static str {
    fn alternate(number: u8, names: [&'static str; 2]) -> &'static str {
        names[usize::from(number % 2)]
    }
    match field {
        Field::Header => "header",
        Field::PacketType | Field::Count => "type",
        Field::ModuleSum => "sum",
        Field::Address { slot } => alternate(slot, ["address", "address alternate"]),
        Field::GroupAddress { group } => alternate(group, ["address", "address alternate"]),
        Field::BitmapBit { .. } => "address",
        Field::Charge { tc } => alternate(tc, ["charge", "charge alternate"]),
        Field::GroupSum { group } => alternate(group, ["charge", "charge alternate"]),
        Field::LatentBit { latent, .. } | Field::Latent { latent } => alternate(latent, ["latent", "latent alternate"]),
        Field::Spare => "spare",
    }
}
