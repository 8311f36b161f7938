//! Training of hierarchical autoencoders by the command: stopped anywhere, it ends with the same model.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::path::Path;

use common::econ_emu;
use econ_emu::hierarchical::level::{Level, Part};
use econ_emu::hierarchical::model::HierarchicalModel;

/// No epoch at the upper levels, which decode all of an event.
const OPTIONS: [&str; 14] = [
    "--test-events",
    "2",
    "--latents",
    "2",
    "--batch",
    "2",
    "--first-epochs",
    "0",
    "--level-epochs",
    "3,1,0,0,0",
    "--learning-rate",
    "1e-3",
    "--seed",
    "2",
];

fn fault(command: &mut assert_cmd::Command) -> String {
    String::from_utf8(command.assert().code(2).get_output().stderr.clone()).unwrap()
}

fn command(events: &Path, out: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(common::econ_emu_path());
    command.args(["hierarchical", "train", "--data"]).arg(events).args(OPTIONS).arg("--out").arg(out);
    command
}

/// Writes so many slow electrons, which are in few chips.
fn synth(events: &Path, count: &str, seed: &str) {
    let mut synth = econ_emu();
    synth.args(["hierarchical", "synth", "--energies", "1,5", "--events", count, "--seed", seed, "-o"]);
    synth.arg(events).assert().success();
}

#[test]
fn a_training_that_was_killed_ends_with_the_same_model() {
    let scratch = tempfile::tempdir().unwrap();
    let [events, whole, killed] = ["events.npz", "whole", "killed"].map(|name| scratch.path().join(name));
    synth(&events, "6", "3");
    assert_cmd::Command::from_std(command(&events, &whole)).assert().success();
    let mut child = command(&events, &killed);
    child.stderr(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    let mut child = child.spawn().unwrap();
    while !killed.join("checkpoint.safetensors").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    econ_emu().args(["hierarchical", "train", "--resume", "--modelFile"]).arg(&killed).assert().success();
    let files = common::files_below(&whole);
    assert_eq!(files.len(), 1 + 4 + 20, "{:?}", files.keys());
    let other = common::files_below(&killed);
    for (name, contents) in &files {
        assert!(other.get(name) == Some(contents), "{name}");
    }
    let costs = String::from_utf8(files["costs.csv"].clone()).unwrap();
    let levels: Vec<&str> = costs.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(levels, ["roc", "roc", "roc", "module"]);
    let model = HierarchicalModel::read(&whole).unwrap();
    assert_eq!((model.latents, model.network(Level::Stage2, Part::Decoder).ends()), (2, [2, 60]));
    let error = fault(&mut assert_cmd::Command::from_std(command(&events, &whole)));
    assert!(error.contains("holds a run already"), "{error}");
}

#[test]
fn options_have_the_names_of_the_reference_and_bad_ones_leave_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let [events, out] = ["events.npz", "out"].map(|name| scratch.path().join(name));
    synth(&events, "4", "1");
    let train = |more: &[&str]| {
        let mut command = econ_emu();
        command.args(["hierarchical", "train", "--first-epochs", "0", "--test-events", "2", "--modelFile"]);
        command.arg(&out).arg("--dataTrain").arg(&events).args(more);
        command
    };
    for (more, word) in [
        (&["--learning-rate", "0"][..], "--learning-rate"),
        (&["--level-epochs", "0,0,0,0,0"], "--epochs"),
        (&["--level-epochs", "1,2"], "five whole numbers"),
        (&["--test-events", "4"], "too few events"),
        (&["--LatentDimension", "65"], "65"),
    ] {
        // The last of two is in force.
        let error = match more {
            ["--test-events", _] => {
                let mut command = econ_emu();
                command.args(["hierarchical", "train", "--out"]).arg(&out).arg("--data").arg(&events).args(more);
                fault(&mut command)
            }
            _ => fault(&mut train(more)),
        };
        assert!(error.contains(word), "{word}: {error}");
        assert!(!out.exists());
    }
    train(&["--batchSize", "2", "--NEpochs", "1", "--LatentDimension", "1"]).assert().success();
    let costs = std::fs::read_to_string(out.join("costs.csv")).unwrap();
    assert!(costs.lines().count() == 2 && costs.contains("1,roc,"), "{costs}");
    // Events that have become others.
    synth(&events, "4", "2");
    let mut command = econ_emu();
    command.args(["hierarchical", "train", "--resume", "--out"]).arg(&out);
    assert!(fault(&mut command).contains("not those that the training began with"));
}
