//! The dialects of configuration files, and how files become settings.
//!
//! | dialect | recognised by | generation | used |
//! |---|---|---|---|
//! | A | top key `ECON-T` | P1 | until February 2024 |
//! | B | top key `Algorithm` | P1 | February 2024 |
//! | C | top key `ConfigAlgo` | Prod | since June 2024 |
//! | D | top key `Algorithm` with `FmtBuf` | P1 | beam tests |
//! | E | types of modules, each with `select`, `mux`, `calv`, … | Prod | CMSSW (docs/sources.md, CMSSW) |
//!
//! Keys that are absent take the documented defaults of [`ChipConfig::reset`]. An array that is
//! there must be complete, and blocks that do not belong to the data path are ignored. Of the blocks
//! that do, every key must be known ([`Reading::lenient`] makes warnings of what is not).
//!
//! Several files make one configuration, each over those before it: [`read_configs`]. All but the first
//! may hold any part of the settings, and of an array.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::config::{ChipConfig, Generation};
use super::map::{weight_block, weight_register};
use super::module_types;
use super::read::Merged;
use super::unknown::{nearest, top_keys};
use super::yaml::YamlNode;
use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;

/// A spelling of configuration files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// `ECON-T: RW:` with register names in capitals.
    A,
    /// `Algorithm`, `FormatterBuffer`; `active_etxs` is a count.
    B,
    /// `ConfigAlgo`, `FormatterBuffer`; `active_etxs` is a bit mask.
    C,
    /// `Algorithm`, `FmtBuf`; keys like `"00"`.
    D,
    /// JSON of CMSSW: settings by type of module.
    E,
}

impl Dialect {
    /// All five.
    pub const ALL: [Dialect; 5] = [Dialect::A, Dialect::B, Dialect::C, Dialect::D, Dialect::E];

    /// The chip generation that the dialect was written for. CMSSW's form knows the fifth kind of super trigger
    /// cells, which only the production chip has.
    pub fn generation(self) -> Generation {
        match self {
            Dialect::C | Dialect::E => Generation::Prod,
            Dialect::A | Dialect::B | Dialect::D => Generation::P1,
        }
    }

    /// The dialect itself, or where it is read but not written the written one of its generation.
    #[must_use]
    pub fn written(self) -> Dialect {
        match self {
            Dialect::A | Dialect::B | Dialect::C => self,
            Dialect::D => Dialect::B,
            Dialect::E => Dialect::C,
        }
    }

    /// Keys of the block that holds the weights of a group.
    pub(super) fn weight_block(self, group: usize) -> String {
        match self {
            Dialect::A => format!("{}.registers", weight_block(group)),
            Dialect::B | Dialect::C | Dialect::D | Dialect::E => format!("{ENCODER}.{group}"),
        }
    }

    /// Keys of a weight register in the block of its group, at a byte offset.
    pub(super) fn weight_register(self, offset: usize) -> String {
        match self {
            Dialect::A => format!("{}.value", weight_register(offset)),
            Dialect::B | Dialect::C | Dialect::D | Dialect::E => weight_register(offset),
        }
    }
}

/// The block with the weights in dialects B, C and D.
pub(super) const ENCODER: &str = "Encoder";

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigSource {
    /// Name of the setting, as the fields of [`ChipConfig`].
    pub setting: &'static str,
    /// Key and line in the file, or `None` for the documented default.
    pub key: Option<(String, u64)>,
    /// Which of the files, counted from 0.
    pub file: usize,
}

/// A configuration that was read, with what there is to say about it.
///
/// The settings come out together with the warnings ([`ConfigFile::into_parts`]), as an error if there are any
/// ([`ConfigFile::strict`]), or without them where that is said ([`ConfigFile::without_warnings`]).
#[derive(Debug, Clone)]
#[must_use = "it may hold warnings about the file"]
pub struct ConfigFile {
    pub(super) config: ChipConfig,
    /// The spelling of the (first) file.
    pub dialect: Dialect,
    /// Where each setting came from.
    pub sources: Vec<ConfigSource>,
    /// What is read over but may have been meant otherwise. Whoever [listens](files::listen_to_notes) has been told.
    pub warnings: Vec<String>,
}

