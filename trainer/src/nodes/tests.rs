//! Forward passes against the scalar evaluator, gradients against finite differences.

use std::collections::BTreeSet;

use econ_emu::network::zoo::ZOO;
use econ_emu::nn::{self, Evaluator, NodeId, Number, Op, TensorRole, Typed, Values, real};
use econ_emu::train::options::Arithmetic;
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tch::{Device, Kind, Tensor};

use super::testing::{any_integer_network, any_network, real_samples};
use super::{Nodes, Tape, is_exact};

fn numbers_of(tensor: &Tensor) -> Vec<f64> {
    Vec::try_from(tensor.to_kind(Kind::Double).contiguous().reshape([-1])).unwrap()
}

/// Values with one of them changed.
fn moved(values: &[f32], at: usize, step: f32) -> Vec<f32> {
    let mut values = values.to_vec();
    values[at] += step;
    values
}

/// Random master weights, some of them beyond their formats.
fn weights_of(network: &Typed, seed: u64) -> Vec<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut weights = Vec::new();
    for tensor in network.tensors() {
        let spread = match tensor.number.format() {
            Some(format) => 1.1 * format.max_raw() as f32 * real(1, tensor.places(0)),
            None => 1.0,
        };
        let values = (0..tensor.len()).map(|_| rng.random_range(-spread..=spread));
        // Variances are above zero.
        let is_statistic = tensor.role == TensorRole::Statistic;
        weights.extend(values.map(|x| if is_statistic { x.abs() + 0.1 } else { x }));
    }
    weights
}

/// Compares every value that a forward pass computed with the scalar evaluator, and returns how many there were.
fn compare(nodes: &Nodes, weights: &[f32], inputs: &[Vec<f32>], tolerance: f64) -> usize {
    let numbers = nodes.numbers(weights, None).unwrap();
    let tape = nodes.forward(weights, &numbers, &inputs.concat()).unwrap();
    compare_tape(nodes, weights, inputs, &tape, tolerance)
}

/// As [`compare`], for a pass that was made.
fn compare_tape(nodes: &Nodes, weights: &[f32], inputs: &[Vec<f32>], tape: &Tape, tolerance: f64) -> usize {
    let network = nodes.network();
    let evaluator = Evaluator::new(network, &nodes.quantised(weights).unwrap()).unwrap();
    let mut values = Values::default();
    let mut compared = 0;
    for (sample, inputs) in inputs.iter().enumerate() {
        evaluator.run_reals(inputs, &mut values).unwrap();
        for (id, node) in network.nodes().iter().enumerate().map(|(id, node)| (NodeId(id), node)) {
            let Some(table) = tape.values(id) else { continue };
            let found = numbers_of(&table.select(1, sample as i64));
            assert_eq!(found.len(), nodes.kept(id).len());
            for (&row, found) in nodes.kept(id).iter().zip(found) {
                let at = node.first + row;
                let expected = match node.number.is_fixed() {
                    true => f64::from(real(values.integers[at], node.number.places(0))),
                    false => f64::from(values.reals[at]),
                };
                let difference = (found - expected).abs();
                assert!(
                    difference <= tolerance * (1.0 + expected.abs()),
                    "{} {row}, sample {sample}: {found} in the trainer, {expected} in the evaluator",
                    node.name
                );
                compared += 1;
            }
        }
        for &output in network.outputs() {
            assert!(tape.values(output).is_some(), "an output has no values");
        }
    }
    compared
}

/// Charges as the encoders of the zoo read them.
fn charges(count: usize, seed: u64) -> Vec<Vec<f32>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut one = || if rng.random_range(0..3) == 0 { 0.0 } else { rng.random_range(0.0f32..0.6).powi(2) };
    (0..count).map(|_| (0..48).map(|_| one()).collect()).collect()
}

/// Every encoder of the zoo with quantised layers, in integers and with the quantisers of QKeras: all values of all
/// nodes. Those of real numbers within the rounding of single precision.
#[test]
fn the_forward_pass_of_the_zoo_is_the_evaluator() {
    let count = if std::env::var_os("ECON_EMU_LONG").is_some() { 2000 } else { 20 };
    let mut quantised = 0;
    for model in ZOO {
        let network = model.describe().check().unwrap();
        let samples = charges(count, 3);
        let weights = weights_of(&network, 5);
        if model.bits.is_none() {
            let nodes = Nodes::new(&network, Arithmetic::Float, false, Device::Cpu).unwrap();
            assert!(compare(&nodes, &weights, &samples[..4], 1e-4) > 4 * 100, "{}", model.name);
            continue;
        }
        quantised += 1;
        for arithmetic in [Arithmetic::Chip, Arithmetic::Qkeras] {
            let nodes = Nodes::new(&network, arithmetic, false, Device::Cpu).unwrap();
            assert!(is_exact(&network), "{}", model.name);
            assert!(compare(&nodes, &weights, &samples, 0.0) > count * 300, "{} {arithmetic:?}", model.name);
        }
    }
    assert_eq!(quantised, 13);
}

