//! Reports of exports: real synthesis of a small design, and what is said when tools fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use common::{econ_emu, files_below};
use econ_emu::chip::Options;
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::export::{self, Target};
use econ_emu::hwgen::hls;
use econ_emu::hwgen::report::{self, LIBRARY_VARIABLE, Report, Tools};
use econ_emu::hwgen::vectors::{self, VectorSet};
use econ_emu::network::AeBlock;
use econ_emu::nn::Weights;
use econ_emu::registers::{Algorithm, ChipConfig, Generation};

common::tests! {
    a_small_design_is_synthesized_and_measured: [YOSYS, SYNTHESIS],
    the_scripts_are_shipped_with_the_verilog: [],
    what_is_missing_is_named_and_nothing_is_written: [],
    a_failing_tool_is_an_error_and_its_log_stays: [],
    exports_without_a_report_are_refused: [],
}

/// A frozen design with few weights that are not zero, and its export.
fn small(network: &AeBlock) -> (Valid, Vec<(String, String)>) {
    let few = |i: usize| if i.is_multiple_of(97) { (i % 13) as i32 - 6 } else { 0 };
    let weights = Weights::from_fn(network.typed(), |_, index| few(index)).unwrap();
    let chip = ChipConfig::reset(Generation::Prod);
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links: 2, weights: Some(weights.clone()), ..chip };
    let options = Options { network: network.clone(), ..Options::default() };
    let design = Design::of_chip("econ_t_ae", &config, &options, false).unwrap().validate().unwrap();
    let weights = design.frozen().unwrap();
    let inputs = vectors::builtin(design.block(), weights, 2, 1);
    let set = VectorSet::new(&design, weights, &inputs).unwrap();
    let files = export::render(&design, &set, &[Target::Verilog], hls::DEFAULT_PART).unwrap();
    (design, files)
}

