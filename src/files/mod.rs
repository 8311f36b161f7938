//! Files: read whole with a bound; files and directories that appear under their names only when complete;
//! hashes.
//!
//! | module | what it holds |
//! |---|---|
//! | [`compressed`], [`hash`] | gzip and zstd as they are read; SHA-256 |
//! | `target` | where a path that is to be written leads: a file, or a device, FIFO or socket |
//! | `temporary` | what is not complete yet, and how it goes when its process ends |
//! | `write` | files that appear when they are complete; streams |
//! | `directory` | directories likewise; locks |

pub mod compressed;
mod directory;
pub mod hash;
mod target;
mod temporary;
mod write;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use self::directory::{AtomicDirectory, DirectoryLock, NewDirectories, check_free, create_dir, remove_dir, rename};
pub use self::target::{check_outputs, is_standard_output};
pub use self::temporary::{TEMPORARY, TemporaryFile, abandon, collect};
pub use self::write::{AtomicFile, Sink, csv_text, is_unread, write};
use crate::error::{Error, Result};

/// Largest configuration, description, manifest or weight file read into memory.
pub const MAX_SMALL_FILE: u64 = 64 << 20;

/// Opens a file for reading; a directory is refused here, where the message can say so.
///
/// # Errors
/// If it does not exist, cannot be opened, or is a directory.
pub fn open(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(|error| Error::io("open", path, &error))?;
    let is_dir = file.metadata().map_err(|error| Error::io("read", path, &error))?.is_dir();
    if is_dir {
        return Err(Error::new("this is a directory, a file is needed").file(path).hint("name the file inside it"));
    }
    Ok(file)
}

/// Reads a whole file of at most [`MAX_SMALL_FILE`] bytes.
///
/// # Errors
/// As [`open`], and if the file is larger or cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut limited = open(path)?.take(MAX_SMALL_FILE + 1);
    limited.read_to_end(&mut bytes).map_err(|error| Error::io("read", path, &error))?;
    if bytes.len() as u64 > MAX_SMALL_FILE {
        return Err(Error::new("the file is too large for what it should be")
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
        Error::new("not a text file: bytes that are not UTF-8")
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
