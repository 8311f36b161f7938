//! Trace: every stage can be observed, and costs nothing when it is not.
//!
//! A block reports what it computed through [`Trace::record`], inside `if T::ON` where collecting
//! the values would cost anything. With [`NoTrace`] all of it is compiled away.

use super::stage::Stage;

/// A place for the values of every stage.
pub trait Trace {
    /// False where nobody looks: then the values are not even collected.
    const ON: bool;

    /// Takes the values of one stage of the current BX, in the order of its
    /// columns ([`super::stage::StageInfo::columns`]).
    fn record(&mut self, stage: Stage, values: &[i64]);
}

/// Nobody looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTrace;

impl Trace for NoTrace {
    const ON: bool = false;

    fn record(&mut self, _: Stage, _: &[i64]) {}
}

/// What a block calls for each of its stages, if anybody looks.
pub type Record<'a> = Option<&'a mut dyn FnMut(Stage, &[i64])>;

impl Trace for &mut dyn FnMut(Stage, &[i64]) {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        self(stage, values);
    }
}

/// Keeps the stages of one BX.
#[derive(Debug, Clone, Default)]
pub struct BxTrace {
    /// Stage and values, in the order in which they were recorded.
    pub stages: Vec<(Stage, Vec<i64>)>,
}

impl BxTrace {
    /// The values of a stage, if it ran.
    pub fn get(&self, stage: Stage) -> Option<&[i64]> {
        self.stages.iter().find(|(at, _)| *at == stage).map(|(_, values)| values.as_slice())
    }
}

impl Trace for BxTrace {
    const ON: bool = true;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        self.stages.push((stage, values.to_vec()));
    }
}

/// Two places at once.
impl<A: Trace, B: Trace> Trace for (A, B) {
    const ON: bool = A::ON || B::ON;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        self.0.record(stage, values);
        self.1.record(stage, values);
    }
}

/// A place that may be missing.
impl<T: Trace> Trace for Option<T> {
    const ON: bool = T::ON;

    fn record(&mut self, stage: Stage, values: &[i64]) {
        if let Some(trace) = self {
            trace.record(stage, values);
        }
    }
}
