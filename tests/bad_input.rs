//! What bad input gets: exit code 2, a message with file, line, field and hint, and no output file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use common::econ_emu;

const INPUT_HEADER: &str = "RX_DATA_0,RX_DATA_1,RX_DATA_2,RX_DATA_3,RX_DATA_4,RX_DATA_5,RX_DATA_6,RX_DATA_7,RX_DATA_8,RX_DATA_9,RX_DATA_10,RX_DATA_11\n";

const CONFIG: &str = "ConfigAlgo: {Global: {alg_type: 3, alg_high_density: 1}}\n";

fn row(word: &str) -> String {
    format!("{}\n", [word; 12].join(","))
}

/// A scratch directory with a good configuration and a good input.
struct Case {
    directory: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let case = Case { directory: tempfile::tempdir().unwrap() };
        case.write("init.yaml", CONFIG);
        case.write("testInput.csv", format!("{INPUT_HEADER}{}{}", row("9abcdef0"), row("aabcdef0")));
        case
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn emulate(&self) -> assert_cmd::Command {
        let mut command = econ_emu();
        command.args(["emulate", "--config"]).arg(self.path("init.yaml"));
        command.arg("--input").arg(self.path("testInput.csv"));
        command.arg("--output").arg(self.path("out.csv")).arg("--trace").arg(self.path("stages"));
        command
    }

    /// The message with the scratch directory cut out. Nothing half-written may be left.
    fn fault(&self) -> String {
        let output = self.emulate().assert().code(2);
        let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(!text.contains("panicked"), "{text}");
        assert!(!self.path("out.csv").exists(), "a half-written output was left");
        for entry in std::fs::read_dir(self.directory.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(["init.yaml", "testInput.csv"].contains(&name.as_str()), "{name} was left");
        }
        text.replace(&self.directory.path().display().to_string(), "DIR")
    }
}

fn config_fault(text: impl AsRef<[u8]>) -> String {
    let case = Case::new();
    case.write("init.yaml", text);
    case.fault()
}

fn input_fault(text: impl AsRef<[u8]>) -> String {
    let case = Case::new();
    case.write("testInput.csv", text);
    case.fault()
}

#[test]
fn the_case_itself_is_good() {
    let case = Case::new();
    case.emulate().assert().success();
    assert!(case.path("out.csv").is_file() && case.path("stages/17_etx.csv").is_file());
}

/// A block of 48 numbers with one replaced.
fn block(name: &str, cell: usize, value: &str) -> String {
    let lines: String = (0..48).map(|i| format!("  {i}: {}\n", if i == cell { value } else { "1" })).collect();
    format!("{CONFIG}{name}:\n{lines}")
}

#[test]
fn bad_csv_files() {
    let good = format!("{INPUT_HEADER}{}{}", row("9abcdef0"), row("aabcdef0"));
    insta::assert_snapshot!("truncated", input_fault(&good[..good.len() - 5]));
    insta::assert_snapshot!("wrong_column_count", input_fault(good.replacen(",RX_DATA_11", "", 1)));
    insta::assert_snapshot!("non_hex_word", input_fault(good.replacen("aabcdef0", "aabcxef0", 1)));
    insta::assert_snapshot!("row_of_another_length", input_fault(format!("{good}9abcdef0,9abcdef0\n")));
    insta::assert_snapshot!("empty_input", input_fault(""));
    insta::assert_snapshot!("output_as_input", input_fault("TX_DATA_0,TX_DATA_1\n"));
    insta::assert_snapshot!("not_utf8_input", input_fault([INPUT_HEADER.as_bytes(), b"\xff\xfe\n"].concat()));
}

