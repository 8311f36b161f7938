//! Reading a configuration file in any of the four YAML dialects.
//!
//! | dialect | recognised by | generation | used |
//! |---|---|---|---|
//! | A | top key `ECON-T` | P1 | until February 2024 |
//! | B | top key `Algorithm` | P1 | February 2024 |
//! | C | top key `ConfigAlgo` | Prod | since June 2024 |
//! | D | top key `Algorithm` with `FmtBuf` | P1 | beam tests |
//!
//! Keys that are absent take the documented defaults of [`ChipConfig::reset`]. An array that is
//! there must be complete, and blocks that do not belong to the data path are ignored.

use std::path::Path;

use num_bigint::BigUint;

use super::config::{CELLS, ChipConfig, Generation};
use super::image::{self, GROUPS, ImageShape};
use super::map::{weight_block, weight_register};
use super::number::parse_bits;
use super::settings::{Form, Key, SETTINGS, Setting};
use super::yaml::Node;
use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;
use crate::nn::Weights;

/// A spelling of configuration files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `ECON-T: RW:` with register names in capitals.
    A,
    /// `Algorithm`, `FormatterBuffer`; `active_etxs` is a count.
    B,
    /// `ConfigAlgo`, `FormatterBuffer`; `active_etxs` is a bit mask.
    C,
    /// `Algorithm`, `FmtBuf`; keys like `"00"`.
    D,
}

impl Dialect {
    /// All four.
    pub const ALL: [Dialect; 4] = [Dialect::A, Dialect::B, Dialect::C, Dialect::D];

    /// The chip generation that the dialect was written for.
    pub fn generation(self) -> Generation {
        match self {
            Dialect::C => Generation::Prod,
            Dialect::A | Dialect::B | Dialect::D => Generation::P1,
        }
    }

    /// Keys of the block that holds the weights of a group.
    pub(super) fn weight_block(self, group: usize) -> String {
        match self {
            Dialect::A => format!("{}.registers", weight_block(group)),
            Dialect::B | Dialect::C | Dialect::D => format!("{ENCODER}.{group}"),
        }
    }

    /// Keys of a weight register in the block of its group, at a byte offset.
    pub(super) fn weight_register(self, offset: usize) -> String {
        match self {
            Dialect::A => format!("{}.value", weight_register(offset)),
            Dialect::B | Dialect::C | Dialect::D => weight_register(offset),
        }
    }

    /// Whether an unknown key of a block with settings looks like a setting, too.
    fn looks_like_a_setting(self, block: &str, node: &Node) -> bool {
        match self {
            // Elsewhere stand keys that describe a register, such as its size.
            Dialect::A => {
                block.ends_with(".registers") || block.ends_with(".params") || node.get("param_value").is_some()
            }
            Dialect::B | Dialect::C | Dialect::D => true,
        }
    }
}

/// The block with the weights in dialects B, C and D.
const ENCODER: &str = "Encoder";

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name of the setting, as the fields of [`ChipConfig`].
    pub setting: &'static str,
    /// Key and line in the file, or `None` for the documented default.
    pub key: Option<(String, u64)>,
}

/// A configuration file that was read.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    /// The settings.
    pub config: ChipConfig,
    /// The spelling of the file.
    pub dialect: Dialect,
    /// Where each setting came from.
    pub sources: Vec<Source>,
    /// Keys inside data-path blocks that no dialect knows: probably misspelt.
    pub warnings: Vec<String>,
}

/// Reads a configuration file; `network` gives the shape of the weight registers.
///
/// # Errors
/// Everything that makes the file unusable, with file, line, key, what was found and what is allowed.
pub fn read_config(path: &Path, network: &AeBlock) -> Result<ConfigFile> {
    parse_config(&files::read_text(path)?, path, network)
}

/// As [`read_config`], from text; `file` is used in messages only.
///
/// # Errors
/// As [`read_config`].
pub fn parse_config(text: &str, file: &Path, network: &AeBlock) -> Result<ConfigFile> {
    let root = Node::parse(text, file)?;
    let (dialect, root) = detect(&root).map_err(|error| error.file(file))?;
    let mut reader = Reader { root, sources: Vec::new(), warnings: Vec::new() };
    let config = reader.config(dialect, network).map_err(|error| error.file(file))?;
    Ok(ConfigFile { config, dialect, sources: reader.sources, warnings: reader.warnings })
}

