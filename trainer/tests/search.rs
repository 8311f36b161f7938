//! The search: nothing is lost or doubled whoever dies, and its result does not depend on the workers.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use econ_emu::network::FirstForm;
use econ_emu::search::state::{JournalEntry, entries};
use econ_emu::train::options::TrainConfig;
use econ_emu_train::session::{Parts, SessionData};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use common::{econ_emu, files_below, tasks};

/// A search of a few seconds: 10 trials in 17 tasks, 2 seeds.
const SMALL: &str = "--max-epochs 4 --factor 2 --rows 2000 --larger-rows 3000 --num-seeds 2 --seed-epochs 3 \
                     --larger-epochs 2 --lease 1.5";

fn search(out: &Path, options: &str) -> Command {
    let mut command = Command::new(common::econ_emu_path());
    command.args(["search", "--out"]).arg(out).args(options.split_whitespace());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn signal(name: &str, process: u32) {
    // A process that has just ended is no fault.
    Command::new("kill").args([name, &process.to_string()]).stderr(Stdio::null()).status().unwrap();
}

fn children(process: u32) -> Vec<u32> {
    let list = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    list.split_whitespace().map(|id| id.parse().unwrap()).collect()
}

fn done(search: &Path) -> usize {
    let last = |path: PathBuf| entries(&path).unwrap().pop();
    tasks(search).into_values().filter(|path| matches!(last(path.clone()), Some(JournalEntry::Done { .. }))).count()
}

/// Of every task the outcome; every log has one, at its end, by the last who claimed the task.
fn outcomes(search: &Path) -> BTreeMap<String, (Option<f64>, usize)> {
    let outcome = |(name, path): (String, PathBuf)| {
        let log = entries(&path).unwrap();
        let finished = log.iter().filter(|entry| matches!(entry, JournalEntry::Done { .. })).count();
        assert_eq!(finished, 1, "{name}: {log:?}");
        let [.., JournalEntry::Claimed { worker: owner }, JournalEntry::Done { worker, outcome }] = log.as_slice()
        else {
            panic!("{name}: {log:?}")
        };
        assert_eq!(owner, worker, "{name}");
        (name, (outcome.loss, outcome.epochs))
    };
    tasks(search).into_iter().map(outcome).collect()
}

/// Tables, models and graphs.
fn results(search: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files_below(search).into_iter();
    all.filter(|(name, _)| !["tasks/", "workers/", "log/", "search.yaml"].iter().any(|start| name.starts_with(start)))
        .collect()
}

fn wait(child: &mut Child, seconds: u64) {
    let end = Instant::now() + Duration::from_secs(seconds);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "the search does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// One worker without any trouble; eight of which one is killed every few hundred milliseconds, and their
/// leader once; two that are told to stop and go on. All give the same results, bit for bit, and every task
/// is done once.
#[test]
fn the_result_does_not_depend_on_the_workers() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let inside = |name: &str| at(name).join("hyperband_search_5");

    let mut quiet = search(&at("quiet"), &format!("{SMALL} --workers 1")).spawn().unwrap();

    // Workers and leader die.
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let wild = || search(&at("wild"), &format!("{SMALL} --workers 8")).spawn().unwrap();
    let mut leader = wild();
    let (mut kills, mut leader_killed) = (0, false);
    let start = Instant::now();
    while leader.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(240), "the search does not end");
        std::thread::sleep(Duration::from_millis(rng.random_range(100..500)));
        let victims = children(leader.id());
        if kills < 15 && !victims.is_empty() {
            signal("-9", victims[rng.random_range(0..victims.len())]);
            kills += 1;
        }
        if !leader_killed && done(&inside("wild")) >= 5 {
            leader.kill().unwrap();
            leader.wait().unwrap();
            leader_killed = true;
            leader = wild();
        }
    }
    assert!(leader.wait().unwrap().success());
    assert!(leader_killed && kills >= 5, "{kills} kills");
    wait(&mut quiet, 240);
    assert!(quiet.wait().unwrap().success());

    let expected = outcomes(&inside("quiet"));
    // 4x1 2x2 1x4; 3x2 1x4; 3x4; seeds; more data.
    assert_eq!(expected.len(), 7 + 4 + 3 + 2 + 1);
    assert_eq!(outcomes(&inside("wild")), expected);
    let files = results(&inside("quiet"));
    for name in ["best_hyperparameters.csv", "performance_records.csv", "final_val_loss.csv"] {
        assert!(files.contains_key(name), "{name}");
    }
    let other = results(&inside("wild"));
    assert_eq!(files.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &files {
        assert!(*bytes == other[name], "{name} differs");
    }

    // Told to stop, workers end after their epoch and give their tasks back; the same command goes on.
    let mut stopped = search(&at("stopped"), &format!("{SMALL} --workers 2")).spawn().unwrap();
    let start = Instant::now();
    while done(&inside("stopped")) < 2 {
        assert!(start.elapsed() < Duration::from_secs(120) && stopped.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(20));
    }
    signal("-TERM", stopped.id());
    wait(&mut stopped, 60);
    assert_eq!(stopped.wait().unwrap().code(), Some(143));
    let before = done(&inside("stopped"));
    assert!(before < expected.len());
    for path in tasks(&inside("stopped")).values() {
        let last = entries(path).unwrap().pop().unwrap();
        assert!(!matches!(last, JournalEntry::Claimed { .. }), "{path:?}: {last:?}");
    }
    assert!(search(&at("stopped"), &format!("{SMALL} --workers 2")).status().unwrap().success());
    assert_eq!(outcomes(&inside("stopped")), expected);

    // What is written is what it is said to be.
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let seeds = text("performance_records.csv");
    let losses: Vec<f64> = seeds.lines().skip(1).map(|row| row.split(',').nth(1).unwrap().parse().unwrap()).collect();
    assert_eq!(losses, [0, 1].map(|seed| expected[&format!("seed_000{seed}")].0.unwrap()));
    let best = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let last = expected["larger"].0.unwrap();
    assert_eq!(
        text("final_val_loss.csv"),
        format!("Training Phase,Validation Loss\nSeed Search,{best}\nLarger Dataset Training,{last}\n")
    );
    let model = "best_model_eLink_5_post_seed_variation";
    for (name, loss) in [(model.to_owned(), best), (format!("{model}_larger_dataset"), last)] {
        let metrics: serde_json::Value = serde_json::from_str(&text(&format!("{name}/metrics.json"))).unwrap();
        assert_eq!(metrics["validation"]["loss"].as_f64().unwrap(), loss);
        assert!(files.contains_key(&format!("{name}_for_CMSSW/encoder.pb")));
        assert!(files.contains_key(&format!("{name}_for_CMSSW/decoder.pb")));
        assert!(files.contains_key(&format!("{name}/keras/autoencoder.hdf5")));
        // The run alone finds its samples again.
        let run = inside("quiet").join(&name);
        econ_emu().args(["verify", "--golden"]).arg(&run).assert().success();
        let again = econ_emu().args(["train", "--eval-only", "--out"]).arg(&run).assert().success();
        let table = String::from_utf8(again.get_output().stdout.clone()).unwrap();
        assert!(table.contains(&format!("{loss:.4e}")), "{table}");
    }

    // A search that another one would change is refused, with the difference.
    let other = search(&at("quiet"), &SMALL.replace("--factor 2", "--factor 3")).stderr(Stdio::piped()).output();
    let error = String::from_utf8(other.unwrap().stderr).unwrap();
    assert!(error.contains("factor: 3") && error.contains("factor: 2"), "{error}");
    let status = econ_emu().args(["search", "status"]).arg(inside("quiet")).assert().success();
    let table = String::from_utf8(status.get_output().stdout.clone()).unwrap();
    assert!(table.contains("17 of 17 tasks finished") && table.contains("trial_0009/rung_0"), "{table}");
}

