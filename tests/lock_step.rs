//! `emulate` at the other end of a pipe: every row is answered before the next one is sent, as a simulation needs it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use common::own_sets;
use econ_emu::chip::signals::{InputWords, OutputWords};
use econ_emu::chip::{Chip, NoTrace, Options};
use econ_emu::golden::ebin;
use econ_emu::golden::random::RandomInput;
use econ_emu::golden::vectors::{write_header, write_row};
use econ_emu::network::AeBlock;
use econ_emu::registers::read_config;

common::tests! {
    ten_thousand_rows_are_answered_one_by_one: [],
    blocks_of_any_size_are_answered_when_they_have_come: [],
    named_pipes_and_sockets_answer_as_well: [],
    binary_rows_and_rows_of_a_bench_are_answered_as_well: [],
    stages_are_complete_when_the_input_has_ended: [],
    rows_before_a_fault_are_answered: [],
    a_bench_in_python_drives_the_chip: [PYTHON],
}

/// Longest that an answer may take; a program that waits for more rows never gives one.
const PATIENCE: Duration = Duration::from_secs(30);

fn config(name: &str) -> PathBuf {
    own_sets().into_iter().find(|set| set.ends_with(name)).unwrap().join("init.yaml")
}

/// The rows and what the chip answers, as the bytes of a csv.
fn exchange(config: &Path, count: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
    let config = read_config(config, &AeBlock::chip_8x8()).unwrap().without_warnings();
    let mut chip = Chip::new(&config, &Options::default()).unwrap();
    let row = |words: InputWords| {
        let (mut sent, mut answer) = (Vec::new(), Vec::new());
        write_row(&mut sent, &words);
        write_row::<OutputWords>(&mut answer, &chip.step(&words, &mut NoTrace));
        (sent, answer)
    };
    RandomInput::new(11).take(count).map(row).collect()
}

fn header<W: econ_emu::golden::vectors::Words>() -> Vec<u8> {
    let mut line = Vec::new();
    write_header::<W>(&mut line).unwrap();
    line
}

/// Ends a program that does not answer in time, so that the test fails and does not hang.
struct Watch(Option<mpsc::Sender<()>>);

fn watch(process: u32) -> Watch {
    let (done, wait) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        if wait.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            let _ended = Command::new("kill").arg(process.to_string()).status();
        }
    });
    Watch(Some(done))
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.take();
    }
}

fn emulate(config: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("econ-emu"));
    command.args(["emulate", "--config"]).arg(config).args(arguments);
    command
}

/// Both ends of the standard streams of a program.
fn piped(config: &Path, arguments: &[&str]) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut command = emulate(config, &["--input", "-", "--output", "-"]);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

fn line(output: &mut impl BufRead) -> Vec<u8> {
    let mut line = Vec::new();
    output.read_until(b'\n', &mut line).unwrap();
    line
}

/// Sends the names and then blocks of rows, each when the block before is answered.
fn in_lock_step(rows: &[(Vec<u8>, Vec<u8>)], block: usize, input: &mut impl Write, output: &mut impl BufRead) {
    input.write_all(&header::<InputWords>()).unwrap();
    assert_eq!(line(output), header::<OutputWords>(), "the names come before any row");
    for (number, block) in rows.chunks(block).enumerate() {
        let sent: Vec<u8> = block.iter().flat_map(|(sent, _)| sent.clone()).collect();
        input.write_all(&sent).unwrap();
        for (_, answer) in block {
            assert_eq!(&line(output), answer, "block {number}");
        }
    }
}

