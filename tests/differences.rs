//! All differences of two outputs, and differences that are known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use common::{diff, econ_emu, own_sets, vectors};
use econ_emu::chip::formatter::{BitmapOrder, Field};
use econ_emu::chip::{InputWords, Options, OutputWords, unpack};
use econ_emu::golden::known::KnownList;
use econ_emu::golden::stream::RowFile;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::kernels::BatchChip;
use econ_emu::registers::{Algorithm, ChipConfig, Dialect, read_config, write_config};

common::tests! {
    every_differing_bit_is_listed_once: [],
    the_table_goes_where_it_is_told: [],
    outputs_that_cannot_be_are_refused: [],
    a_page_holds_its_rows_and_nothing_from_outside: [],
    failures_come_first_and_many_sets_have_a_line_for_each_algorithm: [],
    a_known_difference_is_no_failure_and_any_other_is: [],
    a_list_of_known_differences_is_refused_until_it_has_reasons: [],
    the_public_list_holds_for_outputs_made_as_it_says: [VECTORS],
}

fn stdout(output: &Assert) -> String {
    String::from_utf8_lossy(&output.get_output().stdout).into_owned()
}

fn stderr(output: &Assert) -> String {
    String::from_utf8_lossy(&output.get_output().stderr).into_owned()
}

fn set(name: &str) -> PathBuf {
    own_sets().into_iter().find(|set| set.ends_with(name)).unwrap()
}