impl ConfigFile {
    /// The settings, to look at.
    pub fn config(&self) -> &ChipConfig {
        &self.config
    }

    /// The settings, and the warnings about the file.
    #[must_use]
    pub fn into_parts(self) -> (ChipConfig, Vec<String>) {
        (self.config, self.warnings)
    }

    /// The settings of a file that there is nothing to say about.
    ///
    /// # Errors
    /// If there are warnings.
    pub fn strict(self) -> Result<ChipConfig> {
        match self.warnings.is_empty() {
            true => Ok(self.config),
            false => Err(Error::new(format!("the configuration has warnings: {}", self.warnings.join("; ")))),
        }
    }

    /// The settings without the warnings, which are dropped: they are only told to who
    /// [listens](files::listen_to_notes).
    pub fn without_warnings(self) -> ChipConfig {
        self.config
    }
}

/// How configuration files are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Unknown contents of a known block, and keys that look like misspelt ones, are warnings and not errors.
    pub lenient: bool,
    /// The module whose settings are wanted of a file that has several (dialect E).
    pub module: Option<String>,
    /// Weights are passed over: those of another network may be there.
    pub without_weights: bool,
}

/// Reads a configuration file; `network` gives the shape of the weight registers.
///
/// A file may be in order and still not say what was meant: that is told in [`ConfigFile::warnings`], and to whoever
/// listens for the notes of this process.
///
/// ```
/// use std::path::Path;
/// use econ_emu::{files, network::AeBlock, registers::parse_config};
///
/// fn main() -> econ_emu::error::Result<()> {
///     files::listen_to_notes(|note| eprintln!("{note}"));
///     let text = "ConfigAlgo: {Global: {alg_type: 3}}\nAlgoDroplsb: {Global: {drop_lsb: 7}}\n";
///     let file = parse_config(text, Path::new("init.yaml"), &AeBlock::chip_8x8())?;
///     assert_eq!(file.warnings.len(), 1);
///     assert!(file.warnings[0].contains("7 acts as 0"));
///     assert_eq!(file.config().effective_drop_lsb(), 0);
///     let (config, warnings) = file.into_parts();
///     assert_eq!((config.drop_lsb, warnings.len()), (7, 1));
///     Ok(())
/// }
/// ```
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
    parse_configs(&[(file, text)], &Reading::default(), network)
}

/// Reads several files, each over those before it. Each warning begins with the file that it is about.
///
/// The MUX of a file of the other generation is renumbered to that of the first file.
///
/// # Errors
/// As [`read_config`], and no file at all.
pub fn read_configs(paths: &[PathBuf], reading: &Reading, network: &AeBlock) -> Result<ConfigFile> {
    let texts = paths.iter().map(|path| files::read_text(path)).collect::<Result<Vec<_>>>()?;
    let files: Vec<(&Path, &str)> = paths.iter().map(PathBuf::as_path).zip(texts.iter().map(String::as_str)).collect();
    parse_configs(&files, reading, network)
}

/// As [`read_configs`], from texts with the names of their files. Of a single file the warnings do not name it.
///
/// # Errors
/// As [`read_configs`].
pub fn parse_configs(files: &[(&Path, &str)], reading: &Reading, network: &AeBlock) -> Result<ConfigFile> {
    let mut merged: Option<Merged> = None;
    for (index, (file, text)) in files.iter().enumerate() {
        let root = YamlNode::parse(&module_types::without_comments(text), file)?;
        let base = merged.as_ref().map(|merged| merged.dialect);
        let (dialect, root) = detect(&root, base, reading).map_err(|error| error.file(file))?;
        let into = match &mut merged {
            Some(merged) => merged,
            None => merged.insert(Merged::new(dialect, reading, network)),
        };
        let name = (files.len() > 1).then_some(*file);
        into.put(index, name, dialect, root).map_err(|error| error.file(file))?;
    }
    let merged = merged.ok_or_else(|| Error::missing("no configuration").allowed("at least one file"))?;
    let read = merged.finish()?;
    for warning in &read.warnings {
        files::note(match files {
            [(file, _)] => format!("warning: {}: {warning}", file.display()),
            _ => format!("warning: {warning}"),
        });
    }
    Ok(read)
}

