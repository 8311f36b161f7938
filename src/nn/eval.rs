//! The scalar evaluator: one sample, every value observable.
//!
//! Short and exact is what counts here: kernels, the trainer and generated hardware are tested against
//! it. Fixed-point values are 64-bit integers, and the checks of the description see to it that nothing
//! leaves them. Real values are computed in single precision, in the order of the terms, with functions
//! that are the same on every machine.

use super::description::{Function, Products, Sum};
use super::functions::{exp, gelu, tanh};
use super::ranges::SumPlaces;
use super::sums::{Fold, Rows, SumRow, Term};
use super::typed::{Node, NodeId, Typed};
use super::{Format, Number, Overflow, Rounding, ShortWeights, TensorId, TensorNumbers, Weights};
use crate::error::{Error, Result};

/// A typed network with its weights, ready to run.
#[derive(Debug, Clone)]
pub struct Evaluator<W = Weights> {
    network: Typed,
    weights: W,
    /// For each node, and each output channel of its sums, how products and bias are shifted.
    places: Vec<Vec<SumPlaces>>,
}

/// The values of all nodes for one sample, numbered through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// Fixed-point values, in units of the last fractional bit of their node; 0 where values are real.
    pub integers: Vec<i64>,
    /// Real values; where values are fixed point, 0, or the same number if a layer of real weights reads it.
    pub reals: Vec<f32>,
}

impl Values {
    /// The integers of a node.
    pub fn integers(&self, node: &Node) -> &[i64] {
        &self.integers[node.range()]
    }

    /// The real numbers of a node.
    pub fn reals(&self, node: &Node) -> &[f32] {
        &self.reals[node.range()]
    }

    /// The values of a node as real numbers, also where they are fixed point.
    pub fn numbers(&self, node: &Node) -> Vec<f32> {
        match node.number.is_fixed() {
            true => self.integers(node).iter().map(|&value| real(value, node.number.places(0))).collect(),
            false => self.reals(node).to_vec(),
        }
    }
}

/// `2^places`, exact in double precision for all places that numbers have.
#[inline]
pub(crate) fn power_of_two(places: i32) -> f64 {
    // The exponent of a double is put in its place; a call of the C library for each weight is felt in training.
    match places {
        -1022..=1023 => f64::from_bits(((1023 + places) as u64) << 52),
        _ => (2f64).powi(places),
    }
}

/// A real number as an integer of a format with `places` binary places: rounded as the format says,
/// then limited. A number that is not finite becomes 0 or an end of the format.
pub fn fit_real(format: Format, places: i32, value: f32) -> i64 {
    fit_scaled(format, power_of_two(places), value)
}

/// [`fit_real`], given `2^places`.
#[inline(always)]
pub(crate) fn fit_scaled(format: Format, scale: f64, value: f32) -> i64 {
    // Scaling by a power of two is exact in double precision.
    let scaled = f64::from(value) * scale;
    let rounded = match format.rounding {
        Rounding::Floor => scaled.floor(),
        Rounding::HalfEven => scaled.round_ties_even(),
        Rounding::HalfUp => (scaled + 0.5).floor(),
    };
    if format.overflow == Overflow::Saturate && format.bits <= SMALL_BITS {
        // The same limits in double precision, where whole numbers so small are exact: loops of this become vectors.
        let (low, high) = (format.min_raw() as f64, format.max_raw() as f64);
        let limited = if rounded > high {
            high
        } else if rounded < low {
            low
        } else {
            rounded
        };
        let number = if limited.is_nan() { 0.0 } else { limited };
        return (number + WHOLE).to_bits() as i64 - WHOLE.to_bits() as i64;
    }
    // Conversion saturates far outside every format; wrapping is then without meaning.
    format.limit((rounded as i64).clamp(-(1 << 62), 1 << 62))
}

/// Bits of a format whose numbers, added to [`WHOLE`], are exact in double precision.
const SMALL_BITS: u32 = 50;

/// In double precision the last bit of numbers around `3/2 2^52` is 1, so that a whole number that is added to it stands
/// in their last bits.
const WHOLE: f64 = (3u64 << 51) as f64;

