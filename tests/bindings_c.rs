//! The C and C++ library, installed as a user has it: what programs outside get of it, and what they see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use common::needs::project;
use common::own_sets;
use econ_emu::chip::signals::{InputWords, OutputWords};
use econ_emu::chip::{Chip, NoTrace, Options};
use econ_emu::golden::manifest::Manifest;
use econ_emu::golden::random::RandomInput;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::golden::verify::{self, GoldenCase};
use econ_emu::registers::read_config;

common::tests! {
    real_vectors_through_c_and_cpp: [VECTORS, C_PROGRAMS],
    our_own_sets_with_their_options_through_c_and_cpp: [C_PROGRAMS],
    ten_thousand_random_rows_through_c_and_cpp: [C_PROGRAMS],
    only_versioned_functions_are_visible: [C_PROGRAMS],
    hostile_calls_are_refused: [C_PROGRAMS],
    the_library_is_loaded_and_unloaded_a_thousand_times: [C_PROGRAMS],
    programs_find_it_by_pkg_config_and_link_the_archive: [C_PROGRAMS, PKG_CONFIG],
    programs_find_it_by_cmake: [C_PROGRAMS, CMAKE],
    the_producer_of_cmssw_gives_the_latents_of_the_chip: [C_PROGRAMS],
}

/// Where the library is installed, once for all tests: nothing of it is in the source tree.
fn prefix() -> &'static Path {
    static PREFIX: OnceLock<PathBuf> = OnceLock::new();
    PREFIX.get_or_init(|| {
        let prefix = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bindings_c");
        let _ = std::fs::remove_dir_all(&prefix);
        run(Command::new(project("scripts/bindings_c.sh")).arg("--prefix").arg(&prefix).arg("--debug"));
        prefix
    })
}

/// Runs a command, which must succeed, and gives what it prints.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// A program from sources of C or C++, by the file's ending, linked with the shared library.
fn program(name: &str, sources: &[PathBuf], more: &[&str]) -> PathBuf {
    let out = prefix().join(name);
    let is_cpp = sources[0].extension() != Some(OsStr::new("c"));
    let (compiler, standard) = if is_cpp { ("c++", "-std=c++17") } else { ("cc", "-std=c99") };
    let library = prefix().join("lib");
    run(Command::new(compiler)
        .args([standard, "-D_GNU_SOURCE", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread"])
        .arg("-I")
        .arg(prefix().join("include"))
        .args(more)
        .args(sources)
        .arg("-o")
        .arg(&out)
        .arg("-L")
        .arg(&library)
        .arg(format!("-Wl,-rpath,{}", library.display()))
        .args(["-lecon_emu", "-ldl"]));
    out
}

/// The programs that take rows from file to file.
fn row_programs() -> &'static [PathBuf; 2] {
    static PROGRAMS: OnceLock<[PathBuf; 2]> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        [("run_c", "tests/c/run.c"), ("run_cpp", "tests/c/run.cpp")]
            .map(|(name, source)| program(name, &[project(source)], &[]))
    })
}

fn bytes<const N: usize>(rows: &[[u32; N]]) -> Vec<u8> {
    rows.as_flattened().iter().flat_map(|word| word.to_ne_bytes()).collect()
}

/// The words of both programs must be those expected.
fn check(config: &Path, options: Option<&Options>, input: &[InputWords], expected: &[OutputWords]) {
    let scratch = tempfile::tempdir().unwrap();
    let [rows, words, json] = ["rows", "words", "options.json"].map(|name| scratch.path().join(name));
    std::fs::write(&rows, bytes(input)).unwrap();
    if let Some(options) = options {
        std::fs::write(&json, serde_json::to_vec(options).unwrap()).unwrap();
    }
    let options = if options.is_some() { json.as_path() } else { Path::new("-") };
    for program in row_programs() {
        run(Command::new(program).args([config, options, &rows, &words]));
        let got = std::fs::read(&words).unwrap();
        assert!(got == bytes(expected), "{} {}", program.display(), config.display());
    }
}

