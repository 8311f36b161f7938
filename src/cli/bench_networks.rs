//! `econ-emu bench --networks`: encoders of the zoo through the general plans of the kernels.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::error::{Error, Result};
use crate::kernels::{FloatPlan, InstructionSet, LanePlan, Reason};
use crate::network::AeBlock;
use crate::network::zoo::ZooModel;
use crate::nn::{Evaluator, Node, Typed, Values, WeightValues, Weights};

/// Samples of a pass: those of one batch in training.
pub const SAMPLES: usize = 1024;

/// Entries of the zoo that differ in shape, and what is said of them. All are measured in fixed point, with the
/// quantisers of the last one, and the first also in real numbers.
const ENTRIES: [(&str, &str); 6] = [
    ("8x8_c8_S2", "8x8, 3x3x8 with stride 2"),
    ("Nov9_QK_norm", "4x4x3, 3x3x8"),
    ("Sep1_CNN_keras_v2", "4x4x3, three convolutions of 8"),
    ("Sep9_CNN_keras_8x8_v3", "8x8, 3x3x8 and pooling"),
    ("Sep1_CNN_keras_v8", "4x4x3, 5x5x8"),
    ("Sep1_CNN_keras_v14", "4x4x3, 3x3x8 and a dense layer of 16"),
];

/// A network with random weights and inputs.
pub struct Subject {
    /// Name for reports.
    pub name: String,
    network: Typed,
    weights: Weights,
    inputs: Vec<f32>,
}

/// How a subject is computed.
pub enum NetworkRoute {
    /// Fixed point throughout.
    Lanes(LanePlan, Vec<i32>),
    /// With real numbers, at least at the inputs.
    Reals(FloatPlan, Vec<f32>),
}

/// The networks that are measured: the chip's two in the chip's arithmetic, and entries of the zoo.
///
/// # Errors
/// If an entry of the zoo does not hold together.
pub fn subjects() -> Result<Vec<Subject>> {
    let mut subjects = Vec::new();
    for name in AeBlock::BUILT_IN {
        let block = AeBlock::find(name)?;
        subjects.push(Subject::new(format!("{name}, cast products"), block.typed().clone())?);
    }
    let bits = ZooModel::find("Nov9_QK_norm")?.bits;
    for (at, (name, words)) in ENTRIES.into_iter().enumerate() {
        let entry = *ZooModel::find(name)?;
        let quantised = ZooModel { bits, ..entry };
        subjects.push(Subject::new(format!("{words}, exact products"), quantised.describe().check()?)?);
        if at == 0 {
            let real = ZooModel { bits: None, ..entry };
            subjects.push(Subject::new(format!("{words}, float32"), real.describe().check()?)?);
        }
    }
    Ok(subjects)
}

impl Subject {
    fn new(name: String, network: Typed) -> Result<Self> {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let tensors = network.tensors().iter().map(|tensor| match tensor.number.format() {
            Some(format) => {
                let range = format.min_raw()..=format.max_raw();
                WeightValues::Integers((0..tensor.len()).map(|_| rng.random_range(range.clone()) as i32).collect())
            }
            None => WeightValues::Reals((0..tensor.len()).map(|_| rng.random_range(-0.5..0.5)).collect()),
        });
        let weights = Weights::new(&network, tensors.collect())?;
        let values: usize = network.inputs().iter().map(Node::len).sum();
        // Normalised charges add up to less than two: most are small.
        let inputs = (0..values * SAMPLES).map(|_| rng.random_range(0.0..0.5f32).powi(3)).collect();
        Ok(Subject { name, network, weights, inputs })
    }

    /// Products of a sample; those with the zeros around an image do not count.
    pub fn products(&self) -> usize {
        self.network.sums().products()
    }

    fn no_plan(&self, reason: &Reason) -> Error {
        Error::new(format!("no plan for this network: {reason}")).field(&self.name)
    }

