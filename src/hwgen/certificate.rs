//! The certificate: the range of every number inside the encoder, by integer interval analysis.
//!
//! Every width in the generated hardware comes from here. For frozen weights each product has its
//! actual weight; for reloadable ones any legal weight. Inputs are any 48 charges of 22 bits. Taps
//! on the padding and on constant zero pixels are left out or zero, as in the hardware.

use serde::Serialize;

use crate::chip::Stage;
use crate::chip::autoencoder::normalize::{self, MAX_LEADING_BIT};
use crate::chip::encode::FLOAT_5E4M;
use crate::chip::signals::{CALQ_BITS, CELLS};
use crate::error::{Error, Result};
use crate::network::{AeBlock, NORM_FRAC_BITS, Network};
use crate::nn::{Interval, Node, NodeId, Ranges, Rows, Term, Typed, Weights, weight_range};

/// A kind of signal. Its name is the name of the signal in the hardware.
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
    /// Normalised charges, one for each cell.
    Norm,
    /// Pixels of the image, row-major with the channel fastest.
    Pixel,
    /// Exact products of the convolution: index `output * taps + tap`. Taps on the padding are
    /// left out.
    ConvProduct,
    /// Those products once cast to the accumulator: what is added.
    ConvTerm,
    /// Any part of a sum, with or without the bias, in any order of addition.
    ConvPartial,
    /// Sums before ReLU, `(row, column, filter)`.
    ConvSum,
    /// After ReLU, in the format of the activation.
    Activation,
    /// Exact products of the dense layer: index `latent * activations + activation`.
    DenseProduct,
    /// Those products once cast to the accumulator.
    DenseTerm,
    /// Any part of a sum, with or without the bias, in any order of addition.
    DensePartial,
    /// Sums before ReLU and saturation.
    DenseSum,
    /// Latents.
    Latent,
}

impl Signal {
    /// The name in hardware and reports.
    pub fn name(self) -> &'static str {
        match self {
            Signal::Charge => "charge",
            Signal::ModuleSum => "module_sum",
            Signal::SumCode => "sum_code",
            Signal::Shift => "shift",
            Signal::Norm => "norm",
            Signal::Pixel => "pixel",
            Signal::ConvProduct => "conv_product",
            Signal::ConvTerm => "conv_term",
            Signal::ConvPartial => "conv_partial",
            Signal::ConvSum => "conv_sum",
            Signal::Activation => "activation",
            Signal::DenseProduct => "dense_product",
            Signal::DenseTerm => "dense_term",
            Signal::DensePartial => "dense_partial",
            Signal::DenseSum => "dense_sum",
            Signal::Latent => "latent",
        }
    }

    /// The instance inside the block that the signal belongs to, in the Verilog and in waveforms.
    pub fn instance(self) -> &'static str {
        match self {
            Signal::Charge | Signal::ModuleSum | Signal::SumCode | Signal::Shift => "convert",
            Signal::DenseProduct | Signal::DenseTerm | Signal::DensePartial | Signal::DenseSum | Signal::Latent => {
                "multiply"
            }
            _ => "convolve",
        }
    }

    /// Name of the wire that holds number `index` of the signal there.
    pub fn wire(self, index: usize) -> String {
        match self {
            Signal::ModuleSum | Signal::SumCode | Signal::Shift => self.name().to_owned(),
            Signal::Activation => format!("act_{index}"),
            Signal::ConvSum | Signal::DenseSum => format!("sum_{index}"),
            _ => format!("{}_{index}", self.name()),
        }
    }

    /// The place of the signal in the trace of the chip: the stage, and its first value there.
    pub fn stage(self) -> Option<(Stage, usize)> {
        match self {
            Signal::Charge => Some((Stage::Calibrate, 0)),
            Signal::ModuleSum => Some((Stage::Normalize, 0)),
            Signal::SumCode => Some((Stage::Normalize, normalize::SUM_CODE)),
            Signal::Shift => Some((Stage::Normalize, 2)),
            Signal::Norm => Some((Stage::Normalize, normalize::FIRST_NORM)),
            Signal::Pixel => Some((Stage::Image, 0)),
            Signal::ConvSum => Some((Stage::Conv, 0)),
            Signal::Activation => Some((Stage::Activation, 0)),
            Signal::DenseSum => Some((Stage::Dense, 0)),
            Signal::Latent => Some((Stage::Latents, 0)),
            _ => None,
        }
    }
}

