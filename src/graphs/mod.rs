//! Networks that other programs wrote: TensorFlow, ONNX and Keras, as graphs of real numbers.
//!
//! A file becomes a [`Graph`]: what its output needs, constants computed as far as they go, so that a kernel
//! behind quantisers is the quantised kernel. No names of nodes are assumed. A graph can be run, which is how
//! decoders are used, and an encoder can be taken out of it ([`encoder`]), which the chip then computes in its own
//! arithmetic.
//!
//! | file | what is read |
//! |---|---|
//! | `.pb` | frozen TensorFlow graphs ([`tensorflow`]) |
//! | `.onnx` | ONNX and QONNX ([`onnx`]) |
//! | `.npz` | the arrays that `econ-emu export-model --to npz` writes ([`npz`]) |
//!
//! Weights of Keras in HDF5 are read by [`registers::keras`](crate::registers::keras): such a file has kernels and
//! biases only.

pub mod encoder;
pub mod npz;
pub mod onnx;
pub mod tensor;
pub mod tensorflow;

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result};
use crate::files;
use tensor::{Fault, Padding, Tensor, Window};

/// Most nodes of a graph that is read; those of encoders have some hundreds.
const MAX_NODES: usize = 20_000;

/// Number of a node in its graph.
pub type Id = usize;

/// What a node computes from its inputs.
#[derive(Debug, Clone)]
pub enum Op {
    /// One of the inputs of the graph.
    Input(usize),
    /// Fixed numbers.
    Constant(Tensor),
    /// A function of each value.
    Each(fn(f32) -> f32),
    /// Negative values times a factor.
    LeakyRelu(f32),
    /// A function of two arrays.
    Pair(fn(f32, f32) -> f32),
    /// Where the first is not 0 the second, else the third.
    Select,
    /// To the nearest multiple of a step that some bits hold; inputs: values, step, zero point, bits.
    Quantise {
        /// With a sign bit.
        signed: bool,
        /// Without the lowest number.
        narrow: bool,
        /// To an integer.
        round: fn(f32) -> f32,
    },
    /// Rows times a matrix, either transposed before.
    MatMul([bool; 2]),
    /// Images (frame, row, column, channel), kernel (row, column, input, output).
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
    Slice(Slice),
    /// Arrays side by side along a length; `stack`: along a new one.
    Concat {
        /// Along which.
        axis: i64,
        /// A new length.
        stack: bool,
    },
    /// As [`Op::Concat`], along the length that the last input says.
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
#[derive(Debug, Clone, Default)]
pub struct Slice {
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
pub struct Node {
    /// Its name in the file.
    pub name: String,
    /// Its operator, as the file calls it.
    pub kind: String,
    /// What it computes.
    pub op: Op,
    /// From what.
    pub inputs: Vec<Id>,
}

/// An input of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Name in the file.
    pub name: String,
    /// Lengths, the number of frames first; `None` where any is allowed.
    pub shape: Vec<Option<usize>>,
}

/// A graph: nodes, each after its inputs. Only what the output needs.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The nodes; the last is the output.
    pub nodes: Vec<Node>,
    /// What it takes.
    pub inputs: Vec<Input>,
}

/// Whether a file is a graph, by the ending of its name.
pub fn is_graph(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "pb" || ending == "onnx")
}

/// Reads a graph, by the ending of its name.
///
/// # Errors
/// Files that are none of the kinds or are damaged, and operators that are not supported, by node.
pub fn read(path: &Path) -> Result<Graph> {
    let bytes = files::read_bytes(path)?;
    let graph = match path.extension().and_then(|ending| ending.to_str()) {
        Some("onnx") => onnx::read(&bytes),
        _ => tensorflow::read(&bytes),
    };
    graph.map_err(|error| error.file(path))
}

