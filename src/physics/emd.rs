//! The earth mover's distance: how far charge must be moved to turn one distribution over the 48
//! cells into another, times how much of it. Exact (docs/sources.md, Ecoder).
//!
//! Both distributions are normalised to sum 1. Distances are those of the cells' centres in units of
//! half the spacing of neighbours, so that 2 is the distance of neighbours in a rhombus.
//!
//! The distance is a metric, so charge that both have in the same cell stays where it is. The rest is
//! a minimum-cost flow from cells with too much to cells with too little, found by shortest augmenting
//! paths with potentials: each path is a cheapest one, and when all charge is placed the cost is the
//! optimum.

use std::sync::LazyLock;

use super::unit;
use crate::data::cells;
use crate::network::CELLS;

/// Half the spacing of neighbouring cells in a rhombus, cm.
pub const HALF_SPACING: f64 = 1.208_400_75;

/// Share of the charge below which everything counts as moved.
const LEFT: f64 = 1e-13;

/// Distances of all pairs of cells, post-MUX order.
static DISTANCES: LazyLock<[[f64; CELLS]; CELLS]> = LazyLock::new(distances);

fn distances() -> [[f64; CELLS]; CELLS] {
    let places: [(f64, f64); CELLS] = std::array::from_fn(cells::position);
    places.map(|a| {
        places.map(|b| {
            let (x, y) = (a.0 - b.0, a.1 - b.1);
            (x * x + y * y).sqrt() / HALF_SPACING
        })
    })
}

/// Distance of two cells (post-MUX order, below 48).
pub fn distance(a: usize, b: usize) -> f64 {
    DISTANCES[a % CELLS][b % CELLS]
}

/// The earth mover's distance between two sets of charges (post-MUX order, none below 0), or `None` if
/// one of them has no charge.
pub fn emd(from: &[f32; CELLS], to: &[f32; CELLS]) -> Option<f64> {
    let (from, to) = (unit(from)?, unit(to)?);
    fn too_much(more: &[f64; CELLS], less: &[f64; CELLS]) -> Vec<(usize, f64)> {
        (0..CELLS).map(|cell| (cell, more[cell] - less[cell])).filter(|&(_, rest)| rest > LEFT).collect()
    }
    Some(Transport::new(too_much(&from, &to), too_much(&to, &from)).cost())
}

/// A transport problem between sources and sinks, each a cell and what is left there.
struct Transport {
    sources: Vec<(usize, f64)>,
    sinks: Vec<(usize, f64)>,
    /// What flows from each source to each sink.
    flow: Vec<Vec<f64>>,
    /// Potentials of sources and, behind them, sinks.
    potential: Vec<f64>,
}

/// A cheapest way from any source with something left to every node.
struct Paths {
    length: Vec<f64>,
    before: Vec<Option<usize>>,
}

impl Transport {
    fn new(sources: Vec<(usize, f64)>, sinks: Vec<(usize, f64)>) -> Self {
        let flow = vec![vec![0.0; sinks.len()]; sources.len()];
        let potential = vec![0.0; sources.len() + sinks.len()];
        Transport { sources, sinks, flow, potential }
    }

    fn cost(mut self) -> f64 {
        while let Some((paths, sink)) = self.shortest() {
            let reached = paths.length[self.sources.len() + sink];
            for (potential, length) in self.potential.iter_mut().zip(&paths.length) {
                *potential += length.min(reached);
            }
            self.push(&paths, sink);
        }
        let pairs = self.flow.iter().zip(&self.sources).flat_map(|(row, &(from, _))| {
            row.iter().zip(&self.sinks).map(move |(flow, &(to, _))| flow * distance(from, to))
        });
        // The sum of nothing would be -0.
        pairs.fold(0.0, |sum, cost| sum + cost)
    }

    /// Cost of one unit from a node to another over an edge that has room, reduced by the potentials.
    fn edge(&self, from: usize, to: usize) -> Option<f64> {
        let sources = self.sources.len();
        let cost = if from < sources && to >= sources {
            distance(self.sources[from].0, self.sinks[to - sources].0)
        } else if from >= sources && to < sources && self.flow[to][from - sources] > 0.0 {
            -distance(self.sources[to].0, self.sinks[from - sources].0)
        } else {
            return None;
        };
        // Rounding may leave a trace below 0.
        Some((cost + self.potential[from] - self.potential[to]).max(0.0))
    }

