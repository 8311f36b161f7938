//! Pages of a parquet file, with a limit on the memory that they take together.
//!
//! The library finds the pages, and decodes what is in them. It trusts the sizes in a page's header, or unpacks whatever
//! there is; pages are therefore unpacked here, as far as the limit goes. That also reads zstd without a C library.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, Type};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use crate::error::{Error, Result};
use crate::files::memory::{self, Taken};

/// Bytes of memory for a text of a dictionary, beside its letters.
const TEXT: u64 = 48;

/// Packings that are read, as an error names them.
pub(super) const PACKINGS: &str = "none, snappy, gzip, LZ4, zstd";

/// First bytes of a frame of LZ4, with which no single block begins.
const LZ4_FRAME: &[u8] = &[0x04, 0x22, 0x4D, 0x18];

/// The pages of one column in one group of rows, unpacked.
pub(super) struct Pages {
    packed: SerializedPageReader<File>,
    packing: Compression,
    kind: Type,
    /// Memory of the dictionary, which stays, and of the page in use.
    dictionary: Taken,
    page: Taken,
}

impl Pages {
    /// Starts with the first page of a column.
    ///
    /// # Errors
    /// Packings that are not read, and damaged descriptions of the column.
    pub(super) fn new(file: &Arc<File>, column: &ColumnChunkMetaData, rows: usize) -> Result<Self> {
        let packing = column.compression();
        if matches!(packing, Compression::BROTLI(_) | Compression::LZO) {
            return Err(Error::new("a packing of parquet that is not read").found(packing).allowed(PACKINGS));
        }
        // For the library the pages are not packed.
        let plain = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build();
        let packed = plain.and_then(|plain| SerializedPageReader::new(Arc::clone(file), &plain, rows, None));
        let packed = packed.map_err(unreadable)?;
        let (dictionary, page) = (Taken::default(), Taken::default());
        Ok(Pages { packed, packing, kind: column.column_type(), dictionary, page })
    }

    /// Unpacks what stands behind the first bytes of a page, which are not packed.
    fn unpacked(&self, page: &[u8], plain: usize) -> Result<Vec<u8>> {
        let Some((head, packed)) = page.split_at_checked(plain) else {
            return Err(damaged("a page that ends before its values"));
        };
        let mut out = head.to_vec();
        if !packed.is_empty() {
            let most = usize::try_from(memory::left()).unwrap_or(usize::MAX).saturating_sub(plain);
            out.extend(unpack(self.packing, packed, most)?);
        }
        Ok(out)
    }

    /// A page as the library is to see it.
    fn checked(&mut self, mut page: Page) -> Result<Page> {
        // What the page before took is free again.
        if !page.is_dictionary_page() {
            self.page = Taken::default();
        }
        let packed = self.packing != Compression::UNCOMPRESSED;
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => {
                if packed {
                    *buf = self.unpacked(buf, 0)?.into();
                }
            }
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, is_compressed, .. } => {
                let levels = (*def_levels_byte_len as usize).saturating_add(*rep_levels_byte_len as usize);
                if packed && *is_compressed {
                    *buf = self.unpacked(buf, levels)?.into();
                } else if levels > buf.len() {
                    return Err(damaged("a page that ends before its values"));
                }
            }
        }
        let bytes = page.buffer().len();
        match page {
            Page::DictionaryPage { num_values, .. } => {
                let texts = if self.kind == Type::BYTE_ARRAY { TEXT * u64::from(num_values) } else { 0 };
                self.dictionary.add(PAGES, bytes as u64 + texts)?;
                // The library makes room for so many values before it reads them.
                let width = if matches!(self.kind, Type::INT64 | Type::DOUBLE) { 8 } else { 4 };
                if num_values as usize > bytes / width {
                    return Err(damaged("a dictionary with more values than bytes").found(num_values));
                }
            }
            _ => {
                self.page.add(PAGES, bytes as u64)?;
                // The library takes the lengths in such pages for granted.
                let encoding = page.encoding();
                if matches!(encoding, Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY) {
                    return Err(Error::new("text in an encoding that is not read")
                        .found(encoding)
                        .allowed("PLAIN, or with a dictionary"));
                }
            }
        }
        Ok(page)
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        let page = self.packed.get_next_page()?;
        page.map(|page| self.checked(page)).transpose().map_err(|error| ParquetError::External(Box::new(error)))
    }

    fn peek_next_page(&mut self) -> ParquetResult<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> ParquetResult<()> {
        self.packed.skip_next_page()
    }
}