#[test]
fn bad_configurations() {
    insta::assert_snapshot!("mux_48", config_fault(block("Mux", 7, "48")));
    insta::assert_snapshot!("cal_4096", config_fault(block("Cal", 0, "4096")));
    insta::assert_snapshot!("missing_keys", config_fault(block("Mux", 7, "1").replace("  7: 1\n", "")));
    insta::assert_snapshot!(
        "drop_lsb_negative",
        config_fault(format!("{CONFIG}AlgoDroplsb: {{Global: {{drop_lsb: -1}}}}\n"))
    );
    let p1 = "Algorithm: {Global: {select: 3}}\nFormatterBuffer: {Global: {active_etxs: 14}}\n";
    insta::assert_snapshot!("fourteen_links", config_fault(p1));
    let mask = format!("0x1{}", "0".repeat(36));
    let text = format!("{CONFIG}FormatterBuffer: {{Global: {{keep_auto_encoder_bits: {mask}}}}}\n");
    insta::assert_snapshot!("mask_of_145_bits", config_fault(text));
    insta::assert_snapshot!("unknown_algorithm", config_fault(CONFIG.replace("alg_type: 3", "alg_type: 9")));
    insta::assert_snapshot!("algorithm_by_name", config_fault(CONFIG.replace("alg_type: 3", "alg_type: TS")));
    insta::assert_snapshot!("not_a_mapping", config_fault("- alg_type: 3\n"));
    insta::assert_snapshot!("empty_configuration", config_fault(""));
    insta::assert_snapshot!("not_utf8", config_fault(b"ConfigAlgo:\n  Global: \xff\n"));
    insta::assert_snapshot!("no_dialect", config_fault("Mux:\n  0: 0\n"));
    insta::assert_snapshot!("autoencoder_without_weights", config_fault(CONFIG.replace("alg_type: 3", "alg_type: 4")));
    let wide = format!("{CONFIG}Encoder:\n  0:\n    weights_byte0: 0x1{}\n", "0".repeat(32));
    insta::assert_snapshot!("weight_register_too_wide", config_fault(wide));
    let bomb: String =
        (1..14).map(|i| format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(", "))).collect();
    insta::assert_snapshot!("alias_bomb", config_fault(format!("a0: &a0 [1, 1]\n{bomb}{CONFIG}")));
}

/// A file may hold what turns colours, clears the screen or moves the cursor of whoever looks at the message.
#[test]
fn control_characters_of_a_file_never_reach_the_screen() {
    let bad = "\\e[31m\\a\\x9B2J\\r\\N";
    let clean = |text: &str| assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    for text in [
        format!("{CONFIG}\"Mux{bad}\": 1\nCal: {{\"{bad}\": 1}}\n"),
        format!("ConfigAlgo: {{Global: {{alg_type: \"{bad}\"}}}}\n"),
        format!("ConfigAlgo: {{Global: {{\"alg_typ{bad}\": 1}}}}\n"),
        format!("\"{bad}\": 1\n"),
    ] {
        let fault = config_fault(&text);
        clean(&fault);
        assert!(fault.contains("\\u00"), "{fault}");
    }
    clean(&config_fault("ConfigAlgo: {Global: {alg_type: \u{9b}31m}}\n"));
    clean(&input_fault(INPUT_HEADER.replace("RX_DATA_3", "\u{1b}]0;title\u{7}")));
    clean(&input_fault(format!("{INPUT_HEADER}{}", row("9abc\u{1b}[2"))));
    let case = Case::new();
    case.write("init.yaml", format!("{CONFIG}FormatterBuffer: {{Global: {{\"buff_t1{bad}\": 1}}}}\n"));
    let output = case.emulate().arg("--lenient").assert().success();
    let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(said.contains("\\u001b[31m"), "{said}");
    clean(&said);
}

#[test]
fn a_directory_or_a_missing_file_in_place_of_a_file() {
    let case = Case::new();
    std::fs::remove_file(case.path("init.yaml")).unwrap();
    insta::assert_snapshot!("missing_configuration", case.fault());
    std::fs::create_dir(case.path("init.yaml")).unwrap();
    insta::assert_snapshot!("directory_as_configuration", case.fault());
    let case = Case::new();
    std::fs::remove_file(case.path("testInput.csv")).unwrap();
    insta::assert_snapshot!("missing_input", case.fault());
    std::fs::create_dir(case.path("testInput.csv")).unwrap();
    insta::assert_snapshot!("directory_as_input", case.fault());
}

#[test]
fn an_existing_output_survives_a_failed_run() {
    let case = Case::new();
    case.write("out.csv", "precious\n");
    case.write("testInput.csv", format!("{INPUT_HEADER}{}zz\n", row("9abcdef0")));
    case.emulate().assert().code(2);
    assert_eq!(std::fs::read_to_string(case.path("out.csv")).unwrap(), "precious\n");
}

/// Runs a script of bash; `$E` is the command, the working directory that of the case.
#[cfg(unix)]
fn script(case: &Case, text: &str) -> std::process::Output {
    std::process::Command::new("bash")
        .args(["-c", text])
        .env("E", assert_cmd::cargo::cargo_bin("econ-emu"))
        .current_dir(case.directory.path())
        .output()
        .unwrap()
}

