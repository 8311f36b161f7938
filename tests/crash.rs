//! Commands that are killed at every step by which they change what is on the disk. Nothing that was there before is
//! lost, and the same command, given again, ends with the same bytes and leaves nothing else.
//!
//! A step is a system call on a file or directory of the test: strace counts them in a whole run, and then kills the
//! command in front of one. In the short form 20 steps of each command, with ECON_EMU_LONG=1 all of them.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::files_below;
use econ_emu::files::TEMPORARY;

common::tests! {
    one_file: [STRACE],
    a_golden_set_that_replaces_another: [STRACE],
    an_export_of_hardware: [STRACE],
    an_export_of_a_model: [STRACE],
    a_report: [STRACE],
    an_evaluation: [STRACE],
    sets_for_ecoder: [STRACE],
    sets_with_conditions: [STRACE],
    an_assignment: [STRACE],
    a_training_of_the_trainer: [STRACE, TRAINER],
    a_search_of_the_trainer: [STRACE, TRAINER],
}

/// System calls that change what is on the disk.
const STEPS: &str = "openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,\
                     symlinkat,write,writev,pwrite64,copy_file_range,sendfile,ftruncate,fallocate,fsync,fdatasync,\
                     chmod,fchmod,fchmodat,flock";

/// Kills of a command in the short form.
const KILLS: usize = 20;

/// A command that is killed. `@` in its arguments stands for the directory that it works in.
struct Killed {
    name: &'static str,
    arguments: String,
    /// What there is before.
    start: tempfile::TempDir,
    work: tempfile::TempDir,
    /// What is given after a kill, where it is not the same.
    again: fn(&Path, &str) -> Option<String>,
    /// Whether the processes that it starts are killed too.
    only_itself: bool,
}

/// A step: the number of the call among those of its kind in its thread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    call: String,
    number: usize,
}

fn the_same(_: &Path, arguments: &str) -> Option<String> {
    Some(arguments.to_owned())
}

/// Nothing, if the directory is there: it must then be complete.
fn unless_there(at: &Path, arguments: &str) -> Option<String> {
    (!at.join("out").exists()).then(|| arguments.to_owned())
}

impl Killed {
    fn new(name: &'static str, arguments: &str) -> Self {
        let [start, work] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        Killed { name, arguments: arguments.to_owned(), start, work, again: the_same, only_itself: false }
    }

    /// A directory with what there is before. It has the same name every time: pages and plans hold it.
    fn directory(&self) -> PathBuf {
        let directory = self.work.path().join("at");
        if directory.exists() {
            std::fs::remove_dir_all(&directory).unwrap();
        }
        let copied = Command::new("cp").arg("-a").arg(self.start.path()).arg(&directory).status().unwrap();
        assert!(copied.success());
        directory
    }

    /// The command, after the words of another one that runs it.
    fn command(&self, before: &[String], at: &Path, arguments: &str) -> Output {
        let program = assert_cmd::cargo::cargo_bin("econ-emu");
        let words = arguments.split_whitespace().map(|word| word.replace('@', at.to_str().unwrap()));
        let own = std::iter::once(program.to_str().unwrap().to_owned()).chain(words);
        let all: Vec<String> = before.iter().cloned().chain(own).collect();
        // One thread of each kind: the steps come in the same order every time.
        let mut command = Command::new(&all[0]);
        command.args(&all[1..]).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
        command.env("RAYON_NUM_THREADS", "1").output().unwrap()
    }

    fn strace(&self, options: &[&str], log: &Path) -> Vec<String> {
        let follow = if self.only_itself { &[][..] } else { &["-f"] };
        let all = ["strace", "-y", "-s", "0", "-o", log.to_str().unwrap()].into_iter().chain(follow.iter().copied());
        all.chain(options.iter().copied()).map(str::to_owned).collect()
    }

    /// Every step of a whole run, in order.
    fn steps(&self) -> (usize, Vec<Step>) {
        let directory = self.directory();
        let log = tempfile::NamedTempFile::new().unwrap();
        let trace = format!("trace={STEPS}");
        let output = self.command(&self.strace(&["-e", &trace], log.path()), &directory, &self.arguments);
        assert!(output.status.success(), "{}: {output:?}", self.name);
        let log = std::fs::read_to_string(log.path()).unwrap();
        let (mut calls, mut seen, mut steps) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        let mut writes = 0;
        for line in log.lines() {
            let (thread, call) = match line.split_once(char::is_whitespace) {
                Some((thread, call)) if thread.bytes().all(|byte| byte.is_ascii_digit()) => (thread, call.trim_start()),
                _ => ("", line),
            };
            let Some((call, arguments)) = call.split_once('(').filter(|(call, _)| !call.contains(' ')) else {
                continue;
            };
            let number =
                calls.entry((thread.to_owned(), call.to_owned())).and_modify(|number| *number += 1).or_insert(1);
            let opens = call == "openat" && !(arguments.contains("O_CREAT") || arguments.contains("O_WRONLY"));
            if opens || !arguments.contains(directory.to_str().unwrap()) {
                continue;
            }
            writes += 1;
            let step = Step { call: call.to_owned(), number: *number };
            if seen.insert(step.clone()) {
                steps.push(step);
            }
        }
        (writes, steps)
    }

