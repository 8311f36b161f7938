//! The encoder as a graph: in the chip's integers, or as the reference systems write it.
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

use super::graph::{Graph, Id, Op, power};
use super::{Form, Names};
use crate::chip::formatter::LATENT_BITS;
use crate::error::{Error, Result};
use crate::network::{Format, LATENTS, Network, Overflow, Parameters, Rounding, Tensor};

/// Integers up to here are exact in a 32-bit float.
const EXACT: f64 = 16_777_216.0;

/// A quantiser of the reference: halves to even, saturates.
const fn quantiser(bits: u32, frac: u32) -> Format {
    Format { signed: true, bits, frac, rounding: Rounding::HalfEven, overflow: Overflow::Saturate }
}

/// Input and activation of the reference.
const REFERENCE_ACTIVATION: Format = quantiser(8, 6);

/// Latents of the reference, before the cut.
const REFERENCE_LATENT: Format = quantiser(9, 7);

/// Bits of a latent in the frame, before the keep mask.
const FRAME_BITS: u32 = (LATENT_BITS / LATENTS) as u32;

/// Bits of a latent that a number of links carries: 1, 3, 5, 7, 9.
pub fn bits_of_links(links: u8) -> u32 {
    (2 * u32::from(links)).saturating_sub(1).min(FRAME_BITS)
}

/// The graph of an encoder. With `bits` the latents are cut to their first so many bits, as frames
/// carry them; the chip computes 9, and so many are left without.
///
/// # Errors
/// A network whose accumulators saturate, or whose sums are not exact in 32-bit floats.
pub fn graph(
    network: &Network,
    parameters: &Parameters,
    form: Form,
    names: &Names,
    bits: Option<u32>,
) -> Result<Graph> {
    let image = &network.image;
    let shape = [image.height, image.width, image.channels];
    let about = format!("encoder {}, form {}", network.name, form.name());
    let mut graph = Graph::new(about, names.encoder_input, &shape);
    let latents = match form {
        Form::Chip => chip(&mut graph, network, parameters, bits)?,
        Form::Reference if names.is_cmssw_4x4x3() => real(&mut graph, network, parameters),
        Form::Reference => {
            let latents = quantised(&mut graph, network, parameters);
            cut(&mut graph, latents, bits)
        }
    };
    graph.map(names.encoder_output, Op::Identity, latents);
    Ok(graph)
}

/// A tensor as real numbers.
pub fn values(network: &Network, parameters: &Parameters, tensor: Tensor) -> Vec<f32> {
    let step = power(-i64::from(network.tensor_format(tensor).frac));
    parameters.tensor(tensor).iter().map(|&raw| f32::from(raw) * step).collect()
}

/// The dense kernel as real numbers, input-major.
pub(super) fn dense_kernel(network: &Network, parameters: &Parameters) -> Vec<f32> {
    let (kernel, inputs) = (values(network, parameters, Tensor::DenseKernel), network.activations());
    (0..inputs * LATENTS).map(|at| kernel[at % LATENTS * inputs + at / LATENTS]).collect()
}

