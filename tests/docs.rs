//! The pages for readers: their links, what must stand on them, and their examples, which run as they are printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::econ_emu;
use common::needs::{long, project};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;

common::tests! {
    every_link_leads_somewhere: [],
    the_book_has_every_page_once: [],
    every_command_has_a_page: [],
    the_readme_is_short_and_begins_with_the_two_commands: [],
    every_example_does_what_is_printed: [],
    every_number_of_a_table_is_measured: [],
    words_are_spelt_right: [TYPOS],
}

/// Markdown files of a directory and those in it.
fn below(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => below(&path, found),
            Some(extension) if extension == "md" => found.push(path),
            _ => {}
        }
    }
}

fn book() -> Vec<PathBuf> {
    let mut found = Vec::new();
    below(&project("docs"), &mut found);
    found.sort();
    found
}

/// All pages.
fn pages() -> Vec<PathBuf> {
    let others = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "golden/README.md", "hls_out/README.md"];
    let mut pages: Vec<PathBuf> = others.iter().map(|name| project(name)).collect();
    pages.push(project("bindings/python/README.md"));
    pages.extend(book());
    pages
}

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Where links and pictures lead.
fn links(text: &str) -> Vec<String> {
    let target = |event: Event<'_>| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    };
    events(text).filter_map(target).collect()
}

/// What a link to a heading says, as web pages of repositories and mdBook make it.
fn anchors(text: &str) -> BTreeSet<String> {
    let (mut found, mut heading) = (BTreeSet::new(), None);
    for event in events(text) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::End(TagEnd::Heading(_)), Some(words)) => {
                let words = words.to_lowercase();
                let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                found.insert(kept.map(|c| if c == ' ' { '-' } else { c }).collect());
                heading = None;
            }
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&text),
            _ => {}
        }
    }
    found
}

fn every_link_leads_somewhere() {
    let mut counted = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text).into_iter().filter(|link| !link.starts_with("http")) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: there is no {link}", page.display());
            if !anchor.is_empty() {
                let headings = anchors(&std::fs::read_to_string(&target).unwrap());
                assert!(headings.contains(anchor), "{}: {link}: headings are {headings:?}", page.display());
            }
            counted += 1;
        }
    }
    assert!(counted > 100, "{counted}");
}

fn the_book_has_every_page_once() {
    let summary = project("docs/SUMMARY.md");
    let listed = links(&std::fs::read_to_string(&summary).unwrap());
    let once: BTreeSet<PathBuf> = listed.iter().map(|link| project("docs").join(link)).collect();
    assert_eq!(once.len(), listed.len(), "a page is listed twice");
    let pages: BTreeSet<PathBuf> = book().into_iter().filter(|page| *page != summary).collect();
    assert_eq!(once, pages);
}

fn every_command_has_a_page() {
    let help = econ_emu().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Names stand behind two blanks; lines that go on have more.
    let names = listed.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names = names.filter_map(|line| line.split_whitespace().next());
    let commands: BTreeSet<&str> = names.filter(|name| *name != "help").collect();
    assert!(commands.len() > 15, "{commands:?}");
    for name in commands {
        let page = project("docs/commands").join(format!("{name}.md"));
        let text = std::fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        assert!(text.starts_with(&format!("# {name}\n")), "{}", page.display());
        assert!(
            blocks(&text).iter().any(|block| block.text.contains(&format!("econ-emu {name}"))),
            "{name}: no example"
        );
    }
}

fn the_readme_is_short_and_begins_with_the_two_commands() {
    let text = std::fs::read_to_string(project("README.md")).unwrap();
    assert!(text.lines().count() <= 130, "{} lines", text.lines().count());
    let first: Vec<&str> = text.lines().take(15).collect();
    for script in ["scripts/demo.sh", "scripts/test.sh"] {
        assert!(first.iter().any(|line| line.trim_start().starts_with(script)), "{script}");
    }
}

/// A block of commands: `sh`, or `sh,long` for those that train, build, install or measure.
struct Block {
    text: String,
    long: bool,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open = None;
    for event in events(text) {
        match (event, &mut open) {
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))), _) => match &*language {
                "sh" => open = Some(Block { text: String::new(), long: false }),
                "sh,long" => open = Some(Block { text: String::new(), long: true }),
                _ => {}
            },
            (Event::Text(text), Some(block)) => block.text.push_str(&text),
            (Event::End(TagEnd::CodeBlock), _) => found.extend(open.take()),
            _ => {}
        }
    }
    found
}

