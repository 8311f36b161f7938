//! How a vector file is written: which columns it has, what stands between them, how its words are written.
//!
//! A file tells most of this itself; what it leaves open, a [`VectorFormat`] says.

use std::ops::RangeInclusive;
use std::str::FromStr;

use super::source::{CARRIAGE_RETURNS, Line, VectorSource};
use super::{Words, parse_word};
use crate::error::{Error, Result};

/// What is known of a vector file before it is read. The default is nothing: the file says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VectorFormat {
    /// The columns of a file that does not name them.
    pub columns: Option<ColumnList>,
    /// Base of the words.
    pub radix: Option<WordRadix>,
    /// Which of several captures is wanted.
    pub capture: Option<WantedCapture>,
}

/// Base in which words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordRadix {
    /// 1 to 8 digits, with or without 0x.
    Hexadecimal,
    /// 1 to 10 digits.
    Decimal,
}

impl FromStr for WordRadix {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "hex" => Ok(WordRadix::Hexadecimal),
            "decimal" => Ok(WordRadix::Decimal),
            _ => Err(Error::syntax("not a base of words").found(text).allowed("hex, decimal")),
        }
    }
}

/// Which of the captures in a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedCapture {
    /// The one with this number, from 1.
    Number(u64),
    /// All of them, one behind the other, as if they were one.
    All,
}

impl FromStr for WantedCapture {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.parse() {
            _ if text == "all" => Ok(WantedCapture::All),
            Ok(number) if number > 0 => Ok(WantedCapture::Number(number)),
            _ => Err(Error::syntax("not a capture").found(text).allowed("a number from 1 on, or all")),
        }
    }
}

/// What a column of a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VectorColumn {
    /// The words of a link.
    Word(usize),
    /// Something that counts: the row, the BX. A whole number.
    Counter,
    /// Anything.
    Skipped,
}

/// Columns as a user lists them: `0-12`, `index,0-4`, `bx,RX_DATA_11,RX_DATA_10`, `skip,3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnList {
    columns: Vec<VectorColumn>,
    /// Of the kind of words that the list names, `RX_DATA_` or `TX_DATA_`, if it names one.
    prefix: Option<&'static str>,
}

impl ColumnList {
    /// `RX` or `TX` if the list names columns of words.
    pub(super) fn prefix(&self) -> Option<&'static [u8]> {
        self.prefix.map(kind_of_prefix)
    }
}

/// The first two letters of the names of columns.
fn kind_of_prefix(prefix: &'static str) -> &'static [u8] {
    &prefix.as_bytes()[..2]
}

/// Prefixes of the names of columns.
const PREFIXES: [&str; 2] = ["RX_DATA_", "TX_DATA_"];

/// Most columns of a file.
const MAX_COLUMNS: usize = 64;

impl FromStr for ColumnList {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut list = ColumnList { columns: Vec::new(), prefix: None };
        for part in text.split(',').map(str::trim) {
            match link_of_name(part) {
                Some((prefix, link)) => {
                    if list.prefix.is_some_and(|other| other != prefix) {
                        return Err(Error::syntax("a list with columns of inputs and of outputs").found(text));
                    }
                    list.prefix = Some(prefix);
                    list.columns.push(VectorColumn::Word(link));
                }
                None if part == "skip" => list.columns.push(VectorColumn::Skipped),
                None if !part.is_empty() && is_counter(part) => list.columns.push(VectorColumn::Counter),
                None => list.columns.extend(links(part).ok_or_else(|| no_list(part))?),
            }
            if list.columns.len() > MAX_COLUMNS {
                return Err(no_list(text));
            }
        }
        let links: Vec<usize> = words_of(&list.columns).collect();
        match repeated(&links) {
            Some(link) => Err(Error::new("a link stands twice in the list of columns").found(link)),
            None if links.is_empty() => Err(no_list(text)),
            None => Ok(list),
        }
    }
}

fn no_list(found: &str) -> Error {
    Error::syntax("not a list of columns").found(found).allowed(
        "links (3), ranges of links (0-4), names (TX_DATA_3), 'index', 'bx' and 'skip' for columns that are passed over; \
         with commas between them",
    )
}