    /// The plan for some instructions.
    ///
    /// # Errors
    /// Why there is none, or that this machine does not have the instructions.
    pub fn plan(&self, set: InstructionSet) -> Result<NetworkRoute> {
        if !self.network.is_integer() {
            let plan =
                FloatPlan::new(&self.network, &self.weights).map_err(|reason| self.no_plan(&reason))?.with(set)?;
            return Ok(NetworkRoute::Reals(plan, self.inputs.clone()));
        }
        let plan = LanePlan::new(&self.network, &self.weights).map_err(|reason| self.no_plan(&reason))?.with(set)?;
        Ok(NetworkRoute::Lanes(plan, self.integers()))
    }

    /// The inputs in fixed point.
    fn integers(&self) -> Vec<i32> {
        let formats: Vec<_> = self
            .network
            .inputs()
            .iter()
            .flat_map(|node| std::iter::repeat_n(node.number.format().map(|f| (f, node.number.places(0))), node.len()))
            .collect();
        let inputs = self.inputs.iter().zip(formats.iter().cycle());
        inputs
            .map(|(&x, format)| format.map_or(0, |(format, places)| crate::nn::fit_real(format, places, x) as i32))
            .collect()
    }

    /// Runs the scalar evaluator over so many of the samples.
    ///
    /// # Errors
    /// As [`Evaluator::run_reals`].
    pub fn evaluate(&self, samples: usize) -> Result<impl FnMut() + use<'_>> {
        let evaluator = Evaluator::new(&self.network, &self.weights)?;
        let values: usize = self.network.inputs().iter().map(Node::len).sum();
        let inputs = &self.inputs[..values * samples.min(SAMPLES)];
        let mut memory = Values::default();
        evaluator.run_reals(&inputs[..values], &mut memory)?;
        Ok(move || {
            for sample in inputs.chunks_exact(values) {
                // The first sample has shown that inputs fit.
                let _ = evaluator.run_reals(sample, &mut memory);
                std::hint::black_box(&mut memory);
            }
        })
    }
}

impl NetworkRoute {
    /// Name for reports.
    pub fn name(&self) -> &'static str {
        match self {
            NetworkRoute::Lanes(..) => "lane plan",
            NetworkRoute::Reals(..) => "float plan",
        }
    }

    /// Computes the outputs of all [`SAMPLES`] samples.
    ///
    /// # Errors
    /// As [`LanePlan::run`] and [`FloatPlan::run`].
    pub fn run(&self) -> Result<()> {
        match self {
            NetworkRoute::Lanes(plan, inputs) => drop(std::hint::black_box(plan.run(inputs)?)),
            NetworkRoute::Reals(plan, inputs) => drop(std::hint::black_box(plan.run(inputs)?)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is measured is what the evaluator gives.
    #[test]
    fn plans_give_the_outputs_of_the_evaluator() {
        for subject in subjects().unwrap() {
            let values = subject.inputs.len() / SAMPLES;
            let evaluator = Evaluator::new(&subject.network, &subject.weights).unwrap();
            let mut memory = Values::default();
            for set in InstructionSet::available() {
                let plan = subject.plan(set).unwrap();
                plan.run().unwrap();
                let outputs: Vec<f64> = match &plan {
                    NetworkRoute::Lanes(plan, inputs) => plan.run(inputs).unwrap().into_iter().map(f64::from).collect(),
                    NetworkRoute::Reals(plan, inputs) => plan.run(inputs).unwrap().into_iter().map(f64::from).collect(),
                };
                let output = subject.network.node(subject.network.outputs()[0]);
                for sample in (0..SAMPLES).step_by(191) {
                    evaluator.run_reals(&subject.inputs[sample * values..][..values], &mut memory).unwrap();
                    for (index, value) in output.range().enumerate() {
                        let expected = match (&plan, output.number.is_fixed()) {
                            (NetworkRoute::Lanes(..), _) => memory.integers[value] as f64,
                            (_, true) => crate::nn::real(memory.integers[value], output.number.places(0)).into(),
                            (_, false) => memory.reals[value].into(),
                        };
                        let at = match plan {
                            NetworkRoute::Lanes(..) => index * SAMPLES + sample,
                            NetworkRoute::Reals(..) => sample * output.len() + index,
                        };
                        assert_eq!(outputs[at], expected, "{} {set:?} {sample}", subject.name);
                    }
                }
            }
        }
    }
}
