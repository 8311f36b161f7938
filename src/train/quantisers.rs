//! Quantisers that a description names for its tensors ([`TensorSpec::quantiser`](crate::nn::TensorSpec)), in training
//! with the arithmetic of QKeras.
//!
//! The numbers of a step are those of [`Quantiser::in_training`], and for validation those of [`Quantiser::quantise`]; a
//! gradient goes back with [`Quantiser::slope`]. Scales that are fitted to the weights move as they do, so that number
//! formats and the widths of sums are known only of finished weights: [`stored`] gives the description that goes with
//! them. Until then sums are exact in any width.

use rand_chacha::ChaCha8Rng;

use crate::error::{Error, Result};
use crate::nn::quantiser::Quantiser;
use crate::nn::{
    self, Format, Node, NodeId, Number, Products, Rows, Sum, Tensor, TensorId, TensorRole, Typed, WeightValues, Weights,
};

/// What stands for the accumulator of sums whose width is not known yet.
const OPEN_SUM: Sum = Sum { format: Format::signed(48, nn::MAX_FRAC_BITS), products: Products::Exact };

/// Whether some tensors have quantisers of their own.
pub fn are_named(network: &Typed) -> bool {
    network.tensors().iter().any(|tensor| tensor.quantiser.is_some())
}

/// Gives tensors these quantisers, by name.
///
/// # Errors
/// A name that no tensor has.
pub fn named<'a>(
    mut network: nn::Network,
    quantisers: impl IntoIterator<Item = (&'a String, &'a Quantiser)>,
) -> Result<nn::Network> {
    for (name, quantiser) in quantisers {
        let names: Vec<String> = network.tensors.iter().map(|tensor| tensor.name.clone()).collect();
        let Some(tensor) = network.tensors.iter_mut().find(|tensor| tensor.name == *name) else {
            return Err(Error::new("the network has no tensor of this name")
                .field("quantiser")
                .found(name)
                .allowed(names.join(", ")));
        };
        tensor.quantiser = Some(*quantiser);
    }
    Ok(network)
}

/// The fault of a part of a field.
fn inside(error: Error, field: &str) -> Error {
    error.rename_field(|own| Some(format!("{field}.{own}"))).field(field)
}

/// A network as it is trained with its quantisers: those of kernels as the layers of QKeras take them, with a warning
/// for each that has no alpha.
///
/// # Errors
/// Tensors of real numbers, and quantisers that no number format of a description can store.
pub fn taken(network: &Typed) -> Result<(Typed, Vec<String>)> {
    if !are_named(network) {
        return Ok((network.clone(), Vec::new()));
    }
    let (mut description, mut warnings) = (network.network().clone(), Vec::new());
    for (spec, tensor) in description.tensors.iter_mut().zip(network.tensors()) {
        let Some(quantiser) = &mut spec.quantiser else { continue };
        let field = format!("tensor {}.quantiser", tensor.name);
        if !tensor.number.is_fixed() {
            return Err(Error::new("only fixed-point weights have a quantiser")
                .field(&field)
                .found(format!("{quantiser}, for weights of {}", tensor.number))
                .hint("take a network whose layers add in fixed point, such as 8x8_c8_S2_qK_RTL_tele"));
        }
        if tensor.role == TensorRole::Kernel {
            let (own, warning) = quantiser.of_kernel().map_err(|error| inside(error, &field))?;
            *quantiser = own;
            warnings.extend(warning.map(|warning| format!("{}: {warning}", tensor.name)));
        }
        // Any weights show whether its numbers are binary fractions, and which codes there are.
        let trial = quantiser.grid(&[0.7, 0.3], &[2, 1]).map_err(|error| inside(error, &field))?;
        spec.number = trial.number.format().map_or(Number::Float32, Number::from);
    }
    for node in quantised_sums(network) {
        set_sum(&mut description, network.node(node), OPEN_SUM);
    }
    Ok((description.check()?, warnings))
}

/// The numbers of a tensor in the order of the description; drawn where the quantiser draws, given a source.
///
/// # Errors
/// Those of the quantiser.
pub fn numbers(
    tensor: &Tensor,
    quantiser: &Quantiser,
    weights: &[f32],
    draws: Option<&mut ChaCha8Rng>,
) -> Result<Vec<f32>> {
    let (values, shape) = (channels_last(tensor, weights), shape(tensor));
    let numbers = match draws {
        Some(draws) => quantiser.in_training(&values, &shape, draws)?,
        None => quantiser.quantise(&values, &shape)?,
    };
    Ok((0..tensor.len()).map(|weight| numbers[place(tensor, weight)]).collect())
}

