//! What differs between two configurations, whatever dialects they are written in.

use num_bigint::BigUint;

use super::config::{Algorithm, ChipConfig, Generation};
use super::settings::{Effect, SETTINGS, Setting};
use crate::network::AeBlock;
use crate::nn::Weights;

/// What the weights change. They are no row of [`SETTINGS`].
const WEIGHTS: Effect = Effect {
    meaning: "weights of the encoder, in units of their last bit",
    stages: &["encoder"],
    algorithms: &[Algorithm::Autoencoder],
};

/// What differs between two configurations, A and B.
#[derive(Debug, Clone)]
pub struct ConfigDifference {
    /// Settings that differ, in the order of [`SETTINGS`].
    pub settings: Vec<SettingDifference>,
    /// The weights, if they differ.
    pub weights: Option<WeightsDifference>,
    /// The generations, if they differ. That is no setting: the MUX of B was renumbered to that of A, and is the same if
    /// every cell is routed as in A.
    pub generations: Option<[Generation; 2]>,
}

/// A setting that differs.
#[derive(Debug, Clone)]
pub struct SettingDifference {
    /// Its row.
    pub setting: &'static Setting,
    /// Whether the algorithm of A or that of B heeds it.
    pub acts: bool,
    /// The values that differ.
    pub values: Vec<ValueDifference>,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueDifference {
    /// The trigger cell, or 0.
    pub index: usize,
    /// In A and in B.
    pub values: [BigUint; 2],
}

impl ValueDifference {
    /// Bits that are set in A and not in B, and the other way round.
    pub fn bits(&self) -> [Vec<u64>; 2] {
        let [a, b] = &self.values;
        let differ = |bit: &u64| a.bit(*bit) != b.bit(*bit);
        let (in_a, in_b) = (0..a.bits().max(b.bits())).filter(differ).partition(|&bit| a.bit(bit));
        [in_a, in_b]
    }
}

/// Weights that differ.
#[derive(Debug, Clone)]
pub struct WeightsDifference {
    /// What weights are and change.
    pub effect: Effect,
    /// Whether A or B runs the autoencoder.
    pub acts: bool,
    /// Whether A and B have weights at all.
    pub there: [bool; 2],
    /// The tensors that differ, if both have weights.
    pub tensors: Vec<TensorDifference>,
}

/// A tensor of weights that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorDifference {
    /// Its name, which says the layer that takes it.
    pub name: String,
    /// Its number of weights.
    pub len: usize,
    /// Index and values in A and B of those that differ, in units of their last bit.
    pub weights: Vec<(usize, [i32; 2])>,
}

impl ConfigDifference {
    /// Compares two configurations; `network` gives the shape of the weights.
    ///
    /// ```
    /// use econ_emu::network::AeBlock;
    /// use econ_emu::registers::{ChipConfig, ConfigDifference, Generation};
    ///
    /// let old = ChipConfig::reset(Generation::Prod);
    /// let new = ChipConfig { drop_lsb: 3, ..old.clone() };
    /// let difference = ConfigDifference::of(&old, &new, &AeBlock::chip_8x8());
    /// assert_eq!((difference.settings.len(), difference.settings[0].setting.name), (1, "drop_lsb"));
    /// ```
    pub fn of(a: &ChipConfig, b: &ChipConfig, network: &AeBlock) -> Self {
        let generations = (a.generation != b.generation).then_some([a.generation, b.generation]);
        let b = &b.to_generation(a.generation);
        let settings = SETTINGS.iter().filter_map(|setting| {
            let values = (0..setting.count()).map(|index| value(setting, index, a, b));
            let values: Vec<ValueDifference> = values.filter(|value| value.values[0] != value.values[1]).collect();
            let acts = acts(setting.effect, a, b);
            (!values.is_empty()).then_some(SettingDifference { setting, acts, values })
        });
        let settings = settings.collect();
        let weights = (a.weights != b.weights).then(|| WeightsDifference {
            effect: WEIGHTS,
            acts: acts(WEIGHTS, a, b),
            there: [a.weights.is_some(), b.weights.is_some()],
            tensors: match (&a.weights, &b.weights) {
                (Some(a), Some(b)) => tensors(a, b, network),
                _ => Vec::new(),
            },
        });
        ConfigDifference { settings, weights, generations }
    }

