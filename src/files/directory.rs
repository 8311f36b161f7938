//! Directories: made, taken by one process, and published when they are complete.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::temporary::{Begun, Removal, TEMPORARY, TemporaryDirectory, is_at};
use crate::error::{Error, Result};

/// Name of the file by which a process holds a directory.
pub(super) const LOCK: &str = ".econ-emu-lock";

/// The directory that a path stands in.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates a directory and its parents.
///
/// # Errors
/// If it cannot be created, or a file of that name is in the way.
pub fn create_dir(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|error| Error::io("create the directory of", path, &error))
}

/// Refuses a directory that holds anything, as the place for new files. What killed processes left does not count.
///
/// # Errors
/// A directory that is not empty or cannot be read, and a file of that name.
pub fn check_free(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        return Err(Error::system(ErrorKind::NotADirectory, "this is a file, a directory is needed").file(out));
    }
    if super::entries(out)?.iter().all(|path| super::name(path).starts_with(TEMPORARY)) {
        return Ok(());
    }
    Err(Error::system(ErrorKind::DirectoryNotEmpty, "the output directory is not empty")
        .file(out)
        .allowed("a new name, or an empty directory")
        .hint("nothing in it is replaced: remove it or choose another name"))
}

/// The files of the set that a directory holds and that is to be replaced, for [`AtomicDirectory::commit`]; none where
/// nothing is there. `set` says what kind of set it is to be, as in "golden set", and `listed` finds the files of one.
///
/// # Errors
/// A directory that is not such a set, and one that is if it is not to be replaced.
pub fn listed_of_replaced(
    out: &Path,
    set: &str,
    replace: bool,
    listed: impl FnOnce() -> Option<BTreeSet<String>>,
) -> Result<BTreeSet<String>> {
    if !out.exists() {
        return Ok(BTreeSet::new());
    }
    let hint = match listed() {
        Some(listed) if replace => return Ok(listed),
        Some(_) => format!("--force replaces a {set}"),
        None => format!("it is not a {set}, so it is not replaced: choose another name"),
    };
    Err(Error::system(ErrorKind::AlreadyExists, "the output directory exists already").file(out).hint(hint))
}

/// Brings the names in a directory to the disk, so that a rename outlives a power failure.
///
/// Not every file system can; then it does by itself what it does.
pub(super) fn sync_names(directory: &Path) {
    let _unknown = File::open(directory).and_then(|directory| directory.sync_all());
}

/// Gives a finished file or directory its name, in one step. What it holds is on the disk before, and the name after:
/// what it was made of may then be removed.
///
/// # Errors
/// If it cannot be renamed.
pub fn rename(made: &Path, target: &Path) -> Result<()> {
    let synced = if made.is_dir() { sync_tree(made) } else { File::open(made).and_then(|file| file.sync_all()) };
    let renamed = synced.and_then(|()| std::fs::rename(made, target));
    renamed.map_err(|error| Error::io("rename", target, &error))?;
    sync_names(parent(target));
    Ok(())
}

/// Brings a directory with all that is in it to the disk.
fn sync_tree(directory: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_tree(&entry.path())?;
        } else if kind.is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    sync_names(directory);
    Ok(())
}

/// A directory that appears under its name only when all of its files are complete.
///
/// The files are written to a temporary directory beside it, which [`AtomicDirectory::commit`] renames.
/// Dropped without commit, it leaves nothing behind.
pub struct AtomicDirectory {
    // Fields are dropped in this order.
    temporary: TemporaryDirectory,
    parents: NewDirectories,
    path: PathBuf,
    /// Where it is to appear, behind all links.
    target: PathBuf,
}

impl AtomicDirectory {
    /// Starts a directory that will appear as `path`. The directory it stands in is created if necessary.
    ///
    /// # Errors
    /// If directories cannot be created there.
    pub fn create(path: &Path) -> Result<Self> {
        let target = if path.exists() { std::fs::canonicalize(path) } else { Ok(path.to_owned()) };
        let target = target.map_err(|error| Error::io("create", path, &error))?;
        let parents = NewDirectories::create(parent(&target))?;
        let temporary = TemporaryDirectory::create(parent(&target), path);
        let temporary = temporary.map_err(|error| Error::io("create", path, &error))?;
        Ok(AtomicDirectory { temporary, parents, path: path.to_owned(), target })
    }

