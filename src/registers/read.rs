//! The settings of configuration files: a reader of one file, and what files make together.

use std::path::Path;

use num_bigint::BigUint;

use super::config::{CELLS, ChipConfig, Generation};
use super::dialect::{ConfigFile, ConfigSource, Dialect, ENCODER, Reading};
use super::image::{self, GROUPS, ImageShape};
use super::map::{MAP, RegisterField, weight_block, weight_register};
use super::number::parse_bits;
use super::settings::{Key, NumberForm, SETTINGS, Setting, ones};
use super::unknown::{self, children};
use super::yaml::YamlNode;
use crate::error::{Error, Result};
use crate::network::AeBlock;
use crate::nn::Weights;

/// The settings of the files so far.
pub(super) struct Merged<'n> {
    /// Dialect of the first file.
    pub(super) dialect: Dialect,
    config: ChipConfig,
    sources: Vec<ConfigSource>,
    warnings: Vec<String>,
    files: usize,
    lenient: bool,
    without_weights: bool,
    network: &'n AeBlock,
}

impl<'n> Merged<'n> {
    /// The defaults.
    pub(super) fn new(dialect: Dialect, reading: &Reading, network: &'n AeBlock) -> Self {
        let config = ChipConfig::reset(dialect.generation());
        let Reading { lenient, without_weights, .. } = *reading;
        Merged {
            dialect,
            config,
            sources: Vec::new(),
            warnings: Vec::new(),
            files: 0,
            lenient,
            without_weights,
            network,
        }
    }

    /// Puts the settings of a file over those so far; `name` is to stand before its warnings.
    pub(super) fn put(&mut self, file: usize, name: Option<&Path>, dialect: Dialect, root: &YamlNode) -> Result<()> {
        let generation = self.config.generation;
        let over = self.files > 0;
        let config = self.config.to_generation(dialect.generation());
        let mut reader = Reader { root, file, over, dialect, config, found: Vec::new(), warnings: Vec::new() };
        reader.settings()?;
        if !self.without_weights {
            reader.weights(self.network)?;
        }
        for finding in unknown::look(root, dialect) {
            match finding.error {
                Some(error) if !self.lenient => return Err(error),
                _ => reader.warnings.push(finding.warning),
            }
        }
        if dialect.generation() != generation && reader.found.iter().any(|found| found.source.setting == "mux") {
            reader.warnings.push(format!(
                "its MUX inputs have the numbering of {}; they are renumbered to {generation}, that of the first file",
                dialect.generation()
            ));
        }
        if dialect == Dialect::E && !over {
            reader.warnings.push(
                "settings by type of module have no thresholds, patterns and weights: these keep their defaults, \
                 unless another file goes over this one"
                    .into(),
            );
        }
        self.config = reader.config.to_generation(generation);
        for Found { source, whole } in reader.found {
            if whole {
                self.sources.retain(|older| older.setting != source.setting || older.file == file);
            }
            self.sources.push(source);
        }
        let place = name.map_or_else(String::new, |name| format!("{}: ", name.display()));
        self.warnings.extend(reader.warnings.into_iter().map(|warning| format!("{place}{warning}")));
        self.files += 1;
        Ok(())
    }

    /// All settings, those that no file has with their defaults.
    pub(super) fn finish(mut self) -> Result<ConfigFile> {
        self.twins()?;
        let names = SETTINGS.iter().map(|setting| setting.name).chain(["weights"]);
        for setting in names {
            if self.found(setting).is_none() {
                self.sources.push(ConfigSource { setting, key: None, file: 0 });
            }
        }
        for setting in &SETTINGS {
            self.warn(setting);
        }
        let Merged { dialect, config, sources, warnings, .. } = self;
        Ok(ConfigFile { config, dialect, sources, warnings })
    }

    /// Where a setting came from, if it stands in a file.
    fn found(&self, setting: &str) -> Option<&(String, u64)> {
        self.sources.iter().rev().filter(|source| source.setting == setting).find_map(|source| source.key.as_ref())
    }