/// As [`script`]; every line of it must succeed. Gives what was printed.
#[cfg(unix)]
fn succeeds(case: &Case, text: &str) -> String {
    let output = script(case, &format!("set -e -o pipefail\n{text}"));
    assert!(output.status.success(), "{text}\n{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(unix)]
const EMULATE: &str = "$E emulate --config init.yaml --input testInput.csv";

/// A rename would put a file in the place of a device, and the reader of a FIFO would wait for ever.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_written_in_place() {
    use std::os::unix::fs::FileTypeExt;
    let case = Case::new();
    succeeds(&case, &format!("{EMULATE} --output expected.csv"));
    let expected = std::fs::read_to_string(case.path("expected.csv")).unwrap();

    let text = format!("mkfifo fifo\ntimeout 20 cat fifo > received & {EMULATE} --output fifo\nwait $!\ncat received");
    assert_eq!(succeeds(&case, &text), expected);
    assert!(std::fs::metadata(case.path("fifo")).unwrap().file_type().is_fifo());
    assert_eq!(succeeds(&case, &format!("{EMULATE} --output /dev/stdout")), expected);
    let text = format!("echo first > all\n(echo second; {EMULATE} --output /dev/stdout; echo last) >> all\ncat all");
    assert_eq!(succeeds(&case, &text), format!("first\nsecond\n{expected}last\n"));
    let text =
        format!("{EMULATE} --output >(cat > received)\nwhile [ ! -s received ]; do sleep 0.01; done\ncat received");
    assert_eq!(succeeds(&case, &text), expected);
    assert_eq!(succeeds(&case, &format!("{EMULATE} --output /dev/fd/3 3> received\ncat received")), expected);
    let dump = succeeds(&case, &format!("{EMULATE} --output out.csv --vcd /dev/stdout"));
    assert!(dump.contains("$enddefinitions"), "{dump}");

    // The device itself is left alone, whatever the command does.
    succeeds(&case, &format!("ln -s /dev/null null\nln -s far.csv link\n{EMULATE} --output null"));
    assert!(std::fs::symlink_metadata(case.path("null")).unwrap().is_symlink());
    for _ in 0..2 {
        succeeds(&case, &format!("{EMULATE} --output link"));
        assert!(std::fs::symlink_metadata(case.path("link")).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(case.path("far.csv")).unwrap(), expected);
    }
    // A cache is completed at its start.
    let convert = "$E data convert testInput.csv --config init.yaml --to cache --output";
    let output = script(&case, &format!("{convert} null"));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("null: this is no regular file"), "{output:?}");
}

