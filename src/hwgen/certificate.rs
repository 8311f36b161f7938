//! The certificate: the range of every number inside the encoder, by integer interval analysis.
//!
//! Every width in the generated hardware comes from here. For frozen weights each product has its
//! actual weight; for reloadable ones any legal weight. Inputs are any 48 charges of 22 bits. Taps
//! on the padding and on constant zero pixels are left out or zero, as in the hardware.

use serde::Serialize;

use super::names::Names;
use crate::chip::Stage;
use crate::chip::autoencoder::normalise::{self, MAX_LEADING_BIT};
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::network::{AeBlock, NORMALISED_FRAC_BITS};
use crate::nn::{Interval, Node, NodeId, Products, Ranges, Rows, Typed, Weights, weight_range};

/// A kind of signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// Input charges, one for each cell.
    Charge,
    /// Sum of all charges.
    ModuleSum,
    /// That sum in 5E4M.
    SumCode,
    /// Bits by which charges move right; negative: left.
    Shift,
    /// A part of the input or of a layer.
    Layer(NodeId, CertificatePart),
}

/// A part of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CertificatePart {
    /// Exact products: of every row of sums, one for each weight of an output channel. Products with the
    /// zeros around an image are left out.
    Product,
    /// Those products once cast to the accumulator: what is added. Only of products that are cast.
    Term,
    /// Any part of a sum, with or without the bias, in any order of addition.
    Partial,
    /// Sums; of exact products, before they are cast to the accumulator.
    Sum,
    /// Values. A layer whose values are its sums has only those.
    Value,
}

/// The range of one number, in units of its last fractional bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Lowest value.
    pub min: i128,
    /// Highest value.
    pub max: i128,
    /// Fractional bits; negative if even the units digit is missing.
    pub frac: i32,
}

impl Bound {
    /// Two's complement, if the number can be negative.
    pub fn signed(self) -> bool {
        self.min < 0
    }

    /// Bits needed, the sign included; at least 1.
    pub fn bits(self) -> u32 {
        Interval { min: self.min, max: self.max }.bits()
    }

    /// The smallest range that holds both. Channels with scales of their own have different fractional bits;
    /// the most of them hold all.
    fn hull(self, other: Bound) -> Bound {
        let frac = self.frac.max(other.frac);
        let range = self.with_frac(frac).hull(other.with_frac(frac));
        Bound { min: range.min, max: range.max, frac }
    }

    /// The range in units of a fractional bit, of which there are no fewer than its own.
    fn with_frac(self, frac: i32) -> Interval {
        Interval { min: self.min, max: self.max }.shifted_up((frac - self.frac).unsigned_abs())
    }
}

/// The ranges of all signals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// In signal order, then by index.
    bounds: Vec<(Signal, usize, Bound)>,
    names: Vec<Names>,
}

/// Signals of one kind with neighbouring indices and the same range.
#[derive(Serialize)]
struct Run {
    #[serde(skip)]
    signal: Signal,
    node: String,
    from: usize,
    to: usize,
    min: i128,
    max: i128,
    bits: u32,
    frac: i32,
}

impl Certificate {
    /// The name of a signal in hardware and reports.
    pub fn name(&self, signal: Signal) -> String {
        let (names, part) = match signal {
            Signal::Charge => return "charge".to_owned(),
            Signal::ModuleSum => return "module_sum".to_owned(),
            Signal::SumCode => return "sum_code".to_owned(),
            Signal::Shift => return "shift".to_owned(),
            Signal::Layer(node, part) => (&self.names[node.0], part),
        };
        match part {
            CertificatePart::Product => format!("{}_product", names.prefix),
            CertificatePart::Term => format!("{}_term", names.prefix),
            CertificatePart::Partial => format!("{}_partial", names.prefix),
            CertificatePart::Sum => format!("{}_sum", names.prefix),
            CertificatePart::Value => names.value.clone(),
        }
    }

    /// The values of a node: its sums, where they are kept as they are.
    pub fn values_of(&self, node: NodeId) -> Signal {
        let value = Signal::Layer(node, CertificatePart::Value);
        if self.of(value).next().is_some() { value } else { Signal::Layer(node, CertificatePart::Sum) }
    }

    /// The instance inside the block that the signal belongs to, in the Verilog and in waveforms.
    pub fn instance(&self, signal: Signal) -> &str {
        match signal {
            Signal::Layer(node, _) => &self.names[node.0].instance,
            _ => "convert",
        }
    }

