//! What a value of the network has to be, as the scalar model computes it: a sum of terms, then casts.

use std::collections::HashMap;

use super::tables::Variable;
use crate::error::{Error, Result};
use crate::nn::{
    Fold, Format, Function, Interval, NodeId, Overflow, Products, Rows, SumPlaces, TensorId, Typed, Weights,
};

/// A factor of a product.
#[derive(Debug, Clone, Copy)]
pub enum TermFactor {
    /// A constant.
    Fixed(i128),
    /// A word, by its place among those of the formula.
    Word(usize),
}

impl TermFactor {
    fn of(self, values: &[i128]) -> i128 {
        match self {
            TermFactor::Fixed(value) => value,
            TermFactor::Word(word) => values[word],
        }
    }
}

/// A product that is added: rounded to `drop` places fewer.
#[derive(Debug, Clone, Copy)]
pub struct FormulaTerm {
    /// Both factors.
    pub factors: [TermFactor; 2],
    /// How it is rounded; it never overflows.
    pub format: Format,
    /// Places that are dropped; moved left, if negative.
    pub drop: i32,
}

impl FormulaTerm {
    /// Its value for some values of the words.
    pub fn value(&self, values: &[i128]) -> i128 {
        let [a, b] = self.factors.map(|factor| factor.of(values));
        self.format.fit(a * b, self.drop)
    }

    /// Its ends: rounding keeps the order of numbers, and a product is at an end where its factors are.
    pub fn ends(&self, words: &[Variable]) -> (i128, i128) {
        let [a, b] = self.factors.map(|factor| match factor {
            TermFactor::Fixed(value) => [value; 2],
            TermFactor::Word(word) => [words[word].min, words[word].max],
        });
        let corners = a.map(|a| b.map(|b| self.format.fit(a * b, self.drop)));
        let all = corners.as_flattened();
        (all.iter().copied().min().unwrap_or(0), all.iter().copied().max().unwrap_or(0))
    }
}

/// A step behind a sum: the rectifier, if asked for, then a cast.
#[derive(Debug, Clone, Copy)]
pub struct FormulaCast {
    rectify: bool,
    format: Option<(Format, i32)>,
}

/// A value as a function of words.
#[derive(Debug, Clone, Default)]
pub struct Formula {
    /// The words that it depends on.
    pub words: Vec<Variable>,
    /// What is added up.
    pub terms: Vec<FormulaTerm>,
    /// What is done to the sum, in order.
    casts: Vec<FormulaCast>,
}

impl Formula {
    /// What becomes of a sum.
    pub fn finish(&self, sum: i128) -> i128 {
        self.casts.iter().fold(sum, |value, cast| {
            let value = if cast.rectify { value.max(0) } else { value };
            cast.format.map_or(value, |(format, drop)| format.fit(value, drop))
        })
    }

    fn word(&mut self, word: &Variable) -> TermFactor {
        if word.min == word.max {
            return TermFactor::Fixed(word.min);
        }
        let known = self.words.iter().position(|own| own.bits == word.bits);
        TermFactor::Word(known.unwrap_or_else(|| {
            self.words.push(word.clone());
            self.words.len() - 1
        }))
    }

    fn cast(&mut self, rectify: bool, format: Option<(Format, i32)>) {
        self.casts.push(FormulaCast { rectify, format });
    }
}

/// The words of the network that are known where a formula is asked for.
pub struct Surroundings<'a> {
    /// The network.
    pub typed: &'a Typed,
    /// Values, by their numbers.
    pub values: &'a HashMap<u32, Variable>,
    /// Constant weights.
    pub frozen: Option<&'a Weights>,
    /// Weights that are loaded, by tensor and place.
    pub loaded: &'a HashMap<(usize, usize), Variable>,
}

