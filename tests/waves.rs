//! The value change dump of `emulate --vcd`, read back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::HashMap;
use std::io::BufReader;
use std::path::Path;

use common::{econ_emu, files_below, own_sets};
use econ_emu::golden::manifest::Manifest;
use econ_emu::registers::{Algorithm, read_config};
use vcd::{Command, IdCode, ScopeItem, Value};

common::tests! {
    the_dump_holds_every_value_of_the_trace: [],
    the_ports_of_the_block_hold_their_values_side_by_side: [],
    the_same_input_gives_the_same_bytes: [],
    a_dump_that_cannot_be_written_is_named_and_nothing_is_left: [],
    the_dump_and_the_stages_of_the_verilog_are_those_of_the_emulator: [ICARUS],
}

/// Time units of one BX of 25 ns: the dump counts in 100 ps.
const BX_TIME: u64 = 250;

/// Digits of every wire at the end of every BX, by full name, and the widths.
struct Dump {
    wires: HashMap<String, (IdCode, u32)>,
    rows: Vec<HashMap<IdCode, String>>,
}

impl Dump {
    fn read(path: &Path) -> Dump {
        let mut parser = vcd::Parser::new(BufReader::new(std::fs::File::open(path).unwrap()));
        let header = parser.parse_header().unwrap();
        assert_eq!((header.date, header.timescale), (None, Some((100, vcd::TimescaleUnit::PS))));
        let mut wires = HashMap::new();
        fn walk(scope: &str, items: &[ScopeItem], wires: &mut HashMap<String, (IdCode, u32)>) {
            for item in items {
                match item {
                    ScopeItem::Scope(inner) => walk(&format!("{scope}{}.", inner.identifier), &inner.items, wires),
                    ScopeItem::Var(var) => {
                        let old = wires.insert(format!("{scope}{}", var.reference), (var.code, var.size));
                        assert!(old.is_none(), "{scope}{} is there twice", var.reference);
                    }
                    _ => {}
                }
            }
        }
        walk("", &header.items, &mut wires);
        let (mut now, mut values, mut rows) = (0, HashMap::new(), Vec::new());
        for command in parser {
            match command.unwrap() {
                Command::Timestamp(time) => {
                    assert!(time == 0 || time == now + BX_TIME / 2, "{now} to {time}");
                    if time > 0 && time % BX_TIME == 0 {
                        rows.push(HashMap::clone(&values));
                    }
                    now = time;
                }
                Command::ChangeScalar(id, value) => {
                    values.insert(id, value.to_string());
                }
                Command::ChangeVector(id, value) => {
                    assert_eq!(now % BX_TIME, 0, "only the clock falls in the middle of a BX");
                    values.insert(id, value.iter().map(|digit: Value| digit.to_string()).collect());
                }
                other => panic!("{other:?}"),
            }
        }
        Dump { wires, rows }
    }

    fn digits(&self, bx: usize, wire: &str) -> &str {
        let (id, bits) = self.wires.get(wire).unwrap_or_else(|| panic!("no wire {wire}"));
        let digits = &self.rows[bx][id];
        assert_eq!(digits.len(), *bits as usize, "{wire}");
        digits
    }

    fn number(&self, bx: usize, wire: &str) -> u64 {
        u64::from_str_radix(self.digits(bx, wire), 2).unwrap()
    }
}

fn dump(set: &Path, scratch: &Path, reloadable: bool) -> Dump {
    let manifest = Manifest::read_and_check(set).unwrap();
    let mut command = econ_emu();
    command.arg("emulate").arg("--config").arg(set.join("init.yaml")).arg("--input").arg(set.join("testInput.csv"));
    command.arg("--output").arg(scratch.join("out.csv")).arg("--vcd").arg(scratch.join("out.vcd"));
    command.arg("--trace").arg(scratch.join("stages"));
    command.args(["--network", &common::network_argument(&manifest)]);
    command.args(["--ae-layout", &format!("{:?}", manifest.options.ae_layout).to_lowercase()]);
    if reloadable {
        command.arg("--reloadable");
    }
    let output = command.assert().success().stdout("");
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    // Of thresholds beyond the memory of the buffer.
    assert!(said.lines().all(|line| line.starts_with("warning: ") && line.contains("400 words")), "{said}");
    Dump::read(&scratch.join("out.vcd"))
}

