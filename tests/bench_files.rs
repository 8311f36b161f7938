//! Files as test benches write them: every command reads them, says how, and refuses what leaves a doubt.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::Write;
use std::path::{Path, PathBuf};

use common::{econ_emu, own_sets};

fn set(name: &str) -> PathBuf {
    own_sets().into_iter().find(|set| set.ends_with(name)).unwrap()
}

/// A scratch directory with the files of a golden set, and other forms of its words.
struct Bench {
    directory: tempfile::TempDir,
    /// Lines of the output, each as its words; the names first.
    output: Vec<Vec<String>>,
    input: Vec<Vec<String>>,
}

fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

impl Bench {
    fn new(name: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let read = |file: &str| std::fs::read_to_string(set(name).join(file)).unwrap();
        for file in ["init.yaml", "testInput.csv", "testOutput.csv"] {
            std::fs::write(directory.path().join(file), read(file)).unwrap();
        }
        Bench { directory, output: cells(&read("testOutput.csv")), input: cells(&read("testInput.csv")) }
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.directory.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.directory.path().join(name)).unwrap()
    }

    /// What a command said and printed, and its exit code.
    fn run(&self, command: &str) -> (i32, String, String) {
        let output = econ_emu().args(command.split(' ')).current_dir(self.directory.path()).output().unwrap();
        let [out, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(!said.contains("panicked"), "{command}: {said}");
        (output.status.code().unwrap(), out, said)
    }

    fn succeeds(&self, command: &str) -> (String, String) {
        let (code, out, said) = self.run(command);
        assert_eq!(code, 0, "{command}: {said}");
        (out, said)
    }

    fn fault(&self, command: &str) -> String {
        let (code, out, said) = self.run(command);
        assert!(code == 2 && out.is_empty(), "{command}: {code} {said}");
        said
    }
}

/// The lines again, each word in another notation, with something between them.
fn lines(rows: &[Vec<String>], between: &str, word: impl Fn(u32) -> String) -> String {
    let cell = |text: &String| u32::from_str_radix(text, 16).map_or_else(|_| text.clone(), &word);
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(between) + "\n").collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_command_reads_what_a_bench_writes_and_says_how() {
    let bench = Bench::new("ts_p1_truncated");
    let counted = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        let count = |(at, row): (usize, &Vec<String>)| {
            let first = if at == 0 { "bx".to_owned() } else { format!("{}", (at + 3000) % 3564) };
            [vec![first], row.clone()].concat()
        };
        rows.iter().enumerate().map(count).collect()
    };
    let links = bench.output[1..].iter().filter_map(|row| row.iter().rposition(|word| word != "00000000")).max();
    let links = links.unwrap() + 1;
    let active: Vec<Vec<String>> = bench.output.iter().map(|row| row[..links].to_vec()).collect();
    let reversed: Vec<Vec<String>> = active.iter().map(|row| row.iter().rev().cloned().collect()).collect();
    bench.write("received.csv", lines(&counted(&reversed), "\t", |word| format!("{word:#x}")));
    let note = format!(
        "note: received.csv: tab separated, columns by name, {links} of 13 links, the others are 0, 1 column passed \
         over, words with 0x\n"
    );
    let (out, said) = bench.succeeds("diff testOutput.csv received.csv --config init.yaml");
    assert!(out.contains("0 of") && said == note, "{out}{said}");
    let (_, said) = bench.succeeds("golden convert received.csv plain.csv");
    assert!(bench.read("plain.csv") == bench.read("testOutput.csv") && said == note, "{said}");
    let (packets, said) = bench.succeeds("decode --config init.yaml --input received.csv");
    assert!(said.starts_with(&note), "{said}");
    assert_eq!(bench.succeeds("decode --config init.yaml --input testOutput.csv").0, packets);

    // Inputs: decimal, semicolons, packed; without names, with a count before the words.
    bench.write("in.csv", gzip(lines(&bench.input, ";", |word| word.to_string()).as_bytes()));
    let bare = lines(&bench.input[1..], " ", |word| format!("{word:08x}"));
    bench.write("bare.csv", bare.lines().zip(0..).map(|(line, row)| format!("{row} {line}\n")).collect::<String>());
    for (name, words) in [
        ("in.csv", "packed with gzip, semicolon separated, decimal words"),
        ("bare.csv", "blanks between the columns, no names of columns, 12 words in their order, 1 column passed over"),
    ] {
        let note = format!("note: {name}: {words}\n");
        let (_, said) = bench.succeeds(&format!("emulate --config init.yaml --input {name} --output out.csv"));
        assert!(bench.read("out.csv") == bench.read("testOutput.csv") && said == note, "{said}");
        let (story, said) = bench.succeeds(&format!("inspect --config init.yaml --input {name} --row 5"));
        assert!(said == note && story == bench.succeeds("inspect --config init.yaml --input testInput.csv --row 5").0);
        let (_, said) = bench.succeeds(&format!("data info {name} --config init.yaml"));
        assert_eq!(said, note);
        std::fs::copy(bench.directory.path().join(name), bench.directory.path().join("testInput.csv")).unwrap();
        let (_, said) = bench.succeeds("verify --golden .");
        assert!(said.contains(words), "{said}");
        bench.write("testInput.csv", lines(&bench.input, ",", |word| format!("{word:08x}")));
    }
}

