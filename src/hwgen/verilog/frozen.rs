//! Weights as constants: every multiple of an input that some sum needs is formed once, floored, and
//! shared by all sums.
//!
//! A product `x * w` with `w = ±odd * 2^s` is floored by `k` bits. For positive weights that is a
//! shift of `odd * x`. For negative ones `floor(-p / 2^k) = -floor(p / 2^k) - 1 + [2^k divides p]`,
//! and `2^k` divides `p` exactly if `2^(k-s)` divides `x`: one bit, shared by all weights with that
//! `s`. So both signs use the same multiple. Odd multiples are sums or differences of two others.
//!
//! Other roundings add one bit to a floored product, which follows from the bits below the floor. An input
//! that can be negative enters with `2^(width - 1)` added; what its products have too much is a constant of
//! the sum.

use std::collections::BTreeSet;

use super::chain::Chain;
use super::heap::Heap;
use super::layer::{Built, LayerInput, LayerLogic, Library, SumLogic, Tap, instance};
use super::number::{self, Wire};
use super::text::{bits, padded, range, shifted_right};
use crate::error::Result;
use crate::hwgen::marks::mark;
use crate::nn::{Interval, Rounding, Weights};

/// `odd = left << left_shift ± right << right_shift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    odd: u32,
    left: (u32, u32),
    right: (u32, u32),
    subtract: bool,
}

/// The one addition or subtraction of two numbers of `have` that makes `odd`, if there is one.
fn one_step(odd: u32, have: &BTreeSet<u32>) -> Option<Step> {
    have.iter().find_map(|&a| (0..=8).find_map(|shift| step_with(odd, (a, shift), have)))
}

/// The step with this left operand.
fn step_with(odd: u32, left: (u32, u32), have: &BTreeSet<u32>) -> Option<Step> {
    let value = left.0 << left.1;
    // The other one is what is missing, or what is too much.
    let (difference, subtract) = if value < odd { (odd - value, false) } else { (value - odd, true) };
    let shift = difference.checked_ilog2().map(|_| difference.trailing_zeros())?;
    let right = difference >> shift;
    have.contains(&right).then_some(Step { odd, left, right: (right, shift), subtract })
}

/// Steps that make all `odds` from 1, each from numbers that are there already.
fn steps(odds: &BTreeSet<u32>) -> Vec<Step> {
    let mut have = BTreeSet::from([1]);
    let mut wanted: BTreeSet<u32> = odds.iter().copied().filter(|&odd| odd > 1).collect();
    let mut steps = Vec::new();
    while let Some(&first) = wanted.iter().next() {
        if let Some(step) = wanted.iter().find_map(|&odd| one_step(odd, &have)) {
            wanted.remove(&step.odd);
            have.insert(step.odd);
            steps.push(step);
            continue;
        }
        // Nothing is one step away: go by a number that is, and that brings the smallest one near.
        let near = (3..first).step_by(2).find(|&middle| {
            one_step(middle, &have).is_some()
                && one_step(first, &have.iter().copied().chain([middle]).collect()).is_some()
        });
        // Or by the number without its leading bit, which is smaller, so this ends.
        let without_leading = first - (1 << first.ilog2());
        wanted.insert(near.unwrap_or(without_leading >> without_leading.trailing_zeros()));
    }
    steps
}

/// What the sums take from one input.
#[derive(Debug, Default, Clone)]
struct Uses {
    /// Magnitudes of weights whose floored product is not always zero, with the bits that are cut.
    magnitudes: BTreeSet<(u32, usize)>,
    /// Bits that make floored products those of the scalar model.
    corrections: BTreeSet<Correction>,
}

/// A bit that belongs to a floored product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Correction {
    /// Low bits that are all zero: then the floor of a negative product is exact.
    Zeros(u32),
    /// The product of a magnitude without its lowest bits is to be rounded up: where they are a half or
    /// more.
    HalfUp(u32, usize),
    /// Where they are more than a half: what rounds a negative product up.
    HalfDown(u32, usize),
    /// Where they are more than a half, or a half of an odd number.
    HalfEven(u32, usize),
}

/// `floor(p / 2^floor)` for the largest `p`.
fn quotient(input: &LayerInput, magnitude: u32, floor: usize) -> i128 {
    (input.highest() * i128::from(magnitude)) >> floor
}

/// Bits below the floor that the shift of the weight does not clear.
fn inexact(magnitude: u32, floor: usize) -> u32 {
    (floor as u32).saturating_sub(magnitude.trailing_zeros())
}

