//! Compressed files, known by their first bytes and read as they are decompressed: memory does not grow with
//! what comes out.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

/// First bytes of gzip.
const GZIP: &[u8] = &[0x1F, 0x8B];

/// First bytes of a frame of zstd.
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

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

/// The bytes of a stream, decompressed if they are gzip or zstd.
///
/// # Errors
/// Those of the stream.
pub fn decompressed(stream: Box<dyn Read + Send>) -> Result<Box<dyn Read + Send>> {
    // A pipe may give its first bytes one by one.
    let mut start = Vec::new();
    let mut stream = stream;
    stream.by_ref().take(START as u64).read_to_end(&mut start)?;
    let compression = compression(&start);
    let whole = BufReader::with_capacity(PIECE, std::io::Cursor::new(start).chain(stream));
    Ok(match compression {
        None => Box::new(whole),
        Some("gzip") => Box::new(MultiGzDecoder::new(whole)),
        Some(_) => Box::new(Zstd { rest: Some(Rest::Source(Box::new(whole))) }),
    })
}

/// Frames of zstd, one after the other.
struct Zstd {
    rest: Option<Rest>,
}

enum Rest {
    /// Before a frame.
    Source(Box<dyn BufRead + Send>),
    /// In a frame. The decoder refuses windows above 100 MiB.
    Frame(Box<StreamingDecoder<Box<dyn BufRead + Send>, ruzstd::decoding::FrameDecoder>>),
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match self.rest.take() {
                None => return Ok(0),
                Some(Rest::Source(mut source)) => {
                    if source.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let frame = StreamingDecoder::new(source)
                        .map_err(|error| Error::new(ErrorKind::InvalidData, format!("not a frame of zstd: {error}")))?;
                    self.rest = Some(Rest::Frame(Box::new(frame)));
                }
                Some(Rest::Frame(mut frame)) => match frame.read(buffer)? {
                    0 => self.rest = Some(Rest::Source(frame.into_inner())),
                    count => {
                        self.rest = Some(Rest::Frame(frame));
                        return Ok(count);
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: Vec<u8>) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        decompressed(Box::new(std::io::Cursor::new(bytes)))?.read_to_end(&mut out)?;
        Ok(out)
    }

    fn zstd(part: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(part, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn gzip(part: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(part).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_and_frames_one_after_the_other() {
        let text: Vec<u8> = (0..200_000u32).flat_map(|i| format!("{},", i % 977).into_bytes()).collect();
        let (first, second) = text.split_at(1000);

        for packed in [[gzip(first), gzip(second)].concat(), [zstd(first), zstd(second)].concat()] {
            assert!(packed.len() < text.len());
            assert!(read(packed.clone()).unwrap() == text);
            assert!(read(packed[..packed.len() - 9].to_vec()).is_err(), "cut short");
        }
        for plain in [&b""[..], b"1", b"1,2\n", &GZIP[..1], &ZSTD[..3]] {
            assert_eq!(read(plain.to_vec()).unwrap(), plain);
        }
    }
}
