//! Causes of differences, what they are called, and their form in text and JSON.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::error::{Error, Result};
use crate::registers::OUTPUT_LINKS;

/// Bits of a link word.
const WORD_BITS: u8 = u32::BITS as u8;

/// The furthest that a link may be late or early, in bits: 64 words.
pub(super) const MAX_SLIP: i32 = 64 * u32::BITS as i32;

/// Output links, all or some of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Links {
    /// Every active link.
    All,
    /// These, in rising order.
    Some(Vec<u8>),
}

impl Links {
    /// The links in `some`, which are all if they are the active ones and more than one.
    pub fn new(some: Vec<u8>, active: usize) -> Self {
        let all = active > 1 && some.iter().map(|&link| usize::from(link)).eq(0..active);
        if all { Links::All } else { Links::Some(some) }
    }

    /// Whether a link is one of them.
    pub fn contains(&self, link: usize) -> bool {
        match self {
            Links::All => true,
            Links::Some(links) => links.iter().any(|&one| usize::from(one) == link),
        }
    }
}

/// One thing that is wrong between the expected output and the received one. Rows count from 0, as the links and the
/// bits of a word do (bit 31 is sent first).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Received row i is expected row i - by: late rows count up, early ones down.
    RowsShifted {
        /// Rows that the received file is late.
        by: i64,
    },
    /// The capture starts in the middle of an orbit: received row i is expected row i + by, and row 0 comes behind
    /// the last one of the orbit.
    OrbitStart {
        /// Expected row that was received first.
        by: u64,
    },
    /// Rows are missing before a received row.
    RowsLost {
        /// The received row before which they are missing.
        row: u64,
        /// How many.
        by: u64,
    },
    /// Rows were received twice.
    RowsDoubled {
        /// The first of those received rows that come again behind them.
        row: u64,
        /// How many.
        by: u64,
    },
    /// Rows were received that nobody expects.
    RowsInserted {
        /// The first such received row.
        row: u64,
        /// How many.
        by: u64,
    },
    /// The BX counter of the received packets is ahead of the expected one.
    BxOffset {
        /// BX that it is ahead, 1 to 3563.
        by: u16,
    },
    /// Links are exchanged.
    LinksPermuted {
        /// The expected link that each received link carries, from link 0 on; `None` for a link that carries none.
        from: Vec<Option<u8>>,
    },
    /// A link is left out, and those behind it moved up.
    LinkMissing {
        /// The expected link that is left out.
        link: u8,
    },
    /// A link carries always the same word.
    LinkSilent {
        /// The received link.
        link: u8,
        /// The word.
        word: u32,
    },
    /// The bytes of the words come in the opposite order.
    ByteOrder {
        /// Received links.
        links: Links,
    },
    /// The bits of the words come in the opposite order.
    BitOrder {
        /// Received links.
        links: Links,
    },
    /// The 16-bit halves of the words are exchanged.
    HalfWordOrder {
        /// Received links.
        links: Links,
    },
    /// Every bit is inverted: the polarity of the link.
    Inverted {
        /// Received links.
        links: Links,
    },
    /// Words begin at another bit of the stream of a link.
    LinkSlipped {
        /// Received links.
        links: Links,
        /// Bits that each is late, in the same order; one number for [`Links::All`]. Early ones count down.
        by: Vec<i32>,
    },
    /// Bits are rotated inside their word.
    LinkRotated {
        /// Received links.
        links: Links,
        /// Places to the left for each, in the same order; one number for [`Links::All`].
        by: Vec<u8>,
    },
    /// A bit never changes.
    BitStuck {
        /// The received link.
        link: u8,
        /// Its place in the word.
        bit: u8,
        /// The value it has.
        value: bool,
    },
    /// A bit always equals its neighbour.
    BitCopied {
        /// The received link.
        link: u8,
        /// Its place in the word.
        bit: u8,
        /// The place of the neighbour.
        from: u8,
    },
    /// A chip with another configuration sends what was received.
    Configuration {
        /// The option or register setting.
        option: String,
        /// Its value there.
        value: String,
    },
    /// The expected file is not what a chip of the given configuration sends.
    ExpectedOfOther {
        /// The option or register setting with which a chip sends it, and its value there, if one was found.
        setting: Option<(String, String)>,
    },
}

