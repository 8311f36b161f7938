//! Diagnoses of faults that are put into real vectors: the first one names the fault, or its equal, and what remains is
//! what the fault does not explain.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};

use common::injector::{Seed, inject, noise};
use common::vectors;
use econ_emu::chip::super_trigger_cell::StcTie;
use econ_emu::chip::{Chip, InputWords, NoTrace, Options, OutputWords};
use econ_emu::diagnosis::{self, Case, Cause, Diagnoses, Diagnosis, Links, OpenInput, Rows, Window};
use econ_emu::error::Result;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::golden::verify;
use econ_emu::registers::{ChipConfig, StcType, read_config};

common::tests! {
    every_fault_is_named_first: [VECTORS],
    pairs_of_faults_are_named_first: [VECTORS],
    other_configurations_are_named_first: [VECTORS],
    random_bit_errors_have_no_cause: [VECTORS],
}

/// A real set.
struct Set {
    name: &'static str,
    config: ChipConfig,
    input: Vec<InputWords>,
    input_path: PathBuf,
    expected: Vec<OutputWords>,
}

impl Set {
    fn open(name: &'static str) -> Set {
        let directory = vectors().join(name);
        let config_path = ["init.yaml", "init_ASIC.yaml"].map(|file| directory.join(file));
        let config_path = config_path.iter().find(|path| path.is_file()).unwrap();
        let config = read_config(config_path, &Options::default().network).unwrap().config;
        let input_path = verify::input_of(config_path).unwrap();
        let input = VectorReader::open(&input_path).and_then(VectorReader::read_all).unwrap();
        let mut set = Set { name, config, input, input_path, expected: Vec::new() };
        set.expected = set.sent(&set.config, &Options::default());
        set
    }

    fn active(&self) -> usize {
        self.config.links.into()
    }

    /// What a chip sends, by the scalar model.
    fn sent(&self, config: &ChipConfig, options: &Options) -> Vec<OutputWords> {
        let mut chip = Chip::new(config, options).unwrap();
        self.input.iter().take(3564).map(|words| chip.step(words, &mut NoTrace)).collect()
    }

    fn diagnose(&self, received: &[OutputWords], with_input: bool) -> Diagnoses {
        let mut window = Window::default();
        for row in 0..self.expected.len().max(received.len()) {
            window.push(self.expected.get(row), received.get(row));
        }
        let reopen = || -> Result<(Box<dyn Rows + '_>, Box<dyn Rows + '_>)> {
            let (mut expected, mut received) = (self.expected.iter(), received.iter());
            Ok((Box::new(move || Ok(expected.next().copied())), Box::new(move || Ok(received.next().copied()))))
        };
        let open = || VectorReader::open(&self.input_path);
        let input: OpenInput<'_> = &open;
        let case = Case {
            config: &self.config,
            options: &Options::default(),
            window: &window,
            reopen: Some(&reopen),
            input: with_input.then_some(input),
            emulated: false,
        };
        diagnosis::diagnose(&case).unwrap()
    }
}

/// Whether a diagnosis names these causes, or says that they are equal to what it names.
fn names(diagnosis: &Diagnosis, causes: &[Cause]) -> bool {
    let same = |named: &[Cause]| named.len() == causes.len() && causes.iter().all(|cause| named.contains(cause));
    same(&diagnosis.causes) || diagnosis.equal_to.iter().any(|named| same(named))
}

/// Whether the causes that are named do the same to these rows, so that nobody can tell them apart: bits that are zero in any
/// case may be stuck, and links that carry zeros exchanged.
fn do_the_same(set: &Set, named: &[Cause], causes: &[Cause]) -> bool {
    let can = |causes: &[Cause]| {
        causes.iter().all(|cause| !matches!(cause, Cause::RowsInserted { .. }) && can_be_injected(cause))
    };
    let done = |causes: &[Cause]| {
        let mut rows = set.expected.clone();
        causes.iter().for_each(|cause| inject(&mut rows, cause, set.active(), &mut Seed(0)));
        rows
    };
    can(named) && can(causes) && named.len() <= causes.len() && done(named) == done(causes)
}

fn can_be_injected(cause: &Cause) -> bool {
    !matches!(cause, Cause::BxOffset { .. } | Cause::Configuration { .. } | Cause::ExpectedOfOther { .. })
}

fn text(diagnoses: &Diagnoses) -> String {
    let one = |one: &Diagnosis| {
        let causes: Vec<String> = one.causes.iter().map(Cause::to_string).collect();
        format!("\n    {} ({} of {})", causes.join(" + "), one.explains, one.of)
    };
    diagnoses.list.iter().map(one).collect()
}

