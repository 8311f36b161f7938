//! Optimizers and schedules (docs/sources.md, Optimizers), on the flat vector of weights.
//!
//! Ours rather than libtorch's, because their state must survive a restart bit for bit and
//! libtorch's bindings cannot save it; and Lion is not among those.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::options::{OptimizerKind, ScheduleKind};

/// An optimizer with its state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Optimizer {
    kind: OptimizerKind,
    weight_decay: f32,
    step: u64,
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Optimizer {
    /// An optimizer for `len` weights. Adam: beta 0.9 and 0.999, epsilon 1e-8. Lion: beta 0.9 and 0.99.
    pub fn new(kind: OptimizerKind, weight_decay: f32, len: usize) -> Self {
        let second = if kind == OptimizerKind::Lion { 0 } else { len };
        Optimizer { kind, weight_decay, step: 0, first: vec![0.0; len], second: vec![0.0; second] }
    }

    /// Steps so far.
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// First and second moments.
    pub fn state(&self) -> (&[f32], &[f32]) {
        (&self.first, &self.second)
    }

    /// The same optimizer without its moments, for the header of a checkpoint.
    #[must_use]
    pub fn without_state(&self) -> Self {
        Optimizer { first: Vec::new(), second: Vec::new(), ..self.clone() }
    }

    /// Puts the moments back.
    pub fn restore(&mut self, first: Vec<f32>, second: Vec<f32>) {
        self.first = first;
        self.second = second;
    }

    /// One step down the gradient.
    pub fn step(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32) {
        self.step_within(weights, gradient, rate, 0..weights.len());
    }

    /// One step of some of the weights: the others, and what is known of their gradients, stay as they are. Steps are
    /// counted for all of them, as in Keras.
    pub fn step_within(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32, own: Range<usize>) {
        self.step += 1;
        let (weights, gradient) = (&mut weights[own.clone()], &gradient[own.clone()]);
        match self.kind {
            OptimizerKind::Adam | OptimizerKind::AdamW => self.adam(weights, gradient, rate, own),
            OptimizerKind::Lion => self.lion(weights, gradient, rate, own),
        }
    }

    fn adam(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32, own: Range<usize>) {
        const BETA: (f32, f32) = (0.9, 0.999);
        let power = i32::try_from(self.step).unwrap_or(i32::MAX);
        let correct = (1.0 - BETA.0.powi(power), (1.0 - BETA.1.powi(power)).sqrt());
        let decoupled = self.kind == OptimizerKind::AdamW;
        let decay = self.weight_decay;
        let state = self.first[own.clone()].iter_mut().zip(&mut self.second[own]);
        for ((weight, &gradient), (first, second)) in weights.iter_mut().zip(gradient).zip(state) {
            let gradient = if decoupled { gradient } else { gradient + decay * *weight };
            *first = BETA.0 * *first + (1.0 - BETA.0) * gradient;
            *second = BETA.1 * *second + (1.0 - BETA.1) * gradient * gradient;
            if decoupled {
                *weight -= rate * decay * *weight;
            }
            *weight -= rate * (*first / correct.0) / (second.sqrt() / correct.1 + 1e-8);
        }
    }

    fn lion(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32, own: Range<usize>) {
        let decay = self.weight_decay;
        for ((weight, &gradient), momentum) in weights.iter_mut().zip(gradient).zip(&mut self.first[own]) {
            let mix = 0.9 * *momentum + 0.1 * gradient;
            let direction = if mix == 0.0 { 0.0 } else { mix.signum() };
            *weight -= rate * (direction + decay * *weight);
            *momentum = 0.99 * *momentum + 0.01 * gradient;
        }
    }
}

/// Learning rate of an epoch (counted from 0) as a fraction of the full rate.
pub fn schedule(kind: ScheduleKind, epoch: usize, epochs: usize) -> f32 {
    match kind {
        ScheduleKind::Constant => 1.0,
        ScheduleKind::Cosine => cosine(epoch, epochs),
        ScheduleKind::WarmRestarts => cosine(epoch, (epochs / 3).max(1)),
        ScheduleKind::Step => 0.1f32.powi(i32::try_from(epoch / 10).unwrap_or(i32::MAX)),
        ScheduleKind::Exponential => 0.96f32.powi(i32::try_from(epoch).unwrap_or(i32::MAX)),
    }
}

