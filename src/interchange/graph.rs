//! The graph of arrays that every format is read into and written from.
//!
//! Arrays are of real numbers in 32 bits; the first length of what depends on an input is the number of samples. Images
//! are (sample, row, column, channel).
//!
//! A graph can be run, which is how imported decoders are used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::function::{Pairwise, QuantRounding, ValueFunction};
use super::ndarray::{Fault, NdArray, Window, WindowPadding};
use super::run::{run, work};
use crate::error::{Error, Result};
use crate::files::memory::Taken;

/// Most nodes of a graph that is read; those of encoders have some hundreds.
const MAX_NODES: usize = 20_000;

/// Most values of all nodes together for one sample, where only shapes are asked for.
const MAX_VALUES: usize = 1 << 26;

/// Most values in memory at a time while a graph is run.
const MAX_ALIVE: usize = 1 << 25;

/// Most values that are read and made, and products, while constants are computed.
const MAX_FOLDED: usize = 1 << 27;

/// Number of a node in its graph.
pub type Id = usize;

/// What a node computes from its inputs.
#[derive(Debug, Clone, PartialEq)]
pub enum GraphOp {
    /// One of the inputs of the graph.
    Input(usize),
    /// Fixed numbers. Graphs share them.
    Constant(Arc<NdArray>),
    /// A function of each value.
    Each(ValueFunction),
    /// Negative values times a factor.
    LeakyRelu(f32),
    /// Softmax along the last length.
    Softmax,
    /// A function of two arrays.
    Pair(Pairwise),
    /// Where the first is not 0 the second, else the third.
    Select,
    /// To the nearest multiple of a step that some bits hold; inputs: values, step, zero point, bits.
    Quantise {
        /// With a sign bit.
        signed: bool,
        /// Without the lowest number.
        narrow: bool,
        /// To an integer.
        rounding: QuantRounding,
    },
    /// Rows times a matrix, either transposed before.
    MatMul([bool; 2]),
    /// Images (sample, row, column, channel), kernel (row, column, input, output).
    Convolution(Window),
    /// Images, kernel (row, column, output, input), and perhaps lengths of the result, of which rows and columns are used.
    Transposed {
        /// How the convolution passes whose transpose it is.
        window: Window,
        /// Rows and columns more than its last place needs, where the lengths are not said.
        more: [usize; 2],
    },
    /// The largest of a window.
    MaxPool {
        /// Rows and columns of the window.
        size: [usize; 2],
        /// How it passes.
        window: Window,
    },
    /// Images in which each pixel becomes so many; inputs: images, rows and columns of the result.
    Enlarge,
    /// Lengths from the second input; `zero_keeps`: 0 is the length that was there.
    Reshape {
        /// The rule of ONNX.
        zero_keeps: bool,
    },
    /// All lengths from one on become one.
    Flatten(i64),
    /// Lengths in another order; `None` turns them round.
    Transpose(Option<Vec<i64>>),
    /// The lengths.
    Shape,
    /// Parts, with begin, end and step of every length; lengths that are dropped.
    Slice(SliceRule),
    /// Arrays side by side along a length; `stack`: along a new one.
    Concat {
        /// Along which.
        axis: i64,
        /// A new length.
        stack: bool,
    },
    /// As [`GraphOp::Concat`], along the length that the last input says.
    ConcatLast,
    /// Values around; second input: before and after of every length, pairs or all before first.
    Pad {
        /// Pairs, as in TensorFlow.
        pairs: bool,
    },
    /// Elements of a length.
    Gather(i64),
    /// New lengths of 1 at these places, which may be the second input.
    Expand(Option<Vec<i64>>),
    /// An array of the lengths of the first input, everywhere the number of the second.
    Fill,
    /// Values above this number become it.
    Limit(f32),
    /// Lengths of 1 dropped; none said: all.
    Squeeze(Option<Vec<i64>>),
    /// One number along the lengths that the operation or its second input says; none: all.
    Reduce {
        /// What.
        kind: Reduction,
        /// Along these.
        axes: Option<Vec<i64>>,
        /// They stay, with length 1.
        keep: bool,
    },
}