    /// A setting that is in no file takes the value of its twin.
    fn twins(&mut self) -> Result<()> {
        for setting in &SETTINGS {
            let Some(twin) = setting.notes.twin.and_then(Setting::find) else { continue };
            if self.found(setting.name).is_some() {
                continue;
            }
            let sources: Vec<ConfigSource> =
                self.sources.iter().filter(|source| source.setting == twin.name).cloned().collect();
            if sources.is_empty() {
                continue;
            }
            let value = twin.get(&self.config, 0);
            setting.set(&mut self.config, 0, &value)?;
            self.sources.extend(sources.into_iter().map(|source| ConfigSource { setting: setting.name, ..source }));
        }
        Ok(())
    }

    /// Values that are allowed but act otherwise than they look, or do not fit the chip's register.
    fn warn(&mut self, setting: &Setting) {
        let found = self.found(setting.name).map(|(key, _)| key.clone());
        if let Some(warning) = setting.notes.warning.and_then(|warning| warning(&self.config)) {
            let place = found.as_deref().unwrap_or(setting.name);
            self.warnings.push(format!("{place}: {warning}"));
        }
        let bits = setting.register_bits();
        if self.config.generation == Generation::P1 && bits > 0 {
            let value = setting.get(&self.config, 0);
            if value.bits() > u64::from(bits) {
                self.warnings.push(format!(
                    "{} {value} does not fit the {bits} bits of the P1 register; it is a production setting",
                    setting.name
                ));
            }
        }
    }
}

/// A setting that stands in a file.
struct Found {
    source: ConfigSource,
    /// Nothing of what other files say of it is left.
    whole: bool,
}

/// A place in a file that sets one value of an array, or all of it.
struct Entry<'a> {
    path: String,
    /// The index; `None` for the whole array.
    index: Option<usize>,
    node: &'a YamlNode,
}

/// Reads one file.
struct Reader<'a> {
    root: &'a YamlNode,
    file: usize,
    /// Other files come before it, so that arrays need not be complete.
    over: bool,
    dialect: Dialect,
    /// The settings so far, in the numbering of the dialect.
    config: ChipConfig,
    found: Vec<Found>,
    warnings: Vec<String>,
}

