//! `econ-emu data prepare conditional` on ROOT files that uproot wrote, against an independent computation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{econ_emu, files_below, ntuple_samples, python};
use econ_emu::data::{self, ReadOptions, Source};

common::tests! {
    rows_counts_and_splits_are_those_of_an_independent_computation: [UPROOT],
    splits_are_disjoint_and_complete: [UPROOT],
    the_split_depends_on_the_event_alone: [UPROOT],
    resampling_is_exact_and_says_what_it_means: [UPROOT],
    links_by_wafer_from_a_table: [UPROOT],
    the_ntuples_own_inputs_are_taken_only_when_asked_for: [UPROOT],
    what_is_written_is_read: [UPROOT],
    names_of_cmssw_and_rntuples_give_the_same_sets: [UPROOT],
    without_energies_nothing_is_signal: [UPROOT],
    tables_and_link_words_are_read: [UPROOT],
    the_same_arguments_give_the_same_bytes: [UPROOT],
    a_killed_preparation_goes_on: [UPROOT],
    #[cfg(target_os = "linux")]
    a_full_disk_leaves_nothing_that_looks_finished: [UPROOT],
    bad_input_is_named_and_nothing_is_left: [UPROOT],
}

const REFERENCE: &str = "scripts/prepare_reference_conditional.py";
const FILES: usize = 5;

/// Ntuples that are made once, and a directory of the test's own.
struct Case {
    inputs: Vec<PathBuf>,
    scratch: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let arguments = |made: &Path| vec!["make".into(), made.into(), "5".into(), "60".into()];
        let made = common::made_with_uproot("conditional", REFERENCE, &arguments);
        let inputs = (0..FILES).map(|number| made.join(format!("ntuple_{number:02}.root"))).collect();
        Case { inputs, scratch: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    fn arguments(inputs: &[PathBuf], out: &Path, options: &str) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = ["data", "prepare", "conditional"].map(OsString::from).to_vec();
        arguments.extend(inputs.iter().map(OsString::from));
        arguments.extend(["--out".into(), out.into()]);
        arguments.extend(options.split_whitespace().map(OsString::from));
        arguments
    }

    /// Prepares all files; gives what was printed.
    fn prepare(&self, out: &str, options: &str) -> String {
        let arguments = Case::arguments(&self.inputs, &self.path(out), options);
        let output = econ_emu().current_dir(self.scratch.path()).args(arguments).assert().success();
        String::from_utf8(output.get_output().stdout.clone()).unwrap()
    }

    /// The message of a run that must fail and leave nothing behind.
    fn fault(&self, inputs: &[PathBuf], options: &str) -> String {
        let before = files_below(self.scratch.path());
        let arguments = Case::arguments(inputs, &self.path("bad"), options);
        let output = econ_emu().current_dir(self.scratch.path()).args(arguments).assert().code(2);
        let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(!text.contains("panicked"), "{text}");
        assert!(files_below(self.scratch.path()) == before && !self.path("bad").exists(), "something was left: {text}");
        text
    }

    fn reference(&self, out: &Path, options: &str) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec!["check".into(), out.into()];
        arguments.extend(options.split_whitespace().map(OsString::from));
        arguments.push("--files".into());
        arguments.extend(self.inputs.iter().map(OsString::from));
        arguments
    }

    /// Compares a preparation with the independent computation; gives its counts.
    fn check(&self, out: &str, options: &str) -> serde_json::Value {
        let arguments = self.reference(&self.path(out), options);
        let arguments: Vec<_> = arguments.iter().map(OsString::as_os_str).collect();
        serde_json::from_str(&python(REFERENCE, &arguments)).unwrap()
    }

    fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(self.path(path)).unwrap()).unwrap()
    }

    /// Everything below a directory, time and host left out.
    fn timeless(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_below(&self.path(out));
        for (name, bytes) in &mut files {
            let text = String::from_utf8_lossy(bytes);
            if name.ends_with("dataset_summary.json") {
                let kept = |line: &&str| !line.contains("\"timestamp\"") && !line.contains("\"host\"");
                *bytes = text.lines().filter(kept).collect::<Vec<_>>().join("\n").into_bytes();
            } else if name == "dataset_log.csv" {
                let lines = text.lines().map(|line| line.splitn(3, ',').nth(2).unwrap());
                *bytes = lines.collect::<Vec<_>>().join("\n").into_bytes();
            }
        }
        files
    }
}

