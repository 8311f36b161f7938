//! Numbers on wires, and how they are fitted into formats: rounding, rectifier, overflow.
//!
//! A number is a vector of just the bits that its range needs, in two's complement if it can be negative.

use super::text::{bits, padded, range};
use crate::hwgen::marks::mark;
use crate::nn::{Format, Interval, Overflow, Rounding};

/// A number on wires.
#[derive(Debug, Clone)]
pub struct Wire {
    /// Name of the vector.
    pub name: String,
    /// Its range, in units of the last fractional bit.
    pub range: Interval,
    /// Places of the binary point.
    pub places: i32,
}

/// The lines that a fitted number needs before it, and its expression.
pub struct Fitted {
    /// Wires and instances; mostly none.
    pub lines: String,
    /// The number, as an expression of the width that was asked for.
    pub value: String,
}

impl Wire {
    /// Bits of the vector.
    pub fn bits(&self) -> usize {
        self.range.bits() as usize
    }

    /// The `width` bits from bit `low` on; above the highest bit there are copies of the sign, or zeros.
    pub fn slice(&self, low: usize, width: usize) -> String {
        slice(&self.name, self.bits(), self.range.min < 0, low, width)
    }

    /// The number fitted into `to` with so many places of the binary point, as an expression of `width`
    /// bits: at least as many as the fitted range needs. If `rectify`, negative numbers become zero
    /// first. Wires on the way are called after `target`.
    pub fn fitted(&self, rectify: bool, to: Format, places: i32, target: &str, width: usize) -> Fitted {
        let drop = self.places - places;
        let source = if rectify { self.range.relu() } else { self.range };
        let rounded = source.rounded(to, drop);
        let clamped_at_zero = !to.signed && to.overflow == Overflow::Saturate;
        // Then nothing but the sign of a negative number counts, or there are none.
        if rectify || rounded.min >= 0 || clamped_at_zero {
            self.fitted_above_zero(rounded.max, to, drop, target, width)
        } else {
            self.fitted_with_sign(rounded, to, drop, target, width)
        }
    }

    /// Negative numbers become zero; of the others the highest rounded one is given.
    fn fitted_above_zero(&self, highest: i128, to: Format, drop: i32, target: &str, width: usize) -> Fitted {
        if highest <= 0 {
            return Fitted { lines: String::new(), value: format!("{width}'d0") };
        }
        let mut positive = Wire { range: self.range.relu(), ..self.clone() };
        let all = bits(highest);
        let mut before = String::new();
        if self.range.min < 0 && (drop < 0 || drop > 0 && to.rounding != Rounding::Floor) {
            // The sign does not count.
            positive.name = format!("{target}_positive");
            let kept = format!("{}[{}:0]", self.name, positive.bits() - 1);
            before = format!("  wire {} {} = {kept};\n", range(positive.bits()), positive.name);
        }
        let (lines, from, low) = positive.rounded(to.rounding, drop, all, target);
        let lines = before + &lines;
        let own = low + all;
        // A signed format that wraps takes its sign from the number.
        let limit = (to.bits - u32::from(to.signed && to.overflow != Overflow::Wrap)) as usize;
        let top = (low + limit).min(own);
        if top <= low {
            return Fitted { lines: String::new(), value: format!("{width}'d0") };
        }
        let kept = mark(&format!("{}_kept", self.name), format!("{from}[{}:{low}]", (low + width).min(top) - 1));
        let mut value = if low + width > top { format!("{{{}'d0, {kept}}}", low + width - top) } else { kept };
        if to.overflow == Overflow::Saturate && own > top {
            let above = format!("{from}[{}:{top}] != {}'d0", own - 1, own - top);
            let overflow = mark(&format!("{}_overflow", self.name), above);
            let ones = format!("{{{}{{1'b1}}}}", width.min(limit));
            let highest = if width > limit { format!("{{{}'d0, {ones}}}", width - limit) } else { ones };
            value = mark(&format!("{}_saturation", self.name), format!("{overflow} ? {highest} : ")) + &value;
        }
        if self.range.min < 0 {
            let sign = mark(&format!("{}_sign", self.name), format!("{}[{}]", self.name, self.bits() - 1));
            value = mark(&format!("{}_relu", self.name), format!("{sign} ? {width}'d0 : ")) + &value;
        }
        Fitted { lines, value }
    }

