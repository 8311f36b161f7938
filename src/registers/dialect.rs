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
use num_traits::ToPrimitive;

use super::config::{
    Algorithm, CELLS, ChipConfig, Density, Generation, KeepMask, MAX_CALIBRATION, MAX_PATTERN, MAX_THRESHOLD,
    OUTPUT_LINKS, StcType,
};
use super::image::{self, GROUPS, ImageShape};
use super::number::{parse_bits, parse_unsigned};
use super::yaml::Node;
use crate::error::{Error, Result};
use crate::files;
use crate::network::Network;

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
    /// The chip generation that the dialect was written for.
    pub fn generation(self) -> Generation {
        match self {
            Dialect::C => Generation::Prod,
            Dialect::A | Dialect::B | Dialect::D => Generation::P1,
        }
    }
}

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
pub fn read_config(path: &Path, network: &Network) -> Result<ConfigFile> {
    parse_config(&files::read_text(path)?, path, network)
}

/// As [`read_config`], from text; `file` is used in messages only.
///
/// # Errors
/// As [`read_config`].
pub fn parse_config(text: &str, file: &Path, network: &Network) -> Result<ConfigFile> {
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
        (false, false, false) => Err(Error::new("the key that tells the dialect is missing")
            .line(root.line)
            .found(match root.mapping() {
                Some(entries) => entries.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", "),
                None => root.describe(),
            })
            .allowed("exactly one of the top keys ECON-T (A), Algorithm (B, D), ConfigAlgo (C)")
            .hint("the block that selects the algorithm also tells the dialect")),
        _ => Err(Error::new("the file mixes dialects")
            .line(root.line)
            .allowed("exactly one of the top keys ECON-T (A), Algorithm (B, D), ConfigAlgo (C)")),
    }
}

/// A scalar found in the file.
struct Found<'a> {
    key: String,
    line: u64,
    text: &'a str,
}

struct Reader<'a> {
    root: &'a Node,
    sources: Vec<Source>,
    warnings: Vec<String>,
}

