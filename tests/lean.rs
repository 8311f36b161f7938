//! What the library needs: few packages without features, and of each feature no more than it is for.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::process::Command;

/// The most packages of the library without features, this one among them.
const MOST: usize = 60;

/// What the library does without, where nobody asks for it.
const OTHERS: [&str; 12] = [
    "askama",
    "bhtsne",
    "clap",
    "flate2",
    "hdf5-pure",
    "indicatif",
    "lz4_flex",
    "lzma-rs",
    "prost",
    "ruzstd",
    "tempfile",
    "zip",
];

/// The packages, with their versions, that a build with these features has in it.
fn packages(features: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["tree", "--locked", "--offline", "--package", "econ-emu"]);
    cargo.args(["--edges", "normal", "--prefix", "none", "--no-dedupe", "--format", "{p}", "--no-default-features"]);
    let output = cargo.args(["--features", &features.join(",")]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Behind name and version stand a path or "(proc-macro)".
    text.lines().map(|line| line.split(" (").next().unwrap_or_default().to_owned()).collect()
}

/// The names among packages.
fn names(packages: &BTreeSet<String>) -> BTreeSet<&str> {
    packages.iter().filter_map(|package| package.split(' ').next()).collect()
}

#[test]
fn the_library_without_features_is_small() {
    let lean = packages(&[]);
    assert!(lean.contains(concat!("econ-emu v", env!("CARGO_PKG_VERSION"))), "{lean:?}");
    assert!(lean.len() <= MOST, "{} packages, at most {MOST} are wanted: {lean:#?}", lean.len());
    let found: Vec<_> = names(&lean).into_iter().filter(|name| OTHERS.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
    // The names are those of packages: the command needs them all.
    let whole = packages(&["cli"]);
    let whole = names(&whole);
    assert!(OTHERS.iter().all(|name| whole.contains(name)), "{whole:?}");
}

#[test]
fn features_bring_what_they_are_for() {
    let readers = ["parquet", "lz4_flex", "lzma-rs", "twox-hash"];
    for (feature, with, without) in [
        ("import", &["prost", "zip", "hdf5-pure"][..], &["nalgebra", "askama", "tempfile"][..]),
        ("ntuple", &readers, &["prost", "hdf5-pure", "nalgebra", "askama"]),
        ("decode", &["nalgebra", "safetensors"], &[&readers[..], &["flate2", "askama", "bhtsne"]].concat()),
        ("hw", &["askama", "vcd"], &["prost", "flate2", "nalgebra", "bhtsne"]),
        ("report", &["bhtsne", "askama"], &["clap", "indicatif"]),
    ] {
        let packages = packages(&[feature]);
        let names = names(&packages);
        assert!(with.iter().all(|name| names.contains(name)), "{feature}: {names:?}");
        let unwanted: Vec<_> = without.iter().chain(&["clap", "tch"]).filter(|name| names.contains(*name)).collect();
        assert!(unwanted.is_empty(), "{feature}: {unwanted:?}");
    }
}
