//! The story of a BX tells what the chip's trace recorded, in every golden set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{econ_emu, own_sets};
use econ_emu::chip::signals::{InputWords, OutputWords};
use econ_emu::chip::{BxTrace, Chip, NoTrace, Options, Stage, Stages};
use econ_emu::golden::manifest::Manifest;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::golden::verify;
use econ_emu::registers::{Algorithm, ChipConfig, Generation, read_config};
use econ_emu::report::story::{self, Chapter, Story, ValueBlock};

/// The values of a chapter in the order of the trace.
fn values(chapter: &Chapter) -> Vec<i64> {
    let mut all = Vec::new();
    for block in &chapter.blocks {
        match block {
            ValueBlock::Values { entries } => all.extend(entries.iter().map(|entry| entry.value)),
            ValueBlock::Cells { values, .. } => all.extend(values),
            ValueBlock::Grid { planes, .. } => {
                (0..planes[0].len()).for_each(|at| all.extend(planes.iter().map(|plane| plane[at])));
            }
            ValueBlock::Words { .. } => {}
        }
    }
    all
}

/// Every span shows bits of its word, and every field the bits that point to it.
fn check_words(block: &ValueBlock) -> Vec<u64> {
    let ValueBlock::Words { width, words, fields } = block else { panic!("no words") };
    let mut bits = vec![String::new(); fields.len()];
    for word in words {
        let all: String = word.spans.iter().map(|span| span.bits.as_str()).collect();
        assert_eq!(all.len(), *width as usize);
        assert_eq!(u64::from_str_radix(&all, 2).unwrap(), u64::from_str_radix(&word.hex, 16).unwrap());
        word.spans.iter().for_each(|span| bits[span.field] += &span.bits);
    }
    for (field, bits) in fields.iter().zip(&bits) {
        assert!(!bits.is_empty() && !field.name.is_empty() && !field.class.is_empty(), "{field:?}");
        if field.place != "elsewhere" && !field.place.contains("in part") {
            assert_eq!(u64::from_str_radix(bits, 2).unwrap(), field.value, "{field:?} {bits}");
        }
    }
    words.iter().map(|word| u64::from_str_radix(&word.hex, 16).unwrap()).collect()
}

fn check(story: &Story, trace: &BxTrace, words: &InputWords, sent: &OutputWords, config: &ChipConfig, stages: &Stages) {
    let get = |stage| trace.get(stage).unwrap();
    assert_eq!(story.chapters.len(), trace.stages.len());
    for (chapter, (stage, recorded)) in story.chapters.iter().zip(&trace.stages) {
        assert_eq!(chapter.stage, stages.get(*stage).unwrap().name);
        assert!(!chapter.title.is_empty() && chapter.about.ends_with('.'));
        let told = values(chapter);
        match stage {
            Stage::Erx => {
                assert_eq!(told, recorded[..2]);
                let shown = check_words(&chapter.blocks[1]);
                assert_eq!(shown, words.map(u64::from));
                let ValueBlock::Words { fields, .. } = &chapter.blocks[1] else { panic!() };
                for (input, code) in recorded[2..].iter().enumerate() {
                    let field = fields.iter().find(|field| field.name == format!("MUX input {input}")).unwrap();
                    assert!(field.value as i64 == *code || *code == 0 && field.meaning.contains("held at 0"));
                }
            }
            Stage::Formatter => {
                assert_eq!(told, recorded[..1]);
                let shown = check_words(&chapter.blocks[1]);
                assert!(shown.iter().zip(&recorded[1..]).all(|(a, b)| *a as i64 == *b));
                assert_eq!(shown.len(), recorded[0] as usize);
            }
            Stage::Etx => {
                let shown = check_words(chapter.blocks.last().unwrap());
                assert!(shown.iter().zip(sent).all(|(a, b)| *a == u64::from(*b)));
                assert_eq!(shown.len(), usize::from(config.links));
            }
            _ => assert_eq!(&told, recorded, "{stage:?}"),
        }
    }
    assert_eq!(i64::from(story.bx), get(Stage::Erx)[0]);
    assert_eq!(story.sum, get(Stage::Calibrate).iter().sum::<i64>());
}

#[test]
fn a_story_equals_the_trace_in_every_golden_set() {
    let mut compared = 0;
    for set in own_sets() {
        let options = Manifest::read_and_check(&set).unwrap().options;
        let (cases, _) = verify::find(&set).unwrap();
        let config = read_config(&cases[0].config, &options.network).unwrap().without_warnings();
        let input = VectorReader::<InputWords>::open(&set.join("testInput.csv")).unwrap().read_all().unwrap();
        let mut rows = input.iter();
        let wanted = |row: u64, _| row.is_multiple_of(3);
        let stories = story::tell(&config, &options, || Ok(rows.next().copied()), wanted, 40).unwrap();
        let mut chip = Chip::new(&config, &options).unwrap();
        let mut told = stories.iter();
        let stages = Stages::new(&config, &options.network);
        for (row, words) in input.iter().enumerate() {
            if row % 3 == 0 && row < 120 {
                let mut trace = BxTrace::default();
                let sent = chip.step(words, &mut trace);
                check(told.next().unwrap(), &trace, words, &sent, &config, &stages);
                compared += 1;
            } else {
                chip.step(words, &mut NoTrace);
            }
        }
        assert!(told.next().is_none());
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn a_bx_without_charge() {
    // Calibration 0 makes every charge 0, which no link word does.
    for algorithm in Algorithm::ALL {
        let set = common::default_run().join("golden");
        let options = Options::default();
        let config = read_config(&set.join("init.yaml"), &options.network).unwrap().without_warnings();
        let config = ChipConfig { algorithm, links: 2, calibration: [0; 48], thresholds: [1; 48], ..config };
        assert_eq!(config.generation, Generation::Prod);
        let mut rows = [[0x9000_0000; 12]].into_iter();
        let stories = story::tell(&config, &options, || Ok(rows.next()), |_, _| true, 1).unwrap();
        assert_eq!((stories[0].sum, stories[0].bx), (0, 0));
        let text = econ_emu::report::story_text::text(&stories[0]);
        assert!(text.contains("sum of charges 0") && text.contains("BX 0, start of an orbit"), "{text}");
    }
}

#[test]
fn a_waiting_packet_is_seen_leaving_and_its_predecessors_are_named() {
    let set = own_sets().into_iter().find(|set| set.ends_with("ts_p1_truncated")).unwrap();
    let config = cases(&set);
    let inspect = |arguments: &[&str]| {
        let mut command = econ_emu();
        command
            .arg("inspect")
            .arg("--config")
            .arg(&config)
            .arg("--input")
            .arg(set.join("testInput.csv"))
            .args(arguments);
        command
    };
    let said = |command: &mut assert_cmd::Command, code: i32| {
        let output = command.assert().code(code).get_output().clone();
        String::from_utf8(if code == 0 { output.stdout } else { output.stderr }).unwrap()
    };
    let text = said(&mut inspect(&["--bx", "8"]), 0);
    assert!(text.contains("truncated: the packet would pass T1") && text.contains(", packet of row 2"), "{text}");
    let json = said(&mut inspect(&["--row", "8", "--json"]), 0);
    let story: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(story["row"], 8);
    let error = said(&mut inspect(&["--bx", "3563"]), 2);
    assert!(error.contains("does not have this BX") && error.contains("--row"), "{error}");
}

fn cases(set: &std::path::Path) -> std::path::PathBuf {
    verify::find(set).unwrap().0.remove(0).config
}
