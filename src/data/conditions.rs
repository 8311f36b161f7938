//! The eight conditions that a conditional decoder gets beside the latents.
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

use super::sample::Sample;
use crate::error::{Error, Result};

/// Number of conditions.
pub const CONDITIONS: usize = 8;

/// Index of ln(ΣCALQ + 1), the one condition that a sample carries.
pub const SUM: usize = 6;

/// Names of the conditions, in order.
pub const NAMES: [&str; CONDITIONS] =
    ["eta/3.1", "waferv/12", "waferu/12", "type 0", "type 1", "type 2", "ln(sum+1)", "(layer-1)/46"];

/// The conditions of a sample.
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
    let is = |wanted: u8| if kind == wanted { 1.0 } else { 0.0 };
    let sum = log_sum(sample.sum());
    Ok([eta / 3.1, v / 12.0, u / 12.0, is(0), is(1), is(2), sum, (layer - 1.0) / 46.0].map(|value| value as f32))
}

/// ln(sum + 1), the same on every machine.
pub fn log_sum(sum: u32) -> f64 {
    libm::log(f64::from(sum) + 1.0)
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
