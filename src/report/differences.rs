//! The page of two streams that differ: expected and received link words side by side, every bit with its field.
//!
//! Rows come in one at a time and stay only if they differ. What stands in the page is small: a row is its expected
//! words, the bits of the links that differ, and its fields as numbers of names that all rows share. The browser draws one
//! row at a time.

use std::collections::{BTreeMap, HashMap, VecDeque};

use askama::Template;
use serde::Serialize;

use super::page::policy;
use super::story::class;
use crate::chip::erx::ORBIT;
use crate::error::{Error, Result};
use crate::golden::diff::Difference;
use crate::golden::field_diff::{Compared, FieldLister, PacketPair};
use crate::plot;
use crate::registers::OUTPUT_LINKS;

/// The most fields that differ in a page.
const MAX_DIFFERENCES: usize = 10_000;

/// The most bytes of rows in a page.
const MAX_BYTES: usize = 4_600_000;

/// Digits of the numbers of names: neither quotation marks nor brackets, which JSON or HTML would write longer.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What stands in place of a name before the number of fields, each one bit wide, whose names follow each other.
const RUN: char = '*';

/// A cause of differences, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDiagnosis {
    /// What is wrong, in a sentence.
    pub sentence: String,
    /// The command that shows it.
    pub command: String,
}

/// Texts that have a number each, in the order in which they came.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, usize>,
    list: Vec<String>,
    bytes: usize,
}

impl Texts {
    fn number(&mut self, text: String) -> usize {
        if let Some(&number) = self.numbers.get(&text) {
            return number;
        }
        self.bytes += text.len();
        self.list.push(text.clone());
        self.numbers.insert(text, self.list.len() - 1);
        self.list.len() - 1
    }
}

/// A row of the page: the names are those of the JSON, short because there are many of them.
#[derive(Serialize)]
struct FrameRow {
    /// Row of the files.
    r: u64,
    /// BX of the row.
    b: u16,
    /// Expected words of the active links, 8 hexadecimal digits each.
    e: String,
    /// Links that differ, with the bits that do.
    x: Vec<(usize, u32)>,
    /// Numbers and widths of all fields on the active links.
    f: String,
    /// Fields that differ: place among the fields, and the meanings of both values.
    d: Vec<(usize, usize, usize)>,
    /// Links that are not active and differ: both words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    i: Vec<(usize, u32, u32)>,
}

/// Collects the rows of a page.
pub struct DifferencePage {
    lister: FieldLister,
    /// Packets that reach into rows that are not complete.
    window: VecDeque<PacketPair>,
    inactive: BTreeMap<u64, Vec<(usize, u32, u32)>>,
    /// The first row that is not complete.
    row: u64,
    names: Texts,
    kinds: Vec<&'static str>,
    means: Texts,
    rows: Vec<String>,
    bytes: usize,
    differences: usize,
    is_full: bool,
}

impl DifferencePage {
    /// An empty page for streams whose fields `lister` knows.
    pub fn new(lister: FieldLister) -> Self {
        DifferencePage {
            lister,
            window: VecDeque::new(),
            inactive: BTreeMap::new(),
            row: 0,
            names: Texts::default(),
            kinds: Vec::new(),
            means: Texts::default(),
            rows: Vec::new(),
            bytes: 0,
            differences: 0,
            is_full: false,
        }
    }

    /// Takes what was compared next.
    ///
    /// # Errors
    /// If a row cannot be written as JSON.
    pub fn take(&mut self, compared: Compared) -> Result<()> {
        if self.is_full {
            return Ok(());
        }
        match compared {
            Compared::Packet(pair) => {
                self.complete_rows(false)?;
                self.window.push_back(pair);
            }
            Compared::Inactive { row, expected, got, .. } => {
                let links = (self.lister.links()..OUTPUT_LINKS).filter(|&link| expected[link] != got[link]);
                self.inactive.insert(row, links.map(|link| (link, expected[link], got[link])).collect());
            }
        }
        Ok(())
    }