impl<'a> Reader<'a> {
    /// The node at a path of keys joined by dots.
    fn node(&self, path: &str) -> Option<&'a YamlNode> {
        path.split('.').try_fold(self.root, |node, key| node.get(key))
    }

    /// What stands at one of several spellings; two at once are a fault.
    fn first(&self, spellings: &[&'static str]) -> Result<Option<(String, &'a YamlNode)>> {
        let is_value = |&(path, node): &(&str, &YamlNode)| {
            // A mapping is not the value if another spelling lies in it.
            node.mapping().is_none() || !spellings.iter().any(|deeper| children(deeper, path).is_some())
        };
        let hits = spellings.iter().filter_map(|&path| Some((path, self.node(path)?)));
        let mut hits: Vec<_> = hits.filter(is_value).collect();
        hits.sort_by_key(|(_, node)| node.line);
        match hits.as_slice() {
            [first, second, ..] => Err(two_spellings(*first, *second)),
            hits => Ok(hits.first().map(|&(path, node)| (path.to_owned(), node))),
        }
    }

    fn source(&mut self, setting: &'static str, path: impl Into<String>, line: u64, whole: bool) {
        let source = ConfigSource { setting, key: Some((path.into(), line)), file: self.file };
        self.found.push(Found { source, whole });
    }

    fn settings(&mut self) -> Result<()> {
        for setting in &SETTINGS {
            for key in setting.keys(self.dialect) {
                if setting.count() > 1 {
                    self.cells(setting, key)?;
                    continue;
                }
                let hit = self.first(key.spellings)?;
                let register = self.whole_register(setting);
                let (path, node, here) = match (hit, register) {
                    (Some((path, node)), Some((register, whole, _))) => {
                        let mut places = [(path.as_str(), node), (register.as_str(), whole)];
                        places.sort_by_key(|(_, node)| node.line);
                        return Err(two_spellings(places[0], places[1]));
                    }
                    (Some((path, node)), None) => {
                        let here = number(setting, key, &path, node)?;
                        (path, node, here)
                    }
                    (None, Some((path, node, field))) => {
                        let here =
                            field_of_register(field, node).map_err(|error| error.field(&path).line(node.line))?;
                        (path, node, here)
                    }
                    (None, None) => continue,
                };
                let value = key.insert(&setting.get(&self.config, 0), &here);
                setting
                    .set(&mut self.config, 0, &value)
                    .map_err(|error| setting.explain(error.field(path.as_str()).line(node.line)))?;
                self.source(setting.name, path, node.line, key.part.is_none());
            }
        }
        Ok(())
    }

    /// In dialect A, the value of the whole register of which the setting is a part, and the setting's bits in it.
    fn whole_register(&self, setting: &'static Setting) -> Option<(String, &'a YamlNode, &'static RegisterField)> {
        let path = unknown::whole_register(setting, self.dialect)?;
        let node = self.node(&path)?;
        Some((path, node, setting.fields.first()?))
    }

    /// The places that set an array: in dialect A the register with a star and those with a number, in the order
    /// of the file.
    fn entries(&self, key: &Key) -> Result<Vec<Entry<'a>>> {
        if self.dialect != Dialect::A {
            let hit = self.first(key.spellings)?;
            return Ok(hit.map(|(path, node)| Entry { path, index: None, node }).into_iter().collect());
        }
        let mut entries: Vec<Entry> = Vec::new();
        for spelling in key.spellings {
            let Some((block, register)) = spelling.strip_suffix(".value").and_then(|path| path.rsplit_once('.')) else {
                continue;
            };
            for (name, node) in self.node(block).and_then(YamlNode::mapping).unwrap_or_default() {
                let Some(index) = unknown::index_of(register, name) else { continue };
                let Some(node) = node.get("value") else { continue };
                let path = format!("{block}.{name}.value");
                if index.is_none()
                    && let Some(earlier) = entries.first()
                {
                    return Err(two_spellings((&earlier.path, earlier.node), (&path, node)));
                }
                entries.push(Entry { path, index, node });
            }
        }
        Ok(entries)
    }

    /// A number for each trigger cell: a list (dialects A, E) or a mapping from "0" or "00" to "47".
    fn cells(&mut self, setting: &'static Setting, key: &Key) -> Result<()> {
        for Entry { path, index, node } in self.entries(key)? {
            let (values, line) = (cell_values(self.dialect, index, &path, node)?, node.line);
            let mut seen = [false; CELLS];
            for &(index, ref label, element) in &values {
                if std::mem::replace(&mut seen[index], true) {
                    return Err(Error::syntax("the index stands twice").field(label.as_str()).line(element.line));
                }
                let value = number(setting, key, label, element)?;
                setting
                    .set(&mut self.config, index, &value)
                    .map_err(|error| error.field(label.as_str()).line(element.line))?;
            }
            let missing: Vec<String> = (0..CELLS).filter(|&i| !seen[i]).map(|i| i.to_string()).collect();
            if !missing.is_empty() && !self.over && index.is_none() {
                return Err(Error::missing("keys are missing")
                    .field(path)
                    .line(line)
                    .found(format!("{} of {CELLS} keys; without {}", CELLS - missing.len(), missing.join(", ")))
                    .hint(format!("give all {CELLS}, or leave the whole block out to use the default")));
            }
            self.source(setting.name, path, line, missing.is_empty());
        }
        Ok(())
    }

    fn weights(&mut self, network: &AeBlock) -> Result<()> {
        let shape = ImageShape::of(network);
        let blocks = self.weight_blocks()?;
        let Some((name, _, first)) = blocks.first() else { return Ok(()) };
        let (name, line) = (name.clone(), first.line);
        let old = if self.over { self.config.weights.as_ref() } else { None };
        // A register is known once it is in this file or in one before it.
        let mut image: Vec<Option<u8>> = match old {
            Some(weights) => image::to_bytes(network, weights)?.into_iter().map(Some).collect(),
            None => vec![None; GROUPS * shape.group_bytes()],
        };
        let mut set: [Option<(&str, &YamlNode)>; GROUPS] = [None; GROUPS];
        for (name, group, node) in &blocks {
            let known = |key: &str| shape.registers().any(|(offset, _)| key == weight_register(offset));
            if let Some((key, extra)) = node.mapping().unwrap_or_default().iter().find(|(key, _)| !known(key)) {
                return Err(Error::mismatch("not a weight register of this network")
                    .field(format!("{name}.{key}"))
                    .line(extra.line)
                    .hint("weights_byte0, 16, 32, … 128"));
            }
            for (offset, bits) in shape.registers() {
                let field = format!("{name}.{}", weight_register(offset));
                let path = self.dialect.weight_register(offset);
                let Some(value) = path.split('.').try_fold(*node, |node, key| node.get(key)) else { continue };
                for each in group.map_or(0..GROUPS, |group| group..group + 1) {
                    if let (None, Some(earlier)) = (group, set[each]) {
                        return Err(two_spellings(earlier, (name, node))
                            .hint("the block for all groups stands before those of single ones"));
                    }
                    let register = weights_of_register(network, each, group.is_none(), value, &field, bits)?;
                    let start = each * shape.group_bytes() + offset;
                    for (place, byte) in image[start..start + bits / 8].iter_mut().zip(register) {
                        *place = Some(byte);
                    }
                }
            }
            if let Some(group) = group {
                set[*group] = Some((name, node));
            }
        }
        if let Some(missing) = image.iter().position(Option::is_none) {
            let (group, byte) = (missing / shape.group_bytes(), missing % shape.group_bytes());
            let offset = byte - byte % image::REGISTER_BYTES;
            let group_line = blocks.iter().find(|(_, of, _)| of.is_none_or(|of| of == group)).map(|found| found.2.line);
            let block = self.dialect.weight_block(group);
            return Err(match group_line {
                Some(line) => Error::missing("the key is missing")
                    .field(format!("{block}.{}", weight_register(offset)))
                    .line(line),
                None => Error::missing(format!("the key is missing: all {GROUPS} groups of weights are needed"))
                    .field(block)
                    .line(line),
            });
        }
        let bytes: Vec<u8> = image.into_iter().flatten().collect();
        let weights: Result<Weights> = image::from_bytes(network, &bytes).map_err(|e| e.field("weights").line(line));
        let whole = old.is_none() || blocks.len() >= GROUPS;
        self.config.weights = Some(weights?);
        self.source("weights", name, line, whole);
        Ok(())
    }

    /// The blocks with weights in the order of the file: name, group (`None` for all), registers.
    fn weight_blocks(&self) -> Result<Vec<(String, Option<usize>, &'a YamlNode)>> {
        let mut blocks = Vec::new();
        if self.dialect == Dialect::A {
            for (key, node) in self.root.mapping().unwrap_or_default() {
                let group = (0..GROUPS).find(|group| *key == weight_block(group));
                if group.is_some() || *key == weight_block('*') {
                    let registers = node.get("registers").ok_or_else(|| {
                        Error::missing("the key is missing").field(format!("{key}.registers")).line(node.line)
                    })?;
                    blocks.push((format!("{key}.registers"), group, registers));
                }
            }
            return Ok(blocks);
        }
        let Some(encoder) = self.node(ENCODER).filter(|_| self.dialect != Dialect::E) else { return Ok(blocks) };
        let Some(entries) = encoder.mapping() else {
            return Err(Error::syntax(format!("{GROUPS} groups of weights are needed here"))
                .field(ENCODER)
                .line(encoder.line)
                .found(encoder.describe()));
        };
        for (key, node) in entries {
            let group = (0..GROUPS).find(|group| *key == group.to_string()).ok_or_else(|| {
                Error::syntax("not a group of weights")
                    .field(format!("{ENCODER}.{key}"))
                    .line(node.line)
                    .allowed(format!("keys 0..={}", GROUPS - 1))
            })?;
            blocks.push((self.dialect.weight_block(group), Some(group), node));
        }
        Ok(blocks)
    }
}

