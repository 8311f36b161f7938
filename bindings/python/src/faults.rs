//! Faults of the library as exceptions.

use econ_emu::error::Error;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

pyo3::create_exception!(
    econ_emu,
    EconError,
    PyValueError,
    "What is wrong with a file, a setting or a value: which one, what was found, what is allowed."
);

/// A fault of the library as an exception.
pub fn raised(error: Error) -> PyErr {
    EconError::new_err(error.to_string())
}

/// A result of the library as one of Python.
pub trait OrRaise<T> {
    /// The value, or an [`EconError`].
    fn or_raise(self) -> PyResult<T>;
}

impl<T> OrRaise<T> for econ_emu::error::Result<T> {
    fn or_raise(self) -> PyResult<T> {
        self.map_err(raised)
    }
}
