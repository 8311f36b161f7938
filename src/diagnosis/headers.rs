//! BX counters that do not agree: the headers of packets and idle words, with another BX.

use super::rows::Rows;
use crate::chip::Options;
use crate::chip::erx::{Bx, ORBIT};
use crate::chip::formatter::Field;
use crate::chip::signals::OutputWords;
use crate::chip::unpack::{ReceivedPacket, Status, Unpacker};
use crate::error::Result;
use crate::registers::{Algorithm, ChipConfig, OUTPUT_LINKS};

use std::collections::VecDeque;

/// The place of a BX header in the rows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub row: u64,
    pub link: usize,
    /// Place of its lowest bit.
    pub low: u32,
    /// 4 or 5.
    pub width: u32,
    /// BX of the packet.
    pub bx: Bx,
}

/// The header of a BX in so many bits.
fn value(bx: Bx, width: u32) -> u32 {
    if width == 5 { bx.header5().into() } else { bx.header4().into() }
}

fn later(bx: Bx, by: u16) -> Bx {
    Bx(((u32::from(bx.0) + u32::from(by)) % u32::from(ORBIT)) as u16)
}

/// Finds the headers in rows of one configuration.
pub(super) struct Headers {
    unpacker: Unpacker,
    links: usize,
    idle: u16,
    /// Whether idle words fill what packets leave.
    fills: bool,
    /// First word that no packet covers.
    covered: u64,
    /// Words of rows that are not yet looked at.
    words: VecDeque<u16>,
    base: u64,
}

impl Headers {
    pub fn new(config: &ChipConfig, options: &Options) -> Self {
        Headers {
            unpacker: Unpacker::new(config, options.packet_layout(config)),
            links: config.links.into(),
            idle: config.idle_pattern,
            fills: config.algorithm == Algorithm::ThresholdSum,
            covered: 0,
            words: VecDeque::new(),
            base: 0,
        }
    }

    /// Takes a row; headers come out once their packets are complete.
    pub fn push(&mut self, row: &OutputWords, found: &mut Vec<Header>) {
        self.words.extend(row[..self.links].iter().flat_map(|link| [(link >> 16) as u16, *link as u16]));
        let mut packets = Vec::new();
        self.unpacker.push(row, |packet| packets.push(packet));
        packets.iter().for_each(|packet| self.packet(packet, found));
    }

    /// What is left at the end.
    pub fn finish(mut self, found: &mut Vec<Header>) {
        let mut packets = Vec::new();
        self.unpacker.clone().finish(|packet| packets.push(packet));
        packets.iter().for_each(|packet| self.packet(packet, found));
    }

    fn header(&self, word: u64, width: u32, bx: Bx) -> Header {
        let (row, in_row) = (word / (2 * self.links as u64), (word % (2 * self.links as u64)) as usize);
        let low = if in_row % 2 == 0 { u32::BITS - width } else { 16 - width };
        Header { row, link: in_row / 2, low, width, bx }
    }

    fn packet(&mut self, packet: &ReceivedPacket, found: &mut Vec<Header>) {
        let per_row = 2 * self.links as u64;
        let header = packet.fields.first().filter(|at| at.field == Field::Header);
        if let Some(at) = header.filter(|_| packet.header_as_expected && packet.status != Status::Lost) {
            found.push(self.header(packet.start, at.width, packet.bx));
            self.covered = self.covered.max(packet.start + packet.words as u64);
        }
        let end = (packet.row + 1) * per_row;
        let idle = packet.bx.header5() << 11 | self.idle;
        for word in self.covered.max(packet.row * per_row)..end {
            let is_idle =
                self.fills && word.checked_sub(self.base).and_then(|at| self.words.get(at as usize)) == Some(&idle);
            if is_idle {
                found.push(self.header(word, 5, packet.bx));
            }
        }
        let drop = end.saturating_sub(self.base).min(self.words.len() as u64);
        self.words.drain(..drop as usize);
        self.base += drop;
    }
}

/// The BX by which received headers are ahead of the expected ones: `difference` gives the bits of an expected row that
/// were not received as they are, if the row was received. `None` if they agree as they are.
pub(super) fn offset(headers: &[Header], difference: impl Fn(u64) -> Option<OutputWords>) -> Option<u16> {
    let received: Vec<Received> = headers
        .iter()
        .filter_map(|at| {
            let wrong = difference(at.row)?[at.link] >> at.low & ((1 << at.width) - 1);
            Some(Received { bx: at.bx, width: at.width, value: value(at.bx, at.width) ^ wrong })
        })
        .collect();
    let values = [values(4), values(5)];
    let now = agreeing(&received, &values, 0, 1);
    if now == received.len() {
        return None;
    }
    // Some of the headers tell which BX are worth a count of all.
    let step = (received.len() / SAMPLE).max(1);
    let mut likely: Vec<(usize, u16)> = (1..ORBIT).map(|by| (agreeing(&received, &values, by, step), by)).collect();
    likely.sort_unstable_by_key(|&(count, by)| (std::cmp::Reverse(count), by));
    // The nearest of equal ones, either way.
    let counted = likely.into_iter().take(LIKELY).map(|(_, by)| (agreeing(&received, &values, by, 1), by));
    let best = counted.max_by_key(|&(count, by)| (count, std::cmp::Reverse((by.min(ORBIT - by), by))))?;
    (best.0 > now).then_some(best.1)
}

