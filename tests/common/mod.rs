//! What several test files need: tests that name what they need from outside, and paths.
#![allow(dead_code, unused_imports, unused_macros, clippy::unwrap_used, clippy::panic)]

pub mod evaluation;
pub mod export;
pub mod injector;
pub mod needs;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub(crate) use needs::tests;
pub use needs::{axe, models, program, vectors};

/// A small description of a network.
pub const SMALL_NETWORK: &str = "\
format: 2
name: small
inputs:
- {name: x, shape: [4, 4, 1], number: u4.2}
tensors:
- {name: k, number: s4.3}
- {name: m, number: s4.3}
layers:
- {name: c, op: conv2d, inputs: [x], kernel: [3, 3], filters: 2, weights: k, sum: {format: s20.5, products: cast}}
- {name: d, op: dense, inputs: [c], units: 2, weights: m, sum: {format: s30.6, products: exact}}
outputs: [d]
";

/// Output of a Python script of the project, run with the packages of `scripts/python_packages.sh`.
pub fn python(script: &str, arguments: &[&std::ffi::OsStr]) -> String {
    let root = needs::project("");
    let run = std::process::Command::new("python3")
        .arg(root.join(script))
        .args(arguments)
        .env("PYTHONPATH", root.join("target/python"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{script}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// The directory of ROOT files that `scripts/ntuple_samples.py` makes.
pub fn ntuple_samples() -> PathBuf {
    made_with_uproot("ntuples", "scripts/ntuple_samples.py", &|directory| vec![directory.into()])
}

/// The directory that a script makes with uproot. It is made once for each state of the script.
pub fn made_with_uproot(name: &str, script: &str, arguments: &dyn Fn(&Path) -> Vec<OsString>) -> PathBuf {
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one = LOCK.lock();
    let root = needs::project("");
    let hash = econ_emu::files::hash::of_file(&root.join(script)).unwrap();
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let made = scratch.join(format!("{name}-{}", &hash[..12]));
    if !made.is_dir() {
        let staging = tempfile::tempdir_in(scratch).unwrap();
        let arguments = arguments(staging.path());
        python(script, &arguments.iter().map(OsString::as_os_str).collect::<Vec<_>>());
        std::fs::rename(staging.keep(), &made).unwrap();
    }
    made
}

/// The program under test: in the tests of the trainer that, which knows all commands.
pub fn econ_emu_path() -> PathBuf {
    let trainer = option_env!("CARGO_BIN_EXE_econ-emu-train");
    trainer.map_or_else(|| assert_cmd::cargo::cargo_bin("econ-emu"), PathBuf::from)
}

/// The command under test.
pub fn econ_emu() -> assert_cmd::Command {
    assert_cmd::Command::new(econ_emu_path())
}

/// The run that trained the default encoder.
pub fn default_run() -> PathBuf {
    needs::project("golden/default")
}

/// A run of an earlier version: its train.yaml lacks what came later, its tensors have the earlier shapes, and its decoder
/// takes the eight conditions without the received sum.
pub fn earlier_run() -> PathBuf {
    needs::project("tests/samples/earlier_run")
}

/// Our own golden sets, that of the default encoder among them.
pub fn own_sets() -> Vec<PathBuf> {
    let root = needs::project("golden");
    let mut sets: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    sets.iter_mut().filter(|path| **path == default_run()).for_each(|path| path.push("golden"));
    sets.sort();
    assert!(sets.len() >= 20, "golden sets are missing");
    sets
}

/// The command that compares the output of a golden set with another.
pub fn diff(set: &Path, other: &Path) -> assert_cmd::Command {
    let manifest = econ_emu::golden::manifest::Manifest::read_and_check(set).unwrap();
    let mut command = econ_emu();
    command.arg("diff").arg(set.join("testOutput.csv")).arg(other).arg("--config").arg(set.join("init.yaml"));
    command.args(["--network", &network_argument(&manifest)]);
    command.args(["--ae-layout", &format!("{:?}", manifest.options.ae_layout).to_lowercase()]);
    command
}

/// What `--network` takes for the network of a golden set: its name, or a file of its description.
pub fn network_argument(manifest: &econ_emu::golden::manifest::Manifest) -> String {
    let network = &manifest.options.network;
    if econ_emu::network::AeBlock::built_in(network.name()).as_ref() == Some(network) {
        return network.name().to_owned();
    }
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let text = network.to_yaml().unwrap();
    let path = scratch.join(format!("{}-{}.yaml", network.name(), &econ_emu::files::hash::of_bytes(&text)[..12]));
    econ_emu::files::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

/// Every file below a directory, by its path inside it.
pub fn files_below(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, at: &Path, files: &mut std::collections::BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut files = std::collections::BTreeMap::new();
    walk(root, root, &mut files);
    files
}

/// The directories of the tasks of a search that have a log, by name. The search may be running, so files are looked
/// for by name: those that a worker renames meanwhile are not met.
pub fn tasks(search: &Path) -> std::collections::BTreeMap<String, PathBuf> {
    let root = search.join("tasks");
    let list = |path: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
    };
    let all = list(&root).into_iter().flat_map(|path| [vec![path.clone()], list(&path)].concat());
    let with_log = all.filter(|path| path.join("0000.json").exists());
    with_log.map(|path| (path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(), path)).collect()
}
