//! Which latents changed weights can change at all, from the ranges of the network.
//!
//! A value stays what it is for every input if everything that it is made of does, or if its range is the same single
//! number before and after: an activation that the rectifier always cuts off, a latent that is always at an end of its
//! format. A product stays if its factor is always zero, or if flooring takes the whole difference away.

use crate::kernels::WeightChange;
use crate::network::{AeBlock, LATENTS};
use crate::nn::{Interval, NodeId, Products, Ranges, Rows, Sum, SumPlaces, Weights, channel_places};

/// Most inputs of a product that are tried one by one.
const MAX_TRIED: i128 = 1 << 13;

/// The ranges of an encoder with its weights.
#[derive(Debug, Clone)]
pub struct UpsetProof<'a> {
    block: &'a AeBlock,
    weights: &'a Weights,
    ranges: Ranges,
    /// For each node and channel of its sums, how products and bias are shifted.
    places: Vec<Vec<SumPlaces>>,
}

impl<'a> UpsetProof<'a> {
    /// The ranges of an encoder with weights that belong to it.
    pub fn new(block: &'a AeBlock, weights: &'a Weights) -> Self {
        let network = block.typed();
        let places = network.sums().iter().map(|(id, rows)| channel_places(network, id, rows)).collect();
        UpsetProof { block, weights, ranges: Ranges::new(network, Some(weights)), places }
    }

    /// The latents that a change of a weight of the network may change, one bit for each: those whose bit is 0 are the
    /// same for every frame.
    pub fn latents_at_risk(&self, change: &WeightChange) -> u16 {
        let both = Both { proof: self, change };
        // A value that is one number after the change was one before. Only where that decides, ranges are needed again.
        let (least, most) = (both.at_risk(&Constants::Before), both.at_risk(&Constants::None));
        if least == most {
            return most;
        }
        let network = self.block.typed();
        let mut tensors = self.weights.integer_tensors();
        tensors[change.tensor.0][change.index] = change.value;
        // The weights of a change that the network cannot have prove nothing.
        let changed = Weights::of_integers(network, tensors);
        changed.map_or(most, |changed| both.at_risk(&Constants::After(Ranges::new(network, Some(&changed)))))
    }
}

/// Values that count as always the same number.
enum Constants {
    /// None.
    None,
    /// Those that are one number before the change.
    Before,
    /// Those that are the same number before the change and after it, by these ranges.
    After(Ranges),
}

/// An encoder before and after a change.
struct Both<'a> {
    proof: &'a UpsetProof<'a>,
    change: &'a WeightChange,
}

impl Both<'_> {
    /// The latents that are not the same for every input.
    fn at_risk(&self, constants: &Constants) -> u16 {
        let same = self.same(constants);
        let latents = self.proof.block.latent().range().zip(0..LATENTS).filter(|&(at, _)| !same[at]);
        latents.fold(0, |risk, (_, latent)| risk | 1 << latent)
    }

    /// Whether each value is the same for every input.
    fn same(&self, constants: &Constants) -> Vec<bool> {
        let network = self.proof.block.typed();
        let mut same = Vec::with_capacity(network.values());
        for (id, rows) in network.sums().iter() {
            let node = network.node(id);
            let changed = match rows {
                Rows::Sums { kernel, bias, .. } => *kernel == self.change.tensor || *bias == Some(self.change.tensor),
                _ => false,
            };
            let mut inputs = node.inputs.iter().map(|&input| network.node(input).range());
            let same_inputs = inputs.all(|input| !same[input].contains(&false));
            if !changed && same_inputs {
                same.resize(node.range().end, true);
                continue;
            }
            let channel = network.tensor(self.change.tensor).channel(self.change.index) as u32;
            for (row, at) in node.range().enumerate() {
                let made_of_same = match rows {
                    Rows::Input => true,
                    // The weight is of another channel.
                    Rows::Sums { rows, .. } if same_inputs && rows[row].channel != channel => true,
                    Rows::Sums { .. } => self.same_sum(id, rows, row, &same),
                    Rows::Moved(sources) => sources[row].is_none_or(|source| same[source as usize]),
                    Rows::Folded { ends, inputs, .. } => {
                        let from = if row == 0 { 0 } else { ends[row - 1] as usize };
                        inputs[from..ends[row] as usize].iter().all(|&input| same[input as usize])
                    }
                    Rows::Mapped { first, .. } | Rows::Normalised { first, .. } => same[*first as usize + row],
                };
                same.push(made_of_same || self.is_one_number(at, constants));
            }
        }
        same
    }

    /// Whether a value is always the same number, before and after.
    fn is_one_number(&self, at: usize, constants: &Constants) -> bool {
        let before = self.proof.ranges.value(at);
        match constants {
            Constants::None => false,
            Constants::Before => before.min == before.max,
            Constants::After(ranges) => before.min == before.max && before == ranges.value(at),
        }
    }

    /// Whether everything that is added for a sum is the same.
    fn same_sum(&self, id: NodeId, rows: &Rows, row: usize, same: &[bool]) -> bool {
        let (Rows::Sums { kernel, bias, rows: list, .. }, Some(sum)) = (rows, self.proof.block.typed().sum(id)) else {
            return false;
        };
        let WeightChange { tensor, index, value } = *self.change;
        let weights = self.proof.weights.integers(*kernel);
        let places = self.proof.places[id.0][list[row].channel as usize];
        if *bias == Some(tensor) && list[row].bias as usize == index {
            let before = i64::from(self.proof.weights.integers(tensor)[index]);
            let both = [before, value.into()].map(|bias| sum.format.fit(bias, places.bias_drop));
            if sum.products == Products::Exact || both[0] != both[1] {
                return false;
            }
        }
        rows.terms(row).iter().all(|term| {
            let weight = weights[term.weight as usize];
            let own = *kernel == tensor && term.weight as usize == index;
            match (same[term.input as usize], own) {
                (true, false) => true,
                (true, true) => self.same_product(term.input, [weight, value], sum, places),
                (false, own) => weight == 0 && (!own || value == 0),
            }
        })
    }

    /// Whether a product is the same with either weight, for every number that its other factor can be.
    fn same_product(&self, input: u32, weights: [i32; 2], sum: Sum, places: SumPlaces) -> bool {
        let inputs = self.proof.ranges.value(input as usize);
        if inputs == Interval::ZERO {
            return true;
        }
        if sum.products == Products::Exact || inputs.max - inputs.min > MAX_TRIED {
            return false;
        }
        (inputs.min..=inputs.max).all(|input| {
            let [before, after] = weights.map(|weight| sum.format.fit(input * i128::from(weight), places.product_drop));
            before == after
        })
    }
}
