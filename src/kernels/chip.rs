//! The whole chip on batches of BX: link words in, link words out.
//!
//! BX are worked on in blocks of 64, one for each lane, and four blocks at a time. Four of the
//! algorithms send packets of one length, which never wait: there every BX stands for itself, and
//! chunks of BX go to all threads. Threshold Sum keeps the FIFO of the scalar model, fed with packets made here.
//! What no kernel computes exactly goes through [`Chip::step`].

use std::fmt;
#[cfg(feature = "threads")]
use std::slice::{Chunks, ChunksMut};
#[cfg(feature = "threads")]
use std::sync::{Mutex, PoisonError};

use super::best_choice::Network as SortingNetwork;
use super::compiled;
use super::fields::{FIRST, Fields, HEADER4, HEADER5, SUM};
use super::front::{self, Front};
use super::instructions::{ComputedBy, InstructionSet, Work, dispatch};
use super::lanes::{BLOCK, Lanes};
use super::lists::{Contents, GROUPS, Lists, header4};
use super::matrix::{self, Limits, Matrix};
use super::pattern::pattern;
use super::plan::{self, LanePlan, Reason};
use super::vector::Vector;
use crate::chip::algorithm::Largest;
use crate::chip::algorithm::PacketLength;
use crate::chip::autoencoder::packet::latent_bits;
use crate::chip::best_choice::cells_sent;
use crate::chip::buffer::{Buffer, BufferSettings};
use crate::chip::encode::{FLOAT_4E3M, FLOAT_5E3M, FLOAT_5E4M};
use crate::chip::erx::BxCounter;
use crate::chip::formatter::{Field, PACKET_WORDS, Packet, in_link_reset, packet_type};
use crate::chip::signals::{CELLS, InputWords, OutputWords};
use crate::chip::super_trigger_cell::StcTie;
use crate::chip::{Chip, ChipState, NoTrace, Options, etx};
use crate::error::Result;
use crate::network::{AeBlock, LATENT_BITS, LATENTS};
use crate::nn::Weights;
use crate::registers::{Algorithm, ChipConfig, INPUT_LINKS, OUTPUT_LINKS, StcType};

/// BX that a thread takes at a time: 400 kB of words.
pub const CHUNK: usize = 4096;

/// Groups of 4 cells.
const STC_GROUPS: usize = CELLS / 4;

/// Values of the widest algorithm: headers, sum, 48 codes.
const VALUES: usize = FIRST + CELLS;

/// What the algorithm does with the charges of a block.
#[derive(Debug, Clone)]
pub(super) enum Kernel {
    Autoencoder { matrix: Box<Matrix>, fields: Fields },
    LanePlan { plan: Box<LanePlan>, fields: Fields },
    SuperTriggerCell { kind: StcType, tie: StcTie, drop: u32, fields: Fields },
    Repeater { drop: u32, fields: Fields },
    BestChoice { network: SortingNetwork, sent: usize, use_sum: bool, drop: u32, lists: Lists },
    ThresholdSum { thresholds: [u32; CELLS], use_sum: bool, drop: u32, idle: u16, lists: Lists },
}

/// Everything that stays as it is while BX pass.
#[derive(Debug, Clone)]
pub(super) struct Design {
    pub(super) front: Front,
    pub(super) kernel: Kernel,
    algorithm: Algorithm,
    links: usize,
    buffer: BufferSettings,
    /// Whether packets never wait, so that no BX depends on one before it.
    independent: bool,
    link_reset_pattern: u16,
    link_resets_econt: Vec<u64>,
    link_resets_roct: Vec<u64>,
    alignment_time: u64,
    /// What the BX counter takes at an orbit header.
    counter_reset_value: u16,
}

impl Kernel {
    /// The encoder by its own kernel where the network has the chip's shape and sums, else by a lane plan.
    fn autoencoder(block: &AeBlock, weights: &Weights, fields: Fields) -> std::result::Result<Self, Reason> {
        let network = block.typed();
        match pattern(network).and_then(|shape| Matrix::new(&shape, weights)) {
            Some(matrix) => Ok(Kernel::Autoencoder { matrix: Box::new(matrix), fields }),
            None => Ok(Kernel::LanePlan { plan: Box::new(LanePlan::new(network, weights)?), fields }),
        }
    }

    /// Name for people.
    fn name(&self) -> &'static str {
        match self {
            Kernel::Autoencoder { .. } => "the kernel for the shape and sums of the chip's network",
            Kernel::LanePlan { .. } => "a lane plan, as the network has not the shape or the sums of the chip's own",
            Kernel::SuperTriggerCell { .. } => "super trigger cells",
            Kernel::Repeater { .. } => "repeater",
            Kernel::BestChoice { .. } => "best choice",
            Kernel::ThresholdSum { .. } => "threshold sum",
        }
    }
}