/// The odd part of a magnitude.
fn odd_of(magnitude: u32) -> u32 {
    magnitude >> magnitude.trailing_zeros()
}

/// The bit that belongs to the floored product of an input and a weight, if any.
fn correction(rounding: Rounding, input: &LayerInput, weight: i32, floor: usize) -> Option<Correction> {
    let magnitude = weight.unsigned_abs();
    let inexact = inexact(magnitude, floor);
    // Where a product has fewer bits than are cut, it never reaches a half.
    let reaches = bits(input.highest() * i128::from(odd_of(magnitude))) >= inexact as usize;
    match (rounding, weight < 0) {
        _ if inexact == 0 => None,
        (Rounding::Floor, false) => None,
        (Rounding::Floor, true) => Some(Correction::Zeros(inexact)),
        _ if !reaches => None,
        (Rounding::HalfUp, false) => Some(Correction::HalfUp(magnitude, floor)),
        (Rounding::HalfUp, true) => (inexact > 1).then_some(Correction::HalfDown(magnitude, floor)),
        (Rounding::HalfEven, _) => Some(Correction::HalfEven(magnitude, floor)),
    }
}

/// What the ports of a layer are called.
struct Ports {
    /// Whether all sums of the layer cut the same bits.
    uniform: bool,
}

impl Ports {
    fn multiple(&self, magnitude: u32, floor: usize) -> String {
        self.with_floor(format!("x{magnitude}"), floor)
    }

    fn correction(&self, correction: Correction) -> String {
        match correction {
            Correction::Zeros(low) => format!("z{low}"),
            Correction::HalfUp(magnitude, floor) => self.with_floor(format!("up{magnitude}"), floor),
            Correction::HalfDown(magnitude, floor) => self.with_floor(format!("down{magnitude}"), floor),
            Correction::HalfEven(magnitude, floor) => self.with_floor(format!("even{magnitude}"), floor),
        }
    }

    fn with_floor(&self, name: String, floor: usize) -> String {
        if self.uniform { name } else { format!("{name}_f{floor}") }
    }
}

/// Modules and wires of a layer with constant weights.
///
/// # Errors
/// If a template fails.
pub fn build(layer: &LayerLogic, weights: &Weights) -> Result<Built> {
    let kernel = weights.integers(layer.kernel);
    let biases = layer.bias.map(|bias| weights.integers(bias));
    let inputs = &layer.inputs.all;
    let rounding = layer.accumulator.rounding;
    let floors: BTreeSet<usize> = layer.sums.iter().map(SumLogic::floor).collect();
    let ports = Ports { uniform: floors.len() <= 1 };
    let mut uses = vec![Uses::default(); inputs.len()];
    for (sum, tap) in layer.sums.iter().flat_map(|sum| sum.taps.iter().map(move |tap| (sum, tap))) {
        let (input, weight, floor) = (&inputs[tap.input], kernel[tap.weight], sum.floor());
        if weight == 0 || input.constant().is_some() {
            continue;
        }
        let magnitude = weight.unsigned_abs();
        if quotient(input, magnitude, floor) > 0 {
            uses[tap.input].magnitudes.insert((magnitude, floor));
        }
        uses[tap.input].corrections.extend(correction(rounding, input, weight, floor));
    }

    // Few sums are equal, and mapped together with the multiples they take less area.
    let mut products = Library::new(&format!("{}_products", layer.name), "Floored multiples of one input.", false);
    let mut body = String::new();
    for (input, uses) in inputs.iter().zip(&uses) {
        if !uses.magnitudes.is_empty() || !uses.corrections.is_empty() {
            body += &multiples(input, uses, &ports, &mut products)?;
        }
    }

    let mut adders = Library::new(&format!("{}_sum", layer.name), "Adds the bias and floored products.", false);
    for sum in &layer.sums {
        let width = sum.wire.bits();
        if sum.wire.range.min == sum.wire.range.max {
            let value = number::literal(sum.wire.range.max, width);
            body += &format!("  wire {} {} = {value};\n", range(width), sum.wire.name);
            continue;
        }
        let bias = biases.map_or(0, |biases| i128::from(biases[sum.bias]));
        let mut adder = Adder { layer, ports: &ports, kernel, inputs: Vec::new(), wires: Vec::new() };
        let text = match sum.in_order {
            false => {
                let mut heap = Heap::default();
                heap.constant(layer.unlimited().fit(bias, sum.bias_drop()));
                sum.taps.iter().for_each(|tap| adder.term(&mut heap, sum, tap));
                heap.total("total", width, "ripple_adder") + "  assign sum = total;"
            }
            true => {
                let start = layer.accumulator.fit(bias, sum.bias_drop());
                let start = Wire { name: String::new(), range: Interval { min: start, max: start }, places: 0 };
                let mut chain = Chain::new(start, layer.accumulator, "ripple_adder");
                for tap in &sum.taps {
                    let mut heap = Heap::default();
                    adder.term(&mut heap, sum, tap);
                    chain.add(heap, layer.term(sum, tap, Interval::only(kernel[tap.weight].into())));
                }
                let (lines, value) = chain.finish(width);
                format!("{lines}  assign sum = {value};")
            }
        };
        let Adder { inputs: mut ports, mut wires, .. } = adder;
        ports.push(format!("output wire {} sum", range(width)));
        wires.push(("sum".to_owned(), sum.wire.name.clone()));
        let module = adders.module(&ports, text)?;
        body += &format!("  wire {} {};\n", range(width), sum.wire.name);
        body += &instance(&module, &format!("{}_adder", sum.wire.name), &wires);
    }
    Ok(Built { modules: products.text() + &adders.text(), body })
}

