//! The `econ-emu-train` command: all commands of `econ-emu`, and those that train.

use std::process::ExitCode;

fn main() -> ExitCode {
    econ_emu::cli::main_with(&econ_emu_train::commands::Libtorch)
}
