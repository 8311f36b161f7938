//! The rules of the architecture, checked on the sources.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

/// Modules in the order in which they may depend on each other: a module uses only those before it.
/// Modules of one group do not use each other, except through the group's own order here.
const ORDER: [&[&str]; 16] = [
    &["error", "files"],
    &["nn"],
    &["network"],
    &["registers"],
    &["chip"],
    &["interchange"],
    &["kernels"],
    &["golden"],
    &["hwgen"],
    &["data"],
    &["physics"],
    &["plot"],
    &["train"],
    &["search"],
    &["report"],
    &["cli"],
];

/// Modules that hold bits, not measurements: floating point is denied in them.
const INTEGER_ONLY: [&str; 4] = ["chip", "kernels", "golden", "hwgen"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<(String, String)> {
    fn walk(at: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root(), &mut paths);
    paths.sort();
    assert!(paths.len() > 30);
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|group| group.contains(&module))
}

/// The part of a source that is not tests or comments.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    before_tests.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn dependencies_point_one_way() {
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap().to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        let own = rank(&module).unwrap_or_else(|| panic!("{name}: the module {module} has no place in ORDER"));
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(theirs) = rank(&used) else { continue };
            assert!(theirs <= own, "{name} uses crate::{used}, which lies above {module}");
        }
    }
}

#[test]
fn the_rule_notices_an_arrow_the_other_way() {
    assert!(rank("golden") > rank("chip") && rank("chip") > rank("registers") && rank("registers") > rank("network"));
    assert!(rank("nothing").is_none());
}

#[test]
fn unsafe_stands_only_in_the_kernels_and_tch_only_in_the_trainer() {
    for (name, text) in sources() {
        let code = code(&text);
        let word = |c: char| !(c.is_alphanumeric() || c == '_');
        if !name.starts_with("kernels/") {
            assert!(!code.split(word).any(|token| token == "unsafe"), "{name} contains unsafe code");
        }
        if !name.starts_with("train/") {
            let begins_a_word = |at: usize| code[..at].chars().next_back().is_none_or(word);
            assert!(!code.match_indices("tch::").any(|(at, _)| begins_a_word(at)), "{name} names tch");
        }
    }
    let manifest = std::fs::read_to_string(root().join("../Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"deny\""));
}

#[test]
fn clap_stands_only_in_the_command_line() {
    for (name, text) in sources() {
        let code = code(&text);
        let mut words = code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        assert!(name.starts_with("cli/") || !words.any(|word| word == "clap"), "{name} names clap");
    }
}

#[test]
fn floating_point_is_denied_where_bits_are_exact() {
    for module in INTEGER_ONLY {
        let text = std::fs::read_to_string(root().join(module).join("mod.rs")).unwrap();
        assert!(text.contains("#![deny(clippy::float_arithmetic)]"), "{module} allows floating point");
    }
    for (name, text) in sources() {
        if INTEGER_ONLY.iter().any(|module| name.starts_with(module)) || name.starts_with("network") {
            let code = code(&text);
            assert!(!code.contains("f64") && !code.contains("f32"), "{name} names a floating-point type");
        }
    }
}

#[test]
fn the_binary_is_thin() {
    let main = std::fs::read_to_string(root().join("main.rs")).unwrap();
    assert!(main.lines().count() < 60);
}

/// What a user supplies never meets a panic: no unwrap, expect, panic or indexing helper of that
/// kind outside tests.
#[test]
fn nothing_unwraps_outside_tests() {
    for (name, text) in sources() {
        if name.ends_with("testing.rs") || name.ends_with("round_trip.rs") {
            continue;
        }
        let code = code(&text);
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
            assert!(!code.contains(word), "{name} contains {word}");
        }
    }
}
