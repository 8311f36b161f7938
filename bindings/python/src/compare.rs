//! Golden sets, and outputs that differ.

use std::path::PathBuf;
use std::sync::Arc;

use econ_emu::chip::{InputWords, Options, OutputWords};
use econ_emu::diagnosis::{self, Case, DiagnosisReport, OpenInput, Rows, TwoRows, Window};
use econ_emu::error::Error;
use econ_emu::golden::diff::Differ;
use econ_emu::golden::ebin;
use econ_emu::golden::vectors::VectorReader;
use econ_emu::golden::verify as golden_sets;
use econ_emu::kernels::{BatchChip, ComputedBy};
use econ_emu::registers::{INPUT_LINKS, OUTPUT_LINKS};
use pyo3::prelude::*;

use crate::arrays::RowsOf;
use crate::faults::{OrRaise, raised};
use crate::registers::Registers;

/// Verifies every golden set below a directory; JSON of the outcomes.
#[pyfunction]
pub fn verify(py: Python<'_>, directory: PathBuf) -> PyResult<String> {
    let (cases, unclaimed) = golden_sets::find(&directory).or_raise()?;
    let lines = py.detach(|| {
        let one = |case| golden_sets::verify(case, &Options::default(), ComputedBy::Fastest, |_| {});
        cases.iter().map(one).collect()
    });
    let result = golden_sets::Verification { lines, unclaimed, ..golden_sets::Verification::default() };
    serde_json::to_string(&result).map_err(|error| raised(Error::new(error.to_string())))
}

/// Rows of an array, one after the other.
fn in_order<'a>(rows: &'a [OutputWords]) -> Box<dyn Rows + 'a> {
    let mut rows = rows.iter();
    Box::new(move || Ok(rows.next().copied()))
}

/// Compares received output words with expected ones, and says why they differ; JSON.
#[pyfunction]
#[pyo3(signature = (expected, received, registers, *, input=None, diagnose=true))]
pub fn diff<'py>(
    py: Python<'py>,
    expected: Option<&Bound<'py, PyAny>>,
    received: &Bound<'py, PyAny>,
    registers: &Registers,
    input: Option<&Bound<'py, PyAny>>,
    diagnose: bool,
) -> PyResult<String> {
    let input = input.map(|input| RowsOf::<u32, INPUT_LINKS>::of(input, "input")).transpose()?;
    let input = input.as_ref().map(RowsOf::rows);
    let received = RowsOf::<u32, OUTPUT_LINKS>::of(received, "received")?;
    let received = received.rows();
    let given = expected.map(|expected| RowsOf::<u32, OUTPUT_LINKS>::of(expected, "expected")).transpose()?;
    let (config, options) = registers.setup();
    let expected = match (&given, &input) {
        (Some(given), _) => given.rows(),
        (None, Some(input)) => {
            let mut sent = vec![[0; OUTPUT_LINKS]; input.len()];
            BatchChip::new(config, options).or_raise()?.run_parallel(input, &mut sent);
            sent.into()
        }
        (None, None) => return Err(raised(Error::new("the expected words or the input are needed"))),
    };
    let input = input.as_deref().map(|rows| {
        let mut bytes = ebin::header::<InputWords>(INPUT_LINKS).to_vec();
        rows.iter().flatten().for_each(|word| bytes.extend(word.to_le_bytes()));
        Arc::<[u8]>::from(bytes)
    });
    let (expected, received, emulated) = (&*expected, &*received, given.is_none());
    let json = py.detach(|| {
        let mut differ = Differ::new(config, &options.packet_layout(config));
        let mut window = Window::default();
        for row in 0..expected.len().max(received.len()) {
            window.push(expected.get(row), received.get(row));
        }
        expected.iter().zip(received).for_each(|(expected, received)| differ.push(expected, received));
        let reopen = || -> econ_emu::error::Result<TwoRows<'_>> { Ok((in_order(expected), in_order(received))) };
        let open = || {
            // Every reader shares the bytes.
            let bytes = input.clone().unwrap_or_default();
            VectorReader::new(Box::new(std::io::Cursor::new(bytes)), std::path::Path::new("input"))
        };
        let open: OpenInput<'_> = &open;
        let case = Case {
            config,
            options,
            window: &window,
            reopen: Some(&reopen),
            input: input.is_some().then_some(open),
            emulated,
        };
        let found = if diagnose { diagnosis::diagnose(&case)? } else { diagnosis::Diagnoses::default() };
        let list: Vec<DiagnosisReport> = found.list.iter().map(|one| DiagnosisReport::new(one, |_| None)).collect();
        Ok(serde_json::json!({
            "rows": [expected.len(), received.len()],
            "difference": differ.finish(),
            "diagnoses": list,
            "bit_errors": found.errors,
            "notes": found.notes,
        }))
    });
    Ok(json.or_raise()?.to_string())
}
