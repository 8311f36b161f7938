//! Manifests of golden sets, and the chip that their options make.
#![no_main]

use econ_emu::golden::manifest::Manifest;
use econ_emu::registers::{Algorithm, ChipConfig, Generation};
use econ_emu_fuzz::{is_small, run_chip, weights};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(manifest) = serde_json::from_slice::<Manifest>(data) else { return };
    let text = manifest.to_text().expect("a manifest can be written");
    let again: Manifest = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(again, manifest);
    Manifest::design_hash(data, &manifest.options).expect("options can be written");

    let options = &manifest.options;
    for (algorithm, links) in Algorithm::ALL.into_iter().zip([1, 5, 13, 2, 3]) {
        let mut config = ChipConfig { algorithm, links, ..ChipConfig::reset(Generation::P1) };
        if algorithm == Algorithm::Autoencoder {
            if !is_small(&options.network) {
                continue;
            }
            config.weights = Some(weights(&options.network, 15));
        }
        let runs = run_chip(&config, options);
        assert!(runs || options.counter_reset_value >= 3564, "a valid manifest makes no chip");
    }
});
