//! The decoders as graphs: 16 latents and the conditions in, an image out, all in real numbers.
//!
//! The graph is that of [`physics::decoder`](crate::physics::decoder), in 32-bit floats, without its last
//! step: the image is given whole, also pixels that are no trigger cell.

use super::Names;
use super::graph::{Graph, Id, Op};
use crate::network::{LATENTS, Network};
use crate::physics::decoder::{Decoder, DecoderKind};

/// The graph of a decoder.
pub fn graph(network: &Network, decoder: &Decoder, names: &Names) -> Graph {
    let inputs = LATENTS + decoder.kind().conditions();
    let about = format!("decoder of {}", network.name);
    let mut graph = Graph::new(about, names.decoder_input, &[inputs]);
    let weights = decoder.weights();
    let pair = |first: usize| (weights[first].clone(), weights[first + 1].clone());
    let dense = |graph: &mut Graph, number: usize, input: Id| {
        let (kernel, bias) = pair(2 * number);
        let name = format!("dense_{number}");
        let sums = graph.dense(&name, input, kernel, bias);
        graph.map(format!("{name}/relu"), Op::Relu, sums)
    };
    let image = match decoder.kind() {
        DecoderKind::Conditional | DecoderKind::SumEta => {
            let mut hidden = 0;
            for number in 0..3 {
                hidden = dense(&mut graph, number, hidden);
            }
            let hidden = graph.add("reshape", Op::Reshape, &[hidden], &[4, 4, 8]);
            // (tap, input) is (row, column, output, input) of one output.
            let sums = transposed(&mut graph, "deconv", hidden, 2, pair(6));
            graph.map("deconv/relu", Op::Relu, sums)
        }
        DecoderKind::Plain => {
            let hidden = dense(&mut graph, 0, 0);
            let hidden = graph.add("reshape", Op::Reshape, &[hidden], &[4, 4, 8]);
            let moved = |first: usize| {
                let (kernel, bias) = pair(first);
                (taps_first(&kernel, 8, bias.len()), bias)
            };
            let sums = transposed(&mut graph, "deconv_0", hidden, network.conv.stride, moved(2));
            let wide = graph.map("deconv_0/relu", Op::Relu, sums);
            let sums = transposed(&mut graph, "deconv_1", wide, 1, moved(4));
            graph.map("deconv_1/sigmoid", Op::Sigmoid, sums)
        }
    };
    graph.map(names.decoder_output, Op::Identity, image);
    graph
}

/// (input, output, row, column) to (row, column, output, input).
pub(super) fn taps_first(kernel: &[f32], inputs: usize, outputs: usize) -> Vec<f32> {
    let places = (0..9).flat_map(|tap| (0..outputs).map(move |output| (tap, output)));
    let places = places.flat_map(|(tap, output)| (0..inputs).map(move |input| (input * outputs + output) * 9 + tap));
    places.map(|at| kernel[at]).collect()
}

/// A transposed convolution of 3x3 with padding "same".
fn transposed(graph: &mut Graph, name: &str, input: Id, stride: usize, (kernel, bias): (Vec<f32>, Vec<f32>)) -> Id {
    let from = graph.nodes[input].shape.clone();
    let kernel = graph.constant(format!("{name}/kernel"), &[3, 3, bias.len(), from[2]], kernel);
    let shape = [from[0] * stride, from[1] * stride, bias.len()];
    let sums = graph.add(format!("{name}/transposed"), Op::Transposed { stride }, &[input, kernel], &shape);
    graph.bias(name, sums, bias)
}
