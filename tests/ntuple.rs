//! ROOT ntuples that uproot wrote, against what uproot reads, and files with faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use econ_emu::data::ntuple::{self, Wafer};

/// The wafers of a file as `scripts/prepare_reference.py wafers` prints them.
fn line(wafer: &Wafer) -> String {
    let Wafer { event, gen_pt, layer, u, v, wafer_type, eta, simenergy, energy, calq, ae_in } = wafer;
    let gen_pt = gen_pt.map_or("None".into(), |pt| pt.to_string());
    let numbers = calq.iter().chain(ae_in.iter().flatten()).map(f64::to_string).collect::<Vec<_>>().join(" ");
    format!("{event} {gen_pt} {layer} {u} {v} {wafer_type} {eta} {simenergy} {energy} {numbers}")
}

#[test]
fn wafers_are_those_that_uproot_reads() {
    let Some(samples) = common::ntuple_samples("wafers_are_those_that_uproot_reads") else { return };
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

#[test]
fn faults_of_wafer_trees_are_named() {
    let Some(samples) = common::ntuple_samples("faults_of_wafer_trees_are_named") else { return };
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