/// The module that makes one sum, as it gets its ports.
struct Adder<'a> {
    layer: &'a LayerLogic,
    ports: &'a Ports,
    kernel: &'a [i32],
    inputs: Vec<String>,
    wires: Vec<(String, String)>,
}

impl Adder<'_> {
    /// Adds the product of a tap, rounded as the accumulator rounds.
    fn term(&mut self, heap: &mut Heap, sum: &SumLogic, tap: &Tap) {
        let (input, weight) = (&self.layer.inputs.all[tap.input], self.kernel[tap.weight]);
        let (magnitude, floor, up) = (weight.unsigned_abs(), sum.floor(), sum.up());
        if let Some(value) = input.constant() {
            heap.constant(self.layer.unlimited().fit(value * i128::from(weight), floor as i32) << up);
            return;
        }
        if weight == 0 {
            return;
        }
        let negative = weight < 0;
        let highest = quotient(input, magnitude, floor);
        if highest > 0 {
            let suffix = self.ports.multiple(magnitude, floor);
            self.word(heap, (input, tap), &suffix, bits(highest), negative, up);
        }
        if let Some(correction) = correction(self.layer.accumulator.rounding, input, weight, floor) {
            let suffix = self.ports.correction(correction);
            // The floor of a negative product is one less than the negative floor, unless that is exact.
            let exact = matches!(correction, Correction::Zeros(_));
            if exact {
                heap.constant(-1 << up);
            }
            self.word(heap, (input, tap), &suffix, 1, negative && !exact, up);
        }
        heap.constant(-((input.offset() * i128::from(weight)) >> floor << up));
    }

    /// A word of the sum, which comes through a port.
    fn word(
        &mut self,
        heap: &mut Heap,
        (input, tap): (&LayerInput, &Tap),
        suffix: &str,
        width: usize,
        negative: bool,
        up: usize,
    ) {
        let name = format!("{}_{suffix}", tap.label);
        self.inputs.push(format!("input wire {} {name}", range(width)));
        self.wires.push((name.clone(), format!("{}_{suffix}", input.wire.name)));
        if negative { heap.minus(&name, width, up) } else { heap.plus(&name, width, up) }
    }
}

/// The ports of the module of an input, and the wires that they are connected to.
struct Outputs<'a> {
    input: &'a LayerInput,
    /// Declarations of the ports.
    declared: Vec<String>,
    /// Ports with their wires.
    wires: Vec<(String, String)>,
    /// Declarations of the wires.
    lines: String,
}

impl Outputs<'_> {
    fn add(&mut self, port: String, width: usize) {
        let wire = format!("{}_{port}", self.input.wire.name);
        self.declared.push(format!("output wire {} {port}", range(width)));
        self.lines += &format!("  wire {} {wire};\n", range(width));
        self.wires.push((port, wire));
    }
}

