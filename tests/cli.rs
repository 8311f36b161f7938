//! The commands as their users run them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use common::{diff, econ_emu, own_sets, vectors};
use econ_emu::golden::verify;
use econ_emu::network::AeBlock;
use econ_emu::registers::{ChipConfig, Dialect, Generation, read_config};

common::tests! {
    emulate_reproduces_an_output_file_byte_for_byte_and_writes_the_stages: [],
    emulate_reads_and_writes_pipes: [],
    binary_files_carry_the_same_rows_both_ways: [],
    help_is_short_or_whole_and_says_what_holds_where_nothing_is_given: [],
    bench_measures_every_instruction_set: [],
    bench_measures_the_stages_of_every_algorithm: [],
    a_reader_that_closes_the_pipe_is_no_panic: [SHELL],
    diff_names_the_field_and_shows_the_stages: [],
    diff_of_equal_files_is_quiet_and_of_shorter_files_is_not: [],
    diff_finds_words_on_inactive_links_and_in_the_filler: [],
    verify_prints_a_table_and_json_with_the_right_exit_code: [],
    verify_finds_the_files_that_belong_together: [],
    decode_gives_back_what_the_stages_recorded: [],
    a_new_golden_set_verifies_and_is_not_overwritten_by_accident: [],
    settings_survive_i2c_and_every_dialect: [],
    files_go_over_each_other_on_the_command_line: [],
    registers_of_a_whole_chip_are_read_from_i2c: [],
    the_largest_charge_may_be_that_of_the_codes: [],
    show_says_where_every_setting_comes_from: [],
    the_network_can_be_changed_in_a_file: [],
    every_command_has_examples_and_completions_know_it: [],
    #[cfg(target_os = "linux")]
    a_million_rows_stream_in_bounded_memory: [],
    models_are_listed_with_their_costs: [],
    verify_passes_on_the_real_vectors: [VECTORS],
    weights_of_one_network_replace_those_of_another: [],
}

fn set(name: &str) -> PathBuf {
    own_sets().into_iter().find(|set| set.ends_with(name)).unwrap()
}