/// A cause as its parts: how it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CauseParts {
    /// Name of the cause.
    pub kind: &'static str,
    /// Received row, from 0.
    pub row: Option<u64>,
    /// Rows, BX, or bits.
    pub by: Option<OneOrMore<i64>>,
    /// Received links, all if there is none.
    pub link: Option<OneOrMore<u8>>,
    /// Bit of the word, 31 the first sent.
    pub bit: Option<u8>,
    /// Option of the command line or setting of the registers.
    pub option: Option<String>,
    /// What it is there.
    pub value: Option<String>,
}

/// A number, or a list of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMore<T>(pub Vec<T>);

impl<T: Serialize> Serialize for OneOrMore<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            all => all.serialize(serializer),
        }
    }
}

impl<T: fmt::Display> fmt::Display for OneOrMore<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.0.iter().map(T::to_string).collect();
        f.write_str(&all.join("/"))
    }
}

impl From<&Links> for Option<OneOrMore<u8>> {
    fn from(links: &Links) -> Self {
        match links {
            Links::All => None,
            Links::Some(links) => Some(OneOrMore(links.clone())),
        }
    }
}

/// Every name of a cause and what it says, for the documentation and for errors.
pub const KINDS: [(&str, &str); 19] = [
    ("rows-shifted", "all rows are late (by > 0) or early (by < 0)"),
    ("orbit-start", "the capture starts at expected row 'by' of the orbit, and row 0 follows the last one"),
    ("rows-lost", "'by' rows are missing before received row 'row'"),
    ("rows-doubled", "the 'by' rows from received row 'row' on come twice"),
    ("rows-inserted", "the 'by' received rows from 'row' on belong to no expected row"),
    ("bx-offset", "the BX counter is 'by' BX ahead"),
    ("links-permuted", "link n carries the expected link that 'value' names at place n"),
    ("link-missing", "expected link 'link' is left out, and the links behind it moved up"),
    ("link-silent", "link 'link' carries always the word 'value'"),
    ("byte-order", "the four bytes of a word come in the opposite order"),
    ("bit-order", "the 32 bits of a word come in the opposite order"),
    ("half-word-order", "the two halves of a word are exchanged"),
    ("inverted", "every bit is inverted"),
    ("link-slipped", "words begin 'by' bits late (by > 0) or early in the stream of the link"),
    ("link-rotated", "words are rotated by 'by' places to the left"),
    ("bit-stuck", "bit 'bit' of link 'link' is always 'value'"),
    ("bit-copied", "bit 'bit' of link 'link' always equals bit 'value'"),
    ("configuration", "a chip whose 'option' is 'value' sends what was received"),
    ("expected-of-other", "the expected file is not what the given configuration sends"),
];

/// What stands for a link that carries no expected one.
const NO_LINK: &str = "-";

fn signed<T: Copy + Into<i64>>(values: &[T]) -> Option<OneOrMore<i64>> {
    Some(OneOrMore(values.iter().map(|&value| value.into()).collect()))
}

fn rows(kind: &'static str, row: Option<u64>, by: i64) -> CauseParts {
    CauseParts { kind, row, by: Some(OneOrMore(vec![by])), ..CauseParts::default() }
}

fn on_links(kind: &'static str, links: &Links) -> CauseParts {
    CauseParts { kind, link: links.into(), ..CauseParts::default() }
}

fn on_bit(kind: &'static str, link: u8, bit: u8, value: u8) -> CauseParts {
    let value = Some(value.to_string());
    CauseParts { kind, link: Some(OneOrMore(vec![link])), bit: Some(bit), value, ..CauseParts::default() }
}

