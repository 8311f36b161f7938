//! The C interface of econ-emu: a thin border around [`econ_emu::model`].
//!
//! Every function checks what it is given, catches what should panic, and gives a status. What its callers promise
//! stands in the header that is made of these comments; `unsafe` code stands in `border` and `memory`, and in the
//! signatures.
#![allow(non_camel_case_types)]

mod border;
mod memory;

use std::ffi::{c_char, c_int};

use border::{Failure, Handle, Text, guarded, quick};
use econ_emu::chip::Options;
use econ_emu::chip::erx::{Bx, ORBIT};
use econ_emu::chip::signals::{CALQ_BITS, Calq};
use econ_emu::error::{Error, ErrorKind};
use econ_emu::model::{Model, SAVED_BYTES, Stream};
use econ_emu::nn::Weights;
use econ_emu::registers::{CELLS, ConfigFile, INPUT_LINKS, OUTPUT_LINKS, Reading, parse_configs, read_configs};

/// Version of this interface. It changes where a program that was built with an older header would go wrong.
pub const ECON_EMU_ABI: u32 = 1;

/// Words of one BX at the input: 12 links, 32 bits each.
pub const ECON_INPUT_WORDS: usize = 12;

/// Words of one BX at the output: 13 links, 32 bits each; inactive links are 0.
pub const ECON_OUTPUT_WORDS: usize = 13;

/// Trigger cells of a chip.
pub const ECON_CELLS: usize = 48;

/// Latents of the encoder.
pub const ECON_LATENTS: usize = 16;

/// BX of an orbit.
pub const ECON_ORBIT: u16 = 3564;

/// Bytes of a saved stream.
pub const ECON_SAVED_BYTES: usize = 828;

/// Characters of the text of an error, the closing zero included.
pub const ECON_ERROR_TEXT: usize = 1024;

const _: () = assert!(
    ECON_INPUT_WORDS == INPUT_LINKS
        && ECON_OUTPUT_WORDS == OUTPUT_LINKS
        && ECON_CELLS == CELLS
        && ECON_LATENTS == econ_emu::network::LATENTS
        && ECON_ORBIT == ORBIT
        && ECON_SAVED_BYTES == SAVED_BYTES
);

/// What became of a call.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum econ_status {
    /// It was done.
    ECON_OK = 0,
    /// A pointer is null that must not be.
    ECON_ERROR_NULL = 1,
    /// A pointer is no handle of this kind, or was freed.
    ECON_ERROR_HANDLE = 2,
    /// A length is another than it must be.
    ECON_ERROR_LENGTH = 3,
    /// Memory is not aligned for its numbers, or input and output overlap.
    ECON_ERROR_MEMORY = 4,
    /// A value is out of its range.
    ECON_ERROR_VALUE = 5,
    /// The library is of another version than the header.
    ECON_ERROR_VERSION = 6,
    /// A configuration, its options or its weights do not hold; the text says where and why.
    ECON_ERROR_CONFIGURATION = 7,
    /// The bytes are no saved stream.
    ECON_ERROR_SAVED = 8,
    /// The model has no encoder: its algorithm is another one.
    ECON_ERROR_NO_ENCODER = 9,
    /// A file cannot be read.
    ECON_ERROR_FILE = 10,
    /// A fault of the library itself; the objects of the call must not be used again.
    ECON_ERROR_INTERNAL = 11,
}

use econ_status::*;

/// What was wrong, in memory of the caller. The text is UTF-8 with a closing zero, and cut where it is longer.
#[repr(C)]
pub struct econ_error {
    /// What the call gave.
    pub status: econ_status,
    /// Line of the file where the fault stands, counted from 1; 0 where none is known.
    pub line: u64,
    /// File, line, field, what was found, what is allowed, and what to do about it.
    pub text: [c_char; ECON_ERROR_TEXT],
}

/// A chip as its configuration makes it. Free it with econ_model_free.
pub struct econ_model(Handle<ModelParts>);

/// What one BX leaves to the next. Free it with econ_stream_free.
pub struct econ_stream(Handle<Stream>);

// A mark is found where an object begins, whatever its kind.
const _: () = assert!(std::mem::offset_of!(econ_model, 0) == 0 && std::mem::offset_of!(econ_stream, 0) == 0);

/// A model, and what there is to say about its configuration.
struct ModelParts {
    model: Model,
    warnings: String,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match error.kind() {
            ErrorKind::Io(_) => ECON_ERROR_FILE,
            _ => ECON_ERROR_CONFIGURATION,
        };
        Failure { status, line: error.named_line().unwrap_or(0), text: error.to_string() }
    }
}

/// The version of this interface that the library was built with: ECON_EMU_ABI of its own header.
#[unsafe(no_mangle)]
pub extern "C" fn econ_abi() -> u32 {
    ECON_EMU_ABI
}