    /// Where its files are written.
    pub fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Puts the directory into place. If one is there, its files that are `listed` (by their paths inside it) go, and
    /// all others stay.
    ///
    /// At every moment the name stands for the whole old directory or for the whole new one, where the file system
    /// can exchange two names (those of Linux can, most that are shared over a network cannot: there a process that is
    /// killed between two renames leaves none). Files and directories are on the disk before: without that, a power
    /// failure could leave the new name with empty files.
    ///
    /// # Errors
    /// A file that is not listed and has the name of a new one, and failures to write; then the old directory stays
    /// as it is.
    pub fn commit(self, listed: &BTreeSet<String>) -> Result<()> {
        let AtomicDirectory { temporary, parents, path, target } = self;
        let made = temporary.path();
        if target.exists() {
            keep(&target, made, "", listed).map_err(|error| error.file(&path))?;
        }
        finish(made, &target).map_err(|error| Error::io("create", &path, &error))?;
        sync_names(parent(&target));
        parents.keep();
        // What the temporary name stands for now is the old directory, or nothing.
        Ok(())
    }
}

/// Gives the files of an old directory that are not listed to a new one, as further names of the same files.
fn keep(old: &Path, new: &Path, prefix: &str, listed: &BTreeSet<String>) -> Result<()> {
    for from in super::entries(old)? {
        let name = super::name(&from);
        let inside = format!("{prefix}{name}");
        if listed.contains(&inside) || name.starts_with(TEMPORARY) {
            continue;
        }
        let to = new.join(from.file_name().unwrap_or_default());
        if from.is_dir() && !from.is_symlink() {
            keep_directory(&from, &to, &inside, listed)?;
        } else if to.exists() {
            return Err(Error::system(
                ErrorKind::AlreadyExists,
                "a file in the output directory is none of the set, and has the name of a new one",
            )
            .found(inside)
            .hint("move it away, or choose another directory"));
        } else if std::fs::hard_link(&from, &to).is_err() {
            std::fs::copy(&from, &to).map_err(|error| Error::io("keep", &from, &error))?;
        }
    }
    Ok(())
}

/// [`keep`] of a directory in it, which is not made if nothing of it stays.
fn keep_directory(from: &Path, to: &Path, inside: &str, listed: &BTreeSet<String>) -> Result<()> {
    let is_new = !to.exists();
    create_dir(to)?;
    keep(from, to, &format!("{inside}/"), listed)?;
    if is_new && listed.iter().any(|name| name.starts_with(&format!("{inside}/"))) {
        let _something_stays = std::fs::remove_dir(to);
    }
    Ok(())
}

/// Brings a directory to the disk and then to its name, with the permissions of one that is there.
fn finish(made: &Path, target: &Path) -> std::io::Result<()> {
    if target.exists() {
        std::fs::set_permissions(made, std::fs::metadata(target)?.permissions())?;
    }
    sync_tree(made)?;
    publish(made, target)
}

/// Renames a directory onto a name. A directory that has the name takes the other one.
fn publish(made: &Path, target: &Path) -> std::io::Result<()> {
    if !target.exists() {
        return std::fs::rename(made, target);
    }
    if exchange(made, target).is_ok() {
        return Ok(());
    }
    let aside = TemporaryDirectory::create(parent(target), target)?;
    let old = aside.path().join("old");
    std::fs::rename(target, &old)?;
    std::fs::rename(made, target).inspect_err(|_| {
        let _lost = std::fs::rename(&old, target);
    })
}

/// Exchanges what two names stand for.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Removes a directory with all that is in it, in one step for everybody who looks at its name: what a killed process
/// leaves of it has a temporary name, and goes with the next command that writes there.
///
/// # Errors
/// If it cannot be renamed or removed.
pub fn remove_dir(path: &Path) -> Result<()> {
    removed(path).map_err(|error| Error::io("remove", path, &error))
}

fn removed(path: &Path) -> std::io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let doomed = TemporaryDirectory::create(parent(path), path)?;
    std::fs::rename(path, doomed.path().join("old"))?;
    doomed.remove()
}