impl Surroundings<'_> {
    fn refused(&self, id: NodeId, message: &str) -> Error {
        Error::new(message).field(format!("layer {}", self.typed.node(id).name))
    }

    /// A word that holds an earlier value; none for a constant zero.
    fn earlier(&self, mut value: u32) -> Result<Option<&Variable>> {
        loop {
            if let Some(word) = self.values.get(&value) {
                return Ok(Some(word));
            }
            let id = self.typed.node_of(value);
            let node = self.typed.node(id);
            match self.typed.sums().of(id) {
                Rows::Moved(sources)
                    if node.inputs.iter().all(|&input| self.typed.node(input).number == node.number) =>
                {
                    match sources[value as usize - node.first] {
                        Some(source) => value = source,
                        None => return Ok(None),
                    }
                }
                _ => return Err(self.refused(id, "its values are not there where they are read")),
            }
        }
    }

    fn weight(&self, tensor: TensorId, index: usize) -> Result<Variable> {
        let number = match self.frozen {
            Some(weights) => weights.integers(tensor).get(index).map(|&weight| i128::from(weight)),
            None => return self.loaded.get(&(tensor.0, index)).cloned().ok_or_else(|| self.no_weight(tensor, index)),
        };
        let number = number.ok_or_else(|| self.no_weight(tensor, index))?;
        Ok(Variable::new(&[], number, number))
    }

    fn no_weight(&self, tensor: TensorId, index: usize) -> Error {
        Error::new("a weight is nowhere").field(&self.typed.tensor(tensor).name).found(index)
    }

    /// Places of the binary point of an earlier value.
    fn places(&self, value: u32) -> i32 {
        self.typed.node(self.typed.node_of(value)).number.places(0)
    }

    fn format_of(&self, id: NodeId) -> Result<Format> {
        self.typed.node(id).number.format().ok_or_else(|| self.refused(id, "its values are real numbers"))
    }

    /// The formula of a value.
    ///
    /// # Errors
    /// Operations that are not known here, and accumulators that can saturate on the way.
    pub fn formula(&self, value: u32) -> Result<Formula> {
        let id = self.typed.node_of(value);
        let node = self.typed.node(id);
        let row = value as usize - node.first;
        let format = self.format_of(id)?;
        match self.typed.sums().of(id) {
            rows @ Rows::Sums { .. } => self.sum(id, rows, row, format),
            Rows::Mapped { function: function @ (Function::Linear | Function::Relu), first, .. } => {
                self.copied(value, Some(*first + row as u32), *function == Function::Relu)
            }
            Rows::Moved(sources) => self.copied(value, sources[row], false),
            Rows::Folded { fold: Fold::Sum, ends, inputs } => {
                let from = if row == 0 { 0 } else { ends[row - 1] as usize };
                let read = &inputs[from..ends[row] as usize];
                let common = read.iter().map(|&input| self.places(input)).max().unwrap_or(0);
                let mut formula = Formula::default();
                for input in read {
                    if let Some(word) = self.earlier(*input)? {
                        let factors = [formula.word(word), TermFactor::Fixed(1)];
                        let drop = self.places(*input) - common;
                        formula.terms.push(FormulaTerm { factors, format: unlimited(format), drop });
                    }
                }
                formula.cast(false, Some((format, common - node.number.places(0))));
                Ok(formula)
            }
            _ => Err(self
                .refused(id, "not proved yet: layers of this kind")
                .found(self.typed.op(id).map_or("input", |op| op.name()))),
        }
    }

    /// A value that is another one, rectified or cast.
    fn copied(&self, value: u32, source: Option<u32>, rectify: bool) -> Result<Formula> {
        let id = self.typed.node_of(value);
        let Some(source) = source else { return Ok(Formula::default()) };
        let (from, to) = (&self.typed.node(self.typed.node_of(source)).number, &self.typed.node(id).number);
        let mut formula = match self.earlier(source) {
            Ok(None) => Formula::default(),
            Ok(Some(word)) => {
                let mut formula = Formula::default();
                let factors = [formula.word(word), TermFactor::Fixed(1)];
                formula.terms.push(FormulaTerm { factors, format: unlimited(self.format_of(id)?), drop: 0 });
                formula
            }
            Err(_) => self.formula(source)?,
        };
        let cast = (from != to).then_some((self.format_of(id)?, from.places(0) - to.places(0)));
        formula.cast(rectify, cast);
        Ok(formula)
    }

    /// A sum of products.
    fn sum(&self, id: NodeId, rows: &Rows, row: usize, format: Format) -> Result<Formula> {
        let (Rows::Sums { kernel, bias, rows: list, .. }, Some(sum)) = (rows, self.typed.sum(id)) else {
            return Err(self.refused(id, "no sum"));
        };
        let accumulator = sum.format;
        let read = self.typed.node(self.typed.node(id).inputs[0]).number.places(0);
        let tensor = self.typed.tensor(*kernel);
        let first = rows.terms(row).first();
        let product = first.map_or(accumulator.frac as i32, |term| read + tensor.places(term.weight as usize));
        let of_bias = list[row].bias as usize;
        let bias_places = bias.map(|bias| self.typed.tensor(bias).places(of_bias));
        let places = SumPlaces::new(sum, product, bias_places);
        let mut formula = Formula::default();
        if let Some(bias) = bias {
            let factors = [formula.word(&self.weight(*bias, of_bias)?), TermFactor::Fixed(1)];
            formula.terms.push(FormulaTerm { factors, format: unlimited(accumulator), drop: places.bias_drop });
        }
        for term in rows.terms(row) {
            let Some(word) = self.earlier(term.input)? else { continue };
            let weight = self.weight(*kernel, term.weight as usize)?;
            // What adds nothing is no word of the formula: with few words a value is tried as a whole.
            if [word, &weight].iter().any(|factor| (factor.min, factor.max) == (0, 0)) {
                continue;
            }
            let factors = [formula.word(word), formula.word(&weight)];
            formula.terms.push(FormulaTerm { factors, format: unlimited(accumulator), drop: places.product_drop });
        }
        if sum.products == Products::Cast && accumulator.overflow == Overflow::Saturate {
            let ends = Interval::of(accumulator);
            let (mut low, mut high) = (0, 0);
            for term in &formula.terms {
                let (min, max) = term.ends(&formula.words);
                (low, high) = (low + min, high + max);
                if min < ends.min || max > ends.max || low < ends.min || high > ends.max {
                    return Err(self.refused(id, "not proved yet: an accumulator that can saturate on the way"));
                }
            }
        }
        formula.cast(false, Some((accumulator, places.total_drop)));
        formula.cast(false, Some((format, accumulator.frac as i32 - self.typed.node(id).number.places(0))));
        Ok(formula)
    }
}

fn unlimited(format: Format) -> Format {
    format.with_overflow(Overflow::Never)
}
