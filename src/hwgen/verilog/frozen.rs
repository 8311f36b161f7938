//! Weights as constants: every multiple of an input that some sum needs is formed once, floored, and
//! shared by all sums.
//!
//! A product `x * w` with `w = ±odd * 2^s` is floored by `k` bits. For positive weights that is a
//! shift of `odd * x`. For negative ones `floor(-p / 2^k) = -floor(p / 2^k) - 1 + [2^k divides p]`,
//! and `2^k` divides `p` exactly if `2^(k-s)` divides `x`: one bit, shared by all weights with that
//! `s`. So both signs use the same multiple. Odd multiples are sums or differences of two others.

use std::collections::BTreeSet;

use super::heap::Heap;
use super::layer::{Built, Input, Layer, Library, instance};
use super::text::{bits, padded, range, shifted_right};
use crate::error::Result;
use crate::hwgen::marks::mark;
use crate::nn::Weights;

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
    let shifts = || 0..=8u32;
    have.iter().find_map(|&a| {
        shifts().find_map(|s| {
            let left = a << s;
            // The other one is what is missing, or what is too much.
            let (rest, subtract) = if left < odd { (odd - left, false) } else { (left - odd, true) };
            let shift = rest.checked_ilog2().map(|_| rest.trailing_zeros())?;
            let right = rest >> shift;
            have.contains(&right).then_some(Step { odd, left: (a, s), right: (right, shift), subtract })
        })
    })
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
        let rest = first - (1 << first.ilog2());
        wanted.insert(near.unwrap_or(rest >> rest.trailing_zeros()));
    }
    steps
}

/// What the sums take from one input.
#[derive(Debug, Default, Clone)]
struct Uses {
    /// Magnitudes of weights whose floored product is not always zero.
    magnitudes: BTreeSet<u32>,
    /// Low bits that must all be zero for a negative product to be exact.
    zeros: BTreeSet<u32>,
}

/// `floor(p / 2^floor)` for the largest `p`.
fn quotient(input: &Input, magnitude: u32, floor: usize) -> i128 {
    (input.bound.max * i128::from(magnitude)) >> floor
}

/// Bits below the floor that the shift of the weight does not clear.
fn inexact(magnitude: u32, floor: usize) -> u32 {
    (floor as u32).saturating_sub(magnitude.trailing_zeros())
}

/// Modules and wires of a layer with constant weights.
///
/// # Errors
/// If a template fails.
pub fn build(layer: &Layer, weights: &Weights) -> Result<Built> {
    let kernel = weights.integers(layer.kernel);
    let biases = layer.bias.map(|bias| weights.integers(bias));
    let mut uses = vec![Uses::default(); layer.inputs.len()];
    for tap in layer.sums.iter().flat_map(|sum| &sum.taps) {
        let (input, weight) = (&layer.inputs[tap.input], kernel[tap.weight]);
        let magnitude = weight.unsigned_abs();
        if weight == 0 || input.constant().is_some() {
            continue;
        }
        if quotient(input, magnitude, layer.floor) > 0 {
            uses[tap.input].magnitudes.insert(magnitude);
        }
        if weight < 0 && inexact(magnitude, layer.floor) > 0 {
            uses[tap.input].zeros.insert(inexact(magnitude, layer.floor));
        }
    }

    // Few sums are equal, and mapped together with the multiples they take less area.
    let mut products = Library::new(&format!("{}_products", layer.name), "Floored multiples of one input.", false);
    let mut body = String::new();
    for (input, uses) in layer.inputs.iter().zip(&uses) {
        if !uses.magnitudes.is_empty() || !uses.zeros.is_empty() {
            body += &multiples(input, uses, layer.floor, &mut products)?;
        }
    }

    let mut adders = Library::new(&format!("{}_sum", layer.name), "Adds the bias and floored products.", false);
    for sum in &layer.sums {
        let width = sum.bound.bits() as usize;
        if sum.bound.min == sum.bound.max {
            let value = sum.bound.max & ((1 << width) - 1);
            body += &format!("  wire {} {} = {width}'d{value};\n", range(width), sum.name);
            continue;
        }
        let (mut heap, mut ports, mut wires) = (Heap::default(), Vec::new(), Vec::new());
        let mut port = |heap: &mut Heap, input: &Input, label: &str, suffix: &str, width: usize, negative: bool| {
            let name = format!("{label}_{suffix}");
            ports.push(format!("input {} {name}", range(width)));
            wires.push((name.clone(), format!("{}_{suffix}", input.name)));
            if negative { heap.minus(&name, width) } else { heap.plus(&name, width, 0) }
        };
        heap.constant(biases.map_or(0, |biases| i128::from(biases[sum.bias])) << layer.bias_shift);
        for tap in &sum.taps {
            let (input, weight) = (&layer.inputs[tap.input], kernel[tap.weight]);
            let magnitude = weight.unsigned_abs();
            if let Some(value) = input.constant() {
                heap.constant((value * i128::from(weight)) >> layer.floor);
            } else if weight != 0 {
                let highest = quotient(input, magnitude, layer.floor);
                if highest > 0 {
                    port(&mut heap, input, &tap.label, &format!("x{magnitude}"), bits(highest), weight < 0);
                }
                let inexact = inexact(magnitude, layer.floor);
                if weight < 0 && inexact > 0 {
                    heap.constant(-1);
                    port(&mut heap, input, &tap.label, &format!("z{inexact}"), 1, false);
                }
            }
        }
        ports.push(format!("output {} sum", range(width)));
        wires.push(("sum".to_owned(), sum.name.clone()));
        let module = adders.module(&ports, heap.total("total", width, "ripple_adder") + "  assign sum = total;")?;
        body += &format!("  wire {} {};\n", range(width), sum.name);
        body += &instance(&module, &format!("{}_adder", sum.name), &wires);
    }
    Ok(Built { modules: products.text() + &adders.text(), body })
}