fn stdout(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn emulate_reproduces_an_output_file_byte_for_byte_and_writes_the_stages() {
    let scratch = tempfile::tempdir().unwrap();
    let set = set("ts_p1_truncated");
    econ_emu()
        .args(["emulate", "--config"])
        .arg(set.join("init.yaml"))
        .arg("--input")
        .arg(set.join("testInput.csv"))
        .arg("--output")
        .arg(scratch.path().join("out.csv"))
        .arg("--trace")
        .arg(scratch.path().join("stages"))
        .assert()
        .success()
        .stdout("")
        .stderr("");
    let same = |a: &Path, b: &Path| assert_eq!(std::fs::read(a).unwrap(), std::fs::read(b).unwrap(), "{}", a.display());
    same(&scratch.path().join("out.csv"), &set.join("testOutput.csv"));
    for entry in std::fs::read_dir(set.join("stages")).unwrap() {
        let path = entry.unwrap().path();
        same(&scratch.path().join("stages").join(path.file_name().unwrap()), &path);
    }
}

fn emulate_reads_and_writes_pipes() {
    let set = set("bc_p1_list");
    let output = econ_emu()
        .args(["emulate", "--input", "-", "--output", "-", "--config"])
        .arg(set.join("init.yaml"))
        .pipe_stdin(set.join("testInput.csv"))
        .unwrap()
        .assert()
        .success();
    assert_eq!(stdout(&output), std::fs::read_to_string(set.join("testOutput.csv")).unwrap());
}

fn binary_files_carry_the_same_rows_both_ways() {
    let scratch = tempfile::tempdir().unwrap();
    let set = set("ts_p1_truncated");
    let at = |name: &str| scratch.path().join(name);
    let convert = |from: &Path, to: &Path, kind: &str| {
        econ_emu().args(["golden", "convert", "--kind", kind]).args([from, to]).assert().success().stdout("");
    };
    convert(&set.join("testInput.csv"), &at("in.ebin"), "rx");
    let emulate = |input: &str, output: &Path| {
        let mut command = econ_emu();
        command
            .args(["emulate", "--config"])
            .arg(set.join("init.yaml"))
            .arg("--output")
            .arg(output)
            .args(["--input", input]);
        command
    };
    emulate(at("in.ebin").to_str().unwrap(), &at("out.ebin")).assert().success();
    convert(&at("out.ebin"), &at("out.csv"), "tx");
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert_eq!(read(&at("out.csv")), read(&set.join("testOutput.csv")));
    // The same through pipes: the format of the input is found, that of the output is asked for.
    let mut piped = emulate("-", Path::new("-"));
    let output = piped.args(["--format", "ebin"]).pipe_stdin(at("in.ebin")).unwrap().assert().success();
    assert_eq!(output.get_output().stdout, read(&at("out.ebin")));
    // Output words are no input.
    emulate(at("out.ebin").to_str().unwrap(), &at("no.csv")).assert().code(2);
}

fn help_is_short_or_whole_and_says_what_holds_where_nothing_is_given() {
    let help = |args: &[&str]| {
        stdout(&econ_emu().args(args).assert().success()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (short, long) = (help(&["emulate", "-h"]), help(&["emulate", "--help"]));
    assert!(!short.contains("--stc-tie") && short.contains("More options"), "{short}");
    assert!(long.contains("--stc-tie") && !long.contains("More options"), "{long}");
    for name in ["-c, --config", "-i, --input", "-o, --output"] {
        assert!(short.contains(name), "{short}");
    }
    let train = help(&["train", "--help"]);
    let config = econ_emu().args(["train", "--print-options"]).assert().success();
    for (option, key) in [("--epochs", "epochs"), ("--optimizer", "optimizer"), ("--train", "train")] {
        let value =
            stdout(&config).lines().find_map(|line| line.strip_prefix(&format!("{key}: ")).map(str::to_owned)).unwrap();
        let own = &train[train.find(&format!(" {option} <")).unwrap()..];
        let default = &own[own.find("[default: ").unwrap() + 10..];
        assert!(default.starts_with(&format!("{}]", value.trim_matches('\''))), "{option}: {}", &own[..200]);
    }
    // The chip is --config, or --chip; a file of options is not.
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("train.yaml");
    std::fs::write(&file, stdout(&config)).unwrap();
    for arguments in [["train", "--print-options", "--config"], ["search", "--print-brackets", "--chip"]] {
        let refused = econ_emu().args(arguments).arg(&file).assert().code(2);
        let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
        assert!(said.contains("train.yaml: ") && said.contains("use --options"), "{said}");
    }
    let again = econ_emu().args(["train", "--print-options", "--options"]).arg(&file).assert().success();
    assert_eq!(stdout(&again), stdout(&config));
    // What stands for colours in text is what it is in JSON.
    let marked = scratch.path().join("a\u{E000}b");
    std::fs::create_dir_all(marked.join("stages")).unwrap();
    for (name, bytes) in common::files_below(&common::needs::project("golden/rpt_p1")) {
        std::fs::write(marked.join(name), bytes).unwrap();
    }
    let said = stdout(&econ_emu().args(["verify", "--json"]).arg(&marked).assert().success());
    assert!(said.contains("a\u{E000}b/init.yaml"), "{said}");
    // Ranges as people write them.
    let refused = econ_emu().args(["inspect", "-c", "x", "-i", "y", "--bx", "4000"]).assert().code(2);
    let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(said.contains("'4000'") && said.contains("4000 is not in 0 to 3563"), "{said}");
}

fn bench_measures_every_instruction_set() {
    let output = econ_emu().args(["bench", "--seconds", "0", "--algorithm", "rpt", "--json"]).assert().success();
    let lines: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let names: Vec<&str> = lines.as_array().unwrap().iter().filter_map(|line| line["instructions"].as_str()).collect();
    assert!(names.starts_with(&["scalar"]) && names.contains(&"portable"), "{names:?}");
    econ_emu().args(["bench", "--algorithm", "none"]).assert().code(2);
    for time in ["-1", "3601", "NaN", "inf", "x"] {
        econ_emu().args(["bench", &format!("--seconds={time}")]).assert().code(2);
    }
}

fn bench_measures_the_stages_of_every_algorithm() {
    let output = econ_emu().args(["bench", "--stages", "--seconds", "0", "--json"]).assert().success();
    let lines: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let lines = lines.as_array().unwrap();
    assert!(lines.iter().all(|line| line["nanoseconds_per_frame"].as_f64().unwrap() > 0.0));
    for (algorithm, stages) in [("TS", 3), ("STC", 4), ("BC", 4), ("RPT", 4), ("AE", 5)] {
        let is_own = |line: &&serde_json::Value| line["algorithm"] == algorithm && line["instructions"] == "portable";
        // Modules and random codes.
        assert_eq!(lines.iter().filter(is_own).count(), 2 * stages, "{algorithm}");
    }
    econ_emu().args(["bench", "--stages", "--realtime"]).assert().code(2);
}

fn a_reader_that_closes_the_pipe_is_no_panic() {
    let set = set("ae_p1_chip_frame");
    let command = format!(
        "{0} registers show --config {1}/init.yaml | head -1; {0} completions bash | head -1; \
         {0} emulate --config {1}/init.yaml --input {1}/testInput.csv --output - | head -1",
        assert_cmd::cargo::cargo_bin("econ-emu").display(),
        set.display()
    );
    let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{output:?}");
}

/// Expected and damaged output of a set: bit `bit` of link `link` in data row `row` is flipped.
fn damaged(set: &Path, row: usize, link: usize, bit: u32) -> tempfile::NamedTempFile {
    let text = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let word = u32::from_str_radix(&lines[row + 1][9 * link..9 * link + 8], 16).unwrap();
    lines[row + 1].replace_range(9 * link..9 * link + 8, &format!("{:08x}", word ^ 1 << bit));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.join("\n") + "\n").unwrap();
    file
}

fn diff_names_the_field_and_shows_the_stages() {
    for (name, row, link, bit) in [
        ("ts_p1_truncated", 20, 1, 9),
        ("ts_prod_bitmap", 30, 0, 12),
        ("stc_type3_p1", 20, 0, 26),
        ("bc_p1_list", 20, 0, 19),
        ("bc_prod_bitmap", 20, 1, 3),
        ("rpt_p1", 20, 4, 31),
        ("ae_p1_chip_frame", 20, 3, 5),
        ("ae_prod_keep_mask", 20, 1, 9),
        ("ae_prod_pooling", 20, 1, 9),
        ("ae_prod_design_frame_2_links", 20, 1, 9),
    ] {
        let set = set(name);
        let other = damaged(&set, row, link, bit);
        let output = diff(&set, other.path()).arg("--input").arg(set.join("testInput.csv")).assert().code(1).stderr("");
        insta::assert_snapshot!(format!("diff_{name}"), stdout(&output));
    }
}

fn diff_of_equal_files_is_quiet_and_of_shorter_files_is_not() {
    let set = set("rpt_p1");
    let output = diff(&set, &set.join("testOutput.csv")).assert().success();
    assert_eq!(stdout(&output), "0 of 64 rows differ\n");
    let text = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
    let short = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(short.path(), text.lines().take(41).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let output = diff(&set, short.path()).assert().code(1);
    assert!(stdout(&output).contains("the files have 64 and 40 rows"));
}

fn diff_finds_words_on_inactive_links_and_in_the_filler() {
    let set = set("bc_p1_list");
    let output = diff(&set, damaged(&set, 7, 12, 0).path()).arg("--json").assert().code(1);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((report["first"]["row"].as_u64(), report["first"]["link"].as_u64()), (Some(7), Some(12)));
    assert!(report["first"]["field"].as_str().unwrap().contains("not active"), "{report}");
    let set = self::set("ts_prod_bitmap");
    let output = diff(&set, damaged(&set, 0, 7, 0).path()).arg("--json").assert().code(1);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["rows_different"], 1);
    assert_eq!(report["first"]["bit"], 0);
}

fn verify_prints_a_table_and_json_with_the_right_exit_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let sets = own_sets().len();
    let output = econ_emu().args(["verify", "--golden"]).arg(&root).assert().success();
    let summary = format!("{sets} equal, 0 different, 0 unusable");
    assert!(stdout(&output).contains(&summary), "{}", stdout(&output));
    assert!(!stdout(&output).contains("input rows"), "{}", stdout(&output));
    let output = econ_emu().args(["verify", "--json", "--golden"]).arg(&root).assert().success();
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let status = |line: &serde_json::Value| line["outcome"]["status"].as_str().unwrap().to_owned();
    let (equal, others): (Vec<_>, Vec<_>) =
        report["lines"].as_array().unwrap().iter().partition(|line| status(line) == "equal");
    assert_eq!(equal.len(), sets);
    // The registers of the default run, whose vectors are in its golden set.
    assert!(others.len() == 1 && status(others[0]) == "no-output", "{others:?}");
}

/// Input above the configuration, several pairs in one directory, a configuration that shares the
/// output of another, an input longer than the output, an output that nobody claims.
fn verify_finds_the_files_that_belong_together() {
    let scratch = tempfile::tempdir().unwrap();
    let set = set("rpt_p1");
    let inner = scratch.path().join("data/RPT");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::copy(set.join("testInput.csv"), scratch.path().join("testInput.csv")).unwrap();
    let output = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
    let short: String = output.lines().take(31).map(|line| format!("{line}\n")).collect();
    std::fs::write(inner.join("testOutput.csv"), &short).unwrap();
    std::fs::write(inner.join("testOutput_ASIC.csv"), &output).unwrap();
    std::fs::write(inner.join("testOutput_old.csv"), &output).unwrap();
    for name in ["init.yaml", "init_p1.yaml", "init_ASIC.yaml"] {
        std::fs::copy(set.join("init.yaml"), inner.join(name)).unwrap();
    }
    std::fs::create_dir(scratch.path().join("data/later")).unwrap();
    std::fs::copy(set.join("init.yaml"), scratch.path().join("data/later/init.yaml")).unwrap();
    let output = econ_emu().args(["verify", "--golden"]).arg(&inner).arg(scratch.path()).assert().success();
    let text = stdout(&output);
    assert_eq!((text.matches("30 / 30").count(), text.matches("64 / 64").count()), (4, 2), "{text}");
    assert!(text.contains("not verified: 1 configurations without an expected output"), "{text}");
    assert!(text.contains("testOutput_old.csv belongs to no configuration"), "{text}");
    // Two configurations share the short output, and each was found twice.
    assert_eq!(text.matches("not verified: 34 of 64 input rows of ").count(), 4, "{text}");
    econ_emu().args(["verify", "--complete", "--golden"]).arg(&inner).assert().code(1);
}

fn decode_gives_back_what_the_stages_recorded() {
    for name in ["rpt_p1", "bc_prod_bitmap", "ts_prod_bitmap", "ae_p1_chip_frame", "stc_type0_prod"] {
        let set = set(name);
        let mut command = econ_emu();
        command.args(["decode", "--config"]).arg(set.join("init.yaml")).arg("--input").arg(set.join("testOutput.csv"));
        let output = command.assert().success();
        let mut table = csv::Reader::from_reader(output.get_output().stdout.as_slice());
        let header = table.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let stage_file = match name {
            "rpt_p1" => "08_repeater.csv",
            "bc_prod_bitmap" => "07_best_choice.csv",
            "ts_prod_bitmap" => "05_threshold_sum.csv",
            "stc_type0_prod" => "06_super_trigger_cell.csv",
            _ => "14_latents.csv",
        };
        let mut stage = csv::Reader::from_path(set.join("stages").join(stage_file)).unwrap();
        let stage_header = stage.headers().unwrap().clone();
        let stages: Vec<csv::StringRecord> = stage.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), stages.len(), "{name}");
        let renamed = |column: &str| match column.rsplit_once('_') {
            Some(("TC", number)) => format!("CHARGE_{number}"),
            Some(("STC_SUM", number)) => format!("SUM_{number}"),
            _ => column.to_owned(),
        };
        let mut compared = 0;
        for (row, stage) in rows.iter().zip(&stages) {
            for (column, value) in header.iter().zip(row) {
                let Some(index) = stage_header.iter().position(|name| name == renamed(column)) else { continue };
                if !value.is_empty() && column != "SUM" {
                    assert_eq!(value, &stage[index], "{name} {column}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 400, "{name}: only {compared} values compared");
        let json = command.args(["--format", "json"]).assert().success();
        let packets: serde_json::Value = serde_json::from_str(&stdout(&json)).unwrap();
        assert_eq!(packets.as_array().unwrap().len(), rows.len(), "{name}");
    }
}

fn a_new_golden_set_verifies_and_is_not_overwritten_by_accident() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("new");
    let generate = |extra: &[&str]| {
        let mut command = econ_emu();
        command.args(["golden", "generate", "--rows", "50", "--random", "9", "--stc-tie", "lowest", "--config"]);
        command.arg(set("stc_type0_prod").join("init.yaml")).arg("--out").arg(&out).args(extra);
        command.assert()
    };
    generate(&[]).success();
    econ_emu().args(["verify", "--golden"]).arg(&out).assert().success();
    generate(&[]).code(2);
    generate(&["--force"]).success();
    let other = scratch.path().join("precious");
    std::fs::create_dir(&other).unwrap();
    econ_emu()
        .args(["golden", "generate", "--rows", "5", "--random", "1", "--force", "--config"])
        .arg(set("rpt_p1").join("init.yaml"))
        .arg("--out")
        .arg(&other)
        .assert()
        .code(2);
    let names: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

/// Weights to registers to I2C writes and back: the whole way gives the same chip.
fn settings_survive_i2c_and_every_dialect() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    for name in ["ae_p1_chip_frame", "ts_p1_truncated", "ts_p1_fifo_overflow", "rpt_prod_cut"] {
        let config = set(name).join("init.yaml");
        let network = econ_emu::network::AeBlock::chip_8x8();
        let original = read_config(&config, &network).unwrap().without_warnings();
        for dialect in ["a", "b", "c"] {
            if original.idle_pattern != original.link_reset_pattern && dialect != "c" {
                continue;
            }
            let command = ["registers", "convert", "--to", dialect, "--config"];
            econ_emu().args(command).arg(&config).arg("--output").arg(at("converted.yaml")).assert().success();
            let converted = read_config(&at("converted.yaml"), &network).unwrap().without_warnings();
            assert_eq!(converted.to_generation(original.generation), original, "{name} {dialect}");
        }
        if original.generation == Generation::P1 {
            let command = ["registers", "i2c", "write", "--config"];
            econ_emu().args(command).arg(&config).arg("--output").arg(at("writes.txt")).assert().success();
            let command = ["registers", "i2c", "read", "--list"];
            econ_emu().args(command).arg(at("writes.txt")).arg("--output").arg(at("back.yaml")).assert().success();
            assert_eq!(read_config(&at("back.yaml"), &network).unwrap().without_warnings(), original, "{name}");
        }
    }
}

/// A configuration of a beam test, a file with some calibration factors, and one for CMSSW by type of module.
fn files_go_over_each_other_on_the_command_line() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let base = "Algorithm:\n  Global: {select: 1, density: 1}\nFmtBuf:\n  Global: {eporttx_numen: 2, stc_type: 3}\n";
    std::fs::write(at("base.yaml"), base).unwrap();
    std::fs::write(at("cal.yaml"), "Cal:\n  00: 1640\n  08: 1776\n").unwrap();
    let chip = format!("{{\"select\": 3, \"dropLSB\": 1, \"eporttx_numen\": 13, \"calv\": {:?}}}", [1000; 48]);
    std::fs::write(at("econt.json"), format!("{{\"ML-*\": {chip}, \"MH-*\": {chip}}} // two\n")).unwrap();
    let read = |text: &[u8]| {
        let path = Path::new("merged.yaml");
        econ_emu::registers::parse_config(std::str::from_utf8(text).unwrap(), path, &AeBlock::chip_8x8()).unwrap()
    };
    let output = econ_emu().args(["registers", "merge"]).args([at("base.yaml"), at("cal.yaml")]).assert().success();
    let merged = read(&output.get_output().stdout);
    assert_eq!((merged.dialect, merged.config().links), (Dialect::B, 2));
    assert_eq!(merged.config().calibration[..9], [1640, 2048, 2048, 2048, 2048, 2048, 2048, 2048, 1776]);
    let show = |more: &[&str]| {
        let mut command = econ_emu();
        command.args(["registers", "show", "--config"]).arg(at("base.yaml"));
        command.arg("--config").arg(at("cal.yaml")).args(more);
        stdout(&command.assert().success())
    };
    let text = show(&[]);
    assert!(text.contains("cal.yaml, line 1, Cal\n") && text.contains("base.yaml, line 4, FmtBuf.Global"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&show(&["--json"])).unwrap();
    assert_eq!(json["calibration"][8], 1776);

    // A golden set has what comes of them, and so have samples of link words.
    let golden = |out: &str, files: &[&str]| {
        let mut command = econ_emu();
        command.args(["golden", "generate", "--rows", "40", "--random", "3", "--out"]).arg(at(out));
        files.iter().for_each(|name| _ = command.arg("--config").arg(at(name)));
        command.assert().success();
    };
    golden("one", &["base.yaml"]);
    golden("two", &["base.yaml", "cal.yaml"]);
    assert_eq!(std::fs::read_to_string(at("one/init.yaml")).unwrap(), base);
    assert_eq!(read(&std::fs::read(at("two/init.yaml")).unwrap()).without_warnings(), *merged.config());
    econ_emu().args(["verify", "--golden"]).args([at("one"), at("two")]).assert().success();
    let info = |files: &[&str]| {
        let mut command = econ_emu();
        command.args(["data", "info", "--json"]).arg(at("two/testInput.csv"));
        files.iter().for_each(|name| _ = command.arg("--config").arg(at(name)));
        let info: serde_json::Value = serde_json::from_str(&stdout(&command.assert().success())).unwrap();
        info["sha256"].clone()
    };
    assert_eq!(info(&["base.yaml", "cal.yaml"]), info(&["two/init.yaml"]));
    assert_ne!(info(&["base.yaml", "cal.yaml"]), info(&["base.yaml"]));

    let convert = |module: &[&str]| {
        let mut command = econ_emu();
        command.args(["registers", "convert", "--to", "c", "--config"]).arg(at("econt.json")).args(module);
        command.assert()
    };
    let output = convert(&["--module", "ML-F3"]).success();
    let chip = read(&output.get_output().stdout).without_warnings();
    assert_eq!((chip.links, chip.calibration[47], chip.generation), (13, 1000, Generation::Prod));
    let output = convert(&[]).code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("ML-*, MH-*"));

    std::fs::write(at("typo.yaml"), format!("{base}Call: {{0: 1}}\n")).unwrap();
    let emulate = |more: &[&str]| {
        let mut command = econ_emu();
        command.args(["emulate", "--config"]).arg(at("typo.yaml")).args(more);
        command.arg("--input").arg(set("rpt_p1").join("testInput.csv")).args(["--output", "-"]).assert()
    };
    let output = emulate(&[]).code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("typo.yaml:5: Call: not a block"));
    let output = emulate(&["--lenient"]).success();
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("did you mean Cal?"));
    let lenient = |more: &[&str]| {
        let mut command = econ_emu();
        command
            .args(["golden", "generate", "--rows", "9", "--random", "3", "--config"])
            .arg(at("typo.yaml"))
            .args(more);
        command.arg("--out").arg(at("lenient")).assert()
    };
    lenient(&[]).code(2);
    lenient(&["--lenient"]).success();
    econ_emu().args(["verify", "--golden"]).arg(at("lenient")).assert().success();
}