fn read<const N: usize>(path: &Path) -> Vec<[u32; N]>
where
    [u32; N]: econ_emu::golden::vectors::Words,
{
    VectorReader::open(path).and_then(VectorReader::read_all).unwrap()
}

fn check_case(case: &GoldenCase, options: Option<&Options>) {
    let (input, expected) = (read(&verify::input_of(&case.config).unwrap()), read(case.output.as_ref().unwrap()));
    check(&case.config, options, &input[..expected.len()], &expected);
}

fn real_vectors_through_c_and_cpp() {
    let (cases, _) = verify::find(&common::vectors()).unwrap();
    assert!(cases.len() >= 30, "{}", cases.len());
    cases.iter().for_each(|case| check_case(case, None));
}

fn our_own_sets_with_their_options_through_c_and_cpp() {
    for set in own_sets() {
        let (options, (cases, _)) = (Manifest::read(&set).unwrap().options, verify::find(&set).unwrap());
        assert_eq!(cases.len(), 1, "{}", set.display());
        check_case(&cases[0], Some(&options));
    }
}

fn ten_thousand_random_rows_through_c_and_cpp() {
    for (seed, name) in (1..).zip(["ae_p1_chip_frame", "ts_p1_fifo_overflow", "bc_prod_bitmap"]) {
        let set = project("golden").join(name);
        let (options, config) =
            (Manifest::read(&set).unwrap().options, verify::find(&set).unwrap().0[0].config.clone());
        let mut chip =
            Chip::new(&read_config(&config, &options.network).unwrap().without_warnings(), &options).unwrap();
        let rows: Vec<InputWords> = RandomInput::new(seed).take(10_000).collect();
        let expected: Vec<OutputWords> = rows.iter().map(|words| chip.step(words, &mut NoTrace)).collect();
        check(&config, Some(&options), &rows, &expected);
    }
}

fn only_versioned_functions_are_visible() {
    let library = prefix().join("lib/libecon_emu.so");
    let symbols = run(Command::new("nm").args(["-D", "--defined-only"]).arg(&library));
    let mut names = Vec::new();
    for line in symbols.lines() {
        let [_, kind, name] = line.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{line}") };
        match kind {
            "T" => names.push(name.strip_suffix("@@ECON_EMU_1").expect(line)),
            "A" => assert_eq!(name, "ECON_EMU_1"),
            _ => panic!("not a function: {line}"),
        }
    }
    let header = std::fs::read_to_string(prefix().join("include/econ_emu.h")).unwrap();
    let declared = |name: &&str| header.contains(&format!("{name}("));
    assert!(names.len() >= 15 && names.iter().all(declared), "{names:?}");
    let named = header.lines().filter(|line| line.starts_with(|first: char| first.is_alphabetic()));
    let declarations = named.filter(|line| line.contains(" econ_") && line.contains('(')).count()
        + header.lines().filter(|line| line.starts_with("const char *econ_")).count();
    assert_eq!(declarations, names.len(), "every function of the header is there: {names:?}");
    let needed = run(Command::new("readelf").args(["-d"]).arg(&library));
    assert!(needed.contains("Library soname: [libecon_emu.so.1]"), "{needed}");
}

/// Configurations with an encoder of the chip's own network and without one.
fn two_configs() -> [PathBuf; 2] {
    ["ae_p1_chip_frame", "bc_p1_list"]
        .map(|name| verify::find(&project("golden").join(name)).unwrap().0[0].config.clone())
}

fn hostile_calls_are_refused() {
    let program = program("hostile", &[project("tests/c/hostile.c")], &[]);
    run(Command::new(program).args(two_configs()));
}

fn the_library_is_loaded_and_unloaded_a_thousand_times() {
    let out = prefix().join("load");
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-I"]);
    // It is not linked with the library.
    run(compiler.arg(prefix().join("include")).arg(project("tests/c/load.c")).arg("-o").arg(&out).arg("-ldl"));
    run(Command::new(out).arg(prefix().join("lib/libecon_emu.so")).arg(&two_configs()[0]));
}

