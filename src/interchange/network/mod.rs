//! A description of its own from any graph of known operators: [`Graph`] to [`Network`] and [`Weights`].
//!
//! Every node is understood or refused by name. What only moves values (transpositions, flattening, slices, padding)
//! is followed with the places of the values, and becomes one `gather` where a layer needs another order. What
//! quantises becomes a number format: of an input, of a layer's values, or of weights.
//!
//! | in the graph | in the description |
//! |---|---|
//! | convolution, transposed convolution, matrix product, with what is added behind | `conv2d`, `conv-transpose2d`, `dense` with bias |
//! | factors for each channel | `affine` |
//! | quantiser of a constant (`Quant` of QONNX) | number format of a weight tensor, a scale for each channel if need be |
//! | quantiser of values | output of the layer before it, or number of an input |
//! | weights without quantiser, behind a fixed-point input | the narrowest format that holds them exactly, else `float32` |
//!
//! Factors that are powers of two, rounding and limits wait for each other: together they are a quantiser that was
//! written out, as frozen graphs have it.
//!
//! Sums are exact, as those of QONNX are in real numbers as long as these hold them; their width follows from the
//! formats.

mod numbers;
mod plain;
pub mod write;
mod written_out;

use std::collections::BTreeSet;

use numbers::{Terms, activation_number, grid_number, narrowest, padding, places_of, same_grid, sum_number};

use super::function::{Pairwise, ValueFunction};
use super::graph::{Graph, GraphNode, GraphOp, Id, QuantGrid, Reduction, refused, shape_text, whole_factor};
use super::ndarray::{Fault, NdArray, Window, WindowPadding};
use super::run::run;
use crate::error::{Error, Result};
use crate::nn::{
    Function, Layer, MAX_WEIGHT_BITS, Network, Number, Op, Padding, Port, Products, Rounding, Sum, TensorSpec, Typed,
    WeightValues, Weights,
};

/// Longest name in a description.
const MAX_NAME: usize = 40;

/// Most values that are followed through all nodes together, so that a small file takes no large memory.
const MAX_FOLLOWED: usize = 1 << 26;

/// The description of a graph.
#[derive(Debug, Clone)]
pub struct Described {
    /// The network, checked.
    pub network: Typed,
    /// Its weights.
    pub weights: Weights,
    /// For each node of the network the name and the operator of that of the graph which it comes from.
    pub origins: Vec<Origin>,
}

/// Where a layer comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Name of the node in the file.
    pub name: String,
    /// Its operator, as the file calls it.
    pub kind: String,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.kind)
    }
}

/// Makes the description of a graph, and its weights.
///
/// # Errors
/// By node: operators that a description has not, quantisers that are no number format (scales that are no power of
/// two, zero points, narrow ranges, roundings), weights that no format holds, inputs whose lengths are not said.
pub fn import(graph: &Graph, name: &str) -> Result<Described> {
    let graph = &plain::plain(graph);
    let mut importer = Importer::new(graph);
    let (mut ways, mut followed) = (Vec::new(), 0);
    for (id, node) in graph.nodes.iter().enumerate() {
        let made = importer.built.len();
        let way = importer.node(id, &ways)?;
        importer.built[made..].iter_mut().filter(|built| built.origin == 0).for_each(|built| built.origin = id);
        followed += match &way {
            Way::Numbers(numbers) => numbers.values.len(),
            Way::Data(data) => data.places.values.len(),
        };
        if followed > MAX_FOLLOWED {
            return Err(refused(node, "the arrays of the graph are far too large together".to_owned()));
        }
        ways.push(way);
    }
    let last = graph.nodes.last().zip(ways.last());
    let (node, Way::Data(data)) = last.ok_or_else(|| Error::new("the graph is empty"))? else {
        return Err(Error::new("the output of the graph does not depend on its input"));
    };
    let data = importer.settled(graph.nodes.len() - 1, data)?;
    let made = importer.built.len();
    let output = importer.materialised(node, &data)?;
    importer.built[made..].iter_mut().for_each(|built| built.origin = graph.nodes.len() - 1);
    importer.finish(name, output)
}

/// What a node gives.
#[derive(Debug, Clone)]
enum Way {
    /// Fixed numbers: constants, lengths.
    Numbers(NdArray),
    /// Values of a layer, moved.
    Data(Data),
}

/// Values of a layer or input in some order.
#[derive(Debug, Clone)]
struct Data {
    /// Which of [`Importer::built`].
    source: usize,
    /// For each value its place in the source, counted from 1; 0 is a constant zero. The first length is one sample.
    places: NdArray,
    /// Nothing else reads the source.
    sole: bool,
    /// The values are those of the source times this power of two.
    shift: i32,
    /// The node that said so.
    shifted: Id,
    /// What is still to be done with them.
    pending: Option<Pending>,
}

/// Parts of a quantiser that is written out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Pending {
    /// Values become integers.
    rounding: Option<Rounding>,
    /// What is below becomes this.
    low: Option<f32>,
    /// What is above becomes this.
    high: Option<f32>,
    /// The node that said the last of it.
    by: Id,
}

impl Data {
    /// No padding among the values.
    fn whole(&self) -> bool {
        self.places.values.iter().all(|&place| place > 0.0)
    }
}

/// An input or a layer under construction.
#[derive(Debug)]
struct Built {
    name: String,
    shape: Vec<usize>,
    /// The numbers of its values.
    number: Number,
    /// They were given by a quantiser.
    quantised: bool,
    /// The node of the graph that it was made for.
    origin: Id,
    /// What it reads; of an input nothing.
    inputs: Vec<usize>,
    /// `None` for an input.
    op: Option<Op>,
    /// Of an operation that adds products.
    products: Option<Terms>,
}