/// Why the scalar model does the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoKernel {
    /// It was asked for.
    Unwanted,
    /// There is no encoder.
    Encoder,
    /// Packets may wait in the buffer or be truncated there.
    Buffer,
    /// Cells are compared by their codes.
    Codes,
    /// The network has no lane plan.
    Network(Reason),
}

impl fmt::Display for NoKernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoKernel::Unwanted => f.write_str("as asked"),
            NoKernel::Encoder => f.write_str("there is no encoder"),
            NoKernel::Buffer => f.write_str("with these settings packets may wait in the buffer or be truncated there"),
            NoKernel::Codes => f.write_str("cells are compared by their codes"),
            NoKernel::Network(reason) => reason.fmt(f),
        }
    }
}

/// The kernels of a configuration: what stays as it is while BX pass, and can be shared.
#[derive(Debug, Clone)]
pub struct ChipKernels {
    pub(super) design: Design,
    pub(super) set: InstructionSet,
}

impl ChipKernels {
    /// The kernels of a configuration that [`Chip::new`] takes, for the fastest instructions of this machine. Where these
    /// are AVX-512, the machine code for an encoder takes about 2 ms to make.
    ///
    /// # Errors
    /// Why no kernel computes it exactly.
    pub fn new(config: &ChipConfig, options: &Options) -> std::result::Result<Self, NoKernel> {
        Ok(ChipKernels { design: Design::new(config, options)?, set: InstructionSet::best() })
    }

    /// Which kernel, and its instructions: for people.
    pub fn way(&self) -> String {
        format!("{} ({})", self.design.kernel.name(), self.set.name())
    }

    /// Memory that the kernels need at work: with it nothing is allocated while BX pass.
    pub fn scratch(&self) -> Box<Scratch> {
        let mut scratch = Box::<Scratch>::default();
        let Memory { group, shared, .. } = &mut scratch.memory;
        match &self.design.kernel {
            Kernel::Autoencoder { matrix, .. } => {
                matrix.reserve(&mut shared.matrix, group.iter_mut().map(|block| &mut block.activations));
            }
            Kernel::LanePlan { plan, .. } => planned(plan, &mut group[0], shared),
            _ => {}
        }
        scratch
    }

    /// Whether they go on from this state: where packets never wait, kernels know no FIFO, and nothing may wait in it.
    pub fn takes(&self, state: &ChipState) -> bool {
        !self.design.independent || state.buffer.waiting() == 0
    }

    /// The next BX of a chip in a state that the kernels take, on this thread. Writes as many rows as both slices have.
    pub fn run(&self, state: &mut ChipState, rows: &[InputWords], out: &mut [OutputWords], scratch: &mut Scratch) {
        let count = rows.len().min(out.len());
        let (rows, out) = (&rows[..count], &mut out[..count]);
        let mut counter = BxCounter::at(state.next_bx, self.design.counter_reset_value);
        let (design, memory, row) = (&self.design, &mut scratch.memory, state.row);
        dispatch(self.set, Batch { design, rows, out, row, counter: &mut counter, buffer: &mut state.buffer, memory });
        state.next_bx = counter.next();
        state.row += count as u64;
    }

    /// The same on all threads, where BX do not depend on each other. Without the feature `threads`, on this one.
    pub fn run_parallel(
        &self,
        state: &mut ChipState,
        rows: &[InputWords],
        out: &mut [OutputWords],
        scratch: &mut Scratch,
    ) {
        let mut at =
            ChipStart { counter: BxCounter::at(state.next_bx, self.design.counter_reset_value), row: state.row };
        if !self.share(&mut at, rows, out) {
            return self.run(state, rows, out, scratch);
        }
        (state.next_bx, state.row) = (at.counter.next(), at.row);
    }

    /// The BX from a place on.
    fn run_at(&self, start: ChipStart, rows: &[InputWords], out: &mut [OutputWords], scratch: &mut Scratch) {
        let ChipStart { mut counter, row } = start;
        let Scratch { memory, buffer } = scratch;
        dispatch(self.set, Batch { design: &self.design, rows, out, row, counter: &mut counter, buffer, memory });
    }

    /// False, and nothing is done: there are no other threads.
    #[cfg(not(feature = "threads"))]
    fn share(&self, _at: &mut ChipStart, _rows: &[InputWords], _out: &mut [OutputWords]) -> bool {
        false
    }

