//! `econ-emu report`.

use std::path::PathBuf;

use super::output;
use crate::error::Result;
use crate::files;
use crate::hwgen::report::{self as hardware, Report};
use crate::report::page::{self, Request};
use crate::report::source::Input;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu report run evaluation -o report.html
  econ-emu report golden/default -o default.html
  econ-emu report run hw golden/ae_p1_chip_frame -o report.html --data my_set
  econ-emu report frozen reloadable

With -o the page holds what each directory is: a training run, an evaluation, an export with a report, a golden
set. It is one file that needs no network. Without -o the hardware reports of exports are printed as text.

The views of latents need frames: those of --data; or, for a run on synthetic showers, showers of another seed;
or else the validation frames that the run kept.

Exit codes: 0 done; 2 an error.")]
pub struct Args {
    /// Runs, evaluations, exports that were made with --report, golden sets
    #[arg(required = true, value_name = "DIR")]
    inputs: Vec<PathBuf>,
    /// Write a page to this file; - is standard output
    #[arg(short, long, value_name = "HTML")]
    output: Option<PathBuf>,
    /// Frames for the views of latents: a set of link words, a csv of charges, a cache
    #[arg(long, value_name = "PATH", requires = "output")]
    data: Option<PathBuf>,
    /// Frames for the views of latents, at most
    #[arg(long, value_name = "N", default_value_t = 5000, requires = "output", value_parser = frames)]
    frames: usize,
}

fn frames(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&frames| frames > 0).ok_or_else(|| "a number from 1 on".to_owned())
}

/// Runs the command.
pub fn run(args: &Args) -> Result<u8> {
    let Some(output) = &args.output else {
        let reports = args.inputs.iter().map(|export| Report::read(export)).collect::<Result<Vec<_>>>()?;
        output::print(&hardware::table(&reports))?;
        return Ok(0);
    };
    let inputs = args.inputs.iter().map(|path| Input::read(path)).collect::<Result<Vec<_>>>()?;
    let request = Request { data: args.data.clone(), frames: args.frames };
    files::write(output, page::report(&inputs, &request)?)?;
    Ok(0)
}
