//! Runs the scripts of an export with Yosys and ABC.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, Scope};

use super::scripts::{DEVICES, GATES, LIBRARY, MAPPINGS, TRANSISTORS};
use crate::error::{Error, Result};
use crate::files;
use crate::hwgen::check;

/// Names the liberty file of the cell library, if it is not where its package puts it.
pub const LIBRARY_VARIABLE: &str = "ECON_EMU_LIBERTY";

/// Debian's package with the cell library.
const PACKAGE: &str = "qflow-tech-osu018";

/// What the report needs: programs on the path, and the cell library.
pub struct Tools {
    yosys: PathBuf,
    abc: PathBuf,
    /// The liberty file.
    pub library: PathBuf,
    /// What Yosys says it is.
    pub version: String,
}

impl Tools {
    /// Finds them.
    ///
    /// # Errors
    /// The first one that is missing, by name, with the package that brings it.
    pub fn find() -> Result<Self> {
        let (yosys, abc) = (program("yosys")?, program("yosys-abc")?);
        let said = check::output(Command::new(&yosys).arg("-V"))?;
        let version = String::from_utf8_lossy(&said.stdout).trim().to_owned();
        if !said.status.success() || version.is_empty() {
            return Err(Error::new("yosys does not say its version").file(yosys));
        }
        Ok(Tools { yosys, abc, library: library()?, version })
    }

    /// Runs every script of an export, in its directory of scripts; outputs and logs go there too. As
    /// many of them run at once as there are processors.
    ///
    /// # Errors
    /// A script that fails, with its log; no room for the files.
    pub fn run(&self, scripts: &Path) -> Result<()> {
        let there = scripts.join(LIBRARY);
        std::fs::copy(&self.library, &there).map_err(|error| Error::io("copy", &self.library, &error))?;
        self.synthesise(scripts, &[GATES, DEVICES[0].name, DEVICES[1].name])?;
        self.synthesise(scripts, &[MAPPINGS[0].name, MAPPINGS[1].name, TRANSISTORS])?;
        one(&self.abc, "-f", scripts, "timing", "abc")
    }

    /// Runs scripts of Yosys that need nothing from one another.
    fn synthesise(&self, scripts: &Path, names: &[&str]) -> Result<()> {
        let next = &AtomicUsize::new(0);
        std::thread::scope(|scope| self.on_all_threads(scope, scripts, names, next))
    }

    /// Runs scripts on all threads; where the system gives none, this one does the work.
    fn on_all_threads<'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        scripts: &'scope Path,
        names: &'scope [&'scope str],
        next: &'scope AtomicUsize,
    ) -> Result<()> {
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(names.len());
        let others =
            (1..workers).filter_map(|_| Builder::new().spawn_scoped(scope, || self.work(scripts, names, next)).ok());
        let running: Vec<_> = others.collect();
        let own = self.work(scripts, names, next);
        let stopped = |_| Err(Error::new("the synthesis stopped").file(scripts));
        let results: Vec<Result<()>> =
            running.into_iter().map(|worker| worker.join().unwrap_or_else(stopped)).collect();
        results.into_iter().chain([own]).collect()
    }

    /// Runs the scripts that no other worker has begun; `next` is the first of them.
    fn work(&self, scripts: &Path, names: &[&str], next: &AtomicUsize) -> Result<()> {
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            // After a failure nothing more is begun.
            one(&self.yosys, "-s", scripts, name, "ys").inspect_err(|_| next.store(names.len(), Ordering::Relaxed))?;
        }
        Ok(())
    }
}

/// A program of the synthesis.
fn program(name: &str) -> Result<PathBuf> {
    check::find(name).ok_or_else(|| {
        Error::new(format!("the program {name} is missing"))
            .hint("the report is made by Yosys: install the package yosys, or leave out --report")
    })
}

/// Runs one script; what the program says goes to the log beside it.
fn one(program: &Path, flag: &str, scripts: &Path, name: &str, ending: &str) -> Result<()> {
    let output = check::output(Command::new(program).current_dir(scripts).arg(flag).arg(format!("{name}.{ending}")))?;
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let log = scripts.join(format!("{name}.log"));
    files::write(&log, text.as_bytes())?;
    if output.status.success() {
        return Ok(());
    }
    let line = text.lines().rev().find(|line| line.contains("ERROR")).or(text.lines().last()).unwrap_or_default();
    Err(Error::new(format!("{name}.{ending} failed")).file(log).found(line))
}

/// The liberty file: named by the environment, or where its package has put it.
fn library() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(LIBRARY_VARIABLE) {
        let path = PathBuf::from(path);
        files::open(&path).map_err(|error| error.hint(format!("{LIBRARY_VARIABLE} names the file {LIBRARY}")))?;
        return Ok(path);
    }
    let listed = Command::new("dpkg").args(["-L", PACKAGE]).output();
    let listed = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let found = listed.lines().map(PathBuf::from).find(|path| path.ends_with(LIBRARY) && path.is_file());
    found.ok_or_else(|| {
        Error::new(format!("the cell library {LIBRARY} is missing"))
            .hint(format!("install the package {PACKAGE}, or set {LIBRARY_VARIABLE} to the file"))
    })
}
