//! Hardware that survives upsets: exports with triplicated registers in every tool, and upsets of all flip-flops of
//! small blocks in Verilator, with the emulator as oracle.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use common::econ_emu;
use common::export::{parallel, vector_set, write};
use econ_emu::chip::Options;
use econ_emu::golden::random;
use econ_emu::hwgen::check::{self, CheckOutcome};
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::protection::Protection;
use econ_emu::hwgen::verilog::triplicated;
use econ_emu::hwgen::{hls, proved, report};
use econ_emu::network::{AeBlock, FirstForm};
use econ_emu::nn::Weights;
use econ_emu::radiation::bits::WeightBit;
use econ_emu::radiation::campaign::{
    self, ExportedBlock, FlipFlop, PlannedUpset, UpsetOutcome, UpsetResult, UpsetSimulation,
};
use econ_emu::radiation::protect::{FORMAT, ProtectedBits};
use econ_emu::radiation::summary::encoder_hash;
use econ_emu::registers::{Algorithm, ChipConfig, Dialect, Generation, write_config};
use serde_json::Value;

common::tests! {
    protected_exports_pass_every_tool: [VERILATOR, ICARUS, YOSYS],
    banks_as_large_as_those_of_the_chip_pass_the_linter: [VERILATOR],
    without_protection_nothing_is_written_for_it: [],
    copies_stay_apart_in_synthesis_and_merged_ones_are_noticed: [YOSYS],
    upsets_without_protection_give_the_words_of_the_emulator: [VERILATOR],
    upsets_of_triplicated_flip_flops_are_corrected: [VERILATOR],
    the_command_protects_the_bits_of_a_file: [],
    what_cannot_be_protected_or_upset_is_said: [],
}

/// Frames of a campaign.
const FRAMES: usize = 16;

/// A network of one filter at four places: few products, and every kind of register.
fn tiny() -> AeBlock {
    let mut form = FirstForm { name: "tiny".to_owned(), ..FirstForm::chip_8x8() };
    (form.conv.filters, form.conv.stride) = (1, 4);
    form.block().unwrap()
}

fn weights() -> Weights {
    random::weights(&tiny(), 4)
}

fn design(reloadable: bool, protection: Protection) -> Valid {
    let chip = ChipConfig::reset(Generation::Prod);
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links: 3, weights: Some(weights()), ..chip };
    let options = Options { network: tiny(), ..Options::default() };
    let design = Design::of_chip("econ_t_ae", &config, &options, reloadable).unwrap();
    Design { protection, ..design }.validate().unwrap()
}