    /// Draws the rows of which all words are known; at the end of the streams, all.
    fn complete_rows(&mut self, at_end: bool) -> Result<()> {
        let per_row = 2 * self.lister.links() as u64;
        let end = self.window.back().map_or(0, end_of);
        while !self.is_full && (end >= (self.row + 1) * per_row || at_end && end > self.row * per_row) {
            self.complete_row()?;
            self.row += 1;
            while self.window.front().is_some_and(|pair| end_of(pair) <= self.row * per_row) {
                self.window.pop_front();
            }
        }
        Ok(())
    }

    fn complete_row(&mut self) -> Result<()> {
        let per_row = 2 * self.lister.links() as u64;
        let (from, to) = (self.row * per_row, (self.row + 1) * per_row);
        let inactive = self.inactive.remove(&self.row).unwrap_or_default();
        let words = self.window.iter().flat_map(|pair| (pair.packet.start..).zip(pair.expected.iter().zip(&pair.got)));
        let inside = words.filter(|(at, _)| (from..to).contains(at));
        let (expected, got): (Vec<u16>, Vec<u16>) = inside.map(|(_, (&expected, &got))| (expected, got)).unzip();
        if expected == got && inactive.is_empty() {
            return Ok(());
        }
        let last = self.window.iter().rev().find(|pair| pair.packet.start < to && pair.packet.row <= self.row);
        let bx = last.map_or(0, |pair| (u64::from(pair.packet.bx.0) + self.row - pair.packet.row) % u64::from(ORBIT));
        let window = std::mem::take(&mut self.window);
        let (mut codes, mut differing) = (Vec::new(), Vec::new());
        for pair in &window {
            self.fields(pair, from, to, &mut codes, &mut differing);
        }
        self.window = window;
        let count = differing.len() + inactive.len();
        let xors = link_words(&expected).into_iter().zip(link_words(&got)).map(|(expected, got)| expected ^ got);
        let row = FrameRow {
            r: self.row,
            b: bx as u16,
            e: expected.iter().map(|word| format!("{word:04x}")).collect(),
            x: xors.enumerate().filter(|(_, xor)| *xor != 0).collect(),
            f: packed(&codes),
            d: differing,
            i: inactive,
        };
        let text = serde_json::to_string(&row);
        let text = text.map_err(|error| Error::new(format!("cannot write a row of the page: {error}")))?;
        self.is_full =
            self.differences + count > MAX_DIFFERENCES || self.bytes + self.means.bytes + text.len() > MAX_BYTES;
        if !self.is_full {
            self.bytes += text.len();
            self.differences += count;
            self.rows.push(text);
        }
        Ok(())
    }

    /// Adds the fields of a packet, as far as they lie in a row of words.
    fn fields(
        &mut self,
        pair: &PacketPair,
        from: u64,
        to: u64,
        codes: &mut Vec<(usize, u32)>,
        differing: &mut Vec<(usize, usize, usize)>,
    ) {
        if end_of(pair) <= from || pair.packet.start >= to {
            return;
        }
        let (low, high) = (16 * from, 16 * to);
        for part in pair.parts() {
            let number = self.names.number(self.lister.name(pair, &part));
            if number == self.kinds.len() {
                self.kinds.push(part.field.map_or("spare", |at| class(at.field)));
            }
            let start = 16 * pair.packet.start + part.start as u64;
            let (start, end) = (start.max(low), (start + u64::from(part.width)).min(high));
            if start >= end {
                continue;
            }
            let first = (start - 16 * pair.packet.start) as usize;
            let differs = (first..first + (end - start) as usize)
                .any(|bit| bit_of(&pair.expected, bit) != bit_of(&pair.got, bit));
            if differs {
                let [expected, got] =
                    [&pair.expected, &pair.got].map(|words| self.lister.meaning(pair, &part, words).1);
                differing.push((codes.len(), self.means.number(expected), self.means.number(got)));
            }
            codes.push((number, (end - start) as u32));
        }
    }

