//! Before the crate is compiled.
//!
//! With the feature `import` the messages of ONNX, TensorFlow and TensorBoard become Rust, from the files in `proto/`.
//! protox reads them, so that no protoc need be installed.
//!
//! Release builds know the commit that they are made from. Others do not: each commit would compile everything anew.

use std::error::Error;
use std::path::Path;
use std::process::Command;

/// The message files; each names the source of its numbers.
#[cfg(feature = "import")]
const MESSAGES: [&str; 3] = ["onnx.proto", "tensorflow.proto", "tensorboard.proto"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=proto");
    #[cfg(feature = "import")]
    messages()?;

    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release")
        && let Some(commit) = commit()
    {
        println!("cargo:rustc-env=ECON_EMU_COMMIT={commit}");
    }
    Ok(())
}

#[cfg(feature = "import")]
fn messages() -> Result<(), Box<dyn Error>> {
    let messages = protox::compile(MESSAGES, ["proto"])?;
    // Maps in the order of their keys: the same model gives the same bytes.
    let mut config = prost_build::Config::new();
    // A tensor is far larger than the number that may stand in its place.
    config.btree_map(["."]).boxed("tensorboard.Summary.Value.value.tensor");
    config.compile_fds(messages)?;
    Ok(())
}

/// The commit of the sources, with `+` behind it if they have changed since: from the repository that they stand in, from
/// what cargo writes into a package, or for sources without either from the variable of that name.
fn commit() -> Option<String> {
    println!("cargo:rerun-if-env-changed=ECON_EMU_COMMIT");
    if let Some(given) = std::env::var("ECON_EMU_COMMIT").ok().filter(|given| !given.is_empty()) {
        return Some(given);
    }
    if !Path::new(".git").exists() {
        let packed = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
        let (_, from) = packed.split_once("\"sha1\": \"")?;
        return Some(from.split_once('"')?.0.to_owned());
    }
    // What tells that another commit or another source is built.
    let head = ["HEAD", "logs/HEAD"].map(|name| git(&["rev-parse", "--git-path", name]));
    let sources = ["src", "templates", "build.rs", "Cargo.toml", "Cargo.lock"].map(|name| Some(name.to_owned()));
    for path in head.into_iter().chain(sources).flatten().filter(|path| Path::new(path).exists()) {
        println!("cargo:rerun-if-changed={path}");
    }
    let changed = !git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(git(&["rev-parse", "HEAD"])? + if changed { "+" } else { "" })
}

/// What git says, in one line or several.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
