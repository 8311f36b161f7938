//! Speed of autoencoders of jets: as many jets as HEPAutoencoders published times for, encoded and decoded by all threads.
//!
//! `cargo bench --bench jets`; throughput lines are jets a second.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use econ_emu::jets::model::{JetCoder, JetModel, JetNetwork};
use econ_emu::jets::scale::{JetColumn, default_columns};
use econ_emu::jets::shape::JetShape;
use econ_emu::nn::{Function, Typed, WeightValues, Weights};

const JETS: usize = 27_945;

/// A network with weights of the size that trained ones have.
#[allow(clippy::expect_used)]
fn with_weights(network: Typed) -> JetNetwork {
    let tensors = network.tensors().iter().map(|tensor| {
        let weight = |at: usize| ((at * 7919 + 13) % 257) as f32 / 1000.0 - 0.128;
        WeightValues::Reals((0..tensor.len()).map(weight).collect())
    });
    let weights = Weights::new(&network, tensors.collect()).expect("weights of the network");
    JetNetwork { network, weights }
}

#[allow(clippy::expect_used)]
fn coder(shape: &JetShape) -> JetCoder {
    let networks = shape.describe("bench", Function::Tanh).expect("a shape that has a name");
    let [encoder, decoder] = networks.map(with_weights);
    let columns = JetColumn::all_plain(&default_columns(shape.inputs()));
    JetModel::new("bench", columns, encoder, decoder).and_then(|model| model.coder()).expect("a model that fits")
}

#[allow(clippy::expect_used)]
fn jets(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("jets");
    group.throughput(Throughput::Elements(JETS as u64)).sample_size(20);
    for (name, shape) in JetShape::named() {
        let coder = coder(&shape);
        let number = |at: usize| (at * 31 % 1001) as f32 / 250.0 - 2.0;
        let jets: Vec<f32> = (0..JETS * coder.jet()).map(number).collect();
        let latents = coder.encode_scaled(&jets).expect("whole jets");
        group.bench_function(format!("{name}/encode"), |bencher| {
            bencher.iter(|| coder.encode_scaled(black_box(&jets)));
        });
        group.bench_function(format!("{name}/decode"), |bencher| {
            bencher.iter(|| coder.decode_scaled(black_box(&latents)));
        });
    }
    group.finish();
}

criterion_group!(benches, jets);
criterion_main!(benches);
