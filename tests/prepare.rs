//! `econ-emu data prepare ecoder` on ROOT files that uproot wrote, against an independent computation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

use econ_emu::data::{self, ReadOptions, Sample};

common::tests! {
    rows_are_those_of_an_independent_computation: [UPROOT],
    compression_makes_no_difference: [UPROOT],
    skims_and_options_keep_what_they_say: [UPROOT],
    a_killed_call_goes_on_and_gives_the_same_bytes: [UPROOT],
    #[cfg(unix)]
    a_full_disk_leaves_nothing_that_looks_complete: [UPROOT],
    faults_are_named_and_leave_no_files: [UPROOT],
    link_words_and_tables_give_the_same_rows: [UPROOT],
    energies_that_are_not_there_are_unknown: [UPROOT],
    samples_of_the_repository_agree: [],
}

/// The modules of `scripts/ntuple_samples.py`: layer, u, v, links, density, kind.
const MODULES: [(u8, i8, i8, u8, &str, &str); 12] = [
    (1, 3, 1, 2, "LD", "FM"),
    (3, 4, 2, 0, "LD", "FO"),
    (5, 2, 1, 3, "HD", "FI"),
    (7, 3, 2, 4, "LD", "FM"),
    (7, 1, 1, 5, "HD", "aI"),
    (9, 3, 1, 4, "LD", "bM"),
    (9, 1, 2, 5, "HD", "FI"),
    (11, 5, 3, 2, "LD", "FO"),
    (13, 4, 1, 3, "LD", "FM"),
    (15, 2, 3, 2, "LD", "FM"),
    (29, 6, 2, 1, "LD", "gI"),
    (33, 3, 3, 2, "LD", "FO"),
];

fn summary_table(dir: &Path) -> PathBuf {
    let path = dir.join("ModuleLinkSummary.csv");
    let mut text = "Layer,ModU,ModV,ECOND_eTX,ECONT_eTX,HD_LD,ModType,MB,Cassette\n".to_owned();
    for (layer, u, v, links, density, kind) in MODULES {
        text += &format!("{layer},{u},{v},1,{links},{density},{kind},0,0\n");
    }
    std::fs::write(&path, text).unwrap();
    path
}

fn geometry_table(dir: &Path) -> PathBuf {
    let path = dir.join("geometry.txt");
    let mut text = "plane,u,v,itype,x0,y0,trigLinks,HDorLD\n".to_owned();
    for (layer, u, v, links, density, _) in MODULES {
        text += &format!("{layer},{u},{v},F,0.5,-1.5,{links},{density}\n");
    }
    std::fs::write(&path, text).unwrap();
    path
}

fn run<S: AsRef<OsStr>>(arguments: &[S]) -> Output {
    common::econ_emu().args(["data", "prepare", "ecoder"]).args(arguments).output().unwrap()
}

