//! Layers: every value of a bus is the value that the network has there, for every input in its range.
//!
//! A value is a function of a sum, and the sum is a word of the design. The word is read backwards
//! (`sums`) until only bits are left that depend on one input each (with loaded weights, on one
//! input and one weight). What these bits add up to is compared with the terms of the formula for every value
//! of that input: the difference must be one constant. What is done to the sum is tried for every number
//! between the ends of the sum.

use std::collections::{BTreeMap, HashMap};

use super::elaborate::Elaboration;
use super::formula::{Formula, FormulaTerm, Surroundings, TermFactor};
use super::graph::{Bit, BitGraph, Gate};
use super::sums::{Supports, linear_form};
use super::tables::{Variable, combinations, enumerate};
use crate::error::{Error, Result};
use crate::nn::NodeId;

/// Most combinations that are tried for one group of words.
const MAX_COMBINATIONS: u128 = 1 << 24;

/// Most combinations for which a whole value is tried at once.
const FEW: u128 = 1 << 12;

/// Most numbers between the ends of a sum.
const MAX_SUMS: i128 = 1 << 26;

/// Words that are tried as the sum of a value.
const MAX_WORDS: usize = 8;

/// What has been proved of a layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LayerCount {
    /// Values.
    pub values: usize,
    /// Sums that were read backwards.
    pub sums: usize,
    /// Functions of one input, or of one input and one weight, that were tried for all values.
    pub functions: usize,
}

/// Everything about one group of words: the constant by which bits and terms differ, and the ends of the
/// terms.
#[derive(Debug, Clone, Copy)]
struct GroupResult {
    difference: i128,
    min: i128,
    max: i128,
}

/// Proves layers of one design.
#[derive(Default)]
pub struct LayerProver {
    /// Equal functions of groups are tried once.
    known: HashMap<Vec<u64>, GroupResult>,
}

/// A value of the network, and the bits that must be it.
struct Wanted<'a> {
    formula: &'a Formula,
    bits: &'a [Bit],
    /// The group of every word of the formula.
    group_of_word: &'a [usize],
}

/// Why a value is not proved.
enum Fault {
    /// The value depends on more than the word.
    NoSum,
    /// Another word may do.
    NotThisWord(Error),
    /// It is wrong.
    Refuted(Error),
}

