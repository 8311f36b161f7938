//! The encoder as a graph: in the chip's integers, as the reference systems write it, or in real numbers.
//!
//! The input is the image of normalised charges as real numbers, `charge / 2^floor(log2(sum))`; those of
//! the chip are multiples of 1/128. The output is 16 latents as real numbers.
//!
//! **Chip.** Integers in 32-bit floats, which are exact below 2^24. Every product is floored before it is
//! added, so a convolution is written out: the taps are gathered, multiplied by the kernel, floored,
//! summed. The sums are exact in any order.
//!
//! **Reference.** Their quantisers around an exact convolution and an exact matrix product
//! (8 bits for input and activation, 9 for latents, halves to even, no ReLU), then the cut to the bits
//! that the links carry. For the 4x4x3 network: real numbers and ReLU, quantisers of the weights only.

use crate::error::{Error, Result};
use crate::interchange::build::power;
use crate::interchange::export::{ExportForm, PortNames};
use crate::interchange::function::{Pairwise, QuantRounding, ValueFunction};
use crate::interchange::graph::{Graph, Id};
use crate::interchange::import::turned;
use crate::interchange::ndarray::Window;
use crate::network::{EncoderTensor, FirstForm, Format, LATENT_BITS, LATENTS, Overflow, Rounding};
use crate::nn::Weights;
use crate::registers::LatentWidths;

/// Integers up to here are exact in a 32-bit float.
const EXACT: f64 = 16_777_216.0;

/// A quantiser of the reference: halves to even, saturates.
const fn quantiser(bits: u32, frac: u32) -> Format {
    Format { signed: true, bits, frac, rounding: Rounding::HalfEven, overflow: Overflow::Saturate }
}

/// Input and activation of the reference.
pub(crate) const REFERENCE_ACTIVATION: Format = quantiser(8, 6);

/// Latents of the reference, before the cut.
pub(crate) const REFERENCE_LATENT: Format = quantiser(9, 7);

/// How quantisers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quantisers {
    /// There are none.
    Absent,
    /// As the steps that they stand for.
    Steps,
    /// As one node each.
    Nodes,
}

/// The graph of an encoder. With `bits` the latents are cut to their first so many bits, as packets
/// carry them; the chip computes 9, and so many are left without. `quant_nodes`: a quantiser is one node, as QONNX
/// has it, not the steps that it stands for.
///
/// # Errors
/// A network whose accumulators saturate, or whose sums are not exact in 32-bit floats; in the reference form other bits
/// of each latent.
pub fn graph(
    network: &FirstForm,
    parameters: &Weights,
    form: ExportForm,
    names: &PortNames,
    bits: Option<LatentWidths>,
    quant_nodes: bool,
) -> Result<Graph> {
    let image = &network.image;
    let shape = [image.height, image.width, image.channels];
    let about = format!("encoder {}, form {}", network.name, form.name());
    let mut graph = Graph::begin(about, names.encoder_input, &shape);
    let quantisers = if quant_nodes { Quantisers::Nodes } else { Quantisers::Steps };
    let latents = match form {
        ExportForm::Chip => chip(&mut graph, network, parameters, bits)?,
        ExportForm::Plain => real(&mut graph, network, parameters, Quantisers::Absent),
        ExportForm::Reference if names.is_cmssw_4x4x3() => real(&mut graph, network, parameters, quantisers),
        ExportForm::Reference => {
            let latents = quantised(&mut graph, network, parameters, quantisers);
            cut(&mut graph, latents, bits.unwrap_or(LATENT_BITS.into()), quantisers)?
        }
    };
    if quant_nodes {
        // hls4ml drops an identity, and with it the output.
        graph.nodes[latents].name = names.encoder_output.to_owned();
    } else {
        graph.each(names.encoder_output, ValueFunction::Identity, latents);
    }
    Ok(graph)
}

/// An encoder in real numbers, with ReLU behind the convolution and the dense layer, from its four tensors in the order of
/// the registers.
pub fn of_floats(network: &FirstForm, tensors: &[Vec<f64>; 4]) -> Graph {
    let image = &network.image;
    let mut graph = Graph::begin(network.name.clone(), "image", &[image.height, image.width, image.channels]);
    let [kernel, bias, matrix, dense_bias] =
        tensors.each_ref().map(|values| values.iter().map(|&v| v as f32).collect());
    let kernel = graph.numbers("kernel", &network.tensor_shape(EncoderTensor::ConvKernel), kernel);
    let products = graph.convolution("convolution", 0, kernel, Window::same(network.conv.stride));
    let sums = graph.bias("conv", products, bias);
    let activations = graph.each("activation", ValueFunction::Relu, sums);
    let flat = graph.shaped("flatten", activations, &[network.activations()]);
    let matrix = graph.numbers("matrix", &[network.activations(), LATENTS], turned(&matrix, network.activations()));
    let products = graph.product("product", flat, matrix);
    let sums = graph.bias("dense", products, dense_bias);
    graph.each("latents", ValueFunction::Relu, sums);
    graph
}

