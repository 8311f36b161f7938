//! `econ-emu data` as its users run it: forms of one data set, bad input, bounded memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::PathBuf;

use common::{econ_emu, vectors};
use econ_emu::data::{self, ReadOptions, Source};

common::tests! {
    a_set_survives_every_form: [],
    a_synthetic_set_is_input_for_the_chip: [],
    the_same_seed_gives_the_same_files: [],
    the_bytes_of_a_seed_are_fixed: [],
    info_counts_what_the_options_drop: [],
    a_file_without_header_loses_no_row: [],
    tables_of_numpy_and_pandas_are_read: [],
    parquet_is_that_of_pyarrow: [PYARROW],
    bad_csv_files: [],
    bad_caches_and_directories: [],
    what_link_words_cannot_hold_is_refused: [],
    #[cfg(target_os = "linux")]
    a_million_rows_stream_in_bounded_memory: [],
    real_vectors_are_read: [VECTORS],
}

struct Case {
    directory: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        Case { directory: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Runs `econ-emu data` in the directory.
    fn data(&self, arguments: &str) -> assert_cmd::assert::Assert {
        let mut command = econ_emu();
        command.current_dir(self.directory.path()).arg("data").args(arguments.split_whitespace());
        command.assert()
    }

    fn json(&self, arguments: &str) -> serde_json::Value {
        let output = self.data(&format!("info --json {arguments}")).success();
        serde_json::from_slice(&output.get_output().stdout).unwrap()
    }

    /// The message of a run that must fail, and leave no file behind.
    fn fault(&self, arguments: &str) -> String {
        let before = std::fs::read_dir(self.directory.path()).unwrap().count();
        let output = self.data(arguments).code(2);
        let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(!text.contains("panicked"), "{text}");
        assert_eq!(std::fs::read_dir(self.directory.path()).unwrap().count(), before, "something was left behind");
        text
    }
}

/// A CALQ csv with metadata; the charges of row `i` are `i`, except cell 0, which is given.
fn csv(firsts: &[&str]) -> String {
    let names: Vec<String> = (0..48).map(|cell| format!("CALQ_{cell}")).collect();
    let mut text = format!("entry,{},layer,waferu,waferv,HD_LD,ModType,SimEnergyFraction\n", names.join(","));
    for (row, first) in firsts.iter().enumerate() {
        let rest = vec![row.to_string(); 47].join(",");
        let kind = if row.is_multiple_of(2) { "FM" } else { "aM" };
        text += &format!("{row},{first},{rest},9,2,-3,LD,{kind},0.{row}\n");
    }
    text
}

fn a_set_survives_every_form() {
    let case = Case::new();
    case.data("synth --seed 5 --rows 500 --density low --out set").success();
    let keep = "--keep-energies";
    case.data(&format!("convert set {keep} --to cache --output a.calq")).success();
    case.data(&format!("convert a.calq {keep} --to csv --output a.csv")).success();
    case.data(&format!("convert a.csv {keep} --to csv --output b.csv --output-cells post-mux")).success();
    case.data(&format!(
        "convert b.csv --cells post-mux {keep} --to words --output words.csv --output-config set/init.yaml \
         --output-metadata meta.csv"
    ))
    .success();
    let hash = |arguments: &str| case.json(&format!("{arguments} {keep}"))["sha256"].as_str().unwrap().to_owned();
    let words = hash("words.csv --config set/init.yaml --metadata meta.csv");
    case.data(&format!("convert a.calq {keep} --to parquet --output a.parquet")).success();
    case.data(&format!("convert a.parquet {keep} --to parquet --output b.parquet --output-cells post-mux")).success();
    std::fs::rename(case.path("a.parquet"), case.path("a.of_any_name")).unwrap();
    for arguments in ["set", "a.calq", "a.csv", "b.csv --cells post-mux", "a.of_any_name", "b.parquet --cells post-mux"]
    {
        assert_eq!(hash(arguments), words, "{arguments}");
    }
    let same =
        |a: &str, b: &str| assert_eq!(std::fs::read(case.path(a)).unwrap(), std::fs::read(case.path(b)).unwrap());
    same("words.csv", "set/testInput.csv");
    same("meta.csv", "set/metadata.csv");
}

/// The words of a synthetic set run through the chip: as a Repeater it sends the codes it got.
fn a_synthetic_set_is_input_for_the_chip() {
    let case = Case::new();
    case.data("synth --seed 5 --rows 50 --out set").success();
    for config in ["init.yaml", "init_hd.yaml"] {
        econ_emu()
            .current_dir(case.path("set"))
            .args(["emulate", "--input", "testInput.csv", "--output", "out.csv", "--config", config])
            .assert()
            .success();
    }
    assert_eq!(std::fs::read_to_string(case.path("set/out.csv")).unwrap().lines().count(), 51);
}

fn the_same_seed_gives_the_same_files() {
    let case = Case::new();
    for (out, seed) in [("a", 1), ("b", 1), ("c", 2)] {
        case.data(&format!("synth --seed {seed} --rows 200 --out {out}")).success();
    }
    let files = |set: &str| common::files_below(&case.path(set));
    assert_eq!(files("a"), files("b"));
    assert_ne!(files("a"), files("c"));
    assert!(case.fault("synth --seed 1 --rows 10 --out a").contains("--force"));
    case.data("synth --seed 2 --rows 200 --out a --force").success();
    assert_eq!(files("a"), files("c"));
}

/// The bytes of a seed on every machine: a change here changes everybody's data.
fn the_bytes_of_a_seed_are_fixed() {
    let case = Case::new();
    case.data("synth --seed 1 --rows 1000 --out set").success();
    let manifest = std::fs::read_to_string(case.path("set/manifest.json")).unwrap();
    insta::assert_snapshot!("synthetic_manifest", manifest.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

fn info_counts_what_the_options_drop() {
    let case = Case::new();
    // Row 0 has no charge at all, odd rows are partial, the last has no partner.
    case.write("in.csv", csv(&["0", "5", "7", "9", "11", "13"]));
    let report = case.json("in.csv");
    assert_eq!((report["samples"].as_u64(), report["counts"]["empty"].as_u64()), (Some(5), Some(1)));
    assert_eq!(report["layers"]["9"].as_u64(), Some(5));
    assert_eq!(case.json("in.csv --mask-partials")["counts"]["partial"].as_u64(), Some(3));
    assert_eq!(case.json("in.csv --double")["counts"]["unpaired"].as_u64(), Some(1));
    assert_eq!(case.json("in.csv --max-value 10")["counts"]["clipped"].as_u64(), Some(2));
    assert_eq!(case.json("in.csv --rows-per-file 3")["samples"].as_u64(), Some(2));
    assert_eq!(case.json("in.csv --mask-energies")["samples"].as_u64(), Some(5));
    let weights = &case.json("in.csv --occ-reweight")["weights"];
    assert!(weights["min"].as_f64().unwrap() <= 1.0 && weights["max"].as_f64().unwrap() >= 1.0);
    let text = String::from_utf8(case.data("info in.csv").success().get_output().stdout.clone()).unwrap();
    assert!(text.contains("1 without charge") && text.contains("cells above 35 CALQ"), "{text}");
}

fn a_file_without_header_loses_no_row() {
    let case = Case::new();
    let text: String = (1..=4).map(|row| format!("{}\n", vec![row.to_string(); 48].join(","))).collect();
    case.write("in.csv", &text);
    for header in ["", "--no-header"] {
        assert_eq!(case.json(&format!("in.csv {header}"))["samples"].as_u64(), Some(4));
    }
}

/// What programs write of the same charges: exponents, an index, gzip in a directory, fractions.
fn tables_of_numpy_and_pandas_are_read() {
    let case = Case::new();
    let rows = |write: &dyn Fn(f64) -> String| -> String {
        let row = |row: u32| (0..48).map(|cell| write(f64::from(row + cell))).collect::<Vec<_>>().join(",") + "\n";
        (1..=4).map(row).collect()
    };
    case.write("plain.csv", rows(&|charge| charge.to_string()));
    case.write("exponents.csv", rows(&|charge| format!("{charge:.6e}")));
    let index: String =
        rows(&|charge| charge.to_string()).lines().zip(0..).map(|(row, at)| format!("{at},{row}\n")).collect();
    case.write("index.csv", index);
    case.write("fractions.csv", rows(&|charge| format!("{:.2}", charge - 0.25)));
    std::fs::create_dir(case.path("packed")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, rows(&|charge| charge.to_string()).as_bytes()).unwrap();
    case.write("packed/charges.csv.gz", gzip.finish().unwrap());
    let plain = case.json("plain.csv");
    assert_eq!(plain["samples"].as_u64(), Some(4));
    for other in ["exponents.csv", "index.csv --index-column", "fractions.csv --round", "packed"] {
        assert_eq!(case.json(other), plain, "{other}");
    }
    let said = case.data("info fractions.csv --round").success();
    assert!(String::from_utf8_lossy(&said.get_output().stderr).contains("192 charges were rounded"));
    assert!(case.fault("info index.csv").contains("--index-column"));
}

/// Read as pyarrow writes it, in all packings but brotli and with other types; and read by it as we write it.
fn parquet_is_that_of_pyarrow() {
    const SCRIPT: &str = "scripts/parquet_reference.py";
    let case = Case::new();
    common::python(SCRIPT, &["write".as_ref(), case.directory.path().as_os_str()]);
    let hash = |name: &str| {
        let summary = case.json(&format!("{name} --keep-energies"));
        assert_eq!(summary["samples"], 3000, "{name}");
        summary["sha256"].as_str().unwrap().to_owned()
    };
    let expected = hash("expected.csv");
    for name in ["snappy", "gzip", "lz4", "none", "zstd", "real", "narrow"] {
        assert_eq!(hash(&format!("{name}.parquet")), expected, "{name}");
    }
    let fault = case.fault("info brotli.parquet");
    assert!(fault.contains("brotli.parquet") && fault.contains("snappy, gzip, LZ4, zstd"), "{fault}");
    case.data("convert expected.csv --keep-energies --to parquet --output ours.parquet").success();
    let shown = common::python(SCRIPT, &["show".as_ref(), case.path("ours.parquet").as_os_str()]);
    case.write("shown.csv", shown);
    assert_eq!(hash("shown.csv"), expected);
}

fn bad_csv_files() {
    let case = Case::new();
    let fault = |text: String, options: &str| {
        case.write("in.csv", text);
        case.fault(&format!("convert in.csv {options} --to cache --output out.calq"))
    };
    let good = csv(&["1", "2"]);
    insta::assert_snapshot!("csv_truncated", fault(good[..good.len() - 30].to_owned(), ""));
    insta::assert_snapshot!("csv_wrong_columns", fault(good.replace("CALQ_17,", "charge_17,"), ""));
    insta::assert_snapshot!("csv_negative", fault(csv(&["1", "-2"]), ""));
    insta::assert_snapshot!("csv_fractional", fault(csv(&["1", "2.5"]), ""));
    insta::assert_snapshot!("csv_23_bits", fault(csv(&["1", "4194304"]), ""));
    insta::assert_snapshot!("csv_bad_layer", fault(good.replace(",9,2,-3,", ",99,2,-3,"), ""));
    insta::assert_snapshot!("csv_no_partials_column", fault(good.replace("ModType", "x"), "--mask-partials"));
    insta::assert_snapshot!("csv_no_energy_column", fault(good.replace("SimEnergyFraction", "x"), "--mask-energies"));
    insta::assert_snapshot!("csv_all_dropped", fault(csv(&["0"]), ""));
    insta::assert_snapshot!("csv_header_denied", fault(good.clone(), "--no-header"));
    insta::assert_snapshot!("csv_empty", fault(String::new(), ""));
}

fn bad_caches_and_directories() {
    let case = Case::new();
    case.write("in.csv", csv(&["1", "2", "3"]));
    case.data("convert in.csv --to cache --output good.calq").success();
    let good = std::fs::read(case.path("good.calq")).unwrap();
    let mut flipped = good.clone();
    flipped[100] ^= 1;
    case.write("bad.calq", flipped);
    insta::assert_snapshot!("cache_flipped_bit", case.fault("info bad.calq"));
    case.write("bad.calq", &good[..good.len() - 1]);
    insta::assert_snapshot!("cache_cut", case.fault("info bad.calq"));
    case.write("bad.calq", [&good[..], b"x"].concat());
    insta::assert_snapshot!("cache_extra_byte", case.fault("info bad.calq"));
    case.write("bad.calq", "no cache, but its name says it is one; long enough for a header of 64 bytes");
    insta::assert_snapshot!("cache_wrong_magic", case.fault("info bad.calq"));
    std::fs::create_dir(case.path("empty")).unwrap();
    insta::assert_snapshot!("directory_without_data", case.fault("info empty"));
    insta::assert_snapshot!("cache_to_standard_output", case.fault("convert in.csv --to cache --output -"));
}

fn what_link_words_cannot_hold_is_refused() {
    let case = Case::new();
    case.data("synth --seed 1 --rows 10 --density low --out set").success();
    case.write("in.csv", csv(&["1", "2"]));
    let words = "--to words --output out.csv --output-config set/init.yaml";
    insta::assert_snapshot!("words_charge", case.fault(&format!("convert in.csv {words}")));
    case.data("synth --seed 1 --rows 10 --density high --out high").success();
    insta::assert_snapshot!("words_density", case.fault(&format!("convert high {words}")));
    assert!(case.fault("convert in.csv --to words --output out.csv").contains("--output-config"));
    assert!(case.fault("info in.csv --metadata in.csv").contains("--metadata"));
    insta::assert_snapshot!("words_without_configuration", case.fault("info set/testInput.csv"));
}

/// A million rows through a pipe, from csv to the cache and its summary, in bounded memory.
#[cfg(target_os = "linux")]
fn a_million_rows_stream_in_bounded_memory() {
    use std::io::Write;
    let case = Case::new();
    case.data("synth --seed 3 --rows 1000 --out set").success();
    case.data("convert set --keep-energies --to csv --output in.csv").success();
    let text = std::fs::read_to_string(case.path("in.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("econ-emu"))
        .current_dir(case.directory.path())
        .args(["data", "convert", "-", "--to", "cache", "--output", "big.calq"])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    writeln!(pipe, "{header}").unwrap();
    for _ in 0..1000 {
        pipe.write_all(rows.as_bytes()).unwrap();
    }
    let peak = peak_kilobytes(child.id());
    drop(pipe);
    assert!(child.wait().unwrap().success());
    assert!(peak < 128 << 10, "peak memory {peak} kB");

    let mut source = data::open(&[case.path("big.calq")], &ReadOptions::default()).unwrap();
    let mut count = 0;
    while source.read().unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 1_000_000);
    // This process has read the million rows, too.
    let own = peak_kilobytes(std::process::id());
    assert!(own < 128 << 10, "peak memory {own} kB");
}

#[cfg(target_os = "linux")]
fn peak_kilobytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").trim().parse().unwrap()
}

/// Real link words are training data.
fn real_vectors_are_read() {
    let root = vectors();
    let set = root.join("mcDataset");
    let case = Case::new();
    let arguments = format!("{0}/testInput.csv --config {0}/AE/init.yaml", set.display());
    let report = case.json(&arguments);
    assert_eq!(report["samples"].as_u64(), Some(3564));
    case.data(&format!(
        "convert {arguments} --to words --output out.csv --output-config {}/AE/init.yaml",
        set.display()
    ))
    .success();
    let words = |path: PathBuf| std::fs::read_to_string(path).unwrap().to_lowercase();
    assert!(words(case.path("out.csv")) == words(set.join("testInput.csv")));
}
