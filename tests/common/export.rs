//! What the tests of exports share: designs, weights, and jobs on all cores.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use econ_emu::chip::Options;
use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::golden::random;
use econ_emu::golden::verify::{self, GoldenCase};
use econ_emu::hwgen::check;
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::hls::HlsFlavour;
use econ_emu::hwgen::marks::Marked;
use econ_emu::hwgen::vectors::{self, VectorSet};
use econ_emu::network::{AeBlock, FirstForm};
use econ_emu::nn::Weights;
use econ_emu::registers::{Algorithm, ChipConfig, Generation, KeepMask, read_config};

/// One orbit, as in the real vectors.
pub const SAMPLES: usize = 3564;

/// A keep mask that is neither all nor regular.
pub const ODD_MASK: KeepMask = KeepMask { leading: 0xFEFF, trailing: !0x0102_0000_0000_4000_0000_0008_0010_0001 };

pub fn design(network: &AeBlock, weights: Option<&Weights>, ae: AeLayout, links: u8, keep_mask: KeepMask) -> Valid {
    let chip = ChipConfig::reset(Generation::Prod);
    let config = ChipConfig { algorithm: Algorithm::Autoencoder, links, keep_mask, weights: weights.cloned(), ..chip };
    let options = Options { network: network.clone(), ae_layout: ae, ..Options::default() };
    Design::of_chip("econ_t_ae", &config, &options, weights.is_none()).unwrap().validate().unwrap()
}

/// The chip's network with two filters and a fourth of their places: every kind of module, and one
/// place that sees no cell, in a block that an interpreter runs in a second.
pub fn small() -> AeBlock {
    let mut form = FirstForm { name: "small".to_owned(), ..FirstForm::chip_8x8() };
    (form.conv.filters, form.conv.stride) = (2, 4);
    form.block().unwrap()
}

/// A trained-like set, extremes, sparse ones, and uniform random ones.
pub fn weight_sets(network: &AeBlock) -> Vec<(String, Weights)> {
    let fill = |value: &dyn Fn(usize) -> i32| Weights::from_fn(network.typed(), |_, index| value(index)).unwrap();
    let mut sets = vec![
        ("zero".to_owned(), fill(&|_| 0)),
        ("all +31".to_owned(), fill(&|_| 31)),
        ("all -32".to_owned(), fill(&|_| -32)),
        ("alternating".to_owned(), fill(&|i| if i % 2 == 0 { 31 } else { -32 })),
        ("sparse".to_owned(), fill(&|i| if i % 7 == 0 { (i % 13) as i32 - 6 } else { 0 })),
        ("small".to_owned(), fill(&|i| (i * 31 % 9) as i32 - 4)),
    ];
    sets.extend((1..=3).map(|seed| (format!("random {seed}"), random::weights(network, seed))));
    sets
}

pub fn write(directory: &Path, files: &[(String, String)]) {
    for (name, text) in files {
        let path = directory.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Runs jobs on as many threads as there are cores.
pub fn parallel<Job: Sync>(jobs: &[Job], work: impl Fn(&Job) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(job);
                }
            });
        }
    });
}

/// Both samples and all numbers of links.
pub fn samples_and_links() -> Vec<(AeLayout, u8)> {
    [AeLayout::Chip, AeLayout::Design].into_iter().flat_map(|ae| (2..=5).map(move |links| (ae, links))).collect()
}

/// The real autoencoder configurations, each with its files.
pub fn autoencoders(root: &Path) -> Vec<(ChipConfig, GoldenCase)> {
    let network = AeBlock::chip_8x8();
    let (cases, _) = verify::find(&root.join("mcDataset")).unwrap();
    let with_config =
        cases.into_iter().map(|case| (read_config(&case.config, &network).unwrap().without_warnings(), case));
    let cases: Vec<_> = with_config.filter(|(config, _)| config.algorithm == Algorithm::Autoencoder).collect();
    assert!(cases.len() >= 4, "{} autoencoder sets", cases.len());
    cases
}

/// Golden files of a design with the built-in samples.
pub fn vector_set(design: &Valid, weights: &Weights, samples: usize, seed: u64) -> VectorSet {
    let inputs = vectors::builtin(design.block(), weights, samples, seed);
    VectorSet::new(design, weights, &inputs).unwrap()
}

