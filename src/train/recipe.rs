//! Sets of options that belong together, for `econ-emu train --recipe`.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::options::{Bits, Frozen, Init, OptimizerKind, TrainConfig};

/// A way to an encoder and its decoder, as docs/encoders.md measures it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum Recipe {
    /// Registers by [`crate::physics::closed_form`], bits where they help most, and a decoder trained for them.
    ClosedForm,
}

impl Recipe {
    /// The options; what it does not say is as by default.
    pub fn config(self) -> TrainConfig {
        match self {
            Recipe::ClosedForm => TrainConfig {
                init: Init::ClosedForm,
                freeze: Some(Frozen::Encoder),
                bits: Bits::Auto,
                optimizer: OptimizerKind::AdamW,
                learning_rate: 4e-3,
                weight_decay: 0.01,
                epochs: 100,
                warmup: 100,
                average: 0.998,
                clip: 0.0,
                ..TrainConfig::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipes_are_allowed() {
        for recipe in Recipe::VARIANTS {
            recipe.config().validate().unwrap();
        }
    }
}