fn said(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn ten_thousand_rows_are_answered_one_by_one() {
    let config = config("ts_p1_truncated");
    let rows = exchange(&config, 10_000);
    let (child, mut input, mut output) = piped(&config, &[]);
    let _watch = watch(child.id());
    in_lock_step(&rows, 1, &mut input, &mut output);
    drop(input);
    assert!(line(&mut output).is_empty());
    assert_eq!(said(child), (Some(0), String::new()));
}

fn blocks_of_any_size_are_answered_when_they_have_come() {
    for (name, blocks) in [("rpt_p1", [2, 63, 64, 65]), ("ae_p1_chip_frame", [1, 100, 4096, 5000])] {
        let config = config(name);
        let rows = exchange(&config, 6000);
        for block in blocks {
            let count = if block < 64 { 500 } else { rows.len() };
            let (child, mut input, mut output) = piped(&config, &[]);
            let _watch = watch(child.id());
            // A large block fills the pipes of both directions.
            std::thread::scope(|scope| {
                let rows = &rows[..count];
                let answers = scope.spawn(move || {
                    assert_eq!(line(&mut output), header::<OutputWords>());
                    rows.iter().for_each(|(_, answer)| assert_eq!(&line(&mut output), answer, "{name} {block}"));
                });
                input.write_all(&header::<InputWords>()).unwrap();
                for block in rows.chunks(block) {
                    input.write_all(&block.iter().flat_map(|(sent, _)| sent.clone()).collect::<Vec<u8>>()).unwrap();
                }
                // The input stays open: what was sent is answered all the same.
                answers.join().unwrap();
            });
            drop(input);
            assert_eq!(said(child), (Some(0), String::new()));
        }
    }
}

/// A program may open the pipe of the answers before it writes a word.
fn named_pipes_and_sockets_answer_as_well() {
    let config = config("bc_p1_list");
    let rows = exchange(&config, 300);
    let scratch = tempfile::tempdir().unwrap();
    let [to, from] = ["to", "from"].map(|name| scratch.path().join(name));
    assert!(Command::new("mkfifo").args([&to, &from]).status().unwrap().success());
    let arguments = ["--input", to.to_str().unwrap(), "--output", from.to_str().unwrap()];
    let child = emulate(&config, &arguments).stderr(Stdio::piped()).spawn().unwrap();
    let watching = watch(child.id());
    let mut input = File::options().write(true).open(&to).unwrap();
    let mut output = BufReader::new(File::open(&from).unwrap());
    in_lock_step(&rows, 1, &mut input, &mut output);
    drop((input, output));
    assert_eq!(said(child).0, Some(0));
    drop(watching);

    let (own, other) = std::os::unix::net::UnixStream::pair().unwrap();
    let mut command = emulate(&config, &["--input", "-", "--output", "-"]);
    let ends = [OwnedFd::from(other.try_clone().unwrap()), OwnedFd::from(other)];
    let [stdin, stdout] = ends.map(Stdio::from);
    let child = command.stdin(stdin).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
    drop(command);
    let _watch = watch(child.id());
    in_lock_step(&rows, 1, &mut own.try_clone().unwrap(), &mut BufReader::new(own.try_clone().unwrap()));
    own.shutdown(std::net::Shutdown::Write).unwrap();
    assert_eq!(said(child).0, Some(0));
}

fn binary_rows_and_rows_of_a_bench_are_answered_as_well() {
    let config = config("rpt_p1");
    let settings = read_config(&config, &AeBlock::chip_8x8()).unwrap().without_warnings();
    let links = usize::from(settings.links);
    let mut chip = Chip::new(&settings, &Options::default()).unwrap();
    let (child, mut input, mut output) = piped(&config, &["--format", "ebin"]);
    let watching = watch(child.id());
    input.write_all(&ebin::header::<InputWords>(12)).unwrap();
    let mut start = [0; ebin::HEADER];
    output.read_exact(&mut start).unwrap();
    assert_eq!(start, ebin::header::<OutputWords>(links));
    for words in RandomInput::new(3).take(200) {
        let sent: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        // A row may come in pieces.
        for piece in sent.chunks(17) {
            input.write_all(piece).unwrap();
        }
        let mut answer = vec![0; 4 * links];
        output.read_exact(&mut answer).unwrap();
        let expected = chip.step(&words, &mut NoTrace);
        assert_eq!(answer, expected[..links].iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>());
    }
    drop(input);
    assert_eq!(said(child), (Some(0), String::new()));
    drop(watching);

    let (child, mut input, mut output) = piped(&config, &["--columns", "bx,11-0"]);
    let _watch = watch(child.id());
    let mut chip = Chip::new(&settings, &Options::default()).unwrap();
    for (bx, words) in (0..).zip(RandomInput::new(3).take(50)) {
        let words: Vec<String> = words.iter().rev().map(|word| format!("{word:#x}")).collect();
        input.write_all(format!("{bx}\t{}\r\n", words.join("\t")).as_bytes()).unwrap();
        if bx == 0 {
            assert_eq!(line(&mut output), header::<OutputWords>());
        }
        let mut answer = Vec::new();
        let words = RandomInput::new(3).nth(bx).unwrap();
        write_row::<OutputWords>(&mut answer, &chip.step(&words, &mut NoTrace));
        assert_eq!(line(&mut output), answer);
    }
    drop(input);
    let (code, said) = said(child);
    assert!(code == Some(0) && said.starts_with("note: -: tab separated"), "{said}");
}

fn stages_are_complete_when_the_input_has_ended() {
    let config = config("stc_type3_p1");
    let rows = exchange(&config, 100);
    let scratch = tempfile::tempdir().unwrap();
    let stages = scratch.path().join("stages");
    let (child, mut input, mut output) = piped(&config, &["--trace", stages.to_str().unwrap()]);
    let _watch = watch(child.id());
    in_lock_step(&rows, 1, &mut input, &mut output);
    assert!(!stages.join("04_calibrate.csv").exists());
    drop(input);
    assert_eq!(said(child), (Some(0), String::new()));
    let calibrated = std::fs::read_to_string(stages.join("04_calibrate.csv")).unwrap();
    assert_eq!(calibrated.lines().count(), 101);
}

fn rows_before_a_fault_are_answered() {
    let config = config("rpt_p1");
    let rows = exchange(&config, 6);
    let whole: Vec<u8> = rows.iter().flat_map(|(sent, _)| sent.clone()).collect();
    let end = whole.len() - 5;
    let answers = |count: usize| -> Vec<u8> { rows[..count].iter().flat_map(|(_, answer)| answer.clone()).collect() };
    for (sent, answered, fault) in [
        (whole.clone(), 6, None),
        // The last row has all its digits, and no line feed.
        (whole[..whole.len() - 1].to_vec(), 6, None),
        (whole[..end].to_vec(), 5, Some("-:7:12: RX_DATA_11: not a 32-bit word")),
        ([&rows[0].0[..], b"nonsense\n"].concat(), 1, Some("-:3: wrong number of words")),
        (Vec::new(), 0, Some("-: the file has no rows")),
    ] {
        let (child, mut input, mut output) = piped(&config, &[]);
        let _watch = watch(child.id());
        input.write_all(&[header::<InputWords>(), sent].concat()).unwrap();
        drop(input);
        let mut got = Vec::new();
        output.read_to_end(&mut got).unwrap();
        assert_eq!(got, [header::<OutputWords>(), answers(answered)].concat(), "{fault:?}");
        let (code, said) = said(child);
        match fault {
            None => assert_eq!((code, said.as_str()), (Some(0), "")),
            Some(fault) => assert!(code == Some(2) && said.contains(fault), "{said}"),
        }
    }
    // A faulty row is refused at once, not when there is more.
    let (child, mut input, mut output) = piped(&config, &[]);
    let _watch = watch(child.id());
    input.write_all(&header::<InputWords>()).unwrap();
    input.write_all(b"9abcdef0\n").unwrap();
    let mut got = Vec::new();
    output.read_to_end(&mut got).unwrap();
    assert_eq!(got, header::<OutputWords>());
    assert_eq!(said(child).0, Some(2));
    drop(input);
}

/// The module of the Python package that needs nothing but the program.
fn a_bench_in_python_drives_the_chip() {
    let script = "
import importlib.util, sys
file, program, config = sys.argv[1:]
spec = importlib.util.spec_from_file_location('lock_step', file)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
rows = [line.split(',') for line in sys.stdin.read().split()]
with module.LockStep(config, program=program) as chip:
    for row in rows:
        print(','.join(f'{word:08x}' for word in chip.step(int(word, 16) for word in row)))
    for wrong in [[0] * 11, [1 << 32] * 12]:
        try:
            chip.step(wrong)
            sys.exit('taken')
        except ValueError:
            pass
try:
    module.LockStep('no-such.yaml', program=program)
    sys.exit('no fault')
except RuntimeError:
    pass
";
    let config = config("bc_p1_list");
    let (sent, answers): (Vec<_>, Vec<_>) = exchange(&config, 300).into_iter().unzip();
    let module = Path::new(env!("CARGO_MANIFEST_DIR")).join("bindings/python/python/econ_emu/lock_step.py");
    let mut python = assert_cmd::Command::new("python3");
    python.args(["-c", script]).arg(module).arg(assert_cmd::cargo::cargo_bin("econ-emu")).arg(&config);
    let output = python.write_stdin(sent.concat()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout == answers.concat());
}