impl LayerProver {
    /// Proves that the bits of a bus are the values of a node, and gives the words that they are. `widths`
    /// are the bits of each value on the bus; a constant has none.
    ///
    /// # Errors
    /// A value that is not proved, with the place of its sum.
    pub fn layer(
        &mut self,
        design: &Elaboration<'_>,
        surroundings: &Surroundings<'_>,
        (id, bus): (NodeId, &[Bit]),
        widths: &[usize],
        count: &mut LayerCount,
    ) -> Result<Vec<Variable>> {
        let node = surroundings.typed.node(id);
        let mut words_of: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, word) in design.words.iter().enumerate() {
            for bit in word.iter().filter(|bit| bit.value().is_none()) {
                words_of.entry(bit.node()).or_default().push(number);
            }
        }
        let mut first = 0;
        let mut proved = Vec::new();
        for (index, &width) in widths.iter().enumerate() {
            let bits = &bus[first..first + width];
            first += width;
            let formula = surroundings.formula((node.first + index) as u32)?;
            let of_value = |error: Error| error.field(format!("value {index} of layer {}", node.name));
            let value = self.value(design, &words_of, &formula, bits, count).map_err(of_value)?;
            proved.push(value);
            count.values += 1;
        }
        Ok(proved)
    }

    fn value(
        &mut self,
        design: &Elaboration<'_>,
        words_of: &HashMap<usize, Vec<usize>>,
        formula: &Formula,
        bits: &[Bit],
        count: &mut LayerCount,
    ) -> Result<Variable> {
        let graph = &design.graph;
        let site = bits.iter().map(|bit| bit.node()).max().map_or(graph.site, |node| graph.site_of(node));
        let mut value = unseen(bits);
        if combinations(&formula.words) <= FEW {
            let direct = enumerate(graph, &formula.words, bits, |words, set| {
                let sum = formula.terms.iter().map(|term| term.value(words)).sum();
                agrees(formula, sum, bits.len(), set, &mut value)
            });
            match direct {
                Some(Ok(())) => return Ok(finished(value)),
                Some(Err(fault)) => return Err(design.at(site, format!("refuted: {fault}"))),
                None => {}
            }
        }
        let (groups, group_of_word) = groups(formula);
        let wanted = Wanted { formula, bits, group_of_word: &group_of_word };
        let mut supports = Supports::new(graph, &groups);
        let mut refused = design.at(site, "not proved: no word of the design is its sum");
        let mut frontier = bits.to_vec();
        let mut tried = 0;
        let is_constant = bits.iter().all(|bit| bit.value().is_some());
        loop {
            let cone = graph.cone(&frontier, |node| words_of.contains_key(&node));
            let mut candidates: Vec<usize> = frontier
                .iter()
                .map(|bit| bit.node())
                .chain(cone.iter().flat_map(|&node| graph.gate(node).operands().map(Bit::node).collect::<Vec<_>>()))
                .filter_map(|node| words_of.get(&node))
                .flatten()
                .copied()
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            let Some(&highest) = candidates.last() else { break };
            for &number in candidates.iter().rev().take(MAX_WORDS) {
                let word = &design.words[number];
                match self.of_word(design, word, &wanted, &mut supports, count) {
                    Ok(value) => return Ok(value),
                    Err(Fault::Refuted(error)) => return Err(error),
                    Err(Fault::NoSum) => {}
                    Err(Fault::NotThisWord(error)) => refused = error,
                }
            }
            tried += 1;
            if tried > MAX_WORDS || is_constant {
                break;
            }
            frontier = design.words[highest]
                .iter()
                .flat_map(|bit| graph.gate(bit.node()).operands().collect::<Vec<_>>())
                .collect();
        }
        if is_constant {
            return constant(design, formula, bits, count);
        }
        Err(refused)
    }

    /// Proves a value as a function of one word.
    fn of_word(
        &mut self,
        design: &Elaboration<'_>,
        word: &[Bit],
        wanted: &Wanted<'_>,
        supports: &mut Supports<'_>,
        count: &mut LayerCount,
    ) -> Result<Variable, Fault> {
        let &Wanted { formula, bits, group_of_word } = wanted;
        let graph = &design.graph;
        let none = Variable::new(word, 0, 0);
        if enumerate(graph, &[none], bits, |_, _| Ok::<(), ()>(())).is_none() {
            return Err(Fault::NoSum);
        }
        let form = linear_form(graph, word, supports).map_err(|fault| {
            let site = graph.site_of(fault.node);
            let what = match graph.gate(fault.node) {
                Gate::Adder(..) => "not proved: the carry of a full adder does not have twice the weight of its sum",
                Gate::Input(_) => "not proved: a sum depends on a signal that it must not depend on",
                _ => "not proved: a gate inside a sum that depends on several inputs",
            };
            Fault::NotThisWord(design.at(site, what))
        })?;
        let modulus = 1i128 << word.len();
        let terms = terms_of_groups(formula, group_of_word);
        let (mut difference, mut min, mut max) = (form.constant, 0, 0);
        let all: std::collections::BTreeSet<usize> = terms.keys().chain(form.groups.keys()).copied().collect();
        for group in all {
            let own = terms.get(&group).map_or(&[][..], |terms| terms);
            let bits = form.groups.get(&group).map_or(&[][..], |bits| bits);
            let result = self.group(design, formula, (own, bits), modulus, count)?;
            difference += result.difference;
            (min, max) = (min + result.min, max + result.max);
        }
        let difference = difference.rem_euclid(modulus);
        if max - min > MAX_SUMS {
            let site = graph.site_of(word.last().map_or(0, |bit| bit.node()));
            return Err(Fault::NotThisWord(design.at(site, "not proved: a sum of too many values").found(max - min)));
        }
        // The word is the sum and a constant, modulo its width.
        let variable = Variable::new(word, min + difference, max + difference);
        let mut value = unseen(bits);
        let finish = enumerate(graph, &[variable], bits, |words, set| {
            agrees(formula, words[0] - difference, bits.len(), set, &mut value)
        });
        count.sums += 1;
        match finish {
            Some(Ok(())) => Ok(finished(value)),
            Some(Err(fault)) => {
                let node = bits.iter().map(|bit| bit.node()).max().unwrap_or(0);
                let constant =
                    if difference == 0 { String::new() } else { format!(" (the sum has {difference} too much)") };
                Err(Fault::Refuted(design.at(graph.site_of(node), format!("refuted: {fault}{constant}"))))
            }
            None => Err(Fault::NotThisWord(design.at(graph.site, "not proved: the value depends on more than a sum"))),
        }
    }

    /// Compares what the bits of a group add up to with the terms, for every value of its words.
    fn group(
        &mut self,
        design: &Elaboration<'_>,
        formula: &Formula,
        (terms, bits): (&[FormulaTerm], &[(Bit, i128)]),
        modulus: i128,
        count: &mut LayerCount,
    ) -> Result<GroupResult, Fault> {
        let graph = &design.graph;
        let outputs: Vec<Bit> = bits.iter().map(|&(bit, _)| bit).collect();
        let cone = graph.cone(&outputs, |_| false);
        // The words of the group: those of its terms, and those that its bits are made of.
        let mut numbers: Vec<usize> = (0..formula.words.len())
            .filter(|&number| {
                let of_terms = terms.iter().any(|term| {
                    term.factors.iter().any(|factor| matches!(factor, TermFactor::Word(word) if *word == number))
                });
                let word = &formula.words[number];
                of_terms || word.bits.iter().any(|bit| cone.binary_search(&bit.node()).is_ok())
            })
            .collect();
        numbers.sort_unstable();
        let words: Vec<Variable> = numbers.iter().map(|&number| formula.words[number].clone()).collect();
        let place = |number: usize| numbers.iter().position(|&own| own == number).unwrap_or(0);
        let terms: Vec<FormulaTerm> = terms
            .iter()
            .map(|term| FormulaTerm {
                factors: term.factors.map(|factor| match factor {
                    TermFactor::Word(number) => TermFactor::Word(place(number)),
                    fixed => fixed,
                }),
                ..*term
            })
            .collect();
        let key = key_of(graph, &words, &terms, bits, &cone, modulus);
        if let Some(&known) = self.known.get(&key) {
            return Ok(known);
        }
        let site = outputs.iter().map(|bit| bit.node()).max().map_or(graph.site, |node| graph.site_of(node));
        if combinations(&words) > MAX_COMBINATIONS {
            return Err(Fault::NotThisWord(design.at(site, "not proved: a function of too many bits")));
        }
        let mut result: Option<GroupResult> = None;
        let compared = enumerate(graph, &words, &outputs, |values, set| {
            let sum: i128 = terms.iter().map(|term| term.value(values)).sum();
            let ones = bits.iter().zip(set).filter(|(_, set)| **set);
            let got: i128 = ones.map(|(&(_, coefficient), _)| coefficient).sum();
            let difference = (got - sum).rem_euclid(modulus);
            let all = result.get_or_insert(GroupResult { difference, min: sum, max: sum });
            (all.min, all.max) = (all.min.min(sum), all.max.max(sum));
            if all.difference == difference { Ok(()) } else { Err((values.to_vec(), difference, all.difference)) }
        });
        count.functions += 1;
        match (compared, result) {
            (Some(Ok(())), Some(result)) => {
                self.known.insert(key, result);
                Ok(result)
            }
            (Some(Err((values, one, other))), _) => {
                let values: Vec<String> = values.iter().map(i128::to_string).collect();
                let message = format!("refuted: a product differs where its input is {}", values.join(", "));
                let found = format!("{one} too much there, {other} elsewhere, modulo {modulus}");
                Err(Fault::NotThisWord(design.at(site, message).found(found)))
            }
            _ => Err(Fault::NotThisWord(design.at(site, "not proved: bits of a sum depend on something else"))),
        }
    }
}

