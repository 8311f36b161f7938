//! What the nodes of a graph compute.

use super::graph::{GraphNode, GraphOp, Reduction, SliceRule, whole_factor};
use super::ndarray::{self, Fault, NdArray, Window};

fn input<'a>(inputs: &[&'a NdArray], number: usize) -> Result<&'a NdArray, Fault> {
    inputs.get(number).copied().ok_or_else(|| format!("input {number} is missing"))
}

/// A list of the node's own, or that of its second input.
fn lists(own: &Option<Vec<i64>>, inputs: &[&NdArray]) -> Option<Vec<i64>> {
    own.clone().or_else(|| inputs.get(1).map(|tensor| tensor.integers()))
}

/// What a node has to do, at least: values that it reads, and products that it makes.
pub(super) fn work(node: &GraphNode, inputs: &[&NdArray]) -> usize {
    let read = inputs.iter().fold(0usize, |read, tensor| read.saturating_add(tensor.values.len()));
    // Every value of the second meets every value of the first that stands in the same place of the sum.
    let along = match node.op {
        GraphOp::MatMul([turned, _]) => inputs.first().and_then(|rows| rows.shape.get(if turned { 0 } else { 1 })),
        GraphOp::Convolution(_) | GraphOp::Transposed { .. } => inputs.first().and_then(|images| images.shape.last()),
        _ => return read,
    };
    match (inputs, along) {
        ([first, second, ..], Some(&terms)) => {
            read.saturating_add(first.values.len().saturating_mul(second.values.len()) / terms.max(1))
        }
        _ => read,
    }
}