    /// Has all threads work on the next BX, as many as both slices have. False, and nothing is done, where they are few
    /// or depend on each other.
    #[cfg(feature = "threads")]
    fn share(&self, at: &mut ChipStart, rows: &[InputWords], out: &mut [OutputWords]) -> bool {
        let count = rows.len().min(out.len());
        if count <= CHUNK || !self.design.independent {
            return false;
        }
        let queue =
            Mutex::new(Queue { rows: rows[..count].chunks(CHUNK), out: out[..count].chunks_mut(CHUNK), at: *at });
        let take = || queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        rayon::scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                scope.spawn(|_| {
                    let mut scratch = Scratch::default();
                    while let Some((start, rows, out)) = take() {
                        self.run_at(start, rows, out, &mut scratch);
                    }
                });
            }
        });
        *at = queue.into_inner().unwrap_or_else(PoisonError::into_inner).at;
        true
    }
}

/// A chip for batches of BX. It keeps its state between batches, as [`Chip`] does between
/// BX, and gives the same words.
#[derive(Debug, Clone)]
pub struct BatchChip {
    /// Or why the scalar model does the work.
    pub(super) kernels: std::result::Result<ChipKernels, NoKernel>,
    scalar: Chip,
    at: ChipStart,
    scratch: Box<Scratch>,
}

/// The state of a chip before some BX, where BX do not depend on each other.
#[derive(Debug, Clone, Copy)]
pub struct ChipStart {
    counter: BxCounter,
    row: u64,
}

impl ChipStart {
    /// Moves over some BX, and gives the state before them.
    fn skip(&mut self, rows: &[InputWords]) -> ChipStart {
        let start = *self;
        self.counter.skip(rows);
        self.row += rows.len() as u64;
        start
    }
}

/// Memory of a thread at work, and the FIFO of its packets.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    memory: Memory,
    buffer: Buffer,
}

