//! Files: read whole with a bound; files and directories that appear under their names only when complete;
//! hashes.

pub mod compressed;
pub mod hash;

use std::fs::{File, TryLockError};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Largest configuration, description, manifest or weight file read into memory.
pub const MAX_SMALL_FILE: u64 = 64 << 20;

/// How the names of files begin that are not complete yet.
pub const TEMPORARY: &str = ".econ-emu-";

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

/// A file that appears under its name only when it is complete.
///
/// What is written goes to a temporary file in the same directory; [`AtomicFile::commit`] renames
/// it. Dropped without commit, it leaves nothing behind.
pub struct AtomicFile {
    writer: BufWriter<tempfile::NamedTempFile>,
    path: PathBuf,
}

impl AtomicFile {
    /// Starts a file that will replace `path`.
    ///
    /// # Errors
    /// If `path` is a directory, or its directory does not exist or cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        if path.is_dir() {
            return Err(Error::new("this is a directory, a file name is needed").file(path));
        }
        let temporary = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .tempfile_in(parent(path))
            .map_err(|error| Error::io("create", path, &error))?;
        Ok(AtomicFile { writer: BufWriter::with_capacity(1 << 16, temporary), path: path.to_owned() })
    }

    /// Writes over the first bytes of the file, for a header that is known only at the end.
    ///
    /// # Errors
    /// If the bytes cannot be written.
    pub fn rewrite_start(&mut self, bytes: &[u8]) -> Result<()> {
        let AtomicFile { writer, path } = self;
        writer
            .rewind()
            .and_then(|()| writer.write_all(bytes))
            .and_then(|()| writer.seek(SeekFrom::End(0)))
            .map_err(|error| Error::io("write", path, &error))?;
        Ok(())
    }

    /// Flushes and renames the file into place.
    ///
    /// # Errors
    /// If the last bytes cannot be written or the rename fails; then nothing is left behind.
    pub fn commit(self) -> Result<()> {
        let AtomicFile { writer, path } = self;
        let temporary = writer.into_inner().map_err(|error| Error::io("write", &path, error.error()))?;
        // Temporary files are private; the finished file gets the permissions of any other new file.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).map_or(0o644, |old| old.permissions().mode());
            temporary
                .as_file()
                .set_permissions(std::fs::Permissions::from_mode(mode))
                .map_err(|error| Error::io("write", &path, &error))?;
        }
        temporary.persist(&path).map_err(|error| Error::io("write", &path, &error.error))?;
        Ok(())
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.writer.flush()
    }
}

/// A directory that appears under its name only when all of its files are complete.
///
/// The files are written to a temporary directory beside it, which [`AtomicDirectory::commit`] renames.
/// Dropped without commit, it leaves nothing behind.
pub struct AtomicDirectory {
    temporary: tempfile::TempDir,
    path: PathBuf,
}

impl AtomicDirectory {
    /// Starts a directory that will replace `path`. The directory it stands in is created if necessary.
    ///
    /// # Errors
    /// If directories cannot be created there.
    pub fn create(path: &Path) -> Result<Self> {
        create_dir(parent(path))?;
        let temporary = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .tempdir_in(parent(path))
            .map_err(|error| Error::io("create", path, &error))?;
        Ok(AtomicDirectory { temporary, path: path.to_owned() })
    }

    /// Where its files are written.
    pub fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Renames the directory into place; what is there is removed first.
    ///
    /// # Errors
    /// If what is there cannot be removed or the rename fails.
    pub fn commit(self) -> Result<()> {
        let AtomicDirectory { temporary, path } = self;
        replace(&path, temporary.path()).map_err(|error| Error::io("create", &path, &error))?;
        // The directory has a new name: nothing is left to clean up.
        let _ = temporary.keep();
        Ok(())
    }
}

/// Where a command writes: a file that appears when complete, or standard output for `-`.
pub enum Sink {
    /// A file.
    File(AtomicFile),
    /// Standard output.
    Stdout(BufWriter<std::io::Stdout>),
}

impl Sink {
    /// Starts writing to `path`; `-` is standard output.
    ///
    /// # Errors
    /// As [`AtomicFile::create`].
    pub fn create(path: &Path) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Sink::Stdout(BufWriter::with_capacity(1 << 16, std::io::stdout())));
        }
        AtomicFile::create(path).map(Sink::File)
    }

    /// Completes what was written.
    ///
    /// # Errors
    /// As [`AtomicFile::commit`].
    pub fn commit(self) -> Result<()> {
        match self {
            Sink::File(file) => file.commit(),
            Sink::Stdout(mut out) => out.flush().map_err(|error| Error::io("write", Path::new("-"), &error)),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Sink::File(file) => file.write(bytes),
            Sink::Stdout(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Sink::File(file) => file.flush(),
            Sink::Stdout(out) => out.flush(),
        }
    }
}

/// Writes a whole file at once, atomically; `-` is standard output.
///
/// # Errors
/// As [`AtomicFile`].
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    let mut file = Sink::create(path)?;
    file.write_all(contents.as_ref()).map_err(|error| Error::io("write", path, &error))?;
    file.commit()
}

/// A table as text: `fill` writes the rows; `what` names the table in the message of a fault.
///
/// # Errors
/// If a row has another number of fields than the first one, or its values cannot be written as text.
pub fn csv_text(what: &str, fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    fill(&mut table)
        .map_err(|error| error.to_string())
        .and_then(|()| table.into_inner().map_err(|error| error.to_string()))
        .and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()))
        .map_err(|error| Error::new(format!("cannot write {what}: {error}")))
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