/// One case: the fault in the rows of a set, with some random bit errors behind it. Gives what is wrong with the answer.
fn check(set: &Set, causes: &[Cause], errors: usize, seed: &mut Seed) -> Option<String> {
    let mut received = set.expected.clone();
    causes.iter().for_each(|cause| inject(&mut received, cause, set.active(), seed));
    let unchanged = received == set.expected;
    // Behind the rows that a shift leaves without a counterpart.
    noise(&mut received, set.active(), errors, 1500, seed);
    if unchanged {
        return None;
    }
    let found = set.diagnose(&received, false);
    judged(set, causes, errors, &found)
}

fn judged(set: &Set, causes: &[Cause], errors: usize, found: &Diagnoses) -> Option<String> {
    let wanted: Vec<String> = causes.iter().map(Cause::to_string).collect();
    let right = found.list.first().is_some_and(|first| {
        first.remaining() == errors as u64 && (names(first, causes) || do_the_same(set, &first.causes, causes))
    });
    (!right).then(|| format!("\n{}: {} with {errors} errors{}", set.name, wanted.join(" + "), text(found)))
}

fn some(links: &[u8]) -> Links {
    Links::Some(links.to_vec())
}

const AE: &str = "mcDataset/AE";
const BC: &str = "mcDataset/BC_5eTx";
const STC: &str = "mcDataset/STC_type0_eTx3";
const TS: &str = "randomPatternExpInTC/TS_Thr47_3eTx";
const TS_WIDE: &str = "mcDataset/TS_Thr47_13eTx";
const RPT: &str = "mcDataset/RPT_13eTx";
const COUNTER: &str = "counterPatternInTC_by2/BC_5eTx";

fn reversed(links: u8) -> Vec<Option<u8>> {
    (0..links).rev().map(Some).collect()
}

fn every_fault_is_named_first() {
    let mut seed = Seed(20);
    let mut wrong = Vec::new();
    let mut cases = 0;
    for name in [AE, BC, STC, TS, TS_WIDE, RPT, COUNTER] {
        let set = Set::open(name);
        let links = set.active() as u8;
        let some_row = 200 + seed.below(1000);
        let (bit, link) = (20 + seed.below(8) as u8, seed.below(links.into()) as u8);
        let faults = [
            Cause::RowsShifted { by: 1 },
            Cause::RowsShifted { by: -37 },
            Cause::RowsShifted { by: 700 },
            Cause::OrbitStart { by: 1 + seed.below(3562) },
            Cause::RowsLost { row: some_row, by: 1 },
            Cause::RowsDoubled { row: some_row, by: 1 },
            Cause::RowsInserted { row: some_row, by: 3 },
            Cause::LinksPermuted { from: reversed(links) },
            Cause::LinkMissing { link: 0 },
            Cause::LinkSilent { link, word: 0 },
            Cause::ByteOrder { links: Links::All },
            Cause::BitOrder { links: Links::All },
            Cause::HalfWordOrder { links: Links::All },
            Cause::Inverted { links: Links::All },
            Cause::Inverted { links: some(&[link]) },
            Cause::LinkSlipped { links: Links::All, by: vec![-7] },
            Cause::LinkSlipped { links: some(&[0, links - 1]), by: vec![3, 40] },
            Cause::LinkRotated { links: some(&[1]), by: vec![5] },
            Cause::BitStuck { link, bit, value: false },
            Cause::BitStuck { link, bit, value: true },
            Cause::BitCopied { link: 0, bit, from: bit + 1 },
        ];
        for fault in faults {
            cases += 1;
            wrong.extend(check(&set, &[fault], seed.below(2) as usize * 5, &mut seed));
        }
    }
    assert!(cases >= 60);
    assert!(wrong.is_empty(), "{} of {cases} wrong:{}", wrong.len(), wrong.concat());
}

