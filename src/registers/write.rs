//! Writing the settings as a configuration file in dialect A, B or C.
//!
//! Every setting is written, defaults included, so that a file does not change its meaning when a
//! reader assumes other defaults. Reading the text back gives the same [`ChipConfig`].

use super::config::{ChipConfig, Generation};
use super::dialect::Dialect;
use super::image::{self, GROUPS, ImageShape};
use super::settings::{SETTINGS, Setting, grouped_hexadecimal};
use crate::error::{Error, Result};
use crate::network::AeBlock;

/// Order of the last settings in dialect A, which is that of the registers and not of [`SETTINGS`].
const LAST_IN_A: [&str; 8] =
    ["idle_pattern", "buffer_t1", "buffer_t2", "buffer_t3", "links", "use_sum", "stc_type", "keep_mask"];

/// Writes the settings as YAML text; `network` gives the shape of the weight registers.
///
/// Settings of the other generation are converted to that of the dialect with
/// [`ChipConfig::to_generation`]. Weights are written if there are any. An `stc_type` of 4 is
/// written in every dialect, as the published P1 files hold it, although the P1 register itself has
/// only two bits.
///
/// ```
/// use std::path::Path;
/// use econ_emu::network::AeBlock;
/// use econ_emu::registers::{ChipConfig, Dialect, Generation, parse_config, write_config};
///
/// let network = AeBlock::chip_8x8();
/// let config = ChipConfig { links: 3, ..ChipConfig::reset(Generation::Prod) };
/// let text = write_config(&config, Dialect::C, &network)?;
/// assert_eq!(parse_config(&text, Path::new("init.yaml"), &network)?.strict()?, config);
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
///
/// # Errors
/// Dialects D and E (which hold neither thresholds nor masks nor weights), settings out of range, weights
/// of another network, and different idle and link reset patterns in a P1 dialect.
pub fn write_config(config: &ChipConfig, dialect: Dialect, network: &AeBlock) -> Result<String> {
    config.validate()?;
    let config = config.to_generation(dialect.generation());
    if config.generation == Generation::P1 {
        config.one_pattern()?;
    }
    let (top, remark) = match dialect {
        Dialect::A => ("ECON-T.RW.", "register names"),
        Dialect::B => ("", "active_etxs is a count"),
        Dialect::C => ("", "active_etxs is a bit mask"),
        Dialect::D | Dialect::E => {
            let instead = dialect.written();
            return Err(Error::unsupported(format!(
                "dialect {dialect:?} cannot hold all settings, so it is read but not written"
            ))
            .allowed("dialect A, B or C")
            .hint(format!("write {instead:?}, which is the same generation ({})", instead.generation())));
        }
    };
    let mut root = Block::default();
    for setting in in_order(dialect) {
        for key in setting.keys(dialect) {
            let path = format!("{top}{}", key.spellings[0]);
            let texts = (0..setting.count()).map(|index| key.write(setting.values, &setting.get(&config, index)));
            if setting.count() == 1 {
                let comment = setting.notes.comment.and_then(|comment| comment(&config, dialect));
                root.put(
                    &path,
                    texts.collect::<String>() + &comment.map_or_else(String::new, |comment| format!(" # {comment}")),
                );
            } else if dialect == Dialect::A {
                root.put(&path, list(&path, texts));
            } else {
                texts.enumerate().for_each(|(index, text)| root.put(&format!("{path}.{index}"), text));
            }
        }
    }
    if let Some(weights) = &config.weights {
        let bytes = image::to_bytes(network, weights)?;
        for group in 0..GROUPS {
            let registers = image::group_registers(network, &bytes, group);
            for ((offset, value), (_, bits)) in registers.into_iter().zip(ImageShape::of(network).registers()) {
                let path = format!("{top}{}.{}", dialect.weight_block(group), dialect.weight_register(offset));
                root.put(&path, grouped_hexadecimal(&value, bits as u32));
            }
        }
    }
    let generation = config.generation;
    let mut text = format!(
        "# ECON-T-{generation} settings, dialect {dialect:?}: {remark}, MUX inputs in {generation} numbering\n"
    );
    root.render(0, &mut text);
    Ok(text)
}

/// The settings in the order in which a file holds them.
fn in_order(dialect: Dialect) -> Vec<&'static Setting> {
    let mut settings: Vec<&Setting> = SETTINGS.iter().collect();
    if dialect == Dialect::A {
        settings.sort_by_key(|setting| LAST_IN_A.iter().position(|name| *name == setting.name));
    }
    settings
}

/// A block of a YAML file: keys with the text that follows them, or with a block below.
#[derive(Default)]
struct Block(Vec<(String, Entry)>);

enum Entry {
    Text(String),
    Block(Block),
}

impl Block {
    /// Puts a text at a path of keys joined by dots, at the end of its block.
    fn put(&mut self, path: &str, text: String) {
        let Some((key, below)) = path.split_once('.') else {
            self.0.push((path.to_owned(), Entry::Text(text)));
            return;
        };
        let place = self.0.iter().position(|(name, _)| name == key).unwrap_or(self.0.len());
        if place == self.0.len() {
            self.0.push((key.to_owned(), Entry::Block(Block::default())));
        }
        if let Some((_, Entry::Block(block))) = self.0.get_mut(place) {
            block.put(below, text);
        }
    }

    fn render(&self, level: usize, text: &mut String) {
        for (key, entry) in &self.0 {
            text.push_str(&INDENT.repeat(level));
            text.push_str(key);
            match entry {
                Entry::Text(value) => {
                    text.push_str(": ");
                    text.push_str(value);
                    text.push('\n');
                }
                Entry::Block(block) => {
                    text.push_str(":\n");
                    block.render(level + 1, text);
                }
            }
        }
    }
}

