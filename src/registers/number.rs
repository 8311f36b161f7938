//! Register values in text: decimal, hexadecimal and binary, of any width, never through a float.

use std::ops::RangeInclusive;

use num_bigint::BigUint;
use num_traits::{Num, ToPrimitive};

use crate::error::{Error, Result};

/// The longest number read: 1,144 bits (one weight group of the 4x4x3 network) in binary, with
/// room for underscores. Longer text is refused before it is parsed.
const MAX_DIGITS: usize = 4_096;

/// Reads an unsigned number: decimal, `0x` hexadecimal or `0b` binary, with `_` between digits.
///
/// # Errors
/// Says what stands there instead. A leading zero on a decimal number is refused, since YAML 1.1
/// readers take it for octal.
pub fn parse_unsigned(text: &str) -> Result<BigUint> {
    let trimmed = text.trim();
    if trimmed.len() > MAX_DIGITS {
        return Err(no_number("the number is far too long for a register", text));
    }
    if trimmed.is_empty() || trimmed == "~" || trimmed == "null" {
        return Err(no_number("the value is missing", text));
    }
    if let Some(rest) = trimmed.strip_prefix('-') {
        return Err(if rest.starts_with(|c: char| c.is_ascii_digit()) {
            no_number("the number is negative; registers hold unsigned numbers", text)
        } else {
            no_number("not a number", text)
        });
    }
    let (digits, radix) = match trimmed.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => (&trimmed[2..], 16),
        Some("0b") => (&trimmed[2..], 2),
        _ => (trimmed, 10),
    };
    let bare: String = digits.chars().filter(|&c| c != '_').collect();
    let misplaced = digits.starts_with('_') || digits.ends_with('_') || digits.contains("__");
    if bare.is_empty() || misplaced || !bare.chars().all(|c| c.is_digit(radix)) {
        return Err(no_number("not a number", text));
    }
    if radix == 10 && bare.len() > 1 && bare.starts_with('0') {
        return Err(
            no_number("a leading zero is ambiguous", text).hint("some YAML readers take it for octal: drop the zero")
        );
    }
    BigUint::from_str_radix(&bare, radix).map_err(|_| no_number("not a number", text))
}

fn no_number(message: &str, text: &str) -> Error {
    Error::syntax(message)
        .found(format!("'{text}'"))
        .allowed("a whole number: decimal, 0x hexadecimal or 0b binary; '_' may stand between digits")
}

/// Reads an unsigned number of at most `bits` bits.
///
/// # Errors
/// As [`parse_unsigned`], and if the number needs more bits.
pub fn parse_bits(text: &str, bits: u64) -> Result<BigUint> {
    let value = parse_unsigned(text)?;
    if value.bits() > bits {
        return Err(Error::new(format!("the number needs {} bits, the register has {bits}", value.bits()))
            .found(text.trim())
            .allowed(if bits <= 32 { format!("0..={}", (1u64 << bits) - 1) } else { format!("at most {bits} bits") }));
    }
    Ok(value)
}

/// Reads an unsigned number within a range.
///
/// # Errors
/// As [`parse_unsigned`], and if the number is outside the range.
pub fn parse_in(text: &str, range: RangeInclusive<u64>) -> Result<u64> {
    let allowed = format!("{}..={}", range.start(), range.end());
    let value = parse_unsigned(text).map_err(|error| error.allowed(allowed.clone()))?;
    match value.to_u64() {
        Some(value) if range.contains(&value) => Ok(value),
        _ => Err(Error::new("register value out of range").found(text).allowed(allowed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_all_spellings() {
        for (text, value) in [("0", 0u32), ("290", 290), ("0x1_FF", 511), ("0b00100100010", 290), ("0XfF", 255)] {
            assert_eq!(parse_unsigned(text).unwrap(), BigUint::from(value), "{text}");
        }
        let all = parse_bits("0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff", 128).unwrap();
        assert_eq!(all, BigUint::from(u128::MAX));
        let decimal = "22300745198530623141535718272648361505980415"; // 2^144 - 1
        assert_eq!(parse_bits(decimal, 144).unwrap().bits(), 144);
        assert_eq!(parse_bits(decimal, 144).unwrap().count_ones(), 144);
    }

    #[test]
    fn refuses_what_is_not_a_register_value() {
        for text in ["", "~", "-1", "-", "1.5", "1e3", "0x", "0b2", "1__0", "_1", "1_", "twelve", "010", "0xg", "1 2"] {
            assert!(parse_unsigned(text).is_err(), "{text}");
        }
        assert!(parse_bits("48", 5).unwrap_err().to_string().contains("0..=31"));
        let wide = format!("0x1{}", "0".repeat(36)); // 2^144: 145 bits
        assert!(parse_bits(&wide, 144).unwrap_err().to_string().contains("145 bits"));
        assert!(parse_unsigned(&"9".repeat(100_000)).is_err());
    }
}
