//! NumPy arrays as rows of a fixed length, without a copy where their memory is laid out so.

use std::borrow::Cow;

use numpy::{
    Element, PyArray1, PyArray2, PyArrayMethods, PyReadonlyArray2, PyReadwriteArray2, PyUntypedArray,
    PyUntypedArrayMethods,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

/// An array of N columns that a caller gave.
pub struct RowsOf<'py, T: Element, const N: usize>(PyReadonlyArray2<'py, T>);

impl<'py, T: Element + Copy, const N: usize> RowsOf<'py, T, N> {
    /// Takes an array of shape (rows, N); its type must be the right one, so that no number is cut.
    pub fn of(array: &Bound<'py, PyAny>, name: &str) -> PyResult<Self> {
        let wanted = format!("an array of {} of shape (rows, {N})", T::get_dtype(array.py()));
        let Ok(untyped) = array.cast::<PyUntypedArray>() else {
            let found = array.get_type().name()?;
            return Err(PyTypeError::new_err(format!("{name}: {wanted} is needed, not a {found}")));
        };
        let found = format!("{} of shape {}", untyped.dtype(), array.getattr("shape")?);
        let Ok(rows) = array.extract::<PyReadonlyArray2<'py, T>>() else {
            let hint = if untyped.ndim() == 2 { "; astype() converts" } else { "" };
            return Err(PyTypeError::new_err(format!("{name}: {wanted} is needed, not {found}{hint}")));
        };
        if rows.shape()[1] != N {
            return Err(PyValueError::new_err(format!("{name}: {wanted} is needed, not {found}")));
        }
        Ok(RowsOf(rows))
    }

    /// The rows; a copy only if they do not lie one behind the other.
    pub fn rows(&self) -> Cow<'_, [[T; N]]> {
        // Memory that is contiguous column by column is a slice, too.
        match self.0.as_slice() {
            Ok(values) if self.0.is_c_contiguous() => Cow::Borrowed(values.as_chunks().0),
            _ => {
                let array = self.0.as_array();
                Cow::Owned(array.rows().into_iter().map(|row| std::array::from_fn(|at| row[at])).collect())
            }
        }
    }
}

/// The rows of an array that is written, one behind the other.
pub fn rows_mut<'a, const N: usize>(
    array: &'a mut PyReadwriteArray2<'_, u32>,
    name: &str,
) -> PyResult<&'a mut [[u32; N]]> {
    let fault = format!("{name}: an array of shape (rows, {N}) is needed whose rows lie one behind the other");
    if array.shape()[1] != N || !array.is_c_contiguous() {
        return Err(PyValueError::new_err(fault));
    }
    let values = array.as_slice_mut().map_err(|_| PyValueError::new_err(fault))?;
    Ok(values.as_chunks_mut().0)
}

/// Rows as an array that owns them.
pub fn to_array<'py, T: Element + Copy, const N: usize>(
    py: Python<'py>,
    rows: Vec<[T; N]>,
) -> PyResult<Bound<'py, PyArray2<T>>> {
    to_table(py, rows.into_flattened(), N)
}

/// Values as an array of so many columns.
pub fn to_table<T: Element>(py: Python<'_>, values: Vec<T>, columns: usize) -> PyResult<Bound<'_, PyArray2<T>>> {
    let rows = values.len() / columns.max(1);
    PyArray1::from_vec(py, values).reshape([rows, columns])
}
