//! Network descriptions: a valid one holds its weights and never overflows.
#![no_main]

use std::path::Path;

use econ_emu::chip::autoencoder::Encoder;
use econ_emu::chip::trace::CrossingTrace;
use econ_emu::network::{Network, Parameters};
use econ_emu::registers::image;
use econ_emu_fuzz::{extreme_charges, is_small, weights};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let path = Path::new("network.yaml");
    let Ok(network) = Network::from_yaml(text, path) else { return };
    let written = network.to_yaml().expect("a network can be written");
    assert_eq!(Network::from_yaml(&written, path).unwrap_or_else(|error| panic!("{error}\n{written}")), network);
    if !is_small(&network) {
        return;
    }
    let zeros = Parameters::zeros(&network);
    let bytes = image::to_bytes(&network, &zeros);
    assert!(bytes.iter().all(|&byte| byte == 0));
    assert_eq!(image::from_bytes(&network, &bytes).expect("zeros are weights"), zeros);

    // Some bytes of the text as a weight image; bits beyond the last weight are rightly refused.
    let filled: Vec<u8> = text.bytes().cycle().take(bytes.len()).collect();
    if let Ok(parameters) = image::from_bytes(&network, &filled) {
        assert_eq!(image::to_bytes(&network, &parameters), filled);
    }

    // All tensors at their ends is where sums are largest; which ends, the text chooses.
    let sum = text.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    for seed in [sum % 16, sum / 16 % 16, 16 + sum] {
        let parameters = weights(&network, seed);
        let bytes = image::to_bytes(&network, &parameters);
        assert_eq!(image::from_bytes(&network, &bytes).expect("its own image"), parameters);
        let encoder = Encoder::new(&network, &parameters).expect("a valid network with its weights");
        for charges in extreme_charges() {
            let encoded = encoder.run(&charges, &mut CrossingTrace::default());
            assert!(encoded.latents.iter().all(|&latent| latent < 512), "{:?}", encoded.latents);
        }
    }
});
