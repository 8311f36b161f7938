//! Graphs without what is in them for training only, or said in a roundabout way.
//!
//! QKeras writes a quantiser as `x + stop_gradient(-x + q(x))`, which is `q(x)`, and the upper end of its ReLU as
//! `where(x <= c, relu(x), c)`, which is `min(relu(x), c)`.

use crate::interchange::function::{Pairwise, ValueFunction};
use crate::interchange::graph::{Graph, GraphOp, Id};

/// How deep is looked for the same function or number: quantisers are a few operations.
const MAX_DEPTH: usize = 12;

/// The graph with these put plainly.
pub(super) fn plain(graph: &Graph) -> Graph {
    let mut plain = graph.clone();
    for id in 0..plain.nodes.len() {
        if let Some(quantised) = estimated(&plain, id) {
            plain.nodes[id].op = GraphOp::Each(ValueFunction::Identity);
            plain.nodes[id].inputs = vec![quantised];
        } else if let Some((rectified, limit)) = capped(&plain, id) {
            plain.nodes[id].op = GraphOp::Limit(limit);
            plain.nodes[id].inputs = vec![rectified];
        }
    }
    let last = plain.nodes.len().saturating_sub(1);
    plain.up_to(last)
}

/// What a node passes on, through nodes that change nothing.
fn behind(graph: &Graph, mut id: Id) -> Id {
    loop {
        let node = &graph.nodes[id];
        id = match (&node.op, node.inputs.as_slice()) {
            (GraphOp::Each(ValueFunction::Identity), &[input]) => input,
            (GraphOp::Pair(Pairwise::Multiply), &[a, b]) if uniform(graph, a) == Some(1.0) => b,
            (GraphOp::Pair(Pairwise::Multiply), &[a, b]) if uniform(graph, b) == Some(1.0) => a,
            _ => return id,
        }
    }
}

/// Whether two nodes give the same, also where a function of the same values stands there twice.
fn same(graph: &Graph, one: Id, other: Id) -> bool {
    same_within(graph, one, other, MAX_DEPTH)
}

/// As [`same`], with functions of functions up to a depth.
fn same_within(graph: &Graph, one: Id, other: Id, depth: usize) -> bool {
    let (one, other) = (behind(graph, one), behind(graph, other));
    let [a, b] = [one, other].map(|id| (&graph.nodes[id].op, graph.nodes[id].inputs.as_slice()));
    match (a, b) {
        _ if one == other => true,
        ((GraphOp::Each(first), &[a]), (GraphOp::Each(second), &[b])) if first == second && depth > 0 => {
            same_within(graph, a, b, depth - 1)
        }
        _ => false,
    }
}

/// The number that all values of a node are.
fn uniform(graph: &Graph, id: Id) -> Option<f32> {
    uniform_within(graph, id, MAX_DEPTH)
}

/// As [`uniform`], of nodes up to a depth: both sides of an operation are looked at, and may be the same node.
fn uniform_within(graph: &Graph, id: Id, depth: usize) -> Option<f32> {
    let depth = depth.checked_sub(1)?;
    let node = &graph.nodes[id];
    match (&node.op, node.inputs.as_slice()) {
        (GraphOp::Constant(constant), _) => {
            let values = &constant.values;
            values.first().copied().filter(|first| values.iter().all(|value| value == first))
        }
        (GraphOp::Fill, &[_, value]) => uniform_within(graph, value, depth),
        (GraphOp::Each(ValueFunction::Ones), _) => Some(1.0),
        (GraphOp::Each(ValueFunction::Zeros), _) => Some(0.0),
        (GraphOp::Pair(function @ (Pairwise::Multiply | Pairwise::Add | Pairwise::Subtract)), &[a, b]) => {
            Some(function.of(uniform_within(graph, a, depth)?, uniform_within(graph, b, depth)?))
        }
        _ => None,
    }
}

/// `q` of a node that is `x + (-x + q)` or `x + (q - x)`.
fn estimated(graph: &Graph, id: Id) -> Option<Id> {
    let GraphOp::Pair(Pairwise::Add) = graph.nodes[id].op else { return None };
    let &[first, second] = graph.nodes[id].inputs.as_slice() else { return None };
    difference(graph, first, second).or_else(|| difference(graph, second, first))
}

/// `q` of a node that is `-x + q` or `q - x`.
fn difference(graph: &Graph, x: Id, other: Id) -> Option<Id> {
    let node = &graph.nodes[behind(graph, other)];
    let &[a, b] = node.inputs.as_slice() else { return None };
    match node.op {
        GraphOp::Pair(Pairwise::Add) if is_negative_of(graph, x, a) => Some(b),
        GraphOp::Pair(Pairwise::Add) if is_negative_of(graph, x, b) => Some(a),
        GraphOp::Pair(Pairwise::Subtract) if same(graph, b, x) => Some(a),
        _ => None,
    }
}

/// Whether a node is `-x`.
fn is_negative_of(graph: &Graph, x: Id, id: Id) -> bool {
    let node = &graph.nodes[behind(graph, id)];
    let negative = matches!(node.op, GraphOp::Each(ValueFunction::Negative));
    negative && node.inputs.first().is_some_and(|&of| same(graph, of, x))
}

/// `relu(x)` and `c` of a node that is `where(x <= c, relu(x), c)`.
fn capped(graph: &Graph, id: Id) -> Option<(Id, f32)> {
    let GraphOp::Select = graph.nodes[id].op else { return None };
    let &[condition, below, above] = graph.nodes[id].inputs.as_slice() else { return None };
    let node = &graph.nodes[behind(graph, condition)];
    let (GraphOp::Pair(Pairwise::LessEqual | Pairwise::Less), &[x, limit]) = (&node.op, node.inputs.as_slice()) else {
        return None;
    };
    let limit = uniform(graph, limit).filter(|&limit| limit >= 0.0 && uniform(graph, above) == Some(limit))?;
    let rectified = &graph.nodes[behind(graph, below)];
    let relu = matches!(rectified.op, GraphOp::Each(ValueFunction::Relu));
    let of_x = relu && rectified.inputs.first().is_some_and(|&of| same(graph, of, x));
    (of_x || same(graph, below, x)).then_some((below, limit))
}
