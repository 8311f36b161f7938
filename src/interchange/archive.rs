//! Zip archives whose members are not compressed, as NumPy and Keras write them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::error::{Error, Result};

/// An archive of these members. The same members give the same bytes.
///
/// # Errors
/// Two members of one name.
pub fn write(members: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, contents) in members {
        zip.start_file(name.as_str(), options).map_err(|error| unwritten(error).field(name))?;
        zip.write_all(contents).map_err(|error| unwritten(error).field(name))?;
    }
    Ok(zip.finish().map_err(unwritten)?.into_inner())
}

fn unwritten(error: impl std::fmt::Display) -> Error {
    Error::new(format!("cannot write the archive: {error}"))
}
