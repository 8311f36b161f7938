//! Faults found by fuzzing, and by reading and timing the readers beside it; one test each.

use std::path::Path;

use econ_emu::chip::formatter::Field;
use econ_emu::chip::unpack::{ReceivedPacket, Status, Unpacker};
use econ_emu::chip::{BxTrace, Chip, NoTrace, Options, OutputWords};
use econ_emu::golden::explain;
use econ_emu::network::{AeBlock, FirstForm, Format};
use econ_emu::registers::{Algorithm, ChipConfig, Generation, parse_config};

/// Unpacks a Threshold Sum stream of one link.
fn unpack(words: &[u16]) -> Vec<ReceivedPacket> {
    let config = ChipConfig { links: 1, ..ChipConfig::reset(Generation::P1) };
    let mut unpacker = Unpacker::new(&config, Options::default().packet_layout(&config));
    let mut packets = Vec::new();
    for pair in words.chunks(2) {
        let mut row: OutputWords = [0; 13];
        row[0] = u32::from(pair[0]) << 16 | u32::from(*pair.get(1).unwrap_or(&0));
        unpacker.push(&row, |packet| packets.push(packet));
    }
    unpacker.finish(|packet| packets.push(packet));
    packets
}

/// A backlog, and then the packet of the next BX in place of the one that is due: the words
/// behind it were taken for a later BX, and what was handed on already was counted twice.
#[test]
fn a_missing_packet_behind_a_backlog_is_lost() {
    // BX 0: a list of 7 hits, 7 words, 5 more than one BX sends.
    let mut words = vec![0xFA00, 0xE000, 0, 0, 0, 0, 0];
    // BX 1 is missing; BX 2 with its idle word, and idle words to the end.
    words.push(2 << 11);
    words.resize(60, 2 << 11 | 0x122);
    let packets = unpack(&words);
    assert_eq!(packets.len(), 30);
    assert_eq!(packets[0].status, Status::Complete);
    assert_eq!((packets[1].row, packets[1].status), (1, Status::Lost));
    assert_eq!((packets[2].row, packets[2].status), (2, Status::Lost), "its words had been read for BX 0");
}

/// With a reset pattern of 0 the sync word of BX 16 is 0, and so is an empty packet: it was taken
/// for a link reset.
#[test]
fn an_empty_packet_is_no_link_reset() {
    let mut config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::P1) };
    (config.calibration, config.link_reset_pattern) = ([0; 48], 0);
    let options = Options::default();
    let mut chip = Chip::new(&config, &options).unwrap();
    let mut unpacker = Unpacker::new(&config, options.packet_layout(&config));
    let mut packets = Vec::new();
    for _ in 0..40 {
        unpacker.push(&chip.step(&[0; 12], &mut NoTrace), |packet| packets.push(packet));
    }
    assert!(packets.iter().all(|packet| packet.status == Status::Complete), "{:?}", packets[16]);
}

/// Six bits of address can name cells that do not exist.
#[test]
fn a_charge_of_cell_63_is_explained() {
    let (config, options) = (ChipConfig::reset(Generation::P1), Options::default());
    let mut trace = BxTrace::default();
    Chip::new(&config, &options).unwrap().step(&[0x9000_0000; 12], &mut trace);
    let lines = explain::stages(&trace, Some(Field::Charge { tc: 63 }), &config, &options.network);
    assert!(lines.len() >= trace.stages.len());
}

fn config_fault(text: &str) -> String {
    let read = parse_config(text, Path::new("init.yaml"), &AeBlock::chip_8x8());
    read.map_or_else(|error| error.to_string(), |_| "no fault".into())
}

/// Every anchor keeps a copy of what it names: 60 of them around one long list held 60 lists.
#[test]
fn nested_anchors_count_as_the_copies_they_are() {
    let list = vec!["0"; 20_000].join(",");
    let (open, close): (String, String) = ((0..60).map(|i| format!("&a{i} [")).collect(), "]".repeat(60));
    assert!(config_fault(&format!("a: {open}{list}{close}\n")).contains("expands to more than"));
}

/// A thousand aliases of one long text are a thousand long texts.
#[test]
fn aliases_of_long_text_are_bounded() {
    let (text, aliases) = ("x".repeat(1 << 20), vec!["*t"; 1_000].join(","));
    assert!(config_fault(&format!("a: &t {text}\nb: [{aliases}]\n")).contains("expands to more than"));
}

/// Aliases inside each other nest as deep as all of them together.
#[test]
fn aliases_do_not_escape_the_bound_of_the_depth() {
    let (open, close) = ("[".repeat(60), "]".repeat(60));
    let mut text = format!("a0: &a0 {open}0{close}\n");
    for i in 1..50 {
        text += &format!("a{i}: &a{i} {open}*a{}{close}\n", i - 1);
    }
    assert!(config_fault(&text).contains("nested more than 64 levels"));
}

/// The YAML parser of descriptions took time quadratic in the depth: minutes for 800 kB of brackets.
#[test]
fn a_deeply_nested_network_is_refused_at_once() {
    for open in ["{a: ", "[?", "["] {
        let error = AeBlock::from_yaml(&format!("name: x\nimage: {}", open.repeat(20_000)), Path::new("n.yaml"));
        let error = error.unwrap_err().to_string();
        assert!(error.contains("n.yaml:2: ") && error.contains("nested more than"), "{error}");
    }
    let text = AeBlock::chip_8x8().to_yaml().unwrap().replace("name: chip-8x8", "name: '[[[]'  # [{");
    assert_eq!(AeBlock::from_yaml(&text, Path::new("n.yaml")).unwrap().name(), "[[[]");
}

/// A weight is held in a signed byte, so unsigned weights of 8 bits lost their upper half only when
/// their registers were read.
#[test]
fn unsigned_weights_of_eight_bits_are_refused_with_the_network() {
    let formats: [fn(&mut FirstForm) -> &mut Format; 4] =
        [|n| &mut n.conv.weight, |n| &mut n.conv.bias, |n| &mut n.dense.weight, |n| &mut n.dense.bias];
    for change in formats {
        let mut form = FirstForm::chip_8x8();
        let format = change(&mut form);
        (format.signed, format.bits) = (false, 8);
        let error = form.block().unwrap_err().to_string();
        assert!(error.contains("u8.5") && error.contains("unsigned of 7"), "{error}");
    }
}
