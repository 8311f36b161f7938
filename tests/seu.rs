//! `econ-emu seu`: the atlas against the chip itself, whose registers are written with every flip; files and text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use common::econ_emu;
use econ_emu::chip::autoencoder::Encoder;
use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::chip::{Chip, InputWords, NoTrace, Options, OutputWords};
use econ_emu::data::synth::{Synth, SynthKind};
use econ_emu::data::{Columns, Memory, Sample};
use econ_emu::golden::random;
use econ_emu::interchange::npz;
use econ_emu::kernels::{UpsetCounts, UpsetPlan};
use econ_emu::network::{AeBlock, FirstForm, Format, LATENTS, Overflow};
use econ_emu::nn::Weights;
use econ_emu::radiation::atlas::{self, Atlas, BitEffect, UpsetTarget, Visibility, sent_bits};
use econ_emu::radiation::bits::WeightBit;
use econ_emu::radiation::frames::EncoderFrames;
use econ_emu::radiation::pairs::{PairKind, flip_pairs, pairs};
use econ_emu::radiation::settings::{ChipRows, WordChanges, flip_settings};
use econ_emu::radiation::summary::encoder_hash;
use econ_emu::registers::{
    Algorithm, ChipConfig, Dialect, Generation, KeepMask, default_network, default_settings, i2c, image, write_config,
};
use serde_json::Value;

/// Bits and frames that are tried one by one; with ECON_EMU_LONG=1 many.
fn bits_and_frames() -> (usize, u64) {
    match std::env::var("ECON_EMU_LONG").is_ok_and(|value| value == "1") {
        true => (500, 2000),
        false => (40, 60),
    }
}

fn samples(count: u64) -> Vec<Sample> {
    let synth = Synth::new(5, SynthKind::Mixed, None, count);
    (0..count).map(|row| synth.sample(&synth.row(row))).collect()
}

fn frames(samples: &[Sample]) -> EncoderFrames {
    EncoderFrames::read(&mut Memory::new(samples.to_vec(), Columns::default()), u64::MAX).unwrap()
}

/// Latents and words of samples by the scalar model of the chip.
fn chip(config: &ChipConfig, options: &Options, samples: &[Sample]) -> Vec<([u16; LATENTS], OutputWords)> {
    let mut chip = Chip::new(config, options).unwrap();
    let encoder = Encoder::new(&options.network, config.weights.as_ref().unwrap()).unwrap();
    let rows = samples.iter().map(|sample| {
        let latents = encoder.encode(&sample.charges, &mut NoTrace).latents;
        (latents, chip.step_charges(&sample.charges))
    });
    rows.collect()
}

/// What flips of bits do together, by the scalar model with the registers that they give.
fn by_the_chip(config: &ChipConfig, options: &Options, samples: &[Sample], upset: &[WeightBit]) -> UpsetCounts {
    let weights = config.weights.as_ref().unwrap();
    let mut bytes = image::to_bytes(&options.network, weights).unwrap();
    let group = image::ImageShape::of(&options.network).group_bytes();
    upset.iter().for_each(|bit| bytes[bit.group * group + bit.byte] ^= 1 << bit.bit_of_byte);
    let weights = Some(image::from_bytes(&options.network, &bytes).unwrap());
    let upset = ChipConfig { weights, ..config.clone() };
    let top = options.network.latent().number.format().unwrap().max_raw() as u16;
    let mut counts = UpsetCounts::default();
    let both = chip(config, options, samples).into_iter().zip(chip(&upset, options, samples));
    for ((old, old_words), (new, new_words)) in both {
        for (&old, &new) in old.iter().zip(&new) {
            let difference = u64::from(old.abs_diff(new));
            counts.latents += u64::from(difference > 0);
            counts.error += difference;
            counts.largest = counts.largest.max(difference);
            counts.saturated += u64::from(new == top && old < top);
        }
        let bits = old_words.iter().zip(&new_words).map(|(old, new)| u64::from((old ^ new).count_ones())).sum::<u64>();
        counts.samples += u64::from(old != new);
        counts.sent_samples += u64::from(bits > 0);
        counts.sent_bits += bits;
    }
    counts
}

