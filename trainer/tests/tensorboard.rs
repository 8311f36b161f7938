//! Event files of trials, read by TensorBoard itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use econ_emu::search::tensorboard::TrialLog;
use econ_emu::train::epoch::Epoch;
use econ_emu::train::options::{Arithmetic, LossTerm};
use econ_emu_train::run_dir::RunDir;
use serde_json::{Value, json};

common::tests! {
    tensorboard_reads_scalars_and_hyperparameters: [TENSORBOARD],
}

/// What TensorBoard says of the runs below a directory.
fn tensorboard(root: &Path) -> Value {
    let project = common::needs::project("");
    let packages = project.join("target/python-models");
    let mut python = Command::new("python3");
    python.arg(project.join("scripts/tensorboard_reference.py")).arg(root).env("PYTHONPATH", packages);
    let output = python.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A history of losses that 32 bits do not hold exactly.
fn history(epochs: usize, scale: f64) -> Vec<Epoch> {
    let epoch = |epoch: usize| {
        Epoch::of_losses(
            epoch,
            (Arithmetic::Chip, LossTerm::TelescopeCharge.into()),
            1e-3 / (epoch + 1) as f32,
            [scale / (epoch + 3) as f64, scale / (epoch + 7) as f64],
        )
    };
    (0..epochs).map(epoch).collect()
}

/// The columns of the table of a run directory, as TensorBoard's steps and values.
fn table(directory: &Path, history: &[Epoch]) -> Value {
    std::fs::create_dir_all(directory).unwrap();
    RunDir::at(directory).write_history(history, Arithmetic::Chip).unwrap();
    let mut table = csv::Reader::from_path(directory.join("history.csv")).unwrap();
    let header = table.headers().unwrap().clone();
    let rows: Vec<_> = table.records().map(|row| row.unwrap()).collect();
    let column = |name: &str| header.iter().position(|other| other == name).unwrap();
    let values = |name: &str| -> Value {
        let step = |row: &csv::StringRecord| row[column("epoch")].parse::<usize>().unwrap();
        let value = |row: &csv::StringRecord| f64::from(row[column(name)].parse::<f64>().unwrap() as f32);
        rows.iter().map(|row| json!([step(row), value(row)])).collect()
    };
    json!({ "loss": values("train"), "val_loss": values("validation"), "learning_rate": values("learning_rate") })
}

fn last_file(directory: &Path) -> PathBuf {
    std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).max().unwrap()
}

fn tensorboard_reads_scalars_and_hyperparameters() {
    let scratch = tempfile::tempdir().unwrap();
    let log = scratch.path().join("log");
    let hyperparameters = |rate: &str, optimizer: &str| [("lr", rate.to_owned()), ("optimizer", optimizer.to_owned())];

    // One worker from start to end.
    let whole = history(12, 1.7);
    let mut file = TrialLog::open(&log.join("trial_0000"), "one", &hyperparameters("0.0012", "adam")).unwrap();
    for epochs in 1..=whole.len() {
        file.epochs(&whole[..epochs]).unwrap();
    }
    file.end(true).unwrap();

    // Three workers: the first is killed in the middle of a record; the second, which was only asleep, writes
    // an epoch that the third has written too; the third fails.
    let shared = history(9, 0.3);
    let directory = log.join("trial_0001");
    let hyperparameters = hyperparameters("1e-5", "lion");
    TrialLog::open(&directory, "one", &hyperparameters).unwrap().epochs(&shared[..4]).unwrap();
    let torn = last_file(&directory);
    let bytes = std::fs::read(&torn).unwrap();
    std::fs::write(&torn, &bytes[..bytes.len() - 7]).unwrap();
    let mut second = TrialLog::open(&directory, "two", &hyperparameters).unwrap();
    second.epochs(&shared[..6]).unwrap();
    let mut third = TrialLog::open(&directory, "three", &hyperparameters).unwrap();
    second.epochs(&shared[..7]).unwrap();
    third.epochs(&shared).unwrap();
    third.end(false).unwrap();

    let seen = tensorboard(&log);
    for (run, history) in [("trial_0000", &whole), ("trial_0001", &shared)] {
        let expected = table(&scratch.path().join(run), history);
        assert_eq!(seen[run]["classic"], expected, "{run}");
        assert_eq!(seen[run]["served"], expected, "{run}");
        let last = |tag: &str| expected[tag].as_array().unwrap().last().unwrap();
        for tag in ["loss", "val_loss", "learning_rate"] {
            assert_eq!(seen[run]["session"]["metrics"][tag], *last(tag), "{run} {tag}");
        }
        let times = &seen[run]["session"]["times"];
        assert!(1e9 < times[0].as_f64().unwrap() && times[0].as_f64() <= times[1].as_f64(), "{times}");
    }
    let session = |run: &str| (&seen[run]["session"]["hyperparameters"], &seen[run]["session"]["status"]);
    assert_eq!(session("trial_0000"), (&json!({ "lr": 0.0012, "optimizer": "adam" }), &json!("STATUS_SUCCESS")));
    assert_eq!(session("trial_0001"), (&json!({ "lr": 1e-5, "optimizer": "lion" }), &json!("STATUS_FAILURE")));
    // In the files themselves: only what the sleeping worker wrote is there twice.
    let events = |run: &str| ["val_loss", "_hparams_/session_start_info"].map(|tag| seen[run]["events"][tag].clone());
    assert_eq!(events("trial_0000"), [json!(12), json!(1)]);
    assert_eq!(events("trial_0001"), [json!(10), json!(1)]);
}
