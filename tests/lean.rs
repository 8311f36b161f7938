//! The library in other programs: few packages without features, of each feature no more than it is for, and errors that
//! a program can tell apart. What is published can be built, by the Rust that it says.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::io::ErrorKind as Io;
use std::path::{Path, PathBuf};
use std::process::Command;

use econ_emu::chip::{Chip, InputWords, Options};
use econ_emu::error::{Error, ErrorKind};
use econ_emu::files;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::kernels::ComputedBy;
use econ_emu::network::AeBlock;
use econ_emu::nn::{Network, Weights};
use econ_emu::registers::{Algorithm, ChipConfig, Generation, image, parse_config, read_config};

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
    let features = features.join(",");
    let text = cargo([
        "tree",
        "--package",
        "econ-emu",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}",
        "--no-default-features",
        "--features",
        &features,
    ]);
    // Behind name and version stand a path or "(proc-macro)".
    text.lines().map(|line| line.split(" (").next().unwrap_or_default().to_owned()).collect()
}

/// Standard output of cargo on this package.
fn cargo<const N: usize>(arguments: [&str; N]) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).args(["--locked", "--offline"]);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
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
        ("decode", &["nalgebra", "safetensors"], &[&readers[..], &["ruzstd", "askama", "bhtsne"]].concat()),
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

#[test]
fn no_package_needs_a_newer_rust() {
    fn parts(version: &str) -> Vec<u64> {
        let parts = version.split('.').map(|part| part.parse().unwrap());
        parts.chain(std::iter::repeat(0)).take(3).collect()
    }
    let metadata: serde_json::Value = serde_json::from_str(&cargo(["metadata", "--format-version", "1"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let needs = |package: &serde_json::Value| package["rust_version"].as_str().map(parts);
    let own = packages.iter().find(|package| package["name"] == "econ-emu").and_then(needs).unwrap();
    let newer = packages.iter().filter(|package| needs(package) > Some(own.clone()));
    let newer: Vec<_> = newer.map(|package| &package["name"]).collect();
    assert!(packages.len() > 100 && newer.is_empty(), "{newer:?}");
}

/// Paths that sources name behind a macro or an attribute, from the root of the package.
fn named(root: &Path, directory: &str, before: &str, at: impl Fn(&Path) -> PathBuf, found: &mut BTreeSet<PathBuf>) {
    let mut waiting = vec![root.join(directory)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for name in text.split(before).skip(1).filter_map(|rest| rest.split('"').next()) {
            let whole = std::fs::canonicalize(at(&path).join(name)).unwrap();
            found.insert(whole.strip_prefix(root).unwrap().to_owned());
        }
    }
}

#[test]
fn the_package_has_what_it_is_built_from() {
    let root = std::fs::canonicalize(env!("CARGO_MANIFEST_DIR")).unwrap();
    let packed = cargo(["package", "--list", "--allow-dirty", "--package", "econ-emu"]);
    let packed: BTreeSet<&Path> = packed.lines().map(Path::new).collect();
    let mut needed = BTreeSet::from(["build.rs", "README.md", "LICENSE-MIT", "LICENSE-APACHE"].map(PathBuf::from));
    let beside = |path: &Path| path.parent().unwrap().to_owned();
    named(&root, "src", "include_str!(\"", beside, &mut needed);
    named(&root, "src", "template(path = \"", |_| root.join("templates"), &mut needed);
    for directory in ["proto", "examples", "src"] {
        let files = std::fs::read_dir(root.join(directory)).unwrap().map(|entry| entry.unwrap().path());
        needed.extend(files.filter(|path| path.is_file()).map(|path| path.strip_prefix(&root).unwrap().to_owned()));
    }
    let missing: Vec<_> = needed.iter().filter(|path| !packed.contains(path.as_path())).collect();
    assert!(needed.len() > 40 && missing.is_empty(), "{} needed, missing: {missing:?}", needed.len());
}

/// The fault of reading vectors from a text.
fn vectors(text: &str) -> Error {
    let source = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
    VectorReader::<InputWords>::new(source, Path::new("in.csv")).and_then(VectorReader::read_all).unwrap_err()
}

#[test]
fn errors_have_a_kind() {
    let (network, options, dir) = (AeBlock::chip_8x8(), Options::default(), tempfile::tempdir().unwrap());
    let config = |text: &str| parse_config(text, Path::new("init.yaml"), &network).unwrap_err();
    let header: Vec<String> = (0..12).map(|link| format!("RX_DATA_{link}")).collect();
    let row = |first: &str| format!("{}\n{first}{}\n", header.join(","), ",00000000".repeat(11));
    let no_weights = ChipConfig { algorithm: Algorithm::Autoencoder, ..ChipConfig::reset(Generation::Prod) };
    let other = Weights::zeros(AeBlock::cmssw_4x4x3().typed());
    for (error, kind) in [
        (read_config(&dir.path().join("none.yaml"), &network).unwrap_err(), ErrorKind::Io(Io::NotFound)),
        (read_config(dir.path(), &network).unwrap_err(), ErrorKind::Io(Io::IsADirectory)),
        (files::write(dir.path(), "text").unwrap_err(), ErrorKind::Io(Io::IsADirectory)),
        (files::write(&dir.path().join("none/out"), "text").unwrap_err(), ErrorKind::Io(Io::NotFound)),
        (config("Algorithm: ["), ErrorKind::Syntax),
        (config("Algorithm: {Global: {select: 9}}"), ErrorKind::Value),
        (config("Algorithm: {Global: {selekt: 1}}"), ErrorKind::Unknown),
        (config("Other: {Global: {select: 1}}"), ErrorKind::Missing),
        (vectors(&row("zz")), ErrorKind::Syntax),
        (vectors(""), ErrorKind::Syntax),
        (Chip::new(&no_weights, &options).unwrap_err(), ErrorKind::Missing),
        (image::from_bytes(&network, &[0; 4]).unwrap_err(), ErrorKind::Mismatch),
        (image::to_bytes(&network, &other).unwrap_err(), ErrorKind::Mismatch),
        (AeBlock::find("none").unwrap_err(), ErrorKind::Unknown),
        (ComputedBy::named("none").unwrap_err(), ErrorKind::Unknown),
        (Network::from_yaml("layers: 1", Path::new("network.yaml")).unwrap_err(), ErrorKind::Syntax),
    ] {
        assert_eq!(error.kind(), kind, "{error}");
    }
    let error = vectors(&row("zz"));
    assert_eq!((error.named_file(), error.named_line()), (Some(Path::new("in.csv")), Some(2)));
    assert_eq!((error.named_field(), error.what_was_found()), (Some("RX_DATA_0"), Some("'zz'")));
}

#[test]
fn warnings_come_with_the_settings_or_are_errors() {
    let text = "ConfigAlgo: {Global: {alg_type: 3}}\nAlgoDroplsb: {Global: {drop_lsb: 7}}\n";
    let read = || parse_config(text, Path::new("init.yaml"), &AeBlock::chip_8x8()).unwrap();
    let (config, warnings) = read().into_parts();
    assert!(config.drop_lsb == 7 && warnings.len() == 1 && warnings[0].contains("7 acts as 0"), "{warnings:?}");
    let error = read().strict().unwrap_err().to_string();
    assert!(error.contains(&warnings[0]), "{error}");
    assert_eq!(read().without_warnings(), config);
}
