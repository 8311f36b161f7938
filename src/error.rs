//! The one error type: what went wrong, where exactly, what is allowed, and what to do about it.
//!
//! Every fault a user can cause is reported through [`Error`]: file, line, field, what was found,
//! what is allowed, and a hint. Nothing a user supplies reaches a panic. People read its text; a program that calls this
//! crate asks for its [`ErrorKind`] and its parts.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

/// A number for people: with a comma before every three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text for a screen: control characters, and those that turn the direction of text, are written as `\\u001b` (which
/// is also how JSON writes them), so that nothing that comes from a file can act on a terminal. Line feeds and tabs
/// stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    fn acts(c: char) -> bool {
        (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    }
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            shown.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// As [`printable`], on one line.
fn on_one_line(text: &str) -> String {
    printable(text).replace('\n', "\\n")
}

/// Shorthand for results that carry an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of fault an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value, a setting or an argument that is not allowed.
    #[default]
    Value,
    /// A file or a text that does not have the form that it should have.
    Syntax,
    /// Something that is needed is not there: a key, rows, weights, a file of a set.
    Missing,
    /// A name that nothing has: of a setting, a layer, a network.
    Unknown,
    /// Things that do not belong together, each of which may be in order: weights and a network, an input and an output.
    Mismatch,
    /// Something that may be in order, but this crate does not model it, this build was made without it, or this machine
    /// does not have it.
    Unsupported,
    /// More than a limit allows: of memory, size, nesting.
    Limit,
    /// What the system says to reading, writing or making a file.
    Io(std::io::ErrorKind),
}

/// A fault in something the user supplied (or in reading or writing it).
///
/// ```
/// use std::path::Path;
/// use econ_emu::error::ErrorKind;
/// use econ_emu::network::AeBlock;
/// use econ_emu::registers::{parse_config, read_config};
///
/// let network = AeBlock::chip_8x8();
/// let text = "Algorithm:\n  Global:\n    select: 9\n";
/// let error = parse_config(text, Path::new("init.yaml"), &network).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Value);
/// assert_eq!((error.named_file(), error.named_line()), (Some(Path::new("init.yaml")), Some(3)));
/// assert_eq!((error.named_field(), error.what_was_found()), (Some("Algorithm.Global.select"), Some("9")));
/// let error = read_config(Path::new("none.yaml"), &network).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Io(std::io::ErrorKind::NotFound));
/// ```
///
/// Boxed, so that a `Result` stays one pointer wide on the path where nothing is wrong.
#[derive(Debug, Clone)]
pub struct Error(Box<Report>);

#[derive(Debug, Clone, Default)]
struct Report {
    kind: ErrorKind,
    message: String,
    file: Option<PathBuf>,
    line: Option<u64>,
    column: Option<u64>,
    field: Option<String>,
    found: Option<String>,
    allowed: Option<String>,
    hint: Option<String>,
}

