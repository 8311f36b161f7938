//! Networks by themselves.

use std::path::PathBuf;

use econ_emu::error::Error;
use econ_emu::network::AeBlock;
use econ_emu::nn::{Evaluator, Network as Description, Node, Typed, Values, Weights};
use numpy::PyReadonlyArray2;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arrays::to_table;
use crate::faults::{OrRaise, raised};
use crate::registers::{tensors_of, weights_of};

/// A quantised network of integers, with or without weights.
#[pyclass(module = "econ_emu")]
#[derive(Clone)]
pub struct Network {
    typed: Typed,
    weights: Option<Weights>,
}

#[pymethods]
impl Network {
    /// A description, as docs/networks.md has it.
    #[staticmethod]
    fn read(path: PathBuf) -> PyResult<Self> {
        let text = econ_emu::files::read_text(&path).or_raise()?;
        let typed = Description::from_yaml(&text, &path).and_then(Description::check).or_raise()?;
        Ok(Network { typed, weights: None })
    }

    /// A built-in encoder by its name.
    #[staticmethod]
    fn built_in(name: &str) -> PyResult<Self> {
        Ok(Network { typed: AeBlock::find(name).or_raise()?.typed().clone(), weights: None })
    }

    #[getter]
    fn name(&self) -> &str {
        self.typed.name()
    }

    /// Shapes of the tensors of weights, by name.
    #[getter]
    fn tensors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let shapes = PyDict::new(py);
        for tensor in self.typed.tensors() {
            shapes.set_item(&tensor.name, &tensor.shape)?;
        }
        Ok(shapes)
    }

    fn weights<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        self.weights.as_ref().map(|weights| tensors_of(py, &self.typed, weights)).transpose()
    }

    fn set_weights(&mut self, arrays: std::collections::BTreeMap<String, Bound<'_, PyAny>>) -> PyResult<()> {
        self.weights = Some(weights_of(&self.typed, &arrays)?);
        Ok(())
    }

    /// Values of every node for integers at the inputs (int64, one row for each sample): a dict of int64 arrays.
    fn run<'py>(&self, py: Python<'py>, inputs: PyReadonlyArray2<'py, i64>) -> PyResult<Bound<'py, PyDict>> {
        let weights = self.weights.as_ref().ok_or_else(|| raised(Error::new("the network has no weights")))?;
        let evaluator = Evaluator::new(&self.typed, weights).or_raise()?;
        let nodes: Vec<&Node> = self.typed.nodes().iter().filter(|node| node.number.format().is_some()).collect();
        let mut columns: Vec<Vec<i64>> = vec![Vec::new(); nodes.len()];
        let mut values = Values::default();
        for row in inputs.as_array().rows() {
            evaluator.run(&row.to_vec(), &mut values).or_raise()?;
            for (node, column) in nodes.iter().zip(&mut columns) {
                column.extend(values.integers(node));
            }
        }
        let arrays = PyDict::new(py);
        for (node, column) in nodes.iter().zip(columns) {
            arrays.set_item(&node.name, to_table(py, column, node.len())?)?;
        }
        Ok(arrays)
    }

    fn __repr__(&self) -> String {
        let weights = if self.weights.is_some() { "with weights" } else { "without weights" };
        format!("<Network {}: {} weights, {weights}>", self.typed.name(), self.typed.weight_count())
    }
}