/// Runs a preparation that must succeed, and gives what it printed.
fn prepare(inputs: &[PathBuf], out: &Path, more: &[&str]) -> String {
    let mut arguments: Vec<&OsStr> = inputs.iter().map(|path| path.as_os_str()).collect();
    arguments.extend(["--out".as_ref(), out.as_os_str()]);
    arguments.extend(more.iter().map(OsStr::new));
    let output = run(&arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Files of a preparation, without the record.
fn sets(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = common::files_below(out);
    assert!(files.remove("prepare.json").is_some());
    files
}

/// Rows of the independent computation, by the name of their file.
fn reference(allocation: &str, table: &Path, files: &[PathBuf]) -> BTreeMap<String, Vec<String>> {
    let jobs = files.iter().enumerate().map(|(at, file)| format!("{}:{}", at + 1, file.display()));
    let arguments: Vec<String> =
        ["ecoder".into(), allocation.into(), table.display().to_string()].into_iter().chain(jobs).collect();
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    let word = match allocation {
        "pu" => "PU",
        "signal" => "Signal",
        _ => "Geometry",
    };
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in common::python("scripts/prepare_reference.py", &arguments).lines() {
        let mut fields = line.splitn(3, ',');
        let (links, layer, row) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let name = format!("t_TrainingData_{word}Allocation/nElinks_{links}/t_Layer{layer}_{links}Links.csv");
        rows.entry(name).or_default().push(row.to_owned());
    }
    rows
}

/// A row with its numbers in one form.
fn canonical(row: &str) -> String {
    let field = |field: &str| field.parse::<f64>().map_or(field.to_owned(), |number| number.to_string());
    row.split(',').map(field).collect::<Vec<_>>().join(",")
}

fn rows(file: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(file).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let charges = (0..48).map(|cell| format!("CALQ_{cell},")).collect::<String>();
    let expected = format!(
        "entry,{charges}SimEnergyTotal,EventSimEnergy,SimEnergyFraction,subdet,layer,waferu,waferv,HD_LD,ModType,\
         zside,tc_eta,wafertype"
    );
    assert_eq!(header, expected);
    rows.lines().map(canonical).collect()
}

fn expect_equal(found: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<String>>, in_order: bool) {
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, expected) in expected {
        let (mut found, mut expected) =
            (rows(&found[name]), expected.iter().map(|row| canonical(row)).collect::<Vec<_>>());
        if !in_order {
            found.sort();
            expected.sort();
        }
        assert_eq!(found, expected, "{name}");
    }
}

fn rows_are_those_of_an_independent_computation() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let (summary, geometry) = (summary_table(scratch.path()), geometry_table(scratch.path()));
    let inputs = ["cells_zstd.root", "cells_2.root", "cells_empty.root"].map(|name| samples.join(name));
    let table = summary.to_str().unwrap();
    let pu = ["--name", "t", "--allocation", "pu", "--modules", table];
    let text = prepare(&inputs, &at("pu"), &pu);
    let expected = reference("pu", &summary, &inputs);
    let found = sets(&at("pu"));
    expect_equal(&found, &expected, false);
    let total: usize = expected.values().map(Vec::len).sum();
    assert!(total > 80, "{total}");
    assert!(text.contains("42 events") && text.contains(&format!("{total} rows")), "{text}");
    assert!(text.contains("skipped 1 empty trees") && text.contains("rows without charge"), "{text}");
    assert!(text.contains("modules without links"), "{text}");
    // Shuffled: another seed, another order; no shuffle, the order of the input.
    prepare(&inputs, &at("other"), &[&pu[..], &["--seed", "2"]].concat());
    let other = sets(&at("other"));
    expect_equal(&other, &expected, false);
    assert_ne!(found, other);
    prepare(&inputs, &at("ordered"), &[&pu[..], &["--no-shuffle"]].concat());
    let ordered = sets(&at("ordered"));
    expect_equal(&ordered, &expected, true);
    assert_ne!(found, ordered);
    // The other allocations.
    prepare(&inputs, &at("signal"), &["--name", "t", "--allocation", "signal", "--modules", table]);
    expect_equal(&sets(&at("signal")), &reference("signal", &summary, &inputs), false);
    let table = geometry.to_str().unwrap();
    prepare(&inputs, &at("geometry"), &["--name", "t", "--allocation", "geometry", "--modules", table]);
    expect_equal(&sets(&at("geometry")), &reference("geometry", &geometry, &inputs), false);
    // The project reads what it wrote.
    let set = at("pu").join("t_TrainingData_PUAllocation/nElinks_2");
    let info = common::econ_emu().args(["data", "info", "--keep-energies"]).arg(&set).output().unwrap();
    let of_two: usize =
        expected.iter().filter(|(name, _)| name.contains("nElinks_2/")).map(|(_, rows)| rows.len()).sum();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(info.contains(&format!("samples   {of_two}\n")), "{info}");
}

fn compression_makes_no_difference() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let table = summary_table(scratch.path());
    let all = ["none", "zlib", "lzma", "lz4", "zstd"].map(|name| {
        let out = scratch.path().join(name);
        // One name for all: a number at its end would be that of a job.
        let input = scratch.path().join(format!("{name}.in/cells.root"));
        std::fs::create_dir(input.parent().unwrap()).unwrap();
        std::fs::copy(samples.join(format!("cells_{name}.root")), &input).unwrap();
        prepare(&[input], &out, &["--allocation", "pu", "--modules", table.to_str().unwrap()]);
        sets(&out)
    });
    assert!(all[0].len() > 5 && all.iter().all(|files| *files == all[0]));
}