fn chip(graph: &mut Graph, network: &Network, parameters: &Parameters, bits: Option<u32>) -> Result<Id> {
    let (conv, dense) = (&network.conv, &network.dense);
    check("conv.accumulator", network.taps(), network.norm, conv.weight, conv.accumulator)?;
    check("dense.accumulator", network.activations(), conv.activation, dense.weight, dense.accumulator)?;

    // The normaliser's integers. It cuts, never rounds.
    let len = network.image.len();
    let flat = graph.add("norm/flat", Op::Reshape, &[0], &[len]);
    let scaled = graph.with("norm/scaled", Op::Multiply, flat, power(network.norm.frac.into()));
    let norms = graph.map("norm/integer", Op::Floor, scaled);

    // Taps on the padding, and on pixels that are constant zero, get weight 0 and read any pixel.
    let (taps, filters) = (network.taps(), conv.filters);
    let (rows, columns) = network.conv_shape();
    let places = rows * columns;
    let weights = values(network, parameters, Tensor::ConvKernel);
    let step = power(i64::from(conv.accumulator.frac) - i64::from(network.norm.frac));
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
    let gathered = graph.add("conv/taps", Op::Gather(pixels), &[norms], &[places * taps]);
    let column = graph.add("conv/column", Op::Reshape, &[gathered], &[places, taps, 1]);
    let kernel = graph.constant("conv/kernel", &[places, taps, filters], kernel);
    let products = graph.add("conv/products", Op::Multiply, &[column, kernel], &[places, taps, filters]);
    let cut_products = round(graph, "conv", products, conv.accumulator.rounding);
    let sums = graph.add("conv/products_sum", Op::Sum, &[cut_products], &[places, filters]);
    let sums = graph.bias("conv", sums, bias(network, parameters, Tensor::ConvBias, conv.accumulator));
    let sums = overflow(graph, "conv", sums, conv.accumulator);
    let positive = graph.map("activation/relu", Op::Relu, sums);
    let activations = fit(graph, "activation", positive, conv.accumulator.frac, conv.activation);

    let inputs = network.activations();
    let column = graph.add("dense/column", Op::Reshape, &[activations], &[inputs, 1]);
    let step = power(i64::from(dense.accumulator.frac) - i64::from(conv.activation.frac));
    let kernel: Vec<f32> = dense_kernel(network, parameters).iter().map(|weight| weight * step).collect();
    let kernel = graph.constant("dense/kernel", &[inputs, LATENTS], kernel);
    let products = graph.add("dense/products", Op::Multiply, &[column, kernel], &[inputs, LATENTS]);
    let cut_products = round(graph, "dense", products, dense.accumulator.rounding);
    let sums = graph.add("dense/products_sum", Op::Sum, &[cut_products], &[LATENTS]);
    let sums = graph.bias("dense", sums, bias(network, parameters, Tensor::DenseBias, dense.accumulator));
    let sums = overflow(graph, "dense", sums, dense.accumulator);
    let positive = graph.map("latent/relu", Op::Relu, sums);
    let mut latents = fit(graph, "latent", positive, dense.accumulator.frac, dense.latent);
    let mut frac = i64::from(dense.latent.frac);
    if let Some(bits) = bits.filter(|&bits| bits < FRAME_BITS) {
        let drop = i64::from(FRAME_BITS - bits);
        let first = graph.with("cut/scaled", Op::Multiply, latents, power(-drop));
        latents = graph.map("cut/floor", Op::Floor, first);
        frac -= drop;
    }
    Ok(graph.with("latent/value", Op::Multiply, latents, power(-frac)))
}

/// The biases as integers of the accumulator.
fn bias(network: &Network, parameters: &Parameters, tensor: Tensor, accumulator: Format) -> Vec<f32> {
    let format = network.tensor_format(tensor);
    let drop = format.frac as i32 - accumulator.frac as i32;
    let raw = |&bias: &i8| accumulator.fit(i64::from(bias), drop) as f32;
    parameters.tensor(tensor).iter().map(raw).collect()
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
        Rounding::Floor => graph.map(format!("{name}/floor"), Op::Floor, input),
        Rounding::HalfEven => graph.map(format!("{name}/round"), Op::Round, input),
        Rounding::HalfUp => {
            let up = graph.with(&format!("{name}/half"), Op::Add, input, 0.5);
            graph.map(format!("{name}/floor"), Op::Floor, up)
        }
    }
}

/// What a format does beyond its ends, to integers of the format.
fn overflow(graph: &mut Graph, name: &str, input: Id, format: Format) -> Id {
    let (min, max) = (format.min_raw() as f32, format.max_raw() as f32);
    match format.overflow {
        Overflow::Never => input,
        Overflow::Saturate => {
            let low = graph.with(&format!("{name}/maximum"), Op::Minimum, input, max);
            graph.with(&format!("{name}/minimum"), Op::Maximum, low, min)
        }
        // The distance from the lower end, modulo the range.
        Overflow::Wrap => {
            let range = power(format.bits.into());
            let from_min = graph.with(&format!("{name}/from_end"), Op::Add, input, -min);
            let turns = graph.with(&format!("{name}/turns"), Op::Multiply, from_min, 1.0 / range);
            let whole = graph.map(format!("{name}/whole_turns"), Op::Floor, turns);
            let back = graph.with(&format!("{name}/back"), Op::Multiply, whole, -range);
            let shape = graph.nodes[input].shape.clone();
            graph.add(format!("{name}/wrapped"), Op::Add, &[input, back], &shape)
        }
    }
}