/// Computes a node. `samples` is the number of samples that the graph was written for.
pub(super) fn run(node: &GraphNode, inputs: &[&NdArray], samples: Option<usize>) -> Result<NdArray, Fault> {
    let first = input(inputs, 0)?;
    match &node.op {
        GraphOp::Input(_) | GraphOp::Constant(_) => Err("it has no inputs".to_owned()),
        GraphOp::Each(function) => Ok(first.map(|value| function.of(value))),
        GraphOp::LeakyRelu(factor) => Ok(first.map(|value| if value < 0.0 { value * factor } else { value })),
        GraphOp::Softmax => softmax(first),
        GraphOp::Pair(function) => {
            inputs[1..].iter().try_fold(first.clone(), |all, other| all.with(other, |a, b| function.of(a, b)))
        }
        GraphOp::Select => {
            let (yes, no) = (input(inputs, 1)?, input(inputs, 2)?);
            let kept = first.with(yes, |choose, value| if choose != 0.0 { value } else { f32::NAN })?;
            let other = first.with(no, |choose, value| if choose != 0.0 { f32::NAN } else { value })?;
            kept.with(&other, |yes, no| if yes.is_nan() { no } else { yes })
        }
        GraphOp::Quantise { signed, narrow, rounding } => {
            let (step, zero, bits) = (input(inputs, 1)?, input(inputs, 2)?, input(inputs, 3)?);
            let scaled = first.with(step, |value, step| value / step)?.with(zero, |value, zero| value + zero)?;
            let narrow = f32::from(u8::from(*narrow));
            let least = |bits: f32| if *signed { narrow - libm::exp2f(bits - 1.0) } else { 0.0 };
            let most =
                |bits: f32| if *signed { libm::exp2f(bits - 1.0) - 1.0 } else { libm::exp2f(bits) - 1.0 - narrow };
            let inside = scaled.with(bits, |value, bits| value.min(most(bits)).max(least(bits)))?;
            inside
                .map(|value| rounding.of(value))
                .with(zero, |value, zero| value - zero)?
                .with(step, |value, step| value * step)
        }
        GraphOp::MatMul([first_turned, second_turned]) => {
            let [first, second] = [(first, first_turned), (input(inputs, 1)?, second_turned)]
                .map(|(tensor, &turn)| if turn { tensor.transpose(&[1, 0]) } else { Ok(tensor.clone()) });
            first?.matmul(&second?)
        }
        GraphOp::Convolution(window) => first.convolve(input(inputs, 1)?, window),
        GraphOp::Transposed { window, more } => {
            let kernel = input(inputs, 1)?;
            let given = |lengths: &NdArray, axis: usize| usize::try_from(*lengths.integers().get(axis + 1)?).ok();
            let reached = |axis: usize| {
                window.transposed_length(axis, *first.shape.get(axis + 1)?, *kernel.shape.get(axis)?, more[axis])
            };
            let [rows, columns] =
                [0, 1].map(|axis| inputs.get(2).map_or_else(|| reached(axis), |lengths| given(lengths, axis)));
            let lengths = rows.zip(columns).ok_or("the result has no length")?;
            first.transposed(kernel, window, [lengths.0, lengths.1])
        }
        GraphOp::MaxPool { size, window } => max_pool(first, *size, window),
        GraphOp::Enlarge => {
            let wanted = input(inputs, 1)?.integers();
            let [rows, columns] = [0, 1].map(|at| whole_factor(*first.shape.get(at + 1)?, *wanted.get(at)?));
            let (rows, columns) = rows.zip(columns).ok_or("only whole factors are supported")?;
            first.enlarge(rows, columns)
        }
        GraphOp::Reshape { zero_keeps } => {
            let mut lengths = input(inputs, 1)?.integers();
            if *zero_keeps {
                let own = first.shape.iter().map(|&length| length as i64);
                lengths.iter_mut().zip(own).filter(|(length, _)| **length == 0).for_each(|(length, own)| *length = own);
            }
            // Written for a fixed number of samples: their number is what is left.
            let fixed = samples.is_some_and(|samples| lengths.first() == Some(&(samples as i64)));
            match first.reshape(&lengths) {
                Err(_) if fixed && !lengths.contains(&-1) => first.reshape(&[&[-1], &lengths[1..]].concat()),
                reshaped => reshaped,
            }
        }
        GraphOp::Flatten(from) => {
            let from = if *from == first.rank() as i64 { first.rank() } else { ndarray::axis(*from, first.rank())? };
            let (outer, inner) = (ndarray::count(&first.shape[..from])?, ndarray::count(&first.shape[from..])?);
            first.reshape(&[outer as i64, inner as i64])
        }
        GraphOp::Transpose(order) => {
            let turned = || (0..first.rank() as i64).rev().collect();
            first.transpose(&lists(order, inputs).unwrap_or_else(turned))
        }
        GraphOp::Shape => Ok(NdArray::vector(first.shape.iter().map(|&length| length as f32).collect())),
        GraphOp::Slice(slice) => cut(first, slice, &inputs[1..]),
        GraphOp::Concat { axis, stack: false } => NdArray::concat(inputs, ndarray::axis(*axis, first.rank())?),
        GraphOp::Concat { axis, stack: true } => {
            let at = ndarray::axis(*axis, first.rank() + 1)?;
            let parts = inputs.iter().map(|part| lengthened(part, &[at as i64])).collect::<Result<Vec<_>, _>>()?;
            NdArray::concat(&parts.iter().collect::<Vec<_>>(), at)
        }
        GraphOp::ConcatLast => {
            let (parts, along) = (&inputs[..inputs.len() - 1], inputs[inputs.len() - 1]);
            let along = along.integers().first().copied().ok_or("no axis")?;
            NdArray::concat(parts, ndarray::axis(along, first.rank())?)
        }
        GraphOp::Pad { pairs } => {
            let (around, rank) = (input(inputs, 1)?.integers(), first.rank());
            let pair = |axis: usize| {
                let places = if *pairs { [2 * axis, 2 * axis + 1] } else { [axis, rank + axis] };
                places.map(|at| around.get(at).copied().unwrap_or_default()).into()
            };
            let value = inputs.get(2).and_then(|value| value.values.first()).copied().unwrap_or(0.0);
            first.pad(&(0..rank).map(pair).collect::<Vec<_>>(), value)
        }
        GraphOp::Gather(along) => {
            // In TensorFlow a third input says along which length.
            let along = inputs.get(2).and_then(|along| along.integers().first().copied()).unwrap_or(*along);
            first.gather(input(inputs, 1)?, ndarray::axis(along, first.rank())?)
        }
        GraphOp::Fill => {
            let lengths = first.integers().into_iter().map(usize::try_from).collect::<Result<Vec<_>, _>>();
            let shape = lengths.map_err(|_| "a length is negative")?;
            let value = input(inputs, 1)?.values.first().copied().ok_or("no number to fill it with")?;
            Ok(NdArray { values: vec![value; ndarray::count(&shape)?], shape })
        }
        GraphOp::Limit(limit) => Ok(first.map(|value| value.min(*limit))),
        GraphOp::Expand(places) => lengthened(first, &lists(places, inputs).ok_or("no places")?),
        GraphOp::Squeeze(places) => {
            let places = lists(places, inputs).unwrap_or_default();
            let places = places.iter().map(|&at| ndarray::axis(at, first.rank())).collect::<Result<Vec<_>, _>>()?;
            let all = |at: &usize| first.shape[*at] == 1 && (places.is_empty() || places.contains(at));
            let kept = (0..first.rank()).filter(|at| !all(at)).map(|at| first.shape[at] as i64);
            first.reshape(&kept.collect::<Vec<_>>())
        }
        GraphOp::Reduce { kind, axes, keep } => {
            let all = || (0..first.rank() as i64).collect();
            let along = lists(axes, inputs).unwrap_or_else(all);
            match kind {
                Reduction::Sum => first.reduce(&along, *keep, 0.0, |a, b| a + b),
                Reduction::Mean => {
                    let sum = first.reduce(&along, *keep, 0.0, |a, b| a + b)?;
                    let terms = first.values.len() as f32 / sum.values.len().max(1) as f32;
                    Ok(sum.map(|sum| sum / terms))
                }
                Reduction::Max => first.reduce(&along, *keep, f32::NEG_INFINITY, f32::max),
                Reduction::Min => first.reduce(&along, *keep, f32::INFINITY, f32::min),
            }
        }
    }
}