/// A tensor as real numbers.
pub fn values(network: &FirstForm, parameters: &Weights, tensor: EncoderTensor) -> Vec<f32> {
    let step = power(-i64::from(network.tensor_format(tensor).frac));
    parameters.integers(tensor.id()).iter().map(|&raw| raw as f32 * step).collect()
}

/// The dense kernel as real numbers, input-major.
pub(crate) fn dense_kernel(network: &FirstForm, parameters: &Weights) -> Vec<f32> {
    let (kernel, inputs) = (values(network, parameters, EncoderTensor::DenseKernel), network.activations());
    (0..inputs * LATENTS).map(|at| kernel[at % LATENTS * inputs + at / LATENTS]).collect()
}

fn chip(graph: &mut Graph, network: &FirstForm, parameters: &Weights, bits: Option<LatentWidths>) -> Result<Id> {
    let (conv, dense) = (&network.conv, &network.dense);
    check("conv.accumulator", network.taps(), network.normalised, conv.weight, conv.accumulator)?;
    check("dense.accumulator", network.activations(), conv.activation, dense.weight, dense.accumulator)?;

    // The normaliser's integers. It cuts, never rounds.
    let len = network.image.len();
    let flat = graph.shaped("norm/flat", 0, &[len]);
    let scaled = graph.with("norm/scaled", Pairwise::Multiply, flat, power(network.normalised.frac.into()));
    let norms = graph.each("norm/integer", ValueFunction::Floor, scaled);

    // Taps on the padding, and on pixels that are constant zero, get weight 0 and read any pixel.
    let (taps, filters) = (network.taps(), conv.filters);
    let (rows, columns) = network.conv_shape();
    let places = rows * columns;
    let weights = values(network, parameters, EncoderTensor::ConvKernel);
    let step = power(i64::from(conv.accumulator.frac) - i64::from(network.normalised.frac));
    let (mut pixels, mut kernel) = (vec![0; places * taps], vec![0.0; places * taps * filters]);
    for place in 0..places {
        for (tap, pixel) in network.taps_of(place / columns, place % columns) {
            pixels[place * taps + tap] = pixel;
            if network.image.cells[pixel] >= 0 {
                for filter in 0..filters {
                    kernel[(place * taps + tap) * filters + filter] = weights[tap * filters + filter] * step;
                }
            }
        }
    }
    let gathered = graph.gather("conv/taps", norms, &pixels);
    let column = graph.shaped("conv/column", gathered, &[places, taps, 1]);
    let kernel = graph.numbers("conv/kernel", &[places, taps, filters], kernel);
    let products = graph.pair("conv/products", Pairwise::Multiply, [column, kernel]);
    let cut_products = round(graph, "conv", products, conv.accumulator.rounding);
    let sums = graph.sum("conv/products_sum", cut_products);
    let sums = graph.bias("conv", sums, bias(network, parameters, EncoderTensor::ConvBias, conv.accumulator));
    let sums = overflow(graph, "conv", sums, conv.accumulator);
    let positive = graph.each("activation/relu", ValueFunction::Relu, sums);
    let activations = fit(graph, "activation", positive, conv.accumulator.frac, conv.activation);

    let inputs = network.activations();
    let column = graph.shaped("dense/column", activations, &[inputs, 1]);
    let step = power(i64::from(dense.accumulator.frac) - i64::from(conv.activation.frac));
    let kernel: Vec<f32> = dense_kernel(network, parameters).iter().map(|weight| weight * step).collect();
    let kernel = graph.numbers("dense/kernel", &[inputs, LATENTS], kernel);
    let products = graph.pair("dense/products", Pairwise::Multiply, [column, kernel]);
    let cut_products = round(graph, "dense", products, dense.accumulator.rounding);
    let sums = graph.sum("dense/products_sum", cut_products);
    let sums = graph.bias("dense", sums, bias(network, parameters, EncoderTensor::DenseBias, dense.accumulator));
    let sums = overflow(graph, "dense", sums, dense.accumulator);
    let positive = graph.each("latent/relu", ValueFunction::Relu, sums);
    let mut latents = fit(graph, "latent", positive, dense.accumulator.frac, dense.latent);
    let mut fracs = [i64::from(dense.latent.frac); LATENTS];
    if let Some(bits) = bits.filter(|bits| bits.uniform() != Some(LATENT_BITS)) {
        let drops: [i64; LATENTS] = std::array::from_fn(|latent| bits.dropped(latent).into());
        let first = times(graph, "cut/scaled", latents, drops.map(|drop| power(-drop)));
        latents = graph.each("cut/floor", ValueFunction::Floor, first);
        fracs.iter_mut().zip(drops).for_each(|(frac, drop)| *frac -= drop);
    }
    Ok(times(graph, "latent/value", latents, fracs.map(|frac| power(-frac))))
}

