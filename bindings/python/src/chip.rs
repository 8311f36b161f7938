//! The chip in operation.

use econ_emu::chip::autoencoder::Encoder;
use econ_emu::chip::signals::{CELLS, Calq};
use econ_emu::chip::unpack::Unpacker;
use econ_emu::chip::{BxTrace, Chip as ScalarChip, NoTrace, Options, Stages};
use econ_emu::data::sample::MAX_CALQ;
use econ_emu::error::Error;
use econ_emu::golden::decode::{PacketCell, PacketColumns};
use econ_emu::kernels::BatchChip;
use econ_emu::network::LATENTS;
use econ_emu::registers::{ChipConfig, INPUT_LINKS, OUTPUT_LINKS};
use numpy::{PyArray1, PyArray2};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arrays::{RowsOf, to_array, to_table};
use crate::faults::{OrRaise, raised};
use crate::registers::{Registers, weights_in};

/// Latents of each row, and its module sum.
type EncodedArrays<'py> = (Bound<'py, PyArray2<u16>>, Bound<'py, PyArray1<u16>>);

/// Names of columns, their numbers for each packet, and what became of it.
type PacketArrays<'py> = (Vec<String>, Bound<'py, PyArray2<i64>>, Vec<&'static str>);

/// A chip in operation. It keeps its state (buffer, BX counter) from one call of run() to the next.
#[pyclass(module = "econ_emu")]
#[derive(Clone)]
pub struct Chip {
    config: ChipConfig,
    options: Options,
    reset: BatchChip,
    chip: BatchChip,
    rows: u64,
}

#[pymethods]
impl Chip {
    #[new]
    fn new(registers: &Registers) -> PyResult<Self> {
        let (config, options) = registers.setup();
        let chip = BatchChip::new(config, options).or_raise()?;
        Ok(Chip { config: config.clone(), options: options.clone(), reset: chip.clone(), chip, rows: 0 })
    }

    /// Settings and weights, as a copy.
    #[getter]
    fn registers(&self) -> Registers {
        Registers::of(self.config.clone(), self.options.clone())
    }

    /// What does the work: a kernel and its instructions, or the scalar model and why.
    #[getter]
    fn way(&self) -> String {
        self.chip.way()
    }

    /// Rows that went through since the last reset.
    #[getter]
    fn rows(&self) -> u64 {
        self.rows
    }

    /// Brings the chip back to where it was before the first row.
    fn reset(&mut self) {
        self.chip.clone_from(&self.reset);
        self.rows = 0;
    }

    /// A second chip in the same state.
    fn copy(&self) -> Self {
        self.clone()
    }

    fn __copy__(&self) -> Self {
        self.clone()
    }

    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> Self {
        self.clone()
    }

    /// Input words (uint32 of shape (rows, 12)) to output words (uint32 of shape (rows, 13)).
    #[pyo3(signature = (words, *, parallel=true))]
    fn run<'py>(
        &mut self,
        py: Python<'py>,
        words: &Bound<'py, PyAny>,
        parallel: bool,
    ) -> PyResult<Bound<'py, PyArray2<u32>>> {
        let words = RowsOf::<u32, INPUT_LINKS>::of(words, "words")?;
        let rows = words.rows();
        let (rows, chip) = (&*rows, &mut self.chip);
        let sent = py.detach(|| {
            let mut sent = vec![[0; OUTPUT_LINKS]; rows.len()];
            if parallel {
                chip.run_parallel(rows, &mut sent)
            } else {
                chip.run(rows, &mut sent)
            }
            sent
        });
        self.rows += sent.len() as u64;
        to_array(py, sent)
    }

    /// The values of every stage for these rows, of a chip just after reset: a dict of int64 arrays.
    fn trace<'py>(&self, py: Python<'py>, words: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
        let words = RowsOf::<u32, INPUT_LINKS>::of(words, "words")?;
        let rows = words.rows();
        let stages = Stages::new(&self.config, &self.options.network);
        let mut chip = ScalarChip::new(&self.config, &self.options).or_raise()?;
        let mut values: Vec<Vec<i64>> = stages.iter().map(|_| Vec::new()).collect();
        for words in rows.iter() {
            let mut trace = BxTrace::default();
            chip.step(words, &mut trace);
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
        for info in Stages::new(&self.config, &self.options.network).iter() {
            columns.set_item(&info.name, info.columns())?;
        }
        Ok(columns)
    }

    /// Calibrated charges (CALQ, uint32 of shape (rows, 48)) to latents (uint16 of shape (rows, 16), in 1/256) and the
    /// module sums in 5E4M (uint16). The chip's state has no part in it.
    fn encode<'py>(&self, py: Python<'py>, charges: &Bound<'py, PyAny>) -> PyResult<EncodedArrays<'py>> {
        let charges = RowsOf::<u32, CELLS>::of(charges, "charges")?;
        let rows = charges.rows();
        let encoder = weights_in(&self.config).and_then(|weights| Encoder::new(&self.options.network, weights));
        let encoder = encoder.or_raise()?;
        let too_large = rows
            .iter()
            .zip(0usize..)
            .find_map(|(row, at)| row.iter().position(|&charge| charge > MAX_CALQ).map(|cell| (at, cell, row[cell])));
        if let Some((row, cell, charge)) = too_large {
            let place = format!("charges[{row}, {cell}]");
            return Err(raised(Error::out_of_range(place, charge, format!("0..={MAX_CALQ}"))));
        }
        let rows = &*rows;
        let (latents, sums): (Vec<[u16; LATENTS]>, Vec<u16>) = py.detach(|| {
            let encoded = rows.iter().map(|row| encoder.encode(&row.map(Calq), &mut NoTrace));
            encoded.map(|encoded| (encoded.latents, encoded.sum.0)).unzip()
        });
        Ok((to_array(py, latents)?, PyArray1::from_vec(py, sums)))
    }

    /// Names, numbers (int64; -1 where nothing was received) and outcomes of the packets in output words.
    fn packets<'py>(&self, py: Python<'py>, words: &Bound<'py, PyAny>) -> PyResult<PacketArrays<'py>> {
        let words = RowsOf::<u32, OUTPUT_LINKS>::of(words, "words")?;
        let rows = words.rows();
        let layout = self.options.packet_layout(&self.config);
        let columns = PacketColumns::new(&self.config, &layout);
        let (mut numbers, mut outcomes) = (Vec::new(), Vec::new());
        let mut take = |packet: econ_emu::chip::unpack::ReceivedPacket| {
            outcomes.push(packet.status.name());
            numbers.extend(columns.cells(&packet).into_iter().filter_map(|cell| match cell {
                PacketCell::Number(number) => Some(number.map_or(-1, |number| number as i64)),
                PacketCell::Known(bits) => Some(bits as i64),
                PacketCell::Status(_) => None,
            }));
        };
        let mut unpacker = Unpacker::new(&self.config, layout.clone());
        rows.iter().for_each(|row| unpacker.push(row, &mut take));
        unpacker.finish(&mut take);
        let names: Vec<String> = columns.names().into_iter().filter(|name| name != "STATUS").collect();
        let width = names.len();
        Ok((names, to_table(py, numbers, width)?, outcomes))
    }

    fn __repr__(&self) -> String {
        let ChipConfig { algorithm, links, .. } = &self.config;
        let generation = self.options.generation(&self.config);
        format!("<Chip: {algorithm}, {generation}, {links} links, {} rows since reset, by {}>", self.rows, self.way())
    }
}
