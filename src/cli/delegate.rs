//! The trainer is a program of its own, `econ-emu-train`, so that no other command loads libtorch. It knows every
//! command of `econ-emu`; those that need libtorch are given to it with all their arguments.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use memchr::memmem;

use super::TrainerCommands;
use crate::error::{Error, Result};
use crate::version;

/// The variable that names the trainer.
const VARIABLE: &str = "ECON_EMU_TRAIN";

/// The variable by which the trainer is told who started it: what [`version::program`] says.
const STARTED_BY: &str = "ECON_EMU_STARTED_BY";

/// Its name.
const NAME: &str = "econ-emu-train";

/// What stands in front of the version of libtorch in [`TrainerCommands::libtorch`], and so in the file of the trainer.
const MARK: &str = "econ-emu-train by libtorch <";

/// Bytes of the file that are read at once, and of the mark with a version, at most.
const BLOCK: u64 = 1 << 20;
const LONGEST: usize = 80;

/// Does something that needs libtorch: here, if this is the trainer, or else by starting that.
pub(super) fn or_start(
    trainer: Option<&dyn TrainerCommands>,
    run: impl FnOnce(&dyn TrainerCommands) -> Result<u8>,
) -> Result<u8> {
    match trainer {
        Some(trainer) => run(trainer),
        None => exec(Command::new(find()?).args(std::env::args_os().skip(1)).env(STARTED_BY, version::program())),
    }
}

/// Why this trainer does not belong to the program that started it.
pub(super) fn mismatch() -> Option<Error> {
    let by = std::env::var(STARTED_BY).ok().filter(|by| *by != version::program())?;
    Some(
        Error::new(format!("the trainer is {}, and not of the program that started it", version::program()))
            .file(std::env::current_exe().unwrap_or_else(|_| NAME.into()))
            .found(by)
            .hint(format!("build both from the same sources, or name another trainer by {VARIABLE}")),
    )
}

/// The trainer: by [`VARIABLE`], beside this program, or in the directory libexec beside that of this program.
pub(super) fn find() -> Result<PathBuf> {
    if let Some(given) = std::env::var_os(VARIABLE).filter(|given| !given.is_empty()) {
        let given = PathBuf::from(given);
        return match given.is_file() {
            true => Ok(given),
            false => Err(none().file(&given).field(VARIABLE)),
        };
    }
    let places = std::env::current_exe().and_then(|exe| exe.canonicalize()).map(|exe| places(&exe)).unwrap_or_default();
    let found = places.iter().find(|path| path.is_file()).cloned();
    found.ok_or_else(|| {
        let looked: Vec<String> = places.iter().map(|path| path.display().to_string()).collect();
        none().allowed(format!("{}, or the path in {VARIABLE}", looked.join(", ")))
    })
}

/// Where the trainer may be, for a program in a file.
fn places(program: &Path) -> Vec<PathBuf> {
    let name = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
    let beside = program.with_file_name(&name);
    let libexec = program.ancestors().nth(2).map(|prefix| prefix.join("libexec").join(&name));
    [Some(beside), libexec].into_iter().flatten().collect()
}

fn none() -> Error {
    Error::new(format!("there is no trainer, the program {NAME}, and this needs it"))
        .hint(format!("get it with: scripts/libtorch.sh && cargo build --release -p econ-emu -p {NAME}"))
}

/// Becomes another program; comes back only if that cannot be started.
#[cfg(unix)]
fn exec(command: &mut Command) -> Result<u8> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(cannot_start(command.get_program(), &error))
}

/// Runs another program to its end.
#[cfg(not(unix))]
fn exec(command: &mut Command) -> Result<u8> {
    let status = command.status().map_err(|error| cannot_start(command.get_program(), &error))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(super::FAILED))
}

fn cannot_start(program: &OsStr, error: &std::io::Error) -> Error {
    Error::io("start the trainer", Path::new(program), error)
}

/// The version of libtorch that a trainer was built with, read from its file: asking it would load libtorch. `None` where
/// the file does not say it.
pub(super) fn libtorch_of(trainer: &Path) -> Option<String> {
    let (mut file, mut read) = (File::open(trainer).ok()?, Vec::new());
    loop {
        let count = file.by_ref().take(BLOCK).read_to_end(&mut read).ok().filter(|&count| count > 0)?;
        if let Some(version) = version_in(&read) {
            return Some(version.to_owned());
        }
        // The mark may lie across two blocks.
        read.drain(..read.len().saturating_sub(LONGEST.min(count)));
    }
}

/// The version in what the trainer says of itself, or in its file: behind the first mark that a version follows.
pub(super) fn version_in(bytes: &[u8]) -> Option<&str> {
    memmem::find_iter(bytes, MARK).find_map(|at| closed(&bytes[at + MARK.len()..]))
}

/// The text up to the closing bracket, if it looks like a version.
fn closed(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().take(LONGEST - MARK.len()).position(|&byte| byte == b'>')?;
    let text = std::str::from_utf8(&bytes[..end]).ok()?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ".+-_".contains(letter);
    (text.starts_with(|first: char| first.is_ascii_digit()) && text.chars().all(plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_libtorch_is_read_from_the_file_wherever_it_stands() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("trainer");
        let said = format!("{MARK}2.9.1+cpu>");
        for at in [0, 1, BLOCK as usize - said.len() + 1, BLOCK as usize - 1, BLOCK as usize, 3 * BLOCK as usize + 5] {
            // A mark that nothing follows comes first: the program that reads holds one, too.
            let mut bytes = MARK.as_bytes().iter().copied().cycle().take(at).collect::<Vec<u8>>();
            bytes.extend(said.as_bytes());
            bytes.resize(4 * BLOCK as usize, b'<');
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(libtorch_of(&path).as_deref(), Some("2.9.1+cpu"), "{at}");
        }
        std::fs::write(&path, format!("{MARK}>{MARK}2 9>{MARK}v2>{MARK}")).unwrap();
        assert_eq!(libtorch_of(&path), None);
        assert_eq!(libtorch_of(&scratch.path().join("none")), None);
    }

    #[test]
    fn the_trainer_is_looked_for_beside_the_program_and_in_libexec() {
        let paths = places(Path::new("/opt/econ/bin/econ-emu"));
        assert_eq!(paths, ["/opt/econ/bin/econ-emu-train", "/opt/econ/libexec/econ-emu-train"].map(PathBuf::from));
    }
}