/// The description of trained weights, and the weights as it stores them. `quantised` are those of tensors without a
/// quantiser.
///
/// # Errors
/// Weights that a quantiser has no numbers for, and scales so fine that no sum holds them.
pub fn stored<'a>(
    network: &Typed,
    quantised: &Weights,
    weights: impl Fn(TensorId) -> &'a [f32],
) -> Result<(Typed, Weights)> {
    let mut description = network.network().clone();
    let mut values = Vec::with_capacity(network.tensors().len());
    for (id, own) in network.tensor_ids().zip(quantised.tensors()) {
        let tensor = network.tensor(id);
        let Some(quantiser) = &tensor.quantiser else {
            values.push(own.clone());
            continue;
        };
        let grid = quantiser.grid(&channels_last(tensor, weights(id)), &shape(tensor));
        let grid = grid.map_err(|error| error.field(&tensor.name))?;
        let raw: Vec<i32> = (0..tensor.len()).map(|weight| grid.raw[place(tensor, weight)]).collect();
        description.tensors[id.0].number = without_idle_scales(tensor, grid.number, &raw);
        values.push(WeightValues::Integers(raw));
    }
    // The numbers of a layer are known once those of all before it are.
    for id in quantised_sums(network) {
        let typed = description.clone().check()?;
        let sum = exact_sum(&typed, id);
        set_sum(&mut description, network.node(id), sum);
    }
    let typed = description.check()?;
    let weights = Weights::new(&typed, values)?;
    Ok((typed, weights))
}

/// The nodes that add products with numbers of quantisers, in order.
fn quantised_sums(network: &Typed) -> Vec<NodeId> {
    network.sums().iter().filter(|(_, rows)| adds_quantised(network, rows)).map(|(id, _)| id).collect()
}

fn adds_quantised(network: &Typed, rows: &Rows) -> bool {
    let Rows::Sums { kernel, bias, .. } = rows else { return false };
    let mut tensors = [Some(*kernel), *bias].into_iter().flatten();
    tensors.any(|id| network.tensor(id).quantiser.is_some())
}

fn set_sum(description: &mut nn::Network, node: &Node, sum: Sum) {
    if let Some(own) = node.layer.and_then(|layer| description.layers[layer].op.sum_mut()) {
        *own = Some(sum);
    }
}

/// The largest magnitude of a number, in units of its last place.
fn largest_of(number: &Number) -> f64 {
    let ends = number.format().map(|format| [format.min_raw(), format.max_raw()]);
    ends.map_or(0.0, |ends| ends.map(i64::unsigned_abs).into_iter().max().unwrap_or(0) as f64)
}

/// An accumulator that holds every sum of a node exactly, whatever inputs and weights there are.
fn exact_sum(network: &Typed, id: NodeId) -> Sum {
    let Rows::Sums { kernel, bias, rows, terms } = network.sums().of(id) else { return OPEN_SUM };
    let read = network.node(network.node(id).inputs[0]);
    let channels = read.last_axis();
    let most_read = largest_of(&read.number);
    let input = |value: usize| (read.number.places((value - read.first) % channels), most_read);
    let (kernel, bias) = (network.tensor(*kernel), bias.map(|bias| network.tensor(bias)));
    fn weight(tensor: &Tensor, at: u32) -> (i32, f64) {
        (tensor.places(at as usize), largest_of(&tensor.number))
    }
    let (mut places, mut largest) = (0, 0f64);
    for row in rows {
        let products = row.of(terms).iter().map(|term| {
            let (value, weight) = (input(term.input as usize), weight(kernel, term.weight));
            (value.0 + weight.0, value.1 * weight.1)
        });
        let added = bias.map(|bias| weight(bias, row.channel));
        let mut sum = 0.0;
        for (own, most) in products.chain(added) {
            places = places.max(own);
            sum += most * 2f64.powi(-own);
        }
        largest = largest.max(sum);
    }
    // One more for the sign.
    let bits = (largest * 2f64.powi(places) + 1.0).log2().ceil().max(1.0) as u32 + 1;
    Sum { format: Format::signed(bits, places.unsigned_abs()), products: Products::Exact }
}

/// A number without scales of its own for channels whose weights are all 0: those would widen sums for nothing.
fn without_idle_scales(tensor: &Tensor, number: Number, raw: &[i32]) -> Number {
    let Number::Fixed { format, mut exponents } = number else { return number };
    if exponents.len() > 1 {
        let is_idle =
            |channel: usize| raw.iter().enumerate().all(|(weight, &raw)| raw == 0 || tensor.channel(weight) != channel);
        let idle: Vec<bool> = (0..exponents.len()).map(is_idle).collect();
        let used = exponents.iter().zip(&idle).filter(|(_, idle)| !**idle).map(|(exponent, _)| *exponent);
        let top = used.max().unwrap_or(0);
        exponents.iter_mut().zip(idle).filter(|(_, idle)| *idle).for_each(|(exponent, _)| *exponent = top);
    }
    Number::Fixed { format, exponents }
}

/// As quantisers take it: the output channel is the last axis.
fn shape(tensor: &Tensor) -> [usize; 2] {
    [tensor.len() / tensor.channels, tensor.channels]
}

fn place(tensor: &Tensor, weight: usize) -> usize {
    tensor.place_in_channel(weight) * tensor.channels + tensor.channel(weight)
}

fn channels_last(tensor: &Tensor, weights: &[f32]) -> Vec<f32> {
    let mut values = vec![0.0; weights.len()];
    weights.iter().enumerate().for_each(|(at, &weight)| values[place(tensor, at)] = weight);
    values
}