/// Moves a finished directory to its place, over one that stands there.
fn replace(path: &Path, finished: &Path) -> std::io::Result<()> {
    // Temporary directories are private; the finished one gets the permissions of any other.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(finished, std::fs::Permissions::from_mode(0o755))?;
    }
    if path.exists() {
        std::fs::remove_dir_all(path)?;
    }
    std::fs::rename(finished, path)
}

/// The directory that a path stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates a directory and its parents.
///
/// # Errors
/// If it cannot be created, or a file of that name is in the way.
pub fn create_dir(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|error| Error::io("create the directory of", path, &error))
}

/// Directories made for something that may still fail: dropped before [`NewDirectories::keep`], those that are empty
/// go again.
pub struct NewDirectories {
    /// Those that did not exist, the innermost first.
    made: Vec<PathBuf>,
}

impl NewDirectories {
    /// Creates a directory and its parents.
    ///
    /// # Errors
    /// As [`create_dir`]; then nothing is left behind.
    pub fn create(path: &Path) -> Result<Self> {
        let missing = path.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        let made = NewDirectories { made: missing.map(Path::to_owned).collect() };
        create_dir(path)?;
        Ok(made)
    }

    /// What they are for has succeeded: they stay.
    pub fn keep(mut self) {
        self.made.clear();
    }
}

impl Drop for NewDirectories {
    fn drop(&mut self) {
        for path in &self.made {
            // One with something in it stays, and so do its parents.
            let _stays = std::fs::remove_dir(path);
        }
    }
}

/// A directory that only one process at a time writes; the system gives it free when the process ends, however it ends.
#[derive(Debug)]
pub struct DirectoryLock {
    path: PathBuf,
    /// Locked; `None` on file systems that know no locks.
    _file: Option<File>,
}

impl DirectoryLock {
    /// Takes a directory that exists.
    ///
    /// # Errors
    /// A directory that another process has, and one in which no file can be made.
    pub fn take(directory: &Path) -> Result<Self> {
        let path = directory.join(format!("{TEMPORARY}lock"));
        loop {
            let file = File::options().create(true).append(true).open(&path);
            let file = file.map_err(|error| Error::io("create", &path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::new("another process writes this directory")
                        .file(directory)
                        .hint("wait until it has finished, or choose another directory"));
                }
                Err(TryLockError::Error(_)) => return Ok(DirectoryLock { path, _file: None }),
            }
            // Its former owner may have removed the file between the two steps: then the lock holds nobody back.
            if is_at(&file, &path) {
                return Ok(DirectoryLock { path, _file: Some(file) });
            }
        }
    }
}

impl Drop for DirectoryLock {
    fn drop(&mut self) {
        let _may_be_gone = std::fs::remove_file(&self.path);
    }
}

/// Whether an open file is the one of this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(own), Ok(named)) => (own.dev(), own.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Whether an open file is the one of this name: elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_has_one_writer() {
        let dir = tempfile::tempdir().unwrap();
        let lock = DirectoryLock::take(dir.path()).unwrap();
        let error = DirectoryLock::take(dir.path()).unwrap_err().to_string();
        assert!(error.contains("another process") && error.contains(dir.path().to_str().unwrap()), "{error}");
        drop(lock);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        // The file of a process that was killed holds nobody back.
        std::fs::write(dir.path().join(format!("{TEMPORARY}lock")), "").unwrap();
        drop(DirectoryLock::take(dir.path()).unwrap());
        assert!(DirectoryLock::take(&dir.path().join("none")).is_err());
    }

    #[test]
    fn directories_that_are_not_kept_go_again() {
        let dir = tempfile::tempdir().unwrap();
        let (outer, inner) = (dir.path().join("a"), dir.path().join("a/b/c"));
        drop(NewDirectories::create(&inner).unwrap());
        assert!(!outer.exists() && dir.path().exists());
        let made = NewDirectories::create(&inner).unwrap();
        std::fs::write(dir.path().join("a/b/file"), "").unwrap();
        drop(made);
        assert!(!inner.exists() && dir.path().join("a/b/file").exists());
        NewDirectories::create(&inner).unwrap().keep();
        assert!(inner.exists());
        // What was there before is not touched, and a failure leaves nothing.
        drop(NewDirectories::create(&inner).unwrap());
        assert!(inner.exists());
        assert!(NewDirectories::create(&dir.path().join("a/b/file/d")).is_err());
    }

    #[test]
    fn an_uncommitted_file_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.csv");
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        write(&path, "whole").unwrap();
        assert_eq!(read_text(&path).unwrap(), "whole");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_directory_appears_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sets/a");
        let half = AtomicDirectory::create(&path).unwrap();
        write(&half.path().join("rows"), "1").unwrap();
        assert!(!path.exists());
        drop(half);
        assert_eq!(std::fs::read_dir(dir.path().join("sets")).unwrap().count(), 0);
        for name in ["first", "second"] {
            let whole = AtomicDirectory::create(&path).unwrap();
            write(&whole.path().join(name), "1").unwrap();
            whole.commit().unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["second"], "what was there is replaced");
        assert_eq!(std::fs::read_dir(dir.path().join("sets")).unwrap().count(), 1);
        assert!(AtomicDirectory::create(&path.join("second/b")).is_err(), "a file is in the way");
    }

    #[test]
    fn the_start_can_be_written_last() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.bin");
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(b"????rows").unwrap();
        file.rewrite_start(b"HEAD").unwrap();
        file.write_all(b"more").unwrap();
        file.commit().unwrap();
        assert_eq!(read_text(&path).unwrap(), "HEADrowsmore");
    }

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