/// A chip with random weights.
fn random_chip(config: ChipConfig, options: Options) -> (ChipConfig, Options) {
    let weights = Some(random::weights(&options.network, 9));
    (ChipConfig { algorithm: Algorithm::Autoencoder, buffer_t2: 511, weights, ..config }, options)
}

fn default_chip() -> (ChipConfig, Options) {
    (default_settings().unwrap(), Options { network: default_network().unwrap(), ..Options::default() })
}

/// Chips with all kinds of packets and encoders.
fn chips() -> Vec<(ChipConfig, Options)> {
    let two_links = ChipConfig { links: 2, buffer_t1: 400, ..ChipConfig::reset(Generation::Prod) };
    let top_bits = ChipConfig { keep_mask: KeepMask::top_bits(3), ..two_links.clone() };
    let odd = KeepMask { leading: 0x5A5A, trailing: 0x1234_5678_9ABC_DEF0_0F1E_2D3C };
    let odd = ChipConfig { keep_mask: odd, links: 4, ..two_links.clone() };
    let truncated = ChipConfig { buffer_t1: 3, ..two_links.clone() };
    let all_links = ChipConfig { links: 13, buffer_t1: 400, ..ChipConfig::reset(Generation::P1) };
    let mut form = FirstForm::chip_8x8();
    form.dense.accumulator = Format::signed(12, 8).with_overflow(Overflow::Saturate);
    let saturating = Options { network: form.block().unwrap(), ..Options::default() };
    vec![
        default_chip(),
        random_chip(top_bits, Options::default()),
        random_chip(odd, saturating),
        random_chip(truncated, Options::default()),
        random_chip(all_links, Options { network: AeBlock::cmssw_4x4x3(), ..Options::default() }),
        random_chip(two_links, Options { ae_layout: AeLayout::Design, ..Options::default() }),
    ]
}

#[test]
fn flips_equal_the_chip_with_the_flipped_registers() {
    let (bits, count) = bits_and_frames();
    let samples = samples(count);
    let frames = frames(&samples);
    let mut words_changed = Vec::new();
    for (config, options) in chips() {
        let target = UpsetTarget::new(&config, &options).unwrap();
        let all = WeightBit::all(&target.block);
        // Every bit is as likely; some of the small tensors, which come first, besides.
        let places = (0..bits).map(|at| (all.len() / 97 + at * (all.len() / bits)) % all.len());
        let chosen: Vec<WeightBit> = places.chain((0..480).step_by(480 / 12)).map(|at| all[at]).collect();
        let flips: Vec<_> = chosen.iter().map(|bit| vec![bit.flipped(&target.block, &target.weights)]).collect();
        let counts = atlas::count(&target, &frames, &flips).unwrap();
        for (bit, counts) in chosen.iter().zip(&counts) {
            assert_eq!(
                *counts,
                by_the_chip(&config, &options, &samples, &[*bit]),
                "{bit:?} of {}",
                target.block.name()
            );
        }
        words_changed.push(counts.iter().any(|counts| counts.sent_samples > 0));
    }
    assert_eq!(words_changed, [true, true, true, false, true, true]);
}

#[test]
fn sent_bits_are_those_that_reach_the_links() {
    let words: Vec<u32> = (chips().iter())
        .map(|(config, options)| sent_bits(config, options).iter().map(|bits| bits.count_ones()).sum())
        .collect();
    // All 144 bits on 5 links; 3 of each of the 16 latents on 2.
    assert_eq!((words[0], words[1], words[3], words[4], words[5]), (144, 48, 0, 144, 48));
}

/// Weights with many zeros, where much can be proven.
fn sparse(block: &AeBlock) -> Weights {
    Weights::from_fn(block.typed(), |tensor, index| match tensor.0 {
        // Filter 0 has only negative weights and biases: its activations are always zero.
        0 if index % 8 == 0 => -3,
        1 if index % 8 == 0 => -1,
        // Nothing reads filter 1.
        2 if index % 8 == 1 => 0,
        // Latent 3 is always zero, and latent 4 always at its top.
        2 if index / 128 == 3 => -1,
        3 if index == 3 => -32,
        2 if index / 128 == 4 => 0,
        3 if index == 4 => 31,
        _ => (index * 7 % 23) as i32 - 11,
    })
    .unwrap()
}