impl BatchChip {
    /// A chip just after reset, with the fastest instructions of this machine. Where that is AVX-512, the machine
    /// code for an encoder takes about 2 ms to make.
    ///
    /// ```
    /// use std::path::Path;
    /// use econ_emu::chip::{Chip, InputWords, NoTrace, Options, OutputWords};
    /// use econ_emu::golden::vectors::VectorReader;
    /// use econ_emu::kernels::BatchChip;
    /// use econ_emu::registers::default_settings;
    ///
    /// let (config, options) = (default_settings()?, Options::default());
    /// let rows = VectorReader::<InputWords>::open(Path::new("golden/default/golden/testInput.csv"))?.read_all()?;
    /// let mut sent = vec![OutputWords::default(); rows.len()];
    /// BatchChip::new(&config, &options)?.run(&rows, &mut sent);
    ///
    /// let mut chip = Chip::new(&config, &options)?;
    /// assert!(rows.iter().zip(&sent).all(|(words, sent)| chip.step(words, &mut NoTrace) == *sent));
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Chip::new`].
    pub fn new(config: &ChipConfig, options: &Options) -> Result<Self> {
        Ok(BatchChip {
            scalar: Chip::new(config, options)?,
            kernels: ChipKernels::new(config, options),
            at: ChipStart { counter: BxCounter::new(options.counter_reset_value), row: 0 },
            scratch: Box::default(),
        })
    }

    /// The same chip with other instructions; `None` is the scalar model. For tests and measurements,
    /// before the first BX.
    ///
    /// # Errors
    /// If this machine does not have them.
    pub fn with(self, set: Option<InstructionSet>) -> Result<Self> {
        match set {
            None => Ok(BatchChip { kernels: Err(NoKernel::Unwanted), ..self }),
            Some(set) => {
                set.check()?;
                let mut chip = self;
                if let Ok(kernels) = &mut chip.kernels {
                    kernels.set = set;
                    if let Kernel::LanePlan { plan, .. } = &mut kernels.design.kernel {
                        plan.set(set);
                    }
                }
                Ok(chip)
            }
        }
    }

    /// The same chip, computed as somebody has chosen, before the first BX.
    ///
    /// ```
    /// use econ_emu::chip::Options;
    /// use econ_emu::kernels::{BatchChip, ComputedBy};
    /// use econ_emu::registers::{ChipConfig, Generation};
    ///
    /// let chip = BatchChip::new(&ChipConfig::reset(Generation::Prod), &Options::default())?;
    /// assert!(chip.computed_by(ComputedBy::Scalar)?.instructions().is_none());
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`BatchChip::with`].
    pub fn computed_by(self, choice: ComputedBy) -> Result<Self> {
        match choice {
            ComputedBy::Fastest => Ok(self),
            ComputedBy::Scalar => self.with(None),
            ComputedBy::Kernels(set) => self.with(Some(set)),
        }
    }

    /// What does the work, and where that is the scalar model, why: for people.
    pub fn way(&self) -> String {
        match &self.kernels {
            Err(reason) => format!("the scalar model: {reason}"),
            Ok(kernels) => kernels.way(),
        }
    }

    /// The instructions in use; `None` where no kernel is exact for this configuration and the scalar
    /// model does the work.
    pub fn instructions(&self) -> Option<InstructionSet> {
        self.kernels.as_ref().ok().map(|kernels| kernels.set)
    }

    /// What the encoder's kernel was checked against, where there is one.
    pub fn limits(&self) -> Option<Limits> {
        match &self.kernels.as_ref().ok()?.design.kernel {
            Kernel::Autoencoder { matrix, .. } => Some(matrix.limits),
            _ => None,
        }
    }

    /// The next BX, on this thread. Writes as many rows as both slices have.
    pub fn run(&mut self, rows: &[InputWords], out: &mut [OutputWords]) {
        let count = rows.len().min(out.len());
        let (rows, out) = (&rows[..count], &mut out[..count]);
        match &self.kernels {
            Ok(ChipKernels { design, set }) => {
                let ChipStart { counter, row } = &mut self.at;
                let Scratch { memory, buffer } = &mut *self.scratch;
                let row = *row;
                dispatch(*set, Batch { design, rows, out, row, counter, buffer, memory });
            }
            Err(_) => {
                for (out, words) in out.iter_mut().zip(rows) {
                    *out = self.scalar.step(words, &mut NoTrace);
                }
            }
        }
        self.at.row += count as u64;
    }

    /// Whether kernels do the work and no BX depends on one before it.
    fn is_independent(&self) -> bool {
        self.kernels.as_ref().is_ok_and(|kernels| kernels.design.independent)
    }

    /// Moves over the next BX, for [`BatchChip::run_at`] to work on; `None` where BX depend on
    /// those before them, and [`BatchChip::run`] must do it.
    pub fn skip(&mut self, rows: &[InputWords]) -> Option<ChipStart> {
        self.is_independent().then(|| self.at.skip(rows))
    }

    /// The BX that [`BatchChip::skip`] of a chip with the same configuration moved over.
    pub fn run_at(&self, start: ChipStart, rows: &[InputWords], out: &mut [OutputWords], scratch: &mut Scratch) {
        if let Ok(kernels) = &self.kernels {
            kernels.run_at(start, rows, out, scratch);
        }
    }

    /// The next BX, on all threads where BX do not depend on each other. Without the feature `threads`, on this one.
    ///
    /// ```
    /// use econ_emu::chip::{InputWords, Options, OutputWords};
    /// use econ_emu::kernels::BatchChip;
    /// use econ_emu::registers::{Algorithm, ChipConfig, Generation};
    ///
    /// let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
    /// let mut chip = BatchChip::new(&config, &Options::default())?;
    /// let rows: Vec<InputWords> = (0..2000).map(|row| [0xA000_0000 | row; 12]).collect();
    /// let (mut all, mut one) = ([OutputWords::default(); 2000], [OutputWords::default(); 2000]);
    /// chip.clone().run_parallel(&rows, &mut all);
    /// chip.run(&rows, &mut one);
    /// assert!(all == one);
    /// # Ok::<(), econ_emu::error::Error>(())
    /// ```
    pub fn run_parallel(&mut self, rows: &[InputWords], out: &mut [OutputWords]) {
        let is_shared = match &self.kernels {
            Ok(kernels) => kernels.share(&mut self.at, rows, out),
            Err(_) => false,
        };
        if !is_shared {
            self.run(rows, out);
        }
    }
}

/// Chunks that are handed out in order, with the counter at their start.
#[cfg(feature = "threads")]
struct Queue<'a> {
    rows: Chunks<'a, InputWords>,
    out: ChunksMut<'a, OutputWords>,
    at: ChipStart,
}

#[cfg(feature = "threads")]
impl<'a> Queue<'a> {
    /// The next chunk. Who takes one moves the counter over it, which also brings its headers into the cache.
    fn take(&mut self) -> Option<(ChipStart, &'a [InputWords], &'a mut [OutputWords])> {
        let (rows, out) = (self.rows.next()?, self.out.next()?);
        Some((self.at.skip(rows), rows, out))
    }
}

