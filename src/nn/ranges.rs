//! Interval analysis: the range of every value, for any legal weights or for given ones.
//!
//! This is the one analysis of the crate. It proves that formats which must not overflow never do, it
//! gives the widths of generated hardware, and it tells kernels how wide their lanes must be.

use super::description::{Function, Network, Products, Sum};
use super::sums::{Fold, Rows, Sums, Term};
use super::typed::{Node, NodeId, Tensor, TensorId, Typed, node_of};
use super::{Format, Interval, MAX_BITS, Number, Overflow, Weights};
use crate::error::{Error, Result};

/// The ranges of one sum of products, in units of the last fractional bit of the accumulator; of exact
/// sums, in units of the exact sum before it is cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SumRange {
    /// Any part of the sum, with or without the bias, in any order of addition.
    pub partial: Interval,
    /// The sum.
    pub total: Interval,
}

/// The ranges of all values of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranges {
    values: Vec<Interval>,
    /// For each node, the ranges of its sums of products; empty for other nodes.
    sums: Vec<Vec<SumRange>>,
}

/// The numbers of a sum of products that its ranges and its evaluation share.
#[derive(Debug, Clone, Copy)]
pub struct SumPlaces {
    /// Fractional bits of a product beyond those of what it is added to.
    pub product_drop: i32,
    /// Fractional bits of the bias beyond those of what it is added to.
    pub bias_drop: i32,
    /// Fractional bits of the whole sum beyond those of the accumulator: 0 if products are cast.
    pub total_drop: i32,
}

impl SumPlaces {
    /// For a row whose products have `product` places and whose bias has `bias`.
    pub fn new(sum: Sum, product: i32, bias: Option<i32>) -> Self {
        let accumulator = sum.format.frac as i32;
        match sum.products {
            Products::Cast => SumPlaces {
                product_drop: product - accumulator,
                bias_drop: bias.map_or(0, |bias| bias - accumulator),
                total_drop: 0,
            },
            Products::Exact => {
                let exact = product.max(bias.unwrap_or(product));
                SumPlaces {
                    product_drop: product - exact,
                    bias_drop: bias.map_or(0, |bias| bias - exact),
                    total_drop: exact - accumulator,
                }
            }
        }
    }
}

impl Ranges {
    /// The range of a value, numbered through all nodes; real numbers have the range of zero.
    pub fn value(&self, value: usize) -> Interval {
        self.values[value]
    }

    /// The ranges of the values of a node.
    pub fn of(&self, node: &Node) -> &[Interval] {
        &self.values[node.range()]
    }

    /// The ranges of the sums of products of a node; empty if it has none in fixed point.
    pub fn sums(&self, node: NodeId) -> &[SumRange] {
        &self.sums[node.0]
    }

    /// The range of an exact product.
    pub fn product(&self, term: Term, weight: Interval) -> Interval {
        self.values[term.input as usize].product(weight)
    }

    /// The ranges for these weights, or, without any, for all legal ones. The description has been
    /// checked for all legal weights, so that nothing can be found wrong any more.
    pub fn new(network: &Typed, weights: Option<&Weights>) -> Self {
        match weights {
            None => network.ranges().clone(),
            Some(_) => {
                let analysis = Analysis {
                    network: network.network(),
                    nodes: network.nodes(),
                    tensors: network.tensors(),
                    weights,
                };
                // Narrower inputs cannot fail where wider ones did not.
                analysis.run(network.sums()).unwrap_or_else(|_| network.ranges().clone())
            }
        }
    }

    /// The ranges for all legal weights of a description that is being checked.
    pub(super) fn of_description(network: &Network, nodes: &[Node], tensors: &[Tensor], sums: &Sums) -> Result<Self> {
        Analysis { network, nodes, tensors, weights: None }.run(sums)
    }
}

/// What a weight can be: itself if given, anything its format holds otherwise.
pub fn weight_range(tensor: &Tensor, id: TensorId, weights: Option<&Weights>, index: usize) -> Interval {
    match (weights.and_then(|weights| weights.integers(id).get(index)), tensor.number.format()) {
        (Some(&raw), _) => Interval::only(raw.into()),
        (None, Some(format)) => Interval::of(format),
        (None, None) => Interval::ZERO,
    }
}

/// What the analysis of one sum of products gives.
struct OneSum {
    range: SumRange,
    /// The bias and every sum on the way, before the accumulator's overflow mode.
    running: Interval,
    /// The sum once it is in the accumulator.
    accumulator: Interval,
    /// Fractional bits of the sum beyond those of the accumulator.
    drop: i32,
}

struct Analysis<'a> {
    network: &'a Network,
    nodes: &'a [Node],
    tensors: &'a [Tensor],
    weights: Option<&'a Weights>,
}

