//! Files that are broken, that claim more than they hold, or that are none: whatever a command is given, it ends soon,
//! with exit code 2 and a message that says where, takes a bounded memory, and leaves nothing behind.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::symlink;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::{default_run, econ_emu, own_sets};
use econ_emu::data::parquet::ParquetWriter;
use econ_emu::data::{CellOrder, Columns, Meta, Sample};
use econ_emu::golden::vectors::VectorReader;
use econ_emu::interchange::npz::{self, NamedArray};

/// Longest that a command may take.
const SECONDS: u64 = 20;

/// Memory that a command may ask the system for: 600 MB, and what is mapped of the program itself and of the stacks of
/// its threads.
const KILOBYTES: u64 = 1_000_000;

/// Memory that a command may really take, kB.
const RESIDENT: u64 = 600_000;

/// What came of a command.
struct Ran {
    /// Memory that it took at most, kB, as far as it was seen.
    resident: u64,
    /// None if it was ended by a signal, or had to be.
    code: Option<i32>,
    said: String,
    printed: String,
}

/// Runs a program within the limits of time and memory.
fn run_program(program: &OsStr, arguments: &[OsString], directory: &Path) -> Ran {
    let texts = [(); 2].map(|()| tempfile::tempfile().unwrap());
    let [printed, said] = texts.each_ref().map(|file| Stdio::from(file.try_clone().unwrap()));
    let mut child = Command::new("sh")
        .args(["-c", &format!("ulimit -v {KILOBYTES} && exec \"$0\" \"$@\"")])
        .arg(program)
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::null())
        .stdout(printed)
        .stderr(said)
        .spawn()
        .unwrap();
    let (start, mut resident) = (Instant::now(), 0);
    let status = loop {
        resident = resident_of(child.id()).unwrap_or(0).max(resident);
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if start.elapsed() > Duration::from_secs(SECONDS) || resident > RESIDENT => {
                child.kill().unwrap();
                break child.wait().unwrap();
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let [printed, mut said] = texts.map(|mut file| {
        let mut text = Vec::new();
        file.rewind().unwrap();
        file.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    if let Some(signal) = status.signal() {
        said += &format!("\nended by signal {signal} after {:?} and with {resident} kB", start.elapsed());
    }
    Ran { resident, code: status.code(), said, printed }
}

/// The most memory that a process has taken so far, kB; `None` once it has ended, and where the system does not say it.
fn resident_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    most.split_whitespace().next()?.parse().ok()
}

fn binary() -> PathBuf {
    assert_cmd::cargo::cargo_bin("econ-emu")
}

/// Runs the command under test.
fn run<S: AsRef<OsStr>>(arguments: &[S], directory: &Path) -> Ran {
    let arguments: Vec<OsString> = arguments.iter().map(|argument| argument.as_ref().to_owned()).collect();
    run_program(binary().as_os_str(), &arguments, directory)
}

/// Runs what must fail, and gives what it said.
fn fault<S: AsRef<OsStr>>(arguments: &[S], directory: &Path) -> String {
    let ran = run(arguments, directory);
    assert_eq!(ran.code, Some(2), "{}", ran.said);
    assert!(ran.said.contains("error: ") && !ran.said.contains("panicked"), "{}", ran.said);
    ran.said
}

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

// What claims more than it holds.

/// A field of a protobuf message: text, bytes or a message.
fn field(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![number << 3 | 2];
    let mut length = content.len();
    while length >= 0x80 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(content);
    bytes
}

/// A node of a frozen graph, with attributes that are messages already.
fn node<S: AsRef<str>>(name: &str, op: &str, inputs: &[S], attributes: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut node = [field(1, name.as_bytes()), field(2, op.as_bytes())].concat();
    inputs.iter().for_each(|input| node.extend(field(3, input.as_ref().as_bytes())));
    for (key, value) in attributes {
        node.extend(field(5, &[field(1, key.as_bytes()), field(2, value)].concat()));
    }
    field(1, &node)
}

/// A constant vector of 32-bit integers.
fn integers(name: &str, values: &[i32]) -> Vec<u8> {
    let shape = field(2, &field(2, &[0x08, values.len() as u8]));
    let content: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let tensor = [vec![0x08, 3], shape, field(4, &content)].concat();
    node::<&str>(name, "Const", &[], &[("value", field(8, &tensor))])
}

/// A graph of a few hundred bytes whose constants are so many arrays of 64 MB.
fn graph_of_constants(arrays: usize) -> Vec<u8> {
    let mut graph =
        [node::<&str>("x", "Placeholder", &[], &[]), integers("d", &[4096, 4096]), integers("v", &[1])].concat();
    let mut last = "x".to_owned();
    for array in 0..arrays {
        let [fill, sum] = ["f", "s"].map(|name| format!("{name}{array}"));
        graph.extend(node(&fill, "Fill", &["d", "v"], &[]));
        graph.extend(node(&sum, "AddV2", &[&last, &fill], &[]));
        last = sum;
    }
    graph
}

#[test]
fn constants_of_graphs_are_bounded_together() {
    let scratch = scratch();
    let graph = graph_of_constants(12);
    assert!(graph.len() < 591, "{} bytes", graph.len());
    std::fs::write(scratch.path().join("g.pb"), graph).unwrap();
    let arguments = ["network", "import", "g.pb", "-o", "n.yaml"];
    let said = fault(&arguments, scratch.path());
    assert!(said.contains("g.pb") && said.contains("Fill") && said.contains("memory"), "{said}");
    // Sums of one array with itself, which take time and not memory.
    let mut graph =
        [node::<&str>("x", "Placeholder", &[], &[]), integers("d", &[4096, 1024]), integers("v", &[1])].concat();
    graph.extend(node("a", "Fill", &["d", "v"], &[]));
    for at in 0..400 {
        graph.extend(node(&format!("r{at}"), "Sum", &["a", "d0"], &[]));
    }
    let terms: Vec<String> = (0..400).map(|at| format!("r{at}")).collect();
    let terms: Vec<&str> = ["x"].into_iter().chain(terms.iter().map(String::as_str)).collect();
    graph.extend(integers("d0", &[0, 1]));
    graph.extend(node("y", "AddN", &terms, &[]));
    std::fs::write(scratch.path().join("g.pb"), graph).unwrap();
    let said = fault(&arguments, scratch.path());
    assert!(said.contains("too long to compute"), "{said}");
    // Sums of a number with itself, which the reader of quantisers must not follow to both sides.
    let mut graph = [node::<&str>("x", "Placeholder", &[], &[]), integers("v", &[1])].concat();
    graph.extend(node("s", "Shape", &["x"], &[]));
    graph.extend(node("u0", "Fill", &["s", "v"], &[]));
    for at in 0..3000 {
        graph.extend(node(&format!("u{}", at + 1), "AddV2", &[&format!("u{at}"); 2], &[]));
    }
    graph.extend(node("y", "Mul", &["x", "u3000"], &[]));
    std::fs::write(scratch.path().join("g.pb"), graph).unwrap();
    assert!(fault(&arguments, scratch.path()).contains("g.pb"));
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 1);
}

#[test]
fn the_budget_is_an_option_and_a_variable() {
    let scratch = scratch();
    std::fs::write(scratch.path().join("g.pb"), graph_of_constants(1)).unwrap();
    let arguments = ["network", "import", "g.pb", "-o", "n.yaml"];
    let small = fault(&[&arguments[..], &["--memory", "20MB"]].concat(), scratch.path());
    assert!(small.contains("too large") || small.contains("20 MB"), "{small}");
    let enough = run(&[&["--memory", "900MB"], &arguments[..]].concat(), scratch.path());
    assert!(!enough.said.contains("memory"), "{}", enough.said);
    for (value, part) in [("20MB", "too large"), ("much", "ECON_EMU_MEMORY: not a size of memory")] {
        let output =
            econ_emu().args(arguments).current_dir(scratch.path()).env("ECON_EMU_MEMORY", value).assert().code(2);
        let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(said.contains(part), "{said}");
    }
    let said = fault(&[&arguments[..], &["--memory", "5"]].concat(), scratch.path());
    assert!(said.contains("--memory"), "{said}");
}

/// A text as ROOT writes it.
fn root_text(text: &str) -> Vec<u8> {
    [&[text.len() as u8], text.as_bytes()].concat()
}

/// The head of a record of ROOT: bytes in the file and unpacked, class, name, place.
fn root_key(bytes: u32, length: u32, class: &str, at: u32) -> Vec<u8> {
    let names = [root_text(class), root_text("t"), root_text("")].concat();
    let head = 26 + names.len() as u16;
    let numbers = [&bytes.to_be_bytes()[..], &4u16.to_be_bytes(), &length.to_be_bytes(), &[0; 4]].concat();
    let places = [&head.to_be_bytes()[..], &1u16.to_be_bytes(), &at.to_be_bytes(), &64u32.to_be_bytes()].concat();
    [numbers, places, names].concat()
}

/// A ROOT file with one tree whose description unpacks to so many blocks of zeros, 16 MB each.
fn root_file_of_zeros(blocks: u32) -> Vec<u8> {
    const BLOCK: u32 = 0xFF_FFFF;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![0; BLOCK as usize]).unwrap();
    let packed = packed.finish().unwrap();
    let three = |length: usize| [length as u8, (length >> 8) as u8, (length >> 16) as u8];
    let block = [b"ZL\x08", &three(packed.len())[..], &three(BLOCK as usize), &packed].concat();
    let (list_at, tree_at) = (128u32, 512u32);
    let head = root_key(0, 0, "TTree", tree_at).len() as u32;
    let own = root_key(head + block.len() as u32 * blocks, BLOCK * blocks, "TTree", tree_at);
    let list = [root_key(200, 100, "TList", list_at), 1u32.to_be_bytes().to_vec(), own.clone()].concat();
    let end = tree_at + head + block.len() as u32 * blocks;
    let mut file = [&b"root"[..], &62_400u32.to_be_bytes(), &64u32.to_be_bytes(), &end.to_be_bytes()].concat();
    file.resize(64, 0);
    file.extend([&5u16.to_be_bytes()[..], &[0; 8], &200u32.to_be_bytes(), &0u32.to_be_bytes()].concat());
    file.extend([64u32, 0, list_at].iter().flat_map(|place| place.to_be_bytes()));
    file.resize(list_at as usize, 0);
    file.extend(list);
    file.resize(tree_at as usize, 0);
    file.extend(own);
    (0..blocks).for_each(|_| file.extend(&block));
    file
}

