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
    random_rows_through_c_and_cpp: [C_PROGRAMS],
    only_versioned_functions_are_visible: [C_PROGRAMS],
    hostile_calls_are_refused: [C_PROGRAMS],
    the_library_is_loaded_and_unloaded_a_thousand_times: [C_PROGRAMS],
    the_library_is_loaded_and_unloaded_while_rows_run: [C_PROGRAMS],
    programs_find_it_by_pkg_config_and_link_the_archive: [C_PROGRAMS, PKG_CONFIG],
    programs_find_it_by_cmake: [C_PROGRAMS, CMAKE],
    the_producer_of_cmssw_gives_the_latents_of_the_chip: [C_PROGRAMS],
    chips_in_one_simulation_send_the_words_of_every_set: [VECTORS, C_PROGRAMS, VERILATOR],
    the_exported_block_is_in_lock_step_with_the_model: [C_PROGRAMS, VERILATOR],
    the_package_says_what_is_wrong: [C_PROGRAMS, VERILATOR],
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

/// A chip, the words that it gets and those that it must send.
struct Rows {
    config: PathBuf,
    options: Option<Options>,
    input: Vec<InputWords>,
    expected: Vec<OutputWords>,
}

impl Rows {
    fn of_case(case: &GoldenCase, options: Option<Options>) -> Self {
        let mut input = read(&verify::input_of(&case.config).unwrap());
        let expected: Vec<OutputWords> = read(case.output.as_ref().unwrap());
        input.truncate(expected.len());
        Rows { config: case.config.clone(), options, input, expected }
    }

    /// The options as JSON, if any are named.
    fn json(&self) -> Option<String> {
        self.options.as_ref().map(|options| serde_json::to_string(options).unwrap())
    }

    /// The words of both programs must be those expected.
    fn check(&self) {
        let scratch = tempfile::tempdir().unwrap();
        let [rows, words, json] = ["rows", "words", "options.json"].map(|name| scratch.path().join(name));
        std::fs::write(&rows, bytes(&self.input)).unwrap();
        let options = self.json().map(|text| std::fs::write(&json, text).unwrap());
        let options = if options.is_some() { json.as_path() } else { Path::new("-") };
        for program in row_programs() {
            run(Command::new(program).args([&self.config, options, &rows, &words]));
            let got = std::fs::read(&words).unwrap();
            assert!(got == bytes(&self.expected), "{} {}", program.display(), self.config.display());
        }
    }
}

fn read<const N: usize>(path: &Path) -> Vec<[u32; N]>
where
    [u32; N]: econ_emu::golden::vectors::Words,
{
    VectorReader::open(path).and_then(VectorReader::read_all).unwrap()
}

fn real_rows() -> Vec<Rows> {
    let (cases, _) = verify::find(&common::vectors()).unwrap();
    assert!(cases.len() >= 30, "{}", cases.len());
    cases.iter().map(|case| Rows::of_case(case, None)).collect()
}

fn own_rows() -> Vec<Rows> {
    let of_set = |set: PathBuf| {
        let (options, (cases, _)) = (Manifest::read(&set).unwrap().options, verify::find(&set).unwrap());
        assert_eq!(cases.len(), 1, "{}", set.display());
        Rows::of_case(&cases[0], Some(options))
    };
    own_sets().into_iter().map(of_set).collect()
}

/// 10,000 random rows of three chips, or a million with ECON_EMU_LONG=1.
fn random_rows() -> Vec<Rows> {
    let count = common::needs::long(1_000_000).unwrap_or(10_000);
    let of_set = |(seed, name): (u64, &str)| {
        let set = project("golden").join(name);
        let (options, config) =
            (Manifest::read(&set).unwrap().options, verify::find(&set).unwrap().0[0].config.clone());
        let registers = read_config(&config, &options.network).unwrap().without_warnings();
        let mut chip = Chip::new(&registers, &options).unwrap();
        let input: Vec<InputWords> = RandomInput::new(seed).take(count).collect();
        let expected = input.iter().map(|words| chip.step(words, &mut NoTrace)).collect();
        Rows { config, options: Some(options), input, expected }
    };
    (1..).zip(["ae_p1_chip_frame", "ts_p1_fifo_overflow", "bc_prod_bitmap"]).map(of_set).collect()
}

fn real_vectors_through_c_and_cpp() {
    real_rows().iter().for_each(Rows::check);
}

fn our_own_sets_with_their_options_through_c_and_cpp() {
    own_rows().iter().for_each(Rows::check);
}

