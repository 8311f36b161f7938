//! Speed of the scalar model: BX a second for each algorithm, from words to words, and for each stage.
//!
//! `cargo bench --bench chip`; the throughput line is BX a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use econ_emu::chip::autoencoder::{Encoder, normalise};
use econ_emu::chip::buffer::{Buffer, BufferSettings};
use econ_emu::chip::erx::{self, Bx};
use econ_emu::chip::formatter::{self, FormatterSettings};
use econ_emu::chip::signals::{Calq, PerCell};
use econ_emu::chip::{Chip, InputWords, NoTrace, Options};
use econ_emu::chip::{best_choice, calibrate, decode, etx, mux, repeater, super_trigger_cell, threshold_sum};
use econ_emu::golden::random::{self, RandomInput};
use econ_emu::registers::{Algorithm, ChipConfig, Density, Generation};

const ROWS: usize = 512;

#[allow(clippy::expect_used)]
fn chip(criterion: &mut Criterion) {
    let rows: Vec<InputWords> = RandomInput::new(1).take(ROWS).collect();
    let options = Options::default();
    let mut group = criterion.benchmark_group("chip");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    for algorithm in Algorithm::ALL {
        let weights = Some(random::weights(&options.network, 1));
        let config =
            ChipConfig { algorithm, weights, links: 5, thresholds: [1000; 48], ..ChipConfig::reset(Generation::Prod) };
        let mut chip = Chip::new(&config, &options).expect("a valid configuration");
        group.bench_function(algorithm.short(), |bencher| {
            bencher.iter(|| {
                for words in &rows {
                    black_box(chip.step(black_box(words), &mut NoTrace));
                }
            });
        });
    }
    group.finish();
}

/// Each stage of the scalar model alone, on the same BX.
#[allow(clippy::expect_used)]
fn stages(criterion: &mut Criterion) {
    let options = Options::default();
    let config = ChipConfig { links: 5, ..ChipConfig::reset(Generation::Prod) };
    let weights = random::weights(&options.network, 1);
    let encoder = Encoder::new(&options.network, &weights).expect("valid weights");
    let rows: Vec<InputWords> = RandomInput::new(1).take(ROWS).collect();
    let codes: Vec<_> = rows.iter().map(|words| erx::split(words, Generation::Prod)).collect();
    let charges: Vec<PerCell<Calq>> = codes
        .iter()
        .map(|codes| codes.map(|code| calibrate::calibrate(decode::linearise(code, Density::High), 2048)))
        .collect();
    let normalised: Vec<_> = charges.iter().map(|charges| normalise::run(charges).normalised).collect();
    let layout = options.packet_layout(&ChipConfig { algorithm: Algorithm::Repeater, ..config.clone() });
    let settings = FormatterSettings { idle_pattern: 0, link_reset_pattern: 0 };
    let buffer_settings = BufferSettings::from(&config);
    let outputs: Vec<_> = charges.iter().map(|charges| repeater::run(charges, 0)).collect();
    let packets: Vec<_> = outputs.iter().map(|output| formatter::format(output, Bx(1), &layout, &settings)).collect();

    let mut group = criterion.benchmark_group("scalar stages");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    macro_rules! stage {
        ($name:literal, $inputs:expr, |$input:ident| $work:expr) => {
            group.bench_function($name, |bencher| {
                bencher.iter(|| {
                    for $input in black_box(&$inputs) {
                        black_box($work);
                    }
                });
            });
        };
    }
    stage!("erx", rows, |words| erx::split(words, Generation::Prod));
    stage!("mux", codes, |codes| mux::route(codes, &config.mux));
    stage!("decode", codes, |codes| codes.map(|code| decode::linearise(code, Density::High)));
    let linear: Vec<_> = codes.iter().map(|codes| codes.map(|code| decode::linearise(code, Density::High))).collect();
    stage!("calibrate", linear, |linear| linear.map(|charge| calibrate::calibrate(charge, 2048)));
    stage!("threshold sum", charges, |charges| threshold_sum::run(charges, &config.thresholds, 0, true));
    stage!("super trigger cells", charges, |charges| {
        super_trigger_cell::run(charges, config.stc_type, 0, options.stc_tie, options.largest)
    });
    stage!("best choice", charges, |charges| best_choice::run(charges, 0, config.links, true, options.largest));
    stage!("repeater", charges, |charges| repeater::run(charges, 0));
    stage!("normalise", charges, |charges| normalise::run(charges));
    stage!("network", normalised, |normalised| encoder.layers(normalised));
    stage!("formatter", outputs, |output| formatter::format(output, Bx(1), &layout, &settings));
    let mut buffer = Buffer::default();
    stage!("buffer", packets, |packet| buffer.step(packet, &buffer_settings));
    stage!("etx", packets, |packet| etx::run(&packet.words));
    group.finish();
}

criterion_group!(benches, chip, stages);
criterion_main!(benches);
