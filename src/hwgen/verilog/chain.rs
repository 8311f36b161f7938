//! Sums whose accumulator saturates on the way: terms are added one after the other, in the order of the
//! scalar model.

use super::heap::Heap;
use super::number::{self, Wire};
use super::text::range;
use crate::nn::{Format, Interval};

/// A sum in the making.
pub struct Chain {
    accumulator: Format,
    /// The module that adds two words.
    adder: &'static str,
    /// What has been added; a constant as long as its range has one number.
    running: Wire,
    lines: String,
    steps: usize,
}

impl Chain {
    /// A sum that begins with a constant, or with a number on wires that the accumulator holds.
    pub fn new(start: Wire, accumulator: Format, adder: &'static str) -> Self {
        Chain { accumulator, adder, running: start, lines: String::new(), steps: 0 }
    }

    /// Adds a term, given by its words and its range. The accumulator limits it, and then the sum.
    pub fn add(&mut self, words: Heap, term: Interval) {
        let (number, accumulator) = (self.steps, self.accumulator);
        self.steps += 1;
        let mut words = words;
        let mut term = term;
        if !term.is_inside(Interval::of(accumulator)) {
            let held = self.limited(words, &format!("term_{number}"), term);
            term = held.range;
            words = Heap::default();
            self.take(&mut words, &held);
        }
        let running = self.running.clone();
        self.take(&mut words, &running);
        self.running = self.limited(words, &format!("add_{number}"), running.range.plus(term));
    }

    /// Puts a number among the words of a sum.
    fn take(&mut self, words: &mut Heap, number: &Wire) {
        if number.range.min == number.range.max {
            words.constant(number.range.min);
        } else if number.range.min < 0 {
            let (width, raised) = (number.bits(), format!("{}_u", number.name));
            self.lines += &number::raised(&raised, &number.name, width);
            words.plus(&raised, width, 0);
            words.constant(-(1 << (width - 1)));
        } else {
            words.plus(&number.name, number.bits(), 0);
        }
    }

    /// The sum of words with a range, as the accumulator holds it.
    fn limited(&mut self, words: Heap, name: &str, sum: Interval) -> Wire {
        let all = Wire { name: name.to_owned(), range: sum, places: 0 };
        self.lines += &words.total(name, all.bits(), self.adder);
        if sum.is_inside(Interval::of(self.accumulator)) {
            return all;
        }
        let held = Wire { name: format!("{name}_held"), range: sum.fitted(self.accumulator, 0), places: 0 };
        let fitted = all.fitted(false, self.accumulator, 0, &held.name, held.bits());
        self.lines += &format!("{}  wire {} {} = {};\n", fitted.lines, range(held.bits()), held.name, fitted.value);
        held
    }

    /// The lines, and the sum as an expression of `width` bits.
    pub fn finish(self, width: usize) -> (String, String) {
        let running = &self.running;
        let value = match running.range.min == running.range.max {
            true => number::literal(running.range.min, width),
            false => running.slice(0, width),
        };
        (self.lines, value)
    }
}