#[cfg(unix)]
#[test]
fn outputs_have_the_permissions_that_the_umask_gives() {
    let case = Case::new();
    let generate = "$E golden generate --config init.yaml --input testInput.csv --out";
    let modes = succeeds(
        &case,
        &format!(
            "umask 077\n{EMULATE} --output out.csv\n{generate} set > /dev/null\n\
             stat -c %a out.csv set set/manifest.json set/stages\numask 027\n{generate} other > /dev/null\n\
             stat -c %a other other/manifest.json\nchmod 604 out.csv\n{EMULATE} --output out.csv\nstat -c %a out.csv"
        ),
    );
    assert_eq!(modes.split_whitespace().collect::<Vec<_>>(), ["600", "700", "600", "700", "750", "640", "604"]);
    succeeds(&case, "chmod 444 out.csv");
    let before = std::fs::read(case.path("out.csv")).unwrap();
    case.write("testInput.csv", format!("{INPUT_HEADER}{}", row("9abcdef0")));
    let output = script(&case, &format!("{EMULATE} --output out.csv"));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("out.csv: the file is write-protected"), "{output:?}");
    assert_eq!(std::fs::read(case.path("out.csv")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_an_input_is_refused() {
    let case = Case::new();
    succeeds(&case, "$E golden generate --config init.yaml --input testInput.csv --out set");
    succeeds(&case, &format!("{EMULATE} --output sent.csv\nln testInput.csv second.csv\nln -s init.yaml link.yaml"));
    let before = common::files_below(case.directory.path());
    for command in [
        format!("{EMULATE} --output testInput.csv"),
        format!("{EMULATE} --output second.csv"),
        format!("{EMULATE} --output ./init.yaml"),
        format!("{EMULATE} --output link.yaml"),
        format!("{EMULATE} --output out.csv --vcd init.yaml"),
        format!("{EMULATE} --output out.csv --vcd ./out.csv"),
        "$E decode --config init.yaml --input sent.csv --output sent.csv".to_owned(),
        "$E golden convert testInput.csv second.csv".to_owned(),
        "$E golden convert - testInput.csv < second.csv".to_owned(),
        "$E golden convert testInput.csv - >> second.csv".to_owned(),
        "$E inspect --config init.yaml --input testInput.csv --row 0 --html testInput.csv".to_owned(),
        "$E golden generate --config init.yaml --input set/testInput.csv --rows 1 --out set --force".to_owned(),
        "$E golden generate --config set/init.yaml --random 1 --out set --force".to_owned(),
        "$E registers convert --config init.yaml --to a --output link.yaml".to_owned(),
        "$E registers merge init.yaml init.yaml --output init.yaml".to_owned(),
        "$E registers weights import --random 1 --config init.yaml --output init.yaml".to_owned(),
        "$E registers i2c write --config init.yaml --output init.yaml".to_owned(),
        "$E data convert testInput.csv --config init.yaml --to csv --output second.csv".to_owned(),
        "$E data convert . --config init.yaml --to csv --output out.csv --output-metadata sent.csv".to_owned(),
    ] {
        let output = script(&case, &command);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command}: {text}");
        assert!(text.contains("that this command reads") || text.contains("the same file"), "{command}: {text}");
        assert!(common::files_below(case.directory.path()) == before, "{command}");
    }
}

/// Only what the manifest lists belongs to the set.
#[cfg(unix)]
#[test]
fn a_set_is_replaced_and_the_files_of_others_stay() {
    let case = Case::new();
    let generate = "$E golden generate --config init.yaml --input testInput.csv --out set";
    succeeds(
        &case,
        &format!(
            "{generate}\necho mine > set/notes\necho mine > set/stages/notes\nmkdir set/own\necho mine > set/own/notes"
        ),
    );
    let old: Vec<String> = common::files_below(&case.path("set")).into_keys().collect();
    case.write("testInput.csv", format!("{INPUT_HEADER}{}", row("9abcdef0")));
    case.write("init.yaml", CONFIG.replace("alg_type: 3", "alg_type: 0"));
    succeeds(&case, &format!("{generate} --force\n$E verify --golden set"));
    let new = common::files_below(&case.path("set"));
    for name in ["notes", "stages/notes", "own/notes"] {
        assert_eq!(new.get(name).map(Vec::as_slice), Some(&b"mine\n"[..]), "{name}");
    }
    let stale = old.iter().filter(|name| !new.contains_key(*name)).count();
    assert!(stale > 0, "stages of the old algorithm stay: {:?}", new.keys());
    let output =
        script(&case, "rm set/manifest.json\n$E golden generate --config init.yaml --random 1 --out set --force");
    assert_eq!(output.status.code(), Some(2));
}

/// The reader of a pipe may have seen enough: that is the end of the work, and no fault.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_the_end_of_the_work() {
    let case = Case::new();
    let rows: String = (0..20_000).map(|i| row(&format!("{:x}abcdef0", [9, 10][usize::from(i % 3564 != 0)]))).collect();
    case.write("testInput.csv", format!("{INPUT_HEADER}{rows}"));
    succeeds(&case, &format!("{EMULATE} --output sent.csv --trace whole"));
    for (command, others) in [
        (format!("{EMULATE} --output -"), ""),
        (format!("{EMULATE} --output /dev/stdout"), ""),
        (format!("{EMULATE} --output - --trace stages --vcd dump"), "stages/17_etx.csv dump"),
        ("$E decode --config init.yaml --input sent.csv".to_owned(), ""),
        (
            "$E data convert testInput.csv --config init.yaml --to csv --output - --output-metadata meta.csv 2> said"
                .to_owned(),
            "meta.csv",
        ),
        ("$E golden convert testInput.csv -".to_owned(), ""),
    ] {
        let output = script(&case, &format!("{command} | head -1 > first\necho ${{PIPESTATUS[0]}}"));
        let code = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(["0", "141"].contains(&code.as_str()) && text.is_empty(), "{command}: {code} {text}");
        assert!(std::fs::read_to_string(case.path("first")).unwrap().ends_with('\n'), "{command}");
        for name in others.split_whitespace() {
            assert!(case.path(name).is_file(), "{command}: {name} is missing");
        }
    }
    for name in ["17_etx.csv", "00_erx.csv"].iter().filter(|name| case.path("whole").join(name).exists()) {
        assert_eq!(
            std::fs::read(case.path("stages").join(name)).unwrap(),
            std::fs::read(case.path("whole").join(name)).unwrap(),
        );
    }
    // Nobody reads the message: the exit code says enough.
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("econ-emu"))
        .args(["verify", "--golden", "none"])
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