fn two_spellings((first, place): (&str, &YamlNode), (other, node): (&str, &YamlNode)) -> Error {
    Error::syntax("the same setting stands in the file in two spellings")
        .field(other)
        .line(node.line)
        .hint(format!("it is also set by {first} on line {}", place.line))
}

/// The text of a node that is to hold one number.
fn one_number(node: &YamlNode) -> Result<&str> {
    node.scalar().ok_or_else(|| Error::syntax("one number is needed here").found(node.describe()))
}

/// The number at a node. What the setting means is a hint for every fault but those of a link mask,
/// which has a meaning of its own.
fn number(setting: &Setting, key: &Key, path: &str, node: &YamlNode) -> Result<BigUint> {
    one_number(node).and_then(|text| key.parse(setting.values, text)).map_err(|error| {
        let error = error.field(path).line(node.line);
        if key.form == NumberForm::Number { setting.explain(error) } else { error }
    })
}

/// The bits of a field in the value of a whole register.
fn field_of_register(field: &RegisterField, node: &YamlNode) -> Result<BigUint> {
    let text = one_number(node)?;
    let value = parse_bits(text, 8 * u64::from(field.register.bytes))?;
    let writable = MAP.iter().find(|mapped| mapped.address == field.register.address).map(|mapped| &mapped.writable);
    if let Some(writable) = writable
        && &value & writable != value
    {
        return Err(Error::new("bits are set that the register does not have")
            .found(text)
            .allowed(format!("the bits {writable:#04x}")));
    }
    Ok((value >> field.lowest) & ones(field.bits))
}