impl Design {
    /// The design, if kernels compute this configuration exactly.
    fn new(config: &ChipConfig, options: &Options) -> std::result::Result<Self, NoKernel> {
        let layout = options.packet_layout(config);
        let drop = config.effective_drop_lsb();
        let buffer = BufferSettings::from(config);
        let sent = 2 * buffer.links;
        let compares = matches!(config.algorithm, Algorithm::SuperTriggerCell | Algorithm::BestChoice);
        if compares && options.largest == Largest::Code {
            return Err(NoKernel::Codes);
        }
        let kernel = match config.algorithm {
            Algorithm::Autoencoder => {
                let fields = Fields::new(&layout, |field| match field {
                    Field::LatentBit { latent, bit } => Some((FIRST + usize::from(latent), bit.into())),
                    Field::Latent { latent } => {
                        Some((FIRST + usize::from(latent), (LATENT_BITS - latent_bits(config.links)) as usize))
                    }
                    _ => None,
                });
                // The scalar model has refused weights that do not hold.
                let weights = config.weights.as_ref().ok_or(NoKernel::Encoder)?;
                Kernel::autoencoder(&options.network, weights, fields).map_err(NoKernel::Network)?
            }
            Algorithm::SuperTriggerCell => Kernel::SuperTriggerCell {
                kind: config.stc_type,
                tie: options.stc_tie,
                drop,
                fields: Fields::new(&layout, |field| match field {
                    Field::GroupSum { group } => Some((FIRST + usize::from(group), 0)),
                    Field::GroupAddress { group } => Some((FIRST + STC_GROUPS + usize::from(group), 0)),
                    _ => None,
                }),
            },
            Algorithm::Repeater => Kernel::Repeater {
                drop,
                fields: Fields::new(&layout, |field| match field {
                    Field::Charge { tc } => Some((FIRST + usize::from(tc), 0)),
                    _ => None,
                }),
            },
            Algorithm::BestChoice => Kernel::BestChoice {
                network: SortingNetwork::new(),
                sent: cells_sent(config.links),
                use_sum: config.use_sum,
                drop,
                lists: Lists::new(&layout),
            },
            Algorithm::ThresholdSum => Kernel::ThresholdSum {
                thresholds: config.thresholds,
                use_sum: config.use_sum,
                drop,
                idle: config.idle_pattern,
                lists: Lists::new(&layout),
            },
        };
        // The longest packet that can reach the buffer.
        let mut longest = match &kernel {
            Kernel::Autoencoder { fields, .. }
            | Kernel::LanePlan { fields, .. }
            | Kernel::SuperTriggerCell { fields, .. }
            | Kernel::Repeater { fields, .. } => usize::from(fields.words_in_buffer),
            Kernel::BestChoice { lists, .. } | Kernel::ThresholdSum { lists, .. } => lists.longest(),
        };
        if !options.link_resets_econt.is_empty() {
            longest = longest.max(sent);
        }
        // It finds the FIFO empty and leaves it empty: neither truncated nor kept waiting.
        let independent = longest <= buffer.t1 && longest <= sent;
        if !independent && config.algorithm.facts().packet_length() != PacketLength::AsNeeded {
            return Err(NoKernel::Buffer);
        }
        Ok(Design {
            front: Front::new(config, options.generation(config)),
            kernel,
            algorithm: config.algorithm,
            links: buffer.links,
            buffer,
            independent,
            link_reset_pattern: config.link_reset_pattern,
            link_resets_econt: options.link_resets_econt.clone(),
            link_resets_roct: options.link_resets_roct.clone(),
            alignment_time: options.alignment_time,
            counter_reset_value: options.counter_reset_value,
        })
    }

    fn in_econt_reset(&self, row: u64) -> bool {
        self.link_resets_econt.iter().any(|&at| in_link_reset(row, at, self.algorithm))
    }

    fn in_roct_reset(&self, row: u64) -> bool {
        self.link_resets_roct.iter().any(|&at| row >= at && row - at <= self.alignment_time)
    }
}

/// Blocks that the same code works on one after the other: machine code for the weights is larger than the
/// nearest cache of instructions, and fetched once for all of them.
pub(super) const GROUP: usize = 4;

/// Memory of blocks at work.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    rows: [InputWords; BLOCK],
    pub(super) group: [Block; GROUP],
    pub(super) shared: Shared,
}

/// What is kept of a block until its packets are sent.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) words: [Lanes<u32>; INPUT_LINKS],
    pub(super) values: [Lanes<u16>; VALUES],
    pub(super) sums: Lanes<u32>,
    pub(super) activations: compiled::Activations,
    /// Whether the activations and sums are there.
    pub(super) is_begun: bool,
}

impl Default for Block {
    fn default() -> Self {
        Block {
            words: [Lanes::default(); INPUT_LINKS],
            values: [Lanes::default(); VALUES],
            sums: Lanes::default(),
            activations: compiled::Activations::default(),
            is_begun: false,
        }
    }
}

/// Memory that no block needs for long.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) charges: [Lanes<u32>; CELLS],
    pub(super) normalised: [Lanes<i16>; CELLS],
    /// Cells that Best Choice sends, cell 0 in bit 0.
    sent_cells: Lanes<u64>,
    sent: [Lanes<u16>; PACKET_WORDS],
    pub(super) matrix: matrix::Memory,
    plan: plan::Memory,
}