/// Flips bits, `(row, link, bit)`, of an output.
fn flip(text: &str, flips: &[(usize, usize, u32)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for &(row, link, bit) in flips {
        let line = &mut lines[row + 1];
        let word = u32::from_str_radix(&line[9 * link..9 * link + 8], 16).unwrap();
        line.replace_range(9 * link..9 * link + 8, &format!("{:08x}", word ^ 1 << bit));
    }
    lines.join("\n") + "\n"
}

/// Bits in most rows, on all links: those that are not active, too.
fn flips(rows: usize) -> Vec<(usize, usize, u32)> {
    let bits = (0..3 * rows).map(|n| (n * 7 % rows, n * 5 % 13, (n * n * 3 % 32) as u32));
    bits.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn every_differing_bit_is_listed_once() {
    let scratch = tempfile::tempdir().unwrap();
    let [other, csv, json] = ["other.csv", "all.csv", "all.json"].map(|name| scratch.path().join(name));
    for set in own_sets() {
        let text = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
        let rows = text.lines().count() - 1;
        let flips = flips(rows);
        std::fs::write(&other, flip(&text, &flips)).unwrap();
        let run = |all: &Path| diff(&set, &other).arg("--json").arg("--all").arg(all).assert().code(1);
        let report: serde_json::Value = serde_json::from_str(&stdout(&run(&csv))).unwrap();
        run(&json);

        let mut table = csv::Reader::from_path(&csv).unwrap();
        let columns = ["row", "bx", "link", "bits", "field", "expected", "got", "xor", "packet_row"];
        assert_eq!(table.headers().unwrap(), &csv::StringRecord::from(columns.to_vec()));
        let lines: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let objects: Vec<BTreeMap<String, serde_json::Value>> =
            serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
        assert_eq!(objects.len(), lines.len());
        let number = |text: &str| u64::from_str_radix(text.strip_prefix("0x").unwrap(), 16).unwrap();
        let mut bits = 0;
        for (line, object) in lines.iter().zip(&objects) {
            for (column, value) in columns.iter().zip(line) {
                let same = object[*column].as_str().map_or_else(|| object[*column].to_string(), str::to_owned);
                assert_eq!(same, value, "{column} of {line:?}");
            }
            let xor = number(&line[7]);
            assert_eq!(number(&line[5]) ^ number(&line[6]), xor, "{line:?}");
            bits += xor.count_ones() as usize;
            let here = |&&(row, link, _): &&(usize, usize, u32)| {
                [row, link].map(|own| own.to_string()) == [&line[0], &line[2]]
            };
            assert!(flips.iter().any(|flip| here(&flip)), "{}: {line:?}", set.display());
        }
        assert_eq!(
            (bits, report["bits_different"].as_u64()),
            (flips.len(), Some(flips.len() as u64)),
            "{}",
            set.display()
        );
        // The hash is that of the lines that docs/vectors.md describes.
        let mut words: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        flips.iter().for_each(|&(row, link, bit)| *words.entry((row, link)).or_default() |= 1 << bit);
        let of_words: String = words.iter().map(|((row, link), xor)| format!("{row} {link} {xor:08x}\n")).collect();
        assert_eq!(report["sha256"], econ_emu::files::hash::of_bytes(of_words), "{}", set.display());
        // The counts of the report are of packets, and of every bit.
        let mut counted = vec![vec![0; 32]; 13];
        flips.iter().for_each(|&(_, link, bit)| counted[link][bit as usize] += 1);
        assert_eq!(report["bits"], serde_json::json!(counted));
        for (field, packets) in report["fields"].as_object().unwrap() {
            let listed = lines.iter().filter(|line| &line[4] == field).count() as u64;
            assert!(listed >= packets.as_u64().unwrap(), "{}: {field}", set.display());
        }
        assert!(lines.iter().all(|line| report["fields"].get(&line[4]).is_some()));
        let text = stdout(&diff(&set, &other).assert().code(1));
        let map: Vec<&str> =
            text.lines().skip_while(|line| !line.starts_with("rows in which each bit")).take(15).collect();
        assert!(map.len() == 15 && map.iter().all(|line| line.chars().count() <= 80), "{text}");
        for (link, line) in map[2..].iter().enumerate() {
            let drawn: String = line[9..44].chars().filter(|c| *c != ' ').collect();
            let digits = |count: &i32| match *count {
                0 => '.',
                count if count as usize == rows => '*',
                count => char::from_digit(count.to_string().len() as u32, 10).unwrap(),
            };
            assert_eq!(drawn, counted[link].iter().rev().map(digits).collect::<String>(), "link {link}\n{text}");
        }
    }
}

fn the_table_goes_where_it_is_told() {
    let scratch = tempfile::tempdir().unwrap();
    let set = set("bc_prod_bitmap");
    let text = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
    let other = scratch.path().join("other.csv");
    std::fs::write(&other, flip(&text, &[(20, 1, 3), (30, 12, 0)])).unwrap();
    let output = diff(&set, &other).args(["--all", "-"]).assert().code(1);
    let (table, said) = (stdout(&output), stderr(&output));
    assert_eq!(table.lines().count(), 3, "{table}");
    assert_eq!(table.lines().nth(2), Some("30,30,12,[31:0],inactive link,0x00000000,0x00000001,0x00000001,30"));
    assert!(said.contains("first difference  row 20") && said.ends_with("2 of 64 rows differ\n"), "{said}");
    // Equal files: a table without lines, and a page that says so.
    let [json, html] = ["all.JSON", "page.html"].map(|name| scratch.path().join(name));
    let equal = set.join("testOutput.csv");
    let output = diff(&set, &equal).arg("--all").arg(&json).arg("--html").arg(&html).assert().success();
    assert_eq!(stdout(&output), "0 of 64 rows differ\n");
    assert_eq!(std::fs::read_to_string(&json).unwrap(), "[]\n");
    assert!(std::fs::read_to_string(&html).unwrap().contains("0 of 64 rows differ"));
    // A shorter file is not called equal.
    let short: String = text.lines().take(41).map(|line| format!("{line}\n")).collect();
    std::fs::write(&other, short).unwrap();
    diff(&set, &other).arg("--html").arg(&html).assert().code(1);
    assert!(std::fs::read_to_string(&html).unwrap().contains("; they have 64 and 40 rows</p>"));
}

fn outputs_that_cannot_be_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let set = set("bc_prod_bitmap");
    let text = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
    let other = scratch.path().join("other.csv");
    std::fs::write(&other, flip(&text, &[(20, 1, 3)])).unwrap();
    let refused = |arguments: &[&str]| {
        let output = diff(&set, &other).current_dir(scratch.path()).args(arguments).assert().code(2);
        assert_eq!(stdout(&output), "");
        stderr(&output)
    };
    assert!(refused(&["--all", "all.txt"]).contains(".csv or .json"));
    assert!(refused(&["--all", "-", "--json"]).contains("standard output"));
    assert!(refused(&["--all", "other.csv"]).contains("a file that this command reads"));
    assert!(refused(&["--all", "same.csv", "--html", "same.csv"]).contains("the same file"));
    // A fault in the middle of a file: neither output appears.
    std::fs::write(&other, text + "12,zz\n").unwrap();
    refused(&["--all", "all.csv", "--html", "page.html"]);
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["other.csv"]);
}