fn detect(root: &Node) -> Result<(Dialect, &Node)> {
    let Some(entries) = root.mapping() else {
        return Err(Error::new("not a register configuration: the file is not a YAML mapping")
            .line(root.line)
            .found(root.describe())
            .allowed("a mapping with the top key ECON-T, Algorithm or ConfigAlgo")
            .hint("'econ-emu registers convert' writes complete configurations"));
    };
    // Beam-test files may wrap the settings in a `cfgmap` mapping, itself under a chip name.
    let inner = root.get("cfgmap").or_else(|| entries.iter().find_map(|(_, node)| node.get("cfgmap")));
    let root = inner.unwrap_or(root);
    let has = |key| root.get(key).is_some();
    match (has("ECON-T"), has("ConfigAlgo"), has("Algorithm")) {
        (true, false, false) => {
            let top = root.get("ECON-T").and_then(|chip| chip.get("RW"));
            let top = top.ok_or_else(|| Error::new("the key is missing").field("ECON-T.RW").line(root.line))?;
            Ok((Dialect::A, top))
        }
        (false, true, false) => Ok((Dialect::C, root)),
        (false, false, true) if has("FmtBuf") => Ok((Dialect::D, root)),
        (false, false, true) => Ok((Dialect::B, root)),
        (false, false, false) => {
            let keys: Vec<&str> = root.mapping().unwrap_or_default().iter().map(|(key, _)| key.as_str()).collect();
            let similar =
                keys.iter().find_map(|key| Some((key, nearest(key, &["ECON-T", "Algorithm", "ConfigAlgo"])?)));
            let error = Error::new("the key that tells the dialect is missing")
                .line(root.line)
                .found(if keys.is_empty() { root.describe() } else { keys.join(", ") })
                .allowed("exactly one of the top keys ECON-T (A), Algorithm (B, D), ConfigAlgo (C)");
            Err(match similar {
                Some((key, similar)) => error.hint(format!("did you mean {similar} instead of {key}?")),
                None => error.hint("the block that selects the algorithm also tells the dialect"),
            })
        }
        _ => Err(Error::new("the file mixes dialects")
            .line(root.line)
            .allowed("exactly one of the top keys ECON-T (A), Algorithm (B, D), ConfigAlgo (C)")),
    }
}

struct Reader<'a> {
    root: &'a Node,
    sources: Vec<Source>,
    warnings: Vec<String>,
}

