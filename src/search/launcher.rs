//! Workers on a cluster. To run one, a batch system needs only the script `worker.sh` in the directory of the
//! work, which must be on a file system that its machines share.
//!
//! - **Slurm**: [`Slurm`] submits the workers as tasks of a job array, and again those that vanish.
//! - **HTCondor**: [`HtCondor`] writes `<command>.sub` (`search.sub`, say) for `condor_submit`; the leader waits for results.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use askama::Template;
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::engine::{LOGS, Workers};
use crate::error::{Error, Result};
use crate::files::{self, hash};

/// Script that is a worker.
pub const SCRIPT: &str = "worker.sh";

/// Time between two looks at the queue of a batch system, which serves many users.
const INTERVAL: Duration = Duration::from_secs(5);

/// Longest time that workers get to give back their tasks; epochs take seconds to minutes.
const PATIENCE: Duration = Duration::from_secs(120);

/// The most submissions without a task being finished in between.
const SUBMISSIONS: usize = 5;

/// Who runs the workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum Launcher {
    /// This machine.
    #[default]
    Local,
    /// Slurm: job arrays are submitted.
    Slurm,
    /// HTCondor: submit files are written.
    Htcondor,
}

/// What goes into the submit description.
#[derive(Debug, Clone, Default)]
pub struct HtCondorOptions {
    /// Requirements on the machines, as 'OpSysAndVer == "AlmaLinux9"'.
    pub requirements: Option<String>,
    /// Memory of a worker.
    pub request_memory: String,
    /// The machines do not see this program: HTCondor brings it, with these files (libraries).
    pub transfer: Option<Vec<PathBuf>>,
}

#[derive(Template)]
#[template(path = "search/worker.sh", escape = "none")]
struct Script {
    /// The command of this program whose workers they are.
    command: &'static str,
    program: String,
    directory: String,
    transferred: bool,
}

#[derive(Template)]
#[template(path = "search/search.sub", escape = "none")]
struct Submit {
    command: &'static str,
    script: String,
    directory: String,
    memory: String,
    requirements: Option<String>,
    files: String,
    count: usize,
}

fn rendered(template: &impl Template) -> Result<String> {
    template.render().map_err(|error| Error::new(format!("cannot fill in the template: {error}")))
}

/// A path as text, absolute: batch systems have their own working directories.
fn text(path: &Path) -> Result<String> {
    let path = std::path::absolute(path).map_err(|error| Error::io("find", path, &error))?;
    match path.to_str() {
        Some(text) if !text.contains(['\n', '\r']) => Ok(text.to_owned()),
        _ => Err(Error::new("this path cannot be given to a batch system").file(&path).allowed("one line of UTF-8")),
    }
}

fn program() -> Result<PathBuf> {
    std::env::current_exe().map_err(|error| Error::new(format!("cannot find this program on the disk: {error}")))
}

/// Text as one word of the shell.
pub(crate) fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Text as it stands in a submit description, whose macros begin with a dollar sign.
fn submit(text: &str) -> String {
    text.replace('$', "$(DOLLAR)")
}

/// Refuses to have no workers.
fn counted(count: usize) -> Result<usize> {
    match count {
        0 => Err(Error::out_of_range("--workers", 0, "1 or more")),
        count => Ok(count),
    }
}

/// Writes the script of a worker, and makes the directory of the logs.
fn write_script(directory: &Path, script: &Script) -> Result<()> {
    files::create_dir(&directory.join(LOGS))?;
    let path = directory.join(SCRIPT);
    files::write(&path, rendered(script)?)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Who may read it may run it.
        let executable = std::fs::metadata(&path).and_then(|data| {
            let mode = data.permissions().mode();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
        });
        executable.map_err(|error| Error::io("make executable", &path, &error))?;
    }
    Ok(())
}

