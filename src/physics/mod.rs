//! How much of a shower survives: distances between a module's charges and their reconstruction, and
//! the comparison of everything that can send them.
//!
//! | module | what it holds |
//! |---|---|
//! | [`emd`], [`sliced`], [`sinkhorn`] | the earth mover's distance: exact, approximate, smooth |
//! | [`learned_emd`] | networks that give it |
//! | [`telescope`] | differences of cells and of sums of 4 and 16 cells: the trainer's loss |
//! | [`metrics`] | all metrics by name, with what they say of modules without charge |
//! | [`packets`] | charges through the chip, and received packets back to charges |
//! | [`decoder`], [`model`] | decoders in plain Rust; trained and imported encoders with theirs |
//! | [`closed_form`], [`linear`] | registers without training, and the linear reading of their latents |
//! | [`imported`] | models of other programs in their own arithmetic, and how far the chip is from them |
//! | [`cmssw`], [`refit`] | models of several numbers of links for CMSSW, and decoders that take the latents alone |
//! | [`contender`], [`evaluate`] | what can be compared, and the comparison |
//! | [`settings`], [`choose`] | registers and readings of the chip's algorithms by name, and the best of them |
//! | [`learned`] | readings that decoders learn |
//! | [`clusters`] | clusters over modules and layers, before and after |
//! | [`statistics`] | means, quantiles and their bootstrap errors |
//! | [`evaluation`], [`verify_csv`] | the result as files; packets in the files of the Ecoder trainer |

pub mod choose;
pub mod closed_form;
pub mod clusters;
pub mod cmssw;
pub mod contender;
pub mod decoder;
pub mod emd;
pub mod evaluate;
pub mod evaluation;
pub mod imported;
pub mod learned;
pub mod learned_emd;
pub mod linear;
pub mod metrics;
pub mod model;
pub mod outcomes;
pub mod packets;
pub mod refit;
pub mod settings;
pub mod sinkhorn;
pub mod sliced;
pub mod statistics;
pub mod telescope;
pub mod verify_csv;

use crate::chip::signals::{CELLS, PerCell};

/// The charge of a module.
fn sum(charges: &PerCell<f32>) -> f64 {
    charges.iter().map(|&charge| f64::from(charge)).sum()
}

/// Charges divided by their sum, or `None` if there are none.
fn unit(charges: &PerCell<f32>) -> Option<PerCell<f64>> {
    let sum = sum(charges);
    (sum > 0.0).then(|| charges.map(|charge| f64::from(charge) / sum))
}

/// An image as charges that add up to a sum; what is negative is 0. No charges where there is no image.
fn scaled(image: &PerCell<f32>, sum: f64) -> PerCell<f32> {
    let fractions = unit(&image.map(|value| value.max(0.0)));
    fractions.map_or([0.0; CELLS], |fractions| fractions.map(|part| (part * sum) as f32))
}
