//! A chip inside somebody else's program, as two objects: a [`Model`] says what is computed and never changes, a
//! [`Stream`] holds what one BX leaves to the next.
//!
//! A model is small and quickly made, so that a program can hold one for each of the 27,000 chips of the detector; any
//! number of threads share it. A stream belongs to one thread at a time, and to one chip. There is nothing besides:
//! no global state, no threads, and no memory taken while BX pass.
//!
//! The work is that of [`crate::chip`], the specification, BX by BX. Where one model sees many rows at a time,
//! [`Model::compile`] has the kernels of [`crate::kernels`] do it: the same words, faster, for more memory.
//!
//! ```
//! use econ_emu::chip::Options;
//! use econ_emu::model::{Model, Stream};
//! use econ_emu::registers::{Algorithm, ChipConfig, Generation};
//!
//! let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
//! let model = Model::new(&config, &Options::default())?;
//! let mut stream = Stream::new(&model);
//! let sent = stream.step(&model, &[0x9000_0000; 12]);
//! assert_eq!(sent[0] >> 27, 31, "the header of BX 0");
//!
//! let saved = stream.save();
//! let next = stream.step(&model, &[0xA000_0000; 12]);
//! stream.restore(&saved)?;
//! assert_eq!(stream.step(&model, &[0xA000_0000; 12]), next, "the same BX once more");
//! # Ok::<(), econ_emu::error::Error>(())
//! ```

#![deny(clippy::float_arithmetic)]

mod saved;

use std::sync::OnceLock;

use crate::chip::autoencoder::Encoded;
use crate::chip::erx::Bx;
use crate::chip::signals::{Calq, InputWords, OutputWords, PerCell};
use crate::chip::{ChipDesign, ChipState, NoTrace, Options, Trace};
use crate::error::Result;
use crate::kernels::{ChipKernels, NoKernel, Scratch};
use crate::nn::Values;
use crate::registers::ChipConfig;

pub use saved::SAVED_BYTES;

/// Rows from which kernels, which work on 64 at a time, are faster than as many single BX.
const FEW_ROWS: usize = 4;

/// A chip as its configuration makes it, with options and weights: what is computed. It never changes, and any number
/// of threads can share it.
///
/// With the chip's encoder it takes less than 8 kB of memory (`tests/model.rs` measures it), besides the description of
/// the network, which all models that were made with clones of the same [`Options`] share.
#[derive(Debug)]
pub struct Model {
    design: ChipDesign,
    /// Made by [`Model::compile`], or why no kernel is exact.
    kernels: OnceLock<std::result::Result<Box<ChipKernels>, NoKernel>>,
}

impl Model {
    /// The model of a configuration.
    ///
    /// # Errors
    /// As [`crate::chip::Chip::new`].
    pub fn new(config: &ChipConfig, options: &Options) -> Result<Self> {
        Ok(Model { design: ChipDesign::new(config, options)?, kernels: OnceLock::new() })
    }

    /// What the model is made of.
    pub fn design(&self) -> &ChipDesign {
        &self.design
    }

    /// Has kernels do the work of [`Stream::run`] from now on, which gives the same words. Worth it from some thousand
    /// rows on: code for the weights of an encoder takes about 2 ms to make and 200 kB to keep. False where no kernel
    /// is exact for this configuration; then everything stays as it is.
    ///
    /// Streams that are made afterwards have the memory that kernels need; others take it with their next run.
    pub fn compile(&self) -> bool {
        let make = || ChipKernels::new(&self.design.config(), self.design.options()).map(Box::new);
        self.kernels.get_or_init(make).is_ok()
    }

    /// Whether kernels do the work of [`Stream::run`].
    pub fn is_compiled(&self) -> bool {
        self.kernels().is_some()
    }

    /// What does the work of [`Stream::run`], and where that is the scalar model, why: for people.
    pub fn way(&self) -> String {
        match self.kernels.get() {
            None => "the scalar model: kernels were not asked for".to_owned(),
            Some(Err(reason)) => format!("the scalar model: {reason}"),
            Some(Ok(kernels)) => kernels.way(),
        }
    }

    fn kernels(&self) -> Option<&ChipKernels> {
        self.kernels.get()?.as_deref().ok()
    }
}

/// What one BX leaves to the next: the FIFO of the formatter, the BX counter and the number of the row; and memory to
/// work in. A clone is a copy of all of it.
///
/// A stream that was made for a model takes no memory afterwards. It may go on with another model of the same network,
/// as a chip does whose registers are written while it runs.
#[derive(Debug, Clone)]
pub struct Stream {
    state: ChipState,
    values: Values,
    scratch: Option<Box<Scratch>>,
}

