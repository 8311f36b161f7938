//! `econ-emu completions`.

use clap_complete::Shell;

use crate::error::Result;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu completions bash > /etc/bash_completion.d/econ-emu
  econ-emu completions zsh > ~/.zfunc/_econ-emu
  econ-emu completions fish > ~/.config/fish/completions/econ-emu.fish")]
pub struct CompletionsArgs {
    /// Shell to print completions for
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &CompletionsArgs, command: &mut clap::Command) -> Result<u8> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, command, "econ-emu", &mut text);
    super::output::print(&String::from_utf8_lossy(&text))?;
    Ok(0)
}
