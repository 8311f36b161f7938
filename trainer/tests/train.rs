//! The trainer: its forward pass is the chip, its gradients reach the encoder, its runs can be
//! stopped anywhere. Tiny models and a few epochs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../tests/common/mod.rs"]
mod common;

use std::sync::Arc;

use econ_emu::chip::autoencoder::{Encoder, normalise};
use econ_emu::data::conditions::Conditions;
use econ_emu::data::split::{Part, Split, SplitPlan};
use econ_emu::data::{SampleRows, read_all, synth};
use econ_emu::golden::random;
use econ_emu::interchange::import::ImportOptions;
use econ_emu::network::{AeBlock, EncoderTensor, FirstForm, Format, Image, LATENTS};
use econ_emu::nn::{Weights, real};
use econ_emu::physics::decoder::{Decoder, describe};
use econ_emu::physics::telescope;
use econ_emu::train::checkpoint::Checkpoint;
use econ_emu::train::options::{
    Arithmetic, DecoderKind, DecoderSpec, Frozen, Loss, LossTerm, OptimizerKind, Sinkhorn, TrainConfig,
};
use econ_emu_train::dataset::{Dataset, SampleTable};
use econ_emu_train::model::{Batch, Model, Pass};
use econ_emu_train::orthogonal;
use econ_emu_train::trainer::Trainer;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use strum::VariantArray;
use tch::Device;

use common::econ_emu;

fn model(network: &AeBlock, arithmetic: Arithmetic, bits: u32) -> Model {
    Model::new(&network.into(), DecoderKind::Conditional, arithmetic, bits, Device::Cpu).unwrap()
}

/// Flat weights whose encoder is exactly these registers.
fn flat(model: &Model, parameters: &Weights) -> Vec<f32> {
    let mut weights = vec![0.1f32; model.layout.len()];
    let typed = model.network.typed();
    let encoder = typed.tensor_ids().flat_map(|id| {
        let places = typed.tensor(id).number.places(0);
        parameters.integers(id).iter().map(move |&raw| real(raw.into(), places))
    });
    weights.iter_mut().zip(encoder).for_each(|(weight, value)| *weight = value);
    weights
}

fn samples(rng: &mut ChaCha8Rng, count: usize, most: u8) -> Batch {
    let normalised: Vec<u8> =
        (0..48 * count).map(|_| if rng.random_range(0..3u8) == 0 { 0 } else { rng.random_range(0..=most) }).collect();
    let truth = normalised.iter().map(|&normalised| f32::from(normalised) / 128.0).collect();
    Batch { normalised, truth, conditions: vec![0.2; 8 * count], weights: vec![] }
}

fn forward(model: &Model, weights: &[f32], batch: &Batch) -> Pass {
    model.forward(weights, &model.numbers(weights).unwrap(), batch).unwrap()
}

/// Mean loss over the batch and its gradient.
fn gradient(model: &Model, weights: &[f32], loss: impl Into<Loss>, batch: &Batch) -> (f64, Vec<f32>) {
    let sums = model.gradient(weights, &model.numbers(weights).unwrap(), loss, batch).unwrap();
    let samples = batch.samples() as f64;
    (sums.loss / samples, sums.slope.into_iter().map(|slope| slope / samples as f32).collect())
}

fn filled(network: &AeBlock, value: impl Fn(usize) -> i32) -> Weights {
    Weights::from_fn(network.typed(), |_, index| value(index)).unwrap()
}

/// The latents of the graph are those of the scalar model of the chip: random, extreme, sparse and
/// zero weights, every latent width, both networks, more than 100,000 samples.
#[test]
fn the_forward_pass_is_the_chip() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let mut compared = 0;
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
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
                let batch = samples(&mut rng, 1000, if set % 3 == 0 { 255 } else { 40 });
                let latents = Model::latents(&forward(&model, &flat(&model, parameters), &batch).encoded);
                let encoder = Encoder::new(&network, parameters).unwrap();
                let mask = !0u16 << (9 - bits);
                for (sample, normalised) in batch.normalised.chunks(48).enumerate() {
                    let values = encoder.layers(&normalise::of_raw(normalised));
                    let chip = encoder.latents(&values).map(|latent| f32::from(latent & mask) / 256.0);
                    assert_eq!(latents[sample * LATENTS..][..LATENTS], chip, "set {set}, {bits} bits, sample {sample}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared >= 100_000, "{compared}");
}

/// The straight-through gradient of all four tensors against its definition, from the layers of the
/// scalar model: slope 1 through every floor; 0 where the chip's sum is outside the range of the
/// activation; where it is outside the range of the latent, only what leads back to it.
#[test]
fn the_gradient_is_straight_through() {
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        let model = model(&network, Arithmetic::Chip, 9);
        let parameters = random::weights(&network, 3);
        let batch = samples(&mut ChaCha8Rng::seed_from_u64(1), 50, 30);
        let pass = forward(&model, &flat(&model, &parameters), &batch);
        // Half of the latents should fall, half should rise.
        let wanted: Vec<f32> = (0..50 * LATENTS).map(|at| if at % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let wanted = tch::Tensor::from_slice(&wanted).view([50, LATENTS as i64]);
        let slopes = model.encoder_gradient(&pass, &wanted).unwrap();
        let expected = straight_through(&network, &parameters, &batch);
        for (index, expected) in expected.iter().enumerate() {
            let slope = slopes[index].as_ref().unwrap().contiguous();
            let found: Vec<f32> = Vec::try_from(slope.reshape([-1])).unwrap();
            assert_eq!(found.len(), expected.len());
            assert!(expected.iter().any(|&value| value != 0.0));
            for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
                let near = (f64::from(*found) - expected).abs() < 1e-3 * expected.abs().max(1.0);
                assert!(near, "tensor {index}, entry {at}: {found} is not {expected}");
            }
        }
    }
}

fn straight_through(network: &AeBlock, parameters: &Weights, batch: &Batch) -> [Vec<f64>; 4] {
    let encoder = Encoder::new(network, parameters).unwrap();
    let network = network.first_form().unwrap();
    let (inputs, filters) = (network.activations(), network.conv.filters);
    let (_, columns) = network.conv_shape();
    let matrix = parameters.integers(EncoderTensor::DenseKernel.id());
    let mut slopes = EncoderTensor::ALL.map(|tensor| vec![0f64; network.tensor_len(tensor)]);
    for normalised in batch.normalised.chunks(48) {
        let normalised = normalise::of_raw(normalised);
        let values = encoder.layers(&normalised);
        let typed = encoder.block().typed();
        let layer = |name: &str| values.integers(typed.node(typed.find(name).unwrap()));
        let mut back = vec![0f64; inputs];
        for output in 0..LATENTS {
            let slope = if output % 2 == 0 { 1.0 } else { -1.0 };
            let sum = layer("dense")[output];
            if sum < 0 && slope > 0.0 || sum > 511 && slope < 0.0 {
                continue;
            }
            slopes[3][output] += slope;
            for input in 0..inputs {
                slopes[2][output * inputs + input] += slope * layer("activation")[input] as f64 / 128.0;
                back[input] += slope * f64::from(matrix[output * inputs + input]) / 32.0;
            }
        }
        for (input, back) in back.iter().enumerate() {
            let sum = layer("conv")[input];
            if !(0..=network.conv.activation.max_raw()).contains(&sum) {
                continue;
            }
            let (place, filter) = (input / filters, input % filters);
            slopes[1][filter] += back;
            for (tap, pixel) in network.taps_of(place / columns, place % columns) {
                if let Ok(cell) = usize::try_from(network.image.cells[pixel]) {
                    slopes[0][tap * filters + filter] += back * normalised[cell].to_num::<f64>();
                }
            }
        }
    }
    slopes
}

/// The smooth part of the gradient against finite differences, in real numbers.
#[test]
fn gradients_agree_with_finite_differences() {
    let network = AeBlock::chip_8x8();
    let model = model(&network, Arithmetic::Float, 9);
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    // Small positive weights: nothing is clamped, where the gradient is not the slope.
    let mut weights: Vec<f32> = (0..model.layout.len()).map(|_| rng.random_range(0.0..0.02)).collect();
    let batch = samples(&mut rng, 20, 40);
    let (_, slope) = gradient(&model, &weights, LossTerm::Mse, &batch);
    for slot in &model.layout.slots {
        let largest = slot.range().max_by(|&a, &b| slope[a].abs().total_cmp(&slope[b].abs())).unwrap();
        assert!(slope[largest] != 0.0, "{} gets no gradient", slot.name);
        let own = weights[largest];
        let mut at = |weight: f32| {
            weights[largest] = weight;
            gradient(&model, &weights, LossTerm::Mse, &batch).0
        };
        let step = 2e-3;
        let numeric = (at(own + step) - at(own - step)) / f64::from(2.0 * step);
        at(own);
        let exact = f64::from(slope[largest]);
        assert!((numeric - exact).abs() < 0.05 * exact.abs() + 1e-5, "{}: {numeric} is not {exact}", slot.name);
    }
}

