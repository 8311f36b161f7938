//! `econ-emu seu`: the atlas against the chip itself, whose registers are written with every flip; files and text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;

use common::econ_emu;
use econ_emu::chip::autoencoder::Encoder;
use econ_emu::chip::autoencoder::packet::AeLayout;
use econ_emu::chip::{Chip, NoTrace, Options, OutputWords};
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
use econ_emu::radiation::summary::encoder_hash;
use econ_emu::registers::{
    Algorithm, ChipConfig, Dialect, Generation, KeepMask, default_network, default_settings, image, write_config,
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

/// What a flip does, by the scalar model with the registers that it gives.
fn by_the_chip(config: &ChipConfig, options: &Options, samples: &[Sample], bit: &WeightBit) -> UpsetCounts {
    let weights = config.weights.as_ref().unwrap();
    let mut bytes = image::to_bytes(&options.network, weights).unwrap();
    let group = image::ImageShape::of(&options.network).group_bytes();
    bytes[bit.group * group + bit.byte] ^= 1 << bit.bit_of_byte;
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
            assert_eq!(*counts, by_the_chip(&config, &options, &samples, bit), "{bit:?} of {}", target.block.name());
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