/// Columns of a csv, row by row.
fn table(bytes: &[u8], names: &[&str]) -> Vec<Vec<i64>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> = names.iter().map(|name| header.iter().position(|other| other == *name).unwrap()).collect();
    let row = |record: csv::StringRecord| places.iter().map(|&place| record[place].parse().unwrap()).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn rows_counts_and_splits_are_those_of_an_independent_computation() {
    let case = Case::new();
    let text = case.prepare("out", "--per-links --chunk-files 2");
    assert!(text.contains("5 files, 300 events"), "{text}");
    let counts = case.check("out", "--chunk-files 2");
    for key in ["2 train", "2 validation", "2 test", "3 train", "4 train", "5 train"] {
        assert!(counts["counts"][key][1].as_u64().unwrap() > 0, "{key}: {counts}");
    }
    let (differ, empty) = (counts["differ"].as_u64().unwrap(), counts["empty"].as_u64().unwrap());
    assert!(differ > 0 && empty > 0, "{counts}");
    assert!(text.contains(&format!("AEin of the ntuples: {differ} of ")), "{text}");
    assert!(text.contains(&format!("skipped: {empty} wafers without any charge")), "{text}");

    // A wrong number anywhere must be noticed.
    let path = case.path("out/data_2_eLinks/csv/test_00001.csv");
    let good = std::fs::read_to_string(&path).unwrap();
    let (line, charge) = (good.lines().nth(3).unwrap(), good.lines().nth(3).unwrap().split(',').nth(7).unwrap());
    let other = line.replacen(&format!(",{charge},"), ",123456,", 1);
    std::fs::write(&path, good.replacen(line, &other, 1)).unwrap();
    let arguments = case.reference(&case.path("out"), "--chunk-files 2");
    let run = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(REFERENCE))
        .args(&arguments)
        .env("PYTHONPATH", Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python"))
        .output()
        .unwrap();
    assert!(!run.status.success());
}

/// The identities that are written prove that no event is in two parts, and that none is lost.
fn splits_are_disjoint_and_complete() {
    let case = Case::new();
    case.prepare("out", "--per-bits --train 0.5 --validation 0.3 --test 0.2 --seed 7 --signal-fraction 0.4");
    case.prepare("all", "--per-bits --train 1 --validation 0 --test 0 --chunk-files 99");
    let identity = ["file", "event", "zside", "layer", "waferu", "waferv"];
    let mut part_of: BTreeMap<(i64, i64), String> = BTreeMap::new();
    let mut rows: BTreeSet<Vec<i64>> = BTreeSet::new();
    for (name, bytes) in files_below(&case.path("out")).iter().filter(|(name, _)| name.contains("/csv/")) {
        let part = name.rsplit('/').next().unwrap().split('_').next().unwrap();
        for row in table(bytes, &identity) {
            let owner = part_of.entry((row[0], row[1])).or_insert_with(|| part.to_owned());
            assert_eq!(owner, part, "event {} of file {}", row[1], row[0]);
            rows.insert(row);
        }
    }
    let sizes: BTreeMap<&str, usize> = part_of.values().fold(BTreeMap::new(), |mut sizes, part| {
        *sizes.entry(part.as_str()).or_default() += 1;
        sizes
    });
    assert!(sizes["train"] > sizes["validation"] && sizes["validation"] > sizes["test"], "{sizes:?}");
    let mut all: BTreeSet<Vec<i64>> = BTreeSet::new();
    for (_, bytes) in files_below(&case.path("all")).iter().filter(|(name, _)| name.contains("/csv/")) {
        all.extend(table(bytes, &identity));
    }
    assert!(rows.is_subset(&all) && rows.len() < all.len());
    case.prepare("whole", "--per-bits --train 0.5 --validation 0.3 --test 0.2 --seed 7");
    let mut whole: BTreeSet<Vec<i64>> = BTreeSet::new();
    for (_, bytes) in files_below(&case.path("whole")).iter().filter(|(name, _)| name.contains("/csv/")) {
        whole.extend(table(bytes, &identity));
    }
    assert_eq!(whole, all);
}

