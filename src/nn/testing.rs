//! Random networks for property tests: of every shape and format, small enough to run by the thousand.

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt;

use super::{
    Format, Function, Layer, Network, Node, Number, Op, Overflow, Padding, Port, Products, Rounding, Sum, Tensor,
    TensorRole, TensorSpec, Typed, WeightValues, Weights,
};

/// Most products of a random network.
const MAX_PRODUCTS: usize = 4000;

/// Most bits of a sum or an output that must not overflow.
const MAX_WIDTH: u32 = 48;

/// A network with weights. Printed as its description and its weights.
#[derive(Clone)]
pub struct RandomCase {
    /// The network.
    pub network: Typed,
    /// Weights that belong to it.
    pub weights: Weights,
}

impl fmt::Debug for RandomCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{:?}", self.network.network().to_yaml().unwrap_or_default(), self.weights)
    }
}

/// Networks of fixed-point numbers only, with every integer operation, rounding and overflow mode.
pub fn any_integer_network() -> impl Strategy<Value = RandomCase> {
    any_case(false)
}

/// Networks in which numbers may also be real.
pub fn any_network() -> impl Strategy<Value = RandomCase> {
    any_case(true)
}

/// A network is drawn layer by layer, so that a failing one shrinks to its first layers.
fn any_case(reals: bool) -> impl Strategy<Value = RandomCase> {
    (any::<u64>(), 1..7usize).prop_map(move |(seed, layers)| {
        let mut draw = Draw { rng: ChaCha8Rng::seed_from_u64(seed), reals };
        let network = draw.network(layers);
        let weights = draw.weights(&network);
        RandomCase { network, weights }
    })
}

/// Integers for all inputs of a network, sample after sample: first the smallest, then the largest
/// numbers, then random ones.
pub fn samples(network: &Typed, count: usize, seed: u64) -> Vec<Vec<i64>> {
    let mut draw = Draw { rng: ChaCha8Rng::seed_from_u64(seed), reals: false };
    let formats: Vec<Format> = network
        .inputs()
        .iter()
        .flat_map(|node| std::iter::repeat_n(node.number.format().expect("a fixed-point input"), node.len()))
        .collect();
    let fills = [Fill::Smallest, Fill::Largest];
    (0..count)
        .map(|sample| {
            let fill = fills.get(sample).copied().unwrap_or_else(|| draw.fill());
            (formats.iter().enumerate()).map(|(index, &format)| draw.raw(format, fill, index)).collect()
        })
        .collect()
}

/// Real numbers for all inputs of a network, sample after sample.
pub fn real_samples(network: &Typed, count: usize, seed: u64) -> Vec<Vec<f32>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let values: usize = network.inputs().iter().map(Node::len).sum();
    (0..count).map(|_| (0..values).map(|_| rng.random_range(-4.0..4.0)).collect()).collect()
}

/// How numbers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fill {
    Random,
    Smallest,
    Largest,
    Alternating,
    Sparse,
}