/// The wire of a column of a stage file: the names of the Verilog, written a second time. `layer` is the number of the
/// layer in a network of other layers than the chip's.
fn wire_of(stage: &str, index: usize, column: &str, block: bool, layer: Option<usize>) -> String {
    let inside = match (stage, index, layer) {
        ("normalize", 0, _) => "convert.module_sum".into(),
        ("normalize", 1, _) => "convert.sum_code".into(),
        ("normalize", 3.., _) => format!("convolve.norm_{}", index - 3),
        ("conv" | "encode", _, Some(layer)) => format!("compute_layer{layer}_{stage}.sum_{index}"),
        // Computed with the sums before it.
        ("rectified", _, Some(layer)) => {
            format!("compute_layer{}_conv.layer{layer}_rectified_{index}", layer - 1)
        }
        ("latents", _, Some(layer)) => format!("compute_layer{}_encode.latent_{index}", layer - 1),
        ("pooled" | "smoothed", _, Some(layer)) => {
            format!("compute_layer{layer}_{stage}.layer{layer}_{stage}_{index}")
        }
        ("conv", _, None) => format!("convolve.sum_{index}"),
        ("activation", _, None) => format!("convolve.act_{index}"),
        ("dense", _, None) => format!("multiply.sum_{index}"),
        ("latents", _, None) => format!("multiply.latent_{index}"),
        _ => String::new(),
    };
    if block && !inside.is_empty() { format!("testbench.dut.{inside}") } else { format!("chip.{stage}.{column}") }
}

/// Every value of every stage of every BX, for every golden set; widths of both weight modes.
fn the_dump_holds_every_value_of_the_trace() {
    for set in own_sets() {
        let name = set.file_name().unwrap().to_string_lossy().into_owned();
        let network = Manifest::read_and_check(&set).unwrap().options.network;
        let config = read_config(&set.join("init.yaml"), &network).unwrap().without_warnings();
        let block = config.algorithm == Algorithm::Autoencoder;
        let chip_shaped = network.first_form().is_ok();
        for reloadable in [false, true].into_iter().take(1 + usize::from(block)) {
            let scratch = tempfile::tempdir().unwrap();
            let dump = dump(&set, scratch.path(), reloadable);
            let mut compared = 0;
            for (file, text) in files_below(&scratch.path().join("stages")) {
                let stage = file.strip_suffix(".csv").unwrap().split_once('_').unwrap().1;
                let text = String::from_utf8(text).unwrap();
                let layer = network.typed().find(stage).map(|id| id.0).filter(|_| !chip_shaped);
                let mut lines = text.lines();
                let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
                assert_eq!(lines.clone().count(), dump.rows.len(), "{name} {file}");
                for (bx, line) in lines.enumerate() {
                    for (index, text) in line.split(',').enumerate() {
                        let wire = wire_of(stage, index, columns[index], block, layer);
                        let hex = stage == "etx" || stage == "formatter" && index > 0;
                        let value = i64::from_str_radix(text, if hex { 16 } else { 10 }).unwrap();
                        let bits = dump.wires.get(&wire).unwrap_or_else(|| panic!("{name}: no {wire}")).1;
                        let expected = value as u64 & ((1 << bits) - 1);
                        assert_eq!(dump.number(bx, &wire), expected, "{name}, BX {bx}, {wire}");
                        compared += 1;
                    }
                }
            }
            assert!(compared > 200 * dump.rows.len(), "{name}: {compared}");
        }
    }
}

/// The buses at the ports of the block are their values side by side, number 0 in the lowest bits.
fn the_ports_of_the_block_hold_their_values_side_by_side() {
    let set = own_sets().into_iter().find(|set| set.ends_with("ae_prod_design_frame_2_links")).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let dump = dump(&set, scratch.path(), false);
    for bx in 0..dump.rows.len() {
        let join = |wires: Vec<String>| wires.iter().map(|wire| dump.digits(bx, wire)).collect::<String>();
        let port = |name: &str| dump.digits(bx, &format!("testbench.dut.{name}"));
        let down = |prefix: &str, count: usize| join((0..count).rev().map(|i| format!("{prefix}{i}")).collect());
        assert_eq!(port("bx"), dump.digits(bx, "chip.erx.BX"));
        assert_eq!(port("charges"), down("chip.calibrate.CALQ_", 48));
        assert_eq!(port("sum_code"), dump.digits(bx, "testbench.dut.convert.sum_code"));
        assert_eq!(port("latents"), down("testbench.dut.multiply.latent_", 16));
        // This configuration never waits in the buffer, so the links carry what the block makes.
        assert_eq!(port("links"), down("chip.etx.TX_DATA_", 2));
    }
}

