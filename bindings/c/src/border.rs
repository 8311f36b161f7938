//! Where pointers of a caller become references and values, and errors become numbers and text.
//!
//! All functions here trust what the header asks of callers, check of it what can be checked, and are only called
//! inside the `extern` functions, which pass that trust on with their own `# Safety`.
// Every block says which of the callers' promises it rests on.
#![allow(unsafe_code)]

use std::ffi::{CStr, OsStr, c_char};
use std::os::unix::ffi::OsStrExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use crate::econ_status::{self, *};
use crate::memory::HANDLES;
use crate::{ECON_ERROR_TEXT, econ_error};

/// What was wrong, with words.
pub(crate) struct Failure {
    pub(crate) status: econ_status,
    pub(crate) line: u64,
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn new(status: econ_status, text: String) -> Self {
        Failure { status, line: 0, text }
    }

    /// With the usual words of a status.
    pub(crate) fn of(status: econ_status) -> Self {
        // SAFETY: it gives texts of this library, which have closing zeros.
        let text = unsafe { CStr::from_ptr(crate::econ_status_text(status as i32)) };
        Failure::new(status, text.to_string_lossy().into_owned())
    }
}

impl From<econ_status> for Failure {
    fn from(status: econ_status) -> Self {
        Failure::of(status)
    }
}

/// Runs a call: its failure goes to `error`, and no panic leaves it.
pub(crate) fn guarded(error: *mut econ_error, body: impl FnOnce() -> Result<(), Failure>) -> econ_status {
    let done = catch_unwind(AssertUnwindSafe(body));
    let failure = match done {
        Ok(Ok(())) => return clean(error),
        Ok(Err(failure)) => failure,
        Err(_) => Failure::of(ECON_ERROR_INTERNAL),
    };
    let Some(error) = NonNull::new(error).filter(|error| error.is_aligned()) else { return failure.status };
    // SAFETY: the caller promises that it can be written; no reference to memory that may never have been written is made.
    unsafe {
        (&raw mut (*error.as_ptr()).status).write(failure.status);
        (&raw mut (*error.as_ptr()).line).write(failure.line);
        put_text(&failure.text, (&raw mut (*error.as_ptr()).text).cast(), ECON_ERROR_TEXT);
    }
    failure.status
}

/// An error that says that there is none.
fn clean(error: *mut econ_error) -> econ_status {
    if let Some(error) = NonNull::new(error).filter(|error| error.is_aligned()) {
        // SAFETY: as above.
        unsafe {
            (&raw mut (*error.as_ptr()).status).write(ECON_OK);
            (&raw mut (*error.as_ptr()).line).write(0);
            (&raw mut (*error.as_ptr()).text).cast::<c_char>().write(0);
        }
    }
    ECON_OK
}

/// Runs a call that gives a number only, and takes no memory.
pub(crate) fn quick(body: impl FnOnce() -> Result<(), econ_status>) -> econ_status {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => ECON_OK,
        Ok(Err(status)) => status,
        Err(_) => ECON_ERROR_INTERNAL,
    }
}

/// An object behind a pointer. Its mark is taken away when it is freed, so that most later uses are noticed. The mark
/// comes first: it lies inside an object of whatever kind.
#[repr(C)]
pub(crate) struct Handle<T> {
    mark: u64,
    object: T,
}

/// The mark of a kind of object.
pub(crate) trait Marked {
    const MARK: u64;
}

impl Marked for crate::ModelParts {
    const MARK: u64 = u64::from_le_bytes(*b"econ-mod");
}

impl Marked for econ_emu::model::Stream {
    const MARK: u64 = u64::from_le_bytes(*b"econ-str");
}