/// The release of the library, such as "0.1.0".
#[unsafe(no_mangle)]
pub extern "C" fn econ_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Compares header and library. Call it once, with ECON_EMU_ABI: econ_version_check(ECON_EMU_ABI, &error).
/// `error` may be null.
///
/// # Safety
/// `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_version_check(abi: u32, error: *mut econ_error) -> econ_status {
    guarded(error, || match abi {
        ECON_EMU_ABI => Ok(()),
        _ => Err(Failure::new(
            ECON_ERROR_VERSION,
            format!("the program was built for version {abi} of the interface, the library has {ECON_EMU_ABI}"),
        )),
    })
}

/// A status in a few words; never null, and never to be freed.
#[unsafe(no_mangle)]
pub extern "C" fn econ_status_text(status: c_int) -> *const c_char {
    let text = match status {
        0 => "done\0",
        1 => "a pointer is null\0",
        2 => "not a handle, or a freed one\0",
        3 => "another length than needed\0",
        4 => "memory is not aligned, or input and output overlap\0",
        5 => "a value is out of its range\0",
        6 => "header and library are of different versions\0",
        7 => "the configuration does not hold\0",
        8 => "not a saved stream\0",
        9 => "the model has no encoder\0",
        10 => "a file cannot be read\0",
        11 => "a fault of the library\0",
        _ => "no status of this library\0",
    };
    text.as_ptr().cast()
}

/// A model from configuration files (YAML in any of the public dialects, or JSON of CMSSW), each over those before it.
/// `options` is JSON with what registers do not say, as in the manifest of a golden set; null for the usual ones.
/// `error` may be null.
///
/// # Safety
/// `paths` are `count` strings with closing zeros, `options` is one or null, `model` can be written, and `error` is null
/// or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_model_read(
    paths: *const *const c_char,
    count: usize,
    options: *const c_char,
    model: *mut *mut econ_model,
    error: *mut econ_error,
) -> econ_status {
    guarded(error, || {
        border::clear(model)?;
        let paths = border::strings(paths, count)?;
        let options = parse_options(border::string(options)?)?;
        let paths: Vec<_> = paths.into_iter().map(Text::into_path).collect();
        let read = read_configs(&paths, &Reading::default(), &options.network)?;
        border::put(model, econ_model(Handle::new(made(read, &options)?)))
    })
}

/// As econ_model_read, from one configuration in memory: `length` bytes of UTF-8.
///
/// # Safety
/// As econ_model_read; `text` has `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_model_parse(
    text: *const c_char,
    length: usize,
    options: *const c_char,
    model: *mut *mut econ_model,
    error: *mut econ_error,
) -> econ_status {
    guarded(error, || {
        border::clear(model)?;
        let bytes = border::slice(text.cast::<u8>(), length)?;
        let text = std::str::from_utf8(bytes)
            .map_err(|fault| Failure::new(ECON_ERROR_CONFIGURATION, format!("the text is not UTF-8: {fault}")))?;
        let options = parse_options(border::string(options)?)?;
        let read = parse_configs(&[("configuration".as_ref(), text)], &Reading::default(), &options.network)?;
        border::put(model, econ_model(Handle::new(made(read, &options)?)))
    })
}

/// The same model with other weights: all of them, tensor by tensor in the order of the registers, in units of their
/// last fractional bit. For many modules that differ in weights alone. `error` may be null.
///
/// # Safety
/// `model` is a handle, `weights` are `count` numbers, `made` can be written, and `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_model_with_weights(
    model: *const econ_model,
    weights: *const i32,
    count: usize,
    made: *mut *mut econ_model,
    error: *mut econ_error,
) -> econ_status {
    guarded(error, || {
        border::clear(made)?;
        let parts = parts_of(model)?;
        let design = parts.model.design();
        if design.encoder().is_none() {
            return Err(Failure::of(ECON_ERROR_NO_ENCODER));
        }
        let mut rest = border::slice(weights, count)?;
        let network = design.options().network.typed();
        let needed: usize = network.tensors().iter().map(|tensor| tensor.len()).sum();
        if count != needed {
            return Err(Failure::new(ECON_ERROR_LENGTH, format!("{count} weights; the network has {needed}")));
        }
        let mut tensors = Vec::with_capacity(network.tensors().len());
        for tensor in network.tensors() {
            let (own, behind) = rest.split_at(tensor.len());
            tensors.push(own.to_vec());
            rest = behind;
        }
        let mut config = design.settings().clone();
        config.weights = Some(Weights::of_integers(network, tensors)?);
        let model = Model::new(&config, design.options())?;
        border::put(made, econ_model(Handle::new(ModelParts { model, warnings: parts.warnings.clone() })))
    })
}

