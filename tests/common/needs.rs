//! Tests that need data or programs from outside the crate.
//!
//! A file with such tests has no `#[test]` but one table, [`tests!`], that names for each of them what
//! it needs. Where something is missing the test is shown as ignored, with the reason; with
//! ECON_EMU_REQUIRE_TOOLS=1 it fails. A function that is left out of the table is dead code, which
//! clippy does not let pass.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use econ_emu::hwgen::check;
use econ_emu::hwgen::hls::HlsFlavour;
use econ_emu::hwgen::report::Tools;
use libtest_mimic::{Arguments, Completion, Trial};

/// The variable that makes a missing thing a failure.
pub const REQUIRED: &str = "ECON_EMU_REQUIRE_TOOLS";

/// The variable that names a file to which the reasons of ignored tests are added.
const LOG: &str = "ECON_EMU_SKIP_LOG";

/// Something from outside the crate.
#[derive(Clone, Copy)]
pub enum Need {
    /// The real golden vectors.
    Vectors,
    /// The published models.
    Models,
    /// A program on the path.
    Program(&'static str),
    /// The headers of the HLS number types.
    HlsHeaders,
    /// The cells that synthesis maps to.
    Synthesis,
    /// A Python package in a directory that `scripts/python_packages.sh` fills, with its argument.
    Package { name: &'static str, directory: &'static str, argument: &'static str },
    /// The script that looks for faults of accessibility in pages.
    Axe,
    /// A Slurm that can be started.
    Slurm,
    /// The program that trains, beside the command: it needs libtorch.
    Trainer,
}

pub const VECTORS: &[Need] = &[Need::Vectors];
pub const MODELS: &[Need] = &[Need::Models];
pub const COMPILER: &[Need] = &[Need::Program("g++"), Need::Program("make"), Need::HlsHeaders];
pub const C_PROGRAMS: &[Need] =
    &[Need::Program("cc"), Need::Program("c++"), Need::Program("nm"), Need::Program("readelf")];
pub const READELF: &[Need] = &[Need::Program("readelf")];
pub const PKG_CONFIG: &[Need] = &[Need::Program("pkg-config")];
pub const CMAKE: &[Need] = &[Need::Program("cmake"), Need::Program("make")];
pub const ICARUS: &[Need] = &[Need::Program("iverilog"), Need::Program("vvp")];
pub const VERILATOR: &[Need] = &[Need::Program("verilator"), Need::Program("make"), Need::Program("g++")];
pub const YOSYS: &[Need] = &[Need::Program("yosys"), Need::Program("yosys-abc")];
pub const UPROOT: &[Need] = &[Need::Program("python3"), package("uproot", "python", "")];
pub const TYPOS: &[Need] = &[package("typos-1.52.0.dist-info", "python", "")];
pub const PYARROW: &[Need] = &[Need::Program("python3"), package("pyarrow", "python", "")];
pub const NUMPY: &[Need] =
    &[Need::Program("python3"), package("numpy", "python", ""), package("awkward", "python", "")];
pub const COCOTB: &[Need] = &[
    Need::Program("python3"),
    package("numpy", "python", ""),
    package("cocotb", "python", ""),
    package("cocotb_tools", "python", ""),
];
pub const PYTEST: &[Need] =
    &[Need::Program("python3"), package("numpy", "python", ""), package("pytest", "python", "")];
pub const PYTHON: &[Need] = &[Need::Program("python3")];
pub const POT: &[Need] = &[Need::Program("python3"), package("numpy", "python", ""), package("ot", "python", "")];
pub const TENSORFLOW: &[Need] = &[
    Need::Program("python3"),
    package("tensorflow", "python-models", " models"),
    package("onnxruntime", "python-models", " models"),
    package("qonnx", "python-models", " models"),
    package("tf_keras", "python-models", " models"),
];
pub const HLS4ML: &[Need] = &[
    Need::Program("python3"),
    Need::Program("g++"),
    package("hls4ml", "python-models", " models"),
    package("qonnx", "python-models", " models"),
];
pub const QKERAS: &[Need] = &[Need::Program("python3"), package("qkeras", "python-qkeras", " qkeras")];
pub const TENSORBOARD: &[Need] = &[Need::Program("python3"), package("tensorboard", "python-models", " models")];
pub const OPTUNA: &[Need] = &[
    Need::Program("python3"),
    package("optuna", "python-models", " models"),
    package("optuna_dashboard", "python-models", " models"),
];
pub const SYNTHESIS: &[Need] = &[Need::Synthesis];
pub const CHROMIUM: &[Need] = &[Need::Program("chromium"), Need::Program("chromedriver")];
pub const AXE: &[Need] = &[Need::Axe];
pub const SHELL: &[Need] = &[Need::Program("sh"), Need::Program("head")];
pub const STRACE: &[Need] = &[Need::Program("strace")];
pub const SLURM: &[Need] = &[Need::Slurm];
pub const TRAINER: &[Need] = &[Need::Trainer];

const fn package(name: &'static str, directory: &'static str, argument: &'static str) -> Need {
    Need::Package { name, directory, argument }
}

/// A path of the project; the tests of its bindings are packages below it.
pub fn project(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|at| at.join("scripts/test.sh").is_file());
    root.unwrap_or(Path::new("")).join(path)
}

/// `$ECON_VECTORS`, or `../shared/econt-vectors` beside the project: they are not part of it.
pub fn vectors() -> PathBuf {
    std::env::var_os("ECON_VECTORS").map_or_else(|| project("../shared/econt-vectors"), PathBuf::from)
}

/// The published models, which lie beside the vectors.
pub fn models() -> PathBuf {
    vectors().with_file_name("models")
}

/// The script of axe-core.
pub fn axe() -> PathBuf {
    project("target/axe/axe.min.js")
}

/// Something for the long form of the tests, which ECON_EMU_LONG=1 asks for.
pub fn long<T>(value: T) -> Option<T> {
    std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1").then_some(value)
}

/// The program that trains, as this build puts it beside the command.
pub fn trainer() -> PathBuf {
    let name = format!("econ-emu-train{}", std::env::consts::EXE_SUFFIX);
    std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join(name)
}

/// A program on the path.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|directory| directory.join(name)).find(|path| path.is_file())
}

