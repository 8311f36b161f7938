//! A chip as two objects: what is computed, and what one BX leaves to the next.

use std::sync::Arc;

use econ_emu::chip::erx::{Bx, ORBIT};
use econ_emu::chip::signals::{CELLS, Calq};
use econ_emu::chip::unpack::{ReceivedPacket, Unpacker};
use econ_emu::chip::{BxTrace, Stages};
use econ_emu::data::sample::MAX_CALQ;
use econ_emu::error::Error;
use econ_emu::golden::decode::{PacketCell, PacketColumns};
use econ_emu::model::{Model as Shared, Stream as State};
use econ_emu::network::LATENTS;
use econ_emu::registers::{ChipConfig, INPUT_LINKS, OUTPUT_LINKS};
use numpy::{PyArray1, PyArray2, PyReadwriteArray2};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::arrays::{RowsOf, rows_mut, to_array, to_table};
use crate::faults::{OrRaise, raised};
use crate::registers::Registers;

/// Latents of each row, and its module sum.
type EncodedArrays<'py> = (Bound<'py, PyArray2<u16>>, Bound<'py, PyArray1<u16>>);

/// Names of columns, their numbers for each packet, and what became of it.
type PacketArrays<'py> = (Vec<String>, Bound<'py, PyArray2<i64>>, Vec<&'static str>);

/// A chip as its registers make it. It never changes, and threads share it.
#[pyclass(module = "econ_emu", frozen)]
pub struct Model {
    shared: Arc<Shared>,
}

#[pymethods]
impl Model {
    #[new]
    fn new(registers: &Registers) -> PyResult<Self> {
        let (config, options) = registers.setup();
        Ok(Model { shared: Arc::new(Shared::new(config, options).or_raise()?) })
    }

    /// Settings and weights, as a copy.
    #[getter]
    fn registers(&self) -> Registers {
        let design = self.shared.design();
        Registers::of(design.config(), design.options().clone())
    }

    /// What does the work of run(): a kernel and its instructions, or the scalar model and why.
    #[getter]
    fn way(&self) -> String {
        self.shared.way()
    }

    /// Has kernels do the work of run() from now on; false where none is exact.
    fn compile(&self, py: Python<'_>) -> bool {
        py.detach(|| self.shared.compile())
    }

    /// The values of every stage for these rows, of a chip just after reset: a dict of int64 arrays.
    fn trace<'py>(&self, py: Python<'py>, words: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
        let words = RowsOf::<u32, INPUT_LINKS>::of(words, "words")?;
        let (rows, stages) = (words.rows(), self.stages());
        let mut stream = State::new(&self.shared);
        let mut values: Vec<Vec<i64>> = stages.iter().map(|_| Vec::new()).collect();
        for words in rows.iter() {
            let mut trace = BxTrace::default();
            stream.step_traced(&self.shared, words, &mut trace);
            for (info, values) in stages.iter().zip(&mut values) {
                values.extend(trace.get(info.stage).unwrap_or_default());
            }
        }
        let arrays = PyDict::new(py);
        for (info, values) in stages.iter().zip(values) {
            arrays.set_item(&info.name, to_table(py, values, info.len())?)?;
        }
        Ok(arrays)
    }

    /// Names of the columns of each array that trace() gives.
    fn trace_columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for info in self.stages().iter() {
            columns.set_item(&info.name, info.columns())?;
        }
        Ok(columns)
    }

    /// Names, numbers (int64; -1 where nothing was received) and outcomes of the packets in output words.
    fn packets<'py>(&self, py: Python<'py>, words: &Bound<'py, PyAny>) -> PyResult<PacketArrays<'py>> {
        let words = RowsOf::<u32, OUTPUT_LINKS>::of(words, "words")?;
        let rows = words.rows();
        let config = self.shared.design().settings();
        let layout = self.shared.design().options().packet_layout(config);
        let columns = PacketColumns::new(config, &layout);
        let (mut numbers, mut outcomes) = (Vec::new(), Vec::new());
        let mut take = |packet: ReceivedPacket| {
            outcomes.push(packet.status.name());
            numbers.extend(columns.cells(&packet).into_iter().filter_map(|cell| match cell {
                PacketCell::Number(number) => Some(number.map_or(-1, |number| number as i64)),
                PacketCell::Known(bits) => Some(bits as i64),
                PacketCell::Status(_) => None,
            }));
        };
        let mut unpacker = Unpacker::new(config, layout.clone());
        rows.iter().for_each(|row| unpacker.push(row, &mut take));
        unpacker.finish(&mut take);
        let names: Vec<String> = columns.names().into_iter().filter(|name| name != "STATUS").collect();
        let width = names.len();
        Ok((names, to_table(py, numbers, width)?, outcomes))
    }

    fn __repr__(&self) -> String {
        format!("<Model: {}, by {}>", self.facts(), self.way())
    }
}

impl Model {
    fn stages(&self) -> Stages {
        let design = self.shared.design();
        Stages::new(&design.config(), &design.options().network)
    }

    /// Algorithm, generation and links.
    fn facts(&self) -> String {
        let design = self.shared.design();
        let config @ ChipConfig { algorithm, links, .. } = design.settings();
        format!("{algorithm}, {}, {links} links", design.options().generation(config))
    }
}

/// One chip: what a BX leaves to the next. It belongs to one thread at a time.
#[pyclass(module = "econ_emu")]
#[derive(Clone)]
pub struct Stream {
    model: Arc<Shared>,
    state: State,
}