/// An integer with `places` binary places as a real number.
pub fn real(value: i64, places: i32) -> f32 {
    real_scaled(value, power_of_two(-places))
}

/// [`real`], given `2^-places`.
#[inline(always)]
pub(crate) fn real_scaled(value: i64, scale: f64) -> f32 {
    (value as f64 * scale) as f32
}

/// A function of a real number. Softmax is no function of one number: it gives the exponential.
#[inline(always)]
pub fn real_function(function: Function, x: f32) -> f32 {
    match function {
        Function::Linear => x,
        Function::Relu => {
            if x > 0.0 {
                x
            } else {
                0.0
            }
        }
        Function::LeakyRelu { slope_millionths } => {
            if x > 0.0 {
                x
            } else {
                x * (slope_millionths as f32 * 1e-6)
            }
        }
        Function::Tanh => tanh(x),
        Function::Sigmoid => 1.0 / (1.0 + exp(-x)),
        Function::HardSigmoid => (0.2 * x + 0.5).clamp(0.0, 1.0),
        Function::Gelu => gelu(x),
        Function::Softmax => exp(x),
    }
}

/// Softmax of the numbers along an axis, in place.
fn softmax(numbers: &mut [f32]) {
    // Without the largest the exponentials cannot overflow.
    let top = numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    numbers.iter_mut().for_each(|x| *x = real_function(Function::Softmax, *x - top));
    let sum: f32 = numbers.iter().sum();
    numbers.iter_mut().for_each(|x| *x /= sum);
}

/// A number normalised by scale, offset, mean, and variance with what is added to it.
#[inline(always)]
pub(crate) fn normalised(x: f32, [scale, offset, mean, variance]: [f32; 4]) -> f32 {
    (x - mean) / variance.sqrt() * scale + offset
}

/// Some rows of a layer of sums.
struct Part<'a> {
    /// Place of the value of the first row.
    first: usize,
    rows: &'a [SumRow],
    /// Terms of all rows of the layer.
    terms: &'a [Term],
}

#[inline]
fn product(term: &Term, inputs: &[i64], kernel: &[impl Copy + Into<i64>]) -> i64 {
    inputs[term.input as usize] * kernel[term.weight as usize].into()
}

impl Evaluator {
    /// Joins a network and its weights.
    ///
    /// # Errors
    /// Weights that do not belong to the network.
    pub fn new(network: &Typed, weights: &Weights) -> Result<Self> {
        weights.check(network)?;
        Ok(Evaluator::of(network, weights.clone()))
    }

    /// Puts other weights in the place of those of the same network, tensor by tensor.
    ///
    /// # Errors
    /// As [`Evaluator::new`]; the weights before stay then.
    pub fn set_weights(&mut self, weights: Weights) -> Result<()> {
        weights.check(&self.network)?;
        self.weights = weights;
        Ok(())
    }
}

impl Evaluator<ShortWeights> {
    /// As [`Evaluator::new`], in a quarter of the memory: for networks of integers.
    ///
    /// # Errors
    /// As [`Evaluator::new`]; a weight that is a real number or has more than 16 bits.
    pub fn short(network: &Typed, weights: &Weights) -> Result<Self> {
        weights.check(network)?;
        let short = ShortWeights::new(weights).ok_or_else(|| {
            Error::new("the weights are not all integers of at most 16 bits")
                .field(format!("network {}", network.name()))
        })?;
        Ok(Evaluator::of(network, short))
    }
}

impl<W: TensorNumbers> Evaluator<W> {
    /// A network with weights that were checked.
    fn of(network: &Typed, weights: W) -> Self {
        let places = network.sums().iter().map(|(id, rows)| channel_places(network, id, rows)).collect();
        Evaluator { network: network.clone(), weights, places }
    }

    /// The network.
    pub fn network(&self) -> &Typed {
        &self.network
    }

    /// The weights.
    pub fn weights(&self) -> &W {
        &self.weights
    }