    /// Cheapest ways (Dijkstra), and the nearest sink that still lacks charge, if there is charge left.
    fn shortest(&self) -> Option<(Paths, usize)> {
        let sources = self.sources.len();
        let nodes = sources + self.sinks.len();
        let mut paths = Paths { length: vec![f64::INFINITY; nodes], before: vec![None; nodes] };
        let mut done = vec![false; nodes];
        for (length, &(_, left)) in paths.length.iter_mut().zip(&self.sources) {
            if left > LEFT {
                *length = 0.0;
            }
        }
        loop {
            let open = (0..nodes).filter(|&node| !done[node] && paths.length[node].is_finite());
            let next = open.min_by(|&a, &b| paths.length[a].total_cmp(&paths.length[b]))?;
            done[next] = true;
            if next >= sources && self.sinks[next - sources].1 > LEFT {
                return Some((paths, next - sources));
            }
            for to in (0..nodes).filter(|&to| !done[to]) {
                if let Some(cost) = self.edge(next, to)
                    && paths.length[next] + cost < paths.length[to]
                {
                    paths.length[to] = paths.length[next] + cost;
                    paths.before[to] = Some(next);
                }
            }
        }
    }

    /// Sends as much as fits along the way to a sink.
    fn push(&mut self, paths: &Paths, sink: usize) {
        let sources = self.sources.len();
        let mut way = vec![sources + sink];
        while let Some(before) = way.last().and_then(|&node| paths.before[node]) {
            way.push(before);
        }
        way.reverse();
        let start = way[0];
        // Source, sink, and whether what flowed between them is taken back.
        let steps = way.windows(2).map(|step| match step[0] >= sources {
            true => (step[1], step[0] - sources, true),
            false => (step[0], step[1] - sources, false),
        });
        let room = steps.clone().filter(|step| step.2).map(|(source, sink, _)| self.flow[source][sink]);
        let amount = room.fold(self.sources[start].1.min(self.sinks[sink].1), f64::min);
        for (source, sink, is_taken_back) in steps {
            self.flow[source][sink] += if is_taken_back { -amount } else { amount };
        }
        self.sources[start].1 -= amount;
        self.sinks[sink].1 -= amount;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::cells::POST_MUX;
    use proptest::prelude::*;

    fn unit(training: usize) -> [f32; CELLS] {
        let mut charges = [0.0; CELLS];
        charges[usize::from(POST_MUX[training])] = 3.0;
        charges
    }

    #[test]
    fn a_single_charge_moves_the_distance_of_its_cells() {
        for (a, b, expected) in [
            (0, 1, 2.0),
            (0, 4, 1.999_997_3),
            (0, 31, 1.802_777_9),
            (3, 35, 1.802_770_2),
            (0, 47, 12.134_656_4),
            (12, 47, 13.756_812),
        ] {
            assert!((emd(&unit(a), &unit(b)).unwrap() - expected).abs() < 2e-5, "{a} {b}");
        }
        assert_eq!(emd(&unit(7), &unit(7)), Some(0.0));
        assert_eq!(emd(&[0.0; CELLS], &unit(7)), None);
    }

    /// With equal charges on few cells the optimum is the best of all assignments.
    fn by_permutations(from: &[usize], to: &mut Vec<usize>, fixed: usize) -> f64 {
        if fixed == to.len() {
            return from.iter().zip(to.iter()).map(|(&a, &b)| distance(a, b)).sum::<f64>() / from.len() as f64;
        }
        let mut best = f64::INFINITY;
        for other in fixed..to.len() {
            to.swap(fixed, other);
            best = best.min(by_permutations(from, to, fixed + 1));
            to.swap(fixed, other);
        }
        best
    }

    /// A charge of 1 in each of these cells.
    fn spread(cells: &[usize]) -> [f32; CELLS] {
        let mut charges = [0.0; CELLS];
        cells.iter().for_each(|&cell| charges[cell] = 1.0);
        charges
    }

    proptest! {
        #[test]
        fn it_is_the_best_assignment(
            mut cells in Just((0..CELLS).collect::<Vec<_>>()).prop_shuffle(),
            overlap in 0..3usize,
        ) {
            let mut to = cells.split_off(CELLS - 6 + overlap);
            to.extend(cells[..overlap].to_vec());
            let from = cells[..6].to_vec();
            let found = emd(&spread(&from), &spread(&to)).unwrap();
            let expected = by_permutations(&from, &mut to, 0);
            prop_assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        }

        /// Symmetric, and no detour is shorter.
        #[test]
        fn it_is_a_metric(charges in proptest::collection::vec(0.0f32..9.0, 3 * CELLS)) {
            let part = |at: usize| -> [f32; CELLS] { std::array::from_fn(|cell| charges[at * CELLS + cell] + 1e-3) };
            let [ab, ba, bc, ac] = [(0, 1), (1, 0), (1, 2), (0, 2)].map(|(x, y)| emd(&part(x), &part(y)).unwrap());
            prop_assert!((ab - ba).abs() < 1e-9 && ac <= ab + bc + 1e-9 && ab > 0.0);
        }
    }
}