/// The first difference names the line of the file that was given, whatever stands before it.
#[test]
fn a_difference_names_the_line_where_it_stands() {
    let bench = Bench::new("rpt_p1");
    let plain = |rows: &[Vec<String>]| lines(rows, ",", |word| format!("{word:08x}"));
    let (good, mut rows) = (plain(&bench.output), bench.output.clone());
    rows[1 + 7][3] = format!("{:08x}", 1 ^ u32::from_str_radix(&rows[1 + 7][3], 16).unwrap());
    bench.write("plain.csv", plain(&rows));
    bench.write("bare.csv", plain(&rows[1..]));
    bench.write("blank.csv", format!("\n\n{}", plain(&rows)));
    bench.write("second.csv", format!("{good}\n{}", plain(&rows)));
    bench.succeeds("golden convert plain.csv binary.ebin");
    for (file, line) in [
        ("plain.csv", Some(9)),
        ("bare.csv --columns 0-12", Some(8)),
        ("blank.csv", Some(11)),
        ("second.csv --capture 2", Some(rows.len() + 1 + 9)),
        ("binary.ebin", None),
    ] {
        let command = format!("diff testOutput.csv {file} --config init.yaml --no-diagnosis");
        let (code, out, said) = bench.run(&command);
        let expected = line.map_or_else(|| "row 7, BX".to_owned(), |line| format!("row 7 (line {line}), BX"));
        assert!(code == 1 && out.contains(&expected), "{command}: {out}{said}");
        let json: serde_json::Value = serde_json::from_str(&bench.run(&format!("{command} --json")).1).unwrap();
        assert_eq!(json["first"]["line"], serde_json::json!(line), "{command}");
    }
    bench.write("testOutput.csv", bench.read("blank.csv"));
    assert!(bench.run("verify --golden .").1.contains("row 7 (line 11), BX"));
}

