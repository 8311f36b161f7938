//! The Verilog with open tools: Verilator, Icarus Verilog, Yosys.

use std::path::Path;
use std::process::{Command, Output};

use super::{Check, Outcome, find, output, verdict};
use crate::error::{Error, Result};
use crate::hwgen::export::Target;

/// Frames that Icarus simulates: it takes about a tenth of a second for each.
const ICARUS_FRAMES: usize = 48;

const TESTBENCH: &str = "testbench.v";

/// Options with which a model is built quickly, because that takes far longer than the few thousand
/// frames that it then simulates: loops stay loops, files are large because each reads the same large
/// header, and the C++ is not optimised.
pub const VERILATOR_COMPILES_FAST: [&str; 6] =
    ["--unroll-stmts", "1", "--output-split", "200000", "-MAKEFLAGS", "OPT_FAST=-O0 OPT_SLOW=-O0"];

/// The Verilog sources of an export, the testbench left out, in the order of their names.
fn sources(export: &Path) -> Result<Vec<String>> {
    let directory = export.join(Target::Verilog.name());
    let entries =
        std::fs::read_dir(&directory).map_err(|error| Error::io("read the directory of", &directory, &error))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut sources: Vec<String> = names.filter(|name| name.ends_with(".v") && name != TESTBENCH).collect();
    sources.sort();
    Ok(sources)
}

/// The top module: the one source that is not a part.
fn top(sources: &[String]) -> String {
    let parts = ["primitives.v", "converter.v", "conv.v", "dense.v", "formatter.v"];
    let top = sources.iter().find(|name| !parts.contains(&name.as_str()));
    top.map(|name| name.trim_end_matches(".v").to_owned()).unwrap_or_default()
}

/// A command in the directory of the sources.
fn in_sources(program: &str, export: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(export.join(Target::Verilog.name()));
    command
}

/// The outcome of a tool that must succeed and say nothing that is a warning.
fn silent(output: &Output, passed: &str) -> Outcome {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let complaint = text.lines().find(|line| {
        let line = line.to_ascii_lowercase();
        line.contains("warning") || line.contains("error")
    });
    match complaint {
        None if output.status.success() => Outcome::Passed(passed.to_owned()),
        complaint => Outcome::Failed(complaint.unwrap_or("it failed and said nothing").to_owned()),
    }
}

macro_rules! needs {
    ($($program:expr),*) => {
        $(if find($program).is_none() {
            return Ok(Outcome::Skipped(format!("the program {} is missing", $program)));
        })*
    };
}

/// All warnings of Verilator on the sources.
pub(super) struct VerilatorLint;

impl Check for VerilatorLint {
    fn tool(&self) -> String {
        "Verilator, lint".to_owned()
    }

    fn target(&self) -> Target {
        Target::Verilog
    }

    fn run(&self, export: &Path, _: &Path, _: usize) -> Result<Outcome> {
        needs!("verilator");
        let sources = sources(export)?;
        let mut lint = in_sources("verilator", export);
        lint.args(["--lint-only", "-Wall", "--top-module", &top(&sources)]).args(&sources);
        Ok(silent(&output(&mut lint)?, "no warnings with -Wall"))
    }
}

/// The testbench in Verilator, every frame.
pub(super) struct Verilator;

impl Check for Verilator {
    fn tool(&self) -> String {
        "Verilator".to_owned()
    }

    fn target(&self) -> Target {
        Target::Verilog
    }

    fn run(&self, export: &Path, scratch: &Path, frames: usize) -> Result<Outcome> {
        needs!("verilator", "make", "g++");
        let mut build = in_sources("verilator", export);
        build.args(["--binary", "-Wall", "--top-module", "testbench", "-j", "2", "-o", "simulation", "--Mdir"]);
        build.arg(scratch).args(VERILATOR_COMPILES_FAST).args(sources(export)?).arg(TESTBENCH);
        let built = output(&mut build)?;
        if !built.status.success() {
            return Ok(silent(&built, ""));
        }
        let mut run = in_sources(&scratch.join("simulation").display().to_string(), export);
        Ok(verdict(&output(&mut run)?, frames))
    }
}

/// The testbench in Icarus Verilog, the first frames.
pub(super) struct Icarus;

impl Check for Icarus {
    fn tool(&self) -> String {
        "Icarus Verilog".to_owned()
    }

    fn target(&self) -> Target {
        Target::Verilog
    }

    fn run(&self, export: &Path, scratch: &Path, frames: usize) -> Result<Outcome> {
        needs!("iverilog", "vvp");
        let program = scratch.join("testbench.vvp");
        let mut build = in_sources("iverilog", export);
        build.args(["-g2005", "-Wall", "-s", "testbench", "-o"]).arg(&program).args(sources(export)?).arg(TESTBENCH);
        let built = output(&mut build)?;
        if silent(&built, "") != Outcome::Passed(String::new()) {
            return Ok(silent(&built, ""));
        }
        let frames = frames.min(ICARUS_FRAMES);
        let mut run = in_sources("vvp", export);
        // -N: $stop ends with a status other than 0.
        run.arg("-N").arg(&program).arg(format!("+frames={frames}"));
        Ok(verdict(&output(&mut run)?, frames))
    }
}

/// Synthesis by Yosys to its own gates, and its check that nothing is undriven or driven twice.
pub(super) struct Yosys;

impl Check for Yosys {
    fn tool(&self) -> String {
        "Yosys".to_owned()
    }

    fn target(&self) -> Target {
        Target::Verilog
    }

    fn run(&self, export: &Path, _: &Path, _: usize) -> Result<Outcome> {
        needs!("yosys");
        let sources = sources(export)?;
        let script = format!("synth -top {} -run begin:fine; check -assert", top(&sources));
        let mut synth = in_sources("yosys", export);
        synth.args(["-q", "-p", &script]).args(&sources);
        Ok(silent(&output(&mut synth)?, "synthesizes, check -assert"))
    }
}
