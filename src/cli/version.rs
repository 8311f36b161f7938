//! `--version`.

use std::sync::LazyLock;

use crate::kernels::InstructionSet;
use crate::version;

/// Everything that tells one build from another; `-V` shows the version alone.
pub(super) static LONG: LazyLock<String> = LazyLock::new(long);

fn long() -> String {
    let commit = version::COMMIT.unwrap_or("not known (no release build of a repository or package)");
    let features: Vec<&str> = version::features().collect();
    let libtorch = match cfg!(feature = "train") {
        true => version::LIBTORCH.unwrap_or("of a version that it does not tell"),
        false => "none (built without the trainer)",
    };
    let lines = [
        env!("CARGO_PKG_VERSION").to_owned(),
        format!("commit:       {commit}"),
        format!("features:     {}", features.join(", ")),
        format!("instructions: {} (the fastest of this machine)", InstructionSet::best().name()),
        format!("libtorch:     {libtorch}"),
    ];
    lines.join("\n")
}
