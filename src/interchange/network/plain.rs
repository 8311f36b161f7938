//! Graphs without what is in them for training only, or said in a roundabout way.
//!
//! QKeras writes a quantiser as `x + stop_gradient(-x + q(x))`, which is `q(x)`, and the upper end of its ReLU as
//! `where(x <= c, relu(x), c)`, which is `min(relu(x), c)`. GELU has no node of its own in most files; it is a product of
//! `1/2`, `x` and `1 + erf(x / √2)` in some order.

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
        } else if let Some(x) = gelu(&plain, id) {
            plain.nodes[id].op = GraphOp::Each(ValueFunction::Gelu);
            plain.nodes[id].inputs = vec![x];
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

/// `x` of a product of `1/2`, `x` and `1 + erf(x / √2)`.
fn gelu(graph: &Graph, id: Id) -> Option<Id> {
    let both = pair_of(graph, id, Pairwise::Multiply)?;
    let inner = both.into_iter().filter_map(|part| pair_of(graph, part, Pairwise::Multiply)).flatten();
    let x = both.into_iter().chain(inner).find_map(|part| normal(graph, part))?;
    let (mut number, mut values, mut normals) = (1.0, 0, 0);
    let mut open = both.to_vec();
    // There are two products of two at most, and factors of 1 between them.
    for _ in 0..8 {
        let Some(factor) = open.pop() else {
            return (values == 1 && normals == 1 && near(number, 0.5)).then_some(x);
        };
        if let Some(own) = uniform(graph, factor) {
            number *= own;
        } else if same(graph, factor, x) {
            values += 1;
        } else if normal(graph, factor).is_some_and(|of| same(graph, of, x)) {
            normals += 1;
        } else {
            open.extend(pair_of(graph, factor, Pairwise::Multiply)?);
        }
    }
    None
}

/// `x` of a node that is `1 + erf(x / √2)`.
fn normal(graph: &Graph, id: Id) -> Option<Id> {
    let [one, erf] = with_number(graph, id, Pairwise::Add)?;
    let erf = &graph.nodes[behind(graph, erf)];
    let (GraphOp::Each(ValueFunction::Erf), &[scaled]) = (&erf.op, erf.inputs.as_slice()) else { return None };
    let (factor, x) = match with_number(graph, scaled, Pairwise::Multiply) {
        Some([number, x]) => (uniform(graph, number)?, x),
        None => {
            let [number, x] = with_number(graph, scaled, Pairwise::Divide)?;
            (uniform(graph, number)?.recip(), x)
        }
    };
    (near(uniform(graph, one)?, 1.0) && near(factor, std::f32::consts::FRAC_1_SQRT_2)).then_some(x)
}

/// The inputs of a node that is this function of two.
fn pair_of(graph: &Graph, id: Id, function: Pairwise) -> Option<[Id; 2]> {
    let node = &graph.nodes[behind(graph, id)];
    let is_it = matches!(node.op, GraphOp::Pair(own) if own == function);
    <[Id; 2]>::try_from(node.inputs.as_slice()).ok().filter(|_| is_it)
}

/// The number and the other input of a node that is a function of values and one number; of a quotient the number is
/// what is divided by.
fn with_number(graph: &Graph, id: Id, function: Pairwise) -> Option<[Id; 2]> {
    let [first, second] = pair_of(graph, id, function)?;
    match (uniform(graph, first), uniform(graph, second)) {
        (None, Some(_)) => Some([second, first]),
        (Some(_), None) if function != Pairwise::Divide => Some([first, second]),
        _ => None,
    }
}

/// Equal but for roundings.
fn near(number: f32, other: f32) -> bool {
    (number - other).abs() <= 1e-6 * other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::network::import;
    use crate::nn::{Evaluator, Function, Op, Values};

    /// GELU of the double of an input, with the product in one of several orders.
    fn written(order: usize, half: f32) -> Graph {
        let mut graph = Graph::begin("gelu".into(), "x", &[3]);
        let x = graph.with("double", Pairwise::Multiply, 0, 2.0);
        let scaled = match order % 2 {
            0 => graph.with("scaled", Pairwise::Divide, x, std::f32::consts::SQRT_2),
            _ => graph.with("scaled", Pairwise::Multiply, x, std::f32::consts::FRAC_1_SQRT_2),
        };
        let erf = graph.each("erf", ValueFunction::Erf, scaled);
        let above = graph.with("above", Pairwise::Add, erf, 1.0);
        match order {
            0 => {
                let half = graph.with("half", Pairwise::Multiply, x, half);
                graph.pair("gelu", Pairwise::Multiply, [half, above]);
            }
            1 => {
                let product = graph.pair("product", Pairwise::Multiply, [x, above]);
                graph.with("gelu", Pairwise::Multiply, product, half);
            }
            _ => {
                let half = graph.with("half", Pairwise::Multiply, above, half);
                graph.pair("gelu", Pairwise::Multiply, [half, x]);
            }
        }
        graph
    }

    #[test]
    fn gelu_is_found_in_every_order() {
        for order in 0..3 {
            let described = import(&written(order, 0.5), "gelu").unwrap();
            let layers = &described.network.network().layers;
            let last = layers.last().map(|layer| &layer.op);
            assert_eq!(last, Some(&Op::Activation { function: Function::Gelu }), "order {order}");
            let mut values = Values::default();
            let evaluator = Evaluator::new(&described.network, &described.weights).unwrap();
            evaluator.run_reals(&[-0.5, 0.0, 1.0], &mut values).unwrap();
            let own = values.numbers(described.network.node(described.network.outputs()[0]));
            for (own, x) in own.into_iter().zip([-1.0, 0.0, 2.0f64]) {
                let expected = 0.5 * x * libm::erfc(-x / 2f64.sqrt());
                assert!((f64::from(own) - expected).abs() < 1e-6, "{own}, {expected}");
            }
            let other = import(&written(order, 0.25), "gelu").unwrap_err().to_string();
            assert!(other.contains("erf (Erf)") && other.contains("Gelu"), "{other}");
        }
    }
}
