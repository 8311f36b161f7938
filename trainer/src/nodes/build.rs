//! The steps of a network, made from its flat form.

use std::collections::HashSet;

use econ_emu::error::{Error, Result};
use econ_emu::nn::{
    Fold, Function, Interval, NodeId, Number, Overflow, Products, Rows, SumRow, TensorId, Term, Typed, channel_places,
};
use econ_emu::train::options::Arithmetic;
use tch::{Device, Kind, Tensor};

use super::{Channels, Fit, Matrix, Nodes, Pick, Rule, Step, Windows};

/// Most entries of the matrix of a layer.
const MAX_ENTRIES: usize = 1 << 22;

/// Integers up to this many bits are exact in single precision.
const EXACT_BITS: u32 = 24;

/// Steps under construction.
struct Builder<'a> {
    network: &'a Typed,
    arithmetic: Arithmetic,
    device: Device,
    needed: Vec<bool>,
    /// The row of each needed value in the table of its node.
    rows: Vec<usize>,
    /// Where the number of each value comes from, if it is only moved; `None` for zeros.
    origins: Vec<Option<u32>>,
    steps: Vec<Step>,
}

impl Nodes {
    /// The steps of a network. `inputs_carry` says whether the gradient of the inputs is asked for.
    ///
    /// # Errors
    /// A layer whose matrix would be too large. With the quantisers of QKeras, sums whose products are cast, which
    /// QKeras does not have.
    pub fn new(network: &Typed, arithmetic: Arithmetic, inputs_carry: bool, device: Device) -> Result<Self> {
        let mut needed = network.needed();
        // Inputs come whole.
        network.inputs().iter().for_each(|node| needed[node.range()].fill(true));
        let mut rows = vec![0; network.values()];
        for node in network.nodes() {
            for (row, at) in node.range().filter(|&at| needed[at]).enumerate() {
                rows[at] = row;
            }
        }
        let origins = (0..network.values()).map(|value| Some(value as u32)).collect();
        let mut builder = Builder { network, arithmetic, device, needed, rows, origins, steps: Vec::new() };
        for (id, rows) in network.sums().iter() {
            builder.step(id, rows, inputs_carry).map_err(|error| match network.node(id).layer {
                Some(_) => error.field(format!("layer {}", network.node(id).name)),
                None => error,
            })?;
        }
        let mut steps = builder.steps;
        for step in 0..steps.len() {
            for read in steps[step].reads.clone() {
                steps[read].is_read = true;
            }
        }
        for &NodeId(output) in network.outputs() {
            (steps[output].is_read, steps[output].leaves) = (true, true);
        }
        for step in (0..steps.len()).rev() {
            if let (Rule::Moved(_), true) = (&steps[step].rule, steps[step].leaves) {
                for read in steps[step].reads.clone() {
                    steps[read].leaves = true;
                }
            }
        }
        let mut starts = Vec::with_capacity(network.tensors().len());
        let mut end = 0;
        for tensor in network.tensors() {
            starts.push(end);
            end += tensor.len();
        }
        Ok(Nodes { network: network.clone(), arithmetic, device, kind: Kind::Float, steps, starts, by_batch: false })
    }
}

