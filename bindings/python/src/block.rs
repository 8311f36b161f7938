//! The autoencoder block as it is exported: what its ports show for given charges.

use econ_emu::chip::erx::{Bx, ORBIT};
use econ_emu::chip::signals::{CELLS, Calq};
use econ_emu::error::Error;
use econ_emu::hwgen::design::{Design, Valid};
use econ_emu::hwgen::vectors::{self, TestInput, VectorSet};
use econ_emu::nn::Weights;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arrays::{RowsOf, to_table};
use crate::faults::{OrRaise, raised};
use crate::registers::{Registers, weights_in};

/// The exported block of some registers.
#[pyclass(module = "econ_emu", frozen)]
pub struct Block {
    design: Valid,
    weights: Weights,
}

#[pymethods]
impl Block {
    #[new]
    fn new(registers: &Registers) -> PyResult<Self> {
        let (config, options) = registers.setup();
        let weights = weights_in(config).or_raise()?.clone();
        let design = Design::of_chip("econ_t_ae", config, options, false).and_then(Design::validate).or_raise()?;
        Ok(Block { design, weights })
    }

    /// Links of 32 bits.
    #[getter]
    fn links(&self) -> u8 {
        self.design.links()
    }

    /// Every quantity of the golden files for these inputs: a dict of int64 arrays with one row for each.
    fn values<'py>(&self, py: Python<'py>, bx: Vec<u16>, charges: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
        let charges = RowsOf::<u32, CELLS>::of(charges, "charges")?;
        let charges = charges.rows();
        if bx.len() != charges.len() {
            let fault = Error::new("a BX for each row of charges is needed");
            return Err(raised(fault.found(format!("{} BX, {} rows", bx.len(), charges.len()))));
        }
        if let Some(bx) = bx.iter().find(|&&bx| bx >= ORBIT) {
            return Err(raised(Error::out_of_range("bx", bx, format!("0 to {}", ORBIT - 1))));
        }
        let inputs = bx.iter().zip(charges.iter()).map(|(&bx, row)| TestInput { bx: Bx(bx), charges: row.map(Calq) });
        let inputs: Vec<TestInput> = inputs.collect();
        let set = VectorSet::new(&self.design, &self.weights, &inputs).or_raise()?;
        let arrays = PyDict::new(py);
        for quantity in vectors::quantities(&self.design) {
            // The weights are the same for all rows.
            if let Some(values) = set.values(&quantity.name).filter(|_| quantity.name != "weights") {
                arrays.set_item(&quantity.name, to_table(py, values.to_vec(), quantity.values)?)?;
            }
        }
        Ok(arrays)
    }
}