impl Default for Memory {
    fn default() -> Self {
        Memory {
            rows: [[0; INPUT_LINKS]; BLOCK],
            group: std::array::from_fn(|_| Block::default()),
            shared: Shared {
                charges: [Lanes::default(); CELLS],
                normalised: [Lanes::default(); CELLS],
                sent_cells: Lanes::default(),
                sent: [Lanes::default(); PACKET_WORDS],
                matrix: matrix::Memory::default(),
                plan: plan::Memory::default(),
            },
        }
    }
}

/// BX to be worked on.
struct Batch<'a> {
    design: &'a Design,
    rows: &'a [InputWords],
    out: &'a mut [OutputWords],
    /// Number of the first row.
    row: u64,
    counter: &'a mut BxCounter,
    buffer: &'a mut Buffer,
    memory: &'a mut Memory,
}

impl Work for Batch<'_> {
    #[inline(always)]
    fn run<V: Vector<Number = i16>>(self) {
        let Batch { design, rows, out, row, counter, buffer, memory } = self;
        let Memory { rows: partial, group, shared } = memory;
        let groups = rows.chunks(GROUP * BLOCK).zip(out.chunks_mut(GROUP * BLOCK));
        for ((rows, out), row) in groups.zip((row..).step_by(GROUP * BLOCK)) {
            for ((rows, block), row) in rows.chunks(BLOCK).zip(&mut *group).zip((row..).step_by(BLOCK)) {
                let whole = match <&[InputWords; BLOCK]>::try_from(rows) {
                    Ok(rows) if design.link_resets_roct.is_empty() => rows,
                    _ => {
                        // What the missing packets of a last block hold does not matter.
                        partial[..rows.len()].copy_from_slice(rows);
                        for (number, words) in (row..).zip(&mut partial[..rows.len()]) {
                            if design.in_roct_reset(number) {
                                *words = words.map(|word| word >> 28 << 28);
                            }
                        }
                        &*partial
                    }
                };
                V::receive(whole, &mut block.words);
                front::headers(counter, rows, &block.words[0], &mut block.values[HEADER5]);
                if let Kernel::Autoencoder { matrix, .. } = &design.kernel {
                    block.is_begun = begin::<V>(&design.front, matrix, block, shared);
                }
            }
            for ((out, block), row) in out.chunks_mut(BLOCK).zip(&mut *group).zip((row..).step_by(BLOCK)) {
                finish::<V>(design, block, shared);
                packets::<V>(design, row, buffer, block, shared, out);
            }
        }
    }
}

/// Words to activations and module sums, by code that was made for the network. False where these vectors or
/// this block need something else.
#[inline(always)]
fn begin<V: Vector<Number = i16>>(front: &Front, matrix: &Matrix, block: &mut Block, shared: &mut Shared) -> bool {
    let Some(compiled) = &matrix.compiled else { return false };
    let (charges, memory) = (&mut shared.charges, &mut shared.matrix.compiled);
    V::byte_normalised(front, &block.words, charges, &mut block.sums, memory)
        && V::activations(compiled, memory, &mut block.activations)
}

/// What the algorithm makes of a block that was received.
#[inline(always)]
fn finish<V: Vector<Number = i16>>(design: &Design, block: &mut Block, shared: &mut Shared) {
    if let Kernel::Autoencoder { matrix, .. } = &design.kernel {
        if !block.is_begun {
            normalised::<V>(&design.front, matrix.normalised_up, block, shared);
            matrix.activations::<V>(&shared.normalised, &mut shared.matrix);
        }
        latents::<V>(matrix, block, shared);
        return;
    }
    if let Kernel::LanePlan { plan, .. } = &design.kernel {
        normalised::<V>(&design.front, 0, block, shared);
        planned(plan, block, shared);
        return;
    }
    V::charges(&design.front, &block.words, &mut shared.charges);
    select(&design.kernel, block, shared);
}

/// Words to module sums and normalised charges times `2^up`, for any vectors.
#[inline(always)]
pub(super) fn normalised<V: Vector<Number = i16>>(front: &Front, up: u32, block: &mut Block, shared: &mut Shared) {
    V::charges(front, &block.words, &mut shared.charges);
    block.sums = front::sums(&shared.charges);
    V::normalise(&shared.charges, &block.sums, up, &mut shared.normalised);
}