    /// Kills the command in front of its steps. After each kill `unharmed` looks at the directory; then the command is
    /// given again. `kept` is what must be the same at the end, by its name below the directory.
    fn check(&self, unharmed: impl Fn(&Path), kept: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) {
        let whole = self.directory();
        let output = self.command(&[], &whole, &self.arguments);
        assert!(output.status.success(), "{}: {output:?}", self.name);
        unharmed(&whole);
        let expected = kept_files(&whole, &kept);
        assert!(!expected.is_empty());

        let (writes, steps) = self.steps();
        let is_long = std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1");
        let kills = if is_long { steps.len() } else { steps.len().min(KILLS) };
        let chosen = (0..kills).map(|kill| &steps[kill * (steps.len() - 1) / (kills - 1).max(1)]);
        let mut missed = 0;
        for step in chosen {
            let directory = self.directory();
            let at = directory.as_path();
            let inject = format!("inject={}:signal=KILL:when={}", step.call, step.number);
            let before = self.strace(&["-e", &format!("trace={}", step.call), "-e", &inject], Path::new("/dev/null"));
            let output = self.command(&before, at, &self.arguments);
            // strace ends as the command did.
            missed += usize::from(output.status.signal() != Some(9));
            unharmed(at);
            if let Some(arguments) = (self.again)(at, &self.arguments) {
                let again = self.command(&[], at, &arguments);
                assert!(again.status.success(), "{}, {step:?}: {again:?}", self.name);
            }
            let found = kept_files(at, &kept);
            assert_eq!(
                found.keys().collect::<Vec<_>>(),
                expected.keys().collect::<Vec<_>>(),
                "{}, {step:?}",
                self.name
            );
            for (name, bytes) in &expected {
                assert!(*bytes == found[name], "{}, {step:?}: {name} differs", self.name);
            }
        }
        // Where threads and other processes are at work, a run may have fewer calls of a kind.
        assert!(missed * 10 <= kills, "{}: {missed} of {kills} runs were not killed", self.name);
        println!("{}: {writes} writing calls, killed at {} of {} steps", self.name, kills - missed, steps.len());
    }
}

/// The files below a directory that are to be the same; none may be half-made.
fn kept_files(at: &Path, kept: &impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    // What a killed command leaves for the next one that writes there is gone when that has ended.
    let left = temporaries(at);
    assert!(left.is_empty(), "{left:?}");
    files_below(at).into_iter().filter_map(|(name, bytes)| kept(&name, bytes).map(|bytes| (name, bytes))).collect()
}

/// Files and directories that are not complete.
fn temporaries(at: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
        if path.file_name().unwrap().to_string_lossy().starts_with(TEMPORARY) {
            found.push(path);
        } else if path.is_dir() {
            found.extend(temporaries(&path));
        }
    }
    found
}

fn everything(_: &str, bytes: Vec<u8>) -> Option<Vec<u8>> {
    Some(bytes)
}

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name).display().to_string()
}

fn config() -> String {
    common::default_run().join("init.yaml").display().to_string()
}

/// A file that replaces another is either of them, at every moment.
fn one_file() {
    let arguments = format!("registers weights import --random 2 --config {} --output @/chip.yaml", config());
    let killed = Killed::new("registers weights import", &arguments);
    std::fs::write(killed.start.path().join("chip.yaml"), "old\n").unwrap();
    let unharmed = |at: &Path| {
        let text = std::fs::read_to_string(at.join("chip.yaml")).unwrap();
        assert!(text == "old\n" || text.len() > 1000, "{text}");
    };
    killed.check(unharmed, everything);
}

fn a_golden_set_that_replaces_another() {
    let arguments = format!("golden generate --config {} --random 7 --rows 20 --out @/set --force", config());
    let killed = Killed::new("golden generate --force", &arguments);
    let at = killed.start.path();
    let first = arguments.replace("--random 7", "--random 8");
    assert!(killed.command(&[], at, &first).status.success());
    std::fs::write(at.join("set/notes"), "mine\n").unwrap();
    let old = files_below(&at.join("set"));
    let new = killed.directory();
    assert!(killed.command(&[], &new, &arguments).status.success());
    let new = files_below(&new.join("set"));
    assert!(old != new && new["notes"] == b"mine\n");
    let unharmed = |at: &Path| {
        let now = files_below(&at.join("set"));
        assert!(now == old || now == new, "neither the old set nor the new one");
    };
    killed.check(unharmed, everything);
}