    /// Computes every value from integers at the inputs, one input after the other.
    ///
    /// # Errors
    /// Another number of integers than the inputs have, an input of real numbers, and an integer outside
    /// its format.
    pub fn run(&self, inputs: &[i64], values: &mut Values) -> Result<()> {
        let nodes = self.network.inputs();
        self.begin(inputs.len(), values)?;
        for node in nodes {
            let own = &inputs[node.range()];
            let Some(format) = node.number.format() else {
                return Err(Error::mismatch("the input takes real numbers").field(format!("input {}", node.name)));
            };
            if let Some(at) = own.iter().position(|&value| !format.holds(value)) {
                return Err(Error::new("an input value outside its format")
                    .field(format!("{}[{at}]", node.name))
                    .found(own[at])
                    .allowed(format!("{}..={}", format.min_raw(), format.max_raw())));
            }
            values.integers[node.range()].copy_from_slice(own);
        }
        self.layers(values);
        Ok(())
    }

    /// Computes every value from real numbers at the inputs; where an input is fixed point, they are
    /// fitted into its format.
    ///
    /// # Errors
    /// Another number of values than the inputs have.
    pub fn run_reals(&self, inputs: &[f32], values: &mut Values) -> Result<()> {
        let nodes = self.network.inputs();
        self.begin(inputs.len(), values)?;
        for node in nodes {
            for at in node.range() {
                self.store_real(node, at, inputs[at], values);
            }
        }
        self.layers(values);
        Ok(())
    }

    /// Checks the number of input values and clears all others.
    fn begin(&self, inputs: usize, values: &mut Values) -> Result<()> {
        let needed: usize = self.network.inputs().iter().map(Node::len).sum();
        if inputs != needed {
            return Err(Error::mismatch("wrong number of input values").found(inputs).allowed(needed.to_string()));
        }
        values.integers.clear();
        values.integers.resize(self.network.values(), 0);
        values.reals.clear();
        values.reals.resize(self.network.values(), 0.0);
        Ok(())
    }

    fn layers(&self, values: &mut Values) {
        for (id, rows) in self.network.sums().iter() {
            self.layer(id, rows, values);
        }
    }

    /// Computes one value of a layer of fixed-point sums again, from the values before it that there are, and the values of
    /// the layers after it: those with its index where a layer maps value by value, else all.
    pub fn run_again(&self, id: NodeId, index: usize, values: &mut Values) {
        // The layer of which only one value is another one.
        let mut alone = Some(id);
        for (layer, rows) in self.network.sums().iter().skip_while(|(layer, _)| *layer != id) {
            let node = self.network.node(layer);
            match (rows, self.network.sum(layer)) {
                (Rows::Sums { kernel, bias, rows: list, terms }, Some(sum)) if layer == id => {
                    let one =
                        Part { first: node.first + index, rows: list.get(index..=index).unwrap_or_default(), terms };
                    self.integer_sums(layer, sum, (*kernel, *bias), one, values);
                }
                (Rows::Mapped { function, first, .. }, _)
                    if alone == node.inputs.first().copied() && *function != Function::Softmax =>
                {
                    self.copy(node, node.first + index, first + index as u32, *function, values);
                    alone = Some(layer);
                }
                _ => {
                    alone = None;
                    self.layer(layer, rows, values);
                }
            }
        }
    }

