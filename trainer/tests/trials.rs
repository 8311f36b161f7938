//! What a search leaves: a page, a table, and a journal that Optuna and its dashboard read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use common::econ_emu;

common::tests! {
    a_space_of_ones_own_for_each_number_of_links: [],
    a_page_shows_the_search: [],
    optuna_and_its_dashboard_read_the_journal: [OPTUNA],
}

const SPACE: &str = "learning_rate: {log: [1.0e-4, 1.0e-2]}\nbatch: {integer: [32, 128]}\n\
                     network: {choice: [chip-8x8, cmssw-4x4x3]}\ndecoder: {choice: [plain, conditional]}\n\
                     rotations: {choice: [true, false]}\n";

/// Two small searches, made once for all tests: 6 trials each, by asynchronous halving.
fn searches() -> &'static Path {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &MADE
        .get_or_init(|| {
            let scratch = tempfile::tempdir().unwrap();
            let (space, out) = (scratch.path().join("space.yaml"), scratch.path().join("out"));
            std::fs::write(&space, SPACE).unwrap();
            let options = "--algorithm asha --num-trials 6 --max-epochs 4 --factor 2 --rows 600 --larger-rows 700 \
                           --num-seeds 1 --seed-epochs 1 --larger-epochs 1 --workers 2 --links 2,3 --mname scan";
            econ_emu()
                .args(["search", "--out"])
                .arg(&out)
                .arg("--space")
                .arg(&space)
                .args(options.split_whitespace())
                .assert()
                .success();
            (scratch, out)
        })
        .1
}

fn directory(links: u8) -> PathBuf {
    searches().join(format!("scan_hyperband_search_{links}"))
}

/// Rows of the table by column.
fn table(links: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let out = econ_emu().args(["search", "trials", "--csv", "-"]).arg(directory(links)).assert().success();
    let mut reader = csv::Reader::from_reader(out.get_output().stdout.as_slice());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (head, rows)
}

fn a_space_of_ones_own_for_each_number_of_links() {
    for links in [2, 3] {
        let (head, rows) = table(links);
        let expected = [
            "trial",
            "lr",
            "batch_size",
            "network",
            "decoder",
            "rotations",
            "rung",
            "epochs",
            "validation_loss",
            "state",
            "seconds",
            "error",
        ];
        assert_eq!(head, expected);
        assert_eq!(rows.len(), 6);
        let column = |name: &str| head.iter().position(|other| other == name).unwrap();
        let states: Vec<&str> = rows.iter().map(|row| row[column("state")].as_str()).collect();
        assert!(states.contains(&"complete") && states.contains(&"pruned"), "{states:?}");
        for row in &rows {
            let epochs: usize = row[column("epochs")].parse().unwrap();
            assert_eq!(row[column("state")] == "complete", epochs == 4, "{row:?}");
            let batch: usize = row[column("batch_size")].parse().unwrap();
            assert!((32..=128).contains(&batch));
        }
        for (name, words) in [("network", ["chip-8x8", "cmssw-4x4x3"]), ("decoder", ["plain", "conditional"])] {
            for word in words {
                assert!(rows.iter().any(|row| row[column(name)] == word), "{name} {word}: {rows:?}");
            }
        }
        // The best is what its table says, and its run directory is of the chip.
        let lowest =
            rows.iter().map(|row| row[column("validation_loss")].parse::<f64>().unwrap()).fold(f64::INFINITY, f64::min);
        let best = std::fs::read_to_string(directory(links).join("best_hyperparameters.csv")).unwrap();
        assert!(best.contains(&format!("best_val_loss,{lowest}\n")), "{best}");
        let model = directory(links).join(format!("best_model_eLink_{links}_post_seed_variation"));
        econ_emu().args(["verify", "--golden"]).arg(model).assert().success();
    }
    // The usual space, printed, is the usual search.
    let printed = econ_emu().args(["search", "--print-space"]).assert().success();
    let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
    assert!(
        printed.starts_with("learning_rate: {\"log\":[") && printed.contains("\nbatch: {\"choice\":[64,"),
        "{printed}"
    );
    let scratch = tempfile::tempdir().unwrap();
    let space = scratch.path().join("space.yaml");
    let refused = |text: &str| {
        std::fs::write(&space, text).unwrap();
        let out = econ_emu().args(["search", "--out", "none", "--space"]).arg(&space).assert().code(2);
        assert!(!Path::new("none").exists());
        String::from_utf8(out.get_output().stderr.clone()).unwrap()
    };
    let error = refused("batch: {choice: [64]}\nlinks: {choice: [2, 3]}\n");
    assert!(error.contains("space.yaml") && error.contains("--links 2,3,4,5"), "{error}");
    let error = refused("batch:\n  choice: [64]\nclip: [1, 2]\n");
    assert!(error.contains("space.yaml") && error.contains("clip: expected one of log"), "{error}");
    let error = refused("network: {choice: [chip-8x8, none.yaml]}\n");
    assert!(error.contains("none.yaml"), "{error}");
}