fn random_rows_through_c_and_cpp() {
    random_rows().iter().for_each(Rows::check);
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

/// Runs a program that loads the library by itself, and is not linked with it.
fn load(name: &str, more: &[&str]) {
    let out = prefix().join(name);
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-pthread", "-I"]);
    let source = project("tests/c").join(name).with_extension("c");
    run(compiler.arg(prefix().join("include")).arg(source).arg("-o").arg(&out).arg("-ldl"));
    run(Command::new(out).arg(prefix().join("lib/libecon_emu.so")).arg(&two_configs()[0]).args(more));
}

fn the_library_is_loaded_and_unloaded_a_thousand_times() {
    load("load", &[]);
}

fn the_library_is_loaded_and_unloaded_while_rows_run() {
    load("load_busy", &["20"]);
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

/// The simulation of tests/systemverilog, with the package as it is installed and the block of hls_out/default.
fn simulation() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let (library, sources) = (prefix().join("lib"), prefix().join("share/econ_emu/dpi"));
        let include = prefix().join("include");
        let block = ["primitives", "converter", "conv", "dense", "formatter", "econ_t_ae"]
            .map(|name| project("hls_out/default/verilog").join(name).with_extension("v"));
        // As C11 it compiles, too; Verilator takes it as C++.
        let root = run(Command::new("verilator").args(["--getenv", "VERILATOR_ROOT"]));
        let interface = Path::new(root.trim()).join("include/vltstd");
        run(Command::new("cc")
            .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-isystem"])
            .arg(interface)
            .arg("-I")
            .arg(&include)
            .arg(sources.join("econ_emu_dpi.c")));
        let out = prefix().join("dpi");
        // Warnings are failures; it is compiled as quickly as the exports are in their own Makefiles.
        run(Command::new("verilator")
            .args(["--cc", "--exe", "--main", "--build", "--timing", "-Wall", "--top-module", "dpi", "-o", "dpi"])
            .args(["--unroll-stmts", "1", "--output-split", "200000", "-fno-inline"])
            .args(["-MAKEFLAGS", "OPT_FAST=-O0 OPT_SLOW=-O0", "--Mdir"])
            .arg(&out)
            .arg("-CFLAGS")
            .arg(format!("-I{}", include.display()))
            .arg("-LDFLAGS")
            .arg(format!("-L{library} -Wl,-rpath,{library} -lecon_emu", library = library.display()))
            .arg(sources.join("econ_emu_pkg.sv"))
            .arg(project("tests/systemverilog/dpi.sv"))
            .args(block)
            .arg(sources.join("econ_emu_dpi.c")));
        out.join("dpi")
    })
}

/// What the simulation of some chips says.
fn simulate(all: &[Rows]) -> String {
    fn big_endian<const N: usize>(rows: &[[u32; N]]) -> Vec<u8> {
        rows.as_flattened().iter().flat_map(|word| word.to_be_bytes()).collect()
    }
    let scratch = tempfile::tempdir().unwrap();
    let mut list = String::new();
    for (at, rows) in all.iter().enumerate() {
        let [input, output] = ["input", "output"].map(|name| scratch.path().join(format!("{name}{at}")));
        std::fs::write(&input, big_endian(&rows.input)).unwrap();
        std::fs::write(&output, big_endian(&rows.expected)).unwrap();
        let (config, options) = (rows.config.display(), rows.json().unwrap_or_default());
        writeln!(list, "{config}\n{options}\n{}\n{}", input.display(), output.display()).unwrap();
    }
    let sets = scratch.path().join("sets");
    std::fs::write(&sets, list).unwrap();
    run(Command::new(simulation()).arg(format!("+sets={}", sets.display())))
}

fn chips_in_one_simulation_send_the_words_of_every_set() {
    let mut all: Vec<Rows> = [real_rows(), own_rows(), random_rows()].into_iter().flatten().collect();
    let said = simulate(&all);
    assert!(said.contains(&format!("PASS: {} chips", all.len())), "{said}");
    for rows in &all {
        let line = format!("{}: {} rows compared, 0 faults", rows.config.display(), rows.expected.len());
        assert!(said.contains(&line), "no '{line}' in\n{said}");
    }
    // A bit that is not the chip's is found where it is, and nowhere else.
    all.truncate(3);
    all[1].expected[200][1] ^= 1 << 7;
    let said = simulate(&all);
    let name = all[1].config.display();
    assert!(said.contains("FAIL: 3 chips") && said.contains(&format!("{name}: row 200, link 1: ")), "{said}");
    assert!(said.contains(&format!("{name}: 1 words of open arrays differ")), "{said}");
    assert_eq!(said.matches(" 0 faults").count(), 2, "{said}");
}

fn the_exported_block_is_in_lock_step_with_the_model() {
    let own = project("golden/default/golden/init.yaml");
    let with = |second: &Path| {
        let arguments =
            [(0, own.as_path()), (1, second)].map(|(at, config)| format!("+block{at}={}", config.display()));
        run(Command::new(simulation()).args(arguments))
    };
    let said = with(&own);
    assert!(said.contains("PASS: blocks") && said.contains("block 0: 998 crossings, 0 faults"), "{said}");
    // The model of other weights is another chip.
    let network = Options::default().network;
    let mut config = read_config(&own, &network).unwrap().without_warnings();
    let mut tensors = config.weights.as_ref().unwrap().tensors().to_vec();
    let econ_emu::nn::WeightValues::Integers(values) = &mut tensors[0] else { panic!("integers") };
    values[5] ^= 1;
    config.weights = Some(econ_emu::nn::Weights::new(network.typed(), tensors).unwrap());
    let scratch = tempfile::tempdir().unwrap();
    let other = scratch.path().join("other.yaml");
    let text = econ_emu::registers::write_config(&config, econ_emu::registers::Dialect::A, &network).unwrap();
    std::fs::write(&other, text).unwrap();
    let said = with(&other);
    assert!(said.contains("FAIL: blocks") && said.contains("block 0: 998 crossings, 0 faults"), "{said}");
    assert!(said.contains("block 1: crossing ") && said.contains(": latent "), "{said}");
}

fn the_package_says_what_is_wrong() {
    let said = run(Command::new(simulation()).arg(format!("+refused={}", two_configs()[0].display())));
    for line in [
        "model: 0 no-such.yaml: cannot open the file",
        "options: 0 the options: unknown field `no_option`",
        "valid: 1 []",
        "rows: another length than needed",
        "null: a pointer is null",
        "copy: 1",
        "reset: 1",
        "closed: 0",
    ] {
        assert!(said.contains(line), "no '{line}' in\n{said}");
    }
}