/// Has vector instructions do the work of econ_stream_run from now on, with the same words: worth it from some thousand
/// BX of this model on. `compiled` gets 1, or 0 where nothing faster is exact; it may be null.
///
/// # Safety
/// `model` is a handle, `compiled` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_model_compile(model: *const econ_model, compiled: *mut c_int) -> econ_status {
    quick(|| {
        let is_compiled = parts_of(model)?.model.compile();
        border::write_if(compiled, is_compiled.into())
    })
}

/// What there is to say about the configuration of the model, a line each; empty if nothing. `text` gets as much of it
/// as `capacity` bytes hold with a closing zero, `length` the bytes of all of it without. Either may be null.
///
/// # Safety
/// `model` is a handle, `text` is null or has `capacity` bytes, `length` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_model_warnings(
    model: *const econ_model,
    text: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> econ_status {
    quick(|| {
        let warnings = &parts_of(model)?.warnings;
        border::write_text(warnings, text, capacity)?;
        border::write_if(length, warnings.len())
    })
}

/// Frees a model. Null is nothing to free.
///
/// # Safety
/// `model` is null or a handle that nobody uses any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_model_free(model: *mut econ_model) -> econ_status {
    quick(|| border::free(model, |model| &mut model.0))
}

/// A stream, just after reset, with the memory that this model needs. `error` may be null.
///
/// # Safety
/// `model` is a handle, `stream` can be written, and `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_new(
    model: *const econ_model,
    stream: *mut *mut econ_stream,
    error: *mut econ_error,
) -> econ_status {
    guarded(error, || {
        border::clear(stream)?;
        let made = Stream::new(&parts_of(model)?.model);
        border::put(stream, econ_stream(Handle::new(made)))
    })
}

/// A stream that goes on where another one is. `error` may be null.
///
/// # Safety
/// `stream` is a handle, `copy` can be written, and `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_copy(
    stream: *const econ_stream,
    copy: *mut *mut econ_stream,
    error: *mut econ_error,
) -> econ_status {
    guarded(error, || {
        border::clear(copy)?;
        let made = stream_of(stream)?.clone();
        border::put(copy, econ_stream(Handle::new(made)))
    })
}

/// As just after a reset of the chip.
///
/// # Safety
/// `stream` is a handle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_reset(stream: *mut econ_stream) -> econ_status {
    quick(|| {
        stream_mut(stream)?.reset();
        Ok(())
    })
}

/// One BX: ECON_INPUT_WORDS words in, ECON_OUTPUT_WORDS words out. The first of a word's bits is the most significant.
///
/// # Safety
/// `stream` and `model` are handles, `input` and `output` have as many words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_step(
    stream: *mut econ_stream,
    model: *const econ_model,
    input: *const u32,
    output: *mut u32,
) -> econ_status {
    quick(|| {
        let model = &parts_of(model)?.model;
        let stream = stream_mut(stream)?;
        border::check_write(output)?;
        let words = border::read::<u32, ECON_INPUT_WORDS>(input)?;
        border::write(output, stream.step(model, &words))
    })
}

/// One BX from ECON_CELLS calibrated charges (CALQ, 22 bits, post-MUX order), behind the front end: the ECON_OUTPUT_WORDS
/// words of a chip whose BX counter says `bx`, below ECON_ORBIT. The next BX goes on from there.
///
/// # Safety
/// `stream` and `model` are handles, `charges` and `output` have as many numbers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_step_charges(
    stream: *mut econ_stream,
    model: *const econ_model,
    bx: u16,
    charges: *const u32,
    output: *mut u32,
) -> econ_status {
    quick(|| {
        let model = &parts_of(model)?.model;
        let stream = stream_mut(stream)?;
        border::check_write(output)?;
        let charges = calq(charges)?;
        if bx >= ECON_ORBIT {
            return Err(ECON_ERROR_VALUE);
        }
        border::write(output, stream.step_charges(model, Bx(bx), &charges))
    })
}

/// The next BX, one row after the other: `input_words` is a multiple of ECON_INPUT_WORDS, and `output_words` as many
/// times ECON_OUTPUT_WORDS. Input and output do not overlap.
///
/// # Safety
/// `stream` and `model` are handles, `input` and `output` have as many words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_run(
    stream: *mut econ_stream,
    model: *const econ_model,
    input: *const u32,
    input_words: usize,
    output: *mut u32,
    output_words: usize,
) -> econ_status {
    quick(|| {
        let model = &parts_of(model)?.model;
        let stream = stream_mut(stream)?;
        let (rows, out) = border::apart(input, input_words, output, output_words)?;
        let ((rows, more), (out, other)) = (rows.as_chunks(), out.as_chunks_mut());
        if rows.len() != out.len() || !more.is_empty() || !other.is_empty() {
            return Err(ECON_ERROR_LENGTH);
        }
        stream.run(model, rows, out);
        Ok(())
    })
}

