//! Vector files, read in one piece and in many.
#![no_main]

use std::io::{Cursor, Read};
use std::path::Path;

use econ_emu::chip::{InputWords, OutputWords};
use econ_emu::error::Result;
use econ_emu::files::compressed::compression;
use econ_emu::golden::vectors::{VectorReader, Words, write_header, write_row};
use libfuzzer_sys::fuzz_target;

/// Hands out a few bytes at a time.
struct Pieces {
    bytes: Cursor<Vec<u8>>,
    size: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.size.min(buffer.len());
        self.bytes.read(&mut buffer[..size])
    }
}

/// The rows up to the first fault, and the fault.
fn rows<W: Words>(source: Box<dyn Read + Send>, length: usize, packed: bool) -> (Vec<W>, Option<String>) {
    let mut rows = Vec::new();
    let read = |rows: &mut Vec<W>| -> Result<()> {
        let mut reader = VectorReader::<W>::new(source, Path::new("test.csv"))?;
        while let Some(row) = reader.read()? {
            rows.push(row);
            assert_eq!(reader.rows(), rows.len() as u64);
            assert!(packed || 2 * rows.len() <= length + 1, "more rows than bytes for them");
        }
        Ok(())
    };
    let fault = read(&mut rows).err().map(|error| error.to_string());
    assert!(fault.iter().all(|fault| fault.starts_with("test.csv:")), "no place in {fault:?}");
    (rows, fault)
}

fn check<W: Words + PartialEq + std::fmt::Debug>(data: &[u8]) {
    let packed = compression(data).is_some();
    let whole = rows::<W>(Box::new(Cursor::new(data.to_vec())), data.len(), packed);
    let size = 1 + data.len() % 7;
    let pieces = rows::<W>(Box::new(Pieces { bytes: Cursor::new(data.to_vec()), size }), data.len(), packed);
    assert_eq!(whole, pieces);

    let mut written = Vec::new();
    write_header::<W>(&mut written).expect("a vector takes every byte");
    for row in &whole.0 {
        write_row(&mut written, row);
    }
    let length = written.len();
    assert_eq!(rows::<W>(Box::new(Cursor::new(written)), length, false), (whole.0, None));
}

fuzz_target!(|data: &[u8]| {
    check::<InputWords>(data);
    check::<OutputWords>(data);
});