/// What a signal ends removes what it has begun; what a kill leaves goes with the next command that writes there.
#[cfg(unix)]
#[test]
fn what_is_not_complete_goes_with_its_process() {
    use std::os::unix::process::ExitStatusExt;
    let case = Case::new();
    let names = || -> Vec<_> {
        let entries = std::fs::read_dir(case.directory.path()).unwrap().map(|entry| entry.unwrap().file_name());
        entries.filter(|name| name.to_string_lossy().starts_with(".econ-emu-")).collect()
    };
    let temporaries = || names().len();
    // Its input never ends: a file and a directory are under way for as long as it lives.
    let begin = || {
        // Whoever runs the tests may have these signals ignored, and that is inherited.
        let mut command = std::process::Command::new("env");
        command.arg("--default-signal=INT,HUP,TERM").arg(assert_cmd::cargo::cargo_bin("econ-emu"));
        command.args(["golden", "generate", "--config", "init.yaml", "--input", "-", "--out", "set"]);
        command.current_dir(case.directory.path()).stdin(std::process::Stdio::piped());
        let before = names();
        let child = command.spawn().unwrap();
        // That of a process that was killed is no sign that this one has begun.
        while names().iter().all(|name| before.contains(name)) {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        child
    };
    for (signal, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let mut child = begin();
        let kill = std::process::Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        // Waiting would close the input, and the command might end before it hears the signal.
        let input = child.stdin.take();
        assert_eq!(child.wait().unwrap().signal(), Some(number));
        drop(input);
        assert_eq!(temporaries(), 0, "after SIG{signal}");
    }
    let mut killed = begin();
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(temporaries(), 1);
    let mut alive = begin();
    assert_eq!(temporaries(), 1, "that of the dead process is collected");
    succeeds(&case, &format!("{EMULATE} --output out.csv"));
    assert_eq!(temporaries(), 1, "that of the living one is not");
    drop(alive.stdin.take());
    assert_eq!(alive.wait().unwrap().code(), Some(2));
    assert_eq!(temporaries(), 0);
}

/// A file that shrinks or vanishes while it is read: the rows that are left make an error or a
/// shorter output, never a hang or a panic. A named pipe whose writer dies stands for it.
#[cfg(unix)]
#[test]
fn a_file_that_vanishes_while_it_is_read() {
    let case = Case::new();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("econ-emu"))
        .args(["emulate", "--input", "-", "--config"])
        .arg(case.path("init.yaml"))
        .arg("--output")
        .arg(case.path("out.csv"))
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    use std::io::Write;
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(format!("{INPUT_HEADER}{}aabcd", row("9abcdef0")).as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("wrong number of words"));
    assert!(!case.path("out.csv").exists());
}

#[test]
fn weights_outside_six_bits() {
    let case = Case::new();
    let table = case.path("weights.csv");
    econ_emu()
        .args(["registers", "weights", "import", "--random", "1", "--config"])
        .arg(case.path("init.yaml"))
        .arg("--output")
        .arg(case.path("ae.yaml"))
        .assert()
        .success();
    econ_emu()
        .args(["registers", "weights", "export", "--config"])
        .arg(case.path("ae.yaml"))
        .arg("--output")
        .arg(&table)
        .assert()
        .success();
    let text = std::fs::read_to_string(&table).unwrap();
    let line = text.lines().nth(100).unwrap();
    let (start, _) = line.rsplit_once(',').unwrap();
    std::fs::write(&table, text.replace(&format!("{line}\n"), &format!("{start},32\n"))).unwrap();
    let output = econ_emu()
        .args(["registers", "weights", "import", "--csv"])
        .arg(&table)
        .arg("--config")
        .arg(case.path("init.yaml"))
        .arg("--output")
        .arg(case.path("bad.yaml"))
        .assert()
        .code(2);
    let text = String::from_utf8_lossy(&output.get_output().stderr)
        .replace(&case.directory.path().display().to_string(), "DIR");
    assert!(text.contains("weights.csv:101: value") && text.contains("-32..=31"), "{text}");
    assert!(!case.path("bad.yaml").exists());
}

