//! Sums of many words: rows of full adders take three words and give two, until two are left; then
//! one adder with a rippling carry.
//!
//! A full adder takes three bits and gives two, so the number of adders is the number of bits that
//! go in, less those that come out. Signs cost nothing: a negative number is its complement and a
//! constant, and all constants of a sum are one.
//!
//! FPGAs have wires for carries, which synthesis uses only for `+`. So every sum is there a second
//! time, as a tree of adders, for those who define [`CHAINS`].

use super::text::{list, padded, range};
use crate::hwgen::marks::{leading_name, mark};

/// Verilog macro that asks for adders with carry chains.
pub const CHAINS: &str = "CARRY_CHAINS";

/// Words among which the three of a row are chosen.
const NEAR: usize = 8;

/// A word of the sum: an expression, the columns of its lowest bit and above its highest, and the
/// rows of adders behind it.
#[derive(Debug, Clone)]
struct Word {
    expression: String,
    low: usize,
    end: usize,
    depth: usize,
}

impl Word {
    fn is_single(&self) -> bool {
        self.end - self.low == 1
    }

    fn is_inverted(&self) -> bool {
        self.expression.starts_with('~')
    }
}

impl Word {
    fn covers(&self, column: usize) -> bool {
        (self.low..self.end).contains(&column)
    }
}

/// A sum in the making, modulo a power of two that is chosen at the end.
#[derive(Debug, Clone, Default)]
pub struct Heap {
    words: Vec<Word>,
    constant: i128,
}

impl Heap {
    /// Adds a constant.
    pub fn constant(&mut self, value: i128) {
        self.constant += value;
    }

    /// Adds an unsigned vector of `width` bits, times `2^column`.
    pub fn plus(&mut self, name: &str, width: usize, column: usize) {
        if width > 0 {
            let (low, end) = (column, column + width);
            self.words.push(Word { expression: name.to_owned(), low, end, depth: 0 });
        }
    }

    /// Takes an unsigned vector of `width` bits, times `2^column`, away: `-v = ~v - (2^width - 1)`.
    pub fn minus(&mut self, name: &str, width: usize, column: usize) {
        self.plus(&format!("~{name}"), width, column);
        self.constant((1 - (1 << width)) << column);
    }

    /// Adds everything that another sum has.
    pub fn join(&mut self, other: Heap) {
        self.words.extend(other.words);
        self.constant += other.constant;
    }

    /// Verilog that declares `total` of `width` bits and adds everything up to it: with chains, or in
    /// rows of full adders and the last two words with the module `adder`.
    pub fn total(mut self, total: &str, width: usize, adder: &str) -> String {
        self.words.retain(|word| word.low < width);
        for word in self.words.iter_mut().filter(|word| word.end > width) {
            word.expression += &format!("[{}:0]", width - word.low - 1);
            word.end = width;
        }
        let constant = self.constant & ((1 << width) - 1);
        let constant =
            (constant != 0).then(|| Word { expression: format!("{width}'d{constant}"), low: 0, end: width, depth: 0 });
        let chains = chains(self.words.iter().cloned().chain(constant.clone()).collect(), total, width);
        let rows = self.rows(constant, total, width, adder);
        let range = mark(&format!("{total}_range"), range(width));
        format!("  wire {range} {total};\n`ifdef {CHAINS}\n{chains}`else\n{rows}`endif\n")
    }

    /// Rows of full adders, and one adder.
    fn rows(mut self, constant: Option<Word>, total: &str, width: usize, adder: &str) -> String {
        let mut out = String::new();
        let mut rows = 0;
        while self.words.len() > 2 {
            out += &self.row(total, rows, width);
            rows += 1;
        }
        if let Some(constant) = constant {
            self.words.push(constant);
            if self.words.len() == 3 {
                out += &self.row(total, rows, width);
            }
        }
        let [a, b] = [0, 1].map(|at| self.words.get(at).map_or(format!("{width}'d0"), |word| marked(word, 0, width)));
        match self.words.len() {
            0 | 1 => out += &format!("  assign {total} = {a};\n"),
            _ => {
                out += &format!("  {adder} #(.W({width})) {total}_adder (\n    .a({a}),\n");
                out += &format!("    .b({b}),\n    .carry_in(1'b0), .sum({total}));\n");
            }
        }
        out
    }

    /// The cost of a row over three words. A column with two bits takes a half adder, which takes area and no
    /// bit away: as few of them as possible for each full adder.
    fn cost(&self, triple: &[usize; 3], width: usize) -> (usize, usize) {
        let three = triple.map(|at| &self.words[at]);
        let (low, end) = (three.map(|word| word.low), three.map(|word| word.end));
        let full = (end.iter().min().copied().unwrap_or(0)).saturating_sub(low.iter().max().copied().unwrap_or(0));
        let covered = |column: &usize| three.iter().filter(|word| word.covers(*column)).count() == 2;
        let halves = (0..width).filter(covered).count();
        let ratio = (1024 * halves).checked_div(full).unwrap_or(usize::MAX);
        (ratio, three.map(|word| word.depth).iter().sum::<usize>())
    }

