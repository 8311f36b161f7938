//! Exports of the form [`ExportForm::Chip`], read back.
//!
//! Their floored products are no layers of a convolution and a dense layer any more. A graph is one of them if the
//! encoder of the weights that stand in it is written as the same graph: then it computes what the chip computes.

use super::write;
use crate::error::Result;
use crate::interchange::build::power;
use crate::interchange::export::{ExportForm, PortNames};
use crate::interchange::function::Pairwise;
use crate::interchange::graph::{Graph, GraphOp};
use crate::interchange::import::{self, EncoderImport, Floats, ImportOptions};
use crate::interchange::ndarray::NdArray;
use crate::interchange::{onnx, tensorflow};
use crate::network::{AeBlock, EncoderTensor, FirstForm, LATENT_BITS, LATENTS};
use crate::registers::LatentWidths;

/// The encoder of a graph in the chip's form, with its latents whole or cut; `None` for any other graph.
///
/// # Errors
/// A network of other layers than the chip's, and weights that are not finite.
pub fn import(graph: &Graph, block: &AeBlock) -> Result<Option<EncoderImport>> {
    let form = block.first_form()?;
    let Some(floats) = tensors(graph, &form) else { return Ok(None) };
    let import = import::from_floats(floats, block, &ImportOptions::default())?;
    let names = PortNames::of(block, None);
    let even = (1..=LATENT_BITS).rev().map(LatentWidths::from);
    for bits in even.chain(uneven(graph)) {
        // A graph that cannot be written is no such export.
        let Ok(own) = write::graph(&form, &import.parameters, ExportForm::Chip, &names, Some(bits), false) else {
            return Ok(None);
        };
        let read = [
            tensorflow::write(&own).and_then(|bytes| tensorflow::read(&bytes)),
            onnx::write(&own).and_then(|bytes| onnx::read(&bytes)),
        ];
        if read.into_iter().flatten().any(|own| own.computes_as(graph)) {
            return Ok(Some(import));
        }
    }
    Ok(None)
}

/// The bits of the latents that factors for each of them may leave.
fn uneven(graph: &Graph) -> Option<LatentWidths> {
    let factors = constants(graph, Pairwise::Multiply, 1).into_iter().find(|(_, own)| own.values.len() == LATENTS)?.1;
    let width = |factor: &f32| (0..=LATENT_BITS).find(|&drop| power(-i64::from(drop)) == *factor);
    let widths: Vec<u8> =
        factors.values.iter().map(|factor| Some((LATENT_BITS - width(factor)?) as u8)).collect::<Option<_>>()?;
    widths.try_into().ok().map(LatentWidths)
}

/// The constants of so many axes that such functions take, each with the name of the node.
fn constants(graph: &Graph, function: Pairwise, rank: usize) -> Vec<(&str, &NdArray)> {
    let pairs = graph.nodes.iter().filter(|node| matches!(node.op, GraphOp::Pair(own) if own == function));
    let constant = |&id| graph.constant(id).filter(|constant| constant.rank() == rank);
    pairs.filter_map(|node| Some((node.name.as_str(), node.inputs.iter().find_map(constant)?))).collect()
}

/// The four tensors that stand in such a graph, in register order: factors with which arrays are multiplied element by
/// element, and what is added to vectors.
fn tensors(graph: &Graph, form: &FirstForm) -> Option<Vec<Floats>> {
    let (&[conv], &[dense], &[conv_bias, dense_bias]) = (
        constants(graph, Pairwise::Multiply, 3).as_slice(),
        constants(graph, Pairwise::Multiply, 2).as_slice(),
        constants(graph, Pairwise::Add, 1).as_slice(),
    ) else {
        return None;
    };
    let (taps, filters) = (form.taps(), form.conv.filters);
    let (rows, columns) = form.conv_shape();
    let lengths =
        (conv.1.shape.as_slice(), dense.1.shape.as_slice(), conv_bias.1.values.len(), dense_bias.1.values.len());
    if lengths != (&[rows * columns, taps, filters], &[form.activations(), LATENTS], filters, LATENTS) {
        return None;
    }
    // In units of the last bit of the sums, where the pixels or activations have theirs.
    fn scale(from: u32, to: u32) -> f64 {
        f64::from(power(i64::from(from) - i64::from(to)))
    }
    let (conv_sum, dense_sum) = (form.conv.accumulator.frac, form.dense.accumulator.frac);
    let (conv_unit, dense_unit) = (scale(form.normalised.frac, conv_sum), scale(form.conv.activation.frac, dense_sum));
    // A tap that meets no trigger cell anywhere has no part in anything.
    let mut kernel = vec![0.0; taps * filters];
    for place in 0..rows * columns {
        for (tap, _) in
            form.taps_of(place / columns, place % columns).filter(|&(_, pixel)| form.image.cells[pixel] >= 0)
        {
            for filter in 0..filters {
                kernel[tap * filters + filter] =
                    f64::from(conv.1.values[(place * taps + tap) * filters + filter]) * conv_unit;
            }
        }
    }
    fn bias(values: &NdArray, frac: u32) -> Vec<f64> {
        values.values.iter().map(|&bias| f64::from(bias) * scale(0, frac)).collect()
    }
    let dense_kernel = (0..LATENTS * form.activations())
        .map(|at| f64::from(dense.1.values[at % form.activations() * LATENTS + at / form.activations()]) * dense_unit);
    let all = [
        (conv.0, EncoderTensor::ConvKernel, kernel),
        (conv_bias.0, EncoderTensor::ConvBias, bias(conv_bias.1, conv_sum)),
        (dense.0, EncoderTensor::DenseKernel, dense_kernel.collect()),
        (dense_bias.0, EncoderTensor::DenseBias, bias(dense_bias.1, dense_sum)),
    ];
    let named = |name: &str, tensor: EncoderTensor| format!("{name}, {}", tensor.name());
    Some(all.into_iter().map(|(name, tensor, values)| Floats { dataset: named(name, tensor), values }).collect())
}