/// An event keeps its part whatever other files there are, and in whatever order or chunks.
fn the_split_depends_on_the_event_alone() {
    let case = Case::new();
    let parts = |inputs: &[PathBuf], out: &str, options: &str| {
        let arguments = Case::arguments(inputs, &case.path(out), options);
        econ_emu().args(arguments).assert().success();
        let names = case.json(&format!("{out}/data_2_eLinks/dataset_summary.json"));
        let name = |file: i64| names["files"][file as usize]["name"].as_str().unwrap().to_owned();
        let mut parts: BTreeMap<(String, i64), String> = BTreeMap::new();
        for (path, bytes) in files_below(&case.path(out)).iter().filter(|(path, _)| path.contains("/csv/")) {
            let part = path.rsplit('/').next().unwrap().split('_').next().unwrap();
            for row in table(bytes, &["file", "event"]) {
                parts.insert((name(row[0]), row[1]), part.to_owned());
            }
        }
        parts
    };
    let forward = parts(&case.inputs, "forward", "--per-links");
    let mut reversed = case.inputs[1..].to_vec();
    reversed.reverse();
    let fewer = parts(&reversed, "fewer", "--per-links --chunk-files 3");
    assert!(fewer.len() > 200 && fewer.len() < forward.len());
    assert!(fewer.iter().all(|(event, part)| forward[event] == *part));
    assert_ne!(parts(&case.inputs, "seed", "--per-links --seed 2"), forward);
}

fn resampling_is_exact_and_says_what_it_means() {
    let case = Case::new();
    case.prepare("out", "--per-bits --signal-fraction 0.3 --chunk-files 2");
    let counts = case.check("out", "--mode bits --signal-fraction 0.3 --chunk-files 2");
    let train = counts["counts"]["3 train"].as_array().unwrap();
    let (signal, pileup) = (train[0].as_f64().unwrap(), train[1].as_f64().unwrap());
    assert!((signal / (signal + pileup) - 0.3).abs() < 0.5 / (signal + pileup) * 1.01, "{counts}");
    case.prepare("ref", "--per-links --signal-fraction 0.85 --resampling reference --train 1 --validation 0 --test 0");
    let counts = case.check("ref", "--signal-fraction 0.85 --resampling reference --fractions 1 0 0");
    let train = counts["counts"]["2 train"].as_array().unwrap();
    assert!(train[1].as_u64().unwrap() > 5 * train[0].as_u64().unwrap(), "0.85 is pile-up there: {counts}");
}

fn links_by_wafer_from_a_table() {
    let case = Case::new();
    let mut text = "plane u v itype trigLinks MB\n".to_owned();
    for layer in 1..=50 {
        for (u, v) in (-3..=3).flat_map(|u| (-3..=3).map(move |v| (u, v))).filter(|wafer| *wafer != (1, 2)) {
            text += &format!("{layer} {u} {v} FI {}.000 7\n", (layer + u + 2 * v + 12) % 12);
        }
    }
    std::fs::write(case.path("table.txt"), text).unwrap();
    let new = "--allocation new --geometry table.txt";
    let error = case.fault(&case.inputs, &format!("--per-links {new}"));
    assert!(error.contains("u 1, v 2") && error.contains("--skip-unlisted") && error.contains("ntuple_0"), "{error}");
    for (mode, option) in [("links", "--per-links"), ("bits", "--per-bits")] {
        let text = case.prepare(mode, &format!("{option} {new} --skip-unlisted"));
        let table = case.path("table.txt");
        let counts = case.check(mode, &format!("--mode {mode} --geometry {}", table.display()));
        let unlisted = counts["unlisted"].as_u64().unwrap();
        assert!(unlisted > 0 && text.contains(&format!("{unlisted} wafers that the table does not list")), "{text}");
    }
}

