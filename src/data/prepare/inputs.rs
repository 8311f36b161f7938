//! Lists of input files: paths, patterns, directories, and files that list them; and tables among them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::state;
use crate::data::calq_csv::{Header, TableOptions};
use crate::data::link_words::{CONFIG, METADATA, WORDS};
use crate::data::synth::write::CONFIG_HD;
use crate::data::{self, CellOrder, Files, ReadOptions, Selection};
use crate::error::{Error, Result};
use crate::files;
use crate::registers::ChipConfig;

/// Whether an input is a table, and not a ROOT file.
pub fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    [".csv", ".csv.gz", ".csv.zst", ".parquet"].iter().any(|end| name.ends_with(end))
}

/// Whether a table holds link words.
fn is_words(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == WORDS)
}

/// The inputs, each with what belongs to it, for a request, see [`PrepareState::open`](super::state::PrepareState::open).
///
/// # Errors
/// As [`state::input`].
pub fn request(paths: &[PathBuf]) -> Result<Vec<Vec<Value>>> {
    paths.iter().map(|path| with_companions(path).iter().map(|path| state::input(path)).collect()).collect()
}

/// How tables of charges are read, for a request.
pub fn request_of_tables(order: CellOrder, table: &TableOptions) -> String {
    let said = [
        (table.header == Header::Absent, "without names"),
        (table.index_column, "with an index"),
        (table.round.is_some(), "rounded"),
    ];
    let said = said.iter().filter(|(is, _)| *is).map(|(_, what)| format!(", {what}"));
    format!("{order:?}{}", said.collect::<String>())
}

/// What a chip does to link words, for a request.
pub fn request_of_chip(chip: Option<&ChipConfig>) -> Option<String> {
    chip.map(|chip| format!("{:?} {:?} {:?}", chip.generation, chip.mux, chip.calibration))
}

/// An input, with what belongs to it.
fn with_companions(path: &Path) -> Vec<PathBuf> {
    let beside: &[&str] = if is_words(path) { &[METADATA, CONFIG, CONFIG_HD] } else { &[] };
    let beside = beside.iter().map(|name| path.with_file_name(name)).filter(|path| path.is_file());
    std::iter::once(path.to_owned()).chain(beside).collect()
}

/// Opens a table of charges, read as `table` says, with cells numbered in `order`, or of link words, which have their metadata beside them.
/// Link words pass the front end of `chip`; without one, that of the configuration beside them, with the factor of
/// each module's pseudorapidity. All rows are read, whatever the selection, which says what columns they need.
///
/// # Errors
/// As [`data::open`].
pub fn open_table(
    path: &Path,
    (order, table): (CellOrder, &TableOptions),
    chip: Option<&ChipConfig>,
    selection: &Selection,
) -> Result<Files> {
    let options = ReadOptions { order, table: table.clone(), selection: selection.clone(), ..ReadOptions::default() };
    match chip {
        _ if !is_words(path) => data::all_rows(&[path.to_owned()], &options),
        None => {
            let set = path.with_file_name("");
            let set = if set.as_os_str().is_empty() { PathBuf::from(".") } else { set };
            data::all_rows(&[set], &ReadOptions { transverse: true, ..options })
        }
        Some(chip) => {
            let metadata = Some(path.with_file_name(METADATA)).filter(|path| files::is_there(path));
            data::all_rows(&[path.to_owned()], &ReadOptions { config: Some(chip.clone()), metadata, ..options })
        }
    }
}

