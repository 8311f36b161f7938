//! The package as Python loads it, against golden sets, random rows and wrong arguments.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/common/needs.rs"]
pub mod needs;

/// Where the table of tests looks for its parts.
mod common {
    pub use super::needs;
}

use std::path::Path;
use std::process::Command;

use econ_emu::chip::{Chip, InputWords, NoTrace};
use econ_emu::golden::manifest::Manifest;
use econ_emu::golden::random::RandomInput;
use econ_emu::registers::read_config;

needs::tests! {
    the_package_gives_the_words_of_the_chip: [NUMPY, VECTORS],
    cocotb_compares_the_exported_block_with_the_emulator: [COCOTB, ICARUS],
    pytest_makes_a_test_of_every_golden_set: [PYTEST],
}

/// The package in a directory of its own, with the library that this build made.
fn package(root: &Path) {
    let package = root.join("econ_emu");
    std::fs::create_dir(&package).unwrap();
    for entry in std::fs::read_dir(needs::project("bindings/python/python/econ_emu")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, package.join(path.file_name().unwrap())).unwrap();
        }
    }
    let built = std::env::current_exe().unwrap();
    let name = format!("{}_econ_emu{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let library = built.parent().unwrap().join(name);
    std::fs::copy(library, package.join("_econ_emu.abi3.so")).unwrap();
}

/// Runs Python with the package and the packages of `scripts/python_packages.sh`: its exit code, and what it said.
fn python(package: &Path, arguments: &[&std::ffi::OsStr]) -> (Option<i32>, String) {
    let path = [package.to_owned(), needs::project("target/python")];
    let output = Command::new("python3")
        .args(arguments)
        .env("PYTHONPATH", std::env::join_paths(path).unwrap())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(package)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code(), said)
}

/// Random rows and the words of the scalar model, as files that NumPy reads.
fn random_rows(directory: &Path, count: usize) {
    for (seed, name) in (1..).zip(["ae_p1_chip_frame", "ts_p1_fifo_overflow", "bc_prod_bitmap"]) {
        let set = needs::project("golden").join(name);
        let options = Manifest::read(&set).unwrap().options;
        let config = read_config(&set.join("init.yaml"), &options.network).unwrap().without_warnings();
        let mut chip = Chip::new(&config, &options).unwrap();
        let input: Vec<InputWords> = RandomInput::new(seed).take(count).collect();
        let output: Vec<_> = input.iter().map(|words| chip.step(words, &mut NoTrace)).collect();
        let bytes = |words: &[u32]| words.iter().flat_map(|word| word.to_ne_bytes()).collect::<Vec<u8>>();
        std::fs::write(directory.join(format!("{name}.input")), bytes(input.as_flattened())).unwrap();
        std::fs::write(directory.join(format!("{name}.output")), bytes(output.as_flattened())).unwrap();
    }
}

/// 10,000 random rows, or a million with ECON_EMU_LONG=1.
fn the_package_gives_the_words_of_the_chip() {
    let scratch = tempfile::tempdir().unwrap();
    package(scratch.path());
    random_rows(scratch.path(), needs::long(1_000_000).unwrap_or(10_000));
    let [script, golden] = ["tests/python/bindings.py", "golden"].map(needs::project);
    let vectors = needs::vectors();
    let paths = [&script, scratch.path(), &golden, &vectors, scratch.path()].map(Path::as_os_str);
    let (code, said) = python(scratch.path(), &paths);
    assert_eq!(code, Some(0), "{said}");
    println!("{said}");
}

/// The scoreboard agrees with the sources, and does not if it is given other weights.
fn cocotb_compares_the_exported_block_with_the_emulator() {
    let scratch = tempfile::tempdir().unwrap();
    package(scratch.path());
    let [script, verilog] = ["tests/python/cocotb_block.py", "hls_out/default/verilog"].map(needs::project);
    let build = scratch.path().join("build");
    for (wrong, passes) in [("0", true), ("1", false)] {
        let paths = [&script, scratch.path(), &verilog, &build, Path::new(wrong)].map(Path::as_os_str);
        let (code, said) = python(scratch.path(), &paths);
        assert_eq!(code == Some(0), passes, "{said}");
        let verdict = if passes { "1 tests, 0 failed" } else { "crossing 0, BX " };
        assert!(said.contains(verdict), "{said}");
    }
}

fn pytest_makes_a_test_of_every_golden_set() {
    let scratch = tempfile::tempdir().unwrap();
    package(scratch.path());
    let broken = scratch.path().join("golden/broken");
    std::fs::create_dir_all(&broken).unwrap();
    for file in ["init.yaml", "testInput.csv", "testOutput.csv"] {
        let text = std::fs::read_to_string(needs::project("golden/rpt_p1").join(file)).unwrap();
        let (names, rows) = text.split_once('\n').unwrap();
        let rows = if file == "testOutput.csv" { rows.replacen('1', "2", 1) } else { rows.to_owned() };
        let text = format!("{names}\n{rows}");
        std::fs::write(broken.join(file), text).unwrap();
    }
    let run = |directory: &Path| {
        let arguments =
            ["-m", "pytest", "-q", "-p", "econ_emu.pytest_plugin", "-p", "no:cacheprovider", "--econ-golden"]
                .map(std::ffi::OsStr::new);
        python(scratch.path(), &[&arguments[..], &[directory.as_os_str()]].concat())
    };
    let (code, said) = run(&needs::project("golden"));
    assert!(code == Some(0) && said.contains("20 passed"), "{said}");
    let (code, said) = run(&scratch.path().join("golden"));
    assert!(code == Some(1) && said.contains("1 failed") && said.contains("first difference: row "), "{said}");
}