fn an_export_of_hardware() {
    let arguments = format!("export-hls --config {} --target verilog --samples 5 --out @/out", config());
    let killed = Killed { again: unless_there, ..Killed::new("export-hls", &arguments) };
    killed.check(|_| (), everything);
}

fn an_export_of_a_model() {
    let arguments = format!("export-model {} --to npz -o @/out", common::default_run().display());
    let killed = Killed { again: unless_there, ..Killed::new("export-model", &arguments) };
    killed.check(|_| (), everything);
}

fn a_report() {
    let killed = Killed::new("report", "report @/set -o @/page.html");
    let made = format!("golden generate --config {} --random 7 --rows 20 --out @/set", config());
    assert!(killed.command(&[], killed.start.path(), &made).status.success());
    let set = files_below(&killed.start.path().join("set"));
    killed.check(|at| assert!(files_below(&at.join("set")) == set), everything);
}

fn an_evaluation() {
    let arguments = "evaluate --input @/set --rows 0..8 --links 2 --contender bc --examples 1 --out @/out";
    let killed = Killed { again: unless_there, ..Killed::new("evaluate", arguments) };
    let made = killed.command(&[], killed.start.path(), "data synth --seed 5 --rows 24 --out @/set");
    assert!(made.status.success(), "{made:?}");
    killed.check(|_| (), everything);
}

fn sets_for_ecoder() {
    let [cells, modules] = ["cells.root", "modules.csv"].map(sample);
    let arguments = format!("data prepare ecoder {cells} --modules {modules} --allocation signal --words --out @/sets");
    Killed::new("data prepare ecoder", &arguments).check(|_| (), everything);
}

fn sets_with_conditions() {
    let arguments = format!("data prepare conditional {} --per-links --out @/sets", sample("wafers.root"));
    // Every call says when it was made.
    let timeless = |name: &str, bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).map_err(|error| error.into_bytes());
        Some(match text {
            Ok(text) if name.ends_with("dataset_log.csv") => {
                text.lines().map(|line| line.split_once(',').unwrap().1).collect::<Vec<_>>().join("\n").into_bytes()
            }
            Ok(text) => {
                let lines = text.lines().filter(|line| !line.contains("\"timestamp\""));
                lines.collect::<Vec<_>>().join("\n").into_bytes()
            }
            Err(bytes) => bytes,
        })
    };
    Killed::new("data prepare conditional", &arguments).check(|_| (), timeless);
}

/// Of work by many processes the result stays the same; logs say who did what.
fn of_workers(name: &str, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let logs = ["/tasks/", "/workers/", "/log/", "search.yaml"];
    (!logs.iter().any(|log| name.contains(log))).then_some(bytes)
}

fn an_assignment() {
    let killed = Killed {
        only_itself: true,
        again: |_, arguments| Some(format!("{arguments} --resume")),
        ..Killed::new(
            "assign",
            "assign --modules @/modules.csv --data @/set --output @/out --contender bc --ring-step 400 --skip-unlisted \
             --choose-rows 16 --judge-rows 12 --least-rows 4 --lease 0.3 --workers 1",
        )
    };
    let at = killed.start.path();
    let made = killed.command(&[], at, "data synth --seed 5 --rows 4000 --out @/set");
    assert!(made.status.success(), "{made:?}");
    let table = String::from_utf8(killed.command(&[], at, "assign table").stdout).unwrap();
    let of_a_layer = |line: &&str| line.starts_with("Layer,") || line.starts_with("9,");
    let few: String = table.lines().filter(of_a_layer).map(|line| format!("{line}\n")).collect();
    std::fs::write(at.join("modules.csv"), few).unwrap();
    killed.check(|_| (), of_workers);
}

fn a_training_of_the_trainer() {
    let killed = Killed {
        again: |at, arguments| {
            let resumes = at.join("run/checkpoint.safetensors").exists();
            Some(if resumes { "train --resume --out @/run".to_owned() } else { arguments.to_owned() })
        },
        ..Killed::new("train", "train --synthetic-rows 200 --epochs 2 --batch 80 --out @/run")
    };
    killed.check(|_| (), everything);
}

fn a_search_of_the_trainer() {
    let killed = Killed {
        only_itself: true,
        ..Killed::new(
            "search",
            "search --out @/search --num-trials 1 --max-epochs 1 --factor 2 --rows 200 --larger-rows 300 --num-seeds 1 \
             --seed-epochs 1 --larger-epochs 1 --lease 0.3 --workers 1",
        )
    };
    killed.check(|_| (), of_workers);
}
