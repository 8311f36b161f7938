//! The examples, built as they are for users and run on files of this repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use econ_emu::chip::OutputWords;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::network::AeBlock;
use econ_emu::registers::read_config;

/// The most lines of an example.
const LINES: usize = 60;

/// Where the examples are, built with the profile and the features of this test.
static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    let own = std::env::current_exe().unwrap();
    let profile = own.parent().and_then(Path::parent).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", profile.parent().unwrap());
    cargo.args(["build", "--locked", "--offline", "--quiet", "--examples"]);
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    // The whole workspace, as scripts/test.sh builds it: the library is not compiled a second time.
    match cfg!(feature = "cli") {
        true => cargo.arg("--workspace"),
        false => cargo.args(["--package", "econ-emu", "--no-default-features"]),
    };
    assert!(cargo.status().unwrap().success());
    profile.join("examples")
});

fn golden(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(file)
}

fn example<const N: usize>(name: &str, arguments: [&Path; N]) -> Output {
    Command::new(BUILT.join(name)).args(arguments).output().unwrap()
}

fn said<const N: usize>(name: &str, arguments: [&Path; N]) -> String {
    let output = example(name, arguments);
    assert!(output.status.success(), "{name}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn rows(path: &Path) -> Vec<OutputWords> {
    VectorReader::open(path).and_then(VectorReader::read_all).unwrap()
}

#[test]
fn examples_are_short() {
    let mut count = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.lines().count() < LINES, "{}", path.display());
        count += 1;
    }
    assert!(count >= 6, "{count}");
}

#[test]
fn one_row_gives_the_words_of_the_set_and_the_values_of_the_stages() {
    let text = said("one_row", [&golden("rpt_p1/init.yaml"), &golden("rpt_p1/testInput.csv")]);
    let sent = rows(&golden("rpt_p1/testOutput.csv"))[0].map(|word| format!("{word:08x}")).join(",");
    assert_eq!(text.lines().last(), Some(sent.as_str()));
    assert!(text.lines().any(|line| line.trim_start().starts_with("calibrate: 48 values, ")), "{text}");
    let missing = example("one_row", [&golden("none.yaml"), &golden("rpt_p1/testInput.csv")]);
    assert!(!missing.status.success() && String::from_utf8_lossy(&missing.stderr).contains("none.yaml"));
}

#[test]
fn batches_give_the_output_of_the_set() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out.csv");
    let text = said("batch", [&golden("bc_p1_list/init.yaml"), &golden("bc_p1_list/testInput.csv"), &out]);
    let expected = rows(&golden("bc_p1_list/testOutput.csv"));
    assert!(text.ends_with(&format!("{} rows\n", expected.len())), "{text}");
    assert_eq!(rows(&out), expected);
}

#[test]
fn sets_are_compared_and_a_difference_is_named() {
    let text = said("compare", [&golden("")]);
    let sets = std::fs::read_dir(golden("")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
    assert_eq!(text.lines().filter(|line| line.ends_with(" rows equal")).count(), sets, "{text}");
    // The default encoder's own directory has its set in another one.
    assert_eq!(text.lines().count(), sets + 1, "{text}");

    let dir = tempfile::tempdir().unwrap();
    for file in ["init.yaml", "testInput.csv", "testOutput.csv"] {
        std::fs::copy(golden("bc_p1_list").join(file), dir.path().join(file)).unwrap();
    }
    let output = dir.path().join("testOutput.csv");
    let words = std::fs::read_to_string(&output).unwrap();
    let at = words.find('\n').unwrap() + 1;
    let other = if &words[at..=at] == "0" { "8" } else { "0" };
    std::fs::write(&output, [&words[..at], other, &words[at + 1..]].concat()).unwrap();
    let found = example("compare", [dir.path()]);
    let text = String::from_utf8(found.stdout).unwrap();
    assert_eq!(found.status.code(), Some(1), "{text}");
    assert!(text.contains(": 1 of ") && text.contains("row 0: header"), "{text}");
}

#[test]
fn a_weight_that_is_changed_in_its_register_changes_latents() {
    let dir = tempfile::tempdir().unwrap();
    let (old, new) = (golden("default/init.yaml"), dir.path().join("new.yaml"));
    let text = said("change_weight", [&old, &new]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() == 4 && lines[0] != lines[1] && lines[2] != lines[3], "{text}");
    assert_eq!(lines[2].split(", latents").next(), lines[3].split(", latents").next(), "the sum stays");
    let network = AeBlock::chip_8x8();
    let [old, new] = [&old, &new].map(|path| read_config(path, &network).unwrap().strict().unwrap());
    let [before, after] = [&old, &new].map(|config| config.weights.clone().unwrap());
    let kernel = network.typed().tensor_ids().next().unwrap();
    assert_eq!(before.integers(kernel)[0] ^ after.integers(kernel)[0], 0b01_0000);
    assert_eq!(before.integers(kernel)[1..], after.integers(kernel)[1..]);
}

#[test]
fn packets_of_every_row_are_shown() {
    let set = "ts_p1_truncated";
    let received = golden(set).join("testOutput.csv");
    let text = said("decode_packets", [&golden(set).join("init.yaml"), &received]);
    assert_eq!(text.lines().count(), rows(&received).len());
    assert!(text.contains(" truncated_t") && text.contains(" CALQ or more"), "{text}");
}

#[test]
fn a_network_of_ones_own_has_the_same_values_by_both_ways() {
    let text = said("own_network", []);
    let values = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).map(str::to_owned);
    assert!(values("evaluator:").is_some() && values("evaluator:") == values("plan:"), "{text}");
    assert!(text.contains("10 weights of 60 bits together"), "{text}");
    // In units of 1/256: 248 - 128 + 32 + 255 and a bias of 16 are 423; 64 - 32 + 8 + 63 (of 63.75) are 103. A bit is cut.
    assert_eq!(values("plan:").as_deref(), Some("[211, 51]"));
}