fn programs_find_it_by_pkg_config_and_link_the_archive() {
    let asked = |arguments: &[&str]| {
        let mut command = Command::new("pkg-config");
        command.env("PKG_CONFIG_PATH", prefix().join("lib/pkgconfig")).args(arguments).arg("econ_emu");
        run(&mut command).trim().to_owned()
    };
    assert_eq!(asked(&["--modversion"]), env!("CARGO_PKG_VERSION"));
    let out = prefix().join("hostile_static");
    let mut flags = String::new();
    write!(flags, "{} {}", asked(&["--cflags"]), asked(&["--libs", "--static"])).unwrap();
    let static_flags = flags.replace("-lecon_emu", "-l:libecon_emu.a");
    run(Command::new("cc")
        .args(["-std=c99", "-o"])
        .arg(&out)
        .arg(project("tests/c/hostile.c"))
        .args(static_flags.split_whitespace()));
    run(Command::new(out).args(two_configs()));
}

fn programs_find_it_by_cmake() {
    let scratch = tempfile::tempdir().unwrap();
    let [source, build] = ["source", "build"].map(|name| scratch.path().join(name));
    std::fs::create_dir(&source).unwrap();
    let hostile = project("tests/c/hostile.c");
    let lists = format!(
        "cmake_minimum_required(VERSION 3.13)\nproject(user C)\nfind_package(econ_emu {} REQUIRED)\n\
         add_executable(with_shared {hostile})\ntarget_link_libraries(with_shared econ_emu::econ_emu)\n\
         add_executable(with_static {hostile})\ntarget_link_libraries(with_static econ_emu::static)\n",
        env!("CARGO_PKG_VERSION"),
        hostile = hostile.display()
    );
    std::fs::write(source.join("CMakeLists.txt"), lists).unwrap();
    let prefix = format!("-DCMAKE_PREFIX_PATH={}", prefix().display());
    run(Command::new("cmake").arg("-S").arg(&source).arg("-B").arg(&build).arg(prefix));
    run(Command::new("cmake").arg("--build").arg(&build));
    for program in ["with_shared", "with_static"] {
        run(Command::new(build.join(program)).args(two_configs()));
    }
}

/// The example against a small stand-in of CMSSW's types, whose program prints the latents of each module.
fn the_producer_of_cmssw_gives_the_latents_of_the_chip() {
    let example = project("bindings/c/examples/cmssw");
    let lines = std::fs::read_to_string(example.join("HGCalConcentratorEconImpl.cc")).unwrap().lines().count();
    assert!(lines <= 60, "{lines} lines");
    let sources = ["HGCalConcentratorEconImpl.cc", "standin/main.cc"].map(|name| example.join(name));
    let (here, types) = (example.display().to_string(), example.join("standin").display().to_string());
    let program = program("cmssw", &sources, &["-I", &here, "-I", &types]);
    let config = &two_configs()[0];
    let printed = run(Command::new(program).arg(config));
    assert_eq!(printed.lines().count(), 2, "{printed}");
    let own = read_config(config, &Options::default().network).unwrap().without_warnings();
    let model = econ_emu::model::Model::new(&own, &Options::default()).unwrap();
    let mut stream = econ_emu::model::Stream::new(&model);
    for (module, line) in printed.lines().enumerate() {
        // What main.cc gives each cell: 35 units to a transverse MIP, cut.
        let mut charges = [econ_emu::chip::signals::Calq(0); 48];
        for (cell, charge) in charges.iter_mut().enumerate() {
            if (cell + module) % 3 == 0 {
                let mip_pt = 0.37 * (cell as f32 + 1.0) * (module as f32 + 1.0);
                charge.0 = (f64::from(mip_pt) * 35.0) as u32;
            }
        }
        let latents = stream.encode(&model, &charges).unwrap().latents;
        let words: Vec<String> = latents.iter().map(u16::to_string).collect();
        assert_eq!(line, words.join(" "), "module {module}");
    }
}
