//! What the training of a network that gives the earth mover's distance can be told.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::error::{Error, Result};

/// The sizes of a network, as text `filters,kernel,units,dense layers,convolutions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmdShape {
    /// Filters of each convolution.
    pub filters: usize,
    /// Rows and columns of each kernel.
    pub kernel: usize,
    /// Units of each dense layer.
    pub units: usize,
    /// Dense layers before the last one.
    pub dense: usize,
    /// Convolutions.
    pub convolutions: usize,
}

const fn shape([filters, kernel, units, dense, convolutions]: [usize; 5]) -> EmdShape {
    EmdShape { filters, kernel, units, dense, convolutions }
}

/// The eight sizes that Ecoder kept of a grid of 384.
pub const PUBLISHED: [EmdShape; 8] = [
    shape([32, 5, 256, 1, 3]),
    shape([32, 5, 32, 1, 4]),
    shape([64, 5, 32, 1, 4]),
    shape([128, 5, 32, 1, 4]),
    shape([128, 5, 64, 1, 3]),
    shape([32, 5, 128, 1, 3]),
    shape([128, 3, 256, 1, 4]),
    shape([128, 5, 256, 1, 4]),
];

impl fmt::Display for EmdShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{},{}", self.filters, self.kernel, self.units, self.dense, self.convolutions)
    }
}

impl FromStr for EmdShape {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers: Vec<usize> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        let ends = [1..=128, 1..=7, 1..=1024, 0..=4, 1..=8];
        match <[usize; 5]>::try_from(numbers.as_slice()) {
            Ok(numbers)
                if text.split(',').count() == 5
                    && numbers.iter().zip(&ends).all(|(number, ends)| ends.contains(number))
                    && numbers[1] % 2 == 1 =>
            {
                Ok(shape(numbers))
            }
            _ => Err(Error::new("not the sizes of a network").field("sizes").found(text).allowed(
                "filters (1..=128), rows of the kernel (1, 3, 5 or 7), units (1..=1024), dense layers (0..=4), \
                 convolutions (1..=8): 32,5,32,1,4",
            )),
        }
    }
}

impl TryFrom<String> for EmdShape {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<EmdShape> for String {
    fn from(shape: EmdShape) -> String {
        shape.to_string()
    }
}

/// Numbers of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EmdVariant {
    /// Real numbers.
    Float,
    /// QKeras: kernels of convolutions `stochastic_ternary`, their biases `ternary`, dense layers `quantized_bits(3)`, the
    /// last one in real numbers, on values of `quantized_bits(20,5)`.
    Quantised,
}

/// What the training minimises; t and p are true and predicted distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EmdLoss {
    /// ((p - t) / (t + 0.05))², whose root is close to the spread of the relative error.
    Relative,
    /// (ln(1 + p) - ln(1 + t))², p at least 0.
    Msle,
    /// (p - t)².
    Mse,
    /// (p - t)² / 2, beyond a difference of 1 linear.
    Huber,
}

/// How one network is trained.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmdTraining {
    /// Its sizes.
    pub shape: EmdShape,
    /// Numbers of its weights.
    pub variant: EmdVariant,
    /// Loss.
    pub loss: EmdLoss,
    /// Epochs.
    pub epochs: usize,
    /// Pairs of a batch.
    pub batch: usize,
    /// Learning rate of Adam at the start; half a cosine leads to 0.
    pub learning_rate: f32,
    /// Seed of weights and order.
    pub seed: u64,
}