impl Need {
    /// What is missing and how to get it; nothing if it is there.
    fn missing(self) -> Option<String> {
        let unless = |there: bool, reason: String| (!there).then_some(reason);
        match self {
            Need::Vectors => {
                let path = vectors();
                unless(path.is_dir(), format!("vectors: {} not found; set ECON_VECTORS", path.display()))
            }
            Need::Models => {
                let path = models();
                unless(path.is_dir(), format!("models: {} not found; they lie beside ECON_VECTORS", path.display()))
            }
            Need::Program(name) => unless(program(name).is_some(), format!("the program {name} is not on the path")),
            Need::HlsHeaders => {
                let there = HlsFlavour::ALL.iter().all(|&flavour| check::headers(flavour).is_some());
                unless(there, "headers of the HLS types: run scripts/hls_headers.sh".to_owned())
            }
            Need::Synthesis => Tools::find().err().map(|error| error.message().to_owned()),
            Need::Package { name, directory, argument } => {
                let there = project("target").join(directory).join(name).is_dir();
                unless(there, format!("the Python package {name}: run scripts/python_packages.sh{argument}"))
            }
            Need::Axe => unless(axe().is_file(), "axe-core: run scripts/axe.sh".to_owned()),
            Need::Slurm => {
                let output = Command::new(project("scripts/slurm.sh")).arg("check").output().unwrap();
                let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
                assert!(output.status.success() || output.status.code() == Some(3), "{said}");
                unless(output.status.success(), said)
            }
            Need::Trainer => unless(
                trainer().is_file(),
                "the trainer: scripts/libtorch.sh && cargo build -p econ-emu-train".to_owned(),
            ),
        }
    }
}

/// A test with all that it needs.
pub fn test(name: &'static str, needs: &[&'static [Need]], run: fn()) -> Trial {
    let needs = needs.concat();
    Trial::ignorable_test(name, move || {
        let Some(reason) = needs.iter().find_map(|need| need.missing()) else {
            run();
            return Ok(Completion::Completed);
        };
        if std::env::var(REQUIRED).is_ok_and(|value| value == "1") {
            return Err(format!("{reason} ({REQUIRED}=1)").into());
        }
        if let Some(log) = std::env::var_os(LOG) {
            use std::io::Write;
            let mut log = std::fs::OpenOptions::new().create(true).append(true).open(log)?;
            writeln!(log, "{name}: {reason}")?;
        }
        Ok(Completion::ignored_with(reason))
    })
}

/// Runs the tests as the arguments of the program say, which are those of any test program.
pub fn run(tests: Vec<Trial>) -> ExitCode {
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

/// The tests of a file, each with lists of what it needs:
/// `tests! { real_samples_are_equal: [VECTORS], bad_input_is_refused: [] }`.
macro_rules! tests {
    ($($(#[$attribute:meta])* $name:ident: [$($need:ident),*],)+) => {
        // Some tests are left out by attributes, which a list in one expression does not take.
        #[allow(clippy::vec_init_then_push)]
        fn main() -> std::process::ExitCode {
            #[allow(unused_imports)]
            use crate::common::needs::*;
            let mut tests = Vec::new();
            $($(#[$attribute])* tests.push(crate::common::needs::test(stringify!($name), &[$($need),*], $name));)+
            crate::common::needs::run(tests)
        }
    };
}
pub(crate) use tests;
