//! `econ-emu diff --stages`: a damaged stage file is named exactly, and nothing missing is passed over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use common::{econ_emu, own_sets};
use econ_emu::golden::manifest::Manifest;

/// A copy of the stage files of a golden set.
struct Case {
    scratch: tempfile::TempDir,
    set: PathBuf,
}

impl Case {
    fn new(name: &str) -> Case {
        let set = own_sets().into_iter().find(|set| set.ends_with(name)).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(set.join("stages")).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, scratch.path().join(path.file_name().unwrap())).unwrap();
        }
        Case { scratch, set }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Changes the lines of a file; each line is its values.
    fn edit(&self, name: &str, change: impl FnOnce(&mut Vec<Vec<String>>)) {
        let text = std::fs::read_to_string(self.file(name)).unwrap();
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
        change(&mut lines);
        let text: String = lines.iter().map(|line| line.join(",") + "\n").collect();
        std::fs::write(self.file(name), text).unwrap();
    }

    fn diff(&self, more: &[&str]) -> assert_cmd::assert::Assert {
        let manifest = Manifest::read_and_check(&self.set).unwrap();
        let mut command = econ_emu();
        command.arg("diff").arg("--stages").arg(self.scratch.path()).arg("--config").arg(self.set.join("init.yaml"));
        command.arg("--input").arg(self.set.join("testInput.csv")).args(more);
        command.args(["--network", &common::network_argument(&manifest)]);
        command.args(["--ae-layout", &format!("{:?}", manifest.options.ae_layout).to_lowercase()]);
        command.args(["--stc-tie", &format!("{:?}", manifest.options.stc_tie).to_lowercase()]);
        command.args(["--alignment-time", &manifest.options.alignment_time.to_string()]);
        for row in &manifest.options.link_resets_econt {
            command.args(["--link-reset", &row.to_string()]);
        }
        for row in &manifest.options.link_resets_roct {
            command.args(["--roct-reset", &row.to_string()]);
        }
        command.assert()
    }

    /// The report of a difference.
    fn difference(&self) -> serde_json::Value {
        let output = self.diff(&["--json"]).code(1);
        serde_json::from_slice(&output.get_output().stdout).unwrap()
    }

    /// The first difference of a stage.
    fn first(&self, stage: &str) -> (u64, String, String, String) {
        let report = self.difference();
        assert_eq!(report["first"], stage, "{report}");
        let result = report["stages"].as_array().unwrap().iter().find(|result| result["stage"] == stage).unwrap();
        let text = |name: &str| result["first"][name].as_str().unwrap().to_owned();
        (result["first"]["row"].as_u64().unwrap(), text("element"), text("expected"), text("got"))
    }

    /// The message of a fault, with the scratch directory cut out.
    fn fault(&self) -> String {
        let output = self.diff(&[]).code(2);
        let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(!text.contains("panicked"), "{text}");
        text.replace(&self.scratch.path().display().to_string(), "DIR")
    }
}

#[test]
fn the_stage_files_of_every_golden_set_are_equal() {
    for set in own_sets() {
        let case = Case::new(&set.file_name().unwrap().to_string_lossy());
        let output = case.diff(&["--json"]).success();
        let report: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        let files = std::fs::read_dir(set.join("stages")).unwrap().count();
        assert_eq!(report["stages"].as_array().unwrap().len(), files);
        assert!(report["first"].is_null() && report["not_compared"].as_array().unwrap().is_empty());
    }
}

/// One value at a time, in every stage file of four sets: first, middle and last row and column.
#[test]
fn a_changed_value_is_named_exactly() {
    for name in ["ae_p1_chip_frame", "ae_prod_pooling", "ts_p1_truncated", "bc_prod_bitmap"] {
        let case = Case::new(name);
        let mut stages: Vec<PathBuf> =
            std::fs::read_dir(case.set.join("stages")).unwrap().map(|entry| entry.unwrap().path()).collect();
        stages.sort();
        for (number, path) in stages.iter().enumerate() {
            let file = path.file_name().unwrap().to_str().unwrap();
            let stage = &file[3..file.len() - 4];
            let mut named = None;
            case.edit(file, |lines| {
                let row = [1, lines.len() / 2, lines.len() - 1][number % 3];
                let column = [lines[0].len() - 1, 0, lines[0].len() / 2][number % 3];
                let element = lines[0][column].clone();
                let value = &mut lines[row][column];
                let old = value.clone();
                let hex = stage == "etx" || stage == "formatter" && column > 0;
                *value = match hex {
                    true => format!("{:0width$x}", u32::from_str_radix(value, 16).unwrap() ^ 1, width = old.len()),
                    false => (value.parse::<i64>().unwrap() + 1).to_string(),
                };
                named = Some((row as u64 - 1, element, old, value.clone()));
            });
            assert_eq!(Some(case.first(stage)), named, "{name} {file}");
            std::fs::copy(path, case.file(file)).unwrap();
        }
    }
}