#[test]
fn what_is_proven_is_never_seen_and_what_cannot_be_seen_is_proven() {
    let mut form = FirstForm::chip_8x8();
    // Saturates at what the highest bias gives alone.
    form.dense.latent = Format::unsigned(7, 8).with_overflow(Overflow::Saturate);
    let block = form.block().unwrap();
    let options = Options { network: block.clone(), ..Options::default() };
    let (mut config, _) =
        random_chip(ChipConfig { links: 5, buffer_t1: 400, ..ChipConfig::reset(Generation::Prod) }, options.clone());
    config.weights = Some(sparse(&block));
    let target = UpsetTarget::new(&config, &options).unwrap();
    let atlas = Atlas::new(&target, &frames(&samples(100))).unwrap();
    let never = |tensor: usize, index: usize, bit: u32| {
        let of_bit =
            |effect: &&BitEffect| (effect.bit.tensor.0, effect.bit.index, effect.bit.bit) == (tensor, index, bit);
        atlas.bits.iter().find(of_bit).unwrap().latents == Visibility::Never
    };
    for bit in 0..6 {
        assert!(never(2, 128 * 7, bit), "a weight of an activation that is always zero, bit {bit}");
        assert!(never(0, 1, bit) && never(1, 1, bit), "a filter that nothing reads, bit {bit}");
    }
    // The bias stays far below zero with its lower bits, and not without its sign.
    assert!(never(3, 3, 0) && never(3, 4, 0));
    // Whatever comes: frames of all kinds of normalised charges do not see what is proven.
    let plan = UpsetPlan::new(&block, &target.weights, target.sent).unwrap();
    let proven: Vec<&BitEffect> = atlas.bits.iter().filter(|effect| effect.latents == Visibility::Never).collect();
    assert!(proven.len() > 1000 && proven.len() < 6000, "{}", proven.len());
    let upsets: Vec<_> = proven.iter().map(|effect| vec![effect.bit.flipped(&block, &target.weights)]).collect();
    let normalised: Vec<u8> =
        (0..48 * 400u32).map(|at| (at.wrapping_mul(2_654_435_761) >> (24 - at / 48 % 5)) as u8).collect();
    for (effect, counts) in proven.iter().zip(plan.run(&normalised, &upsets).unwrap()) {
        assert_eq!(counts, UpsetCounts::default(), "{effect:?}");
    }
}

/// An encoder with one filter: 282 weights.
fn small() -> AeBlock {
    let mut form = FirstForm::chip_8x8();
    form.conv.filters = 1;
    form.block().unwrap()
}

#[test]
fn latents_that_are_not_sent_change_no_words() {
    let mask = KeepMask { leading: 0, trailing: (1 << 18) - 1 };
    let config = ChipConfig { links: 5, buffer_t1: 400, keep_mask: mask, ..ChipConfig::reset(Generation::Prod) };
    let (config, options) = random_chip(config, Options { network: small(), ..Options::default() });
    let target = UpsetTarget::new(&config, &options).unwrap();
    assert_eq!(target.sent, std::array::from_fn(|latent| if latent < 2 { 0x1FF } else { 0 }));
    let atlas = Atlas::new(&target, &frames(&samples(50))).unwrap();
    // Weights of latents 2 to 15.
    let of_others = atlas.bits.iter().filter(|effect| effect.bit.tensor.0 == 2 && effect.bit.index >= 32);
    let of_others: Vec<&BitEffect> = of_others.collect();
    assert!(of_others.iter().all(|effect| effect.words == Visibility::Never));
    assert!(of_others.iter().any(|effect| effect.latents == Visibility::Seen));
}