fn skims_and_options_keep_what_they_say() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let table = summary_table(scratch.path());
    let inputs = [samples.join("cells_lzma.root")];
    let all: Vec<String> =
        reference("pu", &table, &inputs).into_values().flatten().map(|row| canonical(&row)).collect();
    let with = |name: &str, more: &[&str]| {
        let out = scratch.path().join(name);
        let base = ["--name", "t", "--allocation", "pu", "--modules", table.to_str().unwrap(), "--no-shuffle"];
        let text = prepare(&inputs, &out, &[&base[..], more].concat());
        let mut found: Vec<String> = sets(&out).values().flat_map(|file| rows(file)).collect();
        found.sort();
        (found, text)
    };
    let filtered = |keep: &dyn Fn(f64, &str) -> bool| {
        let mut rows = all.clone();
        rows.retain(|row| {
            let fields: Vec<&str> = row.split(',').collect();
            keep(fields[49].parse().unwrap(), fields[57])
        });
        rows.sort();
        assert!(!rows.is_empty() && rows.len() < all.len());
        rows
    };
    let (sim, text) = with("sim", &["--sim-only"]);
    assert_eq!(sim, filtered(&|energy, kind| energy > 0.0 && kind.starts_with('F')));
    assert!(text.contains("partial wafers") && text.contains("rows of too little energy"), "{text}");
    assert_eq!(with("energy", &["--min-energy", "1.5"]).0, filtered(&|energy, _| energy > 1.5));
    assert_eq!(with("partial", &["--wafers", "partial"]).0, filtered(&|_, kind| !kind.starts_with('F')));

    // Post-MUX order is a permutation of the charges; the map of cells can be given.
    let (plain, _) = with("plain", &[]);
    let (post_mux, _) = with("post-mux", &["--cells", "post-mux"]);
    let charges = |row: &str| row.split(',').skip(1).take(48).map(str::to_owned).collect::<Vec<_>>();
    let by_entry = |rows: &[String]| -> BTreeMap<String, Vec<String>> {
        let key = |row: &String| {
            let fields: Vec<&str> = row.split(',').collect();
            format!("{} {} {} {}", fields[0], fields[53], fields[54], fields[55])
        };
        rows.iter().map(|row| (key(row), charges(row))).collect()
    };
    let (plain, post_mux) = (by_entry(&plain), by_entry(&post_mux));
    assert_eq!(plain.len(), post_mux.len());
    for (key, charges) in &plain {
        for (training, charge) in charges.iter().enumerate() {
            assert_eq!(*charge, post_mux[key][usize::from(econ_emu::data::cells::POST_MUX[training])], "{key}");
        }
    }
    // Mirrored: cell 47 first.
    let mut map = "u,v,cell\n".to_owned();
    for cell in 0..48u8 {
        let (g, r) = (cell % 16 / 4, cell % 4);
        let (u, v) =
            [(7 - r, 4 + g), (r + 1 + g, r), (3u8.wrapping_sub(g), 6u8.wrapping_sub(g + r))][usize::from(cell / 16)];
        map += &format!("{u},{v},{}\n", 47 - cell);
    }
    let path = scratch.path().join("map.csv");
    std::fs::write(&path, map).unwrap();
    let mirrored = by_entry(&with("mirrored", &["--cell-map", path.to_str().unwrap()]).0);
    for (key, charges) in &plain {
        assert_eq!(charges.iter().rev().cloned().collect::<Vec<_>>(), mirrored[key], "{key}");
    }

    // Centres from a table: eta 0 keeps the decoded charges, as a chip with factors 1.0 does.
    let mut etas = "subdet,layer,waferu,waferv,tc_eta,tc_phi\n".to_owned();
    MODULES.iter().for_each(|(layer, u, v, ..)| etas += &format!("1,{layer},{u},{v},0.0,0.0\n"));
    let path = scratch.path().join("eta.csv");
    std::fs::write(&path, etas).unwrap();
    let (flat, _) = with("flat", &["--eta-map", path.to_str().unwrap()]);
    let chip = scratch.path().join("init.yaml");
    let set = scratch.path().join("synth");
    common::econ_emu().args(["data", "synth", "--seed", "1", "--rows", "5", "--out"]).arg(&set).assert().success();
    std::fs::copy(set.join("init.yaml"), &chip).unwrap();
    let text = std::fs::read_to_string(&chip).unwrap();
    let (of_chip, _) = with("chip", &["--chip", chip.to_str().unwrap()]);
    // Pseudorapidities are those of the cells there.
    let without_eta = |rows: &[String]| -> Vec<String> {
        let kept = |row: &String| -> Vec<String> {
            row.split(',').enumerate().filter(|(at, _)| *at != 59).map(|(_, field)| field.to_owned()).collect()
        };
        rows.iter().map(|row| kept(row).join(",")).collect()
    };
    assert!(without_eta(&flat) == without_eta(&of_chip), "{text}");
    assert!(flat.len() > plain.len(), "no row is without charge: code 0 decodes to 1");
}