/// The number types of a flavour as a precompiled header, which halves the time of each of the many compilations. That an
/// export includes what it needs is tested by the command's own check, which goes without it.
fn precompiled(flavour: HlsFlavour) -> &'static Path {
    static HEADERS: [OnceLock<PathBuf>; 2] = [OnceLock::new(), OnceLock::new()];
    let (place, types) = match flavour {
        HlsFlavour::Vitis => (0, ["ap_fixed.h", "ap_int.h"]),
        HlsFlavour::Catapult => (1, ["ac_fixed.h", "ac_int.h"]),
    };
    HEADERS[place].get_or_init(|| {
        let name = format!("numbers-{}-{}", env!("CARGO_CRATE_NAME"), flavour.name());
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&directory).unwrap();
        let includes = types.map(|file| format!("#include <{file}>\n")).concat();
        std::fs::write(directory.join(NUMBERS), includes).unwrap();
        let mut compiler = Command::new("g++");
        compiler.args(["-O1", "-std=c++14", "-isystem"]).arg(check::headers(flavour).unwrap());
        let output = compiler.args(["-x", "c++-header", NUMBERS]).current_dir(&directory).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        directory
    })
}

/// Name of the header that is precompiled.
const NUMBERS: &str = "numbers.h";

/// Compiles the testbench of an export with its Makefile; the compiler's words if it fails. Warnings
/// are failures.
pub fn compile_cpp(directory: &Path, flavour: HlsFlavour) -> Result<PathBuf, String> {
    let include = check::headers(flavour).unwrap();
    let target = directory.join("testbench");
    let output = Command::new("make")
        .args(["--silent", "-C"])
        .arg(directory.join(flavour.name()))
        .arg(&target)
        .arg(format!("HLS_INCLUDE={}", include.display()))
        .arg(format!("BUILD={}", directory.display()))
        .arg(format!("CXXFLAGS=-O1 -Werror -Winvalid-pch -include {}", precompiled(flavour).join(NUMBERS).display()))
        .output()
        .unwrap();
    if output.status.success() {
        return Ok(target);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().filter(|line| line.contains("error")).take(5).collect::<Vec<_>>().join("\n"))
}

/// Exit code (none after an assertion of the number types), and what was said.
pub fn run_cpp(testbench: &Path, golden: &Path) -> (Option<i32>, String) {
    let output = Command::new(testbench).arg(golden).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

pub fn must_pass_cpp(label: &str, testbench: &Path, golden: &Path, samples: usize) {
    let (code, said) = run_cpp(testbench, golden);
    // One line: the number types, too, have nothing to complain about.
    let all = said.starts_with(&format!("PASS: {samples} frames")) && said.lines().count() == 1;
    assert!(code == Some(0) && all, "{label}: {code:?} {said:.400}");
}

/// Builds the testbench of an export with the Makefile of the Verilog: `verilator/simulation` or
/// `testbench.vvp`, with a variable (`NAME=value`). What was said if that fails; warnings are failures.
pub fn make(export: &Path, build: &Path, program: &str, variable: &str) -> Result<PathBuf, String> {
    let program = build.join(program);
    let directory = program.parent().unwrap();
    std::fs::create_dir_all(directory).unwrap();
    for (name, object) in RUNTIME.lock().unwrap().iter() {
        std::fs::write(directory.join(name), object).unwrap();
    }
    let output = Command::new("make")
        .args(["--silent", "JOBS=1", "-C"])
        .arg(export.join("verilog"))
        .arg(&program)
        .args([&format!("BUILD={}", build.display()), variable])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(said.lines().take(5).collect::<Vec<_>>().join("\n"));
    }
    for entry in std::fs::read_dir(directory).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.starts_with("verilated") && name.ends_with(".o") {
            let mut runtime = RUNTIME.lock().unwrap();
            runtime.entry(name).or_insert_with_key(|name| std::fs::read(directory.join(name)).unwrap());
        }
    }
    Ok(program)
}

