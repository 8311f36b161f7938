//! Where a path that is to be written leads: to a file that can be replaced, or to something that is written in
//! place. A regular file is replaced by a rename, so that it is never half-written. A device, FIFO or socket would be
//! gone after a rename, and whoever reads at its other end would wait for ever.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::directory::parent;
use crate::error::{Error, Result};

/// Most symbolic links that are followed, as in the system.
const LINKS: usize = 40;

/// What a path leads to.
#[derive(Debug)]
pub(super) enum Target {
    /// A regular file, or none yet, at this path behind all links.
    File(PathBuf, Option<Metadata>),
    /// What is written in place.
    InPlace(InPlace),
}

/// What is written in place.
#[derive(Debug)]
pub(super) enum InPlace {
    /// A file that is open in this process already, by its number: `/dev/stdout`, `/dev/fd/63`.
    Open(PathBuf, u32),
    /// A device, FIFO or socket.
    Special(PathBuf),
}

impl Target {
    /// Follows the links of a path.
    ///
    /// # Errors
    /// Directories, links without end, and paths that cannot be looked at.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let mut at = path.to_owned();
        for _ in 0..LINKS {
            if let Some(number) = open_number(&at) {
                return Ok(Target::InPlace(InPlace::Open(at, number)));
            }
            let found = match std::fs::symlink_metadata(&at) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Target::File(at, None)),
                found => found.map_err(|error| Error::io("create", path, &error))?,
            };
            let kind = found.file_type();
            if kind.is_symlink() {
                let to = std::fs::read_link(&at).map_err(|error| Error::io("read the link of", path, &error))?;
                at = parent(&at).join(to);
                continue;
            }
            if kind.is_dir() {
                return Err(
                    Error::system(ErrorKind::IsADirectory, "this is a directory, a file name is needed").file(path)
                );
            }
            return Ok(match kind.is_file() {
                true => Target::File(at, Some(found)),
                false => Target::InPlace(InPlace::Special(at)),
            });
        }
        Err(Error::system(ErrorKind::Other, "symbolic links that lead to each other").file(path))
    }
}

impl InPlace {
    /// Opens it. A FIFO waits for its reader.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub(super) fn open(&self) -> std::io::Result<Box<dyn Write + Send>> {
        Ok(match self {
            InPlace::Open(_, 1) => Box::new(std::io::stdout()),
            InPlace::Open(_, 2) => Box::new(std::io::stderr()),
            // What a shell has opened as a file is not cut.
            InPlace::Open(path, _) => Box::new(File::options().append(true).open(path)?),
            InPlace::Special(path) => special(path)?,
        })
    }
}

#[cfg(unix)]
fn special(path: &Path) -> std::io::Result<Box<dyn Write + Send>> {
    use std::os::unix::fs::FileTypeExt;
    if std::fs::metadata(path)?.file_type().is_socket() {
        return Ok(Box::new(std::os::unix::net::UnixStream::connect(path)?));
    }
    Ok(Box::new(File::options().write(true).open(path)?))
}

#[cfg(not(unix))]
fn special(path: &Path) -> std::io::Result<Box<dyn Write + Send>> {
    Ok(Box::new(File::options().write(true).open(path)?))
}

/// The number of an open file of this process, if a path is a name of one.
fn open_number(path: &Path) -> Option<u32> {
    let number = path.file_name()?.to_str()?.parse().ok()?;
    let directory = std::fs::canonicalize(parent(path)).ok()?;
    let own = Path::new("/proc").join(std::process::id().to_string()).join("fd");
    (directory == own || directory == Path::new("/dev/fd")).then_some(number)
}

/// Whether what is written to a path is seen on standard output.
pub fn is_standard_output(path: &Path) -> bool {
    path.as_os_str() == "-" || matches!(Target::of(path), Ok(Target::InPlace(InPlace::Open(_, 1))))
}

/// Refuses to replace a file that nobody may write.
///
/// The rename needs no permission of the file, and to the superuser the system gives every permission: so the bits
/// themselves are looked at.
///
/// # Errors
/// A file without permission to write, for anybody or for this user.
pub(super) fn check_writable(path: &Path, at: &Path, old: &Metadata) -> Result<()> {
    if old.permissions().readonly() {
        return Err(Error::system(ErrorKind::PermissionDenied, "the file is write-protected")
            .file(path)
            .hint("'chmod u+w' allows it to be replaced"));
    }
    // Nothing is written, and nothing is cut.
    File::options().append(true).open(at).map_err(|error| Error::io("replace", path, &error))?;
    Ok(())
}

