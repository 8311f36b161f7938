//! Threshold Sum (TS): every cell at or above its threshold is sent, with the sum of the module.

use super::encode::{FLOAT_4E3M, FLOAT_5E3M};
use super::signals::{Calq, PerCell, Sum5E3M, TcCode, module_sum};

/// What Threshold Sum hands to the formatter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdSum {
    /// Cells whose charge is at least their threshold; threshold 0 selects every cell.
    pub hits: PerCell<bool>,
    /// Charges in 4E3M after the drop bits; only those of hit cells are sent.
    pub charges: PerCell<TcCode>,
    /// Sum of all 48 charges, nothing dropped.
    pub sum: Sum5E3M,
    /// Sum of the charges that are not hits, nothing dropped.
    pub sum_not_sent: Sum5E3M,
}

/// Runs the algorithm; `drop` is the effective number of drop bits (0..=4).
pub fn run(charges: &PerCell<Calq>, thresholds: &PerCell<u32>, drop: u32) -> ThresholdSum {
    let hits: PerCell<bool> = std::array::from_fn(|cell| charges[cell].0 >= thresholds[cell]);
    let hit_sum: u32 = charges.iter().zip(hits).filter(|&(_, hit)| hit).map(|(charge, _)| charge.0).sum();
    let sum = module_sum(charges);
    let code = |sum| Sum5E3M(FLOAT_5E3M.encode(sum, 0) as u8);
    ThresholdSum {
        hits,
        charges: charges.map(|charge| TcCode(FLOAT_4E3M.encode(charge.0, drop) as u8)),
        sum: code(sum),
        sum_not_sent: code(sum - hit_sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_equal_to_its_threshold_is_a_hit() {
        let mut charges = [Calq(10); 48];
        charges[7] = Calq(11);
        let result = run(&charges, &[11; 48], 0);
        assert_eq!(result.hits.iter().filter(|&&hit| hit).count(), 1);
        assert!(result.hits[7]);
        assert_eq!(result.sum.0, FLOAT_5E3M.encode(481, 0) as u8);
        assert_eq!(result.sum_not_sent.0, FLOAT_5E3M.encode(470, 0) as u8);
        assert!(run(&[Calq(0); 48], &[0; 48], 0).hits.iter().all(|&hit| hit));
    }
}