/// The whole of `--test-run`, on fewer samples; then the seeds alone, from its table.
#[test]
fn a_test_run_and_its_shortcuts() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    let inside = out.join("hyperband_search_3");
    let options = "--test-run --rows 500 --larger-rows 700 --links 3 --num-trials 3 --workers 2 \
                   --orthogonal-regularization-factor=-1 --init closed-form --bits auto";
    assert!(search(&out, options).status().unwrap().success());
    let trials: Vec<String> = tasks(&inside).into_keys().filter(|name| name.ends_with("rung_0")).collect();
    assert_eq!(trials.len(), 3);
    let table = std::fs::read_to_string(inside.join("best_hyperparameters.csv")).unwrap();
    let keys: Vec<&str> = table.lines().map(|row| row.split(',').next().unwrap()).collect();
    let expected = [
        "lr",
        "optimizer",
        "weight_decay",
        "batch_size",
        "lr_scheduler",
        "orthogonal_regularization_factor",
        "best_val_loss",
        "best_seed",
        "best_seed_val_loss",
    ];
    assert_eq!(keys, expected);
    let first = table.split("best_seed,").next().unwrap();
    econ_emu()
        .args(["search", "--just-write-best-hyperparameters", "--links", "3", "--out"])
        .arg(&out)
        .assert()
        .success()
        .stdout(table.clone());

    // From the table alone the same seeds follow.
    let alone = scratch.path().join("alone");
    std::fs::create_dir_all(alone.join("hyperband_search_3")).unwrap();
    std::fs::write(alone.join("hyperband_search_3/best_hyperparameters.csv"), first).unwrap();
    assert!(search(&alone, &format!("{options} --skip-to-final-model")).status().unwrap().success());
    for name in ["best_hyperparameters.csv", "performance_records.csv", "final_val_loss.csv"] {
        let read = |from: &Path| std::fs::read_to_string(from.join("hyperband_search_3").join(name)).unwrap();
        let own = read(&alone);
        assert!(own == read(&out) || (name.starts_with("best") && own == table), "{name}: {own}");
    }
    assert!(!alone.join("hyperband_search_3/tasks/trial_0000").exists());
}

