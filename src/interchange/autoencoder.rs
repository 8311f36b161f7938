//! An autoencoder that is one graph, taken apart.

use super::graph::{Graph, GraphInput, GraphOp, Id};
use crate::network::{CELLS, LATENTS};

/// The encoder and the decoder of a graph that holds both: the latents are the 16 values through which everything goes
/// that the output has of the image, at the last place before another layer takes them. `None` for any other graph.
pub fn split(graph: &Graph) -> Option<[Graph; 2]> {
    let shapes = graph.shapes().ok()?;
    let lengths: Vec<usize> = shapes.iter().map(|shape| shape.iter().product()).collect();
    let output = graph.nodes.len().checked_sub(1)?;
    // Something larger than latents with conditions comes out, and an image goes in.
    let inputs = graph.nodes.iter().map(|node| matches!(node.op, GraphOp::Input(_)));
    let images: Vec<bool> = inputs.zip(&lengths).map(|(input, &length)| input && length >= CELLS).collect();
    if lengths[output] < CELLS || !images[..output].contains(&true) {
        return None;
    }
    let narrow = (0..output).filter(|&id| lengths[id] == LATENTS && graph.constant(id).is_none());
    let narrow = narrow.filter(|&id| only_way(graph, id, &images));
    let mut latents = None;
    for id in narrow.skip_while(|&id| !sums(graph, id)) {
        if latents.is_some() && sums(graph, id) {
            break;
        }
        latents = Some(id);
    }
    let latents = latents?;
    Some([graph.up_to(latents), behind(graph, latents, &shapes[latents])])
}

/// Whether a node sums products.
fn sums(graph: &Graph, id: Id) -> bool {
    matches!(graph.nodes[id].op, GraphOp::MatMul(_) | GraphOp::Convolution(_) | GraphOp::Transposed { .. })
}

/// Whether the image reaches the output through this node alone.
fn only_way(graph: &Graph, latents: Id, images: &[bool]) -> bool {
    let mut reached = vec![false; graph.nodes.len()];
    for (id, node) in graph.nodes.iter().enumerate() {
        reached[id] = id != latents && (images[id] || node.inputs.iter().any(|&input| reached[input]));
    }
    reached.last() == Some(&false)
}

/// The graph that takes the values of a node as its first input.
fn behind(graph: &Graph, id: Id, shape: &[usize]) -> Graph {
    let shape = [None].into_iter().chain(shape.iter().skip(1).copied().map(Some)).collect();
    let latents = GraphInput { name: graph.nodes[id].name.clone(), shape };
    let inputs = [latents].into_iter().chain(graph.inputs.iter().cloned()).collect();
    // It is the first node, too; the others stay in their order.
    let moved = |other: Id| if other == id { 0 } else { other + usize::from(other < id) };
    let mut nodes = graph.nodes.clone();
    let mut first = nodes.remove(id);
    (first.op, first.inputs) = (GraphOp::Input(0), Vec::new());
    nodes.insert(0, first);
    for node in nodes.iter_mut().skip(1) {
        node.inputs.iter_mut().for_each(|input| *input = moved(*input));
        if let GraphOp::Input(number) = &mut node.op {
            *number += 1;
        }
    }
    Graph { nodes, inputs, ..graph.clone() }.up_to(graph.nodes.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::function::{Pairwise, ValueFunction};
    use crate::interchange::ndarray::NdArray;

    /// 48 values, 16 latents with ReLU, perhaps a second way, two conditions, 48 values.
    fn autoencoder(second_way: bool) -> Graph {
        fn spread(len: usize) -> Vec<f32> {
            (0..len).map(|at| (at * 37 % 19) as f32 / 8.0 - 1.0).collect()
        }
        let mut graph = Graph::begin("whole".into(), "image", &[CELLS]);
        let matrix = graph.numbers("matrix", &[CELLS, LATENTS], spread(CELLS * LATENTS));
        let sums = graph.product("sums", 0, matrix);
        let latents = graph.each("latents", ValueFunction::Relu, sums);
        let conditions = graph.input("conditions", vec![None, Some(2)]).unwrap();
        let all =
            graph.push("all", "Concat", GraphOp::Concat { axis: 1, stack: false }, &[latents, conditions]).unwrap();
        let matrix = graph.numbers("back", &[LATENTS + 2, CELLS], spread(CELLS * (LATENTS + 2)));
        let mut output = graph.product("charges", all, matrix);
        if second_way {
            output = graph.pair("both", Pairwise::Add, [output, 0]);
        }
        graph.each("out", ValueFunction::Identity, output);
        graph
    }

    #[test]
    fn both_halves_compute_what_the_whole_does() {
        let whole = autoencoder(false);
        let [encoder, decoder] = split(&whole).unwrap();
        assert_eq!(encoder.nodes.last().unwrap().name, "latents");
        let [image, conditions] = [CELLS, 2].map(|length| NdArray {
            shape: vec![3, length],
            values: (0..3 * length).map(|at| (at * 29 % 31) as f32 / 16.0).collect(),
        });
        let expected = whole.run(&[image.clone(), conditions.clone()]).unwrap();
        let latents = encoder.run(&[image]).unwrap();
        assert_eq!(latents.shape, [3, LATENTS]);
        assert_eq!(decoder.run(&[latents, conditions]).unwrap(), expected);
        // Neither half is a whole again, and where the image has another way there are no halves.
        assert!(split(&encoder).is_none() && split(&decoder).is_none() && split(&autoencoder(true)).is_none());
    }
}