/// The mix is the normalised telescope and the sliced distance of the evaluation, and a sum is written as it is read.
#[test]
fn losses_are_sums_of_terms() {
    use econ_emu::physics::sliced::sliced;
    let network = AeBlock::chip_8x8();
    let model = model(&network, Arithmetic::Float, 9);
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let (truth, output): (Vec<f32>, Vec<f32>) = (0..48 * 7).map(|_| (rng.random::<f32>(), rng.random::<f32>())).unzip();
    let batch = Batch { truth: truth.clone(), ..Batch::default() };
    let table = tch::Tensor::from_slice(&output).view([7, 48]);
    let of = |text: &str| {
        let loss: Loss = text.parse().unwrap();
        assert_eq!(loss.to_string(), text);
        assert_eq!(text.parse::<Loss>().unwrap().to_string().parse::<Loss>().unwrap(), loss);
        model.loss(loss, &table, &batch).sum.double_value(&[])
    };
    let distance: f64 = truth
        .chunks(48)
        .zip(output.chunks(48))
        .map(|(truth, output)| sliced(truth.try_into().unwrap(), output.try_into().unwrap()).unwrap())
        .sum();
    // 12 directions here, 16 there.
    assert!((of("sliced") / distance - 1.0).abs() < 0.02, "{} {distance}", of("sliced"));
    let expected = 3e3 * of("telescope-normalised") + of("sliced");
    assert!((of("mix") / expected - 1.0).abs() < 1e-6);
    let expected = 2.0 * of("telescope-normalised") + 0.25 * of("sinkhorn");
    assert!((of("2*telescope-normalised+0.25*sinkhorn") / expected - 1.0).abs() < 1e-6);
    let expected = 0.5 * of("telescope-charge") + of("weighted-mse") + 2.0 * of("mse");
    assert!((of("0.5*telescope-charge+weighted-mse+2*mse") / expected - 1.0).abs() < 1e-6);
    // As version 0.1 wrote them.
    let old: Loss = "2*telescope-normalized+telescope".parse().unwrap();
    assert_eq!(old.to_string(), "telescope-charge+2*telescope-normalised");
}

/// In single precision value and slope of the Sinkhorn divergence are those of the reference, with cells and whole
/// images without charge too.
#[test]
fn the_sinkhorn_loss_is_the_divergence() {
    let network = AeBlock::chip_8x8();
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let mut image = |cells: usize| -> [f32; 48] {
        let mut image = [0.0; 48];
        (0..cells).for_each(|_| image[rng.random_range(0..48)] = rng.random_range(0.1..1.0f32));
        image
    };
    let pairs = [(200, 200), (200, 5), (5, 200), (1, 200), (1, 1), (30, 30)].map(|(a, b)| (image(a), image(b)));
    for sinkhorn in [Sinkhorn::default(), Sinkhorn { epsilon: 1.0, iterations: 200 }] {
        let model = model(&network, Arithmetic::Float, 9).with_losses(sinkhorn, None).unwrap();
        for (truth, output) in pairs {
            let batch = Batch { truth: truth.to_vec(), ..Batch::default() };
            let table = tch::Tensor::from_slice(&output).view([1, 48]).set_requires_grad(true);
            let value = model.loss(LossTerm::Sinkhorn, &table, &batch).sum;
            value.backward();
            let expected = sinkhorn.divergence(&truth, &output).unwrap();
            let found = value.double_value(&[]);
            assert!((found - expected.value).abs() < 1e-4 * expected.value.abs() + 2e-5, "{found} {}", expected.value);
            // By the charges, which are divided by their sum.
            let sum: f64 = output.iter().map(|&charge| f64::from(charge)).sum();
            let mean: f64 =
                output.iter().zip(expected.slope).map(|(&charge, slope)| f64::from(charge) * slope / sum).sum();
            let slope = Vec::<f32>::try_from(table.grad().view([48])).unwrap();
            let largest = expected.slope.iter().map(|slope| (slope - mean).abs() / sum).fold(0.0, f64::max);
            for (found, expected) in slope.iter().zip(expected.slope.map(|slope| (slope - mean) / sum)) {
                assert!((f64::from(*found) - expected).abs() < 1e-4 * largest + 2e-5, "{found} {expected}");
            }
        }
        let table = tch::Tensor::zeros([1, 48], (tch::Kind::Float, tch::Device::Cpu)).set_requires_grad(true);
        let batch = Batch { truth: pairs[0].0.to_vec(), ..Batch::default() };
        let value = model.loss(LossTerm::Sinkhorn, &table, &batch).sum;
        value.backward();
        assert!(value.double_value(&[]).is_finite() && table.grad().isfinite().all().int64_value(&[]) == 1);
    }
}

/// A network of the earth mover's distance as a loss: its values are those of its description, its slope that of the
/// values.
#[test]
fn a_learned_distance_is_a_loss() {
    use econ_emu::nn::{self, Op, TensorSpec, WeightValues, Weights};
    use econ_emu::physics::learned_emd::{LearnedEmd, image};
    let port = |name: &str| nn::Port { name: name.into(), shape: vec![4, 4, 3], number: nn::Number::Float32 };
    let layer = |name: &str, inputs: &[&str], op| nn::Layer {
        name: name.into(),
        inputs: inputs.iter().map(ToString::to_string).collect(),
        op,
        output: None,
    };
    let dense = |name: &str, units| Op::Dense { units, weights: name.into(), bias: None, sum: None };
    let description = nn::Network {
        name: "emd".into(),
        inputs: vec![port("a"), port("b")],
        tensors: vec![TensorSpec::new("hidden", nn::Number::Float32), TensorSpec::new("last", nn::Number::Float32)],
        layers: vec![
            layer("both", &["a", "b"], Op::Concat {}),
            layer("units", &["both"], dense("hidden", 6)),
            layer("curved", &["units"], Op::Activation { function: nn::Function::Sigmoid }),
            layer("distance", &["curved"], dense("last", 1)),
        ],
        outputs: vec!["distance".into()],
    }
    .check()
    .unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let mut draw = |len: usize| WeightValues::Reals((0..len).map(|_| rng.random_range(0.0..2.0)).collect());
    let weights = Weights::new(&description, vec![draw(96 * 6), draw(6)]).unwrap();
    let learned = LearnedEmd::new(&description, &weights).unwrap();
    let model =
        model(&AeBlock::chip_8x8(), Arithmetic::Float, 9).with_losses(Sinkhorn::default(), Some(&learned)).unwrap();
    let charges = |from: f32| -> [f32; 48] { std::array::from_fn(|cell| ((cell as f32 + from) * 1.7).sin() + 1.5) };
    let (truth, output) = (charges(0.0), charges(9.0));
    let batch = Batch { truth: truth.to_vec(), ..Batch::default() };
    let loss: Loss = "emd:some".parse().unwrap();
    let value = |output: &[f32; 48]| {
        let table = tch::Tensor::from_slice(output).view([1, 48]).set_requires_grad(true);
        let value = model.loss(&loss, &table, &batch).sum;
        value.backward();
        (value.double_value(&[]), Vec::<f32>::try_from(table.grad().view([48])).unwrap())
    };
    let (found, slope) = value(&output);
    let expected = learned.distances(&[[image(&truth).unwrap(), image(&output).unwrap()]]).unwrap()[0];
    assert!((found - f64::from(expected)).abs() < 1e-5 * found, "{found} {expected}");
    for cell in [0, 17, 40] {
        let moved = |step: f32| value(&std::array::from_fn(|at| output[at] + if at == cell { step } else { 0.0 })).0;
        let numeric = (moved(0.05) - moved(-0.05)) / 0.1;
        assert!((numeric - f64::from(slope[cell])).abs() < 1e-4, "{cell}: {numeric} {}", slope[cell]);
    }
    for wrong in ["emd", "emd:", "sliced:3", "emd:a+emd:b"] {
        assert!(wrong.parse::<Loss>().is_err(), "{wrong}");
    }
    assert_eq!("2*sliced+emd:some".parse::<Loss>().unwrap().to_string(), "2*sliced+emd:some");
}

/// The command trains, goes on where it stopped, refuses other options, and leaves a network that is a loss.
#[test]
fn networks_of_the_distance_are_trained_and_used() {
    use std::path::Path;
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("emdloss");
    let command = |extra: &[&str]| {
        let mut command = econ_emu();
        command.args(["train-emdloss", "--rows", "600", "--sizes", "4,3,16,1,2", "--repeats", "1", "--best", "1"]);
        command.args(["--variant", "float", "--variant", "quantised", "--epochs", "6", "--batch", "32", "--run"]);
        command.arg(common::default_run()).arg("--out").arg(&out).args(extra);
        command
    };
    command(&[]).assert().success();
    let numbers = |path: &Path| -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(path.join("metrics.json")).unwrap()).unwrap()
    };
    let trained = out.join("networks/4-3-16-1-2-float-seed1");
    let first = numbers(&trained);
    // Far from the distance, but no constant: a few steps of a small network.
    assert!(first["test"]["spread"].as_f64().unwrap() < 0.6, "{first}");
    assert_eq!(numbers(&out.join("1"))["validation"]["spread"], {
        let other = numbers(&out.join("networks/4-3-16-1-2-quantised-seed1"));
        let spreads = [&first, &other].map(|numbers| numbers["validation"]["spread"].as_f64().unwrap());
        serde_json::json!(spreads[0].min(spreads[1]))
    });
    let page = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(["Relative error", "Predicted against true", "Loss"].iter().all(|part| page.contains(part)));
    // Without its numbers a network is not finished: the last checkpoint gives the same weights.
    let weights = std::fs::read(trained.join("network.npz")).unwrap();
    std::fs::remove_file(trained.join("metrics.json")).unwrap();
    command(&[]).assert().success();
    assert_eq!(std::fs::read(trained.join("network.npz")).unwrap(), weights);
    let fault = String::from_utf8(command(&["--seed", "2"]).assert().code(2).get_output().stderr.clone()).unwrap();
    assert!(fault.contains("other options"), "{fault}");
    let run = scratch.path().join("run");
    let mut train = econ_emu();
    train.args(["train", "--synthetic-rows", "200", "--epochs", "1", "--loss", "1000*telescope-normalised+emd:1"]);
    train.arg("--emdloss").arg(&out).arg("--out").arg(&run).args(["--sample-weights", "charge"]).assert().success();
    let options = std::fs::read_to_string(run.join("train.yaml")).unwrap();
    assert!(options.contains("loss: 1000*telescope-normalised+emd:1") && options.contains("sample_weights: charge"));
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(run.join("run.json")).unwrap()).unwrap();
    let network = econ_emu::physics::learned_emd::LearnedEmd::read(&out.join("1")).unwrap();
    assert_eq!(manifest["loss_network_sha256"], network.sha256().unwrap().as_str());
}