    fn layer(&self, id: NodeId, rows: &Rows, values: &mut Values) {
        let node = self.network.node(id);
        match rows {
            Rows::Input => {}
            Rows::Sums { kernel, bias, rows: list, terms } => match self.network.sum(id) {
                Some(sum) => {
                    self.integer_sums(id, sum, (*kernel, *bias), Part { first: node.first, rows: list, terms }, values);
                }
                None => {
                    let (kernel, bias) = (self.weights.reals(*kernel), bias.map(|bias| self.weights.reals(bias)));
                    // All terms of a layer read the same node.
                    let input = self.network.node(node.inputs[0]);
                    if input.number.is_fixed() {
                        for at in input.range() {
                            values.reals[at] = real(values.integers[at], input.number.places(0));
                        }
                    }
                    for (at, row) in node.range().zip(list) {
                        let mut sum = bias.map_or(0.0, |bias| bias[row.bias as usize]);
                        for term in row.of(terms) {
                            sum += values.reals[term.input as usize] * kernel[term.weight as usize];
                        }
                        self.store_real(node, at, sum, values);
                    }
                }
            },
            // Nearly every layer that moves values reads one node and keeps its numbers.
            Rows::Moved(sources) if self.keeps_integers(node) => {
                for (at, source) in node.range().zip(sources) {
                    values.integers[at] = source.map_or(0, |source| values.integers[source as usize]);
                }
            }
            Rows::Moved(sources) => {
                for (at, source) in node.range().zip(sources) {
                    if let Some(source) = source {
                        self.copy(node, at, *source, Function::Linear, values);
                    }
                }
            }
            Rows::Folded { fold, ends, inputs } => {
                let mut from = 0;
                for (at, &end) in node.range().zip(ends) {
                    self.fold(node, at, *fold, &inputs[from..end as usize], values);
                    from = end as usize;
                }
            }
            Rows::Mapped { function: Function::Softmax, first, axis } => {
                let range = *first as usize..*first as usize + node.len();
                let mut inputs: Vec<f32> = range.map(|at| self.as_real(at as u32, values)).collect();
                inputs.chunks_mut(*axis as usize).for_each(softmax);
                for (at, value) in node.range().zip(inputs) {
                    self.store_real(node, at, value, values);
                }
            }
            Rows::Mapped { function, first, .. }
                if function.is_integer() && self.network.node(node.inputs[0]).number.is_fixed() =>
            {
                let places = self.network.node(node.inputs[0]).number.places(0);
                let (drop, keeps) = (places - node.number.places(0), self.keeps_integers(node));
                for (at, source) in node.range().zip(*first as usize..) {
                    let value = values.integers[source];
                    let value = if *function == Function::Relu { value.max(0) } else { value };
                    if keeps {
                        values.integers[at] = value;
                    } else {
                        self.store_integer(node, at, value, drop, places, values);
                    }
                }
            }
            Rows::Mapped { function, first, .. } => {
                for (at, source) in node.range().zip(*first..) {
                    self.copy(node, at, source, *function, values);
                }
            }
            Rows::Normalised { tensors, epsilon_billionths, first, channels } => {
                let [scale, offset, mean, variance] = tensors.map(|tensor| self.weights.reals(tensor));
                let epsilon = *epsilon_billionths as f32 * 1e-9;
                for (at, source) in node.range().zip(*first..) {
                    let channel = (at - node.first) % *channels as usize;
                    let statistics = [scale[channel], offset[channel], mean[channel], variance[channel] + epsilon];
                    self.store_real(node, at, normalised(self.as_real(source, values), statistics), values);
                }
            }
        }
    }

    /// Sums of products in fixed point, each fitted into the accumulator and then into the output.
    fn integer_sums(
        &self,
        id: NodeId,
        sum: Sum,
        (kernel, bias): (TensorId, Option<TensorId>),
        Part { first, rows, terms }: Part<'_>,
        values: &mut Values,
    ) {
        let node = self.network.node(id);
        let (kernel, bias) = (self.weights.integers(kernel), bias.map(|bias| self.weights.integers(bias)));
        let places = &self.places[id.0];
        let accumulator = sum.format;
        // Whatever the chip does: cast, floor, never overflow. Then a product is shifted and added.
        let plain = sum.products == Products::Cast
            && accumulator.rounding == Rounding::Floor
            && accumulator.overflow == Overflow::Never;
        let drop_to_output = accumulator.frac as i32 - node.number.places(0);
        for (at, row) in (first..).zip(rows) {
            let own = places[row.channel as usize];
            let bias = bias.map_or(0, |bias| bias[row.bias as usize].into());
            let inputs = &values.integers;
            let total = match sum.products {
                Products::Cast if plain && own.product_drop >= 0 => {
                    let shift = own.product_drop.min(63);
                    let sum = accumulator.fit(bias, own.bias_drop);
                    row.of(terms).iter().fold(sum, |sum, term| sum + (product(term, inputs, kernel) >> shift))
                }
                Products::Cast => row.of(terms).iter().fold(accumulator.fit(bias, own.bias_drop), |sum, term| {
                    accumulator.limit(sum + accumulator.fit(product(term, inputs, kernel), own.product_drop))
                }),
                Products::Exact => {
                    // Nothing is dropped here: both shifts are to the left.
                    let sum = bias << own.bias_drop.unsigned_abs();
                    let up = own.product_drop.unsigned_abs();
                    let exact = row.of(terms).iter().fold(sum, |sum, term| sum + (product(term, inputs, kernel) << up));
                    accumulator.fit(exact, own.total_drop)
                }
            };
            self.store_integer(node, at, total, drop_to_output, accumulator.frac as i32, values);
        }
    }

