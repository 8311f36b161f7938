//! Workers as array jobs of a real Slurm, which `scripts/slurm.sh` starts on this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use econ_emu::search::state::{JournalEntry, entries};

use common::{files_below, tasks};

common::tests! {
    array_jobs_give_what_local_workers_give: [SLURM],
    without_slurm_the_missing_program_is_named: [],
}

/// A search of some seconds: 10 trials in 17 tasks.
const SMALL: &str = "--max-epochs 4 --factor 2 --rows 1500 --larger-rows 2000 --num-seeds 1 --seed-epochs 2 \
                     --larger-epochs 2 --lease 3";

/// A Slurm that ends with this value, or with this process, however that ends.
struct Cluster {
    script: Child,
    conf: String,
}

impl Cluster {
    fn start() -> Self {
        let path = common::needs::project("scripts/slurm.sh");
        let mut script = Command::new(path)
            .args(["run", "sh", "-c", "echo \"$SLURM_CONF\"; cat"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut conf = String::new();
        BufReader::new(script.stdout.as_mut().unwrap()).read_line(&mut conf).unwrap();
        if conf.is_empty() {
            let mut said = String::new();
            script.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("{said}");
        }
        Cluster { script, conf: conf.trim().to_owned() }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("SLURM_CONF", &self.conf);
        command
    }

    /// The tasks that run, as JOB_INDEX.
    fn running(&self) -> Vec<String> {
        let output =
            self.command("squeue").args(["--noheader", "--array", "--states=RUNNING", "--format=%F_%K"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap().lines().map(str::to_owned).collect()
    }

    fn cancel(&self, job: &str) {
        assert!(self.command("scancel").arg(job).status().unwrap().success());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.script.stdin.take());
        let _ended = self.script.wait();
    }
}

fn wait_until(what: &str, mut reached: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(240);
    while !reached() {
        assert!(Instant::now() < end, "{what}: never");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The logs of all tasks, by name; none while there is no search.
fn logs(search: &Path) -> Vec<(String, Vec<JournalEntry>)> {
    tasks(search).into_iter().map(|(name, path)| (name, entries(&path).unwrap())).collect()
}

fn done(search: &Path) -> usize {
    logs(search).iter().filter(|(_, log)| matches!(log.last(), Some(JournalEntry::Done { .. }))).count()
}

fn array_jobs_give_what_local_workers_give() {
    let cluster = Cluster::start();
    let scratch = tempfile::tempdir().unwrap();
    let search = |out: &Path, options: &str| {
        let mut command = cluster.command(common::econ_emu_path());
        command.args(["search", "--out"]).arg(out).args(SMALL.split_whitespace()).args(options.split_whitespace());
        command.stdout(Stdio::null());
        command
    };
    let local = scratch.path().join("local");
    let array = scratch.path().join("it's an $array %a");
    let inside = |out: &Path| out.join("hyperband_search_5");

    // What Slurm refuses is told in its words.
    let refused = search(&array, "--launcher slurm --partition nowhere").output().unwrap();
    let error = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && error.contains("invalid partition"), "{error}");
    assert!(!array.exists(), "a search that never began left something behind");

    // In the middle one worker is cancelled, then the leader is stopped: nothing goes on after that.
    let start = || {
        let mut command = search(&array, "--launcher slurm --workers 2 --mem 500M");
        command.arg("--sbatch-arg=--comment=two words").spawn().unwrap()
    };
    let mut leader = start();
    wait_until("two tasks done", || done(&inside(&array)) >= 2);
    cluster.cancel(&cluster.running()[0]);
    wait_until("four tasks done", || done(&inside(&array)) >= 4);
    Command::new("kill").arg(leader.id().to_string()).status().unwrap();
    assert_eq!(leader.wait().unwrap().code(), Some(143));
    assert_eq!(cluster.running(), [""; 0]);
    let before = done(&inside(&array));
    assert!(before < 17, "{before} tasks done");

    // The same command goes on. Slurm ends the whole array; the leader submits another.
    let mut leader = start();
    wait_until("an array runs again", || !cluster.running().is_empty() && done(&inside(&array)) > before);
    let running = cluster.running();
    let job = running[0].split('_').next().unwrap();
    cluster.cancel(job);
    assert!(leader.wait().unwrap().success());

    assert!(search(&local, "--workers 2").status().unwrap().success());
    let files = |out: &Path| {
        let all = files_below(&inside(out)).into_iter();
        let of_result = |name: &str| !["tasks/", "workers/", "log/", "worker.sh"].iter().any(|at| name.starts_with(at));
        all.filter(|(name, _)| of_result(name)).collect::<std::collections::BTreeMap<_, _>>()
    };
    let (expected, found) = (files(&local), files(&array));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(expected.contains_key("final_val_loss.csv"));
    for (name, bytes) in &expected {
        assert!(*bytes == found[name], "{name} differs");
    }
    // Every task was finished once, by the last who claimed it.
    let tasks = logs(&inside(&array));
    assert_eq!(tasks.len(), logs(&inside(&local)).len());
    for (name, log) in &tasks {
        let [.., JournalEntry::Claimed { worker: owner }, JournalEntry::Done { worker, .. }] = log.as_slice() else {
            panic!("{name}: {log:?}")
        };
        assert_eq!(owner, worker, "{name}");
        assert_eq!(log.iter().filter(|entry| matches!(entry, JournalEntry::Done { .. })).count(), 1, "{name}");
    }
    // Two leaders and an end of the array in between: three arrays at least.
    let arrays: std::collections::BTreeSet<String> = files_below(&inside(&array).join("workers"))
        .into_keys()
        .filter_map(|name| Some(name.strip_prefix("slurm_")?.split('_').next()?.to_owned()))
        .collect();
    assert!(arrays.len() >= 3 && arrays.contains(job), "{arrays:?}");
}

fn without_slurm_the_missing_program_is_named() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    let mut command = Command::new(common::econ_emu_path());
    command.args(["search", "--launcher", "slurm", "--out"]).arg(&out).args(SMALL.split_whitespace()).env("PATH", "");
    let output = command.output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && error.contains("cannot run squeue"), "{error}");
    assert!(!out.exists(), "a search that never began left something behind");
}