fn a_small_design_is_synthesized_and_measured() {
    let tools = Tools::find().unwrap();
    let (design, files) = small(&AeBlock::cmssw_4x4x3());
    let report = report::measure(&design, &files, &tools).unwrap();
    let names: Vec<&str> = report.blocks.iter().map(|block| block.name.as_str()).collect();
    assert_eq!(names, ["converter", "conv", "dense", "formatter", "pipeline_cut", "port"]);
    assert_eq!(report.latency_clocks, 4);
    assert!(report.meets_the_clock());
    for stage in &report.stages {
        // A gate takes more than 10 ps.
        assert!(stage.for_delay_ps > 10 && stage.for_area_ps > 10, "{stage:?}");
    }
    let slowest = report.stages.iter().map(|stage| stage.for_delay_ps).max().unwrap();
    assert_eq!(report.margins_ps().unwrap()[0], 25_000 - i128::from(slowest));
    let slow = Report { clock_ps: slowest - 1, ..report.clone() };
    assert!(!slow.meets_the_clock());
    let total = &report.total;
    let sum = |of: fn(&report::ReportBlock) -> u64| report.blocks.iter().map(of).sum::<u64>();
    assert_eq!(total.for_area.area_hundredths, sum(|block| block.for_area.area_hundredths));
    assert_eq!(total.for_delay.cells, sum(|block| block.for_delay.cells));
    assert_eq!(total.transistors, sum(|block| block.transistors));
    for block in &report.blocks {
        let counts = [block.transistors, block.for_delay.cells, block.for_area.cells, block.for_area.area_hundredths];
        assert!(counts.iter().all(|&count| count > 0), "{block:?}");
        // What holds a BX is in the pipeline registers; the rest is the bits of the hash.
        assert_eq!(block.flip_flops > 0, ["pipeline_cut", "port"].contains(&block.name.as_str()), "{block:?}");
    }
    assert!(total.flip_flops > 500 && total.xilinx.luts > 500 && total.ecp5.luts > total.xilinx.luts);
    assert_eq!((total.xilinx.dsps, total.ecp5.dsps), (0, 0));

    // The report survives its files, and stands beside another one.
    let dir = tempfile::tempdir().unwrap();
    let written = report.files().unwrap();
    for (name, text) in &written {
        let bad = text.lines().find(|line| line.len() > 100 || *line != line.trim_end());
        assert_eq!(bad, None, "{name}");
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    assert_eq!(Report::read(dir.path()).unwrap(), report);
    let output = econ_emu().arg("report").arg(dir.path()).arg(dir.path()).assert().success();
    let said = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(said.contains("weight_bank") && said.matches("25.00").count() == 2, "{said}");
    println!("{}", written[1].1);
}

fn the_scripts_are_shipped_with_the_verilog() {
    let (_, files) = small(&AeBlock::chip_8x8());
    let (_, again) = small(&AeBlock::chip_8x8());
    assert_eq!(files, again);
    let script = |name: &str| &files.iter().find(|(path, _)| path == name).unwrap().1;
    let scripts = ["gates.ys", "for_delay.ys", "for_area.ys", "transistors.ys", "xilinx.ys", "ecp5.ys", "timing.abc"];
    for name in scripts.into_iter().chain(["ripple.v"]) {
        let text = script(&format!("report/{name}"));
        assert!(text.contains("econ-emu") && text.lines().all(|line| line.len() <= 120), "{name}");
    }
    // Every source of the hardware is read, and the testbench is not.
    for (path, _) in files.iter().filter(|(path, _)| path.starts_with("verilog/") && path.ends_with(".v")) {
        let read = script("report/gates.ys").contains(&format!("read_verilog ../{path}\n"));
        assert_eq!(read, path != "verilog/testbench.v", "{path}");
    }
}

/// An export with a report, with nothing but `programs` on the path; what was said, and what is left.
fn with_programs(programs: &[(&str, &str)], library: Option<&str>) -> (String, Vec<String>) {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let place = |name: &str| -> PathBuf { dir.path().join(name) };
    for name in ["bin", "tmp", "work"] {
        std::fs::create_dir(place(name)).unwrap();
    }
    for (name, text) in programs {
        let path = place("bin").join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = econ_emu();
    command.env("PATH", place("bin")).env("TMPDIR", place("tmp")).env_remove(LIBRARY_VARIABLE);
    if let Some(library) = library {
        std::fs::write(place("cells.lib"), "").unwrap();
        command.env(LIBRARY_VARIABLE, place(library));
    }
    command.args(["export-hls", "--reloadable", "--samples", "1", "--target", "verilog", "--report", "--out"]);
    let output = command.arg(place("work/out")).assert().code(2);
    let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(files_below(&place("work")).is_empty(), "{said}");
    (said, files_below(&place("tmp")).into_keys().collect())
}

fn what_is_missing_is_named_and_nothing_is_written() {
    let version = ("yosys", "echo Yosys 0.0; exit 0");
    let abc = ("yosys-abc", "exit 0");
    let (said, _) = with_programs(&[], None);
    assert!(said.contains("the program yosys is missing"), "{said}");
    let (said, _) = with_programs(&[version], None);
    assert!(said.contains("the program yosys-abc is missing"), "{said}");
    // Without dpkg nobody knows where the library is.
    let (said, left) = with_programs(&[version, abc], None);
    assert!(said.contains("osu018_stdcells.lib is missing") && said.contains(LIBRARY_VARIABLE), "{said}");
    let (said, _) = with_programs(&[version, abc], Some("none.lib"));
    assert!(said.contains("none.lib") && said.contains(LIBRARY_VARIABLE), "{said}");
    assert!(left.is_empty());
}

fn a_failing_tool_is_an_error_and_its_log_stays() {
    let abc = ("yosys-abc", "exit 0");
    let fails = ("yosys", "[ \"$1\" = -V ] && echo Yosys 0.0 && exit 0\necho ERROR: no such cell\nexit 1");
    let (said, left) = with_programs(&[fails, abc], Some("cells.lib"));
    assert!(said.contains(".ys failed") && said.contains("no such cell") && said.contains(".log"), "{said}");
    assert!(left.iter().any(|path| path.ends_with("report/gates.log")), "{left:?}");
    // It says that all is well, and has written nothing, or statistics without numbers.
    let (said, _) = with_programs(&[("yosys", "echo Yosys 0.0"), abc], Some("cells.lib"));
    assert!(said.contains("transistors.stat"), "{said}");
    let empty = "echo Yosys 0.0\n[ \"$1\" = -V ] || for f in transistors for_delay for_area xilinx ecp5; do \
                 echo === econ_t_ae === > $f.stat; done";
    let (said, _) = with_programs(&[("yosys", empty), abc], Some("cells.lib"));
    assert!(said.contains("transistors.stat") && said.contains("lack a module"), "{said}");
}

fn exports_without_a_report_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let refused = |path: &Path| {
        let output = econ_emu().arg("report").arg(path).assert().code(2);
        String::from_utf8(output.get_output().stderr.clone()).unwrap()
    };
    assert!(refused(dir.path()).contains("export-hls --report"));
    std::fs::write(dir.path().join(report::FILE), "{\n\"blocks\": 3\n}\n").unwrap();
    let said = refused(dir.path());
    assert!(said.contains("report.json:2") && said.contains("not a report"), "{said}");
}