/// No sample is trained on and validated on, whichever task, and all tasks validate on the same samples.
#[test]
fn no_training_sample_is_a_validation_sample() {
    let samples = |limit| {
        let config = TrainConfig {
            synthetic_rows: 900,
            data_seed: Some(1),
            seed: limit,
            limit: Some(limit),
            split_rows: Some(500),
            ..TrainConfig::default()
        };
        let parts = Parts::new(&config, &SessionData::read(&config).unwrap()).unwrap();
        let of = |set: &econ_emu_train::dataset::Dataset| -> Vec<Vec<u32>> {
            (0..set.len()).map(|index| set.sample(index).charges.iter().map(|charge| charge.0).collect()).collect()
        };
        (of(&parts.train), of(&parts.validation), of(parts.test.as_ref().unwrap()))
    };
    let ((small, validation, test), (large, same_validation, same_test)) = (samples(500), samples(900));
    assert_eq!((small.len(), validation.len(), test.len(), large.len()), (400, 50, 50, 800));
    assert_eq!((&validation, &test), (&same_validation, &same_test));
    assert_eq!(small, large[..400]);
    let shared =
        |sample: &&Vec<u32>| sample.iter().sum::<u32>() > 200 && (validation.contains(sample) || test.contains(sample));
    assert_eq!(large.iter().filter(shared).count(), 0);
}

#[test]
fn brackets_are_printed() {
    let table = |options: &[&str]| {
        let assert = econ_emu().args(["search", "--print-brackets"]).args(options).assert().success();
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    };
    let published = table(&["--max-epochs", "81", "--factor", "3"]);
    for line in ["81x1 27x3 9x9 3x27 1x81", "34x3 11x9 3x27 1x81", "15x9 5x27 1x81", "8x27 2x81", "5x81"] {
        assert!(published.lines().any(|found| found.ends_with(&format!("  {line}"))), "{published}");
    }
    assert!(table(&[]).contains("27x2 9x6 3x17 1x50"));
    assert!(table(&["--bracket-sizes", "keras-tuner"]).contains("34x2 12x6 4x17 2x50"));
    assert!(table(&["--num-trials", "10"]).contains("6x2 2x6 1x17 1x50"));
}