/// A range that became too wide for 64-bit arithmetic.
struct TooWide;

/// Refuses numbers of more than [`MAX_BITS`] bits.
fn bounded(range: Interval) -> Result<Interval, TooWide> {
    if range.bits() > MAX_BITS { Err(TooWide) } else { Ok(range) }
}

/// As [`Interval::rounded`], if no number becomes too wide.
fn rounded(range: Interval, format: Format, drop: i32) -> Result<Interval, TooWide> {
    if drop < 0 && range != Interval::ZERO && range.bits() + drop.unsigned_abs() > MAX_BITS {
        return Err(TooWide);
    }
    Ok(range.rounded(format, drop))
}

/// A term as a sum adds it. In an exact sum nothing is dropped: numbers only move left.
fn as_added(range: Interval, sum: Sum, drop: i32) -> Result<Interval, TooWide> {
    match sum.products {
        Products::Cast => fitted(range, sum.format, drop),
        Products::Exact => rounded(range, sum.format, drop),
    }
}

/// As [`Interval::fitted`], if no number becomes too wide.
fn fitted(range: Interval, format: Format, drop: i32) -> Result<Interval, TooWide> {
    rounded(range, format, drop)?;
    Ok(range.fitted(format, drop))
}

fn too_wide(node: &Node) -> Error {
    Error::limit("numbers need more bits than there are")
        .field(format!("layer {}.sum", node.name))
        .allowed(format!("at most {MAX_BITS} bits for every product and sum"))
        .hint("narrow the formats of what it reads and of its weights")
}