/// The values at a node, each with its index and its name in messages.
fn cell_values<'a>(
    dialect: Dialect,
    index: Option<usize>,
    path: &str,
    node: &'a YamlNode,
) -> Result<Vec<(usize, String, &'a YamlNode)>> {
    if let Some(index) = index {
        return Ok(vec![(index, path.to_owned(), node)]);
    }
    if let Some(elements) = node.sequence() {
        if elements.len() != CELLS {
            return Err(Error::syntax("wrong number of entries")
                .field(path)
                .line(node.line)
                .found(elements.len())
                .allowed(format!("{CELLS}, one for each trigger cell")));
        }
        return Ok(elements
            .iter()
            .enumerate()
            .map(|(index, node)| (index, format!("{path}[{index}]"), node))
            .collect());
    }
    if dialect == Dialect::A && node.scalar().is_some_and(|text| !text.is_empty()) {
        // One value for all registers that the star stands for.
        return Ok((0..CELLS).map(|index| (index, path.to_owned(), node)).collect());
    }
    let Some(entries) = node.mapping() else {
        return Err(Error::syntax(format!("{CELLS} numbers are needed here"))
            .field(path)
            .line(node.line)
            .found(node.describe()));
    };
    let cells = entries.iter().map(|(key, element)| {
        let path = format!("{path}.{key}");
        Ok((cell_of(key, &path, element.line)?, path, element))
    });
    cells.collect()
}

/// The trigger cell that a key stands for.
fn cell_of(key: &str, path: &str, line: u64) -> Result<usize> {
    // Two digits at most: some YAML readers take 010 for 8.
    let digits = key.len() <= 2 && key.bytes().all(|b| b.is_ascii_digit());
    key.parse::<usize>().ok().filter(|&index| index < CELLS && digits).ok_or_else(|| {
        Error::unknown("not a trigger cell").field(path).line(line).allowed(format!("keys 0..={}", CELLS - 1))
    })
}

/// The bytes of a weight register of one group. A block for all groups has one value for all, or a list.
fn weights_of_register(
    network: &AeBlock,
    group: usize,
    for_all: bool,
    value: &YamlNode,
    field: &str,
    bits: usize,
) -> Result<Vec<u8>> {
    let value = match value.sequence() {
        Some(list) if for_all => list.get(group).filter(|_| list.len() == GROUPS).ok_or_else(|| {
            Error::syntax("wrong number of entries")
                .field(field)
                .line(value.line)
                .found(list.len())
                .allowed(format!("one value, or {GROUPS}, one for each group"))
        })?,
        _ => value,
    };
    let Some(text) = value.scalar() else {
        return Err(Error::syntax("one number is needed here").field(field).line(value.line).found(value.describe()));
    };
    let number = parse_bits(text, bits as u64).map_err(|error| {
        let hint = format!(
            "the network {} has {} weights in registers of {bits} bits here; --network chooses another",
            network.name(),
            network.typed().weight_count()
        );
        error.field(field).line(value.line).hint(hint)
    })?;
    let mut register = number.to_bytes_le();
    register.resize(bits / 8, 0);
    Ok(register)
}
