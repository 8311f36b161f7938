//! Network descriptions: a valid one holds its weights and never overflows.
//!
//! Bytes that are no description choose the parts of one instead, so that many more valid ones are
//! tried than text alone would reach.
#![no_main]

use std::path::Path;

use econ_emu::chip::autoencoder::Encoder;
use econ_emu::chip::trace::BxTrace;
use econ_emu::network::{AeBlock, Conv, Dense, FirstForm, Format, Image, MAX_BITS, Overflow, Rounding};
use econ_emu::nn::Weights;
use econ_emu::registers::image;
use econ_emu_fuzz::{extreme_charges, is_small, weights};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;

fn format(bytes: &mut Unstructured, most: u32) -> Result<Format> {
    Ok(Format {
        signed: bytes.arbitrary()?,
        bits: bytes.int_in_range(1..=most)?,
        frac: bytes.int_in_range(0..=12)?,
        rounding: *bytes.choose(&[Rounding::Floor, Rounding::HalfEven, Rounding::HalfUp])?,
        overflow: *bytes.choose(&[Overflow::Never, Overflow::Saturate, Overflow::Wrap])?,
    })
}

fn choose(bytes: &mut Unstructured) -> Result<FirstForm> {
    let (height, width) = (bytes.int_in_range(1..=9)?, bytes.int_in_range(1..=9)?);
    let channels = bytes.int_in_range(1..=3)?;
    let mut normalised = Format::unsigned(8, 7);
    normalised.bits = bytes.int_in_range(8..=MAX_BITS)?;
    let conv = Conv {
        kernel: bytes.int_in_range(1..=5)?,
        stride: bytes.int_in_range(1..=5)?,
        filters: bytes.int_in_range(1..=8)?,
        weight: format(bytes, 8)?,
        bias: format(bytes, 8)?,
        accumulator: format(bytes, MAX_BITS)?,
        activation: format(bytes, MAX_BITS)?,
    };
    let dense = Dense {
        weight: format(bytes, 8)?,
        bias: format(bytes, 8)?,
        accumulator: format(bytes, MAX_BITS)?,
        latent: Format { signed: false, ..format(bytes, 9)? },
    };
    let mut cells = Vec::new();
    for _ in 0..height * width * channels {
        cells.push(bytes.int_in_range(-1..=47)?);
    }
    Ok(FirstForm { name: "chosen".into(), image: Image { height, width, channels, cells }, normalised, conv, dense })
}

fuzz_target!(|data: &[u8]| {
    let path = Path::new("network.yaml");
    let read = |data| AeBlock::from_yaml(std::str::from_utf8(data).ok()?, path).ok();
    let chosen = || choose(&mut Unstructured::new(data)).ok()?.block().ok();
    let Some(network) = read(data).or_else(chosen) else { return };
    let written = network.to_yaml().expect("a network can be written");
    assert_eq!(AeBlock::from_yaml(&written, path).unwrap_or_else(|error| panic!("{error}\n{written}")), network);
    if !is_small(&network) {
        return;
    }
    let zeros = Weights::zeros(network.typed());
    let bytes = image::to_bytes(&network, &zeros).expect("weights of the network");
    assert!(bytes.iter().all(|&byte| byte == 0));
    assert_eq!(image::from_bytes(&network, &bytes).expect("zeros are weights"), zeros);

    // The bytes again, as a weight image; bits beyond the last weight are rightly refused.
    let filled: Vec<u8> = data.iter().copied().cycle().take(bytes.len()).collect();
    if let Ok(parameters) = image::from_bytes(&network, &filled) {
        assert_eq!(image::to_bytes(&network, &parameters).expect("weights of the network"), filled);
    }

    // All tensors at their ends is where sums are largest; which ends, the bytes choose.
    let sum = data.iter().fold(0u64, |sum, &byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    for seed in [sum % 16, sum / 16 % 16, 16 + sum] {
        let parameters = weights(&network, seed);
        let bytes = image::to_bytes(&network, &parameters).expect("weights of the network");
        assert_eq!(image::from_bytes(&network, &bytes).expect("its own image"), parameters);
        let encoder = Encoder::new(&network, &parameters).expect("a valid network with its weights");
        for charges in extreme_charges() {
            let encoded = encoder.encode(&charges, &mut BxTrace::default());
            assert!(encoded.latents.iter().all(|&latent| latent < 512), "{:?}", encoded.latents);
        }
    }
});