impl Stream {
    /// A chip just after reset, with memory for what this model computes.
    pub fn new(model: &Model) -> Self {
        let mut values = Values::default();
        if let Some(encoder) = model.design.encoder() {
            encoder.reserve(&mut values);
        }
        Stream { state: ChipState::default(), values, scratch: model.kernels().map(ChipKernels::scratch) }
    }

    /// One BX.
    pub fn step(&mut self, model: &Model, words: &InputWords) -> OutputWords {
        self.step_traced(model, words, &mut NoTrace)
    }

    /// One BX, with a trace of what each block makes of it, such as [`crate::chip::BxTrace`].
    pub fn step_traced(&mut self, model: &Model, words: &InputWords, trace: &mut impl Trace) -> OutputWords {
        model.design.step(&mut self.state, &mut self.values, words, trace)
    }

    /// One BX from calibrated charges, behind the front end: what a chip sends for them whose BX counter says `bx`, which
    /// lies in the orbit. The next row goes on from there; resets of the ROC-T do not reach these charges.
    ///
    /// ```
    /// use econ_emu::chip::Options;
    /// use econ_emu::chip::erx::Bx;
    /// use econ_emu::chip::signals::Calq;
    /// use econ_emu::model::{Model, Stream};
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
    /// let model = Model::new(&config, &Options::default())?;
    /// let mut stream = Stream::new(&model);
    /// // The header of BX 18 in 5 bits, then codes of 7 bits: 8 is the code of the charge 8.
    /// assert_eq!(stream.step_charges(&model, Bx(18), &[Calq(8); 48])[0], 0b00010_0001000_0001000_0001000_000100);
    /// assert_eq!(stream.next_bx(), 19);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn step_charges(&mut self, model: &Model, bx: Bx, charges: &PerCell<Calq>) -> OutputWords {
        self.state.next_bx = bx.after();
        model.design.send(&mut self.state, &mut self.values, bx, charges, &mut NoTrace)
    }

    /// The next BX, one row each: as many as both slices have.
    pub fn run(&mut self, model: &Model, rows: &[InputWords], out: &mut [OutputWords]) {
        match self.kernels_for(model, rows) {
            Some((kernels, state, scratch)) => kernels.run(state, rows, out, scratch),
            None => self.run_each(model, rows, out),
        }
    }

    /// As [`Stream::run`], on all threads where kernels do the work and BX do not depend on each other. Threads take
    /// memory. Without the feature `threads`, on this one.
    pub fn run_parallel(&mut self, model: &Model, rows: &[InputWords], out: &mut [OutputWords]) {
        match self.kernels_for(model, rows) {
            Some((kernels, state, scratch)) => kernels.run_parallel(state, rows, out, scratch),
            None => self.run_each(model, rows, out),
        }
    }

    /// The kernels that go on from here with so many rows, and their memory.
    fn kernels_for<'a>(
        &'a mut self,
        model: &'a Model,
        rows: &[InputWords],
    ) -> Option<(&'a ChipKernels, &'a mut ChipState, &'a mut Scratch)> {
        let kernels = model.kernels().filter(|kernels| rows.len() >= FEW_ROWS && kernels.takes(&self.state))?;
        Some((kernels, &mut self.state, self.scratch.get_or_insert_with(|| kernels.scratch())))
    }

    fn run_each(&mut self, model: &Model, rows: &[InputWords], out: &mut [OutputWords]) {
        for (out, words) in out.iter_mut().zip(rows) {
            *out = self.step(model, words);
        }
    }

    /// Latents and module sum of calibrated charges, by the encoder alone: nothing of the stream changes. `None`
    /// where the algorithm of the model has no encoder.
    pub fn encode(&mut self, model: &Model, charges: &PerCell<Calq>) -> Option<Encoded> {
        Some(model.design.encoder()?.encode_in(charges, &mut self.values, &mut NoTrace))
    }

    /// As just after a reset of the chip.
    pub fn reset(&mut self) {
        self.state = ChipState::default();
    }

    /// Number of the next row since the reset: link resets in [`Options`] name rows.
    pub fn row(&self) -> u64 {
        self.state.row
    }

    /// BX number of the next row, if it has no orbit header: 0..=3563.
    pub fn next_bx(&self) -> u16 {
        self.state.next_bx
    }

    /// 16-bit words that wait in the FIFO.
    pub fn waiting(&self) -> usize {
        self.state.buffer.waiting()
    }

    /// What the next BX depend on, as bytes that [`Stream::restore`] takes, of this release and of later ones.
    pub fn save(&self) -> [u8; SAVED_BYTES] {
        saved::to_bytes(&self.state)
    }

    /// Goes on where a stream was saved.
    ///
    /// # Errors
    /// Bytes that [`Stream::save`] has not written, or that have changed since; the stream stays as it is then.
    pub fn restore(&mut self, saved: &[u8]) -> Result<()> {
        self.state = saved::from_bytes(saved)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
