//! Register files in all dialects: what is read can be run, and written and read again.
#![no_main]

use std::path::Path;

use econ_emu::chip::Options;
use econ_emu::registers::{ChipConfig, Dialect, Generation, i2c, parse_config, write_config};
use econ_emu_fuzz::{networks, run_chip, tiny_network};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let path = Path::new("init.yaml");
    for network in networks() {
        let file = match parse_config(text, path, &network) {
            Ok(file) => file,
            Err(error) => {
                assert!(error.to_string().starts_with("init.yaml:"), "no place in {error}");
                continue;
            }
        };
        let config = file.config();
        if config.weights.is_none() && network != tiny_network() {
            // Without weights all networks give the same settings.
            continue;
        }
        run_chip(config, &Options { network: network.clone(), ..Options::default() });
        let other = Options { network: network.clone(), generation: Some(Generation::Prod), ..Options::default() };
        run_chip(config, &other);

        for dialect in [Dialect::A, Dialect::B, Dialect::C] {
            let Ok(written) = write_config(config, dialect, &network) else { continue };
            let again = parse_config(&written, path, &network).unwrap_or_else(|error| panic!("{error}\n{written}"));
            assert_eq!(again.dialect, dialect);
            assert_eq!(*again.config(), config.to_generation(dialect.generation()), "{written}");
        }
        if let Ok(writes) = i2c::to_writes(config, &network) {
            let (again, _) = i2c::from_writes(&writes, &network).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(again, ChipConfig::to_generation(config, Generation::P1));
        }
    }
});