#[test]
fn the_loss_is_the_telescope() {
    let network = AeBlock::chip_8x8();
    let model = model(&network, Arithmetic::Float, 9);
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let (truth, output): (Vec<f32>, Vec<f32>) = (0..48 * 7).map(|_| (rng.random::<f32>(), rng.random::<f32>())).unzip();
    let batch = Batch { truth: truth.clone(), ..Batch::default() };
    let value = model.loss(LossTerm::TelescopeCharge, &tch::Tensor::from_slice(&output).view([7, 48]), &batch);
    let loss = value.sum.double_value(&[]) / 7.0;
    assert!((value.terms.unwrap().iter().sum::<f64>() / 7.0 - loss).abs() < 1e-5 * loss);
    let training = |values: &[f32]| -> [f64; 48] {
        std::array::from_fn(|cell| values[usize::from(econ_emu::data::cells::POST_MUX[cell])].into())
    };
    let samples = truth.chunks(48).zip(output.chunks(48));
    let expected: f64 = samples.map(|(t, p)| telescope::loss(&training(t), &training(p))).sum::<f64>() / 7.0;
    assert!((loss - expected).abs() < 1e-6 * expected, "{loss} is not {expected}");
}

fn config() -> TrainConfig {
    TrainConfig { epochs: 4, batch: 64, float_epochs: 0.25, optimizer: OptimizerKind::Adam, ..TrainConfig::default() }
}

fn trainer(config: &TrainConfig, resume: Option<Checkpoint>) -> econ_emu::error::Result<Trainer> {
    let [train, validation] = [Part::Train, Part::Validation].map(|part| dataset(config, part));
    Trainer::new(config, &config.find_network()?, train?, validation?, resume)
}

/// A part of 400 synthetic samples.
fn dataset(config: &TrainConfig, part: Part) -> econ_emu::error::Result<Dataset> {
    let mut synth = synth::Synth::new(1, synth::SynthKind::Mixed, None, 400);
    let samples = Arc::new(SampleTable::read(&mut synth, config.decoder()?.conditions())?.0);
    Dataset::new(&samples, &Split::new(samples.len() as u64, 1, &SplitPlan::default())?, part)
}

/// Every tensor of both networks with every decoder, in every arithmetic.
#[test]
fn every_tensor_moves_and_the_loss_falls() {
    for &decoder in DecoderKind::VARIANTS {
        for network in ["chip-8x8", "cmssw-4x4x3"] {
            for arithmetic in [Arithmetic::Chip, Arithmetic::Qkeras, Arithmetic::Float] {
                let config = TrainConfig { decoder, network: network.into(), arithmetic, epochs: 6, ..config() };
                let mut trainer = trainer(&config, None).unwrap();
                let before = trainer.state.weights.clone();
                let losses: Vec<f64> = (0..6).map(|_| trainer.epoch(|_, _, _| ()).unwrap().train).collect();
                for slot in &trainer.workers.model().layout.slots {
                    let (before, after) = (&before[slot.range()], &trainer.state.weights[slot.range()]);
                    assert_ne!(before, after, "{decoder:?} {network} {arithmetic:?}: {} is frozen", slot.name);
                }
                assert!(losses[5] < losses[0], "{decoder:?} {network} {arithmetic:?}: {losses:?}");
            }
        }
    }
}

/// What is computed again after each change is what all samples give at the end; the loss never grows, whatever the
/// network, the decoder and the bits; the number of threads changes nothing.
#[test]
fn polished_registers_are_never_worse() {
    let networks = [("chip-8x8", "even"), ("chip-8x8", "5,5,5,5,5,5,4,4,4,4,4,4,3,3,3,3"), ("cmssw-4x4x3", "even")];
    for (network, bits) in networks {
        let config = TrainConfig {
            network: network.into(),
            bits: bits.parse().unwrap(),
            decoder: DecoderKind::Mlp,
            decoder_widths: vec![16],
            loss: "mix".parse().unwrap(),
            polish: 1,
            epochs: 2,
            ..config()
        };
        let polished = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let mut trainer = trainer(&config, None).unwrap();
                while !trainer.is_done() {
                    trainer.epoch(|_, _, _| ()).unwrap();
                }
                let mut steps = Vec::new();
                trainer.polish(|done, loss| steps.push((done, loss))).unwrap();
                assert!(steps.is_sorted_by(|a, b| a.0 < b.0 && a.1 >= b.1), "{network}: {steps:?}");
                let (weights, polish) = trainer.polished.clone().unwrap();
                let train = dataset(&config, Part::Train).unwrap();
                for (weights, told) in [(&trainer.state.best, polish.train_before), (&weights, polish.train_after)] {
                    let whole = trainer.workers.evaluate(weights, &config.loss, &train).unwrap().loss;
                    assert!((whole / told - 1.0).abs() < 1e-6, "{network}: {whole} {told}");
                }
                let decoder = trainer.workers.model().layout.encoder_len()..;
                assert_eq!(weights[decoder.clone()], trainer.state.best[decoder]);
                (weights, polish)
            })
        };
        let (weights, polish) = polished(1);
        assert!(polish.taken > 0 && polish.train_after < polish.train_before, "{network}: {polish:?}");
        assert!(polish.validation_after <= polish.validation_before && polish.tried > polish.taken, "{polish:?}");
        assert!(network == "cmssw-4x4x3" || polished(2).0 == weights, "{network}");
    }
    let frozen = TrainConfig { freeze: Some(Frozen::Encoder), polish: 1, ..config() };
    assert!(frozen.validate().unwrap_err().to_string().contains("frozen registers stay"));
    let real = TrainConfig { arithmetic: Arithmetic::Float, polish: 1, ..config() };
    assert!(trainer(&real, None).err().unwrap().to_string().contains("arithmetic chip"));
}

#[test]
fn orthogonal_regularisation_makes_rows_and_filters_less_alike() {
    let term = |factor: f32| {
        // Without the clip, which would leave little of the loss beside a large term.
        let config = TrainConfig { orthogonal: factor, clip: 0.0, arithmetic: Arithmetic::Float, ..config() };
        let mut trainer = trainer(&config, None).unwrap();
        let of = |trainer: &Trainer| {
            let (model, weights) = (trainer.workers.model(), &trainer.state.weights);
            orthogonal::add(&model.layout, 1.0, weights, &mut vec![0.0; weights.len()])
        };
        let before = of(&trainer);
        for _ in 0..4 {
            trainer.epoch(|_, _, _| ()).unwrap();
        }
        of(&trainer) / before
    };
    let (without, with) = (term(0.0), term(1.0));
    assert!(with < 0.98 * without, "{with} of the term at the start is left, {without} without it");
}

/// The samples that are picked, their turns and their order decide; the number of threads does not.
#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let gradient = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut trainer = trainer(&config(), None).unwrap();
            trainer.epoch(|_, _, _| ()).unwrap();
            trainer.state.weights
        })
    };
    let one = gradient(1);
    assert!(gradient(2) == one && gradient(3) == one);
}

#[test]
fn samples_keep_their_charges_and_turn_as_samples_do() {
    let mut source = synth::Synth::new(3, synth::SynthKind::Mixed, None, 200);
    let samples = read_all(&mut synth::Synth::new(3, synth::SynthKind::Mixed, None, 200)).unwrap();
    let (table, _) = SampleTable::read(&mut source, Conditions::Module).unwrap();
    let table = Arc::new(table);
    let split = Split::new(200, 1, &SplitPlan::fractions(1.0, 0.0, 0.0)).unwrap();
    let mut part = Dataset::new(&table, &split, Part::Train).unwrap();
    for index in 0..part.len() {
        let sample = &samples[usize::try_from(split.row(Part::Train, index as u64).unwrap()).unwrap()];
        assert_eq!(part.sample(index).charges, sample.charges);
        for turn in 0..3 {
            let batch = part.gather(&[(index, turn)]);
            let turned = sample.rotated(turn);
            let scale = f64::from(1u32 << sample.sum().max(1).ilog2());
            let truth: Vec<f32> = turned.charges.iter().map(|charge| (f64::from(charge.0) / scale) as f32).collect();
            assert_eq!(batch.truth, truth);
            let normalised: Vec<u8> = truth.iter().map(|truth| (truth * 128.0).floor().min(255.0) as u8).collect();
            assert_eq!(batch.normalised, normalised);
        }
    }
    // Weights: their mean is 1, and they multiply the loss of their sample.
    part.reweight().unwrap();
    let all: Vec<(usize, usize)> = (0..part.len()).map(|index| (index, 0)).collect();
    let batch = part.gather(&all);
    assert!((batch.weights.iter().sum::<f32>() / 200.0 - 1.0).abs() < 1e-4);
    let model = model(&AeBlock::chip_8x8(), Arithmetic::Float, 9);
    let weights = vec![0.05; model.layout.len()];
    let loss = |batch: &Batch| gradient(&model, &weights, LossTerm::TelescopeCharge, batch).0 * batch.samples() as f64;
    let expected: f64 = all
        .iter()
        .zip(&batch.weights)
        .map(|(&pick, weight)| f64::from(*weight) * loss(&Batch { weights: vec![], ..part.gather(&[pick]) }))
        .sum();
    assert!((loss(&batch) - expected).abs() < 1e-4 * expected);
}