/// Runs a program of a batch system and gives what it printed.
fn call(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| {
        Error::new(format!("cannot run {name}: {error}")).hint("--launcher slurm needs the commands of Slurm here")
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::new(format!("{name} failed")).found(if said.is_empty() { "no reason" } else { &said }));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Workers as tasks of job arrays of Slurm.
///
/// All of them have one job name, which follows from the directory. So a leader that is started again finds
/// those that still wait or run.
pub struct Slurm {
    command: &'static str,
    directory: PathBuf,
    count: usize,
    /// Further options of `sbatch`.
    options: Vec<String>,
    name: String,
    /// When the queue was looked at.
    looked: Option<Instant>,
    /// Whether there have been workers: only then are there any to end.
    used: bool,
    submissions: usize,
    finished: usize,
}

impl Slurm {
    /// This many workers of a command (`search`, say) in a directory, submitted with these options of `sbatch`; none is
    /// started yet.
    ///
    /// # Errors
    /// No workers, a path that is not text, or one with a backslash, which turns off patterns of log names in Slurm.
    pub fn new(directory: &Path, count: usize, command: &'static str, options: Vec<String>) -> Result<Self> {
        let path = text(directory)?;
        if path.contains('\\') {
            return Err(Error::new("Slurm cannot use this directory")
                .found(path)
                .allowed("a path without backslashes"));
        }
        let name = format!("econ-emu-{}", &hash::of_bytes(&path)[..12]);
        let count = counted(count)?;
        Ok(Slurm {
            command,
            directory: path.into(),
            count,
            options,
            name,
            looked: None,
            used: false,
            submissions: 0,
            finished: 0,
        })
    }

    /// Workers that wait or run.
    fn alive(&self) -> Result<usize> {
        let list = call(Command::new("squeue").args(["--noheader", "--array", "--format=%T"]).arg(self.of_name()))?;
        Ok(list.lines().count())
    }

    fn of_name(&self) -> String {
        format!("--name={}", self.name)
    }

    fn submit(&self, count: usize) -> Result<()> {
        let script = Script {
            command: self.command,
            program: shell(&text(&program()?)?),
            directory: shell(&text(&self.directory)?),
            transferred: false,
        };
        write_script(&self.directory, &script)?;
        let mut sbatch = Command::new("sbatch");
        // Patterns of Slurm stand in the name of the file; a path may hold what looks like one.
        let logs = self.directory.join(LOGS).to_string_lossy().replace('%', "%%");
        sbatch.args(["--parsable", "--requeue", "--open-mode=append"]).arg(format!("--array=0-{}", count - 1));
        sbatch.arg(format!("--job-name={}", self.name)).arg(format!("--output={logs}/slurm_%A_%a.log"));
        sbatch.arg("--chdir").arg(&self.directory).args(&self.options);
        call(sbatch.arg(self.directory.join(SCRIPT))).map(|_| ())
    }

    /// The last line that any worker wrote.
    fn last_words(&self) -> String {
        let entries = std::fs::read_dir(self.directory.join(LOGS)).into_iter().flatten().flatten();
        let newest = entries.max_by_key(|entry| entry.metadata().and_then(|data| data.modified()).ok());
        let text = newest.and_then(|entry| files::read_text(&entry.path()).ok()).unwrap_or_default();
        text.lines().last().unwrap_or("they wrote nothing").to_owned()
    }
}

impl Workers for Slurm {
    fn tend(&mut self, finished: usize) -> Result<()> {
        if finished > self.finished {
            (self.finished, self.submissions) = (finished, 0);
        }
        if self.looked.is_some_and(|looked| looked.elapsed() < INTERVAL) {
            return Ok(());
        }
        let first = self.looked.replace(Instant::now()).is_none();
        let alive = match self.alive() {
            Ok(alive) => alive,
            Err(error) if first => return Err(error),
            // A controller that does not answer now may answer later; workers do not need it.
            Err(_) => return Ok(()),
        };
        self.used |= alive > 0;
        if alive >= self.count {
            return Ok(());
        }
        if self.submissions >= SUBMISSIONS {
            return Err(Error::new("workers keep vanishing")
                .file(self.directory.join(LOGS))
                .found(self.last_words())
                .hint("see their logs, and 'scontrol show job' or 'sacct' for why Slurm ended them"));
        }
        self.submissions += 1;
        self.submit(self.count - alive)?;
        self.used = true;
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        if !self.used {
            return Ok(());
        }
        let start = Instant::now();
        // Running workers are asked to end and give back their tasks; waiting ones are dropped.
        call(Command::new("scancel").arg(self.of_name()))?;
        while self.alive()? > 0 && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_secs(1));
        }
        Ok(())
    }
}