/// The commands of a block: lines that a backslash continues are one.
fn commands(block: &str) -> Vec<String> {
    let joined = block.replace("\\\n", " ");
    joined.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// What a clone has that examples take.
fn clone_into(to: &Path) {
    for name in ["golden", "tests/samples", "hls_out", "docs", "examples", "bindings"] {
        let copied = Command::new("cp").arg("-r").arg("--parents").arg(name).arg(to).current_dir(project(".")).status();
        assert!(copied.unwrap().success(), "{name}");
    }
}

fn git_clone(to: &Path) {
    let status = Command::new("git").args(["clone", "--quiet"]).arg(project(".")).arg(to).status();
    assert!(status.unwrap().success());
}

/// The command's directory before those of the environment.
fn path() -> OsString {
    let programs = Path::new(env!("CARGO_BIN_EXE_econ-emu")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths([programs].into_iter().chain(std::env::split_paths(&others))).unwrap()
}

/// Runs the examples of a page one after the other in a clone of its own, and says what went wrong. In the long form those
/// that train, build and install run as well, in a clone that git makes.
fn run(page: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(page).unwrap();
    let (clone, mut count, mut faults) = (tempfile::tempdir().unwrap(), 0, Vec::new());
    let long = long(()).is_some();
    for block in blocks(&text).into_iter().filter(|block| long || !block.long) {
        match count {
            0 if long => git_clone(clone.path()),
            0 => clone_into(clone.path()),
            _ => {}
        }
        for command in commands(&block.text) {
            count += 1;
            let shell = ["-o", "pipefail", "-c", &command];
            let mut bash = Command::new("bash");
            bash.args(shell).env("PATH", path()).env("CARGO_TARGET_DIR", project("target"));
            let output = bash.current_dir(clone.path()).output().unwrap();
            let expected = if command.contains("# exits with 1") { 1 } else { 0 };
            if output.status.code() != Some(expected) {
                let said = String::from_utf8_lossy(&output.stderr);
                faults.push(format!("{}: {command}\n  {}: {said}", page.display(), output.status));
            }
        }
    }
    (count, faults)
}

fn every_example_does_what_is_printed() {
    let results: BTreeMap<PathBuf, (usize, Vec<String>)> =
        pages().into_par_iter().map(|page| (page.clone(), run(&page))).collect();
    let count: usize = results.values().map(|(count, _)| count).sum();
    let faults: Vec<&String> = results.values().flat_map(|(_, faults)| faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(count > 50, "{count}");
}

fn words_are_spelt_right() {
    let program = project("target/python/bin/typos");
    let output = Command::new(program).args(["--format", "brief"]).current_dir(project(".")).output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Pages with tables of results, and the heading above these if the page has others.
const RESULTS: [(&str, Option<&str>); 6] = [
    ("README.md", Some("Measured")),
    ("docs/measurements.md", None),
    ("docs/comparison.md", None),
    ("docs/encoders.md", Some("Measured")),
    ("docs/networks.md", None),
    ("docs/speed.md", None),
];

/// An entry of docs/measurements.toml.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    pages: Vec<String>,
    value: String,
    command: String,
    sources: Vec<String>,
    commit: String,
    date: toml::value::Datetime,
    machine: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Measurements {
    measured: Vec<Measured>,
}

/// The numbers of a text: words of digits, as they are written.
fn numbers(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "/|()±".contains(c));
    let words = words.map(|word| word.trim_matches([',', '.', ';', ':', '*']));
    let number = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || ",.e-".contains(c))
    };
    words.filter(number).map(str::to_owned).collect()
}

/// The numbers of the tables of a page, below a heading.
fn numbers_of_tables(text: &str, below: Option<&str>) -> Vec<String> {
    let (mut heading, mut in_heading, mut in_body, mut cells) = (String::new(), false, false, String::new());
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => (heading, in_heading) = (String::new(), true),
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::End(TagEnd::TableHead) => in_body = below.is_none_or(|below| below == heading),
            Event::End(TagEnd::Table) => in_body = false,
            Event::End(TagEnd::TableCell) => cells.push('|'),
            Event::Text(text) if in_heading => heading.push_str(&text),
            Event::Text(text) | Event::Code(text) if in_body => cells.push_str(&text),
            _ => {}
        }
    }
    numbers(&cells)
}

/// Day of the last change of some sources, as 2026-11-30; none outside of a repository.
fn last_change(sources: &[String]) -> Option<String> {
    let output = Command::new("git")
        .args(["log", "-1", "--format=%cs", "--"])
        .args(sources)
        .current_dir(project("."))
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned()).filter(|day| !day.is_empty())
}

/// docs/measurements.toml has every number of the tables of results, and no others; what is older than its sources is
/// said.
fn every_number_of_a_table_is_measured() {
    let text = std::fs::read_to_string(project("docs/measurements.toml")).unwrap();
    let Measurements { measured } = toml::from_str(&text).unwrap();
    for entry in &measured {
        let about = entry.value.lines().next().unwrap_or_default();
        assert!(!entry.command.is_empty() && !entry.machine.is_empty() && !entry.sources.is_empty(), "{about}");
        assert!(entry.commit.len() >= 7 && entry.commit.chars().all(|c| c.is_ascii_hexdigit()), "{about}");
        assert!(entry.sources.iter().all(|source| project(source).exists()), "{about}: {:?}", entry.sources);
        assert!(entry.pages.iter().all(|page| RESULTS.iter().any(|(name, _)| name == page)), "{about}");
        if let Some(changed) = last_change(&entry.sources).filter(|changed| *changed > entry.date.to_string()) {
            println!("older than its sources ({} and {changed}): {about}", entry.date);
        }
    }
    let mut missing = Vec::new();
    for (page, heading) in RESULTS {
        let tables = numbers_of_tables(&std::fs::read_to_string(project(page)).unwrap(), heading);
        let own: Vec<&Measured> = measured.iter().filter(|entry| entry.pages.iter().any(|name| name == page)).collect();
        let values: Vec<String> = own.iter().flat_map(|entry| numbers(&entry.value)).collect();
        let commands = own.iter().flat_map(|entry| numbers(&entry.command));
        assert!(!values.is_empty() && !tables.is_empty(), "{page}");
        let known: BTreeSet<String> = values.iter().cloned().chain(commands).collect();
        missing.extend(
            tables.iter().filter(|number| !known.contains(*number)).map(|number| (page, "entry", number.clone())),
        );
        missing
            .extend(values.into_iter().filter(|number| !tables.contains(number)).map(|number| (page, "table", number)));
    }
    assert!(missing.is_empty(), "page, where it is not, number: {missing:?}");
}