impl Analysis<'_> {
    fn run(&self, sums: &Sums) -> Result<Ranges> {
        let mut ranges = Ranges { values: Vec::new(), sums: vec![Vec::new(); self.nodes.len()] };
        for (id, rows) in sums.iter() {
            let node = &self.nodes[id.0];

            for value in 0..node.len() {
                // A sum of fixed-point numbers is one also where its value is real.
                let sum = match rows {
                    Rows::Sums { kernel, bias, .. } => {
                        let sum = node.layer.and_then(|at| self.network.layers[at].op.sum());
                        sum.map(|sum| (sum, (*kernel, *bias)))
                    }
                    _ => None,
                };
                let range = match (sum, &node.number) {
                    (Some((sum, tensors)), number) => {
                        let drop = sum.format.frac as i32 - number.places(0);
                        let own = self.sum(sum, rows, value, tensors, &ranges).map_err(|TooWide| too_wide(node))?;
                        self.check(&node.name, "sum", own.running, sum.format, own.drop)?;
                        ranges.sums[id.0].push(own.range);
                        self.output(node, own.accumulator, drop)?
                    }
                    (None, Number::Float32) => Interval::ZERO,
                    (None, Number::Fixed { format, .. }) => match rows {
                        Rows::Input => Interval::of(*format),
                        Rows::Sums { .. } => self.real(node, *format)?,
                        Rows::Moved(sources) => match sources[value] {
                            None => Interval::ZERO,
                            Some(source) => self.copied(node, source, &ranges, |range| range)?,
                        },
                        Rows::Folded { fold, ends, inputs } => {
                            let from = if value == 0 { 0 } else { ends[value - 1] as usize };
                            let inputs = &inputs[from..ends[value] as usize];
                            self.folded(node, *fold, inputs, &ranges)?
                        }
                        Rows::Mapped { function, first, .. } => {
                            let source = first + value as u32;
                            match function {
                                Function::Linear => self.copied(node, source, &ranges, |range| range)?,
                                Function::Relu => self.copied(node, source, &ranges, Interval::relu)?,
                                _ => self.real(node, *format)?,
                            }
                        }
                        Rows::Normalised { .. } => self.real(node, *format)?,
                    },
                };
                ranges.values.push(range);
            }
        }
        Ok(ranges)
    }

    /// The node that a value belongs to.
    fn source(&self, value: u32) -> &Node {
        &self.nodes[node_of(self.nodes, value).0]
    }

    /// The ranges of a sum of products: as it is added, and in the accumulator.
    fn sum(
        &self,
        sum: Sum,
        rows: &Rows,
        row: usize,
        (kernel, bias): (TensorId, Option<TensorId>),
        ranges: &Ranges,
    ) -> Result<OneSum, TooWide> {
        let Rows::Sums { rows: list, .. } = rows else { return Err(TooWide) };
        let own = list[row];
        let terms = rows.terms(row);
        let kernel_tensor = &self.tensors[kernel.0];
        let bias_at = own.bias as usize;
        let bias = bias.map(|id| (id, &self.tensors[id.0]));
        let product_places = match terms.first() {
            Some(term) => self.source(term.input).number.places(0) + kernel_tensor.places(term.weight as usize),
            None => sum.format.frac as i32,
        };
        let places = SumPlaces::new(sum, product_places, bias.map(|(_, tensor)| tensor.places(bias_at)));
        let bias = match bias {
            Some((id, tensor)) => weight_range(tensor, id, self.weights, bias_at),
            None => Interval::ZERO,
        };
        let cast = sum.products == Products::Cast;
        let mut total = as_added(bias, sum, places.bias_drop)?;
        let (mut partial, mut running) = (total.with_zero(), total);
        for term in terms {
            let weight = weight_range(kernel_tensor, kernel, self.weights, term.weight as usize);
            let product = bounded(ranges.product(*term, weight))?;
            let product = as_added(product, sum, places.product_drop)?;
            total = total.plus(product);
            running = if cast { running.hull(total) } else { total };
            if cast {
                total = total.fitted(sum.format, 0);
            }
            partial = partial.plus(product.with_zero());
            bounded(total)?;
            bounded(partial)?;
        }
        if cast {
            partial = partial.fitted(sum.format, 0).hull(total);
        }
        let accumulator = fitted(total, sum.format, places.total_drop)?;
        Ok(OneSum { range: SumRange { partial, total }, running, accumulator, drop: places.total_drop })
    }

    /// A value that is another one, or a function of it that keeps its unit.
    fn copied(
        &self,
        node: &Node,
        source: u32,
        ranges: &Ranges,
        function: impl Fn(Interval) -> Interval,
    ) -> Result<Interval> {
        let from = &self.source(source).number;
        match (from, &node.number) {
            (Number::Float32, Number::Fixed { format, .. }) => self.real(node, *format),
            _ => {
                let range = function(ranges.values[source as usize]);
                if *from == node.number {
                    return Ok(range);
                }
                self.output(node, range, from.places(0) - node.number.places(0))
            }
        }
    }

    fn folded(&self, node: &Node, fold: Fold, inputs: &[u32], ranges: &Ranges) -> Result<Interval> {
        let (Some(&first), Some(format)) = (inputs.first(), node.number.format()) else { return Ok(Interval::ZERO) };
        let fixed = inputs.iter().all(|&input| self.source(input).number.is_fixed());
        match fold {
            Fold::Largest if fixed => {
                let all = inputs.iter().map(|&input| ranges.values[input as usize]);
                let range = all
                    .reduce(|a, b| Interval { min: a.min.max(b.min), max: a.max.max(b.max) })
                    .unwrap_or(Interval::ZERO);
                let drop = self.source(first).number.places(0) - node.number.places(0);
                self.output(node, range, drop)
            }
            Fold::Sum if fixed => {
                let places = inputs.iter().map(|&input| self.source(input).number.places(0)).max().unwrap_or(0);
                let mut sum = Interval::ZERO;
                for &input in inputs {
                    let up = self.source(input).number.places(0) - places;
                    let added =
                        rounded(ranges.values[input as usize], format, up).and_then(|value| bounded(sum.plus(value)));
                    sum = added.map_err(|TooWide| too_wide(node))?;
                }
                self.output(node, sum, places - node.number.places(0))
            }
            Fold::Largest | Fold::Sum | Fold::Product | Fold::Mean => self.real(node, format),
        }
    }

    /// A real number fitted into a format: anything may come.
    fn real(&self, node: &Node, format: Format) -> Result<Interval> {
        if format.overflow == Overflow::Never {
            return Err(Error::new("real numbers may be of any size, and this format must not overflow")
                .field(format!("layer {}.output", node.name))
                .found(format.words())
                .allowed("overflow: saturate or wrap"));
        }
        Ok(Interval::of(format))
    }

    /// A number fitted into the output of a node.
    fn output(&self, node: &Node, range: Interval, drop: i32) -> Result<Interval> {
        let Some(format) = node.number.format() else { return Ok(Interval::ZERO) };
        rounded(range, format, drop).map_err(|TooWide| too_wide(node))?;
        self.check(&node.name, "output", range, format, drop)?;
        Ok(range.fitted(format, drop))
    }

    /// Refuses a format that must not overflow and is too narrow.
    fn check(&self, layer: &str, field: &str, range: Interval, format: Format, drop: i32) -> Result<()> {
        let rounded = range.rounded(format, drop);
        if format.overflow != Overflow::Never || rounded.is_inside(Interval::of(format)) {
            return Ok(());
        }
        Err(Error::new("the format is too narrow for the numbers that legal weights and inputs can produce")
            .field(format!("layer {layer}.{field}"))
            .found(format!("{format}, which holds {}..={}", format.min_raw(), format.max_raw()))
            .allowed(format!("a format that holds {}..={}", rounded.min, rounded.max))
            .hint("widen it, or say what shall happen: saturate or wrap"))
    }
}
