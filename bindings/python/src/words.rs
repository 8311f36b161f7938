//! Files of words.

use std::path::{Path, PathBuf};

use econ_emu::chip::{InputWords, OutputWords};
use econ_emu::error::Error;
use econ_emu::golden::stream::RowFile;
use econ_emu::golden::vectors::{VectorFormat, VectorKind, VectorReader, VectorSource, Words};
use econ_emu::registers::{INPUT_LINKS, OUTPUT_LINKS};
use numpy::{PyUntypedArray, PyUntypedArrayMethods};
use pyo3::prelude::*;

use crate::arrays::{RowsOf, to_array};
use crate::faults::{OrRaise, raised};

/// Reads a vector file.
#[pyfunction]
#[pyo3(signature = (path, kind=None))]
pub fn read_words<'py>(py: Python<'py>, path: PathBuf, kind: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let format = VectorFormat::default();
    let mut source = VectorSource::open(&path).or_raise()?;
    let said = source.kind(&format).or_raise()?;
    let wanted = match kind {
        Some("input") => Some(VectorKind::Input),
        Some("output") => Some(VectorKind::Output),
        Some(other) => return Err(raised(Error::out_of_range("kind", other, "input or output"))),
        None => None,
    };
    let unknown = || {
        raised(Error::new("the file does not say whether it holds input or output words").file(&path).hint("give kind"))
    };
    Ok(match wanted.or(said).ok_or_else(unknown)? {
        VectorKind::Input => {
            let rows: VectorReader<InputWords> = source.rows(&format).or_raise()?;
            to_array(py, py.detach(|| rows.read_all()).or_raise()?)?.into_any()
        }
        VectorKind::Output => {
            let rows: VectorReader<OutputWords> = source.rows(&format).or_raise()?;
            to_array(py, py.detach(|| rows.read_all()).or_raise()?)?.into_any()
        }
    })
}

fn write<W: Words>(path: &Path, rows: &[W]) -> PyResult<()> {
    let mut file = RowFile::create(path).or_raise()?;
    file.write_batch(rows).or_raise()?;
    file.commit().or_raise()
}

/// Writes a vector file.
#[pyfunction]
pub fn write_words(path: PathBuf, words: &Bound<'_, PyAny>) -> PyResult<()> {
    let columns = words.cast::<PyUntypedArray>().ok().and_then(|array| array.shape().get(1).copied());
    match columns {
        Some(INPUT_LINKS) => write::<InputWords>(&path, &RowsOf::<u32, INPUT_LINKS>::of(words, "words")?.rows()),
        _ => write::<OutputWords>(&path, &RowsOf::<u32, OUTPUT_LINKS>::of(words, "words")?.rows()),
    }
}
