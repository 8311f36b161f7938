//! What decoders get beside the latents: eight conditions of a module, and what the received module sum says.
//!
//! | index | condition | range |
//! |---|---|---|
//! | 0 | eta / 3.1 | -1..1 |
//! | 1 | wafer v / 12 | -1..1 |
//! | 2 | wafer u / 12 | -1..1 |
//! | 3, 4, 5 | wafer type 0, 1, 2, one-hot | 0 or 1 |
//! | 6 | ln(ΣCALQ + 1) | 0..20 |
//! | 7 | (layer - 1) / 46 | 0..1 |
//!
//! Order and scale are those of the conditional autoencoder for CMS (docs/sources.md, ECON_CAE); v stands
//! before u there. The definitions are those that were meant: eta of the module's centre (one reader took
//! the first trigger cell's), true fractions (one reader divided integers, which gave 0), the sum
//! over all 48 charges (one preparation left out cell 0), and a scaled layer (one left it raw).
//!
//! The chip divides charges by the power of two at or below their sum, and the loss by the sum itself. The quotient of
//! the two, r, stands in the packet: it is the mantissa of the module sum. [`Conditions`] lists which of all this a
//! decoder takes.

use strum::VariantArray;

use super::sample::Sample;
use crate::chip::autoencoder::normalise::power_below;
use crate::chip::encode::FLOAT_5E4M;
use crate::error::{Error, Result};

/// Number of conditions.
pub const CONDITIONS: usize = 8;

/// Index of ln(ΣCALQ + 1), the one condition that a sample carries.
pub const SUM: usize = 6;

/// Names of the conditions, in order.
pub const NAMES: [&str; CONDITIONS] =
    ["eta/3.1", "waferv/12", "waferu/12", "type 0", "type 1", "type 2", "ln(sum+1)", "(layer-1)/46"];

/// What a decoder takes beside the latents, in this order. The numbers of conditions are all different, so that a
/// decoder from a file is known by the length of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Conditions {
    /// Nothing.
    None,
    /// ln(sum + 1) and eta / 3.1.
    SumEta,
    /// The eight conditions.
    Module,
    /// r, 1 / r and ln(sum + 1) of the received module sum.
    Received,
    /// ln(sum + 1), eta / 3.1, r, 1 / r; the sum as received.
    SumEtaReceived,
    /// The eight conditions, r, 1 / r; the sum as received.
    ModuleReceived,
}

impl Conditions {
    /// How many numbers they are.
    pub fn count(self) -> usize {
        match self {
            Conditions::None => 0,
            Conditions::SumEta => 2,
            Conditions::Module => CONDITIONS,
            Conditions::Received => 3,
            Conditions::SumEtaReceived => 4,
            Conditions::ModuleReceived => CONDITIONS + 2,
        }
    }

    /// Those of so many numbers.
    pub fn of_count(count: usize) -> Option<Self> {
        Conditions::VARIANTS.iter().copied().find(|conditions| conditions.count() == count)
    }

    /// For messages.
    pub fn in_words(self) -> &'static str {
        match self {
            Conditions::None => "none",
            Conditions::SumEta => "sum and eta",
            Conditions::Module => "the eight conditions",
            Conditions::Received => "the received module sum",
            Conditions::SumEtaReceived => "the received module sum and eta",
            Conditions::ModuleReceived => "the eight conditions and the received module sum",
        }
    }

    /// Those of a sample whose packet is not at hand. Where the module sum enters as received, it is what the packet
    /// would carry, else the true one.
    ///
    /// # Errors
    /// As [`of`], of what is needed.
    pub fn of(self, sample: &Sample) -> Result<Vec<f32>> {
        let sum = match self {
            Conditions::None | Conditions::SumEta | Conditions::Module => f64::from(sample.sum()),
            Conditions::Received | Conditions::SumEtaReceived | Conditions::ModuleReceived => received(sample.sum()),
        };
        self.of_packet(sample, sum)
    }

    /// Those of a sample whose packet carries this module sum, CALQ.
    ///
    /// # Errors
    /// As [`of`], of what is needed.
    pub fn of_packet(self, sample: &Sample, sum: f64) -> Result<Vec<f32>> {
        let module = match self {
            Conditions::None => return Ok(Vec::new()),
            Conditions::Received => Vec::new(),
            Conditions::SumEta | Conditions::SumEtaReceived => vec![0.0, of(sample)?[0]],
            Conditions::Module | Conditions::ModuleReceived => of(sample)?.to_vec(),
        };
        Ok(self.with_sum(&module, sum))
    }

    /// Those of a module with another module sum, CALQ.
    pub fn with_sum(self, of_module: &[f32], sum: f64) -> Vec<f32> {
        let log = log_sum(sum) as f32;
        let r = mantissa(sum);
        let r = [r as f32, r.recip() as f32];
        match self {
            Conditions::None => Vec::new(),
            Conditions::Received => vec![r[0], r[1], log],
            Conditions::SumEta => with_number(of_module, 2, 0, log),
            Conditions::SumEtaReceived => [with_number(of_module, 2, 0, log), r.to_vec()].concat(),
            Conditions::Module => with_number(of_module, CONDITIONS, SUM, log),
            Conditions::ModuleReceived => [with_number(of_module, CONDITIONS, SUM, log), r.to_vec()].concat(),
        }
    }
}

