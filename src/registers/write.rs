//! Writing the settings as a configuration file in dialect A, B or C.
//!
//! Every setting is written, defaults included, so that a file does not change its meaning when a
//! reader assumes other defaults. Reading the text back gives the same [`ChipConfig`].

use std::fmt::Display;

use askama::Template;

use super::config::{Algorithm, ChipConfig, Density, Generation};
use super::dialect::Dialect;
use super::image::{self, GROUPS};
use crate::error::{Error, Result};
use crate::network::Network;

/// The settings as the templates print them.
struct Settings<'a> {
    config: &'a ChipConfig,
    generation: Generation,
    algorithm: Algorithm,
    density: u8,
    use_sum: u8,
    stc_type: u8,
    /// Patterns and masks in hexadecimal.
    idle_pattern: String,
    link_reset_pattern: String,
    link_mask: String,
    mask: String,
    mask_leading: String,
    mask_trailing: String,
    /// Byte offset and hexadecimal value of every register of the 12 weight groups; no groups if
    /// there are no weights.
    groups: Vec<Vec<(usize, String)>>,
}

impl Settings<'_> {
    /// A YAML list of 48 numbers in rows of eight, indented for dialect A.
    fn list<T: Display>(&self, values: &[T]) -> String {
        let row = |row: &[T]| row.iter().map(|value| format!("{value:>4}")).collect::<Vec<_>>().join(", ");
        let rows: Vec<String> = values.chunks(8).map(row).collect();
        format!("[{}]", rows.join(",\n                  "))
    }
}

#[derive(Template)]
#[template(path = "registers/dialect_a.yaml", escape = "none")]
struct DialectA<'a> {
    s: Settings<'a>,
}

#[derive(Template)]
#[template(path = "registers/dialect_b.yaml", escape = "none")]
struct DialectB<'a> {
    s: Settings<'a>,
}

#[derive(Template)]
#[template(path = "registers/dialect_c.yaml", escape = "none")]
struct DialectC<'a> {
    s: Settings<'a>,
}

/// Writes the settings as YAML text; `network` gives the shape of the weight registers.
///
/// Settings of the other generation are converted to that of the dialect with
/// [`ChipConfig::to_generation`]. Weights are written if there are any. An `stc_type` of 4 is
/// written in every dialect, as the published P1 files hold it, although the P1 register itself has
/// only two bits.
///
/// # Errors
/// Dialect D (which holds neither thresholds nor masks nor weights), settings out of range, weights
/// of another network, and different idle and link reset patterns in a P1 dialect.
pub fn write_config(config: &ChipConfig, dialect: Dialect, network: &Network) -> Result<String> {
    config.validate()?;
    let config = config.to_generation(dialect.generation());
    if config.generation == Generation::P1 {
        config.one_pattern()?;
    }
    let settings = settings(&config, network)?;
    let text = match dialect {
        Dialect::A => DialectA { s: settings }.render(),
        Dialect::B => DialectB { s: settings }.render(),
        Dialect::C => DialectC { s: settings }.render(),
        Dialect::D => {
            return Err(Error::new("dialect D cannot hold all settings, so it is read but not written")
                .allowed("dialect A, B or C")
                .hint("write B, which is the same generation (P1)"));
        }
    };
    let mut text = text.map_err(|error| Error::new(format!("cannot write the settings: {error}")))?;
    text.push('\n');
    Ok(text)
}