/// The module that forms all multiples of one input, and its instance.
fn multiples(input: &Input, uses: &Uses, floor: usize, library: &mut Library) -> Result<String> {
    let (highest, own) = (input.bound.max, input.width());
    let odd_of = |magnitude: u32| magnitude >> magnitude.trailing_zeros();
    let width_of = |odd: u32| bits(highest * i128::from(odd));
    let name_of = |odd: u32| if odd == 1 { "x".to_owned() } else { format!("odd_{odd}") };
    let mut body = String::new();
    for step in steps(&uses.magnitudes.iter().map(|&magnitude| odd_of(magnitude)).collect()) {
        let width = width_of(step.odd);
        let operand = |(odd, shift): (u32, u32)| padded(&name_of(odd), width_of(odd), shift as usize, width);
        let sign = if step.subtract { "~" } else { "" };
        body += &format!("  wire {} odd_{};\n", range(width), step.odd);
        body += &format!("  ripple_adder #(.W({width})) add_{} (.a({}),\n", step.odd, operand(step.left));
        body += &format!(
            "    .b({sign}{}), .carry_in(1'b{}), .sum(odd_{}));\n",
            operand(step.right),
            u8::from(step.subtract),
            step.odd
        );
    }
    let mut ports = vec![format!("input {} x", range(own))];
    let mut wires = vec![("x".to_owned(), input.name.clone())];
    let mut declared = String::new();
    let mut output = |port: String, width: usize| {
        ports.push(format!("output {} {port}", range(width)));
        declared += &format!("  wire {} {}_{port};\n", range(width), input.name);
        wires.push((port.clone(), format!("{}_{port}", input.name)));
    };
    for &magnitude in &uses.magnitudes {
        let (odd, shift) = (odd_of(magnitude), magnitude.trailing_zeros());
        let value = shifted_right(&name_of(odd), width_of(odd), floor as isize - shift as isize);
        body += &format!("  assign x{magnitude} = {};\n", mark(&format!("x{magnitude}"), value));
        output(format!("x{magnitude}"), bits(quotient(input, magnitude, floor)));
    }
    for &zeros in &uses.zeros {
        // Not written as `~|x`: Verilator 5.006 gets some trees of reductions wrong.
        let low = own.min(zeros as usize);
        body += &format!("  assign z{zeros} = x[{}:0] == {low}'d0;\n", low - 1);
        output(format!("z{zeros}"), 1);
    }
    let module = library.module(&ports, body)?;
    Ok(declared + &instance(&module, &format!("products_of_{}", input.name), &wires))
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
