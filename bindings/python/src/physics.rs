//! Charges of modules: files of them, synthetic ones, and how well they were kept.

use std::path::PathBuf;

use econ_emu::chip::signals::{CELLS, PerCell};
use econ_emu::data::Source;
use econ_emu::data::calq_csv::{CalqReader, TableOptions};
use econ_emu::data::cells::CellOrder;
use econ_emu::data::synth::{Synth, SynthKind};
use econ_emu::error::Error;
use econ_emu::physics::metrics::Metric;
use econ_emu::registers::{Density, INPUT_LINKS};
use numpy::{PyArray1, PyArray2};
use pyo3::prelude::*;
use serde::de::DeserializeOwned;

use crate::arrays::{RowsOf, to_array};
use crate::faults::{OrRaise, raised};

/// Charges and link words of as many modules.
type SynthArrays<'py> = (Bound<'py, PyArray2<u32>>, Bound<'py, PyArray2<u32>>);

/// A value of an enumeration by the name that it has in files.
fn named<T: DeserializeOwned>(field: &str, name: &str) -> PyResult<T> {
    let fault = |error: serde_json::Error| {
        let allowed = error.to_string();
        raised(Error::new("no such value").field(field).found(name).allowed(allowed))
    };
    serde_json::from_value(serde_json::Value::from(name)).map_err(fault)
}

/// A metric of each module: float64, NaN where it is not defined. Charges are float32 of shape (rows, 48), post-MUX order.
#[pyfunction]
pub fn metric<'py>(
    py: Python<'py>,
    name: &str,
    truth: &Bound<'py, PyAny>,
    decoded: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyArray1<f64>>> {
    let metric = Metric::ALL.into_iter().find(|metric| metric.name() == name).ok_or_else(|| {
        let names = Metric::ALL.map(Metric::name).join(", ");
        raised(Error::out_of_range("metric", name, names))
    })?;
    let (truth, decoded) = (RowsOf::<f32, CELLS>::of(truth, "truth")?, RowsOf::<f32, CELLS>::of(decoded, "decoded")?);
    let (truth, decoded) = (truth.rows(), decoded.rows());
    if truth.len() != decoded.len() {
        let fault = Error::new("two arrays of as many rows are needed");
        return Err(raised(fault.found(format!("{} and {} rows", truth.len(), decoded.len()))));
    }
    let (truth, decoded) = (&*truth, &*decoded);
    let values = py.detach(|| {
        let of_one = |(truth, decoded): (&PerCell<f32>, &PerCell<f32>)| metric.of(truth, decoded).unwrap_or(f64::NAN);
        truth.iter().zip(decoded).map(of_one).collect()
    });
    Ok(PyArray1::from_vec(py, values))
}

/// Names of all metrics.
#[pyfunction]
pub fn metrics() -> Vec<&'static str> {
    Metric::ALL.map(Metric::name).to_vec()
}

/// Calibrated charges and link words of synthetic modules.
#[pyfunction]
#[pyo3(signature = (rows, *, seed=1, kind="mixed", density=None))]
pub fn synth<'py>(
    py: Python<'py>,
    rows: u32,
    seed: u64,
    kind: &str,
    density: Option<&str>,
) -> PyResult<SynthArrays<'py>> {
    let kind: SynthKind = named("kind", kind)?;
    let density: Option<Density> = density.map(|name| named("density", name)).transpose()?;
    let synth = Synth::new(seed, kind, density, rows.into());
    let (charges, words): (Vec<PerCell<u32>>, Vec<[u32; INPUT_LINKS]>) = py.detach(|| {
        let one = |number: u32| {
            let row = synth.row(number.into());
            (synth.sample(&row).charges.map(|charge| charge.0), synth.words(number.into(), &row))
        };
        (0..rows).map(one).unzip()
    });
    Ok((to_array(py, charges)?, to_array(py, words)?))
}

/// Calibrated charges of a CALQ csv, in post-MUX order; `order` is that of the file.
#[pyfunction]
#[pyo3(signature = (path, *, order="training", no_header=false, index_column=false, round=false))]
pub fn read_calq<'py>(
    py: Python<'py>,
    path: PathBuf,
    order: &str,
    no_header: bool,
    index_column: bool,
    round: bool,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let order: CellOrder = named("order", order)?;
    let options = TableOptions::new(no_header, index_column, round);
    let charges: econ_emu::error::Result<Vec<PerCell<u32>>> = py.detach(|| {
        let mut reader = CalqReader::open(&path, order, &options)?;
        let mut charges = Vec::new();
        while let Some(sample) = reader.read()? {
            charges.push(sample.charges.map(|charge| charge.0));
        }
        Ok(charges)
    });
    to_array(py, charges.or_raise()?)
}
