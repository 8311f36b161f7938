//! Speed of the earth mover's distance, exact, of modules that are full (the slowest case) and of showers.
//!
//! `cargo bench --bench physics`; throughput lines are distances a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use econ_emu::chip::signals::PerCell;
use econ_emu::data::synth::{Synth, SynthKind};
use econ_emu::physics::emd::emd;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const PAIRS: usize = 500;

fn distances(criterion: &mut Criterion) {
    let mut rng = ChaCha8Rng::seed_from_u64(10);
    let mut full = || -> PerCell<f32> { std::array::from_fn(|_| rng.random_range(1..2000) as f32) };
    let full: Vec<[PerCell<f32>; 2]> = (0..PAIRS).map(|_| [full(), full()]).collect();
    let synth = Synth::new(9, SynthKind::Mixed, None, 2 * PAIRS as u64);
    let shower = |row| synth.sample(&synth.row(row)).charges.map(|charge| charge.0 as f32);
    let showers: Vec<_> = (0..PAIRS as u64).map(|pair| [shower(2 * pair), shower(2 * pair + 1)]).collect();
    let mut group = criterion.benchmark_group("emd");
    group.throughput(Throughput::Elements(PAIRS as u64)).sample_size(10);
    for (name, pairs) in [("full", &full), ("showers", &showers)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(pairs).iter().filter_map(|[x, y]| emd(x, y)).sum::<f64>());
        });
    }
    group.finish();
}

criterion_group!(benches, distances);
criterion_main!(benches);