    /// Name of the wire that holds number `index` of the signal there.
    pub fn wire(&self, signal: Signal, index: usize) -> String {
        match signal {
            Signal::ModuleSum | Signal::SumCode | Signal::Shift => self.name(signal),
            Signal::Layer(_, CertificatePart::Sum) => format!("sum_{index}"),
            Signal::Layer(node, CertificatePart::Value) => format!("{}_{index}", self.names[node.0].wire),
            _ => format!("{}_{index}", self.name(signal)),
        }
    }

    /// The place of the signal in the trace of the chip: the stage, and its first value there.
    pub fn stage(&self, signal: Signal) -> Option<(Stage, usize)> {
        match signal {
            Signal::Charge => Some((Stage::Calibrate, 0)),
            Signal::ModuleSum => Some((Stage::Normalise, 0)),
            Signal::SumCode => Some((Stage::Normalise, normalise::SUM_CODE)),
            Signal::Shift => Some((Stage::Normalise, 2)),
            Signal::Layer(node, _) => (signal == self.values_of(node)).then(|| self.names[node.0].stage),
        }
    }

    /// The range of one number; `None` for an index that the signal does not have.
    pub fn get(&self, signal: Signal, index: usize) -> Option<Bound> {
        let found = self.bounds.binary_search_by_key(&(signal, index), |&(signal, index, _)| (signal, index));
        found.ok().map(|at| self.bounds[at].2)
    }

    /// All numbers: signal, index, range.
    pub fn iter(&self) -> impl Iterator<Item = (Signal, usize, Bound)> + '_ {
        self.bounds.iter().copied()
    }

    /// All numbers of a kind with their indices.
    pub fn of(&self, signal: Signal) -> impl Iterator<Item = (usize, Bound)> + '_ {
        let start = self.bounds.partition_point(|&(at, ..)| at < signal);
        self.bounds[start..].iter().take_while(move |(at, ..)| *at == signal).map(|&(_, index, bound)| (index, bound))
    }

    /// The smallest range that holds every number of a kind: for one type or bus for all of them.
    pub fn hull(&self, signal: Signal) -> Bound {
        let all = self.of(signal).map(|(_, bound)| bound);
        all.reduce(Bound::hull).unwrap_or(Bound { min: 0, max: 0, frac: 0 })
    }

    /// Every kind of signal with the number of its signals and the range of all of them.
    pub fn kinds(&self) -> Vec<(Signal, usize, Bound)> {
        let mut signals: Vec<Signal> = self.bounds.iter().map(|&(signal, ..)| signal).collect();
        signals.dedup();
        signals.into_iter().map(|signal| (signal, self.of(signal).count(), self.hull(signal))).collect()
    }

    /// As JSON: the given provenance, and one line for each run of equal ranges, `from` and `to`
    /// included. A number is signed if its minimum is negative.
    ///
    /// # Errors
    /// If serialisation fails, which no certificate is known to cause.
    pub fn to_json(&self, provenance: &[String]) -> Result<String> {
        let lines: Vec<String> = provenance.iter().map(json).collect::<Result<_>>()?;
        let mut text = format!("{{\n\"provenance\": [\n{}\n],\n\"nodes\": [\n", lines.join(",\n"));
        let runs = self.runs(&self.bounds);
        for (place, run) in runs.iter().enumerate() {
            text += &json(run)?;
            text += if place + 1 < runs.len() { ",\n" } else { "\n" };
        }
        Ok(text + "]\n}\n")
    }

    /// As an aligned table: node, lowest and highest value in units of the last bit, format. Of products
    /// and terms, which are many, only the range of all of them.
    pub fn to_text(&self, provenance: &[String]) -> String {
        let mut text: String = provenance.iter().map(|line| format!("# {line}\n")).collect();
        text += "# Values are in units of the last fractional bit; s13.7 is signed, 13 bits, 7 of them fractional.\n";
        text += &format!("{:<32}{:>14}{:>14}  {}\n", "node", "min", "max", "format");
        /// Of these there are too many to list.
        fn many(signal: Signal) -> bool {
            matches!(signal, Signal::Layer(_, CertificatePart::Product | CertificatePart::Term))
        }
        let (mut bounds, mut at) = (Vec::new(), None);
        for &(signal, index, bound) in &self.bounds {
            if !many(signal) {
                bounds.push((signal, index, bound));
            } else if at != Some(signal) {
                bounds.push((signal, 0, self.hull(signal)));
            }
            at = Some(signal);
        }
        for run in self.runs(&bounds) {
            let node = match (run.from, run.to) {
                _ if many(run.signal) => format!("{}[all]", run.node),
                (from, to) if from == to => format!("{}[{from}]", run.node),
                (from, to) => format!("{}[{from}..={to}]", run.node),
            };
            let sign = if run.min < 0 { 's' } else { 'u' };
            text += &format!("{node:<32}{:>14}{:>14}  {sign}{}.{}\n", run.min, run.max, run.bits, run.frac);
        }
        text
    }
    /// Joins neighbours with the same range.
    fn runs(&self, bounds: &[(Signal, usize, Bound)]) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for &(signal, index, bound) in bounds {
            match runs.last_mut() {
                Some(run)
                    if run.signal == signal
                        && run.to + 1 == index
                        && (run.min, run.max, run.frac) == (bound.min, bound.max, bound.frac) =>
                {
                    run.to = index;
                }
                _ => runs.push(Run {
                    signal,
                    node: self.name(signal),
                    from: index,
                    to: index,
                    min: bound.min,
                    max: bound.max,
                    bits: bound.bits(),
                    frac: bound.frac,
                }),
            }
        }
        runs
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::new(format!("cannot write JSON: {error}")))
}