impl<'a> Reader<'a> {
    fn node(&self, path: &[&str]) -> Option<&'a Node> {
        path.iter().try_fold(self.root, |node, key| node.get(key))
    }

    /// The first of several spellings that is there; two at once are a fault.
    fn first(&self, paths: &[&[&str]]) -> Result<Option<(String, &'a Node)>> {
        let mut hits = paths.iter().filter_map(|path| Some((path.join("."), self.node(path)?)));
        let Some(first) = hits.next() else { return Ok(None) };
        match hits.next() {
            Some((other, node)) => Err(Error::new("the same setting stands in the file in two spellings")
                .field(other)
                .line(node.line)
                .hint(format!("it is also set by {} on line {}", first.0, first.1.line))),
            None => Ok(Some(first)),
        }
    }

    fn scalar(&mut self, setting: &'static str, paths: &[&[&str]]) -> Result<Option<Found<'a>>> {
        let hit = self.first(paths)?;
        self.sources.push(Source { setting, key: hit.as_ref().map(|(key, node)| (key.clone(), node.line)) });
        let Some((key, node)) = hit else { return Ok(None) };
        let Some(text) = node.scalar() else {
            return Err(Error::new("one number is needed here").field(key).line(node.line).found(node.describe()));
        };
        Ok(Some(Found { key, line: node.line, text }))
    }

    fn number(
        &mut self,
        setting: &'static str,
        paths: &[&[&str]],
        default: u64,
        range: std::ops::RangeInclusive<u64>,
    ) -> Result<u64> {
        match self.scalar(setting, paths)? {
            None => Ok(default),
            Some(found) => bounded(found.text, range).map_err(|error| error.field(found.key).line(found.line)),
        }
    }

    fn flag(&mut self, setting: &'static str, paths: &[&[&str]], default: bool) -> Result<bool> {
        match self.scalar(setting, paths)? {
            None => Ok(default),
            Some(found) => match found.text {
                "true" | "True" => Ok(true),
                "false" | "False" => Ok(false),
                text => bounded(text, 0..=1).map(|bit| bit == 1).map_err(|e| e.field(found.key).line(found.line)),
            },
        }
    }

    fn wide(&mut self, setting: &'static str, path: &[&str], bits: u64) -> Result<Option<BigUint>> {
        match self.scalar(setting, &[path])? {
            None => Ok(None),
            Some(found) => {
                let hint = "latent k has bits 9k to 9k+8 of the 144-bit mask; P1 splits it into 16 and 128 bits";
                parse_bits(found.text, bits)
                    .map(Some)
                    .map_err(|error| error.field(found.key).line(found.line).hint(hint))
            }
        }
    }

    /// An array of 48 numbers: a list (dialect A) or a mapping from "0" or "00" to "47".
    fn array(
        &mut self,
        setting: &'static str,
        path: &[&str],
        default: [u64; CELLS],
        max: u64,
        hint: &str,
    ) -> Result<[u64; CELLS]> {
        let name = path.join(".");
        let Some(node) = self.node(path) else {
            self.sources.push(Source { setting, key: None });
            return Ok(default);
        };
        self.sources.push(Source { setting, key: Some((name.clone(), node.line)) });
        let mut values = [None; CELLS];
        let mut put = |index: usize, label: String, element: &Node| -> Result<()> {
            let text = element.scalar();
            let text = text.ok_or_else(|| Error::new("one number is needed here").found(element.describe()));
            let value = text.and_then(|text| bounded(text, 0..=max));
            let value = value.map_err(|error| error.field(label.clone()).line(element.line).hint(hint))?;
            if values[index].replace(value).is_some() {
                return Err(Error::new("the index stands twice").field(label).line(element.line));
            }
            Ok(())
        };
        if let Some(elements) = node.sequence() {
            if elements.len() != CELLS {
                return Err(Error::new("wrong number of entries")
                    .field(name)
                    .line(node.line)
                    .found(elements.len())
                    .allowed("48, one for each trigger cell"));
            }
            for (index, element) in elements.iter().enumerate() {
                put(index, format!("{name}[{index}]"), element)?;
            }
        } else if let Some(entries) = node.mapping() {
            for (key, element) in entries {
                let index = key.parse::<usize>().ok().filter(|&i| i < CELLS && key.bytes().all(|b| b.is_ascii_digit()));
                let Some(index) = index else {
                    return Err(Error::new("not a trigger cell")
                        .field(format!("{name}.{key}"))
                        .line(element.line)
                        .allowed("keys 0..=47"));
                };
                put(index, format!("{name}.{key}"), element)?;
            }
        } else {
            return Err(Error::new("48 numbers are needed here").field(name).line(node.line).found(node.describe()));
        }
        let missing: Vec<String> = (0..CELLS).filter(|&i| values[i].is_none()).map(|i| i.to_string()).collect();
        if !missing.is_empty() {
            return Err(Error::new("keys are missing")
                .field(name)
                .line(node.line)
                .found(format!("{} of 48 keys; without {}", CELLS - missing.len(), missing.join(", ")))
                .hint("give all 48, or leave the whole block out to use the default"));
        }
        Ok(values.map(|value| value.unwrap_or_default()))
    }

    fn config(&mut self, dialect: Dialect, network: &Network) -> Result<ChipConfig> {
        let generation = dialect.generation();
        let reset = ChipConfig::reset(generation);
        let mut config = reset.clone();
        let a = dialect == Dialect::A;

        let (select, density): (&[&[&str]], &[&[&str]]) = match dialect {
            Dialect::A => (
                &[
                    &["MFC_ALGORITHM_SEL_DENSITY", "registers", "algo", "params", "select", "param_value"],
                    &["MFC_ALGORITHM_SEL_DENSITY", "registers", "algo", "select", "param_value"],
                ],
                &[
                    &["MFC_ALGORITHM_SEL_DENSITY", "registers", "algo", "params", "density", "param_value"],
                    &["MFC_ALGORITHM_SEL_DENSITY", "registers", "algo", "density", "param_value"],
                ],
            ),
            Dialect::C => (&[&["ConfigAlgo", "Global", "alg_type"]], &[&["ConfigAlgo", "Global", "alg_high_density"]]),
            Dialect::B | Dialect::D => (&[&["Algorithm", "Global", "select"]], &[&["Algorithm", "Global", "density"]]),
        };
        let algorithm = self.number("algorithm", select, 0, 0..=4).map_err(|error| {
            error.hint("0 Threshold Sum, 1 Super Trigger Cell, 2 Best Choice, 3 Repeater, 4 Autoencoder")
        })?;
        config.algorithm = Algorithm::ALL[algorithm as usize];
        config.density = if self.flag("density", density, false)? { Density::High } else { Density::Low };

        let drop: &[&str] = if a {
            &["ALGO_DROPLSB", "registers", "drop_lsb", "value"]
        } else {
            // A plain number under Global, or one level deeper.
            match self.node(&["AlgoDroplsb", "Global"]) {
                Some(node) if node.mapping().is_some() => &["AlgoDroplsb", "Global", "drop_lsb"],
                _ => &["AlgoDroplsb", "Global"],
            }
        };
        config.drop_lsb = self
            .number("drop_lsb", &[drop], 0, 0..=255)
            .map_err(|error| error.hint("bits dropped from charges: 1 on LDM, 3 on HDM; above 4 acts as 0"))?
            as u8;
        if config.drop_lsb > 4 {
            self.warnings.push(format!("{}: {} acts as 0 (only 0..=4 drop bits)", drop.join("."), config.drop_lsb));
        }

        let (thresholds, mux, cal): (&[&str], &[&str], &[&str]) = if a {
            (
                &["ALGO_THRESHOLD_VAL", "registers", "threshold_val_*", "value"],
                &["MFC_MUX_SELECT", "registers", "mux_select_*", "value"],
                &["MFC_CAL_VAL", "registers", "cal_*", "value"],
            )
        } else {
            (&["AlgoThreshold"], &["Mux"], &["Cal"])
        };
        config.thresholds = self
            .array(
                "thresholds",
                thresholds,
                reset.thresholds.map(u64::from),
                MAX_THRESHOLD.into(),
                "thresholds have 24 bits and compare with CALQ",
            )?
            .map(|v| v as u32);
        config.mux = self
            .array(
                "mux",
                mux,
                reset.mux.map(u64::from),
                CELLS as u64 - 1,
                "MUX input 4 L + k is slot k of link L; there are 12 links of 4 slots",
            )?
            .map(|v| v as u8);
        config.calibration = self
            .array(
                "calibration",
                cal,
                reset.calibration.map(u64::from),
                MAX_CALIBRATION.into(),
                "calibration factors have 12 bits; 2048 is 1.0",
            )?
            .map(|v| v as u16);

        self.formatter(dialect, &mut config)?;
        self.encoder(dialect, network, &mut config)?;
        self.look_for_misspelt_keys(dialect);
        Ok(config)
    }

    fn formatter(&mut self, dialect: Dialect, config: &mut ChipConfig) -> Result<()> {
        let reset = ChipConfig::reset(dialect.generation());
        // One spelling of a key per dialect; dialect A nests values and parameters.
        let plain = |key: &'static str| -> Vec<Vec<&'static str>> {
            match dialect {
                Dialect::A => vec![
                    vec!["FMTBUF_ALL", "registers", key, "value"],
                    vec!["FMTBUF_ALL", "registers", "config", "params", key, "param_value"],
                    vec!["FMTBUF_ALL", "registers", "config", key, "param_value"],
                ],
                Dialect::B | Dialect::C => vec![vec!["FormatterBuffer", "Global", key]],
                Dialect::D => vec![vec!["FmtBuf", "Global", key]],
            }
        };
        let keys = |names: &[&'static str]| names.iter().flat_map(|name| plain(name)).collect::<Vec<_>>();
        macro_rules! with {
            ($keys:expr, |$paths:ident| $body:expr) => {{
                let keys = $keys;
                let slices: Vec<&[&str]> = keys.iter().map(Vec::as_slice).collect();
                let $paths: &[&[&str]] = &slices;
                $body
            }};
        }

        let links_key = match dialect {
            Dialect::A | Dialect::D => "eporttx_numen",
            Dialect::B | Dialect::C => "active_etxs",
        };
        config.links = with!(keys(&[links_key]), |paths| match dialect {
            Dialect::C => match self.scalar("links", paths)? {
                None => reset.links,
                Some(found) => links_of_mask(found.text).map_err(|e| e.field(found.key).line(found.line))?,
            },
            _ => self.number("links", paths, reset.links.into(), 1..=OUTPUT_LINKS as u64).map_err(|error| {
                error.hint("on P1 this is a count; the bit mask (0x1F for 5 links) belongs to the production chip")
            })? as u8,
        });

        let pattern = u64::from(MAX_PATTERN);
        let default = u64::from(reset.idle_pattern);
        match dialect {
            Dialect::C => {
                // Files of the migration carry the idle pattern under the name of the reset pattern.
                let reset_pattern = with!(keys(&["link_reset_pattern"]), |p| self.number(
                    "link_reset_pattern",
                    p,
                    default,
                    0..=pattern
                ))?;
                let idle =
                    with!(keys(&["idle_pattern"]), |p| self.number("idle_pattern", p, reset_pattern, 0..=pattern))?;
                if let [.., reset_source, idle_source] = self.sources.as_mut_slice() {
                    if idle_source.key.is_none() {
                        idle_source.key = reset_source.key.clone();
                    } else if reset_source.key.is_none() {
                        reset_source.key = idle_source.key.clone();
                    }
                }
                config.idle_pattern = idle as u16;
                let has_own = self.node(&["FormatterBuffer", "Global", "link_reset_pattern"]).is_some();
                config.link_reset_pattern = if has_own { reset_pattern as u16 } else { idle as u16 };
            }
            _ => {
                let names: &[&'static str] = match dialect {
                    Dialect::B => &["link_reset_pattern", "tx_sync_word"],
                    _ => &["tx_sync_word"],
                };
                let idle = with!(keys(names), |p| self.number("idle_pattern", p, default, 0..=pattern))?;
                config.idle_pattern = idle as u16;
                config.link_reset_pattern = idle as u16;
            }
        }
        let word = u64::from(u16::MAX);
        config.buffer_t1 =
            with!(keys(&["buff_t1"]), |p| self.number("buffer_t1", p, reset.buffer_t1.into(), 0..=word))? as u16;
        config.buffer_t2 =
            with!(keys(&["buff_t2"]), |p| self.number("buffer_t2", p, reset.buffer_t2.into(), 0..=word))? as u16;
        config.buffer_t3 =
            with!(keys(&["buff_t3"]), |p| self.number("buffer_t3", p, reset.buffer_t3.into(), 0..=255))? as u8;
        let stc = with!(keys(&["stc_type"]), |p| self.number("stc_type", p, 1, 0..=4)).map_err(|error| {
            error.hint("0 STC4 9-bit, 1 STC16 9-bit, 2 CTC4 7-bit, 3 STC4 7-bit, 4 CTC4 9-bit (production chip)")
        })?;
        config.stc_type = StcType::ALL[stc as usize];
        if config.stc_type == StcType::Ctc4Sum9 && dialect != Dialect::C {
            self.warnings
                .push("stc_type 4 does not fit the two bits of the P1 register; it is a production setting".into());
        }
        config.use_sum = with!(keys(&["use_sum"]), |p| self.flag("use_sum", p, true))?;

        config.keep_mask = match dialect {
            Dialect::C => {
                match self.wide("keep_mask", &["FormatterBuffer", "Global", "keep_auto_encoder_bits"], 144)? {
                    None => KeepMask::ALL,
                    Some(mask) => KeepMask {
                        leading: (&mask >> 128u32).to_u16().unwrap_or(u16::MAX),
                        trailing: (mask & BigUint::from(u128::MAX)).to_u128().unwrap_or(u128::MAX),
                    },
                }
            }
            _ => {
                let path = |key: &'static str| plain(key).swap_remove(0);
                let trailing = self.wide("keep_mask", &path("mask_ae"), 128)?;
                let leading = self.wide("keep_mask", &path("mask_ae2"), 16)?;
                KeepMask {
                    trailing: trailing.and_then(|mask| mask.to_u128()).unwrap_or(u128::MAX),
                    leading: leading.and_then(|mask| mask.to_u16()).unwrap_or(u16::MAX),
                }
            }
        };
        Ok(())
    }

    fn encoder(&mut self, dialect: Dialect, network: &Network, config: &mut ChipConfig) -> Result<()> {
        let shape = ImageShape::of(network);
        let block = |group: usize| match dialect {
            Dialect::A => vec![format!("AUTOENCODER_{group}INPUT"), "registers".into()],
            _ => vec!["Encoder".into(), group.to_string()],
        };
        let group_node = |group: usize| {
            let path = block(group);
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            self.node(&path)
        };
        let groups: Vec<Option<&Node>> = (0..GROUPS).map(group_node).collect();
        if let Some(encoder) = self.node(&["Encoder"]).filter(|_| dialect != Dialect::A) {
            let known = |key: &str| key.parse::<usize>().is_ok_and(|group| group < GROUPS && group.to_string() == key);
            let Some(entries) = encoder.mapping() else {
                return Err(Error::new("12 groups of weights are needed here")
                    .field("Encoder")
                    .line(encoder.line)
                    .found(encoder.describe()));
            };
            if let Some((key, node)) = entries.iter().find(|(key, _)| !known(key)) {
                return Err(Error::new("not a group of weights")
                    .field(format!("Encoder.{key}"))
                    .line(node.line)
                    .allowed("keys 0..=11"));
            }
        }
        let first = groups.iter().flatten().next();
        self.sources.push(Source { setting: "weights", key: first.map(|node| (block(0).join("."), node.line)) });
        let Some(first) = first else { return Ok(()) };
        let mut bytes = Vec::with_capacity(GROUPS * shape.group_bytes());
        for (group, node) in groups.iter().enumerate() {
            let name = block(group).join(".");
            let Some(node) = node else {
                return Err(Error::new("the key is missing: all 12 groups of weights are needed")
                    .field(name)
                    .line(first.line));
            };
            for (offset, bits) in shape.registers() {
                let key = format!("weights_byte{offset}");
                let value = match dialect {
                    Dialect::A => node.get(&key).and_then(|register| register.get("value")),
                    _ => node.get(&key),
                };
                let field = format!("{name}.{key}");
                let Some(value) = value else {
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
                        network.name,
                        network.parameter_count()
                    );
                    error.field(field).line(value.line).hint(hint)
                })?;
                let mut register = number.to_bytes_le();
                register.resize(bits / 8, 0);
                bytes.extend(register);
            }
            let known = |key: &str| shape.registers().any(|(offset, _)| key == format!("weights_byte{offset}"));
            if let Some((key, extra)) = node.mapping().unwrap_or_default().iter().find(|(key, _)| !known(key)) {
                return Err(Error::new("not a weight register of this network")
                    .field(format!("{name}.{key}"))
                    .line(extra.line)
                    .hint("weights_byte0, 16, 32, … 128"));
            }
        }
        config.weights = Some(image::from_bytes(network, &bytes).map_err(|e| e.field("weights").line(first.line))?);
        Ok(())
    }

    /// Keys of data-path blocks that nobody reads are probably misspelt; other blocks are none of
    /// the data path's business.
    fn look_for_misspelt_keys(&mut self, dialect: Dialect) {
        let known: &[(&[&str], &[&str])] = match dialect {
            Dialect::A => &[
                (
                    &["FMTBUF_ALL", "registers"],
                    &[
                        "config",
                        "eporttx_numen",
                        "tx_sync_word",
                        "buff_t1",
                        "buff_t2",
                        "buff_t3",
                        "mask_ae",
                        "mask_ae2",
                        "stc_type",
                        "use_sum",
                    ],
                ),
                (&["FMTBUF_ALL", "registers", "config", "params"], &["eporttx_numen", "use_sum", "stc_type"]),
                (&["MFC_ALGORITHM_SEL_DENSITY", "registers"], &["algo"]),
                (&["MFC_ALGORITHM_SEL_DENSITY", "registers", "algo", "params"], &["select", "density"]),
                (&["ALGO_DROPLSB", "registers"], &["drop_lsb"]),
                (&["ALGO_THRESHOLD_VAL", "registers"], &["threshold_val_*"]),
                (&["MFC_MUX_SELECT", "registers"], &["mux_select_*"]),
                (&["MFC_CAL_VAL", "registers"], &["cal_*"]),
            ],
            Dialect::B | Dialect::D => &[
                (&["Algorithm"], &["Global"]),
                (&["Algorithm", "Global"], &["select", "density"]),
                (&["AlgoDroplsb"], &["Global"]),
                (&["AlgoDroplsb", "Global"], &["drop_lsb"]),
                (&["FormatterBuffer"], &["Global"]),
                (
                    &["FormatterBuffer", "Global"],
                    &[
                        "active_etxs",
                        "link_reset_pattern",
                        "tx_sync_word",
                        "buff_t1",
                        "buff_t2",
                        "buff_t3",
                        "mask_ae",
                        "mask_ae2",
                        "stc_type",
                        "use_sum",
                    ],
                ),
                (&["FmtBuf"], &["Global"]),
                (
                    &["FmtBuf", "Global"],
                    &[
                        "eporttx_numen",
                        "tx_sync_word",
                        "buff_t1",
                        "buff_t2",
                        "buff_t3",
                        "mask_ae",
                        "mask_ae2",
                        "stc_type",
                        "use_sum",
                    ],
                ),
            ],
            Dialect::C => &[
                (&["ConfigAlgo"], &["Global"]),
                (&["ConfigAlgo", "Global"], &["alg_type", "alg_high_density"]),
                (&["AlgoDroplsb"], &["Global"]),
                (&["AlgoDroplsb", "Global"], &["drop_lsb"]),
                (&["FormatterBuffer"], &["Global"]),
                (
                    &["FormatterBuffer", "Global"],
                    &[
                        "active_etxs",
                        "idle_pattern",
                        "link_reset_pattern",
                        "buff_t1",
                        "buff_t2",
                        "buff_t3",
                        "keep_auto_encoder_bits",
                        "stc_type",
                        "use_sum",
                    ],
                ),
            ],
        };
        for (block, keys) in known {
            for (key, node) in self.node(block).and_then(Node::mapping).unwrap_or_default() {
                if !keys.contains(&key.as_str()) {
                    let path = block.join(".");
                    self.warnings
                        .push(format!("line {}: {path}.{key} is not a data-path setting and is ignored", node.line));
                }
            }
        }
    }
}

