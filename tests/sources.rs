//! Comments say where facts come from in a way that a stranger can follow: docs/sources.md names every source.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What comments point to, before the tag.
const POINTER: &str = "docs/sources.md, ";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Text files of the project that people write, this one left out.
fn written() -> Vec<PathBuf> {
    fn walk(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else {
                files.push(path);
            }
        }
    }
    let mut files = vec![root().join("README.md"), root().join("CONTRIBUTING.md"), root().join("build.rs")];
    for directory in ["src", "tests", "scripts", "templates", "benches", "docs"] {
        walk(&root().join(directory), &mut files);
    }
    files.retain(|path| !path.ends_with("tests/sources.rs") && std::fs::read_to_string(path).is_ok());
    assert!(files.len() > 200, "{}", files.len());
    files
}

/// A comment as one line: breaks with the marks that begin the next line become a space.
fn joined(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!', '#', '*']).trim());
    lines.collect::<Vec<_>>().join(" ")
}

/// The tags that a text points to.
fn tags(text: &str) -> Vec<String> {
    let pieces = text.split(POINTER).skip(1);
    let tag = |piece: &str| piece.chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect();
    pieces.map(tag).collect()
}

#[test]
fn every_source_that_is_cited_is_on_the_page() {
    let page = std::fs::read_to_string(root().join("docs/sources.md")).unwrap();
    let known: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let mut cited = BTreeSet::new();
    for path in written().into_iter().filter(|path| !path.ends_with("docs/sources.md")) {
        for tag in tags(&joined(&std::fs::read_to_string(&path).unwrap())) {
            assert!(known.contains(tag.as_str()), "{}: docs/sources.md has no heading '{tag}'", path.display());
            cited.insert(tag);
        }
    }
    assert!(cited.len() >= 10, "{cited:?}");
    // Of each heading some text.
    for section in page.split("\n## ").skip(1) {
        assert!(section.lines().skip(1).any(|line| line.len() > 20), "nothing under '{}'", &section[..20]);
    }
}

/// What a stranger cannot look up is no source.
#[test]
fn no_comment_cites_a_sheet() {
    for path in written() {
        let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
        for (number, line) in text.lines().enumerate() {
            let words = line.split(|c: char| !c.is_alphanumeric());
            assert!(
                !words.clone().any(|word| word == "sheet" || word == "sheets"),
                "{}:{}",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn a_tag_that_does_not_exist_would_be_found() {
    let comment = joined("//! Facts (docs/sources.md, Ecoder) and more (docs/sources.md,\n//! No-such_1).");
    assert_eq!(tags(&comment), ["Ecoder", "No-such_1"]);
}
