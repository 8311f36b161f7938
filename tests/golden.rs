//! Golden vectors: those of the real chip, and our own sets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use common::{default_run, earlier_run, econ_emu, files_below, own_sets, vectors};
use econ_emu::chip::{Chip, InputWords, NoTrace, Options, OutputWords};
use econ_emu::files::hash;
use econ_emu::golden::generate::regenerate;
use econ_emu::golden::manifest::Manifest;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::golden::verify::{self, GoldenOutcome};
use econ_emu::interchange::import::{ImportMode, ImportOptions};
use econ_emu::interchange::keras;
use econ_emu::kernels::{BatchChip, ComputedBy, InstructionSet};
use econ_emu::network::{AeBlock, EncoderTensor};
use econ_emu::nn::Weights;
use econ_emu::registers::{Dialect, Generation, image, parse_config, read_config, write_config};

common::tests! {
    every_real_vector_is_equal_on_every_row: [VECTORS],
    every_instruction_set_gives_the_real_vectors: [VECTORS],
    real_configurations_give_the_same_words_on_the_other_generation: [VECTORS],
    legacy_import_gives_exactly_the_registers_of_the_published_configurations: [VECTORS],
    a_published_float_encoder_is_rounded_and_transposed: [MODELS],
    own_sets_cover_every_algorithm_generation_and_layout: [],
    own_sets_are_made_again_byte_for_byte: [],
    the_default_encoder_is_that_of_its_run: [],
    the_hashes_of_an_earlier_run_hold: [],
    a_set_whose_files_were_changed_is_refused: [],
    a_changed_option_in_the_manifest_is_refused: [],
    one_wrong_bit_is_found_in_every_set: [],
}

/// Configurations in the part of the real vectors that this project is developed with.
const REAL_PAIRS: usize = 30;

fn every_real_vector_is_equal_on_every_row() {
    let root = vectors();
    let (cases, unclaimed) = verify::find(&root).unwrap();
    assert!(unclaimed.is_empty(), "{unclaimed:?}");
    assert!(cases.len() >= REAL_PAIRS, "only {} configurations", cases.len());
    for case in cases {
        let line = verify::verify(&case, &Options::default(), ComputedBy::Fastest, |_| ());
        assert!(matches!(line.outcome, GoldenOutcome::Equal), "{line:?}");
        assert_eq!((line.rows_equal, line.rows), (3564, 3564), "{}", case.config.display());
    }
}

/// Each instruction set of this machine and the scalar model, in batches of sizes that fit no block.
fn every_instruction_set_gives_the_real_vectors() {
    let root = vectors();
    let options = Options::default();
    for case in verify::find(&root).unwrap().0 {
        let config = read_config(&case.config, &options.network).unwrap().without_warnings();
        let read_input = VectorReader::<InputWords>::open(&verify::input_of(&case.config).unwrap());
        let input = read_input.and_then(VectorReader::read_all).unwrap();
        let read_output = VectorReader::<OutputWords>::open(case.output.as_ref().unwrap());
        let expected = read_output.and_then(VectorReader::read_all).unwrap();
        assert!(expected.len() > 3000 && input.len() >= expected.len());
        for set in InstructionSet::available().map(Some).chain([None]) {
            let mut chip = BatchChip::new(&config, &options).and_then(|chip| chip.with(set)).unwrap();
            let (mut at, mut got) = (0, vec![[1; 13]; expected.len()]);
            for size in [1, 31, 33, 95, 97, 260, 0, 2000].into_iter().cycle() {
                let to = (at + size).min(got.len());
                chip.run(&input[at..to], &mut got[at..to]);
                at = to;
                if at == got.len() {
                    break;
                }
            }
            assert!(got == expected, "{set:?} {}", case.config.display());
        }
    }
}

/// The settings of every real configuration give the same output words after a conversion to the
/// other generation. What differs by design is pinned down: the generations send the address bitmap
/// from opposite ends, so the converted chip runs with the bitmap order of the original.
fn real_configurations_give_the_same_words_on_the_other_generation() {
    let root = vectors();
    let options = Options::default();
    for case in verify::find(&root).unwrap().0 {
        let config = read_config(&case.config, &options.network).unwrap().without_warnings();
        let other = match config.generation {
            Generation::P1 => Dialect::C,
            Generation::Prod => Dialect::B,
        };
        let text = write_config(&config, other, &options.network).unwrap();
        let converted = parse_config(&text, Path::new("converted.yaml"), &options.network).unwrap().without_warnings();
        assert_ne!(converted.generation, config.generation);
        let same_bitmap = Options { bitmap_order: Some(config.generation.into()), ..options.clone() };
        let mut chips = [Chip::new(&config, &options).unwrap(), Chip::new(&converted, &same_bitmap).unwrap()];
        let mut input = VectorReader::open(&verify::input_of(&case.config).unwrap()).unwrap();
        for _ in 0..400 {
            let words = input.read().unwrap().unwrap();
            let [original, other] = chips.each_mut().map(|chip| chip.step(&words, &mut NoTrace));
            assert_eq!(original, other, "{}", case.config.display());
        }
    }
}