    /// One row of full adders over three words, first the short ones with few rows behind them: rows
    /// are as long as their words, and the tree stays shallow enough for one clock.
    fn row(&mut self, total: &str, number: usize, width: usize) -> String {
        self.words.sort_by_key(|word| (word.end + word.depth, word.low));
        let near = self.words.len().min(NEAR);
        let triples = (0..near).flat_map(|a| (a + 1..near).flat_map(move |b| (b + 1..near).map(move |c| [a, b, c])));
        let [a, b, c] = triples.min_by_key(|triple| self.cost(triple, width)).unwrap_or([0, 1, 2]);
        let third = self.words.remove(c);
        let second = self.words.remove(b);
        let first = self.words.remove(a);
        let three = [&first, &second, &third];
        let depth = 1 + first.depth.max(second.depth).max(third.depth);
        let covered = |column: usize| three.iter().filter(|word| word.covers(column)).count();
        let low = three.iter().map(|word| word.low).min().unwrap_or(0);
        let end = three.iter().map(|word| word.end).max().unwrap_or(width);
        let carries: Vec<usize> = (low..end).filter(|&column| covered(column) >= 2).collect();
        let (sum, carry) = (format!("{total}_sum_{number}"), format!("{total}_carry_{number}"));
        let operands: Vec<String> = three
            .iter()
            .zip(["a", "b", "c"])
            .map(|(word, port)| format!(".{port}({})", marked(word, low, end - low)))
            .chain([format!(".sum({sum})"), format!(".carry({carry})")])
            .collect();
        let all = range(end - low);
        let out = format!("  wire {all} {sum};\n  wire {all} {carry};\n")
            + &list(&format!("  csa #(.W({})) {total}_row_{number} (", end - low), &operands, ");");
        self.words.push(Word { expression: sum, low, end, depth });
        if let (Some(&lowest), Some(&highest)) = (carries.first(), carries.last()) {
            let slice = format!("{carry}[{}:{}]", highest - low, lowest - low);
            let end = (highest + 2).min(width);
            if lowest + 1 < end {
                // The carry out of the last column is beyond the sum.
                let slice =
                    if highest + 2 > width { format!("{carry}[{}:{}]", width - 2 - low, lowest - low) } else { slice };
                self.words.push(Word { expression: slice, low: lowest + 1, end, depth });
            }
        }
        out
    }
}

/// A tree of adders over the words, always of the shortest that are left. A single bit does not take
/// an adder: it goes in as the carry of one.
fn chains(mut words: Vec<Word>, total: &str, width: usize) -> String {
    let mut out = String::new();
    for number in 0.. {
        if words.len() < 2 {
            break;
        }
        words.sort_by_key(|word| (word.is_single(), word.end, word.low));
        // A carry chain takes `a` as it is, so that the inverse of a word costs nothing only in `b`.
        let mut first = words.remove(0);
        let fits = |word: &Word| !(word.is_single() || word.is_inverted() && first.is_inverted());
        let mut second = words.remove(words.iter().take(NEAR).position(fits).unwrap_or(0));
        if first.is_inverted() {
            std::mem::swap(&mut first, &mut second);
        }
        let low = first.low.min(second.low);
        let end = (first.end.max(second.end) + 1).min(width);
        let carry = words.iter().position(|word| word.is_single() && word.low == low);
        let carry = carry.map_or("1'b0".to_owned(), |at| words.remove(at).expression);
        let sum = format!("{total}_part_{number}");
        let [a, b] = [first, second].map(|word| aligned(&word, low, end - low));
        out += &format!("  wire {} {sum};\n", range(end - low));
        out += &format!("  adder #(.W({})) {total}_add_{number} (.a({a}),\n", end - low);
        out += &format!("    .b({b}), .carry_in({carry}), .sum({sum}));\n");
        words.push(Word { expression: sum, low, end, depth: 0 });
    }
    let sum = words.first().map_or(format!("{width}'d0"), |word| aligned(word, 0, width));
    out + &format!("  assign {total} = {sum};\n")
}

/// A word in the window of `width` columns from `low` on, marked by its name.
fn marked(word: &Word, low: usize, width: usize) -> String {
    let constant = word.expression.starts_with(|first: char| first.is_ascii_digit());
    let name = if constant { "constant" } else { leading_name(&word.expression) };
    mark(&format!("operand_{name}"), aligned(word, low, width))
}

/// A word in the window of `width` columns from `low` on.
fn aligned(word: &Word, low: usize, width: usize) -> String {
    padded(&word.expression, word.end - word.low, word.low - low, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_numbers_are_complements_and_one_constant() {
        let mut heap = Heap::default();
        heap.plus("a", 2, 0);
        heap.minus("b", 2, 0);
        // -b = ~b - 3, modulo 16.
        let text = heap.total("total", 4, "adder");
        assert!(text.contains("4'd13") && text.contains("{2'd0, ~b}"), "{text}");
    }

    #[test]
    fn chains_invert_only_their_second_operand_and_take_single_bits_as_carries() {
        let mut heap = Heap::default();
        heap.minus("a", 4, 0);
        heap.plus("b", 4, 0);
        heap.plus("bit", 1, 0);
        let text = heap.total("total", 5, "ripple_adder");
        let chain = text.split("`else").next().unwrap();
        assert!(chain.contains("(.a({1'd0, b}),\n    .b({1'd0, ~a}), .carry_in(bit), .sum(total_part_0));"), "{chain}");
        assert!(chain.ends_with("  assign total = total_part_1;\n"), "{chain}");
        assert!(!chain.contains("csa") && text.contains("csa") && text.ends_with("`endif\n"), "{text}");
    }

    #[test]
    fn what_lies_beyond_the_sum_is_cut() {
        let mut heap = Heap::default();
        for name in ["a", "b", "c", "d"] {
            heap.plus(name, 3, 0);
        }
        let text = heap.total("total", 3, "adder");
        assert!(text.contains("total_carry_0[1:0]"), "{text}");
        assert_eq!(text.matches("csa").count(), 2);
    }
}