/// With factors of 2048 the two readings are the same; with others they are not. A manifest says the second.
fn the_largest_charge_may_be_that_of_the_codes() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let input = set("bc_prod_bitmap").join("testInput.csv");
    for (algorithm, calibration, same) in [(2, 2048, true), (1, 2048, true), (2, 1900, false), (1, 1900, false)] {
        let factors: Vec<String> =
            (0..48).map(|cell| format!("{cell}: {}", calibration + cell % 3 * (2048 - calibration))).collect();
        let config = format!(
            "ConfigAlgo: {{Global: {{alg_type: {algorithm}, alg_high_density: 1}}}}\nAlgoDroplsb: {{Global: 3}}\n\
             FormatterBuffer: {{Global: {{active_etxs: 0xF, stc_type: 3}}}}\nCal: {{{}}}\n",
            factors.join(", ")
        );
        std::fs::write(at("init.yaml"), config).unwrap();
        let emulate = |more: &[&str]| {
            let mut command = econ_emu();
            command.args(["emulate", "--config"]).arg(at("init.yaml")).arg("--input").arg(&input);
            stdout(&command.args(["--output", "-"]).args(more).assert().success())
        };
        let [usual, charge, code] = [&[][..], &["--largest", "charge"], &["--largest", "code"]].map(emulate);
        assert!(usual == charge && (charge == code) == same, "algorithm {algorithm}, factors {calibration}");
    }
    let generate = |out: &str, more: &[&str]| {
        let mut command = econ_emu();
        command.args(["golden", "generate", "--random", "1", "--rows", "50", "--config"]).arg(at("init.yaml"));
        command.arg("--out").arg(at(out)).args(more).assert().success();
        std::fs::read_to_string(at(out).join("manifest.json")).unwrap()
    };
    assert!(!generate("usual", &[]).contains("largest"));
    assert!(generate("code", &["--largest", "code"]).contains("\"largest\": \"code\""));
    econ_emu().args(["verify", "--golden"]).arg(at("code")).assert().success();
}