fn a_killed_call_goes_on_and_gives_the_same_bytes() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let table = summary_table(scratch.path());
    std::fs::create_dir(at("in")).unwrap();
    for job in 1..=30 {
        std::fs::copy(samples.join("cells_zlib.root"), at("in").join(format!("n_{job}.root"))).unwrap();
    }
    let more = ["--allocation", "pu", "--modules", table.to_str().unwrap()];
    prepare(&[at("in")], &at("whole"), &more);
    let expected = sets(&at("whole"));
    // Killed at three places: after a few inputs, near their end, and among the final files.
    let mut first = true;
    for step in [".prepare/input-000002", ".prepare/input-000027", "ecoder_TrainingData_PUAllocation/nElinks_2"] {
        let out = at(&format!("killed-{}", step.len()));
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_econ-emu"))
            .args(["data", "prepare", "ecoder"])
            .arg(at("in"))
            .arg("--out")
            .arg(&out)
            .args(more)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !out.join(step).exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let killed = out.join(".prepare").is_dir();
        assert!(killed || !first, "it was not killed in time");
        let mut extra = 0;
        if killed {
            // What is complete is not done again: a changed result shows up in the sum.
            let result = out.join(".prepare/input-000000/result.json");
            let text = std::fs::read_to_string(&result).unwrap();
            assert!(text.contains("\"events\": 30"), "{text}");
            std::fs::write(&result, text.replace("\"events\": 30", "\"events\": 1030")).unwrap();
            extra = 1000;
        }
        let text = prepare(&[at("in")], &out, &more);
        assert!(text.contains(&format!("{} events", 900 + extra)), "{text}");
        assert!(sets(&out) == expected, "other bytes after {step}");
        first = false;
    }
    // A call that finds all done says what was done; other arguments are refused.
    assert!(prepare(&[at("in")], &at("whole"), &more).contains("900 events"));
    let whole = at("whole");
    let refused = run(&[
        at("in").as_os_str(),
        "--out".as_ref(),
        whole.as_os_str(),
        "--allocation".as_ref(),
        "signal".as_ref(),
        "--modules".as_ref(),
        table.as_os_str(),
    ]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("other arguments"));
}

/// A file that may not grow further is what a full disk is: writing fails in the middle.
#[cfg(unix)]
fn a_full_disk_leaves_nothing_that_looks_complete() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let table = summary_table(scratch.path());
    let out = scratch.path().join("out");
    let call = |limit: &str| {
        let script = format!("trap '' XFSZ; {limit} exec \"$@\"");
        std::process::Command::new("sh")
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_econ-emu"), "data", "prepare", "ecoder"])
            .arg(samples.join("cells_none.root"))
            .args(["--words", "--allocation", "pu", "--modules"])
            .arg(&table)
            .arg("--out")
            .arg(&out)
            .output()
            .unwrap()
    };
    let output = call("ulimit -f 6;");
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("cannot write") && text.contains("File too large"), "{text}");
    assert!(!out.exists(), "nothing was complete: {:?}", common::files_below(&out).keys());
    let output = call("");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(sets(&out).len() > 5);
}