/// A link, or the sign for none.
fn link_or_none(name: &str) -> Option<Option<u8>> {
    match name {
        NO_LINK => Some(None),
        _ => name.parse().ok().filter(|&link: &u8| usize::from(link) < OUTPUT_LINKS).map(Some),
    }
}

/// A count of rows as a signed number; none that a file holds is larger.
fn count(by: u64) -> i64 {
    i64::try_from(by).unwrap_or(i64::MAX)
}

impl Cause {
    /// The parts of which its text consists.
    pub fn parts(&self) -> CauseParts {
        match self {
            Cause::RowsShifted { by } => rows("rows-shifted", None, *by),
            Cause::OrbitStart { by } => rows("orbit-start", None, count(*by)),
            Cause::RowsLost { row, by } => rows("rows-lost", Some(*row), count(*by)),
            Cause::RowsDoubled { row, by } => rows("rows-doubled", Some(*row), count(*by)),
            Cause::RowsInserted { row, by } => rows("rows-inserted", Some(*row), count(*by)),
            Cause::BxOffset { by } => rows("bx-offset", None, i64::from(*by)),
            Cause::LinksPermuted { from } => {
                let name = |link: &Option<u8>| link.map_or_else(|| NO_LINK.to_owned(), |link| link.to_string());
                let names: Vec<String> = from.iter().map(name).collect();
                CauseParts { kind: "links-permuted", value: Some(names.join("/")), ..CauseParts::default() }
            }
            Cause::LinkMissing { link } => on_links("link-missing", &Links::Some(vec![*link])),
            Cause::LinkSilent { link, word } => {
                let value = Some(format!("{word:08x}"));
                CauseParts { value, ..on_links("link-silent", &Links::Some(vec![*link])) }
            }
            Cause::ByteOrder { links } => on_links("byte-order", links),
            Cause::BitOrder { links } => on_links("bit-order", links),
            Cause::HalfWordOrder { links } => on_links("half-word-order", links),
            Cause::Inverted { links } => on_links("inverted", links),
            Cause::LinkSlipped { links, by } => CauseParts { by: signed(by), ..on_links("link-slipped", links) },
            Cause::LinkRotated { links, by } => CauseParts { by: signed(by), ..on_links("link-rotated", links) },
            Cause::BitStuck { link, bit, value } => on_bit("bit-stuck", *link, *bit, u8::from(*value)),
            Cause::BitCopied { link, bit, from } => on_bit("bit-copied", *link, *bit, *from),
            Cause::Configuration { option, value } => CauseParts {
                kind: "configuration",
                option: Some(option.clone()),
                value: Some(value.clone()),
                ..CauseParts::default()
            },
            Cause::ExpectedOfOther { setting } => CauseParts {
                kind: "expected-of-other",
                option: setting.as_ref().map(|(option, _)| option.clone()),
                value: setting.as_ref().map(|(_, value)| value.clone()),
                ..CauseParts::default()
            },
        }
    }

    /// The same, but a shift as rows that are lost or inserted at row 0.
    pub(super) fn at_start(self) -> Cause {
        match self {
            Cause::RowsShifted { by } if by > 0 => Cause::RowsInserted { row: 0, by: by.unsigned_abs() },
            Cause::RowsShifted { by } => Cause::RowsLost { row: 0, by: by.unsigned_abs() },
            other => other,
        }
    }

    /// The same, so many rows later.
    pub(super) fn behind(&self, rows: u64) -> Cause {
        match *self {
            Cause::RowsLost { row, by } => Cause::RowsLost { row: row + rows, by },
            Cause::RowsDoubled { row, by } => Cause::RowsDoubled { row: row + rows, by },
            Cause::RowsInserted { row, by } => Cause::RowsInserted { row: row + rows, by },
            _ => self.clone(),
        }
    }

