//! `--version`.

use std::sync::{LazyLock, OnceLock};

use super::{TrainerCommands, delegate};
use crate::kernels::InstructionSet;
use crate::version;

/// What the trainer says of libtorch, in the program that is the trainer.
static TRAINER: OnceLock<&'static str> = OnceLock::new();

/// Everything that tells one build from another, where `--version` asks for it; `-V` shows the version alone. The parser of
/// the command line takes it at every start, and so do man pages, which are of no machine.
pub(super) static LONG: LazyLock<String> = LazyLock::new(long);

/// Remembers what the trainer says, where this program is it.
pub(super) fn set_trainer(trainer: Option<&'static dyn TrainerCommands>) {
    if let Some(trainer) = trainer {
        TRAINER.get_or_init(|| trainer.libtorch());
    }
}

fn long() -> String {
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    if !std::env::args_os().any(|argument| argument == "--version") {
        return VERSION.to_owned();
    }
    let commit = version::COMMIT.unwrap_or("not known (no release build of a repository or package)");
    let features: Vec<&str> = version::features().collect();
    let lines = [
        VERSION.to_owned(),
        format!("commit:       {commit}"),
        format!("features:     {}", features.join(", ")),
        format!("instructions: {} (the fastest of this machine)", InstructionSet::best().name()),
        format!("libtorch:     {}", libtorch()),
    ];
    lines.join("\n")
}

/// The version of libtorch, of this program or of the trainer that it would start. Nothing loads it.
fn libtorch() -> String {
    const UNKNOWN: &str = "of a version that its build did not tell";
    if let Some(said) = TRAINER.get() {
        return delegate::version_in(said.as_bytes()).unwrap_or(UNKNOWN).to_owned();
    }
    match delegate::find() {
        Ok(path) => {
            let version = delegate::libtorch_of(&path);
            format!("{} (in the trainer, {})", version.as_deref().unwrap_or(UNKNOWN), path.display())
        }
        Err(_) => "none: there is no trainer beside this program".to_owned(),
    }
}
