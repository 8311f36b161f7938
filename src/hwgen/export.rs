//! The export: all files of a design in a directory that appears complete or not at all.

use std::collections::BTreeSet;
use std::path::Path;

use askama::Template;

use super::design::Valid;
use super::hls::{self, HlsFlavour};
use super::marks::Marked;
use super::report::scripts;
use super::vectors::VectorSet;
use super::verilog;
use crate::error::{Error, Result};
use crate::files::{self, AtomicDirectory};
use crate::network;

/// What to write besides certificate and golden files: one directory each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// HLS C++.
    Hls(HlsFlavour),
    /// Verilog.
    Verilog,
}

impl Target {
    /// All targets.
    pub const ALL: [Target; 3] = [Target::Hls(HlsFlavour::Vitis), Target::Hls(HlsFlavour::Catapult), Target::Verilog];

    /// Name of the target and of its directory.
    pub fn name(self) -> &'static str {
        match self {
            Target::Hls(flavour) => flavour.name(),
            Target::Verilog => "verilog",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Target::Hls(HlsFlavour::Vitis) => "HLS C++ with ap_fixed, testbench, script for Vitis HLS",
            Target::Hls(HlsFlavour::Catapult) => "HLS C++ with ac_fixed, testbench, script for Catapult",
            Target::Verilog => "synthesizable Verilog-2005, testbench for Verilator and Icarus",
        }
    }

    fn emit(self, design: &Valid, part: &str) -> Result<Vec<(String, Marked)>> {
        let files = match self {
            Target::Hls(flavour) => hls::emit(design, flavour, part),
            Target::Verilog => verilog::emit(design),
        };
        files?.into_iter().map(|(name, text)| Ok((name, Marked::parse(&text)?))).collect()
    }
}

#[derive(Template)]
#[template(path = "export/README.txt", escape = "none")]
struct Readme<'a> {
    provenance: [String; 4],
    samples: usize,
    targets: &'a [Target],
    scripts: bool,
}

/// All files of an export: path inside the directory, and text. The same design and vectors give the
/// same bytes.
///
/// # Errors
/// A part without the shape of one, and failures of a template.
pub fn render(design: &Valid, vectors: &VectorSet, targets: &[Target], part: &str) -> Result<Vec<(String, String)>> {
    let files = render_marked(design, vectors, targets, part)?;
    Ok(files.into_iter().map(|(name, marked)| (name, marked.text)).collect())
}

/// The files of [`render`], with the marks in the sources.
///
/// # Errors
/// As [`render`].
pub fn render_marked(
    design: &Valid,
    vectors: &VectorSet,
    targets: &[Target],
    part: &str,
) -> Result<Vec<(String, Marked)>> {
    let provenance = design.provenance();
    let commented: String = provenance.iter().map(|line| format!("# {line}\n")).collect();
    let scripts = targets.contains(&Target::Verilog);
    let readme = Readme { provenance: provenance.clone(), samples: vectors.samples(), targets, scripts };
    let readme = readme.render().map_err(|error| Error::new(format!("cannot write the readme: {error}")))?;
    let head = [
        ("README.txt".to_owned(), readme.trim_start().to_owned() + "\n"),
        ("certificate.json".to_owned(), design.certificate().to_json(&provenance)?),
        ("certificate.txt".to_owned(), design.certificate().to_text(&provenance)),
        (network::FILE.to_owned(), commented + &design.typed().network().to_yaml()?),
    ];
    let mut all: Vec<(String, Marked)> = head.into_iter().map(unmarked).collect();
    all.extend(inside("golden", vectors.files(design).into_iter().map(unmarked)));
    for target in targets {
        let files = target.emit(design, part)?;
        if *target == Target::Verilog {
            let sources = files.iter().map(|(name, _)| name.as_str()).filter(|name| verilog::is_source(name));
            let sources: Vec<&str> = sources.collect();
            all.extend(inside(scripts::DIRECTORY, scripts::emit(design, &sources)?.into_iter().map(unmarked)));
        }
        all.extend(inside(target.name(), files));
    }
    Ok(all)
}

/// A file without places to mutate.
fn unmarked((name, text): (String, String)) -> (String, Marked) {
    (name, Marked { text, marks: Vec::new() })
}

/// Files with their names in a directory.
fn inside(
    directory: &str,
    files: impl IntoIterator<Item = (String, Marked)>,
) -> impl Iterator<Item = (String, Marked)> {
    files.into_iter().map(move |(name, marked)| (format!("{directory}/{name}"), marked))
}

/// Writes an export to `out`, which must not exist or be empty. All files are written beside it
/// first; one rename puts them in place.
///
/// # Errors
/// A directory that is not empty, and failures to write; then nothing is left behind.
pub fn write(out: &Path, files: &[(String, impl AsRef<[u8]>)]) -> Result<()> {
    files::check_free(out)?;
    let export = AtomicDirectory::create(out)?;
    for (name, contents) in files {
        let path = export.path().join(name);
        if let Some(directory) = path.parent() {
            files::create_dir(directory)?;
        }
        files::write(&path, contents)?;
    }
    export.commit(&BTreeSet::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_replaced_and_nothing_is_left_half_written() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("a/export");
        let files = [("x/y.txt".to_owned(), "text".to_owned())];
        write(&out, &files).unwrap();
        assert_eq!(std::fs::read_to_string(out.join("x/y.txt")).unwrap(), "text");
        assert!(write(&out, &files).unwrap_err().to_string().contains("not empty"));
        std::fs::remove_dir_all(out.join("x")).unwrap();
        write(&out, &files).unwrap();
        let file = out.join("x/y.txt");
        assert!(write(&file, &files).unwrap_err().to_string().contains("a directory is needed"));
        // A file that cannot be written: its directory is a file of the export itself.
        let broken = [("x".to_owned(), String::new()), ("x/y".to_owned(), String::new())];
        assert!(write(&dir.path().join("b"), &broken).is_err());
        let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["a"]);
    }
}