/// A number without sign and leading zeros.
fn link(text: &str) -> Option<usize> {
    text.parse::<u8>().ok().filter(|link| link.to_string() == text).map(usize::from)
}

/// The columns of a link or of a range of links, in either order.
fn links(part: &str) -> Option<Vec<VectorColumn>> {
    let (first, last) = part.split_once('-').unwrap_or((part, part));
    let (first, last) = (link(first)?, link(last)?);
    Some(match first <= last {
        true => (first..=last).map(VectorColumn::Word).collect(),
        false => (last..=first).rev().map(VectorColumn::Word).collect(),
    })
}

fn words_of(columns: &[VectorColumn]) -> impl Iterator<Item = usize> + '_ {
    columns.iter().filter_map(|column| match column {
        VectorColumn::Word(link) => Some(*link),
        _ => None,
    })
}

fn repeated(links: &[usize]) -> Option<usize> {
    links.iter().enumerate().find(|(at, link)| links[..*at].contains(link)).map(|(_, link)| *link)
}

/// The link that a name of a column stands for.
fn link_of_name(name: &str) -> Option<(&'static str, usize)> {
    let prefix = PREFIXES.into_iter().find(|prefix| has_prefix(name.as_bytes(), prefix))?;
    Some((prefix, link(name.get(prefix.len()..)?)?))
}

fn has_prefix(name: &[u8], prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Whether a column of this name counts something. pandas leaves the index without a name.
fn is_counter(name: &str) -> bool {
    let names = ["", "index", "idx", "row", "bx", "bcid", "bunch", "n", "sample", "unnamed: 0"];
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// What stands between the fields of a line.
fn delimiter(line: &[u8]) -> u8 {
    // What may stand beside another one comes last.
    *b",;\t ".iter().find(|delimiter| line.trim_ascii().contains(delimiter)).unwrap_or(&b',')
}

/// The fields of a line, without the blanks and quotes around them. Blanks between fields may be several.
pub(super) fn fields(line: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let line = if delimiter == b' ' { line.trim_ascii() } else { line };
    line.split(move |&byte| byte == delimiter)
        .filter(move |field| delimiter != b' ' || !field.is_empty())
        .map(|field| unquoted(field.trim_ascii()))
}

fn unquoted(field: &[u8]) -> &[u8] {
    field.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(field)
}

/// A byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A line of names without what may stand before them: a byte order mark, or the `#` that NumPy writes.
fn names(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix(MARK).unwrap_or(line).trim_ascii_end();
    line.strip_prefix(b"#").map_or(line, <[u8]>::trim_ascii_start)
}

/// `RX` or `TX` if a line names columns of words.
pub(super) fn prefix_of_names(line: &[u8]) -> Option<&'static [u8]> {
    let line = names(line);
    let name = |prefix: &&str| fields(line, delimiter(line)).any(|field| has_prefix(field, prefix));
    PREFIXES.into_iter().find(|prefix| name(prefix)).map(kind_of_prefix)
}

/// How the words of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// 8 hexadecimal digits: as this program writes them.
    Fixed,
    /// 0x and 1 to 8 hexadecimal digits; 0 may stand alone, as C writes it.
    Prefixed,
    /// 1 to 8 hexadecimal digits, with or without 0x.
    Hexadecimal,
    /// Up to 10 decimal digits.
    Decimal,
}

impl Notation {
    /// That of a row; the fault is a word that leaves it open, or is none.
    fn of(words: &[&[u8]]) -> std::result::Result<Self, usize> {
        match () {
            () if Notation::Fixed.is_that_of(words) => Ok(Notation::Fixed),
            () if Notation::Prefixed.is_that_of(words) && words.iter().any(|word| word.len() > 1) => {
                Ok(Notation::Prefixed)
            }
            () if Notation::Decimal.is_that_of(words) && is_plainly_decimal(words) => Ok(Notation::Decimal),
            () => {
                let like = Notation::like(words);
                Err(words.iter().position(|word| like.parse(word).is_none()).unwrap_or_default())
            }
        }
    }

    fn is_that_of(self, words: &[&[u8]]) -> bool {
        words.iter().all(|word| self.parse(word).is_some())
    }