/// What a file of options says wrong is named with its line; what an option says is not the file's fault.
#[test]
fn options_out_of_range_are_named_where_they_stand() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("t.yaml");
    let fault = |more: &[&str]| {
        let mut command = econ_emu();
        command.arg("train").arg("--options").arg(&file).args(more).arg("--out").arg(scratch.path().join("run"));
        let output = command.assert().code(2);
        String::from_utf8_lossy(&output.get_output().stderr).into_owned()
    };
    std::fs::write(&file, "seed: 3\nlinks: 9\n").unwrap();
    let said = fault(&[]);
    assert!(said.contains("t.yaml:2: links: option out of range"), "{said}");
    std::fs::write(&file, "seed: 3\nlinks: 3\n").unwrap();
    let said = fault(&["--links", "9"]);
    assert!(said.contains("links: option out of range") && !said.contains("t.yaml"), "{said}");
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

/// The first epochs compute in real numbers; what is kept comes from those in the chip's integers.
#[test]
fn weights_of_the_epochs_in_real_numbers_are_never_kept() {
    let mut trainer = trainer(&TrainConfig { float_epochs: 0.5, ..config() }, None).unwrap();
    let start = trainer.state.best.clone();
    for epoch in 0..2 {
        assert_eq!(trainer.epoch(|_, _, _| ()).unwrap().arithmetic, Arithmetic::Float);
        assert!(trainer.state.best_loss.is_infinite() && trainer.state.best == start, "epoch {epoch}");
    }
    let first = trainer.epoch(|_, _, _| ()).unwrap();
    assert_eq!((first.arithmetic, first.validation), (Arithmetic::Chip, trainer.state.best_loss));
    assert!(trainer.state.best == trainer.state.weights);
}

/// A run says that its latents are the emulator's where they were compared, and only there: on the terminal, in the
/// curve, in the metrics and on the page. Help and its page give the fraction of epochs in real numbers that is used.
#[test]
fn what_is_said_of_a_run_is_so() {
    let scratch = tempfile::tempdir().unwrap();
    let text = |mut command: assert_cmd::Command| {
        String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
    };
    let with = |arguments: &[&str], path: &std::path::Path| {
        let mut command = econ_emu();
        command.args(arguments).arg(path);
        text(command)
    };
    let compared = "all latents of 60 samples are the emulator's";
    for (arithmetic, words) in [
        ("chip", "in the chip&#39;s arithmetic"),
        ("qkeras", "with the reference&#39;s quantisers"),
        ("float", "in real numbers"),
    ] {
        let run = scratch.path().join(arithmetic);
        let train = ["train", "--synthetic-rows", "300", "--epochs", "2", "--batch", "64", "--arithmetic", arithmetic];
        let said = with(&[train.as_slice(), &["--out"]].concat(), &run);
        let chip = arithmetic == "chip";
        assert_eq!(said.contains(compared) && said.contains("equal to the emulator"), chip, "{said}");
        assert_eq!(said.contains("emulator"), chip, "{said}");
        assert_eq!(said.contains("nothing compared with the chip"), !chip, "{said}");
        let metrics = std::fs::read_to_string(run.join("metrics.json")).unwrap();
        let metrics: serde_json::Value = serde_json::from_str(&metrics).unwrap();
        assert_eq!(metrics["validation"]["frames_checked"], if chip { 30 } else { 0 });
        let page = run.join("page.html");
        with(&["report", run.to_str().unwrap(), "-o"], &page);
        for file in [run.join("history.svg"), page] {
            let said = std::fs::read_to_string(file).unwrap().replace("&apos;", "&#39;").replace('\'', "&#39;");
            assert!(said.contains(&format!("validation, {words}")), "{arithmetic}");
            assert_eq!(said.contains("in the chip&#39;s arithmetic"), chip, "{arithmetic}");
        }
        let said = with(&["train", "--eval-only", "--out"], &run);
        assert_eq!(said.contains(compared), chip, "{said}");
        assert!(with(&["train", "--eval-only", "--arithmetic", "chip", "--out"], &run).contains(compared));
    }
    let fraction = TrainConfig::default().float_epochs;
    let page = std::fs::read_to_string(common::needs::project("docs/commands/train.md")).unwrap();
    let mut help = econ_emu();
    help.args(["train", "--help"]);
    let help = text(help).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains(&format!("--float-epochs {fraction}")));
    assert!(help.contains(&format!("[default: {fraction}]")), "{help}");
    for text in [&page.split_whitespace().collect::<Vec<_>>().join(" "), &help] {
        assert!(text.contains(&format!("first {} % of the epochs", 100.0 * fraction)));
    }
}