    /// Stores an integer with `places` binary places, `drop` more than the node has.
    fn store_integer(&self, node: &Node, at: usize, value: i64, drop: i32, places: i32, values: &mut Values) {
        match node.number.format() {
            Some(format) => values.integers[at] = format.fit(value, drop),
            None => values.reals[at] = real(value, places),
        }
    }

    fn store_real(&self, node: &Node, at: usize, value: f32, values: &mut Values) {
        match node.number.format() {
            Some(format) => values.integers[at] = fit_real(format, node.number.places(0), value),
            None => values.reals[at] = value,
        }
    }

    /// Whether a node has the fixed-point numbers of the one node that it reads.
    fn keeps_integers(&self, node: &Node) -> bool {
        match node.inputs[..] {
            [input] => node.number.is_fixed() && self.network.node(input).number == node.number,
            _ => false,
        }
    }

    fn source(&self, value: u32) -> &Node {
        self.network.node(self.network.node_of(value))
    }

    /// The fractional places of a value in fixed point.
    fn places_of(&self, value: u32) -> i32 {
        self.source(value).number.places(0)
    }

    /// A value as a real number.
    fn as_real(&self, value: u32, values: &Values) -> f32 {
        match &self.source(value).number {
            Number::Float32 => values.reals[value as usize],
            number => real(values.integers[value as usize], number.places(0)),
        }
    }

    /// Stores a function of an earlier value.
    fn copy(&self, node: &Node, at: usize, source: u32, function: Function, values: &mut Values) {
        let number = &self.source(source).number;
        if number.is_fixed() && function.is_integer() {
            let value = values.integers[source as usize];
            let value = if function == Function::Relu { value.max(0) } else { value };
            if *number == node.number {
                values.integers[at] = value;
            } else {
                let places = number.places(0);
                self.store_integer(node, at, value, places - node.number.places(0), places, values);
            }
        } else {
            let value = real_function(function, self.as_real(source, values));
            self.store_real(node, at, value, values);
        }
    }

    fn fold(&self, node: &Node, at: usize, fold: Fold, inputs: &[u32], values: &mut Values) {
        let integers = inputs.iter().all(|&input| self.source(input).number.is_fixed());
        match fold {
            Fold::Largest if integers => {
                let largest = inputs.iter().map(|&input| values.integers[input as usize]).max().unwrap_or(0);
                let places = inputs.first().map_or(0, |&input| self.places_of(input));
                self.store_integer(node, at, largest, places - node.number.places(0), places, values);
            }
            Fold::Sum if integers => {
                let common = inputs.iter().map(|&input| self.places_of(input)).max().unwrap_or(0);
                let sum = inputs.iter().fold(0i64, |sum, &input| {
                    sum + (values.integers[input as usize] << (common - self.places_of(input)))
                });
                self.store_integer(node, at, sum, common - node.number.places(0), common, values);
            }
            _ => {
                let mut reals = inputs.iter().map(|&input| self.as_real(input, values));
                let first = reals.next().unwrap_or(0.0);
                let value = match fold {
                    Fold::Largest => reals.fold(first, f32::max),
                    Fold::Sum => reals.fold(first, |a, b| a + b),
                    Fold::Product => reals.fold(first, |a, b| a * b),
                    Fold::Mean => reals.fold(first, |a, b| a + b) / inputs.len() as f32,
                };
                self.store_real(node, at, value, values);
            }
        }
    }
}