/// The module that forms all multiples of one input, and its instance.
fn multiples(input: &LayerInput, uses: &Uses, ports: &Ports, library: &mut Library) -> Result<String> {
    let (highest, own) = (input.highest(), input.width);
    /// Bits of an odd multiple of numbers up to `highest`.
    fn width_of(highest: i128, odd: u32) -> usize {
        bits(highest * i128::from(odd))
    }
    fn name_of(odd: u32) -> String {
        if odd == 1 { "x".to_owned() } else { format!("odd_{odd}") }
    }
    let of_corrections = uses.corrections.iter().filter_map(|&correction| match correction {
        Correction::Zeros(_) => None,
        Correction::HalfUp(magnitude, _) | Correction::HalfDown(magnitude, _) | Correction::HalfEven(magnitude, _) => {
            Some(magnitude)
        }
    });
    let magnitudes = uses.magnitudes.iter().map(|&(magnitude, _)| magnitude).chain(of_corrections);
    let mut body = String::new();
    for step in steps(&magnitudes.map(odd_of).collect()) {
        let width = width_of(highest, step.odd);
        let [left, right] = [step.left, step.right]
            .map(|(odd, shift)| padded(&name_of(odd), width_of(highest, odd), shift as usize, width));
        let sign = if step.subtract { "~" } else { "" };
        body += &format!("  wire {} odd_{};\n", range(width), step.odd);
        body += &format!("  ripple_adder #(.W({width})) add_{} (.a({left}),\n", step.odd);
        body +=
            &format!("    .b({sign}{right}), .carry_in(1'b{}), .sum(odd_{}));\n", u8::from(step.subtract), step.odd);
    }
    let mut outputs = Outputs {
        input,
        declared: vec![format!("input wire {} x", range(own))],
        wires: vec![("x".to_owned(), input.name())],
        lines: String::new(),
    };
    for &(magnitude, floor) in &uses.magnitudes {
        let (odd, shift) = (odd_of(magnitude), magnitude.trailing_zeros());
        let value = shifted_right(&name_of(odd), width_of(highest, odd), floor as isize - shift as isize);
        let port = ports.multiple(magnitude, floor);
        body += &format!("  assign {port} = {};\n", mark(&format!("x{magnitude}"), value));
        outputs.add(port, bits(quotient(input, magnitude, floor)));
    }
    for &correction in &uses.corrections {
        let port = ports.correction(correction);
        // Reductions are not written as `~|x`: Verilator 5.006 gets some trees of them wrong.
        let value = match correction {
            Correction::Zeros(zeros) => {
                let low = own.min(zeros as usize);
                format!("x[{}:0] == {low}'d0", low - 1)
            }
            Correction::HalfUp(magnitude, floor)
            | Correction::HalfDown(magnitude, floor)
            | Correction::HalfEven(magnitude, floor) => {
                let (odd, cut) = (odd_of(magnitude), inexact(magnitude, floor) as usize);
                let [half, lowest] =
                    [cut - 1, cut].map(|at| number::slice(&name_of(odd), width_of(highest, odd), false, at, 1));
                let below_half = (cut > 1).then(|| format!("({}[{}:0] != {}'d0)", name_of(odd), cut - 2, cut - 1));
                let half = match (correction, below_half) {
                    (Correction::HalfDown(..), Some(below_half)) => format!("{half} & {below_half}"),
                    (Correction::HalfEven(..), Some(below_half)) => format!("{half} & ({lowest} | {below_half})"),
                    (Correction::HalfEven(..), None) => format!("{half} & {lowest}"),
                    _ => half,
                };
                mark(&format!("rounding_{port}"), half)
            }
        };
        body += &format!("  assign {port} = {value};\n");
        outputs.add(port, 1);
    }
    let module = library.module(&outputs.declared, body)?;
    Ok(outputs.lines + &instance(&module, &format!("products_of_{}", input.wire.name), &outputs.wires))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every set of odd numbers can be made, each step is right, and single odd numbers below 32 need
    /// no more than two.
    #[test]
    fn odd_multiples_are_made_step_by_step() {
        for odd in (1..=127).step_by(2) {
            for other in [1, 11, 85, 107] {
                let odds = BTreeSet::from([odd, other]);
                let mut have = BTreeSet::from([1]);
                for step in steps(&odds) {
                    let Step { left: (a, s), right: (b, t), .. } = step;
                    assert!(have.contains(&a) && have.contains(&b), "{step:?}");
                    assert_eq!(step.odd, if step.subtract { (a << s) - (b << t) } else { (a << s) + (b << t) });
                    have.insert(step.odd);
                }
                assert!(odds.is_subset(&have));
            }
            assert!(odd >= 32 || steps(&BTreeSet::from([odd])).len() <= 2, "{odd}");
        }
    }
}
