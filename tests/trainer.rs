//! Commands that need libtorch are given to the trainer, a program of its own; no other command loads it.
//!
//! Cargo does not build the trainer for this test alone: `cargo build --workspace --bins` goes before it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use common::econ_emu_path;
use common::needs::trainer;

common::tests! {
    the_trainer_does_what_needs_it: [TRAINER],
    it_is_found_in_libexec_and_by_a_variable: [TRAINER],
    a_trainer_of_other_sources_is_refused: [TRAINER],
    without_it_an_error_says_how_to_get_it: [],
    the_command_does_not_load_libtorch: [READELF],
}

/// The command in a directory, with a value for the variable that names the trainer.
fn run(program: &Path, at: &Path, trainer: &str, arguments: &[&str]) -> Output {
    Command::new(program).current_dir(at).env("ECON_EMU_TRAIN", trainer).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const TRAIN: [&str; 9] = ["train", "--out", "run", "--synthetic-rows", "200", "--epochs", "1", "--decoder-widths", "8"];

fn the_trainer_does_what_needs_it() {
    let scratch = tempfile::tempdir().unwrap();
    let econ_emu = |arguments: &[&str]| run(&econ_emu_path(), scratch.path(), "", arguments);
    let trained = econ_emu(&TRAIN);
    assert!(trained.status.success(), "{trained:?}");
    assert!(text(&trained.stdout).contains("equal to the emulator"), "{trained:?}");
    let verified = econ_emu(&["verify", "--golden", "run/golden"]);
    assert!(verified.status.success(), "{verified:?}");
    // Its exit codes are those of the command.
    let again = econ_emu(&TRAIN);
    assert!(again.status.code() == Some(2) && text(&again.stderr).contains("run"), "{again:?}");
    // What a reading learns is learned there, too.
    let made = econ_emu(&["data", "synth", "--rows", "300", "--seed", "3", "--out", "set"]);
    assert!(made.status.success(), "{made:?}");
    let learned = "evaluate --input set --rows 0..20 --links 3 --contender bc:mlp --learn-steps 2 --learn-widths 8 \
                   --out evaluation";
    let learned = econ_emu(&learned.split_whitespace().collect::<Vec<_>>());
    assert!(learned.status.success() && text(&learned.stdout).contains("bc:mlp"), "{learned:?}");
    // The version of libtorch stands in its file.
    let version = econ_emu(&["--version"]);
    let line = text(&version.stdout).lines().find(|line| line.starts_with("libtorch:")).unwrap().to_owned();
    assert!(line.contains("econ-emu-train)") && line.contains(|c: char| c.is_ascii_digit()), "{line}");
}

fn it_is_found_in_libexec_and_by_a_variable() {
    let scratch = tempfile::tempdir().unwrap();
    for directory in ["bin", "libexec", "elsewhere"] {
        std::fs::create_dir(scratch.path().join(directory)).unwrap();
    }
    let trainer = trainer();
    let own = scratch.path().join("bin/econ-emu");
    std::fs::hard_link(econ_emu_path(), &own).or_else(|_| std::fs::copy(econ_emu_path(), &own).map(drop)).unwrap();
    let said = |variable: &str| text(&run(&own, scratch.path(), variable, &["--version"]).stdout);
    assert!(said("").contains("none"), "{}", said(""));
    symlink(&trainer, scratch.path().join("elsewhere/trainer")).unwrap();
    assert!(said("elsewhere/trainer").contains("(in the trainer, elsewhere/trainer)"), "{}", said("elsewhere/trainer"));
    symlink(&trainer, scratch.path().join("libexec/econ-emu-train")).unwrap();
    assert!(said("").contains("libexec/econ-emu-train)"), "{}", said(""));
    for variable in ["", "elsewhere/trainer"] {
        let output = run(&own, scratch.path(), variable, &["search", "worker", "no-search"]);
        // The trainer says it: the command does not look.
        assert!(output.status.code() == Some(2) && text(&output.stderr).contains("no-search"), "{output:?}");
    }
}

fn a_trainer_of_other_sources_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let mut command = Command::new(trainer());
    command.current_dir(scratch.path()).env("ECON_EMU_STARTED_BY", "econ-emu 0.0.1").args(TRAIN);
    let output = command.output().unwrap();
    let fault = text(&output.stderr);
    assert!(output.status.code() == Some(2) && fault.contains("econ-emu 0.0.1"), "{output:?}");
    assert!(fault.contains("ECON_EMU_TRAIN") && !scratch.path().join("run").exists(), "{fault}");
}

fn without_it_an_error_says_how_to_get_it() {
    let scratch = tempfile::tempdir().unwrap();
    let learned = ["evaluate", "--input", "synthetic", "--contender", "bc:mlp", "--out", "evaluation"];
    let measured = ["bench", "--train"];
    for arguments in [&TRAIN[..], &["train-emdloss"], &["search", "--out", "search"], &measured, &learned] {
        let output = run(&econ_emu_path(), scratch.path(), "nowhere/trainer", arguments);
        let fault = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {fault}");
        let parts = ["nowhere/trainer", "ECON_EMU_TRAIN", "econ-emu-train", "scripts/libtorch.sh"];
        assert!(parts.iter().all(|part| fault.contains(part)), "{fault}");
    }
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
    // What needs no libtorch is done without.
    for arguments in [&["train", "--print-options"][..], &["search", "--print-space"], &["search", "--print-brackets"]]
    {
        let output = run(&econ_emu_path(), scratch.path(), "nowhere/trainer", arguments);
        assert!(output.status.success() && !output.stdout.is_empty(), "{output:?}");
    }
}

fn the_command_does_not_load_libtorch() {
    let needed = |program: &Path| text(&Command::new("readelf").arg("-d").arg(program).output().unwrap().stdout);
    let own = needed(&econ_emu_path());
    assert!(own.contains("libc.so") && !own.contains("torch"), "{own}");
    if trainer().is_file() {
        assert!(needed(&trainer()).contains("torch"));
    }
}