/// Stopped after every epoch and continued from the file, a run ends with the same bits.
#[test]
fn a_run_that_was_stopped_ends_with_the_same_weights() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("checkpoint.safetensors");
    for (optimizer, average) in [(OptimizerKind::Adam, 0.9), (OptimizerKind::AdamW, 0.0), (OptimizerKind::Lion, 0.0)] {
        let mixed_copies = u32::from(optimizer == OptimizerKind::Lion);
        let config = TrainConfig { optimizer, average, warmup: 9, mixed_copies, ..config() };
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
    // The weights behind the registers have the shapes of the registers. Runs of earlier versions, which have the
    // convolution's as a matrix of taps and filters, are read too.
    for (run, shape) in [(&whole, vec![3, 3, 1, 8]), (&common::earlier_run(), vec![9, 8])] {
        let bytes = std::fs::read(run.join("model.safetensors")).unwrap();
        let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        assert_eq!(tensors.tensor("encoder.conv_kernel").unwrap().shape(), shape);
        assert_eq!(tensors.tensor("registers.conv_kernel").unwrap().shape(), [3, 3, 1, 8]);
        econ_emu::physics::model::ModelContender::from_run(run).unwrap();
    }
    train(&whole, &[]).assert().code(2);
    // One training at a time, and one that was killed in its first epoch says how to go on.
    let early = scratch.path().join("early");
    std::fs::create_dir(&early).unwrap();
    let fault = |run: &std::path::Path, extra: &[&str]| {
        let assert = train(run, extra).assert().code(2);
        String::from_utf8(assert.get_output().stderr.clone()).unwrap()
    };
    assert!(fault(&early, &["--resume"]).contains("without --resume"));
    for run in [&early, &whole] {
        let _held = econ_emu::files::DirectoryLock::take(run).unwrap();
        let extra: &[&str] = if run == &whole { &["--resume"] } else { &[] };
        let error = fault(run, extra);
        assert!(error.contains("another process writes"), "{error}");
    }
    assert_eq!(std::fs::read_dir(&early).unwrap().count(), 0);
    // The finished model again: the same numbers, every sample through the emulator.
    let last = |assert: assert_cmd::assert::Assert| {
        let text = String::from_utf8(assert.success().get_output().stdout.clone()).unwrap();
        text.lines().filter(|line| line.starts_with("loss")).collect::<String>()
    };
    let metrics = std::fs::read_to_string(whole.join("metrics.json")).unwrap();
    let again = last(train(&whole, &["--eval-only"]).assert());
    let metrics: serde_json::Value = serde_json::from_str(&metrics).unwrap();
    for part in ["validation", "test"] {
        let loss = format!("{:.4e}", metrics[part]["loss"].as_f64().unwrap());
        assert!(again.contains(&loss), "{part}: {loss} is not in {again}");
    }

    let mut child = std::process::Command::new(common::econ_emu_path())
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

/// Every encoder of the zoo takes a step of training, with every decoder, and moves.
#[test]
fn every_encoder_of_the_zoo_trains() {
    use econ_emu::network::zoo::ZOO;
    let mut trained = 0;
    for (number, model) in ZOO.iter().enumerate() {
        let mut config = config();
        config.take_model(model);
        if config.loss.network().is_some() {
            // Its encoder trains with any loss; networks for this one are not at hand.
            config.loss = LossTerm::TelescopeCharge.into();
        }
        if number % 5 == 0 {
            config.decoder = [DecoderKind::Conditional, DecoderKind::SumEta][number / 5 % 2];
        }
        let mut trainer = trainer(&config, None).unwrap();
        let before = trainer.state.weights.clone();
        let samples: Vec<(usize, usize)> = (0..64).map(|sample| (sample, sample % 3)).collect();
        let (loss, _) = trainer.step(&samples, config.arithmetic, &config.loss, 1e-2).unwrap();
        assert!(loss.is_finite() && loss > 0.0, "{}", model.name);
        for slot in trainer.workers.model().layout.encoder() {
            assert!(before[slot.range()] != trainer.state.weights[slot.range()], "{} {}", model.name, slot.name);
        }
        trained += 1;
    }
    assert!(trained >= 60, "{trained}");
}

/// Encoders of the zoo by name, each a run of its own, and what compares them: 12 and 20 latents, every image, with
/// quantisers and without.
#[test]
fn models_of_the_zoo_are_trained_and_compared() {
    let scratch = tempfile::tempdir().unwrap();
    let (out, one) = (scratch.path().join("runs"), scratch.path().join("one"));
    let names = [
        "8x8_c8_S2_qK_RTL_tele",
        "Sep1_CNN_keras_v12",
        "Sep1_CNN_keras_v13",
        "Oct8_SepConv_663",
        "Sep9_CNN_keras_8x8_v4",
    ];
    let train = |out: &std::path::Path, extra: &[&str]| {
        let mut command = econ_emu();
        command.args(["train", "--synthetic-rows", "400", "--epochs", "2", "--batch", "64", "--out"]).arg(out);
        command.args(extra);
        command
    };
    let assert = train(&out, &["--models", &names.join(",")]).assert().success();
    let said = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert!(said.contains("all latents of 80 samples are the scalar evaluator's"), "{said}");
    assert_eq!(said.matches("from the scalar evaluator's than").count(), 4, "{said}");
    let mut table = csv::Reader::from_path(out.join("comparison.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 2 * names.len());
    for (name, rows) in names.iter().zip(rows.chunks(2)) {
        let run = out.join(name);
        let metrics: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(run.join("metrics.json")).unwrap()).unwrap();
        for row in rows {
            let loss = metrics[&row[1]]["loss"].as_f64().unwrap();
            assert_eq!((&row[0], &row[4]), (*name, format!("{loss:.4e}").as_str()));
        }
        assert!(!run.join("init.yaml").exists() && !run.join("golden").exists());
        let options = TrainConfig::from_yaml(&std::fs::read_to_string(run.join("train.yaml")).unwrap(), &run).unwrap();
        assert_eq!((options.network.as_str(), options.decoder), (*name, DecoderKind::Plain));
        assert_eq!(options.arithmetic, if name.contains("qK") { Arithmetic::Qkeras } else { Arithmetic::Float });
        assert_eq!(
            options.loss,
            if name.contains("Sep9") || name.contains("663") {
                LossTerm::WeightedMse.into()
            } else {
                LossTerm::TelescopeCharge.into()
            }
        );
        // Description and weights stand alone.
        let network =
            econ_emu::nn::Network::from_yaml(&std::fs::read_to_string(run.join("network.yaml")).unwrap(), &run);
        let network = network.unwrap().check().unwrap();
        let archive = std::fs::read(run.join("network.npz")).unwrap();
        econ_emu::interchange::npz::read_weights(&network, &archive).unwrap();
    }
    let page = std::fs::read_to_string(out.join("comparison.html")).unwrap();
    assert!(names.iter().all(|name| page.contains(&format!("What was run: {name}"))));
    assert!(page.contains("the chip cannot hold this encoder") && !page.contains("No certificate"));
    assert!(out.join("comparison.svg").is_file());

    // One model alone is the same run; it goes on and is evaluated; commands for the chip refuse it.
    train(&one, &["--model", names[0]]).assert().success();
    for name in ["network.npz", "history.csv", "model.safetensors"] {
        assert_eq!(
            std::fs::read(one.join(name)).unwrap(),
            std::fs::read(out.join(names[0]).join(name)).unwrap(),
            "{name}"
        );
    }
    econ_emu().args(["train", "--resume", "--out"]).arg(&one).assert().success();
    let again = econ_emu().args(["train", "--eval-only", "--out"]).arg(&one).assert().success();
    assert!(String::from_utf8_lossy(&again.get_output().stdout).contains("are the scalar evaluator's"));
    let evaluation = scratch.path().join("evaluation");
    let refused =
        econ_emu().args(["evaluate", "--input", "synthetic", "--run"]).arg(&one).arg("--out").arg(&evaluation).assert();
    let error = String::from_utf8(refused.code(2).get_output().stderr.clone()).unwrap();
    assert!(error.contains("none of the chip's"), "{error}");

    // What cannot be trained is refused by name, before anything is written.
    let fault = |arguments: &[&str]| {
        let out = scratch.path().join("none");
        let error = String::from_utf8(train(&out, arguments).assert().code(2).get_output().stderr.clone()).unwrap();
        assert!(!out.exists(), "{arguments:?} left something behind");
        error
    };
    for (arguments, part) in [
        (["--model", "8x8_c8_S2_emd6"], "emd:6"),
        (["--models", "8x8_c8_S2_tele,8x8_c8_S2_qK_RTL_emd_egun"], "emd:ae_mse_egun"),
        (["--model", "8x8_c9"], "econ-emu models"),
        (["--models", "8x8_c8_S2,8x8_c8_S2"], "named twice"),
    ] {
        let error = fault(&arguments);
        assert!(error.contains(part), "{part} is not in {error}");
    }
    assert!(fault(&["--model", "8x8_c8_S2_tele", "--arithmetic", "chip"]).contains("real numbers"));
}

/// Quantisers of QKeras by option: the run says what a kernel without alpha becomes, its description and weights are the
/// grid of the real weights behind them, and a stopped run draws the same numbers again.
#[test]
fn quantisers_are_chosen_for_each_tensor() {
    use econ_emu::nn::quantiser::Quantiser;
    let scratch = tempfile::tempdir().unwrap();
    let train = |out: &str, extra: &[&str]| {
        let mut command = econ_emu();
        command.args(["train", "--model", "8x8_c8_S2_qK_RTL_tele", "--synthetic-rows", "400", "--epochs", "2"]);
        command.args(["--batch", "64", "--out"]).arg(scratch.path().join(out)).args(extra);
        command
    };
    let kernels = ["conv2d_0_m_kernel", "encoded_vector_kernel"];
    for (number, word, warned) in [
        (0, "quantized_bits(5,1)", true),
        (1, "quantized_bits(5,1,alpha=0.5)", false),
        (2, "quantized_relu(4,1)", false),
        (3, "ternary()", true),
        (4, "stochastic_ternary()", true),
        (5, "binary(alpha='auto_po2')", false),
    ] {
        let name = number.to_string();
        let out = scratch.path().join(&name);
        let options = kernels.map(|kernel| format!("{kernel}={word}"));
        let assert = train(&name, &["--quantiser", &options[0], "--quantiser", &options[1]]).assert().success();
        let warnings = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        assert_eq!(warnings.matches("as in QKeras").count(), if warned { 2 } else { 0 }, "{word}: {warnings}");
        let said = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
        assert!(said.contains("the scalar evaluator's"), "{word}: {said}");
        let text = std::fs::read_to_string(out.join("network.yaml")).unwrap();
        let network = econ_emu::nn::Network::from_yaml(&text, &out).unwrap().check().unwrap();
        let archive = std::fs::read(out.join("network.npz")).unwrap();
        let weights = econ_emu::interchange::npz::read_weights(&network, &archive).unwrap();
        let file = std::fs::read(out.join("model.safetensors")).unwrap();
        let tensors = safetensors::SafeTensors::deserialize(&file).unwrap();
        let expected = word.parse::<Quantiser>().unwrap().of_kernel().unwrap().0;
        for id in network.tensor_ids() {
            let tensor = network.tensor(id);
            if !kernels.contains(&tensor.name.as_str()) {
                assert_eq!(tensor.quantiser, None);
                continue;
            }
            assert_eq!(tensor.quantiser, Some(expected));
            let bytes = tensors.tensor(&format!("encoder.{}", tensor.name)).unwrap();
            let reals: Vec<f32> = bytes.data().chunks(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect();
            // Channels last, as Keras has kernels: the convolution's stands so, the matrix is turned over.
            let (channels, places) = (tensor.channels, tensor.len() / tensor.channels);
            let turned = tensor.name.starts_with("encoded");
            let at = |weight: usize| if turned { weight % places * channels + weight / places } else { weight };
            let mut values = vec![0.0; reals.len()];
            reals.iter().enumerate().for_each(|(weight, &real)| values[at(weight)] = real);
            let grid = expected.quantise(&values, &[places, channels]).unwrap();
            for (weight, &raw) in weights.integers(id).iter().enumerate() {
                assert_eq!(
                    real(raw.into(), tensor.places(weight)),
                    grid[at(weight)],
                    "{word} {} {weight}",
                    tensor.name
                );
            }
        }
    }
    // Again from the description that the run left, whose quantisers are those of kernels already.
    let network = scratch.path().join("4/network.yaml");
    let mut again = econ_emu();
    again.args(["train", "--synthetic-rows", "200", "--epochs", "1", "--arithmetic", "qkeras", "--decoder", "plain"]);
    let assert = again.arg("--network").arg(&network).arg("--out").arg(scratch.path().join("again")).assert().success();
    assert!(!String::from_utf8_lossy(&assert.get_output().stderr).contains("as in QKeras"));

    // The same draws whether it was stopped or not.
    let config = || {
        let mut config = config();
        config.take_model(econ_emu::network::zoo::ZooModel::find("8x8_c8_S2_qK_RTL_tele").unwrap());
        config.quantisers.insert(kernels[1].into(), "stochastic_ternary()".parse().unwrap());
        config.epochs = 3;
        config
    };
    let mut whole = trainer(&config(), None).unwrap();
    let mut stopped = trainer(&config(), None).unwrap();
    stopped.epoch(|_, _, _| ()).unwrap();
    let mut resumed = trainer(&config(), Some(stopped.state.clone())).unwrap();
    while !whole.is_done() {
        whole.epoch(|_, _, _| ()).unwrap();
    }
    while !resumed.is_done() {
        resumed.epoch(|_, _, _| ()).unwrap();
    }
    assert_eq!(whole.state.weights, resumed.state.weights);

    for (option, part) in [
        ("conv2d_0_m_kernel", "a tensor, '='"),
        ("kernel=binary()", "no tensor of this name"),
        ("conv2d_0_m_kernel=ternery()", "ternery"),
        ("conv2d_0_m_kernel=quantized_bits(5,1,alpha=3)", "power of two"),
    ] {
        let error = train("none", &["--quantiser", option]).assert().code(2);
        let error = String::from_utf8(error.get_output().stderr.clone()).unwrap();
        assert!(error.contains(part) && !scratch.path().join("none").exists(), "{part} is not in {error}");
    }
}

/// The network of a run is described beside its registers, so that they can be verified.
#[test]
fn a_run_of_another_network_verifies() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("run");
    let options = ["--network", "cmssw-4x4x3", "--decoder", "plain", "--links", "3", "--epochs", "2"];
    let mut command = econ_emu();
    command.args(["train", "--synthetic-rows", "400", "--batch", "64", "--out"]).arg(&out).args(options);
    command.assert().success();
    econ_emu().args(["verify", "--golden"]).arg(&out).assert().success();
}

/// A run whose decoder takes latents, eta and module sum becomes a set for forks of CMSSW that give these 18 numbers.
#[test]
fn a_run_with_a_decoder_of_18_inputs_becomes_a_set_for_cmssw() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    // CMSSW gives no more of the module sum than its logarithm.
    let mut command = econ_emu();
    command.args(["train", "--synthetic-rows", "400", "--batch", "64", "--decoder", "sum-eta", "--links", "3"]);
    command.args(["--no-received-sum", "--epochs", "2", "--out"]).arg(at("run")).assert().success();
    let mut command = econ_emu();
    command.args(["export-model", "--to", "cmssw", "--decoder-inputs", "18", "-o"]).arg(at("set")).arg(at("run"));
    let output = command.assert().success();
    let said = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(said.contains("3 links: telescope") && said.contains("decoder of 18 inputs"), "{said}");
    let settings = std::fs::read_to_string(at("set/autoEncoder_cfi.py")).unwrap();
    assert!(settings.contains("decoderShape = cms.vuint32(1, 18)"), "{settings}");
    assert_eq!(std::fs::read_dir(at("set")).unwrap().count(), 5);
}

/// Prepared sets come in three parts: every row of each is used for what it is meant for.
#[test]
fn parts_may_stand_apart() {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    for (name, rows) in [("train", "300"), ("validation", "70"), ("test", "40")] {
        let set = at(&format!("set_{name}"));
        econ_emu().args(["data", "synth", "--seed", rows, "--rows", rows, "--out"]).arg(&set).assert().success();
        std::fs::create_dir(at(name)).unwrap();
        let cache = at(name).join("00000.calq");
        econ_emu().args(["data", "convert", "--to", "cache", "--output"]).arg(cache).arg(&set).assert().success();
    }
    let run = |out: &str, extra: &[&str]| {
        let mut command = econ_emu();
        command.current_dir(scratch.path()).args(["train", "--epochs", "1", "--batch", "64", "--out", out]).args(extra);
        command.assert()
    };
    let parts = ["--data", "train", "--validation-data", "validation", "--test-data", "test"];
    let output = run("run", &parts).success();
    let text = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    let rows = |name: &str| {
        let output = econ_emu().args(["data", "info", "--json"]).arg(at(name)).assert().success();
        let report: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        report["samples"].as_u64().unwrap()
    };
    let [train, validation, test] = ["train", "validation", "test"].map(rows);
    assert!(text.contains(&format!("{train} training, {validation} validation, {test} test samples")), "{text}");
    let metrics = std::fs::read_to_string(at("run/metrics.json")).unwrap();
    let metrics: serde_json::Value = serde_json::from_str(&metrics).unwrap();
    assert_eq!(metrics["validation"]["frames"].as_u64(), Some(validation));
    assert_eq!(metrics["test"]["frames"].as_u64(), Some(test));
    run("none", &["--data", "train", "--test-data", "test"]).code(2);
    run("none", &["--data", "train", "--validation-data", "validation", "--validation", "0.2"]).code(2);
}

/// Every reading option reaches the data.
#[test]
fn reading_options_change_what_is_trained_on() {
    let scratch = tempfile::tempdir().unwrap();
    let csv = scratch.path().join("data.csv");
    let set = scratch.path().join("set");
    econ_emu().args(["data", "synth", "--seed", "5", "--rows", "300", "--out"]).arg(&set).assert().success();
    econ_emu().args(["data", "convert", "--to", "csv", "--output"]).arg(&csv).arg(&set).assert().success();
    // Some of the full wafers become partial ones.
    let text = std::fs::read_to_string(&csv).unwrap();
    std::fs::write(&csv, text.replace("FI", "bI")).unwrap();
    let train = |data: &std::path::Path, extra: &[&str]| {
        let out = tempfile::tempdir_in(&scratch).unwrap();
        let mut command = econ_emu();
        command
            .args(["train", "--decoder", "plain", "--epochs", "1", "--batch", "64", "--data"])
            .arg(data)
            .arg("--out");
        command.arg(out.path().join("run")).args(extra).assert()
    };
    let first = |extra: &[&str]| {
        let assert = train(&csv, extra).success();
        let text = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        let table = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
        (text.lines().next().unwrap().split(" training").next().unwrap().parse::<usize>().unwrap(), table)
    };
    let (all, table) = first(&[]);
    assert!(first(&["--double"]).0 <= all / 2 + 1);
    assert_eq!(first(&["--rows-per-file", "100"]).0, 80);
    assert!(first(&["--mask-partials"]).0 < all);
    for changed in [["--max-value", "20"].as_slice(), &["--occ-reweight"], &["--cells", "post-mux"]] {
        let (rows, other) = first(changed);
        assert_eq!(rows, all, "{changed:?}");
        assert_ne!(other, table, "{changed:?}");
    }
    // Charges with a fraction, and no names but an index: rounded, these are the same data.
    let text = std::fs::read_to_string(&csv).unwrap();
    let first_charge = text.split(',').position(|name| name == "CALQ_0").unwrap();
    let fractions = text.lines().skip(1).enumerate().map(|(at, row)| {
        let charges: Vec<&str> = row.split(',').skip(first_charge).take(48).collect();
        format!("{at},{}.25\n", charges.join(".25,"))
    });
    let other = scratch.path().join("fractions.csv");
    std::fs::write(&other, fractions.collect::<String>()).unwrap();
    let refused = train(&other, &["--index-column"]).code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("--round"));
    let rounded = train(&other, &["--index-column", "--round"]).success();
    // Behind the numbers stand the names of files.
    let numbers = |table: &str| table.split("best epoch").next().unwrap_or_default().to_owned();
    assert_eq!(numbers(&String::from_utf8_lossy(&rounded.get_output().stdout)), numbers(&table));
    assert!(String::from_utf8_lossy(&rounded.get_output().stderr).contains("charges were rounded"));
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
    let error = fault(&["--options", file.to_str().unwrap()]);
    assert!(error.contains("train.yaml:2") && error.contains("lernrate"), "{error}");
    std::fs::write(&file, "epochs: 3\nlinks: 4\n").unwrap();
    let output =
        econ_emu().args(["train", "--print-options", "--links", "2", "--options"]).arg(&file).assert().success();
    let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(text.contains("epochs: 3") && text.contains("links: 2") && text.contains("schedule: cosine"), "{text}");
    let error = fault(&["--recipe", "closed-form", "--options", file.to_str().unwrap()]);
    assert!(error.contains("--recipe"), "{error}");
}