/// The networks whose C++ and Verilog are compared with the evaluator too.
#[test]
fn the_forward_pass_of_described_networks_is_the_evaluator() {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/descriptions");
    let mut compared = 0;
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let network = nn::Network::from_yaml(&text, &path).and_then(nn::Network::check).unwrap();
        let nodes = Nodes::new(&network, Arithmetic::Chip, false, Device::Cpu).unwrap();
        // Normalised charges, as the chip has them: where the machine code of its pattern runs, they are what it reads.
        let normalised: Vec<u8> = charges(2000, 9).concat().iter().map(|charge| (charge * 128.0) as u8).collect();
        let samples: Vec<Vec<f32>> = normalised
            .chunks(48)
            .map(|normalised| normalised.iter().map(|&normalised| f32::from(normalised) / 128.0).collect())
            .collect();
        let weights = weights_of(&network, 7);
        let numbers = nodes.numbers(&weights, None).unwrap();
        let reals = nodes.forward(&weights, &numbers, &samples.concat()).unwrap();
        for tape in [nodes.forward_normalised(&numbers, &normalised).unwrap(), reals] {
            let values = compare_tape(&nodes, &weights, &samples, &tape, 0.0);
            assert!(values >= 2000 * (48 + 16), "{}: {values} values", path.display());
        }
        compared += 1;
    }
    assert!(compared >= 10, "{compared} networks");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_forward_pass_of_any_network_is_the_evaluator(
        case in prop_oneof![any_integer_network(), any_network()],
        seed in any::<u64>(),
    ) {
        let nodes = Nodes::new(&case.network, Arithmetic::Chip, false, Device::Cpu).unwrap();
        let weights = weights_of(&case.network, seed);
        // Values of more than 32 bits are refused, and those of more than 24 are not whole in single precision.
        let widest = case.network.nodes().iter().map(|node| node.number.bits()).filter(|&bits| bits != 32).max();
        if widest.is_none_or(|bits| bits <= 24) && nodes.numbers(&weights, None).is_ok() {
            compare(&nodes, &weights, &real_samples(&case.network, 3, seed), 0.0);
        }
    }
}

/// The same network in real numbers throughout.
fn in_reals(network: &Typed) -> Typed {
    let mut network = network.network().clone();
    network.inputs.iter_mut().for_each(|port| port.number = Number::Float32);
    network.tensors.iter_mut().for_each(|tensor| tensor.number = Number::Float32);
    for layer in &mut network.layers {
        layer.output = None;
        if let Some(sum) = layer.op.sum_mut() {
            *sum = None;
        }
    }
    network.check().unwrap()
}

/// A loss in double precision: outputs times fixed factors.
struct Linear {
    nodes: Nodes,
    inputs: Vec<f32>,
    factors: Vec<Tensor>,
}

impl Linear {
    fn new(network: &Typed, samples: usize, seed: u64) -> Self {
        let mut nodes = Nodes::new(network, Arithmetic::Float, true, Device::Cpu).unwrap();
        nodes.kind = Kind::Double;
        nodes.by_batch = seed % 2 == 1;
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let factors = network.outputs().iter().map(|&id| {
            let factors: Vec<f64> =
                (0..network.node(id).len() * samples).map(|_| rng.random_range(-1.0..1.0)).collect();
            Tensor::from_slice(&factors).view([-1, samples as i64])
        });
        // On a coarse grid, so that small steps are exact.
        let coarse = |x: f32| (x * 64.0).round() / 64.0 + 1.0 / 256.0;
        let inputs = real_samples(network, samples, seed).concat().into_iter().map(coarse).collect();
        Linear { factors: factors.collect(), nodes, inputs }
    }