impl Error {
    fn of(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Report { kind, message: message.into(), ..Report::default() }))
    }

    /// A new error that says what is wrong in one short sentence without a full stop: a value that is not allowed.
    pub fn new(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Value, message)
    }

    /// As [`Error::new`], of the kind [`ErrorKind::Syntax`].
    pub fn syntax(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Syntax, message)
    }

    /// As [`Error::new`], of the kind [`ErrorKind::Missing`].
    pub fn missing(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Missing, message)
    }

    /// As [`Error::new`], of the kind [`ErrorKind::Unknown`].
    pub fn unknown(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Unknown, message)
    }

    /// As [`Error::new`], of the kind [`ErrorKind::Mismatch`].
    pub fn mismatch(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Mismatch, message)
    }

    /// As [`Error::new`], of the kind [`ErrorKind::Unsupported`].
    pub fn unsupported(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Unsupported, message)
    }

    /// As [`Error::new`], of the kind [`ErrorKind::Limit`].
    pub fn limit(message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Limit, message)
    }

    /// As [`Error::new`], for a file that is not as reading or writing needs it.
    pub fn system(kind: std::io::ErrorKind, message: impl Into<String>) -> Self {
        Error::of(ErrorKind::Io(kind), message)
    }

    /// An option whose value cannot be taken.
    pub fn out_of_range(field: impl Into<String>, found: impl fmt::Display, allowed: impl Into<String>) -> Self {
        Error::new("option out of range").field(field).found(found).allowed(allowed)
    }

    /// A file of a format whose version, in its field `format`, is not the one that is read.
    pub fn unknown_format(found: impl fmt::Display, known: impl fmt::Display) -> Self {
        Error::unsupported("an unknown format").field("format").found(found).allowed(known.to_string())
    }

    /// An input/output failure of `file`: `action` says what was tried ("read", "create").
    pub fn io(action: &str, file: &Path, error: &std::io::Error) -> Self {
        let hint = match error.kind() {
            std::io::ErrorKind::NotFound => Some("check the path; is it relative to another directory?"),
            std::io::ErrorKind::PermissionDenied => Some("check the permissions of the file and its directory"),
            std::io::ErrorKind::IsADirectory => Some("a file is needed here, not a directory"),
            _ => None,
        };
        let kind = match error.kind() {
            std::io::ErrorKind::Unsupported => ErrorKind::Unsupported,
            kind => ErrorKind::Io(kind),
        };
        let mut report = Error::of(kind, format!("cannot {action} the file: {error}")).file(file);
        report.0.hint = hint.map(str::to_owned);
        report
    }

    /// A failure of reading csv from `file`, with the line if it is known.
    pub fn csv(file: &Path, error: csv::Error) -> Self {
        let line = error.position().map(csv::Position::line);
        let report = match error.into_kind() {
            csv::ErrorKind::Io(error) => Error::io("read", file, &error),
            kind => Error::syntax(format!("not a csv file: {kind:?}")).file(file),
        };
        match line {
            Some(line) => report.line(line),
            None => report,
        }
    }

    /// A failure of reading YAML from `file`: what it is not, with the line if it is known.
    pub fn yaml(what: &str, file: &Path, error: &serde_yaml::Error) -> Self {
        let report = Error::syntax(format!("{what}: {error}")).file(file);
        match error.location() {
            Some(place) => report.line(place.line() as u64),
            None => report,
        }
    }

    /// Names the file the fault is in. The innermost caller wins: a file already named stays. What is not complete yet is
    /// called by the name that it is to get.
    #[must_use]
    pub fn file(mut self, file: impl AsRef<Path>) -> Self {
        self.0.file.get_or_insert_with(|| crate::files::shown(file.as_ref()));
        self
    }

    /// The line of the file, counted from 1.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.0.line.get_or_insert(line);
        self
    }

    /// The column (character or csv column), counted from 1.
    #[must_use]
    pub fn column(mut self, column: u64) -> Self {
        self.0.column.get_or_insert(column);
        self
    }

    /// The field: a register path such as `Mux.3`, or a csv column such as `RX_DATA_4`.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.0.field.get_or_insert_with(|| field.into());
        self
    }

    /// The same error with the field under another name, where `rename` knows one.
    #[must_use]
    pub fn rename_field(mut self, rename: impl Fn(&str) -> Option<String>) -> Self {
        if let Some(field) = &mut self.0.field
            && let Some(name) = rename(field)
        {
            *field = name;
        }
        self
    }

    /// What stood there. Long values are cut for display, and where there was no text it says so.
    #[must_use]
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        let mut text = found.to_string();
        if text.trim().is_empty() {
            text = "nothing".to_owned();
        }
        if let Some((cut, _)) = text.char_indices().nth(120) {
            text.truncate(cut);
            text.push('…');
        }
        self.0.found = Some(text);
        self
    }

    /// What may stand there.
    #[must_use]
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.0.allowed = Some(allowed.into());
        self
    }

    /// What the user can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What kind of fault it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file, if one is named.
    pub fn named_file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    /// The line of the file, counted from 1, if it is known.
    pub fn named_line(&self) -> Option<u64> {
        self.0.line
    }

    /// The column of the line (character or csv column), counted from 1, if it is known.
    pub fn named_column(&self) -> Option<u64> {
        self.0.column
    }

    /// What stood there, if it is said; long values are cut.
    pub fn what_was_found(&self) -> Option<&str> {
        self.0.found.as_deref()
    }

    /// What may stand there, if it is said.
    pub fn what_is_allowed(&self) -> Option<&str> {
        self.0.allowed.as_deref()
    }

    /// What can be done about it, if it is said.
    pub fn what_to_do(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The field, if one is named.
    pub fn named_field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// The same error at the place in a file where its field is set: the line that begins with the name of the field and a
    /// colon. A fault in something else stays without a place.
    #[must_use]
    pub fn in_setting_of(self, file: &Path, text: &str) -> Self {
        let name = self.named_field().and_then(|field| field.split(',').next()).map(|name| format!("{name}:"));
        let line = name.and_then(|name| text.lines().position(|line| line.trim_start().starts_with(&name)));
        match line {
            Some(line) => self.file(file).line(line as u64 + 1),
            None => self,
        }
    }

    /// The short sentence, without place and hint.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Field, message, what was found and what is allowed on one line, for a parser that adds the place.
    pub fn sentence(&self) -> String {
        let Report { message, field, found, allowed, .. } = &*self.0;
        let mut text = field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default() + message;
        if let Some(found) = found {
            text += &format!(", found '{found}'");
        }
        if let Some(allowed) = allowed {
            text += &format!(", allowed: {allowed}");
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let r = &*self.0;
        if let Some(file) = &r.file {
            write!(f, "{}:", on_one_line(&file.display().to_string()))?;
            if let Some(line) = r.line {
                write!(f, "{line}:")?;
                if let Some(column) = r.column {
                    write!(f, "{column}:")?;
                }
            }
            write!(f, " ")?;
        } else if let Some(line) = r.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(field) = &r.field {
            write!(f, "{}: ", on_one_line(field))?;
        }
        write!(f, "{}", printable(&r.message))?;
        if let Some(found) = &r.found {
            write!(f, "\n  found:   {}", on_one_line(found))?;
        }
        if let Some(allowed) = &r.allowed {
            write!(f, "\n  allowed: {}", printable(allowed))?;
        }
        if let Some(hint) = &r.hint {
            write!(f, "\n  hint:    {}", printable(hint))?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_place_found_allowed_and_hint() {
        let error = Error::new("mux select out of range")
            .file("init.yaml")
            .line(7)
            .field("Mux.3")
            .found(48)
            .allowed("0..=47")
            .hint("trigger cells are numbered from 0");
        assert_eq!(
            error.to_string(),
            "init.yaml:7: Mux.3: mux select out of range\n  found:   48\n  allowed: 0..=47\n  \
             hint:    trigger cells are numbered from 0"
        );
    }

    #[test]
    fn the_line_of_a_setting_is_found() {
        for (field, shown) in
            [("links, bits", "t.yaml:2: links, bits: option out of range"), ("link", "link: option out of range")]
        {
            let error = Error::out_of_range(field, 9, "2..=5");
            let text = error.in_setting_of(Path::new("t.yaml"), "a: 1\n  links: 9\n").to_string();
            assert!(text.starts_with(shown), "{text}");
        }
    }

    #[test]
    fn the_innermost_place_is_kept() {
        let error = Error::new("x").file("inner").line(1).file("outer").line(2);
        assert_eq!(error.to_string(), "inner:1: x");
    }

    #[test]
    fn what_comes_from_a_file_cannot_act_on_a_terminal() {
        let bad = "a\u{1b}[31mb\rc\u{7f}\u{9b}\u{202e}d\ne";
        let error = Error::new(bad).file(bad).line(1).field(bad).found(bad).allowed(bad).hint(bad);
        let text = error.to_string();
        assert!(text.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')), "{text:?}");
        assert!(text.contains(r"found:   a\u001b[31mb\u000dc\u007f\u009b\u202ed\ne"), "{text}");
        assert_eq!(printable("é–─\t\n'"), "é–─\t\n'");
    }

    #[test]
    fn nothing_found_is_said() {
        let [none, blank, zero] = ["", " \n", "0"].map(|text| Error::new("x").found(text));
        assert_eq!(none.to_string(), "x\n  found:   nothing");
        assert_eq!(blank.sentence(), "x, found 'nothing'");
        assert_eq!(zero.to_string(), "x\n  found:   0");
    }

    #[test]
    fn long_values_are_cut() {
        let error = Error::new("x").found("é".repeat(500));
        assert!(error.to_string().chars().count() < 200);
    }
}