/// The keys that tell the dialect.
const DECIDING: [&str; 3] = ["ECON-T", "Algorithm", "ConfigAlgo"];

/// The dialect of a file and the node with its blocks. A file that goes over one of dialect `base` need not tell
/// its own.
fn detect<'a>(root: &'a YamlNode, base: Option<Dialect>, reading: &Reading) -> Result<(Dialect, &'a YamlNode)> {
    let Some(entries) = root.mapping() else {
        return Err(Error::syntax("not a register configuration: the file is not a YAML mapping")
            .line(root.line)
            .found(root.describe())
            .allowed("a mapping with the top key ECON-T, Algorithm or ConfigAlgo")
            .hint("'econ-emu registers convert' writes complete configurations"));
    };
    // Beam-test files may wrap the settings in a `cfgmap` mapping, itself under a chip name.
    let inner = root.get("cfgmap").or_else(|| entries.iter().find_map(|(_, node)| node.get("cfgmap")));
    let root = inner.unwrap_or(root);
    match ["ECON-T", "ConfigAlgo", "Algorithm"].map(|key| root.get(key).is_some()) {
        [true, false, false] => {
            let top = root.get("ECON-T").and_then(|chip| chip.get("RW"));
            let top = top.ok_or_else(|| Error::missing("the key is missing").field("ECON-T.RW").line(root.line))?;
            Ok((Dialect::A, top))
        }
        [false, true, false] => Ok((Dialect::C, root)),
        [false, false, true] if root.get("FmtBuf").is_some() => Ok((Dialect::D, root)),
        [false, false, true] => Ok((Dialect::B, root)),
        [false, false, false] => {
            if let Some(module) = module_types::find(root, reading.module.as_deref())? {
                return Ok((Dialect::E, module));
            }
            let keys: Vec<&str> = root.mapping().unwrap_or_default().iter().map(|(key, _)| key.as_str()).collect();
            match base {
                Some(base) => part_of(base, &keys).map(|dialect| (dialect, root)).ok_or_else(|| {
                    Error::missing("the file sets nothing of the data path")
                        .line(root.line)
                        .found(if keys.is_empty() { root.describe() } else { keys.join(", ") })
                        .allowed("blocks such as Mux, Cal, AlgoThreshold, FormatterBuffer, FmtBuf, Encoder, or ECON-T")
                }),
                None => Err(no_dialect(root, &keys)),
            }
        }
        _ => Err(Error::syntax("the file mixes dialects")
            .line(root.line)
            .allowed("exactly one of the top keys ECON-T (A), Algorithm (B, D), ConfigAlgo (C)")),
    }
}

/// The dialect of blocks that go over a file of dialect `base`: that of the file if it has such blocks, else the
/// one that has most of them, first among those of the same generation.
fn part_of(base: Dialect, keys: &[&str]) -> Option<Dialect> {
    let others = Dialect::ALL.into_iter().filter(|&dialect| dialect != base && dialect != Dialect::E);
    let (same, other): (Vec<_>, Vec<_>) = others.partition(|dialect| dialect.generation() == base.generation());
    let in_order = same.into_iter().chain(other);
    let counted = in_order.map(|dialect| (known(dialect, keys), dialect));
    let best = counted.fold((known(base, keys), base), |best, next| if next.0 > best.0 { next } else { best });
    (best.0 > 0).then_some(best.1)
}

/// How many of the keys are blocks of a dialect.
fn known(dialect: Dialect, keys: &[&str]) -> usize {
    let top = top_keys(dialect);
    keys.iter().filter(|key| top.contains(*key)).count()
}

