//! The metrics against an independent implementation in Python.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use econ_emu::chip::signals::{CELLS, PerCell};
use econ_emu::data::cells::{CellOrder, to_post_mux};
use econ_emu::physics::metrics::Metric;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

common::tests! {
    metrics_agree_with_numpy_and_pot: [POT],
}

/// Those that the script knows, in its order.
const METRICS: [Metric; 6] =
    [Metric::Telescope, Metric::Emd, Metric::DMean, Metric::DRms, Metric::CrossCorrelation, Metric::Ssd];

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

fn metrics_agree_with_numpy_and_pot() {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python");
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
    let mut text = String::new();
    for pair in &pairs {
        let row: Vec<String> = pair.iter().flatten().map(f32::to_string).collect();
        writeln!(text, "{}", row.join(",")).unwrap();
    }
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("pairs.csv");
    std::fs::write(&file, text).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/physics_reference.py");
    let output = Command::new("python3").arg(script).arg(&file).env("PYTHONPATH", packages).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let said = String::from_utf8(output.stdout).unwrap();
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
