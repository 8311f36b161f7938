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

needs::tests! {
    the_package_gives_the_words_of_the_chip: [NUMPY, VECTORS],
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

fn the_package_gives_the_words_of_the_chip() {
    let scratch = tempfile::tempdir().unwrap();
    package(scratch.path());
    let output = Command::new("python3")
        .arg(needs::project("tests/python/bindings.py"))
        .args([scratch.path(), &needs::project("golden"), &needs::vectors(), scratch.path()])
        .env("PYTHONPATH", needs::project("target/python"))
        .output()
        .unwrap();
    let [out, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{out}{said}");
    println!("{out}");
}
