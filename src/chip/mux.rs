//! MUX: trigger cell `j` takes input `mux_select[j]`.
//!
//! The order behind the MUX is the "TC number" of every later block. Any input may be taken by
//! several cells or by none.

use super::encode::FLOAT_4E3M;
use super::signals::{PerCell, TcCode};
use super::stage::{Stage, StageInfo, StagePart};
use crate::registers::CELLS;

/// What the stage records.
pub(super) fn stage() -> StageInfo {
    let parts = vec![StagePart::cells("TC", FLOAT_4E3M.bits(), "code", "4E3M")];
    StageInfo::new(Stage::Mux, "mux", "MUX", "Trigger cell j takes the input that its MUX register names.", parts)
}

/// Routes the 48 inputs to the 48 cells. `select` holds numbers 0..=47 (checked when the
/// configuration is accepted).
pub fn route(inputs: &[TcCode; CELLS], select: &[u8; CELLS]) -> PerCell<TcCode> {
    select.map(|input| inputs[usize::from(input)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_takes_its_selected_input() {
        let inputs: [TcCode; CELLS] = std::array::from_fn(|i| TcCode(i as u8));
        let mut select: [u8; CELLS] = std::array::from_fn(|i| 47 - i as u8);
        select[3] = 44;
        let cells = route(&inputs, &select);
        assert_eq!((cells[0].0, cells[3].0, cells[47].0), (47, 44, 0));
    }
}
