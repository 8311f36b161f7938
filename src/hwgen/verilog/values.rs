//! Layers without weights: values that are earlier ones in another format, the largest of several, or
//! their sum.

use super::heap::Heap;
use super::layer::Inputs;
use super::number::{self, Wire};
use super::stage::LogicStage;
use super::text::range;
use crate::error::{Error, Result};
use crate::hwgen::design::Valid;
use crate::hwgen::marks::mark;
use crate::nn::{Fold, Function, Interval, NodeId, Rows, Typed};

/// Where a value comes from, before it is fitted into the format of its layer.
pub enum ValueSource {
    /// A number, after the rectifier if one is asked for.
    Number(Wire, bool),
    /// A constant zero.
    Zero,
}

impl ValueSource {
    fn new(typed: &Typed, inputs: &Inputs, value: u32, rectify: bool) -> Self {
        match inputs.place(typed, value) {
            Some(place) => ValueSource::Number(inputs.all[place].wire.clone(), rectify),
            None => ValueSource::Zero,
        }
    }
}

/// The values of a layer before they are fitted, and the lines that make them.
pub struct FittedValues {
    /// Wires and instances.
    pub lines: String,
    /// One for each value.
    pub sources: Vec<ValueSource>,
}

/// The values of the layer of a stage, which adds no products.
///
/// # Errors
/// What is done with real numbers only, which no design has.
pub fn build(design: &Valid, stage: &LogicStage, inputs: &Inputs) -> Result<FittedValues> {
    let typed = design.typed();
    let node = typed.node(stage.node);
    let mut lines = String::new();
    let sources = match typed.sums().of(stage.node) {
        Rows::Moved(sources) => sources
            .iter()
            .map(|source| source.map_or(ValueSource::Zero, |source| ValueSource::new(typed, inputs, source, false)))
            .collect(),
        Rows::Mapped { function: function @ (Function::Linear | Function::Relu), first, .. } => {
            let all = *first..*first + node.len() as u32;
            all.map(|value| ValueSource::new(typed, inputs, value, *function == Function::Relu)).collect()
        }
        Rows::Folded { fold, ends, inputs: read } => {
            let mut sources = Vec::new();
            let mut from = 0;
            for (index, &end) in ends.iter().enumerate() {
                let read = &read[from..end as usize];
                from = end as usize;
                let values = read.iter().map(|&value| ValueSource::new(typed, inputs, value, false));
                sources.push(match fold {
                    Fold::Largest => largest(values, index, &mut lines),
                    Fold::Sum => sum(design, read, inputs, index, &mut lines),
                    Fold::Product | Fold::Mean => return Err(no_hardware(typed, stage.node)),
                });
            }
            sources
        }
        Rows::Input | Rows::Sums { .. } | Rows::Mapped { .. } | Rows::Normalised { .. } => {
            return Err(no_hardware(typed, stage.node));
        }
    };
    Ok(FittedValues { lines, sources })
}

fn no_hardware(typed: &Typed, id: NodeId) -> Error {
    let op = typed.op(id).map_or("input", |op| op.name());
    Error::new("an operation without hardware").field(format!("layer {}", typed.node(id).name)).found(op)
}

/// The largest of several numbers with the same places: pairs of them are compared, then pairs of the
/// larger ones.
fn largest(read: impl Iterator<Item = ValueSource>, index: usize, lines: &mut String) -> ValueSource {
    let mut zeros = 0;
    let mut left: Vec<Wire> = Vec::new();
    for source in read {
        match source {
            ValueSource::Number(wire, _) => left.push(wire),
            ValueSource::Zero => zeros += 1,
        }
    }
    // A constant zero among them is the rectifier of the others.
    let rectify = zeros > 0;
    let mut number = 0;
    while left.len() > 1 {
        let mut larger = Vec::new();
        for pair in left.chunks(2) {
            let [a, b] = pair else {
                larger.extend(pair.iter().cloned());
                continue;
            };
            let both = Wire {
                name: format!("larger_{index}_{number}"),
                range: Interval { min: a.range.min.max(b.range.min), max: a.range.max.max(b.range.max) },
                places: a.places,
            };
            number += 1;
            let ends = a.range.hull(b.range);
            let (width, signed) = (ends.bits() as usize, ends.min < 0);
            let (name, own) = (&both.name, both.bits());
            *lines += &format!("  wire {} {name}_y;\n", range(width));
            *lines += &format!(
                "  larger #(.W({width}), .SIGNED({})) {name}_of (.a({}),\n    .b({}), .y({name}_y));\n",
                u8::from(signed),
                mark(&format!("{name}_a"), a.slice(0, width)),
                mark(&format!("{name}_b"), b.slice(0, width)),
            );
            let value = number::slice(&format!("{name}_y"), width, signed, 0, own);
            *lines += &format!("  wire {} {name} = {value};\n", range(own));
            larger.push(both);
        }
        left = larger;
    }
    left.pop().map_or(ValueSource::Zero, |wire| ValueSource::Number(wire, rectify))
}

/// The exact sum of several numbers.
fn sum(design: &Valid, read: &[u32], inputs: &Inputs, index: usize, lines: &mut String) -> ValueSource {
    let typed = design.typed();
    fn places(value: u32, typed: &Typed) -> i32 {
        typed.node(typed.node_of(value)).number.places(0)
    }
    let common = read.iter().map(|&value| places(value, typed)).max().unwrap_or(0);
    let (mut heap, mut range_of) = (Heap::default(), Interval::ZERO);
    for &value in read {
        let Some(input) = inputs.place(typed, value).map(|place| &inputs.all[place]) else { continue };
        let up = usize::try_from(common - places(value, typed)).unwrap_or(0);
        heap.plus(&input.name(), input.width, up);
        heap.constant(-input.offset() << up);
        range_of = range_of.plus(input.wire.range.shifted_up(up as u32));
    }
    let total = Wire { name: format!("total_{index}"), range: range_of, places: common };
    *lines += &heap.total(&total.name, total.bits(), "ripple_adder");
    ValueSource::Number(total, false)
}
