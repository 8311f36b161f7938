//! The Verilog with open tools: Verilator, Icarus Verilog, Yosys, by the goals of the export's own
//! Makefile.

use std::path::Path;
use std::process::{Command, Output};

use super::{Check, CheckOutcome, find, output, verdict};
use crate::error::Result;
use crate::hwgen::export::Target;
use crate::hwgen::verilog::ICARUS_SAMPLES;

/// A goal of the Makefile.
#[derive(Clone, Copy)]
pub(super) struct Goal {
    tool: &'static str,
    name: &'static str,
    /// The programs that it starts.
    programs: &'static [&'static str],
    passes: Passes,
}

/// When a goal has passed.
#[derive(Clone, Copy)]
enum Passes {
    /// The tool says nothing that is a warning; the text is for the table.
    Silent(&'static str),
    /// The testbench has compared all samples, or this many.
    Samples(usize),
}

/// All goals, in the order of the table.
pub(super) const ALL: [Goal; 4] = [
    Goal {
        tool: "Verilator, lint",
        name: "lint",
        programs: &["verilator"],
        passes: Passes::Silent("no warnings with -Wall"),
    },
    Goal { tool: "Verilator", name: "verilator", programs: &["verilator", "g++"], passes: Passes::Samples(usize::MAX) },
    Goal {
        tool: "Icarus Verilog",
        name: "icarus",
        programs: &["iverilog", "vvp"],
        passes: Passes::Samples(ICARUS_SAMPLES),
    },
    Goal { tool: "Yosys", name: "synth", programs: &["yosys"], passes: Passes::Silent("synthesizes, check -assert") },
];

impl Check for Goal {
    fn tool(&self) -> String {
        self.tool.to_owned()
    }

    fn target(&self) -> Target {
        Target::Verilog
    }

    fn run(&self, export: &Path, scratch: &Path, samples: usize) -> Result<CheckOutcome> {
        if let Some(missing) = ["make"].iter().chain(self.programs).find(|program| find(program).is_none()) {
            return Ok(CheckOutcome::Skipped(format!("the program {missing} is missing")));
        }
        let mut make = Command::new("make");
        make.arg("--silent").arg("-C").arg(export.join(Target::Verilog.name())).arg(self.name);
        let output = output(make.arg(format!("BUILD={}", scratch.display())))?;
        Ok(match self.passes {
            Passes::Silent(passed) => silent(&output, passed),
            Passes::Samples(most) => verdict(&output, samples.min(most)),
        })
    }
}

/// The outcome of a tool that must succeed and say nothing that is a warning.
fn silent(output: &Output, passed: &str) -> CheckOutcome {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let complaint = text.lines().find(|line| {
        let line = line.to_ascii_lowercase();
        line.contains("warning") || line.contains("error")
    });
    match complaint {
        None if output.status.success() => CheckOutcome::Passed(passed.to_owned()),
        complaint => CheckOutcome::Failed(complaint.unwrap_or("it failed and said nothing").to_owned()),
    }
}