/// Activations to latents, and the code of the module sum.
#[inline(always)]
pub(super) fn latents<V: Vector<Number = i16>>(matrix: &Matrix, block: &mut Block, shared: &mut Shared) {
    let Block { values, sums, activations, is_begun, .. } = block;
    let (memory, latents) = (&mut shared.matrix, &mut values[FIRST..FIRST + LATENTS]);
    match &matrix.compiled {
        Some(compiled) if *is_begun => V::latents(compiled, activations, &mut memory.compiled, latents),
        _ => {
            let large = sums.0.iter().any(|&sum| sum >> front::LARGE_SUM_BITS != 0);
            matrix.latents::<V>(large, memory, latents);
        }
    }
    front::codes(sums, FLOAT_5E4M, 0, &mut values[SUM]);
}

/// Normalised charges to latents by a lane plan, and the code of the module sum.
pub(super) fn planned(plan: &LanePlan, block: &mut Block, shared: &mut Shared) {
    plan.resize(&mut shared.plan);
    for (cell, normalised) in shared.normalised.iter().enumerate() {
        plan.put(cell, normalised, &mut shared.plan);
    }
    plan.run_block(&mut shared.plan);
    let mut lanes = Lanes::<i32>::default();
    for (value, latents) in plan.output_values().zip(&mut block.values[FIRST..FIRST + LATENTS]) {
        plan.get(value, &shared.plan, &mut lanes);
        for (latent, lane) in latents.0.iter_mut().zip(lanes.0) {
            *latent = lane as u16;
        }
    }
    front::codes(&block.sums, FLOAT_5E4M, 0, &mut block.values[SUM]);
}

/// What the other algorithms make of charges, but for Threshold Sum, whose packets need no more.
#[inline(always)]
pub(super) fn select(kernel: &Kernel, block: &mut Block, shared: &mut Shared) {
    match kernel {
        Kernel::Autoencoder { .. } | Kernel::LanePlan { .. } | Kernel::ThresholdSum { .. } => {}
        Kernel::SuperTriggerCell { kind, tie, drop, .. } => super_trigger_cells(*kind, *tie, *drop, block, shared),
        Kernel::Repeater { drop, .. } => {
            for (charges, codes) in shared.charges.iter().zip(&mut block.values[FIRST..]) {
                front::codes(charges, FLOAT_4E3M, *drop, codes);
            }
        }
        Kernel::BestChoice { network, sent, use_sum, drop, .. } => {
            let selection = network.run(&mut shared.charges, *drop, *sent);
            let sums = if *use_sum { &selection.sums } else { &selection.sums_not_sent };
            front::codes(sums, FLOAT_5E3M, 0, &mut block.values[SUM]);
            shared.sent_cells = selection.sent;
        }
    }
}

/// Packets, through the buffer where they may wait, to the links.
#[inline(always)]
pub(super) fn packets<V: Vector<Number = i16>>(
    design: &Design,
    row: u64,
    buffer: &mut Buffer,
    block: &mut Block,
    shared: &mut Shared,
    out: &mut [OutputWords],
) {
    match &design.kernel {
        Kernel::Autoencoder { fields, .. }
        | Kernel::LanePlan { fields, .. }
        | Kernel::SuperTriggerCell { fields, .. }
        | Kernel::Repeater { fields, .. } => send::<V>(design, fields, block, shared, out),
        Kernel::BestChoice { lists, .. } => best_choice::<V>(design, lists, block, shared, out),
        Kernel::ThresholdSum { .. } => threshold_sum::<V>(design, block, shared, row, buffer, out),
    }
    if design.independent && !design.link_resets_econt.is_empty() {
        for ((number, out), header) in (row..).zip(out).zip(block.values[HEADER5].0) {
            if design.in_econt_reset(number) {
                let word = u32::from(header << 11 | design.link_reset_pattern);
                *out = [0; OUTPUT_LINKS];
                out[..design.links].fill(word << 16 | word);
            }
        }
    }
}

/// Sums and addresses of super trigger cells.
#[inline(always)]
fn super_trigger_cells(kind: StcType, tie: StcTie, drop: u32, block: &mut Block, shared: &Shared) {
    let code = kind.sum_code();
    let drop = if code == FLOAT_4E3M { drop } else { 0 };
    for (group, cells) in shared.charges.chunks(kind.group_size()).enumerate() {
        front::codes(&front::sums(cells), code, drop, &mut block.values[FIRST + group]);
        let (mut best, mut address) = (cells[0], Lanes::<u32>::default());
        for (index, charges) in cells.iter().enumerate().skip(1) {
            // A tie goes to the later cell as if it were larger by one.
            let lead = u32::from(tie == StcTie::Highest);
            for ((best, address), charge) in best.0.iter_mut().zip(&mut address.0).zip(charges.0) {
                let better = charge + lead > *best;
                *best = if better { charge } else { *best };
                *address = if better { index as u32 } else { *address };
            }
        }
        block.values[FIRST + STC_GROUPS + group].0 = address.0.map(|address| address as u16);
    }
}

