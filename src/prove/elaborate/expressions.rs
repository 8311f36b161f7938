//! Expressions: their widths by the rules of the language, their numbers and their bits.

use super::{Assigned, Elaboration, MAX_WIDTH, Scope, Signal};
use crate::error::Result;
use crate::prove::graph::Bit;
use crate::prove::syntax::{Expr, Operator, Prefix};

/// Where an expression is read.
pub(super) struct Reader<'s> {
    pub scope: &'s Scope,
    /// What the block has assigned before.
    pub assigned: Option<&'s Assigned>,
}

impl Elaboration<'_> {
    /// The signal that an expression is a part of, its lowest bit there and how many they are.
    pub(super) fn place(&self, scope: &Scope, target: &Expr) -> Result<(String, usize, usize)> {
        let (name, low, width) = match target {
            Expr::Name(name) => (name, 0, self.signal(scope, name)?.len() as i64),
            Expr::Index(name, at) => (name, self.number(scope, at)?, 1),
            Expr::Range(name, high, low) => {
                let (high, low) = (self.number(scope, high)?, self.number(scope, low)?);
                (name, low, high - low + 1)
            }
            Expr::Part(name, low, width) => (name, self.number(scope, low)?, self.number(scope, width)?),
            _ => return Err(self.here("this cannot be driven")),
        };
        let all = self.signal(scope, name)?.len() as i64;
        if low < 0 || width < 1 || low > all || width > all - low {
            let found = format!("{name}[{}:{low}]", low.saturating_add(width).saturating_sub(1));
            return Err(self.here("bits outside of a signal").found(found).allowed(format!("{all} bits")));
        }
        Ok((self.key(scope, name), low as usize, width as usize))
    }

    /// The name of a signal with the repeated blocks that it stands in.
    fn key(&self, scope: &Scope, name: &str) -> String {
        let mut prefix = scope.prefix.as_str();
        while !prefix.is_empty() {
            let key = format!("{prefix}{name}");
            if scope.signals.contains_key(&key) {
                return key;
            }
            prefix = &prefix[..prefix.trim_end_matches('.').rfind('.').map_or(0, |at| at + 1)];
        }
        name.to_owned()
    }

    pub(super) fn signal<'s>(&self, scope: &'s Scope, name: &str) -> Result<&'s Signal> {
        let key = if scope.prefix.is_empty() { None } else { Some(self.key(scope, name)) };
        let found = scope.signals.get(key.as_deref().unwrap_or(name));
        found.ok_or_else(|| self.here("no signal has this name").found(name))
    }

    /// A number that does not depend on any signal.
    pub(super) fn number(&self, scope: &Scope, expression: &Expr) -> Result<i64> {
        self.constant(scope, expression)?.ok_or_else(|| self.here("a number depends on signals"))
    }

    fn constant(&self, scope: &Scope, expression: &Expr) -> Result<Option<i64>> {
        let value = match expression {
            Expr::Number { value, .. } => i64::try_from(*value).ok(),
            Expr::Name(name) => match scope.constants.get(name) {
                Some(&value) => Some(value),
                None => return Ok(None),
            },
            Expr::Binary(operator, left, right) => {
                let (Some(left), Some(right)) = (self.constant(scope, left)?, self.constant(scope, right)?) else {
                    return Ok(None);
                };
                match operator {
                    Operator::Add => left.checked_add(right),
                    Operator::Subtract => left.checked_sub(right),
                    Operator::Multiply => left.checked_mul(right),
                    Operator::Divide => left.checked_div(right),
                    Operator::Equal => Some((left == right).into()),
                    Operator::Different => Some((left != right).into()),
                    Operator::Less => Some((left < right).into()),
                    Operator::LessOrEqual => Some((left <= right).into()),
                    Operator::Greater => Some((left > right).into()),
                    Operator::GreaterOrEqual => Some((left >= right).into()),
                    Operator::BothTrue => Some((left != 0 && right != 0).into()),
                    Operator::EitherTrue => Some((left != 0 || right != 0).into()),
                    Operator::And | Operator::Or | Operator::Xor => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        // Numbers of the language without a width have 32 bits.
        let fits = value.filter(|value| (-(1i64 << 31)..1 << 32).contains(value));
        fits.map(Some).ok_or_else(|| self.here("a number of more than 32 bits"))
    }

    /// Bits that an expression has by itself.
    pub(super) fn width(&self, scope: &Scope, expression: &Expr) -> Result<usize> {
        let width = match expression {
            Expr::Number { width, .. } => width.unwrap_or(32),
            Expr::Name(name) if scope.constants.contains_key(name) => 32,
            Expr::Name(name) => self.signal(scope, name)?.len(),
            Expr::Member(block, number, name) => self.member(scope, block, number, name)?.len(),
            Expr::Index(..) | Expr::Prefix(Prefix::All | Prefix::Any | Prefix::IsZero, _) => 1,
            Expr::Range(_, high, low) => {
                let width = self.number(scope, high)? - self.number(scope, low)? + 1;
                self.positive(width)?
            }
            Expr::Part(_, _, width) => self.positive(self.number(scope, width)?)?,
            Expr::Concat(parts) => self.sum_of_widths(scope, parts)?,
            Expr::Repeat(times, parts) => {
                let times = self.positive(self.number(scope, times)?)?;
                self.positive(times as i64 * self.sum_of_widths(scope, parts)? as i64)?
            }
            Expr::Prefix(Prefix::Not, inner) => self.width(scope, inner)?,
            Expr::Binary(operator, left, right) => match operator {
                Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide => {
                    self.width(scope, left)?.max(self.width(scope, right)?)
                }
                Operator::And | Operator::Or | Operator::Xor => self.width(scope, left)?.max(self.width(scope, right)?),
                _ => 1,
            },
            Expr::Choice(_, then, otherwise) => self.width(scope, then)?.max(self.width(scope, otherwise)?),
        };
        Ok(width)
    }

    fn positive(&self, width: i64) -> Result<usize> {
        match (1..=MAX_WIDTH).contains(&width) {
            true => Ok(width as usize),
            false => Err(self.here("a width out of range").found(width).allowed(format!("1..={MAX_WIDTH}"))),
        }
    }

    fn sum_of_widths(&self, scope: &Scope, parts: &[Expr]) -> Result<usize> {
        let mut sum = 0;
        for part in parts {
            sum += self.width(scope, part)? as i64;
        }
        self.positive(sum)
    }

    fn member<'s>(&self, scope: &'s Scope, block: &str, number: &Expr, name: &str) -> Result<&'s Signal> {
        let key = format!("{block}[{}].{name}", self.number(scope, number)?);
        scope.signals.get(&key).ok_or_else(|| self.here("no signal has this name").found(key))
    }

    /// The bits of an expression outside of blocks, in a context of so many bits.
    pub(super) fn word(&mut self, scope: &Scope, expression: &Expr, width: usize) -> Result<Vec<Bit>> {
        self.read(&Reader { scope, assigned: None }, expression, width)
    }

    /// The bits of an expression where `width` bits are wanted: computed with at least as many.
    pub(super) fn read(&mut self, at: &Reader<'_>, expression: &Expr, width: usize) -> Result<Vec<Bit>> {
        let own = self.width(at.scope, expression)?;
        let mut bits = self.bits(at, expression, own.max(width))?;
        bits.truncate(width);
        Ok(bits)
    }

    /// The bits of an expression that is extended to `width` bits, which are no fewer than its own.
    fn bits(&mut self, at: &Reader<'_>, expression: &Expr, width: usize) -> Result<Vec<Bit>> {
        if let Some(value) = self.constant(at.scope, expression)? {
            if value < 0 && width > 32 {
                return Err(self.here("a negative number in a wide context"));
            }
            return Ok((0..width).map(|bit| Bit::constant(bit < 64 && value >> bit & 1 == 1)).collect());
        }
        let mut bits = match expression {
            Expr::Number { value, width } => {
                (0..width.unwrap_or(32)).map(|bit| Bit::constant(value >> bit & 1 == 1)).collect()
            }
            Expr::Name(_) | Expr::Index(..) | Expr::Range(..) | Expr::Part(..) => self.taken(at, expression)?,
            Expr::Member(block, number, name) => {
                let bits: Option<Vec<Bit>> = self.member(at.scope, block, number, name)?.iter().copied().collect();
                bits.ok_or_else(|| self.here("read before it is driven").found(name))?
            }
            Expr::Concat(parts) => self.side_by_side(at, parts)?,
            Expr::Repeat(times, parts) => {
                let times = self.number(at.scope, times)? as usize;
                self.side_by_side(at, parts)?.repeat(times)
            }
            Expr::Prefix(Prefix::Not, inner) => self.bits(at, inner, width)?.into_iter().map(|bit| !bit).collect(),
            Expr::Prefix(prefix, inner) => {
                let own = self.width(at.scope, inner)?;
                let bits = self.bits(at, inner, own)?;
                vec![match prefix {
                    Prefix::All => self.all(bits.into_iter()),
                    Prefix::Any => !self.all(bits.into_iter().map(|bit| !bit)),
                    _ => self.all(bits.into_iter().map(|bit| !bit)),
                }]
            }
            Expr::Binary(operator, left, right) => self.binary(at, *operator, [left, right], width)?,
            Expr::Choice(condition, then, otherwise) => {
                let condition = self.truth(at, condition)?;
                let (then, otherwise) = (self.bits(at, then, width)?, self.bits(at, otherwise, width)?);
                then.into_iter().zip(otherwise).map(|(a, b)| self.graph.choose(condition, a, b)).collect()
            }
        };
        if bits.len() < width {
            bits.resize(width, Bit::ZERO);
        }
        Ok(bits)
    }

    fn all(&mut self, bits: impl Iterator<Item = Bit>) -> Bit {
        bits.fold(Bit::ONE, |all, bit| self.graph.and(all, bit))
    }

    /// Whether an expression is not zero.
    pub(super) fn truth(&mut self, at: &Reader<'_>, expression: &Expr) -> Result<Bit> {
        let own = self.width(at.scope, expression)?;
        let bits = self.bits(at, expression, own)?;
        Ok(!self.all(bits.into_iter().map(|bit| !bit)))
    }

    fn side_by_side(&mut self, at: &Reader<'_>, parts: &[Expr]) -> Result<Vec<Bit>> {
        let mut bits = Vec::new();
        for part in parts.iter().rev() {
            let own = self.width(at.scope, part)?;
            bits.extend(self.bits(at, part, own)?);
        }
        Ok(bits)
    }

    /// A signal or bits of it; or bits of a number.
    fn taken(&mut self, at: &Reader<'_>, expression: &Expr) -> Result<Vec<Bit>> {
        if let Expr::Range(name, high, low) = expression
            && let Some(&value) = at.scope.constants.get(name)
        {
            let (high, low) = (self.number(at.scope, high)?, self.number(at.scope, low)?);
            if value < 0 || low < 0 || high < low || high > 31 {
                return Err(self.here("bits of a number").found(format!("[{high}:{low}]")).allowed("[31:0]"));
            }
            return Ok((low..=high).map(|bit| Bit::constant(value >> bit & 1 == 1)).collect());
        }
        let (key, low, width) = self.place(at.scope, expression)?;
        let signal = at.assigned.and_then(|assigned| assigned.get(&key)).unwrap_or(&at.scope.signals[&key]);
        let bits: Option<Vec<Bit>> = signal[low..low + width].iter().copied().collect();
        bits.ok_or_else(|| self.here("read before it is driven").found(key))
    }

    fn binary(
        &mut self,
        at: &Reader<'_>,
        operator: Operator,
        [left, right]: [&Expr; 2],
        width: usize,
    ) -> Result<Vec<Bit>> {
        let own = self.width(at.scope, left)?.max(self.width(at.scope, right)?);
        let compares =
            !matches!(operator, Operator::Add | Operator::Subtract | Operator::And | Operator::Or | Operator::Xor);
        if matches!(operator, Operator::BothTrue | Operator::EitherTrue) {
            let (left, right) = (self.truth(at, left)?, self.truth(at, right)?);
            let both = operator == Operator::BothTrue;
            return Ok(vec![if both { self.graph.and(left, right) } else { self.graph.or(left, right) }]);
        }
        let inner = if compares { own } else { width };
        let (a, b) = (self.bits(at, left, inner)?, self.bits(at, right, inner)?);
        let graph = &mut self.graph;
        let result = match operator {
            Operator::Add => graph.add(&a, &b, Bit::ZERO),
            Operator::Subtract => {
                let inverted: Vec<Bit> = b.iter().map(|&bit| !bit).collect();
                graph.add(&a, &inverted, Bit::ONE)
            }
            Operator::And => a.iter().zip(&b).map(|(&a, &b)| graph.and(a, b)).collect(),
            Operator::Or => a.iter().zip(&b).map(|(&a, &b)| graph.or(a, b)).collect(),
            Operator::Xor => a.iter().zip(&b).map(|(&a, &b)| graph.xor(a, b)).collect(),
            Operator::Equal | Operator::Different => {
                let same = a.iter().zip(&b).fold(Bit::ONE, |all, (&a, &b)| {
                    let different = graph.xor(a, b);
                    graph.and(all, !different)
                });
                vec![if operator == Operator::Equal { same } else { !same }]
            }
            Operator::Greater | Operator::Less => {
                let (a, b) = if operator == Operator::Greater { (a, b) } else { (b, a) };
                // From the lowest bit on: greater above, or equal there and greater below.
                vec![a.iter().zip(&b).fold(Bit::ZERO, |greater, (&a, &b)| {
                    let different = graph.xor(a, b);
                    graph.choose(different, a, greater)
                })]
            }
            _ => return Err(self.here("an operation of signals").found(format!("{operator:?}"))),
        };
        Ok(result)
    }
}