#[test]
fn a_recipe_sets_options_and_others_go_over_it() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("run");
    let mut command = econ_emu();
    command.args(["train", "--print-options", "--recipe", "closed-form", "--epochs", "7", "--out"]).arg(&out);
    let output = command.assert().success();
    let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    for line in ["init: closed-form", "freeze: encoder", "bits: auto", "decoder: mlp", "loss: mix", "epochs: 7"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!out.exists(), "only the options were asked for");
}

/// A network of the chip's kind with another image, stride and kernel, whose formats hold every sum.
fn of_shape([height, width, channels]: [usize; 3], stride: usize, kernel: usize) -> AeBlock {
    let mut form = FirstForm::chip_8x8();
    form.name = format!("{height}x{width}x{channels}, stride {stride}, kernel {kernel}");
    let cells = (0..height * width * channels).map(|pixel| (pixel % 48) as i8).collect();
    form.image = Image { height, width, channels, cells };
    (form.conv.stride, form.conv.kernel) = (stride, kernel);
    form.conv.accumulator.bits = 17;
    form.conv.activation.bits = 16;
    form.dense.accumulator.bits = 26;
    form.block().unwrap()
}

/// Every stride and kernel, images of other sizes, and every decoder: either the model trains, or it is refused, by the
/// trainer and by the decoder in plain Rust in the same words. The chip's own image comes from the conditional decoders
/// whatever the encoder reads.
#[test]
fn a_decoder_fits_the_encoder_or_is_refused() {
    let mut rng = ChaCha8Rng::seed_from_u64(21);
    let (square, chip, large) = ([4, 4, 3], [8, 8, 1], [12, 12, 1]);
    for (image, stride, kernel, fits) in [
        (chip, 1, 3, true),
        (chip, 2, 3, true),
        (chip, 3, 3, true),
        (chip, 4, 3, true),
        (chip, 2, 5, true),
        (chip, 2, 2, true),
        (square, 1, 5, true),
        (square, 2, 3, true),
        (large, 3, 3, true),
        (large, 2, 3, true),
        ([16, 16, 1], 4, 4, false),
        ([6, 6, 3], 2, 3, false),
        ([8, 6, 1], 2, 3, false),
    ] {
        let network = of_shape(image, stride, kernel);
        for &kind in DecoderKind::VARIANTS {
            let model = match Model::new(&network.clone().into(), kind, Arithmetic::Chip, 9, Device::Cpu) {
                Ok(model) => model,
                Err(error) => {
                    assert!(kind == DecoderKind::Plain && !fits, "{}: {error}", network.name());
                    assert_eq!(describe(&network, kind).unwrap_err().to_string(), error.to_string());
                    continue;
                }
            };
            assert!(kind != DecoderKind::Plain || fits, "{}", network.name());
            let mut weights = flat(&model, &filled(&network, |i| (i % 7) as i32 - 2));
            let mut batch = samples(&mut rng, 3, 90);
            batch.conditions = vec![0.2; 3 * DecoderSpec::from(kind).conditions().count()];
            weights[model.layout.encoder_len()..].iter_mut().for_each(|one| *one = rng.random_range(-0.5..0.5));
            let (loss, slope) = gradient(&model, &weights, LossTerm::TelescopeCharge, &batch);
            assert!(loss.is_finite() && slope.iter().all(|one| one.is_finite()), "{} {kind:?}", network.name());
            compare_decoders(&model, &kind.into(), &weights, &batch);
        }
    }
}

