//! How much of a shower survives: distances between a module's charges and their reconstruction.
//!
//! | module | what it holds |
//! |---|---|
//! | [`emd`] | the earth mover's distance, exact |
//! | [`telescope`] | differences of cells and of sums of 4 and 16 cells: the trainer's loss |
//! | [`metrics`] | all metrics by name, with what they say of modules without charge |
//! | [`evaluation`] | the result of an evaluation, as a file |

pub mod emd;
pub mod evaluation;
pub mod metrics;
pub mod telescope;

use crate::chip::signals::PerCell;

/// The charge of a module.
fn sum(charges: &PerCell<f32>) -> f64 {
    charges.iter().map(|&charge| f64::from(charge)).sum()
}

/// Charges divided by their sum, or `None` if there are none.
fn unit(charges: &PerCell<f32>) -> Option<PerCell<f64>> {
    let sum = sum(charges);
    (sum > 0.0).then(|| charges.map(|charge| f64::from(charge) / sum))
}
