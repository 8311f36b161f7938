//! Keys of configuration files that nobody reads: misspelt ones, and contents that are not known.

use std::collections::HashSet;

use super::Dialect;
use super::config::CELLS;
use super::dialect::ENCODER;
use super::image::GROUPS;
use super::map::weight_block;
use super::settings::{SETTINGS, Setting};
use super::yaml::YamlNode;
use crate::error::Error;

/// What was found.
pub(super) struct Finding {
    /// The fault, unless it is only to be mentioned.
    pub(super) error: Option<Error>,
    /// The same for a reader that goes on.
    pub(super) warning: String,
}

/// Keys that may stand in a block of the data path.
#[derive(Default)]
struct Known {
    /// A value may stand here.
    is_value: bool,
    keys: Vec<(String, Known)>,
}

impl Known {
    fn of(dialect: Dialect) -> Known {
        let mut root = Known::default();
        for setting in &SETTINGS {
            for spelling in setting.keys(dialect).iter().flat_map(|key| key.spellings) {
                root.add(spelling);
            }
            if let Some(path) = whole_register(setting, dialect) {
                root.add(&path);
            }
        }
        // The formatter's read-only register: no setting, but not unknown either.
        const ERRORS: &str = "buffer_out_err";
        match dialect {
            Dialect::A => {
                root.add(&format!("FMTBUF_ALL.registers.{ERRORS}"));
                (0..GROUPS).for_each(|group| root.add(&weight_block(group)));
                root.add(&weight_block('*'));
            }
            Dialect::B => root.add(&format!("FormatterBuffer.Global.{ERRORS}")),
            Dialect::D => root.add(&format!("FmtBuf.Global.{ERRORS}")),
            Dialect::C | Dialect::E => {}
        }
        if !matches!(dialect, Dialect::A | Dialect::E) {
            root.add(ENCODER);
        }
        root
    }

    fn add(&mut self, path: &str) {
        let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
        let place = self.keys.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
            self.keys.push((key.to_owned(), Known::default()));
            self.keys.len() - 1
        });
        let known = &mut self.keys[place].1;
        match rest {
            Some(rest) => known.add(rest),
            None => known.is_value = true,
        }
    }

    fn get(&self, key: &str) -> Option<&Known> {
        self.keys.iter().find(|(name, _)| name == key || index_of(name, key).is_some()).map(|(_, known)| known)
    }

    /// What is known in the block at this path.
    fn at(&self, path: &[&str]) -> Option<&Known> {
        path.iter().try_fold(self, |known, key| known.get(key))
    }

    fn names(&self) -> Vec<&str> {
        self.keys.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// The index that a key of dialect A gives to a register of an array, `Some(None)` for the star that stands for
/// all: `cal_7` and `cal_*` are registers of `cal_*`.
pub(super) fn index_of(register: &str, key: &str) -> Option<Option<usize>> {
    let digits = key.strip_prefix(register.strip_suffix('*')?)?;
    match digits {
        "*" => Some(None),
        _ => (0..CELLS).find(|index| index.to_string() == digits).map(Some),
    }
}

/// Where dialect A holds the value of the whole register of which a setting is a part.
pub(super) fn whole_register(setting: &Setting, dialect: Dialect) -> Option<String> {
    if dialect != Dialect::A {
        return None;
    }
    let spelling = setting.keys(dialect).first()?.spellings.first()?;
    spelling.split_once(".params.").map(|(register, _)| format!("{register}.value"))
}

/// The rest of a path that lies below a block.
pub(super) fn children<'p>(path: &'p str, block: &str) -> Option<&'p str> {
    path.strip_prefix(block)?.strip_prefix('.')
}

/// The keys at the top of a file that the dialect reads.
pub(super) fn top_keys(dialect: Dialect) -> Vec<&'static str> {
    let paths = SETTINGS.iter().flat_map(|setting| setting.keys(dialect)).flat_map(|key| key.spellings);
    let weights = (!matches!(dialect, Dialect::A | Dialect::E)).then_some(ENCODER);
    let mut keys: Vec<&str> = paths.filter_map(|path| path.split('.').next()).chain(weights).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The known name most like this one, if it may have been meant.
pub(super) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let likeness = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), &other.to_lowercase());
    let scored = known.iter().map(|&other| (likeness(other), other)).filter(|&(score, _)| score > 0.85);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, other)| other)
}

/// A known name that one slip of the keyboard makes of this one, or two if it has six letters or more. Case does
/// not count.
fn near_miss<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    // No name of a key is longer, and distances of long texts are slow.
    if name.len() > 100 {
        return None;
    }
    let name = name.to_lowercase();
    let near = known.iter().map(|&other| (strsim::osa_distance(&name, &other.to_lowercase()), other));
    near.filter(|&(slips, other)| slips <= if other.len() >= 6 { 2 } else { 1 }).min().map(|(_, other)| other)
}

/// Everything in the data-path blocks of a file that nobody reads, in the order of the file, and blocks whose
/// names look like misspelt ones or that another dialect reads. Other blocks are none of the data path's business.
pub(super) fn look(root: &YamlNode, dialect: Dialect) -> Vec<Finding> {
    let mut walk = Walk { dialect, findings: Vec::new() };
    let known = Known::of(dialect);
    for (key, node) in root.mapping().unwrap_or_default() {
        match known.get(key) {
            Some(known) => walk.block(&mut vec![key], node, known),
            // The settings of a chip are all that its mapping is for.
            None if dialect == Dialect::E => walk.unknown(&[], key, node, &known),
            None => walk.top(key, node, &known),
        }
    }
    walk.findings
}