/// The files that arguments stand for, in their order.
///
/// An argument is a file; a directory, which stands for its files of the given extension in
/// alphabetical order; a pattern with `*`, `?` or `[…]`, which stands for what matches, in alphabetical
/// order; or `@FILE`, a file with one of these on each line (empty lines and lines that begin with `#`
/// do not count). Names of files may hold the characters of patterns where such a file exists.
///
/// # Errors
/// Files that do not exist, patterns and directories that match nothing, and a file that is given twice.
pub fn expand(arguments: &[String], extension: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for argument in arguments {
        match argument.strip_prefix('@') {
            None => one(argument, extension, &mut found)?,
            Some(list) => {
                let (list, before) = (Path::new(list), found.len());
                for (at, line) in files::read_text(list)?.lines().enumerate() {
                    let line = line.trim();
                    if !line.is_empty() && !line.starts_with('#') {
                        one(line, extension, &mut found)
                            .map_err(|error| Error::new(error.message()).file(list).line(at as u64 + 1).found(line))?;
                    }
                }
                if found.len() == before {
                    return Err(Error::new("the list names no files").file(list));
                }
            }
        }
    }
    let mut sorted: Vec<&PathBuf> = found.iter().collect();
    sorted.sort();
    if let Some(twice) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Error::new("a file is given twice").file(twice[0]));
    }
    if found.is_empty() {
        return Err(Error::new("no input files"));
    }
    Ok(found)
}

fn no_pattern(argument: &str, error: &dyn std::fmt::Display) -> Error {
    Error::new(format!("not a pattern of file names: {error}")).found(argument)
}

fn one(argument: &str, extension: &str, found: &mut Vec<PathBuf>) -> Result<()> {
    let path = Path::new(argument);
    let before = found.len();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(|error| Error::io("list", path, &error))? {
            let entry = entry.map_err(|error| Error::io("list", path, &error))?.path();
            if entry.is_file() && entry.extension().is_some_and(|own| own == extension) {
                found.push(entry);
            }
        }
        found[before..].sort();
        if found.len() == before {
            return Err(Error::new(format!("the directory holds no *.{extension}")).file(path));
        }
    } else if path.is_file() || !argument.contains(['*', '?', '[']) {
        files::open_regular(path)?;
        found.push(path.to_owned());
    } else {
        for entry in glob::glob(argument).map_err(|error| no_pattern(argument, &error))? {
            found.push(entry.map_err(|error| no_pattern(argument, &error))?);
        }
        found[before..].sort();
        if found.len() == before {
            return Err(Error::new("no file matches the pattern").found(argument));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the files that arguments stand for.
    fn names(arguments: &[String]) -> Vec<String> {
        let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        expand(arguments, "root").unwrap().into_iter().map(name).collect()
    }

    #[test]
    fn lists_patterns_and_directories() {
        let scratch = tempfile::tempdir().unwrap();
        fn fault(argument: String) -> String {
            expand(&[argument], "root").unwrap_err().to_string()
        }
        let path = scratch.path().to_owned();
        for name in ["b_2.root", "b_1.root", "a[x].root", "notes.txt"] {
            std::fs::write(path.join(name), "").unwrap();
        }
        let root = path.display();
        assert_eq!(
            names(&[format!("{root}/b_*.root"), format!("{root}/a[x].root")]),
            ["b_1.root", "b_2.root", "a[x].root"]
        );
        assert_eq!(names(&[scratch.path().display().to_string()]), ["a[x].root", "b_1.root", "b_2.root"]);
        std::fs::write(path.join("list"), format!("# mine\n{root}/b_2.root\n\n{root}/b_1.*\n")).unwrap();
        assert_eq!(names(&[format!("@{root}/list")]), ["b_2.root", "b_1.root"]);
        assert!(fault(format!("{root}/c_*.root")).contains("no file matches"));
        assert!(fault(format!("{root}/c.root")).contains("cannot open"));
        std::fs::write(path.join("list"), "\nnone.root\n").unwrap();
        assert!(fault(format!("@{root}/list")).contains("none.root"));
        let twice = expand(&[format!("{root}/b_1.root"), format!("{root}/b_*.root")], "root").unwrap_err().to_string();
        assert!(twice.contains("b_1.root") && twice.contains("twice"), "{twice}");
        assert!(expand(&[], "root").is_err());
    }
}
