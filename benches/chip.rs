//! Speed of the scalar model: crossings a second for each algorithm, from words to words.
//!
//! `cargo bench --bench chip`; the throughput line is crossings a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use econ_emu::chip::{Chip, InputWords, NoTrace, Options};
use econ_emu::golden::random::{self, RandomInput};
use econ_emu::registers::{Algorithm, ChipConfig, Generation};

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

criterion_group!(benches, chip);
criterion_main!(benches);