/// Collects bounds in signal order.
struct Collector {
    bounds: Vec<(Signal, usize, Bound)>,
}

impl Collector {
    fn add(&mut self, signal: Signal, index: usize, range: Interval, frac: i32) {
        self.bounds.push((signal, index, Bound { min: range.min, max: range.max, frac }));
    }

    /// The values of a node.
    fn values(&mut self, id: NodeId, node: &Node, ranges: &Ranges) {
        for (index, &range) in ranges.of(node).iter().enumerate() {
            self.add(Signal::Layer(id, CertificatePart::Value), index, range, node.number.places(0));
        }
    }

    /// The sums of a layer: products, terms, partial sums, sums.
    fn sums(&mut self, id: NodeId, typed: &Typed, ranges: &Ranges, weights: Option<&Weights>) {
        let (rows, Some(sum)) = (typed.sums().of(id), typed.sum(id)) else { return };
        let Rows::Sums { kernel, bias, rows: list, .. } = rows else { return };
        let (tensor, accumulator) = (typed.tensor(*kernel), sum.format);
        let bias = bias.map(|bias| typed.tensor(bias));
        let input = typed.node(typed.node(id).inputs[0]);
        let of_channel = tensor.len() / tensor.channels;
        for (row, (range, own)) in ranges.sums(id).iter().zip(list).enumerate() {
            let mut frac = accumulator.frac as i32;
            if sum.products == Products::Exact {
                let bias = bias.map(|bias| bias.places(own.bias as usize));
                frac = rows
                    .terms(row)
                    .first()
                    .map_or(frac, |term| input.number.places(0) + tensor.places(term.weight as usize));
                frac = bias.map_or(frac, |bias| bias.max(frac));
            }
            for &term in rows.terms(row) {
                let weight = term.weight as usize;
                let index = row * of_channel + tensor.place_in_channel(weight);
                let places = input.number.places(0) + tensor.places(weight);
                let product = ranges.product(term, weight_range(tensor, *kernel, weights, weight));
                self.add(Signal::Layer(id, CertificatePart::Product), index, product, places);
                if sum.products == Products::Cast {
                    let cast = product.fitted(accumulator, places - frac);
                    self.add(Signal::Layer(id, CertificatePart::Term), index, cast, frac);
                }
            }
            self.add(Signal::Layer(id, CertificatePart::Partial), row, range.partial, frac);
            self.add(Signal::Layer(id, CertificatePart::Sum), row, range.total, frac);
        }
    }
}