/// So many numbers, of which one is another.
fn with_number(numbers: &[f32], count: usize, at: usize, number: f32) -> Vec<f32> {
    let mut all: Vec<f32> = numbers.iter().copied().take(count).collect();
    all[at] = number;
    all
}

/// The middle of the step of 5E4M in which a module sum lies: what a receiver takes for it, CALQ.
pub fn received(sum: u32) -> f64 {
    let code = FLOAT_5E4M.encode(sum, 0);
    middle(FLOAT_5E4M.lower_edge(code), FLOAT_5E4M.upper_edge(code))
}

/// What a receiver takes for a charge that lies from `low` up to and including `high`: the middle of the step, or the
/// charge itself where no bit was cut.
pub fn middle(low: u64, high: u64) -> f64 {
    if low == high { low as f64 } else { (low as f64 + high as f64 + 1.0) / 2.0 }
}

/// A module sum over the power of two at or below it, 1 up to 2; 1 for an empty module.
pub fn mantissa(sum: f64) -> f64 {
    if sum < 1.0 { 1.0 } else { sum / f64::from(power_below(sum as u32)) }
}

/// The eight conditions of a sample.
///
/// # Errors
/// The error for the first value that the source did not give, by the name of its column.
pub fn of(sample: &Sample) -> Result<[f32; CONDITIONS]> {
    let meta = &sample.meta;
    let eta = meta.eta.ok_or_else(|| missing("eta"))?;
    let v = f64::from(meta.wafer_v.ok_or_else(|| missing("waferv"))?);
    let u = f64::from(meta.wafer_u.ok_or_else(|| missing("waferu"))?);
    let kind = meta.wafer_type().ok_or_else(|| missing("wafertype"))?;
    let layer = f64::from(meta.layer.ok_or_else(|| missing("layer"))?);
    let [is_0, is_1, is_2] = [0, 1, 2].map(|wanted| if kind == wanted { 1.0 } else { 0.0 });
    let sum = log_sum(sample.sum().into());
    Ok([eta / 3.1, v / 12.0, u / 12.0, is_0, is_1, is_2, sum, (layer - 1.0) / 46.0].map(|value| value as f32))
}

/// ln(sum + 1), the same on every machine.
pub fn log_sum(sum: f64) -> f64 {
    libm::log(sum + 1.0)
}

fn missing(column: &str) -> Error {
    Error::new("a condition of the decoder needs a value that the data do not give")
        .field(column)
        .allowed("eta, waferu, waferv, layer, and wafertype or ModType, in every row")
        .hint("train a decoder without conditions, or add the column")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::signals::CELLS;
    use crate::data::sample::{Meta, ModuleType, testing::full_meta};

    #[test]
    fn order_and_scale() {
        let mut charges = [0; CELLS];
        (charges[0], charges[47]) = (99, 900);
        let sample = Sample::new(charges, full_meta()).unwrap();
        let expected = [-2.125 / 3.1, 4.0 / 12.0, -3.0 / 12.0, 0.0, 0.0, 1.0, 1000f32.ln(), 8.0 / 46.0];
        for (value, expected) in of(&sample).unwrap().into_iter().zip(expected) {
            assert!((value - expected).abs() < 1e-6, "{value} {expected}");
        }
    }

    #[test]
    fn lists_of_conditions_are_known_by_their_lengths() {
        let mut charges = [0; CELLS];
        (charges[0], charges[47]) = (99, 900);
        let sample = Sample::new(charges, full_meta()).unwrap();
        for &conditions in Conditions::VARIANTS {
            assert_eq!(Conditions::of_count(conditions.count()), Some(conditions));
            assert_eq!(conditions.of(&sample).unwrap().len(), conditions.count());
        }
        // 999 lies in 992..=1023, and 512 is the power of two below.
        assert_eq!(received(999), 1008.0);
        assert_eq!(Conditions::Received.of(&sample).unwrap(), [1.96875, 512.0 / 1008.0, 1009f32.ln()]);
        assert_eq!(Conditions::Module.of(&sample).unwrap(), of(&sample).unwrap());
        assert_eq!(Conditions::Module.of_packet(&sample, 1008.0).unwrap()[SUM], 1009f32.ln());
        let empty = Sample::new([0; CELLS], Meta::default()).unwrap();
        assert_eq!(Conditions::Received.of(&empty).unwrap(), [1.0, 1.0, 0.0]);
        assert!(Conditions::SumEta.of(&empty).is_err());
    }

    #[test]
    fn the_kind_of_module_stands_in_for_the_wafer_type() {
        let meta = Meta { wafer_type: None, module: ModuleType::parse("FI"), ..full_meta() };
        let conditions = of(&Sample::new([0; CELLS], meta).unwrap()).unwrap();
        assert_eq!(conditions[3..7], [1.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_missing_value_is_named() {
        let meta = Meta { layer: None, ..full_meta() };
        assert!(of(&Sample::new([0; CELLS], meta).unwrap()).unwrap_err().to_string().contains("layer:"));
    }
}
