//! `econ-emu data prepare`.

use super::prepare_conditional;
use crate::error::Result;

/// Arguments.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Sets for conditional autoencoders: 8x8 inputs and eight conditions, from trees of wafers
    Conditional(prepare_conditional::Args),
}

/// Runs the command.
pub fn run(args: &Args) -> Result<()> {
    match &args.command {
        Command::Conditional(args) => prepare_conditional::run(args),
    }
}
