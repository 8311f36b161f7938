//! The Verilog of exports in real simulators, by its own Makefile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::export::{
    ODD_MASK, SAMPLES, autoencoders, design, make, parallel, samples_and_links, simulate, small, vector_set,
    weight_sets, write,
};
use common::vectors;
use econ_emu::chip::Options;
use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::golden::random;
use econ_emu::golden::verify::GoldenCase;
use econ_emu::hwgen::check::{self, CheckOutcome};
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls;
use econ_emu::hwgen::vectors::{self as golden, VectorSet};
use econ_emu::network::AeBlock;
use econ_emu::nn::Weights;
use econ_emu::registers::KeepMask;

common::tests! {
    frozen_designs_match_on_every_sample: [VERILATOR, ICARUS],
    the_reloadable_chip_matches_on_every_sample: [VERILATOR],
    the_reloadable_chip_matches_real_configurations: [VERILATOR, VECTORS],
    reloadable_designs_match_with_all_layouts_and_links: [VERILATOR, ICARUS],
    a_real_configuration_matches_on_every_row: [VERILATOR, ICARUS, VECTORS],
    every_choice_of_pipeline_registers_gives_the_same_words: [VERILATOR, ICARUS],
    sums_with_carry_chains_match_on_every_sample: [VERILATOR, ICARUS],
    designs_are_synthesized_without_a_warning: [VERILATOR, YOSYS],
}

/// Samples for Icarus Verilog, which interprets.
const FEW: usize = 24;

