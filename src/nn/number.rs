//! Numbers of a tensor: fixed point with a scale, or real.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use super::Format;
use super::description::custom;
use crate::error::{Error, Result};

/// The largest exponent of a scale, either way.
const MAX_EXPONENT: i8 = 24;

/// What the numbers of a tensor are.
///
/// In a description: `u8.7`, `s6.5`, `float32`, or `{format: s5.3, exponents: [0, -1, 2]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// Fixed point: integer × 2^(exponent - fractional bits).
    Fixed {
        /// The format of the integers.
        format: Format,
        /// Exponents of the scale: none for a scale of 1, one for the whole tensor, or, for weights,
        /// one for each output channel.
        exponents: Vec<i8>,
    },
    /// IEEE 754 single precision.
    Float32,
}

impl From<Format> for Number {
    fn from(format: Format) -> Self {
        Number::Fixed { format, exponents: Vec::new() }
    }
}

impl Number {
    /// The format of the integers; `None` for real numbers.
    pub fn format(&self) -> Option<Format> {
        match self {
            Number::Fixed { format, .. } => Some(*format),
            Number::Float32 => None,
        }
    }

    /// True for fixed point.
    pub fn is_fixed(&self) -> bool {
        self.format().is_some()
    }

    /// Places of the binary point of a channel: a number is its integer × 2^-places. May be negative.
    /// Zero for real numbers.
    pub fn places(&self, channel: usize) -> i32 {
        match self {
            Number::Fixed { format, exponents } => {
                let exponent = exponents.get(if exponents.len() == 1 { 0 } else { channel });
                format.frac as i32 - i32::from(exponent.copied().unwrap_or(0))
            }
            Number::Float32 => 0,
        }
    }

    /// Channels with a scale of their own: 0 or 1 if all share one.
    pub fn scales(&self) -> usize {
        match self {
            Number::Fixed { exponents, .. } => exponents.len(),
            Number::Float32 => 0,
        }
    }

    /// Bits of one number.
    pub fn bits(&self) -> u32 {
        self.format().map_or(32, |format| format.bits)
    }

    /// Checks format and scale; `channels` is the number of scales that is allowed besides none and one.
    ///
    /// # Errors
    /// Unusable widths, another number of exponents, exponents beyond ±24.
    pub fn validate(&self, name: &str, channels: usize) -> Result<()> {
        let Number::Fixed { format, exponents } = self else { return Ok(()) };
        format.validate(name)?;
        if exponents.len() > 1 && exponents.len() != channels {
            return Err(Error::mismatch("wrong number of exponents")
                .field(name)
                .found(exponents.len())
                .allowed(if channels > 1 { format!("none, 1, or {channels}") } else { "none or 1".to_owned() }));
        }
        if let Some(exponent) = exponents.iter().find(|exponent| exponent.unsigned_abs() > MAX_EXPONENT.unsigned_abs())
        {
            return Err(Error::new("exponent out of range")
                .field(name)
                .found(exponent)
                .allowed(format!("-{MAX_EXPONENT}..={MAX_EXPONENT}")));
        }
        Ok(())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Fixed { format, exponents } if exponents.iter().all(|&exponent| exponent == 0) => format.fmt(f),
            Number::Fixed { format, exponents } if exponents.len() == 1 => write!(f, "{format} x 2^{}", exponents[0]),
            Number::Fixed { format, .. } => write!(f, "{format}, scaled by channel"),
            Number::Float32 => f.write_str("float32"),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scaled {
    format: Format,
    exponents: Vec<i8>,
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Number::Fixed { format, exponents } if exponents.is_empty() => format.serialize(serializer),
            Number::Fixed { format, exponents } => {
                Scaled { format: *format, exponents: exponents.clone() }.serialize(serializer)
            }
            Number::Float32 => serializer.serialize_str("float32"),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number format such as u8.7, float32, or a mapping of format and exponents")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> std::result::Result<Number, E> {
                match text {
                    "float32" => Ok(Number::Float32),
                    _ => text.parse::<Format>().map(Number::from).map_err(custom),
                }
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> std::result::Result<Number, A::Error> {
                let Scaled { format, exponents } =
                    Scaled::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Number::Fixed { format, exponents })
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
