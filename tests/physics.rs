//! The metrics against an independent implementation in Python.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use econ_emu::chip::signals::{CELLS, PerCell};
use econ_emu::data::cells::{CellOrder, to_post_mux};
use econ_emu::physics::learned_emd::LearnedEmd;
use econ_emu::physics::metrics::Metric;
use econ_emu::physics::sinkhorn::Sinkhorn;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;

common::tests! {
    metrics_agree_with_numpy_and_pot: [POT],
    the_sinkhorn_divergence_and_its_slope_are_those_of_pot: [POT],
    published_networks_of_the_distance_give_their_outputs: [MODELS],
}

/// Those that the script knows, in its order.
const METRICS: [Metric; 6] =
    [Metric::TelescopeNormalised, Metric::Emd, Metric::DMean, Metric::DRms, Metric::CrossCorrelation, Metric::Ssd];

/// Charges of a module in training order: few cells, or all, or all of one charge.
fn module(rng: &mut ChaCha8Rng) -> PerCell<f32> {
    let cells = [1, 2, 5, 12, CELLS, CELLS][rng.random_range(0..6)];
    let flat = rng.random_range(0..20) == 0;
    let mut charges = [0.0; CELLS];
    for _ in 0..cells {
        let bits = rng.random_range(1..23);
        charges[rng.random_range(0..CELLS)] = rng.random_range(1..1 << bits) as f32;
    }
    if flat { [7.0; CELLS] } else { charges }
}

/// What the script says of pairs in training order.
fn said_of(pairs: &[[PerCell<f32>; 2]], options: &[&str]) -> String {
    let mut text = String::new();
    for pair in pairs {
        let row: Vec<String> = pair.iter().flatten().map(f32::to_string).collect();
        writeln!(text, "{}", row.join(",")).unwrap();
    }
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("pairs.csv");
    std::fs::write(&file, text).unwrap();
    let arguments = options.iter().map(AsRef::as_ref).chain([file.as_os_str()]);
    common::python("scripts/physics_reference.py", &arguments.collect::<Vec<_>>())
}

fn metrics_agree_with_numpy_and_pot() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let pairs: Vec<[PerCell<f32>; 2]> = (0..2_000)
        .map(|_| {
            let x = module(&mut rng);
            // Unrelated, a little different, or equal.
            let y = match rng.random_range(0..10) {
                0 => x,
                1..6 => x.map(|charge| (charge * rng.random_range(0.8..1.2)).round() + 1.0),
                _ => module(&mut rng),
            };
            [x, y]
        })
        .collect();
    let said = said_of(&pairs, &[]);
    let mut lines = said.lines();
    assert_eq!(lines.next().unwrap(), METRICS.map(Metric::name).join(","));
    let mut worst = METRICS.map(|_| 0f64);
    let mut compared = 0;
    for (number, ([x, y], line)) in pairs.iter().zip(lines).enumerate() {
        let [x, y] = [x, y].map(|charges| to_post_mux(charges, CellOrder::Training));
        for ((metric, expected), worst) in METRICS.iter().zip(line.split(',')).zip(&mut worst) {
            let (value, expected) = (metric.of(&x, &y).unwrap(), expected.parse::<f64>().unwrap());
            let error = (value - expected).abs();
            assert!(error < 1e-6, "pair {number}, {metric}: {value}, the reference has {expected}");
            *worst = worst.max(error);
        }
        compared += 1;
    }
    assert_eq!(compared, pairs.len());
    println!("{compared} pairs, largest differences: {worst:?}");
}