/// The latents times a factor each: a single number where all have the same.
fn times(graph: &mut Graph, name: &str, latents: Id, factors: [f32; LATENTS]) -> Id {
    if factors.iter().all(|factor| *factor == factors[0]) {
        return graph.with(name, Pairwise::Multiply, latents, factors[0]);
    }
    let factors = graph.numbers(format!("{name}/numbers"), &[LATENTS], factors.to_vec());
    graph.pair(name, Pairwise::Multiply, [latents, factors])
}

/// The biases as integers of the accumulator.
fn bias(network: &FirstForm, parameters: &Weights, tensor: EncoderTensor, accumulator: Format) -> Vec<f32> {
    let format = network.tensor_format(tensor);
    let drop = format.frac as i32 - accumulator.frac as i32;
    let raw = |&bias: &i32| accumulator.fit(i64::from(bias), drop) as f32;
    parameters.integers(tensor.id()).iter().map(raw).collect()
}

/// Refuses layers that cannot be written as floored products and one sum in 32-bit floats.
fn check(field: &str, terms: usize, input: Format, weight: Format, accumulator: Format) -> Result<()> {
    if accumulator.overflow == Overflow::Saturate {
        return Err(Error::new("an accumulator that saturates after every addition cannot be written as a graph")
            .field(field)
            .found("overflow: saturate")
            .allowed("overflow: never, or wrap"));
    }
    let product = input.max_raw() as f64 * -weight.min_raw().min(-weight.max_raw()) as f64;
    let units = product * libm::ldexp(1.0, accumulator.frac as i32 - (input.frac + weight.frac) as i32);
    // Each term may be rounded up; the bias lies in the accumulator, and wrapping adds half its range.
    let sum = terms as f64 * (units + 1.0) + 2.0 * accumulator.max_raw() as f64;
    if product >= EXACT || sum >= EXACT {
        return Err(Error::new("the sums of this layer are not exact in 32-bit floats")
            .field(field)
            .found(format!("products up to {product:.0}, sums up to {sum:.0}"))
            .allowed(format!("less than {EXACT:.0}"))
            .hint("export the form 'reference', or a network with narrower formats"));
    }
    Ok(())
}

/// Rounds numbers in units of the last fractional bit.
fn round(graph: &mut Graph, name: &str, input: Id, rounding: Rounding) -> Id {
    match rounding {
        Rounding::Floor => graph.each(format!("{name}/floor"), ValueFunction::Floor, input),
        Rounding::HalfEven => graph.each(format!("{name}/round"), ValueFunction::Round, input),
        Rounding::HalfUp => {
            let up = graph.with(&format!("{name}/half"), Pairwise::Add, input, 0.5);
            graph.each(format!("{name}/floor"), ValueFunction::Floor, up)
        }
    }
}

/// What a format does beyond its ends, to integers of the format.
fn overflow(graph: &mut Graph, name: &str, input: Id, format: Format) -> Id {
    let (min, max) = (format.min_raw() as f32, format.max_raw() as f32);
    match format.overflow {
        Overflow::Never => input,
        Overflow::Saturate => {
            let low = graph.with(&format!("{name}/maximum"), Pairwise::Minimum, input, max);
            graph.with(&format!("{name}/minimum"), Pairwise::Maximum, low, min)
        }
        // The distance from the lower end, modulo the range.
        Overflow::Wrap => {
            let range = power(format.bits.into());
            let from_min = graph.with(&format!("{name}/from_end"), Pairwise::Add, input, -min);
            let turns = graph.with(&format!("{name}/turns"), Pairwise::Multiply, from_min, 1.0 / range);
            let whole = graph.each(format!("{name}/whole_turns"), ValueFunction::Floor, turns);
            let back = graph.with(&format!("{name}/back"), Pairwise::Multiply, whole, -range);
            graph.pair(format!("{name}/wrapped"), Pairwise::Add, [input, back])
        }
    }
}