/// Softmax along the last length.
fn softmax(array: &NdArray) -> Result<NdArray, Fault> {
    let length = *array.shape.last().ok_or("softmax of a single number")?;
    let mut values = Vec::with_capacity(array.values.len());
    for numbers in array.values.chunks(length.max(1)) {
        // Without the largest the exponentials cannot overflow.
        let top = numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let parts: Vec<f64> = numbers.iter().map(|&x| libm::exp(f64::from(x) - f64::from(top))).collect();
        let sum: f64 = parts.iter().sum();
        values.extend(parts.iter().map(|part| (part / sum) as f32));
    }
    NdArray::new(array.shape.clone(), values)
}

/// New lengths of 1 at these places of the result.
fn lengthened(tensor: &NdArray, places: &[i64]) -> Result<NdArray, Fault> {
    let rank = tensor.rank() + places.len();
    let places = places.iter().map(|&at| ndarray::axis(at, rank)).collect::<Result<Vec<_>, _>>()?;
    let mut own = tensor.shape.iter().map(|&length| length as i64);
    let lengths = (0..rank).map(|at| if places.contains(&at) { 1 } else { own.next().unwrap_or(1) });
    tensor.reshape(&lengths.collect::<Vec<_>>())
}

fn cut(tensor: &NdArray, slice: &SliceRule, inputs: &[&NdArray]) -> Result<NdArray, Fault> {
    fn bit(bits: i64, number: usize) -> bool {
        number < 63 && bits >> number & 1 == 1
    }
    let lists: Vec<Vec<i64>> = inputs.iter().map(|tensor| tensor.integers()).collect();
    let [begin, end, others @ ..] = lists.as_slice() else { return Err("begin and end are missing".to_owned()) };
    let (named, step) = if slice.named { (others.first(), others.get(1)) } else { (None, others.first()) };
    let mut parts: Vec<(i64, i64, i64)> = tensor.shape.iter().map(|&length| (0, length as i64, 1)).collect();
    let mut dropped = Vec::new();
    for (number, &from) in begin.iter().enumerate() {
        let at = match named {
            Some(named) => ndarray::axis(*named.get(number).ok_or("a length has no name")?, tensor.rank())?,
            None => ndarray::axis(number as i64, tensor.rank())?,
        };
        let length = tensor.shape[at] as i64;
        let by = step.and_then(|step| step.get(number)).copied().unwrap_or(1);
        let to = end.get(number).copied().unwrap_or(length);
        let [counted_from, counted_to] =
            [from, to].map(|place| if place < 0 { place.saturating_add(length) } else { place });
        let from = if bit(slice.open_begin, number) { if by < 0 { length - 1 } else { 0 } } else { counted_from };
        parts[at] = if bit(slice.drop, number) {
            dropped.push(at);
            if from < 0 || from >= length {
                return Err(format!("no element {from} of {length}"));
            }
            (from, from + 1, 1)
        } else if bit(slice.open_end, number) || (slice.sizes && to == -1) {
            (from, if by < 0 { -1 } else { length }, by)
        } else if slice.sizes {
            (from, from.saturating_add(to), by)
        } else {
            (from, counted_to, by)
        };
    }
    let kept = tensor.slice(&parts)?;
    let lengths: Vec<i64> =
        (0..kept.rank()).filter(|at| !dropped.contains(at)).map(|at| kept.shape[at] as i64).collect();
    kept.reshape(&lengths)
}

fn max_pool(images: &NdArray, size: [usize; 2], window: &Window) -> Result<NdArray, Fault> {
    let (rows, columns) = window.lengths(images, size)?;
    let (samples, channels) = (images.shape[0], images.shape[3]);
    let mut values = Vec::with_capacity(ndarray::count(&[samples, rows, columns, channels])?);
    for place in 0..samples * rows * columns {
        for channel in 0..channels {
            let taps = window.taps(images, size, place, [rows, columns]);
            values.push(
                taps.fold(f32::NEG_INFINITY, |most, (_, pixel)| most.max(images.values[pixel * channels + channel])),
            );
        }
    }
    NdArray::new(vec![samples, rows, columns, channels], values)
}