fn faults_are_named_and_leave_no_files() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let table = summary_table(scratch.path());
    let short = scratch.path().join("short.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(
        &short,
        text.lines().filter(|line| !line.starts_with("9,1,2")).map(|line| format!("{line}\n")).collect::<String>(),
    )
    .unwrap();
    let fault = |input: &str, table: &Path, more: &[&str], parts: &[&str]| {
        let out = scratch.path().join("out");
        let input = samples.join(input);
        let mut arguments: Vec<&OsStr> = vec![input.as_os_str(), "--out".as_ref(), out.as_os_str()];
        arguments.extend(["--allocation", "pu", "--modules"].map(OsStr::new));
        arguments.push(table.as_os_str());
        arguments.extend(more.iter().map(OsStr::new));
        let output = run(&arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}");
        for part in parts {
            assert!(text.contains(part), "no '{part}' in\n{text}");
        }
        assert!(!out.exists(), "something was left: {:?}", common::files_below(&out).keys());
    };
    let charge = "tc_uncompressedCharge";
    for (input, parts) in [
        (
            "cells_missing.root",
            &["cells_missing.root: tc_uncompressedCharge: the tree has no such branch", "tc_uncompressedCharges"][..],
        ),
        ("cells_lengths.root", &["entry 0: vectors of different lengths", "tc_layer has"]),
        ("cells_nan.root", &[charge, "NaN", "not a number", "entry 5, cell"]),
        ("cells_infinite.root", &[charge, "inf", "infinite"]),
        ("cells_negative.root", &[charge, "-4", "unsigned"]),
        ("cells_mips.root", &[charge, "12.75", "wrong units"]),
        ("cells_truncated.root", &["cut short"]),
        ("cells_damaged.root", &["tc_layer: the ROOT file is damaged"]),
        ("cells_empty.root", &["no rows are left", "1 empty trees"]),
        ("mixed.root", &["mixed trees"]),
        ("wafers_none.root", &["a tree of the other flavour", "prepare conditional"]),
        ("two_trees.root", &["several trees", "--tree"]),
        ("text.root", &["not a ROOT file"]),
        ("nothing.root", &["the file is empty"]),
        ("none_*.root", &["no file matches"]),
    ] {
        fault(input, &table, &[], parts);
    }
    // A bad file is mended: what was complete before it is not done again, and nothing is in the way.
    let (good, bad, out) =
        (samples.join("cells_none.root"), scratch.path().join("n_2.root"), scratch.path().join("mended"));
    let arguments: [&OsStr; 8] = [
        good.as_os_str(),
        bad.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
        "--allocation".as_ref(),
        "pu".as_ref(),
        "--modules".as_ref(),
        table.as_os_str(),
    ];
    std::fs::copy(samples.join("cells_nan.root"), &bad).unwrap();
    assert_eq!(run(&arguments).status.code(), Some(2));
    assert!(out.join(".prepare/input-000000").is_dir() && !out.join(".prepare/input-000001").exists());
    std::fs::copy(samples.join("cells_zlib.root"), &bad).unwrap();
    let output = run(&arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(common::files_below(&out).keys().filter(|name| name.starts_with('.')).count(), 0);
    fault("cells_none.root", &short, &[], &["does not list a wafer", "layer 9, u 1, v 2", "--skip-unlisted"]);
    fault("cells_none.root", &geometry_table(scratch.path()), &[], &["lacks a column", "ModuleLinkSummary"]);
    fault("cells_none.root", &table, &["--events-per-file", "20"], &["too many events", "--events-per-file"]);
    // What is allowed on request.
    let out = scratch.path().join("unlisted");
    let text = prepare(
        &[samples.join("cells_none.root")],
        &out,
        &["--allocation", "pu", "--skip-unlisted", "--modules", short.to_str().unwrap()],
    );
    assert!(text.contains("modules that the table does not list"), "{text}");
    for tree in [&[][..], &["--tree", "Events"], &["--prefix", "tc_"]] {
        let text = prepare(
            &[samples.join("other_name.root")],
            &scratch.path().join(format!("tree{}", tree.concat())),
            &[&["--allocation", "pu", "--modules", table.to_str().unwrap()], tree].concat(),
        );
        assert!(text.contains("6 events"), "{text}");
    }
    fault("cells_none.root", &table, &["--tree", "Event"], &["Event: the file has no such tree", "ntuplizer/"]);
    // A directory with other things in it is left alone.
    let refused = run(&[
        samples.join("cells_none.root").as_os_str(),
        "--allocation".as_ref(),
        "pu".as_ref(),
        "--modules".as_ref(),
        table.as_os_str(),
        "--out".as_ref(),
        scratch.path().as_os_str(),
    ]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("not empty"));
}