/// The range of one number, in units of its last fractional bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Lowest value.
    pub min: i128,
    /// Highest value.
    pub max: i128,
    /// Fractional bits.
    pub frac: u32,
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
}

/// The ranges of all signals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// In signal order, then by index.
    bounds: Vec<(Signal, usize, Bound)>,
}

/// Signals of one kind with neighbouring indices and the same range.
#[derive(Serialize)]
struct Run {
    node: &'static str,
    from: usize,
    to: usize,
    min: i128,
    max: i128,
    bits: u32,
    frac: u32,
}

impl Certificate {
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
        all.reduce(|a, b| Bound { min: a.min.min(b.min), max: a.max.max(b.max), frac: a.frac }).unwrap_or(Bound {
            min: 0,
            max: 0,
            frac: 0,
        })
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
        let runs = runs(&self.bounds);
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
        let many = [Signal::ConvProduct, Signal::ConvTerm, Signal::DenseProduct, Signal::DenseTerm];
        let (mut bounds, mut at) = (Vec::new(), None);
        for &(signal, index, bound) in &self.bounds {
            if !many.contains(&signal) {
                bounds.push((signal, index, bound));
            } else if at != Some(signal) {
                bounds.push((signal, 0, self.hull(signal)));
            }
            at = Some(signal);
        }
        for run in runs(&bounds) {
            let node = match (run.from, run.to) {
                _ if many.iter().any(|signal| signal.name() == run.node) => format!("{}[all]", run.node),
                (from, to) if from == to => format!("{}[{from}]", run.node),
                (from, to) => format!("{}[{from}..={to}]", run.node),
            };
            let sign = if run.min < 0 { 's' } else { 'u' };
            text += &format!("{node:<32}{:>14}{:>14}  {sign}{}.{}\n", run.min, run.max, run.bits, run.frac);
        }
        text
    }
}