struct Draw {
    rng: ChaCha8Rng,
    /// Whether real numbers may occur.
    reals: bool,
}

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end)
    }

    fn between(&mut self, first: usize, last: usize) -> usize {
        self.rng.random_range(first..=last)
    }

    fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn fill(&mut self) -> Fill {
        use Fill::{Alternating, Largest, Random, Smallest, Sparse};
        self.pick(&[Random, Random, Random, Random, Sparse, Alternating, Smallest, Largest])
    }

    /// An integer of a format.
    fn raw(&mut self, format: Format, fill: Fill, index: usize) -> i64 {
        let (smallest, largest) = (format.min_raw(), format.max_raw());
        match fill {
            Fill::Smallest => smallest,
            Fill::Largest => largest,
            Fill::Alternating if index.is_multiple_of(2) => smallest,
            Fill::Alternating => largest,
            Fill::Sparse if !self.one_in(4) => 0,
            Fill::Random | Fill::Sparse => self.rng.random_range(smallest..=largest),
        }
    }

    fn weights(&mut self, network: &Typed) -> Weights {
        let tensors = network.tensors().iter().map(|tensor| self.tensor(tensor)).collect();
        Weights::new(network, tensors).unwrap()
    }

    fn tensor(&mut self, tensor: &Tensor) -> WeightValues {
        let fill = self.fill();
        match tensor.number.format() {
            Some(format) => {
                WeightValues::Integers((0..tensor.len()).map(|index| self.raw(format, fill, index) as i32).collect())
            }
            None => WeightValues::Reals(
                (0..tensor.len())
                    .map(|_| {
                        let real: f32 = self.rng.random_range(-1.0..1.0);
                        // Variances are no less than zero.
                        if tensor.role == TensorRole::Statistic { real.abs() } else { real }
                    })
                    .collect(),
            ),
        }
    }

    fn format(&mut self, bits: std::ops::RangeInclusive<usize>) -> Format {
        let bits = self.between(*bits.start(), *bits.end()) as u32;
        Format {
            signed: !self.one_in(3),
            bits,
            frac: self.below((bits as usize + 3).min(25)) as u32,
            rounding: self.pick(&Rounding::ALL),
            overflow: self.pick(&Overflow::ALL),
        }
    }

    /// The numbers of a tensor with so many output channels.
    fn weight_number(&mut self, channels: usize, reals: bool) -> Number {
        if reals {
            return Number::Float32;
        }
        let bits = if self.one_in(8) { 9..=16 } else { 1..=8 };
        let format = Format { rounding: Rounding::Floor, overflow: Overflow::Never, ..self.format(bits) };
        let count = self.pick(&[0, 0, 1, channels]);
        Number::Fixed { format, exponents: (0..count).map(|_| self.between(0, 6) as i8 - 3).collect() }
    }

    fn port(&mut self, name: &str, shape: &[usize]) -> Port {
        let number = match self.reals && self.one_in(2) {
            true => Number::Float32,
            false => Format { overflow: Overflow::Saturate, ..self.format(1..=10) }.into(),
        };
        Port { name: name.to_owned(), shape: shape.to_vec(), number }
    }

    fn network(&mut self, layers: usize) -> Typed {
        let shape = if self.one_in(4) {
            vec![self.between(1, 12)]
        } else {
            vec![self.between(1, 5), self.between(1, 5), self.between(1, 3)]
        };
        let names = if self.one_in(4) { vec!["x", "y"] } else { vec!["x"] };
        let mut network = Network {
            name: "random".to_owned(),
            inputs: names.iter().map(|name| self.port(name, &shape)).collect(),
            tensors: Vec::new(),
            layers: Vec::new(),
            outputs: Vec::new(),
        };
        // Two layers that hold whatever is drawn: one reads all inputs, one has the weights that a network needs.
        let inputs: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let (op, channels) = match names.len() {
            1 => (Op::Reshape { shape: shape.clone() }, shape[shape.len() - 1]),
            _ if self.one_in(2) => (Op::Add {}, shape[shape.len() - 1]),
            _ => (Op::Concat {}, 2 * shape[shape.len() - 1]),
        };
        let output = Format::signed(12, 4).with_overflow(Overflow::Saturate);
        network.layers.push(Layer { name: "l0".to_owned(), inputs, op, output: Some(Number::from(output)) });
        let (weights, bias, sum) = self.weighted(&mut network, channels, 1, false);
        let sum = sum.map(|sum| Sum { format: sum.format.with_overflow(Overflow::Wrap), ..sum });
        let op = Op::Affine { weights, bias, sum };
        network.layers.push(Layer {
            name: "l1".to_owned(),
            inputs: vec!["l0".to_owned()],
            op,
            output: Some(output.into()),
        });
        let mut typed = checked(&network).unwrap();
        for _ in 0..layers {
            if let Some(next) = self.layer(&typed).and_then(|next| self.narrowed(next)) {
                typed = next;
            }
        }
        typed
    }

    /// The network with one more layer, which may not hold.
    fn layer(&mut self, typed: &Typed) -> Option<Network> {
        let mut network = typed.network().clone();
        let number = network.layers.len();
        let nodes = typed.nodes();
        let at = if self.one_in(3) { self.below(nodes.len()) } else { nodes.len() - 1 };
        let read = &nodes[at];
        let real = self.reals && (!read.number.is_fixed() || self.one_in(2));
        let mut inputs = vec![read.name.clone()];
        let op = match read.image() {
            Some(image) if !self.one_in(4) => self.image_op(&mut network, image, number, real),
            _ => self.op(&mut network, read, nodes, &mut inputs, number, real)?,
        };
        // A layer whose output is missing needs inputs of the same numbers; the check refuses others.
        let is_wide = op.sum().is_some_and(|sum| sum.format.bits > 18);
        let output = match self.below(4) {
            0 | 1 if !is_wide => None,
            2 if self.reals => Some(Number::Float32),
            _ => Some(self.format(2..=14).into()),
        };
        network.layers.push(Layer { name: format!("l{number}"), inputs, op, output });
        Some(network)
    }

    /// Names of a kernel and perhaps of a bias, and how products are added.
    fn weighted(
        &mut self,
        network: &mut Network,
        channels: usize,
        layer: usize,
        real: bool,
    ) -> (String, Option<String>, Option<Sum>) {
        let (weights, bias) = (format!("w{layer}"), format!("b{layer}"));
        network.tensors.push(TensorSpec::new(&weights, self.weight_number(channels, real)));
        let bias = (!self.one_in(4)).then_some(bias);
        if let Some(name) = &bias {
            network.tensors.push(TensorSpec::new(name, self.weight_number(channels, real)));
        }
        let bits = if self.one_in(6) { 20..=44 } else { 3..=18 };
        let format = Format { signed: !self.one_in(8), frac: self.below(12) as u32, ..self.format(bits) };
        let sum = Sum { format, products: self.pick(&[Products::Cast, Products::Exact]) };
        (weights, bias, (!real).then_some(sum))
    }

    fn image_op(
        &mut self,
        network: &mut Network,
        [rows, columns, channels]: [usize; 3],
        layer: usize,
        real: bool,
    ) -> Op {
        let kernel = [self.between(1, 3), self.between(1, 3)];
        let stride = [self.between(1, 2), self.between(1, 2)];
        let zeros = [self.below(2), self.below(2), self.below(2), self.below(2)];
        match self.below(8) {
            0..=2 => {
                let filters = self.between(1, 4);
                let (weights, bias, sum) = self.weighted(network, filters, layer, real);
                let padding = self.pick(&[Padding::Same, Padding::Valid, Padding::Zeros(zeros)]);
                if self.one_in(4) {
                    Op::ConvTranspose2d { kernel, stride, padding, filters, weights, bias, sum }
                } else {
                    Op::Conv2d { kernel, stride, padding, filters, weights, bias, sum }
                }
            }
            3 => Op::MaxPool2d { size: kernel, stride, padding: self.pick(&[Padding::Same, Padding::Valid]) },
            4 => Op::UpSample2d { factor: stride },
            5 if self.one_in(2) => Op::Pad { zeros },
            5 => Op::Crop { cut: zeros },
            6 => Op::Mask { keep: (0..rows * columns).map(|_| u8::from(!self.one_in(4))).collect() },
            _ if real => Op::Mean {},
            _ => {
                let (weights, bias, sum) = self.weighted(network, channels, layer, real);
                Op::Affine { weights, bias, sum }
            }
        }
    }

    /// An operation of any shape; one that reads more adds to the inputs.
    fn op(
        &mut self,
        network: &mut Network,
        read: &Node,
        nodes: &[Node],
        inputs: &mut Vec<String>,
        layer: usize,
        real: bool,
    ) -> Option<Op> {
        let axis = *read.shape.last()?;
        Some(match self.below(9) {
            0 | 1 => {
                let units = self.between(1, 6);
                let (weights, bias, sum) = self.weighted(network, units, layer, real);
                Op::Dense { units, weights, bias, sum }
            }
            2 | 3 => {
                let slope_millionths = self.below(1_000_001) as u32;
                Op::Activation {
                    function: match real {
                        false => self.pick(&[Function::Relu, Function::Linear]),
                        true => self.pick(&[
                            Function::LeakyRelu { slope_millionths },
                            Function::Tanh,
                            Function::Sigmoid,
                            Function::HardSigmoid,
                            Function::Gelu,
                            Function::Softmax,
                        ]),
                    },
                }
            }
            4 => {
                let shape = vec![self.between(1, 4), self.between(1, 4)];
                let count = shape[0] * shape[1];
                let indices = (0..count).map(|_| self.between(0, read.len()) as i32 - 1).collect();
                Op::Gather { shape, indices }
            }
            5 => {
                let from = self.below(axis);
                Op::Slice { from, to: self.between(from + 1, axis) }
            }
            6 if self.one_in(2) => Op::Flatten {},
            6 => Op::Reshape { shape: vec![1, read.len(), 1] },
            7 if real && self.one_in(2) => {
                let tensors = ["s", "o", "m", "v"].map(|name| format!("{name}{layer}"));
                for name in &tensors {
                    network.tensors.push(TensorSpec::new(name, Number::Float32));
                }
                let [scale, offset, mean, variance] = tensors;
                Op::BatchNorm { scale, offset, mean, variance, epsilon_billionths: 1_000_000 }
            }
            7 => {
                let (weights, bias, sum) = self.weighted(network, axis, layer, real);
                Op::Affine { weights, bias, sum }
            }
            _ => {
                let same: Vec<&Node> = nodes.iter().filter(|node| node.shape == read.shape).collect();
                let more = if real { 1 } else { self.between(1, 2) };
                for _ in 0..more {
                    inputs.push(same[self.below(same.len())].name.clone());
                }
                match self.below(3) {
                    0 => Op::Concat {},
                    1 if real => Op::Multiply {},
                    _ => Op::Add {},
                }
            }
        })
    }

    /// The network, with formats of its last layer that must not overflow made as wide as they have to be, and
    /// sometimes a little wider. `None` if it does not hold even then, or is too large.
    fn narrowed(&mut self, network: Network) -> Option<Typed> {
        let mut network = network;
        // The output must not stand in the way while the width of the sum is found.
        let output = network.layers.last_mut()?.output.take();
        let sum = network.layers.last()?.op.sum();
        if let Some(Sum { format, .. }) = sum.filter(|sum| sum.format.overflow == Overflow::Never) {
            self.widen(&mut network, format, set_sum_bits)?;
        }
        if let Some(Number::Fixed { format, exponents }) = output.clone()
            && format.overflow == Overflow::Never
        {
            let number = |bits| Number::Fixed { format: Format { bits, ..format }, exponents: exponents.clone() };
            self.widen(&mut network, format, |network, bits| set_output(network, Some(number(bits))))?;
        } else {
            set_output(&mut network, output);
        }
        checked(&network).filter(|typed| typed.sums().products() <= MAX_PRODUCTS)
    }

    /// Sets the fewest bits of a format with which the network holds, and sometimes a few more.
    fn widen(&mut self, network: &mut Network, format: Format, set: impl Fn(&mut Network, u32)) -> Option<()> {
        set(network, MAX_WIDTH);
        checked(network)?;
        let (mut narrow, mut wide) = (0, MAX_WIDTH);
        while narrow + 1 < wide {
            let bits = (narrow + wide) / 2;
            set(network, bits);
            if checked(network).is_some() { wide = bits } else { narrow = bits }
        }
        let spare = if self.one_in(3) { self.below(3) as u32 } else { 0 };
        debug_assert_eq!(format.overflow, Overflow::Never);
        set(network, wide + spare);
        Some(())
    }
}