fn pairs_of_faults_are_named_first() {
    let mut seed = Seed(21);
    let mut wrong = Vec::new();
    for name in [AE, BC, TS_WIDE, RPT] {
        let set = Set::open(name);
        let links = set.active() as u8;
        let faults = [
            [Cause::LinksPermuted { from: reversed(links) }, Cause::RowsShifted { by: 2 }],
            [Cause::LinkSlipped { links: Links::All, by: vec![5] }, Cause::RowsLost { row: 900, by: 2 }],
            [Cause::BitStuck { link: 1, bit: 20, value: false }, Cause::RowsShifted { by: 1 }],
            [Cause::Inverted { links: some(&[1]) }, Cause::ByteOrder { links: Links::All }],
            [Cause::RowsDoubled { row: 300, by: 1 }, Cause::RowsLost { row: 1000, by: 1 }],
            [Cause::LinkSilent { link: 0, word: 0 }, Cause::RowsShifted { by: 5 }],
            [Cause::BitStuck { link: 0, bit: 20, value: true }, Cause::BitStuck { link: 1, bit: 3, value: false }],
            [Cause::LinkSlipped { links: some(&[1]), by: vec![-4] }, Cause::OrbitStart { by: 1000 }],
        ];
        for fault in faults {
            wrong.extend(check(&set, &fault, 0, &mut seed));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:{}", wrong.len(), wrong.concat());
}

/// A change of the configuration, and what it is called.
type Change = (&'static str, &'static str, fn(&mut ChipConfig, &mut Options));

fn other_configurations_are_named_first() {
    let mut seed = Seed(22);
    let mut wrong = Vec::new();
    let changes: [(&str, &[Change]); 5] = [
        (
            AE,
            &[
                ("links", "3", |config, _| config.links = 3),
                ("mux", "reset", |config, _| config.mux = std::array::from_fn(|cell| cell as u8)),
            ],
        ),
        (
            BC,
            &[
                ("drop_lsb", "0", |config, _| config.drop_lsb = 0),
                ("links", "4", |config, _| config.links = 4),
                ("use_sum", "1", |config, _| config.use_sum = true),
            ],
        ),
        (
            STC,
            &[
                ("stc_type", "3", |config, _| config.stc_type = StcType::Stc4Sum7),
                ("stc-tie", "lowest", |_, options| options.stc_tie = StcTie::Lowest),
            ],
        ),
        (
            TS,
            &[
                ("buffer_t1", "-1", |config, _| config.buffer_t1 -= 1),
                ("use_sum", "0", |config, _| config.use_sum = false),
            ],
        ),
        (RPT, &[("drop_lsb", "1", |config, _| config.drop_lsb = 1)]),
    ];
    for (name, changes) in changes {
        let set = Set::open(name);
        for (option, value, change) in changes {
            let (mut config, mut options) = (set.config.clone(), Options::default());
            change(&mut config, &mut options);
            let cause = Cause::Configuration { option: (*option).to_owned(), value: (*value).to_owned() };
            let received = set.sent(&config, &options);
            if received == set.expected {
                wrong.push(format!("\n{name}: {cause} changes nothing"));
                continue;
            }
            wrong.extend(judged(&set, &[cause.clone()], 0, &set.diagnose(&received, true)));
            let mut late = received.clone();
            let shift = Cause::RowsShifted { by: 3 };
            inject(&mut late, &shift, set.active(), &mut seed);
            wrong.extend(judged(&set, &[cause.clone(), shift], 0, &set.diagnose(&late, true)));
            let mut exchanged = received.clone();
            let order = Cause::LinksPermuted { from: reversed(config.links.min(set.config.links)) };
            inject(&mut exchanged, &order, set.active(), &mut seed);
            wrong.extend(judged(&set, &[cause, order], 0, &set.diagnose(&exchanged, true)));
        }
        for by in [5, 1000] {
            let options = Options { counter_reset_value: by, ..Options::default() };
            let received = set.sent(&set.config, &options);
            wrong.extend(judged(&set, &[Cause::BxOffset { by }], 0, &set.diagnose(&received, false)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:{}", wrong.len(), wrong.concat());
}

fn random_bit_errors_have_no_cause() {
    let mut seed = Seed(23);
    for name in [AE, STC, TS, COUNTER] {
        let set = Set::open(name);
        for errors in [1, 10, 300, 2000] {
            let mut received = set.expected.clone();
            noise(&mut received, set.active(), errors, 0, &mut seed);
            let found = set.diagnose(&received, true);
            assert!(found.list.is_empty(), "{name}, {errors} errors: {}", text(&found));
            let wrong: u64 = found.errors.unwrap().iter().map(|link| link.wrong).sum();
            assert_eq!(wrong, errors as u64);
        }
    }
}

#[test]
fn the_documentation_lists_every_kind() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnosis.md")).unwrap();
    for (kind, _) in diagnosis::KINDS {
        assert!(text.contains(&format!("`{kind}`")), "{kind}");
    }
}