/// A number within a range.
fn bounded(text: &str, range: std::ops::RangeInclusive<u64>) -> Result<u64> {
    let allowed = format!("{}..={}", range.start(), range.end());
    let value = parse_unsigned(text).map_err(|error| error.allowed(allowed.clone()))?;
    match value.to_u64() {
        Some(value) if range.contains(&value) => Ok(value),
        _ => Err(Error::new("register value out of range").found(text).allowed(allowed)),
    }
}

/// Number of links from the production chip's bit mask, whose links are numbered from 0.
fn links_of_mask(text: &str) -> Result<u8> {
    let mask = bounded(text, 1..=(1 << OUTPUT_LINKS) - 1)
        .map_err(|error| error.hint("a bit mask with one bit for each of the 13 links, 0x1F for 5 links"))?;
    if (mask + 1).is_power_of_two() {
        Ok(mask.count_ones() as u8)
    } else {
        Err(Error::new("a link mask with gaps is not modelled")
            .found(format!("{mask:#x}"))
            .allowed("0x1, 0x3, 0x7, 0xF, 0x1F, … 0x1FFF")
            .hint("the chip's frames fill links from 0 upwards; set the mask to (1 << links) - 1"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<ConfigFile> {
        parse_config(text, Path::new("init.yaml"), &Network::chip_8x8())
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
        let file = parse(&format!("{C}FormatterBuffer: {{Global: {{buf_t1: 5}}}}\nPll: {{x: 1}}\n")).unwrap();
        assert_eq!(file.warnings.len(), 1);
        assert!(file.warnings[0].contains("buf_t1"), "{:?}", file.warnings);
    }
}