    /// That which the first word calls for, for messages.
    fn like(words: &[&[u8]]) -> Self {
        match words.first() {
            Some(first) if has_prefix(first, "0x") => Notation::Prefixed,
            _ => Notation::Fixed,
        }
    }

    pub(super) fn parse(self, word: &[u8]) -> Option<u32> {
        let prefixed = has_prefix(word, "0x");
        match self {
            Notation::Fixed => word.first_chunk().filter(|_| word.len() == 8).and_then(parse_word),
            Notation::Prefixed if !prefixed => (word == b"0").then_some(0),
            Notation::Prefixed | Notation::Hexadecimal => {
                digits(if prefixed { &word[2..] } else { word }, 16, 1..=8).map(|value| value as u32)
            }
            Notation::Decimal => digits(word, 10, 1..=10).and_then(|value| value.try_into().ok()),
        }
    }

    /// Whether no digit can be missing at the end of a word.
    fn is_whole(self, word: &[u8]) -> bool {
        match self {
            Notation::Fixed => true,
            Notation::Prefixed | Notation::Hexadecimal => word.len() == if has_prefix(word, "0x") { 10 } else { 8 },
            Notation::Decimal => word.len() == 10,
        }
    }

    fn allowed(self) -> &'static str {
        match self {
            Notation::Fixed => "exactly 8 hexadecimal digits, without prefix",
            Notation::Prefixed => "0x and 1 to 8 hexadecimal digits, as in the first row",
            Notation::Hexadecimal => "1 to 8 hexadecimal digits, with or without 0x",
            Notation::Decimal => "a decimal number, 0..=4294967295",
        }
    }
}

impl From<WordRadix> for Notation {
    fn from(radix: WordRadix) -> Self {
        match radix {
            WordRadix::Hexadecimal => Notation::Hexadecimal,
            WordRadix::Decimal => Notation::Decimal,
        }
    }
}

/// Whether words of decimal digits cannot be hexadecimal ones with a digit too many: one has more than 8, and none has
/// zeros before it, unless all are filled up to 10.
fn is_plainly_decimal(words: &[&[u8]]) -> bool {
    let bare = |word: &&[u8]| *word == b"0" || !word.starts_with(b"0");
    let plain = words.iter().all(bare) || words.iter().all(|word| word.len() == 10);
    plain && words.iter().any(|word| word.len() > 8)
}

/// The number that so many digits make.
fn digits(text: &[u8], radix: u32, length: RangeInclusive<usize>) -> Option<u64> {
    if !length.contains(&text.len()) {
        return None;
    }
    let digit = |&byte: &u8| char::from(byte).to_digit(radix);
    text.iter().try_fold(0, |value, byte| Some(u64::from(radix) * value + u64::from(digit(byte)?)))
}

/// Whether a field is a whole number: a count, or a word of any notation.
fn is_whole_number(field: &[u8]) -> bool {
    digits(field, 10, 1..=19).is_some() || Notation::Hexadecimal.parse(field).is_some()
}

/// Where the order of the columns is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// The file names them.
    Names,
    /// There are as many as links, and a counter before them.
    Number,
    /// The user has listed them.
    List,
    /// The user has listed them, and what the file calls them is passed over.
    ListOverNames,
}

/// How the rows of a file, or of one capture in it, are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    delimiter: u8,
    columns: Vec<VectorColumn>,
    named: Named,
    radix: Option<WordRadix>,
    /// Known from the first row on.
    pub(super) notation: Option<Notation>,
}