fn registers_of_a_whole_chip_are_read_from_i2c() {
    let scratch = tempfile::tempdir().unwrap();
    let list = scratch.path().join("chip.txt");
    std::fs::write(&list, "0x3a9 22 01\n0x3b0 d0\n0x454 0b\n0x4e6 05\n0x517 00 0e\n").unwrap();
    let output = econ_emu().args(["registers", "i2c", "read", "--list"]).arg(&list).assert().success();
    assert!(stdout(&output).contains("select: 3"));
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(said.contains("not of the data path: 3 bytes: PLL 2, eRX 1"), "{said}");
}

fn show_says_where_every_setting_comes_from() {
    let output = econ_emu().args(["registers", "show", "--config"]).arg(set("rpt_prod_cut").join("init.yaml")).assert();
    insta::assert_snapshot!("show", stdout(&output.success()));
    let output = econ_emu()
        .args(["registers", "show", "--json", "--config"])
        .arg(set("ae_p1_chip_frame").join("init.yaml"))
        .assert()
        .success();
    let settings: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((settings["links"].as_u64(), settings["mux"][0].as_u64()), (Some(5), Some(5)));
}

fn the_network_can_be_changed_in_a_file() {
    let scratch = tempfile::tempdir().unwrap();
    let network = scratch.path().join("narrow.yaml");
    let text = stdout(&econ_emu().args(["registers", "network", "chip-8x8"]).assert().success());
    // Cut the activations to 8 bits and saturate them: another chip, but the same program.
    let narrow = text.replacen("output: u12.7", "output: u8.7", 1);
    assert_ne!(narrow, text);
    std::fs::write(&network, &narrow).unwrap();
    econ_emu().args(["registers", "network"]).arg(&network).assert().code(2);
    std::fs::write(&network, narrow.replacen("output: u8.7", "output: u8.7 saturate", 1)).unwrap();
    let set = set("ae_p1_chip_frame");
    let run = |network: &str| {
        let output = econ_emu()
            .args(["emulate", "--output", "-", "--network", network, "--config"])
            .arg(set.join("init.yaml"))
            .arg("--input")
            .arg(set.join("testInput.csv"))
            .assert()
            .success();
        stdout(&output)
    };
    assert_ne!(run("chip-8x8"), run(network.to_str().unwrap()), "random weights drive activations beyond 8 bits");
}