/// Workers that the user submits to HTCondor.
pub struct HtCondor {
    directory: PathBuf,
    /// Script and submit description.
    files: (Script, String),
    written: bool,
}

impl HtCondor {
    /// This many workers of a command (`search`, say) in a directory; nothing is written yet.
    ///
    /// # Errors
    /// No workers, values of several lines, paths that are not text, files to transfer that are missing or have a comma in their names.
    pub fn new(directory: &Path, count: usize, command: &'static str, options: HtCondorOptions) -> Result<Self> {
        let count = counted(count)?;
        let values =
            [("--request-memory", Some(&options.request_memory)), ("--requirements", options.requirements.as_ref())];
        for (field, value) in values {
            // A line more would be another command of the description.
            if let Some(value) = value.filter(|value| value.chars().any(char::is_control)) {
                return Err(Error::new("the value is not one line of a submit description")
                    .field(field)
                    .found(value)
                    .allowed("text without line feeds and other control characters"));
            }
        }
        let directory = text(directory)?;
        let program = program()?;
        let transferred = options.transfer.is_some();
        let mut paths = Vec::new();
        for path in options.transfer.iter().flat_map(|files| std::iter::once(&program).chain(files)) {
            let name = text(path)?;
            if !path.exists() || name.contains(',') {
                return Err(Error::new("this file cannot be transferred")
                    .field("--transfer")
                    .found(name)
                    .allowed("files that exist, without a comma in their names"));
            }
            paths.push(submit(&name));
        }
        let own = match program.file_name() {
            Some(name) if transferred => name.to_string_lossy().into_owned(),
            _ => text(&program)?,
        };
        let script = Script { command, program: shell(&own), directory: shell(&directory), transferred };
        let description = rendered(&Submit {
            command,
            script: submit(&format!("{directory}/{SCRIPT}")),
            directory: submit(&directory),
            memory: options.request_memory,
            requirements: options.requirements,
            files: paths.join(", "),
            count,
        })?;
        Ok(HtCondor { directory: directory.into(), files: (script, description), written: false })
    }

    /// The submit description.
    fn submit(&self) -> PathBuf {
        self.directory.join(format!("{}.sub", self.files.0.command))
    }

    /// The command that submits the workers.
    pub fn command(&self) -> String {
        format!("condor_submit {}", shell(&self.submit().to_string_lossy()))
    }
}

impl Workers for HtCondor {
    fn tend(&mut self, _: usize) -> Result<()> {
        if !self.written {
            self.written = true;
            write_script(&self.directory, &self.files.0)?;
            files::write(&self.submit(), &self.files.1)?;
        }
        Ok(())
    }

    /// Does not wait: HTCondor knows the workers, the leader does not. They end by themselves.
    fn end(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn values_of_several_lines_are_refused() {
        let options = HtCondorOptions { request_memory: "2GB\nqueue 1000".into(), requirements: None, transfer: None };
        let fault = HtCondor::new(Path::new("d"), 1, "search", options).err().unwrap().to_string();
        assert!(fault.contains("--request-memory") && fault.contains("one line"), "{fault}");
    }

    /// A directory whose name has everything that shells and submit descriptions treat in their own ways.
    const ODD: &str = "it's a \"$HOME\" $(of) `all` & more; #1 \\ %a";

    /// The script starts the program with the directory, as it is, as the last argument.
    #[cfg(unix)]
    #[test]
    fn the_script_passes_any_path_on() {
        let scratch = tempfile::tempdir().unwrap();
        let directory = scratch.path().join(ODD);
        std::fs::create_dir(&directory).unwrap();
        let program = directory.join("a program");
        std::fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$@\" \"$LD_LIBRARY_PATH\"\n").unwrap();
        for transferred in [false, true] {
            let name = if transferred { "a program".to_owned() } else { text(&program).unwrap() };
            let script = Script {
                command: "search",
                program: shell(&name),
                directory: shell(&text(&directory).unwrap()),
                transferred,
            };
            write_script(&directory, &script).unwrap();
            if !transferred {
                use std::os::unix::fs::PermissionsExt;
                std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
            }
            let mut command = Command::new(directory.join(SCRIPT));
            let output = command.current_dir(&directory).env_remove("LD_LIBRARY_PATH").output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            let directory = directory.to_str().unwrap();
            let libraries = if transferred { directory } else { "" };
            assert_eq!(said, format!("search\nworker\n{directory}\n{libraries}\n"));
        }
    }