impl<'a> Reader<'a> {
    /// The node at a path of keys joined by dots.
    fn node(&self, path: &str) -> Option<&'a Node> {
        path.split('.').try_fold(self.root, |node, key| node.get(key))
    }

    /// What stands at one of several spellings; two at once are a fault.
    fn first(&self, spellings: &[&'static str]) -> Result<Option<(&'static str, &'a Node)>> {
        let is_value = |&(path, node): &(&str, &Node)| {
            // A mapping is not the value if another spelling lies in it.
            node.mapping().is_none() || !spellings.iter().any(|deeper| children(deeper, path).is_some())
        };
        let hits = spellings.iter().filter_map(|&path| Some((path, self.node(path)?)));
        let mut hits: Vec<_> = hits.filter(is_value).collect();
        hits.sort_by_key(|(_, node)| node.line);
        match hits.as_slice() {
            [(first, place), (other, node), ..] => {
                Err(Error::new("the same setting stands in the file in two spellings")
                    .field(*other)
                    .line(node.line)
                    .hint(format!("it is also set by {first} on line {}", place.line)))
            }
            hits => Ok(hits.first().copied()),
        }
    }

    fn settings(&mut self, dialect: Dialect) -> Result<ChipConfig> {
        let mut config = ChipConfig::reset(dialect.generation());
        for setting in &SETTINGS {
            let keys = setting.keys(dialect);
            for key in keys {
                let hit = self.first(key.spellings)?;
                self.sources
                    .push(Source { setting: setting.name, key: hit.map(|(path, node)| (path.to_owned(), node.line)) });
                let Some((path, node)) = hit else { continue };
                if setting.count() == 1 {
                    let here = number(setting, key, path, node)?;
                    let value = key.insert(&setting.get(&config, 0), &here);
                    setting.set(&mut config, 0, &value).map_err(|error| error.field(path).line(node.line))?;
                } else {
                    cells(setting, key, path, node, &mut config)?;
                }
            }
            if keys.is_empty() {
                self.sources.push(Source { setting: setting.name, key: None });
            }
        }
        self.twins(&mut config)?;
        for setting in &SETTINGS {
            self.warn(setting, dialect, &config);
        }
        Ok(config)
    }

    /// Where a setting came from, if it stands in the file.
    fn found(&self, setting: &str) -> Option<&(String, u64)> {
        self.sources.iter().filter(|source| source.setting == setting).find_map(|source| source.key.as_ref())
    }

    /// A setting that is not in the file takes the value of its twin.
    fn twins(&mut self, config: &mut ChipConfig) -> Result<()> {
        for setting in &SETTINGS {
            let Some(twin) = setting.notes.twin.and_then(Setting::find) else { continue };
            if self.found(setting.name).is_some() {
                continue;
            }
            let Some(key) = self.found(twin.name).cloned() else { continue };
            let value = twin.get(config, 0);
            setting.set(config, 0, &value)?;
            for source in self.sources.iter_mut().filter(|source| source.setting == setting.name) {
                source.key = Some(key.clone());
            }
        }
        Ok(())
    }

    /// Values that are allowed but act otherwise than they look, or do not fit the chip's register.
    fn warn(&mut self, setting: &Setting, dialect: Dialect, config: &ChipConfig) {
        if let Some(warning) = setting.notes.warning.and_then(|warning| warning(config)) {
            let place = self.found(setting.name).map_or(setting.name, |(key, _)| key);
            self.warnings.push(format!("{place}: {warning}"));
        }
        let bits = setting.register_bits();
        if dialect.generation() == Generation::P1 && bits > 0 {
            let value = setting.get(config, 0);
            if value.bits() > u64::from(bits) {
                self.warnings.push(format!(
                    "{} {value} does not fit the {bits} bits of the P1 register; it is a production setting",
                    setting.name
                ));
            }
        }
    }

    fn config(&mut self, dialect: Dialect, network: &AeBlock) -> Result<ChipConfig> {
        let mut config = self.settings(dialect)?;
        config.weights = self.weights(dialect, network)?;
        self.look_for_misspelt_keys(dialect);
        Ok(config)
    }

    fn weights(&mut self, dialect: Dialect, network: &AeBlock) -> Result<Option<Weights>> {
        let shape = ImageShape::of(network);
        let groups: Vec<Option<&Node>> = (0..GROUPS).map(|group| self.node(&dialect.weight_block(group))).collect();
        if let Some(encoder) = self.node(ENCODER).filter(|_| dialect != Dialect::A) {
            let known = |key: &str| key.parse::<usize>().is_ok_and(|group| group < GROUPS && group.to_string() == key);
            let Some(entries) = encoder.mapping() else {
                return Err(Error::new(format!("{GROUPS} groups of weights are needed here"))
                    .field(ENCODER)
                    .line(encoder.line)
                    .found(encoder.describe()));
            };
            if let Some((key, node)) = entries.iter().find(|(key, _)| !known(key)) {
                return Err(Error::new("not a group of weights")
                    .field(format!("{ENCODER}.{key}"))
                    .line(node.line)
                    .allowed(format!("keys 0..={}", GROUPS - 1)));
            }
        }
        let first = groups.iter().flatten().next();
        self.sources.push(Source { setting: "weights", key: first.map(|node| (dialect.weight_block(0), node.line)) });
        let Some(first) = first else { return Ok(None) };
        let mut bytes = Vec::with_capacity(GROUPS * shape.group_bytes());
        for (group, node) in groups.iter().enumerate() {
            let name = dialect.weight_block(group);
            let Some(node) = node else {
                return Err(Error::new(format!("the key is missing: all {GROUPS} groups of weights are needed"))
                    .field(name)
                    .line(first.line));
            };
            for (offset, bits) in shape.registers() {
                let field = format!("{name}.{}", weight_register(offset));
                let path = dialect.weight_register(offset);
                let Some(value) = path.split('.').try_fold(*node, |node, key| node.get(key)) else {
                    return Err(Error::new("the key is missing").field(field).line(node.line));
                };
                let Some(text) = value.scalar() else {
                    return Err(Error::new("one number is needed here")
                        .field(field)
                        .line(value.line)
                        .found(value.describe()));
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
                bytes.extend(register);
            }
            let known = |key: &str| shape.registers().any(|(offset, _)| key == weight_register(offset));
            if let Some((key, extra)) = node.mapping().unwrap_or_default().iter().find(|(key, _)| !known(key)) {
                return Err(Error::new("not a weight register of this network")
                    .field(format!("{name}.{key}"))
                    .line(extra.line)
                    .hint("weights_byte0, 16, 32, … 128"));
            }
        }
        image::from_bytes(network, &bytes).map(Some).map_err(|e| e.field("weights").line(first.line))
    }

    /// Keys of data-path blocks that nobody reads are probably misspelt. Other blocks are none of the
    /// data path's business, unless their names look like misspelt ones, or another dialect reads them.
    fn look_for_misspelt_keys(&mut self, dialect: Dialect) {
        let mut warnings = Vec::new();
        let known = top_keys(dialect);
        for (key, node) in self.root.mapping().unwrap_or_default() {
            if known.contains(&key.as_str()) {
                continue;
            }
            let readers = Dialect::ALL.into_iter().filter(|&other| top_keys(other).contains(&key.as_str()));
            let readers: Vec<String> = readers.map(|other| format!("{other:?}")).collect();
            if !readers.is_empty() {
                let readers = readers.join(" and ");
                warnings.push(format!(
                    "line {}: {key} belongs to dialect {readers}; this file is dialect {dialect:?}, where it is ignored",
                    node.line
                ));
            } else if let Some(similar) = nearest(key, &known) {
                warnings.push(format!(
                    "line {}: {key} is not a data-path block and is ignored; did you mean {similar}?",
                    node.line
                ));
            }
        }
        for (block, keys) in known_blocks(dialect) {
            for (key, node) in self.node(block).and_then(Node::mapping).unwrap_or_default() {
                if !keys.contains(&key.as_str()) && dialect.looks_like_a_setting(block, node) {
                    let similar = nearest(key, &keys);
                    let hint = similar.map_or_else(String::new, |similar| format!("; did you mean {similar}?"));
                    warnings.push(format!(
                        "line {}: {block}.{key} is not a data-path setting and is ignored{hint}",
                        node.line
                    ));
                }
            }
        }
        self.warnings.extend(warnings);
    }
}

/// The known name most like this one, if it may have been meant.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let likeness = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), &other.to_lowercase());
    let scored = known.iter().map(|&other| (likeness(other), other)).filter(|&(score, _)| score > 0.85);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, other)| other)
}