fn the_ntuples_own_inputs_are_taken_only_when_asked_for() {
    let case = Case::new();
    case.prepare("out", "--per-links --use-aein");
    case.check("out", "--use-aein");
    case.prepare("small", "--per-links --network cmssw-4x4x3");
    let files = files_below(&case.path("small"));
    let header = files["data_2_eLinks/csv/train_00000.csv"].split(|&byte| byte == b'\n').next().unwrap();
    let header = String::from_utf8(header.to_vec()).unwrap();
    assert!(header.ends_with(",AEin_47") && header.contains(",cond_eta,cond_waferv,cond_waferu,"), "{header}");
}

/// Caches and csv are data for every other command.
fn what_is_written_is_read() {
    let case = Case::new();
    case.prepare("out", "--per-links --chunk-files 2");
    let hash = |paths: &[&str]| {
        let mut command = econ_emu();
        command.args(["data", "info", "--json"]).args(paths.iter().map(|path| case.path(path)));
        let output = command.assert().success();
        let report: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        assert_eq!(report["samples"], report["with_conditions"]);
        (report["sha256"].as_str().unwrap().to_owned(), report["samples"].as_u64().unwrap())
    };
    let set = "out/data_2_eLinks";
    let csv = [0, 1, 2].map(|chunk| format!("{set}/csv/train_{chunk:05}.csv"));
    let (sha256, rows) = hash(&[&format!("{set}/train")]);
    assert_eq!(hash(&csv.each_ref().map(String::as_str)), (sha256, rows));
    let written = &case.json(&format!("{set}/dataset_summary.json"))["parts"]["train"]["written"];
    assert_eq!(written["signal"].as_u64().unwrap() + written["pileup"].as_u64().unwrap(), rows);
    let mut source = data::open(&[case.path(set).join("test")], &ReadOptions::default()).unwrap();
    assert_eq!(source.read().unwrap().unwrap().meta.zside.map(i8::abs), Some(1));
}

