//! `econ-emu report`.

use std::path::{Path, PathBuf};

use super::data::{HowArgs, say_rounded};
use super::output;
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::report::{self as hardware, Report};
use crate::report::page::{self, PageRequest};
use crate::report::source::{Content, ReportInput};

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu report run evaluation -o report.html
  econ-emu report golden/default                     # writes report.html
  econ-emu report run hw golden/ae_p1_chip_frame -o report.html --data my_set
  econ-emu report search/hyperband_search_3 -o search.html
  econ-emu report assignment -o map.html
  econ-emu report frozen reloadable

The page holds what each directory is: a training run, an evaluation, an export with a report, a golden set, a
search (finished or not), an assignment. It is one file that needs no network, report.html where -o names no other.
Of exports alone, and without -o, the hardware reports are printed as text instead.

The views of latents need samples: those of --data; or, for a run on synthetic showers, showers of another seed;
or else the validation samples that the run kept.

Exit codes: 0 done; 2 an error.")]
pub struct ReportArgs {
    /// Runs, evaluations, exports that were made with --report, golden sets, searches, assignments
    #[arg(required = true, value_name = "DIR")]
    inputs: Vec<PathBuf>,
    /// Write the page to this file; - is standard output [default: report.html]
    #[arg(long, value_name = "HTML")]
    output: Option<PathBuf>,
    /// Samples for the views of latents: a set of link words, a csv of charges, a cache
    #[arg(long, value_name = "PATH")]
    data: Option<PathBuf>,
    #[command(flatten)]
    how: HowArgs,
    /// Samples for the views of latents, at most
    #[arg(long, alias = "frames", value_name = "N", default_value_t = 5000, value_parser = samples)]
    samples: usize,
}

fn samples(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&samples| samples > 0).ok_or_else(|| "a number from 1 on".to_owned())
}

/// The hardware report of an export.
fn hardware_of(input: ReportInput) -> Option<Report> {
    match input.content {
        Content::Export(report) => Some(*report),
        _ => None,
    }
}

/// Runs the command.
pub fn run(args: &ReportArgs) -> Result<u8> {
    if args.data.is_none() && args.how != HowArgs::default() {
        return Err(Error::new("options for reading data, and no data").field("--data").hint("--data PATH"));
    }
    let inputs = args.inputs.iter().map(|path| ReportInput::read(path)).collect::<Result<Vec<_>>>()?;
    if args.output.is_none() && inputs.iter().all(|input| matches!(input.content, Content::Export(_))) {
        let reports: Vec<Report> = inputs.into_iter().filter_map(hardware_of).collect();
        output::print(&hardware::table(&reports))?;
        return Ok(0);
    }
    let output = args.output.as_deref().unwrap_or(Path::new("report.html"));
    let read: Vec<&Path> = args.data.iter().chain(&args.inputs).map(PathBuf::as_path).collect();
    files::check_outputs(&[output], &read)?;
    let data = args.data.clone().map(|data| Ok((data, args.how.options()?))).transpose()?;
    let request = PageRequest { data, samples: args.samples };
    files::write(output, page::report(&inputs, &request)?)?;
    if let Some((_, reading)) = &request.data {
        say_rounded(&reading.table);
    }
    Ok(0)
}