/// Packets of one length, straight to the links.
#[inline(always)]
fn send<V: Vector<Number = i16>>(
    design: &Design,
    fields: &Fields,
    block: &mut Block,
    shared: &mut Shared,
    out: &mut [OutputWords],
) {
    let (five, four) = block.values.split_at_mut(HEADER4);
    four[0].0.iter_mut().zip(&five[HEADER5].0).for_each(|(four, &five)| *four = header4(five));
    fields.run(&block.values, &mut shared.sent);
    V::send(&shared.sent, design.links, out);
}

/// The codes of the cells of a packet, eight to a number, the first in the top byte.
#[inline(always)]
fn code_groups(charges: &[Lanes<u32>; CELLS], drop: u32, groups: &mut [Lanes<u64>; GROUPS]) {
    let mut codes = Lanes::<u16>::default();
    for (groups, cells) in groups.iter_mut().zip(charges.chunks(8)) {
        *groups = Lanes::default();
        for charges in cells {
            front::codes(charges, FLOAT_4E3M, drop, &mut codes);
            groups.0.iter_mut().zip(codes.0).for_each(|(group, code)| *group = *group << 8 | u64::from(code));
        }
    }
}

#[inline(always)]
fn threshold_sum<V: Vector<Number = i16>>(
    design: &Design,
    block: &mut Block,
    shared: &mut Shared,
    row: u64,
    buffer: &mut Buffer,
    out: &mut [OutputWords],
) {
    let Kernel::ThresholdSum { thresholds, use_sum, drop, idle, lists } = &design.kernel else { return };
    let mut hits = Lanes::<u64>::default();
    let (mut sums, mut not_sent) = (Lanes::<u32>::default(), Lanes::<u32>::default());
    for ((cell, charges), &threshold) in (0..).zip(&shared.charges).zip(thresholds) {
        for lane in 0..BLOCK {
            let charge = charges.0[lane];
            let hit = charge >= threshold;
            hits.0[lane] |= u64::from(hit) << cell;
            sums.0[lane] += charge;
            not_sent.0[lane] += if hit { 0 } else { charge };
        }
    }
    let (mut of_all, mut of_not_sent) = (Lanes::default(), Lanes::default());
    front::codes(&sums, FLOAT_5E3M, 0, &mut of_all);
    front::codes(&not_sent, FLOAT_5E3M, 0, &mut of_not_sent);
    let mut groups = [Lanes::<u64>::default(); GROUPS];
    code_groups(&shared.charges, *drop, &mut groups);
    for (packet, out) in out.iter_mut().enumerate() {
        let header5 = block.values[HEADER5].0[packet];
        if !design.independent && design.in_econt_reset(row + packet as u64) {
            let sync = header5 << 11 | design.link_reset_pattern;
            let words_in_buffer = 2 * design.links as u16;
            let packet = Packet { words: [sync; PACKET_WORDS], words_in_buffer, truncated: [0, 0] };
            *out = etx::run(&buffer.step(&packet, &design.buffer).words);
            continue;
        }
        let sum = if *use_sum { of_all.0[packet] } else { of_not_sent.0[packet] };
        let codes = groups.each_ref().map(|group| group.0[packet]);
        let list = lists.packet::<V>(&Contents { header5, sum, hits: hits.0[packet], codes });
        let idle = header5 << 11 | idle;
        let mut words = list.words;
        words[list.used..].fill(idle);
        *out = if design.independent {
            words[2 * design.links..].fill(0);
            etx::run(&words)
        } else {
            let first = header5 << 11 | (packet_type::TRUNCATED_T1 as u16) << 8 | of_all.0[packet];
            let packet = Packet { words, words_in_buffer: list.words_in_buffer, truncated: [first, idle] };
            etx::run(&buffer.step(&packet, &design.buffer).words)
        };
    }
}

#[inline(always)]
fn best_choice<V: Vector<Number = i16>>(
    design: &Design,
    lists: &Lists,
    block: &Block,
    shared: &Shared,
    out: &mut [OutputWords],
) {
    let mut groups = [Lanes::<u64>::default(); GROUPS];
    code_groups(&shared.charges, 0, &mut groups);
    for (packet, out) in out.iter_mut().enumerate() {
        let codes = groups.each_ref().map(|group| group.0[packet]);
        let (header5, sum) = (block.values[HEADER5].0[packet], block.values[SUM].0[packet]);
        let mut words = lists.packet::<V>(&Contents { header5, sum, hits: shared.sent_cells.0[packet], codes }).words;
        words[2 * design.links..].fill(0);
        *out = etx::run(&words);
    }
}
