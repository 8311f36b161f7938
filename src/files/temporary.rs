//! Files and directories that are not complete yet, under names that begin with [`TEMPORARY`].
//!
//! Whoever makes one locks it, and the system gives the lock free when the process ends, however it ends. So what is
//! not locked belongs to nobody any more: the next command that begins something in the same directory removes it.
//! Where the file system knows no locks, it stays. A process that is told to end calls [`abandon`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{ErrorKind, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How the names of files begin that are not complete yet.
pub const TEMPORARY: &str = ".econ-emu-";

/// What [`abandon`] does with a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Removal {
    /// Remove it with all that is in it.
    Whole,
    /// Remove it if it is an empty directory.
    IfEmpty,
}

/// What this process has begun and not completed.
static BEGUN: Mutex<BTreeMap<PathBuf, Removal>> = Mutex::new(BTreeMap::new());

/// Directories in which this process has looked for what dead ones left.
static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The names that temporary directories are to get.
static INTENDED: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

/// A path as messages show it: what is in a temporary directory, by the name that this is to get.
pub fn shown(path: &Path) -> PathBuf {
    let intended = lock(&INTENDED);
    let inside = |(made, name): (&PathBuf, &PathBuf)| Some(name.join(path.strip_prefix(made).ok()?));
    match intended.iter().find_map(inside) {
        // Joining nothing adds a slash.
        Some(name) => name.components().collect(),
        None => path.to_owned(),
    }
}

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this process has files or directories under way.
pub(super) fn is_any_begun() -> bool {
    lock(&BEGUN).values().any(|&removal| removal == Removal::Whole)
}

/// A path that goes if the process is told to end before this value is dropped.
#[derive(Debug)]
pub(super) struct Begun(PathBuf);

impl Begun {
    pub(super) fn new(path: &Path, removal: Removal) -> Self {
        lock(&BEGUN).insert(path.to_owned(), removal);
        Begun(path.to_owned())
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        lock(&BEGUN).remove(&self.0);
    }
}

/// A temporary name. What it stands for is removed when this value is dropped.
#[derive(Debug)]
struct TemporaryPath {
    path: PathBuf,
    /// It stands for nothing any more.
    is_free: bool,
}

impl TemporaryPath {
    /// A name in a directory that nothing has, unless another process takes it at the same time. No two that one
    /// process asks for are the same.
    fn new(directory: &Path) -> Self {
        // Every such state has other keys, from the system's source of random numbers.
        let random = RandomState::new().build_hasher().finish();
        TemporaryPath { path: directory.join(format!("{TEMPORARY}{random:016x}")), is_free: true }
    }

    /// Makes something under the name. False if it was taken.
    fn make<T>(&mut self, make: impl FnOnce(&Path) -> Result<T>) -> Result<Option<T>> {
        match make(&self.path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            made => {
                self.is_free = made.is_err();
                made.map(Some)
            }
        }
    }

    /// Removes what it stands for.
    fn remove(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.is_free, true) {
            true => Ok(()),
            false => remove(&self.path, Removal::Whole),
        }
    }
}

impl Drop for TemporaryPath {
    fn drop(&mut self) {
        let _stays = self.remove();
    }
}

/// A file under a temporary name, which goes with this value.
#[derive(Debug)]
pub struct TemporaryFile {
    // Fields are dropped in this order.
    path: TemporaryPath,
    file: File,
    _begun: Begun,
}

impl TemporaryFile {
    /// Makes an empty file in a directory, with the permissions of any other new file.
    ///
    /// # Errors
    /// If no file can be made there.
    pub fn create(directory: &Path) -> Result<Self> {
        collect(directory);
        loop {
            // A signal waits until the file is among those that are begun.
            let mut begun = lock(&BEGUN);
            let mut path = TemporaryPath::new(directory);
            let made = path.make(|path| File::options().read(true).write(true).create_new(true).open(path))?;
            if let Some(file) = made
                && is_taken(&file, &path.path)
            {
                begun.insert(path.path.clone(), Removal::Whole);
                let _begun = Begun(path.path.clone());
                return Ok(TemporaryFile { path, file, _begun });
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path.path
    }

    /// The file.
    pub fn as_file(&self) -> &File {
        &self.file
    }

    /// Gives it a name to stay under, in place of what has it.
    ///
    /// # Errors
    /// If it cannot be renamed; then it goes.
    pub(super) fn persist(mut self, name: &Path) -> Result<()> {
        std::fs::rename(&self.path.path, name)?;
        self.path.is_free = true;
        Ok(())
    }
}

impl Write for TemporaryFile {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.file.flush()
    }
}

impl Seek for TemporaryFile {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.file.seek(to)
    }
}

/// A directory under a temporary name, which goes with this value.
#[derive(Debug)]
pub(super) struct TemporaryDirectory {
    // Fields are dropped in this order.
    path: TemporaryPath,
    _begun: Begun,
    _lock: File,
    _intended: Intended,
}

