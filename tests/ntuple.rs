//! ROOT ntuples that uproot wrote, against what uproot reads, and files with faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use econ_emu::data::ntuple::{self, NtupleWafer};

common::tests! {
    wafers_are_those_that_uproot_reads: [UPROOT],
    faults_of_wafer_trees_are_named: [UPROOT],
    vectors_that_root_wrote_are_read: [UPROOT],
    no_damage_makes_the_reader_panic: [],
}

/// The wafers of a file as `scripts/prepare_reference.py wafers` prints them.
fn line(wafer: &NtupleWafer) -> String {
    let NtupleWafer { event, gen_pt, layer, u, v, wafer_type, eta, simenergy, energy, calq, ae_in } = wafer;
    let gen_pt = gen_pt.map_or("None".into(), |pt| pt.to_string());
    let numbers = calq.iter().chain(ae_in.iter().flatten()).map(f64::to_string).collect::<Vec<_>>().join(" ");
    format!("{event} {gen_pt} {layer} {u} {v} {wafer_type} {eta} {simenergy} {energy} {numbers}")
}

fn wafers_are_those_that_uproot_reads() {
    let samples = common::ntuple_samples();
    let files =
        ["none", "zlib", "lzma", "lz4", "zstd", "double"].map(|name| samples.join(format!("wafers_{name}.root")));
    let arguments: Vec<_> = ["wafers".as_ref()].into_iter().chain(files.iter().map(|file| file.as_os_str())).collect();
    let expected = common::python("scripts/prepare_reference.py", &arguments);
    let mut expected = expected.lines().peekable();
    let number = |text: &str| text.parse::<f64>().ok();
    for file in &files {
        assert_eq!(expected.next(), file.to_str());
        let mut rows = 0;
        for wafer in ntuple::wafers(file, None).unwrap() {
            let (found, expected) = (line(&wafer.unwrap()), expected.next().unwrap());
            assert_eq!(expected.split(' ').count(), found.split(' ').count());
            for (a, b) in expected.split(' ').zip(found.split(' ')) {
                assert!(
                    a == b || (number(a).is_some() && number(a) == number(b)),
                    "{}, wafer {rows}: {a} {b}",
                    file.display()
                );
            }
            rows += 1;
        }
        assert!(rows > 20, "{}: {rows}", file.display());
    }
    assert!(expected.next().is_none());
}

fn faults_of_wafer_trees_are_named() {
    let samples = common::ntuple_samples();
    let fault = |name: &str| {
        let read = ntuple::wafers(&samples.join(name), None);
        let text = match read {
            Err(error) => error.to_string(),
            Ok(wafers) => match wafers.collect::<Result<Vec<_>, _>>() {
                Err(error) => error.to_string(),
                Ok(wafers) => panic!("{name}: {} wafers and no fault", wafers.len()),
            },
        };
        assert!(text.contains(name), "{text}");
        text
    };
    for (name, parts) in [
        ("wafers_missing.root", &["wafer.CALQ7: the tree has no such branch", "nearest names are wafer.CALQ"][..]),
        ("wafers_nan.root", &["entry 1, wafer", "wafer.CALQ5", "NaN", "not a number"]),
        ("wafers_mips.root", &["wafer.CALQ5", "0.25", "wrong units"]),
        ("wafers_truncated.root", &["cut short", "as its header says"]),
        ("wafers_damaged.root", &["wafer.CALQ5: the ROOT file is damaged", "zlib"]),
        ("cells_none.root", &["a tree of the other flavour", "trigger cells", "prepare ecoder"]),
        ("mixed.root", &["mixed trees"]),
        ("neither.root", &["HGCalTriggerNtuple"]),
        ("other_name.root", &["no such tree", "ntuplizer/Events", "--tree"]),
        ("two_trees.root", &["several trees", "a/HGCalTriggerNtuple, b/HGCalTriggerNtuple"]),
        ("text.root", &["not a ROOT file", "'this is '"]),
        ("nothing.root", &["the file is empty"]),
        ("none.root", &["cannot open"]),
    ] {
        let text = fault(name);
        for part in parts {
            assert!(text.contains(part), "{name}: no '{part}' in\n{text}");
        }
    }
    assert_eq!(ntuple::wafers(&samples.join("wafers_empty.root"), None).unwrap().count(), 0);
}

/// Cells that ROOT itself wrote as `std::vector` (`scripts/ntuple_vectors.py`) are those that uproot wrote
/// as arrays with a counter.
fn vectors_that_root_wrote_are_read() {
    let samples = common::ntuple_samples();
    let of_root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/cells_vectors.root");
    let read = |file: &Path| ntuple::events(file, None).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    let events = read(&of_root);
    assert_eq!(events.len(), 12);
    assert!(events.iter().map(|event| event.cells.len()).sum::<usize>() > 500);
    assert_eq!(events, read(&samples.join("cells_2.root")));
}

/// Whatever bytes are wrong, the reader comes back with events or a fault.
fn no_damage_makes_the_reader_panic() {
    let scratch = tempfile::tempdir().unwrap();
    let good = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/cells_vectors.root")).unwrap();
    let path = scratch.path().join("bad.root");
    let (mut faults, mut state) = (0, 1u64);
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for case in 0..400 {
        let mut bytes = good.clone();
        // The header and the description of the tree, which stand at both ends, more often than the values.
        for _ in 0..1 + random(4) {
            let at = match case % 3 {
                0 => random(400),
                1 => bytes.len() - 1 - random(5000),
                _ => random(bytes.len()),
            };
            bytes[at] = [0, 0xFF, 0x40, 0x80, random(256) as u8][random(5)];
        }
        if case % 10 == 0 {
            bytes.truncate(random(good.len()));
        }
        std::fs::write(&path, bytes).unwrap();
        let read = ntuple::events(&path, None).and_then(|events| events.collect::<Result<Vec<_>, _>>());
        faults += usize::from(read.is_err());
    }
    assert!((50..400).contains(&faults), "{faults}");
}