struct Importer<'a> {
    graph: &'a Graph,
    /// Readers of each node that need its values.
    readers: Vec<usize>,
    names: BTreeSet<String>,
    built: Vec<Built>,
    tensors: Vec<(TensorSpec, WeightValues)>,
    /// Layers that put values of a source in another order, to be made once.
    moved: Vec<(Data, usize)>,
}

impl<'a> Importer<'a> {
    fn new(graph: &'a Graph) -> Self {
        let mut readers = vec![0; graph.nodes.len()];
        for node in graph.nodes.iter().filter(|node| !matches!(node.op, GraphOp::Shape)) {
            node.inputs.iter().for_each(|&input| readers[input] += 1);
        }
        // The output leaves.
        if let Some(last) = readers.last_mut() {
            *last += 1;
        }
        Importer { graph, readers, names: BTreeSet::new(), built: Vec::new(), tensors: Vec::new(), moved: Vec::new() }
    }

    /// A name of the description from one of the graph, which no other has.
    fn name(&mut self, from: &str) -> String {
        let letters = from.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
        let name: String = letters.collect::<String>().trim_matches('_').chars().take(MAX_NAME).collect();
        let name = match name.chars().next() {
            Some(first) if first.is_ascii_lowercase() => name,
            _ => format!("n{name}"),
        };
        let numbered = (1..).map(|number| if number == 1 { name.clone() } else { format!("{name}_{number}") });
        let free = numbered.into_iter().find(|name| !self.names.contains(name)).unwrap_or_default();
        self.names.insert(free.clone());
        free
    }

    /// Adds an input or a layer that gives values of this shape.
    fn add(&mut self, name: &str, inputs: Vec<usize>, op: Option<Op>, shape: Vec<usize>, number: Number) -> usize {
        let name = self.name(name);
        self.built.push(Built { name, shape, number, quantised: false, origin: 0, inputs, op, products: None });
        self.built.len() - 1
    }

    /// All values of a source, in their order, as a node gives them.
    fn all(&self, source: usize, id: Id) -> Data {
        let shape: Vec<usize> = [1].into_iter().chain(self.built[source].shape.iter().copied()).collect();
        let values = (1..=shape.iter().product::<usize>()).map(|place| place as f32).collect();
        let places = NdArray { shape, values };
        Data { source, places, sole: self.readers[id] <= 1, shift: 0, shifted: id, pending: None }
    }

    /// The values that a node reads first.
    fn first(&mut self, id: Id, inputs: &[&Way]) -> Result<Data> {
        let data = data_of(&self.graph.nodes[id], inputs, 0)?;
        self.settled(id, data)
    }

    fn node(&mut self, id: Id, ways: &[Way]) -> Result<Way> {
        let node = &self.graph.nodes[id];
        let inputs: Vec<&Way> = node.inputs.iter().map(|&input| &ways[input]).collect();
        match &node.op {
            GraphOp::Constant(tensor) => return Ok(Way::Numbers((**tensor).clone())),
            GraphOp::Input(number) => return self.port(id, *number),
            GraphOp::Shape => {
                let shape = match inputs.first() {
                    Some(Way::Data(data)) => &data.places.shape,
                    Some(Way::Numbers(numbers)) => &numbers.shape,
                    None => return Err(refused(node, "an input is missing".to_owned())),
                };
                return Ok(Way::Numbers(NdArray::vector(shape.iter().map(|&length| length as f32).collect())));
            }
            _ => {}
        }
        let constants: Option<Vec<&NdArray>> = inputs
            .iter()
            .map(|way| match way {
                Way::Numbers(numbers) => Some(numbers),
                Way::Data(_) => None,
            })
            .collect();
        if let Some(constants) = constants {
            let result = run(node, &constants, self.graph.samples()).map_err(|fault| refused(node, fault))?;
            return Ok(Way::Numbers(result));
        }
        let data = match &node.op {
            GraphOp::Reshape { .. }
            | GraphOp::Flatten(_)
            | GraphOp::Transpose(_)
            | GraphOp::Slice(_)
            | GraphOp::Pad { .. }
            | GraphOp::Gather(_)
            | GraphOp::Expand(_)
            | GraphOp::Squeeze(_) => self.moved(id, data_of(node, &inputs, 0)?, &inputs)?,
            GraphOp::Concat { .. } | GraphOp::ConcatLast => self.concatenated(id, &inputs)?,
            GraphOp::Each(function) => self.each(id, data_of(node, &inputs, 0)?, *function)?,
            GraphOp::Softmax => {
                let read = self.first(id, &inputs)?;
                let source = self.materialised(node, &read)?;
                let (op, shape) = (Op::Activation { function: Function::Softmax }, self.built[source].shape.clone());
                let layer = self.add(&node.name, vec![source], Some(op), shape, Number::Float32);
                self.all(layer, id)
            }
            GraphOp::Limit(limit) => self.limited(id, data_of(node, &inputs, 0)?, *limit, true)?,
            GraphOp::LeakyRelu(slope) => {
                let millionths = (f64::from(*slope) * 1e6).round();
                if !(0.0..=1e6).contains(&millionths) || (millionths * 1e-6 - f64::from(*slope)).abs() > 1e-8 {
                    return Err(refused(node, "slopes have six decimals, between 0 and 1".to_owned()).found(slope));
                }
                let read = self.first(id, &inputs)?;
                self.mapped(id, &read, Function::LeakyRelu { slope_millionths: millionths as u32 })?
            }
            GraphOp::Quantise { signed, narrow, rounding } => {
                let settings =
                    [numbers_of(node, &inputs, 1)?, numbers_of(node, &inputs, 2)?, numbers_of(node, &inputs, 3)?];
                let number = activation_number(settings, *signed, *narrow, *rounding);
                let read = self.first(id, &inputs)?;
                self.quantised(id, &read, number.map_err(|fault| fault.field(node.described()))?)?
            }
            GraphOp::MatMul([false, turned]) => {
                let matrix = if *turned {
                    numbers_of(node, &inputs, 1)?.transpose(&[1, 0]).map_err(|fault| refused(node, fault))?
                } else {
                    numbers_of(node, &inputs, 1)?.clone()
                };
                let read = self.first(id, &inputs)?;
                self.dense(id, &read, &matrix, *turned)?
            }
            GraphOp::Convolution(window) => {
                let read = self.first(id, &inputs)?;
                self.convolution(id, &read, numbers_of(node, &inputs, 1)?, window)?
            }
            GraphOp::Transposed { window, more } => {
                let lengths = inputs.get(2).map(|_| numbers_of(node, &inputs, 2)).transpose()?;
                let read = self.first(id, &inputs)?;
                self.transposed(id, &read, numbers_of(node, &inputs, 1)?, window, *more, lengths)?
            }
            GraphOp::MaxPool { size, window } => {
                let read = self.first(id, &inputs)?;
                self.max_pool(id, &read, *size, window)?
            }
            GraphOp::Enlarge => {
                let read = self.first(id, &inputs)?;
                self.enlarged(id, &read, numbers_of(node, &inputs, 1)?)?
            }
            GraphOp::Reduce { kind: Reduction::Mean, axes, keep } => {
                let axes = axes
                    .clone()
                    .or_else(|| inputs.get(1).and_then(|_| numbers_of(node, &inputs, 1).ok()).map(NdArray::integers));
                let read = self.first(id, &inputs)?;
                self.mean(id, &read, &axes.unwrap_or_default(), *keep)?
            }
            GraphOp::Pair(function) => self.pair(id, *function, &inputs)?,
            _ => return Err(no_operation(node)),
        };
        Ok(Way::Data(data))
    }

