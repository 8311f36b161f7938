//! Lists of I2C writes: as text and back, as settings and back.
#![no_main]

use std::path::Path;

use econ_emu::chip::Options;
use econ_emu::registers::i2c;
use econ_emu_fuzz::{networks, run_chip, tiny_network};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let path = Path::new("writes.txt");
    let writes = match i2c::parse_list(text, path) {
        Ok(writes) => writes,
        Err(error) => {
            assert!(error.to_string().starts_with("writes.txt:"), "no place in {error}");
            return;
        }
    };
    let written = i2c::write_list(&writes);
    assert_eq!(i2c::parse_list(&written, path).unwrap_or_else(|error| panic!("{error}\n{written}")), writes);
    for network in networks() {
        let Ok((config, _)) = i2c::from_writes(&writes, &network) else { continue };
        if config.weights.is_none() && network != tiny_network() {
            // Without weights all networks give the same settings.
            continue;
        }
        let again = i2c::to_writes(&config, &network).expect("settings from registers fit the registers");
        assert_eq!(i2c::from_writes(&again, &network).expect("its own writes").0, config);
        run_chip(&config, &Options { network, ..Options::default() });
    }
});
