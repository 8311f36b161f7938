//! `econ-emu seu`.

mod atlas;
mod campaign;
mod pairs;
mod rates;
mod registers;

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
    /// Flip two bits of the weights together: in a byte, side by side, any
    Pairs(Box<pairs::PairsArgs>),
    /// Upset flip-flops of an exported block in Verilator: which outputs are wrong
    Campaign(campaign::CampaignArgs),
    /// From upsets of the weights to frames that are lost, by time between two rewrites and by protection
    Rates(Box<rates::RatesArgs>),
    /// Flip every bit of the settings: which words of the whole chip change
    Registers(Box<registers::RegistersArgs>),
}

/// Runs the command.
pub fn run(args: &SeuArgs) -> Result<u8> {
    match &args.command {
        Command::Atlas(args) => atlas::run(args),
        Command::Campaign(args) => campaign::run(args),
        Command::Pairs(args) => pairs::run(args),
        Command::Rates(args) => rates::run(args),
        Command::Registers(args) => registers::run(args),
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