/// The words of rows by the scalar model.
fn words(config: &ChipConfig, options: &Options, rows: &[InputWords]) -> Option<Vec<OutputWords>> {
    let mut chip = Chip::new(config, options).ok()?;
    Some(rows.iter().map(|row| chip.step(row, &mut NoTrace)).collect())
}

#[test]
fn flipped_settings_give_the_words_of_the_chip_that_has_them() {
    let options = Options::default();
    let (mut compared, mut changed, mut none) = (0, 0, 0);
    for algorithm in Algorithm::ALL {
        let reset = ChipConfig { links: 3, drop_lsb: 1, thresholds: [60; 48], ..ChipConfig::reset(Generation::P1) };
        let (random, _) = random_chip(reset, options.clone());
        let config = ChipConfig { algorithm, ..random };
        let rows = ChipRows::synthetic(3, &config, 40).unwrap();
        let expected = words(&config, &options, rows.words()).unwrap();
        let writes = i2c::to_writes(&config, &options.network).unwrap();
        let flips = flip_settings(&config, &options, &rows).unwrap();
        assert_eq!(flips.len(), 2230);
        for flip in flips.iter().skip(algorithm as usize).step_by(53) {
            let mut upset = writes.clone();
            let at = flip.bit.address + flip.bit.bit_of_register as u16 / 8;
            let holds =
                |write: &&mut i2c::Write| (write.address..write.address + write.bytes.len() as u16).contains(&at);
            let write = upset.iter_mut().find(holds).unwrap();
            write.bytes[usize::from(at - write.address)] ^= 1 << (flip.bit.bit_of_register % 8);
            let upset = i2c::from_writes(&upset, &options.network).ok().map(|(config, _)| config);
            let sent = upset.and_then(|upset| words(&upset, &options, rows.words()));
            let counted = sent.map(|sent| {
                let bits = |(a, b): (&OutputWords, &OutputWords)| {
                    a.iter().zip(b).map(|(a, b)| u64::from((a ^ b).count_ones())).sum()
                };
                let bits: Vec<u64> = expected.iter().zip(&sent).map(bits).collect();
                WordChanges { rows: bits.iter().filter(|&&bits| bits > 0).count() as u64, bits: bits.iter().sum() }
            });
            assert_eq!(flip.changes, counted, "{algorithm}: {}", flip.bit.register);
            compared += 1;
            changed += usize::from(counted.is_some_and(|changes| changes.rows > 0));
            none += usize::from(counted.is_none());
        }
    }
    assert!(compared > 200 && changed > 40 && none > 3, "{compared} {changed} {none}");
}

#[test]
fn registers_are_listed_for_every_algorithm() {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("rpt.yaml"), "ConfigAlgo: {Global: {alg_type: 3, alg_high_density: 1}}\n")
        .unwrap();
    let command = |arguments: &[&str]| {
        let mut command = econ_emu();
        command.current_dir(scratch.path()).args(["seu", "registers", "--config", "rpt.yaml", "--rows", "20"]);
        command.args(arguments).assert().success().get_output().stdout.clone()
    };
    let text = text_of(&command(&["--all-algorithms"]));
    for algorithm in ["TS", "STC", "BC", "RPT", "AE"] {
        assert!(text.contains(&format!("rpt.yaml, {algorithm}: each bit flipped in 20 rows")), "{text}");
    }
    let printed: Value = serde_json::from_slice(&command(&["--json"])).unwrap();
    let bits = printed[0]["bits"].as_array().unwrap();
    let mux = bits.iter().find(|bit| bit["setting"] == "mux[0]" && bit["bit"] == 0).unwrap();
    // Bit 0 of input 0 gives 1; bit 5 of input 31 gives 63, which there is not.
    assert!(mux["rows_with_other_words"].as_u64() > Some(0), "{mux}");
    let none = bits.iter().find(|bit| bit["setting"] == "mux[31]" && bit["bit"] == 5).unwrap();
    assert!(none["rows_with_other_words"].is_null(), "{none}");
}