impl<T: Marked> Handle<T> {
    pub(crate) fn new(object: T) -> Self {
        HANDLES.fetch_add(1, Ordering::AcqRel);
        Handle { mark: T::MARK, object }
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        HANDLES.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A pointer that is not null, and aligned.
fn checked<T>(pointer: *const T) -> Result<NonNull<T>, econ_status> {
    let pointer = NonNull::new(pointer.cast_mut()).ok_or(ECON_ERROR_NULL)?;
    if pointer.is_aligned() { Ok(pointer) } else { Err(ECON_ERROR_MEMORY) }
}

/// The object of a handle.
pub(crate) fn handle<'a, H: 'a, T: Marked + 'a>(
    pointer: *const H,
    of: impl Fn(&'a H) -> &'a Handle<T>,
) -> Result<&'a T, econ_status> {
    let pointer = marked::<H, T>(pointer)?;
    // SAFETY: it has the mark of its kind, and nobody writes it during the call, as the caller promises.
    Ok(&of(unsafe { pointer.as_ref() }).object)
}

/// The object of a handle, to be changed.
pub(crate) fn handle_mut<'a, H: 'a, T: Marked + 'a>(
    pointer: *mut H,
    of: impl Fn(&'a mut H) -> &'a mut Handle<T>,
) -> Result<&'a mut T, econ_status> {
    let mut pointer = marked::<H, T>(pointer)?;
    // SAFETY: as in `handle`; the caller promises that no other thread uses it.
    Ok(&mut of(unsafe { pointer.as_mut() }).object)
}

/// A pointer behind which the mark of a kind stands.
fn marked<H, T: Marked>(pointer: *const H) -> Result<NonNull<H>, econ_status> {
    let pointer = checked(pointer).map_err(no_handle)?;
    // SAFETY: the caller promises a handle, which begins with a mark; of a freed one it is gone as long as its memory was
    // not given to another. It is read as it is now, whatever the compiler knows of objects that are alive.
    let mark = unsafe { pointer.cast::<u64>().as_ptr().read_volatile() };
    if mark == T::MARK { Ok(pointer) } else { Err(ECON_ERROR_HANDLE) }
}

fn no_handle(status: econ_status) -> econ_status {
    if status == ECON_ERROR_MEMORY { ECON_ERROR_HANDLE } else { status }
}

/// Frees a handle that `put` gave away.
pub(crate) fn free<H, T: Marked>(pointer: *mut H, of: impl Fn(&mut H) -> &mut Handle<T>) -> Result<(), econ_status> {
    if pointer.is_null() {
        return Ok(());
    }
    let mut object = marked::<H, T>(pointer)?;
    // SAFETY: as in `handle`; nobody uses it any more, as the caller promises.
    let mark = &raw mut of(unsafe { object.as_mut() }).mark;
    // SAFETY: it has the mark, so it came out of the box that `put` made, and was not freed before.
    unsafe {
        mark.write_volatile(0);
        drop(Box::from_raw(pointer));
    }
    Ok(())
}

/// Sets a place for a handle to null, so that it holds nothing where a call fails.
pub(crate) fn clear<H>(place: *mut *mut H) -> Result<(), econ_status> {
    // SAFETY: the caller promises that it can be written.
    unsafe { checked(place)?.write(std::ptr::null_mut()) };
    Ok(())
}

/// Gives a handle away.
pub(crate) fn put<H>(place: *mut *mut H, handle: H) -> Result<(), Failure> {
    // SAFETY: the caller promises that it can be written.
    unsafe { checked(place)?.write(Box::into_raw(Box::new(handle))) };
    Ok(())
}

/// A string of the caller.
pub(crate) struct Text(Vec<u8>);

impl Text {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn into_path(self) -> PathBuf {
        PathBuf::from(OsStr::from_bytes(&self.0))
    }
}

/// A string with a closing zero; `None` for null.
pub(crate) fn string(text: *const c_char) -> Result<Option<Text>, econ_status> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: the caller promises a string with a closing zero.
    Ok(Some(Text(unsafe { CStr::from_ptr(text) }.to_bytes().to_vec())))
}

/// Strings with closing zeros.
pub(crate) fn strings(texts: *const *const c_char, count: usize) -> Result<Vec<Text>, econ_status> {
    let mut strings = Vec::new();
    for &text in slice(texts, count)? {
        strings.push(string(text)?.ok_or(ECON_ERROR_NULL)?);
    }
    Ok(strings)
}