/// The keys at the top of a file that the dialect reads.
fn top_keys(dialect: Dialect) -> Vec<&'static str> {
    let paths = SETTINGS.iter().flat_map(|setting| setting.keys(dialect)).flat_map(|key| key.spellings);
    let weights = (dialect != Dialect::A).then_some(ENCODER);
    let mut keys: Vec<&str> = paths.filter_map(|path| path.split('.').next()).chain(weights).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The rest of a path that lies below a block.
fn children<'p>(path: &'p str, block: &str) -> Option<&'p str> {
    path.strip_prefix(block)?.strip_prefix('.')
}

/// All blocks with settings of a dialect, each with the keys that may stand in it.
fn known_blocks(dialect: Dialect) -> Vec<(&'static str, Vec<&'static str>)> {
    let paths: Vec<&str> =
        SETTINGS.iter().flat_map(|setting| setting.keys(dialect)).flat_map(|key| key.spellings).copied().collect();
    let mut blocks: Vec<(&str, Vec<&str>)> = Vec::new();
    for path in paths {
        for (dot, _) in path.match_indices('.') {
            let (block, rest) = (&path[..dot], &path[dot + 1..]);
            let key = rest.split('.').next().unwrap_or(rest);
            match blocks.iter_mut().find(|(name, _)| *name == block) {
                Some((_, keys)) if keys.contains(&key) => {}
                Some((_, keys)) => keys.push(key),
                None => blocks.push((block, vec![key])),
            }
        }
    }
    blocks
}

