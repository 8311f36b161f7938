//! `econ-emu seu`.

mod atlas;

use crate::error::Result;

/// Arguments.
#[derive(clap::Args)]
pub struct SeuArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Flip every bit of the encoder's weights: what each does to latents and words
    Atlas(Box<atlas::AtlasArgs>),
}

/// Runs the command.
pub fn run(args: &SeuArgs) -> Result<u8> {
    match &args.command {
        Command::Atlas(args) => atlas::run(args),
    }
}