/// How products and bias of each output channel are shifted; empty for a node without fixed-point sums.
pub fn channel_places(network: &Typed, id: NodeId, rows: &Rows) -> Vec<SumPlaces> {
    let (Rows::Sums { kernel, bias, rows: list, .. }, Some(sum)) = (rows, network.sum(id)) else {
        return Vec::new();
    };
    let read = network.node(network.node(id).inputs[0]).number.places(0);
    let (kernel, bias) = (network.tensor(*kernel), bias.map(|bias| network.tensor(bias)));
    let channels = list.iter().map(|row| row.channel as usize + 1).max().unwrap_or(0);
    (0..channels)
        .map(|channel| {
            let product = read + kernel.number.places(channel);
            SumPlaces::new(sum, product, bias.map(|bias| bias.number.places(channel)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Network;
    use std::path::Path;

    fn check(text: &str) -> Typed {
        Network::from_yaml(text, Path::new("n.yaml")).unwrap().check().unwrap()
    }

    fn run(network: &Typed, weights: Vec<crate::nn::WeightValues>, inputs: &[i64]) -> Vec<i64> {
        let evaluator = Evaluator::new(network, &Weights::new(network, weights).unwrap()).unwrap();
        let mut values = Values::default();
        evaluator.run(inputs, &mut values).unwrap();
        values.integers(network.node(network.outputs()[0])).to_vec()
    }

    use crate::nn::WeightValues::{Integers, Reals};

    /// Real numbers in formats of all widths, against the conversion to an integer that is then limited.
    #[test]
    fn real_numbers_are_rounded_and_limited() {
        let mut numbers = vec![0.0, -0.0, 0.25, 1e-30, 1e10, 3e38, f32::INFINITY, f32::NAN, 16_777_215.0, 8_388_607.5];
        numbers.extend((1..200).map(|step| step as f32 * 0.125));
        for (bits, places) in (1..=60).flat_map(|bits| [-3, 0, 2, 20].map(|places| (bits, places))) {
            for rounding in [Rounding::Floor, Rounding::HalfUp, Rounding::HalfEven] {
                for format in [Format::signed(bits, 0), Format::unsigned(bits, 0)] {
                    let format = format.with_rounding(rounding).with_overflow(Overflow::Saturate);
                    for x in numbers.iter().flat_map(|&x| [x, -x]) {
                        let scaled = f64::from(x) * 2f64.powi(places);
                        let rounded = match rounding {
                            Rounding::Floor => scaled.floor(),
                            Rounding::HalfUp => (scaled + 0.5).floor(),
                            Rounding::HalfEven => scaled.round_ties_even(),
                        };
                        let expected = (rounded as i64).clamp(format.min_raw(), format.max_raw());
                        assert_eq!(fit_real(format, places, x), expected, "{x} with {places} places in {format}");
                    }
                }
            }
        }
    }

    /// A 2x2 kernel with stride 1 on a 3x3 image, padding valid, added by hand.
    #[test]
    fn a_convolution_by_hand() {
        let network = check(
            "{format: 2, name: n, inputs: [{name: x, shape: [3, 3, 1], number: u8.4}], tensors: [{name: k, number: s6.2}, \
             {name: b, number: s6.2}], layers: [{name: c, op: conv2d, inputs: [x], kernel: [2, 2], padding: valid, \
             filters: 1, weights: k, bias: b, sum: {format: s20.4, products: cast}}], outputs: [c]}",
        );
        let image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        let out = run(&network, vec![Integers(vec![1, -1, 2, 3]), Integers(vec![-5])], &image);
        let expected: Vec<i64> = [(0, 0), (0, 1), (1, 0), (1, 1)]
            .into_iter()
            .map(|(row, column)| {
                let taps = [(0, 0, 1), (0, 1, -1), (1, 0, 2), (1, 1, 3)];
                let products = taps.map(|(r, c, weight)| weight * image[(row + r) * 3 + column + c]);
                -5 * 4 + products.into_iter().map(|product| product >> 2).sum::<i64>()
            })
            .collect();
        assert_eq!(out, expected);
    }

    /// Padding same, stride 2 and a pooling window that reaches over the edge.
    #[test]
    fn same_padding_puts_the_odd_zeros_after_the_image() {
        let network = check(
            "{format: 2, name: n, inputs: [{name: x, shape: [4, 4, 1], number: u8.0}], tensors: [{name: k, number: s3.0}], \
             layers: [{name: c, op: conv2d, inputs: [x], kernel: [3, 3], stride: [2, 2], filters: 1, weights: k, \
             sum: {format: s20.0, products: exact}}, {name: p, op: max-pool2d, inputs: [c], size: [3, 3], stride: [1, 1]}], \
             outputs: [p]}",
        );
        // Only the last tap of the kernel: pixel (2r + 2, 2c + 2), outside for the last row and column.
        let mut kernel = vec![0; 9];
        kernel[8] = 1;
        let image: Vec<i64> = (0..16).collect();
        assert_eq!(run(&network, vec![Integers(kernel)], &image), [10; 4]);
    }

    #[test]
    fn weights_with_a_scale_for_each_channel() {
        let network = check(
            "{format: 2, name: n, inputs: [{name: x, shape: [2], number: u8.0}], tensors: [{name: k, number: {format: s4.0, \
             exponents: [0, -2]}}, {name: b, number: s6.1}], layers: [{name: d, op: dense, inputs: [x], units: 2, weights: k, \
             bias: b, sum: {format: s20.3, products: exact}}], outputs: [d]}",
        );
        // Unit 0: 3 * 10 + 2 * 20 + 1/2; unit 1: (3 * 10 + 2 * 20) / 4 - 1/2.
        let out = run(&network, vec![Integers(vec![3, 2, 3, 2]), Integers(vec![1, -1])], &[10, 20]);
        assert_eq!(out, [(70 * 8) + 4, 70 * 2 - 4]);
    }

    /// A transposed convolution is the transpose of the convolution with the same kernel.
    #[test]
    fn a_transposed_convolution_is_the_transpose() {
        for (size, kernel, stride, padding) in
            [(5, 3, 2, "same"), (4, 3, 1, "same"), (7, 3, 2, "valid"), (6, 2, 3, "same")]
        {
            let conv = check(&format!(
                "{{format: 2, name: n, inputs: [{{name: x, shape: [{size}, {size}, 1], number: u1.0}}], \
                 tensors: [{{name: k, number: s8.0}}], layers: [{{name: c, op: conv2d, inputs: [x], \
                 kernel: [{kernel}, {kernel}], stride: [{stride}, {stride}], padding: {padding}, filters: 1, weights: k, \
                 sum: {{format: s20.0, products: exact}}}}], outputs: [c]}}"
            ));
            let out = conv.node(conv.outputs()[0]).shape[0];
            let transposed = check(&format!(
                "{{format: 2, name: n, inputs: [{{name: x, shape: [{out}, {out}, 1], number: u1.0}}], \
                 tensors: [{{name: k, number: s8.0}}], layers: [{{name: c, op: conv-transpose2d, inputs: [x], \
                 kernel: [{kernel}, {kernel}], stride: [{stride}, {stride}], padding: {padding}, filters: 1, weights: k, \
                 sum: {{format: s20.0, products: exact}}}}], outputs: [c]}}"
            ));
            let weights: Vec<i32> = (1..=kernel * kernel).collect();
            let image = transposed.node(transposed.outputs()[0]);
            for from in 0..(size * size) as usize {
                let mut one = vec![0; (size * size) as usize];
                one[from] = 1;
                let row = run(&conv, vec![Integers(weights.clone())], &one);
                for (to, &value) in row.iter().enumerate() {
                    let mut one = vec![0; out * out];
                    one[to] = 1;
                    let back = run(&transposed, vec![Integers(weights.clone())], &one);
                    let (r, c) = (from / size as usize, from % size as usize);
                    // With `same` and an odd size the transpose is larger than the image by what was padded.
                    let wide = image.shape[0];
                    if r < wide && c < wide && (wide == size as usize || padding == "valid") {
                        assert_eq!(back[r * wide + c], value, "{size} {kernel} {stride} {padding}");
                    }
                }
            }
        }
    }

    #[test]
    fn one_value_is_computed_again() {
        let network = check(
            "{format: 2, name: n, inputs: [{name: x, shape: [3], number: u8.0}], tensors: [{name: k, number: s6.0}, \
             {name: b, number: s6.0}], layers: [{name: d, op: dense, inputs: [x], units: 2, weights: k, bias: b, \
             sum: {format: s20.0, products: exact}}, {name: r, op: activation, function: relu, inputs: [d]}], outputs: [r]}",
        );
        // The same weights with another second row.
        let [first, changed] = [[2, 1, -1], [1, 0, 3]].map(|second| {
            let kernel = [[1, -2, 3], second].concat();
            Weights::of_integers(&network, vec![kernel, vec![4, -5]]).unwrap()
        });
        let inputs = [10, 20, 5];
        let (mut own, mut values) = (Evaluator::new(&network, &first).unwrap(), Values::default());
        own.run(&inputs, &mut values).unwrap();
        let output = network.node(network.outputs()[0]);
        assert_eq!(values.integers(output), [0, 30]);
        own.set_weights(changed.clone()).unwrap();
        own.run_again(network.find("d").unwrap(), 1, &mut values);
        assert_eq!(values.integers(output), [0, 20]);
        let mut expected = Values::default();
        Evaluator::new(&network, &changed).unwrap().run(&inputs, &mut expected).unwrap();
        assert_eq!(values, expected);
    }

    #[test]
    fn real_layers_behind_integers() {
        let network = check(
            "{format: 2, name: n, inputs: [{name: x, shape: [2], number: u8.1}], tensors: [{name: k, number: float32}, \
             {name: b, number: float32}], layers: [{name: d, op: dense, inputs: [x], units: 1, weights: k, bias: b}, \
             {name: s, op: activation, function: sigmoid, inputs: [d]}, {name: q, op: activation, function: linear, inputs: [s], \
             output: u4.4 half-even saturate}], outputs: [q]}",
        );
        assert!(!network.is_integer());
        let evaluator = Evaluator::new(
            &network,
            &Weights::new(&network, vec![Reals(vec![0.5, -0.25]), Reals(vec![0.125])]).unwrap(),
        )
        .unwrap();
        let mut values = Values::default();
        evaluator.run(&[3, 4], &mut values).unwrap();
        let sum = 0.125 + 1.5 * 0.5 - 2.0 * 0.25;
        assert_eq!(values.reals(network.node(network.find("d").unwrap())), [sum]);
        let expected = (16.0 / (1.0 + (-sum).exp())).round_ties_even() as i64;
        assert_eq!(values.integers(network.node(network.outputs()[0])), [expected]);
    }

    #[test]
    fn numbers_that_do_not_belong_are_refused() {
        let network = check(
            "{format: 2, name: n, inputs: [{name: x, shape: [2], number: u3.0}], tensors: [{name: k, number: s4.0}], \
             layers: [{name: d, op: dense, inputs: [x], units: 1, weights: k, sum: {format: s9.0, products: cast}}], \
             outputs: [d]}",
        );
        for (weights, words) in [
            (vec![Integers(vec![8, 0])], "k[0]"),
            (vec![Integers(vec![0])], "wrong number of weights"),
            (vec![Reals(vec![0.0; 2])], "real numbers"),
            (vec![], "tensors"),
        ] {
            let error = Weights::new(&network, weights).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        let evaluator = Evaluator::new(&network, &Weights::zeros(&network)).unwrap();
        for (inputs, words) in [(&[1][..], "input values"), (&[1, 8], "x[1]")] {
            let error = evaluator.run(inputs, &mut Values::default()).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