/// The learning rate after so many steps, if it rises to its full value over the first ones.
pub fn warmed(rate: f32, steps: u64, warmup: u64) -> f32 {
    if steps < warmup { rate * (steps + 1) as f32 / warmup as f32 } else { rate }
}

/// Takes the weights after a step into a running average. The first weights are forgotten sooner than those of later
/// steps.
pub fn running_average(average: &mut [f32], weights: &[f32], decay: f32, steps: u64) {
    let decay = decay.min((1 + steps) as f32 / (10 + steps) as f32);
    let all = average.iter_mut().zip(weights);
    all.for_each(|(average, weight)| *average = decay * *average + (1.0 - decay) * weight);
}

/// Half a cosine from 1 to 0 in each period.
fn cosine(epoch: usize, period: usize) -> f32 {
    let phase = std::f32::consts::PI * (epoch % period.max(1)) as f32 / period.max(1) as f32;
    0.5 * (phase.cos() + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every optimizer finds the bottom of a parabola.
    #[test]
    fn optimizers_descend() {
        for kind in [OptimizerKind::Adam, OptimizerKind::AdamW, OptimizerKind::Lion] {
            let mut optimizer = Optimizer::new(kind, 0.0, 3);
            let mut weights = [4.0f32, -3.0, 0.5];
            for step in 0..2000 {
                let gradient = weights.map(|weight| 2.0 * (weight - 1.0));
                optimizer.step(&mut weights, &gradient, 0.01 * schedule(ScheduleKind::Cosine, step, 2000));
            }
            assert!(weights.iter().all(|weight| (weight - 1.0).abs() < 0.02), "{kind:?} {weights:?}");
        }
    }

    /// What is left out keeps its bytes and its moments, also when it has a gradient.
    #[test]
    fn a_step_within_some_weights_leaves_the_others() {
        for kind in [OptimizerKind::Adam, OptimizerKind::AdamW, OptimizerKind::Lion] {
            let (mut optimizer, mut alone) = (Optimizer::new(kind, 0.1, 4), Optimizer::new(kind, 0.1, 2));
            let (mut weights, mut own) = ([1.0f32, 2.0, 3.0, 4.0], [2.0f32, 3.0]);
            for _ in 0..3 {
                optimizer.step_within(&mut weights, &[0.5, -0.5, 0.25, 1.0], 0.1, 1..3);
                alone.step(&mut own, &[-0.5, 0.25], 0.1);
            }
            assert_eq!(weights, [1.0, own[0], own[1], 4.0], "{kind:?}");
            assert_eq!([optimizer.state().0[0], optimizer.state().0[3]], [0.0; 2]);
        }
    }

    /// The first step against the published formulas, by hand.
    #[test]
    fn first_steps() {
        for (kind, decay, expected) in [
            (OptimizerKind::Adam, 0.0, 1.9),
            (OptimizerKind::AdamW, 0.1, 2.0 - 0.02 - 0.1),
            (OptimizerKind::Lion, 0.1, 2.0 - 0.1 * (1.0 + 0.2)),
        ] {
            let mut weights = [2.0f32];
            Optimizer::new(kind, decay, 1).step(&mut weights, &[0.5], 0.1);
            assert!((weights[0] - expected).abs() < 1e-6, "{kind:?} {weights:?}");
        }
    }

    #[test]
    fn schedules_begin_at_one() {
        use ScheduleKind::*;
        for kind in [Constant, Cosine, WarmRestarts, Step, Exponential] {
            assert!((schedule(kind, 0, 30) - 1.0).abs() < 1e-6);
        }
        assert!((schedule(Cosine, 15, 30) - 0.5).abs() < 1e-6);
        assert!((schedule(WarmRestarts, 10, 30) - 1.0).abs() < 1e-6);
        assert!((schedule(Step, 20, 30) - 0.01).abs() < 1e-6);
        assert!((schedule(Exponential, 2, 30) - 0.9216).abs() < 1e-6);
    }
}
