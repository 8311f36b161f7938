//! Workers on this machine: child processes of the same program.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::engine::{LOGS, Workers};
use crate::error::{Error, Result};
use crate::files::{self, memory};

/// How often each worker may be killed without a task being finished in between.
const DEATHS: usize = 20;

/// Child processes that end with the leader: their standard input is a pipe from it.
pub struct Local {
    program: PathBuf,
    /// The command of this program whose workers they are.
    command: &'static str,
    directory: PathBuf,
    /// `None` if the worker has ended.
    children: Vec<Option<Child>>,
    deaths: usize,
    finished: usize,
}

impl Local {
    /// This many workers of a command (`search`, say) in a directory; none is started yet.
    ///
    /// # Errors
    /// No workers, and a program that cannot be found.
    pub fn new(directory: &Path, count: usize, command: &'static str) -> Result<Self> {
        if count == 0 {
            return Err(Error::out_of_range("--workers", 0, "1 or more"));
        }
        let program = std::env::current_exe()
            .map_err(|error| Error::new(format!("cannot find this program on the disk: {error}")))?;
        let children = (0..count).map(|_| None).collect();
        Ok(Local { program, command, directory: directory.to_owned(), children, deaths: 0, finished: 0 })
    }

    fn log(&self, number: usize) -> PathBuf {
        self.directory.join(LOGS).join(format!("worker_{number}.log"))
    }

    fn spawn(&self, number: usize) -> Result<Child> {
        let log = self.log(number);
        files::create_dir(&self.directory.join(LOGS))?;
        let output = OpenOptions::new().create(true).append(true).open(&log);
        let both = output.and_then(|output| Ok((output.try_clone()?, output)));
        let (output, faults) = both.map_err(|error| Error::io("write", &log, &error))?;
        Command::new(&self.program)
            .args([self.command, "worker", "--with-leader"])
            .arg(&self.directory)
            .env(memory::VARIABLE, memory::limit().to_string())
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(faults)
            .spawn()
            .map_err(|error| Error::new(format!("cannot start a worker: {error}")).file(&self.program))
    }

    /// The last line that a worker wrote.
    fn last_words(&self, number: usize) -> String {
        let text = files::read_text(&self.log(number)).unwrap_or_default();
        text.lines().last().unwrap_or("it wrote nothing").to_owned()
    }
}

impl Workers for Local {
    fn tend(&mut self, finished: usize) -> Result<()> {
        if finished > self.finished {
            (self.finished, self.deaths) = (finished, 0);
        }
        for number in 0..self.children.len() {
            if let Some(child) = &mut self.children[number] {
                match child.try_wait() {
                    Ok(None) => continue,
                    Ok(Some(status)) if status.code().is_some_and(|code| code != 0) => {
                        return Err(Error::new("a worker failed")
                            .file(self.log(number))
                            .found(self.last_words(number)));
                    }
                    Ok(Some(status)) => self.deaths += usize::from(!status.success()),
                    Err(error) => return Err(Error::new(format!("cannot look after a worker: {error}"))),
                }
            }
            if self.deaths > DEATHS * self.children.len() {
                return Err(Error::new("workers keep being killed")
                    .file(self.log(number))
                    .found(format!("{} since the last finished task", self.deaths))
                    .hint("is there enough memory for so many? see --workers"));
            }
            self.children[number] = Some(self.spawn(number)?);
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        for child in self.children.iter_mut().filter_map(Option::take) {
            let mut child = child;
            drop(child.stdin.take());
            child.wait().map_err(|error| Error::new(format!("cannot wait for a worker: {error}")))?;
        }
        Ok(())
    }
}