fn no_dialect(root: &YamlNode, keys: &[&str]) -> Error {
    let similar = keys.iter().find_map(|key| Some((key, nearest(key, &DECIDING)?)));
    let error = Error::missing("the key that tells the dialect is missing")
        .line(root.line)
        .found(if keys.is_empty() { root.describe() } else { keys.join(", ") })
        .allowed("exactly one of the top keys ECON-T (A), Algorithm (B, D), ConfigAlgo (C)");
    match similar {
        Some((key, similar)) => error.hint(format!("did you mean {similar} instead of {key}?")),
        None if part_of(Dialect::C, keys).is_some() => {
            error.hint("a file with some of the settings goes over a whole one: --config whole.yaml --config this.yaml")
        }
        None => error.hint("the block that selects the algorithm also tells the dialect"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::{Algorithm, image};

    fn parse(text: &str) -> Result<ConfigFile> {
        parse_config(text, Path::new("init.yaml"), &AeBlock::chip_8x8())
    }

    fn warnings(text: &str) -> Vec<String> {
        parse(text).unwrap().warnings
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
        for (keys, patterns) in [
            ("idle_pattern: 5, link_reset_pattern: 6", (5, 6)),
            ("link_reset_pattern: 290", (290, 290)),
            ("idle_pattern: 7", (7, 7)),
        ] {
            let config = parse(&format!("{C}FormatterBuffer: {{Global: {{{keys}}}}}\n")).unwrap().config;
            assert_eq!((config.idle_pattern, config.link_reset_pattern), patterns, "{keys}");
        }
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

    fn lenient(text: &str) -> ConfigFile {
        let reading = Reading { lenient: true, ..Reading::default() };
        parse_configs(&[(Path::new("init.yaml"), text)], &reading, &AeBlock::chip_8x8()).unwrap()
    }

    fn fmtbuf(keys: &str) -> String {
        format!("ECON-T: {{RW: {{FMTBUF_ALL: {{registers: {{{keys}}}}}}}}}\n")
    }

    #[test]
    fn misspelt_and_unknown_keys_are_refused_or_read_over_on_request() {
        for (text, line, words) in [
            (format!("{C}FormatterBuffer: {{Global: {{buf_t1: 5}}}}\nPll: {{x: 1}}\n"), 2, "Global.buf_t1"),
            (format!("{C}FormatterBuffer: {{Global: {{buf_t1: 5}}}}\n"), 2, "did you mean buff_t1?"),
            (format!("{C}FormatterBuffer: {{Global: {{acitve_etsx: 5}}}}\n"), 2, "did you mean active_etxs?"),
            (format!("{C}FormatterBuffer: {{Global: {{retention: 5}}}}\n"), 2, "FormatterBuffer.Global.retention"),
            (format!("{C}FormatterBuffer: {{active_etxs: 5}}\n"), 2, "FormatterBuffer.active_etxs"),
            (format!("{C}FormatterBuffer: 5\n"), 2, "FormatterBuffer"),
            (format!("{C}AlgoDropLsb: {{Global: {{drop_lsb: 3}}}}\n"), 2, "did you mean AlgoDroplsb?"),
            (format!("{C}Call: {{}}\n"), 2, "did you mean Cal?"),
            (format!("{C}AlgoTreshhold: 1\n"), 2, "did you mean AlgoThreshold?"),
            (format!("{B}Algorihtm: {{}}\n"), 2, "did you mean Algorithm?"),
            (fmtbuf("buf_t1: {value: 5}"), 1, "FMTBUF_ALL.registers.buf_t1"),
            (fmtbuf("buff_t1: 5"), 1, "FMTBUF_ALL.registers.buff_t1"),
            (fmtbuf("buff_t1: {vlaue: 5}"), 1, "did you mean value?"),
            (fmtbuf("buff_t1: {size_byte: 2}"), 1, "FMTBUF_ALL.registers.buff_t1"),
            (fmtbuf("config: {params: {use_sums: {param_value: 1}}}"), 1, "did you mean use_sum?"),
            (fmtbuf("config: {params: {use_sum: {value: 1}}}"), 1, "config.params.use_sum"),
            // Only parameters of `config` stand below it.
            (fmtbuf("config: {params: {buff_t1: {param_value: 1}}}"), 1, "config.params.buff_t1"),
            (fmtbuf("config: {size_byte: 1, buff_t1: {param_value: 1}}"), 1, "config.buff_t1"),
            ("ECON-T: {RW: {FMTBUF_ALL: {config_use_sum: 1}}}\n".into(), 1, "FMTBUF_ALL"),
            ("ECON-T: {RW: {FMTBUF_AL: {registers: {}}}}\n".into(), 1, "did you mean FMTBUF_ALL?"),
            ("ECON-T: {RW: {AUTOENCODER_12INPUT: {registers: {}}}}\n".into(), 1, "did you mean AUTOENCODER_"),
            ("ECON-T: {RW: {MFC_CAL_VAL: {registers: {cal_48: {value: 1}}}}}\n".into(), 1, "registers.cal_48"),
        ] {
            let error = fault(&text);
            assert!(error.starts_with(&format!("init.yaml:{line}: ")) && error.contains(words), "{error}");
            assert!(error.contains("--lenient") || error.contains("settings are needed here"), "{error}");
            let file = lenient(&text);
            assert_eq!(file.warnings.len(), 1, "{:?}", file.warnings);
            assert!(file.warnings[0].starts_with(&format!("line {line}: ")), "{:?}", file.warnings);
            assert_eq!(
                file.config,
                ChipConfig {
                    algorithm: file.config.algorithm,
                    density: file.config.density,
                    ..ChipConfig::reset(file.config.generation)
                }
            );
        }
        assert!(
            fault("ConfigAlg: {Global: {alg_type: 3}}\n").contains("did you mean ConfigAlgo instead of ConfigAlg?")
        );
    }

    #[test]
    fn what_may_be_meant_for_another_reader_is_mentioned() {
        for (text, words) in [
            (format!("{B}FormatterBuffer: {{Global: {{idle_pattern: 5}}}}\n"), "FormatterBuffer.Global.idle_pattern"),
            (format!("{C}Calib: {{0: 1000}}\n"), "did you mean Cal?"),
            (format!("{C}FmtBuf: {{Global: {{buff_t1: 3}}}}\n"), "FmtBuf belongs to dialect D; this file is dialect C"),
            (
                format!("{B}FmtBuf: {{Global: {{buff_t1: 3}}}}\nFormatterBuffer: {{Global: {{buff_t1: 4}}}}\n"),
                "FormatterBuffer belongs to dialect B and C; this file is dialect D",
            ),
        ] {
            let found = warnings(&text);
            assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
        }
        for text in [
            format!("{C}Pll: {{x: 1}}\nEtx: 2\nAligner: {{}}\nChAligner: 1\nFCtrl: 1\nERx: 1\nEprxGrpTop: 1\n"),
            format!("{C}FormatterBuffer:\n"),
            fmtbuf("buff_t1: {value: 5, size_byte: 2}, buffer_out_err: {size_byte: 1}"),
            "ECON-T: {RW: {FMTBUF_ALL: {addr_base: 0x3A9, registers: {buff_t1: {value: 1}}}, CH_ALIGNER_ALL: 1}}\n"
                .into(),
        ] {
            assert_eq!(warnings(&text), Vec::<String>::new());
        }
    }

    /// All registers of a group of weights in dialect A.
    fn weight_bytes(value: &str) -> String {
        let registers = (0..9).map(|i| format!("weights_byte{}: {{value: {value}}}", 16 * i));
        registers.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn registers_of_dialect_a_may_be_set_whole() {
        let text = format!(
            "ECON-T:\n RW:\n  FMTBUF_ALL: {{registers: {{config: {{value: 0xD0}}}}}}\n  \
             MFC_ALGORITHM_SEL_DENSITY: {{registers: {{algo: {{value: 0xC}}}}}}\n  \
             MFC_CAL_VAL: {{registers: {{cal_*: {{value: 100}}, cal_5: {{value: 7}}}}}}\n  \
             MFC_MUX_SELECT: {{registers: {{mux_select_47: {{value: 3}}}}}}\n  \
             AUTOENCODER_*INPUT: {{registers: {{{}}}}}\n  AUTOENCODER_3INPUT: {{registers: {{weights_byte0: {{value: 0}}}}}}\n",
            weight_bytes("0xffff")
        );
        let file = parse(&text).unwrap();
        let config = &file.config;
        assert_eq!((config.algorithm, config.density), (Algorithm::Autoencoder, crate::registers::Density::High));
        assert_eq!((config.links, config.use_sum, config.stc_type.register()), (13, false, 0));
        assert_eq!((config.calibration[4], config.calibration[5], config.mux[47], config.mux[46]), (100, 7, 3, 46));
        let bytes = image::to_bytes(&AeBlock::chip_8x8(), config.weights.as_ref().unwrap()).unwrap();
        let groups: Vec<&[u8]> = bytes.chunks(134).collect();
        assert_eq!((&groups[0][..3], &groups[3][..3]), (&[255, 255, 0][..], &[0, 0, 0][..]));
        assert_eq!((groups[11], &groups[3][16..]), (groups[0], &groups[0][16..]));
        assert!(file.warnings.is_empty(), "{:?}", file.warnings);
        for (name, key) in [
            ("links", ("FMTBUF_ALL.registers.config.value".to_owned(), 3)),
            ("density", ("MFC_ALGORITHM_SEL_DENSITY.registers.algo.value".to_owned(), 4)),
        ] {
            let source = file.sources.iter().find(|source| source.setting == name).unwrap();
            assert_eq!(source.key, Some(key));
        }

        assert!(fault(&fmtbuf("config: {value: 0xD8}")).contains("0xf7"), "bit 3 is none of the register's");
        assert!(fault(&fmtbuf("config: {value: 0x1D0}")).contains("9 bits"));
        assert!(fault(&fmtbuf("config: {value: 0}")).contains("1..=13"));
        assert!(
            fault(&fmtbuf("config: {value: 0xD0, params: {stc_type: {param_value: 1}}}")).contains("two spellings")
        );
        let star_last = "ECON-T: {RW: {MFC_CAL_VAL: {registers: {cal_5: {value: 7}, cal_*: {value: 100}}}}}\n";
        assert!(fault(star_last).contains("two spellings"));
        let (three, star) = (weight_bytes("3"), weight_bytes("0"));
        let star_last = format!(
            "ECON-T: {{RW: {{AUTOENCODER_3INPUT: {{registers: {{{three}}}}}, AUTOENCODER_*INPUT: {{registers: {{{star}}}}}}}}}\n"
        );
        assert!(fault(&star_last).contains("stands before those of single ones"));
        let list = weight_bytes(&format!("[{}]", (0..12).map(|i| i.to_string()).collect::<Vec<_>>().join(", ")));
        let text = format!("ECON-T: {{RW: {{AUTOENCODER_*INPUT: {{registers: {{{list}}}}}}}}}\n");
        let bytes = parse(&text).unwrap().config.weights.unwrap();
        assert_eq!(image::to_bytes(&AeBlock::chip_8x8(), &bytes).unwrap()[134 * 11], 11);
        assert!(fault(&text.replace(", 11]", "]")).contains("one for each group"));
    }

    fn merged(texts: &[&str]) -> Result<ConfigFile> {
        let names: Vec<String> = (0..texts.len()).map(|i| format!("{i}.yaml")).collect();
        let files: Vec<(&Path, &str)> = names.iter().map(Path::new).zip(texts.iter().copied()).collect();
        parse_configs(&files, &Reading::default(), &AeBlock::chip_8x8())
    }

    #[test]
    fn later_files_go_over_earlier_ones() {
        let d = "Algorithm: {Global: {select: 1, density: 1}}\nFmtBuf: {Global: {eporttx_numen: 2, buff_t1: 120}}\n";
        let cal: String = (0..20).map(|i| format!("  {i:02}: {}\n", 1640 + i)).collect();
        let file = merged(&[d, &format!("Cal:\n{cal}"), "Mux: {0: 5}\n", "FormatterBuffer: {Global: {buff_t1: 9}}\n"]);
        let file = file.unwrap();
        let config = &file.config;
        assert_eq!((file.dialect, config.links, config.buffer_t1), (Dialect::D, 2, 9));
        assert_eq!((config.calibration[0], config.calibration[19], config.calibration[20]), (1640, 1659, 2048));
        assert_eq!((config.mux[0], config.mux[1]), (5, 1));
        for (name, place) in [("calibration", (1, 1)), ("buffer_t1", (3, 1)), ("links", (0, 2))] {
            let sources = file.sources.iter().filter(|source| source.setting == name);
            let places: Vec<_> = sources.filter_map(|source| Some((source.file, source.key.as_ref()?.1))).collect();
            assert_eq!(places, [place], "{name}");
        }
        assert!(file.warnings.is_empty(), "{:?}", file.warnings);

        // A part of the algorithm's block, over the production dialect: only numbers that mean the same.
        let file = merged(&[C, "AlgoDroplsb:\n  Global: 3\nAlgorithm:\n  Global:\n    density: 0\n"]).unwrap();
        assert_eq!((file.dialect, file.config.drop_lsb, file.config.algorithm), (Dialect::C, 3, Algorithm::Repeater));
        assert_eq!(file.config.density, crate::registers::Density::Low);
        // The patterns are twins over all files.
        for (first, second, patterns) in [
            ("link_reset_pattern: 5", "link_reset_pattern: 6", (6, 6)),
            ("link_reset_pattern: 5", "idle_pattern: 6", (6, 5)),
            ("idle_pattern: 4", "link_reset_pattern: 6", (4, 6)),
        ] {
            let [one, other] = [first, second].map(|key| format!("FormatterBuffer: {{Global: {{{key}}}}}\n"));
            let config = merged(&[&format!("{C}{one}"), &other]).unwrap().config;
            assert_eq!((config.idle_pattern, config.link_reset_pattern), patterns, "{first}, {second}");
        }
    }

    #[test]
    fn the_mux_of_the_other_generation_is_renumbered() {
        let file = merged(&[C, "Algorithm: {Global: {select: 0}}\nMux: {0: 4, 47: 1}\n"]).unwrap();
        assert_eq!((file.config.mux[0], file.config.mux[47], file.config.mux[1]), (7, 2, 1));
        assert_eq!((file.config.generation, file.config.algorithm), (Generation::Prod, Algorithm::ThresholdSum));
        assert!(
            file.warnings.len() == 1 && file.warnings[0].starts_with("1.yaml: its MUX inputs"),
            "{:?}",
            file.warnings
        );
    }

    #[test]
    fn weights_and_faults_of_later_files() {
        let all: String = (0..12)
            .map(|group| {
                let registers: String = (0..9).map(|i| format!("    weights_byte{}: {group}\n", 16 * i)).collect();
                format!("  {group}:\n{registers}")
            })
            .collect();
        let base = format!("{C}Encoder:\n{all}");
        let file = merged(&[&base, "Encoder: {2: {weights_byte16: 0xFF}}\n"]).unwrap();
        let bytes = image::to_bytes(&AeBlock::chip_8x8(), file.config.weights.as_ref().unwrap()).unwrap();
        assert_eq!((bytes[134 * 2], bytes[134 * 2 + 16], bytes[134 * 3 + 16]), (2, 255, 3));
        fn fault(texts: &[&str]) -> String {
            merged(texts).unwrap_err().to_string()
        }
        assert!(fault(&[C, "Encoder: {2: {weights_byte16: 0xFF}}\n"]).contains("weights are needed"));
        assert!(fault(&[C, "Pll: {x: 1}\n"]).contains("1.yaml:1: the file sets nothing of the data path"));
        assert!(fault(&[C, "Mux: {0: 48}\n"]).contains("1.yaml:1: Mux.0"));
        assert!(fault(&[C, "Mux: {0: 1, 00: 1}\n"]).contains("the index stands twice"));
        assert!(fault(&[C, "Mux: {010: 1}\n"]).contains("not a trigger cell"), "8 for some readers");
        assert!(fault(&["Mux: {0: 1}\n", C]).contains("--config whole.yaml --config this.yaml"));
        assert!(merged(&[]).is_err());
    }

    /// A chip of dialect E.
    fn chip(select: u32, links: u32) -> String {
        let [calibration, mux] = ["2000", "17"].map(|value| format!("[{}]", vec![value; 48].join(",")));
        format!(
            "{{\"density\":1,\"dropLSB\":3,\"select\":{select},\"stc_type\":3,\n\t\"eporttx_numen\":{links},\
             \"use_sum\":1,\"calv\":{calibration},\"mux\":{mux}}}"
        )
    }

    fn chip_of_module(text: &str, module: Option<&str>) -> Result<ConfigFile> {
        let reading = Reading { module: module.map(str::to_owned), ..Reading::default() };
        parse_configs(&[(Path::new("econt.json"), text)], &reading, &AeBlock::chip_8x8())
    }

    #[test]
    fn settings_by_type_of_module() {
        let text = format!(
            "// by type\n{{\"ML-F3*\": {}, /* two\n chips */ \"TL-L4[34]*\": {{\"0\": {}, \"1\": {}}}, \"*\": {}}} // end\n",
            chip(1, 4),
            chip(2, 5),
            chip(3, 6),
            chip(0, 7)
        );
        for (module, algorithm, links) in [
            ("ML-F3PT-TX-0003", Algorithm::SuperTriggerCell, 4),
            ("ML-F3*", Algorithm::SuperTriggerCell, 4),
            ("TL-L43S3/0", Algorithm::BestChoice, 5),
            ("TL-L44/1", Algorithm::Repeater, 6),
            ("MH-F1", Algorithm::ThresholdSum, 7),
        ] {
            let file = chip_of_module(&text, Some(module)).unwrap();
            let config = &file.config;
            assert_eq!((file.dialect, config.algorithm, config.links), (Dialect::E, algorithm, links), "{module}");
            assert_eq!((config.generation, config.mux[3], config.calibration[9]), (Generation::Prod, 17, 2000));
            assert_eq!((config.drop_lsb, config.stc_type.register(), config.use_sum), (3, 3, true));
            assert_eq!(file.warnings.len(), 1, "{:?}", file.warnings);
        }
        for (module, words) in [
            (None, "ML-F3*, TL-L4[34]*/0, TL-L4[34]*/1, *"),
            (Some("TL-L43"), "TL-L4[34]*/0, TL-L4[34]*/1"),
            (Some("TL-L43/2"), "several chips"),
        ] {
            let error = chip_of_module(&text, module).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        let text = format!("{{\"ML\":{}}}", chip(1, 4));
        assert_eq!(parse(&text).unwrap().config.links, 4);
        assert!(fault(&text.replace("stc_type", "stc_typ")).contains("did you mean stc_type?"));
        assert!(fault(&text.replace("stc_type", "quantiser")).contains(": quantiser: not a"));
        assert!(fault(&text.replace("\"mux\":[17,", "\"mux\":[")).contains("47"));
        assert!(chip_of_module(&text, Some("MH")).unwrap_err().to_string().contains("no such module"));
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
        let found = warnings(&format!("{B}FormatterBuffer: {{Global: {{stc_type: 4}}}}\n"));
        assert!(found.len() == 1 && found[0].contains("stc_type 4 does not fit the 2 bits"), "{found:?}");
        assert!(warnings(&format!("{C}FormatterBuffer: {{Global: {{stc_type: 4}}}}\n")).is_empty());
        let found = warnings(&format!("{C}AlgoDroplsb: {{Global: 5}}\n"));
        assert_eq!(found, ["AlgoDroplsb.Global: 5 acts as 0 (only 0..=4 drop bits)"]);
    }
}