fn a_page_holds_its_rows_and_nothing_from_outside() {
    let scratch = tempfile::tempdir().unwrap();
    let set = set("ts_p1_truncated");
    let text = std::fs::read_to_string(set.join("testOutput.csv")).unwrap();
    let [other, html] = ["<b>&other.csv", "page.html"].map(|name| scratch.path().join(name));
    std::fs::write(&other, flip(&text, &[(20, 1, 9), (21, 0, 4), (40, 7, 0)])).unwrap();
    diff(&set, &other).arg("--html").arg(&html).assert().code(1);
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(!page.contains("<b>&other") && page.contains("&#60;b&#62;&#38;other.csv"), "the name is not escaped");
    assert!(
        !page.contains("http")
            || page.matches("http").count()
                == page.matches("http-equiv").count() + page.matches("http://www.w3.org/2000/svg").count()
    );
    let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let rows: Vec<u64> = data["rows"].as_array().unwrap().iter().map(|row| row["r"].as_u64().unwrap()).collect();
    assert_eq!(rows, [20, 21, 40]);
    let words: Vec<&str> = text.lines().nth(21).unwrap().split(',').collect();
    let links = data["links"].as_u64().unwrap() as usize;
    assert_eq!(data["rows"][0]["e"], words[..links].concat());
    assert_eq!(data["rows"][0]["x"], serde_json::json!([[1, 512]]));
    assert_eq!(data["rows"][2]["i"], serde_json::json!([[7, 0, 1]]));
}

/// Sets without a manifest below `root`, each in a directory of its own name.
fn tree(root: &Path, names: &[&str]) {
    for name in names {
        let (from, to) = (set(name), root.join(name));
        std::fs::create_dir_all(&to).unwrap();
        for file in ["init.yaml", "testInput.csv", "testOutput.csv"] {
            std::fs::copy(from.join(file), to.join(file)).unwrap();
        }
    }
}