impl Graph {
    /// Adds a node; one that depends on constants only becomes a constant.
    ///
    /// # Errors
    /// Constants that do not fit the operation, and far too many nodes.
    pub fn push(&mut self, name: &str, kind: &str, op: Op, inputs: &[Id]) -> Result<Id> {
        let mut node = Node { name: name.to_owned(), kind: kind.to_owned(), op, inputs: inputs.to_vec() };
        let constants = inputs.iter().map(|&input| self.constant(input)).collect::<Option<Vec<_>>>();
        if let (Some(values), false) = (constants, matches!(node.op, Op::Input(_) | Op::Constant(_))) {
            node.op = Op::Constant(run(&node, &values, None).map_err(|fault| refused(&node, fault))?);
            node.inputs.clear();
        }
        if self.nodes.len() >= MAX_NODES {
            return Err(
                Error::new("far too many nodes for an encoder or decoder").allowed(format!("up to {MAX_NODES}"))
            );
        }
        self.nodes.push(node);
        Ok(self.nodes.len() - 1)
    }

    /// Adds a function of each value by its name in lower case: `relu`, `sigmoid` and so on.
    ///
    /// # Errors
    /// A function that is not known.
    pub fn each(&mut self, name: &str, function: &str, input: Id) -> Result<Id> {
        let each = each(function).ok_or_else(|| unsupported(name, function, "no others"))?;
        self.push(name, function, Op::Each(each), &[input])
    }

    /// Adds an input.
    ///
    /// # Errors
    /// As [`Graph::push`].
    pub fn input(&mut self, name: &str, shape: Vec<Option<usize>>) -> Result<Id> {
        self.inputs.push(Input { name: name.to_owned(), shape });
        self.push(name, "input", Op::Input(self.inputs.len() - 1), &[])
    }

    /// Adds a constant.
    ///
    /// # Errors
    /// As [`Graph::push`].
    pub fn fixed(&mut self, name: &str, value: Tensor) -> Result<Id> {
        self.push(name, "constant", Op::Constant(value), &[])
    }

    /// The numbers of a constant.
    pub fn constant(&self, id: Id) -> Option<&Tensor> {
        match &self.nodes.get(id)?.op {
            Op::Constant(tensor) => Some(tensor),
            _ => None,
        }
    }

    /// What the output is for these inputs, which have the number of frames as first length. Graphs that were written
    /// for a fixed number take any.
    ///
    /// # Errors
    /// Inputs of another number or shape, and operations that do not fit, by node.
    pub fn run(&self, inputs: &[Tensor]) -> Result<Tensor> {
        let mut values: Vec<Option<Tensor>> = vec![None; self.nodes.len()];
        for (id, node) in self.nodes.iter().enumerate() {
            let value = match &node.op {
                Op::Input(number) => self.check(*number, inputs).cloned(),
                Op::Constant(_) => continue,
                _ => {
                    let value = |input: &Id| values[*input].as_ref().or_else(|| self.constant(*input));
                    let given = node.inputs.iter().map(value).collect::<Option<Vec<_>>>();
                    let given = given.ok_or_else(|| refused(node, "an input is missing".to_owned()))?;
                    run(node, &given, self.frames()).map_err(|fault| refused(node, fault))
                }
            };
            values[id] = Some(value?);
        }
        let last = values.pop().flatten().or_else(|| self.constant(self.nodes.len().checked_sub(1)?).cloned());
        last.ok_or_else(|| Error::new("the graph is empty"))
    }

    /// The number of frames that the graph was written for, if it is fixed.
    fn frames(&self) -> Option<usize> {
        *self.inputs.first()?.shape.first()?
    }

    fn check<'a>(&self, number: usize, inputs: &'a [Tensor]) -> Result<&'a Tensor> {
        let fault = |found: String| {
            let own = &self.inputs[number];
            Error::new("the graph takes another input").field(&own.name).found(found).allowed(shape_text(&own.shape))
        };
        let given = inputs.get(number).ok_or_else(|| fault("nothing".to_owned()))?;
        let shape = &self.inputs[number].shape;
        let same = shape.len() == given.rank()
            && shape.iter().zip(&given.shape).skip(1).all(|(own, given)| own.is_none_or(|own| own == *given));
        if same { Ok(given) } else { Err(fault(format!("{:?}", given.shape))) }
    }
}

