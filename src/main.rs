//! The `econ-emu` command: parse, dispatch, exit code.
//!
//! 0 everything is fine, 1 something differs, 2 an error.

use std::process::ExitCode;

fn main() -> ExitCode {
    econ_emu::cli::main()
}