/// Indentation of one level.
const INDENT: &str = "  ";

/// A YAML list in rows of eight, which begin below its first number.
fn list(path: &str, values: impl Iterator<Item = String>) -> String {
    let (blocks, key) = path.rsplit_once('.').unwrap_or(("", path));
    let levels = if blocks.is_empty() { 0 } else { blocks.split('.').count() };
    let start = INDENT.len() * levels + key.len() + ": [".len();
    let values: Vec<String> = values.map(|value| format!("{value:>4}")).collect();
    let rows: Vec<String> = values.chunks(8).map(|row| row.join(", ")).collect();
    format!("[{}]", rows.join(&format!(",\n{}", " ".repeat(start))))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::nn::Weights;
    use crate::registers::testing::{any_config, any_network};
    use crate::registers::{StcType, parse_config};

    fn read(text: &str, network: &AeBlock) -> (Dialect, ChipConfig, Vec<String>) {
        let file = parse_config(text, Path::new("written.yaml"), network).unwrap();
        assert!(file.sources.iter().all(|source| source.key.is_some() || source.setting == "weights"), "{text}");
        (file.dialect, file.config, file.warnings)
    }

    #[test]
    fn every_dialect_reads_back() {
        let network = AeBlock::chip_8x8();
        for dialect in [Dialect::A, Dialect::B, Dialect::C] {
            let mut config = ChipConfig::reset(dialect.generation());
            config.weights = Some(Weights::zeros(network.typed()));
            let text = write_config(&config, dialect, &network).unwrap();
            assert_eq!(read(&text, &network), (dialect, config, vec![]));
            assert!(text.lines().all(|line| line == line.trim_end() && !line.is_empty()), "{text}");
            assert!(text.ends_with('\n') && text.lines().next().unwrap().contains(&format!("dialect {dialect:?}")));
        }
    }

    #[test]
    fn the_layout_of_the_production_dialect() {
        let network = AeBlock::chip_8x8();
        let config = ChipConfig { links: 5, ..ChipConfig::reset(Generation::Prod) };
        let text = write_config(&config, Dialect::C, &network).unwrap();
        assert!(text.contains("\n    alg_type: 0 # TS\n"), "{text}");
        assert!(text.contains("\n    active_etxs: 0x1f # 5 links\n"), "{text}");
        assert!(text.contains("\n    idle_pattern: 0x122\n"), "{text}");
        let all = ["ffff"; 9].join("_");
        assert!(text.ends_with(&format!("\n    keep_auto_encoder_bits: 0x{all}\n")), "{text}");
    }

    #[test]
    fn the_other_generation_is_converted() {
        let network = AeBlock::chip_8x8();
        let config = ChipConfig::reset(Generation::Prod);
        let (dialect, read_back, _) = read(&write_config(&config, Dialect::B, &network).unwrap(), &network);
        assert_eq!((dialect, read_back), (Dialect::B, config.to_generation(Generation::P1)));
    }

    #[test]
    fn what_a_dialect_cannot_say_is_refused() {
        fn fault(config: &ChipConfig, dialect: Dialect) -> String {
            write_config(config, dialect, &AeBlock::chip_8x8()).unwrap_err().to_string()
        }
        let mut config = ChipConfig::reset(Generation::P1);
        assert!(fault(&config, Dialect::D).contains("write B"));
        config.idle_pattern = 0x123;
        for dialect in [Dialect::A, Dialect::B] {
            let error = fault(&config, dialect);
            assert!(error.contains("idle_pattern") && error.contains("0x123") && error.contains("0x122"), "{error}");
        }
        assert!(write_config(&config, Dialect::C, &AeBlock::chip_8x8()).is_ok());
        config.idle_pattern = 0x800;
        assert!(fault(&config, Dialect::C).contains("idle_pattern"));
        let weights = Some(Weights::zeros(AeBlock::cmssw_4x4x3().typed()));
        let config = ChipConfig { weights, ..ChipConfig::reset(Generation::P1) };
        assert!(fault(&config, Dialect::B).contains("conv_kernel"));
    }

    #[test]
    fn the_last_settings_of_dialect_a_are_in_the_table() {
        assert!(LAST_IN_A.iter().all(|name| Setting::find(name).is_some()));
        assert!(in_order(Dialect::A).iter().map(|setting| setting.name).collect::<Vec<_>>().ends_with(&LAST_IN_A));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn reading_what_was_written_is_the_identity(
            (network, config) in any_network().prop_flat_map(|network| (Just(network.clone()), any_config(network))),
            p1 in prop_oneof![Just(Dialect::A), Just(Dialect::B)],
        ) {
            // The strategy gives P1 settings; an STC type of 4 and a second pattern may be there.
            let one = ChipConfig { link_reset_pattern: config.idle_pattern, ..config.clone() };
            let text = write_config(&one, p1, &network).unwrap();
            prop_assert_eq!(read(&text, &network).1, one);
            let prod = config.to_generation(Generation::Prod);
            let text = write_config(&prod, Dialect::C, &network).unwrap();
            prop_assert_eq!(read(&text, &network).1, prod);
        }
    }

    #[test]
    fn all_super_trigger_cells_can_be_written() {
        let network = AeBlock::chip_8x8();
        for stc_type in StcType::ALL {
            let config = ChipConfig { stc_type, ..ChipConfig::reset(Generation::P1) };
            assert_eq!(read(&write_config(&config, Dialect::A, &network).unwrap(), &network).1, config);
        }
    }
}
