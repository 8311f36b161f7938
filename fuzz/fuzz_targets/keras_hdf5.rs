//! Keras files: any bytes give weights or an error.
#![no_main]

use econ_emu::interchange::import::ImportMode;
use econ_emu::interchange::keras::read::import_bytes;
use econ_emu::registers::image;
use econ_emu_fuzz::networks;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for network in networks() {
        for mode in [ImportMode::Nearest, ImportMode::Legacy] {
            let Ok(import) = import_bytes(data.to_vec(), &network, &mode.into()) else { continue };
            let bytes = image::to_bytes(&network, &import.parameters).expect("weights of the network");
            assert_eq!(image::from_bytes(&network, &bytes).expect("its own image"), import.parameters);
            assert!(import.max_error.is_finite() && import.clipped <= network.typed().weight_count());
        }
    }
});
