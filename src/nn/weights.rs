//! The weights of a network: one vector of numbers for each tensor.

use super::{TensorId, Typed};
use crate::error::{Error, Result};

/// The weights of one tensor, flattened with the last index fastest.
#[derive(Debug, Clone)]
pub enum WeightValues {
    /// Fixed point, in units of the last fractional bit of the tensor's format.
    Integers(Vec<i32>),
    /// Real numbers.
    Reals(Vec<f32>),
}

/// Real numbers are compared bit by bit.
impl PartialEq for WeightValues {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (WeightValues::Integers(own), WeightValues::Integers(theirs)) => own == theirs,
            (WeightValues::Reals(own), WeightValues::Reals(theirs)) => {
                own.len() == theirs.len() && own.iter().zip(theirs).all(|(a, b)| a.to_bits() == b.to_bits())
            }
            _ => false,
        }
    }
}

impl Eq for WeightValues {}

impl WeightValues {
    /// Number of weights.
    pub fn len(&self) -> usize {
        match self {
            WeightValues::Integers(values) => values.len(),
            WeightValues::Reals(values) => values.len(),
        }
    }

    /// True without weights.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn zeros(tensor: &super::Tensor) -> Self {
        match tensor.number.is_fixed() {
            true => WeightValues::Integers(vec![0; tensor.len()]),
            false => WeightValues::Reals(vec![0.0; tensor.len()]),
        }
    }
}

/// All weights of a network, tensor by tensor in the order of its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    tensors: Vec<WeightValues>,
}

/// The numbers of tensors, as an evaluator reads them.
pub trait TensorNumbers {
    /// What an integer is kept in.
    type Integer: Copy + Into<i64>;

    /// A fixed-point tensor; empty if its numbers are real.
    fn integers(&self, tensor: TensorId) -> &[Self::Integer];

    /// A tensor of real numbers; empty if it is fixed point.
    fn reals(&self, tensor: TensorId) -> &[f32];
}

impl TensorNumbers for Weights {
    type Integer = i32;

    fn integers(&self, tensor: TensorId) -> &[i32] {
        self.integers(tensor)
    }

    fn reals(&self, tensor: TensorId) -> &[f32] {
        self.reals(tensor)
    }
}

/// Weights of a network of integers in 16 bits each, where many networks are kept: those that the chip's
/// registers hold have at most 8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortWeights {
    values: Box<[i16]>,
    /// One past the last weight of each tensor.
    ends: Box<[u32]>,
}

impl ShortWeights {
    /// The same weights in fewer bytes; `None` where one is a real number or has more than 16 bits.
    pub fn new(weights: &Weights) -> Option<Self> {
        let lengths = weights.tensors.iter().map(WeightValues::len);
        let mut values = Vec::with_capacity(lengths.sum());
        let mut ends = Vec::with_capacity(weights.tensors.len());
        for tensor in &weights.tensors {
            let WeightValues::Integers(tensor) = tensor else { return None };
            for &weight in tensor {
                values.push(i16::try_from(weight).ok()?);
            }
            ends.push(u32::try_from(values.len()).ok()?);
        }
        Some(ShortWeights { values: values.into(), ends: ends.into() })
    }

    /// The same weights as everything else takes them.
    pub fn to_weights(&self) -> Weights {
        let tensor = |tensor| self.integers(TensorId(tensor)).iter().map(|&weight| weight.into()).collect();
        Weights { tensors: (0..self.ends.len()).map(tensor).map(WeightValues::Integers).collect() }
    }
}

impl TensorNumbers for ShortWeights {
    type Integer = i16;

    fn integers(&self, tensor: TensorId) -> &[i16] {
        let start = tensor.0.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        match (start, self.ends.get(tensor.0)) {
            (Some(&start), Some(&end)) => &self.values[start as usize..end as usize],
            _ => &[],
        }
    }

    fn reals(&self, _: TensorId) -> &[f32] {
        &[]
    }
}

impl Weights {
    /// Weights that are all zero.
    pub fn zeros(network: &Typed) -> Self {
        Weights { tensors: network.tensors().iter().map(WeightValues::zeros).collect() }
    }