/// What makes two paths the same file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileIdentity {
    /// Device and inode.
    Inode(u64, u64),
    /// Of a file that is not there yet.
    Name(PathBuf),
}

/// Which file a path names, links followed.
///
/// # Errors
/// If there is none.
pub fn identity(path: &Path) -> Result<FileIdentity> {
    let data = std::fs::metadata(path).map_err(|error| Error::io("find", path, &error))?;
    Ok(inode(&data, path))
}

impl FileIdentity {
    /// Nothing for what is no regular file. `standard` is what `-` stands for.
    fn of(path: &Path, standard: fn() -> Option<File>) -> Option<Self> {
        let data = match path.as_os_str() == "-" {
            true => standard()?.metadata(),
            false => std::fs::metadata(path),
        };
        if let Ok(data) = data {
            return data.is_file().then(|| inode(&data, path));
        }
        let Target::File(at, None) = Target::of(path).ok()? else { return None };
        Some(FileIdentity::Name(std::fs::canonicalize(parent(&at)).ok()?.join(at.file_name()?)))
    }
}

/// Standard input, as a file of its own.
#[cfg(unix)]
pub(crate) fn standard_input() -> Option<File> {
    use std::os::fd::AsFd;
    std::io::stdin().as_fd().try_clone_to_owned().ok().map(File::from)
}

/// Standard output, likewise.
#[cfg(unix)]
fn standard_output() -> Option<File> {
    use std::os::fd::AsFd;
    std::io::stdout().as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(not(unix))]
pub(crate) fn standard_input() -> Option<File> {
    None
}

#[cfg(not(unix))]
fn standard_output() -> Option<File> {
    None
}

#[cfg(unix)]
fn inode(data: &Metadata, _: &Path) -> FileIdentity {
    use std::os::unix::fs::MetadataExt;
    FileIdentity::Inode(data.dev(), data.ino())
}

#[cfg(not(unix))]
fn inode(_: &Metadata, path: &Path) -> FileIdentity {
    FileIdentity::Name(std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

/// Refuses outputs that are files which the command reads, or each other: whatever their names, the same file on the
/// disk. `-` is the file that standard input or output is. Commands call this before they read anything.
///
/// # Errors
/// The first output that is an input or an output before it.
pub fn check_outputs(outputs: &[&Path], inputs: &[&Path]) -> Result<()> {
    let mut taken = BTreeMap::new();
    let all = inputs.iter().map(|path| (path, true)).chain(outputs.iter().map(|path| (path, false)));
    for (path, is_input) in all {
        let standard = if is_input { standard_input } else { standard_output };
        let Some(identity) = FileIdentity::of(path, standard) else { continue };
        match taken.insert(identity, (path, is_input)) {
            Some((other, was_input)) if !is_input => {
                return Err(Error::new(match was_input {
                    true => "the output is a file that this command reads",
                    false => "two outputs of this command are the same file",
                })
                .file(path)
                .found(other.display())
                .hint("name another output; nothing was written"));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_that_are_inputs_are_found_under_every_name() {
        let dir = tempfile::tempdir().unwrap();
        let [input, second, link, new] = ["input", "second", "link", "new"].map(|name| dir.path().join(name));
        std::fs::write(&input, "1").unwrap();
        std::fs::hard_link(&input, &second).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("input", &link).unwrap();
        #[cfg(not(unix))]
        std::fs::hard_link(&input, &link).unwrap();
        for output in [&input, &second, &link, &dir.path().join("./input")] {
            let error = check_outputs(&[output], &[&input, Path::new("-")]).unwrap_err();
            assert!(error.to_string().contains("this command reads"), "{error}");
        }
        assert!(check_outputs(&[&new], &[&input]).is_ok());
        let twice = check_outputs(&[&new, &dir.path().join(".").join("new")], &[]);
        assert!(twice.unwrap_err().to_string().contains("the same file"));
        assert!(check_outputs(&[Path::new("/dev/null"), Path::new("/dev/null"), Path::new("-")], &[]).is_ok());
    }
}