fn damage(root: &Path, name: &str, flips: &[(usize, usize, u32)]) {
    let path = root.join(name).join("testOutput.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, flip(&text, flips)).unwrap();
}

fn verify(root: &Path) -> assert_cmd::Command {
    let mut command = econ_emu();
    command.args(["verify", "--golden"]).arg(root);
    command
}

const SETS: [&str; 10] = [
    "bc_p1_list",
    "bc_prod_bitmap",
    "rpt_p1",
    "rpt_prod_cut",
    "stc_type0_prod",
    "stc_type1_p1",
    "stc_type2_prod",
    "ts_p1_truncated",
    "ts_prod_bitmap",
    "ae_p1_chip_frame",
];

fn failures_come_first_and_many_sets_have_a_line_for_each_algorithm() {
    let scratch = tempfile::tempdir().unwrap();
    let root = scratch.path();
    tree(root, &SETS);
    let output = verify(root).assert().success();
    let text = stdout(&output);
    assert!(text.starts_with(&format!("below {}:\n\nalgo", root.display())), "{text}");
    assert!(text.ends_with("10 equal, 0 different, 0 unusable; 688 of 688 rows equal\n"), "{text}");
    let lines: Vec<&str> = text.lines().skip(4).take(5).collect();
    let first: Vec<&str> = lines.iter().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(first, ["AE", "BC", "RPT", "STC", "TS"], "{text}");
    assert!(text.lines().skip(1).all(|line| line.chars().count() <= 80), "{text}");
    let list = stdout(&verify(root).arg("--list").assert().success());
    assert!(SETS.iter().all(|name| list.lines().any(|line| line.starts_with(&format!("{name} ")))), "{list}");
    assert_eq!(stdout(&verify(root).arg("--quiet").assert().success()), text.lines().last().unwrap().to_owned() + "\n");

    damage(root, "rpt_p1", &[(5, 3, 31), (6, 0, 0)]);
    std::fs::write(root.join("stc_type1_p1/testOutput.csv"), "TX_DATA_0\n1\n").unwrap();
    for arguments in [&[][..], &["--quiet"], &["--list"]] {
        let text = stdout(&verify(root).args(arguments).assert().code(2));
        let place = |what: &str| text.find(what).unwrap_or_else(|| panic!("no {what:?} in {text}"));
        let order = [
            "different: rpt_p1 (RPT, P1, ",
            "  first difference  row 5",
            "unusable: stc_type1_p1",
            "8 equal, 1 different, 1",
        ];
        assert!(order.map(place).is_sorted(), "{text}");
        assert_eq!(text.contains("bc_p1_list"), arguments == ["--list"], "{text}");
    }
}

fn a_known_difference_is_no_failure_and_any_other_is() {
    let scratch = tempfile::tempdir().unwrap();
    let (root, list) = (scratch.path().join("sets"), scratch.path().join("known.yaml"));
    tree(&root, &SETS[..4]);
    damage(&root, "rpt_p1", &[(5, 3, 31), (6, 0, 0)]);
    damage(&root, "bc_p1_list", &[(9, 0, 1)]);
    verify(&root).arg("--write-known").arg(&list).assert().code(1);
    let text = std::fs::read_to_string(&list).unwrap();
    assert_eq!(text.matches("reason: ''").count(), 2, "{text}");
    std::fs::write(&list, text.replace("''", "a broken probe")).unwrap();

    let known = |extra: &[&str], code: i32| {
        let output = verify(&root).arg("--known").arg(&list).args(extra).assert().code(code);
        stdout(&output)
    };
    let text = known(&["--complete"], 0);
    assert!(text.contains("known: rpt_p1 (RPT, P1, 13 links): 2 of 64 rows differ: a broken probe"), "{text}");
    assert!(text.ends_with("2 equal, 2 known to differ, 0 different, 0 unusable; 253 of 256 rows equal\n"), "{text}");
    let report: serde_json::Value = serde_json::from_str(&known(&["--json"], 0)).unwrap();
    let of = |report: &serde_json::Value, path: &str| {
        let lines = report["lines"].as_array().unwrap();
        lines.iter().find(|line| line["path"] == path).unwrap()["outcome"].clone()
    };
    let outcome = of(&report, "rpt_p1/init.yaml");
    assert_eq!((&outcome["status"], &outcome["reason"]), (&"known".into(), &"a broken probe".into()));
    assert_eq!((&outcome["rows_different"], &outcome["first"]["row"]), (&2.into(), &5.into()));

    // The same row and one more bit; the same bit in another row; another set with the same bits.
    for (name, flips) in [("rpt_p1", (5, 3, 30)), ("bc_p1_list", (10, 0, 1)), ("rpt_prod_cut", (5, 0, 31))] {
        damage(&root, name, &[flips]);
        let text = known(&[], 1);
        assert!(text.contains(&format!("different: {name} ")), "{text}");
        damage(&root, name, &[flips]);
    }
    // The bit in another place, so that as many rows and bits differ.
    damage(&root, "bc_p1_list", &[(9, 0, 1), (9, 0, 2)]);
    let text = known(&[], 1);
    assert!(text.contains("known difference: bc_p1_list/init.yaml differs in other rows or bits"), "{text}");
    // It is mended.
    damage(&root, "bc_p1_list", &[(9, 0, 2)]);
    let text = known(&[], 0);
    assert!(text.contains("known difference: bc_p1_list/init.yaml no longer differs"), "{text}");
    known(&["--complete"], 1);
    let report: serde_json::Value = serde_json::from_str(&known(&["--json"], 0)).unwrap();
    let entry = serde_json::json!([{ "config": "bc_p1_list/init.yaml", "why": "equal" }]);
    assert_eq!(report["known_unmatched"], entry);

    // A new list keeps the reasons of the old one.
    damage(&root, "bc_prod_bitmap", &[(1, 1, 1)]);
    let next = scratch.path().join("next.yaml");
    verify(&root).arg("--known").arg(&list).arg("--write-known").arg(&next).assert().code(1);
    let text = std::fs::read_to_string(&next).unwrap();
    assert_eq!((text.matches("reason: a broken probe").count(), text.matches("reason: ''").count()), (1, 1), "{text}");
    let output = verify(&root).arg("--known").arg(&list).arg("--write-known").arg(&list).assert().code(2);
    assert!(stderr(&output).contains("a file that this command reads"));
}

fn a_list_of_known_differences_is_refused_until_it_has_reasons() {
    let scratch = tempfile::tempdir().unwrap();
    let (root, list) = (scratch.path().join("sets"), scratch.path().join("known.yaml"));
    tree(&root, &SETS[2..3]);
    damage(&root, "rpt_p1", &[(5, 3, 31)]);
    verify(&root).arg("--write-known").arg(&list).assert().code(1);
    let text = std::fs::read_to_string(&list).unwrap();
    for (text, part) in [
        (text.clone(), "known[0].reason"),
        (text.replace("''", "'  '"), "known[0].reason"),
        (text.replace("rows: 1", "rows: many"), "not a list of known differences"),
        (text.replace("rows: 1", "row: 1"), "not a list of known differences"),
        ("known: 5\n".to_owned(), "not a list of known differences"),
        (String::new(), "not a list of known differences"),
    ] {
        std::fs::write(&list, &text).unwrap();
        let output = verify(&root).arg("--known").arg(&list).assert().code(2);
        let said = stderr(&output);
        assert!(said.contains(part) && said.contains("known.yaml"), "{text}\n{said}");
    }
    verify(&root).arg("--known").arg(scratch.path().join("none.yaml")).assert().code(2);
}

/// What the chip sends for the first 3,564 rows of an input.
fn sent(config: &ChipConfig, options: &Options, input: &Path) -> Vec<OutputWords> {
    let input = VectorReader::<InputWords>::open(input).and_then(VectorReader::read_all).unwrap();
    let mut sent = vec![[0; 13]; 3564];
    BatchChip::new(config, options).unwrap().run_parallel(&input[..3564], &mut sent);
    sent
}

/// A packet of Best Choice as an older program made it: selected cells without charge have none in the list.
fn without_empty_cells(row: &OutputWords, config: &ChipConfig, options: &Options) -> OutputWords {
    let links = usize::from(config.links);
    let words: Vec<u16> = row[..links].iter().flat_map(|word| [(word >> 16) as u16, *word as u16]).collect();
    let mut bits: Vec<u64> = Vec::new();
    for at in unpack::fields(&options.packet_layout(config), &words) {
        if !matches!(at.field, Field::Charge { .. }) || at.value > 0 {
            bits.extend((0..at.width).rev().map(|bit| at.value >> bit & 1));
        }
    }
    bits.resize(32 * links, 0);
    let mut row = [0; 13];
    for (word, bits) in row.iter_mut().zip(bits.chunks(32)) {
        *word = bits.iter().fold(0, |word, &bit| word << 1 | bit as u32);
    }
    row
}

/// The four outputs of the public repository that are wrong, made in the ways in which they came to be.
fn the_public_list_holds_for_outputs_made_as_it_says() {
    let scratch = tempfile::tempdir().unwrap();
    let options = Options::default();
    let read = |name: &str| read_config(&vectors().join(name), &options.network).unwrap().without_warnings();
    let [by2, random] =
        ["counterPatternInTC_by2", "randomPatternExpInTC"].map(|name| vectors().join(name).join("testInput.csv"));
    let write = |set: &str, input: &Path, config: &ChipConfig, dialect, rows: &[OutputWords]| {
        let directory = scratch.path().join(set);
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::copy(input, directory.with_file_name("testInput.csv")).unwrap();
        let text = write_config(config, dialect, &options.network).unwrap();
        std::fs::write(directory.join("init.yaml"), text).unwrap();
        let mut file = RowFile::create(&directory.join("testOutput.csv")).unwrap();
        file.write_batch(rows).unwrap();
        file.commit().unwrap();
    };
    let [nine, ten] = [9, 10].map(|links| ChipConfig { links, ..read("counterPatternInTC_by2/BC_5eTx/init.yaml") });
    write("counterPatternInTC_by2/BC_9eTx", &by2, &nine, Dialect::C, &sent(&ten, &options, &by2));

    let base = ChipConfig { use_sum: false, ..read("randomPatternExpInTC/TS_UseSum/init.yaml") };
    let [zero, hundred] = [0, 100].map(|threshold| ChipConfig { thresholds: [threshold; 48], ..base.clone() });
    let high = ChipConfig { thresholds: [1_000_000; 48], calibration: [4095; 48], ..base.clone() };
    write("randomPatternExpInTC/TS_Thr0", &random, &zero, Dialect::B, &sent(&high, &options, &random));
    let p1 = Options { bitmap_order: Some(BitmapOrder::Tc0First), ..options.clone() };
    write("randomPatternExpInTC/TS_Thr100", &random, &hundred, Dialect::C, &sent(&hundred, &p1, &random));

    let best = ChipConfig { algorithm: Algorithm::BestChoice, links: 10, ..base };
    let rows: Vec<OutputWords> =
        sent(&best, &options, &random).iter().map(|row| without_empty_cells(row, &best, &options)).collect();
    write("randomPatternExpInTC/BC_10eTx", &random, &best, Dialect::B, &rows);

    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/known-vectors.yaml");
    assert_eq!(KnownList::read(&list).unwrap().known.len(), 4);
    let output = verify(scratch.path()).arg("--complete").arg("--known").arg(&list).assert();
    let text = stdout(&output);
    output.success();
    assert!(
        text.ends_with("0 equal, 4 known to differ, 0 different, 0 unusable; 3563 of 14256 rows equal\n"),
        "{text}"
    );
    // One of them becomes equal with the other bitmap order.
    let output = verify(scratch.path()).args(["--bitmap-order", "tc0-first", "--json"]).assert().code(1);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let equal = report["lines"].as_array().unwrap().iter().filter(|line| line["outcome"]["status"] == "equal");
    assert_eq!(
        equal.map(|line| line["path"].as_str().unwrap()).collect::<Vec<_>>(),
        ["randomPatternExpInTC/TS_Thr100/init.yaml"]
    );
}
