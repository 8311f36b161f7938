//! A YAML tree that keeps the exact text and the line of every scalar.
//!
//! Register files hold 128- and 144-bit integers, which generic YAML readers turn into floating
//! point numbers; and a fault in a file of 300 lines is only found quickly with its line. The
//! events come from `saphyr-parser`; this module builds the tree as PyYAML does, with which the field reads
//! these files: aliases and merge keys (`<<`) are expanded, within a bound. Where PyYAML would make something else
//! of the text than a reader of settings can see (tags of other types) or lose something without a word (duplicate
//! keys), the file is refused.

use std::collections::HashMap;
use std::path::Path;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::error::{Error, Result};

/// Most nodes a file may have after alias expansion, copies kept for aliases included. The largest
/// register files have under 1,000.
const MAX_NODES: usize = 200_000;

/// Deepest nesting. Register files have at most 7 levels.
const MAX_DEPTH: usize = 64;

/// A node with the line (from 1) on which it starts.
#[derive(Debug, Clone)]
pub struct YamlNode {
    /// Line of the node, counted from 1.
    pub line: u64,
    /// What the node is.
    pub kind: YamlKind,
}

/// The three kinds of YAML node.
#[derive(Debug, Clone)]
pub enum YamlKind {
    /// The exact text of a scalar, quotes removed.
    Scalar(String),
    /// A sequence.
    Sequence(Vec<YamlNode>),
    /// A mapping in file order; keys are the text of scalars.
    Mapping(Vec<(String, YamlNode)>),
}

impl YamlNode {
    /// Parses one document.
    ///
    /// # Errors
    /// Invalid YAML, an empty file, several documents, keys that are not scalars, duplicate keys,
    /// unknown aliases, and files that grow beyond the bounds of this module when expanded.
    pub fn parse(text: &str, file: &Path) -> Result<YamlNode> {
        Builder { parser: Parser::new_from_str(text), anchors: HashMap::new(), nodes: 0 }
            .document()
            .map_err(|error| error.file(file))
    }

    /// The entries of a mapping.
    pub fn mapping(&self) -> Option<&[(String, YamlNode)]> {
        match &self.kind {
            YamlKind::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The elements of a sequence.
    pub fn sequence(&self) -> Option<&[YamlNode]> {
        match &self.kind {
            YamlKind::Sequence(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            YamlKind::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The value of `key`, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.mapping()?.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// A few words for error messages.
    pub fn describe(&self) -> String {
        match &self.kind {
            YamlKind::Scalar(text) if text.is_empty() => "nothing".into(),
            YamlKind::Scalar(text) => format!("'{text}'"),
            YamlKind::Sequence(elements) => format!("a list of {}", elements.len()),
            YamlKind::Mapping(entries) => format!("a mapping of {} keys", entries.len()),
        }
    }

    /// Levels below this one.
    fn levels(&self) -> usize {
        match &self.kind {
            YamlKind::Scalar(_) => 0,
            YamlKind::Sequence(elements) => elements.iter().map(|node| 1 + node.levels()).max().unwrap_or(0),
            YamlKind::Mapping(entries) => entries.iter().map(|(_, node)| 1 + node.levels()).max().unwrap_or(0),
        }
    }

    /// What a copy costs, in nodes; long text counts as several.
    fn cost(&self) -> usize {
        fn of_text(text: &str) -> usize {
            text.len() / 64
        }
        1 + match &self.kind {
            YamlKind::Scalar(scalar) => of_text(scalar),
            YamlKind::Sequence(elements) => elements.iter().map(YamlNode::cost).sum(),
            YamlKind::Mapping(entries) => entries.iter().map(|(key, node)| of_text(key) + node.cost()).sum(),
        }
    }
}

fn too_deep(line: u64) -> Error {
    Error::limit(format!("the YAML file is nested more than {MAX_DEPTH} levels deep")).line(line)
}

/// The key that merges other mappings into its own.
const MERGE: &str = "<<";

/// The entries of the mappings that a merge key names; of a list the earlier ones count.
fn to_merge(value: YamlNode, line: u64) -> Result<Vec<(String, YamlNode)>> {
    let found = value.describe();
    let entries = match value.kind {
        YamlKind::Mapping(entries) => Some(entries),
        YamlKind::Sequence(elements) => {
            let parts = elements.into_iter().map(|element| match element.kind {
                YamlKind::Mapping(entries) => Some(entries),
                _ => None,
            });
            parts.collect::<Option<Vec<_>>>().map(|parts| parts.concat())
        }
        YamlKind::Scalar(_) => None,
    };
    entries.ok_or_else(|| {
        let error = Error::syntax("only mappings can be merged").line(line).field(MERGE).found(found);
        error.allowed("a mapping, an alias of one, or a list of such")
    })
}

/// Refuses values of types that settings do not have: what PyYAML makes of them is not what stands there.
fn check_tag(tag: Option<&Tag>, allowed: &[&str], line: u64) -> Result<()> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && allowed.contains(&tag.suffix.as_str())) => {
            let names: Vec<String> = allowed.iter().map(|name| format!("!!{name}")).collect();
            Err(Error::syntax("a YAML tag that settings do not have")
                .line(line)
                .found(format!("{}{}", tag.handle, tag.suffix))
                .allowed(format!("no tag, or {}", names.join(", "))))
        }
        _ => Ok(()),
    }
}

struct Builder<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    anchors: HashMap<usize, YamlNode>,
    nodes: usize,
}

fn empty_file() -> Error {
    Error::syntax("the file is empty").hint("a register configuration is a YAML mapping")
}

impl<'a> Builder<'a> {
    fn next(&mut self) -> Result<(Event<'a>, u64)> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, span.start.line() as u64)),
            Some(Err(error)) => {
                let marker = error.marker();
                Err(Error::syntax(format!("not valid YAML: {}", error.info()))
                    .line(marker.line() as u64)
                    .column(marker.col() as u64 + 1))
            }
            None => Err(Error::syntax("the YAML file ends early")),
        }
    }