/// The command in a directory, on few frames.
fn run(arguments: &[&str], directory: &Path) -> assert_cmd::assert::Assert {
    econ_emu().current_dir(directory).args(["seu", "atlas", "--frames", "40"]).args(arguments).assert()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_command_writes_table_bits_and_numbers() {
    let scratch = tempfile::tempdir().unwrap();
    let made = run(&["--default-encoder", "--json", "-o", "atlas.npz"], scratch.path()).success();
    run(&["--default-encoder", "--protect-worst", "500", "--output", "bits.json"], scratch.path()).success();
    let printed: Value = serde_json::from_slice(&made.get_output().stdout).unwrap();
    let (config, options) = default_chip();
    let target = UpsetTarget::new(&config, &options).unwrap();
    let atlas = Atlas::new(&target, &EncoderFrames::synthetic(1, config.density, 40).unwrap()).unwrap();
    let encoder = &printed["encoders"][0];
    let hash = encoder_hash(&target.block, &target.weights).unwrap();
    assert_eq!(
        (&encoder["hash"], &encoder["bits"], &encoder["frames"]),
        (&hash.clone().into(), &12_864.into(), &40.into())
    );
    let error: u64 = atlas.bits.iter().map(|effect| effect.counts.error).sum();
    assert_eq!(encoder["latent_error"], error);

    // The table has what the atlas has.
    let arrays = npz::read(&std::fs::read(scratch.path().join("atlas.npz")).unwrap()).unwrap();
    let errors: Vec<u64> = arrays["latent_error"].values.iter().map(|&value| value as u64).collect();
    assert_eq!(errors, atlas.bits.iter().map(|effect| effect.counts.error).collect::<Vec<_>>());
    let flipped: Vec<i32> = arrays["weight_flipped"].values.iter().map(|&value| value as i32).collect();
    let expected = atlas.bits.iter().map(|effect| effect.bit.flipped(&target.block, &target.weights).value);
    assert_eq!(flipped, expected.collect::<Vec<_>>());

    // The file of bits: the worst ones, in their order.
    let bits: Value = serde_json::from_slice(&std::fs::read(scratch.path().join("bits.json")).unwrap()).unwrap();
    assert_eq!((&bits["format"], &bits["hash"]), (&1.into(), &hash.into()));
    let listed = bits["bits"].as_array().unwrap();
    assert_eq!(listed.len(), 500);
    let ranking = atlas.ranking(|effect| effect.counts.error);
    for (own, &at) in listed.iter().zip(&ranking) {
        let bit = &atlas.bits[at].bit;
        assert_eq!(*own, serde_json::json!({ "group": bit.group, "byte": bit.byte, "bit": bit.bit_of_byte }));
    }
    let worst = &encoder["worst"][0];
    assert_eq!(worst["latent_error"], atlas.bits[ranking[0]].counts.error);
}

#[test]
fn frames_come_from_files_and_encoders_stand_side_by_side() {
    let scratch = tempfile::tempdir().unwrap();
    let (config, options) = random_chip(
        ChipConfig { links: 5, ..ChipConfig::reset(Generation::Prod) },
        Options { network: small(), ..Options::default() },
    );
    let text = write_config(&config, Dialect::C, &options.network).unwrap();
    std::fs::write(scratch.path().join("init.yaml"), text).unwrap();
    std::fs::write(scratch.path().join("network.yaml"), options.network.to_yaml().unwrap()).unwrap();
    let input = common::default_run().join("golden/testInput.csv");
    let arguments = [
        "--config",
        "init.yaml",
        "--network",
        "network.yaml",
        "--input",
        input.to_str().unwrap(),
        "--link-words",
        "--compare",
        "init.yaml",
    ];
    let made = run(&arguments, scratch.path()).success();
    let text = text_of(&made.get_output().stdout);
    assert!(text.contains("each flipped in 40 frames") && text.contains("change nothing"), "{text}");
    // The same encoder twice gives the same line twice.
    let lines: Vec<&str> = text.lines().rev().take(2).collect();
    assert_eq!(lines[0], lines[1]);
    let made = run(&[&arguments[..], &["--json"]].concat(), scratch.path()).success();
    let printed: Value = serde_json::from_slice(&made.get_output().stdout).unwrap();
    assert_eq!(printed["encoders"][0], printed["encoders"][1]);
    assert_eq!(printed["encoders"][0]["bits"], 282 * 6);
}

#[test]
fn what_cannot_be_flipped_is_said() {
    let scratch = tempfile::tempdir().unwrap();
    let fault = |arguments: &[&str]| text_of(&run(arguments, scratch.path()).code(2).get_output().stderr);
    std::fs::write(scratch.path().join("rpt.yaml"), "ConfigAlgo: {Global: {alg_type: 3, alg_high_density: 1}}\n")
        .unwrap();
    std::fs::write(scratch.path().join("ae.yaml"), "ConfigAlgo: {Global: {alg_type: 4, alg_high_density: 1}}\n")
        .unwrap();
    std::fs::write(scratch.path().join("empty.csv"), "").unwrap();
    let repeater = fault(&["--config", "rpt.yaml"]);
    assert!(
        repeater.contains("rpt.yaml") && repeater.contains("Repeater") && repeater.contains("Autoencoder"),
        "{repeater}"
    );
    assert!(fault(&["--config", "ae.yaml"]).contains("holds no weights"));
    assert!(fault(&["--default-encoder", "--link-reset", "4"]).contains("link reset"));
    assert!(fault(&["--default-encoder", "--frames", "0"]).contains("--frames"));
    assert!(fault(&["--default-encoder", "--protect-worst", "3"]).contains("--output"));
    assert!(fault(&["--default-encoder", "--input", "empty.csv"]).contains("empty.csv"));
    let same = fault(&["--config", "ae.yaml", "--output", "ae.yaml"]);
    assert!(same.contains("ae.yaml"), "{same}");
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn rates_become_losses() {
    let scratch = tempfile::tempdir().unwrap();
    let command = |arguments: &[&str]| {
        let mut command = econ_emu();
        command
            .current_dir(scratch.path())
            .args(["seu", "rates", "--default-encoder", "--frames", "40"])
            .args(arguments);
        command.assert()
    };
    let text = text_of(&command(&[]).success().get_output().stdout);
    // 12,864 bits of 1e-14 cm² at 2e7 hadrons per cm² and second.
    assert!(text.contains("upset every 6.5 min (every 38.868 s to every 1.1 h)"), "{text}");
    assert!(text.contains("8.0 h") && text.contains("2,000 worst"), "{text}");
    std::fs::write(
        scratch.path().join("particles.csv"),
        "particle,cross_section,low,high,flux\nproton,1e-14,1e-14,1e-14,1e7\nneutron,1e-14,1e-14,1e-14,1e7\n",
    )
    .unwrap();
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_slice(
            &command(&[arguments, &["--json", "--interval", "10"]].concat()).success().get_output().stdout,
        )
        .unwrap()
    };
    let (assumed, table) = (json(&[]), json(&["--cross-sections", "particles.csv"]));
    let loss = |of: &Value, at: usize| {
        of["intervals"][0]["losses"][at]["frames_with_wrong_words"]["expected"].as_f64().unwrap()
    };
    // None, 100, 500, 2,000, all.
    let losses: Vec<f64> = (0..5).map(|at| loss(&assumed, at)).collect();
    assert!(losses.windows(2).all(|two| two[0] > two[1]) && losses[4] < 1e-4 * losses[0], "{losses:?}");
    assert!((loss(&table, 0) / losses[0] - 1.0).abs() < 1e-9);
    // As long as upsets are few: half the interval times the rate times the sum of shares.
    let (config, options) = default_chip();
    let target = UpsetTarget::new(&config, &options).unwrap();
    let atlas = Atlas::new(&target, &EncoderFrames::synthetic(1, config.density, 40).unwrap()).unwrap();
    let sum: f64 = atlas.bits.iter().map(|effect| effect.counts.sent_samples as f64 / 40.0).sum();
    assert!((losses[0] / (10.0 / 2.0 * 2e-7 * sum) - 1.0).abs() < 0.02, "{losses:?} {sum}");
    for (arguments, part) in [
        (&["--flux=-1"][..], "0 or more"),
        (&["--interval", "0"], "above 0"),
        (&["--uncertainty", "0.5"], "1 or more"),
        (&["--cross-sections", "none.csv"], "none.csv"),
        (&["--cross-sections", "particles.csv", "--flux", "1"], "cannot be used with"),
    ] {
        let fault = text_of(&command(arguments).code(2).get_output().stderr);
        assert!(fault.contains(part), "{fault}");
    }
}

#[test]
fn pairs_equal_the_chip_with_both_bits_flipped() {
    let samples = samples(30);
    let frames = frames(&samples);
    let (config, options) = default_chip();
    let target = UpsetTarget::new(&config, &options).unwrap();
    let all = WeightBit::all(&target.block);
    let numbers = PairKind::ALL.map(|kind| pairs(&target, kind, 3000, 4).len());
    // 28 in each of 1,608 bytes; all but the first bits of 12 x 9 registers.
    assert_eq!(numbers, [45_024, 12_864 - 108, 3000]);
    assert!(pairs(&target, PairKind::Sampled, 3000, 4) != pairs(&target, PairKind::Sampled, 3000, 5));
    let atlas = Atlas::new(&target, &frames).unwrap();
    for kind in PairKind::ALL {
        let all_pairs = pairs(&target, kind, 3000, 4);
        assert!(all_pairs.iter().all(|pair| pair[0] < pair[1] && pair[1] < all.len()));
        // The first bytes have the weights of the convolution, often two bits of one of them.
        let chosen: Vec<_> =
            all_pairs[..8].iter().chain(all_pairs.iter().step_by(all_pairs.len() / 12)).copied().collect();
        let (counts, sums) = flip_pairs(&target, &frames, &atlas, &chosen).unwrap();
        for (pair, counts) in chosen.iter().zip(&counts) {
            let bits = pair.map(|at| all[at]);
            assert_eq!(*counts, by_the_chip(&config, &options, &samples, &bits), "{kind:?} {bits:?}");
        }
        assert_eq!(sums.pairs, chosen.len());
        assert_eq!(sums.error, counts.iter().map(|counts| counts.error).sum::<u64>());
        let alone = |pair: &[usize; 2]| pair.iter().map(|&at| atlas.bits[at].counts.error).sum::<u64>();
        assert_eq!(sums.error_alone, chosen.iter().map(alone).sum::<u64>());
    }
}

#[test]
fn pairs_are_listed_and_written() {
    let scratch = tempfile::tempdir().unwrap();
    let (config, options) = random_chip(
        ChipConfig { links: 5, ..ChipConfig::reset(Generation::Prod) },
        Options { network: small(), ..Options::default() },
    );
    std::fs::write(scratch.path().join("init.yaml"), write_config(&config, Dialect::C, &options.network).unwrap())
        .unwrap();
    std::fs::write(scratch.path().join("network.yaml"), options.network.to_yaml().unwrap()).unwrap();
    let arguments = "seu pairs --config init.yaml --network network.yaml --frames 30 --sampled 500 -o pairs.npz";
    let made = econ_emu().current_dir(scratch.path()).args(arguments.split(' ')).assert().success();
    let text = text_of(&made.get_output().stdout);
    assert!(text.contains("each flipped in 30 frames") && text.contains("side by side"), "{text}");
    let arrays = npz::read(&std::fs::read(scratch.path().join("pairs.npz")).unwrap()).unwrap();
    assert_eq!(arrays["sampled_first"].shape, [500]);
    assert_eq!(arrays["in_byte_latent_error"].shape, arrays["in_byte_second"].shape);
    let made = econ_emu().current_dir(scratch.path()).args(arguments.split(' ')).arg("--json").assert().success();
    let printed: Value = serde_json::from_slice(&made.get_output().stdout).unwrap();
    let error: f64 = arrays["sampled_latent_error"].values.iter().map(|&error| f64::from(error)).sum();
    assert_eq!(printed[2]["error"].as_f64(), Some(error));
}