struct Walk {
    dialect: Dialect,
    findings: Vec<Finding>,
}

impl Walk {
    fn mention(&mut self, warning: String) {
        self.findings.push(Finding { error: None, warning });
    }

    fn fault(&mut self, error: Error, warning: String) {
        self.findings.push(Finding { error: Some(error), warning });
    }

    /// A block that is not known.
    fn top(&mut self, key: &str, node: &YamlNode, known: &Known) {
        let dialect = self.dialect;
        let line = node.line;
        if let Some(meant) = near_miss(key, &known.names()) {
            let error = Error::unknown("not a block of the data path, but nearly the name of one")
                .field(key)
                .line(line)
                .hint(format!("did you mean {meant}? {LENIENT}"));
            self.fault(
                error,
                format!("line {line}: {key} is not a data-path block and is ignored; did you mean {meant}?"),
            );
            return;
        }
        let readers: Vec<String> = Dialect::ALL
            .into_iter()
            .filter(|&other| other != Dialect::E && top_keys(other).contains(&key))
            .map(|other| format!("{other:?}"))
            .collect();
        if !readers.is_empty() {
            let readers = readers.join(" and ");
            self.mention(format!(
                "line {line}: {key} belongs to dialect {readers}; this file is dialect {dialect:?}, where it is ignored"
            ));
        } else if let Some(similar) = nearest(key, &known.names()) {
            self.mention(format!(
                "line {line}: {key} is not a data-path block and is ignored; did you mean {similar}?"
            ));
        }
    }

    /// A block that is known, or a part of one.
    fn block<'n>(&mut self, path: &mut Vec<&'n str>, node: &'n YamlNode, known: &Known) {
        if known.keys.is_empty() {
            return;
        }
        let here = path.join(".");
        let Some(entries) = node.mapping() else {
            let empty = node.scalar().is_some_and(|text| text.is_empty() || text == "~" || text == "null");
            if !known.is_value && !empty {
                let error = Error::syntax("settings are needed here")
                    .field(here.as_str())
                    .line(node.line)
                    .found(node.describe())
                    .allowed(format!("keys: {}", known.names().join(", ")));
                self.fault(error, format!("line {}: {here} holds no settings and is ignored", node.line));
            }
            return;
        };
        let mut read = entries.is_empty();
        let before = self.findings.len();
        for (key, node) in entries {
            if let Some(known) = known.get(key) {
                read = true;
                path.push(key);
                self.block(path, node, known);
                path.pop();
            } else {
                self.unknown(path, key, node, known);
            }
        }
        if self.dialect == Dialect::A && !read && self.findings.len() == before {
            let error = Error::unknown("nothing here is a setting")
                .field(here.as_str())
                .line(node.line)
                .found(entries.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", "))
                .allowed(format!("keys: {}", known.names().join(", ")))
                .hint(LENIENT);
            self.fault(error, format!("line {}: nothing in {here} is a setting; it is ignored", node.line));
        }
    }

    /// A key in a known block that is not known.
    fn unknown(&mut self, path: &[&str], key: &str, node: &YamlNode, known: &Known) {
        let (line, field) = (node.line, [path, &[key]].concat().join("."));
        let meant = near_miss(key, &known.names());
        if meant.is_none() && self.describes(path, node) {
            return;
        }
        let others = Dialect::ALL.into_iter().filter(|&other| other != self.dialect);
        let elsewhere = others.filter(|&other| Known::of(other).at(path).is_some_and(|known| known.get(key).is_some()));
        let elsewhere: Vec<String> = elsewhere.map(|other| format!("{other:?}")).collect();
        let similar = meant.or_else(|| nearest(key, &known.names()));
        let question = similar.map(|similar| format!("did you mean {similar}?"));
        let hint = question.as_ref().map_or_else(String::new, |question| format!("; {question}"));
        let warning = format!("line {line}: {field} is not a data-path setting and is ignored{hint}");
        if meant.is_none() && !elsewhere.is_empty() {
            let dialects = elsewhere.join(" and ");
            self.mention(format!("{warning} (it belongs to dialect {dialects})"));
            return;
        }
        let mut names = known.names();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(*name));
        let error = Error::unknown("not a data-path setting")
            .field(field)
            .line(line)
            .found(node.describe())
            .allowed(format!("keys: {}", names.join(", ")))
            .hint(question.map_or_else(|| LENIENT.to_owned(), |question| format!("{question} {LENIENT}")));
        self.fault(error, warning);
    }

    /// Whether a key of dialect A may describe its block or register, as its size does, instead of setting something.
    fn describes(&self, path: &[&str], node: &YamlNode) -> bool {
        let inside = path.last().is_some_and(|last| ["registers", "params"].contains(last));
        self.dialect == Dialect::A && !inside && node.get("param_value").is_none() && node.get("value").is_none()
    }
}

/// What to do about a key that was meant.
const LENIENT: &str = "--lenient reads over keys that are not known";