impl Stream {
    /// A row for a row.
    fn run_into(&mut self, py: Python<'_>, rows: &[[u32; INPUT_LINKS]], sent: &mut [[u32; OUTPUT_LINKS]], many: bool) {
        let Stream { model, state } = self;
        py.detach(|| match many {
            true => state.run_parallel(model, rows, sent),
            false => state.run(model, rows, sent),
        });
    }
}

#[pymethods]
impl Stream {
    #[new]
    fn new(model: &Model) -> Self {
        Stream { model: model.shared.clone(), state: State::new(&model.shared) }
    }

    #[getter]
    fn model(&self) -> Model {
        Model { shared: self.model.clone() }
    }

    /// Number of the next row since the last reset.
    #[getter]
    fn row(&self) -> u64 {
        self.state.row()
    }

    /// Number of the next BX, if it has no orbit header.
    #[getter]
    fn next_bx(&self) -> u16 {
        self.state.next_bx()
    }

    /// 16-bit words that wait in the FIFO.
    #[getter]
    fn waiting(&self) -> usize {
        self.state.waiting()
    }

    /// As just after a reset of the chip.
    fn reset(&mut self) {
        self.state.reset();
    }

    /// A second chip in the same state.
    fn copy(&self) -> Self {
        self.clone()
    }

    /// What the next BX depend on, as bytes.
    fn save<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.state.save())
    }

    /// Goes on where a stream was saved.
    fn restore(&mut self, saved: &[u8]) -> PyResult<()> {
        self.state.restore(saved).or_raise()
    }

    /// Input words (uint32 of shape (rows, 12)) to output words (uint32 of shape (rows, 13)), new ones or those of `out`.
    #[pyo3(signature = (words, *, out=None, parallel=false))]
    fn run<'py>(
        &mut self,
        py: Python<'py>,
        words: &Bound<'py, PyAny>,
        out: Option<PyReadwriteArray2<'py, u32>>,
        parallel: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let words = RowsOf::<u32, INPUT_LINKS>::of(words, "words")?;
        let rows = words.rows();
        let Some(mut out) = out else {
            let mut sent = vec![[0; OUTPUT_LINKS]; rows.len()];
            self.run_into(py, &rows, &mut sent, parallel);
            return Ok(to_array(py, sent)?.into_any());
        };
        let sent = rows_mut(&mut out, "out")?;
        if sent.len() != rows.len() {
            return Err(PyValueError::new_err(format!("out: {} rows for {} rows of words", sent.len(), rows.len())));
        }
        self.run_into(py, &rows, sent, parallel);
        Ok(out.as_any().clone())
    }

    /// One BX from calibrated charges (uint32 of shape (48,)), behind the front end: words of shape (13,).
    fn step_charges<'py>(
        &mut self,
        py: Python<'py>,
        bx: u16,
        charges: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyArray1<u32>>> {
        if bx >= ORBIT {
            return Err(raised(Error::out_of_range("bx", bx, format!("0 to {}", ORBIT - 1))));
        }
        let charges = RowsOf::<u32, CELLS>::of(&charges.call_method1("reshape", ((1, -1),))?, "charges")?;
        let charges = calq(&charges.rows())?;
        let charges = charges.first().copied().unwrap_or([Calq(0); CELLS]);
        Ok(PyArray1::from_slice(py, &self.state.step_charges(&self.model, Bx(bx), &charges)))
    }

    /// Calibrated charges (CALQ, uint32 of shape (rows, 48)) to latents (uint16 of shape (rows, 16), in 1/256) and the
    /// module sums in 5E4M (uint16). Where the stream is has no part in it.
    fn encode<'py>(&mut self, py: Python<'py>, charges: &Bound<'py, PyAny>) -> PyResult<EncodedArrays<'py>> {
        let charges = calq(&RowsOf::<u32, CELLS>::of(charges, "charges")?.rows())?;
        let Stream { model, state } = self;
        let encode = || charges.iter().map(|charges| state.encode(model, charges)).collect::<Option<Vec<_>>>();
        let Some(encoded) = py.detach(encode) else {
            let algorithm = self.model.design().settings().algorithm;
            return Err(raised(Error::new("the chip has no encoder").field("algorithm").found(algorithm)));
        };
        let (latents, sums): (Vec<[u16; LATENTS]>, Vec<u16>) =
            encoded.into_iter().map(|encoded| (encoded.latents, encoded.sum.0)).unzip();
        Ok((to_array(py, latents)?, PyArray1::from_vec(py, sums)))
    }

    fn __repr__(&self) -> String {
        let (state, facts) = (&self.state, self.model().facts());
        format!("<Stream: {facts}; row {}, BX {}, {} words wait>", state.row(), state.next_bx(), state.waiting())
    }
}

/// Rows of charges, none of which has more bits than the chip's.
fn calq(rows: &[[u32; CELLS]]) -> PyResult<Vec<[Calq; CELLS]>> {
    for (row, charges) in rows.iter().enumerate() {
        if let Some(cell) = charges.iter().position(|&charge| charge > MAX_CALQ) {
            let place = format!("charges[{row}, {cell}]");
            return Err(raised(Error::out_of_range(place, charges[cell], format!("0..={MAX_CALQ}"))));
        }
    }
    Ok(rows.iter().map(|row| row.map(Calq)).collect())
}