fn link_words_and_tables_give_the_same_rows() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let table = summary_table(scratch.path());
    let base = ["--allocation", "pu", "--modules", table.to_str().unwrap(), "--no-shuffle"];
    prepare(&[samples.join("cells_none.root")], &at("first"), &[&base[..], &["--words"]].concat());
    let all: Vec<String> = {
        let mut files = sets(&at("first"));
        files.retain(|name, _| name.contains("TrainingData"));
        let mut rows: Vec<String> = files.values().flat_map(|file| rows(file)).collect();
        rows.sort();
        rows
    };
    // The words are a set: read as data with 1/cosh(eta), the rows come back; the chip itself runs on them.
    let csv = at("back.csv");
    common::econ_emu()
        .args(["data", "convert", "--transverse", "--keep-energies", "--to", "csv", "--output"])
        .args([&csv, &at("first/words")])
        .assert()
        .success();
    let charges = |line: &str| line.split(',').take(49).map(str::to_owned).collect::<Vec<_>>();
    let mut back: Vec<_> = std::fs::read_to_string(&csv).unwrap().lines().skip(1).map(charges).collect();
    let mut expected: Vec<_> = all.iter().map(|row| charges(row)).collect();
    back.sort();
    expected.sort();
    assert_eq!(back, expected);
    let sent = at("sent.csv");
    common::econ_emu()
        .arg("emulate")
        .arg("--config")
        .arg(at("first/words/init.yaml"))
        .arg("--input")
        .arg(at("first/words/testInput.csv"))
        .arg("--output")
        .arg(&sent)
        .assert()
        .success();
    assert_eq!(std::fs::read_to_string(&sent).unwrap().lines().count(), all.len() + 1);
    // Tables are sorted again: the same rows in other files.
    let tables: Vec<PathBuf> = sets(&at("first"))
        .into_keys()
        .filter(|name| name.ends_with("Links.csv"))
        .map(|name| at("first").join(name))
        .collect();
    let signal = ["--allocation", "signal", "--modules", table.to_str().unwrap(), "--no-shuffle"];
    prepare(&tables, &at("second"), &signal);
    let mut second: Vec<String> = sets(&at("second")).values().flat_map(|file| rows(file)).collect();
    second.sort();
    assert_eq!(second, all);
    // Charges with a fraction are refused, or rounded.
    let whole = std::fs::read_to_string(&tables[0]).unwrap();
    let column = whole.split(',').position(|name| name == "CALQ_3").unwrap();
    let fractions: String = (whole.lines().enumerate())
        .map(|(line, row)| {
            let mut row: Vec<String> = row.split(',').map(str::to_owned).collect();
            row[column] += if line > 0 { ".25" } else { "" };
            row.join(",") + "\n"
        })
        .collect();
    std::fs::write(at("fractions.csv"), fractions).unwrap();
    let run_on = |input: PathBuf, out: &str, more: &[&str]| {
        let out = at(out);
        let mut arguments = vec![input.as_os_str(), OsStr::new("--out"), out.as_os_str()];
        arguments.extend(signal.iter().chain(more).map(OsStr::new));
        let output = run(&arguments);
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let (fine, said) = run_on(at("fractions.csv"), "refused", &[]);
    assert!(!fine && said.contains("--round"), "{said}");
    let (fine, said) = run_on(at("fractions.csv"), "rounded", &["--round"]);
    assert!(fine && said.contains("charges were rounded"), "{said}");
    assert!(run_on(tables[0].clone(), "whole", &[]).0);
    let rows_of = |out: &str| {
        let mut all: Vec<String> = sets(&at(out)).values().flat_map(|file| rows(file)).collect();
        all.sort();
        all
    };
    assert_eq!(rows_of("rounded"), rows_of("whole"));
    // So are link words; with a chip, in its own calibration.
    prepare(&[at("first/words/testInput.csv")], &at("of_words"), &signal);
    let mut of_words: Vec<String> = sets(&at("of_words")).values().flat_map(|file| rows(file)).collect();
    of_words.sort();
    assert_eq!(of_words, all);
    let chip = at("first/words/init.yaml");
    let with_chip = [&signal[..], &["--chip", chip.to_str().unwrap()]].concat();
    prepare(&[at("first/words/testInput.csv")], &at("of_chip"), &with_chip);
    let of_chip: Vec<String> = sets(&at("of_chip")).values().flat_map(|file| rows(file)).collect();
    assert!(of_chip.len() == all.len() && of_chip.iter().any(|row| !all.contains(row)));
    let refused = run(&[
        tables[0].as_os_str(),
        "--words".as_ref(),
        "--out".as_ref(),
        at("third").as_os_str(),
        "--allocation".as_ref(),
        "pu".as_ref(),
        "--modules".as_ref(),
        table.as_os_str(),
    ]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("link words cannot be made"));
}