/// The two public encoder files went into their registers through the old converter: floored, and
/// the dense matrix not transposed.
fn legacy_import_gives_exactly_the_registers_of_the_published_configurations() {
    let root = vectors();
    let network = Options::default().network;
    for name in ["AE", "AE_powertest"] {
        let directory = root.join("mcDataset").join(name);
        let config = read_config(&directory.join("init.yaml"), &network).unwrap().without_warnings();
        let hdf5 = directory.join("encoder.hdf5");
        let legacy = keras::read::import(&hdf5, &network, &ImportMode::Legacy.into()).unwrap().parameters;
        assert_eq!(Some(&legacy), config.weights.as_ref(), "{name}");
        let nearest = keras::read::import(&hdf5, &network, &ImportOptions::default()).unwrap().parameters;
        assert_ne!(nearest, legacy, "{name}: the default import transposes");
    }
}

/// A published float encoder: rounded and transposed by default, floored and not transposed as the
/// old converter did; the two differ by at most one step where they hold the same weight.
fn a_published_float_encoder_is_rounded_and_transposed() {
    let path = common::models().join("chip-8x8/encoder.hdf5");
    let network = Options::default().network;
    let [ours, old] = [ImportMode::Nearest, ImportMode::Legacy]
        .map(|mode| keras::read::import(&path, &network, &mode.into()).unwrap());
    let [ours_dense, old_dense] =
        [&ours, &old].map(|import| import.parameters.integers(EncoderTensor::DenseKernel.id()));
    for output in 0..16 {
        for input in 0..128 {
            let difference = ours_dense[128 * output + input] - old_dense[16 * input + output];
            assert!((0..=1).contains(&difference), "output {output}, input {input}");
        }
    }
    assert!(ours.clipped > 0 && ours.max_error > 1.0 / 64.0);
}

fn own_sets_cover_every_algorithm_generation_and_layout() {
    let mut seen = std::collections::BTreeSet::new();
    for set in own_sets() {
        let manifest = Manifest::read_and_check(&set).unwrap();
        seen.insert(format!("{} {}", manifest.algorithm, manifest.generation));
        if manifest.algorithm == "AE" {
            seen.insert(format!("{:?} {}", manifest.options.ae_layout, manifest.options.network.name()));
        }
        let config = read_config(&set.join("init.yaml"), &manifest.options.network).unwrap();
        seen.insert(format!("dialect {:?}", config.dialect));
        if manifest.algorithm == "STC" {
            seen.insert(format!("STC type {}", config.config().stc_type.register()));
        }
    }
    for algorithm in ["TS", "STC", "BC", "RPT", "AE"] {
        for generation in ["P1", "Prod"] {
            assert!(seen.contains(&format!("{algorithm} {generation}")), "{algorithm} {generation} is not covered");
        }
    }
    for other in
        ["Chip chip-8x8", "Design chip-8x8", "Chip cmssw-4x4x3", "Chip pooling", "dialect A", "dialect B", "dialect C"]
    {
        assert!(seen.contains(other), "{other} is not covered");
    }
    for kind in 0..5 {
        assert!(seen.contains(&format!("STC type {kind}")), "STC type {kind} is not covered");
    }
}

fn own_sets_are_made_again_byte_for_byte() {
    for set in own_sets() {
        let scratch = tempfile::tempdir().unwrap();
        let again = scratch.path().join("set");
        regenerate(&set, &again, |_| ()).unwrap();
        let (old, new) = (files_below(&set), files_below(&again));
        assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>(), "{}", set.display());
        for (name, bytes) in &old {
            assert!(
                bytes == &new[name],
                "{} differs: run 'econ-emu golden regenerate' if that is meant",
                set.join(name).display()
            );
        }
    }
}

/// The default encoder is what its run left behind: every file has the hash that the run wrote, and
/// the golden set has the run's weights.
fn the_default_encoder_is_that_of_its_run() {
    let run = default_run();
    let record: serde_json::Value = serde_json::from_slice(&std::fs::read(run.join("run.json")).unwrap()).unwrap();
    let files = record["files"].as_array().unwrap();
    assert!(files.len() >= 7);
    for file in files {
        let name = file["path"].as_str().unwrap();
        assert_eq!(hash::of_file(&run.join(name)).unwrap(), file["sha256"].as_str().unwrap(), "{name}");
    }
    let (network, weights) = of_its_hashes(&run);
    let set = read_config(&run.join("golden/init.yaml"), &network).unwrap().without_warnings();
    assert_eq!(set.weights.unwrap(), weights);
}

