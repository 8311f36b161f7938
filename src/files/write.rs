//! Files that appear under their names only when they are complete, and streams to whatever is written in place.

use std::fs::Permissions;
use std::io::{BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::directory::{parent, sync_names};
use super::target::{Target, check_writable};
use super::temporary::{TemporaryFile, is_any_begun};
use crate::error::{Error, Result};

/// Bytes that are collected before they are written.
const PIECE: usize = 1 << 16;

/// Streams that somebody reads, as far as is known.
static READ: AtomicUsize = AtomicUsize::new(0);

/// Set when a command ends because nobody reads its output any more.
static UNREAD: AtomicBool = AtomicBool::new(false);

/// Whether writing has failed because the reader of a pipe has closed it, which is the end of the work and no fault.
pub fn is_unread() -> bool {
    UNREAD.load(Ordering::Relaxed)
}

/// A regular file that appears under its name only when it is complete.
///
/// What is written goes to a temporary file in the same directory; [`AtomicFile::commit`] renames
/// it. Dropped without commit, it leaves nothing behind. Symbolic links are followed: the link stays.
#[derive(Debug)]
pub struct AtomicFile {
    writer: BufWriter<TemporaryFile>,
    path: PathBuf,
    /// Where it is to appear, behind all links.
    target: PathBuf,
    /// Permissions of the file that it replaces.
    old: Option<Permissions>,
}

impl AtomicFile {
    /// Starts a file that will replace `path`.
    ///
    /// # Errors
    /// If `path` is a directory, a device, FIFO or socket, or write-protected, or its directory does not exist or
    /// cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        match Target::of(path)? {
            Target::File(target, old) => Self::replacing(path, target, old.as_ref()),
            Target::InPlace(_) => Err(Error::system(
                ErrorKind::NotSeekable,
                "this is no regular file, and what is written to it is completed at its start",
            )
            .file(path)
            .hint("name a file")),
        }
    }

    fn replacing(path: &Path, target: PathBuf, old: Option<&std::fs::Metadata>) -> Result<Self> {
        if let Some(old) = old {
            check_writable(path, &target, old)?;
        }
        let temporary = TemporaryFile::create(parent(&target)).map_err(|error| Error::io("create", path, &error))?;
        let old = old.map(std::fs::Metadata::permissions);
        Ok(AtomicFile { writer: BufWriter::with_capacity(PIECE, temporary), path: path.to_owned(), target, old })
    }

    /// Writes over the first bytes of the file, for a header that is known only at the end.
    ///
    /// # Errors
    /// If the bytes cannot be written.
    pub fn rewrite_start(&mut self, bytes: &[u8]) -> Result<()> {
        let AtomicFile { writer, path, .. } = self;
        writer
            .rewind()
            .and_then(|()| writer.write_all(bytes))
            .and_then(|()| writer.seek(SeekFrom::End(0)))
            .map_err(|error| Error::io("write", path, &error))?;
        Ok(())
    }

    /// Completes the file and renames it into place. It has the permissions of the file that it replaces, or those
    /// that the umask gives.
    ///
    /// Its bytes are on the disk before the rename: a file system may do the rename first, and after a power failure
    /// the name would stand for an empty file, with the old one gone. Its name is on the disk at the end: what follows
    /// may remove what the file was made of.
    ///
    /// # Errors
    /// If the last bytes cannot be written or the rename fails; then nothing is left behind.
    pub fn commit(self) -> Result<()> {
        let AtomicFile { writer, path, target, old } = self;
        let temporary = writer.into_inner().map_err(|error| Error::io("write", &path, error.error()))?;
        let file = temporary.as_file();
        let allowed = old.map_or(Ok(()), |old| file.set_permissions(old));
        allowed.and_then(|()| file.sync_all()).map_err(|error| Error::io("write", &path, &error))?;
        temporary.persist(&target).map_err(|error| Error::io("write", &path, &error))?;
        sync_names(parent(&target));
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

/// What is written as it comes: standard output, a device, a FIFO, a socket.
///
/// When its reader has closed it, the work is at its end. But where the command has other outputs under way, they are
/// completed first, and nothing is written here any more.
pub struct Stream {
    writer: BufWriter<Box<dyn Write + Send>>,
    path: PathBuf,
    is_read: bool,
}

impl Stream {
    fn new(path: &Path, to: Box<dyn Write + Send>) -> Self {
        READ.fetch_add(1, Ordering::Relaxed);
        Stream { writer: BufWriter::with_capacity(PIECE, to), path: path.to_owned(), is_read: true }
    }

    /// What becomes of a failure.
    fn judge<T>(&mut self, written: std::io::Result<T>, done: T) -> std::io::Result<T> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.close();
                if READ.load(Ordering::Relaxed) > 0 || is_any_begun() {
                    return Ok(done);
                }
                UNREAD.store(true, Ordering::Relaxed);
                Err(error)
            }
            written => written,
        }
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.is_read) {
            READ.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.close();
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.is_read {
            return Ok(bytes.len());
        }
        let written = self.writer.write(bytes);
        self.judge(written, bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if !self.is_read {
            return Ok(());
        }
        let flushed = self.writer.flush();
        self.judge(flushed, ())
    }
}