#[test]
fn records_of_root_files_are_bounded() {
    let scratch = scratch();
    let file = root_file_of_zeros(60);
    assert!(file.len() < 2_650_000, "{} bytes", file.len());
    std::fs::write(scratch.path().join("a.root"), file).unwrap();
    let arguments = ["data", "prepare", "conditional", "a.root", "--per-links", "--out", "sets"];
    let said = fault(&arguments, scratch.path());
    assert!(said.contains("a.root") && said.contains("a record of the ROOT file would take too much memory"), "{said}");
    // Small enough to be unpacked: then what is in it is wrong.
    std::fs::write(scratch.path().join("a.root"), root_file_of_zeros(2)).unwrap();
    let said = fault(&arguments, scratch.path());
    assert!(said.contains("a.root") && said.contains("damaged"), "{said}");
}

#[test]
fn pages_of_parquet_are_bounded() {
    let scratch = scratch();
    let path = scratch.path().join("a.parquet");
    let mut writer = ParquetWriter::create(&path, CellOrder::Training, Columns::default()).unwrap();
    for row in 0..20_000 {
        let charges = std::array::from_fn(|cell| (48 * row + cell as u32) % (1 << 22));
        writer.write(&Sample::new(charges, Meta::default()).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    let info = ["data", "info", "a.parquet"];
    assert_eq!(run(&info, scratch.path()).code, Some(0));
    let said = fault(&[&info[..], &["--memory", "1MB"]].concat(), scratch.path());
    for part in ["a.parquet: CALQ_", "would take too much memory", "smaller pages"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

// Paths.

/// 30,000 samples through contenders that run side by side: packets and values do not stay in memory.
#[test]
fn an_evaluation_takes_little_memory() {
    let scratch = scratch();
    for arguments in [
        "data synth --seed 1 --rows 30000 --out in",
        "evaluate --input in --links 3 --emd sliced --contender bc:rest --contender ts:47 --contender stc0:even --out e",
    ] {
        let ran = run(&arguments.split(' ').collect::<Vec<_>>(), scratch.path());
        assert_eq!(ran.code, Some(0), "{arguments}: {}", ran.said);
        assert!(ran.resident < 60_000, "{arguments}: {} kB", ran.resident);
    }
    let text = std::fs::read_to_string(scratch.path().join("e/evaluation.json")).unwrap();
    assert!(text.contains("\"count\":30000"), "{}", &text[..200]);
}

#[test]
fn links_that_lead_back_end_the_search() {
    let scratch = scratch();
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    symlink(&set, scratch.path().join("set")).unwrap();
    for name in ["a", "b", "c"] {
        symlink(".", scratch.path().join(name)).unwrap();
    }
    let mut verify = econ_emu();
    verify.args(["verify", "--json", "--golden"]).arg(scratch.path()).timeout(Duration::from_secs(SECONDS));
    let output = verify.assert().success();
    let found: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(found["lines"].as_array().unwrap().len(), 1, "{found}");
}

#[test]
fn lists_name_files_of_their_own_directory() {
    let scratch = scratch();
    let copy = |from: &Path, to: &Path| {
        for (name, bytes) in common::files_below(from) {
            let path = to.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    };
    let made = Command::new("mkfifo").arg(scratch.path().join("pipe")).status().unwrap();
    assert!(made.success());
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    for (from, list, command) in [
        (default_run(), "run.json", vec!["report", "it", "-o", "page.html"]),
        (set, "manifest.json", vec!["verify", "--golden", "it"]),
    ] {
        let own = scratch.path().join("it");
        copy(&from, &own);
        symlink("/dev/zero", own.join("endless")).unwrap();
        symlink("../pipe", own.join("piped")).unwrap();
        let text = std::fs::read_to_string(own.join(list)).unwrap();
        for (name, part) in [
            ("/dev/zero", "outside of its own directory"),
            ("../../etc/passwd", "outside of its own directory"),
            ("", "outside of its own directory"),
            ("endless", "a device"),
            ("piped", "a pipe"),
        ] {
            std::fs::write(own.join(list), text.replacen("init.yaml", name, 1)).unwrap();
            let ran = run(&command, scratch.path());
            assert_eq!(ran.code, Some(2), "{name}: {}", ran.said);
            let said = ran.said + &ran.printed;
            assert!(said.contains(part), "{name}: {said}");
        }
        std::fs::remove_dir_all(&own).unwrap();
    }
    assert!(!scratch.path().join("page.html").exists());
}

#[test]
fn what_is_read_whole_is_a_file() {
    let scratch = scratch();
    assert!(Command::new("mkfifo").arg(scratch.path().join("pipe")).status().unwrap().success());
    symlink("/dev/zero", scratch.path().join("zeros")).unwrap();
    for (path, what) in [("pipe", "this is a pipe"), ("/dev/zero", "this is a device"), ("zeros", "this is a device")] {
        for command in [
            vec!["registers", "show", "--config", path],
            vec!["network", "show", path],
            vec!["data", "info", path],
            vec!["data", "prepare", "conditional", path, "--per-links", "--out", "sets"],
        ] {
            let said = fault(&command, scratch.path());
            assert!(said.contains(path) && said.contains(what), "{command:?}: {said}");
        }
    }
    // Words may come through a pipe, as soon as somebody writes it.
    let words = ["emulate", "--default-encoder", "--input", "pipe", "--output", "out.csv"];
    let said = fault(&words, scratch.path());
    assert!(said.contains("pipe: cannot open the file: no program writes to this pipe"), "{said}");
    let input = default_run().join("golden/testInput.csv");
    let writer = Command::new("sh").args(["-c", "cat \"$0\" > pipe"]).arg(&input).current_dir(scratch.path()).spawn();
    assert_eq!(run(&words, scratch.path()).code, Some(0));
    assert!(writer.unwrap().wait().unwrap().success());
    // What a shell has opened is a file to be read.
    let config = default_run().join("init.yaml");
    let mut shown = econ_emu();
    shown.args(["registers", "show", "--config", "/dev/stdin"]).pipe_stdin(config).unwrap().assert().success();
}

// Threads and files that change.

/// As an ordinary user, of whom no other process may run.
#[test]
fn one_thread_is_enough() {
    let scratch = scratch();
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    std::fs::set_permissions(scratch.path(), std::os::unix::fs::PermissionsExt::from_mode(0o777)).unwrap();
    for name in ["init.yaml", "testInput.csv", "testOutput.csv"] {
        std::fs::copy(set.join(name), scratch.path().join(name)).unwrap();
    }
    let program = scratch.path().join("econ-emu");
    std::fs::copy(binary(), &program).unwrap();
    let out = |name: &str| scratch.path().join(name).display().to_string();
    for arguments in [
        vec!["emulate", "--config", "init.yaml", "--input", "testInput.csv", "--output", &out("out.csv")],
        vec!["verify", "--golden", "."],
        vec!["data", "info", "--config", "init.yaml", "testInput.csv"],
    ] {
        let mut command = Command::new("prlimit");
        command.arg("--nproc=1").arg(&program).args(&arguments).current_dir(scratch.path());
        // Root has no such limit.
        if std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(
        std::fs::read(scratch.path().join("out.csv")).unwrap(),
        std::fs::read(scratch.path().join("testOutput.csv")).unwrap()
    );
}

#[test]
fn a_file_that_becomes_shorter_is_noticed() {
    let scratch = scratch();
    let path = scratch.path().join("in.ebin");
    let mut bytes = econ_emu::golden::ebin::header::<[u32; 12]>(12).to_vec();
    bytes.resize(bytes.len() + 48 * 50_000, 0);
    std::fs::write(&path, bytes).unwrap();
    let mut reader = VectorReader::<[u32; 12]>::open(&path).unwrap();
    assert!(reader.read().unwrap().is_some());
    std::fs::File::options().write(true).open(&path).unwrap().set_len(16 + 48 * 40_000).unwrap();
    let fault = std::iter::from_fn(|| reader.read().transpose()).find_map(Result::err).unwrap().to_string();
    assert!(fault.contains("in.ebin") && fault.contains("became shorter"), "{fault}");
}

// Tables without rows or lines.

#[test]
fn tables_without_rows_or_lines_are_named() {
    let scratch = scratch();
    let write = |name: &str, text: String| std::fs::write(scratch.path().join(name), text).unwrap();
    let words: Vec<String> = (0..12).map(|link| format!("RX_DATA_{link}")).collect();
    let charges: Vec<String> = (0..48).map(|cell| format!("CALQ_{cell}")).collect();
    let zeros = |count: usize, zero: &str| vec![zero; count].join(",");
    write("words.csv", words.join(",") + "\n");
    write("calq.csv", charges.join(",") + "\n");
    write("words_cr.csv", format!("{}\r{}\r", words.join(","), zeros(12, "00000000")));
    write("calq_cr.csv", format!("{}\r{}\r", charges.join(","), zeros(48, "7")));
    for (file, command, part) in [
        (
            "words.csv",
            vec!["emulate", "--default-encoder", "--output", "out.csv", "--input", "words.csv"],
            "has no rows",
        ),
        (
            "words_cr.csv",
            vec!["emulate", "--default-encoder", "--output", "out.csv", "--input", "words_cr.csv"],
            "carriage returns",
        ),
        ("calq.csv", vec!["data", "info", "calq.csv"], "has no rows"),
        ("calq.csv", vec!["data", "convert", "calq.csv", "--to", "cache", "--output", "out.calq"], "has no rows"),
        ("calq.csv", vec!["evaluate", "--input", "calq.csv", "--out", "out"], "has no rows"),
        ("calq_cr.csv", vec!["data", "info", "calq_cr.csv"], "carriage returns"),
    ] {
        let said = fault(&command, scratch.path());
        assert!(said.contains(file) && said.contains(part), "{command:?}: {said}");
    }
    // Rows that are all dropped.
    write("empty.csv", format!("{}\n{}\n", charges.join(","), zeros(48, "0")));
    let said = fault(&["data", "info", "empty.csv"], scratch.path());
    assert!(said.contains("empty.csv") && said.contains("no samples are left"), "{said}");
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 5);
}

// What is built in, and what computes.

#[test]
fn the_default_encoder_and_every_instruction_set_give_the_same_bits() {
    let scratch = scratch();
    let set = default_run().join("golden");
    let input = set.join("testInput.csv").display().to_string();
    let expected = std::fs::read(set.join("testOutput.csv")).unwrap();
    let emulate = |more: &[&str], name: &str| {
        let arguments =
            [&["emulate", "--default-encoder", "-v", "--input", &input, "--output", name][..], more].concat();
        let ran = run(&arguments, scratch.path());
        assert_eq!(ran.code, Some(0), "{}", ran.said);
        assert!(ran.said.contains("the default encoder that is built in"), "{}", ran.said);
        assert!(std::fs::read(scratch.path().join(name)).unwrap() == expected, "{more:?}");
        ran.said
    };
    emulate(&[], "a.csv");
    for set in econ_emu::kernels::InstructionSet::available() {
        assert!(emulate(&["--instructions", set.name()], "b.csv").contains(set.name()));
    }
    assert!(emulate(&["--instructions", "scalar"], "c.csv").contains("the scalar model: as asked"));
    let mut named = econ_emu();
    named
        .args(["emulate", "--default-encoder", "-v", "--input", &input, "--output", "d.csv"])
        .current_dir(scratch.path());
    let said = named.env("ECON_EMU_INSTRUCTIONS", "portable").assert().success();
    assert!(String::from_utf8_lossy(&said.get_output().stderr).contains("portable"));
    let said = named.env("ECON_EMU_INSTRUCTIONS", "mmx").assert().code(2);
    assert!(String::from_utf8_lossy(&said.get_output().stderr).contains("ECON_EMU_INSTRUCTIONS"));
    let verified = run(&["verify", "--instructions", "scalar", "--golden", &set.display().to_string()], scratch.path());
    assert_eq!(verified.code, Some(0), "{}", verified.said);
    let exported = run(&["export-hls", "--target", "verilog", "--samples", "20", "--out", "hw"], scratch.path());
    assert!(exported.code == Some(0) && exported.said.contains("the default encoder"), "{}", exported.said);
    let told = run(&["inspect", "--default-encoder", "--bx", "20", "--input", &input], scratch.path());
    assert_eq!(told.code, Some(0), "{}", told.said);
}

// Every reader, and every way to break its file.

/// A reader: a directory with all that a command needs, the file that is broken, and the command.
struct Reader {
    name: &'static str,
    files: PathBuf,
    broken: &'static str,
    arguments: Vec<String>,
}

/// Numbers that follow from a seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// Ways to break a file. What becomes of the first ones cannot be a good file.
const WAYS: [&str; 18] = [
    "nothing",
    "directory",
    "dangling link",
    "link to itself",
    "pipe",
    "device",
    "a line without end",
    "UTF-16",
    "packed zeros",
    "cut in half",
    "cut somewhere",
    "flipped bits",
    "overwritten",
    "twice",
    "deep nesting",
    "no numbers",
    "large numbers",
    "all ones",
];

/// How many of them make a bad file of any good one.
const CERTAIN: usize = 9;

/// Puts a broken file in place of a good one.
fn break_file(path: &Path, way: &str, draw: &mut Draw) {
    let good = std::fs::read(path).unwrap();
    let mut bytes = good.clone();
    let length = bytes.len();
    std::fs::remove_file(path).unwrap();
    match way {
        "nothing" => bytes.clear(),
        "directory" => return std::fs::create_dir(path).unwrap(),
        "dangling link" => return symlink("nowhere", path).unwrap(),
        "link to itself" => return symlink(path.file_name().unwrap(), path).unwrap(),
        "pipe" => return assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        "device" => return symlink("/dev/zero", path).unwrap(),
        "a line without end" => bytes = vec![b'a'; 6_000_000],
        "UTF-16" => {
            let text: Vec<u8> = good.iter().flat_map(|&byte| [byte, 0]).collect();
            bytes = [&[0xFF, 0xFE], &text[..]].concat();
        }
        "packed zeros" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            (0..20).for_each(|_| packed.write_all(&vec![0; 10_000_000]).unwrap());
            bytes = packed.finish().unwrap();
        }
        "cut in half" => bytes.truncate(length / 2),
        "cut somewhere" => bytes.truncate(draw.below(length)),
        "flipped bits" => (0..3).for_each(|_| bytes[draw.below(length)] ^= 1 << draw.below(8)),
        "overwritten" => {
            let (from, count) = (draw.below(length), 1 + draw.below(64));
            bytes.iter_mut().skip(from).take(count).for_each(|byte| *byte = draw.below(256) as u8);
        }
        "twice" => bytes.extend_from_slice(&good),
        "deep nesting" => {
            let at = draw.below(length);
            let open = ["[", "{\"a\":", "- "][draw.below(3)].repeat(100_000);
            bytes.splice(at..at, open.bytes());
        }
        "no numbers" | "large numbers" => {
            let words: &[&str] = match way {
                "no numbers" => &["nan", "-inf", "1e999", "x", "-", "0x", "\u{1b}[2J", "\"", "\n", ""],
                _ => &["18446744073709551616", "-1", "4294967295", "99999999999999999999999", "1e308", "2147483648"],
            };
            let from = draw.below(length);
            let digit = bytes[from..].iter().position(u8::is_ascii_digit).map_or(from, |at| from + at);
            bytes.splice(digit..(digit + 1).min(length), words[draw.below(words.len())].bytes());
        }
        _ => {
            let (from, count) = (draw.below(length), 1 + draw.below(8));
            bytes.iter_mut().skip(from).take(count).for_each(|byte| *byte = 0xFF);
        }
    }
    std::fs::write(path, bytes).unwrap();
}

/// The names in a directory, and in those inside it.
fn names_below(directory: &Path) -> Vec<PathBuf> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            names.extend(names_below(&entry.path()));
        }
        names.push(entry.path());
    }
    names.sort();
    names
}

/// Commands that read their input as it comes: a pipe is one, and they wait until somebody writes it.
const STREAMS: [&str; 5] = ["emulate", "diff", "decode", "inspect", "golden"];

/// Breaks a file in one way and runs the reader; gives what is wrong with what came of it.
fn tried(reader: &Reader, way: &str, seed: u64) -> Option<String> {
    let is_stream = STREAMS.contains(&reader.arguments[0].as_str()) && !reader.broken.ends_with(".yaml");
    let way = if is_stream && way == "pipe" { "device" } else { way };
    let scratch = tempfile::tempdir().unwrap();
    for (name, bytes) in common::files_below(&reader.files) {
        let path = scratch.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    break_file(&scratch.path().join(reader.broken), way, &mut Draw(seed));
    let before = names_below(scratch.path());
    let start = Instant::now();
    let ran = run(&reader.arguments, scratch.path());
    let said = format!("{}{}", ran.said, ran.printed);
    let certain = WAYS[..CERTAIN].contains(&way);
    // The fault of a list may be that of a file that it names.
    let is_named = before.iter().any(|path| said.contains(path.file_name().unwrap().to_str().unwrap()));
    let wrong = match ran.code {
        None => Some("ended by a signal"),
        Some(_) if ran.said.contains("panicked") => Some("panicked"),
        Some(_) if ran.said.contains(".econ-emu-") => Some("a temporary name is shown"),
        Some(2) if !is_named => Some("no file is named"),
        Some(2) if names_below(scratch.path()) != before => Some("something was left"),
        Some(2) => None,
        Some(_) if certain => Some("not refused"),
        Some(0 | 1) => None,
        Some(_) => Some("another exit code"),
    };
    let took = start.elapsed();
    let wrong = wrong.or((took > Duration::from_secs(SECONDS)).then_some("too slow"))?;
    let head: String = said.chars().take(600).collect();
    Some(format!("{}, {way}, seed {seed}: {wrong} (code {:?}, {took:?})\n{head}", reader.name, ran.code))
}

/// The files of a directory, by name, with the paths that they have in it.
fn at_their_places<'a>(files: &'a BTreeMap<String, Vec<u8>>, directory: &Path) -> Vec<(&'a str, PathBuf)> {
    files.keys().map(|name| (name.as_str(), directory.join(name))).collect()
}

/// The readers with good files, made once.
fn readers(base: &Path) -> Vec<Reader> {
    let made = |arguments: &[&str]| {
        let ran = run(arguments, base);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.said);
        ran.printed
    };
    let run_files = default_run();
    let golden = run_files.join("golden");
    let [run_text, set] = [&run_files, &golden].map(|path| path.display().to_string());
    for (form, name) in [("onnx", "onnx"), ("tf", "tf"), ("qonnx", "qonnx"), ("keras", "keras"), ("npz", "arrays.npz")]
    {
        made(&["export-model", &run_text, "--to", form, "-o", name]);
    }
    let init = format!("{set}/init.yaml");
    made(&["registers", "weights", "export", "--config", &init, "--output", "weights.csv"]);
    made(&["registers", "i2c", "write", "--config", &init, "--output", "i2c.txt"]);
    for (row, name) in [("testInput.csv", "in.ebin"), ("testOutput.csv", "out.ebin")] {
        let kind = if name == "in.ebin" { "rx" } else { "tx" };
        made(&["golden", "convert", &format!("{set}/{row}"), name, "--kind", kind]);
    }
    made(&["data", "synth", "--seed", "1", "--rows", "60", "--out", "words"]);
    for (form, table) in [("csv", "calq.csv"), ("parquet", "calq.parquet"), ("cache", "calq.calq")] {
        made(&["data", "convert", "words", "--to", form, "--output", table]);
    }
    let table = std::fs::read(base.join("calq.csv")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&table).unwrap();
    std::fs::write(base.join("calq.csv.gz"), gzip.finish().unwrap()).unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(&table[..], ruzstd::encoding::CompressionLevel::Fastest);
    std::fs::write(base.join("calq.csv.zst"), zstd).unwrap();
    let input = std::fs::read(golden.join("testInput.csv")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&input).unwrap();
    std::fs::write(base.join("in.csv.gz"), gzip.finish().unwrap()).unwrap();
    let rows = VectorReader::<[u32; 12]>::open(&golden.join("testInput.csv")).unwrap().read_all().unwrap();
    let names = String::from_utf8_lossy(&input).lines().next().unwrap().replace(',', "\t");
    let rows = rows.iter().map(|row| row.map(|word| word.to_string()).join("\t"));
    std::fs::write(base.join("bench.txt"), [names].into_iter().chain(rows).collect::<Vec<_>>().join("\n") + "\n")
        .unwrap();
    std::fs::write(base.join("n.yaml"), common::SMALL_NETWORK).unwrap();
    let network =
        econ_emu::nn::Network::from_yaml(common::SMALL_NETWORK, Path::new("n.yaml")).unwrap().check().unwrap();
    let weights = npz::write_weights(&network, &econ_emu::nn::Weights::zeros(&network)).unwrap();
    std::fs::write(base.join("n.npz"), weights).unwrap();
    let image = NamedArray::float32("x", &[1, 4, 4, 1], vec![1.0; 16]);
    std::fs::write(base.join("x.npz"), npz::write(&[image]).unwrap()).unwrap();
    let modules = made(&["assign", "table"]);
    let of_a_layer = modules.lines().filter(|line| line.starts_with("Layer,") || line.starts_with("9,"));
    std::fs::write(base.join("of_a_layer.csv"), of_a_layer.collect::<Vec<_>>().join("\n")).unwrap();
    made(&["data", "synth", "--seed", "5", "--rows", "4000", "--out", "for_assignment"]);
    let assign = "assign --modules of_a_layer.csv --data for_assignment --output assignment --contender bc --ring-step 400 \
                  --skip-unlisted --choose-rows 16 --judge-rows 12 --least-rows 4 --workers 1";
    made(&assign.split_whitespace().collect::<Vec<_>>());
    let assigned = base.join("assignment");
    common::evaluation::directory(base);
    let evaluation = base.join("evaluation/evaluation.json");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    std::fs::write(base.join("list"), "wafers.root\n").unwrap();
    let made_here = |name: &str| base.join(name);
    let mut readers = Vec::new();
    let mut reader = |name: &'static str, files: &[(&str, PathBuf)], broken: &'static str, arguments: &str| {
        let own = base.join("readers").join(name.replace(' ', "_"));
        for (to, from) in files {
            let path = own.join(to);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(from, &path).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        }
        let arguments = arguments.split_whitespace().map(str::to_owned).collect();
        readers.push(Reader { name, files: own, broken, arguments });
    };
    let of_set = |names: &[&'static str]| -> Vec<(&'static str, PathBuf)> {
        names.iter().map(|name| (*name, golden.join(name))).collect()
    };
    let set_files = of_set(&["init.yaml", "testInput.csv", "testOutput.csv"]);
    let emulate = "emulate --config init.yaml --input testInput.csv --output out.csv";
    reader("configuration", &set_files, "init.yaml", emulate);
    reader("input words", &set_files, "testInput.csv", emulate);
    reader("traced input", &set_files, "testInput.csv", &format!("{emulate} --trace stages --vcd out.vcd"));
    let with_words =
        [&set_files[..], &[("in.ebin", made_here("in.ebin")), ("out.ebin", made_here("out.ebin"))]].concat();
    reader("binary input", &with_words, "in.ebin", "emulate --config init.yaml --input in.ebin --output out.csv");
    reader("binary output", &with_words, "out.ebin", "diff testOutput.csv out.ebin --config init.yaml");
    reader("compared output", &set_files, "testOutput.csv", "diff testOutput.csv testOutput.csv --config init.yaml");
    reader(
        "decoded output",
        &set_files,
        "testOutput.csv",
        "decode --config init.yaml --input testOutput.csv --output t.csv",
    );
    for (name, file) in [("packed words", "in.csv.gz"), ("words of a bench", "bench.txt")] {
        let files = [&set_files[..], &[(file, made_here(file))]].concat();
        reader(name, &files, file, &format!("emulate --config init.yaml --input {file} --output out.csv"));
    }
    let two = [("init.yaml", golden.join("init.yaml")), ("other.yaml", golden.join("init.yaml"))];
    reader("compared registers", &two, "other.yaml", "registers diff init.yaml other.yaml");
    reader("inspected input", &set_files, "testInput.csv", "inspect --config init.yaml --input testInput.csv --row 3");
    reader("verified output", &set_files, "testOutput.csv", "verify --golden .");
    let stages = [&set_files[..], &[("s/09_normalize.csv", stage_of(&golden, "normalize"))]].concat();
    reader("stage file", &stages, "s/09_normalize.csv", "diff --stages s --config init.yaml --input testInput.csv");
    let convert = "golden convert testInput.csv out.ebin --kind rx";
    reader("converted words", &set_files, "testInput.csv", convert);
    let small = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    let whole = common::files_below(&small);
    let whole = at_their_places(&whole, &small);
    reader("manifest", &whole, "manifest.json", "verify --golden .");
    let network = [&set_files[..], &[("network.yaml", run_files.join("network.yaml"))]].concat();
    reader("network of the chip", &network, "network.yaml", &format!("{emulate} --network network.yaml"));
    let described = ["n.yaml", "n.npz", "x.npz"].map(|name| (name, made_here(name)));
    reader("description", &described, "n.yaml", "network show n.yaml");
    reader("weights", &described, "n.npz", "network run n.yaml --input x.npz -o out.npz");
    reader("samples", &described, "x.npz", "network run n.yaml --input x.npz -o out.npz");
    for (name, file, from) in [
        ("onnx", "m.onnx", "onnx/encoder.onnx"),
        ("frozen graph", "m.pb", "tf/encoder.pb"),
        ("qonnx", "m.onnx", "qonnx/encoder.onnx"),
        ("keras hdf5", "m.h5", "keras/encoder.hdf5"),
        ("keras archive", "m.keras", "keras/encoder.keras"),
    ] {
        let files = [(file, made_here(from))];
        reader(name, &files, file, &format!("network import {file} -o out.yaml"));
    }
    let imported = [&set_files[..], &[("m.h5", made_here("keras/encoder.hdf5"))]].concat();
    reader(
        "imported weights",
        &imported,
        "m.h5",
        "registers weights import --keras m.h5 --config init.yaml --output o.yaml",
    );
    let layers = [("m.json", made_here("keras/encoder.json"))];
    reader("keras layers", &layers, "m.json", "models flops --keras m.json");
    let arrays = [&set_files[..], &[("m.npz", made_here("arrays.npz"))]].concat();
    reader("arrays", &arrays, "m.npz", "registers weights import --keras m.npz --config init.yaml --output o.yaml");
    let torch = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/torch");
    for (name, file) in [("torch", "encoder.pth"), ("torch script", "encoder.pt")] {
        let files = [&set_files[..], &[(file, torch.join(file))]].concat();
        let import = format!("registers weights import --keras {file} --config init.yaml --output o.yaml");
        reader(name, &files, file, &import);
    }
    let table = [&set_files[..], &[("w.csv", made_here("weights.csv"))]].concat();
    reader(
        "table of weights",
        &table,
        "w.csv",
        "registers weights import --csv w.csv --config init.yaml --output o.yaml",
    );
    let writes = [("i2c.txt", made_here("i2c.txt"))];
    reader("register writes", &writes, "i2c.txt", "registers i2c read i2c.txt --output o.yaml");
    for (name, file) in [
        ("table of charges", "calq.csv"),
        ("gzip", "calq.csv.gz"),
        ("zstd", "calq.csv.zst"),
        ("parquet", "calq.parquet"),
        ("cache", "calq.calq"),
    ] {
        reader(name, &[(file, made_here(file))], file, &format!("data info {file}"));
    }
    reader(
        "converted table",
        &[("calq.csv", made_here("calq.csv"))],
        "calq.csv",
        "data convert calq.csv --to cache --output out.calq",
    );
    let words: Vec<(&str, PathBuf)> =
        ["init.yaml", "testInput.csv", "metadata.csv"].map(|name| (name, base.join("words").join(name))).into();
    reader("metadata", &words, "metadata.csv", "data info .");
    reader("link words of data", &words, "testInput.csv", "data info .");
    for (name, file, command) in [
        ("cells", "cells.root", "ecoder cells.root --modules modules.csv --allocation signal --out sets"),
        ("table of modules", "modules.csv", "ecoder cells.root --modules modules.csv --allocation signal --out sets"),
        ("wafers", "wafers.root", "conditional wafers.root --per-links --out sets"),
        ("rntuple", "wafers_rntuple.root", "conditional wafers_rntuple.root --per-links --out sets"),
    ] {
        let files = ["cells.root", "wafers.root", "wafers_rntuple.root", "modules.csv"];
        reader(name, &files.map(|name| (name, samples.join(name))), file, &format!("data prepare {command}"));
    }
    let list = [("list", made_here("list")), ("wafers.root", samples.join("wafers.root"))];
    reader("list of files", &list, "list", "data prepare conditional @list --per-links --out sets");
    let mut whole_run = common::files_below(&run_files);
    whole_run.retain(|name, _| !name.starts_with("golden/stages/"));
    let whole_run = at_their_places(&whole_run, &run_files);
    for (name, file) in [
        ("run", "run.json"),
        ("options of a run", "train.yaml"),
        ("numbers of a run", "metrics.json"),
        ("history of a run", "history.csv"),
        ("registers of a run", "init.yaml"),
        ("network of a run", "network.yaml"),
    ] {
        reader(name, &whole_run, file, "report . -o page.html --samples 20");
    }
    reader("decoder of a run", &whole_run, "model.safetensors", "export-model . --to npz -o out");
    let own = common::files_below(&base.join("assignment"));
    let own = at_their_places(&own, &assigned);
    for (name, file) in [
        ("assignment", "assignment.json"),
        ("plan of an assignment", "plan.json"),
        ("rows of an assignment", "rows/classes_00000_00000.calq"),
        ("registers of a class", "registers/class_00000.yaml"),
    ] {
        reader(name, &own, file, "assign verify .");
    }
    let judged = [("evaluation.json", evaluation)];
    reader("evaluation", &judged, "evaluation.json", "report . -o page.html");
    readers
}

/// The file of a stage of a golden set.
fn stage_of(set: &Path, stage: &str) -> PathBuf {
    let files = std::fs::read_dir(set.join("stages")).unwrap().map(|entry| entry.unwrap().path());
    files.into_iter().find(|path| path.to_str().unwrap().contains(stage)).unwrap()
}

/// 300 broken files over all readers, or 3,000 with `ECON_EMU_LONG=1`.
#[test]
fn broken_files_are_refused_where_they_are_broken() {
    let base = scratch();
    let readers = readers(base.path());
    let long = std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1");
    let count = if long { 3000 } else { 300 };
    // Every reader in turn, each with the next of the ways.
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return;
                    }
                    let reader = &readers[number % readers.len()];
                    let way = WAYS[(number / readers.len() + 5 * (number % readers.len())) % WAYS.len()];
                    if let Some(fault) = tried(reader, way, number as u64) {
                        faults.lock().unwrap().push(fault);
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(readers.len() >= 45, "{} readers", readers.len());
    assert!(faults.is_empty(), "{} of {count} broken files:\n\n{}", faults.len(), faults.join("\n\n"));
}