fn a_page_shows_the_search() {
    let scratch = tempfile::tempdir().unwrap();
    let page = scratch.path().join("search.html");
    econ_emu().arg("report").arg(directory(3)).arg("-o").arg(&page).assert().success();
    let text = std::fs::read_to_string(&page).unwrap();
    for view in ["Best so far", "Learning curves", "Seeds", "Parallel coordinates", "Importance", "Time by worker"] {
        assert!(text.contains(&format!("aria-label=\"{view}\"")), "{view}");
    }
    for shown in
        ["6 begun: ", "asha, at most 4 epochs, factor 2", ">lr<", ">batch_size<", "cmssw-4x4x3", "2 workers in "]
    {
        assert!(text.contains(shown), "{shown}");
    }
    // A search that has only begun has a page, too.
    let begun = scratch.path().join("begun");
    std::fs::create_dir(&begun).unwrap();
    std::fs::copy(directory(3).join("search.yaml"), begun.join("search.yaml")).unwrap();
    econ_emu().arg("report").arg(&begun).arg("-o").arg(&page).assert().success();
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("none yet") && text.contains("No worker has begun"));
}

fn optuna_and_its_dashboard_read_the_journal() {
    let scratch = tempfile::tempdir().unwrap();
    let journal = scratch.path().join("trials.log");
    econ_emu().args(["search", "trials", "--optuna"]).arg(&journal).arg(directory(2)).assert().success();
    let project = common::needs::project("");
    let mut python = Command::new("python3");
    python.arg(project.join("scripts/optuna_reference.py")).arg(&journal);
    let output = python.env("PYTHONPATH", project.join("target/python-models")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let study = &said["studies"][0];
    assert_eq!(
        (study["name"].as_str(), study["direction"].as_str()),
        (Some("scan_hyperband_search_2"), Some("MINIMIZE"))
    );
    let (head, rows) = table(2);
    let column = |name: &str| head.iter().position(|other| other == name).unwrap();
    let trials = study["trials"].as_array().unwrap();
    assert_eq!(trials.len(), rows.len());
    for (trial, row) in trials.iter().zip(&rows) {
        let state = row[column("state")].to_uppercase();
        assert_eq!(trial["state"].as_str().unwrap(), state);
        assert_eq!(trial["value"].as_f64().unwrap().to_string(), row[column("validation_loss")]);
        assert_eq!(trial["curve"].as_array().unwrap().len().to_string(), row[column("epochs")]);
        let parameter = |name: &str| &trial["params"][name];
        assert_eq!(parameter("lr").as_f64().unwrap().to_string(), row[column("lr")]);
        assert_eq!(parameter("batch_size").to_string(), row[column("batch_size")]);
        assert_eq!(parameter("network").as_str().unwrap(), row[column("network")]);
        assert_eq!(parameter("rotations").to_string(), row[column("rotations")]);
        assert!(trial["seconds"].as_f64().unwrap() >= 0.0);
    }
    // The best of those that were trained to the end.
    let best = usize::try_from(study["best"].as_u64().unwrap()).unwrap();
    assert_eq!(rows[best][column("state")], "complete");
    let dashboard = &said["dashboard"];
    assert_eq!(dashboard["status"], serde_json::json!(["200 OK", "200 OK"]));
    assert_eq!(dashboard["names"][0].as_str(), Some("scan_hyperband_search_2"));
    assert_eq!(dashboard["trials"].as_u64(), Some(6));
}