/// Nothing that looks measured is made of energies that the ntuple does not have, and who needs them says so.
fn energies_that_are_not_there_are_unknown() {
    let samples = common::ntuple_samples();
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let table = summary_table(scratch.path());
    let base = ["--allocation", "pu", "--modules", table.to_str().unwrap(), "--no-shuffle"];
    let (with, without) = (samples.join("cells_none.root"), samples.join("cells_no_energy.root"));
    let text = prepare(std::slice::from_ref(&without), &at("without"), &[&base[..], &["--words"]].concat());
    assert_eq!(text.matches("simulated energies are unknown").count(), 1, "{text}");
    let set = at("without/ecoder_TrainingData_PUAllocation/nElinks_2");
    let files = common::files_below(&set);
    assert!(files.values().all(|file| !String::from_utf8_lossy(file).contains("Energy")));
    // The same rows as with energies, but for these.
    prepare(std::slice::from_ref(&with), &at("with"), &base);
    let strip = |file: &[u8]| -> Vec<String> {
        let kept = |row: String| {
            row.split(',')
                .enumerate()
                .filter(|(at, _)| !(49..52).contains(at))
                .map(|f| f.1.to_owned())
                .collect::<Vec<_>>()
                .join(",")
        };
        rows(file).into_iter().map(kept).collect()
    };
    let expected = common::files_below(&at("with/ecoder_TrainingData_PUAllocation/nElinks_2"));
    assert!(files.len() > 2);
    for (name, file) in &files {
        let found: Vec<String> = std::str::from_utf8(file).unwrap().lines().skip(1).map(canonical).collect();
        assert_eq!(found, strip(&expected[name]), "{name}");
    }
    let refused = |command: &[&str], paths: &[&Path], parts: &[&str]| {
        let output = common::econ_emu().args(["data"]).args(command).args(paths).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{text}");
        for part in parts {
            assert!(text.contains(part), "no '{part}' in\n{text}");
        }
    };
    for option in ["--mask-energies", "--keep-energies"] {
        refused(&["info", option], &[&set], &["a column is missing", option]);
    }
    let out = at("sim");
    let arguments = [&["prepare", "ecoder", "--sim-only", "--out", out.to_str().unwrap()], &base[..]].concat();
    refused(&arguments, &[&without], &["an energy that they do not have", "only on request"]);
    // Words say nothing of them either; read again, they are unknown.
    let text = prepare(&[at("without/words/testInput.csv")], &at("again"), &base);
    assert!(text.contains("simulated energies are unknown"), "{text}");
    // Some files with, some without: the rows without have empty fields.
    let text = prepare(&[with, without], &at("both"), &base);
    assert!(text.contains("of them with simulated energy; that of") && text.contains("is unknown"), "{text}");
    let set = at("both/ecoder_TrainingData_PUAllocation/nElinks_2");
    let info = common::econ_emu().args(["data", "info", "--mask-energies"]).arg(&set).output().unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(info.contains("of unknown energy"), "{info}");
}

/// The rows of files in memory, with their energies.
fn read(paths: &[PathBuf]) -> Vec<Sample> {
    data::read_all(&mut data::all_rows(paths, &ReadOptions::default()).unwrap()).unwrap()
}