/// A header as it was received, and the BX that is expected there.
struct Received {
    bx: Bx,
    width: u32,
    value: u32,
}

/// The headers of two orbits in so many bits, by BX.
fn values(width: u32) -> Vec<u32> {
    (0..2 * ORBIT).map(|bx| value(Bx(bx % ORBIT), width)).collect()
}

/// Headers, every `step`th of them, that are those of a BX so much later.
fn agreeing(received: &[Received], values: &[Vec<u32>; 2], by: u16, step: usize) -> usize {
    let later = |got: &Received| values[usize::from(got.width == 5)][usize::from(got.bx.0) + usize::from(by)];
    received.chunks(step).filter(|chunk| later(&chunk[0]) == chunk[0].value).count()
}

/// Headers on which all BX are tried.
const SAMPLE: usize = 100;

/// BX that are tried on all headers: all that differ by 16.
const LIKELY: usize = 2 * ORBIT as usize / 16;

/// Rows whose headers are ahead by some BX.
pub(super) struct Ahead<'a> {
    source: &'a mut dyn Rows,
    headers: Option<Headers>,
    by: u16,
    rows: VecDeque<OutputWords>,
    /// Number of the first of `rows`.
    base: u64,
    found: Vec<Header>,
}

impl<'a> Ahead<'a> {
    pub fn new(source: &'a mut dyn Rows, headers: Headers, by: u16) -> Self {
        Ahead { source, headers: Some(headers), by, rows: VecDeque::new(), base: 0, found: Vec::new() }
    }

    fn rewrite(&mut self) {
        for at in self.found.drain(..) {
            let Some(row) = at.row.checked_sub(self.base).and_then(|row| self.rows.get_mut(row as usize)) else {
                continue;
            };
            row[at.link] ^= (value(at.bx, at.width) ^ value(later(at.bx, self.by), at.width)) << at.low;
        }
    }

    /// Rows that a packet may wait in the buffer and on the links.
    const WAIT: usize = 2 * crate::registers::FIFO_WORDS;
}

impl Rows for Ahead<'_> {
    fn next(&mut self) -> Result<Option<OutputWords>> {
        while let Some(headers) = &mut self.headers
            && self.rows.len() <= Self::WAIT
        {
            match self.source.next()? {
                Some(row) => {
                    self.rows.push_back(row);
                    headers.push(&row, &mut self.found);
                }
                None => {
                    if let Some(headers) = self.headers.take() {
                        headers.finish(&mut self.found);
                    }
                }
            }
            self.rewrite();
        }
        let row = self.rows.pop_front();
        self.base += u64::from(row.is_some());
        Ok(row)
    }
}

/// Words of the links that a chip does not use are zero.
pub(super) fn uses_other_links(row: &OutputWords, links: usize) -> bool {
    row[links.min(OUTPUT_LINKS)..].iter().any(|&word| word != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::{Chip, NoTrace};
    use crate::diagnosis::rows::InMemory;
    use crate::golden::random::RandomInput;
    use crate::registers::{Generation, StcType};

    fn chip(config: &ChipConfig, reset: u16) -> Vec<OutputWords> {
        let options = Options { counter_reset_value: reset, ..Options::default() };
        let mut chip = Chip::new(config, &options).unwrap();
        let mut rows: Vec<_> = RandomInput::new(3).take(4000).collect();
        rows.iter_mut().enumerate().for_each(|(row, words)| {
            words[0] = words[0] & 0x0fff_ffff | if row == 0 { 9 } else { 10 } << 28;
        });
        rows.iter().map(|words| chip.step(words, &mut NoTrace)).collect()
    }

    #[test]
    fn rows_of_a_chip_that_counts_from_another_bx() {
        let reset = ChipConfig::reset(Generation::P1);
        for (algorithm, links) in [
            (Algorithm::ThresholdSum, 13),
            (Algorithm::ThresholdSum, 5),
            (Algorithm::SuperTriggerCell, 4),
            (Algorithm::BestChoice, 3),
            (Algorithm::Repeater, 11),
        ] {
            let config = ChipConfig {
                algorithm,
                links,
                thresholds: [300_000; 48],
                buffer_t1: 24 * u16::from(links),
                stc_type: StcType::Stc4Sum7,
                ..reset.clone()
            };
            let options = Options::default();
            let (expected, received) = (chip(&config, 0), chip(&config, 1000));
            let mut source = InMemory::new(&expected);
            let mut ahead = Ahead::new(&mut source, Headers::new(&config, &options), 1000);
            let ahead: Vec<OutputWords> = std::iter::from_fn(|| ahead.next().unwrap()).collect();
            let equal = ahead.iter().zip(&received).filter(|(a, b)| a == b).count();
            assert!(ahead.len() == 4000 && equal >= 3999, "{algorithm} {links}: {equal}");
            let (mut headers, mut found) = (Headers::new(&config, &options), Vec::new());
            expected.iter().for_each(|row| headers.push(row, &mut found));
            headers.finish(&mut found);
            let wrong = |row: u64| {
                Some(std::array::from_fn(|link| expected[row as usize][link] ^ received[row as usize][link]))
            };
            assert_eq!(offset(&found, wrong), Some(1000), "{algorithm} {links}");
        }
    }
}
