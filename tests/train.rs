//! The trainer: its forward pass is the chip, its gradients reach the encoder, its runs can be
//! stopped anywhere. Tiny models and a few epochs.
#![cfg(feature = "train")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::econ_emu;
use econ_emu::chip::autoencoder::Encoder;
use econ_emu::data::split::{Part, Plan, Split};
use econ_emu::data::{read_all, synth};
use econ_emu::golden::random;
use econ_emu::network::{LATENTS, Network, Parameters, Tensor, Value};
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::dataset::Dataset;
use econ_emu::train::model::{Batch, Model};
use econ_emu::train::options::{Arithmetic, DecoderKind, Loss, OptimizerKind, TrainConfig};
use econ_emu::train::telescope;
use econ_emu::train::trainer::{Trainer, gradient};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tch::{Device, Kind};

fn model(network: &Network, arithmetic: Arithmetic, bits: u32) -> Model {
    Model::new(network, DecoderKind::Conditional, arithmetic, bits, Device::Cpu).unwrap()
}

/// Flat weights whose encoder is exactly these registers.
fn flat(model: &Model, parameters: &Parameters) -> Vec<f32> {
    let mut weights = vec![0.1f32; model.layout.len()];
    for (weight, (tensor, raw)) in weights.iter_mut().zip(parameters.iter()) {
        *weight = f32::from(raw) / (1u32 << model.network.tensor_format(tensor).frac) as f32;
    }
    weights
}

fn frames(rng: &mut ChaCha8Rng, count: usize, most: u8) -> Batch {
    let norms: Vec<u8> =
        (0..48 * count).map(|_| if rng.random_range(0..3u8) == 0 { 0 } else { rng.random_range(0..=most) }).collect();
    let truth = norms.iter().map(|&norm| f32::from(norm) / 128.0).collect();
    Batch { norms, truth, conditions: vec![0.2; 8 * count] }
}

fn filled(network: &Network, value: impl Fn(usize) -> i8) -> Parameters {
    Parameters::new(network, Tensor::ALL.map(|t| (0..network.tensor_len(t)).map(&value).collect())).unwrap()
}

