//! Settings by type of module, as CMSSW reads them from JSON (docs/sources.md, CMSSW).
//!
//! ```text
//! {"ML-F3*": {"density": 0, "dropLSB": 1, "select": 1, "stc_type": 3, "eporttx_numen": 4, "use_sum": 1,
//!             "calv": [2048, …], "mux": [0, 1, …]},
//!  "TL-L43*": {"0": {…}, "1": {…}}}
//! ```
//!
//! A key is a type of module or a pattern of such names. Modules with scintillator have two chips, "0" and "1".
//! `eporttx_numen` is a count. JSON is YAML but for comments, which CMSSW allows.

use std::borrow::Cow;

use super::Dialect;
use super::unknown::top_keys;
use super::yaml::YamlNode;
use crate::error::{Error, Result};

/// Keys of a chip's settings that a mapping must have to be taken for one.
const ENOUGH: usize = 3;

/// Whether a node holds the settings of one chip.
fn is_chip(node: &YamlNode) -> bool {
    let known = top_keys(Dialect::E);
    let entries = node.mapping().unwrap_or_default();
    entries.iter().filter(|(key, _)| known.contains(&key.as_str())).count() >= ENOUGH
}

/// The chips of a file: type of module, number of the chip if the module has several, settings.
fn chips(root: &YamlNode) -> Vec<(&str, Option<&str>, &YamlNode)> {
    let mut chips = Vec::new();
    for (module, node) in root.mapping().unwrap_or_default() {
        if is_chip(node) {
            chips.push((module.as_str(), None, node));
            continue;
        }
        let several = node.mapping().unwrap_or_default().iter().filter(|(_, node)| is_chip(node));
        chips.extend(several.map(|(chip, node)| (module.as_str(), Some(chip.as_str()), node)));
    }
    chips
}

/// The settings of one chip if the file holds such by type of module; `wanted` is a type, behind a slash the number
/// of the chip. As in CMSSW the first pattern counts that matches.
///
/// # Errors
/// No such module, several to choose from, and a pattern that is none.
pub(super) fn find<'a>(root: &'a YamlNode, wanted: Option<&str>) -> Result<Option<&'a YamlNode>> {
    let chips = chips(root);
    if chips.is_empty() {
        return Ok(None);
    }
    let Some(wanted) = wanted else {
        return match chips.as_slice() {
            [(_, _, node)] => Ok(Some(node)),
            _ => Err(Error::missing("the file has the settings of several chips")
                .line(root.line)
                .allowed(names(&chips))
                .hint("choose one with --module TYPE, or TYPE/CHIP where a module has two")),
        };
    };
    let (module, chip) = wanted.split_once('/').map_or((wanted, None), |(module, chip)| (module, Some(chip)));
    let mut key = None;
    for &(pattern, _, node) in &chips {
        let matches = glob::Pattern::new(pattern).map_err(|error| {
            Error::syntax(format!("not a pattern of types of modules: {error}")).field(pattern).line(node.line)
        })?;
        if pattern == module || matches.matches(module) {
            key = Some(pattern);
            break;
        }
    }
    let of_module: Vec<_> = chips.iter().filter(|chip| Some(chip.0) == key).copied().collect();
    match (of_module.iter().find(|found| found.1 == chip), of_module.as_slice()) {
        (Some(&(_, _, node)), _) => Ok(Some(node)),
        (None, []) => Err(Error::unknown("no such module in the file").found(wanted).allowed(names(&chips))),
        (None, _) => Err(Error::unknown("the module has several chips, or none of this number")
            .found(wanted)
            .allowed(names(&of_module))),
    }
}

fn names(chips: &[(&str, Option<&str>, &YamlNode)]) -> String {
    let name = |&(module, chip, _): &(&str, Option<&str>, _)| {
        chip.map_or_else(|| module.to_owned(), |chip| format!("{module}/{chip}"))
    };
    chips.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// JSON without its comments, so that it is YAML; other text as it is. Lines stay where they are.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    let start = text.trim_start();
    if !["{", "//", "/*"].iter().any(|begin| start.starts_with(begin)) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut quoted = false;
    let mut last = ' ';
    while let Some(c) = rest.next() {
        match (quoted, c, rest.peek()) {
            (true, '\\', Some(_)) => {
                plain.push(c);
                plain.extend(rest.next());
            }
            (_, '"', _) => {
                quoted = !quoted;
                plain.push(c);
            }
            // A colon before it would make it a part of an address in YAML.
            (false, '/', Some('/')) if last != ':' => while rest.next_if(|&c| c != '\n').is_some() {},
            (false, '/', Some('*')) => {
                let mut before = ' ';
                rest.next();
                for c in rest.by_ref() {
                    if c == '\n' {
                        plain.push(c);
                    }
                    if (before, c) == ('*', '/') {
                        break;
                    }
                    before = c;
                }
            }
            (false, '\t', _) => plain.push(' '),
            _ => plain.push(c),
        }
        last = c;
    }
    Cow::Owned(plain)
}