impl Layout {
    /// The layout of the rows behind a first line that is not blank; the line is given back if it is a row.
    pub(super) fn of_first_line<W: Words>(
        source: &mut VectorSource,
        line: &Line,
        format: &VectorFormat,
    ) -> Result<Self> {
        let text = source.text(line);
        let mark = if text.starts_with(MARK) { MARK.len() } else { 0 };
        let (row, names) = (&text[mark..], names(text));
        let list = format.columns.as_ref();
        if let Some(other) = list.and_then(|list| list.prefix).filter(|prefix| *prefix != W::PREFIX) {
            return Err(Error::mismatch("--columns names columns of the other kind of words")
                .file(&source.path)
                .found(format!("{other}N"))
                .allowed(format!("{}0 to {}{}", W::PREFIX, W::PREFIX, W::COLUMNS - 1)));
        }
        let most = list.and_then(|list| words_of(&list.columns).max()).unwrap_or_default();
        if most >= W::COLUMNS {
            return Err(
                Error::out_of_range("--columns", most, format!("links 0 to {}", W::COLUMNS - 1)).file(&source.path)
            );
        }
        let mut layout = Layout {
            delimiter: delimiter(names),
            columns: Vec::new(),
            named: Named::Names,
            radix: format.radix,
            notation: None,
        };
        if prefix_of_names(text).is_some() {
            let columns = columns_of_names::<W>(source, names, layout.delimiter);
            match (columns, list) {
                // The file may have been cut among its names.
                (Ok(columns), None) if words_of(&columns).count() < W::COLUMNS && !line.ended => {
                    return Err(unexpected_columns::<W>(source, names, layout.delimiter));
                }
                (Ok(columns), None) => layout.columns = columns,
                (Ok(columns), Some(list)) if columns == list.columns => layout.columns = columns,
                (Ok(_), Some(_)) => return Err(contradiction(source, names)),
                (Err(error), None) => return Err(error),
                (Err(_), Some(list)) => layout.take_list(list, Named::ListOverNames),
            }
            return Ok(layout);
        }
        let fields: Vec<&[u8]> = fields(row, layout.delimiter).collect();
        let is_row = fields.iter().all(|field| is_whole_number(field));
        match list {
            Some(list) if is_row || fields.len() != list.columns.len() => layout.take_list(list, Named::List),
            // A column that is passed over may hold anything.
            Some(list) if layout.is_row_of(list, &fields) => layout.take_list(list, Named::List),
            Some(list) => {
                layout.take_list(list, Named::ListOverNames);
                return Ok(layout);
            }
            None if is_row => {
                layout.columns = columns_of_row::<W>(source, &fields, format.radix)?;
                layout.named = Named::Number;
            }
            None => return Err(unexpected_columns::<W>(source, names, layout.delimiter)),
        }
        source.push_back(line.text.start + mark);
        Ok(layout)
    }

    fn take_list(&mut self, list: &ColumnList, named: Named) {
        self.columns.clone_from(&list.columns);
        self.named = named;
    }

    /// Whether the fields are those of a row, as the list says.
    fn is_row_of(&self, list: &ColumnList, fields: &[&[u8]]) -> bool {
        let fits =
            |(column, field): (&VectorColumn, &&[u8])| *column == VectorColumn::Skipped || is_whole_number(field);
        list.columns.iter().zip(fields).all(fits)
    }

    /// Whether rows are written exactly as this program writes them.
    pub(super) fn is_plain<W: Words>(&self) -> bool {
        self.has_plain_columns::<W>() && matches!(self.notation, Some(Notation::Fixed | Notation::Hexadecimal))
    }

    fn has_plain_columns<W: Words>(&self) -> bool {
        let in_order = self.columns.len() == W::COLUMNS && words_of(&self.columns).eq(0..W::COLUMNS);
        in_order && self.delimiter == b','
    }

    /// What is not as this program writes it, in words.
    pub(super) fn in_words<W: Words>(&self) -> Vec<String> {
        let mut parts = Vec::new();
        match self.delimiter {
            b'\t' => parts.push("tab separated".to_owned()),
            b';' => parts.push("semicolon separated".to_owned()),
            b' ' => parts.push("blanks between the columns".to_owned()),
            _ => {}
        }
        let links: Vec<usize> = words_of(&self.columns).collect();
        let in_order = links.is_sorted();
        match self.named {
            Named::Names if in_order => {}
            Named::Names => parts.push("columns by name".to_owned()),
            Named::Number => parts.push(format!("no names of columns, {} words in their order", W::COLUMNS)),
            Named::List => parts.push("columns as --columns lists them".to_owned()),
            Named::ListOverNames => {
                parts.push("columns as --columns lists them, its own names are passed over".to_owned());
            }
        }
        if links.len() < W::COLUMNS {
            parts.push(format!("{} of {} links, the others are 0", links.len(), W::COLUMNS));
        }
        match self.columns.len() - links.len() {
            0 => {}
            1 => parts.push("1 column passed over".to_owned()),
            more => parts.push(format!("{more} columns passed over")),
        }
        match self.notation {
            Some(Notation::Prefixed) => parts.push("words with 0x".to_owned()),
            Some(Notation::Decimal) => parts.push("decimal words".to_owned()),
            Some(Notation::Hexadecimal) if self.radix.is_some() => parts.push("hexadecimal words".to_owned()),
            _ => {}
        }
        parts
    }