fn files_of(design: &Valid, weights: &Weights, samples: usize) -> Vec<(String, String)> {
    let set = vector_set(design, weights, samples, 7);
    export::render(design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap()
}

/// Builds the testbench with Verilator; what it says if it fails. Warnings are failures.
fn verilate(directory: &Path) -> Result<PathBuf, String> {
    verilate_with(directory, "PARAMETERS=")
}

/// The same with a variable of the makefile.
fn verilate_with(directory: &Path, variable: &str) -> Result<PathBuf, String> {
    make(directory, &directory.join("build"), "verilator/simulation", variable)
}

/// Compiles the testbench with Icarus Verilog. Warnings are failures.
fn icarus(directory: &Path) -> Result<PathBuf, String> {
    make(directory, &directory.join("build"), "testbench.vvp", "PARAMETERS=")
}

fn must_pass(label: &str, program: &Path, golden: &Path, samples: Option<usize>) {
    let (code, said) = simulate(program, golden, samples);
    let pass = format!("PASS: {} frames, every field right", samples.unwrap_or(SAMPLES));
    assert!(code == Some(0) && said.lines().next() == Some(&pass), "{label}: {code:?} {said:.400}");
}

/// Constant weights: every set is another design; layouts and links in turn.
fn frozen_designs_match_on_every_sample() {
    let chip = AeBlock::chip_8x8();
    let mut jobs: Vec<_> = weight_sets(&chip)
        .into_iter()
        .zip(samples_and_links().into_iter().cycle())
        .map(|(set, (ae, links))| (chip.clone(), set, ae, links))
        .collect();
    let cmssw = AeBlock::cmssw_4x4x3();
    let set = ("random 9".to_owned(), random::weights(&cmssw, 9));
    jobs.push((cmssw, set, AeLayout::Design, 3));
    parallel(&jobs, |(network, (name, weights), ae, links)| {
        let dir = tempfile::tempdir().unwrap();
        let design = design(network, Some(weights), *ae, *links, ODD_MASK);
        write(dir.path(), &files_of(&design, weights, SAMPLES));
        let label = format!("{} {ae:?} {links} links, {name}", network.name());
        let golden = dir.path().join("golden");
        must_pass(&label, &verilate(dir.path()).unwrap_or_else(|said| panic!("{label}: {said}")), &golden, None);
        must_pass(&label, &icarus(dir.path()).unwrap_or_else(|said| panic!("{label}: {said}")), &golden, Some(FEW));
    });
    println!("frozen: {} designs, {SAMPLES} samples each in Verilator, {FEW} in Icarus Verilog", jobs.len());
}

/// Runs samples with their weights on the chip's network with weights from registers, which is compiled once for
/// all tests.
fn run_on_reloadable_chip(runs: &[(String, Weights, Vec<golden::TestInput>)]) {
    static SIMULATION: LazyLock<PathBuf> = LazyLock::new(|| {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reloadable_chip");
        if directory.exists() {
            std::fs::remove_dir_all(&directory).unwrap();
        }
        write(&directory, &files_of(&reloadable_chip(), &random::weights(&AeBlock::chip_8x8(), 1), 1));
        verilate_with(&directory, "JOBS=0").unwrap()
    });
    let design = reloadable_chip();
    parallel(runs, |(name, weights, samples)| {
        let own = tempfile::tempdir().unwrap();
        let set = VectorSet::new(&design, weights, samples).unwrap();
        write(own.path(), &export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap());
        must_pass(name, &SIMULATION, &own.path().join("golden"), None);
    });
    println!("reloadable: {} sets of weights, {SAMPLES} samples each in Verilator", runs.len());
}

fn reloadable_chip() -> Valid {
    design(&AeBlock::chip_8x8(), None, AeLayout::Chip, 5, KeepMask::ALL)
}

/// Weights from registers: one compilation of the chip's network runs all weights.
fn the_reloadable_chip_matches_on_every_sample() {
    let network = AeBlock::chip_8x8();
    let design = reloadable_chip();
    let samples = |weights: &Weights| golden::builtin(design.block(), weights, SAMPLES, 7);
    let sets = weight_sets(&network).into_iter();
    let runs: Vec<_> = sets.map(|(name, weights)| (name, weights.clone(), samples(&weights))).collect();
    run_on_reloadable_chip(&runs);
}

/// The same with the weights of the real configurations and the charges of the emulator's trace.
fn the_reloadable_chip_matches_real_configurations() {
    let options = Options::default();
    let mut runs: Vec<(String, Weights, Vec<golden::TestInput>)> = Vec::new();
    for (config, case) in autoencoders(&vectors()) {
        let weights = config.weights.clone().unwrap();
        if runs.iter().all(|(_, other, _)| *other != weights) {
            let own = Design::of_chip("econ_t_ae", &config, &options, false).unwrap().validate().unwrap();
            let samples = golden::of_golden_set(&own, &case, &config, &options, None).unwrap();
            assert_eq!(samples.len(), SAMPLES);
            runs.push((case.config.display().to_string(), weights, samples));
        }
    }
    run_on_reloadable_chip(&runs);
}

/// Weights from registers in every layout with every number of links, with a small network.
fn reloadable_designs_match_with_all_layouts_and_links() {
    let network = small();
    let sets = weight_sets(&network);
    parallel(&samples_and_links(), |&(ae, links)| {
        let dir = tempfile::tempdir().unwrap();
        let design = design(&network, None, ae, links, ODD_MASK);
        let golden = dir.path().join("golden");
        write(dir.path(), &files_of(&design, &sets[0].1, SAMPLES));
        // So small a design is built faster as a whole than lane by lane.
        let verilated = verilate_with(dir.path(), "HIERARCHY=").unwrap();
        let interpreted = icarus(dir.path()).unwrap();
        for (name, weights) in &sets {
            let label = format!("{ae:?} {links} links, {name}");
            write(dir.path(), &files_of(&design, weights, SAMPLES));
            must_pass(&label, &verilated, &golden, None);
        }
        must_pass("the last set in Icarus Verilog", &interpreted, &golden, Some(FEW));
    });
    println!("reloadable, small: 8 designs, {} sets of weights, {SAMPLES} samples each", sets.len());
}

/// A real configuration with its weights as constants, its links and its mask.
fn a_real_configuration_matches_on_every_row() {
    let options = Options::default();
    let is_power_test = |case: &GoldenCase| case.config.to_string_lossy().contains("AE_powertest");
    let (config, case) = autoencoders(&vectors()).into_iter().find(|(_, case)| is_power_test(case)).unwrap();
    let design = Design::of_chip("econ_t_ae", &config, &options, false).unwrap().validate().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let inputs = golden::of_golden_set(&design, &case, &config, &options, None).unwrap();
    assert_eq!(inputs.len(), SAMPLES);
    let set = VectorSet::new(&design, design.frozen().unwrap(), &inputs).unwrap();
    write(dir.path(), &export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap());
    must_pass("AE_powertest", &verilate(dir.path()).unwrap(), &dir.path().join("golden"), None);
}

/// Latency is a parameter: any of the four pipeline registers can be left out.
fn every_choice_of_pipeline_registers_gives_the_same_words() {
    let network = small();
    let weights = random::weights(&network, 5);
    let dir = tempfile::tempdir().unwrap();
    let design = design(&network, Some(&weights), AeLayout::Chip, 5, KeepMask::ALL);
    write(dir.path(), &files_of(&design, &weights, FEW));
    let choices: Vec<u8> = (0..16).collect();
    parallel(&choices, |choice| {
        let cuts = ["CUT_CONVERTER", "CUT_CONV", "CUT_DENSE", "CUT_FORMAT"];
        let cuts = cuts.iter().enumerate().map(|(bit, cut)| format!("{cut}={}", choice >> bit & 1));
        let (build, cuts) = (dir.path().join(choice.to_string()), cuts.collect::<Vec<_>>().join(" "));
        let program = make(dir.path(), &build, "testbench.vvp", &format!("PARAMETERS={cuts}")).unwrap();
        must_pass(&format!("registers {choice:04b}"), &program, &dir.path().join("golden"), Some(FEW));
    });
}

/// The sums that FPGAs get are others, and their values the same: both weight modes, both networks,
/// in both simulators.
fn sums_with_carry_chains_match_on_every_sample() {
    let mut jobs = Vec::new();
    for network in [small(), AeBlock::cmssw_4x4x3()] {
        for (_, weights) in weight_sets(&network).into_iter().skip(2).take(3) {
            jobs.push((design(&network, Some(&weights), AeLayout::Chip, 4, KeepMask::ALL), weights));
        }
    }
    let weights = random::weights(&small(), 8);
    jobs.push((design(&small(), None, AeLayout::Chip, 5, KeepMask::ALL), weights));
    parallel(&jobs, |(design, weights)| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &files_of(design, weights, SAMPLES));
        for (program, samples) in [("testbench.vvp", Some(FEW)), ("verilator/simulation", None)] {
            let built = make(dir.path(), &dir.path().join("build"), program, "DEFINES=CARRY_CHAINS").unwrap();
            must_pass("carry chains", &built, &dir.path().join("golden"), samples);
        }
    });
}

/// Synthesis, and the linter without the testbench, both weight modes of both networks.
fn designs_are_synthesized_without_a_warning() {
    let mut jobs = Vec::new();
    for network in [small(), AeBlock::cmssw_4x4x3()] {
        let weights = random::weights(&network, 6);
        jobs.push((design(&network, Some(&weights), AeLayout::Chip, 4, KeepMask::ALL), network));
    }
    jobs.push((design(&small(), None, AeLayout::Design, 3, KeepMask::ALL), small()));
    parallel(&jobs, |(design, network)| {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &files_of(design, &random::weights(network, 6), 1));
        for check in check::all().iter().filter(|check| ["Verilator, lint", "Yosys"].contains(&check.tool().as_str())) {
            let outcome = check.run(dir.path(), dir.path(), 1).unwrap();
            assert!(matches!(outcome, CheckOutcome::Passed(_)), "{}, {}: {outcome:?}", network.name(), check.tool());
        }
    });
}
