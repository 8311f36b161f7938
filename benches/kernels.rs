//! Speed of the kernels: BX a second for each algorithm and instruction set, and for each stage; the
//! encoder on batches, and the text of vectors.
//!
//! `cargo bench --bench kernels`; throughput lines are BX a second on one core.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use econ_emu::chip::InputWords;
use econ_emu::cli::bench::{MeasuredChip, modules, random as random_rows};
use econ_emu::cli::bench_networks;
use econ_emu::golden::random;
use econ_emu::golden::vectors::{VectorReader, write_header, write_row};
use econ_emu::kernels::stages::KernelStages;
use econ_emu::kernels::{BatchChip, BatchEncoder, InstructionSet};
use econ_emu::network::AeBlock;
use econ_emu::registers::Algorithm;

const ROWS: usize = 4096;

#[allow(clippy::expect_used)]
fn chip(criterion: &mut Criterion) {
    let mut out = vec![[0; 13]; ROWS];
    let mut group = criterion.benchmark_group("kernels");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    let inputs = [("modules", modules(ROWS)), ("random", random_rows(ROWS))];
    for (algorithm, (kind, rows)) in Algorithm::ALL.iter().flat_map(|&one| inputs.iter().map(move |input| (one, input)))
    {
        for set in InstructionSet::available() {
            let measured = MeasuredChip::of(algorithm).expect("settings of an algorithm");
            let mut chip = measured.chip(Some(set)).expect("a valid configuration");
            let name = format!("{}/{}/{}", algorithm.short(), kind, set.name());
            group.bench_function(name, |bencher| {
                bencher.iter(|| chip.run(black_box(rows), black_box(&mut out)));
            });
        }
    }
    group.finish();
}

/// Each stage of each kernel alone, and what a chip costs before its first BX.
#[allow(clippy::expect_used)]
fn stages(criterion: &mut Criterion) {
    let rows = modules(ROWS);
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20);
    for algorithm in Algorithm::ALL {
        let measured = MeasuredChip::of(algorithm).expect("settings of an algorithm");
        group.throughput(Throughput::Elements(KernelStages::PACKETS as u64));
        for set in InstructionSet::available() {
            let chip = measured.chip(Some(set)).expect("a valid configuration");
            let mut stages = KernelStages::new(&chip, &rows).expect("a kernel");
            for &stage in stages.all() {
                let name = format!("{}/{}/{}", algorithm.short(), stage.name(), set.name());
                group.bench_function(name, |bencher| bencher.iter(|| stages.run(stage)));
            }
        }
        group.throughput(Throughput::Elements(1));
        group.bench_function(format!("{}/making", algorithm.short()), |bencher| {
            bencher.iter(|| BatchChip::new(black_box(&measured.config), &measured.options));
        });
    }
    group.finish();
}

#[allow(clippy::expect_used)]
fn encoder(criterion: &mut Criterion) {
    let network = AeBlock::chip_8x8();
    let normalised: Vec<u8> = (0..48 * ROWS).map(|i| (i * 7 % 64) as u8).collect();
    let encoder = BatchEncoder::new(network.typed(), &random::weights(&network, 1)).expect("the chip's shape");
    let mut group = criterion.benchmark_group("encoder");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    group.bench_function("all layers", |bencher| bencher.iter(|| encoder.run(black_box(&normalised))));
    group.finish();
}

/// Encoders of the zoo through the general plans: products a second on one core.
#[allow(clippy::expect_used)]
fn networks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("networks");
    group.sample_size(20);
    for subject in bench_networks::subjects().expect("networks that hold") {
        group.throughput(Throughput::Elements((subject.products() * bench_networks::SAMPLES) as u64));
        for set in InstructionSet::available() {
            let plan = subject.plan(set).expect("a plan");
            group.bench_function(format!("{}/{}", subject.name, set.name()), |bencher| bencher.iter(|| plan.run()));
        }
    }
    group.finish();
}

#[allow(clippy::expect_used)]
fn text(criterion: &mut Criterion) {
    let rows = random_rows(ROWS);
    let mut group = criterion.benchmark_group("csv");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    let mut bytes = Vec::new();
    group.bench_function("write", |bencher| {
        bencher.iter(|| {
            bytes.clear();
            rows.iter().for_each(|row| write_row(&mut bytes, row));
        });
    });
    let mut file = Vec::new();
    write_header::<InputWords>(&mut file).expect("memory");
    file.extend(&bytes);
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let source = Box::new(std::io::Cursor::new(file.clone()));
            VectorReader::<InputWords>::new(source, Path::new("rows")).and_then(VectorReader::read_all)
        });
    });
    group.finish();
}

criterion_group!(benches, chip, stages, encoder, networks, text);
criterion_main!(benches);
