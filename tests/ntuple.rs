//! ROOT ntuples that uproot wrote, against what uproot reads, and files with faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use econ_emu::data::ntuple::{self, Choice, Event, NtupleWafer};

common::tests! {
    wafers_are_those_that_uproot_reads: [UPROOT],
    names_and_forms_make_no_difference: [UPROOT],
    rntuples_are_read_as_trees_are: [UPROOT],
    reduced_precision_and_late_fields_of_rntuples_are_read: [UPROOT],
    cases_of_shared_files: [],
    what_could_be_meant_is_chosen_or_named: [UPROOT],
    energies_that_are_not_there_are_unknown: [UPROOT],
    faults_of_wafer_trees_are_named: [UPROOT],
    vectors_that_root_wrote_are_read: [UPROOT],
    no_damage_makes_the_reader_panic: [],
}

/// The wafers of a file as `scripts/prepare_reference.py wafers` prints them.
fn line(wafer: &NtupleWafer) -> String {
    let NtupleWafer { event, gen_pt, layer, u, v, wafer_type, eta, simenergy, energy, calq, ae_in, .. } = wafer;
    let [gen_pt, simenergy, energy] =
        [gen_pt, simenergy, energy].map(|value| value.map_or("None".into(), |value| value.to_string()));
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
        for wafer in ntuple::wafers(file, &Choice::default()).unwrap() {
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

fn cells(file: &Path) -> Vec<Event> {
    ntuple::events(file, &Choice::default()).unwrap().collect::<Result<_, _>>().unwrap()
}

/// A file that ROOT itself wrote (`scripts/ntuple_vectors.py`).
fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name)
}

/// Lines of all wafers of a file.
fn lines(file: &Path, choice: &Choice) -> Vec<String> {
    ntuple::wafers(file, choice).unwrap().map(|wafer| line(&wafer.unwrap())).collect()
}

fn choice(tree: Option<&str>, prefix: Option<&str>) -> Choice {
    Choice { tree: tree.map(str::to_owned), prefix: prefix.map(str::to_owned) }
}

/// The names of CMSSW, other prefixes, one counter for all columns, other types of numbers.
fn names_and_forms_make_no_difference() {
    let samples = common::ntuple_samples();
    let expected = lines(&samples.join("wafers_none.root"), &Choice::default());
    assert!(expected.len() > 100 && expected[0].starts_with("0 1 "), "{}", expected[0]);
    for (name, prefix) in [
        ("wafers_cmssw", "wafer_"),
        ("wafers_nano", "L1THGCAL_wafer_"),
        ("wafers_widths", "wafer_"),
        ("wafers_plain", ""),
        ("wafers_rntuple", "wafer_"),
        ("rntuple_records", "L1THGCAL_wafer."),
    ] {
        let file = samples.join(format!("{name}.root"));
        let found = lines(&file, &Choice::default());
        assert_eq!(found.len(), expected.len(), "{name}");
        assert!(found == expected, "{name}");
        let first = ntuple::wafers(&file, &Choice::default()).unwrap().next().unwrap().unwrap();
        assert_eq!(&*first.prefix, prefix, "{name}");
    }
    assert_eq!(cells(&samples.join("cells_nano.root")), cells(&samples.join("cells_none.root")));
}

fn rntuples_are_read_as_trees_are() {
    let samples = common::ntuple_samples();
    let expected = cells(&samples.join("cells_none.root"));
    for name in ["none", "zlib", "lzma", "lz4", "zstd"] {
        assert_eq!(cells(&samples.join(format!("cells_rntuple_{name}.root"))), expected, "{name}");
    }
    // ROOT's own encodings, and what its importer makes of a tree like NanoAOD's.
    assert_eq!(cells(&reference("cells_rntuple.root")), cells(&samples.join("cells_2.root")));
    assert_eq!(cells(&reference("cells_imported.root")), expected);
}

