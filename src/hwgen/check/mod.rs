//! Checks of an export by the tools that will meet it: one list, one table.
//!
//! A check that needs a tool which is missing is reported as skipped, by name; with
//! `ECON_EMU_REQUIRE_TOOLS=1` it has failed.

mod gcc;
mod verilog;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::export::Target;
use super::hls::HlsFlavour;
use crate::error::{Error, Result};

pub use gcc::{HEADERS_VARIABLE, headers};

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckOutcome {
    /// It passed; the text says how much was compared.
    Passed(String),
    /// It failed; the text says where first.
    Failed(String),
    /// It could not run; the text names what is missing.
    Skipped(String),
}

/// One tool on one target of an export.
pub trait Check {
    /// The tool, for the table.
    fn tool(&self) -> String;

    /// The target that it checks.
    fn target(&self) -> Target;

    /// Runs the tool on the export; what it builds goes to `scratch`. `samples` is the number of
    /// samples that it must compare.
    ///
    /// # Errors
    /// Only if the tool is there but cannot be started.
    fn run(&self, export: &Path, scratch: &Path, samples: usize) -> Result<CheckOutcome>;
}

/// All checks, in the order of the table.
pub fn all() -> Vec<Box<dyn Check>> {
    let compilers = HlsFlavour::ALL.map(|flavour| Box::new(gcc::Gcc(flavour)) as Box<dyn Check>);
    let verilog = verilog::ALL.map(|goal| Box::new(goal) as Box<dyn Check>);
    compilers.into_iter().chain(verilog).collect()
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct CheckRow {
    /// The tool.
    pub tool: String,
    /// The target.
    pub target: Target,
    /// How it ended.
    pub outcome: CheckOutcome,
}

/// Runs every check of the given targets.
///
/// # Errors
/// If a tool cannot be started or there is no room for what it builds.
pub fn run(export: &Path, targets: &[Target], samples: usize) -> Result<Vec<CheckRow>> {
    let required = std::env::var("ECON_EMU_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    let mut rows = Vec::new();
    for check in all().iter().filter(|check| targets.contains(&check.target())) {
        let scratch = tempfile::tempdir().map_err(|error| Error::io("create", Path::new("scratch"), &error))?;
        let outcome = match check.run(export, scratch.path(), samples)? {
            CheckOutcome::Skipped(missing) if required => {
                CheckOutcome::Failed(format!("{missing} (ECON_EMU_REQUIRE_TOOLS=1)"))
            }
            outcome => outcome,
        };
        rows.push(CheckRow { tool: check.tool(), target: check.target(), outcome });
    }
    Ok(rows)
}

/// A program on the path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|directory| directory.join(program)).find(|path| path.is_file())
}

/// Runs a command to its end.
pub(crate) fn output(command: &mut Command) -> Result<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.output().map_err(|error| Error::new(format!("cannot start {program}: {error}")))
}

/// What a testbench said. It has passed only if it says so, for the right number of samples, and its
/// exit code agrees.
fn verdict(output: &Output, samples: usize) -> CheckOutcome {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let passed = text.lines().find_map(|line| line.strip_prefix("PASS: "));
    if let Some(counts) = passed
        && output.status.success()
        && counts.starts_with(&format!("{samples} frames"))
    {
        return CheckOutcome::Passed(counts.to_owned());
    }
    let telling = |line: &&str| {
        ["DIFFERENT", "UNCERTIFIED", "FAIL", "ERROR", "%Warning", "%Error", "warning", "error"]
            .iter()
            .any(|word| line.contains(word))
    };
    let line = text.lines().find(telling).or(text.lines().last()).unwrap_or("it said nothing");
    CheckOutcome::Failed(line.to_owned())
}
