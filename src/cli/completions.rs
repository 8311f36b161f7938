//! `econ-emu completions`.

use std::path::{Path, PathBuf};

use clap_complete::Shell;
use clap_mangen::Man;

use super::output;
use crate::error::{Error, Result};
use crate::files;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  econ-emu completions bash > /etc/bash_completion.d/econ-emu
  econ-emu completions zsh > ~/.zfunc/_econ-emu
  econ-emu completions fish > ~/.config/fish/completions/econ-emu.fish
  econ-emu completions --man ~/.local/share/man/man1")]
pub struct CompletionsArgs {
    /// Shell to print completions for
    #[arg(required_unless_present = "man")]
    shell: Option<Shell>,
    /// Write the man pages of all commands into this directory instead
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    man: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &CompletionsArgs, command: &mut clap::Command) -> Result<u8> {
    if let Some(directory) = &args.man {
        files::create_dir(directory)?;
        command.build();
        pages(command, directory)?;
    }
    if let Some(shell) = args.shell {
        let mut text = Vec::new();
        clap_complete::generate(shell, command, "econ-emu", &mut text);
        output::print(&String::from_utf8_lossy(&text))?;
    }
    Ok(0)
}

/// Writes the page of a command and those of the commands in it: `econ-emu-golden-generate.1`.
fn pages(command: &clap::Command, directory: &Path) -> Result<()> {
    let page = Man::new(command.clone());
    let path = directory.join(page.get_filename());
    let mut text = Vec::new();
    page.render(&mut text).map_err(|error| Error::new(format!("cannot write a man page: {error}")).file(&path))?;
    files::write(&path, text)?;
    let within = command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help");
    within.into_iter().try_for_each(|one| pages(one, directory))
}