#[test]
fn directories_with_nothing_to_verify() {
    let case = Case::new();
    let fault = |directory: &Path| {
        let output = econ_emu().args(["verify", "--golden"]).arg(directory).assert().code(2);
        let text = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        text.replace(&case.directory.path().display().to_string(), "DIR")
    };
    insta::assert_snapshot!("configuration_without_output", fault(case.directory.path()));
    std::fs::create_dir(case.path("empty")).unwrap();
    insta::assert_snapshot!("empty_directory", fault(&case.path("empty")));
    insta::assert_snapshot!("no_such_directory", fault(&case.path("nowhere")));
    insta::assert_snapshot!("file_as_directory", fault(&case.path("init.yaml")));
}

#[test]
fn an_expected_output_that_cannot_be_checked_is_no_pass() {
    let case = Case::new();
    let tx = (0..13).map(|i| format!("TX_DATA_{i}")).collect::<Vec<_>>().join(",");
    for (text, message) in [
        (format!("{tx}\n"), "no rows"),
        (format!("{tx}\n{}", format!("{}\n", vec!["00000000"; 13].join(",")).repeat(3)), "shorter"),
        ("garbage".to_owned(), "unexpected columns"),
    ] {
        case.write("testOutput.csv", text);
        let output = econ_emu().args(["verify", "--golden"]).arg(case.directory.path()).assert().code(2);
        let text = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert!(text.contains(message), "{text}");
    }
}

#[test]
fn wrong_arguments_are_usage_errors() {
    for arguments in [
        vec!["emulate"],
        vec!["verify"],
        vec!["emulate", "--config", "a", "--input", "b", "--output", "c", "--counter-reset", "3564"],
        vec!["emulate", "--config", "a", "--input", "b", "--output", "c", "--network", "no-such-network"],
        vec!["golden", "generate", "--config", "a", "--out", "b"],
        vec!["frobnicate"],
    ] {
        econ_emu().args(arguments).assert().code(2);
    }
}

/// Descriptions that do not hold are refused with layer and field.
#[test]
fn bad_descriptions_are_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("network.yaml");
    let fault = |text: &str| {
        std::fs::write(&path, text).unwrap();
        let output = econ_emu().args(["network", "show"]).arg(&path).assert().code(2);
        let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(said.contains("network.yaml") && !said.contains("panicked"), "{said}");
        said
    };
    for (good, bad, parts) in [
        ("op: dense", "op: dance", &["layer 'd', op", "unknown variant `dance`"][..]),
        ("kernel: [3, 3]", "kernel: [0, 3]", &["layer c.kernel", "0"]),
        ("shape: [4, 4, 1]", "shape: [16]", &["layer c.inputs", "an image is needed", "[16]"]),
        ("inputs: [x]", "inputs: [d]", &["layer c.inputs", "reads itself or a layer after it"]),
        ("inputs: [c]", "inputs: [y]", &["layer d.inputs", "no input or layer has this name"]),
        (", inputs: [c]", "", &["layer 'd', inputs", "missing"]),
        ("format: s30.6", "format: s80.6", &["layer d.sum.format", "80"]),
        ("format: s30.6", "format: s9.6", &["layer d.sum", "too narrow"]),
        ("{name: m, number: s4.3}", "{name: m, number: s17.3}", &["tensor m.number", "17"]),
        ("weights: m", "weights: k", &["layer d.weights", "another layer uses the tensor"]),
    ] {
        assert!(common::SMALL_NETWORK.contains(good), "{good}");
        let said = fault(&common::SMALL_NETWORK.replacen(good, bad, 1));
        parts.iter().for_each(|part| assert!(said.contains(part), "{bad}: {part} is not in {said}"));
    }
    let layers: String = (0..10_000)
        .map(|at| match at {
            0 => "- {name: l0, op: flatten, inputs: [x]}\n".to_owned(),
            _ => format!("- {{name: l{at}, op: flatten, inputs: [l{}]}}\n", at - 1),
        })
        .collect();
    let head = "format: 2\nname: n\ninputs: [{name: x, shape: [4], number: u4.2}]\nlayers:\n";
    let said = fault(&format!("{head}{layers}outputs: [l9999]\n"));
    assert!(said.contains("layers") && said.contains("10000") && said.contains("256"), "{said}");
    // Nothing to compute with.
    let said = fault(&format!("{head}- {{name: f, op: flatten, inputs: [x]}}\noutputs: [f]\n"));
    assert!(said.contains("the description has no weights") && said.contains("under 'tensors'"), "{said}");
}