    /// How far from nothing special it is; of causes that explain the same, the one with the lowest number is meant.
    pub(super) fn weight(&self) -> u64 {
        let many = |values: &[i32]| values.iter().map(|value| u64::from(value.unsigned_abs())).sum::<u64>();
        match self {
            Cause::RowsShifted { by } => 10 + by.unsigned_abs().min(4000),
            Cause::OrbitStart { .. } => 5000,
            Cause::RowsLost { by, .. } | Cause::RowsDoubled { by, .. } | Cause::RowsInserted { by, .. } => {
                20 + (*by).min(4000)
            }
            Cause::BxOffset { .. } => 30,
            Cause::LinksPermuted { .. } => 40,
            Cause::LinkMissing { .. } => 35,
            Cause::LinkSilent { .. } => 15,
            Cause::ByteOrder { .. } | Cause::BitOrder { .. } | Cause::HalfWordOrder { .. } | Cause::Inverted { .. } => {
                20
            }
            Cause::LinkSlipped { by, .. } => 50 + many(by),
            Cause::LinkRotated { .. } => 60,
            Cause::BitStuck { .. } => 5,
            Cause::BitCopied { .. } => 6,
            Cause::Configuration { .. } => 50,
            Cause::ExpectedOfOther { .. } => 1,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts();
        f.write_str(parts.kind)?;
        if let Some(row) = parts.row {
            write!(f, ",row={row}")?;
        }
        if let Some(link) = parts.link {
            write!(f, ",link={link}")?;
        }
        if let Some(by) = parts.by {
            write!(f, ",by={by}")?;
        }
        if let Some(bit) = parts.bit {
            write!(f, ",bit={bit}")?;
        }
        if let Some(option) = parts.option {
            write!(f, ",option={option}")?;
        }
        match parts.value {
            Some(value) => write!(f, ",value={value}"),
            None => Ok(()),
        }
    }
}

/// The parts of a cause in a text, by name.
struct Text<'a> {
    kind: &'a str,
    parts: Vec<(&'a str, &'a str)>,
    used: Vec<&'a str>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Result<Self> {
        let (kind, rest) = text.split_once(',').unwrap_or((text, ""));
        // The value comes last and may hold anything.
        let mut parts = Vec::new();
        let mut rest = rest;
        while !rest.is_empty() {
            let (part, behind) = match rest.starts_with("value=") {
                true => (rest, ""),
                false => rest.split_once(',').unwrap_or((rest, "")),
            };
            let part = part.split_once('=').ok_or_else(|| {
                Error::syntax("not a part of a cause")
                    .found(part)
                    .allowed("row=N, by=N, link=N, bit=N, option=NAME, value=V")
            })?;
            parts.push(part);
            rest = behind;
        }
        Ok(Text { kind, parts, used: Vec::new() })
    }

    fn optional(&mut self, name: &'a str) -> Option<&'a str> {
        let found = self.parts.iter().find(|part| part.0 == name)?;
        self.used.push(name);
        Some(found.1)
    }

    fn text(&mut self, name: &'a str) -> Result<&'a str> {
        let kind = self.kind;
        self.optional(name).ok_or_else(|| Error::syntax(format!("'{kind}' needs {name}=")))
    }

    fn number<T>(&mut self, name: &'a str, allowed: std::ops::RangeInclusive<T>) -> Result<T>
    where
        T: FromStr + PartialOrd + fmt::Display,
    {
        let text = self.text(name)?;
        let value = text.parse().ok().filter(|value| allowed.contains(value));
        let (low, high) = (allowed.start(), allowed.end());
        value.ok_or_else(|| Error::out_of_range(name, text, format!("{low} to {high}")))
    }

    fn list<T>(&mut self, name: &'a str, allowed: std::ops::RangeInclusive<T>) -> Result<Vec<T>>
    where
        T: FromStr + PartialOrd + fmt::Display,
    {
        let text = self.text(name)?;
        let (low, high) = (allowed.start(), allowed.end());
        let value = |one: &str| one.parse().ok().filter(|value| allowed.contains(value));
        let values: Option<Vec<T>> = text.split('/').map(value).collect();
        values.ok_or_else(|| Error::out_of_range(name, text, format!("{low} to {high}, with / between several")))
    }

    fn link(&mut self) -> Result<u8> {
        self.number("link", 0..=OUTPUT_LINKS as u8 - 1)
    }

    fn bit(&mut self) -> Result<u8> {
        self.number("bit", 0..=WORD_BITS - 1)
    }

    fn links(&mut self) -> Result<Links> {
        if !self.parts.iter().any(|part| part.0 == "link") {
            return Ok(Links::All);
        }
        let links = self.list("link", 0..=OUTPUT_LINKS as u8 - 1)?;
        match links.is_sorted_by(|a, b| a < b) {
            true => Ok(Links::Some(links)),
            false => Err(Error::new("links are to be named in rising order, each once").field("link")),
        }
    }

    /// A value for each of the links, or one for all.
    fn for_links<T>(&mut self, allowed: std::ops::RangeInclusive<T>) -> Result<(Links, Vec<T>)>
    where
        T: FromStr + PartialOrd + fmt::Display + Clone,
    {
        let (links, mut by) = (self.links()?, self.list("by", allowed)?);
        let wanted = match &links {
            Links::All => 1,
            Links::Some(links) => links.len(),
        };
        if let [one] = by.as_slice() {
            by = vec![one.clone(); wanted];
        }
        if by.len() != wanted {
            return Err(Error::new("not a number for each link")
                .field("by")
                .found(by.len())
                .allowed(wanted.to_string()));
        }
        Ok((links, by))
    }

    fn permutation(&mut self) -> Result<Vec<Option<u8>>> {
        let text = self.text("value")?;
        let from: Option<Vec<Option<u8>>> = text.split('/').map(link_or_none).collect();
        from.filter(|from| from.len() <= OUTPUT_LINKS).ok_or_else(|| {
            Error::syntax("not an order of links")
                .field("value")
                .found(text)
                .allowed("the expected link of each received one, 0 to 12 or -, with / between them")
        })
    }
}

impl FromStr for Cause {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = Text::new(text)?;
        let rows = 1..=u64::MAX / 2;
        let from = 0..=u64::MAX / 2;
        let cause = match parts.kind {
            "rows-shifted" => Cause::RowsShifted { by: parts.number("by", -3564..=3564)? },
            "orbit-start" => Cause::OrbitStart { by: parts.number("by", 1..=3563)? },
            "rows-lost" => Cause::RowsLost { row: parts.number("row", from)?, by: parts.number("by", rows)? },
            "rows-doubled" => Cause::RowsDoubled { row: parts.number("row", from)?, by: parts.number("by", rows)? },
            "rows-inserted" => Cause::RowsInserted { row: parts.number("row", from)?, by: parts.number("by", rows)? },
            "bx-offset" => Cause::BxOffset { by: parts.number("by", 1..=3563)? },
            "links-permuted" => Cause::LinksPermuted { from: parts.permutation()? },
            "link-missing" => Cause::LinkMissing { link: parts.link()? },
            "link-silent" => {
                let value = parts.text("value")?;
                let word = u32::from_str_radix(value, 16).ok();
                let word = word.ok_or_else(|| Error::out_of_range("value", value, "a word of 8 hexadecimal digits"))?;
                Cause::LinkSilent { link: parts.link()?, word }
            }
            "byte-order" => Cause::ByteOrder { links: parts.links()? },
            "bit-order" => Cause::BitOrder { links: parts.links()? },
            "half-word-order" => Cause::HalfWordOrder { links: parts.links()? },
            "inverted" => Cause::Inverted { links: parts.links()? },
            "link-slipped" => {
                let (links, by) = parts.for_links(-MAX_SLIP..=MAX_SLIP)?;
                Cause::LinkSlipped { links, by }
            }
            "link-rotated" => {
                let (links, by) = parts.for_links(1..=WORD_BITS - 1)?;
                Cause::LinkRotated { links, by }
            }
            "bit-stuck" => {
                Cause::BitStuck { link: parts.link()?, bit: parts.bit()?, value: parts.number("value", 0..=1u8)? == 1 }
            }
            "bit-copied" => Cause::BitCopied {
                link: parts.link()?,
                bit: parts.bit()?,
                from: parts.number("value", 0..=WORD_BITS - 1)?,
            },
            "configuration" => Cause::Configuration {
                option: parts.text("option")?.to_owned(),
                value: parts.text("value")?.to_owned(),
            },
            kind => {
                let kinds: Vec<&str> =
                    KINDS.iter().map(|kind| kind.0).filter(|kind| *kind != "expected-of-other").collect();
                return Err(Error::unknown("no such cause").found(kind).allowed(kinds.join(", ")));
            }
        };
        match parts.parts.iter().find(|part| !parts.used.contains(&part.0)) {
            Some((name, _)) => Err(Error::unknown(format!("'{}' has no part {name}=", parts.kind)).found(text)),
            None => Ok(cause),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_survive_their_text() {
        let some = Links::Some(vec![0, 3]);
        let causes = [
            Cause::RowsShifted { by: -3 },
            Cause::OrbitStart { by: 1200 },
            Cause::RowsLost { row: 7, by: 2 },
            Cause::RowsDoubled { row: 0, by: 1 },
            Cause::RowsInserted { row: 9, by: 3 },
            Cause::BxOffset { by: 15 },
            Cause::LinksPermuted { from: vec![Some(1), None, Some(0)] },
            Cause::LinkMissing { link: 4 },
            Cause::LinkSilent { link: 1, word: 0xdead_beef },
            Cause::ByteOrder { links: Links::All },
            Cause::BitOrder { links: some.clone() },
            Cause::HalfWordOrder { links: Links::Some(vec![12]) },
            Cause::Inverted { links: Links::All },
            Cause::LinkSlipped { links: some.clone(), by: vec![-5, 31] },
            Cause::LinkSlipped { links: Links::All, by: vec![1] },
            Cause::LinkRotated { links: some, by: vec![16, 1] },
            Cause::BitStuck { link: 2, bit: 31, value: true },
            Cause::BitCopied { link: 2, bit: 0, from: 1 },
            Cause::Configuration { option: "drop_lsb".into(), value: "3".into() },
        ];
        for cause in &causes {
            assert_eq!(cause.to_string().parse::<Cause>().unwrap(), *cause, "{cause}");
            assert!(KINDS.iter().any(|kind| kind.0 == cause.parts().kind));
        }
        assert_eq!(Cause::LinkSlipped { links: Links::All, by: vec![1] }.to_string(), "link-slipped,by=1");
    }

    #[test]
    fn faults_in_the_text_are_named() {
        for (text, part) in [
            ("late", "no such cause"),
            ("rows-shifted", "needs by="),
            ("rows-shifted,by=4000", "-3564 to 3564"),
            ("inverted,link=13", "0 to 12"),
            ("inverted,link=3/1", "rising order"),
            ("link-slipped,link=0/1/2,by=1/2", "for each link"),
            ("bit-stuck,link=0,bit=3", "needs value="),
            ("bit-stuck,link=0,bit=3,value=1,by=2", "no such cause"),
            ("byte-order,by=2", "no part by="),
            ("rows-lost,row", "not a part"),
            ("links-permuted,value=0/x", "order of links"),
        ] {
            let error = text.parse::<Cause>().unwrap_err().to_string();
            // The value is the last part, so what follows it belongs to it.
            let part = if text.contains("value=1,by") { "value" } else { part };
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