    /// As [`Weights::new`], of integers only.
    ///
    /// # Errors
    /// As [`Weights::new`].
    pub fn of_integers(network: &Typed, tensors: Vec<Vec<i32>>) -> Result<Self> {
        Weights::new(network, tensors.into_iter().map(WeightValues::Integers).collect())
    }

    /// Weights that a function gives, tensor by tensor, from the tensor and the index in it.
    ///
    /// # Errors
    /// As [`Weights::of_integers`].
    pub fn from_fn(network: &Typed, mut value: impl FnMut(TensorId, usize) -> i32) -> Result<Self> {
        let tensor = |id: TensorId| (0..network.tensor(id).len()).map(|index| value(id, index)).collect();
        Weights::of_integers(network, network.tensor_ids().map(tensor).collect())
    }

    /// Takes the tensors in the order of the description and checks kinds, lengths and ranges.
    ///
    /// # Errors
    /// Another number of tensors; the tensor that has another kind or length, and the index of the first
    /// weight outside its format or that is no finite number.
    pub fn new(network: &Typed, tensors: Vec<WeightValues>) -> Result<Self> {
        let weights = Weights { tensors };
        weights.check(network)?;
        Ok(weights)
    }

    /// Checks that the weights belong to this network.
    ///
    /// # Errors
    /// As [`Weights::new`].
    pub fn check(&self, network: &Typed) -> Result<()> {
        if self.tensors.len() != network.tensors().len() {
            return Err(Error::mismatch("wrong number of weight tensors").found(self.tensors.len()).allowed(format!(
                "{} for the network {}",
                network.tensors().len(),
                network.name()
            )));
        }
        for (tensor, values) in network.tensors().iter().zip(&self.tensors) {
            if values.len() != tensor.len() {
                return Err(Error::mismatch("wrong number of weights")
                    .field(&tensor.name)
                    .found(values.len())
                    .allowed(format!("{} for the network {}", tensor.len(), network.name())));
            }
            match (values, tensor.number.format()) {
                (WeightValues::Integers(values), Some(format)) => {
                    let outside = values.iter().position(|&value| !format.holds(value.into()));
                    if let Some(index) = outside {
                        return Err(Error::new(format!("weight outside its {} bits", format.bits))
                            .field(format!("{}[{index}]", tensor.name))
                            .found(values[index])
                            .allowed(format!(
                                "{}..={} (units of 2^-{})",
                                format.min_raw(),
                                format.max_raw(),
                                format.frac
                            )));
                    }
                }
                (WeightValues::Reals(values), None) => {
                    if let Some(index) = values.iter().position(|value| !value.is_finite()) {
                        return Err(Error::new("a weight is not a finite number")
                            .field(format!("{}[{index}]", tensor.name))
                            .found(values[index])
                            .hint("the training diverged"));
                    }
                }
                (WeightValues::Integers(_), None) => {
                    return Err(Error::mismatch("integers where real numbers are needed").field(&tensor.name));
                }
                (WeightValues::Reals(_), Some(format)) => {
                    return Err(Error::mismatch("real numbers where integers are needed")
                        .field(&tensor.name)
                        .allowed(format!("integers in units of 2^-{}", format.frac)));
                }
            }
        }
        Ok(())
    }

    /// All tensors, in the order of the description.
    pub fn tensors(&self) -> &[WeightValues] {
        &self.tensors
    }

    /// All tensors as integers, in the order of the description; empty where numbers are real.
    pub fn integer_tensors(&self) -> Vec<Vec<i32>> {
        (0..self.tensors.len()).map(|tensor| self.integers(TensorId(tensor)).to_vec()).collect()
    }

    /// A fixed-point tensor; empty if its numbers are real.
    pub fn integers(&self, tensor: TensorId) -> &[i32] {
        match self.tensors.get(tensor.0) {
            Some(WeightValues::Integers(values)) => values,
            _ => &[],
        }
    }

    /// A tensor of real numbers; empty if it is fixed point.
    pub fn reals(&self, tensor: TensorId) -> &[f32] {
        match self.tensors.get(tensor.0) {
            Some(WeightValues::Reals(values)) => values,
            _ => &[],
        }
    }
}