impl Builder<'_> {
    /// Adds the step of a node.
    fn step(&mut self, id: NodeId, rows: &Rows, inputs_carry: bool) -> Result<()> {
        let network = self.network;
        let node = network.node(id);
        let kept: Vec<usize> = node.range().filter(|&at| self.needed[at]).map(|at| at - node.first).collect();
        let mut reads: Vec<usize> = node.inputs.iter().map(|input| input.0).collect();
        let same_numbers = node.inputs.iter().all(|&input| network.node(input).number == node.number);
        let mut trains = false;
        let rule = match rows {
            Rows::Input => Rule::Input,
            Rows::Sums { kernel, bias, rows, terms } => {
                trains = true;
                if self.arithmetic == Arithmetic::Qkeras {
                    self.check_products(id)?;
                }
                let (matrix, from) = self.matrix((*kernel, *bias), (rows, terms), &kept, reads[0])?;
                reads = vec![from];
                Rule::Sums(matrix)
            }
            Rows::Moved(sources) => {
                if same_numbers {
                    for (at, source) in node.range().zip(sources) {
                        self.origins[at] = source.and_then(|source| self.origins[source as usize]);
                    }
                }
                let picked: Vec<Option<u32>> = kept.iter().map(|&at| sources[at]).collect();
                Rule::Moved(self.pick(&picked, &reads))
            }
            Rows::Folded { fold, ends, inputs } => {
                let of = |&at: &usize| {
                    let from = if at == 0 { 0 } else { ends[at - 1] };
                    &inputs[from as usize..ends[at] as usize]
                };
                let windows = self.windows(&kept.iter().map(of).collect::<Vec<_>>(), &reads)?;
                match fold {
                    Fold::Largest => Rule::Largest(windows),
                    Fold::Sum => Rule::Sum(windows),
                    Fold::Mean => Rule::Mean(windows),
                    Fold::Product => Rule::Product(windows),
                }
            }
            Rows::Mapped { function, first, axis } => {
                let picked: Vec<Option<u32>> = kept.iter().map(|&at| Some(first + at as u32)).collect();
                Rule::Mapped { function: *function, pick: self.pick(&picked, &reads), axis: i64::from(*axis) }
            }
            Rows::Normalised { tensors, epsilon_billionths, first, channels } => {
                trains = true;
                let picked: Vec<Option<u32>> = kept.iter().map(|&at| Some(first + at as u32)).collect();
                let channels: Vec<i64> = kept.iter().map(|&at| (at % *channels as usize) as i64).collect();
                Rule::Normalised {
                    tensors: *tensors,
                    epsilon: f64::from(*epsilon_billionths) * 1e-9,
                    pick: self.pick(&picked, &reads),
                    channels: Tensor::from_slice(&channels).to_device(self.device),
                }
            }
        };
        let carries = match rule {
            Rule::Input => inputs_carry,
            _ => trains || reads.iter().any(|&read| self.steps[read].carries),
        };
        let (accumulator, fit) = (self.accumulator(id, rows), self.fit(id, rows, same_numbers));
        self.steps.push(Step { rule, reads, accumulator, fit, kept, leaves: false, is_read: false, carries });
        Ok(())
    }

    /// The format of an accumulator that does not hold every exact sum. Real numbers have no accumulator, and those of
    /// quantisers with scales get one that holds every sum, once it is known.
    fn accumulator(&self, id: NodeId, rows: &Rows) -> Option<Fit> {
        if let Rows::Sums { kernel, bias, .. } = rows
            && [Some(*kernel), *bias].into_iter().flatten().any(|id| self.network.tensor(id).quantiser.is_some())
        {
            return None;
        }
        let sum = self.network.sum(id)?;
        let is_lossless = sum.format.overflow == Overflow::Never
            && channel_places(self.network, id, rows).iter().all(|places| places.total_drop <= 0);
        Fit::of(&sum.format.into()).filter(|_| self.arithmetic != Arithmetic::Float && !is_lossless)
    }

    /// The format that the values of a node are fitted into, if they are not of that format already.
    fn fit(&self, id: NodeId, rows: &Rows, same_numbers: bool) -> Option<Fit> {
        let number = &self.network.node(id).number;
        let keeps = match rows {
            Rows::Input => self.arithmetic == Arithmetic::Float,
            Rows::Sums { .. } => self.network.sum(id).is_some_and(|sum| Number::from(sum.format) == *number),
            Rows::Moved(_)
            | Rows::Folded { fold: Fold::Largest, .. }
            | Rows::Mapped { function: Function::Linear, .. } => same_numbers,
            Rows::Folded { fold: Fold::Sum | Fold::Product | Fold::Mean, .. }
            | Rows::Mapped { .. }
            | Rows::Normalised { .. } => false,
        };
        Fit::of(number).filter(|_| !keeps)
    }

    /// QKeras adds exact products.
    fn check_products(&self, id: NodeId) -> Result<()> {
        match self.network.sum(id) {
            Some(sum) if sum.products == Products::Cast => {
                Err(Error::new("the products of this sum are cast before they are added, which QKeras does not do")
                    .field("sum.products")
                    .found("cast")
                    .allowed("exact")
                    .hint("--arithmetic chip trains any description"))
            }
            _ => Ok(()),
        }
    }

    /// The rows of nodes that stand one after the other: the row of each value.
    fn row_of(&self, value: u32, reads: &[usize]) -> usize {
        let value = value as usize;
        let mut before = 0;
        for &read in reads {
            if self.network.nodes()[read].range().contains(&value) {
                return before + self.rows[value];
            }
            before += self.steps[read].kept.len();
        }
        before
    }

    fn row_count(&self, reads: &[usize]) -> usize {
        reads.iter().map(|&read| self.steps[read].kept.len()).sum()
    }

    fn pick(&self, sources: &[Option<u32>], reads: &[usize]) -> Pick {
        let all = self.row_count(reads);
        let row = |source: &Option<u32>| source.map_or(all, |source| self.row_of(source, reads)) as i64;
        let rows: Vec<i64> = sources.iter().map(row).collect();
        if rows.iter().copied().eq(0..all as i64) {
            return Pick::All;
        }
        let list = Tensor::from_slice(&rows).to_device(self.device);
        if sources.contains(&None) { Pick::RowsOrZero(list) } else { Pick::Rows(list) }
    }

    /// Windows of one size: smaller ones, which are cut by an edge, repeat their first value, which does not change
    /// the largest.
    fn windows(&self, inputs: &[&[u32]], reads: &[usize]) -> Result<Windows> {
        let size = inputs.iter().map(|inputs| inputs.len()).max().unwrap_or(1);
        check_entries(size, inputs.len())?;
        let mut rows = Vec::with_capacity(size * inputs.len());
        for inputs in inputs {
            let first = inputs.first().copied().unwrap_or(0);
            let padded = inputs.iter().copied().chain(std::iter::repeat(first)).take(size);
            rows.extend(padded.map(|input| self.row_of(input, reads) as i64));
        }
        Ok(Windows { rows: Tensor::from_slice(&rows).to_device(self.device), size: size as i64 })
    }

    /// The matrix of sums, and the node that it reads: where all values come from if that is one node, else the
    /// layer's own input.
    fn matrix(
        &self,
        (kernel, bias): (TensorId, Option<TensorId>),
        (rows, terms): (&[SumRow], &[Term]),
        kept: &[usize],
        input: usize,
    ) -> Result<(Matrix, usize)> {
        let origin = self.common_origin(rows, terms, kept);
        let from = origin.unwrap_or(input);
        let (inputs, outputs) = (self.steps[from].kept.len(), kept.len());
        let tensor = self.network.tensor(kernel);
        check_entries(inputs, outputs)?;
        let mut entries = vec![tensor.len() as i64; inputs * outputs];
        for (output, &row) in kept.iter().enumerate() {
            for term in rows[row].of(terms) {
                let source = match origin {
                    Some(_) => self.origins[term.input as usize],
                    None => Some(term.input),
                };
                if let Some(source) = source {
                    entries[self.rows[source as usize] * outputs + output] = i64::from(term.weight);
                }
            }
        }
        let is_kernel = entries.len() == tensor.len()
            && (0..inputs).all(|input| {
                (0..outputs).all(|output| entries[input * outputs + output] as usize == output * inputs + input)
            });
        let channels = rows.iter().map(|row| row.channel as usize + 1).max().unwrap_or(1);
        let listed: Vec<i64> = kept.iter().map(|&row| i64::from(rows[row].channel)).collect();
        let is_cycle = outputs.is_multiple_of(channels)
            && listed.iter().enumerate().all(|(output, &channel)| (output % channels) as i64 == channel);
        let of_list = if is_cycle { Channels::Cycle } else { Channels::Listed };
        let own = match is_cycle && outputs == channels {
            true => Channels::Own,
            false => of_list(channels as i64, Tensor::from_slice(&listed).to_device(self.device)),
        };
        Ok((
            Matrix {
                kernel,
                bias,
                inputs: inputs as i64,
                outputs: outputs as i64,
                entries: (!is_kernel).then(|| Tensor::from_slice(&entries).to_device(self.device)),
                channels: own,
            },
            from,
        ))
    }

    /// The one node that all values come from, if no sum reads a value of it twice.
    fn common_origin(&self, rows: &[SumRow], terms: &[Term], kept: &[usize]) -> Option<usize> {
        let mut all = kept.iter().flat_map(|&row| rows[row].of(terms));
        let first = all.find_map(|term| self.origins[term.input as usize])?;
        let node = self.network.node_of(first);
        let range = self.network.node(node).range();
        let mut seen = HashSet::new();
        for &row in kept {
            seen.clear();
            for source in rows[row].of(terms).iter().filter_map(|term| self.origins[term.input as usize]) {
                if !range.contains(&(source as usize)) || !seen.insert(source) {
                    return None;
                }
            }
        }
        Some(node.0)
    }
}

