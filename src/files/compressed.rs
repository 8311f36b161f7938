//! Compressed files, known by their first bytes and read as they are decompressed: memory does not grow with
//! what comes out.

use std::io::{BufReader, Chain, Cursor, Read, Result};
#[cfg(not(feature = "compressed"))]
use std::io::{Error, ErrorKind};

#[cfg(feature = "compressed")]
use super::unpack::unpacked;

/// First bytes of gzip.
pub(super) const GZIP: &[u8] = &[0x1F, 0x8B];

/// First bytes of a frame of zstd.
pub(super) const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// Bytes read at a time.
const PIECE: usize = 1 << 16;

/// How many first bytes tell whether a file is compressed.
pub const START: usize = ZSTD.len();

/// The name of the compression of a file that begins so; none if it is not compressed.
pub fn compression(start: &[u8]) -> Option<&'static str> {
    match () {
        () if start.starts_with(GZIP) => Some("gzip"),
        () if start.starts_with(ZSTD) => Some("zstd"),
        () => None,
    }
}

/// A stream whose first bytes have been looked at.
pub(super) type Packed = BufReader<Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>>;

/// The bytes of a stream, decompressed if they are gzip or zstd.
///
/// # Errors
/// Those of the stream; compressed ones where the crate was built without the feature `compressed`.
pub fn decompressed(stream: Box<dyn Read + Send>) -> Result<Box<dyn Read + Send>> {
    // A pipe may give its first bytes one by one.
    let mut start = Vec::new();
    let mut stream = stream;
    stream.by_ref().take(START as u64).read_to_end(&mut start)?;
    let compression = compression(&start);
    let whole = BufReader::with_capacity(PIECE, Cursor::new(start).chain(stream));
    match compression {
        None => Ok(Box::new(whole)),
        Some(compression) => unpacked(compression, whole),
    }
}

#[cfg(not(feature = "compressed"))]
fn unpacked(compression: &str, _: Packed) -> Result<Box<dyn Read + Send>> {
    let what = format!("it is packed with {compression}: unpack it, or build econ-emu with the feature 'compressed'");
    Err(Error::new(ErrorKind::Unsupported, what))
}

#[cfg(all(test, not(feature = "compressed")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_is_refused_by_name() {
        for (start, name) in [(GZIP, "gzip"), (ZSTD, "zstd")] {
            let fault = decompressed(Box::new(start)).err().map(|error| (error.kind(), error.to_string()));
            let (kind, text) = fault.unwrap();
            assert!(kind == ErrorKind::Unsupported && text.contains(name) && text.contains("'compressed'"), "{text}");
        }
        let mut plain = Vec::new();
        decompressed(Box::new(&b"1,2"[..])).unwrap().read_to_end(&mut plain).unwrap();
        assert_eq!(plain, b"1,2");
    }
}