/// A shape for people: `[N, 8, 8, 1]`.
pub fn shape_text(shape: &[Option<usize>]) -> String {
    let lengths: Vec<String> =
        shape.iter().map(|length| length.map_or("N".into(), |length| length.to_string())).collect();
    format!("[{}]", lengths.join(", "))
}

/// A node that cannot be computed.
fn refused(node: &Node, fault: Fault) -> Error {
    Error::new(fault).field(format!("{} ({})", node.name, node.kind))
}

/// Puts the nodes of a file in the order in which data pass them, from those that the output needs. `inputs` gives
/// the names of the nodes that a node reads.
fn order<'a>(output: &'a str, inputs: impl Fn(&str) -> Result<Vec<&'a str>>) -> Result<Vec<&'a str>> {
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

/// Computes a node. `frames` is the number of frames that the graph was written for.
fn run(node: &Node, inputs: &[&Tensor], frames: Option<usize>) -> Result<Tensor, Fault> {
    let input = |number: usize| inputs.get(number).copied().ok_or_else(|| format!("input {number} is missing"));
    let first = input(0)?;
    let lists = |own: &Option<Vec<i64>>| own.clone().or_else(|| inputs.get(1).map(|tensor| tensor.integers()));
    match &node.op {
        Op::Input(_) | Op::Constant(_) => Err("it has no inputs".to_owned()),
        Op::Each(function) => Ok(first.map(function)),
        Op::LeakyRelu(factor) => Ok(first.map(|value| if value < 0.0 { value * factor } else { value })),
        Op::Pair(function) => inputs[1..].iter().try_fold(first.clone(), |all, other| all.with(other, function)),
        Op::Select => {
            let (yes, no) = (input(1)?, input(2)?);
            let kept = first.with(yes, |choose, value| if choose != 0.0 { value } else { f32::NAN })?;
            let other = first.with(no, |choose, value| if choose != 0.0 { f32::NAN } else { value })?;
            kept.with(&other, |yes, no| if yes.is_nan() { no } else { yes })
        }
        Op::Quantise { signed, narrow, round } => {
            let (step, zero, bits) = (input(1)?, input(2)?, input(3)?);
            let scaled = first.with(step, |value, step| value / step)?.with(zero, |value, zero| value + zero)?;
            let narrow = f32::from(u8::from(*narrow));
            let least = |bits: f32| if *signed { narrow - libm::exp2f(bits - 1.0) } else { 0.0 };
            let most =
                |bits: f32| if *signed { libm::exp2f(bits - 1.0) - 1.0 } else { libm::exp2f(bits) - 1.0 - narrow };
            let inside = scaled.with(bits, |value, bits| value.min(most(bits)).max(least(bits)))?;
            inside.map(round).with(zero, |value, zero| value - zero)?.with(step, |value, step| value * step)
        }
        Op::MatMul([first_turned, second_turned]) => {
            let turned =
                |tensor: &Tensor, turn: bool| if turn { tensor.transpose(&[1, 0]) } else { Ok(tensor.clone()) };
            turned(first, *first_turned)?.matmul(&turned(input(1)?, *second_turned)?)
        }
        Op::Convolution(window) => first.convolve(input(1)?, window),
        Op::Transposed { window, more } => {
            let kernel = input(1)?;
            let length = |axis: usize| match inputs.get(2) {
                Some(lengths) => usize::try_from(*lengths.integers().get(axis + 1)?).ok(),
                None => {
                    window.transposed_length(axis, *first.shape.get(axis + 1)?, *kernel.shape.get(axis)?, more[axis])
                }
            };
            let lengths = length(0).zip(length(1)).ok_or("the result has no length")?;
            first.transposed(kernel, window, [lengths.0, lengths.1])
        }
        Op::MaxPool { size, window } => max_pool(first, *size, window),
        Op::Enlarge => {
            let wanted = input(1)?.integers();
            let factor = |at: usize| {
                let (own, wanted) = (*first.shape.get(at + 1)?, usize::try_from(*wanted.get(at)?).ok()?);
                wanted.checked_div(own).filter(|by| by * own == wanted)
            };
            let (rows, columns) = factor(0).zip(factor(1)).ok_or("only whole factors are supported")?;
            first.enlarge(rows, columns)
        }
        Op::Reshape { zero_keeps } => {
            let mut lengths = input(1)?.integers();
            if *zero_keeps {
                let own = first.shape.iter().map(|&length| length as i64);
                lengths.iter_mut().zip(own).filter(|(length, _)| **length == 0).for_each(|(length, own)| *length = own);
            }
            // Written for a fixed number of frames: their number is what is left.
            let fixed = frames.is_some_and(|frames| lengths.first() == Some(&(frames as i64)));
            match first.reshape(&lengths) {
                Err(_) if fixed && !lengths.contains(&-1) => first.reshape(&[&[-1], &lengths[1..]].concat()),
                reshaped => reshaped,
            }
        }
        Op::Flatten(from) => {
            let from = if *from == first.rank() as i64 { first.rank() } else { tensor::axis(*from, first.rank())? };
            let (outer, inner) = (tensor::count(&first.shape[..from])?, tensor::count(&first.shape[from..])?);
            first.reshape(&[outer as i64, inner as i64])
        }
        Op::Transpose(order) => {
            let turned = || (0..first.rank() as i64).rev().collect();
            first.transpose(&lists(order).unwrap_or_else(turned))
        }
        Op::Shape => Ok(Tensor::vector(first.shape.iter().map(|&length| length as f32).collect())),
        Op::Slice(slice) => cut(first, slice, &inputs[1..]),
        Op::Concat { axis, stack: false } => Tensor::concat(inputs, tensor::axis(*axis, first.rank())?),
        Op::Concat { axis, stack: true } => {
            let at = tensor::axis(*axis, first.rank() + 1)?;
            let parts = inputs.iter().map(|part| lengthened(part, &[at as i64])).collect::<Result<Vec<_>, _>>()?;
            Tensor::concat(&parts.iter().collect::<Vec<_>>(), at)
        }
        Op::ConcatLast => {
            let (parts, along) = (&inputs[..inputs.len() - 1], inputs[inputs.len() - 1]);
            let along = along.integers().first().copied().ok_or("no axis")?;
            Tensor::concat(parts, tensor::axis(along, first.rank())?)
        }
        Op::Pad { pairs } => {
            let (around, rank) = (input(1)?.integers(), first.rank());
            let at = |at: usize| around.get(at).copied().unwrap_or_default();
            let pair =
                |axis: usize| if *pairs { (at(2 * axis), at(2 * axis + 1)) } else { (at(axis), at(rank + axis)) };
            let value = inputs.get(2).and_then(|value| value.values.first()).copied().unwrap_or(0.0);
            first.pad(&(0..rank).map(pair).collect::<Vec<_>>(), value)
        }
        Op::Gather(along) => {
            // In TensorFlow a third input says along which length.
            let along = inputs.get(2).and_then(|along| along.integers().first().copied()).unwrap_or(*along);
            first.gather(input(1)?, tensor::axis(along, first.rank())?)
        }
        Op::Expand(places) => lengthened(first, &lists(places).ok_or("no places")?),
        Op::Squeeze(places) => {
            let places = lists(places).unwrap_or_default();
            let places = places.iter().map(|&at| tensor::axis(at, first.rank())).collect::<Result<Vec<_>, _>>()?;
            let all = |at: &usize| first.shape[*at] == 1 && (places.is_empty() || places.contains(at));
            let kept = (0..first.rank()).filter(|at| !all(at)).map(|at| first.shape[at] as i64);
            first.reshape(&kept.collect::<Vec<_>>())
        }
        Op::Reduce { kind, axes, keep } => {
            let all = || (0..first.rank() as i64).collect();
            let along = lists(axes).unwrap_or_else(all);
            let reduce = |start, function: fn(f32, f32) -> f32| first.reduce(&along, *keep, start, function);
            match kind {
                Reduction::Sum => reduce(0.0, |a, b| a + b),
                Reduction::Mean => {
                    let sum = reduce(0.0, |a, b| a + b)?;
                    let terms = first.values.len() as f32 / sum.values.len().max(1) as f32;
                    Ok(sum.map(|sum| sum / terms))
                }
                Reduction::Max => reduce(f32::NEG_INFINITY, f32::max),
                Reduction::Min => reduce(f32::INFINITY, f32::min),
            }
        }
    }
}

/// New lengths of 1 at these places of the result.
fn lengthened(tensor: &Tensor, places: &[i64]) -> Result<Tensor, Fault> {
    let rank = tensor.rank() + places.len();
    let places = places.iter().map(|&at| tensor::axis(at, rank)).collect::<Result<Vec<_>, _>>()?;
    let mut own = tensor.shape.iter().map(|&length| length as i64);
    let lengths = (0..rank).map(|at| if places.contains(&at) { 1 } else { own.next().unwrap_or(1) });
    tensor.reshape(&lengths.collect::<Vec<_>>())
}

fn cut(tensor: &Tensor, slice: &Slice, inputs: &[&Tensor]) -> Result<Tensor, Fault> {
    let list = |at: usize| inputs.get(at).map(|tensor| tensor.integers());
    let (begin, end) = list(0).zip(list(1)).ok_or("begin and end are missing")?;
    let (named, step) = if slice.named { (list(2), list(3)) } else { (None, list(2)) };
    let mut parts: Vec<(i64, i64, i64)> = tensor.shape.iter().map(|&length| (0, length as i64, 1)).collect();
    let mut dropped = Vec::new();
    for (number, &from) in begin.iter().enumerate() {
        let at = match &named {
            Some(named) => tensor::axis(*named.get(number).ok_or("a length has no name")?, tensor.rank())?,
            None => tensor::axis(number as i64, tensor.rank())?,
        };
        let length = tensor.shape[at] as i64;
        let bit = |bits: i64| number < 63 && bits >> number & 1 == 1;
        let counted = |place: i64| if place < 0 { place.saturating_add(length) } else { place };
        let by = step.as_ref().and_then(|step| step.get(number)).copied().unwrap_or(1);
        let to = end.get(number).copied().unwrap_or(length);
        let from = if bit(slice.open_begin) { if by < 0 { length - 1 } else { 0 } } else { counted(from) };
        parts[at] = if bit(slice.drop) {
            dropped.push(at);
            if from < 0 || from >= length {
                return Err(format!("no element {from} of {length}"));
            }
            (from, from + 1, 1)
        } else if bit(slice.open_end) || (slice.sizes && to == -1) {
            (from, if by < 0 { -1 } else { length }, by)
        } else if slice.sizes {
            (from, from.saturating_add(to), by)
        } else {
            (from, counted(to), by)
        };
    }
    let kept = tensor.slice(&parts)?;
    let lengths: Vec<i64> =
        (0..kept.rank()).filter(|at| !dropped.contains(at)).map(|at| kept.shape[at] as i64).collect();
    kept.reshape(&lengths)
}

fn max_pool(images: &Tensor, size: [usize; 2], window: &Window) -> Result<Tensor, Fault> {
    let (rows, columns) = window.lengths(images, size)?;
    let (frames, channels) = (images.shape[0], images.shape[3]);
    let mut values = Vec::with_capacity(tensor::count(&[frames, rows, columns, channels])?);
    for place in 0..frames * rows * columns {
        for channel in 0..channels {
            let taps = window.taps(images, size, place, [rows, columns]);
            values.push(
                taps.fold(f32::NEG_INFINITY, |most, (_, pixel)| most.max(images.values[pixel * channels + channel])),
            );
        }
    }
    Tensor::new(vec![frames, rows, columns, channels], values)
}

/// Functions of a value by the name that they have in both formats, in lower case.
fn each(name: &str) -> Option<fn(f32) -> f32> {
    Some(match name {
        "neg" => |x| -x,
        "abs" => f32::abs,
        "floor" => f32::floor,
        "ceil" => f32::ceil,
        "round" | "rint" => f32::round_ties_even,
        "sign" => |x| if x == 0.0 { 0.0 } else { x.signum() },
        "relu" => |x| x.max(0.0),
        "relu6" => |x| x.clamp(0.0, 6.0),
        "elu" => |x| if x < 0.0 { libm::expm1(x.into()) as f32 } else { x },
        "sigmoid" => |x| (1.0 / (1.0 + libm::exp(-f64::from(x)))) as f32,
        "tanh" => |x| libm::tanh(x.into()) as f32,
        "softplus" => |x| libm::log1p(libm::exp(x.into())) as f32,
        "exp" => |x| libm::exp(x.into()) as f32,
        "log" => |x| libm::log(x.into()) as f32,
        "sqrt" => f32::sqrt,
        "square" => |x| x * x,
        "reciprocal" => |x| 1.0 / x,
        "logicalnot" | "not" => |x| f32::from(u8::from(x == 0.0)),
        "zeroslike" => |_| 0.0,
        "oneslike" => |_| 1.0,
        _ => return None,
    })
}

/// Functions of two values, as [`each`].
fn pair(name: &str) -> Option<fn(f32, f32) -> f32> {
    Some(match name {
        "add" | "addv2" | "biasadd" | "addn" | "sum" => |a, b| a + b,
        "sub" => |a, b| a - b,
        "mul" => |a, b| a * b,
        "div" | "realdiv" => |a, b| a / b,
        "divnonan" => |a, b| if b == 0.0 { 0.0 } else { a / b },
        "floordiv" => |a, b| (a / b).floor(),
        "pow" => |a, b| libm::pow(a.into(), b.into()) as f32,
        "minimum" | "min" => f32::min,
        "maximum" | "max" => f32::max,
        "greater" => |a, b| f32::from(u8::from(a > b)),
        "greaterequal" | "greaterorequal" => |a, b| f32::from(u8::from(a >= b)),
        "less" => |a, b| f32::from(u8::from(a < b)),
        "lessequal" | "lessorequal" => |a, b| f32::from(u8::from(a <= b)),
        "equal" => |a, b| f32::from(u8::from(a == b)),
        "notequal" => |a, b| f32::from(u8::from(a != b)),
        "logicaland" | "and" => |a, b| f32::from(u8::from(a != 0.0 && b != 0.0)),
        "logicalor" | "or" => |a, b| f32::from(u8::from(a != 0.0 || b != 0.0)),
        _ => return None,
    })
}

/// An operator that is not supported.
fn unsupported(name: &str, kind: &str, others: &str) -> Error {
    Error::new("the operator is not supported")
        .field(name)
        .found(kind)
        .allowed(format!("arithmetic, comparisons, roundings, Relu, LeakyRelu, Elu, Sigmoid, Tanh, Softplus; {others}"))
}

/// One side of a padding must be of a known name.
fn padding(name: &str) -> Option<Padding> {
    match name {
        "SAME" | "SAME_UPPER" => Some(Padding::Same),
        "VALID" => Some(Padding::Zeros([[0; 2]; 2])),
        _ => None,
    }
}