fn files_of(design: &Valid) -> Vec<(String, String)> {
    let set = vector_set(design, &weights(), FRAMES, 3);
    export::render(design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap()
}

/// Bits of the weights here and there, the last one too.
fn some_bits() -> BTreeSet<usize> {
    let all = tiny().typed().weight_bits();
    (0..all).step_by(17).chain(60..66).chain([all - 1]).collect()
}

/// Designs with every protection, with constant weights and with weights from registers.
fn protected() -> Vec<Valid> {
    vec![
        design(true, Protection::Full),
        design(true, Protection::Bits(some_bits())),
        design(false, Protection::Full),
        design(true, Protection::Registers),
        design(true, Protection::Weights),
    ]
}

fn protected_exports_pass_every_tool() {
    // What the last two consist of is in the others.
    parallel(&protected()[..3], |design| {
        let scratch = tempfile::tempdir().unwrap();
        let files = files_of(design);
        write(scratch.path(), &files);
        let what = design.protection().words().unwrap();
        for check in
            check::all().iter().filter(|check| check.target() == Target::Verilog && check.tool() != "Verilator")
        {
            let outcome = check.run(scratch.path(), scratch.path(), FRAMES).unwrap();
            assert!(matches!(outcome, CheckOutcome::Passed(_)), "{what}, {}: {outcome:?}", check.tool());
        }
        for (name, text) in files.iter().filter(|(name, _)| name.starts_with("verilog/")) {
            let bad = text.lines().find(|line| line.len() > 100 || *line != line.trim_end());
            assert_eq!(bad, None, "{what}: {name}");
        }
        assert!(files.iter().all(|(_, text)| !text.contains("DONT_TOUCH") || text.contains("register_copy")));
        let head = &files.iter().find(|(name, _)| name == "verilog/triplicated.v").unwrap().1;
        assert!(head.contains(&what) && head.contains("Triplicated: "), "{head:.600}");
        // A proof would have to say that they survive.
        let said = proved::of_export(design, &files).unwrap_err().to_string();
        assert!(said.contains("triplicated registers cannot be proved") && said.contains(&what), "{said}");
        // Nor does the prover take the sources for those of the design without protection.
        let plain = self::design(design.frozen().is_none(), Protection::None);
        assert!(proved::of_export(&plain, &files).is_err(), "{what}");
    });
}

/// Verilator warns of constants that are repeated more than 8,192 times; the chip's largest bank has 12,288 bits.
fn banks_as_large_as_those_of_the_chip_pass_the_linter() {
    let scratch = tempfile::tempdir().unwrap();
    write(scratch.path(), &files_of(&design(true, Protection::Full)));
    let output = Command::new("verilator")
        .current_dir(scratch.path().join("verilog"))
        .args(["--lint-only", "-Wall", "--top-module", "weight_bank", "-GCOUNT=2048", "-GBITS=6", "-GADDRESS_BITS=12"])
        .args(["-GVOTERS=3", "primitives.v", "triplicated.v"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said:.600}");
}

fn without_protection_nothing_is_written_for_it() {
    for reloadable in [false, true] {
        for (name, text) in files_of(&design(reloadable, Protection::None)) {
            let mentions =
                ["triplicated", "register_copy", "TRIPLE", "majority"].iter().find(|word| text.contains(**word));
            assert_eq!(mentions, None, "{name}");
        }
    }
    let hashes: BTreeSet<String> = protected().iter().map(|design| design.design_hash().to_owned()).collect();
    assert_eq!(hashes.len(), 5, "another protection is another design");
}

/// The statistics of gates that Yosys makes of an export with its own script, after a change of the script.
fn gates(design: &Valid, change: impl Fn(&str) -> String) -> String {
    let scratch = tempfile::tempdir().unwrap();
    write(scratch.path(), &files_of(design));
    let directory = scratch.path().join("report");
    let script = std::fs::read_to_string(directory.join("gates.ys")).unwrap();
    // Registers without the logic between them are quick to synthesize.
    let registers = script.replacen("\nproc\n", "\nproc\nblackbox converter conv dense formatter\n", 1);
    assert_ne!(registers, script);
    std::fs::write(directory.join("gates.ys"), change(&registers) + "\ntee -o found.stat stat\n").unwrap();
    let output = Command::new("yosys").current_dir(&directory).args(["-q", "-s", "gates.ys"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(directory.join("found.stat")).unwrap()
}

fn copies_stay_apart_in_synthesis_and_merged_ones_are_noticed() {
    let design = design(false, Protection::Registers);
    let bits = triplicated::bits(&design) as u64;
    let file = Path::new("found.stat");
    let found = report::copies(&design, &gates(&design, str::to_owned), file).unwrap().unwrap();
    assert_eq!((found.bits, found.copies), (bits, 3 * bits));
    let merged = gates(&design, |script| script.replace(" *register_copy* *majority*", ""));
    let said = report::copies(&design, &merged, file).unwrap_err().to_string();
    assert!(said.contains("merged or lost") && said.contains(&format!("{}: three", 3 * bits)), "{said}");
}

/// The link words of all frames with other weights, by the emulator.
fn words_with(design: &Valid, weights: &Weights) -> Vec<Vec<u32>> {
    let set = vector_set(design, weights, FRAMES, 3);
    let files = set.files(design);
    let text = &files.iter().find(|(name, _)| name == "links.hex").unwrap().1;
    let digits = text.lines().skip(1).flat_map(str::split_whitespace);
    let words: Vec<u32> = digits.map(|word| u32::from_str_radix(word, 16).unwrap()).collect();
    words.chunks(design.links().into()).map(<[u32]>::to_vec).collect()
}

fn built(design: &Valid, directory: &Path) -> (ExportedBlock, UpsetSimulation) {
    write(directory, &files_of(design));
    let block = ExportedBlock::read(directory).unwrap();
    let simulation = UpsetSimulation::new(&block, false).unwrap();
    (block, simulation)
}

fn counts(results: &[UpsetResult]) -> BTreeMap<UpsetOutcome, usize> {
    results.iter().fold(BTreeMap::new(), |mut counts, result| {
        *counts.entry(result.outcome).or_default() += 1;
        counts
    })
}

/// The flip-flop that holds a bit of the weights, in a block whose weights have one copy.
fn holder(flip_flops: &[FlipFlop], block: &AeBlock, bit: &WeightBit) -> usize {
    let name = format!(".{}_bank.bank", block.typed().tensor(bit.tensor).name);
    let place = bit.index as u32 * bit.width + bit.bit;
    flip_flops.iter().position(|own| own.name.ends_with(&name) && own.bit == place).unwrap()
}

fn upsets_without_protection_give_the_words_of_the_emulator() {
    let design = design(true, Protection::None);
    let scratch = tempfile::tempdir().unwrap();
    let (block, simulation) = built(&design, scratch.path());
    let upsets = campaign::plan(simulation.flip_flops.len(), FRAMES, None, 1);
    let results = campaign::run(&block, &simulation, FRAMES, &upsets).unwrap();
    let counts = counts(&results);
    assert!(counts[&UpsetOutcome::Wrong] > 200 && counts[&UpsetOutcome::Masked] > 50, "{counts:?}");
    assert!(!counts.contains_key(&UpsetOutcome::Corrected));
    assert!(simulation.flip_flops.iter().all(|own| !own.is_copy()));
    // All of them: weights, the registers of the pipeline with their valid bits, and what is read back.
    let unprotected = self::design(true, Protection::Full);
    assert_eq!(simulation.flip_flops.len(), triplicated::bits(&unprotected));
    let again = campaign::run(&block, &simulation, FRAMES, &upsets[..40]).unwrap();
    assert!(
        again
            .iter()
            .zip(&results)
            .all(|(again, first)| (again.outcome, &again.frames) == (first.outcome, &first.frames))
    );

    // A weight that is upset before the first frame: every frame has the words of the emulator with that weight.
    let (network, weights) = (tiny(), weights());
    let all = WeightBit::all(&network);
    let chosen: Vec<&WeightBit> = all.iter().step_by(all.len() / 60).collect();
    assert!(chosen.len() >= 50);
    let flips: Vec<PlannedUpset> = (chosen.iter())
        .map(|bit| PlannedUpset { flip_flop: holder(&simulation.flip_flops, &network, bit), clock: 0 })
        .collect();
    let before = words_with(&design, &weights);
    let mut changed = 0;
    for (bit, result) in chosen.iter().zip(campaign::run(&block, &simulation, FRAMES, &flips).unwrap()) {
        let mut tensors = weights.integer_tensors();
        tensors[bit.tensor.0][bit.index] = bit.flipped(&network, &weights).value;
        let flipped = Weights::of_integers(network.typed(), tensors).unwrap();
        let mut words = before.clone();
        for (frame, own) in result.frames {
            words[frame] = own.unwrap();
        }
        assert_eq!(words, words_with(&design, &flipped), "{bit:?}");
        assert_eq!(result.restored_after, None);
        changed += usize::from(words != before);
    }
    assert!(changed > 10, "{changed} of {} flips changed words", chosen.len());
}

fn upsets_of_triplicated_flip_flops_are_corrected() {
    let design = design(true, Protection::Full);
    let scratch = tempfile::tempdir().unwrap();
    write(scratch.path(), &files_of(&design));
    let run =
        || econ_emu().current_dir(scratch.path()).args(["seu", "campaign", ".", "--frames", "16", "--json"]).assert();
    let printed: Value = serde_json::from_slice(&run().success().get_output().stdout).unwrap();
    let copies = 3 * triplicated::bits(&design);
    assert_eq!((&printed["flip_flops"], &printed["triplicated_flip_flops"]), (&copies.into(), &copies.into()));
    assert_eq!((&printed["upsets"], &printed["corrected"]), (&copies.into(), &copies.into()));
    for none in ["masked", "wrong", "hang", "lasting", "not_corrected"] {
        assert_eq!(printed[none], 0, "{none}");
    }
    assert!(printed["parts"].as_array().unwrap().iter().any(|part| part["part"] == "cut_format"));
}

fn the_command_protects_the_bits_of_a_file() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let config = ChipConfig {
        algorithm: Algorithm::Autoencoder,
        links: 3,
        weights: Some(weights()),
        ..ChipConfig::reset(Generation::Prod)
    };
    std::fs::write(at("init.yaml"), write_config(&config, Dialect::C, &tiny()).unwrap()).unwrap();
    std::fs::write(at("network.yaml"), tiny().to_yaml().unwrap()).unwrap();
    let all = WeightBit::all(&tiny());
    let bits = ProtectedBits {
        format: FORMAT,
        network: "tiny".to_owned(),
        hash: encoder_hash(&tiny(), &weights()).unwrap(),
        bits: some_bits().into_iter().rev().map(|place| all[place].into()).collect(),
    };
    std::fs::write(at("bits.json"), bits.to_json().unwrap()).unwrap();
    let export = |protect: &str, out: &str| {
        let mut command = econ_emu();
        command.current_dir(scratch.path()).args(["export-hls", "--config", "init.yaml", "--network", "network.yaml"]);
        command.args(["--target", "verilog", "--reloadable", "--samples", "4", "--protect", protect, "--out", out]);
        command.assert()
    };
    export("bits.json", "hw").success();
    let text = std::fs::read_to_string(at("hw/verilog/triplicated.v")).unwrap();
    let own = design(true, Protection::Bits(some_bits()));
    assert!(text.contains(own.design_hash()), "{text:.400}");
    export("none", "plain").success();
    assert!(!at("plain/verilog/triplicated.v").exists());

    // Weights that the bits were not chosen for.
    let other = ChipConfig { weights: Some(random::weights(&tiny(), 5)), ..config };
    std::fs::write(at("init.yaml"), write_config(&other, Dialect::C, &tiny()).unwrap()).unwrap();
    let said = String::from_utf8(export("bits.json", "other").code(2).get_output().stderr.clone()).unwrap();
    assert!(said.contains("bits.json: hash: ") && !at("other").exists(), "{said}");
}

fn what_cannot_be_protected_or_upset_is_said() {
    let scratch = tempfile::tempdir().unwrap();
    let fault = |arguments: &[&str]| {
        let output = econ_emu().current_dir(scratch.path()).args(arguments).assert().code(2);
        String::from_utf8(output.get_output().stderr.clone()).unwrap()
    };
    let export = |arguments: &[&str]| fault(&[&["export-hls", "--out", "hw"], arguments].concat());
    let verilog = ["--target", "verilog", "--protect"];
    assert!(export(&[&verilog[..], &["weights"]].concat()).contains("give --reloadable"));
    assert!(export(&[&verilog[..], &["flip-flops"]].concat()).contains("none, registers, weights, full, or a file"));
    assert!(export(&["--protect", "full"]).contains("--target verilog"));
    assert!(export(&[&verilog[..], &["full", "--prove"]].concat()).contains("cannot be proved"));
    std::fs::write(scratch.path().join("bits.json"), "{}").unwrap();
    let nothing = export(&[&verilog[..], &["bits.json", "--reloadable"]].concat());
    assert!(nothing.contains("bits.json") && nothing.contains("there are none"), "{nothing}");
    assert!(fault(&["seu", "campaign", "none"]).contains("export-hls --target verilog"));
    assert!(fault(&["seu", "campaign", ".", "--frames", "7"]).contains("--frames"));

    // An export that was changed after it was made.
    let files = files_of(&design(true, Protection::None));
    for (name, from, to, said) in [
        ("verilog/Makefile", "TOP = ", "TIP = ", "TOP"),
        ("verilog/Makefile", "SOURCES = ", "SOURCES = ../", "not the name of a source"),
        ("verilog/Makefile", "SOURCES = ", "SOURCES = other.v ", "other.v"),
        ("golden/links.hex", "frames", "fromes", "links.hex:1"),
        ("golden/links.hex", "// links 16", "// links 15", "more or fewer"),
        ("golden/latents.hex", "design ", "design 0", "another design"),
        ("golden/weights.hex", "6 bits", "9 bits", "more than 8 bits"),
        ("golden/bx.hex", "12 bits", "13 bits", "one crossing"),
    ] {
        let own = tempfile::tempdir().unwrap();
        write(own.path(), &files);
        let text = std::fs::read_to_string(own.path().join(name)).unwrap();
        assert!(text.contains(from), "{name}");
        std::fs::write(own.path().join(name), text.replacen(from, to, 1)).unwrap();
        let found = fault(&["seu", "campaign", own.path().to_str().unwrap()]);
        assert!(found.contains(said), "{name}, {to}: {found}");
    }
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