/// How numbers become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduction {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The largest.
    Max,
    /// The smallest.
    Min,
}

/// Which parts of an array are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SliceRule {
    /// Lengths (bits) whose begin is the start, whatever the number says.
    pub open_begin: i64,
    /// Lengths whose end is the end.
    pub open_end: i64,
    /// Lengths of which one element is taken, and that are dropped.
    pub drop: i64,
    /// The third input is a size, -1 for the rest, not an end.
    pub sizes: bool,
    /// The fourth input names the lengths, the fifth is the step; else the fourth is the step.
    pub named: bool,
}

/// One node.
#[derive(Debug, Clone)]
pub struct GraphNode {
    /// Its name in the file.
    pub name: String,
    /// Its operator, as the file calls it.
    pub kind: String,
    /// What it computes.
    pub op: GraphOp,
    /// From what.
    pub inputs: Vec<Id>,
    /// Of a constant that a quantiser gave: its grid.
    pub grid: Option<QuantGrid>,
}

/// The numbers that a quantiser leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantGrid {
    /// Distance of two of them, for each number of the constant.
    pub step: NdArray,
    /// Bits of their integers.
    pub bits: f32,
    /// With a sign bit.
    pub signed: bool,
}

impl GraphNode {
    /// Its name and operator, for people.
    pub fn described(&self) -> String {
        format!("{} ({})", self.name, self.kind)
    }
}

/// An input of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphInput {
    /// Name in the file.
    pub name: String,
    /// Lengths, the number of samples first; `None` where any is allowed.
    pub shape: Vec<Option<usize>>,
}

impl GraphInput {
    /// One sample of zeros.
    fn zeros(&self) -> Result<NdArray> {
        let lengths = self.shape.iter().skip(1).copied().collect::<Option<Vec<usize>>>();
        let zeros = match lengths {
            Some(lengths) => NdArray::scalar(0.0).expand(&[&[1], lengths.as_slice()].concat()),
            None => Err("a length of the input is not said".to_owned()),
        };
        zeros.map_err(|fault| Error::new(fault).field(&self.name).found(shape_text(&self.shape)))
    }
}

/// A graph: nodes, each after its inputs. Only what the output needs.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// What it is, for people; files name it so.
    pub name: String,
    /// The nodes; the last is the output.
    pub nodes: Vec<GraphNode>,
    /// What it takes.
    pub inputs: Vec<GraphInput>,
    /// Memory of the constants that were read, and of one copy of them: whoever looks at a graph makes one.
    pub(super) taken: Arc<Taken>,
    /// What was read, made and multiplied to compute constants.
    pub(super) folded: usize,
}

