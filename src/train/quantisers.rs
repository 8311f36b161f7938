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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rand::{Rng, SeedableRng};
    use tch::Device;

    use super::*;
    use crate::network::zoo::ZooModel;
    use crate::nn::{Evaluator, Values, real};
    use crate::train::encoder::{EncoderModel, EncoderNetwork};
    use crate::train::model::Batch;
    use crate::train::nodes::is_exact;
    use crate::train::options::Arithmetic;

    /// One of the quantised encoders of the zoo with a quantiser for each tensor.
    fn network(words: [&str; 4]) -> Result<EncoderNetwork> {
        let names = ["conv2d_0_m_kernel", "conv2d_0_m_bias", "encoded_vector_kernel", "encoded_vector_bias"];
        let quantisers: BTreeMap<String, Quantiser> =
            names.into_iter().zip(words).map(|(name, word)| (name.to_owned(), word.parse().unwrap())).collect();
        EncoderNetwork::of_zoo(ZooModel::find("8x8_c8_S2_qK_RTL_tele")?)?.with_quantisers(&quantisers)
    }

    /// Every quantiser: a training step computes with the numbers that the trained description stores, and its latents
    /// are those of the scalar evaluator.
    #[test]
    fn what_is_trained_is_what_is_stored() {
        let mut rng = ChaCha8Rng::seed_from_u64(6);
        let mut exact = 0;
        for (words, warnings) in [
            (["quantized_bits(5,1,alpha=1)"; 4], 0),
            (["quantized_bits(4,0,alpha=0.25)"; 4], 0),
            (["quantized_bits(5,1)"; 4], 2),
            (["quantized_bits(4,0,alpha='auto_po2')"; 4], 0),
            (["quantized_relu(4,1)"; 4], 0),
            (["ternary()", "ternary()", "ternary(alpha=1,threshold=0.2)", "ternary()"], 1),
            (["stochastic_ternary()", "ternary()", "stochastic_ternary()", "ternary()"], 2),
            (["binary()", "binary(alpha=0.5)", "binary(alpha='auto_po2')", "binary()"], 1),
        ] {
            let network = network(words).unwrap();
            assert_eq!(network.warnings().len(), warnings, "{words:?}: {:?}", network.warnings());
            let model = EncoderModel::new(&network, Arithmetic::Qkeras, 9, Device::Cpu).unwrap();
            // The scales of channels differ, and one channel of the first kernel is zero, unless 0 has a sign.
            let third = if words[0].starts_with("binary") { 0.4 } else { 0.0 };
            let weights: Vec<f32> = (0..network.typed().weight_count())
                .map(|at| rng.random_range(-1.0f32..1.0) * [0.5, 0.1, third, 1.0, 0.7, 0.3, 0.9, 0.2][at % 8])
                .collect();
            let (typed, stored) = model.stored(&weights).unwrap();
            let text = typed.network().to_yaml().unwrap();
            assert_eq!(nn::Network::from_yaml(&text, "n.yaml".as_ref()).unwrap().check().unwrap(), typed);
            let mut from = 0;
            for id in typed.tensor_ids() {
                let (tensor, own) = (typed.tensor(id), &weights[from..from + typed.tensor(id).len()]);
                from += tensor.len();
                let quantiser = tensor.quantiser.unwrap();
                let found = numbers(tensor, &quantiser, own, None).unwrap();
                for (at, (&found, &raw)) in found.iter().zip(stored.integers(id)).enumerate() {
                    assert_eq!(found, real(raw.into(), tensor.places(at)), "{quantiser} {} {at}", tensor.name);
                }
                let drawn = numbers(tensor, &quantiser, own, Some(&mut rng)).unwrap();
                assert_eq!(drawn != found, matches!(quantiser, Quantiser::StochasticTernary { .. }), "{quantiser}");
            }
            let truth: Vec<f32> = (0..48 * 40).map(|_| rng.random_range(0.0f32..0.6).powi(2)).collect();
            let batch = Batch { normalised: vec![0; truth.len()], truth, ..Batch::default() };
            let pass = model.forward(&weights, &model.numbers(&weights, None).unwrap(), &batch).unwrap();
            let latents: Vec<f32> = Vec::try_from(pass.latents.reshape([-1])).unwrap();
            assert!(latents.iter().any(|&latent| latent != 0.0));
            let evaluator = Evaluator::new(&typed, &stored).unwrap();
            let (mut values, output) = (Values::default(), typed.node(typed.outputs()[0]));
            exact += usize::from(is_exact(&typed));
            let mut different = 0;
            for (inputs, latents) in network.inputs(&batch).chunks(48).zip(latents.chunks(16)) {
                evaluator.run_reals(inputs, &mut values).unwrap();
                different += values.numbers(output).iter().zip(latents).filter(|(a, b)| a != b).count();
            }
            // Sums beyond 24 bits are rounded in the graph; then a latent may change by a step.
            assert!(different == 0 || !is_exact(&typed) && different < 6, "{words:?}: {different} latents differ");
        }
        assert!(exact >= 5, "{exact}");
    }

    #[test]
    fn what_cannot_be_stored_is_refused_by_name() {
        let fault = |word: &str| network([word; 4]).unwrap_err().to_string();
        for (word, part) in [
            ("quantized_bits(5,1,alpha=3)", "power of two"),
            ("quantized_bits(5,1,alpha='auto')", "power of two"),
            ("ternary(threshold=0.5)", "threshold"),
            ("quantized_bits(20,1,alpha=1)", "at most 16 bits"),
        ] {
            let error = fault(word);
            assert!(error.contains(part) && error.contains("conv2d_0_m_kernel"), "{error}");
        }
        let reals = EncoderNetwork::of_zoo(ZooModel::find("8x8_c8_S2").unwrap()).unwrap();
        let [kernel, other] = ["conv2d_0_m_kernel", "kernel"]
            .map(|name| BTreeMap::from([(name.to_owned(), "binary()".parse().unwrap())]));
        let error = reals.clone().with_quantisers(&kernel).unwrap_err().to_string();
        assert!(error.contains("fixed-point") && error.contains("8x8_c8_S2_qK_RTL_tele"), "{error}");
        let error = reals.with_quantisers(&other).unwrap_err().to_string();
        assert!(error.contains("kernel") && error.contains("encoded_vector_bias"), "{error}");
        let quantised = network(["ternary()"; 4]).unwrap();
        let error = EncoderModel::new(&quantised, Arithmetic::Chip, 9, Device::Cpu).unwrap_err().to_string();
        assert!(error.contains("qkeras"), "{error}");
    }
}