/// Tables of charges give the wafers that the ntuple gives; link words are read too.
fn tables_and_link_words_are_read() {
    let mut case = Case::new();
    case.inputs.truncate(1);
    case.prepare("first", "--per-links");
    // Charges, module, and the inputs of every wafer, in any order.
    let wafers = |out: PathBuf| -> Vec<String> {
        let files = files_below(&out).into_iter().filter(|(name, _)| name.contains("/csv/"));
        let mut rows: Vec<String> = files
            .flat_map(|(_, bytes)| {
                let text = String::from_utf8(bytes).unwrap();
                let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
                let header = lines.next().unwrap();
                let kept = |name: &str| {
                    ["CALQ_", "AEin_", "layer", "wafer", "eta"].iter().any(|start| name.starts_with(start))
                };
                lines
                    .map(|row| {
                        let fields = header.iter().zip(&row).filter(|(name, _)| kept(name));
                        fields.map(|(_, field)| field.as_str()).collect::<Vec<_>>().join(",")
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        rows.sort();
        rows
    };
    let expected = wafers(case.path("first"));
    assert!(expected.len() > 100);
    let tables =
        files_below(&case.path("first")).into_keys().filter(|name| name.ends_with(".csv") && name.contains("/csv/"));
    let tables: Vec<PathBuf> = tables.map(|name| case.path("first").join(name)).collect();
    let whole = std::mem::replace(&mut case.inputs, tables.clone());
    let printed = case.prepare("second", "--per-links");
    assert!(printed.contains(&format!("{} wafers", expected.len())), "{printed}");
    assert_eq!(wafers(case.path("second")), expected);

    case.inputs = whole;
    let text = std::fs::read_to_string(&tables[0]).unwrap().replacen(",eta,", ",tilt,", 1);
    std::fs::write(case.path("no_eta.csv"), text).unwrap();
    let fault = case.fault(&[case.path("no_eta.csv")], "--per-links");
    assert!(fault.contains("the row has no eta") && fault.contains("no_eta.csv") && fault.contains("row 1"), "{fault}");
    let fault = case.fault(&tables[..1], "--per-links --use-aein");
    assert!(fault.contains("tables have no inputs of the encoder"), "{fault}");

    // Charges with a fraction: refused, or rounded as in every command that reads tables.
    let row = "0.6,".repeat(48);
    let header: String = (0..48).map(|cell| format!("CALQ_{cell},")).collect();
    let text = format!("{header}entry,layer,waferu,waferv,wafertype,eta\n{row}1,9,3,1,1,2.0\n");
    std::fs::write(case.path("fractions.csv"), text).unwrap();
    assert!(case.fault(&[case.path("fractions.csv")], "--per-links").contains("--round"));
    case.inputs = vec![case.path("fractions.csv")];
    case.prepare("rounded", "--per-links --round --train 1 --validation 0 --test 0");
    let rounded = files_below(&case.path("rounded")).into_iter().find(|(name, _)| name.contains("/csv/")).unwrap().1;
    assert!(String::from_utf8(rounded).unwrap().contains(&"1,".repeat(48)));

    // Link words, with the chip and the metadata beside them.
    econ_emu()
        .args(["data", "synth", "--seed", "3", "--rows", "200", "--out"])
        .arg(case.path("synth"))
        .assert()
        .success();
    case.inputs = vec![case.path("synth/testInput.csv")];
    let printed = case.prepare("of_words", "--per-links");
    assert!(printed.contains("1 files, 200 events, 200 wafers"), "{printed}");
    assert!(wafers(case.path("of_words")).len() > 150);
}

/// With all events in one part, since the split depends on the hash of the file.
fn names_of_cmssw_and_rntuples_give_the_same_sets() {
    let (mut case, samples) = (Case::new(), ntuple_samples());
    let rows = |case: &mut Case, name: &str| {
        case.inputs = vec![samples.join(format!("{name}.root"))];
        case.prepare(name, "--per-links --train 1 --validation 0 --test 0");
        let mut files = files_below(&case.path(name));
        files.retain(|name, _| name.ends_with(".calq") || name.ends_with(".csv") && name.contains("/csv/"));
        assert!(files.len() >= 2, "{name}");
        files
    };
    let expected = rows(&mut case, "wafers_zlib");
    for name in ["wafers_cmssw", "wafers_nano", "wafers_rntuple", "wafers_plain"] {
        assert_eq!(rows(&mut case, name), expected, "{name}");
    }
}

fn without_energies_nothing_is_signal() {
    let (mut case, samples) = (Case::new(), ntuple_samples());
    case.inputs = vec![samples.join("wafers_no_energy.root")];
    let text = case.prepare("out", "--per-links");
    assert_eq!(text.matches("simulated energies are unknown").count(), 1, "{text}");
    let row = text.lines().find(|line| line.starts_with("data_2_eLinks")).unwrap();
    assert!(row.contains("(unknown)") && !row.contains('%'), "{text}");
    let summary = case.json("out/data_2_eLinks/dataset_summary.json");
    let train = &summary["parts"]["train"];
    assert!(train["signal_fraction"].is_null() && train["found"]["signal"] == 0, "{summary}");
    assert!(train["found"]["unknown"].as_u64().unwrap() > 20 && train["found"] == train["written"], "{summary}");
    let tables = files_below(&case.path("out"));
    assert!(
        tables
            .iter()
            .all(|(name, file)| !name.ends_with(".csv") || !String::from_utf8_lossy(file).contains("SimEnergy"))
    );
    let fault = case.fault(&case.inputs, "--per-links --signal-fraction 0.5");
    assert!(
        fault.contains("--signal-fraction") && fault.contains("not known") && fault.contains("FillSimEnergy"),
        "{fault}"
    );
    // With other files that have them, the rest is unknown.
    case.inputs.push(samples.join("wafers_cmssw.root"));
    let text = case.prepare("both", "--per-links");
    assert!(text.contains("simulated energies are unknown for"), "{text}");
}

/// Time and host are all that differs between two runs; the log grows.
fn the_same_arguments_give_the_same_bytes() {
    let case = Case::new();
    for out in ["a", "b"] {
        case.prepare(out, "--per-links --signal-fraction 0.5");
    }
    assert_eq!(case.timeless("a"), case.timeless("b"));
    case.prepare("a", "--per-bits --signal-fraction 0.5");
    let log = std::fs::read_to_string(case.path("a/dataset_log.csv")).unwrap();
    assert_eq!(log.lines().count(), 9);
    assert!(log.lines().nth(1).unwrap().contains(",eLink,2,old,5,300,"), "{log}");
    assert!(log.lines().last().unwrap().contains(",bits,9,old,5,300,"), "{log}");
    let before = files_below(&case.path("a"));
    let arguments = Case::arguments(&case.inputs, &case.path("a"), "--per-bits");
    let output = econ_emu().args(arguments).assert().code(2);
    let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(text.contains("the set is there already") && files_below(&case.path("a")) == before, "{text}");
}

/// Killed at several points, the work goes on without doing a finished chunk again, to the same bytes.
fn a_killed_preparation_goes_on() {
    let case = Case::new();
    let options = "--per-links --signal-fraction 0.5";
    case.prepare("whole", options);
    let work = case.path("out/.prepare-conditional/.prepare");
    let arguments = Case::arguments(&case.inputs, &case.path("out"), options);
    let mut kills = 0;
    for step in ["read-00001", "read-00003", "write-00000"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("econ-emu"))
            .args(&arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !work.join(step).exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        child.kill().unwrap();
        // Killed, not finished: it has no exit code.
        kills += usize::from(child.wait().unwrap().code().is_none());
        if step == "read-00001" {
            // A mark in the record of a finished chunk survives only if the chunk is not done again.
            let path = work.join("read-00000/result.json");
            let record = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, record.replace("\"unlisted\": 0", "\"unlisted\": 77")).unwrap();
        }
        if step == "read-00003" {
            assert!(!case.path("out/data_2_eLinks").exists());
        }
    }
    // A busy machine may let the last one end before it is killed.
    assert!(kills >= 2);
    if !case.path("out/dataset_log.csv").exists() {
        // Other arguments are not mixed with what is there.
        let other = Case::arguments(&case.inputs, &case.path("out"), "--per-links --seed 2");
        let output = econ_emu().args(other).assert().code(2);
        assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("other arguments"));
        econ_emu().args(&arguments).assert().success();
    }
    let mut files = case.timeless("out");
    for bytes in files.values_mut() {
        *bytes = String::from_utf8(bytes.clone()).map_or_else(
            |error| error.into_bytes(),
            |text| text.replace("\"unlisted\": 77", "\"unlisted\": 0").into_bytes(),
        );
    }
    assert_ne!(files, case.timeless("out"), "the first chunk was done again");
    assert_eq!(files, case.timeless("whole"));
}

/// A full disk, here a limit on the size of files, ends in an error; with room again the work goes on.
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_nothing_that_looks_finished() {
    let case = Case::new();
    case.prepare("whole", "--per-links");
    // In units of 512 bytes: what the first step writes fits, the greatest csv of the second does not. The ntuples
    // differ from one making to the next (uproot writes the time), so their split does, and the sizes of the files.
    let whole = files_below(&case.path("whole"));
    let greatest = whole.iter().filter(|(name, _)| name.ends_with(".csv")).map(|(_, bytes)| bytes.len()).max().unwrap();
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", greatest * 3 / 4 / 512);
    let output = Command::new("sh")
        .args(["-c", &script, "sh"])
        .arg(assert_cmd::cargo::cargo_bin("econ-emu"))
        .args(Case::arguments(&case.inputs, &case.path("out"), "--per-links"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("cannot write"), "{text}");
    assert!(!case.path("out/data_2_eLinks").exists() && !case.path("out/dataset_log.csv").exists());
    assert!(case.path("out/.prepare-conditional/.prepare/read-00004").exists(), "the first step is kept");
    case.prepare("out", "--per-links");
    assert_eq!(case.timeless("out"), case.timeless("whole"));
}

fn bad_input_is_named_and_nothing_is_left() {
    let (case, samples) = (Case::new(), ntuple_samples());
    let fault = |name: &str, options: &str| case.fault(&[samples.join(name)], options);
    let per_links = |name: &str| fault(name, "--per-links");
    let check = |text: String, words: &[&str]| {
        assert!(words.iter().all(|word| text.contains(word)), "{words:?} in {text}");
    };
    check(per_links("wafers_nan.root"), &["wafers_nan.root", "CALQ5", "NaN"]);
    check(per_links("wafers_mips.root"), &["wafers_mips.root", "CALQ5", "0.25", "units"]);
    check(per_links("wafers_missing.root"), &["wafers_missing.root", "wafer.CALQ7", "nearest"]);
    check(per_links("mixed.root"), &["mixed.root", "mixed trees"]);
    check(per_links("cells_zlib.root"), &["cells_zlib.root", "trigger cells"]);
    check(per_links("wafers_truncated.root"), &["wafers_truncated.root"]);
    check(per_links("text.root"), &["text.root"]);
    check(per_links("none.root"), &["none.root"]);
    // Inputs that are no eighths of a bit cannot be taken; comparing with them is no fault.
    check(fault("wafers_zlib.root", "--per-links --use-aein"), &["AEin", "1/128"]);
    check(fault("wafers_double.root", "--per-links --use-aein"), &["AEin", "--use-aein"]);
    let twice = [case.inputs[0].clone(), case.path("copy.root")];
    std::fs::copy(&twice[0], &twice[1]).unwrap();
    let arguments = Case::arguments(&twice, &case.path("twins"), "--per-links");
    let output = econ_emu().args(arguments).assert().code(2);
    check(String::from_utf8_lossy(&output.get_output().stderr).into_owned(), &["the same file twice", "copy.root"]);
    let good = |options: &str| case.fault(&case.inputs, options);
    check(good("--per-links --train 0.9"), &["add up to 1", "0.9 + 0.1 + 0.1"]);
    check(good("--per-links --signal-fraction 1.5"), &["--signal-fraction", "1.5"]);
    check(good("--per-links --chunk-files 0"), &["--chunk-files"]);
    check(good("--per-links --allocation new"), &["--geometry"]);
    check(good("--per-links --use-aein --network cmssw-4x4x3"), &["--use-aein", "8x8"]);
    // An empty tree is skipped, and said so.
    let mut inputs = case.inputs.clone();
    inputs.push(samples.join("wafers_empty.root"));
    let arguments = Case::arguments(&inputs, &case.path("out"), "--per-links");
    let output = econ_emu().args(arguments).assert().success();
    check(String::from_utf8_lossy(&output.get_output().stdout).into_owned(), &["empty trees in wafers_empty.root"]);
    // A file in the way.
    std::fs::write(case.path("file"), "x").unwrap();
    let arguments = Case::arguments(&case.inputs, &case.path("file"), "--per-links");
    econ_emu().args(arguments).assert().code(2);
    assert_eq!(std::fs::read_to_string(case.path("file")).unwrap(), "x");
}