/// The entry of a temporary directory in [`INTENDED`].
#[derive(Debug)]
struct Intended(PathBuf);

impl Drop for Intended {
    fn drop(&mut self) {
        lock(&INTENDED).remove(&self.0);
    }
}

impl TemporaryDirectory {
    /// Makes an empty directory in another, with the permissions of any other new directory. It is to get the name
    /// `intended`, by which messages call it already.
    pub(super) fn create(directory: &Path, intended: &Path) -> Result<Self> {
        collect(directory);
        loop {
            let mut begun = lock(&BEGUN);
            let mut path = TemporaryPath::new(directory);
            if path.make(|path| std::fs::create_dir(path))?.is_none() {
                continue;
            }
            let held = File::open(&path.path)?;
            if is_taken(&held, &path.path) {
                let made = path.path.clone();
                begun.insert(made.clone(), Removal::Whole);
                lock(&INTENDED).insert(made.clone(), intended.to_owned());
                let _intended = Intended(made.clone());
                return Ok(TemporaryDirectory { path, _begun: Begun(made), _lock: held, _intended });
            }
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path.path
    }

    /// Removes it with all that is in it.
    ///
    /// # Errors
    /// If something of it cannot be removed.
    pub(super) fn remove(mut self) -> Result<()> {
        self.path.remove()
    }
}

/// Locks what was just made. False if another process has found it without a lock before, and removes it.
fn is_taken(file: &File, path: &Path) -> bool {
    match file.try_lock() {
        Ok(()) => is_at(file, path),
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => true,
    }
}

/// Removes what dead processes left in a directory, once for each directory.
pub fn collect(directory: &Path) {
    if !lock(&SEEN).insert(directory.to_owned()) {
        return;
    }
    // What cannot be looked at or removed only takes room.
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let is_temporary = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
        if is_temporary && entry.file_name() != super::directory::LOCK {
            remove_if_dead(&entry.path());
        }
    }
}

/// Removes a temporary file or directory that nobody has locked.
fn remove_if_dead(path: &Path) {
    // Opening anything else may wait, or do something.
    if !std::fs::symlink_metadata(path).is_ok_and(|data| data.is_file() || data.is_dir()) {
        return;
    }
    let Ok(file) = File::open(path) else { return };
    if file.try_lock().is_ok() && is_at(&file, path) {
        let _stays = remove(path, Removal::Whole);
    }
}

fn remove(path: &Path, removal: Removal) -> Result<()> {
    match removal {
        Removal::IfEmpty => std::fs::remove_dir(path),
        Removal::Whole if path.is_dir() => std::fs::remove_dir_all(path),
        Removal::Whole => std::fs::remove_file(path),
    }
}

/// Removes what this process has begun and not completed, for a process that ends at once: whoever begins or drops
/// anything afterwards waits for ever.
pub fn abandon() {
    let begun = lock(&BEGUN);
    for (path, removal) in begun.iter().filter(|(_, removal)| **removal == Removal::Whole) {
        let _stays = remove(path, *removal);
    }
    // Directories after those in them.
    for (path, removal) in begun.iter().rev().filter(|(_, removal)| **removal == Removal::IfEmpty) {
        let _stays = remove(path, *removal);
    }
    std::mem::forget(begun);
}

/// Whether an open file is the one of this name.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(own), Ok(named)) => (own.dev(), own.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Whether an open file is the one of this name: elsewhere an open file cannot be removed.
#[cfg(not(unix))]
pub(super) fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dead_processes_left_is_collected_and_what_live_ones_write_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let own = [TemporaryFile::create(dir.path()).unwrap(), TemporaryFile::create(dir.path()).unwrap()];
        let tree = TemporaryDirectory::create(dir.path(), Path::new("out")).unwrap();
        let fault = crate::error::Error::new("full").file(tree.path().join("a/b.csv")).to_string();
        assert!(fault.contains("out/a/b.csv") && !fault.contains(TEMPORARY), "{fault}");
        assert_eq!([shown(tree.path()), shown(dir.path())], [Path::new("out"), dir.path()]);
        let of_dead = dir.path().join(format!("{TEMPORARY}dead"));
        std::fs::create_dir_all(of_dead.join("a")).unwrap();
        std::fs::write(of_dead.join("a/b"), "1").unwrap();
        std::fs::write(dir.path().join(format!("{TEMPORARY}file")), "1").unwrap();
        for other in ["notes", &format!("{TEMPORARY}lock")] {
            std::fs::write(dir.path().join(other), "1").unwrap();
        }
        // This process has looked here already; the next one has not.
        lock(&SEEN).remove(dir.path());
        collect(dir.path());
        let mut left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        left.sort();
        let mut expected: Vec<_> = own.iter().map(|file| file.path().to_owned()).collect();
        expected.push(tree.path().to_owned());
        expected.extend(["notes", &format!("{TEMPORARY}lock")].map(|name| dir.path().join(name)));
        expected.sort();
        assert_eq!(left, expected);
    }
}