#[test]
fn what_leaves_a_doubt_is_refused_until_the_user_says_it() {
    let bench = Bench::new("rpt_p1");
    let active: Vec<Vec<String>> = bench.output[1..].iter().map(|row| row[..11].to_vec()).collect();
    let number = |word: u32| (word >> 12).to_string();
    bench.write("bare.csv", lines(&active, ",", |word| format!("{word:08x}")));
    bench.write("short.csv", lines(&bench.output, ",", number));
    let two = lines(&bench.output, ",", |word| format!("{word:08x}"));
    bench.write("two.csv", format!("{two}\n{two}"));
    let convert = |options: &str| format!("golden convert {options}");

    let said = bench.fault(&convert("bare.csv out.csv"));
    assert!(said.contains("--kind rx or --kind tx"), "{said}");
    let said = bench.fault(&convert("bare.csv out.csv --kind tx"));
    assert!(said.contains("bare.csv:1: ") && said.contains("11 numbers") && said.contains("--columns 0-4"), "{said}");
    let (_, said) = bench.succeeds(&convert("bare.csv out.csv --kind tx --columns 0-10"));
    assert!(said.contains("columns as --columns lists them, 11 of 13 links, the others are 0"), "{said}");
    assert_eq!(bench.read("out.csv"), bench.read("testOutput.csv"));
    let (out, _) = bench.succeeds("diff testOutput.csv bare.csv --config init.yaml --columns 0-10");
    assert!(out.contains("0 of 64 rows differ"), "{out}");
    let said = bench.fault(&convert("testOutput.csv x.csv --columns 1,0,2-12"));
    assert!(said.contains("testOutput.csv:1: the file names its columns otherwise"), "{said}");
    let said = bench.fault(&convert("testOutput.csv x.csv --kind rx"));
    assert!(said.contains("this looks like a testOutput.csv"), "{said}");

    let said = bench.fault(&convert("short.csv x.csv"));
    assert!(said.contains("short.csv:2:1: TX_DATA_0: not a 32-bit word") && said.contains("--radix"), "{said}");
    bench.succeeds(&convert("short.csv hex.csv --radix hex"));
    bench.succeeds(&convert("short.csv decimal.csv --radix decimal"));
    let decimal = lines(&bench.output, ",", |word| format!("{:08x}", word >> 12));
    assert!(bench.read("decimal.csv") == decimal.as_bytes() && bench.read("hex.csv") != decimal.as_bytes());

    let said = bench.fault("diff testOutput.csv two.csv --config init.yaml");
    assert!(said.contains("another capture begins here") && said.contains("2 of them"), "{said}");
    for capture in ["1", "2"] {
        let (_, said) = bench.succeeds(&convert(&format!("two.csv out.csv --capture {capture}")));
        assert!(bench.read("out.csv") == bench.read("testOutput.csv") && said.contains(&format!("capture {capture}")));
    }
    bench.succeeds(&convert("two.csv all.csv --capture all"));
    assert_eq!(bench.read("all.csv").len() + bench.output[0].join(",").len() + 1, 2 * bench.read("out.csv").len());
    assert!(bench.fault(&convert("two.csv x.csv --capture 3")).contains("1..=2"));
    assert!(!bench.directory.path().join("x.csv").exists());
    for options in ["--columns 0-4,4", "--columns x", "--radix octal", "--capture 0", "--columns 0-13 --kind tx"] {
        bench.fault(&convert(&format!("bare.csv x.csv {options}")));
    }
}

#[test]
fn vectors_without_a_manifest_are_reported() {
    let bench = Bench::new("stc_type3_p1");
    bench.succeeds("report . -o page.html");
    let page = String::from_utf8(bench.read("page.html")).unwrap();
    assert!(page.contains("Golden verification") && page.contains("Packet viewer") && page.contains("equal"));
    std::fs::remove_file(bench.directory.path().join("testOutput.csv")).unwrap();
    assert!(bench.fault("report . -o page.html").contains("vectors (init.yaml, testOutput.csv)"));
}

#[test]
fn inspect_says_what_it_needs_and_gives_no_hint_that_was_followed() {
    let bench = Bench::new("rpt_p1");
    let said = bench.fault("inspect --config init.yaml --input testInput.csv");
    assert!(said.contains("--bx <N>") && said.contains("--row <N>"), "{said}");
    let said = bench.fault("inspect --config init.yaml --input testInput.csv --row 64");
    assert!(said.contains("64 rows") && !said.contains("--row takes"), "{said}");
    let said = bench.fault("inspect --config init.yaml --input testInput.csv --bx 3000");
    assert!(said.contains("--row takes the number of a row instead"), "{said}");
    bench.fault("inspect --config init.yaml --input testInput.csv --bx 1 --row 1");
}

