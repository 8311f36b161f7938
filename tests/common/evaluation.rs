//! An evaluation with made-up numbers, as large as a real one of 5,000 samples.

use std::path::{Path, PathBuf};

use econ_emu::physics::evaluation::*;

const METRICS: [(&str, f64); 5] =
    [("telescope_normalised", 1e-3), ("emd", 0.8), ("dmean", 0.3), ("cross_correlation", 0.9), ("ssd", 0.05)];

fn summary(samples: usize, mean: f64) -> EvaluatedSummary {
    EvaluatedSummary {
        samples,
        undefined: 3,
        mean: Some(mean),
        mean_error: Some(0.02 * mean),
        median: Some(0.9 * mean),
        median_error: Some(0.02 * mean),
        q16: Some(0.4 * mean),
        q84: Some(1.7 * mean),
    }
}

fn metrics(samples: usize, scale: f64) -> Vec<MetricSummary> {
    let one = |&(name, mean): &(&str, f64)| {
        let scale = if name == "cross_correlation" { 1.0 / (1.0 + 0.1 * scale) } else { scale };
        MetricSummary { metric: name.into(), summary: summary(samples, mean * scale) }
    };
    METRICS.iter().map(one).collect()
}

fn contender(name: &str, kind: ContenderKind, links: Option<u8>, quality: f64) -> Contender {
    let scale = quality / f64::from(links.unwrap_or(1));
    let profile = |by: Property, bins: usize, width: f64| {
        let bin = |i: usize| Bin {
            low: width * i as f64,
            high: (i + 1 < bins).then_some(width * (i + 1) as f64),
            samples: 500,
            metrics: metrics(500, scale * (0.5 + i as f64 / bins as f64)),
        };
        Profile { by, bins: (0..bins).map(bin).collect() }
    };
    let cell = |k: usize| 0.004 * scale * ((k as f64 * 0.7 + quality).sin());
    Contender {
        name: name.into(),
        title: format!("{name}, in words"),
        kind,
        decoding: "as received".into(),
        received: links.map(|_| Received { complete: 4900, cut: 0, truncated: 90, lost: 10 }),
        bits: links.map(|links| {
            let capacity = 32.0 * f64::from(links);
            let sent = capacity * (0.7 + 0.06 * quality.min(4.0));
            Bits { capacity, sent, header: 14.0, payload: sent - 14.0, words: capacity }
        }),
        metrics: metrics(5000, scale),
        profiles: vec![
            profile(Property::Occupancy, 8, 6.0),
            profile(Property::Charge, 6, 100.0),
            profile(Property::Layer, 9, 5.0),
        ],
        cells: CellResiduals {
            mean: (0..48).map(cell).collect(),
            rms: (0..48).map(|k| cell(k).abs() + 0.01).collect(),
        },
        response: Response { mean: Some(0.98), resolution_std: Some(0.1 * scale), resolution_68: Some(0.08 * scale) },
        showers: Vec::new(),
        stated: None,
        settings: Vec::new(),
        clusters: links.map(|_| clusters(scale)),
    }
}

/// Clusters that are found less often with more pile-up.
fn clusters(scale: f64) -> Clusters {
    let numbers = |pile_up: usize| ClusterNumbers {
        references: 400,
        found: 400 - 20 * pile_up - (20.0 * scale) as usize,
        clusters: 380,
        fakes: 15 * pile_up,
        response: Response { mean: Some(0.97), resolution_std: Some(0.2 * scale), resolution_68: Some(0.1 * scale) },
        position: Some(0.3 * scale),
        width: Some(1.0 + 0.1 * scale),
        width_resolution: Some(0.05),
        signals: 40,
        signals_found: 40 - pile_up,
    };
    let bin = |at: usize| ClusterBin {
        low: 10.0 * at as f64,
        high: (at < 3).then_some(10.0 * (at + 1) as f64),
        events: 20,
        numbers: numbers(at),
    };
    Clusters { all: numbers(2), bins: (0..4).map(bin).collect() }
}

/// The evaluation: nine contenders at 2 to 5 links, two baselines, six examples.
pub fn file() -> EvaluationFile {
    use ContenderKind::*;
    let names = [
        ("run:default", Run, 0.6),
        ("stc0", SuperTriggerCell, 1.4),
        ("stc0:even", SuperTriggerCell, 1.1),
        ("stc1", SuperTriggerCell, 2.5),
        ("stc2:even", SuperTriggerCell, 1.3),
        ("stc3", SuperTriggerCell, 1.5),
        ("bc", BestChoice, 2.0),
        ("ts:47", ThresholdSum, 3.0),
        ("rpt", Repeater, 3.6),
    ];
    let evaluation = |links: u8| Evaluation {
        links,
        contenders: names.iter().map(|&(name, kind, quality)| contender(name, kind, Some(links), quality)).collect(),
        skipped: vec![Skipped { name: "keras:a<b>".into(), reason: "no decoder".into() }],
        rankings: Vec::new(),
        pareto: Vec::new(),
    };
    let example = |row: u64| {
        let charges: Vec<u32> =
            (0..48).map(|k| if (k + row).is_multiple_of(5) { 40 * (k as u32 + 1) } else { 4 }).collect();
        let reconstruction = |(index, (name, ..)): (usize, &(&str, ContenderKind, f64))| Reconstruction {
            links: Some(5),
            contender: (*name).into(),
            status: Some(if index == 7 { "truncated_t1" } else { "complete" }.into()),
            charges: charges
                .iter()
                .enumerate()
                .map(|(k, &q)| q as f32 * (0.8 + 0.1 * ((k + index) % 4) as f32))
                .collect(),
        };
        Example {
            row,
            layer: Some(7),
            eta: Some(2.1),
            reconstructions: names.iter().enumerate().map(reconstruction).collect(),
            charges,
        }
    };
    EvaluationFile {
        format: FORMAT,
        tool: "econ-emu 0.1.0".into(),
        samples: EvaluatedSamples {
            count: 5000,
            without_charge: 3,
            empty_rows_dropped: 0,
            showers_only: None,
            source: "synthetic showers of seed 1".into(),
            rows: [0, 5000],
            sha256: "0".repeat(64),
            density: [3000, 2000],
            mean_occupancy: 12.3,
            mean_charge: 4567.8,
        },
        emd: EmdMethod { kind: EmdKind::Exact, check: None },
        baselines: vec![
            contender("flat image", Baseline, None, 6.0),
            contender("normaliser alone", Baseline, None, 0.05),
        ],
        evaluations: [2, 3, 4, 5].map(evaluation).into(),
        clusters: Some(TrueClusters { least: 200.0, undamaged: clusters(0.0) }),
        examples: (0..6).map(example).collect(),
    }
}

/// Writes it to a directory below `parent`.
pub fn directory(parent: &Path) -> PathBuf {
    let path = parent.join("evaluation");
    std::fs::create_dir_all(&path).unwrap();
    std::fs::write(path.join(JSON), file().to_json().unwrap()).unwrap();
    path
}