impl Iterator for Pages {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// The fault behind an error of the library: our own of [`Pages`], or what the library says.
pub(super) fn unreadable(error: ParquetError) -> Error {
    if let ParquetError::External(inner) = &error
        && let Some(own) = inner.downcast_ref::<Error>()
    {
        return own.clone();
    }
    Error::new("the parquet file cannot be read").found(error).hint("was it copied completely? write it again")
}

fn damaged(what: &str) -> Error {
    Error::new(format!("the parquet file is damaged: {what}")).hint("was it copied completely? write it again")
}

/// What takes memory, for messages.
const PAGES: &str = "a page of each column of the parquet file";

/// The fault of a page that does not fit what is left of the budget.
fn too_large() -> Error {
    memory::exhausted(PAGES).hint("write it again with smaller pages or groups of rows; --memory 4GB allows more")
}

/// The bytes of a page, at most so many.
fn unpack(packing: Compression, packed: &[u8], most: usize) -> Result<Vec<u8>> {
    let unpacked = unpacked(packing, packed, most)?;
    unpacked.ok_or_else(|| damaged("a page that cannot be unpacked").found(packing))
}

/// None if the bytes are damaged, or packed in a way that is not known.
fn unpacked(packing: Compression, packed: &[u8], most: usize) -> Result<Option<Vec<u8>>> {
    match packing {
        Compression::UNCOMPRESSED => Ok(Some(packed.to_vec())),
        Compression::SNAPPY => match snap::raw::decompress_len(packed) {
            Ok(length) if length > most => Err(too_large()),
            _ => Ok(snap::raw::Decoder::new().decompress_vec(packed).ok()),
        },
        Compression::GZIP(_) => bounded(flate2::read::MultiGzDecoder::new(packed), most),
        Compression::ZSTD(_) => {
            let frame = ruzstd::decoding::StreamingDecoder::new(packed);
            frame.map_or(Ok(None), |frame| bounded(frame, most))
        }
        Compression::LZ4_RAW => lz4_block(packed, most),
        // Files of this kind hold frames, blocks of Hadoop, or single blocks.
        Compression::LZ4 if packed.starts_with(LZ4_FRAME) => bounded(lz4_flex::frame::FrameDecoder::new(packed), most),
        Compression::LZ4 => match lz4_of_hadoop(packed, most)? {
            Some(unpacked) => Ok(Some(unpacked)),
            None => lz4_block(packed, most),
        },
        Compression::BROTLI(_) | Compression::LZO => Ok(None),
    }
}

/// All that a stream gives, at most so many bytes.
fn bounded(stream: impl Read, most: usize) -> Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    match stream.take(most as u64 + 1).read_to_end(&mut out) {
        Err(_) => Ok(None),
        Ok(_) if out.len() > most => Err(too_large()),
        Ok(_) => Ok(Some(out)),
    }
}

/// A block of LZ4, which does not say how long it becomes; none if it is not one.
fn lz4_block(packed: &[u8], most: usize) -> Result<Option<Vec<u8>>> {
    // No byte stands for more than 255.
    let longest = packed.len().saturating_mul(255).min(most);
    match lz4_flex::block::decompress(packed, longest) {
        Ok(unpacked) => Ok(Some(unpacked)),
        Err(lz4_flex::block::DecompressError::OutputTooSmall { .. }) if longest == most => Err(too_large()),
        Err(_) => Ok(None),
    }
}

/// Blocks of LZ4, each behind its lengths unpacked and packed, big-endian; none if they are something else.
fn lz4_of_hadoop(mut packed: &[u8], most: usize) -> Result<Option<Vec<u8>>> {
    let mut out = Vec::new();
    while let Some((lengths, rest)) = packed.split_first_chunk::<8>() {
        let [a, b, c, d, e, f, g, h] = *lengths;
        let (length, stored) = (u32::from_be_bytes([a, b, c, d]) as usize, u32::from_be_bytes([e, f, g, h]) as usize);
        let Some((block, rest)) = rest.split_at_checked(stored) else { return Ok(None) };
        if length > stored.saturating_mul(255) {
            return Ok(None);
        }
        if length > most - out.len() {
            return Err(too_large());
        }
        match lz4_flex::block::decompress(block, length) {
            Ok(unpacked) if unpacked.len() == length => out.extend(unpacked),
            _ => return Ok(None),
        }
        packed = rest;
    }
    Ok(packed.is_empty().then_some(out))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A megabyte of zeros and something, in every packing.
    fn packed() -> Vec<(Compression, Vec<u8>)> {
        let plain = plain();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&plain).unwrap();
        let block = lz4_flex::block::compress(&plain);
        let (first, second) = plain.split_at(1000);
        let hadoop = [first, second].map(|part| {
            let block = lz4_flex::block::compress(part);
            let lengths = [part.len() as u32, block.len() as u32].map(u32::to_be_bytes);
            [&lengths.concat()[..], &block].concat()
        });
        let mut frame = lz4_flex::frame::FrameEncoder::new(Vec::new());
        frame.write_all(&plain).unwrap();
        vec![
            (Compression::SNAPPY, snap::raw::Encoder::new().compress_vec(&plain).unwrap()),
            (Compression::GZIP(Default::default()), gzip.finish().unwrap()),
            (
                Compression::ZSTD(Default::default()),
                ruzstd::encoding::compress_to_vec(&plain[..], ruzstd::encoding::CompressionLevel::Fastest),
            ),
            (Compression::LZ4_RAW, block.clone()),
            (Compression::LZ4, block),
            (Compression::LZ4, hadoop.concat()),
            (Compression::LZ4, frame.finish().unwrap()),
        ]
    }

    fn plain() -> Vec<u8> {
        [vec![0; 1 << 20], (0..=255).collect()].concat()
    }

    #[test]
    fn every_packing_is_unpacked_up_to_the_limit() {
        let plain = plain();
        for (at, (packing, packed)) in packed().into_iter().enumerate() {
            assert!(packed.len() < plain.len() / 10, "{packing}");
            assert!(unpack(packing, &packed, plain.len()).unwrap() == plain, "{packing}, {at}");
            for most in [0, 999, 1 << 16, plain.len() - 1] {
                let fault = unpack(packing, &packed, most).unwrap_err();
                assert!(fault.message().contains("too much memory"), "{packing}, {at}, {most}: {fault}");
            }
            let fault = unpack(packing, &packed[..packed.len() - 9], plain.len()).unwrap_err();
            assert!(fault.message().contains("cannot be unpacked"), "{packing}, {at}: {fault}");
        }
    }

    /// Lengths of 4 GiB in front of a few bytes.
    #[test]
    fn lengths_that_a_file_claims_take_no_memory() {
        for (packing, claim) in [
            (Compression::SNAPPY, vec![0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0]),
            (Compression::LZ4, vec![0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 3, 0x10, 1, 2]),
        ] {
            assert!(unpack(packing, &claim, 1 << 30).is_err(), "{packing}");
        }
    }
}