/// The number at a node. What the setting means is a hint for every fault but those of a link mask,
/// which has a meaning of its own.
fn number(setting: &Setting, key: &Key, path: &str, node: &Node) -> Result<BigUint> {
    let text = node.scalar();
    let text = text.ok_or_else(|| Error::new("one number is needed here").found(node.describe()));
    text.and_then(|text| key.parse(setting.values, text)).map_err(|error| {
        let error = error.field(path).line(node.line);
        if key.form == Form::Number { setting.explain(error) } else { error }
    })
}

/// A number for each trigger cell: a list (dialect A) or a mapping from "0" or "00" to "47".
fn cells(setting: &Setting, key: &Key, path: &str, node: &Node, config: &mut ChipConfig) -> Result<()> {
    let mut seen = [false; CELLS];
    let mut put = |index: usize, label: String, element: &Node| -> Result<()> {
        let value = number(setting, key, &label, element)?;
        if std::mem::replace(&mut seen[index], true) {
            return Err(Error::new("the index stands twice").field(label).line(element.line));
        }
        setting.set(config, index, &value).map_err(|error| error.field(label).line(element.line))
    };
    if let Some(elements) = node.sequence() {
        if elements.len() != CELLS {
            return Err(Error::new("wrong number of entries")
                .field(path)
                .line(node.line)
                .found(elements.len())
                .allowed(format!("{CELLS}, one for each trigger cell")));
        }
        for (index, element) in elements.iter().enumerate() {
            put(index, format!("{path}[{index}]"), element)?;
        }
    } else if let Some(entries) = node.mapping() {
        for (key, element) in entries {
            let index = key.parse::<usize>().ok().filter(|&i| i < CELLS && key.bytes().all(|b| b.is_ascii_digit()));
            let Some(index) = index else {
                return Err(Error::new("not a trigger cell")
                    .field(format!("{path}.{key}"))
                    .line(element.line)
                    .allowed(format!("keys 0..={}", CELLS - 1)));
            };
            put(index, format!("{path}.{key}"), element)?;
        }
    } else {
        return Err(Error::new(format!("{CELLS} numbers are needed here"))
            .field(path)
            .line(node.line)
            .found(node.describe()));
    }
    let missing: Vec<String> = (0..CELLS).filter(|&i| !seen[i]).map(|i| i.to_string()).collect();
    if !missing.is_empty() {
        return Err(Error::new("keys are missing")
            .field(path)
            .line(node.line)
            .found(format!("{} of {CELLS} keys; without {}", CELLS - missing.len(), missing.join(", ")))
            .hint(format!("give all {CELLS}, or leave the whole block out to use the default")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Algorithm;

    fn parse(text: &str) -> Result<ConfigFile> {
        parse_config(text, Path::new("init.yaml"), &AeBlock::chip_8x8())
    }

    fn fault(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    const C: &str = "ConfigAlgo: {Global: {alg_type: 3, alg_high_density: 1}}\n";
    const B: &str = "Algorithm: {Global: {select: 2, density: 0}}\n";

    #[test]
    fn absent_keys_take_the_documented_defaults() {
        let file = parse(B).unwrap();
        let expected = ChipConfig { algorithm: Algorithm::BestChoice, ..ChipConfig::reset(Generation::P1) };
        assert_eq!((file.dialect, file.config), (Dialect::B, expected));
        assert_eq!(parse(C).unwrap().config.links, 2);
        assert!(parse(C).unwrap().sources.iter().filter(|s| s.key.is_none()).count() > 8);
    }

    #[test]
    fn the_link_count_depends_on_the_generation() {
        let count = parse(&format!("{B}FormatterBuffer: {{Global: {{active_etxs: 5}}}}\n")).unwrap();
        let mask = parse(&format!("{C}FormatterBuffer: {{Global: {{active_etxs: 0x1F}}}}\n")).unwrap();
        assert_eq!((count.config.links, mask.config.links), (5, 5));
        assert!(fault(&format!("{B}FormatterBuffer: {{Global: {{active_etxs: 0x1F}}}}\n")).contains("production"));
        assert!(fault(&format!("{C}FormatterBuffer: {{Global: {{active_etxs: 0x5}}}}\n")).contains("gaps"));
        assert!(fault(&format!("{C}FormatterBuffer: {{Global: {{active_etxs: 0}}}}\n")).contains("active_etxs"));
    }

    #[test]
    fn dialect_d_has_padded_keys_and_a_wrapper() {
        let mux: String = (0..48).map(|i| format!("    \"{i:02}\": {}\n", i ^ 3)).collect();
        let text = format!(
            "cfgmap:\n  Algorithm: {{Global: {{select: 0, density: 1}}}}\n  AlgoDroplsb: {{Global: 3}}\n  \
             FmtBuf: {{Global: {{eporttx_numen: 4, tx_sync_word: 0x122, stc_type: 0}}}}\n  Mux:\n{mux}"
        );
        let file = parse(&text).unwrap();
        assert_eq!((file.dialect, file.config.links, file.config.drop_lsb), (Dialect::D, 4, 3));
        assert_eq!(file.config.mux[..4], [3, 2, 1, 0]);
    }

    #[test]
    fn idle_and_reset_patterns_of_the_production_chip() {
        let with = |keys: &str| parse(&format!("{C}FormatterBuffer: {{Global: {{{keys}}}}}\n")).unwrap().config;
        let both = with("idle_pattern: 5, link_reset_pattern: 6");
        assert_eq!((both.idle_pattern, both.link_reset_pattern), (5, 6));
        let one = with("link_reset_pattern: 290");
        assert_eq!((one.idle_pattern, one.link_reset_pattern), (290, 290));
        let idle = with("idle_pattern: 7");
        assert_eq!((idle.idle_pattern, idle.link_reset_pattern), (7, 7));
    }

    #[test]
    fn faults_name_line_key_found_and_allowed() {
        let mux: String = (0..48).map(|i| format!("  {i}: {}\n", if i == 4 { 48 } else { i })).collect();
        let error = fault(&format!("{C}Mux:\n{mux}"));
        assert!(error.contains("init.yaml:7: Mux.4") && error.contains("48") && error.contains("0..=47"), "{error}");
        let cal: String = (0..48).map(|i| format!("  {i}: {}\n", if i == 0 { 4096 } else { i })).collect();
        assert!(fault(&format!("{C}Cal:\n{cal}")).contains("0..=4095"));
        assert!(fault(&format!("{C}AlgoDroplsb: {{Global: {{drop_lsb: -1}}}}\n")).contains("negative"));
        assert!(fault(&format!("{B}FormatterBuffer: {{Global: {{active_etxs: 14}}}}\n")).contains("1..=13"));
        assert!(fault(&format!("{C}Mux: {{0: 0}}\n")).contains("keys are missing"));
        assert!(fault(&format!("{C}Mux: {{48: 0}}\n")).contains("Mux.48"));
        assert!(fault(&format!("{C}Mux: 3\n")).contains("48 numbers"));
        assert!(fault("ConfigAlgo: {Global: {alg_type: 5}}\n").contains("Autoencoder"));
        assert!(fault("ConfigAlgo: {Global: {alg_type: [1]}}\n").contains("one number"));
        let wide = format!("0x1{}", "0".repeat(36));
        let error = fault(&format!("{C}FormatterBuffer: {{Global: {{keep_auto_encoder_bits: {wide}}}}}\n"));
        assert!(error.contains("145 bits") && error.contains("144 bits"), "{error}");
        assert!(fault("- 1\n- 2\n").contains("not a YAML mapping"));
        assert!(fault("just text\n").contains("not a YAML mapping"));
        assert!(fault("Mux: {0: 1}\n").contains("dialect"));
        assert!(fault(&format!("{B}{C}")).contains("mixes dialects"));
        assert!(fault(&format!("{C}Encoder: {{0: {{weights_byte0: 1}}}}\n")).contains("weights_byte16"));
        assert!(fault(&format!("{C}Encoder: {{12: {{weights_byte0: 1}}}}\n")).contains("Encoder.12"));
    }

    #[test]
    fn misspelt_keys_are_reported() {
        let warnings = |text: &str| parse(text).unwrap().warnings;
        let fmtbuf = |keys: &str| format!("ECON-T: {{RW: {{FMTBUF_ALL: {{registers: {{{keys}}}}}}}}}\n");
        for (text, words) in [
            (
                format!("{C}FormatterBuffer: {{Global: {{buf_t1: 5}}}}\nPll: {{x: 1}}\n"),
                "line 2: FormatterBuffer.Global.buf_t1",
            ),
            (format!("{C}FormatterBuffer: {{Global: {{buf_t1: 5}}}}\n"), "did you mean buff_t1?"),
            (format!("{B}FormatterBuffer: {{Global: {{idle_pattern: 5}}}}\n"), "FormatterBuffer.Global.idle_pattern"),
            (format!("{C}AlgoDropLsb: {{Global: {{drop_lsb: 3}}}}\n"), "did you mean AlgoDroplsb?"),
            (format!("{C}FmtBuf: {{Global: {{buff_t1: 3}}}}\n"), "FmtBuf belongs to dialect D; this file is dialect C"),
            (
                format!("{B}FmtBuf: {{Global: {{buff_t1: 3}}}}\nFormatterBuffer: {{Global: {{buff_t1: 4}}}}\n"),
                "FormatterBuffer belongs to dialect B and C; this file is dialect D",
            ),
            (fmtbuf("buf_t1: {value: 5}"), "FMTBUF_ALL.registers.buf_t1"),
            (fmtbuf("config: {params: {use_sums: {param_value: 1}}}"), "did you mean use_sum?"),
            // Only parameters of `config` stand below it.
            (fmtbuf("config: {params: {buff_t1: {param_value: 1}}}"), "config.params.buff_t1"),
            (fmtbuf("config: {size_byte: 1, buff_t1: {param_value: 1}}"), "config.buff_t1"),
        ] {
            let found = warnings(&text);
            assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
        }
        for text in [format!("{C}Pll: {{x: 1}}\nEtx: 2\n"), fmtbuf("buff_t1: {value: 5, size_byte: 2}")] {
            assert_eq!(warnings(&text), Vec::<String>::new());
        }
        assert!(
            fault("ConfigAlg: {Global: {alg_type: 3}}\n").contains("did you mean ConfigAlgo instead of ConfigAlg?")
        );
    }

    #[test]
    fn two_spellings_of_one_setting_are_refused() {
        let error = fault(&format!("{B}FormatterBuffer:\n  Global:\n    tx_sync_word: 5\n    link_reset_pattern: 5\n"));
        let words =
            ["init.yaml:5: FormatterBuffer.Global.link_reset_pattern", "set by FormatterBuffer.Global.tx_sync_word"];
        assert!(words.iter().all(|word| error.contains(word)) && error.contains("on line 4"), "{error}");
        let error = fault(
            "ECON-T: {RW: {FMTBUF_ALL: {registers: {config: {params: {stc_type: {param_value: 1}}}, \
             stc_type: {value: 1}}}}}\n",
        );
        assert!(error.contains("two spellings") && error.contains("also set by"), "{error}");
    }

    #[test]
    fn what_the_p1_register_cannot_hold_is_said() {
        let warnings = |text: &str| parse(text).unwrap().warnings;
        let found = warnings(&format!("{B}FormatterBuffer: {{Global: {{stc_type: 4}}}}\n"));
        assert!(found.len() == 1 && found[0].contains("stc_type 4 does not fit the 2 bits"), "{found:?}");
        assert!(warnings(&format!("{C}FormatterBuffer: {{Global: {{stc_type: 4}}}}\n")).is_empty());
        let found = warnings(&format!("{C}AlgoDroplsb: {{Global: 5}}\n"));
        assert_eq!(found, ["AlgoDroplsb.Global: 5 acts as 0 (only 0..=4 drop bits)"]);
    }
}