/// The objects of Verilator's run-time library, which are the same for every design: the first build
/// compiles them, those after it find them done. That is 6 seconds of processor time for each design.
static RUNTIME: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// Runs a simulation of the Verilog on a golden directory: exit code, and what was said.
pub fn simulate(program: &Path, golden: &Path, samples: Option<usize>) -> (Option<i32>, String) {
    let mut command = match program.extension() {
        Some(extension) if extension == "vvp" => {
            let mut vvp = Command::new("vvp");
            vvp.arg("-N").arg(program);
            vvp
        }
        _ => Command::new(program),
    };
    command.arg(format!("+golden={}", golden.display()));
    command.args(samples.map(|samples| format!("+frames={samples}")));
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// A change of a source that must be noticed.
pub struct Mutation {
    pub what: &'static str,
    pub file: &'static str,
    pub edits: Vec<Edit>,
    /// Why nothing can notice it, if so.
    pub equivalent: Option<&'static str>,
}

/// A change at a mark of the sources (`econ_emu::hwgen::marks`).
pub struct Edit {
    mark: &'static str,
    /// Which one, where several places have the name.
    number: Option<usize>,
    change: Change,
}

enum Change {
    /// Another text, in which `{}` stands for what was there.
    Put(&'static str),
    /// The text of another mark.
    Like(&'static str),
    /// The texts of both marks change places.
    Swap(&'static str),
}

/// The text at a mark becomes another one, in which `{}` stands for what was there.
pub fn put(mark: &'static str, text: &'static str) -> Edit {
    Edit { mark, number: None, change: Change::Put(text) }
}

/// The text at a mark becomes that of another mark.
pub fn like(mark: &'static str, other: &'static str) -> Edit {
    Edit { mark, number: None, change: Change::Like(other) }
}

/// The texts of two marks change places.
pub fn swap(mark: &'static str, other: &'static str) -> Edit {
    Edit { mark, number: None, change: Change::Swap(other) }
}

impl Edit {
    /// The place of this number, from 0, of those with the name.
    pub fn number(self, number: usize) -> Self {
        Edit { number: Some(number), ..self }
    }

    /// The text that replaces the marked one, if it is another one.
    pub fn text(&self) -> Option<&'static str> {
        match self.change {
            Change::Put(text) => Some(text),
            Change::Like(_) | Change::Swap(_) => None,
        }
    }

    /// What is to be replaced, and by what.
    fn replacements(&self, source: &Marked) -> Vec<(Range<usize>, String)> {
        let at = place(source, self.mark, self.number);
        let text = |range: &Range<usize>| source.text[range.clone()].to_owned();
        match self.change {
            Change::Put(new) => vec![(at.clone(), new.replace("{}", &text(&at)))],
            Change::Like(other) => vec![(at, text(&place(source, other, None)))],
            Change::Swap(other) => {
                let other = place(source, other, None);
                vec![(at.clone(), text(&other)), (other, text(&at))]
            }
        }
    }
}

/// The place of a mark, the only one of its name or the one of a number.
fn place(source: &Marked, mark: &str, number: Option<usize>) -> Range<usize> {
    let places: Vec<_> = source.named(mark).collect();
    match number {
        Some(number) => places[number].clone(),
        None => {
            assert_eq!(places.len(), 1, "places marked {mark}");
            places[0].clone()
        }
    }
}

pub fn mutate(what: &'static str, file: &'static str, edit: Edit) -> Mutation {
    Mutation { what, file, edits: vec![edit], equivalent: None }
}

impl Mutation {
    /// With one more edit.
    pub fn and(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }

    /// Nothing can notice it, for this reason.
    pub fn equivalent(self, reason: &'static str) -> Self {
        Mutation { equivalent: Some(reason), ..self }
    }

    /// The texts of the files, with the change in the one of this name.
    pub fn apply(&self, files: &[(String, Marked)], name: &str) -> Vec<(String, String)> {
        let source = &files.iter().find(|(path, _)| path == name).unwrap().1;
        let mut replacements: Vec<_> = self.edits.iter().flat_map(|edit| edit.replacements(source)).collect();
        replacements.sort_by_key(|(range, _)| range.start);
        assert!(replacements.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "{}: overlap", self.what);
        let mut changed = source.text.clone();
        for (range, new) in replacements.into_iter().rev() {
            changed.replace_range(range, &new);
        }
        assert_ne!(changed, source.text, "{}: no change", self.what);
        let text = |(path, marked): &(String, Marked)| {
            (path.clone(), if path == name { changed.clone() } else { marked.text.clone() })
        };
        files.iter().map(text).collect()
    }
}

/// The texts of marked files.
pub fn texts(files: &[(String, Marked)]) -> Vec<(String, String)> {
    files.iter().map(|(name, marked)| (name.clone(), marked.text.clone())).collect()
}

/// Prints the score, and checks that those survived that nothing can notice, and no others.
pub fn survived(mutations: usize, survivors: &[(String, Option<&'static str>)], equivalent: usize) {
    println!("{} of {mutations} mutations noticed", mutations - survivors.len());
    for (what, reason) in survivors {
        println!("survived: {what}: {}", reason.unwrap_or("NO REASON"));
    }
    assert!(survivors.iter().all(|(_, reason)| reason.is_some()), "{survivors:?}");
    assert_eq!(survivors.len(), equivalent, "a mutation called equivalent was noticed");
}

/// A change of golden files, with its name.
pub type GoldenMutation = (String, Box<dyn Fn(&Path) + Sync>);

/// Changes of the named golden files that the testbench of their design must notice.
pub fn golden_mutations(names: &[&str]) -> Vec<GoldenMutation> {
    let mut mutations: Vec<GoldenMutation> = Vec::new();
    let mut add = |what: String, file: String, change: fn(String) -> String| {
        mutations.push((
            what,
            Box::new(move |golden: &Path| {
                let path = golden.join(&file);
                let old = std::fs::read_to_string(&path).unwrap();
                let new = change(old.clone());
                assert_ne!(old, new, "{file}");
                std::fs::write(path, new).unwrap();
            }),
        ));
    };
    // The last digit of the last value of each file; of a charge, whose lower bits the normalised charge cuts, the
    // first.
    let first = |text: String| {
        let (rest, value) = text.trim_end().rsplit_once(' ').unwrap();
        format!("{rest} {}{}\n", if value.starts_with('0') { "2" } else { "0" }, &value[1..])
    };
    let last = |text: String| {
        let digit = text.trim_end().chars().last().unwrap();
        let other = if digit == '1' { '2' } else { '1' };
        format!("{}{other}\n", &text[..text.trim_end().len() - 1])
    };
    for name in names.iter().map(|name| format!("{name}.hex")) {
        let change = if name == "charges.hex" { first } else { last };
        add(format!("{name}: one value changed"), name.clone(), change);
        add(format!("{name}: last value missing"), name.clone(), |text| {
            text.trim_end().rsplit_once([' ', '\n']).unwrap().0.to_owned() + "\n"
        });
        add(format!("{name}: one value too many"), name.clone(), |text| {
            let last = text.trim_end().rsplit([' ', '\n']).next().unwrap().to_owned();
            format!("{text}{last}\n")
        });
    }
    let charges = "charges.hex";
    add("cut inside a value".into(), charges.into(), |text| text[..text.len() - 3].to_owned());
    add("no header".into(), charges.into(), |text| text.split_once('\n').unwrap().1.to_owned());
    add("empty".into(), charges.into(), |_| String::new());
    add("another design".into(), charges.into(), |text| {
        let (head, hash) = text.split_once("design ").unwrap();
        format!("{head}design {}{}", if hash.starts_with('0') { "1" } else { "0" }, &hash[1..])
    });
    add("unknown bits".into(), "links.hex".into(), |text| text.trim_end()[..text.len() - 3].to_owned() + "xx\n");
    add("too many bits".into(), "sum_code.hex".into(), |text| {
        text.trim_end()[..text.trim_end().len() - 3].to_owned() + "fff\n"
    });
    let missing = format!("{}.hex", names[names.len() / 2]);
    mutations.push((
        format!("{missing}: missing"),
        Box::new(move |golden| std::fs::remove_file(golden.join(&missing)).unwrap()),
    ));
    mutations
}