/// Weights that are missing, or of another description.
#[test]
fn weights_of_a_description_are_asked_for() {
    use econ_emu::interchange::npz::{NamedArray, write, write_weights};
    use econ_emu::nn::{Network, Weights};
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    std::fs::write(at("network.yaml"), common::SMALL_NETWORK).unwrap();
    std::fs::write(at("in.npz"), write(&[NamedArray::float32("x", &[1, 4, 4, 1], vec![1.0; 16])]).unwrap()).unwrap();
    let run = || {
        let mut command = econ_emu();
        command.args(["network", "run"]).arg(at("network.yaml")).arg("--input").arg(at("in.npz"));
        command.arg("-o").arg(at("out.npz"));
        command.assert()
    };
    let fault = || {
        let said = String::from_utf8(run().code(2).get_output().stderr.clone()).unwrap();
        assert!(!at("out.npz").exists(), "{said}");
        said
    };
    let said = fault();
    for part in ["network.npz", "weights of the description are missing", "k 3x3x1x2, m 2x32", "--weights"] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let weights = |text: &str| {
        let network = Network::from_yaml(text, Path::new("n.yaml")).unwrap().check().unwrap();
        std::fs::write(at("network.npz"), write_weights(&network, &Weights::zeros(&network)).unwrap()).unwrap();
    };
    weights(&common::SMALL_NETWORK.replace("units: 2", "units: 3"));
    let said = fault();
    assert!(said.contains("network.npz") && said.contains("m") && said.contains("[3, 32]"), "{said}");
    weights(&common::SMALL_NETWORK.replace("name: m,", "name: n,").replace("weights: m", "weights: n"));
    let said = fault();
    assert!(said.contains("array is missing") && said.contains("k, n"), "{said}");
    weights(common::SMALL_NETWORK);
    run().success();
    assert!(at("out.npz").is_file());
}

/// The operations of a model of Keras, and a layer that is not known.
#[test]
fn operations_of_keras_models_are_counted_or_refused() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let run = common::earlier_run();
    econ_emu().arg("export-model").arg(run).args(["--to", "keras", "-o"]).arg(at("keras")).assert().success();
    let flops = |file: &Path| {
        let output = econ_emu().args(["models", "flops", "--json", "--keras"]).arg(file).assert().success();
        let counted: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        let sum: u64 = counted["layers"].as_array().unwrap().iter().map(|layer| layer["flops"].as_u64().unwrap()).sum();
        assert_eq!(counted["total"]["flops"], sum);
        (counted["total"]["macs"].as_u64().unwrap(), sum)
    };
    let parts = ["encoder", "decoder", "autoencoder"].map(|part| flops(&at("keras").join(format!("{part}.json"))));
    assert_eq!(parts[0], (1152 + 2048, 6544));
    // Dense layers, and the transposed convolution: 128 values by 9 taps.
    let macs = 24 * 24 + 24 * 64 + 64 * 128 + 128 * 9;
    assert_eq!(parts[1], (macs, 2 * macs + 24 + 64 + 128 + 64));
    // The layers of the encoder and of the decoder, one behind the other.
    assert_eq!(parts[2], (parts[0].0 + parts[1].0, parts[0].1 + parts[1].1));
    let text = econ_emu().args(["models", "flops", "--keras"]).arg(at("keras").join("encoder.json")).assert().success();
    let text = String::from_utf8(text.get_output().stdout.clone()).unwrap();
    assert!(text.contains("conv2d_0_m") && text.contains("conv2d") && text.contains("6544"), "{text}");
    let json = std::fs::read_to_string(at("keras").join("autoencoder.json")).unwrap();
    std::fs::write(at("other.json"), json.replace("\"Reshape\"", "\"LSTM\"")).unwrap();
    let fault = econ_emu().args(["models", "flops", "--keras"]).arg(at("other.json")).assert().code(2);
    let said = String::from_utf8(fault.get_output().stderr.clone()).unwrap();
    assert!(said.contains("other.json") && said.contains("reshape (LSTM)"), "{said}");
}
