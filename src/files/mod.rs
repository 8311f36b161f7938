//! Files: read whole with a bound; files and directories that appear under their names only when complete;
//! hashes.
//!
//! | module | what it holds |
//! |---|---|
//! | [`compressed`], `unpack`, [`hash`] | gzip and zstd as they are read; SHA-256 |
//! | `target` | where a path that is to be written leads: a file, or a device, FIFO or socket |
//! | `temporary` | what is not complete yet, and how it goes when its process ends |
//! | `write` | files that appear when they are complete; streams |
//! | `directory` | directories likewise; locks |
//! | `rows` | rows of one length that wait in a file without a name |
//! | `notes` | what readers have to say about a file that is not in its usual form |

pub mod compressed;
mod directory;
pub mod hash;
pub mod memory;
mod notes;
#[cfg(feature = "data")]
mod rows;
mod target;
mod temporary;
#[cfg(feature = "compressed")]
mod unpack;
mod write;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

pub use self::directory::{
    AtomicDirectory, DirectoryLock, NewDirectories, check_free, create_dir, listed_of_replaced, remove_dir, rename,
};
pub use self::notes::listen_to_notes;
pub(crate) use self::notes::note;
#[cfg(feature = "data")]
pub use self::rows::RowFile;
pub(crate) use self::target::standard_input;
pub use self::target::{FileIdentity, check_outputs, identity, is_standard_output};
pub use self::temporary::{TEMPORARY, TemporaryFile, abandon, collect, shown};
pub use self::write::{AtomicFile, Sink, csv_text, is_unread, write};
use crate::error::{Error, Result};

/// Largest configuration, description, manifest or weight file read into memory.
pub const MAX_SMALL_FILE: u64 = 64 << 20;

/// The path of a file that a list in `directory` names: a run, a manifest. Lists name regular files of their own
/// directory, or of those in it.
///
/// # Errors
/// Names that lead elsewhere, and what is not a regular file.
pub fn listed(directory: &Path, name: &str) -> Result<PathBuf> {
    let inside = !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Err(Error::new("a list names a file outside of its own directory")
            .found(name)
            .allowed("paths without '..' that do not begin with '/'"));
    }
    let path = directory.join(name);
    check_regular(&path).map(|()| path)
}

/// A named pipe, for messages.
const PIPE: &str = "a pipe";

/// What a path names that is neither a regular file nor a directory, if it does. What the process was given as an open
/// file is none of these: standard input, or a pipe that a shell has opened.
fn is_special(path: &Path) -> Option<&'static str> {
    if ["/dev/stdin", "/dev/fd", "/proc/self/fd"].iter().any(|given| path.starts_with(given)) {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = std::fs::metadata(path).ok()?.file_type();
        match () {
            () if kind.is_fifo() => Some(PIPE),
            () if kind.is_socket() => Some("a socket"),
            () if kind.is_char_device() || kind.is_block_device() => Some("a device"),
            () => None,
        }
    }
    #[cfg(not(unix))]
    None
}

fn not_regular(path: &Path, what: &str) -> Error {
    Error::system(ErrorKind::NotSeekable, format!("this is {what}, and a file is needed that can be read as a whole"))
        .file(path)
}

/// Whether there is anything of this name: a file, or what stands in place of one and cannot be read as one.
pub fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// Refuses what is neither a regular file nor a directory.
///
/// # Errors
/// Pipes, sockets and devices.
pub fn check_regular(path: &Path) -> Result<()> {
    is_special(path).map_or(Ok(()), |what| Err(not_regular(path, what)))
}

/// How long a named pipe is waited for until another program opens it for writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens a file. The system would wait for ever at a named pipe that nobody writes.
fn open_file(path: &Path) -> std::io::Result<File> {
    if is_special(path) != Some(PIPE) {
        return File::open(path);
    }
    let (send, opened) = std::sync::mpsc::channel();
    let name = path.to_owned();
    match std::thread::Builder::new().spawn(move || send.send(File::open(name))) {
        // The thread goes on waiting; it ends with the process.
        Ok(_) => opened.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "no program writes to this pipe"))
        }),
        Err(_) => File::open(path),
    }
}

/// Opens a regular file for reading: one that has an end, and that can be read twice.
///
/// # Errors
/// As [`open`], and for pipes, sockets and devices.
pub fn open_regular(path: &Path) -> Result<File> {
    check_regular(path)?;
    open(path)
}

/// Opens a file for reading from its beginning to its end, which may be a pipe; a directory is refused here, where the
/// message can say so.
///
/// # Errors
/// If it does not exist, cannot be opened, or is a directory.
pub fn open(path: &Path) -> Result<File> {
    let file = open_file(path).map_err(|error| Error::io("open", path, &error))?;
    let is_dir = file.metadata().map_err(|error| Error::io("read", path, &error))?.is_dir();
    if is_dir {
        return Err(Error::system(ErrorKind::IsADirectory, "this is a directory, a file is needed")
            .file(path)
            .hint("name the file inside it"));
    }
    Ok(file)
}

/// Reads a whole file of at most [`MAX_SMALL_FILE`] bytes.
///
/// # Errors
/// As [`open_regular`], and if the file is larger or cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut limited = open_regular(path)?.take(MAX_SMALL_FILE + 1);
    limited.read_to_end(&mut bytes).map_err(|error| Error::io("read", path, &error))?;
    if bytes.len() as u64 > MAX_SMALL_FILE {
        return Err(Error::limit("the file is too large for what it should be")
            .file(path)
            .allowed(format!("at most {} MiB", MAX_SMALL_FILE >> 20)));
    }
    Ok(bytes)
}

/// Reads a whole text file; a byte order mark is dropped.
///
/// # Errors
/// As [`read_bytes`] and [`text_of`].
pub fn read_text(path: &Path) -> Result<String> {
    text_of(read_bytes(path)?, path)
}

/// The bytes of a file as text; a byte order mark is dropped.
///
/// # Errors
/// Bytes that are not UTF-8, with the line of the first bad one.
pub fn text_of(bytes: Vec<u8>, path: &Path) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let start = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + start.iter().filter(|&&byte| byte == b'\n').count() as u64;
        Error::syntax("not a text file: bytes that are not UTF-8")
            .file(path)
            .line(line)
            .hint("is it a binary file, or text in UTF-16 or Latin-1?")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What stands in a directory, in no order.
///
/// # Errors
/// If the directory cannot be read.
pub fn entries(directory: &Path) -> Result<Vec<PathBuf>> {
    std::fs::read_dir(directory)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| Error::io("read the directory of", directory, &error))
}

/// The last part of a path as text; empty if it has none.
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_the_file() {
        let dir = tempfile::tempdir().unwrap();
        assert!(read_bytes(dir.path()).unwrap_err().to_string().contains("directory"));
        assert!(read_text(&dir.path().join("none")).unwrap_err().to_string().contains("none"));
        let bad = dir.path().join("bad.yaml");
        std::fs::write(&bad, b"a: 1\nb: \xff\n").unwrap();
        assert!(read_text(&bad).unwrap_err().to_string().contains("bad.yaml:2:"));
        assert!(AtomicFile::create(dir.path()).is_err());
        assert!(AtomicFile::create(&dir.path().join("no/such/dir")).is_err());
    }
}
