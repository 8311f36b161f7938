//! Files as memory, for binary packets: the kernels read them where the system has them.

#![allow(unsafe_code)]

use std::fs::File;

use memmap2::Mmap;

/// The content of a regular file that is not empty, or None where the system does not map it.
///
/// Whoever shortens the file while it is read ends this process with a bus error: no program that maps
/// files can help that.
pub fn map(file: &File) -> Option<Mmap> {
    let is_file = file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() > 0);
    // SAFETY: the bytes are only read, each as often as it is needed, and any bytes are fine. That another
    // process may change them makes them other numbers, which a file that is read in pieces would see too.
    is_file.then(|| unsafe { Mmap::map(file) }.ok())?
}