fn every_command_has_examples_and_completions_know_it() {
    let commands = [
        vec![],
        vec!["emulate"],
        vec!["verify"],
        vec!["diff"],
        vec!["decode"],
        vec!["golden", "generate"],
        vec!["golden", "regenerate"],
        vec!["data", "synth"],
        vec!["data", "info"],
        vec!["data", "convert"],
        vec!["registers", "show"],
        vec!["registers", "convert"],
        vec!["registers", "weights", "export"],
        vec!["registers", "weights", "import"],
        vec!["registers", "i2c", "write"],
        vec!["registers", "i2c", "read"],
        vec!["registers", "network"],
        vec!["completions"],
    ];
    for command in &commands {
        let output = econ_emu().args(command).arg("--help").assert().success();
        assert!(stdout(&output).contains("Example"), "{command:?}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let text = stdout(&econ_emu().args(["completions", shell]).assert().success());
        for command in ["emulate", "verify", "diff", "decode", "golden", "data", "registers"] {
            assert!(text.contains(command), "{shell} does not know {command}");
        }
    }
    let scratch = tempfile::tempdir().unwrap();
    econ_emu().args(["completions", "--man"]).arg(scratch.path().join("man1")).assert().success().stdout("");
    for (page, part) in
        [("econ-emu", "Exit codes"), ("econ-emu-golden-generate", "golden"), ("econ-emu-train", "epochs")]
    {
        let text = std::fs::read_to_string(scratch.path().join("man1").join(page).with_extension("1")).unwrap();
        assert!(text.starts_with(".ie") && text.contains(".TH") && text.contains(part), "{page}: {text}");
        // Nothing of the machine that made it.
        assert!(!text.contains("libtorch:"), "{page}: {text}");
    }
    econ_emu().arg("completions").assert().code(2);
}

/// A million rows (108 MB of text) go through in bounded memory.
#[cfg(target_os = "linux")]
fn a_million_rows_stream_in_bounded_memory() {
    use std::io::Write;
    let set = set("rpt_p1");
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("econ-emu"))
        .args(["emulate", "--input", "-", "--output", "-", "--config"])
        .arg(set.join("init.yaml"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let text = std::fs::read_to_string(set.join("testInput.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    writeln!(pipe, "{header}").unwrap();
    for _ in 0..1_000_000 / 64 {
        pipe.write_all(rows.as_bytes()).unwrap();
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success());
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").trim().parse().unwrap();
    assert!(kilobytes < 64 << 10, "peak memory {kilobytes} kB");
}

/// Every network that has a name, with its cost; its description is read again by the same program.
fn models_are_listed_with_their_costs() {
    let output = econ_emu().args(["models", "--json"]).assert().success();
    let models: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let models = models.as_array().unwrap();
    let find = |name: &str| models.iter().find(|model| model["name"] == name).unwrap();
    assert_eq!(
        (find("chip-8x8")["weight_bits"].as_u64(), find("chip-8x8")["output_bits"].as_u64()),
        (Some(12_864), Some(144))
    );
    assert_eq!(find("8x8_c8_S2_tele")["flops"], 6544);
    assert_eq!(find("8x8_c8_S2_emd6")["loss_network"], "6");
    let table = stdout(&econ_emu().arg("models").assert().success());
    assert_eq!(table.lines().count(), models.len() + 3 * 2 + 2);
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    assert!(table.contains("8x8_c8_S2_emd6*"));

    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("network.yaml");
    std::fs::write(&path, stdout(&econ_emu().args(["models", "show", "chip-8x8"]).assert().success())).unwrap();
    let read = econ_emu().args(["registers", "network"]).arg(&path).assert().success();
    assert_eq!(stdout(&read), stdout(&econ_emu().args(["registers", "network", "chip-8x8"]).assert().success()));
    let output = econ_emu().args(["models", "show", "8x8_c9"]).assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("found:   8x8_c9"));
}

/// The real vectors through the command line: nothing but equal rows, exit code 0.
fn verify_passes_on_the_real_vectors() {
    let root = vectors();
    let output = econ_emu().args(["verify", "--json", "--golden"]).arg(&root).assert().success();
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["lines"].as_array().unwrap().len(), verify::find(&root).unwrap().0.len());
}

/// The configuration that gives the other settings may hold the weights of another network.
fn weights_of_one_network_replace_those_of_another() {
    let scratch = tempfile::tempdir().unwrap();
    let base = set("ae_prod_keep_mask").join("init.yaml");
    let out = scratch.path().join("init.yaml");
    let mut command = econ_emu();
    command.args(["registers", "weights", "import", "--random", "1", "--network", "cmssw-4x4x3"]);
    command.arg("--config").arg(&base).arg("--output").arg(&out).assert().success();
    let [chip, cmssw] = ["chip-8x8", "cmssw-4x4x3"].map(|name| AeBlock::built_in(name).unwrap());
    let (old, new) =
        (read_config(&base, &chip).unwrap().without_warnings(), read_config(&out, &cmssw).unwrap().without_warnings());
    assert_eq!(new.weights, Some(econ_emu::golden::random::weights(&cmssw, 1)));
    assert_eq!(ChipConfig { weights: None, ..new }, ChipConfig { weights: None, ..old });
}