    /// The page. `about` is its subtitle: the files, the chip.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn render(mut self, about: &str, difference: &Difference, diagnoses: &[PageDiagnosis]) -> Result<String> {
        self.complete_rows(true)?;
        const SCRIPT: &str = include_str!("../../templates/page/differences.js");
        let lists = [&self.names.list, &self.means.list].map(serde_json::to_string);
        let kinds = serde_json::to_string(&self.kinds);
        let [Ok(names), Ok(means)] = lists else { return Err(Error::new("cannot write the names of the page")) };
        let kinds = kinds.map_err(|error| Error::new(format!("cannot write the names of the page: {error}")))?;
        let data = format!(
            "{{\"links\":{},\"names\":{names},\"kinds\":{kinds},\"means\":{means},\"rows\":[\n{}\n]}}",
            self.lister.links(),
            self.rows.join(",\n")
        );
        let page = DifferenceTemplate {
            policy: policy(SCRIPT),
            about: about.into(),
            difference,
            diagnoses,
            heat: heat(difference),
            shown: self.rows.len(),
            differences: self.differences,
            is_full: self.is_full,
            style: [plot::STYLE, include_str!("../../templates/page/style.css")],
            own_style: include_str!("../../templates/page/differences.css"),
            script: SCRIPT,
            data: data.replace('<', "\\u003c"),
        };
        page.render().map_err(|error| Error::new(format!("cannot write the page: {error}")))
    }
}

/// The word behind a packet.
fn end_of(pair: &PacketPair) -> u64 {
    pair.packet.start + pair.expected.len() as u64
}

fn bit_of(words: &[u16], bit: usize) -> u16 {
    words.get(bit / 16).map_or(0, |word| word >> (15 - bit % 16) & 1)
}

fn link_words(words: &[u16]) -> Vec<u32> {
    words.chunks(2).map(|halves| halves.iter().fold(0, |word, &half| word << 16 | u32::from(half))).collect()
}

/// Numbers and widths as text: two digits and one for each field. Fields of one bit whose numbers follow each other, as
/// those of a bitmap do, are the first number and how many there are.
fn packed(codes: &[(usize, u32)]) -> String {
    let (mut text, mut at) = (String::new(), 0);
    while let Some(&(number, width)) = codes.get(at) {
        let follows = |&(place, code): &(usize, &(usize, u32))| *code == (number + place, 1);
        let run = codes[at..].iter().enumerate().take(64).take_while(follows).count();
        if run > 2 {
            text.extend([RUN, digit(number / 64), digit(number), digit(run - 1)]);
            at += run;
        } else {
            text.extend([digit(number / 64), digit(number), digit(width as usize - 1)]);
            at += 1;
        }
    }
    text
}

fn digit(value: usize) -> char {
    char::from(DIGITS[value % 64])
}

/// A row of the heat map.
struct HeatRow {
    link: usize,
    /// Bits 31 to 0.
    cells: Vec<HeatCell>,
}

struct HeatCell {
    bit: usize,
    count: u64,
    /// 0 for none, and 1 to 5 by the share of the rows that differ.
    level: u64,
}

/// Rows of which a bit differs, for each bit of each link.
fn heat(difference: &Difference) -> Vec<HeatRow> {
    let most = difference.bits.iter().flatten().copied().max().unwrap_or(0);
    let cell = |(bit, &count): (usize, &u64)| HeatCell { bit, count, level: level(count, most) };
    let row =
        |(link, bits): (usize, &[u64; 32])| HeatRow { link, cells: bits.iter().enumerate().rev().map(cell).collect() };
    difference.bits.iter().enumerate().map(row).collect()
}

/// Levels are a factor of 4 apart: rare differences show beside those of every row.
fn level(count: u64, most: u64) -> u64 {
    if count == 0 {
        return 0;
    }
    (1..5).find(|step| count > most >> (2 * step)).map_or(1, |step| 6 - step)
}

