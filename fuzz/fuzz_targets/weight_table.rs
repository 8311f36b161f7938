//! Weights as a table: what reads is written back and reads the same.
#![no_main]

use std::path::Path;

use econ_emu::registers::weight_table;
use econ_emu_fuzz::networks;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for network in networks() {
        match weight_table::read(text, Path::new("test.csv"), &network) {
            Ok(weights) => {
                let again = weight_table::write(&network, &weights).expect("weights can be written");
                assert_eq!(weight_table::read(&again, Path::new("again.csv"), &network).expect("own table"), weights);
            }
            Err(error) => assert!(error.to_string().starts_with("test.csv:"), "no place in {error}"),
        }
    }
});