#[test]
fn bad_input_is_named() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    let fault = |arguments: &[&str]| {
        let assert = econ_emu().args(["search", "--out"]).arg(&out).args(arguments).assert().code(2);
        assert!(!out.exists(), "{arguments:?}");
        String::from_utf8(assert.get_output().stderr.clone()).unwrap()
    };
    assert!(fault(&["--factor", "1"]).contains("2 or more"));
    assert!(fault(&["--max-epochs", "0"]).contains("--max-epochs"));
    assert!(fault(&["--num-trials", "0"]).contains("--num-trials"));
    assert!(fault(&["--num-seeds", "0"]).contains("--num-seeds"));
    assert!(fault(&["--workers", "0"]).contains("--workers"));
    assert!(fault(&["--links", "6"]).contains("2..=5"));
    assert!(fault(&["--rows", "100", "--larger-rows", "50"]).contains("not fewer"));
    assert!(fault(&["--data", "none.csv"]).contains("none.csv"));
    assert!(fault(&["--skip-to-final-model"]).contains("run the search first"));
    assert!(fault(&["--just-write-best-hyperparameters"]).contains("search.yaml is missing"));
    let worker = econ_emu().args(["search", "worker"]).arg(&out).assert().code(2);
    let error = String::from_utf8(worker.get_output().stderr.clone()).unwrap();
    assert!(error.contains("search.yaml is missing") && error.contains("hyperband_search_<links>"), "{error}");
    // What only shows when data, network and device are used is found before anything is written, too.
    let csv = scratch.path().join("data.csv");
    let path = csv.to_str().unwrap();
    let rows = |row: &[&str], count| std::fs::write(&csv, (row.join(",") + "\n").repeat(count)).unwrap();
    rows(&["0"; 48], 1);
    assert!(fault(&["--decoder", "plain", "--data", path]).contains("no sample with any charge"));
    rows(&["9"; 48], 2);
    assert!(fault(&["--decoder", "plain", "--data", path]).contains("leave no samples"));
    rows(&["9"; 48], 40);
    assert!(
        fault(&["--decoder", "conditional", "--data", path]).contains("condition"),
        "a csv without metadata has no conditions"
    );
    let options = scratch.path().join("options.yaml");
    std::fs::write(&options, "train: 0..5000\nvalidation: 5000..5010\ntest: 5010..5020\n").unwrap();
    let config = options.to_str().unwrap();
    let fault_of_split = fault(&["--decoder", "plain", "--data", path, "--options", config]);
    assert!(fault_of_split.contains("rows"), "{fault_of_split}");
    std::fs::write(&options, "device: cuda:77\n").unwrap();
    let small = ["--rows", "40", "--larger-rows", "40"];
    assert!(fault(&[["--options", config].as_slice(), &small].concat()).contains("no such device"));
    rows(&["8.5"; 48], 40);
    assert!(fault(&["--decoder", "plain", "--data", path]).contains("--round"));
    assert!(fault(&["--decoder", "plain", "--data", path, "--round", "--options", config]).contains("no such device"));
    rows(&["9"; 48], 40);
    assert!(fault(&["--network", "none.yaml"]).contains("no such network"));
    let plain = ["--network", "cmssw-4x4x3", "--decoder", "plain"];
    let network = scratch.path().join("network.yaml");
    let mut other = FirstForm::cmssw_4x4x3();
    (other.image.height, other.image.width) = (2, 8);
    std::fs::write(&network, other.block().unwrap().to_yaml().unwrap()).unwrap();
    let odd = ["--network", network.to_str().unwrap(), "--decoder", "plain"];
    assert!(fault(&odd).contains("2x8x3"));

    // Where the data change under a search, a worker says so.
    let arguments = [&plain, small.as_slice(), &["--data", path]].concat().join(" ");
    let mut leader = search(&out, &format!("{arguments} --launcher htcondor")).spawn().unwrap();
    let start = Instant::now();
    while !out.join("hyperband_search_5/search.sub").exists() {
        assert!(start.elapsed() < Duration::from_secs(60) && leader.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(20));
    }
    signal("-TERM", leader.id());
    assert_eq!(leader.wait().unwrap().code(), Some(143));
    rows(&["0"; 48], 1);
    let output = search(&out, &format!("{arguments} --workers 1")).stderr(Stdio::piped()).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(error.contains("a worker failed") && error.contains("no sample with any charge"), "{error}");
}

/// Numbers that no search can have are refused before a directory is made.
#[test]
fn counts_beyond_reason_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    for (option, count) in [
        ("--num-seeds", "18446744073709551615"),
        ("--num-seeds", "1000000000000"),
        ("--num-trials", "1000000000000"),
        ("--seed-epochs", "1000000000000"),
        ("--larger-epochs", "1000000000000"),
        ("--workers", "1000000000000"),
    ] {
        let mut command = econ_emu();
        command.args(["search", option, count, "--out"]).arg(scratch.path().join("out"));
        let output = command.assert().code(2);
        let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(said.contains(option) && said.contains(count), "{said}");
    }
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
}