#[derive(Template)]
#[template(path = "page/differences.html")]
struct DifferenceTemplate<'a> {
    policy: String,
    about: String,
    difference: &'a Difference,
    diagnoses: &'a [PageDiagnosis],
    heat: Vec<HeatRow>,
    shown: usize,
    differences: usize,
    is_full: bool,
    style: [&'a str; 2],
    own_style: &'a str,
    script: &'a str,
    data: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::Options;
    use crate::chip::signals::{InputWords, OutputWords};
    use crate::golden::diff::Differ;
    use crate::golden::random::RandomInput;
    use crate::kernels::BatchChip;
    use crate::registers::{Algorithm, ChipConfig, Generation};

    /// The page of so many rows with one flipped bit each.
    fn page(algorithm: Algorithm, links: u8, rows: usize) -> String {
        let options = Options::default();
        let config = ChipConfig { algorithm, links, ..ChipConfig::reset(Generation::Prod) };
        let input: Vec<InputWords> = RandomInput::new(4).take(rows).collect();
        let mut sent = vec![OutputWords::default(); rows];
        BatchChip::new(&config, &options).unwrap().run_parallel(&input, &mut sent);
        let mut differ = Differ::listing(&config, &options.packet_layout(&config));
        let mut page = DifferencePage::new(differ.lister().clone());
        for (row, expected) in sent.into_iter().enumerate() {
            let mut got = expected;
            got[row * 5 % usize::from(links)] ^= 1 << (row * 7 % 32);
            differ.push(&expected, &got);
            differ.take().into_iter().for_each(|compared| page.take(compared).unwrap());
        }
        differ.end();
        differ.take().into_iter().for_each(|compared| page.take(compared).unwrap());
        page.render("about", &differ.finish(), &[]).unwrap()
    }

    fn data(page: &str) -> serde_json::Value {
        let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
        serde_json::from_str(data).unwrap()
    }

    fn value(fields: &[u8], at: usize) -> usize {
        DIGITS.iter().position(|&digit| digit == fields[at]).unwrap()
    }

    /// Each row has other fields, and as many of them as there can be.
    #[test]
    fn ten_thousand_differences_take_less_than_5_mb_and_more_are_left_out() {
        let all = page(Algorithm::ThresholdSum, 13, 10_000);
        assert!(all.len() < 5_000_000, "{}", all.len());
        assert!(!all.contains("This page shows"));
        assert_eq!(data(&all)["rows"].as_array().unwrap().len(), 10_000);
        let more = page(Algorithm::ThresholdSum, 13, 10_100);
        assert!(more.contains("This page shows the first 10000 differences, in 10000 rows, and no more"));
        assert_eq!(data(&more)["rows"].as_array().unwrap().len(), 10_000);
    }

    /// What the browser unpacks: digits, and runs of fields of one bit.
    #[test]
    fn the_fields_of_every_row_cover_its_words() {
        for (algorithm, links) in [(Algorithm::ThresholdSum, 2), (Algorithm::BestChoice, 5), (Algorithm::Repeater, 13)]
        {
            let data = data(&page(algorithm, links, 60));
            let names = data["names"].as_array().unwrap().len();
            assert_eq!(data["kinds"].as_array().unwrap().len(), names);
            for row in data["rows"].as_array().unwrap() {
                let fields = row["f"].as_str().unwrap().as_bytes();
                let (mut at, mut bits) = (0, 0);
                while at < fields.len() {
                    let run = usize::from(fields[at] == b'*');
                    at += run;
                    let last = 64 * value(fields, at) + value(fields, at + 1) + run * value(fields, at + 2);
                    assert!(last < names, "{row}");
                    bits += value(fields, at + 2) + 1;
                    at += 3;
                }
                assert_eq!(bits, 32 * usize::from(links), "{row}");
            }
        }
    }

    #[test]
    fn diagnoses_stand_above_the_differences() {
        let config = ChipConfig::reset(Generation::P1);
        let differ = Differ::listing(&config, &Options::default().packet_layout(&config));
        let found = PageDiagnosis { sentence: "1 row <late>".into(), command: "econ-emu diff".into() };
        let page = DifferencePage::new(differ.lister().clone());
        let text = page.render("about", &differ.finish(), &[found]).unwrap();
        assert!(text.contains("1 row &#60;late&#62;<br><code>econ-emu diff</code>"), "{text}");
    }
}