/// A value that is the same for every input.
fn constant(design: &Elaboration<'_>, formula: &Formula, bits: &[Bit], count: &mut LayerCount) -> Result<Variable> {
    let (mut min, mut max) = (0, 0);
    for term in &formula.terms {
        let ends = term.ends(&formula.words);
        (min, max) = (min + ends.0, max + ends.1);
    }
    let mut value = unseen(bits);
    if max - min > MAX_SUMS {
        return Err(Error::new("not proved: a sum of too many values").found(max - min));
    }
    count.sums += 1;
    let set: Vec<bool> = bits.iter().map(|&bit| bit == Bit::ONE).collect();
    for sum in min..=max {
        agrees(formula, sum, bits.len(), &set, &mut value)
            .map_err(|fault| design.at(design.graph.site, format!("not proved: {fault}")))?;
    }
    Ok(finished(value))
}

/// Compares the bits of a value with what the formula makes of a sum.
fn agrees(formula: &Formula, sum: i128, width: usize, set: &[bool], value: &mut Variable) -> Result<(), String> {
    let expected = formula.finish(sum);
    (value.min, value.max, value.step) = (value.min.min(expected), value.max.max(expected), value.step | expected);
    if width == 0 {
        return if value.min == value.max { Ok(()) } else { Err("a value that is no constant has no bits".to_owned()) };
    }
    match (0..width).find(|&at| set[at] != (expected >> at & 1 == 1)) {
        None => Ok(()),
        Some(at) => Err(format!("bit {at} is wrong where the sum is {sum}; the value must be {expected}")),
    }
}

