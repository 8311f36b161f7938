//! SHA-256 of texts and files.

use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::files;

/// A digest as lower-case hexadecimal digits.
pub fn hex(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hash of bytes in memory, 64 lower-case hexadecimal digits.
pub fn of_bytes(bytes: impl AsRef<[u8]>) -> String {
    hex(Sha256::digest(bytes))
}

/// Hash of a file, read in pieces.
///
/// # Errors
/// If the file cannot be read.
pub fn of_file(path: &Path) -> Result<String> {
    let mut file = files::open_regular(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let count = file.read(&mut buffer).map_err(|error| Error::io("read", path, &error))?;
        if count == 0 {
            return Ok(hex(hash.finalize()));
        }
        hash.update(&buffer[..count]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of nothing.
    #[test]
    fn digests_are_spelt_as_others_spell_them() {
        assert_eq!(of_bytes(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