/// Whether so many values can lie in memory.
fn fits<T>(count: usize) -> Result<(), econ_status> {
    match count.checked_mul(size_of::<T>()) {
        Some(bytes) if isize::try_from(bytes).is_ok() => Ok(()),
        _ => Err(ECON_ERROR_LENGTH),
    }
}

/// Values of the caller. For none of them the pointer may be null.
pub(crate) fn slice<'a, T>(values: *const T, count: usize) -> Result<&'a [T], econ_status> {
    if count == 0 {
        return Ok(&[]);
    }
    fits::<T>(count)?;
    // SAFETY: it is not null, aligned and no longer than memory; the caller promises that the values are there and
    // stay as they are during the call.
    Ok(unsafe { std::slice::from_raw_parts(checked(values)?.as_ptr(), count) })
}

/// Values to read, and others to write, which do not overlap.
#[allow(clippy::type_complexity)]
pub(crate) fn apart<'a>(
    input: *const u32,
    inputs: usize,
    output: *mut u32,
    outputs: usize,
) -> Result<(&'a [u32], &'a mut [u32]), econ_status> {
    let rows = slice(input, inputs)?;
    if outputs == 0 {
        return Ok((rows, &mut []));
    }
    fits::<u32>(outputs)?;
    let out = checked(output)?;
    let (from, to) = (out.addr().get(), out.addr().get() + size_of::<u32>() * outputs);
    let range = rows.as_ptr_range();
    if !rows.is_empty() && range.start.addr() < to && from < range.end.addr() {
        return Err(ECON_ERROR_MEMORY);
    }
    // SAFETY: as in `slice`; nothing that is read lies in it, as was just checked, and the caller promises that it can
    // be written. What was there is never read, and every bit pattern is a number.
    Ok((rows, unsafe { std::slice::from_raw_parts_mut(out.as_ptr(), outputs) }))
}

/// Some values, wherever they lie.
pub(crate) fn read<T: Copy, const N: usize>(values: *const T) -> Result<[T; N], econ_status> {
    if values.is_null() {
        return Err(ECON_ERROR_NULL);
    }
    // SAFETY: the caller promises so many values; they need not be aligned.
    Ok(unsafe { values.cast::<[T; N]>().read_unaligned() })
}

/// Refuses null before anything is done.
pub(crate) fn check_write<T>(values: *mut T) -> Result<(), econ_status> {
    if values.is_null() { Err(ECON_ERROR_NULL) } else { Ok(()) }
}

/// Writes some values, wherever they are to lie.
pub(crate) fn write<T: Copy, const N: usize>(to: *mut T, values: [T; N]) -> Result<(), econ_status> {
    check_write(to)?;
    // SAFETY: the caller promises room for so many values; they need not be aligned.
    unsafe { to.cast::<[T; N]>().write_unaligned(values) };
    Ok(())
}

/// Writes a value where one is wanted.
pub(crate) fn write_if<T: Copy>(to: *mut T, value: T) -> Result<(), econ_status> {
    if to.is_null() { Ok(()) } else { write(to, [value]) }
}

/// Writes as much of a text as there is room for, if it is wanted.
pub(crate) fn write_text(text: &str, to: *mut c_char, capacity: usize) -> Result<(), econ_status> {
    if to.is_null() || capacity == 0 {
        return Ok(());
    }
    fits::<c_char>(capacity)?;
    // SAFETY: the caller promises so many bytes.
    unsafe { put_text(text, to, capacity) };
    Ok(())
}

/// Writes as much of a text as there is room for, whole characters, and a closing zero.
///
/// # Safety
/// There are `capacity` bytes, at least one.
unsafe fn put_text(text: &str, to: *mut c_char, capacity: usize) {
    let mut end = text.len().min(capacity - 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // SAFETY: at most `capacity - 1` bytes and one more, as the caller promises.
    unsafe {
        to.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), end);
        to.add(end).write(0);
    }
}