/// Integers in units of `2^-frac` as integers of a format.
fn fit(graph: &mut Graph, name: &str, input: Id, frac: u32, format: Format) -> Id {
    let mut fitted = graph.with(
        &format!("{name}/scaled"),
        Pairwise::Multiply,
        input,
        power(i64::from(format.frac) - i64::from(frac)),
    );
    if format.frac < frac {
        fitted = round(graph, name, fitted, format.rounding);
    }
    overflow(graph, name, fitted, format)
}

/// A tensor behind a quantiser of its format, which changes nothing and tells readers the format.
fn weights(
    graph: &mut Graph,
    network: &FirstForm,
    parameters: &Weights,
    tensor: EncoderTensor,
    quantisers: Quantisers,
) -> Id {
    let format = network.tensor_format(tensor);
    let (mut shape, mut numbers) = (network.tensor_shape(tensor), values(network, parameters, tensor));
    if tensor == EncoderTensor::DenseKernel {
        shape.reverse();
        numbers = dense_kernel(network, parameters);
    }
    let constant = graph.numbers(tensor.name(), &shape, numbers);
    match quantisers {
        Quantisers::Absent => constant,
        _ => graph.quantise(&format!("{}/quantised", tensor.name()), constant, format, quantisers == Quantisers::Nodes),
    }
}

fn convolution(graph: &mut Graph, network: &FirstForm, parameters: &Weights, input: Id, quantisers: Quantisers) -> Id {
    let [kernel, bias] = [EncoderTensor::ConvKernel, EncoderTensor::ConvBias]
        .map(|tensor| weights(graph, network, parameters, tensor, quantisers));
    let sums = graph.convolution("conv/convolution", input, kernel, Window::same(network.conv.stride));
    graph.pair("conv/sum", Pairwise::Add, [sums, bias])
}

fn dense(graph: &mut Graph, network: &FirstForm, parameters: &Weights, image: Id, quantisers: Quantisers) -> Id {
    let flat = graph.shaped("flatten", image, &[network.activations()]);
    let [kernel, bias] = [EncoderTensor::DenseKernel, EncoderTensor::DenseBias]
        .map(|tensor| weights(graph, network, parameters, tensor, quantisers));
    let sums = graph.product("dense/product", flat, kernel);
    graph.pair("dense/sum", Pairwise::Add, [sums, bias])
}

fn quantised(graph: &mut Graph, network: &FirstForm, parameters: &Weights, quantisers: Quantisers) -> Id {
    let nodes = quantisers == Quantisers::Nodes;
    let input = graph.quantise("input_quantization", 0, REFERENCE_ACTIVATION, nodes);
    let sums = convolution(graph, network, parameters, input, quantisers);
    let activations = graph.quantise("act", sums, REFERENCE_ACTIVATION, nodes);
    let sums = dense(graph, network, parameters, activations, quantisers);
    graph.quantise("latent_quantization", sums, REFERENCE_LATENT, nodes)
}

/// The reference's cut: floor to one bit before the point and the rest behind it, saturate, and keep
/// what is negative. As a node it is a quantiser, which cuts the same: below -2 there is no latent.
fn cut(graph: &mut Graph, latents: Id, bits: LatentWidths, quantisers: Quantisers) -> Result<Id> {
    let bits = bits.uniform().filter(|&bits| bits > 0).ok_or_else(|| {
        Error::new("the reference trainers cut all latents alike")
            .field("form, bits of the latents")
            .found(format!("{}, {bits}", ExportForm::Reference.name()))
            .allowed("as many of every latent")
            .hint("the form 'chip' cuts each latent for itself; --links 5 leaves all bits")
    })?;
    let frac = bits - 1;
    if quantisers == Quantisers::Nodes {
        if frac >= REFERENCE_LATENT.frac {
            return Ok(latents);
        }
        return Ok(graph.quantiser("cut", latents, Format::signed(bits + 1, frac), QuantRounding::Floor));
    }
    let frac = i64::from(frac);
    let scaled = graph.with("cut/scaled", Pairwise::Multiply, latents, power(frac));
    let floor = graph.each("cut/floor", ValueFunction::Floor, scaled);
    let value = graph.with("cut/value", Pairwise::Multiply, floor, power(-frac));
    Ok(graph.with("cut/minimum", Pairwise::Minimum, value, 2.0 - power(-frac)))
}

fn real(graph: &mut Graph, network: &FirstForm, parameters: &Weights, quantisers: Quantisers) -> Id {
    let sums = convolution(graph, network, parameters, 0, quantisers);
    let activations = graph.each("conv/relu", ValueFunction::Relu, sums);
    let sums = dense(graph, network, parameters, activations, quantisers);
    graph.each("dense/relu", ValueFunction::Relu, sums)
}