    /// Whether no setting and no weight differs.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty() && self.weights.is_none()
    }
}

fn value(setting: &Setting, index: usize, a: &ChipConfig, b: &ChipConfig) -> ValueDifference {
    ValueDifference { index, values: [a, b].map(|config| setting.get(config, index)) }
}

fn acts(effect: Effect, a: &ChipConfig, b: &ChipConfig) -> bool {
    [a, b].iter().any(|config| effect.algorithms.contains(&config.algorithm))
}

fn tensors(a: &Weights, b: &Weights, network: &AeBlock) -> Vec<TensorDifference> {
    let typed = network.typed();
    let tensors = typed.tensor_ids().map(|id| {
        let (a, b) = (a.integers(id), b.integers(id));
        let pairs = a.iter().zip(b).map(|(a, b)| [*a, *b]).enumerate();
        let weights = pairs.filter(|(_, [a, b])| a != b).collect();
        TensorDifference { name: typed.tensor(id).name.clone(), len: a.len(), weights }
    });
    tensors.filter(|tensor| !tensor.weights.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::{KeepMask, default_encoder, default_network};

    #[test]
    fn a_change_of_any_setting_is_found() {
        let network = AeBlock::chip_8x8();
        let base = ChipConfig::reset(Generation::Prod);
        for setting in &SETTINGS {
            for index in [0, setting.count() - 1] {
                let mut other = base.clone();
                let value = setting.get(&base, index) ^ BigUint::from(1u8);
                if setting.set(&mut other, index, &value).is_err() {
                    setting.set(&mut other, index, &BigUint::from(3u8)).unwrap();
                }
                let found = ConfigDifference::of(&base, &other, &network);
                assert!(found.weights.is_none() && found.generations.is_none() && found.settings.len() == 1);
                let difference = &found.settings[0];
                assert_eq!(difference.setting.name, setting.name);
                assert_eq!(difference.values.iter().map(|value| value.index).collect::<Vec<_>>(), [index]);
                assert_eq!(difference.values[0].values, [&base, &other].map(|config| setting.get(config, index)));
                // Whoever runs another algorithm does not see it.
                let heeds = |algorithm: &&Algorithm| !setting.effect.algorithms.contains(algorithm);
                for algorithm in Algorithm::ALL.iter().filter(heeds) {
                    let [a, b] = [&base, &other].map(|config| ChipConfig { algorithm: *algorithm, ..config.clone() });
                    assert!(!ConfigDifference::of(&a, &b, &network).settings[0].acts, "{}", setting.name);
                }
            }
        }
        assert!(ConfigDifference::of(&base, &base, &network).is_empty());
    }

    #[test]
    fn generations_weights_and_masks_are_compared_by_what_they_do() {
        let network = default_network().unwrap();
        let a = default_encoder().unwrap().config;
        let mut b = a.to_generation(Generation::P1);
        let found = ConfigDifference::of(&a, &b, &network);
        assert!(found.is_empty());
        assert_eq!(found.generations, Some([a.generation, Generation::P1]));
        b.mux[3] ^= 1;
        b.keep_mask = KeepMask { leading: 0x7FFF, trailing: u128::MAX - 6 };
        let a = ChipConfig { keep_mask: KeepMask::ALL, ..a };
        let id = network.typed().tensor_ids().next().unwrap();
        let change = |at| move |tensor, index| i32::from(tensor == id && index == at);
        let [first, second] = [2, 5].map(|at| Weights::from_fn(network.typed(), change(at)).unwrap());
        let a = ChipConfig { weights: Some(first), ..a };
        b.weights = Some(second);
        let found = ConfigDifference::of(&a, &b, &network);
        assert_eq!(found.settings.iter().map(|found| found.setting.name).collect::<Vec<_>>(), ["mux", "keep_mask"]);
        assert_eq!(found.settings[1].values[0].bits(), [vec![1, 2, 143], vec![]]);
        let weights = found.weights.unwrap();
        assert_eq!(weights.tensors.len(), 1);
        assert_eq!(weights.tensors[0].weights, [(2, [1, 0]), (5, [0, 1])]);
        b.weights = None;
        assert_eq!(ConfigDifference::of(&a, &b, &network).weights.unwrap().there, [true, false]);
    }
}