/// The small ntuples that ROOT wrote: trigger cells through the chip's front end have the charges that the wafers have,
/// each command's next one works, and parquet holds the rows of csv.
fn samples_of_the_repository_agree() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let table = samples.join("modules.csv");
    let base = ["--allocation", "pu", "--modules", table.to_str().unwrap()];
    let text = prepare(&[samples.join("cells.root")], &at("cells"), &base);
    assert!(text.contains("12 events") && !text.contains("skipped"), "{text}");
    let set = at("cells/ecoder_TrainingData_PUAllocation");
    let directories: Vec<PathBuf> = [1, 2, 3, 4, 5].map(|links| set.join(format!("nElinks_{links}"))).to_vec();
    let cells = read(&directories);
    assert!(cells.len() > 60 && cells.iter().all(|sample| data::conditions::of(sample).is_ok()), "{}", cells.len());
    let conditional = |input: &[PathBuf], out: &str, more: &[&str]| -> Vec<Sample> {
        let output = common::econ_emu()
            .args(["data", "prepare", "conditional", "--per-links", "--train", "1", "--validation", "0", "--test", "0"])
            .args(["--allocation", "new", "--geometry"])
            .arg(&table)
            .args(more)
            .args(input)
            .arg("--out")
            .arg(at(out))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains("AEin") || text.contains("AEin of the ntuples: 0 of"), "{text}");
        let sets = (1..=11).map(|links| at(out).join(format!("data_{links}_eLinks/train"))).filter(|set| set.is_dir());
        read(&sets.collect::<Vec<_>>())
    };
    let wafers = conditional(&[samples.join("wafers.root")], "wafers", &[]);
    assert_eq!(conditional(&[samples.join("wafers_rntuple.root")], "rntuple", &[]), wafers);
    let keys = |samples: &[Sample], event: &dyn Fn(i64) -> i64| -> BTreeMap<_, _> {
        let key = |sample: &Sample| {
            let meta = &sample.meta;
            let energy = (meta.sim_energy.unwrap() * 1e4).round() as i64;
            let place = (event(meta.entry.unwrap()), meta.layer, meta.wafer_u, meta.wafer_v, meta.zside);
            (place, (sample.charges, meta.wafer_type(), energy))
        };
        samples.iter().map(key).collect()
    };
    // Events of cells.root are those of job 1, and 5000 more in the negative end-cap.
    let of_cells = keys(&cells, &|entry| entry % 5000);
    assert_eq!(of_cells.len(), cells.len());
    assert_eq!(of_cells, keys(&wafers, &|entry| entry));
    // The csv of one command is input for the other.
    let tables: Vec<PathBuf> = common::files_below(&set).into_keys().map(|name| set.join(name)).collect();
    let again = conditional(&tables, "again", &["--cells", "training"]);
    let all = |samples: &[Sample]| {
        let mut charges: Vec<_> =
            samples.iter().map(|sample| (sample.charges.map(|c| c.0), sample.meta.layer)).collect();
        charges.sort();
        charges
    };
    assert_eq!(all(&again), all(&wafers));
    // Parquet: the same rows in the same order.
    prepare(&[samples.join("cells.root")], &at("parquet"), &[&base[..], &["--parquet"]].concat());
    for (directory, links) in directories.iter().zip(1..) {
        let other = at("parquet/ecoder_TrainingData_PUAllocation").join(format!("nElinks_{links}"));
        assert!(common::files_below(&other).keys().all(|name| name.ends_with(".parquet")));
        assert_eq!(read(&[other]), read(std::slice::from_ref(directory)));
    }
    let parquet = conditional(&[samples.join("wafers.root")], "wafers_parquet", &["--parquet"]);
    assert_eq!(parquet, wafers);
    let csv = at("wafers/data_2_eLinks/csv/train_00000.csv");
    let packed = at("wafers_parquet/data_2_eLinks/parquet/train_00000.parquet");
    assert_eq!(read(std::slice::from_ref(&packed)), read(&[csv]));
    assert_eq!(all(&conditional(&[packed], "of_parquet", &[])), all(&read(&[at("wafers/data_2_eLinks/train")])));
}