    fn pass(&self, weights: &[f32], inputs: &[f32]) -> (f64, Tape) {
        let numbers = self.nodes.numbers(weights, None).unwrap();
        let tape = self.nodes.forward(weights, &numbers, inputs).unwrap();
        let outputs = self.nodes.network().outputs().iter().zip(&self.factors);
        let loss =
            outputs.map(|(&id, factors)| (tape.values(id).unwrap() * factors).sum(Kind::Double).double_value(&[]));
        (loss.sum(), tape)
    }

    /// Gradients of all weights and of all inputs, sample by sample.
    fn gradients(&self, weights: &[f32]) -> (Vec<f64>, Vec<f64>) {
        let (_, tape) = self.pass(weights, &self.inputs);
        let slopes = self.nodes.backward(&tape, &self.factors).unwrap();
        let network = self.nodes.network();
        let tensors = slopes.tensors.iter().zip(network.tensors());
        let of_weights = tensors.flat_map(|(slope, tensor)| match slope {
            Some(slope) => numbers_of(slope),
            None => vec![0.0; tensor.len()],
        });
        let samples = self.factors[0].size()[1];
        let of_inputs = slopes.inputs.iter().zip(network.inputs()).map(|(slope, node)| match slope {
            Some(slope) => slope.shallow_clone(),
            None => Tensor::zeros([node.len() as i64, samples], (Kind::Double, Device::Cpu)),
        });
        let of_inputs = numbers_of(&Tensor::cat(&of_inputs.collect::<Vec<_>>(), 0).tr());
        (of_weights.collect(), of_inputs)
    }

    /// Compares some gradients with finite differences; gives how many of those compared were not zero.
    fn check(&self, weights: &[f32], rng: &mut ChaCha8Rng) -> usize {
        let (of_weights, of_inputs) = self.gradients(weights);
        let step = 1.0f32 / 4096.0;
        let mut found = 0;
        for pick in 0..8 {
            let of_weight = pick % 4 != 3 && !weights.is_empty();
            let at = rng.random_range(0..if of_weight { weights.len() } else { self.inputs.len() });
            // The larger of two steps tells whether a corner lies between: there the slope is of one side.
            let [coarse, fine] = [2.0 * step, step].map(|step| {
                let [above, below] = [step, -step].map(|step| match of_weight {
                    true => self.pass(&moved(weights, at, step), &self.inputs).0,
                    false => self.pass(weights, &moved(&self.inputs, at, step)).0,
                });
                (above - below) / (2.0 * f64::from(step))
            });
            let exact = if of_weight { of_weights[at] } else { of_inputs[at] };
            let statistic = of_weight && self.is_statistic(at);
            let scale = 1.0 + exact.abs().max(fine.abs());
            if statistic {
                assert_eq!(exact, 0.0, "a statistic is trained");
            } else if (coarse - fine).abs() < 1e-5 * scale {
                assert!((exact - fine).abs() < 1e-4 * scale, "{at} ({of_weight}): {exact}, {fine} by differences");
                found += usize::from(exact != 0.0);
            }
        }
        found
    }

    fn is_statistic(&self, weight: usize) -> bool {
        let network = self.nodes.network();
        let own = network.tensor_ids().find(|&id| self.nodes.range(id).contains(&weight));
        own.is_some_and(|id| network.tensor(id).role == TensorRole::Statistic)
    }
}

/// Weights on a coarse grid, so that small steps are exact in single precision.
fn coarse(weights: Vec<f32>) -> Vec<f32> {
    weights.into_iter().map(|weight| (weight * 32.0).round() / 32.0 + 1.0 / 128.0).collect()
}

/// The gradients of all operations, in networks in which they follow each other in any way.
#[test]
fn gradients_of_any_network_are_finite_differences() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let (mut found, mut ops, mut functions) = (0, BTreeSet::new(), BTreeSet::new());
    for seed in 0..160 {
        let case = any_network().new_tree(&mut runner).unwrap().current();
        let network = in_reals(&case.network);
        let linear = Linear::new(&network, 3, seed);
        let own = linear.check(&coarse(weights_of(&network, seed)), &mut rng);
        if own > 0 {
            ops.extend(network.layers().map(|(_, _, layer)| layer.op.name()));
            functions.extend(network.layers().filter_map(|(_, _, layer)| match layer.op {
                Op::Activation { function } => Some(format!("{function:?}").split(' ').next().unwrap().to_owned()),
                _ => None,
            }));
        }
        found += own;
    }
    assert!(found > 500, "only {found} gradients were not zero");
    assert_eq!((ops.len(), functions.len()), (19, 8), "{ops:?} {functions:?}");
}