impl Graph {
    /// Adds a node as it is.
    pub(super) fn add(&mut self, node: GraphNode) -> Id {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Adds a node; one that depends on constants only becomes a constant.
    ///
    /// # Errors
    /// Constants that do not fit the operation, and far too many nodes.
    pub fn push(&mut self, name: &str, kind: &str, op: GraphOp, inputs: &[Id]) -> Result<Id> {
        let mut node =
            GraphNode { name: name.to_owned(), kind: kind.to_owned(), op, inputs: inputs.to_vec(), grid: None };
        let constants = inputs.iter().map(|&input| self.constant(input)).collect::<Option<Vec<_>>>();
        if let (Some(values), false) = (constants, matches!(node.op, GraphOp::Input(_) | GraphOp::Constant(_))) {
            let folded = self.folded.saturating_add(work(&node, &values));
            if folded > MAX_FOLDED {
                return Err(refused(&node, "the constants of the graph take too long to compute".to_owned()));
            }
            let value = run(&node, &values, None).map_err(|fault| refused(&node, fault))?;
            node.grid = self.grid_of(&node, &values, &value).map_err(|fault| refused(&node, fault))?;
            self.folded = folded.saturating_add(value.values.len());
            node.op = GraphOp::Constant(Arc::new(value));
            node.inputs.clear();
        }
        if let GraphOp::Constant(value) = &node.op {
            let steps = node.grid.as_ref().map_or(0, |grid| grid.step.values.len());
            let bytes = (2 * size_of::<f32>() * (value.values.len() + steps)) as u64;
            let taken = Arc::make_mut(&mut self.taken).add("the constants of the graph", bytes);
            taken.map_err(|error| error.field(node.described()))?;
        }
        if self.nodes.len() >= MAX_NODES {
            return Err(
                Error::new("far too many nodes for an encoder or decoder").allowed(format!("up to {MAX_NODES}"))
            );
        }
        Ok(self.add(node))
    }

    /// The grid of a constant that `node` makes of others: that of a quantiser without zero point, moved along.
    fn grid_of(&self, node: &GraphNode, inputs: &[&NdArray], value: &NdArray) -> Result<Option<QuantGrid>, Fault> {
        match (&node.op, inputs) {
            (GraphOp::Quantise { signed, .. }, [_, step, zero, bits]) => {
                let [bits] = bits.values.as_slice() else { return Ok(None) };
                let plain = zero.values.iter().all(|&zero| zero == 0.0);
                let grid = |step| QuantGrid { step, bits: *bits, signed: *signed };
                if plain { step.expand(&value.shape).map(grid).map(Some) } else { Ok(None) }
            }
            (
                GraphOp::Reshape { .. }
                | GraphOp::Flatten(_)
                | GraphOp::Transpose(_)
                | GraphOp::Slice(_)
                | GraphOp::Gather(_)
                | GraphOp::Expand(_)
                | GraphOp::Squeeze(_),
                [_, rest @ ..],
            ) => {
                let Some(grid) = node.inputs.first().and_then(|&input| self.nodes[input].grid.as_ref()) else {
                    return Ok(None);
                };
                let step = run(node, &[&[&grid.step], rest].concat(), None)?;
                Ok(Some(QuantGrid { step, ..grid.clone() }))
            }
            _ => Ok(None),
        }
    }

    /// The graph whose output is this node: what it needs.
    pub(super) fn up_to(&self, output: Id) -> Graph {
        let mut needed = vec![false; self.nodes.len()];
        let mut open = vec![output];
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut needed[id], true) {
                open.extend(&self.nodes[id].inputs);
            }
        }
        let read: BTreeSet<usize> = self
            .nodes
            .iter()
            .zip(&needed)
            .filter_map(|(node, needed)| match node.op {
                GraphOp::Input(number) if *needed => Some(number),
                _ => None,
            })
            .collect();
        let numbers: Vec<usize> = (0..self.inputs.len()).filter(|number| read.contains(number)).collect();
        let inputs = numbers.iter().map(|&number| self.inputs[number].clone()).collect();
        let (name, taken) = (self.name.clone(), self.taken.clone());
        let mut part = Graph { name, inputs, taken, ..Graph::default() };
        let mut ids = vec![0; self.nodes.len()];
        for (id, node) in self.nodes.iter().enumerate().filter(|&(id, _)| needed[id]) {
            let inputs = node.inputs.iter().map(|&input| ids[input]).collect();
            let op = match node.op {
                GraphOp::Input(own) => GraphOp::Input(numbers.partition_point(|&number| number < own)),
                _ => node.op.clone(),
            };
            ids[id] = part.add(GraphNode { inputs, op, ..node.clone() });
        }
        part
    }

    /// Whether the nodes of another graph compute the same in the same order, whatever they are called.
    pub(super) fn computes_as(&self, other: &Graph) -> bool {
        let same = |(own, other): (&GraphNode, &GraphNode)| own.op == other.op && own.inputs == other.inputs;
        self.nodes.len() == other.nodes.len() && self.nodes.iter().zip(&other.nodes).all(same)
    }

    /// Adds an input.
    ///
    /// # Errors
    /// As [`Graph::push`].
    pub fn input(&mut self, name: &str, shape: Vec<Option<usize>>) -> Result<Id> {
        self.inputs.push(GraphInput { name: name.to_owned(), shape });
        self.push(name, "input", GraphOp::Input(self.inputs.len() - 1), &[])
    }

    /// Adds a constant.
    ///
    /// # Errors
    /// As [`Graph::push`].
    pub fn fixed(&mut self, name: &str, value: NdArray) -> Result<Id> {
        self.push(name, "constant", GraphOp::Constant(Arc::new(value)), &[])
    }

    /// Adds a constant that a quantiser has put on a grid.
    ///
    /// # Errors
    /// As [`Graph::push`].
    pub fn on_grid(&mut self, name: &str, value: NdArray, grid: QuantGrid) -> Result<Id> {
        let id = self.fixed(name, value)?;
        self.nodes[id].grid = Some(grid);
        Ok(id)
    }

    /// The numbers of a constant.
    pub fn constant(&self, id: Id) -> Option<&NdArray> {
        match &self.nodes.get(id)?.op {
            GraphOp::Constant(tensor) => Some(tensor),
            _ => None,
        }
    }

    /// Whether a constant is a list of lengths or indices, which other programs keep as integers.
    pub(super) fn is_list(&self, id: Id) -> bool {
        let lists = |node: &GraphNode| {
            matches!(node.op, GraphOp::Reshape { .. } | GraphOp::Gather(_)) && node.inputs.get(1) == Some(&id)
        };
        self.nodes.iter().any(lists)
    }

    /// What the output is for these inputs, which have the number of samples as first length. Graphs that were written
    /// for a fixed number take any.
    ///
    /// # Errors
    /// Inputs of another number or shape, and operations that do not fit, by node.
    pub fn run(&self, inputs: &[NdArray]) -> Result<NdArray> {
        let (_, last) = self.values(inputs, usize::MAX)?;
        let last = last.or_else(|| self.constant(self.nodes.len().checked_sub(1)?).cloned());
        last.ok_or_else(|| Error::new("the graph is empty"))
    }

    /// The shape of every node for one sample.
    ///
    /// # Errors
    /// Inputs with several lengths that are not said, and as [`Graph::run`].
    pub fn shapes(&self) -> Result<Vec<Vec<usize>>> {
        let zeros = self.inputs.iter().map(GraphInput::zeros).collect::<Result<Vec<_>>>()?;
        Ok(self.values(&zeros, MAX_VALUES)?.0)
    }

    /// The shapes of what every node gives, at most `most` values together, and the values of the last one unless that is
    /// a constant. Values are kept as long as a node reads them.
    fn values(&self, inputs: &[NdArray], most: usize) -> Result<(Vec<Vec<usize>>, Option<NdArray>)> {
        let mut readers = vec![0usize; self.nodes.len()];
        self.nodes.iter().flat_map(|node| &node.inputs).for_each(|&input| readers[input] += 1);
        let mut values: Vec<Option<NdArray>> = vec![None; self.nodes.len()];
        let (mut shapes, mut left, mut alive) = (Vec::with_capacity(self.nodes.len()), most, 0usize);
        for (id, node) in self.nodes.iter().enumerate() {
            let value = match &node.op {
                GraphOp::Input(number) => self.check(*number, inputs).cloned(),
                GraphOp::Constant(constant) => {
                    shapes.push(constant.shape.clone());
                    continue;
                }
                _ => {
                    let value = |input: &Id| values[*input].as_ref().or_else(|| self.constant(*input));
                    let given = node.inputs.iter().map(value).collect::<Option<Vec<_>>>();
                    let given = given.ok_or_else(|| refused(node, "an input is missing".to_owned()))?;
                    run(node, &given, self.samples()).map_err(|fault| refused(node, fault))
                }
            };
            let value = value?;
            alive += value.values.len();
            left = left
                .checked_sub(value.values.len())
                .filter(|_| alive <= MAX_ALIVE)
                .ok_or_else(|| refused(node, "the arrays of the graph are far too large together".to_owned()))?;
            shapes.push(value.shape.clone());
            values[id] = Some(value);
            for &input in &node.inputs {
                readers[input] -= 1;
                if readers[input] == 0 {
                    alive -= values[input].take().map_or(0, |value| value.values.len());
                }
            }
        }
        Ok((shapes, values.pop().flatten()))
    }

    /// The number of samples that the graph was written for, if it is fixed.
    pub(super) fn samples(&self) -> Option<usize> {
        *self.inputs.first()?.shape.first()?
    }

    fn check<'a>(&self, number: usize, inputs: &'a [NdArray]) -> Result<&'a NdArray> {
        let GraphInput { name, shape } = &self.inputs[number];
        let given = inputs.get(number);
        let fits = |given: &NdArray| {
            let mut lengths = shape.iter().zip(&given.shape).skip(1);
            shape.len() == given.rank() && lengths.all(|(own, given)| own.is_none_or(|own| own == *given))
        };
        given.filter(|given| fits(given)).ok_or_else(|| {
            let found = given.map_or_else(|| "nothing".to_owned(), |given| format!("{:?}", given.shape));
            Error::new("the graph takes another input").field(name).found(found).allowed(shape_text(shape))
        })
    }
}

