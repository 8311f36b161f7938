//! `econ-emu report`.

use std::path::PathBuf;

use super::output;
use crate::error::Result;
use crate::hwgen::report::{self, Report};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu export-hls --out frozen --config init.yaml --report
  econ-emu export-hls --out reloadable --config init.yaml --reloadable --report
  econ-emu report frozen reloadable

Exit codes: 0 done; 2 an error.")]
pub struct Args {
    /// Exports that were made with --report
    #[arg(required = true, value_name = "DIR")]
    exports: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    let reports = args.exports.iter().map(|export| Report::read(export)).collect::<Result<Vec<_>>>()?;
    output::print(&report::table(&reports))?;
    Ok(0)
}