/// Integers in units of `2^-frac` as integers of a format.
fn fit(graph: &mut Graph, name: &str, input: Id, frac: u32, format: Format) -> Id {
    let mut fitted =
        graph.with(&format!("{name}/scaled"), Op::Multiply, input, power(i64::from(format.frac) - i64::from(frac)));
    if format.frac < frac {
        fitted = round(graph, name, fitted, format.rounding);
    }
    overflow(graph, name, fitted, format)
}

/// A tensor behind a quantiser of its format, which changes nothing and tells readers the format.
fn weights(graph: &mut Graph, network: &Network, parameters: &Parameters, tensor: Tensor) -> Id {
    let format = network.tensor_format(tensor);
    let format = Format { rounding: Rounding::HalfEven, overflow: Overflow::Saturate, ..format };
    let (mut shape, mut numbers) = (network.tensor_shape(tensor), values(network, parameters, tensor));
    if tensor == Tensor::DenseKernel {
        shape.reverse();
        numbers = dense_kernel(network, parameters);
    }
    let constant = graph.constant(tensor.name(), &shape, numbers);
    graph.map(format!("{}/quantised", tensor.name()), Op::Quantise(format), constant)
}

fn convolution(graph: &mut Graph, network: &Network, parameters: &Parameters, input: Id) -> Id {
    let (rows, columns) = network.conv_shape();
    let kernel = weights(graph, network, parameters, Tensor::ConvKernel);
    let bias = weights(graph, network, parameters, Tensor::ConvBias);
    let shape = [rows, columns, network.conv.filters];
    let sums = graph.add("conv/convolution", Op::Convolution { stride: network.conv.stride }, &[input, kernel], &shape);
    graph.add("conv/sum", Op::Add, &[sums, bias], &shape)
}

fn dense(graph: &mut Graph, network: &Network, parameters: &Parameters, image: Id) -> Id {
    let flat = graph.add("flatten", Op::Reshape, &[image], &[network.activations()]);
    let kernel = weights(graph, network, parameters, Tensor::DenseKernel);
    let bias = weights(graph, network, parameters, Tensor::DenseBias);
    let sums = graph.add("dense/product", Op::MatMul, &[flat, kernel], &[LATENTS]);
    graph.add("dense/sum", Op::Add, &[sums, bias], &[LATENTS])
}

fn quantised(graph: &mut Graph, network: &Network, parameters: &Parameters) -> Id {
    let input = graph.map("input_quantization", Op::Quantise(REFERENCE_ACTIVATION), 0);
    let sums = convolution(graph, network, parameters, input);
    let activations = graph.map("act", Op::Quantise(REFERENCE_ACTIVATION), sums);
    let sums = dense(graph, network, parameters, activations);
    graph.map("latent_quantization", Op::Quantise(REFERENCE_LATENT), sums)
}

/// The reference's cut: floor to one bit before the point and the rest behind it, saturate, and keep
/// what is negative.
fn cut(graph: &mut Graph, latents: Id, bits: Option<u32>) -> Id {
    let frac = i64::from(bits.unwrap_or(FRAME_BITS)) - 1;
    let scaled = graph.with("cut/scaled", Op::Multiply, latents, power(frac));
    let floor = graph.map("cut/floor", Op::Floor, scaled);
    let value = graph.with("cut/value", Op::Multiply, floor, power(-frac));
    graph.with("cut/minimum", Op::Minimum, value, 2.0 - power(-frac))
}

fn real(graph: &mut Graph, network: &Network, parameters: &Parameters) -> Id {
    let sums = convolution(graph, network, parameters, 0);
    let activations = graph.map("conv/relu", Op::Relu, sums);
    let sums = dense(graph, network, parameters, activations);
    graph.map("dense/relu", Op::Relu, sums)
}