    fn document(mut self) -> Result<YamlNode> {
        loop {
            let (event, line) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd => return Err(empty_file()),
                event => {
                    let root = self.node(event, line, 0)?;
                    if matches!(&root.kind, YamlKind::Scalar(text) if text.is_empty()) {
                        return Err(empty_file());
                    }
                    loop {
                        match self.next()? {
                            (Event::StreamEnd, _) => return Ok(root),
                            (Event::DocumentEnd | Event::Nothing, _) => {}
                            (_, line) => {
                                return Err(Error::syntax("a second YAML document in one file")
                                    .line(line)
                                    .hint("one file describes one chip: remove the '---' and what follows"));
                            }
                        }
                    }
                }
            }
        }
    }

    fn grow(&mut self, by: usize, line: u64) -> Result<()> {
        self.nodes = self.nodes.saturating_add(by);
        if self.nodes > MAX_NODES {
            return Err(Error::limit(format!("the YAML file expands to more than {MAX_NODES} values"))
                .line(line)
                .hint("aliases that multiply each other are refused"));
        }
        Ok(())
    }

    fn node(&mut self, event: Event<'a>, line: u64, depth: usize) -> Result<YamlNode> {
        if depth > MAX_DEPTH {
            return Err(too_deep(line));
        }
        self.grow(1, line)?;
        let (kind, anchor) = match event {
            Event::Scalar(text, _, anchor, tag) => {
                check_tag(tag.as_deref(), &["int", "bool", "null", "str"], line)?;
                (YamlKind::Scalar(text.into_owned()), anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                check_tag(tag.as_deref(), &["seq"], line)?;
                let mut elements = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        (event, line) => elements.push(self.node(event, line, depth + 1)?),
                    }
                }
                (YamlKind::Sequence(elements), anchor)
            }
            Event::MappingStart(anchor, tag) => {
                check_tag(tag.as_deref(), &["map"], line)?;
                (YamlKind::Mapping(self.entries(depth)?), anchor)
            }
            Event::Alias(anchor) => {
                let Some(target) = self.anchors.get(&anchor).cloned() else {
                    return Err(Error::syntax("a YAML alias that refers to itself or to nothing").line(line));
                };
                self.grow(target.cost(), line)?;
                if depth + target.levels() > MAX_DEPTH {
                    return Err(too_deep(line));
                }
                (target.kind, 0)
            }
            other => return Err(Error::syntax(format!("unexpected YAML content {other:?}")).line(line)),
        };
        let node = YamlNode { line, kind };
        if anchor != 0 {
            self.grow(node.cost(), line)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn entries(&mut self, depth: usize) -> Result<Vec<(String, YamlNode)>> {
        let mut entries: Vec<(String, YamlNode)> = Vec::new();
        let mut lines: HashMap<String, u64> = HashMap::new();
        let mut merged: Option<Vec<(String, YamlNode)>> = None;
        loop {
            let (event, line) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                // What the mapping sets itself goes before what it merges, wherever that stands.
                for (key, node) in merged.unwrap_or_default() {
                    if !lines.contains_key(&key) {
                        lines.insert(key.clone(), node.line);
                        entries.push((key, node));
                    }
                }
                return Ok(entries);
            }
            if matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == MERGE) {
                self.grow(1, line)?;
                let (event, value_line) = self.next()?;
                let value = self.node(event, value_line, depth + 1)?;
                if merged.replace(to_merge(value, line)?).is_some() {
                    return Err(Error::syntax("the key stands twice")
                        .line(line)
                        .field(MERGE)
                        .hint("merge several mappings as a list: <<: [*a, *b]"));
                }
                continue;
            }
            let key = match self.node(event, line, depth + 1)?.kind {
                YamlKind::Scalar(text) => text,
                _ => return Err(Error::syntax("a key that is not plain text").line(line)),
            };
            let (event, value_line) = self.next()?;
            let value = self.node(event, value_line, depth + 1)?;
            if let Some(first) = lines.insert(key.clone(), line) {
                return Err(Error::syntax("the key stands twice")
                    .line(line)
                    .field(key)
                    .hint(format!("it is first set on line {first}: remove one of the two")));
            }
            entries.push((key, YamlNode { line, kind: value.kind }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<YamlNode> {
        YamlNode::parse(text, Path::new("t.yaml"))
    }

    fn fault(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn keeps_text_and_lines() {
        let root = parse("a:\n  b: 0x1_FF # c\n  c: [1, '2']\n").unwrap();
        let b = root.get("a").unwrap().get("b").unwrap();
        assert_eq!((b.scalar(), b.line), (Some("0x1_FF"), 2));
        assert_eq!(root.get("a").unwrap().get("c").unwrap().sequence().unwrap()[1].scalar(), Some("2"));
    }

    #[test]
    fn aliases_are_expanded_within_a_bound() {
        let root = parse("a: &x {n: 1}\nb: *x\n").unwrap();
        assert_eq!(root.get("b").unwrap().get("n").unwrap().scalar(), Some("1"));
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for i in 1..12 {
            let refs = vec![format!("*a{}", i - 1); 10].join(",");
            bomb += &format!("a{i}: &a{i} [{refs}]\n");
        }
        assert!(fault(&bomb).contains("expands to more than"));
        assert!(fault("a: &x [*x]\n").contains("alias"));
    }

    /// The results are those of PyYAML 6.
    #[test]
    fn merge_keys_are_expanded_as_pyyaml_does() {
        let value = |root: &YamlNode, path: &str| {
            let node = path.split('.').try_fold(root, |node, key| node.get(key));
            node.and_then(YamlNode::scalar).map(str::to_owned)
        };
        let text = "x: &x {n: 1, m: 2}\ny: &y\n  m: 3\n  k: 4\na:\n  n: 9\n  <<: *x\nb: {<<: [*y, *x], z: 0}\n\
                    c: {<<: {q: 5}}\nd: {\"<<\": 6}\n";
        let root = parse(text).unwrap();
        for (path, expected) in [
            ("a.n", Some("9")),
            ("a.m", Some("2")),
            ("b.m", Some("3")),
            ("b.n", Some("1")),
            ("b.k", Some("4")),
            ("b.z", Some("0")),
            ("c.q", Some("5")),
            ("d.<<", Some("6")),
            ("a.<<", None),
        ] {
            assert_eq!(value(&root, path).as_deref(), expected, "{path}");
        }
        assert_eq!(root.get("b").unwrap().mapping().unwrap().len(), 4);
        assert_eq!(root.get("a").unwrap().get("m").unwrap().line, 1, "where it was written");
        assert!(fault("a: &a 1\nb: {<<: *a}\n").contains("t.yaml:2: <<: only mappings"));
        assert!(fault("a: {<<: [1]}\n").contains("only mappings"));
        assert!(fault("a: {<<: {b: 1}, <<: {c: 1}}\n").contains("as a list"));
        let mut bomb = String::from("a0: &a0 {k: [x,x,x,x,x,x,x,x,x,x]}\n");
        for i in 1..12 {
            let refs: String = (0..10).map(|j| format!("k{j}: {{<<: *a{}}}, ", i - 1)).collect();
            bomb += &format!("a{i}: &a{i} {{{refs}}}\n");
        }
        assert!(fault(&bomb).contains("expands to more than"));
    }

    #[test]
    fn structural_faults() {
        assert!(fault("").contains("empty"));
        assert!(fault("# only a comment\n").contains("empty"));
        assert!(fault("a: 1\na: 2\n").contains("t.yaml:2: a: the key stands twice"));
        assert!(fault("a: 1\n---\nb: 2\n").contains("second YAML document"));
        assert!(fault("? [1]\n: 2\n").contains("not plain text"));
        assert!(fault("a: !!float 1\n").contains("t.yaml:1: a YAML tag"));
        assert!(fault("a: !local {b: 1}\n").contains("!local"));
        assert!(parse("a: !!int 1\nb: !!map {c: !!seq [!!str x]}\n").is_ok());
        assert!(fault("a: [1\n").contains("not valid YAML"));
        assert!(fault(&"[".repeat(10_000)).contains("YAML"));
    }
}
