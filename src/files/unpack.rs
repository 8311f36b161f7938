//! What is packed with gzip or zstd, unpacked.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::compressed::Packed;

/// The bytes of a stream that is gzip or zstd.
///
/// # Errors
/// None: faults show as it is read.
pub(super) fn unpacked(compression: &str, packed: Packed) -> Result<Box<dyn Read + Send>> {
    Ok(match compression {
        "gzip" => Box::new(MultiGzDecoder::new(packed)),
        _ => Box::new(Zstd { rest: Some(Rest::Source(Box::new(packed))) }),
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

    use super::super::compressed::{GZIP, ZSTD, decompressed};
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
