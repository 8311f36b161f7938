//! A bit-exact emulator of ECON-T, the trigger concentrator chip of the CMS High Granularity
//! Calorimeter (HGCAL) at the LHC: link words in, link words out.
//!
//! # The chip
//!
//! Every 25 ns the front-end chips of one detector module send the charges of 48 trigger cells (TC)
//! over 12 links. ECON-T cuts these 1,536 bits down to what 1 to 13 outgoing links of 32 bits can
//! carry. Five algorithms do this; one of them is a small neural network, the encoder of an
//! autoencoder, whose weights are loaded through registers.
//!
//! # The stages, in order
//!
//! A bit enters at the top and leaves at the bottom. Formats are written `u8.7`: unsigned, 8 bits in
//! all, 7 of them fractional; `s6.5` is two's complement; `4E3M` is a floating-point code of 4 bits
//! of exponent and 3 of mantissa. Nothing is ever rounded: bits are cut.
//!
//! | stage | signal | format |
//! |---|---|---|
//! | [`chip::erx`] | 12 input words: 4-bit header, four codes | 48 × 4E3M |
//! | | bunch crossing (BX), restarted by header 9 | 0..3564 |
//! | [`chip::mux`] | code of each cell | 48 × 4E3M |
//! | [`chip::decode`] | linear charge, mid-point of the code | u21.0 |
//! | [`chip::calibrate`] | CALQ = ⌊charge × factor⌋, factor u12.11 | u22.0 |
//! | [`chip::threshold_sum`] | hits, charges 4E3M, module sum | 5E3M |
//! | [`chip::super_trigger_cell`] | sums of 4 or 16 cells, address of the largest | 5E4M or 4E3M |
//! | [`chip::best_choice`] | the largest charges, through an exchange network on 18 bits | 4E3M, sum 5E3M |
//! | [`chip::repeater`] | all charges | 4E3M |
//! | [`chip::autoencoder::normalise`] | module sum; charge ≫ leading bit of the sum | 5E4M; u8.7 |
//! | [`chip::autoencoder`]: image | 8×8 pixels, a quarter of them zero | u8.7 |
//! | convolution, a sum of [`nn`] | bias s6.5 + Σ ⌊pixel × weight s6.5⌋ to 7 fractional bits, ReLU | s13.7 → u12.7 |
//! | dense layer, likewise | bias s6.5 + Σ ⌊activation × weight s6.5⌋ to 8 fractional bits, ReLU, saturate | s21.8 → u9.8 |
//! | [`chip::formatter`] | packet: header, sum, data; 26 words | 16-bit words |
//! | [`chip::buffer`] | FIFO of 400 words; truncates by T1, T2, T3 | 16-bit words |
//! | [`chip::etx`] | 13 output words, inactive links 0 | 32-bit words |
//!
//! Only one of the five algorithm blocks runs. Layers, formats and image map of the autoencoder are those of
//! the chip's own network, which is a value of the general description of [`nn`];
//! [`network::AeBlock`] says what fits the chip.
//!
//! # The model is the specification
//!
//! The scalar code in [`chip`] reproduces every row of the published golden vectors of the real
//! chip. Where a vector and a document disagree, the vector wins, and the doc comment of the block
//! says so. Two chip generations differ in three observable points (MUX numbering, bitmap order,
//! meaning of `active_etxs`); they are [`registers::Generation`].
//!
//! `docs/sources.md` names the vectors, documents, programs and papers that the facts come from; `docs/glossary.md`
//! says what each word means, with units and number formats.
//!
//! # Map of the modules
//!
//! Dependencies point one way: in this list a module uses only those above it.
//! `tests/layering.rs` checks that.
//!
//! Modules without a feature are always there: a library of at most 60 packages (`default-features = false`). The
//! default feature `cli` brings all of the others. Compressed vectors need
//! `compressed`, a part of `ntuple`; random frames `random`; batches on all threads `threads`.
//!
//! | module | what it holds | feature |
//! |---|---|---|
//! | [`error`], [`files`], [`version`] | what this build is; faults with file, line, field and hint; files that appear complete or not at all; hashes | |
//! | [`nn`] | one description of any quantised network: typed form, flat sums, ranges, scalar evaluator, quantisers | |
//! | [`network`] | what is the chip's about its network: 48 cells, 16 latents, register order; the built-in networks; Ecoder's zoo | |
//! | [`registers`] | slow control: four YAML dialects and JSON of CMSSW, weights ↔ register image, I2C | |
//! | [`chip`] | the data path, one file for each block, its trace, and the unpacker of its packets | |
//! | [`interchange`] | networks of other programs, in and out: TensorFlow, ONNX, Keras, PyTorch, NumPy | `import` |
//! | [`kernels`] | the whole chip, and any network of `nn`, on batches of packets: the same bits, faster | |
//! | [`golden`] | vectors: read, write, make, verify, compare, decode, explain | |
//! | [`model`] | a chip inside other programs: what is computed, shared by threads, and the state of a stream | |
//! | [`diagnosis`] | what is wrong with the set-up of a bench, from the output that it gave | |
//! | [`prove`] | the proof that the Verilog of an export equals network, converter and packet for every input | `hw` |
//! | [`hwgen`] | hardware sources: HLS C++ and Verilog from a validated design, and the tools that check them | `hw` |
//! | [`data`] | training data: CALQ csv, link words, a binary cache, synthetic showers; splits; conditions | `decode` or `ntuple` |
//! | [`physics`] | how much of a shower survives: metrics, decoders, the comparison of contenders | `decode` |
//! | [`radiation`] | what upsets of registers do: the atlas of all bits of the weights | `report` |
//! | [`plot`] | charts as SVG | `report` |
//! | [`train`] | what a training is told and what it leaves behind; the package `econ-emu-train` trains | `report` |
//! | [`search`] | work by many workers; the search for the best encoder: Hyperband, seeds, more data | `report` |
//! | [`assign`] | every module its own choice: classes, candidates, links given out, register files, what is gained | `report` |
//! | [`jets`] | jets in fewer numbers: autoencoders of four-momenta and of longer lists, as a compressor of files | `report` |
//! | [`hierarchical`] | the hierarchical trigger autoencoder: events in the latents of five levels | `report` |
//! | [`report`] | what people look at: the story of a BX, pages of plots and tables | `report` |
//! | [`cli`] | the `econ-emu` command | `cli` |
//!
//! # One BX by hand
//!
//! ```
//! use econ_emu::chip::{Chip, BxTrace, Options, Stage};
//! use econ_emu::registers::{Algorithm, ChipConfig, Generation};
//!
//! let config = ChipConfig { algorithm: Algorithm::Repeater, links: 13, ..ChipConfig::reset(Generation::Prod) };
//! let mut chip = Chip::new(&config, &Options::default())?;
//! let mut trace = BxTrace::default();
//! let sent = chip.step(&[0x9000_0000; 12], &mut trace);
//! assert_eq!(sent[0] >> 27, 31, "the header of BX 0");
//! assert_eq!(trace.get(Stage::Calibrate), Some(&[1; 48][..]), "code 0 means charge 1 on LDM");
//! # Ok::<(), econ_emu::error::Error>(())
//! ```

#[cfg(feature = "report")]
pub mod assign;
pub mod chip;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "data")]
pub mod data;
pub mod diagnosis;
pub mod error;
pub mod files;
pub mod golden;
#[cfg(feature = "report")]
pub mod hierarchical;
#[cfg(feature = "hw")]
pub mod hwgen;
#[cfg(feature = "import")]
pub mod interchange;
#[cfg(feature = "report")]
pub mod jets;
pub mod kernels;
pub mod model;
pub mod network;
pub mod nn;
#[cfg(feature = "decode")]
pub mod physics;
#[cfg(feature = "report")]
pub mod plot;
#[cfg(feature = "hw")]
pub mod prove;
#[cfg(feature = "report")]
pub mod radiation;
pub mod registers;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "report")]
pub mod search;
#[cfg(feature = "report")]
pub mod train;
pub mod version;