/// The earliest BX, and there the first stage in signal order.
#[test]
fn the_first_difference_is_reported_with_the_others_in_the_table() {
    let case = Case::new("ae_p1_chip_frame");
    case.edit("13_dense.csv", |lines| lines[9][2] = "123456".to_owned());
    case.edit("11_conv.csv", |lines| lines[9][10] = "-7".to_owned());
    case.edit("09_normalize.csv", |lines| lines.truncate(30));
    for name in ["01_erx.csv", "02_mux.csv", "17_etx.csv"] {
        std::fs::remove_file(case.file(name)).unwrap();
    }
    let text = String::from_utf8(case.diff(&[]).code(1).get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!(text);
}

#[test]
fn missing_rows_short_rows_and_unknown_bits_are_differences() {
    let case = Case::new("ae_p1_chip_frame");
    let restore = |file: &str| std::fs::copy(case.set.join("stages").join(file), case.file(file)).unwrap();
    case.edit("14_latents.csv", |lines| lines.truncate(41));
    let (row, element, _, got) = case.first("latents");
    assert_eq!((row, element.as_str()), (40, "LATENT_0"));
    assert_eq!(got, "no row: the file ends after 40 rows");
    let result = &case.difference()["stages"];
    let latents = result.as_array().unwrap().iter().find(|result| result["stage"] == "latents").unwrap();
    assert_eq!((&latents["rows"], &latents["rows_different"]), (&40.into(), &8.into()));
    // What is there is equal: with as many BX as the file has rows nothing differs.
    case.diff(&["--rows", "40"]).success();
    case.diff(&["--rows", "41"]).code(1);
    restore("14_latents.csv");

    case.edit("13_dense.csv", |lines| lines[48].truncate(5));
    let (row, element, _, got) = case.first("dense");
    assert_eq!((row, element.as_str(), got.as_str()), (47, "DENSE_5", "no value: the row has 5 of 16 values"));
    case.edit("13_dense.csv", |lines| lines[48].push(String::new()));
    assert_eq!(case.first("dense").1, "DENSE_5");
    restore("13_dense.csv");

    case.edit("12_activation.csv", |lines| lines.push(lines[1].clone()));
    let (row, _, expected, _) = case.first("activation");
    assert_eq!((row, expected.as_str()), (48, "no row: the input has ended"));
    restore("12_activation.csv");

    case.edit("11_conv.csv", |lines| lines.truncate(1));
    assert_eq!(case.first("conv").0, 0);
    restore("11_conv.csv");

    for (file, stage, unknown) in
        [("11_conv.csv", "conv", "x"), ("11_conv.csv", "conv", "Z"), ("17_etx.csv", "etx", "00zX0f00")]
    {
        case.edit(file, |lines| lines[5][3] = unknown.to_owned());
        let (row, _, _, got) = case.first(stage);
        assert_eq!((row, got), (4, format!("{unknown}: not all bits are known")));
        restore(file);
    }
    case.diff(&[]).success();
}

#[test]
fn bad_files_are_named_with_line_and_column() {
    let case = Case::new("ae_p1_chip_frame");
    let restore = |file: &str| std::fs::copy(case.set.join("stages").join(file), case.file(file)).unwrap();
    for bad in ["1.5", "nan", "0x1", "+1", "--1", "99999999999999999999"] {
        case.edit("11_conv.csv", |lines| lines[5][3] = bad.to_owned());
        let message = case.fault();
        assert!(message.contains("DIR/11_conv.csv:6:4: CONV_r0_c0_f3: not a number"), "{message}");
        assert!(message.contains(bad), "{message}");
    }
    restore("11_conv.csv");
    case.edit("13_dense.csv", |lines| lines[2].push("1".to_owned()));
    assert!(case.fault().contains("DIR/13_dense.csv:3:17: too many values"), "{}", case.fault());
    case.edit("13_dense.csv", |lines| lines[0].swap(1, 2));
    assert!(case.fault().contains("DIR/13_dense.csv:1:2: unexpected columns"), "{}", case.fault());
    std::fs::write(case.file("13_dense.csv"), "").unwrap();
    assert!(case.fault().contains("DIR/13_dense.csv: the file is empty"), "{}", case.fault());
    restore("13_dense.csv");
    std::fs::write(case.file("07_best_choice.csv"), "").unwrap();
    assert!(case.fault().contains("DIR/07_best_choice.csv: no stage of this configuration"), "{}", case.fault());
    let directory: &Path = case.scratch.path();
    std::fs::read_dir(directory).unwrap().for_each(|entry| std::fs::remove_file(entry.unwrap().path()).unwrap());
    assert!(case.fault().contains("no stage files"), "{}", case.fault());
    assert!(case.diff(&["--rows", "0"]).code(2).get_output().stdout.is_empty());
    let output = Case::new("rpt_p1").diff(&["--rows", "65"]).code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("at least 65"));
}