/// A run of an earlier version was made when descriptions had the first form; its hashes hold.
fn the_hashes_of_an_earlier_run_hold() {
    let run = earlier_run();
    let text = std::fs::read_to_string(run.join("network.yaml")).unwrap();
    assert!(!text.contains("format: 2"), "{text}");
    of_its_hashes(&run);
}

/// Network and weights of a run, whose hashes are those that it wrote.
fn of_its_hashes(run: &Path) -> (AeBlock, Weights) {
    let record: serde_json::Value = serde_json::from_slice(&std::fs::read(run.join("run.json")).unwrap()).unwrap();
    let text = std::fs::read_to_string(run.join("network.yaml")).unwrap();
    let network = AeBlock::from_yaml(&text, &run.join("network.yaml")).unwrap();
    let options = std::fs::read_to_string(run.join("train.yaml")).unwrap();
    let design = hash::of_bytes(network.hash_text().unwrap() + &options);
    assert_eq!(design, record["design_sha256"].as_str().unwrap());
    let weights = read_config(&run.join("init.yaml"), &network).unwrap().without_warnings().weights.unwrap();
    assert_eq!(
        hash::of_bytes(image::to_bytes(&network, &weights).unwrap()),
        record["weights_sha256"].as_str().unwrap()
    );
    (network, weights)
}

fn copy_of(set: &Path) -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    for (name, bytes) in files_below(set) {
        let path = scratch.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    scratch
}

fn a_set_whose_files_were_changed_is_refused() {
    for changed in ["init.yaml", "testInput.csv", "testOutput.csv", "stages/04_calibrate.csv"] {
        let copy = copy_of(&own_sets()[0]);
        let path = copy.path().join(changed);
        let mut bytes = std::fs::read(&path).unwrap();
        let last = bytes.iter().rposition(|byte| byte.is_ascii_digit()).unwrap();
        bytes[last] = if bytes[last] == b'0' { b'1' } else { b'0' };
        std::fs::write(&path, bytes).unwrap();
        let output = econ_emu().args(["verify", "--golden"]).arg(copy.path()).assert().code(2);
        let text = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert!(text.contains("hash") && text.contains(changed), "{text}");
    }
    let copy = copy_of(&own_sets()[0]);
    std::fs::remove_file(copy.path().join("stages/04_calibrate.csv")).unwrap();
    econ_emu().args(["verify", "--golden"]).arg(copy.path()).assert().code(2);
}

fn a_changed_option_in_the_manifest_is_refused() {
    let copy = copy_of(own_sets().iter().find(|set| set.ends_with("stc_type4_prod_lowest_tie")).unwrap());
    let path = copy.path().join("manifest.json");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("\"lowest\""));
    std::fs::write(&path, text.replace("\"lowest\"", "\"highest\"")).unwrap();
    let output = econ_emu().args(["verify", "--golden"]).arg(copy.path()).assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stdout).contains("design"));
}

/// Without its manifest a set is compared like any other directory, and one wrong bit is found and
/// named, whatever the algorithm.
fn one_wrong_bit_is_found_in_every_set() {
    for set in own_sets() {
        let manifest = Manifest::read_and_check(&set).unwrap();
        let copy = copy_of(&set);
        std::fs::remove_file(copy.path().join("manifest.json")).unwrap();
        let path = copy.path().join("testOutput.csv");
        let mut lines: Vec<String> = std::fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
        let row = lines.len() / 2;
        let first = u32::from_str_radix(&lines[row][..8], 16).unwrap();
        lines[row].replace_range(..8, &format!("{:08x}", first ^ 1 << 27));
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
        let root = copy.path().to_owned();
        let case = verify::GoldenCase { config: root.join("init.yaml"), root, output: Some(path) };
        let line = verify::verify(&case, &manifest.options, ComputedBy::Fastest, |_| ());
        let GoldenOutcome::Different(difference) = &line.outcome else { panic!("{}: {line:?}", set.display()) };
        assert_eq!((line.rows - line.rows_equal, difference.rows_different), (1, 1), "{}", set.display());
        let found = difference.first.as_ref().unwrap();
        assert_eq!((found.row, found.link, found.bit), (row as u64 - 1, 0, 27), "{}: {found:?}", set.display());
    }
}