/// Analyses a network with its ranges, for these weights if they are constants.
pub(super) fn certify(block: &AeBlock, ranges: &Ranges, frozen: Option<&Weights>, names: &[Names]) -> Certificate {
    let mut out = Collector { bounds: Vec::new() };
    // The converter. A charge is at most the sum, and both lose the same bits, so the leading bit of
    // the sum leaves at most 7 fractional bits and one before the point; so does the clamped one.
    let max_charge = (1i64 << CALQ_BITS) - 1;
    let max_sum = CELLS as i64 * max_charge;
    let max_code = FLOAT_5E4M.encode(max_sum as u32, 0);
    fn upto(max: i64) -> Interval {
        Interval { min: 0, max: max.into() }
    }
    for cell in 0..CELLS {
        out.add(Signal::Charge, cell, upto(max_charge), 0);
    }
    out.add(Signal::ModuleSum, 0, upto(max_sum), 0);
    out.add(Signal::SumCode, 0, upto(max_code.into()), 0);
    let [min, max] = [0, MAX_LEADING_BIT].map(|leading| i128::from(leading) - i128::from(NORMALISED_FRAC_BITS));
    out.add(Signal::Shift, 0, Interval { min, max }, 0);
    let typed = block.typed();
    for (index, node) in typed.nodes().iter().enumerate() {
        let id = NodeId(index);
        out.sums(id, typed, ranges, frozen);
        if !typed.keeps_sums(id) {
            out.values(id, node, ranges);
        }
    }
    let mut bounds = out.bounds;
    bounds.sort_by_key(|&(signal, index, _)| (signal, index));
    Certificate { bounds, names: names.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::autoencoder::Encoder;
    use crate::chip::signals::{Calq, PerCell};
    use crate::chip::{BxTrace, Stage};
    use crate::golden::random;
    use crate::hwgen::names;
    use crate::hwgen::testing::extreme_weights;
    use crate::network::{AeBlock, FirstForm, Format, LATENTS, Overflow};
    use crate::nn::{TensorId, Weights};
    use crate::registers::testing::{any_network, any_weights};
    use proptest::prelude::*;

    // The layers of the chip's network.
    const NORMALISED: Signal = Signal::Layer(NodeId(0), CertificatePart::Value);
    const CONV: NodeId = NodeId(2);
    const ACTIVATION: Signal = Signal::Layer(NodeId(3), CertificatePart::Value);
    const DENSE: NodeId = NodeId(4);
    const LATENT: Signal = Signal::Layer(NodeId(5), CertificatePart::Value);

    const MAX: u32 = (1 << CALQ_BITS) - 1;

    fn certify(network: &AeBlock, weights: Option<&Weights>) -> Certificate {
        super::certify(network, &Ranges::new(network.typed(), weights), weights, &names::of_block(network))
    }

    fn run(network: &AeBlock, weights: &Weights, charges: PerCell<u32>) -> BxTrace {
        let mut trace = BxTrace::default();
        Encoder::new(network, weights).unwrap().encode(&charges.map(Calq), &mut trace);
        trace
    }

    fn partials(certificate: &Certificate) -> usize {
        certificate
            .of(Signal::Layer(CONV, CertificatePart::Partial))
            .chain(certificate.of(Signal::Layer(DENSE, CertificatePart::Partial)))
            .count()
    }

    /// Every traced value lies in its range.
    fn check(certificate: &Certificate, trace: &BxTrace) {
        let mut checked = 0;
        for &(signal, index, bound) in &certificate.bounds {
            let place = match signal {
                Signal::Layer(node, CertificatePart::Partial) => {
                    certificate.stage(Signal::Layer(node, CertificatePart::Sum))
                }
                // The encoder begins behind them.
                Signal::Charge => None,
                _ => certificate.stage(signal),
            };
            let Some((stage, first)) = place else { continue };
            let value = i128::from(trace.get(stage).unwrap()[first + index]);
            let range = bound.min..=bound.max;
            assert!(range.contains(&value), "{}[{index}] = {value}, {range:?}", certificate.name(signal));
            assert!(value < 1 << bound.bits());
            checked += 1;
        }
        assert_eq!(checked, trace.stages.iter().map(|(_, values)| values.len()).sum::<usize>() + partials(certificate));
    }

    /// Bits of signals of a design whose weights may be any.
    fn bits(network: &AeBlock, signals: [Signal; 3]) -> [u32; 3] {
        let certificate = certify(network, None);
        signals.map(|signal| certificate.hull(signal).bits())
    }

    #[test]
    fn the_widths_of_reloadable_designs() {
        let sums =
            [Signal::Layer(CONV, CertificatePart::Partial), ACTIVATION, Signal::Layer(DENSE, CertificatePart::Partial)];
        // The dense sum of the chip needs one bit less than its description gives it: at the edges of
        // the image most taps see padding or zero pixels.
        assert_eq!(bits(&AeBlock::chip_8x8(), sums), [13, 12, 20]);
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let [conv, _, dense] = bits(&network, sums);
            assert_eq!(bits(&network, [NORMALISED, LATENT, Signal::ModuleSum]), [8, 9, 28]);
            let certificate = certify(&network, None);
            let network = network.first_form().unwrap();
            assert!(conv <= network.conv.accumulator.bits && dense <= network.dense.accumulator.bits);
            assert_eq!(
                certificate.of(Signal::Layer(DENSE, CertificatePart::Product)).count(),
                LATENTS * network.activations()
            );
        }
        // The corner sees only zero pixels: its activation is a bias of at most 31 << 2.
        let certificate = certify(&AeBlock::chip_8x8(), None);
        assert_eq!(certificate.get(ACTIVATION, 127).unwrap().max, 124);
        assert_eq!(
            certificate.get(Signal::Layer(CONV, CertificatePart::Product), 15 * 8 * 9 + 8),
            None,
            "a tap on the padding"
        );
    }

    /// Frozen weights: some input reaches both ends of every sum of the convolution.
    #[test]
    fn the_ranges_of_frozen_sums_are_tight() {
        for network in [AeBlock::chip_8x8(), AeBlock::cmssw_4x4x3()] {
            let form = network.first_form().unwrap();
            let (_, columns) = form.conv_shape();
            for weights in extreme_weights(&network).into_iter().chain([random::weights(&network, 5)]) {
                let certificate = certify(&network, Some(&weights));
                for (index, bound) in certificate.of(Signal::Layer(CONV, CertificatePart::Sum)) {
                    let (place, filter) = (index / form.conv.filters, index % form.conv.filters);
                    let kernel = weights.integers(TensorId(0));
                    for (end, wanted) in [(bound.max, 1), (bound.min, -1)] {
                        let mut charges = [0; CELLS];
                        for (tap, pixel) in form.taps_of(place / columns, place % columns) {
                            if kernel[tap * form.conv.filters + filter].signum() == wanted
                                && let Ok(cell) = usize::try_from(form.image.cells[pixel])
                            {
                                charges[cell] = MAX;
                            }
                        }
                        let trace = run(&network, &weights, charges);
                        assert_eq!(
                            i128::from(trace.get(Stage::Layer(CONV.0)).unwrap()[index]),
                            end,
                            "conv_sum[{index}]"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn accumulators_that_wrap_or_saturate_stay_in_their_format() {
        for overflow in [Overflow::Wrap, Overflow::Saturate] {
            let mut form = FirstForm::chip_8x8();
            form.conv.accumulator = Format::signed(9, 7).with_overflow(overflow);
            form.dense.accumulator = Format::signed(10, 8).with_overflow(overflow);
            let network = form.block().unwrap();
            for weights in extreme_weights(&network) {
                let certificate = certify(&network, Some(&weights));
                assert!(certificate.hull(Signal::Layer(CONV, CertificatePart::Partial)).bits() <= 9);
                assert!(certificate.hull(Signal::Layer(DENSE, CertificatePart::Partial)).bits() <= 10);
                check(&certificate, &run(&network, &weights, [MAX; CELLS]));
            }
        }
    }

    #[test]
    fn json_and_table_hold_every_node() {
        let certificate = certify(&AeBlock::chip_8x8(), None);
        let provenance = ["made by a \"test\"".to_owned()];
        let json: serde_json::Value = serde_json::from_str(&certificate.to_json(&provenance).unwrap()).unwrap();
        let count = |run: &serde_json::Value| run["to"].as_u64().unwrap() - run["from"].as_u64().unwrap() + 1;
        let nodes: u64 = json["nodes"].as_array().unwrap().iter().map(count).sum();
        assert_eq!(nodes as usize, certificate.bounds.len());
        let text = certificate.to_text(&provenance);
        assert!(
            text.contains("dense_sum[0..=15]")
                && text.contains("conv_term[all]")
                && text.lines().all(|line| line.len() <= 100),
            "{text}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        /// Running the scalar model never leaves the ranges, frozen or reloadable.
        #[test]
        fn no_sample_leaves_the_ranges(
            (network, weights) in any_network()
                .prop_flat_map(|network| (Just(network.clone()), any_weights(network))),
            extreme in 0usize..12,
            charges in proptest::collection::vec(prop_oneof![Just(0), Just(MAX), 0..200u32, 0..=MAX], CELLS),
        ) {
            let weights = extreme_weights(&network).into_iter().nth(extreme).unwrap_or(weights);
            let trace = run(&network, &weights, std::array::from_fn(|cell| charges[cell]));
            check(&certify(&network, Some(&weights)), &trace);
            check(&certify(&network, None), &trace);
        }
    }
}