/// A decoder of another image is refused before anything is written, and so is everything else that fails at the start.
#[test]
fn a_run_that_fails_at_the_start_leaves_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("new/run");
    let fault = |arguments: &[&str]| {
        let mut command = econ_emu();
        command.args(["train", "--synthetic-rows", "60", "--out"]).arg(&out).args(arguments);
        let error = String::from_utf8(command.assert().code(2).get_output().stderr.clone()).unwrap();
        assert!(!scratch.path().join("new").exists(), "{arguments:?} left something behind: {error}");
        error
    };
    let path = scratch.path().join("network.yaml");
    for image in [[6, 6, 3], [8, 6, 1], [16, 16, 1]] {
        std::fs::write(&path, of_shape(image, 2, 3).to_yaml().unwrap()).unwrap();
        let error = fault(&["--network", path.to_str().unwrap(), "--decoder", "plain"]);
        let shape = format!("{}x{}x{}", image[0], image[1], image[2]);
        for part in ["decoder plain", &format!("network {shape}, stride"), "4x4, 8x8 or 12x12", "conditional"] {
            assert!(error.contains(part), "{part} is not in {error}");
        }
    }
    assert!(fault(&["--network", "none.yaml"]).contains("no such network"));
    assert!(fault(&["--data", "none.csv"]).contains("none.csv"));
    assert!(fault(&["--validation", "59..61"]).contains("rows"));
    assert!(fault(&["--device", "cuda:77"]).contains("no such device"));
    assert!(fault(&["--learning-rate", "1e-30"]).contains("no weight of the encoder moved"));
    assert!(fault(&["--resume"]).contains("no run to resume"));
    assert!(fault(&["--eval-only"]).contains("checkpoint"));
    // What was there before stays.
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("train.yaml"), "of another run").unwrap();
    let mut command = econ_emu();
    command.args(["train", "--synthetic-rows", "60", "--learning-rate", "1e-30", "--out"]).arg(&out);
    command.assert().code(2);
    let left: Vec<_> = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["train.yaml"]);
    assert_eq!(std::fs::read_to_string(out.join("train.yaml")).unwrap(), "of another run");
}

/// The decoders in plain Rust, which need no library, are those of libtorch: every kind, both networks.
#[test]
fn the_plain_decoder_is_that_of_libtorch() {
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let mut compared = 0;
    for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
        let first = DecoderKind::VARIANTS.iter().copied().map(DecoderSpec::from);
        let later = first.clone().map(|spec| DecoderSpec { received_sum: true, ..spec });
        let several = DecoderSpec { widths: vec![26, 26, 30], members: 3, ..DecoderKind::Film.into() };
        for spec in first.chain(later).chain([several]) {
            let model = Model::new(&network.clone().into(), &spec, Arithmetic::Chip, 9, Device::Cpu).unwrap();
            let mut weights = flat(&model, &random::weights(&network, 7));
            // Sums of many.
            let most = if spec.kind.gives_shares() { 0.2 } else { 0.5 };
            weights[model.layout.encoder_len()..].iter_mut().for_each(|weight| *weight = rng.random_range(-most..most));
            let width = spec.conditions().count();
            let mut batch = samples(&mut rng, 200, 90);
            batch.conditions = (0..200 * width).map(|_| rng.random_range(-1.0..1.0)).collect();
            compared += compare_decoders(&model, &spec, &weights, &batch);
        }
    }
    assert_eq!(compared, 2 * 11 * 200 * 48);
}

/// Compares the reconstruction of libtorch with that of the decoder in plain Rust, and returns how many charges.
fn compare_decoders(model: &Model, spec: &DecoderSpec, weights: &[f32], batch: &Batch) -> usize {
    let (width, count) = (spec.conditions().count(), batch.samples());
    let pass = forward(model, weights, batch);
    let latents = Model::latents(&pass.encoded);
    let mut graph = vec![0f32; count * 48];
    pass.output.contiguous().copy_data(&mut graph, count * 48);
    let tensors = model.layout.decoder().iter().map(|slot| weights[slot.range()].to_vec()).collect();
    let decoder = Decoder::new(model.network.block().unwrap(), spec, tensors).unwrap();
    let largest = graph.iter().fold(0f32, |most, value| most.max(*value));
    assert!(largest > 0.1 / spec.members as f32);
    // Softmax takes differences of large sums here.
    let within = if spec.kind.gives_shares() { 2e-5 } else { 2e-6 };
    for (sample, graph) in graph.chunks(48).enumerate() {
        let latents: [f32; LATENTS] = latents[LATENTS * sample..][..LATENTS].try_into().unwrap();
        let charges = decoder.decode(&latents, &batch.conditions[width * sample..][..width]).unwrap();
        for (cell, (own, graph)) in charges.iter().zip(graph).enumerate() {
            let difference = (own - graph).abs();
            assert!(difference < within * largest, "{spec:?} sample {sample} cell {cell}: {own} {graph}");
        }
    }
    graph.len()
}

/// A run of the 4x4x3 network at 3 links, and one from registers in closed form that sends other bits of each latent,
/// evaluated without libtorch: samples through formatter and receiver, decoder in plain Rust. Mean distance and telescope
/// of the test samples are those that the trainer wrote down.
#[test]
fn an_evaluation_gives_the_numbers_of_the_run() {
    // 5 bits of 16 latents; all that 2 links carry.
    let closed =
        "--links 2 --init closed-form --bits auto --decoder mlp --decoder-widths 24,24 --freeze encoder --loss mix";
    let several = "--links 3 --decoder film --ensemble 2 --decoder-widths 12,12 --loss mix";
    for (options, bits) in [("--network cmssw-4x4x3 --decoder plain --links 3", 80.0), (closed, 50.0), (several, 80.0)]
    {
        an_evaluation_gives_the_numbers_of(options, bits);
    }
}

/// Learned readings spread better what packets leave open than the best of the others, the same whenever they are
/// learned, and what was sent stays.
#[test]
fn learned_readings_are_better_than_fitted_ones() {
    use econ_emu::data::{Columns, Sample};
    use econ_emu::physics::choose::ChooseOptions;
    use econ_emu::physics::contender::Spec;
    use econ_emu::physics::evaluate::{EvaluationRequest, evaluate};
    use econ_emu::physics::evaluation::EmdKind;
    use econ_emu::physics::learned::{LearnOptions, ReadingTrainer};
    use econ_emu::registers::Density;
    use econ_emu_train::reading::DecoderTrainer;

    let synth = synth::Synth::new(5, synth::SynthKind::Mixed, Some(Density::Low), 3000);
    let samples: Vec<Sample> = (0..3000).map(|row| synth.sample(&synth.row(row))).collect();
    let contenders: Vec<Spec> = ["bc:drop=0:sum=0:rest", "bc:drop=0:sum=0:mlp", "stc3:fit", "stc3:mlp"]
        .iter()
        .flat_map(|name| Spec::parse(name, &AeBlock::chip_8x8(), &ImportOptions::default()).unwrap())
        .collect();
    let trainer = |steps, seed| -> Option<Arc<dyn ReadingTrainer>> {
        Some(Arc::new(DecoderTrainer {
            options: LearnOptions { widths: vec![64, 64], steps, seed, mixed_copies: None },
        }))
    };
    let request = EvaluationRequest {
        samples: SampleRows::from(&samples[..500]),
        density: Density::Low,
        columns: Columns::ALL,
        empty_rows_dropped: 0,
        source: "a test".into(),
        others: SampleRows::from(&samples[500..]),
        choose: ChooseOptions { samples: 500, ..ChooseOptions::default() },
        trainer: trainer(400, 1),
        links: &[3],
        contenders: &contenders,
        emd: EmdKind::Sliced,
        examples: 0,
        showers_only: None,
        clusters: None,
    };
    let file = evaluate(&request, |_| ()).unwrap();
    let [bc, bc_learned, stc, stc_learned] = file.evaluations[0].contenders.as_slice() else { panic!() };
    for (fitted, learned) in [(bc, bc_learned), (stc, stc_learned)] {
        let mean = |metric| {
            [fitted, learned].map(|contender| contender.metric(metric).and_then(|summary| summary.mean).unwrap())
        };
        println!("{}: telescope {:?}, EMD {:?}", learned.name, mean("telescope_normalised"), mean("emd"));
        for metric in ["telescope_normalised", "emd"] {
            let [fitted, learned] = mean(metric);
            assert!(learned < 0.97 * fitted, "{metric}: {learned}, fitted {fitted}");
        }
        assert_eq!((fitted.bits, fitted.received), (learned.bits, learned.received));
        assert_eq!(learned.settings[0].reading, "mlp");
    }
    // Best Choice says what is left; super trigger cells do not say what is in the groups that do not fit 3 links.
    let sums = [bc, bc_learned].map(|contender| contender.response.mean.unwrap());
    assert!((sums[0] - sums[1]).abs() < 1e-6, "{sums:?}");
    let short = EvaluationRequest { trainer: trainer(20, 1), contenders: &contenders[1..2], ..request.clone() };
    let metrics = |request: &EvaluationRequest<'_>| {
        evaluate(request, |_| ()).unwrap().evaluations[0].contenders[0].metrics.clone()
    };
    assert_eq!(metrics(&short), metrics(&short));
    assert_ne!(metrics(&short), metrics(&EvaluationRequest { trainer: trainer(20, 2), ..short.clone() }));
    let few = evaluate(&EvaluationRequest { others: SampleRows::from(&samples[500..510]), ..short }, |_| ())
        .unwrap_err()
        .to_string();
    assert!(few.contains("too few samples") && few.contains("20 or more"), "{few}");
}

