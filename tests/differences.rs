//! All differences of two outputs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use common::{econ_emu, own_sets};
use econ_emu::golden::manifest::Manifest;

common::tests! {
    every_differing_bit_is_listed_once: [],
    the_table_goes_where_it_is_told: [],
    outputs_that_cannot_be_are_refused: [],
    a_page_holds_its_rows_and_nothing_from_outside: [],
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

fn diff(set: &Path, other: &Path) -> assert_cmd::Command {
    let manifest = Manifest::read_and_check(set).unwrap();
    let mut command = econ_emu();
    command.arg("diff").arg(set.join("testOutput.csv")).arg(other).arg("--config").arg(set.join("init.yaml"));
    command.args(["--network", &common::network_argument(&manifest)]);
    command.args(["--ae-layout", &format!("{:?}", manifest.options.ae_layout).to_lowercase()]);
    command
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