/// Settings that are read over silently would make another chip.
#[test]
fn a_misspelt_key_never_runs_another_algorithm() {
    let bench = Bench::new("rpt_p1");
    for (text, meant) in [
        ("ConfigAlgo: {Global: {alg_typ: 4}}\n", "alg_type"),
        ("ConfigAlgo: {Globl: {alg_type: 4}}\n", "Global"),
        ("Algorithm: {Global: {selct: 4}}\n", "select"),
        (
            "ECON-T: {RW: {MFC_ALGORITHM_SEL_DENSITY: {registers: {algo: {params: {selct: {param_value: 4}}}}}}}\n",
            "select",
        ),
    ] {
        bench.write("init.yaml", text);
        let said = bench.fault("emulate --config init.yaml --input testInput.csv --output out.csv");
        assert!(said.contains("init.yaml:1: ") && said.contains(&format!("did you mean {meant}?")), "{said}");
        assert!(!bench.directory.path().join("out.csv").exists());
    }
    // What is only odd is said by every command that reads the file.
    bench.write("init.yaml", "ConfigAlgo: {Global: {alg_type: 3}}\nAlgoDroplsb: {Global: {drop_lsb: 7}}\n");
    for command in [
        "emulate --config init.yaml --input testInput.csv --output testOutput.csv",
        "golden generate --config init.yaml --input testInput.csv --out set",
        "verify --golden .",
        "report . -o page.html",
    ] {
        let (_, said) = bench.succeeds(command);
        assert!(said.contains("warning: ") && said.contains("7 acts as 0"), "{command}: {said}");
    }
}

fn registers_diff(bench: &Bench, a: &Path, b: &str, options: &str) -> (i32, String) {
    let (code, out, said) = bench.run(&format!("registers diff {} {b}{options}", a.display()));
    assert_eq!(said, "");
    (code, out)
}

#[test]
fn settings_are_compared_across_dialects() {
    let bench = Bench::new("ae_p1_chip_frame");
    let own = Path::new("init.yaml");
    for to in ["a", "b", "c"] {
        bench.succeeds(&format!("registers convert --config init.yaml --to {to} --output {to}.yaml"));
        let (code, out) = registers_diff(&bench, own, &format!("{to}.yaml"), "");
        assert!(code == 0 && out.starts_with("no setting differs\n"), "{to}: {out}");
        assert_eq!(out.contains("opposite order"), to == "c", "{out}");
    }
    bench.succeeds("registers i2c write --config init.yaml --output writes.txt");
    assert_eq!(registers_diff(&bench, own, "writes.txt", "").0, 0);
    bench.succeeds("registers weights import --random 3 --config init.yaml --output other.yaml");
    bench.write(
        "over.yaml",
        "Algorithm: {Global: {select: 4}}\nFormatterBuffer: {Global: {buff_t1: 255, active_etxs: 3, tx_sync_word: 5}}\n\
         AlgoThreshold: {3: 100}\n",
    );
    bench.succeeds("registers merge other.yaml over.yaml --output merged.yaml");
    let (code, out) = registers_diff(&bench, own, "merged.yaml", "");
    assert_eq!(code, 1);
    insta::assert_snapshot!("registers_diff", out);
    let (code, out) = registers_diff(&bench, own, "merged.yaml", " --json");
    assert_eq!(code, 1);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["equal"], false);
    let names: Vec<&str> =
        found["settings"].as_array().unwrap().iter().map(|s| s["setting"].as_str().unwrap()).collect();
    assert!(["thresholds", "links", "buffer_t1"].iter().all(|name| names.contains(name)), "{names:?}");
    let thresholds = &found["settings"][names.iter().position(|name| *name == "thresholds").unwrap()];
    assert_eq!((&thresholds["acts"], &thresholds["stages"][0]), (&false.into(), &"threshold_sum".into()));
    assert_eq!((&thresholds["values"][0]["cell"], &thresholds["values"][0]["b"]), (&3.into(), &100.into()));
    let tensors = found["weights"]["tensors"].as_array().unwrap();
    assert!(tensors.iter().any(|tensor| tensor["tensor"] == "dense_kernel" && tensor["of"] == 2048), "{tensors:?}");
    let said = bench.fault("registers diff init.yaml none.yaml");
    assert!(said.contains("none.yaml"), "{said}");
}