fn an_evaluation_gives_the_numbers_of(options: &str, bits: f64) {
    use econ_emu::data::Columns;
    use econ_emu::physics::contender::Spec;
    use econ_emu::physics::evaluate::{EvaluationRequest, evaluate};
    use econ_emu::physics::evaluation::EmdKind;
    use econ_emu::registers::Density;

    let scratch = tempfile::tempdir().unwrap();
    let run = scratch.path().join("run");
    let arguments = format!("train {options} --synthetic-rows 2000 --epochs 4 --seed 5");
    econ_emu().args(arguments.split(' ')).arg("--out").arg(&run).assert().success();
    let links = if options.contains("--links 2") { 2 } else { 3 };
    let metrics = std::fs::read_to_string(run.join("metrics.json")).unwrap();
    let metrics: serde_json::Value = serde_json::from_str(&metrics).unwrap();

    let split = Split::new(2000, 5, &SplitPlan::fractions(0.8, 0.1, 0.1)).unwrap();
    let synth = synth::Synth::new(5, synth::SynthKind::Mixed, None, 2000);
    let sample = |index| synth.sample(&synth.row(split.row(Part::Test, index).unwrap()));
    let samples: Vec<_> = (0..split.len(Part::Test)).map(sample).collect();
    let contenders =
        Spec::parse(&format!("run:{}", run.display()), &AeBlock::chip_8x8(), &ImportOptions::default()).unwrap();
    let request = EvaluationRequest {
        samples: SampleRows::from(&samples[..]),
        density: Density::High,
        columns: Columns::ALL,
        empty_rows_dropped: 0,
        source: "a test".into(),
        others: SampleRows::from(&[][..]),
        choose: econ_emu::physics::choose::ChooseOptions::default(),
        trainer: None,
        links: &[links],
        contenders: &contenders,
        emd: EmdKind::Exact,
        examples: 0,
        showers_only: None,
        clusters: None,
    };
    let file = evaluate(&request, |_| ()).unwrap();
    let contender = &file.evaluations[0].contenders[0];
    for (metric, key) in [("emd", "emd"), ("telescope_normalised", "telescope_normalised")] {
        let (own, trainer) = (contender.metric(metric).unwrap(), metrics["test"][key].as_f64().unwrap());
        let mean = own.mean.unwrap();
        println!("{metric}: {mean}, the trainer has {trainer}; {} samples", own.samples);
        assert!((mean / trainer - 1.0).abs() < 1e-5, "{metric}: {mean}, the trainer has {trainer}");
        assert_eq!(own.undefined, 0);
    }
    assert_eq!(contender.bits.unwrap().payload, bits);
}

/// A run begins with the registers of a closed form, of another run, or of a file, and what is frozen stays.
#[test]
fn a_run_begins_where_it_is_told() {
    use econ_emu::registers::{KeepMask, read_config};
    let scratch = tempfile::tempdir().unwrap();
    let chip = AeBlock::chip_8x8();
    let run = |name: &str, options: &str| {
        let out = scratch.path().join(name);
        let options = options.replace("SCRATCH", scratch.path().to_str().unwrap());
        let mut command = train(&out, &["--links", "2", "--decoder", "mlp", "--decoder-widths", "16"]);
        let assert = command.args(options.split(' ')).assert().success();
        let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        let registers = read_config(&out.join("init.yaml"), &chip).unwrap().without_warnings();
        let bytes = std::fs::read(out.join("model.safetensors")).unwrap();
        let decoder = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let decoder = decoder.tensor("decoder.dense_0.kernel").unwrap().data().to_vec();
        (registers.weights.unwrap(), registers.keep_mask, decoder, said)
    };
    let first = run("first", "--init closed-form --bits auto --freeze encoder");
    let widths = first.1.widths().unwrap();
    assert!(widths.total() == 50 && widths.uniform().is_none(), "{widths}");
    let yaml = std::fs::read_to_string(scratch.path().join("first/train.yaml")).unwrap();
    assert!(yaml.contains(&format!("bits: {widths}")), "{yaml}");
    // Only the decoder is trained further, from where it was, and with a running average.
    let refit =
        run("refit", "--init SCRATCH/first --freeze encoder --average 0.9 --warmup 3 --mixed-copies 1 --occ-reweight");
    assert_eq!((&refit.0, refit.1), (&first.0, first.1));
    assert_ne!(refit.2, first.2);
    // Only the encoder is.
    let tuned = run("tuned", "--init SCRATCH/first --freeze decoder --encoder-rate 0.5 --learning-rate 0.01");
    assert_eq!(tuned.2, first.2);
    assert_ne!(tuned.0, first.0);
    // Registers are polished as they are, with the decoder that they have.
    let polished = scratch.path().join("polished");
    let mut command = econ_emu();
    command.args(["train", "--synthetic-rows", "600", "--links", "2", "--decoder", "mlp", "--decoder-widths", "16"]);
    command.args(["--epochs", "0", "--polish", "1", "--init"]).arg(scratch.path().join("first")).arg("--out");
    let assert = command.arg(&polished).assert().success();
    let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(said.contains("changes of registers taken"), "{said}");
    let metrics = std::fs::read_to_string(polished.join("metrics.json")).unwrap();
    let metrics: serde_json::Value = serde_json::from_str(&metrics).unwrap();
    let number = |name: &str| metrics["polish"][name].as_f64().unwrap();
    assert!(
        number("validation_after") <= number("validation_before") && number("train_after") < number("train_before")
    );
    assert_eq!(metrics["validation"]["loss"].as_f64().unwrap(), number("validation_after"));
    // A register file has no decoder; bits that are asked for are sent.
    let other = run("other", "--init SCRATCH/first/init.yaml --freeze encoder --bits 3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,4");
    assert_eq!(other.0, first.0);
    assert_eq!(other.1.widths().unwrap().total(), 49);
    // Another decoder than that of the start begins at random, and says so.
    let another = run("another", "--init SCRATCH/first --freeze encoder --decoder-widths 8");
    assert!(another.3.contains("begins at random"), "{}", another.3);
    let mut export = econ_emu();
    export.arg("export-model").arg(scratch.path().join("first")).args(["--to", "npz", "--output"]);
    export.arg(scratch.path().join("exported.npz")).assert().success();
    let weights = run("weights", "--init SCRATCH/exported.npz --freeze encoder");
    assert_eq!((weights.0, weights.1), (first.0, KeepMask::top_bits(3)));
    let fault = |options: &str| {
        let options = options.replace("SCRATCH", scratch.path().to_str().unwrap());
        let out = scratch.path().join("fault");
        let error = train(&out, &[]).args(options.split(' ')).assert().code(2);
        assert!(!out.exists(), "{options}");
        String::from_utf8(error.get_output().stderr.clone()).unwrap()
    };
    assert!(fault("--freeze decoder").contains("a run with the same decoder"));
    assert!(fault("--init SCRATCH/first --freeze decoder").contains("a run with the same decoder"));
    assert!(fault("--init closed-form --network cmssw-4x4x3").contains("chip-8x8"));
    assert!(fault("--bits auto").contains("closed-form"));
    assert!(fault("--links 2 --bits 9,9,9,9,9,9,0,0,0,0,0,0,0,0,0,0").contains("50 bits"));
    assert!(fault("--bits 9,9").contains("16 numbers"));
    assert!(fault("--init none.yaml").contains("none.yaml"));
    assert!(fault("--decoder plain --decoder-widths 8").contains("mlp"));
    assert!(fault("--decoder mlp --decoder-widths 5000").contains("4096"));
    assert!(fault("--loss telescope+telescope").contains("each term once"));
    assert!(fault("--loss 0*mse").contains("telescope-normalised"));
    assert!(fault("--arithmetic qkeras --bits 9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,8").contains("as many bits"));
    assert!(fault("--average 1").contains("average"));
    assert!(fault("--polish --init closed-form --freeze encoder").contains("frozen registers stay"));
    assert!(fault("--mixed-copies 1001").contains("0..=1000"));
}

/// With the quantisers of the reference, too, weights have the widths of the description: an odd number
/// of 64ths is on the grid of 7 bits and not on that of 6.
#[test]
fn the_quantisers_of_the_reference_take_the_widths_of_the_weights() {
    let mut form = FirstForm::chip_8x8();
    let (conv, dense) = (&mut form.conv, &mut form.dense);
    for format in [&mut conv.weight, &mut conv.bias, &mut dense.weight, &mut dense.bias] {
        *format = Format::signed(7, 6);
    }
    let network = form.block().unwrap();
    let model = model(&network, Arithmetic::Qkeras, 9);
    let ones = Batch { normalised: vec![128; 48], truth: vec![1.0; 48], conditions: vec![0.2; 8], weights: vec![] };
    let (tap, _) = form.taps_of(0, 0).find(|&(_, pixel)| form.image.cells[pixel] >= 0).unwrap();
    // The weight that is looked at goes to all latents through others of -1: a bias of the convolution, or
    // the dense weights of the first activation.
    let dense_weights: Vec<usize> = (0..LATENTS).map(|unit| unit * form.activations()).collect();
    type Other = Option<(EncoderTensor, Vec<usize>)>;
    let cases: [(EncoderTensor, Vec<usize>, Other); 4] = [
        (EncoderTensor::DenseBias, (0..LATENTS).collect(), None),
        (EncoderTensor::DenseKernel, dense_weights.clone(), Some((EncoderTensor::ConvBias, vec![0]))),
        (EncoderTensor::ConvBias, vec![0], Some((EncoderTensor::DenseKernel, dense_weights.clone()))),
        (EncoderTensor::ConvKernel, vec![tap * form.conv.filters], Some((EncoderTensor::DenseKernel, dense_weights))),
    ];
    for (tensor, at, others) in cases {
        for raw in [-63, -31, 1, 33, 63] {
            let mut tensors = EncoderTensor::ALL.map(|tensor| vec![0; form.tensor_len(tensor)]);
            at.iter().for_each(|&at| tensors[tensor as usize][at] = raw);
            let mut expected = raw as f32 / 64.0;
            if let Some((other, at)) = &others {
                at.iter().for_each(|&at| tensors[*other as usize][at] = -64);
                expected = -expected;
            }
            let parameters = Weights::of_integers(network.typed(), tensors.to_vec()).unwrap();
            let latents = Model::latents(&forward(&model, &flat(&model, &parameters), &ones).encoded);
            assert_eq!(latents, [expected; LATENTS], "{tensor:?} {raw}");
        }
    }
}