fn the_same_input_gives_the_same_bytes() {
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let mut texts = Vec::new();
    for _ in 0..2 {
        dump(&set, scratch.path(), false);
        texts.push(std::fs::read(scratch.path().join("out.vcd")).unwrap());
    }
    assert!(texts[0] == texts[1]);
}

fn a_dump_that_cannot_be_written_is_named_and_nothing_is_left() {
    let set = own_sets().into_iter().find(|set| set.ends_with("rpt_p1")).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let mut command = econ_emu();
    command.arg("emulate").arg("--config").arg(set.join("init.yaml")).arg("--input").arg(set.join("testInput.csv"));
    command.arg("--output").arg(scratch.path().join("out.csv")).arg("--trace").arg(scratch.path().join("stages"));
    let output = command.arg("--vcd").arg(scratch.path().join("no/such/out.vcd")).assert().code(2);
    let message = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(message.contains("no/such/out.vcd"), "{message}");
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
}

/// The Verilog's own dump has every signal of ours with the same width; what is a constant of the
/// weights has no wire there. Its stage files are equal to the emulator's stages, and a change of one
/// sum in the hardware is named.
fn the_dump_and_the_stages_of_the_verilog_are_those_of_the_emulator() {
    const SAMPLES: &str = "8";
    let set = own_sets().into_iter().find(|set| set.ends_with("ae_p1_chip_frame")).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let ours = dump(&set, scratch.path(), false);
    econ_emu()
        .args(["export-hls", "--target", "verilog", "--golden"])
        .arg(&set)
        .arg("--out")
        .arg(at("hw"))
        .assert()
        .success();
    let simulate = |csv: &str| {
        let sources = files_below(&at("hw/verilog")).into_keys().filter(|name| name.ends_with(".v"));
        let run = |command: &mut std::process::Command| {
            let output = command.current_dir(at("hw/verilog")).output().unwrap();
            assert!(output.status.success(), "{output:?}");
        };
        std::fs::create_dir(at(csv)).unwrap();
        run(std::process::Command::new("iverilog")
            .args(["-g2005", "-s", "testbench", "-o"])
            .arg(at("sim"))
            .args(sources));
        let plus = |name: &str, path: &str| format!("+{name}={}", at(path).display());
        // Status 0 even where the testbench fails: the stages are written all the same.
        let command = &mut std::process::Command::new("vvp");
        run(command.arg(at("sim")).arg(format!("+frames={SAMPLES}")).arg(plus("csv", csv)).arg(plus("vcd", "rtl.vcd")));
    };
    let diff = |csv: &str| {
        let mut command = econ_emu();
        command.arg("diff").arg("--stages").arg(at(csv)).arg("--config").arg(set.join("init.yaml")).arg("--input");
        command.arg(set.join("testInput.csv")).args(["--rows", SAMPLES]);
        command.assert()
    };

    simulate("right");
    diff("right").success();
    let mut parser = vcd::Parser::new(BufReader::new(std::fs::File::open(at("rtl.vcd")).unwrap()));
    let header = parser.parse_header().unwrap();
    let mut found = 0;
    for (name, &(id, bits)) in ours.wires.iter().filter(|(name, _)| name.starts_with("testbench.")) {
        match header.find_var(&name.split('.').collect::<Vec<_>>()) {
            Some(var) => assert_eq!(var.size, bits, "{name}"),
            None => {
                assert!(name.contains(".act_"), "the Verilog has no {name}");
                assert!(ours.rows.iter().all(|values| values[&id] == ours.rows[0][&id]), "{name} changes");
                continue;
            }
        }
        found += 1;
    }
    assert!(found > 300, "{found}");

    let text = std::fs::read_to_string(at("hw/verilog/conv.v")).unwrap();
    let wrong = text.replacen("= sum_9[", "= ~sum_9[", 1).replacen(": sum_9[", ": ~sum_9[", 1);
    assert_ne!(text, wrong);
    std::fs::write(at("hw/verilog/conv.v"), wrong).unwrap();
    simulate("wrong");
    let output = diff("wrong").code(1);
    let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(
        text.contains("first stage       activation\n") && text.contains("testbench.dut.convolve.act_9 at"),
        "{text}"
    );
}