/// Directories made for something that may still fail: dropped before [`NewDirectories::keep`], those that are empty
/// go again.
pub struct NewDirectories {
    /// Those that did not exist, the innermost first.
    made: Vec<(PathBuf, Begun)>,
}

impl NewDirectories {
    /// Creates a directory and its parents.
    ///
    /// # Errors
    /// As [`create_dir`]; then nothing is left behind.
    pub fn create(path: &Path) -> Result<Self> {
        let missing = path.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        let made = missing.map(|path| (path.to_owned(), Begun::new(path, Removal::IfEmpty)));
        let made = NewDirectories { made: made.collect() };
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
        for (path, _) in &self.made {
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
    _begun: Begun,
}

impl DirectoryLock {
    /// Takes a directory that exists.
    ///
    /// # Errors
    /// A directory that another process has, and one in which no file can be made.
    pub fn take(directory: &Path) -> Result<Self> {
        let path = directory.join(LOCK);
        loop {
            let file = File::options().create(true).append(true).open(&path);
            let file = file.map_err(|error| Error::io("create", &path, &error))?;
            let held = match file.try_lock() {
                // Its former owner may have removed the file between the two steps: then the lock holds nobody back.
                Ok(()) if !is_at(&file, &path) => continue,
                Ok(()) => Some(file),
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::system(ErrorKind::ResourceBusy, "another process writes this directory")
                        .file(directory)
                        .hint("wait until it has finished, or choose another directory"));
                }
                Err(TryLockError::Error(_)) => None,
            };
            let begun = Begun::new(&path, Removal::Whole);
            return Ok(DirectoryLock { path, _file: held, _begun: begun });
        }
    }
}

impl Drop for DirectoryLock {
    fn drop(&mut self) {
        let _may_be_gone = std::fs::remove_file(&self.path);
    }
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
        std::fs::write(dir.path().join(LOCK), "").unwrap();
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
    fn a_directory_appears_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sets/a");
        let half = AtomicDirectory::create(&path).unwrap();
        crate::files::write(&half.path().join("rows"), "1").unwrap();
        assert!(!path.exists());
        drop(half);
        assert!(!dir.path().join("sets").exists());
        let listed = BTreeSet::from(["first".to_owned()]);
        for name in ["first", "second"] {
            let whole = AtomicDirectory::create(&path).unwrap();
            crate::files::write(&whole.path().join(name), "1").unwrap();
            whole.commit(&listed).unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["second"], "what was there is replaced");
        assert_eq!(std::fs::read_dir(dir.path().join("sets")).unwrap().count(), 1);
        // What is not listed stays, also in directories of the set; a file in the way of a new one is left alone.
        std::fs::create_dir(path.join("stages")).unwrap();
        for own in ["notes", "stages/notes", "stages/old"] {
            std::fs::write(path.join(own), "own").unwrap();
        }
        let listed = BTreeSet::from(["second", "stages/old"].map(str::to_owned));
        let whole = AtomicDirectory::create(&path).unwrap();
        crate::files::write(&whole.path().join("third"), "1").unwrap();
        whole.commit(&listed).unwrap();
        let left = ["notes", "stages/notes", "second", "stages/old"].map(|name| path.join(name).exists());
        assert_eq!(left, [true, true, false, false]);
        let clash = AtomicDirectory::create(&path).unwrap();
        crate::files::write(&clash.path().join("notes"), "1").unwrap();
        assert!(clash.commit(&listed).unwrap_err().to_string().contains("none of the set"));
        assert_eq!(std::fs::read_to_string(path.join("notes")).unwrap(), "own");
        assert_eq!(std::fs::read_dir(dir.path().join("sets")).unwrap().count(), 1);
        assert!(AtomicDirectory::create(&path.join("third/b")).is_err(), "a file is in the way");
    }

    #[test]
    fn a_directory_is_removed_in_one_step() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a/b")).unwrap();
        std::fs::write(dir.path().join("a/b/c"), "1").unwrap();
        remove_dir(&dir.path().join("a")).unwrap();
        remove_dir(&dir.path().join("a")).unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
