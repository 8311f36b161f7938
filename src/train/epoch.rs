//! What is known of an epoch when it is over.

use serde::{Deserialize, Serialize};

use super::options::{Arithmetic, Loss};

/// What one epoch gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Number of the epoch, from 0.
    pub epoch: usize,
    /// Arithmetic of its training steps.
    pub arithmetic: Arithmetic,
    /// Loss of its training steps.
    pub loss: Loss,
    /// Learning rate.
    pub learning_rate: f32,
    /// Mean loss over its training steps.
    pub train: f64,
    /// Its terms over cells, 2x2 sums and 4x4 sums, if it is a telescope.
    pub train_cells: Option<f64>,
    /// Likewise.
    pub train_2x2: Option<f64>,
    /// Likewise.
    pub train_4x4: Option<f64>,
    /// Validation loss, in the arithmetic of the run and with its final loss, also while the training steps still
    /// compute in real numbers or with another loss.
    pub validation: f64,
    /// Its terms, likewise.
    pub validation_cells: Option<f64>,
    /// Likewise.
    pub validation_2x2: Option<f64>,
    /// Likewise.
    pub validation_4x4: Option<f64>,
    /// Latents of the validation samples at their upper end.
    pub saturated: f64,
    /// Latents of the validation samples that are 0.
    pub zero: f64,
}

impl Epoch {
    /// What is known where latents are not looked at and the loss has no terms: the losses of training and validation.
    pub fn of_losses(
        epoch: usize,
        (arithmetic, loss): (Arithmetic, Loss),
        learning_rate: f32,
        [train, validation]: [f64; 2],
    ) -> Self {
        Epoch {
            epoch,
            arithmetic,
            loss,
            learning_rate,
            train,
            train_cells: None,
            train_2x2: None,
            train_4x4: None,
            validation,
            validation_cells: None,
            validation_2x2: None,
            validation_4x4: None,
            saturated: 0.0,
            zero: 0.0,
        }
    }
}
