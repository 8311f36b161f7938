//! Which registers of a design have three copies and a majority, so that an upset of one copy changes nothing.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::error::{Error, Result};

/// The registers that are triplicated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protection {
    /// None.
    #[default]
    None,
    /// Those of the pipeline, and the one that is read back through.
    Registers,
    /// All weights. They must come from registers.
    Weights,
    /// Both, the weights only where they come from registers; every copy of a weight has a voter of its own.
    Full,
    /// Some bits of the weights, by their places in the order of the registers: tensor by tensor, the lowest bit of each
    /// weight first.
    Bits(BTreeSet<usize>),
}

impl Protection {
    /// What stands in the provenance, without protection nothing.
    pub fn words(&self) -> Option<String> {
        match self {
            Protection::None => None,
            Protection::Registers => Some("registers triplicated".to_owned()),
            Protection::Weights => Some("weights triplicated".to_owned()),
            Protection::Full => Some("all triplicated".to_owned()),
            Protection::Bits(bits) => Some(format!("{} bits triplicated", bits.len())),
        }
    }

    /// True if nothing is triplicated.
    pub fn is_none(&self) -> bool {
        *self == Protection::None
    }

    /// True if the registers of the pipeline are.
    pub fn of_registers(&self) -> bool {
        matches!(self, Protection::Registers | Protection::Full)
    }

    /// Voters of each weight, if weights from registers are triplicated.
    pub fn voters(&self) -> Option<u8> {
        match self {
            Protection::None | Protection::Registers => None,
            Protection::Weights | Protection::Bits(_) => Some(1),
            Protection::Full => Some(3),
        }
    }

    /// Whether a bit of the weights has three copies.
    pub fn of_bit(&self, place: usize) -> bool {
        match self {
            Protection::None | Protection::Registers => false,
            Protection::Weights | Protection::Full => true,
            Protection::Bits(bits) => bits.contains(&place),
        }
    }

    /// Checks it against a design with so many bits of weights.
    ///
    /// # Errors
    /// Weights that are constants where only weights are to be protected, no bits, and bits that there are not.
    pub fn check(&self, reloadable: bool, weight_bits: usize) -> Result<()> {
        let only_weights = matches!(self, Protection::Weights | Protection::Bits(_));
        if only_weights && !reloadable {
            return Err(Error::new("the weights are constants of the hardware, which have no registers to protect")
                .field("protect")
                .hint("give --reloadable, or protect registers"));
        }
        let Protection::Bits(bits) = self else { return Ok(()) };
        match bits.last() {
            None => Err(Error::new("there are no bits to protect").field("protect")),
            Some(&last) if last >= weight_bits => Err(Error::new("the weights have no such bit")
                .field("protect")
                .found(last)
                .allowed(format!("0..={}", weight_bits.saturating_sub(1)))),
            Some(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_protected_is_refused() {
        for only in [Protection::Weights, Protection::Bits([3].into())] {
            only.check(true, 4).unwrap();
            assert!(only.check(false, 4).unwrap_err().to_string().contains("--reloadable"));
        }
        for both in [Protection::None, Protection::Registers, Protection::Full] {
            both.check(false, 4).unwrap();
        }
        let beyond = Protection::Bits([0, 4].into()).check(true, 4).unwrap_err().to_string();
        assert!(beyond.contains("found:   4") && beyond.contains("0..=3"), "{beyond}");
        assert!(Protection::Bits(BTreeSet::new()).check(true, 4).is_err());
    }
}