/// Values of ROOT's encodings of reduced precision are as near as these let them; a field that was added while the file
/// was written is empty, or 0, before that.
fn reduced_precision_and_late_fields_of_rntuples_are_read() {
    let all = |file: &Path| -> Vec<NtupleWafer> {
        ntuple::wafers(file, &Choice::default()).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let expected = all(&common::ntuple_samples().join("wafers_double.root"));
    assert!(expected.len() > 30);
    for (name, added, before) in [("wafers_reduced.root", 5, None), ("wafers_late.root", 4, Some(0.0))] {
        let found = all(&reference(name));
        assert!(found.last().unwrap().event >= added);
        let (mut rounded, mut late) = (0, 0);
        for (found, expected) in found.iter().zip(&expected) {
            assert!(
                (found.eta - expected.eta).abs() <= 4.0 / f64::from(1 << 20),
                "{name}: {} {}",
                found.eta,
                expected.eta
            );
            let [simenergy, exact] = [found.simenergy.unwrap(), expected.simenergy.unwrap()];
            // Eight bits of exponent and one of sign leave 11 bits behind the first.
            assert!((0.0..=exact / 2048.0).contains(&(exact - simenergy)), "{name}: {simenergy} {exact}");
            rounded += usize::from(simenergy != exact);
            let is_late = found.event < added;
            late += usize::from(is_late);
            assert_eq!(found.gen_pt, if is_late { before } else { expected.gen_pt }, "{name}: {}", found.event);
            let same = |wafer: &NtupleWafer| (wafer.event, wafer.layer, wafer.u, wafer.v, wafer.wafer_type);
            assert_eq!(same(found), same(expected));
            assert_eq!(found.calq, expected.calq);
        }
        assert!(rounded > 0 && late > 5, "{name}: {rounded} {late}");
    }
    // As ROOT 6.40 reads them.
    let found = all(&reference("wafers_reduced.root"));
    assert_eq!(found.len(), expected.len());
    assert_eq!([found[0].eta, found[1].eta], [2.173_803_567_886_352_5, -1.570_699_334_144_592_3]);
    assert_eq!(found[4].simenergy, Some(4.025_390_625));
}

/// The same three events, in the two spellings and as an RNTuple.
fn cases_of_shared_files() {
    let case = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ntuple").join(name);
    let expected = lines(&case("wafer_dot_as_the_reader_wants.root"), &Choice::default());
    assert!(expected.len() > 3, "{}", expected.len());
    for name in ["wafer_underscore.root", "wafer_rntuple.root"] {
        assert_eq!(lines(&case(name), &Choice::default()), expected, "{name}");
    }
}

fn what_could_be_meant_is_chosen_or_named() {
    let samples = common::ntuple_samples();
    let two = samples.join("wafers_two_sets.root");
    let expected = lines(&two, &choice(None, Some("wafer_")));
    assert!(!expected.is_empty());
    for prefix in ["wafer", "again", "again_"] {
        assert_eq!(lines(&two, &choice(None, Some(prefix))), expected, "{prefix}");
    }
    let file = samples.join("wafers_cmssw.root");
    for tree in ["ntuple/HGCalTriggerNtuple", "HGCalTriggerNtuple"] {
        assert!(lines(&file, &choice(Some(tree), None)).len() > 100);
    }
    let events = |name: &str, choice: &Choice| ntuple::events(&samples.join(name), choice).map(Iterator::count);
    assert_eq!(events("two_trees.root", &choice(Some("b/HGCalTriggerNtuple"), None)).unwrap(), 12);
    assert_eq!(events("other_name.root", &Choice::default()).unwrap(), 6);
    // Both flavours in one tree of CMSSW's own: each command takes its own columns.
    assert_eq!(events("wafers_cmssw.root", &Choice::default()).unwrap(), 40);
    assert_eq!(events("mixed.root", &choice(None, Some("tc"))).unwrap(), 6);
    for (name, choice, parts) in [
        ("two_trees.root", Choice::default(), &["several trees of trigger cells", "a/HGCal", "b/HGCal", "--tree"][..]),
        ("two_trees.root", choice(Some("HGCalTriggerNtuple"), None), &["several trees", "--tree takes the whole path"]),
        ("two_trees.root", choice(Some("c"), None), &["c: the file has no such tree", "a/HGCalTriggerNtuple, b/"]),
        ("cells_none.root", choice(None, Some("stc_")), &["stc_: no columns have this prefix", "tc_subdet", "waferu"]),
        ("neither.root", Choice::default(), &["neither a tree", "HGCalTriggerNtuple has x, y", "uncompressedCharge"]),
        ("wafers_nano.root", choice(Some("Runs"), None), &["neither a tree", "Runs has run, layer"]),
    ] {
        let text = events(name, &choice).unwrap_err().to_string();
        for part in parts {
            assert!(text.contains(part), "{name}: no '{part}' in\n{text}");
        }
    }
}

fn energies_that_are_not_there_are_unknown() {
    let samples = common::ntuple_samples();
    let with = cells(&samples.join("cells_none.root"));
    let without = cells(&samples.join("cells_no_energy.root"));
    let stripped = with.iter().cloned().map(|mut event| {
        event.cells.iter_mut().for_each(|cell| cell.simenergy = None);
        event
    });
    assert_eq!(without, stripped.collect::<Vec<_>>());
    let mut wafers = ntuple::wafers(&samples.join("wafers_no_energy.root"), &Choice::default()).unwrap();
    assert!(wafers.all(|wafer| wafer.unwrap().simenergy.is_none()));
}

fn faults_of_wafer_trees_are_named() {
    let samples = common::ntuple_samples();
    let fault = |name: &str| {
        let read = ntuple::wafers(&samples.join(name), &Choice::default());
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
        ("other_name.root", &["ntuplizer/Events: a tree of the other flavour"]),
        ("two_trees.root", &["a/HGCalTriggerNtuple: a tree of the other flavour"]),
        ("wafers_48.root", &["wafer_CALQ48: the tree has no such branch", "cellRemap"]),
        ("wafers_two_sets.root", &["several sets of columns", "again_, wafer_", "--prefix"]),
        ("rntuple_text.root", &["wafer_CALQ7: a field of an RNTuple of a type", "std::vector<std::string>"]),
        ("text.root", &["not a ROOT file", "'this is '"]),
        ("nothing.root", &["the file is empty"]),
        ("none.root", &["cannot open"]),
    ] {
        let text = fault(name);
        for part in parts {
            assert!(text.contains(part), "{name}: no '{part}' in\n{text}");
        }
    }
    assert_eq!(ntuple::wafers(&samples.join("wafers_empty.root"), &Choice::default()).unwrap().count(), 0);
}

/// Cells that ROOT itself wrote as `std::vector` (`scripts/ntuple_vectors.py`) are those that uproot wrote
/// as arrays with a counter.
fn vectors_that_root_wrote_are_read() {
    let samples = common::ntuple_samples();
    let events = cells(&reference("cells_vectors.root"));
    assert_eq!(events.len(), 12);
    assert!(events.iter().map(|event| event.cells.len()).sum::<usize>() > 500);
    assert_eq!(events, cells(&samples.join("cells_2.root")));
}

/// Whatever bytes are wrong, the reader comes back with events or a fault.
fn no_damage_makes_the_reader_panic() {
    for name in ["cells_vectors.root", "cells_rntuple.root"] {
        damage(&reference(name));
    }
}

fn damage(good: &Path) {
    let scratch = tempfile::tempdir().unwrap();
    let good = std::fs::read(good).unwrap();
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
        let read = ntuple::events(&path, &Choice::default()).and_then(|events| events.collect::<Result<Vec<_>, _>>());
        faults += usize::from(read.is_err());
    }
    assert!((50..400).contains(&faults), "{faults}");
}