    /// The words of a row.
    pub(super) fn parse<W: Words>(&mut self, source: &VectorSource, line: &Line) -> Result<W> {
        let text = source.text(line);
        let count = fields(text, self.delimiter).count();
        if count != self.columns.len() {
            return Err(Error::syntax("wrong number of words in the row")
                .file(&source.path)
                .line(source.line)
                .found(count)
                .allowed(self.columns.len().to_string())
                .hint("was the file cut short?"));
        }
        let notation = match (self.notation, self.radix) {
            (Some(notation), _) => notation,
            (None, Some(radix)) => radix.into(),
            (None, None) => self.find_notation::<W>(source, text)?,
        };
        self.notation = Some(notation);
        let mut words = W::default();
        for (at, (column, field)) in self.columns.iter().zip(fields(text, self.delimiter)).enumerate() {
            match column {
                VectorColumn::Word(link) => match notation.parse(field) {
                    Some(word) => words.as_mut()[*link] = word,
                    None => return Err(self.not_a_word::<W>(source, at, field, notation)),
                },
                VectorColumn::Counter if !is_whole_number(field) => {
                    return Err(Error::syntax("not a count")
                        .file(&source.path)
                        .line(source.line)
                        .column(at as u64 + 1)
                        .found(format!("'{}'", String::from_utf8_lossy(field)))
                        .allowed("a whole number, as in a column of rows or BX"));
                }
                VectorColumn::Counter | VectorColumn::Skipped => {}
            }
        }
        if !line.ended {
            self.check_end(source, text, notation)?;
        }
        Ok(words)
    }

    /// The notation of the first row.
    fn find_notation<W: Words>(&self, source: &VectorSource, text: &[u8]) -> Result<Notation> {
        let numbered = self.columns.iter().zip(fields(text, self.delimiter)).enumerate();
        let words = numbered.filter(|(_, (column, _))| matches!(column, VectorColumn::Word(_)));
        let (at, words): (Vec<usize>, Vec<&[u8]>) = words.map(|(at, (_, field))| (at, field)).unzip();
        Notation::of(&words)
            .map_err(|fault| self.not_a_word::<W>(source, at[fault], words[fault], Notation::like(&words)))
    }

    fn not_a_word<W: Words>(&self, source: &VectorSource, at: usize, field: &[u8], notation: Notation) -> Error {
        let link = self.columns.get(at).and_then(|column| words_of(std::slice::from_ref(column)).next());
        let other = match self.radix {
            None if is_whole_number(field) => "; --radix reads words of other lengths",
            _ => "",
        };
        Error::syntax("not a 32-bit word")
            .file(&source.path)
            .line(source.line)
            .column(at as u64 + 1)
            .field(format!("{}{}", W::PREFIX, link.unwrap_or_default()))
            .found(format!("'{}'", String::from_utf8_lossy(field)))
            .allowed(notation.allowed())
            .hint(format!("fewer digits at the end of a file mean that it was cut short{other}"))
    }

    /// Refuses a last line without a line feed where a digit more could have stood.
    fn check_end(&self, source: &VectorSource, text: &[u8], notation: Notation) -> Result<()> {
        let last = self.columns.iter().zip(fields(text, self.delimiter)).last();
        let whole =
            last.is_some_and(|(column, field)| matches!(column, VectorColumn::Word(_)) && notation.is_whole(field));
        if whole {
            return Ok(());
        }
        Err(Error::syntax("the last line has no end, and may lack digits")
            .file(&source.path)
            .line(source.line)
            .found(format!("'{}'", String::from_utf8_lossy(last.map_or(&b""[..], |(_, field)| field))))
            .allowed("a line feed behind the last row")
            .hint("was the file cut short? If it is whole, put a line feed at its end"))
    }
}