impl Fit {
    fn of(number: &Number) -> Option<Self> {
        let format = number.format()?;
        Some(Fit {
            scale: 2f64.powi(number.places(0)),
            ends: (format.min_raw() as f64, format.max_raw() as f64),
            bits: format.bits,
            is_signed: format.signed,
            rounding: format.rounding,
            overflow: format.overflow,
        })
    }
}

fn check_entries(inputs: usize, outputs: usize) -> Result<()> {
    match inputs.checked_mul(outputs) {
        Some(entries) if entries <= MAX_ENTRIES => Ok(()),
        _ => Err(Error::new("the trainer makes a matrix of every layer, and this one is too large")
            .found(format!("{outputs} values of {inputs} each"))
            .allowed(format!("at most {MAX_ENTRIES} entries"))),
    }
}

/// Whether libtorch computes all values exactly: all sums of fixed-point numbers fit into the bits that single precision
/// holds.
pub fn is_exact(network: &Typed) -> bool {
    network.sums().iter().all(|(id, rows)| is_node_exact(network, id, rows))
}

fn is_node_exact(network: &Typed, id: NodeId, rows: &Rows) -> bool {
    let fits = |range: Interval| range.min >= -(1 << EXACT_BITS) && range.max <= 1 << EXACT_BITS;
    match rows {
        Rows::Input | Rows::Moved(_) => true,
        Rows::Sums { .. } => network.sum(id).is_some() && network.ranges().sums(id).iter().all(|sum| fits(sum.partial)),
        Rows::Folded { fold, .. } => {
            let node = network.node(id);
            match fold {
                Fold::Largest => true,
                // At most 16 inputs.
                Fold::Sum => node.inputs.iter().all(|&input| {
                    let number = &network.node(input).number;
                    *number == network.node(node.inputs[0]).number
                        && number.is_fixed()
                        && number.bits() <= EXACT_BITS - 4
                }),
                Fold::Mean | Fold::Product => false,
            }
        }
        Rows::Mapped { function, .. } => function.is_integer(),
        Rows::Normalised { .. } => false,
    }
}