fn settings<'a>(config: &'a ChipConfig, network: &Network) -> Result<Settings<'a>> {
    let mut groups = Vec::new();
    if let Some(weights) = &config.weights {
        let bytes = image::checked_bytes(network, weights)?;
        for group in 0..GROUPS {
            let registers = image::group_registers(network, &bytes, group);
            let widths = image::ImageShape::of(network).registers().map(|(_, bits)| bits);
            groups.push(
                registers
                    .into_iter()
                    .zip(widths)
                    .map(|((offset, value), bits)| {
                        (offset, hexadecimal(&format!("{value:0width$x}", width = bits / 4)))
                    })
                    .collect(),
            );
        }
    }
    let mask = config.keep_mask;
    let (leading, trailing) = (format!("{:04x}", mask.leading), format!("{:032x}", mask.trailing));
    Ok(Settings {
        config,
        generation: config.generation,
        algorithm: config.algorithm,
        density: u8::from(config.density == Density::High),
        use_sum: u8::from(config.use_sum),
        stc_type: config.stc_type.register(),
        idle_pattern: format!("{:#05x}", config.idle_pattern),
        link_reset_pattern: format!("{:#05x}", config.link_reset_pattern),
        link_mask: format!("{:#x}", (1u32 << config.links) - 1),
        mask: hexadecimal(&format!("{leading}{trailing}")),
        mask_leading: hexadecimal(&leading),
        mask_trailing: hexadecimal(&trailing),
        groups,
    })
}

/// `0x` and the digits, with an underscore before every fourth one from the right.
fn hexadecimal(digits: &str) -> String {
    let mut text = String::from("0x");
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(4) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::network::Parameters;
    use crate::registers::testing::{any_config, any_network};
    use crate::registers::{StcType, parse_config};

    fn read(text: &str, network: &Network) -> (Dialect, ChipConfig, Vec<String>) {
        let file = parse_config(text, Path::new("written.yaml"), network).unwrap();
        assert!(file.sources.iter().all(|source| source.key.is_some() || source.setting == "weights"), "{text}");
        (file.dialect, file.config, file.warnings)
    }

    #[test]
    fn every_dialect_reads_back() {
        let network = Network::chip_8x8();
        for dialect in [Dialect::A, Dialect::B, Dialect::C] {
            let mut config = ChipConfig::reset(dialect.generation());
            config.weights = Some(Parameters::zeros(&network));
            let text = write_config(&config, dialect, &network).unwrap();
            assert_eq!(read(&text, &network), (dialect, config, vec![]));
            assert!(text.lines().all(|line| line == line.trim_end() && !line.is_empty()), "{text}");
            assert!(text.ends_with('\n') && text.lines().next().unwrap().contains(&format!("dialect {dialect:?}")));
        }
    }

    #[test]
    fn the_layout_of_the_production_dialect() {
        let network = Network::chip_8x8();
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
        let network = Network::chip_8x8();
        let config = ChipConfig::reset(Generation::Prod);
        let (dialect, read_back, _) = read(&write_config(&config, Dialect::B, &network).unwrap(), &network);
        assert_eq!((dialect, read_back), (Dialect::B, config.to_generation(Generation::P1)));
    }

    #[test]
    fn what_a_dialect_cannot_say_is_refused() {
        let network = Network::chip_8x8();
        let mut config = ChipConfig::reset(Generation::P1);
        let fault = |config: &ChipConfig, dialect| write_config(config, dialect, &network).unwrap_err().to_string();
        assert!(fault(&config, Dialect::D).contains("write B"));
        config.idle_pattern = 0x123;
        for dialect in [Dialect::A, Dialect::B] {
            let error = fault(&config, dialect);
            assert!(error.contains("idle_pattern") && error.contains("0x123") && error.contains("0x122"), "{error}");
        }
        assert!(write_config(&config, Dialect::C, &network).is_ok());
        config.idle_pattern = 0x800;
        assert!(fault(&config, Dialect::C).contains("idle_pattern"));
        let weights = Some(Parameters::zeros(&Network::cmssw_4x4x3()));
        let config = ChipConfig { weights, ..ChipConfig::reset(Generation::P1) };
        assert!(fault(&config, Dialect::B).contains("conv_kernel"));
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
        let network = Network::chip_8x8();
        for stc_type in StcType::ALL {
            let config = ChipConfig { stc_type, ..ChipConfig::reset(Generation::P1) };
            assert_eq!(read(&write_config(&config, Dialect::A, &network).unwrap(), &network).1, config);
        }
    }
}