/// The latents of the graph are those of the scalar model of the chip: random, extreme, sparse and
/// zero weights, every latent width, both networks, more than 100,000 frames.
#[test]
fn the_forward_pass_is_the_chip() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let mut compared = 0;
    for network in [Network::chip_8x8(), Network::cmssw_4x4x3()] {
        let mut sets = vec![
            filled(&network, |_| 0),
            filled(&network, |_| 31),
            filled(&network, |_| -32),
            filled(&network, |i| if i % 2 == 0 { 31 } else { -32 }),
            filled(&network, |i| if i % 11 == 0 { 9 } else { 0 }),
        ];
        sets.extend((0..8).map(|seed| random::weights(&network, seed)));
        for (set, parameters) in sets.iter().enumerate() {
            for bits in [3, 5, 7, 9] {
                let model = model(&network, Arithmetic::Chip, bits);
                let batch = frames(&mut rng, 1000, if set % 3 == 0 { 255 } else { 40 });
                let pass = model.forward(&flat(&model, parameters), &batch).unwrap();
                let latents: Vec<f32> = Vec::try_from(pass.latents.contiguous().reshape([-1])).unwrap();
                let encoder = Encoder::new(&network, parameters).unwrap();
                let mask = !0u16 << (9 - bits);
                for (frame, norms) in batch.norms.chunks(48).enumerate() {
                    let norms: [Value; 48] = std::array::from_fn(|cell| network.norm.value(norms[cell].into()));
                    let chip = encoder.layers(&norms).latents.map(|latent| f32::from(latent & mask) / 256.0);
                    assert_eq!(latents[frame * LATENTS..][..LATENTS], chip, "set {set}, {bits} bits, frame {frame}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared >= 100_000, "{compared}");
}

/// The straight-through gradient of the dense kernel, against its definition: the chip's activation,
/// where the chip's sum is inside the range of the latent.
#[test]
fn the_gradient_is_straight_through() {
    let network = Network::chip_8x8();
    let model = model(&network, Arithmetic::Chip, 9);
    let parameters = random::weights(&network, 3);
    let batch = frames(&mut ChaCha8Rng::seed_from_u64(1), 50, 30);
    let pass = model.forward(&flat(&model, &parameters), &batch).unwrap();
    pass.latents.sum(Kind::Float).backward();
    let slope: Vec<f32> = Vec::try_from(pass.leaves[2].grad().contiguous().reshape([-1])).unwrap();
    let encoder = Encoder::new(&network, &parameters).unwrap();
    let mut expected = vec![0f64; slope.len()];
    for norms in batch.norms.chunks(48) {
        let norms: [Value; 48] = std::array::from_fn(|cell| network.norm.value(norms[cell].into()));
        let layers = encoder.layers(&norms);
        for output in 0..LATENTS {
            let sum = network.dense.accumulator.raw(layers.dense_sums[output]);
            if (0..=511).contains(&sum) {
                for (input, activation) in layers.activations.iter().enumerate() {
                    expected[output * 128 + input] += network.conv.activation.raw(*activation) as f64 / 128.0;
                }
            }
        }
    }
    assert!(expected.iter().any(|&value| value > 0.0));
    for (index, (found, expected)) in slope.iter().zip(&expected).enumerate() {
        assert!((f64::from(*found) - expected).abs() < 1e-3 * expected.max(1.0), "{index}: {found} is not {expected}");
    }
}

/// The smooth part of the gradient against finite differences, in real numbers.
#[test]
fn gradients_agree_with_finite_differences() {
    let network = Network::chip_8x8();
    let model = model(&network, Arithmetic::Float, 9);
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let mut weights: Vec<f32> = (0..model.layout.len()).map(|_| rng.random_range(-0.2..0.3)).collect();
    let batch = frames(&mut rng, 20, 40);
    let (_, slope) = gradient(&model, &weights, Loss::Mse, &batch).unwrap();
    for slot in &model.layout.slots {
        let largest = slot.range().max_by(|&a, &b| slope[a].abs().total_cmp(&slope[b].abs())).unwrap();
        assert!(slope[largest] != 0.0, "{} gets no gradient", slot.name);
        let own = weights[largest];
        let mut at = |weight: f32| {
            weights[largest] = weight;
            gradient(&model, &weights, Loss::Mse, &batch).unwrap().0
        };
        let step = 2e-3;
        let numeric = (at(own + step) - at(own - step)) / f64::from(2.0 * step);
        at(own);
        let exact = f64::from(slope[largest]);
        assert!((numeric - exact).abs() < 0.05 * exact.abs() + 1e-5, "{}: {numeric} is not {exact}", slot.name);
    }
}

#[test]
fn the_loss_is_the_telescope() {
    let network = Network::chip_8x8();
    let model = model(&network, Arithmetic::Float, 9);
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let (truth, output): (Vec<f32>, Vec<f32>) = (0..48 * 7).map(|_| (rng.random::<f32>(), rng.random::<f32>())).unzip();
    let batch = Batch { truth: truth.clone(), ..Batch::default() };
    let loss = model.loss(Loss::Telescope, &tch::Tensor::from_slice(&output).view([7, 48]), &batch).double_value(&[]);
    let training = |values: &[f32]| -> [f64; 48] {
        std::array::from_fn(|cell| values[usize::from(econ_emu::data::cells::POST_MUX[cell])].into())
    };
    let frames = truth.chunks(48).zip(output.chunks(48));
    let expected: f64 = frames.map(|(t, p)| telescope::loss(&training(t), &training(p))).sum::<f64>() / 7.0;
    assert!((loss - expected).abs() < 1e-6 * expected, "{loss} is not {expected}");
}

fn config() -> TrainConfig {
    TrainConfig { epochs: 4, batch: 64, float_epochs: 0.25, optimizer: OptimizerKind::Adam, ..TrainConfig::default() }
}

fn trainer(config: &TrainConfig, resume: Option<Checkpoint>) -> econ_emu::error::Result<Trainer> {
    let samples = read_all(&mut synth::Synth::new(1, synth::Kind::Mixed, None, 400))?;
    let split = Split::new(samples.len() as u64, 1, &Plan::default())?;
    let part = |part, rotated| Dataset::new(&samples, &split, part, config.decoder, rotated);
    Trainer::new(
        config,
        &Network::chip_8x8(),
        part(Part::Train, config.rotations)?,
        part(Part::Validation, false)?,
        resume,
    )
}

#[test]
fn every_tensor_moves_and_the_loss_falls() {
    for decoder in [DecoderKind::Conditional, DecoderKind::SumEta, DecoderKind::Plain] {
        let mut trainer = trainer(&TrainConfig { decoder, epochs: 6, ..config() }, None).unwrap();
        let before = trainer.state.weights.clone();
        let losses: Vec<f64> = (0..6).map(|_| trainer.epoch(|_, _, _| ()).unwrap().train).collect();
        for slot in &trainer.model.layout.slots {
            assert_ne!(
                before[slot.range()],
                trainer.state.weights[slot.range()],
                "{decoder:?}: {} is frozen",
                slot.name
            );
        }
        assert!(losses[5] < losses[0], "{decoder:?}: {losses:?}");
    }
}

#[test]
fn a_frozen_encoder_and_a_diverged_loss_are_errors() {
    let frozen = TrainConfig { learning_rate: 1e-30, ..config() };
    let error = trainer(&frozen, None).unwrap().epoch(|_, _, _| ()).unwrap_err().to_string();
    assert!(error.contains("no weight of the encoder moved"), "{error}");
    let wild = TrainConfig { learning_rate: 1e30, ..config() };
    let mut wild = trainer(&wild, None).unwrap();
    let error = (0..4).find_map(|_| wild.epoch(|_, _, _| ()).err()).unwrap().to_string();
    assert!(error.contains("diverged"), "{error}");
}

/// Stopped after every epoch and continued from the file, a run ends with the same bits.
#[test]
fn a_run_that_was_stopped_ends_with_the_same_weights() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("checkpoint.safetensors");
    for optimizer in [OptimizerKind::Adam, OptimizerKind::AdamW, OptimizerKind::Lion] {
        let config = TrainConfig { optimizer, ..config() };
        let mut whole = trainer(&config, None).unwrap();
        let mut state = None;
        while !whole.is_done() {
            whole.epoch(|_, _, _| ()).unwrap();
            let mut part = trainer(&config, state).unwrap();
            part.epoch(|_, _, _| ()).unwrap();
            part.state.write(&path, &config.to_yaml().unwrap()).unwrap();
            let (read, options) = Checkpoint::read(&path).unwrap();
            assert_eq!(TrainConfig::from_yaml(&options, &path).unwrap(), config);
            assert_eq!(read, part.state);
            state = Some(read);
        }
        assert_eq!(state.unwrap(), whole.state, "{optimizer:?}");
    }
}

fn train(out: &std::path::Path, extra: &[&str]) -> assert_cmd::Command {
    let mut command = econ_emu();
    command.arg("train").arg("--out").arg(out).args(["--synthetic-rows", "600", "--epochs", "6", "--batch", "64"]);
    command.args(extra);
    command
}

/// A run directory stands alone: the chip configuration, a golden set that verifies, the history.
/// Killed at any moment and resumed, the run ends with the same registers.
#[cfg(unix)]
#[test]
fn a_run_directory_stands_alone_and_survives_a_kill() {
    let scratch = tempfile::tempdir().unwrap();
    let (whole, killed) = (scratch.path().join("whole"), scratch.path().join("killed"));
    train(&whole, &[]).assert().success();
    for name in [
        "train.yaml",
        "network.yaml",
        "init.yaml",
        "model.safetensors",
        "history.csv",
        "history.svg",
        "metrics.json",
        "run.json",
    ] {
        assert!(whole.join(name).is_file(), "{name} is missing");
    }
    econ_emu().args(["verify", "--golden"]).arg(&whole).assert().success();
    train(&whole, &[]).assert().code(2);

    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("econ-emu"))
        .args(["train", "--synthetic-rows", "600", "--epochs", "6", "--batch", "64", "--out"])
        .arg(&killed)
        .stderr(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while !killed.join("checkpoint.safetensors").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    econ_emu().args(["train", "--resume", "--out"]).arg(&killed).assert().success();
    for name in ["init.yaml", "history.csv", "model.safetensors", "golden/testOutput.csv"] {
        assert_eq!(std::fs::read(whole.join(name)).unwrap(), std::fs::read(killed.join(name)).unwrap(), "{name}");
    }
}

#[test]
fn bad_options_are_named() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("train.yaml");
    let fault = |arguments: &[&str]| {
        let mut command = econ_emu();
        command.args(["train", "--out"]).arg(scratch.path().join("run")).args(arguments);
        String::from_utf8(command.assert().code(2).get_output().stderr.clone()).unwrap()
    };
    assert!(fault(&["--links", "6"]).contains("2..=5"));
    assert!(fault(&["--train", "most"]).contains("0.8, or 0..2160"));
    assert!(fault(&["--device", "tpu"]).contains("cpu, cuda"));
    assert!(
        fault(&["--learning-rate", "-1"]).contains("above 0") || fault(&["--learning-rate=-1"]).contains("above 0")
    );
    assert!(fault(&["--optimizer", "sgd"]).contains("lion"));
    std::fs::write(&file, "epochs: 3\nlernrate: 1\n").unwrap();
    let error = fault(&["--config", file.to_str().unwrap()]);
    assert!(error.contains("train.yaml:2") && error.contains("lernrate"), "{error}");
    std::fs::write(&file, "epochs: 3\nlinks: 4\n").unwrap();
    let output = econ_emu().args(["train", "--print-config", "--links", "2", "--config"]).arg(&file).assert().success();
    let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(text.contains("epochs: 3") && text.contains("links: 2") && text.contains("schedule: cosine"), "{text}");
}