/// A shape for people: `[N, 8, 8, 1]`.
pub fn shape_text(shape: &[Option<usize>]) -> String {
    let lengths: Vec<String> =
        shape.iter().map(|length| length.map_or("N".into(), |length| length.to_string())).collect();
    format!("[{}]", lengths.join(", "))
}

/// By how much a length grows to be another, if that is a whole number.
pub(super) fn whole_factor(from: usize, to: i64) -> Option<usize> {
    let to = usize::try_from(to).ok()?;
    to.checked_div(from).filter(|factor| factor * from == to && *factor > 0)
}

/// A node that cannot be computed, or that is not understood where it stands.
pub(super) fn refused(node: &GraphNode, fault: Fault) -> Error {
    Error::new(fault).field(node.described())
}

/// Puts the nodes of a file in the order in which data pass them, from those that the output needs. `inputs` gives
/// the names of the nodes that a node reads.
pub(super) fn order<'a>(output: &'a str, inputs: impl Fn(&str) -> Result<Vec<&'a str>>) -> Result<Vec<&'a str>> {
    let (mut order, mut state) = (Vec::new(), BTreeMap::new());
    let mut open = vec![(output, false)];
    while let Some((name, done)) = open.pop() {
        if done {
            state.insert(name, true);
            order.push(name);
            continue;
        }
        match state.get(name) {
            Some(true) => continue,
            Some(false) => return Err(Error::new("the nodes of the graph read each other in a circle").field(name)),
            None => state.insert(name, false),
        };
        open.push((name, true));
        open.extend(
            inputs(name)?.into_iter().filter(|input| state.get(input) != Some(&true)).map(|input| (input, false)),
        );
    }
    Ok(order)
}

/// An operator that is not supported.
pub(super) fn unsupported(name: &str, kind: &str, others: &str) -> Error {
    Error::new("the operator is not supported").field(name).found(kind).allowed(format!(
        "arithmetic, comparisons, roundings, Relu, LeakyRelu, Elu, Gelu, Erf, Sigmoid, Tanh, Softplus; {others}"
    ))
}

/// An operator that a format is not written with.
pub(super) fn unwritten(node: &GraphNode) -> Error {
    refused(node, "this operator cannot be written in this format".to_owned())
}

/// One side of a padding must be of a known name.
pub(super) fn padding(name: &str) -> Option<WindowPadding> {
    match name {
        "SAME" | "SAME_UPPER" => Some(WindowPadding::Same),
        "VALID" => Some(WindowPadding::Zeros([[0; 2]; 2])),
        _ => None,
    }
}
