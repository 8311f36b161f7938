//! Image: the 48 normalised charges at their pixels, zeros elsewhere.
//!
//! The physical arrangement of the cells is done before this, by the MUX registers.

use crate::chip::signals::PerCell;
use crate::network::{Image, Value};

/// The pixels, row-major with the channel fastest.
pub fn run(norms: &PerCell<Value>, image: &Image) -> Vec<Value> {
    image.cells.iter().map(|&cell| usize::try_from(cell).map_or(Value::ZERO, |cell| norms[cell])).collect()
}