    fn port(&mut self, id: Id, number: usize) -> Result<Way> {
        let input = &self.graph.inputs[number];
        let lengths: Option<Vec<usize>> = input.shape.iter().skip(1).copied().collect();
        let shape = lengths.filter(|lengths| !lengths.is_empty()).ok_or_else(|| {
            Error::new("the lengths of the input must be said")
                .field(&input.name)
                .found(shape_text(&input.shape))
                .hint("export the model with fixed lengths; only the number of samples may be free")
        })?;
        let source = self.add(&input.name, Vec::new(), None, shape, Number::Float32);
        Ok(Way::Data(self.all(source, id)))
    }

    /// The places after an operation that moves values.
    fn moved(&self, id: Id, data: &Data, inputs: &[&Way]) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let mut tensors = vec![&data.places];
        for way in &inputs[1..] {
            match way {
                Way::Numbers(numbers) => tensors.push(numbers),
                Way::Data(_) => return Err(refused(node, "lengths or indices depend on values".to_owned())),
            }
        }
        if matches!(node.op, GraphOp::Pad { .. }) && tensors.get(2).is_some_and(|value| value.values != [0.0]) {
            return Err(refused(node, "only zeros are put around".to_owned()));
        }
        let places = run(node, &tensors, self.graph.samples()).map_err(|fault| refused(node, fault))?;
        Ok(Data { places, sole: data.sole && self.readers[id] <= 1, ..data.clone() })
    }

    /// The layer whose values are these, in their order and shape.
    fn materialised(&mut self, node: &GraphNode, data: &Data) -> Result<usize> {
        let Some((1, shape)) = data.places.shape.split_first().map(|(&samples, shape)| (samples, shape)) else {
            return Err(refused(node, "values of several samples are mixed".to_owned())
                .found(format!("{:?}", data.places.shape)));
        };
        let source = &self.built[data.source];
        if self.in_order(data) && source.shape == shape {
            return Ok(data.source);
        }
        let same = |(other, _): &&(Data, usize)| other.source == data.source && other.places == data.places;
        if let Some(&(_, made)) = self.moved.iter().find(same) {
            return Ok(made);
        }
        let number = source.number.clone();
        let op = match (self.in_order(data), shape) {
            (true, [_]) => Op::Flatten {},
            (true, _) => Op::Reshape { shape: shape.to_vec() },
            (false, _) => Op::Gather {
                shape: shape.to_vec(),
                indices: data.places.values.iter().map(|&p| p as i32 - 1).collect(),
            },
        };
        let name = match op {
            Op::Flatten {} => "flatten",
            Op::Reshape { .. } => "reshape",
            _ => "gather",
        };
        let made = self.add(name, vec![data.source], Some(op), shape.to_vec(), number);
        self.moved.push((data.clone(), made));
        Ok(made)
    }

    /// All values of the source, in its order.
    fn in_order(&self, data: &Data) -> bool {
        let len: usize = self.built[data.source].shape.iter().product();
        let values = &data.places.values;
        values.len() == len && values.iter().zip(1..).all(|(&place, at)| place == at as f32)
    }

    /// The same values in one row, for a layer that reads all in order.
    fn flat(&mut self, node: &GraphNode, data: &Data) -> Result<usize> {
        if self.in_order(data) {
            return Ok(data.source);
        }
        let row = NdArray { shape: vec![1, data.places.values.len()], values: data.places.values.clone() };
        self.materialised(node, &Data { places: row, ..data.clone() })
    }

    fn concatenated(&mut self, id: Id, inputs: &[&Way]) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let parts = if matches!(node.op, GraphOp::ConcatLast) { &inputs[..inputs.len() - 1] } else { inputs };
        // All values in one row, and their places in it.
        let (mut sources, mut first, mut places) = (Vec::new(), 0, Vec::new());
        for way in parts {
            let Way::Data(data) = way else {
                return Err(refused(node, "constants are put beside values".to_owned()));
            };
            let data = self.settled(id, data)?;
            if !sources.iter().any(|&(source, _)| source == data.source) {
                sources.push((data.source, first));
                first += self.built[data.source].shape.iter().product::<usize>();
            }
            let offset = sources.iter().find(|(source, _)| *source == data.source).map_or(0, |&(_, first)| first);
            places.push(data.places.map(|place| if place > 0.0 { place + offset as f32 } else { 0.0 }));
        }
        let mut tensors: Vec<&NdArray> = places.iter().collect();
        if let (GraphOp::ConcatLast, Some(Way::Numbers(axis))) = (&node.op, inputs.last()) {
            tensors.push(axis);
        }
        let places = run(node, &tensors, self.graph.samples()).map_err(|fault| refused(node, fault))?;
        if let [(source, _)] = sources.as_slice() {
            return Ok(Data { source: *source, places, sole: false, shift: 0, shifted: id, pending: None });
        }
        let number = self.built[sources[0].0].number.clone();
        if let Some(other) = sources.iter().map(|&(source, _)| &self.built[source]).find(|own| own.number != number) {
            return Err(refused(node, "values of different number formats are put side by side".to_owned())
                .found(format!("{number}, {}", other.number)));
        }
        let mut flat = Vec::new();
        for &(source, _) in &sources {
            let whole = self.all(source, id);
            let row = NdArray { shape: vec![1, whole.places.values.len()], values: whole.places.values.clone() };
            flat.push(self.materialised(node, &Data { places: row, ..whole })?);
        }
        let source = self.add(&node.name, flat, Some(Op::Concat {}), vec![first], number);
        Ok(Data { source, places, sole: self.readers[id] <= 1, shift: 0, shifted: id, pending: None })
    }

    fn each(&mut self, id: Id, data: &Data, function: ValueFunction) -> Result<Data> {
        let function = match function {
            ValueFunction::Identity => return Ok(self.passed(id, data)),
            ValueFunction::Floor => return self.rounded(id, data, Rounding::Floor),
            ValueFunction::Round => return self.rounded(id, data, Rounding::HalfEven),
            ValueFunction::Relu if data.pending.is_none() => {
                // A power of two changes no sign.
                let relu = self.mapped(id, data, Function::Relu)?;
                return Ok(Data { shift: data.shift, ..relu });
            }
            ValueFunction::Relu => Function::Relu,
            ValueFunction::Tanh => Function::Tanh,
            ValueFunction::Sigmoid => Function::Sigmoid,
            ValueFunction::Gelu => Function::Gelu,
            _ => {
                let node = &self.graph.nodes[id];
                return Err(refused(node, "a description of a network has no such function".to_owned())
                    .allowed("Relu, LeakyRelu, Tanh, Sigmoid, Gelu, Floor and Round of fixed-point numbers"));
            }
        };
        let data = self.settled(id, data)?;
        self.mapped(id, &data, function)
    }

    /// The same values after a node that changes none.
    fn passed(&self, id: Id, data: &Data) -> Data {
        Data { sole: data.sole && self.readers[id] <= 1, ..data.clone() }
    }

    /// A function of each value. Where nothing is padded, the values stay in the order of their source.
    fn mapped(&mut self, id: Id, data: &Data, function: Function) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let (source, places) = self.source_of(node, data)?;
        let built = &self.built[source];
        let number = if function.is_integer() { built.number.clone() } else { Number::Float32 };
        let shape = built.shape.clone();
        let layer = self.add(&node.name, vec![source], Some(Op::Activation { function }), shape, number);
        let all = self.all(layer, id);
        Ok(Data { places: places.unwrap_or(all.places), ..all })
    }

    /// A layer whose values can be changed one by one, and the places if they are still those of `data`.
    fn source_of(&mut self, node: &GraphNode, data: &Data) -> Result<(usize, Option<NdArray>)> {
        match data.whole() {
            true => Ok((data.source, Some(data.places.clone()))),
            false => Ok((self.materialised(node, data)?, None)),
        }
    }

    /// Values in another number format: that of what made them, where nothing else reads that, else a layer.
    fn quantised(&mut self, id: Id, data: &Data, number: Number) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let own = &mut self.built[data.source];
        let moved_only = data.sole && data.whole();
        if same_grid(&own.number, &number) {
            return Ok(self.passed(id, data));
        }
        if moved_only && !own.quantised {
            own.number = number;
            own.quantised = true;
            return Ok(Data { sole: self.readers[id] <= 1, ..data.clone() });
        }
        let (source, places) = self.source_of(node, data)?;
        let (op, shape) = (Op::Activation { function: Function::Linear }, self.built[source].shape.clone());
        let layer = self.add(&node.name, vec![source], Some(op), shape, number);
        self.built[layer].quantised = true;
        let all = self.all(layer, id);
        Ok(Data { places: places.unwrap_or(all.places), ..all })
    }

    /// The weights of a node's second input as integers of a format, or as real numbers, with their numbers.
    /// `channel` is the output channel of a weight in the order of `values`.
    fn weights(
        &self,
        node: &GraphNode,
        values: &NdArray,
        grid: Option<&QuantGrid>,
        channels: usize,
        channel: impl Fn(usize) -> usize,
    ) -> Result<Option<(Number, Vec<i32>)>> {
        let number = match grid {
            Some(grid) => Some(grid_number(grid, values, channels, &channel).map_err(|fault| refused(node, fault))?),
            None => narrowest(&values.values).map(Number::from),
        };
        let Some(number) = number else { return Ok(None) };
        // On the grid, and far inside of 32 bits.
        let raw = |at: usize, value: f32| (f64::from(value) * libm::ldexp(1.0, number.places(channel(at)))) as i32;
        let integers = values.values.iter().enumerate().map(|(at, &value)| raw(at, value)).collect();
        Ok(Some((number, integers)))
    }

    /// Adds a weight tensor and gives its name.
    fn tensor(&mut self, name: String, number: Number, values: WeightValues) -> String {
        let name = self.name(&name);
        self.tensors.push((TensorSpec::new(&name, number), values));
        name
    }

    /// The kernel of a layer: integers, if it and what it is multiplied with are fixed point.
    fn kernel(
        &mut self,
        id: Id,
        kernel: &NdArray,
        grid: Option<&QuantGrid>,
        source: usize,
        channels: usize,
        channel: impl Fn(usize) -> usize,
    ) -> Result<(String, Number)> {
        let node = &self.graph.nodes[id];
        if let Some(at) = kernel.values.iter().position(|value| !value.is_finite()) {
            let fault = refused(node, "a weight is not a finite number".to_owned());
            return Err(fault.found(format!("{} at {at}", kernel.values[at])).hint("the training diverged"));
        }
        let fixed = self.built[source].number.is_fixed();
        let fixed = if fixed { self.weights(node, kernel, grid, channels, channel)? } else { None };
        let name = format!("{}_kernel", node.name);
        Ok(match fixed {
            Some((number, raw)) => (self.tensor(name, number.clone(), WeightValues::Integers(raw)), number),
            None => {
                let values = WeightValues::Reals(kernel.values.clone());
                (self.tensor(name, Number::Float32, values), Number::Float32)
            }
        })
    }

    /// Adds a layer that adds products.
    fn linear(
        &mut self,
        id: Id,
        source: usize,
        op: Op,
        shape: Vec<usize>,
        kernel: Number,
        count: usize,
    ) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let channels = shape.last().copied().unwrap_or(1);
        let input = self.built[source].number.clone();
        let layer = self.add(&node.name, vec![source], Some(op), shape, Number::Float32);
        self.built[layer].products = Some(Terms { input, kernel, bias: None, count, channels });
        self.widen(node, layer)?;
        Ok(self.all(layer, id))
    }

    /// Gives a layer the accumulator that its numbers need.
    fn widen(&mut self, node: &GraphNode, layer: usize) -> Result<()> {
        let built = &mut self.built[layer];
        let Some(terms) = &built.products else { return Ok(()) };
        let format = terms.accumulator().map_err(|fault| refused(node, fault))?;
        built.number = format.map_or(Number::Float32, Number::from);
        let own = format.map(|format| Sum { format, products: Products::Exact });
        if let Some(
            Op::Conv2d { sum, .. } | Op::ConvTranspose2d { sum, .. } | Op::Dense { sum, .. } | Op::Affine { sum, .. },
        ) = &mut built.op
        {
            *sum = own;
        }
        Ok(())
    }

    fn dense(&mut self, id: Id, data: &Data, matrix: &NdArray, turned: bool) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let (&[inputs, units], &[1, length]) = (matrix.shape.as_slice(), data.places.shape.as_slice()) else {
            return Err(refused(
                node,
                "only the product of one vector for each sample with a matrix is known".to_owned(),
            )
            .found(format!("{:?} times {:?}", data.places.shape, matrix.shape)));
        };
        if inputs != length {
            return Err(refused(node, format!("{length} values for a matrix of {inputs} inputs")));
        }
        let source = self.flat(node, data)?;
        // Output-major.
        let major = matrix.transpose(&[1, 0]).map_err(|fault| refused(node, fault))?;
        let grid = self.grid(node, 1, |step| if turned { Ok(step.clone()) } else { step.transpose(&[1, 0]) })?;
        let (weights, number) = self.kernel(id, &major, grid.as_ref(), source, units, |at| at / inputs.max(1))?;
        let op = Op::Dense { units, weights, bias: None, sum: None };
        self.linear(id, source, op, vec![units], number, inputs)
    }

    /// The grid of a constant input, with its steps in the order of the description.
    fn grid(
        &self,
        node: &GraphNode,
        number: usize,
        order: impl Fn(&NdArray) -> Result<NdArray, Fault>,
    ) -> Result<Option<QuantGrid>> {
        let grid = node.inputs.get(number).and_then(|&input| self.graph.nodes[input].grid.as_ref());
        let ordered = |grid: &QuantGrid| Ok(QuantGrid { step: order(&grid.step)?, ..grid.clone() });
        grid.map(ordered).transpose().map_err(|fault| refused(node, fault))
    }

    /// Rows, columns and channels of an image that a kernel passes.
    fn image(&mut self, node: &GraphNode, data: &Data) -> Result<(usize, [usize; 3])> {
        let &[1, rows, columns, channels] = data.places.shape.as_slice() else {
            return Err(refused(node, "an image is needed".to_owned()).found(format!("{:?}", data.places.shape)));
        };
        Ok((self.materialised(node, data)?, [rows, columns, channels]))
    }

    fn convolution(&mut self, id: Id, data: &Data, kernel: &NdArray, window: &Window) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let (source, [rows, columns, channels]) = self.image(node, data)?;
        let &[height, width, inputs, filters] = kernel.shape.as_slice() else {
            return Err(refused(node, "the kernel is none of images".to_owned()).found(format!("{:?}", kernel.shape)));
        };
        if inputs != channels {
            return Err(refused(node, format!("images of {channels} channels, a kernel of {inputs}")));
        }
        let size = [height, width];
        let lengths = window.lengths(&data.places, size).map_err(|fault| refused(node, fault))?;
        let grid = self.grid(node, 1, |step| Ok(step.clone()))?;
        let (weights, number) = self.kernel(id, kernel, grid.as_ref(), source, filters, |at| at % filters.max(1))?;
        let padding = padding(window, [rows, columns], size);
        let op = Op::Conv2d { kernel: size, stride: window.strides, padding, filters, weights, bias: None, sum: None };
        self.linear(id, source, op, vec![lengths.0, lengths.1, filters], number, height * width * channels)
    }

    fn transposed(
        &mut self,
        id: Id,
        data: &Data,
        kernel: &NdArray,
        window: &Window,
        more: [usize; 2],
        lengths: Option<&NdArray>,
    ) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let (source, [rows, columns, channels]) = self.image(node, data)?;
        let &[height, width, filters, inputs] = kernel.shape.as_slice() else {
            return Err(refused(node, "the kernel is none of images".to_owned()).found(format!("{:?}", kernel.shape)));
        };
        if inputs != channels {
            return Err(refused(node, format!("images of {channels} channels, a kernel of {inputs}")));
        }
        let (size, from) = ([height, width], [rows, columns]);
        let wanted = [0, 1].map(|axis| match lengths {
            Some(lengths) => lengths.integers().get(axis + 1).and_then(|&length| usize::try_from(length).ok()),
            None => window.transposed_length(axis, from[axis], size[axis], more[axis]),
        });
        let [Some(down), Some(right)] = wanted else {
            return Err(refused(node, "the result has no length".to_owned()));
        };
        let cut = [0, 1].map(|axis| {
            let full = (from[axis] - 1) * window.strides[axis] + size[axis];
            let before = window.around(axis, [down, right][axis], size[axis])[0];
            Some([before, full.checked_sub(before)?.checked_sub([down, right][axis])?])
        });
        let padding = match (window.padding, cut) {
            (WindowPadding::Same, _) if [down, right] == [0, 1].map(|axis| from[axis] * window.strides[axis]) => {
                Padding::Same
            }
            (_, [Some([0, 0]), Some([0, 0])]) => Padding::Valid,
            (_, [Some([above, below]), Some([left, right])]) => Padding::Zeros([above, below, left, right]),
            _ => return Err(refused(node, "the result is larger than what the kernel reaches".to_owned())),
        };
        let grid = self.grid(node, 1, |step| Ok(step.clone()))?;
        let channel = |at: usize| at / channels.max(1) % filters.max(1);
        let (weights, number) = self.kernel(id, kernel, grid.as_ref(), source, filters, channel)?;
        let op = Op::ConvTranspose2d {
            kernel: size,
            stride: window.strides,
            padding,
            filters,
            weights,
            bias: None,
            sum: None,
        };
        self.linear(id, source, op, vec![down, right, filters], number, height * width * channels)
    }

    fn max_pool(&mut self, id: Id, data: &Data, size: [usize; 2], window: &Window) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let (source, [rows, columns, channels]) = self.image(node, data)?;
        let lengths = window.lengths(&data.places, size).map_err(|fault| refused(node, fault))?;
        let padding = padding(window, [rows, columns], size);
        if let Padding::Zeros(around) = padding {
            return Err(refused(
                node,
                "a window reaches over the image as no padding of a description does".to_owned(),
            )
            .found(format!("{around:?} above, below, left, right"))
            .allowed("no padding, or as much as 'same' has"));
        }
        let number = self.built[source].number.clone();
        let op = Op::MaxPool2d { size, stride: window.strides, padding };
        let layer = self.add(&node.name, vec![source], Some(op), vec![lengths.0, lengths.1, channels], number);
        Ok(self.all(layer, id))
    }

    fn enlarged(&mut self, id: Id, data: &Data, wanted: &NdArray) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let (source, [rows, columns, channels]) = self.image(node, data)?;
        let lengths = wanted.integers();
        let factors = [(rows, 0), (columns, 1)].map(|(from, at)| whole_factor(from, *lengths.get(at)?));
        let [Some(down), Some(right)] = factors else {
            return Err(refused(node, "only whole factors are supported".to_owned()));
        };
        let number = self.built[source].number.clone();
        let (op, shape) = (Op::UpSample2d { factor: [down, right] }, vec![rows * down, columns * right, channels]);
        let layer = self.add(&node.name, vec![source], Some(op), shape, number);
        Ok(self.all(layer, id))
    }

    /// The mean of each channel over all rows and columns, whatever the order of the lengths.
    fn mean(&mut self, id: Id, data: &Data, axes: &[i64], keep: bool) -> Result<Data> {
        let node = &self.graph.nodes[id];
        // Vectors that became images.
        if self.built[data.source].shape.len() < data.places.rank() - 1 {
            let source = self.materialised(node, data)?;
            return self.mean(id, &self.all(source, id), axes, keep);
        }
        let built = &self.built[data.source];
        let (&[rows, columns, channels], false) = (built.shape.as_slice(), built.number.is_fixed()) else {
            return Err(only_image_means(node));
        };
        // Every value of the image once, and one channel for each number of the result.
        let seen: BTreeSet<usize> = data.places.values.iter().map(|&place| place as usize).collect();
        let channel = data.places.map(|place| ((place as usize + channels - 1) % channels + 1) as f32);
        let ones = data.places.map(|_| 1.0);
        let [least, most, counts] = [
            (&channel, f32::INFINITY, f32::min as fn(f32, f32) -> f32),
            (&channel, 0.0, f32::max),
            (&ones, 0.0, |a, b| a + b),
        ]
        .map(|(array, start, function)| array.reduce(axes, keep, start, function).map_err(|f| refused(node, f)));
        let (least, most, counts) = (least?, most?, counts?);
        let all = seen.len() == data.places.values.len() && seen.len() == rows * columns * channels && data.whole();
        if !all || least != most || counts.values.iter().any(|&count| count != (rows * columns) as f32) {
            return Err(only_image_means(node));
        }
        let (source, name) = (data.source, node.name.clone());
        let layer = self.add(&name, vec![source], Some(Op::Mean {}), vec![channels], Number::Float32);
        Ok(Data { places: least, ..self.all(layer, id) })
    }

    fn pair(&mut self, id: Id, function: Pairwise, inputs: &[&Way]) -> Result<Data> {
        let node = &self.graph.nodes[id];
        match (function, inputs) {
            (Pairwise::Add | Pairwise::Multiply, [Way::Data(first), Way::Data(second)]) => {
                let (first, second) = (self.settled(id, first)?, self.settled(id, second)?);
                let (one, other) = (self.materialised(node, &first)?, self.materialised(node, &second)?);
                let [a, b] = [one, other].map(|layer| &self.built[layer]);
                if a.shape != b.shape {
                    return Err(refused(node, format!("shapes {:?} and {:?}", a.shape, b.shape)));
                }
                let (op, number) = match (a.number.format(), b.number.format()) {
                    (Some(_), Some(_)) if function == Pairwise::Add => {
                        let number = sum_number(&a.number, &b.number).map_err(|fault| refused(node, fault))?;
                        (Op::Add {}, number)
                    }
                    (None, None) if function == Pairwise::Add => (Op::Add {}, Number::Float32),
                    (None, None) => (Op::Multiply {}, Number::Float32),
                    _ => return Err(no_operation(node)),
                };
                let shape = a.shape.clone();
                let layer = self.add(&node.name, vec![one, other], Some(op), shape, number);
                Ok(self.all(layer, id))
            }
            (Pairwise::Add, [Way::Data(data), Way::Numbers(numbers)] | [Way::Numbers(numbers), Way::Data(data)]) => {
                let at = usize::from(matches!(inputs[0], Way::Data(_)));
                let data = self.settled(id, data)?;
                self.added(id, &data, numbers, at)
            }
            (Pairwise::Subtract, [Way::Data(data), Way::Numbers(numbers)]) => {
                let data = self.settled(id, data)?;
                self.added(id, &data, &numbers.map(|number| -number), usize::MAX)
            }
            (
                Pairwise::Multiply,
                [Way::Data(data), Way::Numbers(numbers)] | [Way::Numbers(numbers), Way::Data(data)],
            ) => self.scaled(id, data, numbers),
            (Pairwise::Divide, [Way::Data(data), Way::Numbers(numbers)]) => {
                self.scaled(id, data, &numbers.map(f32::recip))
            }
            (
                Pairwise::Maximum | Pairwise::Minimum,
                [Way::Data(data), Way::Numbers(limit)] | [Way::Numbers(limit), Way::Data(data)],
            ) => {
                let above = function == Pairwise::Minimum;
                let one = limit.values.first().filter(|first| limit.values.iter().all(|other| other == *first));
                match one {
                    Some(0.0) if !above && data.pending.is_none() => self.each(id, data, ValueFunction::Relu),
                    Some(&limit) => self.limited(id, data, limit, above),
                    None => Err(refused(node, "values have one limit, not one for each channel".to_owned())),
                }
            }
            _ => Err(no_operation(node)),
        }
    }

    /// Numbers that are the same for all values of a channel of the source, one for each.
    fn by_channel(&self, node: &GraphNode, data: &Data, numbers: &NdArray) -> Result<Vec<f32>> {
        let numbers = numbers.expand(&data.places.shape).map_err(|fault| refused(node, fault))?;
        let channels = self.built[data.source].shape.last().copied().unwrap_or(1);
        let mut found = vec![None; channels];
        for (&place, &number) in data.places.values.iter().zip(&numbers.values) {
            let own = &mut found[(place as usize + channels - 1) % channels];
            if place == 0.0 || own.is_some_and(|own| own != number) {
                return Err(refused(node, "the numbers are not one for each channel of the layer before".to_owned()));
            }
            *own = Some(number);
        }
        Ok(found.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// Values with numbers added: the bias of the layer before, or a layer of its own.
    fn added(&mut self, id: Id, data: &Data, numbers: &NdArray, at: usize) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let bias = self.by_channel(node, data, numbers)?;
        let after = self.passed(id, data);
        if bias.iter().all(|&bias| bias == 0.0) {
            return Ok(after);
        }
        let own = &self.built[data.source];
        let free = own.products.as_ref().is_some_and(|terms| terms.bias.is_none()) && !own.quantised && data.sole;
        if !free {
            // Every value times 1.
            let scaled = self.affine(id, data, &vec![1.0; bias.len()])?;
            self.bias(id, scaled.source, &bias, None)?;
            return Ok(scaled);
        }
        // Steps of a quantiser count where they are one for each channel.
        let grid = node.inputs.get(at).and_then(|&input| self.graph.nodes[input].grid.clone());
        let grid = match grid {
            Some(grid) if grid.bits <= MAX_WEIGHT_BITS as f32 => {
                let step = self.by_channel(node, data, &grid.step)?;
                Some(QuantGrid { step: NdArray::vector(step), ..grid })
            }
            _ => None,
        };
        self.bias(id, data.source, &bias, grid.as_ref())?;
        Ok(after)
    }

    /// Gives a layer its biases.
    fn bias(&mut self, id: Id, layer: usize, bias: &[f32], grid: Option<&QuantGrid>) -> Result<()> {
        let node = &self.graph.nodes[id];
        let Some(mut terms) = self.built[layer].products.clone() else { return Ok(()) };
        let name = format!("{}_bias", self.built[layer].name);
        let values = NdArray::vector(bias.to_vec());
        let (number, values) = if terms.kernel.is_fixed() {
            let fixed = self.weights(node, &values, grid, bias.len(), |at| at)?;
            let (number, raw) = fixed.ok_or_else(|| {
                refused(node, format!("no fixed-point number of {MAX_WEIGHT_BITS} bits holds these biases exactly"))
                    .hint("quantise them: a Quant node, or the bias_quantizer of QKeras")
            })?;
            (number, WeightValues::Integers(raw))
        } else {
            (Number::Float32, WeightValues::Reals(bias.to_vec()))
        };
        let name = self.tensor(name, number.clone(), values);
        terms.bias = Some(number);
        let built = &mut self.built[layer];
        built.products = Some(terms);
        if let Some(
            Op::Conv2d { bias, .. }
            | Op::ConvTranspose2d { bias, .. }
            | Op::Dense { bias, .. }
            | Op::Affine { bias, .. },
        ) = &mut built.op
        {
            *bias = Some(name);
        }
        self.widen(node, layer)
    }

    fn scaled(&mut self, id: Id, data: &Data, numbers: &NdArray) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let one = numbers.values.first().filter(|first| numbers.values.iter().all(|other| other == *first));
        if let Some((places, &factor)) = one.and_then(|one| Some((places_of(*one)?, one))) {
            let mut data = match data.pending {
                Some(Pending { rounding: Some(_), .. }) => self.quantiser(id, data)?,
                _ => data.clone(),
            };
            data.pending = data.pending.map(|pending| Pending {
                rounding: None,
                low: pending.low.map(|limit| limit * factor),
                high: pending.high.map(|limit| limit * factor),
                by: pending.by,
            });
            let data = self.passed(id, &data);
            return Ok(Data { shift: data.shift - places, shifted: id, ..data });
        }
        let data = self.settled(id, data)?;
        let factors = self.by_channel(node, &data, numbers)?;
        self.affine(id, &data, &factors)
    }

    /// A factor for each channel. Of fixed-point values the factors must be, too.
    fn affine(&mut self, id: Id, data: &Data, factors: &[f32]) -> Result<Data> {
        let node = &self.graph.nodes[id];
        let factors = NdArray::vector(factors.to_vec());
        let (weights, number) = self.kernel(id, &factors, None, data.source, factors.values.len(), |at| at)?;
        if self.built[data.source].number.is_fixed() && !number.is_fixed() {
            let what = format!("no fixed-point number of {MAX_WEIGHT_BITS} bits holds these factors exactly");
            return Err(refused(node, what).hint("fold the normalisation into the layer before it before the export"));
        }
        let (op, shape) = (Op::Affine { weights, bias: None, sum: None }, self.built[data.source].shape.clone());
        let all = self.linear(id, data.source, op, shape, number, 1)?;
        Ok(Data { places: data.places.clone(), ..all })
    }

    /// The description, checked, and its weights.
    fn finish(self, name: &str, output: usize) -> Result<Described> {
        let outputs = vec![self.built[output].name.clone()];
        let (mut inputs, mut layers) = (Vec::new(), Vec::new());
        for built in &self.built {
            let (name, number) = (built.name.clone(), built.number.clone());
            let Some(op) = built.op.clone() else {
                inputs.push(Port { name, shape: built.shape.clone(), number });
                continue;
            };
            // Where it is left out, values have the numbers of the sum or of what is read.
            let output = (built.quantised || matches!(op, Op::Add {})).then_some(number).filter(Number::is_fixed);
            layers.push(Layer {
                name,
                inputs: built.inputs.iter().map(|&input| self.built[input].name.clone()).collect(),
                op,
                output,
            });
        }
        let (tensors, values): (Vec<TensorSpec>, Vec<WeightValues>) = self.tensors.into_iter().unzip();
        // Inputs come first among the nodes of a network.
        let (ports, made): (Vec<&Built>, Vec<&Built>) = self.built.iter().partition(|built| built.op.is_none());
        let origin = |built: &Built| {
            let node = &self.graph.nodes[built.origin];
            Origin { name: node.name.clone(), kind: node.kind.clone() }
        };
        let origins = ports.into_iter().chain(made).map(origin).collect();
        let network = Network { name: name.to_owned(), inputs, tensors, layers, outputs }.check()?;
        let weights = Weights::new(&network, values)?;
        Ok(Described { network, weights, origins })
    }
}

fn no_operation(node: &GraphNode) -> Error {
    refused(node, "a description of a network has no such operation".to_owned())
}

fn only_image_means(node: &GraphNode) -> Error {
    refused(node, "only the mean over rows and columns of real numbers is known".to_owned())
}

/// An input of a node that is values.
fn data_of<'a>(node: &GraphNode, inputs: &[&'a Way], number: usize) -> Result<&'a Data> {
    match inputs.get(number) {
        Some(Way::Data(data)) => Ok(data),
        _ => Err(refused(node, "only constants are where values must be".to_owned())),
    }
}

/// An input of a node that is constant.
fn numbers_of<'a>(node: &GraphNode, inputs: &[&'a Way], number: usize) -> Result<&'a NdArray> {
    match inputs.get(number) {
        Some(Way::Numbers(numbers)) => Ok(numbers),
        _ => Err(refused(node, "the numbers of this operation are not constant".to_owned())),
    }
}