/// Latents and code of the module sum (9 bits, 5E4M) of ECON_CELLS calibrated charges (CALQ, 22 bits, post-MUX order), by
/// the encoder alone: nothing of the stream changes, it lends its memory. `sum` may be null.
///
/// # Safety
/// `stream` and `model` are handles, `charges` has ECON_CELLS numbers, `latents` ECON_LATENTS, `sum` is null or can be
/// written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_encode(
    stream: *mut econ_stream,
    model: *const econ_model,
    charges: *const u32,
    latents: *mut u16,
    sum: *mut u16,
) -> econ_status {
    quick(|| {
        let model = &parts_of(model)?.model;
        let stream = stream_mut(stream)?;
        border::check_write(latents)?;
        let encoded = stream.encode(model, &calq(charges)?).ok_or(ECON_ERROR_NO_ENCODER)?;
        border::write(latents, encoded.latents)?;
        border::write_if(sum, encoded.sum.0)
    })
}

/// Where a stream is: the number of the next row since the reset, the number of the next BX if it has no orbit header,
/// and the 16-bit words that wait in the FIFO. Each may be null.
///
/// # Safety
/// `stream` is a handle, the others are null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_position(
    stream: *const econ_stream,
    row: *mut u64,
    next_bx: *mut u16,
    waiting: *mut usize,
) -> econ_status {
    quick(|| {
        let stream = stream_of(stream)?;
        border::write_if(row, stream.row())?;
        border::write_if(next_bx, stream.next_bx())?;
        border::write_if(waiting, stream.waiting())
    })
}

/// What the next BX depend on, as `length` = ECON_SAVED_BYTES bytes for econ_stream_restore of this release and later ones.
///
/// # Safety
/// `stream` is a handle, `bytes` has `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_save(stream: *const econ_stream, bytes: *mut u8, length: usize) -> econ_status {
    quick(|| {
        let saved = stream_of(stream)?.save();
        border::check_write(bytes)?;
        if length != saved.len() {
            return Err(ECON_ERROR_LENGTH);
        }
        border::write(bytes, saved)
    })
}

/// Goes on where a stream was saved. Where the bytes are no saved stream, this one stays as it is. `error` may be null.
///
/// # Safety
/// `stream` is a handle, `bytes` has `length` bytes, and `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_restore(
    stream: *mut econ_stream,
    bytes: *const u8,
    length: usize,
    error: *mut econ_error,
) -> econ_status {
    guarded(error, || {
        let stream = stream_mut(stream)?;
        let restored = stream.restore(border::slice(bytes, length)?);
        restored.map_err(|error| Failure::new(ECON_ERROR_SAVED, error.to_string()))
    })
}

/// Frees a stream. Null is nothing to free.
///
/// # Safety
/// `stream` is null or a handle that nobody uses any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn econ_stream_free(stream: *mut econ_stream) -> econ_status {
    quick(|| border::free(stream, |stream| &mut stream.0))
}

/// The model of a handle, with what belongs to it.
fn parts_of<'a>(model: *const econ_model) -> Result<&'a ModelParts, econ_status> {
    border::handle(model, |model| &model.0)
}

/// The stream of a handle.
fn stream_of<'a>(stream: *const econ_stream) -> Result<&'a Stream, econ_status> {
    border::handle(stream, |stream| &stream.0)
}

/// The stream of a handle, to go on.
fn stream_mut<'a>(stream: *mut econ_stream) -> Result<&'a mut Stream, econ_status> {
    border::handle_mut(stream, |stream| &mut stream.0)
}

/// Charges of the caller, none of which has more bits than the chip's.
fn calq(charges: *const u32) -> Result<[Calq; ECON_CELLS], econ_status> {
    let charges = border::read::<u32, ECON_CELLS>(charges)?;
    match charges.iter().any(|charge| charge >> CALQ_BITS != 0) {
        true => Err(ECON_ERROR_VALUE),
        false => Ok(charges.map(Calq)),
    }
}

fn parse_options(text: Option<Text>) -> Result<Options, Failure> {
    let Some(text) = text else { return Ok(Options::default()) };
    serde_json::from_slice(text.bytes())
        .map_err(|fault| Failure::new(ECON_ERROR_CONFIGURATION, format!("the options: {fault}")))
}

fn made(read: ConfigFile, options: &Options) -> Result<ModelParts, Failure> {
    let (config, warnings) = read.into_parts();
    Ok(ModelParts { model: Model::new(&config, options)?, warnings: warnings.join("\n") })
}