/// Where a command writes: a file that appears when complete, or something that is written in place.
pub enum Sink {
    /// A regular file.
    File(AtomicFile),
    /// Anything else.
    Stream(Stream),
}

impl Sink {
    /// Starts writing to `path`; `-` is standard output. Regular files are replaced when they are complete. Devices,
    /// FIFOs and sockets are written in place, and so are files that are open in this process already (`/dev/stdout`,
    /// `/dev/fd/63`).
    ///
    /// # Errors
    /// As [`AtomicFile::create`], and what cannot be opened.
    pub fn create(path: &Path) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Sink::Stream(Stream::new(path, Box::new(std::io::stdout()))));
        }
        match Target::of(path)? {
            Target::File(target, old) => AtomicFile::replacing(path, target, old.as_ref()).map(Sink::File),
            Target::InPlace(there) => {
                let stream = there.open().map_err(|error| Error::io("open", path, &error))?;
                Ok(Sink::Stream(Stream::new(path, stream)))
            }
        }
    }

    /// Completes what was written.
    ///
    /// # Errors
    /// As [`AtomicFile::commit`].
    pub fn commit(self) -> Result<()> {
        match self {
            Sink::File(file) => file.commit(),
            Sink::Stream(mut stream) => {
                let flushed = stream.flush();
                flushed.map_err(|error| Error::io("write", &stream.path, &error))
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Sink::File(file) => file.write(bytes),
            Sink::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Sink::File(file) => file.flush(),
            Sink::Stream(stream) => stream.flush(),
        }
    }
}

/// Writes a whole file at once, atomically; `-` is standard output, and what is no regular file is written in place.
///
/// # Errors
/// As [`Sink`].
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::read_text;

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

    #[cfg(unix)]
    #[test]
    fn links_stay_and_what_they_lead_to_is_replaced() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let [far, file, link, second, around] =
            ["far", "far/file", "link", "second", "around"].map(|name| dir.path().join(name));
        std::fs::create_dir(&far).unwrap();
        symlink("far/file", &link).unwrap();
        symlink(&link, &second).unwrap();
        for text in ["new", "replaced"] {
            write(&second, text).unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
        assert!(link.is_symlink() && second.is_symlink());
        symlink("around", &around).unwrap();
        assert!(write(&around, "").unwrap_err().to_string().contains("lead to each other"));

        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        write(&link, "again").unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        assert!(write(&link, "once more").unwrap_err().to_string().contains("write-protected"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "again");
        assert_eq!(std::fs::read_dir(&far).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_sockets_are_written_in_place() {
        use std::io::Read;
        write(Path::new("/dev/null"), "nothing").unwrap();
        assert!(AtomicFile::create(Path::new("/dev/null")).unwrap_err().to_string().contains("no regular file"));
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("socket");
        let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        write(&path, "sent").unwrap();
        let mut received = String::new();
        listener.accept().unwrap().0.read_to_string(&mut received).unwrap();
        assert_eq!(received, "sent");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