/// Joins neighbours with the same range.
fn runs(bounds: &[(Signal, usize, Bound)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &(signal, index, bound) in bounds {
        match runs.last_mut() {
            Some(run)
                if run.node == signal.name() && run.to + 1 == index && (run.min, run.max) == (bound.min, bound.max) =>
            {
                run.to = index;
            }
            _ => runs.push(Run {
                node: signal.name(),
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

fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::new(format!("cannot write JSON: {error}")))
}

/// Collects bounds in signal order.
struct Collector {
    bounds: Vec<(Signal, usize, Bound)>,
}

impl Collector {
    fn add(&mut self, signal: Signal, index: usize, range: Interval, frac: u32) {
        self.bounds.push((signal, index, Bound { min: range.min, max: range.max, frac }));
    }

    /// The values of a layer.
    fn values(&mut self, signal: Signal, node: &Node, ranges: &Ranges) {
        let frac = node.number.places(0).unsigned_abs();
        for (index, &range) in ranges.of(node).iter().enumerate() {
            self.add(signal, index, range, frac);
        }
    }

    /// The sums of a layer: products, terms, partial sums, sums. `index` numbers the products of a row.
    fn sums(
        &mut self,
        [product_signal, term_signal, partial_signal, sum_signal]: [Signal; 4],
        (typed, ranges, weights): (&Typed, &Ranges, Option<&Weights>),
        id: NodeId,
        index: impl Fn(usize, Term) -> usize,
    ) {
        let (rows, Some(sum)) = (typed.sums().of(id), typed.sum(id)) else { return };
        let Rows::Sums { kernel, .. } = rows else { return };
        let (tensor, accumulator) = (typed.tensor(*kernel), sum.format);
        let input = typed.node(typed.node(id).inputs[0]);
        for (row, range) in ranges.sums(id).iter().enumerate() {
            for &term in rows.terms(row) {
                let weight = term.weight as usize;
                let places = input.number.places(0) + tensor.places(weight);
                let product = ranges.product(term, weight_range(tensor, *kernel, weights, weight));
                let cast = product.fitted(accumulator, places - accumulator.frac as i32);
                self.add(product_signal, index(row, term), product, places.unsigned_abs());
                self.add(term_signal, index(row, term), cast, accumulator.frac);
            }
            self.add(partial_signal, row, range.partial, accumulator.frac);
            self.add(sum_signal, row, range.total, accumulator.frac);
        }
    }
}

/// Analyses a network; `frozen` are its weights if they are constants.
pub(super) fn certify(network: &Network, block: &AeBlock, frozen: Option<&Weights>) -> Certificate {
    let mut out = Collector { bounds: Vec::new() };
    // The converter. A charge is at most the sum, and both lose the same bits, so the leading bit of
    // the sum leaves at most 7 fractional bits and one before the point; so does the clamped one.
    let max_charge = (1i64 << CALQ_BITS) - 1;
    let max_sum = CELLS as i64 * max_charge;
    let max_code = FLOAT_5E4M.encode(max_sum as u32, 0);
    let upto = |max: i64| Interval { min: 0, max: max.into() };
    for cell in 0..CELLS {
        out.add(Signal::Charge, cell, upto(max_charge), 0);
    }
    out.add(Signal::ModuleSum, 0, upto(max_sum), 0);
    out.add(Signal::SumCode, 0, upto(max_code.into()), 0);
    let shift = |leading: u32| i128::from(leading) - i128::from(NORM_FRAC_BITS);
    out.add(Signal::Shift, 0, Interval { min: shift(0), max: shift(MAX_LEADING_BIT) }, 0);

    let typed = block.typed();
    let ranges = Ranges::new(typed, frozen);
    let all = (typed, &ranges, frozen);
    out.values(Signal::Norm, block.norm(), &ranges);
    let layers: Vec<(NodeId, &Node)> = typed.layers().map(|(id, node, _)| (id, node)).collect();
    if let [(_, image), (conv, _), (_, activation), (dense, _), (_, latents)] = layers[..] {
        out.values(Signal::Pixel, image, &ranges);
        let signals = [Signal::ConvProduct, Signal::ConvTerm, Signal::ConvPartial, Signal::ConvSum];
        let (taps, filters) = (network.taps(), network.conv.filters);
        out.sums(signals, all, conv, |row, term| row * taps + term.weight as usize / filters);
        out.values(Signal::Activation, activation, &ranges);
        let signals = [Signal::DenseProduct, Signal::DenseTerm, Signal::DensePartial, Signal::DenseSum];
        out.sums(signals, all, dense, |_, term| term.weight as usize);
        out.values(Signal::Latent, latents, &ranges);
    }
    let mut bounds = out.bounds;
    bounds.sort_by_key(|&(signal, index, _)| (signal, index));
    Certificate { bounds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::autoencoder::Encoder;
    use crate::chip::signals::{Calq, PerCell};
    use crate::chip::{CrossingTrace, Stage};
    use crate::golden::random;
    use crate::hwgen::testing::extreme_weights;
    use crate::network::Overflow;
    use crate::network::{Format, LATENTS, Parameters, Tensor};
    use crate::registers::testing::{any_network, any_weights};
    use proptest::prelude::*;

    const MAX: u32 = (1 << CALQ_BITS) - 1;

    fn certify(network: &Network, weights: Option<&Parameters>) -> Certificate {
        let block = network.block().unwrap();
        let weights = weights.map(|weights| weights.weights(&block).unwrap());
        super::certify(network, &block, weights.as_ref())
    }

    fn run(network: &Network, weights: &Parameters, charges: PerCell<u32>) -> CrossingTrace {
        let mut trace = CrossingTrace::default();
        Encoder::new(network, weights).unwrap().encode(&charges.map(Calq), &mut trace);
        trace
    }

    fn partials(certificate: &Certificate) -> usize {
        certificate.of(Signal::ConvPartial).chain(certificate.of(Signal::DensePartial)).count()
    }

    /// Every traced value lies in its range.
    fn check(certificate: &Certificate, trace: &CrossingTrace) {
        let mut checked = 0;
        for &(signal, index, bound) in &certificate.bounds {
            let place = match signal {
                Signal::ConvPartial => Signal::ConvSum.stage(),
                Signal::DensePartial => Signal::DenseSum.stage(),
                // The encoder begins behind them.
                Signal::Charge => None,
                _ => signal.stage(),
            };
            let Some((stage, first)) = place else { continue };
            let value = i128::from(trace.get(stage).unwrap()[first + index]);
            let range = bound.min..=bound.max;
            assert!(range.contains(&value), "{}[{index}] = {value}, {range:?}", signal.name());
            assert!(value < 1 << bound.bits());
            checked += 1;
        }
        assert_eq!(checked, trace.stages.iter().map(|(_, values)| values.len()).sum::<usize>() + partials(certificate));
    }

    #[test]
    fn the_widths_of_reloadable_designs() {
        let bits = |network: &Network, signals: [Signal; 3]| {
            let certificate = certify(network, None);
            signals.map(|signal| certificate.hull(signal).bits())
        };
        let sums = [Signal::ConvPartial, Signal::Activation, Signal::DensePartial];
        // The dense sum of the chip needs one bit less than its description gives it: at the edges of
        // the image most taps see padding or zero pixels.
        assert_eq!(bits(&Network::chip_8x8(), sums), [13, 12, 20]);
        for network in [Network::chip_8x8(), Network::cmssw_4x4x3()] {
            let certificate = certify(&network, None);
            let bits = |signal| certificate.hull(signal).bits();
            assert!(bits(Signal::ConvPartial) <= network.conv.accumulator.bits);
            assert!(bits(Signal::DensePartial) <= network.dense.accumulator.bits);
            assert_eq!((bits(Signal::Norm), bits(Signal::Latent), bits(Signal::ModuleSum)), (8, 9, 28));
            assert_eq!(certificate.of(Signal::DenseProduct).count(), LATENTS * network.activations());
        }
        // The corner sees only zero pixels: its activation is a bias of at most 31 << 2.
        let certificate = certify(&Network::chip_8x8(), None);
        assert_eq!(certificate.get(Signal::Activation, 127).unwrap().max, 124);
        assert_eq!(certificate.get(Signal::ConvProduct, 15 * 8 * 9 + 8), None, "a tap on the padding");
    }

    /// Frozen weights: some input reaches both ends of every sum of the convolution.
    #[test]
    fn the_ranges_of_frozen_sums_are_tight() {
        for network in [Network::chip_8x8(), Network::cmssw_4x4x3()] {
            let (_, columns) = network.conv_shape();
            for weights in extreme_weights(&network).into_iter().chain([random::weights(&network, 5)]) {
                let certificate = certify(&network, Some(&weights));
                for (index, bound) in certificate.of(Signal::ConvSum) {
                    let (place, filter) = (index / network.conv.filters, index % network.conv.filters);
                    let kernel = weights.tensor(Tensor::ConvKernel);
                    for (end, wanted) in [(bound.max, 1i8), (bound.min, -1)] {
                        let mut charges = [0; CELLS];
                        for (tap, pixel) in network.taps_of(place / columns, place % columns) {
                            if kernel[tap * network.conv.filters + filter].signum() == wanted
                                && let Ok(cell) = usize::try_from(network.image.cells[pixel])
                            {
                                charges[cell] = MAX;
                            }
                        }
                        let trace = run(&network, &weights, charges);
                        assert_eq!(i128::from(trace.get(Stage::Conv).unwrap()[index]), end, "conv_sum[{index}]");
                    }
                }
            }
        }
    }

    #[test]
    fn accumulators_that_wrap_or_saturate_stay_in_their_format() {
        for overflow in [Overflow::Wrap, Overflow::Saturate] {
            let mut network = Network::chip_8x8();
            network.conv.accumulator = Format::signed(9, 7).with_overflow(overflow);
            network.dense.accumulator = Format::signed(10, 8).with_overflow(overflow);
            network.validate().unwrap();
            for weights in extreme_weights(&network) {
                let certificate = certify(&network, Some(&weights));
                assert!(certificate.hull(Signal::ConvPartial).bits() <= 9);
                assert!(certificate.hull(Signal::DensePartial).bits() <= 10);
                check(&certificate, &run(&network, &weights, [MAX; CELLS]));
            }
        }
    }

    #[test]
    fn json_and_table_hold_every_node() {
        let certificate = certify(&Network::chip_8x8(), None);
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
        fn no_frame_leaves_the_ranges(
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