    /// A submit description as condor_submit reads it: comments, `name = value`, `queue N` at the end; macros
    /// are `$(name)`.
    fn parsed(description: &str, macros: &[(&str, &str)]) -> (BTreeMap<String, String>, String) {
        let lines: Vec<&str> = description.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let (queue, commands) = lines.split_last().unwrap();
        let mut by_name = BTreeMap::new();
        for line in commands {
            let (name, value) = command(line, macros);
            assert_eq!(by_name.insert(name, value), None, "{line}: twice");
        }
        (by_name, queue.to_string())
    }

    fn command(line: &str, macros: &[(&str, &str)]) -> (String, String) {
        let (name, value) = line.split_once(" = ").unwrap();
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{line}");
        assert!(!value.is_empty() && value.trim() == value && !value.ends_with('\\'), "{line}");
        let mut pieces = value.split("$(");
        let mut expanded = pieces.next().unwrap().to_owned();
        assert!(!expanded.contains('$'), "{line}");
        for piece in pieces {
            let (name, rest) = piece.split_once(')').unwrap();
            expanded += macros.iter().find(|(known, _)| *known == name).unwrap().1;
            assert!(!rest.contains('$'), "{line}");
            expanded += rest;
        }
        (name.to_owned(), expanded)
    }

    /// The commands of what is submitted for 12 workers.
    fn submitted(directory: &Path, options: HtCondorOptions) -> BTreeMap<String, String> {
        let mut workers = HtCondor::new(directory, 12, "search", options).unwrap();
        workers.tend(0).unwrap();
        let description = files::read_text(&directory.join("search.sub")).unwrap();
        let (commands, queue) = parsed(&description, &[("DOLLAR", "$"), ("Cluster", "7"), ("Process", "3")]);
        assert_eq!(queue, "queue 12");
        commands
    }

    #[test]
    fn submit_descriptions_follow_the_rules() {
        let scratch = tempfile::tempdir().unwrap();
        let directory = scratch.path().join(ODD);
        std::fs::create_dir(&directory).unwrap();
        let library = scratch.path().join("lib $(x).so");
        std::fs::write(&library, "").unwrap();
        let options = HtCondorOptions { request_memory: "2GB".into(), ..HtCondorOptions::default() };
        let shared = submitted(&directory, options);
        let path = directory.to_str().unwrap();
        assert_eq!(shared["executable"], format!("{path}/worker.sh"));
        assert_eq!(shared["initialdir"], path);
        assert_eq!(shared["output"], "workers/htcondor_7_3.out");
        assert_eq!((shared["should_transfer_files"].as_str(), shared.get("transfer_input_files")), ("NO", None));
        assert_eq!(shared.get("requirements"), None);
        let options = HtCondorOptions {
            requirements: Some(r#"OpSysAndVer == "AlmaLinux9""#.into()),
            request_memory: "3GB".into(),
            transfer: Some(vec![library.clone()]),
        };
        let brought = submitted(&directory, options.clone());
        assert_eq!(brought["requirements"], r#"OpSysAndVer == "AlmaLinux9""#);
        assert_eq!(brought["request_memory"], "3GB");
        assert_eq!(brought["transfer_input_files"], format!("{}, {}", program().unwrap().display(), library.display()));
        let missing = HtCondorOptions { transfer: Some(vec!["none.so".into()]), ..options };
        let error = HtCondor::new(&directory, 1, "search", missing).err().unwrap().to_string();
        assert!(error.contains("none.so"), "{error}");
    }
}