fn in_text(names: &[u8], delimiter: u8) -> String {
    let names = fields(names, delimiter).map(String::from_utf8_lossy);
    names.collect::<Vec<_>>().join(",")
}

/// The columns that a line names.
fn columns_of_names<W: Words>(source: &VectorSource, line: &[u8], delimiter: u8) -> Result<Vec<VectorColumn>> {
    let mut columns = Vec::new();
    for name in fields(line, delimiter).map(String::from_utf8_lossy) {
        match link_of_name(&name) {
            Some((prefix, link)) if prefix == W::PREFIX && link < W::COLUMNS => columns.push(VectorColumn::Word(link)),
            None if is_counter(&name) => columns.push(VectorColumn::Counter),
            _ => return Err(unexpected_columns::<W>(source, line, delimiter)),
        }
    }
    let mut links: Vec<usize> = words_of(&columns).collect();
    links.sort_unstable();
    // Links that are not active may be left out of an output; an input has all.
    let complete = links.iter().copied().eq(0..links.len()) && (links.len() == W::COLUMNS || W::MAY_LACK_LINKS);
    match complete && !links.is_empty() {
        true => Ok(columns),
        false => Err(unexpected_columns::<W>(source, line, delimiter)),
    }
}

fn allowed_names<W: Words>() -> String {
    (0..W::COLUMNS).map(|link| format!("{}{link}", W::PREFIX)).collect::<Vec<_>>().join(",")
}

fn unexpected_columns<W: Words>(source: &VectorSource, line: &[u8], delimiter: u8) -> Error {
    let found = in_text(line, delimiter);
    let hint = match prefix_of_names(line) {
        _ if line.contains(&b'\r') => CARRIAGE_RETURNS,
        Some(own) if W::PREFIX.as_bytes().starts_with(own) => {
            "a column is missing, misspelt, double or too many; --columns lists the columns of a file with other names"
        }
        Some(b"RX") => "this looks like a testInput.csv",
        Some(_) => "this looks like a testOutput.csv",
        None => "the first line names the columns; --columns lists those of a file with other names",
    };
    Error::syntax("unexpected columns")
        .file(&source.path)
        .line(source.line)
        .found(found)
        .allowed(allowed_names::<W>())
        .hint(hint)
}

fn contradiction(source: &VectorSource, names: &[u8]) -> Error {
    Error::mismatch("the file names its columns otherwise than --columns lists them")
        .file(&source.path)
        .line(source.line)
        .found(in_text(names, delimiter(names)))
        .hint("without --columns the names of the file count")
}

/// The columns of a file without names, by the fields of its first row: one for each link, behind an index at most.
fn columns_of_row<W: Words>(
    source: &VectorSource,
    fields: &[&[u8]],
    radix: Option<WordRadix>,
) -> Result<Vec<VectorColumn>> {
    let (counted, words) = fields.split_at(fields.len().saturating_sub(W::COLUMNS));
    let counted = match counted {
        [] => words.len() == W::COLUMNS,
        [first] => radix.is_none() && is_apart(first, words),
        _ => false,
    };
    if counted {
        let counters = (W::COLUMNS..fields.len()).map(|_| VectorColumn::Counter);
        return Ok(counters.chain((0..W::COLUMNS).map(VectorColumn::Word)).collect());
    }
    Err(Error::syntax("the file does not name its columns, and their number does not tell which they are")
        .file(&source.path)
        .line(source.line)
        .found(format!("{} numbers", fields.len()))
        .allowed(format!("{} words, or a first line such as {}", W::COLUMNS, allowed_names::<W>()))
        .hint("--columns lists the columns of a file, as in --columns 0-4 or --columns index,0-4"))
}

/// Whether a field before words is a count and no word: it is not written as they are.
fn is_apart(first: &[u8], words: &[&[u8]]) -> bool {
    let apart = match Notation::of(words) {
        Ok(Notation::Fixed) => first.len() != 8,
        // A 0 without prefix may stand for a word at either end.
        Ok(Notation::Prefixed) => !has_prefix(first, "0x") && words.last() != Some(&&b"0"[..]),
        _ => false,
    };
    apart && digits(first, 10, 1..=19).is_some()
}
