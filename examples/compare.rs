//! Golden sets against the emulator: every directory below one that has a configuration, an input and an output. Of
//! a set that differs, the first field that does.
//!
//!     cargo run --example compare -- golden
#![allow(clippy::print_stdout)]

use std::path::Path;
use std::process::ExitCode;

use econ_emu::chip::Options;
use econ_emu::error::{Error, Result};
use econ_emu::golden::verify::{self, GoldenOutcome};
use econ_emu::kernels::ComputedBy;

fn main() -> Result<ExitCode> {
    let root = std::env::args_os().nth(1).ok_or_else(|| Error::missing("a directory is needed"))?;
    let (cases, _) = verify::find(Path::new(&root))?;
    let mut equal = true;
    for case in &cases {
        let line = verify::verify(case, &Options::default(), ComputedBy::Scalar, |_| ());
        let said = match &line.outcome {
            GoldenOutcome::Equal => format!("{} rows equal", line.rows_equal),
            GoldenOutcome::Different(difference) => {
                equal = false;
                let first = difference.first.as_ref().map(|first| {
                    format!("row {}: {} is {}, not {}", first.row, first.field, first.got, first.expected)
                });
                format!(
                    "{} of {} rows differ, {}",
                    difference.rows_different,
                    difference.rows,
                    first.unwrap_or_default()
                )
            }
            GoldenOutcome::Error { message } => return Err(Error::new(message)),
            _ => "no expected output".to_owned(),
        };
        println!("{}: {said}", line.path);
    }
    Ok(ExitCode::from(u8::from(!equal)))
}