/// A value that has not been seen yet; its step gathers the bits that are ever set.
fn unseen(bits: &[Bit]) -> Variable {
    Variable { bits: bits.to_vec(), min: i128::MAX, max: i128::MIN, step: 0 }
}

/// A value of which all have been seen: it is a multiple of the lowest bit that is ever set.
fn finished(value: Variable) -> Variable {
    let step = if value.step == 0 { 1 } else { 1 << value.step.trailing_zeros() };
    Variable { step, ..value }
}

/// Groups of words that stand together in a term: the group of every signal, and of every word.
fn groups(formula: &Formula) -> (HashMap<usize, usize>, Vec<usize>) {
    let mut group_of_word: Vec<usize> = (0..formula.words.len()).collect();
    for term in &formula.terms {
        if let [TermFactor::Word(a), TermFactor::Word(b)] = term.factors {
            let (from, to) = (group_of_word[a], group_of_word[b]);
            group_of_word.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
        }
    }
    let mut groups = HashMap::new();
    for (word, &group) in formula.words.iter().zip(&group_of_word) {
        groups.extend(word.bits.iter().filter(|bit| bit.value().is_none()).map(|bit| (bit.node(), group)));
    }
    (groups, group_of_word)
}

/// The terms of every group; those of constants alone are a group of their own.
fn terms_of_groups(formula: &Formula, group_of_word: &[usize]) -> BTreeMap<usize, Vec<FormulaTerm>> {
    let mut terms: BTreeMap<usize, Vec<FormulaTerm>> = BTreeMap::new();
    for term in &formula.terms {
        let group = term.factors.iter().find_map(|factor| match factor {
            TermFactor::Word(word) => Some(group_of_word[*word]),
            TermFactor::Fixed(_) => None,
        });
        terms.entry(group.unwrap_or(usize::MAX)).or_default().push(*term);
    }
    terms
}

/// Everything that the comparison of a group depends on, without the names of its signals.
fn key_of(
    graph: &BitGraph,
    words: &[Variable],
    terms: &[FormulaTerm],
    bits: &[(Bit, i128)],
    cone: &[usize],
    modulus: i128,
) -> Vec<u64> {
    let mut places: HashMap<usize, u64> = HashMap::from([(0, 0)]);
    let mut key = vec![modulus as u64, words.len() as u64];
    for word in words {
        key.extend([word.min as u64, word.max as u64, word.step as u64, word.bits.len() as u64]);
        for bit in &word.bits {
            let next = places.len() as u64;
            key.push(*places.entry(bit.node()).or_insert(next) << 2 | u64::from(bit.inverted()));
        }
    }
    key.push(terms.len() as u64);
    for term in terms {
        for factor in term.factors {
            match factor {
                TermFactor::Fixed(value) => key.extend([0, value as u64]),
                TermFactor::Word(word) => key.extend([1, word as u64]),
            }
        }
        key.extend([term.drop as u64, term.format.rounding as u64]);
    }
    for &node in cone {
        let gate = graph.gate(node);
        if graph.is_input(node) {
            continue;
        }
        key.push(match gate {
            Gate::And(..) => 2,
            Gate::Xor(..) => 3,
            _ => 4,
        });
        key.extend(gate.operands().map(|bit| literal(&places, bit)));
        let next = places.len() as u64;
        places.insert(node, next);
    }
    key.push(bits.len() as u64);
    for &(bit, coefficient) in bits {
        key.extend([literal(&places, bit), coefficient as u64]);
    }
    key
}

/// A bit by the place of its node in a key.
fn literal(places: &HashMap<usize, u64>, bit: Bit) -> u64 {
    let place = places.get(&bit.node()).copied().unwrap_or(u64::MAX >> 3);
    place << 2 | (bit.place() as u64) << 1 | u64::from(bit.inverted())
}