    /// A number whose rounded range reaches below zero, into a format that holds negative numbers or
    /// wraps.
    fn fitted_with_sign(&self, rounded: Interval, to: Format, drop: i32, target: &str, width: usize) -> Fitted {
        let all = rounded.bits() as usize;
        let (lines, from, low) = self.rounded(to.rounding, drop, all, target);
        let own = if from == self.name { self.bits() } else { all };
        let kept = mark(&format!("{}_kept", self.name), slice(&from, own, true, low, width));
        if to.overflow != Overflow::Saturate || rounded.is_inside(Interval::of(to)) {
            return Fitted { lines, value: kept };
        }
        // All bits from the sign of the format on are equal, or the number is beyond an end.
        let limit = (to.bits - 1) as usize;
        let sign = slice(&from, own, true, low + all - 1, 1);
        let above = all - 1 - limit;
        let overflow = format!("{} != {{{above}{{{sign}}}}}", slice(&from, own, true, low + limit, above));
        let overflow = mark(&format!("{}_overflow", self.name), overflow);
        let end = match limit {
            0 => format!("{{{width}{{{sign}}}}}"),
            _ => format!("{{{{{}{{{sign}}}}}, {{{limit}{{~{sign}}}}}}}", width - limit),
        };
        let value = mark(&format!("{}_saturation", self.name), format!("{overflow} ? {end} : ")) + &kept;
        Fitted { lines, value }
    }

    /// The number without its lowest `drop` bits, rounded: lines, and a vector whose `all` bits from a
    /// place on are the rounded number.
    fn rounded(&self, rounding: Rounding, drop: i32, all: usize, target: &str) -> (String, String, usize) {
        let Ok(drop) = usize::try_from(drop) else {
            let up = drop.unsigned_abs() as usize;
            let name = format!("{target}_shifted");
            // A number other than zero has bits above the new ones.
            let line = format!("  wire {} {name} = {{{}, {up}'d0}};\n", range(all), self.slice(0, all - up));
            return (line, name, 0);
        };
        let bit = match rounding {
            Rounding::Floor => None,
            _ if drop == 0 => None,
            Rounding::HalfUp => Some(self.slice(drop - 1, 1)),
            Rounding::HalfEven => {
                let (half, odd) = (self.slice(drop - 1, 1), self.slice(drop, 1));
                Some(match drop {
                    1 => format!("{half} & {odd}"),
                    _ => format!("{half} & ({odd} | ({} != {}'d0))", self.slice(0, drop - 1), drop - 1),
                })
            }
        };
        let Some(bit) = bit.filter(|_| all > 0) else { return (String::new(), self.name.clone(), drop) };
        let name = format!("{target}_rounded");
        let lines = format!(
            "  wire {} {name};\n  adder #(.W({all})) {target}_rounder (\n    .a({}), .b({all}'d0), .carry_in({}),\n    .sum({name}));\n",
            range(all),
            self.slice(drop, all),
            mark(&format!("{target}_rounding"), bit),
        );
        (lines, name, 0)
    }
}

/// The `width` bits from bit `low` on of a vector of `own` bits, with copies of its sign, if it is
/// signed, or zeros above it.
pub fn slice(name: &str, own: usize, signed: bool, low: usize, width: usize) -> String {
    let sign = format!("{name}[{}]", own - 1);
    let present = own.saturating_sub(low).min(width);
    let missing = width - present;
    let filler = if signed { format!("{{{missing}{{{sign}}}}}") } else { format!("{missing}'d0") };
    match (present, missing) {
        (0, _) => filler,
        (_, 0) if present == own => name.to_owned(),
        (1, 0) => format!("{name}[{low}]"),
        (_, 0) => format!("{name}[{}:{low}]", low + present - 1),
        _ if !signed && low == 0 => padded(name, own, 0, width),
        _ => format!("{{{filler}, {name}[{}:{low}]}}", low + present - 1),
    }
}

/// A constant of `width` bits, in two's complement.
pub fn literal(value: i128, width: usize) -> String {
    format!("{width}'d{}", value & ((1 << width) - 1))
}

/// The line that makes an unsigned vector of a signed one, larger by `2^(width - 1)`: its sign is
/// inverted.
pub fn raised(name: &str, from: &str, width: usize) -> String {
    format!("  wire {} {name} = {from} ^ {};\n", range(width), literal(1 << (width - 1), width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_above_zero_is_zero_behind_a_rectifier() {
        let x = Wire { name: "x".to_owned(), range: Interval { min: -3, max: 0 }, places: 0 };
        // Without bits to shift, whether the number moves left or right.
        for places in [3, -1] {
            let fitted = x.fitted(true, Format::unsigned(4, 3), places, "y", 4);
            assert_eq!((fitted.lines.as_str(), fitted.value.as_str()), ("", "4'd0"));
        }
    }
}