/// Sets the bits of the sum of the last layer.
fn set_sum_bits(network: &mut Network, bits: u32) {
    if let Some(
        Op::Conv2d { sum: Some(sum), .. }
        | Op::ConvTranspose2d { sum: Some(sum), .. }
        | Op::Dense { sum: Some(sum), .. }
        | Op::Affine { sum: Some(sum), .. },
    ) = network.layers.last_mut().map(|layer| &mut layer.op)
    {
        sum.format.bits = bits;
    }
}

/// Sets the output of the last layer.
fn set_output(network: &mut Network, output: Option<Number>) {
    if let Some(layer) = network.layers.last_mut() {
        layer.output = output;
    }
}

/// The network with everything that no layer reads as its outputs, if it holds.
fn checked(network: &Network) -> Option<Typed> {
    let mut network = network.clone();
    let is_read = |name: &String| network.layers.iter().any(|layer| layer.inputs.contains(name));
    network.outputs = network.layers.iter().map(|layer| layer.name.clone()).filter(|name| !is_read(name)).collect();
    network.check().ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Evaluator, Interval, Ranges, Values};
    use super::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Networks as the strategy draws them, always the same.
    fn drawn(strategy: &impl Strategy<Value = RandomCase>, count: usize) -> Vec<RandomCase> {
        let mut runner = TestRunner::deterministic();
        (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
    }

    #[test]
    fn every_operation_and_mode_is_drawn() {
        let (mut ops, mut modes) = (BTreeSet::new(), BTreeSet::new());
        for case in drawn(&any_network(), 600) {
            for (_, node, layer) in case.network.layers() {
                ops.insert(layer.op.name());
                let sum = layer.op.sum();
                let formats = sum.map(|sum| (sum.format, sum.products == Products::Cast));
                let formats = formats.into_iter().chain(node.number.format().map(|format| (format, true)));
                modes.extend(formats.map(|(format, cast)| (format.rounding.name(), format.overflow.name(), cast)));
            }
        }
        assert_eq!(ops.len(), 19, "{ops:?}");
        assert_eq!(modes.len(), 18, "{modes:?}");
        let integers = drawn(&any_integer_network(), 200);
        assert!(integers.iter().all(|case| case.network.is_integer()));
        let products = integers.iter().filter(|case| case.network.sums().products() > 100).count();
        assert!(products > 30, "{products} of 200 have work to do");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        /// Values stay inside the ranges for these weights, which stay inside those for all weights.
        #[test]
        fn values_stay_inside_their_ranges(case in any_integer_network(), seed in any::<u64>()) {
            let RandomCase { network, weights } = case;
            let own = Ranges::new(&network, Some(&weights));
            let evaluator = Evaluator::new(&network, &weights).unwrap();
            let mut values = Values::default();
            for inputs in samples(&network, 8, seed) {
                evaluator.run(&inputs, &mut values).unwrap();
                for (at, &value) in values.integers.iter().enumerate() {
                    let value = Interval::only(value);
                    prop_assert!(value.is_inside(own.value(at)), "value {} {:?} {:?}", at, value, own.value(at));
                    prop_assert!(own.value(at).is_inside(network.ranges().value(at)));
                }
            }
        }

        #[test]
        fn descriptions_are_read_back(case in any_network()) {
            let text = case.network.network().to_yaml().unwrap();
            let again = Network::from_yaml(&text, Path::new("n.yaml")).unwrap().check().unwrap();
            prop_assert_eq!(again, case.network);
        }
    }
}
