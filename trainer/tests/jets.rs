//! Training of autoencoders of jets by the command: stopped anywhere, it ends with the same model.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::path::Path;

use common::econ_emu;
use econ_emu::jets::model::JetModel;

fn train(out: &Path, more: &[&str]) -> assert_cmd::Command {
    let mut command = econ_emu();
    command.args(["jets", "train", "--shape", "4-10-3-10-4", "--jets", "1000", "--batch", "50"]);
    command.args(more).arg("--out").arg(out);
    command
}

fn fault(command: &mut assert_cmd::Command) -> String {
    String::from_utf8(command.assert().code(2).get_output().stderr.clone()).unwrap()
}

#[test]
fn a_training_that_was_killed_ends_with_the_same_model() {
    let scratch = tempfile::tempdir().unwrap();
    let [whole, killed] = ["whole", "killed"].map(|name| scratch.path().join(name));
    train(&whole, &["--epochs", "30"]).assert().success();
    let mut child = std::process::Command::new(common::econ_emu_path());
    child.args([
        "jets",
        "train",
        "--shape",
        "4-10-3-10-4",
        "--jets",
        "1000",
        "--batch",
        "50",
        "--epochs",
        "30",
        "--out",
    ]);
    child.arg(&killed).stderr(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    let mut child = child.spawn().unwrap();
    while !killed.join("checkpoint.safetensors").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    econ_emu().args(["jets", "train", "--resume", "--out"]).arg(&killed).assert().success();
    for name in ["train.yaml", "jets.yaml", "encoder.yaml", "encoder.npz", "decoder.npz", "history.csv", "metrics.json"]
    {
        assert_eq!(std::fs::read(whole.join(name)).unwrap(), std::fs::read(killed.join(name)).unwrap(), "{name}");
    }
    // The model is one for the other commands, and better than the mean of all jets.
    assert_eq!(JetModel::read(&whole).unwrap().column_names(), ["pT", "eta", "phi", "E"]);
    let metrics: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(whole.join("metrics.json")).unwrap()).unwrap();
    assert!(metrics["test"].as_f64().unwrap() < 0.8, "{metrics}");
    assert_eq!(metrics["parameters"], serde_json::json!([83, 84]));
    assert!(fault(&mut train(&whole, &[])).contains("holds a run already"));
}

#[test]
fn rates_are_found_and_trainings_end_early() {
    let scratch = tempfile::tempdir().unwrap();
    let [rates, early] = ["rates", "early"].map(|name| scratch.path().join(name));
    let text = train(&rates, &["--find-rate"]).assert().success().get_output().stdout.clone();
    assert!(String::from_utf8(text).unwrap().contains("--learning-rate"));
    let table = std::fs::read_to_string(rates.join("rates.csv")).unwrap();
    assert!(table.starts_with("learning_rate,loss\n") && rates.join("rates.svg").is_file(), "{table}");
    // No step is long enough to make anything better.
    let options = ["--epochs", "40", "--learning-rate", "1e-20", "--schedule", "constant", "--patience", "2"];
    train(&early, &options).assert().success();
    let history = std::fs::read_to_string(early.join("history.csv")).unwrap();
    assert_eq!(history.lines().count(), 1 + 3, "{history}");
}

#[test]
fn what_cannot_be_trained_on_is_refused_and_leaves_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    assert!(fault(&mut train(&out, &["--learning-rate", "0"])).contains("--learning-rate"));
    let table = scratch.path().join("jets.csv");
    std::fs::write(&table, "pT,eta,phi,E\n1,2,3,4\n2,3,4,6\n").unwrap();
    let mut command = econ_emu();
    command.args(["jets", "train", "--data"]).arg(&table).arg("--out").arg(&out);
    assert!(fault(&mut command).contains("too few jets"));
    let mut command = econ_emu();
    command.args(["jets", "train", "--shape", "ae-27d", "--out"]).arg(&out);
    assert!(fault(&mut command).contains("another number of columns"));
    let mut command = econ_emu();
    command.args(["jets", "train", "--resume", "--out"]).arg(&out);
    assert!(fault(&mut command).contains("no run to resume"));
    assert!(!out.exists());
    // A table that has become another one.
    let rows: Vec<String> = (0..100).map(|row| format!("{},{},1.5,{}", row % 7, row % 5, row % 11)).collect();
    std::fs::write(&table, format!("pT,eta,phi,E\n{}\n", rows.join("\n"))).unwrap();
    let mut command = econ_emu();
    command.args(["jets", "train", "--shape", "4-5-3-5-4", "--normalisation", "none", "--epochs", "1", "--data"]);
    command.arg(&table).arg("--out").arg(&out).assert().success();
    std::fs::write(&table, format!("pT,eta,phi,E\n{}\n", rows[1..].join("\n"))).unwrap();
    let mut command = econ_emu();
    command.args(["jets", "train", "--resume", "--out"]).arg(&out);
    assert!(fault(&mut command).contains("not those that the training began with"));
}