/// Images with cells without charge and of one cell, too. Slopes are compared without what is the same for all cells.
fn the_sinkhorn_divergence_and_its_slope_are_those_of_pot() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let one = |cell: usize| std::array::from_fn(|at| if at == cell { 3.0 } else { 0.0 });
    let mut image = |cells: usize| -> PerCell<f32> {
        let mut image = [0.0; CELLS];
        (0..cells).for_each(|_| image[rng.random_range(0..CELLS)] = rng.random_range(1..200) as f32);
        image
    };
    let mut pairs = vec![[image(200), image(30)], [image(5), image(200)], [one(3), one(40)], [one(7), one(7)]];
    pairs.push([image(200), one(20)]);
    for _ in 0..5 {
        let (one, other) = (image(200), image(200));
        pairs.push([one, std::array::from_fn(|cell| one[cell] + (other[cell] / 4.0).round())]);
    }
    // Of a few cells far from each other: with little blur no number of iterations settles their potentials.
    pairs.extend([[one(20), image(5)], [image(12), image(12)]]);
    for (epsilon, iterations, number) in [(1.0, 1_000, pairs.len()), (0.4, 2_000, pairs.len() - 2)] {
        let sinkhorn = Sinkhorn { epsilon, iterations };
        let said = said_of(&pairs[..number], &["--sinkhorn", &epsilon.to_string()]);
        assert_eq!(said.lines().count(), number);
        let mut worst = [0f64; 2];
        for ([x, y], line) in pairs.iter().zip(said.lines()) {
            let [x, y] = [x, y].map(|charges| to_post_mux(charges, CellOrder::Training));
            let found = sinkhorn.divergence(&x, &y).unwrap();
            let numbers: Vec<f64> = line.split(',').map(|number| number.parse().unwrap()).collect();
            let slope: PerCell<f64> = to_post_mux(&numbers[1..].try_into().unwrap(), CellOrder::Training);
            let shift = (found.slope.iter().sum::<f64>() - slope.iter().sum::<f64>()) / CELLS as f64;
            worst[0] = worst[0].max((found.value - numbers[0]).abs());
            for (own, other) in found.slope.iter().zip(slope) {
                worst[1] = worst[1].max((own - shift - other).abs());
            }
        }
        println!("epsilon {epsilon}: largest differences {worst:?}");
        assert!(worst[0] < 1e-6 && worst[1] < 1e-6, "{epsilon}: {worst:?}");
    }
}

/// Two networks of Keras against outputs that TensorFlow gave.
fn published_networks_of_the_distance_give_their_outputs() {
    let directory = common::models().join("emd-cnn");
    // Float32 behind a header whose length stands at byte 8.
    let numbers = |name: &str| -> Vec<f32> {
        let bytes = std::fs::read(directory.join(name)).unwrap();
        let start = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        bytes[start..].chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap())).collect()
    };
    let (first, second) = (numbers("inputs_a.npy"), numbers("inputs_b.npy"));
    let pairs: Vec<[PerCell<f32>; 2]> =
        (first.as_chunks().0.iter().zip(second.as_chunks().0)).map(|(&first, &second)| [first, second]).collect();
    assert_eq!(pairs.len(), 200);
    for name in ["pair_msle", "ae_mse"] {
        let network = LearnedEmd::read(&LearnedEmd::find(&directory, name).unwrap()).unwrap();
        let expected = numbers(&format!("{name}.outputs.npy"));
        let found = network.distances(&pairs).unwrap();
        assert_eq!(found.len(), expected.len());
        let worst = found.iter().zip(&expected).map(|(found, expected)| (found - expected).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-5, "{name}: {worst}");
        // In either order.
        let turned: Vec<[PerCell<f32>; 2]> = pairs.iter().map(|&[first, second]| [second, first]).collect();
        for (found, turned) in found.iter().zip(network.distances(&turned).unwrap()) {
            assert!((found - turned).abs() < 1e-5, "{name}: {found} {turned}");
        }
    }
    for (name, message) in [("none", "no network"), ("README.md", "model of Keras")] {
        let fault = LearnedEmd::find(&directory.join(".."), name).and_then(|path| LearnedEmd::read(&path)).unwrap_err();
        assert!(fault.to_string().contains(message), "{fault}");
    }
}
