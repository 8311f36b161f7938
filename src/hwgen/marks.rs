//! Named places in generated text, so that a test can change a source at a place without quoting what
//! stands there.
//!
//! Templates and generators write a mark as `⟦name:text⟧`; marks may hold marks. The text of an export
//! is what is left without the brackets and names ([`Marked::text`]); where the marks were is kept
//! beside it ([`Marked::marks`]). What else is written is plain ASCII, so nothing else looks like a
//! mark ([`super::design::Design::validate`]).

use std::ops::Range;

use crate::error::{Error, Result};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// A text, and the marks in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text without marks.
    pub text: String,
    /// The marks in the order in which they open.
    pub marks: Vec<Mark>,
}

/// What is wrong with a template, and where.
fn fault(what: &str, at: &str) -> Error {
    let near: String = at.chars().take(40).collect();
    Error::new(format!("{what} in a template")).found(near).allowed(format!("{OPEN}name:text{CLOSE}"))
}

/// A named part of a text. Several parts may have one name, for example in equal modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The name.
    pub name: String,
    /// The bytes of [`Marked::text`] that it names.
    pub range: Range<usize>,
}

impl Marked {
    /// Separates a text from its marks.
    ///
    /// # Errors
    /// A mark without name or end, and an end without mark: faults of a template.
    pub fn parse(source: &str) -> Result<Self> {
        let mut marked = Marked { text: String::with_capacity(source.len()), marks: Vec::new() };
        let mut open = Vec::new();
        let mut rest = source;
        while let Some(at) = rest.find([OPEN, CLOSE]) {
            let (before, found) = rest.split_at(at);
            marked.text += before;
            if let Some(after) = found.strip_prefix(CLOSE) {
                let last: Option<usize> = open.pop();
                let mark = last.and_then(|last| marked.marks.get_mut(last));
                mark.ok_or_else(|| fault("a mark ends that did not begin", found))?.range.end = marked.text.len();
                rest = after;
                continue;
            }
            let named = found.strip_prefix(OPEN).and_then(|after| after.split_once(':'));
            let named = named.filter(|(name, _)| !name.is_empty() && name.chars().all(is_of_name));
            let (name, after) = named.ok_or_else(|| fault("a mark without a name", found))?;
            let start = marked.text.len();
            open.push(marked.marks.len());
            marked.marks.push(Mark { name: name.to_owned(), range: start..start });
            rest = after;
        }
        marked.text += rest;
        match open.pop().and_then(|last| marked.marks.get(last)) {
            None => Ok(marked),
            Some(mark) => Err(fault("a mark does not end", &mark.name)),
        }
    }

    /// The parts of this name, in the order of the text.
    pub fn named(&self, name: &str) -> impl Iterator<Item = Range<usize>> {
        self.marks.iter().filter(move |mark| mark.name == name).map(|mark| mark.range.clone())
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// A marked text: `⟦name:text⟧`.
pub(super) fn mark(name: &str, text: impl std::fmt::Display) -> String {
    format!("{OPEN}{name}:{text}{CLOSE}")
}

/// The length of a text without its marks, in bytes.
pub(super) fn width(text: &str) -> usize {
    let mut width = text.len();
    for (at, bracket) in text.match_indices([OPEN, CLOSE]) {
        width -= match bracket.starts_with(OPEN) {
            true => text[at..].find(':').map_or(bracket.len(), |colon| colon + 1),
            false => bracket.len(),
        };
    }
    width
}

/// The name at the beginning of an expression, to call its mark by: `charges` of `charges[0 +: 22]`.
pub(super) fn leading_name(expression: &str) -> &str {
    let start = expression.find(is_of_name).unwrap_or(expression.len());
    let rest = &expression[start..];
    &rest[..rest.find(|letter| !is_of_name(letter)).unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_named_parts_of_the_text() {
        let source = format!("a {} b {}", mark("outer", format!("x{}z", mark("inner", "y"))), mark("outer", ""));
        assert_eq!(width(&source), "a xyz b ".len());
        let marked = Marked::parse(&source).unwrap();
        assert_eq!(marked.text, "a xyz b ");
        assert_eq!(marked.named("outer").collect::<Vec<_>>(), [2..5, 8..8]);
        assert_eq!((marked.named("inner").next(), marked.named("inner").count()), (Some(3..4), 1));
        assert_eq!(marked.named("other").count(), 0);
        let plain = Marked::parse("no marks: {a}").unwrap();
        assert_eq!(plain, Marked { text: "no marks: {a}".into(), marks: Vec::new() });
    }

    #[test]
    fn broken_marks_are_refused() {
        for broken in ["⟦a:b", "a⟧", "⟦a b:c⟧", "⟦:a⟧", "⟦a⟧", "⟦a:⟦b:c⟧"] {
            let said = Marked::parse(broken).unwrap_err().to_string();
            assert!(said.contains("⟦name:text⟧"), "{broken}: {said}");
        }
    }

    #[test]
    fn expressions_are_called_by_their_first_name() {
        let names = ["charges[0 +: 22]", "~b", "{2'd0, x}", "13'd5", ""].map(leading_name);
        assert_eq!(names, ["charges", "b", "2", "13", ""]);
    }
}
