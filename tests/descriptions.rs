//! Networks of other shapes than the chip's: the scalar evaluator and the generated C++, value by value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use common::export::{compile_cpp, must_pass_cpp, parallel, write};
use econ_emu::chip::Options;
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls::{self, Flavour};
use econ_emu::hwgen::vectors::{self, VectorSet};
use econ_emu::network::AeBlock;
use econ_emu::nn::{Typed, WeightValues, Weights};
use econ_emu::registers::{Algorithm, ChipConfig, Generation};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

common::tests! {
    there_are_ten_small_networks: [],
    the_cpp_of_other_networks_is_the_scalar_evaluator: [COMPILER],
    no_value_leaves_its_certified_range: [],
    the_verilog_refuses_other_networks: [],
}

/// Most products of a network here.
const MOST_PRODUCTS: usize = 4000;

/// Samples of each network: 2,000, or with `scripts/test.sh --long` 20,000.
fn frames() -> usize {
    if std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1") { 20_000 } else { 2_000 }
}

fn descriptions() -> Vec<(String, AeBlock)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/descriptions");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let block = AeBlock::from_yaml(&text, path).unwrap_or_else(|error| panic!("{error}"));
        (path.file_stem().unwrap().to_string_lossy().into_owned(), block)
    };
    paths.iter().map(read).collect()
}

/// Weights over the whole range of their formats, some of them at its ends.
fn weights(network: &Typed, seed: u64) -> Weights {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = |low: i64, high: i64| match rng.random_range(0..8u32) {
        0 => low,
        1 => high,
        _ => rng.random_range(low..=high),
    };
    let tensors = network.tensors().iter().map(|tensor| {
        let format = tensor.number.format().unwrap();
        let (low, high) = (format.min_raw(), format.max_raw());
        WeightValues::Integers((0..tensor.len()).map(|_| draw(low, high) as i32).collect())
    });
    let tensors = tensors.collect();
    Weights::new(network, tensors).unwrap()
}

/// A design of the network in the chip's frame with 5 links; without weights they are loaded.
fn design(block: &AeBlock, weights: Option<Weights>) -> Valid {
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links: 5, ..ChipConfig::reset(Generation::Prod) };
    let layout = Options::default().frame_layout(&config);
    Design { name: "econ_t_ae".to_owned(), network: block.clone(), weights, layout }.validate().unwrap()
}

fn files(design: &Valid, weights: &Weights, target: Target) -> Vec<(String, String)> {
    let inputs = vectors::builtin(design.block(), weights, frames(), 3);
    let set = VectorSet::new(design, weights, &inputs).unwrap();
    export::render(design, &set, &[target], hls::DEFAULT_PART).unwrap()
}

fn there_are_ten_small_networks() {
    let all = descriptions();
    assert!(all.len() >= 10, "{}", all.len());
    for (name, block) in all {
        let products = block.typed().sums().products();
        assert!((100..=MOST_PRODUCTS).contains(&products), "{name}: {products}");
    }
}

/// Every value of every layer that computes, of every sample: weights as constants with the types of
/// Vitis, loaded weights with those of Catapult.
fn the_cpp_of_other_networks_is_the_scalar_evaluator() {
    let all = descriptions();
    let jobs: Vec<_> = all.iter().flat_map(|own| Flavour::ALL.map(|flavour| (own, flavour))).collect();
    parallel(&jobs, |&((name, block), flavour)| {
        let dir = tempfile::tempdir().unwrap();
        let weights = weights(block.typed(), 11);
        let frozen = (flavour == Flavour::Vitis).then(|| weights.clone());
        write(dir.path(), &files(&design(block, frozen), &weights, Target::Hls(flavour)));
        let label = format!("{name}, {}", flavour.name());
        let testbench = compile_cpp(dir.path(), flavour).unwrap_or_else(|said| panic!("{label}: {said}"));
        must_pass_cpp(&label, &testbench, &dir.path().join("golden"), frames());
    });
    println!("{} networks, {} samples each, both header sets", all.len(), frames());
}

/// Both ends of the ranges that the certificate gives hold for every sample.
fn no_value_leaves_its_certified_range() {
    for (name, block) in descriptions() {
        let weights = weights(block.typed(), 12);
        for frozen in [Some(weights.clone()), None] {
            let design = design(&block, frozen);
            let inputs = vectors::builtin(&block, &weights, 300, 4);
            let set = VectorSet::new(&design, &weights, &inputs).unwrap();
            let certificate = design.certificate();
            for (id, node) in design.computed() {
                let bounds: Vec<_> = certificate.of(certificate.values_of(id)).map(|(_, bound)| bound).collect();
                assert_eq!(bounds.len(), node.len());
                let values = set.values(&design.names(id).values).unwrap();
                assert_eq!(values.len(), 300 * node.len());
                for (index, &value) in values.iter().enumerate() {
                    let bound = bounds[index % node.len()];
                    let inside = (bound.min..=bound.max).contains(&i128::from(value));
                    assert!(inside, "{name}, {}[{}]: {value}", node.name, index % node.len());
                }
            }
        }
    }
}

/// The Verilog names what it does not take.
fn the_verilog_refuses_other_networks() {
    for (name, block) in descriptions() {
        let weights = weights(block.typed(), 13);
        let design = design(&block, Some(weights.clone()));
        let inputs = vectors::builtin(&block, &weights, 2, 4);
        let set = VectorSet::new(&design, &weights, &inputs).unwrap();
        let refused = export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap_err().to_string();
        assert!(refused.contains("layers: ") && refused.contains("dense"), "{name}: {refused}");
    }
}
